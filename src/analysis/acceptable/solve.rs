//! The compatible set worth most: branch and bound, one component at a time.

use std::cmp::Reverse;

/// Things worth something, of which some exclude each other and some need another.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    worth: Vec<u64>,
    needs: Vec<Option<usize>>,
    /// Of each of these at most one can be taken.
    cliques: Vec<Vec<usize>>,
    /// The cliques of each thing.
    inside: Vec<Vec<usize>>,
    /// Against which others each thing stands, beside its cliques.
    against: Vec<Vec<usize>>,
}

/// A compatible set, its worth, and what no set can exceed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Solution {
    pub(super) chosen: Vec<usize>,
    pub(super) value: u64,
    pub(super) bound: u64,
}

impl Problem {
    pub(super) fn new(worth: Vec<u64>, needs: Vec<Option<usize>>) -> Self {
        let count = worth.len();
        Problem {
            worth,
            needs,
            cliques: Vec::new(),
            inside: vec![Vec::new(); count],
            against: vec![Vec::new(); count],
        }
    }

    pub(super) fn worth_of(&self, things: &[usize]) -> u64 {
        things.iter().map(|at| self.worth[*at]).sum()
    }

    pub(super) fn at_most_one(&mut self, mut things: Vec<usize>) {
        things.sort_unstable();
        things.dedup();
        let clique = self.cliques.len();
        for thing in &things {
            self.inside[*thing].push(clique);
        }
        self.cliques.push(things);
    }

    pub(super) fn exclude(&mut self, one: usize, others: &[usize]) {
        for other in others {
            self.against[one].push(*other);
            self.against[*other].push(one);
        }
    }

    /// The things that hang together, each list and all lists in the order of the things.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let mut root: Vec<usize> = (0..self.worth.len()).collect();
        let find = |root: &mut Vec<usize>, mut at: usize| {
            while root[at] != at {
                root[at] = root[root[at]];
                at = root[at];
            }
            at
        };
        let mut join = |one: usize, other: usize| {
            let (a, b) = (find(&mut root, one), find(&mut root, other));
            root[a.max(b)] = a.min(b);
        };
        for clique in &self.cliques {
            for pair in clique.windows(2) {
                join(pair[0], pair[1]);
            }
        }
        for (one, others) in self.against.iter().enumerate() {
            for other in others {
                join(one, *other);
            }
        }
        for (one, outer) in self.needs.iter().enumerate() {
            if let Some(outer) = outer {
                join(one, *outer);
            }
        }
        let mut lists: indexmap::IndexMap<usize, Vec<usize>> = indexmap::IndexMap::new();
        for at in 0..self.worth.len() {
            lists.entry(find(&mut root, at)).or_default().push(at);
        }
        lists.into_values().collect()
    }

    /// The best set of one component, with `forced` in it. None if that cannot stand.
    ///
    /// Steps are taken from the budget, one a thing looked at; where it runs out, the set is the
    /// best that was found and the bound tells how far from the best it can be.
    pub(super) fn solve(
        &self,
        component: &[usize],
        forced: Option<usize>,
        budget: &mut u64,
    ) -> Option<Solution> {
        *budget = budget.saturating_sub(component.len() as u64);
        let part = self.part(component);
        let mut search = Search::new(&part);
        if let Some(forced) = forced {
            search.force(component.binary_search(&forced).ok()?)?;
        }
        search.greedy();
        let mut solution = search.run(budget);
        for at in &mut solution.chosen {
            *at = component[*at];
        }
        Some(solution)
    }

    /// One component as a problem of its own, its things numbered from 0 in their order.
    fn part(&self, component: &[usize]) -> Problem {
        let local = |at: &usize| component.binary_search(at).ok();
        let worth = component.iter().map(|at| self.worth[*at]).collect();
        let needs = component.iter().map(|at| self.needs[*at].as_ref().and_then(local)).collect();
        let mut part = Problem::new(worth, needs);
        let cliques: indexmap::IndexSet<usize> =
            component.iter().flat_map(|at| self.inside[*at].iter().copied()).collect();
        for clique in cliques {
            part.at_most_one(self.cliques[clique].iter().filter_map(local).collect());
        }
        for (nth, at) in component.iter().enumerate() {
            part.against[nth] = self.against[*at].iter().filter_map(local).collect();
        }
        part
    }
}

