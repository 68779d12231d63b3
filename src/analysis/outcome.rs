//! Which proposals the text finally adopted has in it, and how well their standing foretold it.

use indexmap::IndexMap;

use super::adopted::adopted_text;
use super::consensus::{Standing, consensus};
use super::measure::{auc, auc_interval, float, ratio};
use crate::Span;
use crate::lineage::{BetweenOptions, lineage_between_with};
use crate::model::{Document, ParagraphId, PieceKind, Proposal, ProposalId, ProposalKind};
use crate::project::{Choice, project};
use crate::words::{Case, Change, Lexicon, align, changes};

/// Old words that go on like those of a change, on either side, among which it is looked for.
const RUN: usize = 64;

/// Words to each side of a proposal's place in which its words are looked for: an addition may have
/// been shifted by those that were adopted beside it.
const BESIDE: usize = 3;

/// How [`outcome_with`] judges.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OutcomeOptions {
    least: f64,
}

impl Default for OutcomeOptions {
    fn default() -> Self {
        OutcomeOptions { least: 0.25 }
    }
}

impl OutcomeOptions {
    /// From which share of its words on, from 0 to 1, a proposal survived in part; a quarter unless
    /// said, for so much two texts share by chance.
    #[must_use]
    pub fn least(mut self, least: f64) -> Self {
        self.least = least;
        self
    }

    fn judge(self, share: f64) -> Survived {
        if share >= 1.0 {
            Survived::Fully
        } else if share > 0.0 && share >= self.least {
            Survived::Partly
        } else {
            Survived::Not
        }
    }
}

/// How far a proposal is in the adopted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Survived {
    /// Fewer of its words than [`OutcomeOptions::least`] asks for: a quarter, unless said. So is a
    /// change of words in a paragraph that is [gone](Survivor::paragraph_gone).
    Not,
    /// Some of its words.
    Partly,
    /// All of them.
    Fully,
}

impl Survived {
    /// The words that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Partly => "partly",
            Self::Fully => "fully",
        }
    }
}

impl std::fmt::Display for Survived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// What became of one proposal.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Survivor {
    /// Which. [`grounds`](super::grounds()) names the statements behind it.
    pub proposal: ProposalId,
    /// The share of the words to come that came, and of those to go that went, from 0 to 1.
    pub share: f64,
    /// The same in a word.
    pub survived: Survived,
    /// How it stood in the draft.
    pub standing: Standing,
    /// Its support in the draft: (f + 1) / (f + a + 2) of f in favour and a against, who wants an
    /// alternative counted as against.
    pub support: f64,
    /// The paragraphs of the adopted text that were looked at.
    pub looked_in: Vec<ParagraphId>,
    /// Whether nothing became of the paragraph that it would change: no paragraph of the adopted
    /// text is what it was. Only that it should go came true then.
    pub paragraph_gone: bool,
}

/// Of the proposals with about the same support, how many survived.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Calibration {
    /// The bounds of the support, the upper one exclusive but for 1.
    pub support: (f64, f64),
    /// How many proposals.
    pub count: usize,
    /// Their support on average; 0 for none.
    pub mean: f64,
    /// How many survived fully or in part.
    pub survived: usize,
}

impl Calibration {
    /// The share that survived; none for no proposal.
    pub fn observed(&self) -> Option<f64> {
        ratio(float(self.survived), float(self.count))
    }
}

/// What became of the proposals; see [`outcome`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Outcome {
    /// How it was judged, and how silence counts, in words.
    pub rule: String,
    /// Every proposal about words or whole paragraphs, in source order.
    pub proposals: Vec<Survivor>,
    /// Those about order and those without words, which no adopted text can be asked about.
    pub unjudged: Vec<ProposalId>,
}

/// Steps of support in a calibration table.
const STEPS: usize = 5;

impl Outcome {
    /// How many would change a paragraph of which nothing became, and did not come true.
    pub fn gone(&self) -> usize {
        let gone = |one: &&Survivor| one.paragraph_gone && one.survived == Survived::Not;
        self.proposals.iter().filter(gone).count()
    }

