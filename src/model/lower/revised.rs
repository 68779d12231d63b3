//! One party's copy: tracked changes as a word processor's converter writes them.
//!
//! `[added](#)` is an addition and `~~struck~~` a deletion by the party whose copy it is; one
//! directly behind the other is a replacement. `Commented [A1]: …` is a remark on the paragraph
//! before it. The party is named once for the whole copy; unnamed, its changes are proposals that
//! nobody has signed.

use super::super::id::{ParagraphId, StatementId};
use super::super::piece::PieceKind;
use super::super::statement::{Mention, Polarity, StatementKind, Subject};
use super::draft::{Draft, Wish, narrow};
use super::reader::{Context, Reader};
use crate::Span;
use crate::syntax::{NodeId, NodeKind, Step, TokenKind};

/// Where a text has tracked additions, and lists in brackets that begin with a delegation's code.
#[derive(Debug, Default)]
pub(super) struct Copies {
    tracked: Vec<u32>,
    signed: Vec<u32>,
}

impl Copies {
    /// Looks through a stretch once: it may have a part on each of its lines.
    pub(super) fn new(draft: &Draft<'_>, start: u32, end: u32) -> Copies {
        let text = draft.slice(start, end);
        let tracked: Vec<u32> = memchr::memmem::find_iter(text.as_bytes(), b"](#)")
            .map(|at| start + narrow(at))
            .collect();
        if tracked.is_empty() {
            return Copies::default();
        }
        let signed = memchr::memchr_iter(b'[', text.as_bytes()).filter(|at| {
            let inner = text.as_bytes().get(at + 1..).unwrap_or_default();
            let len = inner.iter().take(5).take_while(|byte| byte.is_ascii_uppercase()).count();
            let code = inner.get(..len).and_then(|word| draft.entry(word));
            let ends = inner.get(len).is_some_and(|byte| b",;].: ".contains(byte));
            ends && code.is_some_and(|(_, entry)| entry.is_some())
        });
        let signed = signed.map(|at| start + narrow(at)).collect();
        Copies { tracked, signed }
    }

    /// Whether a stretch is one party's copy: it has tracked additions, and no fewer of them than
    /// signed brackets.
    pub(super) fn is_copy(&self, start: u32, end: u32) -> bool {
        let within = |places: &[u32]| {
            let before = |at: u32| places.partition_point(|place| *place < at);
            before(end).saturating_sub(before(start))
        };
        let tracked = within(&self.tracked);
        tracked > 0 && within(&self.signed) <= tracked
    }
}

/// `Commented [A1]: …`: what the party remarks on the paragraph before.
pub(super) fn remark(
    draft: &mut Draft<'_>,
    paragraph: ParagraphId,
    block: Span,
) -> Option<StatementId> {
    let text = draft.slice(block.start(), block.end());
    draft.piece(block.start(), block.end(), PieceKind::Note);
    let colon = text.find(':').map_or(0, |at| at + 1);
    let words = text.get(colon..)?.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    let from = block.end() - narrow(words.len());
    let words = Span::new(from, from + narrow(words.trim_end().len()));
    let wish = Wish::new(StatementKind::Comment, Polarity::Comment, Subject::Remark(words));
    let party = draft.party?;
    Some(sign(draft, party, paragraph, wish, block))
}

/// A further line of a remark.
pub(super) fn go_on(draft: &mut Draft<'_>, remark: Option<StatementId>, block: Span) {
    draft.piece(block.start(), block.end(), PieceKind::Note);
    let end = block.end();
    let known = remark.and_then(|remark| draft.statements.get_mut(remark.index()));
    let Some(statement) = known else { return };
    statement.span = Span::new(statement.span.start(), end);
    if let Subject::Remark(words) = &mut statement.subject {
        *words = Span::new(words.start(), end);
    }
}

