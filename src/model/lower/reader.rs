//! Reads a block: keeps the open brackets on a stack, and meets the lists of codes in order.

use super::super::delegation::DelegationCode;
use super::super::id::{DelegationId, ParagraphId, ProposalId, StatementId};
use super::super::piece::PieceKind;
use super::super::registry::Entry;
use super::super::statement::{Mention, Polarity, StatementKind, Subject};
use super::draft::{Draft, Wish, narrow};
use crate::syntax::{NodeId, NodeKind, Step, TokenKind};
use crate::{DiagnosticKind, Label, Span};

/// How a bracket's contents are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// The block itself.
    Block,
    /// `[…]`
    Square,
    /// `(…)`
    Paren,
}

/// A bracket that is open, or the block.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) hold: Hold,
    pub(super) span: Span,
    /// Where the present segment starts: behind the last list, `;` or `/` that parts wishes.
    pub(super) segment: u32,
    /// Where the original text was last known to resume, and the time before.
    pub(super) resumed: u32,
    pub(super) resumed_before: u32,
    /// A list has spoken in this segment.
    pub(super) spoken: bool,
    /// Lists in this bracket so far.
    pub(super) lists: u32,
    /// The bracket began with codes: they sign what stands before it.
    pub(super) signature: bool,
    /// The last separator was `/`.
    pub(super) slash: bool,
    /// The last list stood behind words at stake and a colon.
    pub(super) led: bool,
    /// Alternatives of each other, so far.
    pub(super) chain: Vec<ProposalId>,
    pub(super) set: Option<u32>,
    /// What the alternatives would replace.
    pub(super) old: Option<Span>,
    /// What `oppose` and its like speak of.
    pub(super) current: Vec<ProposalId>,
    /// The wishes of the last list, for codes that go on behind a parenthesis.
    pub(super) last: Option<(StatementId, u32)>,
    /// Struck stretches of this level, clipped to behind `resumed`.
    pub(super) strikes: Vec<Span>,
    /// Where the page says that words at stake start.
    pub(super) written: Option<u32>,
    /// An opening bracket that never closes and that codes follow: they sign what is before it.
    pub(super) unclosed: Option<u32>,
    /// It follows a list directly.
    pub(super) adjacent: bool,
    /// The bracket that closed last at this level.
    pub(super) group: Option<Group>,
    /// Codes before this byte have been read as part of a remark.
    pub(super) skip: u32,
}

/// A bracket that has closed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) span: Span,
    pub(super) hold: Hold,
    pub(super) lists: u32,
    /// What stands behind its last list.
    pub(super) tail: Span,
}

impl Frame {
    fn new() -> Self {
        Frame {
            hold: Hold::Block,
            span: Span::default(),
            segment: 0,
            resumed: 0,
            resumed_before: 0,
            spoken: false,
            lists: 0,
            signature: false,
            slash: false,
            led: false,
            chain: Vec::new(),
            set: None,
            old: None,
            current: Vec::new(),
            last: None,
            strikes: Vec::new(),
            written: None,
            unclosed: None,
            adjacent: false,
            group: None,
            skip: 0,
        }
    }

    fn reset(&mut self, hold: Hold, span: Span, inner: u32) {
        self.hold = hold;
        self.span = span;
        (self.segment, self.resumed, self.resumed_before) = (inner, inner, inner);
        (self.spoken, self.lists, self.signature, self.slash) = (false, 0, false, false);
        self.led = false;
        self.chain.clear();
        self.current.clear();
        self.strikes.clear();
        (self.set, self.old, self.last, self.group) = (None, None, None, None);
        self.written = (hold == Hold::Square).then_some(inner);
        (self.adjacent, self.skip, self.unclosed) = (false, 0, None);
    }

    /// What `oppose` and its like will speak of from here on.
    pub(super) fn speak_of(&mut self, id: ProposalId) {
        self.current.clear();
        self.current.push(id);
    }

    /// The original text resumes at a byte: strike-throughs before it have been spoken of.
    pub(super) fn resume(&mut self, at: u32) {
        if at > self.resumed {
            self.resumed_before = self.resumed;
            self.resumed = at;
        }
        self.strikes.retain_mut(|strike| {
            *strike = Span::new(strike.start().max(at), strike.end());
            strike.end() > at
        });
    }
}

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
    marks: Vec<(Span, PieceKind)>,
    pub(super) notes: Vec<Span>,
    /// The run of codes that was found last, code by code.
    codes: Vec<(Span, DelegationCode, Option<Entry>)>,
}

