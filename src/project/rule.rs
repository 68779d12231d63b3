//! When a proposal is accepted.

use std::fmt;

use crate::model::Sides;

/// A decision rule: when a proposal is accepted, by who is for it and who is against.
///
/// Who is against is said at [`Sides`]: objectors, and who wants an alternative instead. Who says
/// nothing is not counted on either side.
///
/// # Examples
///
/// ```
/// use travaux::project::DecisionRule;
/// let rule: DecisionRule = "at-most-2-against".parse()?;
/// assert_eq!(rule, DecisionRule::AtMostAgainst(2));
/// # Ok::<(), travaux::project::DecisionRuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DecisionRule {
    /// Somebody wants it and nobody is against: what committees call consensus.
    NoObjection,
    /// Somebody wants it and at most so many are against.
    AtMostAgainst(usize),
    /// At least so many want it, whoever is against.
    AtLeastFor(usize),
    /// More want it than are against.
    Majority,
}

impl DecisionRule {
    /// Whether a proposal with these sides is accepted.
    pub fn accepts(self, sides: &Sides) -> bool {
        let (wanting, against) = (sides.supporters.len(), sides.against());
        match self {
            Self::NoObjection => wanting > 0 && against == 0,
            Self::AtMostAgainst(most) => wanting > 0 && against <= most,
            Self::AtLeastFor(least) => wanting >= least.max(1),
            Self::Majority => wanting > against,
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
        }
    }
}

/// What was to be a decision rule and is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{written}` as a rule, expected no-objection, majority, at-most-N-against or at-least-N-for"
)]
pub struct DecisionRuleError {
    written: Box<str>,
}

impl std::str::FromStr for DecisionRule {
    type Err = DecisionRuleError;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, DecisionRuleError> {
        let number = |head: &str, tail: &str| {
            let inner = text.strip_prefix(head)?.strip_suffix(tail)?;
            inner.parse().ok()
        };
        match text {
            "no-objection" => Ok(Self::NoObjection),
            "majority" => Ok(Self::Majority),
            _ => number("at-most-", "-against")
                .map(Self::AtMostAgainst)
                .or_else(|| number("at-least-", "-for").map(Self::AtLeastFor))
                .ok_or_else(|| DecisionRuleError { written: text.into() }),
        }
    }
}
