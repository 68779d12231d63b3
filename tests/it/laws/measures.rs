//! Proves the formulas of the analyses against slow and plain counts, on whatever counts.

use proptest::prelude::*;
use travaux::analysis::{
    DiscourseOptions, Duplicates, Grounds, Normalisation, consensus, discourse_with, measure,
};
use travaux::model::Target;
use travaux::{Document, Polarity};

use crate::check;
use crate::strategies::rolling;

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn real(count: usize) -> f64 {
    count as f64
}

/// Of some who spoke, how many take a side.
fn part() -> impl Strategy<Value = (usize, usize)> {
    (0..40usize).prop_flat_map(|all| (0..=all, Just(all)))
}

/// For, against and neither.
fn item() -> impl Strategy<Value = [usize; 3]> {
    [0..5usize, 0..5usize, 0..5usize]
}

proptest! {
    /// A share and its opposite make one, and the scores of what is even are even.
    #[test]
    fn shares_are_even((part, all) in part(), (other, others) in part()) {
        let rest = all - part;
        prop_assert!(near(measure::smoothed_share(part, all) + measure::smoothed_share(rest, all), 1.0));
        let score = measure::one_proportion(part, all);
        prop_assert!(near(score, (real(part) * 2.0 + 1.0 - real(all)) / real(all + 1).sqrt()));
        let apart = measure::two_proportion((part, all), (other, others));
        let turned = measure::two_proportion((other, others), (part, all));
        prop_assert!(near(apart, -turned));
        prop_assert!(apart * (real(part + 1) / real(all + 1) - real(other + 1) / real(others + 1)) >= 0.0);
    }

    /// The order of groups does not matter, one that is silent halves the first measure, and groups
    /// said twice leave the second as it was.
    #[test]
    fn groups_multiply(groups in prop::collection::vec(item(), 1..6)) {
        let all = |one: &[usize; 3]| one.iter().sum::<usize>();
        let informed = |list: &[[usize; 3]]| {
            measure::group_informed(list.iter().map(|one| (one[0], all(one))))
        };
        let effective = |list: &[[usize; 3]]| {
            measure::effective_consensus(list.iter().map(|one| (one[0], one[1], all(one))))
        };
        let turned: Vec<[usize; 3]> = groups.iter().rev().copied().collect();
        prop_assert!(near(informed(&groups), informed(&turned)));
        prop_assert!(near(effective(&groups), effective(&turned)));
        let silent = [&groups[..], &[[0; 3]]].concat();
        prop_assert!(near(informed(&silent), informed(&groups) / 2.0));
        prop_assert!(near(effective(&[&groups[..], &groups[..]].concat()), effective(&groups)));
        prop_assert!((0.0..=1.0).contains(&informed(&groups)) && (0.0..=1.0).contains(&effective(&groups)));
    }

    /// Cohesion does not know the sides by name, and lies where it should.
    #[test]
    fn cohesion_is_even([wanting, against, neither] in item()) {
        let rice = measure::rice(wanting, against);
        prop_assert_eq!(rice, measure::rice(against, wanting));
        prop_assert!(rice.is_none_or(|rice| (0.0..=1.0).contains(&rice)));
        let index = measure::agreement_index(wanting, against, neither);
        prop_assert_eq!(index, measure::agreement_index(neither, wanting, against));
        prop_assert!(index.is_none_or(|index| (0.0..=1.0).contains(&index)));
        let attina = measure::attina(wanting, against, neither);
        prop_assert_eq!(index.is_none(), attina.is_none());
        if let (Some(index), Some(attina)) = (index, attina) {
            prop_assert!(near(index, (3.0 * attina + 1.0) / 4.0));
        }
    }

    /// Alpha is what counting every ordered pair of different raters gives.
    #[test]
    fn alpha_is_that_of_all_pairs(items in prop::collection::vec(item(), 0..8)) {
        let mut table = [[0.0f64; 3]; 3];
        for counts in &items {
            let values: Vec<usize> =
                (0..3).flat_map(|value| std::iter::repeat_n(value, counts[value])).collect();
            for (i, one) in values.iter().enumerate() {
                for (_, other) in values.iter().enumerate().filter(|(j, _)| *j != i) {
                    table[*one][*other] += 1.0 / real(values.len() - 1);
                }
            }
        }
        let of: Vec<f64> = table.iter().map(|row| row.iter().sum()).collect();
        let n: f64 = of.iter().sum();
        let found = measure::krippendorff(items.iter().copied());
        prop_assert_eq!(found.is_none(), n == 0.0);
        if let Some(found) = found {
            let (mut seen, mut chance) = (0.0, 0.0);
            for a in 0..3 {
                for b in (0..3).filter(|b| *b != a) {
                    seen += table[a][b] / n;
                    chance += of[a] * of[b] / (n * (n - 1.0));
                }
            }
            prop_assert!(near(found.observed, seen) && near(found.expected, chance));
            prop_assert_eq!(found.alpha().is_none(), near(chance, 0.0));
            prop_assert!(found.alpha().is_none_or(|alpha| alpha <= 1.0 + 1e-12));
        }
    }

    /// Congruence and conflict are the sums of products over all that is said.
    #[test]
    fn networks_are_sums_of_products(known in rolling(), keep in any::<bool>()) {
        let document = check::read(&known.text);
        let duplicates = if keep { Duplicates::Keep } else { Duplicates::Once };
        let of = |normalisation| {
            let options = DiscourseOptions::default().duplicates(duplicates).normalisation(normalisation);
            discourse_with(&document, &options)
        };
        let found = of(Normalisation::None);
        let grounds = Grounds::new(&document);
        let standings = consensus(&document).paragraphs.into_iter().flat_map(|one| one.proposals);
        let rivals: Vec<_> = standings.map(|one| (one.proposal, one.rivals)).collect();
        for tie in &found.ties {
            let (a, b) = tie.between;
            let (mut with, mut against) = (0.0, 0.0);
            for (target, mine) in said(&document, a, keep) {
                for (_, theirs) in said(&document, b, keep).into_iter().filter(|(t, _)| *t == target) {
                    with += mine[0] * theirs[0] + mine[1] * theirs[1];
                    against += mine[0] * theirs[1] + mine[1] * theirs[0];
                }
            }
            // Who wants another of several texts contradicts who wants one, once for each set of
            // them.
            let mut sets: Vec<_> = Vec::new();
            for (proposal, rivals) in &rivals {
                let proposal = document.proposal(*proposal);
                let paragraph = document.paragraph(proposal.paragraph());
                let whole = proposal.alternatives().is_none().then(|| paragraph.label().replaced());
                let set = (proposal.alternatives(), whole);
                let wants = |one| grounds.wanting(proposal.id()).iter().any(|on| on.delegation == one);
                let apart = |one, other| wants(one) && rivals.contains(&other);
                if (apart(a, b) || apart(b, a)) && !sets.contains(&set) {
                    sets.push(set);
                    against += 1.0;
                }
            }
            prop_assert!(near(tie.congruence, with) && near(tie.conflict, against));
            // No more can be said of each other than each says.
            let said = |one| -> f64 { said(&document, one, keep).iter().map(|(_, of)| of[0] + of[1]).sum() };
            prop_assert!(tie.ignore() <= said(a) * said(b) + 1e-9);
            prop_assert!(near(tie.ignore() + tie.subtract(), 2.0 * tie.congruence));
            prop_assert!(!found.statements(&document, tie.between).is_empty());
        }
        for normalisation in [Normalisation::Average, Normalisation::Jaccard, Normalisation::Cosine] {
            for (plain, divided) in found.ties.iter().zip(&of(normalisation).ties) {
                prop_assert!(near(plain.congruence * divided.conflict, plain.conflict * divided.congruence));
            }
        }
        let weights: f64 = found.as_graph().edge_weights().sum();
        prop_assert!(near(weights, found.ties.iter().map(travaux::analysis::NetworkTie::subtract).sum()));
    }

    /// The area is that of all pairs, and lies in its interval.
    #[test]
    fn areas_are_those_of_all_pairs(
        one in prop::collection::vec(0..6u32, 0..8),
        other in prop::collection::vec(0..6u32, 0..8),
    ) {
        let [a, b] = [&one, &other].map(|list| list.iter().map(|v| f64::from(*v)).collect::<Vec<_>>());
        let found = measure::auc(&a, &b);
        prop_assert_eq!(found.is_none(), a.is_empty() || b.is_empty());
        let Some(area) = found else { return Ok(()) };
        let half = |one: &u32, other: &u32| match one.cmp(other) {
            std::cmp::Ordering::Greater => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 0,
        };
        let wins: usize = one.iter().flat_map(|x| other.iter().map(move |y| half(x, y))).sum();
        prop_assert!(near(area, real(wins) / 2.0 / real(a.len() * b.len())));
        let (low, high) = measure::auc_interval(area, a.len(), b.len()).expect("both sides");
        prop_assert!(0.0 <= low && low <= area && area <= high && high <= 1.0);
        let (low_of_more, high_of_more) =
            measure::auc_interval(area, a.len() * 9, b.len() * 9).expect("both sides");
        prop_assert!(low_of_more >= low - 1e-12 && high_of_more <= high + 1e-12);
    }

    /// What stands never grows, and without a loss from sight it is what is left.
    #[test]
    fn lives_are_multiplied(ends in prop::collection::vec(0..5usize, 1..8), rest in 0..9usize) {
        let mut left = ends.iter().sum::<usize>() + rest;
        let all = left;
        let mut steps = Vec::new();
        for end in &ends {
            steps.push((*end, left));
            left -= end;
        }
        let found = measure::kaplan_meier(&steps);
        prop_assert!(found.windows(2).all(|pair| pair[1] <= pair[0]));
        let last = found.last().copied().expect("a step");
        prop_assert!(all == 0 || near(last, real(rest) / real(all)));
    }

    /// The two indices of power are those of all coalitions and all orders.
    #[test]
    fn powers_are_those_of_all_coalitions(
        weights in prop::collection::vec(0..6usize, 0..7),
        quota in 0..20usize,
    ) {
        let count = weights.len();
        let sum = |set: u32| -> usize {
            (0..count).filter(|at| set & (1 << at) != 0).map(|at| weights[at]).sum()
        };
        let factorial = |n: usize| (1..=n).map(real).product::<f64>();
        let (banzhaf, shapley) =
            (measure::banzhaf(&weights, quota), measure::shapley_shubik(&weights, quota));
        for at in 0..count {
            let (mut swings, mut orders) = (0.0, 0.0);
            for set in (0..1u32 << count).filter(|set| set & (1 << at) == 0) {
                if sum(set) < quota && sum(set | 1 << at) >= quota {
                    let size = set.count_ones() as usize;
                    swings += 1.0;
                    orders += factorial(size) * factorial(count - size - 1) / factorial(count);
                }
            }
            prop_assert!(near(banzhaf[at], swings / real(1 << (count - 1))));
            prop_assert!(near(shapley[at], orders));
        }
        let can = quota > 0 && weights.iter().sum::<usize>() >= quota;
        let whole = if can { 1.0 } else { 0.0 };
        prop_assert!(near(shapley.iter().sum(), whole));
    }
}

/// What a delegation says of each concept, against and for.
fn said(
    document: &Document,
    who: travaux::model::DelegationId,
    keep: bool,
) -> Vec<(Target, [f64; 2])> {
    let mut all: Vec<(Target, [f64; 2])> = Vec::new();
    for stance in document.stances().filter(|stance| stance.delegation == who) {
        let side = match stance.polarity {
            Polarity::Against => 0,
            Polarity::For => 1,
            _ => continue,
        };
        let at = all.iter().position(|(target, _)| *target == stance.target).unwrap_or_else(|| {
            all.push((stance.target, [0.0; 2]));
            all.len() - 1
        });
        let slot = &mut all[at].1[side];
        *slot = if keep { *slot + 1.0 } else { 1.0 };
    }
    all
}
