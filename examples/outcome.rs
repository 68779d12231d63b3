//! Which proposals does the adopted text have in it, and how well did their standing foretell that?
//!
//! `cargo run --release --example outcome -- DRAFT ADOPTED`

mod common;

use std::fmt::Write as _;
use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Args, Format};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{Grounds, Outcome, Survived, Survivor, outcome};
use travaux::project::{Choice, ProjectedParagraph, project};

const USAGE: &str = "
Which proposals of a draft survived into the adopted text, by wording: fully, partly (a quarter of
the words at least), not; and how well their support foretold it: the area under the curve with its
95 % interval, and a calibration table. Support is (for + 1) / (for + against + 2), with who wants
an alternative counted as against.

Without ADOPTED the text in which all that nobody opposes is accepted stands in for it: what is told
then is how the wishes would fare, not how they fared.

Usage: outcome [DRAFT [ADOPTED]] [OPTIONS]

  --format table|json|csv   how to print [table]
  --top N                   proposals shown [20]; CSV and JSON give all
  --paragraph, --delegation only these, with the statements behind them; the counts, the curve and
                            the calibration stay those of the whole text
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args =
            common::args(&common::Takes { options: &["top"], files: 2, ..common::Takes::USUAL })?;
        let top = args.number("top")?.unwrap_or(20);
        let draft = common::document(&mut args)?;
        let adopted = if let Some(adopted) = common::later(&args)? {
            if adopted.paragraphs().is_empty() {
                eprintln!(
                    "the adopted text {} has no paragraph: nothing can have survived into it; \
                     check that it is the right file",
                    adopted.source().name()
                );
            }
            adopted
        } else {
            eprintln!(
                "no adopted text: that in which all that nobody opposes is accepted stands in"
            );
            stand_in(&draft)?
        };
        let found = outcome(&draft, &adopted);
        let page = Page {
            draft: &draft,
            grounds: Grounds::new(&draft),
            adopted: &adopted,
            found: &found,
            args: &args,
        };
        let shown: Vec<&Survivor> =
            found.proposals.iter().filter(|one| page.is_wanted(one)).collect();
        match args.format {
            Format::Csv => common::csv(shown.iter().map(|one| page.row(one))),
            Format::Json => {
                let rows: Vec<Row> = shown.iter().map(|one| page.row(one)).collect();
                let value = serde_json::json!({
                    "rule": found.rule,
                    "proposals": rows,
                    "of": found.proposals.len(),
                    "unjudged": found.unjudged.len(),
                    "paragraph_gone": found.gone(),
                    "by_standing": found.by_standing(),
                    "auc": found.auc().map(|(area, _)| area),
                    "auc_interval": found.auc().map(|(_, bounds)| bounds),
                    "calibration": found.calibration(),
                });
                common::json(&draft, [("outcome", value)])
            }
            _ => Ok(page.tables(&shown, top)),
        }
    })
}

/// The text in which all that nobody opposes is accepted, as it would be adopted: what was proposed
/// as `PPnew` has a number of its own.
fn stand_in(draft: &Document) -> Result<Document, common::Stop> {
    let projection = project(draft, &Choice::Unopposed);
    let printed = projection.to_string();
    let each: Vec<&str> = printed.trim_end_matches('\n').split("\n\n").collect();
    let numbered = |(nth, (one, printed)): (usize, (&ProjectedParagraph, &&str))| {
        let new = one.label().is_proposed();
        if new { format!("{}. {}", 1000 + nth, one.text()) } else { (*printed).to_owned() }
    };
    let text = if each.len() == projection.paragraphs().len() {
        let all = projection.paragraphs().iter().zip(&each).enumerate().map(numbered);
        all.collect::<Vec<_>>().join("\n\n") + "\n"
    } else {
        printed
    };
    Document::read(text).map_err(|error| common::Stop::Failure(error.to_string()))
}

/// A proposal as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    paragraph: String,
    kind: &'static str,
    wording: String,
    standing: &'static str,
    support: f64,
    share: f64,
    survived: &'static str,
    paragraph_gone: bool,
    looked_in: String,
    offsets: String,
}

struct Page<'p> {
    draft: &'p Document,
    grounds: Grounds<'p>,
    adopted: &'p Document,
    found: &'p Outcome,
    args: &'p Args,
}

