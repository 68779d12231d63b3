//! Proves the reading of attribution-first texts on page dumps written by hand, each with a table
//! of its mentions that was written before any reader saw it.

use std::collections::BTreeMap;

use travaux::model::Dialect;
use travaux::{Document, StatementRow};

/// Codes of two letters whose state another code names: what the tables write, and what it is.
const PARTIES: [(&str, &str); 13] = [
    ("AU", "AUS"),
    ("BN", "BRN"),
    ("CA", "CAN"),
    ("CL", "CHL"),
    ("JP", "JPN"),
    ("KR", "KOR"),
    ("MX", "MEX"),
    ("MY", "MYS"),
    ("NZ", "NZL"),
    ("PE", "PER"),
    ("SG", "SGP"),
    ("US", "USA"),
    ("VN", "VNM"),
];

/// A mention as a careful reader has it; `|` parts readings that are both right, `*` is any.
#[derive(Debug)]
struct Mention<'t> {
    offset: usize,
    code: &'t str,
    place: &'t str,
    kind: &'t str,
    polarity: &'t str,
}

/// The mentions of a table, in the order of the text; a row of words holds codes that nobody
/// speaks under.
fn table<'t>(text: &str, table: &'t str) -> Vec<Mention<'t>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [place, kind, polarity, codes] = cells[..] else { panic!("four cells: {line}") };
        for code in codes.split(' ') {
            let offset = next(text, code, at);
            at = offset + code.len();
            if place != "-" {
                found.push(Mention { offset, code, place, kind, polarity });
            }
        }
    }
    found
}

/// Where a code comes next as a word of its own, whatever number or verb sticks to it.
fn next(text: &str, code: &str, from: usize) -> usize {
    let fits = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let behind = &text[at + code.len()..];
        let stuck = behind.starts_with("propose") || behind.starts_with("oppose");
        !before.is_some_and(|c| c.is_ascii_alphabetic() || c == '.')
            && (stuck || !behind.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let mut places = text[from..].match_indices(code).map(|(at, _)| from + at);
    places.find(fits).unwrap_or_else(|| panic!("{code} behind byte {from}"))
}

fn code(written: &str) -> &str {
    PARTIES.iter().find(|(two, _)| *two == written).map_or(written, |(_, three)| three)
}

/// Whole paragraphs and words are one to a table that knows only what goes in and what goes out.
fn kind(row: &StatementRow) -> String {
    match row.kind.to_string().as_str() {
        "new" | "replace" => "insert".to_owned(),
        "delete-paragraph" => "delete".to_owned(),
        other => other.to_owned(),
    }
}

fn fits(cell: &str, read: &str) -> bool {
    cell == "*" || cell.split('|').any(|one| one == read)
}

/// Every mention is found, in its place, on its side, and nothing else is.
fn check(text: &str, mentions: &str) {
    let document = Document::read(text).expect("short");
    assert_eq!(document.dialect(), Dialect::attribution_first());
    let mut rows: BTreeMap<usize, StatementRow> =
        document.rows().map(|row| (row.offset as usize, row)).collect();
    let wanted = table(text, mentions);
    assert!(wanted.len() > 100, "{} mentions", wanted.len());
    let mut wrong = Vec::new();
    for mention in &wanted {
        let Some(row) = rows.remove(&mention.offset) else {
            wrong.push(format!("missed {mention:?}"));
            continue;
        };
        let right = row.delegation.as_str() == code(mention.code)
            && fits(mention.place, &row.paragraph)
            && fits(mention.kind, &kind(&row))
            && fits(mention.polarity, &row.polarity.to_string());
        if !right {
            wrong.push(format!("{mention:?} read as {row:?}"));
        }
    }
    wrong.extend(rows.values().map(|row| format!("nobody speaks: {row:?}")));
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn kites() {
    check(include_str!("../corpus/kite-trade.txt"), include_str!("../corpus/kite-trade.tsv"));
}

#[test]
fn lights() {
    check(include_str!("../corpus/lamp-trade.txt"), include_str!("../corpus/lamp-trade.tsv"));
}

#[test]
fn cold() {
    check(include_str!("../corpus/frost-trade.txt"), include_str!("../corpus/frost-trade.tsv"));
}

#[test]
fn instruments() {
    check(include_str!("../corpus/organ-trade.txt"), include_str!("../corpus/organ-trade.tsv"));
}

#[test]
fn tides() {
    check(include_str!("../corpus/tide-trade.txt"), include_str!("../corpus/tide-trade.tsv"));
}

/// What the negotiators note of a paragraph is no text of it, and conditions are kept.
#[test]
fn notes_are_no_text() {
    let document = Document::read(include_str!("../corpus/lamp-trade.txt")).expect("short");
    let text: String = document
        .paragraphs()
        .iter()
        .flat_map(|paragraph| document.pieces(paragraph.id()))
        .filter(|piece| piece.kind == travaux::model::PieceKind::Words)
        .map(|piece| document.source().slice(piece.span).to_owned())
        .collect();
    assert!(text.contains("all transfers that relate"), "{text}");
    assert!(!text.contains("PE reserves its position"), "{text}");
    assert!(!text.contains("like circumstances\" are with the lawyers"), "{text}");
    let conditions: Vec<_> = document
        .rows()
        .filter(|row| !row.condition.is_empty())
        .map(|row| (row.delegation.to_string(), row.condition.replace('\n', " ")))
        .collect();
    for code in ["CHL", "USA", "JPN", "MEX", "NZL", "SGP"] {
        assert!(conditions.iter().any(|(one, _)| one == code), "{code}: {conditions:?}");
    }
}
