//! The difference between two texts, in words.

use std::ops::Range;

use super::changes::{Change, changes_with};
use super::lexicon::{Case, Lexicon};
use super::moves::{Move, find_moves};
use super::word::{Word, WordKind, words};
use crate::Span;

/// How [`diff_with`] compares.
///
/// See [`diff_with`] for an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DiffOptions {
    case: Case,
    moved: usize,
    islands: usize,
}

impl Default for DiffOptions {
    fn default() -> Self {
        DiffOptions { case: Case::Keep, moved: 6, islands: 1 }
    }
}

impl DiffOptions {
    /// Whether capitals tell words apart; they do unless said.
    #[must_use]
    pub fn case(mut self, case: Case) -> Self {
        self.case = case;
        self
    }

    /// The fewest words that are shown as moved, 6 unless said; with 0 nothing is.
    #[must_use]
    pub fn moved(mut self, moved: usize) -> Self {
        self.moved = moved;
        self
    }

    /// The most unchanged words between two changes that are shown as changed with them, 1 unless
    /// said: see [`diff`].
    #[must_use]
    pub fn islands(mut self, islands: usize) -> Self {
        self.islands = islands;
        self
    }
}

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum HunkKind {
    /// It stands in both texts.
    Same,
    /// It stands in the old text alone.
    Deleted,
    /// It stands in the new text alone.
    Added,
    /// Other words stand for it in the new text.
    Replaced,
    /// It stands elsewhere in the new text.
    MovedFrom {
        /// Where to: the index of the hunk of the kind `MovedTo`.
        to: usize,
    },
    /// It stood elsewhere in the old text.
    MovedTo {
        /// Where from: the index of the hunk of the kind `MovedFrom`.
        from: usize,
    },
}

/// A stretch of the old text, of the new one, or of both.
///
/// See [`diff`] for an example.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Hunk {
    /// What became of it.
    pub kind: HunkKind,
    /// The old words, by place from 0, end exclusive; empty if the kind has none.
    pub old: Range<usize>,
    /// The new words.
    pub new: Range<usize>,
    /// The bytes of the old words, from the first to the last; empty, behind the word before, if
    /// there are none.
    pub old_span: Span,
    /// The bytes of the new words.
    pub new_span: Span,
}

/// The difference between two texts: hunks that tile the words of both, in order.
///
/// See [`diff`] for an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[must_use]
pub struct Diff {
    hunks: Vec<Hunk>,
    old_words: Vec<Word>,
    new_words: Vec<Word>,
}

impl Diff {
    /// The hunks, in order. No two hunks of the kind `Same` stand side by side.
    pub fn hunks(&self) -> &[Hunk] {
        &self.hunks
    }

    /// The words of the old text, as the hunks count them.
    pub fn old_words(&self) -> &[Word] {
        &self.old_words
    }

    /// The words of the new text, as the hunks count them.
    pub fn new_words(&self) -> &[Word] {
        &self.new_words
    }

    /// Whether the two texts have the same words in the same order.
    pub fn is_same(&self) -> bool {
        self.hunks.iter().all(|hunk| hunk.kind == HunkKind::Same)
    }
}

/// The difference between two texts, word by word.
///
/// Blanks and line ends are not compared, nor is how a mark is written (see [`Lexicon`]). A stretch
/// of six words or more that vanishes in one place and appears in another, once in each, has moved.
/// A lone mark or small word (of four letters at most) that happens to stand between two
/// replacements belongs to them: *~one of two~ three of four*, not *~one~ three of ~two~ four*.
///
/// # Complexity
///
/// O(n log n) in the words of both texts, time; O(n) memory. See [`changes`](super::changes()).
///
/// # Examples
///
/// ```
/// use travaux::words::{HunkKind, diff};
/// let (old, new) = ("We will protect the night.", "We shall protect the dark night.");
/// let found = diff(old, new);
/// let table: Vec<_> = found
///     .hunks()
///     .iter()
///     .map(|hunk| (hunk.kind, &old[hunk.old_span.range()], &new[hunk.new_span.range()]))
///     .collect();
/// assert_eq!(table, [
///     (HunkKind::Same, "We", "We"),
///     (HunkKind::Replaced, "will", "shall"),
///     (HunkKind::Same, "protect the", "protect the"),
///     (HunkKind::Added, "", "dark"),
///     (HunkKind::Same, "night.", "night."),
/// ]);
/// ```
pub fn diff(old: &str, new: &str) -> Diff {
    diff_with(old, new, &DiffOptions::default())
}

