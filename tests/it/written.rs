//! Proves that a merged text that was written out says the same when it is read again.

use travaux::Document;
use travaux::merge::{AnnotatedCopy, Merged, Oddity, merge};
use travaux::model::AgreementLevel;

fn copy(name: &str, text: &str) -> AnnotatedCopy {
    AnnotatedCopy::of(&Document::read(text).expect("short")).named(name)
}

/// Who says what of which words where.
fn table(merged: &Merged) -> Vec<String> {
    let line = |said: &travaux::merge::MergedStatement| {
        let kind = merged.wishes()[said.wish as usize].kind;
        let (label, wording) = (merged.label_of(said.wish), merged.wording(said.wish));
        let (who, way) = (said.delegation, said.polarity);
        // Where two marks met one is left.
        let wording = wording.replace(['.', '/'], "");
        format!("{label} {kind} {wording}: {who} {way} {}", said.condition)
    };
    let mut lines: Vec<String> = merged.statements().iter().map(line).collect();
    lines.sort();
    lines
}

/// Writes a text, and expects that it says the same.
fn written(text: &str) -> String {
    let merged = Merged::from(copy("a", text));
    assert!(!merged.statements().is_empty(), "{text}");
    let written = merged.to_rolling_text().expect("short");
    assert!(written.unwritten.is_empty(), "{:?} of {}", written.unwritten, written.text);
    assert_eq!(table(&Merged::from(copy("a", &written.text))), table(&merged), "{}", written.text);
    written.text
}

#[test]
fn who_strikes_what_others_replace() {
    let text = written(
        "1. We sail ~~at dawn~~ [: AUS; oppose: KEN / at noon: FRA / at dusk: DEU] home;\n",
    );
    assert_eq!(
        text,
        "1. We sail ~~at dawn~~ [: AUS; oppose: KEN / at dusk: DEU / at noon: FRA] home;\n"
    );
}

#[test]
fn what_nobody_wants_and_somebody_is_against() {
    for clause in ["oppose: USA", "reservation: USA, KEN", "support: USA(flexible)"] {
        written(&format!("1. We sail [for ever; {clause}] home;\n"));
        written(&format!("1. We sail [now [and then; {clause}] again: FRA] home;\n"));
    }
}

#[test]
fn changes_that_are_told_in_words() {
    for note in [
        "delete \"and noon\"",
        "replace \"including\" with \"such as\"",
        "replace with \"a storm at sea\"",
        "delete reference to boats",
    ] {
        written(&format!(
            "1. We sail home [at dawn and noon always: FRA] ({note}: COL; oppose: KEN) today;\n"
        ));
    }
}

#[test]
fn words_replaced_inside_of_an_addition() {
    written("1. We sail home [with the ~~consent~~ [advice: AUT] of all: USA] today;\n");
    // Found on a real text: a stroke beside the change.
    written("1. We sail home [with the ~~consent~~ [advice: AUT] / of all: USA] today;\n");
}

#[test]
fn paragraphs_replaced_and_merged() {
    written("5. We sail home;\n(replace OP5 with AG proposal: CUB; oppose: THA)\n");
    written("1. We sail.\n\n2. We row.\n(merge OP1 and OP3 with OP2: FRA)\n\n3. We rest.\n");
    written(
        "1. We sail.\n\n2. We row.\n(merge with OP1: FRA)\n(move OP1 and OP3 to PP5: KEN)\n\n3. We rest.\n",
    );
}

#[test]
fn marks_that_meet_change_nothing() {
    written("1. [We sail at dawn.; delete: ITA] We row [slowly: FRA] home;\n");
    written("**Tides ~~of~~ [and: FRA]/**\n\n1. We row [home: KEN];\n");
}

#[test]
fn how_far_a_text_is_settled_is_written() {
    let text = "1. We sail [home: KEN]\n(agreed ad ref, pending KEN)\n\n2. We row; (agreed)\n\nOP2 bis We rest; [FRA]\n(adopted)\n";
    let back = Document::read(written(text)).expect("short");
    let levels: Vec<_> = back.paragraphs().iter().map(|p| (p.level(), p.pending().len())).collect();
    assert_eq!(
        levels,
        [
            (AgreementLevel::AdReferendum, 1),
            (AgreementLevel::Committee, 0),
            (AgreementLevel::Adopted, 0)
        ]
    );
}

#[test]
fn copies_that_say_another_level_both_stand() {
    let line = |note: &str| format!("1. We sail at dawn with the tide;\n{note}\n");
    let merged = merge([
        copy("a", &line("(adopted)")),
        copy("b", &line("(pending KEN)")),
        copy("c", &line("")),
    ])
    .expect("one text");
    let told: Vec<_> =
        merged.agreements().iter().map(|said| (said.level, said.copies.clone())).collect();
    assert_eq!(told, [(AgreementLevel::Informals, vec![1]), (AgreementLevel::Adopted, vec![0])]);
    assert!(merged.oddities().contains(&Oddity::AgreementOther(0)));
    // The text can say one thing only: the least.
    let text = merged.to_rolling_text().expect("short").text;
    assert_eq!(text, line("(agreed in informals, pending KEN)"));
}

#[test]
fn options_and_articles_keep_their_marks() {
    let text = "# Article 3\n\n1. We sail [now] [then] home and [or not] never;\n\n2. Option 1: We row.\n\nOption 2: We rest.\n";
    let merged = Merged::from(copy("a", text));
    assert_eq!(merged.to_rolling_text().expect("short").text, text);
    let points = "Article QQ.A.1: Tides\n\n1. [US propose; JP oppose: Each Party shall sail.]\n\n2. Each Party [JP propose: may] row.\n\n(a) at noon;\n";
    let written = Merged::from(copy("a", points)).to_rolling_text().expect("short").text;
    for line in [
        "1. [Each Party shall sail.: USA; oppose: JPN]",
        "\n\n2. Each Party [may: JPN] row.",
        "\n\n(a) at noon;",
    ] {
        assert!(written.contains(line), "{line} in {written}");
    }
    let headed = "# Article 3\n\n## Preamble [or not]\n\n1. We sail [now] home;\n";
    let text = Merged::from(copy("a", headed)).to_rolling_text().expect("short").text;
    assert!(!text.contains("## ##"), "{text}");
}

/// The example adds its totals to the outcome, and the library reads that back.
#[test]
fn json_with_more_in_it_reads_back() {
    let merged = Merged::from(copy("a", "1. We sail [home: KEN]\n(agreed ad ref)\n"));
    let mut whole = serde_json::to_value(&merged).expect("serialises");
    whole["totals"] = serde_json::json!({ "statements": 1 });
    assert_eq!(serde_json::from_value::<Merged>(whole.clone()).expect("reads back"), merged);
    whole["agreements"][0]["level"] = "adopted".into();
    let refused = serde_json::from_value::<Merged>(whole).expect_err("copies say otherwise");
    assert!(refused.to_string().contains("agreements"), "{refused}");
}
