//! Who takes which position on what: the table behind the comparisons of delegations.

use super::agreed::is_agreed;
use super::consensus::Silence;
use crate::model::{DelegationId, Document, ProposalId, sides_and_rivalry};

/// How who wants an alternative counts in a group, for the rules of the results.
pub(super) const INSTEAD: &str =
    "who is against only by wanting an alternative counts with those who want the same one";

/// A delegation's position on one proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Position {
    /// It is against it: by name, by wanting the original, or by wanting an alternative instead.
    Against,
    /// It reserves its position, or can go either way.
    Neither,
    /// It wants it.
    For,
}

impl Position {
    pub(super) const ALL: [Position; 3] = [Self::Against, Self::Neither, Self::For];

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Against => "against",
            Self::Neither => "neither",
            Self::For => "for",
        })
    }
}

/// How those of a group stand on one proposal.
///
/// Who is against it only by wanting an alternative instead stands with those who want that same
/// one, and not with those who want a third: of these the most are counted, those who are first to
/// want one and the same.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Against, neither, for.
    pub(super) of: [usize; 3],
    /// How many take a position, those who are not counted in `of` among them.
    pub(super) spoke: usize,
    /// How many have a position other than by wanting an alternative alone; by silence, where that
    /// counts.
    pub(super) named: usize,
}

/// For each delegation whether it is one of a group.
pub(super) struct Members {
    inside: Vec<bool>,
    count: usize,
}

impl Members {
    fn new(inside: Vec<bool>) -> Self {
        let count = inside.iter().filter(|inside| **inside).count();
        Members { inside, count }
    }

    /// Everybody else.
    pub(super) fn others(&self) -> Self {
        Members::new(self.inside.iter().map(|inside| !inside).collect())
    }
}

impl Counts {
    pub(super) fn all(&self) -> usize {
        self.of.iter().sum()
    }
}

/// The positions of every delegation on every proposal; see [`positions`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Positions {
    delegations: usize,
    /// Per proposal, in the order of the delegations.
    on: Vec<Vec<(DelegationId, Position)>>,
    /// Per delegation, in source order.
    of: Vec<Vec<(ProposalId, Position)>>,
    /// Per proposal who is against it by wanting an alternative alone, in the order of the
    /// delegations.
    rivals: Vec<Vec<DelegationId>>,
    /// Of each of these, the first alternative that it wants, by a number of its own.
    instead: Vec<Vec<u32>>,
    /// Paragraphs that the page says are agreed, and nobody contests.
    agreed: usize,
}

impl Positions {
    /// Who takes a position on a proposal, in the order of first words.
    pub fn on(&self, proposal: ProposalId) -> &[(DelegationId, Position)] {
        self.on.get(proposal.index()).map_or(&[], Vec::as_slice)
    }

    /// On what a delegation takes a position, in source order.
    pub fn of(&self, delegation: DelegationId) -> &[(ProposalId, Position)] {
        self.of.get(delegation.index()).map_or(&[], Vec::as_slice)
    }

    /// What a delegation's position on a proposal is, if it takes one.
    pub fn get(&self, delegation: DelegationId, proposal: ProposalId) -> Option<Position> {
        let own = self.of(delegation);
        let at = own.binary_search_by_key(&proposal, |(id, _)| *id).ok()?;
        own.get(at).map(|(_, position)| *position)
    }

