//! What became of each wish from round to round, and who moved?
//!
//! `cargo run --release --example rounds -- DAY=DRAFT DAY=DRAFT…`

mod common;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Args, Format, Stop, Takes};
use serde::Serialize;
use serde_json::json;
use travaux::Document;
use travaux::merge::{Event, Life, Negotiation};
use travaux::model::{AgreementLevel, Day};

const USAGE: &str = "
The life of every wish through the drafts of a negotiation, in the order in which they are named:
born, narrowed, reworded, merged with another, closed, dropped, reopened, accepted in full or in
part; and which delegations changed their stance on it.

Usage: rounds DRAFT DRAFT... [OPTIONS]

  DRAFT                     a file, or DAY=FILE: 2020-01-10=first.md
  --dates DAY,DAY,...       the days of the rounds, in the order of the drafts
  --format table|json|csv   how to print the timeline [table]

The first table has a line a wish; `3 accepted in full` is what happened in the third draft, and
`KEN against>for (2)` a move in the second. The second table has a line for each paragraph that a
draft marks as settled: how far, in which round, and who is pending.
Without a file two bundled drafts of a declaration on the night sky are followed.
The exit code is 0; 1 if a draft cannot be read, 2 if the arguments do not fit.
";

const TAKES: Takes = Takes { options: &["dates"], ..Takes::SEVERAL };

/// The draft that follows the sample when no file is named.
const LATER: (&str, &str) =
    ("examples/sample/night-sky-rev3.md", include_str!("sample/night-sky-rev3.md"));

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&TAKES)?;
        let drafts = drafts(&args)?;
        let mut negotiation = Negotiation::default();
        for (day, draft) in &drafts {
            let name = draft.source().name();
            match day {
                Some(day) => negotiation.push_on(*day, name, draft),
                None => negotiation.push(name, draft),
            }
        }
        match args.format {
            Format::Csv => common::csv(negotiation.lives().iter().map(row)),
            Format::Json => json(&negotiation),
            _ => Ok(table(&negotiation)),
        }
    })
}

/// The drafts, each with its day where one is given.
fn drafts(args: &Args) -> Result<Vec<(Option<Day>, Document)>, Stop> {
    let day = |text: &str| {
        let what = || Stop::Misuse(format!("`{text}` as a day, expected one such as 2020-02-28"));
        text.parse::<Day>().map_err(|()| what())
    };
    let mut drafts = Vec::new();
    for file in &args.files {
        match file.split_once('=').and_then(|(day, path)| Some((day.parse().ok()?, path))) {
            Some((day, path)) => drafts.push((Some(day), common::open(args, Some(path))?)),
            None => drafts.push((None, common::open(args, Some(file))?)),
        }
    }
    if drafts.is_empty() {
        drafts.push((None, common::open(args, None)?));
        drafts.push((None, common::bundled(args, LATER)?));
    }
    if let Some(list) = args.own("dates") {
        let days: Vec<Day> = list.split(',').map(day).collect::<Result<_, _>>()?;
        if days.len() != drafts.len() {
            let (days, drafts) = (days.len(), drafts.len());
            return Err(Stop::Misuse(format!(
                "{days} days for {drafts} drafts, expected one each"
            )));
        }
        drafts.iter_mut().zip(days).for_each(|(draft, day)| draft.0 = Some(day));
    }
    let days: Vec<Day> = drafts.iter().filter_map(|(day, _)| *day).collect();
    match days.windows(2).find(|pair| matches!(pair, [one, next] if one > next)) {
        Some(pair) => {
            let [one, next] = [pair[0], pair[1]];
            Err(Stop::Misuse(format!("{next} behind {one}, expected the drafts in order")))
        }
        None => Ok(drafts),
    }
}

/// How far one draft says that one paragraph is settled.
#[derive(Serialize)]
struct Settled {
    round: usize,
    paragraph: String,
    level: AgreementLevel,
    pending: Vec<String>,
}

fn levels(negotiation: &Negotiation) -> Vec<Settled> {
    let mut found = Vec::new();
    for (nth, round) in negotiation.rounds().iter().enumerate() {
        let all = round.state.paragraphs().iter().zip(&round.levels).zip(&round.pending);
        let settled = all.filter(|((_, level), _)| **level > AgreementLevel::Open);
        found.extend(settled.map(|((paragraph, level), pending)| Settled {
            round: nth + 1,
            paragraph: paragraph.label().to_string(),
            level: *level,
            pending: pending.iter().map(ToString::to_string).collect(),
        }));
    }
    found
}

fn json(negotiation: &Negotiation) -> Result<String, Stop> {
    let rounds: Vec<_> = negotiation
        .rounds()
        .iter()
        .map(|round| {
            json!({
                "name": &*round.name,
                "day": round.day.map(|day| day.to_string()),
                "paragraphs": round.state.paragraphs().len(),
                "wishes": round.state.wishes().len(),
                "statements": round.state.statements().len(),
            })
        })
        .collect();
    let levels = levels(negotiation);
    let last = negotiation.rounds().len();
    common::json_of([
        ("rounds", rounds.into()),
        ("lives", json!(negotiation.lives())),
        ("agreements", json!(levels)),
        (
            "totals",
            json!({
                "rounds": last,
                "wishes": negotiation.lives().len(),
                "open": open(negotiation),
                "accepted": ended(negotiation, ACCEPTED),
                "closed": ended(negotiation, &[Event::Closed]),
                "dropped": ended(negotiation, &[Event::Dropped]),
                "merged": merged(negotiation),
                "moves": negotiation.lives().iter().map(|life| life.moves.len()).sum::<usize>(),
                "settled": levels.iter().filter(|level| level.round == last).count(),
            }),
        ),
    ])
}

const ACCEPTED: &[Event] = &[Event::AcceptedInFull, Event::AcceptedInPart];

fn open(negotiation: &Negotiation) -> usize {
    negotiation.lives().iter().filter(|life| life.is_open()).count()
}

fn merged(negotiation: &Negotiation) -> usize {
    let last =
        |life: &&Life| life.steps.last().is_some_and(|step| matches!(step.event, Event::Merged(_)));
    negotiation.lives().iter().filter(last).count()
}

fn ended(negotiation: &Negotiation, wanted: &[Event]) -> usize {
    let last = |life: &&Life| life.steps.last().is_some_and(|step| wanted.contains(&step.event));
    negotiation.lives().iter().filter(last).count()
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
    let mut out = vec![format!("{table}\n\n")];
    let levels = levels(negotiation);
    if !levels.is_empty() {
        let mut table = common::table(&["round", "paragraph", "is agreed", "pending"]);
        for level in &levels {
            table.add_row([
                level.round.to_string(),
                level.paragraph.clone(),
                level.level.as_str().to_owned(),
                level.pending.join(" "),
            ]);
        }
        out.push(format!("{table}\n\n"));
    }
    for (nth, round) in negotiation.rounds().iter().enumerate() {
        let day = round.day.map_or(String::new(), |day| format!("{day}, "));
        out.push(format!("{}: {day}{}\n", nth + 1, round.name));
    }
    let last = negotiation.rounds().len();
    out.push(format!(
        "{last} drafts, {} wishes: {} open, {} accepted, {} closed or dropped, {} merged; {} \
         paragraphs settled in the last\n",
        negotiation.lives().len(),
        open(negotiation),
        ended(negotiation, ACCEPTED),
        ended(negotiation, &[Event::Closed, Event::Dropped]),
        merged(negotiation),
        levels.iter().filter(|level| level.round == last).count(),
    ));
    out.concat()
}
