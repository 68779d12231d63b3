//! Positions on what was proposed before: for, against, the original to stay.

use super::super::dialect::Verb;
use super::super::id::ProposalId;
use super::super::proposal::ProposalKind;
use super::super::registry::Entry;
use super::super::statement::{Extent, Polarity, StatementKind, Subject};
use super::at_stake::{ALTERNATIVES, trim};
use super::direct::{Order, quotations};
use super::draft::{Wish, narrow};
use super::frame::Hold;
use super::list::List;
use super::reader::Reader;
use super::speak::{Before, Level, Spoken};
use super::structure;
use super::words::{Word, speaks_of_all, words};
use crate::Span;

/// Words before a bracket of alternatives in which the original is looked for that they replace.
const ORIGINAL: usize = 8;

/// How far back the original is looked for, in bytes: a bracket may ask for it once an option.
const REACH: u32 = 240;

impl Reader<'_, '_> {
    /// The latest proposals of this paragraph that fit, newest first.
    pub(super) fn latest(
        &self,
        fits: impl Fn(ProposalKind) -> bool,
        most: usize,
    ) -> Vec<ProposalId> {
        let own = self.draft.proposals.iter().rev().take(256);
        own.take_while(|p| p.paragraph == self.context.paragraph)
            .filter(|p| fits(p.kind))
            .map(|p| p.id)
            .take(most)
            .collect()
    }

    /// What a bare `oppose`, `support` or `delete` speaks of.
    pub(super) fn targets(&mut self, level: Level, both: bool) -> Vec<ProposalId> {
        let Some(frame) = self.at(level) else { return Vec::new() };
        let (hold, adjacent, chain, lists) =
            (frame.hold, frame.adjacent, frame.chain.clone(), frame.lists);
        let signature = frame.signature;
        if both && chain.len() > 1 {
            return chain;
        }
        if !signature && (frame.slash || hold == Hold::Block) && chain.len() > 1 {
            return chain;
        }
        if !frame.current.is_empty() {
            return frame.current.clone();
        }
        if !chain.is_empty() {
            return chain;
        }
        let block = hold == Hold::Block;
        if hold == Hold::Paren && adjacent && lists == 0 {
            if let Some(parent) = self.parent() {
                if !parent.current.is_empty() {
                    return parent.current.clone();
                }
            }
        }
        if let Some(whole) = self.context.whole.filter(|_| block || self.context.note) {
            return vec![whole];
        }
        Vec::new()
    }

    /// `[x: A] [oppose: C]`: a bracket that holds but a position, beside one that is signed.
    fn beside(&mut self) -> Vec<ProposalId> {
        let frame = self.frame();
        let beside = frame.hold == Hold::Square && frame.adjacent && frame.lists == 0;
        let parent = if beside { self.parent() } else { None };
        parent.map(|parent| parent.current.clone()).unwrap_or_default()
    }

