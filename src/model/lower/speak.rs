//! A list speaks: finds the words that say what, in its bracket or before it.

use super::super::dialect::Verb;
use super::super::id::ProposalId;
use super::super::proposal::ProposalKind;
use super::super::statement::{Extent, Meant, Polarity, StatementKind, Subject};
use super::at_stake::trim;
use super::draft::{Wish, narrow};
use super::frame::Hold;
use super::lead::{self, Direction, Lead, Setting};
use super::list::List;
use super::reader::Reader;
use super::structure::{named, side_of};
use super::words::words;
use crate::{DiagnosticKind, Label, Span};

/// Bytes behind a colon in which another list is looked for.
const AHEAD: u32 = 400;

/// Bytes of text before a signature that can be nothing but a direction.
const BRIEF: u32 = 40;

/// Which bracket a list speaks in: its own, or the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Own,
    Parent,
}

/// A list that speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub(super) list: List,
    /// What its statement covers.
    pub(super) span: Span,
    pub(super) level: Level,
    /// Words at stake and a colon stand before it.
    pub(super) led: bool,
}

/// Words and marks that stand before a direction in its segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub(super) words: Option<Span>,
    pub(super) mark: u8,
}

impl Before {
    const NOTHING: Before = Before { words: None, mark: 0 };
}

impl Reader<'_, '_> {
    /// A list speaks. What it says stands before it in its bracket, or before the bracket.
    pub(super) fn speak(&mut self, list: List) {
        let frame = self.frame();
        let (segment, hold, lists, signature, inner) =
            (frame.segment, frame.hold, frame.lists, frame.signature, frame.span.start() + 1);
        let text = self.draft.slice(segment, list.span.start());
        let empty = text.bytes().all(|b| b.is_ascii_whitespace() || b"~*,;:/.-[]()".contains(&b));
        let dashed = self.is_dashed(list.span);
        if !empty && dashed && self.turns_down(&list, segment) {
            return;
        }
        if !empty {
            return self.led(list, segment, signature);
        }
        let led = dashed || text.contains(':');
        let opens = lists == 0 && (hold != Hold::Block || self.context.note);
        if opens && self.speaks_first(&list) || self.turns(&list) || self.counters(&list) {
            return;
        }
        if hold == Hold::Square && lists == 0 && segment == inner {
            self.frame().signature = true;
            self.note(inner, list.span.end());
            return self.sign(list, inner - 1, Level::Parent);
        }
        self.note(segment, list.span.end());
        if self.next_visible(list.span.end()).1.is_some_and(|b| b.is_ascii_lowercase())
            && self.speaks_first(&list)
        {
            return;
        }
        if let Some(at) = self.frame().unclosed.take().filter(|at| at + 1 == segment) {
            self.frame().lists += 1;
            return self.sign(list, at, Level::Own);
        }
        let group = self.frame().group.map(|group| group.span.end());
        let open = hold == Hold::Square && !signature && self.frame().written.is_some();
        if open && led && group == Some(segment) {
            // `[a, b [and c:GHA]:BGD`: BGD wants all of the option.
            return self.led_words(&list, segment);
        }
        if led && group == Some(segment) && self.frame().last.is_none() {
            // `… [a/b:GTM]:CAN`: CAN wants all that the inner bracket stands in.
            let spoken = Spoken { list, span: list.span, level: Level::Own, led: true };
            return self.words_before(&spoken, segment, list.span.end());
        }
        self.again(list);
    }

    /// `[words - A delete]`: nobody has signed the words, and A is against them.
    fn turns_down(&mut self, list: &List, segment: u32) -> bool {
        let (at, next) = self.next_visible(list.span.end());
        if !next.is_some_and(|b| b.is_ascii_lowercase()) {
            return false;
        }
        let until = self.until(at, BRIEF, b";,/[]");
        let text = self.draft.slice(at, until);
        let said = lead::direction(self.draft.dialect, text, Setting::Note);
        let Some(said) = said.filter(|said| said.verb == Verb::Delete) else { return false };
        let words = trim(self.draft.text, segment, list.span.start());
        let span = Span::new(list.span.start(), until);
        let spoken = Spoken { list: *list, span, level: Level::Own, led: false };
        let before = Before { words: Some(words), mark: b';' };
        self.directions(&spoken, (said, None), at, before);
        self.note(span.start(), until);
        self.frame().skip = until;
        true
    }

    /// Where the words end that begin at a place in the bracket: at one of some marks, at the end of
    /// the bracket, or behind so many bytes.
    fn until(&mut self, from: u32, most: u32, marks: &[u8]) -> u32 {
        let end = self.frame().span.end().saturating_sub(1).max(from);
        let ahead = self.draft.bytes(from, end.min(from.saturating_add(most)));
        from + narrow(ahead.iter().position(|b| marks.contains(b)).unwrap_or(ahead.len()))
    }

