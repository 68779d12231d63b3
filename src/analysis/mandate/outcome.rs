//! How far a text that may come out is from a mandate.

use hashbrown::HashSet;
use indexmap::IndexMap;

use super::super::acceptable::acceptable_text;
use super::super::measure::float;
use super::assess::{Assessment, MandateOptions, Relevant, assess_with};
use super::pattern::{lower_words, placed_words};
use super::structure::in_place_of;
use super::{Aim, Mandate, Point};
use crate::lineage::{Applied, Fate};
use crate::model::{Document, ParagraphId, ProposalId};
use crate::project::{ArrangedParagraph, Arrangement, Choice, arrange};

/// How far one point is met by an outcome.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PointOutcome {
    /// Which, by its place in [`Mandate::points`], from 0.
    pub point: usize,
    /// From 0 for not at all to 1 for wholly: of words to keep, and of the structure, the share of
    /// the places where they still are.
    pub met: f64,
    /// The paragraphs that decide it: with words that should be out, or in; of the structure, those
    /// that are gone, joined, divided or out of their place.
    pub paragraphs: Vec<ParagraphId>,
    /// The proposals that threaten the point and are done in the text, in source order; where none
    /// does it alone (`[a toll] [on boats]`), those that do it together.
    /// [`grounds`](super::super::grounds()) names the statements behind each of these.
    pub harmed_by: Vec<ProposalId>,
    /// The proposals that serve the point and are done in the text, in source order.
    pub served_by: Vec<ProposalId>,
    /// The proposals that serve the point and are not done in the text, in source order.
    pub forgone: Vec<ProposalId>,
}

/// How far a text that may come out is from a mandate; see [`mandate_outcome`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MandateOutcome {
    /// What it is called.
    pub name: String,
    /// What the distance is, and how silence counts, in words.
    pub rule: String,
    /// Point by point, in the order of the mandate.
    pub points: Vec<PointOutcome>,
    /// What is not met, each point by its weight, as a share of all weights: 0 is the mandate, 1
    /// its contrary. 0 for a mandate without weight.
    pub distance: f64,
    /// Red lines that are crossed, in part or wholly.
    pub crossed: Vec<usize>,
}

/// How far the text under a choice is from a mandate.
///
/// Words and structure are those of the text when all that is chosen, and can be, is done
/// ([`arrange`]). Words to defend against are met where no paragraph has them, words to include
/// where one has, words to keep by the share of the paragraphs that had them and of which they, or
/// what stands in their place, still have. The structure is met by the share of the paragraphs that
/// still stand, undivided, unmerged and in their order.
///
/// # Complexity
///
/// That of [`arrange`], and O(m × n) for m patterns and n words.
///
/// # Examples
///
/// ```
/// use travaux::analysis::{Aim, Mandate, MandateOptions, Point, mandate_outcome};
/// use travaux::{Document, project::Choice};
/// let document = Document::read("1. Keep the harbour open [, for a toll: CRI; oppose: FRA].")?;
/// let mut toll = Point::new("No toll", Aim::Defend);
/// toll.words.push("toll*".parse()?);
/// let mandate = Mandate { points: vec![toll], ..Mandate::default() };
/// let options = MandateOptions::default();
/// let far = |choice| mandate_outcome(&document, &mandate, &options, "", &choice).distance;
/// assert_eq!((far(Choice::Nothing), far(Choice::All)), (0.0, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn mandate_outcome(
    document: &Document,
    mandate: &Mandate,
    options: &MandateOptions,
    name: &str,
    choice: &Choice,
) -> MandateOutcome {
    outcome_of(document, mandate, options, &assess_with(document, mandate, options), name, choice)
}

