//! Who acts together? Clusters, camps, communities and declared groups, with what sets them apart.
//!
//! `cargo run --release --example coalitions -- FILE`

mod asked;
#[path = "../common/mod.rs"]
mod common;
mod ties;

use std::process::ExitCode;

use asked::Asked;
use comfy_table::Cell;
use common::{Format, Stop};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{
    Agreement, AgreementOptions, Bloc, Characteristic, CharacteristicOptions, Characteristics,
    Cohesion, Dendrogram, GroupConsensusOptions, GroupOptions, GroupsConsensus, PairAgreement,
    Positions, agreement_of, camps_of, characteristics_with, cohesion_with, communities_of,
    group_consensus_with, group_standings_with, positions,
};
use travaux::model::{DelegationCode, DelegationId, Groups, ProposalId};

const USAGE: &str = "
Who acts together: clusters of delegations by the positions that they share, and what sets each
apart; the two camps that explain most of who is with and against whom; communities, and who bridges
them; how far the members of declared groups stand together, and who departs from its group; what
all clusters could want; blocs, which are sets of delegations that want, or are against, the same
again and again.

With --tree: the tree of clusters itself, join by join. With --networks: who says the same and who
the contrary, statement by statement (congruence, conflict, and the one less the other), as
discourse network analysis has it. With --groups EU,AG,…: what all of these declared groups could
want, in place of the clusters.

With --delegation, how far each other one agrees with it, with the number of items compared; with
--with, the statements of the two on what both speak of, with line and column.

Usage: coalitions [FILE] [OPTIONS]

  --clusters N              cut the tree into N clusters [the best of 2 to 8; one where all are of
                            one mind]
  --least N                 positions that a delegation needs to be placed [3]
  --linkage average|complete|single    how far clusters are apart [average]
  --silence missing|assent|abstain     how silence counts in all of it but blocs, departures and
                            who is placed, which are of those who speak [missing]; the networks and
                            --with are of statements, and take none
  --agreed                  count each agreed paragraph as one more thing that everybody wants
  --day YYYY-MM-DD          the day of the document, for the members of groups [today]
  --with CODE               beside --delegation: the other one
  --tree                    the tree of clusters
  --networks                the networks of statements
  --normalisation none|average|jaccard|cosine    what their ties are divided by [none]
  --groups CODE,CODE        whose members are the groups, in place of the clusters
  --times N                 how often a bloc stands together, at least [3]
  --top N                   rows of each table [12]; CSV and JSON give all
";

/// Most clusters that the best cut is looked for among.
const CLUSTERS: usize = 8;

fn main() -> ExitCode {
    common::run(USAGE, || {
        const OWN: &[&str] = &[
            "clusters",
            "least",
            "linkage",
            "silence",
            "day",
            "with",
            "normalisation",
            "groups",
            "times",
            "top",
        ];
        const FLAGS: &[&str] = &["agreed", "tree", "networks"];
        // Agreement is over all that two speak of: a paragraph alone says next to nothing.
        let takes = common::Takes {
            options: OWN,
            flags: FLAGS,
            without: &["paragraph"],
            ..common::Takes::USUAL
        };
        let mut args = common::args(&takes)?;
        let asked = Asked::new(&args)?;
        let document = common::document(&mut args)?;
        let positions = positions(&document);
        let options = AgreementOptions::default().silence(asked.silence).agreed(asked.agreed);
        let page = Page {
            document: &document,
            agreement: agreement_of(&positions, &options),
            positions,
            asked,
        };
        if let (Some(one), Some(other)) = (args.delegation, args.own("with")) {
            let other = common::resolve_in(&document, other)?;
            let id = |code| {
                document
                    .speaker(code)
                    .ok_or_else(|| Stop::Failure(format!("{code} does not speak")))
            };
            return page.between(id(one)?, id(other)?, args.format);
        }
        let own = args.delegation.and_then(|code| document.speaker(code));
        if args.has("tree") {
            return page.tree(args.format);
        }
        if args.has("networks") {
            return page.networks(own, args.format);
        }
        match args.format {
            Format::Csv => common::csv(page.pairs(own).into_iter()),
            Format::Json => common::json(&document, [("coalitions", page.json(own))]),
            _ => match own {
                Some(own) => Ok(page.delegation(own)),
                None => Ok(page.overview()),
            },
        }
    })
}

