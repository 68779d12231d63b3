//! Proves the lineage of one text: what each note means, what is contested, and what order a choice
//! of proposals gives.

use std::fmt::Write as _;

use travaux::lineage::{
    Applied, Fate, Finding, FindingKind, Reason, apply, apply_with, findings, lineage,
    lineage_between,
};
use travaux::model::{ParagraphId, ProposalId, ProposalKind};
use travaux::words::MatchKind;
use travaux::{Document, Label};

use crate::check;

/// Two preambular paragraphs and six operative ones; `notes` stand behind the one they begin with.
pub(crate) fn draft(notes: &[(u32, &str)]) -> Document {
    const VERBS: [&str; 6] = ["sail", "row", "wade", "swim", "dive", "rest"];
    let mut text = "We, the Ministers,\n\n*Recalling* the moon,\n\n*Noting* the sun,\n\n\
                    Declare the following:\n\n"
        .to_owned();
    for (at, verb) in (1u32..).zip(VERBS) {
        writeln!(text, "{at}. We {verb}.").expect("a string");
        for (_, note) in notes.iter().filter(|(of, _)| *of == at) {
            writeln!(text, "({note})").expect("a string");
        }
        text.push('\n');
    }
    check::read(&text)
}

/// The edges that somebody wishes, or that a label prints.
pub(crate) fn edges(document: &Document) -> Vec<String> {
    let lineage = lineage(document);
    let graph = lineage.as_graph();
    let name = |node| lineage.node(node).expect("a node").name(document);
    graph
        .edge_indices()
        .map(|edge| {
            let (from, to) = graph.edge_endpoints(edge).expect("two ends");
            format!("{} {} {}", name(from), graph[edge].as_str(), name(to))
        })
        .collect()
}

pub(crate) fn kinds(document: &Document) -> Vec<FindingKind> {
    found(document).iter().map(|finding| finding.kind).collect()
}

pub(crate) fn found(document: &Document) -> Vec<Finding> {
    findings(&lineage(document), document)
}

pub(crate) fn everything(document: &Document) -> Vec<ProposalId> {
    document.proposals().iter().map(travaux::Proposal::id).collect()
}

/// The words of the new order under their labels.
pub(crate) fn order(document: &Document, applied: &Applied) -> Vec<String> {
    let words = |placed: &travaux::lineage::Placed| {
        let text: String =
            placed.stretches.iter().map(|stretch| document.source().slice(stretch.span)).collect();
        let text = text.split('(').next().unwrap_or_default();
        format!("{} {}", placed.label, text.trim())
    };
    applied.order.iter().filter(|placed| !placed.label.is_heading()).map(words).collect()
}

fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

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
        (2, "move OP5 here: FRA", vec!["OP5 moved to OP3"]),
        (2, "move OP4 and OP6 here: FRA", vec!["OP4 moved to OP3", "OP6 moved to OP3"]),
        (2, "merge with OP4: FRA", vec!["OP2 merged into OP4"]),
        (2, "merge with OP4 and OP5: FRA", vec!["OP2 merged into OP4", "OP5 merged into OP4"]),
        (2, "merge with other paras: FRA", vec!["OP2 merged into other paras"]),
        (2, "divide the paragraph into two: FRA", vec!["OP2 split into parts of OP2"]),
        (2, "replace OP4 with OP5: FRA", vec!["OP4 replaced by OP5"]),
        (2, "move between OP4 and OP5: FRA", vec!["OP2 moved after OP4"]),
        (3, "move to the top: FRA", vec!["OP3 moved before OP1"]),
        (2, "move before para 5: FRA", vec!["OP2 moved before OP5"]),
        (2, "move paragraph 5 here: FRA", vec!["OP5 moved to OP3"]),
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
fn what_is_contested_is_left_undone_on_all_sides() {
    let document =
        draft(&[(6, "move to PP1: ESP"), (6, "move before OP2: KEN"), (5, "move before OP1: NOR")]);
    let applied = apply(&document, &everything(&document));
    let reasons: Vec<Reason> = applied.held.iter().map(|held| held.reason).collect();
    assert_eq!(reasons, [Reason::Contested, Reason::Contested]);
    assert_eq!(applied.findings.len(), 1);
    assert_eq!(order(&document, &applied)[3..5], ["OP1 We dive.", "OP2 We sail."]);
}

