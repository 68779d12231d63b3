//! Copies brought together: what all of them say, each statement with where it was found.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::agreed::{self, Agreement, MergedAgreement};
use super::copy::{Anchor, AnnotatedCopy, CopyParagraph, Wish, narrow};
use super::order::united_order;
use super::refuse::{MergeError, refuse_strangers};
use super::same::{United, unite};
use crate::model::{Extent, Polarity, StatementKind};
use crate::words::words;
use crate::{DelegationCode, Label};

/// Where a statement was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct FoundAt {
    /// The copy, by its place in [`Merged::copies`].
    pub copy: u32,
    /// Byte offset of the delegation's code in it, from 0.
    pub offset: u32,
}

/// What one delegation says of one wish, and every place where a copy says so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MergedStatement {
    /// On which wish, by its place in [`Merged::wishes`].
    pub wish: u32,
    /// Who.
    pub delegation: DelegationCode,
    /// Which way.
    pub polarity: Polarity,
    /// Under what condition; empty for none.
    pub condition: Box<str>,
    /// Where it was found, in the order of the copies.
    pub found_at: Vec<FoundAt>,
}

/// Two copies report one delegation differently on one wish. Both reports stand among the
/// [statements](Merged::statements), each with its sources; neither wins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Divergence {
    /// On which wish, by its place in [`Merged::wishes`].
    pub wish: u32,
    /// Who is reported.
    pub delegation: DelegationCode,
    /// The reports, by their places in [`Merged::statements`].
    pub reports: Vec<u32>,
}

/// What is odd about the copies; none of it is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Oddity {
    /// The copy has no paragraph.
    CopyEmpty(u32),
    /// The second copy says what the first says, at the same places: a copy of the copy.
    CopyRepeated(u32, u32),
    /// The copy has its paragraphs in another order than stands here.
    OrderOther(u32),
    /// The base was edited by hand: paragraphs of one label with other words, by their places in
    /// [`Merged::paragraphs`]. All of them stand.
    BaseEdited(Vec<u32>),
    /// The copy shares so few of its paragraphs with the others that they may be drafts of
    /// different texts: of those that are long enough to tell, how many it shares and how many it
    /// has.
    LittleInCommon {
        /// The copy.
        copy: u32,
        /// How many it shares.
        shared: u32,
        /// How many it has.
        of: u32,
    },
    /// Copies say that the paragraph is settled to different degrees; what each says stands among
    /// the [agreements](Merged::agreements).
    AgreementOther(u32),
}

/// Two or more copies of one base, brought together. [`merge`](super::merge) makes it.
///
/// The facts are the copies; everything else is computed from them, in an order that does not
/// depend on theirs. So it can be merged again, and whatever order copies come in, the outcome is
/// the same to the byte of its serialised form.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[must_use]
pub struct Merged {
    pub(super) copies: Vec<Arc<AnnotatedCopy>>,
    pub(super) paragraphs: Vec<CopyParagraph>,
    pub(super) wishes: Vec<Wish>,
    pub(super) statements: Vec<MergedStatement>,
    pub(super) agreements: Vec<MergedAgreement>,
    divergences: Vec<Divergence>,
    oddities: Vec<Oddity>,
    /// The wish of each copy's wishes.
    pub(super) of_copies: Vec<Vec<u32>>,
}

impl Merged {
    /// The copies, by name.
    pub fn copies(&self) -> impl ExactSizeIterator<Item = &AnnotatedCopy> {
        self.copies.iter().map(|copy| &**copy)
    }

    /// The paragraphs of all copies in one order.
    pub fn paragraphs(&self) -> &[CopyParagraph] {
        &self.paragraphs
    }

    /// What is wished: those that hang in the words of another stand behind it.
    pub fn wishes(&self) -> &[Wish] {
        &self.wishes
    }

    /// Who says what, each once, by wish, delegation, polarity and condition.
    pub fn statements(&self) -> &[MergedStatement] {
        &self.statements
    }

    /// How far the copies say that paragraphs are settled, by paragraph, the least settled first.
    pub fn agreements(&self) -> &[MergedAgreement] {
        &self.agreements
    }

