//! What changed from one draft to the next? Two drafts side by side, paragraph by paragraph.
//!
//! `cargo run --release --example compare -- OLD NEW`

mod common;

use std::collections::HashSet;
use std::process::ExitCode;

use comfy_table::{Cell, Color};
use common::{Format, Stop, Takes};
use serde::Serialize;
use travaux::Document;
use travaux::model::{Base, Extent, Proposal, ProposalId};
use travaux::project::{Choice, ProjectOptions, ProjectedParagraph, Projection, project_with};
use travaux::syntax::LabelSeries;
use travaux::words::{Comparison, Diff, Fate, HunkKind, compare};

const USAGE: &str = "
Two drafts side by side, paragraph by paragraph: unchanged, changed words, new, gone, merged, split,
and whether it moved. The base texts are compared: what stands without any proposal. With one file,
or none, its base text is compared with the text in which all that nobody opposes is accepted.

Usage: compare [OLD [NEW]] [OPTIONS]

  --format table|json|csv   how to print [table]
  --old-part HEADING        only this part of the old draft
  --new-part HEADING        only this part of the new draft; with one file, a part of the same
";

const TAKES: Takes = Takes {
    options: &["old-part", "new-part"],
    files: 2,
    without: &["delegation", "base"],
    ..Takes::USUAL
};

/// Labels that stand twice and are named at most.
const LABELS: usize = 8;

/// One paragraph beside the other, as CSV and JSON give it.
#[derive(Serialize)]
struct Row {
    old: String,
    new: String,
    fate: &'static str,
    moved: bool,
    struck: usize,
    added: usize,
    changes: String,
}

fn main() -> ExitCode {
    common::run(USAGE, || {
        let args = common::args(&TAKES)?;
        let old = common::open(&args, args.path())?;
        let new = match args.later() {
            Some(later) => common::open(&args, Some(later))?,
            None => old.clone(),
        };
        // The old draft tells where the guessed additions of the new one begin.
        let earlier = match args.own("old-part") {
            Some(name) => Base::from_part(&old, common::part(&old, name)?),
            None => Base::from_document(&old),
        };
        let new = new.settled_by(&earlier);
        let parts = args.own("new-part").is_some() || args.later().is_some();
        let choice = if parts { Choice::Set(worded_anew(&new)) } else { Choice::Unopposed };
        let before = projected(&old, &Choice::Nothing, args.own("old-part"))?;
        let after = projected(&new, &choice, args.own("new-part"))?;
        let rows = common::with_spinner("comparing", || rows(&before, &after));
        tell_of_odd(&before, &after, &rows);
        let rows: Vec<(Fate, Row)> = rows
            .into_iter()
            .filter(|(_, row)| {
                args.paragraph.is_none_or(|label| {
                    let label = label.to_string();
                    row.new == label || row.old.split(", ").any(|old| old == label)
                })
            })
            .collect();
        if let Some(label) = args.paragraph.filter(|_| rows.is_empty()) {
            return Err(Stop::Failure(format!("no paragraph {label} in either draft")));
        }
        match args.format {
            Format::Csv => common::csv(rows.iter().map(|(_, row)| row)),
            Format::Json => {
                let rows: Vec<&Row> = rows.iter().map(|(_, row)| row).collect();
                let value =
                    serde_json::to_value(&rows).map_err(|e| Stop::Failure(e.to_string()))?;
                common::json(&new, [("comparison", value)])
            }
            _ => Ok(table(&rows)),
        }
    })
}

/// Words that the earlier draft does not have and that nobody speaks of: they are the new draft's
/// own, and wait for nobody's consent.
fn worded_anew(new: &Document) -> Vec<ProposalId> {
    let spoken: HashSet<ProposalId> =
        new.statements().iter().flat_map(|statement| new.targets(statement)).copied().collect();
    let own = new.proposals().iter().filter(|own| own.extent() == Extent::Settled);
    own.map(Proposal::id).filter(|id| !spoken.contains(id)).collect()
}

/// What makes a comparison worth less than it looks.
fn tell_of_odd(before: &Projection, after: &Projection, rows: &[(Fate, Row)]) {
    for (which, draft) in [("old", before), ("new", after)] {
        if draft.paragraphs().is_empty() {
            eprintln!("the {which} draft has no paragraph");
        }
        let labels = draft.paragraphs().iter().map(ProjectedParagraph::label);
        let named = labels.filter(|label| {
            let prose = label.series() == LabelSeries::Prose;
            !label.is_heading() && !prose && label.number().is_some()
        });
        let mut labels: Vec<String> = named.map(|label| label.to_string()).collect();
        labels.sort_unstable();
        let pairs = labels.windows(2).filter(|pair| pair[0] == pair[1]);
        let mut twice: Vec<&str> = pairs.map(|pair| pair[0].as_str()).collect();
        twice.dedup();
        if !twice.is_empty() {
            let more = twice.len().saturating_sub(LABELS);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            twice.truncate(LABELS);
            eprintln!("the {which} draft has more than one {}{more}", twice.join(", "));
        }
    }
    let both = !before.paragraphs().is_empty() && !after.paragraphs().is_empty();
    let all = |wanted: &[Fate]| both && rows.iter().all(|(fate, _)| wanted.contains(fate));
    if all(&[Fate::New, Fate::Gone]) {
        eprintln!("no paragraph of the one is in the other: another text, or another language");
    }
    if all(&[Fate::Unchanged]) {
        eprintln!("the two drafts say the same");
    }
}

