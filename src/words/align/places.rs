//! Where paragraphs belong by the paragraphs around them.

use super::row::heaviest_row;

/// Which old paragraph is a new one's own, and back.
#[derive(Debug)]
pub(super) struct Partners {
    pub(super) of_old: Vec<Option<usize>>,
    pub(super) of_new: Vec<Option<usize>>,
}

/// The old paragraphs among which a new one belongs: from the one behind its last neighbour's
/// before it, to the one before its next neighbour's behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    first: usize,
    last: usize,
}

impl Place {
    /// How many half places an old paragraph is from the middle.
    pub(super) fn away(self, old: usize) -> usize {
        (2 * old).abs_diff(self.first + self.last)
    }

    /// Whether an old paragraph stands there, or at most `slack` places off.
    pub(super) fn holds(self, old: usize, slack: usize) -> bool {
        let (first, last) = (self.first.min(self.last), self.first.max(self.last));
        first <= old + slack && old <= last + slack
    }
}

impl Partners {
    pub(super) fn new(old: usize, new: usize) -> Self {
        Partners { of_old: vec![None; old], of_new: vec![None; new] }
    }

    pub(super) fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// The place of each new paragraph, by those around it that have kept their order.
    pub(super) fn places(&self, new: &[&[u32]]) -> Vec<Place> {
        let joined = self.of_new.iter().zip(new).enumerate();
        let joined = joined.filter_map(|(at, (old, words))| Some((at, (*old)?, words.len())));
        let (at, row): (Vec<usize>, Vec<(usize, u64)>) =
            joined.map(|(at, old, words)| (at, (old, words as u64 + 1))).unzip();
        let mut settled = vec![None; self.of_new.len()];
        for ((at, (old, _)), kept) in
            at.into_iter().zip(&row).zip(heaviest_row(self.of_old.len(), &row))
        {
            if kept {
                settled[at] = Some(*old);
            }
        }
        let mut places = vec![Place::default(); self.of_new.len()];
        let mut next = 0;
        for (place, old) in places.iter_mut().zip(&settled) {
            place.first = old.unwrap_or(next);
            next = old.map_or(next, |old| old + 1);
        }
        let mut next = self.of_old.len().saturating_sub(1);
        for (place, old) in places.iter_mut().zip(&settled).rev() {
            place.last = old.unwrap_or(next);
            next = old.map_or(next, |old| old.saturating_sub(1));
        }
        places
    }
}
