//! When a proposal is accepted.

use std::fmt;
use std::sync::Arc;

use super::ballot::Ballot;
use crate::model::{Day, DelegationCode, Document, Groups, Sides};

/// A decision rule: when a proposal is accepted, by who is for it and who is against.
///
/// Who is against is said at [`Sides`]: objectors, and who wants an alternative instead. Who says
/// nothing is not counted on either side; a rule that asks for so many in favour is not met by
/// silence. Such a rule ([`counts_in_favour`](Self::counts_in_favour): so many, a quota, a
/// qualified majority) weighs those in favour against what is asked for: who objects and who wants
/// a rival is, like who is silent, simply not in favour.
///
/// # Examples
///
/// ```
/// use travaux::project::DecisionRule;
/// let rule: DecisionRule = "at-most-2-against".parse()?;
/// assert_eq!(rule, DecisionRule::AtMostAgainst(2));
/// # Ok::<(), travaux::project::DecisionRuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DecisionRule {
    /// Somebody wants it and nobody is against: what committees call consensus.
    NoObjection,
    /// Somebody wants it and at most so many are against.
    AtMostAgainst(usize),
    /// At least so many want it, whoever is against: k of n.
    AtLeastFor(usize),
    /// More want it than are against.
    Majority,
    /// Those who want it weigh at least the quota.
    Weighted {
        /// What each delegation weighs; nothing where it is not listed.
        weights: Weights,
        /// What is needed.
        quota: u64,
    },
    /// Enough of the members want it, and they stand for enough of the weight; or too few to block
    /// do not want it.
    Qualified(Qualified),
}

/// What each delegation weighs in a vote, in the order of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "Vec<(DelegationCode, u64)>", into = "Vec<(DelegationCode, u64)>")
)]
pub struct Weights(Arc<[(DelegationCode, u64)]>);

impl FromIterator<(DelegationCode, u64)> for Weights {
    /// Of two weights for one code the first counts.
    fn from_iter<I: IntoIterator<Item = (DelegationCode, u64)>>(all: I) -> Self {
        let mut all: Vec<(DelegationCode, u64)> = all.into_iter().collect();
        all.sort_by_key(|(code, _)| *code);
        all.dedup_by_key(|(code, _)| *code);
        Weights(all.into())
    }
}

impl From<Vec<(DelegationCode, u64)>> for Weights {
    fn from(all: Vec<(DelegationCode, u64)>) -> Self {
        all.into_iter().collect()
    }
}

impl From<Weights> for Vec<(DelegationCode, u64)> {
    fn from(weights: Weights) -> Self {
        weights.0.to_vec()
    }
}

impl Weights {
    /// What a delegation weighs.
    pub fn of(&self, code: DelegationCode) -> u64 {
        self.find(code).unwrap_or(0)
    }

    /// What all weigh together.
    pub fn total(&self) -> u64 {
        self.0.iter().fold(0, |sum, (_, weight)| sum.saturating_add(*weight))
    }

    /// How many have a weight.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nobody has.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who has a weight, in the order of the codes.
    pub fn codes(&self) -> impl Iterator<Item = DelegationCode> + '_ {
        self.0.iter().map(|(code, _)| *code)
    }

    pub(super) fn find(&self, code: DelegationCode) -> Option<u64> {
        let at = self.0.binary_search_by_key(&code, |(known, _)| *known).ok()?;
        self.0.get(at).map(|(_, weight)| *weight)
    }

    pub(super) fn sum<'a>(&self, codes: impl IntoIterator<Item = &'a DelegationCode>) -> u64 {
        codes.into_iter().fold(0, |sum, code| sum.saturating_add(self.of(*code)))
    }
}

/// The terms of a qualified majority: two shares and the size of the smallest blocking minority.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Qualified {
    /// The members and what each stands for, such as its population.
    pub weights: Weights,
    /// Of a hundred members so many are needed, rounded up.
    pub members: u64,
    /// Of a hundred parts of the weight so many are needed, rounded up.
    pub weight: u64,
    /// Fewer than this many who do not want it block nothing, whatever they weigh.
    pub block: usize,
}

impl Qualified {
    /// That of the Council of the European Union: 55 % of the members with 65 % of the population,
    /// and four at least to block. Members are those of the day, or today's; the population is that
    /// of [`Groups::population`].
    ///
    /// ```
    /// use travaux::model::Day;
    /// use travaux::project::Qualified;
    /// assert_eq!(Qualified::european_union(Some(Day::new(2016, 1, 1))).weights.len(), 28);
    /// assert_eq!(Qualified::european_union(None).weights.len(), 27);
    /// ```
    pub fn european_union(day: Option<Day>) -> Self {
        let members = DelegationCode::from_bytes(b"EU")
            .map(|union| Groups::standard().members(union, day))
            .unwrap_or_default();
        let weights = Groups::population(day).filter(|(code, _)| members.contains(code)).collect();
        Qualified { weights, members: 55, weight: 65, block: 4 }
    }

