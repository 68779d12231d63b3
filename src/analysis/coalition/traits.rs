//! What sets groups apart, and what all of them want.

use super::super::measure::{
    SIGNIFICANT, effective_consensus, group_informed, one_proportion, smoothed_share,
    two_proportion,
};
use super::super::positions::{Position, Positions};
use crate::model::{DelegationId, ProposalId};

/// At most so many proposals characterise a group.
const MOST: usize = 5;

/// A proposal that sets a group apart from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Characteristic {
    /// The proposal.
    pub proposal: ProposalId,
    /// Whether the group is for it or against it, where the others are less.
    pub position: Position,
    /// How many of the group take that position, and how many take one.
    pub inside: (usize, usize),
    /// The same of the others.
    pub outside: (usize, usize),
    /// How many times the share of the others the group's is.
    pub ratio: f64,
    /// That, times the share, times the deviations by which each is above chance.
    pub score: f64,
    /// Whether both are beyond chance at nine in ten; what is not stands only where a group has
    /// nothing better.
    pub significant: bool,
}

/// For each group, at most five proposals that set it apart, the best first, those it wants before
/// those it is against. A group that takes a position on anything has one at least.
///
/// The shares are [`smoothed_share`], the deviations [`one_proportion`] and [`two_proportion`].
///
/// # Complexity
///
/// O(g × p × k) for g groups and p proposals with at most k delegations on one.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Position, characteristics, communities, positions}};
/// let document = Document::read("1. We act [now: FRA, DEU, ITA, ESP; oppose: USA, CAN].")?;
/// let found = characteristics(&positions(&document), &communities(&document).communities);
/// assert_eq!(found[0][0].inside, (4, 4));
/// assert_eq!(found[1][0].position, Position::Against);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn characteristics(
    positions: &Positions,
    groups: &[Vec<DelegationId>],
) -> Vec<Vec<Characteristic>> {
    groups.iter().map(|group| of_group(positions, group)).collect()
}

fn of_group(positions: &Positions, group: &[DelegationId]) -> Vec<Characteristic> {
    let inside = positions.members(group);
    let outside: Vec<bool> = inside.iter().map(|inside| !inside).collect();
    let mut all = Vec::new();
    for nth in 0..positions.proposals() {
        let (own, others) = (positions.counts(nth, &inside), positions.counts(nth, &outside));
        let (own_all, others_all) = (own.iter().sum::<usize>(), others.iter().sum::<usize>());
        if own_all == 0 {
            continue;
        }
        let of = |position: Position| {
            let inside = (own[position.index()], own_all);
            let outside = (others[position.index()], others_all);
            let share = smoothed_share(inside.0, inside.1);
            let ratio = share / smoothed_share(outside.0, outside.1);
            let (above, apart) =
                (one_proportion(inside.0, inside.1), two_proportion(inside, outside));
            Characteristic {
                proposal: ProposalId::from_index(nth),
                position,
                inside,
                outside,
                ratio,
                score: ratio * apart * share * above,
                significant: above > SIGNIFICANT && apart > SIGNIFICANT,
            }
        };
        let (wanted, unwanted) = (of(Position::For), of(Position::Against));
        let apart = |one: &Characteristic| two_proportion(one.inside, one.outside);
        all.push(if apart(&wanted) > apart(&unwanted) { wanted } else { unwanted });
    }
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.proposal.cmp(&b.proposal)));
    let mut best: Vec<Characteristic> =
        all.iter().filter(|one| one.significant).take(MOST).copied().collect();
    if best.is_empty() {
        // Two scores below chance multiply to one above it.
        best.extend(all.iter().find(|one| two_proportion(one.inside, one.outside) > 0.0));
    }
    best.sort_by_key(|one| one.position != Position::For);
    best
}

/// How far all groups want a proposal, whatever their size.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupConsensus {
    /// The proposal.
    pub proposal: ProposalId,
    /// [`group_informed`] of those who want it.
    pub wanted: f64,
    /// [`group_informed`] of those who are against it.
    pub unwanted: f64,
    /// [`effective_consensus`]: what can be compared between numbers of groups.
    pub effective: f64,
    /// How many of the groups speak of it.
    pub groups: usize,
}

/// How far all groups want each proposal of which one of them speaks, the most wanted first. The
/// groups may be declared or found, and a delegation may be in several.
///
/// # Complexity
///
/// O(g × p × k) for g groups and p proposals with at most k delegations on one.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{group_consensus, positions}};
/// let document = Document::read(
///     "1. We act [now: FRA, DEU, ITA, ESP, KEN; oppose: BEL, USA, CAN, JPN].",
/// )?;
/// let id = |at: usize| document.stances().map(|stance| stance.delegation).nth(at);
/// let one = (0..4).chain([5]).filter_map(id).collect();
/// let other = [4, 6, 7, 8].into_iter().filter_map(id).collect();
/// let found = group_consensus(&positions(&document), &[one, other]);
/// assert!((found[0].wanted - 0.238_095).abs() < 1e-6);
/// assert!((found[0].effective - 0.225).abs() < 1e-12);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn group_consensus(positions: &Positions, groups: &[Vec<DelegationId>]) -> Vec<GroupConsensus> {
    let groups: Vec<Vec<bool>> = groups.iter().map(|group| positions.members(group)).collect();
    let mut found = Vec::new();
    for nth in 0..positions.proposals() {
        let counts: Vec<[usize; 3]> =
            groups.iter().map(|group| positions.counts(nth, group)).collect();
        let all = |counts: &[usize; 3]| counts.iter().sum::<usize>();
        let speaking = counts.iter().filter(|counts| all(counts) > 0).count();
        if speaking == 0 {
            continue;
        }
        let on = |at: usize| group_informed(counts.iter().map(|one| (one[at], all(one))));
        found.push(GroupConsensus {
            proposal: ProposalId::from_index(nth),
            wanted: on(Position::For.index()),
            unwanted: on(Position::Against.index()),
            effective: effective_consensus(counts.iter().map(|one| (one[2], one[0], all(one)))),
            groups: speaking,
        });
    }
    found.sort_by(|a, b| b.wanted.total_cmp(&a.wanted).then(a.proposal.cmp(&b.proposal)));
    found
}
