//! How does the text stand, and who is alone? One screen on the state of play.
//!
//! `cargo run --release --example consensus -- FILE`

mod common;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Args, Format, Stop};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{
    Alone, Consensus, ConsensusOptions, DecisionOptions, Decisions, ParagraphStanding,
    ProposalStanding, Silence, Standing, consensus_with, decisions_with,
};
use travaux::model::{DelegationCode, Stance, Target};
use travaux::project::{DecisionRule, Verdict};

const USAGE: &str = "
The state of play: per paragraph what is proposed, how many are for and against, how it stands,
what words are at stake and who is alone.

The rule: consensus is that nobody is against. Against a change is who says so, who wants the
paragraph as it was (unless it supports this change by name), and who wants an alternative of it.
Silence is missing, assent or abstention, as --silence says; as assent it counts under `for`.

With --rule: what passes under that rule, who blocks the rest, who is pivotal, the fewest who would
have to move, and which paragraphs to discuss first. Rules: no-objection, majority, at-most-N-against,
at-least-N-for, qualified-majority (of today's European Union, a group counted as its members),
reinforced-qualified-majority. The silence policy holds there, too.

With --paragraph or --delegation: one line a proposal, and every statement behind it, with its place.

Usage: consensus [FILE] [OPTIONS]

  --format table|json|csv            how to print [table]
  --silence missing|assent|abstain   how the silent are counted [missing]
  --few N                            at most N against are few [3]
  --rule RULE                        what passes under a decision rule
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&common::Takes {
            options: &["silence", "few", "rule"],
            ..common::Takes::USUAL
        })?;
        let options = options(&args)?;
        let rule = args.own("rule").map(|rule| decision(rule, silence(&args)?)).transpose()?;
        let document = common::document(&args)?;
        if let Some(rule) = rule {
            return decided(&document, &args, &decisions_with(&document, &rule));
        }
        let state = consensus_with(&document, &options);
        let shown: Vec<&ParagraphStanding> = state
            .paragraphs
            .iter()
            .filter(|paragraph| wanted(&document, &args, paragraph))
            .collect();
        match args.format {
            Format::Csv => common::csv(rows(&document, &args, &shown).into_iter()),
            Format::Json => {
                let totals: serde_json::Map<String, serde_json::Value> = counts(&shown)
                    .map(|(standing, count)| (standing.to_string(), count.into()))
                    .collect();
                let value = serde_json::json!({
                    "rule": state.rule(),
                    "proposals": rows(&document, &args, &shown),
                    "paragraphs": paragraphs(&document, &shown),
                    "totals": totals,
                });
                common::json(&document, [("consensus", value)])
            }
            Format::Table if args.paragraph.is_some() || args.delegation.is_some() => {
                Ok(detail(&document, &args, &state, &shown))
            }
            _ => Ok(overview(&document, &state, &shown)),
        }
    })
}

/// How many of the paragraphs shown stand how.
fn counts(shown: &[&ParagraphStanding]) -> impl Iterator<Item = (Standing, usize)> {
    Standing::ALL
        .into_iter()
        .map(|standing| (standing, shown.iter().filter(|p| p.standing == standing).count()))
}

fn options(args: &Args) -> Result<ConsensusOptions, Stop> {
    let mut options = ConsensusOptions::default();
    options = options.silence(silence(args)?);
    if let Some(few) = args.own("few") {
        let few =
            few.parse().map_err(|_| Stop::Misuse(format!("`{few}` as a number for --few")))?;
        options = options.few(few);
    }
    Ok(options)
}

fn silence(args: &Args) -> Result<Silence, Stop> {
    match args.own("silence") {
        None | Some("missing") => Ok(Silence::Missing),
        Some("assent") => Ok(Silence::Assent),
        Some("abstain") => Ok(Silence::Abstain),
        Some(other) => {
            Err(Stop::Misuse(format!("`{other}` as silence, expected missing, assent or abstain")))
        }
    }
}

fn decision(rule: &str, silence: Silence) -> Result<DecisionOptions, Stop> {
    let rule: DecisionRule = rule.parse().map_err(|error| Stop::Misuse(format!("{error}")))?;
    let weighed = matches!(rule, DecisionRule::Qualified(_));
    let options = DecisionOptions::default().rule(rule).silence(silence);
    // The members vote, not the Union.
    let groups = travaux::model::Groups::standard;
    Ok(if weighed { options.by_member(groups(), None) } else { options })
}

