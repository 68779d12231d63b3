//! The open brackets, and what each proposes.

use super::super::super::agreement::agreed;
use super::super::super::dialect::Verb;
use super::super::super::id::{ParagraphId, ProposalId, StatementId};
use super::super::super::paragraph::ParagraphKind;
use super::super::super::piece::PieceKind;
use super::super::super::proposal::ProposalKind;
use super::super::super::statement::{Extent, Polarity, StatementKind, Subject};
use super::super::draft::{Wish, narrow};
use super::flow::Kind;
use super::lists::{Header, List};
use super::places::number;
use super::treaty::Treaty;
use crate::Span;

/// Brackets before a label that are looked through for it.
const AHEAD: usize = 4;

/// A bracket that has opened.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The bracket's own byte; where a list opens no bracket, its first code.
    pub(super) open: Span,
    pub(super) paragraph: ParagraphId,
    pub(super) proposal: Option<ProposalId>,
    pub(super) inserts: bool,
    /// Statements of its header: first and one past the last.
    pub(super) statements: (usize, usize),
    /// Where the words at stake start.
    pub(super) body: u32,
    /// Where they end, if a signature inside the bracket says so.
    pub(super) signed: Option<u32>,
    /// A negotiators' note: people are spoken of.
    pub(super) remark: bool,
    /// The opening bracket was lost: it ends with its paragraph.
    pub(super) lost: bool,
    /// The set of alternatives that its `/` makes.
    pub(super) set: Option<u32>,
    /// Where the innermost frame around it lies that has a proposal, and that is an addition:
    /// brackets can be as deep as the text is long.
    pub(super) around: Option<usize>,
    pub(super) addition: Option<usize>,
}

/// The bracket that closed last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closed {
    pub(super) end: u32,
    pub(super) proposal: ProposalId,
    pub(super) inserts: bool,
    /// The text goes on inside it: a comma or a semicolon ends it.
    pub(super) open_ended: bool,
    /// Where the words of a bracket that ends a sentence began.
    pub(super) sentence: Option<u32>,
}

impl Treaty<'_, '_> {
    /// Where the innermost open bracket lies that is an addition.
    fn addition(&self) -> Option<usize> {
        let last = self.frames.last()?;
        let own = last.inserts && last.proposal.is_some();
        if own { Some(self.frames.len() - 1) } else { last.addition }
    }

    /// Where the innermost open bracket lies that has a proposal.
    pub(super) fn around(&self) -> Option<usize> {
        let last = self.frames.last()?;
        if last.proposal.is_some() { Some(self.frames.len() - 1) } else { last.around }
    }

    /// The proposal of the innermost open bracket that has one.
    pub(super) fn proposal_around(&self) -> Option<ProposalId> {
        self.frames.get(self.around()?)?.proposal
    }

    pub(super) fn push_frame(&mut self, mut frame: Frame) {
        (frame.around, frame.addition) = (self.around(), self.addition());
        self.frames.push(frame);
    }

    /// The proposal that whatever opens here is nested in: the innermost addition around it.
    pub(super) fn outer(&self) -> Option<ProposalId> {
        let frame = self.addition().and_then(|at| self.frames.get(at));
        let frame = frame.and_then(|frame| Some((frame.body, frame.proposal?)));
        let group = self.groups.last().and_then(|group| Some((group.body, group.proposal?)));
        match (frame, group) {
            (Some(frame), Some(group)) => Some(if frame.0 >= group.0 { frame.1 } else { group.1 }),
            (frame, group) => frame.or(group).map(|(_, id)| id),
        }
    }

    /// A proposal whose words begin here and end where its bracket will.
    pub(super) fn propose(&mut self, kind: StatementKind, body: u32) -> Option<ProposalId> {
        let paragraph = self.here();
        let needs = self.outer();
        let wish = Wish::new(kind, Polarity::For, subject(kind, Span::new(body, body)));
        let id = self.draft.propose(paragraph, &wish, &[])?;
        if let Some(proposal) = self.draft.proposals.get_mut(id.index()) {
            proposal.needs = needs;
        }
        Some(id)
    }

