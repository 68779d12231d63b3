//! The most alike first, the nearest among those alike, and which have moved.

use super::pairs::Pair;
use super::{AlignOptions, Match, MatchKind, Partners};

/// Pairs whose ranks differ by less are alike, and their order decides.
const STEP: f64 = 0.02;

/// Joins the pairs that are similar enough, the most alike first.
pub(super) fn match_pairs(
    pairs: &[Pair],
    partners: &mut Partners,
    options: &AlignOptions,
) -> Vec<Match> {
    let free = |pair: &&Pair, partners: &Partners| {
        partners.of_old[pair.old].is_none() && partners.of_new[pair.new].is_none()
    };
    let similar = pairs.iter().filter(|pair| pair.similarity >= options.least);
    let mut similar: Vec<&Pair> = similar.filter(|pair| free(pair, partners)).collect();
    let mut best_of_old = vec![Best::default(); partners.of_old.len()];
    let mut best_of_new = vec![Best::default(); partners.of_new.len()];
    for pair in &similar {
        best_of_old[pair.old].see(pair.rank);
        best_of_new[pair.new].see(pair.rank);
    }
    let mut matches = Vec::new();
    // First those that are each other's best by far: they say where the others belong.
    for pair in &similar {
        if best_of_old[pair.old].is_clearly(pair.rank)
            && best_of_new[pair.new].is_clearly(pair.rank)
        {
            partners.join(pair.old, pair.new);
            matches.push(reworded(pair));
        }
    }
    similar.retain(|pair| free(pair, partners));
    let expected = partners.expected();
    let away = |pair: &Pair| (2 * pair.old).abs_diff(expected[pair.new]);
    #[expect(clippy::cast_possible_truncation, reason = "a rank lies between 0 and 1")]
    let step = |pair: &Pair| -(pair.rank / STEP).floor() as i64;
    similar.sort_by_key(|pair| (step(pair), away(pair), pair.new, pair.old));
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
/// `matches` come in any order and leave in that of the new paragraphs.
pub(super) fn mark_moved(old: usize, matches: &mut [Match]) {
    matches.sort_by_key(|found| (found.new, !found.primary, found.old));
    // Of the matches so far, the heaviest ascending row that ends at or before an old paragraph: a
    // tree of prefix maxima (Fenwick 1994). It holds the weight of the row and its last match.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); old + 1];
    let mut before = vec![usize::MAX; matches.len()];
    let mut heaviest = (0, usize::MAX);
    for (at, found) in matches.iter().enumerate().filter(|(_, found)| found.primary) {
        let mut best = (0, usize::MAX);
        let mut node = found.old;
        while node > 0 {
            best = heavier(best, tree[node]);
            node &= node - 1;
        }
        before[at] = best.1;
        let row = (best.0 + u64::from(found.shared) + 1, at);
        heaviest = heavier(heaviest, row);
        let mut node = found.old + 1;
        while node < tree.len() {
            tree[node] = heavier(tree[node], row);
            node += node & node.wrapping_neg();
        }
    }
    for found in matches.iter_mut() {
        found.moved = found.primary;
    }
    let mut next = heaviest.1;
    while let Some(found) = matches.get_mut(next) {
        found.moved = false;
        next = before[next];
    }
}

/// The heavier row, the first of two alike.
fn heavier(one: (u64, usize), other: (u64, usize)) -> (u64, usize) {
    if other.0 > one.0 { other } else { one }
}
