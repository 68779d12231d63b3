//! Who is a member of which group, and since when: facts, with their source a row.
//!
//! The rows marked [`Both`](MemberSource::Both) are those on which the data sets of the packages
//! `worldcountrygroups` 0.5.0 and `countrygroups` 0.13.0 agree, state for state; every other row
//! was held against whichever of the two has its group. They differ in three places: the first
//! leaves the codes of the Democratic Republic of the Congo (in each of its groups) and of
//! Venezuela (in GRULAC) blank, the names stand beside them; and it no longer counts Bhutan, which
//! graduated in December 2023, among the least developed. Both still count São Tomé and Príncipe
//! there, which graduated a year later. The first's `lmc` is an income class of the World Bank, not
//! the Like-Minded Developing Countries.
//!
//! What rests on one source, [`WorldCountryGroups`](MemberSource::WorldCountryGroups) or
//! [`CountryGroups`](MemberSource::CountryGroups), was held against what is published elsewhere:
//!
//! * The Non-Aligned Movement: the data set also has Bosnia and Herzegovina, Brazil, Costa Rica and
//!   Paraguay, which observe and are left out here. What remains is 54 members of Africa, 39 of
//!   Asia, 26 of Latin America and the Caribbean and 2 of Europe, the counts reported when South
//!   Sudan was admitted as the 121st on 17 January 2024 (New Vision, Kampala, of that day);
//!   before, 120.
//! * The least developed: 47 in 2017 and 44 from December 2024, the counts that the United Nations
//!   gave (UN-OHRLLS on the graduation of Equatorial Guinea on 4 June 2017, which names those
//!   before, and on that of Vanuatu on 4 December 2020). Who graduated is a list of the second data
//!   set, and the years are those of the World Trade Organization's book of 2018; the days of
//!   Botswana, Cabo Verde, Maldives and Samoa are as commonly given.
//! * The Group of 77: 134, as it counts itself. When Azerbaijan and South Sudan joined is not known
//!   here: neither was a member in 2014, and both are listed without a first day.
//!
//! In neither data set, and so from what is reported: the Like-Minded Developing Countries, 24 as
//! listed in October 2016 (klimatordlista.se; lists for other rooms differ); the five founders
//! whose initials JUSCANZ is (others come to its meetings, room by room); Georgia in the
//! Environmental Integrity Group.
//!
//! The others of one source agree in number with what the groups say of themselves (Association of
//! Southeast Asian Nations 10 and 11, Caribbean Community 15, African Union 55, Organisation of
//! Islamic Cooperation 57), and were not checked state by state. Members that were suspended and
//! readmitted are dated for the last of these alone; the Arab Group has Syria throughout.

use super::super::groups::{Day, MemberSource};

type Row = (&'static str, &'static str, Option<Day>, Option<Day>, MemberSource);

