//! Proves that what was once read wrongly is read rightly, one test a fault.

use travaux::model::{Base, Extent, sides};
use travaux::project::{Choice, project};
use travaux::{DiagnosticKind, Document};

fn base(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    document.paragraphs().iter().map(|paragraph| document.base_text(paragraph.id())).collect()
}

fn rows(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    let row = |row: travaux::StatementRow| {
        format!("{} {} {} {}", row.delegation, row.polarity, row.subject, row.condition)
    };
    document.rows().map(|one| row(one).trim_end().to_owned()).collect()
}

/// The paragraphs that stand under a choice, labels left out.
fn under(text: &str, choice: &Choice) -> Vec<String> {
    let document = Document::read(text).expect("short");
    project(&document, choice).paragraphs().iter().map(|one| one.text().to_owned()).collect()
}

/// The text that one delegation wants.
fn wanted_by(text: &str, code: &str) -> Vec<String> {
    under(text, &Choice::Of(vec![code.parse().expect("a code")]))
}

/// `CODE kind polarity | subject | paragraph`, a row each.
fn table(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    let row = |row: travaux::StatementRow| {
        let travaux::StatementRow { delegation, kind, polarity, subject, paragraph, .. } = row;
        format!("{delegation} {kind} {polarity} | {subject} | {paragraph}")
    };
    document.rows().map(row).collect()
}

fn labels(text: &str) -> Vec<String> {
    let document = Document::read(text).expect("short");
    document.paragraphs().iter().map(|paragraph| paragraph.label().to_string()).collect()
}

fn oddities(text: &str) -> Vec<DiagnosticKind> {
    let document = Document::read(text).expect("short");
    document.diagnostics().iter().map(|odd| odd.kind().clone()).collect()
}

#[test]
fn words_of_a_folded_alternative_are_no_base_text() {
    let text = "1. We sail [the tide: FRA / the tide: DEU] home;\n";
    assert_eq!(base(text), ["We sail home;"]);
    let document = Document::read(text).expect("short");
    assert_eq!(document.proposals().len(), 1);
    assert_eq!(document.sponsors(document.proposals()[0].id()).len(), 2);
}

#[test]
fn codes_behind_a_condition_repeat_one_clause() {
    assert_eq!(
        rows("1. We sail [tide: FRA / tide: FRA(with care),FRA] home;\n"),
        ["FRA for tide", "FRA for tide with care", "FRA for tide"]
    );
}

#[test]
fn a_run_of_two_wishes_repeats_both_behind_a_condition() {
    let text = "6. We sail;\n(delete this para or move to PP: FRA(if long), DEU)\n";
    assert_eq!(rows(text).len(), 4);
}

#[test]
fn a_deletion_of_another_paragraph_is_no_deletion_of_this_one() {
    let text = "3. We rest;\n\n9. We dive;\n(delete this para: FRA)\n(delete OP3: DEU)\n";
    let document = Document::read(text).expect("short");
    let on: Vec<String> = document
        .proposals()
        .iter()
        .map(|proposal| document.paragraph(proposal.paragraph()).label().to_string())
        .collect();
    assert_eq!(on, ["OP9", "OP3"]);
}

#[test]
fn a_row_says_when_its_subject_was_cut() {
    let text = format!("1. We sail (stop here: FRA) {};\n", "and row ".repeat(2000));
    let row = rows(&text).pop().expect("a row");
    assert!(row.len() < travaux::model::SUBJECT_LIMIT + 100, "{} bytes", row.len());
    assert!(row.ends_with('…'), "the end of the row is {:?}", row.chars().last());
}

#[test]
fn a_reference_of_a_revision_is_no_part_of_the_paragraph_it_cuts() {
    for reference in ["NSK/PC.3/2027/L.4/Rev.2", "A/CONF.9/L.4/Add.1", "RIV/2027/L.4/Corr.1"] {
        let text = format!(
            "{reference}\n\n11. We keep the night as dark as it was [now: FRA] for the\n\n3\n\n{reference}\n\nmoth and the owl;\n\n12. We keep the day\n{reference}\nas it was.\n"
        );
        assert_eq!(
            base(&text),
            [
                "We keep the night as dark as it was for the moth and the owl;",
                "We keep the day as it was."
            ],
            "{reference}"
        );
    }
    // A line that says something is no reference.
    assert_eq!(
        base("11. We keep the night\n12/2027 as Rev.2 has it\n"),
        ["We keep the night 12/2027 as Rev.2 has it"]
    );
}

