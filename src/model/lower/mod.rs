//! Syntax, dialect and registry to a document.
//!
//! One pass over the blocks: [`outline`] says which paragraph a block is or belongs to, [`reader`]
//! walks through it and meets the lists of codes ([`list`]), [`speak`] finds what a list says:
//! words at stake ([`at_stake`], [`strikes`], and [`settle`] where an earlier draft helps), a direction ([`direct`]) about words, about what was
//! proposed ([`positions`]) or about paragraphs ([`structural`]). [`finish`] ties up what only the
//! whole text can tell.

mod articles;
mod at_stake;
mod direct;
mod draft;
mod extent;
mod finish;
mod frame;
mod lead;
mod lines;
mod list;
mod minutes;
mod outline;
mod pieces;
mod positions;
mod reader;
mod revised;
mod settle;
mod speak;
mod stretches;
mod strikes;
mod structural;
mod structure;
mod words;

pub(crate) use finish::Facts;
pub use minutes::Minutes;

use super::base::Kept;
use super::delegation::DelegationCode;
use super::dialect::{Dialect, Reader};
use super::registry::Registry;
use crate::{Source, syntax};

/// Reads a source into what it says, stretch by stretch, each in the dialect given or recognised;
/// `kept` tells which of its words an earlier draft has, `party` whose tracked changes the text may
/// hold.
pub(crate) fn lower(
    source: &Source,
    dialect: Option<&'static Dialect>,
    registry: &Registry,
    party: Option<DelegationCode>,
    kept: &Kept,
) -> Facts {
    let (tree, mut diagnostics) = syntax::parse(source).into_parts();
    let stretches = stretches::of(source.text(), dialect);
    // The tree pairs brackets inside paragraphs; where they run over paragraphs the reader pairs
    // them, and says what is odd.
    diagnostics.retain(|odd| {
        let at = stretches.iter().rposition(|stretch| stretch.span.start() <= odd.span().start());
        let stretch = at.and_then(|at| stretches.get(at));
        stretch.is_none_or(|found| matches!(found.dialect.reader(), Reader::Resolution))
    });
    let first = stretches.first().map_or(Dialect::attribution_last(), |first| first.dialect);
    let mut draft = draft::Draft::new(source.text(), &tree, registry, first, kept, diagnostics);
    draft.party = party.map(|code| draft.party(code));
    for stretch in &stretches {
        draft.dialect = stretch.dialect;
        match stretch.dialect.reader() {
            Reader::Resolution => outline::read(&mut draft, stretch.span),
            Reader::Treaty => articles::read(&mut draft, stretch.span),
            Reader::Own(read) => minutes::read(&mut draft, stretch.span, read),
        }
    }
    let end = draft::narrow(source.text().len());
    draft.piece(end, end, super::piece::PieceKind::Aside);
    let dialects =
        stretches.iter().map(|stretch| (stretch.span.start(), stretch.dialect)).collect();
    finish::finish(draft, dialects)
}
