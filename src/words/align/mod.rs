//! Which paragraph of one draft is which of another.

mod counts;
mod equal;
mod links;
mod names;
mod order;
mod pairs;
mod places;
mod row;
mod weights;

use self::counts::Counts;
use self::equal::match_equal;
pub(crate) use self::links::WHOLLY;
use self::links::{Elsewhere, Words, link_parts, parts_of};
pub(crate) use self::names::{Names, unique};
use self::order::{mark_moved, match_pairs};
use self::pairs::find_pairs;
use self::places::Partners;
use super::lexicon::Lexicon;

/// How [`align_with`] compares.
///
/// See [`align`] for an example.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AlignOptions {
    least: f64,
    part: f64,
    run: usize,
}

impl Default for AlignOptions {
    fn default() -> Self {
        AlignOptions { least: 0.35, part: 0.6, run: 5 }
    }
}

impl AlignOptions {
    /// Paragraphs that share less than this are two paragraphs, unless one is part of the other;
    /// a [`similarity`](super::similarity) from 0.0 to 1.0, 0.35 unless said. Where a paragraph
    /// stands far from its place by the paragraphs around it, 0.15 more is asked.
    #[must_use]
    pub fn least(mut self, least: f64) -> Self {
        self.least = least;
        self
    }

    /// A paragraph is part of another if this share of its words stands there; from 0.0 to 1.0,
    /// 0.6 unless said.
    #[must_use]
    pub fn part(mut self, part: f64) -> Self {
        self.part = part;
        self
    }

    /// A paragraph is part of another only if this many words in a row stand in both; 5 unless
    /// said.
    #[must_use]
    pub fn run(mut self, run: usize) -> Self {
        self.run = run;
        self
    }
}

/// How a new paragraph stands to an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MatchKind {
    /// The same words in the same order.
    Same,
    /// Other words, one paragraph.
    Reworded,
    /// The new paragraph lies in the old one, which was split or cut down to it.
    PartOf,
    /// The new paragraph holds the old one, which was merged or built out into it.
    Contains,
}

/// An old paragraph and a new one that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Match {
    /// The old paragraph, by its place in the list, from 0.
    pub old: usize,
    /// The new paragraph, by its place in the list, from 0.
    pub new: usize,
    /// The [`similarity`](super::similarity) of the two.
    pub similarity: f64,
    /// How many words they share, whatever their order.
    pub shared: u32,
    /// How they stand to each other.
    pub how: MatchKind,
    /// Whether the two are each other's own: a paragraph has one such match at most, and any
    /// number of others, with paragraphs that were split from it or merged into it.
    pub primary: bool,
    /// Whether the paragraph changed its place among the others. A match that is not primary moves
    /// nothing.
    pub moved: bool,
}

/// Which paragraph of one draft is which of another.
///
/// See [`align`] for an example.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[must_use]
pub struct Alignment {
    old: usize,
    new: usize,
    matches: Vec<Match>,
    /// The matches by their old paragraph.
    by_old: Vec<usize>,
}

impl Alignment {
    /// All matches, by the new paragraph, the primary one first, then by the old paragraph.
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// What a new paragraph was made of, its primary match first.
    pub fn of_new(&self, new: usize) -> &[Match] {
        let start = self.matches.partition_point(|found| found.new < new);
        let end = self.matches.partition_point(|found| found.new <= new);
        self.matches.get(start..end).unwrap_or_default()
    }

    /// What became of an old paragraph, its primary match first, then by the new paragraph.
    pub fn of_old(&self, old: usize) -> impl Iterator<Item = &Match> {
        let of = |at: &usize| self.matches.get(*at).map_or(usize::MAX, |found| found.old);
        let start = self.by_old.partition_point(|at| of(at) < old);
        let matches = self.by_old.get(start..).unwrap_or_default();
        let matches = matches.iter().filter_map(|at| self.matches.get(*at));
        matches.take_while(move |found| found.old == old)
    }

    /// The old paragraphs of which nothing became, in order.
    pub fn gone(&self) -> impl Iterator<Item = usize> {
        (0..self.old).filter(|old| self.of_old(*old).next().is_none())
    }

    /// The new paragraphs that were made of nothing old, in order.
    pub fn fresh(&self) -> impl Iterator<Item = usize> {
        (0..self.new).filter(|new| self.of_new(*new).is_empty())
    }
}

