//! Proves that each row of the notation tables reads as the tables say, one small text a row.
//!
//! A case is its name, a text, and the rows expected of it, one a line:
//! `CODE kind polarity | subject | paragraph`, with ` | if …` behind it for a condition.

use travaux::{Document, StatementRow};

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
            out += &format!("      {}\n", want.unwrap_or_default());
        } else {
            for (mark, line) in [('-', want), ('+', have)] {
                out += &line.map(|line| format!("    {mark} {line}\n")).unwrap_or_default();
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

const PREAMBLE: &[Case] = &[
    (
        "a preambular paragraph is named by its place",
        "We, the Ministers of the Lagoon States,\n\n*Recalling* the tides [of spring: FRA];\n\n*Noting* the moon [at noon: DEU];\n\nDeclare the following:\n\n1. We sail [promptly: ESP].\n",
        "FRA insert for | of spring | PP1\nDEU insert for | at noon | PP2\nESP insert for | promptly | OP1",
    ),
    (
        "the hinge stands in the heading of the paragraph behind it",
        "We, the Ministers of the Lagoon States,\n\n*Recalling* the tides of spring;\n\nDeclare [solemnly: FRA] the following:\n\n1. We sail.\n",
        "FRA insert for | solemnly | heading:OP1",
    ),
    (
        "a statement in the chapeau stands in the chapeau",
        "We, the Ministers [and Envoys: FRA] of the Lagoon States,\n\n*Recalling* the tides of spring [DEU];\n\nDeclare the following:\n\n1. We sail.\n",
        "FRA insert for | and Envoys | chapeau\nDEU insert for | Recalling the tides of spring | PP1",
    ),
    (
        "a new paragraph with a place and no label, before the chapeau",
        "We, the Ministers of the Lagoon States,\n\n*Recalling* the tides of spring;\n\nDeclare the following:\n\n1. We sail.\n\nBefore \u{201c}We, the Ministers\u{201d} insert:\n\n*Conscious* of the reef; [FRA,DEU]\n",
        "FRA new for |  | PPnew\nDEU new for |  | PPnew",
    ),
];

const LABELS: &[Case] = &[
    (
        "a bold heading is named after the paragraph it stands before",
        "16. We rest.\n\n**[Tides [and winds: FRA]]**\n\n17. We sail.\n",
        "FRA insert for | and winds | heading:OP17",
    ),
    (
        "an italic heading",
        "16. We rest.\n\n*[Tides [and winds: FRA; delete: DEU]]*\n\n17. We sail.\n",
        "FRA insert for | and winds | heading:OP17\nDEU insert against | and winds | heading:OP17",
    ),
    (
        "a heading with hashes",
        "16. We rest.\n\n## Tides ~~and winds~~ [FRA]\n\n17. We sail.\n",
        "FRA delete for | ~and winds~ | heading:OP17",
    ),
    (
        "an alternative to an operative paragraph",
        "2. We rest.\n\nOP2 ALT We sail at dawn; [FRA, DEU]\n",
        "FRA new for |  | OP2 ALT\nDEU new for |  | OP2 ALT",
    ),
    (
        "a numbered alternative to a preambular paragraph",
        "We, the Ministers,\n\n*Noting* the moon;\n\nPP4 ALT1 *Noting* the sun; [FRA]\n\nPP4 ALT2 *Noting* the stars; [DEU]\n\nDeclare the following:\n\n1. We sail.\n",
        "FRA new for |  | PP4 ALT1\nDEU new for |  | PP4 ALT2",
    ),
    (
        "insertions between numbers",
        "6. We rest.\n\nOP6 bis We sail; [FRA]\n\nOP6 ter We row; [DEU]\n\nOP6 quat We drift; [ESP]\n\nOP6 quin We sink; [ITA]\n",
        "FRA new for |  | OP6 bis\nDEU new for |  | OP6 ter\nESP new for |  | OP6 quat\nITA new for |  | OP6 quin",
    ),
    (
        "insertions written out, with full stops and capitals",
        "6. We rest.\n\nOP6 Bis. We sail; [FRA]\n\nOP6 Quater. We drift; [DEU]\n\nOP6 QUINQUIES We sink; [ESP]\n",
        "FRA new for |  | OP6 bis\nDEU new for |  | OP6 quat\nESP new for |  | OP6 quin",
    ),
    (
        "insertion and alternative combine",
        "1. We rest.\n\nOP1 ALT ter We sail; [FRA]\n\nOP6 bis ALT We row; [DEU]\n",
        "FRA new for |  | OP1 ALT ter\nDEU new for |  | OP6 bis ALT",
    ),
    (
        "a proposed new paragraph keeps its label",
        "1. We rest.\n\nNEW PP5 *Noting* the stars; [FRA]\n\nNEW OP9 We sail; [DEU]\n",
        "FRA new for |  | NEW PP5\nDEU new for |  | NEW OP9",
    ),
    (
        "a new paragraph with a place and no label, after a number",
        "9. We rest.\n\nAfter OP9 insert:\n\nSail at dawn and not before; [FRA]\n",
        "FRA new for |  | OPnew",
    ),
    (
        "two rivals with one label",
        "1. We rest.\n\nOP1 ALT We sail; [FRA]\n\nOP1 ALT We row; [DEU; oppose: ESP]\n",
        "FRA new for |  | OP1 ALT\nDEU new for |  | OP1 ALT\nESP new against |  | OP1 ALT",
    ),
    (
        "a note on a line of its own belongs to the paragraph before it",
        "3. We rest;\n(delete this para: FRA)\n(not clear: DEU)\n\n4. We sail.\n",
        "FRA delete-paragraph for |  | OP3\nDEU comment comment | not clear | OP3",
    ),
    (
        "a note between blank lines belongs to the paragraph before it",
        "3. We rest;\n\n(delete this para: FRA)\n\n4. We sail.\n",
        "FRA delete-paragraph for |  | OP3",
    ),
    (
        "a note that names another paragraph as its subject belongs to that one",
        "3. We rest;\n\n6. We sail;\n\n9. We dive;\n\nMove OP6 to OP1: FRA\n\n(delete OP3: DEU)\n",
        "FRA move for | OP6 -> OP1 | OP6\nDEU delete-paragraph for |  | OP3",
    ),
    (
        "a note that names two others is a wish for each, and its opponent is against both",
        "3. We rest;\n\n6. We sail;\n\n9. We dive;\n\n(delete OP3 and OP6: DEU; oppose: ESP)\n",
        "DEU delete-paragraph for |  | OP3\nDEU delete-paragraph for |  | OP6\nESP delete-paragraph against |  | OP3",
    ),
    (
        "a note that names a paragraph which is nowhere",
        "9. We dive;\n\n(delete OP33: DEU; oppose: ESP)\n",
        "DEU delete for | delete OP33 | OP9\nESP delete against | delete OP33 | OP9",
    ),
    (
        "a note about a word of another paragraph does not strike the paragraph",
        "3. We rest;\n\n9. We dive;\n\n(delete reference to OP3: DEU)\n",
        "DEU delete for | delete reference to OP3 | OP9",
    ),
];

const NUMBERS: &[Case] = &[
    (
        "renumbered, struck as a whole",
        "~~8-9.~~ Dive [deep: DEU];\n",
        "DEU insert for | deep | OP9",
    ),
    (
        "renumbered, old and new",
        "8-9. Sail at dawn [or dusk: FRA];\n",
        "FRA insert for | or dusk | OP9",
    ),
    (
        "renumbered, two digits",
        "19-20. Sail at dawn [or dusk: FRA];\n",
        "FRA insert for | or dusk | OP20",
    ),
    (
        "renumbered, the old one struck",
        "~~12~~-14. Sail at dawn [or dusk: FRA];\n",
        "FRA insert for | or dusk | OP14",
    ),
    (
        "a bracketed change of number is no change of words",
        "14. We rest;\n\n[~~13~~ 15.] Sail at dawn [or dusk: FRA];\n",
        "FRA insert for | or dusk | OP15",
    ),
    (
        "a number written twice",
        "4.4. Sail at dawn [or dusk: FRA];\n",
        "FRA insert for | or dusk | OP4",
    ),
    (
        "a number written twice and struck once",
        "17. ~~17.~~ Sail at dawn [or dusk: FRA];\n",
        "FRA insert for | or dusk | OP17",
    ),
    (
        "a letter for a digit in a label",
        "1. We rest.\n\nOPI ALT We sail; [FRA]\n",
        "FRA new for |  | OP1 ALT",
    ),
];

const NOISE: &[Case] = &[
    (
        "a page number alone on a line",
        "5. We rest at the mouth of the river, in the shade of the trees that the first pilots planted there for\n\n12\n\nus, [and for the herons: FRA] until the tide turns.\n",
        "FRA insert for | and for the herons | OP5",
    ),
    (
        "a reference line at a page break",
        "5. We rest at the mouth of the river, in the shade of the trees that the first pilots planted there for\n\n12\n\nRIV/2027/L.4\n\nus until the tide turns (stop here: FRA) and we must go;\n",
        "FRA end for | ~and we must go~ | OP5",
    ),
    (
        "a bracket that is never closed",
        "5. We rest [in the shade: FRA.\n\n6. We sail [at dawn: DEU].\n",
        "FRA insert for | in the shade | OP5\nDEU insert for | at dawn | OP6",
    ),
    (
        "a bracket that was never opened",
        "5. We rest, in the shade: FRA], and wait;\n\n6. We sail [at dawn: DEU].\n",
        "FRA insert for | in the shade | OP5\nDEU insert for | at dawn | OP6",
    ),
    (
        "a doubled bracket",
        "5. We rest [[in the shade: FRA]], and wait;\n",
        "FRA insert for | in the shade | OP5",
    ),
    (
        "a full stop for a comma in a list",
        "5. We rest [in the shade: FRA.DEU,ESP].\n",
        "FRA insert for | in the shade | OP5\nDEU insert for | in the shade | OP5\nESP insert for | in the shade | OP5",
    ),
    (
        "nothing for a comma in a list",
        "5. We rest [in the shade: FRA DEU,ESP].\n",
        "FRA insert for | in the shade | OP5\nDEU insert for | in the shade | OP5\nESP insert for | in the shade | OP5",
    ),
    (
        "a strike-through whose marks are lost",
        "5. We rest in the advanced shade of the new trees. The advancednew[FRA] trees are tall.\n",
        "FRA replace for | ~advanced~ new | OP5",
    ),
];

const DELEGATIONS: &[Case] = &[
    (
        "spellings of states",
        "1. We sail [at dawn: UK,NDL,POR,CRO,ALG,QTA,NZ,HON].\n",
        "GBR insert for | at dawn | OP1\nNLD insert for | at dawn | OP1\nPRT insert for | at dawn | OP1\nHRV insert for | at dawn | OP1\nDZA insert for | at dawn | OP1\nQAT insert for | at dawn | OP1\nNZL insert for | at dawn | OP1\nHND insert for | at dawn | OP1",
    ),
    (
        "groups and the observer",
        "1. We sail [at dawn: EU,AG,G77; oppose: VAT].\n",
        "EU insert for | at dawn | OP1\nAG insert for | at dawn | OP1\nG77 insert for | at dawn | OP1\nVAT insert against | at dawn | OP1",
    ),
    (
        "a group and its members in one list are each counted",
        "1. We sail [at dawn: EU,FRA,DEU].\n",
        "EU insert for | at dawn | OP1\nFRA insert for | at dawn | OP1\nDEU insert for | at dawn | OP1",
    ),
    (
        "NAM among states is Namibia",
        "1. We sail [at dawn: KEN,NAM,SEN].\n",
        "KEN insert for | at dawn | OP1\nNAM insert for | at dawn | OP1\nSEN insert for | at dawn | OP1",
    ),
    (
        "words of the text in capitals are no delegations",
        "1. We recall the UN, the ICCS, the MLA, INTERPOL, UNODC and the SDGs.\n",
        "",
    ),
    (
        "words of the text in capitals inside an addition",
        "1. We thank [the UN and INTERPOL: FRA] for the boats.\n",
        "FRA insert for | the UN and INTERPOL | OP1",
    ),
    (
        "a code that nobody knows speaks all the same",
        "1. We sail [at dawn: FRA,XQZ].\n",
        "FRA insert for | at dawn | OP1\nXQZ insert for | at dawn | OP1",
    ),
    (
        "the author of a proposal is no speaker",
        "1. We sail [at dawn: FRA];\n(oppose the proposal of FRA: DEU)\n",
        "FRA insert for | at dawn | OP1\nDEU insert against | at dawn | OP1",
    ),
    (
        "a delegation listed twice makes two rows",
        "1. We sail [at dawn: FRA,DEU,FRA].\n",
        "FRA insert for | at dawn | OP1\nDEU insert for | at dawn | OP1\nFRA insert for | at dawn | OP1",
    ),
];

const WORDS: &[Case] = &[
    (
        "words, then codes: from the last mark of punctuation",
        "1. We sail at dawn, with the tide[FRA,DEU], and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the tide | OP1",
    ),
    (
        "words, then codes with a blank",
        "1. We sail at dawn, with the tide [FRA, DEU], and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the tide | OP1",
    ),
    (
        "words with their extent marked",
        "1. We sail [with the tide: FRA,DEU] and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the tide | OP1",
    ),
    (
        "alternatives",
        "1. We sail [at dawn:FRA / at dusk:DEU,ESP] and return.\n",
        "FRA insert for | at dawn | OP1\nDEU insert for | at dusk | OP1\nESP insert for | at dusk | OP1",
    ),
    (
        "alternatives with an opponent of each",
        "1. We sail [at dawn:FRA / at dusk:DEU / delete:ESP] and return.\n",
        "FRA insert for | at dawn | OP1\nDEU insert for | at dusk | OP1\nESP insert against | at dawn / at dusk | OP1",
    ),
    (
        "alternatives, or the original",
        "1. We sail [at dawn:FRA / at dusk:DEU / retain original:ESP] and return.\n",
        "FRA insert for | at dawn | OP1\nDEU insert for | at dusk | OP1\nESP retain against | at dawn / at dusk | OP1",
    ),
    (
        "struck, then codes",
        "1. We sail ~~at dawn~~ [FRA] and return.\n",
        "FRA delete for | ~at dawn~ | OP1",
    ),
    (
        "struck, the extent marked",
        "1. We sail [~~at dawn~~: FRA] and return.\n",
        "FRA delete for | ~at dawn~ | OP1",
    ),
    (
        "struck and new words",
        "1. We sail ~~at dawn~~ at dusk [FRA] and return.\n",
        "FRA replace for | ~at dawn~ at dusk | OP1",
    ),
    (
        "struck and new words, run together",
        "1. We ~~will~~shall[FRA] sail.\n",
        "FRA replace for | ~will~ shall | OP1",
    ),
    (
        "struck and new words, the extent marked",
        "1. We sail [~~at dawn~~ at dusk: FRA] and return.\n",
        "FRA replace for | ~at dawn~ at dusk | OP1",
    ),
    (
        "a stroke between old and new",
        "1. We will/shall[FRA] sail.\n",
        "FRA replace for | ~will~ shall | OP1",
    ),
    (
        "a replacement and an alternative to it",
        "1. We ~~will~~ shall [FRA]/may[DEU] sail.\n",
        "FRA replace for | ~will~ shall | OP1\nDEU replace for | ~will~ may | OP1",
    ),
    (
        "opposed",
        "1. We sail [with the tide: FRA; oppose: DEU] and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1",
    ),
    (
        "opposed, the addition unmarked",
        "1. We sail, with the tide[FRA; oppose:DEU,ESP], and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1\nESP insert against | with the tide | OP1",
    ),
    (
        "delete after an addition",
        "1. We sail, with the tide[FRA; delete:DEU], and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1",
    ),
    (
        "the original retained",
        "1. We ~~will~~ shall [FRA; retain original: DEU] sail.\n",
        "FRA replace for | ~will~ shall | OP1\nDEU replace against | ~will~ shall | OP1",
    ),
    (
        "retained after a strike-through",
        "1. We sail ~~at dawn~~ [FRA; retain: DEU] and return.\n",
        "FRA delete for | ~at dawn~ | OP1\nDEU delete against | ~at dawn~ | OP1",
    ),
    (
        "the original preferred",
        "1. We sail, with the tide[FRA; prefer original: DEU], and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1",
    ),
    (
        "reservation",
        "1. We sail [with the tide: FRA; reservation: DEU] and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert reserve | with the tide | OP1",
    ),
    (
        "support",
        "1. We sail [with the tide: FRA; support: DEU] and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the tide | OP1",
    ),
    (
        "supported by",
        "1. We sail, with the tide[FRA; supported by DEU,ESP], and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the tide | OP1\nESP insert for | with the tide | OP1",
    ),
    (
        "support for the concept",
        "1. We sail, with the tide [FRA] (support concept: DEU), and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the tide | OP1",
    ),
    (
        "flexible",
        "1. We sail [with the tide: FRA, DEU(flexible)] and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert flexible | with the tide | OP1 | if flexible",
    ),
    (
        "flexible in something",
        "1. We sail [with the tide: FRA(flexible in modifying), DEU] and return.\n",
        "FRA insert flexible | with the tide | OP1 | if flexible in modifying\nDEU insert for | with the tide | OP1",
    ),
    (
        "all at once",
        "1. We sail [with the tide: FRA; support: ITA; oppose: DEU; reservation: ESP] and return.\n",
        "FRA insert for | with the tide | OP1\nITA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1\nESP insert reserve | with the tide | OP1",
    ),
    (
        "nested: each belongs to the innermost thing it can be about",
        "1. We sail [with the tide [and the wind: FRA] behind us: DEU] and return.\n",
        "FRA insert for | and the wind | OP1\nDEU insert for | with the tide and the wind behind us | OP1",
    ),
    (
        "nested, the inner addition unmarked",
        "1. We sail [tide [FRA] and wind: DEU] and return.\n",
        "FRA insert for | tide | OP1\nDEU insert for | tide and wind | OP1",
    ),
    (
        "a statement inside a strike-through counts",
        "1. We sail at dawn;\n~~(retain original: FRA)~~\n",
        "FRA retain against |  | OP1",
    ),
    (
        "a struck addition with its note",
        "1. We sail ~~[with the tide,: FRA; delete: DEU]~~ and return.\n",
        "FRA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1",
    ),
];

const PARAGRAPHS: &[Case] = &[
    (
        "stop here",
        "1. We sail at dawn (stop here: FRA) and return with the tide;\n",
        "FRA end for | ~and return with the tide~ | OP1",
    ),
    (
        "end here",
        "1. We sail at dawn (end here: FRA), and return with the tide;\n",
        "FRA end for | ~and return with the tide~ | OP1",
    ),
    (
        "finish here, in square brackets",
        "1. We sail at dawn.[finish here: FRA] We return with the tide;\n",
        "FRA end for | ~We return with the tide~ | OP1",
    ),
    (
        "what would go is base text only",
        "1. We sail at dawn (stop here: FRA) and return [in haste: DEU] with the tide;\n",
        "FRA end for | ~and return with the tide~ | OP1\nDEU insert for | in haste | OP1",
    ),
    (
        "delete until here, from the opening bracket",
        "2. [We sail at dawn. *delete until here: FRA*] We return with the tide;\n",
        "FRA delete for | ~We sail at dawn.~ | OP2",
    ),
    (
        "delete until here, from the start of the paragraph",
        "2. We sail at dawn. *delete until here: FRA* We return with the tide;\n",
        "FRA delete for | ~We sail at dawn.~ | OP2",
    ),
    (
        "retain original, behind the paragraph",
        "3. We sail at dawn;\n(retain original: FRA,DEU)\n",
        "FRA retain against |  | OP3\nDEU retain against |  | OP3",
    ),
    (
        "support the original text",
        "3. We sail at dawn;\n(support the original text: FRA)\n",
        "FRA retain against |  | OP3",
    ),
    (
        "delete this para",
        "3. We sail at dawn;\n(delete this para: FRA)\n",
        "FRA delete-paragraph for |  | OP3",
    ),
    (
        "delete entire para",
        "3. We sail at dawn;\n(delete entire para: FRA; oppose: DEU)\n",
        "FRA delete-paragraph for |  | OP3\nDEU delete-paragraph against |  | OP3",
    ),
    (
        "keep this para",
        "3. We sail at dawn;\n(delete this para: FRA)\n(keep this para: DEU)\n",
        "FRA delete-paragraph for |  | OP3\nDEU delete-paragraph against |  | OP3",
    ),
    (
        "keep this para, where nobody asked for its end",
        "3. We sail at dawn;\n(keep this para: DEU)\n",
        "DEU delete-paragraph against |  | OP3",
    ),
];

const STRUCTURE: &[Case] = &[
    (
        "move this before",
        "10. We sail at dawn;\n(move this before OP8: FRA; oppose: DEU)\n",
        "FRA move for | OP10 -> before OP8 | OP10\nDEU move against | OP10 -> before OP8 | OP10",
    ),
    (
        "move that to",
        "6. We sail at dawn;\n\n9. We return;\n\nMove OP6 to OP1: FRA\n",
        "FRA move for | OP6 -> OP1 | OP6",
    ),
    (
        "merge with",
        "9. We sail at dawn;\n(merge idea with OP15: FRA)\n",
        "FRA merge for | OP9 + OP15 | OP9",
    ),
    (
        "consider with",
        "9. We sail at dawn;\n(consider with OP24: FRA)\n",
        "FRA merge for | OP9 + OP24 | OP9",
    ),
    (
        "integrate the idea with",
        "9. We sail at dawn;\n(integrate the idea with OP23: FRA)\n",
        "FRA merge for | OP9 + OP23 | OP9",
    ),
    (
        "language to be merged",
        "9. We sail at dawn;\n(language to be merged with OP1: FRA)\n",
        "FRA merge for | OP9 + OP1 | OP9",
    ),
    (
        "keep paras separate",
        "9. We sail at dawn;\n(consider with OP24: FRA) (keep paras separate: DEU)\n",
        "FRA merge for | OP9 + OP24 | OP9\nDEU merge against | OP9 + OP24 | OP9",
    ),
    (
        "divide the paragraph",
        "9. We sail at dawn and return at dusk;\n(divide the paragraph into one on leaving and one on coming back: FRA; oppose: DEU)\n",
        "FRA split for | OP9 | OP9\nDEU split against | OP9 | OP9",
    ),
    (
        "the idea of separating",
        "1. We sail at dawn;\n\n9. We return;\n\n(support the idea of separating OP1: FRA)\n",
        "FRA split for | OP1 | OP1",
    ),
    (
        "replace two by a new one",
        "6. We sail;\n\n7. We row;\n\nNEW PP5 *Noting* the wind; [FRA]\n\nReplace OP6 and OP7 with this new PP5: FRA; oppose deletion of OP6: DEU\n",
        "FRA new for |  | NEW PP5\nFRA replace-paragraph for | OP6, OP7 => PP5 | NEW PP5\nDEU replace-paragraph against | OP6, OP7 => PP5 | NEW PP5",
    ),
    (
        "a whole alternative, opposed behind it",
        "6. We sail;\n\nOP6 Bis. We row [FRA,DEU]. Oppose [ESP]\n",
        "FRA new for |  | OP6 bis\nDEU new for |  | OP6 bis\nESP new against |  | OP6 bis",
    ),
    (
        "a whole alternative, supported in its list",
        "6. We sail;\n\nOP6 ALT We row; [FRA; support: DEU; reservation: ESP]\n",
        "FRA new for |  | OP6 ALT\nDEU new for |  | OP6 ALT\nESP new reserve |  | OP6 ALT",
    ),
    (
        "an amendment inside an alternative",
        "6. We sail;\n\nOP6 ALT We row [at dawn: ITA] to the island; [FRA]\n",
        "ITA insert for | at dawn | OP6 ALT\nFRA new for |  | OP6 ALT",
    ),
    (
        "two wishes in one run: delete or move",
        "6. We sail;\n(delete this para or move to PP: FRA)\n",
        "FRA delete-paragraph for |  | OP6\nFRA move for | OP6 -> PP | OP6",
    ),
    (
        "two wishes in one run: retain and add",
        "6. We sail;\n(retain original and add \u{201c}at dawn\u{201d}: FRA)\n",
        "FRA retain against |  | OP6\nFRA insert for | at dawn | OP6",
    ),
];

const REMARKS: &[Case] = &[
    (
        "reformulate",
        "3. We sail at dawn;\n(reformulate: FRA)\n",
        "FRA redraft for | reformulate | OP3",
    ),
    (
        "add emphasis",
        "3. We sail at dawn;\n\n[Add emphasis on rest: FRA; Add emphasis on food: DEU]\n",
        "FRA redraft for | Add emphasis on rest | OP3\nDEU redraft for | Add emphasis on food | OP3",
    ),
    (
        "work on a proposal",
        "3. We sail at dawn;\n(work on ITA's proposal: FRA)\n",
        "FRA redraft for | work on ITA's proposal | OP3",
    ),
    (
        "not clear",
        "3. We sail at dawn (not clear: FRA), and return;\n",
        "FRA comment comment | not clear | OP3",
    ),
    (
        "issue in translation",
        "3. We sail at dawn;\n(issue in translation: FRA)\n",
        "FRA comment comment | issue in translation | OP3",
    ),
    (
        "avoid repetition",
        "3. We sail at dawn;\n(avoid repetition with OP1: FRA)\n",
        "FRA comment comment | avoid repetition with OP1 | OP3",
    ),
    (
        "covered by",
        "3. We sail at dawn;\n(covered by OP44: FRA)\n",
        "FRA comment comment | covered by OP44 | OP3",
    ),
    (
        "placement",
        "3. We sail at dawn;\n\nPlacement to be discussed: FRA\n",
        "FRA comment comment | Placement to be discussed | OP3",
    ),
    ("agreed names nobody", "3. We sail at dawn (agreed);\n\n4. We return (agree);\n", ""),
    (
        "a condition behind a code",
        "3. We sail at dawn;\n(retain original: FRA(with the amendment above), DEU)\n",
        "FRA retain against |  | OP3 | if with the amendment above\nDEU retain against |  | OP3",
    ),
    (
        "a condition on an opponent",
        "3. We sail [at dawn: FRA; oppose: DEU(on Sundays), ESP];\n",
        "FRA insert for | at dawn | OP3\nDEU insert against | at dawn | OP3 | if on Sundays\nESP insert against | at dawn | OP3",
    ),
    (
        "agree on condition",
        "3. We sail at dawn;\n(agree on condition of merging with OP12: FRA)\n",
        "FRA merge for | OP3 + OP12 | OP3 | if on condition of merging with OP12",
    ),
];

const RULES: &[Case] = &[
    (
        "codes behind base words that an alternative to them follows",
        "1. We ~~will~~ [shall:FRA / may:DEU] sail.\n",
        "FRA replace for | ~will~ shall | OP1\nDEU replace for | ~will~ may | OP1",
    ),
    (
        "support behind a note speaks of that note's wish",
        "1. We sail;\n(delete this para: FRA; support: DEU)\n",
        "FRA delete-paragraph for |  | OP1\nDEU delete-paragraph for |  | OP1",
    ),
    (
        "retain the original inside the amendment's brackets",
        "1. We sail [with the tide: FRA; retain original: DEU];\n",
        "FRA insert for | with the tide | OP1\nDEU insert against | with the tide | OP1",
    ),
    (
        "delete as the last option is against each",
        "1. We sail [with: FRA / behind: DEU / along: ESP / delete: ITA] the tide;\n",
        "FRA insert for | with | OP1\nDEU insert for | behind | OP1\nESP insert for | along | OP1\nITA insert against | with / behind / along | OP1",
    ),
    (
        "of the whole document",
        "1. We sail;\n\n(delete all headings in this document: FRA; keep them: DEU)\n",
        "FRA delete for | delete all headings in this document | *\nDEU delete against | delete all headings in this document | *",
    ),
    (
        "a heading's own statement is about the heading",
        "1. We sail;\n\n**[Boats: FRA; delete: DEU]**\n\n2. We row;\n",
        "FRA insert for | Boats | heading:OP2\nDEU insert against | Boats | heading:OP2",
    ),
];

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
