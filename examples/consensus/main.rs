//! How does the text stand, and who is alone? One screen on the state of play.
//!
//! `cargo run --release --example consensus -- FILE`

#[path = "../common/mod.rs"]
mod common;
mod ruling;
mod text;
mod weighing;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Args, Format, Stop};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{
    AcceptableOptions, Alone, Consensus, ConsensusOptions, DecisionOptions, ParagraphStanding,
    ProposalStanding, Standing, Worth, acceptable_text_with, consensus_with, decisions_with,
};
use travaux::model::{Stance, Target};
use travaux::project::DecisionRule;
use weighing::Weighing;

const USAGE: &str = "
The state of play: per paragraph what is proposed, how many are for and against, how it stands,
what words are at stake and who is alone.

The rule: consensus is that nobody is against. Against a change is who says so, who wants the
paragraph as it was (unless it supports this change by name), and who wants an alternative of it, or
words inside one (unless it speaks of the alternatives themselves). Silence is missing, assent or
abstention, as --silence says. As assent it counts under `for`: in the table as `5 + 12 silent`, and
with --paragraph or --delegation, in CSV and JSON by name (a paragraph's are those for something in
it by silence alone). Where the text has several parts, a column tells them.

With --rule: what passes under that rule, who blocks the rest, who is pivotal, the fewest who would
have to move, which of several texts for one place the fewest are against, and which paragraphs to
discuss first: those in which the least is missing, be it an objection to drop or a delegation to
come in favour; who has to do the one and then the other counts twice. Rules: no-objection,
majority, at-most-N-against, at-least-N-for, weighted-quota-N (of the weights that --weights gives),
qualified-majority (of today's European Union, a group counted as its members),
reinforced-qualified-majority. Where so many in favour are asked for, who is against or wants an
alternative is simply not in favour. The silence policy holds there, too.

With --text: the text everyone could live with. Of what meets the rule (no objection, unless said)
it has those changes that can stand together and are worth most, and it is found exactly; with the
next best text beside it. There who wants an alternative is not against, and not silent either: the
better supported one is taken.

With --paragraph or --delegation: one line a proposal, and every statement behind it, with its
place.

Usage: consensus [FILE] [OPTIONS]

  --format table|json|csv            how to print [table]
  --silence missing|assent|abstain   how the silent are counted [missing]
  --few N                            at most N against are few [3]; not beside --rule or --text
  --rule RULE                        what passes under a decision rule
  --weights FILE                     lines such as `FRA,29`: what each weighs under
                                     weighted-quota-N; whole numbers from 0, each code once
  --text                             the text everyone could live with
  --worth support|words|count        what a change in that text is worth: who is for it, the
                                     words it settles, or one each [support]
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args = common::args(&common::Takes {
            options: &["silence", "few", "rule", "weights", "worth"],
            flags: &["text"],
            ..common::Takes::USUAL
        })?;
        let options = options(&args)?;
        let weights = args.own("weights").map(Weighing::read).transpose()?;
        let rule =
            args.own("rule").map(|rule| decision(rule, &args, weights.as_ref())).transpose()?;
        if args.own("weights").is_some() && !args.own("rule").is_some_and(is_weighted) {
            return Err(Stop::Misuse("--weights is for --rule weighted-quota-N alone".to_owned()));
        }
        if args.own("worth").is_some() && !args.has("text") {
            return Err(Stop::Misuse("--worth is for --text alone".to_owned()));
        }
        if args.own("few").is_some() && (args.own("rule").is_some() || args.has("text")) {
            return Err(Stop::Misuse(
                "--few is for the state of play, expected it without --rule and --text".to_owned(),
            ));
        }
        let worth = worth(&args)?;
        let document = common::document(&mut args)?;
        if let Some(weights) = &weights {
            weights.check(&document)?;
        }
        if args.has("text") {
            let rule = rule.unwrap_or_default().silence(args.silence()?).rivals(false);
            let options = AcceptableOptions::default().decision(rule).worth(worth);
            return text::lived_with(&document, &args, &acceptable_text_with(&document, &options));
        }
        if let Some(rule) = rule {
            return ruling::decided(&document, &args, &decisions_with(&document, &rule));
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
    let options = ConsensusOptions::default().silence(args.silence()?);
    Ok(args.number("few")?.map_or(options, |few| options.few(few)))
}

fn worth(args: &Args) -> Result<Worth, Stop> {
    let all = [("support", Worth::Support), ("words", Worth::Words), ("count", Worth::Count)];
    args.one_of("worth", "a worth", &all)
}

fn is_weighted(rule: &str) -> bool {
    rule.starts_with("weighted-quota-")
}

fn decision(rule: &str, args: &Args, weights: Option<&Weighing>) -> Result<DecisionOptions, Stop> {
    let quota = rule.strip_prefix("weighted-quota-").and_then(|quota| quota.parse().ok());
    let rule: DecisionRule = match quota {
        Some(quota) => match weights {
            Some(weights) => DecisionRule::Weighted { weights: weights.weights(), quota },
            None => {
                return Err(Stop::Misuse(
                    "no weights, expected --weights FILE with lines such as `FRA,29`".to_owned(),
                ));
            }
        },
        None => rule.parse().map_err(|error| {
            Stop::Misuse(format!("{error}; or weighted-quota-N with --weights"))
        })?,
    };
    let weighed = matches!(rule, DecisionRule::Qualified(_));
    let options = DecisionOptions::default().rule(rule).silence(args.silence()?);
    // The members vote, not the Union.
    let groups = travaux::model::Groups::standard;
    Ok(if weighed { options.by_member(groups(), None) } else { options })
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
        Some(Alone::For(id)) => format!("{} alone for", document.designation(id)),
        Some(Alone::Against(id)) => format!("{} alone against", document.designation(id)),
        _ => String::new(),
    }
}