fn outcome_of(
    document: &Document,
    mandate: &Mandate,
    options: &MandateOptions,
    found: &Assessment,
    name: &str,
    choice: &Choice,
) -> MandateOutcome {
    let text = Text::new(document, options, arrange(document, choice));
    let mut points = Vec::with_capacity(mandate.points.len());
    for (nth, (point, standing)) in mandate.points.iter().zip(&found.points).enumerate() {
        let (met, paragraphs) = text.met(point);
        let of = |list: &[Relevant], wanted: bool| -> Vec<ProposalId> {
            let ids = list.iter().map(|one| one.proposal);
            ids.filter(|id| text.has_done(*id) == wanted).collect()
        };
        let mut harmed_by = of(&standing.threats, true);
        if met < 1.0 {
            text.add_joint(point, &paragraphs, &mut harmed_by);
        }
        points.push(PointOutcome {
            point: nth,
            met,
            paragraphs,
            harmed_by,
            served_by: of(&standing.serves, true),
            forgone: of(&standing.serves, false),
        });
    }
    let weight = |point: &Point| f64::from(point.weight);
    let all: f64 = mandate.points.iter().map(weight).sum();
    let missed: f64 = mandate
        .points
        .iter()
        .zip(&points)
        .map(|(point, one)| weight(point) * (1.0 - one.met))
        .sum();
    let crossed = mandate.points.iter().zip(&points);
    let crossed = crossed.filter(|(point, one)| point.red_line && one.met < 1.0);
    let crossed = crossed.map(|(_, one)| one.point).collect();
    let distance = if all > 0.0 { missed / all } else { 0.0 };
    let rule =
        "the distance is the weight of what is missed, of all weights; a red line is crossed by \
                whatever is missed of it; silence counts as missing"
            .to_owned();
    MandateOutcome { name: name.to_owned(), rule, points, distance, crossed }
}

/// A text that may come out, cut into words once for all points.
struct Text<'d> {
    document: &'d Document,
    arranged: Arrangement,
    before: Vec<(ParagraphId, Vec<String>)>,
    after: Vec<Standing>,
    /// What stands in the place of others, each with those.
    in_place_of: IndexMap<ParagraphId, Vec<ParagraphId>>,
}

/// A paragraph of the text that may come out.
struct Standing {
    words: Vec<String>,
    /// The paragraphs whose words it holds, where there are several with the words of each.
    from: Vec<(ParagraphId, Vec<String>)>,
}

impl Standing {
    fn new(paragraph: &ArrangedParagraph, document: &Document) -> Standing {
        let of = |id: &ParagraphId| {
            let within = document.paragraph(*id).text();
            let own = paragraph.words.iter().filter(|word| within.covers(word.source));
            let written = own.filter_map(|word| paragraph.text.get(word.span.range()));
            (*id, lower_words(&written.collect::<Vec<_>>().join(" ")))
        };
        let from = match &*paragraph.from {
            [one] => vec![(*one, Vec::new())],
            several => several.iter().map(of).collect(),
        };
        Standing { words: lower_words(&paragraph.text), from }
    }

    /// Those of its paragraphs that have the words of a point; all of them if they have them
    /// together.
    fn matching(&self, point: &Point) -> Vec<ParagraphId> {
        if !point.is_about(&self.words) || !point.has(&self.words) {
            return Vec::new();
        }
        let own = self.from.iter().filter(|(_, words)| point.has(words));
        let own: Vec<ParagraphId> = own.map(|(id, _)| *id).collect();
        if own.is_empty() { self.from.iter().map(|(id, _)| *id).collect() } else { own }
    }
}

impl<'d> Text<'d> {
    fn new(document: &'d Document, options: &MandateOptions, arranged: Arrangement) -> Self {
        let inside = |id: ParagraphId| options.looks_in(document.paragraph(id).part());
        let after = arranged.paragraphs.iter();
        let after = after.filter(|paragraph| paragraph.from.iter().any(|id| inside(*id)));
        let after = after.map(|paragraph| Standing::new(paragraph, document)).collect();
        let before = document.paragraphs().iter().map(crate::Paragraph::id);
        let before = before.filter(|id| inside(*id));
        let before = before.map(|id| (id, lower_words(&document.base_text(id))));
        let before = before.collect();
        let in_place_of = in_place_of(document, &arranged.applied);
        Text { document, arranged, before, after, in_place_of }
    }

