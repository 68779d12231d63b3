//! Proves the figures of the analyses on small texts that can be counted by hand.

use travaux::analysis::{
    AcceptableOptions, AgreementOptions, BlocOptions, DecisionOptions, DendrogramOptions,
    Discourse, DiscourseOptions, Duplicates, Linkage, Mandate, MandateOptions, Normalisation,
    acceptable_text, acceptable_text_with, agreement, agreement_with, assess, blocs, blocs_with,
    camps, characteristics, communities, conflicts, consensus, decisions, decisions_with,
    dendrogram, dendrogram_with, discourse, discourse_with, grounds, group_consensus,
    group_standings, mandate_outcomes, measure, outcome, positions, progress, survival,
};
use travaux::model::{Day, DelegationId, Groups};
use travaux::project::{Ballot, DecisionRule, Qualified, Verdict, Weights, project};
use travaux::{DelegationCode, Document};

use crate::check;

fn codes(text: &str) -> Vec<DelegationCode> {
    text.split_whitespace().map(|code| code.parse().expect("a code")).collect()
}

fn print(codes: &[DelegationCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn k_of_n_needs_n_less_k_and_one_to_block() {
    let ballot =
        Ballot { wanting: codes("FRA DEU"), against: codes("USA JPN CAN"), ..Ballot::default() };
    for (k, flip) in [(2, 0), (3, 1), (4, 2), (5, 3)] {
        let found = DecisionRule::AtLeastFor(k).blocking(&ballot);
        assert_eq!(found.flip.map(|set| set.len()), Some(flip), "{k} of 5");
        let pivotal = if flip == 1 { 3 } else { 0 };
        assert_eq!(found.pivotal.len(), pivotal, "{k} of 5");
    }
    let beyond = DecisionRule::AtLeastFor(6).blocking(&ballot);
    assert_eq!((beyond.verdict, beyond.flip, beyond.short), (Verdict::Blocked, None, None));
}

#[test]
fn a_quota_is_blocked_by_weight() {
    let weights: Weights = codes("FRA DEU USA JPN").into_iter().zip([3, 2, 4, 1]).collect();
    let ballot =
        Ballot { wanting: codes("FRA DEU"), against: codes("JPN USA"), ..Ballot::default() };
    let rule = |quota| DecisionRule::Weighted { weights: weights.clone(), quota };
    assert_eq!(rule(5).blocking(&ballot).verdict, Verdict::Passes);
    let found = rule(8).blocking(&ballot);
    assert_eq!(print(&found.flip.expect("a set")), "USA");
    assert_eq!(print(&found.pivotal), "USA");
    assert_eq!(found.short, Some(1));
    let above = rule(11).blocking(&ballot);
    assert_eq!((above.verdict, above.flip), (Verdict::Blocked, None));
}

#[test]
fn the_unions_majority_needs_four_to_block() {
    let rule = DecisionRule::Qualified(Qualified::european_union(Some(Day::new(2021, 1, 1))));
    let all = Groups::standard().members("EU".parse().expect("a code"), None);
    let ballot = |against: &str| {
        let against = codes(against);
        let wanting = all.iter().copied().filter(|code| !against.contains(code)).collect();
        Ballot { wanting, against, ..Ballot::default() }
    };
    // Three of the largest stand for more than 35 % of the population, and are too few.
    assert_eq!(rule.blocking(&ballot("DEU FRA ITA")).verdict, Verdict::Passes);
    let four = rule.blocking(&ballot("DEU FRA ITA MLT"));
    assert_eq!(four.verdict, Verdict::Blocked);
    assert_eq!(print(&four.pivotal), "DEU FRA ITA MLT");
    assert_eq!(four.flip.map(|set| set.len()), Some(1));
    // Four small ones are enough in number, and weigh too little.
    assert_eq!(rule.blocking(&ballot("MLT LUX CYP EST")).verdict, Verdict::Passes);
    // Thirteen of any weight leave fourteen, fewer than 55 % of 27.
    let thirteen = "MLT LUX CYP EST LVA SVN LTU HRV IRL SVK FIN DNK BGR";
    assert_eq!(rule.blocking(&ballot(thirteen)).verdict, Verdict::Blocked);
    let twelve = "MLT LUX CYP EST LVA SVN LTU HRV IRL SVK FIN DNK";
    assert_eq!(rule.blocking(&ballot(twelve)).verdict, Verdict::Passes);
}

#[test]
fn a_group_is_its_members_when_asked() {
    let document = check::read("1. We act [now: EU, FRA, NOR; oppose: DEU, ITA, AUT, BEL, USA].");
    let options = DecisionOptions::default()
        .rule("qualified-majority".parse().expect("a rule"))
        .by_member(Groups::standard(), Some(Day::new(2020, 2, 28)));
    let found = decisions_with(&document, &options);
    // Of the Union's 27, 23 stay in favour; the four against stand for more than 35 % only with
    // others: 18.49 + 13.23 + 2.02 + 2.62 of 100.01.
    assert_eq!(found.proposals[0].wanting, 24);
    assert_eq!(found.proposals[0].blocking.verdict, Verdict::Blocked);
    assert_eq!(decisions(&document).proposals[0].against.len(), 5);
}

#[test]
fn groups_inside_groups_end() {
    let mut groups = Groups::empty();
    let [a, b, fra] = ["AAA", "BBB", "FRA"].map(|code| code.parse().expect("a code"));
    groups.insert(a, a, None, None).insert(a, b, None, None).insert(b, a, None, None);
    groups.insert(b, fra, None, None);
    assert_eq!(groups.members(a, None), [fra]);
    assert!(Groups::empty().members(a, None).is_empty());
}

#[test]
fn memberships_end_and_begin() {
    let groups = Groups::standard();
    let code = |text: &str| -> DelegationCode { text.parse().expect("a code") };
    let is = |group: &str, member: &str, day| {
        groups.members(code(group), Some(day)).contains(&code(member))
    };
    assert!(is("EU", "GBR", Day::new(2020, 1, 31)) && !is("EU", "GBR", Day::new(2020, 2, 1)));
    assert!(!is("EU", "HRV", Day::new(2013, 6, 30)) && is("EU", "HRV", Day::new(2013, 7, 1)));
    assert!(is("LDC", "BTN", Day::new(2023, 1, 1)) && !is("LDC", "BTN", Day::new(2024, 1, 1)));
    assert!(is("G77", "COD", Day::new(2021, 1, 1)) && is("GRULAC", "VEN", Day::new(2021, 1, 1)));
    assert!(is("LDC", "WSM", Day::new(2013, 12, 31)) && !is("LDC", "WSM", Day::new(2014, 1, 1)));
    let size = |group: &str, day| groups.members(code(group), Some(day)).len();
    for (group, day, members) in [
        ("NAM", Day::new(2016, 1, 1), 120),
        ("NAM", Day::new(2024, 1, 16), 120),
        ("NAM", Day::new(2024, 1, 17), 121),
        ("LDC", Day::new(2017, 6, 3), 48),
        ("LDC", Day::new(2017, 6, 4), 47),
        ("LDC", Day::new(2020, 12, 5), 46),
        ("LDC", Day::new(2025, 1, 1), 44),
        ("LLDC", Day::new(2020, 1, 1), 32),
        ("G77", Day::new(2020, 1, 1), 134),
        ("AG", Day::new(2020, 1, 1), 54),
        ("AU", Day::new(2016, 1, 1), 54),
        ("AU", Day::new(2018, 1, 1), 55),
        ("OIC", Day::new(2020, 1, 1), 56),
        ("OIC", Day::new(2025, 6, 1), 57),
        ("ASEAN", Day::new(2025, 1, 1), 10),
        ("ASEAN", Day::new(2025, 11, 1), 11),
        ("CARICOM", Day::new(2020, 1, 1), 15),
        ("GRULAC", Day::new(2020, 1, 1), 33),
        ("EEG", Day::new(2020, 1, 1), 23),
        ("AOSIS", Day::new(2020, 1, 1), 39),
        ("LMDC", Day::new(2016, 10, 1), 24),
        ("LDC", Day::new(2014, 1, 1), 48),
    ] {
        assert_eq!(size(group, day), members, "{group} on {day}");
    }
    let shares = |day| Groups::population(day).map(|(_, share)| share).sum::<u64>();
    // Rounded shares: all but 10,000.
    assert!(shares(None).abs_diff(10_000) < 10);
    assert!(shares(Some(Day::new(2016, 1, 1))).abs_diff(10_000) < 10);
    // Namibia is in the African Group, and its code does not open the Non-Aligned Movement.
    assert!(is("AG", "NAM", Day::new(2021, 1, 1)) && !is("AG", "IND", Day::new(2021, 1, 1)));
    for row in groups.rows() {
        assert!(row.member.as_str().len() == 3, "{} of {}", row.member, row.group);
    }
}

#[test]
fn the_text_takes_the_better_supported_option() {
    let document = check::read(
        "1. We keep the harbour [open: FRA / open at night: DEU, ITA, ESP] and \
         [its lights [of brass: KEN] lit: IND].\n(delete this para: VAT)",
    );
    let best = acceptable_text(&document);
    assert!(best.is_proven());
    assert_eq!(
        project(&document, &best.choice()).paragraphs()[0].text(),
        "We keep the harbour open at night and its lights of brass lit."
    );
    assert_eq!(best.value, 5);
    // To take the first option in place of the second costs two; to delete all costs four.
    assert_eq!(best.next_best.map(|next| next.value), Some(3));
    let rough = acceptable_text_with(&document, &AcceptableOptions::default().budget(0));
    assert!(rough.value <= 5 && rough.bound >= 5);
}

#[test]
fn the_agenda_puts_the_least_missing_first() {
    let document = check::read(
        "1. We sail [now: FRA; oppose: USA, JPN].\n\n2. We rest [late: DEU; oppose: USA].\n\n\
         3. We eat [well: ITA].",
    );
    let agenda = decisions(&document).agenda;
    let missing: Vec<(usize, String)> =
        agenda.iter().map(|item| (item.missing, print(&item.movers))).collect();
    assert_eq!(missing, [(1, "USA".to_owned()), (2, "USA JPN".to_owned())]);
}

#[test]
fn variants_are_counted_with_the_text_as_it_was() {
    let document = check::read("1. We sail [now: FRA, DEU / later: USA / delete: CHE].");
    let variants = decisions(&document).variants;
    let counts: Vec<usize> = variants[0].against.iter().map(|(_, against)| *against).collect();
    // Later is opposed by CHE and has the rivals FRA and DEU; now has CHE and USA; the text as it
    // was has FRA, DEU and USA.
    assert_eq!(counts, [2, 3, 3]);
}

#[test]
fn pairs_are_measured_as_the_books_say() {
    let document = check::read(
        "1. We sail [now: FRA, DEU] and [far: FRA; oppose: DEU] and [fast: FRA; reservation: DEU] \
         and [fine: KEN; oppose: FRA, DEU].",
    );
    let found = agreement(&document);
    let pair = found.pairs.iter().find(|pair| pair.n() == 4).expect("FRA and DEU");
    assert_eq!((pair.same(), pair.opposite()), (2, 1));
    assert_eq!((pair.lijphart(), pair.signed()), (Some(0.625), Some(0.25)));
    // FRA: 3 for, 1 against. DEU: 1 for, 2 against, 1 neither. By chance (3 × 1 + 1 × 2) / 16.
    let kappa = (0.5 - 5.0 / 16.0) / (1.0 - 5.0 / 16.0);
    assert!(pair.kappa().is_some_and(|found| (found - kappa).abs() < 1e-12));
    // Pooled 4, 3 and 1 of 8: by chance 26 / 64.
    let pi = (0.5 - 26.0 / 64.0) / (1.0 - 26.0 / 64.0);
    assert!(pair.pi().is_some_and(|found| (found - pi).abs() < 1e-12));
}

#[test]
fn agreed_paragraphs_count_when_asked() {
    let document = check::read("1. We sail (agreed);\n\n2. We rest [now: FRA; oppose: DEU].");
    let of = |options: AgreementOptions| agreement_with(&document, &options).pairs[0].lijphart();
    assert_eq!(of(AgreementOptions::default()), Some(0.0));
    assert_eq!(of(AgreementOptions::default().agreed(true)), Some(0.5));
}

fn tie(normalisation: Normalisation) -> (Discourse, f64) {
    let document = check::read(
        "1. We act [now: FRA, FRA, DEU; oppose: DEU] and rest [late: KEN; oppose: FRA, DEU, DEU].",
    );
    let options =
        DiscourseOptions::default().duplicates(Duplicates::Keep).normalisation(normalisation);
    let found = discourse_with(&document, &options);
    let congruence = found.ties[0].congruence;
    (found, congruence)
}

#[test]
fn networks_are_divided_as_the_manual_says() {
    let (found, congruence) = tie(Normalisation::None);
    assert!((congruence - 4.0).abs() < 1e-12);
    assert!((found.ties[0].subtract() - 2.0).abs() < 1e-12);
    assert!((found.ties[0].ignore() - 6.0).abs() < 1e-12);
    for (normalisation, want) in [
        (Normalisation::Average, 4.0 / 3.5),
        (Normalisation::Jaccard, 0.8),
        (Normalisation::Cosine, 1.0 / 3.0),
    ] {
        assert!((tie(normalisation).1 - want).abs() < 1e-12, "{normalisation:?}");
    }
}

#[test]
fn cohesion_measures_are_tied_to_each_other() {
    for (wanting, against, neither) in [(10, 10, 100), (7, 2, 1), (5, 5, 5), (4, 0, 0), (3, 2, 0)] {
        let index = measure::agreement_index(wanting, against, neither).expect("votes");
        let attina = measure::attina(wanting, against, neither).expect("votes");
        assert!((index - (3.0 * attina + 1.0) / 4.0).abs() < 1e-12);
        if neither == 0 {
            let rice = measure::rice(wanting, against).expect("votes");
            assert!((attina - rice).abs() < 1e-12);
            assert!(index >= 0.25);
        }
    }
    // The baseline is the mean over all tosses.
    let choose = |n: u32, k: u32| (0..k).fold(1.0, |c, i| c * f64::from(n - i) / f64::from(i + 1));
    for n in 1..12u32 {
        let mean: f64 = (0..=n)
            .map(|y| choose(n, y) * f64::from((2 * y).abs_diff(n)) / f64::from(n))
            .sum::<f64>()
            / 2f64.powi(i32::try_from(n).expect("small"));
        let found = measure::rice_baseline(n as usize).expect("some");
        assert!((found - mean).abs() < 1e-12, "{n}: {found} {mean}");
    }
}

/// Nobody, one, all the same: every analysis has an answer.
#[test]
fn little_is_enough() {
    let all_one = "1. We act [now: FRA, DEU, ITA] and rest [late: FRA, DEU, ITA].";
    for text in ["", "1. We act.", "1. We act [now: FRA].", all_one] {
        let document: Document = check::read(text);
        let options = DendrogramOptions::default().linkage(Linkage::Complete).least(1);
        let tree = dendrogram_with(&document, &options);
        let placed: usize = tree.best(8).clusters.iter().map(Vec::len).sum();
        assert_eq!(placed, tree.leaves.len(), "{text}");
        assert_eq!(tree.joins.len(), tree.leaves.len().saturating_sub(1));
        assert!(tree.joins.iter().all(|join| join.height == 0.0));
        let found = camps(&document);
        assert!(found.splits.iter().all(|split| split.frustration == 0 && split.other.is_empty()));
        assert!(communities(&document).modularity.abs() < 1e-12);
        assert!(discourse(&document).ties.iter().all(|tie| tie.conflict == 0.0));
        assert!(group_standings(&document).departures.is_empty());
        assert_eq!(acceptable_text(&document).left_out, []);
        assert_eq!(positions(&document).delegations(), document.delegations().len());
        let _ = (decisions(&document), dendrogram(&document), agreement(&document));
    }
}

/// Nobody stands against itself: a delegation on both sides of a conflict is a finding of its own.
#[test]
fn a_delegation_on_both_sides_is_told_apart() {
    let document = check::read("1. We act [now: FRA, DEU / later: FRA / never: USA].");
    let found = conflicts(&document);
    // DEU against FRA's later; FRA and DEU against USA, once for each of FRA's two texts.
    assert_eq!(found.conflicts[0].heat, 4);
    for pair in &found.oppositions {
        assert_ne!(pair.between.0, pair.between.1);
    }
}

/// Whatever is answered says by which rule, and how silence counts.
#[test]
fn every_result_states_its_rule() {
    let document = check::read("1. We act [now: FRA, DEU; oppose: USA]. (agreed)");
    let positions = positions(&document);
    let groups = &communities(&document).communities;
    let mandate = Mandate::default();
    let mut rules = vec![
        consensus(&document).rule(),
        decisions(&document).rule,
        acceptable_text(&document).rule,
        conflicts(&document).rule,
        agreement(&document).rule(),
        camps(&document).rule,
        dendrogram(&document).rule,
        communities(&document).rule,
        blocs(&document).rule,
        discourse(&document).rule(),
        characteristics(&positions, groups).rule,
        group_consensus(&positions, groups).rule,
        group_standings(&document).rule,
        assess(&document, &mandate).rule,
        progress(&document).rule,
        survival(&[&document]).rule,
        outcome(&document, &document).rule,
    ];
    let told: std::collections::BTreeSet<String> = rules.iter().cloned().collect();
    assert_eq!(told.len(), rules.len());
    let outcomes = mandate_outcomes(&document, &mandate, &MandateOptions::default());
    rules.extend(outcomes.into_iter().map(|one| one.rule));
    for rule in &rules {
        assert!(rule.contains("silence counts as missing"), "{rule}");
    }
}

/// A set beside the larger one that it is part of stands only if it stands together more often; who
/// is against together is together, too.
#[test]
fn blocs_recur() {
    let document = check::read(
        "1. We act [now: FRA, DEU, KEN] in the open [air: FRA, DEU, KEN; oppose: USA, IND], and rest \
         [late: FRA, DEU; oppose: USA, IND] or [well: USA; oppose: FRA, DEU, ITA].",
    );
    let names = |options: &BlocOptions| -> Vec<(usize, usize, String)> {
        let found = blocs_with(&document, options);
        let code = |id: &_| document.delegation(*id).code().to_string();
        let names = |ids: &[_]| ids.iter().map(code).collect::<Vec<_>>().join(" ");
        let all = found.blocs.iter();
        all.map(|one| (one.wanting.len(), one.against.len(), names(&one.delegations))).collect()
    };
    let options = BlocOptions::default().times(2);
    let of = |wanting, against, names: &str| (wanting, against, names.to_owned());
    let want = [of(3, 1, "FRA DEU"), of(2, 0, "FRA DEU KEN"), of(0, 2, "USA IND")];
    assert_eq!(names(&options), want);
    assert_eq!(names(&options.least(3)), want[1..2]);
    // Too little work for all of them leaves those that recur most often.
    let found = blocs_with(&document, &options.work(60));
    assert_eq!((found.times, found.blocs.len()), (4, 1));
    assert!(blocs_with(&document, &options.work(0)).blocs.is_empty());
}

/// Who wants another whole paragraph in the place of the same one, and who wants that one as it
/// was, are among those against; so each is among the grounds.
#[test]
fn grounds_name_whole_rivals_and_keepers() {
    let document = check::read(
        "2. We rest. (retain original: CHE)\n\nOP2 ALT1 We sleep. [FRA; oppose: USA]\n\n\
         OP2 ALT2 We sing. [KEN]",
    );
    let state = consensus(&document);
    let all = state.paragraphs.iter().flat_map(|paragraph| &paragraph.proposals);
    let first = all.map(|one| (one.proposal, one.count_against)).next().expect("a proposal");
    assert_eq!(first.1, 3);
    let named: Vec<String> = grounds(&document, first.0)
        .iter()
        .map(|on| document.delegation(on.delegation).code().to_string())
        .collect();
    assert_eq!(named, ["CHE", "FRA", "USA", "KEN"]);
}

/// The delegations of a code each.
fn speakers<const N: usize>(document: &Document, codes: [&str; N]) -> [DelegationId; N] {
    codes.map(|code| document.speaker(code.parse().expect("a code")).expect("it speaks"))
}

const OPPOSITES: &str = "1. We share [free: FRA, DEU / open: USA, CAN] data.\n\n\
                         2. We share [red: FRA, DEU / blue: USA, CAN] maps.\n\n\
                         3. We send [two: FRA, DEU / three: USA, CAN] boats.\n";

/// Who wants an alternative is against the others, wherever delegations are compared.
#[test]
fn who_wants_opposite_alternatives_stands_apart() {
    let document = check::read(OPPOSITES);
    let [fra, deu, usa, can] = speakers(&document, ["FRA", "DEU", "USA", "CAN"]);
    let found = conflicts(&document);
    let told: Vec<_> =
        found.oppositions.iter().map(|pair| (pair.between, pair.over.len())).collect();
    // Each set once, though each of its texts sets the two apart.
    let pairs = [(fra, usa), (fra, can), (deu, usa), (deu, can)];
    assert_eq!(told, pairs.map(|pair| (pair, 3)));
    let pair = agreement(&document);
    let of = |one, other| pair.of(one, other).map(|pair| (pair.same(), pair.opposite()));
    assert_eq!((of(fra, usa), of(fra, deu)), (Some((0, 6)), Some((3, 0))));
    let split = &camps(&document).splits[0];
    assert_eq!((&split.one[..], &split.other[..]), (&[fra, deu][..], &[usa, can][..]));
    assert_eq!(communities(&document).communities, [[fra, deu], [usa, can]]);
    let network = discourse(&document);
    let tie = network.ties.iter().find(|tie| tie.between == (fra, usa)).expect("a tie");
    // Once for each of three sets.
    assert!((tie.conflict - 3.0).abs() < 1e-12 && tie.congruence == 0.0);
    assert_eq!(network.statements(&document, (fra, usa)).len(), 6);
}

/// Twins are no distance apart, and who wants opposite alternatives is as far apart as can be.
#[test]
fn alternatives_set_clusters_apart() {
    let document = check::read(OPPOSITES);
    let tree = dendrogram(&document);
    let heights: Vec<f64> = tree.joins.iter().map(|join| join.height).collect();
    assert_eq!(heights, [0.0, 0.0, 1.0]);
    // One wish is one position, however many alternatives it is against.
    let text = "1. We paint it [red: FRA, DEU / blue: USA / green: KEN / white: IND / black: BRA].";
    assert_eq!(dendrogram(&check::read(text)).leaves, []);
    let options = DendrogramOptions::default().least(1);
    let tree = dendrogram_with(&check::read(text), &options);
    assert_eq!(tree.joins.iter().filter(|join| join.height < 1.0).count(), 1);
}

/// Who wants different ones of many alternatives does not agree because the others are wanted by
/// neither.
#[test]
fn many_alternatives_make_no_allies() {
    let text =
        "1. We paint it [red: FRA / blue: USA / green: KEN / white: IND / black: BRA / grey: PER].";
    let document = check::read(text);
    let found = agreement(&document);
    assert_eq!(found.pairs.len(), 15);
    for pair in &found.pairs {
        assert_eq!((pair.same(), pair.opposite()), (0, 2));
    }
    assert!(communities(&document).communities.is_empty());
    assert!(conflicts(&document).oppositions.iter().all(|pair| pair.over.len() == 1));
}

/// A delegation that would live with either is against none of the two, and one that wants a second
/// best is against what it does not want alone.
#[test]
fn who_wants_two_alternatives_is_against_neither() {
    let document = check::read("1. We act [now: FRA, KEN / later: USA, KEN / never: IND].");
    let [fra, ken, usa] = speakers(&document, ["FRA", "KEN", "USA"]);
    let over = |one, other| {
        let found = conflicts(&document).oppositions;
        let pair = found.into_iter().find(|pair| pair.between == (one, other));
        pair.map(|pair| pair.over.iter().map(|id| document.wording(*id)).collect::<Vec<_>>())
    };
    assert_eq!(over(fra, ken), Some(vec!["later".to_owned()]));
    assert_eq!(over(fra, usa), Some(vec!["now".to_owned()]));
    let found = positions(&document);
    let of = |id| found.of(id).iter().map(|(_, position)| position.to_string()).collect::<Vec<_>>();
    assert_eq!(of(ken), ["for", "for", "against"]);
    assert_eq!(of(usa), ["against", "for", "against"]);
}

/// Who wants another text is not silent on this one.
#[test]
fn rivals_do_not_consent_by_silence() {
    use travaux::analysis::Silence;
    let document = check::read("1. We share [free: IND / open: BRA, KEN, CHN, USA, DEU] data.");
    let rule = DecisionOptions::default().silence(Silence::Assent).rivals(false);
    let found = acceptable_text_with(&document, &AcceptableOptions::default().decision(rule));
    let taken: Vec<String> = found.accepted.iter().map(|id| document.wording(*id)).collect();
    assert_eq!((taken, found.value), (vec!["open".to_owned()], 5));
}

/// A share on the bound of two steps is in the upper one, and the bounds are the nearest numbers to
/// fifths.
#[test]
fn support_on_a_bound_is_in_the_upper_step() {
    let draft = check::read("1. We sail [at dawn: FRA, DEU; oppose: USA].");
    let found = outcome(&draft, &check::read("1. We sail at dawn."));
    let steps = found.calibration();
    assert_eq!(steps.iter().map(|step| step.count).collect::<Vec<_>>(), [0, 0, 0, 1, 0]);
    let bounds: Vec<String> = steps.iter().map(|step| step.support.1.to_string()).collect();
    assert_eq!(bounds, ["0.2", "0.4", "0.6", "0.8", "1"]);
}

/// A paragraph that would come or go as a whole puts all its words at stake, and words inside
/// others are counted once in a total.
#[test]
fn whole_paragraphs_are_words_at_stake() {
    let words = |text: &str| {
        let found = consensus(&check::read(text));
        let each = found.paragraphs.iter().flat_map(|one| &one.proposals).map(|one| one.words);
        (each.collect::<Vec<usize>>(), found.totals.words)
    };
    assert_eq!(words("OP1. We rest.\n\nOP1 ALT. We row to every harbour. [KEN]\n"), (vec![5], 5));
    assert_eq!(words("OP1. We meet each spring. (delete this para: USA)\n"), (vec![4], 4));
    let (each, total) = words("OP1. We ban [coral [and pearl: ITA] trade: ESP] sales.\n");
    assert_eq!((each.len(), total), (2, 4));
    // The words that some would strike go with the paragraph; those that some would add do not.
    let text =
        "OP1. We ~~meet~~ [delete: FRA] each spring [in Rome: ITA]. (delete this para: USA)\n";
    assert_eq!(words(text).1, 6);
    // Five words of a new paragraph, and one that another would add to it.
    let text = "OP1. We rest.\n\nOP1 bis. We row [far: ITA] to every harbour. [KEN]\n";
    assert_eq!(words(text).1, 6);
}
