//! What cannot stand together, and who stands against whom.

use std::fmt;

use indexmap::IndexMap;
use petgraph::graph::UnGraph;

use crate::Span;
use crate::lineage::{Camp, FindingKind, findings, lineage};
use crate::model::{
    DelegationId, Document, ParagraphId, Proposal, ProposalId, ProposalKind, Subject,
};
use crate::model::{
    Replaced, Rivalry, Sides, changed, keepers, sides_and_rivalry, whole_alternatives,
};

/// Why proposals cannot stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ConflictKind {
    /// At most one of several texts can stand at one place.
    Alternative,
    /// Two change the same words.
    Overlap,
    /// The paragraph would end before the words that others change.
    EndBeforeWords,
    /// The paragraph would go, and others change its words.
    DeleteAmended,
    /// Some want the paragraph as it was, and others change it: its words, whether it stands at all
    /// or alone, or what stands in its place.
    RetainChanged,
    /// A whole paragraph would stand in the place of one that others change, or that another whole
    /// paragraph would replace as well.
    ParagraphAlternative,
    /// No text can have both orders: one paragraph would stand in two places, or go and be moved,
    /// or two stand before each other. What is such is what [`lineage`](mod@crate::lineage) finds.
    Order,
}

impl ConflictKind {
    /// The words that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alternative => "alternatives",
            Self::Overlap => "same words",
            Self::EndBeforeWords => "end / words after it",
            Self::DeleteAmended => "delete / amend",
            Self::RetainChanged => "retain / change",
            Self::ParagraphAlternative => "whole alternative",
            Self::Order => "order",
        }
    }
}

impl fmt::Display for ConflictKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Proposals that cannot stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Conflict {
    /// Why.
    pub kind: ConflictKind,
    /// The paragraph it is about.
    pub paragraph: ParagraphId,
    /// The one side; none where it is the wish to keep the original. Of several whole alternatives
    /// to a paragraph, or of several wishes for its one place, the first stands for all.
    pub one: Option<ProposalId>,
    /// Who wants the one side; where one alternative stands for several, who wants any of them. Who
    /// wants words inside one of several texts wants that text.
    pub wanting_one: Vec<DelegationId>,
    /// First and one past the last of the other side among [`Conflicts::order`].
    others: (u32, u32),
    /// Who wants something of the other side, each once.
    pub wanting_others: Vec<DelegationId>,
    /// Who is on both sides, or wants two of several alternatives: it may mean the one as second
    /// best, or contradict itself. Nobody stands against itself, so this is no part of the heat.
    pub both: Vec<DelegationId>,
    /// In how many ways it sets two delegations against each other: for every two texts that cannot
    /// both stand, each who wants the one with each other who wants the other.
    pub heat: usize,
}

/// How [`conflicts_with`] looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ConflictOptions {
    delegations: usize,
}

impl Default for ConflictOptions {
    fn default() -> Self {
        ConflictOptions { delegations: 512 }
    }
}

impl ConflictOptions {
    /// At most this many delegations, in the order of first words, are held against each other:
    /// pairs grow with the square. 512 unless said, more than the United Nations seat.
    #[must_use]
    pub fn delegations(mut self, most: usize) -> Self {
        self.delegations = most;
        self
    }
}

/// Two delegations and what they want differently.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Opposition {
    /// The two, the one who speaks first in the document first.
    pub between: (DelegationId, DelegationId),
    /// The proposals that one wants and the other is against, as [`Sides::against`] has it: by
    /// name, by wanting the original, or by wanting an alternative instead. In source order; of a
    /// set of alternatives over which the two differ the first alone.
    pub over: Vec<ProposalId>,
}

/// What cannot stand together, and who stands against whom; see [`conflicts()`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Conflicts {
    /// What a conflict is, and how silence counts, in words.
    pub rule: String,
    /// The conflicts, those that set most delegations against each other first.
    pub conflicts: Vec<Conflict>,
    /// The pairs of delegations, those that differ most often first.
    pub oppositions: Vec<Opposition>,
    /// Delegations left out of the pairs, past the option's bound.
    pub left_out: usize,
    order: Vec<ProposalId>,
}