/// As [`diff`], with options.
///
/// # Examples
///
/// ```
/// use travaux::words::{DiffOptions, HunkKind, diff_with};
/// let options = DiffOptions::default().moved(3);
/// let (old, new) = ("stars and moths; we count them", "we count them; stars and moths");
/// let found = diff_with(old, new, &options);
/// let kinds: Vec<_> = found.hunks().iter().map(|hunk| hunk.kind).collect();
/// assert_eq!(kinds, [
///     HunkKind::MovedFrom { to: 4 },
///     HunkKind::Deleted,
///     HunkKind::Same,
///     HunkKind::Added,
///     HunkKind::MovedTo { from: 0 },
/// ]);
/// ```
pub fn diff_with(old: &str, new: &str, options: &DiffOptions) -> Diff {
    let mut lexicon = Lexicon::new(options.case);
    let (old_words, old_keys) = read(old, &mut lexicon);
    let (new_words, new_keys) = read(new, &mut lexicon);
    let found = changes_with(&old_keys, &new_keys, |key| lexicon.closes(key));
    let found = absorb(found, options.islands, |at| is_small(new, new_words[at]));
    let moves = find_moves(&old_keys, &new_keys, &found, options.moved);
    let mut hunks = Hunks::new(&old_words, &new_words, 2 * found.len() + 1);
    hunks.lay(&found, &moves);
    let hunks = hunks.laid;
    Diff { hunks, old_words, new_words }
}

/// The words of a text and their keys.
fn read(text: &str, lexicon: &mut Lexicon) -> (Vec<Word>, Vec<u32>) {
    // English has a word, a mark counted, every five bytes or so.
    let guess = text.len() / 5;
    let (mut found, mut keys) = (Vec::with_capacity(guess), Vec::with_capacity(guess));
    for word in words(text) {
        keys.push(lexicon.intern(word.text(text)));
        found.push(word);
    }
    (found, keys)
}

/// Whether a word alone is no reason to part two changes.
fn is_small(text: &str, word: Word) -> bool {
    match word.kind {
        WordKind::Mark => true,
        WordKind::Letters => word.text(text).chars().nth(4).is_none(),
        WordKind::Number => false,
    }
}

/// Joins changes that only small words part, where both sides have more to lose than the words
/// between them.
fn absorb(changes: Vec<Change>, islands: usize, is_small: impl Fn(usize) -> bool) -> Vec<Change> {
    let mut joined: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        if let Some(before) = joined.last_mut() {
            let between = before.new.end..change.new.start;
            let alone = between.len();
            let both = |one: &Range<usize>, other: &Range<usize>| one.len() + other.len();
            if alone <= islands
                && both(&before.old, &change.old) >= 2 * alone
                && both(&before.new, &change.new) >= 2 * alone
                && change.old.len().max(change.new.len()) >= alone
                && between.clone().all(&is_small)
            {
                before.old.end = change.old.end;
                before.new.end = change.new.end;
                continue;
            }
        }
        joined.push(change);
    }
    joined
}

/// One side of a change, cut where something moved.
struct Piece {
    range: Range<usize>,
    /// The index of the move.
    moved: Option<usize>,
}

/// Lays hunks one behind the other.
struct Hunks<'a> {
    old_words: &'a [Word],
    new_words: &'a [Word],
    laid: Vec<Hunk>,
    old_at: usize,
    new_at: usize,
}

impl<'a> Hunks<'a> {
    fn new(old_words: &'a [Word], new_words: &'a [Word], capacity: usize) -> Self {
        let laid = Vec::with_capacity(capacity);
        Hunks { old_words, new_words, laid, old_at: 0, new_at: 0 }
    }

