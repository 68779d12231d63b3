//! How much a vote can decide under a quota.

use super::float;

/// Banzhaf's index of each member of a weighted vote: the share of the coalitions of the others
/// that lose, and win with it.
///
/// J. Banzhaf, *Weighted Voting Doesn't Work*, Rutgers Law Review 19, 1965.
///
/// # Complexity
///
/// O(n² q) for n members and a quota q, in O(q) memory.
///
/// # Examples
///
/// ```
/// use travaux::analysis::measure::banzhaf;
/// // The first is needed; with either of the others it wins.
/// assert_eq!(banzhaf(&[3, 2, 1], 4), [0.75, 0.25, 0.25]);
/// assert_eq!(banzhaf(&[3, 2, 1], 7), [0.0, 0.0, 0.0]);
/// ```
pub fn banzhaf(weights: &[usize], quota: usize) -> Vec<f64> {
    let power = |own: usize| {
        // The chance of each sum below the quota, each other member being in or out by a coin.
        let mut chance = vec![0.0; quota];
        chance.first_mut().into_iter().for_each(|slot| *slot = 1.0);
        for weight in others(weights, own) {
            for sum in (0..quota).rev() {
                let with = sum.checked_sub(weight).and_then(|before| chance.get(before)).copied();
                let with = with.unwrap_or(0.0);
                chance.get_mut(sum).into_iter().for_each(|slot| *slot = f64::midpoint(*slot, with));
            }
        }
        swings(&chance, weights.get(own).copied().unwrap_or(0))
    };
    (0..weights.len()).map(power).collect()
}

/// The index of Shapley and Shubik of each member of a weighted vote: the share of the orders of
/// all members in which it is the one that brings those before it to the quota. They sum to 1 if
/// the quota can be met.
///
/// L. Shapley and M. Shubik, *A Method for Evaluating the Distribution of Power in a Committee
/// System*, American Political Science Review 48, 1954.
///
/// # Complexity
///
/// O(n³ q) for n members and a quota q, in O(n q) memory.
///
/// # Examples
///
/// ```
/// use travaux::analysis::measure::shapley_shubik;
/// let found = shapley_shubik(&[3, 2, 1], 4);
/// for (power, want) in found.into_iter().zip([4.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0]) {
///     assert!((power - want).abs() < 1e-12);
/// }
/// ```
pub fn shapley_shubik(weights: &[usize], quota: usize) -> Vec<f64> {
    let count = weights.len();
    let power = |own: usize| {
        // Of the sets of each size their share with each sum below the quota.
        let mut share = vec![vec![0.0; quota]; count];
        share.first_mut().and_then(|row| row.first_mut()).into_iter().for_each(|slot| *slot = 1.0);
        for (nth, weight) in others(weights, own).enumerate() {
            // With one more to choose from, a set of a size has it by this size in their number.
            for size in (0..=nth + 1).rev() {
                let has = float(size) / float(nth + 1);
                let smaller = size.checked_sub(1).and_then(|size| share.get(size)).cloned();
                let Some(row) = share.get_mut(size) else { continue };
                for (sum, slot) in row.iter_mut().enumerate() {
                    let before = sum.checked_sub(weight);
                    let with = smaller.as_ref().zip(before).and_then(|(row, at)| row.get(at));
                    *slot = *slot * (1.0 - has) + with.copied().unwrap_or(0.0) * has;
                }
            }
        }
        let own = weights.get(own).copied().unwrap_or(0);
        share.iter().map(|row| swings(row, own)).sum::<f64>() / float(count)
    };
    (0..count).map(power).collect()
}

fn others(weights: &[usize], own: usize) -> impl Iterator<Item = usize> + '_ {
    weights.iter().enumerate().filter(move |(at, _)| *at != own).map(|(_, weight)| *weight)
}

/// What of the sums below the quota is above it with so much more.
fn swings(below: &[f64], weight: usize) -> f64 {
    below.get(below.len().saturating_sub(weight)..).unwrap_or_default().iter().sum()
}
