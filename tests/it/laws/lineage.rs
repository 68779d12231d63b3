//! Proves the laws of lineage: every word once, no silent winner, a total map of labels, and that
//! moves undo and do not touch words; on worlds of chance and on all small ones.

use proptest::prelude::*;
use travaux::lineage::{
    Applied, Fate, FindingKind, Reason, Relation, apply, findings, lineage, lineage_between,
};
use travaux::model::{ProposalId, ProposalKind};
use travaux::petgraph::algo::is_cyclic_directed;
use travaux::petgraph::graphmap::DiGraphMap;
use travaux::{Document, Span};

use crate::check;
use crate::strategies::{odd_text, rolling};
use crate::worlds::{Arrangement, Want, World, can_come_true, every_want, world};

fn fails(verdict: check::Verdict) -> Result<(), TestCaseError> {
    verdict.map_err(TestCaseError::fail)
}

fn wants(count: usize, most: usize) -> impl Strategy<Value = Vec<Want>> {
    let one = prop::sample::select(every_want(count));
    prop::collection::vec(one, 0..=most)
}

fn worlds() -> impl Strategy<Value = World> {
    (2usize..=7).prop_flat_map(|count| wants(count, 6).prop_map(move |w| world(count, &w, "")))
}

/// The text of every paragraph that stands without a wish is given once: in place, or as struck.
fn words_once(document: &Document, applied: &Applied) -> check::Verdict {
    let placed = applied.order.iter().flat_map(|placed| &placed.stretches);
    let mut given: Vec<(usize, Span)> = placed
        .chain(&applied.struck)
        .map(|stretch| (stretch.paragraph.index(), stretch.span))
        .filter(|(_, span)| !span.is_empty())
        .collect();
    given.sort_unstable();
    let mut given = given.into_iter().peekable();
    for paragraph in document.paragraphs() {
        let mut at = paragraph.text().start();
        let mut any = false;
        while let Some((_, span)) = given.next_if(|(of, _)| *of == paragraph.id().index()) {
            if span.start() != at {
                return Err(format!("{} is given at {span}, expected {at}", paragraph.label()));
            }
            (at, any) = (span.end(), true);
        }
        let whole = at == paragraph.text().end();
        let label = paragraph.label();
        let wish = label.is_proposed() && !label.is_heading();
        if !whole && (any || !wish) {
            return Err(format!("{label} is given up to {at} of {}", paragraph.text()));
        }
    }
    given.next().map_or(Ok(()), |rest| Err(format!("{rest:?} is no text of a paragraph")))
}

/// Every paragraph has a fate, and what stands has the label that the fate says.
fn labels_total(document: &Document, applied: &Applied) -> check::Verdict {
    let known = document.paragraphs().iter().map(travaux::Paragraph::id);
    if !applied.fates.keys().copied().eq(known) {
        return Err("the map is not total".to_owned());
    }
    for placed in &applied.order {
        let Some(stretch) = placed.stretches.first() else { continue };
        let said = match &applied.fates[&placed.paragraph] {
            Fate::Stands(label) => *label == placed.label,
            Fate::Divided(labels) => labels.contains(&placed.label),
            // Words that left the paragraph stand under a label of their own.
            _ => stretch.span != document.paragraph(placed.paragraph).text(),
        };
        let left = stretch.span.end() < document.paragraph(placed.paragraph).text().end();
        if !said && !left {
            return Err(format!("{} stands, and its fate is another", placed.label));
        }
    }
    Ok(())
}

fn all(document: &Document) -> Vec<ProposalId> {
    document.proposals().iter().map(travaux::Proposal::id).collect()
}

/// The wishes that were done.
fn done(world: &World, chosen: &[usize], applied: &Applied) -> Vec<Want> {
    // A paragraph that nobody says where to divide is marked as one that is to be.
    let held = |id: ProposalId| {
        applied.held.iter().any(|held| held.proposal == id && held.reason != Reason::CutUnsaid)
    };
    chosen.iter().filter(|at| !held(world.proposals[**at])).map(|at| world.wants[*at]).collect()
}

fn granted(world: &World, chosen: &[usize], applied: &Applied) -> check::Verdict {
    let done = done(world, chosen, applied);
    let arrangement = Arrangement::of(world, applied);
    if arrangement.grants(world.paragraphs.len(), &done) {
        Ok(())
    } else {
        Err(format!("{done:?} were said to be done, but it stands {arrangement:?}"))
    }
}

