//! Proves merging, resolving and carrying on small texts, one a case, and exhaustively on small
//! worlds.

use travaux::merge::{
    AnnotatedCopy, Fate, Merged, Negotiation, Oddity, OrphanReason, Rebased, ResolveRule, merge,
    merge_drafts, rebase, resolve,
};
use travaux::model::{AgreementLevel, ParagraphKind};
use travaux::{Document, Polarity};

fn copy(name: &str, text: &str) -> AnnotatedCopy {
    AnnotatedCopy::of(&Document::read(text).expect("short")).named(name)
}

fn bytes(merged: &Merged) -> String {
    serde_json::to_string(merged).expect("an outcome serialises")
}

/// One line a statement.
fn table(merged: &Merged) -> Vec<String> {
    let line = |said: &travaux::merge::MergedStatement| {
        let (label, wording) = (merged.label_of(said.wish), merged.wording(said.wish));
        let sources: Vec<&str> = said
            .found_at
            .iter()
            .filter_map(|found| merged.copies().nth(found.copy as usize))
            .map(AnnotatedCopy::name)
            .collect();
        let kind = merged.wishes()[said.wish as usize].kind;
        format!(
            "{label} {kind} {wording:?}: {} {} ({})",
            said.delegation,
            said.polarity,
            sources.join(" ")
        )
    };
    merged.statements().iter().map(line).collect()
}

#[test]
fn spellings_order_and_blanks_do_not_matter() {
    let one = copy("a", "1. We sail [at dawn: UK,NDL].\n\n2. We row ~~home~~ [FRA].\n");
    let other =
        copy("b", "2.  We row\n~~home~~ [FRA].\n\n1. We sail [at dawn: GBR; oppose: NLD].\n");
    let merged = merge([one, other]).expect("one text");
    assert_eq!(
        table(&merged),
        [
            "OP1 insert \"at dawn\": GBR for (a b)",
            "OP1 insert \"at dawn\": NLD for (a)",
            "OP1 insert \"at dawn\": NLD against (b)",
            "OP2 delete \"~home~\": FRA for (a b)",
        ]
    );
    assert_eq!(merged.divergences().len(), 1);
    assert_eq!(merged.oddities(), [Oddity::OrderOther(1)]);
}

#[test]
fn paragraphs_that_a_copy_lacks_find_their_place() {
    let first = "1. We sail at dawn with the tide;\n\n3. We rest at noon in the harbour;\n";
    let second = "1. We sail at dawn with the tide;\n\n2. We row home [slowly: FRA] before night;\n\n3. We rest at noon in the harbour;\n";
    let merged = merge([copy("a", first), copy("b", second)]).expect("one text");
    let labels: Vec<String> = merged.paragraphs().iter().map(|p| p.label().to_string()).collect();
    assert_eq!(labels, ["OP1", "OP2", "OP3"]);
}

#[test]
fn what_is_odd_is_said() {
    let text = "1. We sail at dawn with the tide;\n\n2. We row home [slowly: FRA] before night;\n";
    let edited =
        "1. We sail at dawn with the tide;\n\n2. We row home [slowly: FRA] before night falls;\n";
    let copies = [copy("a", text), copy("b", text), copy("c", ""), copy("d", edited)];
    let merged = merge(copies).expect("one text");
    let found = merged.oddities();
    assert!(found.contains(&Oddity::CopyEmpty(2)), "{found:?}");
    assert!(found.contains(&Oddity::CopyRepeated(0, 1)), "{found:?}");
    assert!(
        found.iter().any(|odd| matches!(odd, Oddity::BaseEdited(both) if both.len() == 2)),
        "{found:?}"
    );
    // Nothing of the edited copy is lost: its statement hangs on its own wording.
    assert_eq!(merged.statements().len(), 2);
}

