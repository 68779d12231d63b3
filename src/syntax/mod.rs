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
mod heads;
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
pub(crate) use page::{Line, LineKind, bare_article, ends_words, lines};

use std::num::NonZeroUsize;

use self::token::Tokens;
use crate::{Diagnostic, Source, Span, threads};

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
    parse_on(source, 0)
}

/// [`parse`] on at most so many threads at once; 0 for as many as the machine has cores, which is
/// what `parse` does.
///
/// How many they are changes nothing about the tree: a text of half a megabyte or more is cut, and
/// only where a block begins whatever stands before it.
///
/// ```
/// use travaux::{Source, syntax};
/// let source = Source::new("draft", "1. We act [FRA].\n\n".repeat(50_000))?;
/// let (one, two) = (syntax::parse_on(&source, 1), syntax::parse_on(&source, 2));
/// assert!(one.tree().tokens().eq(two.tree().tokens()));
/// # Ok::<(), travaux::SourceError>(())
/// ```
pub fn parse_on(source: &Source, threads: usize) -> Parsed {
    let threads = NonZeroUsize::new(threads);
    let text = source.text();
    let heads = heads::running_heads(text);
    let pieces = cut(text, threads::workers(text.len(), threads));
    let mut parsed = threads::side_by_side(&pieces, |piece| {
        let tokens = lexer::lex(text, *piece);
        let blocks = block::blocks(text, &tokens, &heads);
        inline::build(text, tokens, &blocks)
    })
    .into_iter();
    let mut whole = parsed.next().unwrap_or_else(|| inline::build(text, Tokens::default(), &[]));
    for next in parsed {
        whole.tree.append(&next.tree);
        whole.diagnostics.extend(next.diagnostics);
    }
    whole
}

/// At most so many stretches of much the same length, which can be read without each other.
fn cut(text: &str, most: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut done = 0;
    for nth in 1..most {
        let from = (bytes.len() / most * nth).max(done);
        let to = bytes.len() / most * (nth + 1);
        if let Some(at) = fresh_line(bytes, from, to) {
            pieces.push(Span::new(narrow(done), narrow(at)));
            done = at;
        }
    }
    pieces.push(Span::new(narrow(done), narrow(bytes.len())));
    pieces
}

/// The first line between two places that stands behind a blank one and begins a block.
fn fresh_line(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while let Some(skip) = memchr::memchr(b'\n', bytes.get(at..to)?) {
        at += skip + 1;
        let before = bytes.get(..at - 1).unwrap_or_default();
        let before = before.strip_suffix(b"\r").unwrap_or(before);
        if before.ends_with(b"\n") {
            let rest = bytes.get(at..).unwrap_or_default();
            let len = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
            let line = rest.get(..len).unwrap_or_default();
            if block::starts_afresh(line) {
                return Some(at);
            }
        }
    }
    None
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
