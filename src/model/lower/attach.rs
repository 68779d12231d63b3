//! Says what a list of codes speaks of, and writes the statement down.

use super::super::dialect::Verb;
use super::super::id::ProposalId;
use super::super::proposal::ProposalKind;
use super::super::statement::{Extent, Polarity, StatementKind, Subject};
use super::draft::{Wish, narrow};
use super::lead::{self, Direction, Lead, Setting};
use super::reader::{Hold, List, Reader};
use super::structure;
use crate::{Label, Span};

/// Bytes behind a colon in which another list is looked for.
const AHEAD: u32 = 400;

/// Bytes back in which a quoted passage is looked for.
const QUOTED: u32 = 20_000;

/// Which bracket a direction speaks in: its own, or the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Own,
    Parent,
}

/// Words and marks that stand before a direction in its segment.
#[derive(Clone, Copy, Debug)]
struct Before {
    words: Option<Span>,
    mark: u8,
}

impl Reader<'_, '_> {
    /// A list speaks. What it says stands before it in its bracket, or before the bracket.
    pub(super) fn speak(&mut self, list: List) {
        let frame = self.frame();
        let (segment, hold, lists, signature, inner) =
            (frame.segment, frame.hold, frame.lists, frame.signature, frame.span.start() + 1);
        let text = self.draft.slice(segment, list.span.start());
        let empty = text.bytes().all(|b| b.is_ascii_whitespace() || b"~*,;:/.-[]()".contains(&b));
        if !empty {
            return self.led(list, segment, signature);
        }
        let opens = lists == 0 && (hold != Hold::Block || self.context.note);
        if opens && self.speaks_first(&list) {
            return;
        }
        if hold == Hold::Square && lists == 0 && segment == inner {
            self.frame().signature = true;
            self.note(inner, list.span.end());
            return self.sign(list, inner - 1, Level::Parent);
        }
        self.note(segment, list.span.end());
        if self.next_visible(list.span.end()).1.is_some_and(|b| b.is_ascii_lowercase()) && self.speaks_first(&list) {
            return;
        }
        if let Some(at) = self.frame().unclosed.take().filter(|at| at + 1 == segment) {
            self.frame().lists += 1;
            return self.sign(list, at, Level::Own);
        }
        let group = self.frame().group.map(|group| group.span.end());
        if text.contains(':') && group == Some(segment) && self.frame().last.is_none() {
            // `… [a/b:GTM]:CAN`: CAN wants all that the inner bracket stands in.
            return self.words_before(&list, segment, list.span.end(), Level::Own, list.span, true);
        }
        self.again(list);
    }

    pub(super) fn note(&mut self, start: u32, end: u32) {
        if start < end {
            self.notes.push(Span::new(start, end));
        }
    }

