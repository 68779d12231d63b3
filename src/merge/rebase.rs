//! What of yesterday's annotations holds on today's draft.

use std::sync::Arc;

use indexmap::IndexSet;

use super::agreed::Agreement;
use super::carry::{Carrier, Carry, find};
use super::copy::{Anchor, AnnotatedCopy, CopyParagraph, Wish, narrow};
use super::matched::Matched;
use super::outcome::Merged;
use super::structure::Shape;
use crate::model::StatementKind;
use crate::words::{Case, Lexicon};

/// Why a wish has nothing to hang on any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum OrphanReason {
    /// No paragraph of the new draft is the one it was about.
    ParagraphGone,
    /// The paragraph it was about as a whole is a part of another now.
    ParagraphMerged,
    /// The words that it was about, or on both sides of it, are gone, and others stand there.
    WordsGone,
    /// It was about words that another wish would add, and those changed or are not wished any
    /// more.
    OuterGone,
}

impl OrphanReason {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ParagraphGone => "paragraph gone",
            Self::ParagraphMerged => "paragraph merged",
            Self::WordsGone => "words gone",
            Self::OuterGone => "outer addition gone",
        }
    }
}

/// What becomes of a wish on a new draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fate {
    /// It says the same there.
    Surviving,
    /// Part of what it asks for is done, or part of its words are gone; the rest stands.
    Shrunk,
    /// The new draft says what it asks for.
    Satisfied,
    /// It has nothing to hang on.
    Orphaned(OrphanReason),
}

/// Annotations carried to a new draft: every statement is in exactly one of four lists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
#[must_use]
pub struct Rebased {
    /// What survived or shrank, on the new draft. The offsets are still those of the old copies.
    pub merged: Merged,
    /// What became of each wish of the outcome before.
    pub fates: Vec<Fate>,
    /// The statements on wishes that say the same, by their places in the outcome before.
    pub surviving: Vec<u32>,
    /// Those on wishes of which a part stands.
    pub shrunk: Vec<u32>,
    /// Those on wishes that the new draft fulfils.
    pub satisfied: Vec<u32>,
    /// Those on wishes that hang in the air.
    pub orphaned: Vec<u32>,
}

/// Carries annotations to a new draft, whoever wrote it and however.
///
/// Paragraphs are matched by their words, whatever their numbers; a wish keeps its place between
/// the words that both drafts have, in whichever piece of a divided paragraph, or in the paragraph
/// that it was merged into. A wish to move, merge, divide or replace paragraphs is satisfied if the
/// new draft does so and the old one did not; else it names them by their new numbers. What is
/// proposed in the new draft itself is not looked at; how far it says that its paragraphs are
/// settled is taken over.
///
/// * `rebase_same_is_identity`: on the draft that they were made on, all wishes survive as they
///   are;
/// * `rebase_conserves`: every statement is in exactly one of the four lists, and what survives or
///   shrank stands in the outcome, and nothing else; two wishes that come to ask for the same at
///   one place, since the words between them are gone or one shrank, become one;
/// * `apply_then_rebase`: see [`apply`](super::apply()).
///
/// # Complexity
///
/// O(n log n) in the words of both drafts and the wishes.
///
/// # Examples
///
/// ```
/// use travaux::{Document, merge::{AnnotatedCopy, Fate, Merged, rebase}};
/// let old = "4. Keep the harbour [and its lights: FRA] open ~~always~~ [KEN] to all boats.";
/// let merged = Merged::from(AnnotatedCopy::of(&Document::read(old)?));
/// let draft = Document::read("7. Keep the old harbour and its lights open always to all boats.")?;
/// let rebased = rebase(&merged, &AnnotatedCopy::of(&draft));
/// assert_eq!(rebased.fates, [Fate::Satisfied, Fate::Surviving]);
/// let text = rebased.merged.to_rolling_text()?.text;
/// let kept = "7. Keep the old harbour and its lights open [~~always~~: KEN] to all boats.\n";
/// assert_eq!(text, kept);
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn rebase(merged: &Merged, draft: &AnnotatedCopy) -> Rebased {
    let ground = Ground::new(merged, draft);
    let carried = ground.carry_all();
    let fates: Vec<Fate> = carried.iter().map(|(fate, _)| *fate).collect();
    let copies = merged.copies.iter().enumerate();
    let settled = ground.settled();
    let copies = copies.map(|(at, copy)| Arc::new(ground.copy(at, copy, &carried, &settled)));
    let copies = copies.collect();
    let mut rebased = Rebased {
        merged: Merged::sorted(copies),
        fates,
        surviving: Vec::new(),
        shrunk: Vec::new(),
        satisfied: Vec::new(),
        orphaned: Vec::new(),
    };
    for (at, statement) in merged.statements.iter().enumerate() {
        let list = match rebased.fates.get(statement.wish as usize) {
            Some(Fate::Surviving) => &mut rebased.surviving,
            Some(Fate::Shrunk) => &mut rebased.shrunk,
            Some(Fate::Satisfied) => &mut rebased.satisfied,
            Some(Fate::Orphaned(_)) | None => &mut rebased.orphaned,
        };
        list.push(narrow(at));
    }
    rebased
}