    /// An opening bracket: gives the first token of its text.
    pub(super) fn open(&mut self, at: usize) -> usize {
        let Some(tok) = self.tok(at) else { return at + 1 };
        let open = Span::new(tok.start, tok.end);
        let header = if self.signs_first() { self.header(at + 1) } else { None };
        let behind = self.label_ahead(at, header.as_ref());
        // `[4. A propose: words]`: the list may stand behind the label too.
        let inner = behind.filter(|(label, _)| header.is_none() && *label == at + 1);
        let inner = inner.filter(|_| self.signs_first()).and_then(|(_, next)| self.header(next));
        let inner = inner.filter(|inner| inner.colon);
        let mut frame = self.frame(open, open.end());
        if let Some(header) = header {
            let next = self.signed(frame, &header);
            return behind
                .map_or(next, |(label, behind)| if label == next { behind } else { next });
        }
        self.marks.push((open, PieceKind::Mark));
        if let Some(inner) = inner {
            let note = inner.lists.first().map_or(open.end(), |list| list.span.start());
            return self.signed_from(note, frame, &inner);
        }
        frame.remark = self.is_remark(at + 1);
        if let Some(next) = self.agreed(at) {
            return next;
        }
        if !frame.remark && !self.is_reference(at) {
            frame.proposal = self.propose(StatementKind::Insert, open.end());
            frame.inserts = frame.proposal.is_some();
            let comma = self.tok(self.visible(at + 1)).map(|tok| tok.kind);
            let goes_on = matches!(comma, Some(Kind::Comma | Kind::Semicolon));
            self.beside(open, frame.proposal, goes_on);
        }
        self.push_frame(frame);
        behind.filter(|(label, _)| *label == at + 1).map_or(at + 1, |(_, behind)| behind)
    }

    /// Brackets and lists may stand before the label of the paragraph that they open: reads the
    /// label first, so that what they say stands in its paragraph. Gives the label's token, and the
    /// one behind it.
    fn label_ahead(&mut self, at: usize, header: Option<&Header>) -> Option<(usize, usize)> {
        let lists = header.filter(|header| header.colon);
        let next = !self.fresh && lists.is_some_and(|header| self.counts_on(at, header.next));
        if (!self.fresh && !next) || self.place.in_heading {
            return None;
        }
        self.label_behind(at + 1, header)
    }

    /// `…] [A propose: 3. Each Party …`: the lines ran together, and the bracket opens the paragraph
    /// that comes next.
    fn counts_on(&self, open: usize, label: usize) -> bool {
        let before = open.checked_sub(1).and_then(|before| self.tok(before));
        let ended = before.is_some_and(|tok| matches!(tok.kind, Kind::Close | Kind::Stop));
        let Some(tok) = self.tok(label).filter(|tok| ended && tok.kind == Kind::Word) else {
            return false;
        };
        let found = number(self.rest_of_line(tok.start));
        found.is_some_and(|(number, _, _)| self.place.number() == Some(number.saturating_sub(1)))
    }

    /// The same from the first list on, which was read before.
    pub(super) fn label_behind(
        &mut self,
        at: usize,
        header: Option<&Header>,
    ) -> Option<(usize, usize)> {
        let mut next = header.map_or(at, |header| header.next);
        for nth in 0..AHEAD {
            if nth > 0 && self.signs_first() {
                next = self.header(next).map_or(next, |header| header.next);
            }
            next = self.visible(next);
            let Some(tok) = self.tok(next) else { break };
            match tok.kind {
                Kind::Open | Kind::Emphasis => next += 1,
                _ => break,
            }
        }
        // A line that has its label has no other; one at the head of the next is that line's.
        let before = next.checked_sub(1).and_then(|before| self.tok(before));
        let own_line = before.is_some_and(|tok| tok.kind == Kind::Line);
        if own_line && self.place.labelled == self.line.0 && self.line.0 > 0 {
            return None;
        }
        let behind = self.label(next)?;
        Some((next, behind))
    }

