//! The lineage that one text wishes: every structural statement becomes edges.

use indexmap::IndexMap;
use petgraph::stable_graph::NodeIndex;

use super::keep;
use super::kept::OptionFate;
use super::place::{Defect, Found, NamedPart, Places, Unresolved};
use super::wish::{Positions, Share, Wish, WishId};
use super::{Edge, Graph, Ground, Lineage, Node, Relation, Side, Spot};
use crate::model::{
    Beside, Bound, Document, ParagraphId, PartId, Place, Proposal, ProposalId, ProposalKind, Sides,
    Structure, Subject, sides,
};
use crate::syntax::LabelSeries;
use crate::{Label, Paragraph, Polarity, Span};

/// Bytes of a note that are searched for what it is about.
const NOTE: usize = 400;

/// Places of one wish that become edges; the first is the one that counts. A note can list as many
/// places as paragraphs, and an edge for each pair would be the square of the note.
const PLACES: usize = 8;

/// What a label is for, which tells what to make of one that no paragraph carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It is to be moved or changed.
    Subject,
    /// Something is to be done with it: it has to be there.
    Other,
    /// Something is to stand at it: the number behind the last is a place as well.
    Place,
}

/// What notes call all of a text.
const WHOLE: [&str; 5] = ["text", "document", "draft", "resolution", "declaration"];

/// Turns of phrase that speak of words of a paragraph and not of the paragraph.
const PARTS: [&str; 16] = [
    "first half",
    "second half",
    "latter half",
    "first clause",
    "second clause",
    "last clause",
    "third sentence",
    "this text",
    "these words",
    "this sentence",
    "first sentence",
    "second sentence",
    "last sentence",
    "first part",
    "second part",
    "last part",
];

/// The lineage that a text wishes: its paragraphs and the places it names, with an edge for every
/// wish to move, merge, split or replace a paragraph, for every alternative, every insertion and
/// every number that the page says has changed.
///
/// A label means the paragraph that carries it in the draft of the note: of the part that the note
/// names (`OP2 of ANNEX II`), of its own part, or else of the nearest part before it that has plain
/// numbers. The present number names a paragraph; an
/// old number does where no paragraph has it now. A place that is no paragraph yet is a node of its
/// own ([`Spot`]). What no paragraph carries, or several do, is a finding; see
/// [`findings`](super::findings).
///
/// # Complexity
///
/// O(n + s) in the bytes of the text and its stances, and that of [`sides`].
///
/// # Examples
///
/// ```
/// use travaux::{Document, lineage::lineage};
/// let text = "1. We sail.\n(move after OP2: FRA; oppose: DEU)\n\n2. We row.\n";
/// let document = Document::read(text)?;
/// let lineage = lineage(&document);
/// let graph = lineage.as_graph();
/// let edge = graph.edge_indices().next().ok_or("one edge")?;
/// let (from, to) = graph.edge_endpoints(edge).ok_or("two ends")?;
/// let name = |node| lineage.node(node).map(|node| node.name(&document)).unwrap_or_default();
/// let said = format!("{} {} {}", name(from), graph[edge].as_str(), name(to));
/// assert_eq!(said, "OP1 moved after OP2");
/// assert!(lineage.wishes()[0].is_opposed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lineage(document: &Document) -> Lineage {
    let mut builder = Builder::default();
    builder.enter(document, 0);
    builder.wish_all(document, 0);
    builder.finish()
}

/// A graph in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) graph: Graph,
    nodes: IndexMap<Node, NodeIndex>,
    /// Places that two notes describe in the same words are one.
    words: IndexMap<(u32, PartId, String), NodeIndex>,
    wishes: Vec<Wish>,
    unresolved: Vec<Unresolved>,
    /// Of two revisions what found nothing in the other.
    pub(super) alone: [Vec<ParagraphId>; 2],
    /// What became of the older one's options.
    pub(super) options: Vec<OptionFate>,
}

impl Builder {
    pub(super) fn finish(self) -> Lineage {
        let Builder { graph, wishes, unresolved, alone, options, .. } = self;
        Lineage { graph, wishes, unresolved, alone, options }
    }