/// Where each wish would hang among the words of a draft, for whoever follows it further; behind
/// them the `others`, which hang on the same paragraphs and are not among them.
pub(super) fn trace(merged: &Merged, others: &[Wish], draft: &AnnotatedCopy) -> Vec<Trace> {
    let ground = Ground::new(merged, draft);
    let mut carried = ground.carry_all();
    carried.reserve(others.len());
    for wish in others {
        carried.push(ground.carry(wish, &carried));
    }
    let mut traces: Vec<Trace> = Vec::with_capacity(carried.len());
    for (fate, now) in carried {
        let paragraph = now.as_ref().and_then(|now| match now.on {
            On::Paragraph(here) => ground.of_draft.get(here as usize).copied().flatten(),
            On::Wish(outer) => traces.get(outer as usize).and_then(|outer| outer.paragraph),
            On::Document => None,
        });
        let place = now.map_or((0, 0), |now| (now.start, now.end));
        traces.push(Trace { fate, paragraph, place });
    }
    traces
}

/// What becomes of a wish on a draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trace {
    pub(super) fate: Fate,
    /// The paragraph of the draft.
    pub(super) paragraph: Option<u32>,
    pub(super) place: (u32, u32),
}

/// Where a wish hangs now, and what it says.
#[derive(Clone, Debug)]
struct Carried {
    /// The paragraph as [`Ground::paragraphs`] counts them, or the wish it hangs in.
    on: On,
    start: u32,
    end: u32,
    text: Box<str>,
    /// Where its words stand in the new draft, if they do.
    places: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
enum On {
    Document,
    Paragraph(u32),
    Wish(u32),
}

/// Whether a wish is about the order of paragraphs.
fn is_structural(kind: StatementKind) -> bool {
    use StatementKind::{Merge, Move, ReplaceParagraph, Split};
    matches!(kind, Move | Merge | Split | ReplaceParagraph)
}

/// Whether a wish is about a paragraph as a whole.
fn is_of_whole(kind: StatementKind) -> bool {
    use StatementKind::{DeleteParagraph, New, Retain};
    is_structural(kind) || matches!(kind, DeleteParagraph | New | Retain)
}

struct Ground<'m> {
    merged: &'m Merged,
    /// The paragraphs of the new draft, and those proposed before that are still proposed.
    paragraphs: Vec<CopyParagraph>,
    /// Which of the new draft's each of them is.
    of_draft: Vec<Option<u32>>,
    /// What each old paragraph is now.
    now: Vec<Now>,
    /// How far the new draft says that its paragraphs are settled.
    agreed: Vec<Agreement>,
    /// What became of their order.
    shape: Option<Shape<'m>>,
}