struct Page<'p> {
    document: &'p Document,
    positions: Positions,
    agreement: Agreement,
    asked: Asked,
}

/// Two delegations as CSV and JSON give them.
#[derive(Serialize)]
struct Pair {
    one: String,
    other: String,
    n: usize,
    same: usize,
    opposite: usize,
    lijphart: Option<f64>,
    signed: Option<f64>,
    kappa: Option<f64>,
    pi: Option<f64>,
    few: bool,
}

/// A statement of one of two delegations.
#[derive(Serialize)]
struct Said {
    paragraph: String,
    proposal: String,
    delegation: String,
    position: String,
    line: u32,
    column: u32,
}

impl Page<'_> {
    fn code(&self, id: DelegationId) -> String {
        self.document.designation(id)
    }

    fn label(&self, id: ProposalId) -> String {
        common::placed(self.document, self.document.proposal(id).paragraph())
    }

    fn describe(&self, id: ProposalId) -> String {
        format!("{} {}", self.label(id), common::wish(self.document, id))
    }

    fn trait_of(&self, one: &Characteristic) -> String {
        format!(
            "{} {} of {} (others {} of {}): {}",
            one.position,
            one.inside.0,
            one.inside.1,
            one.outside.0,
            one.outside.1,
            self.describe(one.proposal)
        )
    }

    fn clusters(&self) -> (Vec<Vec<DelegationId>>, Option<f64>, usize) {
        let tree = self.grown();
        let cut = match self.asked.clusters {
            Some(clusters) => tree.cut(clusters),
            None => tree.best(CLUSTERS),
        };
        (cut.clusters, cut.silhouette, tree.left_out.len())
    }

    /// Where the tree was cut, in words.
    fn rule_of_cut(&self) -> String {
        match self.asked.clusters {
            Some(clusters) => format!("into {clusters} clusters, as asked"),
            None => Dendrogram::rule_of_best(CLUSTERS),
        }
    }

    fn pair(&self, pair: &PairAgreement) -> Pair {
        Pair {
            one: self.code(pair.between.0),
            other: self.code(pair.between.1),
            n: pair.n(),
            same: pair.same(),
            opposite: pair.opposite(),
            lijphart: pair.lijphart(),
            signed: pair.signed(),
            kappa: pair.kappa(),
            pi: pair.pi(),
            few: pair.n() < 5,
        }
    }

    /// The pairs, or those of one delegation; those that compare most first.
    fn ranked(&self, own: Option<DelegationId>) -> Vec<&PairAgreement> {
        let concerns = |pair: &&PairAgreement| {
            own.is_none_or(|own| pair.between.0 == own || pair.between.1 == own)
        };
        let mut pairs: Vec<&PairAgreement> = self.agreement.pairs.iter().filter(concerns).collect();
        pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.n()), pair.between));
        pairs
    }

    fn pairs(&self, own: Option<DelegationId>) -> Vec<Pair> {
        self.ranked(own).into_iter().map(|pair| self.pair(pair)).collect()
    }

    fn delegation(&self, own: DelegationId) -> String {
        let mut pairs = self.ranked(Some(own));
        pairs.sort_by(|a, b| {
            b.signed().unwrap_or(0.0).total_cmp(&a.signed().unwrap_or(0.0)).then(b.n().cmp(&a.n()))
        });
        let mut table =
            common::table(&["with", "items", "same", "opposed", "Lijphart", "signed", "kappa", ""]);
        for pair in &pairs {
            let other = if pair.between.0 == own { pair.between.1 } else { pair.between.0 };
            table.add_row([
                Cell::new(self.code(other)),
                Cell::new(pair.n()),
                Cell::new(pair.same()),
                Cell::new(pair.opposite()),
                Cell::new(figure(pair.lijphart())),
                Cell::new(figure(pair.signed())),
                Cell::new(figure(pair.kappa())),
                Cell::new(if pair.n() < 5 { "few" } else { "" }),
            ]);
        }
        format!(
            "{} takes {} positions\n\n{table}\n\n{} delegations speak of what it speaks of; few: \
             fewer than 5 items; silence counts as {}\n",
            self.code(own),
            self.positions.of(own).len(),
            pairs.len(),
            self.asked.silence
        )
    }

    /// What both say on what both speak of.
    fn between(
        &self,
        one: DelegationId,
        other: DelegationId,
        format: Format,
    ) -> Result<String, Stop> {
        let over = Agreement::over(&self.positions, one, other);
        let grounds = travaux::analysis::Grounds::new(self.document);
        let mut said = Vec::new();
        for (proposal, mine, theirs) in &over {
            for stance in grounds.of(*proposal) {
                let position = match stance.delegation {
                    id if id == one => mine,
                    id if id == other => theirs,
                    _ => continue,
                };
                let (line, column) = self.document.source().line_column(stance.span.start());
                said.push(Said {
                    paragraph: self.label(*proposal),
                    proposal: self.describe(*proposal),
                    delegation: self.code(stance.delegation),
                    position: position.to_string(),
                    line,
                    column,
                });
            }
        }
        match format {
            Format::Csv => common::csv(said.into_iter()),
            Format::Json => {
                let value = serde_json::json!({ "statements": said });
                common::json(self.document, [("between", value)])
            }
            _ => {
                let mut table = common::table(&["proposal", "delegation", "position", "place"]);
                for one in &said {
                    table.add_row([
                        Cell::new(common::short(&one.proposal, 80)),
                        Cell::new(&one.delegation),
                        Cell::new(&one.position),
                        Cell::new(format!("{}:{}", one.line, one.column)),
                    ]);
                }
                Ok(format!("{table}\n\n{} proposals, {} statements\n", over.len(), said.len()))
            }
        }
    }

    fn traits(&self, clusters: &[Vec<DelegationId>]) -> Characteristics {
        let options = CharacteristicOptions::default().silence(self.asked.silence);
        characteristics_with(&self.positions, clusters, &options)
    }

    fn wanted_by_all(&self, clusters: &[Vec<DelegationId>]) -> GroupsConsensus {
        let options = GroupConsensusOptions::default().silence(self.asked.silence);
        group_consensus_with(&self.positions, &self.supplied(clusters), &options)
    }

    fn groups(&self) -> travaux::analysis::GroupStandings {
        let options = GroupOptions::default().silence(self.asked.silence);
        let options = match self.asked.day {
            Some(day) => options.day(day),
            None => options,
        };
        group_standings_with(self.document, &options)
    }

    fn json(&self, own: Option<DelegationId>) -> serde_json::Value {
        let (clusters, silhouette, left_out) = self.clusters();
        let traits = self.traits(&clusters);
        let found_blocs = self.found_blocs();
        let names =
            |ids: &[DelegationId]| -> Vec<String> { ids.iter().map(|id| self.code(*id)).collect() };
        let cluster = |(ids, traits): (&Vec<DelegationId>, &Vec<Characteristic>)| {
            serde_json::json!({
                "delegations": names(ids),
                "cohesion": cohesion_with(&self.positions, ids, self.asked.silence),
                "traits": traits.iter().map(|one| self.trait_of(one)).collect::<Vec<_>>(),
            })
        };
        let camps = camps_of(&self.positions, &self.agreement);
        let split = |split: &travaux::analysis::Split| {
            serde_json::json!({
                "one": names(&split.one), "other": names(&split.other),
                "unexplained": split.frustration, "at_least": split.least, "weight": split.weight,
            })
        };
        let communities = communities_of(&self.positions, &self.agreement);
        let groups = self.groups();
        let departure = |one: &travaux::analysis::Departure| {
            serde_json::json!({
                "group": self.code(one.group), "member": self.code(one.member),
                "proposal": self.describe(one.proposal),
                "group_is": one.of_group, "member_is": one.of_member,
            })
        };
        let consensus = self.wanted_by_all(&clusters);
        let bloc = |one: &Bloc| {
            serde_json::json!({
                "delegations": names(&one.delegations),
                "times": one.times(),
                "wanting": one.wanting.iter().map(|id| self.describe(*id)).collect::<Vec<_>>(),
                "against": one.against.iter().map(|id| self.describe(*id)).collect::<Vec<_>>(),
            })
        };
        let wanted = |one: &travaux::analysis::GroupConsensus| {
            serde_json::json!({
                "proposal": self.describe(one.proposal), "wanted": one.wanted,
                "unwanted": one.unwanted, "effective": one.effective, "clusters": one.groups,
            })
        };
        serde_json::json!({
            "silence": self.asked.silence,
            "rules": {
                "agreement": self.agreement.rule(), "clusters": self.grown().rule,
                "cut": self.rule_of_cut(),
                "traits": traits.rule, "camps": camps.rule, "communities": communities.rule,
                "groups": groups.rule, "consensus": consensus.rule, "blocs": found_blocs.rule,
            },
            "clusters": clusters.iter().zip(&traits.groups).map(cluster).collect::<Vec<_>>(),
            "silhouette": silhouette,
            "left_out": left_out,
            "camps": camps.splits.iter().map(split).collect::<Vec<_>>(),
            "triangles": camps.triangles,
            "balanced": camps.balanced,
            "communities": communities.communities.iter().map(|ids| names(ids)).collect::<Vec<_>>(),
            "modularity": communities.modularity,
            "groups": groups.groups,
            "departures": groups.departures.iter().map(departure).collect::<Vec<_>>(),
            "blocs": found_blocs.blocs.iter().map(bloc).collect::<Vec<_>>(),
            "consensus": consensus.proposals.iter().map(wanted).collect::<Vec<_>>(),
            "pairs": self.pairs(own),
        })
    }

    fn overview(&self) -> String {
        let (clusters, silhouette, left_out) = self.clusters();
        let placed: usize = clusters.iter().map(Vec::len).sum();
        let traits = self.traits(&clusters);
        let mut table =
            common::table(&["cluster", "delegations", "Rice (chance)", "alpha", "set apart by"]);
        for (nth, (ids, traits)) in clusters.iter().zip(&traits.groups).enumerate() {
            let figures = cohesion_with(&self.positions, ids, self.asked.silence);
            let first: Vec<String> =
                traits.iter().take(2).map(|one| common::short(&self.trait_of(one), 90)).collect();
            table.add_row([
                Cell::new(nth + 1),
                Cell::new(format!("{}: {}", ids.len(), common::codes(self.document, ids))),
                Cell::new(rice(&figures)),
                Cell::new(alpha(&figures)),
                Cell::new(first.join("\n")),
            ]);
        }
        format!(
            "{table}\n\n{} in {}, silhouette {}; {left_out} with fewer than {} positions left out. \
             {}\nrule: {}\ncut: {}\nset apart: {}\n\n{}\n{}\n{}\n{}\n{}",
            common::count(placed, "delegation", "delegations"),
            common::count(clusters.len(), "cluster", "clusters"),
            figure(silhouette),
            self.asked.least,
            common::GUESSED,
            self.grown().rule,
            self.rule_of_cut(),
            traits.rule,
            self.camps(),
            self.communities(),
            self.blocs(),
            self.declared(),
            self.consensus(&clusters)
        )
    }

    fn camps(&self) -> String {
        let found = camps_of(&self.positions, &self.agreement);
        let mut table = common::table(&["camp", "against", "unexplained", "of all ties"]);
        let shown: Vec<_> = found.splits.iter().filter(|split| !split.other.is_empty()).collect();
        for split in shown.iter().take(self.asked.top) {
            let camp = |ids: &[DelegationId]| {
                format!("{}: {}", ids.len(), common::codes(self.document, ids))
            };
            let proof = if split.is_proven() {
                "the least there can be".to_owned()
            } else {
                format!("{} at least", split.least)
            };
            table.add_row([
                Cell::new(camp(&split.one)),
                Cell::new(camp(&split.other)),
                Cell::new(format!("{} ({proof})", split.frustration)),
                Cell::new(split.weight),
            ]);
        }
        format!(
            "{table}\n\n{} pairs of camps; {} of {} triangles balanced; {} delegations without a \
             tie\nrule: {}\n",
            shown.len(),
            found.balanced,
            found.triangles,
            found.apart.len(),
            found.rule
        )
    }

    fn communities(&self) -> String {
        let found = communities_of(&self.positions, &self.agreement);
        let mut table = common::table(&["community", "delegations"]);
        for (nth, ids) in found.communities.iter().enumerate().take(self.asked.top) {
            table.add_row([
                Cell::new(nth + 1),
                Cell::new(format!("{}: {}", ids.len(), common::codes(self.document, ids))),
            ]);
        }
        let bridges: Vec<String> = found
            .bridges
            .iter()
            .take(self.asked.top)
            .map(|(id, share)| format!("{} {:.0} %", self.code(*id), share * 100.0))
            .collect();
        format!(
            "{table}\n\n{} communities, modularity {:.2}; most ties outside: {}\nrule: {}\n",
            found.communities.len(),
            found.modularity,
            if bridges.is_empty() { "nobody".to_owned() } else { bridges.join(", ") },
            found.rule
        )
    }

    /// The members of the groups that were asked for, or else the clusters.
    fn supplied(&self, clusters: &[Vec<DelegationId>]) -> Vec<Vec<DelegationId>> {
        let groups = Groups::standard();
        let of = |code: &DelegationCode| {
            let members = groups.members(*code, self.asked.day);
            members.iter().filter_map(|member| self.document.speaker(*member)).collect()
        };
        if self.asked.groups.is_empty() {
            clusters.to_vec()
        } else {
            self.asked.groups.iter().map(of).collect()
        }
    }

    fn declared(&self) -> String {
        let found = self.groups();
        let mut table = common::table(&[
            "group",
            "speaks",
            "members",
            "of",
            "items",
            "Rice (chance)",
            "index",
            "alpha",
        ]);
        for group in &found.groups {
            table.add_row([
                Cell::new(group.group),
                Cell::new(if group.speaks { "yes" } else { "" }),
                Cell::new(group.speaking.len()),
                Cell::new(group.members),
                Cell::new(group.figures.items),
                Cell::new(rice(&group.figures)),
                Cell::new(figure(group.figures.agreement_index)),
                Cell::new(alpha(&group.figures)),
            ]);
        }
        let mut departures = common::table(&["group", "member", "group is", "member is", "on"]);
        for one in found.departures.iter().take(self.asked.top) {
            departures.add_row([
                Cell::new(self.code(one.group)),
                Cell::new(self.code(one.member)),
                Cell::new(one.of_group),
                Cell::new(one.of_member),
                Cell::new(common::short(&self.describe(one.proposal), 70)),
            ]);
        }
        let shown = found.departures.len().min(self.asked.top);
        format!(
            "{table}\n\n{} groups\n\n{departures}\n\n{} departures from a group, {shown} \
             shown\nrule: {}\n",
            found.groups.len(),
            found.departures.len(),
            found.rule
        )
    }

    fn consensus(&self, clusters: &[Vec<DelegationId>]) -> String {
        let found = self.wanted_by_all(clusters);
        let all = if self.asked.groups.is_empty() { "by all clusters" } else { "by all groups" };
        let mut table = common::table(&["wanted", "against", "speak", all]);
        for one in found.proposals.iter().take(self.asked.top) {
            table.add_row([
                Cell::new(format!("{:.3}", one.wanted)),
                Cell::new(format!("{:.3}", one.unwanted)),
                Cell::new(one.groups),
                Cell::new(common::short(&self.describe(one.proposal), 80)),
            ]);
        }
        format!(
            "{table}\n\n{}, {} shown\nrule: {}\n",
            common::count(found.proposals.len(), "proposal", "proposals"),
            found.proposals.len().min(self.asked.top),
            found.rule
        )
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

fn rice(figures: &Cohesion) -> String {
    format!("{} ({})", figure(figures.rice), figure(figures.baseline))
}

fn alpha(figures: &Cohesion) -> String {
    figure(figures.alpha.and_then(|alpha| alpha.alpha()))
}
