//! What one copy says, free of its page: paragraphs, wishes that hang on their words, annotations.

use std::cmp::Ordering;
use std::sync::Arc;

use super::agreed::Agreement;
use super::placed::Ground;
use crate::model::{
    Base, DelegationId, Document, Extent, ParagraphKind, Polarity, Proposal, ProposalId,
    ProposalKind, Statement, StatementId, StatementKind, Subject, Target,
};
use crate::{DelegationCode, Label, Span};

/// A paragraph of a copy, as it stood before any wish; of a proposed paragraph the words that are
/// proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CopyParagraph {
    pub(super) part: Arc<str>,
    pub(super) kind: ParagraphKind,
    pub(super) label: Label,
    pub(super) lead: Box<str>,
    pub(super) text: Arc<str>,
}

impl CopyParagraph {
    /// The heading of the part it stands in; empty for a part without one.
    pub fn part(&self) -> &str {
        &self.part
    }

    /// What kind it is.
    pub fn kind(&self) -> ParagraphKind {
        self.kind
    }

    /// Its label.
    pub fn label(&self) -> Label {
        self.label
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether its number is printed on it. Others are named by their place, which tells nothing
    /// from one copy to another.
    pub(super) fn is_numbered(&self) -> bool {
        use crate::syntax::LabelSeries;
        let proposed = self.label.is_proposed();
        let operative = self.label.series() == LabelSeries::Operative && !self.label.is_heading();
        proposed || operative || self.text.is_empty()
    }
}

/// Where a wish hangs: words of a paragraph, or of an addition that another wish would make.
///
/// Words are those of [`words`](crate::words::words), marks among them, counted from 0 with the end
/// exclusive; an empty stretch is a place between two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Anchor {
    /// The paragraph, by its place in the list; none for a wish about the whole document.
    pub paragraph: Option<u32>,
    /// The wish in whose added words it hangs, by its place in the list.
    pub within: Option<u32>,
    /// The first word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
}

/// Something that is wished, or remarked, whoever says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Wish {
    /// Where it hangs.
    pub anchor: Anchor,
    /// What it asks for.
    pub kind: StatementKind,
    /// The words to come; of a structural wish the labels, of a remark what it says.
    pub text: Box<str>,
    /// Whether the page says where its words begin.
    pub extent: Extent,
    /// The set of alternatives it belongs to: of the wishes with one number at most one can stand.
    pub alternatives: Option<u32>,
}

/// One delegation in one statement of one copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Annotation {
    /// On which wish, by its place in the list.
    pub wish: u32,
    /// Who.
    pub delegation: DelegationCode,
    /// Which way.
    pub polarity: Polarity,
    /// Under what condition; empty for none.
    pub condition: Box<str>,
    /// Byte offset of the code in the copy, from 0.
    pub offset: u32,
}

/// One marked-up copy of a base: its facts.
///
/// # Examples
///
/// ```
/// use travaux::{Document, merge::AnnotatedCopy};
/// let document = Document::read("4. Keep the harbour [and its lights: FRA] open.")?;
/// let copy = AnnotatedCopy::of(&document).named("Paris");
/// assert_eq!(copy.paragraphs()[0].text(), "Keep the harbour open.");
/// let [lights] = copy.wishes() else { panic!("one wish") };
/// assert_eq!((lights.anchor.start, lights.anchor.end, &*lights.text), (3, 3, "and its lights"));
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AnnotatedCopy {
    pub(super) name: Arc<str>,
    pub(super) paragraphs: Vec<CopyParagraph>,
    /// A wish in whose words another hangs stands before it.
    pub(super) wishes: Vec<Wish>,
    pub(super) annotations: Vec<Annotation>,
    pub(super) agreements: Vec<Agreement>,
}

impl AnnotatedCopy {
    /// The facts of a document, under the name of its source.
    ///
    /// # Complexity
    ///
    /// O(n log n + s) in the bytes of the text and its stances.
    pub fn of(document: &Document) -> AnnotatedCopy {
        Reader::new(document).read()
    }