    /// How many came out so.
    pub fn count(&self, survived: Survived) -> usize {
        self.proposals.iter().filter(|one| one.survived == survived).count()
    }

    /// How many of a standing came out how: (fully, partly, not), in the order of the standings.
    pub fn by_standing(&self) -> Vec<(Standing, [usize; 3])> {
        let row = |standing: Standing| {
            let of = |wanted: Survived| {
                let all = self.proposals.iter().filter(|one| one.standing == standing);
                all.filter(|one| one.survived == wanted).count()
            };
            (standing, [of(Survived::Fully), of(Survived::Partly), of(Survived::Not)])
        };
        Standing::ALL
            .into_iter()
            .map(row)
            .filter(|(_, counts)| counts.iter().sum::<usize>() > 0)
            .collect()
    }

    /// How well support foretold survival in full or in part: the [`auc`] and its interval. None if
    /// all or none survived.
    pub fn auc(&self) -> Option<(f64, (f64, f64))> {
        let support = |wanted: bool| -> Vec<f64> {
            let all = self.proposals.iter();
            let all = all.filter(|one| (one.survived != Survived::Not) == wanted);
            all.map(|one| one.support).collect()
        };
        let (came_true, did_not) = (support(true), support(false));
        let area = auc(&came_true, &did_not)?;
        Some((area, auc_interval(area, came_true.len(), did_not.len())?))
    }

    /// Support in steps of a fifth against what survived, in full or in part.
    pub fn calibration(&self) -> Vec<Calibration> {
        // A fifth of the step's number, and not so many fifths: 3 × 0.2 is above 3 / 5. Support is
        // a quotient of whole numbers as well, and equal quotients are equal numbers.
        let bound = |step: usize| float(step) / float(STEPS);
        (0..STEPS)
            .map(|step| {
                let (low, high) = (bound(step), bound(step + 1));
                let last = step + 1 == STEPS;
                let inside = |one: &&Survivor| one.support >= low && (one.support < high || last);
                let found: Vec<&Survivor> = self.proposals.iter().filter(inside).collect();
                let sum: f64 = found.iter().map(|one| one.support).sum();
                Calibration {
                    support: (low, high),
                    count: found.len(),
                    mean: ratio(sum, float(found.len())).unwrap_or(0.0),
                    survived: found.iter().filter(|one| one.survived != Survived::Not).count(),
                }
            })
            .collect()
    }
}

/// Which proposals of a draft survived into the text finally adopted, by wording, and how well
/// their standing foretold it.
///
/// Each paragraph is held against what became of it
/// ([`lineage_between`](crate::lineage::lineage_between())), word by word; marks are no words, and
/// a change of marks alone is not judged. Of words to come those count that stand there in the same
/// order, in a change at the proposal's place; of words to go those that are gone. A whole new
/// paragraph is held against the adopted paragraph that is most like it, under whatever label that
/// stands; a paragraph to be deleted is deleted if nothing became of it.
///
/// In a paragraph of which nothing became no change of words came true, whether its words were to
/// come or to go: nobody can tell how the paragraph would read. It is
/// [said](Survivor::paragraph_gone) of each, and they count as not survived in the
/// [`auc`](Outcome::auc) and the [`calibration`](Outcome::calibration). Only a deletion of all of
/// its words is one of the paragraph.
///
/// Where equal words stand beside each other (`and the hooks and the boats` less `and the hooks`,
/// or less `the hooks and`) the proposal has the benefit of the doubt. That a text has the words
/// does not prove that it has them from the proposal: equal words of two proposals survive
/// together.
///
/// # Complexity
///
/// That of `lineage_between`, and O(n) in the words of both texts where proposals are small beside
/// their paragraphs; O(c × w) for c words that change at one place and w words proposed there.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Survived, outcome}};
/// let text = "1. We sail [at dawn: FRA] with nets ~~of silk~~ [KEN] [and hooks: USA].";
/// let draft = Document::read(text)?;
/// let adopted = Document::read("1. We sail at dawn with nets of silk.")?;
/// let found = outcome(&draft, &adopted);
/// let told: Vec<Survived> = found.proposals.iter().map(|one| one.survived).collect();
/// assert_eq!(told, [Survived::Fully, Survived::Not, Survived::Not]);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn outcome(draft: &Document, adopted: &Document) -> Outcome {
    outcome_with(draft, adopted, &OutcomeOptions::default())
}