impl Conflicts {
    /// The other side of a conflict, in source order.
    pub fn others(&self, conflict: &Conflict) -> &[ProposalId] {
        let (from, to) = conflict.others;
        self.order.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Who is on both sides of a conflict, with the places of those in [`Conflicts::conflicts`]:
    /// most often first, then in the order of first words.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, analysis::conflicts};
    /// let document = Document::read("1. We act [now: FRA, DEU / later: FRA].")?;
    /// let found = conflicts(&document);
    /// assert_eq!((found.inconsistent().len(), found.conflicts[0].heat), (1, 1));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn inconsistent(&self) -> Vec<(DelegationId, Vec<usize>)> {
        let mut found: IndexMap<DelegationId, Vec<usize>> = IndexMap::new();
        for (nth, conflict) in self.conflicts.iter().enumerate() {
            for one in &conflict.both {
                found.entry(*one).or_default().push(nth);
            }
        }
        let mut found: Vec<(DelegationId, Vec<usize>)> = found.into_iter().collect();
        found.sort_by_key(|(one, of)| (std::cmp::Reverse(of.len()), *one));
        found
    }

    /// The delegations as petgraph's own graph: an edge counts the proposals that its two ends
    /// want differently.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, analysis::conflicts};
    /// let document = Document::read("1. We act [now: FRA; oppose: USA].")?;
    /// let graph = conflicts(&document).as_graph(&document);
    /// assert_eq!((graph.node_count(), graph.edge_count()), (2, 1));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn as_graph(&self, document: &Document) -> UnGraph<DelegationId, usize> {
        let mut graph = UnGraph::default();
        let nodes: Vec<_> = (0..document.delegations().len())
            .map(|at| graph.add_node(DelegationId::from_index(at)))
            .collect();
        for opposition in &self.oppositions {
            let (a, b) = opposition.between;
            if let (Some(a), Some(b)) = (nodes.get(a.index()), nodes.get(b.index())) {
                graph.add_edge(*a, *b, opposition.over.len());
            }
        }
        graph
    }
}

/// Which proposals cannot stand together and which delegations stand against each other.
///
/// Overlapping proposals are reported each with the next one that it overlaps; one that is nested
/// in another needs it and is no conflict. The whole alternatives of one paragraph are told of
/// together: once against each other if they are rivals, once against all that is proposed in it.
///
/// Two delegations stand against each other over what the one wants and the other is against: by
/// name, by wanting the original, or by wanting an alternative and not this one. A set of
/// alternatives counts once for a pair, for it has one place in the text.
///
/// # Complexity
///
/// O(s + p log p + w × d) for s stances, p proposals, w wishes for one, and at most d delegations
/// on a proposal or on its set of alternatives, of whom [`ConflictOptions::delegations`] counts the
/// first.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{ConflictKind, conflicts}};
/// let document = Document::read("1. We act [now: FRA, DEU / later: USA].")?;
/// let found = conflicts(&document);
/// assert_eq!(found.conflicts[0].kind, ConflictKind::Alternative);
/// assert_eq!(found.conflicts[0].heat, 2);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn conflicts(document: &Document) -> Conflicts {
    conflicts_with(document, &ConflictOptions::default())
}

/// [`conflicts()`] with another bound on the pairs of delegations.
#[must_use]
pub fn conflicts_with(document: &Document, options: &ConflictOptions) -> Conflicts {
    let (sides, rivalry) = sides_and_rivalry(document);
    let (order, found) = (Vec::new(), Vec::new());
    let mut finder = Finder { document, sides: &sides, rivalry: &rivalry, order, found };
    finder.alternatives();
    let mut of_paragraph: Vec<Vec<&Proposal>> = Vec::new();
    of_paragraph.resize_with(document.paragraphs().len(), Vec::new);
    for proposal in document.proposals() {
        if let Some(list) = of_paragraph.get_mut(proposal.paragraph().index()) {
            list.push(proposal);
        }
    }
    let keepers = keepers(document);
    let replaced = Replaced::new(document);
    let mut changing: IndexMap<ParagraphId, Vec<ProposalId>> = IndexMap::new();
    for proposal in document.proposals() {
        if let Some(id) = changed(document, proposal, &replaced) {
            changing.entry(id).or_default().push(proposal.id());
        }
    }
    for (paragraph, proposals) in document.paragraphs().iter().zip(&of_paragraph) {
        let keeping = keepers.get(&paragraph.id()).map_or(&[][..], Vec::as_slice);
        finder.paragraph(paragraph.id(), proposals);
        finder.retained(paragraph.id(), keeping, &changing);
    }
    finder.whole_alternatives(&of_paragraph);
    finder.order();
    let Finder { order, mut found, .. } = finder;
    found.sort_by_key(|conflict| std::cmp::Reverse(conflict.heat));
    let (oppositions, left_out) = oppositions(document, &sides, &rivalry, options.delegations);
    let rule =
        "in conflict is what cannot stand together; two delegations differ over what the one wants \
         and the other is against, by name, by wanting the original or by wanting an alternative \
         or words inside one, a set of alternatives counted once; who is on both sides is no part \
         of the heat; silence counts as missing"
            .to_owned();
    Conflicts { rule, conflicts: found, oppositions, left_out, order }
}

