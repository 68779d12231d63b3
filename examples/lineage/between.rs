//! Between two texts: which paragraph became which, and which options are kept.

use std::fmt::Write as _;

use comfy_table::{Cell, Color};
use indexmap::IndexMap;
use serde::Serialize;
use travaux::lineage::{
    BetweenOptions, DoneStep, Lineage, OptionFate, Relation, lineage_between_with,
};
use travaux::model::{ParagraphId, PartId};
use travaux::{Document, Label};

use crate::common::{self, Args, Format, Stop};
use crate::{escaped, quoted};

/// A row between two texts as CSV and JSON give it.
#[derive(Serialize)]
struct StepRow {
    old: Option<String>,
    relation: &'static str,
    new: Option<String>,
    similarity: Option<f64>,
    moved: Option<bool>,
    why: String,
    old_words: String,
    new_words: String,
}

/// What there is to say of a paragraph between two texts.
#[derive(Clone, Copy)]
enum Became {
    Step(DoneStep),
    Gone(ParagraphId),
    Added(ParagraphId),
}

impl Became {
    fn ends(self) -> (Option<ParagraphId>, Option<ParagraphId>) {
        match self {
            Became::Step(step) => (Some(step.old), Some(step.new)),
            Became::Gone(old) => (Some(old), None),
            Became::Added(new) => (None, Some(new)),
        }
    }

    const fn relation(self) -> &'static str {
        match self {
            Became::Step(step) => step.edge.as_str(),
            Became::Gone(_) => "gone",
            Became::Added(_) => "new",
        }
    }

    fn why(self) -> String {
        match self {
            Became::Step(step) => step.evidence.to_string(),
            Became::Gone(_) => "no paragraph of the later text has its words".to_owned(),
            Became::Added(_) => "no paragraph of the older text has its words".to_owned(),
        }
    }

    const fn color(self) -> Color {
        match self {
            Became::Step(step) => match step.edge.relation {
                Relation::SameAs => Color::Reset,
                Relation::Renumbered => Color::Cyan,
                Relation::MovedTo => Color::Yellow,
                _ => Color::Red,
            },
            Became::Gone(_) => Color::Red,
            Became::Added(_) => Color::Green,
        }
    }
}

/// What became of an option, as JSON gives it.
#[derive(Serialize)]
struct OptionRow {
    paragraph: String,
    option: String,
    became: &'static str,
    into: Option<String>,
    words: u32,
    kept: u32,
}

impl OptionRow {
    fn speaks_of(&self, label: Label) -> bool {
        let label = label.to_string();
        self.paragraph == label || self.into.as_ref() == Some(&label)
    }
}

fn options_shown(options: &[OptionRow]) -> String {
    if options.is_empty() {
        return String::new();
    }
    let mut table = common::table(&["option of", "", "in", "its words kept", "option"]);
    for row in options {
        let color = if row.became == "kept" { Color::Green } else { Color::Red };
        table.add_row([
            Cell::new(&row.paragraph),
            common::coloured(row.became, color),
            Cell::new(row.into.as_deref().unwrap_or_default()),
            Cell::new(format!("{} of {}", row.kept, row.words)),
            Cell::new(&row.option),
        ]);
    }
    let kept = options.iter().filter(|row| row.became == "kept").count();
    let plural = if options.len() == 1 { "" } else { "s" };
    let count = options.len();
    format!(
        "\n{table}\n\n{count} option{plural} in brackets or numbered: {kept} kept, {} dropped\n",
        count - kept
    )
}

/// All there is to say, in the order of the later text; what is gone stands behind what became of
/// the paragraph before it.
fn all_between(lineage: &Lineage) -> Vec<Became> {
    let mut rows: Vec<(ParagraphId, Became)> = lineage
        .steps()
        .map(|step| (step.new, Became::Step(step)))
        .chain(lineage.added().iter().map(|id| (*id, Became::Added(*id))))
        .collect();
    rows.sort_by_key(|(new, _)| *new);
    // Where each old paragraph's own words went, in the order of the older text.
    let mut own: Vec<(ParagraphId, usize)> = Vec::new();
    for (at, (_, row)) in rows.iter().enumerate() {
        if let Became::Step(step) = row {
            own.push((step.old, at));
        }
    }
    own.sort_unstable();
    let mut behind: Vec<Vec<ParagraphId>> = vec![Vec::new(); rows.len() + 1];
    for gone in lineage.gone() {
        let before = own.partition_point(|(old, _)| old < gone).checked_sub(1);
        let place = before.and_then(|before| own.get(before)).map_or(0, |(_, at)| at + 1);
        behind[place].push(*gone);
    }
    let mut all = Vec::with_capacity(rows.len() + lineage.gone().len());
    let mut rows = rows.into_iter();
    for gone in behind {
        all.extend(gone.into_iter().map(Became::Gone));
        all.extend(rows.next().map(|(_, row)| row));
    }
    all
}