    /// What the copies say of how far a paragraph is settled: several where they differ.
    pub fn agreements_on(&self, paragraph: u32) -> &[MergedAgreement] {
        let from = self.agreements.partition_point(|said| said.paragraph < paragraph);
        let rest = self.agreements.get(from..).unwrap_or_default();
        let count = rest.partition_point(|said| said.paragraph == paragraph);
        rest.get(..count).unwrap_or_default()
    }

    /// Where copies report a delegation differently.
    pub fn divergences(&self) -> &[Divergence] {
        &self.divergences
    }

    /// What is odd about the copies.
    pub fn oddities(&self) -> &[Oddity] {
        &self.oddities
    }

    /// The statements on a wish.
    pub fn statements_on(&self, wish: u32) -> &[MergedStatement] {
        let from = self.statements.partition_point(|statement| statement.wish < wish);
        let rest = self.statements.get(from..).unwrap_or_default();
        let count = rest.partition_point(|statement| statement.wish == wish);
        rest.get(..count).unwrap_or_default()
    }

    /// What a wish says: added words as they are, struck words as `~old~`, a replacement as
    /// `~old~ new`; of the end of a paragraph the words that would go.
    ///
    /// # Complexity
    ///
    /// O(n) in the bytes of the paragraph.
    pub fn wording(&self, wish: u32) -> String {
        let Some(found) = self.wishes.get(wish as usize) else { return String::new() };
        let host = found.anchor.within.and_then(|outer| self.wishes.get(outer as usize));
        let host = host.map(|outer| &*outer.text).or_else(|| {
            let at = found.anchor.paragraph?;
            Some(&*self.paragraphs.get(at as usize)?.text)
        });
        let host = host.unwrap_or_default();
        let (start, end) = (found.anchor.start, found.anchor.end);
        let struck = match found.kind {
            StatementKind::Delete | StatementKind::Replace => stretch(host, start, end),
            StatementKind::End => stretch(host, start, u32::MAX),
            _ => "",
        };
        // As in the statement table: a mark at the edge parts words, and is not at stake itself.
        let bare = struck.trim_matches(|c: char| c.is_whitespace() || ",;:/".contains(c));
        let struck = if bare.is_empty() { struck } else { bare };
        match (struck.is_empty(), found.text.is_empty()) {
            (true, _) => found.text.to_string(),
            (false, true) => format!("~{struck}~"),
            (false, false) => format!("~{struck}~ {}", found.text),
        }
    }

    /// The label of the paragraph that a wish belongs to; `*` for the whole document.
    pub fn label_of(&self, wish: u32) -> String {
        let found = self.wishes.get(wish as usize).and_then(|wish| wish.anchor.paragraph);
        let found = found.and_then(|at| self.paragraphs.get(at as usize));
        found.map_or("*".to_owned(), |paragraph| paragraph.label.to_string())
    }

    /// These copies and those of another outcome.
    ///
    /// # Errors
    ///
    /// As [`merge`](super::merge).
    pub fn and(&self, other: &Merged) -> Result<Merged, MergeError> {
        Merged::of(self.copies.iter().chain(&other.copies).cloned().collect())
    }

    pub(super) fn of(copies: Vec<Arc<AnnotatedCopy>>) -> Result<Merged, MergeError> {
        let copies = in_order(copies);
        let united = unite(&copies);
        let strange = refuse_strangers(&copies, &united)?;
        Ok(Merged::put_together(&copies, united, strange))
    }

    /// Of copies that are known to be of one text.
    pub(super) fn sorted(copies: Vec<Arc<AnnotatedCopy>>) -> Merged {
        Merged::computed(&in_order(copies))
    }

    pub(super) fn computed(copies: &[Arc<AnnotatedCopy>]) -> Merged {
        Merged::put_together(copies, unite(copies), Vec::new())
    }

