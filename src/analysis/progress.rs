//! How far a text has come, and how long its changes live from one revision to the next.

use indexmap::{IndexMap, IndexSet};

use super::agreed::is_agreed;
use super::measure::{float, kaplan_meier, ratio};
use crate::lineage::{BetweenOptions, lineage_between_with};
use crate::model::{
    Document, ParagraphId, PartId, PieceKind, ProposalId, ProposalKind, Sides, sides,
};
use crate::words::{Case, Lexicon, WordKind, words};
use crate::{Label, Span};

/// Where [`progress_with`] looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProgressOptions {
    parts: Vec<PartId>,
}

impl ProgressOptions {
    /// Only in these parts of the document; in all unless said.
    #[must_use]
    pub fn parts(mut self, parts: Vec<PartId>) -> Self {
        self.parts = parts;
        self
    }
}

/// How far one paragraph has come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ParagraphProgress {
    /// Which.
    pub paragraph: ParagraphId,
    /// Words on the page, whoever wants them; marks, labels and notes are none.
    pub words: usize,
    /// Those of them that a live change would add, strike or replace.
    pub contested: usize,
    /// Brackets around words; those around nothing but codes and remarks are not counted.
    pub brackets: usize,
    /// Whether the page says that it is agreed, nobody is against what is in it, and nobody wants
    /// it gone, elsewhere or joined with another.
    pub is_agreed: bool,
    /// The changes in it that are not settled, in source order: all, unless it is agreed.
    /// [`grounds`](super::grounds()) names the statements behind each.
    pub live: Vec<ProposalId>,
    /// How many delegations are against each of those ([`Sides::against`]), all together.
    pub objectors: usize,
}

/// How far a text has come; see [`progress`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Progress {
    /// What is live, who is against, and how silence counts, in words.
    pub rule: String,
    /// Every paragraph that has words, in source order.
    pub paragraphs: Vec<ParagraphProgress>,
}

impl Progress {
    fn sum(&self, of: impl Fn(&ParagraphProgress) -> usize) -> usize {
        self.paragraphs.iter().map(of).sum()
    }

    /// Words on the page.
    pub fn words(&self) -> usize {
        self.sum(|one| one.words)
    }

    /// Brackets around words.
    pub fn brackets(&self) -> usize {
        self.sum(|one| one.brackets)
    }

    /// Changes that are not settled.
    pub fn live(&self) -> usize {
        self.sum(|one| one.live.len())
    }

    /// Brackets around words, to a thousand words. None of a text without words.
    pub fn bracket_load(&self) -> Option<f64> {
        ratio(float(self.brackets()) * 1000.0, float(self.words()))
    }

    /// The share of the words that a live change would add, strike or replace.
    pub fn contested_share(&self) -> Option<f64> {
        ratio(float(self.sum(|one| one.contested)), float(self.words()))
    }

    /// The share of the words that stand in agreed paragraphs.
    pub fn agreed_share(&self) -> Option<f64> {
        let agreed = self.sum(|one| if one.is_agreed { one.words } else { 0 });
        ratio(float(agreed), float(self.words()))
    }

    /// Texts a paragraph, on average: the one that stands, and one for each live change.
    pub fn options(&self) -> Option<f64> {
        let paragraphs = self.paragraphs.len();
        ratio(float(paragraphs + self.live()), float(paragraphs))
    }

    /// How many delegations are against a live change, on average.
    pub fn mean_objectors(&self) -> Option<f64> {
        ratio(float(self.sum(|one| one.objectors)), float(self.live()))
    }
}

/// How far a text has come: what stands in brackets, what is contested, what is agreed.
///
/// # Complexity
///
/// O(n + p log p) in the bytes of the text and its proposals.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::progress};
/// let text = "1. We sail at dawn [and at dusk: FRA; oppose: USA].\n\n2. We rest. (agreed)";
/// let document = Document::read(text)?;
/// let found = progress(&document);
/// assert_eq!((found.words(), found.brackets(), found.live()), (9, 1, 1));
/// assert_eq!(found.contested_share(), Some(3.0 / 9.0));
/// assert_eq!(found.agreed_share(), Some(2.0 / 9.0));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn progress(document: &Document) -> Progress {
    progress_with(document, &ProgressOptions::default())
}