    /// Whether a proposal is in the text: accepted, and not left undone.
    fn has_done(&self, id: ProposalId) -> bool {
        let held = &self.arranged.applied.held;
        self.arranged.projection.accepted().binary_search(&id).is_ok()
            && held.binary_search_by_key(&id, |held| held.proposal).is_err()
    }

    fn before(&self, point: &Point) -> Vec<ParagraphId> {
        let fits = |(id, words): &&(ParagraphId, Vec<String>)| {
            self.looks_at(point, *id) && point.is_about(words) && point.has(words)
        };
        self.before.iter().filter(fits).map(|(id, _)| *id).collect()
    }

    fn after(&self, point: &Point) -> Vec<ParagraphId> {
        let found = self.after.iter().flat_map(|standing| standing.matching(point));
        let mut found: Vec<ParagraphId> = found.filter(|id| self.looks_at(point, *id)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn looks_at(&self, point: &Point, id: ParagraphId) -> bool {
        point.looks_at(self.document.paragraph(id).label())
    }

    /// Adds to those that harm a point the ones that do it only together: whose words stand in a
    /// match of it, or who take words out of one.
    fn add_joint(&self, point: &Point, decide: &[ParagraphId], harmed_by: &mut Vec<ProposalId>) {
        let mut joint = Vec::new();
        for id in self.changed(point, decide) {
            let done = |id: &ProposalId| self.has_done(*id);
            let words = self.document.paragraph(id).text();
            let came = point.aim == Aim::Defend;
            let stands = |id: ProposalId| came && self.has_done(id);
            let (text, placed) = self.document.words_under(id, words, &stands);
            let (words, at): (Vec<String>, Vec<u32>) = placed_words(&text).into_iter().unzip();
            let word_at = |nth: usize| {
                let at = *at.get(nth)?;
                placed.get(placed.partition_point(|word| word.span.end() <= at))
            };
            let own: Vec<&crate::Proposal> = self
                .document
                .proposals_in(id)
                .iter()
                .filter(|id| done(id))
                .map(|id| self.document.proposal(*id))
                .collect();
            for (from, to) in point.matches(&words) {
                let (Some(first), Some(last)) = (word_at(from), word_at(to - 1)) else { continue };
                let run = first.source.start()..last.source.end();
                let adds = (from..to).filter_map(word_at).filter_map(|word| word.proposal);
                let mut here: Vec<ProposalId> = adds.collect();
                here.extend(
                    own.iter()
                        .filter(|one| {
                            let gone = self.document.removal(one).is_some_and(|gone| {
                                gone.span.start() < run.end && run.start < gone.span.end()
                            });
                            let added = one.subject().added().map(crate::Span::start);
                            gone || added.is_some_and(|at| run.start < at && at < run.end)
                        })
                        .map(|one| one.id()),
                );
                if !here.iter().any(|id| harmed_by.binary_search(id).is_ok()) {
                    joint.extend(here);
                }
            }
        }
        harmed_by.extend(joint);
        harmed_by.sort_unstable();
        harmed_by.dedup();
    }

    /// The paragraphs that stand and have the words of a point only now, or have them no more.
    fn changed(&self, point: &Point, decide: &[ParagraphId]) -> Vec<ParagraphId> {
        let before = self.before(point);
        let stands = |id: &ParagraphId| {
            !matches!(self.arranged.applied.fates.get(id), Some(Fate::Gone(_) | Fate::Open))
        };
        let (all, other) = match point.aim {
            Aim::Defend => (decide, &before[..]),
            Aim::Keep | Aim::Include => (&before[..], decide),
            Aim::Structure => return Vec::new(),
        };
        let all = all.iter().filter(|id| other.binary_search(id).is_err());
        all.copied().filter(stands).collect()
    }

    /// How far a point is met, and the paragraphs that decide it.
    fn met(&self, point: &Point) -> (f64, Vec<ParagraphId>) {
        let after = || self.after(point);
        let some = |found: &[ParagraphId]| if found.is_empty() { 0.0 } else { 1.0 };
        match point.aim {
            Aim::Defend => {
                let found = after();
                (1.0 - some(&found), found)
            }
            Aim::Include => {
                let found = after();
                (some(&found), found)
            }
            Aim::Keep => {
                let (before, after) = (self.before(point), after());
                let places = after.iter().filter_map(|id| self.in_place_of.get(id)).flatten();
                let mut places: Vec<ParagraphId> = places.chain(&after).copied().collect();
                places.sort_unstable();
                let kept = before.iter().filter(|id| places.binary_search(id).is_ok()).count();
                let met = if before.is_empty() {
                    some(&after)
                } else {
                    float(kept) / float(before.len())
                };
                (met, after)
            }
            Aim::Structure => self.structure(point),
        }
    }

    fn structure(&self, point: &Point) -> (f64, Vec<ParagraphId>) {
        let applied = &self.arranged.applied;
        let in_order = in_order(applied);
        let before: Vec<ParagraphId> = self
            .before
            .iter()
            .filter(|(id, words)| {
                let paragraph = self.document.paragraph(*id);
                let proposed = paragraph.label().is_proposed();
                !proposed && !words.is_empty() && point.looks_at(paragraph.label())
            })
            .map(|(id, _)| *id)
            .collect();
        let said = self.arranged.paragraphs.iter().filter(|paragraph| !paragraph.text.is_empty());
        let said: HashSet<&ParagraphId> = said.flat_map(|paragraph| &paragraph.from).collect();
        let stands = |id: &ParagraphId| {
            matches!(applied.fates.get(id), Some(Fate::Stands(_)))
                && said.contains(id)
                && in_order.binary_search(id).is_ok()
        };
        let lost: Vec<ParagraphId> = before.iter().copied().filter(|id| !stands(id)).collect();
        let kept = before.len() - lost.len();
        (if before.is_empty() { 1.0 } else { float(kept) / float(before.len()) }, lost)
    }
}

/// The most paragraphs that follow each other in the new order as they did on the page, in that
/// order: all but those that were moved.
fn in_order(applied: &Applied) -> Vec<ParagraphId> {
    let order: Vec<ParagraphId> = applied.order.iter().map(|placed| placed.paragraph).collect();
    // The longest rising run by the least last member of each length.
    let mut lasts: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(order.len());
    for (at, id) in order.iter().enumerate() {
        let length = lasts.partition_point(|last| order.get(*last).is_some_and(|last| last < id));
        before.push(length.checked_sub(1).and_then(|shorter| lasts.get(shorter).copied()));
        match lasts.get_mut(length) {
            Some(slot) => *slot = at,
            None => lasts.push(at),
        }
    }
    let mut found = Vec::with_capacity(lasts.len());
    let mut next = lasts.last().copied();
    while let Some(at) = next {
        found.extend(order.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    found.reverse();
    found
}

/// How far from a mandate are the text as it was, the text with all that nobody opposes, the text
/// everyone could live with, and the text as the party wants it.
///
/// # Complexity
///
/// That of [`mandate_outcome`], and of [`acceptable_text`].
#[must_use]
pub fn mandate_outcomes(
    document: &Document,
    mandate: &Mandate,
    options: &MandateOptions,
) -> Vec<MandateOutcome> {
    let mut choices = vec![
        ("the text as it was", Choice::Nothing),
        ("with all that nobody opposes", Choice::Unopposed),
        ("the text everyone could live with", acceptable_text(document).choice()),
    ];
    if let Some(party) = mandate.party {
        choices.push(("as the party wants it", Choice::Of(vec![party])));
    }
    let found = assess_with(document, mandate, options);
    let each = choices.iter();
    each.map(|(name, choice)| outcome_of(document, mandate, options, &found, name, choice))
        .collect()
}
