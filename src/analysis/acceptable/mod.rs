//! The text everyone could live with: what meets the rule, can stand together, and is worth most.

mod solve;

use super::decision::DecisionOptions;
use super::stake::settled;
use crate::model::{Document, Original, ProposalId, ProposalKind, Replaced, rivals, sides};
use crate::project::{Choice, FindingKind, Verdict, clashes};
use indexmap::IndexMap;
use solve::{Problem, Solution};

/// What a proposal in the text is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Worth {
    /// One for each delegation in favour, and one at least.
    #[default]
    Support,
    /// One for each word that it settles, and one at least; words nested in it are settled by what
    /// proposes them.
    Words,
    /// One each.
    Count,
}

impl std::fmt::Display for Worth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Support => "support",
            Self::Words => "words",
            Self::Count => "count",
        })
    }
}

/// How [`acceptable_text_with`] chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AcceptableOptions {
    decision: DecisionOptions,
    worth: Worth,
    budget: u64,
}

impl Default for AcceptableOptions {
    fn default() -> Self {
        AcceptableOptions {
            // Of two alternatives that both pass, the search takes one; that each is wanted in
            // place of the other does not rule out both beforehand.
            decision: DecisionOptions::default().rivals(false),
            worth: Worth::Support,
            budget: BUDGET,
        }
    }
}

/// Steps of the search, one a proposal looked at: about a tenth of a second.
const BUDGET: u64 = 20_000_000;

/// Rounds in which what was chosen is held against the text. Each adds what cannot stand together
/// and was hidden behind something else; three are rare.
const ROUNDS: usize = 24;

impl AcceptableOptions {
    /// The rule that each proposal has to meet, and how silence and rivals count in it. Unless
    /// said: no objection, silence missing, rivals on neither side.
    #[must_use]
    pub fn decision(mut self, decision: DecisionOptions) -> Self {
        self.decision = decision;
        self
    }

    /// What a proposal is worth; its support unless said.
    #[must_use]
    pub fn worth(mut self, worth: Worth) -> Self {
        self.worth = worth;
        self
    }

    /// How many steps the search may take, one a proposal looked at; 20 million unless said. Past
    /// it the text is the best found, and [`AcceptableText::bound`] says what none can exceed.
    #[must_use]
    pub fn budget(mut self, steps: u64) -> Self {
        self.budget = steps;
        self
    }
}

/// Another text that is nearly worth as much, and what it does otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct NextBest {
    /// What it has that the best has not.
    pub takes: Vec<ProposalId>,
    /// What the best has and it has not.
    pub gives_up: Vec<ProposalId>,
    /// What it is worth.
    pub value: u64,
}

/// The text everyone could live with; see [`acceptable_text`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AcceptableText {
    /// The rule, the policies and the worth, in words.
    pub rule: String,
    /// What is in it, in source order.
    pub accepted: Vec<ProposalId>,
    /// What meets the rule and cannot stand beside it, in source order.
    pub left_out: Vec<ProposalId>,
    /// What meets the rule and is no change of words: wishes about the order of paragraphs and for
    /// other words. They are no part of the text.
    pub apart: Vec<ProposalId>,
    /// What the text is worth.
    pub value: u64,
    /// What no text can exceed: the same, unless the search ran out of steps.
    pub bound: u64,
    /// The next best text to which nothing could be added either, if there is another.
    pub next_best: Option<NextBest>,
}

impl AcceptableText {
    /// Whether no other text is worth more: false only where the search ran out of steps.
    pub fn is_proven(&self) -> bool {
        self.value == self.bound
    }

    /// The choice that [`project`](crate::project::project) turns into the text.
    pub fn choice(&self) -> Choice {
        Choice::Set(self.accepted.clone())
    }
}

/// The text everyone could live with: of what nobody objects to, the set that can stand together and
/// has the most support.
///
/// Two proposals cannot stand together where [`project`](crate::project::project) says so, and where
/// both would put a whole paragraph in the place of one. What is nested stands only with what it is
/// nested in. The best set is found exactly: proposals that do not touch each other are decided
/// apart, the others by branch and bound.
///
/// # Complexity
///
/// O(s + p log p) for s stances and p proposals, and beyond that at most the steps of
/// [`AcceptableOptions::budget`].
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::acceptable_text, project::project};
/// let document = Document::read("1. We act [now: FRA, DEU / later: USA], and rest [late: CRI; oppose: CAN].")?;
/// let best = acceptable_text(&document);
/// assert_eq!(project(&document, &best.choice()).to_string(), "1. We act now, and rest.\n");
/// assert_eq!((best.value, best.next_best.map(|next| next.value)), (2, Some(1)));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn acceptable_text(document: &Document) -> AcceptableText {
    acceptable_text_with(document, &AcceptableOptions::default())
}

