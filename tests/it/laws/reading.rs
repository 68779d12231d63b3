//! Proves the laws of reading: nothing is lost, spans nest, the same bytes give the same answer,
//! and what a text says without a doubt is read as it says.

use proptest::prelude::*;
use travaux::{Document, Source, StatementRow};

use crate::check;
use crate::strategies::{Rolling, Row, odd_text, rolling};

fn fails(verdict: check::Verdict) -> Result<(), TestCaseError> {
    verdict.map_err(TestCaseError::fail)
}

fn source(text: &str) -> Source {
    Source::new("text", text).expect("a text under 4 GiB")
}

fn same_model(one: &Document, other: &Document) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.parts(), other.parts());
    prop_assert_eq!(one.paragraphs(), other.paragraphs());
    prop_assert_eq!(one.delegations(), other.delegations());
    prop_assert_eq!(one.statements(), other.statements());
    prop_assert_eq!(one.proposals(), other.proposals());
    prop_assert_eq!(one.diagnostics(), other.diagnostics());
    let rows: [Vec<StatementRow>; 2] = [one, other].map(|document| document.rows().collect());
    prop_assert_eq!(&rows[0], &rows[1]);
    Ok(())
}

/// What the reader found, in the words of the generator.
fn found(document: &Document) -> Vec<Row> {
    let row = |row: StatementRow| Row {
        offset: row.offset as usize,
        delegation: row.delegation.to_string(),
        kind: row.kind.to_string(),
        polarity: row.polarity.to_string(),
        subject: row.subject,
        paragraph: row.paragraph,
        condition: row.condition,
    };
    document.rows().map(row).collect()
}

fn reads_as_known(known: &Rolling, text: &str) -> Result<(), TestCaseError> {
    let rows = found(&check::read(text));
    for (have, want) in rows.iter().zip(&known.rows) {
        prop_assert_eq!(have, want, "in\n{}", text);
    }
    prop_assert_eq!(rows.len(), known.rows.len(), "rows of\n{}", text);
    Ok(())
}

proptest! {
    #[test]
    fn lossless(text in odd_text()) {
        fails(check::lossless(&source(&text)))?;
    }

    #[test]
    fn spans_nest(text in odd_text()) {
        fails(check::spans_nest(&source(&text)))?;
    }

    #[test]
    fn deterministic(text in odd_text()) {
        let one = check::read(&text);
        let other = std::thread::spawn(move || check::read(&text)).join().expect("no panic");
        same_model(&one, &other)?;
    }

    #[test]
    fn print_parse(text in odd_text()) {
        same_model(&check::read(&text), &check::read(&check::print(&source(&text))))?;
    }

    #[test]
    fn statements_are_sane(text in odd_text()) {
        fails(check::sane(&check::read(&text)))?;
    }

    #[test]
    fn rows_agree(text in odd_text()) {
        fails(check::rows_agree(&check::read(&text)))?;
    }

    #[test]
    fn pieces_tile(text in odd_text()) {
        fails(check::pieces_tile(&check::read(&text)))?;
    }

    #[test]
    fn known_answers(known in rolling()) {
        reads_as_known(&known, &known.text)?;
    }

    #[test]
    fn known_base(known in rolling()) {
        let document = check::read(&known.text);
        let have: Vec<(String, String)> = document
            .paragraphs()
            .iter()
            .filter(|paragraph| !paragraph.label().is_proposed())
            .map(|paragraph| {
                let base = document.base_text(paragraph.id());
                (paragraph.label().to_string(), base.trim_end_matches(';').to_owned())
            })
            .collect();
        prop_assert_eq!(&have, &known.base, "in\n{}", known.text);
    }

    #[test]
    fn nothing_odd_in_known_texts(known in rolling()) {
        let document = check::read(&known.text);
        prop_assert_eq!(document.diagnostics(), &[], "in\n{}", known.text);
    }

    #[test]
    fn known_texts_are_sane(known in rolling()) {
        fails(check::everything(&known.text))?;
    }
}
