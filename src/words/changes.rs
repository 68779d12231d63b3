//! Which stretches of one list of words became which stretches of another.

use std::ops::Range;

use imara_diff::{Algorithm, Token};

use super::anchors::split;
use super::slide::settle;

/// A stretch of the old words that became a stretch of the new ones; one of the two may be empty.
///
/// See [`changes`] for an example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Change {
    /// The old words, by place from 0, end exclusive.
    pub old: Range<usize>,
    /// The new words that stand for them.
    pub new: Range<usize>,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }

    /// Without the words that its sides have in common at both ends.
    pub(super) fn trimmed(mut self, old: &[u32], new: &[u32]) -> Change {
        let (before, after) = (&old[self.old.clone()], &new[self.new.clone()]);
        let head = before.iter().zip(after).take_while(|(one, other)| one == other).count();
        let (before, after) = (&before[head..], &after[head..]);
        let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
        self.old = self.old.start + head..self.old.end - tail;
        self.new = self.new.start + head..self.new.end - tail;
        self
    }
}

/// The most words on the shorter side of a stretch that the histogram is given.
///
/// The histogram takes out one run of shared words after the other and reads the whole stretch
/// again for each, which costs the product of the two sides at worst and one call on the stack for
/// each run. Between anchors stretches are short, so this bound is met by texts written to meet it.
const NARROW: usize = 512;

/// The most words on the longer side, for the same reason.
const WIDE: usize = 1 << 14;

/// How many words in a row make an anchor where a stretch is too long for the histogram: one rung
/// after the other, until it is short enough.
const RUNGS: [usize; 3] = [6, 3, 1];

/// More words than this on one side are compared as one change: places are kept in four bytes.
const LIMIT: usize = 1 << 31;

/// What changed between two lists of words: stretches in order, parted by one unchanged word at
/// least.
///
/// Words are compared by their keys alone, so the lists need not be contiguous in any text. Keys
/// as a [`Lexicon`](super::Lexicon) gives them, from 0 without gaps, are quickest.
///
/// Runs of words that stand once in either list are found first and kept in the longest order that
/// they share (Szymanski 1975; Cohen's *patience* difference); what lies between them is compared
/// by the *histogram* difference of imara-diff, which takes out the longest run of the rarest words
/// first. A stretch that is neither short nor has such a word is compared piece by piece, which
/// finds less than there is but takes no more time than the text is long. A change that could stand
/// in more than one place stands in the first; [`changes_with`] knows better.
///
/// # Complexity
///
/// O(n log n) in the words of both lists, time; O(n) memory.
///
/// # Examples
///
/// ```
/// use travaux::words::{Case, Change, Lexicon, changes};
/// let mut lexicon = Lexicon::new(Case::Keep);
/// let old = lexicon.keys("We will protect the night");
/// let new = lexicon.keys("We shall protect the dark night");
/// let found = changes(&old, &new);
/// assert_eq!(found, [Change { old: 1..2, new: 1..2 }, Change { old: 4..4, new: 4..5 }]);
/// ```
pub fn changes(old: &[u32], new: &[u32]) -> Vec<Change> {
    changes_with(old, new, |_| false)
}

/// As [`changes`], with a say on where a change stands that could stand in more than one place.
///
/// `closes` tells of a key whether a phrase ends behind its word, as it does behind a comma or a
/// full stop ([`Lexicon::closes`](super::Lexicon::closes)): an added or deleted sentence then ends
/// with its own full stop and does not begin with the one before.
///
/// # Complexity
///
/// As [`changes`]; `closes` is asked at most a hundred times a change.
pub fn changes_with(old: &[u32], new: &[u32], closes: impl Fn(u32) -> bool) -> Vec<Change> {
    let whole = Change { old: 0..old.len(), new: 0..new.len() };
    if old.len() > LIMIT || new.len() > LIMIT {
        return if whole.is_empty() || old == new { Vec::new() } else { vec![whole] };
    }
    let mut stretches = Vec::new();
    push_trimmed(old, new, whole, &mut stretches);
    for rung in RUNGS {
        if stretches.iter().all(is_short) {
            break;
        }
        let before = std::mem::take(&mut stretches);
        for stretch in before {
            if is_short(&stretch) {
                stretches.push(stretch);
            } else {
                split(old, new, &stretch, rung, |part| {
                    push_trimmed(old, new, part, &mut stretches);
                });
            }
        }
    }
    let mut found = Vec::with_capacity(stretches.len());
    let mut finer = Finer::default();
    for stretch in stretches {
        if is_short(&stretch) {
            finer.compare(old, new, &stretch, &mut found);
        } else {
            for piece in pieces(&stretch) {
                finer.compare(old, new, &piece, &mut found);
            }
        }
    }
    settle(old, new, found, closes)
}

