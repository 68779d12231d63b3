//! What became of each wish from round to round, and who moved?
//!
//! `cargo run --release --example rounds -- DRAFT DRAFT…`

mod common;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Format, Stop, Takes};
use serde::Serialize;
use travaux::merge::{Event, Life, Negotiation};

const USAGE: &str = "
The life of every wish through the drafts of a negotiation, in the order in which they are named:
born, narrowed, reworded, merged with another, closed, dropped, reopened, accepted in full or in
part; and which delegations changed their stance on it.

Usage: rounds DRAFT DRAFT... [OPTIONS]

  --format table|json|csv   how to print the timeline [table]

The table has a line a wish; `3 accepted in full` is what happened in the third draft, and
`KEN against>for (2)` a move in the second.
The exit code is 0; 1 if a draft cannot be read, 2 if the arguments do not fit.
";

const TAKES: Takes = Takes::SEVERAL;

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&TAKES)?;
        if args.files.is_empty() {
            return Err(Stop::Misuse("no draft named, expected one at least".to_owned()));
        }
        let mut negotiation = Negotiation::default();
        for file in &args.files {
            negotiation.push(file.as_str(), &common::open(&args, Some(file))?);
        }
        match args.format {
            Format::Csv => common::csv(negotiation.lives().iter().map(row)),
            Format::Json => common::pretty(&negotiation.lives()),
            _ => Ok(table(&negotiation)),
        }
    })
}

#[derive(Serialize)]
struct Row {
    paragraph: String,
    kind: String,
    subject: String,
    life: String,
    moves: String,
    open: bool,
}

/// Rounds are counted from 1 where people read.
fn row(life: &Life) -> Row {
    let steps: Vec<String> = life
        .steps
        .iter()
        .map(|step| format!("{} {}", step.round + 1, step.event.as_str()))
        .collect();
    let stance = |polarity: Option<travaux::Polarity>| polarity.map_or("silent", |p| p.as_str());
    let moves: Vec<String> = life
        .moves
        .iter()
        .map(|moved| {
            let (from, to) = (stance(moved.from), stance(moved.to));
            format!("{} {from}>{to} ({})", moved.delegation, moved.round + 1)
        })
        .collect();
    Row {
        paragraph: life.label.clone(),
        kind: life.kind.to_string(),
        subject: life.wording.clone(),
        life: steps.join(", "),
        moves: moves.join(", "),
        open: life.is_open(),
    }
}

fn table(negotiation: &Negotiation) -> String {
    let mut table = common::table(&["paragraph", "kind", "subject", "life", "who moved"]);
    for life in negotiation.lives() {
        let row = row(life);
        let color = if row.open { Color::Yellow } else { Color::Green };
        table.add_row([
            Cell::new(&row.paragraph),
            Cell::new(&row.kind),
            Cell::new(common::short(&row.subject, 60)),
            common::coloured(&row.life, color),
            Cell::new(&row.moves),
        ]);
    }
    let count = |wanted: &[Event]| {
        let last =
            |life: &&Life| life.steps.last().is_some_and(|step| wanted.contains(&step.event));
        negotiation.lives().iter().filter(last).count()
    };
    let open = negotiation.lives().iter().filter(|life| life.is_open()).count();
    format!(
        "{table}\n\n{} drafts, {} wishes: {open} open, {} accepted, {} closed or dropped\n",
        negotiation.rounds().len(),
        negotiation.lives().len(),
        count(&[Event::AcceptedInFull, Event::AcceptedInPart]),
        count(&[Event::Closed, Event::Dropped]),
    )
}