    /// Who is against a proposal only by wanting an alternative of it instead, in the order of
    /// first words.
    pub fn rivals(&self, proposal: ProposalId) -> &[DelegationId] {
        self.rivals.get(proposal.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether two are against a proposal only by wanting alternatives of it: that says nothing of
    /// what they think of it together, for they may want two different ones.
    pub(super) fn are_rivals(&self, proposal: ProposalId, pair: [DelegationId; 2]) -> bool {
        let rivals = self.rivals(proposal);
        pair.iter().all(|one| rivals.binary_search(one).is_ok())
    }

    /// How many proposals there are.
    pub fn proposals(&self) -> usize {
        self.on.len()
    }

    /// How many delegations there are.
    pub fn delegations(&self) -> usize {
        self.delegations
    }

    /// How many paragraphs the page says are agreed, and nobody contests: those that stand
    /// [`Agreed`](super::Standing::Agreed).
    pub fn agreed(&self) -> usize {
        self.agreed
    }

    /// The delegations in an order that only their positions decide, so that an answer does not
    /// hang on who spoke first: twins alone, who hold the same positions throughout, stand in the
    /// order of first words.
    pub(super) fn canonical(&self) -> Vec<DelegationId> {
        let mut all: Vec<DelegationId> =
            (0..self.delegations).map(DelegationId::from_index).collect();
        all.sort_by(|a, b| self.of(*a).cmp(self.of(*b)).then(a.cmp(b)));
        all
    }

    /// How many of some delegations are against, neither and for, on a proposal.
    ///
    /// # Complexity
    ///
    /// O(k log k) for k delegations on it.
    pub(super) fn counts(&self, proposal: usize, group: &Members, silence: Silence) -> Counts {
        let counts = |id: &DelegationId| group.inside.get(id.index()) == Some(&true);
        let mut found = Counts::default();
        for (_, position) in
            self.on.get(proposal).into_iter().flatten().filter(|(id, _)| counts(id))
        {
            found.of[position.index()] += 1;
            found.spoke += 1;
        }
        let rivals = self.rivals.get(proposal).into_iter().flatten();
        let mut instead: Vec<u32> = rivals
            .zip(self.instead.get(proposal).into_iter().flatten())
            .filter(|(id, _)| counts(id))
            .map(|(_, text)| *text)
            .collect();
        instead.sort_unstable();
        let most = instead.chunk_by(|a, b| a == b).map(<[u32]>::len).max().unwrap_or(0);
        found.of[Position::Against.index()] -= instead.len() - most;
        found.named = found.spoke - instead.len();
        let silent = match silence {
            Silence::Missing => return found,
            Silence::Assent => Position::For,
            Silence::Abstain => Position::Neither,
        };
        let silent_are = group.count - found.spoke;
        found.of[silent.index()] += silent_are;
        found.named += silent_are;
        found
    }

    /// For each delegation, whether it is one of these.
    pub(super) fn members(&self, ids: &[DelegationId]) -> Members {
        let mut inside = vec![false; self.delegations];
        for id in ids {
            if let Some(slot) = inside.get_mut(id.index()) {
                *slot = true;
            }
        }
        Members::new(inside)
    }
}

/// The positions of every delegation on every proposal, as [`sides`](crate::model::sides()) has
/// them: who wants an alternative of a proposal, and not the proposal as well, is against it
/// ([`Sides::against`](crate::model::Sides::against)). Silence is missing.
///
/// # Complexity
///
/// That of [`sides`](crate::model::sides()), and O(p × d) for p proposals and d delegations that
/// want one of a set of alternatives.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Position, positions}};
/// let document = Document::read("1. We act [now: FRA; oppose: USA].")?;
/// let found = positions(&document);
/// let united = document.speaker("USA".parse()?).ok_or("speaks")?;
/// assert_eq!(found.get(united, document.proposals()[0].id()), Some(Position::Against));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn positions(document: &Document) -> Positions {
    let delegations = document.delegations().len();
    let mut of = vec![Vec::new(); delegations];
    let mut on = Vec::with_capacity(document.proposals().len());
    let (sides, rivalry) = sides_and_rivalry(document);
    let mut rivals = rivalry.rivals(document, &sides);
    for list in &mut rivals {
        list.sort_unstable();
    }
    let instead = rivalry.wanted_instead(&sides, &rivals);
    for ((proposal, sides), rivals) in document.proposals().iter().zip(&sides).zip(&rivals) {
        let lists = [
            (&sides.objectors, Position::Against),
            (rivals, Position::Against),
            (&sides.supporters, Position::For),
            (&sides.reserved, Position::Neither),
            (&sides.flexible, Position::Neither),
        ];
        let mut row: Vec<(DelegationId, Position)> = Vec::new();
        for (ids, position) in lists {
            row.extend(ids.iter().map(|id| (*id, position)));
        }
        row.sort_by_key(|(id, _)| *id);
        row.dedup_by_key(|(id, _)| *id);
        for (id, position) in &row {
            of[id.index()].push((proposal.id(), *position));
        }
        on.push(row);
    }
    let all = document.paragraphs().iter();
    let agreed = all.filter(|one| is_agreed(document, one.id(), &sides)).count();
    Positions { delegations, on, of, rivals, instead, agreed }
}