#[test]
fn a_number_with_a_suffix_is_a_label_without_its_series() {
    for label in ["4 bis.", "4bis.", "4.bis", "4. bis", "4bis", "OP4.bis", "OP4bis", "4 Bis."] {
        let text = format!("4. We rest.\n\n{label} We sail; [FRA]\n\n5. We row.\n");
        assert_eq!(labels(&text), ["OP4", "OP4 bis", "OP5"], "{label}");
        assert_eq!(table(&text), ["FRA new for |  | OP4 bis"], "{label}");
        assert_eq!(under(&text, &Choice::All), ["We rest.", "We sail;", "We row."], "{label}");
    }
    assert_eq!(
        labels("4. We rest.\n\n4 ALT. We sail; [FRA]\n\n4 ter. We row; [FRA]\n"),
        ["OP4", "OP4 ALT", "OP4 ter"]
    );
    // Numbers and words of a sentence.
    assert_eq!(labels("4. We rest.\n\n4 boats sail.\n"), ["OP4"]);
    assert_eq!(labels("4. Bis dat qui cito dat.\n"), ["OP4"]);
}

#[test]
fn an_end_leaves_the_mark_that_closes_the_paragraph() {
    for text in [
        "3. We sail at dawn (end here: FRA);\n",
        "3. We sail at dawn; (end here: FRA)\n",
        "3. We sail at dawn (end here: FRA) and row;\n",
        "3. We sail at dawn, (end here: FRA) and row;\n",
        "3. We sail at dawn (end here: FRA), and row [at dusk: DEU];\n(not clear: ESP)\n",
    ] {
        assert_eq!(wanted_by(text, "FRA"), ["We sail at dawn;"], "{text}");
    }
    assert_eq!(wanted_by("3. We sail. [stop here: FRA] We row.\n", "FRA"), ["We sail."]);
    assert_eq!(wanted_by("3. We sail (stop here: FRA) and row (at dusk).\n", "FRA"), ["We sail."]);
}

#[test]
fn emphasis_behind_a_label_belongs_to_the_text() {
    let text = "1. *Encourages* all;\n\nNEW PP5 *Recalling* the tides; [FRA]\n\n**OP6 bis** *Noting* the moon; [FRA]\n\n7. ~~We~~ They [FRA] sail;\n\n8.~~We~~ They [FRA] row;\n\n~~8-9.~~ We dive;\n";
    let document = Document::read(text).expect("short");
    let texts: Vec<&str> =
        document.paragraphs().iter().map(|paragraph| &text[paragraph.text().range()]).collect();
    assert_eq!(
        texts,
        [
            "*Encourages* all;",
            "*Recalling* the tides; [FRA]",
            "*Noting* the moon; [FRA]",
            "~~We~~ They [FRA] sail;",
            "~~We~~ They [FRA] row;",
            "We dive;",
        ]
    );
    assert_eq!(base(text)[4], "We row;");
}

