//! Text to tokens, in one pass over the bytes.

use super::token::{TokenKind, Tokens};
use crate::Span;

/// What a byte can begin. Everything but `PLAIN` stops the inner loop.
const PLAIN: u8 = 0;
const CAPITAL: u8 = 1;
const TILDE: u8 = 2;
const STAR: u8 = 3;
const RETURN: u8 = 4;
/// And above: a mark of one byte, by its place in [`MARKS`].
const MARK: u8 = 5;

const MARKS: [(u8, TokenKind); 8] = [
    (b'\n', TokenKind::Newline),
    (b'[', TokenKind::OpenSquare),
    (b']', TokenKind::CloseSquare),
    (b'(', TokenKind::OpenParen),
    (b')', TokenKind::CloseParen),
    (b';', TokenKind::Semicolon),
    (b':', TokenKind::Colon),
    (b'/', TokenKind::Slash),
];

const CLASSES: [u8; 256] = {
    let mut table = [PLAIN; 256];
    let mut byte = b'A';
    while byte <= b'Z' {
        table[byte as usize] = CAPITAL;
        byte += 1;
    }
    table[b'~' as usize] = TILDE;
    table[b'*' as usize] = STAR;
    table[b'\r' as usize] = RETURN;
    let mut mark = 0;
    while mark < MARKS.len() {
        #[expect(clippy::cast_possible_truncation, reason = "there are eight")]
        let class = MARK + mark as u8;
        table[MARKS[mark].0 as usize] = class;
        mark += 1;
    }
    table
};

/// Cuts a stretch of a text into tokens that tile it.
pub(super) fn lex(text: &str, within: Span) -> Tokens {
    let bytes = text.as_bytes().get(..within.end() as usize).unwrap_or_default();
    let mut lexer = Lexer {
        // Real rolling texts hold a token every eighteen bytes or so.
        tokens: Tokens::with_capacity(within.start(), within.len() as usize / 16 + 16),
        done: within.start() as usize,
    };
    let mut at = within.start() as usize;
    while let Some(found) = next_mark(bytes, at) {
        at = found;
        match CLASSES[bytes[at] as usize] {
            CAPITAL => {
                let end = word_end(bytes, at);
                if is_code(bytes, at, end) && after_no_letter(bytes, at) {
                    let end = run_end(bytes, end);
                    lexer.push(at, end, TokenKind::Codes);
                    at = end;
                } else {
                    at = end;
                }
            }
            TILDE => {
                if bytes.get(at + 1) == Some(&b'~') {
                    lexer.push(at, at + 2, TokenKind::Strike);
                    at += 1;
                }
                at += 1;
            }
            STAR => {
                let run = bytes[at..].iter().take_while(|&&b| b == b'*').count();
                lexer.push(at, at + run, TokenKind::Emphasis);
                at += run;
            }
            RETURN => {
                let len = if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
                lexer.push(at, at + len, TokenKind::Newline);
                at += len;
            }
            mark => {
                let (_, kind) = MARKS[(mark - MARK) as usize];
                lexer.push(at, at + 1, kind);
                at += 1;
            }
        }
    }
    lexer.text_to(bytes.len());
    lexer.tokens
}

/// The first byte at or behind `at` that is not plain.
///
/// Most bytes are small letters and blanks, so eight are looked at together: what a word of eight
/// holds besides these is asked for in the table.
#[inline]
fn next_mark(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    while let Some(eight) = bytes.get(at..at + 8) {
        let word = eight.try_into().map_or(0, u64::from_le_bytes);
        let mut other = not_prose(word);
        while other != 0 {
            let place = at + other.trailing_zeros() as usize / 8;
            if CLASSES[bytes[place] as usize] != PLAIN {
                return Some(place);
            }
            other &= other - 1;
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|&b| CLASSES[b as usize] != PLAIN).map(|skip| at + skip)
}

/// The high bit of each byte of a word that is neither a blank nor from `` ` `` to `}` nor beyond
/// ASCII.
#[inline]
fn not_prose(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const LOW: u64 = ONES * 0x7F;
    const HIGH: u64 = ONES * 0x80;
    // The high bit is set where the byte is not zero; no carry leaves its byte.
    let some = |word: u64| ((word & LOW) + LOW) | word;
    let letter = ((word & LOW) + ONES * 0x20) | word;
    let blank = !some(word ^ (ONES * 0x20));
    let tilde = !some(word ^ (ONES * 0x7E));
    (!(letter | blank) | tilde) & HIGH
}

struct Lexer {
    tokens: Tokens,
    done: usize,
}

impl Lexer {
    #[inline]
    fn text_to(&mut self, at: usize) {
        if at > self.done {
            self.tokens.push(narrow(at), TokenKind::Text);
            self.done = at;
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.text_to(start);
        self.tokens.push(narrow(end), kind);
        self.done = end;
    }
}

/// `Source` refuses texts past `u32`, so offsets fit.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where the capitals and digits from `at` on end.
#[inline]
fn word_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count()
}

/// Two characters or more, no letter behind, and no label such as `OP6`.
#[inline]
fn is_code(bytes: &[u8], start: usize, end: usize) -> bool {
    end >= start + 2
        && bytes.get(end).is_none_or(|&byte| !is_letter(byte))
        && !is_label(bytes.get(start..end).unwrap_or_default())
}

fn is_label(word: &[u8]) -> bool {
    matches!(word, [b'O' | b'P', b'P', digits @ ..] if digits.iter().all(u8::is_ascii_digit))
}

/// Where the run of codes ends whose first ends at `end`.
fn run_end(bytes: &[u8], end: usize) -> usize {
    let mut end = end;
    loop {
        let mut at = end;
        let mut comma = false;
        let mut line = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b' ' if at < end + 8 => {}
                b',' | b'.' if !comma => comma = true,
                b'\n' if !line => line = true,
                _ => break,
            }
            at += 1;
        }
        if at == end + 1 && !comma && !line {
            let joined = bytes.get(at..at + 4) == Some(b"and ");
            at += if joined {
                4
            } else if bytes.get(at..at + 2) == Some(b"& ") {
                2
            } else {
                0
            };
        }
        if at == end || !bytes.get(at).is_some_and(u8::is_ascii_uppercase) {
            return end;
        }
        let next = word_end(bytes, at);
        if !is_code(bytes, at, next) {
            return end;
        }
        end = next;
    }
}

/// Whether no letter or digit touches the run from before.
///
/// `indivisibleUSA` is no code, `“FRA”` is one: of the characters beyond ASCII only those that the
/// lead bytes `C3` to `DF` begin (Latin with accents, Greek, Cyrillic, Hebrew, Arabic) count as
/// letters.
#[inline]
fn after_no_letter(bytes: &[u8], start: usize) -> bool {
    let Some(mut lead) = start.checked_sub(1) else { return true };
    while lead > 0 && start - lead < 4 && bytes[lead] & 0xC0 == 0x80 {
        lead -= 1;
    }
    !is_letter(bytes[lead])
}

#[inline]
fn is_letter(lead: u8) -> bool {
    lead.is_ascii_alphanumeric() || lead == b'_' || (0xC3..=0xDF).contains(&lead)
}