    /// Enters the paragraphs of a document, and the numbers that the page says they had.
    pub(super) fn enter(&mut self, document: &Document, revision: u32) {
        for paragraph in document.paragraphs() {
            let spot = Spot::Paragraph(paragraph.id());
            self.node(Node { revision, part: paragraph.part(), spot });
        }
        for paragraph in document.paragraphs() {
            if let Some(old) = paragraph.old_number() {
                let label = Label::new(paragraph.label().series(), old);
                let part = paragraph.part();
                let from = self.node(Node { revision, part, spot: Spot::Former(label) });
                let to = self.paragraph(document, revision, paragraph.id());
                let ground = Ground::Printed(paragraph.span());
                let edge = Edge { relation: Relation::Renumbered, side: Side::At, ground };
                self.graph.add_edge(from, to, edge);
            }
        }
    }

    pub(super) fn node(&mut self, node: Node) -> NodeIndex {
        let graph = &mut self.graph;
        *self.nodes.entry(node).or_insert_with(|| graph.add_node(node))
    }

    pub(super) fn paragraph(
        &mut self,
        document: &Document,
        revision: u32,
        id: ParagraphId,
    ) -> NodeIndex {
        let part = document.paragraph(id).part();
        self.node(Node { revision, part, spot: Spot::Paragraph(id) })
    }

    /// Enters the wishes of a document.
    pub(super) fn wish_all(&mut self, document: &Document, revision: u32) {
        let sides = sides(document);
        let places = Places::new(document);
        let mut reading = Reading { document, revision, places, sides, out: self };
        let mut signed = vec![false; document.paragraphs().len()];
        for proposal in document.proposals() {
            if proposal.kind() == ProposalKind::New {
                if let Some(signed) = signed.get_mut(proposal.paragraph().index()) {
                    *signed = true;
                }
            }
            reading.proposal(proposal);
        }
        keep::join(&reading.out.graph, &mut reading.out.wishes);
        keep::keep(&reading.out.graph, &mut reading.out.wishes);
        for (paragraph, signed) in document.paragraphs().iter().zip(signed) {
            if !signed && paragraph.label().is_proposed() && !paragraph.label().is_heading() {
                // Nobody signed it as a whole; its label still says where it would stand.
                let ground = Ground::Printed(paragraph.span());
                let (relation, side, target) = reading.stand(paragraph, None);
                let from = reading.out.paragraph(document, revision, paragraph.id());
                reading.out.graph.add_edge(from, target, Edge { relation, side, ground });
            }
        }
    }
}

/// One document on its way into a graph.
struct Reading<'b, 'd> {
    document: &'d Document,
    revision: u32,
    places: Places<'d>,
    sides: Vec<Sides>,
    out: &'b mut Builder,
}