/// Finds which paragraph of one draft is which of another: through renumbering, rewording, moving,
/// merging and splitting, by wording and order together.
///
/// Paragraphs are lists of word keys, both sides of one [`Lexicon`]; labels and
/// numbers are better left out. In this order:
///
/// 1. Paragraphs with the same words are the same. Of several alike the first is the first; where
///    one side has more of them, the ones nearest to their place by the paragraphs around them.
/// 2. Paragraphs that share rare pairs of words are compared, and the most alike pair first is
///    taken for one; among pairs equally alike, the ones nearest to their place. A pair of words
///    that stands in many paragraphs says nothing and is not asked. Two paragraphs that have but
///    common words in common are two, and so are two of which one stands as a whole in a third.
///    Paragraphs of fewer than three words are the same or not.
/// 3. What is left over is looked for in what others leave: a paragraph most of whose words stand
///    in another, some of them in a row, and not in that one's own match, was split from it or
///    merged into it.
///
/// The matches that keep the most words in one order stay; the others have moved.
///
/// # Complexity
///
/// O(n log n) in the words of both drafts, time; O(n) memory.
///
/// # Examples
///
/// ```
/// use travaux::words::{Case, Lexicon, MatchKind, align};
/// let mut lexicon = Lexicon::new(Case::Ignore);
/// let old = [
///     "Decides to protect the night sky from artificial light",
///     "Invites all cities to dim their lamps after midnight and to count the stars each year",
/// ];
/// let new = [
///     "Invites all cities to dim their lamps after midnight",
///     "Also invites them to count the stars each year",
///     "Resolves to protect the night sky from needless light",
/// ];
/// let old = old.map(|text| lexicon.keys(text));
/// let new = new.map(|text| lexicon.keys(text));
/// let found = align(&old, &new);
/// let table: Vec<_> = found.matches().iter().map(|m| (m.new, m.old, m.how)).collect();
/// assert_eq!(
///     table,
///     [(0, 1, MatchKind::PartOf), (1, 1, MatchKind::PartOf), (2, 0, MatchKind::Reworded)],
/// );
/// assert!(found.of_new(2)[0].moved);
/// ```
pub fn align<P: AsRef<[u32]>>(old: &[P], new: &[P]) -> Alignment {
    align_with(old, new, &AlignOptions::default())
}

/// As [`align`], with options.
pub fn align_with<P: AsRef<[u32]>>(old: &[P], new: &[P], options: &AlignOptions) -> Alignment {
    align_by(old, new, options, &Names::default(), &|_| 1.0)
}

/// As [`align_with`], where the words are known: short words say less than long ones; and what the
/// paragraphs are called, which decides between such as read alike.
pub(crate) fn align_words<P: AsRef<[u32]>>(
    old: &[P],
    new: &[P],
    options: &AlignOptions,
    names: &Names<'_>,
    lexicon: &Lexicon,
) -> Alignment {
    let letters = |word| lexicon.word(word).map_or(1, |word| word.chars().count());
    align_by(old, new, options, names, &|word| count(letters(word)))
}

fn align_by<P: AsRef<[u32]>>(
    old: &[P],
    new: &[P],
    options: &AlignOptions,
    names: &Names<'_>,
    letters: &dyn Fn(u32) -> f64,
) -> Alignment {
    let old: Vec<&[u32]> = old.iter().map(AsRef::as_ref).collect();
    let new: Vec<&[u32]> = new.iter().map(AsRef::as_ref).collect();
    let mut partners = Partners::new(old.len(), new.len());
    match_equal(&old, &new, names, &mut partners);
    let (old_counts, new_counts) = (Counts::of(&old), Counts::of(&new));
    let pairs = find_pairs(&old, &new, &old_counts, &new_counts);
    let mut matches = Vec::new();
    for (at, partner) in partners.of_new.iter().enumerate() {
        if let Some(partner) = partner {
            matches.push(Match {
                old: *partner,
                new: at,
                similarity: 1.0,
                shared: u32::try_from(new[at].len()).unwrap_or(u32::MAX),
                how: MatchKind::Same,
                primary: true,
                moved: false,
            });
        }
    }
    let words =
        Words { old: &old, new: &new, old_counts: &old_counts, new_counts: &new_counts, letters };
    let parts = parts_of(&words, &pairs, options);
    let elsewhere = Elsewhere::of(&words, &parts);
    matches.extend(match_pairs(&words, &pairs, &elsewhere, names, &mut partners, options));
    link_parts(&words, parts, &mut partners, options, &mut matches);
    mark_moved(old.len(), &mut matches);
    let mut by_old: Vec<usize> = (0..matches.len()).collect();
    by_old.sort_by_key(|at| (matches[*at].old, !matches[*at].primary, matches[*at].new));
    Alignment { old: old.len(), new: new.len(), matches, by_old }
}

#[expect(clippy::cast_precision_loss, reason = "a word has far fewer letters than 2^53")]
fn count(letters: usize) -> f64 {
    letters as f64
}
