//! Patterns over words, as a mandate writes them.

use std::fmt;

use crate::words::{WordKind, compared, words};

/// At most so many words stand in a gap: `...` is a phrase with something in it, not two words of
/// one page.
const GAP: usize = 8;

/// A pattern over the words of a text, whatever their case: `new ... instrument*`.
///
/// Words stand as they are; `*` at the end of one is any ending; `a|b` is one or the other; `...`
/// is up to eight words; `70/2` is `70 2`. Straight and curly apostrophes are one, and so are
/// hyphens and dashes. Commas, brackets and quotation marks between the words of a text do not
/// matter; nothing matches across the end of a sentence or a clause (`.`, `;`, `:`, `?`, `!`).
///
/// # Examples
///
/// ```
/// use travaux::analysis::Pattern;
/// let pattern: Pattern = "new ... instrument*|treat*".parse()?;
/// assert!(pattern.is_in("formulating New international legal instruments, as needed"));
/// assert!(!pattern.is_in("a new idea"));
/// assert!(!pattern.is_in("The lamp is new. Such instruments shine."));
/// let error = "new *instrument".parse::<Pattern>().expect_err("a star in front");
/// let expected = "`*instrument` at column 5, expected `*` at the end of a word alone";
/// assert_eq!(error.to_string(), expected);
/// # Ok::<(), travaux::analysis::PatternError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct Pattern {
    written: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// One of these, each with whether any ending may follow.
    Word(Vec<(String, bool)>),
    Gap,
}

/// Why a text is no [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct PatternError {
    written: Box<str>,
    column: usize,
    kind: PatternErrorKind,
}

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PatternErrorKind {
    /// There is no word in it.
    WordMissing,
    /// A star stands elsewhere than at the end of a word.
    StarMisplaced,
    /// A gap has no word on one of its sides.
    GapOpen,
    /// Something that no word of a text is.
    WordInvalid,
}

impl PatternError {
    /// What is wrong.
    pub fn kind(&self) -> PatternErrorKind {
        self.kind
    }

    /// Where, in characters of the pattern, from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = match self.kind {
            PatternErrorKind::WordMissing => "a word at least",
            PatternErrorKind::StarMisplaced => "`*` at the end of a word alone",
            PatternErrorKind::GapOpen => "a word before and behind `...`",
            PatternErrorKind::WordInvalid => {
                "letters and digits, `*`, `|` or `...`; `/` between two words (`70/2`)"
            }
        };
        write!(f, "`{}` at column {}, expected {expected}", self.written, self.column)
    }
}

impl std::str::FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut parts: Vec<Part> = Vec::new();
        let mut column = 1;
        let error =
            |written: &str, column, kind| PatternError { written: written.into(), column, kind };
        for piece in text.split(' ') {
            let at = column;
            column += piece.chars().count() + 1;
            if piece.is_empty() {
                continue;
            }
            if piece == "..." || piece == "…" {
                if !matches!(parts.last(), Some(Part::Word(_))) {
                    return Err(error(piece, at, PatternErrorKind::GapOpen));
                }
                parts.push(Part::Gap);
                continue;
            }
            let several: Vec<&str> = piece.split('/').collect();
            if several.len() > 1 {
                // `70/2`: a word, and another behind it. Of `a/b|c` nobody can tell what is meant.
                let (last, rest) = several.split_last().unwrap_or((&"", &[]));
                let stem = last.strip_suffix('*').unwrap_or(last);
                let mut all = rest.iter().chain([&stem]);
                if !all.all(|word| is_word(word)) {
                    return Err(error(piece, at, PatternErrorKind::WordInvalid));
                }
                parts.extend(rest.iter().map(|word| Part::Word(vec![(compared(word), false)])));
                parts.push(Part::Word(vec![(compared(stem), stem.len() < last.len())]));
                continue;
            }
            let mut options = Vec::new();
            for option in piece.split('|') {
                let stem = option.strip_suffix('*').unwrap_or(option);
                if stem.is_empty() || stem.contains('*') {
                    let kind = if option.contains('*') {
                        PatternErrorKind::StarMisplaced
                    } else {
                        PatternErrorKind::WordMissing
                    };
                    return Err(error(piece, at, kind));
                }
                if !is_word(stem) {
                    return Err(error(piece, at, PatternErrorKind::WordInvalid));
                }
                options.push((compared(stem), stem.len() < option.len()));
            }
            parts.push(Part::Word(options));
        }
        match parts.last() {
            None => Err(error(text, 1, PatternErrorKind::WordMissing)),
            Some(Part::Gap) => {
                let at = text.trim_end().chars().count();
                Err(error("...", at.saturating_sub(2).max(1), PatternErrorKind::GapOpen))
            }
            Some(Part::Word(_)) => Ok(Pattern { written: text.to_owned(), parts }),
        }
    }
}

