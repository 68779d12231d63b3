//! Cutting a text into words, as a reader would.

use super::combining::is_combining;
use crate::{Source, Span};

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum WordKind {
    /// Letters, with the digits, apostrophes and hyphens inside them: `State’s`, `victim-centred`,
    /// `COVID-19`.
    Letters,
    /// Digits, with the `.` and `,` inside them: `12`, `1.5`, `10,000`.
    Number,
    /// Anything else that can be seen: one character, or a run of the same one of `. - * ~ _ = #`.
    Mark,
}

/// A word and its place.
///
/// See [`words`] for an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Word {
    /// What it is made of.
    pub kind: WordKind,
    /// Where it stands, in bytes of the text it was cut from.
    pub span: Span,
}

impl Word {
    /// Its letters, out of the text it was cut from; empty if that is another text.
    pub fn text(self, text: &str) -> &str {
        text.get(self.span.range()).unwrap_or_default()
    }
}

/// Cuts a text into its words, in order.
///
/// * Letters are one word with the digits, apostrophes (`'`, `’`, `‘`) and hyphens (`-`, `‐`, `‑`,
///   `–`) inside them, and with their combining marks.
/// * Digits are one word with the `.` and `,` between them; a hyphen between digits parts two
///   numbers, so that a range is three words.
/// * Any other character that can be seen is a word of its own; `...`, `**` and their like are one.
/// * Blanks, controls and characters without width are no word. A soft hyphen, a joiner or a
///   direction mark inside a word does not part it.
/// * Scripts that set no blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are
///   cut by character.
///
/// Of a text longer than [`Source::LIMIT`] only so much is cut.
///
/// # Complexity
///
/// O(n) in the bytes of the text over the whole iteration; nothing is allocated.
///
/// # Examples
///
/// ```
/// use travaux::words::words;
/// let text = "The State’s victim-centred plan [10,000 copies].";
/// let cut: Vec<&str> = words(text).map(|word| word.text(text)).collect();
/// assert_eq!(
///     cut,
///     ["The", "State’s", "victim-centred", "plan", "[", "10,000", "copies", "]", "."],
/// );
/// ```
pub fn words(text: &str) -> Words<'_> {
    let mut end = text.len().min(Source::LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Words { text: text.get(..end).unwrap_or_default(), at: 0 }
}

/// The iterator that [`words`] gives.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            let &byte = bytes.get(start)?;
            let class = CLASSES[byte as usize];
            let (end, kind) = if class & (LETTER | DIGIT) != 0 {
                self.run(start)
            } else if class == BLANK {
                self.at += 1;
                continue;
            } else if class & HIGH == 0 {
                (self.mark(start, byte), WordKind::Mark)
            } else {
                match self.high(start) {
                    High::Skip(end) => {
                        self.at = end;
                        continue;
                    }
                    High::Word(end, kind) => (end, kind),
                }
            };
            self.at = end;
            return Some(Word { kind, span: Span::new(narrow(start), narrow(end)) });
        }
    }
}

/// What stands at a byte beyond ASCII.
enum High {
    Skip(usize),
    Word(usize, WordKind),
}

