//! An earlier draft as a help: which words of the page stood there already.

use indexmap::IndexSet;

use super::document::Document;
use super::id::{ParagraphId, PartId};
use super::piece::PieceKind;
use super::replaced::{Original, Replaced};
use crate::words::{Case, Lexicon, align, changes};
use crate::{Diagnostic, DiagnosticKind, Error, Label, Source, Span};

/// The paragraphs of an earlier draft, as they stood before any proposal.
///
/// # Examples
///
/// ```
/// use travaux::model::Base;
/// let base = Base::from_text("first draft", "1. We sail at dawn;\n\n2. We rest at noon;")?;
/// assert_eq!(base.paragraphs()[1].text(), "We rest at noon;");
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Base {
    name: Box<str>,
    paragraphs: Vec<BaseParagraph>,
}

/// A paragraph of a [`Base`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BaseParagraph {
    label: Label,
    text: Box<str>,
}

impl BaseParagraph {
    /// Its label in the earlier draft.
    pub fn label(&self) -> Label {
        self.label
    }

    /// Its words there.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Base {
    /// The base text of every paragraph of a document.
    pub fn from_document(document: &Document) -> Base {
        Base::gather(document.source().name(), document, |_| true)
    }

    /// The base text of one part of a document: an annex that holds the earlier draft.
    pub fn from_part(document: &Document, part: PartId) -> Base {
        let name = document.parts().get(part.index()).map_or("", |part| part.name());
        Base::gather(name, document, |of| of == part)
    }

    /// A plain text, read as a draft in which nobody speaks.
    ///
    /// # Errors
    ///
    /// Only that the text is longer than [`Source::LIMIT`].
    pub fn from_text(name: &str, text: &str) -> Result<Base, Error> {
        let source = Source::new(name, text)?;
        let document = Document::read_with(source, &super::document::ReadOptions::default());
        Ok(Base::from_document(&document))
    }

    fn gather(name: &str, document: &Document, wanted: impl Fn(PartId) -> bool) -> Base {
        let found = document.paragraphs().iter().filter(|paragraph| wanted(paragraph.part()));
        let paragraphs = found.map(|paragraph| BaseParagraph {
            label: paragraph.label(),
            text: document.base_text(paragraph.id()).into(),
        });
        let paragraphs = paragraphs.filter(|paragraph| !paragraph.text.trim().is_empty());
        Base { name: name.into(), paragraphs: paragraphs.collect() }
    }

    /// What the draft is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its paragraphs, headings among them, in order.
    pub fn paragraphs(&self) -> &[BaseParagraph] {
        &self.paragraphs
    }
}

/// A word of the page, and whether the earlier draft has it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageWord {
    pub(crate) span: Span,
    pub(crate) kept: bool,
}

/// The words of the paragraphs that an earlier draft has, in source order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    words: Vec<PageWord>,
}

impl Kept {
    /// The words that lie in a stretch; none where the earlier draft does not have the paragraph.
    pub(crate) fn within(&self, from: u32, to: u32) -> &[PageWord] {
        let first = self.words.partition_point(|word| word.span.start() < from);
        let rest = self.words.get(first..).unwrap_or_default();
        let count = rest.partition_point(|word| word.span.end() <= to);
        rest.get(..count).unwrap_or_default()
    }
}

/// A base held against a document.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    base: Base,
    kept: Kept,
    matches: Vec<Option<u32>>,
    /// Originals that the document has only alternatives to, with the first of them.
    missing: Vec<(Span, Label)>,
    /// Every paragraph that was matched says the same, and each of the base was matched.
    identical: bool,
}

