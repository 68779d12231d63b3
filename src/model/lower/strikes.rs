//! What the strike-throughs before a signature say.

use super::super::statement::{Extent, Polarity, StatementKind, Subject};
use super::at_stake::trim;
use super::draft::{FOLD, Wish, narrow};
use super::reader::Reader;
use super::speak::Level;
use super::words::{Word, words};
use crate::Span;

impl Reader<'_, '_> {
    /// What the strike-throughs before a signature say, if they say anything.
    pub(super) fn of_strikes(
        &self,
        strikes: &[Span],
        from: u32,
        earlier: u32,
        at: u32,
        closes: u32,
    ) -> Option<(Wish, u32)> {
        if strikes.is_empty() {
            return None;
        }
        let lettered = |s: &Span| !self.is_blank(s.start(), s.end().min(at.max(s.start())));
        let strikes: Vec<Span> = strikes.iter().copied().filter(lettered).collect();
        if let Some(struck) = self.open_strike(&strikes, at, closes) {
            let subject = Subject::Words { struck: Some(struck), added: None };
            return Some((
                Wish::new(StatementKind::Delete, Polarity::For, subject),
                struck.start(),
            ));
        }
        let empty = self.draft.bytes(from, at).iter().all(|b| !b.is_ascii_alphanumeric());
        let from = if empty { earlier } else { from };
        let last = strikes.iter().copied().rfind(|s| s.end() <= at)?;
        self.struck_before(&strikes, last, from, at)
    }

    /// A strike-through that began in this segment and that holds the signature too:
    /// `~~words [A]~~`. One that goes on far behind it, and began before, is the typist's.
    fn open_strike(&self, strikes: &[Span], at: u32, closes: u32) -> Option<Span> {
        let strike = strikes
            .iter()
            .find(|s| s.start() < at && s.end() > at && !self.is_blank(s.start(), at))?;
        let rest = self.draft.bytes(closes, strike.end());
        let ends = rest.iter().all(|b| b.is_ascii_whitespace() || b"~;,.".contains(b));
        let begins = self.draft.bytes(strike.start(), strike.start() + 2) == b"~~";
        (ends || begins).then(|| Span::new(strike.start(), at))
    }

    /// What a strike-through before a signature says: words struck, or replaced by those behind
    /// it, or by those it is glued to.
    fn struck_before(
        &self,
        strikes: &[Span],
        strike: Span,
        from: u32,
        at: u32,
    ) -> Option<(Wish, u32)> {
        let behind = trim(self.draft.text, strike.end(), at);
        let first = self.first_of_run(strikes, strike);
        if self.is_blank(behind.start(), behind.end()) {
            let before = trim(self.draft.text, from, strike.start());
            let edge = strike.start().checked_sub(1).and_then(|at| self.draft.byte(at));
            let glued = edge.is_some_and(|b| b.is_ascii_alphanumeric());
            if glued && !before.is_empty() && !self.goes_on(strike) {
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
            let begun = self.draft.bytes(first, first + 2) != b"~~";
            let subject = if begun {
                // What began before has been signed as far as here.
                let struck = trim(self.draft.text, first, strike.end().saturating_sub(2));
                Subject::Words { struck: Some(struck), added: Some(behind) }
            } else {
                Subject::Words { struck: Some(all), added: Some(all) }
            };
            (Wish::new(StatementKind::Replace, Polarity::For, subject), first)
        })
    }

    /// `cars~~ and boats~~`, `cars~~and boats~~`: the struck words go on from those they are glued
    /// to, which therefore replace nothing.
    fn goes_on(&self, strike: Span) -> bool {
        let inner = self.draft.slice(strike.start(), strike.end()).trim_start_matches('~');
        let word = inner.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        inner.starts_with(|c: char| c.is_whitespace() || c == ',') || super::extent::joins(word)
    }

    /// Where the run of strike-throughs that ends with `last` begins: few words stand between.
    fn first_of_run(&self, strikes: &[Span], last: Span) -> u32 {
        let mut first = last.start();
        for strike in strikes.iter().rev().filter(|s| s.end() <= last.start()).take(3) {
            let between = self.draft.slice(strike.end(), first);
            if between.split_whitespace().take(13).count() > 12
                || between.contains(['.', ';', '[', ']'])
            {
                break;
            }
            first = strike.start();
        }
        first
    }

    /// `[~~two~~ three: A / ~~two~~ four: B]`: struck words that an alternative repeats are one
    /// place of the text, the first one's; where they stand again they are no words of it.
    pub(super) fn once(&mut self, level: Level, wish: Wish) -> Wish {
        let Subject::Words { struck: Some(struck), added } = wish.subject else { return wish };
        let Some(frame) = self.at(level) else { return wish };
        let own: Vec<Span> =
            frame.strikes.iter().copied().filter(|strike| struck.covers(*strike)).collect();
        let olds = std::mem::take(&mut frame.olds);
        let place = match (own.as_slice(), olds.as_slice()) {
            ([], _) => None,
            ([one], olds) => olds.iter().find_map(|old| self.run_in(*old, *one)),
            (own, olds) if own.len() == olds.len() => {
                let same = own.iter().zip(olds).all(|(one, old)| {
                    self.run_in(*old, *one).is_some() && self.run_in(*one, *old).is_some()
                });
                let (first, last) = (olds.first(), olds.last());
                let all = first.zip(last).map(|(a, b)| Span::new(a.start(), b.end()));
                all.filter(|_| same)
            }
            _ => None,
        };
        if let Some(frame) = self.at(level) {
            frame.olds = olds;
        }
        let Some(place) = place.filter(|place| place.end() <= struck.start()) else { return wish };
        for strike in &own {
            self.note(strike.start(), strike.end());
        }
        let added = added.map(|words| {
            let first = own.first().filter(|strike| strike.start() <= words.start());
            let last = own.last().filter(|strike| strike.end() >= words.end());
            let start = first.map_or(words.start(), |strike| strike.end());
            let end = last.map_or(words.end(), |strike| strike.start());
            trim(self.draft.text, start, end.max(start))
        });
        Wish { subject: Subject::Words { struck: Some(place), added }, ..wish }
    }

    /// Where in some struck words others stand, at their start or at their end.
    fn run_in(&self, old: Span, one: Span) -> Option<Span> {
        if old.len() > FOLD || one.len() > FOLD {
            return None;
        }
        let words = |span: Span| -> Vec<Word<'_>> {
            words(self.draft.slice(span.start(), span.end())).collect()
        };
        let (whole, part) = (words(old), words(one));
        let alike = |run: &[Word<'_>]| run.iter().zip(&part).all(|(a, b)| a.is(b.text));
        let head = whole.get(..part.len()).filter(|run| alike(run));
        let tail = || whole.get(whole.len().checked_sub(part.len())?..).filter(|run| alike(run));
        let run = head.or_else(tail)?;
        if run.len() == whole.len() {
            return Some(old);
        }
        let (first, last) = (run.first()?, run.last()?);
        Some(Span::new(old.start() + narrow(first.at), old.start() + narrow(last.end())))
    }

    /// Whether a stretch has words outside its strike-throughs.
    pub(super) fn has_unstruck(&self, all: Span, struck: &[Span]) -> bool {
        let mut at = all.start();
        let mut found = false;
        for strike in struck.iter().copied().chain([Span::new(all.end(), all.end())]) {
            let between = self.draft.slice(at, strike.start().max(at));
            found |= between.bytes().any(|b| b.is_ascii_alphanumeric() || b >= 0x80);
            at = at.max(strike.end());
        }
        found
    }
}
