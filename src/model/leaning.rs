//! Who wants words that only one of several texts can have.

use indexmap::{IndexMap, IndexSet};

use super::document::Document;
use super::id::{DelegationId, ProposalId};
use super::proposal::{Proposal, ProposalKind};
use super::sides::Sides;

/// How many texts around its own a wish is looked at inside: the innermost. Real texts nest a dozen
/// deep; without a bound ten thousand brackets in each other would cost their square.
const DEPTH: usize = 64;

/// One who wants words inside one of several texts, and so that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(crate) struct Leaning {
    /// The wish for the words.
    pub(crate) wish: ProposalId,
    /// Who has it.
    pub(crate) who: DelegationId,
    /// The text that the words need.
    pub(crate) within: ProposalId,
}

/// The texts around a wish, innermost first.
fn around(document: &Document, wish: &Proposal) -> impl Iterator<Item = ProposalId> {
    std::iter::successors(wish.needs(), |id| document.proposal(*id).needs()).take(DEPTH)
}

/// Who wants words that need one of several texts, where `places` names the set and the text of
/// each proposal that is one of several.
///
/// What a delegation says of the texts themselves weighs more than what it wants inside one: who
/// wants one of the set by name leans to none, and nobody leans to what it is against, reserves its
/// position on or can do without. Who wants words inside two of the texts leans to neither. Who
/// strikes words has its wish without that text as well.
pub(super) fn leanings(
    document: &Document,
    sides: &[Sides],
    places: &[Option<(usize, usize)>],
) -> Vec<Leaning> {
    let place = |id: ProposalId| places.get(id.index()).copied().flatten();
    let adds = |one: &&Proposal| matches!(one.kind(), ProposalKind::Insert | ProposalKind::Replace);
    let inside: Vec<&Proposal> = document
        .proposals()
        .iter()
        .filter(|one| one.needs().is_some())
        .filter(adds)
        .filter(|one| around(document, one).any(|outer| place(outer).is_some()))
        .collect();
    if inside.is_empty() {
        return Vec::new();
    }
    let mut named: IndexSet<(usize, DelegationId)> = IndexSet::new();
    for (sides, place) in sides.iter().zip(places) {
        if let Some((set, _)) = place {
            named.extend(sides.supporters.iter().map(|one| (*set, *one)));
        }
    }
    let outer: IndexSet<ProposalId> = inside.iter().flat_map(|one| around(document, one)).collect();
    let mut unwilling: IndexSet<(ProposalId, DelegationId)> = IndexSet::new();
    for id in outer {
        if let Some(sides) = sides.get(id.index()) {
            let Sides { objectors, reserved, flexible, .. } = sides;
            let all = objectors.iter().chain(reserved).chain(flexible);
            unwilling.extend(all.map(|one| (id, *one)));
        }
    }
    let mut found = Vec::new();
    // Of each set and who leans in it the one text, or none where there are two.
    let mut texts: IndexMap<(usize, DelegationId), Option<usize>> = IndexMap::new();
    for wish in inside {
        let supporters = sides.get(wish.id().index()).map_or(&[][..], |sides| &*sides.supporters);
        for who in supporters.iter().copied() {
            for within in around(document, wish).take_while(|id| !unwilling.contains(&(*id, who))) {
                let Some((set, text)) = place(within) else { continue };
                if named.contains(&(set, who)) {
                    continue;
                }
                let known = texts.entry((set, who)).or_insert(Some(text));
                if *known != Some(text) {
                    *known = None;
                }
                found.push(Leaning { wish: wish.id(), who, within });
            }
        }
    }
    found.retain(|one| {
        place(one.within).is_some_and(|(set, _)| texts.get(&(set, one.who)) != Some(&None))
    });
    found.sort_unstable();
    found
}