enum Now {
    Gone,
    Stands {
        here: u32,
        carrier: Carrier,
        /// Where the rest of it stands, if it was split.
        others: Vec<(u32, Carrier)>,
        /// It was proposed before, and is part of the new draft.
        is_adopted: bool,
        /// It is a part of another paragraph.
        is_merged: bool,
        /// Others are a part of it, or of the one that it is a part of.
        is_mixed: bool,
    },
}

/// Paragraphs are held against the pieces that they were divided into, or the ones that they were
/// merged into, until so many times all words were gone over: more of either is no draft that
/// people wrote.
const PIECES: usize = 64;

impl<'m> Ground<'m> {
    fn new(merged: &'m Merged, draft: &'m AnnotatedCopy) -> Self {
        let mut lexicon = Lexicon::new(Case::Keep);
        let mut keys = |paragraphs: &[CopyParagraph]| -> Vec<Vec<u32>> {
            paragraphs.iter().map(|paragraph| lexicon.keys(paragraph.text())).collect()
        };
        let (old, new) = (keys(&merged.paragraphs), keys(&draft.paragraphs));
        let closing =
            |keys: &Vec<u32>| keys.iter().rev().take_while(|key| lexicon.closes(**key)).count();
        let closing: Vec<usize> = old.iter().map(closing).collect();
        let matched = Matched::of((&merged.paragraphs, &old), (&draft.paragraphs, &new));
        let mut ground = Ground {
            merged,
            paragraphs: Vec::new(),
            of_draft: Vec::new(),
            now: Vec::new(),
            agreed: draft.agreements.clone(),
            shape: None,
        };
        let (place, kept) = ground.lay(draft, &matched.is);
        for said in &mut ground.agreed {
            said.paragraph = place.get(said.paragraph as usize).copied().unwrap_or(0);
        }
        ground.follow((&old, &new, &closing), &matched, (&place, &kept), draft);
        let Matched { is, made, .. } = matched;
        ground.shape = Some(Shape::new(&merged.paragraphs, &draft.paragraphs, is, made));
        ground
    }

    /// Lays out the new draft's paragraphs, with those that are still proposed where they followed
    /// before. Gives the place of each of the new draft's, and of each old one that is kept.
    fn lay(
        &mut self,
        draft: &AnnotatedCopy,
        matched: &[Option<usize>],
    ) -> (Vec<u32>, Vec<Option<u32>>) {
        let merged = self.merged;
        let mut behind: Vec<Vec<usize>> = vec![Vec::new(); draft.paragraphs.len() + 1];
        let mut last = 0;
        for (at, paragraph) in merged.paragraphs.iter().enumerate() {
            let proposed = paragraph.label.is_proposed();
            match matched.get(at).copied().flatten() {
                Some(is) if !proposed => last = is + 1,
                None if proposed || paragraph.text.is_empty() => {
                    if let Some(list) = behind.get_mut(last) {
                        list.push(at);
                    }
                }
                _ => {}
            }
        }
        // What is still proposed in a part that is no more goes into the part that it stands in
        // now: else each of them would repeat the headings of both.
        let parts: IndexSet<&str> = draft.paragraphs.iter().map(CopyParagraph::part).collect();
        let mut part = draft.paragraphs.first().map(|first| Arc::clone(&first.part));
        let mut kept: Vec<Option<u32>> = vec![None; merged.paragraphs.len()];
        let mut place: Vec<u32> = Vec::with_capacity(draft.paragraphs.len());
        for (at, list) in behind.iter().enumerate() {
            if let Some(own) = at.checked_sub(1).and_then(|at| draft.paragraphs.get(at)) {
                self.of_draft.push(Some(narrow(place.len())));
                place.push(narrow(self.paragraphs.len()));
                part = Some(Arc::clone(&own.part));
                self.paragraphs.push(own.clone());
            }
            for old in list {
                if let (Some(slot), Some(own)) = (kept.get_mut(*old), merged.paragraphs.get(*old)) {
                    *slot = Some(narrow(self.paragraphs.len()));
                    self.of_draft.push(None);
                    let mut own = own.clone();
                    if let Some(part) = part.as_ref().filter(|_| !parts.contains(own.part())) {
                        own.part = Arc::clone(part);
                    }
                    self.paragraphs.push(own);
                }
            }
        }
        (place, kept)
    }

