//! Proves that each row of the notation tables reads as the tables say, one small text a row.
//!
//! A case is its name, a text, and the rows expected of it, one a line:
//! `CODE kind polarity | subject | paragraph`, with ` | if …` behind it for a condition.

mod labels;
mod wishes;
mod words;

use travaux::{Document, StatementRow};

use labels::{LABELS, NOISE, NUMBERS, PREAMBLE};
use wishes::{PARAGRAPHS, REMARKS, STRUCTURE};
use words::{DELEGATIONS, RULES, WORDS};

type Case = (&'static str, &'static str, &'static str);

fn compact(row: &StatementRow) -> String {
    let StatementRow { delegation, kind, polarity, subject, paragraph, condition, .. } = row;
    let end = if condition.is_empty() { String::new() } else { format!(" | if {condition}") };
    format!("{delegation} {kind} {polarity} | {subject} | {paragraph}{end}")
}

/// What came out beside what was expected, line by line; `None` where they agree.
fn difference(text: &str, expect: &str) -> Option<String> {
    let document = Document::read(text).expect("short");
    let have: Vec<String> = document.rows().map(|row| compact(&row)).collect();
    let want: Vec<&str> = expect.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if have == want {
        return None;
    }
    let mut out = String::new();
    for at in 0..have.len().max(want.len()) {
        let (want, have) = (want.get(at).copied(), have.get(at).map(String::as_str));
        if want == have {
            out.extend(["      ", want.unwrap_or_default(), "\n"]);
        } else {
            for (mark, line) in [("-", want), ("+", have)] {
                out.extend(line.into_iter().flat_map(|line| ["    ", mark, " ", line, "\n"]));
            }
        }
    }
    Some(out)
}

fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(name, text, expect)| {
            let difference = difference(text, expect)?;
            Some(format!("{name}\n  {}\n{difference}", text.replace('\n', "\n  ")))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} read wrongly (- expected, + came out):\n\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn preamble() {
    check(PREAMBLE);
}

#[test]
fn labels() {
    check(LABELS);
}

#[test]
fn numbers() {
    check(NUMBERS);
}

#[test]
fn noise() {
    check(NOISE);
}

#[test]
fn delegations() {
    check(DELEGATIONS);
}

#[test]
fn words() {
    check(WORDS);
}

#[test]
fn paragraphs() {
    check(PARAGRAPHS);
}

#[test]
fn structure() {
    check(STRUCTURE);
}

#[test]
fn remarks() {
    check(REMARKS);
}

#[test]
fn rules() {
    check(RULES);
}
