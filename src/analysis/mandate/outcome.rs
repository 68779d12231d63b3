//! How far a text that may come out is from a mandate.

use super::super::acceptable::acceptable_text;
use super::super::measure::float;
use super::assess::MandateOptions;
use super::pattern::lower_words;
use super::{Aim, Mandate, Point};
use crate::model::{Document, ParagraphId};
use crate::project::{Choice, project};

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
    /// The paragraphs that decide it: with words that should be out, or in.
    pub paragraphs: Vec<ParagraphId>,
}

/// How far a text that may come out is from a mandate; see [`outcome`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Outcome {
    /// What it is called.
    pub name: String,
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
/// to keep by the share of the paragraphs that had them and still have, the structure by the share of
/// the wishes against it that are not granted: a projected text keeps every paragraph in its place,
/// so only those that are struck or replaced are missed.
///
/// # Complexity
///
/// That of [`project`], and O(m × n) for m patterns and n words.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Aim, Mandate, MandateOptions, Point, outcome}, project::Choice};
/// let document = Document::read("1. Keep the harbour open [, for a toll: CRI; oppose: FRA].")?;
/// let mut toll = Point::new("No toll", Aim::Defend);
/// toll.words.push("toll*".parse()?);
/// let mandate = Mandate { points: vec![toll], ..Mandate::default() };
/// let far = |choice| outcome(&document, &mandate, &MandateOptions::default(), "", &choice).distance;
/// assert_eq!((far(Choice::Nothing), far(Choice::All)), (0.0, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn outcome(
    document: &Document,
    mandate: &Mandate,
    options: &MandateOptions,
    name: &str,
    choice: &Choice,
) -> Outcome {
    let projected = project(document, choice);
    let inside = |id: ParagraphId| options.looks_in(document.paragraph(id).part());
    let texts: Vec<(ParagraphId, Vec<String>)> = projected
        .paragraphs()
        .iter()
        .filter(|paragraph| inside(paragraph.id()))
        .map(|paragraph| (paragraph.id(), lower_words(paragraph.text())))
        .collect();
    let bases: Vec<(ParagraphId, Vec<String>)> = document
        .paragraphs()
        .iter()
        .filter(|paragraph| inside(paragraph.id()))
        .map(|paragraph| (paragraph.id(), lower_words(&document.base_text(paragraph.id()))))
        .collect();
    let matching = |point: &Point, texts: &[(ParagraphId, Vec<String>)]| -> Vec<ParagraphId> {
        let fits = |(id, words): &&(ParagraphId, Vec<String>)| {
            point.looks_at(document.paragraph(*id).label())
                && point.is_about(words)
                && point.has(words)
        };
        texts.iter().filter(fits).map(|(id, _)| *id).collect()
    };
    let mut points = Vec::with_capacity(mandate.points.len());
    for (nth, point) in mandate.points.iter().enumerate() {
        let (met, paragraphs) = match point.aim {
            Aim::Defend => {
                let found = matching(point, &texts);
                (if found.is_empty() { 1.0 } else { 0.0 }, found)
            }
            Aim::Include => {
                let found = matching(point, &texts);
                (if found.is_empty() { 0.0 } else { 1.0 }, found)
            }
            Aim::Keep => {
                let before = matching(point, &bases);
                let after = matching(point, &texts);
                let kept = before.iter().filter(|id| after.contains(id)).count();
                if before.is_empty() {
                    (if after.is_empty() { 0.0 } else { 1.0 }, after)
                } else {
                    (float(kept) / float(before.len()), after)
                }
            }
            Aim::Structure => {
                let standing = |id: ParagraphId| projected.paragraph(id).is_some();
                let before: Vec<ParagraphId> = bases
                    .iter()
                    .filter(|(id, words)| {
                        !words.is_empty() && point.looks_at(document.paragraph(*id).label())
                    })
                    .map(|(id, _)| *id)
                    .collect();
                let gone: Vec<ParagraphId> =
                    before.iter().copied().filter(|id| !standing(*id)).collect();
                let kept = before.len() - gone.len();
                (if before.is_empty() { 1.0 } else { float(kept) / float(before.len()) }, gone)
            }
        };
        points.push(PointOutcome { point: nth, met, paragraphs });
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
    Outcome { name: name.to_owned(), points, distance, crossed }
}

/// How far from a mandate are the text as it was, the text with all that nobody opposes, the text
/// everyone could live with, and the text as the party wants it.
///
/// # Complexity
///
/// That of [`outcome`], and of [`acceptable_text`].
#[must_use]
pub fn outcomes(document: &Document, mandate: &Mandate, options: &MandateOptions) -> Vec<Outcome> {
    let mut choices = vec![
        ("the text as it was", Choice::Nothing),
        ("with all that nobody opposes", Choice::Unopposed),
        ("the text everyone could live with", acceptable_text(document).choice()),
    ];
    if let Some(party) = mandate.party {
        choices.push(("as the party wants it", Choice::Of(vec![party])));
    }
    let each = choices.iter();
    each.map(|(name, choice)| outcome(document, mandate, options, name, choice)).collect()
}