    /// Says of each old paragraph what it is now.
    fn follow(
        &mut self,
        (old, new, closing): (&[Vec<u32>], &[Vec<u32>], &[usize]),
        matched: &Matched,
        (place, kept): (&[u32], &[Option<u32>]),
        draft: &AnnotatedCopy,
    ) {
        let wanted = draft.wishes.iter().filter(|wish| wish.kind == StatementKind::New);
        let open: IndexSet<u32> = wanted.filter_map(|wish| wish.anchor.paragraph).collect();
        let words: usize = old.iter().chain(new).map(Vec::len).sum();
        let mut budget = words.saturating_mul(PIECES);
        for (at, paragraph) in self.merged.paragraphs.iter().enumerate() {
            let was = old.get(at).map_or(&[][..], Vec::as_slice);
            let closing = closing.get(at).copied().unwrap_or(0);
            let is_merged = matched.joined.get(at) == Some(&true);
            let mut piece = |is: usize, is_own: bool| {
                let words = new.get(is).map_or(&[][..], Vec::as_slice);
                let here = place.get(is).copied().unwrap_or(0);
                if !is_own {
                    budget = budget.checked_sub(was.len() + words.len())?;
                }
                Some((here, Carrier::new(was, words, closing)))
            };
            let proposed = paragraph.label.is_proposed();
            let is = matched.is.get(at).copied().flatten();
            let stands = match (is, kept.get(at).copied().flatten()) {
                (Some(is), _) => {
                    let own_draft =
                        draft.paragraphs.get(is).is_some_and(|own| own.label.is_proposed());
                    let is_open = own_draft && open.contains(&narrow(is));
                    piece(is, !is_merged).map(|own| (own, proposed && !is_open))
                }
                (None, Some(here)) => Some(((here, Carrier::new(was, was, closing)), false)),
                (None, None) => None,
            };
            let Some(((here, carrier), is_adopted)) = stands else {
                self.now.push(Now::Gone);
                continue;
            };
            let others = matched.made.get(at).into_iter().flatten().copied();
            let others = others.filter(|other| is.is_some_and(|is| is != *other) && !is_merged);
            let others = others.filter_map(|other| piece(other, false)).collect();
            let is_mixed = is.is_some_and(|is| matched.mixed.get(is) == Some(&true));
            self.now.push(Now::Stands { here, carrier, others, is_adopted, is_merged, is_mixed });
        }
    }

    /// A wish in whose words others hang stands before them.
    fn carry_all(&self) -> Vec<(Fate, Option<Carried>)> {
        let mut carried: Vec<(Fate, Option<Carried>)> =
            Vec::with_capacity(self.merged.wishes.len());
        for wish in &self.merged.wishes {
            let next = self.carry(wish, &carried);
            carried.push(next);
        }
        carried
    }