proptest! {
    #[test]
    fn every_word_once(world in worlds(), half in any::<u32>()) {
        let chosen: Vec<usize> =
            (0..world.proposals.len()).filter(|at| half >> (at % 32) & 1 == 1).collect();
        let ids: Vec<ProposalId> = chosen.iter().map(|at| world.proposals[*at]).collect();
        let applied = apply(&world.document, &ids);
        fails(words_once(&world.document, &applied))?;
        fails(labels_total(&world.document, &applied))?;
        fails(granted(&world, &chosen, &applied))?;
    }

    #[test]
    fn every_word_once_in_any_text(text in odd_text()) {
        let document = check::read(&text);
        let applied = apply(&document, &all(&document));
        fails(words_once(&document, &applied))?;
        let _ = findings(&lineage(&document), &document);
    }

    #[test]
    fn every_word_once_in_known_texts(known in rolling()) {
        let document = check::read(&known.text);
        fails(words_once(&document, &apply(&document, &all(&document))))?;
        fails(words_once(&document, &apply(&document, &[])))?;
    }

    #[test]
    fn renumber_total(text in odd_text()) {
        let document = check::read(&text);
        fails(labels_total(&document, &apply(&document, &all(&document))))?;
    }

    #[test]
    fn acyclic_after_apply(world in worlds()) {
        let applied = apply(&world.document, &world.proposals);
        let chosen: Vec<usize> = (0..world.wants.len()).collect();
        let arrangement = Arrangement::of(&world, &applied);
        let mut order: DiGraphMap<usize, ()> = DiGraphMap::new();
        for (one, next) in arrangement.blocks.iter().zip(arrangement.blocks.iter().skip(1)) {
            order.add_edge(one[0], next[0], ());
        }
        for want in done(&world, &chosen, &applied) {
            match want {
                Want::Before(p, q) => order.add_edge(p, q, ()),
                Want::After(p, q) => order.add_edge(q, p, ()),
                _ => None,
            };
        }
        prop_assert!(!is_cyclic_directed(&order), "{:?} {:?}", world.wants, arrangement);
    }

    #[test]
    fn move_commutes_with_edit(count in 2usize..=6, notes in wants(6, 5)) {
        let notes: Vec<Want> = notes.into_iter().filter(|want| want.is_within(count)).collect();
        let plain = world(count, &notes, "");
        let edited = world(count, &notes, " ~~slowly~~ swiftly [DEU]");
        let only = apply(&edited.document, &edited.proposals);
        let both = apply(&edited.document, &all(&edited.document));
        prop_assert_eq!(&only.order, &both.order, "editing words moves nothing");
        let before = apply(&plain.document, &plain.proposals);
        let places = |applied: &Applied| -> Vec<_> {
            applied.order.iter().map(|placed| (placed.paragraph, placed.label)).collect()
        };
        prop_assert_eq!(places(&before), places(&only), "edited words move with their paragraph");
    }

    #[test]
    fn inverse(count in 2usize..=7, from in 0usize..7, to in 0usize..7) {
        let (from, to) = (from % count, to % count);
        prop_assume!(from != to);
        let there = world(count, &[Want::Before(from, to)], "");
        let moved = Arrangement::of(&there, &apply(&there.document, &there.proposals));
        let order: Vec<usize> = moved.blocks.iter().map(|block| block[0]).collect();
        // The way back, in the numbers of the new order: before what stood behind it, or to the
        // end.
        let place = |p: usize| order.iter().position(|known| *known == p).expect("it stands");
        let back = if from + 1 < count {
            Want::Before(place(from), place(from + 1))
        } else {
            Want::After(place(from), place(from - 1))
        };
        let back = world(count, &[back], "");
        let again = Arrangement::of(&back, &apply(&back.document, &back.proposals));
        let round: Vec<usize> = again.blocks.iter().map(|block| order[block[0]]).collect();
        prop_assert_eq!(round, (0..count).collect::<Vec<_>>());
    }

    #[test]
    fn the_same_text_is_the_same(known in rolling()) {
        let document = check::read(&known.text);
        let lineage = lineage_between(&document, &document);
        let words = |id| document.base_text(id);
        let own: Vec<_> = lineage.steps().filter(|step| step.evidence.primary).collect();
        for step in &own {
            prop_assert_eq!(words(step.old), words(step.new));
            prop_assert!((step.evidence.similarity - 1.0).abs() < 1e-9 && !step.evidence.moved);
        }
        let mut found: Vec<_> = own.iter().map(|step| step.new).collect();
        found.dedup();
        let all = document.paragraphs().iter().map(travaux::Paragraph::id);
        let all: Vec<_> = all.filter(|id| !words(*id).trim().is_empty()).collect();
        prop_assert_eq!(found, all, "each finds itself in\n{}", known.text);
    }

    #[test]
    fn shuffled_paragraphs_find_themselves(order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()) {
        let write = |order: &[usize]| {
            let line = |(at, of): (usize, &usize)| {
                let few = |n: usize| format!("word{of}x{n} thing{of}y{n}");
                format!("{}. We {} and {}.\n\n", at + 1, few(1), few(2))
            };
            check::read(&order.iter().enumerate().map(line).collect::<String>())
        };
        let (old, new) = (write(&(0..9).collect::<Vec<_>>()), write(&order));
        let lineage = lineage_between(&old, &new);
        let found: Vec<usize> = lineage.steps().map(|step| step.old.index()).collect();
        prop_assert_eq!(&found, &order);
        // Those that keep their order among each other stay; the fewest have moved.
        let stayed: Vec<usize> = lineage
            .steps()
            .filter(|step| step.edge.relation != Relation::MovedTo)
            .map(|step| step.old.index())
            .collect();
        prop_assert!(stayed.is_sorted());
        prop_assert_eq!(stayed.len(), longest_run(&order));
    }

    #[test]
    fn rivals_found(count in 2usize..=4, notes in wants(4, 5)) {
        let notes: Vec<Want> = notes.into_iter().filter(|want| want.is_within(count)).collect();
        let world = world(count, &notes, "");
        let every = Arrangement::every(count);
        let applied = apply(&world.document, &world.proposals);
        let wants: Vec<Want> = world.wants.iter().map(|want| first_said(&world, *want)).collect();
        for (at, one) in wants.iter().enumerate() {
            for (other_at, other) in wants.iter().enumerate().skip(at + 1) {
                if can_come_true(count, &[*one, *other], &every) {
                    continue;
                }
                let pair = [world.proposals[at], world.proposals[other_at]];
                let named = applied.findings.iter().any(|finding| {
                    let inside = |id: &ProposalId| {
                        finding.camps.iter().any(|camp| camp.proposals.contains(id))
                    };
                    pair.iter().all(inside)
                });
                prop_assert!(named, "{:?} and {:?} in {:?}", one, other, applied.findings);
                let held = |id: &ProposalId| applied.held.iter().any(|held| held.proposal == *id);
                prop_assert!(pair.iter().all(held), "{:?} or {:?} won in silence", one, other);
            }
        }
    }
}

