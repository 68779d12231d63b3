//! What each delegation weighs in a vote, from a file.

use std::collections::BTreeMap;

use travaux::model::Resolution;
use travaux::project::Weights;
use travaux::{DelegationCode, Document};

use super::common::{self, Stop};

/// The weights of a file, each with its place.
pub(super) struct Weighing {
    path: String,
    rows: Vec<Row>,
}

struct Row {
    line: usize,
    column: usize,
    written: String,
    code: DelegationCode,
    weight: u64,
}

impl Weighing {
    /// Reads a file with a code and a number a line.
    pub(super) fn read(path: &str) -> Result<Self, Stop> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Stop::Failure(format!("cannot read {path}: {error}")))?;
        let text = common::without_mark(text);
        let mut rows: Vec<Row> = Vec::new();
        let mut known: BTreeMap<DelegationCode, usize> = BTreeMap::new();
        for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let nth = nth + 1;
            let wrong = |column: usize, what: &str, expected: &str| {
                Stop::Misuse(format!("{path}:{nth}:{column}: `{what}`, expected {expected}"))
            };
            // Columns count characters, from 1.
            let column = |part: &str, from: usize| {
                let blanks = part.chars().take_while(|c| c.is_whitespace()).count();
                from + blanks + 1
            };
            let (code, weight) = line
                .split_once(',')
                .ok_or_else(|| wrong(column(line, 0), line.trim(), "a line such as `FRA,29`"))?;
            let behind = code.chars().count() + 1;
            let (at, written) = (column(code, 0), code.trim());
            let code = common::resolve(written)
                .map_err(|_| wrong(at, written, "a delegation's code such as FRA, EU or UK"))?;
            let weight = weight.trim_end();
            let number = weight.trim().parse().map_err(|_| {
                wrong(column(weight, behind), weight.trim(), "a weight: a whole number from 0")
            })?;
            if let Some(first) = known.insert(code, nth) {
                let once = format!("each code once; line {first} weighs it already");
                return Err(wrong(at, written, &once));
            }
            let written = written.to_owned();
            rows.push(Row { line: nth, column: at, written, code, weight: number });
        }
        if rows.is_empty() {
            return Err(Stop::Misuse(format!(
                "{path}:1:1: no weights, expected lines such as `FRA,29`"
            )));
        }
        Ok(Weighing { path: path.to_owned(), rows })
    }

    /// Whether each code is somebody's, known to the registry or speaking in the text.
    pub(super) fn check(&self, document: &Document) -> Result<(), Stop> {
        let registry = document.registry();
        for row in &self.rows {
            let known = matches!(
                registry.resolve(row.code.as_str()),
                Resolution::Known(_) | Resolution::Ambiguous { .. }
            );
            if known || document.speaker(row.code).is_some() {
                continue;
            }
            let near = registry.nearest(row.code.as_str());
            let near: Vec<String> = near.iter().map(ToString::to_string).collect();
            let near = if near.is_empty() {
                "no known code is near".to_owned()
            } else {
                format!("near: {}", near.join(", "))
            };
            return Err(Stop::Misuse(format!(
                "{}:{}:{}: `{}` is nobody's code; {near}",
                self.path, row.line, row.column, row.written
            )));
        }
        Ok(())
    }

    pub(super) fn weights(&self) -> Weights {
        self.rows.iter().map(|row| (row.code, row.weight)).collect()
    }
}
