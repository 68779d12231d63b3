//! How often each word stands in each paragraph.

/// The distinct words of each paragraph with their counts, in the order of their keys.
#[derive(Debug)]
pub(super) struct Counts {
    words: Vec<(u32, u32)>,
    /// Where each paragraph ends in `words`.
    ends: Vec<usize>,
}

impl Counts {
    pub(super) fn of(paragraphs: &[&[u32]]) -> Self {
        let mut words: Vec<(u32, u32)> = Vec::new();
        let mut ends = Vec::with_capacity(paragraphs.len());
        let mut sorted = Vec::new();
        for paragraph in paragraphs {
            sorted.clear();
            sorted.extend_from_slice(paragraph);
            sorted.sort_unstable();
            let start = words.len();
            for word in &sorted {
                match words[start..].last_mut() {
                    Some((last, count)) if last == word => *count += 1,
                    _ => words.push((*word, 1)),
                }
            }
            ends.push(words.len());
        }
        Counts { words, ends }
    }

    /// How many paragraphs there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words of all paragraphs, each once a paragraph.
    pub(super) fn all(&self) -> &[(u32, u32)] {
        &self.words
    }

    /// The words of one paragraph.
    pub(super) fn at(&self, paragraph: usize) -> &[(u32, u32)] {
        let start = paragraph.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[paragraph]]
    }
}

/// How many words two paragraphs share, each as often as it stands in both.
pub(super) fn shared(one: &[(u32, u32)], other: &[(u32, u32)]) -> usize {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.iter().map(|(word, count)| (*count).min(count_of(many, *word)) as usize).sum()
}

/// How often a word stands in a paragraph.
pub(super) fn count_of(words: &[(u32, u32)], word: u32) -> u32 {
    words.binary_search_by_key(&word, |(word, _)| *word).map_or(0, |at| words[at].1)
}
