//! What some wishes ask of each paragraph, and which of them cannot come true together.

use indexmap::{IndexMap, IndexSet};
use petgraph::stable_graph::NodeIndex;

use super::ground::{Gap, Ground};
use super::moves::Moves;
use super::refuse::{self, Keep};
use super::{Share, Side, Spot, Wish, keep};
use crate::Label;
use crate::model::{DelegationId, ParagraphId, ProposalId, ProposalKind};

/// What cannot come true, or means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// One paragraph is wished to two places, or into two fates.
    Rivals,
    /// A place is named by both its neighbours, and one of them would stand elsewhere.
    PlaceParted,
    /// A before B, and B before A; round any number of paragraphs.
    Cycle,
    /// A paragraph is wished to one that would be struck, replaced or merged away.
    TargetGone,
    /// Some want paragraphs merged, others are against it: they want them kept separate, or as they
    /// were.
    MergeOpposed,
    /// The place that a wish names does not stand in the text.
    TargetMissing,
    /// A label that a wish names is carried by several paragraphs.
    LabelAmbiguous,
    /// A wish names no place.
    TargetUnsaid,
    /// A note, or a proposed paragraph, is about a paragraph that is gone.
    Orphan,
    /// Two paragraphs of one part carry one label.
    LabelDuplicate,
}

impl FindingKind {
    /// The words that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rivals => "rivals",
            Self::PlaceParted => "place parted",
            Self::Cycle => "cycle",
            Self::TargetGone => "target gone",
            Self::MergeOpposed => "merge opposed",
            Self::TargetMissing => "target missing",
            Self::LabelAmbiguous => "label ambiguous",
            Self::TargetUnsaid => "target unsaid",
            Self::Orphan => "orphan",
            Self::LabelDuplicate => "label duplicate",
        }
    }

    /// Whether wishes stand against each other or against objections. The other kinds are of one wish,
    /// or of labels.
    pub const fn is_contention(self) -> bool {
        match self {
            Self::Rivals
            | Self::PlaceParted
            | Self::Cycle
            | Self::TargetGone
            | Self::MergeOpposed => true,
            Self::TargetMissing
            | Self::LabelAmbiguous
            | Self::TargetUnsaid
            | Self::Orphan
            | Self::LabelDuplicate => false,
        }
    }
}

impl std::fmt::Display for FindingKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Wishes that a side shared by several findings is given with in any case.
const SHARED: usize = 64;

/// One side of a [`Finding`]: proposals that ask the same of it, and who stands where on them.
///
/// Those who would move or merge away a paragraph that many others are wished to can be a side of
/// many findings; past 64 proposals, and twice as many as stand against them, the side is cut. What
/// is cut is contested all the same: see [`Lineage::contested`](super::Lineage::contested).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Camp {
    /// The proposals, in the order of the wishes; none where the side is against the other's.
    pub proposals: Vec<ProposalId>,
    /// Who wants one of them, or is against the other side where there are none.
    pub wanting: Vec<DelegationId>,
    /// Who is against one of them.
    pub against: Vec<DelegationId>,
}

impl Camp {
    /// The proposals of some wishes, each once, and who stands where on them.
    pub(super) fn of<'w>(wishes: impl IntoIterator<Item = &'w Wish>) -> Camp {
        let mut proposals: IndexSet<ProposalId> = IndexSet::new();
        let mut wanting: IndexSet<DelegationId> = IndexSet::new();
        let mut against: IndexSet<DelegationId> = IndexSet::new();
        for wish in wishes {
            if proposals.insert(wish.proposal) {
                wanting.extend(&wish.positions.wanting);
                against.extend(&wish.positions.against);
            }
        }
        let list = |set: IndexSet<DelegationId>| set.into_iter().collect();
        Camp {
            proposals: proposals.into_iter().collect(),
            wanting: list(wanting),
            against: list(against),
        }
    }
}

/// A smallest set of proposals without which a finding is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Refusal {
    /// The proposals to refuse; none where no refusal helps.
    pub proposals: Vec<ProposalId>,
    /// Whether it is known that no smaller set does. The smallest set that breaks a cycle of more than
    /// [`EXACT`](super::EXACT) proposals is a guess: one that works, and that is known to be the
    /// smallest where as many cycles share no proposal; so is the one proposal of a plain ring.
    pub exact: bool,
}

