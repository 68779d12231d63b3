//! What the notes of one text mean: which paragraphs, and which places.

use travaux::lineage::{FindingKind, Reason, apply, lineage};

use super::{draft, edges, everything, found, kinds, label, order};
use crate::check;

#[test]
fn every_turn_of_a_note_has_its_ends() {
    for (at, note, want) in [
        (6, "move this before OP2: FRA", vec!["OP6 moved before OP2"]),
        (6, "move after OP2: FRA", vec!["OP6 moved after OP2"]),
        (6, "move to OP2: FRA", vec!["OP6 moved to OP2"]),
        (6, "move to PP3: FRA", vec!["OP6 moved to PP3"]),
        (6, "move to the preamble: FRA", vec!["OP6 moved to PP"]),
        (6, "move to PP: FRA", vec!["OP6 moved to PP"]),
        (6, "move everything before here to PP: FRA", vec!["OP6 moved to PP"]),
        (6, "move to the overarching message: FRA", vec!["OP6 moved to overarching message"]),
        (2, "move OP5 here: FRA", vec!["OP5 moved after OP2"]),
        (2, "move OP4 and OP6 here: FRA", vec!["OP4 moved after OP2", "OP6 moved after OP2"]),
        (2, "merge with OP4: FRA", vec!["OP2 merged into OP4"]),
        (2, "merge with OP4 and OP5: FRA", vec!["OP2 merged into OP4", "OP5 merged into OP4"]),
        (2, "merge with other paras: FRA", vec!["OP2 merged into other paras"]),
        (2, "divide the paragraph into two: FRA", vec!["OP2 split into parts of OP2"]),
        (2, "replace OP4 with OP5: FRA", vec!["OP4 replaced by OP5"]),
        (2, "move between OP4 and OP5: FRA", vec!["OP2 moved after OP4"]),
        (3, "move to the top: FRA", vec!["OP3 moved to the beginning of the operative part"]),
        (2, "move before para 5: FRA", vec!["OP2 moved before OP5"]),
        (2, "move paragraph 5 here: FRA", vec!["OP5 moved after OP2"]),
        (2, "move before op5: FRA", vec!["OP2 moved before OP5"]),
        (
            1,
            "move paras 3-5 to PP: FRA",
            vec!["OP3 moved to PP", "OP4 moved to PP", "OP5 moved to PP"],
        ),
        (2, "merge with paras 4 and 5: FRA", vec!["OP2 merged into OP4", "OP5 merged into OP4"]),
        (2, "keep OP2 and OP4 separate: FRA", vec!["OP2 merged into OP4"]),
    ] {
        assert_eq!(edges(&draft(&[(at, note)])), want, "{note}");
    }
}

#[test]
fn a_range_is_every_label_in_it() {
    let want = ["OP2 moved to PP", "OP3 moved to PP", "OP4 moved to PP"];
    for note in ["move OP2-OP4 to PP: FRA", "move OP2-4 to PP: FRA", "move OP2–OP4 to PP: FRA"] {
        assert_eq!(edges(&draft(&[(6, note)])), want, "{note}");
    }
    for note in ["move OP4-2 to PP: FRA", "move OP9-PP4 to PP: FRA"] {
        let edges = edges(&draft(&[(6, note)]));
        assert!(edges.len() <= 2, "{note} is no range, but gives {edges:?}");
    }
    let merged = ["OP1 merged into OP3", "OP4 merged into OP3", "OP5 merged into OP3"];
    assert_eq!(edges(&draft(&[(1, "merge with OP3-5: FRA")])), merged);
}

#[test]
fn a_long_range_is_cut() {
    let document = draft(&[(6, "move OP1-9999 to PP: FRA")]);
    assert_eq!(edges(&document).len(), 64);
    assert_eq!(kinds(&document).iter().filter(|k| **k == FindingKind::Orphan).count(), 58);
}

#[test]
fn places_that_are_no_paragraph_yet() {
    let document = draft(&[(6, "move to PP3: FRA"), (5, "move to PP4: DEU")]);
    let found = found(&document);
    let missing: Vec<_> = found.iter().filter(|f| f.kind == FindingKind::TargetMissing).collect();
    assert_eq!(missing.len(), 1, "PP3 comes behind two, PP4 does not: {found:?}");
    assert_eq!(missing[0].label, Some(label("PP4")));
    let candidates = missing[0].candidates.iter().map(|id| document.paragraph(*id).label());
    assert_eq!(candidates.collect::<Vec<_>>(), [label("OP4")]);
}

