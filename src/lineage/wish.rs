//! A structural wish: what it asks, and who stands where on it.

use indexmap::IndexSet;
use petgraph::stable_graph::NodeIndex;

use super::Side;
use crate::Span;
use crate::model::{DelegationId, Document, ParagraphId, ProposalId, ProposalKind, Sides};

/// A handle of a [`Wish`] in one [`Lineage`](super::Lineage).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct WishId(u32);

impl WishId {
    pub(super) fn from_index(index: usize) -> Self {
        // A document has fewer wishes than its source has bytes.
        WishId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its place, from 0, among the wishes.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How much of a paragraph a wish is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Share {
    /// The paragraph.
    Whole,
    /// Words of it: those of the span, or words that the note does not delimit.
    Part(Option<Span>),
}

/// Who stands where on a wish, as [`sides`](crate::model::sides()) tells it of every proposal: each
/// delegation is in one list, in the order of first words; an objection weighs more than a
/// reservation, that more than support, that more than being flexible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Positions {
    /// Who wants it.
    pub wanting: Vec<DelegationId>,
    /// Who is against it: opposes, wants the paragraphs kept separate, or wants the one that would
    /// not stay as it is as it was.
    pub against: Vec<DelegationId>,
    /// Who reserves its position.
    pub reserving: Vec<DelegationId>,
    /// Who can go either way.
    pub flexible: Vec<DelegationId>,
}

impl Positions {
    pub(super) fn of(sides: &Sides) -> Positions {
        Positions {
            wanting: sides.supporters.clone(),
            against: sides.objectors.clone(),
            reserving: sides.reserved.clone(),
            flexible: sides.flexible.clone(),
        }
    }

    /// The positions on one wish that several notes speak of: each delegation once, with the
    /// weightiest that it has on any.
    pub(super) fn together(all: &[&Positions]) -> Positions {
        let mut known: IndexSet<DelegationId> = IndexSet::new();
        let mut take = |list: fn(&Positions) -> &Vec<DelegationId>| -> Vec<DelegationId> {
            all.iter().flat_map(|one| list(one)).copied().filter(|one| known.insert(*one)).collect()
        };
        let against = take(|positions| &positions.against);
        let reserving = take(|positions| &positions.reserving);
        let wanting = take(|positions| &positions.wanting);
        let flexible = take(|positions| &positions.flexible);
        Positions { wanting, against, reserving, flexible }
    }
}

/// One structural wish with its ends, its supporters and its opponents; see
/// [`lineage`](super::lineage) for an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Wish {
    /// The proposal it is.
    pub proposal: ProposalId,
    /// What it would do.
    pub kind: ProposalKind,
    /// The paragraph with which it stands.
    pub paragraph: ParagraphId,
    /// Where it is first said.
    pub span: Span,
    /// How much of its paragraphs it is about.
    pub share: Share,
    /// The paragraphs to be moved, joined, divided, replaced or struck.
    pub subjects: Vec<NodeIndex>,
    /// Where to, with what, by what; the first is the one that counts.
    pub targets: Vec<(Side, NodeIndex)>,
    /// The other half, where two paragraphs would stand in each other's place.
    #[cfg_attr(feature = "serde", serde(default))]
    pub swapped_with: Option<ProposalId>,
    /// The wish that says the same, where one was noted before: `merge with OP2` under OP1, and
    /// `merge with OP1` under OP2. The two have the same positions, and count as one: joined is
    /// what the first would join, into what it names.
    #[cfg_attr(feature = "serde", serde(default))]
    pub said_before: Option<ProposalId>,
    /// Who stands where.
    pub positions: Positions,
}

impl Wish {
    /// Whether somebody wants it. A wish can be known from its opponents alone.
    pub fn is_wanted(&self) -> bool {
        !self.positions.wanting.is_empty()
    }

    /// The merge whose outcome it would move: `merge with OP9 and move to OP2` is one wish of two
    /// steps.
    pub(super) fn step_after(&self, document: &Document) -> Option<ProposalId> {
        if self.kind != ProposalKind::Move {
            return None;
        }
        let known = document.proposals().get(self.proposal.index())?;
        known.needs().filter(|step| document.proposal(*step).kind() == ProposalKind::Merge)
    }

    /// Whether somebody wants it and somebody else is against it. A wish that nobody opposes can
    /// still be [contested](super::Lineage::contested), by another wish.
    pub fn is_opposed(&self) -> bool {
        self.is_wanted() && !self.positions.against.is_empty()
    }
}
