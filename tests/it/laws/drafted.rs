//! Projections against an oracle that walks the generator's own tree: every form of words of the
//! notation, under any choice, to the letter.

use std::collections::BTreeSet;

use proptest::prelude::*;
use travaux::Document;
use travaux::model::ProposalId;
use travaux::project::{Choice, Projection, project};

use crate::check;
use crate::oracle::{Draft, drafts};

/// The proposals that these wishes are.
fn proposals(document: &Document, draft: &Draft, wishes: &BTreeSet<usize>) -> Vec<ProposalId> {
    let mut ids = Vec::new();
    for wish in wishes {
        let code = draft.wishes[*wish].code.parse().expect("a code");
        let speaker = document.speaker(code).expect("each sponsor speaks");
        let own = document.proposals().iter().map(travaux::Proposal::id);
        ids.extend(own.filter(|id| document.sponsors(*id).contains(&speaker)));
    }
    ids
}

fn texts(projection: &Projection) -> Vec<(String, String)> {
    let text =
        |p: &travaux::project::ProjectedParagraph| (p.label().to_string(), p.text().to_owned());
    projection.paragraphs().iter().map(text).collect()
}

/// A draft and some of its wishes.
fn chosen() -> impl Strategy<Value = (Draft, BTreeSet<usize>)> {
    (drafts(), prop::collection::vec(prop::bool::weighted(0.4), 96)).prop_map(|(draft, mask)| {
        let wishes = (0..draft.wishes.len()).filter(|at| mask[*at]).collect();
        (draft, wishes)
    })
}

proptest! {
    #[test]
    fn every_wish_is_one_proposal(draft in drafts()) {
        let document = check::read(&draft.text);
        for (at, wish) in draft.wishes.iter().enumerate() {
            let ids = proposals(&document, &draft, &BTreeSet::from([at]));
            prop_assert_eq!(ids.len(), 1, "of {} in\n{}", wish.code, &draft.text);
        }
        prop_assert_eq!(document.proposals().len(), draft.wishes.len(), "in\n{}", draft.text);
    }

    #[test]
    fn projection_is_the_oracles((draft, wishes) in chosen()) {
        let document = check::read(&draft.text);
        let found = project(&document, &Choice::Set(proposals(&document, &draft, &wishes)));
        let codes: Vec<&str> = wishes.iter().map(|at| draft.wishes[*at].code).collect();
        prop_assert_eq!(texts(&found), draft.projected(&wishes), "{:?} in\n{}", codes, draft.text);
        let stand = proposals(&document, &draft, &draft.standing(&wishes));
        let (stand, accepted): (BTreeSet<_>, BTreeSet<_>) =
            (stand.into_iter().collect(), found.accepted().iter().copied().collect());
        prop_assert_eq!(stand, accepted, "{:?} in\n{}", codes, draft.text);
    }

    #[test]
    fn base_is_the_oracles(draft in drafts()) {
        let found = project(&check::read(&draft.text), &Choice::Nothing);
        prop_assert_eq!(texts(&found), draft.projected(&BTreeSet::new()), "in\n{}", draft.text);
    }

    #[test]
    fn unopposed_is_the_oracles(draft in drafts()) {
        let wishes = (0..draft.wishes.len()).filter(|at| draft.wishes[*at].unopposed).collect();
        let found = project(&check::read(&draft.text), &Choice::Unopposed);
        prop_assert_eq!(texts(&found), draft.projected(&wishes), "in\n{}", draft.text);
    }

    #[test]
    fn unopposed_is_what_consensus_says(draft in drafts()) {
        let document = check::read(&draft.text);
        let found = project(&document, &Choice::Unopposed);
        let mut told: BTreeSet<ProposalId> = found.accepted().iter().copied().collect();
        told.extend(found.findings().iter().flat_map(travaux::project::Finding::proposals));
        let state = travaux::analysis::consensus(&document);
        for standing in state.paragraphs.iter().flat_map(|paragraph| &paragraph.proposals) {
            let against = standing.sides.objectors.len() + standing.rivals.len();
            prop_assert_eq!(standing.count_against, against);
            let unopposed = against == 0 && !standing.sides.supporters.is_empty();
            // One that is nested in another may be told of without being wanted.
            let held = told.contains(&standing.proposal);
            prop_assert!(held || !unopposed, "in\n{}", draft.text);
            let stands = found.accepted().contains(&standing.proposal);
            prop_assert!(unopposed || !stands, "in\n{}", draft.text);
        }
    }
}
