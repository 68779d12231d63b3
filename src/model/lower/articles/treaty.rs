//! Goes through the stream of a treaty text once.

use indexmap::{IndexMap, IndexSet};

use super::super::super::dialect::Attribution;
use super::super::super::id::{ParagraphId, PartId, ProposalId};
use super::super::super::paragraph::{Paragraph, ParagraphKind, Part};
use super::super::super::piece::PieceKind;
use super::super::draft::{Draft, narrow};
use super::super::lines::is_annex;
use super::brackets::{Closed, Frame};
use super::choices::Group;
use super::flow::{Footnote, Kind, Tok, flow};
use super::lists::{Setting, Who};
use super::places::Place;
use super::remarks::Marked;
use crate::{Diagnostic, DiagnosticKind, Label, Span, syntax};

/// What is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// The text.
    Text,
    /// A footnote, and the proposal that it hangs on.
    Note(Option<ProposalId>),
}

impl Stream {
    pub(super) fn is_note(self) -> bool {
        self != Stream::Text
    }
}

/// The reader of one stretch.
pub(super) struct Treaty<'d, 'a> {
    pub(super) draft: &'d mut Draft<'a>,
    pub(super) toks: Vec<Tok>,
    pub(super) attribution: Attribution,
    pub(super) marks: Vec<(Span, PieceKind)>,
    pub(super) frames: Vec<Frame>,
    pub(super) groups: Vec<Group>,
    pub(super) place: Place,
    pub(super) paragraph: Option<ParagraphId>,
    /// Delegations that have spoken in a list of several, by number in the registry.
    pub(super) parties: Vec<bool>,
    /// The marks of footnotes that have not come yet, by number.
    pub(super) marked: IndexMap<u16, Marked>,
    pub(super) stream: Stream,
    /// The bracket that closed last.
    pub(super) closed: Option<Closed>,
    /// The wish that a whole paragraph go, of the last paragraph that was spoken of as one.
    pub(super) whole: Option<(ParagraphId, ProposalId)>,
    /// End of the last visible token.
    pub(super) seen: u32,
    /// Nothing but marks and lists has come on this line.
    pub(super) fresh: bool,
    /// Where the line began, and its indent.
    pub(super) line: (u32, u32),
    pub(super) blank: bool,
    /// Where a negotiators' note that no bracket holds began: it runs to the next gap or label.
    noting: Option<u32>,
    /// A heading's line has ended, or a paragraph of no label: text must open a paragraph.
    pub(super) must_open: bool,
    /// Before this token nothing is a list: it was tried.
    tried: usize,
    unopened: (u32, Option<Span>),
    pub(super) unclosed: (u32, Option<Span>),
    pub(super) part: PartId,
    /// Names of links whose addresses stand on lines of their own.
    pub(super) links: IndexSet<&'a str>,
}

/// Reads a stretch of the draft.
pub(in super::super) fn read(draft: &mut Draft<'_>, within: Span) {
    let lines = syntax::lines(draft.text, within);
    let flow = flow(draft.text, &lines);
    let part = PartId::from_index(draft.parts.len());
    open_part(draft, within);
    let attribution = draft.dialect.attribution();
    let parties = vec![false; draft.registry.delegations().len()];
    let mut treaty = Treaty {
        draft,
        toks: flow.toks,
        attribution,
        marks: Vec::new(),
        frames: Vec::new(),
        groups: Vec::new(),
        place: Place::default(),
        paragraph: None,
        parties,
        marked: IndexMap::new(),
        stream: Stream::Text,
        closed: None,
        whole: None,
        seen: within.start(),
        fresh: true,
        line: (within.start(), 0),
        blank: true,
        noting: None,
        must_open: true,
        tried: 0,
        unopened: (0, None),
        unclosed: (0, None),
        part,
        links: IndexSet::new(),
    };
    treaty.links = treaty.links_of(&flow.furniture);
    treaty.marks.extend(flow.furniture.iter().map(|span| (*span, PieceKind::Aside)));
    let mut notes = flow.notes.into_iter().peekable();
    let mut at = 0;
    while at < treaty.toks.len() {
        let start = treaty.tok(at).map_or(0, |tok| tok.start);
        while let Some(note) = notes.next_if(|note| note.span.start() <= start) {
            treaty.note(note);
        }
        at = treaty.step(at).max(at + 1);
    }
    for note in notes {
        treaty.note(note);
    }
    treaty.finish(within);
}

