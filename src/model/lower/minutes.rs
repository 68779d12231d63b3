//! What a dialect of the caller's own tells the reader.

use super::super::delegation::DelegationCode;
use super::super::id::{ParagraphId, PartId, ProposalId, StatementId};
use super::super::paragraph::{AgreementLevel, Paragraph, ParagraphKind};
use super::super::piece::PieceKind;
use super::super::registry::Entry;
use super::super::statement::{Extent, Mention, Polarity, StatementKind, Subject};
use super::articles::{open_part, tile};
use super::draft::{Draft, Wish, narrow};
use super::words::words;
use crate::{Label, Span};

/// The stretch of a text that a dialect of the caller's own reads, and the record of what it says.
///
/// Paragraphs are told in the order of the text, then what is said in them; whatever no paragraph
/// holds belongs to none. Spans are bytes of the source. What lies outside the stretch, or cuts a
/// character, is taken as the nearest place inside that does not.
///
/// [`Dialect::new`](super::super::Dialect::new) shows a whole reader.
pub struct Minutes<'m, 'a> {
    draft: &'m mut Draft<'a>,
    within: Span,
    part: PartId,
    marks: Vec<(Span, PieceKind)>,
}

impl std::fmt::Debug for Minutes<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Minutes").field("within", &self.within).finish_non_exhaustive()
    }
}

/// Lets a dialect of the caller's own read a stretch.
pub(super) fn read(draft: &mut Draft<'_>, within: Span, read: fn(&mut Minutes<'_, '_>)) {
    let part = PartId::from_index(draft.parts.len());
    open_part(draft, within);
    let mut minutes = Minutes { draft, within, part, marks: Vec::new() };
    read(&mut minutes);
    let Minutes { draft, marks, .. } = minutes;
    tile(draft, within, marks);
}

