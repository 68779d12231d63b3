//! How far has the text come, and how long do its changes live from one revision to the next?
//!
//! `cargo run --release --example progress -- FILE --then LATER --then LATEST`

mod common;

use std::fmt::Write as _;
use std::process::ExitCode;

use comfy_table::Cell;
use common::{Args, Format, Stop};
use serde::Serialize;
use travaux::Document;
use travaux::analysis::{
    Grounds, ParagraphProgress, Progress, ProgressOptions, Survival, progress_with, survival,
};

const USAGE: &str = "
How far a text has come: brackets around words to a thousand words, the share of words that are
contested, the share that is agreed, texts a paragraph, objectors a change. With later revisions,
the same for each, what was opened and closed between them, and how long changes live: the share
still open at each age (Kaplan and Meier) and the age at which half are closed.

A change is live unless the page says that its paragraph is agreed and nobody is against it.

Usage: progress [FILE] [OPTIONS]

  --format table|json|csv   how to print [table]; CSV gives one row a paragraph
  --then FILE               a later revision; may be given more than once, in order
  --part NAME               only this part; may be given more than once [all]
  --paragraph LABEL         this paragraph, with the statements behind its live changes; beside
                            --then only with --format csv or json
";

fn main() -> ExitCode {
    common::run(USAGE, || {
        let mut args = common::args(&common::Takes {
            options: &["then", "part"],
            without: &["delegation"],
            ..common::Takes::USUAL
        })?;
        let later = args.own("then").is_some();
        if later && args.paragraph.is_some() && args.format == Format::Table {
            return Err(Stop::Misuse(
                "--paragraph says nothing beside --then in a table, which is of whole revisions; \
                 leave one of them out, or ask for the rows by --format csv"
                    .to_owned(),
            ));
        }
        let first = common::document(&mut args)?;
        let mut revisions = vec![first];
        for (_, path) in args.own.iter().filter(|(name, _)| *name == "then") {
            revisions.push(common::open(&args, Some(path))?);
        }
        let found: Vec<Progress> = revisions
            .iter()
            .map(|document| Ok(progress_with(document, &options(document, &args)?)))
            .collect::<Result<_, Stop>>()?;
        let page = Page { revisions: &revisions, found: &found, args: &args };
        let all: Vec<&Document> = revisions.iter().collect();
        let lives = (revisions.len() > 1).then(|| survival(&all));
        match args.format {
            Format::Csv => common::csv(page.rows().into_iter()),
            Format::Json => {
                let summary: Vec<Summary> = page.summaries();
                let value = serde_json::json!({
                    "rule": found.first().map(|found| &found.rule),
                    "rule_of_lives": lives.as_ref().map(|lives| &lives.rule),
                    "revisions": summary,
                    "paragraphs": page.rows(),
                    "steps": lives.as_ref().map(|lives| &lives.steps),
                    "ages": lives.as_ref().map(|lives| &lives.ages),
                    "open": lives.as_ref().map(|lives| &lives.open),
                    "half_life": lives.as_ref().and_then(Survival::half_life),
                });
                common::json(&revisions[0], [("progress", value)])
            }
            _ => Ok(page.tables(lives.as_ref())),
        }
    })
}

fn options(document: &Document, args: &Args) -> Result<ProgressOptions, Stop> {
    let named = args.own.iter().filter(|(name, _)| *name == "part");
    let parts: Result<_, Stop> = named.map(|(_, name)| common::part(document, name)).collect();
    Ok(ProgressOptions::default().parts(parts?))
}

/// The figures of one revision.
#[derive(Serialize)]
struct Summary {
    revision: String,
    words: usize,
    brackets: usize,
    live: usize,
    brackets_per_1000_words: Option<f64>,
    contested_share: Option<f64>,
    agreed_share: Option<f64>,
    texts_a_paragraph: Option<f64>,
    objectors_a_change: Option<f64>,
}

/// One paragraph of one revision.
#[derive(Serialize)]
struct Row {
    revision: usize,
    /// None of a revision with one part: a column that revisions share.
    part: Option<String>,
    paragraph: String,
    words: usize,
    contested: usize,
    brackets: usize,
    agreed: bool,
    live: usize,
    objectors: usize,
    offsets: String,
}

struct Page<'p> {
    revisions: &'p [Document],
    found: &'p [Progress],
    args: &'p Args,
}