/// [`acceptable_text`] under another rule, by another worth, or with another budget.
#[must_use]
pub fn acceptable_text_with(document: &Document, options: &AcceptableOptions) -> AcceptableText {
    let (candidates, apart) = candidates(document, options);
    let ids: Vec<ProposalId> = candidates.iter().map(|(id, _)| *id).collect();
    let mut at = vec![None; document.proposals().len()];
    for (nth, id) in ids.iter().enumerate() {
        at[id.index()] = Some(nth);
    }
    let needs = ids.iter().map(|id| {
        let outer = document.proposal(*id).needs()?;
        at.get(outer.index()).copied().flatten()
    });
    let problem =
        Problem::new(candidates.iter().map(|(_, worth)| *worth).collect(), needs.collect());
    let mut text = Text { document, ids, at, problem, budget: options.budget };
    text.whole_alternatives();
    let all: Vec<usize> = (0..text.ids.len()).collect();
    text.learn(&all);
    let (solutions, agreed) = text.settle();
    let mut chosen: Vec<usize> =
        solutions.iter().flat_map(|one| one.chosen.iter().copied()).collect();
    chosen.sort_unstable();
    let value: u64 = solutions.iter().map(|one| one.value).sum();
    let mut bound: u64 = solutions.iter().map(|one| one.bound).sum();
    let mut value = value;
    if !agreed {
        (chosen, value) = text.drop_clashes(chosen);
        bound = bound.max(value);
    }
    let next_best = if agreed { text.next_best(&solutions) } else { None };
    let next_best = next_best.map(|(old, new)| {
        let without = |one: &Solution, other: &Solution| -> Vec<ProposalId> {
            let only = one.chosen.iter().filter(|at| !other.chosen.contains(at));
            only.map(|at| text.ids[*at]).collect()
        };
        NextBest {
            takes: without(&new, &old),
            gives_up: without(&old, &new),
            value: value - old.value + new.value,
        }
    });
    let accepted: Vec<ProposalId> = chosen.iter().map(|at| text.ids[*at]).collect();
    let left_out =
        text.ids.iter().filter(|id| accepted.binary_search(id).is_err()).copied().collect();
    let rule = format!("{}; worth by {}", options.decision.describe(), options.worth);
    AcceptableText { rule, accepted, left_out, apart, value, bound, next_best }
}

/// What meets the rule, with its worth: changes of words, in source order; and the rest.
fn candidates(
    document: &Document,
    options: &AcceptableOptions,
) -> (Vec<(ProposalId, u64)>, Vec<ProposalId>) {
    let sides = sides(document);
    let rivals = rivals(document, &sides);
    let mut worth: Vec<Option<u64>> = vec![None; sides.len()];
    let mut apart = Vec::new();
    let words = if options.worth == Worth::Words { settled(document) } else { Vec::new() };
    for (proposal, (sides, rivals)) in document.proposals().iter().zip(sides.iter().zip(&rivals)) {
        let ballot = options.decision.ballot(document, sides, rivals);
        if options.decision.blocking(&ballot).verdict != Verdict::Passes {
            continue;
        }
        if !proposal.kind().is_of_words() {
            apart.push(proposal.id());
            continue;
        }
        let value = match options.worth {
            Worth::Support => ballot.wanting.len(),
            Worth::Words => words.get(proposal.id().index()).copied().unwrap_or_default(),
            Worth::Count => 1,
        };
        worth[proposal.id().index()] = Some((value as u64).max(1));
    }
    // What is nested in something that does not meet the rule has nothing to stand in. Both ways,
    // since dialects list the outer one before the inner one or behind it.
    loop {
        let before = worth.iter().flatten().count();
        for at in (0..worth.len()).rev().chain(0..worth.len()) {
            let outer = document.proposals().get(at).and_then(crate::Proposal::needs);
            if outer.is_some_and(|outer| worth.get(outer.index()).is_none_or(Option::is_none)) {
                worth[at] = None;
            }
        }
        if worth.iter().flatten().count() == before {
            break;
        }
    }
    let known = document.proposals().iter().zip(worth);
    (known.filter_map(|(one, worth)| Some((one.id(), worth?))).collect(), apart)
}

