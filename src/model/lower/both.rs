//! Delegations that are for and against one and the same wish.

use super::super::id::{DelegationId, ProposalId};
use super::super::statement::{Mention, Polarity, Statement};
use super::draft::Draft;
use crate::{Diagnostic, DiagnosticKind, Span};

/// Who says which way something of a proposal, and where.
type Said = (ProposalId, DelegationId, Polarity, Span);

impl Draft<'_> {
    /// Tells of each delegation that wants and opposes one proposal: `[x: FRA; oppose: FRA]`, or in two
    /// places. Which of the two counts is said of [`sides`](crate::model::sides()). Those who can go
    /// either way, or say on which condition, are left out.
    ///
    /// O(s log s) in the stances on proposals that somebody opposes: the others, which are most, have
    /// nobody on both sides.
    pub(super) fn both_sides(&mut self) {
        let mut opposed = vec![false; self.proposals.len()];
        for statement in self.statements.iter().filter(|one| one.polarity == Polarity::Against) {
            for target in self.targets_of(statement) {
                if let Some(slot) = opposed.get_mut(target.index()) {
                    *slot = true;
                }
            }
        }
        let mut said: Vec<Said> = Vec::new();
        for statement in self.statements.iter().filter(|one| one.condition.is_none()) {
            let polarity = statement.polarity;
            if !matches!(polarity, Polarity::For | Polarity::Against) {
                continue;
            }
            let (from, to) = statement.mentions;
            let mentions = self.mentions.get(from as usize..to as usize).unwrap_or_default();
            let plain = |one: &&Mention| !one.flexible && one.condition.is_none();
            for target in self.targets_of(statement) {
                if opposed.get(target.index()) == Some(&true) {
                    let one = |m: &Mention| (*target, m.delegation, polarity, m.span);
                    said.extend(mentions.iter().filter(plain).map(one));
                }
            }
        }
        // What is said of one proposal stands together, so that most of it is in order.
        said.sort_by_key(|(target, ..)| *target);
        for of_one in said.chunk_by_mut(|(one, ..), (other, ..)| one == other) {
            of_one.sort_unstable_by_key(|(_, who, _, span)| (*who, *span));
            for own in of_one.chunk_by(|(_, one, ..), (_, other, ..)| one == other) {
                let first = |side| {
                    own.iter().find(|(_, _, polarity, _)| *polarity == side).map(|said| said.3)
                };
                if let (Some(here), Some(there)) = (first(Polarity::Against), first(Polarity::For))
                {
                    let both = Diagnostic::new(DiagnosticKind::SidesBoth, here.max(there));
                    self.diagnostics.push(both.with_auxiliary(here.min(there)));
                }
            }
        }
    }

    fn targets_of(&self, statement: &Statement) -> &[ProposalId] {
        let (from, to) = statement.targets;
        self.targets.get(from as usize..to as usize).unwrap_or_default()
    }
}