    /// An article begins: what opened in a paragraph of the one before, and not with its heading,
    /// has lost its closing bracket.
    pub(super) fn leave_article(&mut self) {
        let headed = |frame: &Frame| {
            let paragraph = self.draft.paragraphs.get(frame.paragraph.index());
            paragraph.is_none_or(|paragraph| paragraph.kind == ParagraphKind::Heading)
        };
        let keep = self.frames.iter().rposition(headed).map_or(0, |at| at + 1);
        self.end_frames(keep);
    }

    /// Ends brackets that were never closed, until only so many are open.
    fn end_frames(&mut self, keep: usize) {
        while self.frames.len() > keep {
            let Some(frame) = self.frames.pop() else { return };
            let known = self.draft.paragraphs.get(frame.paragraph.index());
            let end = known.map_or(frame.body, |paragraph| paragraph.text.end());
            let end = if Some(frame.paragraph) == self.paragraph { self.seen } else { end };
            self.end_frame(&frame, end, Extent::Inferred);
            if !frame.lost {
                self.unclosed.0 = self.unclosed.0.saturating_add(1);
                let first = self.unclosed.1.filter(|first| *first < frame.open);
                self.unclosed.1 = first.or(Some(frame.open));
            }
        }
    }

    /// A bracket that opposes a paragraph's number, `[A oppose: 2.]`, opposes the paragraph.
    fn is_number(&self, body: Span) -> bool {
        let plain = self.draft.slice(body.start(), body.end()).trim();
        plain.len() < 8
            && plain.contains(|c: char| c.is_ascii_alphanumeric())
            && plain.trim_end_matches(['.', ')']).len() < plain.len()
            && plain.trim_matches(['(', '.', ')']).bytes().all(|b| b.is_ascii_alphanumeric())
    }

    /// A bracket that lists open.
    pub(super) fn signed(&mut self, frame: Frame, header: &Header) -> usize {
        self.signed_from(frame.open.start(), frame, header)
    }

    /// The same where a label may stand between the bracket and its lists.
    fn signed_from(&mut self, start: u32, mut frame: Frame, header: &Header) -> usize {
        let said = frame.statements.0;
        let note = Span::new(start, header.end);
        self.marks.push((note, PieceKind::Note));
        self.seen = self.seen.max(header.end);
        frame.body = header.end;
        frame.remark = self.is_remark(header.next);
        let empty = self.tok(self.visible(header.next)).is_none_or(|tok| tok.kind == Kind::Close);
        let kind = kind_of(&header.lists);
        let early = if empty { self.closed_early(header) } else { None };
        if let Some(close) = early.and_then(|at| self.tok(at)) {
            // `[A propose] words`, `[A propose]: words`: the bracket closed before its words.
            self.marks.push((Span::new(start, close.end), PieceKind::Note));
            (frame.body, frame.lost) = (close.end, true);
            self.seen = self.seen.max(close.end);
        }
        if let Some(found) = self.replaced(header) {
            self.replace(start, header, found);
            frame.statements = (said, self.draft.statements.len());
            self.push_frame(frame);
            return found.close;
        }
        let remark = !empty && !header.colon && header.lists.iter().all(speaks_only);
        // Who proposes and gives no words has lost them; who opposes speaks of what is around.
        if empty && early.is_none() && !(header.colon && kind == StatementKind::Insert) {
            self.stances(header);
        } else if remark {
            // `[A will revert]`, `[B supports the second of them]`: no words are at stake.
            frame.remark = true;
            let around = self.proposal_around();
            for list in &header.lists {
                self.stance(list, around, self.sentence(list.span.start()));
            }
        } else {
            frame.proposal = self.propose(kind, frame.body);
            frame.inserts = kind == StatementKind::Insert && frame.proposal.is_some();
            let body = Span::new(frame.body, frame.body);
            for list in &header.lists {
                let polarity = polarity(list, kind, &header.lists);
                let wish = Wish::new(kind, polarity, subject(kind, body));
                self.say(list, wish, frame.proposal, note);
            }
            if frame.inserts {
                let head = Span::new(frame.open.start(), frame.body);
                self.beside(head, frame.proposal, false);
            }
        }
        frame.statements = (said, self.draft.statements.len());
        self.push_frame(frame);
        early.map_or(header.next, |last| last + 1)
    }

