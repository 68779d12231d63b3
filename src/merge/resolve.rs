//! Settling what copies report differently, under a stated rule. Merging never does.

use std::sync::Arc;

use indexmap::IndexSet;

use super::copy::AnnotatedCopy;
use super::outcome::{Divergence, Merged, MergedStatement};
use crate::DelegationCode;
use crate::model::Polarity;

/// Which report of a delegation is to stand.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum ResolveRule<'a> {
    /// That of the last of these copies that has one; the names in the order of their rounds.
    LaterRound(&'a [&'a str]),
    /// That of this copy.
    Source(&'a str),
    /// The stricter stance: against, reserved, for under a condition, flexible, for, a remark.
    Stricter,
    /// The one that the caller names, by its place among the outcome's statements.
    Ask(&'a dyn Fn(&Merged, &Divergence) -> Option<u32>),
}

impl std::fmt::Debug for ResolveRule<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::LaterRound(names) => f.debug_tuple("LaterRound").field(names).finish(),
            Self::Source(name) => f.debug_tuple("Source").field(name).finish(),
            Self::Stricter => f.write_str("Stricter"),
            Self::Ask(_) => f.write_str("Ask"),
        }
    }
}

/// One divergence that was settled. Wish and reports are those of the outcome before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Decision {
    /// On which wish.
    pub wish: u32,
    /// Whose report.
    pub delegation: DelegationCode,
    /// What stands, by the places of the statements.
    pub kept: Vec<u32>,
    /// What does not.
    pub dropped: Vec<u32>,
}

/// An outcome without the divergences that a rule settles.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
#[must_use]
pub struct Resolved {
    /// What stands.
    pub merged: Merged,
    /// What was decided, in the order of the divergences. What the rule does not settle stands in
    /// the outcome as a divergence still.
    pub decisions: Vec<Decision>,
}

/// Settles divergences under a rule.
///
/// Resolving twice is resolving once. The copies of the outcome no longer hold what was dropped; the
/// outcome before still does.
///
/// # Complexity
///
/// O(n log n) in what the copies say, as merging them; the caller's closure is asked once a
/// divergence.
///
/// # Examples
///
/// ```
/// use travaux::{Document, Polarity};
/// use travaux::merge::{AnnotatedCopy, ResolveRule, merge, resolve};
/// let mut copies = Vec::new();
/// for (name, text) in [("Monday", "1. We sail [now: FRA; oppose: KEN]."), ("Friday", "1. We sail [now: FRA, KEN].")] {
///     copies.push(AnnotatedCopy::of(&Document::read(text)?).named(name));
/// }
/// let merged = merge(copies)?;
/// let resolved = resolve(&merged, &ResolveRule::LaterRound(&["Monday", "Friday"]));
/// let kenya = &resolved.merged.statements()[1];
/// assert_eq!((kenya.delegation.as_str(), kenya.polarity), ("KEN", Polarity::For));
/// assert_eq!(resolved.decisions.len(), 1);
/// assert!(resolved.merged.divergences().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn resolve(merged: &Merged, rule: &ResolveRule<'_>) -> Resolved {
    let mut decisions = Vec::new();
    let mut gone: IndexSet<u32> = IndexSet::new();
    for divergence in merged.divergences() {
        let kept = kept(merged, divergence, rule);
        let (kept, dropped): (Vec<u32>, Vec<u32>) =
            divergence.reports.iter().partition(|report| kept.contains(report));
        if kept.is_empty() || dropped.is_empty() {
            continue;
        }
        gone.extend(&dropped);
        let Divergence { wish, delegation, .. } = *divergence;
        decisions.push(Decision { wish, delegation, kept, dropped });
    }
    let copies = merged.copies.iter().enumerate();
    let copies = copies.map(|(at, copy)| without(merged, at, copy, &gone)).collect();
    Resolved { merged: Merged::sorted(copies), decisions }
}

/// A copy without the statements that are gone.
fn without(
    merged: &Merged,
    at: usize,
    copy: &Arc<AnnotatedCopy>,
    gone: &IndexSet<u32>,
) -> Arc<AnnotatedCopy> {
    let stands = |said: &super::copy::Annotation| {
        let Some(wish) = merged.wish_of(at, said.wish) else { return true };
        let found = merged.statements.binary_search_by(|statement| {
            let key = (statement.wish, statement.delegation, statement.polarity);
            key.cmp(&(wish, said.delegation, said.polarity))
                .then_with(|| statement.condition.cmp(&said.condition))
        });
        !found.is_ok_and(|found| gone.contains(&super::copy::narrow(found)))
    };
    if copy.annotations.iter().all(stands) {
        return Arc::clone(copy);
    }
    let mut left = AnnotatedCopy::clone(copy);
    left.annotations.retain(stands);
    Arc::new(left)
}

fn kept(merged: &Merged, divergence: &Divergence, rule: &ResolveRule<'_>) -> Vec<u32> {
    let report = |at: &u32| merged.statements.get(*at as usize);
    let of_copy = |name: &str| -> Vec<u32> {
        let told = |at: &&u32| {
            let found = report(at).map_or(&[][..], |report| report.found_at.as_slice());
            found.iter().any(|found| {
                merged.copies.get(found.copy as usize).is_some_and(|copy| &*copy.name == name)
            })
        };
        divergence.reports.iter().filter(told).copied().collect()
    };
    match rule {
        ResolveRule::Source(name) => of_copy(name),
        ResolveRule::LaterRound(names) => {
            let mut told = names.iter().rev().map(|name| of_copy(name));
            told.find(|reports| !reports.is_empty()).unwrap_or_default()
        }
        ResolveRule::Stricter => {
            // Of two alike the first, so that the answer does not depend on chance.
            let strictest =
                divergence.reports.iter().rev().max_by_key(|at| report(at).map(strictness));
            strictest.copied().into_iter().collect()
        }
        ResolveRule::Ask(ask) => ask(merged, divergence).into_iter().collect(),
    }
}

fn strictness(statement: &MergedStatement) -> u8 {
    match (statement.polarity, statement.condition.is_empty()) {
        (Polarity::Against, _) => 5,
        (Polarity::Reserve, _) => 4,
        (Polarity::For, false) => 3,
        (Polarity::Flexible, _) => 2,
        (Polarity::For, true) => 1,
        (Polarity::Comment, _) => 0,
    }
}
