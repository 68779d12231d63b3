//! Who speaks, and the words at stake.

use super::Case;

pub(super) const DELEGATIONS: &[Case] = &[
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

pub(super) const WORDS: &[Case] = &[
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
        "names of delegations among codes",
        "1. We sail [late: France, KEN; oppose: BRA, Chile and U.S.] and [via Peru, KEN] return.\n",
        "FRA insert for | late | OP1\nKEN insert for | late | OP1\nBRA insert against | late | OP1\nCHL insert against | late | OP1\nUSA insert against | late | OP1",
    ),
    (
        "against words beside another's",
        "1. We sail [home: FRA] [far; oppose: DEU] and [soon: FRA] [oppose: KEN] return.\n",
        "FRA insert for | home | OP1\nDEU insert against | far | OP1\nFRA insert for | soon | OP1\nKEN insert against | soon | OP1",
    ),
    (
        "a name of nobody among codes",
        "1. We sail [late: FRA, Korea, DEU, Chile; oppose: BRA] home.\n",
        "FRA insert for | late | OP1\nDEU insert for | late | OP1\nCHL insert for | late | OP1\nBRA insert against | late | OP1",
    ),
    (
        "strokes inside numbers and units part nothing",
        "1. We sail [, and decision 5/CP.7 of 2001: FRA] by [resolution 70/2: KEN] in [1/3 of km/h: DEU] big/small [BRA] boats.\n",
        "FRA insert for | and decision 5/CP.7 of 2001 | OP1\nKEN insert for | resolution 70/2 | OP1\nDEU insert for | 1/3 of km/h | OP1\nBRA replace for | ~big~ small | OP1",
    ),
    (
        "against all alternatives",
        "1. We sail [now: FRA / later: USA; delete both: JPN] or [a: FRA / b: DEU; delete each: KEN].\n",
        "FRA insert for | now | OP1\nUSA insert for | later | OP1\nJPN insert against | now / later | OP1\nFRA insert for | a | OP1\nDEU insert for | b | OP1\nKEN insert against | a / b | OP1",
    ),
    (
        "against struck words that nobody signs",
        "1. We ~~will~~ sail [~~late~~; oppose: FRA] and [~~then~~ soon; oppose: DEU] return.\n",
        "FRA delete against | ~late~ | OP1\nDEU replace against | ~then~ soon | OP1",
    ),
    (
        "a paragraph that begins like a direction",
        "1. Keep ~~the~~ [FRA; oppose: DEU] boats.\n",
        "FRA delete for | ~the~ | OP1\nDEU delete against | ~the~ | OP1",
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

pub(super) const RULES: &[Case] = &[
    (
        "words of the text that begin like a position",
        "1. We [strongly support the work of the office: JPN], act [concerning all boats: FRA] and [also support young people: KEN], [not supported by evidence: DEU].\n",
        "JPN insert for | strongly support the work of the office | OP1\nFRA insert for | concerning all boats | OP1\nKEN insert for | also support young people | OP1\nDEU insert for | not supported by evidence | OP1",
    ),
    (
        "opposition and support in more than one word",
        "1. We act [now: FRA; strongly oppose: CHN; not supported by: RUS; cannot accept: PER; also support: DEU; can go along: ITA; prefer to delete: ESP].\n",
        "FRA insert for | now | OP1\nCHN insert against | now | OP1\nRUS insert against | now | OP1\nPER insert against | now | OP1\nDEU insert for | now | OP1\nITA insert for | now | OP1\nESP insert against | now | OP1",
    ),
    (
        "a verb in capitals is nobody's code",
        "1. We act [now: FRA; OPPOSE CHN, RUS].\n",
        "FRA insert for | now | OP1\nCHN insert against | now | OP1\nRUS insert against | now | OP1",
    ),
    (
        "G77 and China is one group",
        "1. We act [now: G77 and China; oppose: EU], soon [FRA, G77+China], and rest.\n",
        "G77 insert for | now | OP1\nEU insert against | now | OP1\nFRA insert for | soon | OP1\nG77 insert for | soon | OP1",
    ),
    (
        "a comma for the colon before several codes",
        "1. We sing [loudly, FRA, DEU] and go [home, or not].\n",
        "FRA insert for | loudly | OP1\nDEU insert for | loudly | OP1",
    ),
    (
        "a level of agreement behind codes is no condition of theirs",
        "1. We act [now: FRA] (agreed ad ref).\n",
        "FRA insert for | now | OP1",
    ),
    (
        "alternatives to a signed replacement strike the same words",
        "1. By ~~2030~~ 2028 [FJI / 2035: IND / soon: CHL; oppose: PER] we act.\n",
        "FJI replace for | ~2030~ 2028 | OP1\nIND replace for | ~2030~ 2035 | OP1\nCHL replace for | ~2030~ soon | OP1\nPER replace against | ~2030~ soon | OP1",
    ),
    (
        "codes before their verb, behind others",
        "1. We sail ~~at dawn~~ [FRA, DEU; USA: retain; PER: support] home.\n",
        "FRA delete for | ~at dawn~ | OP1\nDEU delete for | ~at dawn~ | OP1\nUSA delete against | ~at dawn~ | OP1\nPER delete for | ~at dawn~ | OP1",
    ),
    (
        "a slip of the pen in a verb, behind a signature",
        "1. We sail, with the tide [CAN; opose: MEX; supprot: PER], home.\n",
        "CAN insert for | with the tide | OP1\nMEX insert against | with the tide | OP1\nPER insert for | with the tide | OP1",
    ),
    (
        "a slip of the pen in a verb, behind words",
        "1. We sail [with the tide: CAN; retian: MEX] home;\n(dellete: PER)\n",
        "CAN insert for | with the tide | OP1\nMEX insert against | with the tide | OP1\nPER delete-paragraph for |  | OP1",
    ),
    (
        "a word that is like a verb, as an alternative, is a word",
        "1. We sell [goods: FRA / retail: DEU] and [detail: ITA] all.\n",
        "FRA insert for | goods | OP1\nDEU insert for | retail | OP1\nITA insert for | detail | OP1",
    ),
    (
        "codes behind base words that an alternative to them follows",
        "1. We ~~will~~ [shall:FRA / may:DEU] sail.\n",
        "FRA replace for | ~will~ shall | OP1\nDEU replace for | ~will~ may | OP1",
    ),
    (
        "an alternative that goes on behind a bracket inside of it",
        "1. Boats [of wood / of tin: FRA / of steel, with rafts [and masts: RUS] and oars: CAN] sail [early: BRA];\n",
        "FRA replace for | ~of wood~ of tin | OP1\nRUS insert for | and masts | OP1\nCAN replace for | ~of wood~ of steel, with rafts and masts and oars | OP1\nBRA insert for | early | OP1",
    ),
    (
        "strike-throughs that others have signed a part of",
        "1. We ~~row far [CHN] in small boats~~ at dawn [CRI];\n\n2. We ~~row [far: KEN] in boats~~~~[CRI] and sing~~~~[COL];\n",
        "CHN delete for | ~row far~ | OP1\nCRI replace for | ~in small boats~ at dawn | OP1\nKEN insert for | far | OP2\nCRI delete for | ~in boats~ | OP2\nCOL delete for | ~and sing~ | OP2",
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
