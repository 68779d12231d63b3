//! What the chosen wishes tell each paragraph to do.

use indexmap::IndexMap;
use petgraph::stable_graph::NodeIndex;

use super::apply::Reason;
use super::ground::Ground;
use super::moves::Moves;
use super::order::{Hook, Item, Region};
use super::{Relation, Share, Side, Spot, Wish};
use crate::Span;
use crate::model::{ParagraphId, ProposalId, ProposalKind};
use crate::syntax::Suffix;

/// The text does not tell where a place is.
#[derive(Debug)]
struct Untold;

/// What each paragraph is told. An alternative has no place of its own: its words stand in the
/// *slot* of the paragraph it is another text for.
pub(super) struct Plan<'g, 'd> {
    pub(super) ground: &'g Ground<'d>,
    /// Each paragraph, then words that leave theirs.
    pub(super) items: Vec<Item>,
    /// Whose words stand in each slot.
    pub(super) text: Vec<Option<ParagraphId>>,
    /// The wish by which a proposed paragraph stands.
    pub(super) opened_by: IndexMap<ParagraphId, ProposalId>,
    pub(super) gone: Vec<Option<ProposalId>>,
    /// Slots that are joined to another.
    pub(super) into: IndexMap<usize, usize>,
    pub(super) divided: Vec<bool>,
    /// Words that leave their paragraph, in the order of their items.
    pub(super) parts: Vec<(ParagraphId, Span)>,
    /// The wishes that moved each item.
    pub(super) moved_by: IndexMap<usize, Vec<ProposalId>>,
    /// Items that were told no more than the series they should stand in.
    loosely: Vec<bool>,
}

impl<'g, 'd> Plan<'g, 'd> {
    pub(super) fn new(ground: &'g Ground<'d>) -> Self {
        let paragraphs = ground.document.paragraphs();
        let fixed = |id: ParagraphId| !ground.is_proposed(id);
        let mut plan = Plan {
            ground,
            items: Vec::with_capacity(paragraphs.len()),
            text: paragraphs.iter().map(|p| fixed(p.id()).then(|| p.id())).collect(),
            opened_by: IndexMap::new(),
            gone: vec![None; paragraphs.len()],
            into: IndexMap::new(),
            divided: vec![false; paragraphs.len()],
            parts: Vec::new(),
            moved_by: IndexMap::new(),
            loosely: vec![false; paragraphs.len()],
        };
        for paragraph in paragraphs {
            let is_fixed = fixed(paragraph.id());
            let rank = paragraph.label().suffixes().next().map_or(0, |suffix| match suffix {
                Suffix::Alternative(_) => 0,
                Suffix::Bis => 1,
                Suffix::Ter => 2,
                Suffix::Quater => 3,
                Suffix::Quinquies => 4,
                Suffix::Sexies => 5,
                Suffix::Septies => 6,
                Suffix::Letter(at) => u32::from(at),
            });
            plan.items.push(Item { by_label: None, by_wish: None, is_fixed, rank });
        }
        let graph = ground.graph;
        for edge in graph.edge_indices() {
            let inserts = graph.edge_weight(edge).filter(|e| e.relation == Relation::Inserted);
            let (Some(edge), Some((from, to))) = (inserts, graph.edge_endpoints(edge)) else {
                continue;
            };
            let Some(from) = ground.paragraph(from) else { continue };
            let hook = plan.hook(from, (edge.side, to)).unwrap_or_default();
            if let Some(item) = plan.items.get_mut(from.index()) {
                item.by_label = item.by_label.or(hook);
            }
        }
        for paragraph in paragraphs {
            let first = ground.text(paragraph.id());
            if let Some(item) = plan.items.get_mut(paragraph.id().index()) {
                if first != paragraph.id() {
                    item.by_label = Some(Hook::After(ground.slot(first).index()));
                }
            }
        }
        plan.place_on_the_page();
        plan
    }

    /// A new paragraph whose label tells no place, and an alternative to one that the text has no
    /// more, stand where the page has them: behind the paragraph before.
    fn place_on_the_page(&mut self) {
        let mut before: IndexMap<Region, usize> = IndexMap::new();
        for (at, paragraph) in self.ground.document.paragraphs().iter().enumerate() {
            let (id, label) = (paragraph.id(), paragraph.label());
            let region = (paragraph.part(), label.series());
            let own = self.ground.slot(id) == id && (label.is_alternative() || label.is_new());
            let Some(item) = self.items.get_mut(at) else { continue };
            if item.is_fixed {
                before.insert(region, at);
            } else if own && item.by_label.is_none() {
                let behind = before.get(&region).map(|at| Hook::After(*at));
                item.by_label = Some(behind.unwrap_or(Hook::Tail(region)));
            }
        }
    }

