//! Who says what? The statement table of a text: one row a delegation a statement.
//!
//! `cargo run --release --example statements -- FILE --format csv`

mod common;

use std::process::ExitCode;

use comfy_table::Color;
use common::{Args, Format, Stop};
use travaux::{Document, Polarity, StatementRow};

const USAGE: &str = "
The statement table of a rolling text: every delegation's every wish, with its place in the file.

Usage: statements [FILE] [OPTIONS]

  --format table|json|csv            how to print [table]
CSV and JSON hold one row a delegation a statement, with the columns part, statement, offset,
written, delegation, paragraph, kind, polarity, subject, extent, condition. `statement` numbers the
run of codes that speaks; `offset` counts bytes in the file from 0. The table gives one line a
statement.
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&common::Takes::USUAL)?;
        let document = common::document(&args)?;
        let rows: Vec<StatementRow> = document.rows().filter(|row| wanted(&args, row)).collect();
        match args.format {
            Format::Csv => common::csv(rows.iter()),
            Format::Json => {
                let rows = serde_json::to_value(&rows)
                    .map_err(|error| Stop::Failure(error.to_string()))?;
                common::json(&document, "rows", &rows)
            }
            _ => Ok(table(&document, &rows)),
        }
    })
}

fn wanted(args: &Args, row: &StatementRow) -> bool {
    args.paragraph.is_none_or(|label| row.paragraph == label.to_string())
        && args.delegation.is_none_or(|code| row.delegation == code)
}

/// One line a statement, its delegations together.
fn table(document: &Document, rows: &[StatementRow]) -> String {
    let mut table =
        common::table(&["paragraph", "offset", "who", "is", "kind", "subject", "condition"]);
    let same = |a: &StatementRow, b: &StatementRow| {
        (a.statement, a.kind, a.polarity, &a.subject, &a.condition)
            == (b.statement, b.kind, b.polarity, &b.subject, &b.condition)
    };
    for run in rows.chunk_by(same) {
        let Some(first) = run.first() else { continue };
        let who: Vec<String> = run.iter().map(|row| row.delegation.to_string()).collect();
        let color = match first.polarity {
            Polarity::For => Color::Green,
            Polarity::Against => Color::Red,
            _ => Color::Yellow,
        };
        let guessed = if first.extent == travaux::model::Extent::Inferred { "?" } else { "" };
        table.add_row([
            comfy_table::Cell::new(&first.paragraph),
            comfy_table::Cell::new(first.offset),
            comfy_table::Cell::new(who.join(" ")),
            common::coloured(first.polarity, color),
            comfy_table::Cell::new(first.kind),
            comfy_table::Cell::new(common::short(&first.subject, 160) + guessed),
            comfy_table::Cell::new(&first.condition),
        ]);
    }
    let mut delegations: Vec<String> = rows.iter().map(|row| row.delegation.to_string()).collect();
    delegations.sort_unstable();
    delegations.dedup();
    let runs = rows.chunk_by(|a, b| a.statement == b.statement).count();
    format!(
        "{table}\n\n{} rows in {runs} statements by {} delegations; {} oddities of the text. A `?` marks an extent that \
         was guessed.\n",
        rows.len(),
        delegations.len(),
        document.diagnostics().len()
    )
}
