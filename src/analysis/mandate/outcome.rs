//! How far a text that may come out is from a mandate.

use super::super::acceptable::acceptable_text;
use super::super::measure::float;
use super::assess::{Assessment, MandateOptions, Relevant, assess_with};
use super::pattern::lower_words;
use super::{Aim, Mandate, Point};
use crate::lineage::{Applied, Fate};
use crate::model::{Document, ParagraphId, ProposalId};
use crate::project::{Arrangement, Choice, arrange};

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
    /// The proposals that threaten the point and are in the text, in source order.
    /// [`grounds`](super::super::grounds()) names the statements behind each of these.
    pub harmed_by: Vec<ProposalId>,
    /// The proposals that serve the point and are in the text, in source order.
    pub served_by: Vec<ProposalId>,
    /// The proposals that serve the point and are not in the text, in source order.
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
    /// What is not met, each point by its weight, as a share of all weights: 0 is the mandate, 1 its
    /// contrary. 0 for a mandate without weight.
    pub distance: f64,
    /// Red lines that are crossed, in part or wholly.
    pub crossed: Vec<usize>,
}

/// How far the text under a choice is from a mandate.
///
/// Words to defend against are met where no paragraph has them, words to include where one has, words
/// to keep by the share of the paragraphs that had them and still have. The structure is met by the
/// share of the paragraphs that still stand, undivided, unmerged and in their order, when all that
/// is chosen is done ([`arrange`]).
///
/// # Complexity
///
/// That of [`arrange`], and O(m × n) for m patterns and n words.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Aim, Mandate, MandateOptions, Point, mandate_outcome}, project::Choice};
/// let document = Document::read("1. Keep the harbour open [, for a toll: CRI; oppose: FRA].")?;
/// let mut toll = Point::new("No toll", Aim::Defend);
/// toll.words.push("toll*".parse()?);
/// let mandate = Mandate { points: vec![toll], ..Mandate::default() };
/// let far = |choice| mandate_outcome(&document, &mandate, &MandateOptions::default(), "", &choice).distance;
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
            ids.filter(|id| text.has_accepted(*id) == wanted).collect()
        };
        points.push(PointOutcome {
            point: nth,
            met,
            paragraphs,
            harmed_by: of(&standing.threats, true),
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
    after: Vec<(ParagraphId, Vec<String>)>,
}

impl<'d> Text<'d> {
    fn new(document: &'d Document, options: &MandateOptions, arranged: Arrangement) -> Self {
        let inside = |id: ParagraphId| options.looks_in(document.paragraph(id).part());
        let after = arranged.projection.paragraphs().iter();
        let after = after.filter(|paragraph| inside(paragraph.id()));
        let after = after.map(|paragraph| (paragraph.id(), lower_words(paragraph.text())));
        let before = document.paragraphs().iter().map(crate::Paragraph::id);
        let before = before.filter(|id| inside(*id));
        let before = before.map(|id| (id, lower_words(&document.base_text(id))));
        Text { document, before: before.collect(), after: after.collect(), arranged }
    }

    fn has_accepted(&self, id: ProposalId) -> bool {
        self.arranged.projection.accepted().binary_search(&id).is_ok()
    }

    fn matching(&self, point: &Point, texts: &[(ParagraphId, Vec<String>)]) -> Vec<ParagraphId> {
        let fits = |(id, words): &&(ParagraphId, Vec<String>)| {
            point.looks_at(self.document.paragraph(*id).label())
                && point.is_about(words)
                && point.has(words)
        };
        texts.iter().filter(fits).map(|(id, _)| *id).collect()
    }

    /// How far a point is met, and the paragraphs that decide it.
    fn met(&self, point: &Point) -> (f64, Vec<ParagraphId>) {
        let after = || self.matching(point, &self.after);
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
                let (before, after) = (self.matching(point, &self.before), after());
                let kept = before.iter().filter(|id| after.binary_search(id).is_ok()).count();
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
        let stands = |id: &ParagraphId| {
            matches!(applied.fates.get(id), Some(Fate::Stands(_)))
                && self.arranged.projection.paragraph(*id).is_some()
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
