//! How many words are at stake.

use crate::model::{Document, Proposal, ProposalId, ProposalKind};

/// The words that a proposal would add or strike, what is nested in it included: of a whole new
/// paragraph its own, of a deletion those of the paragraph before any proposal.
pub(super) fn words_at_stake(document: &Document, id: ProposalId) -> usize {
    let proposal = document.proposal(id);
    let paragraph = proposal.paragraph();
    match proposal.kind() {
        ProposalKind::New => {
            let within = document.paragraph(paragraph).text();
            count(&document.words_under(paragraph, within, &|other| other == id).0)
        }
        ProposalKind::DeleteParagraph => count(&document.base_text(paragraph)),
        kind if kind.is_amendment() => {
            let wording = document.wording(id);
            wording.split('~').map(count).sum()
        }
        _ => 0,
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Those of the words of a change that it would add: what stands between the marks of a wording is
/// struck.
fn added(document: &Document, id: ProposalId) -> usize {
    document.wording(id).split('~').step_by(2).map(count).sum()
}

/// What a change of words is nested in, if that is a change of words as well, of whose words it
/// then is a part.
fn outer(document: &Document, proposal: &Proposal) -> Option<ProposalId> {
    let outer = proposal.needs().filter(|_| proposal.kind().is_amendment())?;
    document.proposal(outer).kind().is_amendment().then_some(outer)
}

/// What each proposal brings to a total in which no word is counted twice, of the words at stake on
/// each: what is added inside another counts there where it is proposed, and what is struck inside
/// another, or of a paragraph that would come or go as a whole, counts with that.
///
/// # Complexity
///
/// O(p) proposals, each of which is worded once more.
pub(super) fn in_total(document: &Document, words: &[usize]) -> Vec<usize> {
    let mut whole = vec![false; document.paragraphs().len()];
    for (proposal, words) in document.proposals().iter().zip(words) {
        if let Some(slot) = whole.get_mut(proposal.paragraph().index()) {
            *slot |= *words > 0 && !proposal.kind().is_amendment();
        }
    }
    let mut own = words.to_vec();
    for proposal in document.proposals().iter().filter(|one| one.kind().is_amendment()) {
        let outer = outer(document, proposal);
        let is_whole = whole.get(proposal.paragraph().index()) == Some(&true);
        if outer.is_none() && !is_whole {
            continue;
        }
        let added = added(document, proposal.id());
        let mut take = |id: ProposalId, less: usize| {
            if let Some(slot) = own.get_mut(id.index()) {
                *slot = slot.saturating_sub(less);
            }
        };
        let all = words.get(proposal.id().index()).copied().unwrap_or_default();
        take(proposal.id(), all.saturating_sub(added));
        if let Some(outer) = outer {
            take(outer, added);
        }
    }
    own
}

/// The words that each proposal settles by itself: what is added inside it by others they settle.
pub(super) fn settled(document: &Document) -> Vec<usize> {
    let all = document.proposals().iter();
    let mut own: Vec<usize> = all.map(|one| words_at_stake(document, one.id())).collect();
    for proposal in document.proposals() {
        if let Some(slot) = outer(document, proposal).and_then(|id| own.get_mut(id.index())) {
            *slot = slot.saturating_sub(added(document, proposal.id()));
        }
    }
    own
}
