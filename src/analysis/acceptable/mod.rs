//! The text everyone could live with: what meets the rule, can stand together, and is worth most.

mod solve;

use super::decision::DecisionOptions;
use super::stake::settled;
use crate::model::{Document, ProposalId, sides_and_rivalry, whole_alternatives};
use crate::project::{Choice, FindingKind, Verdict, clashes};
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

/// The text everyone could live with: of what nobody objects to, the set that can stand together
/// and has the most support.
///
/// Two proposals cannot stand together where [`project`](crate::project::project) says so, and
/// where both would put a whole text in the place of one paragraph. Such a text may be of several
/// paragraphs (`OP2 ALT` and `OP2 ALT bis`): it stands or falls whole, and falls if one of them
/// does not meet the rule. What is nested stands only with what it is nested in. The best set is
/// found exactly: proposals that do not touch each other are decided apart, the others by branch
/// and bound.
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
/// let text = "1. We act [now: FRA, DEU / later: USA], and rest [late: CRI; oppose: CAN].";
/// let document = Document::read(text)?;
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
    let texts = Texts::new(document);
    let Candidates { found, meeting, apart } = candidates(document, options, &texts);
    // What stands or falls together is one thing, at the place of the first of it.
    let mut units: Vec<Vec<ProposalId>> = Vec::new();
    let mut worth: Vec<u64> = Vec::new();
    let mut at = vec![None; document.proposals().len()];
    let mut known = vec![None; texts.count];
    for (id, value) in found {
        let text = texts.of.get(id.index()).copied().flatten();
        let slot = text.and_then(|text| known.get_mut(text));
        let fresh = units.len();
        let unit = slot.map_or(fresh, |slot| *slot.get_or_insert(fresh));
        if unit == fresh {
            units.push(Vec::new());
            worth.push(0);
        }
        at[id.index()] = Some(unit);
        units[unit].push(id);
        worth[unit] += value;
    }
    let needs = units.iter().map(|ids| {
        let outer = ids.iter().find_map(|id| document.proposal(*id).needs())?;
        at.get(outer.index()).copied().flatten()
    });
    let problem = Problem::new(worth, needs.collect());
    let mut text = Text { document, units, at, problem, budget: options.budget };
    text.whole_alternatives(&texts);
    let all: Vec<usize> = (0..text.units.len()).collect();
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
            text.proposals(only)
        };
        NextBest {
            takes: without(&new, &old),
            gives_up: without(&old, &new),
            value: value - old.value + new.value,
        }
    });
    let accepted = text.proposals(&chosen);
    let left_out = meeting.into_iter().filter(|id| accepted.binary_search(id).is_err()).collect();
    let rule = format!("{}; worth by {}", options.decision.describe(), options.worth);
    AcceptableText { rule, accepted, left_out, apart, value, bound, next_best }
}

/// Which wishes for whole paragraphs are one text in the place of another.
struct Texts {
    /// Of each proposal the text, by a number of its own.
    of: Vec<Option<usize>>,
    count: usize,
    /// The texts for one place, of which at most one can stand.
    places: Vec<(usize, usize)>,
}

impl Texts {
    fn new(document: &Document) -> Texts {
        let mut texts =
            Texts { of: vec![None; document.proposals().len()], count: 0, places: Vec::new() };
        for alternatives in whole_alternatives(document, |_| true).into_values() {
            let first = texts.count;
            for (id, text) in alternatives.ids.iter().zip(&alternatives.texts) {
                texts.of[id.index()] = Some(first + text);
                texts.count = texts.count.max(first + text + 1);
            }
            texts.places.push((first, texts.count));
        }
        texts
    }
}

/// What may be in the text.
struct Candidates {
    /// Changes of words that can be in it, each with its worth, in source order.
    found: Vec<(ProposalId, u64)>,
    /// These, and those that meet the rule and belong to a text that does not.
    meeting: Vec<ProposalId>,
    /// What meets the rule and is no change of words.
    apart: Vec<ProposalId>,
}

