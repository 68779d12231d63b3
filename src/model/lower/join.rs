//! Two drafts of neighbouring stretches to one.

use std::collections::HashSet;

use super::super::delegation::DelegationCode;
use super::super::id::{DelegationId, ParagraphId, PartId, ProposalId, StatementId};
use super::super::paragraph::Part;
use super::super::piece::{PieceKind, RawPiece};
use super::draft::{Draft, narrow};
use crate::DiagnosticKind;

impl Draft<'_> {
    /// Puts what was read of the stretch behind at the end: the outcome is that of one reader that
    /// read both.
    pub(super) fn append(&mut self, mut next: Draft<'_>) {
        let (parts, paragraphs) = (self.parts.len(), self.paragraphs.len());
        let (statements, proposals) = (self.statements.len(), self.proposals.len());
        let (mentions, targets) = (narrow(self.mentions.len()), narrow(self.targets.len()));
        let (runs, sets) = (self.runs, self.alternative_sets);
        let paragraph = |id: ParagraphId| ParagraphId::from_index(id.index() + paragraphs);
        let proposal = |id: ProposalId| ProposalId::from_index(id.index() + proposals);
        let speakers = self.adopt(&mut next);
        self.parts.extend(next.parts.into_iter().map(|part| {
            let id = PartId::from_index(part.id.index() + parts);
            let name = if part.title.is_some() { part.name } else { Part::unnamed(id) };
            Part { id, name, ..part }
        }));
        self.paragraphs.extend(next.paragraphs.into_iter().map(|mut own| {
            own.id = paragraph(own.id);
            own.part = PartId::from_index(own.part.index() + parts);
            own.heading = own.heading.map(paragraph);
            own
        }));
        self.statements.extend(next.statements.into_iter().map(|mut own| {
            own.run += runs;
            own.paragraph = paragraph(own.paragraph);
            own.mentions = (own.mentions.0 + mentions, own.mentions.1 + mentions);
            own.targets = (own.targets.0 + targets, own.targets.1 + targets);
            own
        }));
        self.mentions.extend(next.mentions.into_iter().map(|mut own| {
            own.delegation =
                speakers.get(own.delegation.index()).copied().unwrap_or(own.delegation);
            own
        }));
        self.targets.extend(next.targets.into_iter().map(proposal));
        self.proposals.extend(next.proposals.into_iter().map(|mut own| {
            own.id = proposal(own.id);
            own.paragraph = paragraph(own.paragraph);
            own.alternatives = own.alternatives.map(|set| set + sets);
            own.needs = own.needs.map(proposal);
            own
        }));
        self.renamed.extend(
            next.renamed
                .into_iter()
                .map(|(id, label)| (StatementId::from_index(id.index() + statements), label)),
        );
        self.runs += next.runs;
        self.alternative_sets += next.alternative_sets;
        join(&mut self.pieces, self.begin, next.pieces, next.begin);
        join(&mut self.note_pieces, self.begin, next.note_pieces, next.begin);
        self.notes.extend(next.notes);
        self.diagnostics.extend(next.diagnostics);
    }

    /// The handles here of those who speak in the draft behind, by their handles there. Who is
    /// unknown is told of where the code stands first.
    fn adopt(&mut self, next: &mut Draft<'_>) -> Vec<DelegationId> {
        let mut numbers = vec![None; next.delegations.len()];
        for (number, id) in next.known_speakers() {
            if let Some(slot) = numbers.get_mut(id.index()) {
                *slot = Some(number);
            }
        }
        let mut told: HashSet<DelegationCode> = HashSet::new();
        let mut handles = Vec::with_capacity(numbers.len());
        for (delegation, number) in std::mem::take(&mut next.delegations).into_iter().zip(numbers) {
            let code = delegation.code;
            handles.push(match number {
                Some(number) => self.speaker(number),
                None => match self.strangers.get(&code) {
                    Some(known) => {
                        told.insert(code);
                        *known
                    }
                    None => self.enter(delegation),
                },
            });
        }
        let again = |kind: &DiagnosticKind| match kind {
            DiagnosticKind::DelegationUnknown { written, .. } => {
                DelegationCode::from_bytes(written.as_bytes())
                    .is_some_and(|code| told.contains(&code))
            }
            _ => false,
        };
        next.diagnostics.retain(|odd| !again(odd.kind()));
        handles
    }
}

/// Pieces tile a text from where their draft begins.
fn join(pieces: &mut Vec<RawPiece>, begin: u32, next: Vec<RawPiece>, border: u32) {
    let mut next = next.into_iter();
    let Some(first) = next.next() else { return };
    let done = pieces.last().map_or(begin, |piece| piece.end);
    let strike = matches!(first.kind, PieceKind::StrikeOpen | PieceKind::StrikeClose);
    match pieces.last_mut() {
        Some(last) if done >= border && last.kind == first.kind && !strike => last.end = first.end,
        _ => {
            if done < border && first.kind != PieceKind::Aside {
                pieces.push(RawPiece { end: border, kind: PieceKind::Aside });
            }
            pieces.push(first);
        }
    }
    pieces.extend(next);
}
