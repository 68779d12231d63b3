//! The paragraphs of a document and the parts that hold them.

use super::id::{ParagraphId, PartId};
use crate::{DelegationCode, Label, Span};

/// What kind of paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ParagraphKind {
    /// A paragraph of the preamble.
    Preambular,
    /// A numbered paragraph of the operative part.
    Operative,
    /// Another text for a paragraph, or a new one that somebody proposes.
    Alternative,
    /// A heading, or the hinge line between preamble and operative part.
    Heading,
    /// The opening line.
    Chapeau,
    /// Anything else: a cover note, a letter.
    Prose,
    /// A footnote; it lies inside the paragraph that its page cuts.
    Note,
}

impl ParagraphKind {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preambular => "preambular",
            Self::Operative => "operative",
            Self::Alternative => "alternative",
            Self::Heading => "heading",
            Self::Chapeau => "chapeau",
            Self::Prose => "prose",
            Self::Note => "note",
        }
    }
}

/// How far a text is settled, from least to most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum AgreementLevel {
    /// Nothing is said.
    #[default]
    Open,
    /// Agreed in informal consultations.
    Informals,
    /// Agreed ad referendum: capitals have yet to confirm.
    AdReferendum,
    /// Agreed by the meeting that wrote the text.
    Committee,
    /// Agreed in plenary.
    Plenary,
    /// Adopted.
    Adopted,
}

impl AgreementLevel {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Informals => "informals",
            Self::AdReferendum => "ad referendum",
            Self::Committee => "committee",
            Self::Plenary => "plenary",
            Self::Adopted => "adopted",
        }
    }
}

/// A part of a document: a cover note, an annex, a second draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    pub(crate) id: PartId,
    pub(crate) title: Option<Span>,
    pub(crate) name: Box<str>,
    pub(crate) span: Span,
}

impl Part {
    /// The name of one without a heading.
    pub(crate) fn unnamed(id: PartId) -> Box<str> {
        format!("part {}", id.index() + 1).into()
    }

    /// Its handle.
    pub fn id(&self) -> PartId {
        self.id
    }

    /// The heading that opens it; the first part of a text may have none.
    pub fn title(&self) -> Option<Span> {
        self.title
    }

    /// The heading without its marks, or `part 1` for one that has none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// From its heading to the next part.
    pub fn span(&self) -> Span {
        self.span
    }
}

/// A paragraph, a heading, the chapeau.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Paragraph {
    pub(crate) id: ParagraphId,
    pub(crate) part: PartId,
    pub(crate) kind: ParagraphKind,
    pub(crate) label: Label,
    pub(crate) old_number: Option<u32>,
    pub(crate) heading: Option<ParagraphId>,
    pub(crate) span: Span,
    pub(crate) text: Span,
    pub(crate) level: AgreementLevel,
    pub(crate) pending: Vec<DelegationCode>,
    /// First and one past the last of the document's pieces.
    pub(crate) pieces: (u32, u32),
}

impl Paragraph {
    /// One that is nothing but its text yet.
    pub(crate) fn new(
        id: ParagraphId,
        part: PartId,
        kind: ParagraphKind,
        label: Label,
        span: Span,
    ) -> Self {
        Paragraph {
            id,
            part,
            kind,
            label,
            old_number: None,
            pending: Vec::new(),
            heading: None,
            span,
            text: span,
            level: AgreementLevel::Open,
            pieces: (0, 0),
        }
    }

    /// Its handle.
    pub fn id(&self) -> ParagraphId {
        self.id
    }

    /// The part it stands in.
    pub fn part(&self) -> PartId {
        self.part
    }

    /// What kind it is.
    pub fn kind(&self) -> ParagraphKind {
        self.kind
    }

    /// Its label. Not unique: two rival `OP1 ALT` can stand in one document.
    pub fn label(&self) -> Label {
        self.label
    }

    /// The number it had in the draft before, where the page says so (`8-9.`).
    pub fn old_number(&self) -> Option<u32> {
        self.old_number
    }

    /// The heading directly above it.
    pub fn heading(&self) -> Option<ParagraphId> {
        self.heading
    }

    /// From its label to the end of its text. Notes on lines of their own follow it in the source.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its text without the label, marks and notes included.
    pub fn text(&self) -> Span {
        self.text
    }

    /// How far the page says it is settled.
    pub fn level(&self) -> AgreementLevel {
        self.level
    }

    /// Who has yet to agree, where the page says so: `(pending A)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, model::AgreementLevel};
    /// let document = Document::read("1. We row home. (agreed in informals, pending FRA)")?;
    /// let paragraph = &document.paragraphs()[0];
    /// assert_eq!(paragraph.level(), AgreementLevel::Informals);
    /// assert_eq!(paragraph.pending()[0].as_str(), "FRA");
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn pending(&self) -> &[DelegationCode] {
        &self.pending
    }
}
