//! Where the paragraphs of a text stand before any wish, and what a place is there.

use indexmap::IndexMap;
use petgraph::stable_graph::NodeIndex;

use super::{Graph, Side, Spot};
use crate::model::{Document, ParagraphId, PartId, ProposalId, whole_alternatives};
use crate::syntax::LabelSeries;
use crate::{Paragraph, Span};

/// A place between the paragraphs of the text as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gap {
    Before(ParagraphId),
    /// Before the first paragraph of a series.
    Beginning(PartId, LabelSeries),
    /// After a paragraph that is itself proposed: it has no fixed neighbour.
    After(ParagraphId),
    /// Behind the last paragraph of a series.
    End(PartId, LabelSeries),
    /// Somewhere in a series.
    Within(PartId, LabelSeries),
    /// A place that no paragraph tells.
    Elsewhere(NodeIndex),
}

/// Where the paragraphs stand before any wish.
#[derive(Debug)]
pub(super) struct Ground<'d> {
    pub(super) document: &'d Document,
    pub(super) graph: &'d Graph,
    /// The next paragraph of the same part and series that is not itself a wish.
    next: Vec<Option<ParagraphId>>,
    /// The first such of each part and series.
    first: IndexMap<(PartId, LabelSeries), ParagraphId>,
    /// The paragraph in whose place each one stands: the replaced one for an alternative, of which
    /// all paragraphs but the first stand behind it.
    slots: Vec<ParagraphId>,
    /// The first paragraph of each alternative in several paragraphs, by the others.
    texts: IndexMap<ParagraphId, ParagraphId>,
}

impl<'d> Ground<'d> {
    pub(super) fn new(document: &'d Document, graph: &'d Graph) -> Self {
        Ground::under(document, graph, |_| true)
    }

    /// As it is told where only some proposals are asked for: an alternative begins with the first
    /// of its paragraphs that is.
    pub(super) fn under(
        document: &'d Document,
        graph: &'d Graph,
        asked_for: impl Fn(ProposalId) -> bool,
    ) -> Self {
        let paragraphs = document.paragraphs();
        let mut next = vec![None; paragraphs.len()];
        let mut first = IndexMap::new();
        let mut last: IndexMap<(PartId, LabelSeries), ParagraphId> = IndexMap::new();
        for paragraph in paragraphs.iter().filter(|p| is_original(p)) {
            let key = (paragraph.part(), paragraph.label().series());
            first.entry(key).or_insert(paragraph.id());
            if let Some(before) = last.insert(key, paragraph.id()) {
                if let Some(slot) = next.get_mut(before.index()) {
                    *slot = Some(paragraph.id());
                }
            }
        }
        let slots = paragraphs.iter().map(Paragraph::id).collect();
        let mut texts = IndexMap::new();
        for alternatives in whole_alternatives(document, asked_for).values() {
            let mut opened: IndexMap<usize, ParagraphId> = IndexMap::new();
            for (id, text) in alternatives.ids.iter().zip(&alternatives.texts) {
                let paragraph = document.proposal(*id).paragraph();
                let first = *opened.entry(*text).or_insert(paragraph);
                if first != paragraph {
                    texts.insert(paragraph, first);
                }
            }
        }
        let mut ground = Ground { document, graph, next, first, slots, texts };
        for edge in graph.edge_indices() {
            let Some((from, to)) = graph.edge_endpoints(edge) else { continue };
            let relation = graph.edge_weight(edge).map(|edge| edge.relation);
            if relation != Some(super::Relation::AlternativeTo) {
                continue;
            }
            if let (Some(from), Some(to)) = (ground.paragraph(from), ground.paragraph(to)) {
                if ground.texts.contains_key(&from) {
                    continue;
                }
                if let Some(slot) = ground.slots.get_mut(from.index()) {
                    *slot = to;
                }
            }
        }
        ground
    }

    pub(super) fn paragraph(&self, node: NodeIndex) -> Option<ParagraphId> {
        // A lineage may have been read from a file: a handle of another document means nothing.
        let id = self.graph.node_weight(node).and_then(super::Node::paragraph)?;
        (id.index() < self.document.paragraphs().len()).then_some(id)
    }

    pub(super) fn is_proposed(&self, id: ParagraphId) -> bool {
        let label = self.document.paragraph(id).label();
        label.is_proposed() && !label.is_heading()
    }

