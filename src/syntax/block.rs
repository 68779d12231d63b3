//! Lines to blocks: paragraphs (joined across page breaks), headings, and the furniture of pages.

use super::label::{LabelSeries, PrintedLabel, read_label, read_suffixes};
use super::token::{TokenKind, Tokens};
use super::{Label, Suffix};
use crate::Span;

/// What a block is, by its look alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph or a note: one or more lines, with or without a label.
    Paragraph,
    /// A line marked as a heading: `#`, bold, or wholly in brackets.
    Heading,
    /// A reviewer's remark left by a word processor, `Commented [A1]: …`.
    Remark,
    /// What belongs to the page and to no paragraph.
    Furniture(FurnitureKind),
}

/// What belongs to the page and to no paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FurnitureKind {
    /// A number alone on its line.
    PageNumber,
    /// A drawn line, `---`.
    Rule,
    /// The document's own reference, `6227/20`.
    Reference,
    /// A word processor's note on looks, `Formatted: …`.
    Formatting,
    /// A title that comes again beside the page numbers.
    RunningHead,
}

/// A block as found: token numbers, the last exclusive, and the label's bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) label: Option<Span>,
    /// Where a page break cut it, the start of the later half (0: nowhere).
    pub(super) joined: u32,
}

/// The label printed at the head of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) printed: PrintedLabel,
    /// The number it had before, where both are printed (`8-9.`).
    pub(crate) old: Option<u32>,
    /// Length in bytes, from the start of the line to the first byte of the text.
    pub(crate) len: usize,
}

/// Reads the label at the head of a line: `7.`, `~~9-11.~~`, `4.4.`, `OP6 Bis.`, `NEW PP5`.
pub(crate) fn read_head(line: &[u8]) -> Option<Head> {
    let mut at = skip(line, 0, |b| b == b' ');
    if matches!(line.get(at), Some(b'-' | b'*')) && line.get(at + 1) == Some(&b' ') {
        at += 2;
    }
    let marks = at;
    at = skip(line, at, |b| matches!(b, b' ' | b'*' | b'~'));
    let rest = line.get(at..)?;
    if let Some((printed, len)) = read_label(rest) {
        let after = skip(rest, len, |b| matches!(b, b'*' | b'~' | b' '));
        // `OP6 and OP7 should …` is a sentence about them, `OP6 We …` is OP6.
        let opens = rest.get(after).is_none_or(|&b| !b.is_ascii_lowercase())
            || printed.label.is_new()
            || rest.get(len - 1) == Some(&b'.');
        let list = rest.get(after).is_some_and(|b| matches!(b, b',' | b'-' | b'/'));
        let len = close_marks(line, marks, at + len);
        return (opens && !list).then_some(Head { printed, old: None, len });
    }
    // `[43-45.](#)`, a tracked change, or `[~~13~~ 15.]`, a wish: a change of label either way.
    let linked = rest.first() == Some(&b'[');
    let inner = if linked { skip(rest, 1, |b| b == b'~') } else { 0 };
    let (old, label, len) = read_number(rest.get(inner..)?)?;
    let mut end = at + inner + len;
    if linked {
        let tail = line.get(end..)?;
        end += if tail.starts_with(b"](#)") { 4 } else { tail.starts_with(b"]").then_some(1)? };
    }
    let printed = PrintedLabel { label, misspelt: false };
    Some(Head { printed, old, len: close_marks(line, marks, end) })
}

/// Goes over the marks that close what opened before or in a label, `**OP6** `, `~~8-9.~~`, and the
/// blanks between; others behind it open something in the text.
fn close_marks(line: &[u8], from: usize, end: usize) -> usize {
    let head = line.get(from..end).unwrap_or_default();
    let count = |mark: u8| head.split(|b| *b == mark).count() - 1;
    let (mut stars, mut struck) = (count(b'*'), count(b'~') / 2 % 2 == 1);
    let mut at = end;
    loop {
        at = skip(line, at, |b| b == b' ');
        let run = (skip(line, at, |b| b == b'*') - at).min(stars);
        if run > 0 {
            stars -= run;
            at += run;
        } else if struck && line.get(at..at + 2) == Some(b"~~") {
            struck = false;
            at += 2;
        } else {
            return at;
        }
    }
}

