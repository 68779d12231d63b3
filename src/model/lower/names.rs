//! Delegations that a list of codes names in words: `[late: France, KEN]`, `[late: FRA, U.S.]`.

use super::super::delegation::DelegationCode;
use super::super::registry::Entry;
use super::draft::narrow;
use super::frame::Hold;
use super::lead::{self, Setting};
use super::list::Found;
use super::reader::Reader;
use crate::{DiagnosticKind, Span};

/// Bytes beside a run of codes that can be names.
const NAMES: u32 = 160;

/// Bytes of a direction that names can sign.
const DIRECTION: usize = 200;

/// Names behind a run that are taken; before it, the bytes bound them.
const MOST: usize = 64;

/// The shortest and the longest name that is looked up, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

impl Reader<'_, '_> {
    /// Takes the names beside a run of codes in a bracket into it. Where a list holds but names, it
    /// stays words: most such brackets do.
    pub(super) fn with_names(&mut self, found: Found) -> Found {
        let frame = self.frame();
        if frame.hold == Hold::Block {
            return found;
        }
        let (segment, inner) = (frame.segment, frame.span.start() + 1);
        let span = found.span;
        let (end, mut strangers) = self.names_behind(span.end());
        let start = self.names_before(segment, inner, span.start(), &mut strangers);
        Found { span: Span::new(start, end), strangers, ..found }
    }

    /// Where the names begin that stand between a colon, or the bracket, and the codes. Behind a
    /// direction who is nobody known is one of them.
    fn names_before(
        &mut self,
        segment: u32,
        inner: u32,
        codes: u32,
        strangers: &mut Vec<Span>,
    ) -> u32 {
        let from = segment.max(codes.saturating_sub(NAMES));
        let head = self.draft.slice(from, codes);
        let trimmed = head.trim_end();
        let Some(head) = trimmed.strip_suffix(',').or_else(|| trimmed.strip_suffix(" and")) else {
            return codes;
        };
        let at = match head.rfind([':', ';']) {
            Some(mark) => mark + 1,
            None if from == inner => 0,
            None => return codes,
        };
        let list = head.get(at..).unwrap_or_default();
        let (mut named, mut unknown) = (Vec::new(), Vec::new());
        let place = from + narrow(at);
        let directed = self.is_directed(place);
        let start = place + narrow(list.len() - list.trim_start().len());
        for (name, span) in parts(list, place) {
            match self.named(name, span.start()) {
                Some(one) => named.push(one),
                None if directed && is_proper(name) => unknown.push(span),
                None => return codes,
            }
        }
        self.codes.splice(0..0, named);
        strangers.splice(0..0, unknown);
        start
    }

    /// Where the list ends that goes on behind codes with names, and with codes behind those; and who
    /// of it is nobody known.
    fn names_behind(&mut self, codes: u32) -> (u32, Vec<Span>) {
        let (mut end, mut at) = (codes, codes);
        let mut strangers: Vec<Span> = Vec::new();
        for _ in 0..MOST {
            let until = at.saturating_add(NAMES).min(self.block.end());
            let rest = self.draft.slice(at, until);
            let listed = rest.trim_start();
            let joint = [",", "and ", "& "].into_iter().find(|joint| listed.starts_with(joint));
            let Some(joint) = joint else { break };
            let tail = listed.get(joint.len()..).unwrap_or_default();
            let name = tail.trim_start();
            let start = at + narrow(rest.len() - name.len());
            let len = name.find([',', ';', ':', '/', '(', ')', '[', ']', '~']);
            let name = name.get(..len.unwrap_or(name.len())).unwrap_or_default();
            let name = name.split(" and ").next().unwrap_or(name).trim_end();
            let span = Span::new(start, start + narrow(name.len()));
            if let Some(one) = self.named(name, start).or_else(|| self.coded(name, span)) {
                end = span.end();
                self.codes.push(one);
            } else if joint == "," && is_proper(name) {
                strangers.push(span);
            } else {
                break;
            }
            at = span.end();
        }
        strangers.retain(|stranger| stranger.end() < end);
        (end, strangers)
    }

