//! Which text would stand? The texts that are inside a rolling text, one choice at a time.
//!
//! `cargo run --release --example project -- FILE --as FRA --paragraph OP8 --diff`

mod common;

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::process::ExitCode;

use common::{Args, Format, Stop, Takes};
use travaux::model::{Groups, ParagraphId, PartId};
use travaux::project::{
    Choice, DecisionRule, Finding, ProjectOptions, ProjectedParagraph, Projection, arrange,
    project_with,
};
use travaux::words::{Diff, HunkKind, diff};
use travaux::{DelegationCode, Document, Label};

const USAGE: &str = "
The text that stands under a choice of proposals: what stood before, what a delegation wants, what
nobody opposes. What was chosen and cannot stand together is left out on both sides, and listed.
As text and Markdown the output is the text alone; what cannot stand and the totals go to standard
error. JSON holds all of it in one object.

Usage: project [FILE] [OPTIONS]

  --format text|markdown|json   how to print [text]
  --accept WHAT                 none, all, unopposed, or rule:RULE with RULE no-objection,
                                majority, at-most-2-against or at-least-5-for [none]
  --as CODE[,CODE…]             as these delegations want it, in place of --accept
  --with-groups                 with --as: where a delegation is silent, what the groups say that it
                                is a member of today, such as the EU for France
  --part HEADING                only this part of the file
  --diff                        against the base text: struck words and new ones marked
  --in-order                    with the paragraphs where the accepted wishes to move, merge,
                                replace and insert them put them, and new numbers: the whole text,
                                so not with --paragraph, --part or --diff
";

const TAKES: Takes = Takes {
    formats: &[Format::Text, Format::Markdown, Format::Json],
    options: &["accept", "as", "part"],
    flags: &["diff", "in-order", "with-groups"],
    without: &["delegation"],
    ..Takes::USUAL
};

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args = common::args(&TAKES)?;
        choice(&args, None)?;
        let document = common::document(&mut args)?;
        let choice = choice(&args, Some(&document))?;
        if args.has("in-order") {
            return ordered(&document, &choice, &args);
        }
        let options = options(&document, &args)?;
        let work = || {
            let mut projection = Vec::new();
            for options in &options {
                projection.push(project_with(&document, &choice, options));
                if args.has("diff") {
                    projection.push(project_with(&document, &Choice::Nothing, options));
                }
            }
            projection
        };
        let found = common::with_spinner("projecting", work);
        let step = if args.has("diff") { 2 } else { 1 };
        let texts: Vec<(&Projection, Option<&Projection>)> =
            found.chunks(step).filter_map(|pair| Some((pair.first()?, pair.get(1)))).collect();
        match args.format {
            Format::Json => json(&document, &texts),
            format => Ok(print(&document, &texts, format)),
        }
    })
}

/// The whole text in its new order.
fn ordered(document: &Document, choice: &Choice, args: &Args) -> Result<String, Stop> {
    if args.has("diff") || args.paragraph.is_some() || args.own("part").is_some() {
        return Err(Stop::Misuse(
            "--in-order is of the whole text; expected no --diff, --paragraph or --part".to_owned(),
        ));
    }
    let found = common::with_spinner("projecting", || arrange(document, choice));
    if args.format == Format::Json {
        let value =
            serde_json::to_value(&found).map_err(|error| Stop::Failure(error.to_string()))?;
        let totals = serde_json::json!({
            "paragraphs": found.paragraphs.len(),
            "accepted": found.projection.accepted().len(),
            "cannot_stand": found.projection.findings().len(),
            "not_done": found.applied.held.len(),
        });
        return common::json(document, [("arrangement", value), ("totals", totals)]);
    }
    let mut told = String::new();
    for held in &found.applied.held {
        let proposal = document.proposal(held.proposal);
        let label = document.paragraph(proposal.paragraph()).label();
        let wording = common::short(&document.wording(held.proposal), 60);
        let who = common::codes(document, &document.sponsors(held.proposal));
        let kind = proposal.kind();
        let _ = writeln!(told, "not done ({}): {kind} in {label} {wording} ({who})", held.reason);
    }
    told += &all_explained(document, found.projection.findings().iter());
    eprintln!(
        "{told}{} paragraphs; {} proposals accepted, {} wishes about order not done",
        found.paragraphs.len(),
        found.projection.accepted().len(),
        found.applied.held.len()
    );
    let mut out = String::new();
    let mut part = None;
    for paragraph in &found.paragraphs {
        out += &part_title(document, paragraph.part, &mut part, args.format);
        let _ = match args.format {
            Format::Markdown => {
                writeln!(out, "{}{}\n", of_label(paragraph.label, args.format), paragraph.text)
            }
            _ => writeln!(out, "{paragraph}\n"),
        };
    }
    Ok(out)
}

