//! Directions: what a verb before a list asks for.

use super::super::dialect::Verb;
use super::super::id::{ProposalId, StatementId};
use super::super::proposal::ProposalKind;
use super::super::statement::{Extent, Place, Polarity, StatementKind, Subject};
use super::at_stake::trim;
use super::draft::{Wish, narrow};
use super::frame::Hold;
use super::lead::Direction;
use super::reader::Reader;
use super::speak::{Before, Level, Spoken};
use super::structure::{labels_at, named};
use super::words::{speaks_of_all, words};
use crate::{Label, Span};

/// Bytes back in which a quoted passage is looked for.
const QUOTED: u32 = 20_000;

/// Words of a direction that are searched for what it is about.
const WORDS: usize = 40;

/// A direction and the words that it governs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order<'a> {
    pub(super) verb: Verb,
    /// Where the words behind the verb begin.
    pub(super) object: u32,
    /// Verb and words.
    pub(super) words: Span,
    /// The words behind the verb.
    pub(super) text: &'a str,
}

impl Reader<'_, '_> {
    /// One direction, or two.
    pub(super) fn directions(
        &mut self,
        spoken: &Spoken,
        said: (Direction, Option<Direction>),
        base: u32,
        before: Before,
    ) {
        let (first, second) = said;
        let replaced = second
            .filter(|s| first.verb == Verb::DeleteParagraph && s.verb == Verb::ReplaceParagraph);
        if let Some(second) = replaced {
            return self.direction(spoken, second, base, before);
        }
        let Some(second) = second else { return self.direction(spoken, first, base, before) };
        let turn = self.draft.slice(base + narrow(second.start), base + narrow(second.object));
        let and = turn.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("and"));
        // What is to be moved is there once it has been merged, in whatever order the page says so.
        let late = and && (first.verb, second.verb) == (Verb::Move, Verb::Merge);
        let (first, second) = if late { (second, first) } else { (first, second) };
        let (known, is_free) = (self.draft.proposals.len(), self.frame().is_free());
        let one = self.wished_by(|reader| reader.direction(spoken, first, base, before));
        let other = self.wished_by(|reader| reader.direction(spoken, second, base, before));
        if and {
            self.steps(&one, &other, known);
        }
        if is_free && !one.is_empty() && !other.is_empty() {
            // What follows speaks of both.
            let both = one.into_iter().chain(other);
            let frame = self.frame();
            frame.current.clear();
            frame.current.extend(both);
        }
    }

    /// The proposals that a direction speaks of.
    pub(super) fn wished_by(&mut self, read: impl FnOnce(&mut Self)) -> Vec<ProposalId> {
        let known = self.draft.targets.len();
        read(self);
        self.draft.targets.get(known..).unwrap_or_default().to_vec()
    }

    /// `merge with OP9 and move to the end`: one wish of two steps. What is moved is what the merge
    /// makes, so that the move needs it. A move that was known before is another's wish.
    fn steps(&mut self, one: &[ProposalId], other: &[ProposalId], known: usize) {
        let kind = |id: &ProposalId| self.draft.proposals.get(id.index()).map(|p| p.kind);
        let of = |wanted: ProposalKind| {
            one.iter().chain(other).copied().find(|id| kind(id) == Some(wanted))
        };
        let (Some(merge), Some(shift)) = (of(ProposalKind::Merge), of(ProposalKind::Move)) else {
            return;
        };
        if !self.moves_what_it_makes(merge, shift) {
            return;
        }
        if let Some(shift) = self.draft.proposals.get_mut(shift.index()) {
            if shift.id.index() >= known {
                shift.needs = Some(merge);
            }
        }
    }

    /// `merge with OP3 and move OP6 here` moves another, which is a wish of its own.
    fn moves_what_it_makes(&self, merge: ProposalId, shift: ProposalId) -> bool {
        let structure = |id| match self.draft.subject(id) {
            Some(Subject::Structure(structure)) => Some(structure),
            _ => None,
        };
        let (Some(merge), Some(shift)) = (structure(merge), structure(shift)) else { return true };
        let joins = |label: &Label| {
            merge.paragraphs.contains(label) || merge.places.contains(&Place::At(*label))
        };
        shift.paragraphs.iter().all(joins)
    }

    fn direction(&mut self, spoken: &Spoken, said: Direction, base: u32, before: Before) {
        let Spoken { list, span, level, .. } = *spoken;
        let from = base + narrow(said.start);
        let object = base + narrow(said.object);
        let end = base + narrow(said.end);
        let words = trim(self.draft.text, from, end);
        let text = self.draft.slice(object, end);
        let verb = match said.verb {
            // `keep OP2 and OP3 separate`
            Verb::Retain if keeps_apart(text) => Verb::KeepSeparate,
            Verb::Retain if keeps_place(text) => Verb::KeepPlace,
            verb => verb,
        };
        let order = Order { verb, object, words, text };
        match verb {
            Verb::Oppose | Verb::Support | Verb::Reserve | Verb::Flexible => {
                let polarity = match said.verb {
                    Verb::Support => Polarity::For,
                    Verb::Reserve => Polarity::Reserve,
                    Verb::Flexible => Polarity::Flexible,
                    _ => Polarity::Against,
                };
                self.position(spoken, &order, polarity, before);
            }
            Verb::Delete => self.delete(spoken, &order, before),
            Verb::Retain if self.keep_named(spoken, &order) => {}
            Verb::Retain => self.retain(spoken, &order),
            Verb::End => {
                let at = self.end_place(from, text, object, level);
                let mut wanted = None;
                if let Some((wish, start)) = self.settled_addition(level, at) {
                    // `new words (end here) [A]`: A wants both.
                    self.propose_and_state(spoken, wish, start);
                    wanted = self.draft.targets.last().copied();
                }
                let wish = Wish::new(StatementKind::End, Polarity::For, Subject::Rest(at));
                self.propose_and_state(spoken, wish, at);
                if let Some(wanted) = wanted {
                    // What follows speaks of both.
                    let end = self.draft.targets.last().copied();
                    self.frame().current.clear();
                    self.frame().current.extend([wanted].into_iter().chain(end));
                }
            }
            Verb::DeleteUntilHere => {
                let at = self.opening(level);
                let until = if level == Level::Own { from } else { span.start() };
                let subject = Subject::Stretch(Span::new(at, until.max(at)));
                let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
                self.propose_and_state(spoken, wish, at);
            }
            Verb::DeleteParagraph if !self.delete_named(spoken, &order) => {
                let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, Subject::Whole);
                self.propose_and_state(spoken, wish, u32::MAX);
            }
            Verb::DeleteParagraph => {}
            Verb::KeepParagraph => self.keep(spoken),
            Verb::KeepPlace => self.keep_place(spoken, &order),
            Verb::Move
            | Verb::Swap
            | Verb::Merge
            | Verb::KeepSeparate
            | Verb::Split
            | Verb::ReplaceParagraph => {
                self.structural(spoken, &order);
            }
            Verb::Add => match quotations(text, object).next() {
                Some(quote) => {
                    let subject = Subject::Words { struck: None, added: Some(quote) };
                    let wish = Wish::new(StatementKind::Insert, Polarity::For, subject);
                    self.propose_and_state(spoken, wish, u32::MAX);
                }
                None => self.remark(&list, StatementKind::Redraft, words, span),
            },
            Verb::Alternative => {
                let words = trim(self.draft.text, object, end);
                let frame = self.frame();
                frame.chain = frame.current.clone();
                frame.slash = true;
                self.words(
                    &Spoken { level: Level::Own, led: true, ..*spoken },
                    words,
                    Extent::Written,
                );
                // The words are words: only what parts them from the codes is a note.
                self.notes.pop();
                self.note(span.start(), words.start());
                self.note(words.end(), span.end());
            }
            Verb::Redraft => self.remark(&list, StatementKind::Redraft, words, span),
            Verb::Comment | Verb::Author => self.remark(&list, StatementKind::Comment, words, span),
        }
    }

    /// Against the deletion of the paragraph, whether or not somebody asks for it.
    fn keep(&mut self, spoken: &Spoken) {
        let asked = self.latest(|kind| kind == ProposalKind::DeleteParagraph, 8);
        let asked = asked.into_iter().find(|id| {
            let known = self.draft.proposals.get(id.index());
            known.is_some_and(|known| known.subject == Subject::Whole)
        });
        if let Some(id) = asked {
            return self.towards(spoken, Polarity::Against, &[id]);
        }
        let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::Against, Subject::Whole);
        self.state(&spoken.list, wish, spoken.span, &[]);
    }

    pub(super) fn propose_and_state(&mut self, spoken: &Spoken, wish: Wish, start: u32) {
        let siblings: Vec<ProposalId> = match wish.subject {
            Subject::Words { .. } | Subject::Rest(_) | Subject::Stretch(_) => Vec::new(),
            _ => self.latest(|_| true, 8),
        };
        let known = self.draft.proposals.len();
        let Some(id) = self.draft.propose(self.context.paragraph, &wish, &siblings) else { return };
        if id.index() == known && start != u32::MAX {
            self.context.loose.push((start, id));
        }
        self.state(&spoken.list, wish, spoken.span, &[id]);
        if self.frame().is_free() {
            self.frame().speak_of(id);
        }
    }

    pub(super) fn delete(&mut self, spoken: &Spoken, order: &Order<'_>, before: Before) {
        let Order { object, words, text, .. } = *order;
        if let Some(quote) = quotations(text, object).next() {
            let subject = Subject::Words { struck: Some(quote), added: None };
            let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
            return self.propose_and_state(spoken, wish, u32::MAX);
        }
        if let Some(target) = before.words {
            if before.mark == b':' {
                let subject = Subject::Words { struck: None, added: Some(target) };
                let wish = Wish::new(StatementKind::Insert, Polarity::Against, subject);
                return self.propose_and_state(spoken, wish, target.start());
            }
            if self.frame().current.is_empty() {
                let subject = Subject::Stretch(target);
                let wish = Wish::new(StatementKind::Delete, Polarity::For, subject);
                let wish = self.settled_deletion(target).unwrap_or(wish);
                return self.propose_and_state(spoken, wish, target.start());
            }
        }
        let of_all = speaks_of_all(text);
        let named = !of_all && text.split_whitespace().any(|w| !w.eq_ignore_ascii_case("and"));
        let targets = if named { Vec::new() } else { self.targets(spoken.level, of_all) };
        if !targets.is_empty() {
            return self.towards(spoken, Polarity::Against, &targets);
        }
        if named && self.delete_named(spoken, order) {
            return;
        }
        if named {
            let wish = Wish::new(StatementKind::Delete, Polarity::For, Subject::Remark(words));
            let everywhere = text.to_ascii_lowercase();
            let everywhere = everywhere.contains("all ")
                && (everywhere.contains("title") || everywhere.contains("heading"));
            self.propose_and_state(spoken, wish, u32::MAX);
            if everywhere {
                let id = self.draft.statements.len() - 1;
                self.draft.renamed.push((StatementId::from_index(id), None));
            }
            return;
        }
        if self.frame().hold == Hold::Square {
            // `words [delete: C]`: the words before the bracket are to go.
            let at = self.frame().span.start();
            let resumed = self.parent().map(|parent| parent.resumed);
            if let Some(from) = resumed {
                let region = trim(self.draft.text, from, at);
                let text = self.draft.slice(region.start(), region.end());
                let start = region.start() + narrow(super::extent::start(text, ""));
                let struck = Some(Span::new(start, region.end()));
                let subject = Subject::Words { struck, added: None };
                let wish = Wish {
                    extent: Extent::Inferred,
                    ..Wish::new(StatementKind::Delete, Polarity::For, subject)
                };
                return self.propose_and_state(spoken, wish, start);
            }
        }
        let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, Subject::Whole);
        self.propose_and_state(spoken, wish, u32::MAX);
    }

    /// Where a paragraph is to end: at the direction, or behind the passage that it quotes.
    fn end_place(&mut self, from: u32, text: &str, object: u32, level: Level) -> u32 {
        if let Some(quote) = quotations(text, object).next() {
            let passage = self.draft.slice(quote.start(), quote.end());
            let paragraph = self.draft.paragraphs.get(self.context.paragraph.index());
            let start = paragraph.map_or(self.block.start(), |own| own.text.start());
            let reach = from.saturating_sub(QUOTED).max(start.min(from));
            let earlier = self.draft.slice(reach, from);
            if let Some(at) = earlier.rfind(passage) {
                return reach + narrow(at + passage.len());
            }
            if let Some(at) = self.settled_passage(reach, from, passage) {
                return at;
            }
        }
        let group = match level {
            // `(stop here)[A]`
            Level::Parent => {
                let group = self.parent().and_then(|parent| parent.group);
                group.filter(|group| group.span.contains(from)).map(|group| group.span.start())
            }
            Level::Own => {
                let frame = self.frame();
                let (hold, lists, start) = (frame.hold, frame.lists, frame.span.start());
                let alone = hold == Hold::Paren && from.saturating_sub(start) < 8
                    || hold == Hold::Square && lists == 0 && self.is_blank(start + 1, from);
                alone.then_some(start)
            }
        };
        group.unwrap_or(from)
    }

    /// The opening bracket that `delete until here` reaches back to, or the paragraph's start.
    fn opening(&mut self, level: Level) -> u32 {
        let start =
            self.draft.paragraphs.get(self.context.paragraph.index()).map_or(0, |p| p.text.start());
        let own = {
            let frame = self.frame();
            (frame.hold == Hold::Square && frame.last.is_none() && level == Level::Own)
                .then_some(frame.span.start() + 1)
        };
        // `[delete until here …]`: the bracket holds nothing but the direction.
        if let Some(own) = own {
            let head = self.draft.slice(own, own + 24).trim_start_matches([' ', '*']);
            if !head.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("delete")) {
                return own;
            }
        }
        match self.parent() {
            Some(parent) if parent.hold == Hold::Square => parent.span.start() + 1,
            Some(parent) => parent.written.unwrap_or(start),
            None => self.frame().written.unwrap_or(start),
        }
    }
}

