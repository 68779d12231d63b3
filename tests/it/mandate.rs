//! Proves what is asked of a mandate: that its file is checked, that patterns mean the words they
//! say, what threatens and serves it, what is missing, and how far each text that may come out is.

use travaux::analysis::{
    Aim, Mandate, MandateOptions, Pattern, PatternErrorKind, Point, assess, grounds,
    mandate_outcome, mandate_outcomes,
};
use travaux::project::Choice;
use travaux::{DelegationCode, Document};

use crate::check;

const TEXT: &str = "\
1. Keep the harbour open [, for a toll: CRI,PAN; oppose: FRA], and feed the gulls.

2. ~~Feed the gulls at noon~~ [DEU; retain: FRA].

3. Paint the quay [and mend the nets: FRA; oppose: CRI].
(move before OP1: KEN; oppose: FRA)

4. Honour the keeper of the light.";

fn point(name: &str, aim: Aim, words: &str) -> Point {
    let mut point = Point::new(name, aim);
    point.words.push(words.parse().expect("a pattern"));
    point
}

fn mandate(points: Vec<Point>) -> Mandate {
    Mandate { party: Some("FRA".parse().expect("a code")), points, ..Mandate::default() }
}

fn names(document: &Document, ids: &[travaux::model::DelegationId]) -> String {
    let codes: Vec<String> =
        ids.iter().map(|id| document.delegation(*id).code().to_string()).collect();
    codes.join(" ")
}

#[test]
fn patterns_mean_their_words() {
    let is = |pattern: &str, text: &str| pattern.parse::<Pattern>().expect(pattern).is_in(text);
    for (pattern, text, want) in [
        ("toll*", "Tolls are due", true),
        ("toll", "Tolls are due", false),
        ("toll*", "extolling the harbour", false),
        ("new|fresh nets", "fresh, nets", true),
        ("new nets", "new old nets", false),
        ("new ... nets", "new nets", true),
        ("new ... nets", "new a b c d e f g h nets", true),
        ("new ... nets", "new a b c d e f g h i nets", false),
        ("new ... nets", "The quay is new. Mend the nets", false),
        ("new ... nets", "a new quay; nets are mended", false),
        ("new nets", "what is new: nets", false),
        ("new ... nets", "new and, “as ever”, (mended) nets", true),
        ("new ... nets ... mend*", "new new nets nets x mended", true),
    ] {
        assert_eq!(is(pattern, text), want, "{pattern} in {text}");
    }
}

