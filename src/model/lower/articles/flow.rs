//! A text as one stream of marks and words, whatever pages it was printed on.

use super::super::draft::narrow;
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
                flow.notes.push(Footnote { number, span, text, toks });
            }
            LineKind::NoteText => match flow.notes.last_mut() {
                Some(note) => {
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
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let start = base + narrow(at);
        let mut end = at + c.len_utf8();
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
            c if c.is_alphanumeric() => {
                while let Some(&(next, c)) = chars.peek() {
                    let inner = matches!(c, '\'' | '’' | '-' | '_')
                        && line
                            .get(next + c.len_utf8()..)
                            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
                    if !c.is_alphanumeric() && !inner {
                        break;
                    }
                    end = next + c.len_utf8();
                    chars.next();
                }
                split(line.get(at..end).unwrap_or_default(), start, toks);
                continue;
            }
            _ => Kind::Other,
        };
        toks.push(Tok { kind, start, end: base + narrow(end) });
    }
}

/// A word, or what the conversion ran together: a footnote's number and a code, a code and a verb.
fn split(word: &str, start: u32, toks: &mut Vec<Tok>) {
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
    let stuck = code == 2
        && word.get(marker..).is_some_and(|tail| STUCK.iter().any(|stem| tail.starts_with(stem)));
    if stuck {
        push(from, marker);
        from = marker;
    }
    push(from, word.len());
}
