//! Who says what? The statement table of a text: one row a delegation a statement.
//!
//! `cargo run --release --example statements -- FILE --format csv`

mod common;

use std::collections::BTreeMap;
use std::process::ExitCode;

use common::{Args, Format, Stop};
use travaux::model::{DelegationId, DelegationKind, Extent, option_count};
use travaux::{
    Diagnostic, DiagnosticKind, Document, Polarity, Severity, StatementKind, StatementRow,
};

const USAGE: &str = "
The statement table of a rolling text: every delegation's every wish, with its place in the file.

Usage: statements [FILE] [OPTIONS]

  --format table|json|csv            how to print [table]
  --diagnostics                      what is odd about the text instead, each oddity with its place
CSV and JSON hold one row a delegation a statement, with the columns part, statement, offset,
written, delegation, paragraph, kind, polarity, subject, extent, condition. `statement` numbers the
run of codes that speaks; `delegation` is the canonical code; `offset` counts bytes in the file from
0. The table gives one line a statement, and calls a state and a group with one code `NAM (state)`
and `NAM (group)`; JSON has a `delegation_kind`. Codes that are unknown or mean two delegations are
listed, with the nearest known ones.
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args =
            common::args(&common::Takes { flags: &["diagnostics"], ..common::Takes::USUAL })?;
        let document = common::document(&mut args)?;
        if args.has("diagnostics") {
            return diagnostics(&document, args.format);
        }
        let rows: Vec<Told> = told(&document).filter(|told| wanted(&args, &told.row)).collect();
        match args.format {
            Format::Csv => common::csv(rows.iter().map(|told| &told.row)),
            Format::Json => {
                let failed = |error: serde_json::Error| Stop::Failure(error.to_string());
                let rows: Vec<Row<'_>> = rows.iter().map(Row::from).collect();
                let rows = serde_json::to_value(&rows).map_err(failed)?;
                let odd: Vec<&Diagnostic> = doubtful(&document).collect();
                let odd = serde_json::to_value(odd).map_err(failed)?;
                common::json(&document, [("rows", rows), ("doubtful", odd)])
            }
            _ => Ok(table(&document, &rows)),
        }
    })
}

/// A row and what its delegation is called: the code, and what it is where another has the same.
struct Told {
    row: StatementRow,
    delegation: String,
    kind: DelegationKind,
}

fn told(document: &Document) -> impl Iterator<Item = Told> {
    let mentions = document.statements().iter().flat_map(|one| document.mentions(one));
    // To look for others with the same code takes a round of all, once for each delegation.
    let mut names: BTreeMap<DelegationId, String> = BTreeMap::new();
    document.rows().zip(mentions).map(move |(row, mention)| {
        let id = mention.delegation();
        let delegation = names.entry(id).or_insert_with(|| document.designation(id)).clone();
        Told { row, delegation, kind: document.delegation(id).kind() }
    })
}

/// A row as JSON gives it.
#[derive(serde::Serialize)]
struct Row<'r> {
    part: &'r str,
    statement: u32,
    offset: u32,
    written: &'r str,
    delegation: String,
    delegation_kind: DelegationKind,
    paragraph: &'r str,
    kind: StatementKind,
    polarity: Polarity,
    subject: &'r str,
    extent: Extent,
    condition: &'r str,
}

impl<'r> From<&'r Told> for Row<'r> {
    fn from(Told { row, kind, .. }: &'r Told) -> Self {
        Row {
            part: &row.part,
            statement: row.statement,
            offset: row.offset,
            written: &row.written,
            delegation: row.delegation.to_string(),
            delegation_kind: *kind,
            paragraph: &row.paragraph,
            kind: row.kind,
            polarity: row.polarity,
            subject: &row.subject,
            extent: row.extent,
            condition: &row.condition,
        }
    }
}

/// An oddity as CSV gives it.
#[derive(serde::Serialize)]
struct Odd {
    severity: String,
    line: u32,
    column: u32,
    offset: u32,
    length: u32,
    message: String,
}

