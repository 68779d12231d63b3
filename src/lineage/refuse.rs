//! Whose refusal would end a finding: the smallest set of proposals.

use indexmap::{IndexMap, IndexSet};
use petgraph::algo::{feedback_arc_set, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::contention::{Asked, Camp, Demand, Finding, FindingKind, Refusal};
use super::ground::{Gap, Ground};
use super::moves::Moves;
use super::{Share, Side, Wish};
use crate::model::{ParagraphId, PartId, ProposalId, ProposalKind};
use crate::syntax::LabelSeries;

/// Cycles of at most this many proposals get the smallest refusal for certain; the search doubles
/// with each. A larger one gets a refusal that works, and that is the smallest if it says so.
pub const EXACT: usize = 8;

/// The proposals of some wishes, each once.
pub(super) fn proposals(chosen: &[&Wish], at: &[usize]) -> Vec<ProposalId> {
    let all: IndexSet<ProposalId> =
        at.iter().filter_map(|at| chosen.get(*at)).map(|wish| wish.proposal).collect();
    all.into_iter().collect()
}

/// The largest set of demands on one paragraph that can all come true.
///
/// A paragraph stands in one place, in its own words or those of one alternative, whole or
/// divided; or it is joined with one other; or it is gone, and at most one other replaces it.
#[derive(Debug)]
pub(super) struct Keep {
    pub(super) kept: IndexSet<Demand>,
    tally: Tally,
}

#[derive(Debug, Default)]
struct Tally {
    gaps: usize,
    series: usize,
    into: usize,
    gone: usize,
    replaced: usize,
    divided: usize,
    texts: usize,
    /// Series asked for, and the gaps asked for in each region.
    wide: IndexSet<(PartId, LabelSeries)>,
    inside: IndexMap<Option<(PartId, LabelSeries)>, usize>,
    regions: IndexMap<Demand, Option<(PartId, LabelSeries)>>,
}

impl Keep {
    pub(super) fn best(ground: &Ground<'_>, asked: &IndexMap<Demand, Asked>) -> Keep {
        let mut tally = Tally::default();
        for demand in asked.keys() {
            tally.count(ground, *demand);
        }
        let weight = |demand: &Demand| {
            asked.get(demand).map_or(0, |asked| {
                let mut wishes = asked.wishes.clone();
                wishes.dedup();
                wishes.len()
            })
        };
        // Of equal ones the first said.
        let heaviest = |of: fn(&Demand) -> bool| {
            let all = asked.keys().filter(|demand| of(demand)).map(|d| (weight(d), *d));
            all.reduce(|best, next| if next.0 > best.0 { next } else { best })
        };
        let text = heaviest(|demand| matches!(demand, Demand::Text(_)));
        let into = heaviest(|demand| matches!(demand, Demand::Into(_)));
        let replaced = heaviest(|demand| matches!(demand, Demand::Replaced(_)));
        let single =
            |demand: Demand| asked.contains_key(&demand).then(|| (weight(&demand), demand));
        let place = asked
            .keys()
            .filter(|demand| matches!(demand, Demand::To(_)))
            .map(|demand| {
                let wide = match (demand, tally.regions.get(demand).copied().flatten()) {
                    (Demand::To(Gap::Within(..)), _) | (_, None) => None,
                    (_, Some((part, series))) => single(Demand::To(Gap::Within(part, series))),
                };
                (weight(demand) + wide.map_or(0, |wide| wide.0), [Some(*demand), wide.map(|w| w.1)])
            })
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let [place, wide] = place.map_or([None, None], |(_, both)| both);
        let with_weight = |demand: Option<Demand>| demand.map(|demand| (weight(&demand), demand));
        // Of equal sets the one that leaves most of the paragraph.
        let sets = [
            vec![with_weight(place), with_weight(wide), single(Demand::Divided), text],
            vec![into, text],
            vec![single(Demand::Gone), replaced],
        ];
        let total = |set: &Vec<Option<(usize, Demand)>>| -> usize {
            set.iter().flatten().map(|(weight, _)| weight).sum()
        };
        let best = sets.into_iter().reduce(|a, b| if total(&b) > total(&a) { b } else { a });
        let kept = best.into_iter().flatten().flatten().map(|(_, demand)| demand).collect();
        Keep { kept, tally }
    }

    /// Whether a demand excludes another one on the paragraph.
    pub(super) fn is_disputed(&self, demand: Demand) -> bool {
        let t = &self.tally;
        let places = t.gaps + t.series > 0;
        let away = t.into + t.gone + t.replaced > 0;
        match demand {
            Demand::To(Gap::Within(part, series)) => {
                let inside = t.inside.get(&Some((part, series))).copied().unwrap_or(0);
                away || t.series > 1 || inside < t.gaps
            }
            Demand::To(_) => {
                let region = t.regions.get(&demand).copied().flatten();
                let wide = region.is_some_and(|region| t.wide.contains(&region));
                away || t.gaps > 1 || t.series > usize::from(wide)
            }
            Demand::Into(_) => places || t.into > 1 || t.gone + t.replaced + t.divided > 0,
            Demand::Gone => places || t.into + t.divided + t.texts > 0,
            Demand::Replaced(_) => places || t.replaced > 1 || t.into + t.divided + t.texts > 0,
            Demand::Divided => away,
            Demand::Text(_) => t.texts > 1 || t.gone + t.replaced > 0,
        }
    }
}

impl Tally {
    fn count(&mut self, ground: &Ground<'_>, demand: Demand) {
        match demand {
            Demand::To(gap) => {
                let region = ground.region(gap);
                self.regions.insert(demand, region);
                if let Gap::Within(part, series) = gap {
                    self.wide.insert((part, series));
                    self.series += 1;
                } else {
                    *self.inside.entry(region).or_default() += 1;
                    self.gaps += 1;
                }
            }
            Demand::Into(_) => self.into += 1,
            Demand::Gone => self.gone += 1,
            Demand::Replaced(_) => self.replaced += 1,
            Demand::Divided => self.divided += 1,
            Demand::Text(_) => self.texts += 1,
        }
    }
}

/// The smallest refusal where one gap is named by several neighbours, some of which would move:
/// `named` are the wishes by each neighbour, `displaced` those that would move it.
pub(super) fn parting(
    chosen: &[&Wish],
    named: &[&[usize]],
    displaced: &[Option<Vec<usize>>],
) -> Refusal {
    let groups: Vec<&[usize]> =
        named.iter().copied().chain(displaced.iter().flatten().map(Vec::as_slice)).collect();
    let mut best: Option<Vec<ProposalId>> = None;
    // At most three neighbours, so at most six groups and sixty-four sets.
    for set in 0u32..1 << groups.len().min(6) {
        let refused: IndexSet<usize> = groups
            .iter()
            .enumerate()
            .filter(|(at, _)| set >> at & 1 == 1)
            .flat_map(|(_, group)| group.iter().copied())
            .collect();
        let stays = |group: &[usize]| group.iter().any(|wish| !refused.contains(wish));
        let left: Vec<bool> = named.iter().map(|group| stays(group)).collect();
        let moves = left.iter().zip(displaced).any(|(left, displaced)| {
            *left && displaced.as_ref().is_some_and(|displaced| stays(displaced))
        });
        if left.iter().filter(|left| **left).count() > 1 && moves {
            continue;
        }
        let refused: Vec<usize> = refused.into_iter().collect();
        let refused = proposals(chosen, &refused);
        if best.as_ref().is_none_or(|best| refused.len() < best.len()) {
            best = Some(refused);
        }
    }
    Refusal { proposals: best.unwrap_or_default(), exact: true }
}

/// `A` before `B`, with the wish that says so.
type Order = DiGraph<ParagraphId, usize>;

/// The wishes that put paragraphs before each other in a ring.
pub(super) fn cycles(ground: &Ground<'_>, chosen: &[&Wish], moves: &Moves) -> Vec<Finding> {
    let order = order(ground, chosen, moves);
    let components = kosaraju_scc(&order);
    let mut component = vec![usize::MAX; order.node_count()];
    for (at, nodes) in components.iter().enumerate() {
        for node in nodes {
            if let Some(slot) = component.get_mut(node.index()) {
                *slot = at;
            }
        }
    }
    let mut inside: IndexMap<usize, Vec<(NodeIndex, NodeIndex, usize)>> = IndexMap::new();
    for edge in order.edge_references() {
        let of = |node: NodeIndex| component.get(node.index()).copied();
        if let Some(at) = of(edge.source()).filter(|at| of(edge.target()) == Some(*at)) {
            inside.entry(at).or_default().push((edge.source(), edge.target(), *edge.weight()));
        }
    }
    let mut found = Vec::new();
    for (at, edges) in inside {
        let Some(nodes) = components.get(at) else { continue };
        let mut paragraphs: Vec<ParagraphId> =
            nodes.iter().filter_map(|node| order.node_weight(*node).copied()).collect();
        paragraphs.sort_unstable();
        let wishes: IndexSet<usize> = edges.iter().map(|(_, _, wish)| *wish).collect();
        let wishes: Vec<usize> = wishes.into_iter().collect();
        let one = |at: &usize| Camp::of(chosen.get(*at).copied());
        found.push(Finding {
            kind: FindingKind::Cycle,
            paragraphs,
            label: None,
            candidates: Vec::new(),
            camps: wishes.iter().map(one).collect(),
            refusal: break_cycle(chosen, &edges, &wishes),
        });
    }
    found.sort_by_key(|finding| finding.paragraphs.first().copied());
    found
}

/// Who is wished before whom.
fn order(ground: &Ground<'_>, chosen: &[&Wish], moves: &Moves) -> Order {
    let mut order = Order::new();
    let mut nodes: IndexMap<ParagraphId, NodeIndex> = IndexMap::new();
    for (at, wish) in chosen.iter().enumerate() {
        let places = match wish.kind {
            ProposalKind::Move => wish.share == Share::Whole,
            // An alternative stands where the other would, and asks for no order; nor does the label
            // of a paragraph that somebody would move: it tells where that stands otherwise.
            ProposalKind::New => wish
                .subjects
                .iter()
                .filter_map(|node| ground.paragraph(*node))
                .all(|id| ground.slot(id) == id && !moves.has(id)),
            _ => false,
        };
        let Some(place) = wish.targets.first().copied().filter(|_| places) else { continue };
        let Some(target) = ground.paragraph(place.1).map(|id| ground.slot(id)) else { continue };
        for subject in wish.subjects.iter().filter_map(|node| ground.paragraph(*node)) {
            let subject = ground.slot(subject);
            if subject == target {
                continue;
            }
            let side = moves.side(ground, subject, place);
            let mut node = |id: ParagraphId| *nodes.entry(id).or_insert_with(|| order.add_node(id));
            let (subject, target) = (node(subject), node(target));
            match side {
                // In the place that another leaves nothing is said of where that goes.
                Side::At => continue,
                Side::Before => order.add_edge(subject, target, at),
                Side::After => order.add_edge(target, subject, at),
            };
        }
    }
    order
}

fn break_cycle(
    chosen: &[&Wish],
    edges: &[(NodeIndex, NodeIndex, usize)],
    wishes: &[usize],
) -> Refusal {
    if wishes.len() <= EXACT {
        let mut best: Option<u32> = None;
        for set in 1u32..1 << wishes.len() {
            let smaller = best.is_none_or(|best| set.count_ones() < best.count_ones());
            let kept = edges.iter().filter(|(_, _, wish)| {
                let at = wishes.iter().position(|known| known == wish);
                at.is_none_or(|at| set >> at & 1 == 0)
            });
            if smaller && is_acyclic(kept.map(|(from, to, _)| (*from, *to))) {
                best = Some(set);
            }
        }
        let best = best.unwrap_or(u32::MAX);
        let refused: Vec<usize> = wishes
            .iter()
            .enumerate()
            .filter(|(at, _)| best >> at & 1 == 1)
            .map(|(_, wish)| *wish)
            .collect();
        return Refusal { proposals: proposals(chosen, &refused), exact: true };
    }
    let mut ring: DiGraph<(), usize> = DiGraph::new();
    let mut nodes: IndexMap<NodeIndex, NodeIndex> = IndexMap::new();
    for (from, to, wish) in edges {
        let mut node = |of: &NodeIndex| *nodes.entry(*of).or_insert_with(|| ring.add_node(()));
        let (from, to) = (node(from), node(to));
        ring.add_edge(from, to, *wish);
    }
    let mut refused: IndexSet<usize> =
        feedback_arc_set::greedy_feedback_arc_set(&ring).map(|edge| *edge.weight()).collect();
    let arcs: Vec<Arc> = ring
        .edge_references()
        .map(|edge| (edge.source().index(), edge.target().index(), *edge.weight()))
        .collect();
    let count = ring.node_count();
    if (2..=TRIED).contains(&refused.len()) {
        // What a guess refuses without need is granted again.
        for wish in refused.clone() {
            let without = |arc: &Arc| arc.2 == wish || !refused.contains(&arc.2);
            let kept: Vec<Arc> = arcs.iter().copied().filter(without).collect();
            if cycle_in(count, &kept).is_none() {
                refused.shift_remove(&wish);
            }
        }
    }
    let exact = is_least(count, arcs, refused.len());
    let refused: Vec<usize> = refused.into_iter().collect();
    Refusal { proposals: proposals(chosen, &refused), exact }
}

/// Proposals of a large cycle's refusal that are tried one by one, each at the cost of a pass.
const TRIED: usize = 16;

/// One paragraph before another, and the wish that says so.
type Arc = (usize, usize, usize);

/// Whether no set of fewer wishes breaks all cycles: there are as many cycles that share no wish.
/// If there are but fewer, a smaller set may still not do.
fn is_least(count: usize, mut arcs: Vec<Arc>, size: usize) -> bool {
    if size > TRIED {
        return false;
    }
    // All paragraphs stand in a cycle, so that one has to be broken in any case.
    for _ in 1..size {
        let Some(cycle) = cycle_in(count, &arcs) else { return false };
        arcs.retain(|(_, _, wish)| !cycle.contains(wish));
    }
    size < 2 || cycle_in(count, &arcs).is_some()
}

/// The wishes of some cycle: what nothing stands before is taken away until all that is left has
/// something before it, and then one goes back from any of it until one comes round.
fn cycle_in(count: usize, arcs: &[Arc]) -> Option<IndexSet<usize>> {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut before = vec![0u32; count];
    for (from, to, _) in arcs {
        behind.get_mut(*from)?.push(*to);
        *before.get_mut(*to)? += 1;
    }
    let mut free: Vec<usize> = (0..count).filter(|at| before.get(*at) == Some(&0)).collect();
    while let Some(at) = free.pop() {
        for to in behind.get(at)? {
            let left = before.get_mut(*to)?;
            *left -= 1;
            if *left == 0 {
                free.push(*to);
            }
        }
    }
    let is_left = |at: usize| before.get(at).is_some_and(|count| *count > 0);
    let mut into: Vec<Option<(usize, usize)>> = vec![None; count];
    for (from, to, wish) in arcs.iter().filter(|(from, to, _)| is_left(*from) && is_left(*to)) {
        into.get_mut(*to)?.get_or_insert((*from, *wish));
    }
    let mut at = (0..count).find(|at| is_left(*at))?;
    // Back once round to be in a cycle, and once round it.
    for _ in 0..count {
        (at, _) = into.get(at).copied().flatten()?;
    }
    let (start, mut wishes) = (at, IndexSet::new());
    loop {
        let (from, wish) = into.get(at).copied().flatten()?;
        wishes.insert(wish);
        at = from;
        if at == start {
            return Some(wishes);
        }
    }
}

/// Whether some edges put nothing before itself: takes away what nothing stands before until
/// nothing is left.
fn is_acyclic(edges: impl Iterator<Item = (NodeIndex, NodeIndex)>) -> bool {
    let mut graph: petgraph::graphmap::DiGraphMap<u32, ()> = petgraph::graphmap::DiGraphMap::new();
    let number = |node: NodeIndex| u32::try_from(node.index()).unwrap_or(u32::MAX);
    for (from, to) in edges {
        graph.add_edge(number(from), number(to), ());
    }
    petgraph::algo::toposort(&graph, None).is_ok()
}
