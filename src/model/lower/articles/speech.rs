//! Writes down who says what.

use super::super::super::dialect::Verb;
use super::super::super::id::{ProposalId, StatementId};
use super::super::super::piece::PieceKind;
use super::super::super::statement::Mention;
use super::super::super::statement::{Extent, StatementKind};
use super::super::draft::{Wish, narrow};
use super::brackets::{Closed, Frame, comment_polarity, kind_of, polarity, subject};
use super::flow::Kind;
use super::lists::{Header, List, Setting, Who};
use super::remarks::Claim;
use super::treaty::Treaty;
use crate::Span;

/// Bytes of the codes before a position on a line of its own at most.
const CODES: usize = 80;

/// Words of such a position behind its verb at most: `A: reserves its position on this paragraph`.
const POSITION: usize = 8;

impl Treaty<'_, '_> {
    /// A statement of a list on a proposal, or on none.
    pub(super) fn say(
        &mut self,
        list: &List,
        wish: Wish,
        about: Option<ProposalId>,
        span: Span,
    ) -> StatementId {
        let paragraph = self.here();
        let from = narrow(self.draft.mentions.len());
        for code in &list.codes {
            let delegation = match code.who {
                Who::Known(number) => self.draft.speaker(number),
                Who::Stranger(stranger) => self.draft.stranger(stranger, code.span),
            };
            if let Some(marker) = code.marker {
                let mention = self.draft.mentions.len();
                self.mark(marker, Some(Claim::Mention(mention, about)));
            }
            self.draft.mentions.push(Mention {
                span: code.span,
                delegation,
                condition: None,
                flexible: false,
            });
            if let (Who::Known(number), true) = (code.who, list.spoken && list.codes.len() > 1) {
                if let Some(slot) = self.parties.get_mut(number as usize) {
                    *slot = true;
                }
            }
        }
        self.draft.runs += 1;
        let mentions = (from, narrow(self.draft.mentions.len()));
        let run = self.draft.runs;
        let id = self.draft.state(run, paragraph, wish, span, mentions, about.as_slice());
        if let Some(marker) = list.marker {
            self.mark(marker, Some(Claim::Statement(id, about)));
        }
        id
    }

    /// `A/B: considering.`, a position on a line of its own that nothing brackets: the list, and the
    /// first token behind it.
    fn position(&self, at: usize) -> Option<(List, usize)> {
        let first = self.tok(at).filter(|first| self.line.0 == first.start)?;
        let line = self.rest_of_line(first.start);
        let codes = line.bytes().take(CODES).position(|byte| byte == b':')?;
        let words = line.get(..codes)?.bytes().filter(u8::is_ascii_lowercase).count();
        if words > 3 || self.in_note() {
            return None;
        }
        let list = self.list_before_colon(at)?;
        let mut next = list.next;
        for _ in 0..POSITION {
            let ends = |at: usize| {
                self.tok(at).is_none_or(|tok| matches!(tok.kind, Kind::Line | Kind::Blank))
            };
            if ends(next) {
                return Some((list, next));
            }
            let tok = self.tok(next)?;
            match tok.kind {
                Kind::Stop => return ends(next + 1).then_some((list, next + 1)),
                Kind::Word if self.word(tok).starts_with(char::is_lowercase) => next += 1,
                _ => return None,
            }
        }
        None
    }

    /// `A/B: still considering`: known codes, a colon, and a verb that takes no words of its own.
    fn list_before_colon(&self, at: usize) -> Option<List> {
        use Verb::{Delete, Flexible, Oppose, Reserve, Support};
        let (codes, after, _) = self.codes(at, true)?;
        let known = codes.iter().all(|code| matches!(code.who, Who::Known(_)));
        self.tok(after).filter(|tok| tok.kind == Kind::Colon && known)?;
        let small = ["also", "are", "both", "can", "is", "still"];
        let lead = small.iter().any(|word| self.is_word(after + 1, word));
        let (verb, marker, next) = self.verb(after + 1 + usize::from(lead))?;
        let end = self.tok(next.checked_sub(1)?)?.end;
        let span = Span::new(codes.first()?.span.start(), end);
        matches!(verb, Delete | Flexible | Oppose | Reserve | Support).then_some(List {
            codes,
            verb,
            marker,
            span,
            spoken: true,
            next,
        })
    }

    /// Writes down such a position: as one in a bracket of its own.
    pub(super) fn positioned(&mut self, at: usize) -> Option<usize> {
        let (list, next) = self.position(at)?;
        let end = next.checked_sub(1).and_then(|last| self.tok(last))?.end;
        let line = Span::new(list.span.start(), end);
        let header = Header { lists: vec![list], next, end, colon: true };
        self.stances(&header);
        self.marks.push((line, PieceKind::Note));
        self.seen = self.seen.max(end);
        Some(next)
    }

    /// A list that no bracket opens: in a note, or where the bracket was lost.
    pub(super) fn free(&mut self, at: usize, list: &List) -> usize {
        if let Some(open) = self.worded(list) {
            let list = List { verb: Verb::Add, ..list.clone() };
            let end = self.tok(open).map_or(list.span.end(), |tok| tok.end);
            let frame = self.frame(Span::new(list.span.start(), end), end);
            let header = Header { lists: vec![list], next: open + 1, end, colon: true };
            return self.signed(frame, &header);
        }
        if self.in_note() {
            return self.noted(list);
        }
        let colon = self.tok(list.next).is_some_and(|tok| tok.kind == Kind::Colon);
        // A further list behind it belongs to the same header.
        let header = self.header(at);
        let Some(header) = header.filter(|header| header.colon || colon) else {
            let around = self.proposal_around();
            self.marks.push((list.span, PieceKind::Note));
            self.stance(list, around, list.span);
            return list.next;
        };
        let behind = if self.fresh { self.label_behind(at, Some(&header)) } else { None };
        let start = list.span.start();
        let frame = self.frame(Span::new(start, start), header.end);
        let lost = !header.colon || !self.end_sibling(at, start);
        let next = self.signed(Frame { lost, ..frame }, &header);
        behind.map_or(next, |(label, behind)| if label == next { behind } else { next })
    }