    fn carry(&self, wish: &Wish, before: &[(Fate, Option<Carried>)]) -> (Fate, Option<Carried>) {
        let Anchor { paragraph, within, start, end } = wish.anchor;
        let same = |on: On| Carried { on, start, end, text: wish.text.clone(), places: Vec::new() };
        let orphan = |reason| (Fate::Orphaned(reason), None);
        if let Some(outer) = within {
            let outer_was = self.merged.wishes.get(outer as usize);
            let whole = |text: &str| outer_was.is_some_and(|was| &*was.text == text);
            return match before.get(outer as usize) {
                Some((Fate::Surviving | Fate::Shrunk, Some(outer_is))) if whole(&outer_is.text) => {
                    (Fate::Surviving, Some(same(On::Wish(outer))))
                }
                Some((Fate::Satisfied, Some(outer_is))) => self.adopted(wish, outer_is),
                _ => orphan(OrphanReason::OuterGone),
            };
        }
        let Some(paragraph) = paragraph else { return (Fate::Surviving, Some(same(On::Document))) };
        if self
            .shape
            .as_ref()
            .is_some_and(|s| s.came_true(wish.kind, paragraph as usize, &wish.text))
        {
            return (Fate::Satisfied, None);
        }
        let (here, carrier, is_mixed) = match self.now.get(paragraph as usize) {
            Some(Now::Stands { is_adopted: true, .. }) if wish.kind == StatementKind::New => {
                return (Fate::Satisfied, None);
            }
            Some(Now::Stands { is_merged: true, .. }) if is_of_whole(wish.kind) => {
                return orphan(OrphanReason::ParagraphMerged);
            }
            Some(Now::Stands { here, carrier, others, is_mixed, .. }) => {
                // In the piece that has most of the words on both sides.
                let near = |carrier: &Carrier| carrier.standing(start, end);
                let mut best = (near(carrier), *here, carrier);
                for (here, carrier) in others {
                    let count = near(carrier);
                    if count > best.0 {
                        best = (count, *here, carrier);
                    }
                }
                (best.1, best.2, *is_mixed)
            }
            Some(Now::Gone) if wish.kind == StatementKind::DeleteParagraph => {
                return (Fate::Satisfied, None);
            }
            Some(Now::Gone) | None => return orphan(OrphanReason::ParagraphGone),
        };
        let on = On::Paragraph(here);
        let carry = match wish.kind {
            StatementKind::Insert => carrier.insert(start, &wish.text, &self.text(here), is_mixed),
            StatementKind::Delete if start < end => carrier.strike(start, end),
            StatementKind::Replace if start < end => {
                carrier.replace(start, end, &wish.text, &self.text(here))
            }
            StatementKind::End => carrier.end(start),
            StatementKind::Comment | StatementKind::Redraft => {
                Carry::Stands(carrier.near(start), carrier.near(end))
            }
            _ => Carry::Stands(start, end),
        };
        match carry {
            Carry::Stands(start, end) => {
                let renamed = |shape: &Shape<'_>| shape.renamed(paragraph as usize, &wish.text);
                let shape = self.shape.as_ref().filter(|_| is_structural(wish.kind));
                let text = shape.map_or_else(|| wish.text.clone(), renamed);
                (Fate::Surviving, Some(Carried { start, end, text, ..same(on) }))
            }
            Carry::Shrinks(start, end, text) => {
                let text = text.unwrap_or_else(|| wish.text.clone());
                (Fate::Shrunk, Some(Carried { start, end, text, ..same(on) }))
            }
            Carry::Done(places) => (Fate::Satisfied, Some(Carried { places, ..same(on) })),
            Carry::Lost => orphan(OrphanReason::WordsGone),
        }
    }

    /// The words of the outer addition stand in the new draft: the inner wish now hangs on them.
    fn adopted(&self, wish: &Wish, outer: &Carried) -> (Fate, Option<Carried>) {
        let lost = (Fate::Orphaned(OrphanReason::OuterGone), None);
        let On::Paragraph(here) = outer.on else { return lost };
        let place = |at: u32| outer.places.get(at as usize).copied();
        let Anchor { start, end, .. } = wish.anchor;
        let behind = start.checked_sub(1).and_then(place).map(|before| before + 1);
        let (Some(low), Some(high)) = (behind.or_else(|| place(start)), place(start).or(behind))
        else {
            return lost;
        };
        let carried = |start: u32, end: u32, places: Vec<u32>| {
            let (on, text) = (outer.on, wish.text.clone());
            Some(Carried { on, start, end, text, places })
        };
        if start < end {
            let last = end.checked_sub(1).and_then(place);
            return match (place(start), last) {
                (Some(from), Some(to)) if to - from == end - start - 1 => {
                    (Fate::Surviving, carried(from, to + 1, Vec::new()))
                }
                _ => lost,
            };
        }
        match find(&wish.text, &self.text(here), low as usize, high as usize) {
            Some(places) => (Fate::Satisfied, carried(low, low, places)),
            None => (Fate::Surviving, carried(low, low, Vec::new())),
        }
    }

