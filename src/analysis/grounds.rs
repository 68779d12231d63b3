//! What a figure rests on.

use crate::model::{Document, Polarity, ProposalId, ProposalKind, Stance, Target};

/// The stances from which the sides of a proposal come, in source order: those on it, the wishes to
/// keep its paragraph as it was, and the wishes for an alternative of it. Each has its place in the
/// source and its statement.
///
/// # Complexity
///
/// O(s) in the stances of the document.
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
    let own = document.proposal(proposal);
    let bears = |stance: &Stance| match stance.target {
        Target::Proposal(id) if id == proposal => true,
        Target::Proposal(id) => {
            stance.polarity == Polarity::For && document.proposal(id).excludes(own)
        }
        Target::Paragraph(id) => id == own.paragraph() && stance.polarity == Polarity::Against,
        Target::Deletion(id) => {
            let deletes = own.kind() == ProposalKind::DeleteParagraph;
            deletes && id == own.paragraph() && stance.polarity == Polarity::Against
        }
    };
    document.stances().filter(bears).collect()
}
