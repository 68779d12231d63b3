//! What the words before a list of codes are: a direction, a remark, or words at stake.

use super::super::dialect::{Dialect, Strength, Verb};
use super::super::registry::one_slip;
use super::super::statement::Bound;
use super::words::{Word, speaks_of_all, words};

/// How far back from the codes a direction can begin, in bytes. Directions are short; without a
/// bound a long text would be searched again for each of its lists.
const REACH: usize = 240;

/// Letters of a word that can be a misspelt verb; a slip in a shorter one makes another word.
const SHORTEST: usize = 5;
const LONGEST: usize = 14;

/// A verb and the words it governs, in bytes from the start of the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Direction {
    pub(super) verb: Verb,
    /// Where the verb begins.
    pub(super) start: usize,
    /// Where the words after the phrase begin.
    pub(super) object: usize,
    /// Where they end.
    pub(super) end: usize,
}

/// What a lead turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Words of the text.
    Words,
    /// One or two directions; `before` is where words at stake in front of them end.
    Directions { first: Direction, second: Option<Direction>, before: usize, mark: u8 },
    /// A remark without a verb that is known.
    Remark,
}

/// Where a lead stands, as far as it matters to what it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In running text, or first in a bracket: words, unless a verb is plain.
    Text,
    /// Behind codes in one bracket, in parentheses, on a line of its own: a direction.
    Note,
}

/// Reads a lead. `text` runs from the last boundary to the codes, closing colon included.
pub(super) fn read(dialect: &Dialect, text: &str, setting: Setting) -> Lead {
    let end = text.len() - text.bytes().rev().take_while(|b| is_loose(*b)).count();
    let whole = text.get(..end).unwrap_or_default();
    // A direction can close a segment that begins with words at stake; look at the last part
    // first after each kind of mark.
    let mut from = end.saturating_sub(REACH);
    while !whole.is_char_boundary(from) {
        from += 1;
    }
    let near = whole.get(from..).unwrap_or_default();
    let head = if from == 0 { 0 } else { usize::MAX };
    let mut starts: [(usize, u8, Setting); 7] = [(usize::MAX, 0, setting); 7];
    starts[2] = (head, 0, setting);
    for (at, byte) in near.bytes().enumerate().rev() {
        let (slot, place, setting) = match byte {
            b';' => (0, at + 1, Setting::Note),
            b':' => (1, at + 1, Setting::Note),
            b'[' | b'(' => (3, at + 1, Setting::Text),
            b'.' if near.as_bytes().get(at + 1) == Some(&b' ') => (4, at + 2, Setting::Text),
            b',' => (5, at + 1, Setting::Text),
            b'/' => (6, at + 1, Setting::Text),
            _ => continue,
        };
        if starts[slot].0 == usize::MAX {
            starts[slot] = (from + place, byte, setting);
        }
    }
    for (start, mark, setting) in starts {
        let Some(part) = whole.get(start.min(whole.len() + 1)..) else { continue };
        if let Some(mut first) = direction(dialect, part, setting) {
            let shift = |direction: &mut Direction| {
                direction.start += start;
                direction.object += start;
                direction.end += start;
            };
            let mut second = second(dialect, part, &first);
            if let Some(second) = &mut second {
                first.end = second.start.min(first.end);
                shift(second);
            }
            shift(&mut first);
            let before = if mark == 0 { 0 } else { start - 1 };
            return Lead::Directions { first, second, before, mark };
        }
    }
    if let Some(first) = suffix(near, from) {
        // What stands before is the text that it is about.
        return Lead::Directions { first, second: None, before: first.start, mark: 0 };
    }
    if setting == Setting::Note && is_remark(dialect, whole) { Lead::Remark } else { Lead::Words }
}

/// One word that stands alone, and is a verb of positions but for one slip of the pen: `opose`.
/// Gives the direction and the word that it was read as.
pub(super) fn misspelt(dialect: &Dialect, text: &str) -> Option<(Direction, &'static str)> {
    let mut ahead = words(text);
    let only = ahead.next().filter(|word| (SHORTEST..=LONGEST).contains(&word.text.len()))?;
    if ahead.next().is_some() {
        return None;
    }
    let lower = only.text.to_ascii_lowercase();
    let near = dialect.phrases().iter().find(|phrase| {
        let position = matches!(
            phrase.verb,
            Verb::Oppose
                | Verb::Support
                | Verb::Reserve
                | Verb::Flexible
                | Verb::Delete
                | Verb::Retain
        );
        let word = phrase.first.trim_end_matches('*');
        position
            && phrase.rest.is_empty()
            && word.len() > SHORTEST
            && one_slip(lower.as_bytes(), word.as_bytes()).is_some()
    })?;
    let direction =
        Direction { verb: near.verb, start: only.at, object: only.end(), end: only.end() };
    Some((direction, near.first.trim_end_matches('*')))
}

