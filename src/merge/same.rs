//! Which paragraphs of several copies are the same one.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use super::copy::{AnnotatedCopy, CopyParagraph, narrow};
use crate::Label;
use crate::words::straight;

/// The distinct paragraphs of some copies, and each copy's row of them.
pub(super) struct United<'a> {
    pub(super) paragraphs: Vec<&'a CopyParagraph>,
    pub(super) rows: Vec<Vec<u32>>,
}

/// What makes two paragraphs one: their part, whether they are headings, the label where it is
/// printed, and their words. Of equal ones in a copy the first is the first of another, and so on.
type ParagraphKey<'a> = (&'a str, bool, Option<Label>, Cow<'a, str>);

fn key(paragraph: &CopyParagraph) -> ParagraphKey<'_> {
    let label = paragraph.is_numbered().then_some(paragraph.label);
    (&*paragraph.part, paragraph.label.is_heading(), label, plain(&paragraph.text))
}

/// Words as a typewriter has them: what an editor makes of quotation marks, apostrophes and hyphens
/// on its own tells no two paragraphs apart. As many words stand in both.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(straight).collect())
}

/// O(n) in the bytes of the copies.
pub(super) fn unite(copies: &[Arc<AnnotatedCopy>]) -> United<'_> {
    let mut keys: IndexMap<ParagraphKey<'_>, Vec<u32>> = IndexMap::new();
    let mut paragraphs: Vec<&CopyParagraph> = Vec::new();
    let mut rows: Vec<Vec<u32>> = Vec::with_capacity(copies.len());
    // The key of each distinct paragraph, and which one followed it where it was seen last: most
    // copies have their paragraphs in one order, and to compare two is cheaper than to look one up.
    let mut key_of: Vec<usize> = Vec::new();
    let mut next: Vec<u32> = Vec::new();
    // How often the copy at hand had each key so far, and in which copy that was counted.
    let mut again: Vec<(usize, usize)> = Vec::new();
    for (nth, copy) in copies.iter().enumerate() {
        let mut row: Vec<u32> = Vec::with_capacity(copy.paragraphs.len());
        for paragraph in &copy.paragraphs {
            let before = row.last().copied();
            let guess = before.map_or(0, |last| next.get(last as usize).copied().unwrap_or(0));
            let guess = paragraphs
                .get(guess as usize)
                .filter(|guess| key(guess) == key(paragraph))
                .and_then(|_| key_of.get(guess as usize))
                .copied();
            let at = guess.unwrap_or_else(|| {
                let entry = keys.entry(key(paragraph));
                let at = entry.index();
                entry.or_default();
                at
            });
            if again.len() <= at {
                again.resize(at + 1, (nth, 0));
            }
            let Some(count) = again.get_mut(at) else { continue };
            let times = if count.0 == nth { count.1 } else { 0 };
            *count = (nth, times + 1);
            let Some((_, same)) = keys.get_index_mut(at) else { continue };
            let id = same.get(times).copied().unwrap_or_else(|| {
                // The copies are in an order of their own, so the first one's spelling is the same
                // whatever order they came in.
                paragraphs.push(paragraph);
                key_of.push(at);
                next.push(u32::MAX);
                let id = narrow(paragraphs.len() - 1);
                same.push(id);
                id
            });
            if let Some(next) = before.and_then(|last| next.get_mut(last as usize)) {
                *next = id;
            }
            row.push(id);
        }
        rows.push(row);
    }
    United { paragraphs, rows }
}
