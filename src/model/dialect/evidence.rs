//! The marks by which texts of each house are known, counted from their bytes alone.

/// Bytes of a bracket that are looked at, from either end: longer lists are known by these.
const GLANCE: usize = 48;

/// Tracked changes that make a text one party's copy.
const TRACKED: usize = 2;

/// How a bracket begins, if it begins with codes.
enum Head {
    /// `[A/B propose`, `[A: words`
    First,
    /// `[A, B; oppose: C]`, `[A]`
    Last,
    None,
}

/// `[A, B]`, `[words: A]`, strike-throughs.
pub(super) fn signed_last(text: &str) -> u32 {
    count(text, |inner, before| {
        matches!(head(inner), Head::Last)
            || before.ends_with(b"~~")
            || has_codes_at_end(inner, b':')
    })
}

/// `[A/B propose`, `[A: words]`.
pub(super) fn signed_first(text: &str) -> u32 {
    count(text, |inner, _| matches!(head(inner), Head::First)).saturating_mul(2)
}

/// `[words - A, B]`.
pub(super) fn dashed(text: &str) -> u32 {
    count(text, |inner, _| has_codes_at_end(inner, b'-')).saturating_mul(2)
}

/// `[words]` without a code at either end, `Option 2`.
pub(super) fn unsigned(text: &str) -> u32 {
    // In one party's copy of a text brackets are its tracked changes.
    if text.matches("](#)").count() > TRACKED {
        return 0;
    }
    let brackets = count(text, |inner, _| {
        let word = inner.iter().any(u8::is_ascii_lowercase);
        word && matches!(head(inner), Head::None)
            && !has_codes_at_end(inner, b':')
            && !has_codes_at_end(inner, b'-')
    });
    let options = text.lines().filter(|line| is_option(line)).count();
    // Brackets that nobody signs stand in every text; options in no other.
    brackets / 3 + u32::try_from(options).unwrap_or(u32::MAX)
}

fn is_option(line: &str) -> bool {
    let plain = line.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || "*#.[".contains(c)
    });
    plain.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("option ")) && plain.len() > 7
}

/// How many brackets fit; the function gets the first line of what is inside, and what precedes.
fn count(text: &str, fits: impl Fn(&[u8], &[u8]) -> bool) -> u32 {
    let bytes = text.as_bytes();
    let mut found = 0u32;
    for (at, _) in text.match_indices('[') {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let rest = rest.get(..400).unwrap_or(rest);
        let end = rest.iter().position(|b| matches!(b, b']' | b'[')).unwrap_or(rest.len());
        // Links and tracked changes are no brackets of the text.
        if rest.get(end) == Some(&b']') && matches!(rest.get(end + 1), Some(b'(' | b':')) {
            continue;
        }
        let before = bytes.get(at.saturating_sub(3)..at).unwrap_or_default();
        let inner = rest.get(..end).unwrap_or_default();
        if fits(inner.trim_ascii(), before.trim_ascii()) {
            found = found.saturating_add(1);
        }
    }
    found
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
    let Some(at) = tail.iter().rposition(|b| *b == mark) else {
        return mark == b'-' && has_dash(tail);
    };
    let before = at.checked_sub(1).and_then(|at| tail.get(at));
    (mark != b'-' || before == Some(&b' ')) && are_codes(tail.get(at + 1..).unwrap_or_default())
}

/// The same for the longer dashes of print.
fn has_dash(tail: &[u8]) -> bool {
    let at = tail.windows(3).rposition(|w| w == "–".as_bytes() || w == "—".as_bytes());
    at.is_some_and(|at| are_codes(tail.get(at + 3..).unwrap_or_default()))
}

/// Codes first, and but a verb beside them.
fn are_codes(tail: &[u8]) -> bool {
    let tail = tail.trim_ascii();
    let code = capitals(tail);
    (2..=8).contains(&code)
        && tail.get(code).is_none_or(|b| b", ;&./".contains(b))
        && tail.iter().filter(|b| b.is_ascii_lowercase()).count() <= 24
}
