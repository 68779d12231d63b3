//! Proves the reading of attribution-first texts construct by construct: how lists, labels and
//! footnotes come out of a page dump.

use travaux::model::{Dialect, ReadOptions};
use travaux::{Document, Source};

/// Who speaks, where, and on which side.
fn said(text: &str) -> Vec<String> {
    let options = ReadOptions::default().dialect(Dialect::attribution_first());
    let document = Document::read_with(Source::new("text", text).expect("short"), &options);
    let rows = document.rows().map(|row| {
        format!("{} {} {} {} {}", row.written, row.paragraph, row.kind, row.polarity, row.subject)
    });
    rows.map(|row| row.trim_end().to_owned()).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(said(text), expected, "{text}");
}

#[test]
fn who_speaks_inside_a_bracket_speaks_in_the_paragraph_where_it_stands() {
    check(
        "Article QQ.A.1: {Seals}\n\n1. [US/JP propose: A seal is wax.\n\n2. A key is [CL] brass.]\n",
        &[
            "US Article QQ.A.1(1) insert for A seal is wax. A key is brass.",
            "JP Article QQ.A.1(1) insert for A seal is wax. A key is brass.",
            "CL Article QQ.A.1(2) insert comment A seal is wax. A key is brass.",
        ],
    );
}
