//! What negotiators write beside alpha-3: other spellings, groups, observers, and plain words.
//!
//! The spellings of states are the country codes of the International Olympic Committee, as the
//! crate `keshvar` 0.7.0 has them, and abbreviations in common use at the United Nations. The codes
//! were compared with `country_converter` 1.3.2, which agrees on every one but `TRI`. The groups,
//! the observers and the words are common knowledge of that practice, gathered by hand.

/// `(written, alpha-3)`: spellings that negotiators use beside alpha-3, in the order of the
/// spelling.
///
/// A spelling that is some state's alpha-3 is left out, for the alpha-3 wins.
// Left out for that reason: the Olympic BRN is Bahrain, but the alpha-3 BRN is Brunei Darussalam.
// Left out as too ambiguous: LIB (once Lebanon, but also read as Liberia or Libya) and ROC.
// TRI, ROM and SIN are earlier Olympic codes of TTO, ROU and SGP that are still seen.
pub(super) static ALIASES: &[(&str, &str)] = &[
    ("ALG", "DZA"),
    ("ANG", "AGO"),
    ("ANT", "ATG"),
    ("ARU", "ABW"),
    ("ASA", "ASM"),
    ("BAH", "BHS"),
    ("BAN", "BGD"),
    ("BAR", "BRB"),
    ("BER", "BMU"),
    ("BHU", "BTN"),
    ("BIZ", "BLZ"),
    ("BOT", "BWA"),
    ("BRU", "BRN"),
    ("BUL", "BGR"),
    ("BUR", "BFA"),
    ("CAM", "KHM"),
    ("CAR", "CAF"),
    ("CAY", "CYM"),
    ("CGO", "COG"),
    ("CHA", "TCD"),
    ("CHI", "CHL"),
    ("CRC", "CRI"),
    ("CRO", "HRV"),
    ("DEN", "DNK"),
    ("DPRK", "PRK"),
    ("DRC", "COD"),
    ("ESA", "SLV"),
    ("FIJ", "FJI"),
    ("FYROM", "MKD"),
    ("GAM", "GMB"),
    ("GBS", "GNB"),
    ("GEQ", "GNQ"),
    ("GER", "DEU"),
    ("GRE", "GRC"),
    ("GRN", "GRD"),
    ("GUA", "GTM"),
    ("GUI", "GIN"),
    ("HAI", "HTI"),
    ("HON", "HND"),
    ("INA", "IDN"),
    ("IRI", "IRN"),
    ("ISV", "VIR"),
    ("IVB", "VGB"),
    ("KSA", "SAU"),
    ("KUW", "KWT"),
    ("LAOPDR", "LAO"),
    ("LAT", "LVA"),
    ("LBA", "LBY"),
    ("LES", "LSO"),
    ("MAD", "MDG"),
    ("MAS", "MYS"),
    ("MAW", "MWI"),
    ("MGL", "MNG"),
    ("MON", "MCO"),
    ("MRI", "MUS"),
    ("MTN", "MRT"),
    ("MYA", "MMR"),
    ("NCA", "NIC"),
    ("NDL", "NLD"),
    ("NED", "NLD"),
    ("NEP", "NPL"),
    ("NGR", "NGA"),
    ("NIG", "NER"),
    ("NZ", "NZL"),
    ("OMA", "OMN"),
    ("PAR", "PRY"),
    ("PHI", "PHL"),
    ("PLE", "PSE"),
    ("POR", "PRT"),
    ("PRC", "CHN"),
    ("PUR", "PRI"),
    ("QTA", "QAT"),
    ("RF", "RUS"),
    ("RMI", "MHL"),
    ("ROK", "KOR"),
    ("ROM", "ROU"),
    ("RSA", "ZAF"),
    ("RUSSIA", "RUS"),
    ("SAM", "WSM"),
    ("SEY", "SYC"),
    ("SIN", "SGP"),
    ("SKN", "KNA"),
    ("SLO", "SVN"),
    ("SOL", "SLB"),
    ("SRI", "LKA"),
    ("SUD", "SDN"),
    ("SUI", "CHE"),
    ("SVG", "VCT"),
    ("TAN", "TZA"),
    ("TGA", "TON"),
    ("TOG", "TGO"),
    ("TPE", "TWN"),
    ("TRI", "TTO"),
    ("TURKEY", "TUR"),
    ("UAE", "ARE"),
    ("UK", "GBR"),
    ("URU", "URY"),
    ("US", "USA"),
    ("VAN", "VUT"),
    ("VIE", "VNM"),
    ("VIN", "VCT"),
    ("ZAM", "ZMB"),
    ("ZIM", "ZWE"),
];