    pub(super) fn position(
        &mut self,
        spoken: &Spoken,
        order: &Order<'_>,
        polarity: Polarity,
        before: Before,
    ) {
        let Spoken { list, level, .. } = *spoken;
        let Order { object, words, text, .. } = *order;
        if text.trim().is_empty() && self.towards_keeping(spoken, polarity) {
            return;
        }
        let lower = text.to_ascii_lowercase();
        if polarity == Polarity::For && (lower.contains("merg") || lower.contains("combin")) {
            // `agree … on condition of merging with OP24`: a merge, under that condition.
            let said = self.draft.slice(words.start(), words.end()).to_ascii_lowercase();
            let condition = said.find("on condition").map(|at| words.start() + narrow(at));
            let condition = condition.map(|at| trim(self.draft.text, at, words.end()));
            let named = structure::named(Verb::Merge, text, object);
            let subject = named.into_subject(self.context.label, Verb::Merge);
            let wish =
                Wish { condition, ..Wish::new(StatementKind::Merge, Polarity::For, subject) };
            return self.propose_and_state(spoken, wish, u32::MAX);
        }
        if polarity == Polarity::Against && lower.contains("merg") && self.apart(spoken, order) {
            return;
        }
        let targets = if lower.contains("deletion") || lower.contains("deleting") {
            self.latest(
                |k| {
                    matches!(
                        k,
                        ProposalKind::ReplaceParagraph
                            | ProposalKind::DeleteParagraph
                            | ProposalKind::Delete
                    )
                },
                1,
            )
        } else if lower.contains("moving") {
            self.latest(|k| k == ProposalKind::Move, 1)
        } else if lower.contains("replacement") || lower.contains("replacing") {
            self.latest(|k| k == ProposalKind::ReplaceParagraph, 1)
        } else if lower.contains("merg") {
            self.latest(|k| k == ProposalKind::Merge, 1)
        } else if let Some(quote) = quotations(text, object).next() {
            // `oppose inclusion of “end impunity”`
            let subject = Subject::Words { struck: None, added: Some(quote) };
            let wish = Wish::new(StatementKind::Insert, polarity, subject);
            return self.propose_and_state(spoken, wish, u32::MAX);
        } else if let Some(author) = self.author(text, lower.contains("additions")) {
            author
        } else if lower.contains("all additions") {
            self.latest(|k| matches!(k, ProposalKind::Insert | ProposalKind::Replace), 64)
        } else if speaks_of_all(text) {
            self.targets(level, true)
        } else {
            self.targets(level, false)
        };
        let mut targets = self.narrowed(targets, text, object);
        if targets.is_empty() && before.words.is_none() {
            targets = self.beside();
        }
        if let Some(words) = before.words.filter(|_| targets.is_empty()) {
            let (kind, subject) = self.struck_among(level, words).unwrap_or((
                StatementKind::Insert,
                Subject::Words { struck: None, added: Some(words) },
            ));
            return self.propose_and_state(
                spoken,
                Wish::new(kind, polarity, subject),
                words.start(),
            );
        }
        if !targets.is_empty() {
            return self.towards(spoken, polarity, &targets);
        }
        if self.seconded(&list, polarity, level) {
            return;
        }
        if let Some(rest) =
            text.trim_start().strip_prefix("for ").filter(|_| polarity == Polarity::For)
        {
            // `(support for multilateralism: FRA)`
            let start = words.end() - narrow(rest.trim_end().len());
            let subject =
                Subject::Words { struck: None, added: Some(Span::new(start, words.end())) };
            return self.propose_and_state(
                spoken,
                Wish::new(StatementKind::Insert, polarity, subject),
                u32::MAX,
            );
        }
        if lower.contains("replacement") || lower.contains("moving") || lower.contains("deletion") {
            let verb = if lower.contains("moving") { Verb::Move } else { Verb::ReplaceParagraph };
            let named = structure::named(verb, text, object);
            let renamed = named.subjects.first().map(|(label, _)| *label);
            let subject = named.into_subject(self.context.label, verb);
            let kind = if verb == Verb::Move {
                StatementKind::Move
            } else {
                StatementKind::ReplaceParagraph
            };
            self.propose_and_state(spoken, Wish::new(kind, polarity, subject), u32::MAX);
            self.rename(renamed);
            return;
        }
        self.bare_position(spoken, polarity, words);
    }

    /// `oppose the merging of OP1 and OP2`: they are to be separate, whichever merge was noted last.
    fn apart(&mut self, spoken: &Spoken, order: &Order<'_>) -> bool {
        let named = structure::named(Verb::KeepSeparate, order.text, order.object);
        let all = named.subjects.len() + named.places.len() > 1;
        if all {
            self.whole_wish(spoken, Verb::KeepSeparate, named);
        }
        all
    }

    /// `(…; support: VEN)` behind a wish that is no proposal, such as to keep the original.
    fn seconded(&mut self, list: &List, polarity: Polarity, level: Level) -> bool {
        let frame = self.frame();
        let adjacent = frame.hold == Hold::Paren && frame.adjacent && level == Level::Own;
        let earlier = if adjacent { self.parent().and_then(|parent| parent.last) } else { None };
        let Some((first, count)) = earlier.filter(|_| polarity == Polarity::For) else {
            return false;
        };
        self.frame().last = Some((first, count));
        self.again(*list);
        true
    }

    /// `(keep this para: A; oppose: B)`: B wants it struck, and who supports A does not.
    fn towards_keeping(&mut self, spoken: &Spoken, polarity: Polarity) -> bool {
        let last = self.frame().last.filter(|_| spoken.level == Level::Own);
        let last = last.and_then(|(first, _)| self.draft.statements.get(first.index()));
        let keeps = last.filter(|last| {
            last.kind == StatementKind::DeleteParagraph && last.polarity == Polarity::Against
        });
        let Some((from, to)) = keeps.map(|last| last.targets) else { return false };
        let targets = self.draft.targets.get(from as usize..to as usize).unwrap_or_default();
        let targets: Vec<ProposalId> = targets.to_vec();
        let polarity = match polarity {
            Polarity::For => Polarity::Against,
            Polarity::Against => Polarity::For,
            other => other,
        };
        let wish = Wish::new(StatementKind::DeleteParagraph, polarity, Subject::Whole);
        if polarity == Polarity::For && targets.is_empty() {
            self.propose_and_state(spoken, wish, u32::MAX);
        } else {
            self.state(&spoken.list, wish, spoken.span, &targets);
        }
        true
    }