    /// The same where the Council decides without a proposal of the Commission: 72 % of the
    /// members.
    pub fn reinforced(day: Option<Day>) -> Self {
        Qualified { members: 72, ..Qualified::european_union(day) }
    }

    /// Whether so many members of such a weight, with the rest not in favour, are enough.
    pub(super) fn is_met(&self, count: usize, weight: u64) -> bool {
        let all = self.weights.len();
        let share = |part: u128, whole: u128, least: u64| part * 100 >= whole * u128::from(least);
        let rest = all.saturating_sub(count);
        let total = u128::from(self.weights.total());
        (share(count as u128, all as u128, self.members)
            && share(u128::from(weight), total, self.weight))
            || (rest < self.block && count > 0)
    }
}

impl DecisionRule {
    /// Whether only who is in favour counts: who is against, or wants a rival, is then not in
    /// favour, and no more.
    ///
    /// ```
    /// use travaux::project::DecisionRule;
    /// assert!(DecisionRule::AtLeastFor(3).counts_in_favour());
    /// assert!(!DecisionRule::NoObjection.counts_in_favour());
    /// ```
    pub fn counts_in_favour(&self) -> bool {
        match self {
            Self::AtLeastFor(_) | Self::Weighted { .. } | Self::Qualified(_) => true,
            Self::NoObjection | Self::AtMostAgainst(_) | Self::Majority => false,
        }
    }

    /// Whether a proposal with these sides is accepted.
    pub fn accepts(&self, document: &Document, sides: &Sides) -> bool {
        let (wanting, against) = (sides.supporters.len(), sides.against());
        match self {
            Self::NoObjection => wanting > 0 && against == 0,
            Self::AtMostAgainst(most) => wanting > 0 && against <= *most,
            Self::AtLeastFor(least) => wanting >= (*least).max(1),
            Self::Majority => wanting > against,
            Self::Weighted { .. } | Self::Qualified(_) => {
                self.passes(&Ballot::new(document, sides))
            }
        }
    }

    /// Whether a proposal with these sides is accepted, by code.
    pub fn passes(&self, ballot: &Ballot) -> bool {
        let (wanting, against) = (ballot.wanting.len(), ballot.against.len());
        match self {
            Self::NoObjection => wanting > 0 && against == 0,
            Self::AtMostAgainst(most) => wanting > 0 && against <= *most,
            Self::AtLeastFor(least) => wanting >= (*least).max(1),
            Self::Majority => wanting > against,
            Self::Weighted { weights, quota } => {
                wanting > 0 && weights.sum(&ballot.wanting) >= *quota
            }
            Self::Qualified(terms) => {
                let members = || ballot.wanting.iter().filter_map(|c| terms.weights.find(*c));
                terms.is_met(members().count(), members().sum())
            }
        }
    }
}

impl fmt::Display for DecisionRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoObjection => f.write_str("no-objection"),
            Self::AtMostAgainst(most) => write!(f, "at-most-{most}-against"),
            Self::AtLeastFor(least) => write!(f, "at-least-{least}-for"),
            Self::Majority => f.write_str("majority"),
            Self::Weighted { quota, .. } => write!(f, "weighted-quota-{quota}"),
            Self::Qualified(terms) => match (terms.members, terms.weight) {
                (55, 65) => f.write_str("qualified-majority"),
                (72, 65) => f.write_str("reinforced-qualified-majority"),
                (members, weight) => write!(f, "qualified-majority-{members}-{weight}"),
            },
        }
    }
}

/// What was to be a decision rule and is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{written}` as a rule, expected no-objection, majority, at-most-N-against, at-least-N-for, \
     qualified-majority or reinforced-qualified-majority"
)]
pub struct DecisionRuleError {
    written: Box<str>,
}

impl std::str::FromStr for DecisionRule {
    type Err = DecisionRuleError;

    /// Reads what [`Display`](fmt::Display) writes of the rules that need no table of weights, and
    /// the two of today's European Union.
    fn from_str(text: &str) -> Result<Self, DecisionRuleError> {
        let number = |head: &str, tail: &str| {
            let inner = text.strip_prefix(head)?.strip_suffix(tail)?;
            inner.parse().ok()
        };
        match text {
            "no-objection" => Ok(Self::NoObjection),
            "majority" => Ok(Self::Majority),
            "qualified-majority" => Ok(Self::Qualified(Qualified::european_union(None))),
            "reinforced-qualified-majority" => Ok(Self::Qualified(Qualified::reinforced(None))),
            _ => number("at-most-", "-against")
                .map(Self::AtMostAgainst)
                .or_else(|| number("at-least-", "-for").map(Self::AtLeastFor))
                .ok_or_else(|| DecisionRuleError { written: text.into() }),
        }
    }
}
