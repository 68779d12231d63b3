//! What passes under a rule, who blocks the rest, and what to discuss first.

use comfy_table::{Cell, Color};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{AgendaItem, Decision, Decisions, Variants};
use travaux::model::{DelegationCode, ProposalId};
use travaux::project::Verdict;

use super::common::{self, Args, Format, Stop};

/// A decision as CSV and JSON give it.
#[derive(Serialize)]
struct Ruling {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    paragraph: String,
    proposal: usize,
    wording: String,
    verdict: Verdict,
    r#for: usize,
    for_by_silence: usize,
    against: String,
    pivotal: String,
    would_have_to_move: Option<String>,
    needed_in_favour: Option<usize>,
    offsets: String,
}

fn ruling(document: &Document, one: &Decision) -> Ruling {
    let stances = document.stances_on(one.proposal);
    let offsets: Vec<String> = stances.map(|on| on.span.start().to_string()).collect();
    let paragraph = document.proposal(one.proposal).paragraph();
    Ruling {
        part: common::part_of(document, paragraph),
        paragraph: document.paragraph(paragraph).label().to_string(),
        proposal: one.proposal.index(),
        wording: common::wish(document, one.proposal),
        verdict: one.blocking.verdict,
        r#for: one.wanting,
        for_by_silence: one.by_silence,
        against: written(&one.against),
        pivotal: written(&one.blocking.pivotal),
        would_have_to_move: one.blocking.flip.as_deref().map(written),
        needed_in_favour: one.blocking.short,
        offsets: offsets.join(" "),
    }
}

