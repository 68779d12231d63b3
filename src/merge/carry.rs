//! Places among the words of one paragraph, carried to its later wording.

use std::ops::Range;

use super::copy::narrow;
use crate::words::{Change, changes, words};

/// What becomes of a wish's words in a later wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Carry {
    /// They stand here.
    Stands(u32, u32),
    /// A part of them stands here; other words to add, where a part of those is done.
    Shrinks(u32, u32, Option<Box<str>>),
    /// What was asked for is done; the added words stand here, each at its place.
    Done(Vec<u32>),
    /// They are gone.
    Lost,
}

/// What changed between two wordings of a paragraph.
#[derive(Debug)]
pub(super) struct Carrier {
    changes: Vec<Change>,
    /// Added and deleted stretches that could as well stand elsewhere, as their words begin or end
    /// like those beside them.
    slides: Vec<Slide>,
    old: usize,
    new: usize,
    /// Behind so many of the old words nothing stands but the marks that close them.
    body: usize,
}

/// How far an addition or a deletion can go back and ahead, and the two texts stay what they are.
#[derive(Debug)]
struct Slide {
    /// Where the change stands in the old words, and in the new ones.
    old: Range<usize>,
    new: Range<usize>,
    back: usize,
    ahead: usize,
}

impl Slide {
    /// The places among the old words at which the change can begin.
    fn reaches(&self, at: usize) -> bool {
        self.old.start - self.back <= at && at <= self.old.start + self.ahead
    }
}

/// The changes that can stand in several places. Each goes through unchanged words alone, up to the
/// changes beside it, so that all of them together read the text twice at most.
fn slides(old: &[u32], new: &[u32], changes: &[Change]) -> Vec<Slide> {
    let mut found = Vec::new();
    let mut floor = 0;
    for (at, change) in changes.iter().enumerate() {
        let ceiling = changes.get(at + 1).map_or(old.len(), |next| next.old.start);
        let side = match (change.old.is_empty(), change.new.is_empty()) {
            (true, false) => Some((new, &change.new)),
            (false, true) => Some((old, &change.old)),
            _ => None,
        };
        let (before, behind) = (change.old.start - floor, ceiling - change.old.end);
        floor = change.old.end;
        let Some((words, own)) = side else { continue };
        let ends = |to: usize| words.get(..to).unwrap_or_default().iter().rev();
        let begins = |from: usize| words.get(from..).unwrap_or_default().iter();
        let same = |(one, other): &(&u32, &u32)| one == other;
        let back = ends(own.start).zip(ends(own.end)).take(before).take_while(same).count();
        let ahead = begins(own.start).zip(begins(own.end)).take(behind).take_while(same).count();
        if back + ahead > 0 {
            found.push(Slide { old: change.old.clone(), new: change.new.clone(), back, ahead });
        }
    }
    found
}

impl Carrier {
    /// `closing` old words at the end are marks.
    pub(super) fn new(old: &[u32], new: &[u32], closing: usize) -> Self {
        let changes = changes(old, new);
        let slides = slides(old, new, &changes);
        let body = old.len().saturating_sub(closing);
        Carrier { changes, slides, old: old.len(), new: new.len(), body }
    }

    /// Whether no word is another.
    pub(super) fn is_same(&self) -> bool {
        self.changes.is_empty()
    }

    /// The later places between the word before a place and the word behind it; none if either was
    /// changed together with the other, so that the place lies inside of a change.
    fn gap(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.changes.partition_point(|change| change.old.end < at);
        let mut found = self.plain(at, next);
        for change in self.changes.get(next..).unwrap_or_default() {
            if change.old.start > at {
                break;
            }
            if change.old.start < at && at < change.old.end {
                return None;
            }
            // The change ends here, begins here, or was made just here.
            let ends = change.old.end == at;
            let (low, high) = if ends && change.old.start < at {
                (change.new.end, change.new.end)
            } else if ends {
                (change.new.start, change.new.end)
            } else {
                (change.new.start, change.new.start)
            };
            found = (found.0.min(low), high);
            if ends && change.old.start < at {
                found = (low, high);
            }
        }
        Some(found)
    }

    /// Where a place lies behind the changes before it.
    fn plain(&self, at: usize, next: usize) -> (usize, usize) {
        let before = next.checked_sub(1).and_then(|last| self.changes.get(last));
        let (old, new) = before.map_or((0, 0), |change| (change.old.end, change.new.end));
        let here = new + at.saturating_sub(old);
        (here, here)
    }

