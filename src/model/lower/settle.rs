//! What an earlier draft settles: where an unmarked addition starts, what was struck where the
//! strike-through was lost, and which struck words were never in the earlier draft.
//!
//! The page alone is read first; what is said here only corrects that reading, and only in
//! paragraphs that the earlier draft has ([`Kept`](super::super::base::Kept)).

use super::super::base::PageWord;
use super::super::id::ParagraphId;
use super::super::statement::{Extent, Polarity, StatementKind, Subject};
use super::draft::{Draft, Wish, narrow};
use super::reader::Reader;
use super::speak::Level;
use super::words::{Word, words};
use crate::Span;

/// Old words behind an addition that its signature strikes, at most: `new words old words [A]`.
const TAIL: usize = 8;

/// Words back in which an addition's first word is looked for among the old ones.
const RESTART: usize = 40;

/// Words at most that one addition is followed through, so that no signature costs more than the
/// words before it.
const LONGEST: usize = 1_000;

/// New words of a block that nobody has signed are proposals without a sponsor: they are no part of
/// the earlier draft, whoever wants them. `known` counts the proposals before the block.
pub(super) fn propose_unsigned(
    draft: &mut Draft<'_>,
    paragraph: ParagraphId,
    block: Span,
    known: usize,
) {
    let words = draft.kept.within(block.start(), block.end());
    if words.iter().all(|word| word.kept) {
        return;
    }
    let own = draft.proposals.get(known..).unwrap_or_default();
    let mut signed: Vec<Span> =
        own.iter().filter_map(|proposal| proposal.subject.added()).collect();
    let struck = own.iter().filter_map(|proposal| match proposal.subject {
        Subject::Words { struck, .. } => struck,
        Subject::Stretch(span) => Some(span),
        _ => None,
    });
    signed.extend(struck);
    signed.sort_unstable();
    let mut next = 0;
    let mut end = 0;
    let unsigned = |word: &PageWord| {
        while let Some(span) = signed.get(next).filter(|span| span.start() <= word.span.start()) {
            end = end.max(span.end());
            next += 1;
        }
        !word.kept && end <= word.span.start()
    };
    let flags: Vec<bool> = words.iter().map(unsigned).collect();
    let mut at = 0;
    while at < words.len() {
        let count = flags[at..].iter().take_while(|flag| **flag == flags[at]).count();
        if let (true, Some(first), Some(last)) =
            (flags[at], words.get(at), words.get(at + count - 1))
        {
            draft.propose(paragraph, &insert(Span::new(first.span.start(), last.span.end())), &[]);
        }
        at += count;
    }
}

impl Reader<'_, '_> {
    /// What the earlier draft says of words whose extent is written: `[words: A]`,
    /// `~~words~~ [A]`.
    pub(super) fn settled_words(&self, wish: Wish) -> Wish {
        let Subject::Words { struck, added } = wish.subject else { return wish };
        match (struck, added) {
            (None, Some(span)) => {
                let words = self.draft.kept.within(span.start(), span.end());
                let one = (1..=LONGEST).contains(&words.len());
                let old = one && words.iter().all(|word| word.kept);
                if old { delete(span) } else { wish }
            }
            (Some(span), None) => self.settled_strike(span).unwrap_or(wish),
            _ => wish,
        }
    }

    /// A strike-through over words of which the earlier draft has none adds them; over old words
    /// and then new ones it runs over a whole replacement.
    fn settled_strike(&self, span: Span) -> Option<Wish> {
        let words = self.draft.kept.within(span.start(), span.end());
        if words.len() > LONGEST {
            // Strike-throughs nest, and each would be gone through again.
            return None;
        }
        let old = words.iter().filter(|word| word.kept).count();
        let new = words.len() - old;
        if new == 0 {
            return None;
        }
        if old * 4 < new {
            let inner = Span::new(words.first()?.span.start(), words.last()?.span.end());
            return Some(insert(inner));
        }
        let parts = words.iter().take_while(|word| word.kept).count();
        (parts == old).then(|| replace(&words[..old], &words[old..])).flatten()
    }

    /// `[words; delete: A]`, where the earlier draft has none of the words: they are an addition
    /// that nobody has signed, and A is against it.
    pub(super) fn settled_deletion(&self, span: Span) -> Option<Wish> {
        let wish = self.settled_strike(span)?;
        let adds = wish.kind == StatementKind::Insert;
        adds.then_some(Wish { polarity: Polarity::Against, ..wish })
    }

