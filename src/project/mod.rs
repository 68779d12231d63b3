//! The texts that are inside a rolling text: what stood before, what a delegation wants, what would
//! stand if all that nobody opposes were accepted.
//!
//! ```
//! use travaux::Document;
//! use travaux::project::{Choice, project};
//! let text =
//!     "4. We ~~will~~ shall [FRA; oppose: USA] keep the harbour [and its lights: DEU] open.";
//! let document = Document::read(text)?;
//! let under = |choice| project(&document, &choice).paragraphs()[0].text().to_owned();
//! assert_eq!(under(Choice::Nothing), "We will keep the harbour open.");
//! assert_eq!(under(Choice::Unopposed), "We will keep the harbour and its lights open.");
//! assert_eq!(under(Choice::Of(vec!["FRA".parse()?])), "We shall keep the harbour open.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Paragraphs come in the order of the source. [`arrange()`] puts them where the accepted wishes to
//! move, merge, replace and insert paragraphs want them, with new numbers.

mod arrange;
mod ballot;
mod block;
mod choice;
mod clash;
mod instead;
mod rule;

use std::fmt;

pub use arrange::{ArrangedParagraph, Arrangement, arrange};
pub use ballot::Ballot;
pub use block::{Blocking, Verdict};
pub use choice::Choice;
pub use clash::{Finding, FindingKind};
pub use rule::{DecisionRule, DecisionRuleError, Qualified, Weights};

use crate::model::{
    Document, Paragraph, ParagraphId, PlacedWord, ProposalId, ProposalKind, Replaced,
};
use crate::syntax::LabelSeries;
use crate::{Label, Span, threads};

/// One text out of a document, and what it took to get it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[must_use]
pub struct Projection {
    paragraphs: Vec<ProjectedParagraph>,
    accepted: Vec<ProposalId>,
    findings: Vec<Finding>,
}

impl Projection {
    /// The paragraphs that stand, in source order.
    pub fn paragraphs(&self) -> &[ProjectedParagraph] {
        &self.paragraphs
    }

    /// The projected text of one paragraph; none if it does not stand under this choice.
    pub fn paragraph(&self, id: ParagraphId) -> Option<&ProjectedParagraph> {
        let at = self.paragraphs.binary_search_by_key(&id, |paragraph| paragraph.id).ok()?;
        self.paragraphs.get(at)
    }

    /// The proposals that the text has in it, in source order.
    pub fn accepted(&self) -> &[ProposalId] {
        &self.accepted
    }

    /// What was chosen and cannot stand, with both sides: neither is in the text.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// Prints the text: each paragraph with its number, a blank line between.
impl fmt::Display for Projection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, paragraph) in self.paragraphs.iter().enumerate() {
            if nth > 0 {
                f.write_str("\n\n")?;
            }
            f.write_str(&printed_label(paragraph.label))?;
            f.write_str(&paragraph.text)?;
        }
        if self.paragraphs.is_empty() { Ok(()) } else { f.write_str("\n") }
    }
}

/// A paragraph of a [`Projection`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ProjectedParagraph {
    id: ParagraphId,
    label: Label,
    text: String,
    words: Vec<PlacedWord>,
}

impl ProjectedParagraph {
    /// The paragraph of the document.
    pub fn id(&self) -> ParagraphId {
        self.id
    }

    /// Its label.
    pub fn label(&self) -> Label {
        self.label
    }

    /// Its text without the label: words with one blank between.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its words in order, each with its place in the source and the proposal that adds it.
    pub fn words(&self) -> &[PlacedWord] {
        &self.words
    }
}

/// The number as it is printed: `8. `, `OP6 bis. `; nothing before a preambular paragraph, a
/// heading or prose.
fn printed_label(label: Label) -> String {
    match (label.is_heading(), label.series(), label.number()) {
        (false, LabelSeries::Operative, Some(number)) if !label.is_proposed() => {
            format!("{number}. ")
        }
        (false, LabelSeries::Operative | LabelSeries::Preambular, _) if label.is_proposed() => {
            format!("{label}. ")
        }
        _ => String::new(),
    }
}

/// Where a projection looks; see [`project_with`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectOptions {
    within: Option<Span>,
    paragraph: Option<ParagraphId>,
}

impl ProjectOptions {
    /// Only paragraphs that lie in this stretch of the source, such as a part's
    /// [`span`](crate::model::Part::span).
    #[must_use]
    pub fn within(mut self, span: Span) -> Self {
        self.within = Some(span);
        self
    }

    /// Only this paragraph.
    #[must_use]
    pub fn paragraph(mut self, id: ParagraphId) -> Self {
        self.paragraph = Some(id);
        self
    }

