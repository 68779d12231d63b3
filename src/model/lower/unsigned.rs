//! What looks like a wish and has nobody who signs it: struck words, and names instead of codes.

use super::super::piece::PieceKind;
use super::super::statement::Subject;
use super::draft::narrow;
use super::frame::Hold;
use super::list::Found;
use super::names::parts;
use super::reader::Reader;
use crate::{DiagnosticKind, Span};

/// Bytes at the end of a bracket that can be names of delegations.
const NAMES: u32 = 160;

/// Names of one bracket that are told of.
const MOST: usize = 8;

/// The longest name that is looked up, in bytes.
const LONGEST: usize = 60;

impl Reader<'_, '_> {
    /// Tells of struck words of the block that no statement is about.
    pub(super) fn unsigned_strikes(&mut self) {
        let is_strike = |kind| matches!(kind, PieceKind::StrikeOpen | PieceKind::StrikeClose);
        if !self.marks.iter().any(|(_, kind)| is_strike(*kind)) {
            return;
        }
        let mut known: Vec<Span> = self.notes.clone();
        known
            .extend(self.marks.iter().filter(|(_, kind)| !is_strike(*kind)).map(|(span, _)| *span));
        let end = self.block.end();
        for statement in self.draft.statements.get(self.statements..).unwrap_or_default() {
            match statement.subject {
                Subject::Words { struck, added } => known.extend(struck.into_iter().chain(added)),
                Subject::Rest(at) => known.push(Span::new(at.min(end), end)),
                Subject::Stretch(span) | Subject::Remark(span) => known.push(span),
                Subject::Whole | Subject::Structure(_) => {}
            }
        }
        known.sort_unstable();
        let mut known = known.into_iter().peekable();
        let mut reach = self.block.start();
        let mut opened = None;
        for at in 0..self.marks.len() {
            let (span, kind) = self.marks[at];
            match (kind, opened) {
                (PieceKind::StrikeOpen, _) => opened = Some(span.end()),
                (PieceKind::StrikeClose, Some(start)) => {
                    opened = None;
                    let mut from = reach.max(start);
                    let mut bare = false;
                    while let Some(next) = known.next_if(|next| next.start() <= span.start()) {
                        bare |= self.has_words(from, next.start());
                        reach = reach.max(next.end());
                        from = from.max(reach);
                    }
                    if bare || self.has_words(from, span.start()) {
                        let struck = Span::new(start, span.start());
                        self.draft.odd(DiagnosticKind::StrikeUnsigned, struck);
                    }
                }
                _ => {}
            }
        }
    }

    fn has_words(&self, from: u32, to: u32) -> bool {
        from < to
            && self.draft.bytes(from, to).iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
    }

    /// Tells of a delegation where a list would speak that says nothing known. Those who only name
    /// it, `; the proposal of FRA`, have words before the code.
    pub(super) fn silent(&mut self, found: &Found) {
        let Found { span, states, .. } = *found;
        let square = self.frame().hold == Hold::Square;
        let before = self.draft.bytes(self.block.start(), span.start()).trim_ascii_end();
        let next = self.draft.slice(span.end(), self.block.end());
        let owns = next.starts_with(['\'', '’']) || next.trim_start().starts_with("proposal");
        if square && states > 0 && !owns && before.ends_with(b";") {
            let written = self.draft.slice(span.start(), span.end()).into();
            self.draft.odd(DiagnosticKind::DelegationSilent { written }, span);
        }
    }

    /// `[words: Uganda, XQZ]`, `[words: FRA, Wakanda]`: names where codes are expected. They stay words
    /// of the text, since most such brackets hold but words.
    pub(super) fn named_signers(&mut self, segment: u32, end: u32, spoken: bool) {
        let from = segment.max(end.saturating_sub(NAMES));
        let bytes = self.draft.bytes(from, end);
        let start = match bytes.iter().rposition(|b| *b == b':') {
            Some(colon) => from + narrow(colon + 1),
            None if from == segment => from,
            None => return,
        };
        let all_names = start == segment && !spoken;
        let text = self.draft.slice(start, end);
        // `[words: FRA, Wakanda]`: whoever it is, the list goes on.
        let goes_on = spoken && start == segment && text.trim_start().starts_with(',');
        let registry = self.draft.registry;
        let mut found: Vec<Span> = Vec::new();
        let mut named = false;
        for (name, place) in parts(text, start).take(MOST) {
            if name.is_empty() && found.is_empty() && spoken {
                continue;
            }
            let capital = name.starts_with(|c: char| c.is_uppercase());
            if !capital || name.len() > LONGEST || name.contains(|c: char| ";:[](){}~".contains(c))
            {
                return;
            }
            let by_name = registry.by_name(name).is_some();
            let proper = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
            named |= by_name || (goes_on && proper);
            if all_names && !by_name {
                return;
            }
            found.push(place);
        }
        for span in found.into_iter().filter(|_| named) {
            self.unknown(span);
        }
    }
}
