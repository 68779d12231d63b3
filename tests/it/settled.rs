//! Proves what an earlier draft settles, what it leaves alone, and what a strange one does.

use travaux::model::{Base, Extent};
use travaux::project::{Choice, project};
use travaux::{DiagnosticKind, Document};

fn settled(base: &str, text: &str) -> Document {
    let base = Base::from_text("earlier", base).expect("short");
    Document::read(text).expect("short").settled_by(&base)
}

/// `CODE kind polarity | subject | extent`, a line a row.
fn rows(document: &Document) -> Vec<String> {
    let line = |row: travaux::StatementRow| {
        format!(
            "{} {} {} | {} | {}",
            row.delegation,
            row.kind,
            row.polarity,
            row.subject,
            row.extent.as_str()
        )
    };
    document.rows().map(line).collect()
}

/// Name, earlier draft, rolling text, rows.
const CASES: &[(&str, &str, &str, &[&str])] = &[
    (
        "an unmarked addition starts where the words are new",
        "1. We sail with the tide and return at dusk;",
        "1. We sail at dawn or when the bell rings [FRA] with the tide and return at dusk;",
        &["FRA insert for | at dawn or when the bell rings | settled"],
    ),
    (
        "two additions side by side",
        "1. We keep the harbour open;",
        "1. We keep the harbour and its lights [FRA] and the pier [DEU] open;",
        &["FRA insert for | and its lights | settled", "DEU insert for | and the pier | settled"],
    ),
    (
        "codes behind old words: the strike-through was lost",
        "1. We sail with the tide, and the infinite patience of herons, and return;",
        "1. We sail with the tide, and the infinite patience of herons, [FRA] and return;",
        &["FRA delete for | ~and the infinite patience of herons~ | settled"],
    ),
    (
        "old words behind a comma that heads a phrase, longer than most",
        "1. We build and mend all old piers, including by hiring for good wages the old masters of the trade of every port and by resting;",
        "1. We build and mend all old piers, including by hiring for good wages the old masters of the trade of every port [ITA] and by resting;",
        &[
            "ITA delete for | ~including by hiring for good wages the old masters of the trade of every port~ | settled",
        ],
    ),
    (
        "a word that gets a prefix",
        "1. We help sailors of the old fleet;",
        "1. We help ex-sailors [FRA; retain original: KEN] of the old fleet;",
        &["FRA insert for | ex-sailors | settled", "KEN insert against | ex-sailors | settled"],
    ),
    (
        "the deletion of an addition that nobody has signed",
        "1. We row, sing and drum by night;",
        "1. We row, sing and drum [or dance in the rain; delete: CHL] by night;",
        &["CHL insert against | or dance in the rain | settled"],
    ),
    (
        "an end behind a passage that additions part",
        "1. We row in the dark, with lamps and bells, and return;",
        "1. We row in the dark, with lamps [lit: BRA] and bells, and return;\n(stop at “with lamps and bells”: PER)",
        &["BRA insert for | lit | written", "PER end for | ~and return~ | written"],
    ),
    (
        "a strike-through over words that were never there",
        "1. We keep boats in the harbour;",
        "1. We keep ~~small and well painted~~ [FRA; oppose: DEU] boats in the harbour;",
        &[
            "FRA insert for | small and well painted | settled",
            "DEU insert against | small and well painted | settled",
        ],
    ),
    (
        "a strike-through that runs over the whole replacement",
        "1. Protect and assist all pilots of the lagoon;",
        "1. ~~Protect and assist-Safeguard the lawful interests of~~ [FRA] all pilots of the lagoon;",
        &["FRA replace for | ~Protect and assist~ Safeguard the lawful interests of | settled"],
    ),
    (
        "what the page marks stays as it is marked",
        "1. We sail with the tide;",
        "1. We sail [at dawn: FRA] with the ~~tide~~ wind [DEU];",
        &["FRA insert for | at dawn | written", "DEU replace for | ~tide~ wind | written"],
    ),
    (
        "a paragraph with another number",
        "1. We rest in the shade of the old pier;\n\n2. We sail with the tide and return;",
        "1. We row against the wind for a change;\n\n3. We sail with the tide before breakfast [FRA] and return;",
        &["FRA insert for | before breakfast | settled"],
    ),
];

