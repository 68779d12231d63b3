//! Proposals accepted into the base, and the rest carried to the text that results.

use super::copy::AnnotatedCopy;
use super::outcome::Merged;
use super::rebase::{Rebased, rebase};
use crate::project::{Choice, Projection, project};
use crate::{Document, Error, Source};

/// A document with some of its proposals accepted, and the rest carried to the text that results.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
#[must_use]
pub struct Applied {
    /// The new text and what it took: what was accepted, and what of the chosen could not stand.
    pub projection: Projection,
    /// The new text, read.
    pub draft: Document,
    /// The other statements, on it.
    pub rebased: Rebased,
}

/// Accepts a set of proposals into the base, and carries all other statements to the new one.
///
/// Wishes to move, merge, split or replace paragraphs change nothing here and are carried along;
/// [`lineage::apply`](crate::lineage::apply()) gives their order.
///
/// `apply_then_rebase`: what is accepted is satisfied by the new base, and what shares no words
/// with it says the same as before.
///
/// # Errors
///
/// The new text is longer than [`Source::LIMIT`].
///
/// # Complexity
///
/// That of [`project`], of reading the new text, and of [`rebase`].
///
/// # Examples
///
/// ```
/// use travaux::{Document, merge::apply, project::Choice};
/// let text = "4. Keep the harbour [and its lights: FRA] open [at night: KEN; oppose: DEU].";
/// let applied = apply(&Document::read(text)?, &Choice::Unopposed)?;
/// assert_eq!((applied.rebased.satisfied.len(), applied.rebased.surviving.len()), (1, 2));
/// let text = applied.rebased.merged.to_rolling_text()?.text;
/// assert_eq!(text, "4. Keep the harbour and its lights open [at night: KEN; oppose: DEU].\n");
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn apply(document: &Document, choice: &Choice) -> Result<Applied, Error> {
    let merged = Merged::from(AnnotatedCopy::of(document));
    let projection = project(document, choice);
    let name = document.source().name();
    let source = Source::new(name, projection.to_string())?;
    let draft = Document::read_with(source, &crate::model::ReadOptions::default());
    let rebased = rebase(&merged, &AnnotatedCopy::of(&draft));
    Ok(Applied { projection, draft, rebased })
}
