//! Words at stake: added, struck, replaced, alternatives of each other.

use super::super::id::ProposalId;
use super::super::statement::{Extent, Polarity, StatementKind, Subject};
use super::draft::{Wish, narrow};
use super::frame::{Frame, Hold};
use super::list::List;
use super::reader::Reader;
use super::speak::{Level, Spoken};
use crate::Span;

/// Alternatives of one place that a note on all of them (`delete both: A`) speaks of at most, and
/// among which identical wishes are found; without a bound a bracket of many would be gone through
/// for each of them. All of them exclude each other, however many.
pub(super) const ALTERNATIVES: usize = 64;

/// The longest text, in bytes, that is looked through for `old/new`.
const PARTED: u32 = 400;

impl Reader<'_, '_> {
    /// `words: A` in a bracket, or in running text.
    pub(super) fn led_words(&mut self, list: &List, segment: u32) {
        // Where a bracket is never closed, and the text goes on, the codes may be words of it.
        let lost = self.signs_lost_bracket(list.span);
        let extent = if lost { Extent::Inferred } else { Extent::Written };
        let frame = self.frame();
        let (hold, written, signature) = (frame.hold, frame.written, frame.signature);
        let given_from = written.filter(|_| hold == Hold::Square && !signature).unwrap_or(segment);
        let words = self.draft.trimmed(given_from, list.span.start());
        let given =
            (hold == Hold::Square && !signature && written.is_some()) || written == Some(segment);
        let comma = if given { self.comma_behind(words.end(), list.span.start()) } else { 0 };
        self.note(words.end() + comma, list.span.end());
        let span = Span::new(words.end(), list.span.end());
        let spoken = Spoken { list: *list, span, level: Level::Own, led: true };
        if !(given || signature) {
            self.words_before(&spoken, words.end(), list.span.end());
            self.frame().led = true;
            return;
        }
        let labelled = self.frame().span.start() < self.text && given_from == self.text;
        if labelled && self.context.label.is_proposed() {
            // `[OP8 bis. words: A]`: A wants the paragraph.
            return self.whole(list, words.end(), span);
        }
        if signature && self.frame().chain.is_empty() {
            self.other_than_signed();
        }
        self.words(&spoken, words, extent);
        self.frame().led = true;
    }

    /// `~~old~~ new [A / other: B]`: what stands behind the separator is an alternative to what A
    /// signed before the bracket, and would replace the same words.
    fn other_than_signed(&mut self) {
        let replaced = self.parent().map(|parent| (parent.old, parent.olds.clone()));
        let frame = self.frame();
        frame.chain.clone_from(&frame.current);
        frame.slash = true;
        if let Some((old, olds)) = replaced {
            (frame.old, frame.olds) = (old, olds);
        }
    }