#[test]
fn a_base_edited_throughout_is_still_the_text() {
    let one = "1. We sail at dawn with the spring tide and return.\n\n2. We row home before night falls on the river.\n";
    let other = "1. We sail at dusk with the spring tide and return.\n\n2. We row home before night falls on the lake.\n";
    assert!(merge([copy("a", one), copy("b", other)]).is_ok());
    let strange =
        "1. Counting moths in every orchard takes patience.\n\n2. Owls were seen twice.\n";
    let refused = merge([copy("a", one), copy("b", strange)]).expect_err("two texts");
    assert_eq!(
        refused.to_string(),
        "`b` shares 0 of its 2 paragraphs with `a` and parts from it at OP1, expected copies of one text"
    );
}

#[test]
fn withdrawing_one_sponsor_leaves_the_other() {
    let both =
        merge([copy("a", "1. We sail [at dawn: FRA]."), copy("b", "1. We sail [at dawn: KEN].")])
            .expect("one text");
    let one = merge([copy("a", "1. We sail [at dawn: FRA]."), copy("b", "1. We sail.")])
        .expect("one text");
    assert_eq!((both.wishes().len(), both.statements().len()), (1, 2));
    assert_eq!(table(&one), ["OP1 insert \"at dawn\": FRA for (a)"]);
}

/// Found by the law that every decision ends one divergence.
#[test]
fn a_source_that_contradicts_itself_settles_nothing() {
    let text = |clause: &str| format!("1. We sail [at dawn: FRA; {clause}: KEN].");
    let copies = [
        copy("Bonn", &text("oppose")),
        copy("Bonn", &text("support")),
        copy("Rome", &text("reservation")),
    ];
    let merged = merge(copies).expect("one text");
    for rule in [ResolveRule::Source("Bonn"), ResolveRule::LaterRound(&["Rome", "Bonn"])] {
        let resolved = resolve(&merged, &rule);
        assert_eq!(resolved.decisions, []);
        assert_eq!(resolved.merged, merged);
    }
    let rome = resolve(&merged, &ResolveRule::Source("Rome"));
    let [decision] = rome.decisions.as_slice() else { panic!("one decision") };
    assert_eq!((decision.kept.len(), decision.dropped.len()), (1, 2));
    assert_eq!(rome.merged.divergences(), []);
}

/// One copy says two things of a delegation, another only one of them.
#[test]
fn what_a_source_says_stands_whole() {
    let merged = merge([
        copy("Bonn", "1. We sail [at dawn: FRA, KEN; oppose: KEN]."),
        copy("Rome", "1. We sail [at dawn: FRA, KEN]."),
    ])
    .expect("one text");
    let bonn = resolve(&merged, &ResolveRule::Source("Bonn"));
    let rome = resolve(&merged, &ResolveRule::Source("Rome"));
    let stands = |resolved: &travaux::merge::Resolved| table(&resolved.merged);
    assert_eq!(
        stands(&bonn),
        [
            "OP1 insert \"at dawn\": FRA for (Bonn Rome)",
            "OP1 insert \"at dawn\": KEN for (Bonn)",
            "OP1 insert \"at dawn\": KEN against (Bonn)",
        ]
    );
    assert_eq!(
        stands(&rome),
        [
            "OP1 insert \"at dawn\": FRA for (Bonn Rome)",
            "OP1 insert \"at dawn\": KEN for (Bonn Rome)",
        ]
    );
    assert_eq!((bonn.decisions.len(), bonn.merged.divergences().len()), (1, 0));
}

