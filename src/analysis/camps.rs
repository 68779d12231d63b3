//! The two camps that explain most of who stands with and against whom.

use indexmap::IndexSet;

use super::agreement::{Agreement, AgreementOptions, agreement_of};
use super::positions::{Positions, positions};
use crate::model::{DelegationId, Document};

/// So many delegations that hang together are split exactly: half of 2²⁰ splits are looked at.
const EXACT: usize = 20;
/// Past that, so many splits are grown, from those with the strongest ties, and bettered.
const STARTS: usize = 24;
/// Each is bettered until nothing is gained, and at most so often.
const PASSES: usize = 40;

/// Delegations that hang together by ties, and how they are best split in two.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Split {
    /// The larger camp; of equal ones, that of the first to speak.
    pub one: Vec<DelegationId>,
    /// The other; empty where all stand together.
    pub other: Vec<DelegationId>,
    /// The weight of the ties that it does not explain: those apart inside a camp, those together
    /// across.
    pub frustration: u64,
    /// What no split can go below: the same where the split was found exactly.
    pub least: u64,
    /// The weight of all ties.
    pub weight: u64,
}

impl Split {
    /// Whether no other split leaves less unexplained.
    pub fn is_proven(&self) -> bool {
        self.frustration == self.least
    }
}

/// Who stands with whom; see [`camps`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Camps {
    /// What a tie is, how the split was found, and how silence counts, in words.
    pub rule: String,
    /// One a set of delegations that hang together, the largest first. Between two of them nothing
    /// tells which camp goes with which.
    pub splits: Vec<Split>,
    /// Who has no tie to anybody, in the order of first words.
    pub apart: Vec<DelegationId>,
    /// Triples of delegations with all three ties.
    pub triangles: usize,
    /// Of these the balanced ones: the friend of a friend is a friend, and so is the enemy of an
    /// enemy.
    pub balanced: usize,
}

/// The two camps that explain most of who stands with and against whom.
///
/// Two delegations have a tie of the weight of [`PairAgreement::weight`](super::PairAgreement): how
/// often they want, or are against, the same, less how often they are opposed. The split leaves the
/// least weight of ties apart inside a camp and of ties together across: the frustration of the
/// signed graph. It is exact for up to 20 delegations that hang together. Past that it is the best
/// of several splits, grown along the strongest ties and bettered by moving delegations over while
/// that helps; the bound then is what triples that no split can satisfy, and that share no tie,
/// leave at least.
///
/// F. Harary, *On the Measurement of Structural Balance*, Behavioral Science 4, 1959.
///
/// # Complexity
///
/// That of [`agreement`](super::agreement()), and O(d³) for d delegations; O(2ᵈ × d) up to 20.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::camps};
/// let document = Document::read("1. We act [now: FRA, DEU, ITA; oppose: USA, CAN].")?;
/// let found = camps(&document);
/// assert_eq!((found.splits[0].one.len(), found.splits[0].other.len()), (3, 2));
/// assert_eq!(found.splits[0].frustration, 0);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn camps(document: &Document) -> Camps {
    camps_with(document, &AgreementOptions::default())
}

/// [`camps`] with another count of silence, or with what is agreed counted.
#[must_use]
pub fn camps_with(document: &Document, options: &AgreementOptions) -> Camps {
    let positions = positions(document);
    camps_of(&positions, &agreement_of(&positions, options))
}

/// [`camps`] over ties that are at hand already.
#[must_use]
pub fn camps_of(positions: &Positions, agreement: &Agreement) -> Camps {
    let order = positions.canonical();
    let ties = agreement.ties(&order, |weight| weight != 0);
    let mut seen = vec![false; order.len()];
    let mut splits = Vec::new();
    let (mut triangles, mut balanced) = (0, 0);
    for start in 0..order.len() {
        if seen[start] || ties[start].is_empty() {
            continue;
        }
        let mut part = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(&at) = part.get(next) {
            next += 1;
            for &(other, _) in &ties[at] {
                if !std::mem::replace(&mut seen[other], true) {
                    part.push(other);
                }
            }
        }
        part.sort_unstable();
        let signed = Signed::new(&part, &ties);
        let found = signed.triangles();
        triangles += found.0;
        balanced += found.1;
        splits.push(signed.split(&part, &order));
    }
    splits.sort_by_key(|split| {
        (std::cmp::Reverse(split.one.len() + split.other.len()), split.one.first().copied())
    });
    let mut apart: Vec<DelegationId> =
        order.iter().zip(&ties).filter(|(_, ties)| ties.is_empty()).map(|(id, _)| *id).collect();
    apart.sort_unstable();
    let rule = format!(
        "a tie weighs how often two want, or are against, the same less how often they are \
         opposed; the split leaves least weight unexplained, exact for up to {EXACT} that hang \
         together; {}",
        agreement.rule()
    );
    Camps { rule, splits, apart, triangles, balanced }
}

