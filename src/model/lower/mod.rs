//! Syntax, dialect and registry to a document.
//!
//! One pass over the blocks: [`outline`] says which paragraph a block is or belongs to, [`reader`]
//! walks through it and meets the lists of codes ([`list`]), [`speak`] finds what a list says:
//! words at stake ([`at_stake`], [`strikes`], and [`settle`] where an earlier draft helps), a direction ([`direct`]) about words, about what was
//! proposed ([`positions`]) or about paragraphs ([`structural`]). [`finish`] ties up what only the
//! whole text can tell.

mod at_stake;
mod direct;
mod draft;
mod extent;
mod finish;
mod frame;
mod lead;
mod lines;
mod list;
mod outline;
mod pieces;
mod positions;
mod reader;
mod revised;
mod settle;
mod speak;
mod strikes;
mod structural;
mod structure;
mod words;

pub(crate) use finish::Facts;

use super::base::Kept;
use super::delegation::DelegationCode;
use super::dialect::Dialect;
use super::registry::Registry;
use crate::{Source, syntax};

/// Reads a source into what it says; `kept` tells which of its words an earlier draft has, `party`
/// whose tracked changes the text may hold.
pub(crate) fn lower(
    source: &Source,
    dialect: &'static Dialect,
    registry: &Registry,
    party: Option<DelegationCode>,
    kept: &Kept,
) -> Facts {
    let (tree, diagnostics) = syntax::parse(source).into_parts();
    let mut draft = draft::Draft::new(source.text(), &tree, registry, dialect, kept, diagnostics);
    draft.party = party.map(|code| draft.party(code));
    outline::read(&mut draft);
    finish::finish(draft)
}
