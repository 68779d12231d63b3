//! Which proposals the text finally adopted has in it, and how well their standing foretold it.

use super::consensus::{Standing, consensus};
use super::measure::{auc, auc_interval, float, ratio};
use crate::Span;
use crate::lineage::lineage_between;
use crate::model::{Document, ParagraphId, PieceKind, ProposalId, ProposalKind};
use crate::project::{Choice, project};
use crate::words::{Case, Change, Lexicon, align, changes};

/// Words to each side of a proposal's place in which its words are looked for: an addition may have
/// been shifted by those that were adopted beside it.
const BESIDE: usize = 3;

/// Below this share of its words a proposal did not survive: so much two texts share by chance.
const LEAST: f64 = 0.25;

/// How far a proposal is in the adopted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Survived {
    /// Less than a quarter of its words.
    Not,
    /// Some of its words.
    Partly,
    /// All of them.
    Fully,
}

impl Survived {
    fn of(share: f64) -> Self {
        if share >= 1.0 {
            Self::Fully
        } else if share >= LEAST {
            Self::Partly
        } else {
            Self::Not
        }
    }

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
    /// Every proposal about words or whole paragraphs, in source order.
    pub proposals: Vec<Survivor>,
    /// Those about order and those without words, which no adopted text can be asked about.
    pub unjudged: Vec<ProposalId>,
}

/// Steps of support in a calibration table.
const STEPS: usize = 5;

impl Outcome {
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
        let width = 1.0 / float(STEPS);
        (0..STEPS)
            .map(|step| {
                let (low, high) = (float(step) * width, float(step + 1) * width);
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

/// Which proposals of a draft survived into the text finally adopted, by wording, and how well their
/// standing foretold it.
///
/// Each paragraph is held against what became of it
/// ([`lineage_between`](crate::lineage::lineage_between())), word by word. Of words to come
/// those count that stand there in the same order, in a change at the proposal's place; of words to
/// go those that are gone. A whole new paragraph is held against the adopted paragraph that is most
/// like it; a paragraph to be deleted is deleted if nothing became of it. That a text has the words
/// does not prove that it has them from the proposal: equal words of two proposals survive together.
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
/// let draft = Document::read("1. We sail [at dawn: FRA] with nets ~~of silk~~ [KEN] [and hooks: USA].")?;
/// let adopted = Document::read("1. We sail at dawn with nets of silk.")?;
/// let found = outcome(&draft, &adopted);
/// let told: Vec<Survived> = found.proposals.iter().map(|one| one.survived).collect();
/// assert_eq!(told, [Survived::Fully, Survived::Not, Survived::Not]);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn outcome(draft: &Document, adopted: &Document) -> Outcome {
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
            _ => {
                let removed = draft.removal(proposal).map(|removal| removal.span);
                (pages.share(paragraph, removed, proposal.subject().added()), looked)
            }
        };
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
            survived: Survived::of(share),
            standing: one.standing,
            support: (wanting + 1.0) / (wanting + against + 2.0),
            looked_in,
        });
    }
    Outcome { proposals, unjudged }
}

/// A paragraph of the draft beside what became of it.
struct Beside {
    /// Where each word of the base text stands in the source of the draft.
    places: Vec<Span>,
    new: Vec<u32>,
    changes: Vec<Change>,
}

impl Beside {
    /// The changes that touch a stretch of the old words, its ends included.
    fn changes_near(&self, from: usize, to: usize) -> impl Iterator<Item = &Change> {
        let first = self.changes.partition_point(|change| change.old.end < from);
        let rest = self.changes.get(first..).unwrap_or_default();
        rest.iter().take_while(move |change| change.old.start <= to)
    }
}

struct Pages<'d> {
    draft: &'d Document,
    adopted: &'d Document,
    lexicon: Lexicon,
    became: Vec<Vec<ParagraphId>>,
    beside: Vec<Option<Beside>>,
}