#[test]
fn a_range_of_labels_names_each_of_them() {
    let text = |note: &str| {
        format!("2. We rest;\n\n3. We sail;\n\n4. We row;\n\n5. We dive;\n({note}: FRA)\n")
    };
    let gone = ["OP2", "OP3", "OP4"].map(|label| format!("FRA delete-paragraph for |  | {label}"));
    for note in [
        "delete OP2-OP4",
        "delete OP2-4",
        "delete OP2 - OP4",
        "delete OP2–OP4",
        "delete OPs 2-4",
        "delete OPs 2, 3 and 4",
        "delete paras OP2, OP3-OP4",
    ] {
        assert_eq!(table(&text(note)), gone, "{note}");
    }
    assert_eq!(table(&text("merge OP2-OP4")), ["FRA merge for | OP2 + OP3 + OP4 | OP2"]);
    assert_eq!(table(&text("merge with OPs 2-4")), ["FRA merge for | OP5 + OP2 + OP3 + OP4 | OP5"]);
    assert_eq!(table(&text("move OP2-OP3 to OP4")), ["FRA move for | OP2, OP3 -> OP4 | OP2"]);
    assert_eq!(table(&text("move to OP2-OP4")), ["FRA move for | OP5 -> OP2 | OP5"]);
    // No range: it would run backwards, or over more paragraphs than a text has.
    assert_eq!(
        table(&text("delete OP4-OP2")),
        ["FRA delete-paragraph for |  | OP4", "FRA delete-paragraph for |  | OP2"]
    );
    assert!(table(&text("delete OP2-OP9999")).len() <= 64);
}

#[test]
fn a_merge_of_paragraphs_that_are_named_leaves_the_one_it_stands_under_alone() {
    let text = |note: &str| {
        format!("2. We rest;\n({note}: FRA)\n\n3. We sail;\n\n4. We row;\n\n5. We dive;\n")
    };
    for (note, row) in [
        ("merge OP3 and OP4 with OP5", "OP3 + OP4 + OP5 | OP3"),
        ("merge OP3 with OP5", "OP3 + OP5 | OP3"),
        ("merge OP3 and OP4", "OP3 + OP4 | OP3"),
        ("merge OP2 with OP5", "OP2 + OP5 | OP2"),
        ("merge with OP5", "OP2 + OP5 | OP2"),
        ("merge with OP4 and OP5", "OP2 + OP4 + OP5 | OP2"),
        ("merge idea with OP5", "OP2 + OP5 | OP2"),
        ("merge OP3 here", "OP2 + OP3 | OP2"),
    ] {
        assert_eq!(table(&text(note)), [format!("FRA merge for | {row}")], "{note}");
    }
}

#[test]
fn a_bracket_below_a_line_is_no_heading() {
    // Codes sign what stands above them.
    assert_eq!(
        table("3. We sail [now: DEU];\n\nOP3 ALT We row;\n[FRA, ITA]\n\n4. We rest.\n"),
        ["DEU insert for | now | OP3", "FRA new for |  | OP3 ALT", "ITA new for |  | OP3 ALT"]
    );
    // Words go on with the line above.
    let text = "3. We sail\n[and dive]\n\n4. We rest;\n";
    assert_eq!(labels(text), ["OP3", "OP4"]);
    // A line by itself is one.
    assert_eq!(
        labels("3. We sail;\n\n[Tides and winds]\n\n4. We rest;\n"),
        ["OP3", "heading:OP4", "OP4"]
    );
    assert_eq!(labels("3. We sail;\n\n[at dusk]\n\n4. We rest;\n"), ["OP3", "OP4"]);
    // A sentence is none.
    assert_eq!(labels("3. We sail;\n\n[We also sing;]\n\n4. We rest;\n"), ["OP3", "OP4"]);
}

#[test]
fn a_blank_inside_a_strike_through_does_not_turn_it_around() {
    for text in [
        "2. We take cars~~ and boats~~[FRA] home;\n",
        "2. We take cars ~~and boats ~~[FRA] home;\n",
        "2. We take cars~~ and boats ~~[FRA] home;\n",
        "2. We take cars~~and boats~~[FRA] home;\n",
    ] {
        assert_eq!(table(text), ["FRA delete for | ~and boats~ | OP2"], "{text}");
        assert_eq!(base(text), ["We take cars and boats home;"], "{text}");
        assert_eq!(wanted_by(text, "FRA"), ["We take cars home;"], "{text}");
    }
    let text = "2. We take cars ~~and boats ~~[FRA] and ~~trams ~~trains [DEU], ~~oars~~ sails [ITA] home;\n";
    assert_eq!(
        table(text),
        [
            "FRA delete for | ~and boats~ | OP2",
            "DEU replace for | ~trams~ trains | OP2",
            "ITA replace for | ~oars~ sails | OP2"
        ]
    );
    assert_eq!(base(text), ["We take cars and boats and trams, oars home;"]);
    // A mark without a partner turns no other around.
    let text = "2. We take ~~cars~~ trams [FRA] and bikes~~ and ~~oars~~ sails [ITA] home;\n";
    assert_eq!(
        table(text),
        ["FRA replace for | ~cars~ trams | OP2", "ITA replace for | ~oars~ sails | OP2"]
    );
    assert!(oddities(text).contains(&DiagnosticKind::StrikeUnclosed { count: 1 }));
}

