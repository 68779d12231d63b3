//! Proves what the notes of a newcomer mean: places in other parts and in other words, places that
//! are not there, and which wishes are contested.

use std::fmt::Write as _;

use travaux::Document;
use travaux::lineage::{FindingKind, Reason, apply, lineage};
use travaux::project::{Choice, arrange};

use crate::check;
use crate::lineage::{draft, edges, everything, found, kinds, order};

#[test]
fn what_is_missing_comes_with_what_may_be_meant() {
    for (note, want) in [
        ("move before OP44: FRA", vec!["OP4"]),
        ("merge with OP12: FRA", vec!["OP1", "OP2", "PP1", "PP2"]),
        ("replace OP2 with PP5: FRA", vec!["OP5"]),
        // The number behind the last is a place, and no paragraph to merge with or to stand beside.
        ("merge with OP7: FRA", vec![]),
        ("move after PP3: FRA", vec!["OP3"]),
    ] {
        let document = draft(&[(2, note)]);
        let found = found(&document);
        assert_eq!(found.len(), 1, "{note}: {found:?}");
        assert_eq!(found[0].kind, FindingKind::TargetMissing, "{note}");
        let candidates = found[0].candidates.iter();
        let labels: Vec<String> =
            candidates.map(|id| document.paragraph(*id).label().to_string()).collect();
        assert_eq!(labels, want, "{note}");
    }
}

/// The wishes that are contested, by the labels of what they are about.
fn contested(document: &Document) -> Vec<String> {
    let lineage = lineage(document);
    let contested = lineage.contested(document);
    let name = |wish: &travaux::lineage::Wish| {
        lineage.node(wish.subjects[0]).expect("a node").name(document)
    };
    contested.into_iter().filter_map(|id| lineage.wish(id)).map(name).collect()
}

#[test]
fn contested_is_what_somebody_is_against_or_another_wish_excludes() {
    let none: [&str; 0] = [];
    for (notes, want) in [
        (vec![(2, "move OP2 before OP4: FRA")], &none[..]),
        (vec![(2, "merge with OP4: FRA")], &none),
        (vec![(2, "merge with OP12: FRA")], &none),
        (vec![(2, "merge with OP12: FRA"), (2, "move OP2 before OP4: DEU")], &none),
        (vec![(2, "move before OP12: FRA"), (2, "move OP2 before OP4: DEU")], &none),
        (vec![(2, "replace OP2 with OP12: FRA"), (2, "move OP2 before OP4: DEU")], &none),
        (vec![(2, "move: FRA"), (2, "move OP2 before OP4: DEU")], &none),
        (vec![(2, "merge with OP4: FRA; flexible: DEU; reservation: ESP")], &none),
        (vec![(2, "move before OP4: FRA; oppose: DEU")], &["OP2"]),
        (vec![(2, "merge with OP12: FRA; oppose: DEU")], &["OP2"]),
        (vec![(2, "merge with OP4: FRA"), (4, "keep paras separate: DEU")], &["OP2", "OP4"]),
        (vec![(2, "merge with OP4: FRA"), (4, "keep OP2 and OP4 separate: DEU")], &["OP2"]),
        (vec![(2, "merge with OP4: FRA"), (2, "retain original: DEU")], &["OP2"]),
        (vec![(2, "move before OP4: FRA"), (2, "retain original: DEU")], &none),
        (vec![(2, "move before OP4: FRA"), (2, "merge with OP5: DEU")], &["OP2", "OP2"]),
        (vec![(2, "move before OP4: FRA"), (4, "delete this para: DEU")], &["OP2", "OP4"]),
        (vec![(2, "keep paras separate: DEU")], &none),
    ] {
        assert_eq!(contested(&draft(&notes)), want, "{notes:?}");
    }
    assert_eq!(kinds(&draft(&[(2, "keep paras separate: DEU")])), [], "from what need not be said");
}

#[test]
fn a_wish_to_nowhere_holds_up_no_other() {
    for lost in ["merge with OP12: FRA", "move before OP12: FRA", "replace OP2 with OP12: FRA"] {
        let document = draft(&[(2, lost), (2, "move OP2 before OP5: DEU")]);
        assert_eq!(kinds(&document), [FindingKind::TargetMissing], "{lost}");
        let applied = apply(&document, &everything(&document));
        let held: Vec<Reason> = applied.held.iter().map(|held| held.reason).collect();
        assert_eq!(held, [Reason::Unresolved], "{lost}");
        let order = order(&document, &applied);
        assert_eq!(order[3..6], ["OP1 We sail.", "OP2 We wade.", "OP3 We swim."], "{lost}");
    }
}