impl Settled {
    /// What is odd about the base, or about the two together.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let place = Span::new(0, 0);
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut odd = Vec::new();
        let of = self.base.paragraphs.len();
        let mut found = vec![false; of];
        for at in self.matches.iter().flatten() {
            if let Some(found) = found.get_mut(*at as usize) {
                *found = true;
            }
        }
        let matched = found.iter().filter(|found| **found).count();
        if of == 0 {
            odd.push(Diagnostic::new(DiagnosticKind::BaseEmpty, place));
        } else if matched * 3 < of {
            let kind = DiagnosticKind::BaseUnrelated { matched: narrow(matched), of: narrow(of) };
            odd.push(Diagnostic::new(kind, place));
        } else if self.identical {
            odd.push(Diagnostic::new(DiagnosticKind::BaseIdentical, place));
        }
        odd.extend(self.missing.iter().map(|(span, label)| {
            let label = label.to_string().into();
            Diagnostic::new(DiagnosticKind::OriginalInBaseOnly { label }, *span)
        }));
        let mut labels: IndexSet<Label> = IndexSet::new();
        let unnamed = |label: Label| label.is_heading() || label.number().is_none();
        for label in self.base.paragraphs.iter().map(BaseParagraph::label) {
            if !unnamed(label) && !labels.insert(label) {
                odd.push(Diagnostic::new(
                    DiagnosticKind::BaseLabelDuplicate { label: label.to_string().into() },
                    place,
                ));
            }
        }
        odd
    }

    /// Matches the paragraphs, part by part, and tells old words from new ones.
    pub(super) fn new(document: &Document, base: &Base) -> Settled {
        let mut lexicon = Lexicon::new(Case::Ignore);
        let earlier: Vec<Vec<u32>> =
            base.paragraphs.iter().map(|paragraph| keys(&mut lexicon, &paragraph.text)).collect();
        let mut matches = vec![None; document.paragraphs().len()];
        let mut kept = Kept::default();
        let mut same = 0;
        for part in document.parts() {
            // A proposed paragraph is no successor of anything.
            let own: Vec<ParagraphId> = document
                .paragraphs()
                .iter()
                .filter(|paragraph| paragraph.part() == part.id())
                .filter(|paragraph| !paragraph.label().is_proposed())
                .map(super::paragraph::Paragraph::id)
                .collect();
            let present: Vec<Vec<u32>> =
                own.iter().map(|id| keys(&mut lexicon, &document.base_text(*id))).collect();
            let mut pairs = pairs(&earlier, &present);
            let alike = |(old, new): &&(usize, usize)| earlier.get(*old) == present.get(*new);
            same += pairs.iter().filter(alike).count();
            // Where guessed additions leave little of a paragraph, all that the page has finds it.
            let old = unmatched(earlier.len(), pairs.iter().map(|pair| pair.0));
            let new = unmatched(own.len(), pairs.iter().map(|pair| pair.1));
            if !old.is_empty() && !new.is_empty() {
                let before: Vec<Vec<u32>> = old.iter().map(|at| earlier[*at].clone()).collect();
                let pages: Vec<Vec<u32>> =
                    new.iter().map(|at| page(&mut lexicon, document, own[*at])).collect();
                let found = self::pairs(&before, &pages);
                pairs.extend(found.into_iter().map(|(one, other)| (old[one], new[other])));
            }
            for (at, new) in pairs {
                let (Some(id), Some(old)) = (own.get(new), earlier.get(at)) else { continue };
                if let Some(slot) = matches.get_mut(id.index()) {
                    *slot = u32::try_from(at).ok();
                }
                hold_against(document, *id, old, &mut lexicon, &mut kept.words);
            }
        }
        kept.words.sort_by_key(|word| word.span);
        let matched = matches.iter().flatten().count();
        let identical = same == matched && matched >= base.paragraphs.len();
        let missing = missing(document, base);
        Settled { base: base.clone(), kept, matches, missing, identical }
    }

    pub(super) fn base(&self) -> &Base {
        &self.base
    }

    pub(super) fn kept(&self) -> &Kept {
        &self.kept
    }

    pub(super) fn matched(&self, paragraph: ParagraphId) -> Option<usize> {
        self.matches.get(paragraph.index()).copied().flatten().map(|at| at as usize)
    }
}

/// The originals that the document has only alternatives to and that the base has, each once.
fn missing(document: &Document, base: &Base) -> Vec<(Span, Label)> {
    let replaced = Replaced::new(document);
    let earlier: IndexSet<Label> = base.paragraphs.iter().map(BaseParagraph::label).collect();
    let mut known: IndexSet<(PartId, Label)> = IndexSet::new();
    let mut found = Vec::new();
    for paragraph in document.paragraphs() {
        if let Some(Original::Missing(part, label)) = replaced.original(paragraph) {
            if earlier.contains(&label) && known.insert((part, label)) {
                found.push((paragraph.span(), label));
            }
        }
    }
    found
}

/// Which earlier paragraph is which of the present ones, one to one.
fn pairs(earlier: &[Vec<u32>], present: &[Vec<u32>]) -> Vec<(usize, usize)> {
    let aligned = align(earlier, present);
    let primary = aligned.matches().iter().filter(|found| found.primary);
    primary.map(|found| (found.old, found.new)).collect()
}

