//! Words out of the pieces of a source: what a proposal says, what stood before.

use super::assemble::Addition;
use super::document::Document;
use super::id::{ParagraphId, ProposalId};
use super::paragraph::ParagraphKind;
use super::piece::{Piece, PieceKind, RawPiece};
use super::seam::Seams;
use super::statement::{Beside, Place, Statement, StatementKind, Structure, Subject};
use crate::{Label, Span};

/// Bytes of the source that are gone through for each byte of a subject that a row may have: marks
/// and notes stand between words, but a row must not go through all of a long text for its few.
const REACH: usize = 2;

/// Which words of a stretch are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    Struck,
    Unstruck,
}

impl Document {
    /// The pieces of a paragraph, marks and notes included; they tile its text.
    pub fn pieces(&self, paragraph: ParagraphId) -> impl Iterator<Item = Piece> + '_ {
        let text = self.facts.paragraphs.get(paragraph.index()).map(|p| (p.pieces, p.text));
        let ((from, _), text) = text.unwrap_or_default();
        let found = self.facts.paragraphs.get(paragraph.index());
        let note = found.is_some_and(|found| found.kind == ParagraphKind::Note);
        self.pieces_from(note, from as usize, text)
    }

    fn pieces_from(
        &self,
        note: bool,
        from: usize,
        within: Span,
    ) -> impl Iterator<Item = Piece> + '_ {
        let all = if note { &self.facts.note_pieces } else { &self.facts.pieces };
        let pieces = all.get(from..).unwrap_or_default();
        let mut start = match from.checked_sub(1).and_then(|at| all.get(at)) {
            Some(before) => before.end,
            None => 0,
        };
        pieces.iter().map_while(move |&RawPiece { end, kind }| {
            let span = Span::new(start.max(within.start()), end.min(within.end()));
            let goes_on = start < within.end();
            start = end;
            goes_on.then_some(Piece { kind, span })
        })
    }

    /// The pieces of any stretch of the source.
    pub(crate) fn pieces_in(&self, span: Span) -> impl Iterator<Item = Piece> + '_ {
        let notes = &self.facts.notes;
        let before = notes.partition_point(|note| note.start() <= span.start()).checked_sub(1);
        let note = before.and_then(|at| notes.get(at)).is_some_and(|note| note.covers(span));
        let pieces = if note { &self.facts.note_pieces } else { &self.facts.pieces };
        let from = pieces.partition_point(|piece| piece.end <= span.start());
        self.pieces_from(note, from, span)
    }

    /// The text of a paragraph before any proposal: what somebody wants added is out, what
    /// somebody wants struck is in. [`project`](crate::project::project) gives the texts under
    /// other choices.
    ///
    /// Where the page does not say how an addition begins, the guess that the proposal records
    /// decides; see [`Proposal::extent`](super::Proposal::extent).
    ///
    /// # Complexity
    ///
    /// O(n + s log s) in the bytes of the paragraph and the statements on its proposals.
    pub fn base_text(&self, paragraph: ParagraphId) -> String {
        match self.facts.paragraphs.get(paragraph.index()) {
            Some(found) if !found.label.is_proposed() => {
                self.base_words(found.text, &self.additions(paragraph))
            }
            _ => String::new(),
        }
    }

    fn base_words(&self, within: Span, added: &[Addition]) -> String {
        self.put_together(Seams::of_runs(within), within, added, &[], &|_| false).finish().0
    }

    /// What a proposal says: added words as they are, struck words as `~old~`, a replacement as
    /// `~old~ new`, labels for a structural one.
    ///
    /// # Complexity
    ///
    /// O(n) in the bytes of the paragraph.
    pub fn wording(&self, proposal: ProposalId) -> String {
        match self.facts.proposals.get(proposal.index()) {
            Some(found) => {
                let mut additions = Cached::default();
                let kind = found.kind.statement();
                self.words_of((&found.subject, kind), found.paragraph, usize::MAX, &mut additions)
            }
            None => String::new(),
        }
    }

    /// What a statement is about, in words; of each stretch at most about `limit` bytes of words,
    /// out of [`REACH`] times as many bytes of the source. What was cut ends in `…`.
    pub(super) fn subject_text(
        &self,
        statement: &Statement,
        limit: usize,
        additions: &mut Cached,
    ) -> String {
        let targets = self.targets(statement);
        // One note about several paragraphs may be several proposals; it is said as it is written.
        let structural = matches!(statement.subject, Subject::Structure(_));
        if targets.len() > 1 && !structural {
            // Against each of several alternatives.
            let mut all = String::new();
            for id in targets {
                if let Some(proposal) = self.facts.proposals.get(id.index()) {
                    if all.len() > limit {
                        break;
                    }
                    if !all.is_empty() {
                        all.push_str(" / ");
                    }
                    let what = (&proposal.subject, proposal.kind.statement());
                    all.push_str(&self.words_of(what, proposal.paragraph, limit, additions));
                }
            }
            return all;
        }
        self.words_of((&statement.subject, statement.kind), statement.paragraph, limit, additions)
    }

    fn words_of(
        &self,
        (subject, kind): (&Subject, StatementKind),
        paragraph: ParagraphId,
        limit: usize,
        additions: &mut Cached,
    ) -> String {
        match subject {
            Subject::Whole => String::new(),
            Subject::Words { struck, added } => {
                let one = struck == added;
                let old = struck.map(|span| {
                    let marked = if one { Some(Which::Struck) } else { None };
                    let which = |span| marked.unwrap_or_else(|| self.struck_or_all(span));
                    self.within(span, limit, |span| self.gather(span, which(span)))
                });
                let new = added.map(|span| {
                    let which = if one { Which::Unstruck } else { Which::All };
                    self.within(span, limit, |span| self.gather(span, which))
                });
                match (old, new) {
                    (Some(old), Some(new)) if old.is_empty() => new,
                    (Some(old), Some(new)) if new.is_empty() => format!("~{old}~"),
                    (Some(old), Some(new)) => format!("~{old}~ {new}"),
                    (Some(old), None) => format!("~{old}~"),
                    (None, new) => new.unwrap_or_default(),
                }
            }
            Subject::Stretch(span) => {
                let added = additions.of(self, paragraph);
                format!("~{}~", self.within(*span, limit, |span| self.base_of(span, added)))
            }
            Subject::Rest(from) => {
                let end = self.facts.paragraphs.get(paragraph.index()).map_or(0, |p| p.text.end());
                let added = additions.of(self, paragraph);
                let rest = Span::new(*from, end.max(*from));
                let rest = self.within(rest, limit, |span| self.base_of(span, added));
                if rest.is_empty() { String::new() } else { format!("~{rest}~") }
            }
            Subject::Structure(structure) => self.structure_text(structure, kind),
            Subject::Remark(span) => {
                self.within(*span, limit, |span| squeeze(self.source.slice(span)))
            }
        }
    }

    /// The words of a stretch, or of as much of it as `limit` allows.
    fn within(&self, span: Span, limit: usize, words: impl FnOnce(Span) -> String) -> String {
        let reach = u32::try_from(limit.saturating_mul(REACH)).unwrap_or(u32::MAX);
        if span.len() <= reach {
            return words(span);
        }
        let mut end = span.start() + reach;
        while !self.source.text().is_char_boundary(end as usize) {
            end -= 1;
        }
        let mut text = words(Span::new(span.start(), end));
        text.push('…');
        text
    }

    /// The base text of a stretch.
    fn base_of(&self, span: Span, added: &[Addition]) -> String {
        trimmed(&self.base_words(span, added)).to_owned()
    }

    fn structure_text(&self, structure: &Structure, kind: StatementKind) -> String {
        let list = |labels: &mut dyn Iterator<Item = String>, by: &str| {
            labels.collect::<Vec<_>>().join(by)
        };
        let of = |label: Label, beside: Option<&Beside>| {
            let former = if beside.is_some_and(|beside| beside.former) { "old " } else { "" };
            let part = beside.and_then(|beside| beside.part.as_deref());
            let part = part.map(|part| self.written_part(part));
            part.map_or_else(
                || format!("{former}{label}"),
                |part| format!("{former}{label} of {part}"),
            )
        };
        let subjects = &mut structure.meant_paragraphs().map(|(label, beside)| of(label, beside));
        let place = |(place, beside): (Place, Option<&Beside>)| match place {
            Place::At(label) => of(label, beside),
            Place::Before(label) => format!("before {}", of(label, beside)),
            Place::After(label) => format!("after {}", of(label, beside)),
            Place::Words(span) => squeeze(self.source.slice(span)),
        };
        let by = if kind == StatementKind::Merge { " + " } else { ", " };
        let places = list(&mut structure.meant_places().map(place), by);
        match kind {
            StatementKind::Merge => {
                let both = list(subjects, " + ");
                if places.is_empty() { both } else { format!("{both} + {places}") }
            }
            StatementKind::Move if !places.is_empty() => {
                format!("{} -> {places}", list(subjects, ", "))
            }
            StatementKind::ReplaceParagraph => {
                let subjects = list(subjects, ", ");
                if places.is_empty() { subjects } else { format!("{subjects} => {places}") }
            }
            _ => list(subjects, ", "),
        }
    }

    /// The name of a part as its title has it, which notes may write otherwise.
    fn written_part<'p>(&'p self, named: &'p str) -> &'p str {
        let heads = self.parts().iter().filter_map(|part| part.name().get(..named.len()));
        let mut same = heads.filter(|head| head.eq_ignore_ascii_case(named));
        same.next().unwrap_or(named)
    }

    fn struck_or_all(&self, span: Span) -> Which {
        if self.is_struck(span) { Which::Struck } else { Which::All }
    }

    fn gather(&self, span: Span, which: Which) -> String {
        if self.pieces_in(span).all(|piece| piece.kind == PieceKind::Note) {
            // Words that a note quotes are no words of the text; they are taken as written.
            return squeeze(trimmed(self.source.slice(span)));
        }
        let mut text = Gathered::default();
        // A stretch can begin inside a strike-through whose mark lies before it.
        let mut depth = 0u32;
        for piece in self.pieces_in(span) {
            match piece.kind {
                PieceKind::StrikeOpen => depth += 1,
                PieceKind::StrikeClose => depth = depth.saturating_sub(1),
                PieceKind::Words => {
                    let wanted = match which {
                        Which::All => true,
                        Which::Struck => depth > 0,
                        Which::Unstruck => depth == 0,
                    };
                    if wanted { text.push(self.source.slice(piece.span)) } else { text.skip() }
                }
                PieceKind::Mark | PieceKind::Note | PieceKind::Aside => text.skip(),
            }
        }
        trimmed(&text.finish()).to_owned()
    }
}