#[test]
fn merges_deletions_and_replacements_account_for_words() {
    let document = draft(&[
        (2, "merge with OP5: FRA"),
        (3, "delete this para: DEU"),
        (1, "replace OP4 with OP6: ESP"),
    ]);
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held, []);
    assert_eq!(
        order(&document, &applied)[3..],
        ["OP1 We sail.", "OP2 We dive.We row.", "OP3 We rest."]
    );
    let fate = |of: &str| {
        let id = document.labelled(label(of)).next().expect("a paragraph").id();
        applied.fates[&id].clone()
    };
    assert_eq!(fate("OP2"), Fate::Merged(label("OP2")));
    assert_eq!(fate("OP5"), Fate::Stands(label("OP2")));
    assert!(matches!(fate("OP3"), Fate::Gone(_)));
    assert!(matches!(fate("OP4"), Fate::Gone(_)));
    assert_eq!(fate("OP6"), Fate::Stands(label("OP3")));
    assert_eq!(applied.struck.len(), 2);
}

#[test]
fn words_before_here_leave_their_paragraph() {
    let document = check::read(
        "We, the Ministers,\n\n*Recalling* the moon,\n\nDeclare the following:\n\n\
         1. We sail (move everything before here to PP: KEN) and we row.\n",
    );
    let applied = apply(&document, &everything(&document));
    assert_eq!(applied.held, []);
    assert_eq!(order(&document, &applied)[2], "PP2 We sail");
    let rest = &applied.order.last().expect("OP1").stretches;
    assert!(document.source().slice(rest[0].span).ends_with("and we row."));
}

#[test]
fn a_paragraph_is_divided_where_the_caller_says() {
    let document = draft(&[(4, "divide the paragraph into two: FRA")]);
    let chosen = everything(&document);
    let applied = apply(&document, &chosen);
    assert_eq!(applied.order.iter().filter(|placed| placed.is_divided).count(), 1);
    let op4 = document.labelled(label("OP4")).next().expect("OP4");
    let cut = op4.text().start() + 3;
    let options = travaux::lineage::ApplyOptions::default().cut(op4.id(), [cut, 1, u32::MAX]);
    let applied = apply_with(&document, &chosen, &options);
    assert_eq!(order(&document, &applied)[6..8], ["OP4 We", "OP5 swim."]);
    assert_eq!(applied.fates[&op4.id()], Fate::Divided(vec![label("OP4"), label("OP5")]));
}

#[test]
fn alternatives_stand_in_the_place_of_the_other() {
    let document = check::read(
        "1. We sail.\n(move after OP2: KEN)\n\n2. We row.\n\nOP1 ALT We drift; [FRA]\n\n\
         OP1 ALT We float; [DEU]\n",
    );
    let kinds = kinds(&document);
    assert_eq!(kinds, [FindingKind::Rivals, FindingKind::LabelDuplicate]);
    let chosen: Vec<ProposalId> = document
        .proposals()
        .iter()
        .filter(|p| p.kind() == ProposalKind::Move || document.wording(p.id()).is_empty())
        .map(travaux::Proposal::id)
        .collect();
    assert_eq!(apply(&document, &chosen).held.len(), 2);
    let applied = apply(&document, &chosen[..2]);
    assert_eq!(order(&document, &applied), ["OP1 We row.", "OP2 We drift; [FRA]"]);
    let sail = document.paragraphs()[0].id();
    assert_eq!(applied.fates[&sail], Fate::Gone(chosen[1]));
}

#[test]
fn headings_stay_and_are_named_anew() {
    let document = check::read(
        "1. We sail.\n(move after OP3: FRA)\n\n**[Boats]**\n\n2. We row.\n\n3. We rest.\n",
    );
    let applied = apply(&document, &everything(&document));
    let labels: Vec<String> = applied.order.iter().map(|p| p.label.to_string()).collect();
    assert_eq!(labels, ["heading:OP1", "OP1", "OP2", "OP3"]);
    let heading = document.paragraphs()[1].id();
    assert_eq!(applied.fates[&heading], Fate::Stands(label("heading:OP1")));
}

#[test]
fn nothing_chosen_changes_nothing() {
    let text = include_str!("../../examples/sample/night-sky.md");
    let document = check::read(text);
    let applied = apply(&document, &[]);
    let labels = applied.order.iter().map(|placed| placed.label.to_string());
    let standing = document.paragraphs().iter().filter(|p| {
        let label = p.label();
        !label.is_proposed() || label.is_heading()
    });
    let standing: Vec<String> = standing.map(|p| p.label().to_string()).collect();
    assert_eq!(labels.collect::<Vec<_>>(), standing);
    assert!(applied.struck.is_empty() && applied.held.is_empty());
}