/// `7.`, `4 bis.`, `8-9.`, `8~~-9.`, `4.4.`, `17. ~~17.~~`, `6.7.`: the old number, the present
/// label, length.
fn read_number(line: &[u8]) -> Option<(Option<u32>, Label, usize)> {
    let (first, mut at) = digits(line, 0)?;
    if let Some((label, end)) = inserted(line, first, at) {
        return Some((None, label, end));
    }
    at = skip(line, at, |b| b == b'~');
    let mut number = first;
    match line.get(at)? {
        b'-' | b' ' => {
            let next = skip(line, at + 1, |b| matches!(b, b'~' | b' '));
            (number, at) = digits(line, next)?;
            at = skip(line, at, |b| b == b'~');
            (line.get(at) == Some(&b'.')).then_some(())?;
            at += 1;
        }
        b'.' => {
            at += 1;
            // `4.4.` and `17. ~~17.~~`, not `1.5 degrees`.
            let next = skip(line, at, |b| matches!(b, b' ' | b'~'));
            match digits(line, next) {
                Some((second, end)) if line.get(end) == Some(&b'.') => {
                    number = second;
                    at = end + 1;
                }
                Some(_) if next == at => return None,
                _ => {}
            }
        }
        _ => return None,
    }
    let label = Label::new(LabelSeries::Operative, number);
    (number > 0).then_some(((first != number).then_some(first), label, at))
}

/// `4 bis.`, `4bis`, `4.bis`, `4. ALT`: a number and what follows it, before a text that opens.
fn inserted(line: &[u8], number: u32, at: usize) -> Option<(Label, usize)> {
    let mut label = Label::new(LabelSeries::Operative, number);
    let end = read_suffixes(line, at, &mut label);
    let stop = usize::from(line.get(end) == Some(&b'.'));
    let rest = line.get(end + stop..)?;
    let apart = stop > 0 || rest.first().is_none_or(|b| b" *~[]".contains(b));
    let text = skip(rest, 0, |b| b" *~".contains(&b));
    let opens = stop > 0 || rest.get(text).is_none_or(|b| !b.is_ascii_lowercase());
    (end > at && number > 0 && apart && opens).then_some((label, end + stop))
}

fn digits(line: &[u8], at: usize) -> Option<(u32, usize)> {
    let len = line.get(at..)?.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let value = line.get(at..at + len)?.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    (1..=4).contains(&len).then_some((value, at + len))
}

fn skip(line: &[u8], from: usize, what: impl Fn(u8) -> bool) -> usize {
    from + line.get(from..).map_or(0, |rest| rest.iter().take_while(|b| what(**b)).count())
}

/// The longest word, in bytes, that is taken for a code where nothing but its capitals tells.
const CODE: usize = 4;

/// How the block before a line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// In the middle of a sentence.
    Open,
    /// With a bracket: the sentence may go on.
    Bracket,
    /// With a full stop, a semicolon, a colon, or a list of codes.
    Closed,
}

/// What stands between two lines.
#[derive(Clone, Copy, Default)]
struct Gap {
    blank: bool,
    page: bool,
}

/// Whether a line behind a blank one begins a block whatever stands before it: the text can be cut
/// there, and each piece read without the other.
pub(super) fn starts_afresh(line: &[u8]) -> bool {
    let trimmed = line.trim_ascii();
    let hashes = skip(trimmed, 0, |b| b == b'#');
    let heading = (1..=6).contains(&hashes) && trimmed.get(hashes) == Some(&b' ');
    furniture(trimmed).is_none() && (heading || read_head(line).is_some())
}

/// Cuts the tokens into blocks; `heads` are the places where running heads begin. Furniture inside
/// a paragraph follows the paragraph it interrupts.
pub(super) fn blocks(text: &str, tokens: &Tokens, heads: &[u32]) -> Vec<Block> {
    let mut cutter = Cutter {
        bytes: text.as_bytes(),
        tokens,
        blocks: Vec::with_capacity(tokens.len() / 16 + 4),
        current: None,
        ending: Ending::Closed,
        depth: 0,
        gap: Gap::default(),
        formatting: false,
        heads,
    };
    let mut first = 0;
    while first < tokens.len() {
        let rest = tokens.kinds(first);
        let len = rest.iter().position(|kind| *kind == TokenKind::Newline).unwrap_or(rest.len());
        let last = first + len;
        cutter.line(first, last);
        first = last + 1;
    }
    cutter.blocks
}