/// The additions of the paragraph asked for last: statements of one paragraph stand together.
#[derive(Debug, Default)]
pub(super) struct Cached(Option<(ParagraphId, Vec<Addition>)>);

impl Cached {
    fn of(&mut self, document: &Document, paragraph: ParagraphId) -> &[Addition] {
        if self.0.as_ref().is_none_or(|(known, _)| *known != paragraph) {
            self.0 = Some((paragraph, document.additions(paragraph)));
        }
        self.0.as_ref().map_or(&[], |(_, additions)| additions)
    }
}

/// Words put together from pieces: one blank between words, none before punctuation.
#[derive(Debug, Default)]
struct Gathered {
    text: String,
    /// Something was left out since the last word.
    gap: bool,
}

impl Gathered {
    fn skip(&mut self) {
        self.gap = true;
    }

    fn push(&mut self, words: &str) {
        for (nth, word) in words.split_whitespace().enumerate() {
            let bare = self.gap && word.chars().all(|c| ",;:".contains(c));
            if bare && self.text.ends_with([',', ';', ':', '.']) {
                // What parted words that were left out.
                continue;
            }
            let glued = nth == 0 && !self.gap && !words.starts_with(char::is_whitespace);
            let mark = word.starts_with([',', ';', '.', ':', ')']);
            let letters = self.text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
                && word.starts_with(|c: char| c.is_alphanumeric());
            let open = self.text.ends_with(['(', '“']);
            let space = !self.text.is_empty()
                && !self.text.ends_with(' ')
                && !open
                && if glued { false } else { !mark || !self.gap && nth > 0 };
            if space || (glued && self.gap && letters) {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.gap = false;
        }
        if words.ends_with(char::is_whitespace) {
            // The next word is not glued to this one.
            self.gap = true;
        }
    }

    fn finish(self) -> String {
        self.text
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ",;:/".contains(c))
}
