//! Communities: delegations with more ties inside than the number of their ties would give.

use indexmap::IndexMap;

use super::super::agreement::{Agreement, AgreementOptions, agreement_of};
use super::super::measure::float;
use super::super::positions::{Positions, positions};
use crate::model::{DelegationId, Document};

/// Rounds of moving within one level; each betters the modularity or is the last.
const ROUNDS: usize = 64;

/// Delegations in communities; see [`communities`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Communities {
    /// What a tie is, and how silence counts, in words.
    pub rule: String,
    /// Each community in the order of first words, the largest first, then that of the first to
    /// speak. Who has no tie is in none.
    pub communities: Vec<Vec<DelegationId>>,
    /// The share of the weight of ties inside communities, less what chance would put there.
    pub modularity: f64,
    /// Delegations by the share of the weight of their ties that leads out of their community, the
    /// largest share first: who bridges. Who has no such tie is left out.
    pub bridges: Vec<(DelegationId, f64)>,
}

/// The communities of delegations that stand together more often than apart.
///
/// A tie has the weight of [`PairAgreement::weight`](super::super::PairAgreement::weight) where
/// that is above 0. The communities are found by moving delegations, then communities, while the
/// modularity grows (V. Blondel et al., *Fast Unfolding of Communities in Large Networks*, Journal
/// of Statistical Mechanics, 2008): a good partition, not proven to be the best.
///
/// # Complexity
///
/// That of [`agreement`](super::super::agreement()), and O(t) a round for t ties.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::communities};
/// let document = Document::read("1. We act [now: FRA, DEU, ITA / later: USA, CAN].")?;
/// let found = communities(&document);
/// assert_eq!(found.communities.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn communities(document: &Document) -> Communities {
    communities_with(document, &AgreementOptions::default())
}

/// [`communities`] with another count of silence, or with what is agreed counted.
#[must_use]
pub fn communities_with(document: &Document, options: &AgreementOptions) -> Communities {
    let positions = positions(document);
    communities_of(&positions, &agreement_of(&positions, options))
}

/// [`communities`] over ties that are at hand already.
#[must_use]
pub fn communities_of(positions: &Positions, agreement: &Agreement) -> Communities {
    let order = positions.canonical();
    let ties = agreement.ties(&order, |weight| weight > 0).into_iter();
    let ties: Vec<IndexMap<usize, i64>> = ties.map(IndexMap::from_iter).collect();
    let of = louvain(&ties);
    let mut lists: IndexMap<usize, Vec<DelegationId>> = IndexMap::new();
    for (at, id) in order.iter().enumerate().filter(|(at, _)| !ties[*at].is_empty()) {
        lists.entry(of[at]).or_default().push(*id);
    }
    let mut communities: Vec<Vec<DelegationId>> = lists.into_values().collect();
    for list in &mut communities {
        list.sort_unstable();
    }
    communities.sort_by_key(|list| (std::cmp::Reverse(list.len()), list.first().copied()));
    let mut bridges: Vec<(DelegationId, f64)> = Vec::new();
    for (at, id) in order.iter().enumerate() {
        let all: i64 = ties[at].values().sum();
        let out: i64 =
            ties[at].iter().filter(|(other, _)| of[**other] != of[at]).map(|(_, w)| w).sum();
        if out > 0 {
            bridges.push((*id, weight(out) / weight(all)));
        }
    }
    bridges.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let rule = format!(
        "a tie weighs how often two want, or are against, the same less how often they are \
         opposed, where that is above 0; modularity bettered until nothing is gained; {}",
        agreement.rule()
    );
    Communities { rule, modularity: modularity(&ties, &of), communities, bridges }
}

fn weight(tie: i64) -> f64 {
    float(usize::try_from(tie).unwrap_or(0))
}

fn modularity(ties: &[IndexMap<usize, i64>], of: &[usize]) -> f64 {
    let mut inside: IndexMap<usize, (i64, i64)> = IndexMap::new();
    for (at, own) in ties.iter().enumerate() {
        let (within, all) = inside.entry(of[at]).or_default();
        *within += own.iter().filter(|(o, _)| of[**o] == of[at]).map(|(_, w)| w).sum::<i64>();
        *all += own.values().sum::<i64>();
    }
    let total = weight(inside.values().map(|(_, all)| all).sum());
    if total == 0.0 {
        return 0.0;
    }
    inside
        .values()
        .map(|(within, all)| weight(*within) / total - (weight(*all) / total).powi(2))
        .sum()
}

/// The community of each node, by the number of one of its nodes.
fn louvain(ties: &[IndexMap<usize, i64>]) -> Vec<usize> {
    let mut of: Vec<usize> = (0..ties.len()).collect();
    let mut level = ties.to_vec();
    loop {
        let moved = move_nodes(&level);
        // Communities get numbers in the order of their first node.
        let names: indexmap::IndexSet<usize> = moved.iter().copied().collect();
        if names.len() == level.len() {
            return of;
        }
        let place = |community: usize| names.get_index_of(&community).unwrap_or(0);
        for slot in &mut of {
            *slot = place(moved[*slot]);
        }
        let mut next: Vec<IndexMap<usize, i64>> = vec![IndexMap::new(); names.len()];
        for (at, own) in level.iter().enumerate() {
            for (other, tie) in own {
                *next[place(moved[at])].entry(place(moved[*other])).or_default() += tie;
            }
        }
        level = next;
    }
}

fn move_nodes(ties: &[IndexMap<usize, i64>]) -> Vec<usize> {
    let degree: Vec<i128> = ties.iter().map(|own| i128::from(own.values().sum::<i64>())).collect();
    let total: i128 = degree.iter().sum();
    let mut of: Vec<usize> = (0..ties.len()).collect();
    let mut sum = degree.clone();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for at in 0..ties.len() {
            sum[of[at]] -= degree[at];
            let mut to: IndexMap<usize, i128> = IndexMap::from([(of[at], 0)]);
            for (other, tie) in ties[at].iter().filter(|(other, _)| **other != at) {
                *to.entry(of[*other]).or_default() += i128::from(*tie);
            }
            // The gain of modularity times the square of the total, in whole numbers.
            let gain =
                |community: usize, inside: i128| inside * total - degree[at] * sum[community];
            let own = of[at];
            let mut best = (own, gain(own, to[&own]));
            for (community, inside) in &to {
                let gain = gain(*community, *inside);
                if gain > best.1 {
                    best = (*community, gain);
                }
            }
            moved |= best.0 != own;
            of[at] = best.0;
            sum[best.0] += degree[at];
        }
        if !moved {
            break;
        }
    }
    of
}
