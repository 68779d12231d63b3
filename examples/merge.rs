//! What do all the copies of a draft say together, and where do they disagree about who said what?
//!
//! `cargo run --release --example merge -- COPY COPY… [--out FILE] [--resolve RULE]`

mod common;
#[path = "common/said.rs"]
mod said;

use std::process::ExitCode;

use common::{Args, Format, Stop, Takes};
use said::{rows, sources};
use serde_json::json;
use travaux::DelegationCode;
use travaux::merge::{AnnotatedCopy, Merged, Oddity, ResolveRule, merge, merge_drafts, resolve};

const USAGE: &str = "
Brings annotated copies of one draft together: every statement once, with the copies that have it,
and the divergences: delegations that two copies report differently.

Usage: merge COPY COPY... [OPTIONS]
       merge --drafts BASE OURS THEIRS

  --out FILE                write the merged rolling text there; `-` prints it in place of the table
  --resolve RULE            settle the divergences: `stricter`, `source=COPY`, or
                            `later=COPY,COPY,...` in the order of the rounds
  --format table|json|csv   how to print the statements [table]
  --drafts                  bring two drafts of one base together word by word, and print the text,
                            or with --out write it; what both changed in different ways stands as
                            [ours][theirs]

Without a file two bundled copies of a draft declaration on the night sky are merged.
How far copies say that a paragraph is settled is in the second table; where they differ the text
has the least of it. The JSON has the whole outcome, which the library reads back, and the totals.

The exit code is 0; with divergences or conflicts left it is still 0, and the last line says how
many. It is 1 if the copies are of different texts or cannot be read, 2 if the arguments do not fit.
";

const TAKES: Takes = Takes { options: &["out", "resolve"], flags: &["drafts"], ..Takes::SEVERAL };

/// The copies that are merged when no file is named.
const BUNDLED: [(&str, &str); 2] = [
    ("examples/sample/night-sky-apia.md", include_str!("sample/night-sky-apia.md")),
    ("examples/sample/night-sky-bern.md", include_str!("sample/night-sky-bern.md")),
];

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&TAKES)?;
        if args.has("drafts") {
            return drafts(&args);
        }
        let mut copies = Vec::new();
        for file in &args.files {
            let document = common::open(&args, Some(file))?;
            copies.push(AnnotatedCopy::of(&document));
        }
        match copies.len() {
            0 => {
                for copy in BUNDLED {
                    copies.push(AnnotatedCopy::of(&common::bundled(&args, copy)?));
                }
            }
            1 => return Err(Stop::Misuse("one copy, expected two or more, or none".to_owned())),
            _ => {}
        }
        let merged = merge(copies).map_err(|error| Stop::Failure(error.to_string()))?;
        let (merged, decided) = settled(merged, args.own("resolve"))?;
        let written = merged.to_rolling_text();
        let written = written.map_err(|error| Stop::Failure(error.to_string()))?;
        match args.own("out") {
            Some("-") => return Ok(written.text),
            Some(path) => write(path, &written.text)?,
            None => {}
        }
        match args.format {
            Format::Json => json(&merged, &decided, &written.unwritten),
            Format::Csv => common::csv(rows(&merged, None).into_iter()),
            _ => Ok(tables(&merged, &decided, &written.unwritten)),
        }
    })
}

fn drafts(args: &Args) -> Result<String, Stop> {
    let [base, ours, theirs] = args.files.as_slice() else {
        let count = args.files.len();
        return Err(Stop::Misuse(format!("{count} drafts, expected BASE OURS THEIRS")));
    };
    if args.own("resolve").is_some() || !matches!(args.format, Format::Table) {
        let message = "--drafts gives a text, expected neither --resolve nor --format";
        return Err(Stop::Misuse(message.to_owned()));
    }
    let read = |path: &String| Ok(common::open(args, Some(path))?.source().text().to_owned());
    let merged = merge_drafts(&read(base)?, &read(ours)?, &read(theirs)?);
    let conflicts = merged.conflicts();
    eprintln!("{conflicts} conflicts in {} paragraphs", merged.paragraphs().len());
    match args.own("out") {
        None | Some("-") => Ok(format!("{merged}\n")),
        Some(path) => {
            write(path, &format!("{merged}\n"))?;
            Ok(String::new())
        }
    }
}

