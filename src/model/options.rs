//! How much of a text is still a choice: alternatives, brackets that nobody signs, nesting.

use indexmap::IndexMap;

use super::document::Document;
use super::id::ProposalId;
use super::statement::Polarity;

/// How many choices a text leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OptionCount {
    /// Proposals of all kinds.
    pub proposals: usize,
    /// Those that no delegation is named as being for.
    pub unsigned: usize,
    /// Each set of alternatives, of which at most one can stand, in the order of the text.
    pub sets: Vec<Vec<ProposalId>>,
    /// Proposals that are open only if another stands.
    pub nested: usize,
    /// The most proposals that stand in each other; 1 where none is nested.
    pub depth: usize,
}

impl OptionCount {
    /// Proposals that are alternatives of another.
    pub fn alternatives(&self) -> usize {
        self.sets.iter().map(Vec::len).sum()
    }
}

/// Counts the choices that a text leaves open, whoever signed them: by these numbers two drafts of
/// an option text can be told apart though no delegation is named in either.
///
/// # Complexity
///
/// O(p + s) for p proposals and s stances.
///
/// # Examples
///
/// ```
/// use travaux::Source;
/// use travaux::model::{Dialect, Document, ReadOptions, option_count};
/// let text = "1. Lamps [shall][should] burn [all [moonless] night].";
/// let options = ReadOptions::default().dialect(Dialect::options());
/// let count = option_count(&Document::read_with(Source::new("draft", text)?, &options));
/// assert_eq!((count.proposals, count.unsigned, count.sets.len()), (4, 4, 1));
/// assert_eq!((count.alternatives(), count.nested, count.depth), (2, 1, 2));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn option_count(document: &Document) -> OptionCount {
    let proposals = document.proposals();
    let mut count = OptionCount { proposals: proposals.len(), ..OptionCount::default() };
    let mut sets: IndexMap<u32, Vec<ProposalId>> = IndexMap::new();
    // What a proposal stands in came before it.
    let mut depths: Vec<usize> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let signed =
            document.stances_on(proposal.id()).any(|stance| stance.polarity == Polarity::For);
        count.unsigned += usize::from(!signed);
        if let Some(set) = proposal.alternatives() {
            sets.entry(set).or_default().push(proposal.id());
        }
        let outer = proposal.needs();
        count.nested += usize::from(outer.is_some());
        let around = outer.and_then(|outer| depths.get(outer.index())).copied().unwrap_or(0);
        depths.push(around + 1);
        count.depth = count.depth.max(around + 1);
    }
    count.sets = sets.into_values().filter(|set| set.len() > 1).collect();
    count
}
