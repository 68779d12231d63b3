//! The lines of a page dump: running heads, page numbers and footnotes at page feet told from text.
//!
//! [`blocks`](super::block) joins lines to paragraphs by their punctuation, which serves texts of
//! one line a paragraph. A dump of printed pages has lists and brackets over lines and pages, so
//! its reader wants to know only which lines are text, which are a footnote's, and which are
//! neither.

use indexmap::{IndexMap, IndexSet};

use super::heads::squeezed;
use super::provision::Point;
use crate::Span;

/// How often a line must come again, digits aside, to be the running head of the pages.
const HEADS: usize = 3;

/// The longest running head, in bytes.
const HEAD: usize = 160;

/// How far the number of a footnote may jump: some are lost in the conversion.
const JUMP: u16 = 12;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Text,
    Blank,
    /// Page number, running head, drawn line.
    Furniture,
    /// The first line of a footnote: its number, and the length of what precedes its text.
    Note(u16, u32),
    /// A further line of a footnote.
    NoteText,
}

/// A line without its end mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) span: Span,
    pub(crate) kind: LineKind,
}

/// Sorts the lines of a stretch of the text.
///
/// O(n) in the bytes of the stretch.
pub(crate) fn lines(text: &str, within: Span) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = within.start();
    let stretch = text.get(within.range()).unwrap_or_default();
    for line in stretch.split_inclusive(['\n', '\u{c}']) {
        let end = start + narrow(line.len());
        let bare = line.trim_end_matches(['\n', '\r', '\u{c}']);
        let kind = match bare.trim() {
            "" => LineKind::Blank,
            plain if is_page(plain) => LineKind::Furniture,
            _ => LineKind::Text,
        };
        found.push(Line { span: Span::new(start, start + narrow(bare.len())), kind });
        if line.ends_with('\u{c}') {
            found.push(Line { span: Span::new(end - 1, end), kind: LineKind::Furniture });
        }
        start = end;
    }
    heads(text, &mut found);
    notes(text, &mut found);
    found
}

/// `12`, `- 12 -`, `Page 12 of 80`, `12 / 80`, a drawn line.
fn is_page(plain: &str) -> bool {
    if plain.len() > 24 {
        let mark = plain.chars().next().unwrap_or(' ');
        return matches!(mark, '_' | '-' | '=' | '*') && plain.chars().all(|c| c == mark);
    }
    let framed = plain.starts_with(['[', '(', '<']);
    let plain = plain.trim_matches(['[', ']', '(', ')', '<', '>']);
    let rule = plain.len() >= 3 && plain.chars().all(|c| matches!(c, '_' | '-' | '=' | '*'));
    let mut digits = 0;
    let mut words = false;
    for word in plain.split(|c: char| c.is_whitespace() || "-–—/|".contains(c)) {
        let known = ["page", "p.", "of", "pg"].iter().any(|k| word.eq_ignore_ascii_case(k));
        match word {
            "" => {}
            _ if known => words = true,
            number if number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit()) => {
                digits += 1;
            }
            _ => return rule,
        }
    }
    rule || (digits > 0 && (words || (digits <= 2 && !framed)))
}

/// Lines that come again at the edge of pages.
fn heads(text: &str, lines: &mut [Line]) {
    let plain = |line: &Line| -> Option<String> {
        let text = text.get(line.span.range())?.trim();
        let odd = text.len() > HEAD
            || text.contains(['[', ']', '{'])
            || text.ends_with([';', ':', ',', '.']);
        let letters = text.bytes().filter(u8::is_ascii_alphabetic).count() >= 4;
        (line.kind == LineKind::Text && letters && !odd).then(|| squeezed(text))
    };
    let mut counts: IndexMap<String, u32> = IndexMap::new();
    let keys: Vec<Option<usize>> = lines
        .iter()
        .map(|line| {
            let entry = counts.entry(plain(line)?);
            let at = entry.index();
            *entry.or_default() += 1;
            Some(at)
        })
        .collect();
    let total: usize = counts.values().map(|n| *n as usize).sum();
    let count = |at: usize| -> usize {
        let key = keys.get(at).copied().flatten();
        key.and_then(|key| counts.get_index(key)).map_or(0, |(_, n)| *n as usize)
    };
    // Page breaks: furniture with text before it.
    let mut pages = 0;
    let mut text_before = false;
    for line in lines.iter() {
        pages += usize::from(text_before && line.kind == LineKind::Furniture);
        text_before = match line.kind {
            LineKind::Furniture => false,
            LineKind::Blank => text_before,
            _ => true,
        };
    }
    // A head stands on most pages, or on every other; a line that a few notes share does not.
    let least = HEADS.max(pages / 4);
    let often = |at: usize| count(at) >= least;
    // Without page numbers a head must come about once a page, and no line of a treaty does.
    let paged = pages >= HEADS;
    let regular = |at: usize| count(at) * 90 >= total;
    let mut edge: Vec<bool> = vec![false; lines.len()];
    for backward in [false, true] {
        let mut near = 0u8;
        for nth in 0..lines.len() {
            let at = if backward { lines.len() - 1 - nth } else { nth };
            let Some(line) = lines.get(at) else { continue };
            match line.kind {
                LineKind::Furniture => near = 1,
                LineKind::Blank => {}
                _ if near > 0 => {
                    if let Some(slot) = edge.get_mut(at).filter(|_| often(at)) {
                        *slot = true;
                    } else {
                        near = 0;
                    }
                }
                _ => {}
            }
        }
    }
    for (at, line) in lines.iter_mut().enumerate() {
        let at_edge = edge.get(at) == Some(&true);
        if often(at) && (at_edge || (!paged && regular(at))) {
            line.kind = LineKind::Furniture;
        }
    }
}

