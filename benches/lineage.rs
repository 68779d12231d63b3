//! Proves that a lineage, its findings, its order and the match of two revisions take time that
//! grows with the paragraphs and wishes, and no faster.
//!
//! Worlds of chance, from a hundred paragraphs with as many wishes to ten thousand less one, the
//! highest number that a label has; the ring is the worst case for findings, one cycle through all.
//! Then as many moves as paragraphs, up to a hundred thousand in eleven parts, and rings through
//! preamble and operative part, up to sixteen thousand.
//! A hundred thousand paragraphs in eleven parts, with a wish on every tenth, are then built,
//! checked and put in order, and the time is held against what a reader cannot do without: reading
//! the text, and one pass of petgraph's `tarjan_scc` over the same graph.

mod support;

use std::error::Error;
use std::fmt::Write as _;

use support::{Xorshift, float, is_test, timed};
use travaux::Document;
use travaux::lineage::{FindingKind, apply, findings, lineage, lineage_between};
use travaux::petgraph::algo::tarjan_scc;

/// Paragraphs, and as many wishes.
const SIZES: [usize; 3] = [100, 1_000, 9_999];
/// Rounds for each; the middle one counts.
const ROUNDS: usize = 7;

/// A text of so many paragraphs.
type World = fn(usize) -> Result<String, std::fmt::Error>;

fn main() -> Result<(), Box<dyn Error>> {
    let worlds: [(&str, World); 3] = [("chance", chance), ("ring", ring), ("one paragraph", heap)];
    if is_test() {
        for (_, world) in worlds {
            time(&world(200)?, 1)?;
        }
        bar(11, 20, 1)?;
        grown("moves", [1, 2, 3].map(|parts| moves(parts, 20)), 1)?;
        grown("ring", [20, 40, 80].map(long_ring), 1)?;
        long_and_short(20)?;
        return check();
    }
    check()?;
    println!("ns a paragraph, medians of {ROUNDS} rounds; in brackets to the first line");
    for (name, world) in worlds {
        println!("\n{name:<14}{}", STEPS.map(|step| format!("{step:>20}")).concat());
        let mut base: Option<[f64; 4]> = None;
        for size in SIZES {
            let times = time(&world(size)?, ROUNDS)?.map(|time| time / float(size));
            let base = base.get_or_insert(times);
            let cell = |at: usize| format!("{:.0} ({:.2})", times[at], times[at] / base[at]);
            let cells = [0, 1, 2, 3].map(|at| format!("{:>20}", cell(at))).concat();
            let log = float(size).ln() / float(SIZES[0]).ln();
            println!("{size:<14}{cells}   n log n would be {log:.2}");
        }
    }
    grown("moves", [1, 4, PARTS].map(|parts| moves(parts, LONG)), ROUNDS)?;
    grown("ring", [1_000, 4_000, 16_000].map(long_ring), ROUNDS)?;
    bar(PARTS, LONG, ROUNDS)?;
    println!("\none long paragraph against short ones of eight words, ns a short one");
    for count in [60, 600, 6_000] {
        println!("{count:<14}{:>20.0}", long_and_short(count)? / float(count));
    }
    Ok(())
}

/// One long paragraph in the old draft, and so many short ones in the new one with words of it: it
/// is to be gone through once, not once for each of them.
fn long_and_short(count: usize) -> Result<f64, Box<dyn Error>> {
    let mut word = (0usize..).map(|at| format!("w{}", at % 700 * 7 + at % 11));
    let mut take = |count: usize| word.by_ref().take(count).collect::<Vec<_>>().join(" ");
    let old = Document::read(format!("1. {};\n", take(count * 10)))?;
    let mut short = String::new();
    for at in 1..=count {
        writeln!(short, "{at}. {} x{at};\n", take(8))?;
    }
    let new = Document::read(short)?;
    let (_, time) = timed(|| lineage_between(&old, &new));
    Ok(time.as_secs_f64() * 1e9)
}

/// Parts of the long text, and the paragraphs of each.
const PARTS: usize = 11;
const LONG: usize = 9_100;

