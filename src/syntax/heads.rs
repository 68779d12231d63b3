//! Running heads: lines that come again beside the page numbers.

use indexmap::IndexMap;

use super::block::{is_page_number, read_head};

/// How often a line must come again, digits aside, to be the running head of the pages.
const HEADS: usize = 3;

/// The longest running head, in bytes.
const HEAD: usize = 160;

/// Where the running heads of a text begin, in order: lines beside a page number that stand beside
/// three at least, and beside one in four. A line with the marks or the end of a sentence is none.
///
/// O(n) in the bytes of the text; texts without page numbers cost no more than their line ends.
pub(super) fn running_heads(text: &str) -> Vec<u32> {
    let mut beside: Vec<(usize, &str)> = Vec::new();
    let mut pages = 0;
    let mut before: Option<(usize, &str)> = None;
    let mut on_page = false;
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end).unwrap_or_default().trim_ascii();
        let at = start;
        start = end + 1;
        if line.is_empty() {
            continue;
        }
        if is_page_number(line.as_bytes()) {
            pages += usize::from(!on_page);
            beside.extend(before.take().filter(|(_, line)| is_plain(line)));
            on_page = true;
        } else {
            if on_page && is_plain(line) {
                beside.push((at, line));
            }
            before = (!on_page).then_some((at, line));
            on_page = false;
        }
    }
    let least = HEADS.max(pages / 4);
    if beside.len() < least {
        return Vec::new();
    }
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    for (_, line) in &beside {
        *counts.entry(squeezed(line)).or_default() += 1;
    }
    let often = |line: &str| counts.get(&squeezed(line)).is_some_and(|count| *count >= least);
    let heads = beside.into_iter().filter(|(_, line)| often(line));
    heads.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
}

/// Whether a line may be a running head: a short title, and nothing that a draft is made of.
fn is_plain(line: &str) -> bool {
    let head = line.trim_start_matches(['*', '_', ' ']);
    line.len() <= HEAD
        && head.starts_with(char::is_uppercase)
        && !line.contains(['[', ']', '(', ')', '{', '}', '~', ':', ';'])
        && !line.trim_end_matches(['*', '_', ' ']).ends_with([',', '.'])
        && line.bytes().filter(u8::is_ascii_alphabetic).count() >= 4
        && !head.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("annex"))
        && read_head(line.as_bytes()).is_none()
}

/// One blank between words, every number alike.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let number = word.bytes().all(|b| b.is_ascii_digit());
        out.push_str(if number { "#" } else { word });
    }
    out
}
