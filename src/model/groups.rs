//! Groups of states and their members, by date.

use std::fmt;

use indexmap::IndexSet;

use super::delegation::DelegationCode;
use super::registry::{MEMBERS, POPULATION_2016, POPULATION_2025};

/// A day of the calendar.
///
/// # Examples
///
/// ```
/// use travaux::model::Day;
/// let day: Day = "2020-02-28".parse().map_err(|()| "no day")?;
/// assert!(day < Day::new(2020, 3, 1));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// The day of this year, month and day, the last two counted from 1.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Day { year, month, of_month: day }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl std::str::FromStr for Day {
    type Err = ();

    /// Reads `2020-02-28`, a day that the calendar has.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let year = year.and_then(|part| part.parse().ok()).ok_or(())?;
        let month = month.and_then(|part| part.parse().ok()).ok_or(())?;
        let day = day.and_then(|part| part.parse().ok()).ok_or(())?;
        let fits = (1..=days(year, month)).contains(&day) && parts.next().is_none();
        if fits { Ok(Day::new(year, month, day)) } else { Err(()) }
    }
}

/// The days of a month; none of what is no month.
fn days(year: u16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|()| format!("`{text}` as a day, expected one such as 2020-02-28"))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

/// Where the fact of a membership is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MemberSource {
    /// Two data sets that agree: `worldcountrygroups` 0.5.0 and `countrygroups` 0.13.0.
    Both,
    /// `worldcountrygroups` 0.5.0 alone.
    WorldCountryGroups,
    /// `countrygroups` 0.13.0 alone.
    CountryGroups,
    /// The treaties of accession, and of departure; the members of today agree with both data sets.
    Treaties,
    /// A report that the table names.
    Reported,
    /// What is commonly known of such rooms, gathered by hand and checked against nothing.
    Practice,
    /// The caller.
    Caller,
}

/// One member of one group, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Membership {
    /// The group.
    pub group: DelegationCode,
    /// The member.
    pub member: DelegationCode,
    /// Its first day; none: as far back as the source knows.
    pub since: Option<Day>,
    /// Its last day; none: it still is.
    pub until: Option<Day>,
    /// Where that is from.
    pub source: MemberSource,
}

impl Membership {
    /// Whether it held on a day. Without a day: whether it still holds.
    pub fn holds(&self, day: Option<Day>) -> bool {
        match day {
            Some(day) => {
                self.since.is_none_or(|since| since <= day)
                    && self.until.is_none_or(|until| day <= until)
            }
            None => self.until.is_none(),
        }
    }
}

/// Who is a member of which group, by date.
///
/// # Examples
///
/// ```
/// use travaux::model::{Day, Groups};
/// let groups = Groups::standard();
/// let union = "EU".parse()?;
/// let size = |day| groups.members(union, Some(day)).len();
/// assert_eq!(size(Day::new(2020, 1, 31)), 28);
/// assert_eq!(size(Day::new(2020, 2, 1)), 27);
/// # Ok::<(), travaux::model::CodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    rows: Vec<Membership>,
}

impl Default for Groups {
    fn default() -> Self {
        Groups::standard()
    }
}

impl Groups {
    /// The groups of the United Nations' rooms.
    pub fn standard() -> Self {
        let mut rows = Vec::new();
        for (group, members, since, until, source) in MEMBERS {
            let Some(group) = DelegationCode::from_bytes(group.as_bytes()) else { continue };
            let codes = members.split(' ').filter_map(|m| DelegationCode::from_bytes(m.as_bytes()));
            rows.extend(codes.map(|member| Membership {
                group,
                member,
                since: *since,
                until: *until,
                source: *source,
            }));
        }
        Groups { rows }
    }

    /// No group at all, to be filled by the caller.
    pub fn empty() -> Self {
        Groups { rows: Vec::new() }
    }

    /// Adds a membership of the caller's own. A member whose code is a group's is that group.
    pub fn insert(
        &mut self,
        group: DelegationCode,
        member: DelegationCode,
        since: Option<Day>,
        until: Option<Day>,
    ) -> &mut Self {
        let source = MemberSource::Caller;
        self.rows.push(Membership { group, member, since, until, source });
        self
    }

    /// Every membership, group by group.
    pub fn rows(&self) -> &[Membership] {
        &self.rows
    }

    /// The groups there are, each once, in the order of the table.
    pub fn codes(&self) -> Vec<DelegationCode> {
        let all: IndexSet<DelegationCode> = self.rows.iter().map(|row| row.group).collect();
        all.into_iter().collect()
    }

    /// The members of a group on a day, or today's without one; each once, in the order of the
    /// table. A group inside a group stands for its members, and a group inside itself for nobody.
    ///
    /// # Complexity
    ///
    /// O(r × g) for r rows and g groups inside the group.
    pub fn members(&self, group: DelegationCode, day: Option<Day>) -> Vec<DelegationCode> {
        let mut seen = IndexSet::from([group]);
        let mut members = IndexSet::new();
        let mut next = 0;
        while let Some(&open) = seen.get_index(next) {
            next += 1;
            for row in self.rows.iter().filter(|row| row.group == open && row.holds(day)) {
                // In the table's own rows all members are states: `NAM` in it is Namibia.
                let own = row.source == MemberSource::Caller;
                if own && self.rows.iter().any(|other| other.group == row.member) {
                    seen.insert(row.member);
                } else {
                    members.insert(row.member);
                }
            }
        }
        members.into_iter().collect()
    }

    /// Shares of the population of the European Union's members, in hundredths of a percent, as the
    /// Council fixed them for its votes: of 2025 from that year on and without a day, and of 2016
    /// before. The years between differ by little; newer figures can be given in their place.
    pub fn population(day: Option<Day>) -> impl Iterator<Item = (DelegationCode, u64)> {
        let newer = day.is_none_or(|day| day >= Day::new(2025, 1, 1));
        let shares = if newer { POPULATION_2025 } else { POPULATION_2016 };
        shares.iter().filter_map(|(code, share)| {
            DelegationCode::from_bytes(code.as_bytes()).map(|code| (code, *share))
        })
    }
}