/// Whether a text is one word, or the beginning of one: `fisher’*`.
fn is_word(text: &str) -> bool {
    let stem = text.strip_suffix(['\'', '\u{2019}', '-']).unwrap_or(text);
    let mut cut = words(stem).filter(|word| word.kind != WordKind::Mark);
    cut.next().is_some_and(|word| word.text(stem) == stem)
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        text.parse()
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.written
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Pattern {
    /// Whether the words stand anywhere in a text.
    ///
    /// # Complexity
    ///
    /// O(n × m) in the words of the text and the parts of the pattern.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_among(&lower_words(text))
    }

    /// The most words that a match can run over.
    pub(super) fn reach(&self) -> usize {
        let of = |part: &Part| if *part == Part::Gap { GAP } else { 1 };
        self.parts.iter().map(of).sum()
    }

    /// The same over words that are cut and in lower case already.
    pub(super) fn is_among(&self, words: &[impl AsRef<str>]) -> bool {
        self.end(words).is_some()
    }

    /// The match that ends first, from its first word to past its last; the shortest of those.
    pub(super) fn find(&self, words: &[impl AsRef<str>]) -> Option<(usize, usize)> {
        let end = self.end(words)?;
        let least = end.saturating_sub(self.reach());
        let fits = |from: &usize| words.get(*from..end).is_some_and(|run| self.is_among(run));
        Some(((least..end).rev().find(fits).unwrap_or(least), end))
    }

    /// Past the last word of the match that ends first.
    fn end(&self, words: &[impl AsRef<str>]) -> Option<usize> {
        // For each part, past which word its match began to wait, the last of several, which waits
        // longest; all runs at once, so that no text makes it go back.
        let mut waiting: Vec<Option<usize>> = vec![None; self.parts.len()];
        let mut next = waiting.clone();
        for (at, word) in words.iter().map(AsRef::as_ref).enumerate() {
            if word == BREAK {
                waiting.fill(None);
                continue;
            }
            next.fill(None);
            // Whether the part before is a gap that this word may still stand behind.
            let mut behind_gap = false;
            for (part, (is, since)) in self.parts.iter().zip(&waiting).enumerate() {
                let Part::Word(options) = is else {
                    let open = since.filter(|since| at - since <= GAP);
                    behind_gap = open.is_some();
                    if let Some(slot) = next.get_mut(part) {
                        *slot = (*slot).max(open);
                    }
                    continue;
                };
                let starts = part == 0 || behind_gap || since.is_some();
                behind_gap = false;
                let fits = |(stem, open): &(String, bool)| {
                    if *open { word.starts_with(stem.as_str()) } else { word == stem }
                };
                if starts && options.iter().any(fits) {
                    let Some(slot) = next.get_mut(part + 1) else { return Some(at + 1) };
                    *slot = Some(at + 1);
                }
            }
            std::mem::swap(&mut waiting, &mut next);
        }
        None
    }
}

/// What stands between two sentences or clauses among the words: no word of a pattern is it.
pub(super) const BREAK: &str = ";";

const BREAKS: [char; 5] = ['.', ';', ':', '?', '!'];

/// The words of a text in lower case, marks left out but for one [`BREAK`] between clauses.
pub(super) fn lower_words(text: &str) -> Vec<String> {
    placed_words(text).into_iter().map(|(word, _)| word).collect()
}

/// The same with a [`BREAK`] at either end where the text begins or ends with such a mark: words
/// that come between others.
pub(super) fn edged_words(text: &str) -> Vec<String> {
    let mut all = lower_words(text);
    if text.trim_start().starts_with(BREAKS) {
        all.insert(0, BREAK.to_owned());
    }
    if text.trim_end().ends_with(BREAKS) {
        all.push(BREAK.to_owned());
    }
    all
}

/// The same as [`lower_words`], each with the byte at which it, or the mark that ends its clause,
/// stands.
pub(super) fn placed_words(text: &str) -> Vec<(String, u32)> {
    let mut all: Vec<(String, u32)> = Vec::new();
    let mut ended = None;
    for word in words(text) {
        let (written, at) = (word.text(text), word.span.start());
        if word.kind == WordKind::Mark {
            if written.chars().all(|mark| BREAKS.contains(&mark)) {
                ended = ended.or(Some(at));
            }
            continue;
        }
        if let Some(mark) = ended.take().filter(|_| !all.is_empty()) {
            all.push((BREAK.to_owned(), mark));
        }
        all.push((compared(written), at));
    }
    all
}