fn write(path: &str, text: &str) -> Result<(), Stop> {
    std::fs::write(path, text)
        .map_err(|error| Stop::Failure(format!("cannot write {path}: {error}")))
}

/// What a rule decided, one line each.
type Decided = Vec<[String; 4]>;

fn settled(merged: Merged, rule: Option<&str>) -> Result<(Merged, Decided), Stop> {
    let Some(rule) = rule else { return Ok((merged, Vec::new())) };
    let names: Vec<&str>;
    let rule = match rule.split_once('=') {
        None if rule == "stricter" => ResolveRule::Stricter,
        Some(("source", name)) => ResolveRule::Source(name),
        Some(("later", list)) => {
            names = list.split(',').collect();
            ResolveRule::LaterRound(&names)
        }
        _ => {
            return Err(Stop::Misuse(format!(
                "`{rule}` as a rule, expected stricter, source=COPY or later=COPY,COPY"
            )));
        }
    };
    let resolved = resolve(&merged, &rule);
    let report = |at: &u32| report(&merged, *at);
    let line = |decision: &travaux::merge::Decision| {
        let list = |reports: &[u32]| reports.iter().map(report).collect::<Vec<_>>().join("; ");
        let wording = common::short(&merged.wording(decision.wish), 60);
        [wording, decision.delegation.to_string(), list(&decision.kept), list(&decision.dropped)]
    };
    let decided = resolved.decisions.iter().map(line).collect();
    Ok((resolved.merged, decided))
}

/// Which way, under what condition, by which copies.
fn report(merged: &Merged, at: u32) -> String {
    let Some(said) = merged.statements().get(at as usize) else { return String::new() };
    let condition = match &*said.condition {
        "" => String::new(),
        condition => format!(" ({condition})"),
    };
    format!("{}{condition}: {}", said.polarity, sources(merged, said).join(", "))
}

/// The outcome, what was decided, and the totals.
fn json(merged: &Merged, decided: &Decided, unwritten: &[u32]) -> Result<String, Stop> {
    let failed = |error: serde_json::Error| Stop::Failure(format!("cannot write JSON: {error}"));
    let mut whole = serde_json::to_value(merged).map_err(failed)?;
    let decided: Vec<_> = decided
        .iter()
        .map(|[subject, who, kept, dropped]| {
            json!({ "subject": subject, "delegation": who, "kept": kept, "dropped": dropped })
        })
        .collect();
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("decisions".to_owned(), decided.into());
        let totals = json!({
            "copies": merged.copies().len(),
            "paragraphs": merged.paragraphs().len(),
            "wishes": merged.wishes().len(),
            "statements": merged.statements().len(),
            "divergences": merged.divergences().len(),
            "oddities": merged.oddities().len(),
            "unwritten": unwritten.len(),
        });
        fields.insert("totals".to_owned(), totals);
        fields.insert("unwritten".to_owned(), unwritten.into());
    }
    common::pretty(&whole)
}

/// The statements that the printed text does not give back.
fn not_read_back(merged: &Merged, unwritten: &[u32]) -> String {
    let mut table = common::table(&["paragraph", "kind", "subject", "who", "is"]);
    for said in unwritten.iter().filter_map(|at| merged.statements().get(*at as usize)) {
        let kind = merged.wishes().get(said.wish as usize).map(|wish| wish.kind.to_string());
        table.add_row([
            merged.label_of(said.wish),
            kind.unwrap_or_default(),
            common::short(&merged.wording(said.wish), 60),
            said.delegation.to_string(),
            said.polarity.to_string(),
        ]);
    }
    format!("Not read back from the text as they are\n{table}\n\n")
}

