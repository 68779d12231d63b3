//! How far a group stands together on one item.

use super::{float, ratio};

/// Rice's index of cohesion: |y − n| / (y + n), from 0 for a group split in halves to 1 for one of
/// one mind. None if nobody takes a side. Who abstains is not looked at.
///
/// Small groups score high by chance alone: hold it against [`rice_baseline`].
///
/// S. A. Rice, *Quantitative Methods in Politics*, 1928.
///
/// ```
/// use travaux::analysis::measure::rice;
/// assert_eq!(rice(10, 10), Some(0.0));
/// assert_eq!(rice(3, 1), Some(0.5));
/// assert_eq!(rice(0, 0), None);
/// ```
pub fn rice(wanting: usize, against: usize) -> Option<f64> {
    ratio(float(wanting.abs_diff(against)), float(wanting + against))
}

/// What [`rice`] is on average where each of `n` tosses a coin; none for nobody.
///
/// The mean of |2y − n| / n over y of a binomial law, which is the product of (2i − 1) / 2i for i
/// up to n / 2, rounded down.
///
/// # Complexity
///
/// O(n).
///
/// ```
/// use travaux::analysis::measure::rice_baseline;
/// assert_eq!([1, 2, 3, 4, 5].map(rice_baseline), [1.0, 0.5, 0.5, 0.375, 0.375].map(Some));
/// ```
pub fn rice_baseline(n: usize) -> Option<f64> {
    let odd = |i: usize| float(2 * i - 1) / float(2 * i);
    (n > 0).then(|| (1..=n / 2).map(odd).product())
}

/// The agreement index over three options: (m − (t − m) / 2) / t for t votes of which the largest
/// option has m. 1 if all choose one option, 0 at a tie of three. None without a vote.
///
/// S. Hix, A. Noury, G. Roland, *Power to the Parties*, British Journal of Political Science 35,
/// 2005.
///
/// ```
/// use travaux::analysis::measure::agreement_index;
/// assert_eq!(agreement_index(10, 10, 100), Some(0.75));
/// assert_eq!(agreement_index(7, 2, 1), Some(0.55));
/// assert_eq!(agreement_index(5, 5, 5), Some(0.0));
/// ```
pub fn agreement_index(wanting: usize, against: usize, neither: usize) -> Option<f64> {
    let (all, most) =
        (float(wanting + against + neither), float(wanting.max(against).max(neither)));
    ratio(most - (all - most) / 2.0, all)
}

/// Attinà's index: (2m − t) / t, in the letters of [`agreement_index`], of which it is a linear
/// function: that index is (3a + 1) / 4.
///
/// ```
/// use travaux::analysis::measure::{agreement_index, attina};
/// assert_eq!(attina(7, 2, 1), Some(0.4));
/// assert_eq!(attina(7, 2, 1).map(|a| (3.0 * a + 1.0) / 4.0), agreement_index(7, 2, 1));
/// ```
pub fn attina(wanting: usize, against: usize, neither: usize) -> Option<f64> {
    let (all, most) =
        (float(wanting + against + neither), float(wanting.max(against).max(neither)));
    ratio(2.0 * most - all, all)
}