fn projected(document: &Document, choice: &Choice, part: Option<&str>) -> Result<Projection, Stop> {
    let mut options = ProjectOptions::default();
    if let Some(name) = part {
        options = options.within(document.part(common::part(document, name)?).span());
    }
    Ok(project_with(document, choice, &options))
}

fn rows(before: &Projection, after: &Projection) -> Vec<(Fate, Row)> {
    let texts = |projection: &'_ Projection| -> Vec<String> {
        projection.paragraphs().iter().map(|paragraph| paragraph.text().to_owned()).collect()
    };
    let (old, new) = (texts(before), texts(after));
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    let row = |found: Comparison| {
        let label = |of: &Projection, at: usize| {
            of.paragraphs().get(at).map(|paragraph| paragraph.label().to_string())
        };
        let from: Vec<String> = found.old.iter().filter_map(|at| label(before, *at)).collect();
        let to = found.new.and_then(|at| label(after, at)).unwrap_or_default();
        let one = &*found.old_text(&old);
        let other = found.new.and_then(|at| new.get(at)).copied().unwrap_or_default();
        let (struck, added) = match (&found.diff, found.fate) {
            (Some(diff), _) => counts(diff),
            (None, Fate::New) => (0, other.split_whitespace().count()),
            (None, Fate::Gone) => (one.split_whitespace().count(), 0),
            (None, _) => (0, 0),
        };
        let changes = found.diff.as_ref().map(|diff| changed(diff, one, other));
        let changes = changes.unwrap_or_else(|| match found.fate {
            Fate::New => other.to_owned(),
            Fate::Gone => format!("~{one}~"),
            _ => String::new(),
        });
        let (fate, moved) = (found.fate.as_str(), found.moved);
        let row = Row { old: from.join(", "), new: to, fate, moved, struck, added, changes };
        (found.fate, row)
    };
    compare(&old, &new).into_iter().map(row).collect()
}

fn counts(diff: &Diff) -> (usize, usize) {
    let changed = || diff.hunks().iter().filter(|hunk| hunk.kind != HunkKind::Same);
    (changed().map(|hunk| hunk.old.len()).sum(), changed().map(|hunk| hunk.new.len()).sum())
}

/// The changed words alone, `~old~ new`, parted by dots.
fn changed(diff: &Diff, old: &str, new: &str) -> String {
    let hunks = diff.hunks().iter().filter(|hunk| hunk.kind != HunkKind::Same);
    let changes: Vec<String> = hunks
        .map(|hunk| {
            let (before, after) = (&old[hunk.old_span.range()], &new[hunk.new_span.range()]);
            match (before.is_empty(), after.is_empty()) {
                (true, _) => after.to_owned(),
                (_, true) => format!("~{before}~"),
                _ => format!("~{before}~ {after}"),
            }
        })
        .collect();
    changes.join(" · ")
}

fn table(rows: &[(Fate, Row)]) -> String {
    let mut table = common::table(&["old", "new", "what", "moved", "-", "+", "words"]);
    for (fate, row) in rows {
        let colour = match fate {
            Fate::Unchanged => Color::Reset,
            Fate::New => Color::Green,
            Fate::Gone => Color::Red,
            _ => Color::Yellow,
        };
        table.add_row([
            Cell::new(&row.old),
            Cell::new(&row.new),
            common::coloured(row.fate, colour),
            Cell::new(if row.moved { "moved" } else { "" }),
            Cell::new(row.struck),
            Cell::new(row.added),
            Cell::new(common::short(&row.changes, 120)),
        ]);
    }
    let counted = Fate::ALL.iter().filter_map(|fate| {
        let count = rows.iter().filter(|(found, _)| found == fate).count();
        (count > 0).then(|| format!("{count} {fate}"))
    });
    let moved = rows.iter().filter(|(_, row)| row.moved).count();
    let (struck, added): (usize, usize) =
        rows.iter().fold((0, 0), |(s, a), (_, row)| (s + row.struck, a + row.added));
    format!(
        "{table}\n\n{} rows: {}; {moved} moved; {struck} words struck, {added} added\n",
        rows.len(),
        counted.collect::<Vec<_>>().join(", "),
    )
}