/// What cannot come true together, or means nothing; [`findings`](super::findings) lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Finding {
    /// What kind.
    pub kind: FindingKind,
    /// The paragraphs it is about.
    pub paragraphs: Vec<ParagraphId>,
    /// The label that means nothing or too much.
    pub label: Option<Label>,
    /// What the label could mean.
    pub candidates: Vec<ParagraphId>,
    /// The sides, each with its proposals and delegations.
    pub camps: Vec<Camp>,
    /// Whose refusal would end it.
    pub refusal: Refusal,
}

/// What a wish asks of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Demand {
    To(Gap),
    Into(NodeIndex),
    Gone,
    Replaced(NodeIndex),
    Divided,
    /// The words of this paragraph stand in its place.
    Text(ParagraphId),
}

/// The wishes that ask one thing of a paragraph, by their places among the chosen, and the places
/// they name it by.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) wishes: Vec<usize>,
    pub(super) anchors: IndexMap<(Side, NodeIndex), Vec<usize>>,
}

/// Everything that the chosen wishes ask, a paragraph at a time in the order of first wishes.
pub(super) type Demands = IndexMap<ParagraphId, IndexMap<Demand, Asked>>;

pub(super) fn demands(ground: &Ground<'_>, chosen: &[&Wish], moves: &Moves) -> Demands {
    let mut demands = Demands::new();
    for (at, wish) in chosen.iter().enumerate() {
        if wish.share != Share::Whole {
            // The rest of the paragraph stays, whatever becomes of some of its words.
            continue;
        }
        let target = wish.targets.first().copied();
        let spot = target.and_then(|(_, node)| ground.graph.node_weight(node)).map(|n| n.spot);
        if spot == Some(Spot::Unsaid) {
            // To be moved or merged, nobody knows where to, contradicts nothing.
            continue;
        }
        for node in &wish.subjects {
            let Some(id) = ground.paragraph(*node) else { continue };
            let slot = ground.slot(id);
            let target = target.map(|place| (moves.side(ground, slot, place), place.1));
            let mut ask = |of: ParagraphId, demand: Demand| {
                let asked = demands.entry(of).or_default().entry(demand).or_default();
                asked.wishes.push(at);
                if let (Demand::To(_), Some(place)) = (demand, target) {
                    asked.anchors.entry(place).or_default().push(at);
                }
            };
            match (wish.kind, target) {
                (ProposalKind::DeleteParagraph, _) => ask(id, Demand::Gone),
                (ProposalKind::Split, _) => ask(slot, Demand::Divided),
                (ProposalKind::New, _) => {
                    let text = ground.text(id);
                    let slot = ground.slot(text);
                    ask(slot, Demand::Text(text));
                    if slot != id {
                        ask(id, Demand::Text(text));
                    }
                }
                (ProposalKind::ReplaceParagraph, Some((_, by))) if by != *node => {
                    // An alternative takes the paragraph's place with its own text, and no more.
                    let text = ground.paragraph(by).map(|by| ground.text(by));
                    if text.is_none_or(|text| ground.slot(text) != id) {
                        ask(id, Demand::Replaced(by));
                    }
                    if let Some(by) = ground.paragraph(by).filter(|by| ground.is_proposed(*by)) {
                        let text = ground.text(by);
                        ask(ground.slot(text), Demand::Text(text));
                        ask(by, Demand::Text(text));
                    }
                }
                (ProposalKind::Merge, Some((_, into))) => {
                    let to = ground.paragraph(into).map(|into| ground.slot(into));
                    if to != Some(slot) {
                        ask(slot, Demand::Into(into));
                    }
                }
                (ProposalKind::Move, Some(place)) => {
                    if let Some(gap) = ground.gap(slot, place) {
                        ask(slot, Demand::To(gap));
                    }
                }
                _ => {}
            }
        }
    }
    demands
}

/// What of some wishes cannot come true together.
pub(super) struct Contention {
    pub(super) found: Vec<Finding>,
    /// Every proposal on a side of it, those as well that a side too long to be told leaves out.
    pub(super) excluded: IndexSet<ProposalId>,
}

/// Paragraphs whose wishes are a side of findings on others, which is told in part.
#[derive(Debug, Default)]
struct Shared {
    moved: IndexSet<ParagraphId>,
    merged: IndexSet<ParagraphId>,
}

