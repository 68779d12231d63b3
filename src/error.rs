//! The umbrella over the rooms' errors.

use crate::merge::MergeError;
use crate::source::SourceError;
use crate::{Diagnostic, DiagnosticKind, Source, Span};

/// Why no value can be given. Odd text is never a reason, but for the strict door.
///
/// # Examples
///
/// ```
/// let error = "1. We act [FRA.".parse::<travaux::Document>().unwrap_err();
/// assert!(matches!(error.kind(), travaux::ErrorKind::Contradictory(_)));
/// assert_eq!(error.span().map(|span| span.start()), Some(10));
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Box<ErrorKind>);

/// The kinds of [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text could not be taken in.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The copies to be merged are of different texts.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// The strict door was asked, and the marks of the text contradict each other.
    #[error("{}", .0.line)]
    Contradictory(Contradiction),
}

/// What the strict door refuses.
#[derive(Clone, Debug)]
pub struct Contradiction {
    line: Box<str>,
    diagnostic: Diagnostic,
}

impl Contradiction {
    /// The diagnostic that the tolerant door would have given.
    pub fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }

    /// What is wrong.
    pub fn kind(&self) -> &DiagnosticKind {
        self.diagnostic.kind()
    }
}

impl Error {
    pub(crate) fn contradictory(diagnostic: &Diagnostic, source: &Source) -> Self {
        let line = diagnostic.line(source).into();
        let refused = Contradiction { line, diagnostic: diagnostic.clone() };
        Error(Box::new(ErrorKind::Contradictory(refused)))
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Where, in the text that was to be read.
    pub fn span(&self) -> Option<Span> {
        match &*self.0 {
            ErrorKind::Contradictory(refused) => Some(refused.diagnostic.span()),
            ErrorKind::Source(_) | ErrorKind::Merge(_) => None,
        }
    }

    /// The second place, where there is one.
    pub fn auxiliary_span(&self) -> Option<Span> {
        match &*self.0 {
            ErrorKind::Contradictory(refused) => refused.diagnostic.auxiliary_span(),
            ErrorKind::Source(_) | ErrorKind::Merge(_) => None,
        }
    }

    /// The message with the place drawn in the text, where there is one.
    pub fn excerpt(&self, source: &Source) -> String {
        match &*self.0 {
            ErrorKind::Contradictory(refused) => refused.diagnostic.excerpt(source),
            ErrorKind::Source(error) => error.to_string(),
            ErrorKind::Merge(error) => error.to_string(),
        }
    }
}

impl From<SourceError> for Error {
    fn from(error: SourceError) -> Self {
        Error(Box::new(ErrorKind::Source(error)))
    }
}

impl From<MergeError> for Error {
    fn from(error: MergeError) -> Self {
        Error(Box::new(ErrorKind::Merge(error)))
    }
}
