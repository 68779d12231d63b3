//! What is contested in a lineage: rivals, cycles, lost targets, orphans, labels that stand twice.

use indexmap::{IndexMap, IndexSet};

use super::contention::{Camp, Finding, FindingKind, Refusal, contention};
use super::ground::{Ground, is_original};
use super::place::{Defect, Unresolved};
use super::{Lineage, Spot, Wish, WishId, keep};
use crate::Label;
use crate::model::{Document, ParagraphId, PartId, ProposalId, ProposalKind};

/// Paragraphs of one label that a finding names at most.
const CARRIERS: usize = 8;

/// What is contested in a lineage of a text, or cannot come true: contention first, by paragraph;
/// then merges that some oppose, labels that mean nothing or too much, and labels that stand twice.
///
/// Only what somebody wants is held against other wishes, and of that no wish to a place that does
/// not stand in the text: it cannot come true whatever the others want. Two wishes contend where no text could
/// grant both: one paragraph to two places, a paragraph to stand beside one that goes, A before B
/// and B before A. Each finding names the sides, who stands on them, and the smallest set of
/// proposals whose refusal ends it ([`Refusal`]).
///
/// # Complexity
///
/// O(p + w + s) for p paragraphs, w wishes and s stances on them. A cycle of at most
/// [`EXACT`](super::EXACT) proposals costs up to 2^`EXACT` passes over its wishes; cycles are found
/// as petgraph's strongly connected components.
///
/// # Examples
///
/// ```
/// use travaux::{Document, lineage::{FindingKind, findings, lineage}};
/// let document = Document::read(
///     "1. We sail.\n(move after OP2: FRA)\n(merge with OP3: DEU, ESP)\n\n2. We row.\n\n3. We rest.\n",
/// )?;
/// let found = findings(&lineage(&document), &document);
/// assert_eq!(found[0].kind, FindingKind::Rivals);
/// assert_eq!(found[0].camps.len(), 2);
/// assert_eq!(found[0].refusal.proposals.len(), 1);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn findings(lineage: &Lineage, document: &Document) -> Vec<Finding> {
    let ground = Ground::new(document, &lineage.graph);
    let mut found = contention(&ground, &lineage.wanted()).found;
    found.extend(opposed_merges(&ground, lineage));
    found.extend(unresolved(lineage));
    found.extend(duplicates(document));
    found
}

/// Merges that some want and others do not; one that two paragraphs' notes ask for is one.
fn opposed_merges(ground: &Ground<'_>, lineage: &Lineage) -> Vec<Finding> {
    let mut merges: IndexMap<Vec<ParagraphId>, Vec<&Wish>> = IndexMap::new();
    for wish in lineage.wishes.iter().filter(|wish| wish.kind == ProposalKind::Merge) {
        let ends = wish.subjects.iter().chain(wish.targets.iter().map(|(_, node)| node));
        let mut members: Vec<ParagraphId> =
            ends.filter_map(|node| ground.paragraph(*node)).collect();
        members.sort_unstable();
        merges.entry(members).or_default().push(wish);
    }
    let mut found = Vec::new();
    for (members, wishes) in merges {
        let camp = Camp::of(wishes.iter().copied().filter(|wish| wish.is_wanted()));
        let mut separate: IndexSet<_> = IndexSet::new();
        separate.extend(wishes.iter().flat_map(|wish| &wish.positions.against));
        if camp.proposals.is_empty() || separate.is_empty() {
            continue;
        }
        let refusal = Refusal { proposals: camp.proposals.clone(), exact: true };
        let keeping = Camp { wanting: separate.into_iter().collect(), ..Camp::default() };
        found.push(Finding {
            kind: FindingKind::MergeOpposed,
            paragraphs: members,
            label: None,
            candidates: Vec::new(),
            camps: vec![camp, keeping],
            refusal,
        });
    }
    found
}