#[test]
fn bad_patterns_say_where() {
    for (pattern, kind, column) in [
        ("", PatternErrorKind::WordMissing, 1),
        ("... nets", PatternErrorKind::GapOpen, 1),
        ("nets ...", PatternErrorKind::GapOpen, 6),
        ("new *nets", PatternErrorKind::StarMisplaced, 5),
        ("new n*ts", PatternErrorKind::StarMisplaced, 5),
        ("new |nets", PatternErrorKind::WordMissing, 5),
        ("new $nets", PatternErrorKind::WordInvalid, 5),
    ] {
        let error = pattern.parse::<Pattern>().expect_err(pattern);
        assert_eq!((error.kind(), error.column()), (kind, column), "{pattern}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_bad_file_says_line_and_column() {
    let good = "title = \"Nets\"\nparty = \"FRA\"\n\n[[points]]\nname = \"Nets\"\naim = \"keep\"\n\
                words = [\"net*\", \"mend*\"]\n";
    let read = |text: &str| toml::from_str::<Mandate>(text);
    assert_eq!(read(good).expect("a mandate").points[0].words.len(), 2);
    for (old, new, place, word) in [
        ("\"mend*\"", "\"*mend\"", "line 7, column", "at the end of a word alone"),
        ("\"keep\"", "\"hold\"", "line 6, column", "hold"),
        ("aim = ", "goal = ", "line 6, column", "goal"),
        ("\"FRA\"", "\"fra!\"", "line 2, column", ""),
    ] {
        let error = read(&good.replace(old, new)).expect_err(new).to_string();
        assert!(error.contains(place) && error.contains(word), "{error}");
    }
    let json =
        "{\n \"points\": [\n  {\"name\": \"Nets\", \"aim\": \"keep\", \"words\": [\"...\"]}\n ]\n}";
    let error = serde_json::from_str::<Mandate>(json).expect_err("a gap alone");
    assert_eq!(error.line(), 3);
    assert!(
        error.column() > 1 && error.to_string().contains("a word before and behind"),
        "{error}"
    );
}

/// A point of each aim.
fn harbour() -> Mandate {
    mandate(vec![
        point("No toll", Aim::Defend, "toll*"),
        point("The gulls", Aim::Keep, "gull*"),
        point("The nets", Aim::Include, "nets"),
        Point::new("The order", Aim::Structure),
    ])
}

#[test]
fn threats_and_friends_are_named() {
    let document = check::read(TEXT);
    let mandate = harbour();
    let found = assess(&document, &mandate).points;
    let [toll, gulls, nets, order] = &found[..] else { panic!("four points") };
    assert_eq!(names(&document, &toll.threats[0].wanting), "CRI PAN");
    assert_eq!(names(&document, &toll.threats[0].against), "FRA");
    assert!(toll.serves.is_empty() && toll.stands_in.is_empty());
    assert_eq!((gulls.stands_in.len(), gulls.threats.len()), (2, 1));
    assert_eq!(names(&document, &gulls.threats[0].wanting), "DEU");
    assert_eq!((nets.serves.len(), nets.stands_in.len(), nets.is_missing), (1, 0, false));
    assert_eq!(names(&document, &order.threats[0].wanting), "KEN");
}

#[test]
fn what_no_text_has_is_missing_and_has_a_place() {
    let document = check::read(TEXT);
    let mut lamp = point("The lamp", Aim::Include, "lamp*");
    lamp.text = Some("the keeper of the lamp".to_owned());
    let mandate = mandate(vec![lamp, point("No whales", Aim::Defend, "whale*")]);
    let found = assess(&document, &mandate).points;
    assert!(found[0].is_missing && !found[1].is_missing);
    let (best, share) = found[0].fits[0];
    assert_eq!(document.paragraph(best).label().to_string(), "OP4");
    assert!(share > 0.0 && share < 1.0);
    assert!(found[1].fits.is_empty());
}

/// Other words of the text, on another matter or in another sentence, meet nothing.
#[test]
fn unrelated_words_meet_nothing() {
    let document = check::read(
        "1. The quay is new. Instruments of music are played on it [, tools of peace: FRA].",
    );
    let mandate = mandate(vec![
        point("No new instrument", Aim::Defend, "new ... instrument*"),
        point("The peace tool", Aim::Include, "tool|tools ... whale*"),
    ]);
    let found = assess(&document, &mandate).points;
    assert!(found[0].threats.is_empty() && found[0].stands_in.is_empty());
    assert!(found[1].serves.is_empty() && found[1].is_missing);
    let out = mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &Choice::All);
    assert_eq!((out.points[0].met, out.points[1].met), (1.0, 0.0));
}

#[test]
fn words_struck_apart_are_no_phrase() {
    let document = check::read("1. We ~~mend~~ bless [FRA] the ~~nets~~ boats [FRA].");
    let mandate = mandate(vec![point("Mending", Aim::Keep, "mend nets")]);
    assert!(assess(&document, &mandate).points[0].threats.is_empty());
}

#[test]
fn distances_and_red_lines() {
    let document = check::read(TEXT);
    let mut toll = point("No toll", Aim::Defend, "toll*");
    (toll.weight, toll.red_line) = (3, true);
    let mandate = mandate(vec![toll, point("The gulls", Aim::Keep, "gull*")]);
    let far =
        |choice| mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &choice);
    let none = far(Choice::Nothing);
    assert_eq!((none.distance, none.crossed.len()), (0.0, 0));
    // The toll is in, of weight 3; and of two places with gulls one is left, of weight 1.
    let costa_rica = far(Choice::Of(vec!["CRI".parse().expect("a code")]));
    assert_eq!((costa_rica.distance, &costa_rica.crossed[..]), (3.0 / 4.0, &[0][..]));
    let germany = far(Choice::Of(vec!["DEU".parse().expect("a code")]));
    assert_eq!((germany.distance, germany.crossed.len()), (0.5 / 4.0, 0));
    let names: Vec<String> = mandate_outcomes(&document, &mandate, &MandateOptions::default())
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names.len(), 4);
}

