//! What counts as agreed.

use crate::model::{AgreementLevel, Document, ParagraphId, ProposalKind, Sides};

/// Whether the page says that a paragraph is agreed, and nobody contests that: nobody is against
/// anything proposed in it, and nobody wants it gone, or elsewhere, or joined with another.
pub(super) fn is_agreed(document: &Document, id: ParagraphId, sides: &[Sides]) -> bool {
    let contested = |id: &crate::model::ProposalId| {
        let Some(sides) = sides.get(id.index()) else { return false };
        let unsettles = matches!(
            document.proposal(*id).kind(),
            ProposalKind::DeleteParagraph
                | ProposalKind::ReplaceParagraph
                | ProposalKind::Move
                | ProposalKind::Merge
        );
        sides.against() > 0 || (unsettles && !sides.supporters.is_empty())
    };
    document.paragraph(id).level() > AgreementLevel::Open
        && !document.proposals_in(id).iter().any(contested)
}