/// `(group, members by alpha-3, first day, last day, source)`; no first day: as far back as the
/// source knows.
#[rustfmt::skip]
pub(in crate::model) static MEMBERS: &[Row] = &[
    ("AG", "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ETH GAB GHA GIN GMB \
      GNB GNQ KEN LBR LBY LSO MAR MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM \
      SSD STP SWZ SYC TCD TGO TUN TZA UGA ZAF ZMB ZWE",
     None, None, MemberSource::Both),
    ("AOSIS", "ATG BHS BLZ BRB COK COM CPV CUB DMA DOM FJI FSM GNB GRD GUY HTI JAM KIR KNA LCA MDV \
      MHL MUS NIU NRU PLW PNG SGP SLB STP SUR SYC TLS TON TTO TUV VCT VUT WSM",
     None, None, MemberSource::Both),
    ("APG", "AFG ARE BGD BHR BRN BTN CHN CYP FJI FSM IDN IND IRN IRQ JOR JPN KAZ KGZ KHM KIR KOR \
      KWT LAO LBN LKA MDV MHL MMR MNG MYS NPL NRU OMN PAK PHL PLW PNG PRK QAT SAU SGP SLB \
      SYR THA TJK TKM TLS TON TUR TUV UZB VNM VUT WSM YEM",
     None, None, MemberSource::Both),
    ("ARAB", "ARE BHR COM DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN \
      YEM",
     None, None, MemberSource::Both),
    ("ASEAN", "BRN IDN KHM LAO MMR MYS PHL SGP THA VNM",
     None, None, MemberSource::WorldCountryGroups),
    ("ASEAN", "TLS",
     Some(Day::new(2025, 10, 26)), None, MemberSource::Practice),
    ("AU", "AGO BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB \
      GNQ KEN LBR LBY LSO MDG MLI MOZ MRT MUS MWI NAM NER NGA RWA SDN SEN SLE SOM SSD STP SWZ SYC \
      TCD TGO TUN TZA UGA ZAF ZMB ZWE",
     None, None, MemberSource::WorldCountryGroups),
    ("AU", "MAR",
     Some(Day::new(2017, 1, 31)), None, MemberSource::Practice),
    ("BENELUX", "BEL LUX NLD",
     None, None, MemberSource::WorldCountryGroups),
    ("CANZ", "AUS CAN NZL",
     None, None, MemberSource::WorldCountryGroups),
    ("CARICOM", "ATG BHS BLZ BRB DMA GRD GUY HTI JAM KNA LCA MSR SUR TTO VCT",
     None, None, MemberSource::WorldCountryGroups),
    ("CPLP", "AGO BRA CPV GNB GNQ MOZ PRT STP TLS",
     None, None, MemberSource::WorldCountryGroups),
    ("EEG", "ALB ARM AZE BGR BIH BLR CZE EST GEO HRV HUN LTU LVA MDA MKD MNE POL ROU RUS SRB SVK \
      SVN UKR",
     None, None, MemberSource::Both),
    ("EIG", "CHE KOR LIE MCO MEX",
     None, None, MemberSource::CountryGroups),
    ("EIG", "GEO",
     Some(Day::new(2017, 11, 6)), None, MemberSource::Practice),
    ("EU", "BEL DEU FRA ITA LUX NLD",
     Some(Day::new(1958, 1, 1)), None, MemberSource::Treaties),
    ("EU", "DNK IRL",
     Some(Day::new(1973, 1, 1)), None, MemberSource::Treaties),
    ("EU", "GBR",
     Some(Day::new(1973, 1, 1)), Some(Day::new(2020, 1, 31)), MemberSource::Treaties),
    ("EU", "GRC",
     Some(Day::new(1981, 1, 1)), None, MemberSource::Treaties),
    ("EU", "ESP PRT",
     Some(Day::new(1986, 1, 1)), None, MemberSource::Treaties),
    ("EU", "AUT FIN SWE",
     Some(Day::new(1995, 1, 1)), None, MemberSource::Treaties),
    ("EU", "CYP CZE EST HUN LTU LVA MLT POL SVK SVN",
     Some(Day::new(2004, 5, 1)), None, MemberSource::Treaties),
    ("EU", "BGR ROU",
     Some(Day::new(2007, 1, 1)), None, MemberSource::Treaties),
    ("EU", "HRV",
     Some(Day::new(2013, 7, 1)), None, MemberSource::Treaties),
    ("G77", "AFG AGO ARE ARG ATG AZE BDI BEN BFA BGD BHR BHS BLZ BOL BRA BRB BRN BTN BWA CAF CHL \
      CHN CIV CMR COD COG COL COM CPV CRI CUB DJI DMA DOM DZA ECU EGY ERI ETH FJI FSM GAB \
      GHA GIN GMB GNB GNQ GRD GTM GUY HND HTI IDN IND IRN IRQ JAM JOR KEN KHM KIR KNA KWT \
      LAO LBN LBR LBY LCA LKA LSO MAR MDG MDV MHL MLI MMR MNG MOZ MRT MUS MWI MYS NAM NER \
      NGA NIC NPL NRU OMN PAK PAN PER PHL PNG PRK PRY PSE QAT RWA SAU SDN SEN SGP SLB SLE \
      SLV SOM SSD STP SUR SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TZA UGA URY VCT \
      VEN VNM VUT WSM YEM ZAF ZMB ZWE",
     None, None, MemberSource::Both),
    ("GCC", "ARE BHR KWT OMN QAT SAU",
     None, None, MemberSource::WorldCountryGroups),
    ("GRULAC", "ARG ATG BHS BLZ BOL BRA BRB CHL COL CRI CUB DMA DOM ECU GRD GTM GUY HND HTI JAM KNA \
      LCA MEX NIC PAN PER PRY SLV SUR TTO URY VCT VEN",
     None, None, MemberSource::Both),
    ("JUSCANZ", "AUS CAN JPN NZL USA",
     None, None, MemberSource::Reported),
    ("LDC", "AFG AGO BDI BEN BFA BGD CAF COD COM DJI ERI ETH GIN GMB GNB HTI KHM KIR LAO LBR LSO \
      MDG MLI MMR MOZ MRT MWI NER NPL RWA SDN SEN SLB SLE SOM SSD TCD TGO TLS TUV TZA UGA \
      YEM ZMB",
     None, None, MemberSource::Both),
    ("LDC", "GNQ",
     None, Some(Day::new(2017, 6, 3)), MemberSource::Reported),
    ("LDC", "WSM",
     None, Some(Day::new(2013, 12, 31)), MemberSource::Practice),
    ("LDC", "MDV",
     None, Some(Day::new(2010, 12, 31)), MemberSource::Practice),
    ("LDC", "CPV",
     None, Some(Day::new(2007, 12, 19)), MemberSource::Practice),
    ("LDC", "STP",
     None, Some(Day::new(2024, 12, 12)), MemberSource::Both),
    ("LDC", "BTN",
     None, Some(Day::new(2023, 12, 12)), MemberSource::CountryGroups),
    ("LDC", "BWA",
     None, Some(Day::new(1994, 12, 18)), MemberSource::Practice),
    ("LDC", "VUT",
     None, Some(Day::new(2020, 12, 3)), MemberSource::Reported),
    ("LLDC", "AFG ARM AZE BDI BFA BOL BTN BWA CAF ETH KAZ KGZ LAO LSO MDA MKD MLI MNG MWI NER NPL \
      PRY RWA SSD SWZ TCD TJK TKM UGA UZB ZMB ZWE",
     None, None, MemberSource::Both),
    ("LMDC", "BGD BOL CHN CUB DZA ECU EGY IDN IND IRN IRQ JOR KWT LKA MLI MYS NIC PAK SAU SDN SLV \
      SYR VEN VNM",
     None, None, MemberSource::Reported),
    ("NAM", "AFG AGO ARE ATG AZE BDI BEN BFA BGD BHR BHS BLR BLZ BOL BRB BRN BTN BWA CAF CHL CIV CMR COD \
      COG COL COM CPV CUB DJI DMA DOM DZA ECU EGY ERI ETH FJI GAB GHA GIN GMB GNB GNQ GRD GTM GUY \
      HND HTI IDN IND IRN IRQ JAM JOR KEN KHM KNA KWT LAO LBN LBR LBY LCA LKA LSO MAR MDG MDV MLI \
      MMR MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NPL OMN PAK PAN PER PHL PNG PRK PSE QAT RWA SAU \
      SDN SEN SGP SLE SOM STP SUR SWZ SYC SYR TCD TGO THA TKM TLS TTO TUN TZA UGA UZB VCT VEN VNM \
      VUT YEM ZAF ZMB ZWE",
     None, None, MemberSource::WorldCountryGroups),
    ("NAM", "SSD",
     Some(Day::new(2024, 1, 17)), None, MemberSource::Reported),
    ("NORDIC", "DNK FIN ISL NOR SWE",
     None, None, MemberSource::WorldCountryGroups),
    ("OIC", "AFG ALB ARE AZE BEN BFA BGD BHR BRN CIV CMR COM DJI DZA EGY GAB GIN GMB GNB GUY IDN \
      IRN IRQ JOR KAZ KGZ KWT LBN LBY MAR MDV MLI MOZ MRT MYS NER NGA OMN PAK PSE QAT SAU \
      SDN SEN SLE SOM SUR TCD TGO TJK TKM TUN TUR UGA UZB YEM",
     None, None, MemberSource::WorldCountryGroups),
    ("OIC", "SYR",
     None, Some(Day::new(2012, 8, 15)), MemberSource::Practice),
    ("OIC", "SYR",
     Some(Day::new(2025, 3, 7)), None, MemberSource::Practice),
    ("PIF", "AUS COK FJI FSM KIR MHL NCL NIU NRU NZL PLW PNG PYF SLB TON TUV VUT WSM",
     None, None, MemberSource::WorldCountryGroups),
    ("SADC", "AGO BWA COD COM LSO MDG MOZ MUS MWI NAM SWZ SYC TZA ZAF ZMB ZWE",
     None, None, MemberSource::WorldCountryGroups),
    ("WEOG", "AND AUS AUT BEL CAN CHE DEU DNK ESP FIN FRA GBR GRC IRL ISL ISR ITA LIE LUX MCO MLT \
      NLD NOR NZL PRT SMR SWE TUR USA",
     None, None, MemberSource::Both),
];

