//! Proves the laws of a negotiation in rounds on generated drafts, each a round.

use std::collections::BTreeMap;

use super::merge::{draft, texts};
use proptest::prelude::*;
use travaux::Document;
use travaux::merge::{AnnotatedCopy, Event, Merged, Negotiation};

proptest! {
    /// The state at a round is what the round's draft says, whatever came before it.
    #[test]
    fn state_is_the_reading(draft in draft()) {
        let mut negotiation = Negotiation::default();
        let mut read = Vec::new();
        for (text, name) in texts(&draft) {
            let document = Document::read(text).expect("short");
            negotiation.push(name, &document);
            read.push(Merged::from(AnnotatedCopy::of(&document)));
        }
        prop_assert_eq!(negotiation.rounds().len(), read.len());
        for (at, state) in read.iter().enumerate() {
            prop_assert_eq!(negotiation.state(at), Some(state));
        }
        prop_assert_eq!(negotiation.state(read.len()), None);
    }

    /// Every wish of every round, and so every statement, is in one life; a life begins once, goes
    /// on in the order of the rounds, and is open if it stands in the last one.
    #[test]
    fn each_wish_has_one_life(draft in draft()) {
        let mut negotiation = Negotiation::default();
        for (text, name) in texts(&draft) {
            negotiation.push(name, &Document::read(text).expect("short"));
        }
        let mut lives: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        let last = negotiation.rounds().len() - 1;
        for (at, life) in negotiation.lives().iter().enumerate() {
            for stood in &life.stood {
                prop_assert_eq!(lives.insert(*stood, at), None);
            }
            prop_assert!(life.stood.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert!(life.steps.windows(2).all(|pair| pair[0].round < pair[1].round));
            let born = life.steps.iter().filter(|step| step.event == Event::Born).count();
            prop_assert!(born == 1 && life.steps[0].event == Event::Born);
            prop_assert_eq!(life.steps[0].round, life.stood[0].0);
            let stands = life.stood.last().is_some_and(|stood| stood.0 as usize == last);
            prop_assert_eq!(life.is_open(), stands, "{:?}", life);
        }
        for (round, state) in negotiation.rounds().iter().enumerate() {
            for wish in 0..state.state.wishes().len() {
                let key = (u32::try_from(round).expect("few"), u32::try_from(wish).expect("few"));
                prop_assert!(lives.contains_key(&key));
            }
            for said in state.state.statements() {
                prop_assert!((said.wish as usize) < state.state.wishes().len());
            }
        }
    }
}
