//! A negotiation: its drafts in order, and the life of each wish through them.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::copy::{Anchor, AnnotatedCopy, Wish, narrow};
use super::outcome::{Merged, MergedStatement};
use super::rebase::{Fate, Trace, trace};
use crate::model::{AgreementLevel, Day, Polarity, StatementKind};
use crate::words::{Case, Lexicon, similarity};
use crate::{DelegationCode, Document};

/// One draft of a negotiation.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Round {
    /// What it is called.
    pub name: Arc<str>,
    /// The day of it, if the caller knows one.
    pub day: Option<Day>,
    /// What it says.
    pub state: Merged,
    /// How far the page says that each paragraph is settled, in the order of its paragraphs.
    pub levels: Vec<AgreementLevel>,
    /// Who has yet to agree to each paragraph.
    pub pending: Vec<Vec<DelegationCode>>,
}

/// What happened to a wish in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Event {
    /// It is there for the first time.
    Born,
    /// It asks for less: a part of its words is gone.
    Narrowed,
    /// It asks for other words in the same place.
    Reworded,
    /// Another wish says it too now; that one, by its place in [`Negotiation::lives`], goes on.
    Merged(u32),
    /// It is gone from a paragraph that is marked as agreed, and the text does not say it.
    Closed,
    /// It is there again after it had gone.
    Reopened,
    /// The text says what it asked for.
    AcceptedInFull,
    /// The text says a part of it, and the rest is asked for no more.
    AcceptedInPart,
    /// It is gone, and the text does not say it; if one of the next sixteen rounds does, the wish
    /// is accepted then.
    Dropped,
}

impl Event {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Born => "born",
            Self::Narrowed => "narrowed",
            Self::Reworded => "reworded",
            Self::Merged(_) => "merged",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::AcceptedInFull => "accepted in full",
            Self::AcceptedInPart => "accepted in part",
            Self::Dropped => "dropped",
        }
    }

    /// Whether the wish stands on the page after it.
    const fn is_open(self) -> bool {
        matches!(self, Self::Born | Self::Narrowed | Self::Reworded | Self::Reopened)
    }
}

/// One step in the life of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Step {
    /// The round, from 0.
    pub round: u32,
    /// What happened.
    pub event: Event,
}

/// A delegation that changed its stance on a wish that stood in two rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Move {
    /// The round, from 0.
    pub round: u32,
    /// Who.
    pub delegation: DelegationCode,
    /// Its stance before; none if it had none.
    pub from: Option<Polarity>,
    /// Its stance now.
    pub to: Option<Polarity>,
}

/// A wish through the rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Life {
    /// The label of its paragraph, in the round in which it was seen last.
    pub label: String,
    /// What it asks for.
    pub kind: StatementKind,
    /// Its words in that round.
    pub wording: String,
    /// What happened to it, in order.
    pub steps: Vec<Step>,
    /// Who changed their stance on it, in order.
    pub moves: Vec<Move>,
    /// The wish in each round in which it stood: the round, and its place in that round's wishes.
    pub stood: Vec<(u32, u32)>,
}

impl Life {
    /// Whether it stands on the page of the last round.
    pub fn is_open(&self) -> bool {
        self.steps.last().is_some_and(|step| step.event.is_open())
    }
}