/// The ties inside one set, as a full table.
struct Signed {
    count: usize,
    ties: Vec<i64>,
}

impl Signed {
    fn new(part: &[usize], ties: &[Vec<(usize, i64)>]) -> Self {
        let count = part.len();
        let mut table = vec![0; count * count];
        for (row, at) in part.iter().enumerate() {
            for (other, weight) in &ties[*at] {
                if let Ok(column) = part.binary_search(other) {
                    table[row * count + column] = *weight;
                }
            }
        }
        Signed { count, ties: table }
    }

    fn row(&self, at: usize) -> &[i64] {
        self.ties.get(at * self.count..(at + 1) * self.count).unwrap_or_default()
    }

    fn weight(&self) -> u64 {
        self.ties.iter().map(|tie| tie.unsigned_abs()).sum::<u64>() / 2
    }

    fn triangles(&self) -> (usize, usize) {
        let (mut all, mut balanced) = (0, 0);
        for a in 0..self.count {
            for b in (a + 1..self.count).filter(|b| self.row(a)[*b] != 0) {
                for c in b + 1..self.count {
                    let ties = [self.row(a)[b], self.row(a)[c], self.row(b)[c]];
                    if ties.iter().all(|tie| *tie != 0) {
                        all += 1;
                        balanced +=
                            usize::from(ties.iter().filter(|tie| **tie < 0).count() % 2 == 0);
                    }
                }
            }
        }
        (all, balanced)
    }

    fn split(&self, part: &[usize], order: &[DelegationId]) -> Split {
        let (side, frustration, least) =
            if self.count <= EXACT { self.exact() } else { self.heuristic() };
        let camp = |wanted: i64| {
            let mut ids: Vec<DelegationId> = part
                .iter()
                .zip(&side)
                .filter(|(_, side)| **side == wanted)
                .map(|(at, _)| order[*at])
                .collect();
            ids.sort_unstable();
            ids
        };
        let (mut one, mut other) = (camp(1), camp(-1));
        if (other.len(), one.first()) > (one.len(), other.first()) {
            std::mem::swap(&mut one, &mut other);
        }
        Split { one, other, frustration, least, weight: self.weight() }
    }

    /// What a split leaves unexplained.
    fn frustration(&self, side: &[i64]) -> u64 {
        let mut sum = 0;
        for a in 0..self.count {
            for (b, tie) in self.row(a).iter().enumerate().skip(a + 1) {
                if tie * side[a] * side[b] < 0 {
                    sum += tie.unsigned_abs();
                }
            }
        }
        sum
    }

    /// For each, what moving it over would add: the ties it has now, less those it would have.
    fn fields(&self, side: &[i64]) -> Vec<i64> {
        let field = |at: usize| {
            side[at] * self.row(at).iter().zip(side).map(|(tie, side)| tie * side).sum::<i64>()
        };
        (0..self.count).map(field).collect()
    }

    fn move_over(&self, at: usize, side: &mut [i64], fields: &mut [i64]) {
        side[at] = -side[at];
        fields[at] = -fields[at];
        for (other, tie) in self.row(at).iter().enumerate().filter(|(other, _)| *other != at) {
            fields[other] += 2 * tie * side[at] * side[other];
        }
    }

    /// Every split once, each a move away from the one before (Gray's code). The last stays put.
    fn exact(&self) -> (Vec<i64>, u64, u64) {
        let mut side = vec![1; self.count];
        let mut fields = self.fields(&side);
        let mut now = i64::try_from(self.frustration(&side)).unwrap_or(i64::MAX);
        let (mut best, mut least) = (side.clone(), now);
        for step in 1..1u32 << self.count.saturating_sub(1) {
            let at = step.trailing_zeros() as usize;
            now += fields[at];
            self.move_over(at, &mut side, &mut fields);
            if now < least {
                least = now;
                best.clone_from(&side);
            }
        }
        let least = least.unsigned_abs();
        (best, least, least)
    }

