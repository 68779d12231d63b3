//! Wishes that several notes speak of: merges that are noted under both paragraphs, and who wants
//! paragraphs kept separate, or where they are.

use indexmap::{IndexMap, IndexSet};
use petgraph::stable_graph::NodeIndex;

use super::wish::Positions;
use super::{Graph, Node, Share, Spot, Wish};
use crate::model::{DelegationId, ProposalId, ProposalKind};

/// What a note to keep something is about: the paragraphs not to be joined, by the one where the
/// note says no more or else by all that it names; or the one not to be moved.
type Key = (ProposalKind, Vec<NodeIndex>);

fn is_said(graph: &Graph, at: NodeIndex) -> bool {
    graph.node_weight(at).is_some_and(|node| node.spot != Spot::Unsaid)
}

/// The paragraphs that a merge would join, in one order whichever is named first.
fn members(graph: &Graph, wish: &Wish) -> Vec<NodeIndex> {
    let ends = wish.subjects.iter().chain(wish.targets.iter().map(|(_, node)| node));
    let mut members: Vec<NodeIndex> = ends.copied().filter(|at| is_said(graph, *at)).collect();
    members.sort_unstable();
    members.dedup();
    members
}

/// `Merge with OP2` under OP1 and `merge with OP1` under OP2 are one wish: each has all who are for
/// it and against it, and the later one says that it was said before.
pub(super) fn join(graph: &Graph, wishes: &mut [Wish]) {
    let mut alike: IndexMap<Vec<NodeIndex>, Vec<usize>> = IndexMap::new();
    for (at, wish) in wishes.iter().enumerate() {
        let whole = wish.kind == ProposalKind::Merge && wish.share == Share::Whole;
        if !whole || !wish.is_wanted() {
            continue;
        }
        let members = members(graph, wish);
        let known = |at: &NodeIndex| graph.node_weight(*at).and_then(Node::paragraph).is_some();
        if members.len() > 1 && members.iter().all(known) {
            alike.entry(members).or_default().push(at);
        }
    }
    for same in alike.into_values().filter(|same| same.len() > 1) {
        let all = same.iter().filter_map(|at| wishes.get(*at)).map(|wish| &wish.positions);
        let together = Positions::together(&all.collect::<Vec<_>>());
        let first = same.first().and_then(|at| wishes.get(*at)).map(|wish| wish.proposal);
        for (nth, at) in same.iter().enumerate() {
            if let Some(wish) = wishes.get_mut(*at) {
                wish.positions = together.clone();
                wish.said_before = first.filter(|_| nth > 0);
            }
        }
    }
}

/// The wishes as they are acted on: of merges that are one wish the first of these for each.
pub(super) fn as_first_said<'w>(wishes: &[&'w Wish]) -> Vec<&'w Wish> {
    let mut first: IndexMap<ProposalId, &'w Wish> = IndexMap::new();
    let read = wishes.iter().map(|wish| {
        let said = wish.said_before.unwrap_or(wish.proposal);
        *first.entry(said).or_insert(wish)
    });
    read.collect()
}

/// What a note wants kept, where it wants nothing else.
fn kept(graph: &Graph, wish: &Wish) -> Option<Key> {
    if wish.is_wanted() || wish.positions.against.is_empty() {
        return None;
    }
    match wish.kind {
        ProposalKind::Merge => Some((wish.kind, members(graph, wish))),
        // Against one place is not against another.
        ProposalKind::Move if !wish.targets.iter().any(|(_, at)| is_said(graph, *at)) => {
            Some((wish.kind, wish.subjects.clone()))
        }
        _ => None,
    }
}

/// What notes to keep something could be about that stand against a wish.
fn keys(graph: &Graph, wish: &Wish) -> Vec<Key> {
    let each =
        |ids: &[NodeIndex]| -> Vec<Key> { ids.iter().map(|id| (wish.kind, vec![*id])).collect() };
    match wish.kind {
        ProposalKind::Merge => {
            let members = members(graph, wish);
            let mut keys = each(&members);
            keys.push((wish.kind, members));
            keys
        }
        ProposalKind::Move => each(&wish.subjects),
        _ => Vec::new(),
    }
}

/// `Keep paras separate` under a paragraph that another's note wants merged is against that merge,
/// as it is under the note itself; so is `keep here` against a move.
pub(super) fn keep(graph: &Graph, wishes: &mut [Wish]) {
    let mut keeping: IndexMap<Key, Vec<DelegationId>> = IndexMap::new();
    for wish in wishes.iter() {
        if let Some(key) = kept(graph, wish) {
            keeping.entry(key).or_default().extend(&wish.positions.against);
        }
    }
    if keeping.is_empty() {
        return;
    }
    for wish in wishes.iter_mut().filter(|wish| wish.is_wanted()) {
        let mut against: IndexSet<DelegationId> = wish.positions.against.iter().copied().collect();
        against.extend(keys(graph, wish).iter().filter_map(|key| keeping.get(key)).flatten());
        for list in [
            &mut wish.positions.wanting,
            &mut wish.positions.reserving,
            &mut wish.positions.flexible,
        ] {
            list.retain(|one| !against.contains(one));
        }
        wish.positions.against = against.into_iter().collect();
    }
}

/// The notes to keep something, by their places among the wishes, that somebody's wish stands
/// against.
pub(super) fn contested(graph: &Graph, wishes: &[Wish]) -> Vec<usize> {
    let wanted = wishes.iter().filter(|wish| wish.is_wanted());
    let keys: IndexSet<Key> = wanted.flat_map(|wish| keys(graph, wish)).collect();
    let is_contested = |wish: &Wish| kept(graph, wish).is_some_and(|key| keys.contains(&key));
    (0..wishes.len()).filter(|at| wishes.get(*at).is_some_and(is_contested)).collect()
}