struct Finder<'a> {
    document: &'a Document,
    sides: &'a [Sides],
    rivalry: &'a Rivalry,
    order: Vec<ProposalId>,
    found: Vec<Conflict>,
}

impl Finder<'_> {
    fn supporters(&self, id: ProposalId) -> &[DelegationId] {
        self.sides.get(id.index()).map_or(&[], |sides| &sides.supporters)
    }

    fn wanting(&self, ids: &[ProposalId]) -> Vec<DelegationId> {
        let mut all: indexmap::IndexSet<DelegationId> = indexmap::IndexSet::new();
        for id in ids {
            all.extend(self.supporters(*id));
        }
        all.into_iter().collect()
    }

    /// Who wants any of these, each of which is one of several texts: by name, or for words inside
    /// it.
    fn choosing(&self, ids: &[ProposalId]) -> Vec<DelegationId> {
        let mut all: indexmap::IndexSet<DelegationId> = indexmap::IndexSet::new();
        for id in ids {
            all.extend(self.supporters(*id));
            all.extend(self.rivalry.inside(*id).iter().map(|one| one.who));
        }
        all.into_iter().collect()
    }

    fn push(
        &mut self,
        kind: ConflictKind,
        paragraph: ParagraphId,
        one: Option<ProposalId>,
        wanting_one: Vec<DelegationId>,
        others: (usize, usize),
    ) {
        let range = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let ids = self.order.get(others.0..others.1).unwrap_or_default();
        if ids.is_empty() {
            return;
        }
        let leans = matches!(kind, ConflictKind::Alternative | ConflictKind::ParagraphAlternative);
        let wanting_others = if leans { self.choosing(ids) } else { self.wanting(ids) };
        let is_other: indexmap::IndexSet<&DelegationId> = wanting_others.iter().collect();
        let both: Vec<DelegationId> =
            wanting_one.iter().filter(|one| is_other.contains(one)).copied().collect();
        let heat = wanting_one.len() * wanting_others.len() - both.len();
        let others = (range(others.0), range(others.1));
        self.found.push(Conflict {
            kind,
            paragraph,
            one,
            wanting_one,
            others,
            wanting_others,
            both,
            heat,
        });
    }

    /// Sets of alternatives: the first against the rest stands for the set.
    fn alternatives(&mut self) {
        let mut sets: IndexMap<u32, Vec<ProposalId>> = IndexMap::new();
        for proposal in self.document.proposals() {
            if let Some(set) = proposal.alternatives() {
                sets.entry(set).or_default().push(proposal.id());
            }
        }
        for members in sets.values() {
            let Some((first, rest)) = members.split_first() else { continue };
            let from = self.order.len();
            self.order.extend_from_slice(rest);
            let paragraph = self.document.proposal(*first).paragraph();
            let wanting = self.choosing(&[*first]);
            let known = self.found.len();
            self.push(
                ConflictKind::Alternative,
                paragraph,
                Some(*first),
                wanting,
                (from, from + rest.len()),
            );
            self.heat_of_members(known, members);
        }
    }

    /// Who wants a paragraph as it was, against all that would change it.
    fn retained(
        &mut self,
        id: ParagraphId,
        keeping: &[DelegationId],
        changing: &IndexMap<ParagraphId, Vec<ProposalId>>,
    ) {
        if keeping.is_empty() {
            return;
        }
        let from = self.order.len();
        self.order.extend(changing.get(&id).into_iter().flatten());
        let kind = ConflictKind::RetainChanged;
        self.push(kind, id, None, keeping.to_vec(), (from, self.order.len()));
    }

    fn paragraph(&mut self, id: ParagraphId, proposals: &[&Proposal]) {
        let mut amendments: Vec<(Span, &Proposal)> = proposals
            .iter()
            .filter(|proposal| proposal.kind().is_amendment())
            .filter_map(|proposal| place(proposal).map(|span| (span, *proposal)))
            .collect();
        amendments.sort_by_key(|(span, _)| *span);
        let from = self.order.len();
        self.order.extend(amendments.iter().map(|(_, proposal)| proposal.id()));
        let all = (from, self.order.len());
        for proposal in proposals {
            let wanting = self.supporters(proposal.id()).to_vec();
            match proposal.kind() {
                ProposalKind::DeleteParagraph if !wanting.is_empty() => {
                    self.push(ConflictKind::DeleteAmended, id, Some(proposal.id()), wanting, all);
                }
                ProposalKind::End => {
                    let Some(end) = place(proposal) else { continue };
                    let behind =
                        amendments.partition_point(|(span, _)| span.start() <= end.start());
                    let behind = (from + behind, all.1);
                    self.push(
                        ConflictKind::EndBeforeWords,
                        id,
                        Some(proposal.id()),
                        wanting,
                        behind,
                    );
                }
                _ => {}
            }
        }
        self.overlaps(id, &amendments, from);
    }

    /// Each amendment and the next that begins inside it, unless the one needs the other, or they
    /// are alternatives, which are told of already.
    fn overlaps(&mut self, id: ParagraphId, amendments: &[(Span, &Proposal)], from: usize) {
        for (nth, pair) in amendments.windows(2).enumerate() {
            let [(a, one), (b, other)] = pair else { continue };
            let whole = one.kind() == ProposalKind::End || other.kind() == ProposalKind::End;
            let nested = other.needs() == Some(one.id()) || one.needs() == Some(other.id());
            if a.overlaps(*b) && !whole && !nested && !one.excludes(other) {
                let wanting = self.supporters(one.id()).to_vec();
                let next = from + nth + 1;
                self.push(ConflictKind::Overlap, id, Some(one.id()), wanting, (next, next + 1));
            }
        }
    }

    /// The whole alternatives of a paragraph: against each other, and against what is proposed in
    /// the paragraph. The first stands for all of them, so that what each of them excludes is told
    /// once a paragraph and not once an alternative.
    fn whole_alternatives(&mut self, of_paragraph: &[Vec<&Proposal>]) {
        let kind = ConflictKind::ParagraphAlternative;
        for (original, alternatives) in whole_alternatives(self.document, |_| true) {
            let Some((first, rest)) = alternatives.ids.split_first() else { continue };
            let base =
                original.here().unwrap_or_else(|| self.document.proposal(*first).paragraph());
            if alternatives.are_rivals() {
                let wanting = self.choosing(&[*first]);
                let from = self.order.len();
                self.order.extend_from_slice(rest);
                let known = self.found.len();
                self.push(kind, base, Some(*first), wanting, (from, self.order.len()));
                self.heat_of_members(known, &alternatives.ids);
            }
            if original.here().is_none() {
                continue;
            }
            let amended = of_paragraph.get(base.index()).map_or(&[][..], Vec::as_slice);
            let from = self.order.len();
            let changes = amended.iter().filter(|proposal| proposal.kind().is_amendment());
            self.order.extend(changes.map(|proposal| proposal.id()));
            let wanting = self.choosing(&alternatives.ids);
            self.push(kind, base, Some(*first), wanting, (from, self.order.len()));
        }
    }

    /// What no order of the paragraphs can grant together, as the lineage finds it; but for texts
    /// of which one can stand, which are told of already.
    fn order(&mut self) {
        let lineage = lineage(self.document);
        for finding in findings(&lineage, self.document) {
            let camps: Vec<&Camp> =
                finding.camps.iter().filter(|camp| !camp.proposals.is_empty()).collect();
            let ids = || camps.iter().flat_map(|camp| &camp.proposals).copied();
            let kind = |id: ProposalId| self.document.proposal(id).kind();
            let set = |id: ProposalId| self.document.proposal(id).alternatives();
            let told = ids().all(|id| kind(id) == ProposalKind::New)
                || ids()
                    .next()
                    .and_then(set)
                    .is_some_and(|first| ids().all(|id| set(id) == Some(first)));
            let contends = matches!(
                finding.kind,
                FindingKind::Rivals
                    | FindingKind::PlaceParted
                    | FindingKind::Cycle
                    | FindingKind::TargetGone
            );
            let (Some(paragraph), [first, rest @ ..]) = (finding.paragraphs.first(), &*camps)
            else {
                continue;
            };
            if told || !contends || rest.is_empty() {
                continue;
            }
            let (from, known) = (self.order.len(), self.found.len());
            self.order.extend(rest.iter().flat_map(|camp| &camp.proposals));
            let one = first.proposals.first().copied();
            let others = (from, self.order.len());
            self.push(ConflictKind::Order, *paragraph, one, first.wanting.clone(), others);
            let wanting: Vec<&[DelegationId]> = camps.iter().map(|camp| &*camp.wanting).collect();
            self.heat_of_pairs(known, &wanting);
        }
    }

    fn heat_of_members(&mut self, known: usize, members: &[ProposalId]) {
        let wanting: Vec<Vec<DelegationId>> =
            members.iter().map(|id| self.choosing(&[*id])).collect();
        let wanting: Vec<&[DelegationId]> = wanting.iter().map(Vec::as_slice).collect();
        self.heat_of_pairs(known, &wanting);
    }

    /// Of a set of which one can stand each pair of members sets those who want them against each
    /// other; `known` is where the conflict stands that tells of the set.
    fn heat_of_pairs(&mut self, known: usize, members: &[&[DelegationId]]) {
        let sizes: Vec<usize> = members.iter().map(|wanting| wanting.len()).collect();
        let all: usize = sizes.iter().sum();
        let own: usize = sizes.iter().map(|size| size * size).sum();
        let mut texts: IndexMap<DelegationId, usize> = IndexMap::new();
        for one in members.iter().flat_map(|wanting| wanting.iter()) {
            *texts.entry(*one).or_default() += 1;
        }
        // Each two texts that one delegation wants were counted as that one against itself.
        let alone: usize = texts.values().map(|count| count * (count - 1) / 2).sum();
        if let Some(conflict) = self.found.get_mut(known) {
            conflict.heat = (all * all - own) / 2 - alone;
            conflict.both =
                texts.into_iter().filter(|(_, count)| *count > 1).map(|(one, _)| one).collect();
        }
    }
}