    fn lay(&mut self, changes: &[Change], moves: &[Move]) {
        // `moves` are in the order of the new words; these are their indices in that of the old.
        let mut by_old: Vec<usize> = (0..moves.len()).collect();
        by_old.sort_by_key(|&at| moves[at].old.start);
        let mut leaving = by_old.into_iter().map(|at| (at, moves[at].old.clone())).peekable();
        let mut arriving = moves.iter().map(|moved| moved.new.clone()).enumerate().peekable();
        // The hunk from which each move goes, and the one to which it comes.
        let mut ends = vec![(0, 0); moves.len()];
        for change in changes {
            self.push(HunkKind::Same, change.old.start, change.new.start);
            let mut old = cut(&change.old, &mut leaving);
            let mut new = cut(&change.new, &mut arriving);
            // What vanished beside a move and what appeared there are one replacement, if the two
            // can stand side by side.
            let is_plain = |piece: Option<&Piece>| piece.is_some_and(|p| p.moved.is_none());
            if is_plain(old.last()) && is_plain(new.first()) {
                let (last, first) = (old.pop(), new.remove(0));
                self.push_old(old, &mut ends);
                let end = last.map_or(self.old_at, |piece| piece.range.end);
                self.push(HunkKind::Replaced, end, first.range.end);
                self.push_new(new, &mut ends);
            } else if is_plain(old.first()) && is_plain(new.last()) {
                let (first, last) = (old.remove(0), new.pop());
                self.push_new(new, &mut ends);
                let end = last.map_or(self.new_at, |piece| piece.range.end);
                self.push(HunkKind::Replaced, first.range.end, end);
                self.push_old(old, &mut ends);
            } else {
                self.push_old(old, &mut ends);
                self.push_new(new, &mut ends);
            }
        }
        self.push(HunkKind::Same, self.old_words.len(), self.new_words.len());
        for (from, to) in ends {
            if let Some(hunk) = self.laid.get_mut(from) {
                hunk.kind = HunkKind::MovedFrom { to };
            }
            if let Some(hunk) = self.laid.get_mut(to) {
                hunk.kind = HunkKind::MovedTo { from };
            }
        }
    }

    fn push_old(&mut self, pieces: Vec<Piece>, ends: &mut [(usize, usize)]) {
        for piece in pieces {
            if let Some(moved) = piece.moved {
                ends[moved].0 = self.laid.len();
            }
            self.push(HunkKind::Deleted, piece.range.end, self.new_at);
        }
    }

    fn push_new(&mut self, pieces: Vec<Piece>, ends: &mut [(usize, usize)]) {
        for piece in pieces {
            if let Some(moved) = piece.moved {
                ends[moved].1 = self.laid.len();
            }
            self.push(HunkKind::Added, self.old_at, piece.range.end);
        }
    }

    /// A hunk from where the last one ended.
    fn push(&mut self, kind: HunkKind, old_end: usize, new_end: usize) {
        let (old, new) = (self.old_at..old_end, self.new_at..new_end);
        if old.is_empty() && new.is_empty() {
            return;
        }
        let (old_span, new_span) = (bytes(self.old_words, &old), bytes(self.new_words, &new));
        self.laid.push(Hunk { kind, old, new, old_span, new_span });
        (self.old_at, self.new_at) = (old_end, new_end);
    }
}

/// Cuts a stretch at the moves that lie in it, which come next.
fn cut(
    stretch: &Range<usize>,
    moves: &mut std::iter::Peekable<impl Iterator<Item = (usize, Range<usize>)>>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = stretch.start;
    let mut push = |range: Range<usize>, moved| {
        if !range.is_empty() {
            pieces.push(Piece { range, moved });
        }
    };
    while let Some((moved, range)) = moves.next_if(|(_, range)| range.end <= stretch.end) {
        push(at..range.start, None);
        at = range.end;
        push(range, Some(moved));
    }
    push(at..stretch.end, None);
    pieces
}

/// The bytes from the first to the last of some words; behind the word before if there are none.
fn bytes(words: &[Word], range: &Range<usize>) -> Span {
    let end = |at: usize| words.get(at).map_or(0, |word| word.span.end());
    match words.get(range.clone()) {
        Some([first, .., last]) => Span::new(first.span.start(), last.span.end()),
        Some([only]) => only.span,
        _ => {
            let at = range.start.checked_sub(1).map_or(0, end);
            Span::new(at, at)
        }
    }
}
