//! What does the text do to our mandate? What threatens it, what serves it, what is missing, and
//! how far each outcome is from it.
//!
//! `cargo run --release --example mandate -- FILE --mandate MANDATE.toml`

mod common;

use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Args, Format, Stop};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{
    Assessment, Mandate, MandateFinding, MandateOptions, MandateOutcome, PointStanding, Relevant,
    assess_with, mandate_outcomes,
};
use travaux::model::{ParagraphId, PartId, ProposalId};

const USAGE: &str = "
What a text does to a party's mandate: per point what threatens it and who wants that, what serves
it, in which paragraphs it stands already, what no text contains yet and where it would fit; then
how far each outcome is from the mandate, from 0 for all of it to 1 for none.

A mandate is a TOML file, or a JSON file of the same keys if its name ends in .json:

  title = \"For the lagoon\"          # what it is called [nothing]
  party = \"FRA\"                     # whose it is: adds the text as this party wants it [nobody]

  [[points]]                        # as many as wanted, in this order
  name = \"No toll\"                  # what the point is called
  aim = \"defend\"                    # defend: the words stay out; keep: they stay in; include:
                                    # they come in; structure: paragraphs stay what and where
                                    # they are
  words = [\"toll*|fee\", \"new ... due*\"]  # patterns, one is enough; only structure needs none
  about = [\"harbour*\"]              # only where the paragraph or the proposal has one [anywhere]
  paragraphs = [\"OP8\", \"OP6 bis\"]  # only in these [any]
  kinds = [\"insert\", \"new\"]         # only proposals of these kinds, as in the tables [any]
  text = \"no toll is taken of boats\"  # wording to include, to find where it fits [the words]
  weight = 3                        # [1]
  red-line = true                   # whether no outcome without it is acceptable [false]

In a pattern words stand as they are, in any case; `*` at the end of one is any ending, `a|b` one or
the other, `...` up to eight words, `70/2` is `70 2`; straight and curly apostrophes are one;
nothing matches across the end of a clause. A point is threatened, or served, by a proposal that
brings such words or takes them away, with the words around it. A longer file is
examples/sample/line-to-take.toml. A party that is nobody's code is misuse; a party that does not
speak, and labels that no paragraph carries, are told of on standard error and in JSON.

Usage: mandate [FILE --mandate FILE] [OPTIONS]

  --format table|json|csv   how to print [table]
  --mandate FILE            the mandate; needed with FILE, for that of the bundled sample is for the
                            bundled sample alone
  --part NAME               only in this part of the document; may be given more than once [those in
                            which somebody speaks]
  --point N                 one point in detail: its statements with line and column
  --paragraph, --delegation only proposals about these; in a table beside --point alone
";

/// The mandate that goes with the bundled text.
const SAMPLE: &str = include_str!("sample/night-sky-mandate.toml");

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args = common::args(&common::Takes {
            options: &["mandate", "part", "point"],
            ..common::Takes::USUAL
        })?;
        if args.path().is_some() && args.own("mandate").is_none() {
            return Err(Stop::Misuse(
                "no mandate for this text, expected --mandate FILE; the bundled one is for the \
                 bundled text alone"
                    .to_owned(),
            ));
        }
        let (mandate, file) = mandate(args.own("mandate"))?;
        let point = match args.own("point") {
            Some(nth) => Some(
                nth.parse::<usize>()
                    .ok()
                    .and_then(|nth| nth.checked_sub(1))
                    .filter(|nth| *nth < mandate.points.len())
                    .ok_or_else(|| {
                        Stop::Misuse(format!(
                            "`{nth}` as a point, expected 1 to {}",
                            mandate.points.len()
                        ))
                    })?,
            ),
            None => None,
        };
        let asked = args.paragraph.is_some() || args.delegation.is_some();
        if asked && point.is_none() && args.format == Format::Table {
            return Err(Stop::Misuse(
                "--paragraph and --delegation choose among the proposals of a point, expected \
                 --point N beside them; --format csv lists those of all points"
                    .to_owned(),
            ));
        }
        let document = common::document(&mut args)?;
        let options = MandateOptions::default().parts(parts(&document, &args)?);
        let found = assess_with(&document, &mandate, &options);
        let told: Vec<String> = found.findings.iter().map(|one| file.tell(one)).collect();
        for (finding, told) in found.findings.iter().zip(&told) {
            if matches!(finding, MandateFinding::PartyUnknown { .. }) {
                return Err(Stop::Misuse(told.clone()));
            }
            eprintln!("{told}");
        }
        let outcomes = mandate_outcomes(&document, &mandate, &options);
        let page = Page { document: &document, mandate: &mandate, args: &args };
        let wanted = |standing: &&PointStanding| point.is_none_or(|nth| standing.point == nth);
        let shown: Vec<&PointStanding> = found.points.iter().filter(wanted).collect();
        match args.format {
            Format::Csv => common::csv(page.rows(&shown).into_iter()),
            Format::Json => {
                let value = serde_json::json!({
                    "rule": found.rule,
                    "findings": told,
                    "mandate": mandate,
                    "proposals": page.rows(&shown),
                    "points": page.points(&shown),
                    "outcomes": page.outcomes(&outcomes),
                });
                common::json(&document, [("mandate", value)])
            }
            Format::Table if point.is_some() => Ok(page.detail(&shown)),
            _ => Ok(page.overview(&found, &outcomes)),
        }
    })
}

/// A mandate as it was written.
struct File {
    path: String,
    text: String,
}

impl File {
    /// What means nothing in the text, with line and column of the first place in which it is
    /// written.
    fn tell(&self, finding: &MandateFinding) -> String {
        let written = match finding {
            MandateFinding::PartyUnknown { party, .. } | MandateFinding::PartySilent { party } => {
                party.to_string()
            }
            MandateFinding::ParagraphMissing { label, .. } => label.to_string(),
            _ => String::new(),
        };
        let quoted = ['"', '\''].map(|mark| format!("{mark}{written}{mark}"));
        let at = quoted.iter().filter_map(|one| self.text.find(one.as_str())).min();
        let place = at.map_or_else(String::new, |at| {
            let before = self.text.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            format!(":{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
        });
        format!("{}{place}: {finding}", self.path)
    }
}

/// The mandate of a file, by the form that its name tells.
fn mandate(path: Option<&str>) -> Result<(Mandate, File), Stop> {
    let Some(path) = path else {
        let file = File { path: "the bundled mandate".to_owned(), text: SAMPLE.to_owned() };
        let mandate = toml::from_str(SAMPLE).map_err(|error| Stop::Failure(error.to_string()))?;
        return Ok((mandate, file));
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| Stop::Failure(format!("cannot read {path}: {error}")))?;
    let text = common::without_mark(text);
    let ending = std::path::Path::new(path).extension();
    let json = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    // The reader names line and column, that of TOML shows the line.
    let wrong = |error: &dyn std::fmt::Display| Stop::Misuse(format!("{path}: {error}"));
    let mandate = if json {
        serde_json::from_str(&text).map_err(|error| wrong(&error))?
    } else {
        toml::from_str(&text).map_err(|error| wrong(&error))?
    };
    Ok((mandate, File { path: path.to_owned(), text }))
}

/// The parts that are named; if none is, those in which somebody speaks, without the one that
/// serves as the earlier draft.
fn parts(document: &Document, args: &Args) -> Result<Vec<PartId>, Stop> {
    let named: Vec<&str> = args
        .own
        .iter()
        .filter(|(name, _)| *name == "part")
        .map(|(_, part)| part.as_str())
        .collect();
    if !named.is_empty() {
        return named.iter().map(|name| common::part(document, name)).collect();
    }
    // A cover note may say what is to be done in the very words of the mandate, and is no draft.
    let drafts = document.parts().iter().filter(|part| {
        let inside = |id| document.paragraph(id).part() == part.id();
        let base = args.base.as_deref();
        !base.is_some_and(|base| part.name().eq_ignore_ascii_case(base))
            && document.statements().iter().any(|statement| inside(statement.paragraph()))
    });
    Ok(drafts.map(travaux::model::Part::id).collect())
}

struct Page<'p> {
    document: &'p Document,
    mandate: &'p Mandate,
    args: &'p Args,
}

/// A proposal that bears on a point, as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    point: String,
    aim: &'static str,
    red_line: bool,
    bearing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    paragraph: String,
    kind: &'static str,
    wording: String,
    wanting: String,
    against: String,
    places: String,
}

