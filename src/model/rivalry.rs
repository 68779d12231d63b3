//! Who wants which of several texts of which at most one can stand.

use indexmap::{IndexMap, IndexSet};

use super::document::Document;
use super::id::{DelegationId, ProposalId};
use super::leaning::{self, Leaning};
use super::replaced::whole_alternatives;
use super::sides::Sides;

/// How many texts of a set each delegation wants.
type Counts = IndexMap<DelegationId, u32, hashbrown::DefaultHashBuilder>;

/// Sets of texts of which at most one can stand: the alternatives of a bracket, and `OP2 ALT1` and
/// `OP2 ALT2`, each of which may be several paragraphs.
#[derive(Debug)]
pub(crate) struct Rivalry {
    /// The set and the text of each proposal.
    places: Vec<Option<(usize, usize)>>,
    /// Of each set who wants one of its texts, and how many of them.
    sets: Vec<Counts>,
    texts: Vec<RivalText>,
    /// Who wants one of its texts for words inside that one, by text, then by wish.
    leanings: Vec<Leaning>,
}

#[derive(Debug, Default)]
struct RivalText {
    set: usize,
    wanting: IndexSet<DelegationId, hashbrown::DefaultHashBuilder>,
    /// How many want this one of the set alone.
    alone: usize,
}

impl Rivalry {
    pub(super) fn new(document: &Document, sides: &[Sides]) -> Rivalry {
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
        let mut leanings = leaning::leanings(document, sides, &places);
        for (at, text, who) in wanting(sides, &places, &leanings) {
            let (Some(set), Some(text)) = (sets.get_mut(at), texts.get_mut(text)) else { continue };
            text.set = at;
            if text.wanting.insert(who) {
                *set.entry(who).or_insert(0) += 1;
            }
        }
        // Counted in the order of the wishes, looked up by text.
        leanings.sort_by_key(|one| one.within);
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
    pub(super) fn count(&self, at: usize, sides: &Sides) -> usize {
        let Some((set, text)) = self.place(at) else { return 0 };
        let elsewhere = |one: &&DelegationId| {
            let here = u32::from(text.wanting.contains(*one));
            set.get(*one).is_some_and(|count| *count > here)
        };
        let spoke = sides.supporters.iter().chain(&sides.objectors).filter(elsewhere).count();
        set.len() - text.alone - spoke
    }

    /// Who the [rivals](Sides::rivals) of each proposal are: O(p × d) for p proposals and d
    /// delegations on a set of alternatives, which is why the sides only count them.
    pub(crate) fn rivals(&self, document: &Document, sides: &[Sides]) -> Vec<Vec<DelegationId>> {
        let mut spoken_at = vec![0; document.delegations().len()];
        let mut rivals = Vec::with_capacity(sides.len());
        for (at, sides) in sides.iter().enumerate() {
            let Some((set, text)) = self.place(at) else {
                rivals.push(Vec::new());
                continue;
            };
            for one in sides.supporters.iter().chain(&sides.objectors) {
                if let Some(spoken) = spoken_at.get_mut(one.index()) {
                    *spoken = at + 1;
                }
            }
            let all = set.iter().filter(|(one, count)| {
                let here = u32::from(text.wanting.contains(*one));
                **count > here && spoken_at.get(one.index()) != Some(&(at + 1))
            });
            rivals.push(all.map(|(one, _)| *one).collect());
        }
        rivals
    }

    /// Of each rival in `rivals`, the first of the set's texts that it wants, by a number of its
    /// own.
    pub(crate) fn wanted_instead(
        &self,
        sides: &[Sides],
        rivals: &[Vec<DelegationId>],
    ) -> Vec<Vec<u32>> {
        let mut first: IndexMap<(usize, DelegationId), usize, hashbrown::DefaultHashBuilder> =
            IndexMap::default();
        for (set, text, who) in wanting(sides, &self.places, &self.leanings) {
            first.entry((set, who)).or_insert(text);
        }
        let of = |(rivals, place): (&Vec<DelegationId>, &Option<(usize, usize)>)| {
            let wanted = |one: &DelegationId| place.and_then(|(set, _)| first.get(&(set, *one)));
            // A set has fewer texts than the source has bytes.
            let number = |text: Option<&usize>| {
                text.map_or(u32::MAX, |text| u32::try_from(*text).unwrap_or(u32::MAX))
            };
            rivals.iter().map(|one| number(wanted(one))).collect()
        };
        rivals.iter().zip(&self.places).map(of).collect()
    }

    /// The set of texts of which at most one can stand that each proposal is in, by a number of its
    /// own.
    pub(crate) fn sets(&self) -> impl Iterator<Item = Option<usize>> {
        self.places.iter().map(|place| place.map(|(set, _)| set))
    }

    /// Who wants this one of several texts for words inside it, by wish.
    pub(crate) fn inside(&self, text: ProposalId) -> &[Leaning] {
        let from = self.leanings.partition_point(|one| one.within < text);
        let to = self.leanings.partition_point(|one| one.within <= text);
        self.leanings.get(from..to).unwrap_or_default()
    }

    /// Who wants one of several texts for words inside that one, by text.
    pub(crate) fn leanings(&self) -> &[Leaning] {
        &self.leanings
    }
}

/// Who wants which text of which set: by name, then for words inside it.
fn wanting<'a>(
    sides: &'a [Sides],
    places: &'a [Option<(usize, usize)>],
    leanings: &'a [Leaning],
) -> impl Iterator<Item = (usize, usize, DelegationId)> {
    let named = sides.iter().zip(places).filter_map(|(sides, place)| Some((sides, (*place)?)));
    let named = named
        .flat_map(|(sides, (set, text))| sides.supporters.iter().map(move |who| (set, text, *who)));
    let inside = leanings.iter().filter_map(|one| {
        let (set, text) = places.get(one.within.index()).copied().flatten()?;
        Some((set, text, one.who))
    });
    named.chain(inside)
}