impl Words<'_> {
    /// A run of letters and digits from `start` on, where one stands.
    #[inline]
    fn run(&self, start: usize) -> (usize, WordKind) {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut seen = 0;
        loop {
            let mut class = BLANK;
            while let Some(&byte) = bytes.get(end) {
                class = CLASSES[byte as usize];
                if class & (LETTER | DIGIT) == 0 {
                    break;
                }
                seen |= class;
                end += 1;
            }
            // Most words end before a blank, or a mark and a blank.
            let ahead = bytes.get(end + 1).map_or(BLANK, |byte| CLASSES[*byte as usize]);
            let may_go_on =
                class & HIGH != 0 || class & JOINER != 0 && ahead & (LETTER | DIGIT | HIGH) != 0;
            if !may_go_on || end == bytes.len() {
                break;
            }
            match self.goes_on(start, end) {
                Some((next, letter)) => {
                    seen |= if letter { LETTER } else { 0 };
                    end = next;
                }
                None => break,
            }
        }
        (end, if seen & LETTER != 0 { WordKind::Letters } else { WordKind::Number })
    }

    /// What a word that has reached `end` binds next: where that ends, and whether there is a
    /// letter in it.
    fn goes_on(&self, start: usize, end: usize) -> Option<(usize, bool)> {
        let (here, next) = self.sort_at(end)?;
        match here {
            Sort::Letter => Some((next, true)),
            Sort::Digit | Sort::Combining => Some((next, false)),
            Sort::Ignored => {
                // It belongs to the word only if the word goes on behind it.
                let mut next = next;
                loop {
                    match self.sort_at(next)? {
                        (Sort::Ignored, behind) => next = behind,
                        (Sort::Letter, behind) => return Some((behind, true)),
                        (Sort::Digit | Sort::Combining, behind) => return Some((behind, false)),
                        _ => return None,
                    }
                }
            }
            Sort::Apostrophe | Sort::Hyphen | Sort::Point => {
                let (there, behind) = self.sort_at(next)?;
                let joins = match there {
                    Sort::Letter => here != Sort::Point,
                    Sort::Digit => match here {
                        Sort::Hyphen => !self.ends_in_digit(start, end),
                        Sort::Point => self.ends_in_digit(start, end),
                        _ => true,
                    },
                    _ => false,
                };
                joins.then_some((behind, there == Sort::Letter))
            }
            Sort::Blank | Sort::Single | Sort::Mark => None,
        }
    }

    fn ends_in_digit(&self, start: usize, end: usize) -> bool {
        let before = self.text.get(start..end).and_then(|word| word.chars().next_back());
        before.is_some_and(|c| sort(c) == Sort::Digit)
    }

    /// The end of the mark at `start`, which begins with the ASCII character `byte`.
    fn mark(&self, start: usize, byte: u8) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        // Brackets and quotation marks count one by one: how many there are means something.
        if matches!(byte, b'.' | b'-' | b'*' | b'~' | b'_' | b'=' | b'#') {
            while bytes.get(end) == Some(&byte) {
                end += 1;
            }
        }
        self.with_combining(end)
    }

    /// `end`, or the end of the combining marks that stand there.
    fn with_combining(&self, mut end: usize) -> usize {
        while self.text.as_bytes().get(end).is_some_and(|byte| *byte >= 0x80) {
            match self.sort_at(end) {
                Some((Sort::Combining, next)) => end = next,
                _ => break,
            }
        }
        end
    }

    fn high(&self, start: usize) -> High {
        let Some((sort, end)) = self.sort_at(start) else { return High::Skip(self.text.len()) };
        match sort {
            Sort::Blank | Sort::Ignored => High::Skip(end),
            Sort::Letter | Sort::Digit | Sort::Combining => {
                let (end, kind) = self.run(start);
                // An accent with nothing to stand on is no number.
                let kind = if sort == Sort::Combining { WordKind::Letters } else { kind };
                High::Word(end, kind)
            }
            Sort::Single => High::Word(self.with_combining(end), WordKind::Letters),
            Sort::Apostrophe | Sort::Hyphen | Sort::Point | Sort::Mark => {
                High::Word(self.with_combining(end), WordKind::Mark)
            }
        }
    }

    /// The sort of the character at `at`, and where it ends.
    #[inline]
    fn sort_at(&self, at: usize) -> Option<(Sort, usize)> {
        let c = self.text.get(at..)?.chars().next()?;
        Some((sort(c), at + c.len_utf8()))
    }
}

/// What a byte says of the character that it begins.
const BLANK: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const MARK: u8 = 4;
/// A mark that can stand inside a word.
const JOINER: u8 = 8;
/// Beyond ASCII: the character itself must be asked.
const HIGH: u8 = 16;

const CLASSES: [u8; 256] = {
    let mut table = [HIGH; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b'\'' | b'-' | b'.' | b',' => MARK | JOINER,
            _ if byte.is_ascii_alphabetic() => LETTER,
            _ if byte.is_ascii_digit() => DIGIT,
            _ if byte.is_ascii_graphic() => MARK,
            _ => BLANK,
        };
        byte += 1;
    }
    table
};

/// What a character does in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Blank,
    /// Has no width; does not part a word and is no part of its key.
    Ignored,
    Letter,
    Digit,
    Combining,
    /// A letter of a script without blanks.
    Single,
    /// Joins letters and digits.
    Apostrophe,
    /// Joins letters, and a letter to a digit.
    Hyphen,
    /// Joins digits.
    Point,
    Mark,
}

pub(super) fn sort(c: char) -> Sort {
    match c {
        'a'..='z' | 'A'..='Z' => Sort::Letter,
        '0'..='9' => Sort::Digit,
        '\'' | '\u{2018}' | '\u{2019}' => Sort::Apostrophe,
        '-' | '\u{2010}'..='\u{2013}' => Sort::Hyphen,
        '.' | ',' => Sort::Point,
        _ if is_ignored(c) => Sort::Ignored,
        // U+200B is where a line may break: a blank without width.
        '\u{200b}' => Sort::Blank,
        _ if c.is_whitespace() || c.is_control() => Sort::Blank,
        _ if c < '\u{300}' => {
            if c.is_alphabetic() {
                Sort::Letter
            } else if c.is_numeric() {
                Sort::Digit
            } else {
                Sort::Mark
            }
        }
        _ if is_combining(c) => Sort::Combining,
        _ if stands_alone(c) => Sort::Single,
        _ if c.is_alphabetic() => Sort::Letter,
        _ if c.is_numeric() => Sort::Digit,
        _ => Sort::Mark,
    }
}

/// Whether `c` is seen nowhere and parts nothing: soft hyphen, joiners, direction marks, the byte
/// order mark.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200c}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// Whether `c` belongs to a script that sets no blanks between words.
fn stands_alone(c: char) -> bool {
    let within = matches!(
        c,
        '\u{e01}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    );
    within && c.is_alphabetic()
}

/// Texts are cut off at [`Source::LIMIT`], so that every offset fits.
#[inline]
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
