//! Proves how far a text has come and what became of its proposals, on texts counted by hand.

use travaux::analysis::{
    ProgressOptions, Standing, Survived, measure, outcome, progress, progress_with, survival,
};

use crate::check;

#[test]
fn progress_is_counted_by_hand() {
    let document = check::read(
        "1. We sail at dawn [and [late: DEU] at dusk: FRA; oppose: USA, JPN], all of us [KEN].\n\n\
         2. We ~~row~~ [FRA; retain: DEU] home.\n\n3. We rest well. (agreed)\n\n\
         4. We act [now: FRA; oppose: USA]. (agreed)",
    );
    let found = progress(&document);
    let rows: Vec<(usize, usize, usize, bool, usize, usize)> = found
        .paragraphs
        .iter()
        .map(|p| (p.words, p.contested, p.brackets, p.is_agreed, p.live.len(), p.objectors))
        .collect();
    // (words, contested, brackets, agreed, live, objectors). `[KEN]` is a signature, no bracket
    // around words; to be agreed nobody may be against.
    assert_eq!(rows[0].0, 11);
    assert_eq!((rows[0].2, rows[0].3, rows[0].4, rows[0].5), (2, false, 3, 2));
    assert_eq!(rows[1], (3, 1, 0, false, 1, 1));
    assert_eq!(rows[2], (3, 0, 0, true, 0, 0));
    assert_eq!(rows[3], (3, 1, 1, false, 1, 1));
    assert_eq!(found.bracket_load(), Some(3.0 * 1000.0 / 20.0));
    assert_eq!(found.agreed_share(), Some(3.0 / 20.0));
    assert_eq!(found.options(), Some(9.0 / 4.0));
    assert_eq!(found.mean_objectors(), Some(4.0 / 5.0));
}

#[test]
fn nothing_has_no_progress() {
    let found = progress(&check::read(""));
    assert_eq!((found.words(), found.live()), (0, 0));
    assert_eq!((found.bracket_load(), found.contested_share()), (None, None));
    assert_eq!((found.agreed_share(), found.options(), found.mean_objectors()), (None, None, None));
    let one = check::read("1. We sail [now: FRA].\n\nANNEX I\n\n1. We rest.");
    let parts = one.parts().iter().map(travaux::model::Part::id).collect::<Vec<_>>();
    let last = progress_with(&one, &ProgressOptions::default().parts(parts[1..].to_vec()));
    assert_eq!((last.words(), last.live()), (2, 0));
}

#[test]
fn changes_live_and_end() {
    let first = check::read(
        "1. We sail at dawn with all our nets [of silk: FRA] and boats [of oak: DEU].\n\n\
         2. We row home in the evening with the catch [of the day: KEN].",
    );
    // Renumbered, one closed, one opened, one with another supporter.
    let second = check::read(
        "1. We are glad of the sea that feeds us all.\n\n\
         2. We sail at dawn with all our nets [of silk: FRA, ITA] and boats.\n\n\
         3. We row home in the evening with the catch [of the day: KEN] [and sing: USA].",
    );
    let third = check::read(
        "1. We are glad of the sea that feeds us all.\n\n\
         2. We sail at dawn with all our nets [of silk: FRA, ITA] and boats.\n\n\
         3. We row home in the evening with the catch.",
    );
    let found = survival(&[&first, &second, &third]);
    let steps: Vec<(usize, usize, usize)> =
        found.steps.iter().map(|one| (one.opened, one.closed, one.kept)).collect();
    assert_eq!(steps, [(1, 1, 2), (0, 2, 1)]);
    assert_eq!(found.steps[1].convergence(), 2);
    // Four lives: of oak ends at age 1, of the day at 2, and sing at 1; of silk is open to the end,
    // and was seen to reach 2.
    assert_eq!(found.ages, [(2, 4), (1, 2)]);
    assert_eq!(found.open, [0.5, 0.25]);
    assert_eq!(found.half_life(), Some(1));
    let lengths: Vec<usize> = found.lives.iter().map(Vec::len).collect();
    assert_eq!(lengths, [3, 1, 2, 1]);
}

#[test]
fn what_stays_is_never_closed() {
    let one = check::read("1. We sail [now: FRA / now: KEN / late: DEU] and [now: USA] rest.");
    let found = survival(&[&one, &one, &one]);
    assert!(found.steps.iter().all(|step| (step.opened, step.closed) == (0, 0)));
    assert!(found.open.iter().all(|share| (*share - 1.0).abs() < 1e-12));
    assert_eq!(found.half_life(), None);
    assert!(survival(&[]).open.is_empty() && survival(&[&one]).steps.is_empty());
}

