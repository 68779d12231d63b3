//! Lists of codes: which words of a run are delegations, and whether they speak.

use super::super::id::DelegationId;
use super::super::registry::Entry;
use super::super::statement::Mention;
use super::draft::narrow;
use super::frame::Hold;
use super::reader::Reader;
use crate::{DiagnosticKind, Span};

/// Bytes of blanks and marks before codes that open a segment, and a verb among them; codes that are
/// words do not end it, so without a bound each of them would look through it again.
const OPENING: usize = 256;

/// Words before codes that make them speak.
const LED_BY: [&[u8]; 9] = [
    b"by",
    b"support",
    b"oppose",
    b"supports",
    b"opposes",
    b"delete",
    b"retain",
    b"reservation",
    b"reserve",
];

/// A run of codes that speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) span: Span,
    pub(super) mentions: (u32, u32),
    pub(super) run: u32,
}

/// The delegations of a run.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    /// Codes of it that are beyond doubt.
    pub(super) states: u32,
    /// Names in it that are nobody's.
    pub(super) strangers: Vec<Span>,
}

impl Reader<'_, '_> {
    /// The part of a run that holds delegations: `None` where no code of it is known.
    pub(super) fn find(&mut self, span: Span) -> Option<Found> {
        let bytes = self.draft.bytes(span.start(), span.end());
        let mut first: Option<u32> = None;
        let mut last = 0;
        let mut states = 0;
        let mut known = 0;
        let mut strange = 0;
        self.codes.clear();
        for (start, end) in code_words(bytes) {
            let word = bytes.get(start..end).unwrap_or_default();
            let (from, to) = (span.start() + narrow(start), span.start() + narrow(end));
            let entry = self.draft.entry(word).filter(|_| !is_verb(word));
            match entry {
                Some((_, Some(Entry::Known(_)))) => {
                    states += 1;
                    known += 1;
                }
                Some((_, Some(Entry::Ambiguous { .. }))) => known += 1,
                Some((_, Some(Entry::Word))) | None => {
                    // A word of the text ends the list, or stands before it.
                    if known > 0 {
                        break;
                    }
                    (first, strange) = (None, 0);
                    self.codes.clear();
                    continue;
                }
                Some((_, None)) => strange += 1,
            }
            first.get_or_insert(from);
            last = to;
            self.codes.extend(entry.map(|(code, entry)| (Span::new(from, to), code, entry)));
        }
        let first = first?;
        if known == 0 && strange > 0 && self.is_directed(first) {
            // `(move to OP6: XYZ)`: whoever that is, it says something.
            return Some(Found { span: Span::new(first, last), states, strangers: Vec::new() });
        }
        if known == 0 {
            if strange == 1 && last - first == 3 {
                self.lone_stranger(Span::new(first, last));
            }
            return None;
        }
        Some(Found { span: Span::new(first, last), states, strangers: Vec::new() })
    }

    /// `[XQZ]` and nobody else: too little to be sure that it is a delegation.
    fn lone_stranger(&mut self, span: Span) {
        let before = span.start().checked_sub(1).and_then(|at| self.draft.byte(at));
        if before == Some(b'[')
            && self.draft.byte(span.end()) == Some(b']')
            && !self.context.heading
        {
            self.unknown(span);
        }
    }

    /// Where the dash begins that makes codes sign what stands before it: `words - A`.
    pub(super) fn dash(&mut self, codes: Span) -> Option<u32> {
        let frame = self.frame();
        let segment = frame.segment;
        if frame.hold == Hold::Block || !self.draft.dashed {
            return None;
        }
        let before = self.draft.slice(segment, codes.start());
        let words = before.trim_end();
        let head = words.strip_suffix(['-', '–', '—'])?;
        let parted = words.len() < before.len() || !head.ends_with(char::is_alphanumeric);
        parted.then(|| segment + narrow(head.len()))
    }

    /// Whether a list begins with such a dash.
    pub(super) fn is_dashed(&self, list: Span) -> bool {
        self.draft.dashed && matches!(self.draft.byte(list.start()), Some(b'-' | 0xE2))
    }

