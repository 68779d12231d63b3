//! Words as the reader of notes needs them.

use std::collections::HashSet;

/// A word and its place, in bytes from the start of the text it was cut from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The words of a text: runs of letters and digits, with inner hyphens and apostrophes.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_letter(bytes, at) {
            at += 1;
        }
        let start = at;
        while at < bytes.len()
            && (is_letter(bytes, at)
                || (matches!(bytes[at], b'-' | b'\'') && at + 1 < bytes.len() && is_letter(bytes, at + 1)))
        {
            at += 1;
        }
        (at > start).then(|| Word { at: start, text: text.get(start..at).unwrap_or_default() })
    })
    .filter(move |word| !is_page_number(text, word))
}

/// A number alone on its line: a page break in the middle of a note.
fn is_page_number(text: &str, word: &Word<'_>) -> bool {
    word.text.bytes().all(|b| b.is_ascii_digit())
        && text.get(..word.at).is_some_and(|head| head.trim_end_matches(' ').ends_with('\n'))
        && text.get(word.end()..).is_some_and(|tail| tail.trim_start_matches(' ').starts_with('\n'))
}

/// Letters and digits of ASCII, and every character beyond it but the general punctuation
/// (quotation marks, dashes) that the lead byte `E2` begins.
fn is_letter(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        byte if byte.is_ascii_alphanumeric() => true,
        0xC3..=0xE1 | 0xE3..=0xF4 => true,
        0x80..=0xBF => {
            // The rest of a character belongs to its lead byte.
            let mut lead = at;
            while lead > 0 && bytes[lead] & 0xC0 == 0x80 {
                lead -= 1;
            }
            !matches!(bytes[lead], 0xE2 | 0xC2)
        }
        _ => false,
    }
}

/// How much of a text the [`Vocabulary`] knows, in bytes: more than any real rolling text holds,
/// and a bound on what one guess may cost.
const VOCABULARY: usize = 256 * 1024;

/// The words that stand in a text on their own.
#[derive(Debug)]
pub(super) struct Vocabulary(HashSet<u64>);

impl Vocabulary {
    pub(super) fn of(text: &str) -> Self {
        let mut end = text.len().min(VOCABULARY);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Vocabulary(words(text.get(..end).unwrap_or_default()).map(|word| key(word.text)).collect())
    }

    /// Where two words that the text knows were run together: `advancednew` at 8.
    ///
    /// Short words split anything, so each half has three letters at least, and the halves
    /// together are no word that stands anywhere else.
    pub(super) fn seam(&self, word: &str) -> Option<usize> {
        if word.len() < 8 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        (3..=word.len() - 3)
            .filter(|&at| {
                let (head, tail) = word.split_at(at);
                self.0.contains(&key(head)) && self.0.contains(&key(tail))
            })
            .max_by_key(|&at| at.min(word.len() - at))
    }
}

/// FNV-1a, fixed so that no answer depends on a seed.
fn key(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}