#[test]
fn present_and_old_numbers() {
    let document = check::read(
        "1. We sail.\n(move after OP3: FRA)\n(move after OP7: DEU)\n\n~~2-3.~~ We row.\n\n\
         ~~7-8.~~ We rest.\n",
    );
    let edges = edges(&document);
    assert_eq!(edges[..2], ["old OP2 renumbered OP3", "old OP7 renumbered OP8"]);
    assert_eq!(edges[2..], ["OP1 moved after OP3", "OP1 moved after OP8"]);
}

#[test]
fn a_label_that_stands_twice() {
    let document = check::read("1. We sail.\n(merge with OP2: FRA)\n\n2. We row.\n\n2. We rest.\n");
    let found = found(&document);
    let kinds: Vec<_> = found.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [FindingKind::LabelAmbiguous, FindingKind::LabelDuplicate]);
    assert_eq!(found[0].candidates.len(), 2);
    assert_eq!(edges(&document), ["OP1 merged into OP2"], "to a place, not to one of the two");
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held[0].reason, Reason::Unresolved);
}

#[test]
fn paragraphs_of_another_part() {
    let document = check::read(
        "We, the Ministers,\n\nDeclare the following:\n\n1. We sail.\n\n2. We row.\n\n\
         New paragraphs for the draft declaration proposed by delegations\n\n\
         OP1 bis We wade; [FRA]\n\nOP2 ALT We swim; [DEU]\n\nMove OP2 to OP1: ESP\n\nANNEX II\n\n\
         1. We fly.\n\n2. We glide.\n\n3. We land.\n(move before OP1: KEN)\n",
    );
    let lineage = lineage(&document);
    let ends = |at: usize| {
        let wish = &lineage.wishes()[at];
        let part = |node| lineage.node(node).expect("a node").part.index();
        (part(wish.subjects[0]), part(wish.targets[0].1))
    };
    let names: Vec<_> = lineage.wishes().iter().map(|wish| wish.kind.as_str()).collect();
    assert_eq!(names, ["new", "new", "move", "move"]);
    assert_eq!([ends(0), ends(1), ends(2)], [(1, 0), (1, 0), (0, 0)]);
    assert_eq!(ends(3), (2, 2), "the annex has numbers of its own");
}

#[test]
fn new_paragraphs_say_where_they_would_stand() {
    let document = check::read(
        "We, the Ministers,\n\n*Recalling* the moon,\n\nDeclare the following:\n\n1. We sail.\n\n\
         2. We row.\n\nNew paragraphs for the draft declaration proposed by delegations\n\n\
         Before “We, the Ministers” insert:\n\n*Conscious* of the dew, [IND]\n\n\
         After OP1 insert:\n\nWe wade; [FRA]\n\nNEW PP2 Noting the sun; [COL]\n\n\
         OP2 bis We rest; [NOR]\n\nOP9 bis We drift; [NOR]\n",
    );
    assert_eq!(
        edges(&document),
        [
            "PPnew inserted before chapeau",
            "OPnew inserted after OP1",
            "NEW PP2 inserted at PP2",
            "OP2 bis inserted after OP2",
            "OP9 bis inserted after OP9",
        ]
    );
    assert_eq!(kinds(&document), [FindingKind::Orphan], "there is no OP9");
    let applied = apply(&document, &everything(&document));
    assert_eq!(
        order(&document, &applied),
        [
            "PP1 *Conscious* of the dew, [IND]",
            "chapeau We, the Ministers,",
            "PP2 *Recalling* the moon,",
            "PP3 Noting the sun; [COL]",
            "OP1 We sail.",
            "OP2 We wade; [FRA]",
            "OP3 We row.",
            "OP4 We rest; [NOR]",
        ]
    );
}

