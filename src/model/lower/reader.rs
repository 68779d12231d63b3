//! Reads a block: keeps the open brackets on a stack, and meets the lists of codes in order.

use super::super::agreement::agreed;
use super::super::delegation::DelegationCode;
use super::super::id::{ParagraphId, ProposalId, StatementId};
use super::super::piece::PieceKind;
use super::super::registry::Entry;
use super::super::statement::{Polarity, StatementKind, Subject};
use super::at_stake::ALTERNATIVES;
use super::draft::{Draft, Wish, narrow};
use super::frame::{Frame, Group, Hold};
use super::list::{Found, List, code_words, lead_word};
use super::speak::Level;
use crate::syntax::{NodeId, NodeKind, Step, TokenKind};
use crate::{Label, Span};

/// Bytes before the code of an author that heads proposals.
const HEAD: usize = 60;

/// What the reader knows of the paragraph that a block belongs to.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) paragraph: ParagraphId,
    pub(super) label: Label,
    /// The block is a note on a line of its own.
    pub(super) note: bool,
    pub(super) heading: bool,
    /// Proposals that nothing contains yet, with the place where their words start.
    pub(super) loose: Vec<(u32, ProposalId)>,
    /// The paragraph as a proposal, if it is new or an alternative.
    pub(super) whole: Option<ProposalId>,
    /// Where its text ends: the last word outside all brackets.
    pub(super) text_end: u32,
    /// The signature of the whole paragraph, if it has one.
    pub(super) final_list: Option<u32>,
    /// The statement that this signature made, and where its words would start if it were but an
    /// insertion.
    pub(super) whole_statement: Option<(StatementId, u32, u32)>,
}

pub(super) struct Reader<'d, 'a> {
    pub(super) draft: &'d mut Draft<'a>,
    pub(super) context: Context,
    frames: Vec<Frame>,
    depth: usize,
    pub(super) block: Span,
    /// Where the text of the block begins, behind its label.
    pub(super) text: u32,
    pub(super) marks: Vec<(Span, PieceKind)>,
    pub(super) notes: Vec<Span>,
    /// Statements that other blocks made.
    pub(super) statements: usize,
    /// The run of codes that was found last, code by code.
    pub(super) codes: Vec<(Span, DelegationCode, Option<Entry>)>,
}

/// What a reader needs while it reads, kept from block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    frames: Vec<Frame>,
    marks: Vec<(Span, PieceKind)>,
    notes: Vec<Span>,
    codes: Vec<(Span, DelegationCode, Option<Entry>)>,
}

impl<'d, 'a> Reader<'d, 'a> {
    pub(super) fn new(draft: &'d mut Draft<'a>, context: Context) -> Self {
        let Scratch { frames, mut marks, mut notes, codes } = std::mem::take(&mut draft.scratch);
        marks.clear();
        notes.clear();
        let (block, statements) = (Span::default(), draft.statements.len());
        Reader { draft, context, frames, depth: 0, block, text: 0, marks, notes, statements, codes }
    }

    /// The innermost open bracket.
    pub(super) fn frame(&mut self) -> &mut Frame {
        if self.depth == 0 {
            self.enter(Hold::Block, self.block, self.block.start());
        }
        &mut self.frames[self.depth - 1]
    }

    /// The bracket around it.
    pub(super) fn parent(&mut self) -> Option<&mut Frame> {
        self.depth.checked_sub(2).and_then(|at| self.frames.get_mut(at))
    }

    /// The bracket that a list speaks in.
    pub(super) fn frame_at(&self, level: Level) -> Option<&Frame> {
        let back = if level == Level::Own { 1 } else { 2 };
        self.depth.checked_sub(back).and_then(|at| self.frames.get(at))
    }

    pub(super) fn enter(&mut self, hold: Hold, span: Span, inner: u32) {
        if self.frames.len() == self.depth {
            self.frames.push(Frame::new());
        }
        self.frames[self.depth].reset(hold, span, inner);
        self.depth += 1;
    }

