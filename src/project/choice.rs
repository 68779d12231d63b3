//! Which proposals are wanted in a text.

use super::rule::DecisionRule;
use crate::model::{DelegationCode, DelegationId, Document, ProposalId, Sides, sides};

/// Which proposals a projected text should have in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Choice {
    /// None: the base text.
    Nothing,
    /// Every one. Those that exclude each other are findings, and neither stands.
    All,
    /// Those that somebody wants and nobody is [against](Sides::against). Of alternatives that
    /// different delegations want none is unopposed.
    Unopposed,
    /// Those that a decision rule accepts.
    Rule(DecisionRule),
    /// Those that at least one of these delegations wants and none of them objects to: their
    /// amendments in, what they oppose out. Where they want different alternatives, that is a
    /// finding.
    Of(Vec<DelegationCode>),
    /// These.
    Set(Vec<ProposalId>),
}

/// For each proposal, whether it is wanted.
pub(super) fn wanted(document: &Document, choice: &Choice) -> Vec<bool> {
    let by_sides = |accepts: &dyn Fn(&Sides) -> bool| sides(document).iter().map(accepts).collect();
    match choice {
        Choice::Nothing => vec![false; document.proposals().len()],
        Choice::All => vec![true; document.proposals().len()],
        Choice::Unopposed => by_sides(&|sides| DecisionRule::NoObjection.accepts(document, sides)),
        Choice::Rule(rule) => by_sides(&|sides| rule.accepts(document, sides)),
        Choice::Of(codes) => {
            let mut own = vec![false; document.delegations().len()];
            for id in codes.iter().filter_map(|code| document.speaker(*code)) {
                if let Some(slot) = own.get_mut(id.index()) {
                    *slot = true;
                }
            }
            let one_of =
                |ids: &[DelegationId]| ids.iter().any(|id| own.get(id.index()) == Some(&true));
            by_sides(&|sides| one_of(&sides.supporters) && !one_of(&sides.objectors))
        }
        Choice::Set(ids) => {
            let mut wanted = vec![false; document.proposals().len()];
            for id in ids {
                if let Some(slot) = wanted.get_mut(id.index()) {
                    *slot = true;
                }
            }
            wanted
        }
    }
}