/// What of the chosen wishes cannot come true together: rivals, lost targets, cycles.
pub(super) fn contention(ground: &Ground<'_>, chosen: &[&Wish]) -> Contention {
    let moves = Moves::of(ground, chosen);
    // What one wish asks, its other note does not ask the other way round.
    let asking = keep::as_first_said(chosen);
    let demands = demands(ground, &asking, &moves);
    let mut found = Vec::new();
    let mut shared = Shared::default();
    for (id, asked) in &demands {
        found.extend(rivals(ground, chosen, *id, asked));
        found.extend(parted(ground, chosen, (*id, asked), &demands, &mut shared));
    }
    found.extend(lost_targets(ground, (chosen, &asking), &demands, &mut shared));
    found.extend(refuse::cycles(ground, chosen, &moves));
    let told = found.iter().flat_map(|finding| &finding.camps).flat_map(|camp| &camp.proposals);
    let mut excluded: IndexSet<ProposalId> = told.copied().collect();
    let whole = |paragraphs: &IndexSet<ParagraphId>, is_side: fn(&Demand) -> bool| {
        let asked = paragraphs.iter().filter_map(|id| demands.get(id)).flatten();
        let wishes = asked.filter(|(demand, _)| is_side(demand)).map(|(_, asked)| &*asked.wishes);
        let wishes = wishes.flat_map(|at| pick(chosen, at));
        wishes.map(|wish| wish.proposal).collect::<Vec<ProposalId>>()
    };
    excluded.extend(whole(&shared.moved, |demand| matches!(demand, Demand::To(_))));
    excluded.extend(whole(&shared.merged, |demand| matches!(demand, Demand::Into(_))));
    Contention { found, excluded }
}

fn pick<'w>(chosen: &'w [&'w Wish], at: &'w [usize]) -> impl Iterator<Item = &'w Wish> {
    at.iter().filter_map(|at| chosen.get(*at).copied())
}

/// The demands on one paragraph that exclude another of them.
fn rivals(
    ground: &Ground<'_>,
    chosen: &[&Wish],
    id: ParagraphId,
    asked: &IndexMap<Demand, Asked>,
) -> Option<Finding> {
    if asked.len() < 2 {
        return None;
    }
    let keep = Keep::best(ground, asked);
    if keep.kept.len() == asked.len() {
        return None;
    }
    let mut camps = Vec::new();
    let mut refused = IndexSet::new();
    for (demand, of) in asked {
        if keep.is_disputed(*demand) {
            camps.push(Camp::of(pick(chosen, &of.wishes)));
        }
        if !keep.kept.contains(demand) {
            refused.extend(pick(chosen, &of.wishes).map(|wish| wish.proposal));
        }
    }
    let refusal = Refusal { proposals: refused.into_iter().collect(), exact: true };
    Some(Finding {
        kind: FindingKind::Rivals,
        paragraphs: vec![id],
        label: None,
        candidates: Vec::new(),
        camps,
        refusal,
    })
}

/// Wishes of a side that many findings share, at most, where the side that is a finding's own has
/// `own`. Told in full each time, the shared side would make the findings as long as the product of
/// both. Past this it is dearer to refuse than the own side, so that the smallest refusal is found.
fn other_side(own: usize) -> usize {
    SHARED.max(2 * own + 1)
}

/// Gaps that are named from both sides, one of which would itself stand elsewhere: `after OP5` and
/// `before OP6` are one place only as long as OP5 and OP6 stay together. So are `to the preamble`
/// and `before PP2` while PP2 stays in it.
fn parted(
    ground: &Ground<'_>,
    chosen: &[&Wish],
    (id, asked): (ParagraphId, &IndexMap<Demand, Asked>),
    demands: &Demands,
    shared: &mut Shared,
) -> Vec<Finding> {
    // What would stand in the place of another, once that has left it, does not go along.
    let beside = |(side, node): (Side, NodeIndex)| {
        let target = ground.paragraph(node).filter(|_| side != Side::At);
        target.map(|target| ground.slot(target))
    };
    let displacing = |place: (Side, NodeIndex), most: usize| {
        let target = beside(place)?;
        let moves = demands.get(&target)?.iter().filter(|(d, _)| matches!(d, Demand::To(_)));
        let wishes: Vec<usize> =
            moves.flat_map(|(_, asked)| asked.wishes.iter().copied()).take(most).collect();
        (!wishes.is_empty()).then_some(wishes)
    };
    let mut found = Vec::new();
    for (demand, of) in asked {
        let Demand::To(gap) = demand else { continue };
        if matches!(gap, Gap::Within(..)) {
            continue;
        }
        let wide = ground.region(*gap).map(|(part, series)| Demand::To(Gap::Within(part, series)));
        let wide = wide.and_then(|wide| asked.get(&wide));
        let anchors = of.anchors.iter().chain(wide.into_iter().flat_map(|wide| &wide.anchors));
        let (places, named): (Vec<_>, Vec<&[usize]>) =
            anchors.map(|(place, wishes)| (*place, &**wishes)).unzip();
        if places.len() < 2 {
            continue;
        }
        let most = other_side(named.iter().map(|wishes| wishes.len()).sum());
        let displaced: Vec<Option<Vec<usize>>> =
            places.iter().map(|place| displacing(*place, most)).collect();
        if displaced.iter().all(Option::is_none) {
            continue;
        }
        shared.moved.extend(places.iter().filter_map(|place| beside(*place)));
        let mut camps: Vec<Camp> =
            named.iter().map(|wishes| Camp::of(pick(chosen, wishes))).collect();
        let moving: IndexSet<usize> = displaced.iter().flatten().flatten().copied().collect();
        let moving: Vec<usize> = moving.into_iter().collect();
        camps.push(Camp::of(pick(chosen, &moving)));
        found.push(Finding {
            kind: FindingKind::PlaceParted,
            paragraphs: vec![id],
            label: None,
            candidates: Vec::new(),
            camps,
            refusal: refuse::parting(chosen, &named, &displaced),
        });
    }
    found
}

