//! The text everyone could live with, and the next best.

use comfy_table::{Cell, Color};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{AcceptableText, Grounds, NextBest};

use super::common::{self, Args, Format, Stop};

/// A change that meets the rule, in the text that everyone could live with or left out of it.
#[derive(Serialize)]
struct Change {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    paragraph: String,
    is_in: bool,
    next_best: &'static str,
    wording: String,
    offsets: String,
}

/// The text everyone could live with, and the next best.
pub(super) fn lived_with(
    document: &Document,
    args: &Args,
    found: &AcceptableText,
) -> Result<String, Stop> {
    let next = |id| {
        let of = |list: fn(&NextBest) -> &Vec<_>| {
            found.next_best.as_ref().is_some_and(|next| list(next).contains(&id))
        };
        if of(|next| &next.takes) {
            "takes it"
        } else if of(|next| &next.gives_up) {
            "gives it up"
        } else {
            ""
        }
    };
    let mut all: Vec<_> = found.accepted.iter().map(|id| (*id, true)).collect();
    all.extend(found.left_out.iter().map(|id| (*id, false)));
    all.sort_unstable();
    let label = |id| document.paragraph(document.proposal(id).paragraph()).label();
    let grounds = Grounds::new(document);
    let speaks = |id, code| {
        let mut on = grounds.of(id).into_iter();
        on.any(|on| document.delegation(on.delegation).code() == code)
    };
    let rows = all
        .iter()
        .filter(|(id, _)| args.paragraph.is_none_or(|wanted| wanted == label(*id)))
        .filter(|(id, _)| args.delegation.is_none_or(|code| speaks(*id, code)))
        .map(|(id, is_in)| {
            let on = grounds.of(*id);
            let offsets: Vec<String> = on.iter().map(|on| on.span.start().to_string()).collect();
            Change {
                part: common::part_of(document, document.proposal(*id).paragraph()),
                paragraph: label(*id).to_string(),
                is_in: *is_in,
                next_best: next(*id),
                wording: common::wish(document, *id),
                offsets: offsets.join(" "),
            }
        });
    let value = found.next_best.as_ref().map(|next| next.value);
    match args.format {
        Format::Csv => return common::csv(rows),
        Format::Json => {
            let rows: Vec<Change> = rows.collect();
            let value = serde_json::json!({
                "rule": found.rule, "changes": rows, "value": found.value, "bound": found.bound,
                "next_best": value, "apart": found.apart.len(),
            });
            return common::json(document, [("text", value)]);
        }
        _ => {}
    }
    let header = ["paragraph", "change", "in the text", "the next best"];
    let mut table = common::table(&common::part_column(document, &header));
    for row in rows {
        let color = if row.is_in { Color::Green } else { Color::Yellow };
        let mut cells = Vec::from_iter(row.part.as_deref().map(common::part_named));
        cells.extend([
            Cell::new(row.paragraph),
            Cell::new(common::short(&row.wording, 80)),
            common::coloured(if row.is_in { "yes" } else { "no" }, color),
            Cell::new(row.next_best),
        ]);
        table.add_row(cells);
    }
    let proven = if found.is_proven() {
        "no other is worth more".to_owned()
    } else {
        format!("none is worth more than {}", found.bound)
    };
    Ok(format!(
        "{table}\n\n{} in the text, worth {}: {proven}; {} that cannot stand beside them; the next \
         best is worth {}. {}\n{} about order, or without words, that meet the rule are \
         apart\nrule: {}\n",
        common::count(found.accepted.len(), "change", "changes"),
        found.value,
        found.left_out.len(),
        value.map_or_else(|| "nothing, there is none".to_owned(), |value| value.to_string()),
        common::GUESSED,
        common::count(found.apart.len(), "wish", "wishes"),
        found.rule
    ))
}