impl Lineage {
    /// The wishes that are contested: somebody wants each, and somebody is against it or another wish
    /// excludes it, so that it stands on a side of one of the [`findings`] that are
    /// [contention](FindingKind::is_contention). So are the notes to keep paragraphs separate, or where
    /// they are, while somebody wants them joined or moved; while nobody does, they are not. In the order
    /// of the wishes; `document` is the text that the lineage is of.
    ///
    /// A wish whose place does not stand in the text, or is not said, is not contested for that: it is
    /// a finding of its own, and excludes no other.
    ///
    /// # Complexity
    ///
    /// That of [`findings`].
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, lineage::lineage};
    /// let contested = |text: &str| -> Result<Vec<usize>, travaux::Error> {
    ///     let document = Document::read(text)?;
    ///     let lineage = lineage(&document);
    ///     let contested = lineage.contested(&document);
    ///     Ok(contested.iter().map(|id| id.index()).collect())
    /// };
    /// let text = |notes: &str| format!("1. We sail.\n{notes}\n\n2. We row.\n\n3. We rest.\n");
    /// assert_eq!(contested(&text("(move before OP3: FRA)"))?, []);
    /// assert_eq!(contested(&text("(move before OP3: FRA)\n(merge with OP77: DEU)"))?, []);
    /// assert_eq!(contested(&text("(move before OP3: FRA; oppose: DEU)"))?, [0]);
    /// assert_eq!(contested(&text("(move before OP3: FRA)\n(merge with OP2: DEU)"))?, [0, 1]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn contested(&self, document: &Document) -> Vec<WishId> {
        let ground = Ground::new(document, &self.graph);
        let mut excluded = contention(&ground, &self.wanted()).excluded;
        let merges = opposed_merges(&ground, self);
        let sides = merges.iter().flat_map(|finding| &finding.camps);
        excluded.extend(sides.flat_map(|camp| camp.proposals.iter().copied()));
        let is_contested = |wish: &Wish| {
            wish.is_wanted() && (wish.is_opposed() || excluded.contains(&wish.proposal))
        };
        // Who wants a paragraph kept where it is, or separate, stands against whoever wants it moved or
        // joined; if nobody does, nothing is contested.
        let mut contested = keep::contested(&self.graph, &self.wishes);
        let wanted = self.wishes.iter().enumerate().filter(|(_, wish)| is_contested(wish));
        contested.extend(wanted.map(|(at, _)| at));
        contested.sort_unstable();
        contested.into_iter().map(WishId::from_index).collect()
    }

    /// The wishes that are held against each other.
    fn wanted(&self) -> Vec<&Wish> {
        let lost = self.lost();
        let wanted = |wish: &&Wish| wish.is_wanted() && !lost.contains(&wish.proposal);
        self.wishes.iter().filter(wanted).collect()
    }

    /// The wishes whose first place, with whom or by what, is a label that no paragraph carries.
    pub(super) fn lost(&self) -> IndexSet<ProposalId> {
        let missing = self.unresolved.iter().filter(|one| one.kind == Defect::Target);
        let lost = missing.filter_map(|one| {
            let wish = self.wish(one.wish?)?;
            let (_, target) = wish.targets.first()?;
            let spot = self.graph.node_weight(*target)?.spot;
            let asks = matches!(
                wish.kind,
                ProposalKind::Move | ProposalKind::Merge | ProposalKind::ReplaceParagraph
            );
            (asks && one.label.map(Spot::Unknown) == Some(spot)).then_some(wish.proposal)
        });
        lost.collect()
    }
}

fn unresolved(lineage: &Lineage) -> impl Iterator<Item = Finding> {
    // Who only wants paragraphs kept separate need not say from which.
    let asks = |one: &&Unresolved| {
        let wish = one.wish.and_then(|id| lineage.wish(id));
        one.kind != Defect::Unsaid || wish.is_none_or(Wish::is_wanted)
    };
    lineage.unresolved.iter().filter(asks).map(|unresolved| {
        let wish = unresolved.wish.and_then(|id| lineage.wish(id));
        let kind = match unresolved.kind {
            Defect::Subject => FindingKind::Orphan,
            Defect::Target => FindingKind::TargetMissing,
            Defect::Ambiguous => FindingKind::LabelAmbiguous,
            Defect::Unsaid => FindingKind::TargetUnsaid,
        };
        let proposals: Vec<_> = wish.iter().map(|wish| wish.proposal).collect();
        Finding {
            kind,
            paragraphs: vec![unresolved.paragraph],
            label: unresolved.label,
            candidates: unresolved.candidates.clone(),
            camps: wish.map(|wish| Camp::of([wish])).into_iter().collect(),
            refusal: Refusal { proposals, exact: true },
        }
    })
}

/// Labels that several paragraphs of one part carry, rival alternatives among them.
fn duplicates(document: &Document) -> Vec<Finding> {
    let mut carriers: IndexMap<(PartId, Label), Vec<ParagraphId>> = IndexMap::new();
    for paragraph in document.paragraphs() {
        let label = paragraph.label();
        let named = is_original(paragraph) || (label.is_proposed() && !label.is_heading());
        if named && label.number().is_some() {
            carriers.entry((paragraph.part(), label)).or_default().push(paragraph.id());
        }
    }
    carriers
        .into_iter()
        .filter(|(_, carriers)| carriers.len() > 1)
        .map(|((_, label), mut carriers)| {
            carriers.truncate(CARRIERS);
            Finding {
                kind: FindingKind::LabelDuplicate,
                paragraphs: carriers.clone(),
                label: Some(label),
                candidates: carriers,
                camps: Vec::new(),
                refusal: Refusal { proposals: Vec::new(), exact: true },
            }
        })
        .collect()
}
