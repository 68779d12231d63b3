//! The order of a text once paragraphs have been told where to stand.
//!
//! A paragraph that is told to stand beside another hangs on it and goes wherever that one goes.
//! The rest keeps the order of the page, so that the text is read off in one walk.

use indexmap::{IndexMap, IndexSet};

use super::ground::{Ground, is_original};
use crate::model::PartId;
use crate::syntax::LabelSeries;

/// The part and series that a place counts in.
pub(super) type Region = (PartId, LabelSeries);

/// What a paragraph hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hook {
    Before(usize),
    After(usize),
    /// In the place of one that leaves it; before it if it stays.
    Instead(usize),
    /// Before the first of a series.
    Head(Region),
    /// Behind the last of a series.
    Tail(Region),
}

impl Hook {
    fn anchor(self) -> Option<usize> {
        match self {
            Hook::Before(at) | Hook::After(at) => Some(at),
            Hook::Instead(_) | Hook::Head(_) | Hook::Tail(_) => None,
        }
    }
}

/// Something to be put in order: a paragraph by its index, or words of one, numbered from there on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    /// Where the page or its label puts it, if it has no place of its own.
    pub(super) by_label: Option<Hook>,
    /// Where a wish puts it.
    pub(super) by_wish: Option<Hook>,
    /// It stands on the page without a wish: it has a place of its own.
    pub(super) is_fixed: bool,
    /// Of those that hang on one: paragraphs between numbers come in the order of their suffixes.
    pub(super) rank: u32,
}

impl Item {
    fn hook(&self) -> Option<Hook> {
        self.by_wish.or(self.by_label)
    }
}

/// The items in their new order with the region each one counts in, and those whose wish had to
/// be given up since what they would hang on stands nowhere.
pub(super) struct Ordered {
    pub(super) sequence: Vec<(usize, Region)>,
    pub(super) given_up: Vec<usize>,
}

/// Reads off the order.
pub(super) fn order(ground: &Ground<'_>, mut items: Vec<Item>) -> Ordered {
    let mut given_up = Vec::new();
    // Wishes are given up once; what then hangs by its label alone hangs on the page.
    let (lost, mut rings) = stray(&items);
    for at in lost.into_iter().chain(
        rings
            .iter()
            .filter(|ring| ring.iter().all(|at| !is_fixed(&items, *at)))
            .flatten()
            .copied()
            .collect::<Vec<_>>(),
    ) {
        if let Some(item) = items.get_mut(at) {
            if item.by_wish.take().is_some() {
                given_up.push(at);
            }
        }
    }
    if !given_up.is_empty() {
        rings = stray(&items).1;
    }
    let mut walk = Walk::hang(ground, &items, &rings);
    let paragraphs = ground.document.paragraphs();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        walk.place(paragraph.id().index());
        let part = paragraph.part();
        if paragraphs.get(at + 1).is_none_or(|next| next.part() != part) {
            walk.end_part(part);
        }
    }
    given_up.sort_unstable();
    Ordered { sequence: walk.sequence, given_up }
}

fn is_fixed(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| item.is_fixed)
}

/// Items that hang on nothing in the end, and rings of items that hang on each other.
fn stray(items: &[Item]) -> (Vec<usize>, Vec<Vec<usize>>) {
    const NEW: usize = 0;
    let mut seen = vec![NEW; items.len()];
    let mut nowhere = vec![false; items.len()];
    let mut lost = Vec::new();
    let mut rings = Vec::new();
    for start in 0..items.len() {
        let mut path = Vec::new();
        let mut at = start;
        let round = start + 1;
        let ends_nowhere = loop {
            match seen.get(at) {
                Some(&NEW) => {}
                Some(&known) if known == round => {
                    // Back on this path: the ring begins where it was entered.
                    let entry = path.iter().position(|known| *known == at).unwrap_or(0);
                    rings.push(path.get(entry..).unwrap_or_default().to_vec());
                    break false;
                }
                _ => break nowhere.get(at).copied().unwrap_or(true),
            }
            if let Some(seen) = seen.get_mut(at) {
                *seen = round;
            }
            path.push(at);
            let Some(item) = items.get(at) else { break true };
            match item.hook() {
                Some(hook) => match hook.anchor() {
                    Some(next) => at = next,
                    None => break false,
                },
                None => break !item.is_fixed,
            }
        };
        if ends_nowhere {
            for at in path {
                if let Some(nowhere) = nowhere.get_mut(at) {
                    *nowhere = true;
                }
                lost.push(at);
            }
        }
    }
    (lost, rings)
}

