//! What of yesterday's annotations survives on the chair's new draft?
//!
//! `cargo run --release --example rebase -- ANNOTATED DRAFT [--out FILE]`

mod common;
#[path = "common/said.rs"]
mod said;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Format, Stop, Takes};
use said::{Said, rows};
use serde_json::json;
use travaux::merge::{AnnotatedCopy, Merged, Rebased, rebase};

const USAGE: &str = "
Carries the statements of an annotated text to a new draft of it, and says of each whether it
survives, shrank (a part of it is done), is satisfied by the new draft, or hangs in the air, and
why.

Usage: rebase ANNOTATED DRAFT [OPTIONS]

  --out FILE                write the new draft with what survives on it; `-` prints it in place of
                            the table
  --format table|json|csv   how to print what became of the statements [table]

Without a file a bundled draft declaration on the night sky is carried to the Chair's next one.
The exit code is 0; 1 if a text cannot be read, 2 if the arguments do not fit.
";

const TAKES: Takes = Takes { options: &["out"], ..Takes::SEVERAL };

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&TAKES)?;
        let [annotated, draft] = match args.files.as_slice() {
            [] => [common::open(&args, None)?, common::bundled(&args, LATER)?],
            [annotated, draft] => {
                [common::open(&args, Some(annotated))?, common::open(&args, Some(draft))?]
            }
            several => {
                let count = common::count(several.len(), "file", "files");
                return Err(Stop::Misuse(format!(
                    "{count}, expected ANNOTATED and DRAFT, or none"
                )));
            }
        };
        let merged = Merged::from(AnnotatedCopy::of(&annotated));
        let rebased = rebase(&merged, &AnnotatedCopy::of(&draft));
        if let Some(path) = args.own("out") {
            let written = rebased.merged.to_rolling_text();
            let text = written.map_err(|error| Stop::Failure(error.to_string()))?.text;
            if path == "-" {
                return Ok(text);
            }
            std::fs::write(path, text)
                .map_err(|error| Stop::Failure(format!("cannot write {path}: {error}")))?;
        }
        let rows = rows(&merged, Some(&rebased.fates));
        match args.format {
            Format::Csv => common::csv(rows.into_iter()),
            Format::Json => common::json_of([
                ("source", annotated.source().name().into()),
                ("draft", draft.source().name().into()),
                ("statements", json!(rows)),
                (
                    "totals",
                    json!({
                        "statements": rows.len(),
                        "surviving": rebased.surviving.len(),
                        "shrunk": rebased.shrunk.len(),
                        "satisfied": rebased.satisfied.len(),
                        "orphaned": rebased.orphaned.len(),
                    }),
                ),
            ]),
            _ => Ok(table(&rows, &rebased)),
        }
    })
}

/// The draft that the sample is carried to when no file is named.
const LATER: (&str, &str) =
    ("examples/sample/night-sky-rev3.md", include_str!("sample/night-sky-rev3.md"));

fn table(rows: &[Said], rebased: &Rebased) -> String {
    let mut table = common::table(&["fate", "paragraph", "kind", "subject", "who", "is", "reason"]);
    for row in rows {
        let fate = row.fate.unwrap_or_default();
        let color = match fate {
            "orphaned" => Color::Red,
            "shrunk" => Color::Yellow,
            _ => Color::Green,
        };
        table.add_row([
            common::coloured(fate, color),
            Cell::new(&row.paragraph),
            Cell::new(&row.kind),
            Cell::new(common::short(&row.subject, 80)),
            Cell::new(&row.delegation),
            Cell::new(&row.polarity),
            Cell::new(row.reason.unwrap_or_default()),
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
