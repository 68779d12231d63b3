//! Syntax, dialect and registry to a document.
//!
//! One pass over the blocks: [`outline`] says which paragraph a block is or belongs to, [`reader`]
//! walks through it and meets the lists of codes ([`list`]), [`speak`] finds what a list says:
//! words at stake ([`at_stake`], [`strikes`]), a direction ([`direct`]) about words, about what was
//! proposed ([`positions`]) or about paragraphs ([`structural`]). [`finish`] ties up what only the
//! whole text can tell.

mod at_stake;
mod direct;
mod draft;
mod extent;
mod finish;
mod frame;
mod lead;
mod list;
mod outline;
mod pieces;
mod positions;
mod reader;
mod speak;
mod strikes;
mod structural;
mod structure;
mod words;

pub(crate) use finish::Facts;

use super::dialect::Dialect;
use super::document::Document;
use super::registry::Registry;
use crate::{Source, syntax};
use std::sync::Arc;

/// Reads a source into a document.
pub(crate) fn lower(
    source: Source,
    dialect: &'static Dialect,
    registry: Arc<Registry>,
) -> Document {
    let (tree, diagnostics) = syntax::parse(&source).into_parts();
    let mut draft = draft::Draft::new(source.text(), &tree, &registry, dialect, diagnostics);
    outline::read(&mut draft);
    let facts = finish::finish(draft);
    Document::assemble(source, dialect, registry, facts)
}