/// Every way in which a small paragraph can be marked, and every three copies of it.
#[test]
fn small_worlds_merge_in_any_order() {
    let marks =
        ["", "[~~row~~: FRA]", "[~~row~~: KEN; oppose: FRA]", "[~~row~~ sail: FRA]", "[fast: KEN]"];
    let mut copies = Vec::new();
    for (nth, mark) in marks.iter().enumerate() {
        for note in ["", "\n(retain original: KEN)"] {
            let row = if mark.contains("row") { "" } else { " row" };
            let text = format!("1. We {mark}{row} home;{note}\n");
            copies.push(Merged::from(copy(["a", "b"][nth % 2], &text)));
        }
    }
    let and = |one: &Merged, other: &Merged| one.and(other).expect("one text");
    for one in &copies {
        assert_eq!(bytes(&and(one, one)), bytes(one));
        for other in &copies {
            let two = and(one, other);
            assert_eq!(bytes(&two), bytes(&and(other, one)));
            for third in &copies {
                assert_eq!(and(&two, third), and(one, &and(other, third)));
            }
        }
    }
}

fn carried(old: &str, new: &str) -> (Merged, Rebased) {
    let merged = Merged::from(copy("old", old));
    let rebased = rebase(&merged, &copy("new", new));
    (merged, rebased)
}

#[test]
fn the_four_fates() {
    let old = "1. We sail [at dawn: FRA] with ~~the spring tide~~ [KEN] and row [home: DEU] by night;\n\n2. We rest in the shade of trees; (delete this para: IND)\n\n3. We count [all: ESP] the boats in the harbour;\n";
    let new = "1. We sail at dawn with the tide and drift in darkness;\n\n2. We count the boats in the harbour;\n";
    let (merged, rebased) = carried(old, new);
    let fate = |wording: &str| {
        let ids = 0..u32::try_from(merged.wishes().len()).expect("few");
        let at = ids.into_iter().find(|at| merged.wording(*at) == wording).expect("a wish");
        rebased.fates[at as usize]
    };
    assert_eq!(fate("at dawn"), Fate::Satisfied);
    assert_eq!(fate("~the spring tide~"), Fate::Shrunk);
    assert_eq!(fate("home"), Fate::Orphaned(OrphanReason::WordsGone));
    assert_eq!(fate(""), Fate::Satisfied);
    assert_eq!(fate("all"), Fate::Surviving);
    assert_eq!(
        table(&rebased.merged).last().map(String::as_str),
        Some("OP2 insert \"all\": ESP for (old)")
    );
}

#[test]
fn a_wish_in_an_accepted_addition_hangs_on_it() {
    let old = "1. We sail [at dawn [or dusk: KEN] each day: FRA] with the tide;\n";
    let (merged, rebased) = carried(old, "1. We sail at dawn each day with the tide;\n");
    assert_eq!(merged.wishes().len(), 2);
    assert_eq!(rebased.fates, [Fate::Satisfied, Fate::Surviving]);
    let text = rebased.merged.to_rolling_text().expect("short").text;
    assert_eq!(text, "1. We sail at dawn [or dusk: KEN] each day with the tide;\n");
}

#[test]
fn wishes_that_come_to_ask_for_the_same_become_one() {
    let old = "1. We sail [with lamps: FRA] all night [with lamps: FRA] home again;\n";
    let (merged, rebased) = carried(old, "1. We sail home again;\n");
    assert_eq!((merged.wishes().len(), merged.statements().len()), (2, 2));
    assert_eq!(rebased.fates, [Fate::Surviving, Fate::Surviving]);
    assert_eq!(rebased.surviving, [0, 1]);
    let text = rebased.merged.to_rolling_text().expect("short").text;
    assert_eq!(text, "1. We sail [with lamps: FRA] home again;\n");
    assert_eq!(rebased.merged.statements().len(), 1);
}

