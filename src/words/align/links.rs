//! Paragraphs that were split from another or merged into one.

use hashbrown::HashSet;

use super::counts::{Counts, count_of};
use super::pairs::{Pair, shingles};
use super::places::Partners;
use super::{AlignOptions, Match, MatchKind};

/// The share of a paragraph's words that stand in another if the other accounts for it: what little
/// is left is no reason to look for a second one.
pub(crate) const WHOLLY: f64 = 0.9;

/// How much less of a paragraph that stands in another as a whole its own match may have; and how
/// much less of it, than of one that does not, the whole's own match may leave: pieces of one paragraph
/// begin with the same words.
const LESS: f64 = 0.2;

/// The words of both drafts, and how often each stands in each paragraph.
pub(super) struct Words<'a> {
    pub(super) old: &'a [&'a [u32]],
    pub(super) new: &'a [&'a [u32]],
    pub(super) old_counts: &'a Counts,
    pub(super) new_counts: &'a Counts,
    /// How long a word is.
    pub(super) letters: &'a dyn Fn(u32) -> f64,
}

/// A pair of which one is part of the other.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pair: &'a Pair,
    how: MatchKind,
    /// How much of the smaller one's words stands in the larger one.
    share: f64,
}

impl Part<'_> {
    fn to_match(self, primary: bool) -> Match {
        Match {
            old: self.pair.old,
            new: self.pair.new,
            similarity: self.pair.similarity,
            shared: u32::try_from(self.pair.shared).unwrap_or(u32::MAX),
            how: self.how,
            primary,
            moved: false,
        }
    }
}

/// How much of each paragraph stands in a longer one that has all but a little of it.
pub(super) struct Elsewhere {
    of_old: Vec<f64>,
    of_new: Vec<f64>,
}

impl Elsewhere {
    pub(super) fn of(words: &Words<'_>, parts: &[Part<'_>]) -> Elsewhere {
        let (mut of_old, mut of_new) = (vec![0.0; words.old.len()], vec![0.0f64; words.new.len()]);
        for part in parts.iter().filter(|part| part.share >= WHOLLY) {
            let most: &mut f64 = match part.how {
                MatchKind::PartOf => &mut of_new[part.pair.new],
                _ => &mut of_old[part.pair.old],
            };
            *most = most.max(part.share);
        }
        Elsewhere { of_old, of_new }
    }

    /// Whether two paragraphs can be each other's own: not where the one went into another, or came
    /// out of it, as a whole, and only speaks of the same as this one.
    pub(super) fn allows(&self, pair: &Pair, words: &Words<'_>) -> bool {
        let most = |whole: f64, of: &[u32]| whole <= share(pair.shared, of.len()) + LESS;
        most(self.of_old[pair.old], words.old[pair.old])
            && most(self.of_new[pair.new], words.new[pair.new])
    }
}

