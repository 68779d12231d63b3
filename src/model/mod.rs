//! What the text means: documents, paragraphs, proposals, delegations, stances.

mod agreement;
mod assemble;
mod base;
mod delegation;
mod designation;
mod dialect;
mod document;
mod groups;
mod id;
mod leaning;
mod lower;
mod options;
mod paragraph;
mod parted;
mod piece;
mod proposal;
mod reach;
mod registry;
mod replaced;
mod rivalry;
mod rows;
mod seam;
#[cfg(feature = "serde")]
mod serial;
mod sides;
mod statement;
mod wording;

pub use assemble::PlacedWord;
pub(crate) use assemble::{Addition, Owner, Removal};
pub use base::{Base, BaseParagraph};
pub use delegation::{CodeError, Delegation, DelegationCode, DelegationKind};
pub use dialect::{Attribution, Detection, Dialect, Phrase, Strength, Verb};
pub use document::{Document, ReadOptions};
pub use groups::{Day, Groups, MemberSource, Membership};
pub use id::{DelegationId, ParagraphId, PartId, ProposalId, StatementId};
pub(crate) use leaning::Leaning;
pub use lower::Minutes;
pub use options::{OptionCount, option_count};
pub use paragraph::{AgreementLevel, Paragraph, ParagraphKind, Part};
pub use piece::{Piece, PieceKind};
pub use proposal::{Proposal, ProposalKind};
pub use registry::{Registry, Resolution};
pub(crate) use replaced::{Original, Replaced, whole_alternatives};
pub(crate) use rivalry::Rivalry;
pub use rows::SUBJECT_LIMIT;
pub(crate) use seam::Seams;
#[cfg(feature = "serde")]
pub use serial::SCHEMA_VERSION;
#[cfg(feature = "serde")]
pub(crate) use serial::known_schema;
pub use sides::{Sides, sides};
pub(crate) use sides::{changed, keepers, sides_and_rivalry};
pub(crate) use statement::{Beside, Bound};
pub use statement::{
    Extent, Mention, Place, Polarity, Stance, Statement, StatementKind, StatementRow, Structure,
    Subject, Target,
};