/// A run of codes that speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) span: Span,
    pub(super) mentions: (u32, u32),
    pub(super) run: u32,
}

impl<'d, 'a> Reader<'d, 'a> {
    pub(super) fn new(draft: &'d mut Draft<'a>, context: Context) -> Self {
        Reader {
            draft,
            context,
            frames: Vec::new(),
            depth: 0,
            block: Span::default(),
            marks: Vec::new(),
            notes: Vec::new(),
            codes: Vec::new(),
        }
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

    fn enter(&mut self, hold: Hold, span: Span, inner: u32) {
        if self.frames.len() == self.depth {
            self.frames.push(Frame::new());
        }
        self.frames[self.depth].reset(hold, span, inner);
        self.depth += 1;
    }

    /// Reads one block; gives the context back, with what was learnt of the paragraph.
    pub(super) fn read(mut self, node: NodeId, block: Span, text: u32) -> Context {
        self.block = block;
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
        self.write_pieces();
        self.context
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
                }
            }
            TokenKind::Slash => {
                let frame = self.frame();
                if frame.spoken {
                    frame.segment = span.end();
                    frame.written = Some(span.end());
                    frame.spoken = false;
                    frame.slash = true;
                    self.marks.push((span, PieceKind::Mark));
                }
            }
            TokenKind::Strike => {
                let opens = self.frame().strikes.iter().any(|strike| strike.start() == span.start());
                let kind = if opens { PieceKind::StrikeOpen } else { PieceKind::StrikeClose };
                self.marks.push((span, kind));
            }
            TokenKind::OpenSquare if self.frame().span.start() != span.start() || self.depth == 1 => {
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
                frame.segment = span.end();
                frame.written = Some(span.end());
                frame.spoken = false;
                self.marks.push((span, PieceKind::Mark));
            }
            TokenKind::OpenSquare | TokenKind::CloseSquare | TokenKind::Emphasis => {
                self.marks.push((span, PieceKind::Mark));
            }
            TokenKind::Text => {
                let words = self.draft.bytes(span.start(), span.end());
                if words.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
                    let frame = self.frame();
                    if frame.spoken {
                        // The text goes on: no alternative follows any more.
                        frame.spoken = false;
                        frame.slash = false;
                        frame.led = false;
                        frame.chain.clear();
                        frame.set = None;
                        frame.old = None;
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
        let adjacent = spoken.is_some_and(|from| {
            self.draft.bytes(from, span.start()).iter().all(|b| b.is_ascii_whitespace() || *b == b'~')
        });
        self.enter(hold, span, span.start() + 1);
        self.frame().adjacent = adjacent;
    }

    fn close(&mut self, span: Span) {
        if self.depth < 2 {
            return;
        }
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
                parent.current.append(&mut child.current);
            }
            parent.lists += 1;
            parent.segment = span.end();
            parent.spoken = true;
            parent.resume(span.end());
            if parent.hold != Hold::Square {
                parent.written = None;
            }
        } else if child.hold == Hold::Paren && adjacent && !signed {
            // `A(with the amendment above)`: a condition of the code before it.
            let condition = Span::new(span.start() + 1, inner_end);
            parent.segment = span.end();
            parent.resume(span.end());
            self.condition(condition);
            self.notes.push(span);
        } else if child.hold == Hold::Paren {
            self.agreed(span);
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
        let flexible = text.trim_start().get(..8).is_some_and(|w| w.eq_ignore_ascii_case("flexible"));
        if let Some(mention) = self.draft.mentions.last_mut() {
            mention.condition = Some(condition);
            mention.flexible = flexible;
        }
    }

    /// `(agreed)`: the committee agreed this far.
    fn agreed(&mut self, span: Span) {
        let inner = self.draft.slice(span.start() + 1, span.end().saturating_sub(1)).trim();
        if inner.starts_with("language ") && self.is_signed(span.end()) {
            self.notes.push(span);
        }
        if inner.eq_ignore_ascii_case("agreed") || inner.eq_ignore_ascii_case("agree") {
            self.notes.push(span);
            if let Some(paragraph) = self.draft.paragraphs.get_mut(self.context.paragraph.index()) {
                paragraph.level = super::super::paragraph::AgreementLevel::Committee;
            }
        }
    }

