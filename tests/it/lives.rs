//! Proves what the lives of wishes say of drafts in their order.

use std::fmt::Write as _;

use travaux::Document;
use travaux::merge::{Event, Negotiation};

/// What happened to each wish, by its words, and in which round.
fn lives(rounds: &[&str]) -> Vec<(String, Vec<(u32, Event)>)> {
    let mut negotiation = Negotiation::default();
    for text in rounds {
        negotiation.push("round", &Document::read(*text).expect("short"));
    }
    let steps = |steps: &[travaux::merge::Step]| {
        steps.iter().map(|step| (step.round, step.event)).collect()
    };
    negotiation.lives().iter().map(|life| (life.wording.clone(), steps(&life.steps))).collect()
}

#[test]
fn a_text_that_stops_where_it_was_asked_to_stop_is_accepted() {
    let old = "1. We keep the harbour open, (stop here: FRA) even to those who are late.";
    let found = lives(&[old, "1. We keep the harbour open."]);
    assert_eq!(found[0].1, [(0, Event::Born), (1, Event::AcceptedInFull)]);
}

#[test]
fn a_rival_in_the_same_place_is_another_wish() {
    let first = "1. We meet in ~~five~~ three [FRA; oppose: JPN] years.";
    let found =
        lives(&[first, "1. We meet in ~~five~~ ten [IND] years.", "1. We meet in three years."]);
    let steps: Vec<_> = found.into_iter().map(|(_, steps)| steps).collect();
    assert_eq!(
        steps,
        [
            vec![(0, Event::Born), (1, Event::Dropped), (2, Event::AcceptedInFull)],
            vec![(1, Event::Born), (2, Event::Dropped)],
        ]
    );
    // Whoever asks for other words than before has reworded the wish.
    let found = lives(&[first, "1. We meet in ~~five~~ four [FRA] years."]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, [(0, Event::Born), (1, Event::Reworded)]);
}

#[test]
fn a_dropped_wish_whose_words_are_adopted_later() {
    let found = lives(&[
        "1. We keep the harbour [and its lights: FRA] open.",
        "1. We keep the harbour open.",
        "4. We always keep the harbour open.",
        "4. We always keep the harbour and its lights open.",
    ]);
    let steps = [(0, Event::Born), (1, Event::Dropped), (3, Event::AcceptedInFull)];
    assert_eq!(found, [("and its lights".to_owned(), steps.to_vec())]);
}

#[test]
fn an_exchange_is_accepted_under_shifted_numbers_too() {
    let note = |note: &str| {
        format!(
            "1. We sail to the cold north.\n({note}: FIN)\n\n2. We row to the warm south.\n\n\
             3. We rest at home for a while.\n\n4. We mend our nets by candle light.\n"
        )
    };
    let accepted = [(0, Event::Born), (1, Event::AcceptedInFull)];
    for (asked, new) in [
        (
            "swap OP1 and OP2",
            [
                "row to the warm south",
                "sail to the cold north",
                "rest at home for a while",
                "mend our nets by candle light",
            ],
        ),
        (
            "swap OP1 and OP3",
            [
                "rest at home for a while",
                "row to the warm south",
                "sail to the cold north",
                "mend our nets by candle light",
            ],
        ),
    ] {
        let mut later = "1. We cook soup for everybody.\n\n".to_owned();
        for (at, words) in (2..).zip(new) {
            writeln!(later, "{at}. We {words}.\n").expect("a string");
        }
        let found = lives(&[&note(asked), &later]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, steps)| *steps == accepted), "{asked}: {found:?}");
    }
    // That others came before them exchanges nothing.
    let same = note("swap OP1 and OP2").replace("\n(swap OP1 and OP2: FIN)", "");
    let later = format!("0. We cook soup for everybody.\n\n{same}");
    let found = lives(&[&note("swap OP1 and OP2"), &later]);
    assert!(found.iter().all(|(_, steps)| steps[1].1 == Event::Dropped), "{found:?}");
}
