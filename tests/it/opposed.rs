//! Proves what conflicts tell of whole alternatives, and that they tell it once.

use travaux::analysis::{Conflict, ConflictKind, Conflicts, Grounds, conflicts};
use travaux::model::{Groups, ProposalKind, Sides, Stance, sides};
use travaux::project::{Choice, DecisionRule, FindingKind, arrange, project};
use travaux::{Document, Proposal};

use crate::check;

fn whole(found: &Conflicts) -> Vec<&Conflict> {
    let kind = ConflictKind::ParagraphAlternative;
    found.conflicts.iter().filter(|conflict| conflict.kind == kind).collect()
}

fn told(document: &Document) -> Vec<(String, Vec<String>, usize)> {
    let found = conflicts(document);
    let words = |id: &travaux::model::ProposalId| {
        let proposal: &Proposal = document.proposal(*id);
        let label = document.paragraph(proposal.paragraph()).label();
        format!("{label} {}", document.wording(*id)).trim().to_owned()
    };
    let whole = whole(&found);
    let line = |conflict: &&Conflict| {
        let one = conflict.one.as_ref().map(words).unwrap_or_default();
        (one, found.others(conflict).iter().map(words).collect(), conflict.heat)
    };
    whole.iter().map(line).collect()
}

#[test]
fn whole_alternatives_are_told_of_together() {
    let text = "2. We sail [at dawn: FRA] and rest [at noon: DEU];\n\n\
                OP2 ALT1 We row; [ITA,ESP]\n\nOP2 ALT2 We drift; [GRC]\n";
    let one = |words: &str| words.to_owned();
    assert_eq!(
        told(&check::read(text)),
        [
            (one("OP2 ALT1"), vec![one("OP2 at dawn"), one("OP2 at noon")], 6),
            (one("OP2 ALT1"), vec![one("OP2 ALT2")], 2),
        ]
    );
    // One alternative in two paragraphs is no rival of itself.
    let text =
        "2. We sail [at dawn: FRA];\n\nOP2 ALT We row; [ITA]\n\nOP2 ALT bis We rest; [ITA]\n";
    assert_eq!(told(&check::read(text)), [(one("OP2 ALT"), vec![one("OP2 at dawn")], 1)]);
}

#[test]
fn what_is_told_grows_with_the_alternatives_and_the_amendments() {
    let text = |count: usize| {
        let amended = format!("2. We {} rest;\n\n", "sail [at dawn: FRA] and ".repeat(count));
        amended + &"OP2 ALT We row; [ITA]\n\n".repeat(count)
    };
    let told = |count: usize| -> usize {
        let found = conflicts(&check::read(&text(count)));
        whole(&found).iter().map(|conflict| 1 + found.others(conflict).len()).sum()
    };
    assert_eq!(told(20), 20 + 21);
    assert_eq!(told(200), 200 + 201);
}

/// How many are for and against the whole alternatives of a text.
fn counted(text: &str) -> Vec<(String, usize, usize)> {
    let document = check::read(text);
    let sides = sides(&document);
    let proposals = document.proposals().iter().zip(&sides);
    let whole = proposals.filter(|(proposal, _)| proposal.kind() == ProposalKind::New);
    let label = |proposal: &Proposal| document.paragraph(proposal.paragraph()).label().to_string();
    whole.map(|(p, sides)| (label(p), sides.supporters.len(), sides.against())).collect()
}

#[test]
fn who_wants_another_whole_alternative_is_against_this_one() {
    let base = "2. We sail home;\n\n";
    let found = |text: &str| counted(&format!("{base}{text}"));
    let row = |label: &str, wanting, against| (label.to_owned(), wanting, against);
    // FRA wants both, and is against neither.
    assert_eq!(
        found("OP2 ALT1 We row; [ITA,ESP,FRA; oppose: GRC]\n\nOP2 ALT2 We drift; [GRC,FRA,PRT]\n"),
        [row("OP2 ALT1", 3, 2), row("OP2 ALT2", 3, 2)]
    );
    // One alternative in two paragraphs, and a rival of both.
    assert_eq!(
        found("OP2 ALT We row; [ITA]\n\nOP2 ALT bis We rest; [ESP]\n\nOP2 ALT2 We drift; [GRC]\n"),
        [row("OP2 ALT", 1, 1), row("OP2 ALT bis", 1, 1), row("OP2 ALT2", 1, 2)]
    );
    assert_eq!(found("OP2 ALT We row; [ITA]\n"), [row("OP2 ALT", 1, 0)]);
}