/// Drafts of one text in the order of their rounds. Each is carried to the next by its words, so
/// numbers may change from round to round.
///
/// # Examples
///
/// ```
/// use travaux::{Document, merge::{Event, Negotiation}};
/// let mut negotiation = Negotiation::default();
/// for (day, text) in [
///     (
///         "Monday",
///         "4. Keep the harbour [and its lights: FRA; oppose: KEN] open ~~always~~ [DEU] to all.",
///     ),
///     ("Tuesday", "4. Keep the harbour [and its lights: FRA, KEN] open to all."),
///     ("Friday", "4. Keep the harbour and its lights open to all."),
/// ] {
///     negotiation.push(day, &Document::read(text)?);
/// }
/// let [lights, always] = negotiation.lives() else { panic!("two wishes") };
/// let steps: Vec<(u32, Event)> =
///     lights.steps.iter().map(|step| (step.round, step.event)).collect();
/// assert_eq!(steps, [(0, Event::Born), (2, Event::AcceptedInFull)]);
/// assert_eq!(lights.moves[0].delegation.as_str(), "KEN");
/// let last = always.steps.last().map(|step| (step.round, step.event));
/// assert_eq!(last, Some((1, Event::AcceptedInFull)));
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Negotiation {
    rounds: Vec<Round>,
    lives: Vec<Life>,
    /// The life of each wish of the last round.
    current: Vec<u32>,
    /// The lives that have ended, by what they asked for, the latest last.
    ended: IndexMap<(StatementKind, String), Vec<u32>>,
    /// What was dropped of late, and may yet be adopted.
    dropped: Vec<Dropped>,
}

/// So many rounds a wish that was dropped is looked for in the text.
const FOLLOWED: u32 = 16;

/// A wish that was dropped, on the paragraphs of the last round.
#[derive(Clone, Debug)]
struct Dropped {
    life: u32,
    since: u32,
    wish: Wish,
}

impl Negotiation {
    /// The rounds, in order.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The lives of all wishes, in the order of their birth.
    pub fn lives(&self) -> &[Life] {
        &self.lives
    }

    /// The state at a round, from 0.
    pub fn state(&self, round: usize) -> Option<&Merged> {
        self.rounds.get(round).map(|round| &round.state)
    }

    /// Adds the draft of a later round.
    ///
    /// # Complexity
    ///
    /// That of [`rebase`](super::rebase()), and O(w) in the wishes of both rounds and those that
    /// the sixteen rounds before dropped.
    pub fn push(&mut self, name: impl Into<Arc<str>>, draft: &Document) {
        self.add(None, name.into(), draft);
    }