/// What makes a text differ from the mandate is named, down to the statements.
#[test]
fn distances_are_explained() {
    let document = check::read(TEXT);
    let mandate = harbour();
    let told = |choice: Choice, nth: usize| {
        let out = mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &choice);
        out.points[nth].clone()
    };
    let speakers = |id| -> Vec<String> {
        let all = grounds(&document, id);
        all.iter().map(|one| document.delegation(one.delegation).code().to_string()).collect()
    };
    let of = |code: &str| Choice::Of(vec![code.parse::<DelegationCode>().expect("a code")]);
    let toll = told(of("CRI"), 0);
    assert_eq!((toll.met, toll.paragraphs.len()), (0.0, 1));
    assert_eq!(speakers(toll.harmed_by[0]), ["CRI", "PAN", "FRA"]);
    let gulls = told(of("DEU"), 1);
    assert_eq!((gulls.met, speakers(gulls.harmed_by[0]).len()), (0.5, 2));
    let without = told(Choice::Nothing, 2);
    assert_eq!(
        (without.met, speakers(without.forgone[0])),
        (0.0, vec!["FRA".into(), "CRI".into()])
    );
    let with = told(of("FRA"), 2);
    assert_eq!((with.met, with.served_by.len(), with.forgone.len()), (1.0, 1, 0));
    let moved = told(of("KEN"), 3);
    assert!(moved.met < 1.0 && moved.paragraphs.len() == 1 && moved.harmed_by.len() == 1);
    assert!(told(Choice::Nothing, 3).paragraphs.is_empty());
}

/// Of the proposals those of the kinds that were asked for bear on a point.
#[cfg(feature = "serde")]
#[test]
fn kinds_of_proposals_can_be_asked_for() {
    let document = check::read(TEXT);
    let text = "[[points]]\nname = \"All stay\"\naim = \"structure\"\n\
                [[points]]\nname = \"None goes\"\naim = \"structure\"\nkinds = [\"delete-paragraph\"]\n\
                [[points]]\nname = \"Gulls\"\naim = \"keep\"\nwords = [\"gull*\"]\nkinds = [\"insert\"]\n";
    let mandate: Mandate = toml::from_str(text).expect("a mandate");
    let threats: Vec<usize> =
        assess(&document, &mandate).points.iter().map(|one| one.threats.len()).collect();
    assert_eq!(threats, [1, 0, 0]);
}

/// One word can make of the words around it what was to stay out, or unmake what was to stay in.
#[test]
fn one_word_among_others_is_a_threat() {
    let document = check::read(
        "1. We keep the harbour and its [new: FRA] legal instruments, and ~~mend~~ [DEU] the nets.\n\n\
         2. We buy new ~~musical~~ legal [KEN] instruments.",
    );
    let mandate = mandate(vec![
        point("No new instrument", Aim::Defend, "new legal instrument*"),
        point("The nets are mended", Aim::Keep, "mend the nets"),
    ]);
    let found = assess(&document, &mandate).points;
    let wanting: Vec<String> =
        found[0].threats.iter().map(|one| names(&document, &one.wanting)).collect();
    assert_eq!(wanting, ["FRA", "KEN"]);
    assert_eq!(names(&document, &found[1].threats[0].wanting), "DEU");
    assert_eq!((found[0].serves.len(), found[1].serves.len()), (0, 0));
    // What others would add, or strike, elsewhere in the paragraph makes no threat of a change.
    let far = check::read("1. New harbours [of stone: FRA] stand. Old instruments are mended.");
    assert!(assess(&far, &mandate).points[0].threats.is_empty());
}

