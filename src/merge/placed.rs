//! The words of a document's paragraphs and additions, with their places in the source.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::copy::narrow;
use crate::model::{
    Addition, Document, Owner, ParagraphId, PieceKind, PlacedWord, ProposalId, Removal, Seams,
};
use crate::words::words;
use crate::{Paragraph, Span, threads};

/// Words put together, and where each stands in the source.
#[derive(Debug, Default)]
struct Told {
    text: Arc<str>,
    /// Where each word begins in the source, in order.
    places: Vec<u32>,
}

/// The words of a document, each paragraph's and each addition's own.
#[derive(Debug)]
pub(super) struct Ground<'d> {
    document: &'d Document,
    paragraphs: Vec<Told>,
    own: IndexMap<ProposalId, Told>,
    /// Where words are struck, by paragraph: stretches of the source in order.
    struck: Vec<Vec<Span>>,
}

impl<'d> Ground<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let count = document.paragraphs().len();
        // Only what somebody speaks of has wishes that need a place.
        let mut spoken = vec![false; count];
        for statement in document.statements() {
            if let Some(slot) = spoken.get_mut(statement.paragraph().index()) {
                *slot = true;
            }
        }
        let stretches = threads::stretches(document.paragraphs(), document.workers());
        let pieces = threads::side_by_side(&stretches, |paragraphs| {
            let mut ground = Ground {
                document,
                paragraphs: Vec::with_capacity(paragraphs.len()),
                own: IndexMap::new(),
                struck: Vec::with_capacity(paragraphs.len()),
            };
            for paragraph in *paragraphs {
                let id = paragraph.id();
                let spoken =
                    spoken.get(id.index()) == Some(&true) || !document.proposals_in(id).is_empty();
                ground.take(paragraph, spoken);
            }
            ground
        });
        let all = pieces.into_iter().reduce(|mut all, piece| {
            all.paragraphs.extend(piece.paragraphs);
            all.own.extend(piece.own);
            all.struck.extend(piece.struck);
            all
        });
        all.unwrap_or_else(|| Ground {
            document,
            paragraphs: Vec::new(),
            own: IndexMap::new(),
            struck: Vec::new(),
        })
    }

    fn take(&mut self, paragraph: &Paragraph, spoken: bool) {
        let (document, id) = (self.document, paragraph.id());
        if let Some(text) = plain(document, id).filter(|_| !spoken) {
            self.paragraphs.push(Told { text, places: Vec::new() });
            self.struck.push(Vec::new());
            return;
        }
        let added = document.additions(id);
        let runs = Seams::of_runs(paragraph.text());
        let (text, placed) =
            document.put_together(runs, paragraph.text(), &added, &[], &|_| false).finish();
        let places = if spoken { places(&text, &placed, document) } else { Vec::new() };
        self.paragraphs.push(Told { text: text.into(), places });
        self.struck.push(if spoken { self.strikes(id) } else { Vec::new() });
        if !added.is_empty() {
            self.gather(&added);
        }
    }

    fn strikes(&self, id: ParagraphId) -> Vec<Span> {
        let mut found = Vec::new();
        let (mut depth, mut from) = (0u32, 0);
        for piece in self.document.pieces(id) {
            match piece.kind {
                PieceKind::StrikeOpen => {
                    if depth == 0 {
                        from = piece.span.end();
                    }
                    depth += 1;
                }
                PieceKind::StrikeClose => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        found.push(Span::new(from, piece.span.start()));
                    }
                }
                PieceKind::Words | PieceKind::Mark | PieceKind::Note | PieceKind::Aside => {}
            }
        }
        if depth > 0 {
            found.push(Span::new(from, u32::MAX));
        }
        found
    }

    /// Each addition's own words: those of additions nested in it are theirs.
    fn gather(&mut self, added: &[Addition]) {
        // One that repeats another to the byte of its place is the same one.
        let known: IndexSet<Span> =
            added.iter().filter(|one| one.owner != Owner::Repeated).map(|one| one.span).collect();
        let own = |one: &&Addition| one.owner != Owner::Repeated || !known.contains(&one.span);
        let added: Vec<Addition> = added.iter().filter(own).copied().collect();
        let mut parts: IndexMap<ProposalId, (String, Vec<PlacedWord>)> = IndexMap::new();
        let mut first = 0;
        // They come by their starts, so that those which hang together stand together.
        while let Some(outer) = added.get(first) {
            let mut within = outer.span;
            let mut last = first + 1;
            while let Some(next) = added.get(last).filter(|one| one.span.start() < within.end()) {
                within = Span::new(within.start(), within.end().max(next.span.end()));
                last += 1;
            }
            let together = added.get(first..last).unwrap_or_default();
            self.gather_within(within, together, &mut parts);
            first = last;
        }
        for (proposal, (own, words)) in parts {
            let told = own_words(&own, &words, self.document);
            if !told.text.is_empty() {
                self.own.insert(proposal, told);
            }
        }
    }

    fn gather_within(
        &self,
        within: Span,
        added: &[Addition],
        parts: &mut IndexMap<ProposalId, (String, Vec<PlacedWord>)>,
    ) {
        let words = Seams::of_words(within);
        let (text, placed) =
            self.document.put_together(words, within, added, &[], &|_| true).finish();
        let mut end = u32::MAX;
        for word in placed {
            let before = std::mem::replace(&mut end, word.span.end());
            let Some(proposal) = word.proposal else { continue };
            let (own, words) = parts.entry(proposal).or_default();
            let glued = words.last().is_some_and(|last| last.span.end() == before)
                && word.span.start() == before;
            if !own.is_empty() && !glued {
                own.push(' ');
            }
            own.push_str(text.get(word.span.range()).unwrap_or_default());
            words.push(word);
        }
    }

    /// The words of a paragraph.
    pub(super) fn text(&self, id: ParagraphId) -> Arc<str> {
        self.paragraphs.get(id.index()).map(|told| Arc::clone(&told.text)).unwrap_or_default()
    }

    /// Whether a proposal has words of its own to add.
    pub(super) fn adds(&self, id: ProposalId) -> bool {
        self.own.contains_key(&id)
    }

    /// The words of its own that a proposal adds.
    pub(super) fn own(&self, id: ProposalId) -> Option<&str> {
        self.own.get(&id).map(|told| &*told.text)
    }

    fn told(&self, paragraph: ParagraphId, outer: Option<ProposalId>) -> &[u32] {
        match outer {
            Some(outer) => self.own.get(&outer).map_or(&[], |told| &told.places),
            None => self.paragraphs.get(paragraph.index()).map_or(&[], |told| &told.places),
        }
    }

    /// How many words stand before a byte of the source.
    pub(super) fn before(&self, id: ParagraphId, outer: Option<ProposalId>, at: u32) -> u32 {
        narrow(self.told(id, outer).partition_point(|place| *place < at))
    }

    /// Whether a byte of the source stands in a strike-through.
    pub(super) fn is_struck(&self, id: ParagraphId, at: u32) -> bool {
        let strikes = self.struck.get(id.index()).map_or(&[][..], Vec::as_slice);
        let next = strikes.partition_point(|strike| strike.end() <= at);
        strikes.get(next).is_some_and(|strike| strike.contains(at))
    }

    /// The words that a removal takes, from the first to the last; none where it takes none.
    pub(super) fn struck(
        &self,
        id: ParagraphId,
        outer: Option<ProposalId>,
        removal: Removal,
    ) -> Option<(u32, u32)> {
        let places = self.told(id, outer);
        let first = places.partition_point(|place| *place < removal.span.start());
        let last = places.partition_point(|place| *place < removal.span.end());
        let taken = |at: &usize| {
            let Some(place) = places.get(*at) else { return false };
            !removal.marked || self.is_struck(id, *place)
        };
        let from = (first..last).find(taken)?;
        let to = (from..last).rev().find(taken)?;
        Some((narrow(from), narrow(to + 1)))
    }
}

