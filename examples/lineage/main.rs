//! Which paragraph should go where, who wants it, and what of it cannot come true together?
//!
//! `cargo run --release --example lineage -- FILE`

mod between;
#[path = "../common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Args, Format, Stop};
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;
use travaux::analysis::Grounds;
use travaux::lineage::{
    Edge, Finding, FindingKind, Ground, Lineage, Node, Relation, Share, Spot, Wish, WishId,
    findings, lineage,
};
use travaux::model::{DelegationId, ParagraphId, PartId};
use travaux::petgraph::stable_graph::{EdgeIndex, NodeIndex};
use travaux::syntax::LabelSeries;
use travaux::{Document, Label};

const USAGE: &str = "
Which paragraph should be moved, merged, split, replaced or inserted where, who wants it and who is
against; then what of it cannot come true together, and the fewest wishes whose refusal would end
it. `!` marks a contested wish: somebody is against it, or another wish excludes it. In brackets
behind a label that means nothing or too much: what it could mean. `in part` marks a wish about
words of a paragraph; behind a label that several parts have stands the part. With --paragraph,
--delegation or --explain every statement behind the wishes that are shown is listed with its place;
CSV and JSON have the places of all in any case. A merge that is noted under both paragraphs is one
wish. Of places with `or` between them, as in `merge with OP3 or OP4`, each is a wish, and they
exclude each other.

With a second file: which paragraph of the first became which of the second, and why; which are
gone, and which are new; and which of the first one's options, of words in brackets that nobody
signed, are kept (CSV has the paragraphs alone, JSON has both).

Usage: lineage [FILE [LATER]] [OPTIONS]

  --format table|json|csv|dot   how to print [table]; dot is a drawing for Graphviz, contested
                            wishes in red: lineage FILE --format dot | dot -Tsvg > lineage.svg
  --explain                 every statement behind the wishes, with its line and offset
  --old-part NAME           with two files: of the first only the part whose name begins so, as in
                            lineage FILE FILE --old-part 'ANNEX III' --new-part Revised
  --new-part NAME           the same of the second
";

/// Codes that an edge of the drawing names; the rest is counted.
const CODES: usize = 5;

const TAKES: common::Takes = common::Takes {
    formats: &[Format::Table, Format::Json, Format::Csv, Format::Dot],
    options: &["old-part", "new-part"],
    flags: &["explain"],
    files: 2,
    ..common::Takes::USUAL
};

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args = common::args(&TAKES)?;
        if args.later().is_some() {
            if args.has("explain") {
                return Err(Stop::Misuse(
                    "--explain asks about one text, expected one file or no --explain".to_owned(),
                ));
            }
            return between::between(args);
        }
        let document = common::document(&mut args)?;
        if args.own("old-part").or(args.own("new-part")).is_some() {
            return Err(Stop::Misuse(
                "a part to compare in one file, expected two files".to_owned(),
            ));
        }
        let lineage = lineage(&document);
        let found = findings(&lineage, &document);
        let contested = lineage.contested(&document).into_iter().collect();
        let mut again: IndexMap<_, Vec<_>> = IndexMap::new();
        for wish in lineage.wishes() {
            if let Some(first) = wish.said_before {
                again.entry(first).or_default().push(wish.proposal);
            }
        }
        let view = View { document: &document, lineage: &lineage, args: &args, contested, again };
        let found: Vec<&Finding> = found.iter().filter(|finding| view.names(finding)).collect();
        match args.format {
            Format::Dot => view.drawing().map_err(|error| Stop::Failure(error.to_string())),
            Format::Csv => common::csv(view.rows().into_iter()),
            Format::Json => {
                let findings: Vec<serde_json::Value> =
                    found.iter().map(|finding| view.finding(finding)).collect();
                let value = serde_json::json!({ "edges": view.rows(), "findings": findings });
                common::json(&document, [("lineage", value)])
            }
            _ => {
                let asked = args.paragraph.is_some() || args.delegation.is_some();
                let explains = asked || args.has("explain");
                let statements = if explains { view.statements() } else { String::new() };
                Ok(view.tables(&found) + &statements)
            }
        }
    })
}

