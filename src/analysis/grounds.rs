//! What a figure rests on.

use indexmap::IndexMap;

use crate::model::{
    Document, ParagraphId, Polarity, ProposalId, ProposalKind, Replaced, Stance, Target, changed,
    whole_alternatives,
};

/// The stances from which the sides of a proposal come; see [`Grounds::of`].
///
/// # Complexity
///
/// That of [`Grounds::new`]: who asks for many proposals makes the grounds once.
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

/// What the figures of a document rest on.
#[derive(Clone, Debug)]
pub struct Grounds<'d> {
    document: &'d Document,
    replaced: Replaced,
    /// Who wants a paragraph as it was, and who wants it not to go.
    kept: IndexMap<ParagraphId, Vec<Stance>>,
    held: IndexMap<ParagraphId, Vec<Stance>>,
    /// The alternatives of a bracket.
    sets: IndexMap<u32, Vec<ProposalId>>,
    /// The whole paragraphs that would stand in the place of one, each with the text it belongs to.
    whole: Vec<Vec<(ProposalId, usize)>>,
    /// Where among those each proposal stands.
    places: IndexMap<ProposalId, (usize, usize)>,
}

impl<'d> Grounds<'d> {
    /// Goes through the stances once.
    ///
    /// # Complexity
    ///
    /// O(s + p) in the stances and proposals of the document.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let mut grounds = Grounds {
            document,
            replaced: Replaced::new(document),
            kept: IndexMap::new(),
            held: IndexMap::new(),
            sets: IndexMap::new(),
            whole: Vec::new(),
            places: IndexMap::new(),
        };
        for stance in document.stances().filter(|stance| stance.polarity == Polarity::Against) {
            match stance.target {
                Target::Paragraph(id) => grounds.kept.entry(id).or_default().push(stance),
                Target::Deletion(id) => grounds.held.entry(id).or_default().push(stance),
                Target::Proposal(_) => {}
            }
        }
        for proposal in document.proposals() {
            if let Some(set) = proposal.alternatives() {
                grounds.sets.entry(set).or_default().push(proposal.id());
            }
        }
        for alternatives in whole_alternatives(document, |_| true).into_values() {
            let texts: Vec<(ProposalId, usize)> =
                alternatives.ids.into_iter().zip(alternatives.texts).collect();
            let at = grounds.whole.len();
            grounds.places.extend(texts.iter().map(|(id, text)| (*id, (at, *text))));
            grounds.whole.push(texts);
        }
        grounds
    }

    /// The stances from which the [sides](crate::model::Sides) of a proposal come, in source order:
    /// those on it, the wishes for an alternative of it, and the wishes to keep as it was the
    /// paragraph that it would change. Each has its place in the source and its statement.
    ///
    /// # Complexity
    ///
    /// O(k log k) in the stances that it gives and those on the alternatives.
    #[must_use]
    pub fn of(&self, proposal: ProposalId) -> Vec<Stance> {
        let own = self.document.proposal(proposal);
        let mut found: Vec<Stance> = self.document.stances_on(proposal).collect();
        let wishes = |other: ProposalId| {
            let on = self.document.stances_on(other);
            on.filter(|stance| stance.polarity == Polarity::For)
        };
        let set = own.alternatives().and_then(|set| self.sets.get(&set)).into_iter().flatten();
        found.extend(set.filter(|other| **other != proposal).flat_map(|other| wishes(*other)));
        if let Some((at, text)) = self.places.get(&proposal) {
            let others = self.whole.get(*at).into_iter().flatten();
            let rivals = others.filter(|(_, other)| other != text);
            found.extend(rivals.flat_map(|(other, _)| wishes(*other)));
        }
        let paragraph = changed(self.document, own, &self.replaced);
        found.extend(paragraph.and_then(|id| self.kept.get(&id)).into_iter().flatten());
        if own.kind() == ProposalKind::DeleteParagraph {
            found.extend(self.held.get(&own.paragraph()).into_iter().flatten());
        }
        found.sort_by_key(|stance| (stance.statement, stance.span));
        found.dedup();
        found
    }
}
