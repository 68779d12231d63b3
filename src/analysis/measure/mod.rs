//! The formulas, as plain functions of counts; what is undefined is none.

mod alpha;
mod chance;
mod cohesion;
mod power;
mod predict;

pub use alpha::{Alpha, krippendorff};
pub use chance::{
    SIGNIFICANT, effective_consensus, group_informed, one_proportion, smoothed_share,
    two_proportion,
};
pub use cohesion::{agreement_index, attina, rice, rice_baseline};
pub use power::{banzhaf, shapley_shubik};
pub use predict::{auc, auc_interval, kaplan_meier};

/// Counts as the formulas need them: exact up to 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "no document holds 2^53 statements")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

pub(super) fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}