/// A statement of the party; its code is written nowhere, so the place is the change's first byte.
fn sign(
    draft: &mut Draft<'_>,
    party: super::super::id::DelegationId,
    paragraph: ParagraphId,
    wish: Wish,
    span: Span,
) -> StatementId {
    draft.runs += 1;
    let from = narrow(draft.mentions.len());
    draft.mentions.push(Mention {
        span: Span::new(span.start(), span.start()),
        delegation: party,
        condition: None,
        flexible: false,
    });
    let targets = draft.propose(paragraph, &wish, &[]);
    draft.state(draft.runs, paragraph, wish, span, (from, from + 1), targets.as_slice())
}

/// A tracked change: its words, and all that it covers.
#[derive(Clone, Copy, Debug)]
enum Change {
    Added { words: Span, all: Span },
    Struck { all: Span },
}

impl Change {
    fn all(self) -> Span {
        match self {
            Change::Added { all, .. } | Change::Struck { all } => all,
        }
    }
}

impl Reader<'_, '_> {
    /// Reads a block of one party's copy.
    pub(super) fn read_revised(mut self, node: NodeId, block: Span) -> Context {
        self.block = block;
        let mut changes: Vec<Change> = Vec::new();
        let mut opens: Vec<u32> = Vec::new();
        let tree = self.draft.tree;
        let mut walk = tree.walk(node);
        walk.next();
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(_, NodeKind::Bracket, span) if self.is_tracked(span) => {
                    let all = Span::new(span.start(), span.end() + 3);
                    let words = Span::new(span.start() + 1, span.end() - 1);
                    self.marks.push((Span::new(all.start(), words.start()), PieceKind::Mark));
                    self.marks.push((Span::new(words.end(), all.end()), PieceKind::Mark));
                    changes.push(Change::Added { words, all });
                }
                Step::Enter(_, NodeKind::Strike, span) => {
                    opens.push(span.start());
                    changes.push(Change::Struck { all: span });
                }
                Step::Enter(_, NodeKind::Label | NodeKind::Block(_), span) => {
                    self.marks.push((span, PieceKind::Aside));
                    walk.skip_node();
                }
                Step::Token(TokenKind::Strike, span) => {
                    let opening = opens.last() == Some(&span.start());
                    let kind = if opening { PieceKind::StrikeOpen } else { PieceKind::StrikeClose };
                    self.marks.push((span, kind));
                }
                Step::Token(
                    TokenKind::OpenSquare | TokenKind::CloseSquare | TokenKind::Emphasis,
                    span,
                ) => self.marks.push((span, PieceKind::Mark)),
                _ => {}
            }
        }
        self.track(&changes);
        self.finish()
    }

    fn is_tracked(&self, span: Span) -> bool {
        self.draft.bytes(span.end(), span.end().saturating_add(3)) == b"(#)"
    }

    /// Makes the proposals: a strike-through and an addition side by side are one.
    fn track(&mut self, changes: &[Change]) {
        let mut at = 0;
        while let Some(&change) = changes.get(at) {
            let next = changes.get(at + 1).copied().filter(|next| {
                self.is_blank(change.all().end(), next.all().start().max(change.all().end()))
            });
            let (wish, span) = match (change, next) {
                (Change::Added { words, all }, Some(Change::Struck { all: old }))
                | (Change::Struck { all: old }, Some(Change::Added { words, all })) => {
                    at += 1;
                    let subject = Subject::Words { struck: Some(old), added: Some(words) };
                    let span = Span::new(old.start().min(all.start()), old.end().max(all.end()));
                    (Wish::new(StatementKind::Replace, Polarity::For, subject), span)
                }
                (Change::Added { words, all }, _) => {
                    let subject = Subject::Words { struck: None, added: Some(words) };
                    (Wish::new(StatementKind::Insert, Polarity::For, subject), all)
                }
                (Change::Struck { all }, _) => {
                    let subject = Subject::Words { struck: Some(all), added: None };
                    (Wish::new(StatementKind::Delete, Polarity::For, subject), all)
                }
            };
            at += 1;
            let paragraph = self.context.paragraph;
            match self.draft.party {
                Some(party) => {
                    sign(self.draft, party, paragraph, wish, span);
                }
                None => {
                    self.draft.propose(paragraph, &wish, &[]);
                }
            }
        }
    }
}
