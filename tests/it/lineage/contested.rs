//! What of the wishes of one text cannot come true together, and who stands on which side.

use std::fmt::Write as _;

use travaux::lineage::{FindingKind, Reason, apply, findings, lineage};
use travaux::model::ProposalKind;

use super::{draft, edges, everything, found, kinds, order};
use crate::check;

#[test]
fn rivals_name_their_sides_and_the_smaller_one() {
    let document = draft(&[
        (6, "move to the preamble: FRA, DEU"),
        (6, "move to PP1: ESP"),
        (6, "move before OP2: KEN; oppose: NOR"),
    ]);
    let found = found(&document);
    assert_eq!(found.len(), 1, "{found:?}");
    let rivals = &found[0];
    assert_eq!(rivals.kind, FindingKind::Rivals);
    assert_eq!(rivals.camps.len(), 3);
    let codes = |ids: &[travaux::model::DelegationId]| -> Vec<String> {
        ids.iter().map(|id| document.delegation(*id).code().to_string()).collect()
    };
    assert_eq!(codes(&rivals.camps[0].wanting), ["FRA", "DEU"]);
    assert_eq!(codes(&rivals.camps[2].against), ["NOR"]);
    let refused = &rivals.refusal.proposals;
    assert_eq!(refused, &rivals.camps[2].proposals, "PP1 is in the preamble: those two agree");
}

#[test]
fn a_wish_that_nobody_has_is_no_rival() {
    let document = draft(&[(6, "move before OP2: FRA"), (6, "keep paras separate: DEU")]);
    assert!(!kinds(&document).contains(&FindingKind::Rivals));
}

#[test]
fn here_is_a_place_like_any_other() {
    // In its own place or not: OP3 cannot stand behind OP2 and behind OP5.
    let notes = [(2, "move OP3 here: FRA"), (3, "move after OP5: DEU")];
    assert_eq!(kinds(&draft(&notes)), [FindingKind::Rivals]);
    let notes = [(2, "move OP3 here: FRA"), (3, "move before OP4: DEU")];
    assert_eq!(kinds(&draft(&notes)), [], "the same place");
    // It is where the note stands, whatever becomes of the paragraph.
    for note in ["delete this para: DEU", "merge with OP5: DEU"] {
        let document = draft(&[(2, "move OP6 here: FRA"), (2, note)]);
        let applied = apply(&document, &everything(&document));
        assert_eq!((kinds(&document), &*applied.held), (vec![], &[][..]), "{note}");
        assert_eq!(order(&document, &applied)[4], "OP2 We rest.", "{note}");
    }
    // No paragraph has the number that would follow, and none needs to.
    let gap = check::read("1. We sail.\n(move OP7 here: FRA)\n\n5. We row.\n\n7. We rest.\n");
    assert_eq!((edges(&gap), kinds(&gap)), (vec!["OP7 moved after OP1".to_owned()], vec![]));
    let text = "PP1 We know.\n\nPP1 ALT We sense. [KEN]\n(Move OP1 here: FRA; Move PP2 here: DEU)\n\n\
                PP2 We see.\n\n1. We sail.\n";
    let told = edges(&check::read(text));
    assert_eq!(told[1..], ["OP1 moved to PP2", "PP2 moved after PP1 ALT"]);
}

/// The kinds of findings on some moves, and the verbs in the order that they give.
fn moved(notes: &[(u32, &str)]) -> (Vec<FindingKind>, String) {
    let document = draft(notes);
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held.is_empty(), applied.findings.is_empty(), "{notes:?}");
    let order = order(&document, &applied);
    let verbs = order.iter().filter_map(|line| line.rsplit(' ').next()?.strip_suffix('.'));
    (kinds(&document), verbs.collect::<Vec<_>>().join(" "))
}

