//! What order a choice of proposals gives, and what becomes of every paragraph.

use travaux::Document;
use travaux::lineage::{Fate, FindingKind, Reason, apply, apply_with};
use travaux::model::{ProposalId, ProposalKind};

use super::{draft, everything, kinds, label, order};
use crate::check;

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
    let held = applied.held.iter().map(|held| (held.proposal, held.reason));
    assert_eq!(held.collect::<Vec<_>>(), [(chosen[0], Reason::CutUnsaid)]);
    let op4 = document.labelled(label("OP4")).next().expect("OP4");
    let cut = op4.text().start() + 3;
    let options = travaux::lineage::ApplyOptions::default().cut(op4.id(), [cut, 1, u32::MAX]);
    let applied = apply_with(&document, &chosen, &options);
    assert_eq!(order(&document, &applied)[6..8], ["OP4 We", "OP5 swim."]);
    assert_eq!(applied.held, []);
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
fn a_merge_with_an_alternative_needs_the_alternative() {
    let text = "1. We sail.\n(merge with OP2 ALT: KEN)\n(merge with OP2: NOR)\n\n2. We row.\n\n\
                OP2 ALT We drift; [FRA]\n\n3. We rest.\n";
    let document = check::read(text);
    let [with_alternative, with_own, alternative] = everything(&document)[..] else {
        panic!("three wishes")
    };
    let told = |chosen: &[ProposalId]| {
        let applied = apply(&document, chosen);
        let held = applied.held.iter().map(|held| held.reason).collect::<Vec<_>>();
        (held, order(&document, &applied)[0].clone())
    };
    let left = (vec![Reason::ParagraphOpen], "OP1 We sail.".to_owned());
    assert_eq!(told(&[with_alternative]), left, "no words but its own were meant");
    assert_eq!(told(&[with_own]), (vec![], "OP1 We row.We sail.".to_owned()));
    let joined = (vec![], "OP1 We drift; [FRA]We sail.".to_owned());
    assert_eq!(told(&[with_alternative, alternative]), joined);
    assert_eq!(told(&[with_own, alternative]), joined, "what stands at OP2");
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
    let text = include_str!("../../../examples/sample/night-sky.md");
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

/// Numbers that the page has twice or out of turn are dealt out once each, and in their order.
#[test]
fn new_numbers_rise() {
    let text = "1. We sail.\n\n3. We row.\n\n2. We rest.\n(move before OP1: KEN)\n\n2. We sing.\n";
    let document = Document::read(text).expect("short");
    let applied = apply(&document, &everything(&document));
    assert_eq!(
        order(&document, &applied),
        ["OP1 We rest.", "OP2 We sail.", "OP3 We row.", "OP4 We sing."]
    );
}
