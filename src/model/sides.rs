//! Who stands where on each proposal.

use indexmap::{IndexMap, IndexSet};

use super::document::Document;
use super::id::{DelegationId, ParagraphId};
use super::leaning::{self, Leaning};
use super::proposal::{Proposal, ProposalKind};
use super::replaced::{Replaced, whole_alternatives};
use super::statement::{Polarity, Target};
use crate::threads;

/// The delegations on each side of a proposal, each once, in the order in which they first speak
/// of it.
///
/// A delegation that says two things of one proposal is counted once: an objection weighs more
/// than a reservation, that more than support, that more than being flexible. What it says of the
/// proposal itself weighs more than its wish to keep the paragraph as it was. One that both wants and
/// opposes it is so counted against it, here and in every analysis, and is told of with both places
/// ([`DiagnosticKind::SidesBoth`](crate::DiagnosticKind::SidesBoth)).
///
/// # Who is against
///
/// Against a proposal are its objectors, who say so or want the paragraph as it was, and its rivals:
/// those who want one of its [alternatives](super::Proposal::alternatives) instead, or `OP2 ALT2`
/// where it is `OP2 ALT1`, for at most one of these can stand, whether or not the text still has an
/// OP2. Whoever wants words that need one of these texts, being inside it, stands with those who want
/// that text and is a rival of the others, unless it speaks of the texts themselves or wants words in two
/// of them: in `[far [and on: BRA]: FRA / wide: USA]` BRA is against *wide*. Who
/// amends the paragraph of a whole alternative says nothing of the others by that.
/// [`against`](Sides::against) counts both. This is what is meant wherever a proposal is called
/// opposed or unopposed, and wherever delegations are compared
/// ([`positions`](crate::analysis::positions())): by [`consensus`](crate::analysis::consensus()), by
/// [`Choice::Unopposed`](crate::project::Choice::Unopposed) and by each
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
    /// How many want an alternative of it, or words inside one, do not want it as well, and are not among
    /// its objectors.
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
    sides
}

/// How many texts of a set each delegation wants.
type Counts = IndexMap<DelegationId, u32, hashbrown::DefaultHashBuilder>;

/// Sets of texts of which at most one can stand: the alternatives of a bracket, and `OP2 ALT1` and
/// `OP2 ALT2`, each of which may be several paragraphs.
struct Rivalry {
    /// The set and the text of each proposal.
    places: Vec<Option<(usize, usize)>>,
    /// Of each set who wants one of its texts, and how many of them.
    sets: Vec<Counts>,
    texts: Vec<RivalText>,
    /// Who wants one of its texts for words inside that one.
    leanings: Vec<Leaning>,
}

#[derive(Default)]
struct RivalText {
    set: usize,
    wanting: IndexSet<DelegationId, hashbrown::DefaultHashBuilder>,
    /// How many want this one of the set alone.
    alone: usize,
}

impl Rivalry {
    fn new(document: &Document, sides: &[Sides]) -> Rivalry {
        let mut places: Vec<Option<(usize, usize)>> = vec![None; sides.len()];
        let mut count = (0, 0);
        for (_, alternatives) in whole_alternatives(document, |_| true) {
            if !alternatives.are_rivals() {
                continue;
            }
            for (id, text) in alternatives.ids.iter().zip(&alternatives.texts) {
                if let Some(place) = places.get_mut(id.index()) {
                    *place = Some((count.0, count.1 + text));
                }
            }
            count = (count.0 + 1, count.1 + alternatives.texts.iter().max().map_or(0, |m| m + 1));
        }
        let mut known: IndexMap<u32, usize> = IndexMap::new();
        for (proposal, place) in document.proposals().iter().zip(&mut places) {
            if let Some(set) = proposal.alternatives() {
                let next = count.0 + known.len();
                *place = Some((*known.entry(set).or_insert(next), count.1));
                count.1 += 1;
            }
        }
        let mut sets = vec![Counts::default(); count.0 + known.len()];
        let mut texts: Vec<RivalText> = Vec::new();
        texts.resize_with(count.1, RivalText::default);
        for (sides, place) in sides.iter().zip(&places) {
            let Some((at, text)) = *place else { continue };
            let (Some(set), Some(text)) = (sets.get_mut(at), texts.get_mut(text)) else { continue };
            text.set = at;
            for one in &sides.supporters {
                if text.wanting.insert(*one) {
                    *set.entry(*one).or_insert(0) += 1;
                }
            }
        }
        let leanings = leaning::leanings(document, sides, &places);
        for Leaning { who, within, .. } in &leanings {
            let Some((at, text)) = places.get(within.index()).copied().flatten() else { continue };
            let (Some(set), Some(text)) = (sets.get_mut(at), texts.get_mut(text)) else { continue };
            if text.wanting.insert(*who) {
                *set.entry(*who).or_insert(0) += 1;
            }
        }
        for text in &mut texts {
            let Some(set) = sets.get(text.set) else { continue };
            text.alone = text.wanting.iter().filter(|one| set.get(*one) == Some(&1)).count();
        }
        Rivalry { places, sets, texts, leanings }
    }