/// A merge that is noted under both paragraphs is one wish, and means what the first note says.
fn first_said(world: &World, want: Want) -> Want {
    match want {
        Want::Merge(p, q) if q < p && world.wants.contains(&Want::Merge(q, p)) => Want::Merge(q, p),
        other => other,
    }
}

/// The length of the longest ascending selection, by asking all of them.
fn longest_run(order: &[usize]) -> usize {
    let ascends = |set: u32| {
        let picked = order.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
        picked.map(|(_, of)| of).is_sorted()
    };
    let all = (0u32..1 << order.len()).filter(|set| ascends(*set));
    all.map(|set| set.count_ones() as usize).max().unwrap_or(0)
}

/// Sets of at most `most` of `count` things.
fn sets(count: usize, most: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    let mut fresh = sets.clone();
    for _ in 0..most {
        let longer = |set: &Vec<usize>| {
            let from = set.last().map_or(0, |last| last + 1);
            let set = set.clone();
            (from..count).map(move |at| [&*set, &[at]].concat()).collect::<Vec<_>>()
        };
        fresh = fresh.iter().flat_map(longer).collect();
        sets.extend(fresh.iter().cloned());
    }
    sets
}

/// What must hold of every set of wishes; how many it found contested.
fn holds(world: &World, chosen: &[usize]) -> bool {
    let ids: Vec<ProposalId> = chosen.iter().map(|at| world.proposals[*at]).collect();
    let applied = apply(&world.document, &ids);
    let why = |why: String| -> bool {
        let wants: Vec<Want> = chosen.iter().map(|at| world.wants[*at]).collect();
        panic!("{wants:?}: {why}")
    };
    granted(world, chosen, &applied).unwrap_or_else(|found| _ = why(found));
    words_once(&world.document, &applied).unwrap_or_else(|found| _ = why(found));
    labels_total(&world.document, &applied).unwrap_or_else(|found| _ = why(found));
    for held in &applied.held {
        let divides = world.document.proposal(held.proposal).kind() == ProposalKind::Split;
        let why =
            if divides && applied.findings.is_empty() { Reason::CutUnsaid } else { held.reason };
        assert!(
            held.reason == why && matches!(why, Reason::Contested | Reason::CutUnsaid),
            "{held:?}"
        );
    }
    !applied.findings.is_empty()
}

