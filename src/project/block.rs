//! Who blocks a proposal under a decision rule, who could free it, and what it still lacks.

use super::ballot::Ballot;
use super::rule::DecisionRule;
use crate::model::DelegationCode;

/// Whether a proposal passes, can still pass, or is blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Verdict {
    /// It is accepted as things stand.
    Passes,
    /// It is not accepted yet, and those against it are too few to keep it so.
    Open,
    /// Those against it are enough, whatever the others do.
    Blocked,
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Passes => "passes",
            Self::Open => "open",
            Self::Blocked => "blocked",
        })
    }
}

/// What keeps a proposal from passing; see [`DecisionRule::blocking`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Blocking {
    /// How it stands.
    pub verdict: Verdict,
    /// Those of the blockers without any one of whom the others would no longer block.
    pub pivotal: Vec<DelegationCode>,
    /// The fewest blockers that would have to give way so that the others no longer block: one such
    /// set, the weightiest first, then in the order of the ballot. None where even all of them
    /// would not do, as under a quota above the total. Empty where nothing blocks.
    pub flip: Option<Vec<DelegationCode>>,
    /// How many more it needs in favour once nothing blocks it, at least, those who gave way
    /// counted among them. None where all together are not enough.
    pub short: Option<usize>,
}

impl DecisionRule {
    /// What keeps a proposal from passing, where those in `ballot.against` will not move and all
    /// others may.
    ///
    /// A set blocks where what is left without it cannot win. Under no objection every objector
    /// blocks alone; under k of n, n − k + 1 of them do; under a quota those who weigh more than
    /// the total less the quota; under a qualified majority those who are enough in number to
    /// block, and either more than the rest of the weight or more than the rest of the members.
    ///
    /// # Complexity
    ///
    /// O(n log n) in the delegations; O(n²) where they have weights.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::project::{Ballot, DecisionRule, Verdict};
    /// let codes = |text: &str| text.split(' ').map(str::parse).collect::<Result<Vec<_>, _>>();
    /// let ballot = Ballot {
    ///     wanting: codes("FRA DEU")?, against: codes("USA JPN")?, ..Ballot::default()
    /// };
    /// let found = DecisionRule::AtMostAgainst(1).blocking(&ballot);
    /// assert_eq!(found.verdict, Verdict::Blocked);
    /// assert_eq!(found.flip.map(|set| set.len()), Some(1));
    /// assert_eq!(found.pivotal.len(), 2);
    /// # Ok::<(), travaux::model::CodeError>(())
    /// ```
    #[must_use]
    pub fn blocking(&self, ballot: &Ballot) -> Blocking {
        let mut ranked: Vec<DelegationCode> = ballot.against.clone();
        ranked.sort_by_key(|code| std::cmp::Reverse(self.weight(*code)));
        let blocked = self.blocks(ballot, &ballot.against);
        // Weights only fall along the list and each member counts one: the shortest prefix that
        // frees the proposal is a smallest set.
        let free = (0..=ranked.len())
            .find(|many| !self.blocks(ballot, ranked.get(*many..).unwrap_or_default()));
        let flip = free.map(|many| ranked.get(..many).unwrap_or_default().to_vec());
        let mut pivotal = Vec::new();
        // Where two must go, nobody alone makes the difference.
        if flip.as_ref().is_some_and(|set| set.len() == 1) {
            let without = |one: &DelegationCode| -> Vec<DelegationCode> {
                ballot.against.iter().copied().filter(|other| other != one).collect()
            };
            let makes = |one: &&DelegationCode| !self.blocks(ballot, &without(one));
            pivotal = ballot.against.iter().filter(makes).copied().collect();
        }
        let verdict = match (self.passes(ballot), blocked) {
            (true, _) => Verdict::Passes,
            (false, true) => Verdict::Blocked,
            (false, false) => Verdict::Open,
        };
        let short = flip.as_deref().and_then(|given| self.short(ballot, given));
        Blocking { verdict, pivotal, flip, short }
    }

    fn weight(&self, code: DelegationCode) -> u64 {
        match self {
            Self::Weighted { weights, .. } => weights.of(code),
            // One who is no member counts for nothing, one of no weight still counts as a member.
            Self::Qualified(terms) => {
                terms.weights.find(code).map_or(0, |weight| weight.saturating_add(1))
            }
            _ => 1,
        }
    }

    /// Whether the proposal cannot pass while these are not in favour and all others are.
    fn blocks(&self, ballot: &Ballot, set: &[DelegationCode]) -> bool {
        let all = ballot.len();
        match self {
            Self::NoObjection => !set.is_empty(),
            Self::AtMostAgainst(most) => set.len() > *most,
            Self::AtLeastFor(least) => all - set.len().min(all) < (*least).max(1),
            Self::Majority => all - set.len().min(all) <= set.len(),
            Self::Weighted { weights, quota } => {
                weights.total().saturating_sub(weights.sum(set)) < *quota
            }
            Self::Qualified(terms) => {
                let members = || set.iter().filter_map(|code| terms.weights.find(*code));
                let lost: u64 = members().sum();
                let left = terms.weights.total().saturating_sub(lost);
                !terms.is_met(terms.weights.len() - members().count(), left)
            }
        }
    }

    /// How many more in favour it takes, once `given` have given way.
    fn short(&self, ballot: &Ballot, given: &[DelegationCode]) -> Option<usize> {
        let stay: Vec<DelegationCode> =
            ballot.against.iter().copied().filter(|code| !given.contains(code)).collect();
        let mut after =
            Ballot { against: stay, wanting: ballot.wanting.clone(), ..Ballot::default() };
        let mut could: Vec<DelegationCode> = given.to_vec();
        could.extend(ballot.neither.iter().chain(&ballot.silent));
        if let Self::Weighted { weights, .. } | Self::Qualified(super::Qualified { weights, .. }) =
            self
        {
            // Members that do not speak here could be in favour as well.
            let spoke = |code: &DelegationCode| {
                ballot.wanting.contains(code)
                    || ballot.against.contains(code)
                    || could.contains(code)
            };
            let absent: Vec<DelegationCode> = weights.codes().filter(|code| !spoke(code)).collect();
            could.extend(absent);
        }
        could.sort_by_key(|code| std::cmp::Reverse(self.weight(*code)));
        let mut more = 0;
        let mut could = could.into_iter();
        while !self.passes(&after) {
            after.wanting.push(could.next()?);
            more += 1;
        }
        Some(more)
    }
}
