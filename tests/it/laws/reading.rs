//! Proves the laws of reading: nothing is lost, spans nest, the same bytes give the same answer,
//! and what a text says without a doubt is read as it says.

use proptest::prelude::*;
use travaux::model::{DelegationId, ProposalId};
use travaux::{DiagnosticKind, Document, Polarity, Source, StatementRow};

use crate::check;
use crate::strategies::{Rolling, Row, odd_text, rolling};

fn fails(verdict: check::Verdict) -> Result<(), TestCaseError> {
    verdict.map_err(TestCaseError::fail)
}

fn source(text: &str) -> Source {
    Source::new("text", text).expect("a text under 4 GiB")
}

fn same_model(one: &Document, other: &Document) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.parts(), other.parts());
    prop_assert_eq!(one.paragraphs(), other.paragraphs());
    prop_assert_eq!(one.delegations(), other.delegations());
    prop_assert_eq!(one.statements(), other.statements());
    prop_assert_eq!(one.proposals(), other.proposals());
    prop_assert_eq!(one.diagnostics(), other.diagnostics());
    let rows: [Vec<StatementRow>; 2] = [one, other].map(|document| document.rows().collect());
    prop_assert_eq!(&rows[0], &rows[1]);
    Ok(())
}

/// What the reader found, in the words of the generator.
fn found(document: &Document) -> Vec<Row> {
    let row = |row: StatementRow| Row {
        offset: row.offset as usize,
        delegation: row.delegation.to_string(),
        kind: row.kind.to_string(),
        polarity: row.polarity.to_string(),
        subject: row.subject,
        paragraph: row.paragraph,
        condition: row.condition,
    };
    document.rows().map(row).collect()
}

fn reads_as_known(known: &Rolling, text: &str) -> Result<(), TestCaseError> {
    let rows = found(&check::read(text));
    for (have, want) in rows.iter().zip(&known.rows) {
        prop_assert_eq!(have, want, "in\n{}", text);
    }
    prop_assert_eq!(rows.len(), known.rows.len(), "rows of\n{}", text);
    Ok(())
}

/// A text long enough to be cut into pieces, with places in it where that could go wrong.
fn long_text() -> impl Strategy<Value = String> {
    let seam = prop::sample::select(vec![
        "\n\n",
        "\n",
        "",
        " ",
        "\n\n# ANNEX II\n\n",
        "\n\n# Light\n\n",
        "\n\n7. ",
        "\n\nOP3\n",
        "\n\n \n12\n\n",
        "\r\n\r\n8. ",
        "\n\n\t9. ",
        "\n\nFormatted: Font\n\n# Annex I\n",
        "\n\nBefore “We sail” insert:\n\n",
    ]);
    // A paragraph over many pages, which no cut may part.
    let page = Just(" and all who row [FRA\n\n12\n\n6227/20\n\nDEU] go on to".to_owned());
    let words = prop_oneof![odd_text(), rolling().prop_map(|known| known.text), page];
    prop::collection::vec((words, seam), 1..24).prop_map(|pieces| {
        let mut unit: String = pieces.iter().flat_map(|(words, seam)| [words, *seam]).collect();
        unit.push('\n');
        unit.repeat(CUT / unit.len() + 1)
    })
}

/// Bytes from which on a text is cut for three threads, and some more.
const CUT: usize = 800 * 1024;

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    #[test]
    fn threads_change_nothing(text in long_text()) {
        let source = source(&text);
        let [one, three] = [1, 3].map(|threads| travaux::syntax::parse_on(&source, threads));
        prop_assert!(one.tree().tokens().eq(three.tree().tokens()));
        let nodes = |parsed: &travaux::syntax::Parsed| -> Vec<_> {
            let tree = parsed.tree();
            let inner = |id| tree.children(id).map(|(id, _)| id).collect::<Vec<_>>();
            tree.nodes().map(|(id, node)| (node.kind(), node.span(), inner(id))).collect()
        };
        prop_assert_eq!(nodes(&one), nodes(&three));
        prop_assert_eq!(one.diagnostics(), three.diagnostics());
        let [one, three] = [1, 3].map(|threads| {
            let options = travaux::model::ReadOptions::default().threads(threads);
            Document::read_with(source.clone(), &options)
        });
        same_model(&one, &three)?;
        prop_assert!(one == three);
        prop_assert!(travaux::model::sides(&one) == travaux::model::sides(&three));
        let [one, three] = [&one, &three].map(|document| {
            let found = travaux::project::project(document, &travaux::project::Choice::Unopposed);
            let words = |p: &travaux::project::ProjectedParagraph| p.words().to_vec();
            let paragraphs: Vec<_> = found.paragraphs().iter().map(words).collect();
            (found.to_string(), paragraphs, found.accepted().to_vec(), found.findings().to_vec())
        });
        prop_assert!(one == three);
    }
}

proptest! {
    #[test]
    fn lossless(text in odd_text()) {
        fails(check::lossless(&source(&text)))?;
    }

    #[test]
    fn spans_nest(text in odd_text()) {
        fails(check::spans_nest(&source(&text)))?;
    }

    #[test]
    fn deterministic(text in odd_text()) {
        let one = check::read(&text);
        let other = std::thread::spawn(move || check::read(&text)).join().expect("no panic");
        same_model(&one, &other)?;
    }

    #[test]
    fn print_parse(text in odd_text()) {
        same_model(&check::read(&text), &check::read(&check::print(&source(&text))))?;
    }

    #[test]
    fn statements_are_sane(text in odd_text()) {
        fails(check::sane(&check::read(&text)))?;
    }

    #[test]
    fn rows_agree(text in odd_text()) {
        fails(check::rows_agree(&check::read(&text)))?;
    }

    #[test]
    fn pieces_tile(text in odd_text()) {
        fails(check::pieces_tile(&check::read(&text)))?;
    }

    #[test]
    fn known_answers(known in rolling()) {
        reads_as_known(&known, &known.text)?;
    }

    #[test]
    fn known_base(known in rolling()) {
        let document = check::read(&known.text);
        let have: Vec<(String, String)> = document
            .paragraphs()
            .iter()
            .filter(|paragraph| !paragraph.label().is_proposed())
            .map(|paragraph| {
                let base = document.base_text(paragraph.id());
                (paragraph.label().to_string(), base.trim_end_matches(';').to_owned())
            })
            .collect();
        prop_assert_eq!(&have, &known.base, "in\n{}", known.text);
    }

    #[test]
    fn nothing_odd_in_known_texts(known in rolling()) {
        let document = check::read(&known.text);
        // A delegation that the draft has both for and against one wish is told of, once a wish,
        // and nothing else is.
        let mut both: Vec<(ProposalId, DelegationId)> = document
            .proposals()
            .iter()
            .flat_map(|one| document.stances_on(one.id()).map(move |stance| (one.id(), stance)))
            .filter(|(_, stance)| stance.polarity == Polarity::For && stance.condition.is_none())
            .filter(|(id, own)| {
                document.stances_on(*id).any(|stance| {
                    stance.delegation == own.delegation
                        && stance.polarity == Polarity::Against
                        && stance.condition.is_none()
                })
            })
            .map(|(id, stance)| (id, stance.delegation))
            .collect();
        both.sort_unstable();
        both.dedup();
        let odd = document.diagnostics();
        prop_assert!(odd.iter().all(|odd| *odd.kind() == DiagnosticKind::SidesBoth), "in\n{}", known.text);
        prop_assert_eq!(odd.len(), both.len(), "in\n{}", known.text);
    }

    #[test]
    fn known_texts_are_sane(known in rolling()) {
        fails(check::everything(&known.text))?;
    }
}
