//! What notes say: negotiators' notes, footnotes that qualify a stance, drafters' remarks.

use super::super::super::id::{ProposalId, StatementId};
use super::super::super::piece::PieceKind;
use super::super::super::statement::{Polarity, StatementKind, Subject};
use super::super::draft::{Wish, narrow};
use super::brackets::{comment_polarity, polarity};
use super::flow::{Footnote, Kind, Tok};
use super::lists::List;
use super::treaty::{Stream, Treaty};
use crate::{Label, Span, syntax};

/// Words that open a condition.
const CONDITIONS: [&str; 9] = [
    "subject to",
    "provided that",
    "provided",
    "on condition",
    "on the condition",
    "if ",
    "pending ",
    "contingent ",
    "conditional ",
];

/// Bytes of a sentence in a note that are looked at: longer ones say more than a condition.
const SENTENCE: u32 = 600;

/// Bytes before a number that are looked at to tell whether words end there.
const GLANCE: u32 = 8;

/// Tokens of a drafters' remark at most; a brace that is never closed is a slip.
const BRACE: usize = 200;

/// The mark of a footnote.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The article that it stands in; footnotes stand in none.
    article: Option<Label>,
    /// What hangs on it.
    claims: Vec<Claim>,
}

/// What hangs on a footnote's number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Claim {
    /// A code, and the proposal it speaks of.
    Mention(usize, Option<ProposalId>),
    /// A whole list.
    Statement(StatementId, Option<ProposalId>),
    /// Words of the text inside a proposal.
    Words(ProposalId),
}

impl Treaty<'_, '_> {
    /// Whether a bracket holds a note: `[Negotiators' Note: …]`, `[Note: …]`.
    pub(super) fn is_remark(&self, at: usize) -> bool {
        let first = self.visible(at);
        let second = self.visible(first + 1);
        let noted = |at: usize| self.is_word(at, "note") || self.is_word(at, "notes");
        let by = self.tok(first).is_some_and(|tok| {
            let word = self.word(tok);
            let begins = |who: &&str| {
                word.get(..who.len()).is_some_and(|head| head.eq_ignore_ascii_case(who))
            };
            ["negotiator", "drafter", "editor", "chair"].iter().any(begins)
        });
        let colon = self.tok(second).is_some_and(|tok| tok.kind == Kind::Colon);
        let near = noted(second) || noted(second + 1) || noted(second + 2);
        (by && near) || (noted(first) && colon)
    }

    /// A number stuck to a word of the text: the mark of a footnote.
    pub(super) fn claim_words(&mut self, tok: Tok) {
        let word = self.word(tok);
        let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
        let letters = word.len() - digits;
        if digits == 0 || digits > 3 || !self.signs_first() {
            return;
        }
        let alone = letters == 0 && self.is_mark(tok);
        if letters < 2 && !alone {
            return;
        }
        let marker = word.get(letters..).and_then(|digits| digits.parse().ok());
        let about = self.proposal_around();
        let tail = word.get(1..letters).unwrap_or_default();
        let lower = tail.bytes().all(|b| b.is_ascii_lowercase());
        if alone || (lower && letters > 2) {
            // The number is no part of the words.
            let start = tok.start + narrow(letters);
            self.marks.push((Span::new(start, tok.end), PieceKind::Aside));
        }
        if let Some(marker) = marker {
            self.mark(marker, about.map(Claim::Words));
        }
    }

    /// Whether a number follows the end of words so closely that it marks a footnote: `time.7`.
    fn is_mark(&self, tok: Tok) -> bool {
        let mut from = tok.start.saturating_sub(GLANCE);
        while !self.draft.text.is_char_boundary(from as usize) {
            from += 1;
        }
        let behind = self.draft.bytes(tok.end, tok.end.saturating_add(2));
        let number =
            matches!(behind, [b'.' | b',' | b'/' | b'%', next, ..] if next.is_ascii_digit());
        !number && syntax::ends_words(self.draft.slice(from, tok.start))
    }

    /// Meets the mark of a footnote.
    pub(super) fn mark(&mut self, number: u16, claim: Option<Claim>) {
        let article = (!self.stream.is_note()).then(|| self.place.whole());
        let marked = self.marked.entry(number).or_default();
        if marked.claims.is_empty() {
            // Until something hangs on it, it may be a number that marks nothing: `CO2`.
            marked.article = article.or(marked.article);
        }
        marked.claims.extend(claim);
    }