const DRAFT: &str = "\
1. We sail at dawn [and at dusk: FRA, DEU; oppose: USA] with ~~silken~~ strong [KEN; oppose: ITA, JPN] \
nets, and we mend ~~and bless~~ [CHE] them every winter [in the warm hall: ESP; oppose: BRA].

OP1 ALT We stay at home and tell each other of the sea. [BRA]

2. We honour the keeper of the light, who is awake when we are not.
(delete this para: USA; oppose: FRA)

3. We row home in the evening with all of the catch [of the day: IND; oppose: NZ, UK].
(move before OP1: KEN)";

const ADOPTED: &str = "\
1. We sail at dawn and at dusk with silken nets, and we mend them every winter in the hall.

2. We row home in the evening with all of the catch.";

#[test]
fn what_was_adopted_survived() {
    let draft = check::read(DRAFT);
    let found = outcome(&draft, &check::read(ADOPTED));
    let told: Vec<(String, f64, Survived)> = found
        .proposals
        .iter()
        .map(|one| (draft.wording(one.proposal), one.share, one.survived))
        .collect();
    let of = |words: &str| {
        let at = told.iter().position(|(wording, ..)| wording == words);
        let (_, share, survived) = &told[at.unwrap_or_else(|| panic!("{words} in {told:?}"))];
        (*share, *survived)
    };
    assert_eq!(of("and at dusk"), (1.0, Survived::Fully));
    assert_eq!(of("~silken~ strong"), (0.0, Survived::Not));
    assert_eq!(of("~and bless~"), (1.0, Survived::Fully));
    // Of four words three came.
    assert_eq!(of("in the warm hall"), (0.75, Survived::Partly));
    assert_eq!(of("of the day"), (0.0, Survived::Not));
    let gone = found.proposals.iter().find(|one| one.looked_in.is_empty() && one.share > 0.9);
    assert_eq!(gone.map(|one| one.standing), Some(Standing::FewAgainst), "OP2 was deleted");
    assert_eq!(found.unjudged.len(), 1, "the move");
    let total = [Survived::Fully, Survived::Partly, Survived::Not].map(|one| found.count(one));
    assert_eq!(total.iter().sum::<usize>(), found.proposals.len());
    let rows: usize = found.by_standing().iter().map(|(_, row)| row.iter().sum::<usize>()).sum();
    assert_eq!(rows, found.proposals.len());
    let table = found.calibration();
    assert_eq!(table.iter().map(|row| row.count).sum::<usize>(), found.proposals.len());
    let survived: usize = table.iter().map(|row| row.survived).sum();
    assert_eq!(survived, total[0] + total[1]);
    let (area, (low, high)) = found.auc().expect("both sides");
    assert!(0.0 <= low && low <= area && area <= high && high <= 1.0);
}

/// What a text adopts whole survived; what it does not, did not.
#[test]
fn the_draft_itself_is_an_outcome() {
    use travaux::project::{Choice, project};
    let draft =
        check::read("1. We sail [at dawn: FRA] with nets [of silk: KEN; oppose: USA] and hooks.");
    for (choice, want) in [
        (Choice::Nothing, [Survived::Not, Survived::Not]),
        (Choice::Unopposed, [Survived::Fully, Survived::Not]),
        (Choice::All, [Survived::Fully, Survived::Fully]),
    ] {
        let adopted = check::read(&project(&draft, &choice).to_string());
        let found = outcome(&draft, &adopted);
        let told: Vec<Survived> = found.proposals.iter().map(|one| one.survived).collect();
        assert_eq!(told, want, "{choice:?}");
    }
}

#[test]
fn the_area_is_that_of_all_pairs() {
    let pairs = |a: &[f64], b: &[f64]| {
        let each = a.iter().flat_map(|one| b.iter().map(move |other| (one, other)));
        let wins: f64 = each
            .map(|(one, other)| {
                if one > other {
                    1.0
                } else if one < other {
                    0.0
                } else {
                    0.5
                }
            })
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let all = (a.len() * b.len()) as f64;
        wins / all
    };
    for (a, b) in [
        (&[0.9, 0.5, 0.5][..], &[0.5, 0.1][..]),
        (&[1.0], &[1.0, 1.0]),
        (&[0.0], &[1.0]),
        (&[0.3, 0.7, 0.2, 0.2], &[0.2, 0.6, 0.3]),
    ] {
        let area = measure::auc(a, b).expect("both");
        assert!((area - pairs(a, b)).abs() < 1e-12);
        let turned = measure::auc(b, a).expect("both");
        assert!((area + turned - 1.0).abs() < 1e-12);
    }
}

