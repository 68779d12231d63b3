//! Text put together from the pieces of a paragraph, under a choice of proposals.

use super::base::{PageWord, Settled};
use super::document::Document;
use super::id::{ParagraphId, ProposalId};
use super::piece::PieceKind;
use super::proposal::{Proposal, ProposalKind};
use super::seam::Seams;
use super::statement::Subject;
use crate::Span;

/// A word of a text that was put together: where it stands in that text, where it comes from, and
/// who wants it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct PlacedWord {
    /// Bytes from the start of the paragraph's text; a word is what blanks part.
    pub span: Span,
    /// Bytes of the source. They may hold a mark more than the word, where a comma was left out.
    pub source: Span,
    /// The proposal that adds it; none for a word of the base text.
    pub proposal: Option<ProposalId>,
}

/// What may stand between the words of an addition and what bounds it.
const MARKS: &str = ",;:";

/// Words that a proposal adds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addition {
    pub(crate) span: Span,
    /// Strike-through marks inside it say which words are old.
    pub(crate) marked: bool,
    pub(crate) owner: Owner,
    /// Where the last of this one and those before it ends. Ends alone are in no order, since
    /// additions nest; this is, and tells which of them are over.
    pub(crate) reach: u32,
}

/// Whose the words of an addition are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A proposal's.
    Proposal(ProposalId),
    /// Nobody's: an alternative repeats another to the word; the two are one proposal, and the text
    /// needs the words once.
    Repeated,
}

/// Words that a proposal strikes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Removal {
    pub(crate) span: Span,
    /// Only the words that strike-through marks run over.
    pub(crate) marked: bool,
}

impl Document {
    /// The words of a stretch under a choice, put into `out`: `added` in the order of their starts,
    /// the longer first; `removed` by the chosen proposals, sorted.
    ///
    /// O(n + a + r) in the bytes, additions and removals.
    pub(crate) fn put_together(
        &self,
        mut out: Seams,
        within: Span,
        added: &[Addition],
        removed: &[Removal],
        chosen: &dyn Fn(ProposalId) -> bool,
    ) -> Seams {
        let mut depth = 0u32;
        let kept = self.settled.as_deref().map(Settled::kept);
        let kept = kept.map_or(&[][..], |kept| kept.within(within.start(), within.end()));
        let over = added.partition_point(|one| one.reach <= within.start());
        let added = added.get(over..).unwrap_or_default();
        let mut layers = Layers::new(added, removed, kept, within.start());
        for piece in self.pieces_in(within) {
            match piece.kind {
                PieceKind::StrikeOpen => depth += 1,
                PieceKind::StrikeClose => depth = depth.saturating_sub(1),
                PieceKind::Words => {
                    let mut at = piece.span.start();
                    layers.begin();
                    while at < piece.span.end() {
                        let layer = layers.at(at, depth > 0);
                        let end = layer.until.clamp(at + 1, piece.span.end());
                        let (stands, proposal) = match layer.owner {
                            None => (true, None),
                            Some(Owner::Proposal(id)) => (chosen(id), Some(id)),
                            Some(Owner::Repeated) => (false, None),
                        };
                        if stands && !layer.struck && !layer.alien {
                            let text = self.source.slice(Span::new(at, end));
                            out.push(text, at, proposal);
                        } else {
                            out.leave_out();
                        }
                        at = end;
                    }
                    continue;
                }
                PieceKind::Mark | PieceKind::Aside => {}
                PieceKind::Note => out.leave_out(),
            }
            out.seam(self.source.slice(piece.span).starts_with('*'));
        }
        out
    }

    /// What the proposals of a paragraph would add, in the order of their starts, the longer first.
    pub(crate) fn additions(&self, paragraph: ParagraphId) -> Vec<Addition> {
        let mut added: Vec<Addition> = Vec::new();
        for id in self.proposals_reaching(paragraph).iter().chain(self.proposals_in(paragraph)) {
            let proposal = self.proposal(*id);
            let Some(own) = addition(proposal) else { continue };
            added.push(Addition { span: self.with_edges(own.span), ..own });
            // The statement of the one that repeats it knows where it stands.
            // One that speaks of several alternatives shows the first one's words, which are no
            // repetition of this one's.
            let said = self.statements_on(*id).iter().map(|id| self.statement(*id));
            let said = said.filter(|statement| self.targets(statement).len() == 1);
            let again = said.filter_map(|statement| statement.subject().added());
            let again = again.filter(|span| *span != own.span);
            added.extend(again.map(|span| Addition {
                span: self.with_edges(span),
                marked: false,
                owner: Owner::Repeated,
                reach: 0,
            }));
        }
        added.sort_by_key(|one| (one.span.start(), std::cmp::Reverse(one.span.end())));
        let mut reach = 0;
        for one in &mut added {
            reach = reach.max(one.span.end());
            one.reach = reach;
        }
        added
    }