    pub(super) fn note(&mut self, start: u32, end: u32) {
        if start < end {
            self.notes.push(Span::new(start, end));
        }
    }

    /// Codes that go on behind a parenthesis or a separator: the same wish once more.
    pub(super) fn again(&mut self, list: List) {
        let Some((first, count)) = self.frame().last.take() else {
            let span = list.span;
            return self.remark(
                &list,
                StatementKind::Comment,
                Span::new(span.start(), span.start()),
                span,
            );
        };
        for nth in 0..count as usize {
            let Some(known) = self.draft.statements.get(first.index() + nth) else { continue };
            let wish = Wish {
                kind: known.kind,
                polarity: known.polarity,
                extent: known.extent,
                subject: known.subject.clone(),
                condition: None,
            };
            let (from, to) = known.targets;
            let targets: Vec<ProposalId> =
                self.draft.targets.get(from as usize..to as usize).unwrap_or_default().to_vec();
            self.state(&list, wish, list.span, &targets);
        }
    }

    /// `CHE: delete the reference …`: codes first, then what they say. Not where a further list
    /// shows that the words behind the colon are another's.
    fn speaks_first(&mut self, list: &List) -> bool {
        let (at, next) = self.next_visible(list.span.end());
        let frame = self.frame();
        let (hold, end) = (frame.hold, frame.span.end());
        let limit = end.min(at.saturating_add(AHEAD));
        let noted = next.is_some_and(|b| b.is_ascii_lowercase());
        if !(next == Some(b':') || noted) || (noted && hold == Hold::Block) {
            return false;
        }
        let from = if noted { at } else { at + 1 };
        let ahead = self.draft.bytes(from, limit);
        let stop = ahead.iter().position(|b| *b == b';' || *b == b'\n').unwrap_or(ahead.len());
        let stop = if hold == Hold::Block { stop } else { stop.min(ahead.len().saturating_sub(1)) };
        let mut ahead = ahead.get(..stop).unwrap_or_default();
        for (nth, byte) in ahead.iter().enumerate() {
            if matches!(byte, b':' | b'[') || (noted && *byte == b' ') {
                let rest = ahead.get(nth + 1..).unwrap_or_default().trim_ascii_start();
                let len = rest.iter().take_while(|b| b.is_ascii_uppercase()).count();
                let code = rest.get(..len).and_then(|word| self.draft.entry(word));
                if code.is_some_and(|(_, entry)| entry.is_some()) {
                    // `A reserves, B deletes`
                    let before = ahead.get(..nth).unwrap_or_default().trim_ascii_end();
                    let own = self.draft.slice(from, from + narrow(before.len()));
                    let said = lead::direction(self.draft.dialect, own, Setting::Note);
                    let whole = |said: Direction| said.object + 1 == own.len();
                    if !before.ends_with(b",") || !said.is_some_and(whole) {
                        return false;
                    }
                    ahead = before;
                    break;
                }
            }
        }
        let end = from + narrow(ahead.len());
        let text = self.draft.slice(from, end);
        if text.trim().is_empty() {
            return false;
        }
        let span = Span::new(list.span.start(), end);
        match lead::read(self.draft.dialect, text, Setting::Note) {
            Lead::Directions { first, second, .. } => {
                let spoken = Spoken { list: *list, span, level: Level::Own, led: false };
                self.directions(&spoken, (first, second), from, Before::NOTHING);
            }
            _ => self.remark(list, StatementKind::Comment, trim(self.draft.text, from, end), span),
        }
        self.note(span.start(), end);
        self.frame().skip = end;
        true
    }

    /// `[A; B: retain]`: behind codes that have spoken, others and a verb that takes no words.
    fn turns(&mut self, list: &List) -> bool {
        let frame = self.frame();
        let (hold, lists) = (frame.hold, frame.lists);
        let (at, next) = self.next_visible(list.span.end());
        if hold == Hold::Block || lists == 0 || next != Some(b':') {
            return false;
        }
        let until = self.until(at + 1, BRIEF - 1, b";");
        let text = self.draft.slice(at + 1, until);
        let said = lead::direction(self.draft.dialect, text, Setting::Note);
        let Some(first) = said.filter(|said| {
            let rest = text.get(said.object..).unwrap_or_default();
            rest.bytes().all(|b| b.is_ascii_whitespace() || b".,".contains(&b))
        }) else {
            return false;
        };
        let span = Span::new(list.span.start(), until);
        let spoken = Spoken { list: *list, span, level: Level::Own, led: false };
        self.directions(&spoken, (first, None), at + 1, Before::NOTHING);
        self.note(span.start(), until);
        self.frame().skip = until;
        true
    }

