//! What is on the page: tokens that tile the source and a tolerant tree over them.
//!
//! Nothing here knows what a mark means. A bracket holds an addition in one committee's texts and
//! a deletion in another's; the meaning comes from a [`Dialect`](crate::model::Dialect).
//!
//! ```
//! use travaux::{Source, syntax};
//! let source = Source::new("draft", "1. We ~~will~~ shall [FRA] act [promptly: DEU].")?;
//! let parsed = syntax::parse(&source);
//! let tree = parsed.tree();
//! let back: String = tree.tokens().map(|token| source.slice(token.span)).collect();
//! assert_eq!(back, source.text());
//! # Ok::<(), travaux::SourceError>(())
//! ```

mod block;
mod inline;
mod label;
mod lexer;
mod page;
mod provision;
mod strikes;
mod token;
mod tree;

pub use block::{BlockKind, FurnitureKind};
pub use label::{Label, LabelError, LabelSeries, Suffix};
pub use provision::Point;
pub use token::{Token, TokenKind};
pub use tree::{Node, NodeId, NodeKind, Step, Tree, Walk};

pub(crate) use block::{Head, read_head};
pub(crate) use label::read_label;
pub(crate) use page::{Line, LineKind, lines};

use crate::{Diagnostic, Source};

/// A tree and what was odd about the text it stands for.
#[derive(Clone, Debug)]
pub struct Parsed {
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What was odd, in source order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub(crate) fn into_parts(self) -> (Tree, Vec<Diagnostic>) {
        (self.tree, self.diagnostics)
    }
}

/// Reads a text into tokens and a tree. Any text is read; what is odd becomes a diagnostic.
///
/// There is no nesting limit: brackets are paired on an explicit stack, so depth costs memory in
/// proportion to the text and nothing else.
///
/// # Complexity
///
/// O(n) in the bytes of the source, time and memory.
pub fn parse(source: &Source) -> Parsed {
    let text = source.text();
    let tokens = lexer::lex(text);
    let blocks = block::blocks(text, &tokens);
    inline::build(text, tokens, &blocks)
}