/// The walk over the page in which each item is given once.
struct Walk<'i> {
    items: &'i [Item],
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// What stands in the place of each, or before it.
    instead: IndexMap<usize, Vec<usize>>,
    heads: IndexMap<Region, Vec<usize>>,
    tails: IndexMap<Region, Vec<usize>>,
    /// The first paragraph of each region, before which its head comes.
    first: IndexMap<usize, Region>,
    /// The last paragraph of each region, behind which its tail comes.
    last: IndexMap<usize, Region>,
    regions: Vec<Region>,
    /// Rings, by the place at which each stands.
    rings: IndexMap<usize, Vec<usize>>,
    in_ring: Vec<bool>,
    sequence: Vec<(usize, Region)>,
}

impl<'i> Walk<'i> {
    fn hang(ground: &Ground<'_>, items: &'i [Item], rings: &[Vec<usize>]) -> Walk<'i> {
        let paragraphs = ground.document.paragraphs();
        let mut first_of: IndexMap<Region, usize> = IndexMap::new();
        let mut last_of: IndexMap<Region, usize> = IndexMap::new();
        let mut regions = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            let series = match paragraph.label().series() {
                LabelSeries::Chapeau => LabelSeries::Preambular,
                series => series,
            };
            let region = (paragraph.part(), series);
            regions.push(region);
            if is_original(paragraph) {
                first_of.entry(region).or_insert(paragraph.id().index());
                last_of.insert(region, paragraph.id().index());
            }
        }
        let mut walk = Walk {
            items,
            before: vec![Vec::new(); items.len()],
            after: vec![Vec::new(); items.len()],
            instead: IndexMap::new(),
            heads: IndexMap::new(),
            tails: IndexMap::new(),
            first: first_of.into_iter().map(|(region, at)| (at, region)).collect(),
            last: last_of.into_iter().map(|(region, at)| (at, region)).collect(),
            regions,
            rings: IndexMap::new(),
            in_ring: vec![false; items.len()],
            sequence: Vec::with_capacity(items.len()),
        };
        for ring in rings {
            // It stands where the first of its members that has a place of its own stood.
            let first = ring.iter().copied().filter(|at| is_fixed(items, *at)).min();
            if let Some(first) = first {
                for at in ring {
                    if let Some(slot) = walk.in_ring.get_mut(*at) {
                        *slot = true;
                    }
                }
                walk.rings.insert(first, in_order(items, ring));
            }
        }
        for (at, item) in items.iter().enumerate() {
            let Some(hook) = item.hook().filter(|_| walk.in_ring.get(at) == Some(&false)) else {
                continue;
            };
            let list = match hook {
                Hook::Before(anchor) => walk.before.get_mut(anchor),
                Hook::After(anchor) => walk.after.get_mut(anchor),
                Hook::Instead(of) => Some(walk.instead.entry(of).or_default()),
                Hook::Head(region) => Some(walk.heads.entry(region).or_default()),
                Hook::Tail(region) => Some(walk.tails.entry(region).or_default()),
            };
            if let Some(list) = list {
                list.push(at);
            }
        }
        // What a label puts behind a paragraph stays closest to it.
        let key = |at: &usize| items.get(*at).map(|item| (item.by_wish.is_some(), item.rank, *at));
        for list in &mut walk.after {
            list.sort_by_key(key);
        }
        walk
    }

    /// What stands at a place of the page.
    fn place(&mut self, at: usize) {
        let Some(region) = self.regions.get(at).copied() else { return };
        if let Some(head) = self.first.get(&at).and_then(|of| self.heads.shift_remove(of)) {
            self.emit(head, region);
        }
        if let Some(others) = self.instead.shift_remove(&at) {
            self.emit(others, region);
        }
        if let Some(ring) = self.rings.shift_remove(&at) {
            self.emit(ring, region);
        } else {
            let moved = self.in_ring.get(at).copied().unwrap_or(true)
                || self.items.get(at).is_none_or(|item| !item.is_fixed || item.hook().is_some());
            if !moved {
                self.emit(vec![at], region);
            }
        }
        if let Some(region) = self.last.get(&at).copied() {
            if let Some(tail) = self.tails.shift_remove(&region) {
                self.emit(tail, region);
            }
        }
    }

    /// What waits for a series of which the part has no paragraph stands at the part's end.
    fn end_part(&mut self, part: PartId) {
        let all = self.heads.keys().chain(self.tails.keys()).copied();
        let waiting: IndexSet<Region> = all.filter(|region| region.0 == part).collect();
        for region in waiting {
            let waits = [self.heads.shift_remove(&region), self.tails.shift_remove(&region)];
            waits.into_iter().flatten().for_each(|items| self.emit(items, region));
        }
    }

    /// Gives some items, and with each what hangs on it.
    fn emit(&mut self, mut items: Vec<usize>, region: Region) {
        enum Step {
            Open(usize),
            Give(usize),
        }
        items.reverse();
        let mut stack: Vec<Step> = items.into_iter().map(Step::Open).collect();
        while let Some(step) = stack.pop() {
            match step {
                Step::Give(at) => self.sequence.push((at, region)),
                Step::Open(at) => {
                    let take = |lists: &mut Vec<Vec<usize>>| {
                        lists.get_mut(at).map(std::mem::take).unwrap_or_default()
                    };
                    let after = take(&mut self.after);
                    let before = take(&mut self.before);
                    stack.extend(after.into_iter().rev().map(Step::Open));
                    stack.push(Step::Give(at));
                    stack.extend(before.into_iter().rev().map(Step::Open));
                }
            }
        }
    }
}