    /// `[words - A; B: others]`: behind a signature, others and the words that they want instead.
    fn counters(&mut self, list: &List) -> bool {
        let (at, next) = self.next_visible(list.span.end());
        if !self.draft.dashed || self.frame().lists == 0 || next != Some(b':') {
            return false;
        }
        let until = self.until(at + 1, AHEAD - 1, b";[]");
        let text = self.draft.slice(at + 1, until);
        let words = trim(self.draft.text, at + 1, until);
        let plain = lead::read(self.draft.dialect, text, Setting::Note) == Lead::Words;
        if !plain || words.is_empty() {
            return false;
        }
        let frame = self.frame();
        frame.chain.clone_from(&frame.current);
        frame.slash = true;
        let span = Span::new(list.span.start(), until);
        let spoken = Spoken { list: *list, span, level: Level::Own, led: true };
        self.note(span.start(), words.start());
        self.words(&spoken, words, Extent::Written);
        self.frame().skip = until;
        true
    }

    /// `words [A, B]`: the bracket begins with codes, so they sign what stands before it.
    fn sign(&mut self, list: List, at: u32, level: Level) {
        let signature = Span::new(at + 1, list.span.end());
        let spoken = Spoken { list, span: signature, level, led: false };
        let Some(parent) = self.at(level) else { return };
        let (hold, segment, group, signed, lists) =
            (parent.hold, parent.segment, parent.group, parent.signature, parent.lists);
        if let Some(group) = group.filter(|group| self.is_blank(group.span.end(), at)) {
            let (from, to) = if group.lists == 0 {
                (group.span.start() + 1, group.span.end() - 1)
            } else {
                (group.tail.start(), group.tail.end())
            };
            let text = self.draft.slice(from, to);
            let direction = match lead::read(self.draft.dialect, text, Setting::Note) {
                Lead::Directions { first, second, .. }
                    if !text.trim_start().starts_with("language") =>
                {
                    Some((first, second))
                }
                _ => None,
            };
            if let Some((first, second)) = direction {
                self.note(from, to);
                return self.directions(&spoken, (first, second), from, Before::NOTHING);
            }
            if group.lists == 0 && group.hold == Hold::Square && self.context.final_list != Some(at)
            {
                let words = trim(self.draft.text, from, to);
                return self.words(&spoken, words, Extent::Written);
            }
        }
        if self.context.final_list == Some(at) {
            return self.whole(&list, at, signature);
        }
        let note = hold == Hold::Paren || signed || (hold == Hold::Block && self.context.note);
        // `… told beforehand [MNG]. Oppose [AND]`; at the head of a paragraph `Keep the boats [FRA]`
        // is its text.
        let brief = hold == Hold::Block && lists > 0 && at - segment.min(at) < BRIEF;
        let text = self.draft.slice(segment, at);
        if note || brief || lead::ends(text) {
            let setting = if note { Setting::Note } else { Setting::Text };
            match lead::read(self.draft.dialect, text, setting) {
                Lead::Directions { first, second, before, .. } => {
                    let behind = before > 0 && !note;
                    self.note(if behind { segment + narrow(first.start) } else { segment }, at);
                    return self.directions(&spoken, (first, second), segment, Before::NOTHING);
                }
                Lead::Remark if hold != Hold::Square => {
                    let words = trim(self.draft.text, segment, at);
                    self.note(segment, at);
                    return self.remark(&list, StatementKind::Comment, words, signature);
                }
                _ => {}
            }
        }
        let closes = if level == Level::Parent { self.frame().span.end() } else { list.span.end() };
        self.words_before(&spoken, at, closes);
    }

    pub(super) fn is_blank(&self, from: u32, to: u32) -> bool {
        self.draft
            .bytes(from, to)
            .iter()
            .all(|b| b.is_ascii_whitespace() || *b == b'~' || *b == b'*')
    }

    /// The signature of a whole new or alternative paragraph.
    pub(super) fn whole(&mut self, list: &List, at: u32, span: Span) {
        let resumed = self.parent().map_or(at, |parent| parent.resumed);
        let id = self.whole_proposal();
        let wish = Wish::new(StatementKind::New, Polarity::For, Subject::Whole);
        let statement = self.state(list, wish, span, &[id]);
        self.context.whole_statement = Some((statement, resumed, at));
        self.frame().speak_of(id);
    }

    pub(super) fn whole_proposal(&mut self) -> ProposalId {
        if let Some(id) = self.context.whole {
            return id;
        }
        let wish = Wish::new(StatementKind::New, Polarity::For, Subject::Whole);
        let id = self.draft.propose(self.context.paragraph, &wish, &[]);
        let id = id.unwrap_or(ProposalId::from_index(0));
        self.context.whole = Some(id);
        id
    }