fn candidates(document: &Document, options: &AcceptableOptions, texts: &Texts) -> Candidates {
    let (sides, rivalry) = sides_and_rivalry(document);
    let rivals = rivalry.rivals(document, &sides);
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
    // A text of several paragraphs of which one does not meet the rule falls whole.
    let mut falls = vec![false; texts.count];
    for (text, worth) in texts.of.iter().zip(&worth) {
        if let Some(falls) = text.and_then(|text| falls.get_mut(text)) {
            *falls |= worth.is_none();
        }
    }
    let mut fallen = vec![false; worth.len()];
    for ((text, worth), fallen) in texts.of.iter().zip(&mut worth).zip(&mut fallen) {
        let falls = text.is_some_and(|text| falls.get(text) == Some(&true));
        *fallen = falls && worth.take().is_some();
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
    let known = document.proposals().iter().zip(&worth);
    let found = known.filter_map(|(one, worth)| Some((one.id(), (*worth)?))).collect();
    let known = document.proposals().iter().zip(worth.iter().zip(fallen));
    let meets = known.filter(|(_, (worth, fallen))| worth.is_some() || *fallen);
    Candidates { found, meeting: meets.map(|(one, _)| one.id()).collect(), apart }
}

struct Text<'d> {
    document: &'d Document,
    /// What stands or falls together: one proposal, or the paragraphs of one alternative.
    units: Vec<Vec<ProposalId>>,
    /// The unit of each proposal that is a candidate.
    at: Vec<Option<usize>>,
    problem: Problem,
    budget: u64,
}

impl Text<'_> {
    fn place(&self, id: ProposalId) -> Option<usize> {
        self.at.get(id.index()).copied().flatten()
    }

    /// The proposals of some units, in source order.
    fn proposals<'a>(&self, units: impl IntoIterator<Item = &'a usize>) -> Vec<ProposalId> {
        let units = units.into_iter().filter_map(|at| self.units.get(*at));
        let mut ids: Vec<ProposalId> = units.flatten().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Of the texts that would stand in the place of one paragraph at most one can.
    fn whole_alternatives(&mut self, texts: &Texts) {
        let mut of_text = vec![None; texts.count];
        for (text, unit) in texts.of.iter().zip(&self.at) {
            if let (Some(slot), Some(unit)) = (text.and_then(|text| of_text.get_mut(text)), unit) {
                *slot = Some(*unit);
            }
        }
        for (from, to) in &texts.places {
            let set: Vec<usize> =
                of_text.get(*from..*to).unwrap_or_default().iter().copied().flatten().collect();
            if set.len() > 1 {
                self.problem.at_most_one(set);
            }
        }
    }

    fn chosen(&self, places: &[usize]) -> Vec<bool> {
        let mut chosen = vec![false; self.document.proposals().len()];
        for id in places.iter().filter_map(|at| self.units.get(*at)).flatten() {
            chosen[id.index()] = true;
        }
        chosen
    }

    /// Holds a choice against the text; whether it learnt of something that cannot stand.
    fn learn(&mut self, places: &[usize]) -> bool {
        let mut learnt = false;
        for finding in clashes(self.document, self.chosen(places)) {
            let mut all: Vec<usize> = finding.proposals().filter_map(|id| self.place(id)).collect();
            match finding.kind {
                FindingKind::NeedsOuter | FindingKind::NeedsParagraph => continue,
                FindingKind::Alternatives | FindingKind::SameWords => {
                    all.sort_unstable();
                    all.dedup();
                    self.problem.at_most_one(all);
                }
                FindingKind::EndBeforeWords | FindingKind::ParagraphGone => {
                    if all.is_empty() {
                        continue;
                    }
                    let one = all.remove(0);
                    all.sort_unstable();
                    all.dedup();
                    all.retain(|other| *other != one);
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
        let whole = |at: &usize| {
            self.units.get(*at).is_some_and(|ids| ids.iter().all(|id| stands[id.index()]))
        };
        let left: Vec<usize> = chosen.into_iter().filter(whole).collect();
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
