//! Two drafts side by side, paragraph by paragraph.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::align::{AlignOptions, Alignment, MatchKind, Names, align_words};
use super::diff::{Diff, DiffOptions, HunkKind, diff_with};
use super::lexicon::{Case, Lexicon};

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fate {
    /// The same words.
    Unchanged,
    /// Other words.
    Changed,
    /// It stands in the new draft alone.
    New,
    /// It stands in the old draft alone.
    Gone,
    /// Several old paragraphs are in it.
    Merged,
    /// The old paragraph is in several new ones, this one among them.
    Split,
}

impl Fate {
    /// Every fate, in the order in which tables count them.
    pub const ALL: [Fate; 6] =
        [Fate::Unchanged, Fate::Changed, Fate::New, Fate::Gone, Fate::Merged, Fate::Split];

    /// The words that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed words",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Merged => "merged",
            Self::Split => "split",
        }
    }
}

impl std::fmt::Display for Fate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// An old paragraph beside a new one.
///
/// See [`compare`] for an example.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Comparison {
    /// What became of it.
    pub fate: Fate,
    /// The old paragraphs, by place from 0: its own first, then those merged into it.
    pub old: Vec<usize>,
    /// The new paragraph, by place from 0.
    pub new: Option<usize>,
    /// Of an old paragraph that is in several new ones, the bytes that this one is held against:
    /// from the first word that it shares to the first that the next one shares.
    pub share: Option<(usize, usize)>,
    /// Whether it changed its place among the others.
    pub moved: bool,
    /// The difference between [the old words](Comparison::old_text) and the new paragraph, where
    /// both stand and differ.
    pub diff: Option<Diff>,
}

impl Comparison {
    /// The old words that the new paragraph is held against: those of its own paragraph, or its
    /// [share](Comparison::share) of them where that is divided; where several are merged, of all
    /// of them in the order of the old draft, a blank between. `old` is the draft that was
    /// compared.
    pub fn old_text<'t>(&self, old: &[&'t str]) -> Cow<'t, str> {
        let of = |at: &usize| old.get(*at).copied();
        if self.fate != Fate::Merged {
            let whole = self.old.first().and_then(of).unwrap_or_default();
            let share = self.share.and_then(|(start, end)| whole.get(start..end));
            return Cow::Borrowed(share.unwrap_or(whole));
        }
        let mut all = self.old.clone();
        all.sort_unstable();
        Cow::Owned(all.iter().filter_map(of).collect::<Vec<_>>().join(" "))
    }
}

/// Holds two drafts against each other, paragraph by paragraph: in the order of the new draft,
/// what is gone behind the paragraph that it followed.
///
/// Paragraphs are matched as [`align`](super::align()) does; letters and marks decide whether words
/// differ, the case of letters too.
///
/// # Complexity
///
/// O(n log n) in the words of both drafts, time; O(n) memory.
///
/// # Examples
///
/// ```
/// use travaux::words::{Fate, compare};
/// let old = ["We sail at dawn with all our boats.", "We rest in the shade of the old pier."];
/// let new = ["We rest in the shade of the new pier.", "We sail at dawn with all our boats."];
/// let rows = compare(&old, &new);
/// assert_eq!((rows[0].fate, rows[0].moved), (Fate::Changed, false));
/// assert_eq!((rows[1].fate, rows[1].moved), (Fate::Unchanged, true));
/// ```
pub fn compare(old: &[&str], new: &[&str]) -> Vec<Comparison> {
    let mut lexicon = Lexicon::new(Case::Ignore);
    let old_keys: Vec<Vec<u32>> = old.iter().map(|text| lexicon.keys(text)).collect();
    let new_keys: Vec<Vec<u32>> = new.iter().map(|text| lexicon.keys(text)).collect();
    let aligned =
        align_words(&old_keys, &new_keys, &AlignOptions::default(), &Names::default(), &lexicon);
    let children = children(&aligned, old.len());
    let shares = shares(old, new, &aligned, &children);
    let mut gone = aligned.gone().peekable();
    let mut rows = Vec::with_capacity(new.len());
    // What is gone follows the paragraph before it, or stands first.
    let mut due: Vec<Vec<usize>> = vec![Vec::new(); new.len() + 1];
    let mut behind = 0;
    for at in 0..old.len() {
        if gone.next_if_eq(&at).is_some() {
            due[behind].push(at);
        } else if let Some(place) = children.get(at).and_then(|(_, own)| *own) {
            behind = place + 1;
        }
    }
    rows.extend(due[0].iter().map(|at| lost(*at)));
    for (at, text) in new.iter().enumerate() {
        rows.push(beside(old, at, text, &aligned, &children, shares.get(&at).copied()));
        rows.extend(due[at + 1].iter().map(|at| lost(*at)));
    }
    rows
}

