//! The tree of clusters, the networks of statements, and who stands side by side again and again.

use comfy_table::Cell;
use serde::Serialize;
use travaux::analysis::{
    BlocOptions, Blocs, Dendrogram, DendrogramOptions, DiscourseOptions, Join, NetworkTie,
    blocs_of, dendrogram_with, discourse_with,
};
use travaux::model::DelegationId;

use super::Page;
use super::common::{self, Format, Stop};

impl Page<'_> {
    pub(super) fn grown(&self) -> Dendrogram {
        let options = DendrogramOptions::default();
        let options = options.linkage(self.asked.linkage).least(self.asked.least);
        let options = options.silence(self.asked.silence).agreed(self.asked.agreed);
        dendrogram_with(self.document, &options)
    }

    /// The tree, join by join.
    pub(super) fn tree(&self, format: Format) -> Result<String, Stop> {
        #[derive(Serialize)]
        struct Joined {
            join: usize,
            one: String,
            other: String,
            apart: f64,
            delegations: usize,
        }
        let tree = self.grown();
        let name = |at: usize| match tree.leaves.get(at) {
            Some(id) => self.code(*id),
            None => format!("join {}", at + 1 - tree.leaves.len()),
        };
        let row = |(nth, join): (usize, &Join)| Joined {
            join: nth + 1,
            one: name(join.one),
            other: name(join.other),
            apart: join.height,
            delegations: join.size,
        };
        let rows = tree.joins.iter().enumerate().map(row);
        match format {
            Format::Csv => common::csv(rows),
            Format::Json => {
                let value = serde_json::json!({
                    "rule": tree.rule, "joins": rows.collect::<Vec<_>>(),
                    "left_out": tree.left_out.iter().map(|id| self.code(*id)).collect::<Vec<_>>(),
                });
                common::json(self.document, [("tree", value)])
            }
            _ => {
                let mut table = common::table(&["join", "of", "and", "apart", "delegations"]);
                for row in rows {
                    table.add_row([
                        Cell::new(row.join),
                        Cell::new(row.one),
                        Cell::new(row.other),
                        Cell::new(format!("{:.2}", row.apart)),
                        Cell::new(row.delegations),
                    ]);
                }
                Ok(format!(
                    "{table}\n\n{} of {}; {} left out\nrule: {}\n",
                    common::count(tree.joins.len(), "join", "joins"),
                    common::count(tree.leaves.len(), "delegation", "delegations"),
                    tree.left_out.len(),
                    tree.rule
                ))
            }
        }
    }

    /// The networks of statements, the strongest ties first.
    pub(super) fn networks(
        &self,
        own: Option<DelegationId>,
        format: Format,
    ) -> Result<String, Stop> {
        #[derive(Serialize)]
        struct Tie {
            one: String,
            other: String,
            congruence: f64,
            conflict: f64,
            subtract: f64,
            /// Counted where not all ties are told, for each asks the whole document.
            statements: Option<usize>,
        }
        let options = DiscourseOptions::default().normalisation(self.asked.normalisation);
        let found = discourse_with(self.document, &options);
        let concerns =
            |tie: &&NetworkTie| own.is_none_or(|own| tie.between.0 == own || tie.between.1 == own);
        let mut ties: Vec<&NetworkTie> = found.ties.iter().filter(concerns).collect();
        ties.sort_by(|a, b| b.subtract().abs().total_cmp(&a.subtract().abs()));
        let most = if format == Format::Table { self.asked.top } else { ties.len() };
        let counted = own.is_some() || format == Format::Table;
        let rows = ties.iter().take(most).map(|tie| Tie {
            one: self.code(tie.between.0),
            other: self.code(tie.between.1),
            congruence: tie.congruence,
            conflict: tie.conflict,
            subtract: tie.subtract(),
            statements: counted.then(|| found.statements(self.document, tie.between).len()),
        });
        match format {
            Format::Csv => common::csv(rows),
            Format::Json => {
                let value = serde_json::json!({
                    "rule": found.rule(), "ties": rows.collect::<Vec<_>>(),
                });
                common::json(self.document, [("networks", value)])
            }
            _ => {
                let mut table = common::table(&[
                    "between",
                    "and",
                    "congruence",
                    "conflict",
                    "subtract",
                    "statements",
                ]);
                for row in rows {
                    table.add_row([
                        Cell::new(row.one),
                        Cell::new(row.other),
                        Cell::new(format!("{:.2}", row.congruence)),
                        Cell::new(format!("{:.2}", row.conflict)),
                        Cell::new(format!("{:.2}", row.subtract)),
                        Cell::new(row.statements.unwrap_or(0)),
                    ]);
                }
                Ok(format!(
                    "{table}\n\n{}, {} shown\nrule: {}\n",
                    common::count(ties.len(), "tie", "ties"),
                    ties.len().min(most),
                    found.rule()
                ))
            }
        }
    }

    pub(super) fn found_blocs(&self) -> Blocs {
        blocs_of(&self.positions, &BlocOptions::default().times(self.asked.times))
    }

    pub(super) fn blocs(&self) -> String {
        let found = self.found_blocs();
        let mut table = common::table(&["together", "for", "against", "bloc", "first on"]);
        for one in found.blocs.iter().take(self.asked.top) {
            let first = one.wanting.iter().chain(&one.against).next();
            table.add_row([
                Cell::new(one.times()),
                Cell::new(one.wanting.len()),
                Cell::new(one.against.len()),
                Cell::new(common::codes(self.document, &one.delegations)),
                Cell::new(first.map_or(String::new(), |id| common::short(&self.describe(*id), 60))),
            ]);
        }
        format!(
            "{table}\n\n{}, {} shown\nrule: {}\n",
            common::count(found.blocs.len(), "bloc", "blocs"),
            found.blocs.len().min(self.asked.top),
            found.rule
        )
    }
}
