//! Proves what the reader tells of words that look like a wish and that nobody signs.

use travaux::model::AgreementLevel;
use travaux::{DiagnosticKind, Document};

/// What is told of a text: the place, and what it is.
fn told(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    let one = |odd: &travaux::Diagnostic| {
        let (start, end) = (odd.span().start() as usize, odd.span().end() as usize);
        match odd.kind() {
            DiagnosticKind::DelegationUnknown { written, nearest } => {
                format!("{written} is unknown, near {nearest:?}")
            }
            DiagnosticKind::VerbMisspelt { written, read_as } => format!("{written} for {read_as}"),
            DiagnosticKind::StrikeUnsigned => format!("unsigned {}", &text[start..end]),
            other => other.to_string(),
        }
    };
    document.diagnostics().iter().map(one).collect()
}

#[test]
fn struck_words_that_nobody_signs_are_told() {
    assert_eq!(told("1. We ~~go to~~ leave the harbour;\n"), ["unsigned go to"]);
    assert_eq!(told("1. We ~~go to~~ leave [FRA] the ~~old~~ harbour;\n"), ["unsigned old"]);
    assert_eq!(
        told("1. We ~~go~~ sail. We ~~row [FRA] far~~ home;\n"),
        ["unsigned go", "unsigned row [FRA] far"]
    );
}

#[test]
fn struck_words_that_somebody_speaks_of_are_not() {
    for text in [
        "1. We ~~go to~~ leave [FRA] the harbour;\n",
        "1. We ~~go to~~ [leave: FRA / enter: DEU] the harbour;\n",
        "1. We sail ~~[with the tide: FRA; delete: DEU]~~ home;\n",
        "1. We sail;\n~~(retain original: FRA)~~\n",
        "1. We sail (stop here: FRA) ~~and return~~ home;\n",
        "~~1-2.~~ We sail;\n",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_where_codes_are_expected_are_told_with_the_code() {
    assert_eq!(
        told("1. We thank [the host: Uganda, Wakanda, QQQ] again;\n"),
        [
            "Uganda is unknown, near [\"UGA\"]",
            "Wakanda is unknown, near []",
            "QQQ is unknown, near []",
        ]
    );
    assert_eq!(
        told("1. We thank [the host: FRA, Wakanda] again;\n"),
        ["Wakanda is unknown, near []"]
    );
    assert_eq!(
        told("1. We thank [the host: FRA, Korea, DEU; oppose: Wakanda, KEN] again;\n"),
        ["Korea is unknown, near []", "Wakanda is unknown, near []"]
    );
    for text in [
        "1. We thank [the host: FRA, Germany] again;\n",
        "1. We sail [home, with FRA, Paris, DEU: ITA] again;\n",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(told("1. We sail [to: Paris, Lyon] and [note: Rome];\n"), Vec::<String>::new());
}

#[test]
fn who_says_something_unknown_is_told() {
    assert_eq!(
        told("1. We sail [home: FRA; JPN could live with it; the boats of KEN];\n"),
        ["`JPN` says something that was not understood; read as text"]
    );
}

#[test]
fn a_misspelt_verb_is_told() {
    assert_eq!(told("1. We sail [home: FRA; opose: MEX];\n"), ["opose for oppose"]);
}

#[test]
fn agreement_in_square_brackets_is_no_text() {
    let text =
        "1. We sail. [Agreed ad ref]\n\n2. We row;\n[Agreed]\n\n3. We rest [agreed with joy];\n";
    let document = Document::read(text).expect("short");
    let of = |at: usize| {
        let paragraph = &document.paragraphs()[at];
        (paragraph.level(), document.base_text(paragraph.id()))
    };
    assert_eq!(of(0), (AgreementLevel::AdReferendum, "We sail.".into()));
    assert_eq!(of(1), (AgreementLevel::Committee, "We row;".into()));
    assert_eq!(of(2), (AgreementLevel::Open, "We rest agreed with joy;".into()));
}

/// Who wants and opposes one thing is told of, with both places, and counts against it.
#[test]
fn a_delegation_for_and_against_the_same_is_told() {
    use travaux::analysis::{consensus, positions};
    for (text, first, second) in [
        ("1. We act [now: FRA, DEU; oppose: FRA].\n", "FRA, DEU", "FRA]"),
        ("1. We act [now: FRA, DEU; oppose: USA, FRA, FRA].\n", "FRA, DEU", "FRA, FRA]"),
        (
            "1. We ~~act~~ [DEU, FRA] now [retain: ITA] and [late: FRA; delete: FRA].\n",
            "FRA; d",
            "FRA].",
        ),
        (
            "1. We sail.\n(move after OP2: FRA; oppose: USA, FRA)\n\n2. We row.\n",
            "FRA; oppose: U",
            "FRA)\n\n2",
        ),
    ] {
        let document = Document::read(text).expect("short");
        let both = |odd: &&travaux::Diagnostic| *odd.kind() == DiagnosticKind::SidesBoth;
        let all: Vec<_> = document.diagnostics().iter().filter(both).collect();
        assert_eq!(all.len(), 1, "{text}: {:?}", document.diagnostics());
        let at = |span: travaux::Span| text.get(span.start() as usize..).expect("a place");
        assert!(at(all[0].span()).starts_with(second), "{text}");
        assert!(all[0].auxiliary_span().is_some_and(|span| at(span).starts_with(first)), "{text}");
        let twice = document.stances().find(|s| s.span == all[0].span()).expect("a stance");
        let who = twice.delegation;
        let travaux::model::Target::Proposal(what) = twice.target else { panic!("a wish") };
        let position = positions(&document).get(who, what);
        assert_eq!(position.map(|own| own.to_string()).as_deref(), Some("against"), "{text}");
        let state = consensus(&document);
        let standing =
            state.paragraphs.iter().flat_map(|p| &p.proposals).find(|p| p.proposal == what);
        let sides = &standing.expect("it stands somehow").sides;
        assert!(sides.objectors.contains(&who) && !sides.supporters.contains(&who), "{text}");
    }
    for text in [
        "1. We act [now: FRA / late: FRA; oppose: DEU].\n",
        "1. We act [now: FRA (if asked); oppose: FRA].\n",
        "1. We act [now: FRA; reservation: FRA].\n",
        "1. We act [now: FRA]. (retain original: FRA)\n",
    ] {
        assert!(!told(text).iter().any(|odd| odd.contains("for and against")), "{text}");
    }
}