/// A decision as CSV and JSON give it.
#[derive(Serialize)]
struct Ruling {
    paragraph: String,
    proposal: usize,
    wording: String,
    verdict: Verdict,
    r#for: usize,
    against: String,
    pivotal: String,
    would_have_to_move: Option<String>,
    needed_in_favour: Option<usize>,
    offsets: String,
}

fn written(codes: &[DelegationCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn next(document: &Document, item: &travaux::analysis::AgendaItem) -> serde_json::Value {
    serde_json::json!({
        "paragraph": document.paragraph(item.paragraph).label().to_string(),
        "missing": item.missing,
        "movers": written(&item.movers),
        "open": item.open,
    })
}

/// What passes under a rule, who blocks the rest, and what to discuss first.
fn decided(document: &Document, args: &Args, found: &Decisions) -> Result<String, Stop> {
    let label = |id| document.paragraph(id).label();
    let shown: Vec<_> = found
        .proposals
        .iter()
        .filter(|one| {
            let stances = || document.stances_on(one.proposal);
            let speaks =
                |code| stances().any(|on| document.delegation(on.delegation).code() == code);
            let paragraph = label(document.proposal(one.proposal).paragraph());
            args.paragraph.is_none_or(|wanted| wanted == paragraph)
                && args.delegation.is_none_or(|code| speaks(code) || one.against.contains(&code))
        })
        .collect();
    let rows = shown.iter().map(|one| {
        let stances = document.stances_on(one.proposal);
        let offsets: Vec<String> = stances.map(|on| on.span.start().to_string()).collect();
        Ruling {
            paragraph: label(document.proposal(one.proposal).paragraph()).to_string(),
            proposal: one.proposal.index(),
            wording: document.wording(one.proposal),
            verdict: one.blocking.verdict,
            r#for: one.wanting,
            against: written(&one.against),
            pivotal: written(&one.blocking.pivotal),
            would_have_to_move: one.blocking.flip.as_deref().map(written),
            needed_in_favour: one.blocking.short,
            offsets: offsets.join(" "),
        }
    });
    let agenda = found.agenda.iter().filter(|item| {
        args.paragraph.is_none_or(|wanted| wanted == label(item.paragraph))
            && args.delegation.is_none_or(|code| item.movers.contains(&code))
    });
    match args.format {
        Format::Csv => return common::csv(rows),
        Format::Json => {
            let agenda: Vec<serde_json::Value> = agenda.map(|item| next(document, item)).collect();
            let rows: Vec<Ruling> = rows.collect();
            let value = serde_json::json!({
                "rule": found.rule, "decisions": rows, "agenda": agenda,
            });
            return common::json(document, [("decisions", value)]);
        }
        _ => {}
    }
    let mut table = common::table(&[
        "paragraph",
        "proposal",
        "verdict",
        "for",
        "against",
        "pivotal",
        "would have to move",
    ]);
    for row in rows {
        let color = match row.verdict {
            Verdict::Passes => Color::Green,
            Verdict::Open => Color::Yellow,
            _ => Color::Red,
        };
        let moving = match (&row.would_have_to_move, row.needed_in_favour) {
            (None, _) => "no set of them is enough".to_owned(),
            (Some(set), Some(more)) if set.is_empty() && more > 0 => format!("{more} more for"),
            (Some(set), _) => set.clone(),
        };
        table.add_row([
            Cell::new(row.paragraph),
            Cell::new(common::short(&row.wording, 50)),
            common::coloured(row.verdict, color),
            Cell::new(row.r#for),
            Cell::new(common::short(&row.against, 50)),
            Cell::new(common::short(&row.pivotal, 40)),
            Cell::new(common::short(&moving, 50)),
        ]);
    }
    let mut first = common::table(&["discuss", "missing", "who would have to move", "not passed"]);
    for item in agenda {
        first.add_row([
            Cell::new(label(item.paragraph)),
            Cell::new(item.missing),
            Cell::new(common::short(&written(&item.movers), 80)),
            Cell::new(item.open),
        ]);
    }
    let count = |verdict| shown.iter().filter(|one| one.blocking.verdict == verdict).count();
    Ok(format!(
        "{table}\n\n{} proposals: {} pass, {} open, {} blocked\n\n{first}\n\nrule: {}\n",
        shown.len(),
        count(Verdict::Passes),
        count(Verdict::Open),
        count(Verdict::Blocked),
        found.rule
    ))
}

fn wanted(document: &Document, args: &Args, paragraph: &ParagraphStanding) -> bool {
    args.paragraph.is_none_or(|label| document.paragraph(paragraph.paragraph).label() == label)
        && (args.delegation.is_none()
            || paragraph.proposals.iter().any(|proposal| concerns(document, args, proposal)))
}

/// Whether the delegation asked for says anything on a proposal.
fn concerns(document: &Document, args: &Args, proposal: &ProposalStanding) -> bool {
    let Some(code) = args.delegation else { return true };
    let sides = &proposal.sides;
    [&sides.supporters, &sides.objectors, &sides.reserved, &sides.flexible]
        .into_iter()
        .flatten()
        .any(|id| document.delegation(*id).code() == code)
}

fn color(standing: Standing) -> Color {
    match standing {
        Standing::Agreed => Color::Green,
        Standing::Untouched => Color::Reset,
        Standing::Unopposed => Color::Cyan,
        Standing::FewAgainst => Color::Yellow,
        _ => Color::Red,
    }
}

fn alone(document: &Document, alone: Option<Alone>) -> String {
    match alone {
        Some(Alone::For(id)) => format!("{} alone for", document.delegation(id).code()),
        Some(Alone::Against(id)) => format!("{} alone against", document.delegation(id).code()),
        _ => String::new(),
    }
}

/// One line a paragraph, then the totals.
fn overview(document: &Document, state: &Consensus, shown: &[&ParagraphStanding]) -> String {
    let mut table = common::table(&[
        "paragraph",
        "standing",
        "prop.",
        "for",
        "against",
        "words",
        "most at stake",
        "alone",
    ]);
    for paragraph in shown {
        let hottest = paragraph
            .proposals
            .iter()
            .max_by_key(|p| (p.count_against, p.count_for, std::cmp::Reverse(p.proposal)))
            .map(|p| describe(document, p))
            .unwrap_or_default();
        let mut lonely: Vec<String> = paragraph
            .proposals
            .iter()
            .map(|p| alone(document, p.alone))
            .filter(|a| !a.is_empty())
            .collect();
        lonely.dedup();
        table.add_row([
            Cell::new(document.paragraph(paragraph.paragraph).label()),
            common::coloured(paragraph.standing, color(paragraph.standing)),
            Cell::new(paragraph.proposals.len()),
            Cell::new(paragraph.wanting.len()),
            Cell::new(paragraph.objecting.len()),
            Cell::new(paragraph.words),
            Cell::new(common::short(&hottest, 54)),
            Cell::new(lonely.join(", ")),
        ]);
    }
    let totals = &state.totals;
    let counts: Vec<String> = counts(shown)
        .filter(|(_, count)| *count > 0)
        .map(|(standing, count)| format!("{count} {standing}"))
        .collect();
    let lonely: Vec<String> = totals
        .alone
        .iter()
        .take(8)
        .map(|(id, times)| format!("{} {times}", document.delegation(*id).code()))
        .collect();
    format!(
        "{table}\n\n{} paragraphs: {}\n{} proposals by {} delegations, {} of them unopposed; {} words at stake\nmost \
         often alone: {}\nrule: {}\n",
        state.paragraphs.len(),
        counts.join(", "),
        totals.proposals,
        totals.delegations,
        totals.unopposed,
        totals.words,
        if lonely.is_empty() { "nobody".to_owned() } else { lonely.join(", ") },
        state.rule()
    )
}

fn describe(document: &Document, standing: &ProposalStanding) -> String {
    let proposal = document.proposal(standing.proposal);
    let wording = document.wording(standing.proposal);
    if wording.is_empty() {
        proposal.kind().to_string()
    } else {
        format!("{}: {wording}", proposal.kind())
    }
}

/// One line a proposal: for one paragraph, or one delegation.
fn detail(
    document: &Document,
    args: &Args,
    state: &Consensus,
    shown: &[&ParagraphStanding],
) -> String {
    let mut table = common::table(&[
        "no.",
        "paragraph",
        "proposal",
        "standing",
        "for",
        "against",
        "other",
        "alone",
    ]);
    let mut stances: Vec<(String, Stance)> = Vec::new();
    let mut count = 0;
    let mut against = 0;
    for paragraph in shown {
        for proposal in paragraph.proposals.iter().filter(|p| concerns(document, args, p)) {
            count += 1;
            against += usize::from(proposal.count_against > 0);
            let sides = &proposal.sides;
            let mut other: Vec<String> = Vec::new();
            for (what, ids) in [
                ("reserve", &sides.reserved),
                ("flexible", &sides.flexible),
                ("rival", &proposal.rivals),
            ] {
                if !ids.is_empty() {
                    other.push(format!("{what}: {}", common::codes(document, ids)));
                }
            }
            let on = document.stances_on(proposal.proposal);
            stances.extend(on.map(|stance| (count.to_string(), stance)));
            table.add_row([
                Cell::new(count),
                Cell::new(document.paragraph(paragraph.paragraph).label()),
                Cell::new(common::short(&describe(document, proposal), 160)),
                common::coloured(proposal.standing, color(proposal.standing)),
                Cell::new(format!(
                    "{} {}",
                    proposal.count_for,
                    common::codes(document, &sides.supporters)
                )),
                Cell::new(format!(
                    "{} {}",
                    proposal.count_against,
                    common::codes(document, &sides.objectors)
                )),
                Cell::new(other.join("; ")),
                Cell::new(alone(document, proposal.alone)),
            ]);
        }
    }
    for paragraph in shown.iter().map(|paragraph| paragraph.paragraph) {
        let retain = document.stances().filter(|s| s.target == Target::Paragraph(paragraph));
        let label = document.paragraph(paragraph).label().to_string();
        stances.extend(retain.map(|stance| (label.clone(), stance)));
    }
    let places =
        common::places(document, stances.iter().map(|(on, stance)| (on.as_str(), *stance)));
    format!(
        "{table}\n\n{places}\n\n{count} proposals, {against} of them opposed; {} statements, each of a delegation on a \
         proposal, or on the paragraph as it was\nrule: {}\n",
        stances.len(),
        state.rule()
    )
}

/// A proposal as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    paragraph: String,
    paragraph_standing: Standing,
    proposal: usize,
    kind: &'static str,
    standing: Standing,
    r#for: usize,
    against: usize,
    silent: usize,
    supporters: String,
    objectors: String,
    rivals: String,
    reserved: String,
    flexible: String,
    words: usize,
    alone: String,
    wording: String,
    offsets: String,
}

fn rows(document: &Document, args: &Args, shown: &[&ParagraphStanding]) -> Vec<Row> {
    let mut rows = Vec::new();
    for paragraph in shown {
        for standing in paragraph.proposals.iter().filter(|p| concerns(document, args, p)) {
            let sides = &standing.sides;
            let offsets: Vec<String> = document
                .stances_on(standing.proposal)
                .map(|stance| stance.span.start().to_string())
                .collect();
            rows.push(Row {
                paragraph: document.paragraph(paragraph.paragraph).label().to_string(),
                paragraph_standing: paragraph.standing,
                proposal: standing.proposal.index(),
                kind: document.proposal(standing.proposal).kind().as_str(),
                standing: standing.standing,
                r#for: standing.count_for,
                against: standing.count_against,
                silent: standing.silent,
                supporters: common::codes(document, &sides.supporters),
                objectors: common::codes(document, &sides.objectors),
                rivals: common::codes(document, &standing.rivals),
                reserved: common::codes(document, &sides.reserved),
                flexible: common::codes(document, &sides.flexible),
                words: standing.words,
                alone: alone(document, standing.alone),
                wording: document.wording(standing.proposal),
                offsets: offsets.join(" "),
            });
        }
    }
    rows
}

fn paragraphs(document: &Document, shown: &[&ParagraphStanding]) -> Vec<serde_json::Value> {
    let one = |paragraph: &&ParagraphStanding| {
        serde_json::json!({
            "paragraph": document.paragraph(paragraph.paragraph).label(),
            "standing": paragraph.standing,
            "proposals": paragraph.proposals.len(),
            "for": paragraph.wanting.len(),
            "against": paragraph.objecting.len(),
            "words": paragraph.words,
        })
    };
    shown.iter().map(one).collect()
}