struct Search<'p> {
    problem: &'p Problem,
    /// The things still to decide, those that exclude most first, the outer before the inner.
    order: Vec<usize>,
    /// For the bound: each thing's list, of which at most one can be taken.
    cover: Vec<usize>,
    lists: usize,
    taken: Vec<bool>,
    /// How many taken things exclude this one.
    hits: Vec<u32>,
    full: Vec<u32>,
    value: u64,
    best: Vec<usize>,
    best_value: u64,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem) -> Self {
        let count = problem.worth.len();
        let mut by_weight: Vec<usize> = (0..count).collect();
        by_weight.sort_by_key(|at| {
            (Reverse(problem.against[*at].len()), Reverse(problem.worth[*at]), *at)
        });
        let mut placed = vec![false; count];
        let mut order = Vec::with_capacity(count);
        for start in by_weight {
            let mut chain = Vec::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|at| !placed[*at]) {
                placed[at] = true;
                chain.push(at);
                next = problem.needs[at];
            }
            order.extend(chain.into_iter().rev());
        }
        let mut cover = vec![usize::MAX; count];
        let mut names: indexmap::IndexMap<usize, usize> = indexmap::IndexMap::new();
        let mut lists = 0;
        for at in &order {
            let own = problem.inside[*at].first().map(|clique| {
                *names.entry(*clique).or_insert_with(|| {
                    lists += 1;
                    lists - 1
                })
            });
            cover[*at] = own.unwrap_or_else(|| {
                lists += 1;
                lists - 1
            });
        }
        Search {
            problem,
            order,
            cover,
            lists,
            taken: vec![false; count],
            hits: vec![0; count],
            full: vec![0; problem.cliques.len()],
            value: 0,
            best: Vec::new(),
            best_value: 0,
        }
    }

    fn can(&self, at: usize) -> bool {
        self.hits[at] == 0
            && self.problem.inside[at].iter().all(|clique| self.full[*clique] == 0)
            && self.problem.needs[at].is_none_or(|outer| self.taken[outer])
    }

    fn take(&mut self, at: usize) {
        self.taken[at] = true;
        self.value += self.problem.worth[at];
        self.problem.inside[at].iter().for_each(|clique| self.full[*clique] += 1);
        self.problem.against[at].iter().for_each(|other| self.hits[*other] += 1);
    }

    fn give_back(&mut self, at: usize) {
        self.taken[at] = false;
        self.value -= self.problem.worth[at];
        self.problem.inside[at].iter().for_each(|clique| self.full[*clique] -= 1);
        self.problem.against[at].iter().for_each(|other| self.hits[*other] -= 1);
    }

    /// Takes one and all that it needs, and leaves them out of what is to be decided.
    fn force(&mut self, at: usize) -> Option<()> {
        let mut chain = Vec::new();
        let mut next = Some(at);
        while let Some(one) = next.filter(|one| !chain.contains(one)) {
            chain.push(one);
            next = self.problem.needs[one];
        }
        for one in chain.iter().rev() {
            if !self.can(*one) {
                return None;
            }
            self.take(*one);
        }
        self.order.retain(|one| !chain.contains(one));
        Some(())
    }

    fn keep(&mut self) {
        // The empty set is a set, too: the first one kept need not be worth anything.
        if self.best.is_empty() || self.value > self.best_value {
            self.best_value = self.value;
            self.best = (0..self.taken.len()).filter(|at| self.taken[*at]).collect();
        }
    }

    /// A first set: what is worth most first, whatever stands beside it.
    fn greedy(&mut self) {
        let mut by_worth = self.order.clone();
        by_worth.sort_by_key(|at| Reverse(self.problem.worth[*at]));
        let mut took = Vec::new();
        // What needs a thing that comes later in this order gets a second chance.
        for _ in 0..2 {
            for at in &by_worth {
                if !self.taken[*at] && self.can(*at) {
                    self.take(*at);
                    took.push(*at);
                }
            }
        }
        self.keep();
        took.into_iter().rev().for_each(|at| self.give_back(at));
    }

    /// What can still be had from the things from this place on: of each list the best.
    fn bound(&self, from: usize, best: &mut Vec<u64>) -> u64 {
        best.clear();
        best.resize(self.lists, 0);
        for at in self.order.get(from..).unwrap_or_default() {
            let outer = self.problem.needs[*at].is_some();
            // Whether an inner one can be taken is known only once its outer one is decided.
            if (outer && self.hits[*at] == 0) || self.can(*at) {
                let slot = &mut best[self.cover[*at]];
                *slot = (*slot).max(self.problem.worth[*at]);
            }
        }
        self.value + best.iter().sum::<u64>()
    }

    fn run(mut self, budget: &mut u64) -> Solution {
        let mut scratch = Vec::new();
        let root = self.bound(0, &mut scratch);
        // What was done at each depth: taken, or skipped.
        let mut path: Vec<bool> = Vec::with_capacity(self.order.len());
        let mut down = true;
        loop {
            if down {
                let steps = (self.order.len() - path.len() + 1) as u64;
                if *budget < steps {
                    self.keep();
                    let value = self.best_value;
                    return Solution { chosen: self.best, value, bound: root.max(value) };
                }
                *budget -= steps;
                if path.len() == self.order.len() {
                    self.keep();
                    down = false;
                } else if self.bound(path.len(), &mut scratch) <= self.best_value {
                    down = false;
                } else {
                    let at = self.order[path.len()];
                    let can = self.can(at);
                    if can {
                        self.take(at);
                    }
                    path.push(can);
                }
            } else {
                let Some(took) = path.pop() else { break };
                if took {
                    self.give_back(self.order[path.len()]);
                    path.push(false);
                    down = true;
                }
            }
        }
        let value = self.best_value;
        Solution { chosen: self.best, value, bound: value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best_by_force(problem: &Problem) -> u64 {
        let count = problem.worth.len();
        let stands = |set: u32| {
            let has = |at: usize| set & (1 << at) != 0;
            problem.cliques.iter().all(|c| c.iter().filter(|at| has(**at)).count() < 2)
                && (0..count).filter(|at| has(*at)).all(|at| {
                    problem.against[at].iter().all(|other| !has(*other))
                        && problem.needs[at].is_none_or(has)
                })
        };
        let worth = |set: u32| {
            (0..count).filter(|at| set & (1 << at) != 0).map(|at| problem.worth[at]).sum::<u64>()
        };
        (0..1u32 << count).filter(|set| stands(*set)).map(worth).max().unwrap_or(0)
    }

    /// Every set of a few shapes, drawn by a fixed sequence: the optimum is the brute-force one.
    #[test]
    fn the_search_finds_the_best_set() {
        let mut state = 7u64;
        let mut draw = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 33).expect("31 bits") % below
        };
        for _ in 0..400 {
            let count = 1 + draw(10);
            let worth = (0..count).map(|_| 1 + draw(6) as u64).collect();
            let needs = (0..count).map(|at| (at > 0 && draw(4) == 0).then(|| draw(at))).collect();
            let mut problem = Problem::new(worth, needs);
            for _ in 0..draw(4) {
                let mut set: Vec<usize> = (0..count).filter(|_| draw(3) == 0).collect();
                set.dedup();
                problem.at_most_one(set);
            }
            for _ in 0..draw(5) {
                let (one, other) = (draw(count), draw(count));
                if one != other {
                    problem.exclude(one, &[other]);
                }
            }
            let mut budget = 1_000_000;
            let found: u64 = problem
                .components()
                .iter()
                .map(|part| problem.solve(part, None, &mut budget).expect("nothing forced"))
                .map(|solution| {
                    assert_eq!(solution.value, solution.bound);
                    solution.value
                })
                .sum();
            assert_eq!(found, best_by_force(&problem), "{problem:?}");
            let mut none = 0;
            for part in problem.components() {
                let rough = problem.solve(&part, None, &mut none).expect("nothing forced");
                let exact = problem.solve(&part, None, &mut 1_000_000).expect("nothing forced");
                assert!(rough.value <= exact.value && exact.value <= rough.bound);
            }
        }
    }
}
