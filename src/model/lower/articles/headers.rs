//! The lists at the head of a bracket: `[A/B propose; C oppose: words]`.

use super::flow::{Kind, Tok};
use super::lists::{Header, List, Setting};
use super::treaty::Treaty;

/// Words of a longer direction between verb and colon: `propose as an alternative:`.
const TAIL: usize = 6;

/// Words that open the title of a text, before the name of its author.
const TITLES: [&str; 10] = [
    "alt",
    "alternative",
    "compromise",
    "counter",
    "counter-proposal",
    "counterproposal",
    "option",
    "proposal",
    "proposed",
    "text",
];

/// Words that may stand behind those.
const OF_TITLES: [&str; 5] = ["formulation", "language", "made", "submitted", "wording"];

impl Treaty<'_, '_> {
    /// The lists that open a bracket whose text begins at `at`.
    pub(super) fn header(&self, at: usize) -> Option<Header> {
        let mut lists: Vec<List> = Vec::new();
        let mut next = self.visible(at);
        while self.tok(next).is_some_and(|tok| tok.kind == Kind::Emphasis) {
            next = self.visible(next + 1);
        }
        next = self.behind_alternative(next);
        let held = self.in_parenthesis(next);
        let mut end = self.tok(next)?.start;
        let mut colon = false;
        let mut unnamed = false;
        let mut first = next;
        loop {
            match self.list(next, Setting::Header) {
                Some(list) => {
                    (next, end) = (list.next, list.span.end());
                    lists.push(list);
                    colon = false;
                }
                None if lists.is_empty() => match self.others(next) {
                    Some(behind) => (next, unnamed) = (behind, true),
                    None => return None,
                },
                None => break,
            }
            first = next;
            // What may stand between two lists; behind a colon only another list with its verb.
            let mut at = next;
            let mut extra = 0;
            while let Some(tok) = self.tok(at) {
                match tok.kind {
                    Kind::Line | Kind::Blank | Kind::Emphasis | Kind::Stop => {}
                    Kind::Semicolon | Kind::Comma | Kind::Slash | Kind::Dash => extra = 0,
                    Kind::Colon if !colon => {
                        colon = true;
                        (first, end) = (at + 1, tok.end);
                    }
                    Kind::Word if self.is_marker(tok) && !colon => {
                        (first, end) = (at + 1, tok.end);
                    }
                    // `Option 2 (A propose): words`
                    Kind::Other if held && !colon && self.word(tok) == ")" => {
                        (first, end) = (at + 1, tok.end);
                    }
                    Kind::Word if !colon && extra < TAIL && self.is_tail(at) => extra += 1,
                    _ => break,
                }
                at += 1;
            }
            if let Some(behind) = self.others(at).filter(|_| !colon) {
                (next, first) = (behind, behind);
                let mark = self.visible(behind);
                match self.tok(mark) {
                    Some(tok) if tok.kind == Kind::Colon => {
                        (first, end, colon) = (mark + 1, tok.end, true);
                        break;
                    }
                    Some(tok) if tok.kind == Kind::Semicolon => next = self.visible(mark + 1),
                    _ => {}
                }
                continue;
            }
            match self.list(at, Setting::Header) {
                // `A supports B proposal`: B speaks of nothing here.
                Some(list) if self.is_noun(list.next) => break,
                Some(list) if list.spoken || !colon => next = at,
                _ => break,
            }
        }
        (!lists.is_empty() || (unnamed && colon)).then_some(Header {
            lists,
            next: first,
            end,
            colon,
        })
    }

    /// `ALT A propose: words`, `ALT 2: A propose: words`, `12A propose: words`: the first code behind
    /// the word, and behind the mark of a footnote.
    fn behind_alternative(&self, at: usize) -> usize {
        if let Some(code) = self.behind_title(at) {
            return code;
        }
        let named = self.is_word(at, "alt") || self.is_word(at, "alternative");
        let mut next = if named { self.visible(at + 1) } else { at };
        if self.tok(next).is_some_and(|tok| tok.kind == Kind::Word && self.is_marker(tok)) {
            next = self.visible(next + 1);
        }
        let mark = self.tok(next).filter(|tok| matches!(tok.kind, Kind::Colon | Kind::Stop));
        if mark.is_some() && named {
            next = self.visible(next + 1);
        }
        if self.code(next, false).is_some() { next } else { at }
    }

    /// `Alternative text by A: words`, `Option 2 (A/B): words`: what it is, and then whose; gives the
    /// first code.
    fn behind_title(&self, at: usize) -> Option<usize> {
        self.tok(at).filter(|tok| tok.kind == Kind::Word)?;
        if !TITLES.iter().any(|title| self.is_word(at, title)) {
            return None;
        }
        let mut next = at + 1;
        for _ in 0..TAIL {
            next = self.visible(next);
            let tok = self.tok(next)?;
            let title = || TITLES.iter().chain(&OF_TITLES).any(|word| self.is_word(next, word));
            let code = match tok.kind {
                Kind::ParenOpen => next + 1,
                Kind::Word if ["by", "from"].iter().any(|by| self.is_word(next, by)) => {
                    self.visible(next + 1)
                }
                Kind::Stop | Kind::Dash => 0,
                Kind::Word if tok.end - tok.start < 3 || title() => 0,
                _ => return None,
            };
            if code > 0 {
                return self.code(code, true).map(|_| code);
            }
            next += 1;
        }
        None
    }

    /// A small word between a verb and the colon: only where a colon or semicolon follows soon.
    fn is_tail(&self, at: usize) -> bool {
        let lower = |tok: Tok| self.word(tok).starts_with(|c: char| c.is_lowercase());
        if !self.tok(at).is_some_and(lower) {
            return false;
        }
        for ahead in at..at + TAIL + 2 {
            match self.tok(ahead) {
                Some(tok) if tok.kind == Kind::Word => {
                    if !lower(tok) && self.code(ahead, false).is_none() && !self.is_marker(tok) {
                        return false;
                    }
                }
                Some(tok) if matches!(tok.kind, Kind::Line | Kind::Slash) => {}
                Some(tok) => return matches!(tok.kind, Kind::Colon | Kind::Semicolon),
                None => return false,
            }
        }
        false
    }

    /// `others oppose`, `all Parties except A support`: none of those who speak is named.
    fn others(&self, at: usize) -> Option<usize> {
        let mut next = self.visible(at);
        let opens = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'o' | 'r' | 't');
        self.tok(next)
            .filter(|tok| tok.kind == Kind::Word && self.word(*tok).starts_with(opens))?;
        let mut named = false;
        for _ in 0..5 {
            if ["others", "other", "remaining"].iter().any(|word| self.is_word(next, word)) {
                named = true;
            } else if self.is_word(next, "except") {
                named = true;
                let codes = self.codes(self.visible(next + 1), false);
                next = codes.map_or(next, |(_, behind, _)| behind - 1);
            } else if let Some((_, _, behind)) = self.verb(next).filter(|_| named) {
                return Some(behind);
            } else if !["all", "the", "parties", "countries", "delegations"]
                .iter()
                .any(|word| self.is_word(next, word))
            {
                return None;
            }
            next = self.visible(next + 1);
        }
        None
    }
}