/// The words of a paragraph that has no marks, which are most of a draft: nothing has to be put
/// together. At its head a mark may be one that parts nothing; such are left to the longer way, and
/// so is what an earlier draft helped to read.
fn plain(document: &Document, id: ParagraphId) -> Option<Arc<str>> {
    let mut pieces = document.pieces(id).filter(|piece| !piece.span.is_empty());
    let only = pieces.next().filter(|piece| piece.kind == PieceKind::Words)?;
    let text = document.source().slice(only.span).trim();
    let begins = text.starts_with(char::is_alphanumeric);
    if pieces.next().is_some() || document.base().is_some() || !begins {
        return None;
    }
    // Lines are seldom broken inside of a paragraph.
    let shown = text.bytes().fold(true, |shown, byte| shown & (b' '..=b'~').contains(&byte));
    if shown && memchr::memmem::find(text.as_bytes(), b"  ").is_none() {
        return Some(text.into());
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Some(out.into())
}

/// Where each word of a text begins in the source.
fn places(text: &str, placed: &[PlacedWord], document: &Document) -> Vec<u32> {
    let mut next = placed.iter().peekable();
    let mut current: Option<(u32, u32)> = None;
    let mut found = Vec::with_capacity(text.len() / 5);
    for word in words(text) {
        let start = word.span.start();
        while let Some(chunk) = next.next_if(|chunk| chunk.span.start() <= start) {
            // A mark that met another was taken off the chunk's head.
            let shown = text.get(chunk.span.range()).unwrap_or_default();
            let whole = chunk.source.len() == chunk.span.len();
            let found = || document.source().slice(chunk.source).find(shown);
            let off = if whole { 0 } else { found().unwrap_or(0) };
            current = Some((chunk.span.start(), chunk.source.start() + narrow(off)));
        }
        let (chunk, source) = current.unwrap_or((start, 0));
        found.push(source + (start - chunk));
    }
    found
}

/// Marks that part additions from what follows are no words of theirs.
fn own_words(own: &str, chunks: &[PlacedWord], document: &Document) -> Told {
    let is_mark = |c: char| c.is_whitespace() || ",;:/".contains(c);
    let mut trimmed = own.trim_matches(is_mark);
    if trimmed.is_empty() {
        trimmed = own.trim();
    }
    let from = own.find(trimmed).unwrap_or(0);
    let mut moved = Vec::with_capacity(chunks.len());
    let mut at = 0;
    for chunk in chunks {
        let len = chunk.span.len() as usize;
        while own.as_bytes().get(at) == Some(&b' ') {
            at += 1;
        }
        let span = Span::new(narrow(at), narrow(at + len));
        moved.push(PlacedWord { span, source: chunk.source, proposal: None });
        at += len;
    }
    let all = places(own, &moved, document);
    let (start, end) = (narrow(from), narrow(from + trimmed.len()));
    let cut = words(own).zip(all);
    let kept = cut.filter(|(word, _)| start <= word.span.start() && word.span.end() <= end);
    Told { text: trimmed.into(), places: kept.map(|(_, place)| place).collect() }
}