/// [`progress`] in some parts of a document alone.
#[must_use]
pub fn progress_with(document: &Document, options: &ProgressOptions) -> Progress {
    let sides = sides(document);
    let mut paragraphs = Vec::new();
    for paragraph in document.paragraphs() {
        if !options.parts.is_empty() && !options.parts.contains(&paragraph.part()) {
            continue;
        }
        let (live, objectors, is_agreed) = live_in(document, paragraph.id(), &sides);
        let stakes = at_stake(document, paragraph.id(), &live);
        let mut found = ParagraphProgress {
            paragraph: paragraph.id(),
            words: 0,
            contested: 0,
            brackets: 0,
            is_agreed,
            live,
            objectors,
        };
        count(document, &stakes, &mut found);
        if found.words > 0 {
            paragraphs.push(found);
        }
    }
    let rule =
        "a change is live unless its paragraph is agreed and nobody is against anything in it, or \
         wants it gone or elsewhere; against are objectors and who wants an alternative; silence \
         counts as missing"
            .to_owned();
    Progress { rule, paragraphs }
}

/// What is not settled in a paragraph, how many are against that, and whether the paragraph is
/// agreed.
fn live_in(
    document: &Document,
    id: ParagraphId,
    sides: &[Sides],
) -> (Vec<ProposalId>, usize, bool) {
    let own = document.proposals_in(id);
    let against = |id: &ProposalId| sides.get(id.index()).map_or(0, Sides::against);
    let objectors: usize = own.iter().map(against).sum();
    if is_agreed(document, id, sides) {
        return (Vec::new(), 0, true);
    }
    (own.to_vec(), objectors, false)
}

/// The stretches that live changes would add, strike or replace, joined and in order.
fn at_stake(document: &Document, id: ParagraphId, live: &[ProposalId]) -> Vec<Span> {
    let mut spans = Vec::new();
    for proposal in live.iter().map(|id| document.proposal(*id)) {
        if matches!(proposal.kind(), ProposalKind::New | ProposalKind::DeleteParagraph) {
            spans.push(document.paragraph(id).text());
            continue;
        }
        spans.extend(proposal.subject().added());
        spans.extend(document.removal(proposal).map(|removal| removal.span));
    }
    spans.sort_by_key(|span| (span.start(), span.end()));
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => {
                *last = Span::new(last.start(), last.end().max(span.end()));
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn count(document: &Document, stakes: &[Span], found: &mut ParagraphProgress) {
    let mut stakes = stakes.iter().peekable();
    // An opening bracket counts once words follow it before it is closed.
    let mut open: Vec<bool> = Vec::new();
    for piece in document.pieces(found.paragraph) {
        let text = document.source().slice(piece.span);
        match piece.kind {
            PieceKind::Mark => {
                for mark in text.chars() {
                    match mark {
                        '[' => open.push(false),
                        ']' => found.brackets += usize::from(open.pop() == Some(true)),
                        _ => {}
                    }
                }
            }
            PieceKind::Words => {
                let before = found.words;
                for word in words(text).filter(|word| word.kind != WordKind::Mark) {
                    found.words += 1;
                    let at = piece.span.start() + word.span.start();
                    while stakes.next_if(|stake| stake.end() <= at).is_some() {}
                    let inside = stakes.peek().is_some_and(|stake| stake.start() <= at);
                    found.contested += usize::from(inside);
                }
                if found.words > before {
                    // From the innermost out, as far as nothing is known of them yet.
                    for bracket in open.iter_mut().rev().take_while(|bracket| !**bracket) {
                        *bracket = true;
                    }
                }
            }
            _ => {}
        }
    }
    // What is never closed is odd, and a bracket all the same.
    found.brackets += open.iter().filter(|holds| **holds).count();
}

/// What became of the changes from one revision to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Turnover {
    /// Live changes of the later revision that the earlier one has not.
    pub opened: usize,
    /// Live changes of the earlier revision that the later one has no more.
    pub closed: usize,
    /// Live changes of both.
    pub kept: usize,
}

impl Turnover {
    /// How many more were closed than opened: above 0 the text comes together.
    pub fn convergence(&self) -> i64 {
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        signed(self.closed) - signed(self.opened)
    }
}

/// Which changes [`survival_with`] follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SurvivalOptions {
    words_alone: bool,
}