/// What a wish would do to a paragraph threatens it, wherever the note stands; what it would do to
/// others does not.
#[test]
fn the_structure_is_threatened_from_other_paragraphs() {
    let threats = |notes: &str, label: &str| -> usize {
        let text = format!(
            "1. Keep the harbour open.\n\n2. Feed the gulls.\n\n3. Paint the quay.\n\n4. Rest.\n\n\
             5. Sweep the stairs.\n{notes}\n\n## Section II\n\n6. Sing.\n\n7. Dance.\n"
        );
        let document = check::read(&text);
        assert_eq!(document.proposals().is_empty(), notes.is_empty(), "{notes}");
        let mut order = Point::new("The order", Aim::Structure);
        order.paragraphs.push(label.parse().expect("a label"));
        assess(&document, &mandate(vec![order])).points[0].threats.len()
    };
    for (notes, hit, missed) in [
        ("", "", "OP1 OP2 OP3 OP4 OP5 OP6 OP7"),
        ("(merge with OP2: FRA)", "OP2 OP5", "OP1 OP3 OP4 OP6 OP7"),
        ("(merge OP1-OP3: FRA)", "OP1 OP2 OP3", "OP4 OP5 OP6"),
        ("(replace OP2 with this: FRA)", "OP2", "OP1 OP3 OP4 OP6"),
        ("(move OP2 before OP4: FRA)", "OP2", "OP1 OP3 OP4 OP5"),
        ("(move OP1-OP3 to the end: FRA)", "OP1 OP2 OP3", "OP4 OP5 OP7"),
        ("(split OP2: FRA)", "OP2", "OP1 OP5"),
        ("(delete OP2: FRA)", "OP2", "OP1 OP3 OP5"),
        ("(delete OP1-3: FRA)", "OP1 OP2 OP3", "OP4 OP5"),
        ("(delete this entire section: FRA)", "OP1 OP2 OP3 OP4 OP5", "OP6 OP7"),
        ("(delete section II: FRA)", "OP6 OP7", "OP1 OP2 OP5"),
    ] {
        for label in hit.split_whitespace() {
            assert_eq!(threats(notes, label), 1, "{notes} and {label}");
        }
        for label in missed.split_whitespace() {
            assert_eq!(threats(notes, label), 0, "{notes} and {label}");
        }
    }
}

/// A bracket of a treaty that runs over paragraphs strikes those it holds wholly.
#[test]
fn a_bracket_over_paragraphs_threatens_them() {
    let document = check::read(
        "Article X.1: Lights\n\n1. Each Party shall keep the harbour open.\n\n\
         2. Each Party shall feed [FR oppose: the gulls.\n\n3. Each Party shall paint the quay.\n\n\
         4. Each Party shall honour the keeper.]\n\n[CA/US propose: 5. Each Party shall sing.]\n",
    );
    let of = |label: &str| {
        let mut order = Point::new("The order", Aim::Structure);
        order.paragraphs.push(label.parse().expect("a label"));
        assess(&document, &mandate(vec![order])).points[0].threats.len()
    };
    let labels = (1..=5).map(|nth| format!("Article X.1({nth})"));
    assert_eq!(labels.map(|label| of(&label)).collect::<Vec<_>>(), [0, 0, 1, 1, 0]);
}

/// What of a mandate means nothing in the document is told, with what may be meant.
#[test]
fn what_means_nothing_in_the_document_is_found() {
    use travaux::analysis::MandateFinding;
    let document = check::read(TEXT);
    let mut gulls = point("The gulls", Aim::Keep, "gull*");
    gulls.paragraphs = ["OP2", "OP77", "PP3", "OP77"].map(|l| l.parse().expect("a label")).to_vec();
    let of = |party: &str, points: Vec<Point>| {
        let party = Some(party.parse().expect("a code"));
        assess(&document, &Mandate { party, points, ..Mandate::default() }).findings
    };
    assert_eq!(of("FRA", harbour().points), []);
    let found = of("FRB", vec![point("No toll", Aim::Defend, "toll*"), gulls]);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].starts_with("`FRB` as the party is nobody's code; near: ")
            && told[0].contains("FRA")
    );
    assert_eq!(told[1], "no paragraph is called OP77, which point 2 names; near: OP4, OP3, OP2");
    assert_eq!(told[2], "no paragraph is called PP3, which point 2 names; nothing near is known");
    let silent = of("BRA", Vec::new());
    assert!(matches!(silent[..], [MandateFinding::PartySilent { .. }]), "{silent:?}");
}