/// Shares of the population of the European Union's members, in hundredths of a percent, as the
/// Council fixed them for its votes of 2016, all 28: its Decision (EU, Euratom) 2015/2393 of 8
/// December 2015, Official Journal L 332 of 18 December 2015, page 133, as told by Agence Europe
/// 11449 of 9 December 2015.
#[rustfmt::skip]
pub(in crate::model) static POPULATION_2016: &[(&str, u64)] = &[
    ("AUT", 169), ("BEL", 221), ("BGR", 142), ("CYP", 17), ("CZE", 205), ("DEU", 1593), ("DNK", 111),
    ("ESP", 912), ("EST", 26), ("FIN", 108), ("FRA", 1304), ("GBR", 1273), ("GRC", 213), ("HRV", 83),
    ("HUN", 194), ("IRL", 91), ("ITA", 1207), ("LTU", 57), ("LUX", 11), ("LVA", 39), ("MLT", 8),
    ("NLD", 337), ("POL", 747), ("PRT", 204), ("ROU", 390), ("SVK", 106), ("SVN", 41), ("SWE", 192),
];

/// The same for the votes of 2025, all 27, as the Council's ambassadors approved them on 11
/// December 2024 (Agence Europe 13544 of 12 December 2024).
#[rustfmt::skip]
pub(in crate::model) static POPULATION_2025: &[(&str, u64)] = &[
    ("AUT", 202), ("BEL", 262), ("BGR", 143), ("CYP", 21), ("CZE", 242), ("DEU", 1849), ("DNK", 132),
    ("ESP", 1078), ("EST", 30), ("FIN", 125), ("FRA", 1517), ("GRC", 231), ("HRV", 86), ("HUN", 213),
    ("IRL", 119), ("ITA", 1323), ("LTU", 64), ("LUX", 15), ("LVA", 42), ("MLT", 12), ("NLD", 401),
    ("POL", 833), ("PRT", 236), ("ROU", 423), ("SVK", 121), ("SVN", 47), ("SWE", 234),
];
