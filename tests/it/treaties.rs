//! Proves the reading of treaty texts, house by house: options, dashes, the notes of trade texts,
//! parts in different houses, and hostile input.

use travaux::model::{AgreementLevel, Dialect, ProposalId, ReadOptions};
use travaux::project::{Choice, project};
use travaux::{DiagnosticKind, Document, Source};

const OPTIONS: &str = include_str!("../corpus/lagoon-options.md");
const TRADE: &str = include_str!("../corpus/lagoon-trade.txt");
const DASH: &str = include_str!("../corpus/lagoon-dash.md");

fn under(dialect: &'static Dialect, text: &str) -> Document {
    let options = ReadOptions::default().dialect(dialect);
    Document::read_with(Source::new("text", text).expect("short"), &options)
}

/// Each proposal: paragraph, set of alternatives, the one it is nested in, words.
fn proposals(document: &Document) -> Vec<String> {
    let one = |id: ProposalId| {
        let proposal = document.proposal(id);
        let label = document.paragraph(proposal.paragraph()).label();
        let set = proposal.alternatives().map_or(String::new(), |set| format!(" /{set}"));
        let needs =
            proposal.needs().map_or(String::new(), |outer| format!(" in {}", outer.index()));
        format!("{label}{set}{needs}: {}", document.wording(id))
    };
    document.proposals().iter().map(|proposal| one(proposal.id())).collect()
}

fn rows(document: &Document) -> Vec<String> {
    document
        .rows()
        .map(|row| {
            let condition = if row.condition.is_empty() {
                String::new()
            } else {
                format!(" if {}", row.condition)
            };
            let condition = condition.split_whitespace().collect::<Vec<_>>().join(" ");
            format!(
                "{} {} {} {} {}|{condition}",
                row.paragraph, row.delegation, row.polarity, row.kind, row.subject
            )
        })
        .collect()
}

#[test]
fn the_samples_are_recognised() {
    for (text, dialect) in [
        (OPTIONS, Dialect::options()),
        (TRADE, Dialect::attribution_first()),
        (DASH, Dialect::dash()),
    ] {
        let found = Dialect::detect(text);
        assert_eq!(found.dialect(), dialect);
        assert!(found.confidence() > 0.6, "{found:?}");
    }
    let resolution = include_str!("../../examples/sample/night-sky.md");
    let found = Dialect::detect(resolution);
    assert_eq!(found.dialect(), Dialect::attribution_last());
    assert!(found.confidence() > 0.6, "{found:?}");
}

#[test]
fn options_of_the_sample() {
    let document = Document::read(OPTIONS).expect("short");
    assert_eq!(
        proposals(&document),
        [
            "PP1: long",
            "PP2 /0: some",
            "PP2 /0: all",
            "Article 1(1) /1: protect and restore the lagoon",
            "Article 1(1) in 3: and restore",
            "Article 1(1) /1: manage the lagoon, its shoals for all",
            "Article 1(1) in 5: its shoals",
            "Article 1(1)(1) option 1 /2: two fathoms",
            "Article 1(1)(1) option 2 /2: three fathoms, and gradually four",
            "Article 1(1)(1) option 2 in 8: and gradually four",
            "Article 1(1)(1) option 2 in 9: gradually",
            "Article 1(1)(1) option 3 /2: (no text)",
            "Article 1(1)(2): net",
            "Article 2 option 1 /3: Each Party shall report every two years. Reports shall be public.",
            "Article 2(1) option 1 in 13: two",
            "Article 2 option 2 /3: Parties may report.",
            "Article 2(1) option 2 in 15: Parties may report.",
            "heading:Article 3bis: Article 3bis",
            "Article 3bis(1) option 1 /4: Ferries shall carry lamps.",
            "Article 3bis(1) option 2 /4: Ferries should carry lamps bells.",
            "Article 3bis(1) option 2 /5 in 19: lamps",
            "Article 3bis(1) option 2 /5 in 19: bells",
            "Article 3bis(2): shall",
            "Article 3bis(2): should",
            "Article 3bis(3): X",
            "Article 3bis(3): Placeholder",
        ]
    );
}

