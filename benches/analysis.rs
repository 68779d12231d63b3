//! Proves that the analyses cost little beside the reading of the same text, and grow with it.
//!
//! Every figure is a ratio to `Document::read_with` over the same text, in one process. The text is
//! made from a seed: paragraphs in which some of 200 delegations want, and oppose, additions and
//! alternatives. `TRAVAUX_BENCH_TEXT` names a real one to be measured beside it.

mod support;

use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

use support::{Xorshift, is_test, timed};
use travaux::Document;
use travaux::analysis::{
    Aim, Grounds, Mandate, Point, acceptable_text, agreement, assess, blocs, camps, communities,
    conflicts, consensus, decisions, dendrogram, discourse, group_standings, outcome, progress,
    survival,
};
use travaux::model::Registry;

/// Statements, over three decades.
const GROWTH: [usize; 3] = [1_000, 10_000, 100_000];
const DELEGATIONS: usize = 200;
/// Rounds for each; the least time counts, for nothing makes a run too quick.
const ROUNDS: usize = 5;

type Analysis = (&'static str, fn(&Document) -> usize);

/// Each gives a count of what it found, so that it cannot be left out.
const ANALYSES: [Analysis; 16] = [
    ("consensus", |document| consensus(document).paragraphs.len()),
    ("conflicts", |document| conflicts(document).conflicts.len()),
    ("decisions", |document| decisions(document).agenda.len()),
    ("acceptable_text", |document| acceptable_text(document).accepted.len()),
    ("agreement", |document| agreement(document).pairs.len()),
    ("camps", |document| camps(document).splits.len()),
    ("dendrogram", |document| dendrogram(document).best(8).clusters.len()),
    ("communities", |document| communities(document).communities.len()),
    ("blocs", |document| blocs(document).blocs.len()),
    ("discourse", |document| discourse(document).ties.len()),
    ("group_standings", |document| group_standings(document).groups.len()),
    ("progress", |document| progress(document).paragraphs.len()),
    ("survival", |document| survival(&[document, document]).lives.len()),
    ("outcome", |document| outcome(document, document).proposals.len()),
    ("mandate", |document| assess(document, &mandate()).points.len()),
    ("grounds", |document| {
        let all = Grounds::new(document);
        document.proposals().iter().map(|one| all.of(one.id()).len()).sum()
    }),
];

/// Words that are nearly everywhere in the text, some of them only with what is proposed.
fn mandate() -> Mandate {
    let point = |name: &str, aim, words: &str| {
        let mut point = Point::new(name, aim);
        point.words.extend(words.parse());
        point
    };
    let points = vec![
        point("no lamps", Aim::Defend, "quay ... lamps of"),
        point("the town", Aim::Keep, "of the town ... boats"),
        point("a light", Aim::Include, "light*|lantern*"),
    ];
    Mandate { points, ..Mandate::default() }
}

fn main() -> Result<(), Box<dyn Error>> {
    if is_test() {
        // Few statements of 200 delegations leave no bloc.
        let document = Document::read(text(5_000))?;
        for (name, run) in ANALYSES {
            assert!(run(&document) > 0, "{name} found nothing");
        }
        return Ok(());
    }
    if let Ok(path) = std::env::var("TRAVAUX_BENCH_TEXT") {
        measure(&path, &std::fs::read_to_string(&path)?)?;
    }
    for statements in GROWTH {
        measure(&format!("{statements} statements"), &text(statements))?;
    }
    Ok(())
}

fn measure(name: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let mut reading = Duration::MAX;
    for _ in 0..ROUNDS {
        let (document, time) = timed(|| Document::read(text));
        drop(document?);
        reading = reading.min(time);
    }
    let document = Document::read(text)?;
    println!(
        "\n{name}: {} bytes, {} delegations, {} proposals",
        text.len(),
        document.delegations().len(),
        document.proposals().len()
    );
    println!("{:<18}{:>10}{:>12}", "", "ms", "x reading");
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{:<18}{:>10.2}{:>12.2}", "reading", ms(reading), 1.0);
    let mut all = Duration::ZERO;
    for (name, run) in ANALYSES {
        let least = (0..ROUNDS).map(|_| timed(|| run(&document)).1).min().unwrap_or_default();
        all += least;
        let ratio = least.as_secs_f64() / reading.as_secs_f64();
        println!("{name:<18}{:>10.2}{ratio:>12.2}", ms(least));
    }
    let ratio = all.as_secs_f64() / reading.as_secs_f64();
    println!("{:<18}{:>10.2}{ratio:>12.2}", "all", ms(all));
    Ok(())
}

/// A rolling text of about so many statements.
fn text(statements: usize) -> String {
    let registry = Registry::standard();
    let states = registry.delegations().iter().take(DELEGATIONS);
    let codes: Vec<String> = states.map(|one| one.code().to_string()).collect();
    let mut chance = Xorshift::new(29);
    let mut out = String::new();
    let mut said = 0;
    let mut paragraph = 0;
    while said < statements {
        paragraph += 1;
        let _ = write!(out, "{paragraph}. We keep the harbour");
        for at in 0..6 {
            let mut list = |most: usize| {
                let count = 1 + chance.below(most);
                said += count;
                let some: Vec<&str> =
                    (0..count).map(|_| codes[chance.below(codes.len())].as_str()).collect();
                some.join(",")
            };
            let _ = match at % 3 {
                0 => write!(out, " and the quay [and its lamps: {}]", list(6)),
                1 => write!(out, " of the town [by night: {}; oppose: {}]", list(6), list(4)),
                _ => write!(out, " for boats [of wood: {} / of iron: {}]", list(5), list(5)),
            };
        }
        out.push_str(";\n\n");
    }
    out
}
