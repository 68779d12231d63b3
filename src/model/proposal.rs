//! One wish about the text or its order.

use super::id::{ParagraphId, ProposalId};
use super::statement::{Extent, StatementKind, Subject};

/// What a proposal would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ProposalKind {
    /// Add words.
    Insert,
    /// Strike words.
    Delete,
    /// Strike words and put others in their place.
    Replace,
    /// End the paragraph here.
    End,
    /// Have this whole new or alternative paragraph.
    New,
    /// Strike the paragraph.
    DeleteParagraph,
    /// Put the paragraph elsewhere.
    Move,
    /// Join the paragraph with another.
    Merge,
    /// Divide the paragraph.
    Split,
    /// Put one paragraph in the place of others.
    ReplaceParagraph,
    /// Find other words.
    Redraft,
}

impl ProposalKind {
    /// The kind of proposal that a statement of this kind is about: none for a remark, and none
    /// for a wish to keep the original, which is a stance on the paragraph.
    pub const fn of(kind: StatementKind) -> Option<ProposalKind> {
        Some(match kind {
            StatementKind::Insert => Self::Insert,
            StatementKind::Delete => Self::Delete,
            StatementKind::Replace => Self::Replace,
            StatementKind::End => Self::End,
            StatementKind::New => Self::New,
            StatementKind::DeleteParagraph => Self::DeleteParagraph,
            StatementKind::Move => Self::Move,
            StatementKind::Merge => Self::Merge,
            StatementKind::Split => Self::Split,
            StatementKind::ReplaceParagraph => Self::ReplaceParagraph,
            StatementKind::Redraft => Self::Redraft,
            StatementKind::Retain | StatementKind::Comment => return None,
        })
    }

    /// The statement kind of the same name.
    pub const fn statement(self) -> StatementKind {
        match self {
            Self::Insert => StatementKind::Insert,
            Self::Delete => StatementKind::Delete,
            Self::Replace => StatementKind::Replace,
            Self::End => StatementKind::End,
            Self::New => StatementKind::New,
            Self::DeleteParagraph => StatementKind::DeleteParagraph,
            Self::Move => StatementKind::Move,
            Self::Merge => StatementKind::Merge,
            Self::Split => StatementKind::Split,
            Self::ReplaceParagraph => StatementKind::ReplaceParagraph,
            Self::Redraft => StatementKind::Redraft,
        }
    }

    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        self.statement().as_str()
    }

    /// Whether it changes words inside a paragraph.
    pub const fn is_amendment(self) -> bool {
        matches!(self, Self::Insert | Self::Delete | Self::Replace | Self::End)
    }

    /// Whether it is about words or a whole paragraph, so that a text can be asked whether it has
    /// it; the others are about the order, or ask for a new draft.
    pub const fn is_of_words(self) -> bool {
        self.is_amendment() || matches!(self, Self::New | Self::DeleteParagraph)
    }

    /// Whether it changes which paragraphs there are, or their order.
    pub const fn is_structural(self) -> bool {
        matches!(
            self,
            Self::DeleteParagraph | Self::Move | Self::Merge | Self::Split | Self::ReplaceParagraph
        )
    }
}

impl std::fmt::Display for ProposalKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// One wish about the text or its order; identical wishes are one proposal with several sponsors.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Proposal {
    pub(crate) id: ProposalId,
    pub(crate) paragraph: ParagraphId,
    pub(crate) kind: ProposalKind,
    pub(crate) subject: Subject,
    pub(crate) extent: Extent,
    pub(crate) alternatives: Option<u32>,
    pub(crate) needs: Option<ProposalId>,
}

impl Proposal {
    /// Its handle.
    pub fn id(&self) -> ProposalId {
        self.id
    }

    /// The paragraph it changes.
    pub fn paragraph(&self) -> ParagraphId {
        self.paragraph
    }

    /// What it would do.
    pub fn kind(&self) -> ProposalKind {
        self.kind
    }

    /// What it touches.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Whether its extent was written or guessed.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// The set of alternatives it belongs to: of the proposals with one number at most one can
    /// stand.
    pub fn alternatives(&self) -> Option<u32> {
        self.alternatives
    }

    /// Whether the two are alternatives of each other.
    pub fn excludes(&self, other: &Proposal) -> bool {
        self.id != other.id
            && self.alternatives.is_some()
            && self.alternatives == other.alternatives
    }

    /// The proposal it is nested in, or whose second step it is: without that one it has nothing to
    /// stand in. `merge with OP9 and move to the end` is a merge, and a move of what it makes.
    pub fn needs(&self) -> Option<ProposalId> {
        self.needs
    }
}