    /// Where a passage ends that the earlier draft has and that the page has parted by additions.
    pub(super) fn settled_passage(&self, from: u32, to: u32, passage: &str) -> Option<u32> {
        let wanted: Vec<Word<'_>> = words(passage).collect();
        let kept = self.draft.kept.within(from, to).iter().filter(|word| word.kept);
        let kept: Vec<Span> = kept.map(|word| word.span).collect();
        let is = |span: &Span, word: &Word<'_>| word.is(self.draft.slice(span.start(), span.end()));
        let mut runs = kept.windows(wanted.len().max(1)).rev();
        let run = runs.find(|run| run.iter().zip(&wanted).all(|(span, word)| is(span, word)))?;
        run.last().filter(|_| !wanted.is_empty()).map(|word| word.end())
    }

    /// What the earlier draft says of a strike-through and the words behind it, or of words run
    /// together with one.
    pub(super) fn settled_strikes(&self, wish: &Wish, at: u32) -> Option<(Wish, u32)> {
        let Subject::Words { struck: Some(struck), added } = wish.subject else { return None };
        match added {
            None => self.settled_strike(struck).map(|wish| (wish, struck.start())),
            Some(all) if all == struck => {
                let strike = self.last_strike(all)?;
                let behind = self.draft.kept.within(strike, at);
                let old = behind.iter().filter(|word| word.kept).count();
                if old == behind.len() && (1..=TAIL).contains(&old) {
                    // `~~while respecting~~ identities [A]`: the marks end too early.
                    let subject = Subject::Stretch(Span::new(all.start(), at));
                    let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
                    return Some((Wish { extent: Extent::Settled, ..wish }, all.start()));
                }
                let fresh = trailing(behind);
                let between = behind.len() - fresh.len();
                // Old words that stand between the two part them.
                (between > 1 && !fresh.is_empty()).then(|| self.addition(behind, fresh)).flatten()
            }
            Some(new) if new.start() >= struck.end() => None,
            Some(new) => {
                // `new~~old~~ [A]`
                let region = self.draft.kept.within(self.floor(), new.end());
                let first = trailing(region).first()?.span.start();
                let added = Some(Span::new(first, new.end()));
                let subject = Subject::Words { struck: Some(struck), added };
                let wish = Wish::new(StatementKind::Replace, Polarity::For, subject);
                Some((Wish { extent: Extent::Settled, ..wish }, first))
            }
        }
    }

    /// What a signature at `at` is about where the page marks nothing: the new words that end
    /// there, or, if old words do, those. The text resumes at `closes`.
    pub(super) fn settled_before(
        &self,
        level: Level,
        from: u32,
        (at, closes): (u32, u32),
    ) -> Option<(Wish, u32)> {
        let region = self.region(level, at);
        if region.last()?.kept {
            let own: Vec<PageWord> = self.draft.kept.within(from, at).to_vec();
            let count = own.iter().rev().take_while(|word| word.kept).count();
            let (head, old) = own.split_at(own.len() - count);
            if head.is_empty() {
                return self.struck_without_marks(old, (at, closes));
            }
            let short = count <= TAIL && !self.has_stop(old, at);
            let fresh = trailing(head);
            if let Some(prefix) = self.prefix(fresh, old) {
                // `ex-offenders [A]`
                return Some((insert(prefix), prefix.start()));
            }
            if short {
                // `new words old words [A]`: the marks of the strike-through are lost.
                return replace(old, fresh).zip(fresh.first().map(|word| word.span.start()));
            }
            return self.struck_without_marks(old, (at, closes));
        }
        let fresh = trailing(&region).to_vec();
        self.addition(&region, &fresh)
    }

    /// New words, hyphen included, that make one word with the old one behind them.
    fn prefix(&self, fresh: &[PageWord], old: &[PageWord]) -> Option<Span> {
        let (first, last, [word]) = (fresh.first()?, fresh.last()?, old) else { return None };
        let joint = self.draft.bytes(last.span.end(), word.span.start());
        (joint == b"-").then(|| Span::new(first.span.start(), word.span.start()))
    }

    /// New words that nobody has signed and that end at `at`.
    pub(super) fn settled_addition(&self, level: Level, at: u32) -> Option<(Wish, u32)> {
        let region = self.region(level, at);
        let fresh = trailing(&region);
        (fresh.len() > 2).then(|| {
            let first = fresh[0].span.start();
            (insert(Span::new(first, fresh[fresh.len() - 1].span.end())), first)
        })
    }

