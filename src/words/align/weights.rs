//! What each word says: the less, the more paragraphs it stands in.

use hashbrown::HashMap;

use super::counts::{Counts, count_of};

/// How similar two paragraphs must be with their words weighed, and how much more where a draft has
/// but one paragraph: in a few the small words are not yet told from the others by how often they
/// stand. Found by trial: of two drafts of one treaty no right pair is lost, and in drafts of three
/// paragraphs two that share half of their words, but none of those that matter, are no pair.
const WEIGHED: f64 = 0.12;
const FEW: f64 = 0.3;

/// How much each word of the two drafts says: by how rare it is and, where its letters are known,
/// by how long. Words that are used often are short in every language (Zipf 1935, *The
/// Psycho-Biology of Language*), which tells small words from the others where a draft is too short
/// to.
///
/// Of two paragraphs that have nothing to do with each other two fifths of the words are alike: the
/// articles and prepositions of the language, and the stock phrases of the text. A list of such
/// words would be one language's; that they stand in most paragraphs of a draft is true in any.
#[derive(Debug)]
pub(super) struct Weights {
    of: HashMap<u32, f64>,
    /// Paragraphs of the longer draft.
    paragraphs: f64,
}

impl Weights {
    pub(super) fn of(old: &Counts, new: &Counts, letters: &dyn Fn(u32) -> f64) -> Weights {
        // A word that one draft says once stands in the other once as well if it was kept, so the
        // drafts are not counted together: what is shared would weigh less for being shared.
        let mut stands_in: HashMap<u32, [u32; 2]> = HashMap::new();
        for (draft, counts) in [old, new].iter().enumerate() {
            for (word, _) in counts.all() {
                stands_in.entry(*word).or_default()[draft] += 1;
            }
        }
        let paragraphs = f64::from(u32::try_from(old.len().max(new.len())).unwrap_or(u32::MAX));
        let weight = |[old, new]: [u32; 2]| ((paragraphs + 1.0) / f64::from(old.max(new))).ln();
        let all = stands_in.into_iter();
        let of = all.map(|(word, in_)| (word, letters(word) * weight(in_))).collect();
        Weights { of, paragraphs }
    }

    /// The similarity below which two paragraphs are two.
    pub(super) fn least(&self) -> f64 {
        WEIGHED + FEW / (self.paragraphs + 1.0)
    }

    fn weight(&self, word: u32) -> f64 {
        self.of.get(&word).copied().unwrap_or_default()
    }

    fn total(&self, words: &[(u32, u32)]) -> f64 {
        words.iter().map(|(word, count)| f64::from(*count) * self.weight(*word)).sum()
    }

    /// As [`similarity`](crate::words::similarity), each word weighed.
    pub(super) fn similarity(&self, one: &[(u32, u32)], other: &[(u32, u32)]) -> f64 {
        let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let shared = few.iter().map(|(word, count)| {
            f64::from((*count).min(count_of(many, *word))) * self.weight(*word)
        });
        let all = self.total(one) + self.total(other);
        if all > 0.0 { 2.0 * shared.sum::<f64>() / all } else { 1.0 }
    }
}