    fn text(&self, here: u32) -> Arc<str> {
        self.paragraphs
            .get(here as usize)
            .map_or("".into(), |paragraph| Arc::clone(&paragraph.text))
    }

    /// How far each copy's paragraphs are settled: as the new draft says, and where it says nothing
    /// as the copy did, if not a word is another.
    fn settled(&self) -> Vec<Vec<Agreement>> {
        let told: IndexSet<u32> = self.agreed.iter().map(|said| said.paragraph).collect();
        let mut all = vec![self.agreed.clone(); self.merged.copies.len()];
        for said in &self.merged.agreements {
            let now = self.now.get(said.paragraph as usize);
            let Some(Now::Stands { here, carrier, .. }) = now else { continue };
            if told.contains(here) || !carrier.is_same() {
                continue;
            }
            for copy in &said.copies {
                if let Some(own) = all.get_mut(*copy as usize) {
                    own.push(Agreement {
                        paragraph: *here,
                        level: said.level,
                        pending: said.pending.clone(),
                    });
                }
            }
        }
        for own in &mut all {
            own.sort();
        }
        all
    }

    /// A copy on the new draft.
    fn copy(
        &self,
        at: usize,
        copy: &AnnotatedCopy,
        carried: &[(Fate, Option<Carried>)],
        settled: &[Vec<Agreement>],
    ) -> AnnotatedCopy {
        let mut own = AnnotatedCopy {
            name: Arc::clone(&copy.name),
            paragraphs: self.paragraphs.clone(),
            wishes: Vec::new(),
            annotations: Vec::new(),
            agreements: settled.get(at).cloned().unwrap_or_default(),
        };
        if copy.paragraphs.is_empty() {
            own.paragraphs.clear();
            own.agreements.clear();
        }
        let mut place: Vec<Option<u32>> = vec![None; copy.wishes.len()];
        let of = (0..copy.wishes.len())
            .filter_map(|wish| Some((self.merged.wish_of(at, narrow(wish))?, wish)));
        let mut new: indexmap::IndexMap<u32, u32> = indexmap::IndexMap::new();
        for (id, wish) in of {
            let (Some((fate, Some(now))), Some(was)) =
                (carried.get(id as usize), copy.wishes.get(wish))
            else {
                continue;
            };
            if *fate == Fate::Satisfied {
                continue;
            }
            let (paragraph, within) = match now.on {
                On::Document => (None, None),
                On::Paragraph(here) => (Some(here), None),
                On::Wish(outer) => {
                    let Some(within) = new.get(&outer).copied() else { continue };
                    let outer = own.wishes.get(within as usize);
                    (outer.and_then(|outer| outer.anchor.paragraph), Some(within))
                }
            };
            let here = narrow(own.wishes.len());
            own.wishes.push(Wish {
                anchor: Anchor { paragraph, within, start: now.start, end: now.end },
                kind: was.kind,
                text: now.text.clone(),
                extent: was.extent,
                alternatives: was.alternatives,
            });
            new.entry(id).or_insert(here);
            if let Some(slot) = place.get_mut(wish) {
                *slot = Some(here);
            }
        }
        for said in &copy.annotations {
            if let Some(wish) = place.get(said.wish as usize).copied().flatten() {
                own.annotations.push(super::copy::Annotation { wish, ..said.clone() });
            }
        }
        own
    }
}
