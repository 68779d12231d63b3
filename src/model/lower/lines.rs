//! What a line of the draft is, by its words: the title of a part, the chapeau, the hinge, a recital.

use crate::Label;
use crate::syntax::{BlockKind, LabelSeries};

/// Bytes in a line that can be nothing but `ANNEX III`, blanks and marks about it included.
const ANNEX: usize = 80;

/// `ANNEX III`, `Appendix 2`, `Annex`: the line holds nothing else.
pub(super) fn is_annex(plain: &str) -> bool {
    if plain.len() > ANNEX {
        return false;
    }
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || "[]*".contains(c));
    let mut words = plain.split_whitespace();
    let Some(first) = words.next() else { return false };
    let named = ["annex", "appendix", "attachment", "addendum", "enclosure"]
        .iter()
        .any(|name| first.trim_end_matches([':', '.']).eq_ignore_ascii_case(name));
    let number = words.next().is_none_or(|number| {
        number.len() <= 6
            && (number.bytes().all(|b| b"IVXLC".contains(&b) || b.is_ascii_digit())
                || (number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase())))
    });
    named && number && words.next().is_none()
}

/// The title line of a draft or of a list of proposals: one short line without an end, that says
/// what it is.
pub(super) fn is_title(kind: BlockKind, plain: &str) -> bool {
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Heading)
        || plain.len() > 200
        || plain.contains(['\n', '[', ':', '~', ';'])
        || plain.ends_with(['.', ',', ')'])
        || !plain.starts_with(|c: char| c.is_uppercase())
    {
        return false;
    }
    let mut words = [false; 3];
    for word in plain.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
        words[0] |= is(&["draft", "rolling", "compilation", "revised", "new"]);
        words[1] |= is(&[
            "declaration",
            "resolution",
            "decision",
            "agreement",
            "convention",
            "text",
            "outcome",
            "paragraphs",
            "protocol",
            "treaty",
        ]);
        words[2] |= is(&[
            "prepared",
            "proposed",
            "proposals",
            "draft",
            "chair",
            "submitted",
            "text",
            "paragraphs",
        ]);
    }
    words.iter().all(|found| *found)
}

/// `Declare the following:`, `… take the following actions`: parts preamble and operative part.
pub(super) fn is_hinge(plain: &str) -> bool {
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || "*~=[]".contains(c));
    if plain.len() > 300 {
        return false;
    }
    let following = plain.contains("the following") || plain.ends_with("as follows");
    let colon = plain.ends_with(':');
    let opens = plain.starts_with(|c: char| c.is_uppercase());
    opens
        && ((colon && plain.split_whitespace().count() <= 16)
            || (following && !plain.ends_with(';')))
}

/// A paragraph of a preamble opens with what its authors feel or do: `Recalling`, `Convinced`.
pub(super) fn is_recital(plain: &str) -> bool {
    let Some(first) = plain.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()) else {
        return false;
    };
    let participle = first.len() > 5 && (first.ends_with("ing") || first.ends_with("ed"));
    let feeling = [
        "Deeply",
        "Gravely",
        "Mindful",
        "Aware",
        "Conscious",
        "Having",
        "Bearing",
        "Taking",
        "Fully",
        "Cognizant",
        "Also",
        "Determined",
    ];
    let ends = plain.ends_with([',', ';', ']', ')']);
    first.starts_with(|c: char| c.is_uppercase())
        && ends
        && (participle || feeling.contains(&first))
}

/// What the organs of the United Nations do in the operative paragraphs of their resolutions.
const DEEDS: &[&str] = &[
    "accepts",
    "acknowledges",
    "adopts",
    "affirms",
    "appeals",
    "appreciates",
    "approves",
    "authorizes",
    "calls",
    "commends",
    "condemns",
    "confirms",
    "congratulates",
    "considers",
    "decides",
    "declares",
    "deplores",
    "designates",
    "directs",
    "emphasizes",
    "encourages",
    "endorses",
    "establishes",
    "expresses",
    "instructs",
    "invites",
    "notes",
    "proclaims",
    "reaffirms",
    "recalls",
    "recognizes",
    "recommends",
    "regrets",
    "reiterates",
    "remains",
    "reminds",
    "renews",
    "requests",
    "resolves",
    "stresses",
    "suggests",
    "supports",
    "takes",
    "transmits",
    "underlines",
    "underscores",
    "urges",
    "welcomes",
];

/// Words that may stand before them.
const ADVERBS: &[&str] =
    &["also", "again", "deeply", "firmly", "further", "once", "solemnly", "strongly"];

/// `Decides to …;`, `Further requests …`: an operative paragraph, whether numbered or not.
pub(super) fn is_operative(plain: &str) -> bool {
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is = |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let Some(first) = words.next() else { return false };
    let deed = match words.next() {
        Some(next) if is(ADVERBS, first) => next,
        _ => first,
    };
    first.starts_with(char::is_uppercase)
        && is(DEEDS, deed)
        && plain.ends_with([';', '.', ':', ']', ')'])
}

pub(super) fn is_chapeau(kind: BlockKind, plain: &str) -> bool {
    kind == BlockKind::Paragraph
        && plain.len() < 300
        && plain.ends_with(',')
        && ["We,", "We ", "The ", "THE "].iter().any(|head| plain.starts_with(head))
}

/// `Before “We, the Heads of State…” insert:`, `Insert after OP6:`
pub(super) fn place_of(plain: &str) -> Option<Label> {
    let head = plain.strip_suffix(':')?;
    if head.len() > 200 {
        return None;
    }
    let lower = head.to_ascii_lowercase();
    let placed = ["before ", "after ", "insert before", "insert after", "add before", "add after"]
        .iter()
        .any(|start| lower.starts_with(start));
    let inserts = ["insert", "add", "new para"].iter().any(|verb| lower.contains(verb));
    if !(placed && inserts) {
        return None;
    }
    let operative = lower.contains("op") && head.contains("OP");
    let series = if operative { LabelSeries::Operative } else { LabelSeries::Preambular };
    Some(Label::new(series, 0).proposed_new())
}
