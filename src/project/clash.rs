//! What was chosen and cannot stand together.

use std::fmt;

use indexmap::IndexMap;

use crate::Span;
use crate::model::{Document, ParagraphId, Proposal, ProposalId, ProposalKind, whole_alternatives};

/// Why a choice cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// Of several alternatives more than one was chosen.
    Alternatives,
    /// Two would change the same words.
    SameWords,
    /// The paragraph would end before words that another changes.
    EndBeforeWords,
    /// The paragraph would go, or be replaced as a whole, and another changes its words.
    ParagraphGone,
    /// One is nested in another that was not chosen or cannot stand.
    NeedsOuter,
    /// One would put a proposed paragraph in the place of another, and it was not accepted itself.
    NeedsParagraph,
}

impl FindingKind {
    /// The words that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alternatives => "alternatives",
            Self::SameWords => "same words",
            Self::EndBeforeWords => "end before words",
            Self::ParagraphGone => "paragraph gone",
            Self::NeedsOuter => "needs the outer one",
            Self::NeedsParagraph => "needs the new paragraph",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A choice that cannot stand; nothing of either side is in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Finding {
    /// Why.
    pub kind: FindingKind,
    /// Where.
    pub paragraph: ParagraphId,
    /// The one side, the first in the source.
    pub one: ProposalId,
    /// The other side. Where one needs another, that other, which is no part of the choice.
    pub others: Vec<ProposalId>,
}

impl Finding {
    /// Both sides.
    pub fn proposals(&self) -> impl Iterator<Item = ProposalId> + '_ {
        std::iter::once(self.one).chain(self.others.iter().copied())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: proposal {} against ", self.kind, self.one.index())?;
        for (at, other) in self.others.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { "" } else { ", " }, other.index())?;
        }
        Ok(())
    }
}

/// Takes out of a choice what cannot stand; gives what is left and the reasons.
pub(super) fn settle(document: &Document, wanted: Vec<bool>) -> (Vec<bool>, Vec<Finding>) {
    let mut settler = Settler { document, wanted, findings: Vec::new() };
    // What has nothing to stand in takes nothing else down with it.
    settler.nested();
    settler.alternatives();
    for paragraph in document.paragraphs() {
        settler.paragraph(paragraph.id());
    }
    settler.whole_alternatives();
    settler.leave_out();
    settler.nested();
    settler.findings.sort_by_key(|finding| (finding.one, finding.kind));
    (settler.wanted, settler.findings)
}

struct Settler<'a> {
    document: &'a Document,
    wanted: Vec<bool>,
    findings: Vec<Finding>,
}