struct Cutter<'a> {
    bytes: &'a [u8],
    tokens: &'a Tokens,
    blocks: Vec<Block>,
    /// The paragraph that a further line may continue.
    current: Option<usize>,
    ending: Ending,
    /// Brackets of the current paragraph that are still open.
    depth: i64,
    gap: Gap,
    /// The line before was a note on looks; such notes run over several lines.
    formatting: bool,
    /// Where the running heads begin that have not been met.
    heads: &'a [u32],
}

impl Cutter<'_> {
    fn start(&self, token: usize) -> usize {
        self.tokens.start(token) as usize
    }

    fn line(&mut self, first: usize, last: usize) {
        let start = self.start(first);
        let end = self.start(last);
        let line = self.bytes.get(start..end).unwrap_or_default();
        let line = if start == 0 {
            line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line)
        } else {
            line
        };
        let trimmed = line.trim_ascii();
        if trimmed.is_empty() {
            self.formatting = false;
            self.gap.blank = true;
            return;
        }
        let goes_on = self.formatting && read_head(trimmed).is_none();
        let kind = match goes_on {
            true => Some(FurnitureKind::Formatting),
            false if self.is_running_head(start) => Some(FurnitureKind::RunningHead),
            false => furniture(trimmed),
        };
        self.formatting = kind == Some(FurnitureKind::Formatting);
        if let Some(kind) = kind {
            self.gap.page |= matches!(
                kind,
                FurnitureKind::PageNumber | FurnitureKind::Reference | FurnitureKind::RunningHead
            );
            self.push(BlockKind::Furniture(kind), first, last, None);
            return;
        }
        if remark(trimmed) {
            self.open(BlockKind::Remark, first, last, None);
            self.current = None;
        } else if self.is_heading(trimmed, first, last) {
            self.open(BlockKind::Heading, first, last, None);
            self.current = None;
        } else {
            self.text(line, end - line.len(), first, last);
        }
        self.gap = Gap::default();
    }

    fn is_running_head(&mut self, start: usize) -> bool {
        while let Some((first, rest)) = self.heads.split_first() {
            if *first as usize >= start {
                return *first as usize == start;
            }
            self.heads = rest;
        }
        false
    }

    /// A line of text: a new paragraph, or more of the one before.
    fn text(&mut self, line: &[u8], start: usize, first: usize, last: usize) {
        let head = read_head(line);
        if let Some(head) = head {
            let lead = line.iter().take_while(|b| **b == b' ').count();
            let label = Span::new(narrow(start + lead), narrow(start + head.len));
            self.open(BlockKind::Paragraph, first, last, Some(label));
        } else if let Some(current) = self.current.filter(|_| self.continues(line, first, last)) {
            let block = &mut self.blocks[current];
            block.last = last;
            if self.gap.page || self.gap.blank {
                block.joined = narrow(start);
            }
        } else {
            self.open(BlockKind::Paragraph, first, last, None);
        }
        self.scan(first, last);
    }

    /// `[FRA, DEU]`: codes in a bracket and nothing else on the line.
    fn is_signature(&self, first: usize, last: usize) -> bool {
        let mut codes = false;
        (first..last).all(|at| {
            let text = self.bytes.get(self.start(at)..self.start(at + 1)).unwrap_or_default();
            match self.tokens.kind(at) {
                TokenKind::Codes => {
                    codes = true;
                    text.split(|b| !b.is_ascii_alphanumeric()).all(|code| code.len() <= CODE)
                }
                TokenKind::Text => !text.iter().any(u8::is_ascii_alphanumeric),
                TokenKind::OpenSquare => !codes,
                kind => kind == TokenKind::CloseSquare,
            }
        }) && codes
    }

    /// Whether a line without a label goes on with the paragraph before it.
    fn continues(&self, line: &[u8], first: usize, last: usize) -> bool {
        if line.trim_ascii_start().starts_with(b"[") && self.is_signature(first, last) {
            return true;
        }
        let at = skip(line, 0, |b| matches!(b, b' ' | b'\t'));
        let bullet = matches!(line.get(at), Some(b'-')) && line.get(at + 1) == Some(&b' ');
        let at = skip(line, if bullet { at + 2 } else { at }, |b| matches!(b, b' ' | b'*' | b'~'));
        let Some(&head) = line.get(at) else { return true };
        let note = matches!(head, b'[' | b'(');
        let lower = head.is_ascii_lowercase() || matches!(head, b',' | b';' | b')' | b']');
        if !self.gap.blank && !self.gap.page {
            // Hard-wrapped text goes on; a note or a list item starts anew.
            return !bullet
                && match self.ending {
                    Ending::Open => true,
                    Ending::Bracket => lower,
                    Ending::Closed => lower || (!note && self.ends_with(b'.')),
                };
        }
        match self.ending {
            Ending::Open if bullet => lower && self.gap.page,
            Ending::Open => {
                // A title has no full stop either, but it is short and whole.
                lower || self.depth > 0 || (self.gap.page && !note && self.length() > 100)
            }
            Ending::Bracket => lower && self.gap.page && !bullet,
            Ending::Closed => false,
        }
    }

    fn length(&self) -> usize {
        self.current.map_or(0, |at| {
            let block = &self.blocks[at];
            self.start(block.last) - self.start(block.first)
        })
    }

    fn ends_with(&self, byte: u8) -> bool {
        self.current.is_some_and(|at| {
            let end = self.start(self.blocks[at].last);
            self.bytes[..end].trim_ascii_end().last() == Some(&byte)
        })
    }

    fn push(&mut self, kind: BlockKind, first: usize, last: usize, label: Option<Span>) -> usize {
        self.blocks.push(Block { kind, first, last, label, joined: 0 });
        self.blocks.len() - 1
    }

    fn open(&mut self, kind: BlockKind, first: usize, last: usize, label: Option<Span>) {
        self.current = Some(self.push(kind, first, last, label));
        self.depth = 0;
        self.ending = Ending::Closed;
    }

    /// Goes over a line's tokens: bracket depth, how it ends, and labels in mid-line.
    fn scan(&mut self, first: usize, last: usize) {
        for at in first..last {
            match self.tokens.kind(at) {
                TokenKind::OpenSquare | TokenKind::OpenParen => self.depth += 1,
                TokenKind::CloseSquare | TokenKind::CloseParen => {
                    self.depth = (self.depth - 1).max(0);
                }
                TokenKind::Text if at > first => {
                    if let Some(label) = self.inline_label(at, last) {
                        if let Some(current) = self.current {
                            self.blocks[current].last = at;
                        }
                        // The blank before the label stays with the label's token.
                        self.open(BlockKind::Paragraph, at, last, Some(label));
                    }
                }
                _ => {}
            }
        }
        self.ending = self.ending_of(first, last);
    }

    /// `…: NGA) OP28 ALT. Explore …`: an alternative that shares its line with the original.
    fn inline_label(&self, at: usize, last: usize) -> Option<Span> {
        if !matches!(
            self.tokens.kind(at - 1),
            TokenKind::CloseParen | TokenKind::CloseSquare | TokenKind::Semicolon
        ) {
            return None;
        }
        let start = skip(self.bytes, self.start(at), |b| b == b' ');
        let series = self.bytes.get(start..start + 2)?;
        if series != b"OP" && series != b"PP" {
            return None;
        }
        let rest = self.bytes.get(start..self.start(last))?;
        let (printed, len) = read_label(rest)?;
        let tail =
            printed.label.suffixes().any(|s| matches!(s, Suffix::Alternative(_) | Suffix::Bis));
        let text = skip(rest, len, |b| b == b' ');
        let sentence = rest.get(text).is_some_and(|b| b.is_ascii_uppercase() || *b == b'[');
        (tail && sentence).then(|| Span::new(narrow(start), narrow(start + text)))
    }

    fn ending_of(&self, first: usize, last: usize) -> Ending {
        let mut at = last;
        while at > first {
            at -= 1;
            match self.tokens.kind(at) {
                TokenKind::Strike | TokenKind::Emphasis => {}
                TokenKind::Text => {
                    let text = &self.bytes[self.start(at)..self.start(at + 1)];
                    let text = text.trim_ascii_end();
                    match text.last() {
                        None => {}
                        // The last byte of a closing quotation mark.
                        Some(b'.' | b'!' | b'?' | b'"' | b'=') => return Ending::Closed,
                        Some(_) if text.ends_with("”".as_bytes()) => return Ending::Closed,
                        Some(_) => return Ending::Open,
                    }
                }
                TokenKind::CloseParen | TokenKind::CloseSquare => return Ending::Bracket,
                TokenKind::Semicolon | TokenKind::Colon => return Ending::Closed,
                TokenKind::Codes => {
                    let before = self.bytes[self.start(first)..self.start(at)].trim_ascii_end();
                    let several = self.bytes[self.start(at)..self.start(at + 1)].contains(&b',');
                    let listed = several || before.ends_with(b":");
                    return if listed { Ending::Closed } else { Ending::Open };
                }
                _ => return Ending::Open,
            }
        }
        Ending::Open
    }

    /// `#`, a bold line, or a line that one bracket holds and that says nothing of anybody.
    fn is_heading(&self, line: &[u8], first: usize, last: usize) -> bool {
        if line.starts_with(b"#") {
            let hashes = skip(line, 0, |b| b == b'#');
            return hashes <= 6 && line.get(hashes) == Some(&b' ');
        }
        let stars = skip(line, 0, |b| b == b'*');
        let inner = line.get(stars..line.len().saturating_sub(stars)).unwrap_or_default();
        let framed = stars > 0 && !inner.is_empty() && line.ends_with(&b"***"[..stars.min(3)]);
        let whole = framed && !inner.windows(2).any(|pair| stars > 1 && pair == b"**");
        if whole && stars > 1 && read_head(inner).is_none() {
            return true;
        }
        let inner = if framed { inner.trim_ascii() } else { line };
        if !(inner.starts_with(b"[") && inner.ends_with(b"]")) {
            return false;
        }
        if !framed {
            // Codes sign what stands above them, a sentence is no heading, and what goes on in the
            // middle of one is part of it.
            let sentence = inner.ends_with(b";]") || inner.ends_with(b".]");
            let letter = inner.iter().find(|b| b.is_ascii_alphabetic());
            let sentence = sentence || letter.is_some_and(u8::is_ascii_lowercase);
            let below = self.current.is_some() && !self.gap.blank && !self.gap.page;
            if sentence
                || (below && self.ending != Ending::Closed)
                || self.is_signature(first, last)
            {
                return false;
            }
        }
        // One bracket from end to end, and without emphasis no colon: a note speaks with one.
        let mut depth = 0i32;
        let mut colon = false;
        for at in first..last {
            match self.tokens.kind(at) {
                TokenKind::OpenSquare => depth += 1,
                TokenKind::CloseSquare => {
                    depth -= 1;
                    let rest = &self.bytes[self.start(at + 1)..self.start(last)];
                    if depth == 0 && rest.iter().any(|b| !matches!(b, b'*' | b' ' | b'~')) {
                        return false;
                    }
                }
                TokenKind::Colon if at > first => colon = true,
                _ => {}
            }
        }
        framed || !(colon || inner.len() > 200)
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A number alone on its line.
pub(super) fn is_page_number(line: &[u8]) -> bool {
    (1..=4).contains(&line.len()) && line.iter().all(u8::is_ascii_digit)
}

fn furniture(line: &[u8]) -> Option<FurnitureKind> {
    if is_page_number(line) {
        return Some(FurnitureKind::PageNumber);
    }
    let rule = |mark: u8| line.len() >= 3 && line.iter().all(|b| *b == mark);
    if rule(b'-') || rule(b'_') || rule(b'*') || rule(b'=') {
        return Some(FurnitureKind::Rule);
    }
    let plain = line.strip_prefix(b"**").unwrap_or(line);
    if plain.starts_with(b"Formatted:") {
        return Some(FurnitureKind::Formatting);
    }
    // `6227/20`, `A/CONF.234/L.6/Rev.1`: parts of a document's number.
    let symbol = line.len() <= 40
        && line.contains(&b'/')
        && line.iter().any(u8::is_ascii_digit)
        && line.split(|b| *b == b'/').all(is_symbol_part);
    symbol.then_some(FurnitureKind::Reference)
}

/// Capitals, digits, full stops and hyphens, or the name of a later issue: `Rev.2`, `Corr.1`.
fn is_symbol_part(part: &[u8]) -> bool {
    let plain = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b".-".contains(b);
    let issue = || {
        let stop = part.iter().position(|b| *b == b'.')?;
        let (name, number) = part.split_at_checked(stop)?;
        let (head, tail) = name.split_first()?;
        let named = head.is_ascii_uppercase() && tail.iter().all(u8::is_ascii_lowercase);
        let digits = number.get(1..).filter(|digits| !digits.is_empty())?;
        Some(named && digits.iter().all(u8::is_ascii_digit) && name.len() <= 5)
    };
    part.iter().all(plain) || issue() == Some(true)
}

fn remark(line: &[u8]) -> bool {
    line.strip_prefix(b"**").unwrap_or(line).starts_with(b"Commented [")
}
