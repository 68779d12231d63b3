//! What of yesterday's annotations survives on the chair's new draft?
//!
//! `cargo run --release --example rebase -- ANNOTATED DRAFT [--out FILE]`

mod common;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Format, Stop, Takes};
use serde::Serialize;
use travaux::merge::{AnnotatedCopy, Fate, Merged, Rebased, rebase};

const USAGE: &str = "
Carries the statements of an annotated text to a new draft of it, and says of each whether it
survives, shrank (a part of it is done), is satisfied by the new draft, or hangs in the air, and why.

Usage: rebase ANNOTATED DRAFT [OPTIONS]

  --out FILE                write the new draft with what survives on it; `-` prints it in place of
                            the table
  --format table|json|csv   how to print what became of the statements [table]

The exit code is 0; 1 if a text cannot be read, 2 if the arguments do not fit.
";

const TAKES: Takes = Takes { options: &["out"], ..Takes::SEVERAL };

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&TAKES)?;
        let [annotated, draft] = args.files.as_slice() else {
            let count = args.files.len();
            return Err(Stop::Misuse(format!("{count} files, expected ANNOTATED and DRAFT")));
        };
        let merged = Merged::from(AnnotatedCopy::of(&common::open(&args, Some(annotated))?));
        let rebased = rebase(&merged, &AnnotatedCopy::of(&common::open(&args, Some(draft))?));
        if let Some(path) = args.own("out") {
            let written = rebased.merged.to_rolling_text();
            let text = written.map_err(|error| Stop::Failure(error.to_string()))?.text;
            if path == "-" {
                return Ok(text);
            }
            std::fs::write(path, text)
                .map_err(|error| Stop::Failure(format!("cannot write {path}: {error}")))?;
        }
        let rows = rows(&merged, &rebased);
        match args.format {
            Format::Csv => common::csv(rows.into_iter()),
            Format::Json => common::pretty(&rows),
            _ => Ok(table(&rows, &rebased)),
        }
    })
}

#[derive(Serialize)]
struct Row {
    paragraph: String,
    kind: String,
    subject: String,
    delegation: String,
    polarity: String,
    offset: u32,
    fate: &'static str,
    reason: &'static str,
}

fn rows(merged: &Merged, rebased: &Rebased) -> Vec<Row> {
    let row = |said: &travaux::merge::MergedStatement| {
        let (fate, reason) = match rebased.fates.get(said.wish as usize) {
            Some(Fate::Surviving) => ("surviving", ""),
            Some(Fate::Shrunk) => ("shrunk", ""),
            Some(Fate::Satisfied) => ("satisfied", ""),
            Some(Fate::Orphaned(reason)) => ("orphaned", reason.as_str()),
            _ => ("", ""),
        };
        let wish = merged.wishes().get(said.wish as usize);
        Row {
            paragraph: merged.label_of(said.wish),
            kind: wish.map_or(String::new(), |wish| wish.kind.to_string()),
            subject: merged.wording(said.wish),
            delegation: said.delegation.to_string(),
            polarity: said.polarity.to_string(),
            offset: said.found_at.first().map_or(0, |found| found.offset),
            fate,
            reason,
        }
    };
    merged.statements().iter().map(row).collect()
}

fn table(rows: &[Row], rebased: &Rebased) -> String {
    let mut table = common::table(&["fate", "paragraph", "kind", "subject", "who", "is", "reason"]);
    for row in rows {
        let color = match row.fate {
            "orphaned" => Color::Red,
            "shrunk" => Color::Yellow,
            _ => Color::Green,
        };
        table.add_row([
            common::coloured(row.fate, color),
            Cell::new(&row.paragraph),
            Cell::new(&row.kind),
            Cell::new(common::short(&row.subject, 80)),
            Cell::new(&row.delegation),
            Cell::new(&row.polarity),
            Cell::new(row.reason),
        ]);
    }
    format!(
        "{table}\n\n{} statements: {} surviving, {} shrunk, {} satisfied, {} orphaned\n",
        rows.len(),
        rebased.surviving.len(),
        rebased.shrunk.len(),
        rebased.satisfied.len(),
        rebased.orphaned.len(),
    )
}
