//! The marks by which texts of each house are known, counted from their bytes alone.

/// Bytes of a bracket that are looked at, from either end: longer lists are known by these.
const GLANCE: usize = 48;

/// Brackets of a text that are looked at: a house shows in these, and the rest costs time.
const BRACKETS: u32 = 256;

/// Bytes behind a bracket in which its end is looked for.
const WINDOW: usize = 400;

/// Tracked changes that make a text one party's copy.
const TRACKED: u32 = 2;

/// How a bracket begins, if it begins with codes.
enum Head {
    /// `[A/B propose`, `[A: words`
    First,
    /// `[A, B; oppose: C]`, `[A]`
    Last,
    None,
}

/// The marks of a text as far as its first brackets go, counted in one pass over its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// `[A, B]`, `[words: A]`, strike-throughs.
    last: u32,
    /// `[A/B propose`, `[A: words]`.
    first: u32,
    /// `[words - A, B]`.
    dashed: u32,
    /// `[words]` without a code at either end.
    bare: u32,
    /// Lines that open an `Option 2`.
    options: u32,
    /// `[added](#)`.
    tracked: u32,
}

impl Marks {
    pub(crate) fn of(text: &str) -> Marks {
        let mut marks = Marks::default();
        let bytes = text.as_bytes();
        let mut left = BRACKETS;
        marks.line(bytes);
        for at in memchr::memchr2_iter(b'[', b'\n', bytes) {
            match bytes.get(at) {
                Some(b'\n') => marks.line(bytes.get(at + 1..).unwrap_or_default()),
                _ if left == 0 => break,
                _ => {
                    left -= 1;
                    marks.bracket(bytes, at);
                }
            }
        }
        marks
    }

    /// Looks at how a line begins.
    fn line(&mut self, bytes: &[u8]) {
        self.options += u32::from(is_option(bytes));
    }

    /// Looks at the first line of what a bracket holds, and at what precedes it.
    fn bracket(&mut self, bytes: &[u8], at: usize) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let rest = rest.get(..WINDOW).unwrap_or(rest);
        let end = memchr::memchr2(b']', b'[', rest).unwrap_or(rest.len());
        // Links and tracked changes are no brackets of the text.
        if rest.get(end) == Some(&b']') && matches!(rest.get(end + 1), Some(b'(' | b':')) {
            self.tracked += u32::from(rest.get(end + 1..).is_some_and(|r| r.starts_with(b"(#)")));
            return;
        }
        let before = bytes.get(at.saturating_sub(3)..at).unwrap_or_default();
        let inner = rest.get(..end).unwrap_or_default().trim_ascii();
        let head = head(inner);
        let (tail, dash) = (has_codes_at_end(inner, b':'), has_codes_at_end(inner, b'-'));
        let struck = before.trim_ascii_end().ends_with(b"~~");
        self.last += u32::from(matches!(head, Head::Last) || struck || tail);
        self.first += u32::from(matches!(head, Head::First));
        self.dashed += u32::from(dash);
        // What holds another bracket may be signed behind it.
        let whole = rest.get(end) == Some(&b']');
        let bare = whole && matches!(head, Head::None) && !tail && !dash;
        self.bare += u32::from(bare && inner.iter().any(u8::is_ascii_lowercase));
    }

    pub(crate) fn add(&mut self, other: Marks) {
        self.last += other.last;
        self.first += other.first;
        self.dashed += other.dashed;
        self.bare += other.bare;
        self.options += other.options;
        self.tracked += other.tracked;
    }
}

pub(super) fn signed_last(marks: &Marks) -> u32 {
    marks.last
}

pub(super) fn signed_first(marks: &Marks) -> u32 {
    marks.first.saturating_mul(2)
}

pub(super) fn dashed(marks: &Marks) -> u32 {
    marks.dashed.saturating_mul(2)
}

/// Brackets that nobody signs stand in every text; options in no other. In one party's copy of a
/// text brackets are its tracked changes.
pub(super) fn unsigned(marks: &Marks) -> u32 {
    if marks.tracked > TRACKED { 0 } else { marks.bare / 3 + marks.options }
}

/// Whether a line opens an option.
fn is_option(line: &[u8]) -> bool {
    let plain = |b: &u8| !(b.is_ascii_whitespace() || b.is_ascii_digit() || b"*#.[".contains(b));
    let head = line.get(..GLANCE).unwrap_or(line);
    let head = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let start = head.iter().position(plain).unwrap_or(head.len());
    let word = head.get(start..).unwrap_or_default();
    word.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"option ")) && word.len() > 7
}

fn capitals(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_uppercase()).count()
}

fn head(inner: &[u8]) -> Head {
    let code = capitals(inner);
    if !(2..=8).contains(&code) {
        return Head::None;
    }
    let rest = inner.get(code..).unwrap_or_default();
    let rest = rest.get(rest.iter().take_while(|b| b.is_ascii_digit()).count()..);
    let rest = rest.unwrap_or_default().trim_ascii_start();
    let glance = rest.get(..rest.len().min(GLANCE)).unwrap_or_default();
    match glance.first() {
        Some(b'/') => {
            let next = capitals(glance.get(1..).unwrap_or_default().trim_ascii_start());
            if next >= 2 { Head::First } else { Head::None }
        }
        Some(b':') => Head::First,
        None | Some(b';') => Head::Last,
        Some(b',' | b'.') => {
            let next = capitals(glance.get(1..).unwrap_or_default().trim_ascii_start());
            if next >= 2 { Head::Last } else { Head::None }
        }
        Some(_) => {
            let lower = glance.to_ascii_lowercase();
            let verbs = ["propos", "oppos", "support", "reserv", "consider"];
            if verbs.iter().any(|verb| lower.starts_with(verb.as_bytes())) {
                Head::First
            } else {
                Head::None
            }
        }
    }
}

/// Whether codes stand behind the last mark of that kind, to the end.
fn has_codes_at_end(inner: &[u8], mark: u8) -> bool {
    let tail = inner.get(inner.len().saturating_sub(GLANCE * 2)..).unwrap_or_default();
    let Some(at) = memchr::memrchr(mark, tail) else {
        return mark == b'-' && has_dash(tail);
    };
    let before = at.checked_sub(1).and_then(|at| tail.get(at));
    (mark != b'-' || before == Some(&b' ')) && are_codes(tail.get(at + 1..).unwrap_or_default())
}

/// The same for the longer dashes of print, `E2 80 93` and `E2 80 94`.
fn has_dash(tail: &[u8]) -> bool {
    let long = |at: &usize| matches!(tail.get(at + 1..at + 3), Some([0x80, 0x93 | 0x94]));
    let at = memchr::memrchr_iter(0xE2, tail).find(long);
    at.is_some_and(|at| are_codes(tail.get(at + 3..).unwrap_or_default()))
}

/// Codes first, and but a verb beside them.
fn are_codes(tail: &[u8]) -> bool {
    let tail = tail.trim_ascii();
    let letters = capitals(tail);
    let digits = tail.get(letters..).unwrap_or_default();
    let code = letters + digits.iter().take_while(|b| letters > 0 && b.is_ascii_digit()).count();
    (2..=8).contains(&code)
        && tail.get(code).is_none_or(|b| b", ;&./(".contains(b))
        && tail.iter().filter(|b| b.is_ascii_lowercase()).count() <= 24
}