/// The first and last words of a paragraph.
fn words(document: &Document, id: Option<ParagraphId>) -> String {
    let Some(id) = id else { return String::new() };
    let mut text = document.base_text(id);
    if text.is_empty() {
        // An option, or all in brackets.
        document.source().slice(document.paragraph(id).text()).clone_into(&mut text);
    }
    common::short(&text.split_whitespace().collect::<Vec<_>>().join(" "), 60)
}

fn option_rows(
    old: &Document,
    new: &Document,
    lineage: &Lineage,
    asked: Option<Label>,
) -> Vec<OptionRow> {
    let row = |option: &OptionFate| OptionRow {
        paragraph: old.paragraph(option.paragraph).label().to_string(),
        option: common::short(&old.wording(option.proposal), 60),
        became: if option.is_kept { "kept" } else { "dropped" },
        into: option.into.map(|id| new.paragraph(id).label().to_string()),
        words: option.words,
        kept: option.kept,
    };
    let is_asked_for = |row: &OptionRow| asked.is_none_or(|wanted| row.speaks_of(wanted));
    lineage.options().iter().map(row).filter(is_asked_for).collect()
}

/// Which paragraph became which.
pub(crate) fn between(mut args: Args) -> Result<String, Stop> {
    if args.delegation.is_some() {
        return Err(Stop::Misuse(
            "--delegation asks about one text, expected one file or no --delegation".to_owned(),
        ));
    }
    // Either text may have it.
    let asked = args.paragraph.take();
    let old = &common::document(&mut args)?;
    let Some(new) = &common::later(&args)? else {
        return Err(Stop::Misuse("one file, expected two".to_owned()));
    };
    let mut options = BetweenOptions::default();
    if let Some(name) = args.own("old-part") {
        options = options.old_part(part(old, name)?);
    }
    if let Some(name) = args.own("new-part") {
        options = options.new_part(part(new, name)?);
    }
    let lineage = lineage_between_with(old, new, &options);
    let labels = |row: Became| {
        let (from, to) = row.ends();
        let of = |text: &Document, id: ParagraphId| text.paragraph(id).label();
        (from.map(|id| of(old, id)), to.map(|id| of(new, id)))
    };
    let mut all = all_between(&lineage);
    if let Some(wanted) = asked {
        all.retain(|row| {
            let (from, to) = labels(*row);
            from == Some(wanted) || to == Some(wanted)
        });
        if all.is_empty() {
            return Err(Stop::Failure(format!(
                "no paragraph {wanted} is compared in {} or {}; without --paragraph all are listed",
                old.source().name(),
                new.source().name()
            )));
        }
    }
    let options = option_rows(old, new, &lineage, asked);
    let row = |row: &Became| {
        let ((from, to), (old_label, new_label)) = (row.ends(), labels(*row));
        let evidence = match row {
            Became::Step(step) => Some(step.evidence),
            _ => None,
        };
        StepRow {
            old: old_label.map(|label| label.to_string()),
            relation: row.relation(),
            new: new_label.map(|label| label.to_string()),
            similarity: evidence.map(|evidence| evidence.similarity),
            moved: evidence.map(|evidence| evidence.moved),
            why: row.why(),
            old_words: words(old, from),
            new_words: words(new, to),
        }
    };
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for row in &all {
        *counts.entry(row.relation()).or_default() += 1;
    }
    match args.format {
        Format::Dot => Ok(steps_drawn(old, new, &all)),
        Format::Csv => common::csv(all.iter().map(row)),
        Format::Json => {
            let rows: Vec<StepRow> = all.iter().map(row).collect();
            let later = new.source().name();
            let value = serde_json::json!({
                "later": later, "steps": rows, "options": options, "totals": counts,
            });
            common::json(old, [("lineage", value)])
        }
        _ => {
            let mut table = common::table(&["old", "", "new", "why", "words"]);
            for row in &all {
                let ((from, to), (old_label, new_label)) = (row.ends(), labels(*row));
                let name = |label: Option<Label>| label.map(|l| l.to_string()).unwrap_or_default();
                let text = if to.is_some() { words(new, to) } else { words(old, from) };
                table.add_row([
                    Cell::new(name(old_label)),
                    common::coloured(row.relation(), row.color()),
                    Cell::new(name(new_label)),
                    Cell::new(row.why()),
                    Cell::new(common::short(&text, 44)),
                ]);
            }
            let counts: Vec<String> =
                counts.iter().map(|(relation, count)| format!("{count} {relation}")).collect();
            let plural = if all.len() == 1 { "" } else { "s" };
            let rows = format!("{table}\n\n{} row{plural}: {}\n", all.len(), counts.join(", "));
            Ok(rows + &options_shown(&options))
        }
    }
}

