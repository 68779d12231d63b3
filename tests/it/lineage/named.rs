//! Which paragraph a note names where a label alone does not tell: by its part, by the number it
//! had, by `this`; and how much of it.

use travaux::lineage::{FindingKind, Reason, Share, apply, lineage};

use super::{draft, edges, everything, kinds, order};
use crate::check;

/// Three paragraphs and two of an annex; the note stands behind the second of the draft.
fn annexed(note: &str) -> travaux::Document {
    check::read(&format!(
        "Revised draft of the Declaration\n\n1. We sail.\n\n2. We row.\n({note})\n\n3. We wade.\n\n\
         Annex I\n\n1. We fly.\n\n2. We glide.\n"
    ))
}

/// The edges, a paragraph of the annex with a stroke behind it.
fn parted(document: &travaux::Document) -> Vec<String> {
    let lineage = lineage(document);
    let graph = lineage.as_graph();
    let name = |at| {
        let node = lineage.node(at).expect("a node");
        let stroke = if node.part.index() == 0 { "" } else { "'" };
        format!("{}{stroke}", node.name(document))
    };
    let edges = graph.edge_indices().filter_map(|edge| {
        let (from, to) = graph.edge_endpoints(edge)?;
        Some(format!("{} {} {}", name(from), graph[edge].as_str(), name(to)))
    });
    edges.collect()
}

#[test]
fn a_part_belongs_to_the_label_that_it_stands_beside() {
    for (note, want) in [
        ("move OP2 of Annex I before OP2: FRA", vec!["OP2' moved before OP2"]),
        ("move before OP2 of Annex I: FRA", vec!["OP2 moved before OP2'"]),
        ("move OP1 of Annex I after OP1: FRA", vec!["OP1' moved after OP1"]),
        ("move OP1 after OP1 of Annex I: FRA", vec!["OP1 moved after OP1'"]),
        ("move OP1 from Annex I after OP3: FRA", vec!["OP1' moved after OP3"]),
        ("swap with OP2 of Annex I: FRA", vec!["OP2 moved to OP2'", "OP2' moved to OP2"]),
        ("swap with OP1 of Annex I: FRA", vec!["OP2 moved to OP1'", "OP1' moved to OP2"]),
        ("merge with OP2 of Annex I: FRA", vec!["OP2 merged into OP2'"]),
        ("merge with OP2 in the Annex: FRA", vec!["OP2 merged into OP2'"]),
        ("replace with OP2 of Annex I: FRA", vec!["OP2 replaced by OP2'"]),
        ("replace OP1 of Annex I with OP1: FRA", vec!["OP1' replaced by OP1"]),
        ("merge with Annex I, OP1: FRA", vec!["OP2 merged into OP1'"]),
        ("merge with Annex I OP2: FRA", vec!["OP2 merged into OP2'"]),
        ("merge with para 2 of Annex I: FRA", vec!["OP2 merged into OP2'"]),
        ("move to Annex I, after OP1: FRA", vec!["OP2 moved after OP1'"]),
        ("move after OP1 of the Revised draft: FRA", vec!["OP2 moved after OP1"]),
        ("move Annex I OP2 before OP3: FRA", vec!["OP2' moved before OP3"]),
        (
            "move OP1 and OP2 of Annex I after OP3: FRA",
            vec!["OP1' moved after OP3", "OP2' moved after OP3"],
        ),
        ("move OP1-2 of Annex I here: FRA", vec!["OP1' moved after OP2", "OP2' moved after OP2"]),
    ] {
        let document = annexed(note);
        assert_eq!(parted(&document), want, "{note}");
        assert_eq!(kinds(&document), [], "{note}");
    }
    for note in ["merge with Annex V, OP1: FRA", "merge with OP1 of Annex V: FRA"] {
        assert_eq!(kinds(&annexed(note)), [FindingKind::TargetMissing], "{note}");
    }
    // The two are not one wish.
    let both = annexed("merge with OP1: FRA)\n(merge with OP1 of Annex I: DEU");
    assert_eq!(parted(&both), ["OP2 merged into OP1", "OP2 merged into OP1'"]);
    let swapped = annexed("swap with OP2 of Annex I: FRA");
    let applied = apply(&swapped, &everything(&swapped));
    assert_eq!(applied.held, []);
    let words = order(&swapped, &applied);
    assert!(words.contains(&"OP2 We glide.".to_owned()), "{words:?}");
    assert!(words.contains(&"OP2 We row.".to_owned()), "{words:?}");
}