#[test]
fn struck_words_that_every_alternative_repeats_stand_once_in_the_base() {
    for (text, rows, old, france, germany) in [
        (
            "1. We take [~~two~~ three: FRA / ~~two~~ four: DEU] boats;\n",
            ["FRA replace for | ~two~ three | OP1", "DEU replace for | ~two~ four | OP1"],
            "We take two boats;",
            "We take three boats;",
            "We take four boats;",
        ),
        (
            "1. We take ~~two~~ three [FRA] / ~~two~~ four [DEU] boats;\n",
            ["FRA replace for | ~two~ three | OP1", "DEU replace for | ~two~ four | OP1"],
            "We take two boats;",
            "We take three boats;",
            "We take four boats;",
        ),
        (
            "1. We take [~~two~~: FRA / ~~two~~ four: DEU] boats;\n",
            ["FRA delete for | ~two~ | OP1", "DEU replace for | ~two~ four | OP1"],
            "We take two boats;",
            "We take boats;",
            "We take four boats;",
        ),
        (
            "1. We take [~~two big~~ three: FRA / ~~two~~ four: DEU] boats;\n",
            ["FRA replace for | ~two big~ three | OP1", "DEU replace for | ~two~ four | OP1"],
            "We take two big boats;",
            "We take three boats;",
            "We take big four boats;",
        ),
        (
            "1. We take [~~two~~ three: FRA / ~~two~~: DEU] boats;\n",
            ["FRA replace for | ~two~ three | OP1", "DEU delete for | ~two~ | OP1"],
            "We take two boats;",
            "We take three boats;",
            "We take boats;",
        ),
        (
            "1. We take ~~two~~ [three: FRA / ~~two~~ four: DEU] boats;\n",
            ["FRA replace for | ~two~ three | OP1", "DEU replace for | ~two~ four | OP1"],
            "We take two boats;",
            "We take three boats;",
            "We take four boats;",
        ),
    ] {
        assert_eq!(table(text), rows, "{text}");
        assert_eq!(base(text), [old], "{text}");
        assert_eq!(wanted_by(text, "FRA"), [france], "{text}");
        assert_eq!(wanted_by(text, "DEU"), [germany], "{text}");
    }
    let text = "1. We take [~~two~~ three: FRA / ~~two~~ four: DEU / ~~two~~ four: ITA] boats;\n";
    assert_eq!(Document::read(text).expect("short").proposals().len(), 2);
    assert_eq!(base(text), ["We take two boats;"]);
    let text = "1. We take [~~two~~: FRA / ~~two~~: DEU] boats;\n";
    assert_eq!(Document::read(text).expect("short").proposals().len(), 1);
    assert_eq!(base(text), ["We take two boats;"]);
    let text = "1. We take [~~two~~ three: FRA / ~~two~~ three: DEU] boats;\n";
    assert_eq!(Document::read(text).expect("short").proposals().len(), 1);
    assert_eq!(base(text), ["We take two boats;"]);
}

#[test]
fn struck_words_that_alternatives_repeat_stand_once_beside_an_earlier_draft() {
    let earlier = "1. We take two boats home and row;\n\n2. We rest;\n";
    let text =
        "1. We take [~~two~~ three: FRA / ~~two~~ four: DEU] boats home and row;\n\n2. We rest;\n";
    let earlier = Base::from_text("earlier", earlier).expect("short");
    let document = Document::read(text).expect("short").settled_by(&earlier);
    let rows: Vec<String> = document.rows().map(|row| row.subject).collect();
    assert_eq!(rows, ["~two~ three", "~two~ four"]);
    let first = document.paragraphs()[0].id();
    assert_eq!(document.base_text(first), "We take two boats home and row;");
}