#[test]
fn each_to_the_place_of_another_is_an_exchange() {
    for (notes, want) in [
        (vec![(2, "move to OP3: FRA")], "sail wade row swim dive rest"),
        (vec![(2, "move to OP3: FRA"), (3, "move to OP2: DEU")], "sail wade row swim dive rest"),
        (vec![(2, "move to OP3: FRA"), (3, "move to OP2: FRA")], "sail wade row swim dive rest"),
        (vec![(2, "move to OP5: FRA"), (5, "move to OP2: DEU")], "sail dive wade swim row rest"),
        (
            vec![(1, "move to OP2: FRA"), (2, "move to OP3: DEU"), (3, "move to OP1: ESP")],
            "wade sail row swim dive rest",
        ),
        // Others say the same in other words.
        (
            vec![(2, "move to OP3: FRA"), (2, "move after OP3: DEU"), (3, "move to OP2: ESP")],
            "sail wade row swim dive rest",
        ),
        (
            vec![
                (2, "swap with OP3: FRA"),
                (2, "move after OP3: DEU"),
                (3, "move before OP2: ESP"),
            ],
            "sail wade row swim dive rest",
        ),
        (vec![(2, "swap with OP5: FRA"), (2, "move to OP5: DEU")], "sail dive wade swim row rest"),
        // A place does not go along with the paragraph that leaves it.
        (
            vec![(1, "move to OP4: FRA"), (4, "move before OP1: DEU")],
            "row wade swim sail dive rest",
        ),
        (vec![(1, "move to OP4: FRA"), (4, "move after OP6: DEU")], "row wade sail dive rest swim"),
    ] {
        assert_eq!(moved(&notes), (vec![], want.to_owned()), "{notes:?}");
    }
    for (notes, want) in [
        (vec![(2, "move before OP5: FRA"), (5, "move before OP2: DEU")], FindingKind::Cycle),
        (vec![(2, "move to OP3: FRA"), (2, "move before OP3: DEU")], FindingKind::Rivals),
        (
            vec![(2, "move to OP5: FRA"), (5, "move to PP: DEU"), (2, "move before OP5: ESP")],
            FindingKind::PlaceParted,
        ),
    ] {
        assert_eq!(moved(&notes).0.first(), Some(&want), "{notes:?}");
    }
}

#[test]
fn kinds_of_findings() {
    use FindingKind::{Cycle, MergeOpposed, Orphan, Rivals, TargetGone, TargetUnsaid};
    for (notes, want) in [
        (vec![(1, "move before OP3: FRA"), (3, "move before OP1: DEU")], vec![Cycle]),
        (vec![(1, "move before OP3: FRA"), (3, "move after OP1: DEU")], vec![]),
        (vec![(1, "move after OP3: FRA"), (3, "delete this para: DEU")], vec![TargetGone]),
        (vec![(1, "merge with OP3: FRA"), (3, "delete this para: DEU")], vec![TargetGone]),
        (vec![(1, "move after OP3: FRA"), (3, "merge with OP4: DEU")], vec![TargetGone]),
        (vec![(1, "merge with OP3: FRA"), (3, "merge with OP4: DEU")], vec![]),
        (vec![(1, "merge with OP3: FRA"), (3, "merge with OP1: DEU")], vec![]),
        (vec![(1, "merge with OP3: FRA"), (1, "keep paras separate: DEU")], vec![MergeOpposed]),
        (vec![(1, "merge with OP3: FRA"), (1, "merge with OP4: DEU")], vec![Rivals]),
        (vec![(1, "delete this para: FRA"), (1, "move after OP3: DEU")], vec![Rivals]),
        (vec![(1, "delete this para: FRA"), (1, "delete entire para: DEU")], vec![]),
        (vec![(1, "move after OP3: FRA"), (1, "move before OP4: DEU")], vec![]),
        (vec![(1, "divide the paragraph into two: FRA"), (1, "move after OP3: DEU")], vec![]),
        (vec![(1, "divide the paragraph into two: FRA"), (1, "merge with OP3: DEU")], vec![Rivals]),
        (vec![(1, "Move OP16 to OP2: FRA")], vec![Orphan]),
        (vec![(1, "merge: FRA")], vec![TargetUnsaid]),
    ] {
        assert_eq!(kinds(&draft(&notes)), want, "{notes:?}");
    }
}

#[test]
fn one_gap_from_both_sides_is_parted() {
    let notes = [(1, "move after OP3: FRA"), (1, "move before OP4: DEU"), (4, "move to PP: ESP")];
    let found = found(&draft(&notes));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].kind, found[0].camps.len()), (FindingKind::PlaceParted, 3));
    assert_eq!(found[0].refusal.proposals.len(), 1);
}

#[test]
fn an_objection_to_one_of_two_leaves_the_other_alone() {
    let document = draft(&[(3, "replace OP4 and OP5 with OP3: FRA; oppose deletion of OP5: DEU")]);
    let lineage = lineage(&document);
    let graph = lineage.as_graph();
    let told: Vec<String> = graph
        .edge_indices()
        .map(|edge| {
            let (from, _) = graph.edge_endpoints(edge).expect("two ends");
            let wish = graph[edge].wish().and_then(|wish| lineage.wish(wish)).expect("a wish");
            let name = lineage.node(from).expect("a node").name(&document);
            format!("{name} {} {}", wish.positions.wanting.len(), wish.positions.against.len())
        })
        .collect();
    assert_eq!(told, ["OP4 1 0", "OP5 1 1"]);
    let chosen = travaux::project::project(&document, &travaux::project::Choice::Unopposed);
    let applied = apply(&document, chosen.accepted());
    assert_eq!(
        order(&document, &applied)[3..],
        ["OP1 We sail.", "OP2 We row.", "OP3 We wade.", "OP4 We dive.", "OP5 We rest."]
    );
}

