//! What of a text can be read without the rest.

use super::super::dialect::{Attribution, Dialect, Reader};
use super::draft::{Draft, narrow};
use super::lines::{is_annex, is_chapeau, is_title};
use super::stretches::Stretch;
use super::{articles, minutes, outline};
use crate::Span;
use crate::syntax::{BlockKind, NodeId, NodeKind, Tree};

/// A paragraph, heading or note as the page has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) node: NodeId,
    pub(super) kind: BlockKind,
    pub(super) span: Span,
}

impl Block {
    /// The text without the marks at its ends.
    pub(super) fn plain<'a>(&self, text: &'a str) -> &'a str {
        let own = text.get(self.span.range()).unwrap_or_default();
        own.trim_matches(|c: char| c.is_whitespace() || "*#_".contains(c))
    }
}

/// The blocks of a text, in order.
pub(super) fn blocks(tree: &Tree) -> Vec<Block> {
    let kinds = tree.blocks().filter_map(|(node, found)| match found.kind() {
        NodeKind::Block(kind) => Some(Block { node, kind, span: found.span() }),
        _ => None,
    });
    kinds.collect()
}

/// A stretch of one dialect, or of it some parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task<'b> {
    dialect: &'static Dialect,
    reader: Reader,
    span: Span,
    pub(super) blocks: &'b [Block],
    /// The stretch opens with something that is no draft yet.
    cover: bool,
}

impl Task<'_> {
    pub(super) fn start(&self) -> u32 {
        self.span.start()
    }

    pub(super) fn read(&self, draft: &mut Draft<'_>) {
        draft.dialect = self.dialect;
        match self.reader {
            Reader::Resolution => {
                // What stands behind a dash is said in the same words.
                draft.dialect = Dialect::attribution_last();
                draft.dashed = self.dialect.attribution() == Attribution::Dash;
                outline::read(draft, self.blocks, self.span, self.cover);
            }
            Reader::Treaty => articles::read(draft, self.span),
            Reader::Own(read) => minutes::read(draft, self.span, read),
        }
    }
}

/// All of a text in at most so many groups of much the same length, each to be read without the
/// others: what an annex opens knows nothing of what stands before it.
pub(super) fn groups<'b>(
    text: &str,
    blocks: &'b [Block],
    stretches: &[Stretch],
    most: usize,
) -> Vec<Vec<Task<'b>>> {
    let least = narrow(text.len() / most.max(1));
    let mut groups: Vec<Vec<Task<'b>>> = vec![Vec::new()];
    let mut begun = 0;
    let mut group = |at: u32, groups: &mut Vec<Vec<Task<'b>>>| {
        let full = at - begun >= least && groups.len() < most;
        if full {
            groups.push(Vec::new());
            begun = at;
        }
        full
    };
    for stretch in stretches {
        let Stretch { span, dialect, reader } = *stretch;
        let own = within(blocks, span);
        group(span.start(), &mut groups);
        let resolution = matches!(reader, Reader::Resolution);
        let drafted = own.iter().position(|block| {
            let plain = block.plain(text);
            is_chapeau(block.kind, plain) || is_title(block.kind, plain)
        });
        let mut cover = resolution && drafted.is_some_and(|at| at > 0);
        let (mut first, mut start) = (0, span.start());
        let annexes = own.iter().enumerate().filter(|(_, block)| {
            let heading = resolution && most > 1 && block.kind == BlockKind::Heading;
            heading && is_annex(block.plain(text))
        });
        for (at, block) in annexes {
            let cut = block.span.start();
            let before = own.get(first..at).unwrap_or_default();
            let task = Task { dialect, reader, span: Span::new(start, cut), blocks: before, cover };
            let known = groups.len();
            if group(cut, &mut groups) {
                if let Some(open) = groups.get_mut(known - 1) {
                    open.push(task);
                }
                (first, start, cover) = (at, cut, false);
            }
        }
        let blocks = own.get(first..).unwrap_or_default();
        if let Some(open) = groups.last_mut() {
            open.push(Task { dialect, reader, span: Span::new(start, span.end()), blocks, cover });
        }
    }
    groups
}

/// The blocks that lie in a stretch.
fn within(blocks: &[Block], span: Span) -> &[Block] {
    let first = blocks.partition_point(|block| block.span.start() < span.start());
    let last = blocks.partition_point(|block| block.span.end() <= span.end());
    blocks.get(first..last).unwrap_or_default()
}