/// [`outcome`] with another idea of what survived in part.
#[must_use]
pub fn outcome_with(draft: &Document, adopted: &Document, options: &OutcomeOptions) -> Outcome {
    let mut pages = Pages::new(draft, adopted);
    let new = pages.whole_paragraphs();
    let mut proposals = Vec::new();
    let mut unjudged = Vec::new();
    let mut standings: Vec<_> =
        consensus(draft).paragraphs.into_iter().flat_map(|p| p.proposals).collect();
    standings.sort_by_key(|one| one.proposal);
    for one in standings {
        let proposal = draft.proposal(one.proposal);
        if !proposal.kind().is_of_words() {
            unjudged.push(proposal.id());
            continue;
        }
        let paragraph = proposal.paragraph();
        let looked = pages.became.get(paragraph.index()).cloned().unwrap_or_default();
        let (share, looked_in) = match proposal.kind() {
            ProposalKind::New => match new.iter().find(|(id, ..)| *id == paragraph) {
                Some((_, share, like)) => (Some(*share), like.iter().copied().collect()),
                None => (None, Vec::new()),
            },
            ProposalKind::DeleteParagraph => {
                (Some(if looked.is_empty() { 1.0 } else { 0.0 }), looked)
            }
            _ if looked.is_empty() => (pages.share_of_gone(proposal), looked),
            _ => (pages.share(proposal), looked),
        };
        let paragraph_gone = looked_in.is_empty() && proposal.kind() != ProposalKind::New;
        let Some(share) = share else {
            unjudged.push(proposal.id());
            continue;
        };
        let (wanting, against) = (
            float(one.sides.supporters.len()),
            float(one.sides.objectors.len() + one.rivals.len()),
        );
        proposals.push(Survivor {
            proposal: proposal.id(),
            share,
            survived: options.judge(share),
            standing: one.standing,
            support: (wanting + 1.0) / (wanting + against + 2.0),
            looked_in,
            paragraph_gone,
        });
    }
    let rule = format!(
        "fully: all its words came, or went; partly: {:.0} % of them at least; a change of words \
         in a paragraph of which nothing became: not; support is (for + 1) / (for + against + 2), \
         objectors and rivals against; silence counts as missing",
        options.least * 100.0
    );
    Outcome { rule, proposals, unjudged }
}

/// A paragraph of the draft beside what became of it.
struct Beside {
    /// Where each word of the base text stands in the source of the draft.
    places: Vec<Span>,
    old: Vec<u32>,
    new: Vec<u32>,
    changes: Vec<Change>,
}

