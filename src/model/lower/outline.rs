//! Which paragraph each block is, or belongs to: parts, preamble and operative part, headings,
//! notes on lines of their own.

use super::super::agreement::agreed;
use super::super::id::{ParagraphId, PartId, StatementId};
use super::super::paragraph::{Paragraph, ParagraphKind, Part};
use super::super::statement::{Polarity, StatementKind, Subject};
use super::draft::{Draft, Wish, narrow};
use super::lead::{self, Setting};
use super::lines::{is_annex, is_chapeau, is_hinge, is_operative, is_recital, is_title, place_of};
use super::list::code_words;
use super::reader::{Context, Reader};
use super::revised::{self, Copies};
use super::settle;
use super::tasks::Block;
use crate::syntax::{BlockKind, LabelSeries, NodeKind, Step, TokenKind, read_head};
use crate::{DiagnosticKind, Label, Span};

/// Where in a text the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// A cover note: what stands before the draft.
    Cover,
    /// Paragraphs by their labels; the rest is prose or notes.
    Open,
    /// Between chapeau and hinge.
    Preamble,
    /// Behind the hinge, or the first number.
    Operative,
    /// Behind the first operative paragraph that has no number.
    Deeds,
}

/// Reads the blocks of a stretch; `cover` says that it opens with a cover note.
pub(super) fn read(draft: &mut Draft<'_>, blocks: &[Block], within: Span, cover: bool) {
    let copies = Copies::new(draft, within.start(), within.end());
    let mut outline = Outline {
        draft,
        copies,
        zone: Zone::Open,
        preambular: 0,
        operative: 0,
        prose: 0,
        last: None,
        headings: Vec::new(),
        place: None,
        annexed: false,
        annexes: Vec::new(),
        end: within.end(),
        revised: false,
        remark: Remarking::No,
    };
    let annexes = blocks.iter().filter(|block| is_annex(outline.plain(block)));
    outline.annexes = annexes.map(|block| block.span.start()).collect();
    outline.part(None, within.start());
    if cover {
        outline.zone = Zone::Cover;
    }
    for block in blocks {
        outline.block(block);
    }
    outline.close_part(within.end());
}

/// Whether a reviewer's remark goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remarking {
    No,
    /// The party is not named.
    Unsigned,
    /// The statement that it is.
    Signed(StatementId),
}

struct Outline<'d, 'a> {
    draft: &'d mut Draft<'a>,
    zone: Zone,
    preambular: u32,
    /// Operative paragraphs without a number.
    operative: u32,
    prose: u32,
    /// What is known of the paragraph that a note would belong to.
    last: Option<Context>,
    /// Headings that wait for the paragraph they stand before.
    headings: Vec<ParagraphId>,
    /// `Before “We, …” insert:` gives the next paragraph its label.
    place: Option<Label>,
    /// The part was opened by a heading `ANNEX …`: titles in it open no other.
    annexed: bool,
    copies: Copies,
    /// Where the parts begin that annex headings open.
    annexes: Vec<u32>,
    /// Where the stretch ends.
    end: u32,
    /// The part is one party's copy, with its tracked changes.
    revised: bool,
    /// The reviewer's remark that lines without a label go on with.
    remark: Remarking,
}

