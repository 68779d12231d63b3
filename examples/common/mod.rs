//! What the examples share: arguments, the text to read, tables, and where output goes.
#![allow(dead_code, reason = "each example uses its part")]

mod behind;
mod print;
mod wish;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use comfy_table::{Cell, Color};
use lexopt::prelude::*;
use travaux::analysis::Silence;
use travaux::model::{Base, Dialect, PartId, ReadOptions, Stance};
use travaux::syntax::LabelSeries;
use travaux::{DelegationCode, Document, Error, ErrorKind, Label, Paragraph, Polarity, Source};

#[allow(unused_imports, reason = "each example uses its part")]
pub(crate) use behind::{behind, offsets};
#[allow(unused_imports, reason = "each example uses its part")]
pub(crate) use print::*;
#[allow(unused_imports, reason = "each example uses its part")]
pub(crate) use wish::{GUESSED, count, known, wish};

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
    /// A drawing for Graphviz.
    Dot,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Dot => "dot",
            Format::Text => "text",
            Format::Markdown => "markdown",
        }
    }
}

/// What an example takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Takes {
    /// The forms it can print, the usual one first.
    pub(crate) formats: &'static [Format],
    /// Its own options, each with a value.
    pub(crate) options: &'static [&'static str],
    /// Its own options without a value.
    pub(crate) flags: &'static [&'static str],
    /// Options of all examples that would say nothing here: asking for one is misuse, not silence.
    pub(crate) without: &'static [&'static str],
    /// Files at most.
    pub(crate) files: usize,
    /// Without a file the bundled sample is read.
    pub(crate) bundled: bool,
}

impl Takes {
    /// One file, and the three usual forms.
    pub(crate) const USUAL: Takes = Takes {
        formats: &[Format::Table, Format::Json, Format::Csv],
        options: &[],
        flags: &[],
        without: &[],
        files: 1,
        bundled: true,
    };

    /// Drafts or copies by their files, which stand beside each other whole.
    pub(crate) const SEVERAL: Takes = Takes {
        without: &["paragraph", "delegation", "base"],
        files: usize::MAX,
        bundled: false,
        ..Takes::USUAL
    };
}

/// The arguments that all examples take, and the few that one adds.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) files: Vec<String>,
    pub(crate) format: Format,
    pub(crate) paragraph: Option<Label>,
    pub(crate) delegation: Option<DelegationCode>,
    /// As it was written: what it means may depend on the text.
    written: Option<String>,
    /// The earlier draft that helps to read: a part of the same file, or another file.
    pub(crate) base: Option<String>,
    /// Whose copy the parts with tracked changes are.
    pub(crate) party: Option<DelegationCode>,
    /// The house of notation; recognised from the text where it is not named.
    pub(crate) dialect: Option<&'static Dialect>,
    /// What the example's own options were given; the flags among them nothing.
    pub(crate) own: Vec<(&'static str, String)>,
}

impl Args {
    /// The text to read; none for the bundled sample.
    pub(crate) fn path(&self) -> Option<&str> {
        self.files.first().map(String::as_str)
    }

    /// A second text, from the examples that compare two.
    pub(crate) fn later(&self) -> Option<&str> {
        self.files.get(1).map(String::as_str)
    }

    /// Whether a flag of the example's own was given.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.own(flag).is_some()
    }

    /// What an option of the example's own was given.
    pub(crate) fn own(&self, name: &str) -> Option<&str> {
        self.own.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The same as a number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, Stop> {
        let number = |text: &str| {
            let wrong = |_| Stop::Misuse(format!("`{text}` as a number for --{name}"));
            text.parse().map_err(wrong)
        };
        self.own(name).map(number).transpose()
    }

    /// The same as one of a few; the first of them where it was not given.
    pub(crate) fn one_of<T: Copy>(
        &self,
        name: &str,
        what: &str,
        of: &[(&str, T)],
    ) -> Result<T, Stop> {
        let Some(text) = self.own(name) else { return Ok(of[0].1) };
        if let Some((_, found)) = of.iter().find(|(known, _)| *known == text) {
            return Ok(*found);
        }
        let mut names: Vec<&str> = of.iter().map(|(known, _)| *known).collect();
        let last = names.pop().unwrap_or_default();
        let names = names.join(", ");
        Err(Stop::Misuse(format!("`{text}` as {what}, expected {names} or {last}")))
    }

    /// How the silent are to be counted.
    pub(crate) fn silence(&self) -> Result<Silence, Stop> {
        let all = [
            ("missing", Silence::Missing),
            ("assent", Silence::Assent),
            ("abstain", Silence::Abstain),
        ];
        self.one_of("silence", "silence", &all)
    }
}