    /// The later place of an old word, if it stands.
    fn word(&self, at: usize) -> Option<usize> {
        let next = self.changes.partition_point(|change| change.old.end <= at);
        let inside = self.changes.get(next).is_some_and(|change| change.old.start <= at);
        (!inside && at < self.old).then(|| {
            let before = self.changes.get(..next).and_then(|passed| passed.last());
            before.map_or(at, |change| change.new.end + (at - change.old.end))
        })
    }

    /// How many of the words of a stretch, and of those on both sides of it, stand.
    pub(super) fn standing(&self, start: u32, end: u32) -> usize {
        let from = (start as usize).saturating_sub(1);
        (from..(end as usize + 1).min(self.old)).filter(|at| self.word(*at).is_some()).count()
    }

    /// The nearest later place of a remark.
    pub(super) fn near(&self, at: u32) -> u32 {
        let at = at as usize;
        if at >= self.old {
            return narrow(self.new);
        }
        let next = self.changes.partition_point(|change| change.old.end <= at);
        match self.changes.get(next).filter(|change| change.old.start <= at) {
            Some(change) => narrow(change.new.start),
            None => narrow(self.word(at).unwrap_or(self.new)),
        }
    }

    /// Where words to add stand now. In a paragraph that others `joined` those at its end stay
    /// behind its last word, and not behind theirs.
    pub(super) fn insert(&self, at: u32, text: &str, later: &str, joined: bool) -> Carry {
        let Some((low, high)) = self.gap(at as usize) else {
            return self.inside(at as usize, text, later);
        };
        // Where the words beside the place changed as well, those that were asked for stand among
        // the new ones.
        let touching =
            |change: &&Change| change.old.start <= at as usize && at as usize <= change.old.end;
        let around = self.changes.iter().filter(touching).map(|change| &change.new);
        let (from, to) =
            around.fold((low, high), |(from, to), new| (from.min(new.start), to.max(new.end)));
        if let Some(found) = find(text, later, from, to) {
            return Carry::Done(found);
        }
        if let Some(found) = self.slid(at as usize, text, later) {
            return Carry::Done(found);
        }
        if low < high {
            if let Some((rest, at)) = part(text, later, low, high) {
                return Carry::Shrinks(at, at, Some(rest));
            }
        }
        if joined && 0 < at && self.body <= at as usize {
            return Carry::Stands(narrow(low), narrow(low));
        }
        // What was put in at this place by others stands before it.
        Carry::Stands(narrow(high), narrow(high))
    }

    /// Words that were added before a place or behind it, where they begin or end with the words in
    /// between: `, at dawn` before a comma is `at dawn,` behind it.
    fn slid(&self, at: usize, text: &str, later: &str) -> Option<Vec<u32>> {
        self.sliding(at).filter(|slide| slide.old.is_empty()).find_map(|slide| {
            let start = (slide.new.start + at).checked_sub(slide.old.start)?;
            find(text, later, start, start + slide.new.len())
        })
    }

    /// The changes that can begin at a place.
    fn sliding(&self, at: usize) -> impl Iterator<Item = &Slide> {
        let next = self.slides.partition_point(|slide| slide.old.start + slide.ahead < at);
        let near = self.slides.get(next..).unwrap_or_default().iter().take(NEAR);
        near.filter(move |slide| slide.reaches(at))
    }

    /// A place inside of a change: the new words may be those that were asked for.
    fn inside(&self, at: usize, text: &str, later: &str) -> Carry {
        let found = self.changes.iter().find(|change| change.old.start < at && at < change.old.end);
        let found = found.and_then(|change| find(text, later, change.new.start, change.new.end));
        found.map_or(Carry::Lost, Carry::Done)
    }

    pub(super) fn strike(&self, start: u32, end: u32) -> Carry {
        // The difference is free to keep either of two equal words: `parties and other parties`, of
        // which one `parties` is left.
        let length = end.saturating_sub(start) as usize;
        if self.sliding(start as usize).any(|slide| slide.old.len() == length) {
            return Carry::Done(Vec::new());
        }
        match self.left(start as usize, end as usize) {
            None => Carry::Done(Vec::new()),
            Some((from, to, true)) => Carry::Stands(from, to),
            Some((from, to, false)) => Carry::Shrinks(from, to, None),
        }
    }

