//! How far the members of declared groups stand together, and where one departs from its group.

use super::consensus::Silence;
use super::measure::{Alpha, agreement_index, float, krippendorff, rice, rice_baseline};
use super::positions::{INSTEAD, Position, Positions, positions};
use crate::model::{Day, DelegationCode, DelegationId, Document, Groups, ProposalId};

/// Whose members [`group_standings_with`] counts, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupOptions {
    groups: Groups,
    day: Option<Day>,
    silence: Silence,
}

impl GroupOptions {
    /// The groups and their members; those of the United Nations' rooms unless said.
    #[must_use]
    pub fn groups(mut self, groups: Groups) -> Self {
        self.groups = groups;
        self
    }

    /// The day of the document; today unless said.
    #[must_use]
    pub fn day(mut self, day: Day) -> Self {
        self.day = Some(day);
        self
    }

    /// How the silence of members that speak elsewhere counts; as missing unless said. Departures
    /// are of those who speak in any case.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.silence = silence;
        self
    }
}

/// How far the members of one group stand together.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupCohesion {
    /// The group.
    pub group: DelegationCode,
    /// Members on the day.
    pub members: usize,
    /// Those that speak in the document, in the order of first words.
    pub speaking: Vec<DelegationId>,
    /// Whether the group speaks as one, too. What it says is not counted here.
    pub speaks: bool,
    /// How far they stand together.
    pub figures: Cohesion,
}

/// How far some delegations stand together, item by item.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Cohesion {
    /// Proposals on which two of them or more count, and one of them other than by wanting an
    /// alternative alone.
    pub items: usize,
    /// The mean of [`rice`] over those of the items on which two or more are for or against.
    pub rice: Option<f64>,
    /// The mean of [`rice_baseline`] over the same: what chance gives.
    pub baseline: Option<f64>,
    /// The mean of [`agreement_index`] over the items.
    pub agreement_index: Option<f64>,
    /// Krippendorff's alpha over the items.
    pub alpha: Option<Alpha>,
}

/// A member that does not say what its group says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Departure {
    /// The group.
    pub group: DelegationId,
    /// The member.
    pub member: DelegationId,
    /// On what.
    pub proposal: ProposalId,
    /// What the group says.
    pub of_group: Position,
    /// What the member says.
    pub of_member: Position,
}

/// How declared groups stand; see [`group_standings`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupStandings {
    /// Whose membership of when, and how silence counts, in words.
    pub rule: String,
    /// Groups of which two members speak, or that speak themselves, in the order of the table.
    pub groups: Vec<GroupCohesion>,
    /// Where a member departs from its group, in source order.
    pub departures: Vec<Departure>,
}

/// How far the members of each declared group stand together, and where one departs from it.
///
/// Who is silent is missing, unless said. A group and a member that both speak are two voices;
/// neither is counted for the other.
///
/// # Complexity
///
/// O(s + g × (p × k + r)) for s stances, g groups, p proposals with at most k delegations on one,
/// and r memberships.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::group_standings};
/// let document = Document::read("1. We act [now: EU, FRA, ESP; oppose: DEU].")?;
/// let found = group_standings(&document);
/// let union = found.groups.iter().find(|one| one.group.as_str() == "EU").ok_or("speaks")?;
/// assert_eq!((union.speaking.len(), union.figures.rice), (3, Some(1.0 / 3.0)));
/// assert_eq!(document.delegation(found.departures[0].member).name(), "Germany");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn group_standings(document: &Document) -> GroupStandings {
    group_standings_with(document, &GroupOptions::default())
}

/// [`group_standings`] with other groups, or on another day.
#[must_use]
pub fn group_standings_with(document: &Document, options: &GroupOptions) -> GroupStandings {
    let positions = positions(document);
    let mut groups = Vec::new();
    let mut departures = Vec::new();
    for group in options.groups.codes() {
        let members = options.groups.members(group, options.day);
        let mut speaking: Vec<DelegationId> =
            members.iter().filter_map(|code| document.speaker(*code)).collect();
        speaking.sort_unstable();
        // The code of Namibia is that of a group as well; a state is no group of itself.
        let own = document
            .speaker(group)
            .filter(|id| document.delegation(*id).kind() != crate::model::DelegationKind::State);
        if speaking.len() < 2 && own.is_none() {
            continue;
        }
        if let Some(own) = own {
            depart(&positions, own, &speaking, &mut departures);
        }
        groups.push(GroupCohesion {
            group,
            members: members.len(),
            speaks: own.is_some(),
            figures: cohesion_with(&positions, &speaking, options.silence),
            speaking,
        });
    }
    departures.sort_by_key(|one| (one.proposal, one.group, one.member));
    let day = options.day.map_or("today".to_owned(), |day| day.to_string());
    let rule = format!(
        "members as of {day}; a group that speaks as one is none of its members; a member departs \
         where it takes another position than its group, in words; {INSTEAD}; silence counts as {}",
        options.silence
    );
    GroupStandings { rule, groups, departures }
}

/// How far some delegations stand together, whoever they are: a coalition that was found, or a
/// group of the caller's own.
///
/// That two are against a third alternative because they want other ones is no agreement. Who is
/// against a proposal only by wanting an alternative stands with those who want that same one: of
/// these the most are counted against it (who wants several goes by the first), and only on what
/// somebody of the group says, or by silence is, otherwise. Silence is missing.
///
/// # Complexity
///
/// O(p × k) for p proposals with at most k delegations on one.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{cohesion, positions}};
/// let document = Document::read("1. We act [now: FRA, DEU; oppose: USA].")?;
/// let all: Vec<_> = document.stances().map(|stance| stance.delegation).collect();
/// assert_eq!(cohesion(&positions(&document), &all).rice, Some(1.0 / 3.0));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn cohesion(positions: &Positions, delegations: &[DelegationId]) -> Cohesion {
    cohesion_with(positions, delegations, Silence::Missing)
}

/// [`cohesion`] with another count of the silence of those delegations: as assent or abstention,
/// each has a position on every proposal.
#[must_use]
pub fn cohesion_with(
    positions: &Positions,
    delegations: &[DelegationId],
    silence: Silence,
) -> Cohesion {
    let inside = positions.members(delegations);
    let mut counts = Vec::new();
    let (mut rices, mut chances, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    for nth in 0..positions.proposals() {
        let found = positions.counts(nth, &inside, silence);
        if found.all() < 2 || found.named == 0 {
            continue;
        }
        let [against, neither, wanting] = found.of;
        counts.push([against, neither, wanting]);
        indices.extend(agreement_index(wanting, against, neither));
        if wanting + against >= 2 {
            rices.extend(rice(wanting, against));
            chances.extend(rice_baseline(wanting + against));
        }
    }
    Cohesion {
        items: counts.len(),
        rice: mean(&rices),
        baseline: mean(&chances),
        agreement_index: mean(&indices),
        alpha: krippendorff(counts),
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    super::measure::ratio(values.iter().sum(), float(values.len()))
}

fn depart(
    positions: &Positions,
    group: DelegationId,
    members: &[DelegationId],
    departures: &mut Vec<Departure>,
) {
    for &(proposal, of_group) in positions.of(group) {
        for &member in members {
            let of_member = positions.get(member, proposal);
            let of_member = of_member.filter(|of_member| *of_member != of_group);
            departures.extend(of_member.map(|of_member| Departure {
                group,
                member,
                proposal,
                of_group,
                of_member,
            }));
        }
    }
}