    /// Meets a run of code-like words.
    fn codes(&mut self, span: Span) {
        if span.start() < self.frame().skip {
            return;
        }
        let Some(found) = self.find(span) else { return };
        if self.context.note && self.is_author(&found) {
            return self.authored(&found);
        }
        // A list ends where something else than a word begins, and begins behind something that
        // makes it speak.
        if self.is_word(found.span) {
            return;
        }
        let list = self.list(&found);
        self.speak(list);
        let frame = self.frame();
        frame.spoken = true;
        frame.lists += 1;
        frame.segment = list.span.end();
        frame.written = None;
        frame.unclosed = None;
        frame.resume(list.span.end());
    }

    /// `Proposals from RUS on OP1` heads the paragraphs that RUS proposes.
    fn is_author(&mut self, found: &Found) -> bool {
        let head = self.draft.slice(self.block.start(), found.span.start());
        let opens = head.trim_start_matches(['*', '~', '(', ' ']).get(..8);
        let from = lead_word(head.as_bytes());
        head.len() < 60
            && opens.is_some_and(|word| word.eq_ignore_ascii_case("proposal"))
            && matches!(from.as_slice(), b"from" | b"by" | b"of")
    }

    fn authored(&mut self, found: &Found) {
        let list = self.list(found);
        let tail = self.draft.slice(list.span.end(), (list.span.end() + 120).min(self.block.end()));
        let named = super::structure::named(super::super::dialect::Verb::Author, tail, list.span.end());
        let span = Span::new(self.block.start(), list.span.end());
        let subject = Subject::Remark(span);
        let id = self.state(&list, Wish::new(StatementKind::New, Polarity::For, subject), span, &[]);
        if let Some(label) = named.subjects.first() {
            self.draft.renamed.push((id, Some(*label)));
        }
        self.notes.push(span);
        let frame = self.frame();
        frame.segment = list.span.end();
        frame.resume(list.span.end());
    }

    /// The part of a run that holds delegations: `None` where no code of it is known.
    fn find(&mut self, span: Span) -> Option<Found> {
        let bytes = self.draft.bytes(span.start(), span.end());
        let mut first: Option<u32> = None;
        let mut last = 0;
        let mut states = 0;
        let mut known = 0;
        let mut strange = 0;
        self.codes.clear();
        for (start, end) in code_words(bytes) {
            let word = bytes.get(start..end).unwrap_or_default();
            let (from, to) = (span.start() + narrow(start), span.start() + narrow(end));
            let entry = self.draft.entry(word);
            match entry {
                Some((_, Some(Entry::Known(_)))) => {
                    states += 1;
                    known += 1;
                }
                Some((_, Some(Entry::Ambiguous { .. }))) => known += 1,
                Some((_, Some(Entry::Word))) | None => {
                    // A word of the text ends the list, or stands before it.
                    if known > 0 {
                        break;
                    }
                    (first, strange) = (None, 0);
                    self.codes.clear();
                    continue;
                }
                Some((_, None)) => strange += 1,
            }
            first.get_or_insert(from);
            last = to;
            self.codes.extend(entry.map(|(code, entry)| (Span::new(from, to), code, entry)));
        }
        let first = first?;
        if known == 0 {
            if strange == 1 && last - first == 3 {
                self.lone_stranger(Span::new(first, last));
            }
            return None;
        }
        Some(Found { span: Span::new(first, last), states })
    }

    /// `[XQZ]` and nobody else: too little to be sure that it is a delegation.
    fn lone_stranger(&mut self, span: Span) {
        let before = span.start().checked_sub(1).and_then(|at| self.draft.byte(at));
        if before == Some(b'[') && self.draft.byte(span.end()) == Some(b']') && !self.context.heading {
            let written = self.draft.slice(span.start(), span.end());
            let nearest =
                self.draft.registry.nearest(written).iter().map(|c| c.as_str().into()).collect();
            let kind = DiagnosticKind::DelegationUnknown { written: written.into(), nearest };
            self.draft.odd(kind, span);
        }
    }

