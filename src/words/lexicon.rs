//! One number a word, the same for words that a reader takes for the same.

use std::hash::{BuildHasher, Hasher};

use hashbrown::hash_table::{Entry, HashTable};

use super::word::{WordKind, Words, is_ignored, sort, words};

/// Whether capitals tell words apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Case {
    /// `State` and `state` are two words.
    #[default]
    Keep,
    /// `State` and `state` are one word.
    Ignore,
}

/// Gives words keys: numbers from 0 in the order in which the words were first seen.
///
/// Words that a reader takes for the same have one key:
///
/// * straight and curly quotation marks and apostrophes, guillemets included;
/// * every kind of hyphen and dash; three points and the one character for them;
/// * letters with their accents in one character or in two (with the feature `unicode`);
/// * a word with and without a soft hyphen or another character that is not seen;
/// * capitals and small letters, with [`Case::Ignore`].
///
/// # Examples
///
/// ```
/// use travaux::words::{Case, Lexicon};
/// let mut lexicon = Lexicon::new(Case::Ignore);
/// let curly = lexicon.keys("The State’s “victim‑centred” plan");
/// let straight = lexicon.keys("the state's \"victim-centred\" plan");
/// assert_eq!(curly, straight);
/// assert_eq!(lexicon.word(curly[1]), Some("state's"));
/// ```
#[derive(Clone, Default)]
pub struct Lexicon {
    case: Case,
    /// The words as they are compared, one behind the other.
    text: String,
    /// Where each ends in `text`.
    ends: Vec<usize>,
    /// Finds a word's entry. Its seed is of chance, so that no text can be written against it, and
    /// its order is never asked for: keys come from `ends`.
    table: HashTable<Slot>,
    hasher: hashbrown::DefaultHashBuilder,
    /// A word that has to be rewritten before it can be looked up.
    scratch: String,
}

/// An entry of the table: the hash is kept so that growing reads no word again.
#[derive(Clone, Copy)]
struct Slot {
    hash: u64,
    key: u32,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("case", &self.case)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl Lexicon {
    /// One that knows no word yet.
    pub fn new(case: Case) -> Self {
        Lexicon { case, ..Lexicon::default() }
    }

    /// Whether capitals tell its words apart.
    pub fn case(&self) -> Case {
        self.case
    }

    /// How many words it knows; every key is below.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The key of a word, a new one if it has not been seen before.
    ///
    /// # Complexity
    ///
    /// O(n) in the bytes of the word, on average.
    #[inline]
    pub fn intern(&mut self, word: &str) -> u32 {
        if self.is_plain(word) {
            return self.enter(word);
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        rewrite(word, self.case, &mut scratch);
        let key = self.enter(&scratch);
        self.scratch = scratch;
        key
    }

    /// The key of a word that has been seen before.
    pub fn key(&self, word: &str) -> Option<u32> {
        let mut rewritten = String::new();
        let word = if self.is_plain(word) {
            word
        } else {
            rewrite(word, self.case, &mut rewritten);
            &rewritten
        };
        let hash = self.hash(word);
        self.table.find(hash, |slot| self.word(slot.key) == Some(word)).map(|slot| slot.key)
    }

    /// The keys of the words of a text, in order. See [`words`] for the cut.
    pub fn keys(&mut self, text: &str) -> Vec<u32> {
        let cut: Words<'_> = words(text);
        cut.map(|word| self.intern(word.text(text))).collect()
    }

    /// As [`keys`](Lexicon::keys), without marks: what is left when the text is read out.
    pub(crate) fn spoken(&mut self, text: &str) -> Vec<u32> {
        let cut = words(text).filter(|word| word.kind != WordKind::Mark);
        cut.map(|word| self.intern(word.text(text))).collect()
    }

    /// The word of a key, as it is compared: straight quotation marks, plain hyphens, no soft
    /// ones, small letters with [`Case::Ignore`].
    #[inline]
    pub fn word(&self, key: u32) -> Option<&str> {
        let at = key as usize;
        let end = *self.ends.get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.text.get(start..end)
    }

    /// Whether the word of a key is a mark behind which a phrase has ended: `.` `,` `;` `:` `!`
    /// `?` `)` `]` `...`.
    pub fn closes(&self, key: u32) -> bool {
        matches!(self.word(key), Some("." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "..."))
    }

    /// Whether a word is compared as it stands.
    #[inline]
    fn is_plain(&self, word: &str) -> bool {
        word.is_ascii()
            && (self.case == Case::Keep || !word.bytes().any(|byte| byte.is_ascii_uppercase()))
    }

    fn hash(&self, word: &str) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(word.as_bytes());
        hasher.finish()
    }

    #[inline]
    fn enter(&mut self, word: &str) -> u32 {
        let hash = self.hash(word);
        let (text, ends) = (&mut self.text, &mut self.ends);
        let same = |slot: &Slot| {
            let at = slot.key as usize;
            let start = if at == 0 { 0 } else { ends[at - 1] };
            slot.hash == hash && text.as_bytes().get(start..ends[at]) == Some(word.as_bytes())
        };
        match self.table.entry(hash, same, |slot| slot.hash) {
            Entry::Occupied(entry) => entry.get().key,
            Entry::Vacant(entry) => {
                // Four thousand million different words are more than any source can hold; past
                // them, words would be taken for the last one.
                let key = u32::try_from(ends.len()).unwrap_or(u32::MAX);
                entry.insert(Slot { hash, key });
                text.push_str(word);
                ends.push(text.len());
                key
            }
        }
    }
}

/// A word as it is compared, capitals and small letters as one.
pub(crate) fn compared(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    rewrite(word, Case::Ignore, &mut text);
    text
}

/// Appends a word as it is compared.
fn rewrite(word: &str, case: Case, to: &mut String) {
    let seen = word.chars().filter(|c| !is_ignored(*c));
    match case {
        Case::Keep => compose(seen, to),
        Case::Ignore => compose(seen.flat_map(char::to_lowercase), to),
    }
}

#[cfg(feature = "unicode")]
fn compose(letters: impl Iterator<Item = char>, to: &mut String) {
    use unicode_normalization::UnicodeNormalization as _;
    letters.nfc().for_each(|c| push_plain(c, to));
}

#[cfg(not(feature = "unicode"))]
fn compose(letters: impl Iterator<Item = char>, to: &mut String) {
    letters.for_each(|c| push_plain(c, to));
}

/// Appends a character, or what it stands for.
fn push_plain(c: char, to: &mut String) {
    match c {
        '…' => to.push_str("..."),
        _ => to.push(plain(c)),
    }
}

/// The character of a typewriter that this one stands for.
fn plain(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{b4}' | '\u{ff07}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' | '\u{ff02}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{a0}' => ' ',
        _ => c,
    }
}

/// As [`plain`], but for what would change where words end: `a—b` is three, `a-b` one.
pub(crate) fn straight(c: char) -> char {
    let plain = plain(c);
    if sort(plain) == sort(c) { plain } else { c }
}