    /// Adds the draft of a later round, with the day of the round.
    ///
    /// # Complexity
    ///
    /// As [`push`](Self::push).
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, merge::Negotiation, model::{AgreementLevel, Day}};
    /// let mut negotiation = Negotiation::default();
    /// for (day, text) in [
    ///     (Day::new(2020, 1, 10), "4. Keep the harbour open [at night: FRA]."),
    ///     (Day::new(2020, 2, 1), "4. Keep the harbour open at night. (pending KEN)"),
    /// ] {
    ///     negotiation.push_on(day, day.to_string(), &Document::read(text)?);
    /// }
    /// let [_, last] = negotiation.rounds() else { panic!("two rounds") };
    /// assert_eq!(last.day, Some(Day::new(2020, 2, 1)));
    /// assert_eq!(last.levels[0], AgreementLevel::Informals);
    /// assert_eq!(last.pending[0][0].as_str(), "KEN");
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn push_on(&mut self, day: Day, name: impl Into<Arc<str>>, draft: &Document) {
        self.add(Some(day), name.into(), draft);
    }

    fn add(&mut self, day: Option<Day>, name: Arc<str>, draft: &Document) {
        let levels = draft.paragraphs().iter().map(crate::Paragraph::level).collect();
        let pending =
            draft.paragraphs().iter().map(|paragraph| paragraph.pending().to_vec()).collect();
        let state = Merged::from(AnnotatedCopy::of(draft));
        self.enter(Round { name, day, state, levels, pending });
    }

    /// Adds a round whose state is one copy.
    pub(super) fn enter(&mut self, round_state: Round) {
        let round = narrow(self.rounds.len());
        let others: Vec<Wish> = self.dropped.iter().map(|dropped| dropped.wish.clone()).collect();
        let mut traces = match (self.rounds.last(), round_state.state.copies().next()) {
            (Some(last), Some(copy)) => trace(&last.state, &others, copy),
            _ => Vec::new(),
        };
        let of_dropped = traces.split_off(self.current.len().min(traces.len()));
        self.adopt(&of_dropped, round);
        let matched = Follower::new(&self.rounds, &round_state.state, &traces).follow();
        let mut current = vec![u32::MAX; round_state.state.wishes.len()];
        for (was, life) in self.current.clone().into_iter().enumerate() {
            let Some(trace) = traces.get(was).copied() else { continue };
            match matched.get(was).copied().flatten() {
                Some(is) => self.goes_on(life, (was, is), &round_state.state, round, &mut current),
                None => self.ends((narrow(was), life), trace, &round_state, round),
            }
        }
        let mut reopened = IndexSet::new();
        for (is, slot) in current.iter_mut().enumerate().filter(|(_, life)| **life == u32::MAX) {
            *slot = self.begins(narrow(is), &round_state.state, round, &mut reopened);
        }
        self.dropped.retain(|dropped| !reopened.contains(&dropped.life));
        self.current = current;
        self.rounds.push(round_state);
    }

    fn goes_on(
        &mut self,
        life: u32,
        (was, is): (usize, u32),
        state: &Merged,
        round: u32,
        current: &mut [u32],
    ) {
        let before = self.rounds.last().map(|last| &last.state);
        let Some(slot) = current.get_mut(is as usize) else { return };
        let taken = (*slot != u32::MAX).then_some(*slot);
        let wording = state.wording(is);
        let moves = before.map(|before| moves(before, narrow(was), state, is, round));
        let Some(own) = self.lives.get_mut(life as usize) else { return };
        if let Some(other) = taken {
            own.steps.push(Step { round, event: Event::Merged(other) });
            return;
        }
        *slot = life;
        if own.wording != wording {
            let (old, new) = (own.wording.split_whitespace(), wording.split_whitespace());
            let event = if is_part(new, old) { Event::Narrowed } else { Event::Reworded };
            own.steps.push(Step { round, event });
        }
        own.moves.extend(moves.into_iter().flatten());
        own.wording = wording;
        own.label = state.label_of(is);
        own.stood.push((round, is));
    }

    /// What was dropped before and is in the text now was accepted after all; the rest is followed
    /// on as long as its words would have a place.
    fn adopt(&mut self, traces: &[Trace], round: u32) {
        let mut traces = traces.iter();
        let lives = &mut self.lives;
        self.dropped.retain_mut(|dropped| {
            let Some(trace) = traces.next() else { return false };
            if trace.fate == Fate::Satisfied {
                if let Some(own) = lives.get_mut(dropped.life as usize) {
                    own.steps.push(Step { round, event: Event::AcceptedInFull });
                }
            }
            let (start, end) = trace.place;
            dropped.wish.anchor = Anchor { paragraph: trace.paragraph, within: None, start, end };
            trace.fate == Fate::Surviving
                && trace.paragraph.is_some()
                && round < dropped.since.saturating_add(FOLLOWED)
        });
    }

    fn ends(&mut self, (was, life): (u32, u32), trace: Trace, round: &Round, nth: u32) {
        let level = trace.paragraph.and_then(|at| round.levels.get(at as usize)).copied();
        let agreed = level.is_some_and(|level| level > AgreementLevel::Open);
        let event = match trace.fate {
            Fate::Satisfied => Event::AcceptedInFull,
            Fate::Shrunk => Event::AcceptedInPart,
            Fate::Surviving | Fate::Orphaned(_) if agreed => Event::Closed,
            Fate::Surviving | Fate::Orphaned(_) => Event::Dropped,
        };
        let last = self.rounds.last().and_then(|last| last.state.wishes.get(was as usize));
        let stands = trace.fate == Fate::Surviving && trace.paragraph.is_some();
        let open = |wish: &&Wish| stands && is_amendment(wish.kind) && wish.anchor.within.is_none();
        if let Some(wish) = last.filter(open) {
            let (paragraph, (start, end)) = (trace.paragraph, trace.place);
            let anchor = Anchor { paragraph, within: None, start, end };
            let wish = Wish { anchor, ..wish.clone() };
            self.dropped.push(Dropped { life, since: nth, wish });
        }
        if let Some(own) = self.lives.get_mut(life as usize) {
            own.steps.push(Step { round: nth, event });
            let key = (own.kind, own.wording.clone());
            self.ended.entry(key).or_default().push(life);
        }
    }

    fn begins(&mut self, is: u32, state: &Merged, round: u32, reopened: &mut IndexSet<u32>) -> u32 {
        let wording = state.wording(is);
        let kind = state.wishes.get(is as usize).map_or(StatementKind::Comment, |wish| wish.kind);
        let label = state.label_of(is);
        // What is said of no words is said again only of the same paragraph.
        let again = self.ended.get_mut(&(kind, wording.clone())).and_then(|lives| {
            let lately = *lives.last()?;
            let own = self.lives.get(lately as usize)?;
            let same = own.label == label && own.steps.last().is_some_and(|s| s.round < round);
            if same { lives.pop() } else { None }
        });
        if let Some((life, own)) =
            again.and_then(|life| Some((life, self.lives.get_mut(life as usize)?)))
        {
            own.steps.push(Step { round, event: Event::Reopened });
            own.stood.push((round, is));
            reopened.insert(life);
            return life;
        }
        self.lives.push(Life {
            label,
            kind,
            wording,
            steps: vec![Step { round, event: Event::Born }],
            moves: Vec::new(),
            stood: vec![(round, is)],
        });
        narrow(self.lives.len() - 1)
    }
}