impl<'a> Outline<'_, 'a> {
    fn text(&self, span: Span) -> &'a str {
        self.draft.slice(span.start(), span.end())
    }

    /// A block's text without the marks at its ends.
    fn plain(&self, block: &Block) -> &'a str {
        block.plain(self.draft.text)
    }

    fn part(&mut self, title: Option<Span>, start: u32) {
        self.close_part(start);
        let id = PartId::from_index(self.draft.parts.len());
        let plain = title.map(|title| {
            self.text(title).trim_matches(|c: char| c.is_whitespace() || "*#_[]".contains(c))
        });
        let name = match plain {
            Some(plain) => plain.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            None => Part::unnamed(id),
        };
        let span = Span::new(start, start);
        self.draft.parts.push(Part { id, title, name, span });
        self.preambular = 0;
        self.operative = 0;
        self.prose = 0;
        self.last = None;
        self.place = None;
        self.headings.clear();
        self.zone = Zone::Open;
        let next = self.annexes.partition_point(|at| *at <= start);
        let end = self.annexes.get(next).copied().unwrap_or(self.end);
        self.revised = self.copies.is_copy(start, end);
    }

    fn close_part(&mut self, end: u32) {
        if let Some(part) = self.draft.parts.last_mut() {
            part.span = Span::new(part.span.start(), end);
            let id = part.id;
            let bare = self.draft.paragraphs.last().is_none_or(|last| last.part != id);
            if part.span.is_empty() && part.title.is_none() && bare {
                self.draft.parts.pop();
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block.kind {
            BlockKind::Furniture(_) => self.remark = Remarking::No,
            BlockKind::Remark if self.revised => self.reviewer(block),
            BlockKind::Remark => self.prose(block),
            BlockKind::Heading | BlockKind::Paragraph => match self.bracketed(block) {
                Some(head) => {
                    self.remark = Remarking::No;
                    self.labelled(block, head);
                }
                None if block.kind == BlockKind::Heading => self.heading(block),
                None => self.paragraph(block),
            },
        }
    }

    /// `[OP8 bis. We row: FRA]`, `[9. We row: FRA]`: a paragraph in a bracket, its label too. Of labels
    /// that propose nothing only the next one opens a paragraph; others are what a note speaks of.
    fn bracketed(&self, block: &Block) -> Option<crate::syntax::Head> {
        let line = self.draft.bytes(block.span.start(), block.span.end());
        let marks = line.iter().take_while(|b| b" *~".contains(b)).count();
        let inner = line.get(marks..)?.strip_prefix(b"[")?;
        let head = read_head(inner).filter(|head| head.old.is_none())?;
        let len = marks + 1 + head.len;
        let text = self.draft.slice(block.span.start() + narrow(len), block.span.end());
        let text = text.trim_start_matches([' ', '*', '~']);
        let label = head.printed.label;
        let next = match label.series() {
            LabelSeries::Preambular => self.preambular + 1,
            LabelSeries::Operative => match self.last.as_ref().map(|last| last.label) {
                Some(last) if last.series() == LabelSeries::Operative => last.number()? + 1,
                _ => 1,
            },
            _ => return None,
        };
        let opens = text.starts_with(char::is_uppercase)
            && lead::direction(self.draft.dialect, text, Setting::Note).is_none()
            && !text.starts_with("Proposal");
        let own = label.is_proposed() || label.number() == Some(next);
        (opens && own).then_some(crate::syntax::Head { len, ..head })
    }

    fn heading(&mut self, block: &Block) {
        self.remark = Remarking::No;
        let plain = self.plain(block);
        if is_annex(plain) {
            self.part(Some(block.span), block.span.start());
            self.annexed = true;
            return;
        }
        if is_title(block.kind, plain) && !self.annexed && self.zone != Zone::Preamble {
            self.part(Some(block.span), block.span.start());
            return;
        }
        if self.last.is_some() && self.is_agreement(plain) {
            return self.note(block);
        }
        let label = Label::new(LabelSeries::Prose, self.prose).heading();
        let id = self.add(block, ParagraphKind::Heading, label, None, block.span);
        self.headings.push(id);
        let context = context(id, label, false, true);
        let context = self.read(block, block.span.start(), context);
        // A note behind a heading is about the heading.
        self.last = Some(context);
    }

    fn paragraph(&mut self, block: &Block) {
        let plain = self.plain(block);
        if let Some(head) = self.head(block) {
            self.remark = Remarking::No;
            return self.labelled(block, head);
        }
        match self.remark {
            Remarking::No => {}
            Remarking::Unsigned => return revised::go_on(self.draft, None, block.span),
            Remarking::Signed(remark) => {
                return revised::go_on(self.draft, Some(remark), block.span);
            }
        }
        if is_annex(plain) {
            self.part(Some(block.span), block.span.start());
            self.annexed = true;
            return;
        }
        if is_chapeau(block.kind, plain) && self.zone != Zone::Preamble {
            self.zone = Zone::Preamble;
            self.preambular = 0;
            let label = Label::new(LabelSeries::Chapeau, 0);
            let id = self.add(block, ParagraphKind::Chapeau, label, None, block.span);
            let context = context(id, label, false, false);
            self.last = Some(self.read(block, block.span.start(), context));
            return;
        }
        if !self.annexed && self.zone != Zone::Preamble && is_title(block.kind, plain) {
            return self.part(Some(block.span), block.span.start());
        }
        if let Some(label) = place_of(plain) {
            self.place = Some(label);
            return;
        }
        if let Some(label) = self.place.take() {
            return self.whole(block, ParagraphKind::Alternative, label);
        }
        match self.zone {
            Zone::Preamble | Zone::Deeds if self.is_note(block) => self.note(block),
            Zone::Preamble | Zone::Open | Zone::Deeds if self.is_deed(plain) => self.deed(block),
            Zone::Preamble | Zone::Operative | Zone::Deeds if is_hinge(plain) => self.hinge(block),
            Zone::Preamble => self.preambular(block),
            // They come in no order where the two are told by their words alone.
            Zone::Deeds if is_recital(plain) => self.preambular(block),
            Zone::Operative | Zone::Deeds => self.note(block),
            Zone::Open if self.is_note(block) && self.last.is_some() => self.note(block),
            Zone::Open if is_recital(plain) => self.preambular(block),
            Zone::Open if is_hinge(plain) && self.preambular > 0 => self.hinge(block),
            Zone::Open
                if self
                    .last
                    .as_ref()
                    .is_some_and(|last| last.label.series() != LabelSeries::Prose) =>
            {
                self.note(block);
            }
            Zone::Cover | Zone::Open => self.prose(block),
        }
    }

    /// A reviewer's remark, on the paragraph before it.
    fn reviewer(&mut self, block: &Block) {
        match &self.last {
            Some(context) => {
                let paragraph = context.paragraph;
                let signed = revised::remark(self.draft, paragraph, block.span);
                self.remark = signed.map_or(Remarking::Unsigned, Remarking::Signed);
            }
            None => self.prose(block),
        }
    }

    fn head(&mut self, block: &Block) -> Option<crate::syntax::Head> {
        let tree = self.draft.tree;
        let (_, first) = tree.children(block.node).next()?;
        if first.kind() != NodeKind::Label || first.span().start() > block.span.start() + 8 {
            return None;
        }
        let line = self.draft.bytes(block.span.start(), block.span.end());
        read_head(line)
    }

    fn labelled(&mut self, block: &Block, head: crate::syntax::Head) {
        self.place = None;
        let printed = head.printed;
        let start = block.span.start() + narrow(head.len);
        // A number alone, whatever follows it, names no paragraph of a draft in a cover note.
        let bare = !self.draft.slice(block.span.start(), start).contains('P');
        let numbered = printed.label.series() == LabelSeries::Operative
            && (bare || !printed.label.is_proposed());
        if self.zone == Zone::Cover && numbered {
            return self.prose(block);
        }
        if printed.misspelt {
            self.draft.odd(DiagnosticKind::LabelMisspelt, Span::new(block.span.start(), start));
        }
        let kind = match printed.label.series() {
            _ if printed.label.is_proposed() => ParagraphKind::Alternative,
            LabelSeries::Preambular => ParagraphKind::Preambular,
            _ => ParagraphKind::Operative,
        };
        if kind == ParagraphKind::Operative
            && matches!(self.zone, Zone::Preamble | Zone::Open | Zone::Deeds)
        {
            self.zone = Zone::Operative;
        }
        if kind == ParagraphKind::Preambular {
            self.preambular = printed.label.number().unwrap_or(self.preambular);
        }
        let text = Span::new(start.min(block.span.end()), block.span.end());
        let id = self.add(block, kind, printed.label, head.old, text);
        self.head_under(id, printed.label);
        let context = context(id, printed.label, false, false);
        self.last = Some(self.read(block, start, context));
    }

    /// The whole block is a paragraph, with no number of its own before the text.
    fn whole(&mut self, block: &Block, kind: ParagraphKind, label: Label) {
        let id = self.add(block, kind, label, None, block.span);
        self.head_under(id, label);
        let context = context(id, label, false, false);
        self.last = Some(self.read(block, block.span.start(), context));
    }

    fn preambular(&mut self, block: &Block) {
        self.preambular += 1;
        let label = Label::new(LabelSeries::Preambular, self.preambular);
        self.whole(block, ParagraphKind::Preambular, label);
    }

    /// Whether an operative paragraph without a number begins: behind a preamble whose paragraphs
    /// end in commas, or behind another.
    fn is_deed(&self, plain: &str) -> bool {
        let behind = self.last.as_ref().and_then(|last| {
            let paragraph = self.draft.paragraphs.get(last.paragraph.index())?;
            self.text(paragraph.text).trim_end().chars().next_back()
        });
        let follows = self.zone == Zone::Deeds || (self.preambular > 0 && behind != Some(';'));
        follows && is_operative(plain)
    }

    /// Named by its place, as preambular paragraphs are.
    fn deed(&mut self, block: &Block) {
        self.zone = Zone::Deeds;
        self.operative += 1;
        let label = Label::new(LabelSeries::Operative, self.operative);
        self.whole(block, ParagraphKind::Operative, label);
    }

    fn prose(&mut self, block: &Block) {
        self.prose += 1;
        let label = Label::new(LabelSeries::Prose, self.prose);
        self.whole(block, ParagraphKind::Prose, label);
    }

    fn hinge(&mut self, block: &Block) {
        self.zone = Zone::Operative;
        let label = Label::new(LabelSeries::Operative, 0).heading();
        let id = self.add(block, ParagraphKind::Heading, label, None, block.span);
        self.headings.push(id);
        let context = context(id, label, false, true);
        self.last = Some(self.read(block, block.span.start(), context));
    }

    /// A line that belongs to the paragraph before it.
    fn note(&mut self, block: &Block) {
        let Some(mut context) = self.last.take() else { return self.prose(block) };
        context.note = self.is_note(block);
        context.loose.clear();
        let (paragraph, heading) = (context.paragraph, context.heading);
        if !context.note && !heading {
            // More of its text: a list item, or the text of a label on a line of its own.
            self.reach(paragraph, block.span.end());
        }
        let known = self.draft.proposals.len();
        self.last = Some(self.read(block, block.span.start(), context));
        // A bracket on a line of its own that adds words adds them at the end of the text.
        let own = self.draft.proposals.get(known..).unwrap_or_default().iter();
        let mut added = own.filter_map(|proposal| match proposal.subject {
            Subject::Words { struck: None, added: Some(added) } => Some(added),
            _ => None,
        });
        if !heading && added.any(|added| added.start() >= block.span.start()) {
            self.reach(paragraph, block.span.end());
        }
    }

    /// Lets a paragraph reach to a place.
    fn reach(&mut self, paragraph: ParagraphId, end: u32) {
        if let Some(paragraph) = self.draft.paragraphs.get_mut(paragraph.index()) {
            paragraph.span = Span::new(paragraph.span.start(), end);
            paragraph.text = Span::new(paragraph.text.start(), end);
        }
    }

    fn add(
        &mut self,
        block: &Block,
        kind: ParagraphKind,
        label: Label,
        old_number: Option<u32>,
        text: Span,
    ) -> ParagraphId {
        let id = ParagraphId::from_index(self.draft.paragraphs.len());
        let part = PartId::from_index(self.draft.parts.len().saturating_sub(1));
        let own = Paragraph::new(id, part, kind, label, block.span);
        self.draft.paragraphs.push(Paragraph { old_number, text, ..own });
        id
    }

    /// The headings before a paragraph are named after it.
    fn head_under(&mut self, id: ParagraphId, label: Label) {
        let above = self.headings.last().copied();
        for heading in self.headings.drain(..) {
            if let Some(heading) = self.draft.paragraphs.get_mut(heading.index()) {
                heading.label = label.heading();
            }
        }
        if let Some(paragraph) = self.draft.paragraphs.get_mut(id.index()) {
            paragraph.heading = above;
        }
    }

    fn read(&mut self, block: &Block, text: u32, mut context: Context) -> Context {
        context.text_end = 0;
        context.final_list = None;
        if context.label.is_proposed() && !context.note && !context.heading {
            let list = self.final_list(block, text);
            context.final_list = list;
        }
        let reader = Reader::new(self.draft, context);
        if self.revised {
            return reader.read_revised(block.node, block.span);
        }
        let (paragraph, known) = (reader.context.paragraph, reader.draft.proposals.len());
        let mut context = reader.read(block.node, block.span, text);
        if context.label.is_proposed() && !context.heading && context.whole.is_none() {
            // Nobody has signed it yet: a proposal all the same.
            let wish = Wish::new(StatementKind::New, Polarity::For, Subject::Whole);
            context.whole = self.draft.propose(paragraph, &wish, &[]);
        }
        // A title, a heading or the cover is not negotiated unless somebody signs: it is worded anew.
        if !context.note && !context.heading && context.label.series() != LabelSeries::Prose {
            settle::propose_unsigned(self.draft, paragraph, block.span, known);
        }
        context
    }

    /// The bracket that signs a whole proposed paragraph: the last one that begins with codes,
    /// has no words of the text behind it, and does not sign a remark in parentheses.
    fn final_list(&self, block: &Block, text: u32) -> Option<u32> {
        let tree = self.draft.tree;
        let mut walk = tree.walk(block.node);
        walk.next();
        let mut last: Option<u32> = None;
        let mut remark: Option<u32> = None;
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(_, NodeKind::Bracket, span) => {
                    walk.skip_node();
                    let signs = self.begins_with_codes(span);
                    let of_remark = remark.is_some_and(|end| self.draft.meet(end, span.start()));
                    if signs && !of_remark {
                        last = Some(span.start());
                    }
                }
                Step::Enter(_, NodeKind::Paren, span) => {
                    walk.skip_node();
                    let inner = self.draft.slice(span.start() + 1, span.end().saturating_sub(1));
                    let directs =
                        lead::direction(self.draft.dialect, inner, Setting::Note).is_some();
                    remark = directs.then_some(span.end());
                }
                Step::Enter(_, NodeKind::Label | NodeKind::Block(_), _) => walk.skip_node(),
                Step::Token(TokenKind::Text | TokenKind::Codes, span) if span.end() > text => {
                    let words = self.draft.bytes(span.start().max(text), span.end());
                    if words.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
                        let text = self.draft.slice(span.start().max(text), span.end());
                        let directs = words.len() < 40
                            && lead::direction(self.draft.dialect, text, Setting::Text).is_some();
                        if directs {
                            // `Oppose [AND]` behind the signature is about it.
                            remark = Some(span.end());
                        } else {
                            last = None;
                        }
                    }
                }
                _ => {}
            }
        }
        last
    }

    fn begins_with_codes(&self, span: Span) -> bool {
        let inner = self.draft.bytes(span.start() + 1, span.end().min(span.start() + 40));
        let inner = inner.trim_ascii_start();
        code_words(inner).next().is_some_and(|(start, end)| {
            start == 0
                && inner
                    .get(..end)
                    .and_then(|word| self.draft.entry(word))
                    .is_some_and(|(_, entry)| entry.is_some())
                && inner.get(end).is_none_or(|b| !b.is_ascii_alphanumeric())
        })
    }

    /// A line that speaks of the paragraph before it: nothing but brackets, or a direction, or
    /// words that end in a colon and codes.
    fn is_note(&self, block: &Block) -> bool {
        let text = self.text(block.span);
        let plain = text.trim_start_matches(|c: char| c.is_whitespace() || "*~".contains(c));
        if plain.starts_with(['(', '[']) {
            return self.only_brackets(block);
        }
        let tail = plain.trim_end_matches(|c: char| c.is_whitespace() || "*~.;".contains(c));
        let colon = tail.rfind(':').is_some_and(|at| {
            let codes = tail.get(at + 1..).unwrap_or_default();
            !codes.trim().is_empty()
                && codes
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b" ,.;&".contains(&b))
        });
        let short = plain.len() < 400;
        let verb = lead::direction(self.draft.dialect, plain, Setting::Note).is_some()
            || plain.starts_with("Proposal");
        (colon && (short || verb)) || (verb && short && self.has_codes(block))
    }

    /// `[Agreed]` on a line of its own: the paragraph before it is.
    fn is_agreement(&self, plain: &str) -> bool {
        let inner = plain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        inner.is_some_and(|inner| agreed(inner, self.draft.registry).is_some())
    }

    fn has_codes(&self, block: &Block) -> bool {
        let tree = self.draft.tree;
        tree.walk(block.node).take(4096).any(|step| matches!(step, Step::Enter(_, NodeKind::Codes, span) if self.draft.entry(self.draft.bytes(span.start(), span.end().min(span.start() + 3))).is_some()))
    }

    fn only_brackets(&self, block: &Block) -> bool {
        let tree = self.draft.tree;
        let mut walk = tree.walk(block.node);
        walk.next();
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(_, NodeKind::Bracket | NodeKind::Paren, _) => walk.skip_node(),
                Step::Token(TokenKind::Text | TokenKind::Codes, span)
                    if self
                        .draft
                        .bytes(span.start(), span.end())
                        .iter()
                        .any(u8::is_ascii_alphanumeric) =>
                {
                    return false;
                }
                _ => {}
            }
        }
        true
    }
}

fn context(paragraph: ParagraphId, label: Label, note: bool, heading: bool) -> Context {
    Context {
        paragraph,
        label,
        note,
        heading,
        loose: Vec::new(),
        whole: None,
        text_end: 0,
        final_list: None,
        whole_statement: None,
    }
}