#[test]
fn every_set_of_wishes_over_one_and_two_paragraphs() {
    // Over two the sets of all eighteen are too many; each of these is all but one kind of them.
    let one_text = |want: &Want| !matches!(want, Want::Alternative(_, nth) if *nth > 0);
    let kinds: [fn(&Want) -> bool; 2] =
        [|want| !matches!(want, Want::Alternative(..)), |want| !matches!(want, Want::Preamble(_))];
    for (count, kind) in [(1, None), (2, Some(kinds[0])), (2, Some(kinds[1]))] {
        let wants = every_want(count).into_iter();
        let wants: Vec<Want> = match kind {
            Some(kind) => wants.filter(|want| kind(want) && one_text(want)).collect(),
            None => wants.collect(),
        };
        let world = world(count, &wants, "");
        for chosen in sets(world.wants.len(), world.wants.len()) {
            holds(&world, &chosen);
        }
    }
}

#[test]
fn every_set_of_moves_over_three_paragraphs() {
    let moves = |want: &Want| matches!(want, Want::Before(..) | Want::After(..));
    let moves: Vec<Want> = every_want(3).into_iter().filter(moves).collect();
    let world = world(3, &moves, "");
    for chosen in sets(moves.len(), moves.len()) {
        holds(&world, &chosen);
    }
}

#[test]
fn every_three_wishes_over_three_and_four_paragraphs() {
    for (count, texts) in [(3, 2), (4, 1)] {
        let few = |want: &Want| !matches!(want, Want::Alternative(_, nth) if *nth >= texts);
        let wants: Vec<Want> = every_want(count).into_iter().filter(few).collect();
        let world = world(count, &wants, "");
        for chosen in sets(world.wants.len(), 3) {
            holds(&world, &chosen);
        }
    }
}

/// Each of four paragraphs is wished somewhere, joined, divided, replaced, struck or left alone, in
/// every way; each of three in the words of an alternative as well.
#[test]
fn every_wish_for_each_of_three_and_four_paragraphs() {
    let own_words = |want: &Want| !matches!(want, Want::Alternative(..));
    let four: Vec<Want> = every_want(4).into_iter().filter(own_words).collect();
    for (count, wants, each) in [(3, every_want(3), 14usize), (4, four, 16)] {
        let world = world(count, &wants, "");
        let sets = one_for_each(&world, count);
        assert_eq!(sets.len(), each.pow(u32::try_from(count).expect("small")));
        for chosen in sets {
            holds(&world, &chosen);
        }
    }
}

/// Every way in which each paragraph has one wish or none.
fn one_for_each(world: &World, count: usize) -> Vec<Vec<usize>> {
    let of = |subject: usize| -> Vec<usize> {
        (0..world.wants.len()).filter(|at| world.wants[*at].subject() == subject).collect()
    };
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for subject in 0..count {
        let longer = |set: &Vec<usize>| {
            let set = set.clone();
            of(subject).into_iter().map(move |at| [&*set, &[at]].concat()).collect::<Vec<_>>()
        };
        let more: Vec<Vec<usize>> = sets.iter().flat_map(longer).collect();
        sets.extend(more);
    }
    sets
}

/// Two wishes contend exactly where no arrangement grants both.
#[test]
fn every_two_wishes_over_four_paragraphs_contend_or_come_true() {
    let world = world(4, &every_want(4), "");
    let every = Arrangement::every(4);
    for chosen in sets(world.wants.len(), 2) {
        let wants: Vec<Want> = chosen.iter().map(|at| world.wants[*at]).collect();
        assert_eq!(holds(&world, &chosen), !can_come_true(4, &wants, &every), "{wants:?}");
    }
}

/// What is to be refused ends the finding, and nothing smaller does.
#[test]
fn every_refusal_is_the_smallest() {
    let world = world(3, &every_want(3), "");
    let chosen = sets(world.wants.len(), 3);
    for chosen in chosen.iter().filter(|chosen| chosen.len() > 1) {
        let ids: Vec<ProposalId> = chosen.iter().map(|at| world.proposals[*at]).collect();
        let same = |one: &travaux::lineage::Finding, ids: &[ProposalId]| {
            let again = apply(&world.document, ids).findings;
            again.iter().any(|f| {
                let within = f.paragraphs.iter().all(|id| one.paragraphs.contains(id));
                let sides = f.camps.iter().flat_map(|camp| &camp.proposals);
                let known =
                    |id: &ProposalId| one.camps.iter().any(|camp| camp.proposals.contains(id));
                f.kind == one.kind && within && sides.into_iter().all(known)
            })
        };
        for finding in apply(&world.document, &ids).findings {
            assert!(finding.refusal.exact);
            let size = finding.refusal.proposals.len();
            assert!(size > 0, "{finding:?}");
            for refused in sets(ids.len(), size) {
                let refused: Vec<ProposalId> = refused.iter().map(|at| ids[*at]).collect();
                let left: Vec<ProposalId> =
                    ids.iter().copied().filter(|id| !refused.contains(id)).collect();
                let chosen = finding.refusal.proposals.iter().all(|id| refused.contains(id));
                if refused.len() < size {
                    assert!(same(&finding, &left), "{refused:?} is smaller than {finding:?}");
                } else if chosen && refused.len() == size {
                    assert!(!same(&finding, &left), "{refused:?} does not end {finding:?}");
                }
            }
        }
    }
}

