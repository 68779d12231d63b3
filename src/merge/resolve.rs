//! Settling what copies report differently, under a stated rule. Merging never does.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::copy::{AnnotatedCopy, narrow};
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
    /// What does not. Empty where other copies told only a part of what stands; they no longer tell
    /// any of it.
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
/// A rule settles a divergence whole or not at all: every decision ends one, so that afterwards all
/// copies that report the delegation there report the same. Two copies of the source asked for that
/// disagree with each other settle nothing, and nothing is dropped. Resolving twice is resolving
/// once. The copies of the outcome no longer hold what was dropped; the outcome before still does.
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
/// let monday = ("Monday", "1. We sail [now: FRA; oppose: KEN].");
/// for (name, text) in [monday, ("Friday", "1. We sail [now: FRA, KEN].")] {
///     copies.push(AnnotatedCopy::of(&Document::read(text)?).named(name));
/// }
/// let merged = merge(copies)?;
/// let resolved = resolve(&merged, &ResolveRule::LaterRound(&["Monday", "Friday"]));
/// let kenya = &resolved.merged.statements()[1];
/// assert_eq!((kenya.delegation.as_str(), kenya.polarity), ("KEN", Polarity::For));
/// assert_eq!(resolved.decisions.len(), 1);
/// assert!(resolved.merged.divergences().is_empty());
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn resolve(merged: &Merged, rule: &ResolveRule<'_>) -> Resolved {
    let mut decisions = Vec::new();
    let mut gone: IndexSet<(u32, u32)> = IndexSet::new();
    for divergence in merged.divergences() {
        let told = told(merged, divergence);
        let kept = kept(merged, divergence, &told, rule);
        if kept.is_empty() {
            continue;
        }
        for (copy, reports) in &told {
            // A copy that tells only a part of what stands tells something else.
            let agrees = kept.iter().all(|report| reports.contains(report));
            let lost = reports.iter().filter(|report| !agrees || !kept.contains(report));
            gone.extend(lost.map(|report| (*copy, *report)));
        }
        let (kept, dropped) = divergence.reports.iter().partition(|report| kept.contains(report));
        let Divergence { wish, delegation, .. } = *divergence;
        decisions.push(Decision { wish, delegation, kept, dropped });
    }
    let copies = merged.copies.iter().enumerate();
    let copies = copies.map(|(at, copy)| without(merged, at, copy, &gone)).collect();
    Resolved { merged: Merged::sorted(copies), decisions }
}

/// A copy without the statements that it is to tell no longer.
fn without(
    merged: &Merged,
    at: usize,
    copy: &Arc<AnnotatedCopy>,
    gone: &IndexSet<(u32, u32)>,
) -> Arc<AnnotatedCopy> {
    let stands = |said: &super::copy::Annotation| {
        let Some(wish) = merged.wish_of(at, said.wish) else { return true };
        let found = merged.statements.binary_search_by(|statement| {
            let key = (statement.wish, statement.delegation, statement.polarity);
            key.cmp(&(wish, said.delegation, said.polarity))
                .then_with(|| statement.condition.cmp(&said.condition))
        });
        !found.is_ok_and(|found| gone.contains(&(narrow(at), narrow(found))))
    };
    if copy.annotations.iter().all(stands) {
        return Arc::clone(copy);
    }
    let mut left = AnnotatedCopy::clone(copy);
    left.annotations.retain(stands);
    Arc::new(left)
}

/// The reports of each copy that has any, in order.
fn told(merged: &Merged, divergence: &Divergence) -> IndexMap<u32, Vec<u32>> {
    let mut told: IndexMap<u32, Vec<u32>> = IndexMap::new();
    for report in &divergence.reports {
        let found = merged.statements.get(*report as usize);
        for found in found.map_or(&[][..], |report| report.found_at.as_slice()) {
            let reports = told.entry(found.copy).or_default();
            if reports.last() != Some(report) {
                reports.push(*report);
            }
        }
    }
    told
}

/// What is to stand; nothing if the rule does not say.
fn kept(
    merged: &Merged,
    divergence: &Divergence,
    told: &IndexMap<u32, Vec<u32>>,
    rule: &ResolveRule<'_>,
) -> Vec<u32> {
    let report = |at: &u32| merged.statements.get(*at as usize);
    // What all copies of a name tell; nothing if they tell different things, none if they tell
    // none.
    let of_copy = |name: &str| -> Option<Vec<u32>> {
        let named =
            |at: u32| merged.copies.get(at as usize).is_some_and(|copy| &*copy.name == name);
        let mut all = told.iter().filter(|(copy, _)| named(**copy)).map(|(_, reports)| reports);
        let first = all.next()?;
        Some(if all.all(|other| other == first) { first.clone() } else { Vec::new() })
    };
    match rule {
        ResolveRule::Source(name) => of_copy(name).unwrap_or_default(),
        ResolveRule::LaterRound(names) => {
            names.iter().rev().find_map(|name| of_copy(name)).unwrap_or_default()
        }
        ResolveRule::Stricter => {
            // Of two alike the first, so that the answer does not depend on chance.
            let strictest =
                divergence.reports.iter().rev().max_by_key(|at| report(at).map(strictness));
            strictest.copied().into_iter().collect()
        }
        ResolveRule::Ask(ask) => ask(merged, divergence)
            .filter(|at| divergence.reports.contains(at))
            .into_iter()
            .collect(),
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
