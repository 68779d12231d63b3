//! What cannot stand together, and who stands against whom? Most contested first.
//!
//! `cargo run --release --example conflicts -- FILE`

mod common;

use std::collections::BTreeSet;
use std::process::ExitCode;

use comfy_table::Cell;
use common::{Args, Format};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{Camps, Conflict, Conflicts, Grounds, Opposition, camps, conflicts};
use travaux::model::{DelegationId, ProposalId, Stance, Target};

const USAGE: &str = "
Which proposals cannot stand together (alternatives, the same words, an end against words behind
it, a deletion against amendments, the original against all that changes it, be that words, a
deletion or a whole alternative, one paragraph in two places), and which delegations stand against
each other over what (who wants an alternative is against the others, a set of them counted once);
most contested first. Who wants words inside one of several texts wants that text, unless it speaks
of the texts themselves. `heat` counts the pairs of delegations that a conflict sets against each
other, once for every two texts that they want. A delegation on both sides, or for two alternatives,
is listed apart: it may mean the one as second best, or contradict itself. Then the two camps that
leave least of who stands with and against whom unexplained (exact for up to 20 delegations that
hang together). With --paragraph the pairs of delegations are over that paragraph alone. With
--paragraph or --delegation every statement behind what is shown is listed with its place.

Usage: conflicts [FILE] [OPTIONS]

  --format table|json|csv            how to print [table]
  --top N                   how many of each the table shows [20]; CSV and JSON give all
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args = common::args(&common::Takes { options: &["top"], ..common::Takes::USUAL })?;
        let top = args.number("top")?.unwrap_or(20);
        let document = common::document(&mut args)?;
        let found = conflicts(&document);
        let retains = retains(&document);
        let shown: Vec<&Conflict> =
            found.conflicts.iter().filter(|conflict| wanted(&document, &args, conflict)).collect();
        let pairs: Vec<Opposition> = pairs(&document, &args, &found);
        let pairs: Vec<&Opposition> = pairs.iter().collect();
        let grounds = Grounds::new(&document);
        match args.format {
            Format::Csv => {
                common::csv(shown.iter().map(|one| row(&document, &grounds, &found, &retains, one)))
            }
            Format::Json => {
                let rows: Vec<Row> = shown
                    .iter()
                    .map(|one| row(&document, &grounds, &found, &retains, one))
                    .collect();
                let pairs: Vec<Pair> =
                    pairs.iter().map(|pair| self::pair(&document, pair)).collect();
                let camps = camps(&document);
                let both: Vec<serde_json::Value> = found
                    .inconsistent()
                    .iter()
                    .map(|(id, of)| on_both(&document, &found, *id, of))
                    .collect();
                let value = serde_json::json!({
                    "rule": found.rule,
                    "on_both_sides": both,
                    "conflicts": rows,
                    "delegations": pairs,
                    "rule_of_camps": camps.rule,
                    "camps": splits(&document, &camps),
                    "triangles": camps.triangles,
                    "balanced": camps.balanced,
                });
                common::json(&document, [("conflicts", value)])
            }
            _ => {
                let mut out = tables(&document, &found, &shown, &pairs, top);
                if args.paragraph.is_none() && args.delegation.is_none() {
                    out += &sides_taken(&document, &camps(&document));
                }
                if args.paragraph.is_some() || args.delegation.is_some() {
                    let shown = shown.get(..top.min(shown.len())).unwrap_or_default();
                    let pairs = pairs.get(..top.min(pairs.len())).unwrap_or_default();
                    out += &statements(&document, &found, &retains, shown, pairs);
                }
                Ok(out)
            }
        }
    })
}

fn splits(document: &Document, camps: &Camps) -> Vec<serde_json::Value> {
    let split = |split: &travaux::analysis::Split| {
        serde_json::json!({
            "one": common::codes(document, &split.one),
            "other": common::codes(document, &split.other),
            "unexplained": split.frustration,
            "at_least": split.least,
            "weight": split.weight,
        })
    };
    camps.splits.iter().map(split).collect()
}

/// The best split in two camps, and how much it leaves unexplained.
fn sides_taken(document: &Document, camps: &Camps) -> String {
    let mut table = common::table(&["one camp", "the other", "unexplained", "of a weight of"]);
    for split in &camps.splits {
        let least =
            if split.is_proven() { String::new() } else { format!(", {} at least", split.least) };
        table.add_row([
            Cell::new(common::codes(document, &split.one)),
            Cell::new(common::codes(document, &split.other)),
            Cell::new(format!("{}{least}", split.frustration)),
            Cell::new(split.weight),
        ]);
    }
    format!(
        "\n{table}\n\n{} of {} triangles of ties balanced; {} delegations without ties\n",
        camps.balanced,
        camps.triangles,
        camps.apart.len()
    )
}

/// Who wants a paragraph as it was, by the paragraph's place in the document.
type Retains = Vec<Vec<Stance>>;