#[test]
fn codes_speak_in_a_bracket_that_is_never_closed() {
    for (text, rows, old) in [
        (
            "2. Trams [and buses: NOR run well;\n",
            vec!["NOR insert for | and buses | OP2"],
            "Trams run well;",
        ),
        (
            "2. Trams [and buses: NOR, SWE run well [at night: DNK] and on time;\n",
            vec![
                "NOR insert for | and buses | OP2",
                "SWE insert for | and buses | OP2",
                "DNK insert for | at night | OP2",
            ],
            "Trams run well and on time;",
        ),
    ] {
        assert_eq!(table(text), rows, "{text}");
        assert_eq!(base(text), [old], "{text}");
        assert!(oddities(text).contains(&DiagnosticKind::BracketUnclosed { count: 1 }), "{text}");
        let document = Document::read(text).expect("short");
        let first = document.rows().next().expect("a row");
        assert_eq!(first.extent, Extent::Inferred, "{text}");
    }
}

#[test]
fn to_keep_a_paragraph_proposes_no_end_of_it() {
    let text = "3. We sail [now: FRA];\n(keep this para: DEU)\n";
    let document = Document::read(text).expect("short");
    assert_eq!(document.proposals().len(), 1);
    assert_eq!(table(text)[1], "DEU delete-paragraph against |  | OP3");
    assert_eq!(under(text, &Choice::All), ["We sail now;"]);
    assert!(
        sides(&document)[0].objectors.is_empty(),
        "to keep a paragraph is not to leave it as it was"
    );
    // Who opposes its keeping wants it struck; who supports that does not.
    let both = "3. We sail;\n(keep this para: DEU; support: ITA; oppose: FRA)\n";
    assert_eq!(
        table(both),
        [
            "DEU delete-paragraph against |  | OP3",
            "ITA delete-paragraph against |  | OP3",
            "FRA delete-paragraph for |  | OP3",
        ]
    );
    let (sailing, resting) = ("3. We sail;\n", "\n4. We rest;\n");
    for text in [
        format!("{sailing}(delete this para: FRA)\n(keep this para: DEU)\n"),
        format!("{sailing}(keep this para: DEU)\n(delete this para: FRA)\n"),
        format!("{sailing}(keep this para: DEU)\n{resting}(delete OP3: FRA)\n"),
    ] {
        let document = Document::read(text.as_str()).expect("short");
        assert_eq!(document.proposals().len(), 1, "{text}");
        let sides = &sides(&document)[0];
        assert_eq!((sides.supporters.len(), sides.objectors.len()), (1, 1), "{text}");
    }
}

#[test]
fn a_bracket_on_a_line_of_its_own_adds_its_words_at_the_end() {
    let text =
        "1. We meet each year;\n\n[We thank the host: FRA, DEU; oppose: RUS]\n\n2. We part;\n";
    let document = Document::read(text).expect("short");
    let under = |choice: &Choice| project(&document, choice).to_string();
    assert_eq!(under(&Choice::Nothing), "1. We meet each year;\n\n2. We part;\n");
    assert_eq!(under(&Choice::All), "1. We meet each year; We thank the host\n\n2. We part;\n");
}

#[test]
fn conditions_numbers_and_nesting_leave_no_doubt_about_the_house() {
    use travaux::model::Dialect;
    let text = "1. We [sail: G77(with care)] and [rest [a while: FRA(when wet)] at noon: G77] then \
                [row: FRA(by day)] or [drift [far: G77] out: FRA] and [sing: DEU(in tune)];\n";
    let document = Document::read(text).expect("short");
    assert_eq!(document.dialect(), Dialect::attribution_last());
    assert_eq!(document.proposals().len(), 7);
}

