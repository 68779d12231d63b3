//! The text as it was received.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::Span;

/// Why a text could not be taken in at all.
///
/// ```
/// let error = travaux::Source::from_bytes("draft", vec![b'a', 0xff]).unwrap_err();
/// assert!(matches!(error.kind(), travaux::SourceErrorKind::NotUtf8 { offset: 1 }));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{name}: {kind}")]
pub struct SourceError {
    name: Box<str>,
    kind: SourceErrorKind,
}

impl SourceError {
    /// What was wrong.
    pub fn kind(&self) -> &SourceErrorKind {
        &self.kind
    }
}

/// The kinds of [`SourceError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceErrorKind {
    /// The bytes are not UTF-8 from `offset` (bytes from 0) on.
    #[error("the bytes from offset {offset} on are not UTF-8, expected UTF-8 text")]
    NotUtf8 {
        /// Offset of the first byte that does not fit, from 0.
        offset: usize,
    },
    /// The text is longer than a [`Span`] can say.
    #[error("the text is {len} bytes long, expected at most {} bytes", Source::LIMIT)]
    TooLong {
        /// Length of the text in bytes.
        len: usize,
    },
    /// The file could not be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[source] std::io::Error),
}

/// A text as it was received, kept to the byte, with the name that messages call it by.
///
/// Cloning is cheap: the text is shared.
///
/// # Examples
///
/// ```
/// let source = travaux::Source::new("draft", "one\ntwo")?;
/// assert_eq!(source.line_column(4), (2, 1));
/// # Ok::<(), travaux::SourceError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    lines: Arc<OnceLock<Vec<u32>>>,
}

impl Source {
    /// The longest text that can be read, in bytes.
    pub const LIMIT: usize = u32::MAX as usize - 1;

    /// Takes a text in.
    ///
    /// # Errors
    ///
    /// [`SourceErrorKind::TooLong`] past [`Source::LIMIT`] bytes.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Result<Self, SourceError> {
        let (name, text) = (name.into(), text.into());
        if text.len() > Self::LIMIT {
            let kind = SourceErrorKind::TooLong { len: text.len() };
            return Err(SourceError { name: name.as_ref().into(), kind });
        }
        Ok(Source { name, text, lines: Arc::default() })
    }

    /// Takes bytes in that should be UTF-8.
    ///
    /// # Errors
    ///
    /// [`SourceErrorKind::NotUtf8`] with the offset of the first byte that is not, or
    /// [`SourceErrorKind::TooLong`].
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        let name = name.into();
        match String::from_utf8(bytes) {
            Ok(text) => Source::new(name, text),
            Err(error) => {
                let kind = SourceErrorKind::NotUtf8 { offset: error.utf8_error().valid_up_to() };
                Err(SourceError { name: name.as_ref().into(), kind })
            }
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`SourceErrorKind::Unreadable`] with the system's reason, and what
    /// [`from_bytes`](Source::from_bytes) gives.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let name = path.as_ref().display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => Source::from_bytes(name, bytes),
            Err(error) => {
                Err(SourceError { name: name.into(), kind: SourceErrorKind::Unreadable(error) })
            }
        }
    }

    /// What messages call it: a path, or whatever the caller gave.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, as received.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span reaches past the end or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset, both from 1; the column counts `char`s.
    ///
    /// An offset past the end is taken as the end. Lines end at `\n`, `\r\n` and lone `\r`.
    ///
    /// # Complexity
    ///
    /// The first call reads the whole text once; later ones are O(log lines + column).
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let before = self
            .text
            .as_bytes()
            .get(start as usize..(offset as usize).min(self.text.len()))
            .unwrap_or_default();
        let chars = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        (narrow(line), narrow(chars + 1))
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (at, &byte) in bytes.iter().enumerate() {
                let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
                if ends {
                    starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
                }
            }
            starts
        })
    }
}