/// The passages in quotation marks, without the marks; `offset` is where `text` stands.
pub(super) fn quotations(text: &str, offset: u32) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let open = rest.find(['“', '"', '„'])?;
        let mark = rest.get(open..)?.chars().next()?;
        let from = at + open + mark.len_utf8();
        let close = text.get(from..)?.find(['”', '"', '“'])?;
        let to = from + close;
        at = to + text.get(to..)?.chars().next()?.len_utf8();
        Some(Span::new(offset + narrow(from), offset + narrow(to)))
    })
}

/// A paragraph, and that it is to stay: `OP3 where it is`.
fn keeps_place(text: &str) -> bool {
    let mut behind = words(text).skip_while(|word| labels_at(text, word.at).is_none()).skip(1);
    let next = behind.next();
    next.is_some_and(|word| {
        word.is("here")
            || word.is("where") && behind.next().is_some_and(|word| word.is("it"))
            || word.is("in") && behind.next().is_some_and(|word| word.is("place") || word.is("its"))
    })
}

/// Two paragraphs, and that they are to be separate.
fn keeps_apart(text: &str) -> bool {
    let apart = words(text).take(WORDS).any(|word| word.is("separate") || word.is("apart"));
    apart && named(Verb::KeepSeparate, text, 0).subjects.len() > 1
}
