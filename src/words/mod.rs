//! Words: how a text is cut into them, what changed between two texts, and which paragraph of one
//! draft is which of another.
//!
//! * [`words`] cuts; a [`Lexicon`] gives words that a reader takes for the same one key.
//! * [`diff`](diff()) says what became of each stretch of two texts, moves included;
//!   [`changes`](changes()) is the same for lists of keys that stand in no one text, without moves.
//! * [`similarity`] says how many words two lists share.
//! * [`align`](align()) follows paragraphs from draft to draft.
//!
//! Nothing here knows what a word means, or a mark: brackets are words like any other.
//!
//! ```
//! use travaux::words::{HunkKind, diff};
//! let found = diff("Invites States to report", "Urges States to report each year");
//! let kinds: Vec<HunkKind> = found.hunks().iter().map(|hunk| hunk.kind).collect();
//! assert_eq!(kinds, [HunkKind::Replaced, HunkKind::Same, HunkKind::Added]);
//! ```

mod align;
mod anchors;
mod beside;
mod changes;
mod combining;
mod dice;
mod diff;
mod lexicon;
mod moves;
mod slide;
mod word;

pub use align::{AlignOptions, Alignment, Match, MatchKind, align, align_with};
pub(crate) use align::{Names, WHOLLY, align_words, unique};
pub use beside::{Comparison, Fate, compare};
pub use changes::{Change, changes, changes_with};
pub use dice::similarity;
pub(crate) use dice::{dice, shared, sorted};
pub use diff::{Diff, DiffOptions, Hunk, HunkKind, diff, diff_with};
pub use lexicon::{Case, Lexicon};
pub(crate) use lexicon::{compared, straight};
pub use word::{Word, WordKind, Words, words};
