//! The words of a text that was adopted, whatever notes it still has.

use crate::model::{Document, ParagraphId, PieceKind};

/// The words of a paragraph that was adopted. One that is still called by the name it was proposed
/// under (`OP6 bis`) has no base text: it was no part of any draft before. All that stands on its
/// page and is not struck was adopted, whether anybody signed it or not.
pub(super) fn adopted_text(adopted: &Document, id: ParagraphId) -> String {
    let base = adopted.base_text(id);
    if !base.is_empty() || !adopted.paragraph(id).label().is_proposed() {
        return base;
    }
    let (mut depth, mut text) = (0u32, Vec::new());
    for piece in adopted.pieces(id) {
        match piece.kind {
            PieceKind::StrikeOpen => depth += 1,
            PieceKind::StrikeClose => depth = depth.saturating_sub(1),
            PieceKind::Words if depth == 0 => text.push(adopted.source().slice(piece.span)),
            _ => {}
        }
    }
    text.join(" ")
}
