//! Paragraphs that are left over, and share the words that are rare in both drafts.
//!
//! The alignment asks for a good share of all words. A paragraph that was rewritten, or cut down to
//! a phrase, has less; but a rare word in common says more than ten that stand everywhere, and the
//! place speaks too: among the few that are left between two neighbours that stayed in order less
//! is asked than of paragraphs far apart.

use indexmap::IndexMap;

use crate::words::{Match, MatchKind, WHOLLY};

/// Old paragraphs between two neighbours that are asked at most: more than a page of them is no
/// place any more, and each asked one costs its words.
const ASKED: usize = 16;

/// The share of the shorter paragraph, its words weighed by how rare they are, that both must have.
const SHARE: f64 = 0.33;

/// The same, of paragraphs that do not stand between the same neighbours.
const SHARE_APART: f64 = 0.6;

/// Old paragraphs in which a word stands, if it is rare enough to be looked up by.
const RARE: usize = 4;

/// The words that both must have, whatever they weigh.
const LEAST: u32 = 4;

/// Adds the matches that place and rare words give.
pub(super) fn fill(old: &[Vec<u32>], new: &[Vec<u32>], found: &mut Vec<Match>) {
    let old_taken = accounted_for(old, found);
    let new_taken = taken(new.len(), found.iter().map(|m| m.new));
    let weights = Weights::of(old, new);
    let mut profiles = Profiles { weights: &weights, of: vec![None; old.len()] };
    let mut stays: Vec<(usize, usize)> =
        found.iter().filter(|m| m.primary && !m.moved).map(|m| (m.new, m.old)).collect();
    stays.sort_unstable();
    stays.push((new.len(), old.len()));
    let (mut new_from, mut old_from) = (0, 0);
    for (new_to, old_to) in stays {
        let free = |taken: &[bool], from: usize, to: usize| -> Vec<usize> {
            (from..to).filter(|at| taken.get(*at) == Some(&false)).collect()
        };
        let old_free = free(&old_taken, old_from, old_to);
        if old_free.len() <= ASKED {
            let mut pairs: Vec<(f64, usize, usize, u32)> = Vec::new();
            for at in free(&new_taken, new_from, new_to) {
                for other in &old_free {
                    let (share, shared) = profiles.share(old, *other, &new[at]);
                    if share >= SHARE && shared >= LEAST {
                        pairs.push((share, at, *other, shared));
                    }
                }
            }
            found.extend(in_order(pairs).into_iter().map(|(at, other, shared)| {
                matched(other, at, shared, old[other].len() + new[at].len(), false)
            }));
        }
        (new_from, old_from) = (new_to + 1, old_to + 1);
    }
    apart(old, new, &mut profiles, found);
}

