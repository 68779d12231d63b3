//! Reads rolling texts, the drafts that committees negotiate with every delegation's wish standing
//! inside them in brackets, without losing a byte, and answers who wants what, who is alone, and
//! what blocks.
//!
//! ```
//! use travaux::{Document, Polarity, syntax};
//!
//! let text =
//!     "6. We ~~will~~ shall [FRA, DEU; oppose: RUS] protect the night [and the moth: CRI].\n";
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
//! let against = against.map(|stance| document.delegation(stance.delegation).name());
//! assert_eq!(against, Some("Russian Federation"));
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
//!      └ words               words, and the difference between two texts
//!         └ model            what it means: the nouns, a dialect, the registry of delegations
//!            ├ project       the text under a choice of proposals
//!            ├ lineage       where every paragraph came from and may go
//!            └ merge         copies of one base become one; what survives on a new one
//!               └ analysis   questions: consensus, conflicts, decisions, coalitions, mandates
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
//! Not understood is anything that only looks tell (colour, columns). Where the earlier draft is at
//! hand, [`Document::settled_by`] holds the text against it and guesses far less. Where a
//! strike-through was lost in conversion, or the page marks only the end of an
//! addition, the reader guesses from the words around it and says that it did.
//!
//! # Houses of notation
//!
//! The marks differ from committee to committee; what comes out is the same table. Which house a
//! text is of is recognised from its marks, part by part
//! ([`Dialect::detect`](model::Dialect::detect) says how sure that is), or given
//! ([`ReadOptions::dialect`](model::ReadOptions::dialect)):
//!
//! * [`attribution_last`](model::Dialect::attribution_last), `words [A, B; oppose: C]`: the
//!   committees of Vienna;
//! * [`attribution_first`](model::Dialect::attribution_first), `[A/B propose; C oppose: words]`:
//!   trade negotiators, from dumps of their pages, footnotes and all;
//! * [`options`](model::Dialect::options), `[words]`, `Option 1: … Option 2: …`: the climate
//!   convention;
//! * [`dash`](model::Dialect::dash), `[words - A, B; C delete]`;
//! * and another committee's, made of two functions ([`Dialect::new`](model::Dialect::new) shows
//!   one).
//!
//! Parts that are one party's copy, with its tracked changes, are read among those of the first
//! house.
//!
//! # Laws
//!
//! Held by property tests over any text: `lossless` (the tokens tile the source), `spans_nest`,
//! `deterministic`, `print_parse` (a printed text reads to the same model), `serde_identity`. Those
//! of merging stand at [`merge::merge`], those of carrying on at [`merge::rebase()`].
//!
//! Of [`project`](mod@project): `accept_order` and `provenance_covers` over any text;
//! `reject_all_is_base` and `no_orphan_space` over generated drafts whose base is known.
//!
//! Of [`words`]: `words_cover` (what can be seen is in exactly one word), `patch` (the hunks of a
//! difference tile both texts and lead from one to the other), `moved_pairs`, `align_identity`,
//! `align_permutation` (shuffled paragraphs find themselves).
//!
//! Of [`lineage`](mod@lineage): `every_word_once` (under any choice of proposals each word of the
//! text is in one place, or listed as struck), `acyclic_after_apply`, `move_commutes_with_edit`,
//! `inverse`, `rivals_found` (of two wishes that no text could grant neither wins in silence),
//! `renumber_total`; on every set of up to three wishes over up to four paragraphs besides,
//! replacements and alternatives among them, and on every way in which four paragraphs have a wish
//! each or none.
//!
//! Of [`analysis`]: `equivariant` (renaming delegations renames the answer), `monotone` (a
//! supporter never lowers a proposal's standing, an objector never raises it),
//! `consensus_is_consistent`, `exact` (optima, smallest sets and blocs are those that trying
//! everything finds), `explained` (every figure names its statements), `order_decides_nothing`,
//! `what_is_adopted_alone_survived`; and each formula of [`analysis::measure`] against a slow and
//! plain count.
//!
//! # Features
//!
//! * `serde` (default): documents and all results serialise; reading back goes through the same
//!   checks. The form has a version, [`model::SCHEMA_VERSION`].
//! * `unicode` (default): words compare by their letters, whether an accent is part of its letter's
//!   character or a character of its own.
//!
//! petgraph appears in this crate's interface ([`analysis::Conflicts::as_graph`],
//! [`lineage::Lineage::as_graph`]) and is re-exported as [`petgraph`], so its major version is this
//! crate's too. The minimum supported Rust version is 1.85; raising it is a minor release.

#![warn(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod analysis;
pub mod lineage;
pub mod merge;
pub mod model;
pub mod project;
pub mod syntax;
mod threads;
pub mod words;

mod diagnostic;
mod error;
mod gallop;
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
