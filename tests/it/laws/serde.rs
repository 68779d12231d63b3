//! Proves the law of writing down: a document that is written as JSON reads back as itself, and one
//! that was tampered with does not read back at all.

use proptest::prelude::*;
use serde_json::{Value, json};
use travaux::Document;
use travaux::analysis::{conflicts, consensus};

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
}