    /// Whether codes are words of the text: `the proposal of FRA`, `AG proposal`, `EU and its …`.
    fn is_word(&mut self, span: Span) -> bool {
        let next = self.next_visible(span.end()).1;
        let goes_on = next.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'\'' || b >= 0x80);
        let glued = self.draft.byte(span.end()).is_some_and(|b| b >= 0x80 && b != 0xE2);
        let frame = self.frame();
        let (segment, hold) = (frame.segment, frame.hold);
        let unclosed = self.frame().unclosed.is_some_and(|at| at + 1 == segment);
        let before = self.draft.slice(segment, span.start());
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '~' || c == '*');
        let colon = before.trim_end_matches([',', ' ']);
        let before = if colon.ends_with(':') { colon } else { before };
        let mark = before.bytes().last();
        let bytes_before = self.draft.bytes(segment.max(span.start().saturating_sub(64)), span.start());
        let lead = lead_word(bytes_before);
        let by_verb = matches!(
            lead.as_slice(),
            b"by" | b"support" | b"oppose" | b"supports" | b"opposes" | b"delete" | b"retain" | b"reservation" | b"reserve"
        );
        let opening = before.bytes().all(|b| b.is_ascii_whitespace() || b"~*,;:/[(".contains(&b));
        if glued {
            return true;
        }
        if mark == Some(b':') && opens_verb(before) {
            // `delete:RUS educational sector`: the closing mark is lost.
            return false;
        }
        if goes_on {
            // `[GTM supported by BRA]`, `JPN noted …`: a verb may follow a list that opens.
            let (at, _) = self.next_visible(span.end());
            let word = self.draft.slice(at, at + 12);
            let verb = ["support", "oppose", "noted", "reserve", "prefer", "delete"]
                .iter()
                .any(|v| word.get(..v.len()).is_some_and(|w| w.eq_ignore_ascii_case(v)));
            return !(opening && verb && (hold != Hold::Block || mark == Some(b':')));
        }
        match mark {
            // The bracket itself, or nothing since the last list or separator.
            None => hold == Hold::Block && !self.context.note && !unclosed,
            Some(b':') => false,
            Some(b';' | b'.' | b'-' | b'/' | b',') => {
                if opening {
                    return hold == Hold::Block && mark != Some(b';') && !self.frame().signature && self.frame().lists == 0;
                }
                // `…justice;COL.]`, `environmental sector.; UK,FRA`: a lost colon. Only where the
                // list ends its segment.
                let stops = next.is_none_or(|b| b";])".contains(&b))
                    || (next == Some(b'.') && matches!(self.draft.byte(span.end() + 1), Some(b']' | b')')));
                let many = self.draft.bytes(span.start(), span.end()).contains(&b',');
                !(stops && mark != Some(b',') && mark != Some(b'/') && (hold != Hold::Block || many) && (hold != Hold::Paren || mark == Some(b';') || mark == Some(b'.')))
            }
            Some(b'"') => false,
            Some(_) if before.ends_with('”') => false,
            Some(_) if opening => false,
            Some(_) => {
                // `supported by THA` speaks, `additions by MEX` does not.
                let author = lead == b"by" && !{
                    let head = before.get(..before.len() - 2).unwrap_or_default().trim_end();
                    head.get(head.len().saturating_sub(9)..).is_some_and(|w| w.eq_ignore_ascii_case("supported"))
                        || head.get(head.len().saturating_sub(7)..).is_some_and(|w| w.eq_ignore_ascii_case("opposed"))
                };
                !by_verb || author || next == Some(b':') || (hold == Hold::Block && !self.context.note)
            }
        }
    }

    /// The first byte of the block at or behind `at` that is no blank, and its place.
    pub(super) fn next_visible(&self, at: u32) -> (u32, Option<u8>) {
        let (place, byte) = self.draft.next_visible(at);
        (place, byte.filter(|_| place < self.block.end()))
    }

    /// Makes the mentions of a list.
    fn list(&mut self, found: &Found) -> List {
        self.draft.runs += 1;
        let span = found.span;
        let from = narrow(self.draft.mentions.len());
        for at in 0..self.codes.len() {
            let (place, code, entry) = self.codes[at];
            let delegation = match entry {
                Some(Entry::Known(number)) => self.draft.speaker(number),
                Some(Entry::Ambiguous { state, .. }) if found.states > 0 => self.draft.speaker(state),
                Some(Entry::Ambiguous { state, group }) => self.ambiguous(state, group, place),
                Some(Entry::Word) => continue,
                None => match self.draft.registry.state_by_alpha2(code) {
                    Some(number) => self.draft.speaker(number),
                    None => self.draft.stranger(code, place),
                },
            };
            self.draft.mentions.push(Mention { span: place, delegation, condition: None, flexible: false });
        }
        let mentions = (from, narrow(self.draft.mentions.len()));
        List { span, mentions, run: self.draft.runs }
    }

    fn ambiguous(&mut self, state: u32, group: u32, span: Span) -> DelegationId {
        let name = |number: u32| {
            let found = self.draft.registry.delegations().get(number as usize);
            found.map(|delegation| delegation.name().into()).unwrap_or_default()
        };
        let candidates = vec![name(group), name(state)];
        let written = self.draft.slice(span.start(), span.end()).into();
        self.draft.odd(DiagnosticKind::DelegationAmbiguous { written, candidates }, span);
        self.draft.speaker(group)
    }

    /// Cuts the block into pieces: words, marks, notes.
    fn write_pieces(&mut self) {
        self.notes.sort_unstable();
        self.marks.sort_by_key(|(span, _)| *span);
        let mut at = self.block.start();
        let mut notes = self.notes.iter().copied().peekable();
        let mut marks = self.marks.iter().copied().peekable();
        loop {
            let note = notes.peek().copied();
            let mark = marks.peek().copied();
            let (span, kind) = match (note, mark) {
                (Some(note), Some((span, _))) if note.start() <= span.start() => {
                    notes.next();
                    (note, PieceKind::Note)
                }
                (_, Some(mark)) => {
                    marks.next();
                    mark
                }
                (Some(note), None) => {
                    notes.next();
                    (note, PieceKind::Note)
                }
                (None, None) => break,
            };
            // A strike-through that begins inside a note still counts for the words behind it.
            let strike = matches!(kind, PieceKind::StrikeOpen | PieceKind::StrikeClose);
            if span.end() <= at && !strike {
                continue;
            }
            let start = span.start().max(at);
            self.draft.piece(at, start, PieceKind::Words);
            self.draft.piece(start, span.end(), kind);
            at = at.max(span.end());
        }
        let end = self.block.end();
        if at < end {
            self.draft.piece(at, end, PieceKind::Words);
        }
    }

    /// A statement about the paragraph that the block belongs to.
    pub(super) fn state(&mut self, list: &List, wish: Wish, span: Span, targets: &[ProposalId]) -> StatementId {
        let paragraph = self.context.paragraph;
        let id = self.draft.state(list.run, paragraph, wish, span, list.mentions, targets);
        let frame = self.frame();
        match &mut frame.last {
            Some((first, count)) if first.index() + *count as usize == id.index() => *count += 1,
            last => *last = Some((id, 1)),
        }
        id
    }

    /// A remark: a statement of no position.
    pub(super) fn remark(&mut self, list: &List, kind: StatementKind, words: Span, span: Span) {
        let polarity = if kind == StatementKind::Comment { Polarity::Comment } else { Polarity::For };
        let wish = Wish::new(kind, polarity, Subject::Remark(words));
        let target = self.draft.propose(self.context.paragraph, &wish, &[]);
        self.state(list, wish, span, target.as_slice());
    }
}

/// The delegations of a run.
#[derive(Debug)]
pub(super) struct Found {
    span: Span,
    states: u32,
}

/// The runs of capitals and digits in a list, as byte ranges.
pub(super) fn code_words(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let is_code = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_code(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_code(bytes[at]) {
            at += 1;
        }
        (at > start).then_some((start, at))
    })
}

/// Whether the words that end in a colon are but a verb: `delete:`, `; oppose:`.
fn opens_verb(before: &str) -> bool {
    let verb = before.trim_matches(|c: char| c.is_whitespace() || ";,:/~*".contains(c));
    ["delete", "oppose", "retain", "support", "reservation", "retain original"]
        .iter()
        .any(|known| verb.eq_ignore_ascii_case(known))
}

/// The last word before the codes, in lower case.
fn lead_word(before: &[u8]) -> Vec<u8> {
    let end = before.trim_ascii_end();
    let start = end.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    end.get(start..).unwrap_or_default().to_ascii_lowercase()
}
