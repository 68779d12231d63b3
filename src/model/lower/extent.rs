//! Where an addition starts whose end alone is written (`notation`: where an addition starts).

use super::words::{Word, words};

/// Words before the end that are looked at; an addition that is longer and has no mark at its
/// start is rarer than the time it would take to look for it.
const REACH: usize = 1200;

/// Where the addition at the end of `region` starts, in bytes from the start of the region.
///
/// `resumes` is what follows the signature: the original text goes on there.
pub(super) fn start(region: &str, resumes: &str) -> usize {
    let end = region.trim_end().len();
    let mut from = end.saturating_sub(REACH);
    while !region.is_char_boundary(from) {
        from += 1;
    }
    let text = region.get(from..end).unwrap_or_default();
    let sentence = text.ends_with('.');
    let body = text.trim_end_matches(['.', ',', ';', ' ', '-', '—', '–']);
    let _ = resumes;
    let cut = if sentence { body.rfind(". ").map(|at| at + 2) } else { body.rfind([',', ';', '.', '/']).map(|at| at + 1) };
    let start = cut.map_or(0, |at| at);
    let first: Option<Word<'_>> = words(text.get(start..).unwrap_or_default()).next();
    from + start + first.map_or(0, |word| word.at)
}
