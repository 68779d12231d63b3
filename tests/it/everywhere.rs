//! Proves that every notation is read the same wherever it stands in a paragraph, and whatever word
//! the paragraph begins with: nobody is lost, and no word of the text.

use travaux::Document;

/// A notation, the words of the text in it, and who says what.
type Notation = (&'static str, &'static str, &'static [&'static str]);

const NOTATIONS: &[Notation] = &[
    ("[at dawn: FRA]", "", &["FRA insert for"]),
    ("[at dawn: FRA / at dusk: DEU]", "", &["FRA insert for", "DEU insert for"]),
    ("[at dawn: FRA; oppose: KEN]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA; KEN: oppose]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA, supported by KEN]", "", &["FRA insert for", "KEN insert for"]),
    ("[at dawn: FRA; retain original: KEN]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA; delete: KEN]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA; flexible: KEN]", "", &["FRA insert for", "KEN insert flexible"]),
    (
        "[at dawn:FRA,DEU;oppose:KEN]",
        "",
        &["FRA insert for", "DEU insert for", "KEN insert against"],
    ),
    ("[at dawn: FRA. Oppose: KEN]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA (oppose: KEN)]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA] (oppose: KEN)", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA] [oppose: KEN]", "", &["FRA insert for", "KEN insert against"]),
    ("[at dawn: FRA, Chile and U.S.]", "", &["FRA insert for", "CHL insert for", "USA insert for"]),
    ("[loudly, FRA, DEU]", "", &["FRA insert for", "DEU insert for"]),
    (
        "[at dawn: FRA / at dusk: DEU / retain original: KEN]",
        "",
        &["FRA insert for", "DEU insert for", "KEN retain against"],
    ),
    (
        "[quickly: FRA; reservation: KEN; support: BRA]",
        "",
        &["FRA insert for", "KEN insert reserve", "BRA insert for"],
    ),
    ("[at dawn [early: BRA] and late: FRA]", "", &["BRA insert for", "FRA insert for"]),
    ("~~old~~ [FRA]", "old", &["FRA delete for"]),
    ("~~old~~ new [FRA]", "old", &["FRA replace for"]),
    ("~~old~~new[FRA]", "old", &["FRA replace for"]),
    ("[~~old~~: FRA]", "old", &["FRA delete for"]),
    ("[~~old~~ new: FRA]", "old", &["FRA replace for"]),
    ("[~~support~~: FRA]", "support", &["FRA delete for"]),
    ("[~~keep~~: FRA; oppose: KEN]", "keep", &["FRA delete for", "KEN delete against"]),
    ("[~~old~~; oppose: FRA]", "old", &["FRA delete against"]),
    ("~~old~~ [FRA; retain: KEN]", "old", &["FRA delete for", "KEN delete against"]),
    ("~~old~~ new [FRA; oppose: KEN]", "old", &["FRA replace for", "KEN replace against"]),
    ("(stop here: FRA)", "", &["FRA end for"]),
    ("(end here: BRA; oppose: KEN)", "", &["BRA end for", "KEN end against"]),
    ("(end here)[FRA, DEU; oppose: KEN]", "", &["FRA end for", "DEU end for", "KEN end against"]),
    ("[finish here: FRA]", "", &["FRA end for"]),
    ("(delete until here: FRA)", "", &["FRA delete for"]),
    ("(retain original: FRA, DEU)", "", &["FRA retain against", "DEU retain against"]),
    ("(not clear: FRA)", "", &["FRA comment comment"]),
    ("(covered by OP4: MEX)", "", &["MEX comment comment"]),
    ("(reformulate: JPN)", "", &["JPN redraft for"]),
    ("(merge idea with OP15: JPN)", "", &["JPN merge for"]),
    ("(keep paras separate: KEN)", "", &["KEN merge against"]),
    ("(move this before OP8: IND)", "", &["IND move for"]),
    ("(move to PP)[IND; oppose: KEN]", "", &["IND move for", "KEN move against"]),
    ("(divide the paragraph in two: FRA)", "", &["FRA split for"]),
    ("(delete this para: FRA)", "", &["FRA delete-paragraph for"]),
    ("(keep this para: FRA)", "", &["FRA delete-paragraph against"]),
    ("(delete this para or move to PP: FRA)", "", &["FRA delete-paragraph for", "FRA move for"]),
];

/// How paragraphs begin, many of them like a direction.
const HEADS: &[&str] = &[
    "We sail",
    "Keep sailing",
    "Support boats",
    "Delete mines",
    "Add lamps",
    "Move boats",
    "Oppose the dark",
    "Retain sails",
    "Stop the boats",
    "Replace old boats",
    "Reserve places",
    "Merge harbours",
    "Agree to sail",
    "Consider boats",
    "End the night",
    "Note boats",
];

const TAIL: [&str; 6] = ["along", "the", "coast", "with", "great", "lamps"];

fn bare(text: &str) -> Vec<&str> {
    text.split_whitespace().map(|word| word.trim_end_matches([';', '.'])).collect()
}

#[test]
fn every_notation_at_every_place() {
    let mut wrong = Vec::new();
    for (written, words, wanted) in NOTATIONS {
        for head in HEADS {
            for at in 0..=TAIL.len() {
                let (before, behind) = TAIL.split_at(at);
                let line = |between: &str| {
                    let parts = [&[*head], before, &[between][..], behind].concat();
                    parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
                };
                let text = format!("1. {};\n", line(written));
                let document = Document::read(text.as_str()).expect("short");
                let said: Vec<String> = document
                    .rows()
                    .map(|row| format!("{} {} {}", row.delegation, row.kind, row.polarity))
                    .collect();
                let base = document.base_text(document.paragraphs()[0].id());
                if said != *wanted || bare(&base) != bare(&line(words)) {
                    wrong.push(format!("{text}   {said:?}\n   {base}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
