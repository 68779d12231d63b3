//! Which paragraph of an outcome is which of a new draft.

use indexmap::IndexMap;

use super::copy::CopyParagraph;
use crate::words::{Match, MatchKind, align};

/// What became of each paragraph of an outcome.
#[derive(Debug)]
pub(super) struct Matched {
    /// The one of the draft that it is, or is a part of.
    pub(super) is: Vec<Option<usize>>,
    /// Whether it is a part of that one, and not that one itself.
    pub(super) joined: Vec<bool>,
    /// All of the draft's that it has a part in.
    pub(super) made: Vec<Vec<usize>>,
    /// Of each of the draft's, whether several have a part in it.
    pub(super) mixed: Vec<bool>,
}

/// A proposed paragraph is in the new draft if one there shares so much of its words.
const ADOPTED: f64 = 0.8;

/// Paragraphs, and the keys of their words.
type Side<'a> = (&'a [CopyParagraph], &'a [Vec<u32>]);

impl Matched {
    /// First what stood in both drafts; then what was proposed before, against the rest: a proposed
    /// paragraph is no forerunner of one that stood.
    pub(super) fn of(old: Side<'_>, new: Side<'_>) -> Matched {
        let count = old.0.len();
        let mut matched = Matched {
            is: vec![None; count],
            joined: vec![false; count],
            made: vec![Vec::new(); count],
            mixed: vec![false; new.0.len()],
        };
        let mut taken = vec![false; new.0.len()];
        for proposed in [false, true] {
            matched.round(proposed, old, new, &mut taken);
        }
        matched.take_over(old, new);
        let mut seen = vec![false; new.0.len()];
        for made in matched.made.iter().flatten() {
            if let (Some(seen), Some(mixed)) = (seen.get_mut(*made), matched.mixed.get_mut(*made)) {
                *mixed |= std::mem::replace(seen, true);
            }
        }
        matched
    }

    /// What was proposed in place of a paragraph, and is what that one says now, word for word: the
    /// two have much in common, so the paragraph has found its own first.
    fn take_over(&mut self, old: Side<'_>, new: Side<'_>) {
        let mut says: IndexMap<&[u32], Option<usize>> = IndexMap::new();
        for (at, (paragraph, words)) in new.0.iter().zip(new.1).enumerate() {
            if !paragraph.label.is_proposed() && !words.is_empty() {
                says.entry(words).or_insert(Some(at));
            }
        }
        for (paragraph, words) in old.0.iter().zip(old.1) {
            // The text said so before, and its alternative asks for what it asked for.
            if !paragraph.label.is_proposed() {
                says.insert(words, None);
            }
        }
        for ((paragraph, words), slot) in old.0.iter().zip(old.1).zip(&mut self.is) {
            if slot.is_none() && paragraph.label.is_proposed() {
                *slot = says.get(words.as_slice()).copied().flatten();
            }
        }
    }

    fn round(&mut self, proposed: bool, old: Side<'_>, new: Side<'_>, taken: &mut [bool]) {
        let is_proposed = |paragraph: &CopyParagraph| paragraph.label.is_proposed();
        let before: Vec<usize> = (0..old.0.len())
            .filter(|at| old.0.get(*at).map(is_proposed) == Some(proposed))
            .collect();
        let after: Vec<usize> = (0..new.0.len())
            .filter(|at| {
                let own = new.0.get(*at).is_some_and(|found| proposed || !is_proposed(found));
                own && taken.get(*at) == Some(&false)
            })
            .collect();
        let rows = |places: &[usize], keys: &[Vec<u32>]| -> Vec<Vec<u32>> {
            places.iter().map(|at| keys.get(*at).cloned().unwrap_or_default()).collect()
        };
        let found = align(&rows(&before, old.1), &rows(&after, new.1));
        let pair = |one: &Match| Some((*before.get(one.old)?, *after.get(one.new)?));
        for one in found.matches().iter().filter(|one| one.primary) {
            let Some((was, is)) = pair(one).filter(|_| !proposed || one.similarity >= ADOPTED)
            else {
                continue;
            };
            if let (Some(slot), Some(taken)) = (self.is.get_mut(was), taken.get_mut(is)) {
                (*slot, *taken) = (Some(is), true);
            }
        }
        for one in found.matches().iter().filter(|_| !proposed) {
            let Some((was, is)) = pair(one) else { continue };
            if let Some(made) = self.made.get_mut(was) {
                made.push(is);
            }
            // What has become a part of another paragraph has no own any more.
            let (slot, joined) = (self.is.get_mut(was), self.joined.get_mut(was));
            if let (Some(slot @ None), Some(joined)) = (slot, joined) {
                if one.how == MatchKind::Contains {
                    (*slot, *joined) = (Some(is), true);
                }
            }
        }
    }
}
