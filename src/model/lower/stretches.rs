//! Which stretches of a text are written in which dialect.

use super::super::dialect::{Detection, Dialect, Marks, Reader};
use super::draft::narrow;
use super::lines::is_annex;
use crate::{Span, threads};

/// Marks that a stretch needs before it is read in another dialect than the text around it.
const MARKS: u32 = 3;

/// How sure the recognition must be for that.
const CONFIDENCE: f64 = 0.6;

/// The longest line that opens an annex, in bytes.
const LINE: usize = 60;

/// A stretch of one dialect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) dialect: &'static Dialect,
    pub(super) reader: Reader,
}

impl Stretch {
    fn new(text: &str, span: Span, dialect: &'static Dialect) -> Stretch {
        let reader = dialect.reader(text.get(span.range()).unwrap_or_default());
        Stretch { span, dialect, reader }
    }
}

/// Most lines tell by their first letter that they name no annex.
fn may_name_an_annex(line: &str) -> bool {
    let first = line.bytes().find(u8::is_ascii_alphabetic);
    first.is_some_and(|letter| matches!(letter.to_ascii_lowercase(), b'a' | b'e'))
}

/// The stretches, in order, two neighbours never of one dialect; one at least. Dialects change at
/// annexes.
pub(super) fn of(text: &str, given: Option<&'static Dialect>, workers: usize) -> Vec<Stretch> {
    let all = Span::new(0, narrow(text.len()));
    if let Some(dialect) = given {
        return vec![Stretch::new(text, all, dialect)];
    }
    let mut starts = vec![0];
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(at..end).unwrap_or_default();
        if at > 0 && line.len() < LINE && may_name_an_annex(line) {
            let plain = line.trim_matches(|c: char| c.is_whitespace() || "#*".contains(c));
            if is_annex(plain) {
                starts.push(narrow(at));
            }
        }
        at = end + 1;
    }
    starts.push(all.end());
    let cut = starts.iter().zip(starts.iter().skip(1));
    let cut: Vec<Span> = cut.map(|(start, end)| Span::new(*start, *end)).collect();
    let count = |span: &Span| Marks::of(text.get(span.range()).unwrap_or_default());
    let shares = threads::stretches(&cut, workers);
    let counted =
        threads::side_by_side(&shares, |own| own.iter().map(count).collect::<Vec<Marks>>());
    let cut: Vec<(Span, Marks)> = cut.iter().copied().zip(counted.into_iter().flatten()).collect();
    let mut marks = Marks::default();
    for (_, own) in &cut {
        marks.add(*own);
    }
    let houses = Dialect::all();
    let whole = Detection::weigh(&marks, text, &houses).dialect();
    let mut found: Vec<(Span, &'static Dialect)> = Vec::new();
    for (span, marks) in cut {
        let stretch = text.get(span.range()).unwrap_or_default();
        let detected = Detection::weigh(&marks, stretch, &houses);
        // A few marks do where the dialect of the rest has none.
        let alone = detected.marks() > 0 && whole.weigh(&marks, stretch) == 0;
        let sure = alone || (detected.marks() >= MARKS && detected.confidence() >= CONFIDENCE);
        let dialect = if sure { detected.dialect() } else { whole };
        match found.last_mut().filter(|(_, last)| *last == dialect) {
            Some((last, _)) => *last = Span::new(last.start(), span.end()),
            None => found.push((span, dialect)),
        }
    }
    found.into_iter().map(|(span, dialect)| Stretch::new(text, span, dialect)).collect()
}

/// Takes a part out of the stretches that are read as they stand, brackets over several paragraphs
/// included. Where blocks are read one by one, it is enough to leave out the blocks.
pub(super) fn leave_out(stretches: &mut Vec<Stretch>, part: Span) {
    if part.is_empty() {
        return;
    }
    let mut left = Vec::with_capacity(stretches.len() + 1);
    for stretch in stretches.drain(..) {
        let span = stretch.span;
        if !span.overlaps(part) || matches!(stretch.reader, Reader::Resolution) {
            left.push(stretch);
            continue;
        }
        let before = (span.start(), part.start().max(span.start()));
        let behind = (part.end().min(span.end()), span.end());
        for (start, end) in [before, behind].into_iter().filter(|(start, end)| start < end) {
            left.push(Stretch { span: Span::new(start, end), ..stretch });
        }
    }
    *stretches = left;
}