    /// An addition, or, where it begins anew with a word of the old text before it, a replacement
    /// of the words from there on.
    fn addition(&self, region: &[PageWord], fresh: &[PageWord]) -> Option<(Wish, u32)> {
        let (first, last) = (fresh.first()?, fresh.last()?);
        let before = region.partition_point(|word| word.span.start() < first.span.start());
        let old = region.get(..before)?;
        let text = self.draft.slice(first.span.start(), first.span.end());
        let capital = text.starts_with(char::is_uppercase);
        let heads = text.chars().count() > 3 || capital;
        let restart =
            old.iter().rev().take(RESTART).take_while(|word| word.kept).position(|word| {
                self.draft.slice(word.span.start(), word.span.end()).eq_ignore_ascii_case(text)
            });
        if let Some(back) = restart.filter(|_| heads && fresh.len() > 1) {
            let old = &old[old.len() - 1 - back..];
            // A sentence that was completed is not begun anew.
            if !self.has_stop(old, old[old.len() - 1].span.end()) || capital && back < TAIL {
                return replace(old, fresh).zip(old.first().map(|word| word.span.start()));
            }
        }
        let edge = old.last().map(|word| word.span);
        let glued = edge.filter(|edge| {
            self.draft.bytes(edge.end(), first.span.start()) == b"-" && old.len() <= TAIL
        });
        if glued.is_some() {
            // `Protect and assist-Safeguard`
            return replace(old, fresh).zip(old.first().map(|word| word.span.start()));
        }
        let span = Span::new(first.span.start(), last.span.end());
        Some((insert(span), span.start()))
    }

    /// Codes behind old words: their strike-through was lost. How far back it went is guessed as
    /// for an addition.
    fn struck_without_marks(
        &self,
        old: &[PageWord],
        (at, closes): (u32, u32),
    ) -> Option<(Wish, u32)> {
        let from = old.first()?.span.start();
        let region = super::at_stake::trim(self.draft.text, from, at);
        let text = self.draft.slice(region.start(), region.end());
        let start = region.start() + narrow(super::extent::start(text, self.resumes(closes)));
        let wish = delete(Span::new(start, region.end()));
        Some((wish, start))
    }

    /// The words before `at` that nobody has signed, without those of brackets that sign their own,
    /// unless the addition goes on before the bracket.
    fn region(&self, level: Level, at: u32) -> Vec<PageWord> {
        let Some(frame) = self.frame_at(level) else { return Vec::new() };
        let words = self.draft.kept.within(frame.unsigned, at);
        let words = words.get(words.len().saturating_sub(LONGEST)..).unwrap_or_default();
        let mut groups = frame.groups.iter().rev().peekable();
        let mut end = words.len();
        let mut at = words.len();
        while at > 0 {
            let word = words[at - 1];
            if let Some(group) = groups.next_if(|group| group.end() > word.span.start()) {
                let before = words.partition_point(|word| word.span.end() <= group.start());
                let goes_on = before.checked_sub(1).is_some_and(|at| !words[at].kept);
                let started = words.get(at..end).is_some_and(|run| run.iter().all(|w| !w.kept));
                if !(goes_on && started) {
                    return words[at..].to_vec();
                }
                at = before;
                continue;
            }
            at -= 1;
        }
        end = end.max(at);
        words[at..end].to_vec()
    }

    /// Where the present segment of the innermost bracket began.
    fn floor(&self) -> u32 {
        self.frame_at(Level::Parent)
            .or_else(|| self.frame_at(Level::Own))
            .map_or(0, |frame| frame.unsigned)
    }

    /// The end of the last strike-through inside a stretch.
    fn last_strike(&self, all: Span) -> Option<u32> {
        let text = self.draft.slice(all.start(), all.end());
        let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        text.rfind("~~").map(|at| all.start() + narrow(at) + 2)
    }

    /// Whether a sentence or a clause ends among words.
    fn has_stop(&self, words: &[PageWord], at: u32) -> bool {
        let Some(first) = words.first() else { return false };
        let text = self.draft.slice(first.span.start(), at);
        let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        text.contains(". ") || text.contains(';')
    }
}

/// The new words at the end of a run.
fn trailing(words: &[PageWord]) -> &[PageWord] {
    let count = words.iter().rev().take_while(|word| !word.kept).count();
    words.get(words.len() - count..).unwrap_or_default()
}

fn insert(span: Span) -> Wish {
    let subject = Subject::Words { struck: None, added: Some(span) };
    Wish { extent: Extent::Settled, ..Wish::new(StatementKind::Insert, Polarity::For, subject) }
}

fn delete(span: Span) -> Wish {
    let subject = Subject::Words { struck: Some(span), added: None };
    Wish { extent: Extent::Settled, ..Wish::new(StatementKind::Delete, Polarity::For, subject) }
}

fn replace(old: &[PageWord], new: &[PageWord]) -> Option<Wish> {
    let span =
        |words: &[PageWord]| Some(Span::new(words.first()?.span.start(), words.last()?.span.end()));
    let subject = Subject::Words { struck: Some(span(old)?), added: Some(span(new)?) };
    Some(Wish {
        extent: Extent::Settled,
        ..Wish::new(StatementKind::Replace, Polarity::For, subject)
    })
}
