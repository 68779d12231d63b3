//! Which paragraph goes where: moved, merged, split, replaced, alternative; wished and done.
//!
//! * [`lineage`] reads the structural wishes of one text as a graph of its paragraphs.
//! * [`lineage_between`] finds which paragraph of one text became which of another.
//! * [`findings`] says what cannot come true together, and whose refusal would end it.
//! * [`apply()`] gives the order of the text under a choice of proposals, with a map from every old
//!   label to its new place.
//!
//! The graph is petgraph's own ([`Lineage::as_graph`]): algorithms and walks that take a stable graph
//! run on it (paths, cycles, strongly connected components). Those that ask for compact indices, as
//! `connected_components` does, want it as a `Graph` first: `Graph::from(graph.clone())`.

mod apply;
mod between;
mod build;
mod check;
mod contention;
mod fill;
mod ground;
mod keep;
mod kept;
mod moves;
mod order;
mod parts;
mod place;
mod plan;
mod refuse;
mod wish;
mod write;

use petgraph::stable_graph::{NodeIndex, StableDiGraph};

use crate::model::{Document, ParagraphId, PartId};
use crate::syntax::LabelSeries;
use crate::{Label, Span};

pub use apply::{Applied, ApplyOptions, Fate, Held, Placed, Reason, Stretch, apply, apply_with};
pub use between::{BetweenOptions, DoneStep, Evidence, lineage_between, lineage_between_with};
pub use build::lineage;
pub use check::findings;
pub use contention::{Camp, Finding, FindingKind, Refusal};
pub use kept::OptionFate;
pub use refuse::EXACT;
pub use wish::{Positions, Share, Wish, WishId};

/// What a [`Lineage`] is made of; petgraph's own type.
pub type Graph = StableDiGraph<Node, Edge>;

/// A paragraph of one revision, or a place in it that is no paragraph yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Node {
    /// Which revision, from 0: the only text, or the older of two.
    pub revision: u32,
    /// The part of the document that the place is in.
    pub part: PartId,
    /// Where.
    pub spot: Spot,
}

/// Where a [`Node`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Spot {
    /// A paragraph that stands in the text.
    Paragraph(ParagraphId),
    /// The number behind the last: `PP5` of four.
    Next(Label),
    /// The preamble, or the operative part, without a number.
    Series(LabelSeries),
    /// Before all paragraphs of the preamble or of the operative part; of none of the two, before
    /// all of the text. No paragraph is the place: whatever becomes of the first one, it is there.
    Beginning(Option<LabelSeries>),
    /// Behind all paragraphs, in the same way.
    End(Option<LabelSeries>),
    /// As the text says, where it names no label: `the overarching message`.
    Words(Span),
    /// What a paragraph would be divided into.
    Parts(ParagraphId),
    /// The number that a paragraph had in the draft before.
    Former(Label),
    /// A label that no paragraph carries, or that several do.
    Unknown(Label),
    /// The text does not say.
    Unsaid,
}

impl Node {
    /// The paragraph, where it is one.
    pub fn paragraph(&self) -> Option<ParagraphId> {
        match self.spot {
            Spot::Paragraph(id) => Some(id),
            _ => None,
        }
    }

    /// What a table calls it: a label, `PP`, `the end of the preamble`, `parts of OP1`, words of
    /// the text, `?`.
    ///
    /// # Panics
    ///
    /// If the node is of another document and has no counterpart here.
    pub fn name(&self, document: &Document) -> String {
        match self.spot {
            Spot::Paragraph(id) => document.paragraph(id).label().to_string(),
            Spot::Next(label) | Spot::Unknown(label) => label.to_string(),
            Spot::Series(LabelSeries::Preambular) => "PP".to_owned(),
            Spot::Series(_) => "OP".to_owned(),
            Spot::Beginning(of) => format!("the beginning of {}", stretch(of)),
            Spot::End(of) => format!("the end of {}", stretch(of)),
            Spot::Words(span) => {
                let words: Vec<&str> = document.source().slice(span).split_whitespace().collect();
                words.join(" ")
            }
            Spot::Parts(id) => format!("parts of {}", document.paragraph(id).label()),
            Spot::Former(label) => format!("old {label}"),
            Spot::Unsaid => "?".to_owned(),
        }
    }
}

/// What a beginning or an end is of.
const fn stretch(of: Option<LabelSeries>) -> &'static str {
    match of {
        Some(LabelSeries::Preambular) => "the preamble",
        Some(_) => "the operative part",
        None => "the text",
    }
}

