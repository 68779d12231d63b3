//! Words, and the difference between two texts.
mod align;
mod anchors;
mod changes;
mod combining;
mod lexicon;
mod similarity;
mod slide;
mod word;
pub use align::{AlignOptions, Alignment, Match, MatchKind, align, align_with};
pub use changes::{Change, changes, changes_with};
pub use lexicon::{Case, Lexicon};
pub use similarity::similarity;
pub use word::{Word, WordKind, Words, words};
