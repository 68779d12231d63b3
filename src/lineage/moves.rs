//! What `to OP6` means: before OP6 where that stays, and in its place where it is itself moved.

use indexmap::IndexMap;
use petgraph::stable_graph::NodeIndex;

use super::ground::Ground;
use super::{Share, Side, Spot, Wish};
use crate::model::{ParagraphId, ProposalKind};

/// The paragraphs that some wishes move, each with the one whose place it would have, if all that
/// move it name that one: by its number, or as a neighbour on whose other side it would stand.
#[derive(Debug, Default)]
pub(super) struct Moves(IndexMap<ParagraphId, Option<ParagraphId>>);

impl Moves {
    pub(super) fn of(ground: &Ground<'_>, wishes: &[&Wish]) -> Moves {
        let mut moves: IndexMap<ParagraphId, Option<ParagraphId>> = IndexMap::new();
        let whole = |wish: &&&Wish| wish.kind == ProposalKind::Move && wish.share == Share::Whole;
        for wish in wishes.iter().filter(whole) {
            let Some((side, node)) = wish.targets.first().copied() else { continue };
            if ground.graph.node_weight(node).is_none_or(|node| node.spot == Spot::Unsaid) {
                continue;
            }
            let target = ground.paragraph(node).map(|target| ground.slot(target));
            for subject in wish.subjects.iter().filter_map(|node| ground.paragraph(*node)) {
                let subject = ground.slot(subject);
                if target == Some(subject) {
                    continue;
                }
                let to = target.filter(|target| match side {
                    Side::At => true,
                    Side::Before => ground.next(*target) == Some(subject),
                    Side::After => ground.next(subject) == Some(*target),
                });
                let known = moves.entry(subject).or_insert(to);
                *known = known.filter(|known| to == Some(*known));
            }
        }
        Moves(moves)
    }

    /// Whether some wish moves a paragraph.
    pub(super) fn has(&self, paragraph: ParagraphId) -> bool {
        self.0.contains_key(&paragraph)
    }

    /// On which side of a place a paragraph would stand: `At` where that is in the place of one that
    /// leaves it.
    ///
    /// For the next paragraph, before is where it stands: `OP5 to OP6` is behind OP6. Neighbours that
    /// would each have the other's place are exchanged so as well.
    pub(super) fn side(
        &self,
        ground: &Ground<'_>,
        subject: ParagraphId,
        (side, node): (Side, NodeIndex),
    ) -> Side {
        let target = ground.paragraph(node).map(|target| ground.slot(target));
        let Some(target) = target.filter(|_| side == Side::At) else { return side };
        let is_next = ground.next(subject) == Some(target);
        match self.0.get(&target).filter(|_| !ground.is_proposed(target)) {
            None if is_next => Side::After,
            None => Side::Before,
            Some(to) if is_next && *to == Some(subject) => Side::After,
            Some(to) if ground.next(target) == Some(subject) && *to == Some(subject) => {
                Side::Before
            }
            Some(_) => Side::At,
        }
    }
}
