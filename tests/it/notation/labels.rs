//! Preamble, labels, numbers and the noise of the conversion.

use super::Case;

pub(super) const PREAMBLE: &[Case] = &[
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

pub(super) const LABELS: &[Case] = &[
    (
        "the number of an alternative apart from it",
        "2. We rest.\n\nOP2 ALT 1. We sail [FRA].\n\nOP2 ALT 2: We row [DEU].\n",
        "FRA new for |  | OP2 ALT1\nDEU new for |  | OP2 ALT2",
    ),
    (
        "a new paragraph without a number",
        "1. We rest;\n\nNEW OP We sail [FRA].\n\nNEW PP: *Recalling* the tide [DEU].\n\nNew OP numbers are to follow.\n",
        "FRA new for |  | OPnew\nDEU new for |  | PPnew",
    ),
    (
        "a new paragraph by its label alone",
        "1. We rest.\n\nOPnew. We sail [FRA].\n\nPPnew ALT. We row [DEU].\n\nOPnewer We drift [ITA].\n",
        "FRA new for |  | OPnew\nDEU new for |  | PPnew ALT\nITA new for |  | PPnew ALT",
    ),
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
        "letters stuck to numbers, and what is put before or behind a label",
        "2. We rest.\n\nOP2a We sail; [FRA]\n\n2b. We row; [DEU]\n\nALT OP2 We drift; [ESP]\n\nOP3 (new) We sink; [ITA]\n\n4. We sing (merge with OP2a: JPN);\n",
        "FRA new for |  | OP2a\nDEU new for |  | OP2b\nESP new for |  | OP2 ALT\nITA new for |  | NEW OP3\nJPN merge for | OP4 + OP2a | OP4",
    ),
    (
        "operative paragraphs without numbers, known by what they do",
        "The General Council,\n\n*Recalling* the moon [and the sun: FRA],\n\n*Noting* the dark,\n\n*Decides* to sail [at dawn: KEN];\n\n(delete this para: BRA)\n\n*Further requests* the Secretary to:\n\n(a) Count the boats [twice: ITA];\n\nRemains seized of the matter [and of the boats: JPN].\n",
        "FRA insert for | and the sun | PP1\nKEN insert for | at dawn | OP1\nBRA delete-paragraph for |  | OP1\nITA insert for | twice | OP2\nJPN insert for | and of the boats | OP3",
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

pub(super) const NUMBERS: &[Case] = &[
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

pub(super) const NOISE: &[Case] = &[
    (
        "a running head in the midst of paragraphs is no text of them",
        "1. We sail with\n\n1\n\nDraft of 4 May 2020\n\nthe tide [FRA].\n\n2. We row with\n\nDraft of 4 May 2020\n\n2\n\nthe wind [DEU].\n\n3. We rest in\n\n3\n\nDraft of 5 May 2020\n\nthe shade [ITA].\n",
        "FRA insert for | with the tide | OP1\nDEU insert for | with the wind | OP2\nITA insert for | in the shade | OP3",
    ),
    (
        "a line that two pages share is no running head",
        "1. We sail with\n\n1\n\nAll hands\n\nand the tide [FRA].\n\n2. We row with\n\n2\n\nAll hands\n\nand the wind.\n",
        "FRA insert for | All hands and the tide | OP1",
    ),
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
