//! The statements behind several proposals, each once, with what it says of which.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use comfy_table::Cell;
use indexmap::IndexMap;
use travaux::analysis::Grounds;
use travaux::model::{ProposalId, Stance, Target};
use travaux::{Document, Polarity};

use super::{Rows, coloured, placed, short, side_color, table, wish};

/// So many proposals are named of which one statement is behind; the others are counted.
const NAMED: usize = 3;

/// What one mention of a delegation is to the proposals that are shown.
struct Behind {
    stance: Stance,
    /// Those of which it speaks.
    on: Vec<ProposalId>,
    /// Those that it is against by wanting another text in their place.
    rival_of: Vec<ProposalId>,
    /// Those that it is against by wanting the original.
    keeps_from: Vec<ProposalId>,
}

/// The mentions behind some proposals, in source order, as a table; and how many they are.
pub(crate) fn behind(
    document: &Document,
    grounds: &Grounds<'_>,
    ids: impl Iterator<Item = ProposalId>,
) -> (Rows, usize) {
    let mut all: IndexMap<(u32, Polarity), Behind> = IndexMap::new();
    for id in ids {
        for stance in grounds.of(id) {
            let one = all.entry((stance.span.start(), stance.polarity)).or_insert(Behind {
                stance,
                on: Vec::new(),
                rival_of: Vec::new(),
                keeps_from: Vec::new(),
            });
            match stance.target {
                Target::Proposal(on) if on == id => one.on.push(id),
                Target::Proposal(_) => one.rival_of.push(id),
                _ => one.keeps_from.push(id),
            }
        }
    }
    all.sort_keys();
    let mut table = table(&["on", "who", "is", "line:column", "offset", "condition"]);
    for Behind { stance, on, rival_of, keeps_from } in all.values() {
        let own = |ids: &[ProposalId], as_what: &str| {
            (!ids.is_empty()).then(|| format!("{as_what}{}", wishes(document, ids)))
        };
        let said = [
            own(on, ""),
            own(rival_of, "as a rival against "),
            own(keeps_from, "for the original against "),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let at = stance.span.start();
        let (line, column) = document.source().line_column(at);
        let condition = stance.condition.map_or("", |span| document.source().slice(span));
        table.add_row([
            Cell::new(said.join("; ")),
            Cell::new(document.source().slice(stance.span)),
            coloured(stance.polarity, side_color(stance.polarity)),
            Cell::new(format!("{line}:{column}")),
            Cell::new(at),
            Cell::new(short(condition.trim(), 60)),
        ]);
    }
    (table, all.len())
}

/// The offsets of the mentions behind some proposals, each once, in source order.
pub(crate) fn offsets(grounds: &Grounds<'_>, ids: impl Iterator<Item = ProposalId>) -> String {
    let all: BTreeSet<u32> =
        ids.flat_map(|id| grounds.of(id)).map(|stance| stance.span.start()).collect();
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Proposals in a few words, each with its paragraph; the first for all of one paragraph.
fn wishes(document: &Document, ids: &[ProposalId]) -> String {
    let mut before = None;
    let named = ids.iter().take(NAMED).map(|id| {
        let paragraph = document.proposal(*id).paragraph();
        let words = short(&wish(document, *id), 40);
        let same = before.replace(paragraph) == Some(paragraph);
        if same { words } else { format!("{} {words}", placed(document, paragraph)) }
    });
    let mut text = named.collect::<Vec<_>>().join(", ");
    if ids.len() > NAMED {
        let _ = write!(text, " (+{} more)", ids.len() - NAMED);
    }
    text
}