    /// What a paragraph would hang on at a place: nothing where the place is its own.
    fn hook(
        &self,
        subject: ParagraphId,
        (side, node): (Side, NodeIndex),
    ) -> Result<Option<Hook>, Untold> {
        if let Some(target) = self.ground.paragraph(node) {
            let target = self.ground.slot(target);
            let hook = match side {
                Side::After => Hook::After(target.index()),
                Side::At if !self.ground.is_proposed(target) => Hook::Instead(target.index()),
                Side::At | Side::Before => Hook::Before(target.index()),
            };
            return Ok((target != self.ground.slot(subject)).then_some(hook));
        }
        let Some(node) = self.ground.graph.node_weight(node) else { return Err(Untold) };
        match node.spot {
            Spot::Next(label) => Ok(Some(Hook::Tail((node.part, label.series())))),
            Spot::Series(series) => Ok(Some(Hook::Tail((node.part, series)))),
            Spot::Beginning(of) => {
                Ok(Some(Hook::Head((node.part, self.ground.opening(node.part, of)))))
            }
            Spot::End(of) => Ok(Some(Hook::Tail((node.part, self.ground.closing(node.part, of))))),
            _ => Err(Untold),
        }
    }

    fn subjects<'w>(&'w self, wish: &'w Wish) -> impl Iterator<Item = ParagraphId> + 'w {
        wish.subjects.iter().filter_map(|node| self.ground.paragraph(*node))
    }

    fn target(&self, wish: &Wish) -> Option<ParagraphId> {
        wish.targets.first().and_then(|(_, node)| self.ground.paragraph(*node))
    }

    /// Why a wish cannot be done, where its words do not say enough.
    pub(super) fn unresolved(&self, wish: &Wish) -> Option<Reason> {
        if wish.share == Share::Part(None) {
            return Some(Reason::ExtentUnsaid);
        }
        let mut told = self.subjects(wish).count() == wish.subjects.len();
        told &= match wish.kind {
            ProposalKind::New => self.subjects(wish).all(|id| {
                let slot = self.items.get(self.ground.slot(id).index());
                slot.is_some_and(|item| item.is_fixed || item.by_label.is_some())
            }),
            ProposalKind::Move if wish.swapped_with.is_some() => {
                let fixed = |id| self.items.get(self.ground.slot(id).index());
                let both = self.subjects(wish).chain(self.target(wish));
                both.filter(|id| fixed(*id).is_some_and(|item| item.is_fixed)).count() == 2
            }
            ProposalKind::Move => {
                let place = wish.targets.first();
                place.is_some_and(|place| {
                    self.subjects(wish).all(|id| self.hook(id, *place).is_ok())
                })
            }
            ProposalKind::Merge | ProposalKind::ReplaceParagraph => self.target(wish).is_some(),
            _ => true,
        };
        (!told).then_some(Reason::Unresolved)
    }

    /// How many of the wishes take words out of each paragraph.
    pub(super) fn parts_of(&self, wishes: &[&Wish]) -> IndexMap<ParagraphId, usize> {
        let mut parts = IndexMap::new();
        for wish in wishes.iter().filter(|wish| wish.share != Share::Whole) {
            for id in self.subjects(wish) {
                *parts.entry(id).or_default() += 1;
            }
        }
        parts
    }

    /// Words that two wishes take out of one paragraph could be the same words.
    pub(super) fn overlapping(
        &self,
        wish: &Wish,
        parts: &IndexMap<ParagraphId, usize>,
    ) -> Option<Reason> {
        let twice = |id: ParagraphId| parts.get(&id).is_some_and(|count| *count > 1);
        let part = wish.share != Share::Whole;
        (part && self.subjects(wish).any(twice)).then_some(Reason::Contested)
    }