/// The heading of a part before its first paragraph, in a text of several.
fn part_title(
    document: &Document,
    part: PartId,
    last: &mut Option<PartId>,
    format: Format,
) -> String {
    let begins = last.replace(part) != Some(part) && document.parts().len() > 1;
    match (begins, format) {
        (false, _) => String::new(),
        (true, Format::Markdown) => format!("## {}\n\n", document.part(part).name()),
        (true, _) => format!("{}\n\n", document.part(part).name()),
    }
}

/// What is accepted; before the text is read only whether that can be asked for.
fn choice(args: &Args, document: Option<&Document>) -> Result<Choice, Stop> {
    if let Some(codes) = args.own("as") {
        if args.own("accept").is_some() {
            return Err(Stop::Misuse("--as and --accept together, expected one".to_owned()));
        }
        let resolve = |code: &str| match document {
            Some(document) => common::resolve_in(document, code),
            None => common::resolve(code),
        };
        let codes: Result<Vec<DelegationCode>, Stop> =
            codes.split(',').map(|code| resolve(code.trim())).collect();
        let delegations = codes?;
        return Ok(if args.has("with-groups") {
            Choice::OfMembers { delegations, groups: Groups::standard(), day: None }
        } else {
            Choice::Of(delegations)
        });
    }
    if args.has("with-groups") {
        return Err(Stop::Misuse("--with-groups alone, expected it with --as".to_owned()));
    }
    match args.own("accept").unwrap_or("none") {
        "none" => Ok(Choice::Nothing),
        "all" => Ok(Choice::All),
        "unopposed" => Ok(Choice::Unopposed),
        other => other
            .strip_prefix("rule:")
            .and_then(|rule| rule.parse::<DecisionRule>().ok())
            .map(Choice::Rule)
            .ok_or_else(|| {
                Stop::Misuse(format!(
                    "`{other}` as a choice, expected none, all, unopposed, or a rule such as \
                     rule:at-most-2-against"
                ))
            }),
    }
}

/// Where to look: each paragraph of the label, or a part, or all.
fn options(document: &Document, args: &Args) -> Result<Vec<ProjectOptions>, Stop> {
    if let Some(code) = args.own("as") {
        let codes = code.split(',').map(|code| common::resolve_in(document, code.trim()));
        let groups = Groups::standard();
        let speaks = |code: DelegationCode| {
            let grouped = document.delegations().iter().filter(|_| args.has("with-groups"));
            document.speaker(code).is_some()
                || grouped.into_iter().any(|one| groups.members(one.code(), None).contains(&code))
        };
        for code in codes.collect::<Result<Vec<_>, _>>()? {
            if !speaks(code) {
                return Err(Stop::Failure(format!(
                    "{code} does not speak in {}",
                    document.source().name()
                )));
            }
        }
    }
    let part = args.own("part").map(|name| common::part(document, name)).transpose()?;
    let within = |options: ProjectOptions, part: Option<PartId>| match part {
        Some(part) => options.within(document.part(part).span()),
        None => options,
    };
    Ok(match args.paragraph {
        Some(label) => document
            .labelled(label)
            .map(|paragraph| within(ProjectOptions::default().paragraph(paragraph.id()), part))
            .collect(),
        None => vec![within(ProjectOptions::default(), part)],
    })
}

/// What was chosen of a text, counted.
struct Totals {
    paragraphs: usize,
    words: usize,
    accepted: usize,
    cannot_stand: usize,
}

impl Totals {
    fn of(texts: &[(&Projection, Option<&Projection>)]) -> Totals {
        let sum =
            |count: &dyn Fn(&Projection) -> usize| texts.iter().map(|(text, _)| count(text)).sum();
        Totals {
            paragraphs: sum(&|text| text.paragraphs().len()),
            words: sum(&|text| text.paragraphs().iter().map(|one| one.words().len()).sum()),
            accepted: sum(&|text| text.accepted().len()),
            cannot_stand: sum(&|text| text.findings().len()),
        }
    }
}

