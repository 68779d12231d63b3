//! What was written: one run of codes, and what it says.

use super::delegation::DelegationCode;
use super::id::{DelegationId, ParagraphId, ProposalId, StatementId};
use crate::{Label, Span};

/// What a statement asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum StatementKind {
    /// Words to add.
    Insert,
    /// Words to strike.
    Delete,
    /// Words to strike and others in their place.
    Replace,
    /// The paragraph to end here.
    End,
    /// This whole new or alternative paragraph.
    New,
    /// The paragraph to go.
    DeleteParagraph,
    /// The original to stay as it was.
    Retain,
    /// The paragraph to stand elsewhere.
    Move,
    /// The paragraph to be joined with another.
    Merge,
    /// The paragraph to be divided.
    Split,
    /// One paragraph in the place of others.
    ReplaceParagraph,
    /// Other words, without giving any.
    Redraft,
    /// A remark: no position on the words.
    Comment,
}

impl StatementKind {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Delete => "delete",
            Self::Replace => "replace",
            Self::End => "end",
            Self::New => "new",
            Self::DeleteParagraph => "delete-paragraph",
            Self::Retain => "retain",
            Self::Move => "move",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::ReplaceParagraph => "replace-paragraph",
            Self::Redraft => "redraft",
            Self::Comment => "comment",
        }
    }
}

impl std::fmt::Display for StatementKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A delegation's position towards a change. No position is no value: `Option<Polarity>`, `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Polarity {
    /// Wants it.
    For,
    /// Is against it.
    Against,
    /// Reserves its position.
    Reserve,
    /// Can go either way.
    Flexible,
    /// Remarks on it without a position.
    Comment,
}

impl Polarity {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Reserve => "reserve",
            Self::Flexible => "flexible",
            Self::Comment => "comment",
        }
    }
}

impl std::fmt::Display for Polarity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether the page says where the words at stake begin and end, or the reader guessed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Extent {
    /// Brackets, strike-through marks or quotation marks say it, or no words are at stake.
    Written,
    /// Only the end is written; the start was guessed.
    Inferred,
    /// An earlier draft, given as a help, settled which words are new and which are old.
    Settled,
}

impl Extent {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Inferred => "inferred",
            Self::Settled => "settled",
        }
    }
}

/// A place that a paragraph is wished to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Place {
    /// The place that this label names, or would name.
    At(Label),
    /// Directly before it.
    Before(Label),
    /// Directly after it.
    After(Label),
    /// As the text says, where it names no label.
    Words(Span),
}

/// Where a text or a part of it begins or ends, as notes name it: `move to the top`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Beginning,
    End,
}

impl Bound {
    /// What a word means.
    pub(crate) fn read(word: &str) -> Option<Bound> {
        let is = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
        if is(&["beginning", "start", "top"]) {
            Some(Bound::Beginning)
        } else if is(&["end", "bottom"]) {
            Some(Bound::End)
        } else {
            None
        }
    }
}

/// What a structural wish is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Structure {
    pub(crate) paragraphs: Vec<Label>,
    pub(crate) places: Vec<Place>,
    /// What is said beside each of the paragraphs and then of the places; empty where nothing is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub(crate) beside: Vec<Option<Beside>>,
    /// `merge OP4 here`: what is joined is joined into the first paragraph.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub(crate) into_first: bool,
}

/// What a note says beside a label, so that it means another paragraph than the label alone would:
/// `OP2 of ANNEX I`, `old OP2`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct Beside {
    /// The words that name a part, in small letters.
    pub(crate) part: Option<Box<str>>,
    /// The number is the one that the paragraph had.
    pub(crate) former: bool,
}

/// A label and what is said beside it.
pub(crate) type Meant<T> = (T, Option<Beside>);

impl Structure {
    pub(crate) fn new(paragraphs: Vec<Meant<Label>>, places: Vec<Meant<Place>>) -> Self {
        let (paragraphs, mut beside): (Vec<Label>, Vec<_>) = paragraphs.into_iter().unzip();
        let (places, more): (Vec<Place>, Vec<_>) = places.into_iter().unzip();
        beside.extend(more);
        if beside.iter().all(Option::is_none) {
            beside.clear();
        }
        Structure { paragraphs, places, beside, into_first: false }
    }

    /// What is said beside one of the paragraphs.
    pub(crate) fn beside_paragraph(&self, nth: usize) -> Option<&Beside> {
        self.beside.get(nth)?.as_ref()
    }

    /// The paragraphs, each with what is said beside it.
    pub(crate) fn meant_paragraphs(&self) -> impl Iterator<Item = (Label, Option<&Beside>)> {
        let labels = self.paragraphs.iter().enumerate();
        labels.map(|(nth, label)| (*label, self.beside_paragraph(nth)))
    }

    /// All paragraphs that a merge joins.
    fn joined(&self) -> impl Iterator<Item = (Label, Option<&Beside>)> {
        let places = self.meant_places().filter_map(|(place, beside)| match place {
            Place::At(label) => Some((label, beside)),
            _ => None,
        });
        self.meant_paragraphs().chain(places)
    }