#[test]
fn a_written_outcome_keeps_its_headings_and_parts() {
    let text = "We, the Ministers of the Lagoon States,\n\n*Recalling* the tides [of spring: FRA];\n\nDeclare the following:\n\n**Tides [and winds: FRA; oppose: DEU]**\n\n1. We sail at dawn [x: JPN; oppose: DEU(on Sundays); support: ESP(flexible)];\n(not clear: DEU)\n\nOP1 bis We rest [at noon: FRA] in peace; [KEN; oppose: DEU]\n\n2. We row (stop here: IND) home;\n(move this before OP1: KEN; oppose: FRA)\n";
    let merged = Merged::from(copy("a", text));
    let written = merged.to_rolling_text().expect("short");
    assert!(written.unwritten.is_empty(), "{}", written.text);
    let back = Merged::from(copy("a", &written.text));
    assert_eq!(table(&back), table(&merged));
    let against =
        back.statements().iter().filter(|said| said.polarity == Polarity::Against).count();
    assert_eq!(against, 4);
}

#[test]
fn headings_of_every_look_and_notes_on_the_whole_text_read_back() {
    let text = "### Tides\n\n1. We sail at dawn;\n\n*[Winds [and waves: FRA]]*\n\n2. We row [home: KEN];\n\n**Rest**\n\n3. We sleep (delete all headings in this text: CHE; oppose: MEX);\n";
    let document = Document::read(text).expect("short");
    let headings = document.paragraphs().iter().filter(|p| p.kind() == ParagraphKind::Heading);
    assert_eq!(headings.count(), 3);
    let merged = Merged::from(AnnotatedCopy::of(&document));
    let written = merged.to_rolling_text().expect("short");
    assert!(written.unwritten.is_empty(), "{:?} of {}", written.unwritten, written.text);
    let back = Merged::from(copy("a", &written.text));
    let titles = |merged: &Merged| -> Vec<(ParagraphKind, String)> {
        merged.paragraphs().iter().map(|p| (p.kind(), p.text().to_owned())).collect()
    };
    assert_eq!(titles(&back), titles(&merged));
}

/// Each found on a real text: a note whose words hold half a bracket, a note that speaks of several
/// paragraphs, an objection that nobody's wish stands before, an end where a signature follows.
#[test]
fn what_is_hard_to_write_reads_back() {
    for text in [
        "1. We sail [home: KEN]; (move OP1 and OP2 to PP5: SWE)\n\n2. We row;\n",
        "1. We sail [home: KEN]; (replace OP1 with new para proposed by EGY: CHN, EGY)\n",
        "1. We sail [home: KEN];\n(keep this para: GTM)\n",
        "1. We sail;\n\nNEW OP2 ALT We row under the stars and the moon [CAN, stop here: GTM]\n",
    ] {
        let merged = Merged::from(copy("a", text));
        let written = merged.to_rolling_text().expect("short");
        assert!(written.unwritten.is_empty(), "{}", written.text);
        assert_eq!(table(&Merged::from(copy("a", &written.text))), table(&merged), "{text}");
    }
    let half = "1. We sail home. (work on the proposal] on OP1: CAN) We rest [at noon: KEN];\n";
    let merged = Merged::from(copy("a", half));
    let written = merged.to_rolling_text().expect("short");
    let noon = |merged: &Merged| table(merged).iter().any(|row| row.contains("at noon"));
    assert!(noon(&merged) && noon(&Merged::from(copy("a", &written.text))), "{}", written.text);
}

#[test]
fn rounds_say_how_far_a_text_is_settled() {
    let notes =
        ["(agreed)", "(pending FRA)", "(agreed ad ref)", "(agreed in plenary)", "(adopted)"];
    let line = |(at, note): (usize, &&str)| format!("{}. We sail at dawn {at}; {note}", at + 1);
    let mut lines: Vec<String> = notes.iter().enumerate().map(line).collect();
    lines.push("6. We rest; (pending review)".to_owned());
    let text = lines.join("\n\n");
    let mut negotiation = Negotiation::default();
    negotiation.push("2020-02-14", &Document::read(text).expect("short"));
    let [round] = negotiation.rounds() else { panic!("one round") };
    assert_eq!(
        round.levels,
        [
            AgreementLevel::Committee,
            AgreementLevel::Informals,
            AgreementLevel::AdReferendum,
            AgreementLevel::Plenary,
            AgreementLevel::Adopted,
            AgreementLevel::Open,
        ]
    );
    let pending: Vec<usize> = round.pending.iter().map(Vec::len).collect();
    assert_eq!(pending, [0, 1, 0, 0, 0, 0]);
    assert_eq!(round.pending[1][0].as_str(), "FRA");
    assert_eq!(round.state.paragraphs()[1].text(), "We sail at dawn 1;");
}

