//! Proves what analyses count where delegations stand at the ends: next to nothing missing or all of it,
//! all of one mind or of none, the original against every change, one wish inside another.

use travaux::Document;
use travaux::analysis::{
    AgreementOptions, Conflict, ConflictKind, DecisionOptions, Decisions, DendrogramOptions,
    DiscourseOptions, Grounds, Normalisation, Standing, agreement_with, conflicts, consensus,
    decisions_with, dendrogram, dendrogram_with, discourse, discourse_with, positions, progress,
};
use travaux::model::{Day, DelegationId, Sides, sides};

use crate::check::read;

/// A day that no calendar has is no day.
#[test]
fn days_are_those_of_the_calendar() {
    for day in [
        "2026-02-31",
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-00-01",
        "2026-13-01",
        "2026-01-00",
    ] {
        assert_eq!(day.parse::<Day>(), Err(()), "{day}");
    }
    for day in ["2024-02-29", "2000-02-29", "2026-02-28", "2026-12-31", "2026-04-30"] {
        assert_eq!(day.parse::<Day>().map(|day| day.to_string()), Ok(day.to_owned()));
    }
}
