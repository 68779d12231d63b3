//! Words and order as one text: a projection put in the order that its structural proposals give.

use crate::Label;
use crate::lineage::{Applied, apply};
use crate::model::{Document, ParagraphId, PartId, PlacedWord, ProposalId};

use super::{Choice, Projection, printed_label, project};

/// A text with the paragraphs where the accepted proposals put them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
#[must_use]
pub struct Arrangement {
    /// The paragraphs in their new order, with their new numbers.
    pub paragraphs: Vec<ArrangedParagraph>,
    /// The words before they were put in order: what was accepted, and what cannot stand.
    pub projection: Projection,
    /// What became of each paragraph, and which structural proposals could not be done.
    pub applied: Applied,
}

/// A paragraph of an [`Arrangement`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ArrangedParagraph {
    /// The number it has in the new order.
    pub label: Label,
    /// The part it stands in.
    pub part: PartId,
    /// The paragraphs whose words it holds: several where they were merged.
    pub from: Vec<ParagraphId>,
    /// Its text without the label.
    pub text: String,
    /// Its words, each with its place in the source and the proposal that adds it.
    pub words: Vec<PlacedWord>,
}

/// Its number, where it has one, and its text.
impl std::fmt::Display for ArrangedParagraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", printed_label(self.label), self.text)
    }
}

impl std::fmt::Display for Arrangement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.paragraphs.iter().try_for_each(|paragraph| writeln!(f, "{paragraph}\n"))
    }
}

/// The text of a document under a choice, in the order that the accepted proposals to move, merge,
/// replace and insert paragraphs give it.
///
/// Moving a paragraph and changing its words do not touch each other. A structural proposal that
/// contradicts another, or whose place the text does not tell, is listed in
/// [`Applied::held`] and not done.
///
/// # Complexity
///
/// That of [`project`] and of [`apply`](crate::lineage::apply()).
///
/// # Examples
///
/// ```
/// use travaux::Document;
/// use travaux::project::{Choice, arrange};
/// let text = "1. We sail [at dawn: FRA].\n(move after OP2: FRA)\n\n2. We row.\n";
/// let document = Document::read(text)?;
/// let found = arrange(&document, &Choice::Of(vec!["FRA".parse()?]));
/// assert_eq!(found.to_string(), "1. We row.\n\n2. We sail at dawn.\n\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn arrange(document: &Document, choice: &Choice) -> Arrangement {
    let projection = project(document, choice);
    let mut accepted = vec![false; document.proposals().len()];
    for id in projection.accepted() {
        if let Some(slot) = accepted.get_mut(id.index()) {
            *slot = true;
        }
    }
    let stands = |id: ProposalId| accepted.get(id.index()) == Some(&true);
    let applied = apply(document, projection.accepted());
    let paragraphs = applied.order.iter().map(|placed| {
        let mut found = ArrangedParagraph {
            label: placed.label,
            part: placed.part,
            from: Vec::new(),
            text: String::new(),
            words: Vec::new(),
        };
        for stretch in &placed.stretches {
            if found.from.last() != Some(&stretch.paragraph) {
                found.from.push(stretch.paragraph);
            }
            let text = document.words_under(stretch.paragraph, stretch.span, &stands);
            append(&mut found, text);
        }
        found
    });
    let paragraphs = paragraphs.collect();
    Arrangement { paragraphs, projection, applied }
}

/// Puts the words of a stretch behind those that stand already, one blank between.
fn append(paragraph: &mut ArrangedParagraph, (text, words): (String, Vec<PlacedWord>)) {
    if text.is_empty() {
        return;
    }
    if !paragraph.text.is_empty() {
        paragraph.text.push(' ');
    }
    let shift = u32::try_from(paragraph.text.len()).unwrap_or(u32::MAX);
    paragraph.text.push_str(&text);
    paragraph.words.extend(words.into_iter().map(|word| PlacedWord {
        span: crate::Span::new(word.span.start() + shift, word.span.end() + shift),
        ..word
    }));
}
