//! What was odd about a text that was read all the same.

use std::fmt;

use crate::{Source, Span};

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing: something was tidied or guessed.
    Note,
    /// Odd, and read by a stated rule that may be wrong here.
    Warning,
    /// The marks contradict each other: the strict door (`str::parse`) refuses such a text.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// What kind of oddity, as noun and defect, with the data and no sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// Opening brackets or parentheses that never close in their paragraph; the span is the first.
    BracketUnclosed {
        /// How many in this paragraph.
        count: u32,
    },
    /// Closing brackets or parentheses that nothing opened; the span is the first.
    BracketUnopened {
        /// How many in this paragraph.
        count: u32,
    },
    /// A bracket closed by a parenthesis or the other way round; the second span is the opening.
    BracketMismatched,
    /// Strike-through marks without a partner in their paragraph; the span is the first.
    StrikeUnclosed {
        /// How many in this paragraph.
        count: u32,
    },
    /// Strike-through marks with a blank on the inner side, `words~~ old~~`; those of the paragraph
    /// were paired by their order. The span is the first mark.
    StrikeSpaced {
        /// How many in this paragraph.
        count: u32,
    },
    /// A strike-through that crosses a bracket; it was cut there, so that marks nest.
    StrikeCrossesBracket,
    /// A word in a list of delegations that no registry entry explains.
    DelegationUnknown {
        /// As written.
        written: Box<str>,
        /// Known codes at one slip of the pen, nearest first.
        nearest: Vec<Box<str>>,
    },
    /// A delegation where a list would speak, with words behind it that are no known verb:
    /// `[words: FRA; JPN could live with it]`. It was read as text.
    DelegationSilent {
        /// As written.
        written: Box<str>,
    },
    /// A code that means two delegations, and the list does not tell which.
    DelegationAmbiguous {
        /// As written.
        written: Box<str>,
        /// What it can mean; the first was taken.
        candidates: Vec<Box<str>>,
    },
    /// A delegation wants and opposes one and the same proposal, without a condition; the second
    /// span is the earlier of the two places. It counts as [`sides`](crate::model::sides()) says:
    /// its objection weighs more.
    SidesBoth,
    /// Two paragraphs of one part carry one label; the second span is the earlier.
    LabelDuplicate,
    /// A label that is printed with a letter for a digit (`OPI` for `OP1`).
    LabelMisspelt,
    /// A paragraph that a page break cut in two was joined here.
    ParagraphJoined,
    /// A statement whose verb or target could not be told; kept as a comment.
    StatementUnclear,
    /// A verb before a list of delegations with one slip of the pen in it; it was read as the verb
    /// that is nearest.
    VerbMisspelt {
        /// As written.
        written: Box<str>,
        /// What it was read as.
        read_as: Box<str>,
    },
    /// Two words run together where the strike-through of the first was lost.
    StrikeLost,
    /// Words struck through that no delegation signs: they stay in the text.
    StrikeUnsigned,
    /// The earlier draft that was given as a help holds no paragraph.
    BaseEmpty,
    /// Few paragraphs of the earlier draft are found again: it is another text, or in another
    /// language. The text was read without it where it did not fit.
    BaseUnrelated {
        /// Paragraphs of the earlier draft that were found again.
        matched: u32,
        /// Paragraphs of the earlier draft.
        of: u32,
    },
    /// The text has a paragraph only as alternatives to it; the original stands in the earlier
    /// draft alone, and in no projection. The span is the first alternative.
    OriginalInBaseOnly {
        /// The original's label.
        label: Box<str>,
    },
    /// The earlier draft says what the text says without its proposals: it settled nothing.
    BaseIdentical,
    /// Two paragraphs of the earlier draft carry one label; they were told apart by their words.
    BaseLabelDuplicate {
        /// The label.
        label: Box<str>,
    },
}