#[test]
fn the_same_words_wished_for_twice_at_one_place_are_one_wish() {
    let text = "1. We act [soon: FRA] [soon: DEU; oppose: RUS] now.\n";
    let document = Document::read(text).expect("short");
    assert_eq!(document.proposals().len(), 1);
    assert_eq!(document.sponsors(document.proposals()[0].id()).len(), 2);
    assert_eq!(under(text, &Choice::All), ["We act soon now."]);
    assert_eq!(base(text), ["We act now."]);
    assert_eq!(rows(text), ["FRA for soon", "DEU for soon", "RUS against soon"]);
}

#[test]
fn a_note_of_agreement_behind_codes_is_a_level() {
    let document = Document::read("1. We act [now: FRA] (agreed ad ref).\n").expect("short");
    let level = document.paragraphs()[0].level();
    assert_eq!(level, travaux::model::AgreementLevel::AdReferendum);
    assert_eq!(document.base_text(document.paragraphs()[0].id()), "We act.");
}

#[test]
fn china_beside_the_g77_stays_in_running_text() {
    let text = "1. We thank the G77 and China for rain [soon: FRA] and [home: G77 and China] go.\n";
    assert_eq!(base(text), ["We thank the G77 and China for rain and go."]);
    assert_eq!(rows(text), ["FRA for soon", "G77 for home"]);
}

/// `OP1 to OP3` behind a wish to delete is a range: nothing can be moved to there.
#[test]
fn a_range_is_deleted_paragraph_by_paragraph() {
    let rest = |note: &str| {
        let text = format!("1. We act.\n\n2. We row.\n\n3. We sing.\n\n4. We eat.\n{note}\n");
        project(&Document::read(text).expect("a short text"), &Choice::All).to_string()
    };
    for note in ["(delete OP1 to OP3: KEN)", "(delete paras 1 to 3: KEN)", "(delete OP1-OP3: KEN)"]
    {
        assert_eq!(rest(note), "4. We eat.\n", "{note}");
    }
    assert_eq!(rest("(delete OP3 to OP4: KEN)"), "1. We act.\n\n2. We row.\n");
}

#[test]
fn a_proposed_paragraph_that_nobody_has_signed_is_a_proposal() {
    let text = "1. We sail;\n\nOP1 bis. We invite the albatross to reply;\n\n2. We rest;\n\nOP2 ALT We drift;\n(oppose: PER)\n";
    let document = Document::read(text).expect("short");
    let kinds: Vec<_> = document.proposals().iter().map(travaux::Proposal::kind).collect();
    let new = travaux::model::ProposalKind::New;
    assert_eq!(kinds, [new, new], "one each, whoever speaks of it");
    let text = |choice: Choice| project(&document, &choice).to_string();
    assert!(text(Choice::All).contains("We invite the albatross to reply"));
    assert!(!text(Choice::Unopposed).contains("albatross"), "nobody wants it");
}

#[test]
fn of_many_equal_words_any_may_have_gone() {
    use travaux::analysis::{Survived, outcome};
    for text in [
        "1. We sing tide tide tide [~~tide~~: FRA] tide;",
        "1. We sing tide tide tide [tide: FRA] tide tide;",
    ] {
        let draft = Document::read(text).expect("short");
        let adopted = project(&draft, &Choice::All).to_string();
        let found = outcome(&draft, &Document::read(adopted).expect("short"));
        assert_eq!(found.proposals[0].survived, Survived::Fully, "{text}");
    }
}

#[test]
fn who_keeps_paragraphs_of_one_part_separate_is_not_against_a_merge_in_another() {
    let text = "ANNEX I\n\n1. We sail;\n\n2. We row;\n(merge OP1 with OP2: FRA)\n\nANNEX II\n\n1. We hum;\n\n2. We rest;\n(keep OP1 and OP2 separate: DEU)\n";
    let document = Document::read(text).expect("short");
    let [merge, keep] = document.proposals() else { panic!("one a part") };
    assert_ne!(
        document.paragraph(merge.paragraph()).part(),
        document.paragraph(keep.paragraph()).part()
    );
}
