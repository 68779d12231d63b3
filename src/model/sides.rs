//! Who stands where on each proposal.

use indexmap::{IndexMap, IndexSet};

use super::document::Document;
use super::id::{DelegationId, ParagraphId, ProposalId};
use super::proposal::{Proposal, ProposalKind};
use super::replaced::Replaced;
use super::statement::{Polarity, Target};

/// The delegations on each side of a proposal, each once, in the order in which they first speak
/// of it.
///
/// A delegation that says two things of one proposal is counted once: an objection weighs more
/// than a reservation, that more than support, that more than being flexible. What it says of the
/// proposal itself weighs more than its wish to keep the paragraph as it was.
///
/// # Who is against
///
/// Against a proposal are its objectors, who say so or want the paragraph as it was, and its rivals:
/// those who want one of its [alternatives](super::Proposal::alternatives) instead, for at most one
/// of these can stand. [`against`](Sides::against) counts both. This is what is meant wherever a
/// proposal is called opposed or unopposed: by [`consensus`](crate::analysis::consensus()), by
/// [`Choice::Unopposed`](crate::project::Choice::Unopposed) and by every
/// [`DecisionRule`](crate::project::DecisionRule).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Sides {
    /// Who wants it.
    pub supporters: Vec<DelegationId>,
    /// Who is against it: by name, or by wanting the paragraph as it was.
    pub objectors: Vec<DelegationId>,
    /// Of the objectors those who only want the paragraph as it was.
    pub by_original: Vec<DelegationId>,
    /// Who reserves its position.
    pub reserved: Vec<DelegationId>,
    /// Who can go either way.
    pub flexible: Vec<DelegationId>,
    /// How many want an alternative of it, do not want it as well, and are not among its objectors.
    pub rivals: usize,
}

impl Sides {
    /// How many are against it: objectors and rivals.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, model::sides};
    /// let document = Document::read("4. We act [now: FRA, DEU / soon: USA; delete: RUS].")?;
    /// let against: Vec<usize> = sides(&document).iter().map(|sides| sides.against()).collect();
    /// assert_eq!(against, [2, 3]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn against(&self) -> usize {
        self.objectors.len() + self.rivals
    }
}

/// The sides of every proposal, in the order of [`Document::proposals`].
///
/// # Complexity
///
/// O(s + p × k) for s stances, p proposals, and k delegations that want their paragraph as it was.
///
/// # Examples
///
/// ```
/// use travaux::{Document, model::sides};
/// let document = Document::read("4. We act [boldly: FRA; oppose: USA]. (retain original: RUS)")?;
/// let sides = sides(&document);
/// assert_eq!((sides[0].supporters.len(), sides[0].objectors.len()), (1, 2));
/// assert_eq!(sides[0].by_original.len(), 1);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn sides(document: &Document) -> Vec<Sides> {
    let (keepers, replaced) = (keepers(document), Replaced::new(document));
    let ids = (0..document.proposals().len()).map(ProposalId::from_index);
    let mut sides: Vec<Sides> = ids.map(|id| of(document, id, &keepers, &replaced)).collect();
    let wanting = Wanting::new(document, &sides);
    for (proposal, sides) in document.proposals().iter().zip(&mut sides) {
        if let Some(all) = wanting.of(proposal) {
            let objecting = sides.objectors.iter().filter(|one| all.contains(*one)).count();
            sides.rivals = all.len() - sides.supporters.len() - objecting;
        }
    }
    sides
}

/// Who wants one of a set of alternatives, by set.
struct Wanting(IndexMap<u32, IndexSet<DelegationId>>);

impl Wanting {
    fn new(document: &Document, sides: &[Sides]) -> Wanting {
        let mut sets: IndexMap<u32, IndexSet<DelegationId>> = IndexMap::new();
        for (proposal, sides) in document.proposals().iter().zip(sides) {
            if let Some(set) = proposal.alternatives() {
                sets.entry(set).or_default().extend(&sides.supporters);
            }
        }
        Wanting(sets)
    }

