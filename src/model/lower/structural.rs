//! Wishes about whole paragraphs: to move, merge, split, replace them.

use super::super::dialect::Verb;
use super::super::id::{ParagraphId, ProposalId, StatementId};
use super::super::proposal::{Proposal, ProposalKind};
use super::super::statement::{Extent, Meant, Place, Polarity, StatementKind, Structure, Subject};
use super::at_stake::trim;
use super::direct::{Order, quotations};
use super::draft::{Wish, narrow};
use super::list::List;
use super::reader::Reader;
use super::speak::Spoken;
use super::structure::{Clause, Named, clauses, named, named_behind};
use crate::{Label, Span};

/// Proposals back in which the wish is looked for that somebody is against.
const LATEST: usize = 256;

impl Reader<'_, '_> {
    pub(super) fn structural(&mut self, spoken: &Spoken, order: &Order<'_>) {
        let Order { verb, object, words, text } = *order;
        let (all, offset) = if verb == Verb::ReplaceParagraph {
            (self.draft.slice(words.start(), words.end()), words.start())
        } else {
            (text, object)
        };
        if verb == Verb::Swap {
            return self.swap(spoken, order);
        }
        if matches!(verb, Verb::Move | Verb::Merge | Verb::ReplaceParagraph) {
            let clauses = clauses(all);
            if clauses.len() > 1 {
                return self.several(spoken, order, (all, offset), &clauses);
            }
        }
        let named = named(verb, all, offset);
        if verb == Verb::ReplaceParagraph && named.subjects.is_empty() {
            // `replace “including” with “such as”`: words, not paragraphs.
            let mut quotes = quotations(text, object);
            if let Some(one) = quotes.next() {
                let subject = match quotes.next() {
                    Some(two) => Subject::Words { struck: Some(one), added: Some(two) },
                    None => Subject::Words { struck: None, added: Some(one) },
                };
                let wish = Wish::new(StatementKind::Replace, Polarity::For, subject);
                return self.propose_and_state(spoken, wish, u32::MAX);
            }
            if named.places.is_empty() {
                return self.remark(&spoken.list, StatementKind::Redraft, words, spoken.span);
            }
        }
        if verb == Verb::KeepSeparate && named.subjects.len() < 2 {
            let merges = self.latest(|k| k == ProposalKind::Merge, 1);
            if !merges.is_empty() {
                return self.towards(spoken, Polarity::Against, &merges);
            }
        }
        self.whole_wish(spoken, verb, named);
    }

    /// One wish about whole paragraphs.
    pub(super) fn whole_wish(&mut self, spoken: &Spoken, verb: Verb, named: Named) {
        let (kind, polarity) = match verb {
            Verb::Move => (StatementKind::Move, Polarity::For),
            Verb::Merge => (StatementKind::Merge, Polarity::For),
            Verb::KeepSeparate => (StatementKind::Merge, Polarity::Against),
            Verb::Split => (StatementKind::Split, Polarity::For),
            _ => (StatementKind::ReplaceParagraph, Polarity::For),
        };
        let this_new = named.this_new;
        // A label of another part is no paragraph of this one.
        let own = |(label, beside): &Meant<Label>| beside.is_none().then_some(*label);
        let mut renamed = named.subjects.first().and_then(own).filter(|_| !this_new);
        let subject = named.into_subject(self.context.label, verb);
        if let (Verb::Merge | Verb::KeepSeparate, Subject::Structure(all)) = (verb, &subject) {
            // The paragraph itself, if it is one of them.
            renamed = all.paragraphs.first().copied().filter(|_| all.beside_paragraph(0).is_none());
        }
        if this_new {
            self.not_whole(&spoken.list);
        }
        if polarity == Polarity::Against {
            // The merge that it is against may have been wished for elsewhere.
            if let Some(known) = self.merge_of(&subject) {
                self.towards(spoken, polarity, &[known]);
                return self.rename(renamed);
            }
        }
        self.propose_and_state(spoken, Wish::new(kind, polarity, subject), u32::MAX);
        self.rename(renamed);
    }