    /// Whether a bracket of lists alone closes before the words that they propose: gives the last
    /// token before those.
    fn closed_early(&self, header: &Header) -> Option<usize> {
        let proposes = header.lists.iter().any(|list| list.spoken && list.verb == Verb::Add);
        let close = self.visible(header.next);
        self.tok(close).filter(|tok| proposes && !header.colon && tok.kind == Kind::Close)?;
        match self.tok(close + 1)?.kind {
            Kind::Colon => Some(close + 1),
            // Inside a bracket its proposers join those of the bracket.
            Kind::Word if self.around().is_none() => Some(close),
            _ => None,
        }
    }

    /// Lists in a bracket of their own, `[A oppose]`: about the bracket around it, or else the
    /// paragraph.
    pub(super) fn stances(&mut self, header: &Header) {
        let around = self.proposal_around();
        let span = header.lists.first().map_or(Span::default(), |list| list.span);
        let about = match around {
            Some(id) => Some(id),
            None if header.lists.iter().all(|list| list.verb == Verb::Comment) => None,
            None => {
                // All who speak of a whole paragraph speak of one wish.
                let paragraph = self.here();
                let known = self.whole.filter(|(of, _)| *of == paragraph).map(|(_, id)| id);
                let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, Subject::Whole);
                let whole = known.or_else(|| self.draft.propose(paragraph, &wish, &[]));
                self.whole = whole.map(|id| (paragraph, id));
                whole
            }
        };
        for list in &header.lists {
            self.stance(list, about, span);
        }
    }

    /// What a list says of a proposal that stands already.
    pub(super) fn stance(&mut self, list: &List, about: Option<ProposalId>, span: Span) {
        let known = about.and_then(|id| self.draft.proposals.get(id.index()));
        let wish = if let Some(proposal) = known {
            let kind = proposal.kind.statement();
            let subject = proposal.subject.clone();
            Wish::new(kind, polarity(list, kind, std::slice::from_ref(list)), subject)
        } else {
            let remark = Subject::Remark(span);
            Wish::new(StatementKind::Comment, comment_polarity(list.verb), remark)
        };
        self.say(list, wish, about, list.span);
        if about.is_some() {
            // Its words end where those of the proposal will.
            let id = StatementId::from_index(self.draft.statements.len().saturating_sub(1));
            let open = self.around().and_then(|at| self.frames.get_mut(at));
            if let Some(frame) = open.filter(|frame| frame.proposal == about) {
                let next = id.index() == frame.statements.1;
                frame.statements.1 += usize::from(next);
            }
        }
    }

    /// Two additions side by side are alternatives, unless the text goes on from one to the other.
    fn beside(&mut self, head: Span, proposal: Option<ProposalId>, goes_on: bool) {
        let (Some(id), Some(closed)) = (proposal, self.closed) else { return };
        // In trade texts sentences of several parties follow each other; those that say the same in
        // other words begin alike.
        let follows = |body: u32| self.first_word(body) != self.first_word(head.end());
        if self.signs_first() && closed.sentence.is_some_and(follows) {
            return;
        }
        let adjacent =
            self.draft.bytes(closed.end, head.start()).iter().all(u8::is_ascii_whitespace);
        if !adjacent || goes_on || closed.open_ended || !closed.inserts {
            return;
        }
        let known = self.draft.proposals.get(closed.proposal.index());
        let Some(known) = known else { return };
        if self.draft.proposals.get(id.index()).is_none_or(|own| own.paragraph != known.paragraph) {
            return;
        }
        let set = known.alternatives.unwrap_or_else(|| self.draft.alternatives());
        for member in [closed.proposal, id] {
            if let Some(proposal) = self.draft.proposals.get_mut(member.index()) {
                proposal.alternatives = Some(set);
            }
        }
    }

    /// The first word at or behind a byte, on its line or the next.
    fn first_word(&self, at: u32) -> Option<&str> {
        let line = self.rest_of_line(at);
        let next = at.saturating_add(narrow(line.len()) + 1);
        let mut words = line.split_whitespace().chain(self.rest_of_line(next).split_whitespace());
        words.next()
    }

    /// `[12]`, the mark of a footnote, and a link of the page: no brackets of the text.
    fn is_reference(&self, at: usize) -> bool {
        let Some(tok) = self.tok(at) else { return false };
        let Some(inner) = self.tok(at + 1) else { return false };
        let closes = self.tok(at + 2).is_some_and(|tok| tok.kind == Kind::Close);
        let digits = self.word(inner).bytes().all(|b| b.is_ascii_digit());
        if self.signs_first() && digits && closes {
            return true;
        }
        let line = self.rest_of_line(tok.start);
        let end = line.find(']').unwrap_or(line.len());
        let after = line.get(end + 1..).unwrap_or_default();
        let name = after.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let before = self.draft.slice(tok.start.saturating_sub(1), tok.start);
        after.starts_with("(http")
            || name.is_some_and(|(name, _)| self.is_defined(name))
            || (before == "]" && line.get(1..end).is_some_and(|name| self.is_defined(name)))
    }

    /// Whether a line `[name]: address` says where a link leads. Names are short.
    fn is_defined(&self, name: &str) -> bool {
        let simple =
            !name.is_empty() && name.len() <= 12 && name.bytes().all(|b| b.is_ascii_alphanumeric());
        simple && self.links.contains(name)
    }

    /// `[Agreed ad ref]` settles the paragraph.
    fn agreed(&mut self, at: usize) -> Option<usize> {
        let tok = self.tok(at)?;
        let line = self.rest_of_line(tok.start);
        let inner = line.get(1..line.find(']').filter(|end| *end < 40)?)?.trim();
        let (level, pending) = agreed(inner, self.draft.registry)?;
        let paragraph = self.here();
        if let Some(paragraph) = self.draft.paragraphs.get_mut(paragraph.index()) {
            (paragraph.level, paragraph.pending) = (level, pending);
        }
        let rest = self.toks.get(at..)?;
        let close = rest.iter().position(|tok| tok.kind == Kind::Close)?;
        let end = rest.get(close)?.end;
        self.marks.push((Span::new(tok.start, end), PieceKind::Note));
        Some(at + close + 1)
    }

    /// A closing bracket.
    pub(super) fn close(&mut self, at: usize) {
        let Some(tok) = self.tok(at) else { return };
        let span = Span::new(tok.start, tok.end);
        self.marks.push((span, PieceKind::Mark));
        match self.frames.pop() {
            Some(frame) => {
                let before = self.draft.slice(tok.start.saturating_sub(1), tok.start);
                let open_ended = [",", ";"].contains(&before);
                let inserts = frame.inserts;
                self.end_frame(&frame, tok.start, Extent::Written);
                if frame.remark && frame.proposal.is_none() {
                    // What the negotiators note is no text.
                    self.marks.push((Span::new(frame.open.start(), tok.end), PieceKind::Note));
                }
                if let Some(proposal) = frame.proposal {
                    let sentence = (before == ".").then_some(frame.body);
                    let end = tok.end;
                    self.closed = Some(Closed { end, proposal, inserts, open_ended, sentence });
                }
            }
            None => self.unopened(span),
        }
    }

    /// Now that a bracket has ended, its proposal and statements know their words.
    pub(super) fn end_frame(&mut self, frame: &Frame, end: u32, extent: Extent) {
        let Some(id) = frame.proposal else { return };
        let end = frame.signed.unwrap_or(end).max(frame.body);
        if !frame.inserts && self.is_number(Span::new(frame.body, end)) {
            let proposal = self.draft.proposals.get_mut(id.index());
            if let Some(proposal) = proposal.filter(|found| found.kind == ProposalKind::Delete) {
                (proposal.kind, proposal.subject) = (ProposalKind::DeleteParagraph, Subject::Whole);
                let (from, to) = frame.statements;
                for statement in self.draft.statements.get_mut(from..to).unwrap_or_default() {
                    if statement.kind == StatementKind::Delete {
                        statement.kind = StatementKind::DeleteParagraph;
                        statement.subject = Subject::Whole;
                    }
                }
                return;
            }
        }
        self.set_words(id, Span::new(frame.body, end), extent, frame.statements);
    }

    pub(super) fn set_words(
        &mut self,
        id: ProposalId,
        words: Span,
        extent: Extent,
        (from, to): (usize, usize),
    ) {
        let Some(proposal) = self.draft.proposals.get_mut(id.index()) else { return };
        if let Subject::Words { .. } = proposal.subject {
            proposal.subject = subject(proposal.kind.statement(), words);
            proposal.extent = extent;
        }
        let (kind, target) = (proposal.kind.statement(), proposal.subject.clone());
        for statement in self.draft.statements.get_mut(from..to).unwrap_or_default() {
            let (first, last) = statement.targets;
            let about = self.draft.targets.get(first as usize..last as usize).unwrap_or_default();
            if about.contains(&id) && statement.kind == kind {
                (statement.subject, statement.extent) = (target.clone(), extent);
            }
        }
    }

    /// Lists that lost their bracket end with their paragraph.
    pub(super) fn end_lost_brackets(&mut self) {
        while self.frames.last().is_some_and(|frame| frame.lost) {
            let Some(frame) = self.frames.pop() else { return };
            self.end_frame(&frame, self.seen, Extent::Inferred);
        }
    }

    /// Whatever is still open ends with the paragraph it opened in.
    pub(super) fn end_all(&mut self) {
        self.end_frames(0);
    }
}