    /// `A: [words]`, in a note: gives the bracket.
    fn worded(&self, list: &List) -> Option<usize> {
        self.tok(list.next).filter(|tok| tok.kind == Kind::Colon && !list.spoken)?;
        let open = self.visible(list.next + 1);
        self.tok(open).filter(|tok| tok.kind == Kind::Open)?;
        (self.header(open + 1).is_none() && !self.is_remark(open + 1)).then_some(open)
    }

    /// `[A propose: these; B propose: those]`: the words of the list before end at the mark, and the
    /// bracket is now that of the next.
    fn end_sibling(&mut self, at: usize, start: u32) -> bool {
        let mark = self.toks.get(..at).unwrap_or_default().iter().rfind(|t| t.kind != Kind::Line);
        let mark = mark.copied().filter(|t| matches!(t.kind, Kind::Semicolon | Kind::Slash));
        let paragraph = self.here();
        let own = |frame: &Frame| {
            frame.inserts && !frame.lost && !frame.remark && frame.paragraph == paragraph
        };
        let Some(mark) = mark.filter(|_| self.frames.last().is_some_and(own)) else { return false };
        let Some(frame) = self.frames.pop() else { return false };
        self.end_frame(&frame, mark.start, Extent::Written);
        self.marks.push((Span::new(mark.start, mark.end), PieceKind::Mark));
        if let Some(proposal) = frame.proposal {
            let (end, inserts) = (start, true);
            let closed = Closed { end, proposal, inserts, open_ended: false, sentence: None };
            self.closed = Some(closed);
        }
        true
    }

    /// A bracket that opens here, before anything is known of it.
    pub(super) fn frame(&mut self, open: Span, body: u32) -> Frame {
        let statements = self.draft.statements.len();
        Frame {
            open,
            paragraph: self.here(),
            proposal: None,
            inserts: false,
            statements: (statements, statements),
            body,
            signed: None,
            remark: false,
            lost: false,
            set: None,
            around: None,
            addition: None,
        }
    }

    /// A dash with codes behind it signs what stands before it in the bracket.
    pub(super) fn signature(&mut self, at: usize) -> usize {
        let Some(tok) = self.tok(at) else { return at + 1 };
        let mut lists: Vec<List> = Vec::new();
        let mut next = self.visible(at + 1);
        while let Some(list) = self.list(next, Setting::Header) {
            next = list.next;
            lists.push(list);
            let ahead = self.visible(next);
            if self.tok(ahead).is_none_or(|tok| tok.kind != Kind::Semicolon) {
                break;
            }
            next = self.visible(ahead + 1);
        }
        let Some(last) = lists.last() else { return at + 1 };
        let end = last.span.end();
        let kind = kind_of(&lists);
        let Some(frame) = self.frames.last() else { return at + 1 };
        let (body, proposal) = (frame.body, frame.proposal);
        if let Some(found) = proposal.and_then(|id| self.draft.proposals.get_mut(id.index())) {
            if let Some(kind) = super::super::super::proposal::ProposalKind::of(kind) {
                found.kind = kind;
            }
            found.subject = subject(kind, Span::new(body, tok.start));
        }
        let span = Span::new(tok.start, end);
        self.marks.push((span, PieceKind::Note));
        let from = self.draft.statements.len();
        for list in &lists {
            let polarity = match proposal {
                Some(_) => polarity(list, kind, &lists),
                None => comment_polarity(list.verb),
            };
            let mut wish = Wish::new(kind, polarity, subject(kind, Span::new(body, tok.start)));
            wish.extent = Extent::Written;
            self.say(list, wish, proposal, span);
        }
        let to = self.draft.statements.len();
        if let Some(frame) = self.frames.last_mut() {
            frame.signed = Some(tok.start);
            frame.inserts = kind == StatementKind::Insert;
            frame.statements = (from, to);
        }
        next.max(at + 1)
    }

    /// `[a - A / b - B]`: behind a signature a `/` opens the alternative.
    pub(super) fn next_alternative(&mut self, at: usize) -> usize {
        let Some(tok) = self.tok(at) else { return at + 1 };
        let signed = self.frames.last().is_some_and(|frame| frame.signed.is_some());
        let Some(mut frame) = (if signed { self.frames.pop() } else { None }) else {
            self.fresh = false;
            return at + 1;
        };
        self.end_frame(&frame, tok.start, Extent::Written);
        self.marks.push((Span::new(tok.start, tok.end), PieceKind::Mark));
        let set = frame.set.unwrap_or_else(|| self.draft.alternatives());
        let next = self.propose(StatementKind::Insert, tok.end);
        for id in [frame.proposal, next].into_iter().flatten() {
            if let Some(proposal) = self.draft.proposals.get_mut(id.index()) {
                proposal.alternatives = Some(set);
            }
        }
        let statements = self.draft.statements.len();
        (frame.set, frame.proposal, frame.signed) = (Some(set), next, None);
        (frame.body, frame.inserts) = (tok.end, true);
        frame.statements = (statements, statements);
        self.push_frame(frame);
        at + 1
    }
}
