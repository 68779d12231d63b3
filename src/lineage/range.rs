//! Ranges of labels: `OP6-OP9`, `OP28-30`, `OPs 2-4`.
//!
//! A statement's subject keeps single labels. A range is read here from the words of the note, since
//! only the outline of the text knows which labels lie between its ends.

use crate::Label;
use crate::syntax::LabelSeries;

/// Labels that the ranges of a note stand for at most, all together; what is longer is cut. No body
/// moves more in one wish, and a note of many long ranges would name more than it has bytes.
const LONGEST: u32 = 64;

/// Bytes of a note that are searched; the labels of a direction stand at its head.
const SEARCHED: usize = 400;

/// The labels of a range, and whether it stands behind `to`, `with`, `by`, `before` or `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LabelRange {
    series: LabelSeries,
    first: u32,
    last: u32,
    /// It names the place and not what goes there.
    pub(super) is_target: bool,
}

impl LabelRange {
    pub(super) fn labels(self) -> impl Iterator<Item = Label> {
        (self.first..=self.last).map(move |number| Label::new(self.series, number))
    }

    pub(super) fn first(self) -> Label {
        Label::new(self.series, self.first)
    }
}

/// The ranges of a note, in the order of the page.
pub(super) fn ranges(note: &str) -> Vec<LabelRange> {
    let bytes = note.as_bytes();
    let bytes = bytes.get(..SEARCHED.min(bytes.len())).unwrap_or_default();
    let mut found = Vec::new();
    let mut is_target = false;
    let mut at = 0;
    let mut left = LONGEST;
    while at < bytes.len() && left > 0 {
        let word = bytes.get(at..).map_or(0, word_len);
        if word == 0 {
            at += 1;
            continue;
        }
        let text = bytes.get(at..at + word).unwrap_or_default();
        if let Some((range, len)) = range_at(bytes.get(at..).unwrap_or_default()) {
            let last = range.last.min(range.first.saturating_add(left - 1));
            left -= last - range.first + 1;
            found.push(LabelRange { last, is_target, ..range });
            at += len;
            continue;
        }
        is_target |= [&b"to"[..], b"into", b"with", b"by", b"before", b"after"]
            .iter()
            .any(|turn| text.eq_ignore_ascii_case(turn));
        at += word;
    }
    found
}

fn word_len(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// A range at the start of the bytes, and its length.
fn range_at(bytes: &[u8]) -> Option<(LabelRange, usize)> {
    let (series, mut at) = series_at(bytes)?;
    let (first, len) = number_at(bytes.get(at..)?)?;
    at += len;
    let dash = match bytes.get(at..)? {
        [b'-', ..] => 1,
        // The en dash of a word processor.
        [0xE2, 0x80, 0x93, ..] => 3,
        _ => return None,
    };
    at += dash;
    if let Some((again, len)) = series_at(bytes.get(at..)?) {
        if again != series {
            return None;
        }
        at += len;
    }
    let (last, len) = number_at(bytes.get(at..)?)?;
    let range = LabelRange { series, first, last, is_target: false };
    (first > 0 && first < last).then_some((range, at + len))
}

fn series_at(bytes: &[u8]) -> Option<(LabelSeries, usize)> {
    let series = match bytes.get(..2)? {
        b"OP" => LabelSeries::Operative,
        b"PP" => LabelSeries::Preambular,
        _ => return None,
    };
    let plural = usize::from(bytes.get(2) == Some(&b's'));
    let blank = usize::from(bytes.get(2 + plural) == Some(&b' '));
    Some((series, 2 + plural + blank))
}

fn number_at(bytes: &[u8]) -> Option<(u32, usize)> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let value = bytes.get(..digits)?.iter().fold(0, |n, byte| n * 10 + u32::from(byte - b'0'));
    Some((value, digits))
}
