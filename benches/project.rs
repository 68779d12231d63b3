//! Proves that a document is projected at least as fast as it was read, and in time that grows with
//! its words and its proposals and no faster.

mod support;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use support::{MB, float, is_test, timed};
use travaux::Source;
use travaux::model::{Document, ReadOptions};
use travaux::project::{Choice, project};

/// The draft that is repeated where `TRAVAUX_CORPUS` names no folder with the real one.
const SAMPLE: &str = include_str!("../examples/sample/night-sky.md");
/// Lengths, and rounds for each.
const SIZES: [(usize, usize); 3] = [(MB, 15), (10 * MB, 7), (50 * MB, 3)];

fn main() -> Result<(), Box<dyn Error>> {
    let seed = match std::env::var_os("TRAVAUX_CORPUS") {
        Some(folder) => std::fs::read_to_string(Path::new(&folder).join("kyoto-6227-20.md"))?,
        None => SAMPLE.to_owned(),
    };
    if is_test() {
        race(&seed, MB / 10, 1)?;
        return DENSE.iter().try_for_each(|dense| dense_with(dense, 1_000, 1).map(|_| ()));
    }
    println!("projecting against reading: MB/s, and how many times as fast as reading (medians)");
    println!("{:<8}{:>10}{:>20}{:>20}{:>20}", "MB", "read", "nothing", "unopposed", "all");
    for (length, rounds) in SIZES {
        let [read, nothing, unopposed, all] = race(&seed, length, rounds)?;
        let cell = |time: f64| {
            let rate = float(length) / float(MB) / time;
            format!("{rate:.0} ({:.2})", read / time)
        };
        let rate = float(length) / float(MB) / read;
        println!(
            "{:<8}{rate:>10.0}{:>20}{:>20}{:>20}",
            length / MB,
            cell(nothing),
            cell(unopposed),
            cell(all)
        );
    }
    println!("\nproposals in one paragraph: microseconds a repetition under `all`");
    println!("{:<12}{:>14}{:>26}", "repetitions", "additions", "additions and ends");
    for count in [1_000, 10_000, 100_000] {
        let mut cells = String::new();
        for (dense, width) in DENSE.iter().zip([14, 26]) {
            let time = dense_with(dense, count, 5)?;
            let _ = write!(cells, "{:>width$.3}", time / float(count) * 1e6);
        }
        println!("{count:<12}{cells}");
    }
    Ok(())
}

/// What a dense paragraph repeats.
const DENSE: [&str; 2] =
    [" on [at dawn: FRA; oppose: DEU] and", " on [at dawn: FRA] and (stop here: DEU)"];

/// Seconds to read, and to project under three choices.
fn race(seed: &str, length: usize, rounds: usize) -> Result<[f64; 4], Box<dyn Error>> {
    let mut text = String::with_capacity(length + seed.len());
    while text.len() < length {
        text.push_str(seed);
    }
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds {
        let source = Source::new("text", text.as_str())?;
        let (document, read) = timed(|| Document::read_with(source, &ReadOptions::default()));
        times[0].push(read.as_secs_f64());
        for (at, choice) in [Choice::Nothing, Choice::Unopposed, Choice::All].iter().enumerate() {
            let (found, time) = timed(|| project(&document, choice));
            assert!(!found.paragraphs().is_empty(), "a text under {choice:?}");
            times[at + 1].push(time.as_secs_f64());
        }
    }
    Ok(times.map(median))
}

/// Seconds to project one paragraph that repeats some proposals.
fn dense_with(repeated: &str, count: usize, rounds: usize) -> Result<f64, Box<dyn Error>> {
    let text = "1. We sail".to_owned() + &repeated.repeat(count) + " on;";
    let document = Document::read(text)?;
    let mut times = Vec::new();
    for _ in 0..rounds {
        let (found, time) = timed(|| project(&document, &Choice::All));
        let told = found.accepted().len() + found.findings().len();
        assert!(told >= count, "{told} of {count} stand or are told");
        times.push(time.as_secs_f64());
    }
    Ok(median(times))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
