//! Which proposals are wanted in a text.

use super::instead::replacements;
use super::rule::DecisionRule;
use crate::model::{Day, DelegationCode, DelegationId, Document, Groups, ProposalId, Sides, sides};

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
    /// As [`Of`](Choice::Of), and on what one of these delegations is silent, what the groups say
    /// that it is a member of on a day, today if none is named. Its own word goes before its
    /// groups'; where its groups disagree, they say nothing.
    OfMembers {
        /// Whose text it is.
        delegations: Vec<DelegationCode>,
        /// Who is a member of what.
        groups: Groups,
        /// The day of the membership.
        day: Option<Day>,
    },
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
        Choice::Of(codes) => Members::new(document, codes, &Groups::empty(), None).choose(document),
        Choice::OfMembers { delegations, groups, day } => {
            Members::new(document, delegations, groups, *day).choose(document)
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

/// Delegations, each with the groups that speak for it where it is silent.
struct Members {
    of: Vec<(Option<DelegationId>, Vec<DelegationId>)>,
}

/// What is said of one proposal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    For,
    Against,
    /// Neither, but something.
    Other,
}

impl Members {
    fn new(
        document: &Document,
        delegations: &[DelegationCode],
        groups: &Groups,
        day: Option<Day>,
    ) -> Members {
        let speaking = document.delegations().iter().map(crate::Delegation::code);
        let known: Vec<(DelegationCode, Vec<DelegationCode>)> = speaking
            .map(|code| (code, groups.members(code, day)))
            .filter(|(_, members)| !members.is_empty())
            .collect();
        let of = delegations.iter().map(|code| {
            let own = known.iter().filter(|(_, members)| members.contains(code));
            let own = own.filter_map(|(group, _)| document.speaker(*group)).collect();
            (document.speaker(*code), own)
        });
        Members { of: of.collect() }
    }

    /// What one of them wants and none objects to, to the paragraph by which it replaces another
    /// included.
    fn choose(&self, document: &Document) -> Vec<bool> {
        let words: Vec<Option<bool>> = sides(document).iter().map(|one| self.say(one)).collect();
        let mut wanted: Vec<bool> = words.iter().map(|word| *word == Some(true)).collect();
        for (replacing, new) in replacements(document) {
            let refused = words.get(new.index()) == Some(&Some(false));
            if let Some(slot) = wanted.get_mut(replacing.index()).filter(|_| refused) {
                *slot = false;
            }
        }
        wanted
    }

    /// Yes if one of them wants it and none objects, no if one objects.
    fn say(&self, sides: &Sides) -> Option<bool> {
        let said = |id: DelegationId| {
            let neither = || sides.reserved.contains(&id) || sides.flexible.contains(&id);
            if sides.supporters.contains(&id) {
                Some(Word::For)
            } else if sides.objectors.contains(&id) {
                Some(Word::Against)
            } else {
                neither().then_some(Word::Other)
            }
        };
        let of_groups = |groups: &[DelegationId]| {
            let mut words = groups.iter().filter_map(|group| said(*group));
            let first = words.next()?;
            words.all(|word| word == first).then_some(first)
        };
        let mut wanted = None;
        for (own, groups) in &self.of {
            match own.and_then(said).or_else(|| of_groups(groups)) {
                Some(Word::For) => wanted = Some(true),
                Some(Word::Against) => return Some(false),
                Some(Word::Other) | None => {}
            }
        }
        wanted
    }
}
