//! Shares of a few answers, and how likely chance is behind them.

use super::float;

/// Above this a score of [`one_proportion`] or [`two_proportion`] is beyond chance at nine in ten,
/// on one side.
pub const SIGNIFICANT: f64 = 1.2816;

/// The share of `part` in `all`, one of each side added: (p + 1) / (n + 2).
///
/// ```
/// use travaux::analysis::measure::smoothed_share;
/// assert_eq!(smoothed_share(4, 5), 5.0 / 7.0);
/// assert_eq!(smoothed_share(0, 0), 0.5);
/// ```
pub fn smoothed_share(part: usize, all: usize) -> f64 {
    float(part + 1) / float(all + 2)
}

/// How many deviations a share is above one half, one answer added: 2 √(n + 1) × ((p + 1) / (n + 1)
/// − ½).
///
/// C. Small et al., *Polis*, Recerca 26, 2021.
///
/// ```
/// use travaux::analysis::measure::one_proportion;
/// assert!((one_proportion(4, 5) - 1.632_993).abs() < 1e-6);
/// ```
pub fn one_proportion(part: usize, all: usize) -> f64 {
    2.0 * float(all + 1).sqrt() * (float(part + 1) / float(all + 1) - 0.5)
}

/// How many deviations the share inside a group is above that outside it, one added to each count;
/// 0 where both shares are whole.
///
/// ```
/// use travaux::analysis::measure::two_proportion;
/// assert!((two_proportion((4, 5), (1, 4)) - 1.487_648).abs() < 1e-6);
/// assert_eq!(two_proportion((3, 3), (2, 2)), 0.0);
/// ```
pub fn two_proportion(inside: (usize, usize), outside: (usize, usize)) -> f64 {
    let (s1, n1) = (float(inside.0 + 1), float(inside.1 + 1));
    let (s2, n2) = (float(outside.0 + 1), float(outside.1 + 1));
    let pooled = (s1 + s2) / (n1 + n2);
    let spread = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
    if spread <= 0.0 { 0.0 } else { (s1 / n1 - s2 / n2) / spread.sqrt() }
}

/// Group-informed consensus: the product over groups of the [`smoothed_share`] that wants it, each
/// group as `(wanting, who spoke)`. A group that says nothing counts one half. It falls with the
/// number of groups: compare only figures of the same groups.
///
/// ```
/// use travaux::analysis::measure::group_informed;
/// assert!((group_informed([(4, 5), (1, 4)]) - 0.238_095).abs() < 1e-6);
/// ```
pub fn group_informed(groups: impl IntoIterator<Item = (usize, usize)>) -> f64 {
    groups.into_iter().map(|(part, all)| smoothed_share(part, all)).product()
}

/// The same as a mean that does not fall with the number of groups: the geometric mean of the share
/// that wants it times the share that is not against it, with half an answer added to each side.
/// Each group is `(wanting, against, who spoke)`; 1 for no group.
///
/// ```
/// use travaux::analysis::measure::effective_consensus;
/// assert!((effective_consensus([(4, 1, 5), (1, 3, 4)]) - 0.225).abs() < 1e-12);
/// ```
pub fn effective_consensus(groups: impl IntoIterator<Item = (usize, usize, usize)>) -> f64 {
    let (mut product, mut count) = (1.0, 0);
    for (wanting, against, all) in groups {
        let share = |part: usize| (float(part) + 0.5) / (float(all) + 1.0);
        product *= share(wanting) * (1.0 - share(against));
        count += 1;
    }
    if count == 0 { 1.0 } else { product.powf(1.0 / float(count)) }
}