impl SurvivalOptions {
    /// Only changes of words, not those of whole paragraphs and their order; all unless said.
    #[must_use]
    pub fn words_alone(mut self, words_alone: bool) -> Self {
        self.words_alone = words_alone;
        self
    }
}

/// How long changes live over a series of revisions; see [`survival`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Survival {
    /// When a change is the same, and how silence counts, in words.
    pub rule: String,
    /// Step by step, one less than there are revisions.
    pub steps: Vec<Turnover>,
    /// For each age in revisions, from 1: how many changes ended at it, and how many were seen to
    /// reach it or end there.
    pub ages: Vec<(usize, usize)>,
    /// The share that is still open at each of those ages ([`kaplan_meier`]): a change that is
    /// still open in the last revision is lost from sight there, not closed.
    pub open: Vec<f64>,
    /// For each change, the revisions that have it and its proposal in each, from 0.
    pub lives: Vec<Vec<(usize, ProposalId)>>,
}

impl Survival {
    /// The first age at which no more than half are open; none if more than half are to the end.
    pub fn half_life(&self) -> Option<usize> {
        self.open.iter().position(|share| *share <= 0.5).map(|at| at + 1)
    }
}

/// How long changes live from revision to revision.
///
/// A change of one revision is that of the next if it has the same kind and the same words,
/// capitals apart, and stands in what became of its paragraph
/// ([`lineage_between`](crate::lineage::lineage_between())) or under the same label. Of several
/// equal ones the first is matched with the first.
///
/// # Complexity
///
/// That of `lineage_between` for each step, and O(n) in the bytes of the proposals.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::survival};
/// let first = Document::read("1. We sail [at dawn: FRA] with nets [of silk: KEN].")?;
/// let second = Document::read("1. We sail [at dawn: FRA, DEU] with nets.")?;
/// let found = survival(&[&first, &second]);
/// assert_eq!((found.steps[0].kept, found.steps[0].closed, found.steps[0].opened), (1, 1, 0));
/// assert_eq!(found.half_life(), Some(1));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn survival(revisions: &[&Document]) -> Survival {
    survival_with(revisions, &SurvivalOptions::default())
}