impl<'a> Treaty<'_, 'a> {
    /// The names in lines `[name]: address`.
    fn links_of(&self, furniture: &[Span]) -> IndexSet<&'a str> {
        let lines = furniture.iter().map(|span| self.draft.slice(span.start(), span.end()));
        lines.filter_map(|line| Some(line.strip_prefix('[')?.split_once("]: ")?.0)).collect()
    }

    pub(super) fn tok(&self, at: usize) -> Option<Tok> {
        self.toks.get(at).copied()
    }

    pub(super) fn is_party(&self, who: Who) -> bool {
        match who {
            Who::Known(number) => self.parties.get(number as usize) == Some(&true),
            Who::Stranger(_) => false,
        }
    }

    pub(super) fn signs_first(&self) -> bool {
        self.attribution == Attribution::First
    }

    /// Reads a token, and what begins with it; gives the next.
    fn step(&mut self, at: usize) -> usize {
        let Some(tok) = self.tok(at) else { return at + 1 };
        match tok.kind {
            Kind::Line => {
                self.begin_line(at, tok);
                return at + 1;
            }
            Kind::Blank => {
                self.end_noting();
                self.blank = true;
                return at + 1;
            }
            _ => {}
        }
        if self.fresh {
            if let Some(next) = self.label(at) {
                return next;
            }
            self.begin_noting(at, tok);
        }
        let emphasis = tok.kind == Kind::Emphasis;
        // A bracket or a list may stand before the label that opens its paragraph.
        if self.must_open && !emphasis && !matches!(tok.kind, Kind::Open | Kind::Word) {
            self.open_text();
        }
        self.blank = false;
        let next = match tok.kind {
            Kind::Open => self.open(at),
            Kind::Close => {
                self.close(at);
                self.fresh = false;
                at + 1
            }
            Kind::BraceOpen | Kind::BraceClose => self.brace(at),
            Kind::Emphasis => {
                if self.word(tok) == "*" {
                    self.marks.push((Span::new(tok.start, tok.end), PieceKind::Mark));
                }
                at + 1
            }
            Kind::Dash if self.attribution == Attribution::Dash && !self.frames.is_empty() => {
                self.signature(at)
            }
            Kind::Slash if self.attribution == Attribution::Dash => self.next_alternative(at),
            Kind::Word => self.spoken(at),
            _ => {
                self.fresh &= tok.kind == Kind::Slash;
                at + 1
            }
        };
        // Marks at the head of a line belong to what follows.
        let lead = emphasis && self.fresh;
        if let Some(last) = next.checked_sub(1).and_then(|last| self.tok(last)).filter(|_| !lead) {
            self.seen = self.seen.max(last.end);
        }
        next
    }

    /// A word: of the text, or the first code of a list in it.
    fn spoken(&mut self, at: usize) -> usize {
        let Some(tok) = self.tok(at) else { return at + 1 };
        if at >= self.tried && self.signs_first() {
            let setting = if self.in_note() { Setting::Note } else { Setting::Text };
            let capital = self.word(tok).starts_with(|c: char| c.is_ascii_uppercase());
            if capital {
                if let Some(next) = self.positioned(at) {
                    self.fresh = false;
                    return next;
                }
                let list = self.list(at, setting);
                if let Some(list) = list {
                    let next = self.free(at, &list);
                    self.fresh = false;
                    return next;
                }
                // The words of a run of codes without a verb are no lists either.
                let codes = self.codes(at, false).map_or(at, |(_, behind, _)| behind);
                self.tried = self.run_end(at).max(codes);
            }
        }
        if self.must_open {
            self.open_text();
        }
        self.fresh = false;
        self.claim_words(tok);
        at + 1
    }

    /// Whether people are spoken of here: in a footnote, or a negotiators' note.
    pub(super) fn in_note(&self) -> bool {
        self.stream.is_note()
            || self.noting.is_some()
            || self.frames.last().is_some_and(|frame| frame.remark)
    }

    /// `Negotiators' Note: …` at the head of a line.
    fn begin_noting(&mut self, at: usize, tok: Tok) {
        let text = self.stream == Stream::Text && self.signs_first() && tok.kind == Kind::Word;
        if text && self.noting.is_none() && self.is_remark(at) {
            self.noting = Some(tok.start);
        }
    }

    /// What such a note says is no text.
    fn end_noting(&mut self) {
        if let Some(start) = self.noting.take() {
            self.marks.push((Span::new(start, self.seen.max(start)), PieceKind::Note));
        }
    }

    /// Where a run of words that look like codes ends.
    fn run_end(&self, at: usize) -> usize {
        let rest = self.toks.get(at..).unwrap_or_default();
        let run = rest.iter().take_while(|tok| match tok.kind {
            Kind::Word => {
                let word = self.word(**tok);
                word.len() <= 6
                    && word.starts_with(|c: char| c.is_ascii_uppercase())
                    && !word.contains(|c: char| c.is_lowercase())
            }
            Kind::Slash | Kind::Comma | Kind::Line => true,
            _ => false,
        });
        at + run.count().max(1)
    }

    /// Opens a paragraph at the present line.
    pub(super) fn open_paragraph(&mut self, kind: ParagraphKind, label: Label, start: u32) {
        if kind != ParagraphKind::Note {
            self.end_noting();
        }
        self.close_paragraph();
        let id = ParagraphId::from_index(self.draft.paragraphs.len());
        let span = Span::new(start, start);
        let heading = self.place.heading.filter(|_| kind != ParagraphKind::Heading);
        let own = Paragraph::new(id, self.part, kind, label, span);
        self.draft.paragraphs.push(Paragraph { heading, ..own });
        self.paragraph = Some(id);
        self.must_open = false;
        self.seen = self.seen.max(start);
    }

    /// Ends the present paragraph at the last word seen.
    pub(super) fn close_paragraph(&mut self) {
        let end = self.seen;
        let known = self.paragraph.and_then(|id| self.draft.paragraphs.get_mut(id.index()));
        if let Some(paragraph) = known {
            let start = paragraph.span.start();
            paragraph.span = Span::new(start, end.max(start));
            paragraph.text = paragraph.span;
        }
        self.end_lost_brackets();
    }

    /// The present paragraph; opens one where none is.
    pub(super) fn here(&mut self) -> ParagraphId {
        match self.paragraph {
            Some(id) if !self.must_open => id,
            _ => {
                self.open_text();
                self.paragraph.unwrap_or(ParagraphId::from_index(0))
            }
        }
    }

    /// Reads a footnote: a stream and a paragraph of its own.
    fn note(&mut self, note: Footnote) {
        let (article, hangs) = self.claimed(&note);
        let toks = std::mem::replace(&mut self.toks, note.toks);
        let outer = (
            std::mem::take(&mut self.frames),
            std::mem::take(&mut self.groups),
            std::mem::take(&mut self.marks),
            (self.paragraph, self.seen, self.fresh, self.line),
            (self.blank, self.must_open, self.tried, self.closed.take()),
        );
        // At the foot of a page an article may have begun that the mark does not stand in.
        let label = article.unwrap_or_else(|| self.place.whole()).with_note(note.number);
        self.stream = Stream::Note(hangs);
        self.paragraph = None;
        self.seen = note.span.start();
        self.open_paragraph(ParagraphKind::Note, label, note.span.start());
        self.marks.push((Span::new(note.span.start(), note.text), PieceKind::Aside));
        self.marks.extend(note.furniture.iter().map(|span| (*span, PieceKind::Aside)));
        (self.fresh, self.tried) = (false, 0);
        let mut at = 0;
        while at < self.toks.len() {
            at = match self.tok(at) {
                Some(tok) if matches!(tok.kind, Kind::Line | Kind::Blank) => at + 1,
                _ => self.step(at).max(at + 1),
            };
            self.fresh = false;
        }
        self.end_all();
        self.close_paragraph();
        let marks = std::mem::take(&mut self.marks);
        std::mem::swap(&mut self.draft.pieces, &mut self.draft.note_pieces);
        tile(self.draft, note.span, marks);
        std::mem::swap(&mut self.draft.pieces, &mut self.draft.note_pieces);
        self.draft.notes.push(note.span);
        self.toks = toks;
        (self.frames, self.groups, self.marks) = (outer.0, outer.1, outer.2);
        (self.paragraph, self.seen, self.fresh, self.line) = outer.3;
        (self.blank, self.must_open, self.tried, self.closed) = outer.4;
        self.stream = Stream::Text;
        self.marks.push((note.span, PieceKind::Aside));
    }

    pub(super) fn unopened(&mut self, span: Span) {
        self.unopened.0 = self.unopened.0.saturating_add(1);
        self.unopened.1 = self.unopened.1.or(Some(span));
    }

    fn finish(mut self, within: Span) {
        self.end_noting();
        self.end_groups(0);
        self.close_paragraph();
        self.end_all();
        if let (count, Some(first)) = self.unclosed {
            let kind = DiagnosticKind::BracketUnclosed { count };
            self.draft.diagnostics.push(Diagnostic::new(kind, first));
        }
        if let (count, Some(first)) = self.unopened {
            let kind = DiagnosticKind::BracketUnopened { count };
            self.draft.diagnostics.push(Diagnostic::new(kind, first));
        }
        let marks = std::mem::take(&mut self.marks);
        tile(self.draft, within, marks);
    }
}

