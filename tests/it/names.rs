//! Proves that every value with a name has one: what prints it, what serialises it and what reads
//! it agree, and what cannot be read says what was expected.

use travaux::project::{Choice, DecisionRule, project};
use travaux::{Document, Label};

#[test]
fn a_bad_label_says_what_was_expected() {
    for written in ["", "OP", "8", "op8 of", "heading:"] {
        let error = written.parse::<Label>().expect_err(written).to_string();
        assert!(error.contains(&format!("`{written}`")) && error.contains("OP6 bis"), "{error}");
    }
}

#[test]
fn a_bad_rule_says_what_was_expected() {
    for written in ["", "at-most--against", "at-most-x-against", "unanimity"] {
        let error = written.parse::<DecisionRule>().expect_err(written).to_string();
        assert!(error.contains(&format!("`{written}`")) && error.contains("majority"), "{error}");
    }
}

#[test]
fn a_finding_names_both_sides() {
    let text = "1. We take [red: FRA / blue: CHN] boats;\n";
    let document = Document::read(text).expect("a short text");
    let projection = project(&document, &Choice::All);
    let said: Vec<String> = projection.findings().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["alternatives: proposal 0 against 1"]);
}

#[test]
fn a_diagnostic_displays_its_severity_and_place() {
    let document = Document::read("1. We act [FRA.\n").expect("a short text");
    let said: Vec<String> = document.diagnostics().iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|line| line.contains("(bytes 10 to ")), "{said:?}");
}

#[cfg(feature = "serde")]
#[test]
fn a_standing_has_one_name() {
    use travaux::analysis::consensus;
    let sample = include_str!("../../examples/sample/night-sky.md");
    let document = Document::read(sample).expect("the sample");
    for paragraph in consensus(&document).paragraphs {
        let serialised = serde_json::to_value(paragraph.standing).expect("a name");
        assert_eq!(serialised, paragraph.standing.to_string());
    }
}
