//! Laws of reading under every dialect.

use proptest::prelude::*;
use travaux::model::{Dialect, ReadOptions};
use travaux::project::{Choice, project};
use travaux::{Document, Source};

use crate::check;
use crate::strategies;

/// Pieces of treaty texts, of every house and of none, in any order.
fn treaty_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "[",
            "]",
            "[NZ/CL propose: ",
            "[JP oppose; US propose12: ",
            "[PE: ",
            "NO/IS",
            " ",
            "\n",
            "\n\n",
            "Article 3.1: {Lamps}\n",
            "## Article 4 *(lamps)*\n",
            "1. ",
            "2. ",
            "(a) ",
            "(i) ",
            "**Option 1:** ",
            "Option 2: (no text)\n",
            "    Option (b): ",
            "{placement}",
            "{",
            "}",
            "12 Negotiators' Note: AU supports this subject to fog.\n",
            "\n7\n",
            "\u{c}",
            "[words - NO, IS; PE delete]",
            " - NZ / ",
            "[Agreed ad ref]",
            "lamps and buoys",
            ";",
            ":",
            "/",
            "others oppose",
            "AU12",
            "é",
            "N Z",
            "[Negotiators' Note: ",
            "ALT 1",
            "[x][y]",
            "* * *",
            "---\n",
            "Annex I\n",
        ])
        .prop_map(str::to_owned),
        "[ -~\n]{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn under(dialect: &'static Dialect, text: &str) -> Document {
    let options = ReadOptions::default().dialect(dialect);
    Document::read_with(Source::new("text", text).expect("short"), &options)
}

proptest! {
    /// Any text is read under any dialect: handles and spans are of the text, pieces tile it.
    #[test]
    fn every_dialect_reads_any_text(text in prop_oneof![treaty_text(), strategies::odd_text()]) {
        for dialect in Dialect::all() {
            let document = under(dialect, &text);
            for verdict in [
                check::sane(&document),
                check::pieces_tile(&document),
                check::rows_agree(&document),
            ] {
                if let Err(why) = verdict {
                    prop_assert!(false, "{}: {why}", dialect.name());
                }
            }
        }
        let detected = Document::read(text.as_str()).expect("short");
        prop_assert!(check::sane(&detected).is_ok());
    }

    /// Accepting nothing gives the base text, paragraph by paragraph.
    #[test]
    fn reject_all_is_base_in_treaties(text in treaty_text()) {
        for dialect in Dialect::all() {
            let document = under(dialect, &text);
            for paragraph in project(&document, &Choice::Nothing).paragraphs() {
                let base = document.base_text(paragraph.id());
                prop_assert_eq!(paragraph.text(), base.trim());
            }
        }
    }

    /// A document of any dialect is read back as it was written, whether the dialect was given or
    /// recognised.
    #[cfg(feature = "serde")]
    #[test]
    fn serde_identity_in_treaties(text in treaty_text()) {
        let given = under(Dialect::attribution_first(), &text);
        for document in [given, Document::read(text.as_str()).expect("short")] {
            let written = serde_json::to_string(&document).expect("a document");
            let back: Document = serde_json::from_str(&written).expect("what was written");
            prop_assert_eq!(serde_json::to_string(&back).expect("a document"), written);
        }
    }

    /// Same text, same dialect, with the same confidence between 0 and 1.
    #[test]
    fn detection_is_deterministic(text in treaty_text()) {
        let found = Dialect::detect(&text);
        prop_assert_eq!(found, Dialect::detect(&text));
        prop_assert!((0.0..1.0).contains(&found.confidence()));
    }
}