#[test]
fn a_projection_chooses_options() {
    let text = "## Article 1 (lamps)\n\n1. Lamps shall\n\n    **Option 1:** burn all night,\n\n    \
                **Option 2:** go out [at dusk][at dawn],\n\n    **Option 3:** (no text)\n\n2. Done.\n";
    let document = under(Dialect::options(), text);
    let under = |ids: &[usize]| {
        let ids = ids.iter().map(|at| document.proposals()[*at].id()).collect();
        let texts: Vec<String> = project(&document, &Choice::Set(ids))
            .paragraphs()
            .iter()
            .skip(1)
            .map(|paragraph| paragraph.text().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        texts
    };
    assert_eq!(document.proposals().len(), 5);
    assert_eq!(under(&[]), ["Lamps shall", "Done."]);
    assert_eq!(under(&[0]), ["Lamps shall", "burn all night,", "Done."]);
    assert_eq!(under(&[1, 3]), ["Lamps shall", "go out at dawn,", "Done."]);
    assert_eq!(under(&[0, 1]), ["Lamps shall", "Done."]);
    assert_eq!(under(&[4]), ["Lamps shall", "Done."]);
}

#[test]
fn dashes_of_the_sample() {
    let document = Document::read(DASH).expect("short");
    assert_eq!(
        rows(&document),
        [
            "Article 1(1) NOR for insert shall|",
            "Article 1(1) ISL for insert shall|",
            "Article 1(1) FJI against insert shall|",
            "Article 1(1) WSM for insert every year|",
            "Article 1(1) FJI for insert every two years|",
            "Article 1(1) TON for insert every two years|",
            "Article 1(2) NOR for insert public|",
            "Article 1(2) TON against insert public|",
            "Article 1(3) ISL for insert may|",
            "Article 1(3) WSM for insert of each|",
            "Article 1(3) NOR for insert a summary of each|",
            "Article 1(3) FJI for insert a summary of each|",
            "Article 1(3) ISL reserve insert a summary of each|",
            "Article 1(4) NOR for insert clear|",
        ]
    );
    let levels: Vec<_> = document.paragraphs().iter().map(travaux::Paragraph::level).collect();
    assert!(levels.contains(&AgreementLevel::AdReferendum), "{levels:?}");
}

#[test]
fn the_trade_sample() {
    let document = Document::read(TRADE).expect("short");
    assert_eq!(
        rows(&document),
        [
            "Article LL.A.1 CHL for insert lamp means any light on a mast|",
            "Article LL.A.1 NZL for insert lamp means any light on a mast|",
            "Article LL.A.1 JPN against insert lamp means any light on a mast|",
            "Article LL.A.2(1) AUS for insert promptly|",
            "Article LL.A.2(1) USA for insert promptly|",
            "Article LL.A.2(1) CAN for delete ~and within a year of entry~|if Negotiators' Note: CA can support this provision subject to a review of its ports. AU and NZ do not support it.",
            "Article LL.A.2(1) MEX for delete ~and within a year of entry~|",
            "Article LL.A.2(1) PER for delete ~and within a year of entry~|",
            "Article LL.A.2(1) VNM for insert of entry|",
            "Article LL.A.2(2) JPN for insert A Party may: dim a beacon; or move it; Keepers sleep by day. More words.|",
            "Article LL.A.2(2) SGP for insert A Party may: dim a beacon; or move it; Keepers sleep by day. More words.|",
            "Article LL.A.2(2) BRN reserve insert A Party may: dim a beacon; or move it; Keepers sleep by day. More words.|",
            "Article LL.A.2(2) MYS reserve insert A Party may: dim a beacon; or move it; Keepers sleep by day. More words.|",
            "Article LL.A.2(2) NZL reserve insert A Party may: dim a beacon; or move it; Keepers sleep by day. More words.|",
            "Article LL.A.2(2)(b) CAN for delete ~move it~|",
            "Article LL.A.2(2)(b) JPN for delete ~move it~|",
            "Article LL.A.2 note 1 CAN against delete ~and within a year of entry~|if subject to a review of its ports",
            "Article LL.A.2 note 1 AUS for delete ~and within a year of entry~|",
            "Article LL.A.2 note 1 NZL for delete ~and within a year of entry~|",
            "Article LL.A.2(4) CHL for delete-paragraph |",
            "Article LL.A.2(4) PER for delete-paragraph |",
            "Article LL.A.2(4) VNM for delete-paragraph |",
            "Article LL.A.2(4) MEX comment comment MX reflecting on paragraph 4|",
            "Article LL.A.2(4) USA for insert shall|",
            "Article LL.A.2(4) AUS for insert may|",
            "Article LL.A.2(4) NZL for insert be very bright|",
            "Article LL.A.2(4) CHL for insert be very bright|",
            "Article LL.A.2(4) PER for insert be very bright|",
            "Article LL.A.2(4) MEX for delete ~very~|",
        ]
    );
    let kinds: Vec<&DiagnosticKind> =
        document.diagnostics().iter().map(travaux::Diagnostic::kind).collect();
    assert_eq!(kinds, [&DiagnosticKind::BracketUnclosed { count: 1 }]);
}

#[test]
fn parts_in_different_houses() {
    let text = format!(
        "1. We sail [at dawn: FRA; oppose: DEU].\n\nANNEX I\n\n{TRADE}\n\nANNEX II\n\n{OPTIONS}"
    );
    let document = Document::read(text).expect("short");
    let dialects: Vec<&str> =
        document.parts().iter().map(|part| document.dialect_of(part.id()).name()).collect();
    assert_eq!(dialects, ["attribution-last", "attribution-first", "options"]);
    let names: Vec<&str> = document.parts().iter().map(travaux::model::Part::name).collect();
    assert_eq!(names, ["part 1", "ANNEX I", "ANNEX II"]);
    let alone = Document::read(TRADE).expect("short");
    let codes = |document: &Document| document.rows().count();
    assert_eq!(codes(&document), codes(&alone) + 2);
}

/// What is hostile about a text, and the text of so many pieces.
type Hostile = (&'static str, fn(usize) -> String);

fn joined(pieces: usize, piece: impl Fn(usize) -> String) -> String {
    (0..pieces).map(piece).collect::<Vec<_>>().concat()
}

#[test]
fn hostile_input_is_read_to_the_byte() {
    for dialect in Dialect::all() {
        let texts: [Hostile; 9] = [
            ("nested options", |n| "Option 1: a\n".repeat(n)),
            ("deeper options", |n| {
                joined(n, |at| format!("{:1$}**Option 1:** a\n\n", "", at % 64))
            }),
            ("nested proposals", |n| "[NZ/CL propose: a ".repeat(n)),
            ("nested paragraphs", |n| joined(n, |at| format!("[NZ: {}. a\n", at % 90 + 1))),
            ("an endless list", |n| format!("[{} propose: a]", "NZ/".repeat(n))),
            ("lists without a verb", |n| "[NZ/CL/JP ".repeat(n)),
            ("an endless footnote", |n| format!("1 Note\n{}", "NZ and CL support a\n".repeat(n))),
            ("labels on one line", |n| "1. (a) ".repeat(n)),
            ("brackets and braces", |n| "[{[x - NZ / ".repeat(n)),
        ];
        for (name, text) in texts {
            let text = text(5_000);
            let document = under(dialect, &text);
            assert_eq!(document.source().text(), text, "{name} under {}", dialect.name());
        }
    }
}

#[test]
fn ten_thousand_nested_options_and_brackets() {
    let depth = 10_000;
    let text = format!("1. Lamps {}shine{}", "[a ".repeat(depth), "]".repeat(depth));
    let document = under(Dialect::options(), &text);
    assert_eq!(document.proposals().len(), depth);
    let last = document.proposals().last().expect("some");
    assert_eq!(last.needs().map(ProposalId::index), Some(depth - 2));
    assert_eq!(document.base_text(last.paragraph()), "Lamps");
}

/// Notes say in many words what a list says in one.
#[test]
fn what_notes_say_of_a_delegation() {
    let text = "Article QQ.A.1: {Lights}\n\n1. [US/AU propose; CL/NZ oppose: Lamps1 are lit.]\n\n\
                2. [US/AU propose: Masts are tall.]\n\n\
                1 Negotiators' Note: CL can be flexible if lamps are small. NZ favors shorter masts. \
                US can live with it. AU cannot be flexible. NZ joins.\n";
    let document = under(Dialect::attribution_first(), text);
    let noted: Vec<String> =
        rows(&document).into_iter().filter(|row| row.contains("note")).collect();
    assert_eq!(
        noted,
        [
            "Article QQ.A.1 note 1 CHL flexible insert Lamps are lit.|if if lamps are small",
            "Article QQ.A.1 note 1 NZL for insert Lamps are lit.|",
            "Article QQ.A.1 note 1 USA for insert Lamps are lit.|",
            "Article QQ.A.1 note 1 AUS comment insert Lamps are lit.|",
            "Article QQ.A.1 note 1 NZL for insert Lamps are lit.|",
        ]
    );
}

#[test]
fn a_footnote_stands_under_the_article_of_its_mark() {
    let text = "Article QQ.A.1: {Lights}\n\n1. [US/AU propose; CL1/NZ oppose: Lamps are lit.] Masts2 are tall.\n\n\
                Article QQ.A.2: {Boats}\n\n1. [US/AU3 propose: Boats are dry.]\n\n\
                1 Negotiators' Note: CL opposes for now.\n2 Negotiators' Note: NZ opposes.\n3 Negotiators' Note: AU supports.\n";
    let document = under(Dialect::attribution_first(), text);
    let noted: Vec<String> =
        rows(&document).into_iter().filter(|row| row.contains("note")).collect();
    let places: Vec<&str> = noted.iter().filter_map(|row| row.get(..21)).collect();
    assert_eq!(
        places,
        ["Article QQ.A.1 note 1", "Article QQ.A.1 note 2", "Article QQ.A.2 note 3"],
        "{noted:?}"
    );
}

#[test]
fn the_text_goes_on_behind_a_footnote_in_the_middle_of_a_page() {
    let text = "Article QQ.A.1: {Lights}\n\n1. [US/AU propose; CL1/NZ oppose: Lamps are lit.]\n\n\
                1 Negotiators' Note: CL opposes for now.\n\n\
                2. [US/AU propose: Masts are tall2.]\n\n\
                2 NZ supports what is listed:\n\n(a) oak;\n\n(b) ash.\n\n(c) elm.\n\n3. Boats are dry.\n";
    let document = under(Dialect::attribution_first(), text);
    let labels: Vec<String> = document.paragraphs().iter().map(|p| p.label().to_string()).collect();
    assert_eq!(
        labels,
        [
            "heading:Article QQ.A.1",
            "Article QQ.A.1(1)",
            "Article QQ.A.1 note 1",
            "Article QQ.A.1(2)",
            "Article QQ.A.1 note 2",
            "Article QQ.A.1(3)"
        ],
        "what a footnote counts is its own"
    );
    assert!(rows(&document).iter().any(|row| row.contains("1(2) USA for insert Masts are tall")));
}

#[test]
fn a_joint_proposal_is_no_support() {
    let text = "Article QQ.A.1: {Lights}\n\n1. [US/JP joint proposal: Lamps are lit.]\n\n2. [US/AU propose: small] \
                [CL/NZ oppose: Masts are tall.]\n";
    let document = under(Dialect::attribution_first(), text);
    let first: Vec<String> = rows(&document).into_iter().take(2).collect();
    assert_eq!(
        first,
        [
            "Article QQ.A.1(1) USA for insert Lamps are lit.|",
            "Article QQ.A.1(1) JPN for insert Lamps are lit.|",
        ]
    );
}