/// `(canonical code, English name, alternative spellings)` of groups of states, in the order of the
/// code.
///
/// The codes are the usual abbreviations of the groups' own names. `NAM` is also the alpha-3 of
/// Namibia, and `AG` and `AU` are the alpha-2 of Antigua and Barbuda and of Australia, so whoever
/// reads this table has to decide between them.
// Left out: AFG for the African Group (Afghanistan's alpha-3), UA for the African Union (Ukraine's
// alpha-2), JUSSCANNZ (longer than eight letters).
pub(super) static GROUPS: &[(&str, &str, &[&str])] = &[
    ("AG", "African Group", &["AFRGROUP", "AFRICA", "AFRICAN", "AGN"]),
    ("AOSIS", "Alliance of Small Island States", &[]),
    ("APG", "Asia-Pacific Group", &["ASIAPAC"]),
    ("ARAB", "Arab Group", &["ARABGRP", "ARABS"]),
    ("ASEAN", "Association of Southeast Asian Nations", &["ANASE"]),
    ("AU", "African Union", &["AFRUNION"]),
    ("BENELUX", "Benelux", &[]),
    ("CANZ", "Canada, Australia and New Zealand", &[]),
    ("CARICOM", "Caribbean Community", &[]),
    ("CPLP", "Community of Portuguese Language Countries", &[]),
    ("ECOWAS", "Economic Community of West African States", &["CEDEAO"]),
    ("EEG", "Eastern European Group", &[]),
    ("EIG", "Environmental Integrity Group", &[]),
    ("EU", "European Union", &["EU27", "EU28", "EUMS", "UE"]),
    ("G77", "Group of 77 and China", &["G77CHINA", "GROUP77"]),
    ("GCC", "Gulf Cooperation Council", &["CCG"]),
    ("GRULAC", "Latin American and Caribbean Group", &[]),
    ("JUSCANZ", "Japan, United States, Canada, Australia and New Zealand", &["JUSCANNZ"]),
    ("LDC", "Least Developed Countries", &["LDCS"]),
    ("LLDC", "Landlocked Developing Countries", &["LLDCS"]),
    ("LMDC", "Like-Minded Developing Countries", &["LMDCS"]),
    ("NAM", "Non-Aligned Movement", &["MNOAL", "NAMOV"]),
    ("NORDIC", "Nordic Countries", &["NORDICS"]),
    ("OIC", "Organisation of Islamic Cooperation", &["OCI"]),
    ("PIF", "Pacific Islands Forum", &[]),
    ("SADC", "Southern African Development Community", &[]),
    ("WEOG", "Western European and Others Group", &[]),
];

/// `(canonical code, English name, alternative spellings)` of observers, in the order of the code.
///
/// `PSE` and `VAT` are alpha-3 codes of ISO 3166-1; the two speak as observer states, and the other
/// rows are organisations that hold observer status at the General Assembly. `PLE`, the Olympic
/// code of Palestine, stands among the aliases.
pub(super) static OBSERVERS: &[(&str, &str, &[&str])] = &[
    ("ICRC", "International Committee of the Red Cross", &["CICR"]),
    ("IFRC", "International Federation of Red Cross and Red Crescent Societies", &[]),
    ("IPU", "Inter-Parliamentary Union", &[]),
    ("PSE", "State of Palestine", &["PAL"]),
    ("SMOM", "Sovereign Order of Malta", &[]),
    ("VAT", "Holy See", &["HOLYSEE", "HS"]),
];

/// Capital words that stand in such texts and are no delegation, however much they look like a
/// code.
///
/// They are bodies, treaties, terms and drafting marks of the United Nations system, in the order
/// of the alphabet; none is an alpha-3, an alias, a group or an observer of the tables beside it.
/// `AI` is also the alpha-2 of Anguilla, which does not negotiate as a state.
// Words that are also an alpha-3 (AND, ARE, CAN, NOR, PER) cannot stand here.
pub(super) static NOT_DELEGATIONS: &[&str] = &[
    "ADD", "AGREED", "AI", "ALT", "ANNEX", "BIS", "CCPCJ", "CHAIR", "CND", "COP", "CRP", "DELETE",
    "ECOSOC", "FAO", "FATF", "HLPF", "IAEA", "ICAO", "ICC", "ICCPR", "ICCS", "ICESCR", "ICJ",
    "ICT", "ICTS", "IGO", "ILO", "IMF", "IMO", "INTERPOL", "ITU", "MDGS", "MLA", "MOU", "NEW",
    "NGO", "NGOS", "OECD", "OHCHR", "OP", "OPS", "PARA", "PP", "PPS", "QUATER", "REV", "SDG",
    "SDGS", "SIDS", "TBC", "TBD", "TER", "TOR", "UDHR", "UN", "UNCAC", "UNCITRAL", "UNCTAD",
    "UNDP", "UNEP", "UNESCO", "UNFCCC", "UNGA", "UNHCR", "UNICEF", "UNODC", "UNSC", "UNTOC", "WHO",
    "WIPO", "WTO",
];