#[test]
fn a_former_number_names_the_paragraph_that_had_it() {
    let text = |note: &str| {
        check::read(&format!(
            "1. We sail.\n\n~~2-3.~~ We row.\n\n~~3-2.~~ We rest.\n\n4. We wade.\n({note})\n"
        ))
    };
    for (note, want) in [
        ("merge with old OP2: FRA", "OP4 merged into OP3"),
        ("merge with former OP2: FRA", "OP4 merged into OP3"),
        ("merge with the former OP3: FRA", "OP4 merged into OP2"),
        ("merge with OP2 (old): FRA", "OP4 merged into OP3"),
        ("move before old OP3: FRA", "OP4 moved before OP2"),
        ("move after former OP1: FRA", "OP4 moved after OP1"),
        ("merge with OP2: FRA", "OP4 merged into OP2"),
    ] {
        assert_eq!(edges(&text(note))[2..], [want.to_owned()], "{note}");
    }
}

#[test]
fn this_and_here_are_the_paragraph_of_the_note() {
    for (at, note, want) in [
        (4, "merge OP1 into this: FRA", vec!["OP1 merged into OP4"]),
        (
            4,
            "merge OP1 and OP2 into this para: FRA",
            vec!["OP1 merged into OP4", "OP2 merged into OP4"],
        ),
        (2, "merge OP4 here: FRA", vec!["OP4 merged into OP2"]),
        (2, "merge OP4 with this: FRA", vec!["OP4 merged into OP2"]),
        (1, "replace OP3 with this: FRA", vec!["OP3 replaced by OP1"]),
        (1, "replace OP3 by this paragraph: FRA", vec!["OP3 replaced by OP1"]),
        (6, "move this as PP3: FRA", vec!["OP6 moved to PP3"]),
        (2, "move OP3 here: FRA", vec!["OP3 moved after OP2"]),
        (6, "move OP3 here: FRA", vec!["OP3 moved after OP6"]),
        (2, "merge this with OP4: FRA", vec!["OP2 merged into OP4"]),
    ] {
        let document = draft(&[(at, note)]);
        assert_eq!(edges(&document), want, "{note}");
        assert_eq!(kinds(&document), [], "{note}");
    }
}

#[test]
fn a_wish_about_a_part_of_a_paragraph_moves_none_of_it() {
    for note in [
        "move second half to PP: FRA",
        "move the first half to PP: FRA",
        "move the last clause to OP6: FRA",
        "move the rest to OP6: FRA",
        "move part of this para to OP6: FRA",
        "move “with bread” to OP6: FRA",
        "move \"with bread\" to OP6: FRA",
        "move the reference to nets to OP6: FRA",
        "merge the second half with OP4: FRA",
    ] {
        let document = draft(&[(2, note)]);
        let lineage = lineage(&document);
        assert_eq!(lineage.wishes()[0].share, Share::Part(None), "{note}");
        let applied = apply(&document, &everything(&document));
        let reasons: Vec<Reason> = applied.held.iter().map(|held| held.reason).collect();
        assert_eq!(reasons, [Reason::ExtentUnsaid], "{note}");
    }
    for note in
        ["move to the operative part: FRA", "move all of this to PP: FRA", "move to OP4: FRA"]
    {
        let document = draft(&[(2, note)]);
        assert_eq!(lineage(&document).wishes()[0].share, Share::Whole, "{note}");
    }
}

#[test]
fn a_wording_names_a_part_as_its_title_does() {
    let document = check::read(
        "1. We sail.\n(move OP2 of annex ii after OP1: FRA)\n\nANNEX II\n\n1. We fly.\n\n2. We glide.\n",
    );
    let wording = document.wording(document.proposals()[0].id());
    assert_eq!(wording, "OP2 of ANNEX II -> after OP1");
}