impl Beside {
    /// The changes that touch a stretch of the old words, its ends included, each with the end of
    /// the one before and the start of the one behind it.
    fn changes_near(
        &self,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = (&Change, Option<&Change>, Option<&Change>)> {
        let first = self.changes.partition_point(|change| change.old.end < from);
        let rest = self.changes.get(first..).unwrap_or_default().iter().enumerate();
        let near = rest.take_while(move |(_, change)| change.old.start <= to);
        near.map(move |(nth, change)| {
            let before = (first + nth).checked_sub(1).and_then(|at| self.changes.get(at));
            (change, before, self.changes.get(first + nth + 1))
        })
    }

    /// How far before one place and behind another a change of those words may have been put, since
    /// the old words there go on like them: `tide tide tide` less the last is less any.
    fn alike(&self, words: &[u32], (from, to): (usize, usize)) -> (usize, usize) {
        let len = words.len().max(1);
        let back = self.old.get(..from).unwrap_or_default().iter().rev().take(RUN).enumerate();
        let back = back.take_while(|(nth, word)| words.get(len - 1 - nth % len) == Some(word));
        let on = self.old.get(to..).unwrap_or_default().iter().take(RUN).enumerate();
        let on = on.take_while(|(nth, word)| words.get(nth % len) == Some(word));
        (from - back.count().max(len).min(from), to + on.count().max(len))
    }

    /// How many words of a stretch of the old ones are gone.
    ///
    /// Where a change only takes words out, equal words on both sides of it leave open which of
    /// them went: it is pushed along towards the stretch.
    fn gone(&self, from: usize, to: usize) -> usize {
        let (low, high) = self.alike(self.old.get(from..to).unwrap_or_default(), (from, to));
        let mut hits = 0;
        for (change, before, behind) in self.changes_near(low, high) {
            let (mut start, mut end) = (change.old.start, change.old.end);
            if change.new.is_empty() {
                let least = before.map_or(0, |change| change.old.end);
                let last = behind.map_or(self.old.len(), |change| change.old.start);
                let same = |a: usize, b: usize| self.old.get(a) == self.old.get(b);
                while start < from && end < last && same(start, end) {
                    (start, end) = (start + 1, end + 1);
                }
                while end > to && start > least && same(start - 1, end - 1) {
                    (start, end) = (start - 1, end - 1);
                }
            }
            hits += end.min(to).saturating_sub(start.max(from));
        }
        hits
    }

    /// How many of some words came, in their order, in changes at a place among the old words; what
    /// only adds words is pushed along as above.
    fn came(&self, wanted: &[u32], at: usize, end: usize) -> usize {
        let (low, high) = (at.saturating_sub(BESIDE), end + BESIDE);
        let (mut as_is, mut pushed) = (Vec::new(), Vec::new());
        let (first, last) = self.alike(wanted, (at.min(self.old.len()), end));
        let first = first.min(low.saturating_sub(wanted.len()));
        let near = self.changes_near(first, last.max(high + wanted.len()));
        for (change, before, behind) in near {
            let (mut from, mut to) = (change.new.start, change.new.end);
            let words = |from: usize, to: usize| self.new.get(from..to).unwrap_or_default();
            let is_near = change.old.start <= high && change.old.end >= low;
            if is_near {
                as_is.extend_from_slice(words(from, to));
            }
            let mut place = change.old.start;
            if change.old.is_empty() {
                let least = before.map_or(0, |change| change.new.end);
                let last = behind.map_or(self.new.len(), |change| change.new.start);
                let same = |a: usize, b: usize| self.new.get(a) == self.new.get(b);
                while place < at && to < last && same(from, to) {
                    (from, to, place) = (from + 1, to + 1, place + 1);
                }
                while place > end && from > least && same(from - 1, to - 1) {
                    (from, to, place) = (from - 1, to - 1, place - 1);
                }
            }
            if is_near || (low <= place && place <= high) {
                pushed.extend_from_slice(words(from, to));
            }
        }
        let plain = common(wanted, &as_is);
        if plain == wanted.len() || pushed == as_is {
            return plain;
        }
        plain.max(common(wanted, &pushed))
    }
}

struct Pages<'d> {
    draft: &'d Document,
    adopted: &'d Document,
    lexicon: Lexicon,
    became: Vec<Vec<ParagraphId>>,
    beside: Vec<Option<Beside>>,
    /// What is added inside a proposal by others, in order.
    nested: IndexMap<ProposalId, Vec<Span>>,
}