    /// Whether two merges join the same paragraphs, in whatever order they name them.
    pub(crate) fn joins_as(&self, other: &Structure) -> bool {
        self.joined().count() == other.joined().count()
            && self.joined().all(|one| other.joined().any(|known| known == one))
    }

    /// The places, each with what is said beside it.
    pub(crate) fn meant_places(&self) -> impl Iterator<Item = (Place, Option<&Beside>)> {
        let beside = |nth: usize| self.beside.get(self.paragraphs.len() + nth)?.as_ref();
        let places = self.places.iter().enumerate();
        places.map(move |(nth, place)| (*place, beside(nth)))
    }

    /// The paragraphs to be moved, merged, split or replaced.
    pub fn paragraphs(&self) -> &[Label] {
        &self.paragraphs
    }

    /// Where to, with what, by what.
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}

/// What a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Subject {
    /// The paragraph as a whole.
    Whole,
    /// Words: those in `struck` are to go, those in `added` to come.
    ///
    /// Where both are one span, strike-through marks inside it say which is which.
    Words {
        /// Where the words to go stand.
        struck: Option<Span>,
        /// Where the words to come stand.
        added: Option<Span>,
    },
    /// The base words of the paragraph from this byte on.
    Rest(u32),
    /// The base words of a stretch, to go.
    Stretch(Span),
    /// Labels.
    Structure(Box<Structure>),
    /// A remark, as written.
    Remark(Span),
}

impl Subject {
    /// Where the words to come stand.
    pub fn added(&self) -> Option<Span> {
        match self {
            Subject::Words { added, .. } => *added,
            _ => None,
        }
    }
}

/// One delegation's code in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mention {
    pub(crate) span: Span,
    pub(crate) delegation: DelegationId,
    pub(crate) condition: Option<Span>,
    pub(crate) flexible: bool,
}

impl Mention {
    /// The code as written.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Who it is.
    pub fn delegation(&self) -> DelegationId {
        self.delegation
    }

    /// What the delegation's position depends on, if it said so behind its code.
    pub fn condition(&self) -> Option<Span> {
        self.condition
    }
}

/// One run of codes and one thing that it says. A run that says two things is two statements of
/// one [`run`](Statement::run).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Statement {
    pub(crate) run: u32,
    pub(crate) paragraph: ParagraphId,
    pub(crate) kind: StatementKind,
    pub(crate) polarity: Polarity,
    pub(crate) extent: Extent,
    pub(crate) span: Span,
    pub(crate) subject: Subject,
    pub(crate) condition: Option<Span>,
    /// First and one past the last of the document's mentions.
    pub(crate) mentions: (u32, u32),
    /// First and one past the last of the document's targets.
    pub(crate) targets: (u32, u32),
}

impl Statement {
    /// The number of its run of codes, from 1 in source order.
    pub fn run(&self) -> u32 {
        self.run
    }

    /// The paragraph it belongs to.
    pub fn paragraph(&self) -> ParagraphId {
        self.paragraph
    }

    /// What it asks for.
    pub fn kind(&self) -> StatementKind {
        self.kind
    }

    /// Towards the change: for, against, reserving, flexible, or a mere remark.
    pub fn polarity(&self) -> Polarity {
        self.polarity
    }

    /// Whether the extent of the words at stake was written or guessed.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// From the words that lead to the codes (a direction, or the codes themselves) to their end.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it is about.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The condition under which it holds, if one was written.
    pub fn condition(&self) -> Option<Span> {
        self.condition
    }
}

/// A delegation's position, as one statement gives it.
///
/// Stances are computed from the statements; [`Document::stances`](super::Document::stances) goes
/// through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Stance {
    /// Who.
    pub delegation: DelegationId,
    /// On what.
    pub target: Target,
    /// Which way.
    pub polarity: Polarity,
    /// Under what condition, where one was written.
    pub condition: Option<Span>,
    /// The code in the source.
    pub span: Span,
    /// The statement it comes from.
    pub statement: StatementId,
}

/// What a stance is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Target {
    /// One proposal.
    Proposal(ProposalId),
    /// The paragraph as it was: a stance against it is against every change in it.
    Paragraph(ParagraphId),
    /// That the paragraph goes, which nobody may have asked for: `(keep this para: A)`.
    Deletion(ParagraphId),
}

/// One row of the statement table: one delegation in one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct StatementRow {
    /// The part of the document: its heading, or its number where it has none.
    pub part: String,
    /// The number of the run of codes that speaks, from 1.
    pub statement: u32,
    /// Byte offset of the code in the source, from 0.
    pub offset: u32,
    /// The code as written.
    pub written: String,
    /// The canonical code.
    pub delegation: DelegationCode,
    /// The label of the paragraph, or `*` for the whole document.
    pub paragraph: String,
    /// What is asked for.
    pub kind: StatementKind,
    /// Which way.
    pub polarity: Polarity,
    /// The words at stake: added as they are, struck as `~old~`, replaced as `~old~ new`.
    pub subject: String,
    /// Whether the page says where those words start.
    pub extent: Extent,
    /// The condition, as written; empty for none.
    pub condition: String,
}