/// Build, check and apply against reading and one pass of `tarjan_scc`, taken in turn.
fn bar(parts: usize, each: usize, rounds: usize) -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    for part in 0..parts {
        writeln!(text, "ANNEX {}\n", part + 1)?;
        seldom(&mut text, each)?;
    }
    let mut times: [Vec<f64>; 6] = Default::default();
    let mut sizes = (0, 0, 0);
    for _ in 0..rounds {
        let (document, read) = timed(|| Document::read(text.as_str()));
        let document = document?;
        let (built, one) = timed(|| lineage(&document));
        let (components, tarjan) = timed(|| tarjan_scc(built.as_graph()));
        let chosen: Vec<_> = document.proposals().iter().map(travaux::Proposal::id).collect();
        let (found, two) = timed(|| findings(&built, &document));
        let (applied, three) = timed(|| apply(&document, &chosen));
        assert!(!components.is_empty() && applied.order.len() > each);
        sizes = (document.paragraphs().len(), built.wishes().len(), found.len());
        let ours = (one + two + three).as_secs_f64();
        let theirs = (read + tarjan).as_secs_f64();
        let all = [read, tarjan, one, two, three].map(|time| time.as_secs_f64() * 1e3);
        for (times, took) in times.iter_mut().zip(all.into_iter().chain([ours / theirs])) {
            times.push(took);
        }
    }
    let [read, tarjan, built, found, applied, ratio] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or(0.0)
    });
    let (paragraphs, wishes, told) = sizes;
    println!(
        "\n{paragraphs} paragraphs, {wishes} wishes, {told} findings: reading {read:.0} ms, \
         tarjan_scc {tarjan:.1}; lineage {built:.0}, findings {found:.0}, apply {applied:.0}: \
         {ratio:.2} times reading and one pass"
    );
    Ok(())
}

/// Three texts of one make, each larger than the one before: the time a paragraph takes.
fn grown(
    name: &str,
    texts: [Result<String, std::fmt::Error>; 3],
    rounds: usize,
) -> Result<(), Box<dyn Error>> {
    println!("\n{name:<14}{}", STEPS.map(|step| format!("{step:>20}"))[..3].concat());
    let mut base: Option<[f64; 3]> = None;
    for text in texts {
        let document = Document::read(text?)?;
        let count = document.paragraphs().len();
        let chosen: Vec<_> = document.proposals().iter().map(travaux::Proposal::id).collect();
        let mut times: [Vec<f64>; 3] = Default::default();
        for _ in 0..rounds {
            let (built, one) = timed(|| lineage(&document));
            let (found, two) = timed(|| findings(&built, &document));
            let (applied, three) = timed(|| apply(&document, &chosen));
            assert_eq!(built.wishes().len(), chosen.len(), "each note is a wish");
            if name == "ring" {
                let refused = found.first().map(|one| (one.camps.len(), &one.refusal));
                let sizes = refused.map(|(camps, one)| (camps, one.proposals.len(), one.exact));
                assert_eq!((found.len(), sizes), (1, Some((chosen.len(), 1, true))));
                assert_eq!(applied.held.len(), chosen.len());
            }
            drop((built, found, applied));
            for (times, took) in times.iter_mut().zip([one, two, three]) {
                times.push(took.as_secs_f64() * 1e9 / float(count));
            }
        }
        let times = times.map(|mut times| {
            times.sort_by(f64::total_cmp);
            times.get(times.len() / 2).copied().unwrap_or(0.0)
        });
        let base = base.get_or_insert(times);
        let cell = |at: usize| format!("{:.0} ({:.2})", times[at], times[at] / base[at]);
        println!("{count:<14}{}", [0, 1, 2].map(|at| format!("{:>20}", cell(at))).concat());
    }
    Ok(())
}

/// Each paragraph of some parts is to be moved to another place of its part.
fn moves(parts: usize, each: usize) -> Result<String, std::fmt::Error> {
    let mut chance = Xorshift::new(2027);
    let mut out = String::new();
    for part in 1..=parts {
        writeln!(out, "ANNEX {part}\n")?;
        for number in 1..=each {
            paragraph(&mut out, number)?;
            let other = 1 + (number + chance.below(each - 1)) % each;
            writeln!(out, "(move this before OP{other}: BRA)\n")?;
        }
    }
    Ok(out)
}

/// Half of the paragraphs in the preamble, each before the next, and the last before the first.
fn long_ring(size: usize) -> Result<String, std::fmt::Error> {
    let half = size / 2;
    let name = |at: usize| match at {
        at if at < half => format!("PP{}", at + 1),
        at => format!("OP{}", at - half + 1),
    };
    let mut out = "We, the Ministers,\n\n".to_owned();
    for at in 0..size {
        if at == half {
            out.push_str("Declare the following:\n\n");
        }
        if at < half {
            writeln!(out, "*Recalling* the harbour of {at} lanterns,")?;
        } else {
            paragraph(&mut out, at - half + 1)?;
        }
        writeln!(out, "(move this before {}: BRA)\n", name((at + 1) % size))?;
    }
    Ok(out)
}

