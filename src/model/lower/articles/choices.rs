//! `Option 1 … Option n`: alternatives over words, paragraphs and whole sections.

use super::super::super::id::ProposalId;
use super::super::super::paragraph::ParagraphKind;
use super::super::super::piece::PieceKind;
use super::super::super::statement::{Extent, StatementKind};
use super::super::draft::narrow;
use super::places::number;
use super::treaty::Treaty;
use crate::Span;
use crate::syntax::Point;

/// Options that stand beside each other.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The option that is open.
    pub(super) proposal: Option<ProposalId>,
    pub(super) body: u32,
    number: u8,
    set: u32,
    /// The points of the paragraph that the options stand in, and the option it is part of.
    points: Vec<(Point, u32)>,
    outer: u8,
    /// The indent of the options' lines; of the labelled line, where the first stands behind a
    /// label.
    indent: u32,
    behind_label: bool,
    /// The option begins on its marker's line.
    inline: bool,
}

impl Treaty<'_, '_> {
    /// `Option 2:`, `Option (b)`, `Option II`: gives the first token behind it.
    pub(super) fn option(&mut self, at: usize) -> Option<usize> {
        let named = self.is_word(at, "option");
        let alternative = self.is_word(at, "alt") || self.is_word(at, "alternative");
        if (!named && !alternative) || self.place.in_heading || self.stream.is_note() {
            return None;
        }
        let tok = self.tok(at)?;
        let line = self.rest_of_line(tok.start);
        let tail = line.get((tok.end - tok.start) as usize..)?;
        let body = tail.trim_start_matches(' ').trim_start_matches('(');
        let len = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let nth = ordinal(body.get(..len)?)?;
        let behind = body.get(len..)?.trim_start_matches(')');
        let rest = behind.trim_start_matches(|c: char| " :*.–—-".contains(c));
        let marked = rest.len() < behind.len() || rest.trim().is_empty();
        if !marked || tail.len() == body.len() {
            return None;
        }
        let end = tok.start + narrow(line.len() - rest.len());
        if self.signs_first() && alternative && number(body).is_some() {
            // `ALT 2.`: the number is the paragraph's.
            self.marks.push((Span::new(tok.start, tok.end), PieceKind::Aside));
            return Some(at + 1);
        }
        if self.signs_first() {
            // Who wants which alternative says its bracket; the name is no word of it.
            self.marks.push((Span::new(tok.start, end), PieceKind::Aside));
            return Some(self.behind(at, end));
        }
        let inline = !rest.trim().is_empty();
        Some(self.begin_option(at, nth, end, inline))
    }

    fn begin_option(&mut self, at: usize, nth: u8, end: u32, inline: bool) -> usize {
        let start = self.line.0;
        let marker = self.tok(at).map_or(start, |tok| tok.start);
        let before = self.draft.slice(start, marker);
        let behind_label = before.contains(|c: char| c.is_ascii_digit());
        let going =
            self.groups.iter().rposition(|group| u32::from(group.number) + 1 == u32::from(nth));
        if let Some(going) = going {
            self.end_groups(going + 1);
            self.end_option();
        } else {
            let set = self.draft.alternatives();
            self.groups.push(Group {
                proposal: None,
                body: end,
                number: 0,
                set,
                points: self.place.points.clone(),
                outer: self.place.option,
                indent: self.line.1,
                behind_label,
                inline,
            });
        }
        let place = match self.groups.last() {
            Some(group) => group.points.clone(),
            None => Vec::new(),
        };
        self.place.points = place;
        self.place.option = nth;
        if behind_label {
            // The label's own paragraph holds the first option.
            if let Some(known) =
                self.paragraph.and_then(|id| self.draft.paragraphs.get_mut(id.index()))
            {
                known.label = known.label.with_option(nth);
            }
        } else {
            let label = self.place.label();
            self.open_paragraph(ParagraphKind::Alternative, label, start.max(self.seen));
        }
        self.marks.push((Span::new(marker, end), PieceKind::Aside));
        // The option's own proposal is nested in what is around the options, not in the one before.
        let group = self.groups.pop();
        let proposal = self.propose(StatementKind::Insert, end);
        if let Some(mut group) = group {
            let set = group.set;
            if let Some(known) = proposal.and_then(|id| self.draft.proposals.get_mut(id.index())) {
                known.alternatives = Some(set);
            }
            (group.proposal, group.body, group.number) = (proposal, end, nth);
            group.inline = inline;
            group.indent = group.indent.min(self.line.1);
            self.groups.push(group);
        }
        self.says_nothing(end);
        self.seen = self.seen.max(end);
        self.closed = None;
        self.behind(at, end)
    }

    /// `(no text)`: the option of saying nothing.
    fn says_nothing(&mut self, from: u32) {
        let line = self.rest_of_line(from);
        let plain = line.trim().trim_matches(|c: char| "()[]*.".contains(c)).trim();
        if plain.eq_ignore_ascii_case("no text") || plain.eq_ignore_ascii_case("no provision") {
            let end = from + narrow(line.trim_end().len());
            self.marks.push((Span::new(from, end), PieceKind::Note));
        }
    }

    /// Ends the open option of the innermost group.
    fn end_option(&mut self) {
        let end = self.seen;
        let Some(group) = self.groups.last_mut() else { return };
        let (body, proposal) = (group.body, group.proposal.take());
        if let Some(id) = proposal {
            self.set_words(id, Span::new(body, end.max(body)), Extent::Written, (0, 0));
        }
    }

    /// Ends groups until only so many are open.
    pub(super) fn end_groups(&mut self, keep: usize) {
        while self.groups.len() > keep {
            self.end_option();
            if let Some(group) = self.groups.pop() {
                self.place.points = group.points;
                self.place.option = group.outer;
                self.must_open = true;
            }
        }
    }

    /// A heading ends the options that are not further out than it.
    pub(super) fn end_groups_deeper(&mut self, indent: u32) {
        let keep = self.groups.iter().take_while(|group| group.indent < indent).count();
        self.end_groups(keep);
    }

    /// A line begins: options that it is no part of end before it.
    pub(super) fn leave_groups(&mut self, line: &str, indent: u32) {
        let plain = line.trim_start_matches(['*', '[', ' ']);
        let marker = plain.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("option "));
        let labelled = number(plain).is_some();
        let blank = self.blank;
        while let Some(group) = self.groups.last() {
            let out = indent <= group.indent;
            let ends = if marker {
                // It goes on with one of the groups, which will find it.
                false
            } else if group.behind_label {
                out && (labelled || blank)
            } else if group.indent > 0 {
                indent < group.indent
            } else {
                group.inline && out && (labelled || blank)
            };
            if !ends {
                return;
            }
            self.end_groups(self.groups.len() - 1);
        }
    }
}

/// `2`, `b`, `II`: from 1.
fn ordinal(text: &str) -> Option<u8> {
    if text.len() > 4 {
        return None;
    }
    if let Ok(number) = text.parse::<u8>() {
        return (number > 0).then_some(number);
    }
    let lower = text.to_ascii_lowercase();
    if let Some(at) = ROMAN.iter().position(|roman| *roman == lower) {
        return u8::try_from(at + 1).ok();
    }
    match lower.as_bytes() {
        [one @ b'a'..=b'z'] => Some(one - b'a' + 1),
        _ => None,
    }
}

const ROMAN: [&str; 12] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
