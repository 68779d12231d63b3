//! What a figure rests on.

use indexmap::IndexMap;

use crate::model::{
    DelegationId, Document, Leaning, ParagraphId, Polarity, ProposalId, ProposalKind, Replaced,
    Rivalry, Stance, Target, changed, sides_and_rivalry, whole_alternatives,
};

/// The stances from which the sides of a proposal come, in source order: those on it, the wishes to
/// keep the paragraph that it would change as it was, and the wishes for an alternative of it, be
/// that in the same bracket or a whole paragraph in the place of the same one, or for words inside
/// such an alternative. Each has its place in the source and its statement.
///
/// To ask for many proposals of one document, make [`Grounds`] once.
///
/// # Complexity
///
/// O(s + p) in the stances and proposals of the document.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::grounds};
/// let document = Document::read("1. We act [now: FRA / later: USA]. (retain original: RUS)")?;
/// let first = document.proposals()[0].id();
/// let who: Vec<_> = grounds(&document, first)
///     .iter()
///     .map(|stance| document.delegation(stance.delegation).code().to_string())
///     .collect();
/// assert_eq!(who, ["FRA", "USA", "RUS"]);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn grounds(document: &Document, proposal: ProposalId) -> Vec<Stance> {
    Grounds::new(document).of(proposal)
}

/// The [`grounds()`] of every proposal of a document, to be asked for one by one.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::Grounds};
/// let document = Document::read("1. We act [now: FRA / later: USA].")?;
/// let grounds = Grounds::new(&document);
/// assert!(document.proposals().iter().all(|one| grounds.of(one.id()).len() == 2));
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Debug)]
pub struct Grounds<'d> {
    document: &'d Document,
    replaced: Replaced,
    keepers: IndexMap<ParagraphId, Vec<Stance>>,
    holders: IndexMap<ParagraphId, Vec<Stance>>,
    /// Of each proposal the sets that it is in, each with which of their texts it is.
    sets_of: IndexMap<ProposalId, Vec<(usize, usize)>>,
    /// Texts of which at most one can stand: the proposals, each with its text.
    sets: Vec<Vec<(ProposalId, usize)>>,
    rivalry: Rivalry,
}

impl<'d> Grounds<'d> {
    /// Looks through the document once.
    ///
    /// # Complexity
    ///
    /// O(s + p) in the stances and proposals of the document.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let mut keepers: IndexMap<ParagraphId, Vec<Stance>> = IndexMap::new();
        let mut holders: IndexMap<ParagraphId, Vec<Stance>> = IndexMap::new();
        for stance in document.stances().filter(|stance| stance.polarity == Polarity::Against) {
            match stance.target {
                Target::Paragraph(id) => keepers.entry(id).or_default().push(stance),
                Target::Deletion(id) => holders.entry(id).or_default().push(stance),
                Target::Proposal(_) => {}
            }
        }
        let mut brackets: IndexMap<u32, Vec<(ProposalId, usize)>> = IndexMap::new();
        for proposal in document.proposals() {
            if let Some(set) = proposal.alternatives() {
                let set = brackets.entry(set).or_default();
                set.push((proposal.id(), set.len()));
            }
        }
        let mut sets: Vec<Vec<(ProposalId, usize)>> = brackets.into_values().collect();
        for (_, whole) in whole_alternatives(document, |_| true) {
            if whole.are_rivals() {
                sets.push(whole.ids.into_iter().zip(whole.texts).collect());
            }
        }
        let mut sets_of: IndexMap<ProposalId, Vec<(usize, usize)>> = IndexMap::new();
        for (nth, set) in sets.iter().enumerate() {
            for (id, text) in set {
                sets_of.entry(*id).or_default().push((nth, *text));
            }
        }
        let (_, rivalry) = sides_and_rivalry(document);
        let replaced = Replaced::new(document);
        Grounds { document, replaced, keepers, holders, sets_of, sets, rivalry }
    }

    /// The grounds of one proposal.
    ///
    /// # Complexity
    ///
    /// O(k log k) for k stances on it, on its alternatives and for its paragraph.
    #[must_use]
    pub fn of(&self, proposal: ProposalId) -> Vec<Stance> {
        let own = self.document.proposal(proposal);
        let mut found: Vec<Stance> = self.document.stances_on(proposal).collect();
        let changed = changed(self.document, own, &self.replaced);
        found.extend(changed.and_then(|id| self.keepers.get(&id)).into_iter().flatten());
        if own.kind() == ProposalKind::DeleteParagraph {
            found.extend(self.holders.get(&own.paragraph()).into_iter().flatten());
        }
        for (set, text) in self.sets_of.get(&proposal).into_iter().flatten() {
            let others = self.sets.get(*set).into_iter().flatten();
            for (other, _) in others.filter(|(_, other)| other != text) {
                found.extend(self.wanting(*other));
            }
        }
        found.sort_by_key(|stance| (stance.span.start(), stance.target));
        found.dedup();
        found
    }

    /// The stances of those who want a proposal: by name, or, where it is one of several texts, by
    /// wanting words inside it ([`Sides`](crate::model::Sides) says when).
    ///
    /// # Complexity
    ///
    /// O(k) for k stances on it, and on what is inside it.
    pub fn wanting(&self, proposal: ProposalId) -> Vec<Stance> {
        let wants = |id| {
            let on = self.document.stances_on(id);
            on.filter(|stance| stance.polarity == Polarity::For)
        };
        let mut found: Vec<Stance> = wants(proposal).collect();
        for of_wish in self.rivalry.inside(proposal).chunk_by(|one, other| one.wish == other.wish) {
            let Some(Leaning { wish, .. }) = of_wish.first() else { continue };
            let who = |one: &DelegationId| of_wish.binary_search_by_key(one, |one| one.who).is_ok();
            found.extend(wants(*wish).filter(|stance| who(&stance.delegation)));
        }
        found
    }
}