impl Page<'_> {
    fn wanted<'s>(
        &'s self,
        document: &'s Document,
        found: &'s Progress,
    ) -> impl Iterator<Item = &'s ParagraphProgress> {
        let label = self.args.paragraph;
        let is = move |one: &&ParagraphProgress| {
            label.is_none_or(|label| document.paragraph(one.paragraph).label() == label)
        };
        found.paragraphs.iter().filter(is)
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (nth, (document, found)) in self.revisions.iter().zip(self.found).enumerate() {
            let grounds = Grounds::new(document);
            for one in self.wanted(document, found) {
                let offsets = common::offsets(&grounds, one.live.iter().copied());
                rows.push(Row {
                    revision: nth,
                    part: common::part_of(document, one.paragraph),
                    paragraph: document.paragraph(one.paragraph).label().to_string(),
                    words: one.words,
                    contested: one.contested,
                    brackets: one.brackets,
                    agreed: one.is_agreed,
                    live: one.live.len(),
                    objectors: one.objectors,
                    offsets,
                });
            }
        }
        rows
    }

    fn summaries(&self) -> Vec<Summary> {
        let one = |(document, found): (&Document, &Progress)| Summary {
            revision: document.source().name().to_owned(),
            words: found.words(),
            brackets: found.brackets(),
            live: found.live(),
            brackets_per_1000_words: found.bracket_load(),
            contested_share: found.contested_share(),
            agreed_share: found.agreed_share(),
            texts_a_paragraph: found.options(),
            objectors_a_change: found.mean_objectors(),
        };
        self.revisions.iter().zip(self.found).map(one).collect()
    }

    fn tables(&self, lives: Option<&Survival>) -> String {
        let number = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.2}"));
        let percent =
            |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{:.1} %", v * 100.0));
        let mut table = common::table(&[
            "revision",
            "words",
            "brackets",
            "per 1000 words",
            "live changes",
            "contested",
            "agreed",
            "texts a paragraph",
            "objectors a change",
        ]);
        for one in self.summaries() {
            table.add_row([
                Cell::new(common::short(&one.revision, 40)),
                Cell::new(one.words),
                Cell::new(one.brackets),
                Cell::new(number(one.brackets_per_1000_words)),
                Cell::new(one.live),
                Cell::new(percent(one.contested_share)),
                Cell::new(percent(one.agreed_share)),
                Cell::new(number(one.texts_a_paragraph)),
                Cell::new(number(one.objectors_a_change)),
            ]);
        }
        let mut out = format!("{table}\n");
        match lives {
            Some(lives) => out += &survivals(lives),
            None => out += &self.paragraphs(),
        }
        out
    }

    /// One revision, paragraph by paragraph; for one paragraph its statements, too.
    fn paragraphs(&self) -> String {
        let (document, found) = (&self.revisions[0], &self.found[0]);
        let mut table = common::table(&[
            "paragraph",
            "words",
            "contested",
            "brackets",
            "live changes",
            "objectors",
            "agreed",
        ]);
        let grounds = Grounds::new(document);
        let mut live = Vec::new();
        let mut sums = [0; 5];
        for one in self.wanted(document, found) {
            let label = common::placed(document, one.paragraph);
            let row = [one.words, one.contested, one.brackets, one.live.len(), one.objectors];
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            let mut cells = vec![Cell::new(&label)];
            cells.extend(row.map(Cell::new));
            cells.push(Cell::new(if one.is_agreed { "yes" } else { "" }));
            table.add_row(cells);
            live.extend(one.live.iter().copied());
        }
        let mut cells = vec![Cell::new("in all")];
        cells.extend(sums.map(Cell::new));
        table.add_row(cells);
        let (places, count) = common::behind(document, &grounds, live.into_iter());
        let mut out = format!("\n{table}\n");
        if self.args.paragraph.is_some() {
            let _ = writeln!(out, "\n{places}");
        }
        let _ = writeln!(
            out,
            "\n{} behind the live changes\nrule: {}",
            common::count(count, "statement", "statements"),
            found.rule
        );
        out
    }
}

fn survivals(lives: &Survival) -> String {
    let mut steps = common::table(&["step", "kept", "closed", "opened", "closed less opened"]);
    for (nth, step) in lives.steps.iter().enumerate() {
        steps.add_row([
            Cell::new(format!("{} to {}", nth + 1, nth + 2)),
            Cell::new(step.kept),
            Cell::new(step.closed),
            Cell::new(step.opened),
            Cell::new(step.convergence()),
        ]);
    }
    let mut ages = common::table(&["age in revisions", "ended", "seen to reach it", "still open"]);
    for (nth, ((ended, seen), open)) in lives.ages.iter().zip(&lives.open).enumerate() {
        ages.add_row([
            Cell::new(nth + 1),
            Cell::new(ended),
            Cell::new(seen),
            Cell::new(format!("{:.1} %", open * 100.0)),
        ]);
    }
    let half = lives.half_life().map_or_else(
        || "more than half are open to the end".to_owned(),
        |age| format!("half are closed at age {age}"),
    );
    let count = common::count(lives.lives.len(), "change", "changes");
    format!("\n{steps}\n\n{ages}\n\n{count} in all; {half}\nrule: {}\n", lives.rule)
}