    /// Whether codes are words of the text: `the proposal of FRA`, `AG proposal`, `EU and its …`.
    pub(super) fn is_word(&mut self, span: Span) -> bool {
        let next = self.next_visible(span.end()).1;
        let goes_on = next.is_some_and(|b| b.is_ascii_alphanumeric() || b == b'\'' || b >= 0x80);
        let glued = self.draft.byte(span.end()).is_some_and(|b| b >= 0x80 && b != 0xE2);
        let frame = self.frame();
        let (segment, hold) = (frame.segment, frame.hold);
        let unclosed = self.frame().unclosed.is_some_and(|at| at + 1 == segment);
        let before = self.draft.slice(segment, span.start());
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '~' || c == '*');
        let colon = before.trim_end_matches([',', ' ']);
        let before = if colon.ends_with(':') { colon } else { before };
        let dashed = self.is_dashed(span);
        let mark = if dashed { Some(b':') } else { before.bytes().last() };
        let bytes_before =
            self.draft.bytes(segment.max(span.start().saturating_sub(64)), span.start());
        let lead = lead_word(bytes_before);
        let by_verb = LED_BY.iter().any(|verb| lead.eq_ignore_ascii_case(verb));
        let opening = before.len() <= OPENING
            && before.bytes().all(|b| b.is_ascii_whitespace() || b"~*,;:/[(".contains(&b));
        if glued {
            return true;
        }
        if mark == Some(b':') && opens_verb(before) {
            // `delete:RUS educational sector`: the closing mark is lost.
            return false;
        }
        if mark == Some(b':') && self.signs_lost_bracket(span) {
            return false;
        }
        if goes_on {
            // `[GTM supported by BRA]`, `JPN noted …`: a verb may follow a list that opens.
            let (at, _) = self.next_visible(span.end());
            let word = self.draft.slice(at, at.saturating_add(12).min(self.block.end()));
            let verb = ["support", "oppose", "noted", "reserve", "prefer", "delete"]
                .iter()
                .any(|v| word.get(..v.len()).is_some_and(|w| w.eq_ignore_ascii_case(v)));
            return !((opening || dashed) && verb && (hold != Hold::Block || mark == Some(b':')));
        }
        match mark {
            // The bracket itself, or nothing since the last list or separator.
            None => match hold {
                Hold::Block => !self.context.note && !unclosed,
                // `the European Union (EU)` explains, `(FRA: oppose)` speaks.
                Hold::Paren => self.frame().lists == 0 && next != Some(b':'),
                Hold::Square => false,
            },
            Some(b';' | b'.' | b'-' | b'/' | b',') => {
                if opening {
                    return hold == Hold::Block
                        && mark != Some(b';')
                        && !self.frame().signature
                        && self.frame().lists == 0;
                }
                // `…justice;COL.]`, `environmental sector.; UK,FRA`: a lost colon. Only where the
                // list ends its segment.
                let stops = next.is_none_or(|b| b";])".contains(&b))
                    || (next == Some(b'.')
                        && matches!(self.draft.byte(span.end() + 1), Some(b']' | b')')));
                let many = self.draft.bytes(span.start(), span.end()).contains(&b',');
                // `[loudly, FRA, DEU]`
                let comma = mark == Some(b',');
                let ends = hold == Hold::Square && many && next == Some(b']');
                !(stops
                    && (!comma || ends)
                    && mark != Some(b'/')
                    && (hold != Hold::Block || many)
                    && (hold != Hold::Paren || mark == Some(b';') || mark == Some(b'.')))
            }
            Some(b'"' | b':') => false,
            Some(_) if opening || before.ends_with('”') => false,
            Some(_) => {
                // `supported by THA` speaks, `additions by MEX` does not.
                let author = lead.eq_ignore_ascii_case(b"by")
                    && !{
                        let head = before.get(..before.len() - 2).unwrap_or_default().trim_end();
                        head.get(head.len().saturating_sub(9)..)
                            .is_some_and(|w| w.eq_ignore_ascii_case("supported"))
                            || head
                                .get(head.len().saturating_sub(7)..)
                                .is_some_and(|w| w.eq_ignore_ascii_case("opposed"))
                    };
                !by_verb
                    || author
                    || next == Some(b':')
                    || (hold == Hold::Block && !self.context.note)
            }
        }
    }

    /// `Trams [and buses: NOR run well`: codes behind the words of a bracket that is never closed,
    /// and the text goes on behind them.
    pub(super) fn signs_lost_bracket(&mut self, codes: Span) -> bool {
        let frame = self.frame();
        let (segment, own) = (frame.segment, frame.span.start() + 1);
        let lost = frame.written == Some(segment) && segment != own;
        let opened = segment.checked_sub(1).and_then(|at| self.draft.byte(at)) == Some(b'[');
        let (at, next) = self.next_visible(codes.end());
        let rest = self.draft.bytes(at, at.saturating_add(10).min(self.block.end()));
        // `EU and its members`
        let owns = rest.starts_with(b"and its ") || rest.starts_with(b"and their ");
        lost && opened && !owns && next.is_some_and(|b| b.is_ascii_lowercase())
    }

    /// Makes the mentions of a list.
    pub(super) fn list(&mut self, found: &Found) -> List {
        self.draft.runs += 1;
        let span = found.span;
        let from = narrow(self.draft.mentions.len());
        for at in 0..self.codes.len() {
            let (place, code, entry) = self.codes[at];
            let delegation = match entry {
                Some(Entry::Known(number)) => self.draft.speaker(number),
                Some(Entry::Ambiguous { state, .. }) if found.states > 0 => {
                    self.draft.speaker(state)
                }
                Some(Entry::Ambiguous { state, group }) => self.ambiguous(state, group, place),
                Some(Entry::Word) => continue,
                None => match self.draft.registry.state_by_alpha2(code) {
                    Some(number) => self.draft.speaker(number),
                    None => self.draft.stranger(code, place),
                },
            };
            self.draft.mentions.push(Mention {
                span: place,
                delegation,
                condition: None,
                flexible: false,
            });
        }
        let mentions = (from, narrow(self.draft.mentions.len()));
        List { span, mentions, run: self.draft.runs }
    }

    fn ambiguous(&mut self, state: u32, group: u32, span: Span) -> DelegationId {
        let name = |number: u32| {
            let found = self.draft.registry.delegations().get(number as usize);
            found.map(|delegation| delegation.name().into()).unwrap_or_default()
        };
        let candidates = vec![name(group), name(state)];
        let written = self.draft.slice(span.start(), span.end()).into();
        self.draft.odd(DiagnosticKind::DelegationAmbiguous { written, candidates }, span);
        self.draft.speaker(group)
    }
}

/// `OPPOSE FRA`: a verb in capitals is nobody's code.
fn is_verb(word: &[u8]) -> bool {
    const VERBS: [&[u8]; 5] = [b"OPPOSE", b"SUPPORT", b"RESERVE", b"DELETE", b"RETAIN"];
    VERBS.contains(&word)
}

/// The runs of capitals and digits in a list, as byte ranges.
pub(super) fn code_words(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let is_code = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_code(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_code(bytes[at]) {
            at += 1;
        }
        (at > start).then_some((start, at))
    })
}

/// Whether the words that end in a colon are but a verb: `delete:`, `; oppose:`.
fn opens_verb(before: &str) -> bool {
    if before.len() > OPENING {
        return false;
    }
    let verb = before.trim_matches(|c: char| c.is_whitespace() || ";,:/~*".contains(c));
    ["delete", "oppose", "retain", "support", "reservation", "retain original"]
        .iter()
        .any(|known| verb.eq_ignore_ascii_case(known))
}

/// The last word before the codes.
pub(super) fn lead_word(before: &[u8]) -> &[u8] {
    let end = before.trim_ascii_end();
    let start = end.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    end.get(start..).unwrap_or_default()
}
