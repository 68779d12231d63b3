//! Proves that what was once read wrongly is read rightly, one test a fault.

use travaux::Document;

fn base(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    document.paragraphs().iter().map(|paragraph| document.base_text(paragraph.id())).collect()
}

fn rows(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    let row = |row: travaux::StatementRow| {
        format!("{} {} {} {}", row.delegation, row.polarity, row.subject, row.condition)
    };
    document.rows().map(|one| row(one).trim_end().to_owned()).collect()
}

#[test]
fn words_of_a_folded_alternative_are_no_base_text() {
    let text = "1. We sail [the tide: FRA / the tide: DEU] home;\n";
    assert_eq!(base(text), ["We sail home;"]);
    let document = Document::read(text).expect("short");
    assert_eq!(document.proposals().len(), 1);
    assert_eq!(document.sponsors(document.proposals()[0].id()).len(), 2);
}

#[test]
fn codes_behind_a_condition_repeat_one_clause() {
    assert_eq!(
        rows("1. We sail [tide: FRA / tide: FRA(with care),FRA] home;\n"),
        ["FRA for tide", "FRA for tide with care", "FRA for tide"]
    );
}

#[test]
fn a_run_of_two_wishes_repeats_both_behind_a_condition() {
    let text = "6. We sail;\n(delete this para or move to PP: FRA(if long), DEU)\n";
    assert_eq!(rows(text).len(), 4);
}

#[test]
fn a_deletion_of_another_paragraph_is_no_deletion_of_this_one() {
    let text = "3. We rest;\n\n9. We dive;\n(delete this para: FRA)\n(delete OP3: DEU)\n";
    let document = Document::read(text).expect("short");
    let on: Vec<String> = document
        .proposals()
        .iter()
        .map(|proposal| document.paragraph(proposal.paragraph()).label().to_string())
        .collect();
    assert_eq!(on, ["OP9", "OP3"]);
}

#[test]
fn a_row_says_when_its_subject_was_cut() {
    let text = format!("1. We sail (stop here: FRA) {};\n", "and row ".repeat(2000));
    let row = rows(&text).pop().expect("a row");
    assert!(row.len() < travaux::model::SUBJECT_LIMIT + 100, "{} bytes", row.len());
    assert!(row.ends_with('…'), "the end of the row is {:?}", row.chars().last());
}