    fn wants(&self, id: ParagraphId, span: Span) -> bool {
        self.within.is_none_or(|within| within.covers(span))
            && self.paragraph.is_none_or(|paragraph| paragraph == id)
    }
}

/// The text of a document under a choice of proposals.
///
/// A proposal is in the text if it is chosen and can stand: not beside another chosen one that it
/// excludes, and not without the one it is nested in. What cannot stand is left out on both sides,
/// and is a [`Finding`]. Where a rule chooses, a paragraph is replaced by a proposed one only if that
/// one is accepted as well.
///
/// # Complexity
///
/// O(n + s + p log p) in the bytes of the text, its stances and proposals.
pub fn project(document: &Document, choice: &Choice) -> Projection {
    project_with(document, choice, &ProjectOptions::default())
}

/// [`project`] for a part or a paragraph alone.
///
/// # Examples
///
/// ```
/// use travaux::Document;
/// use travaux::project::{Choice, ProjectOptions, project_with};
/// let document = Document::read("1. We sail [now: FRA].\n\n2. We rest.")?;
/// let first = document.paragraphs()[0].id();
/// let options = ProjectOptions::default().paragraph(first);
/// let found = project_with(&document, &Choice::All, &options);
/// assert_eq!(found.to_string(), "1. We sail now.\n");
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn project_with(document: &Document, choice: &Choice, options: &ProjectOptions) -> Projection {
    let wanted = choice::wanted(document, choice);
    let (mut standing, mut findings) = clash::settle(document, wanted);
    match choice {
        // What is chosen by name, and what a delegation wants of another's paragraph, needs no more.
        Choice::Set(_) | Choice::Of(_) | Choice::OfMembers { .. } => {}
        Choice::Nothing | Choice::All | Choice::Unopposed | Choice::Rule(_) => {
            findings.extend(instead::leave_out(document, &mut standing));
            findings.sort_by_key(|finding| (finding.one, finding.kind));
        }
    }
    let stands = |id: ProposalId| standing.get(id.index()) == Some(&true);
    let gone = gone(document, &stands);
    let projected = |paragraph: &Paragraph| {
        let id = paragraph.id();
        if !options.wants(id, paragraph.span()) || gone.get(id.index()) == Some(&true) {
            return None;
        }
        let (text, words) = document.words_under(id, paragraph.text(), &stands);
        // A paragraph that a bracket of an earlier one holds goes with that bracket.
        let held = text.is_empty() && !document.proposals_reaching(id).is_empty();
        (!held).then(|| ProjectedParagraph { id, label: paragraph.label(), text, words })
    };
    let stretches = threads::stretches(document.paragraphs(), document.workers());
    let found = threads::side_by_side(&stretches, |paragraphs| {
        paragraphs.iter().filter_map(projected).collect::<Vec<_>>()
    });
    let paragraphs = found.into_iter().flatten().collect();
    let inside = |id: &ProposalId| {
        let paragraph = document.paragraph(document.proposal(*id).paragraph());
        options.wants(paragraph.id(), paragraph.span())
    };
    let accepted = document.proposals().iter().map(crate::Proposal::id);
    let accepted = accepted.filter(|id| stands(*id)).filter(inside).collect();
    findings.retain(|finding| finding.proposals().any(|id| inside(&id)));
    Projection { paragraphs, accepted, findings }
}

/// Why these proposals cannot all stand; see [`project`].
pub(crate) fn clashes(document: &Document, chosen: Vec<bool>) -> Vec<Finding> {
    clash::settle(document, chosen).1
}

/// What is left of a choice once all that clashes is out.
pub(crate) fn standing(document: &Document, chosen: Vec<bool>) -> Vec<bool> {
    clash::settle(document, chosen).0
}

/// Which paragraphs do not stand: those struck, those that an accepted alternative replaces, and
/// new ones that were not accepted.
fn gone(document: &Document, stands: &dyn Fn(ProposalId) -> bool) -> Vec<bool> {
    let mut gone: Vec<bool> =
        document.paragraphs().iter().map(|paragraph| paragraph.label().is_proposed()).collect();
    let replaced = Replaced::new(document);
    for proposal in document.proposals().iter().filter(|proposal| stands(proposal.id())) {
        let paragraph = proposal.paragraph();
        let (target, is_gone) = match proposal.kind() {
            ProposalKind::New => (Some(paragraph), false),
            ProposalKind::DeleteParagraph => (Some(paragraph), true),
            _ => (None, false),
        };
        if let Some(slot) = target.and_then(|target| gone.get_mut(target.index())) {
            *slot = is_gone;
        }
        if proposal.kind() == ProposalKind::New {
            let base = replaced.of(document.paragraph(paragraph));
            if let Some(slot) = base.and_then(|base| gone.get_mut(base.index())) {
                *slot = true;
            }
        }
    }
    gone
}
