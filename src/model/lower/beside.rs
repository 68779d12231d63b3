//! What stands beside a label: the part that it is of, and whether the number is a former one.

use super::structure::{labels_at, side_of};
use super::words::{Word, words};

/// Words of a part's name that a note gives at most: `OP2 of the Revised Draft`.
const NAMED: usize = 4;

/// What is said behind a label.
#[derive(Debug)]
pub(super) struct Behind {
    pub(super) part: Option<Box<str>>,
    pub(super) former: bool,
    /// Where that ends.
    pub(super) end: usize,
}

/// `old OP2`, `former OP2`
pub(super) fn is_former(word: &Word<'_>) -> bool {
    word.is("old") || word.is("former") || word.is("previous")
}

/// `OP2 of ANNEX I`, `OP2 (old)`
pub(super) fn behind(text: &str, from: usize) -> Behind {
    let mut said = Behind { part: None, former: false, end: from };
    let rest = text.get(from..).unwrap_or_default();
    let Some(word) = words(rest).next() else { return said };
    let joint = rest.get(..word.at).unwrap_or_default();
    if joint.trim() == "(" && is_former(&word) {
        (said.former, said.end) = (true, from + word.end());
    } else if joint == " " && ["of", "in", "from"].iter().any(|turn| word.is(turn)) {
        if let Some((part, end)) = name(text, from + word.end()) {
            (said.part, said.end) = (Some(part), end);
        }
    }
    said
}

/// `Annex I` before a label that is of it. Other parts have names that begin with any word.
pub(super) fn annex(text: &str, word: &Word<'_>) -> Option<(Box<str>, usize)> {
    (word.is("annex") || word.is("appendix")).then(|| name(text, word.at)).flatten()
}

/// The words that could name a part, and where they end.
fn name(text: &str, from: usize) -> Option<(Box<str>, usize)> {
    let rest = text.get(from..)?;
    let (mut found, mut end, mut count) = (String::new(), 0, 0);
    for word in words(rest).take(NAMED + 1) {
        let joint = rest.get(end..word.at).unwrap_or_default();
        let parted = joint.chars().any(|c| !c.is_whitespace() && !matches!(c, '“' | '"'));
        if count > 0 && parted {
            break;
        }
        if count == 0 && word.is("the") {
            end = word.end();
            continue;
        }
        let stops = ["and", "or", "here", "para", "as"].iter().any(|stop| word.is(stop));
        let series = ["PP", "PPs", "OP", "OPs"].contains(&word.text);
        if series || stops || side_of(&word).is_some() || labels_at(text, from + word.at).is_some()
        {
            break;
        }
        let proper = word.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if count == 0 && !proper && !word.is("annex") && !word.is("appendix") {
            return None;
        }
        if count == NAMED {
            break;
        }
        if count > 0 {
            found.push(' ');
        }
        found.push_str(&word.text.to_lowercase());
        (end, count) = (word.end(), count + 1);
    }
    (count > 0).then(|| (found.into_boxed_str(), from + end))
}

/// Whether `this` that ends here is the paragraph of the note: `into this`, `with this para`. What
/// else follows, as in `this section`, is what is meant.
pub(super) fn is_paragraph(text: &str, from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    let Some(word) = words(rest).next() else { return true };
    let joint = rest.get(..word.at).unwrap_or_default();
    let parted = joint.contains([',', ';', ':', '.']);
    parted || ["para", "paragraph", "one", "and"].iter().any(|name| word.is(name))
}

/// `as PP4`: to that place.
pub(super) fn is_as_label(text: &str, word: &Word<'_>) -> bool {
    let behind = words(text.get(word.end()..).unwrap_or_default()).next();
    let label = |next: Word<'_>| labels_at(text, word.end() + next.at).is_some();
    word.is("as") && behind.is_some_and(label)
}