/// Blanks and marks at the ends of a lead.
fn is_loose(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b":;,.-*~=".contains(&byte)
}

/// The direction that opens a text, if one does.
pub(super) fn direction(dialect: &Dialect, text: &str, setting: Setting) -> Option<Direction> {
    let mut ahead = words(text);
    let first = ahead.next()?;
    // Nothing but blanks, marks and punctuation may stand before the verb; a quotation would be
    // words.
    if text.get(..first.at)?.contains(['"', '“', '”']) {
        return None;
    }
    let mut condition = first;
    if first.is("if") {
        // `If retaining, add reference to …`: the direction follows the condition.
        let comma = text.find(',')?;
        let rest = text.get(comma + 1..)?;
        condition = words(rest).next()?;
        condition.at += comma + 1;
    }
    let (verb, strength, object) = phrase(dialect, text, condition)?;
    let end = text.len();
    let direction = Direction { verb, start: first.at, object, end };
    let behind = text.get(object..)?;
    let plain = match strength {
        Strength::Full => true,
        Strength::Placed => names_place(verb, behind),
        Strength::Bare => {
            setting == Setting::Note
                || behind.trim().is_empty()
                || speaks_of_all(behind)
                || speaks_of_text(dialect, behind)
        }
    };
    plain.then_some(direction)
}

/// The longest phrase that begins with a word; gives the place behind it.
fn phrase(dialect: &Dialect, text: &str, first: Word<'_>) -> Option<(Verb, Strength, usize)> {
    let phrases = dialect.phrases();
    let mut buffer = [0u8; 16];
    let word = first.text.as_bytes();
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let lower: &[u8] = lower;
    let initial = lower.first()?;
    let from = phrases.partition_point(|phrase| phrase.first.as_bytes().first() < Some(initial));
    let of_initial = phrases.get(from..)?.iter();
    let of_initial =
        of_initial.take_while(|phrase| phrase.first.as_bytes().first() == Some(initial));
    for phrase in of_initial.filter(|phrase| opens(phrase.first, lower)) {
        let mut object = first.end();
        let mut ahead = words(text.get(object..)?);
        let mut all = true;
        let base = object;
        if !phrase.rest.is_empty() {
            for wanted in phrase.rest.split(' ') {
                match ahead.next() {
                    Some(word) if fits(wanted, word.text) => object = base + word.end(),
                    _ => {
                        all = false;
                        break;
                    }
                }
            }
        }
        if all {
            return Some((phrase.verb, phrase.strength, object));
        }
    }
    None
}

/// Whether a first word, in lower case, is the pattern's.
fn opens(pattern: &str, lower: &[u8]) -> bool {
    match pattern.as_bytes() {
        [stem @ .., b'*'] => lower.starts_with(stem),
        whole => lower == whole,
    }
}

fn fits(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem)),
        None => word.eq_ignore_ascii_case(pattern),
    }
}

/// Whether one of the next words is a label, a quotation, or speaks of the text.
fn speaks_of_text(dialect: &Dialect, object: &str) -> bool {
    let head = object.trim_start();
    if head.starts_with(['"', '“', '”']) {
        return true;
    }
    words(object).take(5).any(|word| is_label_word(word.text) || is_remark_word(dialect, word.text))
}

/// Words before a preposition that name what is to be placed: `this para`, `OP2 and OP3`.
const PLACED: usize = 8;

