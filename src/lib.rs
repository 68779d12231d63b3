//! Reads rolling texts.

pub mod analysis;
pub mod model;
pub mod syntax;

mod diagnostic;
mod error;
mod source;
mod span;

pub use diagnostic::{Diagnostic, DiagnosticKind, Severity};
pub use error::{Contradiction, Error, ErrorKind};
pub use model::{
    Delegation, DelegationCode, Document, Paragraph, Polarity, Proposal, ProposalKind, Stance,
    Statement, StatementKind, StatementRow,
};
pub use source::{Source, SourceError, SourceErrorKind};
pub use span::Span;
pub use syntax::Label;