impl Page<'_> {
    fn label(&self, one: &Survivor) -> String {
        let paragraph = self.draft.proposal(one.proposal).paragraph();
        common::placed(self.draft, paragraph)
    }

    fn is_wanted(&self, one: &Survivor) -> bool {
        let paragraph = self.draft.proposal(one.proposal).paragraph();
        let label = self.draft.paragraph(paragraph).label();
        let speaks = |code| {
            let said = self.grounds.of(one.proposal);
            said.iter().any(|on| self.draft.delegation(on.delegation).code() == code)
        };
        self.args.paragraph.is_none_or(|wanted| wanted == label)
            && self.args.delegation.is_none_or(speaks)
    }

    fn looked_in(&self, one: &Survivor) -> String {
        let labels = one.looked_in.iter().map(|id| common::placed(self.adopted, *id));
        labels.collect::<Vec<_>>().join(", ")
    }

    fn row(&self, one: &Survivor) -> Row {
        let said = self.grounds.of(one.proposal);
        let offsets: Vec<String> = said.iter().map(|on| on.span.start().to_string()).collect();
        let paragraph = self.draft.proposal(one.proposal).paragraph();
        Row {
            part: common::part_of(self.draft, paragraph),
            paragraph: self.draft.paragraph(paragraph).label().to_string(),
            kind: self.draft.proposal(one.proposal).kind().as_str(),
            wording: self.draft.wording(one.proposal),
            standing: one.standing.as_str(),
            support: one.support,
            share: one.share,
            survived: one.survived.as_str(),
            paragraph_gone: one.paragraph_gone,
            looked_in: self.looked_in(one),
            offsets: offsets.join(" "),
        }
    }

    fn tables(&self, shown: &[&Survivor], top: usize) -> String {
        let mut table = common::table(&[
            "paragraph",
            "proposal",
            "standing",
            "support",
            "survived",
            "of its words",
            "looked in",
        ]);
        for one in shown.iter().take(top) {
            let color = match one.survived {
                Survived::Fully => Color::Green,
                Survived::Partly => Color::Yellow,
                Survived::Not => Color::Red,
            };
            table.add_row([
                Cell::new(self.label(one)),
                Cell::new(common::short(&common::wish(self.draft, one.proposal), 60)),
                Cell::new(one.standing),
                Cell::new(format!("{:.2}", one.support)),
                common::coloured(one.survived, color),
                Cell::new(format!("{:.0} %", one.share * 100.0)),
                Cell::new(if one.paragraph_gone {
                    "paragraph gone".to_owned()
                } else {
                    self.looked_in(one)
                }),
            ]);
        }
        let mut by = common::table(&["standing", "fully", "partly", "not"]);
        let mut sums = [0; 3];
        for (standing, counts) in self.found.by_standing() {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            let mut cells = vec![Cell::new(standing)];
            cells.extend(counts.map(Cell::new));
            by.add_row(cells);
        }
        let mut cells = vec![Cell::new("in all")];
        cells.extend(sums.map(Cell::new));
        by.add_row(cells);
        let mut table_of = common::table(&["support", "proposals", "mean support", "survived"]);
        for row in self.found.calibration() {
            table_of.add_row([
                Cell::new(format!("{:.1} to {:.1}", row.support.0, row.support.1)),
                Cell::new(row.count),
                Cell::new(format!("{:.2}", row.mean)),
                Cell::new(row.observed().map_or("-".to_owned(), |share| format!("{share:.2}"))),
            ]);
        }
        let curve = match self.found.auc() {
            Some((area, (low, high))) => {
                format!("area under the curve {area:.3}, 95 % between {low:.3} and {high:.3}")
            }
            None => "no curve: all survived, or none".to_owned(),
        };
        let asked = self.args.paragraph.is_some() || self.args.delegation.is_some();
        let whole = if asked {
            let all = common::count(self.found.proposals.len(), "proposal", "proposals");
            format!("What follows is of the whole text, {all}, whatever was asked for.\n\n")
        } else {
            String::new()
        };
        let mut out = format!(
            "{table}\n\n{}, {} shown. {}\n\n\
             {whole}{} more about order or without words are not judged; {} would change a \
             paragraph of which nothing became\n\n\
             {by}\n\n{table_of}\n\n{curve}\nrule: {}\n",
            common::count(shown.len(), "proposal", "proposals"),
            shown.len().min(top),
            common::GUESSED,
            self.found.unjudged.len(),
            self.found.gone(),
            self.found.rule,
        );
        if asked {
            let ids = shown.iter().take(top).map(|one| one.proposal);
            let (said, count) = common::behind(self.draft, &self.grounds, ids);
            let count = common::count(count, "statement", "statements");
            let _ = writeln!(out, "\n{said}\n\n{count} behind them");
        }
        out
    }
}