/// Footnotes stand at the foot of their page, in order, and run to its end, or to the label that
/// the text has next; one that the text refers to may stand anywhere behind its mark.
fn notes(text: &str, lines: &mut [Line]) {
    let mut seen = Seen::default();
    let mut from = 0;
    let mut in_note = false;
    while from < lines.len() {
        let rest = lines.get(from..).unwrap_or_default();
        let len = rest.iter().position(|line| line.kind == LineKind::Furniture);
        let to = from + len.unwrap_or(rest.len());
        if let Some(page) = lines.get_mut(from..to) {
            page_notes(text, page, &mut seen, in_note);
        }
        let number = lone_number(text, lines.get(to..).unwrap_or_default());
        // Footnotes come in order; a number that only looks like a mark may be due for ever.
        let near = |number: &u16| *number > seen.last && *number - seen.last <= JUMP;
        let number = number.filter(near).filter(|number| seen.due.shift_remove(number));
        in_note = number.is_some();
        if let (Some(number), Some(line)) = (number, lines.get_mut(to)) {
            seen.last = number;
            (seen.noted, seen.open, seen.end) = (None, 0, End::Words);
            line.kind = LineKind::Note(number, line.span.len());
        }
        from = to + 1;
    }
}

/// `16` on a line of its own, and words directly behind it that may be a footnote's: unless a mark
/// asks for the footnote it is the number of a page.
fn lone_number(text: &str, lines: &[Line]) -> Option<u16> {
    let [line, next, ..] = lines else { return None };
    let plain = text.get(line.span.range())?.trim();
    let words = text.get(next.span.range())?.trim_start();
    let opens = words.starts_with(|c: char| c.is_uppercase() || "[(“\"‘".contains(c));
    let digits = plain.len() <= 3 && plain.bytes().all(|b| b.is_ascii_digit());
    (digits && opens && next.kind == LineKind::Text).then(|| plain.parse().ok()).flatten()
}

/// How a line of a footnote ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    #[default]
    Words,
    Sentence,
    /// In the middle of a list: `A/`.
    List,
}

/// What the pages so far have shown of footnotes.
#[derive(Debug, Default)]
struct Seen {
    /// The number of the last.
    last: u16,
    /// Numbers whose mark has come, stuck to a word, and whose footnote has not.
    due: IndexSet<u16>,
    /// The label that a line of the text began with last.
    point: Option<Point>,
    /// Likewise in the present footnote.
    noted: Option<Point>,
    /// Brackets open in the present footnote, and how its last line ends.
    open: usize,
    end: End,
    /// A footnote that its page ended before its sentence or its brackets did.
    runs_on: bool,
    /// Whether the last line of the text ends a sentence.
    text_ended: bool,
    /// The number of the last paragraph that has one without a full stop behind it, in an article
    /// whose first has; 0 at the article's heading.
    bare: Option<u16>,
}

impl Seen {
    /// Whether a line goes on with the footnote that the page before cut: the text had ended, and
    /// this begins in the middle of a sentence.
    fn carries(&self, line: &str) -> bool {
        let line = line.trim_start();
        let small = line.starts_with(char::is_lowercase);
        let listed = self.end == End::List && line.starts_with(|c: char| c.is_ascii_uppercase());
        self.text_ended && (small || listed) && point(line, self.point).is_none()
    }

    /// `1 Each Party …`: whether a number without a full stop is that of a paragraph, for the first
    /// stands under its article's heading, the others follow on it, and no mark asks for a footnote
    /// of that number.
    fn numbers(&mut self, number: u16, words: &str) -> bool {
        let on = self.bare.is_some_and(|last| number == last.saturating_add(1));
        let paragraph = on && !self.due.contains(&number) && !words.contains("egotiator");
        if paragraph {
            self.bare = Some(number);
        }
        paragraph
    }

