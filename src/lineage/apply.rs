//! The order of a text under a choice of structural proposals.

use indexmap::{IndexMap, IndexSet};

use super::contention::{Contention, Finding, contention};
use super::ground::Ground;
use super::moves::Moves;
use super::order::{Ordered, order};
use super::plan::Plan;
use super::{Wish, keep, lineage};
use crate::model::{Document, ParagraphId, PartId, ProposalId, ProposalKind};
use crate::{Label, Span};

/// How [`apply_with`] goes about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApplyOptions {
    pub(super) cuts: IndexMap<ParagraphId, Vec<u32>>,
}

impl ApplyOptions {
    /// Divides a paragraph at these bytes of the source, should its division be among the chosen.
    /// Notes that want a paragraph divided seldom say where; without a cut it stays in one piece
    /// that is [marked](Placed::is_divided), and the division is [left undone](Reason::CutUnsaid). Bytes outside its text, or inside a character, cut
    /// nothing.
    #[must_use]
    pub fn cut(mut self, paragraph: ParagraphId, at: impl IntoIterator<Item = u32>) -> Self {
        self.cuts.entry(paragraph).or_default().extend(at);
        self
    }
}

/// A stretch of a paragraph's text, marks and notes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Stretch {
    /// Whose text.
    pub paragraph: ParagraphId,
    /// Where in the source.
    pub span: Span,
}

/// A paragraph of the new order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Placed {
    /// The paragraph whose place it is.
    pub paragraph: ParagraphId,
    /// The part in which it now stands.
    pub part: PartId,
    /// Its new label.
    pub label: Label,
    /// What it is made of, in order; several where paragraphs were joined.
    pub stretches: Vec<Stretch>,
    /// It is to be divided, and nobody said where.
    pub is_divided: bool,
}

/// What became of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fate {
    /// It stands, under this label.
    Stands(Label),
    /// It is part of the paragraph that now has this label.
    Merged(Label),
    /// It stands divided, under these labels.
    Divided(Vec<Label>),
    /// It is gone: struck, or another stands in its place.
    Gone(ProposalId),
    /// It is itself a wish, and not among the chosen.
    Open,
}

/// Why a chosen proposal was left undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// Others among the chosen contradict it; none of them wins.
    Contested,
    /// What it names means no paragraph, or several, or no place in the text.
    Unresolved,
    /// It is about a proposed paragraph that is not among the chosen.
    ParagraphOpen,
    /// It would move words that nobody delimits.
    ExtentUnsaid,
    /// It would divide a paragraph, and nobody says where; the paragraph is [marked](Placed::is_divided).
    CutUnsaid,
    /// It is the second step of a wish, and the first is not done: what a merge would make cannot be
    /// moved without it. Of two paragraphs to be swapped either is such a step.
    StepMissing,
}