/// What became of a paragraph, or should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Relation {
    /// It stands elsewhere.
    MovedTo,
    /// It is joined with another.
    MergedInto,
    /// It is divided.
    SplitInto,
    /// It goes for the sake of another, which stands where its own label puts it; see [`apply()`].
    ReplacedBy,
    /// It is another text for that paragraph.
    AlternativeTo,
    /// It is new, and stands beside that paragraph.
    Inserted,
    /// Only its number changed.
    Renumbered,
    /// It is the same.
    SameAs,
}

/// On which side of the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Side {
    /// At the place itself: before the paragraph that has it now, which then follows; where that is
    /// moved as well, in the place that it leaves, so that two paragraphs can be exchanged. What stands
    /// before the paragraph already comes behind it: `OP5 to OP6` changes the two.
    At,
    /// Directly before it.
    Before,
    /// Directly after it.
    After,
}

/// Why an edge is there.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Ground {
    /// Somebody wishes it; [`Lineage::wish`] says who, and who is against.
    Wished(WishId),
    /// The page says so, by a label or an old number.
    Printed(Span),
    /// It is what a later revision shows.
    Done(Evidence),
}

/// One step of a lineage.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Edge {
    /// What becomes of the paragraph it leads from.
    pub relation: Relation,
    /// On which side of the node it leads to.
    pub side: Side,
    /// Why it is there.
    pub ground: Ground,
}

impl Edge {
    /// In words, as between the names of its ends: `moved to`, `moved before`, `inserted after`.
    pub const fn as_str(&self) -> &'static str {
        match (self.relation, self.side) {
            (Relation::MovedTo, Side::At) => "moved to",
            (Relation::MovedTo, Side::Before) => "moved before",
            (Relation::MovedTo, Side::After) => "moved after",
            (Relation::MergedInto, _) => "merged into",
            (Relation::SplitInto, _) => "split into",
            (Relation::ReplacedBy, _) => "replaced by",
            (Relation::AlternativeTo, _) => "alternative to",
            (Relation::Inserted, Side::At) => "inserted at",
            (Relation::Inserted, Side::Before) => "inserted before",
            (Relation::Inserted, Side::After) => "inserted after",
            (Relation::Renumbered, _) => "renumbered",
            (Relation::SameAs, _) => "same as",
        }
    }

    /// The wish it comes from, if it is one.
    pub const fn wish(&self) -> Option<WishId> {
        match self.ground {
            Ground::Wished(id) => Some(id),
            Ground::Printed(_) | Ground::Done(_) => None,
        }
    }
}

/// Where paragraphs came from and may go: a graph of paragraphs and places, and the wishes behind
/// its edges. [`lineage`] builds it.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[must_use]
pub struct Lineage {
    graph: Graph,
    wishes: Vec<Wish>,
    /// What is odd about the references, found while they were resolved.
    unresolved: Vec<place::Unresolved>,
    /// Of two revisions the paragraphs that were compared and found nothing: of the older text,
    /// then of the later one.
    #[cfg_attr(feature = "serde", serde(default))]
    alone: [Vec<ParagraphId>; 2],
    /// What became of the options of the older of two revisions.
    #[cfg_attr(feature = "serde", serde(default))]
    options: Vec<OptionFate>,
}

impl Lineage {
    /// The graph as petgraph's own type. Every paragraph is a node, in source order; edges are in
    /// the order of the wishes, those by printed numbers first.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, lineage::lineage, petgraph::algo::is_cyclic_directed};
    /// let document = Document::read("1. We sail.\n(move after OP2: FRA)\n\n2. We row.\n")?;
    /// let lineage = lineage(&document);
    /// assert!(!is_cyclic_directed(lineage.as_graph()));
    ///
    /// // A ring of edges is not yet a cycle of wishes: two that change places make one, and so does
    /// // a paragraph replaced by its alternative. What contradicts itself is among the findings.
    /// let document = Document::read("1. We sail.\n(swap OP1 and OP2: FRA)\n\n2. We row.\n")?;
    /// let lineage = travaux::lineage::lineage(&document);
    /// assert!(is_cyclic_directed(lineage.as_graph()));
    /// assert!(travaux::lineage::findings(&lineage, &document).is_empty());
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn as_graph(&self) -> &Graph {
        &self.graph
    }

    /// The wishes, in the order of their proposals.
    pub fn wishes(&self) -> &[Wish] {
        &self.wishes
    }

    /// One wish; none for a handle of another lineage.
    pub fn wish(&self, id: WishId) -> Option<&Wish> {
        self.wishes.get(id.index())
    }

    /// The node at an index of the graph.
    pub fn node(&self, index: NodeIndex) -> Option<&Node> {
        self.graph.node_weight(index)
    }
}