fn part(document: &Document, name: &str) -> Result<PartId, Stop> {
    let found = document.parts().iter().find(|part| part.name().starts_with(name));
    found.map(travaux::model::Part::id).ok_or_else(|| {
        let known: Vec<&str> = document.parts().iter().map(travaux::model::Part::name).collect();
        Stop::Failure(format!("no part `{name}`; there are {}", known.join(", ")))
    })
}

/// Two columns of paragraphs, each in the order of its text. Those that only stayed where they were
/// are left out, unless all did.
fn steps_drawn(old: &Document, new: &Document, all: &[Became]) -> String {
    let stays =
        |row: &&Became| matches!(row, Became::Step(step) if step.edge.relation == Relation::SameAs);
    let unchanged = all.iter().filter(stays).count();
    let leaves_out = unchanged < all.len();
    let drawn: Vec<&Became> = all.iter().filter(|row| !(leaves_out && stays(row))).collect();
    let mut title = vec![format!("{} to {}", old.source().name(), new.source().name())];
    if all.is_empty() {
        title.push("there is no paragraph to compare".to_owned());
    } else if leaves_out && unchanged > 0 {
        title.push(format!("{unchanged} that stay in their places are not drawn"));
    }
    let title: Vec<String> = title.iter().map(|line| escaped(line)).collect();
    let mut out = format!(
        "digraph lineage {{\n  rankdir=LR; ranksep=2.2; nodesep=0.15; labelloc=t; fontsize=11; \
         fontname=\"Helvetica\";\n  label=\"{}\";\n  node [shape=box, style=rounded, \
         fontname=\"Helvetica\", fontsize=11, height=0.3, margin=\"0.1,0.04\"];\n  \
         edge [fontname=\"Helvetica\", fontsize=9, color=gray35, arrowsize=0.7];\n",
        title.join("\\n")
    );
    for (side, rank, document) in [("o", "min", old), ("n", "max", new)] {
        let mut column: IndexMap<ParagraphId, bool> = IndexMap::new();
        for row in &drawn {
            let id = if side == "o" { row.ends().0 } else { row.ends().1 };
            column.extend(id.map(|id| (id, matches!(row, Became::Step(_)))));
        }
        column.sort_keys();
        writeln!(out, "  {{\n    rank={rank};").unwrap_or_default();
        for (id, has_other) in &column {
            let name = quoted(&document.paragraph(*id).label().to_string());
            let (style, what) = match (has_other, side) {
                (true, _) => ("", ""),
                (false, "o") => (", style=\"rounded,dashed\", color=red3", "gone"),
                (false, _) => (", style=\"rounded,dashed\", color=green4", "new"),
            };
            let tag = if what.is_empty() { "" } else { ", xlabel=" };
            writeln!(out, "    {side}{} [label={name}{style}{tag}{what}];", id.index())
                .unwrap_or_default();
        }
        let order: Vec<String> = column.keys().map(|id| format!("{side}{}", id.index())).collect();
        if order.len() > 1 {
            writeln!(out, "    {} [style=invis];", order.join(" -> ")).unwrap_or_default();
        }
        out.push_str("  }\n");
    }
    for row in drawn {
        let Became::Step(step) = row else { continue };
        let color = match step.edge.relation {
            Relation::SplitInto | Relation::MergedInto => ", color=red3, fontcolor=red3",
            Relation::SameAs => ", color=gray70, fontcolor=gray50",
            _ => "",
        };
        let share = step.evidence.similarity * 100.0;
        let label = format!("{} ({share:.0} %)", step.edge.as_str());
        let (from, to) = (step.old.index(), step.new.index());
        writeln!(out, "  o{from} -> n{to} [label=\"{label}\"{color}];").unwrap_or_default();
    }
    out.push_str("}\n");
    out
}