    /// How far the comma reaches that ends the words of a bracket: `[, free of charge,: A]`. It is
    /// part of what A wants, and no part of the note.
    fn comma_behind(&self, from: u32, to: u32) -> u32 {
        let tail = self.draft.bytes(from, to).iter();
        let marks = tail.take_while(|byte| byte.is_ascii_whitespace() || b",;".contains(byte));
        let commas = marks.enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace());
        commas.last().map_or(0, |(at, _)| narrow(at + 1))
    }

    /// Words at stake whose place is known: added, struck, or both.
    pub(super) fn words(&mut self, spoken: &Spoken, words: Span, extent: Extent) {
        let marked = self.struck_among(spoken.level, words);
        let Some(frame) = self.at(spoken.level) else { return };
        let option = (frame.slash || spoken.led) && !frame.chain.is_empty();
        let first = frame.struck.take().filter(|_| frame.lists == 0 && !option);
        let old = frame.old.filter(|_| option).or(first);
        let (kind, subject) = if let Some(marked) = marked {
            marked
        } else if let Some((old, new)) = self.parted(words) {
            (StatementKind::Replace, Subject::Words { struck: Some(old), added: Some(new) })
        } else if let Some(old) = old {
            (StatementKind::Replace, Subject::Words { struck: Some(old), added: Some(words) })
        } else {
            (StatementKind::Insert, Subject::Words { struck: None, added: Some(words) })
        };
        let wish = Wish { kind, polarity: Polarity::For, extent, subject, condition: None };
        let wish = self.settled_words(wish);
        self.wish_words(spoken, wish, words.start());
    }

    /// What strike-throughs among words ask for: that all go, or that some give way to the others.
    pub(super) fn struck_among(
        &mut self,
        level: Level,
        words: Span,
    ) -> Option<(StatementKind, Subject)> {
        let near = |strike: &&Span| {
            strike.start() >= words.start().saturating_sub(2) && strike.end() <= words.end() + 2
        };
        let struck: Vec<Span> = self.at(level)?.strikes.iter().filter(near).copied().collect();
        let (first, last) = (struck.first()?, struck.last()?);
        let all = Span::new(words.start().min(first.start()), words.end().max(last.end()));
        Some(if self.has_unstruck(all, &struck) {
            (StatementKind::Replace, Subject::Words { struck: Some(all), added: Some(all) })
        } else {
            (StatementKind::Delete, Subject::Words { struck: Some(all), added: None })
        })
    }

    pub(super) fn at(&mut self, level: Level) -> Option<&mut Frame> {
        match level {
            Level::Own => Some(self.frame()),
            Level::Parent => self.parent(),
        }
    }

    /// `old/new`: a short text parted by a `/` that is not `and/or` or `victim-centred/oriented`.
    fn parted(&mut self, words: Span) -> Option<(Span, Span)> {
        if words.len() > PARTED {
            return None;
        }
        let text = self.draft.slice(words.start(), words.end());
        let at = text.find('/')?;
        let (left, right) = (text.get(..at)?, text.get(at + 1..)?);
        if left.matches('[').count() > left.matches(']').count() {
            // It parts the alternatives of a bracket inside.
            return None;
        }
        let (old, new) = (left.trim(), right.trim());
        let spaced = left.ends_with(' ') || right.starts_with(' ');
        let count = old.split_whitespace().count();
        let last = old.rsplit(' ').next()?;
        let compound = (!spaced && is_symbol(last, new))
            || last.contains('-')
            || last.eq_ignore_ascii_case("and")
            || last.eq_ignore_ascii_case("his");
        let capital = |s: &str| s.starts_with(|c: char| c.is_uppercase());
        let whole = capital(old) && capital(new);
        if old.is_empty()
            || new.is_empty()
            || compound
            || !(spaced || count <= 3 || whole)
            || new.contains('/')
        {
            return None;
        }
        let split = words.start() + narrow(at);
        Some((
            trim(self.draft.text, words.start(), split),
            trim(self.draft.text, split + 1, words.end()),
        ))
    }

    /// Finds what a list signs among the words that end at `at`; the text resumes at `closes`.
    pub(super) fn words_before(&mut self, spoken: &Spoken, at: u32, closes: u32) {
        let Spoken { level, led, .. } = *spoken;
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
        let closed = self.draft.bytes(from, at).iter().all(|b| !b.is_ascii_alphanumeric());
        if closed {
            // `… [x: A / y: B][C]`: C signs the whole that the bracket closes.
            from = earlier;
        }
        if let Some((wish, start)) = found {
            let (wish, start) = self.settled_strikes(&wish, at).unwrap_or((wish, start));
            return self.wish_words(spoken, wish, start);
        }
        let region = trim(self.draft.text, from, at);
        if let Some((old, new)) = self.lost_strike(region) {
            let subject = Subject::Words { struck: Some(old), added: Some(new) };
            let wish = Wish {
                extent: Extent::Inferred,
                ..Wish::new(StatementKind::Replace, Polarity::For, subject)
            };
            self.draft.odd(crate::DiagnosticKind::StrikeLost, Span::new(old.start(), new.end()));
            return self.wish_words(spoken, wish, old.start());
        }
        let text = self.draft.slice(region.start(), region.end());
        let marked = written.is_some_and(|start| start <= region.start() && start >= from);
        let settled = if marked { None } else { self.settled_before(level, from, (at, closes)) };
        let (start, extent) = if marked {
            (region.start(), Extent::Written)
        } else if let Some((wish, start)) = settled {
            if wish.kind != StatementKind::Insert {
                return self.wish_words(spoken, wish, start);
            }
            (start, Extent::Settled)
        } else {
            let start = narrow(super::extent::start(text, self.resumes(closes)));
            (region.start() + start, Extent::Inferred)
        };
        let words = Span::new(start, region.end());
        let region = Span::new(region.start().min(start), region.end());
        let replaced = if option || closed { None } else { self.replaced(region, led) };
        let (kind, subject, start) = match (replaced, old.filter(|_| option)) {
            (Some((old, new)), _) => (
                StatementKind::Replace,
                Subject::Words { struck: Some(old), added: Some(new) },
                old.start(),
            ),
            (None, Some(old)) => (
                StatementKind::Replace,
                Subject::Words { struck: Some(old), added: Some(words) },
                start,
            ),
            (None, None) => {
                (StatementKind::Insert, Subject::Words { struck: None, added: Some(words) }, start)
            }
        };
        let wish = Wish { kind, polarity: Polarity::For, extent, subject, condition: None };
        self.wish_words(spoken, wish, start);
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
        if (!spaced && is_symbol(last, right))
            || last.contains('-')
            || last.eq_ignore_ascii_case("and")
        {
            return None;
        }
        let end = region.start() + narrow(left.trim_end().len());
        let old = Span::new(end - narrow(last.len()), end);
        let new = trim(self.draft.text, region.start() + narrow(at + 1), region.end());
        Some((old, new))
    }

    /// `advancednew[A]`: two words run together.
    pub(super) fn lost_strike(&mut self, region: Span) -> Option<(Span, Span)> {
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

    /// What the original text goes on with at a place.
    pub(super) fn resumes(&self, at: u32) -> &str {
        self.draft.slice(at, at.saturating_add(40).min(self.block.end()))
    }

    /// Makes the proposal and the statement, and remembers both for what follows.
    fn wish_words(&mut self, spoken: &Spoken, wish: Wish, start: u32) {
        let Spoken { list, span, level, led } = *spoken;
        let Some(frame) = self.at(level) else { return };
        let option = frame.slash || (led && !frame.chain.is_empty());
        if !option {
            frame.break_chain();
        }
        let siblings = std::mem::take(&mut frame.chain);
        let adds = matches!(wish.kind, StatementKind::Insert | StatementKind::Replace);
        if let Subject::Words { struck: Some(old), .. } = wish.subject {
            if frame.old.is_none() {
                frame.old = Some(old);
                frame.olds.extend(frame.strikes.iter().filter(|strike| old.covers(**strike)));
                if frame.olds.is_empty() {
                    frame.olds.push(old);
                }
            }
        }
        let known = self.draft.proposals.len();
        let same = self.draft.identical(&wish, &siblings).or_else(|| self.twice(&wish, spoken));
        let wish = if siblings.is_empty() { wish } else { self.once(level, wish) };
        let id = same.or_else(|| self.draft.propose(self.context.paragraph, &wish, &siblings));
        if let Some(frame) = self.at(level) {
            frame.chain = siblings;
        }
        let Some(id) = id else { return };
        if id.index() < known {
            // One of its alternatives says the same: one proposal, one more sponsor.
            self.state(&list, wish, span, &[id]);
            self.frame().speak_of(id);
            return;
        }
        while let Some(&(_, inner)) = self.context.loose.last().filter(|(at, _)| *at >= start) {
            self.context.loose.pop();
            if adds {
                if let Some(inner) = self.draft.proposals.get_mut(inner.index()) {
                    inner.needs = Some(id);
                }
            }
        }
        self.context.loose.push((start, id));
        self.state(&list, wish, span, &[id]);
        self.join_chain(level, id);
        self.frame().speak_of(id);
    }
}

