//! Cuts a block into pieces: words, marks, notes.

use super::super::piece::PieceKind;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// Cuts the block into pieces: words, marks, notes.
    pub(super) fn write_pieces(&mut self) {
        self.notes.sort_unstable();
        self.marks.sort_by_key(|(span, _)| *span);
        let mut at = self.block.start();
        let mut notes = self.notes.iter().copied().peekable();
        let mut marks = self.marks.iter().copied().peekable();
        loop {
            let note = notes.peek().copied();
            let mark = marks.peek().copied();
            let (span, kind) = match (note, mark) {
                (Some(note), Some((span, _))) if note.start() <= span.start() => {
                    notes.next();
                    (note, PieceKind::Note)
                }
                (_, Some(mark)) => {
                    marks.next();
                    mark
                }
                (Some(note), None) => {
                    notes.next();
                    (note, PieceKind::Note)
                }
                (None, None) => break,
            };
            // A strike-through that begins inside a note still counts for the words behind it.
            let strike = matches!(kind, PieceKind::StrikeOpen | PieceKind::StrikeClose);
            if span.end() <= at && !strike {
                continue;
            }
            let start = span.start().max(at);
            self.draft.piece(at, start, PieceKind::Words);
            self.draft.piece(start, span.end(), kind);
            at = at.max(span.end());
        }
        let end = self.block.end();
        if at < end {
            self.draft.piece(at, end, PieceKind::Words);
        }
    }
}
