//! Wishes about whole paragraphs, and remarks.

use super::Case;

pub(super) const PARAGRAPHS: &[Case] = &[
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
        "delete until here, behind words without a full stop",
        "1. We go [far [north: DEU] by night delete until here: FRA] home;\n\n2. We go ~~far *delete until here: KEN*~~ home;\n\n3. We go far delete until here [BRA] home;\n",
        "DEU insert for | north | OP1\nFRA delete for | ~far by night~ | OP1\nKEN delete for | ~We go far~ | OP2\nBRA delete for | ~We go far~ | OP3",
    ),
    (
        "against a direction that a bracket of codes signs",
        "1. We go far (end here) [FRA; oppose: KEN] by night;\n\n2. We sing (merge with OP1 and move to the end)[FRA; oppose: DEU];\n\n3. We row (delete this para)[BRA; reservation: ITA];\n",
        "FRA end for | ~by night~ | OP1\nKEN end against | ~by night~ | OP1\nFRA merge for | OP2 + OP1 | OP2\nFRA move for | OP2 -> end | OP2\nDEU merge against | OP2 + OP1 | OP2\nDEU move against | OP2 -> end | OP2\nBRA delete-paragraph for |  | OP3\nITA delete-paragraph reserve |  | OP3",
    ),
    (
        "directions that names, and codes of nobody, sign",
        "1. We go far;\n\n(move OP1 to OP6: XYZ)\n\n2. We sing (delete this para: Uganda) and [sail: FRA; oppose: Wakanda, KEN, Chile] home (see also: Paris);\n",
        "XYZ move for | OP1 -> OP6 | OP1\nUGA delete-paragraph for |  | OP2\nFRA insert for | sail | OP2\nKEN insert against | sail | OP2\nCHL insert against | sail | OP2",
    ),
    (
        "an end behind words that stay",
        "1. We go [far stop here: FRA] by night;\n\n2. We go [DEU] and sing. Stop here [KEN] at dawn;\n",
        "FRA end for | ~by night~ | OP1\nDEU insert for | We go | OP2\nKEN end for | ~at dawn~ | OP2",
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

pub(super) const STRUCTURE: &[Case] = &[
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
        "FRA new for |  | NEW PP5\nFRA replace-paragraph for | OP6, OP7 => PP5 | NEW PP5\nDEU replace-paragraph against | OP6 => PP5 | NEW PP5",
    ),
    (
        "opposed for each of them",
        "6. We sail;\n\n7. We row;\n\nNEW PP5 *Noting* the wind; [FRA]\n\nReplace OP6 and OP7 with this new PP5: FRA; oppose deletion of OP6 and OP7: DEU\n",
        "FRA new for |  | NEW PP5\nFRA replace-paragraph for | OP6, OP7 => PP5 | NEW PP5\nDEU replace-paragraph against | OP6, OP7 => PP5 | NEW PP5",
    ),
    (
        "two paragraphs moved, one of them opposed",
        "6. We sail;\n\n7. We row;\n\n9. We rest;\n(move OP6 and OP7 to PP: FRA; oppose moving OP7: DEU; oppose: ESP)\n",
        "FRA move for | OP6, OP7 -> PP | OP6\nDEU move against | OP7 -> PP | OP6\nESP move against | OP6 -> PP | OP6\nESP move against | OP7 -> PP | OP6",
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
        "two wishes in one run, opposed",
        "6. We sail;\n(delete this para or move to PP: FRA,ESP; oppose: DEU)\n",
        "FRA delete-paragraph for |  | OP6\nESP delete-paragraph for |  | OP6\nFRA move for | OP6 -> PP | OP6\nESP move for | OP6 -> PP | OP6\nDEU delete-paragraph against |  | OP6\nDEU move against | OP6 -> PP | OP6",
    ),
    (
        "two wishes in one run: retain and add",
        "6. We sail;\n(retain original and add \u{201c}at dawn\u{201d}: FRA)\n",
        "FRA retain against |  | OP6\nFRA insert for | at dawn | OP6",
    ),
];

