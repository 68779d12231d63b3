//! Runs of codes and the verb behind them: `A/B12 propose; C oppose82:`.

use super::super::super::delegation::DelegationCode;
use super::super::super::dialect::{Attribution, Phrase, Verb};
use super::super::super::registry::{Entry, one_slip};
use super::flow::{Kind, Tok};
use super::treaty::Treaty;
use crate::Span;

/// Small words that may stand between the codes and their verb: `A and B are still considering`.
const BETWEEN: [&str; 34] = [
    "be",
    "joint",
    "jointly",
    "is",
    "are",
    "was",
    "were",
    "to",
    "will",
    "would",
    "also",
    "still",
    "both",
    "can",
    "could",
    "cannot",
    "may",
    "has",
    "have",
    "does",
    "do",
    "not",
    "continue",
    "continues",
    "wish",
    "wishes",
    "strongly",
    "further",
    "currently",
    "all",
    "each",
    "no",
    "under",
    "like",
];

/// How many of them.
const GAP: usize = 4;

/// Tokens of a parenthesis in a list at most, with its marks: longer ones are of the text.
const ASIDE: usize = 8;

/// Who a word names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    Known(u32),
    Stranger(DelegationCode),
}

/// A code in a list, and the footnote that hangs on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code {
    pub(super) span: Span,
    pub(super) who: Who,
    pub(super) marker: Option<u16>,
}

/// A run of codes and what they do.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) codes: Vec<Code>,
    pub(super) verb: Verb,
    pub(super) marker: Option<u16>,
    /// From the first code to the verb's end.
    pub(super) span: Span,
    /// A verb was written.
    pub(super) spoken: bool,
    /// The first token behind it.
    pub(super) next: usize,
}

/// The lists at the head of a bracket.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) lists: Vec<List>,
    /// The first token of the bracket's text, and the end of the header's bytes.
    pub(super) next: usize,
    pub(super) end: u32,
    pub(super) colon: bool,
}

/// Where a list may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Behind an opening bracket, or another list of the same header: a colon can do for a verb.
    Header,
    /// In a note, where people are spoken of.
    Note,
    /// In the text itself, where nobody is spoken of: only what cannot be text is a list.
    Text,
}