    pub(super) fn replace(&self, start: u32, end: u32, text: &str, later: &str) -> Carry {
        match self.left(start as usize, end as usize) {
            Some((from, to, true)) => Carry::Stands(from, to),
            Some((from, to, false)) => {
                // A replacement that shares words with what it replaces may be done all the same.
                let low = self.near(start) as usize;
                let high = self.gap(end as usize).map_or(to as usize, |gap| gap.1);
                match find(text, later, low, high) {
                    Some(found) if high - low == words(text).count() => Carry::Done(found),
                    _ => Carry::Shrinks(from, to, None),
                }
            }
            None => {
                let touching = |change: &&Change| {
                    change.old.start < end as usize && (start as usize) < change.old.end
                };
                let found = self.changes.iter().filter(touching);
                let mut found = found.filter_map(|c| find(text, later, c.new.start, c.new.end));
                // The new words may be taken for old ones that stood behind: `two or three`, of
                // which `three` is left.
                let low = self.near(start) as usize;
                let here = || find(text, later, low, low + words(text).count());
                found.next().or_else(here).map_or(Carry::Lost, Carry::Done)
            }
        }
    }

    pub(super) fn end(&self, at: u32) -> Carry {
        if at as usize >= self.body {
            // Nothing stood behind it, so it asked for nothing that a draft could do.
            return Carry::Stands(self.near(at), self.near(at));
        }
        if !(at as usize..self.body).any(|word| self.word(word).is_some()) {
            // All that it wanted gone is gone, whatever stands there now.
            return Carry::Done(Vec::new());
        }
        match self.gap(at as usize) {
            Some((_, high)) if high < self.new => Carry::Stands(narrow(high), narrow(high)),
            Some(_) => Carry::Done(Vec::new()),
            None => Carry::Lost,
        }
    }

    /// What is left of some words: the longest run of them, and whether that is all of them, with
    /// nothing in between.
    fn left(&self, start: usize, end: usize) -> Option<(u32, u32, bool)> {
        let mut best: Option<(usize, usize)> = None;
        let mut run: Option<(usize, usize)> = None;
        for word in start..end.min(self.old) {
            let Some(place) = self.word(word) else { continue };
            run = match run {
                Some((from, to)) if to == place => Some((from, place + 1)),
                _ => Some((place, place + 1)),
            };
            let longer = |(from, to): (usize, usize)| best.is_none_or(|b| to - from > b.1 - b.0);
            if run.is_some_and(longer) {
                best = run;
            }
        }
        let (from, to) = best?;
        Some((narrow(from), narrow(to), to - from == end - start))
    }
}

/// Between two changes at most one of them goes ahead to a place and the other back to it; a third
/// can only touch it.
const NEAR: usize = 3;

/// So many words are looked for in a row; more of them only in their order, which takes no more
/// time than the text is long.
const ROW: usize = 64;

/// Where some words stand between two places: in a row, or parted by words that others put among
/// them.
pub(super) fn find(text: &str, later: &str, low: usize, high: usize) -> Option<Vec<u32>> {
    let wanted: Vec<&str> = words(text).map(|word| word.text(text)).collect();
    let there: Vec<&str> = words(later)
        .skip(low)
        .take(high.saturating_sub(low))
        .map(|word| word.text(later))
        .collect();
    if wanted.is_empty() || there.len() < wanted.len() {
        return None;
    }
    if wanted.len() <= ROW {
        if let Some(at) = there.windows(wanted.len()).position(|run| run == wanted.as_slice()) {
            return Some((low + at..low + at + wanted.len()).map(narrow).collect());
        }
    }
    let mut found = Vec::with_capacity(wanted.len());
    let mut there = there.iter().enumerate();
    for word in wanted {
        let (at, _) = there.find(|(_, other)| **other == word)?;
        found.push(narrow(low + at));
    }
    Some(found)
}

/// What of the wanted words is not there yet, where those that are there begin or end them; and
/// where the rest would go.
fn part(text: &str, later: &str, low: usize, high: usize) -> Option<(Box<str>, u32)> {
    let wanted: Vec<_> = words(text).collect();
    let there: Vec<&str> = words(later)
        .skip(low)
        .take(high.saturating_sub(low))
        .map(|word| word.text(later))
        .collect();
    let same = |(one, other): &(&str, &crate::words::Word)| *one == other.text(text);
    let heads = there.iter().copied().zip(&wanted).take_while(same).count();
    if heads == there.len() && heads < wanted.len() {
        let rest = wanted.get(heads)?.span.start() as usize;
        return Some((text.get(rest..)?.into(), narrow(high)));
    }
    let tails = there.iter().rev().copied().zip(wanted.iter().rev()).take_while(same).count();
    if tails == there.len() && tails < wanted.len() {
        let rest = wanted.get(wanted.len() - tails - 1)?.span.end() as usize;
        return Some((text.get(..rest)?.into(), narrow(low)));
    }
    None
}