pub(super) const REMARKS: &[Case] = &[
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
        "paragraphs in brackets, with their labels",
        "7. We sail;\n\n[8. We row by day: FRA; oppose: KEN]\n\n[OP8: delete this para: CHL]\n\n[NEW PP5 Noting the boats: BRA]\n\n[OP8 bis. We row [far: PER] at night: EGY, CHN; delete: DEU]\n",
        "FRA insert for | We row by day | OP8\nKEN insert against | We row by day | OP8\nCHL delete-paragraph for |  | OP8\nBRA new for |  | NEW PP5\nPER insert for | far | OP8 bis\nEGY new for |  | OP8 bis\nCHN new for |  | OP8 bis\nDEU new against |  | OP8 bis",
    ),
    (
        "against a merge that is named, not the one noted last",
        "1. We sail;\n\n2. We row;\n\n3. We hum;\n(merge OP1 with OP2: FRA) (merge OP3 and OP4: ROU) (oppose the merging of OP2 and OP1: DNK)\n\n4. We rest;\n(keep OP1 and OP2 separate: KEN) (oppose merging OP1 and OP4: PER)\n",
        "FRA merge for | OP1 + OP2 | OP1\nROU merge for | OP3 + OP4 | OP3\nDNK merge against | OP1 + OP2 | OP1\nKEN merge against | OP1 + OP2 | OP1\nPER merge against | OP1 + OP4 | OP1",
    ),
    (
        "paragraphs that are named are to stay, or to keep their place",
        "1. We sail;\n\n2. We row;\n(move OP1 after OP2: FRA)\n\n3. We hum;\n(keep OP1 where it is: DNK) (do not move OP2: KEN) (keep OP2: ESP)\n",
        "FRA move for | OP1 -> after OP2 | OP1\nDNK move against | OP1 -> after OP2 | OP1\nKEN move against | OP2 | OP2\nESP delete-paragraph against |  | OP2",
    ),
    (
        "another place in the same note, behind this paragraph, and as a label between numbers",
        "1. We sail;\n\n2. We row;\n(move OP1 after OP2: FRA, DEU; before OP3: ITA)\n\n3. We hum;\n(move OP1 after this paragraph: DNK) (move OP2 to the preamble as PP1 bis: KEN)\n",
        "FRA move for | OP1 -> after OP2 | OP1\nDEU move for | OP1 -> after OP2 | OP1\nITA move for | OP1 -> before OP3 | OP1\nDNK move for | OP1 -> after OP3 | OP1\nKEN move for | OP2 -> preamble, after PP1 | OP2",
    ),
    (
        "a merge with the original",
        "3. We sail;\n\nOP3 ALT We row: [MEX]\n(add the idea in the beginning of the original: GTM)\n",
        "MEX new for |  | OP3 ALT\nGTM merge for | OP3 ALT + OP3 | OP3 ALT",
    ),
    (
        "a signature before a swap",
        "3. We sail;\n(swap with OP4)[FRA; oppose: KEN]\n\n4. We row;\n",
        "FRA move for | OP3 -> OP4 | OP3\nFRA move for | OP4 -> OP3 | OP3\nKEN move against | OP3 -> OP4 | OP3\nKEN move against | OP4 -> OP3 | OP3",
    ),
    (
        "a signature behind two moves",
        "3. We sail;\n(move OP3 after OP5, OP4 after OP6)[FRA; oppose: KEN]\n\n4. We row;\n\n5. We drift;\n\n6. We sink;\n",
        "FRA move for | OP3 -> after OP5 | OP3\nFRA move for | OP4 -> after OP6 | OP4\nKEN move against | OP3 -> after OP5 | OP3\nKEN move against | OP4 -> after OP6 | OP4",
    ),
    (
        "agree on condition",
        "3. We sail at dawn;\n(agree on condition of merging with OP12: FRA)\n",
        "FRA merge for | OP3 + OP12 | OP3 | if on condition of merging with OP12",
    ),
];