    fn heuristic(&self) -> (Vec<i64>, u64, u64) {
        let mut starts: Vec<usize> = (0..self.count).collect();
        let ties = |at: &usize| self.row(*at).iter().map(|tie| tie.unsigned_abs()).sum::<u64>();
        starts.sort_by_key(|at| std::cmp::Reverse(ties(at)));
        let mut best: Option<(u64, Vec<i64>)> = None;
        // Most starts grow to one of few splits, and to better one twice would find the same again.
        let mut grown: IndexSet<Vec<i64>> = IndexSet::new();
        for start in starts.into_iter().take(STARTS) {
            let mut side = self.grow(start);
            if side.first() == Some(&-1) {
                for one in &mut side {
                    *one = -*one;
                }
            }
            if !grown.insert(side.clone()) {
                continue;
            }
            let side = self.better(side);
            let frustration = self.frustration(&side);
            if best.as_ref().is_none_or(|(known, _)| frustration < *known) {
                best = Some((frustration, side));
            }
        }
        let (frustration, side) = best.unwrap_or_else(|| (0, vec![1; self.count]));
        (side, frustration, self.bound().min(frustration))
    }

    /// Grown from one along the strongest ties of each to those placed before.
    fn grow(&self, start: usize) -> Vec<i64> {
        let mut side = vec![0; self.count];
        let mut pull = vec![0i64; self.count];
        let mut next = start;
        side[start] = 1;
        for _ in 1..self.count {
            for (other, tie) in self.row(next).iter().enumerate() {
                pull[other] += tie * side[next];
            }
            let free = (0..self.count).filter(|at| side[*at] == 0);
            let Some(at) = free.max_by_key(|at| (pull[*at].abs(), std::cmp::Reverse(*at))) else {
                break;
            };
            side[at] = if pull[at] < 0 { -1 } else { 1 };
            next = at;
        }
        side
    }

    /// Moves each over once, the most helpful first, and keeps the best point on the way; again
    /// while that helps (Kernighan and Lin).
    fn better(&self, mut side: Vec<i64>) -> Vec<i64> {
        for _ in 0..PASSES {
            let mut trial = side.clone();
            let mut fields = self.fields(&trial);
            let mut moved = vec![false; self.count];
            let (mut sum, mut least, mut best) = (0, 0, None);
            for _ in 0..self.count {
                let free = (0..self.count).filter(|at| !moved[*at]);
                let Some(at) = free.min_by_key(|at| (fields[*at], *at)) else { break };
                sum += fields[at];
                moved[at] = true;
                self.move_over(at, &mut trial, &mut fields);
                if sum < least {
                    least = sum;
                    best = Some(trial.clone());
                }
            }
            match best {
                Some(found) => side = found,
                None => break,
            }
        }
        side
    }

    /// A triple with one tie apart, or three, leaves one of its ties unexplained in any split; each
    /// tie is spent once.
    fn bound(&self) -> u64 {
        let mut left: Vec<u64> = self.ties.iter().map(|tie| tie.unsigned_abs()).collect();
        let at = |a: usize, b: usize| a * self.count + b;
        let mut sum = 0;
        for a in 0..self.count {
            for b in (a + 1..self.count).filter(|b| self.row(a)[*b] != 0) {
                for c in b + 1..self.count {
                    let ties = [self.row(a)[b], self.row(a)[c], self.row(b)[c]];
                    let odd = ties.iter().filter(|tie| **tie < 0).count() % 2 == 1;
                    if !odd || ties.contains(&0) {
                        continue;
                    }
                    let places = [at(a, b), at(a, c), at(b, c)];
                    let spend = places.iter().map(|place| left[*place]).min().unwrap_or(0);
                    for place in places {
                        left[place] -= spend;
                    }
                    sum += spend;
                }
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables drawn by a fixed sequence: the exact split is the best of all, and the other stays
    /// between it and its own bound.
    #[test]
    fn the_exact_split_is_the_best() {
        let mut state = 11u64;
        let mut draw = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            i64::try_from((state >> 33) % below).expect("small")
        };
        for _ in 0..120 {
            let count = 2 + usize::try_from(draw(8)).expect("small");
            let mut ties = vec![0; count * count];
            for a in 0..count {
                for b in a + 1..count {
                    let tie = draw(9) - 4;
                    ties[a * count + b] = tie;
                    ties[b * count + a] = tie;
                }
            }
            let signed = Signed { count, ties };
            let all = (0..1u32 << count).map(|set| {
                let side: Vec<i64> =
                    (0..count).map(|at| if set & (1 << at) == 0 { 1 } else { -1 }).collect();
                signed.frustration(&side)
            });
            let (side, exact, _) = signed.exact();
            assert_eq!(Some(exact), all.min());
            assert_eq!(signed.frustration(&side), exact);
            let (side, rough, least) = signed.heuristic();
            assert_eq!(signed.frustration(&side), rough);
            assert!(least <= exact && exact <= rough, "{least} {exact} {rough}");
        }
    }
}