/// Whether words that stand behind a verb of everyday speech say what a note would: where to, by a
/// label or a part of the text; or, of what is to be swapped, with what.
fn names_place(verb: Verb, object: &str) -> bool {
    const FILLERS: [&str; 9] =
        ["this", "the", "para", "paragraph", "paras", "paragraphs", "it", "them", "and"];
    const SIDES: [&str; 8] = ["to", "before", "after", "in", "into", "at", "between", "behind"];
    let is = |word: &Word<'_>, names: &[&str]| names.iter().any(|name| word.is(name));
    let all: Vec<Word<'_>> = words(object).take(PLACED + 6).collect();
    let labels = || all.iter().filter(|word| is_label_word(word.text)).count();
    let known = |word: &Word<'_>| is_label_word(word.text) || is(word, &FILLERS);
    let Some(at) = all.iter().position(|word| !known(word)) else {
        return verb == Verb::Swap && labels() == 2;
    };
    let mut rest = all.get(at..).unwrap_or_default();
    if verb == Verb::Swap {
        let [with, other, ..] = rest else { return false };
        return with.is("with") && is_label_word(other.text);
    }
    let sides = rest.iter().take(2).take_while(|word| is(word, &SIDES)).count();
    rest = rest.get(sides..).unwrap_or_default();
    if sides == 0 {
        return false;
    }
    if let [first, others @ ..] = rest {
        rest = if first.is("the") { others } else { rest };
    }
    let Some(place) = rest.first() else { return false };
    let part = |word: &Word<'_>| is(word, &["preamble", "preambular", "operative"]);
    let of_text = |word: &Word<'_>| is_label_word(word.text) || part(word);
    of_text(place)
        || place.is("here")
        || Bound::read(place.text).is_some_and(|_| match rest.get(1..).unwrap_or_default() {
            [] => true,
            [of, the, what, ..] if of.is("of") && the.is("the") => {
                of_text(what) || is(what, &["text", "document", "draft"])
            }
            [of, what, ..] if of.is("of") => of_text(what),
            _ => false,
        })
}

/// `OP6`, `OPI`, `OPs`, `OP2-OP4`.
fn is_label_word(word: &str) -> bool {
    let number = |part: &[u8]| part.iter().all(|b| b.is_ascii_digit() || *b == b'I');
    word.starts_with(['O', 'P'])
        && word.split('-').enumerate().all(|(nth, part)| match part.as_bytes() {
            [b'O' | b'P', b'P', b's'] => true,
            [b'O' | b'P', b'P', rest @ ..] => number(rest),
            rest => nth > 0 && number(rest),
        })
}

fn is_remark_word(dialect: &Dialect, word: &str) -> bool {
    let mut buffer = [0u8; 16];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|lower| dialect.is_remark_word(lower))
}

/// A remark has a word that speaks of the text; in parentheses or behind codes that is enough.
fn is_remark(dialect: &Dialect, text: &str) -> bool {
    words(text).take(40).any(|word| is_label_word(word.text) || is_remark_word(dialect, word.text))
}

/// A second wish in one run: `delete this para or move to PP`.
fn second(dialect: &Dialect, text: &str, first: &Direction) -> Option<Direction> {
    let mut previous: Option<Word<'_>> = None;
    for word in words(text.get(first.object..)?).take(24) {
        let joined = previous.is_some_and(|before| before.is("or") || before.is("and"));
        if let Some(before) = previous.filter(|_| joined) {
            let at = first.object + word.at;
            let word = Word { at, ..word };
            if let Some((verb, strength, object)) = phrase(dialect, text, word) {
                let wish = matches!(
                    verb,
                    Verb::Delete
                        | Verb::DeleteParagraph
                        | Verb::Move
                        | Verb::Swap
                        | Verb::Merge
                        | Verb::Add
                        | Verb::ReplaceParagraph
                        | Verb::Retain
                        | Verb::Redraft
                        | Verb::Split
                        | Verb::KeepSeparate
                );
                let object_text = text.get(object..)?;
                let quoted = object_text.contains(['“', '"']);
                let wish = wish && (strength != Strength::Placed || names_place(verb, object_text));
                if wish
                    && (strength == Strength::Full
                        || quoted
                        || verb == Verb::Move
                        || speaks_of_text(dialect, object_text))
                {
                    let start = first.object + before.at;
                    return Some(Direction { verb, start, object, end: text.len() });
                }
            }
        }
        previous = Some(word);
    }
    None
}

/// Whether a text ends in such a direction, whatever precedes it.
pub(super) fn ends(text: &str) -> bool {
    suffix(text.trim_end_matches(|c: char| c.is_ascii() && is_loose(c as u8)), 0).is_some()
}

/// `… therefore, delete until here`: the direction ends the segment.
fn suffix(near: &str, from: usize) -> Option<Direction> {
    const SUFFIXES: &[(&str, Verb)] = &[
        ("delete until here", Verb::DeleteUntilHere),
        ("stop here", Verb::End),
        ("end here", Verb::End),
        ("finish here", Verb::End),
    ];
    let lower = near.get(near.len().saturating_sub(20)..).unwrap_or(near);
    let base = from + near.len() - lower.len();
    SUFFIXES.iter().find_map(|(words, verb)| {
        let at = lower.len().checked_sub(words.len())?;
        let tail = lower.get(at..)?;
        tail.eq_ignore_ascii_case(words).then(|| {
            let end = base + lower.len();
            Direction { verb: *verb, start: base + at, object: end, end }
        })
    })
}