/// Rings of more proposals than are searched: one refusal breaks each, and no less does.
#[test]
fn a_long_ring_is_broken() {
    for (count, rings) in [(12, 1), (60, 1), (60, 4), (400, 1)] {
        let next = |p: usize| {
            let (len, ring) = (count / rings, p / (count / rings));
            ring * len + (p + 1) % len
        };
        let wants: Vec<Want> = (0..count).map(|p| Want::Before(p, next(p))).collect();
        let world = world(count, &wants, "");
        let found = apply(&world.document, &world.proposals).findings;
        assert_eq!(found.len(), rings);
        for (at, finding) in found.iter().enumerate() {
            assert_eq!(finding.kind, FindingKind::Cycle);
            let own = at * (count / rings)..(at + 1) * (count / rings);
            assert_eq!(finding.paragraphs, world.paragraphs[own.clone()]);
            let sides: Vec<&[ProposalId]> =
                finding.camps.iter().map(|camp| &*camp.proposals).collect();
            let own: Vec<&[ProposalId]> =
                own.map(|p| std::slice::from_ref(&world.proposals[p])).collect();
            assert!(own.iter().all(|one| sides.contains(one)) && own.len() == sides.len());
            assert!(finding.refusal.exact);
            assert_eq!(finding.refusal.proposals.len(), 1);
        }
        assert_eq!(apply(&world.document, &without_refused(&world, &found)).findings, []);
    }
}

/// The proposals of a world that no finding says to refuse.
fn without_refused(world: &World, found: &[travaux::lineage::Finding]) -> Vec<ProposalId> {
    let refused = |id: &ProposalId| found.iter().any(|one| one.refusal.proposals.contains(id));
    world.proposals.iter().copied().filter(|id| !refused(id)).collect()
}

/// Knots of more proposals than are searched get a refusal that works, and none is called the
/// smallest that is not.
#[test]
fn a_knot_is_broken_and_no_guess_is_called_the_smallest() {
    let (mut large, mut known) = (0, 0);
    let mut chance = 6227u64;
    let mut pick = |most: u64| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance % most).expect("small")
    };
    for _ in 0..40 {
        let mut wants: Vec<Want> = Vec::new();
        for _ in 0..16 {
            let (p, q) = (pick(5), pick(5));
            let want = if pick(2) == 0 { Want::Before(p, q) } else { Want::After(p, q) };
            if p != q && !wants.contains(&want) {
                wants.push(want);
            }
        }
        let world = world(5, &wants, "");
        let found = apply(&world.document, &world.proposals).findings;
        let knots = |found: &[travaux::lineage::Finding]| {
            found.iter().filter(|one| one.kind == FindingKind::Cycle).cloned().collect::<Vec<_>>()
        };
        for knot in knots(&found) {
            let sides: Vec<ProposalId> =
                knot.camps.iter().flat_map(|camp| camp.proposals.iter().copied()).collect();
            let breaks = |refused: &[ProposalId]| {
                let left: Vec<ProposalId> =
                    sides.iter().copied().filter(|id| !refused.contains(id)).collect();
                knots(&apply(&world.document, &left).findings).is_empty()
            };
            let size = knot.refusal.proposals.len();
            assert!(breaks(&knot.refusal.proposals), "{:?}", world.wants);
            large += usize::from(sides.len() > travaux::lineage::EXACT);
            if knot.refusal.exact {
                known += usize::from(sides.len() > travaux::lineage::EXACT);
                for set in sets(sides.len(), size - 1) {
                    let refused: Vec<ProposalId> = set.iter().map(|at| sides[*at]).collect();
                    assert!(!breaks(&refused), "{refused:?} breaks {:?}", world.wants);
                }
            }
        }
    }
    assert!(large > 10 && known > 3, "{large} large knots, {known} of known size");
}
