//! Which stretches of a text are written in which dialect.

use super::super::dialect::Dialect;
use super::draft::narrow;
use super::lines::is_annex;
use crate::Span;
use crate::syntax::{NodeKind, Tree};

/// Marks that a stretch needs before it is read in another dialect than the text around it.
const MARKS: u32 = 3;

/// How sure the recognition must be for that.
const CONFIDENCE: f64 = 0.6;

/// A stretch of one dialect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) dialect: &'static Dialect,
}

/// The stretches, in order, two neighbours never of one dialect; one at least. Dialects change at
/// annexes.
pub(super) fn of(text: &str, tree: &Tree, given: Option<&'static Dialect>) -> Vec<Stretch> {
    let all = Span::new(0, narrow(text.len()));
    if let Some(dialect) = given {
        return vec![Stretch { span: all, dialect }];
    }
    let whole = Dialect::detect(text).dialect();
    let mut starts = vec![0];
    for (_, block) in tree.blocks().filter(|(_, block)| matches!(block.kind(), NodeKind::Block(_)))
    {
        let span = block.span();
        let plain = text.get(span.range()).unwrap_or_default();
        if span.start() > 0
            && plain.len() < 60
            && is_annex(plain.trim_matches(['#', ' ', '*', '\n', '\r']))
        {
            starts.push(span.start());
        }
    }
    let mut found: Vec<Stretch> = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(all.end());
        let span = Span::new(*start, end);
        let detected = Dialect::detect(text.get(span.range()).unwrap_or_default());
        let sure = detected.marks() >= MARKS && detected.confidence() >= CONFIDENCE;
        let dialect = if sure { detected.dialect() } else { whole };
        match found.last_mut().filter(|last| last.dialect == dialect) {
            Some(last) => last.span = Span::new(last.span.start(), end),
            None => found.push(Stretch { span, dialect }),
        }
    }
    found
}
