//! The smallest pieces of a page.

use crate::Span;

/// What a token is, by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum TokenKind {
    /// Words, blanks and punctuation between marks.
    Text,
    /// A run of code-like words, parted by commas, full stops, blanks, one line end or `and`.
    ///
    /// A code-like word has two characters or more, capitals and digits, a capital first. Whether
    /// it is a delegation's code or an acronym, the model says. Labels such as `OP6` are text.
    Codes,
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

/// Tokens as stored: five bytes each, the start of one being the end of the one before.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    /// Where the first begins.
    base: u32,
    ends: Vec<u32>,
    kinds: Vec<TokenKind>,
}

impl Tokens {
    pub(super) fn with_capacity(base: u32, capacity: usize) -> Self {
        Tokens { base, ends: Vec::with_capacity(capacity), kinds: Vec::with_capacity(capacity) }
    }

    #[inline]
    pub(super) fn push(&mut self, end: u32, kind: TokenKind) {
        self.ends.push(end);
        self.kinds.push(kind);
    }

    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    #[inline]
    pub(super) fn kind(&self, at: usize) -> TokenKind {
        self.kinds[at]
    }

    /// From `at` on.
    pub(super) fn kinds(&self, at: usize) -> &[TokenKind] {
        self.kinds.get(at..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn start(&self, at: usize) -> u32 {
        if at == 0 { self.base } else { self.ends[at - 1] }
    }

    #[inline]
    pub(super) fn end(&self, at: usize) -> u32 {
        self.ends[at]
    }

    pub(super) fn span(&self, at: usize) -> Span {
        Span::new(self.start(at), self.end(at))
    }

    /// Where the last token ends.
    pub(super) fn total(&self) -> u32 {
        self.ends.last().copied().unwrap_or(self.base)
    }

    /// Puts those of the stretch behind at the end.
    pub(super) fn append(&mut self, next: &Tokens) {
        self.ends.extend_from_slice(&next.ends);
        self.kinds.extend_from_slice(&next.kinds);
    }

    /// The first token that ends behind `offset`.
    ///
    /// Tokens are spread evenly enough for a guess to land near; of a long text that touches far
    /// less memory than halving does. O(log n) in the distance of the guess.
    pub(super) fn at_offset(&self, offset: u32) -> usize {
        let all = u64::from(self.total().saturating_sub(self.base)).max(1);
        let into = u64::from(offset.saturating_sub(self.base)).min(all);
        let guess = usize::try_from(into * self.ends.len() as u64 / all).unwrap_or(0);
        crate::gallop::gallop(&self.ends, guess, |end| *end <= offset)
    }
}