impl<'d> Pages<'d> {
    fn new(draft: &'d Document, adopted: &'d Document) -> Self {
        let count = draft.paragraphs().len();
        let mut became: Vec<Vec<ParagraphId>> = vec![Vec::new(); count];
        for step in lineage_between(draft, adopted).steps() {
            became.get_mut(step.old.index()).into_iter().for_each(|list| list.push(step.new));
        }
        let mut lexicon = Lexicon::new(Case::Ignore);
        let mut beside: Vec<Option<Beside>> = (0..count).map(|_| None).collect();
        for paragraph in project(draft, &Choice::Nothing).paragraphs() {
            let (mut old, mut places) = (Vec::new(), Vec::new());
            for word in paragraph.words() {
                // What blanks part may be two words to a reader: both stand at its place.
                let written = paragraph.text().get(word.span.range()).unwrap_or_default();
                for key in lexicon.keys(written) {
                    old.push(key);
                    places.push(word.source);
                }
            }
            let targets = became.get(paragraph.id().index()).map_or(&[][..], Vec::as_slice);
            let new: Vec<u32> =
                targets.iter().flat_map(|id| lexicon.keys(&adopted.base_text(*id))).collect();
            let changes = changes(&old, &new);
            if let Some(slot) = beside.get_mut(paragraph.id().index()) {
                *slot = Some(Beside { places, new, changes });
            }
        }
        Pages { draft, adopted, lexicon, became, beside }
    }

    /// The share of a proposal's words that came, and went, as it wants; none for one without words.
    fn share(&mut self, id: ParagraphId, gone: Option<Span>, come: Option<Span>) -> Option<f64> {
        let wanted = come.map(|span| {
            // Words struck inside the stretch are old, and none of those that are to come.
            let (mut depth, mut text) = (0u32, Vec::new());
            for piece in self.draft.pieces_in(span) {
                match piece.kind {
                    PieceKind::StrikeOpen => depth += 1,
                    PieceKind::StrikeClose => depth = depth.saturating_sub(1),
                    PieceKind::Words if depth == 0 => {
                        text.push(self.draft.source().slice(piece.span));
                    }
                    _ => {}
                }
            }
            self.lexicon.keys(&text.join(" "))
        });
        let beside = self.beside.get(id.index())?.as_ref()?;
        let (mut hits, mut all) = (0, 0);
        if let Some(span) = gone {
            let from = beside.places.partition_point(|place| place.start() < span.start());
            let to = beside.places.partition_point(|place| place.start() < span.end());
            for change in beside.changes_near(from, to) {
                let (start, end) = (change.old.start.max(from), change.old.end.min(to));
                hits += end.saturating_sub(start);
            }
            all += to.saturating_sub(from);
        }
        if let (Some(wanted), Some(span)) = (wanted, come) {
            let at = beside.places.partition_point(|place| place.start() < span.start());
            let reach = gone.filter(|gone| gone.end() > span.start());
            let end = reach.map_or(at, |gone| {
                beside.places.partition_point(|place| place.start() < gone.end())
            });
            let near = beside.changes_near(at.saturating_sub(BESIDE), end + BESIDE);
            let words = near.filter_map(|change| beside.new.get(change.new.clone()));
            let fresh: Vec<u32> = words.flatten().copied().collect();
            hits += common(&wanted, &fresh);
            all += wanted.len();
        }
        ratio(float(hits), float(all))
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
                self.lexicon.keys(found.text())
            } else {
                let within = self.draft.paragraph(paragraph).text();
                let found = self.draft.words_under(paragraph, within, &|other| other == id).0;
                self.lexicon.keys(&found)
            };
            old.push((paragraph, keys));
        }
        let (mut targets, mut new) = (Vec::new(), Vec::new());
        for paragraph in self.adopted.paragraphs() {
            targets.push(paragraph.id());
            new.push(self.lexicon.keys(&self.adopted.base_text(paragraph.id())));
        }
        let keys: Vec<&[u32]> = old.iter().map(|(_, keys)| &keys[..]).collect();
        let others: Vec<&[u32]> = new.iter().map(Vec::as_slice).collect();
        let found = align(&keys, &others);
        let best = |(nth, (id, keys)): (usize, &(ParagraphId, Vec<u32>))| {
            let like = found.of_old(nth).next().and_then(|one| {
                let place = targets.get(one.new).copied()?;
                Some((common(keys, new.get(one.new)?), place))
            });
            let share = ratio(like.map_or(0.0, |(shared, _)| float(shared)), float(keys.len()));
            (*id, share.unwrap_or(0.0), like.map(|(_, place)| place))
        };
        old.iter().enumerate().map(best).collect()
    }
}

/// How many words of the one stand in the other in the same order.
fn common(wanted: &[u32], there: &[u32]) -> usize {
    let lost: usize = changes(wanted, there).iter().map(|change| change.old.len()).sum();
    wanted.len() - lost
}