/// Paragraphs that some wish away and others wish something to.
fn lost_targets(
    ground: &Ground<'_>,
    (chosen, asking): (&[&Wish], &[&Wish]),
    demands: &Demands,
    shared: &mut Shared,
) -> Vec<Finding> {
    /// Wishes by what they ask of one target.
    #[derive(Default)]
    struct Aimed {
        merging: Vec<usize>,
        others: Vec<usize>,
    }
    let mut aimed: IndexMap<ParagraphId, Aimed> = IndexMap::new();
    for (at, wish) in asking.iter().enumerate() {
        let Some((side, node)) = wish.targets.first() else { continue };
        let Some(target) = ground.paragraph(*node) else { continue };
        // `Move OP6 here`: where the note stands is a place, whatever becomes of its paragraph.
        if wish.kind == ProposalKind::Move && *side == Side::After && ground.says(target, wish.span)
        {
            continue;
        }
        let others = wish.subjects.iter().filter_map(|node| ground.paragraph(*node));
        if others.into_iter().all(|subject| subject == target) {
            continue;
        }
        let of = aimed.entry(target).or_default();
        match wish.kind {
            ProposalKind::Merge => of.merging.push(at),
            ProposalKind::Move | ProposalKind::ReplaceParagraph => of.others.push(at),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (target, Aimed { merging, others }) in aimed {
        let of = |target: ParagraphId, most: usize, wanted: fn(&Demand) -> bool| -> Vec<usize> {
            let asked = demands.get(&target).into_iter().flatten();
            let asked = asked.filter(|(demand, _)| wanted(demand));
            asked.flat_map(|(_, asked)| asked.wishes.iter().copied()).take(most).collect()
        };
        let goes = |demand: &Demand| matches!(demand, Demand::Gone | Demand::Replaced(_));
        let struck = of(target, usize::MAX, goes);
        let most = other_side(merging.len() + others.len());
        let merged = of(ground.slot(target), most, |demand| matches!(demand, Demand::Into(_)));
        // Who is merged into a paragraph that is itself merged goes along with it.
        let (aiming, ending) = match (struck.is_empty(), others.is_empty()) {
            (true, _) => (others.clone(), merged.clone()),
            (false, true) => (merging.clone(), struck.clone()),
            (false, false) => ([&*merging, &*others].concat(), [&*struck, &*merged].concat()),
        };
        if aiming.is_empty() || ending.is_empty() {
            continue;
        }
        if !others.is_empty() {
            shared.merged.insert(ground.slot(target));
        }
        let camps = vec![Camp::of(pick(chosen, &aiming)), Camp::of(pick(chosen, &ending))];
        // Every set that leaves no pair: merging and struck, others and struck, others and merged.
        let smallest = [
            [&*merging, &*others].concat(),
            [&*struck, &*merged].concat(),
            [&*others, &*struck].concat(),
        ]
        .iter()
        .map(|option| refuse::proposals(chosen, option))
        .min_by_key(Vec::len)
        .unwrap_or_default();
        found.push(Finding {
            kind: FindingKind::TargetGone,
            paragraphs: vec![target],
            label: None,
            candidates: Vec::new(),
            camps,
            refusal: Refusal { proposals: smallest, exact: true },
        });
    }
    found
}
