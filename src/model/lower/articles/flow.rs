//! A text as one stream of marks and words, whatever pages it was printed on.

use super::super::draft::narrow;
use super::lists::slip;
use crate::Span;
use crate::syntax::{Line, LineKind};

/// What a token of the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Open,
    Close,
    BraceOpen,
    BraceClose,
    ParenOpen,
    Colon,
    Semicolon,
    Comma,
    Stop,
    Slash,
    Dash,
    /// The start of a line; the span is its indent.
    Line,
    /// A line with nothing on it.
    Blank,
    /// `*`, `#`, quotation marks: they open a line without being words of it.
    Emphasis,
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A footnote: its number, where it stands, where its text starts.
#[derive(Clone, Debug)]
pub(super) struct Footnote {
    pub(super) number: u16,
    pub(super) span: Span,
    pub(super) text: u32,
    pub(super) toks: Vec<Tok>,
    /// What a page break put between its lines.
    pub(super) furniture: Vec<Span>,
}

/// The streams of a stretch: the text, its footnotes, and what is neither.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) toks: Vec<Tok>,
    pub(super) notes: Vec<Footnote>,
    pub(super) furniture: Vec<Span>,
}

pub(super) fn flow(text: &str, lines: &[Line]) -> Flow {
    let mut flow = Flow::default();
    let mut matter = false;
    for (nth, line) in lines.iter().enumerate() {
        let span = line.span;
        let words = text.get(span.range()).unwrap_or_default();
        // The head matter of a page in Markdown, between two rules at the very top.
        let rule = line.kind == LineKind::Furniture && words.starts_with("---");
        if (rule && nth == 0 && span.start() <= 3) || (rule && matter) {
            matter = !matter;
        }
        if matter || is_definition(words) {
            flow.furniture.push(span);
            continue;
        }
        match line.kind {
            LineKind::Text => scan(words, span.start(), &mut flow.toks),
            LineKind::Blank => {
                flow.toks.push(Tok { kind: Kind::Blank, start: span.start(), end: span.end() });
            }
            LineKind::Furniture => flow.furniture.push(span),
            LineKind::Note(number, len) => {
                let text = span.start() + len;
                let mut toks = Vec::new();
                scan(words.get(len as usize..).unwrap_or_default(), text, &mut toks);
                flow.notes.push(Footnote { number, span, text, toks, furniture: Vec::new() });
            }
            LineKind::NoteText => match flow.notes.last_mut() {
                Some(note) => {
                    let within = note.span.end();
                    let from = flow.furniture.partition_point(|span| span.start() < within);
                    note.furniture.extend(flow.furniture.get(from..).unwrap_or_default());
                    note.span = Span::new(note.span.start(), span.end());
                    scan(words, span.start(), &mut note.toks);
                }
                None => scan(words, span.start(), &mut flow.toks),
            },
        }
    }
    flow
}

/// `[name]: address`, where a link of the page leads.
fn is_definition(line: &str) -> bool {
    let target = line.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    target.is_some_and(|(name, target)| !name.contains('[') && target.starts_with("http"))
}

/// Stems of verbs that a code may be stuck to: `USpropose`.
const STUCK: [&str; 5] = ["propos", "oppos", "support", "reserv", "consider"];

fn scan(line: &str, base: u32, toks: &mut Vec<Tok>) {
    let indent = line.len() - line.trim_start().len();
    toks.push(Tok { kind: Kind::Line, start: base, end: base + narrow(indent) });
    let bytes = line.as_bytes();
    let mut at = indent;
    while let Some(&first) = bytes.get(at) {
        if first.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let Some(c) = char_at(line, at) else { return };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if c.is_alphanumeric() {
            let end = word_end(line, at);
            let start = base + narrow(at);
            if first.is_ascii_lowercase() {
                // Most words: no code begins so, and nothing is stuck to one.
                toks.push(Tok { kind: Kind::Word, start, end: base + narrow(end) });
            } else {
                let word = line.get(at..end).unwrap_or_default();
                split(word, lone_capital(line, base, toks), start, toks);
            }
            at = end;
            continue;
        }
        let kind = match c {
            '[' => Kind::Open,
            ']' => Kind::Close,
            '{' => Kind::BraceOpen,
            '}' => Kind::BraceClose,
            '(' => Kind::ParenOpen,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            ',' => Kind::Comma,
            '.' => Kind::Stop,
            '/' => Kind::Slash,
            '-' | '–' | '—' => Kind::Dash,
            '*' | '#' | '"' | '“' | '‘' | '•' | '·' => Kind::Emphasis,
            _ => Kind::Other,
        };
        let end = at + c.len_utf8();
        toks.push(Tok { kind, start: base + narrow(at), end: base + narrow(end) });
        at = end;
    }
}

fn char_at(line: &str, at: usize) -> Option<char> {
    match line.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => line.get(at..)?.chars().next(),
    }
}

/// Where the word ends that begins at a byte: letters and digits, and one mark between them.
fn word_end(line: &str, from: usize) -> usize {
    let bytes = line.as_bytes();
    let mut at = from;
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        let Some(c) = char_at(line, at) else { return at };
        let next = at + c.len_utf8();
        let inner = matches!(c, '\'' | '’' | '-' | '_')
            && char_at(line, next).is_some_and(char::is_alphanumeric);
        if !inner && !c.is_alphanumeric() {
            return at;
        }
        at = next;
    }
}

/// Whether the last token is a capital on its own.
fn lone_capital(line: &str, base: u32, toks: &[Tok]) -> bool {
    toks.last().is_some_and(|last| {
        let at = last.start.checked_sub(base).map(|at| at as usize);
        last.kind == Kind::Word
            && last.end == last.start + 1
            && at.and_then(|at| line.as_bytes().get(at)).is_some_and(u8::is_ascii_uppercase)
    })
}

/// A word, or what the conversion ran together: a footnote's number and a code, a code and a verb.
/// A lone capital may stand before it.
fn split(word: &str, lone_capital: bool, start: u32, toks: &mut Vec<Tok>) {
    let mut push = |from: usize, to: usize| {
        let (start, end) = (start + narrow(from), start + narrow(to));
        toks.push(Tok { kind: Kind::Word, start, end });
    };
    let bytes = word.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let capitals = |from: usize| {
        bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_uppercase()).count()
    };
    let mut from = 0;
    if digits > 0 && digits < word.len() && (2..=3).contains(&capitals(digits)) {
        push(0, digits);
        from = digits;
    }
    let code = capitals(from);
    let marker = bytes.get(from + code..).unwrap_or_default();
    let marker = from + code + marker.iter().take_while(|b| b.is_ascii_digit()).count();
    // `S Goppose`: the code's own letters were parted too.
    let parted = code == 1 && lone_capital;
    let stuck = (code == 2 || parted)
        && word.get(marker..).is_some_and(|tail| {
            STUCK.iter().any(|stem| tail.starts_with(stem))
                || (code == 2 && tail.starts_with(char::is_lowercase) && slip(tail).is_some())
        });
    if stuck {
        push(from, marker);
        from = marker;
    }
    push(from, word.len());
}