    /// A line of a footnote.
    fn note_line(&mut self, line: &str) {
        for byte in line.bytes() {
            match byte {
                b'[' => self.open += 1,
                b']' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
        }
        self.end = match line {
            _ if ends_sentence(line) => End::Sentence,
            _ if line.trim_end().ends_with('/') => End::List,
            _ => End::Words,
        };
        self.noted = point(line, self.noted).or(self.noted);
    }

    /// Whether the text goes on behind a footnote in the middle of its page: the line begins with
    /// the label that the text has next, `(b)` behind `(a)`, and the footnote counts nothing alike.
    fn resumes(&self, line: &str) -> bool {
        let alike = |next: Point| {
            self.noted
                .is_some_and(|own| std::mem::discriminant(&own) == std::mem::discriminant(&next))
        };
        point(line, self.point).is_some_and(|next| follows(self.point, next) && !alike(next))
    }
}

/// `2.`, `(b)`: what labels the paragraph that a line begins.
fn point(line: &str, before: Option<Point>) -> Option<Point> {
    let line = line.trim_start().trim_start_matches(['[', '*', '~']);
    if let Some(rest) = line.strip_prefix('(') {
        return Point::read(rest.split_once(')')?.0.as_bytes(), before);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits).filter(|_| line.as_bytes().get(digits) == Some(&b'.'))?;
    Point::read(number.as_bytes(), before)
}

fn follows(before: Option<Point>, next: Point) -> bool {
    match (before, next) {
        (Some(Point::Number(a)), Point::Number(b)) => b == a.saturating_add(1),
        (Some(Point::Letter(a)), Point::Letter(b)) | (Some(Point::Roman(a)), Point::Roman(b)) => {
            b == a.saturating_add(1)
        }
        _ => false,
    }
}

/// Marks the footnotes of one page, or of what is behind the number of one.
fn page_notes(text: &str, page: &mut [Line], seen: &mut Seen, in_note: bool) {
    // Nothing behind an article's heading is at the foot of a page.
    let heading = page.iter().rposition(|line| text.get(line.span.range()).is_some_and(is_article));
    let foot = heading.map_or(0, |at| at + 1);
    let mut found = in_note;
    let mut apart = !in_note;
    let mut carried = false;
    let mut begun = false;
    let mut was_carried = false;
    let (cut, last) = (seen.runs_on, seen.last);
    for (at, line) in page.iter_mut().enumerate() {
        if line.kind != LineKind::Text {
            apart = true;
            found &= at >= foot && !carried;
            carried = false;
            continue;
        }
        let words = text.get(line.span.range()).unwrap_or_default();
        if !std::mem::replace(&mut begun, true) && seen.runs_on && seen.carries(words) {
            (found, carried, was_carried) = (true, true, true);
        }
        if carried && is_article(words) {
            (found, carried) = (false, false);
        }
        let number = note_number(words);
        let paragraph = !found && number.is_some_and(|(number, _)| seen.numbers(number, words));
        let next = number.filter(|_| !paragraph).filter(|(number, _)| {
            let next = *number > seen.last && *number - seen.last <= JUMP;
            let at_foot = at >= foot && (next || (*number == 1 && !found));
            at_foot || ((apart || found) && seen.due.contains(number))
        });
        if found && apart && next.is_none() && seen.resumes(words) {
            found = false;
        }
        apart = false;
        match next {
            Some((number, len)) => {
                (found, carried) = (true, false);
                (seen.noted, seen.open) = (None, 0);
                seen.last = number;
                seen.due.shift_remove(&number);
                seen.note_line(words);
                line.kind = LineKind::Note(number, len);
            }
            None if found => {
                line.kind = LineKind::NoteText;
                seen.note_line(words);
            }
            None => {
                marks(words, &mut seen.due);
                if is_article(words) {
                    seen.bare = Some(0);
                } else if !paragraph {
                    // Under the heading stands something else.
                    seen.bare = seen.bare.filter(|last| *last > 0);
                }
                seen.point = point(words, seen.point).or(seen.point);
                seen.text_ended = ends_sentence(words);
            }
        }
    }
    let first = page.iter().position(|line| matches!(line.kind, LineKind::Note(..)));
    if let Some(first) = first.filter(|first| cut && *first > foot) {
        carried_below(text, page, foot, first, last);
    }
    if found {
        seen.runs_on = seen.open > 0 || seen.end != End::Sentence;
    } else if first.is_some() || was_carried {
        seen.runs_on = false;
    }
}

/// The footnote that the page before cut may go on below the text, before the first of this page's
/// own: lines apart from the text that begin in the middle of a sentence, where the text has ended.
fn carried_below(text: &str, page: &mut [Line], foot: usize, first: usize, number: u16) {
    let above = page.get(foot..first).unwrap_or_default();
    let apart = above.iter().rposition(|line| line.kind != LineKind::Text);
    let Some(apart) = apart.map(|at| foot + at) else { return };
    let words = |line: &Line| text.get(line.span.range()).unwrap_or_default();
    let small = page.get(apart + 1).is_some_and(|line| {
        line.kind == LineKind::Text && words(line).trim_start().starts_with(char::is_lowercase)
    });
    let before = page.get(..apart).unwrap_or_default();
    let before = before.iter().rfind(|line| line.kind != LineKind::Blank);
    if !small || !before.is_some_and(|line| ends_sentence(words(line))) {
        return;
    }
    for (nth, line) in page.iter_mut().take(first).skip(apart + 1).enumerate() {
        line.kind = if nth == 0 { LineKind::Note(number, 0) } else { LineKind::NoteText };
    }
}

fn is_article(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("Article ") || bare_article(line).is_some()
}

fn ends_sentence(line: &str) -> bool {
    let words = line.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    words.ends_with(['.', ']', '}'])
}

/// `QQ.H.12:`, `QQ.H.XX {`, an article's name without the word: capitals in two places and a number
/// in the third, and the mark behind it that a title has. Gives the length of the name.
pub(crate) fn bare_article(line: &str) -> Option<usize> {
    let len = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    let capitals =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
    let mut parts = line.get(..len)?.split('.');
    let series = parts.next().is_some_and(capitals) && parts.next().is_some_and(capitals);
    let number = parts.next().is_some_and(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits) && part.len() <= digits + 3 || part == "XX"
    });
    let titled = line.get(len..)?.trim_start_matches(' ').starts_with([':', '{']);
    (series && number && parts.next().is_none() && titled).then_some(len)
}

