//! What the examples share: arguments, the text to read, tables, and where output goes.
#![allow(dead_code, reason = "each example uses its part")]

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table, presets};
use lexopt::prelude::*;
use travaux::model::{Base, DelegationId};
use travaux::{DelegationCode, Document, Error, ErrorKind, Label};

/// The draft that the examples run on when no file is named.
const SAMPLE: &str = include_str!("../sample/night-sky.md");

/// In what form to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Aligned, for people.
    Table,
    /// One JSON document.
    Json,
    /// Comma-separated values with a header.
    Csv,
}

/// The arguments that all examples take, and the few that one adds.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) path: Option<String>,
    pub(crate) format: Format,
    /// A drawing for Graphviz is asked for, in place of the format.
    pub(crate) dot: bool,
    /// A second text, from the examples that compare two.
    pub(crate) later: Option<String>,
    pub(crate) paragraph: Option<Label>,
    pub(crate) delegation: Option<DelegationCode>,
    /// The earlier draft that helps to read: a part of the same file, or another file.
    pub(crate) base: Option<String>,
    /// What the example's own options were given.
    pub(crate) own: Vec<(&'static str, String)>,
}

impl Args {
    /// What an option of the example's own was given.
    pub(crate) fn own(&self, name: &str) -> Option<&str> {
        self.own.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Why an example stops before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Help was asked for.
    Help,
    /// The command line does not fit: exit code 2.
    Misuse(String),
    /// The text cannot be read, or has not what was asked for: exit code 1.
    Failure(String),
}

const OPTIONS: &str = "
Options:
  --format table|json|csv   how to print [table]
  --paragraph LABEL         only this paragraph: OP8, \"OP6 bis\", PP3, heading:OP17
  --delegation CODE         only what concerns this delegation: FRA, EU, UK
  --base FILE|PART          the earlier draft, as a help to read: another file, or a part of the
                            same one by its heading (`ANNEX III`)
  --help                    this text

Without FILE the bundled sample is read: a draft declaration on the night sky.
";

/// Reads the arguments; `own` names the options of the example, each with a value.
pub(crate) fn args(own: &[&'static str]) -> Result<Args, Stop> {
    let args = args_of_two(own)?;
    if args.dot {
        return Err(Stop::Misuse("`dot` as a format, expected table, json or csv".to_owned()));
    }
    match &args.later {
        Some(later) => Err(Stop::Misuse(format!("a second file, `{later}`; expected one at most"))),
        None => Ok(args),
    }
}

/// [`args`] for an example that can draw and that compares two texts.
pub(crate) fn args_of_two(own: &[&'static str]) -> Result<Args, Stop> {
    let mut args = Args {
        path: None,
        format: Format::Table,
        dot: false,
        later: None,
        paragraph: None,
        delegation: None,
        base: None,
        own: Vec::new(),
    };
    let mut parser = lexopt::Parser::from_env();
    let misuse = |error: lexopt::Error| Stop::Misuse(error.to_string());
    while let Some(argument) = parser.next().map_err(misuse)? {
        match argument {
            Short('h') | Long("help") => return Err(Stop::Help),
            Long("format") => {
                let format = text(parser.value().map_err(misuse)?)?;
                args.dot = format == "dot";
                args.format = match format.as_str() {
                    "table" | "dot" => Format::Table,
                    "json" => Format::Json,
                    "csv" => Format::Csv,
                    other => {
                        return Err(Stop::Misuse(format!(
                            "`{other}` as a format, expected table, json or csv"
                        )));
                    }
                };
            }
            Long("paragraph") => {
                let value = text(parser.value().map_err(misuse)?)?;
                let label = value.parse();
                args.paragraph = Some(label.map_err(|()| {
                    Stop::Misuse(format!(
                        "`{value}` as a paragraph, expected a label such as OP8, \"OP6 bis\" or PP3"
                    ))
                })?);
            }
            Long("delegation") => {
                let value = text(parser.value().map_err(misuse)?)?;
                args.delegation = Some(resolve(&value)?);
            }
            Long("base") => args.base = Some(text(parser.value().map_err(misuse)?)?),
            Long(name) => {
                let Some(name) = own.iter().find(|known| **known == name).copied() else {
                    return Err(Stop::Misuse(format!("there is no option --{name}")));
                };
                let value = text(parser.value().map_err(misuse)?)?;
                args.own.push((name, value));
            }
            Value(path) if args.path.is_none() => args.path = Some(text(path)?),
            Value(path) if args.later.is_none() => args.later = Some(text(path)?),
            Value(path) => {
                return Err(Stop::Misuse(format!(
                    "a third file, `{}`; expected two at most",
                    path.to_string_lossy()
                )));
            }
            Short(letter) => return Err(Stop::Misuse(format!("there is no option -{letter}"))),
        }
    }
    Ok(args)
}

/// An argument as text.
pub(crate) fn text(value: OsString) -> Result<String, Stop> {
    value
        .into_string()
        .map_err(|value| Stop::Misuse(format!("`{}` is not UTF-8", value.to_string_lossy())))
}

/// A code as negotiators write it, to the canonical one.
fn resolve(written: &str) -> Result<DelegationCode, Stop> {
    use travaux::model::{Registry, Resolution};
    let upper = written.to_ascii_uppercase();
    let registry = Registry::standard();
    match registry.resolve(&upper) {
        Resolution::Known(delegation) => Ok(delegation.code()),
        Resolution::Ambiguous { state, .. } => Ok(state.code()),
        _ => upper.parse().map_err(|error| Stop::Misuse(format!("{error}"))),
    }
}

/// The document that the arguments name.
pub(crate) fn document(args: &Args) -> Result<Document, Stop> {
    let read = || {
        if let Some(path) = &args.path {
            return Document::open(path);
        }
        let source = travaux::Source::new("examples/sample/night-sky.md", SAMPLE)?;
        Ok(Document::read_with(source, &travaux::model::ReadOptions::default()))
    };
    let document = with_spinner("reading", read).map_err(|error| Stop::Failure(explain(&error)))?;
    let document = match &args.base {
        Some(name) => {
            let base = base(&document, name)?;
            with_spinner("comparing with the earlier draft", || document.settled_by(&base))
        }
        None => document,
    };
    if let Some(label) = args.paragraph {
        if document.labelled(label).next().is_none() {
            let mut known: Vec<String> = document
                .paragraphs()
                .iter()
                .map(|p| p.label().to_string())
                .filter(|l| !l.starts_with("prose"))
                .collect();
            known.dedup();
            known.truncate(60);
            return Err(Stop::Failure(format!(
                "no paragraph {label} in {}; it has {}",
                document.source().name(),
                known.join(", ")
            )));
        }
    }
    if let Some(code) = args.delegation {
        if document.speaker(code).is_none() {
            let known: Vec<String> =
                document.delegations().iter().map(|d| d.code().to_string()).collect();
            return Err(Stop::Failure(format!(
                "{code} does not speak in {}; {} do: {}",
                document.source().name(),
                known.len(),
                known.join(" ")
            )));
        }
    }
    Ok(document)
}

/// The part of that heading, or else the file of that name, as an earlier draft.
pub(crate) fn base(document: &Document, name: &str) -> Result<Base, Stop> {
    let part = document.parts().iter().find(|part| part.name().eq_ignore_ascii_case(name));
    if let Some(part) = part {
        return Ok(Base::from_part(document, part.id()));
    }
    if !std::path::Path::new(name).exists() {
        let parts: Vec<String> =
            document.parts().iter().map(|part| format!("\"{}\"", part.name())).collect();
        return Err(Stop::Failure(format!(
            "`{name}` is no file and no part of {}; its parts are {}",
            document.source().name(),
            parts.join(", ")
        )));
    }
    let earlier = Document::open(name).map_err(|error| Stop::Failure(explain(&error)))?;
    Ok(Base::from_document(&earlier))
}

fn explain(error: &Error) -> String {
    let next = match error.kind() {
        ErrorKind::Source(source) => match source.kind() {
            travaux::SourceErrorKind::NotUtf8 { .. } => {
                "convert the file to UTF-8 first, for instance with iconv"
            }
            travaux::SourceErrorKind::TooLong { .. } => "split the file",
            _ => "check the path; without a file the bundled sample is read",
        },
        _ => "see the message",
    };
    format!("{error}\n{next}")
}

/// Shows that something is going on, once it takes more than a second.
pub(crate) fn with_spinner<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = mpsc::channel::<()>();
    let shown = std::thread::spawn(move || {
        if waiting.recv_timeout(Duration::from_secs(1)).is_ok() {
            return;
        }
        // It hides itself where standard error is no terminal.
        let bar = indicatif::ProgressBar::new_spinner().with_message(what);
        bar.enable_steady_tick(Duration::from_millis(120));
        let _ = waiting.recv();
        bar.finish_and_clear();
    });
    let result = work();
    let _ = done.send(());
    drop(done);
    let _ = shown.join();
    result
}

/// The document in a file.
pub(crate) fn open(path: &str) -> Result<Document, Stop> {
    let read = || Document::open(path);
    with_spinner("reading", read).map_err(|error| Stop::Failure(explain(&error)))
}

/// [`run`] for an example that has all its options in its usage.
pub(crate) fn run_alone(usage: &str, work: impl FnOnce() -> Result<String, Stop>) -> ExitCode {
    match work() {
        Err(Stop::Help) => emit(usage.trim_start()),
        other => run(usage, || other),
    }
}

/// Runs an example: prints what it gives, or says why not and what to do next.
pub(crate) fn run(usage: &str, work: impl FnOnce() -> Result<String, Stop>) -> ExitCode {
    match work() {
        Ok(output) => emit(&output),
        Err(Stop::Help) => emit(&format!("{}{OPTIONS}", usage.trim_start())),
        Err(Stop::Misuse(message)) => {
            eprintln!("{message}\ntry --help");
            ExitCode::from(2)
        }
        Err(Stop::Failure(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn emit(output: &str) -> ExitCode {
    // A reader that has seen enough, such as `head`, is no failure.
    match std::io::stdout().lock().write_all(output.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}

/// An empty table that fits the terminal, or 120 columns where there is none.
pub(crate) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(120).force_no_tty();
    }
    let bold = |text: &&str| Cell::new(text).add_attribute(Attribute::Bold);
    table.set_header(header.iter().map(bold));
    table
}

/// A cell in a colour, on a terminal.
pub(crate) fn coloured(text: impl ToString, color: Color) -> Cell {
    Cell::new(text).fg(color)
}

/// The codes of some delegations, blank between.
pub(crate) fn codes(document: &Document, ids: &[DelegationId]) -> String {
    let codes: Vec<String> =
        ids.iter().map(|id| document.delegation(*id).code().to_string()).collect();
    codes.join(" ")
}

/// At most `most` characters, the middle left out.
pub(crate) fn short(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most * 2 / 3).collect();
    let tail: String = text.chars().skip(count - most / 3 + 2).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// Rows as comma-separated values with a header.
pub(crate) fn csv<R: serde::Serialize>(rows: impl Iterator<Item = R>) -> Result<String, Stop> {
    let failed = |error: csv::Error| Stop::Failure(format!("cannot write CSV: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(failed)?;
    }
    let bytes =
        writer.into_inner().map_err(|error| Stop::Failure(format!("cannot write CSV: {error}")))?;
    String::from_utf8(bytes).map_err(|error| Stop::Failure(error.to_string()))
}

/// A JSON document with the version of its form.
pub(crate) fn json(
    document: &Document,
    what: &str,
    value: &serde_json::Value,
) -> Result<String, Stop> {
    let whole = serde_json::json!({
        "schema": travaux::model::SCHEMA_VERSION,
        "source": document.source().name(),
        what: value,
    });
    let text = serde_json::to_string_pretty(&whole);
    text.map(|text| text + "\n")
        .map_err(|error| Stop::Failure(format!("cannot write JSON: {error}")))
}
