//! How long merging takes: copies of one draft beside the reading of them, and two drafts of one
//! base beside diffy's merge of the same texts by lines and by words.
//!
//! `cargo bench --bench merge` measures; `-- --test` runs everything once on small texts.

mod support;

use std::time::Duration;

use support::{MB, Xorshift, float, is_test, timed};
use travaux::Document;
use travaux::merge::{AnnotatedCopy, merge, merge_drafts};

const WORDS: &[&str] = &[
    "tide", "harbour", "lantern", "river", "stones", "boats", "garden", "winter", "bread", "nets",
    "quietly", "bright", "along", "our", "moths", "dawn", "shall", "protect", "reports", "each",
];

const CODES: &[&str] = &["FRA", "DEU", "ESP", "KEN", "BRA", "JPN", "IND", "CHE", "EU", "VAT"];

/// Words a paragraph.
const PARAGRAPH: usize = 80;

fn base(paragraphs: usize, chance: &mut Xorshift) -> Vec<Vec<String>> {
    let mut word = |nth: usize| {
        let word = WORDS[chance.below(WORDS.len())];
        // Every seventh word is one of many, as names and dates are.
        if nth % 7 == 0 { format!("{word}{}", chance.below(5000)) } else { word.to_owned() }
    };
    (0..paragraphs).map(|_| (0..PARAGRAPH).map(&mut word).collect()).collect()
}

/// A copy with so many statements, spread over the paragraphs.
fn copy(base: &[Vec<String>], statements: usize, chance: &mut Xorshift) -> String {
    let mut marks = vec![Vec::new(); base.len()];
    for _ in 0..statements {
        let at = chance.below(base.len());
        marks[at].push(1 + chance.below(PARAGRAPH - 2));
    }
    let mut text = String::new();
    for ((at, words), marks) in base.iter().enumerate().zip(marks) {
        let mut line = format!("{}.", at + 1);
        for (nth, word) in words.iter().enumerate() {
            line.push(' ');
            if !marks.contains(&nth) {
                line += word;
                continue;
            }
            let who = CODES[chance.below(CODES.len())];
            let marked = match chance.below(3) {
                0 => format!("[{}: {who}] {word}", WORDS[chance.below(4)]),
                1 => format!("[~~{word}~~: {who}]"),
                _ => format!("[~~{word}~~ new{nth}: {who}]"),
            };
            line += &marked;
        }
        text += &line;
        text += ";\n\n";
    }
    text
}

/// A draft with every so many words changed.
fn draft(base: &[Vec<String>], every: usize, by: &str, chance: &mut Xorshift) -> Vec<Vec<String>> {
    let mut words = |paragraph: &Vec<String>| {
        let change = |word: &String| match chance.below(every) {
            0 => format!("{word} {by}{}", chance.below(1000)),
            _ => word.clone(),
        };
        paragraph.iter().map(change).collect()
    };
    base.iter().map(&mut words).collect()
}

fn page(paragraphs: &[Vec<String>], between: &str) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        text += &paragraph.join(between);
        text += "\n\n";
    }
    text
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn copies(megabytes: f64, count: usize, statements: usize) {
    let mut chance = Xorshift::new(8);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size")]
    let paragraphs = (megabytes * float(MB) / (float(PARAGRAPH) * 7.0)) as usize;
    let base = base(paragraphs.max(2), &mut chance);
    let (mut reading, mut taking, mut bytes) = (Duration::ZERO, Duration::ZERO, 0);
    let mut facts = Vec::with_capacity(count);
    for nth in 0..count {
        let text = copy(&base, statements, &mut chance);
        bytes += text.len();
        let (document, time) = timed(|| Document::read(text).expect("under the limit"));
        reading += time;
        let (copy, time) = timed(|| AnnotatedCopy::of(&document));
        taking += time;
        facts.push(copy.named(format!("copy {nth:03}")));
    }
    let said: usize = facts.iter().map(|copy| copy.annotations().len()).sum();
    let (merged, merging) = timed(|| merge(facts).expect("one text"));
    let found: usize = merged.statements().iter().map(|said| said.found_at.len()).sum();
    assert_eq!(found, said, "every annotation is among the statements");
    assert_eq!(merged.paragraphs().len(), base.len(), "every paragraph once");
    let ratio = (taking + merging).as_secs_f64() / reading.as_secs_f64();
    println!(
        "merge/copies-{count}: {:.1} MB, {said} annotations: read {}, facts {}, merge {}: \
         {ratio:.2} times reading",
        float(bytes) / float(MB),
        ms(reading),
        ms(taking),
        ms(merging),
    );
}

fn drafts(words: usize) {
    let mut chance = Xorshift::new(9);
    let base = base((words / PARAGRAPH).max(2), &mut chance);
    let ours = draft(&base, 400, "ours", &mut chance);
    let theirs = draft(&base, 400, "theirs", &mut chance);
    let texts = |between: &str| [&base, &ours, &theirs].map(|text| page(text, between));
    let [b, o, t] = texts(" ");
    let best = |work: &dyn Fn()| {
        let times = (0..if is_test() { 1 } else { 7 }).map(|_| timed(work).1);
        times.min().unwrap_or_default()
    };
    let merged = merge_drafts(&b, &o, &t);
    let changed = merged.to_string();
    assert!(changed.contains("ours") && changed.contains("theirs"), "both drafts are in it");
    let own = best(&|| drop(merge_drafts(&b, &o, &t)));
    let lines = best(&|| drop(diffy::merge(&b, &o, &t)));
    let line_conflicts =
        diffy::merge(&b, &o, &t).err().map_or(0, |text| text.matches("<<<<<<<").count());
    let [wb, wo, wt] = texts("\n");
    let by_words = best(&|| drop(diffy::merge(&wb, &wo, &wt)));
    println!(
        "merge/drafts-{words}: ours {} ({} conflicts), diffy by lines {} ({line_conflicts} \
         conflicts), by words {}",
        ms(own),
        merged.conflicts(),
        ms(lines),
        ms(by_words),
    );
}

fn main() {
    if is_test() {
        copies(0.02, 4, 30);
        drafts(2_000);
        return;
    }
    for count in [10, 30, 100] {
        copies(1.0, count, 1000);
    }
    for words in [10_000, 100_000] {
        drafts(words);
    }
}