    /// The latest proposals of the part, newest first.
    fn of_part(&self) -> impl Iterator<Item = &Proposal> {
        let part = |id: ParagraphId| self.draft.paragraphs.get(id.index()).map(|own| own.part);
        let own = part(self.context.paragraph);
        let latest = self.draft.proposals.iter().rev().take(LATEST);
        latest.take_while(move |known| part(known.paragraph) == own)
    }

    /// The latest merge of just these paragraphs, wherever in the part it was noted.
    fn merge_of(&self, subject: &Subject) -> Option<ProposalId> {
        let Subject::Structure(wanted) = subject else { return None };
        let mut merges = self.of_part().filter(|known| known.kind == ProposalKind::Merge);
        let same = |known: &&Proposal| match &known.subject {
            Subject::Structure(known) => known.joins_as(wanted),
            _ => false,
        };
        merges.find(same).map(|known| known.id)
    }

    /// `move OP2 after OP5, OP3 after OP6: A`: a wish each. `merge with OP3 or OP4: A`: a wish each as
    /// well, of which one can come true.
    fn several(
        &mut self,
        spoken: &Spoken,
        order: &Order<'_>,
        (all, offset): (&str, u32),
        clauses: &[Clause],
    ) {
        let is_free = self.frame().is_free();
        let mut wishes: Vec<ProposalId> = Vec::new();
        let mut rivals: Vec<ProposalId> = Vec::new();
        let mut subjects: Vec<Meant<Label>> = Vec::new();
        for clause in clauses {
            let words = all.get(clause.span.0..clause.span.1).unwrap_or_default();
            let from = offset + narrow(clause.span.0);
            let mut named = named_behind(order.verb, words, from, clause.side);
            if clause.instead && named.subjects.is_empty() {
                named.subjects.clone_from(&subjects);
            }
            subjects.clone_from(&named.subjects);
            if !clause.instead {
                self.rival(&std::mem::take(&mut rivals));
            }
            let made = self.wished_by(|reader| reader.whole_wish(spoken, order.verb, named));
            rivals.extend(&made);
            wishes.extend(made);
        }
        self.rival(&rivals);
        self.speak_of_all(wishes, is_free);
    }

    /// At most one of these can stand.
    fn rival(&mut self, rivals: &[ProposalId]) {
        if rivals.len() < 2 {
            return;
        }
        let known = rivals.iter().filter_map(|id| self.draft.proposals.get(id.index()));
        let set = known
            .into_iter()
            .find_map(|known| known.alternatives)
            .unwrap_or_else(|| self.draft.alternatives());
        for id in rivals {
            if let Some(rival) = self.draft.proposals.get_mut(id.index()) {
                rival.alternatives.get_or_insert(set);
            }
        }
    }

    /// `swap with OP4: A`, `swap OP2 and OP4: A`: each to the place of the other, as one wish of two
    /// steps.
    fn swap(&mut self, spoken: &Spoken, order: &Order<'_>) {
        let named = named(Verb::Merge, order.text, order.object);
        let pair = named.into_subject(self.context.label, Verb::Merge);
        let Subject::Structure(pair) = pair else { return };
        let places = pair.meant_places().filter_map(|(place, beside)| match place {
            Place::At(label) => Some((label, beside)),
            _ => None,
        });
        let pair = pair.meant_paragraphs().chain(places);
        let pair: Vec<Meant<Label>> =
            pair.map(|(label, beside)| (label, beside.cloned())).collect();
        let [one, other] = &*pair else {
            return self.remark(&spoken.list, StatementKind::Redraft, order.words, spoken.span);
        };
        let (known, is_free) = (self.draft.proposals.len(), self.frame().is_free());
        let mut halves = Vec::new();
        for (from, to) in [(one, other), (other, one)] {
            let places = vec![(Place::At(to.0), to.1.clone())];
            let structure = Structure::new(vec![from.clone()], places);
            let subject = Subject::Structure(Box::new(structure));
            let wish = Wish::new(StatementKind::Move, Polarity::For, subject);
            halves.extend(self.wished_by(|reader| {
                reader.propose_and_state(spoken, wish, u32::MAX);
                reader.rename(Some(one.0).filter(|_| one.1.is_none()));
            }));
        }
        if let [first, second] = *halves {
            let second = self.draft.proposals.get_mut(second.index());
            if let Some(second) = second.filter(|second| second.id.index() >= known) {
                second.needs = Some(first);
            }
        }
        self.speak_of_all(halves, is_free);
    }