impl Page<'_> {
    fn labels(&self, ids: &[ParagraphId]) -> String {
        let mut labels: Vec<String> =
            ids.iter().map(|id| common::placed(self.document, *id)).collect();
        labels.dedup();
        labels.join(", ")
    }

    /// Whether the paragraph and the delegation that were asked for are concerned.
    fn concerns(&self, one: &Relevant) -> bool {
        let paragraph = self.document.proposal(one.proposal).paragraph();
        let label = self.document.paragraph(paragraph).label();
        let speaks = |code| {
            let all = one.wanting.iter().chain(&one.against);
            all.into_iter().any(|id| self.document.delegation(*id).code() == code)
        };
        self.args.paragraph.is_none_or(|wanted| wanted == label)
            && self.args.delegation.is_none_or(speaks)
    }

    fn bearing<'s>(
        &self,
        standing: &'s PointStanding,
    ) -> impl Iterator<Item = (&'static str, &'s Relevant)> {
        let threats = standing.threats.iter().map(|one| ("threatens", one));
        let all = threats.chain(standing.serves.iter().map(|one| ("serves", one)));
        all.filter(|(_, one)| self.concerns(one)).collect::<Vec<_>>().into_iter()
    }

    /// Line, column and code of every stance on a proposal.
    fn places(&self, id: ProposalId) -> String {
        let stances = self.document.stances_on(id).map(|stance| {
            let (line, column) = self.document.source().line_column(stance.span.start());
            let code = self.document.designation(stance.delegation);
            format!("{line}:{column} {code} {}", stance.polarity)
        });
        stances.collect::<Vec<_>>().join("; ")
    }

    /// Proposals with the statements behind each.
    fn behind(&self, ids: &[ProposalId]) -> Vec<serde_json::Value> {
        let one = |id: &ProposalId| {
            let proposal = common::wish(self.document, *id);
            serde_json::json!({ "proposal": proposal, "statements": self.places(*id) })
        };
        ids.iter().map(one).collect()
    }

    fn rows(&self, shown: &[&PointStanding]) -> Vec<Row> {
        let mut rows = Vec::new();
        for standing in shown {
            let point = &self.mandate.points[standing.point];
            for (bearing, one) in self.bearing(standing) {
                let proposal = self.document.proposal(one.proposal);
                rows.push(Row {
                    point: point.name.clone(),
                    aim: point.aim.as_str(),
                    red_line: point.red_line,
                    bearing,
                    part: common::part_of(self.document, proposal.paragraph()),
                    paragraph: self.document.paragraph(proposal.paragraph()).label().to_string(),
                    kind: proposal.kind().as_str(),
                    wording: self.document.wording(one.proposal),
                    wanting: common::codes(self.document, &one.wanting),
                    against: common::codes(self.document, &one.against),
                    places: self.places(one.proposal),
                });
            }
        }
        rows
    }

    fn fits(&self, standing: &PointStanding) -> String {
        let fits: Vec<String> = standing
            .fits
            .iter()
            .map(|(id, share)| format!("{} {:.0} %", self.labels(&[*id]), share * 100.0))
            .collect();
        fits.join(", ")
    }

    fn points(&self, shown: &[&PointStanding]) -> Vec<serde_json::Value> {
        let one = |standing: &&PointStanding| {
            serde_json::json!({
                "point": self.mandate.points[standing.point].name,
                "stands_in": self.labels(&standing.stands_in),
                "threats": standing.threats.len(),
                "serves": standing.serves.len(),
                "missing": standing.is_missing,
                "fits": self.fits(standing),
            })
        };
        shown.iter().map(one).collect()
    }

    fn outcomes(&self, outcomes: &[MandateOutcome]) -> Vec<serde_json::Value> {
        let one = |outcome: &MandateOutcome| {
            let met: Vec<serde_json::Value> = outcome
                .points
                .iter()
                .map(|one| {
                    serde_json::json!({
                        "point": self.mandate.points[one.point].name,
                        "met": one.met,
                        "paragraphs": self.labels(&one.paragraphs),
                        "harmed_by": self.behind(&one.harmed_by),
                        "served_by": self.behind(&one.served_by),
                        "forgone": self.behind(&one.forgone),
                    })
                })
                .collect();
            serde_json::json!({
                "outcome": outcome.name,
                "rule": outcome.rule,
                "distance": outcome.distance,
                "red_lines_crossed": outcome.crossed.len(),
                "points": met,
            })
        };
        outcomes.iter().map(one).collect()
    }

    fn overview(&self, found: &Assessment, outcomes: &[MandateOutcome]) -> String {
        let mut table = common::table(&[
            "",
            "point",
            "aim",
            "weight",
            "stands in",
            "threats",
            "wanted by",
            "serves",
            "would fit",
        ]);
        for standing in &found.points {
            let point = &self.mandate.points[standing.point];
            let mut wanting: Vec<_> =
                standing.threats.iter().flat_map(|one| one.wanting.iter().copied()).collect();
            wanting.sort_unstable();
            wanting.dedup();
            let red = if point.red_line { " red line" } else { "" };
            let fits = if standing.is_missing {
                format!("in no text: {}", self.fits(standing))
            } else {
                self.fits(standing)
            };
            let color = match (standing.threats.is_empty(), point.red_line) {
                (true, _) => Color::Green,
                (false, false) => Color::Yellow,
                (false, true) => Color::Red,
            };
            table.add_row([
                Cell::new(standing.point + 1),
                Cell::new(&point.name),
                Cell::new(point.aim),
                Cell::new(format!("{}{red}", point.weight)),
                Cell::new(common::short(&self.labels(&standing.stands_in), 40)),
                common::coloured(standing.threats.len(), color),
                Cell::new(common::short(&common::codes(self.document, &wanting), 60)),
                Cell::new(standing.serves.len()),
                Cell::new(fits),
            ]);
        }
        let header: Vec<String> = (1..=self.mandate.points.len()).map(|n| format!("{n}")).collect();
        let mut columns = vec!["outcome"];
        columns.extend(header.iter().map(String::as_str));
        columns.extend(["distance", "red lines"]);
        let mut far = common::table(&columns);
        for outcome in outcomes {
            let mut cells = vec![Cell::new(&outcome.name)];
            cells.extend(outcome.points.iter().map(|one| Cell::new(format!("{:.2}", one.met))));
            cells.push(Cell::new(format!("{:.2}", outcome.distance)));
            cells.push(Cell::new(outcome.crossed.len()));
            far.add_row(cells);
        }
        let threats: usize = found.points.iter().map(|one| one.threats.len()).sum();
        let serves: usize = found.points.iter().map(|one| one.serves.len()).sum();
        let missing = found.points.iter().filter(|one| one.is_missing).count();
        format!(
            "{}\n\n{table}\n\n{}: {}, {} that serve, {missing} in no text; --point N lists them\n\n\
             {far}\n\nhow far each point is met, from 0 to 1; the distance is what is missed, by \
             weight\nrule: {}\n",
            self.mandate.title,
            common::count(found.points.len(), "point", "points"),
            common::count(threats, "threat", "threats"),
            common::count(serves, "proposal", "proposals"),
            found.rule
        )
    }

    fn detail(&self, shown: &[&PointStanding]) -> String {
        let mut table = common::table(&[
            "bearing",
            "paragraph",
            "proposal",
            "wanted by",
            "against",
            "statements",
        ]);
        let mut count = 0;
        for standing in shown {
            for (bearing, one) in self.bearing(standing) {
                count += 1;
                let paragraph = self.document.proposal(one.proposal).paragraph();
                table.add_row([
                    Cell::new(bearing),
                    Cell::new(self.labels(&[paragraph])),
                    Cell::new(common::short(&common::wish(self.document, one.proposal), 120)),
                    Cell::new(common::codes(self.document, &one.wanting)),
                    Cell::new(common::codes(self.document, &one.against)),
                    Cell::new(self.places(one.proposal)),
                ]);
            }
        }
        let heads: Vec<String> = shown
            .iter()
            .map(|standing| {
                let stands = self.labels(&standing.stands_in);
                let name = &self.mandate.points[standing.point].name;
                format!("{name}; stands in: {}", if stands.is_empty() { "none" } else { &stands })
            })
            .collect();
        let count = common::count(count, "proposal", "proposals");
        format!("{}\n\n{table}\n\n{count}. {}\n", heads.join("\n"), common::GUESSED)
    }
}