/// Why an example stops before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Help was asked for.
    Help(Takes),
    /// The command line does not fit: exit code 2.
    Misuse(String),
    /// The text cannot be read, or has not what was asked for: exit code 1.
    Failure(String),
}

const OPTIONS: &str = "
Options:
  --paragraph LABEL         only this paragraph: OP8, \"OP6 bis\", PP3, heading:OP8
  --delegation CODE         only what concerns this delegation: FRA, EU, UK
  --base FILE|PART          the earlier draft, as a help to read: another file, or a part of the
                            same one by its heading (`ANNEX III`)
  --party CODE              whose copy the parts with tracked changes are: their changes and remarks
                            are then this party's
  --dialect NAME            the house of notation, where it is not to be recognised:
                            attribution-last, attribution-first, options, dash
  --help                    this text
";

const BUNDLED: &str = "
Without FILE the bundled sample is read: a draft declaration on the night sky.
";

/// The help on the options of all examples, but for those that this one has not.
fn options(takes: &Takes) -> String {
    let without = takes.without;
    let mut shown = true;
    let mut out = String::new();
    for line in OPTIONS.split_inclusive('\n') {
        // An option's further lines are set in deeper.
        if !line.starts_with("   ") {
            let name = line.trim_start().strip_prefix("--").and_then(|rest| rest.split(' ').next());
            shown = name.is_none_or(|name| !without.contains(&name));
        }
        if shown {
            out += line;
        }
    }
    out + if takes.bundled { BUNDLED } else { "" }
}

/// Reads the arguments.
pub(crate) fn args(takes: &Takes) -> Result<Args, Stop> {
    let mut args = Args {
        files: Vec::new(),
        format: takes.formats[0],
        paragraph: None,
        delegation: None,
        written: None,
        base: None,
        party: None,
        dialect: None,
        own: Vec::new(),
    };
    let mut parser = lexopt::Parser::from_env();
    let misuse = |error: lexopt::Error| Stop::Misuse(error.to_string());
    while let Some(argument) = parser.next().map_err(misuse)? {
        match argument {
            Short('h') | Long("help") => return Err(Stop::Help(*takes)),
            Long(name) if takes.without.contains(&name) => {
                return Err(Stop::Misuse(format!("--{name} is of no use here")));
            }
            Long("format") => {
                let value = text(parser.value().map_err(misuse)?)?;
                args.format = format(takes, &value)?;
            }
            Long("paragraph") => {
                let value = text(parser.value().map_err(misuse)?)?;
                args.paragraph = Some(label(&value).ok_or_else(|| {
                    Stop::Misuse(format!(
                        "`{value}` as a paragraph, expected a label such as OP8, \"OP6 bis\" or PP3"
                    ))
                })?);
            }
            Long("delegation") => {
                let value = text(parser.value().map_err(misuse)?)?;
                args.delegation = Some(resolve(&value)?);
                args.written = Some(value);
            }
            Long("dialect") => {
                let name = text(parser.value().map_err(misuse)?)?;
                let known = Dialect::all().map(Dialect::name).join(", ");
                args.dialect = Some(Dialect::by_name(&name).ok_or_else(|| {
                    Stop::Misuse(format!("`{name}` as a dialect, expected one of {known}"))
                })?);
            }
            Long("base") => args.base = Some(text(parser.value().map_err(misuse)?)?),
            Long("party") => {
                let value = text(parser.value().map_err(misuse)?)?;
                args.party = Some(known(&value)?);
            }
            Long(name) if takes.flags.contains(&name) => {
                let flag = takes.flags.iter().find(|known| **known == name);
                args.own.extend(flag.map(|flag| (*flag, String::new())));
            }
            Long(name) => {
                let Some(name) = takes.options.iter().find(|known| **known == name).copied() else {
                    return Err(Stop::Misuse(format!("there is no option --{name}")));
                };
                let value = text(parser.value().map_err(misuse)?)?;
                args.own.push((name, value));
            }
            Value(path) if args.files.len() < takes.files => args.files.push(text(path)?),
            Value(path) => {
                return Err(Stop::Misuse(format!(
                    "one file more, `{}`; expected {} at most",
                    path.to_string_lossy(),
                    takes.files
                )));
            }
            Short(letter) => return Err(Stop::Misuse(format!("there is no option -{letter}"))),
        }
    }
    Ok(args)
}

