//! What a label means where it is said: a paragraph, a place, nothing, or too much.

use indexmap::IndexMap;

use super::WishId;
use crate::model::{Beside, Document, ParagraphId, ParagraphKind, PartId};
use crate::syntax::{LabelSeries, read_label};
use crate::{Label, Paragraph, Span};

/// Candidates that a finding names at most: a reader chooses among a few, and a label that stands
/// ten thousand times would otherwise be listed as often for each note that names it.
const CANDIDATES: usize = 8;

/// Bytes of a line such as `After OP9 insert:` that are searched for its place.
const LINE: usize = 200;

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This paragraph.
    Paragraph(ParagraphId),
    /// The number behind the last of that part; these come near.
    Next(PartId, Vec<ParagraphId>),
    /// Several paragraphs carry it.
    Many(Vec<ParagraphId>),
    /// No paragraph carries it; these come near.
    Missing(Vec<ParagraphId>),
}

/// A label that means no paragraph, or several, and who named it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Unresolved {
    pub(super) kind: Defect,
    /// The paragraph with which the note stands.
    pub(super) paragraph: ParagraphId,
    /// None where the label of a proposed paragraph is itself the reference.
    pub(super) wish: Option<WishId>,
    pub(super) label: Option<Label>,
    pub(super) candidates: Vec<ParagraphId>,
}

/// What is wrong with a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) enum Defect {
    /// What is to be moved or changed does not stand in the text.
    Subject,
    /// The place does not stand in the text.
    Target,
    /// Several paragraphs carry the label.
    Ambiguous,
    /// No place is named.
    Unsaid,
}

/// The labels of a document.
#[derive(Debug)]
pub(super) struct Places<'d> {
    document: &'d Document,
    labels: IndexMap<Label, Vec<ParagraphId>>,
    old: IndexMap<Label, Vec<ParagraphId>>,
    numbers: IndexMap<u32, Vec<ParagraphId>>,
    /// For each part the part whose numbers a note in it means: its own if it has plain ones, else
    /// the nearest before it, else the nearest behind. Preambular first, operative second.
    homes: Vec<[Option<PartId>; 2]>,
    /// The highest plain number of each part.
    last: Vec<[u32; 2]>,
    chapeaux: Vec<Option<ParagraphId>>,
    /// Parts by the first words of their names, in small letters; none where several begin so.
    parts: IndexMap<String, Option<PartId>>,
}

/// Words of a part's name that a note gives at most: `OP2 of the Revised Draft`.
const NAMED: usize = 4;

/// What parts are called that a text has several of. Notes name them by that word alone where there
/// is one, and a note that names one means no other part even if there is none of that name.
const ANNEXES: [&str; 2] = ["annex", "appendix"];

/// What the name of a part means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedPart {
    Is(PartId),
    /// An annex that is not there.
    Missing,
}

/// What tells annexes apart: `2`, `IV`, `B`.
fn is_number(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let mut signs = word.bytes();
    let counts = |sign: u8| sign.is_ascii_digit() || b"ivxlc".contains(&sign.to_ascii_lowercase());
    word.len() == 1 || (!word.is_empty() && signs.all(counts))
}

/// Preambular 0, operative 1; the others have no numbers that a note could name.
fn column(series: LabelSeries) -> Option<usize> {
    match series {
        LabelSeries::Preambular => Some(0),
        LabelSeries::Operative => Some(1),
        LabelSeries::Prose | LabelSeries::Chapeau | LabelSeries::Article => None,
    }
}

/// A paragraph that a label can name.
fn is_named(paragraph: &Paragraph) -> bool {
    !paragraph.label().is_heading() && column(paragraph.label().series()).is_some()
}

