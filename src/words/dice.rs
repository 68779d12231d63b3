//! How many words two texts share.

/// The share of words that two texts have in common, whatever their order: from 0.0, none, to 1.0,
/// the same words as often.
///
/// With *a* and *b* words, and *s* of them shared (a word that stands twice in both is shared
/// twice), it is 2*s* / (*a* + *b*): the coefficient of Dice (1945, "Measures of the Amount of
/// Ecologic Association Between Species", *Ecology* 26) and Sørensen (1948, "A Method of
/// Establishing Groups of Equal Amplitude in Plant Sociology", *Biologiske Skrifter* 5), over
/// multisets. Two texts without words are the same text: 1.0.
///
/// # Complexity
///
/// O(n log n) in the words of both, time; O(n) memory.
///
/// # Examples
///
/// ```
/// use travaux::words::{Case, Lexicon, similarity};
/// let mut lexicon = Lexicon::new(Case::Ignore);
/// let old = lexicon.keys("We protect the night");
/// let new = lexicon.keys("The night we cherish");
/// assert!((similarity(&old, &new) - 0.75).abs() < 1e-9);
/// ```
pub fn similarity(old: &[u32], new: &[u32]) -> f64 {
    let [old, new] = [old, new].map(sorted);
    dice(shared(&old, &new), old.len(), new.len())
}

pub(crate) fn sorted(words: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words
}

/// How many words two sorted lists share.
pub(crate) fn shared(old: &[u32], new: &[u32]) -> usize {
    let (mut at, mut shared) = (0, 0);
    for word in old {
        while new.get(at).is_some_and(|other| other < word) {
            at += 1;
        }
        if new.get(at) == Some(word) {
            shared += 1;
            at += 1;
        }
    }
    shared
}

/// The coefficient from its counts.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^53")]
pub(crate) fn dice(shared: usize, old: usize, new: usize) -> f64 {
    if old + new == 0 { 1.0 } else { 2.0 * shared as f64 / (old + new) as f64 }
}
