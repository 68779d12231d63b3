//! What only the whole text can tell: labels that stand twice, notes that name another paragraph,
//! which pieces and statements belong to which paragraph.

use indexmap::IndexMap;

use super::super::delegation::Delegation;
use super::super::dialect::Dialect;
use super::super::id::{ParagraphId, PartId, ProposalId, StatementId};
use super::super::paragraph::{Paragraph, ParagraphKind, Part};
use super::super::piece::RawPiece;
use super::super::proposal::{Proposal, ProposalKind};
use super::super::statement::{Mention, Place, Statement, StatementKind, Subject};
use super::draft::{Draft, narrow};
use crate::gallop::gallop;
use crate::syntax::LabelSeries;
use crate::{Diagnostic, DiagnosticKind, Label, Span};

/// Parts in which a label is looked for, from the statement's own part back.
const PARTS: usize = 8;

/// The first paragraph of each label in each part.
type Labels = IndexMap<(PartId, Label), ParagraphId, hashbrown::DefaultHashBuilder>;

/// All that was read from a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) parts: Vec<Part>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) delegations: Vec<Delegation>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) targets: Vec<ProposalId>,
    pub(crate) proposals: Vec<Proposal>,
    pub(crate) pieces: Vec<RawPiece>,
    /// Pieces of the footnotes, and where those lie; sorted.
    pub(crate) note_pieces: Vec<RawPiece>,
    pub(crate) notes: Vec<Span>,
    /// Where each stretch of one dialect begins; sorted.
    pub(crate) dialects: Vec<(u32, &'static Dialect)>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Statements that speak of the whole document; sorted.
    pub(crate) everywhere: Vec<StatementId>,
}

pub(super) fn finish(mut draft: Draft<'_>, dialects: Vec<(u32, &'static Dialect)>) -> Facts {
    let mut labels = Labels::default();
    labels.reserve(draft.paragraphs.len());
    for paragraph in &draft.paragraphs {
        let unnamed = matches!(
            paragraph.kind,
            ParagraphKind::Heading | ParagraphKind::Prose | ParagraphKind::Chapeau
        ) || paragraph.label.number().is_none();
        if unnamed {
            continue;
        }
        match labels.entry((paragraph.part, paragraph.label)) {
            indexmap::map::Entry::Vacant(slot) => {
                slot.insert(paragraph.id);
            }
            indexmap::map::Entry::Occupied(known) => {
                if let Some(earlier) = draft.paragraphs.get(known.get().index()) {
                    let odd = Diagnostic::new(DiagnosticKind::LabelDuplicate, paragraph.span);
                    draft.diagnostics.push(odd.with_auxiliary(earlier.span));
                }
            }
        }
    }
    let mut everywhere = Vec::new();
    let renamed = std::mem::take(&mut draft.renamed);
    for (statement, label) in renamed {
        match label {
            Some(label) => rename(&mut draft, &labels, statement, label),
            None => everywhere.push(statement),
        }
    }
    let everywhere = follow(&mut draft, everywhere);
    assign_pieces(&mut draft);
    draft.both_sides();
    draft.diagnostics.sort_by_key(Diagnostic::span);
    Facts {
        parts: draft.parts,
        paragraphs: draft.paragraphs,
        delegations: draft.delegations,
        statements: draft.statements,
        mentions: draft.mentions,
        targets: draft.targets,
        proposals: draft.proposals,
        pieces: draft.pieces,
        note_pieces: draft.note_pieces,
        notes: draft.notes,
        dialects,
        diagnostics: draft.diagnostics,
        everywhere,
    }
}

/// A statement names the paragraph that it is about.
fn rename(draft: &mut Draft<'_>, labels: &Labels, statement: StatementId, label: Label) {
    let Some(known) = draft.statements.get_mut(statement.index()) else { return };
    let part = draft.paragraphs.get(known.paragraph.index()).map(|p| p.part);
    // The paragraph of the same part first, then the nearest part before it that has one.
    let found = part.and_then(|part| {
        (0..=part.index())
            .rev()
            .take(PARTS)
            .find_map(|at| labels.get(&(PartId::from_index(at), label)).copied())
    });
    if let Some(found) = found {
        known.paragraph = found;
    }
    let (from, to) = known.targets;
    for id in draft.targets.get(from as usize..to as usize).unwrap_or_default() {
        let Some(proposal) = draft.proposals.get_mut(id.index()) else { continue };
        if let Some(found) = found {
            proposal.paragraph = found;
        }
        if proposal.kind == ProposalKind::DeleteParagraph {
            settle(proposal, found);
        }
    }
}

/// `delete OP3: A` is a wish for the end of OP3 where the text has one; where it has none, no
/// paragraph goes, and what is left is a wish in words.
fn settle(proposal: &mut Proposal, found: Option<ParagraphId>) {
    let Subject::Structure(structure) = &proposal.subject else { return };
    let words = structure.places.iter().find_map(|place| match place {
        Place::Words(span) => Some(*span),
        Place::At(_) | Place::Before(_) | Place::After(_) => None,
    });
    if found.is_some() {
        proposal.subject = Subject::Whole;
    } else if let Some(words) = words {
        (proposal.kind, proposal.subject) = (ProposalKind::Delete, Subject::Remark(words));
    }
}

/// What is said of a wish belongs where the wish belongs: `[Move OP6 here: A; oppose: B]` is about
/// OP6 on both sides, and what speaks of a wish for the whole document does so too.
fn follow(draft: &mut Draft<'_>, mut everywhere: Vec<StatementId>) -> Vec<StatementId> {
    let general: Vec<ProposalId> = everywhere
        .iter()
        .filter_map(|id| draft.statements.get(id.index()))
        .filter_map(|statement| draft.targets.get(statement.targets.0 as usize).copied())
        .collect();
    for (at, statement) in draft.statements.iter_mut().enumerate() {
        let (from, to) = statement.targets;
        let Some(&first) = draft.targets.get(from as usize).filter(|_| from < to) else { continue };
        if let Some(proposal) = draft.proposals.get(first.index()) {
            // What a footnote says has a place of its own, and so has what is said in an article:
            // brackets run over many of its paragraphs, and one that was never closed over all.
            let own = draft.paragraphs.get(statement.paragraph.index());
            if own.is_none_or(|own| {
                own.kind != ParagraphKind::Note && own.label.series() != LabelSeries::Article
            }) {
                statement.paragraph = proposal.paragraph;
            }
            if statement.kind == StatementKind::DeleteParagraph {
                // A label that the whole text alone could find, or not.
                statement.kind = proposal.kind.statement();
                statement.subject = proposal.subject.clone();
            }
        }
        if general.binary_search(&first).is_ok() {
            everywhere.push(StatementId::from_index(at));
        }
    }
    everywhere.sort_unstable();
    everywhere.dedup();
    everywhere
}

fn assign_pieces(draft: &mut Draft<'_>) {
    let (main, notes) = (&draft.pieces, &draft.note_pieces);
    // Paragraphs mostly follow each other, and so do their pieces.
    let (mut in_main, mut in_notes) = (0, 0);
    for paragraph in &mut draft.paragraphs {
        // A footnote lies inside the paragraph that its page cuts.
        let (pieces, near) = match paragraph.kind {
            ParagraphKind::Note => (notes, &mut in_notes),
            _ => (main, &mut in_main),
        };
        let mut place = |at: u32| {
            *near = gallop(pieces, *near, |piece| piece.end <= at);
            narrow(*near)
        };
        paragraph.pieces = (place(paragraph.text.start()), place(paragraph.text.end()));
    }
}
