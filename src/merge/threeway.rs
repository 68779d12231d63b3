//! Three lists of words into one.

use std::ops::Range;

use crate::words::{Change, changes};

/// Whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Base,
    Ours,
    Theirs,
}

/// A stretch of three lists brought together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// These words of that side stand.
    Settled(Side, Range<usize>),
    /// Both sides changed these words of the base, each in its way.
    Conflict { base: Range<usize>, ours: Range<usize>, theirs: Range<usize> },
}

/// Goes along the base and takes what one side changed; where both changed the same words in
/// different ways there is a conflict.
///
/// Two changes meet if they share a word of the base, or if both put words in at one place. A word
/// added directly beside one that the other side struck meets nothing.
///
/// O(n log n) in the words of the three.
pub(super) fn pieces(base: &[u32], ours: &[u32], theirs: &[u32]) -> Vec<Piece> {
    let mut by_us = changes(base, ours).into_iter().peekable();
    let mut by_them = changes(base, theirs).into_iter().peekable();
    let mut out = Vec::new();
    let mut at = 0;
    // How far each side is ahead of the base.
    let (mut us, mut them) = (Shift::default(), Shift::default());
    loop {
        let (one, other) = (by_us.peek().cloned(), by_them.peek().cloned());
        let first = match (&one, &other) {
            (None, None) => break,
            (Some(one), Some(other)) if meet(one, other) => {
                let mut region = one.old.start.min(other.old.start)..one.old.end.max(other.old.end);
                let (mut last_us, mut last_them) = (us, them);
                // Changes that meet what has met are part of it.
                loop {
                    let mut grown = false;
                    while let Some(next) = by_us.next_if(|next| reaches(&region, &next.old)) {
                        region.end = region.end.max(next.old.end);
                        last_us.pass(&next);
                        grown = true;
                    }
                    while let Some(next) = by_them.next_if(|next| reaches(&region, &next.old)) {
                        region.end = region.end.max(next.old.end);
                        last_them.pass(&next);
                        grown = true;
                    }
                    if !grown {
                        break;
                    }
                }
                settle(&mut out, Side::Base, at..region.start);
                let own = us.to(region.start)..last_us.to(region.end);
                let others = them.to(region.start)..last_them.to(region.end);
                (us, them) = (last_us, last_them);
                at = region.end;
                if ours.get(own.clone()) == theirs.get(others.clone()) {
                    settle(&mut out, Side::Ours, own);
                } else {
                    out.push(Piece::Conflict { base: region, ours: own, theirs: others });
                }
                continue;
            }
            (Some(one), Some(other)) => comes_first(one, other),
            (Some(_), None) => true,
            (None, Some(_)) => false,
        };
        let (next, side, shift) = if first {
            (by_us.next(), Side::Ours, &mut us)
        } else {
            (by_them.next(), Side::Theirs, &mut them)
        };
        let Some(next) = next else { break };
        settle(&mut out, Side::Base, at..next.old.start);
        settle(&mut out, side, next.new.clone());
        at = next.old.end;
        shift.pass(&next);
    }
    settle(&mut out, Side::Base, at..base.len());
    out
}

fn settle(out: &mut Vec<Piece>, side: Side, range: Range<usize>) {
    if range.start < range.end {
        out.push(Piece::Settled(side, range));
    }
}

fn meet(one: &Change, other: &Change) -> bool {
    reaches(&one.old, &other.old)
}

/// Whether a change of the other side falls into a region.
fn reaches(region: &Range<usize>, next: &Range<usize>) -> bool {
    let shares = region.start < next.end && next.start < region.end;
    shares || (region == next && region.is_empty())
}

/// An addition before a word stands before what becomes of that word.
fn comes_first(one: &Change, other: &Change) -> bool {
    (one.old.start, one.old.end) <= (other.old.start, other.old.end)
}

/// From places of the base to those of a side, behind the changes that were passed.
#[derive(Clone, Copy, Default)]
struct Shift {
    old: usize,
    new: usize,
}

impl Shift {
    fn pass(&mut self, change: &Change) {
        (self.old, self.new) = (change.old.end, change.new.end);
    }

    fn to(self, at: usize) -> usize {
        // Between changes both sides go word by word.
        self.new + at.saturating_sub(self.old)
    }
}