#[test]
fn notes_of_many_ranges_and_places_stay_small() {
    let ranges = "OP1-64, ".repeat(40);
    let places = (1..=60).map(|n| format!("OP{n}")).collect::<Vec<_>>().join(", ");
    let document = draft(&[(6, &format!("move {ranges} to PP: FRA"))]);
    assert!(edges(&document).len() <= 64);
    let document = draft(&[(6, &format!("move {places} to {places}: FRA"))]);
    assert!(edges(&document).len() <= 60 * 8);
}

#[test]
fn the_beginning_and_the_end_are_places_of_their_own() {
    for (note, want) in [
        ("move to the beginning: FRA", "the beginning of the operative part"),
        ("move to the end: FRA", "the end of the operative part"),
        ("place at the end: FRA", "the end of the operative part"),
        ("move to the end of the preamble: FRA", "the end of the preamble"),
        ("move to the beginning of PP: FRA", "the beginning of the preamble"),
        ("move to the end of the operative part: FRA", "the end of the operative part"),
        ("move to the start of the text: FRA", "the beginning of the text"),
        ("move to the end of the text: FRA", "the end of the text"),
    ] {
        assert_eq!(edges(&draft(&[(3, note)])), [format!("OP3 moved to {want}")], "{note}");
    }
    // What becomes of the first paragraph, or the last, leaves the place where it is.
    for note in ["delete this para: DEU", "merge with OP4: DEU", "move to PP: DEU"] {
        let document = draft(&[(3, "move to the beginning: FRA"), (1, note)]);
        assert_eq!(kinds(&document), [], "{note}");
        let document = draft(&[(3, "move to the end: FRA"), (6, note)]);
        assert_eq!(kinds(&document), [], "{note}");
    }
    // It is the same place as before the first, or behind the last.
    let same = [(3, "move to the beginning: FRA"), (3, "move before OP1: DEU")];
    assert_eq!(kinds(&draft(&same)), []);
    let same = [(3, "move to the end: FRA"), (3, "move after OP6: DEU")];
    assert_eq!(kinds(&draft(&same)), []);
    let other = [(3, "move to the beginning: FRA"), (3, "move before OP2: DEU")];
    assert_eq!(kinds(&draft(&other)), [FindingKind::Rivals]);
    let place = |note: &str| {
        let document = draft(&[(3, note), (1, "move after OP2: DEU")]);
        let applied = apply(&document, &everything(&document));
        assert_eq!(applied.held, [], "{note}");
        let order = order(&document, &applied);
        order.iter().position(|line| line.ends_with("We wade.")).expect("it stands")
    };
    let all = [
        ("move to the beginning: FRA", 3),
        ("move to the end: FRA", 8),
        ("move to the end of the preamble: FRA", 3),
        ("move to the beginning of the preamble: FRA", 1),
        ("move to the beginning of the text: FRA", 1),
        ("move to the end of the text: FRA", 8),
    ];
    for (note, want) in all {
        assert_eq!(place(note), want, "{note}");
    }
}

#[test]
fn several_wishes_of_one_note() {
    for (at, note, want) in [
        (
            1,
            "move OP2 after OP5, OP3 after OP6: FRA",
            vec!["OP2 moved after OP5", "OP3 moved after OP6"],
        ),
        (
            1,
            "move OP2 to PP and OP3 after OP6: FRA",
            vec!["OP2 moved to PP", "OP3 moved after OP6"],
        ),
        (
            1,
            "move OP3 to OP5 after OP6: FRA",
            vec!["OP3 moved after OP6", "OP4 moved after OP6", "OP5 moved after OP6"],
        ),
        (1, "move OP3 through OP4 to PP: FRA", vec!["OP3 moved to PP", "OP4 moved to PP"]),
        (6, "move OP3 to OP5: FRA", vec!["OP3 moved to OP5"]),
        (2, "merge with OP3 or OP4: FRA", vec!["OP2 merged into OP3", "OP2 merged into OP4"]),
        (2, "merge with OP3 or with OP4: FRA", vec!["OP2 merged into OP3", "OP2 merged into OP4"]),
        (2, "merge with OP3, OP4: FRA", vec!["OP2 merged into OP3", "OP4 merged into OP3"]),
        (
            2,
            "move before OP4 or after OP6: FRA",
            vec!["OP2 moved before OP4", "OP2 moved after OP6"],
        ),
        (2, "move to PP or OP5: FRA", vec!["OP2 moved to PP", "OP2 moved to OP5"]),
        (1, "move OP2 to OP5 or OP6: FRA", vec!["OP2 moved to OP5", "OP2 moved to OP6"]),
        (2, "swap with OP4: FRA", vec!["OP2 moved to OP4", "OP4 moved to OP2"]),
        (6, "swap OP2 and OP4: FRA", vec!["OP2 moved to OP4", "OP4 moved to OP2"]),
        (2, "relocate to after OP5: FRA", vec!["OP2 moved after OP5"]),
        (2, "place after OP5: FRA", vec!["OP2 moved after OP5"]),
        (5, "put before OP3: FRA", vec!["OP5 moved before OP3"]),
        (5, "put OP6 before OP3: FRA", vec!["OP6 moved before OP3"]),
        (5, "shift to PP: FRA", vec!["OP5 moved to PP"]),
    ] {
        assert_eq!(edges(&draft(&[(at, note)])), want, "{note}");
    }
}