    pub(super) fn slot(&self, id: ParagraphId) -> ParagraphId {
        self.slots.get(id.index()).copied().unwrap_or(id)
    }

    /// The alternative that a proposed paragraph is of, by its first paragraph.
    pub(super) fn text(&self, id: ParagraphId) -> ParagraphId {
        self.texts.get(&id).copied().unwrap_or(id)
    }

    /// Whether a note stands in or directly behind a paragraph.
    pub(super) fn says(&self, id: ParagraphId, note: Span) -> bool {
        let starts = |at: usize| Some(self.document.paragraphs().get(at)?.span().start());
        let is_behind = starts(id.index()).is_some_and(|start| start <= note.start());
        is_behind && starts(id.index() + 1).is_none_or(|next| note.start() < next)
    }

    /// The next paragraph of the text as it stands, of the same part and series.
    pub(super) fn next(&self, id: ParagraphId) -> Option<ParagraphId> {
        self.next.get(id.index()).copied().flatten()
    }

    /// Where a place is, for the paragraph that would go there; none for its own place.
    pub(super) fn gap(&self, subject: ParagraphId, (side, node): (Side, NodeIndex)) -> Option<Gap> {
        let Some(target) = self.paragraph(node).map(|target| self.slot(target)) else {
            let place = self.graph.node_weight(node);
            return Some(match place.map(|place| (place.part, place.spot)) {
                Some((part, Spot::Next(label))) => Gap::End(part, label.series()),
                Some((part, Spot::Beginning(of))) => Gap::Beginning(part, self.opening(part, of)),
                Some((part, Spot::End(of))) => Gap::End(part, self.closing(part, of)),
                Some((part, Spot::Series(series))) => Gap::Within(part, series),
                _ => Gap::Elsewhere(node),
            });
        };
        if target == subject {
            return None;
        }
        if side != Side::After {
            let paragraph = self.document.paragraph(target);
            let region = (paragraph.part(), paragraph.label().series());
            // Before the first is at the beginning, and so is, for the first, before the second.
            let first = self.first.get(&region).copied();
            let first = if first == Some(subject) { self.next(subject) } else { first };
            let is_first = first == Some(target);
            let opens = || Gap::Beginning(region.0, region.1);
            return Some(if is_first { opens() } else { Gap::Before(target) });
        }
        let paragraph = self.document.paragraph(target);
        if !is_original(paragraph) {
            return Some(Gap::After(target));
        }
        // The paragraph itself is taken out first: behind its neighbour is where it stands.
        let behind = self.next(target);
        let behind = if behind == Some(subject) { self.next(subject) } else { behind };
        Some(match behind {
            Some(behind) => Gap::Before(behind),
            None => Gap::End(paragraph.part(), paragraph.label().series()),
        })
    }

    /// The series that a beginning lies in: of the whole text that of its first paragraph.
    pub(super) fn opening(&self, part: PartId, of: Option<LabelSeries>) -> LabelSeries {
        self.bound(part, of, LabelSeries::Preambular, LabelSeries::Operative)
    }

    /// The series that an end lies in.
    pub(super) fn closing(&self, part: PartId, of: Option<LabelSeries>) -> LabelSeries {
        self.bound(part, of, LabelSeries::Operative, LabelSeries::Preambular)
    }

    fn bound(
        &self,
        part: PartId,
        of: Option<LabelSeries>,
        likely: LabelSeries,
        other: LabelSeries,
    ) -> LabelSeries {
        let has = |series: LabelSeries| self.first.contains_key(&(part, series));
        of.unwrap_or(if has(likely) || !has(other) { likely } else { other })
    }

    /// The part and series that a gap lies in.
    pub(super) fn region(&self, gap: Gap) -> Option<(PartId, LabelSeries)> {
        match gap {
            Gap::Before(id) | Gap::After(id) => {
                let paragraph = self.document.paragraph(id);
                Some((paragraph.part(), paragraph.label().series()))
            }
            Gap::Beginning(part, series) | Gap::End(part, series) | Gap::Within(part, series) => {
                Some((part, series))
            }
            Gap::Elsewhere(_) => None,
        }
    }
}

/// A paragraph that stands in the text without anybody's wish, and has a number.
pub(super) fn is_original(paragraph: &Paragraph) -> bool {
    let label = paragraph.label();
    let numbered = matches!(label.series(), LabelSeries::Preambular | LabelSeries::Operative);
    numbered && !label.is_heading() && !label.is_proposed()
}
