//! Which delegations stand side by side again and again.

use super::super::positions::{Position, Positions, positions};
use crate::model::{DelegationId, Document, ProposalId};

/// How [`blocs_with`] looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct BlocOptions {
    times: usize,
    least: usize,
    work: u64,
}

impl Default for BlocOptions {
    fn default() -> Self {
        BlocOptions { times: 3, least: 2, work: 10_000_000 }
    }
}

impl BlocOptions {
    /// How often a bloc has to stand together; 3 times unless said, once at least.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.times = times.max(1);
        self
    }

    /// Delegations in a bloc, at least; 2 unless said, and at least.
    #[must_use]
    pub fn least(mut self, least: usize) -> Self {
        self.least = least.max(2);
        self
    }

    /// How many steps one search may take, one a position looked at; 10 million unless said. There
    /// can be as many blocs as there are sets of delegations: a search that would take more is
    /// given up, and the next asks for blocs that stand together twice as often ([`Blocs::times`]).
    #[must_use]
    pub fn work(mut self, steps: u64) -> Self {
        self.work = steps;
        self
    }
}

/// Delegations that stand side by side again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Bloc {
    /// Who, in the order of first words.
    pub delegations: Vec<DelegationId>,
    /// What all of them want, in source order.
    pub wanting: Vec<ProposalId>,
    /// What all of them are against, in source order. [`grounds`](super::super::grounds()) names
    /// the statements behind each of both.
    pub against: Vec<ProposalId>,
}

impl Bloc {
    /// How often they stand together.
    pub fn times(&self) -> usize {
        self.wanting.len() + self.against.len()
    }
}

/// The blocs; see [`blocs`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Blocs {
    /// What a bloc is, and how silence counts, in words.
    pub rule: String,
    /// The blocs: those that stand together most often first, then the larger, then in the order of
    /// first words.
    pub blocs: Vec<Bloc>,
    /// How often a bloc of the list stands together, at least: what was asked for, or more where
    /// the search for that would have taken too many steps.
    pub times: usize,
}

/// The sets of delegations of which all want, or all are against, the same proposals three times or
/// more, and to which nobody could be added: the closed sets of those who sponsor, or block,
/// together.
///
/// A smaller set is a bloc beside the larger that it is part of only if it stands together more
/// often. Who is against a proposal only by wanting an alternative is in no bloc against it: those
/// who want the same one are together in wanting it, and those who want different ones are not
/// together. Silence is missing: a bloc is of those who speak.
///
/// T. Uno et al., *An Efficient Algorithm for Enumerating Closed Patterns in Transaction
/// Databases*, Discovery Science, 2004.
///
/// # Complexity
///
/// O(s + w log p) for s stances, p proposals and the w steps of [`BlocOptions::work`].
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::blocs};
/// let document = Document::read(
///     "1. We act [now: FRA, DEU, KEN] in the open [air: FRA, DEU, ITA], and rest \
///      [late: FRA, DEU], [well: USA; oppose: FRA, DEU].",
/// )?;
/// let found = blocs(&document);
/// assert_eq!(found.blocs.len(), 1);
/// assert_eq!((found.blocs[0].wanting.len(), found.blocs[0].against.len()), (3, 1));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn blocs(document: &Document) -> Blocs {
    blocs_with(document, &BlocOptions::default())
}

/// [`blocs`] of other sizes, seen more or less often, or with more or less work.
#[must_use]
pub fn blocs_with(document: &Document, options: &BlocOptions) -> Blocs {
    blocs_of(&positions(document), options)
}

/// [`blocs_with`] over positions that are at hand already.
#[must_use]
pub fn blocs_of(positions: &Positions, options: &BlocOptions) -> Blocs {
    let order = positions.canonical();
    let camps = Camp::all(positions, &order);
    let mut times = options.times;
    // Past the number of camps nothing is left to look at.
    let found = loop {
        match closed(&camps, order.len(), times, options) {
            Some(found) => break found,
            None => times = times.saturating_mul(2),
        }
    };
    let bloc = |(members, seen): (Vec<usize>, Vec<usize>)| {
        let mut delegations: Vec<DelegationId> =
            members.iter().filter_map(|at| order.get(*at).copied()).collect();
        delegations.sort_unstable();
        let on = |wanting: bool| -> Vec<ProposalId> {
            let of = seen.iter().filter_map(|at| camps.get(*at));
            of.filter(|camp| camp.wanting == wanting).map(|camp| camp.proposal).collect()
        };
        Bloc { delegations, wanting: on(true), against: on(false) }
    };
    let mut blocs: Vec<Bloc> = found.into_iter().map(bloc).collect();
    blocs.sort_by(|a, b| {
        let key = |one: &Bloc| std::cmp::Reverse((one.times(), one.delegations.len()));
        key(a).cmp(&key(b)).then_with(|| a.delegations.cmp(&b.delegations))
    });
    let rule = format!(
        "a bloc is {} or more delegations of which all want, or all are against, the same \
         proposals, {times} times or more, and to which nobody could be added; who is against only \
         by wanting an alternative is in none; a bloc is of those who speak: silence counts as \
         missing",
        options.least
    );
    Blocs { rule, blocs, times }
}

