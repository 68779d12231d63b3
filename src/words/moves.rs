//! Stretches that vanish in one place and appear in another.

use std::ops::Range;

use hashbrown::HashMap;

use super::changes::Change;

/// How many words in a row are looked up; shorter moves by their own length.
const RUN: usize = 6;

/// A stretch that left its old place for a new one.
#[derive(Clone, Debug)]
pub(super) struct Move {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Where a run of words stands among those that changed.
#[derive(Clone, Copy)]
struct Seen {
    first: usize,
    again: bool,
}

/// The stretches of at least `least` words around a run that stands once among what vanished and
/// once among what appeared, as long as they go; in the order of the new words, without overlaps.
pub(super) fn find_moves(old: &[u32], new: &[u32], changes: &[Change], least: usize) -> Vec<Move> {
    let size = least.min(RUN);
    if size == 0 {
        return Vec::new();
    }
    let vanished = runs(old, changes.iter().map(|change| &change.old), size);
    if vanished.is_empty() {
        return Vec::new();
    }
    let appeared = runs(new, changes.iter().map(|change| &change.new), size);
    let once = |seen: Option<&Seen>| seen.filter(|seen| !seen.again).map(|seen| seen.first);
    let mut taken = vec![false; old.len()];
    let mut moves = Vec::new();
    for change in changes {
        let (mut start, end) = (change.new.start, change.new.end);
        let mut at = start;
        while at + size <= end {
            let run = &new[at..at + size];
            let (Some(from), Some(_)) = (once(vanished.get(run)), once(appeared.get(run))) else {
                at += 1;
                continue;
            };
            // The old stretch ends where its change does.
            let holder = changes.partition_point(|change| change.old.end <= from);
            let Some(holder) = changes.get(holder).map(|change| change.old.clone()) else { break };
            let ahead = old[from..holder.end].iter().zip(&taken[from..]).zip(&new[at..end]);
            let ahead = ahead.take_while(|((one, taken), other)| one == other && !**taken).count();
            let behind = old[holder.start..from].iter().zip(&taken[holder.start..from]).rev();
            let behind = behind.zip(new[start..at].iter().rev());
            let behind =
                behind.take_while(|((one, taken), other)| one == other && !**taken).count();
            if behind + ahead >= least {
                taken[from - behind..from + ahead].fill(true);
                moves.push(Move { old: from - behind..from + ahead, new: at - behind..at + ahead });
                start = at + ahead;
            }
            // No run that begins in this stretch leads to a longer one.
            at += ahead.max(1);
        }
    }
    moves
}

/// The runs of `size` words that lie within one of some ranges.
fn runs<'a>(
    words: &'a [u32],
    ranges: impl Iterator<Item = &'a Range<usize>>,
    size: usize,
) -> HashMap<&'a [u32], Seen> {
    let mut runs: HashMap<&[u32], Seen> = HashMap::new();
    for range in ranges {
        for (at, run) in words[range.clone()].windows(size).enumerate() {
            let first = range.start + at;
            runs.entry(run)
                .and_modify(|seen| seen.again = true)
                .or_insert(Seen { first, again: false });
        }
    }
    runs
}
