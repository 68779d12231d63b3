//! The smallest pieces of a page.

use crate::Span;

/// What a token is, by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum TokenKind {
    /// Words, blanks and punctuation between marks.
    Text,
    /// A word of capitals and digits that starts with a capital, two characters or more: a
    /// delegation's code, an acronym or a label. Which one it is, the model says.
    Caps,
    /// `\n`, `\r\n` or a lone `\r`.
    Newline,
    /// `[`
    OpenSquare,
    /// `]`
    CloseSquare,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `~~`, opening or closing a strike-through.
    Strike,
    /// A run of `*`: bold or italic.
    Emphasis,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// `/`
    Slash,
}

/// A piece of the source: tokens tile it, without gap or overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// A token as stored: eight bytes, its start being the end of the one before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw {
    pub(crate) end: u32,
    pub(crate) kind: TokenKind,
}