    fn place(&self, at: usize) -> Option<(&Counts, &RivalText)> {
        let (set, text) = self.places.get(at).copied().flatten()?;
        Some((self.sets.get(set)?, self.texts.get(text)?))
    }

    /// How many want another text of the set than this proposal's, are not for it, and are not
    /// against it anyway.
    fn count(&self, at: usize, sides: &Sides) -> usize {
        let Some((set, text)) = self.place(at) else { return 0 };
        let elsewhere = |one: &&DelegationId| {
            let here = u32::from(text.wanting.contains(*one));
            set.get(*one).is_some_and(|count| *count > here)
        };
        let spoke = sides.supporters.iter().chain(&sides.objectors).filter(elsewhere).count();
        set.len() - text.alone - spoke
    }
}

/// Who the [rivals](Sides::rivals) of each proposal are: O(p × d) for p proposals and d delegations
/// on a set of alternatives, which is why the sides only count them.
pub(crate) fn rivals(document: &Document, sides: &[Sides]) -> Vec<Vec<DelegationId>> {
    let rivalry = Rivalry::new(document, sides);
    let mut spoken_at = vec![0; document.delegations().len()];
    let mut rivals = Vec::with_capacity(sides.len());
    for (at, sides) in sides.iter().enumerate() {
        for one in sides.supporters.iter().chain(&sides.objectors) {
            if let Some(spoken) = spoken_at.get_mut(one.index()) {
                *spoken = at + 1;
            }
        }
        let Some((set, text)) = rivalry.place(at) else {
            rivals.push(Vec::new());
            continue;
        };
        let all = set.iter().filter(|(one, count)| {
            let here = u32::from(text.wanting.contains(*one));
            **count > here && spoken_at.get(one.index()) != Some(&(at + 1))
        });
        rivals.push(all.map(|(one, _)| *one).collect());
    }
    rivals
}

/// Of each rival in `rivals`, the first of the set's texts that it wants, by a number of its own.
pub(crate) fn wanted_instead(
    document: &Document,
    sides: &[Sides],
    rivals: &[Vec<DelegationId>],
) -> Vec<Vec<u32>> {
    let Rivalry { places, leanings, .. } = Rivalry::new(document, sides);
    let mut first: IndexMap<(usize, DelegationId), usize, hashbrown::DefaultHashBuilder> =
        IndexMap::default();
    for (sides, place) in sides.iter().zip(&places) {
        if let Some((set, text)) = *place {
            for one in &sides.supporters {
                first.entry((set, *one)).or_insert(text);
            }
        }
    }
    for one in &leanings {
        if let Some((set, text)) = places.get(one.within.index()).copied().flatten() {
            first.entry((set, one.who)).or_insert(text);
        }
    }
    let of = |(rivals, place): (&Vec<DelegationId>, &Option<(usize, usize)>)| {
        let wanted = |one: &DelegationId| place.and_then(|(set, _)| first.get(&(set, *one)));
        // A set has fewer texts than the source has bytes.
        let number = |text: Option<&usize>| {
            text.map_or(u32::MAX, |text| u32::try_from(*text).unwrap_or(u32::MAX))
        };
        rivals.iter().map(|one| number(wanted(one))).collect()
    };
    rivals.iter().zip(&places).map(of).collect()
}

/// The set of texts of which at most one can stand that each proposal is in, by a number of its own.
pub(crate) fn rival_sets(document: &Document, sides: &[Sides]) -> Vec<Option<usize>> {
    let places = Rivalry::new(document, sides).places;
    places.into_iter().map(|place| place.map(|(set, _)| set)).collect()
}

/// Who wants one of several texts for words inside that one, by wish.
pub(crate) fn leanings(document: &Document, sides: &[Sides]) -> Vec<Leaning> {
    Rivalry::new(document, sides).leanings
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

/// The paragraph that would not stay as it was: a paragraph that stands elsewhere is still as it was,
/// and a new one leaves the others alone, but an alternative takes the place of the one it names.
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