impl<'a> Minutes<'_, 'a> {
    /// The stretch: all of the text, or a part that was recognised as of this dialect.
    pub fn span(&self) -> Span {
        self.within
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        let span = self.fit(span);
        self.draft.slice(span.start(), span.end())
    }

    /// The lines that hold something, without blanks at their ends.
    pub fn lines(&self) -> Vec<Span> {
        let mut at = self.within.start();
        let text = self.slice(self.within);
        let lines = text.split_inclusive('\n').filter_map(|line| {
            let start = at;
            at += narrow(line.len());
            let lead = line.len() - line.trim_start().len();
            let plain = line.trim();
            let from = start + narrow(lead);
            (!plain.is_empty()).then(|| Span::new(from, from + narrow(plain.len())))
        });
        lines.collect()
    }

    /// The words of a span: runs of letters and digits.
    pub fn words(&self, span: Span) -> impl Iterator<Item = Span> + 'a {
        let span = self.fit(span);
        let start = span.start();
        words(self.draft.slice(start, span.end()))
            .map(move |word| Span::new(start + narrow(word.at), start + narrow(word.end())))
    }

    /// The first bytes of a span.
    pub fn first(&self, span: Span, bytes: usize) -> Span {
        let end = span.start().saturating_add(narrow(bytes)).min(span.end());
        self.fit(Span::new(span.start(), end))
    }

    /// Whether the registry knows this word as a delegation's code.
    pub fn is_code(&self, span: Span) -> bool {
        let entry = self.draft.entry(self.slice(span).as_bytes());
        entry.is_some_and(|(_, entry)| {
            matches!(entry, Some(Entry::Known(_) | Entry::Ambiguous { .. }))
        })
    }

    /// A paragraph. One that would begin before the end of another begins there.
    pub fn paragraph(&mut self, kind: ParagraphKind, label: Label, text: Span) -> ParagraphId {
        let text = self.fit(text);
        let own = self.draft.paragraphs.last().filter(|last| last.part == self.part);
        let done = own.map_or(self.within.start(), |last| last.span.end());
        let start = text.start().max(done);
        let text = Span::new(start, text.end().max(start));
        let id = ParagraphId::from_index(self.draft.paragraphs.len());
        self.draft.paragraphs.push(Paragraph::new(id, self.part, kind, label, text));
        id
    }

    /// How far the page says a paragraph is settled.
    pub fn settle(&mut self, paragraph: ParagraphId, level: AgreementLevel) {
        if let Some(known) = self.draft.paragraphs.get_mut(paragraph.index()) {
            known.level = level;
        }
    }

    /// Words that are no text: codes, verbs, remarks.
    pub fn note(&mut self, span: Span) {
        let span = self.fit(span);
        self.marks.push((span, PieceKind::Note));
    }

    /// A label, a bracket, a page number: no text either.
    pub fn aside(&mut self, span: Span) {
        let span = self.fit(span);
        self.marks.push((span, PieceKind::Aside));
    }

    /// A proposal that nobody has signed yet.
    pub fn propose(
        &mut self,
        paragraph: ParagraphId,
        kind: StatementKind,
        subject: Subject,
    ) -> Option<ProposalId> {
        let subject = self.fit_subject(subject);
        let paragraph = self.known(paragraph)?;
        self.draft.propose(paragraph, &Wish::new(kind, Polarity::For, subject), &[])
    }

    /// Makes proposals alternatives of each other: at most one of them can stand.
    pub fn alternatives(&mut self, proposals: &[ProposalId]) {
        let set = self.draft.alternatives();
        for id in proposals {
            if let Some(proposal) = self.draft.proposals.get_mut(id.index()) {
                proposal.alternatives = Some(set);
            }
        }
    }

    /// What the delegations of these codes say: a proposal of theirs, or a stance where the kind
    /// proposes nothing. Words that are no code of one to eight capitals are left out.
    pub fn state(
        &mut self,
        paragraph: ParagraphId,
        kind: StatementKind,
        polarity: Polarity,
        subject: Subject,
        codes: &[Span],
    ) -> Option<StatementId> {
        let subject = self.fit_subject(subject);
        let paragraph = self.known(paragraph)?;
        let wish = Wish::new(kind, polarity, subject);
        let about = self.draft.propose(paragraph, &wish, &[]);
        Some(self.write(paragraph, wish, about, codes))
    }

    /// What they say of a proposal that was made before.
    pub fn stand(
        &mut self,
        proposal: ProposalId,
        polarity: Polarity,
        codes: &[Span],
    ) -> Option<StatementId> {
        let known = self.draft.proposals.get(proposal.index())?;
        let paragraph = known.paragraph;
        let wish = Wish {
            kind: known.kind.statement(),
            polarity,
            extent: Extent::Written,
            subject: known.subject.clone(),
            condition: None,
        };
        Some(self.write(paragraph, wish, Some(proposal), codes))
    }

    fn write(
        &mut self,
        paragraph: ParagraphId,
        wish: Wish,
        about: Option<ProposalId>,
        codes: &[Span],
    ) -> StatementId {
        let from = narrow(self.draft.mentions.len());
        let mut span: Option<Span> = None;
        for code in codes {
            let code = self.fit(*code);
            let written = self.draft.bytes(code.start(), code.end());
            let Some((stranger, entry)) = self.draft.entry(written) else { continue };
            let delegation = self.who(stranger, entry, code);
            self.marks.push((code, PieceKind::Note));
            self.draft.mentions.push(Mention {
                span: code,
                delegation,
                condition: None,
                flexible: false,
            });
            span = Some(span.map_or(code, |known| {
                Span::new(known.start().min(code.start()), known.end().max(code.end()))
            }));
        }
        self.draft.runs += 1;
        let mentions = (from, narrow(self.draft.mentions.len()));
        let known = self.draft.paragraphs.get(paragraph.index());
        let span = span.or(known.map(|known| known.span)).unwrap_or(self.within);
        let run = self.draft.runs;
        self.draft.state(run, paragraph, wish, span, mentions, about.as_slice())
    }

    fn who(
        &mut self,
        code: DelegationCode,
        entry: Option<Entry>,
        span: Span,
    ) -> super::super::id::DelegationId {
        match entry {
            Some(Entry::Known(number) | Entry::Ambiguous { state: number, .. }) => {
                self.draft.speaker(number)
            }
            Some(Entry::Word) | None => self.draft.stranger(code, span),
        }
    }

    /// The handle, if it is of this text.
    fn known(&self, paragraph: ParagraphId) -> Option<ParagraphId> {
        self.draft.paragraphs.get(paragraph.index()).map(|known| known.id)
    }

    fn fit(&self, span: Span) -> Span {
        let place = |at: u32| {
            let mut at = at.clamp(self.within.start(), self.within.end());
            while !self.draft.text.is_char_boundary(at as usize) {
                at -= 1;
            }
            at
        };
        let (start, end) = (place(span.start()), place(span.end()));
        Span::new(start, end.max(start))
    }

    fn fit_subject(&self, subject: Subject) -> Subject {
        match subject {
            Subject::Words { struck, added } => Subject::Words {
                struck: struck.map(|span| self.fit(span)),
                added: added.map(|span| self.fit(span)),
            },
            Subject::Rest(from) => Subject::Rest(self.fit(Span::new(from, from)).start()),
            Subject::Stretch(span) => Subject::Stretch(self.fit(span)),
            Subject::Remark(span) => Subject::Remark(self.fit(span)),
            Subject::Whole | Subject::Structure(_) => subject,
        }
    }
}
