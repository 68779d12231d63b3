//! Which paragraphs are worth comparing, and how alike they are.

use std::ops::Range;

use hashbrown::HashMap;

use super::counts::{Counts, shared};
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
pub(super) fn find_pairs(
    old: &[&[u32]],
    new: &[&[u32]],
    old_counts: &Counts,
    new_counts: &Counts,
) -> Vec<Pair> {
    let index = Index::of(old);
    let mut scores = vec![0.0f64; old.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut distinct: Vec<u64> = Vec::new();
    let mut pairs = Vec::new();
    for (at, words) in new.iter().enumerate() {
        list_distinct(words, &mut distinct);
        let mut own = 0.0;
        for shingle in &distinct {
            let found = index.paragraphs(*shingle);
            own += weight(found.len());
            if found.len() > CROWD {
                continue;
            }
            for (_, paragraph) in found {
                if scores[*paragraph] == 0.0 {
                    touched.push(*paragraph);
                }
                scores[*paragraph] += weight(found.len());
            }
        }
        touched.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        for paragraph in touched.iter().copied().take(CANDIDATES) {
            let shared = shared(old_counts.at(paragraph), new_counts.at(at));
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
    /// Each pair of words with each paragraph in which it stands, in order.
    entries: Vec<(u64, usize)>,
    /// Where the entries of a pair stand.
    places: HashMap<u64, Range<usize>>,
    /// What all the pairs of a paragraph weigh.
    weights: Vec<f64>,
}

impl Index {
    fn of(old: &[&[u32]]) -> Self {
        let mut entries = Vec::with_capacity(old.iter().map(|words| words.len()).sum());
        let mut distinct = Vec::new();
        for (at, words) in old.iter().enumerate() {
            list_distinct(words, &mut distinct);
            entries.extend(distinct.iter().map(|shingle| (*shingle, at)));
        }
        entries.sort_unstable();
        let mut places = HashMap::with_capacity(entries.len());
        let mut weights = vec![0.0; old.len()];
        let mut start = 0;
        for alike in entries.chunk_by(|(one, _), (other, _)| one == other) {
            for (_, paragraph) in alike {
                weights[*paragraph] += weight(alike.len());
            }
            places.insert(alike[0].0, start..start + alike.len());
            start += alike.len();
        }
        Index { entries, places, weights }
    }

    fn paragraphs(&self, shingle: u64) -> &[(u64, usize)] {
        self.places.get(&shingle).map_or(&[], |place| &self.entries[place.clone()])
    }
}

/// The pairs of words of a paragraph, each once, in no order of the text; none of one too short.
fn list_distinct(words: &[u32], to: &mut Vec<u64>) {
    to.clear();
    if words.len() >= SHORTEST {
        to.extend(shingles(words));
        to.sort_unstable();
        to.dedup();
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