    /// An addition with the commas and blanks between its words and the bracket, stroke or note
    /// that bounds it. They are no words at stake, but come and go with them:
    /// `[, and the moth,: A]`.
    fn with_edges(&self, span: Span) -> Span {
        let pieces = &self.facts.pieces;
        let kind = |at: Option<usize>| at.and_then(|at| pieces.get(at));
        let start_of = |at: usize| kind(at.checked_sub(1)).map_or(0, |before| before.end);
        let text = |from: u32, to: u32| self.source.slice(Span::new(from, to.max(from)));
        let only = |text: &str, marks: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_whitespace() || marks.contains(c))
        };
        let note = |at: usize| kind(Some(at)).is_some_and(|piece| piece.kind == PieceKind::Note);
        let mark = |at: usize, begins: &[char]| {
            let is_mark = kind(Some(at)).is_some_and(|piece| piece.kind == PieceKind::Mark);
            is_mark
                && pieces.get(at).is_some_and(|piece| {
                    text(start_of(at), piece.end).trim_matches('*').starts_with(begins)
                })
        };
        let at = pieces.partition_point(|piece| piece.end < span.start());
        let (from, bound) = (start_of(at), at.checked_sub(1));
        let opens = only(text(from, span.start()), MARKS)
            && bound.is_some_and(|bound| note(bound) || mark(bound, &['[', '/']));
        let start = if opens { from } else { span.start() };
        let at = pieces.partition_point(|piece| piece.end <= span.end());
        let to = kind(Some(at)).map_or(span.end(), |piece| piece.end);
        let rest = text(span.end(), to);
        // A bracket of codes alone signs what stands before it. The semicolon before that one ends
        // the paragraph, not the addition.
        let closes = (only(rest, MARKS) && (note(at + 1) || mark(at + 1, &[']', '/'])))
            || (only(rest, ",") && mark(at + 1, &['[']) && note(at + 2));
        Span::new(start, if closes { to } else { span.end() })
    }

    /// The words of a stretch of a paragraph under a choice: the chosen proposals' in, and what
    /// they strike out.
    pub(crate) fn words_under(
        &self,
        paragraph: ParagraphId,
        within: Span,
        chosen: &dyn Fn(ProposalId) -> bool,
    ) -> (String, Vec<PlacedWord>) {
        let own = self.proposals_reaching(paragraph).iter().chain(self.proposals_in(paragraph));
        let mut removed: Vec<Removal> = Vec::new();
        let mut ends: Vec<Removal> = Vec::new();
        for proposal in own.filter(|id| chosen(**id)).map(|id| self.proposal(*id)) {
            let end = proposal.kind() == ProposalKind::End;
            if end { &mut ends } else { &mut removed }.extend(self.removal(proposal));
        }
        ends.retain(|end| end.span.start() < within.end());
        if !ends.is_empty() {
            let closing = self.closing(paragraph);
            removed.extend(ends.iter().map(|end| {
                let until = closing.map_or(end.span.end(), |mark| mark.max(end.span.start()));
                Removal { span: Span::new(end.span.start(), until), ..*end }
            }));
        }
        removed.sort_by_key(|removal| removal.span);
        let added = self.additions(paragraph);
        let mut seams =
            self.put_together(Seams::of_words(within), within, &added, &removed, chosen);
        if !ends.is_empty() {
            seams.end();
        }
        seams.finish()
    }

    /// Where the mark stands that closes a paragraph; it stays wherever the paragraph ends.
    fn closing(&self, paragraph: ParagraphId) -> Option<u32> {
        let words = self.pieces(paragraph).filter(|piece| piece.kind == PieceKind::Words);
        let texts = words.map(|piece| (piece.span.start(), self.source.slice(piece.span)));
        let (start, text) = texts.filter(|(_, text)| !text.trim().is_empty()).last()?;
        let text = text.trim_end().strip_suffix(['.', ';'])?;
        Some(start + u32::try_from(text.len()).unwrap_or(u32::MAX))
    }

    /// What a proposal would strike.
    pub(crate) fn removal(&self, proposal: &Proposal) -> Option<Removal> {
        match (proposal.kind(), proposal.subject()) {
            (
                ProposalKind::Delete | ProposalKind::Replace,
                Subject::Words { struck: Some(span), .. },
            ) => Some(Removal { span: *span, marked: self.is_struck(*span) }),
            (ProposalKind::Delete, Subject::Stretch(span)) => {
                Some(Removal { span: *span, marked: false })
            }
            (ProposalKind::End, Subject::Rest(from)) => {
                let end = self.paragraph(proposal.paragraph()).text().end();
                Some(Removal { span: Span::new(*from, end), marked: false })
            }
            _ => None,
        }
    }

    /// Whether strike-through marks inside a stretch say which of its words are meant.
    pub(crate) fn is_struck(&self, span: Span) -> bool {
        let has = |kind| self.pieces_in(span).any(|piece| piece.kind == kind);
        has(PieceKind::StrikeOpen) && has(PieceKind::StrikeClose)
    }
}