    fn put_together(
        copies: &[Arc<AnnotatedCopy>],
        United { paragraphs, rows }: United<'_>,
        strange: Vec<Oddity>,
    ) -> Merged {
        let sequence = united_order(&rows, paragraphs.len());
        let mut place = vec![0u32; paragraphs.len()];
        for (new, old) in sequence.iter().enumerate() {
            if let Some(slot) = place.get_mut(*old as usize) {
                *slot = narrow(new);
            }
        }
        let mut merged = Merged::default();
        let in_order = sequence.iter().filter_map(|old| paragraphs.get(*old as usize));
        merged.paragraphs = in_order.map(|paragraph| (*paragraph).clone()).collect();
        let rows: Vec<Vec<u32>> = rows
            .iter()
            .map(|row| row.iter().map(|at| place.get(*at as usize).copied().unwrap_or(0)).collect())
            .collect();
        relabel(&mut merged.paragraphs);
        merged.copies = copies.to_vec();
        merged.of_copies = merged.unite_wishes(&rows);
        merged.unite_statements();
        merged.agreements = agreed::unite(merged.copies.iter().map(|copy| &**copy), &rows);
        merged.find_divergences();
        merged.find_oddities(&rows);
        merged.oddities.extend(strange);
        merged
    }

    /// Equal wishes become one. Gives the wish of each copy's wish.
    fn unite_wishes(&mut self, rows: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let mut of: Vec<Vec<u32>> =
            self.copies.iter().map(|copy| vec![u32::MAX; copy.wishes.len()]).collect();
        // Those that hang in no other first, then those that hang in them, and so on: what they
        // hang in has its place by then.
        let mut level: Vec<(usize, usize)> = Vec::new();
        let mut inside: IndexMap<(usize, u32), Vec<usize>> = IndexMap::new();
        for (copy, facts) in self.copies.iter().enumerate() {
            for (at, wish) in facts.wishes.iter().enumerate() {
                match wish.anchor.within {
                    Some(outer) => inside.entry((copy, outer)).or_default().push(at),
                    None => level.push((copy, at)),
                }
            }
        }
        let mut sets: Vec<(u32, u32, u32)> = Vec::new();
        while !level.is_empty() {
            let mut found: Vec<(WishKey, Extent, usize, usize)> = Vec::with_capacity(level.len());
            for (copy, at) in &level {
                let Some(wish) = self.copies.get(*copy).and_then(|facts| facts.wishes.get(*at))
                else {
                    continue;
                };
                let row = rows.get(*copy).map_or(&[][..], Vec::as_slice);
                let outer = wish.anchor.within.and_then(|outer| of.get(*copy)?.get(outer as usize));
                let key = WishKey {
                    paragraph: wish.anchor.paragraph.and_then(|at| row.get(at as usize).copied()),
                    within: outer.copied(),
                    start: wish.anchor.start,
                    end: wish.anchor.end,
                    kind: wish.kind,
                    text: wish.text.clone(),
                };
                found.push((key, wish.extent, *copy, *at));
            }
            found.sort();
            for same in found.chunk_by(|one, other| one.0 == other.0) {
                let Some((key, extent, ..)) = same.first() else { continue };
                let id = narrow(self.wishes.len());
                self.wishes.push(key.wish(*extent));
                for (_, _, copy, at) in same {
                    if let Some(slot) = of.get_mut(*copy).and_then(|of| of.get_mut(*at)) {
                        *slot = id;
                    }
                    let set = self.copies.get(*copy).and_then(|facts| facts.wishes.get(*at));
                    if let Some(set) = set.and_then(|wish| wish.alternatives) {
                        sets.push((narrow(*copy), set, id));
                    }
                }
            }
            level = found
                .iter()
                .flat_map(|(_, _, copy, at)| {
                    let hung = inside.get(&(*copy, narrow(*at))).into_iter().flatten();
                    hung.map(|hung| (*copy, *hung))
                })
                .collect();
        }
        self.unite_alternatives(sets);
        of
    }