    /// A list behind words: a direction, a remark, or words at stake.
    fn led(&mut self, list: List, segment: u32, signature: bool) {
        let frame = self.frame();
        let (hold, adjacent) = (frame.hold, frame.adjacent);
        let note = hold == Hold::Paren || signature || (hold == Hold::Block && self.context.note);
        let setting = if note { Setting::Note } else { Setting::Text };
        let text = self.draft.slice(segment, list.span.start());
        let read = if is_struck(text) {
            // `[~~support~~: A]`: a verb that is struck is a word.
            Lead::Words
        } else {
            lead::read(self.draft.dialect, text, setting)
        };
        let behind = note || self.frame().lists > 0 && !self.frame().slash;
        let unread = behind && matches!(read, Lead::Remark | Lead::Words);
        if unread && (self.misspelt(&list, segment) || self.elsewhere(&list, segment)) {
            return;
        }
        match read {
            Lead::Directions { first, second, before, mark } => {
                let start = segment + narrow(first.start);
                let words = trim(self.draft.text, segment, segment + narrow(before));
                let words = (before > 0 && !words.is_empty() && matches!(mark, b';' | b':'))
                    .then_some(words);
                let span = Span::new(start, list.span.end());
                let behind = words.is_some() || before > 0;
                self.note(if behind { start } else { segment }, list.span.end());
                let mut before = Before { words, mark };
                if hold == Hold::Paren {
                    // `COL(work on placement: support VEN)`: the first words are COL's condition.
                    if let Some(condition) = words.filter(|_| adjacent) {
                        self.condition_of_earlier(condition, list.mentions.0);
                    }
                    before.words = None;
                }
                let spoken = Spoken { list, span, level: Level::Own, led: false };
                self.directions(&spoken, (first, second), segment, before);
            }
            Lead::Remark => {
                let words = trim(self.draft.text, segment, list.span.start());
                self.note(segment, list.span.end());
                self.remark(
                    &list,
                    StatementKind::Comment,
                    words,
                    Span::new(segment, list.span.end()),
                );
            }
            Lead::Words if note && !signature => {
                let words = trim(self.draft.text, segment, list.span.start());
                self.note(segment, list.span.end());
                self.remark(
                    &list,
                    StatementKind::Comment,
                    words,
                    Span::new(segment, list.span.end()),
                );
            }
            Lead::Words => self.led_words(&list, segment),
        }
    }

    /// `[A; opose: B]`: a slip of the pen in a verb, where nothing but a verb can stand.
    fn misspelt(&mut self, list: &List, segment: u32) -> bool {
        let text = self.draft.slice(segment, list.span.start());
        let Some((said, verb)) = lead::misspelt(self.draft.dialect, text) else { return false };
        let word = Span::new(segment + narrow(said.start), segment + narrow(said.object));
        let written = self.draft.slice(word.start(), word.end()).into();
        self.draft.odd(DiagnosticKind::VerbMisspelt { written, read_as: verb.into() }, word);
        let span = Span::new(word.start(), list.span.end());
        self.note(segment, list.span.end());
        let spoken = Spoken { list: *list, span, level: Level::Own, led: false };
        self.directions(&spoken, (said, None), segment, Before::NOTHING);
        true
    }

    /// `(move OP1 after OP2: A; before OP4: B)`: the same paragraph, to another place.
    fn elsewhere(&mut self, list: &List, segment: u32) -> bool {
        let text = self.draft.slice(segment, list.span.start());
        let moved = self.frame().current.last().copied();
        let moved = moved.and_then(|id| self.draft.proposals.get(id.index()));
        let moved = moved.filter(|known| known.kind == ProposalKind::Move);
        let Some(Subject::Structure(known)) = moved.map(|known| &known.subject) else {
            return false;
        };
        let subjects = known.meant_paragraphs().map(|(label, beside)| (label, beside.cloned()));
        let subjects: Vec<Meant<Label>> = subjects.collect();
        let mut named = named(Verb::Move, text, segment);
        if words(text).next().is_none_or(|first| side_of(&first).is_none())
            || named.places.is_empty()
            || !named.subjects.is_empty()
        {
            return false;
        }
        named.subjects = subjects;
        self.note(segment, list.span.end());
        let span = Span::new(segment, list.span.end());
        let spoken = Spoken { list: *list, span, level: Level::Own, led: false };
        self.whole_wish(&spoken, Verb::Move, named);
        true
    }

    fn condition_of_earlier(&mut self, condition: Span, first: u32) {
        let at = (first as usize).checked_sub(1);
        if let Some(mention) = at.and_then(|at| self.draft.mentions.get_mut(at)) {
            mention.condition = Some(condition);
        }
    }
}

/// Whether all words before a colon are struck, and none of them the codes'.
fn is_struck(text: &str) -> bool {
    let words = text.trim_end_matches([':', ' ', ',']).trim_start();
    words.len() > 4 && words.starts_with("~~") && words.ends_with("~~")
}