/// For each old paragraph: how many new ones it is in, and which is its own.
fn children(aligned: &Alignment, count: usize) -> Vec<(usize, Option<usize>)> {
    let mut children = vec![(0, None); count];
    for found in aligned.matches() {
        if let Some((count, own)) = children.get_mut(found.old) {
            *count += usize::from(found.primary || found.how == MatchKind::PartOf);
            if found.primary {
                *own = Some(found.new);
            }
        }
    }
    children
}

/// The share of each new paragraph in the old one that it is a part of, where that is in several.
fn shares(
    old: &[&str],
    new: &[&str],
    aligned: &Alignment,
    children: &[(usize, Option<usize>)],
) -> IndexMap<usize, (usize, usize)> {
    let mut parts: IndexMap<usize, Vec<usize>> = IndexMap::new();
    for at in 0..new.len() {
        let Some(first) = aligned.of_new(at).first() else { continue };
        if children.get(first.old).is_some_and(|(count, _)| *count > 1) {
            parts.entry(first.old).or_default().push(at);
        }
    }
    let mut found = IndexMap::new();
    for (parent, parts) in parts {
        let whole = old.get(parent).copied().unwrap_or_default();
        let texts: Vec<&str> = parts.iter().filter_map(|at| new.get(*at).copied()).collect();
        let joined = texts.join(" ");
        let diff = diff_with(whole, &joined, &DiffOptions::default());
        let mut same = diff.hunks().iter().filter(|hunk| hunk.kind == HunkKind::Same).peekable();
        let mut begins = 0;
        let mut cuts = vec![0];
        for text in texts.iter().take(texts.len() - 1) {
            begins += text.len() + 1;
            while same.next_if(|hunk| hunk.new_span.end() as usize <= begins).is_some() {}
            // The first word that the next part shares, in the old paragraph.
            let shared = same.peek().and_then(|hunk| {
                let ahead = diff.new_words().get(hunk.new.clone())?;
                let before = ahead.partition_point(|word| (word.span.start() as usize) < begins);
                diff.old_words().get(hunk.old.start + before)
            });
            let cut = shared.map_or(whole.len(), |word| word.span.start() as usize);
            cuts.push(cut.max(cuts.last().copied().unwrap_or(0)));
        }
        cuts.push(whole.len());
        let shares = cuts.windows(2).map(|pair| (pair[0], pair[1]));
        found.extend(parts.into_iter().zip(shares));
    }
    found
}

fn lost(at: usize) -> Comparison {
    Comparison { fate: Fate::Gone, old: vec![at], new: None, share: None, moved: false, diff: None }
}

fn beside(
    old: &[&str],
    at: usize,
    text: &str,
    aligned: &Alignment,
    children: &[(usize, Option<usize>)],
    share: Option<(usize, usize)>,
) -> Comparison {
    let matches = aligned.of_new(at);
    let new = Some(at);
    let Some(first) = matches.first() else {
        let old = Vec::new();
        return Comparison { fate: Fate::New, old, new, share: None, moved: false, diff: None };
    };
    let parents: Vec<usize> = matches.iter().map(|found| found.old).collect();
    let merged = matches.iter().skip(1).any(|found| found.how == MatchKind::Contains);
    let split = children.get(first.old).is_some_and(|(count, _)| *count > 1);
    let fate = match (merged, split) {
        (true, _) => Fate::Merged,
        (false, true) => Fate::Split,
        (false, false) => Fate::Changed,
    };
    let share = share.filter(|_| fate == Fate::Split);
    let mut found = Comparison { fate, old: parents, new, share, moved: first.moved, diff: None };
    let diff = diff_with(&found.old_text(old), text, &DiffOptions::default());
    if !diff.is_same() {
        found.diff = Some(diff);
    } else if fate == Fate::Changed {
        found.fate = Fate::Unchanged;
    }
    found
}