struct Text<'d> {
    document: &'d Document,
    ids: Vec<ProposalId>,
    /// The place of each proposal among the candidates.
    at: Vec<Option<usize>>,
    problem: Problem,
    budget: u64,
}

impl Text<'_> {
    fn place(&self, id: ProposalId) -> Option<usize> {
        self.at.get(id.index()).copied().flatten()
    }

    /// Of the whole paragraphs that would stand in the place of one, at most one can.
    fn whole_alternatives(&mut self) {
        let replaced = Replaced::new(self.document);
        let mut sets: IndexMap<Original, Vec<usize>> = IndexMap::new();
        for (nth, id) in self.ids.iter().enumerate() {
            let proposal = self.document.proposal(*id);
            if proposal.kind() == ProposalKind::New {
                let original = replaced.original(self.document.paragraph(proposal.paragraph()));
                if let Some(original) = original {
                    sets.entry(original).or_default().push(nth);
                }
            }
        }
        for set in sets.into_values().filter(|set| set.len() > 1) {
            self.problem.at_most_one(set);
        }
    }

    fn chosen(&self, places: &[usize]) -> Vec<bool> {
        let mut chosen = vec![false; self.document.proposals().len()];
        for at in places {
            chosen[self.ids[*at].index()] = true;
        }
        chosen
    }

    /// Holds a choice against the text; whether it learnt of something that cannot stand.
    fn learn(&mut self, places: &[usize]) -> bool {
        let mut learnt = false;
        for finding in clashes(self.document, self.chosen(places)) {
            let mut all: Vec<usize> = finding.proposals().filter_map(|id| self.place(id)).collect();
            match finding.kind {
                FindingKind::NeedsOuter => continue,
                FindingKind::Alternatives | FindingKind::SameWords => {
                    self.problem.at_most_one(all);
                }
                FindingKind::EndBeforeWords | FindingKind::ParagraphGone => {
                    if all.is_empty() {
                        continue;
                    }
                    let one = all.remove(0);
                    all.sort_unstable();
                    all.dedup();
                    self.problem.exclude(one, &all);
                }
            }
            learnt = true;
        }
        learnt
    }

    /// The best set of each component, and whether it stands.
    fn settle(&mut self) -> (Vec<Solution>, bool) {
        let mut solutions = Vec::new();
        for _ in 0..ROUNDS {
            let mut left = self.budget;
            let parts = self.problem.components();
            solutions =
                parts.iter().filter_map(|part| self.problem.solve(part, None, &mut left)).collect();
            let mut chosen: Vec<usize> =
                solutions.iter().flat_map(|one: &Solution| one.chosen.iter().copied()).collect();
            chosen.sort_unstable();
            if !self.learn(&chosen) {
                return (solutions, true);
            }
        }
        (solutions, false)
    }

    /// Past the rounds: leaves out whatever still cannot stand.
    fn drop_clashes(&self, chosen: Vec<usize>) -> (Vec<usize>, u64) {
        let stands = crate::project::standing(self.document, self.chosen(&chosen));
        let left: Vec<usize> =
            chosen.into_iter().filter(|at| stands[self.ids[*at].index()]).collect();
        let value = self.problem.worth_of(&left);
        (left, value)
    }

    /// The component in which another set costs least: what it has, and what it would have.
    ///
    /// A set to which nothing can be added, other than the best, has something that the best has
    /// not: each of those is tried in turn.
    fn next_best(&self, solutions: &[Solution]) -> Option<(Solution, Solution)> {
        let mut left = self.budget;
        let mut found: Vec<(u64, usize, Solution)> = Vec::new();
        for (nth, (part, best)) in self.problem.components().iter().zip(solutions).enumerate() {
            for other in part.iter().filter(|at| best.chosen.binary_search(at).is_err()) {
                if left == 0 {
                    break;
                }
                if let Some(next) = self.problem.solve(part, Some(*other), &mut left) {
                    found.push((best.value.saturating_sub(next.value), nth, next));
                }
            }
        }
        found.sort_by_key(|(cost, nth, _)| (*cost, *nth));
        let stands = |(_, _, next): &(u64, usize, Solution)| {
            clashes(self.document, self.chosen(&next.chosen)).is_empty()
        };
        let (_, nth, next) = found.into_iter().take(ROUNDS).find(stands)?;
        Some((solutions.get(nth)?.clone(), next))
    }
}