fn written(codes: &[DelegationCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn next(document: &Document, item: &AgendaItem) -> serde_json::Value {
    serde_json::json!({
        "part": common::part_of(document, item.paragraph),
        "paragraph": document.paragraph(item.paragraph).label().to_string(),
        "missing": item.missing,
        "to_drop": item.to_drop,
        "in_favour": item.in_favour,
        "movers": written(&item.movers),
        "open": item.open,
    })
}

/// The texts for one place, the one that the fewest are against first.
fn texts(document: &Document, place: &Variants) -> Vec<(String, usize)> {
    let of = |(id, against): &(Option<_>, usize)| {
        let text =
            id.map_or_else(|| "the text as it was".to_owned(), |id| common::wish(document, id));
        (text, *against)
    };
    place.against.iter().map(of).collect()
}

/// Place by place the text that the fewest are against.
fn fewest(document: &Document, variants: &[&Variants]) -> common::Rows {
    let mut fewest = common::table(&["place", "fewest against", "text", "the others"]);
    for place in variants {
        let texts = texts(document, place);
        let Some(((text, against), others)) = texts.split_first() else { continue };
        let others: Vec<String> = others.iter().map(|(_, against)| against.to_string()).collect();
        fewest.add_row([
            Cell::new(common::placed(document, place.paragraph)),
            Cell::new(against),
            Cell::new(common::short(text, 60)),
            Cell::new(others.join(", ")),
        ]);
    }
    fewest
}

/// The paragraphs with the least missing first.
fn first_to_discuss<'a>(
    document: &Document,
    agenda: impl Iterator<Item = &'a AgendaItem>,
) -> common::Rows {
    let header =
        ["discuss", "missing", "to drop", "in favour", "who would have to move", "not passed"];
    let mut first = common::table(&header);
    for item in agenda {
        first.add_row([
            Cell::new(common::placed(document, item.paragraph)),
            Cell::new(item.missing),
            Cell::new(item.to_drop),
            Cell::new(item.in_favour),
            Cell::new(common::short(&written(&item.movers), 80)),
            Cell::new(item.open),
        ]);
    }
    first
}

/// Which proposals the delegation that is asked for speaks of or is against; all where none is
/// asked for.
fn concerned(document: &Document, args: &Args, found: &Decisions) -> Vec<bool> {
    let concerns = |one: &Decision| {
        args.delegation.is_none_or(|code| {
            let mut on = document.stances_on(one.proposal);
            on.any(|on| document.delegation(on.delegation).code() == code)
                || one.against.contains(&code)
        })
    };
    found.proposals.iter().map(concerns).collect()
}

/// What passes under a rule, who blocks the rest, and what to discuss first.
pub(super) fn decided(document: &Document, args: &Args, found: &Decisions) -> Result<String, Stop> {
    let label = |id| document.paragraph(id).label();
    let concerned = concerned(document, args, found);
    let concerns = |id: ProposalId| concerned.get(id.index()) == Some(&true);
    let shown: Vec<_> = found
        .proposals
        .iter()
        .filter(|one| {
            let paragraph = label(document.proposal(one.proposal).paragraph());
            args.paragraph.is_none_or(|wanted| wanted == paragraph) && concerns(one.proposal)
        })
        .collect();
    let rows = shown.iter().map(|one| ruling(document, one));
    let variants: Vec<&Variants> = found
        .variants
        .iter()
        .filter(|place| args.paragraph.is_none_or(|wanted| wanted == label(place.paragraph)))
        .filter(|place| place.against.iter().any(|(id, _)| id.is_some_and(concerns)))
        .collect();
    let agenda = found.agenda.iter().filter(|item| {
        let open = |id: &&ProposalId| {
            let one = found.proposals.get(id.index());
            one.is_some_and(|one| one.blocking.verdict != Verdict::Passes)
        };
        let missing = document.proposals_in(item.paragraph).iter();
        args.paragraph.is_none_or(|wanted| wanted == label(item.paragraph))
            && (missing.filter(open).any(|id| concerns(*id))
                || args.delegation.is_none_or(|code| item.movers.contains(&code)))
    });
    match args.format {
        Format::Csv => return common::csv(rows),
        Format::Json => {
            let agenda: Vec<serde_json::Value> = agenda.map(|item| next(document, item)).collect();
            let rows: Vec<Ruling> = rows.collect();
            let of_place = |place: &&Variants| {
                serde_json::json!({
                    "part": common::part_of(document, place.paragraph),
                    "paragraph": label(place.paragraph).to_string(),
                    "texts_and_against": texts(document, place),
                })
            };
            let variants: Vec<serde_json::Value> = variants.iter().map(of_place).collect();
            let value = serde_json::json!({
                "rule": found.rule, "decisions": rows, "variants": variants, "agenda": agenda,
            });
            return common::json(document, [("decisions", value)]);
        }
        _ => {}
    }
    let header =
        ["paragraph", "proposal", "verdict", "for", "against", "pivotal", "would have to move"];
    let mut table = common::table(&common::part_column(document, &header));
    for row in rows {
        let color = match row.verdict {
            Verdict::Passes => Color::Green,
            Verdict::Open => Color::Yellow,
            _ => Color::Red,
        };
        let moving = match (&row.would_have_to_move, row.needed_in_favour) {
            (None, _) => "no set of them is enough".to_owned(),
            (Some(set), Some(more)) if set.is_empty() && more > 0 => format!("{more} more for"),
            (Some(set), Some(more)) if more > 0 => format!("{set}, then {more} more for"),
            (Some(set), _) => set.clone(),
        };
        let mut cells = Vec::from_iter(row.part.as_deref().map(common::part_named));
        let said = row.r#for - row.for_by_silence;
        cells.extend([
            Cell::new(row.paragraph),
            Cell::new(common::short(&row.wording, 50)),
            common::coloured(row.verdict, color),
            Cell::new(super::in_favour(said, row.for_by_silence)),
            Cell::new(common::short(&row.against, 50)),
            Cell::new(common::short(&row.pivotal, 40)),
            Cell::new(common::short(&moving, 50)),
        ]);
        table.add_row(cells);
    }
    let first = first_to_discuss(document, agenda);
    let fewest = fewest(document, &variants);
    let count = |verdict| shown.iter().filter(|one| one.blocking.verdict == verdict).count();
    Ok(format!(
        "{table}\n\n{}: {} pass, {} open, {} blocked. {}\n\n{first}\n\n{fewest}\n\n{} for which \
         there are several texts\nrule: {}\n",
        common::count(shown.len(), "proposal", "proposals"),
        count(Verdict::Passes),
        count(Verdict::Open),
        count(Verdict::Blocked),
        common::GUESSED,
        common::count(variants.len(), "place", "places"),
        found.rule
    ))
}