#[test]
fn revisions_show_what_was_split_merged_and_cut_down() {
    let old = check::read(
        "1. We count the stars each winter and write them down in a book, and we dim the harbour \
         lamps before midnight so that the turtles find the sea.\n\n\
         2. We mend the copper nets together in the garden.\n\n\
         3. We bake the bread for the whole island at dawn.\n\n\
         4. We thank the lighthouse keeper of the northern cape for her patience.\n",
    );
    let new = check::read(
        "1. We count the stars each winter and write them down in a book.\n\n\
         2. We dim the harbour lamps before midnight so that the turtles find the sea.\n\n\
         3. We mend the copper nets together in the garden, and we bake the bread for the whole \
         island at dawn.\n\n\
         4. We fly.\n\n\
         5. We thank the lighthouse keeper of the northern cape for all of her patience.\n",
    );
    let lineage = lineage_between(&old, &new);
    let mut table: Vec<String> = lineage
        .steps()
        .map(|step| {
            let (from, to) = (old.paragraph(step.old).label(), new.paragraph(step.new).label());
            format!("{from} {} {to}", step.edge.as_str())
        })
        .collect();
    table.sort();
    assert_eq!(
        table,
        [
            "OP1 split into OP1",
            "OP1 split into OP2",
            "OP2 merged into OP3",
            "OP3 merged into OP3",
            "OP4 renumbered OP5",
        ]
    );
}

#[test]
fn what_has_no_counterpart_is_gone_or_added() {
    let old = check::read(
        "**[Boats]**\n\n1. We mend the copper nets together in the garden.\n\n\
         2. We bake the bread for the whole island at dawn.\n\nOP2 bis We wait. [FRA]\n\n3.\n",
    );
    let new = check::read(
        "1. We bake the bread for the whole island at dawn.\n\n**[Lamps]**\n\n\
         2. Nobody flies over lighthouses.\n",
    );
    let labels = |document: &Document, ids: &[ParagraphId]| -> Vec<String> {
        ids.iter().map(|id| document.paragraph(*id).label().to_string()).collect()
    };
    let lineage = lineage_between(&old, &new);
    assert_eq!(labels(&old, lineage.gone()), ["heading:OP1", "OP1"]);
    assert_eq!(labels(&new, lineage.added()), ["heading:OP2", "OP2"]);
    let back = lineage_between(&new, &old);
    assert_eq!(labels(&new, back.gone()), ["heading:OP2", "OP2"]);
    let same = lineage_between(&old, &old);
    assert!(same.gone().is_empty() && same.added().is_empty());
    let nothing = lineage_between(&old, &check::read(""));
    assert_eq!(labels(&old, nothing.gone()), ["heading:OP1", "OP1", "OP2"]);
}

#[test]
fn words_in_brackets_behind_a_number_count_for_it() {
    // What is as short as a heading would be one.
    let words = "Each city dims its harbour lamps before midnight, counts the moths that are spared, \
                 tells the others how many there were, and keeps a book of it in the town hall, so \
                 that whoever asks can read what the dark was like in the year before;";
    let old = check::read(&format!("1. **Lamps**\n\n[{words}]\n\n2. We fly.\n"));
    let new = check::read(&format!("7. {words}\n"));
    let lineage = lineage_between(&old, &new);
    assert_eq!(lineage.steps().count(), 1);
    assert!(lineage.steps().all(|step| step.evidence.how == MatchKind::Reworded));
}

#[test]
fn a_phrase_is_found_by_its_rare_words_and_its_place() {
    let text = |middle: &str| {
        check::read(&format!(
            "1. We recognise the need for action of all Parties on the harbours.\n\n{middle}\n\n\
             3. We recognise the need for support of all Parties on the islands.\n"
        ))
    };
    let old = text(
        "2. We raise the ambition of lamplighters and glassblowers, and the provision of funds for \
         all Parties, with the need for support, action and the recognition of the islands.",
    );
    let new = text("2. Raise the ambition of lamplighters;");
    let found: Vec<_> = lineage_between(&old, &new)
        .steps()
        .map(|step| (step.old.index(), step.new.index()))
        .collect();
    assert_eq!(found, [(0, 0), (1, 1), (2, 2)]);
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
    assert_eq!(edges(&document)[2], "OP3 moved to OP7");
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