impl DiagnosticKind {
    /// How much this kind matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::BracketUnclosed { .. }
            | Self::BracketUnopened { .. }
            | Self::BracketMismatched
            | Self::StrikeUnclosed { .. } => Severity::Error,
            Self::StrikeSpaced { .. }
            | Self::StrikeCrossesBracket
            | Self::DelegationUnknown { .. }
            | Self::DelegationSilent { .. }
            | Self::DelegationAmbiguous { .. }
            | Self::SidesBoth
            | Self::LabelDuplicate
            | Self::BaseEmpty
            | Self::BaseUnrelated { .. }
            | Self::VerbMisspelt { .. }
            | Self::StatementUnclear => Severity::Warning,
            Self::LabelMisspelt
            | Self::ParagraphJoined
            | Self::BaseIdentical
            | Self::OriginalInBaseOnly { .. }
            | Self::BaseLabelDuplicate { .. }
            | Self::StrikeUnsigned
            | Self::StrikeLost => Severity::Note,
        }
    }
}

impl fmt::Display for DiagnosticKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |codes: &[Box<str>]| match codes {
            [] => "no known code is near".to_owned(),
            codes => format!("near: {}", codes.join(", ")),
        };
        match self {
            Self::BracketUnclosed { count: 1 } => {
                f.write_str("a bracket opens, expected its closing in the same paragraph")
            }
            Self::BracketUnclosed { count } => {
                write!(f, "{count} brackets open, expected their closing in the same paragraph")
            }
            Self::BracketUnopened { count: 1 } => {
                f.write_str("a bracket closes, expected its opening in the same paragraph")
            }
            Self::BracketUnopened { count } => {
                write!(f, "{count} brackets close, expected their opening in the same paragraph")
            }
            Self::BracketMismatched => {
                f.write_str("a mark of the other kind closes, expected the one that opened here")
            }
            Self::StrikeUnclosed { count } => {
                write!(f, "{count} strike-through mark(s) without a partner, expected pairs")
            }
            Self::StrikeSpaced { count } => {
                write!(f, "{count} strike-through mark(s) with a blank inside, expected it outside")
            }
            Self::StrikeCrossesBracket => {
                f.write_str("a strike-through crosses a bracket, expected marks that nest")
            }
            Self::DelegationUnknown { written, nearest } => {
                write!(f, "`{written}` in a list, expected a delegation; {}", list(nearest))
            }
            Self::DelegationSilent { written } => {
                write!(f, "`{written}` says something that was not understood; read as text")
            }
            Self::DelegationAmbiguous { written, candidates } => {
                write!(f, "`{written}` means {}; the first was taken", candidates.join(" or "))
            }
            Self::SidesBoth => f.write_str(
                "a delegation for and against the same, expected one side; its objection counts",
            ),
            Self::LabelDuplicate => {
                f.write_str("a label stands twice, expected one paragraph a label")
            }
            Self::LabelMisspelt => f.write_str("a letter in a label, expected a digit"),
            Self::ParagraphJoined => f.write_str("a page break cut this paragraph; joined"),
            Self::StatementUnclear => {
                f.write_str("a remark without a known verb, expected one; kept as a comment")
            }
            Self::VerbMisspelt { written, read_as } => {
                write!(f, "`{written}` before a list, expected a verb; read as `{read_as}`")
            }
            Self::StrikeUnsigned => f.write_str(
                "struck words that nobody signs, expected a list behind them; they stay",
            ),
            Self::BaseEmpty => f.write_str("an earlier draft without a paragraph, expected some"),
            Self::BaseUnrelated { matched, of } => write!(
                f,
                "{matched} of {of} paragraphs of the earlier draft found again, expected most of \
                 them"
            ),
            Self::BaseIdentical => f.write_str(
                "the earlier draft is the text without its proposals; it settled nothing",
            ),
            Self::OriginalInBaseOnly { label } => write!(
                f,
                "alternatives to {label}, expected the original too; the earlier draft has it"
            ),
            Self::BaseLabelDuplicate { label } => {
                write!(
                    f,
                    "{label} stands twice in the earlier draft, expected one paragraph a label"
                )
            }
            Self::StrikeLost => {
                f.write_str("two words run together, expected a strike-through over the first")
            }
        }
    }
}