/// The members of a ring in an order that grants each its wish: each hangs on the next, and not all
/// on the same side, so that somewhere one begins.
fn in_order(items: &[Item], ring: &[usize]) -> Vec<usize> {
    let len = ring.len();
    let stands_before = |nth: usize| {
        let hook = ring.get(nth).and_then(|at| items.get(*at)).and_then(Item::hook);
        matches!(hook, Some(Hook::Before(_)))
    };
    // How many stand before each, and who stands behind it: its neighbours in the ring at most.
    let mut waiting = vec![0u32; len];
    for nth in 0..len {
        let later = if stands_before(nth) { (nth + 1) % len } else { nth };
        if let Some(count) = waiting.get_mut(later) {
            *count += 1;
        }
    }
    let ready = |nth: &usize| waiting.get(*nth) == Some(&0);
    let mut free: std::collections::BTreeSet<(usize, usize)> =
        (0..len).filter(ready).filter_map(|nth| ring.get(nth).map(|at| (*at, nth))).collect();
    let mut ordered = Vec::with_capacity(len);
    while let Some((at, nth)) = free.pop_first() {
        ordered.push(at);
        let previous = (nth + len - 1) % len;
        let behind = [
            stands_before(nth).then_some((nth + 1) % len),
            (!stands_before(previous)).then_some(previous),
        ];
        for later in behind.into_iter().flatten() {
            if let Some(count) = waiting.get_mut(later) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    free.extend(ring.get(later).map(|at| (*at, later)));
                }
            }
        }
    }
    ordered
}
