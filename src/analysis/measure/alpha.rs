//! Krippendorff's alpha for positions, which have no order.

use super::float;

/// How far raters agree beyond chance; see [`krippendorff`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Alpha {
    /// The disagreement that was seen.
    pub observed: f64,
    /// The disagreement that chance would give.
    pub expected: f64,
    /// Values that could be paired with another.
    pub values: usize,
}

impl Alpha {
    /// 1 − observed / expected: 1 for agreement throughout, 0 for what chance gives, less for
    /// worse. None where all values are the same, for then nothing tells agreement from habit.
    pub fn alpha(&self) -> Option<f64> {
        super::ratio(self.observed, self.expected).map(|part| 1.0 - part)
    }
}

/// Krippendorff's alpha over items, each the counts of its values: how many are for, against,
/// neither. An item with fewer than two values counts for nothing. None if no item has two.
///
/// K. Krippendorff, *Content Analysis*, chapter 11; as a measure of cohesion D. Cherepnalkoski et
/// al., *Cohesion and Coalition Formation in the European Parliament*, `PLoS ONE` 11, 2016.
///
/// # Complexity
///
/// O(n) in the items.
///
/// ```
/// use travaux::analysis::measure::krippendorff;
/// // Three raters on four items: yes yes no; no no no; yes, none, yes; yes no abstain.
/// let found = krippendorff([[2, 1, 0], [0, 3, 0], [2, 0, 0], [1, 1, 1]]).ok_or("too few")?;
/// assert!((found.observed - 5.0 / 11.0).abs() < 1e-12);
/// assert!((found.expected - 7.0 / 11.0).abs() < 1e-12);
/// assert!(found.alpha().is_some_and(|alpha| (alpha - 2.0 / 7.0).abs() < 1e-12));
/// assert_eq!(krippendorff([[3, 0, 0]]).and_then(|same| same.alpha()), None);
/// # Ok::<(), &str>(())
/// ```
pub fn krippendorff(items: impl IntoIterator<Item = [usize; 3]>) -> Option<Alpha> {
    let mut of_value = [0usize; 3];
    let mut apart = 0.0;
    for counts in items {
        let all: usize = counts.iter().sum();
        if all < 2 {
            continue;
        }
        for (sum, count) in of_value.iter_mut().zip(counts) {
            *sum += count;
        }
        let same: usize = counts.iter().map(|count| count * count).sum();
        apart += float(all * all - same) / float(all - 1);
    }
    let values: usize = of_value.iter().sum();
    if values < 2 {
        return None;
    }
    let n = float(values);
    let same: f64 = of_value.iter().map(|count| float(*count) * float(*count)).sum();
    Some(Alpha { observed: apart / n, expected: (n * n - same) / (n * (n - 1.0)), values })
}
