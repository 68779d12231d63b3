//! Proves that resolutions with the attribution behind a dash are read as those with a colon are.

use travaux::model::{Dialect, ReadOptions};
use travaux::{Document, Source};

/// What is proved, the text, its rows.
const CASES: &[(&str, &str, &str)] = &[
    (
        "labels, groups and alternatives",
        "PP1 Recalling [all – G77, MEX; USA, EU delete] lamps [many / some - NOR],\n\nPP2 alt Noting that they burn, [USA, ISR]\n",
        "G77 for insert all | PP1\nMEX for insert all | PP1\nUSA against insert all | PP1\nEU against insert all | PP1\nNOR for replace ~many~ some | PP1\nUSA for new  | PP2 ALT\nISR for new  | PP2 ALT",
    ),
    (
        "directions",
        "1. We light the [lamps - AUS; retain: TUR] at [dusk and dawn - VEN (flexible), CUB; CAN oppose];\n\n[move to PP - CHN; NOR oppose]\n\n2. We ring (delete para - EU) bells [at sea - PER, QAT delete];\n",
        "AUS for insert lamps | OP1\nTUR against insert lamps | OP1\nVEN flexible insert dusk and dawn | OP1\nCUB for insert dusk and dawn | OP1\nCAN against insert dusk and dawn | OP1\nCHN for move OP1 -> PP | OP1\nNOR against move OP1 -> PP | OP1\nEU for delete-paragraph  | OP2\nPER for delete ~at sea~ | OP2\nQAT for delete ~at sea~ | OP2",
    ),
    (
        "several who say something each, and a bracket around others",
        "1. We report [[yearly - GBR; USA: every two years] on lamps - G77; EU reserves, KEN delete] in [2027 -TZA/ 2028- CHL];\n",
        "GBR for insert yearly | OP1\nUSA for insert every two years | OP1\nG77 for insert yearly every two years on lamps | OP1\nEU reserve insert yearly every two years on lamps | OP1\nKEN against insert yearly every two years on lamps | OP1\nTZA for insert 2027 | OP1\nCHL for insert 2028 | OP1",
    ),
    (
        "hyphens inside of words",
        "1. We thank well-known keepers of the A-B line [in the EU-NOR area - ISL];\n",
        "ISL for insert in the EU-NOR area | OP1",
    ),
];

#[test]
fn cases() {
    let mut wrong = Vec::new();
    for (name, text, expected) in CASES {
        let source = Source::new(*name, *text).expect("short");
        let options = ReadOptions::default().dialect(Dialect::dash());
        let document = Document::read_with(source, &options);
        let rows: Vec<String> = document
            .rows()
            .map(|row| {
                let (who, what) = (row.delegation, row.subject);
                format!("{who} {} {} {what} | {}", row.polarity, row.kind, row.paragraph)
            })
            .collect();
        if rows.join("\n") != *expected {
            wrong.push(format!("{name}: {}", rows.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn alternatives_of_two_dialects_are_apart() {
    let text = "ANNEX I\n\nArticle 1: Keepers\n1. Each Party [NZ/CA propose: shall] [US propose: may] \
                [JP/KR oppose: soon] supply [CL/PE propose: oil].\n\nANNEX II\n\nPP1 Noting [with concern - FJI / \
                with joy - GBR] all [lamps - FRA; KEN delete] and [bells - DEU; NOR delete],\n";
    let document = Document::read(text).expect("short");
    let added = |words: &str| {
        let wanted = |known: &&travaux::Proposal| {
            known
                .subject()
                .added()
                .is_some_and(|span| document.source().slice(span).trim() == words)
        };
        document.proposals().iter().find(wanted).expect(words)
    };
    assert!(added("shall").excludes(added("may")));
    assert!(added("with concern").excludes(added("with joy")));
    assert!(
        !added("shall").excludes(added("with joy")) && !added("may").excludes(added("with joy"))
    );
}

#[test]
fn alternatives_exclude_each_other() {
    let text = "1. We report [yearly - GBR; USA: every two years] in [2027 - TZA / 2028 - CHL];\n";
    let options = ReadOptions::default().dialect(Dialect::dash());
    let document = Document::read_with(Source::new("text", text).expect("short"), &options);
    let [yearly, seldom, soon, late] = document.proposals() else { panic!("four wishes") };
    assert!(yearly.excludes(seldom) && soon.excludes(late) && !yearly.excludes(late));
}