    /// Wishes that one copy sets side by side exclude each other, and so do two that would put
    /// other words in the place of the same ones.
    fn unite_alternatives(&mut self, mut sets: Vec<(u32, u32, u32)>) {
        let mut roots: Vec<u32> = (0..narrow(self.wishes.len())).collect();
        sets.sort_unstable();
        for pair in sets.windows(2) {
            if let [(copy, set, one), (also, again, other)] = pair {
                if (copy, set) == (also, again) {
                    join(&mut roots, *one, *other);
                }
            }
        }
        let mut first: IndexMap<(Option<u32>, Option<u32>, u32, u32), u32> = IndexMap::new();
        for (at, wish) in self.wishes.iter().enumerate() {
            let Anchor { paragraph, within, start, end } = wish.anchor;
            let words = matches!(wish.kind, StatementKind::Delete | StatementKind::Replace);
            if start < end && words {
                let one = *first.entry((paragraph, within, start, end)).or_insert(narrow(at));
                join(&mut roots, one, narrow(at));
            }
        }
        let roots: Vec<u32> = (0..narrow(roots.len())).map(|at| root(&mut roots, at)).collect();
        let mut count = vec![0u32; roots.len()];
        for root in &roots {
            if let Some(count) = count.get_mut(*root as usize) {
                *count += 1;
            }
        }
        let mut numbers: IndexSet<u32> = IndexSet::new();
        for (wish, root) in self.wishes.iter_mut().zip(&roots) {
            let several = count.get(*root as usize).is_some_and(|count| *count > 1);
            wish.alternatives = several.then(|| narrow(numbers.insert_full(*root).0));
        }
    }

    fn unite_statements(&mut self) {
        let mut found: IndexMap<(u32, DelegationCode, Polarity, Box<str>), BTreeSet<FoundAt>> =
            IndexMap::new();
        for (copy, facts) in self.copies.iter().enumerate() {
            for annotation in &facts.annotations {
                let Some(wish) = self.wish_of(copy, annotation.wish) else { continue };
                let (delegation, polarity) = (annotation.delegation, annotation.polarity);
                let key = (wish, delegation, polarity, annotation.condition.clone());
                let at = FoundAt { copy: narrow(copy), offset: annotation.offset };
                found.entry(key).or_default().insert(at);
            }
        }
        found.sort_unstable_keys();
        let statement = |((wish, delegation, polarity, condition), found_at): (_, BTreeSet<_>)| {
            let found_at = found_at.into_iter().collect();
            MergedStatement { wish, delegation, polarity, condition, found_at }
        };
        self.statements = found.into_iter().map(statement).collect();
    }

    /// The wish that a copy's wish became.
    pub(super) fn wish_of(&self, copy: usize, wish: u32) -> Option<u32> {
        self.of_copies.get(copy)?.get(wish as usize).copied().filter(|wish| *wish != u32::MAX)
    }

    fn find_divergences(&mut self) {
        let mut at = 0;
        let same = |one: &MergedStatement, other: &MergedStatement| {
            (one.wish, one.delegation) == (other.wish, other.delegation)
        };
        for reports in self.statements.chunk_by(same) {
            let first = at;
            at += reports.len();
            // A remark says nothing that another remark could contradict.
            let Some(one) = reports.first().filter(|_| reports.len() > 1) else { continue };
            let mut copies: IndexMap<u32, Vec<usize>> = IndexMap::new();
            for (nth, report) in reports.iter().enumerate() {
                for found in &report.found_at {
                    let said = copies.entry(found.copy).or_default();
                    if said.last() != Some(&nth) {
                        said.push(nth);
                    }
                }
            }
            let mut all = copies.values();
            let told = all.next();
            if all.any(|said| Some(said) != told) {
                self.divergences.push(Divergence {
                    wish: one.wish,
                    delegation: one.delegation,
                    reports: (first..at).map(narrow).collect(),
                });
            }
        }
    }

