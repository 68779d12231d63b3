//! Words as the reader of notes needs them.

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
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let bytes = self.text.as_bytes();
        loop {
            let skip = bytes.get(self.at..)?.iter().position(|b| LETTERS[*b as usize])?;
            let start = self.at + skip;
            let mut end = start;
            let mut high = 0;
            loop {
                let letters = bytes[end..].iter().take_while(|b| LETTERS[**b as usize]);
                end += letters.inspect(|byte| high |= **byte).count();
                let inner = matches!(bytes.get(end), Some(b'-' | b'\''))
                    && bytes.get(end + 1).is_some_and(|b| LETTERS[*b as usize]);
                if !inner {
                    break;
                }
                end += 1;
            }
            self.at = end;
            let (start, end) = if high.is_ascii() {
                (start, end)
            } else {
                // A dash or a quotation mark beyond ASCII is no letter, but shares its bytes with
                // some.
                without_marks(self.text, start, end)
            };
            let word = Word { at: start, text: self.text.get(start..end).unwrap_or_default() };
            if word.text.is_empty() || is_page_number(self.text, &word) {
                continue;
            }
            return Some(word);
        }
    }
}

/// `both`, `all`, `each of them`: no words of the text, but all that was proposed at this place.
pub(super) fn speaks_of_all(text: &str) -> bool {
    const ALL: [&str; 3] = ["all", "both", "each"];
    const ALSO: [&str; 8] =
        ["of", "them", "these", "the", "options", "alternatives", "proposals", "and"];
    let is = |list: &[&str], word: &str| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let mut words = words(text).peekable();
    words.peek().is_some_and(|first| is(&ALL, first.text))
        && words.all(|word| is(&ALL, word.text) || is(&ALSO, word.text))
}

/// Bytes that can belong to a letter or a digit.
const LETTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric() || b >= 0x80;
        byte += 1;
    }
    table
};

/// Cuts a run at the first mark of general punctuation inside it (`E2 80 ..`: dashes, quotation
/// marks) and at those at its start.
fn without_marks(text: &str, start: usize, end: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mark = |at: usize| bytes.get(at) == Some(&0xE2) && bytes.get(at + 1) == Some(&0x80);
    let mut start = start;
    while start < end && mark(start) {
        start += 3;
    }
    match (start..end).find(|&at| mark(at)) {
        Some(at) => (start, at),
        None => (start.min(end), end),
    }
}

/// A number alone on its line: a page break in the middle of a note.
fn is_page_number(text: &str, word: &Word<'_>) -> bool {
    let first = word.text.as_bytes().first();
    first.is_some_and(u8::is_ascii_digit)
        && word.text.bytes().all(|b| b.is_ascii_digit())
        && text.get(..word.at).is_some_and(|head| head.trim_end_matches(' ').ends_with('\n'))
        && text.get(word.end()..).is_some_and(|tail| tail.trim_start_matches(' ').starts_with('\n'))
}

/// How much of a text the [`Vocabulary`] knows, in bytes: more than any real rolling text holds,
/// and a bound on what one guess may cost.
const VOCABULARY: usize = 256 * 1024;

/// The longest run of letters that is tried as two words, in bytes: each place in it is tried.
const LONGEST: usize = 64;

/// The words that stand in a text on their own: an open table of hashes, 0 for an empty place.
///
/// Two words of one hash would be taken for one; of the few thousand words of a text that is a
/// chance of one in a million million, and costs a guess that says it is one.
#[derive(Debug)]
pub(super) struct Vocabulary(Vec<u64>);

impl Vocabulary {
    pub(super) fn of(text: &str) -> Self {
        let mut end = text.len().min(VOCABULARY);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        // At most one word every two bytes, so the table is never more than half full.
        let size = (end + 2).next_power_of_two();
        let mut table = vec![0; size];
        for word in words(text.get(..end).unwrap_or_default()) {
            let hash = key(word.text);
            let mut at = place(hash, size);
            while table[at] != 0 && table[at] != hash {
                at = (at + 1) % size;
            }
            table[at] = hash;
        }
        Vocabulary(table)
    }

    fn contains(&self, hash: u64) -> bool {
        let size = self.0.len();
        let mut at = place(hash, size);
        while self.0[at] != 0 {
            if self.0[at] == hash {
                return true;
            }
            at = (at + 1) % size;
        }
        false
    }

    /// Where two words that the text knows were run together: `advancednew` at 8.
    ///
    /// Short words split anything, so each half has three letters at least, and the halves
    /// together are no word that stands anywhere else.
    pub(super) fn seam(&self, word: &str) -> Option<usize> {
        if word.len() < 8 || word.len() > LONGEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        // The hash of each head comes from that of the one before it.
        let mut head = SEED;
        let mut best: Option<usize> = None;
        for (at, byte) in word.bytes().enumerate().take(word.len() - 2) {
            let evener = |best: usize| at.min(word.len() - at) >= best.min(word.len() - best);
            if at >= 3
                && self.contains(filled(head))
                && best.is_none_or(evener)
                && word.get(at..).is_some_and(|tail| self.contains(key(tail)))
            {
                best = Some(at);
            }
            head = step(head, byte);
        }
        best
    }
}

/// FNV-1a, fixed so that no answer depends on a seed; never 0.
fn key(word: &str) -> u64 {
    filled(word.bytes().fold(SEED, step))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
}

/// 0 stands for an empty place.
fn filled(hash: u64) -> u64 {
    if hash == 0 { 1 } else { hash }
}

#[expect(clippy::cast_possible_truncation, reason = "the size is a power of two below 2^20")]
fn place(hash: u64, size: usize) -> usize {
    (hash ^ (hash >> 32)) as usize % size
}
