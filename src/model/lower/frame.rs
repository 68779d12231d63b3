//! A bracket that is open, or the block: what stands in it so far.

use super::super::id::{ProposalId, StatementId};
use crate::Span;

/// How a bracket's contents are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// The block itself.
    Block,
    /// `[…]`
    Square,
    /// `(…)`
    Paren,
}

/// Brackets with words of their own that may stand in one unmarked addition.
const GROUPS: usize = 16;

/// A bracket that is open, or the block.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing about the bracket's state")]
pub(super) struct Frame {
    pub(super) hold: Hold,
    pub(super) span: Span,
    /// Where the present segment starts: behind the last list, `;` or `/` that parts wishes.
    pub(super) segment: u32,
    /// Where the original text was last known to resume, and the time before.
    pub(super) resumed: u32,
    pub(super) resumed_before: u32,
    /// Where the words begin that nobody has signed: brackets that sign their own words alone may
    /// stand in between; those are the groups.
    pub(super) unsigned: u32,
    pub(super) groups: Vec<Span>,
    /// A list has spoken in this segment.
    pub(super) spoken: bool,
    /// Lists in this bracket so far.
    pub(super) lists: u32,
    /// The bracket began with codes: they sign what stands before it.
    pub(super) signature: bool,
    /// The last separator was `/`.
    pub(super) slash: bool,
    /// The bracket that closed last is a part of an alternative that goes on behind it.
    pub(super) amid: bool,
    /// The last list stood behind words at stake and a colon.
    pub(super) led: bool,
    /// Alternatives of each other, so far.
    pub(super) chain: Vec<ProposalId>,
    pub(super) set: Option<u32>,
    /// What the alternatives would replace.
    pub(super) old: Option<Span>,
    /// The struck words of the first of the alternatives, stretch by stretch.
    pub(super) olds: Vec<Span>,
    /// Struck words that stand directly before the bracket, and that nobody has spoken of yet: its
    /// first words replace them.
    pub(super) struck: Option<Span>,
    /// What `oppose` and its like speak of.
    pub(super) current: Vec<ProposalId>,
    /// The wishes of the last list, for codes that go on behind a parenthesis.
    pub(super) last: Option<(StatementId, u32)>,
    /// Struck stretches of this level, clipped to behind `resumed`.
    pub(super) strikes: Vec<Span>,
    /// Where the page says that words at stake start.
    pub(super) written: Option<u32>,
    /// An opening bracket that never closes and that codes follow: they sign what is before it.
    pub(super) unclosed: Option<u32>,
    /// It follows a list directly.
    pub(super) adjacent: bool,
    /// The bracket that closed last at this level.
    pub(super) group: Option<Group>,
    /// Codes before this byte have been read as part of a remark.
    pub(super) skip: u32,
}

/// A bracket that has closed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) span: Span,
    pub(super) hold: Hold,
    pub(super) lists: u32,
    /// What stands behind its last list.
    pub(super) tail: Span,
}

impl Frame {
    pub(super) fn new() -> Self {
        Frame {
            hold: Hold::Block,
            span: Span::default(),
            segment: 0,
            resumed: 0,
            resumed_before: 0,
            unsigned: 0,
            groups: Vec::new(),
            spoken: false,
            lists: 0,
            signature: false,
            slash: false,
            amid: false,
            led: false,
            chain: Vec::new(),
            set: None,
            old: None,
            olds: Vec::new(),
            struck: None,
            current: Vec::new(),
            last: None,
            strikes: Vec::new(),
            written: None,
            unclosed: None,
            adjacent: false,
            group: None,
            skip: 0,
        }
    }

    pub(super) fn reset(&mut self, hold: Hold, span: Span, inner: u32) {
        self.hold = hold;
        self.span = span;
        (self.segment, self.resumed, self.resumed_before) = (inner, inner, inner);
        self.unsigned = inner;
        self.groups.clear();
        (self.spoken, self.lists, self.signature, self.slash) = (false, 0, false, false);
        (self.led, self.amid) = (false, false);
        self.chain.clear();
        self.current.clear();
        self.strikes.clear();
        self.olds.clear();
        (self.set, self.old, self.last, self.group) = (None, None, None, None);
        self.written = (hold == Hold::Square).then_some(inner);
        (self.adjacent, self.skip, self.unclosed, self.struck) = (false, 0, None, None);
    }

    /// Whether a direction becomes what the bracket speaks of: `[A; end here: B; delete: C]` speaks
    /// of what A signs to its end, `(end here)[A; oppose: C]` of the end.
    pub(super) fn is_free(&self) -> bool {
        !self.signature || self.current.is_empty()
    }

    /// What `oppose` and its like will speak of from here on.
    pub(super) fn speak_of(&mut self, id: ProposalId) {
        self.current.clear();
        self.current.push(id);
    }

    /// What follows is no alternative of what stands before.
    pub(super) fn break_chain(&mut self) {
        self.chain.clear();
        self.set = None;
        self.old = None;
        self.olds.clear();
        self.led = false;
        self.slash = false;
        self.amid = false;
    }

    /// The original text resumes behind a list: all that stands before it has been signed.
    pub(super) fn resume(&mut self, at: u32) {
        self.unsigned = self.unsigned.max(at);
        self.groups.clear();
        self.resume_words(at);
    }

    /// The text resumes behind a bracket that signs nothing but its own words.
    pub(super) fn resume_behind(&mut self, group: Span) {
        if self.groups.len() < GROUPS {
            self.groups.push(group);
            self.resume_words(group.end());
        } else {
            self.resume(group.end());
        }
    }

    /// Strike-throughs before the byte have been spoken of.
    fn resume_words(&mut self, at: u32) {
        if at > self.resumed {
            self.resumed_before = self.resumed;
            self.resumed = at;
        }
        self.strikes.retain_mut(|strike| {
            *strike = Span::new(strike.start().max(at), strike.end());
            strike.end() > at
        });
    }
}