    /// Whether a direction and a colon stand before a place in its bracket, so that whoever is named
    /// there says so.
    pub(super) fn is_directed(&mut self, at: u32) -> bool {
        let frame = self.frame();
        let (hold, segment) = (frame.hold, frame.segment);
        let head = self.draft.slice(segment, at).trim_end();
        hold != Hold::Block
            && head.ends_with(':')
            && head.len() <= DIRECTION
            && lead::direction(self.draft.dialect, head, Setting::Note).is_some()
    }

    /// `(delete this para: Uganda)`: a bracket that closes, and whose direction but names sign.
    pub(super) fn named_alone(&mut self, end: u32) {
        let frame = self.frame();
        if frame.spoken || frame.hold == Hold::Block {
            return;
        }
        let segment = frame.segment;
        let from = segment.max(end.saturating_sub(NAMES));
        let Some(colon) = self.draft.slice(from, end).rfind(':') else { return };
        let start = from + narrow(colon + 1);
        if !self.is_directed(start) {
            return;
        }
        let list = self.draft.slice(start, end);
        let mut named = Vec::new();
        for (name, span) in parts(list, start) {
            match self.named(name, span.start()).or_else(|| self.coded(name, span)) {
                Some(one) => named.push(one),
                _ if is_proper(name) => self.unknown(span),
                _ => return,
            }
        }
        let Some(last) = named.last() else { return };
        // Who is nobody known is no part of what the others say.
        let blank = list.len() - list.trim_start().len();
        let span = Span::new(start + narrow(blank), last.0.end());
        self.codes.clear();
        self.codes.extend(named);
        let list = self.list(&Found { span, states: 1, strangers: Vec::new() });
        self.listen(list);
    }

    /// A code behind a name, and no word of the text.
    fn coded(&self, word: &str, span: Span) -> Option<(Span, DelegationCode, Option<Entry>)> {
        let capitals = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
        let (code, entry) = self.draft.entry(word.as_bytes()).filter(|_| capitals)?;
        matches!(entry, Some(Entry::Known(_))).then_some((span, code, entry))
    }

    /// Tells of somebody nobody knows, with the nearest who are known.
    pub(super) fn unknown(&mut self, span: Span) {
        let written = self.draft.slice(span.start(), span.end());
        let registry = self.draft.registry;
        let nearest = match registry.by_name(written) {
            Some(delegation) => vec![delegation.code()],
            None => registry.nearest(written),
        };
        let nearest = nearest.iter().map(|code| code.as_str().into()).collect();
        let kind = DiagnosticKind::DelegationUnknown { written: written.into(), nearest };
        self.draft.odd(kind, span);
    }

    /// The delegation of a name, or of a code with full stops between its letters.
    fn named(&self, name: &str, start: u32) -> Option<(Span, DelegationCode, Option<Entry>)> {
        let span = Span::new(start, start + narrow(name.len()));
        if !LENGTHS.contains(&name.len()) || !name.starts_with(char::is_uppercase) {
            return None;
        }
        let registry = self.draft.registry;
        if let Some(number) = registry.number_of(name) {
            let code = registry.delegations().get(number as usize)?.code();
            return Some((span, code, Some(Entry::Known(number))));
        }
        let bare: String = name.chars().filter(|c| *c != '.').collect();
        let dotted = name.len() == 2 * bare.len();
        let (code, entry) = self.draft.entry(bare.as_bytes()).filter(|_| dotted)?;
        matches!(entry, Some(Entry::Known(_))).then_some((span, code, entry))
    }
}

/// The parts of a list between commas, without blanks, each with its place in the source; `start` is
/// the place of the list.
pub(super) fn parts(list: &str, start: u32) -> impl Iterator<Item = (&str, Span)> {
    let mut from = start;
    list.split(',').map(move |part| {
        let name = part.trim();
        let at = from + narrow(part.len() - part.trim_start().len());
        from += narrow(part.len() + 1);
        (name, Span::new(at, at + narrow(name.len())))
    })
}

/// `Wakanda`, `Old Town`: what could be somebody's name.
fn is_proper(name: &str) -> bool {
    let mut words = name.split(' ');
    LENGTHS.contains(&name.len())
        && words.all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.all(|c| c.is_lowercase() || "’'-".contains(c))
        })
        && name.split(' ').count() <= 3
}
