//! Which proposals reach beyond the paragraph they begin in.

use super::id::{ParagraphId, ProposalId};
use super::paragraph::Paragraph;
use super::proposal::Proposal;
use super::statement::Subject;
use crate::Span;

/// How many proposals of earlier paragraphs a paragraph is said to lie in: the innermost. Real
/// texts nest three deep over paragraphs; without a bound ten thousand brackets around ten thousand
/// paragraphs would cost their product.
const DEPTH: usize = 64;

/// For each paragraph by number the proposals of earlier paragraphs that reach into it, outermost
/// first.
pub(super) fn reaching(
    paragraphs: &[Paragraph],
    proposals: &[Proposal],
) -> Vec<(usize, ProposalId)> {
    let mut long: Vec<(Span, ProposalId)> = proposals
        .iter()
        .filter_map(|proposal| {
            let span = words(&proposal.subject)?;
            let own = paragraphs.get(proposal.paragraph.index())?;
            (span.end() > own.text.end()).then_some((span, proposal.id))
        })
        .collect();
    let mut found = Vec::new();
    if long.is_empty() {
        return found;
    }
    long.sort_by_key(|(span, id)| (span.start(), std::cmp::Reverse(span.end()), *id));
    let mut next = 0;
    let mut open: Vec<(Span, ProposalId)> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.text;
        while let Some(one) = long.get(next).filter(|(span, _)| span.start() < text.end()) {
            while open.last().is_some_and(|(span, _)| span.end() <= one.0.start()) {
                open.pop();
            }
            open.push(*one);
            next += 1;
        }
        while open.last().is_some_and(|(span, _)| span.end() <= text.start()) {
            open.pop();
        }
        let first = open.len().saturating_sub(DEPTH);
        for (span, id) in open.get(first..).unwrap_or_default() {
            let own = proposals.get(id.index()).map(|proposal| proposal.paragraph);
            let beyond = own != Some(ParagraphId::from_index(at));
            if beyond && span.start() < text.end() && span.end() > text.start() {
                found.push((at, *id));
            }
        }
    }
    found
}

fn words(subject: &Subject) -> Option<Span> {
    match subject {
        Subject::Words { struck, added } => match (struck, added) {
            (Some(a), Some(b)) => Some(Span::new(a.start().min(b.start()), a.end().max(b.end()))),
            (Some(one), None) | (None, Some(one)) => Some(*one),
            (None, None) => None,
        },
        Subject::Stretch(span) => Some(*span),
        _ => None,
    }
}
