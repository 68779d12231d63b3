//! Where in a treaty a paragraph stands: article, numbered paragraph, points, option, note.

use std::fmt;

/// Longest name of an article, in bytes: `QQ.SS.12quater` and a few to spare.
const NAME: usize = 20;

/// Deepest nesting of points below an article.
const POINTS: usize = 4;

/// A numbered paragraph of an article, or a point below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Point {
    /// `2.`
    Number(u16),
    /// `(b)`, counted from 1; `(aa)` is 27.
    Letter(u8),
    /// `(iv)`
    Roman(u8),
}

impl Point {
    /// Reads the inside of the parentheses: `2`, `b`, `iv`. A single `i` is the Roman one unless
    /// the letter before it is `h`.
    pub(crate) fn read(text: &[u8], before: Option<Point>) -> Option<Point> {
        if text.is_empty() || text.len() > 6 {
            return None;
        }
        if text.iter().all(u8::is_ascii_digit) {
            let number = text
                .iter()
                .try_fold(0u16, |n, b| n.checked_mul(10)?.checked_add(u16::from(b - b'0')))?;
            return (number > 0).then_some(Point::Number(number));
        }
        let letter = letter(text).map(Point::Letter);
        let roman = roman(text).map(Point::Roman);
        match (letter, roman) {
            (Some(Point::Letter(at)), Some(Point::Roman(number))) => {
                // `(i)` behind `(h)`, `(v)` behind `(u)`; else the Roman count goes on.
                let goes_on = before == Some(Point::Letter(at.saturating_sub(1)));
                let counts = number == 1 || before == Some(Point::Roman(number - 1));
                Some(if goes_on || !counts { Point::Letter(at) } else { Point::Roman(number) })
            }
            (letter, roman) => letter.or(roman),
        }
    }

    fn canonical(text: &[u8], above: Option<Point>) -> Option<Point> {
        match above {
            Some(Point::Letter(_)) => roman(text).map(Point::Roman),
            _ => letter(text).map(Point::Letter),
        }
        .or_else(|| Point::read(text, None))
    }
}

fn letter(text: &[u8]) -> Option<u8> {
    match text {
        [one @ b'a'..=b'z'] => Some(one - b'a' + 1),
        [one @ b'a'..=b'z', two] if one == two => Some(one - b'a' + 27),
        _ => None,
    }
}

fn roman(text: &[u8]) -> Option<u8> {
    let number = (1..40).find(|number| written_roman(*number).as_bytes() == text)?;
    Some(number)
}

fn written_roman(number: u8) -> String {
    let tens = ["", "x", "xx", "xxx"];
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ten = tens.get(usize::from(number / 10)).copied().unwrap_or_default();
    let one = ones.get(usize::from(number % 10)).copied().unwrap_or_default();
    format!("{ten}{one}")
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Number(number) => write!(f, "{number}"),
            Point::Letter(at @ 1..=26) => write!(f, "{}", char::from(b'a' + at - 1)),
            Point::Letter(at) => {
                let letter = char::from(b'a' + (at.max(27) - 27) % 26);
                write!(f, "{letter}{letter}")
            }
            Point::Roman(number) => f.write_str(&written_roman(number.min(39))),
        }
    }
}

/// What a label of a treaty text has beside its series and number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Provision {
    name: [u8; NAME],
    points: [Option<Point>; POINTS],
    pub(super) option: u8,
    pub(super) note: u16,
}

impl Provision {
    pub(super) const NONE: Provision =
        Provision { name: [0; NAME], points: [None; POINTS], option: 0, note: 0 };

    /// The article of this name, if the name is short and made of letters, digits and full stops.
    pub(super) fn article(name: &str) -> Option<Provision> {
        let fits = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
            && !name.ends_with('.');
        let mut found = Provision::NONE;
        found.name.get_mut(..name.len()).filter(|_| fits)?.copy_from_slice(name.as_bytes());
        Some(found)
    }

    pub(super) fn name(&self) -> &str {
        let len = self.name.iter().position(|b| *b == 0).unwrap_or(NAME);
        self.name.get(..len).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    }

    pub(super) fn points(&self) -> impl Iterator<Item = Point> + use<> {
        self.points.into_iter().flatten()
    }

    /// One point further down; deeper than the label can say it stays where it is. What is
    /// printed alike is kept alike: `(i)` below a number is a letter, below a letter a Roman one.
    pub(super) fn push(&mut self, point: Point) {
        let written = point.to_string();
        let point = Point::canonical(written.as_bytes(), self.points().last()).unwrap_or(point);
        if let Some(slot) = self.points.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(point);
        }
    }

    /// Takes the tail `(2)(a) option 1 note 4` off a printed label.
    pub(super) fn read_tail(text: &str) -> (&str, Provision) {
        let mut found = Provision::NONE;
        let mut rest = text;
        if let Some((head, number)) = numbered(rest, " note ") {
            (rest, found.note) = (head, number);
        }
        if let Some((head, number)) = numbered(rest, " option ") {
            if let Ok(number) = u8::try_from(number) {
                (rest, found.option) = (head, number);
            }
        }
        let Some(open) = rest.find('(').filter(|_| rest.ends_with(')')) else {
            return (rest, found);
        };
        let (head, tail) = rest.split_at(open);
        let mut points = found;
        for point in tail.trim_start_matches('(').trim_end_matches(')').split(")(") {
            match Point::canonical(point.as_bytes(), points.points().last()) {
                Some(point) => points.push(point),
                None => return (rest, found),
            }
        }
        // A label must read as it prints, or it is no label.
        if points.written_points() == tail { (head, points) } else { (rest, found) }
    }

    fn written_points(&self) -> String {
        self.points().fold(String::new(), |written, point| written + &format!("({point})"))
    }

    pub(super) fn write_tail(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written_points())?;
        if self.option > 0 {
            write!(f, " option {}", self.option)?;
        }
        if self.note > 0 {
            write!(f, " note {}", self.note)?;
        }
        Ok(())
    }

    /// The same with the name of another: a tail behind a head.
    pub(super) fn with_name(mut self, head: &Provision) -> Provision {
        self.name = head.name;
        self
    }
}

fn numbered<'t>(text: &'t str, word: &str) -> Option<(&'t str, u16)> {
    let (head, number) = text.rsplit_once(word)?;
    let plain = !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit());
    Some((head, number.parse().ok().filter(|_| plain)?))
}