/// How many are for something by what they say, and how many more by silence.
fn in_favour(wanting: usize, by_silence: usize) -> String {
    match by_silence {
        0 => wanting.to_string(),
        silent => format!("{wanting} + {silent} silent"),
    }
}

/// One line a paragraph, then the totals.
fn overview(document: &Document, state: &Consensus, shown: &[&ParagraphStanding]) -> String {
    let header =
        ["paragraph", "standing", "prop.", "for", "against", "words", "most at stake", "alone"];
    let mut table = common::table(&common::part_column(document, &header));
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
        let mut cells = Vec::from_iter(common::part_cell(document, paragraph.paragraph));
        cells.extend([
            Cell::new(document.paragraph(paragraph.paragraph).label()),
            common::coloured(paragraph.standing, color(paragraph.standing)),
            Cell::new(paragraph.proposals.len()),
            Cell::new(in_favour(paragraph.wanting.len(), paragraph.by_silence)),
            Cell::new(paragraph.objecting.len()),
            Cell::new(paragraph.words),
            Cell::new(common::short(&hottest, 54)),
            Cell::new(lonely.join(", ")),
        ]);
        table.add_row(cells);
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
        .map(|(id, times)| format!("{} {times}", document.designation(*id)))
        .collect();
    format!(
        "{table}\n\n{} paragraphs: {}\n{} proposals by {} delegations, {} of them unopposed; {} \
         words at stake\nmost often alone: {}\nrule: {}. {}\n",
        state.paragraphs.len(),
        counts.join(", "),
        totals.proposals,
        totals.delegations,
        totals.unopposed,
        totals.words,
        if lonely.is_empty() { "nobody".to_owned() } else { lonely.join(", ") },
        state.rule(),
        common::GUESSED
    )
}

fn describe(document: &Document, standing: &ProposalStanding) -> String {
    common::wish(document, standing.proposal)
}