    /// Has a proposed paragraph stand.
    pub(super) fn open(&mut self, node: Option<NodeIndex>, by: ProposalId) {
        let id = node.and_then(|node| self.ground.paragraph(node));
        let Some(id) = id.filter(|id| self.ground.is_proposed(*id)) else { return };
        if let Some(text) = self.text.get_mut(self.ground.slot(id).index()) {
            *text = Some(id);
            self.opened_by.insert(id, by);
        }
    }

    /// Whose words stand where this paragraph would.
    fn text_at(&self, id: ParagraphId) -> Option<ParagraphId> {
        self.text.get(self.ground.slot(id).index()).copied().flatten()
    }

    /// The paragraphs whose words stand where those of a wish do.
    pub(super) fn words_of<'w>(&'w self, wish: &'w Wish) -> impl Iterator<Item = ParagraphId> + 'w {
        self.subjects(wish).filter_map(|id| self.text_at(id))
    }

    /// A wish about a proposed paragraph that does not stand.
    pub(super) fn subject_open(&self, wish: &Wish) -> Option<Reason> {
        let whole = wish.share == Share::Whole;
        let acts = !matches!(wish.kind, ProposalKind::New | ProposalKind::DeleteParagraph);
        let open = |id: ParagraphId| {
            let text = self.text_at(id);
            text.is_none() || (text != Some(id) && (!whole || self.ground.is_proposed(id)))
        };
        (acts && self.subjects(wish).any(open)).then_some(Reason::ParagraphOpen)
    }

    /// A merge into a proposed paragraph that does not stand, whether or not another does in its place.
    pub(super) fn target_open(&self, wish: &Wish) -> Option<Reason> {
        let merges = wish.kind == ProposalKind::Merge;
        let open = |target: ParagraphId| {
            let text = self.text_at(target);
            text.is_none() || (text != Some(target) && self.ground.is_proposed(target))
        };
        (merges && self.target(wish).is_none_or(open)).then_some(Reason::ParagraphOpen)
    }

    /// Tells the paragraphs of a wish what it asks.
    pub(super) fn take(&mut self, wish: &Wish, moves: &Moves) {
        let place = wish.targets.first().copied();
        let by = self.target(wish);
        for id in self.subjects(wish).collect::<Vec<_>>() {
            let slot = self.ground.slot(id).index();
            match wish.kind {
                ProposalKind::DeleteParagraph => self.strike(id, wish.proposal),
                ProposalKind::ReplaceParagraph if by != Some(id) => self.strike(id, wish.proposal),
                ProposalKind::Split => {
                    if let Some(divided) = self.divided.get_mut(slot) {
                        *divided = true;
                    }
                }
                ProposalKind::Merge => {
                    let into = by.map(|by| self.ground.slot(by).index());
                    if let Some(into) = into.filter(|into| *into != slot) {
                        self.into.insert(slot, into);
                    }
                }
                ProposalKind::Move => {
                    let side = |place| moves.side(self.ground, self.ground.slot(id), place);
                    let place = place.map(|place| (side(place), place.1));
                    let hook = place.and_then(|place| self.hook(id, place).ok()).flatten();
                    if let (Some(hook), Some(place)) = (hook, place) {
                        self.shift(id, wish, hook, place.1);
                    }
                }
                _ => {}
            }
        }
    }

    fn strike(&mut self, id: ParagraphId, by: ProposalId) {
        if let Some(gone) = self.gone.get_mut(id.index()) {
            gone.get_or_insert(by);
        }
    }

    fn shift(&mut self, id: ParagraphId, wish: &Wish, hook: Hook, place: NodeIndex) {
        if let Share::Part(Some(span)) = wish.share {
            self.moved_by.entry(self.items.len()).or_default().push(wish.proposal);
            self.items.push(Item { by_wish: Some(hook), ..Item::default() });
            self.parts.push((id, span));
            return;
        }
        let at = self.ground.slot(id).index();
        self.moved_by.entry(at).or_default().push(wish.proposal);
        let node = self.ground.graph.node_weight(place);
        let loose = node.is_some_and(|node| matches!(node.spot, Spot::Series(_)));
        let (Some(item), Some(loosely)) = (self.items.get_mut(at), self.loosely.get_mut(at)) else {
            return;
        };
        // `To the preamble` and `to PP2` are both done at PP2.
        if item.by_wish.is_none() || (*loosely && !loose) {
            item.by_wish = Some(hook);
            *loosely = loose;
        }
    }
}