/// The two indices of power against every coalition and every order of small votes.
#[test]
fn power_is_that_of_all_coalitions_and_orders() {
    for (weights, quota) in [
        (&[3, 2, 1][..], 4),
        (&[1, 1, 1, 1], 3),
        (&[5, 3, 3, 1, 0], 7),
        (&[4, 4, 4, 2, 2, 1], 12),
        (&[2, 2], 5),
        (&[2, 2], 0),
        (&[], 3),
    ] {
        let count = weights.len();
        let sum = |set: u32| -> usize {
            (0..count).filter(|at| set & (1 << at) != 0).map(|at| weights[at]).sum()
        };
        let mut banzhaf = vec![0.0; count];
        let mut shapley = vec![0.0; count];
        let factorial = |n: usize| {
            (1..=n).fold(1.0, |all, one| all * f64::from(u32::try_from(one).expect("few")))
        };
        for set in 0..1u32 << count {
            for at in (0..count).filter(|at| set & (1 << at) == 0) {
                if sum(set) < quota && sum(set | 1 << at) >= quota {
                    let size = set.count_ones() as usize;
                    banzhaf[at] += 1.0 / f64::from(1u32 << (count - 1));
                    shapley[at] += factorial(size) * factorial(count - size - 1) / factorial(count);
                }
            }
        }
        let close = |a: &[f64], b: &[f64]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12)
        };
        assert!(close(&measure::banzhaf(weights, quota), &banzhaf), "{weights:?} {quota}");
        assert!(close(&measure::shapley_shubik(weights, quota), &shapley), "{weights:?} {quota}");
    }
}

#[test]
fn a_replacement_that_was_adopted_survived_fully() {
    let draft = check::read(
        "OP1. We ~~will~~ shall [FRA] keep the harbour open to all boats of the lagoon ~~from day to day~~ at night [DEU];\n",
    );
    let found = outcome(
        &draft,
        &check::read("OP1. We shall keep the harbour open to all boats of the lagoon at night;\n"),
    );
    let shares: Vec<f64> = found.proposals.iter().map(|one| one.share).collect();
    assert_eq!(shares, [1.0, 1.0]);
}

/// What each proposal of a draft came to, in source order.
fn told(draft: &str, adopted: &str) -> Vec<Survived> {
    let found = outcome(&check::read(draft), &check::read(adopted));
    found.proposals.iter().map(|one| one.survived).collect()
}

/// A whole new paragraph that the adopted text still calls by the name it was proposed under is in
/// it, and so is the second of two that are the same.
#[test]
fn a_new_paragraph_that_was_adopted_survived_fully() {
    let draft = "1. We sail at dawn.\n\nOP6 bis We rest in the hall. [FRA]\n\n\
                 OP1 ALT All nets are dried. [KEN]\n\nOP7 bis Leave the lamp on. [DEU]";
    let adopted =
        "1. We sail at dawn.\n\nOP6 bis We rest in the hall.\n\nOP7 bis Leave the lamp on.";
    assert_eq!(told(draft, adopted), [Survived::Fully, Survived::Not, Survived::Fully]);
    let twice =
        "1. We sail.\n\nOP6 bis We rest in the hall. [FRA]\n\nOP7 bis We rest in the hall. [KEN]";
    assert_eq!(told(twice, "1. We sail.\n\n2. We rest in the hall."), [Survived::Fully; 2]);
}

/// A word is out if it is gone from its place, whatever stands elsewhere; and where equal words
/// stand beside each other it is nobody's choice which of them went, or came.
#[test]
fn what_was_struck_is_gone_from_its_place() {
    let calm = "1. We sail the ~~calm~~ [FRA] sea at dawn.";
    assert_eq!(told(calm, "1. We sail the sea at dawn, calm."), [Survived::Fully]);
    assert_eq!(told(calm, "1. We sail the sea at dawn.\n\n2. The sea is calm."), [Survived::Fully]);
    assert_eq!(told(calm, "1. We sail the calm sea at dawn."), [Survived::Not]);
    assert_eq!(told(calm, "1. We sail the calm sea today."), [Survived::Not]);
    for (draft, adopted) in [
        ("and ~~the hooks and~~ [FRA] the boats", "and the boats"),
        ("~~and the hooks~~ [FRA] and the boats", "and the boats"),
        ("and [the hooks and: FRA] the boats", "and the hooks and the boats"),
        ("and ~~will bless~~ shall bless [FRA] the boats", "and shall bless the boats"),
        ("[and the hooks: FRA] and the boats", "and the hooks and the boats"),
    ] {
        let [draft, adopted] = [draft, adopted].map(|end| format!("1. We mend the nets {end}."));
        assert_eq!(told(&draft, &adopted), [Survived::Fully], "{draft}");
    }
}