impl<'d> Places<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let parts = document.parts().len();
        let mut places = Places {
            document,
            labels: IndexMap::new(),
            old: IndexMap::new(),
            numbers: IndexMap::new(),
            homes: vec![[None; 2]; parts],
            last: vec![[0; 2]; parts],
            chapeaux: vec![None; parts],
            parts: IndexMap::new(),
        };
        places.name_parts();
        for paragraph in document.paragraphs() {
            places.enter(paragraph);
        }
        for column in 0..2 {
            places.settle(column);
        }
        places
    }

    fn enter(&mut self, paragraph: &Paragraph) {
        let (label, part) = (paragraph.label(), paragraph.part().index());
        if paragraph.kind() == ParagraphKind::Chapeau {
            if let Some(slot) = self.chapeaux.get_mut(part) {
                slot.get_or_insert(paragraph.id());
            }
        }
        if !is_named(paragraph) {
            return;
        }
        self.labels.entry(label).or_default().push(paragraph.id());
        let Some(number) = label.number() else { return };
        self.numbers.entry(number).or_default().push(paragraph.id());
        if let Some(old) = paragraph.old_number() {
            self.old.entry(Label::new(label.series(), old)).or_default().push(paragraph.id());
        }
        if label.is_proposed() {
            return;
        }
        let Some(column) = column(label.series()) else { return };
        if let Some(last) = self.last.get_mut(part).and_then(|last| last.get_mut(column)) {
            *last = number.max(*last);
        }
    }

    /// Finds the home of each part, once forwards and once backwards.
    fn settle(&mut self, column: usize) {
        let has = |last: &[u32; 2]| last.get(column).is_some_and(|last| *last > 0);
        let mut nearest = None;
        for (at, last) in self.last.iter().enumerate() {
            if has(last) {
                nearest = Some(PartId::from_index(at));
            }
            if let Some(home) = self.homes.get_mut(at).and_then(|home| home.get_mut(column)) {
                *home = nearest;
            }
        }
        let mut nearest = None;
        for (at, last) in self.last.iter().enumerate().rev() {
            if has(last) {
                nearest = Some(PartId::from_index(at));
            }
            if let Some(home) = self.homes.get_mut(at).and_then(|home| home.get_mut(column)) {
                *home = home.or(nearest);
            }
        }
    }

    /// The part whose numbers of a series a note in `part` means.
    pub(super) fn home(&self, series: LabelSeries, part: PartId) -> Option<PartId> {
        let column = column(series)?;
        self.homes.get(part.index()).and_then(|home| home.get(column)).copied().flatten()
    }

    fn name_parts(&mut self) {
        let name = |words: &[&str]| words.join(" ").to_lowercase();
        let parts = self.document.parts();
        let mut beginnings: IndexMap<String, Option<PartId>> = IndexMap::new();
        for part in parts {
            let words: Vec<&str> = part.name().split_whitespace().take(NAMED + 1).collect();
            let whole = (words.len() <= NAMED).then(|| name(&words));
            if let Some(known) = whole.map(|whole| self.parts.entry(whole)) {
                known.and_modify(|of| *of = None).or_insert(Some(part.id()));
            }
            for count in 1..words.len().min(NAMED + 1) {
                let beginning = name(words.get(..count).unwrap_or_default());
                // One word is the name of an annex, and no more than a word otherwise.
                if count > 1 || ANNEXES.contains(&&*beginning) {
                    let known = beginnings.entry(beginning);
                    known.and_modify(|of| *of = None).or_insert(Some(part.id()));
                }
            }
        }
        for (beginning, part) in beginnings {
            self.parts.entry(beginning).or_insert(part);
        }
    }

    /// The part that some words begin with the name of: `ANNEX II`, `the Revised Draft`.
    pub(super) fn part_at(&self, text: &str) -> Option<NamedPart> {
        let words = text.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("the"));
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let words: Vec<String> = words.take(NAMED).map(bare).collect();
        let named = (1..=words.len()).rev().find_map(|count| {
            let part = self.parts.get(&words.get(..count)?.join(" ")).copied().flatten()?;
            Some((count, part))
        });
        let annex = words.first().is_some_and(|word| ANNEXES.contains(&&**word));
        // `Annex V` is not the one annex that there is if that is `Annex I`.
        let is_other = |(count, part): (usize, PartId)| {
            let own = self.document.part(part).name().split_whitespace().nth(1);
            let numbers = [words.get(1).map(String::as_str), own];
            annex && count == 1 && numbers.iter().all(|word| word.is_some_and(is_number))
        };
        let named = named.filter(|named| !is_other(*named));
        named.map(|(_, part)| NamedPart::Is(part)).or(annex.then_some(NamedPart::Missing))
    }

    /// What a label means that is said with `own`, and with something beside it.
    pub(super) fn resolve(&self, label: Label, beside: Option<&Beside>, own: &Paragraph) -> Found {
        let part = beside.and_then(|beside| self.part_at(beside.part.as_deref()?));
        let part = match part {
            Some(NamedPart::Missing) => return Found::Missing(self.near(label)),
            Some(NamedPart::Is(part)) => Some(part),
            None => None,
        };
        if beside.is_some_and(|beside| beside.former) {
            return self.resolve_former(label, part.unwrap_or(own.part()));
        }
        match part {
            Some(part) => self.resolve_in(label, part),
            None if label == own.label() => Found::Paragraph(own.id()),
            None => self.resolve_in(label, own.part()),
        }
    }

    /// `Old OP2`: the paragraph that had the number. One of which the page says no other has it still.
    fn resolve_former(&self, label: Label, part: PartId) -> Found {
        let home = self.home(label.series(), part).unwrap_or(part);
        let old = self.old.get(&label).map_or(&[][..], Vec::as_slice);
        match self.inside(old, home) {
            [one] => return Found::Paragraph(*one),
            [] => {}
            many => return Found::Many(few(many)),
        }
        match self.resolve_in(label, part) {
            Found::Paragraph(id) if self.document.paragraph(id).old_number().is_some() => {
                Found::Missing(self.near(label))
            }
            found => found,
        }
    }

    /// What a label means that is said in a part.
    fn resolve_in(&self, label: Label, part: PartId) -> Found {
        // The number of a plain label is one of the draft that the note speaks of, and not one of a
        // draft further off that happens to have more paragraphs.
        let plain = (!label.is_proposed()).then(|| label.number()).flatten();
        let home = plain.and_then(|_| self.home(label.series(), part)).unwrap_or(part);
        let carriers = self.labels.get(&label).map_or(&[][..], Vec::as_slice);
        match self.inside(carriers, home) {
            [one] => return Found::Paragraph(*one),
            [] => {}
            many => return Found::Many(few(many)),
        }
        let next = plain.zip(column(label.series())).is_some_and(|(number, column)| {
            let last = self.last.get(home.index()).and_then(|last| last.get(column));
            last.is_some_and(|last| last + 1 == number)
        });
        if next {
            return Found::Next(home, self.near(label));
        }
        let old = self.old.get(&label).map_or(&[][..], Vec::as_slice);
        for carriers in [self.inside(old, home), self.nearest(carriers, part)] {
            match carriers {
                [one] => return Found::Paragraph(*one),
                [] => {}
                many => return Found::Many(few(many)),
            }
        }
        Found::Missing(self.near(label))
    }

    /// Paragraphs that somebody who writes a label may have meant: those of the same number, and of
    /// the numbers that have a figure less, or two that stand next to each other exchanged.
    fn near(&self, label: Label) -> Vec<ParagraphId> {
        let Some(number) = label.number() else { return Vec::new() };
        let figures = number.to_string().into_bytes();
        let mut likely = vec![number];
        let mut enter = |figures: &[u8]| {
            let number = std::str::from_utf8(figures).ok().and_then(|text| text.parse().ok());
            likely.extend(number.filter(|number| !likely.contains(number)));
        };
        for at in 0..figures.len() {
            let mut swapped = figures.clone();
            if at > 0 {
                swapped.swap(at - 1, at);
                enter(&swapped);
            }
        }
        for at in (0..figures.len()).rev() {
            let mut shorter = figures.clone();
            shorter.remove(at);
            enter(&shorter);
        }
        let carriers = likely.iter().filter_map(|number| self.numbers.get(number));
        let mut near: Vec<ParagraphId> = carriers.flat_map(|ids| few(ids)).collect();
        // The number is more seldom wrong than the series, and the two together hardly ever.
        near.sort_by_key(|id| {
            let other = self.document.paragraph(*id).label();
            (other.number() != label.number(), other.series() != label.series())
        });
        near.truncate(CANDIDATES);
        near
    }

    /// Whether a part has numbered paragraphs of a series.
    pub(super) fn has(&self, part: PartId, series: LabelSeries) -> bool {
        self.home(series, part) == Some(part)
    }

    /// Those of a part; ids are in the order of parts.
    fn inside<'i>(&self, ids: &'i [ParagraphId], part: PartId) -> &'i [ParagraphId] {
        let of = |id: &ParagraphId| self.document.paragraph(*id).part();
        let from = ids.partition_point(|id| of(id) < part);
        let to = ids.partition_point(|id| of(id) <= part);
        ids.get(from..to).unwrap_or_default()
    }

    /// Those of the nearest part before, or else behind.
    fn nearest<'i>(&self, ids: &'i [ParagraphId], part: PartId) -> &'i [ParagraphId] {
        let of = |id: &ParagraphId| self.document.paragraph(*id).part();
        let to = ids.partition_point(|id| of(id) <= part);
        match to.checked_sub(1).and_then(|last| ids.get(last)).or_else(|| ids.get(to)) {
            Some(id) => self.inside(ids, of(id)),
            None => &[],
        }
    }

    /// The series that words name: `PP`, `the preamble`, `operative part`.
    pub(super) fn series(words: &str) -> Option<LabelSeries> {
        let words = words.trim().trim_start_matches("the ");
        let is = |names: &[&str]| names.iter().any(|name| words.eq_ignore_ascii_case(name));
        if is(&[
            "PP",
            "PPs",
            "preamble",
            "preambular part",
            "preambular section",
            "preambular paragraphs",
        ]) {
            Some(LabelSeries::Preambular)
        } else if is(&["OP", "OPs", "operative part", "operative section", "operative paragraphs"])
        {
            Some(LabelSeries::Operative)
        } else {
            None
        }
    }

    /// Where a line above a paragraph without a number puts it: `After OP9 insert:`, `Before “We,
    /// the Heads of State…” insert:`. Whether behind the paragraph, and which.
    pub(super) fn above(&self, paragraph: &Paragraph) -> Option<(bool, Found)> {
        let before = Span::new(0, paragraph.span().start());
        let text = self.document.source().slice(before).trim_end();
        let line = text.rsplit(['\n', '\r']).next().unwrap_or_default();
        if !line.ends_with(':') || line.len() > LINE {
            return None;
        }
        let word = |(at, _): (usize, &str)| line.get(at..).unwrap_or_default();
        let mut after = None;
        for start in line.match_indices(|c: char| c.is_alphabetic()).map(word) {
            let is = |turn: &str| {
                start.get(..turn.len()).is_some_and(|head| head.eq_ignore_ascii_case(turn))
            };
            if after.is_none() && (is("after ") || is("before ")) {
                after = Some(is("after "));
            } else if let (Some(after), Some((printed, _))) = (after, read_label(start.as_bytes()))
            {
                return Some((after, self.resolve(printed.label, None, paragraph)));
            }
        }
        // Words in quotation marks are the chapeau's: it has no number to be named by.
        let home = self.home(LabelSeries::Operative, paragraph.part())?;
        let chapeau = self.chapeaux.get(home.index()).copied().flatten()?;
        let quotes = line.contains(['“', '"']) && line.contains("We");
        after.filter(|_| quotes).map(|after| (after, Found::Paragraph(chapeau)))
    }
}

fn few(ids: &[ParagraphId]) -> Vec<ParagraphId> {
    ids.iter().take(CANDIDATES).copied().collect()
}
