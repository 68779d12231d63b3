//! The document while it is being read.

use std::sync::OnceLock;

use indexmap::IndexMap;

use super::super::base::Kept;
use super::super::delegation::{Delegation, DelegationCode, DelegationKind};
use super::super::dialect::Dialect;
use super::super::id::{DelegationId, ParagraphId, ProposalId, StatementId};
use super::super::paragraph::{Paragraph, Part};
use super::super::piece::{PieceKind, RawPiece};
use super::super::proposal::{Proposal, ProposalKind};
use super::super::registry::{Entry, Registry};
use super::super::statement::{
    Extent, Mention, Polarity, Statement, StatementKind, Structure, Subject,
};
use super::at_stake::{is_loose, trim};
use super::words::Vocabulary;
use crate::syntax::{Node, NodeKind, Tree};
use crate::{Diagnostic, DiagnosticKind, Label, Span};

/// Nobody has been asked for yet.
const NOBODY: u32 = u32::MAX;

/// Blanks between a place and what belongs to it; without a bound each bracket behind many blanks
/// would go over all of them.
const BLANKS: usize = 256;

/// Proposals of this many bytes or fewer are compared word for word with their alternatives, to
/// fold identical wishes; longer texts are never the same by chance, and a bound keeps nested
/// brackets from being read over and over.
pub(super) const FOLD: u32 = 1024;

/// Statements back in which those who spoke of a wish are looked for when it becomes two: a note is
/// divided by an objection that stands behind it.
const SAID: usize = 256;

pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) registry: &'a Registry,
    pub(super) dialect: &'static Dialect,
    /// Codes may sign what stands before a dash: `[words - A]`.
    pub(super) dashed: bool,
    /// Which words of the page stand in an earlier draft, where one is at hand.
    pub(super) kept: &'a Kept,
    /// Where what it reads begins.
    pub(super) begin: u32,
    /// Whose copy the parts with tracked changes are.
    pub(super) party: Option<DelegationId>,
    pub(super) parts: Vec<Part>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) delegations: Vec<Delegation>,
    /// By number in the registry.
    speakers: Vec<u32>,
    pub(super) strangers: IndexMap<DelegationCode, DelegationId>,
    pub(super) statements: Vec<Statement>,
    pub(super) mentions: Vec<Mention>,
    pub(super) targets: Vec<ProposalId>,
    pub(super) proposals: Vec<Proposal>,
    pub(super) pieces: Vec<RawPiece>,
    /// Pieces of the footnotes, which lie inside other paragraphs; and where footnotes lie.
    pub(super) note_pieces: Vec<RawPiece>,
    pub(super) notes: Vec<Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Statements that name the paragraph they are about, or none for the whole document.
    pub(super) renamed: Vec<(StatementId, Option<Label>)>,
    pub(super) runs: u32,
    /// A stretch of blanks and marks: see [`Draft::trimmed`].
    loose: Span,
    pub(super) alternative_sets: u32,
    vocabulary: &'a OnceLock<Vocabulary>,
    pub(super) scratch: super::reader::Scratch,
}

/// A statement about to be made.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) kind: StatementKind,
    pub(super) polarity: Polarity,
    pub(super) extent: Extent,
    pub(super) subject: Subject,
    pub(super) condition: Option<Span>,
}