    /// Reads one block; gives the context back, with what was learnt of the paragraph.
    pub(super) fn read(mut self, node: NodeId, block: Span, text: u32) -> Context {
        (self.block, self.text) = (block, text);
        self.enter(Hold::Block, block, text);
        let tree = self.draft.tree;
        let mut walk = tree.walk(node);
        walk.next();
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(_, NodeKind::Bracket, span) => self.open(Hold::Square, span),
                Step::Enter(_, NodeKind::Paren, span) => self.open(Hold::Paren, span),
                Step::Leave(_, NodeKind::Bracket | NodeKind::Paren, span) => self.close(span),
                Step::Enter(_, NodeKind::Strike, span) => self.frame().strikes.push(span),
                Step::Enter(_, NodeKind::Codes, span) => {
                    self.codes(span);
                    walk.skip_node();
                }
                Step::Enter(_, NodeKind::Label | NodeKind::Block(_), span) => {
                    self.marks.push((span, PieceKind::Aside));
                    walk.skip_node();
                }
                Step::Token(kind, span) => self.token(kind, span),
                Step::Enter(..) | Step::Leave(..) => {}
            }
        }
        self.unsigned_strikes();
        self.finish()
    }

    /// Writes the block's pieces down and gives the buffers back.
    pub(super) fn finish(mut self) -> Context {
        let start = self.block.start();
        let hashes = self.draft.bytes(start, self.block.end()).iter().take_while(|b| **b == b'#');
        let hashes = narrow(hashes.count());
        if hashes > 0 && self.context.heading {
            // They mark a heading, and are none of its words.
            self.marks.push((Span::new(start, start + hashes), PieceKind::Mark));
        }
        self.write_pieces();
        let Reader { draft, context, frames, marks, notes, codes, .. } = self;
        draft.scratch = Scratch { frames, marks, notes, codes };
        context
    }

    fn token(&mut self, kind: TokenKind, span: Span) {
        match kind {
            TokenKind::Semicolon => {
                let frame = self.frame();
                if frame.spoken {
                    frame.segment = span.end();
                    frame.spoken = false;
                    frame.slash = false;
                    if frame.led {
                        frame.written = Some(span.end());
                    }
                    if frame.hold != Hold::Block {
                        // It parts what is said, and is no part of the text.
                        self.marks.push((span, PieceKind::Mark));
                    }
                }
            }
            TokenKind::Slash => {
                let frame = self.frame();
                if frame.spoken {
                    frame.segment = span.end();
                    frame.written = Some(span.end());
                    frame.spoken = false;
                    (frame.slash, frame.amid) = (true, false);
                    self.marks.push((span, PieceKind::Mark));
                }
            }
            TokenKind::Strike => {
                let opens =
                    self.frame().strikes.iter().rev().take(8).any(|s| s.start() == span.start());
                let kind = if opens { PieceKind::StrikeOpen } else { PieceKind::StrikeClose };
                self.marks.push((span, kind));
            }
            TokenKind::OpenSquare
                if self.frame().span.start() != span.start() || self.depth == 1 =>
            {
                // Never closed: whatever it holds starts here all the same.
                let signs = self.codes_follow(span.end());
                let frame = self.frame();
                if signs {
                    frame.unclosed = Some(span.start());
                    frame.segment = span.end();
                    frame.spoken = false;
                    self.marks.push((span, PieceKind::Mark));
                    return;
                }
                frame.resume(span.end());
                frame.break_chain();
                frame.segment = span.end();
                frame.written = Some(span.end());
                frame.spoken = false;
                self.marks.push((span, PieceKind::Mark));
            }
            TokenKind::OpenSquare | TokenKind::CloseSquare | TokenKind::Emphasis => {
                self.marks.push((span, PieceKind::Mark));
            }
            TokenKind::Text if self.frame().spoken && span.start() >= self.frame().skip => {
                let words = self.draft.bytes(span.start(), span.end());
                if words.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
                    // The text goes on: no alternative follows any more.
                    let frame = self.frame();
                    frame.spoken = false;
                    if !frame.amid {
                        frame.break_chain();
                    }
                }
            }
            _ => {}
        }
    }

    fn codes_follow(&self, at: u32) -> bool {
        let ahead = self.draft.bytes(at, at.saturating_add(12).min(self.block.end()));
        let Some((0, end)) = code_words(ahead).next() else { return false };
        let ends = ahead.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
        ends && ahead.get(..end).and_then(|w| self.draft.entry(w)).is_some_and(|(_, entry)| {
            matches!(entry, Some(Entry::Known(_) | Entry::Ambiguous { .. }))
        })
    }

    fn open(&mut self, hold: Hold, span: Span) {
        let spoken = {
            let frame = self.frame();
            frame.spoken.then_some(frame.segment)
        };
        let adjacent = spoken.is_some_and(|from| self.draft.meet(from, span.start()));
        let last = self.frame().strikes.last().copied();
        let struck = last.filter(|strike| {
            strike.end() <= span.start()
                && hold == Hold::Square
                && self.is_blank(strike.end(), span.start())
                && !self.is_blank(strike.start(), strike.end())
        });
        self.enter(hold, span, (span.start() + 1).max(self.text));
        (self.frame().adjacent, self.frame().struck) = (adjacent, struck);
    }

    fn close(&mut self, span: Span) {
        if self.depth < 2 {
            return;
        }
        self.named_alone(span.end().saturating_sub(1));
        self.depth -= 1;
        let signed = self.is_signed(span.end());
        let (head, tail) = self.frames.split_at_mut(self.depth);
        let (Some(parent), Some(child)) = (head.last_mut(), tail.first_mut()) else { return };
        let inner_end = span.end().saturating_sub(1);
        let group = Group {
            span,
            hold: child.hold,
            lists: child.lists,
            tail: Span::new(child.segment, inner_end),
        };
        let adjacent = child.adjacent;
        let (hold, lists, segment) = (child.hold, child.lists, child.segment);
        if child.signature {
            // A comma or a full stop behind the last code.
            let rest = self.draft.bytes(child.segment, inner_end);
            if !rest.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
                self.notes.push(Span::new(child.segment, inner_end));
            }
        }
        parent.group = Some(group);
        if child.hold == Hold::Paren && child.lists > 0 {
            self.notes.push(span);
        }
        if child.lists > 0 {
            let gathers = parent.hold == Hold::Square && !parent.signature && parent.last.is_none();
            if !(adjacent && child.hold == Hold::Paren) {
                if !gathers {
                    parent.current.clear();
                }
                // What a bracket gathers is bounded, or each wish against all of it would cost more.
                let room = ALTERNATIVES.saturating_sub(parent.current.len());
                child.current.truncate(room);
                parent.current.append(&mut child.current);
            }
            parent.lists += 1;
            // `/ words [more: B] words: C`
            let own = self.draft.bytes(parent.segment, span.start());
            let words = own.iter().any(u8::is_ascii_alphanumeric);
            let apart = hold == Hold::Square && !child.signature;
            parent.amid =
                parent.slash && parent.hold == Hold::Square && apart && (words || parent.amid);
            parent.segment = span.end();
            parent.spoken = true;
            if child.hold == Hold::Square && !child.signature {
                parent.resume_behind(span);
            } else {
                parent.resume(span.end());
            }
            if parent.hold != Hold::Square {
                parent.written = None;
            }
        } else if (hold == Hold::Paren || !signed) && self.agreed(span) {
            // `(agreed)`, `[Agreed ad ref]`: also behind a list, whose condition it is not.
        } else if hold == Hold::Paren && adjacent && !signed {
            // `A(with the amendment above)`: a condition of the code before it.
            let Some(parent) = self.frames.get_mut(self.depth - 1) else { return };
            let condition = Span::new(span.start() + 1, inner_end);
            parent.segment = span.end();
            parent.resume(span.end());
            self.condition(condition);
            self.notes.push(span);
        }
        if hold == Hold::Square {
            self.named_signers(segment, inner_end, lists > 0);
        }
    }

    /// Whether a signature follows: `(end here)[A]` is what A says, and no condition of anybody.
    fn is_signed(&self, at: u32) -> bool {
        let ahead = self.draft.bytes(at, at.saturating_add(8).min(self.block.end()));
        ahead.iter().find(|b| !b.is_ascii_whitespace() && **b != b'~') == Some(&b'[')
    }

    /// Puts a condition behind the code that was read last.
    fn condition(&mut self, condition: Span) {
        let text = self.draft.slice(condition.start(), condition.end());
        let flexible =
            text.trim_start().get(..8).is_some_and(|w| w.eq_ignore_ascii_case("flexible"));
        if let Some(mention) = self.draft.mentions.last_mut() {
            mention.condition = Some(condition);
            mention.flexible = flexible;
        }
    }

    /// Whether it is a note such as `(agreed)`: this far it is settled.
    fn agreed(&mut self, span: Span) -> bool {
        let inner = self.draft.slice(span.start() + 1, span.end().saturating_sub(1)).trim();
        if inner.starts_with("language ") && self.is_signed(span.end()) {
            self.notes.push(span);
        }
        let found = agreed(inner, self.draft.registry);
        let settled = found.is_some();
        if let Some((level, pending)) = found {
            self.notes.push(span);
            if let Some(paragraph) = self.draft.paragraphs.get_mut(self.context.paragraph.index()) {
                (paragraph.level, paragraph.pending) = (level, pending);
            }
        }
        settled
    }

    /// Meets a run of code-like words.
    fn codes(&mut self, span: Span) {
        if span.start() < self.frame().skip {
            return;
        }
        let Some(mut found) = self.find(span) else { return };
        if let Some(end) = self.with_china(found.span) {
            found.span = Span::new(found.span.start(), end);
        }
        let mut found = self.with_names(found);
        if let Some(dash) = self.dash(found.span) {
            found.span = Span::new(dash, found.span.end());
        }
        if self.context.note && self.is_author(&found) {
            return self.authored(&found);
        }
        // A list ends where something else than a word begins, and begins behind something that
        // makes it speak.
        if self.is_word(found.span) {
            self.silent(&found);
            return;
        }
        let list = self.list(&found);
        for stranger in found.strangers {
            self.unknown(stranger);
        }
        self.listen(list);
    }

    /// A list speaks; behind it the text may go on.
    pub(super) fn listen(&mut self, list: List) {
        self.speak(list);
        let frame = self.frame();
        // Words in the list's own name are none of the text.
        frame.skip = frame.skip.max(list.span.end());
        (frame.spoken, frame.amid) = (true, false);
        frame.lists += 1;
        frame.segment = frame.skip;
        frame.written = None;
        frame.unclosed = None;
        frame.resume(list.span.end());
    }

    /// `G77 and China`, `G77+China`: one group's name.
    fn with_china(&self, codes: Span) -> Option<u32> {
        if !self.draft.bytes(codes.start(), codes.end()).ends_with(b"G77") {
            return None;
        }
        let rest =
            self.draft.bytes(codes.end(), codes.end().saturating_add(12).min(self.block.end()));
        let names = [" and China", "+China", " & China", " + China"];
        let name = names.into_iter().find(|name| rest.starts_with(name.as_bytes()))?;
        Some(codes.end() + narrow(name.len()))
    }

    /// `Proposals from RUS on OP1` heads the paragraphs that RUS proposes.
    fn is_author(&mut self, found: &Found) -> bool {
        let head = self.draft.slice(self.block.start(), found.span.start());
        if head.len() >= HEAD {
            return false;
        }
        let opens = head.trim_start_matches(['*', '~', '(', ' ']).get(..8);
        let from = lead_word(head.as_bytes());
        opens.is_some_and(|word| word.eq_ignore_ascii_case("proposal"))
            && ["from", "by", "of"].iter().any(|word| from.eq_ignore_ascii_case(word.as_bytes()))
    }

    fn authored(&mut self, found: &Found) {
        let list = self.list(found);
        let tail = self.draft.slice(list.span.end(), (list.span.end() + 120).min(self.block.end()));
        let named =
            super::structure::named(super::super::dialect::Verb::Author, tail, list.span.end());
        let span = Span::new(self.block.start(), list.span.end());
        let subject = Subject::Remark(span);
        let id =
            self.state(&list, Wish::new(StatementKind::New, Polarity::For, subject), span, &[]);
        if let Some(label) = named.subjects.first() {
            self.draft.renamed.push((id, Some(label.0)));
        }
        self.notes.push(span);
        let frame = self.frame();
        frame.segment = list.span.end();
        frame.resume(list.span.end());
    }

    /// The first byte of the block at or behind `at` that is no blank, and its place.
    pub(super) fn next_visible(&self, at: u32) -> (u32, Option<u8>) {
        let (place, byte) = self.draft.next_visible(at);
        (place, byte.filter(|_| place < self.block.end()))
    }

    /// A statement about the paragraph that the block belongs to.
    pub(super) fn state(
        &mut self,
        list: &List,
        wish: Wish,
        span: Span,
        targets: &[ProposalId],
    ) -> StatementId {
        let paragraph = self.context.paragraph;
        let id = self.draft.state(list.run, paragraph, wish, span, list.mentions, targets);
        // Codes that go on behind a parenthesis repeat this clause, not those before it.
        let last = self.frame().last;
        let clause = last.filter(|(first, _)| {
            self.draft.statements.get(first.index()).is_some_and(|known| known.run == list.run)
        });
        self.frame().last = Some(clause.map_or((id, 1), |(first, count)| (first, count + 1)));
        id
    }

    /// A remark: a statement of no position.
    pub(super) fn remark(&mut self, list: &List, kind: StatementKind, words: Span, span: Span) {
        let polarity =
            if kind == StatementKind::Comment { Polarity::Comment } else { Polarity::For };
        let wish = Wish::new(kind, polarity, Subject::Remark(words));
        let target = self.draft.propose(self.context.paragraph, &wish, &[]);
        self.state(list, wish, span, target.as_slice());
    }
}
