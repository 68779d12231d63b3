//! What lists ask for in so many words: a paragraph to go, words to go, others in their place.

use super::super::super::dialect::Verb;
use super::super::super::piece::PieceKind;
use super::super::super::statement::{Polarity, StatementKind, Subject};
use super::super::draft::Wish;
use super::flow::{Kind, Tok};
use super::lists::Header;
use super::treaty::Treaty;
use crate::Span;

/// Tokens of the name of a paragraph at most: `paragraph 7 (a)`.
const NAME: usize = 8;

/// Tokens of words that give way to others, and of those, at most.
const WORDS: usize = 80;

/// Words that others are to replace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replaced {
    pub(super) old: Span,
    pub(super) new: Span,
    /// The closing bracket.
    pub(super) close: usize,
}

impl Treaty<'_, '_> {
    /// Where the name of a part of the text ends that nothing follows in its list, `paragraph 7]`,
    /// and whether it is the present paragraph.
    fn name(&self, at: usize) -> Option<(usize, bool)> {
        const NOUNS: [&str; 4] = ["paragraph", "para", "provision", "text"];
        const OTHERS: [&str; 9] = [
            "article",
            "chapeau",
            "footnote",
            "paragraphs",
            "section",
            "sentence",
            "sub-paragraph",
            "subparagraph",
            "words",
        ];
        const SMALL: [&str; 6] = ["all", "entire", "of", "the", "this", "whole"];
        let (mut next, mut named, mut own) = (at, false, true);
        for _ in 0..NAME {
            next = self.visible(next);
            let tok = self.tok(next)?;
            let word = self.word(tok);
            let is = |known: &[&str]| known.iter().any(|one| word.eq_ignore_ascii_case(one));
            match tok.kind {
                Kind::Close | Kind::Semicolon => return named.then_some((next, own)),
                Kind::Word if !named && is(&NOUNS) => named = true,
                Kind::Word if !named && is(&OTHERS) => (named, own) = (true, false),
                Kind::Word if is(&SMALL) || (named && is(&OTHERS)) => {}
                Kind::Word if named && word.bytes().all(|b| b.is_ascii_digit()) => {
                    let number = word.parse().ok();
                    own &= number.is_some() && self.number_here() == number;
                }
                Kind::Word if named && (word.len() < 4 || starts_number(word)) => own = false,
                Kind::Stop | Kind::ParenOpen | Kind::Other if named => {}
                _ => return None,
            }
            next += 1;
        }
        None
    }

    /// The number of the present paragraph, where it is no point of one.
    fn number_here(&self) -> Option<u16> {
        self.place.number().filter(|_| self.place.points.len() == 1)
    }

    /// `delete paragraph 7`, in paragraph 7: the end of the name.
    pub(super) fn paragraph_named(&self, behind: usize) -> Option<usize> {
        self.name(behind).filter(|(_, own)| *own).map(|(end, _)| end)
    }

    /// `A: delete paragraph 7]`, `A: delete "words"]`, the verb behind a colon: what follows is the
    /// name of what is to go, or stands in quotation marks. Gives the end of the list.
    pub(super) fn struck_behind(&self, verb: usize, behind: usize) -> Option<usize> {
        let plain = ["delete", "deletes", "remove", "removes"];
        if !plain.iter().any(|word| self.is_word(verb, word)) {
            return None;
        }
        let quoted = || {
            let quote = self.tok(behind).is_some_and(|tok| {
                tok.kind == Kind::Emphasis && matches!(self.word(tok), "\"" | "“" | "‘")
            });
            quote.then_some(behind)
        };
        let named = self.name(behind).map(|(end, own)| if own { end } else { behind });
        named.or_else(quoted)
    }

    /// `A propose to replace these with those]`, `A: replace "this" with "that"]`: without the verb
    /// only words in quotation marks are sure not to be the text.
    pub(super) fn replaced(&self, header: &Header) -> Option<Replaced> {
        let [list] = header.lists.as_slice() else { return None };
        let mut at = self.visible(header.next);
        if self.is_word(at, "to") {
            at = self.visible(at + 1);
        }
        if !["replace", "replacing"].iter().any(|word| self.is_word(at, word)) {
            return None;
        }
        let mut from = self.visible(at + 1);
        let quote = |at: usize| {
            self.tok(at)
                .is_some_and(|tok| matches!(self.word(tok), "\"" | "“" | "”" | "‘" | "’" | "'"))
        };
        let quoted = quote(from);
        let asks = list.spoken && list.verb == Verb::Add && !header.colon;
        if !(asks || quoted) || self.name(from).is_some() {
            return None;
        }
        let rest = self.toks.get(from..)?;
        let close = from + rest.iter().take(WORDS).position(|tok| tok.kind == Kind::Close)?;
        let open = |tok: &Tok| matches!(tok.kind, Kind::Open | Kind::Colon);
        if self.toks.get(from..close)?.iter().any(open) {
            return None;
        }
        let with = (from + 1..close).find(|at| {
            let joins = ["with", "by"].iter().any(|word| self.is_word(*at, word));
            joins && (!quoted || quote(self.before(*at)))
        })?;
        let mut to = self.visible(with + 1);
        let (mut old_last, mut new_last) = (self.before(with), self.before(close));
        if quoted {
            (from, old_last) = (from + 1, old_last.checked_sub(1)?);
        }
        if quote(to) && quote(new_last) {
            (to, new_last) = (to + 1, new_last.checked_sub(1)?);
        }
        if from > old_last || to > new_last {
            return None;
        }
        let span = |first: usize, last: usize| {
            Some(Span::new(self.tok(first)?.start, self.tok(last)?.end))
        };
        Some(Replaced { old: span(from, old_last)?, new: span(to, new_last)?, close })
    }

    /// The last token before one that does not start a line.
    fn before(&self, at: usize) -> usize {
        let rest = self.toks.get(..at).unwrap_or_default();
        rest.iter().rposition(|tok| !matches!(tok.kind, Kind::Line | Kind::Blank)).unwrap_or(0)
    }

    /// Writes down such a wish. Which words of the text are to give way is not said by their place,
    /// and new words would be read where they are asked for: all of it is a note, and no projection
    /// applies it.
    pub(super) fn replace(&mut self, open: u32, header: &Header, found: Replaced) {
        let subject = Subject::Words { struck: Some(found.old), added: Some(found.new) };
        let wish = Wish::new(StatementKind::Replace, Polarity::For, subject);
        let (paragraph, needs) = (self.here(), self.outer());
        let id = self.draft.propose(paragraph, &wish, &[]);
        if let Some(proposal) = id.and_then(|id| self.draft.proposals.get_mut(id.index())) {
            proposal.needs = needs;
        }
        let close = self.tok(found.close).map_or(found.new.end(), |tok| tok.start);
        let note = Span::new(open, close);
        for list in &header.lists {
            self.say(list, wish.clone(), id, note);
        }
        self.marks.push((note, PieceKind::Note));
        self.seen = self.seen.max(close);
    }
}

fn starts_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}
