//! The most alike first, the nearest among those alike, and which have moved.

use hashbrown::HashMap;

use super::links::{Elsewhere, Words};
use super::names::Names;
use super::pairs::Pair;
use super::places::Partners;
use super::row::heaviest_row;
use super::weights::Weights;
use super::{AlignOptions, Match, MatchKind};

/// Pairs whose ranks differ by less are alike, and their order decides.
const STEP: f64 = 0.02;

/// How much more similar two paragraphs must be that are far from their place, and how many places
/// are far. Found by trial: drafts of one treaty share half of any paragraph's small words, and of
/// the pairs less alike than one in two, those in place are nearly all right and the others are
/// not.
const FARTHER: f64 = 0.15;
const FAR: usize = 3;

/// Joins the pairs that are similar enough, the most alike first.
pub(super) fn match_pairs(
    words: &Words<'_>,
    pairs: &[Pair],
    elsewhere: &Elsewhere,
    names: &Names<'_>,
    partners: &mut Partners,
    options: &AlignOptions,
) -> Vec<Match> {
    let free = |pair: &&Pair, partners: &Partners| {
        partners.of_old[pair.old].is_none() && partners.of_new[pair.new].is_none()
    };
    let similar = pairs.iter().filter(|pair| pair.similarity >= options.least);
    let mut similar: Vec<&Pair> = similar.filter(|pair| free(pair, partners)).collect();
    if !similar.is_empty() {
        let weights = Weights::of(words.old_counts, words.new_counts, words.letters);
        similar.retain(|pair| {
            let (old, new) = (words.old_counts.at(pair.old), words.new_counts.at(pair.new));
            weights.similarity(old, new) >= weights.least() && elsewhere.allows(pair, words)
        });
    }
    let mut best_of_old = vec![Best::default(); partners.of_old.len()];
    let mut best_of_new = vec![Best::default(); partners.of_new.len()];
    for pair in &similar {
        best_of_old[pair.old].see(pair.rank);
        best_of_new[pair.new].see(pair.rank);
    }
    let mut matches = Vec::new();
    // First those that are each other's best by far: they say where the others belong.
    for pair in &similar {
        if pair.similarity >= options.least + FARTHER
            && best_of_old[pair.old].is_clearly(pair.rank)
            && best_of_new[pair.new].is_clearly(pair.rank)
        {
            partners.join(pair.old, pair.new);
            matches.push(reworded(pair));
        }
    }
    let places = partners.places(words.new);
    similar.retain(|pair| {
        free(pair, partners)
            && (pair.similarity >= options.least + FARTHER || places[pair.new].holds(pair.old, FAR))
    });
    #[expect(clippy::cast_possible_truncation, reason = "a rank lies between 0 and 1")]
    let step = |pair: &Pair| -(pair.rank / STEP).floor() as i64;
    // Of old paragraphs that read alike none is more like a new one: what they are called tells.
    let mut alike: HashMap<&[u32], usize> = HashMap::new();
    for words in words.old {
        *alike.entry(words).or_default() += 1;
    }
    let named =
        |pair: &Pair| names.agree(pair.old, pair.new) && alike.get(words.old[pair.old]) > Some(&1);
    similar.sort_by_key(|pair| {
        (step(pair), !named(pair), places[pair.new].away(pair.old), pair.new, pair.old)
    });
    for pair in similar {
        if free(&pair, partners) {
            partners.join(pair.old, pair.new);
            matches.push(reworded(pair));
        }
    }
    matches
}

fn reworded(pair: &Pair) -> Match {
    Match {
        old: pair.old,
        new: pair.new,
        similarity: pair.similarity,
        shared: u32::try_from(pair.shared).unwrap_or(u32::MAX),
        how: MatchKind::Reworded,
        primary: true,
        moved: false,
    }
}

/// The two best ranks that a paragraph has.
#[derive(Clone, Copy, Default)]
struct Best {
    first: f64,
    second: f64,
}

impl Best {
    fn see(&mut self, rank: f64) {
        self.second = self.second.max(rank.min(self.first));
        self.first = self.first.max(rank);
    }

    fn is_clearly(self, rank: f64) -> bool {
        rank >= self.first && self.second + STEP < self.first
    }
}

/// Marks the primary matches that are out of order: all but the ascending ones that share the most
/// words.
///
/// `matches` come in any order and leave in that of the new paragraphs, the primary one first.
pub(super) fn mark_moved(old: usize, matches: &mut [Match]) {
    matches.sort_by_key(|found| (found.new, !found.primary, found.old));
    let primary = matches.iter().filter(|found| found.primary);
    let row: Vec<(usize, u64)> =
        primary.map(|found| (found.old, u64::from(found.shared) + 1)).collect();
    let kept = heaviest_row(old, &row);
    for (found, kept) in matches.iter_mut().filter(|found| found.primary).zip(kept) {
        found.moved = !kept;
    }
}
