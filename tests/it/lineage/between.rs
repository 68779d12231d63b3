//! Which paragraph of one draft became which of the next.

use travaux::Document;
use travaux::lineage::lineage_between;
use travaux::model::ParagraphId;
use travaux::words::MatchKind;

use crate::check;

/// What became of what, with the evidence where it is asked for.
fn steps(old: &Document, new: &Document) -> Vec<String> {
    let lineage = lineage_between(old, new);
    let step = |step: travaux::lineage::DoneStep| {
        let (from, to) = (old.paragraph(step.old).label(), new.paragraph(step.new).label());
        format!("{from} {} {to}", step.edge.as_str())
    };
    let mut steps: Vec<String> = lineage.steps().map(step).collect();
    let labels = |text: &Document, ids: &[ParagraphId], what: &str| -> Vec<String> {
        ids.iter().map(|id| format!("{} is {what}", text.paragraph(*id).label())).collect()
    };
    steps.extend(labels(old, lineage.gone(), "gone"));
    steps.extend(labels(new, lineage.added(), "new"));
    steps
}

#[test]
fn small_words_in_common_make_no_ancestor() {
    let stays =
        "1. Decides to establish a fund for the protection of the harbours of all the islands.\n\n";
    let gone = "2. Requests the Secretary of the Council to report to the Assembly on the state of the \
                lamps in the ports and on the costs of the repair of them.\n\n";
    let fresh = "2. Invites the people of the villages to plant trees on the slopes of the hills and to \
                 count the birds in the spring of the year.\n\n";
    let ends =
        "3. Thanks the keepers of the lighthouses for the care of the archives of the station.\n";
    let old = check::read(&format!("{stays}{gone}{ends}"));
    let new = check::read(&format!("{stays}{fresh}{ends}"));
    let want = ["OP1 same as OP1", "OP3 same as OP3", "OP2 is gone", "OP2 is new"];
    assert_eq!(steps(&old, &new), want);
    // The same words about the same thing are.
    let reworded = "2. Asks the Secretary of the Council to tell the Assembly of the state of the \
                    lamps in the ports and of the repair of the masts.\n\n";
    let new = check::read(&format!("{stays}{reworded}{ends}"));
    assert_eq!(steps(&old, &new), ["OP1 same as OP1", "OP2 same as OP2", "OP3 same as OP3"]);
}

#[test]
fn what_stands_twice_is_neither_gone_nor_new() {
    let (nets, bread) = ("We mend the copper nets together.", "We bake the bread at dawn.");
    let once = check::read(&format!("1. {nets}\n\n2. {bread}\n"));
    let twice = check::read(&format!("1. {nets}\n\n2. {bread}\n\n3. {nets}\n"));
    let lineage = lineage_between(&once, &twice);
    let copy = lineage.steps().last().expect("a step").evidence;
    assert_eq!(copy.to_string(), "the same 6 words, beside another");
    assert_eq!(steps(&once, &twice), ["OP1 same as OP1", "OP2 same as OP2", "OP1 same as OP3"]);
    assert_eq!(steps(&twice, &once), ["OP1 same as OP1", "OP3 same as OP1", "OP2 same as OP2"]);
}

#[test]
fn an_adopted_proposal_comes_from_where_it_was_proposed() {
    let stars = "1. We count the stars each winter and write them down in a book.\n\n";
    let lamps = "We dim the harbour lamps before midnight so that the turtles find the sea.";
    let silver = "We weave new silver nets at the market every Sunday for the fishermen.";
    let old = check::read(&format!(
        "{stars}OP1 bis {lamps} [FRA]\n\n2. They mend copper together.\n\n\
         OP2 ALT {silver} [DEU]\n\nOP2 ALT They sell all of it abroad. [ESP]\n"
    ));
    let new = check::read(&format!("{stars}2. {lamps}\n\n3. {silver}\n\n4. Nobody flies.\n"));
    assert_eq!(
        steps(&old, &new),
        [
            "OP1 same as OP1",
            "OP1 bis renumbered OP2",
            "OP2 ALT renumbered OP3",
            "OP2 is gone",
            "OP4 is new"
        ]
    );
}

#[test]
fn full_stops_are_no_words_in_common() {
    let old = check::read("1. We mend, wash, dry and fold nets.\n\n2. We sail at dawn.\n");
    let new = check::read("1. We mend, wash, dry and fold nets.\n\n2. They, too, sing.\n");
    assert_eq!(steps(&old, &new), ["OP1 same as OP1", "OP2 is gone", "OP2 is new"]);
    let lineage = lineage_between(&old, &new);
    let evidence = lineage.steps().next().expect("a step").evidence;
    assert_eq!(evidence.to_string(), "the same 7 words, in its place");
}

#[test]
fn what_went_elsewhere_as_a_whole_is_not_matched_again() {
    let text = |middle: &str, last: &str| {
        check::read(&format!(
            "1. We count the stars each winter and write them down in a book.\n\n{middle}\n\n\
             3. We thank the lighthouse keeper of the northern cape.\n\n{last}\n"
        ))
    };
    // Merged: its words stand in the first, and the new one only speaks of the same.
    let old = text("2. We mend the copper nets together in the garden.", "");
    let new = check::read(
        "1. We count the stars each winter and write them down in a book, and we mend the copper nets \
         together in the garden.\n\n2. Copper nets in the garden together are forbidden by law.\n\n\
         3. We thank the lighthouse keeper of the northern cape.\n",
    );
    assert_eq!(
        steps(&old, &new),
        ["OP1 merged into OP1", "OP2 merged into OP1", "OP3 same as OP3", "OP2 is new"]
    );
    // Kept but for a word: another that cites it is no second one.
    let old = text("2. We mend the copper nets together in the garden at noon.", "");
    let new = text(
        "2. We mend the copper nets together in our garden at noon.",
        "4. The council shall pay whoever helps when we mend the copper nets together in the garden at \
         noon, and shall give each of them a lamp, a rope and a loaf of bread for the winter.",
    );
    assert_eq!(
        steps(&old, &new),
        ["OP1 same as OP1", "OP2 same as OP2", "OP3 same as OP3", "OP4 is new"]
    );
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
fn pieces_of_a_paragraph_begin_with_the_same_words() {
    let old = "1. We urge cities to count the fish in spring, to publish the number in autumn, and to \
               explain the difference in winter;\n\n2. We row home before night.\n";
    let new = "1. We urge cities to count the fish in spring;\n\n2. We urge cities to publish the \
               number of fish in autumn and to explain the difference in winter;\n\n\
               3. We row home before night.\n";
    assert_eq!(
        steps(&check::read(old), &check::read(new)),
        ["OP1 split into OP1", "OP1 split into OP2", "OP2 renumbered OP3"]
    );
}