/// Who changed their stance from one round to the next.
fn moves(before: &Merged, was: u32, state: &Merged, is: u32, round: u32) -> Vec<Move> {
    let stances = |state: &Merged, wish: u32| -> IndexMap<DelegationCode, Polarity> {
        let said = state.statements_on(wish).iter();
        // They come by delegation; of several the first counts, which weighs the least, so that a
        // change in any of them shows.
        said.rev().map(|said| (said.delegation, said.polarity)).collect()
    };
    let (old, new) = (stances(before, was), stances(state, is));
    let mut who: IndexSet<DelegationCode> = old.keys().chain(new.keys()).copied().collect();
    who.sort_unstable();
    who.into_iter()
        .map(|delegation| {
            let (from, to) = (old.get(&delegation).copied(), new.get(&delegation).copied());
            Move { round, delegation, from, to }
        })
        .filter(|moved| moved.from != moved.to)
        .collect()
}

/// Whether some words stand in others, in order, and are fewer.
fn is_part<'t>(
    part: impl Iterator<Item = &'t str> + Clone,
    whole: impl Iterator<Item = &'t str> + Clone,
) -> bool {
    let fewer = part.clone().count() < whole.clone().count();
    let bare = |word: &'t str| word.trim_matches('~');
    let mut whole = whole.map(bare);
    fewer && part.map(bare).all(|word| whole.any(|other| other == word))
}

/// Finds the wishes of one round in the next.
struct Follower<'a> {
    before: Option<&'a Merged>,
    now: &'a Merged,
    traces: &'a [Trace],
}

/// Where, what it asks for, and its words.
type Said<'a> = (Option<u32>, StatementKind, &'a str);

/// With so many wishes in one place a wish is compared, where no words are the same.
const COMPARED: usize = 16;

/// Two wordings are one wish if they share so much.
const ALIKE: f64 = 0.4;

impl<'a> Follower<'a> {
    fn new(rounds: &'a [Round], now: &'a Merged, traces: &'a [Trace]) -> Self {
        Follower { before: rounds.last().map(|round| &round.state), now, traces }
    }

