//! What sets groups apart, and what all of them want.

use super::super::consensus::Silence;
use super::super::measure::{
    SIGNIFICANT, effective_consensus, group_informed, one_proportion, smoothed_share,
    two_proportion,
};
use super::super::positions::{Counts, INSTEAD, Members, Position, Positions};
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

/// How [`characteristics_with`] chooses.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CharacteristicOptions {
    most: usize,
    significant: f64,
    silence: Silence,
}

impl Default for CharacteristicOptions {
    fn default() -> Self {
        CharacteristicOptions { most: MOST, significant: SIGNIFICANT, silence: Silence::Missing }
    }
}

impl CharacteristicOptions {
    /// At most this many proposals a group; 5 unless said.
    #[must_use]
    pub fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Above how many deviations a share is beyond chance; [`SIGNIFICANT`] unless said.
    #[must_use]
    pub fn significant(mut self, deviations: f64) -> Self {
        self.significant = deviations;
        self
    }

    /// How silence counts; as missing unless said: the shares are of those who speak.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.silence = silence;
        self
    }
}

/// What sets groups apart; see [`characteristics`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Characteristics {
    /// What sets a group apart, and how silence counts, in words.
    pub rule: String,
    /// For each group, in the order they were given in, its proposals.
    pub groups: Vec<Vec<Characteristic>>,
}

/// For each group, at most five proposals that set it apart, the best first, those it wants before
/// those it is against. A group that takes a position on anything has one at least.
///
/// The shares are [`smoothed_share`], the deviations [`one_proportion`] and [`two_proportion`]. Two
/// who are against a third alternative because they want other ones do not stand together in that:
/// of those who are against a proposal only by wanting another the most who want the same one
/// count, on either side.
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
/// assert_eq!(found.groups[0][0].inside, (4, 4));
/// assert_eq!(found.groups[1][0].position, Position::Against);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn characteristics(positions: &Positions, groups: &[Vec<DelegationId>]) -> Characteristics {
    characteristics_with(positions, groups, &CharacteristicOptions::default())
}

/// [`characteristics`] with more or fewer of them, or with another idea of chance.
#[must_use]
pub fn characteristics_with(
    positions: &Positions,
    groups: &[Vec<DelegationId>],
    options: &CharacteristicOptions,
) -> Characteristics {
    let rule = format!(
        "a position that the group takes more often than the others, both its share and the \
         difference more than {} deviations above chance; at most {}; {INSTEAD}; silence counts as \
         {}",
        options.significant, options.most, options.silence
    );
    let of_group = |group: &Vec<DelegationId>| of_group(positions, group, options);
    Characteristics { rule, groups: groups.iter().map(of_group).collect() }
}

fn of_group(
    positions: &Positions,
    group: &[DelegationId],
    options: &CharacteristicOptions,
) -> Vec<Characteristic> {
    let inside = positions.members(group);
    let outside = inside.others();
    let mut all = Vec::new();
    for nth in 0..positions.proposals() {
        let counts = |group| positions.counts(nth, group, options.silence);
        let (own, others) = (counts(&inside), counts(&outside));
        let (own_all, others_all) = (own.all(), others.all());
        let (own, others) = (own.of, others.of);
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
                significant: above > options.significant && apart > options.significant,
            }
        };
        let (wanted, unwanted) = (of(Position::For), of(Position::Against));
        let apart = |one: &Characteristic| two_proportion(one.inside, one.outside);
        all.push(if apart(&wanted) > apart(&unwanted) { wanted } else { unwanted });
    }
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.proposal.cmp(&b.proposal)));
    let mut best: Vec<Characteristic> =
        all.iter().filter(|one| one.significant).take(options.most).copied().collect();
    if best.is_empty() && options.most > 0 {
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

/// How far all groups want the proposals; see [`group_consensus`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupsConsensus {
    /// What the figures are, and how silence counts, in words.
    pub rule: String,
    /// The proposals, the most wanted first.
    pub proposals: Vec<GroupConsensus>,
}

/// How [`group_consensus_with`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupConsensusOptions {
    speaking: usize,
    silence: Silence,
}

impl Default for GroupConsensusOptions {
    fn default() -> Self {
        GroupConsensusOptions { speaking: 1, silence: Silence::Missing }
    }
}

impl GroupConsensusOptions {
    /// Only proposals of which at least so many of the groups speak; 1 unless said, and at least.
    #[must_use]
    pub fn speaking(mut self, groups: usize) -> Self {
        self.speaking = groups.max(1);
        self
    }

    /// How silence counts; as missing unless said. Which proposals groups speak of is asked of what
    /// they say in any case.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.silence = silence;
        self
    }
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
/// let found = group_consensus(&positions(&document), &[one, other]).proposals;
/// assert!((found[0].wanted - 0.238_095).abs() < 1e-6);
/// assert!((found[0].effective - 0.225).abs() < 1e-12);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn group_consensus(positions: &Positions, groups: &[Vec<DelegationId>]) -> GroupsConsensus {
    group_consensus_with(positions, groups, &GroupConsensusOptions::default())
}

/// [`group_consensus`] of what more of the groups speak of.
#[must_use]
pub fn group_consensus_with(
    positions: &Positions,
    groups: &[Vec<DelegationId>],
    options: &GroupConsensusOptions,
) -> GroupsConsensus {
    let groups: Vec<Members> = groups.iter().map(|group| positions.members(group)).collect();
    let mut found = Vec::new();
    for nth in 0..positions.proposals() {
        let counts: Vec<Counts> =
            groups.iter().map(|group| positions.counts(nth, group, options.silence)).collect();
        let speaking = counts.iter().filter(|counts| counts.spoke > 0).count();
        if speaking < options.speaking {
            continue;
        }
        let on = |at: usize| group_informed(counts.iter().map(|one| (one.of[at], one.all())));
        found.push(GroupConsensus {
            proposal: ProposalId::from_index(nth),
            wanted: on(Position::For.index()),
            unwanted: on(Position::Against.index()),
            effective: effective_consensus(
                counts.iter().map(|one| (one.of[2], one.of[0], one.all())),
            ),
            groups: speaking,
        });
    }
    found.sort_by(|a, b| b.wanted.total_cmp(&a.wanted).then(a.proposal.cmp(&b.proposal)));
    let rule = format!(
        "wanted is the product over the groups of (for + 1) / (spoke + 2), unwanted the same of \
         who is against; of proposals of which {} or more groups speak; {INSTEAD}; silence counts \
         as {}",
        options.speaking, options.silence
    );
    GroupsConsensus { rule, proposals: found }
}