/// The text for standard output; what cannot stand and the totals go to standard error.
fn print(
    document: &Document,
    texts: &[(&Projection, Option<&Projection>)],
    format: Format,
) -> String {
    let mut out = String::new();
    for (projection, base) in texts {
        let mut gone = base
            .iter()
            .flat_map(|base| base.paragraphs())
            .filter(|before| projection.paragraph(before.id()).is_none());
        let mut next_gone = gone.next();
        let mut struck = |out: &mut String, until: Option<ParagraphId>| {
            while let Some(paragraph) = next_gone.filter(|one| until.is_none_or(|at| one.id() < at))
            {
                let label = of_label(paragraph.label(), format);
                let _ =
                    writeln!(out, "{label}{}\n", styled(paragraph.text(), Style::Struck, format));
                next_gone = gone.next();
            }
        };
        let mut part = None;
        for paragraph in projection.paragraphs() {
            struck(&mut out, Some(paragraph.id()));
            let of = document.paragraph(paragraph.id()).part();
            out += &part_title(document, of, &mut part, format);
            let before = base.and_then(|base| base.paragraph(paragraph.id()));
            let label = of_label(paragraph.label(), format);
            let _ = writeln!(out, "{label}{}\n", marked(paragraph, before, base.is_some(), format));
        }
        struck(&mut out, None);
    }
    let findings: Vec<&Finding> = texts.iter().flat_map(|(text, _)| text.findings()).collect();
    let Totals { paragraphs, words, accepted, cannot_stand } = Totals::of(texts);
    eprintln!(
        "{}{paragraphs} paragraphs, {words} words; {accepted} proposals accepted, {cannot_stand} \
         choices that cannot stand",
        all_explained(document, findings.iter().copied())
    );
    out
}

fn of_label(label: Label, format: Format) -> String {
    match format {
        Format::Markdown if label.is_heading() => "### ".to_owned(),
        Format::Markdown => format!("**{label}** "),
        _ => format!("{label}  "),
    }
}

fn marked(
    paragraph: &ProjectedParagraph,
    before: Option<&ProjectedParagraph>,
    differs: bool,
    format: Format,
) -> String {
    match (before, differs) {
        (Some(before), _) => {
            let found = diff(before.text(), paragraph.text());
            changes(&found, before.text(), paragraph.text(), format)
        }
        (None, true) => styled(paragraph.text(), Style::Added, format),
        (None, false) => paragraph.text().to_owned(),
    }
}

/// The new text with what was struck and what is new.
fn changes(found: &Diff, old: &str, new: &str, format: Format) -> String {
    let mut out = String::new();
    let mut put = |text: &str, style: Style| {
        if !text.is_empty() {
            let closing = text.starts_with([',', ';', '.', ':', ')']);
            if !(out.is_empty() || closing) {
                out.push(' ');
            }
            out += &styled(text, style, format);
        }
    };
    for hunk in found.hunks() {
        let (before, after) = (&old[hunk.old_span.range()], &new[hunk.new_span.range()]);
        if hunk.kind == HunkKind::Same {
            put(after, Style::Plain);
        } else {
            put(before, Style::Struck);
            put(after, Style::Added);
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Struck,
    Added,
}

fn styled(text: &str, style: Style, format: Format) -> String {
    let colour = format == Format::Text && std::io::stdout().is_terminal();
    match (style, colour) {
        (Style::Plain, _) => text.to_owned(),
        (Style::Struck, true) => format!("\u{1b}[31;9m{text}\u{1b}[0m"),
        (Style::Added, true) => format!("\u{1b}[32m{text}\u{1b}[0m"),
        (Style::Struck, false) => format!("~~{text}~~"),
        (Style::Added, false) if format == Format::Markdown => format!("**{text}**"),
        (Style::Added, false) => format!("[{text}]"),
    }
}

/// Findings that are spelt out; the rest is counted, and JSON gives all.
const SHOWN: usize = 40;

fn all_explained<'f>(
    document: &Document,
    findings: impl ExactSizeIterator<Item = &'f Finding>,
) -> String {
    let more = findings.len().saturating_sub(SHOWN);
    let lines: Vec<String> =
        findings.take(SHOWN).map(|finding| explained(document, finding) + "\n").collect();
    let rest = if more > 0 {
        format!("… and {more} more; --format json lists all\n")
    } else {
        String::new()
    };
    lines.concat() + &rest
}

/// One line: why, where, and who wants either side.
fn explained(document: &Document, finding: &Finding) -> String {
    let side = |id| {
        let words = common::short(&document.wording(id), 50);
        let words = if words.is_empty() { "the whole paragraph".to_owned() } else { words };
        format!("“{words}” ({})", common::codes(document, &document.sponsors(id)))
    };
    let others: Vec<String> = finding.others.iter().take(3).map(|id| side(*id)).collect();
    let more = finding.others.len().saturating_sub(3);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "cannot stand: {} in {}: {} / {}{more}",
        finding.kind,
        common::placed(document, finding.paragraph),
        side(finding.one),
        others.join(" / "),
    )
}

fn json(document: &Document, texts: &[(&Projection, Option<&Projection>)]) -> Result<String, Stop> {
    let all: Vec<&Projection> = texts.iter().map(|(text, _)| *text).collect();
    let value = serde_json::to_value(&all).map_err(|error| Stop::Failure(error.to_string()))?;
    let Totals { paragraphs, words, accepted, cannot_stand } = Totals::of(texts);
    let totals = serde_json::json!({
        "paragraphs": paragraphs,
        "words": words,
        "accepted": accepted,
        "cannot_stand": cannot_stand,
    });
    common::json(document, [("projections", value), ("totals", totals)])
}