/// An edge as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    from: String,
    relation: &'static str,
    to: String,
    part: String,
    to_part: String,
    contested: bool,
    wanting: String,
    against: String,
    reserving: String,
    flexible: String,
    offset: u32,
    offsets: String,
    said: String,
    share: &'static str,
}

struct View<'a> {
    document: &'a Document,
    lineage: &'a Lineage,
    args: &'a Args,
    contested: IndexSet<WishId>,
    /// Notes that say again what another said.
    again: IndexMap<travaux::model::ProposalId, Vec<travaux::model::ProposalId>>,
}

impl View<'_> {
    fn name(&self, node: NodeIndex) -> String {
        self.lineage.node(node).map_or_else(String::new, |node| node.name(self.document))
    }

    /// The name of the place that an edge leads to, with its part where several parts have such a
    /// label, or where it is another part, and the one that the edge leads from has numbers of its own.
    fn place(&self, from: NodeIndex, to: NodeIndex) -> String {
        let part = |node| self.lineage.node(node).map(|node| node.part);
        let series = self.lineage.node(to).and_then(|node| match node.spot {
            Spot::Paragraph(id) => Some(self.document.paragraph(id).label().series()),
            Spot::Next(label) => Some(label.series()),
            Spot::Series(series) => Some(series),
            Spot::Beginning(of) | Spot::End(of) => of.or(Some(LabelSeries::Operative)),
            _ => None,
        });
        let first = series.map(|series| Label::new(series, 1));
        let mut firsts = first.into_iter().flat_map(|first| self.document.labelled(first));
        let has_own = firsts.any(|first| part(from) == Some(first.part()));
        match part(to).filter(|there| has_own && part(from) != Some(*there)) {
            Some(there) => common::of_part(self.name(to), self.document.part(there).name()),
            None => self.placed(to),
        }
    }

    /// The name of a node, with its part where several parts have such a label.
    fn placed(&self, node: NodeIndex) -> String {
        let paragraph = self.lineage.node(node).and_then(Node::paragraph);
        paragraph.map_or_else(|| self.name(node), |id| common::placed(self.document, id))
    }

    fn is_contested(&self, edge: &Edge) -> bool {
        edge.wish().is_some_and(|wish| self.contested.contains(&wish))
    }

    fn is_asked_for(&self, node: NodeIndex) -> bool {
        let label = self.lineage.node(node).and_then(Node::paragraph);
        let label = label.map(|id| self.document.paragraph(id).label());
        self.args.paragraph.is_none_or(|wanted| label == Some(wanted))
    }

    fn speaks(&self, lists: &[&[DelegationId]]) -> bool {
        let Some(code) = self.args.delegation else { return true };
        lists
            .iter()
            .flat_map(|list| list.iter())
            .any(|id| self.document.delegation(*id).code() == code)
    }

    /// The edges that the arguments ask for, with their ends and wishes.
    fn edges(&self) -> Vec<(EdgeIndex, NodeIndex, NodeIndex, Edge, Option<&Wish>)> {
        let graph = self.lineage.as_graph();
        let mut edges = Vec::new();
        for index in graph.edge_indices() {
            let Some((from, to)) = graph.edge_endpoints(index) else { continue };
            let edge = graph[index];
            let wish = edge.wish().and_then(|id| self.lineage.wish(id));
            if wish.is_some_and(|wish| wish.said_before.is_some()) {
                // One wish that two notes speak of.
                continue;
            }
            let said = wish.map_or(self.args.delegation.is_none(), |wish| {
                self.speaks(&[&wish.positions.wanting, &wish.positions.against])
            });
            if said && (self.is_asked_for(from) || self.is_asked_for(to)) {
                edges.push((index, from, to, edge, wish));
            }
        }
        edges
    }

    fn names(&self, finding: &Finding) -> bool {
        let labels = || finding.paragraphs.iter().map(|id| self.document.paragraph(*id).label());
        let lists: Vec<&[DelegationId]> =
            finding.camps.iter().flat_map(|camp| [&*camp.wanting, &*camp.against]).collect();
        let asked = self.args.paragraph.is_none_or(|wanted| labels().any(|label| label == wanted));
        asked && self.speaks(&lists)
    }

    /// The labels of paragraphs; of those that are alike with their lines.
    fn labels(&self, ids: &[ParagraphId]) -> String {
        let label = |id: &ParagraphId| self.document.paragraph(*id).label();
        let mut times: IndexMap<Label, usize> = IndexMap::new();
        for id in ids {
            *times.entry(label(id)).or_default() += 1;
        }
        let name = |id: &ParagraphId| match times.get(&label(id)) {
            Some(1) | None => common::placed(self.document, *id),
            Some(_) => {
                let start = self.document.paragraph(*id).span().start();
                format!("{} (line {})", label(id), self.document.source().line_column(start).0)
            }
        };
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// The proposals that are one wish.
    fn said_in(&self, wish: &Wish) -> Vec<travaux::model::ProposalId> {
        let again = self.again.get(&wish.proposal).into_iter().flatten();
        std::iter::once(wish.proposal).chain(again.copied()).collect()
    }

    /// Every statement behind the wishes that are shown.
    fn statements(&self) -> String {
        let grounds = Grounds::new(self.document);
        let edges = self.edges();
        let wishes = edges.iter().filter_map(|(.., wish)| *wish);
        let ids: IndexSet<travaux::model::ProposalId> =
            wishes.flat_map(|wish| self.said_in(wish)).collect();
        let (table, count) = common::behind(self.document, &grounds, ids.into_iter());
        format!(
            "\n{table}\n\n{} behind these wishes\n",
            common::count(count, "statement", "statements")
        )
    }

    fn rows(&self) -> Vec<Row> {
        let grounds = Grounds::new(self.document);
        let row = |(_, from, to, edge, wish): (_, NodeIndex, NodeIndex, Edge, Option<&Wish>)| {
            let span = match edge.ground {
                Ground::Printed(span) => span,
                _ => wish.map_or_else(travaux::Span::default, |wish| wish.span),
            };
            let part = self.lineage.node(from).map(|node| node.part);
            let to_part = self.lineage.node(to).map(|node| node.part);
            let of = |part| self.document.part(part).name().to_owned();
            let codes = |ids: Option<&Vec<DelegationId>>| {
                ids.map_or_else(String::new, |ids| common::codes(self.document, ids))
            };
            let said: Vec<&str> = self.document.source().slice(span).split_whitespace().collect();
            Row {
                from: self.name(from),
                relation: edge.as_str(),
                to: self.name(to),
                part: part.map_or_else(String::new, of),
                to_part: to_part.map_or_else(String::new, of),
                contested: self.is_contested(&edge),
                wanting: codes(wish.map(|wish| &wish.positions.wanting)),
                against: codes(wish.map(|wish| &wish.positions.against)),
                reserving: codes(wish.map(|wish| &wish.positions.reserving)),
                flexible: codes(wish.map(|wish| &wish.positions.flexible)),
                offset: span.start(),
                offsets: wish.map_or_else(String::new, |wish| {
                    common::offsets(&grounds, self.said_in(wish).into_iter())
                }),
                said: common::short(&said.join(" "), 120),
                share: if wish.is_some_and(|wish| wish.share != Share::Whole) {
                    "part"
                } else {
                    "whole"
                },
            }
        };
        self.edges().into_iter().map(row).collect()
    }

    fn finding(&self, finding: &Finding) -> serde_json::Value {
        let camps: Vec<serde_json::Value> = finding
            .camps
            .iter()
            .map(|camp| {
                serde_json::json!({
                    "proposals": camp.proposals.iter().map(|id| self.wish(*id)).collect::<Vec<_>>(),
                    "wanting": common::codes(self.document, &camp.wanting),
                    "against": common::codes(self.document, &camp.against),
                })
            })
            .collect();
        let refuse: Vec<String> =
            finding.refusal.proposals.iter().map(|id| self.wish(*id)).collect();
        serde_json::json!({
            "kind": finding.kind,
            "paragraphs": self.labels(&finding.paragraphs),
            "label": finding.label,
            "candidates": self.labels(&finding.candidates),
            "camps": camps,
            "refuse": refuse,
            "smallest": finding.refusal.exact,
        })
    }

    /// A proposal in a few words.
    fn wish(&self, id: travaux::model::ProposalId) -> String {
        let proposal = self.document.proposal(id);
        let words = self.document.wording(id);
        if words.is_empty() {
            format!("{} {}", proposal.kind(), self.document.paragraph(proposal.paragraph()).label())
        } else {
            format!("{} {}", proposal.kind(), common::short(&words, 60))
        }
    }

    fn tables(&self, found: &[&Finding]) -> String {
        let mut table = common::table(&["", "paragraph", "should be", "place", "for", "against"]);
        let (mut wished, mut contested, mut printed) = (0, 0, 0);
        for (_, from, to, edge, wish) in self.edges() {
            let Some(wish) = wish else {
                printed += 1;
                continue;
            };
            wished += 1;
            let is_contested = self.is_contested(&edge);
            contested += usize::from(is_contested);
            let side = |ids: &[DelegationId]| match ids.len() {
                0 => String::new(),
                count => format!("{count} {}", common::codes(self.document, ids)),
            };
            let color = match (is_contested, wish.is_wanted()) {
                (true, _) => Color::Red,
                (false, true) => Color::Green,
                (false, false) => Color::Yellow,
            };
            table.add_row([
                Cell::new(if is_contested { "!" } else { "" }),
                Cell::new(self.placed(from)),
                common::coloured(
                    if wish.share == Share::Whole {
                        edge.as_str().to_owned()
                    } else {
                        format!("in part {}", edge.as_str())
                    },
                    color,
                ),
                Cell::new(common::short(&self.place(from, to), 40)),
                Cell::new(side(&wish.positions.wanting)),
                Cell::new(side(&wish.positions.against)),
            ]);
        }
        let mut text = format!(
            "{table}\n\n{} to move, join, divide, replace or insert, {contested} of them \
             contested; {printed} more by printed numbers and labels\n",
            if wished == 1 { "1 wish".to_owned() } else { format!("{wished} wishes") }
        );
        if !found.is_empty() {
            let mut table = common::table(&["finding", "paragraph", "sides", "would end it"]);
            for finding in found {
                let camps: Vec<String> = finding.camps.iter().map(|camp| self.camp(camp)).collect();
                let refuse: Vec<String> =
                    finding.refusal.proposals.iter().map(|id| self.wish(*id)).collect();
                let about = match finding.label {
                    Some(_) if finding.kind == FindingKind::LabelDuplicate => {
                        self.labels(&finding.paragraphs)
                    }
                    Some(label) if !finding.candidates.is_empty() => format!(
                        "{} ({label}? {})",
                        self.labels(&finding.paragraphs),
                        self.labels(&finding.candidates)
                    ),
                    Some(label) => format!("{} ({label}?)", self.labels(&finding.paragraphs)),
                    None => self.labels(&finding.paragraphs),
                };
                table.add_row([
                    common::coloured(finding.kind, Color::Red),
                    Cell::new(common::short(&about, 80)),
                    Cell::new(camps.join("\n")),
                    Cell::new(if refuse.is_empty() {
                        String::new()
                    } else {
                        format!("without {}", refuse.join("; "))
                    }),
                ]);
            }
            let count = found.len();
            let plural = if count == 1 { "" } else { "s" };
            write!(text, "\n{table}\n\n{count} finding{plural}\n").unwrap_or_default();
        }
        text
    }

    fn camp(&self, camp: &travaux::lineage::Camp) -> String {
        let wishes: Vec<String> = camp.proposals.iter().map(|id| self.wish(*id)).collect();
        let who = common::codes(self.document, &camp.wanting);
        let wishes = if wishes.is_empty() { "against it".to_owned() } else { wishes.join("; ") };
        let mut line = format!("{wishes} [{who}]");
        if !camp.against.is_empty() {
            let against = common::codes(self.document, &camp.against);
            write!(line, " against: {against}").unwrap_or_default();
        }
        common::short(&line, 160)
    }

    /// The wishes as Graphviz draws them: nodes with edges only, a frame a preamble or operative
    /// part, who wants it on the edge.
    fn drawing(&self) -> Result<String, std::fmt::Error> {
        let mut out = String::from(
            "digraph lineage {\n  rankdir=LR; ranksep=1.1; nodesep=0.22; compound=true;\n  \
             node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\", \
             fontsize=11, height=0.3, margin=\"0.1,0.04\"];\n  \
             edge [fontname=\"Helvetica\", fontsize=9, color=gray35, arrowsize=0.7];\n",
        );
        let edges: Vec<_> = self
            .edges()
            .into_iter()
            .filter(|(.., edge, wish)| wish.is_some() && edge.relation != Relation::Renumbered)
            .collect();
        if edges.is_empty() {
            let why = format!(
                "{}: nobody wishes a paragraph elsewhere, joined, divided, replaced or inserted",
                self.document.source().name()
            );
            writeln!(out, "  label={};", quoted(&why))?;
        }
        let mut frames: IndexMap<(PartId, &str), IndexSet<NodeIndex>> = IndexMap::new();
        for (_, from, to, ..) in &edges {
            for node in [*from, *to] {
                if let Some(weight) = self.lineage.node(node) {
                    frames.entry((weight.part, self.frame(weight))).or_default().insert(node);
                }
            }
        }
        frames.sort_keys();
        for (at, ((part, frame), nodes)) in frames.iter_mut().enumerate() {
            nodes.sort_unstable();
            let title = format!("{}: {frame}", common::short(self.document.part(*part).name(), 44));
            writeln!(out, "  subgraph cluster_{at} {{")?;
            writeln!(
                out,
                "    label={}; fontname=\"Helvetica\"; fontsize=11; color=gray75; bgcolor=gray97;",
                quoted(&title)
            )?;
            for node in nodes.iter() {
                let name = quoted(&common::short(&self.name(*node), 28));
                let place = self.lineage.node(*node).is_some_and(|n| n.paragraph().is_none());
                let style = if place { ", style=\"rounded,dashed\"" } else { "" };
                writeln!(out, "    n{} [label={name}{style}];", node.index())?;
            }
            out.push_str("  }\n");
        }
        for (_, from, to, edge, wish) in edges {
            let Some(wish) = wish else { continue };
            let mut label = format!("{}\\n{}", edge.as_str(), self.few(&wish.positions.wanting));
            let mut style = String::new();
            if !wish.positions.against.is_empty() {
                write!(label, "\\nagainst {}", self.few(&wish.positions.against))?;
            }
            if self.is_contested(&edge) {
                style.push_str(", color=red3, fontcolor=red3, penwidth=1.6");
            } else if !wish.is_wanted() {
                style.push_str(", style=dashed");
            }
            if edge.relation == Relation::AlternativeTo {
                style.push_str(", style=dotted, arrowhead=none");
            }
            let (from, to) = (from.index(), to.index());
            writeln!(out, "  n{from} -> n{to} [label=\"{label}\"{style}];")?;
        }
        out.push_str("}\n");
        Ok(out)
    }

    fn frame(&self, node: &Node) -> &'static str {
        let series = match node.spot {
            Spot::Paragraph(id) | Spot::Parts(id) => self.document.paragraph(id).label().series(),
            Spot::Next(label) | Spot::Former(label) | Spot::Unknown(label) => label.series(),
            Spot::Series(series) => series,
            Spot::Beginning(of) => of.unwrap_or(LabelSeries::Preambular),
            Spot::End(of) => of.unwrap_or(LabelSeries::Operative),
            _ => return "places",
        };
        match series {
            LabelSeries::Preambular | LabelSeries::Chapeau => "preamble",
            LabelSeries::Operative => "operative",
            _ => "prose",
        }
    }

    /// A few codes, and how many more.
    fn few(&self, ids: &[DelegationId]) -> String {
        let shown = ids.get(..CODES.min(ids.len())).unwrap_or_default();
        let mut text = common::codes(self.document, shown);
        if ids.len() > shown.len() {
            write!(text, " +{}", ids.len() - shown.len()).unwrap_or_default();
        }
        text
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