/// Which of so many are in no pair.
fn unmatched(count: usize, matched: impl Iterator<Item = usize>) -> Vec<usize> {
    let matched: IndexSet<usize> = matched.collect();
    (0..count).filter(|at| !matched.contains(at)).collect()
}

/// All words of a paragraph that the page has, additions among them.
fn page(lexicon: &mut Lexicon, document: &Document, id: ParagraphId) -> Vec<u32> {
    let words = document.pieces(id).filter(|piece| piece.kind == PieceKind::Words);
    words.flat_map(|piece| keys(lexicon, document.source().slice(piece.span))).collect()
}

/// The words of a text without its marks: a comma more or less moves no word.
fn keys(lexicon: &mut Lexicon, text: &str) -> Vec<u32> {
    plain_words(text)
        .map(|(at, end)| lexicon.intern(text.get(at..end).unwrap_or_default()))
        .collect()
}

/// Runs of letters and digits: `assist-Safeguard` is two words, for the hyphen may be all that a
/// lost strike-through left.
fn plain_words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let letter = |c: char| c.is_alphanumeric();
        let rest = text.get(at..)?;
        let start = at + rest.find(letter)?;
        let tail = text.get(start..)?;
        let end = start + tail.find(|c: char| !letter(c)).unwrap_or(tail.len());
        at = end;
        Some((start, end))
    })
}

/// Which words of a paragraph's page stand in its earlier wording.
fn hold_against(
    document: &Document,
    id: ParagraphId,
    old: &[u32],
    lexicon: &mut Lexicon,
    words: &mut Vec<PageWord>,
) {
    let first = words.len();
    let mut page = Vec::new();
    // Whether a note or a bracket stands directly behind the word: there additions end.
    let mut ends = Vec::new();
    for piece in document.pieces(id) {
        match piece.kind {
            PieceKind::Words => {
                let text = document.source().slice(piece.span);
                for (at, end) in plain_words(text) {
                    let from = piece.span.start() + narrow(at);
                    let span = Span::new(from, piece.span.start() + narrow(end));
                    page.push(lexicon.intern(text.get(at..end).unwrap_or_default()));
                    words.push(PageWord { span, kept: true });
                    ends.push(false);
                }
            }
            PieceKind::Note => {
                if let Some(last) = ends.last_mut() {
                    *last = true;
                }
            }
            PieceKind::Mark | PieceKind::StrikeOpen | PieceKind::StrikeClose | PieceKind::Aside => {
            }
        }
    }
    let own = words.get_mut(first..).unwrap_or_default();
    for change in changes(old, &page) {
        let fresh = slide(&page, &ends, change.new.start, change.new.end);
        for word in own.get_mut(fresh.0..fresh.1).unwrap_or_default() {
            word.kept = false;
        }
    }
    absorb(own, &ends, document.source());
}

/// How far an addition is shifted so that it ends where a note stands, in words.
const SLIDE: usize = 12;

/// `prevent crime [and violence and: A] and abuse`: which `and` is the new one, a difference of
/// words cannot tell; the one that lets the addition end before a note is likelier.
fn slide(page: &[u32], ends: &[bool], start: usize, end: usize) -> (usize, usize) {
    let noted = |end: usize| end > 0 && ends.get(end - 1) == Some(&true);
    if start == end || noted(end) {
        return (start, end);
    }
    let (mut from, mut to) = (start, end);
    while to < page.len() && to - end < SLIDE && page.get(from) == page.get(to) {
        (from, to) = (from + 1, to + 1);
        if noted(to) {
            return (from, to);
        }
    }
    (from, to) = (start, end);
    while from > 0 && start - from < SLIDE && page.get(from - 1) == page.get(to - 1) {
        (from, to) = (from - 1, to - 1);
        if noted(to) {
            return (from, to);
        }
    }
    (start, end)
}

/// A lone old word of three letters or fewer between new ones is there by chance.
fn absorb(words: &mut [PageWord], ends: &[bool], source: &Source) {
    let fresh = |words: &[PageWord], from: usize, to: usize| {
        words.get(from..to).is_some_and(|run| run.iter().all(|word| !word.kept))
    };
    for at in 2..words.len().saturating_sub(2) {
        let Some(word) = words.get(at).copied().filter(|word| word.kept) else { continue };
        let short = source.slice(word.span).chars().count() <= 3;
        let noted = ends.get(at) == Some(&true) || ends.get(at - 1) == Some(&true);
        if short && !noted && fresh(words, at - 2, at) && fresh(words, at + 1, at + 3) {
            if let Some(word) = words.get_mut(at) {
                word.kept = false;
            }
        }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