    /// `keep here: A`: against a move of the paragraph, whether or not somebody asks for one.
    /// `do not move OP3: A`, `keep OP3 where it is: A`: the paragraph that is named.
    pub(super) fn keep_place(&mut self, spoken: &Spoken, order: &Order<'_>) {
        let named = named(Verb::Delete, order.text, order.object).subjects.into_iter().next();
        let is_other = named.is_some();
        let meant = named.unwrap_or((self.context.label, None));
        let mut moves = if is_other {
            let moves = self.of_part().filter(|known| known.kind == ProposalKind::Move);
            moves.map(|known| known.id).collect()
        } else {
            self.latest(|kind| kind == ProposalKind::Move, 8)
        };
        moves.retain(|id| match self.draft.subject(*id) {
            Some(Subject::Structure(structure)) => structure
                .meant_paragraphs()
                .any(|(label, beside)| label == meant.0 && beside == meant.1.as_ref()),
            _ => false,
        });
        moves.truncate(1);
        let renamed = Some(meant.0).filter(|_| meant.1.is_none());
        if moves.is_empty() {
            let structure = Structure::new(vec![meant], Vec::new());
            let subject = Subject::Structure(Box::new(structure));
            let wish = Wish::new(StatementKind::Move, Polarity::Against, subject);
            self.propose_and_state(spoken, wish, u32::MAX);
        } else {
            self.towards(spoken, Polarity::Against, &moves);
        }
        self.rename(renamed);
    }