    /// Ties a footnote to what hangs on it; gives the article of its mark, and the proposal it
    /// speaks of.
    pub(super) fn claimed(&mut self, note: &Footnote) -> (Option<Label>, Option<ProposalId>) {
        let Some(marked) = self.marked.get_mut(&note.number) else { return (None, None) };
        let (article, claims) = (marked.article, std::mem::take(&mut marked.claims));
        let text = Span::new(note.text.min(note.span.end()), note.span.end());
        let words = self.draft.slice(text.start(), text.end());
        let head: String = words.chars().take(SENTENCE as usize).collect();
        let head = head.to_lowercase();
        let qualifies =
            head.contains("egotiator") || CONDITIONS.iter().any(|word| head.contains(word));
        // A note that names one of those that it hangs on qualifies that one alone.
        let named = note.toks.iter().any(|tok| {
            let word = self.word(*tok);
            word.len() == 2
                && word.bytes().all(|b| b.is_ascii_uppercase())
                && self.draft.entry(word.as_bytes()).is_some()
        });
        let mut about = None;
        for claim in claims {
            match claim {
                Claim::Mention(at, proposal) => {
                    about = about.or(proposal);
                    if let Some(mention) = self.draft.mentions.get_mut(at).filter(|_| qualifies) {
                        mention.condition = Some(text);
                    }
                }
                Claim::Statement(id, proposal) => {
                    about = about.or(proposal);
                    let known = self.draft.statements.get_mut(id.index());
                    if let Some(statement) = known.filter(|_| qualifies && !named) {
                        statement.condition = Some(text);
                    }
                }
                Claim::Words(proposal) => about = about.or(Some(proposal)),
            }
        }
        (article, about)
    }

    /// What a delegation is said to want in a note: about the proposal the note hangs on.
    pub(super) fn noted(&mut self, list: &List) -> usize {
        let hangs = match self.stream {
            Stream::Note(about) => about,
            Stream::Text => None,
        };
        // A bracket of another paragraph that is still open has lost its end.
        let open = self.around().filter(|at| {
            self.frames.get(*at).is_some_and(|frame| Some(frame.paragraph) == self.paragraph)
        });
        let near = open.and_then(|at| self.frames.get(at)?.proposal);
        let about = hangs.or(near);
        let sentence = self.sentence(list.span.start());
        let known = about.and_then(|id| self.draft.proposals.get(id.index()));
        let mut wish = match known {
            Some(proposal) => {
                let kind = proposal.kind.statement();
                let polarity = polarity(list, kind, std::slice::from_ref(list));
                Wish::new(kind, polarity, proposal.subject.clone())
            }
            None => Wish::new(
                StatementKind::Comment,
                comment_polarity(list.verb),
                Subject::Remark(sentence),
            ),
        };
        wish.condition = self.condition(list.span.end(), sentence.end());
        let id = self.say(list, wish, about, sentence);
        // Its words are known when the bracket it speaks of has closed.
        let open = open.and_then(|at| self.frames.get_mut(at));
        if let Some(frame) = open.filter(|frame| frame.proposal == about) {
            frame.statements.1 = frame.statements.1.max(id.index() + 1);
        }
        list.next
    }

    /// From a place to the end of its sentence.
    pub(super) fn sentence(&self, start: u32) -> Span {
        let mut end = start.saturating_add(SENTENCE).min(narrow(self.draft.text.len()));
        while !self.draft.text.is_char_boundary(end as usize) {
            end -= 1;
        }
        let text = self.draft.slice(start, end);
        let stop = text.char_indices().find(|(at, c)| match c {
            '.' => text.get(at + 1..).is_none_or(|rest| {
                rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with(']')
            }),
            ']' | ';' => true,
            _ => false,
        });
        let last = self.toks.last().map_or(end, |tok| tok.end);
        let end = stop.map_or(end, |(at, _)| start + narrow(at)).min(last);
        Span::new(start, end.max(start))
    }

    fn condition(&self, from: u32, to: u32) -> Option<Span> {
        let text = self.draft.slice(from, to);
        let lower = text.to_ascii_lowercase();
        let at = CONDITIONS.iter().filter_map(|word| lower.find(word)).min()?;
        Some(Span::new(from + narrow(at), from + narrow(text.trim_end().len())))
    }

    /// `{placement}`: a remark of the drafters, whom nobody names.
    pub(super) fn drafters(&mut self, at: usize) -> Option<usize> {
        let open = self.tok(at)?;
        let rest = self.toks.get(at..)?;
        let close = rest.iter().take(BRACE).position(|tok| tok.kind == Kind::BraceClose)?;
        let end = rest.get(close)?;
        let span = Span::new(open.start, end.end);
        let words = Span::new(open.end, end.start);
        self.marks.push((span, PieceKind::Note));
        let paragraph = self.here();
        let wish = Wish::new(StatementKind::Comment, Polarity::Comment, Subject::Remark(words));
        self.draft.runs += 1;
        let nobody = narrow(self.draft.mentions.len());
        let run = self.draft.runs;
        self.draft.state(run, paragraph, wish, span, (nobody, nobody), &[]);
        self.seen = self.seen.max(span.end());
        Some(at + close + 1)
    }
}
