//! Replacements by a proposed paragraph, which stand with that paragraph alone.

use std::collections::HashSet;

use super::clash::{Finding, FindingKind};
use crate::lineage::lineage;
use crate::model::{Document, ProposalId, ProposalKind};

/// Each replacement by a paragraph that is itself a wish, and that wish.
///
/// A paragraph that nobody signed has no sides of its own: who replaces by it speaks for it.
pub(super) fn replacements(document: &Document) -> Vec<(ProposalId, ProposalId)> {
    let replaces = |kind| kind == ProposalKind::ReplaceParagraph;
    if !document.proposals().iter().any(|one| replaces(one.kind())) {
        return Vec::new();
    }
    let lineage = lineage(document);
    let spoken: HashSet<ProposalId> = document
        .statements()
        .iter()
        .flat_map(|statement| document.targets(statement))
        .copied()
        .collect();
    let pairs = lineage.wishes().iter().filter(|wish| replaces(wish.kind)).filter_map(|wish| {
        let (_, by) = wish.targets.first()?;
        let by = lineage.node(*by)?.paragraph()?;
        let mut own = document.proposals_in(by).iter();
        let new = own.find(|id| document.proposal(**id).kind() == ProposalKind::New)?;
        spoken.contains(new).then_some((wish.proposal, *new))
    });
    pairs.collect()
}

/// Takes out the replacements by a paragraph that does not stand; gives the reasons.
pub(super) fn leave_out(document: &Document, standing: &mut [bool]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (replacing, new) in replacements(document) {
        let stands = |id: ProposalId| standing.get(id.index()) == Some(&true);
        if !stands(replacing) || stands(new) {
            continue;
        }
        if let Some(slot) = standing.get_mut(replacing.index()) {
            *slot = false;
        }
        findings.push(Finding {
            kind: FindingKind::NeedsParagraph,
            paragraph: document.proposal(replacing).paragraph(),
            one: replacing,
            others: vec![new],
        });
    }
    findings
}