    /// For each wish of the round before the one that it is now.
    fn follow(&self) -> Vec<Option<u32>> {
        let Some(before) = self.before else { return Vec::new() };
        let mut same: IndexMap<(Said<'_>, (u32, u32)), u32> = IndexMap::new();
        let mut said: IndexMap<Said<'_>, Vec<u32>> = IndexMap::new();
        let mut here: IndexMap<(Option<u32>, bool), Vec<u32>> = IndexMap::new();
        for (at, wish) in self.now.wishes.iter().enumerate() {
            let (on, at) = (wish.anchor.paragraph, narrow(at));
            let place = (wish.anchor.start, wish.anchor.end);
            same.entry(((on, wish.kind, &wish.text), place)).or_insert(at);
            said.entry((on, wish.kind, &wish.text)).or_default().push(at);
            here.entry((on, is_amendment(wish.kind))).or_default().push(at);
        }
        let mut taken: IndexSet<u32> = IndexSet::new();
        let mut found: Vec<Option<u32>> = vec![None; before.wishes.len()];
        // First what stands where it stood, then what says the same in the paragraph, then what is
        // worded alike there.
        for round in 0..3 {
            for (was, wish) in before.wishes.iter().enumerate() {
                let Some(trace) = self.traces.get(was) else { continue };
                if found.get(was).copied().flatten().is_some() || trace.fate == Fate::Satisfied {
                    continue;
                }
                let on = trace.paragraph;
                let next = match round {
                    0 => same.get(&((on, wish.kind, &*wish.text), trace.place)).copied(),
                    1 if !wish.text.is_empty() => {
                        let list = said.get(&(on, wish.kind, &*wish.text));
                        list.into_iter().flatten().find(|at| !taken.contains(*at)).copied()
                    }
                    2 if is_amendment(wish.kind) => {
                        let list = here.get(&(on, true)).map_or(&[][..], Vec::as_slice);
                        self.alike(before, narrow(was), trace, list, &taken)
                    }
                    _ => None,
                };
                if let Some(next) = next {
                    taken.insert(next);
                    if let Some(slot) = found.get_mut(was) {
                        *slot = Some(next);
                    }
                }
            }
        }
        found
    }

    fn alike(
        &self,
        before: &Merged,
        was: u32,
        trace: &Trace,
        list: &[u32],
        taken: &IndexSet<u32>,
    ) -> Option<u32> {
        let mut lexicon = Lexicon::new(Case::Ignore);
        let own = lexicon.keys(&before.wording(was));
        let text = |of: &Merged, wish: u32| of.wishes.get(wish as usize).map(|w| w.text.clone());
        let wanted = lexicon.keys(&text(before, was).unwrap_or_default());
        let near = |at: &&u32| {
            let anchor = self.now.wishes.get(**at as usize).map(|wish| wish.anchor);
            anchor.is_some_and(|anchor| {
                anchor.start <= trace.place.1.saturating_add(2)
                    && trace.place.0 <= anchor.end.saturating_add(2)
            })
        };
        let open = list.iter().filter(|at| !taken.contains(*at)).filter(near).take(COMPARED);
        let mut best: Option<(f64, u32)> = None;
        for at in open {
            let other = lexicon.keys(&self.now.wording(*at));
            let share = similarity(&own, &other);
            if share < ALIKE || best.is_some_and(|(most, _)| share <= most) {
                continue;
            }
            // The struck words are those of the page: two who ask for other words in their place
            // share them, and no wish.
            let to_come = lexicon.keys(&text(self.now, *at).unwrap_or_default());
            let is_other = (!wanted.is_empty() || !to_come.is_empty())
                && similarity(&wanted, &to_come) < ALIKE;
            let (said, says) = (before.statements_on(was), self.now.statements_on(*at));
            if !is_other || share_a_sponsor(said, says) {
                best = Some((share, *at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// Whether someone is for both of two wishes, or nobody is said to be for one of them.
fn share_a_sponsor(one: &[MergedStatement], other: &[MergedStatement]) -> bool {
    let is_for = |said: &&MergedStatement| said.polarity == Polarity::For;
    let names_none = |said: &[MergedStatement]| !said.iter().any(|said| is_for(&said));
    // Both come by delegation; the fewer are looked for among the many.
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let is_among = |said: &MergedStatement| {
        let from = many.partition_point(|other| other.delegation < said.delegation);
        let rest = many.get(from..).unwrap_or_default().iter();
        rest.take_while(|other| other.delegation == said.delegation).any(|other| is_for(&other))
    };
    names_none(one) || names_none(other) || few.iter().filter(is_for).any(is_among)
}

fn is_amendment(kind: StatementKind) -> bool {
    matches!(
        kind,
        StatementKind::Insert | StatementKind::Delete | StatementKind::Replace | StatementKind::End
    )
}