/// One line a proposal: for one paragraph, or one delegation.
fn detail(
    document: &Document,
    args: &Args,
    state: &Consensus,
    shown: &[&ParagraphStanding],
) -> String {
    let header = ["no.", "paragraph", "proposal", "standing", "for", "against", "other", "alone"];
    let mut table = common::table(&header);
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
                Cell::new(common::placed(document, paragraph.paragraph)),
                Cell::new(common::short(&describe(document, proposal), 160)),
                common::coloured(proposal.standing, color(proposal.standing)),
                Cell::new(supporting(document, proposal)),
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
        let label = common::placed(document, paragraph);
        stances.extend(retain.map(|stance| (label.clone(), stance)));
    }
    let places =
        common::places(document, stances.iter().map(|(on, stance)| (on.as_str(), *stance)));
    format!(
        "{table}\n\n{places}\n\n{count} proposals, {against} of them opposed; {} statements, each \
         of a delegation on a proposal, or on the paragraph as it was\nrule: {}\n",
        stances.len(),
        state.rule()
    )
}

/// How many are for a proposal, and who: those who say so, and those who assent by silence.
fn supporting(document: &Document, proposal: &ProposalStanding) -> String {
    let said = common::codes(document, &proposal.sides.supporters);
    match by_silence(document, proposal) {
        silent if silent.is_empty() => format!("{} {said}", proposal.count_for),
        silent => {
            let of_them = proposal.by_silence;
            format!("{} {said}; {of_them} by silence: {silent}", proposal.count_for)
        }
    }
}

/// Who is counted as for a proposal by silence.
fn by_silence(document: &Document, proposal: &ProposalStanding) -> String {
    match proposal.by_silence {
        0 => String::new(),
        _ => common::codes(document, &proposal.silent_on(document)),
    }
}

/// A proposal as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    paragraph: String,
    paragraph_standing: Standing,
    proposal: usize,
    kind: &'static str,
    standing: Standing,
    r#for: usize,
    for_by_silence: usize,
    against: usize,
    silent: usize,
    supporters: String,
    by_silence: String,
    objectors: String,
    rivals: String,
    reserved: String,
    flexible: String,
    words: usize,
    alone: String,
    wording: String,
    extent: &'static str,
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
                part: common::part_of(document, paragraph.paragraph),
                paragraph: document.paragraph(paragraph.paragraph).label().to_string(),
                paragraph_standing: paragraph.standing,
                proposal: standing.proposal.index(),
                kind: document.proposal(standing.proposal).kind().as_str(),
                standing: standing.standing,
                r#for: standing.count_for,
                for_by_silence: standing.by_silence,
                against: standing.count_against,
                silent: standing.silent,
                supporters: common::codes(document, &sides.supporters),
                by_silence: by_silence(document, standing),
                objectors: common::codes(document, &sides.objectors),
                rivals: common::codes(document, &standing.rivals),
                reserved: common::codes(document, &sides.reserved),
                flexible: common::codes(document, &sides.flexible),
                words: standing.words,
                alone: alone(document, standing.alone),
                wording: document.wording(standing.proposal),
                extent: document.proposal(standing.proposal).extent().as_str(),
                offsets: offsets.join(" "),
            });
        }
    }
    rows
}

fn paragraphs(document: &Document, shown: &[&ParagraphStanding]) -> Vec<serde_json::Value> {
    let one = |paragraph: &&ParagraphStanding| {
        let mut value = serde_json::json!({
            "paragraph": document.paragraph(paragraph.paragraph).label(),
            "standing": paragraph.standing,
            "proposals": paragraph.proposals.len(),
            "for": paragraph.wanting.len() + paragraph.by_silence,
            "for_by_silence": paragraph.by_silence,
            "against": paragraph.objecting.len(),
            "words": paragraph.words,
        });
        if let (Some(part), Some(value)) =
            (common::part_of(document, paragraph.paragraph), value.as_object_mut())
        {
            value.insert("part".to_owned(), part.into());
        }
        value
    };
    shown.iter().map(one).collect()
}