/// A label as people type it: `op8`, `OP6 bis`, `8` for OP8.
fn label(value: &str) -> Option<Label> {
    let (heading, name) = match value.split_once(':') {
        Some((word, rest)) if word.eq_ignore_ascii_case("heading") => ("heading:", rest),
        _ => ("", value),
    };
    // The number first; what follows it (`bis`, `ALT`) reads in any case.
    let digits = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let upper = name.get(..digits)?.to_ascii_uppercase() + name.get(digits..)?;
    let typed = [name.to_owned(), upper, name.to_ascii_uppercase(), format!("OP{name}")];
    typed.into_iter().find_map(|name| format!("{heading}{name}").parse().ok())
}

fn format(takes: &Takes, value: &str) -> Result<Format, Stop> {
    let found = takes.formats.iter().find(|format| format.name() == value);
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = takes.formats.iter().map(|format| format.name()).collect();
        Stop::Misuse(format!("`{value}` as a format, expected {}", known.join(" or ")))
    })
}

fn text(value: OsString) -> Result<String, Stop> {
    value
        .into_string()
        .map_err(|value| Stop::Misuse(format!("`{}` is not UTF-8", value.to_string_lossy())))
}

/// A code as negotiators write it, to the canonical one.
pub(crate) fn resolve(written: &str) -> Result<DelegationCode, Stop> {
    use travaux::model::{Registry, Resolution};
    let upper = written.to_ascii_uppercase();
    let registry = Registry::standard();
    match registry.resolve(&upper) {
        Resolution::Known(delegation) => Ok(delegation.code()),
        Resolution::Ambiguous { state, .. } => Ok(state.code()),
        _ => upper.parse().map_err(|error| Stop::Misuse(format!("{error}"))),
    }
}

/// A code as negotiators write it, in a text that has spellings of its own: where nobody speaks
/// under what it means elsewhere, whoever does so in the text, or the state of these two letters.
pub(crate) fn resolve_in(document: &Document, written: &str) -> Result<DelegationCode, Stop> {
    let usual = resolve(written)?;
    if document.speaker(usual).is_some() {
        return Ok(usual);
    }
    let upper = written.to_ascii_uppercase();
    let mut mentions = document.statements().iter().flat_map(|said| document.mentions(said));
    let spelt = mentions.find(|mention| document.source().slice(mention.span()) == upper);
    let spelt = spelt.map(|mention| document.delegation(mention.delegation()).code());
    let registry = travaux::model::Registry::standard();
    let state = || registry.by_alpha2(&upper).map(travaux::model::Delegation::code);
    Ok(spelt.or_else(state).unwrap_or(usual))
}

