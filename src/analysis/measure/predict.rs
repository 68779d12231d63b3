//! How well a score foretells an event, and how long things last.

use super::float;

/// The area under the curve of a score: the share of pairs of one that came true and one that did
/// not in which the first has the higher score, a tie counted as half. None where one side is
/// empty.
///
/// 0.5 is what chance gives, 1 a score that never errs.
///
/// J. Hanley et al., *The Meaning and Use of the Area under a ROC Curve*, Radiology 143, 1982.
///
/// # Complexity
///
/// O(n log n).
///
/// # Examples
///
/// ```
/// use travaux::analysis::measure::auc;
/// // Of four pairs three are in order and one is a tie.
/// assert_eq!(auc(&[3.0, 2.0], &[1.0, 2.0]), Some(0.875));
/// assert_eq!(auc(&[1.0], &[]), None);
/// ```
pub fn auc(came_true: &[f64], did_not: &[f64]) -> Option<f64> {
    if came_true.is_empty() || did_not.is_empty() {
        return None;
    }
    let mut below = did_not.to_vec();
    below.sort_by(f64::total_cmp);
    let wins: f64 = came_true
        .iter()
        .map(|score| {
            let under = below.partition_point(|other| other < score);
            let ties = below.partition_point(|other| other <= score) - under;
            float(under) + float(ties) / 2.0
        })
        .sum();
    Some(wins / (float(came_true.len()) * float(did_not.len())))
}

/// The bounds between which an [`auc`] of so many that came true and so many that did not lies, 95
/// times of 100: its standard error by Hanley, 1982, and the normal law. None where one side is
/// empty. At 0 and 1 the error of that formula is 0, which says little of few cases.
///
/// ```
/// use travaux::analysis::measure::auc_interval;
/// let (low, high) = auc_interval(0.875, 2, 2).ok_or("both sides")?;
/// assert!((low - 0.467_89).abs() < 1e-4 && high == 1.0);
/// # Ok::<(), &str>(())
/// ```
pub fn auc_interval(area: f64, came_true: usize, did_not: usize) -> Option<(f64, f64)> {
    if came_true == 0 || did_not == 0 {
        return None;
    }
    let (one, other) = (float(came_true), float(did_not));
    let square = area * area;
    let q1 = area / (2.0 - area) - square;
    let q2 = 2.0 * square / (1.0 + area) - square;
    let variance = (area - square + (one - 1.0) * q1 + (other - 1.0) * q2) / (one * other);
    let reach = 1.959_964 * variance.max(0.0).sqrt();
    Some(((area - reach).max(0.0), (area + reach).min(1.0)))
}

/// The share that still stands after each step, where some are lost from sight before their end:
/// the product over the steps of 1 − ends / at risk. `steps` gives (ends, at risk) of each.
///
/// E. Kaplan and P. Meier, *Nonparametric Estimation from Incomplete Observations*, Journal of the
/// American Statistical Association 53, 1958.
///
/// ```
/// use travaux::analysis::measure::kaplan_meier;
/// // Of four one ends at the first step, one is lost from sight, one of two ends at the second.
/// assert_eq!(kaplan_meier(&[(1, 4), (1, 2)]), [0.75, 0.375]);
/// assert_eq!(kaplan_meier(&[(0, 0)]), [1.0]);
/// ```
pub fn kaplan_meier(steps: &[(usize, usize)]) -> Vec<f64> {
    let mut left = 1.0;
    let step = |&(ends, at_risk): &(usize, usize)| {
        if at_risk > 0 {
            left *= 1.0 - float(ends.min(at_risk)) / float(at_risk);
        }
        left
    };
    steps.iter().map(step).collect()
}