/// One oddity of a text, with its place. The text itself was kept and read.
///
/// # Examples
///
/// ```
/// let document = travaux::Document::read("1. We [will [FRA] act.")?;
/// let odd = &document.diagnostics()[0];
/// let told = "a bracket opens, expected its closing in the same paragraph";
/// assert_eq!(odd.kind().to_string(), told);
/// assert!(odd.excerpt(document.source()).contains("^"));
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Diagnostic {
    #[cfg_attr(feature = "serde", serde(flatten))]
    kind: DiagnosticKind,
    span: Span,
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    auxiliary: Option<Span>,
}

impl Diagnostic {
    pub(crate) fn new(kind: DiagnosticKind, span: Span) -> Self {
        Diagnostic { kind, span, auxiliary: None }
    }

    pub(crate) fn with_auxiliary(mut self, span: Span) -> Self {
        self.auxiliary = Some(span);
        self
    }

    /// What is odd.
    pub fn kind(&self) -> &DiagnosticKind {
        &self.kind
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// Where.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The second place, where there is one.
    pub fn auxiliary_span(&self) -> Option<Span> {
        self.auxiliary
    }

    /// One line: `name:line:column: what was found, what was expected`.
    pub fn line(&self, source: &Source) -> String {
        let (line, column) = source.line_column(self.span.start());
        format!("{}:{line}:{column}: {}", source.name(), self.kind)
    }

    /// The line and, below it, a window of the text with the place marked by carets.
    ///
    /// Paragraphs are often one line of thousands of characters, so at most 40 characters are
    /// shown on each side.
    pub fn excerpt(&self, source: &Source) -> String {
        let mut out = self.line(source);
        window(&mut out, source, self.span, '^');
        if let Some(second) = self.auxiliary {
            window(&mut out, source, second, '-');
        }
        out
    }
}

/// Its severity, what is odd, and the bytes; [`line`](Diagnostic::line) says line and column.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = self.span;
        write!(f, "{}: {} (bytes {} to {})", self.severity(), self.kind, span.start(), span.end())
    }
}

/// Characters shown on each side of the marked place, and of the place itself.
const WINDOW: usize = 40;

fn window(out: &mut String, source: &Source, span: Span, mark: char) {
    let text = source.text();
    let (start, end) = (span.start() as usize, span.end() as usize);
    let before: String = {
        let head = text.get(..start).unwrap_or_default();
        let mut taken: Vec<char> =
            head.chars().rev().take_while(|c| !matches!(c, '\n' | '\r')).take(WINDOW).collect();
        taken.reverse();
        taken.into_iter().map(visible).collect()
    };
    let within = |from: usize, to: usize| -> &str {
        let rest = text.get(from..to).unwrap_or_default();
        let stop = rest
            .char_indices()
            .enumerate()
            .find(|(nth, (_, c))| *nth == WINDOW || matches!(c, '\n' | '\r'));
        stop.map_or(rest, |(_, (at, _))| rest.get(..at).unwrap_or_default())
    };
    let raw = within(start, end);
    let inside: String = raw.chars().map(visible).collect();
    let after: String = within(start + raw.len(), text.len()).chars().map(visible).collect();
    let (line, _) = source.line_column(span.start());
    let gutter = format!("{line} | ");
    let pad = " ".repeat(gutter.chars().count() + before.chars().count());
    let carets: String = std::iter::repeat_n(mark, inside.chars().count().max(1)).collect();
    for piece in ["\n", &gutter, &before, &inside, &after, "\n", &pad, &carets] {
        out.push_str(piece);
    }
}

/// Control characters would move the carets, or the terminal.
fn visible(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}