/// The document that the arguments name; the delegation that they name is then one of its own.
pub(crate) fn document(args: &mut Args) -> Result<Document, Stop> {
    let document = open(args, args.path())?;
    let document = match &args.base {
        Some(name) => {
            let base = base(args, &document, name)?;
            let document = match document.part_named(name) {
                Some(_) if document.parts().len() == 1 => {
                    return Err(Stop::Failure(format!(
                        "`{name}` is all of {}, expected one part of several, or another file",
                        document.source().name()
                    )));
                }
                Some(part) => {
                    eprintln!("\"{}\" serves as the earlier draft and is left out", base.name());
                    document.without(part)
                }
                None => document,
            };
            let work = || document.settled_by(&base);
            let settled = with_spinner("comparing with the earlier draft", work);
            tell_of_base(&settled);
            settled
        }
        None => document,
    };
    if document.paragraphs().is_empty() {
        let name = document.source().name();
        eprintln!(
            "{name} holds no paragraph of a draft: it is empty, or has marks of page and line alone"
        );
    }
    if let Some(label) = args.paragraph {
        if document.labelled(label).next().is_none() {
            return Err(Stop::Failure(format!(
                "no paragraph {label} in {}; it has {}",
                document.source().name(),
                labels(&document)
            )));
        }
    }
    if let Some(written) = &args.written {
        let code = resolve_in(&document, written)?;
        args.delegation = Some(code);
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

/// Reads a file, or the bundled sample.
pub(crate) fn open(args: &Args, path: Option<&str>) -> Result<Document, Stop> {
    match path {
        Some(path) => read(args, || Source::open(path)),
        None => bundled(args, ("examples/sample/night-sky.md", SAMPLE)),
    }
}

/// Reads a text that comes with the examples, by its path and what it says.
pub(crate) fn bundled(args: &Args, (path, text): (&str, &str)) -> Result<Document, Stop> {
    read(args, || Source::new(path, text))
}

fn read(
    args: &Args,
    source: impl FnOnce() -> Result<Source, travaux::SourceError>,
) -> Result<Document, Stop> {
    let read = || {
        let source = source()?;
        let mut options = ReadOptions::default();
        if let Some(party) = args.party {
            options = options.party(party);
        }
        if let Some(dialect) = args.dialect {
            options = options.dialect(dialect);
        }
        Ok(Document::read_with(source, &options))
    };
    with_spinner("reading", read).map_err(|error: Error| Stop::Failure(explain(&error)))
}

/// The part of that heading.
pub(crate) fn part(document: &Document, name: &str) -> Result<PartId, Stop> {
    document.part_named(name).ok_or_else(|| {
        let parts = document.parts().iter().map(|part| format!("\"{}\"", part.name()));
        Stop::Failure(format!(
            "`{name}` is no part of {}; its parts are {}",
            document.source().name(),
            parts.collect::<Vec<_>>().join(", ")
        ))
    })
}

/// What is odd about the earlier draft, or about the two together: the answer stands, and is worth
/// less than it looks.
fn tell_of_base(document: &Document) {
    use travaux::DiagnosticKind::{
        BaseEmpty, BaseIdentical, BaseLabelDuplicate, BaseUnrelated, OriginalInBaseOnly,
    };
    for odd in document.diagnostics() {
        if matches!(
            odd.kind(),
            BaseEmpty
                | BaseIdentical
                | BaseLabelDuplicate { .. }
                | BaseUnrelated { .. }
                | OriginalInBaseOnly { .. }
        ) {
            eprintln!("{}: {}", odd.severity(), odd.kind());
        }
    }
}

/// The part of that heading, or else the file of that name, as an earlier draft.
pub(crate) fn base(args: &Args, document: &Document, name: &str) -> Result<Base, Stop> {
    match part(document, name) {
        Ok(part) => Ok(Base::from_part(document, part)),
        Err(no_part) if !std::path::Path::new(name).exists() => match no_part {
            Stop::Failure(why) => Err(Stop::Failure(format!("{why}; and it is no file"))),
            other => Err(other),
        },
        Err(_) => Ok(Base::from_document(&open(args, Some(name))?)),
    }
}

/// The labels of a document, each once: those of paragraphs, and how many headings there are.
fn labels(document: &Document) -> String {
    let all = document.paragraphs().iter().map(Paragraph::label);
    let (headings, known): (Vec<Label>, Vec<Label>) =
        all.filter(|label| label.series() != LabelSeries::Prose).partition(Label::is_heading);
    let mut seen: Vec<String> = Vec::new();
    for label in known.iter().map(ToString::to_string) {
        if seen.len() < 200 && !seen.contains(&label) {
            seen.push(label);
        }
    }
    let headed = headings.first().map_or(String::new(), |first| format!(" ({first})"));
    format!("{}, and {} headings{headed}", seen.join(", "), headings.len())
}

/// The statements behind a figure, each with its place; `what` says for each which figure.
pub(crate) fn places<'d>(
    document: &Document,
    stances: impl Iterator<Item = (&'d str, Stance)>,
) -> Rows {
    let mut table = table(&["on", "who", "is", "line:column", "offset", "condition"]);
    for (what, stance) in stances {
        let at = stance.span.start();
        let (line, column) = document.source().line_column(at);
        let condition = stance.condition.map_or("", |span| document.source().slice(span));
        table.add_row([
            Cell::new(what),
            Cell::new(document.source().slice(stance.span)),
            coloured(stance.polarity, side_color(stance.polarity)),
            Cell::new(format!("{line}:{column}")),
            Cell::new(at),
            Cell::new(short(condition.trim(), 60)),
        ]);
    }
    table
}

/// The colour of a side.
pub(crate) fn side_color(polarity: Polarity) -> Color {
    match polarity {
        Polarity::For => Color::Green,
        Polarity::Against => Color::Red,
        _ => Color::Yellow,
    }
}

/// The second document that the arguments name.
pub(crate) fn later(args: &Args) -> Result<Option<Document>, Stop> {
    args.later().map(|path| open(args, Some(path))).transpose()
}

/// A text without the mark of byte order that spreadsheets put at its beginning.
#[allow(dead_code, reason = "not every example reads another file")]
pub(crate) fn without_mark(text: String) -> String {
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
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

/// Runs an example: prints what it gives, or says why not and what to do next.
pub(crate) fn run(usage: &str, work: impl FnOnce() -> Result<String, Stop>) -> ExitCode {
    match work() {
        Ok(output) => emit(&output),
        Err(Stop::Help(takes)) => emit(&(usage.trim_start().to_owned() + &options(&takes))),
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