impl<'d> Pages<'d> {
    fn new(draft: &'d Document, adopted: &'d Document) -> Self {
        let count = draft.paragraphs().len();
        let mut became: Vec<Vec<ParagraphId>> = vec![Vec::new(); count];
        for step in
            lineage_between_with(draft, adopted, &BetweenOptions::default().spoken()).steps()
        {
            became.get_mut(step.old.index()).into_iter().for_each(|list| list.push(step.new));
        }
        let mut lexicon = Lexicon::new(Case::Ignore);
        let mut beside: Vec<Option<Beside>> = (0..count).map(|_| None).collect();
        for paragraph in project(draft, &Choice::Nothing).paragraphs() {
            let (mut old, mut places) = (Vec::new(), Vec::new());
            for word in paragraph.words() {
                // What blanks part may be two words to a reader: both stand at its place.
                let written = paragraph.text().get(word.span.range()).unwrap_or_default();
                for key in lexicon.spoken(written) {
                    old.push(key);
                    places.push(word.source);
                }
            }
            let targets = became.get(paragraph.id().index()).map_or(&[][..], Vec::as_slice);
            let new: Vec<u32> =
                targets.iter().flat_map(|id| lexicon.spoken(&adopted_text(adopted, *id))).collect();
            let changes = changes(&old, &new);
            if let Some(slot) = beside.get_mut(paragraph.id().index()) {
                *slot = Some(Beside { places, old, new, changes });
            }
        }
        let mut nested: IndexMap<ProposalId, Vec<Span>> = IndexMap::new();
        for proposal in draft.proposals() {
            if let (Some(outer), Some(added)) = (proposal.needs(), proposal.subject().added()) {
                nested.entry(outer).or_default().push(added);
            }
        }
        nested.values_mut().for_each(|spans| spans.sort_unstable());
        Pages { draft, adopted, lexicon, became, beside, nested }
    }

    /// The words that a proposal would add: none that it strikes on the way, and none that others
    /// would add inside it.
    fn own_words(&self, id: ProposalId, span: Span) -> String {
        let mut inside = self.nested.get(&id).map_or(&[][..], Vec::as_slice).iter().peekable();
        let (mut depth, mut text) = (0u32, Vec::new());
        for piece in self.draft.pieces_in(span) {
            match piece.kind {
                PieceKind::StrikeOpen => depth += 1,
                PieceKind::StrikeClose => depth = depth.saturating_sub(1),
                PieceKind::Words if depth == 0 => {
                    let mut at = piece.span.start();
                    while at < piece.span.end() {
                        while inside.next_if(|one| one.end() <= at).is_some() {}
                        let next = inside.peek().filter(|one| one.start() < piece.span.end());
                        let until = next.map_or(piece.span.end(), |one| one.start().max(at));
                        text.push(self.draft.source().slice(Span::new(at, until)));
                        at = next.map_or(until, |one| one.end().min(piece.span.end()));
                    }
                }
                _ => {}
            }
        }
        text.join(" ")
    }

    /// The share of a proposal's words that came, and went, as it wants; none for one without
    /// words.
    fn share(&mut self, proposal: &Proposal) -> Option<f64> {
        let id = proposal.paragraph();
        let gone = self.draft.removal(proposal).map(|removal| removal.span);
        let come = proposal.subject().added();
        let wanted = come.map(|span| {
            let text = self.own_words(proposal.id(), span);
            self.lexicon.spoken(&text)
        });
        let beside = self.beside.get(id.index())?.as_ref()?;
        let place = |at: u32| beside.places.partition_point(|place| place.start() < at);
        let gone = gone.map(|span| (place(span.start()), place(span.end())));
        let struck = gone.and_then(|(from, to)| beside.old.get(from..to)).unwrap_or_default();
        let (mut hits, mut all) = (0, 0);
        // Of `~will protect~ shall protect` one word would go and one come: the other stays.
        let mut fresh: Vec<u32> = Vec::new();
        let wanted = wanted.unwrap_or_default();
        for change in changes(struck, &wanted) {
            let from = gone.map_or(0, |(from, _)| from);
            if !change.old.is_empty() {
                hits += beside.gone(from + change.old.start, from + change.old.end);
                all += change.old.len();
            }
            fresh.extend(wanted.get(change.new).unwrap_or_default());
        }
        if let Some(span) = come.filter(|_| !fresh.is_empty()) {
            let at = place(span.start());
            let end = gone.map_or(at, |(_, end)| end.max(at));
            hits += beside.came(&fresh, at, end);
            all += fresh.len();
        }
        ratio(float(hits), float(all))
    }