    /// The facts of a document that an earlier draft helped to read; see
    /// [`Document::settled_by`](crate::Document::settled_by). Copies that leave the extents of
    /// their additions unsaid agree on the base so.
    pub fn settled_by(document: &Document, base: &Base) -> AnnotatedCopy {
        AnnotatedCopy::of(&document.settled_by(base))
    }

    /// The same copy under another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Arc<str>>) -> Self {
        self.name = name.into();
        self
    }

    /// What the copy is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its paragraphs, in the order of the copy.
    pub fn paragraphs(&self) -> &[CopyParagraph] {
        &self.paragraphs
    }

    /// What is wished in it.
    pub fn wishes(&self) -> &[Wish] {
        &self.wishes
    }

    /// Who says so, in the order of the copy.
    pub fn annotations(&self) -> &[Annotation] {
        &self.annotations
    }

    /// How far it says that paragraphs are settled, in the order of the copy.
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }

    /// What of the facts hangs in the air, if anything does: only a file that was written by hand
    /// can have such.
    #[cfg(feature = "serde")]
    pub(super) fn check(&self) -> Result<(), String> {
        for (at, wish) in self.wishes.iter().enumerate() {
            let Anchor { paragraph, within, start, end } = wish.anchor;
            let stands = paragraph.is_none_or(|on| (on as usize) < self.paragraphs.len());
            let behind = within.is_none_or(|outer| (outer as usize) < at);
            if !stands || !behind || start > end {
                return Err(format!(
                    "wish {at} hangs on nothing, expected a place in `{}`",
                    self.name
                ));
            }
        }
        let count = self.paragraphs.len();
        if let Some(said) = self.agreements.iter().find(|said| said.paragraph as usize >= count) {
            return Err(format!(
                "paragraph {} settled, expected one that is there",
                said.paragraph
            ));
        }
        match self.annotations.iter().find(|said| said.wish as usize >= self.wishes.len()) {
            Some(said) => {
                Err(format!("an annotation on wish {}, expected one that is there", said.wish))
            }
            None => Ok(()),
        }
    }

    /// What tells two copies of one name apart.
    pub(super) fn order(&self, other: &AnnotatedCopy) -> Ordering {
        self.name
            .cmp(&other.name)
            .then_with(|| self.annotations.cmp(&other.annotations))
            .then_with(|| self.wishes.cmp(&other.wishes))
            .then_with(|| self.agreements.cmp(&other.agreements))
            .then_with(|| {
                let (one, other) = (&self.paragraphs, &other.paragraphs);
                if one == other { Ordering::Equal } else { keys(one).cmp(keys(other)) }
            })
    }
}

/// What tells two paragraphs apart, in an order of its own.
fn keys(paragraphs: &[CopyParagraph]) -> impl Iterator<Item = (&str, &str, String)> {
    let key = |p: &CopyParagraph| format!("{} {} {}", p.label, p.kind.as_str(), p.lead);
    paragraphs.iter().map(move |p| (&*p.text, &*p.part, key(p)))
}

/// Takes the facts out of a document.
struct Reader<'d> {
    document: &'d Document,
    ground: Ground<'d>,
    /// The wish of each proposal.
    of: Vec<Option<u32>>,
    copy: AnnotatedCopy,
}

/// Nesting that is passed over where a bracket hangs in one that adds no words.
const STEPS: usize = 64;

impl<'d> Reader<'d> {
    fn new(document: &'d Document) -> Self {
        let name = document.source().name().into();
        Reader {
            document,
            ground: Ground::new(document),
            of: vec![None; document.proposals().len()],
            copy: AnnotatedCopy {
                name,
                paragraphs: Vec::new(),
                wishes: Vec::new(),
                annotations: Vec::new(),
                agreements: super::agreed::of_document(document),
            },
        }
    }

