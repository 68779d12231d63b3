//! How results are printed: aligned tables, CSV and JSON, each in one way everywhere.

use std::cell::RefCell;
use std::io::IsTerminal;

use comfy_table::{Attribute, Cell, Color, ContentArrangement, Row, Table, presets};
use indexmap::{IndexMap, IndexSet};
use travaux::Document;
use travaux::Label;
use travaux::model::{DelegationId, ParagraphId, PartId};

use super::Stop;

/// Aligned rows under a header. Lines end with their last word: blanks behind it would be noise to
/// whoever compares two outputs.
#[derive(Debug)]
pub(crate) struct Rows(Table);

impl Rows {
    pub(crate) fn add_row(&mut self, cells: impl Into<Row>) {
        self.0.add_row(cells);
    }
}

impl std::fmt::Display for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.trim_fmt())
    }
}

/// An empty table that fits the terminal, or 120 columns where there is none.
pub(crate) fn table(header: &[&str]) -> Rows {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(120).force_no_tty();
    }
    let bold = |text: &&str| Cell::new(text).add_attribute(Attribute::Bold);
    table.set_header(header.iter().map(bold));
    Rows(table)
}

/// A cell in a colour, on a terminal.
pub(crate) fn coloured(text: impl ToString, color: Color) -> Cell {
    Cell::new(text).fg(color)
}

/// The codes of some delegations, blank between.
pub(crate) fn codes(document: &Document, ids: &[DelegationId]) -> String {
    ids.iter().map(|id| document.designation(*id)).collect::<Vec<_>>().join(" ")
}

/// The part that a paragraph stands in, where the text has several: labels are unique in none but
/// one.
pub(crate) fn part_of(document: &Document, paragraph: ParagraphId) -> Option<String> {
    let several = document.parts().len() > 1;
    several.then(|| document.part(document.paragraph(paragraph).part()).name().to_owned())
}

/// A paragraph's label, with its part where another part has the same label.
pub(crate) fn placed(document: &Document, paragraph: ParagraphId) -> String {
    let label = document.paragraph(paragraph).label();
    match part_of(document, paragraph).filter(|_| is_shared(document, label)) {
        Some(part) => of_part(label, &part),
        None => label.to_string(),
    }
}

/// What stands in a part, with the name of that.
pub(crate) fn of_part(what: impl std::fmt::Display, part: &str) -> String {
    format!("{what} of {}", short(part, PART))
}

/// A text by its bytes and by how much of it is shown, and the labels that several parts have.
type Shared = ((*const str, usize, usize), IndexSet<Label>);

thread_local! {
    /// Of the text that was asked about last: to look through all labels for each one that is
    /// printed would take the square of their number.
    static SHARED: RefCell<Option<Shared>> = const { RefCell::new(None) };
}

/// Whether paragraphs of several parts have a label.
fn is_shared(document: &Document, label: Label) -> bool {
    let text: *const str = document.source().text();
    let key = (text, document.parts().len(), document.paragraphs().len());
    SHARED.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|(of, _)| *of != key) {
            *known = Some((key, shared(document)));
        }
        known.as_ref().is_some_and(|(_, labels)| labels.contains(&label))
    })
}

fn shared(document: &Document) -> IndexSet<Label> {
    let mut first: IndexMap<Label, PartId> = IndexMap::new();
    let several = document
        .paragraphs()
        .iter()
        .filter(|one| *first.entry(one.label()).or_insert(one.part()) != one.part());
    several.map(travaux::Paragraph::label).collect()
}

/// The first column of a table of paragraphs: their parts, where the text has several.
pub(crate) fn part_column<'h>(document: &Document, header: &[&'h str]) -> Vec<&'h str> {
    let part: &[&str] = if document.parts().len() > 1 { &["part"] } else { &[] };
    part.iter().chain(header).copied().collect()
}

/// The cell of that column, where there is one.
pub(crate) fn part_cell(document: &Document, paragraph: ParagraphId) -> Option<Cell> {
    part_of(document, paragraph).map(|part| part_named(&part))
}

/// A part's name as the tables have it.
pub(crate) fn part_named(part: &str) -> Cell {
    Cell::new(short(part, PART))
}

/// Characters of a part's name in tables.
const PART: usize = 16;

/// At most `most` characters, the middle left out.
pub(crate) fn short(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most * 2 / 3).collect();
    let tail: String = text.chars().skip(count - most / 3 + 2).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// Rows as comma-separated values with a header.
pub(crate) fn csv<R: serde::Serialize>(rows: impl Iterator<Item = R>) -> Result<String, Stop> {
    let failed = |error: csv::Error| Stop::Failure(format!("cannot write CSV: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(failed)?;
    }
    let bytes =
        writer.into_inner().map_err(|error| Stop::Failure(format!("cannot write CSV: {error}")))?;
    String::from_utf8(bytes).map_err(|error| Stop::Failure(error.to_string()))
}

/// A JSON document with the version of its form.
pub(crate) fn json(
    document: &Document,
    values: impl IntoIterator<Item = (&'static str, serde_json::Value)>,
) -> Result<String, Stop> {
    let source = ("source", document.source().name().into());
    json_of([source].into_iter().chain(values))
}

/// A JSON document with the version of its form, of several texts.
pub(crate) fn json_of(
    values: impl IntoIterator<Item = (&'static str, serde_json::Value)>,
) -> Result<String, Stop> {
    let mut whole = serde_json::Map::new();
    whole.insert("schema".to_owned(), travaux::model::SCHEMA_VERSION.into());
    whole.extend(values.into_iter().map(|(name, value)| (name.to_owned(), value)));
    pretty(&whole)
}

/// A value as JSON that people can read.
pub(crate) fn pretty(value: &impl serde::Serialize) -> Result<String, Stop> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n")
        .map_err(|error| Stop::Failure(format!("cannot write JSON: {error}")))
}
