//! Text to tokens, in one pass over the bytes.

use super::token::{Raw, TokenKind};

/// What a byte can begin. Everything but `PLAIN` stops the inner loop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Capital,
    Tilde,
    Star,
    Return,
    Mark(TokenKind),
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Plain; 256];
    let mut byte = b'A';
    while byte <= b'Z' {
        table[byte as usize] = Class::Capital;
        byte += 1;
    }
    table[b'~' as usize] = Class::Tilde;
    table[b'*' as usize] = Class::Star;
    table[b'\r' as usize] = Class::Return;
    table[b'\n' as usize] = Class::Mark(TokenKind::Newline);
    table[b'[' as usize] = Class::Mark(TokenKind::OpenSquare);
    table[b']' as usize] = Class::Mark(TokenKind::CloseSquare);
    table[b'(' as usize] = Class::Mark(TokenKind::OpenParen);
    table[b')' as usize] = Class::Mark(TokenKind::CloseParen);
    table[b',' as usize] = Class::Mark(TokenKind::Comma);
    table[b';' as usize] = Class::Mark(TokenKind::Semicolon);
    table[b':' as usize] = Class::Mark(TokenKind::Colon);
    table[b'/' as usize] = Class::Mark(TokenKind::Slash);
    table
};

/// Cuts a text into tokens that tile it.
pub(super) fn lex(text: &str) -> Vec<Raw> {
    let bytes = text.as_bytes();
    let mut lexer = Lexer {
        // Real rolling texts hold one token every nine bytes or so.
        tokens: Vec::with_capacity(bytes.len() / 8 + 16),
        done: 0,
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match CLASSES[byte as usize] {
            Class::Plain => at += 1,
            Class::Capital => {
                let end = caps_end(bytes, at);
                if end - at >= 2 && stands_alone(bytes, at, end) {
                    lexer.push(at, end, TokenKind::Caps);
                }
                at = end;
            }
            Class::Mark(kind) => {
                lexer.push(at, at + 1, kind);
                at += 1;
            }
            Class::Tilde => {
                if bytes.get(at + 1) == Some(&b'~') {
                    lexer.push(at, at + 2, TokenKind::Strike);
                    at += 1;
                }
                at += 1;
            }
            Class::Star => {
                let run = bytes[at..].iter().take_while(|&&b| b == b'*').count();
                lexer.push(at, at + run, TokenKind::Emphasis);
                at += run;
            }
            Class::Return => {
                let len = if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
                lexer.push(at, at + len, TokenKind::Newline);
                at += len;
            }
        }
    }
    lexer.text_to(bytes.len());
    // A text of few marks leaves half the room unused.
    lexer.tokens.shrink_to_fit();
    lexer.tokens
}

struct Lexer {
    tokens: Vec<Raw>,
    done: usize,
}

impl Lexer {
    #[inline]
    fn text_to(&mut self, at: usize) {
        if at > self.done {
            self.tokens.push(Raw { end: narrow(at), kind: TokenKind::Text });
            self.done = at;
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.text_to(start);
        self.tokens.push(Raw { end: narrow(end), kind });
        self.done = end;
    }
}

/// `Source` refuses texts past `u32`, so offsets fit.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn caps_end(bytes: &[u8], at: usize) -> usize {
    let run =
        bytes[at..].iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    at + run
}

/// Whether no letter or digit touches the run on either side.
///
/// `indivisibleUSA` is no code, `“FRA”` is one: of the characters beyond ASCII only those that the
/// lead bytes `C3` to `DF` begin (Latin with accents, Greek, Cyrillic, Hebrew, Arabic) count as
/// letters.
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start == 0 || {
        let mut lead = start - 1;
        while lead > 0 && start - lead < 4 && bytes[lead] & 0xC0 == 0x80 {
            lead -= 1;
        }
        !is_letter(bytes[lead])
    };
    before && bytes.get(end).is_none_or(|&byte| !is_letter(byte))
}

fn is_letter(lead: u8) -> bool {
    lead.is_ascii_alphanumeric() || lead == b'_' || (0xC3..=0xDF).contains(&lead)
}
