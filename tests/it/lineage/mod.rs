//! Proves the lineage of one text and of two: what each note means, what is contested, what order a
//! choice of proposals gives, and which paragraph became which.

mod applied;
mod between;
mod contested;
mod named;
mod targets;

use std::fmt::Write as _;

use travaux::lineage::{Applied, Finding, FindingKind, findings, lineage};
use travaux::model::ProposalId;
use travaux::{Document, Label};

use crate::check;

/// Two preambular paragraphs and six operative ones; `notes` stand behind the one they begin with.
pub(crate) fn draft(notes: &[(u32, &str)]) -> Document {
    const VERBS: [&str; 6] = ["sail", "row", "wade", "swim", "dive", "rest"];
    let mut text = "We, the Ministers,\n\n*Recalling* the moon,\n\n*Noting* the sun,\n\n\
                    Declare the following:\n\n"
        .to_owned();
    for (at, verb) in (1u32..).zip(VERBS) {
        writeln!(text, "{at}. We {verb}.").expect("a string");
        for (_, note) in notes.iter().filter(|(of, _)| *of == at) {
            writeln!(text, "({note})").expect("a string");
        }
        text.push('\n');
    }
    check::read(&text)
}

/// The edges that somebody wishes, or that a label prints.
pub(crate) fn edges(document: &Document) -> Vec<String> {
    let lineage = lineage(document);
    let graph = lineage.as_graph();
    let name = |node| lineage.node(node).expect("a node").name(document);
    graph
        .edge_indices()
        .map(|edge| {
            let (from, to) = graph.edge_endpoints(edge).expect("two ends");
            format!("{} {} {}", name(from), graph[edge].as_str(), name(to))
        })
        .collect()
}

pub(crate) fn kinds(document: &Document) -> Vec<FindingKind> {
    found(document).iter().map(|finding| finding.kind).collect()
}

pub(crate) fn found(document: &Document) -> Vec<Finding> {
    findings(&lineage(document), document)
}

pub(crate) fn everything(document: &Document) -> Vec<ProposalId> {
    document.proposals().iter().map(travaux::Proposal::id).collect()
}

/// The words of the new order under their labels.
pub(crate) fn order(document: &Document, applied: &Applied) -> Vec<String> {
    let words = |placed: &travaux::lineage::Placed| {
        let text: String =
            placed.stretches.iter().map(|stretch| document.source().slice(stretch.span)).collect();
        let text = text.split('(').next().unwrap_or_default();
        format!("{} {}", placed.label, text.trim())
    };
    applied.order.iter().filter(|placed| !placed.label.is_heading()).map(words).collect()
}

pub(crate) fn label(text: &str) -> Label {
    text.parse().expect("a label")
}
