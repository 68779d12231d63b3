//! Where a change stands that could stand in more than one place.

use std::ops::Range;

use super::changes::Change;

/// How many places of one change are looked at.
const REACH: usize = 100;

/// Puts changes that touch together, and moves added and deleted stretches to where a reader would
/// set them.
///
/// A stretch that is added between two words can often stand a word further back or ahead: in *a b
/// a b c*, either *a b* may be the added one. First each such change goes back as far as it can, so
/// that it meets the change before if it can reach it. Then, of all its places, it takes the one
/// that ends behind a closing mark; else the one that begins behind such a mark; else the first.
pub(super) fn settle(
    old: &[u32],
    new: &[u32],
    changes: Vec<Change>,
    closes: impl Fn(u32) -> bool,
) -> Vec<Change> {
    let mut settled: Vec<Change> = Vec::with_capacity(changes.len());
    for mut change in changes {
        loop {
            let (old_end, new_end) = settled.last().map_or((0, 0), |c| (c.old.end, c.new.end));
            let room = (change.old.start - old_end).min(change.new.start - new_end);
            let back = slides_back(old, new, &change, room);
            change.old = change.old.start - back..change.old.end - back;
            change.new = change.new.start - back..change.new.end - back;
            let touches = change.old.start == old_end && change.new.start == new_end;
            let met = if touches { settled.pop() } else { None };
            match met {
                Some(before) => {
                    change.old.start = before.old.start;
                    change.new.start = before.new.start;
                    // What goes back to meet its like may undo it.
                    change = change.trimmed(old, new);
                }
                None => break,
            }
        }
        if !change.is_empty() {
            settled.push(change);
        }
    }
    place(old, new, settled, closes)
}

/// How many words a change can go back, `room` at most.
fn slides_back(old: &[u32], new: &[u32], change: &Change, room: usize) -> usize {
    let Some((words, range)) = one_sided(old, new, change) else { return 0 };
    let pairs = words[..range.start].iter().rev().zip(words[..range.end].iter().rev());
    pairs.take(room).take_while(|(one, other)| one == other).count()
}

/// The side of an addition or a deletion that has words.
fn one_sided<'a>(
    old: &'a [u32],
    new: &'a [u32],
    change: &Change,
) -> Option<(&'a [u32], Range<usize>)> {
    match (change.old.is_empty(), change.new.is_empty()) {
        (true, false) => Some((new, change.new.clone())),
        (false, true) => Some((old, change.old.clone())),
        _ => None,
    }
}

/// From the last to the first, so that each knows how far ahead it may go.
fn place(
    old: &[u32],
    new: &[u32],
    mut changes: Vec<Change>,
    closes: impl Fn(u32) -> bool,
) -> Vec<Change> {
    let mut ahead = (old.len(), new.len());
    let mut behind: Vec<Change> = Vec::with_capacity(changes.len());
    while let Some(mut change) = changes.pop() {
        if let Some((words, range)) = one_sided(old, new, &change) {
            let room = (ahead.0 - change.old.end).min(ahead.1 - change.new.end);
            // The change that comes behind may not be touched, or the two would be one.
            let room = if behind.is_empty() { room } else { room.saturating_sub(1) };
            let pairs = words[range.start..].iter().zip(&words[range.end..]).take(room.min(REACH));
            let places = pairs.take_while(|(one, other)| one == other).count();
            let closed = |at: usize| at.checked_sub(1).is_none_or(|at| closes(words[at]));
            let best = (0..=places).find(|by| closes(words[range.end + by - 1]));
            let best = best.or_else(|| (0..=places).find(|by| closed(range.start + by)));
            let by = best.unwrap_or(0);
            change.old = change.old.start + by..change.old.end + by;
            change.new = change.new.start + by..change.new.end + by;
        }
        ahead = (change.old.start, change.new.start);
        behind.push(change);
    }
    behind.reverse();
    behind
}
