//! What of a mandate means nothing in a document.

use std::fmt;

use indexmap::IndexSet;

use super::{Mandate, MandateOptions};
use crate::model::{Document, Resolution};
use crate::{DelegationCode, Label};

/// So many labels are named in the place of one that no paragraph carries.
const NEAR: usize = 3;

/// Something in a mandate that means nothing in the document it is held against: it is told, and
/// what hangs on it counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MandateFinding {
    /// The party's code is nobody's: neither the registry knows it nor does it speak in the
    /// document.
    PartyUnknown {
        /// The code.
        party: DelegationCode,
        /// Codes that may be meant.
        near: Vec<DelegationCode>,
    },
    /// The party does not speak in the document, so that the text as it wants it is the text as it
    /// was.
    PartySilent {
        /// The code.
        party: DelegationCode,
    },
    /// No paragraph that is looked at carries a label.
    ParagraphMissing {
        /// The point that names it, by its place in [`Mandate::points`], from 0.
        point: usize,
        /// The label.
        label: Label,
        /// Labels with the nearest numbers.
        near: Vec<Label>,
    },
}

impl fmt::Display for MandateFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |near: Vec<String>| {
            if near.is_empty() {
                "nothing near is known".to_owned()
            } else {
                format!("near: {}", near.join(", "))
            }
        };
        match self {
            Self::PartyUnknown { party, near } => {
                let near = listed(near.iter().map(ToString::to_string).collect());
                write!(f, "`{party}` as the party is nobody's code; {near}")
            }
            Self::PartySilent { party } => {
                write!(f, "{party}, the party, does not speak in the text")
            }
            Self::ParagraphMissing { point, label, near } => {
                let near = listed(near.iter().map(ToString::to_string).collect());
                write!(f, "no paragraph is called {label}, which point {} names; {near}", point + 1)
            }
        }
    }
}

/// What of a mandate means nothing in a document, the party first, then point by point.
///
/// # Complexity
///
/// O(n + l × n) for n paragraphs and l labels that none of them carries.
pub(super) fn findings(
    document: &Document,
    mandate: &Mandate,
    options: &MandateOptions,
) -> Vec<MandateFinding> {
    let mut found = Vec::new();
    if let Some(party) = mandate.party.filter(|party| document.speaker(*party).is_none()) {
        let registry = document.registry();
        found.push(match registry.resolve(party.as_str()) {
            Resolution::Known(_) | Resolution::Ambiguous { .. } => {
                MandateFinding::PartySilent { party }
            }
            _ => MandateFinding::PartyUnknown { party, near: registry.nearest(party.as_str()) },
        });
    }
    if mandate.points.iter().all(|point| point.paragraphs.is_empty()) {
        return found;
    }
    let inside = document.paragraphs().iter().filter(|one| options.looks_in(one.part()));
    let known: IndexSet<Label> = inside.map(crate::Paragraph::label).collect();
    for (point, one) in mandate.points.iter().enumerate() {
        let missing: IndexSet<Label> =
            one.paragraphs.iter().filter(|label| !known.contains(*label)).copied().collect();
        for label in missing {
            let near = nearest(&known, label);
            found.push(MandateFinding::ParagraphMissing { point, label, near });
        }
    }
    found
}

/// The labels of the same series with the nearest numbers, the nearest first.
fn nearest(known: &IndexSet<Label>, label: Label) -> Vec<Label> {
    let same =
        |one: &&Label| one.series() == label.series() && one.is_heading() == label.is_heading();
    let distance = |one: &Label| match (one.number(), label.number()) {
        (Some(one), Some(wanted)) => one.abs_diff(wanted),
        _ => u32::MAX,
    };
    let mut near: Vec<Label> = known.iter().filter(same).copied().collect();
    near.sort_by_key(distance);
    near.truncate(NEAR);
    near
}
