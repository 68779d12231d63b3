//! Proves the law of writing down: a document that is written as JSON reads back as itself, and one
//! that was tampered with does not read back at all.

use proptest::prelude::*;
use serde_json::{Value, json};
use travaux::analysis::{
    acceptable_text, agreement, assess, blocs, camps, communities, conflicts, consensus, decisions,
    dendrogram, discourse, group_standings, outcome, positions, progress, survival,
};
use travaux::model::{Dialect, ParagraphKind, ReadOptions};
use travaux::syntax::LabelSeries;
use travaux::{Document, Label, Source};

use crate::check;
use crate::strategies::{odd_text, rolling};

fn written(document: &Document) -> Value {
    serde_json::to_value(document).expect("a document has no key that JSON has not")
}

/// Why a document that was tampered with is refused.
fn refusal(value: Value) -> String {
    let read: Result<Document, _> = serde_json::from_value(value);
    read.expect_err("the document was tampered with").to_string()
}

fn back_again(text: &str) -> Result<(), TestCaseError> {
    let document = check::read(text);
    let json = serde_json::to_string(&document).expect("a document has no key that JSON has not");
    let back: Document =
        serde_json::from_str(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(back.source().text(), text);
    prop_assert_eq!(back.paragraphs(), document.paragraphs());
    prop_assert_eq!(back.statements(), document.statements());
    prop_assert_eq!(back.proposals(), document.proposals());
    prop_assert_eq!(back.diagnostics(), document.diagnostics());
    prop_assert_eq!(written(&back), written(&document));
    Ok(())
}

proptest! {
    #[test]
    fn serde_identity(text in odd_text()) {
        back_again(&text)?;
    }

    #[test]
    fn serde_identity_of_known_texts(known in rolling()) {
        back_again(&known.text)?;
    }

    #[test]
    fn tampering_shows(known in rolling(), at in any::<prop::sample::Index>()) {
        let mut value = written(&check::read(&known.text));
        let count = value["model"]["statements"].as_array().map_or(0, Vec::len);
        prop_assume!(count > 0);
        let polarity = &mut value["model"]["statements"][at.index(count)]["polarity"];
        *polarity = if *polarity == json!("for") { json!("against") } else { json!("for") };
        prop_assert!(refusal(value).starts_with("statements "), "no word of the statements");
    }
}

const TEXT: &str = "1. We sail [at dawn: FRA; oppose: DEU].\n(retain original: ESP)\n";

#[test]
fn another_schema_is_refused() {
    let mut value = written(&check::read(TEXT));
    assert_eq!(value["schema"], json!(travaux::model::SCHEMA_VERSION));
    value["schema"] = json!(travaux::model::SCHEMA_VERSION + 1);
    assert!(refusal(value).starts_with("schema version "));
}

#[test]
fn another_dialect_is_refused() {
    let mut value = written(&check::read(TEXT));
    value["dialect"] = json!("nobody's");
    assert!(refusal(value).contains("expected a known dialect"));
}

#[test]
fn another_text_is_refused() {
    let mut value = written(&check::read(TEXT));
    value["text"] = json!(TEXT.replace("DEU", "ITA"));
    assert!(refusal(value).contains("expected what reading the text gives"));
}

#[test]
fn the_facts_alone_are_enough() {
    let document = check::read(TEXT);
    let mut value = written(&document);
    value.as_object_mut().expect("an object").remove("model");
    let back: Document = serde_json::from_value(value).expect("text and dialect are the facts");
    assert_eq!(back.statements(), document.statements());
}

/// Writes a result and reads it back; both must write the same.
fn same_when_read_back<T: serde::Serialize + serde::de::DeserializeOwned>(result: &T) {
    let value = serde_json::to_value(result).expect("plain data");
    let back: T = serde_json::from_value(value.clone()).expect("what was written reads back");
    assert_eq!(serde_json::to_value(back).expect("plain data"), value);
}

#[test]
fn results_read_back() {
    let document = check::read(TEXT);
    same_when_read_back(&consensus(&document));
    same_when_read_back(&conflicts(&document));
    same_when_read_back(&document.rows().collect::<Vec<_>>());
    same_when_read_back(&decisions(&document));
    same_when_read_back(&acceptable_text(&document));
    same_when_read_back(&positions(&document));
    same_when_read_back(&agreement(&document));
    same_when_read_back(&camps(&document));
    same_when_read_back(&dendrogram(&document));
    same_when_read_back(&communities(&document));
    same_when_read_back(&blocs(&document));
    same_when_read_back(&group_standings(&document));
    same_when_read_back(&assess(&document, &travaux::analysis::Mandate::default()));
    same_when_read_back(&progress(&document));
    same_when_read_back(&survival(&[&document, &document]));
    same_when_read_back(&outcome(&document, &document));
    // What a network is about is told, and not taken back: a target alone says nothing.
    assert!(serde_json::to_value(discourse(&document)).is_ok_and(|value| value.is_object()));
}

/// Results of merging, of rounds, of votes and of recognising a dialect are written as well.
#[test]
fn every_result_is_written() {
    use travaux::merge::{Negotiation, apply};
    use travaux::model::sides;
    use travaux::project::{Ballot, Choice};
    let document = check::read(TEXT);
    same_when_read_back(&Ballot::new(&document, &sides(&document)[0]));
    let mut negotiation = Negotiation::default();
    negotiation.push("Monday", &document);
    negotiation.push_on(
        travaux::model::Day::new(2020, 2, 1),
        "Tuesday",
        &check::read("1. We sail [at dawn, early: FRA, DEU].\n\n2. We rest [well: ITA].\n"),
    );
    negotiation.push("Friday", &check::read("1. We sail at dawn, early.\n\n2. We rest.\n"));
    same_when_read_back(&negotiation);
    same_when_read_back(&negotiation.rounds()[1].clone());
    let value = serde_json::to_value(&negotiation).expect("plain data");
    assert_eq!(value["schema"], json!(travaux::model::SCHEMA_VERSION));
    // What was read back goes on as the other would have.
    let mut back: Negotiation = serde_json::from_value(value.clone()).expect("reads back");
    let next = check::read("1. We sail [late: KEN].\n\n2. We rest [well: ITA].\n");
    back.push("Sunday", &next);
    negotiation.push("Sunday", &next);
    assert_eq!(back.lives(), negotiation.lives());
    for (path, wrong) in [("/schema", json!(99)), ("/lives/0/wording", json!("at noon"))] {
        let mut value = value.clone();
        *value.pointer_mut(path).expect(path) = wrong;
        assert!(serde_json::from_value::<Negotiation>(value).is_err(), "{path}");
    }
    let applied = apply(&document, &Choice::All).expect("short");
    let value = serde_json::to_value(&applied).expect("plain data");
    assert_eq!(value["draft"]["schema"], json!(travaux::model::SCHEMA_VERSION));
    assert!(value["projection"].is_object() && value["rebased"].is_object());
    let value = serde_json::to_value(Dialect::detect(TEXT)).expect("plain data");
    assert_eq!(value["dialect"], json!("attribution-last"));
    let steps: Vec<_> = travaux::lineage::lineage_between(&document, &document).steps().collect();
    same_when_read_back(&steps);
}

/// A dialect is functions, which JSON does not hold: the refusal says which it was, and the text
/// stands beside it.
#[test]
fn a_dialect_of_the_callers_own_is_named_and_not_guessed() {
    static OWN: Dialect = Dialect::new(
        "lines",
        |_| 0,
        |minutes| {
            let lines = minutes.lines();
            for (nth, line) in (1..).zip(lines) {
                let label = Label::new(LabelSeries::Operative, nth);
                minutes.paragraph(ParagraphKind::Operative, label, line);
            }
        },
    );
    let options = ReadOptions::default().dialect(&OWN);
    let document = Document::read_with(Source::new("own", TEXT).expect("short"), &options);
    let value = written(&document);
    assert_eq!((&value["dialect"], &value["text"]), (&json!("lines"), &json!(TEXT)));
    assert_eq!(refusal(value), "`lines`, expected a known dialect");
}