    fn read(mut self) -> AnnotatedCopy {
        let titles: Vec<Arc<str>> = self
            .document
            .parts()
            .iter()
            .map(|part| part.title().map_or("".into(), |span| self.squeezed(span).into()))
            .collect();
        for paragraph in self.document.paragraphs() {
            let text = self.ground.text(paragraph.id());
            let label = paragraph.label();
            let lead = match paragraph.kind() {
                ParagraphKind::Heading => self.lead(paragraph.span()),
                _ => "",
            };
            self.copy.paragraphs.push(CopyParagraph {
                part: titles.get(paragraph.part().index()).cloned().unwrap_or_default(),
                kind: paragraph.kind(),
                label,
                lead: lead.into(),
                text,
            });
        }
        for id in self.outermost_first() {
            self.take(id);
        }
        for at in 0..self.document.statements().len() {
            self.statement(at);
        }
        self.copy
    }

    fn squeezed(&self, span: Span) -> String {
        let words: Vec<&str> = self.document.source().slice(span).split_whitespace().collect();
        words.join(" ")
    }

    /// The marks that a heading begins with.
    fn lead(&self, span: Span) -> &'d str {
        let line = self.document.source().slice(span).trim_start();
        let rest = line.trim_start_matches('#');
        let rest = if rest.len() < line.len() { rest } else { line.trim_start_matches('*') };
        line.get(..line.len() - rest.len()).unwrap_or_default()
    }

    /// The addition in whose words a proposal hangs.
    fn within(&self, proposal: &Proposal) -> Option<ProposalId> {
        let mut next = proposal.needs();
        for _ in 0..STEPS {
            let id = next?;
            let outer = self.document.proposal(id);
            // What is added among words that the outer one strikes hangs on those words, which
            // stand until it is accepted.
            let among_struck = match (proposal.subject(), outer.subject()) {
                (
                    Subject::Words { struck: None, added: Some(added) },
                    Subject::Words { struck: Some(struck), .. },
                ) => {
                    struck.covers(*added)
                        && self.ground.is_struck(proposal.paragraph(), added.start())
                }
                _ => false,
            };
            if self.ground.adds(id) && !among_struck {
                return Some(id);
            }
            next = outer.needs();
        }
        None
    }

    /// Proposals in an order in which each stands behind the one that it hangs in.
    fn outermost_first(&self) -> Vec<(ProposalId, Option<ProposalId>)> {
        let proposals = self.document.proposals();
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); proposals.len()];
        let mut order = Vec::with_capacity(proposals.len());
        let mut within = Vec::with_capacity(proposals.len());
        for (at, proposal) in proposals.iter().enumerate() {
            let outer = self.within(proposal).filter(|outer| *outer != proposal.id());
            match outer.and_then(|outer| inside.get_mut(outer.index())) {
                Some(list) => list.push(at),
                None => order.push(at),
            }
            within.push(outer);
        }
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            order.extend(inside.get_mut(at).map(std::mem::take).unwrap_or_default());
        }
        let pair = |at: usize| Some((proposals.get(at)?.id(), within.get(at).copied().flatten()));
        order.into_iter().filter_map(pair).collect()
    }

    fn take(&mut self, (id, outer): (ProposalId, Option<ProposalId>)) {
        let proposal = self.document.proposal(id);
        let paragraph = proposal.paragraph();
        let said = self.document.statements_on(id);
        let general = said.iter().any(|statement| self.document.is_general(*statement));
        let within = outer.and_then(|outer| self.of.get(outer.index()).copied().flatten());
        let outer = outer.filter(|_| within.is_some());
        // What is said of the whole document has no place in the paragraph that it stands under.
        let (start, end) = if general { (0, 0) } else { self.place(proposal, outer) };
        let own = self.ground.own(id);
        let (kind, text) = match (proposal.kind(), own) {
            (ProposalKind::Insert | ProposalKind::Replace, Some(own)) if start == end => {
                (StatementKind::Insert, own.to_owned())
            }
            (ProposalKind::Insert, Some(own)) => (StatementKind::Insert, own.to_owned()),
            (ProposalKind::Replace, Some(own)) => (StatementKind::Replace, own.to_owned()),
            (ProposalKind::Replace | ProposalKind::Delete, None) if start < end => {
                (StatementKind::Delete, String::new())
            }
            (ProposalKind::End, _) => (StatementKind::End, String::new()),
            (kind, _) => (kind.statement(), self.document.wording(id)),
        };
        let wish = Wish {
            anchor: Anchor {
                paragraph: (!general).then(|| narrow(paragraph.index())),
                within,
                start,
                end,
            },
            kind,
            text: text.into(),
            extent: proposal.extent(),
            alternatives: proposal.alternatives(),
        };
        if let Some(slot) = self.of.get_mut(id.index()) {
            *slot = Some(narrow(self.copy.wishes.len()));
        }
        self.copy.wishes.push(wish);
    }

    /// The words that a proposal hangs on.
    fn place(&self, proposal: &Proposal, outer: Option<ProposalId>) -> (u32, u32) {
        let paragraph = proposal.paragraph();
        let at = |from: u32| {
            let at = self.ground.before(paragraph, outer, from);
            (at, at)
        };
        match proposal.subject() {
            Subject::Whole | Subject::Structure(_) => (0, 0),
            Subject::Rest(from) => at(*from),
            Subject::Remark(span) => at(span.start()),
            Subject::Stretch(_) | Subject::Words { .. } => {
                let removal = self.document.removal(proposal);
                let struck =
                    removal.and_then(|removal| self.ground.struck(paragraph, outer, removal));
                let from = match proposal.subject() {
                    Subject::Words { added: Some(added), .. } => added.start(),
                    Subject::Words { struck: Some(struck), .. } => struck.start(),
                    _ => self.document.paragraph(paragraph).text().end(),
                };
                struck.unwrap_or_else(|| at(from))
            }
        }
    }

    fn statement(&mut self, at: usize) {
        let document = self.document;
        let Some(statement) = document.statements().get(at) else { return };
        let id = StatementId::from_index(at);
        if !document.targets(statement).is_empty() || statement.kind() == StatementKind::Retain {
            let retain = document.targets(statement).is_empty();
            let retain =
                retain.then(|| self.say(statement, StatementKind::Retain, String::new(), id));
            for stance in document.stances_of(id) {
                let wish = match stance.target {
                    Target::Proposal(proposal) => self.of.get(proposal.index()).copied().flatten(),
                    Target::Paragraph(_) | Target::Deletion(_) => retain,
                };
                let Some(wish) = wish else { continue };
                self.annotate(
                    wish,
                    stance.delegation,
                    stance.polarity,
                    stance.condition,
                    stance.span,
                );
            }
            return;
        }
        let text = match statement.subject() {
            Subject::Remark(span) => self.squeezed(*span),
            _ => String::new(),
        };
        let wish = self.say(statement, statement.kind(), text, id);
        for mention in document.mentions(statement) {
            let polarity = if mention.flexible { Polarity::Flexible } else { statement.polarity() };
            let condition = mention.condition().or(statement.condition());
            self.annotate(wish, mention.delegation(), polarity, condition, mention.span());
        }
    }

    /// A wish to keep the original or the paragraph, or a remark: what is said of no proposal.
    fn say(
        &mut self,
        statement: &Statement,
        kind: StatementKind,
        text: String,
        id: StatementId,
    ) -> u32 {
        let paragraph = statement.paragraph();
        let general = self.document.is_general(id);
        let whole = matches!(kind, StatementKind::Retain | StatementKind::DeleteParagraph);
        let at = if whole || general {
            0
        } else {
            self.ground.before(paragraph, None, statement.span().start())
        };
        self.copy.wishes.push(Wish {
            anchor: Anchor {
                paragraph: (!general).then(|| narrow(paragraph.index())),
                within: None,
                start: at,
                end: at,
            },
            kind,
            text: text.into(),
            extent: statement.extent(),
            alternatives: None,
        });
        narrow(self.copy.wishes.len() - 1)
    }

    fn annotate(
        &mut self,
        wish: u32,
        delegation: DelegationId,
        polarity: Polarity,
        condition: Option<Span>,
        span: Span,
    ) {
        self.copy.annotations.push(Annotation {
            wish,
            delegation: self.document.delegation(delegation).code(),
            polarity,
            condition: condition.map_or(String::new(), |span| self.squeezed(span)).into(),
            offset: span.start(),
        });
    }
}

/// A text holds fewer things than bytes, and those fit.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