fn retains(document: &Document) -> Retains {
    let mut retains = vec![Vec::new(); document.paragraphs().len()];
    for stance in document.stances() {
        if let Target::Paragraph(id) = stance.target {
            retains[id.index()].push(stance);
        }
    }
    retains
}

/// The statements behind the two sides of a conflict.
fn sides(
    grounds: &Grounds<'_>,
    found: &Conflicts,
    retains: &Retains,
    conflict: &Conflict,
) -> [Vec<Stance>; 2] {
    // Of several texts who wants words inside one wants that one.
    let wants = |id: &ProposalId| grounds.wanting(*id);
    let one = match &conflict.one {
        Some(id) => wants(id),
        None => retains[conflict.paragraph.index()].clone(),
    };
    [one, found.others(conflict).iter().flat_map(wants).collect()]
}

/// Every statement behind the conflicts and the pairs that are shown, with its place.
fn statements(
    document: &Document,
    found: &Conflicts,
    retains: &Retains,
    shown: &[&Conflict],
    pairs: &[&Opposition],
) -> String {
    let grounds = Grounds::new(document);
    let mut stances: Vec<(String, Stance)> = Vec::new();
    for (nth, conflict) in shown.iter().enumerate() {
        let sides = sides(&grounds, found, retains, conflict);
        for (side, wanting) in ["one side", "other side"].iter().zip(sides) {
            let on = format!("conflict {}, {side}", nth + 1);
            stances.extend(wanting.into_iter().map(|stance| (on.clone(), stance)));
        }
    }
    for pair in pairs {
        let (a, b) = pair.between;
        let [one, other] = [a, b].map(|id| document.designation(id));
        let of_pair = |stance: &Stance| stance.delegation == a || stance.delegation == b;
        // Whoever keeps the original, or wants one of several alternatives, is behind many of them.
        let mut told = BTreeSet::new();
        let over = pair.over.iter().flat_map(|id| grounds.of(*id)).filter(of_pair);
        let over = over.filter(|stance| told.insert((stance.span.start(), stance.polarity)));
        stances.extend(over.map(|stance| (format!("{one} / {other}"), stance)));
    }
    let places =
        common::places(document, stances.iter().map(|(on, stance)| (on.as_str(), *stance)));
    format!("\n{places}\n\n{} statements behind these conflicts and pairs\n", stances.len())
}

fn wanted(document: &Document, args: &Args, conflict: &Conflict) -> bool {
    let label = document.paragraph(conflict.paragraph).label();
    let speaks = |code| {
        let all = conflict.wanting_one.iter().chain(&conflict.wanting_others);
        all.into_iter().any(|id| document.delegation(*id).code() == code)
    };
    args.paragraph.is_none_or(|wanted| label == wanted) && args.delegation.is_none_or(speaks)
}

/// The pairs that are asked for, each with what it differs over in the paragraph that is asked for.
fn pairs(document: &Document, args: &Args, found: &Conflicts) -> Vec<Opposition> {
    let mut pairs: Vec<Opposition> = Vec::new();
    for pair in &found.oppositions {
        let (a, b) = pair.between;
        let either =
            |code| document.delegation(a).code() == code || document.delegation(b).code() == code;
        let mut pair = pair.clone();
        if let Some(wanted) = args.paragraph {
            let label = |id| document.paragraph(document.proposal(id).paragraph()).label();
            pair.over.retain(|id| label(*id) == wanted);
        }
        if args.delegation.is_none_or(either) && !pair.over.is_empty() {
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.over.len()), pair.between));
    pairs
}

/// A delegation on both sides, and in which conflicts.
fn on_both(
    document: &Document,
    found: &Conflicts,
    id: DelegationId,
    of: &[usize],
) -> serde_json::Value {
    let paragraph = |nth: &usize| found.conflicts.get(*nth).map(|one| label(document, one));
    serde_json::json!({
        "delegation": document.designation(id),
        "conflicts": of.iter().map(|nth| nth + 1).collect::<Vec<_>>(),
        "paragraphs": of.iter().filter_map(paragraph).collect::<Vec<_>>(),
    })
}

fn label(document: &Document, conflict: &Conflict) -> String {
    document.paragraph(conflict.paragraph).label().to_string()
}

/// Who is on both sides of what is shown.
fn both_sides(document: &Document, found: &Conflicts, shown: &[&Conflict], top: usize) -> String {
    let mut table = common::table(&["on both sides", "times", "in"]);
    let shown: BTreeSet<*const Conflict> =
        shown.iter().map(|one| std::ptr::from_ref(*one)).collect();
    let is_shown = |nth: &&usize| {
        let one = found.conflicts.get(**nth).map(std::ptr::from_ref);
        one.is_some_and(|one| shown.contains(&one))
    };
    let mut all = Vec::new();
    for (id, of) in found.inconsistent() {
        let of: Vec<String> = of
            .iter()
            .filter(is_shown)
            .filter_map(|nth| found.conflicts.get(*nth))
            .map(|one| format!("{} ({})", label(document, one), one.kind))
            .collect();
        if !of.is_empty() {
            all.push((document.designation(id), of));
        }
    }
    for (code, of) in all.iter().take(top) {
        table.add_row([
            Cell::new(code),
            Cell::new(of.len()),
            Cell::new(common::short(&of.join(", "), 90)),
        ]);
    }
    format!(
        "{table}\n\n{} on both sides of a conflict, {} shown\n",
        common::count(all.len(), "delegation", "delegations"),
        all.len().min(top)
    )
}