#[test]
fn alternatives_to_a_paragraph_that_the_text_has_no_more_are_rivals() {
    let text = "4. We rest;\n\n5 ALT1. We end early [FRA];\n\n5 ALT2. We end late [DEU];\n\n\
                5 ALT2 bis. We sleep [DEU];\n";
    let document = Document::read(text).expect("short");
    let against: Vec<usize> = sides(&document).iter().map(Sides::against).collect();
    assert_eq!(against, [1, 1, 1]);
    let all = project(&document, &Choice::All);
    assert_eq!(all.findings().len(), 1, "{:?}", all.findings());
    assert_eq!(all.to_string(), "4. We rest;\n");
    assert_eq!(project(&document, &Choice::Unopposed).accepted(), []);
    assert_eq!(conflicts(&document).conflicts.len(), 1);
    let german = project(&document, &Choice::Of(vec!["DEU".parse().expect("a code")]));
    assert_eq!(german.accepted().len(), 2);
}

#[test]
fn a_member_wants_what_its_groups_say_where_it_is_silent() {
    let text =
        "1. We sail [at dawn: EU] [with a crew: EU; oppose: FRA] [home: FRA] [at last: AG].\n";
    let document = Document::read(text).expect("short");
    let under = |codes: &[&str]| {
        let delegations = codes.iter().map(|code| code.parse().expect("a code")).collect();
        let choice = Choice::OfMembers { delegations, groups: Groups::standard(), day: None };
        project(&document, &choice).paragraphs()[0].text().to_owned()
    };
    assert_eq!(under(&["FRA"]), "We sail at dawn home.");
    assert_eq!(under(&["DEU"]), "We sail at dawn with a crew.");
    assert_eq!(under(&["DEU", "FRA"]), "We sail at dawn home.");
    assert_eq!(under(&["KEN"]), "We sail at last.");
    assert_eq!(under(&["EU"]), "We sail at dawn with a crew.");
    assert_eq!(under(&["CHN"]), "We sail.");
}

#[test]
fn whose_word_decides_on_a_whole_alternative_is_named() {
    let text = "2. We row;\n(retain original: PER)\n\n2 ALT1. We row hard [FRA];\n\n\
                2 ALT2. We drift [DEU];\n\n2 ALT2 bis. We sleep [ITA].\n";
    let document = Document::read(text).expect("short");
    let grounds = Grounds::new(&document);
    let named: Vec<Vec<String>> = document
        .proposals()
        .iter()
        .map(|proposal| {
            let code = |on: &Stance| document.delegation(on.delegation).code().to_string();
            grounds.of(proposal.id()).iter().map(code).collect()
        })
        .collect();
    assert_eq!(
        named,
        [vec!["PER", "FRA", "DEU", "ITA"], vec!["PER", "FRA", "DEU"], vec!["PER", "FRA", "ITA"]]
    );
}

#[test]
fn a_paragraph_is_not_replaced_by_one_that_is_opposed() {
    let text = |signed: &str| {
        format!(
            "1. We sail at dawn;\n(replace OP1 with OP1 ALT: IND)\n\nOP1 ALT We drift at noon;{signed}\n"
        )
    };
    let told = |signed: &str, choice: &Choice| {
        let found = arrange(&check::read(&text(signed)), choice);
        let kinds = found.projection.findings().iter().map(|one| one.kind).collect::<Vec<_>>();
        (found.to_string(), kinds)
    };
    let (old, new) = ("1. We sail at dawn;\n\n", "1. We drift at noon;\n\n");
    let missing = vec![FindingKind::NeedsParagraph];
    let opposed = " [IND; oppose: PER]";
    assert_eq!(told(opposed, &Choice::Unopposed), (old.to_owned(), missing));
    let one = Choice::Rule(DecisionRule::AtLeastFor(1));
    assert_eq!(told(opposed, &one), (new.to_owned(), Vec::new()));
    assert_eq!(told(" [IND]", &Choice::Unopposed), (new.to_owned(), Vec::new()));
    assert_eq!(told("", &Choice::Unopposed), (new.to_owned(), Vec::new()));
    // Who would replace by another's paragraph wants it, unless it is against that one.
    let of = |codes: &[&str]| {
        Choice::Of(codes.iter().map(|code| code.parse().expect("a code")).collect())
    };
    assert_eq!(told(" [PAK; oppose: PER]", &of(&["IND"])), (new.to_owned(), Vec::new()));
    assert_eq!(told(opposed, &of(&["IND", "PER"])), (old.to_owned(), Vec::new()));
}