/// Pairs of paragraphs that are still left over, wherever they stand.
fn apart(old: &[Vec<u32>], new: &[Vec<u32>], profiles: &mut Profiles<'_>, found: &mut Vec<Match>) {
    let mut old_taken = accounted_for(old, found);
    let mut new_taken = taken(new.len(), found.iter().map(|m| m.new));
    let mut holders: IndexMap<u32, Vec<usize>> = IndexMap::new();
    for (at, words) in old.iter().enumerate().filter(|(at, _)| old_taken.get(*at) == Some(&false)) {
        for word in words {
            let known = holders.entry(*word).or_default();
            if known.last() != Some(&at) && known.len() <= RARE {
                known.push(at);
            }
        }
    }
    let mut pairs: Vec<(f64, usize, usize, u32)> = Vec::new();
    for (at, words) in new.iter().enumerate().filter(|(at, _)| new_taken.get(*at) == Some(&false)) {
        // How many rare words each old paragraph has of it; those with most are compared.
        let mut shared: IndexMap<usize, u32> = IndexMap::new();
        for holders in words.iter().filter_map(|word| holders.get(word)) {
            for holder in holders.iter().filter(|_| holders.len() <= RARE) {
                *shared.entry(*holder).or_default() += 1;
            }
        }
        let mut likely: Vec<(u32, usize)> = shared.into_iter().map(|(at, n)| (n, at)).collect();
        likely.sort_unstable_by_key(|(n, at)| (std::cmp::Reverse(*n), *at));
        for (_, other) in likely.into_iter().take(RARE) {
            let (share, shared) = profiles.share(old, other, words);
            if share >= SHARE_APART && shared >= LEAST {
                pairs.push((share, at, other, shared));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, at, other, shared) in pairs {
        if !new_taken[at] && !old_taken[other] {
            (new_taken[at], old_taken[other]) = (true, true);
            let both = old[other].len() + new[at].len();
            found.push(matched(other, at, shared, both, true));
        }
    }
}

fn matched(old: usize, new: usize, shared: u32, both: usize, moved: bool) -> Match {
    let similarity = 2.0 * f64::from(shared) / count(both);
    Match { old, new, similarity, shared, how: MatchKind::Reworded, primary: true, moved }
}

/// The old paragraphs that have a match of their own, or of which all but a little was merged into
/// another.
fn accounted_for(old: &[Vec<u32>], found: &[Match]) -> Vec<bool> {
    let merged = |one: &Match| {
        let all = old.get(one.old).map_or(0, Vec::len);
        one.how == MatchKind::Contains && f64::from(one.shared) >= WHOLLY * count(all)
    };
    let accounted = found.iter().filter(|one| one.primary || merged(one));
    taken(old.len(), accounted.map(|one| one.old))
}

fn taken(len: usize, which: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut taken = vec![false; len];
    for at in which {
        if let Some(taken) = taken.get_mut(at) {
            *taken = true;
        }
    }
    taken
}

/// The best pairs first, as long as they do not cross one that is better.
fn in_order(mut pairs: Vec<(f64, usize, usize, u32)>) -> Vec<(usize, usize, u32)> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut kept: Vec<(usize, usize, u32)> = Vec::new();
    for (_, new, old, shared) in pairs {
        if kept.len() == ASKED {
            break;
        }
        if kept.iter().all(|(n, o, _)| (new < *n && old < *o) || (new > *n && old > *o)) {
            kept.push((new, old, shared));
        }
    }
    kept
}

/// What each word says: the less, the more paragraphs it stands in.
struct Weights {
    of: Vec<f64>,
}

impl Weights {
    fn of(old: &[Vec<u32>], new: &[Vec<u32>]) -> Weights {
        let top = old.iter().chain(new).flatten().max().map_or(0, |key| *key as usize + 1);
        let mut stands_in = vec![0usize; top];
        let mut last = vec![usize::MAX; top];
        for (at, words) in old.iter().chain(new).enumerate() {
            for word in words {
                let word = *word as usize;
                if last[word] != at {
                    last[word] = at;
                    stands_in[word] += 1;
                }
            }
        }
        let all = count(old.len() + new.len());
        let of = stands_in.iter().map(|in_| (all / count(*in_).max(1.0)).ln()).collect();
        Weights { of }
    }

    fn weight(&self, word: u32) -> f64 {
        self.of.get(word as usize).copied().unwrap_or(0.0)
    }

    fn total(&self, words: &[u32]) -> f64 {
        words.iter().map(|word| self.weight(*word)).sum()
    }
}

/// The words of the old paragraphs, counted when one is first compared: a long one that many short
/// ones are held against is gone through once.
struct Profiles<'w> {
    weights: &'w Weights,
    of: Vec<Option<(IndexMap<u32, u32>, f64)>>,
}

impl Profiles<'_> {
    /// The weight of the words that both have, against that of the lighter one's; and how many.
    fn share(&mut self, old: &[Vec<u32>], at: usize, new: &[u32]) -> (f64, u32) {
        let (Some(words), Some(slot)) = (old.get(at), self.of.get_mut(at)) else {
            return (0.0, 0);
        };
        let (counts, total) = slot.get_or_insert_with(|| {
            let mut counts: IndexMap<u32, u32> = IndexMap::new();
            for word in words {
                *counts.entry(*word).or_default() += 1;
            }
            (counts, self.weights.total(words))
        });
        let mut used: IndexMap<u32, u32> = IndexMap::new();
        let (mut both, mut shared) = (0.0, 0);
        for word in new {
            let has = counts.get(word).copied().unwrap_or(0);
            let used = used.entry(*word).or_default();
            if *used < has {
                *used += 1;
                both += self.weights.weight(*word);
                shared += 1;
            }
        }
        let lighter = total.min(self.weights.total(new));
        (if lighter > 0.0 { both / lighter } else { 0.0 }, shared)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^53")]
fn count(of: usize) -> f64 {
    of as f64
}