fn describe(document: &Document, id: ProposalId) -> String {
    common::wish(document, id)
}

fn one_side(document: &Document, conflict: &Conflict) -> String {
    conflict.one.map_or_else(|| "retain: the original".to_owned(), |id| describe(document, id))
}

fn tables(
    document: &Document,
    found: &Conflicts,
    shown: &[&Conflict],
    pairs: &[&Opposition],
    top: usize,
) -> String {
    let mut table = common::table(&[
        "heat",
        "conflict",
        "paragraph",
        "one side",
        "wanted by",
        "other side",
        "wanted by",
    ]);
    for conflict in shown.iter().take(top) {
        let others = found.others(conflict);
        let first = others.first().map(|id| describe(document, *id)).unwrap_or_default();
        let more =
            if others.len() > 1 { format!(" (+{} more)", others.len() - 1) } else { String::new() };
        table.add_row([
            Cell::new(conflict.heat),
            Cell::new(conflict.kind),
            Cell::new(common::placed(document, conflict.paragraph)),
            Cell::new(common::short(&one_side(document, conflict), 60)),
            Cell::new(common::codes(document, &conflict.wanting_one)),
            Cell::new(common::short(&first, 60) + &more),
            Cell::new(common::codes(document, &conflict.wanting_others)),
        ]);
    }
    let mut against = common::table(&["differ", "between", "over"]);
    for pair in pairs.iter().take(top) {
        let (a, b) = pair.between;
        let mut labels: Vec<String> = pair
            .over
            .iter()
            .map(|id| document.paragraph(document.proposal(*id).paragraph()).label().to_string())
            .collect();
        labels.dedup();
        against.add_row([
            Cell::new(pair.over.len()),
            Cell::new(format!("{} / {}", document.designation(a), document.designation(b))),
            Cell::new(common::short(&labels.join(", "), 90)),
        ]);
    }
    let heat: usize = shown.iter().map(|conflict| conflict.heat).sum();
    let differ: usize = pairs.iter().map(|pair| pair.over.len()).sum();
    format!(
        "{table}\n\n{}, heat {heat} in all; {} shown. {}\n\n{against}\n\n{} of delegations that \
         differ, {differ} times in all; {} shown\n\n{}rule: {}\n",
        common::count(shown.len(), "conflict", "conflicts"),
        shown.len().min(top),
        common::GUESSED,
        common::count(pairs.len(), "pair", "pairs"),
        pairs.len().min(top),
        both_sides(document, found, shown, top),
        found.rule
    )
}

/// A conflict as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    heat: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    paragraph: String,
    one: String,
    wanting_one: String,
    others: String,
    wanting_others: String,
    on_both_sides: String,
    offsets_one: String,
    offsets_others: String,
}

fn row(
    document: &Document,
    grounds: &Grounds<'_>,
    found: &Conflicts,
    retains: &Retains,
    conflict: &Conflict,
) -> Row {
    let [offsets_one, offsets_others] = sides(grounds, found, retains, conflict).map(|stances| {
        let offsets: Vec<String> = stances.iter().map(|s| s.span.start().to_string()).collect();
        offsets.join(" ")
    });
    let others: Vec<String> =
        found.others(conflict).iter().map(|id| describe(document, *id)).collect();
    Row {
        heat: conflict.heat,
        kind: conflict.kind.as_str(),
        part: common::part_of(document, conflict.paragraph),
        paragraph: document.paragraph(conflict.paragraph).label().to_string(),
        one: one_side(document, conflict),
        wanting_one: common::codes(document, &conflict.wanting_one),
        others: others.join(" | "),
        wanting_others: common::codes(document, &conflict.wanting_others),
        on_both_sides: common::codes(document, &conflict.both),
        offsets_one,
        offsets_others,
    }
}

/// Two delegations as JSON gives them.
#[derive(Serialize)]
struct Pair {
    one: String,
    other: String,
    differ: usize,
    over: Vec<String>,
}

fn pair(document: &Document, pair: &Opposition) -> Pair {
    let (a, b) = pair.between;
    let over = |id: &ProposalId| {
        let label = document.paragraph(document.proposal(*id).paragraph()).label();
        format!("{label}: {}", describe(document, *id))
    };
    Pair {
        one: document.designation(a),
        other: document.designation(b),
        differ: pair.over.len(),
        over: pair.over.iter().map(over).collect(),
    }
}