impl Settler<'_> {
    fn is_wanted(&self, id: ProposalId) -> bool {
        self.wanted.get(id.index()) == Some(&true)
    }

    fn find(&mut self, kind: FindingKind, paragraph: ParagraphId, ids: &[ProposalId]) {
        if let Some((one, others)) = ids.split_first().filter(|(_, others)| !others.is_empty()) {
            let others = others.to_vec();
            self.findings.push(Finding { kind, paragraph, one: *one, others });
        }
    }

    fn alternatives(&mut self) {
        let mut sets: IndexMap<u32, Vec<ProposalId>> = IndexMap::new();
        for proposal in self.document.proposals() {
            if let Some(set) = proposal.alternatives().filter(|_| self.is_wanted(proposal.id())) {
                sets.entry(set).or_default().push(proposal.id());
            }
        }
        for ids in sets.values() {
            if let Some(first) = ids.first() {
                self.find(
                    FindingKind::Alternatives,
                    self.document.proposal(*first).paragraph(),
                    ids,
                );
            }
        }
    }

    fn paragraph(&mut self, paragraph: ParagraphId) {
        let document = self.document;
        let own = document.proposals_in(paragraph).iter();
        let chosen: Vec<&Proposal> =
            own.filter(|id| self.is_wanted(**id)).map(|id| document.proposal(*id)).collect();
        if chosen.len() < 2 {
            return;
        }
        let mut places: Vec<(Span, &Proposal)> = Vec::new();
        for proposal in chosen.iter().filter(|proposal| proposal.kind() != ProposalKind::End) {
            let removed = document.removal(proposal).map(|removal| removal.span);
            let added = proposal.subject().added();
            let same = removed == added;
            places.extend(removed.map(|span| (span, *proposal)));
            places.extend(added.filter(|_| !same).map(|span| (span, *proposal)));
        }
        places.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
        self.same_words(paragraph, &places);
        // The first end, and the first wish to strike the paragraph, are held against all that they
        // would take away; a further one against its nearest, or the findings alone would grow with
        // the square of the proposals.
        let mut ends: Vec<(u32, &Proposal)> = Vec::new();
        let mut strikes = false;
        for proposal in &chosen {
            match proposal.kind() {
                ProposalKind::End => {
                    let removal = document.removal(proposal);
                    ends.extend(removal.map(|removal| (removal.span.start(), *proposal)));
                }
                ProposalKind::DeleteParagraph => {
                    let most = if strikes { 1 } else { places.len() };
                    let others = places.get(..most).unwrap_or_default();
                    self.against(FindingKind::ParagraphGone, paragraph, proposal, others);
                    strikes = true;
                }
                _ => {}
            }
        }
        ends.sort_by_key(|(from, proposal)| (*from, proposal.id()));
        for (nth, (from, proposal)) in ends.iter().enumerate() {
            let behind = places.partition_point(|(span, _)| span.start() < *from);
            let behind = places.get(behind..).unwrap_or_default();
            let most = if nth == 0 { behind.len() } else { behind.len().min(1) };
            let others = behind.get(..most).unwrap_or_default();
            self.against(FindingKind::EndBeforeWords, paragraph, proposal, others);
        }
    }

    fn against(
        &mut self,
        kind: FindingKind,
        paragraph: ParagraphId,
        one: &Proposal,
        others: &[(Span, &Proposal)],
    ) {
        let mut ids = vec![one.id()];
        ids.extend(others.iter().map(|(_, other)| other.id()).filter(|id| *id != one.id()));
        ids.dedup();
        self.find(kind, paragraph, &ids);
    }

    /// Places that overlap, unless the one is nested in the other, both only strike, or they are
    /// alternatives, which are told of already.
    fn same_words(&mut self, paragraph: ParagraphId, places: &[(Span, &Proposal)]) {
        let mut open: Vec<(Span, &Proposal)> = Vec::new();
        for &(span, proposal) in places {
            while open.last().is_some_and(|(before, _)| before.end() <= span.start()) {
                open.pop();
            }
            if let Some((before, other)) = open.last() {
                let strikes = |one: &Proposal| one.kind() == ProposalKind::Delete;
                let nested =
                    proposal.needs() == Some(other.id()) || other.needs() == Some(proposal.id());
                let apart = other.id() == proposal.id()
                    || nested
                    || (strikes(other) && strikes(proposal))
                    || proposal.excludes(other);
                if !apart && before.overlaps(span) {
                    let (one, two) = (other.id().min(proposal.id()), other.id().max(proposal.id()));
                    self.find(FindingKind::SameWords, paragraph, &[one, two]);
                }
            }
            open.push((span, proposal));
        }
    }

    /// `OP2 ALT` against what was chosen in OP2, and against another alternative to it.
    fn whole_alternatives(&mut self) {
        let document = self.document;
        let chosen = whole_alternatives(document, |id| self.is_wanted(id));
        for (base, alternatives) in chosen {
            let Some(first) = alternatives.ids.first().copied() else { continue };
            if alternatives.are_rivals() {
                let paragraph = document.proposal(first).paragraph();
                self.find(FindingKind::Alternatives, paragraph, &alternatives.ids);
            }
            let Some(base) = base.here() else { continue };
            let own = document.proposals_in(base).iter().copied();
            let amends = |id: &ProposalId| {
                self.is_wanted(*id) && document.proposal(*id).kind().is_amendment()
            };
            let mut both = vec![first];
            both.extend(own.filter(amends));
            self.find(FindingKind::ParagraphGone, base, &both);
        }
    }

    fn leave_out(&mut self) {
        for finding in &self.findings {
            for id in finding.proposals() {
                if let Some(slot) = self.wanted.get_mut(id.index()) {
                    *slot = false;
                }
            }
        }
    }

    /// What is nested in a proposal that does not stand has nothing to stand in.
    ///
    /// Dialects that sign behind the words list the outer proposal after the inner one, those that
    /// sign before them the other way round; gone through both ways, a chain of any depth is done
    /// in one round, and a round more finds nothing.
    fn nested(&mut self) {
        let count = self.document.proposals().len();
        loop {
            let before = self.findings.len();
            for at in (0..count).rev().chain(0..count) {
                let proposal = self.document.proposal(ProposalId::from_index(at));
                let outer = proposal.needs().filter(|outer| !self.is_wanted(*outer));
                let Some(outer) = outer.filter(|_| self.is_wanted(proposal.id())) else { continue };
                let ids = [proposal.id(), outer];
                self.find(FindingKind::NeedsOuter, proposal.paragraph(), &ids);
                if let Some(slot) = self.wanted.get_mut(at) {
                    *slot = false;
                }
            }
            if self.findings.len() == before {
                return;
            }
        }
    }
}