/// Those on one side of a proposal, by their places in the canonical order.
struct Camp {
    proposal: ProposalId,
    wanting: bool,
    members: Vec<usize>,
}

impl Camp {
    fn all(positions: &Positions, order: &[DelegationId]) -> Vec<Camp> {
        let mut place = vec![0; order.len()];
        for (at, id) in order.iter().enumerate() {
            place[id.index()] = at;
        }
        let mut camps = Vec::new();
        for nth in 0..positions.proposals() {
            let proposal = ProposalId::from_index(nth);
            for (position, wanting) in [(Position::For, true), (Position::Against, false)] {
                let rivals = positions.rivals(proposal);
                let own = positions
                    .on(proposal)
                    .iter()
                    .filter(|(id, own)| *own == position && rivals.binary_search(id).is_err());
                let mut members: Vec<usize> = own.map(|(id, _)| place[id.index()]).collect();
                members.sort_unstable();
                if members.len() > 1 {
                    camps.push(Camp { proposal, wanting, members });
                }
            }
        }
        camps
    }
}

/// A closed set that may be grown by what stands behind `core`.
struct Grown {
    members: Vec<usize>,
    seen: Vec<usize>,
    core: Option<usize>,
}

/// Every closed set of so many delegations that so many camps have, each once, with those camps;
/// none if that would take too many steps.
///
/// A set is grown by one delegation, and by all who then stand in every camp that is left; it
/// counts only if none of these stands before that one in the order, so each is come by in one way
/// alone.
fn closed(
    camps: &[Camp],
    delegations: usize,
    times: usize,
    options: &BlocOptions,
) -> Option<Vec<(Vec<usize>, Vec<usize>)>> {
    let mut left = options.work;
    let mut spend = |steps: usize| -> Option<()> {
        left = left.checked_sub(steps as u64)?;
        Some(())
    };
    let mut found = Vec::new();
    let mut counts = vec![0usize; delegations];
    let all: Vec<usize> = (0..camps.len()).collect();
    let mut open = Vec::new();
    if camps.len() >= times {
        let members = common(camps, &all, &mut counts);
        open.push(Grown { members, seen: all, core: None });
    }
    while let Some(grown) = open.pop() {
        // Which camps each further delegation would leave.
        let mut leaves: Vec<(usize, usize)> = Vec::new();
        for at in &grown.seen {
            let members = &camps.get(*at)?.members;
            spend(members.len())?;
            let behind = members.iter().filter(|one| grown.core.is_none_or(|core| **one > core));
            let new = behind.filter(|one| grown.members.binary_search(one).is_err());
            leaves.extend(new.map(|one| (*one, *at)));
        }
        leaves.sort_unstable();
        for group in leaves.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= times) {
            let Some(&(core, _)) = group.first() else { continue };
            let seen: Vec<usize> = group.iter().map(|(_, at)| *at).collect();
            let size: usize =
                seen.iter().filter_map(|at| camps.get(*at)).map(|c| c.members.len()).sum();
            spend(size)?;
            let members = common(camps, &seen, &mut counts);
            let before = |list: &[usize]| list.partition_point(|one| *one < core);
            if before(&members) == before(&grown.members) {
                open.push(Grown { members, seen, core: Some(core) });
            }
        }
        if grown.members.len() >= options.least {
            found.push((grown.members, grown.seen));
        }
    }
    Some(found)
}

/// Who stands in all of some camps, in order. `counts` is nothing but zeros before and after.
fn common(camps: &[Camp], seen: &[usize], counts: &mut [usize]) -> Vec<usize> {
    let members = || seen.iter().filter_map(|at| camps.get(*at)).flat_map(|camp| &camp.members);
    for one in members() {
        counts[*one] += 1;
    }
    let first = seen.first().and_then(|at| camps.get(*at)).map_or(&[][..], |camp| &camp.members);
    let all = first.iter().copied().filter(|one| counts[*one] == seen.len()).collect();
    for one in members() {
        counts[*one] = 0;
    }
    all
}
