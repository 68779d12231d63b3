//! Proves the laws of projecting: nothing accepted is the base, order does not matter, every word
//! knows where it comes from, seams are clean, and what cannot stand is told.

use proptest::prelude::*;
use proptest::sample::Index;
use travaux::model::ProposalId;
use travaux::project::{Choice, DecisionRule, Projection, arrange, project};
use travaux::{Document, Span};

use crate::check;
use crate::strategies::{odd_text, rolling};

/// Some proposals of a document, in the order of the draw.
fn drawn(document: &Document, picks: &[Index]) -> Vec<ProposalId> {
    let ids: Vec<ProposalId> = document.proposals().iter().map(travaux::Proposal::id).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    picks.iter().map(|pick| *pick.get(&ids)).collect()
}

/// Texts of a rolling draft and of any text at all.
fn any_document() -> impl Strategy<Value = Document> {
    prop_oneof![
        rolling().prop_map(|known| check::read(&known.text)),
        odd_text().prop_map(|text| check::read(&text)),
    ]
}

/// Each word's letters stand in its source range, and the words are the text.
fn words_are_placed(document: &Document, projection: &Projection) -> Result<(), TestCaseError> {
    for paragraph in projection.paragraphs() {
        let text = paragraph.text();
        let mut at = 0;
        for word in paragraph.words() {
            let gap = &text[at..word.span.start() as usize];
            prop_assert!(gap.is_empty() || gap == " ", "{gap:?} between words of {text:?}");
            let own = &text[word.span.range()];
            let source = document.source().slice(word.source);
            prop_assert!(source.contains(own), "{own:?} is not in its source {source:?}");
            let within: Span = document.paragraph(paragraph.id()).text();
            prop_assert!(within.covers(word.source), "{own:?} comes from elsewhere");
            if let Some(id) = word.proposal {
                prop_assert!(projection.accepted().contains(&id), "{own:?} was not accepted");
            }
            at = word.span.end() as usize;
        }
        prop_assert_eq!(at, text.len(), "words up to the end of {:?}", text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn reject_all_is_base(known in rolling()) {
        let document = check::read(&known.text);
        let projection = project(&document, &Choice::Nothing);
        let have: Vec<(String, String)> = projection
            .paragraphs()
            .iter()
            .map(|p| (p.label().to_string(), p.text().trim_end_matches(';').to_owned()))
            .collect();
        prop_assert_eq!(&have, &known.base, "in\n{}", known.text);
    }

    #[test]
    fn nothing_is_nothing(document in any_document()) {
        let none = project(&document, &Choice::Set(Vec::new()));
        prop_assert_eq!(&none, &project(&document, &Choice::Nothing));
        prop_assert!(none.accepted().is_empty() && none.findings().is_empty());
        for paragraph in none.paragraphs() {
            prop_assert_eq!(paragraph.text(), document.base_text(paragraph.id()));
        }
    }

    #[test]
    fn accept_order(document in any_document(), picks in prop::collection::vec(any::<Index>(), 0..12)) {
        let mut ids = drawn(&document, &picks);
        let one = project(&document, &Choice::Set(ids.clone()));
        ids.reverse();
        prop_assert_eq!(&one, &project(&document, &Choice::Set(ids.clone())));
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(&one, &project(&document, &Choice::Set(ids)));
    }

    #[test]
    fn provenance_covers(document in any_document(), picks in prop::collection::vec(any::<Index>(), 0..12)) {
        for choice in [Choice::Nothing, Choice::All, Choice::Set(drawn(&document, &picks))] {
            words_are_placed(&document, &project(&document, &choice))?;
        }
    }

    #[test]
    fn no_orphan_space(known in rolling(), picks in prop::collection::vec(any::<Index>(), 0..12)) {
        let document = check::read(&known.text);
        let choice = Choice::Set(drawn(&document, &picks));
        for paragraph in project(&document, &choice).paragraphs() {
            let text = paragraph.text();
            prop_assert!(!text.contains("  ") && text.trim() == text, "blanks in {text:?}");
            for mark in [" ,", " ;", ",,", ",;", "( ", " )"] {
                prop_assert!(!text.contains(mark), "{mark:?} in {text:?}");
            }
        }
    }

    #[test]
    fn left_out_is_told(document in any_document(), picks in prop::collection::vec(any::<Index>(), 0..12)) {
        let ids = drawn(&document, &picks);
        let projection = project(&document, &Choice::Set(ids.clone()));
        let told: Vec<ProposalId> = projection.findings().iter().flat_map(travaux::project::Finding::proposals).collect();
        for id in ids {
            let stands = projection.accepted().contains(&id);
            prop_assert!(stands != told.contains(&id), "{id:?}: neither in the text nor told, or both");
        }
        for pair in projection.accepted().iter().flat_map(|a| projection.accepted().iter().map(move |b| (a, b))) {
            let (one, other) = (document.proposal(*pair.0), document.proposal(*pair.1));
            prop_assert!(!one.excludes(other), "alternatives stand together");
        }
    }

    #[test]
    fn arrange_keeps_the_words(known in rolling()) {
        let document = check::read(&known.text);
        let sorted = |mut texts: Vec<String>| { texts.sort(); texts };
        let plain = project(&document, &Choice::Nothing);
        let texts = plain.paragraphs().iter().map(|p| p.text().to_owned()).collect();
        let arranged = arrange(&document, &Choice::Nothing);
        let moved = arranged.paragraphs.iter().map(|p| p.text.clone()).collect();
        prop_assert_eq!(sorted(texts), sorted(moved), "in\n{}", known.text);
    }

    #[test]
    fn arrange_places_every_word(document in any_document()) {
        let arranged = arrange(&document, &Choice::All);
        for paragraph in &arranged.paragraphs {
            for word in &paragraph.words {
                let own = &paragraph.text[word.span.range()];
                prop_assert!(document.source().slice(word.source).contains(own));
            }
        }
    }
}

#[test]
fn an_alternative_keeps_its_words_where_another_is_to_go() {
    let document =
        check::read("1. We build it [soon: FRA / late: CHN / delete: USA] and keep it;\n");
    let under = |code: &str| {
        let choice = Choice::Of(vec![code.parse().expect("a code")]);
        project(&document, &choice).paragraphs()[0].text().to_owned()
    };
    assert_eq!(under("FRA"), "We build it soon and keep it;");
    assert_eq!(under("CHN"), "We build it late and keep it;");
    assert_eq!(under("USA"), "We build it and keep it;");
}

/// The text of the first paragraph under a choice; empty where it does not stand.
fn first(text: &str, choice: &Choice) -> String {
    let document = check::read(text);
    let projection = project(&document, choice);
    projection.paragraph(document.paragraphs()[0].id()).map_or("", |p| p.text()).to_owned()
}

#[test]
fn the_rest_behind_an_inner_addition_is_no_base_text_of_the_outer() {
    let text = "1. We row [slowly [and softly: FRA] and on (stop here: DEU) to sea: USA] home;\n";
    let document = check::read(text);
    let end = document.rows().find(|row| row.delegation.as_str() == "DEU");
    assert_eq!(end.map(|row| row.subject).as_deref(), Some("~home~"));
}

#[test]
fn alternatives_of_two_numbers_are_rivals_and_those_of_one_are_not() {
    let rivals = "4. We rest;\n\nOP4 ALT1 We sail; [FRA]\n\nOP4 ALT2 We row; [DEU]\n";
    // Each is opposed by who wants the other; chosen both they cannot stand.
    for (choice, findings) in [(Choice::Unopposed, 0), (Choice::All, 1)] {
        let found = project(&check::read(rivals), &choice);
        assert_eq!((found.accepted().len(), found.findings().len()), (0, findings));
    }
    assert_eq!(first(rivals, &Choice::Unopposed), "We rest;");
    let one = "4. We rest;\n\nOP4 ALT We sail; [FRA]\n\nOP4 ALT bis We row; [FRA]\n";
    let found = project(&check::read(one), &Choice::Unopposed);
    assert_eq!((found.accepted().len(), found.findings().len()), (2, 0));
}

#[test]
fn of_two_options_none_is_unopposed() {
    let text = "4. We rest [now: FRA / soon: DEU / later: DEU] and sail [at once: ESP];\n";
    let document = check::read(text);
    let found = project(&document, &Choice::Unopposed);
    assert_eq!((found.accepted().len(), found.findings().len()), (1, 0));
    assert_eq!(first(text, &Choice::Unopposed), "We rest and sail at once;");
    // More want the second than are against it; nobody else wants what one wants twice.
    let text = "4. We rest [now: FRA / soon: DEU,ITA];\n";
    assert_eq!(first(text, &Choice::Rule(DecisionRule::Majority)), "We rest soon;");
    let text = "4. We rest [now: FRA / soon: FRA];\n";
    let found = project(&check::read(text), &Choice::Unopposed);
    assert_eq!((found.accepted().len(), found.findings().len()), (0, 1));
}

#[test]
fn who_keeps_a_paragraph_is_against_its_alternative() {
    let text = "4. We rest;\n(retain original: RUS)\n\nOP4 ALT We sail; [FRA]\n";
    assert_eq!(first(text, &Choice::Unopposed), "We rest;");
    let sides = travaux::model::sides(&check::read(text));
    let new = sides.iter().find(|sides| !sides.supporters.is_empty()).expect("OP4 ALT");
    assert_eq!((new.objectors.len(), new.by_original.len()), (1, 1));
}

#[test]
fn findings_grow_with_the_proposals() {
    let text = |count: usize| {
        "1. ".to_owned() + &"We sail [at dawn: FRA] and (stop here: DEU) ".repeat(count) + "home;"
    };
    let ids = |count| -> usize {
        let found = project(&check::read(&text(count)), &Choice::All);
        found.findings().iter().map(|finding| finding.proposals().count()).sum()
    };
    assert!(ids(800) <= 3 * ids(400), "{} ids for 800, {} for 400", ids(800), ids(400));
}

#[test]
fn commas_at_the_ends_of_a_bracket_come_and_go_with_its_words() {
    let text = "1. We keep it [, free of charge,: IND; oppose: USA] open;\n";
    assert_eq!(first(text, &Choice::Nothing), "We keep it open;");
    assert_eq!(first(text, &Choice::All), "We keep it, free of charge, open;");
    let doubled = "1. We keep it [, free of charge , : IND], open;\n";
    assert_eq!(first(doubled, &Choice::Nothing), "We keep it, open;");
    assert_eq!(first(doubled, &Choice::All), "We keep it, free of charge, open;");
    let heading = "**Birds [, and moths: FRA]**\n\n1. We go;\n";
    assert_eq!(first(heading, &Choice::Nothing), "Birds");
    assert_eq!(first(heading, &Choice::All), "Birds, and moths");
}

#[test]
fn a_paragraph_that_ends_early_ends_in_no_comma() {
    let text = "1. We rest at noon, (stop here: FRA) and sail at dusk\n";
    assert_eq!(first(text, &Choice::All), "We rest at noon");
    let closed = "1. We rest at noon, (stop here: FRA) and sail at dusk;\n";
    assert_eq!(first(closed, &Choice::All), "We rest at noon;");
}

#[test]
fn alternatives_inside_an_addition_do_not_part_it() {
    let text = "1. We sail [far [east: FRA / west: DEU] today: ESP] home;\n";
    let of = |code: &str| Choice::Of(vec![code.parse().expect("a code")]);
    assert_eq!(first(text, &Choice::Nothing), "We sail home;");
    assert_eq!(first(text, &of("ESP")), "We sail far today home;");
}

#[test]
fn what_has_nothing_to_stand_in_takes_nothing_down() {
    let text = "1. We sail [far [and [very: FRA] fast: DEU] today: ESP] home;\n";
    let choice = Choice::Of(vec!["FRA".parse().expect("a code"), "ESP".parse().expect("a code")]);
    assert_eq!(first(text, &choice), "We sail far today home;");
}