#[test]
fn paragraphs_of_the_part_that_a_note_names() {
    let text = |note: &str| {
        check::read(&format!(
            "We, the Ministers,\n\nDeclare the following:\n\n1. We sail.\n({note})\n\n2. We row.\n\n\
             ANNEX I\n\n1. We fly.\n\n2. We glide.\n\nANNEX II\n\n1. We dig.\n\n2. We sow.\n\n\
             3. We reap.\n"
        ))
    };
    for (note, want) in [
        ("move before OP2: FRA", "part 1 OP2"),
        ("move before OP2 of ANNEX II: FRA", "ANNEX II OP2"),
        ("merge with OP1 in the Annex I: FRA", "ANNEX I OP1"),
        ("move before OP1 of ANNEX II: FRA", "ANNEX II OP1"),
        ("merge with OP3 from annex II: FRA", "ANNEX II OP3"),
        ("replace OP1 with OP3 of Annex II: FRA", "ANNEX II OP3"),
        ("move to OP3 of annex I: FRA", "ANNEX I OP3"),
        ("move to Annex II: FRA", "ANNEX II OP"),
    ] {
        let document = text(note);
        let lineage = lineage(&document);
        let to = lineage.node(lineage.wishes()[0].targets[0].1).expect("a node");
        let told = format!("{} {}", document.part(to.part).name(), to.name(&document));
        assert_eq!((told.as_str(), kinds(&document)), (want, vec![]), "{note}");
        let applied = apply(&document, &everything(&document));
        assert_eq!(applied.held, [], "{note}");
        let from = lineage.node(lineage.wishes()[0].subjects[0]).expect("a node");
        assert_eq!(from.part.index(), 0, "{note}");
    }
    let document = text("move OP3 of Annex II here: FRA");
    assert_eq!(edges(&document), ["OP3 moved after OP1"]);
    assert_eq!(apply(&document, &everything(&document)).held, []);
    let document = text("merge with OP1 of Annex IX: FRA");
    assert_eq!(kinds(&document), [FindingKind::TargetMissing], "there is no such annex");
    let document = text("merge with OP1-2 of Annex II: FRA");
    let lineage = lineage(&document);
    let parts = |wish: &travaux::lineage::Wish| -> Vec<usize> {
        let ends = wish.subjects.iter().chain(wish.targets.iter().map(|(_, node)| node));
        ends.map(|node| lineage.node(*node).expect("a node").part.index()).collect()
    };
    assert_eq!(parts(&lineage.wishes()[0]), [0, 2, 2]);
}

#[test]
fn a_move_beside_a_merge_is_its_second_step_only_of_what_it_makes() {
    for (note, want) in [
        ("merge with OP3 and move to PP: FRA", ["OP2 merged into OP3", "OP3 moved to PP"]),
        ("merge with OP3 and move OP2 to PP: FRA", ["OP2 merged into OP3", "OP3 moved to PP"]),
        ("move OP6 here and merge with OP4: FRA", ["OP2 merged into OP4", "OP6 moved after OP2"]),
    ] {
        let document = draft(&[(2, note)]);
        assert_eq!(edges(&document), want, "{note}");
        assert_eq!(apply(&document, &everything(&document)).held, [], "{note}");
    }
}

#[test]
fn what_a_long_side_leaves_out_does_not_win_in_silence() {
    let mut text = String::new();
    for number in 1..=300 {
        writeln!(text, "{number}. We row number{number} home.").expect("a string");
        match number {
            2 => text.push_str("(move before OP1: KEN)\n"),
            21.. => text.push_str("(merge OP1 with OP9: FRA)\n"),
            _ => {}
        }
        text.push('\n');
    }
    let document = check::read(&text);
    let all = everything(&document);
    assert_eq!(kinds(&document), [FindingKind::TargetGone]);
    let sides: usize = found(&document)[0].camps.iter().map(|camp| camp.proposals.len()).sum();
    assert!(sides < all.len(), "one side is too long to be told: {sides} of {}", all.len());
    assert_eq!(contested(&document).len(), all.len());
    let applied = apply(&document, &all);
    assert_eq!(applied.held.len(), all.len());
    assert!(applied.held.iter().all(|held| held.reason == Reason::Contested));
}

#[test]
fn an_alternative_to_what_the_text_has_no_more_stands_where_the_page_has_it() {
    let text = "4. We rest;\n\n5 ALT1. We end early [FRA];\n\n5 ALT2. We end late [DEU];\n\n6. We sleep;\n";
    let document = Document::read(text).expect("short");
    let under = |code: &str| {
        let found = arrange(&document, &Choice::Of(vec![code.parse().expect("a code")]));
        assert_eq!(found.applied.held, []);
        found.to_string()
    };
    assert_eq!(under("FRA"), "4. We rest;\n\n5. We end early;\n\n6. We sleep;\n\n");
    assert_eq!(under("DEU"), "4. We rest;\n\n5. We end late;\n\n6. We sleep;\n\n");
    assert_eq!(under("ITA"), "4. We rest;\n\n6. We sleep;\n\n");
}

#[test]
fn a_new_paragraph_whose_number_is_taken_into_account_stands_where_the_page_has_it() {
    let text = "1. We act;\n\nNEW OP2. We sing [EGY].\n\n3. We go;\n";
    let document = Document::read(text).expect("short");
    let found = arrange(&document, &Choice::Of(vec!["EGY".parse().expect("a code")]));
    assert_eq!(found.applied.held, []);
    let texts: Vec<&str> = found.paragraphs.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["We act;", "We sing.", "We go;"]);
}