#[test]
fn a_merge_and_a_move_of_what_it_makes_are_one_wish() {
    for note in
        ["merge with OP3 and move to the end: FRA", "move to the end and merge with OP3: FRA"]
    {
        let document = draft(&[(2, note)]);
        assert_eq!(kinds(&document), [], "{note}");
        let all = everything(&document);
        let applied = apply(&document, &all);
        assert_eq!(applied.held, [], "{note}");
        assert_eq!(
            order(&document, &applied)[3..],
            ["OP1 We sail.", "OP2 We swim.", "OP3 We dive.", "OP4 We rest.", "OP5 We wade.We row."],
            "{note}"
        );
        let shift = document.proposals().iter().find(|p| p.kind() == ProposalKind::Move);
        let shift = shift.expect("a move").id();
        let applied = apply(&document, &[shift]);
        assert_eq!(applied.held.first().map(|held| held.reason), Some(Reason::StepMissing));
        assert_eq!(applied.order.len(), apply(&document, &[]).order.len());
    }
    // The merge is another's wish as well, and further ones stand between.
    let document = draft(&[
        (2, "merge with OP3: DEU"),
        (2, "divide the paragraph into two: ESP"),
        (2, "merge with OP3 and move to the end: FRA"),
    ]);
    assert_eq!(edges(&document)[2], "OP3 moved to the end of the operative part");
    // Another's wish to move the paragraph itself is no second step.
    let document = draft(&[(2, "move to PP: DEU"), (2, "merge with OP3 and move to PP: FRA")]);
    assert_eq!(kinds(&document), [FindingKind::Rivals]);
}

#[test]
fn a_wish_is_no_rival_of_itself() {
    let text = "1. We sail.\n\n2. We row.\n\nOP2 ALT We drift. [FRA]\n\n\
                Replace OP2 with OP2 ALT: FRA\n\n3. We rest.\n";
    let document = check::read(text);
    assert_eq!(found(&document), []);
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held, []);
    let words: Vec<&str> = applied
        .order
        .iter()
        .flat_map(|placed| &placed.stretches)
        .map(|stretch| document.source().slice(stretch.span).split(['.', '[']).next().unwrap_or(""))
        .collect();
    assert_eq!(words, ["We sail", "We drift", "We rest"]);
}

#[test]
fn findings_do_not_multiply_what_they_share() {
    let told = |count: usize| -> usize {
        let mut text = String::new();
        for number in 1..=2 * count + 2 {
            write!(text, "{number}. We row {number} miles.\n\n").expect("a string");
        }
        for at in 3..3 + count {
            writeln!(text, "Move OP2 before OP{at}: FRA\n").expect("a string");
            writeln!(text, "Move OP{} before OP2: DEU\n", at + count).expect("a string");
            writeln!(text, "Move OP{} after OP1: ESP\n", at + count - 1).expect("a string");
        }
        let found = found(&check::read(&text));
        let sides = found.iter().flat_map(|finding| &finding.camps);
        sides.map(|camp| camp.proposals.len()).sum()
    };
    let (few, many) = (told(150), told(600));
    assert!(few > 600, "{few}: each finding names its sides");
    assert!(many < 5 * few, "{few} grow to {many}");
}

#[test]
fn a_lineage_survives_json() {
    let document = draft(&[(1, "move before OP3: FRA"), (3, "merge with OP4: DEU")]);
    let lineage = lineage(&document);
    let json = serde_json::to_string(&lineage).expect("a lineage is written");
    let back: travaux::lineage::Lineage = serde_json::from_str(&json).expect("and read back");
    assert_eq!(findings(&back, &document), findings(&lineage, &document));
    assert_eq!(back.wishes(), lineage.wishes());
    // One of another document means nothing here, and breaks nothing.
    let other = check::read("1. We sail.\n");
    let _ = findings(&back, &other);
}

