//! Proves how fast a rolling text is read beside a plain Markdown reader, and that the time grows
//! with the text and no faster.
//!
//! Every figure is a ratio to pulldown-cmark's event stream over the same bytes, taken in turn with
//! it in one process, so that a slow machine slows both. See `README.md` beside this file.

mod support;

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;

use pulldown_cmark::{Options, Parser};
use support::rolling::{repeated, seed_text};
use support::{MB, assert_tiles, float, is_test, timed};
use travaux::model::{Document, ReadOptions};
use travaux::{Source, syntax};

/// How long the text is on which the readers race.
const LENGTH: usize = 50 * MB;
/// Rounds of the race. Each round runs every reader once.
const ROUNDS: usize = 9;
/// The lengths over which growth is measured, and the rounds for each.
const GROWTH: [(usize, usize); 3] = [(MB, 21), (10 * MB, 9), (100 * MB, 3)];

fn main() -> Result<(), Box<dyn Error>> {
    let (name, seed) = seed_text()?;
    if is_test() {
        let source = Source::new(name, repeated(&seed, MB / 10))?;
        race(&source, 1)?;
        return check(source);
    }
    let text: Arc<str> = repeated(&seed, LENGTH).into();
    println!("text: {name}, {} bytes repeated to {} MB", seed.len(), text.len() / MB);
    let source = Source::new(name.as_str(), text)?;

    println!("\nspeed, medians of {ROUNDS} rounds; the ratio is the median of each round's");
    println!("{:<24}{:>10}{:>12}", "", "MB/s", "x anchor");
    let speeds = race(&source, ROUNDS)?;
    for (reader, speed) in READERS.iter().zip(&speeds) {
        println!("{reader:<24}{:>10.1}{:>12.2}", speed.rate, speed.ratio);
    }

    drop(source);

    println!("\ngrowth, MB/s and its ratio to the first line");
    println!("{:<8}{:>16}{:>24}{:>24}", "MB", READERS[0], READERS[1], READERS[2]);
    let mut base: Option<[f64; 3]> = None;
    for (length, rounds) in GROWTH {
        let source = Source::new(name.as_str(), repeated(&seed, length))?;
        let rates = race(&source, rounds)?.map(|speed| speed.rate);
        let base = base.get_or_insert(rates);
        let cell = |at: usize| format!("{:.1} ({:.2})", rates[at], rates[at] / base[at]);
        println!("{:<8}{:>16}{:>24}{:>24}", length / MB, cell(0), cell(1), cell(2));
    }
    Ok(())
}

const READERS: [&str; 3] = ["pulldown-cmark", "syntax::parse", "Document::read_with"];

/// How fast one reader is.
#[derive(Clone, Copy)]
struct Speed {
    rate: f64,
    /// To the anchor of the same round.
    ratio: f64,
}

/// Runs the readers in turn, round after round, and gives each one's medians.
fn race(source: &Source, rounds: usize) -> Result<[Speed; 3], Box<dyn Error>> {
    let options = ReadOptions::default();
    let text: Arc<str> = source.text().into();
    let mut rates: [Vec<f64>; 3] = Default::default();
    let mut ratios: [Vec<f64>; 3] = Default::default();
    for _ in 0..rounds {
        // A source remembers its lines, so each reader gets one that nobody has read yet.
        let fresh = Source::new(source.name(), Arc::clone(&text))?;
        let (events, anchor) = timed(|| anchor(&text));
        let (parsed, tree) = timed(|| syntax::parse(&fresh));
        let (document, model) = timed(|| Document::read_with(fresh, &options));
        assert!(events > 0 && parsed.tree().token_count() > 0 && !document.paragraphs().is_empty());
        for (at, time) in [anchor, tree, model].into_iter().enumerate() {
            rates[at].push(float(text.len()) / float(MB) / time.as_secs_f64());
            ratios[at].push(anchor.as_secs_f64() / time.as_secs_f64());
        }
    }
    let mut ratios = ratios.map(median).into_iter();
    Ok(rates.map(|rates| Speed { rate: median(rates), ratio: ratios.next().unwrap_or(0.0) }))
}

/// The middle of the values; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// The anchor: every event of the text as Markdown, with its place.
fn anchor(text: &str) -> usize {
    Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH)
        .into_offset_iter()
        .map(|event| black_box(event).1.len().min(1))
        .sum()
}

/// The answers without which no time means anything.
fn check(source: Source) -> Result<(), Box<dyn Error>> {
    let parsed = syntax::parse(&source);
    assert_tiles(source.name(), &source, parsed.tree());
    let document = Document::read_with(source, &ReadOptions::default());
    let rows = document.rows().count();
    assert!(rows > 0, "no statement found");
    let by_str = Document::read(document.source().text())?;
    assert_eq!(by_str.rows().count(), rows, "the two doors disagree");
    println!("read: {rows} rows, tokens tile the source");
    Ok(())
}