impl Wish {
    pub(super) fn new(kind: StatementKind, polarity: Polarity, subject: Subject) -> Self {
        Wish { kind, polarity, extent: Extent::Written, subject, condition: None }
    }
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        text: &'a str,
        tree: &'a Tree,
        registry: &'a Registry,
        kept: &'a Kept,
        vocabulary: &'a OnceLock<Vocabulary>,
        (begin, nodes): (u32, &[Node]),
    ) -> Self {
        // A run of codes makes a statement, now and then two; what few texts need is added later.
        let runs = nodes.iter().filter(|node| node.kind() == NodeKind::Codes).count();
        Draft {
            text,
            tree,
            registry,
            dialect: Dialect::attribution_last(),
            dashed: false,
            kept,
            begin,
            party: None,
            parts: Vec::new(),
            paragraphs: Vec::new(),
            delegations: Vec::new(),
            speakers: vec![NOBODY; registry.delegations().len()],
            strangers: IndexMap::new(),
            statements: Vec::with_capacity(runs),
            mentions: Vec::with_capacity(runs * 2),
            targets: Vec::with_capacity(runs),
            proposals: Vec::with_capacity(runs),
            pieces: Vec::with_capacity(nodes.len()),
            note_pieces: Vec::new(),
            notes: Vec::new(),
            diagnostics: Vec::new(),
            renamed: Vec::new(),
            runs: 0,
            loose: Span::default(),
            alternative_sets: 0,
            vocabulary,
            scratch: super::reader::Scratch::default(),
        }
    }

    pub(super) fn slice(&self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn bytes(&self, start: u32, end: u32) -> &'a [u8] {
        self.text.as_bytes().get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn byte(&self, at: u32) -> Option<u8> {
        self.text.as_bytes().get(at as usize).copied()
    }

    /// The first byte at or behind `at` that is no blank, and its place.
    pub(super) fn next_visible(&self, at: u32) -> (u32, Option<u8>) {
        let mut at = at;
        while let Some(byte) = self.byte(at) {
            if !byte.is_ascii_whitespace() {
                return (at, Some(byte));
            }
            at += 1;
        }
        (at, None)
    }

    /// A stretch without what [`trim`] cuts off, for stretches that begin at a bracket: brackets
    /// that open one behind the other would each go over all that stand behind them, so the marks
    /// gone over last are kept.
    pub(super) fn trimmed(&mut self, start: u32, end: u32) -> Span {
        let mut at = start;
        while at < end {
            if (self.loose.start()..self.loose.end()).contains(&at) {
                at = self.loose.end();
            } else if self.byte(at).is_some_and(is_loose) {
                at += 1;
            } else {
                break;
            }
        }
        let at = at.min(end);
        self.loose = Span::new(start, at);
        trim(self.text, at, end)
    }

    /// Whether two places meet: but blanks, and not many, and marks of a strike-through between.
    pub(super) fn meet(&self, from: u32, to: u32) -> bool {
        let between = self.bytes(from, to);
        between.len() <= BLANKS && between.iter().all(|b| b.is_ascii_whitespace() || *b == b'~')
    }

    /// A number for proposals of which at most one can stand.
    pub(super) fn alternatives(&mut self) -> u32 {
        self.alternative_sets += 1;
        self.alternative_sets - 1
    }

    pub(super) fn odd(&mut self, kind: DiagnosticKind, span: Span) {
        self.diagnostics.push(Diagnostic::new(kind, span));
    }

    /// The words of the whole text, gathered when they are first asked for.
    pub(super) fn vocabulary(&self) -> &'a Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::of(self.text))
    }

    /// The handle of a delegation that the registry knows by this number.
    pub(super) fn speaker(&mut self, number: u32) -> DelegationId {
        let known = self.speakers.get(number as usize).copied().unwrap_or(NOBODY);
        if known != NOBODY {
            return DelegationId::from_index(known as usize);
        }
        let id = DelegationId::from_index(self.delegations.len());
        if let Some(delegation) = self.registry.delegations().get(number as usize) {
            self.delegations.push(delegation.clone());
        }
        if let Some(slot) = self.speakers.get_mut(number as usize) {
            *slot = u32::try_from(id.index()).unwrap_or(NOBODY);
        }
        id
    }

    /// The handle of a delegation that nobody knows.
    pub(super) fn stranger(&mut self, code: DelegationCode, span: Span) -> DelegationId {
        if let Some(&known) = self.strangers.get(&code) {
            return known;
        }
        let nearest =
            self.registry.nearest(code.as_str()).iter().map(|code| code.as_str().into()).collect();
        let written = code.as_str().into();
        self.odd(DiagnosticKind::DelegationUnknown { written, nearest }, span);
        self.enter(Delegation::new(code, DelegationKind::Unknown, code.as_str()))
    }

    /// Enters one that the registry does not know.
    pub(super) fn enter(&mut self, unknown: Delegation) -> DelegationId {
        let id = DelegationId::from_index(self.delegations.len());
        self.strangers.insert(unknown.code(), id);
        self.delegations.push(unknown);
        id
    }

    /// Those that the registry knows and that speak, by its number.
    pub(super) fn known_speakers(&self) -> impl Iterator<Item = (u32, DelegationId)> + '_ {
        let known = self.speakers.iter().enumerate().filter(|(_, id)| **id != NOBODY);
        known.map(|(number, id)| (narrow(number), DelegationId::from_index(*id as usize)))
    }

    /// The handle of the party that the caller named.
    pub(super) fn party(&mut self, code: DelegationCode) -> DelegationId {
        match self.registry.entry(code) {
            Some(Entry::Known(number) | Entry::Ambiguous { group: number, .. }) => {
                self.speaker(number)
            }
            Some(Entry::Word) | None => {
                self.enter(Delegation::new(code, DelegationKind::Unknown, code.as_str()))
            }
        }
    }

    pub(super) fn entry(&self, written: &[u8]) -> Option<(DelegationCode, Option<Entry>)> {
        let code = DelegationCode::from_bytes(written)?;
        Some((code, self.registry.entry(code)))
    }

    /// Makes a proposal, or finds the identical one among `siblings`.
    pub(super) fn propose(
        &mut self,
        paragraph: ParagraphId,
        wish: &Wish,
        siblings: &[ProposalId],
    ) -> Option<ProposalId> {
        let kind = ProposalKind::of(wish.kind)?;
        if let Some(known) = self.identical(wish, siblings) {
            return Some(known);
        }
        let id = ProposalId::from_index(self.proposals.len());
        self.proposals.push(Proposal {
            id,
            paragraph,
            kind,
            subject: wish.subject.clone(),
            extent: wish.extent,
            alternatives: None,
            needs: None,
        });
        Some(id)
    }

    /// The one among `siblings` that says the same.
    pub(super) fn identical(&self, wish: &Wish, siblings: &[ProposalId]) -> Option<ProposalId> {
        let kind = ProposalKind::of(wish.kind)?;
        siblings.iter().copied().find(|sibling| {
            let known = self.proposals.get(sibling.index());
            known
                .is_some_and(|known| known.kind == kind && self.same(&known.subject, &wish.subject))
        })
    }

    /// What a proposal is about.
    pub(super) fn subject(&self, id: ProposalId) -> Option<&Subject> {
        self.proposals.get(id.index()).map(|proposal| &proposal.subject)
    }

    /// Leaves a structural proposal some of its paragraphs and makes another one of the rest, on
    /// which all that was said of the first is said too.
    pub(super) fn divide(
        &mut self,
        id: ProposalId,
        left: Structure,
        part: Structure,
    ) -> ProposalId {
        let fresh = ProposalId::from_index(self.proposals.len());
        let Some(known) = self.proposals.get_mut(id.index()) else { return id };
        let mut other = known.clone();
        if let Subject::Structure(structure) = &mut known.subject {
            **structure = left;
        }
        (other.id, other.subject) = (fresh, Subject::Structure(Box::new(part)));
        let paragraph = known.paragraph;
        self.proposals.push(other);
        for statement in self.statements.iter_mut().rev().take(SAID) {
            if statement.paragraph != paragraph {
                break;
            }
            let (from, to) = statement.targets;
            let own = from as usize..to as usize;
            let Some(known) = self.targets.get(own.clone()) else { continue };
            if known.contains(&id) {
                let from = self.targets.len();
                self.targets.extend_from_within(own);
                self.targets.push(fresh);
                statement.targets = (narrow(from), narrow(self.targets.len()));
            }
        }
        fresh
    }

    fn same(&self, a: &Subject, b: &Subject) -> bool {
        let alike = |a: Option<Span>, b: Option<Span>| match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                a == b
                    || (a.len() <= FOLD && b.len() <= FOLD && {
                        let words = |span: Span| {
                            self.slice(span.start(), span.end())
                                .split(|c: char| !c.is_alphanumeric())
                                .filter(|word| !word.is_empty())
                        };
                        words(a).eq_by_case(words(b))
                    })
            }
            _ => false,
        };
        match (a, b) {
            (
                Subject::Words { struck, added },
                Subject::Words { struck: other_struck, added: other_added },
            ) => alike(*struck, *other_struck) && alike(*added, *other_added),
            _ => a == b,
        }
    }

    /// Writes a statement down.
    pub(super) fn state(
        &mut self,
        run: u32,
        paragraph: ParagraphId,
        wish: Wish,
        span: Span,
        mentions: (u32, u32),
        targets: &[ProposalId],
    ) -> StatementId {
        let from = narrow(self.targets.len());
        self.targets.extend_from_slice(targets);
        let id = StatementId::from_index(self.statements.len());
        self.statements.push(Statement {
            run,
            paragraph,
            kind: wish.kind,
            polarity: wish.polarity,
            extent: wish.extent,
            span,
            subject: wish.subject,
            condition: wish.condition,
            mentions,
            targets: (from, narrow(self.targets.len())),
        });
        id
    }

    /// Marks the bytes up to `end` as what they are, and whatever was left out before them as no
    /// part of any paragraph.
    pub(super) fn piece(&mut self, start: u32, end: u32, kind: PieceKind) {
        let done = self.pieces.last().map_or(self.begin, |piece| piece.end);
        if start > done {
            self.pieces.push(RawPiece { end: start, kind: PieceKind::Aside });
        }
        if end > start.max(done) {
            match self.pieces.last_mut() {
                Some(last)
                    if last.kind == kind
                        && start <= done
                        && !matches!(kind, PieceKind::StrikeOpen | PieceKind::StrikeClose) =>
                {
                    last.end = end;
                }
                _ => self.pieces.push(RawPiece { end, kind }),
            }
        }
    }
}

pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Compares two runs of words without regard to case.
trait EqByCase<'b>: Iterator<Item = &'b str> + Sized {
    fn eq_by_case(mut self, mut other: impl Iterator<Item = &'b str>) -> bool {
        loop {
            match (self.next(), other.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
                _ => return false,
            }
        }
    }
}

impl<'b, I: Iterator<Item = &'b str>> EqByCase<'b> for I {}