    fn find_oddities(&mut self, rows: &[Vec<u32>]) {
        let mut told: IndexMap<Told<'_>, u32> = IndexMap::new();
        for (at, copy) in self.copies.iter().enumerate() {
            let at = narrow(at);
            if copy.paragraphs.is_empty() {
                self.oddities.push(Oddity::CopyEmpty(at));
                continue;
            }
            let row = rows.get(at as usize).map_or(&[][..], Vec::as_slice);
            if row.windows(2).any(|pair| matches!(pair, [one, next] if one > next)) {
                self.oddities.push(Oddity::OrderOther(at));
            }
            let AnnotatedCopy { wishes, annotations, agreements, .. } = &**copy;
            let says = Told { row, wishes, annotations, agreements };
            match told.get(&says) {
                Some(first) => self.oddities.push(Oddity::CopyRepeated(*first, at)),
                None => {
                    told.insert(says, at);
                }
            }
        }
        for said in self.agreements.chunk_by(|one, other| one.paragraph == other.paragraph) {
            if let [one, _, ..] = said {
                self.oddities.push(Oddity::AgreementOther(one.paragraph));
            }
        }
        let mut labels: IndexMap<(&str, Label), Vec<u32>> = IndexMap::new();
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            if paragraph.is_numbered() && !paragraph.label.is_proposed() {
                let key = (paragraph.part(), paragraph.label);
                labels.entry(key).or_default().push(narrow(at));
            }
        }
        for rivals in labels.into_values().filter(|rivals| rivals.len() > 1) {
            let one_copy = rows.iter().any(|row| rivals.iter().all(|at| row.contains(at)));
            if !one_copy {
                self.oddities.push(Oddity::BaseEdited(rivals));
            }
        }
    }
}

/// Each copy once, in an order that depends on nothing but what they are.
fn in_order(mut copies: Vec<Arc<AnnotatedCopy>>) -> Vec<Arc<AnnotatedCopy>> {
    copies.sort_by(|one, other| one.order(other));
    copies.dedup();
    copies
}

/// What a copy says, its name aside.
#[derive(PartialEq, Eq, Hash)]
struct Told<'a> {
    row: &'a [u32],
    wishes: &'a [Wish],
    annotations: &'a [super::copy::Annotation],
    agreements: &'a [Agreement],
}

/// What makes two wishes one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct WishKey {
    paragraph: Option<u32>,
    within: Option<u32>,
    start: u32,
    end: u32,
    kind: StatementKind,
    text: Box<str>,
}

impl WishKey {
    fn wish(&self, extent: Extent) -> Wish {
        let WishKey { paragraph, within, start, end, kind, .. } = *self;
        let anchor = Anchor { paragraph, within, start, end };
        Wish { anchor, kind, text: self.text.clone(), extent, alternatives: None }
    }
}

/// Gives paragraphs that are named by their place the name of the place they have now.
fn relabel(paragraphs: &mut [CopyParagraph]) {
    use crate::syntax::LabelSeries;
    let mut counts: IndexMap<(Arc<str>, LabelSeries), u32> = IndexMap::new();
    for paragraph in paragraphs.iter_mut() {
        let series = paragraph.label.series();
        if paragraph.is_numbered()
            || paragraph.label.is_heading()
            || paragraph.label.number().is_none()
        {
            continue;
        }
        let count = counts.entry((Arc::clone(&paragraph.part), series)).or_insert(0);
        *count += 1;
        paragraph.label = Label::new(series, *count);
    }
    let mut next: Option<(Arc<str>, Label)> = None;
    for paragraph in paragraphs.iter_mut().rev() {
        if paragraph.label.is_heading() {
            if let Some((_, label)) = next.as_ref().filter(|(part, _)| *part == paragraph.part) {
                paragraph.label = label.heading();
            }
        } else {
            next = Some((Arc::clone(&paragraph.part), paragraph.label));
        }
    }
}

/// The words from one place to another, marks between them included.
pub(super) fn stretch(text: &str, start: u32, end: u32) -> &str {
    let count = end.saturating_sub(start) as usize;
    let mut cut = words(text).skip(start as usize).take(count);
    let Some(first) = cut.next() else { return "" };
    let last = cut.last().unwrap_or(first);
    text.get(first.span.start() as usize..last.span.end() as usize).unwrap_or_default()
}

pub(super) fn root(roots: &mut [u32], at: u32) -> u32 {
    let mut at = at;
    while let Some(up) = roots.get(at as usize).copied().filter(|up| *up != at) {
        let over = roots.get(up as usize).copied().unwrap_or(up);
        if let Some(slot) = roots.get_mut(at as usize) {
            *slot = over;
        }
        at = over;
    }
    at
}

/// Joins two sets; the smaller root stays one.
pub(super) fn join(roots: &mut [u32], one: u32, other: u32) {
    let (one, other) = (root(roots, one), root(roots, other));
    let (low, high) = (one.min(other), one.max(other));
    if let Some(slot) = roots.get_mut(high as usize) {
        *slot = low;
    }
}