/// Numbers of footnotes stuck to the words of a line, `CA37`, `oppose6:`, `loans83;`, or to the
/// mark behind them, `propose 38:`.
fn marks(line: &str, due: &mut IndexSet<u16>) {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(first) =
        bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at + first;
        let digits = bytes.iter().skip(start).take_while(|b| b.is_ascii_digit()).count();
        at = start + digits;
        let mark = bytes.get(at).is_some_and(|b| b":;/".contains(b));
        let before = line.get(..start).unwrap_or_default();
        let word = if mark { before.strip_suffix(' ').unwrap_or(before) } else { before };
        let letters = word.bytes().rev().take(2).filter(u8::is_ascii_alphabetic).count();
        let ends = bytes.get(at).is_none_or(|b| !b.is_ascii_alphabetic());
        if (letters == 2 || ends_words(before)) && ends && digits <= 3 {
            due.extend(line.get(start..at).and_then(|number| number.parse::<u16>().ok()));
        }
    }
}

/// Whether a number stuck to this text is the mark of a footnote: a sentence, a quotation or a
/// bracket ends with it. Behind a capital the full stop parts a name: `QQ.F.6`.
pub(crate) fn ends_words(before: &str) -> bool {
    let words = before.trim_end_matches(['.', ',', ';', ':', ']', ')', '}', '”', '’', '"']);
    let close = before.get(words.len()..).unwrap_or_default();
    let last = words.chars().next_back();
    !close.is_empty()
        && match last {
            Some(c) if c.is_lowercase() => true,
            // A number may end a sentence, or be parted itself: `1,000`, `9.6`.
            Some(c) if c.is_ascii_digit() => close.chars().count() > 1,
            Some(c) => c.is_uppercase() && close != ".",
            None => close.ends_with([']', ')', '”', '"']),
        }
}

/// `82 Negotiators' Note`, `82[US: …`: a number without a full stop before a capital or a bracket.
fn note_number(line: &str) -> Option<(u16, u32)> {
    let lead = line.len() - line.trim_start().len();
    let body = line.get(lead..)?;
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let number = body.get(..digits)?.parse().ok()?;
    let tail = body.get(digits..)?;
    let words = tail.trim_start();
    let opens = words.starts_with(|c: char| c.is_uppercase() || "[(“\"‘".contains(c));
    let glued = tail.len() == words.len();
    // `2(a)` is a reference, `3D` a word.
    let apart = !glued || words.starts_with(['[', '“']) || {
        let mut letters = words.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    let len = lead + digits + (tail.len() - words.len());
    (opens && apart).then_some((number, narrow(len)))
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