#[cfg(feature = "serde")]
#[test]
fn weights_that_are_none_say_line_and_column() {
    let text = "[[points]]\nname = \"Nets\"\naim = \"keep\"\nwords = [\"net*\"]\nweight = ";
    assert!(toml::from_str::<Mandate>(&format!("{text}3\n")).is_ok());
    for weight in ["-3", "nan", "-0.5", "inf", "1.5", "\"3\""] {
        let error = toml::from_str::<Mandate>(&format!("{text}{weight}\n")).expect_err(weight);
        let error = error.to_string();
        assert!(error.contains("line 5, column 10"), "{error}");
    }
}

/// What is accepted and cannot be done is not in the text, and what is done is: words and structure
/// are those of the text in its order.
#[test]
fn outcomes_are_those_of_the_text_in_order() {
    let far = |text: &str, points: Vec<Point>, choice: Choice| {
        let document = check::read(text);
        let mandate = Mandate { points, ..Mandate::default() };
        let out = mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &choice);
        let threats: Vec<usize> =
            assess(&document, &mandate).points.iter().map(|one| one.threats.len()).collect();
        let harm: Vec<(f64, usize)> =
            out.points.iter().map(|one| (one.met, one.harmed_by.len())).collect();
        (threats, harm)
    };
    let points = |words: &str| {
        vec![point("Words", Aim::Keep, words), Point::new("The order", Aim::Structure)]
    };
    let text = "OP1. *Decides* to meet yearly.\n\n\
                OP2. *Affirms* that ships pay no toll. (replace with OP3: IRN)\n\n\
                OP3. *Notes* the report.\n";
    let (threats, out) = far(text, points("no toll"), Choice::Unopposed);
    assert_eq!(threats, [1, 1]);
    assert_eq!(out[0], (0.0, 1));
    let contested = "1. We act.\n\n2. We row. (merge with OP3: DEU)\n\n\
                     3. We sing. (delete this para: RUS)\n\n4. We eat.\n";
    let (threats, out) = far(contested, points("sing"), Choice::All);
    assert_eq!(threats, [1, 2]);
    assert_eq!(out, [(1.0, 0), (1.0, 0)]);
    // Both are threats, and done, where they do not contradict each other.
    let (_, out) = far(contested, points("sing"), Choice::Of(vec!["RUS".parse().expect("a code")]));
    assert_eq!(out, [(0.0, 1), (0.75, 1)]);
    // Words that are joined are kept, and those of each paragraph are its own.
    let joined = "1. We act. (merge with OP2: DEU)\n\n2. We sing.\n\n3. We sing.\n";
    let (threats, out) = far(joined, points("sing"), Choice::All);
    assert_eq!((threats, out[0]), (vec![0, 1], (1.0, 0)));
    // What another paragraph says in its place is not lost.
    let said = "1. We sing.\n(replace with OP2: KEN)\n\n2. We sing aloud.\n\n3. We act.\n";
    let (threats, out) = far(said, points("sing"), Choice::All);
    assert_eq!((threats, out[0]), (vec![0, 1], (1.0, 0)));
    // A note may be about another paragraph than its own, or a whole section.
    for note in ["(delete OP2: KEN)", "(delete this section: KEN)"] {
        let noted = format!("1. We act.\n{note}\n\n2. We sing.\n");
        assert_eq!(far(&noted, points("sing"), Choice::Nothing).0, [1, 1], "{note}");
    }
}

/// A whole alternative takes the place of a paragraph, with its words.
#[test]
fn an_alternative_threatens_what_it_replaces() {
    let document = check::read(
        "OP1. *Decides* to meet yearly.\n\nOP2. *Affirms* that ships pay no toll in the strait.\n\n\
         OP2 ALT. *Affirms* that passage is governed by the port. [IRN, CHN]\n",
    );
    let mut free = point("Free passage", Aim::Keep, "no toll");
    free.red_line = true;
    free.paragraphs.push("OP2".parse().expect("a label"));
    let points = vec![
        free,
        Point::new("The order", Aim::Structure),
        point("Passage", Aim::Keep, "passage|toll"),
        point("No port", Aim::Defend, "port"),
    ];
    let mandate = Mandate { points, ..Mandate::default() };
    let found = assess(&document, &mandate).points;
    let threats: Vec<usize> = found.iter().map(|one| one.threats.len()).collect();
    assert_eq!(threats, [1, 1, 0, 1]);
    let of = |choice| mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &choice);
    let out = of(Choice::Unopposed);
    let harm: Vec<(f64, usize)> =
        out.points.iter().map(|one| (one.met, one.harmed_by.len())).collect();
    assert_eq!(harm, [(0.0, 1), (0.5, 1), (1.0, 0), (0.0, 1)]);
    assert_eq!(out.crossed, [0]);
    assert!(of(Choice::Nothing).points.iter().all(|one| one.met >= 1.0));
}

