//! Reads rolling texts, the drafts that committees negotiate with every delegation's wish standing
//! inside them in brackets, without losing a byte, and answers who wants what, who is alone, and
//! what blocks.
//!
//! ```
//! use travaux::{Document, Polarity, syntax};
//!
//! let text = "6. We ~~will~~ shall [FRA, DEU; oppose: RUS] protect the night [and the moth: CRI].\n";
//! let document = Document::read(text)?;
//!
//! // Nothing is lost: the tokens are the text.
//! let parsed = syntax::parse(document.source());
//! let printed: String = parsed.tree().tokens().map(|t| document.source().slice(t.span)).collect();
//! assert_eq!(printed, text);
//!
//! let [shall, moth] = document.proposals() else { panic!("two wishes") };
//! assert_eq!(document.wording(shall.id()), "~will~ shall");
//! assert_eq!(document.wording(moth.id()), "and the moth");
//! assert_eq!(document.base_text(shall.paragraph()), "We will protect the night.");
//! let against = document.stances_on(shall.id()).find(|s| s.polarity == Polarity::Against);
//! assert_eq!(against.map(|s| document.delegation(s.delegation).name()), Some("Russian Federation"));
//! # Ok::<(), travaux::Error>(())
//! ```
//!
//! # The nouns
//!
//! * A [`Document`] is one rolling text at one moment: its source, its parts and paragraphs in
//!   order, who speaks, and what they say.
//! * A [`Paragraph`] is preambular, operative, an alternative, a heading or the chapeau. Its
//!   [`Label`] is what is printed; its [base text](Document::base_text) is what stood before any
//!   proposal.
//! * A [`Proposal`] is one wish about the text or its order; identical wishes are one proposal
//!   with several sponsors. It knows whether its extent was written or guessed, of which others it
//!   is an alternative, and in which it is nested.
//! * A [`Delegation`] is a state, a group that speaks for its members, or an observer, by its
//!   canonical code; the spelling of the page is kept beside it.
//! * A [`Stance`] is a delegation's position on a proposal or a paragraph: for, against, reserve,
//!   flexible, or a mere comment; with its condition and its place in the source.
//!
//! A [`Statement`] is what was written, one run of codes and what it says; proposals and stances
//! are what it means. [`Document::rows`] gives the statements as a table.
//!
//! # The rooms
//!
//! ```text
//! Span, Source, Diagnostic   where in the text, and what was odd about it
//!   └ syntax                 what is on the page: tokens, a tolerant tree
//!      └ model               what it means: the nouns, a dialect, the registry of delegations
//!         └ analysis         questions: consensus, conflicts, decisions, coalitions, mandates
//! ```
//!
//! Imports point up this list, never down it.
//!
//! # What is kept, and what is not understood
//!
//! Every byte of the source is kept, whatever it is; what is odd becomes a [`Diagnostic`] with its
//! place, and what is guessed says so ([`Extent`](model::Extent)). Three outcomes never mix: an
//! [`Error`] means that no value can be given (the file cannot be read, is not UTF-8, or is longer
//! than [`Source::LIMIT`]); a diagnostic means that the text is odd and was read all the same; a
//! finding (a conflict) is data. The strict door, `text.parse::<Document>()`, refuses texts whose
//! marks contradict each other.
//!
//! One house of notation is read so far: attribution behind the words, as the committees of Vienna
//! write ([`Dialect::attribution_last`](model::Dialect::attribution_last)). Not understood are
//! notations that put the attribution first (`[A propose: words]`), brackets without attribution,
//! a word processor's tracked changes, and anything that only looks tell (colour, columns,
//! footnotes). Where a strike-through was lost in conversion, or the page marks only the end of an
//! addition, the reader guesses from the words around it and says that it did.
//!
//! # Laws
//!
//! Held by property tests over any text: `lossless` (the tokens tile the source), `spans_nest`,
//! `deterministic`, `print_parse` (a printed text reads to the same model), `serde_identity`.
//!
//! # Features
//!
//! * `serde` (default): documents and all results serialise; reading back goes through the same
//!   checks. The form has a version, [`model::SCHEMA_VERSION`].
//!
//! petgraph appears in this crate's interface ([`analysis::Conflicts::as_graph`]) and is
//! re-exported as [`petgraph`], so its major version is this crate's too. The minimum supported
//! Rust version is 1.85; raising it is a minor release.

#![warn(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod analysis;
pub mod lineage;
pub mod model;
pub mod project;
pub mod syntax;
pub mod words;

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
pub use petgraph;
pub use source::{Source, SourceError, SourceErrorKind};
pub use span::Span;
pub use syntax::Label;

/// The README's example runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
