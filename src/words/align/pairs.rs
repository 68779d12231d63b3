//! Which paragraphs are worth comparing, and how alike they are.

use hashbrown::{HashMap, HashSet};

use super::counts::{Counts, Tally};
use crate::words::dice::dice;

/// A pair of words that stands in more old paragraphs than this says nothing of any of them.
/// Found by trial: at 8, reworded paragraphs of stock phrases lose their way; beyond 32 nothing
/// more is found.
pub(super) const CROWD: usize = 16;

/// How many old paragraphs a new one is compared with, those first that share the rarest words.
/// More than eight paragraphs are seldom merged into one.
const CANDIDATES: usize = 12;

/// Shorter paragraphs, in words, match only if they are equal.
const SHORTEST: usize = 3;

/// An old and a new paragraph that share rare words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// The words they share, whatever their order.
    pub(super) shared: usize,
    pub(super) similarity: f64,
    /// By what the pairs are ordered: the mean of the similarity and of the share of rare pairs of
    /// words. Words alone take two paragraphs for one that have their subject and their small words
    /// in common; pairs of words know them apart.
    pub(super) rank: f64,
}

/// Compares what is worth comparing; in order of the new paragraphs.
pub(super) fn find_pairs(old: &[&[u32]], new: &[&[u32]], old_counts: &Counts) -> Vec<Pair> {
    let index = Index::of(old);
    let mut scores = vec![0.0f64; old.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut seen: HashSet<u64> = HashSet::new();
    let mut tally = Tally::default();
    let mut pairs = Vec::new();
    for (at, words) in new.iter().enumerate() {
        if words.len() < SHORTEST {
            continue;
        }
        seen.clear();
        let mut own = 0.0;
        for shingle in shingles(words) {
            if !seen.insert(shingle) {
                continue;
            }
            let found = index.paragraphs(shingle);
            own += weight(found.len());
            if found.len() > CROWD {
                continue;
            }
            for paragraph in found {
                let paragraph = *paragraph as usize;
                if scores[paragraph] == 0.0 {
                    touched.push(paragraph);
                }
                scores[paragraph] += weight(found.len());
            }
        }
        touched.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        let mut kept: Vec<usize> = touched.iter().copied().take(CANDIDATES).collect();
        kept.sort_unstable();
        for paragraph in kept {
            let shared = old_counts.shared(paragraph, words, &mut tally);
            let similarity = dice(shared, old[paragraph].len(), words.len());
            let rare = 2.0 * scores[paragraph] / (own + index.weights[paragraph]);
            let rank = f64::midpoint(similarity, rare);
            pairs.push(Pair { old: paragraph, new: at, shared, similarity, rank });
        }
        for paragraph in touched.drain(..) {
            scores[paragraph] = 0.0;
        }
    }
    pairs
}

/// The old paragraphs by their pairs of words.
struct Index {
    lists: HashMap<u64, Vec<u32>>,
    /// What all the pairs of a paragraph weigh.
    weights: Vec<f64>,
}

impl Index {
    fn of(old: &[&[u32]]) -> Self {
        let mut lists: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, words) in (0u32..).zip(old) {
            if words.len() < SHORTEST {
                continue;
            }
            for shingle in shingles(words) {
                let list = lists.entry(shingle).or_default();
                // One more than the crowd is enough to know that it is one.
                if list.last() != Some(&at) && list.len() <= CROWD {
                    list.push(at);
                }
            }
        }
        let mut seen: HashSet<u64> = HashSet::new();
        let mut weights = Vec::with_capacity(old.len());
        for words in old {
            seen.clear();
            let own = shingles(words).filter(|shingle| seen.insert(*shingle));
            weights.push(own.map(|shingle| weight(lists.get(&shingle).map_or(0, Vec::len))).sum());
        }
        Index { lists, weights }
    }

    fn paragraphs(&self, shingle: u64) -> &[u32] {
        self.lists.get(&shingle).map_or(&[], Vec::as_slice)
    }
}

/// Two words in a row as one number.
pub(super) fn shingles(words: &[u32]) -> impl Iterator<Item = u64> {
    words.windows(2).map(|pair| u64::from(pair[0]) << 32 | u64::from(pair[1]))
}

/// What a pair of words weighs that stands in so many old paragraphs: half as much where it stands
/// in twice as many, nothing in a crowd. One that stands in none counts as if in one.
#[expect(clippy::cast_precision_loss, reason = "at most the crowd")]
fn weight(paragraphs: usize) -> f64 {
    if paragraphs > CROWD { 0.0 } else { 1.0 / paragraphs.max(1) as f64 }
}
