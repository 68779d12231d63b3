//! Runs of words that stand once on either side, and what lies between them.

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::changes::Change;

/// Of the runs of several words, one in so many is asked; which ones, their words alone say, so
/// that both sides ask the same.
const SAMPLED: u64 = 4;

/// Where a run of words stands on either side, if it stands there once.
#[derive(Clone, Copy)]
struct Places {
    old: Place,
    new: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Nowhere,
    Once(u32),
    Often,
}

impl Place {
    fn add(&mut self, at: u32) {
        *self = if *self == Place::Nowhere { Place::Once(at) } else { Place::Often };
    }
}

/// Parts a stretch at the runs of `size` words that stand once on either side and in one order,
/// and hands what lies between them on, in order.
pub(super) fn split(
    old: &[u32],
    new: &[u32],
    stretch: &Change,
    size: usize,
    mut between: impl FnMut(Change),
) {
    let (old_end, new_end) = (stretch.old.end, stretch.new.end);
    let (mut old_at, mut new_at) = (stretch.old.start, stretch.new.start);
    for (old_run, new_run) in in_order(&anchors(old, new, stretch, size)) {
        let (mut old_start, mut new_start) = (old_run as usize, new_run as usize);
        if old_start < old_at || new_start < new_at {
            // It lies in the run of the anchor before, or crosses it.
            continue;
        }
        let reach = (old_start - old_at).min(new_start - new_at);
        let back = old[..old_start].iter().rev().zip(new[..new_start].iter().rev());
        let back = back.take(reach).take_while(|(one, other)| one == other).count();
        let ahead = old[old_start..old_end].iter().zip(&new[new_start..new_end]);
        let ahead = ahead.take_while(|(one, other)| one == other).count();
        if ahead < size {
            // Two runs of one hash: no anchor.
            continue;
        }
        (old_start, new_start) = (old_start - back, new_start - back);
        between(Change { old: old_at..old_start, new: new_at..new_start });
        (old_at, new_at) = (old_start + back + ahead, new_start + back + ahead);
    }
    between(Change { old: old_at..old_end, new: new_at..new_end });
}

/// Where the runs stand that are found once on either side, by their place on the old one.
fn anchors(old: &[u32], new: &[u32], stretch: &Change, size: usize) -> Vec<(u32, u32)> {
    let mut runs: HashMap<u64, Places> = HashMap::new();
    for (at, hash) in sampled(old, stretch.old.clone(), size) {
        let places =
            runs.entry(hash).or_insert(Places { old: Place::Nowhere, new: Place::Nowhere });
        places.old.add(at);
    }
    for (at, hash) in sampled(new, stretch.new.clone(), size) {
        if let Entry::Occupied(mut entry) = runs.entry(hash) {
            entry.get_mut().new.add(at);
        }
    }
    // The order of the old side, not the table's.
    sampled(old, stretch.old.clone(), size)
        .filter_map(|(at, hash)| match runs.get(&hash) {
            Some(Places { old: Place::Once(_), new: Place::Once(new) }) => Some((at, *new)),
            _ => None,
        })
        .collect()
}

/// The runs that are asked for, with a number that stands for their words.
fn sampled(
    words: &[u32],
    within: std::ops::Range<usize>,
    size: usize,
) -> impl Iterator<Item = (u32, u64)> {
    let start = within.start;
    words[within].windows(size).enumerate().filter_map(move |(at, run)| {
        let hash = run.iter().fold(0u64, |hash, word| {
            (hash.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        let asked = size == 1 || (hash >> 40) % SAMPLED == 0;
        // Lists too long for four bytes are never compared word by word.
        asked.then(|| (u32::try_from(start + at).unwrap_or(u32::MAX), hash))
    })
}

/// The longest part of `pairs`, ascending on the first side, that ascends on the second too.
fn in_order(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // The last pair of the best part of each length, and what stands before each pair.
    let mut lasts: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, new)) in pairs.iter().enumerate() {
        let length = lasts.partition_point(|&last| pairs[last].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| lasts[shorter]));
        if length == lasts.len() { lasts.push(at) } else { lasts[length] = at }
    }
    let mut kept: Vec<(u32, u32)> = Vec::with_capacity(lasts.len());
    let mut next = lasts.last().copied();
    while let Some(at) = next {
        kept.push(pairs[at]);
        next = before[at];
    }
    kept.reverse();
    kept
}