/// A wish of any kind on every tenth paragraph.
fn seldom(out: &mut String, size: usize) -> std::fmt::Result {
    let mut chance = Xorshift::new(6227);
    for number in 1..=size {
        paragraph(out, number)?;
        if number % 10 == 0 {
            wish(out, 1 + chance.below(size), chance.below(6))?;
        }
        out.push('\n');
    }
    Ok(())
}

fn wish(out: &mut String, other: usize, kind: usize) -> std::fmt::Result {
    match kind {
        0 => writeln!(out, "(merge with OP{other}: FRA; oppose: DEU)"),
        1 => writeln!(out, "(delete this para: ESP)"),
        2 => writeln!(out, "(divide the paragraph into two: KEN)"),
        3 => writeln!(out, "(move after OP{other}: NOR, USA)"),
        _ => writeln!(out, "(move this before OP{other}: BRA)"),
    }
}

const STEPS: [&str; 4] = ["lineage", "findings", "apply", "lineage_between"];

/// The middle times of the four, in nanoseconds. Reading stays outside.
fn time(text: &str, rounds: usize) -> Result<[f64; 4], Box<dyn Error>> {
    let document = Document::read(text)?;
    let later = Document::read(reworded(text))?;
    let chosen: Vec<_> = document.proposals().iter().map(travaux::Proposal::id).collect();
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds {
        let (built, one) = timed(|| lineage(&document));
        let (found, two) = timed(|| findings(&built, &document));
        let (applied, three) = timed(|| apply(&document, &chosen));
        let (between, four) = timed(|| lineage_between(&document, &later));
        assert!(!applied.order.is_empty() && between.steps().next().is_some());
        drop((built, found, applied, between));
        for (times, took) in times.iter_mut().zip([one, two, three, four]) {
            times.push(took.as_secs_f64() * 1e9);
        }
    }
    Ok(times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or(0.0)
    }))
}

/// The answers without which no time means anything.
fn check() -> Result<(), Box<dyn Error>> {
    let document = Document::read(ring(50)?)?;
    let found = findings(&lineage(&document), &document);
    let cycles: Vec<_> = found.iter().filter(|f| f.kind == FindingKind::Cycle).collect();
    assert_eq!((cycles.len(), cycles.first().map(|c| c.paragraphs.len())), (1, Some(50)));
    let later = Document::read(reworded(&ring(50)?))?;
    assert!(lineage_between(&document, &later).steps().count() >= 50, "each becomes one");
    println!("lineage: one ring of 50 is one cycle, 50 paragraphs find themselves");
    Ok(())
}

const WORDS: [&str; 24] = [
    "harbour", "lantern", "river", "stones", "boats", "garden", "winter", "bread", "nets", "quiet",
    "bright", "island", "meadow", "copper", "thread", "window", "ladder", "kettle", "orchard",
    "saddle", "feather", "anchor", "barrel", "candle",
];

/// A paragraph whose words tell it from the others.
fn paragraph(out: &mut String, number: usize) -> std::fmt::Result {
    let mut chance = Xorshift::new(u64::try_from(number).unwrap_or(0) * 7919 + 1);
    write!(out, "{number}. We")?;
    for _ in 0..12 {
        write!(out, " {}{}", WORDS[chance.below(WORDS.len())], chance.below(400))?;
    }
    out.push_str(" together;\n");
    Ok(())
}

/// A wish of any kind on each paragraph.
fn chance(size: usize) -> Result<String, std::fmt::Error> {
    let mut chance = Xorshift::new(6227);
    let mut out = String::new();
    for number in 1..=size {
        paragraph(&mut out, number)?;
        let other = 1 + chance.below(size);
        wish(&mut out, other, chance.below(6))?;
        out.push('\n');
    }
    Ok(out)
}

/// Each before the next, and the last before the first.
fn ring(size: usize) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for number in 1..=size {
        paragraph(&mut out, number)?;
        writeln!(out, "(move this before OP{}: BRA)\n", number % size + 1)?;
    }
    Ok(out)
}

/// All wishes on the first paragraph, each to another place.
fn heap(size: usize) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    for number in 1..=size {
        paragraph(&mut out, number)?;
        out.push('\n');
    }
    for number in 2..=size {
        writeln!(out, "Move OP1 before OP{number}: BRA\n")?;
    }
    Ok(out)
}

/// A later draft: every third paragraph loses its last words, and the first comes last.
fn reworded(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().filter(|line| line.ends_with(';')).collect();
    if !lines.is_empty() {
        lines.rotate_left(1);
    }
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let line = line.split_once(". ").map_or(*line, |(_, words)| words);
        let line = if at % 3 == 0 { line.trim_end_matches(" together;") } else { line };
        writeln!(out, "{}. {line}\n", at + 1).unwrap_or_default();
    }
    out
}