impl Reason {
    /// The words that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contested => "contested",
            Self::Unresolved => "unresolved",
            Self::ParagraphOpen => "its paragraph does not stand",
            Self::ExtentUnsaid => "its words are not said",
            Self::CutUnsaid => "where to divide is not said",
            Self::StepMissing => "its other step is not done",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A chosen proposal that was left undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Held {
    /// Which.
    pub proposal: ProposalId,
    /// Why.
    pub reason: Reason,
}

/// A text under a choice of proposals: its order, and what became of every paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[must_use]
pub struct Applied {
    /// The paragraphs in their new order.
    pub order: Vec<Placed>,
    /// What of the text is struck.
    pub struck: Vec<Stretch>,
    /// What became of every paragraph of the document, in source order.
    pub fates: IndexMap<ParagraphId, Fate>,
    /// The chosen proposals that were left undone, in the order of the proposals.
    pub held: Vec<Held>,
    /// What of the chosen cannot come true together.
    pub findings: Vec<Finding>,
}

/// The order of a text under some of its structural proposals.
///
/// The paragraphs that no chosen proposal touches keep their order. One that is moved hangs on the
/// paragraph it is moved beside and goes along with it; but it takes the place of one that it is moved
/// to and that leaves it ([`Side::At`](super::Side)), so that `OP2 to OP5` and `OP5 to OP2` exchange
/// the two. One that is merged is joined, in the order of the page, behind the words of the one it is
/// merged into; one that is struck or replaced is listed as struck.
///
/// What replaces another keeps its own place, which its label tells: after `replace OP6 and OP7 with
/// this new PP5` the new paragraph stands at PP5, and after `replace OP3 with OP1` OP1 stands where it
/// stood. Only an alternative stands in the place of what it replaces. Who wants OP1 at OP3 as well
/// says that in a move of OP1.
///
/// Proposed paragraphs stand where their label puts them if they are among the chosen, or if a chosen
/// proposal has them replace others. The numbers of the page are then dealt out anew in each part, each
/// once and in their order; where there are more paragraphs than numbers they go on from the last.
///
/// Proposals that change no paragraph as a whole are passed over: moving a paragraph and editing its
/// words do not touch each other. Of chosen proposals that contradict each other none is done; they
/// are [held](Applied::held), with the [finding](Applied::findings).
///
/// # Complexity
///
/// O(n + s + c log c) in the bytes of the text, its stances and the chosen proposals, with the
/// cost of a cycle as in [`findings`](super::findings).
///
/// # Examples
///
/// ```
/// use travaux::{Document, lineage::apply};
/// let document = Document::read("1. We sail.\n(move after OP2: FRA)\n\n2. We row.\n")?;
/// let applied = apply(&document, &[document.proposals()[0].id()]);
/// let order: Vec<_> = applied
///     .order
///     .iter()
///     .map(|placed| format!("{} {}", placed.label, document.base_text(placed.paragraph)))
///     .collect();
/// assert_eq!(order, ["OP1 We row.", "OP2 We sail."]);
///
/// let document = Document::read("1. We sail.\n\n2. We row.\n\n3. We rest.\n(replace with OP1: FRA)\n")?;
/// let applied = apply(&document, &[document.proposals()[0].id()]);
/// let order: Vec<_> = applied.order.iter().map(|placed| document.base_text(placed.paragraph)).collect();
/// assert_eq!(order, ["We sail.", "We row."]);
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn apply(document: &Document, chosen: &[ProposalId]) -> Applied {
    apply_with(document, chosen, &ApplyOptions::default())
}

/// [`apply`] with places to cut divided paragraphs at.
pub fn apply_with(document: &Document, chosen: &[ProposalId], options: &ApplyOptions) -> Applied {
    let lineage = lineage(document);
    let wanted: IndexSet<ProposalId> = chosen.iter().copied().collect();
    let ground = Ground::under(document, &lineage.graph, |id| wanted.contains(&id));
    let mut wishes: Vec<&Wish> =
        lineage.wishes.iter().filter(|wish| wanted.contains(&wish.proposal)).collect();
    let mut held: IndexMap<ProposalId, Reason> = IndexMap::new();
    wishes.retain(|wish| {
        let step = wish.step_after(document).or(wish.swapped_with);
        let missing = step.is_some_and(|step| !wanted.contains(&step));
        held.extend(missing.then_some((wish.proposal, Reason::StepMissing)));
        !missing
    });
    let lost = lineage.lost();
    wishes.retain(|wish| {
        let lost = lost.contains(&wish.proposal);
        held.extend(lost.then_some((wish.proposal, Reason::Unresolved)));
        !lost
    });
    let Contention { found: findings, excluded } = contention(&ground, &wishes);
    held.extend(excluded.into_iter().map(|proposal| (proposal, Reason::Contested)));
    wishes.retain(|wish| !held.contains_key(&wish.proposal));
    let mut plan = Plan::new(&ground);
    let mut keep = |wishes: &mut Vec<&Wish>, check: &dyn Fn(&Wish) -> Option<Reason>| {
        wishes.retain(|wish| {
            let reason = check(wish);
            held.extend(reason.map(|reason| (wish.proposal, reason)));
            reason.is_none()
        });
    };
    keep(&mut wishes, &|wish| plan.unresolved(wish));
    let parts = plan.parts_of(&wishes);
    keep(&mut wishes, &|wish| plan.overlapping(wish, &parts));
    for wish in wishes.iter().filter(|wish| wish.kind == ProposalKind::New) {
        plan.open(wish.subjects.first().copied(), wish.proposal);
    }
    keep(&mut wishes, &|wish| plan.subject_open(wish));
    for wish in wishes.iter().filter(|wish| wish.kind == ProposalKind::ReplaceParagraph) {
        plan.open(wish.targets.first().map(|(_, by)| *by), wish.proposal);
    }
    keep(&mut wishes, &|wish| plan.target_open(wish));
    let left: IndexSet<ProposalId> = wishes.iter().map(|wish| wish.proposal).collect();
    keep(&mut wishes, &|wish| {
        let step = wish.step_after(document).or(wish.swapped_with)?;
        (!left.contains(&step)).then_some(Reason::StepMissing)
    });
    let moves = Moves::of(&ground, &wishes);
    for wish in keep::as_first_said(&wishes) {
        plan.take(wish, &moves);
    }
    let Ordered { sequence, given_up } = order(&ground, plan.items.clone());
    for at in given_up {
        let wishes = plan.moved_by.get(&at).into_iter().flatten();
        held.extend(wishes.map(|proposal| (*proposal, Reason::Unresolved)));
    }
    let mut applied = plan.write(&sequence, options);
    let uncut = applied.order.iter().filter(|placed| placed.is_divided);
    let uncut: IndexSet<ParagraphId> = uncut.map(|placed| placed.paragraph).collect();
    for wish in wishes.iter().filter(|wish| wish.kind == ProposalKind::Split) {
        if plan.words_of(wish).any(|id| uncut.contains(&id)) {
            held.insert(wish.proposal, Reason::CutUnsaid);
        }
    }
    applied.findings = findings;
    let mut held: Vec<Held> =
        held.into_iter().map(|(proposal, reason)| Held { proposal, reason }).collect();
    held.sort_by_key(|held| held.proposal);
    applied.held = held;
    applied
}