fn tables(merged: &Merged, decided: &Decided, unwritten: &[u32]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut statements =
        common::table(&["paragraph", "kind", "subject", "who", "is", "condition", "copies"]);
    for row in rows(merged, None) {
        let subject = common::short(&row.subject, 80);
        statements.add_row([
            row.paragraph,
            row.kind,
            subject,
            row.delegation,
            row.polarity,
            row.condition,
            row.copies,
        ]);
    }
    out.push(format!("{statements}\n\n"));
    if !merged.agreements().is_empty() {
        let mut table = common::table(&["paragraph", "is agreed", "pending", "copies"]);
        for said in merged.agreements() {
            let paragraph = merged.paragraphs().get(said.paragraph as usize);
            let pending: Vec<&str> = said.pending.iter().map(DelegationCode::as_str).collect();
            let names = said.copies.iter().filter_map(|at| merged.copies().nth(*at as usize));
            table.add_row([
                paragraph.map_or(String::new(), |paragraph| paragraph.label().to_string()),
                said.level.as_str().to_owned(),
                pending.join(" "),
                names.map(AnnotatedCopy::name).collect::<Vec<_>>().join(" "),
            ]);
        }
        out.push(format!("Agreements\n{table}\n\n"));
    }
    if !merged.divergences().is_empty() {
        let mut table = common::table(&["paragraph", "subject", "who", "is reported as"]);
        for divergence in merged.divergences() {
            let reports: Vec<String> =
                divergence.reports.iter().map(|at| report(merged, *at)).collect();
            table.add_row([
                merged.label_of(divergence.wish),
                common::short(&merged.wording(divergence.wish), 60),
                divergence.delegation.to_string(),
                reports.join("; "),
            ]);
        }
        out.push(format!("Divergences\n{table}\n\n"));
    }
    if !decided.is_empty() {
        let mut table = common::table(&["subject", "who", "kept", "dropped"]);
        for line in decided {
            table.add_row(line);
        }
        out.push(format!("Decided\n{table}\n\n"));
    }
    if !unwritten.is_empty() {
        out.push(not_read_back(merged, unwritten));
    }
    for odd in merged.oddities() {
        let name = |at: u32| merged.copies().nth(at as usize).map_or("", AnnotatedCopy::name);
        out.push(match odd {
            Oddity::CopyEmpty(at) => format!("{} is empty\n", name(*at)),
            Oddity::CopyRepeated(first, at) => {
                format!("{} is a copy of {}\n", name(*at), name(*first))
            }
            Oddity::OrderOther(at) => {
                format!("{} has its paragraphs in another order\n", name(*at))
            }
            Oddity::BaseEdited(places) => {
                let first = places.first().and_then(|at| merged.paragraphs().get(*at as usize));
                let label = first.map_or(String::new(), |paragraph| paragraph.label().to_string());
                format!("{label} has {} wordings: somebody edited the base\n", places.len())
            }
            Oddity::LittleInCommon { copy, shared, of } => format!(
                "{} shares only {shared} of its {of} paragraphs with the others: is it of this \
                 text?\n",
                name(*copy)
            ),
            Oddity::AgreementOther(at) => {
                let label = merged.paragraphs().get(*at as usize).map(|p| p.label().to_string());
                format!("{} is settled to different degrees\n", label.unwrap_or_default())
            }
            _ => String::new(),
        });
    }
    out.push(format!(
        "{} copies, {} paragraphs, {} wishes, {} statements, {} divergences; {} statements \
         have no notation\n",
        merged.copies().len(),
        merged.paragraphs().len(),
        merged.wishes().len(),
        merged.statements().len(),
        merged.divergences().len(),
        unwritten.len(),
    ));
    out.concat()
}
