//! Proves the laws of the analyses: renaming delegations renames the answer, support never hurts
//! and objection never helps, what a text accepts can stand, optima are optima, and every figure
//! names its statements.

use proptest::prelude::*;
use std::collections::BTreeSet;
use travaux::analysis::{
    AcceptableOptions, Agreement, AgreementOptions, Bloc, BlocOptions, ConflictKind,
    DecisionOptions, DendrogramOptions, Grounds, Linkage, Position, Silence, Survived,
    acceptable_text_with, agreement_with, blocs, blocs_with, camps, communities, conflicts,
    consensus, decisions_with, dendrogram_with, discourse, grounds, group_standings, outcome,
    positions, progress, sides, survival,
};
use travaux::model::{DelegationId, Groups, ProposalId};
use travaux::project::{Ballot, Choice, DecisionRule, Qualified, Verdict, project};
use travaux::{DelegationCode, Document};

use crate::check;
use crate::strategies::rolling;

/// Codes as they are written in the generated texts, each with the one that takes its place.
const TURN: [&str; 16] = [
    "FRA", "DEU", "ESP", "KEN", "BRA", "JPN", "UK", "NDL", "ALG", "NZ", "CHE", "IND", "EU", "AG",
    "G77", "VAT",
];
const CANONICAL: [&str; 16] = [
    "FRA", "DEU", "ESP", "KEN", "BRA", "JPN", "GBR", "NLD", "DZA", "NZL", "CHE", "IND", "EU", "AG",
    "G77", "VAT",
];

/// The text with every delegation called by the next one's name.
pub(crate) fn renamed(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        let at = TURN.iter().position(|code| *code == word);
        out.push_str(at.map_or(word.as_str(), |at| TURN[(at + 1) % TURN.len()]));
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

pub(crate) fn next_name(code: DelegationCode) -> DelegationCode {
    let at = CANONICAL.iter().position(|known| *known == code.as_str()).expect("a code");
    CANONICAL[(at + 1) % CANONICAL.len()].parse().expect("a code")
}

fn rules() -> Vec<DecisionRule> {
    let codes = CANONICAL.iter().enumerate();
    let weights = codes.map(|(at, code)| (code.parse().expect("a code"), at as u64 % 5)).collect();
    vec![
        DecisionRule::NoObjection,
        DecisionRule::AtMostAgainst(1),
        DecisionRule::AtLeastFor(2),
        DecisionRule::Majority,
        DecisionRule::Weighted { weights, quota: 6 },
        DecisionRule::Qualified(Qualified {
            weights: CANONICAL.iter().map(|c| (c.parse().expect("a code"), 3)).collect(),
            members: 55,
            weight: 65,
            block: 4,
        }),
    ]
}

fn silences() -> [Silence; 3] {
    [Silence::Missing, Silence::Assent, Silence::Abstain]
}

/// How far a verdict is from passing.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Passes => 0,
        Verdict::Open => 1,
        _ => 2,
    }
}

/// All delegations, each on one of the four sides.
fn ballot() -> impl Strategy<Value = Ballot> {
    prop::collection::vec(0..4usize, CANONICAL.len()).prop_map(|sides| {
        let on = |side: usize| {
            let all = CANONICAL.iter().zip(&sides).filter(|(_, on)| **on == side);
            all.map(|(code, _)| code.parse().expect("a code")).collect()
        };
        Ballot { wanting: on(0), against: on(1), neither: on(2), silent: on(3) }
    })
}

fn set(document: &Document, ids: &[ProposalId]) -> (usize, usize) {
    let found = project(document, &Choice::Set(ids.to_vec()));
    (found.accepted().len(), found.findings().len())
}

/// The base that a whole new paragraph would stand in the place of, by its label.
fn replaces(document: &Document, id: ProposalId) -> Option<String> {
    let paragraph = document.paragraph(document.proposal(id).paragraph());
    paragraph.label().replaced().map(|label| label.to_string())
}

