//! Proves how well the bundled sample is read: its table against a hand-made reading of it.
//!
//! The figures are those of the project's scoring script: recall of the mentions, precision by
//! offset, and over the mentions of the hand-made reading the share whose paragraph, polarity and
//! kind are right, the F1 of the subject's words, and the share of rows right in all of them.

use std::collections::{BTreeMap, BTreeSet};

use travaux::{Document, StatementRow};

const SAMPLE: &str = include_str!("../../examples/sample/night-sky.md");
const TABLE: &str = include_str!("../corpus/night-sky.tsv");

/// Kinds whose subject is not compared.
const WORDLESS: [&str; 6] = ["comment", "redraft", "retain", "new", "delete-paragraph", "none"];

/// Figures that may not fall, in the order of [`NAMES`].
const FLOORS: [f64; 7] = [1.0, 1.0, 1.0, 1.0, 1.0, 0.972, 0.96];
const NAMES: [&str; 7] = ["recall", "precision", "paragraph", "polarity", "kind", "subject", "row"];

/// A mention as a careful reader has it; `|` in a cell parts readings that are both right.
struct Gold<'t> {
    offset: u32,
    cells: BTreeMap<&'t str, &'t str>,
}

fn gold() -> Vec<Gold<'static>> {
    let mut lines = TABLE.lines();
    let names: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let read = |line: &'static str| {
        let cells: BTreeMap<_, _> = names.iter().copied().zip(line.split('\t')).collect();
        Gold { offset: cells["offset"].parse().expect("an offset"), cells }
    };
    lines.map(read).filter(|gold| gold.cells["kind"] != "none").collect()
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let spaced = text.to_lowercase().replace('~', " ~ ");
    for word in spaced.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '~')) {
        if !word.is_empty() {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// The F1 of the words that two subjects share, 1 for two empty ones.
fn f1(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let shared: usize = one.iter().map(|(word, n)| other.get(word).map_or(0, |m| *n.min(m))).sum();
    let total = one.values().sum::<usize>() + other.values().sum::<usize>();
    if total == 0 { 1.0 } else { ratio(2 * shared, total) }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let small = |count: usize| f64::from(u32::try_from(count).expect("a small table"));
    small(part) / small(whole.max(1))
}

/// Paragraph, polarity and kind right or wrong, and how much of the subject.
fn marks(row: &StatementRow, gold: &Gold<'_>) -> [f64; 4] {
    let label = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    let among = |name: &str, have: &str| {
        let right = gold.cells[name].split('|').any(|want| label(want) == label(have));
        f64::from(u8::from(right))
    };
    let wordless = WORDLESS.contains(&gold.cells["kind"].split('|').next().unwrap_or_default());
    let subjects = gold.cells["subject"].split(" ‖ ");
    let subject = subjects.map(|want| f1(&row.subject, want)).fold(0.0, f64::max);
    [
        among("paragraph", &row.paragraph),
        among("polarity", row.polarity.as_str()),
        among("kind", row.kind.as_str()),
        if wordless { 1.0 } else { subject },
    ]
}

fn score(rows: &[StatementRow], gold: &[Gold<'_>]) -> [f64; 7] {
    let known: BTreeSet<u32> = gold.iter().map(|gold| gold.offset).collect();
    let spoken = rows.iter().filter(|row| known.contains(&row.offset)).count();
    let (mut found, mut full, mut sums) = (0, 0, [0.0; 4]);
    for gold in gold {
        let here = |row: &&StatementRow| {
            row.offset == gold.offset && row.delegation.as_str() == gold.cells["delegation"]
        };
        // Of two statements by one mention the one that fits this row of the table best.
        let rank = |marks: &[f64; 4]| (marks[..3].iter().sum::<f64>(), marks[3]);
        let best = rows
            .iter()
            .filter(here)
            .map(|row| marks(row, gold))
            .max_by(|one, other| rank(one).partial_cmp(&rank(other)).expect("no NaN"));
        if let Some(best) = best {
            found += 1;
            sums.iter_mut().zip(best).for_each(|(sum, mark)| *sum += mark);
            let all = best[..3].iter().sum::<f64>() > 2.5 && best[3] >= 0.8;
            full += usize::from(all);
        } else {
            println!("not found: {} at {}", gold.cells["written"], gold.offset);
        }
    }
    let share = sums.map(|sum| sum * ratio(1, gold.len()));
    let recall = ratio(found, gold.len());
    let precision = ratio(spoken, rows.len());
    [recall, precision, share[0], share[1], share[2], share[3], ratio(full, gold.len())]
}

#[test]
fn the_sample_is_read_as_well_as_before() {
    let document = Document::read(SAMPLE).expect("a text under 4 GiB");
    let rows: Vec<StatementRow> = document.rows().collect();
    let gold = gold();
    let figures = score(&rows, &gold);
    println!("{} rows, {} mentions by hand", rows.len(), gold.len());
    for (name, figure) in NAMES.iter().zip(figures) {
        println!("{name:10} {figure:.4}");
    }
    for ((name, figure), floor) in NAMES.iter().zip(figures).zip(FLOORS) {
        assert!(figure >= floor, "{name} fell to {figure:.4}, expected at least {floor}");
    }
}

#[test]
fn the_hand_made_reading_is_of_this_sample() {
    for gold in gold() {
        let at = gold.offset as usize;
        let written = gold.cells["written"];
        assert_eq!(SAMPLE.get(at..at + written.len()), Some(written), "at {at}");
    }
}