/// The contested wishes, each by its first edge.
fn contested(document: &travaux::Document) -> Vec<String> {
    let lineage = lineage(document);
    let graph = lineage.as_graph();
    let edge = |id: &travaux::lineage::WishId| {
        let edge =
            graph.edge_indices().find(|edge| graph[*edge].wish() == Some(*id)).expect("an edge");
        let (from, to) = graph.edge_endpoints(edge).expect("two ends");
        let name = |node| lineage.node(node).expect("a node").name(document);
        format!("{} {} {}", name(from), graph[edge].as_str(), name(to))
    };
    lineage.contested(document).iter().map(edge).collect()
}

#[test]
fn who_keeps_is_contested_where_somebody_wants_otherwise() {
    for note in ["keep separate: DEU", "keep paras separate: DEU", "keep OP1 and OP3 separate: DEU"]
    {
        let alone = draft(&[(1, note)]);
        assert_eq!((edges(&alone).len(), contested(&alone)), (1, vec![]), "{note}");
        let document = draft(&[(1, note), (3, "merge with OP1: FRA")]);
        let [keeping, wish] = &contested(&document)[..] else { panic!("{note}: both sides") };
        assert!(keeping.starts_with("OP1 merged into"), "{note}: {keeping}");
        assert_eq!(wish, "OP3 merged into OP1");
        assert_eq!(kinds(&document), [FindingKind::MergeOpposed], "{note}");
        // Another merge is none of its business.
        let document = draft(&[(1, note), (3, "merge with OP4: FRA")]);
        assert_eq!(contested(&document), [""; 0], "{note}");
    }
    for note in
        ["keep here: DEU", "keep this para here: DEU", "leave here: DEU", "do not move: DEU"]
    {
        let alone = draft(&[(1, note)]);
        assert_eq!(edges(&alone), ["OP1 moved to ?"], "{note}");
        assert_eq!((contested(&alone), kinds(&alone)), (vec![], vec![]), "{note}");
        let document = draft(&[(1, note), (3, "move OP1 after OP2: FRA")]);
        assert_eq!(contested(&document), ["OP1 moved to ?", "OP1 moved after OP2"], "{note}");
        let document = draft(&[(1, "move after OP2: FRA"), (1, note)]);
        assert_eq!(contested(&document), ["OP1 moved after OP2"], "{note}: it speaks of that move");
        let document = draft(&[(1, note), (3, "move after OP5: FRA")]);
        assert_eq!(contested(&document), [""; 0], "{note}: another is moved");
    }
    // The paragraph as it was, wherever it stands.
    let document = draft(&[(1, "keep as is: DEU")]);
    assert_eq!((edges(&document), contested(&document)), (vec![], vec![]));
    let document = draft(&[(1, "keep as is: DEU"), (1, "merge with OP3: FRA")]);
    assert_eq!(contested(&document), ["OP1 merged into OP3"]);
    let document = draft(&[(1, "keep as is: DEU"), (1, "move after OP3: FRA")]);
    assert_eq!(contested(&document), [""; 0]);
}

#[test]
fn a_merge_noted_under_both_is_one_wish() {
    let document = draft(&[
        (1, "merge with OP2: FRA, ESP; oppose: DEU"),
        (2, "merge with OP1: NOR, DEU"),
        (2, "merge with OP3: KEN"),
    ]);
    let lineage = lineage(&document);
    let codes = |ids: &[travaux::model::DelegationId]| -> Vec<String> {
        ids.iter().map(|id| document.delegation(*id).code().to_string()).collect()
    };
    let [one, other, third] = lineage.wishes() else { panic!("three notes") };
    for wish in [one, other] {
        assert_eq!(codes(&wish.positions.wanting), ["FRA", "ESP", "NOR"]);
        assert_eq!(codes(&wish.positions.against), ["DEU"]);
        assert!(wish.is_opposed());
    }
    assert_eq!((one.said_before, other.said_before), (None, Some(one.proposal)));
    assert_eq!(
        (third.said_before, codes(&third.positions.wanting)),
        (None, vec!["KEN".to_owned()])
    );
    let found = found(&document);
    let opposed: Vec<_> = found.iter().filter(|f| f.kind == FindingKind::MergeOpposed).collect();
    assert_eq!(opposed.len(), 1);
    assert_eq!(codes(&opposed[0].camps[0].wanting), ["FRA", "ESP", "NOR"]);
    assert!(found.iter().all(|f| f.kind == FindingKind::MergeOpposed), "OP3 takes both: {found:?}");
}