    /// Codes that go on behind a parenthesis or a separator: the same wish once more.
    fn again(&mut self, list: List) {
        let Some((first, count)) = self.frame().last.take() else {
            let span = list.span;
            return self.remark(&list, StatementKind::Comment, Span::new(span.start(), span.start()), span);
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
        let ahead = ahead.get(..stop).unwrap_or_default();
        for (nth, byte) in ahead.iter().enumerate() {
            if matches!(byte, b':' | b'[') || (noted && *byte == b' ') {
                let rest = ahead.get(nth + 1..).unwrap_or_default().trim_ascii_start();
                let len = rest.iter().take_while(|b| b.is_ascii_uppercase()).count();
                let code = rest.get(..len).and_then(|word| self.draft.entry(word));
                if code.is_some_and(|(_, entry)| entry.is_some()) {
                    return false;
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
                self.directions(list, first, second, from, span, Before { words: None, mark: 0 }, Level::Own);
            }
            _ => self.remark(list, StatementKind::Comment, trim(self.draft.text, from, end), span),
        }
        self.note(span.start(), end);
        self.frame().skip = end;
        true
    }

    /// `words [A, B]`: the bracket begins with codes, so they sign what stands before it.
    fn sign(&mut self, list: List, at: u32, level: Level) {
        let signature = Span::new(at + 1, list.span.end());
        let Some(parent) = self.at(level) else { return };
        let (hold, segment, group, signed) = (parent.hold, parent.segment, parent.group, parent.signature);
        if let Some(group) = group.filter(|group| self.is_blank(group.span.end(), at)) {
            let (from, to) = if group.lists == 0 {
                (group.span.start() + 1, group.span.end() - 1)
            } else {
                (group.tail.start(), group.tail.end())
            };
            let text = self.draft.slice(from, to);
            let direction = match lead::read(self.draft.dialect, text, Setting::Note) {
                Lead::Directions { first, second, .. } if !text.trim_start().starts_with("language") => {
                    Some((first, second))
                }
                _ => None,
            };
            if let Some((first, second)) = direction {
                self.note(from, to);
                let before = Before { words: None, mark: 0 };
                return self.directions(&list, first, second, from, signature, before, level);
            }
            if group.lists == 0 && group.hold == Hold::Square && self.context.final_list != Some(at) {
                let words = trim(self.draft.text, from, to);
                return self.words(&list, words, Extent::Written, level, signature, false);
            }
        }
        if self.context.final_list == Some(at) {
            return self.whole(&list, at, signature);
        }
        if hold == Hold::Paren || signed || (hold == Hold::Block && self.context.note) {
            let text = self.draft.slice(segment, at);
            match lead::read(self.draft.dialect, text, Setting::Note) {
                Lead::Directions { first, second, .. } => {
                    self.note(segment, at);
                    let before = Before { words: None, mark: 0 };
                    return self.directions(&list, first, second, segment, signature, before, level);
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
        self.words_before(&list, at, closes, level, signature, false);
    }

    fn is_blank(&self, from: u32, to: u32) -> bool {
        self.draft.bytes(from, to).iter().all(|b| b.is_ascii_whitespace() || *b == b'~' || *b == b'*')
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

    fn whole_proposal(&mut self) -> ProposalId {
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
        match lead::read(self.draft.dialect, text, setting) {
            Lead::Directions { first, second, before, mark } => {
                let start = segment + narrow(first.start);
                let words = trim(self.draft.text, segment, segment + narrow(before));
                let words = (before > 0 && !words.is_empty() && matches!(mark, b';' | b':')).then_some(words);
                let span = Span::new(start, list.span.end());
                self.note(if words.is_some() || before > 0 { start } else { segment }, list.span.end());
                let mut before = Before { words, mark };
                if hold == Hold::Paren {
                    // `COL(work on placement: support VEN)`: the first words are COL's condition.
                    if let Some(condition) = words.filter(|_| adjacent) {
                        self.condition_of_earlier(condition, list.mentions.0);
                    }
                    before.words = None;
                }
                self.directions(&list, first, second, segment, span, before, Level::Own);
            }
            Lead::Remark => {
                let words = trim(self.draft.text, segment, list.span.start());
                self.note(segment, list.span.end());
                self.remark(&list, StatementKind::Comment, words, Span::new(segment, list.span.end()));
            }
            Lead::Words if note && !signature => {
                let words = trim(self.draft.text, segment, list.span.start());
                self.note(segment, list.span.end());
                self.remark(&list, StatementKind::Comment, words, Span::new(segment, list.span.end()));
            }
            Lead::Words => self.led_words(&list, segment),
        }
    }

    fn condition_of_earlier(&mut self, condition: Span, first: u32) {
        let at = (first as usize).checked_sub(1);
        if let Some(mention) = at.and_then(|at| self.draft.mentions.get_mut(at)) {
            mention.condition = Some(condition);
        }
    }

    /// `words: A` in a bracket, or in running text.
    fn led_words(&mut self, list: &List, segment: u32) {
        let frame = self.frame();
        let (hold, written, signature) = (frame.hold, frame.written, frame.signature);
        let given_from = written.filter(|_| hold == Hold::Square && !signature).unwrap_or(segment);
        let words = trim(self.draft.text, given_from, list.span.start());
        let given = (hold == Hold::Square && !signature && written.is_some()) || written == Some(segment);
        self.note(words.end(), list.span.end());
        let span = Span::new(words.end(), list.span.end());
        if !(given || signature) {
            self.words_before(list, words.end(), list.span.end(), Level::Own, span, true);
            self.frame().led = true;
            return;
        }
        if signature && self.frame().chain.is_empty() {
            let current = self.frame().current.clone();
            self.frame().chain = current;
            self.frame().slash = true;
        }
        self.words(list, words, Extent::Written, Level::Own, span, true);
        self.frame().led = true;
    }

    /// Words at stake whose place is known: added, struck, or both.
    fn words(&mut self, list: &List, words: Span, extent: Extent, level: Level, span: Span, led: bool) {
        let Some(frame) = self.at(level) else { return };
        let struck: Vec<Span> = frame
            .strikes
            .iter()
            .copied()
            .filter(|strike| strike.start() >= words.start().saturating_sub(2) && strike.end() <= words.end() + 2)
            .collect();
        let option = (frame.slash || led) && !frame.chain.is_empty();
        let old = frame.old.filter(|_| option);
        let (kind, subject) = if let (Some(first), Some(last)) = (struck.first(), struck.last()) {
            let all = Span::new(words.start().min(first.start()), words.end().max(last.end()));
            let unstruck = self.has_unstruck(all, &struck);
            if unstruck {
                (StatementKind::Replace, Subject::Words { struck: Some(all), added: Some(all) })
            } else {
                (StatementKind::Delete, Subject::Words { struck: Some(all), added: None })
            }
        } else if let Some((old, new)) = self.parted(words) {
            (StatementKind::Replace, Subject::Words { struck: Some(old), added: Some(new) })
        } else if let Some(old) = old {
            (StatementKind::Replace, Subject::Words { struck: Some(old), added: Some(words) })
        } else {
            (StatementKind::Insert, Subject::Words { struck: None, added: Some(words) })
        };
        let wish = Wish { kind, polarity: Polarity::For, extent, subject, condition: None };
        self.wish_words(list, wish, words.start(), level, span, led);
    }

    fn at(&mut self, level: Level) -> Option<&mut super::reader::Frame> {
        match level {
            Level::Own => Some(self.frame()),
            Level::Parent => self.parent(),
        }
    }

    /// Whether a stretch has words outside its strike-throughs.
    fn has_unstruck(&self, all: Span, struck: &[Span]) -> bool {
        let mut at = all.start();
        let mut found = false;
        for strike in struck.iter().copied().chain([Span::new(all.end(), all.end())]) {
            let between = self.draft.slice(at, strike.start().max(at));
            found |= between.bytes().any(|b| b.is_ascii_alphanumeric() || b >= 0x80);
            at = at.max(strike.end());
        }
        found
    }

    /// `old/new`: a short text parted by a `/` that is not `and/or` or `victim-centred/oriented`.
    fn parted(&mut self, words: Span) -> Option<(Span, Span)> {
        let text = self.draft.slice(words.start(), words.end());
        let at = text.find('/')?;
        let (left, right) = (text.get(..at)?, text.get(at + 1..)?);
        let (old, new) = (left.trim(), right.trim());
        let spaced = left.ends_with(' ') || right.starts_with(' ');
        let count = old.split_whitespace().count();
        let last = old.rsplit(' ').next()?;
        let compound = last.contains('-') || last.eq_ignore_ascii_case("and") || last.eq_ignore_ascii_case("his");
        let capital = |s: &str| s.starts_with(|c: char| c.is_uppercase());
        let whole = capital(old) && capital(new);
        if old.is_empty() || new.is_empty() || compound || !(spaced || count <= 3 || whole) || new.contains('/') {
            return None;
        }
        let split = words.start() + narrow(at);
        Some((trim(self.draft.text, words.start(), split), trim(self.draft.text, split + 1, words.end())))
    }

    /// Finds what a list signs among the words that end at `at`; the text resumes at `closes`.
    fn words_before(&mut self, list: &List, at: u32, closes: u32, level: Level, span: Span, led: bool) {
        let Some(frame) = self.at(level) else { return };
        let mut from = frame.resumed;
        let earlier = frame.resumed_before;
        let (slash, written) = (frame.slash, frame.written);
        let old = frame.old.filter(|_| !frame.chain.is_empty());
        let option = slash || (led && !frame.chain.is_empty());
        let strikes = std::mem::take(&mut frame.strikes);
        let found = self.of_strikes(&strikes, from, earlier, at, closes);
        if let Some(frame) = self.at(level) {
            frame.strikes = strikes;
        }
        if self.draft.bytes(from, at).iter().all(|b| !b.is_ascii_alphanumeric()) {
            // `… [x: A / y: B][C]`: C signs the whole that the bracket closes.
            from = earlier;
        }
        if let Some((wish, start)) = found {
            return self.wish_words(list, wish, start, level, span, led);
        }
        let region = trim(self.draft.text, from, at);
        if let Some((old, new)) = self.lost_strike(region) {
            let subject = Subject::Words { struck: Some(old), added: Some(new) };
            let wish = Wish { extent: Extent::Inferred, ..Wish::new(StatementKind::Replace, Polarity::For, subject) };
            self.draft.odd(crate::DiagnosticKind::StrikeLost, Span::new(old.start(), new.end()));
            return self.wish_words(list, wish, old.start(), level, span, led);
        }
        let text = self.draft.slice(region.start(), region.end());
        let marked = written.is_some_and(|start| start <= region.start() && start >= from);
        let (start, extent) = if marked {
            (region.start(), Extent::Written)
        } else {
            let resumes = self.draft.slice(closes, closes.saturating_add(40).min(self.block.end()));
            (region.start() + narrow(super::extent::start(text, resumes)), Extent::Inferred)
        };
        let words = Span::new(start, region.end());
        let replaced = if option || from == earlier { None } else { self.replaced(region, led) };
        let (kind, subject, start) = match (replaced, old.filter(|_| option)) {
            (Some((old, new)), _) => (StatementKind::Replace, Subject::Words { struck: Some(old), added: Some(new) }, old.start()),
            (None, Some(old)) => (StatementKind::Replace, Subject::Words { struck: Some(old), added: Some(words) }, start),
            (None, None) => (StatementKind::Insert, Subject::Words { struck: None, added: Some(words) }, start),
        };
        let wish = Wish { kind, polarity: Polarity::For, extent, subject, condition: None };
        self.wish_words(list, wish, start, level, span, led);
    }

    /// What the strike-throughs before a signature say, if they say anything.
    fn of_strikes(&self, strikes: &[Span], from: u32, earlier: u32, at: u32, closes: u32) -> Option<(Wish, u32)> {
        if strikes.is_empty() {
            return None;
        }
        let lettered = |s: &Span| !self.is_blank(s.start(), s.end().min(at.max(s.start())));
        let strikes: Vec<Span> = strikes.iter().copied().filter(lettered).collect();
        if let Some(struck) = self.open_strike(&strikes, at, closes) {
            let subject = Subject::Words { struck: Some(struck), added: None };
            return Some((Wish::new(StatementKind::Delete, Polarity::For, subject), struck.start()));
        }
        let empty = self.draft.bytes(from, at).iter().all(|b| !b.is_ascii_alphanumeric());
        let from = if empty { earlier } else { from };
        let last = strikes.iter().copied().rfind(|s| s.end() <= at)?;
        self.struck_before(&strikes, last, from, at)
    }

    /// A strike-through that began in this segment and that holds the signature too:
    /// `~~words [A]~~`. One that goes on far behind it, and began before, is the typist's.
    fn open_strike(&self, strikes: &[Span], at: u32, closes: u32) -> Option<Span> {
        let strike = strikes.iter().find(|s| s.start() < at && s.end() > at && !self.is_blank(s.start(), at))?;
        let rest = self.draft.bytes(closes, strike.end());
        let ends = rest.iter().all(|b| b.is_ascii_whitespace() || b"~;,.".contains(b));
        let begins = self.draft.bytes(strike.start(), strike.start() + 2) == b"~~";
        (ends || begins).then(|| Span::new(strike.start(), at))
    }

    /// What a strike-through before a signature says: words struck, or replaced by those behind
    /// it, or by those it is glued to.
    fn struck_before(&self, strikes: &[Span], strike: Span, from: u32, at: u32) -> Option<(Wish, u32)> {
        let behind = trim(self.draft.text, strike.end(), at);
        let first = self.first_of_run(strikes, strike);
        if behind.is_empty() {
            let before = trim(self.draft.text, from, strike.start());
            let edge = strike.start().checked_sub(1).and_then(|at| self.draft.byte(at));
            let glued = edge.is_some_and(|b| b.is_ascii_alphanumeric());
            if glued && !before.is_empty() {
                // `new~~old~~[A]`
                let region = self.draft.slice(before.start(), before.end());
                let start = before.start() + narrow(super::extent::start(region, ""));
                let added = Span::new(start, before.end());
                let subject = Subject::Words { struck: Some(strike), added: Some(added) };
                let wish = Wish::new(StatementKind::Replace, Polarity::For, subject);
                return Some((Wish { extent: Extent::Inferred, ..wish }, start));
            }
            let all = Span::new(first, strike.end());
            let subject = if first < strike.start() && self.has_unstruck(all, strikes) {
                Subject::Words { struck: Some(all), added: Some(all) }
            } else {
                Subject::Words { struck: Some(all), added: None }
            };
            let kind = match subject {
                Subject::Words { added: Some(_), .. } => StatementKind::Replace,
                _ => StatementKind::Delete,
            };
            return Some((Wish::new(kind, Polarity::For, subject), first));
        }
        let text = self.draft.slice(behind.start(), behind.end());
        let old = self.draft.slice(first, strike.end()).split_whitespace().take(30).count();
        // A word is not replaced by a sentence: then the strike-through is another's.
        let short = text.split_whitespace().take(120).count() <= 3 * old + 8;
        let one = !text.trim_end_matches(['.', ';', ' ']).contains([';', '.']);
        (short && one).then(|| {
            let all = Span::new(first, at);
            let subject = Subject::Words { struck: Some(all), added: Some(all) };
            (Wish::new(StatementKind::Replace, Polarity::For, subject), first)
        })
    }

    /// Where the run of strike-throughs that ends with `last` begins: few words stand between.
    fn first_of_run(&self, strikes: &[Span], last: Span) -> u32 {
        let mut first = last.start();
        for strike in strikes.iter().rev().filter(|s| s.end() <= last.start()).take(3) {
            let between = self.draft.slice(strike.end(), first);
            if between.split_whitespace().take(13).count() > 12 || between.contains(['.', ';', '[', ']']) {
                break;
            }
            first = strike.start();
        }
        first
    }

    /// `old / new [A]` with the end alone written: the old words are as many as stand directly
    /// before the `/`, back to the last mark, three at most.
    fn replaced(&self, region: Span, led: bool) -> Option<(Span, Span)> {
        let text = self.draft.slice(region.start(), region.end());
        let at = text.rfind('/')?;
        if text.len() - at > 120 {
            return None;
        }
        let (left, right) = (text.get(..at)?, text.get(at + 1..)?);
        if left.trim().is_empty() || right.trim().is_empty() {
            return None;
        }
        let spaced = left.ends_with(' ') || right.starts_with(' ');
        let single = !spaced && right.split_whitespace().count() <= if led { 8 } else { 3 };
        if !(spaced || single) {
            return None;
        }
        let last = left.trim_end().rsplit([' ', '\n', ']', ')', ',']).next()?;
        if last.contains('-') || last.eq_ignore_ascii_case("and") {
            return None;
        }
        let end = region.start() + narrow(left.trim_end().len());
        let old = Span::new(end - narrow(last.len()), end);
        let new = trim(self.draft.text, region.start() + narrow(at + 1), region.end());
        Some((old, new))
    }

    /// `advancednew[A]`: two words run together.
    fn lost_strike(&mut self, region: Span) -> Option<(Span, Span)> {
        let text = self.draft.slice(region.start(), region.end());
        let word = text.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?;
        if word.len() < 8 {
            return None;
        }
        let seam = self.draft.vocabulary().seam(word)?;
        let start = region.end() - narrow(word.len());
        let middle = start + narrow(seam);
        Some((Span::new(start, middle), Span::new(middle, region.end())))
    }

    /// Makes the proposal and the statement, and remembers both for what follows.
    fn wish_words(&mut self, list: &List, wish: Wish, start: u32, level: Level, span: Span, led: bool) {
        let Some(frame) = self.at(level) else { return };
        let option = frame.slash || (led && !frame.chain.is_empty());
        // Only an option has alternatives; everything else would clone an empty list.
        let siblings = if option && !frame.chain.is_empty() { frame.chain.clone() } else { Vec::new() };
        if !option {
            frame.chain.clear();
            frame.set = None;
            frame.old = None;
        }
        let adds = matches!(wish.kind, StatementKind::Insert | StatementKind::Replace);
        if let Subject::Words { struck: Some(old), .. } = wish.subject {
            frame.old.get_or_insert(old);
        }
        let Some(id) = self.draft.propose(self.context.paragraph, &wish, &siblings) else { return };
        if siblings.contains(&id) {
            self.state(list, wish, span, &[id]);
            self.frame().speak_of(id);
            return;
        }
        while let Some((_, inner)) = self.context.loose.pop_if(|(at, _)| *at >= start) {
            if adds {
                if let Some(inner) = self.draft.proposals.get_mut(inner.index()) {
                    inner.needs = Some(id);
                }
            }
        }
        self.context.loose.push((start, id));
        if !siblings.is_empty() {
            let fresh = self.draft.alternative_sets;
            let Some(frame) = self.at(level) else { return };
            let set = *frame.set.get_or_insert(fresh);
            if set == fresh {
                self.draft.alternative_sets += 1;
            }
            for member in siblings.iter().chain([&id]) {
                if let Some(member) = self.draft.proposals.get_mut(member.index()) {
                    member.alternatives = Some(set);
                }
            }
        }
        self.state(list, wish, span, &[id]);
        if let Some(frame) = self.at(level) {
            frame.chain.push(id);
        }
        self.frame().speak_of(id);
    }

    /// One direction, or two.
    #[expect(clippy::too_many_arguments, reason = "a direction is where all of these meet")]
    fn directions(&mut self, list: &List, first: Direction, second: Option<Direction>, base: u32, span: Span, before: Before, level: Level) {
        let replaced = second.filter(|s| first.verb == Verb::DeleteParagraph && s.verb == Verb::ReplaceParagraph);
        if let Some(second) = replaced {
            return self.direction(list, second, base, span, before, level);
        }
        self.direction(list, first, base, span, before, level);
        if let Some(second) = second {
            self.direction(list, second, base, span, before, level);
        }
    }

    fn direction(&mut self, list: &List, said: Direction, base: u32, span: Span, before: Before, level: Level) {
        let from = base + narrow(said.start);
        let object = base + narrow(said.object);
        let end = base + narrow(said.end);
        let words = trim(self.draft.text, from, end);
        let text = self.draft.slice(object, end);
        match said.verb {
            Verb::Oppose | Verb::Support | Verb::Reserve | Verb::Flexible => {
                let polarity = match said.verb {
                    Verb::Support => Polarity::For,
                    Verb::Reserve => Polarity::Reserve,
                    Verb::Flexible => Polarity::Flexible,
                    _ => Polarity::Against,
                };
                self.position(list, polarity, object, text, words, span, before, level);
            }
            Verb::Delete => self.delete(list, object, text, words, span, before, level),
            Verb::Retain => self.retain(list, object, text, words, span, level),
            Verb::End => {
                let at = self.end_place(from, text, object, level);
                let wish = Wish::new(StatementKind::End, Polarity::For, Subject::Rest(at));
                self.propose_and_state(list, wish, at, span);
            }
            Verb::DeleteUntilHere => {
                let at = self.opening(level);
                let until = if level == Level::Own { from } else { span.start() };
                let subject = Subject::Stretch(Span::new(at, until.max(at)));
                let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
                self.propose_and_state(list, wish, at, span);
            }
            Verb::DeleteParagraph => {
                let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, Subject::Whole);
                self.propose_and_state(list, wish, u32::MAX, span);
            }
            Verb::KeepParagraph => {
                let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::Against, Subject::Whole);
                self.propose_and_state(list, wish, u32::MAX, span);
            }
            Verb::Move | Verb::Merge | Verb::KeepSeparate | Verb::Split | Verb::ReplaceParagraph => {
                self.structural(list, said.verb, object, text, words, span);
            }
            Verb::Add => match quotations(text, object).next() {
                Some(quote) => {
                    let subject = Subject::Words { struck: None, added: Some(quote) };
                    let wish = Wish::new(StatementKind::Insert, Polarity::For, subject);
                    self.propose_and_state(list, wish, u32::MAX, span);
                }
                None => self.remark(list, StatementKind::Redraft, words, span),
            },
            Verb::Alternative => {
                let words = trim(self.draft.text, object, end);
                let frame = self.frame();
                frame.chain = frame.current.clone();
                frame.slash = true;
                self.words(list, words, Extent::Written, Level::Own, span, true);
                // The words are words: only what parts them from the codes is a note.
                self.notes.pop();
                self.note(span.start(), words.start());
                self.note(words.end(), span.end());
            }
            Verb::Redraft => self.remark(list, StatementKind::Redraft, words, span),
            Verb::Comment | Verb::Author => self.remark(list, StatementKind::Comment, words, span),
        }
    }

    fn propose_and_state(&mut self, list: &List, wish: Wish, start: u32, span: Span) {
        let siblings: Vec<ProposalId> = match wish.subject {
            Subject::Words { .. } | Subject::Rest(_) | Subject::Stretch(_) => Vec::new(),
            _ => self.latest(|_| true, 8),
        };
        let known = self.draft.proposals.len();
        let Some(id) = self.draft.propose(self.context.paragraph, &wish, &siblings) else { return };
        if id.index() == known && start != u32::MAX {
            self.context.loose.push((start, id));
        }
        self.state(list, wish, span, &[id]);
        if !self.frame().signature {
            self.frame().speak_of(id);
        }
    }

    /// The latest proposals of this paragraph that fit, newest first.
    fn latest(&self, fits: impl Fn(ProposalKind) -> bool, most: usize) -> Vec<ProposalId> {
        let own = self.draft.proposals.iter().rev().take(256);
        own.take_while(|p| p.paragraph == self.context.paragraph)
            .filter(|p| fits(p.kind))
            .map(|p| p.id)
            .take(most)
            .collect()
    }

    /// What a bare `oppose`, `support` or `delete` speaks of.
    fn targets(&mut self, level: Level, both: bool) -> Vec<ProposalId> {
        let Some(frame) = self.at(level) else { return Vec::new() };
        let (hold, adjacent, chain, lists) = (frame.hold, frame.adjacent, frame.chain.clone(), frame.lists);
        let signature = frame.signature;
        if both && chain.len() > 1 {
            return chain;
        }
        if !signature && (frame.slash || hold == Hold::Block) && chain.len() > 1 {
            return chain;
        }
        if !frame.current.is_empty() {
            return frame.current.clone();
        }
        if !chain.is_empty() {
            return chain;
        }
        let block = hold == Hold::Block;
        if hold == Hold::Paren && adjacent && lists == 0 {
            if let Some(parent) = self.parent() {
                if !parent.current.is_empty() {
                    return parent.current.clone();
                }
            }
        }
        if let Some(whole) = self.context.whole.filter(|_| block || self.context.note) {
            return vec![whole];
        }
        Vec::new()
    }

    #[expect(clippy::too_many_arguments, reason = "a direction is where all of these meet")]
    fn position(&mut self, list: &List, polarity: Polarity, object: u32, text: &str, words: Span, span: Span, before: Before, level: Level) {
        let lower = text.to_ascii_lowercase();
        if polarity == Polarity::For && (lower.contains("merg") || lower.contains("combin")) {
            // `agree … on condition of merging with OP24`: a merge, under that condition.
            let condition = lower.find("condition").map(|at| object + narrow(at.saturating_sub(3)));
            let condition = condition.map(|at| trim(self.draft.text, at, words.end()));
            let named = structure::named(Verb::Merge, text, object);
            let subject = named.into_subject(self.context.label, Verb::Merge, None);
            let wish = Wish { condition, ..Wish::new(StatementKind::Merge, Polarity::For, subject) };
            return self.propose_and_state(list, wish, u32::MAX, span);
        }
        let targets = if lower.contains("deletion") || lower.contains("deleting") {
            self.latest(|k| matches!(k, ProposalKind::ReplaceParagraph | ProposalKind::DeleteParagraph | ProposalKind::Delete), 1)
        } else if lower.contains("moving") {
            self.latest(|k| k == ProposalKind::Move, 1)
        } else if lower.contains("replacement") || lower.contains("replacing") {
            self.latest(|k| k == ProposalKind::ReplaceParagraph, 1)
        } else if lower.contains("merg") {
            self.latest(|k| k == ProposalKind::Merge, 1)
        } else if let Some(quote) = quotations(text, object).next() {
            // `oppose inclusion of “end impunity”`
            let subject = Subject::Words { struck: None, added: Some(quote) };
            let wish = Wish::new(StatementKind::Insert, polarity, subject);
            return self.propose_and_state(list, wish, u32::MAX, span);
        } else if let Some(author) = self.author(text, lower.contains("additions")) {
            author
        } else if lower.contains("all additions") {
            self.latest(|k| matches!(k, ProposalKind::Insert | ProposalKind::Replace), 64)
        } else if matches!(lower.trim(), "both" | "all") {
            self.targets(level, true)
        } else {
            self.targets(level, false)
        };
        if let Some(words) = before.words.filter(|_| targets.is_empty()) {
            let subject = Subject::Words { struck: None, added: Some(words) };
            let wish = Wish::new(StatementKind::Insert, polarity, subject);
            return self.propose_and_state(list, wish, words.start(), span);
        }
        if !targets.is_empty() {
            return self.towards(list, polarity, &targets, span);
        }
        if self.seconded(list, polarity, level) {
            return;
        }
        if let Some(rest) = text.trim_start().strip_prefix("for ").filter(|_| polarity == Polarity::For) {
            // `(support for multilateralism: FRA)`
            let start = words.end() - narrow(rest.trim_end().len());
            let subject = Subject::Words { struck: None, added: Some(Span::new(start, words.end())) };
            return self.propose_and_state(list, Wish::new(StatementKind::Insert, polarity, subject), u32::MAX, span);
        }
        if lower.contains("replacement") || lower.contains("moving") || lower.contains("deletion") {
            let verb = if lower.contains("moving") { Verb::Move } else { Verb::ReplaceParagraph };
            let named = structure::named(verb, text, object);
            let renamed = named.subjects.first().copied();
            let subject = named.into_subject(self.context.label, verb, None);
            let kind = if verb == Verb::Move { StatementKind::Move } else { StatementKind::ReplaceParagraph };
            self.propose_and_state(list, Wish::new(kind, polarity, subject), u32::MAX, span);
            self.rename(renamed);
            return;
        }
        self.bare_position(list, polarity, words, span, level);
    }

    /// `(…; support: VEN)` behind a wish that is no proposal, such as to keep the original.
    fn seconded(&mut self, list: &List, polarity: Polarity, level: Level) -> bool {
        let frame = self.frame();
        let adjacent = frame.hold == Hold::Paren && frame.adjacent && level == Level::Own;
        let earlier = if adjacent { self.parent().and_then(|parent| parent.last) } else { None };
        let Some((first, count)) = earlier.filter(|_| polarity == Polarity::For) else { return false };
        self.frame().last = Some((first, count));
        self.again(*list);
        true
    }

    /// A bare position on nothing that was proposed: on the words before it, or the paragraph.
    fn bare_position(&mut self, list: &List, polarity: Polarity, words: Span, span: Span, level: Level) {
        if self.context.label.is_proposed() && !self.context.heading {
            let id = self.whole_proposal();
            return self.towards(list, polarity, &[id], span);
        }
        let at = self.frame().span.start();
        if self.frame().hold != Hold::Block && level == Level::Own {
            if let Some(parent) = self.parent() {
                let from = parent.resumed;
                let region = trim(self.draft.text, from, at);
                if !region.is_empty() {
                    let text = self.draft.slice(region.start(), region.end());
                    let start = region.start() + narrow(super::extent::start(text, ""));
                    let added = Some(Span::new(start, region.end()));
                    let subject = Subject::Words { struck: None, added };
                    let wish = Wish { extent: Extent::Inferred, ..Wish::new(StatementKind::Insert, polarity, subject) };
                    return self.propose_and_state(list, wish, start, span);
                }
            }
        }
        let wish = Wish::new(StatementKind::Comment, Polarity::Comment, Subject::Remark(words));
        self.state(list, wish, span, &[]);
    }

    /// A stance on proposals that stand already.
    fn towards(&mut self, list: &List, polarity: Polarity, targets: &[ProposalId], span: Span) {
        let Some(first) = targets.first().and_then(|id| self.draft.proposals.get(id.index())) else { return };
        let wish = Wish {
            kind: first.kind.statement(),
            polarity,
            extent: first.extent,
            subject: first.subject.clone(),
            condition: None,
        };
        self.state(list, wish, span, targets);
    }

    /// `the proposal of FRA`: what FRA proposed last in this paragraph.
    fn author(&mut self, text: &str, all: bool) -> Option<Vec<ProposalId>> {
        let word = text.split(|c: char| !c.is_ascii_uppercase()).find(|w| w.len() >= 2)?;
        let (_, entry) = self.draft.entry(word.as_bytes())?;
        let super::super::registry::Entry::Known(number) = entry? else { return None };
        let delegation = self.draft.speaker(number);
        let mut found = Vec::new();
        let statements = self.draft.statements.iter().rev().take(256);
        for statement in statements.take_while(|s| s.paragraph == self.context.paragraph) {
            let (from, to) = statement.mentions;
            let speaks = self.draft.mentions.get(from as usize..to as usize).unwrap_or_default();
            let (first, last) = statement.targets;
            if statement.polarity == Polarity::For && speaks.iter().any(|m| m.delegation == delegation) && first < last {
                found.extend_from_slice(self.draft.targets.get(first as usize..last as usize)?);
                if !all {
                    break;
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    #[expect(clippy::too_many_arguments, reason = "a direction is where all of these meet")]
    fn delete(&mut self, list: &List, object: u32, text: &str, words: Span, span: Span, before: Before, level: Level) {
        if let Some(quote) = quotations(text, object).next() {
            let subject = Subject::Words { struck: Some(quote), added: None };
            let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
            return self.propose_and_state(list, wish, u32::MAX, span);
        }
        if let Some(target) = before.words {
            if before.mark == b':' {
                let subject = Subject::Words { struck: None, added: Some(target) };
                let wish = Wish::new(StatementKind::Insert, Polarity::Against, subject);
                return self.propose_and_state(list, wish, target.start(), span);
            }
            if self.frame().current.is_empty() {
                let subject = Subject::Stretch(target);
                let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
                return self.propose_and_state(list, wish, target.start(), span);
            }
        }
        let named = text.split_whitespace().any(|w| !w.eq_ignore_ascii_case("and") && !w.eq_ignore_ascii_case("all"));
        let targets = if named { Vec::new() } else { self.targets(level, false) };
        if !targets.is_empty() {
            return self.towards(list, Polarity::Against, &targets, span);
        }
        if named {
            let wish = Wish::new(StatementKind::Delete, Polarity::For, Subject::Remark(words));
            let everywhere = text.to_ascii_lowercase();
            let everywhere = everywhere.contains("all ") && (everywhere.contains("title") || everywhere.contains("heading"));
            self.propose_and_state(list, wish, u32::MAX, span);
            if everywhere {
                let id = self.draft.statements.len() - 1;
                self.draft.renamed.push((super::super::id::StatementId::from_index(id), None));
            }
            return;
        }
        if self.frame().hold == Hold::Square {
            // `words [delete: C]`: the words before the bracket are to go.
            let at = self.frame().span.start();
            let resumed = self.parent().map(|parent| parent.resumed);
            if let Some(from) = resumed {
                let region = trim(self.draft.text, from, at);
                let text = self.draft.slice(region.start(), region.end());
                let start = region.start() + narrow(super::extent::start(text, ""));
                let struck = Some(Span::new(start, region.end()));
                let subject = Subject::Words { struck, added: None };
                let wish = Wish { extent: Extent::Inferred, ..Wish::new(StatementKind::Delete, Polarity::For, subject) };
                return self.propose_and_state(list, wish, start, span);
            }
        }
        let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, Subject::Whole);
        self.propose_and_state(list, wish, u32::MAX, span);
    }

    fn retain(&mut self, list: &List, object: u32, text: &str, words: Span, span: Span, level: Level) {
        let _ = (object, words);
        let original = text.to_ascii_lowercase().contains("original");
        let Some(frame) = self.at(level) else { return };
        let own = (frame.signature || frame.hold == Hold::Square) && !frame.slash && frame.current.len() == 1 && frame.chain.len() <= 1;
        let paren = frame.hold == Hold::Paren && frame.lists > 0 && frame.current.len() == 1;
        let adjacent = frame.hold == Hold::Paren && frame.adjacent && frame.lists == 0 && !original;
        let chain = frame.chain.clone();
        let current = frame.current.clone();
        let old = frame.old;
        let structural = paren
            && current.first().and_then(|id| self.draft.proposals.get(id.index())).is_some_and(|p| p.kind.is_structural());
        if own || structural {
            return self.towards(list, Polarity::Against, &current, span);
        }
        if adjacent {
            let targets = self.targets(level, false);
            if !targets.is_empty() {
                return self.towards(list, Polarity::Against, &targets, span);
            }
        }
        let subject = match old.filter(|_| !chain.is_empty()) {
            Some(old) => Subject::Words { struck: None, added: Some(old) },
            None => Subject::Whole,
        };
        let wish = Wish::new(StatementKind::Retain, Polarity::Against, subject);
        self.state(list, wish, span, &chain);
    }

    /// Where a paragraph is to end: at the direction, or behind the passage that it quotes.
    fn end_place(&mut self, from: u32, text: &str, object: u32, level: Level) -> u32 {
        if let Some(quote) = quotations(text, object).next() {
            let passage = self.draft.slice(quote.start(), quote.end());
            let reach = from.saturating_sub(QUOTED).max(self.block.start());
            let earlier = self.draft.slice(reach, from);
            if let Some(at) = earlier.rfind(passage) {
                return reach + narrow(at + passage.len());
            }
        }
        let group = match level {
            Level::Parent => self.parent().and_then(|parent| parent.group).map(|group| group.span.start()),
            Level::Own => {
                let frame = self.frame();
                let whole = frame.hold == Hold::Paren || (frame.hold == Hold::Square && frame.lists == 0);
                whole.then_some(frame.span.start()).filter(|start| from.saturating_sub(*start) < 8)
            }
        };
        group.unwrap_or(from)
    }

    /// The opening bracket that `delete until here` reaches back to, or the paragraph's start.
    fn opening(&mut self, level: Level) -> u32 {
        let start = self.draft.paragraphs.get(self.context.paragraph.index()).map_or(0, |p| p.text.start());
        let own = {
            let frame = self.frame();
            (frame.hold == Hold::Square && frame.lists == 0 && level == Level::Own).then_some(frame.span.start() + 1)
        };
        // `[delete until here …]`: the bracket holds nothing but the direction.
        if let Some(own) = own {
            let head = self.draft.slice(own, own + 24).trim_start_matches([' ', '*']);
            if !head.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("delete")) {
                return own;
            }
        }
        match self.parent() {
            Some(parent) if parent.hold == Hold::Square => parent.span.start() + 1,
            Some(parent) => parent.written.unwrap_or(start),
            None => self.frame().written.unwrap_or(start),
        }
    }

    fn rename(&mut self, label: Option<Label>) {
        let label = label.filter(|label| self.context.note && *label != self.context.label);
        if let (Some(label), Some(last)) = (label, self.draft.statements.len().checked_sub(1)) {
            self.draft.renamed.push((super::super::id::StatementId::from_index(last), Some(label)));
        }
    }

    fn structural(&mut self, list: &List, verb: Verb, object: u32, text: &str, words: Span, span: Span) {
        let named = if verb == Verb::ReplaceParagraph {
            structure::named(verb, self.draft.slice(words.start(), words.end()), words.start())
        } else {
            structure::named(verb, text, object)
        };
        if verb == Verb::ReplaceParagraph && named.subjects.is_empty() {
            // `replace “including” with “such as”`: words, not paragraphs.
            let mut quotes = quotations(text, object);
            if let Some(one) = quotes.next() {
                let subject = match quotes.next() {
                    Some(two) => Subject::Words { struck: Some(one), added: Some(two) },
                    None => Subject::Words { struck: None, added: Some(one) },
                };
                let wish = Wish::new(StatementKind::Replace, Polarity::For, subject);
                return self.propose_and_state(list, wish, u32::MAX, span);
            }
            if named.places.is_empty() {
                return self.remark(list, StatementKind::Redraft, words, span);
            }
        }
        let (kind, polarity) = match verb {
            Verb::Move => (StatementKind::Move, Polarity::For),
            Verb::Merge => (StatementKind::Merge, Polarity::For),
            Verb::KeepSeparate => (StatementKind::Merge, Polarity::Against),
            Verb::Split => (StatementKind::Split, Polarity::For),
            _ => (StatementKind::ReplaceParagraph, Polarity::For),
        };
        if verb == Verb::KeepSeparate {
            let merges = self.latest(|k| k == ProposalKind::Merge, 1);
            if !merges.is_empty() {
                return self.towards(list, polarity, &merges, span);
            }
        }
        let this_new = named.this_new;
        let renamed = (!this_new && verb != Verb::Merge && verb != Verb::KeepSeparate)
            .then(|| named.subjects.first().copied())
            .flatten();
        let here = structure::here(self.context.label);
        let subject = named.into_subject(self.context.label, verb, Some(here));
        if this_new {
            self.not_whole();
        }
        self.propose_and_state(list, Wish::new(kind, polarity, subject), u32::MAX, span);
        self.rename(renamed);
    }

    /// `Replace OP6 with this new PP5: A`: A proposed the paragraph, so the list at its end signs
    /// no more than the words before it.
    fn not_whole(&mut self) {
        let Some((statement, from, at)) = self.context.whole_statement.take() else { return };
        let region = trim(self.draft.text, from, at);
        let text = self.draft.slice(region.start(), region.end());
        let start = region.start() + narrow(super::extent::start(text, ""));
        let subject = Subject::Words { struck: None, added: Some(Span::new(start, region.end())) };
        let wish = Wish { extent: Extent::Inferred, ..Wish::new(StatementKind::Insert, Polarity::For, subject) };
        let Some(id) = self.draft.propose(self.context.paragraph, &wish, &[]) else { return };
        if let Some(known) = self.draft.statements.get_mut(statement.index()) {
            (known.kind, known.extent, known.subject) = (wish.kind, wish.extent, wish.subject);
            let (first, last) = known.targets;
            if let Some(targets) = self.draft.targets.get_mut(first as usize..last as usize) {
                targets.fill(id);
            }
        }
    }
}

/// The passages in quotation marks, without the marks; `offset` is where `text` stands.
fn quotations(text: &str, offset: u32) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let open = rest.find(['“', '"', '„'])?;
        let mark = rest.get(open..)?.chars().next()?;
        let from = at + open + mark.len_utf8();
        let close = text.get(from..)?.find(['”', '"', '“'])?;
        let to = from + close;
        at = to + text.get(to..)?.chars().next()?.len_utf8();
        Some(Span::new(offset + narrow(from), offset + narrow(to)))
    })
}

/// A stretch without blanks, marks and separators at its ends.
pub(super) fn trim(text: &str, from: u32, to: u32) -> Span {
    let inner = text.as_bytes().get(from as usize..(to as usize).max(from as usize)).unwrap_or_default();
    let loose = |byte: &&u8| byte.is_ascii_whitespace() || b",;:/[]-".contains(byte);
    let head = inner.iter().take_while(loose).count();
    let tail = inner.len() - inner.iter().rev().take_while(loose).count();
    Span::new(from + narrow(head.min(tail)), from + narrow(tail))
}