    /// A bare position on nothing that was proposed: on the words before it, or the paragraph.
    fn bare_position(&mut self, spoken: &Spoken, polarity: Polarity, words: Span) {
        if self.context.label.is_proposed() && !self.context.heading {
            let id = self.whole_proposal();
            return self.towards(spoken, polarity, &[id]);
        }
        let at = self.frame().span.start();
        if self.frame().hold != Hold::Block && spoken.level == Level::Own {
            if let Some(parent) = self.parent() {
                let from = parent.resumed;
                let region = trim(self.draft.text, from, at);
                if !region.is_empty() {
                    let text = self.draft.slice(region.start(), region.end());
                    let start = region.start() + narrow(super::extent::start(text, ""));
                    let added = Some(Span::new(start, region.end()));
                    let subject = Subject::Words { struck: None, added };
                    let wish = Wish {
                        extent: Extent::Inferred,
                        ..Wish::new(StatementKind::Insert, polarity, subject)
                    };
                    return self.propose_and_state(spoken, wish, start);
                }
            }
        }
        let wish = Wish::new(StatementKind::Comment, Polarity::Comment, Subject::Remark(words));
        self.state(&spoken.list, wish, spoken.span, &[]);
    }

    /// A stance on proposals that stand already.
    ///
    /// Alternatives are one statement; two wishes of one run, such as to add words and to end the
    /// paragraph behind them, or to strike the paragraph or move it, are one each.
    pub(super) fn towards(&mut self, spoken: &Spoken, polarity: Polarity, targets: &[ProposalId]) {
        let Some(first) = targets.first().and_then(|id| self.draft.proposals.get(id.index()))
        else {
            return;
        };
        let of = |id: &ProposalId| self.draft.proposals.get(id.index());
        let ends = |id: &ProposalId| of(id).is_some_and(|p| p.kind == ProposalKind::End);
        let kind = |id: &ProposalId| of(id).map(|p| p.kind);
        let whole = |id: &ProposalId| kind(id).is_some_and(ProposalKind::is_structural);
        let labels = |id: &ProposalId| {
            kind(id) != Some(ProposalKind::DeleteParagraph)
                && of(id).is_some_and(|p| matches!(p.subject, Subject::Structure(_)))
        };
        let parted = match targets {
            [one, other] if kind(one) != kind(other) => {
                targets.iter().any(|id| ends(id) || whole(id))
            }
            [_, _, ..] => targets.iter().all(labels),
            _ => false,
        };
        if parted {
            return targets.chunks(1).for_each(|one| self.towards(spoken, polarity, one));
        }
        let wish = Wish {
            kind: first.kind.statement(),
            polarity,
            extent: first.extent,
            subject: first.subject.clone(),
            condition: None,
        };
        self.state(&spoken.list, wish, spoken.span, targets);
    }