    /// The share of a proposal's words in a paragraph of which nothing became: all of one that
    /// would strike every word of it, nothing of others; none for one without words.
    fn share_of_gone(&mut self, proposal: &Proposal) -> Option<f64> {
        self.share(proposal)?;
        let is_mark = |written: &str| !written.chars().any(char::is_alphanumeric);
        let beside = self.beside.get(proposal.paragraph().index())?.as_ref()?;
        let gone = self.draft.removal(proposal).map(|removal| removal.span);
        let gone = gone.filter(|_| proposal.subject().added().is_none());
        let left = |place: &&Span| {
            let struck = gone.is_some_and(|gone| gone.contains(place.start()));
            !struck && !is_mark(self.draft.source().slice(**place))
        };
        Some(if beside.places.iter().any(|place| left(&place)) { 0.0 } else { 1.0 })
    }

    /// For each wholly new paragraph of the draft the share of its words in the adopted paragraph
    /// most like it, and that one.
    fn whole_paragraphs(&mut self) -> Vec<(ParagraphId, f64, Option<ParagraphId>)> {
        let is_new = |id: &&ProposalId| self.draft.proposal(**id).kind() == ProposalKind::New;
        let mut ids: Vec<ProposalId> = Vec::new();
        for paragraph in self.draft.paragraphs() {
            ids.extend(self.draft.proposals_in(paragraph.id()).iter().find(is_new));
        }
        let text = project(self.draft, &Choice::Set(ids.clone()));
        let mut old: Vec<(ParagraphId, Vec<u32>)> = Vec::new();
        for id in ids {
            let paragraph = self.draft.proposal(id).paragraph();
            // Rivals for one place are in no text together; alone each is.
            let keys = if let Some(found) = text.paragraph(paragraph) {
                self.lexicon.spoken(found.text())
            } else {
                let within = self.draft.paragraph(paragraph).text();
                let found = self.draft.words_under(paragraph, within, &|other| other == id).0;
                self.lexicon.spoken(&found)
            };
            old.push((paragraph, keys));
        }
        let (mut targets, mut new) = (Vec::new(), Vec::new());
        for paragraph in self.adopted.paragraphs() {
            targets.push(paragraph.id());
            new.push(self.lexicon.spoken(&adopted_text(self.adopted, paragraph.id())));
        }
        let keys: Vec<&[u32]> = old.iter().map(|(_, keys)| &keys[..]).collect();
        let others: Vec<&[u32]> = new.iter().map(Vec::as_slice).collect();
        let found = align(&keys, &others);
        // Of two proposals of the same paragraph each has it, though it stands there once.
        let mut equal: IndexMap<&[u32], usize> = IndexMap::new();
        for (nth, words) in others.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            equal.entry(words).or_insert(nth);
        }
        let best = |(nth, (id, keys)): (usize, &(ParagraphId, Vec<u32>))| {
            let like = found.of_old(nth).next().map(|one| one.new);
            let like = equal.get(&keys[..]).copied().or(like).and_then(|nth| {
                let place = targets.get(nth).copied()?;
                Some((common(keys, new.get(nth)?), place))
            });
            let share = ratio(like.map_or(0.0, |(shared, _)| float(shared)), float(keys.len()));
            (*id, share.unwrap_or(0.0), like.map(|(_, place)| place))
        };
        old.iter().enumerate().map(best).collect()
    }
}

/// How many words of the one stand in the other in the same order.
fn common(wanted: &[u32], there: &[u32]) -> usize {
    if there.is_empty() {
        return 0;
    }
    let lost: usize = changes(wanted, there).iter().map(|change| change.old.len()).sum();
    wanted.len() - lost
}