#[test]
fn the_other_note_of_a_merge_asks_nothing_of_its_own() {
    let both = [(1, "merge with OP4: FRA"), (4, "merge with OP1: FRA")];
    // OP4 is where the two would stand, and may be moved.
    let document = draft(&[&both[..], &[(4, "move after OP5: DEU")]].concat());
    assert_eq!((kinds(&document), contested(&document)), (vec![], vec![]));
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held, []);
    let want =
        ["OP1 We row.", "OP2 We wade.", "OP3 We dive.", "OP4 We swim.We sail.", "OP5 We rest."];
    assert_eq!(order(&document, &applied)[3..], want);
    // Whoever contests the one note contests the other.
    let document = draft(&[&both[..], &[(1, "move after OP5: DEU")]].concat());
    assert_eq!(contested(&document).len(), 3);
    let one = &found(&document)[0];
    assert_eq!((one.kind, one.camps[0].proposals.len()), (FindingKind::Rivals, 2));
    // Alone it is done as it is written.
    let document = draft(&both);
    let applied = apply(&document, &everything(&document)[1..]);
    assert_eq!(order(&document, &applied)[3], "OP1 We sail.We swim.");
}

#[test]
fn an_alternative_in_several_paragraphs_is_one_text() {
    let text = "1. We sail.\n\n2. We row.\n\nOP2 ALT We drift; [FRA]\n\nOP2 ALT bis We float; [FRA]\n\n\
                3. We rest.\n";
    let document = check::read(text);
    assert_eq!((kinds(&document), contested(&document)), (vec![], vec![]));
    let all = everything(&document);
    let applied = apply(&document, &all);
    assert_eq!(applied.held, []);
    let want = ["OP1 We sail.", "OP2 We drift; [FRA]", "OP3 We float; [FRA]", "OP4 We rest."];
    assert_eq!(order(&document, &applied), want);
    let gone = &applied.fates[&document.paragraphs()[1].id()];
    assert_eq!(*gone, travaux::lineage::Fate::Gone(all[0]));
    let floats = &applied.fates[&document.paragraphs()[3].id()];
    assert_eq!(*floats, travaux::lineage::Fate::Stands(super::label("OP3")));
    // One alone is the alternative.
    let applied = apply(&document, &all[1..]);
    assert_eq!(order(&document, &applied), ["OP1 We sail.", "OP2 We float; [FRA]", "OP3 We rest."]);
    // What `project` holds for rivals is contested here as well: each text with all its paragraphs.
    let text = text.replace("3. We rest", "OP2 ALT2 We wade; [DEU]\n\n3. We rest");
    let document = check::read(&text);
    assert_eq!(kinds(&document), [FindingKind::Rivals]);
    assert_eq!(contested(&document).len(), 3);
    let chosen = travaux::project::Choice::Set(everything(&document));
    let projected = travaux::project::project(&document, &chosen);
    assert_eq!(projected.findings().len(), 1);
    assert_eq!(projected.findings()[0].proposals().count(), 3);
}

#[test]
fn two_places_for_one_paragraph_are_a_conflict() {
    use travaux::analysis::{ConflictKind, conflicts};
    let of = |notes: &[(u32, &str)]| -> Vec<(usize, usize)> {
        let document = draft(notes);
        let found = conflicts(&document);
        let orders = found.conflicts.iter().filter(|one| one.kind == ConflictKind::Order);
        orders.map(|one| (one.heat, found.others(one).len())).collect()
    };
    assert_eq!(of(&[(2, "move before OP4: FRA, ESP"), (2, "move to PP: DEU")]), [(2, 1)]);
    assert_eq!(of(&[(1, "move before OP3: FRA"), (3, "move before OP1: DEU")]), [(1, 1)]);
    assert_eq!(of(&[(2, "move before OP4: FRA"), (2, "move after OP3: DEU")]), [], "one place");
    assert_eq!(of(&[(2, "move before OP4: FRA"), (3, "move to PP: DEU")]), []);
    // Whoever wants both is on both sides, and opposes nobody.
    assert_eq!(of(&[(2, "move before OP4: FRA"), (2, "move to PP: FRA, DEU")]), [(1, 1)]);
    // What is told of as alternatives is not told again.
    assert_eq!(of(&[(2, "merge with OP3 or OP4: FRA")]), []);
}

#[test]
fn a_new_paragraph_that_is_moved_does_not_contradict_its_label() {
    let document = check::read(
        "1. We sail.\n\n2. We row.\n\nOP2 bis. We call; [IRL]\n(move this before OP2: FRA)\n\n3. We rest.\n",
    );
    assert_eq!(kinds(&document), []);
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held, []);
    assert_eq!(
        order(&document, &applied),
        ["OP1 We sail.", "OP2 We call; [IRL]", "OP3 We row.", "OP4 We rest."]
    );
}
