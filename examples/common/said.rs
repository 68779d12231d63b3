//! What the examples about several copies and drafts share: a row for each statement of an outcome.

use serde::Serialize;
use travaux::merge::{AnnotatedCopy, Fate, Merged, MergedStatement};

/// One delegation in one statement.
#[derive(Debug, Serialize)]
pub(crate) struct Said {
    pub(crate) paragraph: String,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) delegation: String,
    pub(crate) polarity: String,
    pub(crate) condition: String,
    /// The copies that say so, a blank between.
    pub(crate) copies: String,
    /// Byte offset of the code in the first of them.
    pub(crate) offset: u32,
    /// What became of it on a later draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fate: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<&'static str>,
}

/// The statements of an outcome, with the fates of its wishes where there are any.
pub(crate) fn rows(merged: &Merged, fates: Option<&[Fate]>) -> Vec<Said> {
    let row = |said: &MergedStatement| {
        let wish = merged.wishes().get(said.wish as usize);
        let fate = fates.and_then(|fates| fates.get(said.wish as usize)).map(|fate| match fate {
            Fate::Surviving => ("surviving", ""),
            Fate::Shrunk => ("shrunk", ""),
            Fate::Satisfied => ("satisfied", ""),
            Fate::Orphaned(reason) => ("orphaned", reason.as_str()),
            _ => ("", ""),
        });
        Said {
            paragraph: merged.label_of(said.wish),
            kind: wish.map_or(String::new(), |wish| wish.kind.to_string()),
            subject: merged.wording(said.wish),
            delegation: said.delegation.to_string(),
            polarity: said.polarity.to_string(),
            condition: said.condition.to_string(),
            copies: sources(merged, said).join(" "),
            offset: said.found_at.first().map_or(0, |found| found.offset),
            fate: fate.map(|(fate, _)| fate),
            reason: fate.map(|(_, reason)| reason),
        }
    };
    merged.statements().iter().map(row).collect()
}

/// The names of the copies that have a statement.
pub(crate) fn sources<'m>(merged: &'m Merged, said: &MergedStatement) -> Vec<&'m str> {
    let name = |at: u32| merged.copies().nth(at as usize).map(AnnotatedCopy::name);
    let mut found: Vec<&str> = said.found_at.iter().filter_map(|found| name(found.copy)).collect();
    found.dedup();
    found
}