impl<'d> Reading<'_, 'd> {
    fn proposal(&mut self, proposal: &'d Proposal) {
        let own = self.document.paragraph(proposal.paragraph());
        let id = WishId::from_index(self.out.wishes.len());
        let mut share = Share::Whole;
        let note = self.note(proposal.id());
        let (relation, subjects, targets) = match (proposal.kind(), proposal.subject()) {
            (ProposalKind::DeleteParagraph, _) => (None, vec![self.standing(own)], Vec::new()),
            (ProposalKind::New, _) if own.label().is_proposed() => {
                let (relation, side, target) = self.stand(own, Some(id));
                (Some(relation), vec![self.standing(own)], vec![(side, target)])
            }
            (ProposalKind::Merge, Subject::Structure(structure)) => {
                share = self.share_at_most(own, note);
                let (subjects, targets) = self.merge(structure, own, (id, note));
                (Some(Relation::MergedInto), subjects, targets)
            }
            (ProposalKind::Split, Subject::Structure(structure)) => {
                let subjects = self.subjects(structure, own, id);
                (Some(Relation::SplitInto), subjects, Vec::new())
            }
            (kind, Subject::Structure(structure)) if kind.is_structural() => {
                let relation = if kind == ProposalKind::Move {
                    share = self.share(own, note);
                    Relation::MovedTo
                } else {
                    share = self.share_at_most(own, note);
                    Relation::ReplacedBy
                };
                let subjects = match self.joined(proposal) {
                    Some(merged) => vec![merged],
                    None => self.subjects(structure, own, id),
                };
                let targets = self.targets(structure, own, id, kind);
                (Some(relation), subjects, targets)
            }
            _ => return,
        };
        if let Some(relation) = relation {
            self.edges(id, relation, &subjects, &targets);
        }
        let swapped_with = self.other_half(proposal);
        self.out.wishes.push(Wish {
            swapped_with,
            said_before: None,
            proposal: proposal.id(),
            kind: proposal.kind(),
            paragraph: own.id(),
            span: note,
            share,
            subjects,
            targets,
            positions: self.sides.get(proposal.id().index()).map(Positions::of).unwrap_or_default(),
        });
    }

    /// Where a proposal is first said, by somebody who wants it if there is one.
    fn note(&self, proposal: ProposalId) -> Span {
        let said = || {
            let ids = self.document.statements_on(proposal).iter();
            ids.map(|id| self.document.statement(*id))
        };
        let wanting = said().find(|statement| statement.polarity() == Polarity::For);
        wanting.or_else(|| said().next()).map(crate::Statement::span).unwrap_or_default()
    }

    /// The head of a note, in which its direction stands.
    fn head(&self, note: Span) -> &'d str {
        let text = self.document.source().slice(note);
        let mut end = text.len().min(NOTE);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(..end).unwrap_or_default()
    }

    /// As [`share`](Self::share), where words that have a place of their own cannot be joined or
    /// replaced.
    fn share_at_most(&self, own: &Paragraph, note: Span) -> Share {
        match self.share(own, note) {
            Share::Part(_) => Share::Part(None),
            whole => whole,
        }
    }

    fn share(&self, own: &Paragraph, note: Span) -> Share {
        let head = self.head(note).to_ascii_lowercase();
        if head.contains("everything before here") {
            let before = Span::new(own.text().start(), note.start());
            return Share::Part(own.text().contains(note.start()).then_some(before));
        }
        let part = PARTS.iter().any(|part| head.contains(part)) || begins_with_words(&head);
        if part { Share::Part(None) } else { Share::Whole }
    }

    fn standing(&mut self, paragraph: &Paragraph) -> NodeIndex {
        self.out.paragraph(self.document, self.revision, paragraph.id())
    }

    fn spot(&mut self, part: PartId, spot: Spot) -> NodeIndex {
        self.out.node(Node { revision: self.revision, part, spot })
    }

    /// The node that a label means, and what is wrong with it if something is.
    fn named(
        &mut self,
        (label, beside): (Label, Option<&Beside>),
        own: &Paragraph,
        role: Role,
        wish: Option<WishId>,
    ) -> NodeIndex {
        let found = self.places.resolve(label, beside, own);
        self.found(found, label, own, role, wish)
    }

    fn found(
        &mut self,
        found: Found,
        label: Label,
        own: &Paragraph,
        role: Role,
        wish: Option<WishId>,
    ) -> NodeIndex {
        let missing = if role == Role::Subject { Defect::Subject } else { Defect::Target };
        let (kind, candidates) = match found {
            Found::Paragraph(id) => return self.out.paragraph(self.document, self.revision, id),
            Found::Next(part, _) if role == Role::Place => {
                return self.spot(part, Spot::Next(label));
            }
            Found::Next(_, candidates) | Found::Missing(candidates) => (missing, candidates),
            Found::Many(candidates) => (Defect::Ambiguous, candidates),
        };
        let (paragraph, label) = (own.id(), Some(label));
        self.out.unresolved.push(Unresolved { kind, paragraph, wish, label, candidates });
        self.spot(own.part(), label.map_or(Spot::Unsaid, Spot::Unknown))
    }

    fn unsaid(&mut self, own: &Paragraph, wish: WishId) -> NodeIndex {
        self.out.unresolved.push(Unresolved {
            kind: Defect::Unsaid,
            paragraph: own.id(),
            wish: Some(wish),
            label: None,
            candidates: Vec::new(),
        });
        self.spot(own.part(), Spot::Unsaid)
    }

    /// `Swap OP2 and OP4` is two moves, the second of which needs the first; the first learns of it
    /// here.
    fn other_half(&mut self, proposal: &Proposal) -> Option<ProposalId> {
        let first = proposal.needs().filter(|_| proposal.kind() == ProposalKind::Move)?;
        let known = self.out.wishes.binary_search_by_key(&first, |wish| wish.proposal).ok()?;
        let half = self.out.wishes.get_mut(known)?;
        if half.kind != ProposalKind::Move {
            return None;
        }
        half.swapped_with = Some(proposal.id());
        Some(first)
    }

    /// What a merge would make, where a move is its second step: `merge with OP9 and move to OP2`.
    fn joined(&self, proposal: &Proposal) -> Option<NodeIndex> {
        let merge = proposal.needs()?;
        if self.document.proposal(merge).kind() != ProposalKind::Merge {
            return None;
        }
        // Wishes are in the order of proposals, and a merge that others ask for as well stands
        // before them.
        let known = self.out.wishes.binary_search_by_key(&merge, |wish| wish.proposal).ok()?;
        let wish = self.out.wishes.get(known)?;
        let (_, into) = wish.targets.first().copied()?;
        self.out.graph.node_weight(into).and_then(Node::paragraph).map(|_| into)
    }

    /// The paragraphs that a note moves, divides or replaces.
    fn subjects(&mut self, structure: &Structure, own: &Paragraph, wish: WishId) -> Vec<NodeIndex> {
        let mut nodes = Vec::new();
        for meant in structure.meant_paragraphs() {
            let node = self.named(meant, own, Role::Subject, Some(wish));
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        nodes
    }

    fn targets(
        &mut self,
        structure: &Structure,
        own: &Paragraph,
        wish: WishId,
        kind: ProposalKind,
    ) -> Vec<(Side, NodeIndex)> {
        let mut targets = Vec::new();
        for (place, beside) in structure.meant_places().take(PLACES) {
            let target = match place {
                // `Replace OP6 with this new PP5` stands under the paragraph that it means.
                Place::At(label) if kind == ProposalKind::ReplaceParagraph && is_it(label, own) => {
                    (Side::At, self.standing(own))
                }
                Place::At(label) => {
                    let role = if kind == ProposalKind::Move { Role::Place } else { Role::Other };
                    (Side::At, self.named((label, beside), own, role, Some(wish)))
                }
                Place::Before(label) => {
                    (Side::Before, self.named((label, beside), own, Role::Other, Some(wish)))
                }
                Place::After(label) => {
                    (Side::After, self.named((label, beside), own, Role::Other, Some(wish)))
                }
                Place::Words(span) => self.described(span, own),
            };
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        if targets.is_empty() {
            targets.push((Side::At, self.unsaid(own, wish)));
        }
        targets
    }

    /// A place that is named in words: a series, or whatever it is.
    fn described(&mut self, span: Span, own: &Paragraph) -> (Side, NodeIndex) {
        let words = self.document.source().slice(span);
        if let Some(series) = Places::series(words) {
            if let Some(home) = self.places.home(series, own.part()) {
                return (Side::At, self.spot(home, Spot::Series(series)));
            }
        }
        if let Some(bound) = self.bound(words, own) {
            return (Side::At, bound);
        }
        if let Some(NamedPart::Is(part)) = self.places.part_at(words) {
            let series = own.label().series();
            if self.places.has(part, series) {
                return (Side::At, self.spot(part, Spot::Series(series)));
            }
        }
        let key = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let (revision, part) = (self.revision, own.part());
        if let Some(known) = self.out.words.get(&(revision, part, key.clone())) {
            return (Side::At, *known);
        }
        let node = self.spot(part, Spot::Words(span));
        self.out.words.insert((revision, part, key), node);
        (Side::At, node)
    }

    /// `end`, `beginning of the preamble`, `top of the text`. What is not said is the part that the
    /// paragraph counts in.
    fn bound(&mut self, words: &str, own: &Paragraph) -> Option<NodeIndex> {
        let mut words = words.trim().splitn(2, ' ');
        let bound = words.next().and_then(Bound::read)?;
        let of = words.next().map_or("", str::trim_start);
        let of = of.strip_prefix("of ").unwrap_or(of).trim_start();
        let whole = of.strip_prefix("the ").unwrap_or(of);
        let (home, series) = if of.is_empty() {
            let series = own.label().series();
            (self.places.home(series, own.part())?, Some(series))
        } else if let Some(series) = Places::series(of) {
            (self.places.home(series, own.part())?, Some(series))
        } else if WHOLE.iter().any(|name| whole.eq_ignore_ascii_case(name)) {
            (self.places.home(LabelSeries::Operative, own.part()).unwrap_or(own.part()), None)
        } else if let Some(NamedPart::Is(part)) = self.places.part_at(of) {
            (part, Some(own.label().series()))
        } else {
            return None;
        };
        let spot = match bound {
            Bound::Beginning => Spot::Beginning(series),
            Bound::End => Spot::End(series),
        };
        Some(self.spot(home, spot))
    }

    /// Those that are joined, and the one that they are joined with: the first behind `with`, or
    /// that the note names beside the paragraph it stands with; of a range or a list of several,
    /// `OP8-OP10`, the first on the page.
    fn merge(
        &mut self,
        structure: &Structure,
        own: &Paragraph,
        (wish, note): (WishId, Span),
    ) -> (Vec<NodeIndex>, Vec<(Side, NodeIndex)>) {
        let with = structure.meant_places().filter_map(|(place, beside)| match place {
            Place::At(label) => Some((label, beside)),
            _ => None,
        });
        let named = structure.paragraphs().len();
        let mut members: Vec<NodeIndex> = Vec::new();
        let mut anchor = None;
        for (nth, label) in structure.meant_paragraphs().chain(with).enumerate() {
            let role = if nth == 0 { Role::Subject } else { Role::Other };
            let node = self.named(label, own, role, Some(wish));
            if members.contains(&node) {
                continue;
            }
            if nth == named {
                anchor = Some(members.len());
            }
            members.push(node);
        }
        if members.len() > 1 {
            let into = match anchor {
                _ if structure.into_first => 0,
                Some(anchor) => anchor,
                None if members.len() == 2 || self.says_with(note) => 1,
                None => self.first_of(&members),
            };
            let anchor = members.remove(into);
            return (members, vec![(Side::At, anchor)]);
        }
        let target = match structure.places() {
            [Place::Words(span), ..] => self.described(*span, own).1,
            _ => self.unsaid(own, wish),
        };
        (members, vec![(Side::At, target)])
    }

    /// Whether a note joins its own paragraph with those that it names: `merge with OP4 and OP5`.
    fn says_with(&self, note: Span) -> bool {
        let mut words = self.head(note).split_whitespace();
        words.any(|word| ["with", "into", "to"].iter().any(|with| word.eq_ignore_ascii_case(with)))
    }

    /// The place in a list of the paragraph that the page has first.
    fn first_of(&self, nodes: &[NodeIndex]) -> usize {
        let known = |node: &NodeIndex| self.out.graph.node_weight(*node).and_then(Node::paragraph);
        let ids = nodes.iter().enumerate().filter_map(|(at, node)| Some((known(node)?, at)));
        ids.min().map_or(0, |(_, at)| at)
    }

    /// Where a new or alternative paragraph would stand, by its label or the line above it.
    fn stand(&mut self, own: &'d Paragraph, wish: Option<WishId>) -> (Relation, Side, NodeIndex) {
        let label = own.label();
        if let Some(replaced) = label.replaced() {
            let base = self.named((replaced, None), own, Role::Subject, wish);
            return (Relation::AlternativeTo, Side::At, base);
        }
        if let Some(before) = label.follows() {
            let base = self.named((before, None), own, Role::Subject, wish);
            return (Relation::Inserted, Side::After, base);
        }
        if label.number().is_none() {
            if let Some((after, found)) = self.places.above(own) {
                let side = if after { Side::After } else { Side::Before };
                let target = self.found(found, label, own, Role::Place, wish);
                return (Relation::Inserted, side, target);
            }
        } else {
            let plain = Label::new(label.series(), label.number().unwrap_or_default());
            let target = self.named((plain, None), own, Role::Place, wish);
            return (Relation::Inserted, Side::At, target);
        }
        let home = self.places.home(label.series(), own.part());
        let series = self.spot(home.unwrap_or(own.part()), Spot::Series(label.series()));
        (Relation::Inserted, Side::At, series)
    }

    fn edges(
        &mut self,
        wish: WishId,
        relation: Relation,
        subjects: &[NodeIndex],
        targets: &[(Side, NodeIndex)],
    ) {
        let ground = Ground::Wished(wish);
        for from in subjects {
            for (side, to) in targets {
                self.out.graph.add_edge(*from, *to, Edge { relation, side: *side, ground });
            }
            if relation == Relation::SplitInto {
                let Some(Node { part, spot: Spot::Paragraph(id), .. }) =
                    self.out.graph.node_weight(*from).copied()
                else {
                    continue;
                };
                let parts = self.spot(part, Spot::Parts(id));
                self.out.graph.add_edge(*from, parts, Edge { relation, side: Side::At, ground });
            }
        }
    }
}

/// Whether a note names words before it names a place: `move “with bread” to OP2`,
/// `move the reference to nets to OP2`.
fn begins_with_words(head: &str) -> bool {
    const WORDS: [&str; 6] = ["reference", "references", "rest", "part", "parts", "half"];
    let mut words = head.split_whitespace().skip(1);
    let Some(first) = words.next() else { return false };
    let what = if first == "the" { words.next().unwrap_or_default() } else { first };
    what.starts_with(['"', '“', '”', '«', '„']) || WORDS.contains(&what)
}

/// Whether a label means the paragraph itself: `PP5` under `NEW PP5`.
fn is_it(label: Label, own: &Paragraph) -> bool {
    let it = own.label();
    let same = (it.series(), it.number()) == (label.series(), label.number());
    same && it.is_new() && label.series() != LabelSeries::Prose
}
