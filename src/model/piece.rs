//! What each byte of a paragraph is: words, marks, notes.

use crate::Span;

/// What a piece of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum PieceKind {
    /// Words of the text, whoever wants them.
    Words,
    /// A bracket, a `/` between alternatives, emphasis: not text.
    Mark,
    /// `~~` that opens a strike-through.
    StrikeOpen,
    /// `~~` that closes one.
    StrikeClose,
    /// Codes, directions and remarks.
    Note,
    /// A label, a page number: not text either.
    Aside,
}

/// A piece as stored; its start is the end of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawPiece {
    pub(crate) end: u32,
    pub(crate) kind: PieceKind,
}

/// A piece of a paragraph: the pieces of one tile it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands.
    pub span: Span,
}
