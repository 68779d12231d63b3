//! Annotated copies of one base become one; a changed base, and what survives on it.

mod agreed;
mod apply;
mod carry;
mod copy;
mod drafts;
mod line;
mod links;
mod matched;
mod order;
mod outcome;
mod placed;
mod readback;
mod rebase;
mod refuse;
mod resolve;
mod rounds;
mod same;
#[cfg(feature = "serde")]
mod serial;
mod structure;
mod threeway;
mod write;

use std::sync::Arc;

pub use agreed::{Agreement, MergedAgreement};
pub use apply::{Applied, apply};
pub use copy::{Anchor, AnnotatedCopy, Annotation, CopyParagraph, Wish};
pub use drafts::{DraftMerge, DraftParagraph, Segment, merge_drafts};
pub use outcome::{Divergence, FoundAt, Merged, MergedStatement, Oddity};
pub use rebase::{Fate, OrphanReason, Rebased, rebase};
pub use refuse::MergeError;
pub use resolve::{Decision, ResolveRule, Resolved, resolve};
pub use rounds::{Event, Life, Move, Negotiation, Round, Step};
pub use write::RollingText;

/// Brings copies of one base together.
///
/// Equal wishes become one with all who speak of it; every statement is kept with the places where
/// it was found; a delegation that two copies report differently is a [`Divergence`], and both
/// reports stand. Nothing is resolved. Copies may differ in order, in the spelling of codes, in
/// white space and in which paragraphs they contain; what is odd about them is among the
/// [oddities](Merged::oddities). An empty copy adds nothing.
///
/// These laws hold, to the byte of the serialised outcome, wherever the copies are of one text:
///
/// * `identity`: a copy merged with an empty outcome is that copy alone;
/// * `idempotent`: a copy that comes twice comes once;
/// * `commutative`, `associative`: the outcome does not depend on the order in which copies come,
///   nor on which were merged with which before;
/// * `nothing_lost`: every annotation of every copy is among the statements, with its place, and
///   every level of agreement among the [agreements](Merged::agreements), with its copies;
/// * `nothing_invented`: every place that a statement names says it there;
/// * `base_untouched`: the paragraphs are those of the copies, each once, with their words.
///
/// # Errors
///
/// The copies are of different texts: one shares less than a third of its paragraphs with the
/// others, word for word or reworded. One that shares less than half is taken, and is an
/// [oddity](Oddity::LittleInCommon).
///
/// # Complexity
///
/// O(n log n) in the paragraphs, wishes and annotations of all copies, and O(b) in their bytes.
///
/// # Examples
///
/// ```
/// use travaux::{Document, Polarity, merge::{AnnotatedCopy, merge}};
/// let read = |name: &str, text: &str| -> Result<AnnotatedCopy, travaux::Error> {
///     Ok(AnnotatedCopy::of(&Document::read(text)?).named(name))
/// };
/// let paris = read("Paris", "4. Keep the harbour [and its lights: FRA; oppose: KEN] open.")?;
/// let bonn = read("Bonn", "4. Keep the  harbour [and its lights: DEU; reservation: KEN] open.")?;
/// let merged = merge([paris, bonn])?;
/// assert_eq!(merged.wishes().len(), 1);
/// let wanted = merged.statements().iter().filter(|said| said.polarity == Polarity::For);
/// let sponsors: Vec<&str> = wanted.map(|said| said.delegation.as_str()).collect();
/// assert_eq!(sponsors, ["DEU", "FRA"]);
/// let [kenya] = merged.divergences() else { panic!("one divergence") };
/// assert_eq!((kenya.delegation.as_str(), kenya.reports.len()), ("KEN", 2));
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn merge(copies: impl IntoIterator<Item = AnnotatedCopy>) -> Result<Merged, MergeError> {
    Merged::of(copies.into_iter().map(Arc::new).collect())
}

/// One copy is an outcome too.
impl From<AnnotatedCopy> for Merged {
    fn from(copy: AnnotatedCopy) -> Merged {
        Merged::computed(&[Arc::new(copy)])
    }
}