fn addition(proposal: &Proposal) -> Option<Addition> {
    let Subject::Words { struck, added: Some(span) } = proposal.subject() else { return None };
    let adds = matches!(proposal.kind(), ProposalKind::Insert | ProposalKind::Replace);
    adds.then(|| Addition {
        span: *span,
        marked: *struck == Some(*span),
        owner: Owner::Proposal(proposal.id()),
        reach: 0,
    })
}

/// What covers a byte, and up to where nothing changes.
struct Layer {
    /// The innermost addition, and whose it is.
    owner: Option<Owner>,
    struck: bool,
    /// A word that the earlier draft has not and that nobody wants: one that was struck again.
    alien: bool,
    until: u32,
}

/// Goes along the source and knows which additions and removals cover the present byte.
struct Layers<'a> {
    added: &'a [Addition],
    removed: &'a [Removal],
    /// Words that an earlier draft has, or has not, where one is at hand.
    kept: &'a [PageWord],
    next_kept: usize,
    /// Whether the earlier draft has the word that was met last in this piece; the marks behind a
    /// word go with it.
    is_kept: Option<bool>,
    next_added: usize,
    next_removed: usize,
    /// Additions that have begun, the innermost last; those that have ended are dropped when they
    /// come to the top.
    open: Vec<Addition>,
    /// Ends of the removals that have begun: of all words, and of those struck on the page.
    whole: u32,
    marked: u32,
}

impl<'a> Layers<'a> {
    fn new(
        added: &'a [Addition],
        removed: &'a [Removal],
        kept: &'a [PageWord],
        start: u32,
    ) -> Self {
        let mut layers = Layers {
            added,
            removed,
            kept,
            next_kept: 0,
            is_kept: None,
            next_added: 0,
            next_removed: 0,
            open: Vec::new(),
            whole: start,
            marked: start,
        };
        layers.advance(start);
        layers
    }

    /// A piece begins: the marks at its head go with no word before it.
    fn begin(&mut self) {
        self.is_kept = None;
    }

    fn advance(&mut self, at: u32) {
        while let Some(next) = self.kept.get(self.next_kept).filter(|w| w.span.start() <= at) {
            self.is_kept = Some(next.kept);
            self.next_kept += 1;
        }
        while let Some(next) = self.added.get(self.next_added).filter(|a| a.span.start() <= at) {
            self.open.push(*next);
            self.next_added += 1;
        }
        while self.open.last().is_some_and(|open| open.span.end() <= at) {
            self.open.pop();
        }
        while let Some(next) = self.removed.get(self.next_removed).filter(|r| r.span.start() <= at)
        {
            let end = if next.marked { &mut self.marked } else { &mut self.whole };
            *end = (*end).max(next.span.end());
            self.next_removed += 1;
        }
    }

    fn at(&mut self, at: u32, struck: bool) -> Layer {
        self.advance(at);
        let mut until = u32::MAX;
        let addition = self.open.last().copied();
        for edge in [
            addition.map(|open| open.span.end()),
            self.added.get(self.next_added).map(|next| next.span.start()),
            self.removed.get(self.next_removed).map(|next| next.span.start()),
            self.kept.get(self.next_kept).map(|next| next.span.start()),
            (self.whole > at).then_some(self.whole),
            (self.marked > at).then_some(self.marked),
        ]
        .into_iter()
        .flatten()
        {
            until = until.min(edge);
        }
        // Struck words inside a marked replacement are the old ones, and so are those that the
        // earlier draft has.
        let old = |open: &Addition| self.is_kept == Some(true) || (open.marked && struck);
        Layer {
            alien: addition.is_none() && self.is_kept == Some(false),
            owner: addition.filter(|open| !old(open)).map(|open| open.owner),
            struck: self.whole > at || (struck && self.marked > at),
            until,
        }
    }
}