    fn of(&self, proposal: &Proposal) -> Option<&IndexSet<DelegationId>> {
        proposal.alternatives().and_then(|set| self.0.get(&set))
    }
}

/// Who the [rivals](Sides::rivals) of each proposal are: O(p × d) for p proposals and d delegations
/// on a set of alternatives, which is why the sides only count them.
pub(crate) fn rivals(document: &Document, sides: &[Sides]) -> Vec<Vec<DelegationId>> {
    let wanting = Wanting::new(document, sides);
    let mut spoken_at = vec![0; document.delegations().len()];
    let mut rivals = Vec::with_capacity(sides.len());
    for (at, (proposal, sides)) in (1usize..).zip(document.proposals().iter().zip(sides)) {
        for one in sides.supporters.iter().chain(&sides.objectors) {
            if let Some(spoken) = spoken_at.get_mut(one.index()) {
                *spoken = at;
            }
        }
        let all = wanting.of(proposal).into_iter().flatten().copied();
        rivals.push(all.filter(|one| spoken_at.get(one.index()) != Some(&at)).collect());
    }
    rivals
}

/// Who wants each paragraph as it was.
pub(crate) fn keepers(document: &Document) -> IndexMap<ParagraphId, Vec<DelegationId>> {
    let mut keepers: IndexMap<ParagraphId, Vec<DelegationId>> = IndexMap::new();
    for stance in document.stances() {
        if let (Target::Paragraph(paragraph), Polarity::Against) = (stance.target, stance.polarity)
        {
            let known = keepers.entry(paragraph).or_default();
            if !known.contains(&stance.delegation) {
                known.push(stance.delegation);
            }
        }
    }
    keepers
}

fn of(
    document: &Document,
    id: ProposalId,
    keepers: &IndexMap<ParagraphId, Vec<DelegationId>>,
    replaced: &Replaced,
) -> Sides {
    let mut said: IndexMap<DelegationId, Polarity> = IndexMap::new();
    for stance in document.stances_on(id) {
        let weightier = said
            .get(&stance.delegation)
            .is_none_or(|earlier| weight(stance.polarity) > weight(*earlier));
        if weightier {
            said.insert(stance.delegation, stance.polarity);
        }
    }
    let mut sides = Sides::default();
    for (delegation, polarity) in &said {
        match polarity {
            Polarity::For => sides.supporters.push(*delegation),
            Polarity::Against => sides.objectors.push(*delegation),
            Polarity::Reserve => sides.reserved.push(*delegation),
            Polarity::Flexible => sides.flexible.push(*delegation),
            Polarity::Comment => {}
        }
    }
    let proposal = document.proposal(id);
    if let Some(changed) = changed(document, proposal, replaced) {
        for keeper in keepers.get(&changed).into_iter().flatten() {
            let spoke = said.get(keeper).is_some_and(|polarity| *polarity != Polarity::Comment);
            if !spoke {
                sides.objectors.push(*keeper);
                sides.by_original.push(*keeper);
            }
        }
    }
    sides
}

/// The paragraph that would not stay as it was: a paragraph that stands elsewhere is still as it was,
/// and a new one leaves the others alone, but an alternative takes the place of the one it names.
fn changed(document: &Document, proposal: &Proposal, replaced: &Replaced) -> Option<ParagraphId> {
    match proposal.kind() {
        ProposalKind::Insert
        | ProposalKind::Delete
        | ProposalKind::Replace
        | ProposalKind::End
        | ProposalKind::DeleteParagraph
        | ProposalKind::Merge
        | ProposalKind::Split
        | ProposalKind::ReplaceParagraph
        | ProposalKind::Redraft => Some(proposal.paragraph()),
        ProposalKind::New => replaced.of(document.paragraph(proposal.paragraph())),
        ProposalKind::Move => None,
    }
}

fn weight(polarity: Polarity) -> u8 {
    match polarity {
        Polarity::Against => 4,
        Polarity::Reserve => 3,
        Polarity::For => 2,
        Polarity::Flexible => 1,
        Polarity::Comment => 0,
    }
}