/// Whether a stretch can be given to the histogram.
fn is_short(stretch: &Change) -> bool {
    let (old, new) = (stretch.old.len(), stretch.new.len());
    old.min(new) <= NARROW && old.max(new) <= WIDE || old == 0 || new == 0
}

/// Adds what is left of a stretch when its sides are trimmed, if anything is.
fn push_trimmed(old: &[u32], new: &[u32], stretch: Change, to: &mut Vec<Change>) {
    let stretch = stretch.trimmed(old, new);
    if !stretch.is_empty() {
        to.push(stretch);
    }
}

/// Cuts a long stretch without anchors into short ones, both sides in proportion.
fn pieces(stretch: &Change) -> impl Iterator<Item = Change> {
    let (old, new) = (stretch.old.len(), stretch.new.len());
    let count = old.min(new).div_ceil(NARROW).max(old.max(new).div_ceil(WIDE)).max(1);
    let cut = move |length: usize, at: usize| {
        // Neither the quotient nor the rest, times the count, can overflow.
        length / count * at + length % count * at / count
    };
    let (old_start, new_start) = (stretch.old.start, stretch.new.start);
    (0..count).map(move |at| Change {
        old: old_start + cut(old, at)..old_start + cut(old, at + 1),
        new: new_start + cut(new, at)..new_start + cut(new, at + 1),
    })
}

/// Compares short stretches; what it needs is kept from one to the next.
#[derive(Default)]
struct Finer {
    diff: imara_diff::Diff,
    before: Vec<Token>,
    after: Vec<Token>,
    /// The distinct keys of a stretch, in order.
    keys: Vec<u32>,
}

impl Finer {
    fn compare(&mut self, old: &[u32], new: &[u32], stretch: &Change, to: &mut Vec<Change>) {
        if stretch.is_empty() {
            return;
        }
        let (before, after) = (&old[stretch.old.clone()], &new[stretch.new.clone()]);
        if before.is_empty() || after.is_empty() {
            to.push(stretch.clone());
            return;
        }
        // The histogram keeps a list a key, so the keys of a stretch are counted from 0. Only those
        // of the shorter side can be shared: all others are one.
        let shorter = if before.len() <= after.len() { before } else { after };
        self.keys.clear();
        self.keys.extend_from_slice(shorter);
        self.keys.sort_unstable();
        self.keys.dedup();
        let strange = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let (mut shared, longer_is_old) = (false, before.len() > after.len());
        for (words, is_old) in [(before, true), (after, false)] {
            let tokens = if is_old { &mut self.before } else { &mut self.after };
            tokens.clear();
            for key in words {
                let found = self.keys.binary_search(key);
                shared |= found.is_ok() && is_old == longer_is_old;
                let local = found.map_or(strange, |at| u32::try_from(at).unwrap_or(strange));
                tokens.push(Token(local));
            }
        }
        if !shared {
            to.push(stretch.clone());
            return;
        }
        self.diff.compute_with(Algorithm::Histogram, &self.before, &self.after, strange + 1);
        for hunk in self.diff.hunks() {
            let place = |start: usize, range: Range<u32>| {
                start + range.start as usize..start + range.end as usize
            };
            to.push(Change {
                old: place(stretch.old.start, hunk.before),
                new: place(stretch.new.start, hunk.after),
            });
        }
    }
}