#[test]
fn strangers_are_refused_with_how_much_they_share() {
    let one = "1. We sail at dawn with the spring tide.\n\n2. We row home before night falls.\n";
    let other = "1. Counting moths in every orchard takes patience.\n\n2. Owls were seen twice.\n";
    let refused = merge([copy("a", one), copy("b", other)]).expect_err("two texts");
    assert_eq!((refused.shared(), refused.of(), refused.first_difference()), (0, 2, "OP1"));
    let umbrella = travaux::Error::from(refused.clone());
    assert_eq!(umbrella.to_string(), refused.to_string());
    assert!(matches!(umbrella.kind(), travaux::ErrorKind::Merge(inner) if *inner == refused));
    // An empty copy is of any text, and joins no two texts.
    assert!(merge([copy("a", one), copy("e", "")]).is_ok());
    assert!(merge([copy("a", one), copy("e", ""), copy("b", other)]).is_err());
}

/// Ten paragraphs of which the first so many are those of another text; no two share a word.
fn partly(same: usize) -> String {
    let line = |at: usize| {
        let own = |nth: usize| format!("{}{at}{nth}", if at < same { "tide" } else { "moth" });
        format!("{}. {} {} {} {} {};", at + 1, own(1), own(2), own(3), own(4), own(5))
    };
    (0..10).map(line).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn drafts_with_little_in_common_are_told_of_or_refused() {
    let whole = copy("a", &partly(10));
    let with = |same: usize| merge([whole.clone(), copy("b", &partly(same))]);
    let refused = with(3).expect_err("less than a third");
    assert_eq!((refused.shared(), refused.of(), refused.first_difference()), (3, 10, "OP4"));
    let odd = |same: usize| with(same).expect("a third or more").oddities().to_vec();
    let little = |oddities: &[Oddity]| -> Vec<(u32, u32, u32)> {
        let told = oddities.iter().filter_map(|odd| match odd {
            Oddity::LittleInCommon { copy, shared, of } => Some((*copy, *shared, *of)),
            _ => None,
        });
        told.collect()
    };
    assert_eq!(little(&odd(4)), [(0, 4, 10), (1, 4, 10)]);
    assert_eq!(little(&odd(5)), []);
    // A cutting shares all that it has, however little that is.
    let cutting = copy("c", &partly(10)[..40]);
    assert_eq!(little(merge([whole.clone(), cutting]).expect("one text").oddities()), []);
    // One paragraph in common joins no two texts any more, nor do two pairs make one text.
    assert!(with(1).is_err());
    let pairs =
        [whole.clone(), copy("b", &partly(10)), copy("c", &partly(1)), copy("d", &partly(1))];
    assert!(merge(pairs).is_err());
    // What a third copy has of both joins them.
    let both = format!("{}\n\n{}", partly(10), partly(0).replace("\n\n", "\n\n2"));
    assert!(merge([whole, copy("b", &partly(0)), copy("z", &both)]).is_ok());
}

#[test]
fn rounds_have_their_days() {
    use travaux::model::Day;
    let mut negotiation = Negotiation::default();
    let draft = Document::read("1. We sail [at dawn: FRA] with the tide;").expect("short");
    negotiation.push_on(Day::new(2020, 1, 10), "first", &draft);
    negotiation.push("second", &draft);
    let days: Vec<Option<Day>> = negotiation.rounds().iter().map(|round| round.day).collect();
    assert_eq!(days, [Some(Day::new(2020, 1, 10)), None]);
}

#[test]
fn a_move_and_a_merger_that_came_true_are_accepted() {
    let tide = "We sail at dawn with the spring tide, all boats together.";
    let night = "We row home before night falls on the river.";
    let shade = "We rest in the shade of old trees until autumn.";
    let mut negotiation = Negotiation::default();
    for text in [
        format!(
            "1. {tide}\n\n2. {night}\n(merge with OP1: KEN)\n\n3. {shade}\n(move this before OP1: FRA)\n"
        ),
        format!("1. {shade}\n\n2. {tide} {night}\n"),
    ] {
        negotiation.push("round", &Document::read(text).expect("short"));
    }
    let ends: Vec<_> =
        negotiation.lives().iter().map(|life| life.steps.last().map(|s| s.event)).collect();
    assert_eq!(ends, [Some(travaux::merge::Event::AcceptedInFull); 2]);
}

#[test]
fn drafts_with_paragraphs_moved_joined_and_divided() {
    let base = "We sail at dawn with bread and salt.\n\nWe row home before the night falls.\n\nWe rest in the shade of old trees.";
    let chair = "We rest in the shade of old trees.\n\nWe sail at dawn with bread and salt.\n\nWe row home before the night falls.";
    let joined = "We sail at dawn with bread and salt. We row home before the dark night falls.\n\nWe rest in the shade of trees.";
    let merged = merge_drafts(base, chair, joined);
    assert_eq!(merged.conflicts(), 0, "{merged}");
    assert_eq!(
        merged.to_string(),
        "We rest in the shade of trees.\n\nWe sail at dawn with bread and salt. We row home before the dark night falls.\n"
    );
}

#[test]
fn both_drafts_change_the_same_words() {
    let merged = merge_drafts("We row home.", "We row there.", "We row away.");
    assert_eq!((merged.conflicts(), merged.to_string().as_str()), (1, "We row [there][away].\n"));
    let alike = merge_drafts("We row home.", "We row there.", "We row there.");
    assert_eq!((alike.conflicts(), alike.to_string().as_str()), (0, "We row there.\n"));
    let empty = merge_drafts("", "", "");
    assert_eq!((empty.conflicts(), empty.to_string().as_str()), (0, ""));
}

#[test]
fn to_keep_a_paragraph_meets_the_wish_to_strike_it() {
    let keeps = copy("a", "3. We sail;\n(keep this para: DEU)\n");
    let strikes = copy("b", "3. We sail;\n(not clear: ITA)\n(delete this para: FRA)\n");
    let merged = merge([keeps.clone(), strikes]).expect("one text");
    assert_eq!(
        table(&merged),
        [
            "OP3 delete-paragraph \"\": DEU against (a)",
            "OP3 delete-paragraph \"\": FRA for (b)",
            "OP3 comment \"not clear\": ITA comment (b)",
        ]
    );
    let alone = merge([keeps]).expect("one text").to_rolling_text().expect("a text");
    assert!(alone.text.contains("(keep this para: DEU)"), "{}", alone.text);
}

/// What an editor makes of quotation marks and hyphens on its own is no other wording.
#[test]
fn curly_and_straight_marks_are_one_paragraph() {
    let copy = |name: &str, text: &str| {
        AnnotatedCopy::of(&Document::read(text).expect("short")).named(name)
    };
    let curly = copy("a", "1. The State’s \u{201c}dark\u{201d} harbour is well‑lit [now: FRA].\n");
    let straight =
        copy("b", "1. The State's \"dark\" harbour is well-lit [now: FRA; oppose: KEN].\n");
    let merged = merge([curly.clone(), straight.clone()]).expect("one text");
    assert_eq!((merged.paragraphs().len(), merged.wishes().len()), (1, 1));
    assert!(merged.oddities().is_empty(), "{:?}", merged.oddities());
    assert_eq!(merge([straight, curly]).expect("one text"), merged);
}
