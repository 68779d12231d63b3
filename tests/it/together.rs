//! Proves how silence, and wanting an alternative, count where delegations are compared in groups.

use travaux::Document;
use travaux::analysis::{
    CharacteristicOptions, DendrogramOptions, GroupConsensusOptions, GroupOptions, Position,
    Silence, agreement, blocs_with, characteristics, characteristics_with, cohesion, cohesion_with,
    dendrogram_with, group_consensus_with, group_standings_with, positions,
};
use travaux::model::DelegationId;

use crate::check;

fn ids(document: &Document, codes: &str) -> Vec<DelegationId> {
    let id = |code: &str| document.speaker(code.parse().expect("a code")).expect(code);
    codes.split_whitespace().map(id).collect()
}

/// Two who are against a third alternative because they want other ones do not agree, in any
/// figure.
#[test]
fn common_rivals_of_a_third_are_no_agreement() {
    let document = check::read("1. We act [now: FRA / soon: DEU / later: ITA].");
    let positions = positions(&document);
    let two = ids(&document, "FRA DEU");
    // Each wants its own and is so against the other's: two items, nothing in common.
    let figures = cohesion(&positions, &two);
    assert_eq!((figures.items, figures.rice), (2, Some(0.0)));
    assert_eq!(
        agreement(&document).of(two[0], two[1]).map(|pair| (pair.n(), pair.same())),
        Some((2, 0))
    );
    // Of three nobody stands with anybody: one for and one against, on each.
    let three = cohesion(&positions, &ids(&document, "FRA DEU ITA"));
    assert_eq!((three.items, three.rice), (3, Some(0.0)));
    let options = travaux::analysis::BlocOptions::default().times(1);
    assert!(blocs_with(&document, &options).blocs.is_empty());
    let traits = characteristics(&positions, &[two, ids(&document, "ITA")]);
    for one in traits.groups[0].iter().filter(|one| one.position == Position::Against) {
        assert!(one.inside.0 < 2, "{one:?}");
    }
    let later = document.proposals().last().expect("three").id();
    let groups = [ids(&document, "FRA DEU"), ids(&document, "ITA")];
    let all = group_consensus_with(&positions, &groups, &GroupConsensusOptions::default());
    let later = all.proposals.iter().find(|one| one.proposal == later).expect("spoken of");
    // (1 + 1) / (1 + 2) of the one, (0 + 1) / (1 + 2) of the other.
    assert!((later.unwanted - 2.0 / 9.0).abs() < 1e-12, "{}", later.unwanted);
    assert!(traits.rule.contains("the same one") && all.rule.contains("the same one"));
}

/// Who wants the same alternative stands together against the others, and with who is against them
/// by name; but what a whole group is against so alone is no item of its cohesion.
#[test]
fn those_who_want_the_same_alternative_stand_together() {
    let document =
        check::read("1. We act [now: FRA, DEU / soon: ITA, ESP / later: KEN / delete: USA].");
    let positions = positions(&document);
    let of = |codes: &str| {
        let figures = cohesion(&positions, &ids(&document, codes));
        (figures.items, figures.rice)
    };
    // Now alone: soon and later they are against by wanting it.
    assert_eq!(of("FRA DEU"), (1, Some(1.0)));
    // Two for and two against on now and on soon; later nobody of them says anything of.
    assert_eq!(of("FRA DEU ITA ESP"), (2, Some(0.0)));
    // On each one for or against by wanting the other, and the objector: of now 2:1, of soon 1:2,
    // of later three against of whom two are counted.
    let found = cohesion(&positions, &ids(&document, "FRA DEU USA"));
    assert_eq!(found.items, 3);
    assert!(
        found.rice.is_some_and(|rice| (rice - (1.0 / 3.0 + 1.0 + 1.0) / 3.0).abs() < 1e-12),
        "{found:?}"
    );
    let traits =
        characteristics(&positions, &[ids(&document, "FRA DEU"), ids(&document, "ITA ESP")]);
    let soon = document.proposals()[1].id();
    let against = traits.groups[0].iter().find(|one| one.proposal == soon);
    assert!(against.is_none_or(|one| one.inside == (2, 2)), "{against:?}");
}

/// Silence counts as the options say in clusters, cohesion, traits, declared groups and what all
/// groups want; each says so, and by default it is missing.
#[test]
fn silence_counts_as_it_is_asked_to() {
    let document = check::read(
        "1. We act [now: FRA, DEU; oppose: ITA], and rest [late: FRA; oppose: ITA], at sea [alone: ITA; oppose: FRA].",
    );
    let positions = positions(&document);
    let all = ids(&document, "FRA DEU ITA");
    let [missing, assent, abstain] = [Silence::Missing, Silence::Assent, Silence::Abstain]
        .map(|silence| cohesion_with(&positions, &all, silence));
    assert_eq!(missing, cohesion(&positions, &all));
    // Two for and one against thrice, or one each and an abstention twice.
    assert_eq!((assent.items, assent.rice), (3, Some(1.0 / 3.0)));
    assert_eq!(missing.rice, Some((1.0 / 3.0) / 3.0));
    assert_eq!(abstain.agreement_index, Some(0.5 / 3.0));
    let tree = |silence| {
        let options = DendrogramOptions::default().least(1).silence(silence);
        dendrogram_with(&document, &options)
    };
    // FRA and DEU: of the one that DEU speaks of, of three, of three in which DEU assents twice.
    let heights =
        [Silence::Missing, Silence::Assent, Silence::Abstain].map(|s| tree(s).joins[0].height);
    assert!((heights[0] - 2.0 / 3.0).abs() < 1e-12, "{heights:?}");
    assert!((heights[1] - 1.0 / 3.0).abs() < 1e-12, "{heights:?}");
    assert!((heights[2] - 2.0 / 3.0).abs() < 1e-12, "{heights:?}");
    let groups = [ids(&document, "FRA DEU"), ids(&document, "ITA")];
    let late = document.proposals()[1].id();
    let wanted = |silence| {
        let options = GroupConsensusOptions::default().silence(silence);
        let found = group_consensus_with(&positions, &groups, &options);
        found.proposals.iter().find(|one| one.proposal == late).expect("spoken of").wanted
    };
    // (1 + 1) / (1 + 2) × (0 + 1) / (1 + 2), and with DEU in favour (2 + 1) / (2 + 2) × 1 / 3.
    assert!((wanted(Silence::Missing) - 2.0 / 9.0).abs() < 1e-12);
    assert!((wanted(Silence::Assent) - 1.0 / 4.0).abs() < 1e-12);
    assert!((wanted(Silence::Abstain) - 1.0 / 6.0).abs() < 1e-12);
    for silence in [Silence::Missing, Silence::Assent, Silence::Abstain] {
        let want = format!("silence counts as {silence}");
        let options = CharacteristicOptions::default().silence(silence);
        let standings = GroupOptions::default().silence(silence);
        for rule in [
            tree(silence).rule,
            characteristics_with(&positions, &groups, &options).rule,
            group_standings_with(&document, &standings).rule,
        ] {
            assert!(rule.contains(&want), "{rule}");
        }
    }
}