/// `70/2`, `5/CP.7`, `IX/5`, `24/7`, `km/h`: a stroke inside a number or a unit parts nothing.
fn is_symbol(left: &str, right: &str) -> bool {
    let next = right.split_whitespace().next().unwrap_or_default();
    let digit = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_digit());
    digit(left.bytes().next_back())
        || digit(next.bytes().next())
        || (left.len() <= 2 && next.len() <= 2)
}

impl Reader<'_, '_> {
    /// `[soon: A] [soon: B]`: the same words wished for twice at one place are one wish.
    fn twice(&mut self, wish: &Wish, spoken: &Spoken) -> Option<ProposalId> {
        let frame = self.frame();
        let directly = frame.adjacent && frame.hold == Hold::Square && frame.chain.is_empty();
        if !directly || spoken.level != Level::Own || wish.kind != StatementKind::Insert {
            return None;
        }
        let before = self.parent()?.current.clone();
        self.draft.identical(wish, &before)
    }

    /// Puts a proposal behind its alternatives, if there are any.
    fn join_chain(&mut self, level: Level, id: ProposalId) {
        let Some(frame) = self.at(level) else { return };
        if let Some(first) = frame.chain.first().copied() {
            let set = frame.set.unwrap_or_else(|| self.draft.alternatives());
            if let Some(frame) = self.at(level) {
                frame.set = Some(set);
            }
            for member in [first, id] {
                if let Some(member) = self.draft.proposals.get_mut(member.index()) {
                    member.alternatives = Some(set);
                }
            }
        }
        if let Some(frame) = self.at(level).filter(|frame| frame.chain.len() < ALTERNATIVES) {
            frame.chain.push(id);
        }
    }
}

/// Blanks, marks and separators.
pub(super) fn is_loose(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b",;:/[]-".contains(&byte)
}

/// A stretch without blanks, marks and separators at its ends.
pub(super) fn trim(text: &str, from: u32, to: u32) -> Span {
    let inner =
        text.as_bytes().get(from as usize..(to as usize).max(from as usize)).unwrap_or_default();
    let loose = |byte: &&u8| is_loose(**byte);
    let head = inner.iter().take_while(loose).count();
    let tail = inner.len() - inner.iter().rev().take_while(loose).count();
    Span::new(from + narrow(head.min(tail)), from + narrow(tail))
}
