//! Delegations that are for and against one and the same wish.

use indexmap::{IndexMap, IndexSet};

use super::super::id::{DelegationId, ProposalId};
use super::super::statement::{Mention, Polarity, Statement};
use super::draft::Draft;
use crate::{Diagnostic, DiagnosticKind, Span};

type Places = IndexMap<DelegationId, Span, hashbrown::DefaultHashBuilder>;

impl Draft<'_> {
    /// Tells of each delegation that wants and opposes one proposal: `[x: FRA; oppose: FRA]`, or in two
    /// places. Which of the two counts is said of [`sides`](crate::model::sides()).
    ///
    /// Of those who want it and those whom a statement names the fewer are looked through: a list of
    /// a thousand codes that many statements oppose is not read again for each.
    pub(super) fn both_sides(&mut self) {
        let mut wanting: IndexMap<ProposalId, Places, hashbrown::DefaultHashBuilder> =
            IndexMap::default();
        for statement in self.statements.iter().filter(|one| one.polarity == Polarity::For) {
            let named = self.named(statement);
            for target in self.targets_of(statement) {
                let known = wanting.entry(*target).or_default();
                for (delegation, span) in &named {
                    known.entry(*delegation).or_insert(*span);
                }
            }
        }
        let mut told: IndexSet<(ProposalId, DelegationId), hashbrown::DefaultHashBuilder> =
            IndexSet::default();
        let mut odd = Vec::new();
        for statement in self.statements.iter().filter(|one| one.polarity == Polarity::Against) {
            let named = self.named(statement);
            for target in self.targets_of(statement) {
                let Some(known) = wanting.get(target) else { continue };
                let (few, many) =
                    if named.len() < known.len() { (&named, known) } else { (known, &named) };
                for (delegation, here) in few {
                    let Some(there) = many.get(delegation) else { continue };
                    // `delete and retain the original: A` is one mention read in two ways.
                    if here != there && told.insert((*target, *delegation)) {
                        let (first, second) = (*here.min(there), *here.max(there));
                        let both = Diagnostic::new(DiagnosticKind::SidesBoth, second);
                        odd.push(both.with_auxiliary(first));
                    }
                }
            }
        }
        self.diagnostics.append(&mut odd);
    }

    /// Whom a statement names, each once, but for those who can go either way, or say on which condition.
    fn named(&self, statement: &Statement) -> Places {
        let (from, to) = statement.mentions;
        let mentions = self.mentions.get(from as usize..to as usize).unwrap_or_default();
        let plain = |one: &&Mention| {
            !one.flexible && one.condition.is_none() && statement.condition.is_none()
        };
        let mut named = Places::default();
        for Mention { delegation, span, .. } in mentions.iter().filter(plain) {
            named.entry(*delegation).or_insert(*span);
        }
        named
    }

    fn targets_of(&self, statement: &Statement) -> &[ProposalId] {
        let (from, to) = statement.targets;
        self.targets.get(from as usize..to as usize).unwrap_or_default()
    }
}
