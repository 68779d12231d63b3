//! Syntax, dialect and registry to a document.
//!
//! One pass over the blocks: [`outline`] says which paragraph a block is or belongs to, [`reader`]
//! walks through it and meets the lists of codes ([`list`]), [`speak`] finds what a list says:
//! words at stake ([`at_stake`], [`strikes`], and [`settle`] where an earlier draft helps), a
//! direction ([`direct`]) about words, about what was proposed ([`positions`]) or about paragraphs
//! ([`structural`]). [`tasks`] says what can be read side by side, [`join`] puts it together, and
//! [`finish`] ties up what only the whole text can tell.

mod articles;
mod at_stake;
mod beside;
mod both;
mod direct;
mod draft;
mod extent;
mod finish;
mod frame;
mod join;
mod lead;
mod lines;
mod list;
mod minutes;
mod names;
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
mod tasks;
mod unsigned;
mod words;

pub(crate) use finish::Facts;
pub use minutes::Minutes;

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use self::draft::Draft;
use super::base::Kept;
use super::delegation::DelegationCode;
use super::dialect::{Dialect, Reader};
use super::registry::Registry;
use crate::{Source, Span, syntax, threads};

/// How a source is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<'a> {
    /// The dialect where it is given; otherwise each stretch is read in the one recognised.
    pub(crate) dialect: Option<&'static Dialect>,
    pub(crate) registry: &'a Registry,
    /// Whose tracked changes the text may hold.
    pub(crate) party: Option<DelegationCode>,
    /// How many threads may read at once.
    pub(crate) threads: Option<NonZeroUsize>,
    /// A part that is left out.
    pub(crate) without: Option<Span>,
}

/// Reads a source into what it says, stretch by stretch; `kept` tells which of its words an earlier
/// draft has.
pub(crate) fn lower(source: &Source, terms: Terms<'_>, kept: &Kept) -> Facts {
    let text = source.text();
    let (tree, mut diagnostics) =
        syntax::parse_on(source, terms.threads.map_or(0, NonZeroUsize::get)).into_parts();
    let workers = threads::workers(text.len(), terms.threads);
    let mut stretches = stretches::of(text, terms.dialect, workers);
    let without = terms.without.unwrap_or_default();
    stretches::leave_out(&mut stretches, without);
    // The tree pairs brackets inside paragraphs; where they run over paragraphs the reader pairs
    // them, and says what is odd.
    diagnostics.retain(|odd| {
        let at = stretches.partition_point(|stretch| stretch.span.start() <= odd.span().start());
        let stretch = at.checked_sub(1).and_then(|at| stretches.get(at));
        stretch.is_none_or(|found| matches!(found.reader, Reader::Resolution))
    });
    diagnostics.retain(|odd| !without.covers(odd.span()) || without.is_empty());
    let mut blocks = tasks::blocks(&tree);
    blocks.retain(|block| !without.overlaps(block.span));
    let groups = tasks::groups(text, &blocks, &stretches, workers);
    let vocabulary = OnceLock::new();
    let mut drafts = threads::side_by_side(&groups, |group| {
        let own = group.iter().flat_map(|task| task.blocks);
        let nodes = match (own.clone().next(), own.last()) {
            (Some(first), Some(last)) => tree.nodes_between(first.node, last.node),
            _ => &[],
        };
        let begin = group.first().map_or(0, tasks::Task::start);
        let ground = (begin, nodes);
        let mut draft = Draft::new(text, &tree, terms.registry, kept, &vocabulary, ground);
        draft.party = terms.party.map(|code| draft.party(code));
        for task in group {
            task.read(&mut draft);
        }
        draft
    })
    .into_iter();
    let ground = (0, &[][..]);
    let first = drafts.next();
    let mut draft =
        first.unwrap_or_else(|| Draft::new(text, &tree, terms.registry, kept, &vocabulary, ground));
    for next in drafts {
        draft.append(next);
    }
    // What the tree found odd comes before what the reader found odd at the same place.
    diagnostics.append(&mut draft.diagnostics);
    draft.diagnostics = diagnostics;
    let end = draft::narrow(text.len());
    draft.piece(end, end, super::piece::PieceKind::Aside);
    let dialects =
        stretches.iter().map(|stretch| (stretch.span.start(), stretch.dialect)).collect();
    finish::finish(draft, dialects)
}