impl<'a> Treaty<'_, 'a> {
    pub(super) fn word(&self, tok: Tok) -> &'a str {
        self.draft.slice(tok.start, tok.end)
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.tok(at)
            .is_some_and(|tok| tok.kind == Kind::Word && self.word(tok).eq_ignore_ascii_case(word))
    }

    /// The first token at or behind `at` that is not the start of a line.
    pub(super) fn visible(&self, at: usize) -> usize {
        let rest = self.toks.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|t| matches!(t.kind, Kind::Line | Kind::Blank)).count()
    }

    /// The code that starts at a token: its span, and the token behind it.
    pub(super) fn code(&self, at: usize, among: bool) -> Option<(Code, usize)> {
        let tok = self.tok(at).filter(|tok| tok.kind == Kind::Word)?;
        let word = self.word(tok);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let tail = word.get(letters..)?;
        let number = |c: char| c.is_ascii_digit() || "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
        if letters == 0 || !tail.chars().all(number) {
            return None;
        }
        let written = word.get(..letters)?;
        let (start, mut end, mut next) =
            (tok.start, tok.start + super::super::draft::narrow(letters), at + 1);
        let mut found = self.who(written.as_bytes(), among);
        let mut marker = tail.parse().ok();
        if found.is_none() && letters == 1 && tail.is_empty() && among {
            if let Some(stopped) = self.stopped(at) {
                return Some(stopped);
            }
            // `N Z`: the conversion parted the letters of a code.
            let second = self.visible(at + 1);
            let other = self.tok(second).filter(|tok| tok.kind == Kind::Word)?;
            let more = self.word(other);
            let capital = more.starts_with(|c: char| c.is_ascii_uppercase());
            let number = more.get(1..).filter(|tail| capital && tail.chars().all(number))?;
            let both = format!("{written}{}", more.get(..1)?);
            found = self.who(both.as_bytes(), false);
            (marker, end, next) = (number.parse().ok(), other.start + 1, second + 1);
        }
        Some((Code { span: Span::new(start, end), who: found?, marker }, next))
    }

    /// `U.S.`, `N.Z.`: a code whose letters have full stops behind them.
    fn stopped(&self, at: usize) -> Option<(Code, usize)> {
        let start = self.tok(at)?.start;
        let (mut letters, mut end, mut next) = (Vec::new(), start, at);
        while let (Some(letter), Some(stop)) = (self.tok(next), self.tok(next + 1)) {
            let close = letter.start == end && stop.start == letter.end;
            let [capital @ b'A'..=b'Z'] = self.word(letter).as_bytes() else { break };
            if !close || stop.kind != Kind::Stop || letters.len() == 3 {
                break;
            }
            letters.push(*capital);
            (end, next) = (stop.end, next + 2);
        }
        let who = self.who(&letters, false).filter(|_| letters.len() > 1)?;
        Some((Code { span: Span::new(start, end), who, marker: None }, next))
    }

    /// Whom letters name: two letters a state before a group, for that is how trade texts write.
    fn who(&self, letters: &[u8], among: bool) -> Option<Who> {
        let code = DelegationCode::from_bytes(letters)?;
        if letters.len() == 2 {
            if let Some(state) = self.draft.registry.state_by_alpha2(code) {
                return Some(Who::Known(state));
            }
        }
        let entry = self.draft.registry.entry(code);
        match entry {
            Some(Entry::Known(at) | Entry::Ambiguous { state: at, .. }) => Some(Who::Known(at)),
            Some(Entry::Word) => None,
            None => (among && (2..=3).contains(&letters.len())).then_some(Who::Stranger(code)),
        }
    }

    /// Skips what may stand between two codes, or between codes and their verb.
    fn between(&self, at: usize, semicolon: bool) -> (usize, bool) {
        let mut at = at;
        let mut parted = false;
        let dashed = self.attribution == Attribution::Dash;
        while let Some(tok) = self.tok(at) {
            match tok.kind {
                Kind::Comma => parted = true,
                // In the brackets of the dash `/` parts texts and `;` lists.
                Kind::Slash if !dashed => parted = true,
                Kind::Semicolon if semicolon && !dashed => parted = true,
                Kind::Line | Kind::Blank | Kind::Stop | Kind::Emphasis => {}
                Kind::Other if self.word(tok) == "&" || self.word(tok) == "\\" => parted = true,
                Kind::Word if self.is_marker(tok) => {}
                Kind::Word if ["and", "with"].iter().any(|w| self.is_word(at, w)) => parted = true,
                _ => break,
            }
            at += 1;
        }
        (at, parted)
    }

    pub(super) fn is_marker(&self, tok: Tok) -> bool {
        let word = self.word(tok);
        word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// A run of codes; none if a single word merely looks like one.
    pub(super) fn codes(&self, at: usize, header: bool) -> Option<(Vec<Code>, usize, bool)> {
        let mut codes: Vec<Code> = Vec::new();
        let mut next = at;
        let mut slashed = false;
        let joined = self.tok(next + 1).is_some_and(|tok| tok.kind == Kind::Slash);
        let single = self.tok(next).is_some_and(|tok| tok.end - tok.start == 1);
        let mut found = self.code(next, header && (joined || single));
        while let Some((code, after)) = found {
            codes.push(code);
            let (ahead, parted) = self.between(after, header);
            if let (Some(last), Some(tok)) = (codes.last_mut(), self.tok(after)) {
                if last.marker.is_none() && tok.kind == Kind::Word && self.is_marker(tok) {
                    last.marker = self.word(tok).parse().ok();
                }
            }
            found = if parted || header { self.code(ahead, true) } else { None };
            next = after;
            if let (None, true) = (&found, header) {
                let beside = if parted { self.bracketed(ahead) } else { None };
                if let Some((mut more, behind)) = beside.or_else(|| self.parenthesis(ahead)) {
                    slashed |= parted || !more.is_empty();
                    codes.append(&mut more);
                    let (ahead, parted) = self.between(behind, header);
                    found = if parted { self.code(ahead, true) } else { None };
                    next = behind;
                }
            }
            slashed |= parted && found.is_some();
        }
        (!codes.is_empty()).then_some((codes, next, slashed))
    }

    /// `A/[B] propose`: codes in a bracket of their own, for they are not sure yet, are of the list;
    /// so are those behind a bracket that strayed into it, `A/[B propose: words]`.
    fn bracketed(&self, at: usize) -> Option<(Vec<Code>, usize)> {
        self.tok(at).filter(|tok| tok.kind == Kind::Open)?;
        let (codes, after, _) = self.codes(at + 1, false)?;
        let next = self.visible(after);
        match self.tok(next)?.kind {
            Kind::Close => Some((codes, next + 1)),
            Kind::Word if self.verb(next).is_some() => Some((codes, after)),
            _ => None,
        }
    }

    /// `A (and B) propose`, `A(ad ref)/B propose`: what a parenthesis in a list holds, further codes or
    /// words on those before it, and the token behind. In words alone a code or a verb must follow.
    fn parenthesis(&self, at: usize) -> Option<(Vec<Code>, usize)> {
        self.tok(at).filter(|tok| tok.kind == Kind::ParenOpen)?;
        let closes = |at: usize| self.tok(at).is_some_and(|tok| self.word(tok) == ")");
        let (first, _) = self.between(at + 1, false);
        if let Some((codes, after, _)) = self.codes(first, false) {
            let close = self.visible(after);
            return closes(close).then_some((codes, close + 1));
        }
        let close = (at + 1..at + ASIDE).find(|at| closes(*at))?;
        let plain = |at: usize| {
            self.tok(at).is_some_and(|tok| {
                matches!(tok.kind, Kind::Word | Kind::Stop | Kind::Line | Kind::Other)
            }) && self.verb(at).is_none()
        };
        let (ahead, parted) = self.between(close + 1, true);
        let goes_on = if parted { self.code(ahead, true).is_some() } else { false };
        ((at + 1..close).all(plain) && (goes_on || self.verb(ahead).is_some()))
            .then_some((Vec::new(), close + 1))
    }

    /// The verb at a token, in any case, with a footnote's number stuck to it or a slip in it.
    pub(super) fn verb(&self, at: usize) -> Option<(Verb, Option<u16>, usize)> {
        let tok = self.tok(at).filter(|tok| tok.kind == Kind::Word)?;
        let word = self.word(tok);
        let letters = word.len() - word.bytes().rev().take_while(u8::is_ascii_digit).count();
        let stem = word.get(..letters).filter(|stem| stem.len() > 1)?.to_lowercase();
        if let Some((verb, marker, next)) = self.hyphened(at, &stem) {
            return Some((verb, marker, next));
        }
        let marker = word.get(letters..).and_then(|digits| digits.parse().ok());
        // They are sorted by their first word.
        let phrases = self.draft.dialect.phrases();
        let initial = stem.as_bytes().first().copied()?;
        let first = |phrase: &Phrase| phrase.first.as_bytes().first().copied().unwrap_or(0);
        let from = phrases.partition_point(|phrase| first(phrase) < initial);
        let of_initial = phrases.iter().skip(from).take_while(|phrase| first(phrase) == initial);
        for phrase in of_initial {
            let fits = match phrase.first.strip_suffix('*') {
                Some(head) => stem.starts_with(head),
                None => stem == phrase.first,
            };
            if !fits {
                continue;
            }
            let mut next = at + 1;
            let follows = phrase.rest.split_whitespace().all(|word| {
                let here = self.visible(next);
                next = here + 1;
                self.is_word(here, word)
            });
            if follows {
                return Some((phrase.verb, marker, next));
            }
        }
        Some((slip(&stem)?, marker, at + 1))
    }

    /// `pro-` and `pose` on the next line: a verb that the end of a line parted.
    fn hyphened(&self, at: usize, head: &str) -> Option<(Verb, Option<u16>, usize)> {
        let dash = self.tok(at + 1).filter(|tok| tok.kind == Kind::Dash)?;
        self.tok(at + 2).filter(|tok| tok.kind == Kind::Line)?;
        let next = self.visible(at + 2);
        let tail = self.word(self.tok(next).filter(|tok| tok.kind == Kind::Word)?);
        let letters = tail.len() - tail.bytes().rev().take_while(u8::is_ascii_digit).count();
        let whole = format!("{head}{}", tail.get(..letters)?.to_lowercase());
        let close = self.tok(at).is_some_and(|tok| tok.end == dash.start);
        let verb = slip(&whole).filter(|_| close && head.len() < 8)?;
        Some((verb, tail.get(letters..)?.parse().ok(), next + 1))
    }

    /// A list at a token.
    pub(super) fn list(&self, at: usize, setting: Setting) -> Option<List> {
        let (codes, after, slashed) = self.codes(at, setting == Setting::Header)?;
        let start = codes.first()?.span.start();
        let mut next = after;
        let mut small = 0;
        let mut negated = false;
        let mut marker = None;
        let found = loop {
            next = self.visible(next);
            let Some(tok) = self.tok(next) else { break None };
            match tok.kind {
                Kind::Word if self.is_marker(tok) => {}
                Kind::Stop | Kind::Emphasis | Kind::Comma | Kind::Slash | Kind::Dash
                    if setting == Setting::Header && self.signs_first() => {}
                Kind::Word => {
                    if let Some((verb, on, behind)) = self.verb(next) {
                        marker = on;
                        break Some((verb, behind));
                    }
                    if small == GAP || !BETWEEN.iter().any(|w| self.is_word(next, w)) {
                        break None;
                    }
                    small += 1;
                    negated |= ["not", "cannot", "no"].iter().any(|w| self.is_word(next, w));
                }
                // `A (considering): words`
                Kind::ParenOpen if setting == Setting::Header => {
                    let held = self.verb(self.visible(next + 1));
                    let close = |at: usize| self.tok(at).is_some_and(|tok| self.word(tok) == ")");
                    let held = held.filter(|(_, _, behind)| close(*behind));
                    break held.map(|(verb, _, behind)| (verb, behind + 1));
                }
                _ => break None,
            }
            next += 1;
        };
        let sure = setting != Setting::Text || (slashed && codes.len() > 1);
        let party = codes.iter().all(|code| self.is_party(code.who));
        let found = match found {
            Some((_, behind)) if setting != Setting::Header && self.is_noun(behind) => {
                // Whose proposal it is tells nothing of where they stand towards the present one.
                let heads = setting == Setting::Note && self.heads_sentence(at);
                Some((Verb::Comment, behind)).filter(|_| heads)
            }
            found => found,
        };
        match found {
            Some((verb, behind)) if sure || party => {
                let whole = setting == Setting::Header && verb == Verb::Delete;
                let whole = if whole { self.paragraph_named(behind) } else { None };
                let behind = whole.unwrap_or(behind);
                let end = self.tok(behind.checked_sub(1)?)?.end;
                if let Some(tok) = self.tok(behind).filter(|tok| tok.kind == Kind::Word) {
                    if marker.is_none() && self.is_marker(tok) {
                        marker = self.word(tok).parse().ok();
                    }
                }
                let verb = if negated && matches!(verb, Verb::Support | Verb::Add) {
                    Verb::Oppose
                } else if negated && verb == Verb::Oppose {
                    Verb::Support
                } else if negated && verb == Verb::Flexible {
                    Verb::Comment
                } else {
                    verb
                };
                let span = Span::new(start, end);
                Some(List { codes, verb, marker, span, spoken: true, next: behind })
            }
            None if setting == Setting::Header => self.unspoken(at, codes, after, marker),
            None if setting == Setting::Note && self.heads_sentence(at) => {
                // `A: the words are not clear`, `A and B will send others`: a remark of theirs.
                let (here, _) = self.between(after, false);
                let colon = self.tok(here).is_some_and(|tok| tok.kind == Kind::Colon);
                if small == 0 && !colon {
                    return None;
                }
                let span = Span::new(start, codes.last()?.span.end());
                Some(List { codes, verb: Verb::Comment, marker, span, spoken: false, next: here })
            }
            _ => None,
        }
    }

    /// A list at the head of a bracket without a verb behind its codes: a colon does for one.
    fn unspoken(
        &self,
        at: usize,
        codes: Vec<Code>,
        after: usize,
        marker: Option<u16>,
    ) -> Option<List> {
        let start = codes.first()?.span.start();
        let end = codes.last()?.span.end();
        let (mut here, _) = self.between(after, true);
        let mut tok = self.tok(here)?;
        if self.in_parenthesis(at) && self.word(tok) == ")" {
            // `Option 2 (A/B): words`
            here = self.visible(here + 1);
            tok = self.tok(here).filter(|tok| tok.kind == Kind::Colon)?;
        }
        if let Some((verb, behind)) = self.verb_behind_colon(here) {
            let span = Span::new(start, self.tok(behind.checked_sub(1)?)?.end);
            return Some(List { codes, verb, marker, span, spoken: true, next: behind });
        }
        if let Some(colon) = self.named_text(here) {
            let span = Span::new(start, self.tok(colon)?.start);
            return Some(List { codes, verb: Verb::Add, marker, span, spoken: false, next: colon });
        }
        let dashed = self.attribution == Attribution::Dash;
        let verb = match tok.kind {
            Kind::Colon => Verb::Add,
            Kind::Close | Kind::Slash | Kind::Semicolon if dashed => Verb::Add,
            Kind::Close if here > at => Verb::Comment,
            _ => return None,
        };
        let span = Span::new(start, end);
        Some(List { codes, verb, marker, span, spoken: false, next: here })
    }

    /// Whether a parenthesis opens directly before a token.
    pub(super) fn in_parenthesis(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tok(before));
        before.is_some_and(|tok| tok.kind == Kind::ParenOpen)
    }

    /// `A text:`, `A Option 2:`: what they put forward, by its name; gives the colon.
    fn named_text(&self, at: usize) -> Option<usize> {
        let names = ["option", "alt", "text", "version"];
        names.iter().find(|name| self.is_word(at, name))?;
        let mut next = self.visible(at + 1);
        if self.tok(next).is_some_and(|tok| tok.kind == Kind::Word && self.is_marker(tok)) {
            next = self.visible(next + 1);
        }
        self.tok(next).is_some_and(|tok| tok.kind == Kind::Colon).then_some(next)
    }

    /// `A proposal`, unless a colon says that it comes here: the verb's last word is a noun.
    pub(super) fn is_noun(&self, behind: usize) -> bool {
        let last = behind.checked_sub(1).and_then(|last| self.tok(last));
        let noun = last.is_some_and(|tok| {
            let word = self.word(tok);
            word.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("proposal"))
        });
        noun && self.tok(self.visible(behind)).is_none_or(|tok| tok.kind != Kind::Colon)
    }

    /// `A: considering]`, `A: propose; B: oppose: words`: the verb came behind the colon, and the end
    /// of the list behind the verb.
    fn verb_behind_colon(&self, at: usize) -> Option<(Verb, usize)> {
        self.tok(at).filter(|tok| tok.kind == Kind::Colon)?;
        let next = self.visible(at + 1);
        let (verb, _, behind) = self.verb(next)?;
        if verb == Verb::Delete {
            if let Some(behind) = self.struck_behind(next, behind) {
                return Some((verb, behind));
            }
        }
        let ends = self.tok(self.visible(behind))?;
        // `[A: support]` may be a word that A wants; where another list follows it is none.
        let word = self.word(self.tok(next)?).trim_end_matches(|c: char| c.is_ascii_digit());
        let position = ["considering", "delete", "oppose", "opposes", "reserve", "reserves"];
        let only = position.iter().any(|known| known.eq_ignore_ascii_case(word));
        let further = ["propose", "proposes", "support", "supports"];
        let listed = only || further.iter().any(|known| known.eq_ignore_ascii_case(word));
        let fits = match ends.kind {
            Kind::Colon | Kind::Semicolon => listed,
            Kind::Close => only,
            _ => false,
        };
        fits.then_some((verb, behind))
    }

    /// Whether a token opens a sentence: nothing stands before it, or a full stop does.
    fn heads_sentence(&self, at: usize) -> bool {
        let before = self.toks.get(..at).unwrap_or_default();
        let last = before.iter().rfind(|tok| tok.kind != Kind::Line);
        last.is_none_or(|tok| {
            matches!(tok.kind, Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Blank)
        })
    }
}

/// The verb that a word is, or is but for one slip of the pen.
pub(super) fn slip(word: &str) -> Option<Verb> {
    let verbs = [("propose", Verb::Add), ("oppose", Verb::Oppose), ("support", Verb::Support)];
    let stem = word.strip_suffix(['s', 'd']).unwrap_or(word);
    let near = |verb: &str| stem == verb || one_slip(stem.as_bytes(), verb.as_bytes()).is_some();
    verbs.into_iter().find(|(verb, _)| near(verb)).map(|(_, verb)| verb)
}