#[test]
fn cases() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(name, base, text, expect)| {
            let have = rows(&settled(base, text));
            (have != *expect).then(|| format!("{name}\n  want {expect:#?}\n  have {have:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn new_words_that_nobody_signed_are_no_base_text() {
    let document =
        settled("1. We sail with the tide;", "1. We sail quickly and quietly with the tide;");
    let none = project(&document, &Choice::Nothing);
    assert_eq!(none.paragraphs()[0].text(), "We sail with the tide;");
    let [unsigned] = document.proposals() else { panic!("one proposal") };
    assert_eq!(document.wording(unsigned.id()), "quickly and quietly");
    assert!(document.statements_on(unsigned.id()).is_empty());
    assert_eq!(unsigned.extent(), Extent::Settled);
    let all = project(&document, &Choice::All);
    assert_eq!(all.paragraphs()[0].text(), "We sail quickly and quietly with the tide;");
}

#[test]
fn the_base_projection_is_the_base() {
    for (name, base, text, _) in CASES {
        let document = settled(base, text);
        let earlier = Document::read(*base).expect("short");
        let none = project(&document, &Choice::Nothing);
        let of = |document: &Document| -> Vec<String> {
            let letters = |text: String| {
                text.split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            document.paragraphs().iter().map(|p| letters(document.base_text(p.id()))).collect()
        };
        let known = of(&earlier);
        for paragraph in none.paragraphs() {
            if document.matched(paragraph.id()).is_some() {
                let words = of(&document)[paragraph.id().index()].clone();
                assert!(known.contains(&words), "{name}: {words:?} of {known:?}");
            }
        }
    }
}

fn odd(document: &Document) -> Vec<&DiagnosticKind> {
    document.diagnostics().iter().map(travaux::Diagnostic::kind).collect()
}

const TEXT: &str = "1. We sail with the tide[FRA], and return;\n\n2. We rest at noon [DEU];\n";

#[test]
fn an_empty_base_changes_nothing() {
    let plain = Document::read(TEXT).expect("short");
    let document = settled("", TEXT);
    assert_eq!(rows(&document), rows(&plain));
    assert!(odd(&document).contains(&&DiagnosticKind::BaseEmpty));
}

#[test]
fn a_base_in_another_language_changes_nothing() {
    let base = "1. Nous voguons avec la marée et revenons le soir;\n\n2. Nous dormons à midi;";
    let plain = Document::read(TEXT).expect("short");
    let document = settled(base, TEXT);
    assert_eq!(rows(&document), rows(&plain));
    assert!(odd(&document).contains(&&DiagnosticKind::BaseUnrelated { matched: 0, of: 2 }));
}

#[test]
fn a_base_equal_to_the_text_changes_no_row() {
    let plain = Document::read(TEXT).expect("short");
    let document = settled(TEXT, TEXT);
    let words = |document: &Document| -> Vec<String> {
        document
            .rows()
            .map(|row| format!("{} {} {}", row.kind, row.polarity, row.subject))
            .collect()
    };
    assert_eq!(words(&document), words(&plain));
    assert!(odd(&document).contains(&&DiagnosticKind::BaseIdentical));
}

#[test]
fn two_paragraphs_of_one_label_in_both() {
    let base =
        "1. We sail with the tide and return;\n\n1. We rest at noon in the shade of the pier;";
    let text = "1. We rest at noon or later [FRA] in the shade of the pier;\n\n1. We sail with the tide at dawn [DEU] and return;";
    let document = settled(base, text);
    assert_eq!(
        rows(&document),
        ["FRA insert for | or later | settled", "DEU insert for | at dawn | settled"]
    );
    let label = "OP1".into();
    assert!(odd(&document).contains(&&DiagnosticKind::BaseLabelDuplicate { label }));
    assert!(odd(&document).contains(&&DiagnosticKind::LabelDuplicate));
}

#[test]
fn a_settled_document_reads_back() {
    let document = settled(CASES[0].1, CASES[0].2);
    let json = serde_json::to_string(&document).expect("serialises");
    let back: Document = serde_json::from_str(&json).expect("reads back");
    assert_eq!(rows(&back), rows(&document));
    assert_eq!(back.base(), document.base());
}

#[test]
fn tracked_changes_of_one_party() {
    let text = "3. Keep the harbour [and its lights](#) open to ~~all~~ boats ~~of~~[from](#) the lagoon;\n\n\
                **Commented [A1]:** The lights were paid for.\nThey should be used.\n\n\
                **Formatted:** Font: Bold,\nNo bullets\n\n\
                4. Rest at noon;\n";
    let options = travaux::model::ReadOptions::default().party("EU".parse().expect("a code"));
    let source = travaux::Source::new("copy", text).expect("short");
    let document = Document::read_with(source, &options);
    assert_eq!(
        rows(&document),
        [
            "EU insert for | and its lights | written",
            "EU delete for | ~all~ | written",
            "EU replace for | ~of~ from | written",
            "EU comment comment | The lights were paid for. They should be used. | written",
        ]
    );
    let under = |choice| project(&document, &choice).paragraphs()[0].text().to_owned();
    assert_eq!(under(Choice::Nothing), "Keep the harbour open to all boats of the lagoon;");
    assert_eq!(
        under(Choice::All),
        "Keep the harbour and its lights open to boats from the lagoon;"
    );
    // Unnamed, the changes are there all the same.
    let unnamed = Document::read(text).expect("short");
    assert_eq!((unnamed.proposals().len(), unnamed.statements().len()), (3, 0));
}

#[test]
fn a_title_or_a_heading_worded_anew_is_nobodys_wish() {
    let base = "# The First Lagoon Declaration\n\nWe, the Ministers,\n\nDeclare the following:\n\n\
                ## Sails and boats\n\n1. We sail with the tide;\n";
    let text = "# The Second Lagoon Declaration of Peace\n\nWe, the Ministers,\n\nDeclare the following:\n\n\
                ## Sails and quick boats\n\n1. We sail with the tide;\n";
    let document = settled(base, text);
    assert_eq!(document.proposals(), []);
    let text = text.replace("quick boats", "quick [FRA] boats");
    assert_eq!(rows(&settled(base, &text)), ["FRA insert for | quick | settled"]);
}

#[test]
fn a_part_that_serves_as_base_is_left_out() {
    let text = "ANNEX I\n\n1. We sail at dawn [FRA] with the tide;\n\nANNEX II\n\n\
                1. We sail with the tide;\n(delete this para: DEU)\n\nANNEX III\n\n\
                1. We rest [at noon: ESP];\n";
    let document = Document::read(text).expect("short");
    let second = document.part_named("ANNEX II").expect("three parts");
    let base = Base::from_part(&document, second);
    let alone = document.without(second).settled_by(&base);
    let names: Vec<&str> = alone.parts().iter().map(travaux::model::Part::name).collect();
    assert_eq!(names, ["ANNEX I", "ANNEX III"]);
    assert_eq!(
        rows(&alone),
        ["FRA insert for | at dawn | settled", "ESP insert for | at noon | written"]
    );
    // Places are those of the whole source, and it reads back.
    let offset = |document: &Document| document.rows().last().map(|row| row.offset);
    assert_eq!(offset(&alone), offset(&document));
    let json = serde_json::to_string(&alone).expect("serialises");
    let back: Document = serde_json::from_str(&json).expect("reads back");
    assert_eq!((rows(&back), back == alone), (rows(&alone), true));
}

#[test]
fn a_part_of_a_treaty_can_be_left_out() {
    let text = "1. We sail [at dawn: FRA].\n\nANNEX I\n\nArticle 2: Sails\n\n\
                1. [NZ/CL propose; JP oppose: White] [JP: Red] sails [PE/VN oppose: of linen].\n";
    let document = Document::read(text).expect("short");
    let treaty = document.part_named("ANNEX I").expect("two parts");
    let alone = document.without(treaty);
    assert_eq!(alone.delegations().len(), 1);
    assert_eq!(alone.source().text(), document.source().text());
}

#[test]
fn an_original_that_the_base_alone_has_is_told() {
    let text =
        "1. We sail;\n\n2 ALT1. We row hard [FRA];\n\n2 ALT2. We drift [DEU];\n\n3. We rest;\n";
    let document = Document::read(text).expect("short");
    let whole =
        Base::from_text("base", "1. We sail;\n\n2. We row;\n\n3. We rest;\n").expect("short");
    let without = Base::from_text("base", "1. We sail;\n\n3. We rest;\n").expect("short");
    let told = |base: &Base| -> Vec<String> {
        let settled = document.settled_by(base);
        let all = settled.diagnostics().iter().map(|odd| odd.kind().clone());
        let all = all.filter(|odd| matches!(odd, DiagnosticKind::OriginalInBaseOnly { .. }));
        all.map(|odd| odd.to_string()).collect()
    };
    assert_eq!(
        told(&whole),
        ["alternatives to OP2, expected the original too; the earlier draft has it"]
    );
    assert_eq!(told(&without), Vec::<String>::new());
}

#[test]
fn a_part_is_found_by_how_its_heading_begins() {
    let text = "ANNEX I\n\n1. We sail.\n\nANNEX II\n\n1. We row.\n\nAPPENDIX 1\n\n1. We rest.\n";
    let document = Document::read(text).expect("short");
    let found = |name: &str| document.part_named(name).map(travaux::model::PartId::index);
    assert_eq!(found("annex i"), Some(0));
    assert_eq!(found("Appendix"), Some(2));
    assert_eq!(
        (found("annex"), found("app"), found(""), found("annex i sail")),
        (None, None, None, None)
    );
}

#[test]
fn a_guess_that_swallows_the_paragraph_is_settled() {
    let text =
        "1. Decides to establish a working group soon [FRA];\n\n2. Thanks the host country;\n";
    let document = Document::read(text).expect("short");
    let base = "1. Decides to establish a working group;\n\n2. Thanks the host country;\n";
    let settled = document.settled_by(&Base::from_text("base", base).expect("short"));
    let subjects: Vec<String> = settled.rows().map(|row| row.subject).collect();
    assert_eq!(subjects, ["soon"]);
    assert_eq!(settled.proposals()[0].extent(), Extent::Settled);
    assert_eq!(
        project(&settled, &Choice::Nothing).paragraphs()[0].text(),
        "Decides to establish a working group;"
    );
    assert_eq!(settled.diagnostics(), []);
}