    /// `keep OP3: A`: nothing but labels, so A is against the deletion of those paragraphs.
    pub(super) fn keep_named(&mut self, spoken: &Spoken, order: &Order<'_>) -> bool {
        let named = named(Verb::Delete, order.text, order.object);
        if !named.only_labels || named.subjects.is_empty() {
            return false;
        }
        for (label, _) in named.subjects {
            let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::Against, Subject::Whole);
            self.state(&spoken.list, wish, spoken.span, &[]);
            let last = StatementId::from_index(self.draft.statements.len() - 1);
            self.draft.renamed.push((last, Some(label)));
        }
        true
    }

    /// What follows speaks of each of them, unless the bracket spoke of something before they were
    /// made.
    fn speak_of_all(&mut self, wishes: Vec<ProposalId>, is_free: bool) {
        if is_free {
            self.frame().current = wishes;
        }
    }

    /// `delete OP3 and OP4: A`: nothing but labels, so whole paragraphs are to go.
    pub(super) fn delete_named(&mut self, spoken: &Spoken, order: &Order<'_>) -> bool {
        let Order { object, words, text, .. } = *order;
        let mut named = named(Verb::Delete, text, object);
        if text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            // `delete para 5`: the number tells which.
            let all = self.draft.slice(words.start(), words.end());
            let from = all.find(char::is_whitespace).unwrap_or(0);
            let behind = all.get(from..).unwrap_or_default();
            named = super::structure::named(Verb::Delete, behind, words.start() + narrow(from));
        }
        if !named.only_labels || named.subjects.is_empty() {
            return false;
        }
        let (mut wishes, is_free) = (Vec::new(), self.frame().is_free());
        for (label, _) in named.subjects {
            if label == self.context.label {
                let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, Subject::Whole);
                self.propose_and_state(spoken, wish, u32::MAX);
                wishes.extend_from_slice(&self.frame().current);
                continue;
            }
            // Which paragraph that is, and whether there is one, the whole text will tell.
            let place = (Place::Words(words), None);
            let structure = Structure::new(vec![(label, None)], vec![place]);
            let subject = Subject::Structure(Box::new(structure));
            let wish = Wish::new(StatementKind::DeleteParagraph, Polarity::For, subject);
            self.propose_and_state(spoken, wish, u32::MAX);
            let last = StatementId::from_index(self.draft.statements.len() - 1);
            self.draft.renamed.push((last, Some(label)));
            wishes.extend_from_slice(&self.frame().current);
        }
        self.speak_of_all(wishes, is_free);
        true
    }

    /// `oppose deletion of OP7` behind a note that would replace OP6 and OP7 is about OP7 alone: the
    /// wish becomes two, which its speakers hold both.
    pub(super) fn narrowed(
        &mut self,
        targets: Vec<ProposalId>,
        text: &str,
        object: u32,
    ) -> Vec<ProposalId> {
        let [id] = *targets else { return targets };
        let Some(Subject::Structure(structure)) = self.draft.subject(id) else { return targets };
        if structure.paragraphs.len() < 2 {
            return targets;
        }
        let meant = named(Verb::Oppose, text, object).subjects;
        let is_meant = |label: &Label| meant.iter().any(|(known, _)| known == label);
        let all = structure.meant_paragraphs().map(|(label, beside)| (label, beside.cloned()));
        let (own, rest): (Vec<Meant<Label>>, Vec<_>) = all.partition(|(label, _)| is_meant(label));
        if own.is_empty() || rest.is_empty() {
            return targets;
        }
        let places = structure.meant_places().map(|(place, beside)| (place, beside.cloned()));
        let places: Vec<Meant<Place>> = places.collect();
        let (own, rest) = (Structure::new(own, places.clone()), Structure::new(rest, places));
        let part = self.draft.divide(id, rest, own);
        if let Some(at) = self.frame().current.iter().position(|known| *known == id) {
            self.frame().current.insert(at + 1, part);
        }
        vec![part]
    }

    pub(super) fn rename(&mut self, label: Option<Label>) {
        let label = label.filter(|label| self.context.note && *label != self.context.label);
        if let (Some(label), Some(last)) = (label, self.draft.statements.len().checked_sub(1)) {
            self.draft.renamed.push((StatementId::from_index(last), Some(label)));
        }
    }

    /// `Replace OP6 with this new PP5: A`: A proposed the paragraph, so the list at its end signs
    /// no more than the words before it.
    fn not_whole(&mut self, list: &List) {
        let Some((statement, from, at)) = self.context.whole_statement.take() else { return };
        let speakers = |(from, to): (u32, u32)| {
            self.draft.mentions.get(from as usize..to as usize).unwrap_or_default()
        };
        let signed = self.draft.statements.get(statement.index()).map(|known| known.mentions);
        let signed = signed.map(speakers).unwrap_or_default();
        let mut proposers = speakers(list.mentions).iter();
        if proposers.any(|one| signed.iter().any(|other| other.delegation == one.delegation)) {
            // Who signed it says so once more.
            return;
        }
        let region = trim(self.draft.text, from, at);
        let text = self.draft.slice(region.start(), region.end());
        let start = region.start() + narrow(super::extent::start(text, ""));
        let subject = Subject::Words { struck: None, added: Some(Span::new(start, region.end())) };
        let wish = Wish {
            extent: Extent::Inferred,
            ..Wish::new(StatementKind::Insert, Polarity::For, subject)
        };
        let Some(id) = self.draft.propose(self.context.paragraph, &wish, &[]) else { return };
        if let Some(known) = self.draft.statements.get_mut(statement.index()) {
            (known.kind, known.extent, known.subject) = (wish.kind, wish.extent, wish.subject);
            let (first, last) = known.targets;
            if let Some(targets) = self.draft.targets.get_mut(first as usize..last as usize) {
                targets.fill(id);
            }
        }
    }
}
