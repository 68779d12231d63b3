//! How often each word stands in each paragraph.

use hashbrown::HashMap;

/// Counts by paragraph and word; looked up, never walked.
#[derive(Debug)]
pub(super) struct Counts(HashMap<(u32, u32), u32>);

impl Counts {
    pub(super) fn of(paragraphs: &[&[u32]]) -> Self {
        let mut counts = HashMap::with_capacity(paragraphs.iter().map(|words| words.len()).sum());
        for (paragraph, words) in (0u32..).zip(paragraphs) {
            for word in *words {
                *counts.entry((paragraph, *word)).or_insert(0) += 1;
            }
        }
        Counts(counts)
    }

    pub(super) fn get(&self, paragraph: usize, word: u32) -> u32 {
        // A list of more paragraphs than four bytes can count would fill the memory first.
        let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
        self.0.get(&(paragraph, word)).copied().unwrap_or(0)
    }

    /// How many of `words`, each as often as it stands there, stand in a paragraph.
    pub(super) fn shared(&self, paragraph: usize, words: &[u32], tally: &mut Tally) -> usize {
        tally.clear();
        words.iter().filter(|word| tally.add(**word) <= self.get(paragraph, **word)).count()
    }
}

/// How often each word has been seen.
#[derive(Debug, Default)]
pub(super) struct Tally(HashMap<u32, u32>);

impl Tally {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// One more of a word; how many that makes.
    pub(super) fn add(&mut self, word: u32) -> u32 {
        let count = self.0.entry(word).or_insert(0);
        *count += 1;
        *count
    }
}