/// Adds the matches of parts with wholes, and names the primary ones that are such too.
pub(super) fn link_parts(
    words: &Words<'_>,
    mut parts: Vec<Part<'_>>,
    partners: &mut Partners,
    options: &AlignOptions,
    matches: &mut Vec<Match>,
) {
    parts.retain(|part| partners.of_new[part.pair.new] != Some(part.pair.old));
    // What has no match of its own yet takes the largest part, or the whole, for it.
    parts.sort_by_key(|part| (std::cmp::Reverse(part.pair.shared), part.pair.new, part.pair.old));
    for part in &parts {
        let Pair { old, new, .. } = *part.pair;
        if partners.of_old[old].is_none() && partners.of_new[new].is_none() {
            partners.join(old, new);
            matches.push(part.to_match(true));
        }
    }
    let mut own_of_old = vec![0.0; words.old.len()];
    let mut own_of_new = vec![0.0; words.new.len()];
    for found in matches.iter() {
        let of = |words: &[u32]| share(found.shared as usize, words.len());
        own_of_old[found.old] = of(words.old[found.old]);
        own_of_new[found.new] = of(words.new[found.new]);
    }
    let mut split = vec![false; words.old.len()];
    let mut merged = vec![false; words.new.len()];
    for part in parts {
        let Pair { old, new, .. } = *part.pair;
        if partners.of_new[new] == Some(old) {
            continue;
        }
        // A part that reads more like its own match is no part, and nor is one that says what the
        // whole's own match says already: an alternative to a paragraph was not split from it.
        let (own, smaller, left) = if part.how == MatchKind::PartOf {
            let rival = partners.of_old[old].map_or(&[][..], |rival| words.new_counts.at(rival));
            let left = left_over(words.old_counts.at(old), rival, words.new_counts.at(new));
            (own_of_new[new], words.new[new], left)
        } else {
            let rival = partners.of_new[new].map_or(&[][..], |rival| words.old_counts.at(rival));
            let left = left_over(words.new_counts.at(new), rival, words.old_counts.at(old));
            (own_of_old[old], words.old[old], left)
        };
        let accounted_for = part.share <= own || own >= WHOLLY;
        let least = if part.share >= WHOLLY { options.part - LESS } else { options.part };
        if accounted_for || share(left, smaller.len()) < least {
            continue;
        }
        if part.how == MatchKind::PartOf {
            split[old] = true;
        } else {
            merged[new] = true;
        }
        matches.push(part.to_match(false));
    }
    for found in matches.iter_mut().filter(|found| found.how == MatchKind::Reworded) {
        let of = |words: &[u32]| share(found.shared as usize, words.len()) >= options.part;
        if split[found.old] && of(words.new[found.new]) {
            found.how = MatchKind::PartOf;
        } else if merged[found.new] && of(words.old[found.old]) {
            found.how = MatchKind::Contains;
        }
    }
}

/// The pairs of which most of the smaller one, and some of its words in a row, stand in the larger.
pub(super) fn parts_of<'a>(
    words: &Words<'_>,
    pairs: &'a [Pair],
    options: &AlignOptions,
) -> Vec<Part<'a>> {
    let mut runs = None;
    let mut parts = Vec::new();
    for pair in pairs {
        let (old, new) = (words.old[pair.old], words.new[pair.new]);
        let share = share(pair.shared, old.len().min(new.len()));
        if share < options.part {
            continue;
        }
        let runs = runs.get_or_insert_with(|| Runs::of(words.old));
        if runs.longest(pair.old, new) >= options.run {
            let how = if new.len() <= old.len() { MatchKind::PartOf } else { MatchKind::Contains };
            parts.push(Part { pair, how, share });
        }
    }
    parts
}

/// How many words of a part stand in the whole over and above what stands in the whole's own match.
fn left_over(whole: &[(u32, u32)], rival: &[(u32, u32)], part: &[(u32, u32)]) -> usize {
    let left = |word| count_of(whole, word).saturating_sub(count_of(rival, word));
    part.iter().map(|(word, count)| (*count).min(left(*word)) as usize).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^53")]
fn share(shared: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { shared as f64 / of as f64 }
}

/// Which pairs of words stand in which old paragraph.
struct Runs(HashSet<(usize, u64)>);

impl Runs {
    fn of(old: &[&[u32]]) -> Self {
        let pairs = old.iter().enumerate();
        Runs(pairs.flat_map(|(at, words)| shingles(words).map(move |pair| (at, pair))).collect())
    }

    /// How many words in a row, pair by pair, stand in an old paragraph too. The pairs need not be
    /// one run there: that two texts share five pairs in a row and no run of six words is so rare
    /// that looking for the place is not worth its time.
    fn longest(&self, old: usize, new: &[u32]) -> usize {
        let (mut longest, mut run) = (0, 0);
        for pair in shingles(new) {
            run = if self.0.contains(&(old, pair)) { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        if longest == 0 { 0 } else { longest + 1 }
    }
}