/// A subject of that kind over those words.
pub(super) fn subject(kind: StatementKind, words: Span) -> Subject {
    match kind {
        StatementKind::Insert => Subject::Words { struck: None, added: Some(words) },
        StatementKind::Delete => Subject::Words { struck: Some(words), added: None },
        _ => Subject::Whole,
    }
}

/// Whether a list without words of its own says what people think, and asks for nothing.
fn speaks_only(list: &List) -> bool {
    use Verb::{Comment, Flexible, Redraft, Reserve, Support};
    list.spoken && matches!(list.verb, Comment | Flexible | Redraft | Reserve | Support)
}

/// Whether the lists of a bracket want its words in, or out: where nobody proposes or supports
/// them they stand in the text.
pub(super) fn kind_of(lists: &[List]) -> StatementKind {
    // Those whom nobody names want it as much as those who leave a bracket unsigned.
    let wanted = lists.is_empty()
        || lists.iter().any(|list| {
            matches!(list.verb, Verb::Add | Verb::Support | Verb::Alternative | Verb::Redraft)
        })
        // `[A considering: words]`: nobody is against them, and they are not agreed.
        || !lists
            .iter()
            .any(|list| matches!(list.verb, Verb::Oppose | Verb::Delete | Verb::Retain));
    if wanted { StatementKind::Insert } else { StatementKind::Delete }
}

/// Where a list stands towards a change of that kind.
pub(super) fn polarity(list: &List, kind: StatementKind, lists: &[List]) -> Polarity {
    let removes = matches!(kind, StatementKind::Delete | StatementKind::DeleteParagraph);
    let deleted = lists.iter().any(|list| list.verb == Verb::Delete);
    match list.verb {
        Verb::Reserve => Polarity::Reserve,
        Verb::Flexible => Polarity::Flexible,
        Verb::Comment => Polarity::Comment,
        Verb::Delete if removes => Polarity::For,
        // Beside a wish to delete, who opposes is against that.
        Verb::Oppose if removes && !deleted => Polarity::For,
        Verb::Delete | Verb::Oppose => Polarity::Against,
        _ if removes => Polarity::Against,
        _ => Polarity::For,
    }
}

/// Where a list stands in a remark that names no proposal.
pub(super) fn comment_polarity(verb: Verb) -> Polarity {
    match verb {
        Verb::Oppose | Verb::Delete => Polarity::Against,
        Verb::Reserve => Polarity::Reserve,
        Verb::Flexible => Polarity::Flexible,
        Verb::Comment | Verb::Redraft => Polarity::Comment,
        _ => Polarity::For,
    }
}