/// The part that a stretch is; an annex is named by its first line.
pub(in super::super) fn open_part(draft: &mut Draft<'_>, within: Span) {
    let id = PartId::from_index(draft.parts.len());
    let text = draft.slice(within.start(), within.end());
    let line = text.lines().next().unwrap_or_default();
    let plain = line.trim_matches(|c: char| c.is_whitespace() || "*#_[]".contains(c));
    let titled = is_annex(plain);
    let title =
        titled.then(|| Span::new(within.start(), within.start() + narrow(line.trim_end().len())));
    let name = match title {
        Some(_) => plain.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        None => Part::unnamed(id),
    };
    draft.parts.push(Part { id, title, name, span: within });
}

/// Cuts a stretch into pieces: the marks, and words between them.
pub(in super::super) fn tile(
    draft: &mut Draft<'_>,
    within: Span,
    mut marks: Vec<(Span, PieceKind)>,
) {
    // Of two that overlap the longer holds; notes hold the marks inside them.
    marks.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut at = within.start();
    for (span, kind) in marks {
        if span.end() <= at {
            continue;
        }
        let start = span.start().max(at);
        draft.piece(at, start, PieceKind::Words);
        draft.piece(start, span.end(), kind);
        at = span.end();
    }
    if at < within.end() {
        draft.piece(at, within.end(), PieceKind::Words);
    }
    debug_assert!(narrow(draft.text.len()) >= at, "marks lie in the text");
}
