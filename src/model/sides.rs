//! Who stands where on each proposal.

use indexmap::IndexMap;

use super::document::Document;
use super::id::{DelegationId, ParagraphId};
use super::proposal::{Proposal, ProposalKind};
use super::replaced::Replaced;
use super::rivalry::Rivalry;
use super::statement::{Polarity, Target};
use crate::threads;

/// The delegations on each side of a proposal, each once, in the order in which they first speak
/// of it.
///
/// A delegation that says two things of one proposal is counted once: an objection weighs more
/// than a reservation, that more than support, that more than being flexible. What it says of the
/// proposal itself weighs more than its wish to keep the paragraph as it was. One that both wants
/// and opposes it is so counted against it, here and in every analysis, and is told of with both
/// places ([`DiagnosticKind::SidesBoth`](crate::DiagnosticKind::SidesBoth)).
///
/// # Who is against
///
/// Against a proposal are its objectors, who say so or want the paragraph as it was, and its
/// rivals: those who want one of its [alternatives](super::Proposal::alternatives) instead, or
/// `OP2 ALT2` where it is `OP2 ALT1`, for at most one of these can stand, whether or not the text
/// still has an OP2. Whoever wants words that need one of these texts, being inside it, stands with
/// those who want that text and is a rival of the others, unless it speaks of the texts themselves
/// or wants words in two of them: in `[far [and on: BRA]: FRA / wide: USA]` BRA is against *wide*.
/// Who amends the paragraph of a whole alternative says nothing of the others by that.
/// [`against`](Sides::against) counts both. This is what is meant wherever a proposal is called
/// opposed or unopposed, and wherever delegations are compared
/// ([`positions`](crate::analysis::positions())): by [`consensus`](crate::analysis::consensus()),
/// by [`Choice::Unopposed`](crate::project::Choice::Unopposed) and by each
/// [`DecisionRule`](crate::project::DecisionRule) that counts who is against.
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
    /// How many want an alternative of it, or words inside one, do not want it as well, and are not
    /// among its objectors.
    pub rivals: usize,
}

impl Sides {
    /// How many are against it: objectors and rivals.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, model::sides};
    /// let document = Document::read("4. We act [now: FRA, DEU / soon: USA / delete: RUS].")?;
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
    sides_and_rivalry(document).0
}

/// The [`sides`], and who stands with which of several texts.
pub(crate) fn sides_and_rivalry(document: &Document) -> (Vec<Sides>, Rivalry) {
    let (keepers, replaced) = (keepers(document), Replaced::new(document));
    let holders = against(document, |target| match target {
        Target::Deletion(paragraph) => Some(paragraph),
        _ => None,
    });
    let stretches = threads::stretches(document.proposals(), document.workers());
    let found = threads::side_by_side(&stretches, |proposals| {
        let mut said = Said::new(document);
        let of = |one: &Proposal| of(document, one, &mut said, (&keepers, &holders), &replaced);
        proposals.iter().map(of).collect::<Vec<Sides>>()
    });
    let mut sides: Vec<Sides> = found.into_iter().flatten().collect();
    let rivalry = Rivalry::new(document, &sides);
    for (at, sides) in sides.iter_mut().enumerate() {
        sides.rivals = rivalry.count(at, sides);
    }
    (sides, rivalry)
}

/// Who wants each paragraph as it was.
pub(crate) fn keepers(document: &Document) -> ByParagraph {
    against(document, |target| match target {
        Target::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })
}

type ByParagraph = IndexMap<ParagraphId, Vec<DelegationId>, hashbrown::DefaultHashBuilder>;

/// Who is against what is said of each paragraph.
fn against(document: &Document, what: impl Fn(Target) -> Option<ParagraphId>) -> ByParagraph {
    let mut found = ByParagraph::default();
    for stance in document.stances().filter(|stance| stance.polarity == Polarity::Against) {
        if let Some(paragraph) = what(stance.target) {
            let known = found.entry(paragraph).or_default();
            if !known.contains(&stance.delegation) {
                known.push(stance.delegation);
            }
        }
    }
    found
}

/// What each delegation says of one proposal, the weightiest once, in the order in which they first
/// speak.
struct Said {
    list: Vec<(DelegationId, Polarity)>,
    /// Of each delegation the round in which it spoke last, and its place in the list.
    places: Vec<(u32, u32)>,
    round: u32,
}

impl Said {
    fn new(document: &Document) -> Said {
        let places = vec![(0, 0); document.delegations().len()];
        Said { list: Vec::new(), places, round: 0 }
    }

    fn begin(&mut self) {
        self.list.clear();
        self.round += 1;
    }

    fn get(&self, delegation: DelegationId) -> Option<Polarity> {
        let (round, place) = self.places.get(delegation.index()).copied()?;
        let known = self.list.get(place as usize).filter(|_| round == self.round);
        known.map(|(_, polarity)| *polarity)
    }

    fn add(&mut self, delegation: DelegationId, polarity: Polarity) {
        let Some(slot) = self.places.get_mut(delegation.index()) else { return };
        if slot.0 != self.round {
            *slot = (self.round, u32::try_from(self.list.len()).unwrap_or(u32::MAX));
            self.list.push((delegation, polarity));
        } else if let Some((_, known)) = self.list.get_mut(slot.1 as usize) {
            if weight(polarity) > weight(*known) {
                *known = polarity;
            }
        }
    }
}

fn of(
    document: &Document,
    proposal: &Proposal,
    said: &mut Said,
    (keepers, holders): (&ByParagraph, &ByParagraph),
    replaced: &Replaced,
) -> Sides {
    said.begin();
    for stance in document.stances_on(proposal.id()) {
        said.add(stance.delegation, stance.polarity);
    }
    let mut sides = Sides::default();
    for (delegation, polarity) in &said.list {
        match polarity {
            Polarity::For => sides.supporters.push(*delegation),
            Polarity::Against => sides.objectors.push(*delegation),
            Polarity::Reserve => sides.reserved.push(*delegation),
            Polarity::Flexible => sides.flexible.push(*delegation),
            Polarity::Comment => {}
        }
    }
    if proposal.kind() == ProposalKind::DeleteParagraph {
        let holders = holders.get(&proposal.paragraph()).into_iter().flatten();
        sides.objectors.extend(holders.filter(|holder| said.get(**holder).is_none()));
    }
    if let Some(changed) = changed(document, proposal, replaced) {
        for keeper in keepers.get(&changed).into_iter().flatten() {
            let spoke = said.get(*keeper).is_some_and(|polarity| polarity != Polarity::Comment)
                || sides.objectors.contains(keeper);
            if !spoke {
                sides.objectors.push(*keeper);
                sides.by_original.push(*keeper);
            }
        }
    }
    sides
}

/// The paragraph that would not stay as it was: a paragraph that stands elsewhere is still as it
/// was, and a new one leaves the others alone, but an alternative takes the place of the one it
/// names.
pub(crate) fn changed(
    document: &Document,
    proposal: &Proposal,
    replaced: &Replaced,
) -> Option<ParagraphId> {
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