#[test]
fn of_two_places_with_or_between_one_can_stand() {
    let document = draft(&[(2, "merge with OP3 or OP4: FRA; oppose: DEU")]);
    assert_eq!(kinds(&document)[0], FindingKind::Rivals);
    let [one, other] = document.proposals() else { panic!("two wishes") };
    assert!(one.excludes(other));
    let lineage = lineage(&document);
    assert!(lineage.wishes().iter().all(travaux::lineage::Wish::is_opposed));
    let applied = apply(&document, &[other.id()]);
    assert_eq!(applied.held, []);
    assert_eq!(
        order(&document, &applied)[3..6],
        ["OP1 We sail.", "OP2 We wade.", "OP3 We swim.We row."]
    );
}

#[test]
fn swapped_paragraphs_stand_in_each_others_place() {
    let document = draft(&[(2, "swap with OP5: FRA"), (5, "move OP6 after OP5: DEU")]);
    assert_eq!(kinds(&document), []);
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held, []);
    assert_eq!(
        order(&document, &applied)[3..],
        [
            "OP1 We sail.",
            "OP2 We dive.",
            "OP3 We rest.",
            "OP4 We wade.",
            "OP5 We swim.",
            "OP6 We row."
        ]
    );
    // Half of it is nothing, and no other place is the same.
    let first = document.proposals()[0].id();
    let applied = apply(&document, &[first]);
    assert_eq!(applied.held.first().map(|held| held.reason), Some(Reason::StepMissing));
    let rivals = draft(&[(2, "swap with OP5: FRA"), (2, "move after OP3: DEU")]);
    assert_eq!(kinds(&rivals), [FindingKind::Rivals]);
}

#[test]
fn words_that_begin_like_a_move_are_words() {
    for words in [
        "place after place",
        "put an end to hunger",
        "put at the end of the day",
        "shift to clean energy",
        "place before the public",
        "swap ideas with others",
        "relocate families to the coast",
    ] {
        for text in [
            format!("1. We sail [{words}: FRA].\n\n2. We row.\n"),
            format!("1. We sail [by night: DEU / {words}: FRA].\n\n2. We row.\n"),
        ] {
            let document = check::read(&text);
            let last = document.proposals().last().expect("a wish");
            assert_eq!(document.wording(last.id()), words, "{text}");
            assert!(document.proposals().iter().all(|p| !p.kind().is_structural()), "{text}");
        }
    }
}

#[test]
fn several_paragraphs_are_joined_at_the_first() {
    let want = ["OP3 merged into OP2", "OP4 merged into OP2"];
    for note in ["merge OP2-OP4: FRA", "merge OP2, OP3 and OP4: FRA"] {
        let document = draft(&[(2, note)]);
        assert_eq!(edges(&document), want, "{note}");
        let applied = apply(&document, &everything(&document));
        assert_eq!(order(&document, &applied)[4], "OP2 We row.We wade.We swim.", "{note}");
    }
    assert_eq!(edges(&draft(&[(2, "merge OP4, OP2 and OP3: FRA")])), {
        ["OP4 merged into OP2", "OP3 merged into OP2"]
    });
}