/// [`survival`] of the changes of words alone.
#[must_use]
pub fn survival_with(revisions: &[&Document], options: &SurvivalOptions) -> Survival {
    let mut lexicon = Lexicon::new(Case::Ignore);
    let mut lives: Vec<Vec<(usize, ProposalId)>> = Vec::new();
    let mut steps = Vec::new();
    // The place in `lives` of each live change of the revision before.
    let mut before: Vec<(Key, usize)> = Vec::new();
    let mut earlier: Option<&Document> = None;
    for (nth, &document) in revisions.iter().enumerate() {
        let found = keys(document, *options, &mut lexicon);
        let mut waiting: IndexMap<Key, std::collections::VecDeque<usize>> = IndexMap::new();
        let mut kept = 0;
        if let Some(earlier) = earlier {
            let became = became(earlier, document);
            for (key, life) in &before {
                let places = became.get(key.paragraph.index());
                // Where a paragraph was split, a change waits in each part, and is met once.
                for place in places.into_iter().flatten() {
                    let key = Key { paragraph: *place, ..key.clone() };
                    waiting.entry(key).or_default().push_back(*life);
                }
            }
        }
        let mut met: IndexSet<usize> = IndexSet::new();
        let mut now = Vec::with_capacity(found.len());
        for (key, id) in found {
            let mut life = None;
            if let Some(queue) = waiting.get_mut(&key) {
                while let Some(next) = queue.pop_front() {
                    if met.insert(next) {
                        life = Some(next);
                        break;
                    }
                }
            }
            let life = life.unwrap_or_else(|| {
                lives.push(Vec::new());
                lives.len() - 1
            });
            kept += usize::from(met.contains(&life));
            lives.get_mut(life).into_iter().for_each(|life| life.push((nth, id)));
            now.push((key, life));
        }
        if earlier.is_some() {
            steps.push(Turnover { opened: now.len() - kept, closed: before.len() - kept, kept });
        }
        (before, earlier) = (now, Some(document));
    }
    let mut ages = vec![(0, 0); revisions.len().saturating_sub(1)];
    for life in &lives {
        let closed = life.last().is_some_and(|(last, _)| last + 1 < revisions.len());
        // A change of the last revision alone was not seen to reach any age.
        let seen = if closed { life.len() } else { life.len().saturating_sub(1) };
        for (at, (ended, at_risk)) in ages.iter_mut().take(seen).enumerate() {
            *at_risk += 1;
            *ended += usize::from(closed && at + 1 == seen);
        }
    }
    let open = kaplan_meier(&ages);
    let which = if options.words_alone { "changes of words alone" } else { "all changes" };
    let rule = format!(
        "{which}; a change is the same in two revisions if it has the same kind and words in what \
         became of its paragraph; what is open in the last is lost from sight; silence counts as \
         missing"
    );
    Survival { rule, steps, ages, open, lives }
}

/// What makes a change the same in two revisions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    paragraph: ParagraphId,
    kind: ProposalKind,
    words: Vec<u32>,
}

fn keys(
    document: &Document,
    options: SurvivalOptions,
    lexicon: &mut Lexicon,
) -> Vec<(Key, ProposalId)> {
    let sides = sides(document);
    let mut found = Vec::new();
    for paragraph in document.paragraphs() {
        for id in live_in(document, paragraph.id(), &sides).0 {
            let kind = document.proposal(id).kind();
            if options.words_alone && !kind.is_amendment() {
                continue;
            }
            let words = lexicon.keys(&document.wording(id));
            found.push((Key { paragraph: paragraph.id(), kind, words }, id));
        }
    }
    // In the order of the proposals: a paragraph can hold some of another's.
    found.sort_by_key(|(_, id)| *id);
    found
}

/// What became of each paragraph: by lineage, or, for proposed ones, which have none yet, by label.
fn became(old: &Document, new: &Document) -> Vec<Vec<ParagraphId>> {
    let mut became: Vec<Vec<ParagraphId>> = vec![Vec::new(); old.paragraphs().len()];
    for step in lineage_between_with(old, new, &BetweenOptions::default().spoken()).steps() {
        if let Some(list) = became.get_mut(step.old.index()) {
            list.push(step.new);
        }
    }
    // Labels are not unique: the second of a label is the second of that label.
    let named = |document: &Document| -> Vec<(Label, usize)> {
        let mut seen: IndexMap<Label, usize> = IndexMap::new();
        let all = document.paragraphs().iter().map(|paragraph| {
            let count = seen.entry(paragraph.label()).or_insert(0);
            *count += 1;
            (paragraph.label(), *count)
        });
        all.collect()
    };
    let later = named(new).into_iter().zip(new.paragraphs());
    let labelled: IndexMap<_, _> = later.map(|(name, paragraph)| (name, paragraph.id())).collect();
    for (name, list) in named(old).iter().zip(&mut became) {
        if list.is_empty() {
            list.extend(labelled.get(name));
        }
    }
    became
}