/// Where in the source a proposal's words stand.
fn place(proposal: &Proposal) -> Option<Span> {
    match proposal.subject() {
        Subject::Words { struck, added } => match (*struck, *added) {
            (Some(a), Some(b)) => Some(Span::new(a.start().min(b.start()), a.end().max(b.end()))),
            (one, other) => one.or(other),
        },
        Subject::Stretch(span) => Some(*span),
        Subject::Rest(from) => Some(Span::new(*from, *from)),
        Subject::Whole | Subject::Structure(_) | Subject::Remark(_) => None,
    }
}

/// Of whom which proposals set them apart, and the last set of texts of which one did.
type Apart = IndexMap<(DelegationId, DelegationId), (Vec<ProposalId>, Option<usize>)>;

/// Who differs over what: O(w × d) for w wishes and d delegations on a proposal or on its set of
/// alternatives.
fn oppositions(
    document: &Document,
    sides: &[Sides],
    rivalry: &Rivalry,
    most: usize,
) -> (Vec<Opposition>, usize) {
    let rivals = rivalry.rivals(document, sides);
    // One set behind the other, so that a pair need only know the last that it differs over: sets
    // stand in each other.
    let mut order: Vec<(Option<usize>, &Proposal)> =
        rivalry.sets().zip(document.proposals()).collect();
    order.sort_by_key(|(set, proposal)| (*set, proposal.id()));
    let counted = |delegation: &&DelegationId| delegation.index() < most;
    let mut pairs = Apart::new();
    for (set, proposal) in order {
        let at = proposal.id().index();
        let (Some(sides), Some(rivals)) = (sides.get(at), rivals.get(at)) else { continue };
        let wanting = sides.supporters.iter().map(|one| (one, &*sides.objectors));
        // Who wants words inside a text is against its rivals, and has no quarrel with its
        // objectors.
        let inside = rivalry.inside(proposal.id()).iter().map(|one| (&one.who, &[][..]));
        for (one, objectors) in wanting.chain(inside).filter(|(one, _)| counted(one)) {
            for other in objectors.iter().chain(rivals).filter(counted) {
                let between = ((*one).min(*other), (*one).max(*other));
                let (over, last) = pairs.entry(between).or_default();
                if set.is_none() || *last != set {
                    over.push(proposal.id());
                    *last = set;
                }
            }
        }
    }
    let found = pairs.into_iter().map(|(between, (mut over, _))| {
        over.sort_unstable();
        Opposition { between, over }
    });
    let mut found: Vec<Opposition> = found.collect();
    found.sort_by_key(|opposition| (std::cmp::Reverse(opposition.over.len()), opposition.between));
    (found, document.delegations().len().saturating_sub(most))
}