proptest! {
    #[test]
    fn equivariant(known in rolling()) {
        let one = check::read(&known.text);
        let other = check::read(&renamed(&known.text));
        for rule in rules() {
            if matches!(rule, DecisionRule::Weighted { .. }) {
                continue;
            }
            for silence in silences() {
                let options = DecisionOptions::default().rule(rule.clone()).silence(silence);
                let (a, b) = (decisions_with(&one, &options), decisions_with(&other, &options));
                prop_assert_eq!(&a.variants, &b.variants);
                for (a, b) in a.proposals.iter().zip(&b.proposals) {
                    let turned = |codes: &[DelegationCode]| -> Vec<DelegationCode> {
                        codes.iter().map(|code| next_name(*code)).collect()
                    };
                    prop_assert_eq!(turned(&a.against), b.against.clone());
                    prop_assert_eq!(turned(&a.blocking.pivotal), b.blocking.pivotal.clone());
                    prop_assert_eq!(a.blocking.flip.as_deref().map(turned), b.blocking.flip.clone());
                    prop_assert_eq!(a.blocking.verdict, b.blocking.verdict);
                    prop_assert_eq!(a.blocking.short, b.blocking.short);
                }
                let options = AcceptableOptions::default().decision(options);
                prop_assert_eq!(
                    acceptable_text_with(&one, &options),
                    acceptable_text_with(&other, &options)
                );
            }
        }
    }

    #[test]
    fn monotone(ballot in ballot(), who in any::<prop::sample::Index>()) {
        let movable: Vec<DelegationCode> =
            ballot.neither.iter().chain(&ballot.silent).copied().collect();
        prop_assume!(!movable.is_empty());
        let one = *who.get(&movable);
        let mut without = ballot.clone();
        without.neither.retain(|code| *code != one);
        without.silent.retain(|code| *code != one);
        let (mut supported, mut opposed) = (without.clone(), without);
        supported.wanting.push(one);
        opposed.against.push(one);
        for rule in rules() {
            let verdict = |ballot: &Ballot| rank(rule.blocking(ballot).verdict);
            prop_assert!(verdict(&supported) <= verdict(&ballot), "{rule} {ballot:?} + {one}");
            prop_assert!(verdict(&opposed) >= verdict(&ballot), "{rule} {ballot:?} - {one}");
        }
    }

    /// The smallest set that frees a proposal is smallest, and the pivotal are those whose leaving
    /// frees it, against every subset.
    #[test]
    fn flips_are_smallest(ballot in ballot()) {
        for rule in rules() {
            let found = rule.blocking(&ballot);
            let count = ballot.against.len().min(10);
            let blocked = |ballot: &Ballot| {
                // Without any one in doubt, what is not blocked passes.
                let mut sure = ballot.clone();
                let doubt = [std::mem::take(&mut sure.neither), std::mem::take(&mut sure.silent)];
                sure.wanting.extend(doubt.into_iter().flatten());
                !rule.passes(&sure)
            };
            if ballot.against.len() > count {
                continue;
            }
            let freed = |subset: u32| {
                let mut after = ballot.clone();
                after.against.clear();
                for (at, code) in ballot.against.iter().enumerate() {
                    let list = if subset & (1 << at) == 0 { &mut after.against } else { &mut after.neither };
                    list.push(*code);
                }
                !blocked(&after)
            };
            let least = (0..1u32 << count).filter(|set| freed(*set)).map(u32::count_ones).min();
            if ballot.len() > ballot.against.len() {
                let flip = found.flip.as_ref().map(|set| u32::try_from(set.len()).expect("few"));
                prop_assert_eq!(flip, least, "{} {:?}", rule, ballot);
                let alone = |at: usize| !freed(0) && freed(1 << at);
                let pivotal: Vec<DelegationCode> =
                    (0..count).filter(|at| alone(*at)).map(|at| ballot.against[at]).collect();
                prop_assert_eq!(&found.pivotal, &pivotal, "{} {:?}", rule, ballot);
            }
        }
    }

    #[test]
    fn consensus_is_consistent(known in rolling(), rule in prop::sample::select(rules())) {
        let document = check::read(&known.text);
        let decision = DecisionOptions::default().rule(rule).rivals(false);
        let options = AcceptableOptions::default().decision(decision.clone());
        let best = acceptable_text_with(&document, &options);
        prop_assert!(best.is_proven());
        let found = project(&document, &best.choice());
        prop_assert_eq!(found.accepted(), &best.accepted[..]);
        prop_assert!(found.findings().is_empty(), "{:?}", found.findings());
        let decided = decisions_with(&document, &decision);
        for id in &best.accepted {
            prop_assert_eq!(decided.proposals[id.index()].blocking.verdict, Verdict::Passes);
        }
        for id in &best.left_out {
            let mut more = best.accepted.clone();
            more.push(*id);
            let rival = replaces(&document, *id).is_some()
                && best.accepted.iter().any(|own| replaces(&document, *own) == replaces(&document, *id));
            prop_assert!(set(&document, &more) != (more.len(), 0) || rival, "{id:?} was left out");
        }
        if let Some(next) = &best.next_best {
            prop_assert!(next.value <= best.value);
            let mut ids: Vec<ProposalId> =
                best.accepted.iter().copied().filter(|id| !next.gives_up.contains(id)).collect();
            ids.extend(&next.takes);
            prop_assert_eq!(set(&document, &ids), (ids.len(), 0));
        }
    }

    #[test]
    fn exact(known in rolling()) {
        let document = check::read(&known.text);
        let decision = DecisionOptions::default().rule(DecisionRule::Majority).rivals(false);
        let options = AcceptableOptions::default().decision(decision.clone());
        let best = acceptable_text_with(&document, &options);
        let all: Vec<ProposalId> = best.accepted.iter().chain(&best.left_out).copied().collect();
        prop_assume!(all.len() <= 9);
        let decided = decisions_with(&document, &decision);
        let mut most = 0;
        for subset in 0..1u32 << all.len() {
            let ids: Vec<ProposalId> =
                (0..all.len()).filter(|at| subset & (1 << at) != 0).map(|at| all[at]).collect();
            let worth = ids.iter().map(|id| decided.proposals[id.index()].wanting as u64).sum();
            if worth > most && set(&document, &ids) == (ids.len(), 0) {
                most = worth;
            }
        }
        prop_assert_eq!(best.value, most);
    }

    #[test]
    fn explained(known in rolling()) {
        let document = check::read(&known.text);
        let found = decisions_with(&document, &DecisionOptions::default());
        let all = Grounds::new(&document);
        let state = consensus(&document);
        for standing in state.paragraphs.iter().flat_map(|paragraph| &paragraph.proposals) {
            let named = all.of(standing.proposal);
            prop_assert_eq!(&named, &grounds(&document, standing.proposal));
            let sides = &standing.sides;
            let counted = [&sides.supporters, &sides.objectors, &sides.reserved, &sides.flexible];
            for one in counted.into_iter().flatten().chain(&standing.rivals) {
                prop_assert!(named.iter().any(|on| on.delegation == *one), "{standing:?}");
            }
        }
        for decision in &found.proposals {
            let named: Vec<DelegationCode> = grounds(&document, decision.proposal)
                .iter()
                .map(|stance| document.delegation(stance.delegation).code())
                .collect();
            prop_assert!(decision.against.iter().all(|code| named.contains(code)));
            prop_assert!(named.len() >= decision.wanting + decision.against.len());
        }
    }

    /// The comparisons of delegations know them by place, not by name.
    #[test]
    fn comparisons_are_equivariant(known in rolling()) {
        let one = check::read(&known.text);
        let other = check::read(&renamed(&known.text));
        let options = AgreementOptions::default();
        prop_assert_eq!(agreement_with(&one, &options), agreement_with(&other, &options));
        prop_assert_eq!(camps(&one), camps(&other));
        prop_assert_eq!(communities(&one), communities(&other));
        prop_assert_eq!(discourse(&one), discourse(&other));
        prop_assert_eq!(blocs(&one), blocs(&other));
        prop_assert_eq!(conflicts(&one), conflicts(&other));
        let tree = |document| dendrogram_with(document, &DendrogramOptions::default().least(1));
        prop_assert_eq!(tree(&one), tree(&other));
        prop_assert_eq!(tree(&one).best(6), tree(&other).best(6));
    }

    /// Who spoke first decides nothing.
    #[test]
    fn order_decides_nothing(known in rolling(), order in Just(TURN.to_vec()).prop_shuffle()) {
        let roll = |codes: &[&str]| {
            check::read(&format!("95. We sail; (not clear: {})\n\n{}", codes.join(","), known.text))
        };
        let (one, other) = (roll(&TURN), roll(&order));
        let sizes = |lists: &[Vec<_>]| -> Vec<usize> {
            let mut sizes: Vec<usize> = lists.iter().map(Vec::len).collect();
            sizes.sort_unstable();
            sizes
        };
        for linkage in [Linkage::Average, Linkage::Complete, Linkage::Single] {
            let options = DendrogramOptions::default().linkage(linkage).least(1);
            let [a, b] = [&one, &other].map(|document| dendrogram_with(document, &options));
            for (a, b) in a.joins.iter().zip(&b.joins) {
                prop_assert!((a.height - b.height).abs() < 1e-9 && a.size == b.size);
            }
            prop_assert_eq!(sizes(&a.best(6).clusters), sizes(&b.best(6).clusters));
        }
        let (a, b) = (communities(&one), communities(&other));
        prop_assert!((a.modularity - b.modularity).abs() < 1e-9);
        let frustration =
            |document| camps(document).splits.iter().map(|split| split.frustration).sum::<u64>();
        prop_assert_eq!(frustration(&one), frustration(&other));
        prop_assert_eq!(consensus(&one).totals.words, consensus(&other).totals.words);
        let together = |document: &Document| -> Vec<(usize, Vec<String>)> {
            let names = |bloc: &Bloc| {
                let code = |id: &_| document.delegation(*id).code().to_string();
                let mut names: Vec<String> = bloc.delegations.iter().map(code).collect();
                names.sort_unstable();
                (bloc.times(), names)
            };
            let mut all: Vec<_> = blocs(document).blocs.iter().map(names).collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(together(&one), together(&other));
    }

    /// The blocs are the closed sets that trying every set of delegations finds; with too little
    /// work they are those among them that stand together most often.
    #[test]
    fn blocs_are_all_closed_sets(known in rolling(), times in 1..4usize, work in 0..400u64) {
        let document = check::read(&known.text);
        let positions = positions(&document);
        let mut camps: Vec<Vec<DelegationId>> = Vec::new();
        for proposal in document.proposals() {
            // Who only wants an alternative is in no bloc against a proposal.
            let rivals = positions.rivals(proposal.id());
            for position in [Position::For, Position::Against] {
                let on = positions.on(proposal.id()).iter();
                let on = on.filter(|(id, own)| *own == position && !rivals.contains(id));
                camps.push(on.map(|(id, _)| *id).collect());
            }
        }
        // Every closed set is what some camps have in common: joined with one camp after the other.
        let mut closed: BTreeSet<Vec<DelegationId>> = BTreeSet::new();
        for camp in &camps {
            let mut more: Vec<Vec<DelegationId>> = vec![camp.clone()];
            more.extend(closed.iter().map(|set| {
                set.iter().copied().filter(|id| camp.contains(id)).collect::<Vec<_>>()
            }));
            closed.extend(more);
        }
        let seen = |set: &Vec<DelegationId>| {
            camps.iter().filter(|camp| set.iter().all(|id| camp.contains(id))).count()
        };
        let options = BlocOptions::default().times(times);
        for options in [options, options.work(work)] {
            let found = blocs_with(&document, &options);
            prop_assert!(found.times >= times);
            let want: BTreeSet<(usize, Vec<DelegationId>)> = closed
                .iter()
                .filter(|set| set.len() > 1)
                .map(|set| (seen(set), set.clone()))
                .filter(|(count, _)| *count >= found.times)
                .collect();
            let got: Vec<(usize, Vec<DelegationId>)> =
                found.blocs.iter().map(|one| (one.times(), one.delegations.clone())).collect();
            prop_assert_eq!(got.iter().cloned().collect::<BTreeSet<_>>(), want);
            prop_assert_eq!(got.len(), found.blocs.len());
            for bloc in &found.blocs {
                for id in bloc.wanting.iter().chain(&bloc.against) {
                    let named = grounds(&document, *id);
                    let says = |one: &DelegationId| named.iter().any(|on| on.delegation == *one);
                    prop_assert!(bloc.delegations.iter().all(says));
                }
            }
        }
    }

    /// Heat is what counting every two delegations over every two texts gives, and nobody stands
    /// against itself.
    #[test]
    fn heat_is_between_two(known in rolling()) {
        let document = check::read(&known.text);
        let found = conflicts(&document);
        let sides = sides(&document);
        let wanting = |id: &ProposalId| &sides[id.index()].supporters;
        for conflict in &found.conflicts {
            let mut heat = 0;
            if conflict.kind == ConflictKind::Alternative {
                let mut all: Vec<ProposalId> = conflict.one.into_iter().collect();
                all.extend(found.others(conflict));
                for (at, one) in all.iter().enumerate() {
                    for other in &all[at + 1..] {
                        for a in wanting(one) {
                            heat += wanting(other).iter().filter(|b| *b != a).count();
                        }
                    }
                }
            } else if conflict.kind == ConflictKind::ParagraphAlternative {
                continue;
            } else {
                for a in &conflict.wanting_one {
                    heat += conflict.wanting_others.iter().filter(|b| *b != a).count();
                }
            }
            prop_assert_eq!(conflict.heat, heat, "{:?}", conflict);
        }
        for pair in &found.oppositions {
            prop_assert!(pair.between.0 < pair.between.1);
        }
        for (who, of) in found.inconsistent() {
            for nth in of {
                prop_assert!(found.conflicts[nth].both.contains(&who));
            }
        }
    }

    /// A change of words that is adopted alone survived fully, wherever equal words stand beside
    /// it.
    #[test]
    fn what_is_adopted_alone_survived(known in rolling()) {
        let document = check::read(&known.text);
        let before = project(&document, &Choice::Nothing).to_string();
        for proposal in document.proposals().iter().take(6) {
            let text = project(&document, &Choice::Set(vec![proposal.id()]));
            // A word in the place of its like changes nothing.
            if !text.accepted().contains(&proposal.id()) || text.to_string() == before {
                continue;
            }
            let found = outcome(&document, &check::read(&text.to_string()));
            for one in found.proposals.iter().filter(|one| one.proposal == proposal.id()) {
                prop_assert_eq!(one.survived, Survived::Fully, "{:?} in {}", proposal, text);
            }
        }
    }

    /// Every pair's table counts what both say, and under a policy of silence every proposal.
    #[test]
    fn agreement_counts_add_up(known in rolling()) {
        let document = check::read(&known.text);
        let positions = positions(&document);
        for silence in silences() {
            let found = agreement_with(&document, &AgreementOptions::default().silence(silence));
            for pair in &found.pairs {
                let over = Agreement::over(&positions, pair.between.0, pair.between.1);
                let missing = silence == Silence::Missing;
                let n = if missing { over.len() } else { document.proposals().len() };
                prop_assert_eq!(pair.n(), n);
                let (index, signed) = (pair.lijphart().expect("n"), pair.signed().expect("n"));
                prop_assert!((2.0 * index - 1.0 - signed).abs() < 1e-12);
                prop_assert!(pair.kappa().is_none_or(|kappa| kappa <= 1.0 + 1e-12));
                prop_assert!(pair.pi().is_none_or(|pi| pi <= 1.0 + 1e-12));
            }
        }
    }

    /// A departure is what the two say, and no one departs from a group it is not in.
    #[test]
    fn departures_are_said(known in rolling()) {
        let document = check::read(&known.text);
        let positions = positions(&document);
        let groups = Groups::standard();
        for one in group_standings(&document).departures {
            prop_assert_eq!(positions.get(one.group, one.proposal), Some(one.of_group));
            prop_assert_eq!(positions.get(one.member, one.proposal), Some(one.of_member));
            let code = |id| document.delegation(id).code();
            prop_assert!(groups.members(code(one.group), None).contains(&code(one.member)));
        }
    }

    /// Whatever speaks, nobody is counted twice, and nobody's own word is overridden.
    #[test]
    fn members_count_once(ballot in ballot()) {
        let each = ballot.by_member(&Groups::standard(), None);
        let mut all: Vec<DelegationCode> =
            [&each.wanting, &each.against, &each.neither, &each.silent].into_iter().flatten().copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all.len(), count);
        let own = [(&ballot.wanting, &each.wanting), (&ballot.against, &each.against), (&ballot.neither, &each.neither)];
        for (before, after) in own {
            for code in before.iter().filter(|c| Groups::standard().members(**c, None).is_empty()) {
                prop_assert!(after.contains(code), "{code} lost its side");
            }
        }
    }

    /// Progress counts what is there, names its changes, and knows no delegation by name; nothing
    /// changes from a revision to itself.
    #[test]
    fn progress_adds_up(known in rolling()) {
        let document = check::read(&known.text);
        let found = progress(&document);
        prop_assert_eq!(&found, &progress(&check::read(&renamed(&known.text))));
        for one in &found.paragraphs {
            prop_assert!(one.contested <= one.words);
            prop_assert!(!one.is_agreed || one.live.is_empty());
            for id in &one.live {
                prop_assert!(!grounds(&document, *id).is_empty(), "{id:?} has no statement");
            }
        }
        let lives = survival(&[&document, &document]);
        prop_assert_eq!((lives.steps[0].opened, lives.steps[0].closed), (0, 0));
        prop_assert_eq!(lives.steps[0].kept, lives.lives.len());
    }

    /// Every proposal is judged once or said not to be, its share is a share, and no name matters.
    #[test]
    fn outcomes_add_up(known in rolling(), choice in prop::sample::select(vec![
        Choice::Nothing, Choice::Unopposed, Choice::All,
    ])) {
        let document = check::read(&known.text);
        let adopted = check::read(&project(&document, &choice).to_string());
        let found = outcome(&document, &adopted);
        prop_assert_eq!(found.proposals.len() + found.unjudged.len(), document.proposals().len());
        for one in &found.proposals {
            prop_assert!((0.0..=1.0).contains(&one.share), "{one:?}");
            prop_assert!((0.0..=1.0).contains(&one.support));
        }
        prop_assert_eq!(&found, &outcome(&check::read(&renamed(&known.text)), &adopted));
    }
}