    /// `the proposal of FRA`: what FRA proposed last in this paragraph.
    fn author(&mut self, text: &str, all: bool) -> Option<Vec<ProposalId>> {
        let word = text.split(|c: char| !c.is_ascii_uppercase()).find(|w| w.len() >= 2)?;
        let (_, entry) = self.draft.entry(word.as_bytes())?;
        let Entry::Known(number) = entry? else { return None };
        let delegation = self.draft.speaker(number);
        let mut found = Vec::new();
        let statements = self.draft.statements.iter().rev().take(256);
        for statement in statements.take_while(|s| s.paragraph == self.context.paragraph) {
            let (from, to) = statement.mentions;
            let speaks = self.draft.mentions.get(from as usize..to as usize).unwrap_or_default();
            let (first, last) = statement.targets;
            if statement.polarity == Polarity::For
                && speaks.iter().any(|m| m.delegation == delegation)
                && first < last
            {
                found.extend_from_slice(self.draft.targets.get(first as usize..last as usize)?);
                if !all || found.len() >= ALTERNATIVES {
                    break;
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// `words [A; retain: C]`: what C wants retained stands in the original, so A wants it struck,
    /// and the marks of the strike-through were lost.
    fn lost_marks(&mut self, current: &[ProposalId]) {
        let Some(id) = current.first() else { return };
        let Some(proposal) = self.draft.proposals.get_mut(id.index()) else { return };
        let Subject::Words { struck: None, added: Some(words) } = proposal.subject else { return };
        if proposal.kind != ProposalKind::Insert || proposal.extent != Extent::Inferred {
            return;
        }
        let subject = Subject::Words { struck: Some(words), added: None };
        (proposal.kind, proposal.subject) = (ProposalKind::Delete, subject.clone());
        for statement in self.draft.statements.iter_mut().rev().take(8) {
            let (from, to) = statement.targets;
            if self.draft.targets.get(from as usize..to as usize) == Some(current) {
                statement.kind = StatementKind::Delete;
                statement.subject = subject.clone();
            }
        }
    }

    /// `by promoting [through B: X / by applying C: Y / retain original: Z]`: where the original is
    /// one of the options, the others would replace it, and it stands before the bracket, though
    /// nothing strikes it. It reaches back to the start of the sentence where that is near and an
    /// option begins with a capital letter, or to the word with which one of the options begins.
    fn original_of(&mut self, chain: &[ProposalId]) -> Option<Span> {
        let frame = self.frame();
        if frame.hold != Hold::Square || !frame.slash {
            return None;
        }
        let start = frame.span.start();
        let mut from = self.parent()?.resumed.max(start.saturating_sub(REACH));
        while !self.draft.text.is_char_boundary(from as usize) {
            from += 1;
        }
        let region = trim(self.draft.text, from, start);
        let text = self.draft.slice(region.start(), region.end());
        let sentence = text.rfind(['.', ';', ']']).map_or(0, |at| at + 1);
        let found: Vec<Word<'_>> = words(text.get(sentence..)?).collect();
        let near = found.get(found.len().saturating_sub(ORIGINAL)..)?;
        let heads: Vec<&str> = chain.iter().filter_map(|id| self.first_word(*id)).collect();
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let opens = found.first().filter(|first| {
            found.len() <= ORIGINAL && capital(first.text) && heads.iter().any(|head| capital(head))
        });
        let alike = || near.iter().rev().find(|word| heads.iter().any(|head| word.is(head)));
        let at = opens.or_else(alike)?.at;
        let old = Span::new(region.start() + narrow(sentence + at), region.end());
        for id in chain {
            if let Some(proposal) = self.draft.proposals.get_mut(id.index()) {
                if let Subject::Words { struck: slot @ None, added: Some(_) } =
                    &mut proposal.subject
                {
                    *slot = Some(old);
                    (proposal.kind, proposal.extent) = (ProposalKind::Replace, Extent::Inferred);
                }
            }
        }
        for statement in self.draft.statements.iter_mut().rev().take(ALTERNATIVES) {
            let (first, last) = statement.targets;
            let targets = self.draft.targets.get(first as usize..last as usize);
            let [id] = targets.unwrap_or_default() else { continue };
            let known = self.draft.proposals.get(id.index()).filter(|_| chain.contains(id));
            if let Some(proposal) = known.filter(|_| statement.kind == StatementKind::Insert) {
                statement.kind = StatementKind::Replace;
                statement.extent = proposal.extent;
                statement.subject = proposal.subject.clone();
            }
        }
        self.frame().old = Some(old);
        Some(old)
    }

    fn first_word(&self, proposal: ProposalId) -> Option<&str> {
        let proposal = self.draft.proposals.get(proposal.index())?;
        let Subject::Words { added: Some(span), .. } = proposal.subject else { return None };
        words(self.draft.slice(span.start(), span.end())).next().map(|word| word.text)
    }

    pub(super) fn retain(&mut self, spoken: &Spoken, order: &Order<'_>) {
        let said = self.draft.slice(order.words.start(), order.words.end());
        let original = said.to_ascii_lowercase().contains("original");
        let Some(frame) = self.at(spoken.level) else { return };
        let own = (frame.signature || frame.hold == Hold::Square)
            && !frame.slash
            && frame.current.len() == 1
            && frame.chain.len() <= 1;
        let paren = frame.hold == Hold::Paren && frame.lists > 0 && frame.current.len() == 1;
        let adjacent = frame.hold == Hold::Paren && frame.adjacent && frame.lists == 0 && !original;
        let chain = frame.chain.clone();
        let current = frame.current.clone();
        let old = frame.old;
        let structural = paren
            && current
                .first()
                .and_then(|id| self.draft.proposals.get(id.index()))
                .is_some_and(|p| p.kind.is_structural());
        if own && !original && order.text.trim().is_empty() {
            self.lost_marks(&current);
        }
        if own || structural {
            return self.towards(spoken, Polarity::Against, &current);
        }
        if adjacent {
            let targets = self.targets(spoken.level, false);
            if !targets.is_empty() {
                return self.towards(spoken, Polarity::Against, &targets);
            }
        }
        let old = old.or_else(|| self.original_of(&chain));
        let subject = match old.filter(|_| !chain.is_empty()) {
            Some(old) => Subject::Words { struck: None, added: Some(old) },
            None => Subject::Whole,
        };
        let wish = Wish::new(StatementKind::Retain, Polarity::Against, subject);
        self.state(&spoken.list, wish, spoken.span, &chain);
    }
}