/// What two make together no proposal makes alone: it harms all the same.
#[test]
fn those_that_harm_together_are_named() {
    let document = check::read(
        "1. We levy [a toll: FRA] [on boats: DEU] and [rest: KEN].\n\n\
         2. We keep ~~our~~ [USA] nets ~~and~~ [BRA] hooks [here: KEN].\n",
    );
    let mut toll = point("No toll", Aim::Defend, "toll on boats");
    toll.red_line = true;
    let mandate = Mandate {
        points: vec![toll, point("Nets", Aim::Keep, "our nets|sails and")],
        ..Mandate::default()
    };
    let found = assess(&document, &mandate).points;
    assert!(found[0].threats.is_empty());
    let harm = |choice| {
        let out = mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &choice);
        let names = |ids: &[travaux::model::ProposalId]| -> String {
            let all = ids.iter().map(|id| document.wording(*id));
            all.collect::<Vec<_>>().join(", ")
        };
        (out.crossed.len(), names(&out.points[0].harmed_by), names(&out.points[1].harmed_by))
    };
    let (crossed, toll, _) = harm(Choice::All);
    assert_eq!((crossed, toll.as_str()), (1, "a toll, on boats"));
    assert_eq!(harm(Choice::Nothing), (0, String::new(), String::new()));
    assert_eq!(harm(Choice::Of(vec!["FRA".parse().expect("a code")])).0, 0);
}

/// Marks that a reader takes for the same are the same, on either side.
#[test]
fn patterns_read_marks_as_a_reader_does() {
    let is = |pattern: &str, text: &str| pattern.parse::<Pattern>().expect(pattern).is_in(text);
    for (pattern, text) in [
        ("state's nets", "every State’s nets"),
        ("state’s nets", "every State's nets"),
        ("human-rights", "of human‑rights"),
        ("human–rights", "of human-rights"),
        ("victim’s|owner’s boat", "an owner's boat"),
        ("fisher’*", "the fisher's net"),
        ("70/2", "resolution 70/2 of the bay"),
        ("resolution 70/2*", "resolution 70/25"),
        ("70 2", "resolution 70/2"),
        ("and/or", "boats and/or nets"),
    ] {
        assert!(is(pattern, text), "{pattern} in {text}");
    }
    assert!(!is("70/2", "70/3") && !is("70/2", "2/70"));
    for pattern in ["/2", "70/", "70/2|71/3", "/"] {
        let error = pattern.parse::<Pattern>().expect_err(pattern);
        assert_eq!(error.kind(), PatternErrorKind::WordInvalid, "{pattern}");
        assert!(error.to_string().contains("`70/2`"), "{error}");
    }
}

/// A point about words needs some, and says so where it is written.
#[cfg(feature = "serde")]
#[test]
fn a_point_without_words_says_where() {
    let head = "title = \"Nets\"\n\n[[points]]\nname = \"Nets\"\n";
    let read = |rest: &str| toml::from_str::<Mandate>(&format!("{head}{rest}"));
    for rest in [
        "aim = \"defend\"\n",
        "aim = \"keep\"\nwords = []\n",
        "aim = \"include\"\ntext = \"the nets are mended\"\n",
    ] {
        let error = read(rest).expect_err(rest).to_string();
        assert!(error.contains("line 3, column 1") && error.contains("`words`"), "{error}");
    }
    assert!(read("aim = \"structure\"\n").is_ok());
    let json = "{\n \"points\": [\n  {\"name\": \"Nets\", \"aim\": \"keep\", \"words\": []}\n ]\n}";
    let error = serde_json::from_str::<Mandate>(json).expect_err("no words");
    // That reader tells where the list goes on behind the point.
    assert!((3..=4).contains(&error.line()) && error.to_string().contains("`Nets`"), "{error}");
}