/// Every oddity, in source order: for people with the text around it.
fn diagnostics(document: &Document, format: Format) -> Result<String, Stop> {
    let source = document.source();
    let all = document.diagnostics();
    let row = |odd: &Diagnostic| {
        let span = odd.span();
        let (line, column) = source.line_column(span.start());
        let (severity, message) = (odd.severity().to_string(), odd.kind().to_string());
        Odd { severity, line, column, offset: span.start(), length: span.len(), message }
    };
    match format {
        Format::Csv => common::csv(all.iter().map(row)),
        Format::Json => {
            let failed = |error: serde_json::Error| Stop::Failure(error.to_string());
            common::json(document, [("diagnostics", serde_json::to_value(all).map_err(failed)?)])
        }
        _ => {
            let count = |severity| all.iter().filter(|odd| odd.severity() == severity).count();
            let shown: String = all.iter().map(|odd| odd.excerpt(source) + "\n\n").collect();
            Ok(format!(
                "{shown}{}: {} (marks that contradict each other), {}, {}. The text was read all \
                 the same.\n",
                common::count(all.len(), "oddity", "oddities"),
                common::count(count(Severity::Error), "error", "errors"),
                common::count(count(Severity::Warning), "warning", "warnings"),
                common::count(count(Severity::Note), "note", "notes"),
            ))
        }
    }
}

fn wanted(args: &Args, row: &StatementRow) -> bool {
    args.paragraph.is_none_or(|label| row.paragraph == label.to_string())
        && args.delegation.is_none_or(|code| row.delegation == code)
}

/// What the text leaves in doubt about who speaks.
fn doubtful(document: &Document) -> impl Iterator<Item = &Diagnostic> {
    document.diagnostics().iter().filter(|odd| {
        matches!(
            odd.kind(),
            DiagnosticKind::DelegationUnknown { .. } | DiagnosticKind::DelegationAmbiguous { .. }
        )
    })
}

/// One line a statement, its delegations together.
fn table(document: &Document, rows: &[Told]) -> String {
    let mut table =
        common::table(&["paragraph", "offset", "who", "is", "kind", "subject", "condition"]);
    let same = |Told { row: a, .. }: &Told, Told { row: b, .. }: &Told| {
        (a.statement, a.kind, a.polarity, &a.subject, &a.condition)
            == (b.statement, b.kind, b.polarity, &b.subject, &b.condition)
    };
    for run in rows.chunk_by(same) {
        let Some(Told { row: first, .. }) = run.first() else { continue };
        let who: Vec<&str> = run.iter().map(|told| told.delegation.as_str()).collect();
        let color = common::side_color(first.polarity);
        let guessed = if first.extent == Extent::Inferred { "?" } else { "" };
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
    let mut delegations: Vec<&str> = rows.iter().map(|told| told.delegation.as_str()).collect();
    delegations.sort_unstable();
    delegations.dedup();
    let runs = rows.chunk_by(|a, b| a.row.statement == b.row.statement).count();
    let odd: String = doubtful(document).map(|odd| odd.line(document.source()) + "\n").collect();
    let gap = if odd.is_empty() { "" } else { "\n" };
    let open = option_count(document);
    let unsigned = match open.unsigned {
        0 => String::new(),
        unsigned => format!(
            "{unsigned} of {} proposals in the whole text are signed by nobody; {} are \
             alternatives, in {} sets; {} stand inside another, {} deep at most.\n",
            open.proposals,
            open.alternatives(),
            open.sets.len(),
            open.nested,
            open.depth
        ),
    };
    format!(
        "{table}\n\n{odd}{gap}{} rows in {runs} statements by {} delegations; {} of the text \
         (--diagnostics shows them). {}\n{unsigned}",
        rows.len(),
        delegations.len(),
        common::count(document.diagnostics().len(), "oddity", "oddities"),
        common::GUESSED
    )
}