/// In a paragraph of which nothing became no change of words came true, and none counts as
/// foretold; but that all of its words should go did.
#[test]
fn changes_of_a_paragraph_that_is_gone_did_not_come_true() {
    let rest = "1. We sail at dawn with copper nets, as our mothers did before us.";
    let draft = format!(
        "{rest}\n\n2. We ~~honour~~ thank [FRA] the ~~old~~ [DEU] keeper of the light, who is awake when \
         we are not [at all: ITA] (end here: ESP), and the gulls.\n(delete this para: USA)\n\n\
         3. ~~Nobody flies kites over the harbour at night~~ [KEN].\n"
    );
    let draft = check::read(&draft);
    let found = outcome(&draft, &check::read(rest));
    let told: Vec<(String, Survived, f64, bool)> = found
        .proposals
        .iter()
        .map(|one| {
            let wording = draft.wording(one.proposal);
            let kind = draft.proposal(one.proposal).kind();
            (format!("{kind} {wording}"), one.survived, one.share, one.paragraph_gone)
        })
        .collect();
    for (wording, survived, share, gone) in &told {
        let whole = wording.starts_with("delete-paragraph") || wording.contains("kites");
        let want = if whole { (Survived::Fully, 1.0) } else { (Survived::Not, 0.0) };
        assert_eq!((*survived, *share), want, "{wording}");
        assert!(*gone, "{wording}");
    }
    assert_eq!((told.len(), found.gone()), (6, 4), "{told:?}");
    let survived: usize = found.calibration().iter().map(|row| row.survived).sum();
    assert_eq!(survived, 2);
    // Where the paragraph stays, they are judged as ever.
    let stays = outcome(
        &draft,
        &check::read(&format!(
            "{rest}\n\n2. We thank the keeper of the light, who is awake when we are not, and the gulls."
        )),
    );
    let stayed = |word: &str| {
        let one = stays.proposals.iter().find(|one| draft.wording(one.proposal) == word);
        one.map(|one| (one.survived, one.paragraph_gone))
    };
    assert_eq!(stayed("~honour~ thank"), Some((Survived::Fully, false)));
    assert_eq!(stayed("~old~"), Some((Survived::Fully, false)));
}

/// Wherever a paragraph ends, the mark that closes it stays.
#[test]
fn an_end_that_was_adopted_survived_fully() {
    let draft = "1. We sail at dawn (end here: FRA), and at dusk with nets;";
    assert_eq!(told(draft, "1. We sail at dawn;"), [Survived::Fully]);
    assert_eq!(told(draft, "1. We sail at dawn, and at dusk with nets;"), [Survived::Not]);
}

/// What others would add inside a wish is no part of it.
#[test]
fn a_nested_wish_costs_the_outer_one_nothing() {
    let draft = "1. We mend [the nets [of silk: KEN] in winter: FRA] and rest.";
    let adopted = "1. We mend the nets in winter and rest.";
    let document = check::read(draft);
    let wording: Vec<String> =
        document.proposals().iter().map(|one| document.wording(one.id())).collect();
    let want = wording.iter().map(
        |words| {
            if words == "of silk" { Survived::Not } else { Survived::Fully }
        },
    );
    assert_eq!(told(draft, adopted), want.collect::<Vec<_>>(), "{wording:?}");
}

/// Who wants an alternative is against a change here as everywhere.
#[test]
fn rivals_are_objectors_of_a_live_change() {
    let found = progress(&check::read("1. We act [now: FRA / later: USA]."));
    assert_eq!(found.mean_objectors(), Some(1.0));
}

/// A comma is no word of a wish: it may come, go or stand elsewhere.
#[test]
fn marks_are_no_words_of_a_wish() {
    let draft = check::read(
        "1. We keep the harbour [open, always: FRA] at night ~~, as ever;~~ [KEN] and day.",
    );
    let found =
        outcome(&draft, &check::read("1. We keep the harbour open always, at night and day."));
    let shares: Vec<(f64, Survived)> =
        found.proposals.iter().map(|one| (one.share, one.survived)).collect();
    assert_eq!(shares, [(1.0, Survived::Fully), (1.0, Survived::Fully)]);
}
