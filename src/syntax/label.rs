//! What is printed at the head of a paragraph: its number, and what was done to it.

use std::fmt;

use super::provision::{Point, Provision};

/// The series that a label counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LabelSeries {
    /// A preambular paragraph, named by its place: the first is `PP1`.
    Preambular,
    /// An operative paragraph, named by its number.
    Operative,
    /// Anything else: a cover note's paragraphs, a letter.
    Prose,
    /// The opening line, `We, the Heads of State…`.
    Chapeau,
    /// An article of a treaty, by its printed name, and what stands in it: `Article QQ.E.1(2)(a)`.
    Article,
}

/// What follows a number: an alternative, or an insertion between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Suffix {
    /// `ALT`, or `ALT2` with its number; 0 is none.
    Alternative(u8),
    /// `bis`
    Bis,
    /// `ter`
    Ter,
    /// `quater`, also written `quat`.
    Quater,
    /// `quinquies`, also written `quin`.
    Quinquies,
    /// `sexies`
    Sexies,
    /// `septies`
    Septies,
    /// A letter stuck to the number, counted from 1: `OP2a`.
    Letter(u8),
}

impl Suffix {
    /// Reads one word, in any case.
    fn read(word: &str) -> Option<Suffix> {
        let mut lower = [0; 10];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        Some(match &*lower {
            b"bis" => Suffix::Bis,
            b"ter" => Suffix::Ter,
            b"quat" | b"quater" => Suffix::Quater,
            b"quin" | b"quinquies" => Suffix::Quinquies,
            b"sexies" => Suffix::Sexies,
            b"septies" => Suffix::Septies,
            alt => {
                let number = alt.strip_prefix(b"alt")?;
                match number {
                    [] => Suffix::Alternative(0),
                    [one @ b'1'..=b'9'] => Suffix::Alternative(one - b'0'),
                    [ten @ b'1'..=b'9', one @ b'0'..=b'9'] => {
                        Suffix::Alternative((ten - b'0') * 10 + (one - b'0'))
                    }
                    _ => return None,
                }
            }
        })
    }
}

impl Suffix {
    /// Reads `bis` and its like, which put a paragraph between two others; no alternative.
    pub(crate) fn between(word: &str) -> Option<Suffix> {
        Suffix::read(word).filter(|suffix| !matches!(suffix, Suffix::Alternative(_)))
    }
}

impl fmt::Display for Suffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Suffix::Alternative(0) => "ALT",
            Suffix::Alternative(number) => return write!(f, "ALT{number}"),
            Suffix::Bis => "bis",
            Suffix::Ter => "ter",
            Suffix::Quater => "quat",
            Suffix::Quinquies => "quin",
            Suffix::Sexies => "sexies",
            Suffix::Septies => "septies",
            Suffix::Letter(at) => {
                return fmt::Write::write_char(f, char::from(b'a' + (at.max(&1) - 1) % 26));
            }
        })
    }
}

/// A paragraph's label: what is printed at its head, or what its place gives it.
///
/// Labels are not unique: two rival `OP1 ALT` can stand in one document.
///
/// # Examples
///
/// ```
/// use travaux::{Label, syntax::Suffix};
/// let label: Label = "OP6 Bis. ALT".parse()?;
/// assert_eq!(label.to_string(), "OP6 bis ALT");
/// assert_eq!(label.suffixes().collect::<Vec<_>>(), [Suffix::Bis, Suffix::Alternative(0)]);
/// # Ok::<(), travaux::syntax::LabelError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct Label {
    number: u32,
    series: LabelSeries,
    is_new: bool,
    is_heading: bool,
    suffixes: [Option<Suffix>; 4],
    provision: Provision,
}

impl Label {
    /// A plain label: `PP3`, `OP17`. Number 0 stands for none.
    pub const fn new(series: LabelSeries, number: u32) -> Self {
        Label {
            number,
            series,
            is_new: false,
            is_heading: false,
            suffixes: [None; 4],
            provision: Provision::NONE,
        }
    }

    /// An article of a treaty by its printed name, `QQ.E.1` or `3bis`; none if the name has more
    /// than 20 bytes or other characters than letters, digits and full stops.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Label, syntax::Point};
    /// let label = Label::of_article("QQ.E.1").ok_or("no name")?;
    /// let point = label.below(Point::Number(2)).below(Point::Letter(1));
    /// assert_eq!(point.to_string(), "Article QQ.E.1(2)(a)");
    /// assert_eq!(point.with_note(4).to_string(), "Article QQ.E.1(2)(a) note 4");
    /// assert_eq!("Article QQ.E.1(2)(a)".parse(), Ok(point));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn of_article(name: &str) -> Option<Self> {
        let provision = Provision::article(name)?;
        Some(Label { provision, ..Label::new(LabelSeries::Article, 0) })
    }

    /// The printed name of the article; none outside articles.
    pub fn article(&self) -> Option<&str> {
        (self.series == LabelSeries::Article).then(|| self.provision.name())
    }

    /// Paragraph and points below the article, outermost first.
    pub fn points(&self) -> impl Iterator<Item = Point> + use<> {
        self.provision.points()
    }

    /// The label of a point below this one; at most four are told apart.
    #[must_use]
    pub fn below(mut self, point: Point) -> Label {
        self.provision.push(point);
        self
    }

    /// Which of several options it is, from 1.
    pub fn option(&self) -> Option<u8> {
        (self.provision.option > 0).then_some(self.provision.option)
    }

    /// The label of an option under this one, from 1.
    #[must_use]
    pub fn with_option(mut self, number: u8) -> Label {
        self.provision.option = number;
        self
    }

    /// The number of the footnote it names.
    pub fn note(&self) -> Option<u16> {
        (self.provision.note > 0).then_some(self.provision.note)
    }

    /// The label of a footnote to it, by its number.
    #[must_use]
    pub fn with_note(mut self, number: u16) -> Label {
        self.provision.note = number;
        self
    }

    /// The series it counts in.
    pub fn series(&self) -> LabelSeries {
        self.series
    }

    /// The number, if it has one.
    pub fn number(&self) -> Option<u32> {
        (self.number > 0).then_some(self.number)
    }

    /// Whether it is a proposed new paragraph (`NEW PP5`, `PPnew`).
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether it names the heading that stands before the paragraph.
    pub fn is_heading(&self) -> bool {
        self.is_heading
    }

    /// `ALT`, `bis` and their like, in the order of the page.
    pub fn suffixes(&self) -> impl Iterator<Item = Suffix> + use<> {
        self.suffixes.into_iter().flatten()
    }

    /// Whether it proposes another text for a paragraph.
    pub fn is_alternative(&self) -> bool {
        self.suffixes().any(|suffix| matches!(suffix, Suffix::Alternative(_)))
    }

    /// Whether the paragraph is itself a wish: new, inserted or alternative.
    pub fn is_proposed(&self) -> bool {
        self.is_new || self.suffixes[0].is_some()
    }

    /// The label without the alternative: what `OP6 bis ALT` would replace is `OP6 bis`.
    ///
    /// In `OP1 ALT ter` the whole tail belongs to the alternative: it replaces `OP1`.
    #[must_use]
    pub fn replaced(&self) -> Option<Label> {
        let at = self.suffixes.iter().position(|s| matches!(s, Some(Suffix::Alternative(_))))?;
        let mut base = *self;
        for suffix in base.suffixes.iter_mut().skip(at) {
            *suffix = None;
        }
        Some(base)
    }

    /// The label that a paragraph between numbers is inserted after: for `OP6 bis` and `OP6 ter`
    /// that is `OP6`. None for a plain number and for an alternative.
    #[must_use]
    pub fn follows(&self) -> Option<Label> {
        let inserted = self.suffixes[0].is_some() && !self.is_alternative();
        inserted.then_some(Label { suffixes: [None; 4], ..*self })
    }

    /// The label of a paragraph put in behind this one.
    #[must_use]
    pub(crate) fn inserted(mut self, suffix: Suffix) -> Label {
        self.push(suffix);
        self
    }

    /// The label of the heading that stands before this paragraph.
    #[must_use]
    pub fn heading(mut self) -> Label {
        self.is_heading = true;
        self
    }

    /// `OP2 ALT 1.`, `OP2 ALT 1:`: the number of the alternative apart from it, which only a mark
    /// behind tells from a word of the text; gives its length, the blank before included.
    fn number_behind(&mut self, rest: &[u8]) -> usize {
        let [b' ', digit @ b'1'..=b'9', b'.' | b':' | b')', ..] = rest else { return 0 };
        let alternative =
            |suffix: &&mut Option<Suffix>| matches!(suffix, Some(Suffix::Alternative(0)));
        if let Some(last) = self.suffixes.iter_mut().rev().find(alternative) {
            *last = Some(Suffix::Alternative(digit - b'0'));
        }
        2
    }

    /// The same label marked as a proposed new paragraph.
    #[must_use]
    pub fn proposed_new(mut self) -> Label {
        self.is_new = true;
        self
    }

    fn push(&mut self, suffix: Suffix) -> bool {
        match self.suffixes.iter_mut().find(|slot| slot.is_none()) {
            Some(slot) => {
                *slot = Some(suffix);
                true
            }
            None => false,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_heading {
            f.write_str("heading:")?;
        }
        let series = match self.series {
            LabelSeries::Preambular => "PP",
            LabelSeries::Operative => "OP",
            LabelSeries::Prose => "prose:",
            LabelSeries::Chapeau => "chapeau",
            LabelSeries::Article => "Article ",
        };
        if self.series == LabelSeries::Article {
            write!(f, "{series}{}", self.provision.name())?;
            return self.provision.write_tail(f);
        }
        if self.series == LabelSeries::Chapeau {
            f.write_str(series)?;
            return self.provision.write_tail(f);
        }
        match (self.is_new, self.number) {
            (true, 0) => write!(f, "{series}new")?,
            (true, number) => write!(f, "NEW {series}{number}")?,
            (false, number) => write!(f, "{series}{number}")?,
        }
        for suffix in self.suffixes() {
            let stuck = matches!(suffix, Suffix::Letter(_));
            write!(f, "{}{suffix}", if stuck { "" } else { " " })?;
        }
        self.provision.write_tail(f)
    }
}

/// What was to be a label and is none.
///
/// # Examples
///
/// ```
/// let error = "OP".parse::<travaux::Label>().unwrap_err();
/// assert_eq!(error.to_string(), "`OP` as a label, expected one such as `OP6 bis`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{written}` as a label, expected one such as `OP6 bis`")]
pub struct LabelError {
    written: Box<str>,
}

impl std::str::FromStr for Label {
    type Err = LabelError;

    /// Reads what [`Display`](fmt::Display) writes and what is printed in real texts.
    fn from_str(text: &str) -> Result<Self, LabelError> {
        Label::parse(text).ok_or_else(|| LabelError { written: text.into() })
    }
}

impl Label {
    fn parse(text: &str) -> Option<Self> {
        let (rest, is_heading) = match text.strip_prefix("heading:") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (rest, tail) = Provision::read_tail(rest);
        let mut label = match rest {
            "chapeau" => Label::new(LabelSeries::Chapeau, 0),
            "PPnew" => Label::new(LabelSeries::Preambular, 0).proposed_new(),
            "OPnew" => Label::new(LabelSeries::Operative, 0).proposed_new(),
            other => {
                if let Some(name) = other.strip_prefix("Article ") {
                    Label::of_article(name)?
                } else if let Some(number) = other.strip_prefix("prose:") {
                    Label::new(LabelSeries::Prose, number.parse().ok()?)
                } else {
                    let (read, len) = read_label(other.as_bytes())?;
                    if other.as_bytes().get(len..).is_some_and(|r| r.iter().any(|b| *b != b'.')) {
                        return None;
                    }
                    read.label
                }
            }
        };
        label.is_heading = is_heading;
        label.provision = tail.with_name(&label.provision);
        Some(label)
    }
}

impl TryFrom<String> for Label {
    type Error = LabelError;

    fn try_from(text: String) -> Result<Self, LabelError> {
        text.parse()
    }
}

impl From<Label> for String {
    fn from(label: Label) -> String {
        label.to_string()
    }
}

/// A label as it was found on the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PrintedLabel {
    pub(crate) label: Label,
    /// `OPI` for `OP1`.
    pub(crate) misspelt: bool,
}

/// Reads `OP6`, `PP4 ALT1`, `OP 12 bis`, `OP2a`, `NEW PP5`, `OP3 (new)`, `NEW PP`, `PPnew`,
/// `ALT OP2`, `OP6 Bis. ALT` at the start of `bytes`; gives the label and its length in bytes, a
/// closing full stop included.
pub(crate) fn read_label(bytes: &[u8]) -> Option<(PrintedLabel, usize)> {
    let before = |word: &[u8]| {
        bytes.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(word))
            && bytes.get(3) == Some(&b' ')
    };
    let (is_new, is_alternative) = (before(b"new"), before(b"alt"));
    let mut at = if is_new || is_alternative { 4 } else { 0 };
    let series = match bytes.get(at..at + 2)? {
        b"OP" => LabelSeries::Operative,
        b"PP" => LabelSeries::Preambular,
        _ => return None,
    };
    at += 2;
    if bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    let digits = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_digit()).count();
    let unnumbered = !is_new && bytes.get(at..)?.starts_with(b"new");
    let (number, misspelt) = match digits {
        0 if unnumbered => {
            at += 3;
            (0, false)
        }
        0 if is_new && opens_text(bytes.get(at..)?) => (0, false),
        0 => match bytes.get(at) {
            // The conversion reads 1 as I or l.
            Some(b'I' | b'l') => {
                at += 1;
                (1, true)
            }
            _ => return None,
        },
        1..=4 => {
            let number =
                bytes.get(at..at + digits)?.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
            at += digits;
            (number, false)
        }
        _ => return None,
    };
    let mut label = Label::new(series, number);
    label.is_new = is_new || unnumbered;
    let mut end = read_suffixes(bytes, at, &mut label);
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let remark = bytes.get(end..end + 6).unwrap_or_default();
    let (new, alternative) =
        (remark.eq_ignore_ascii_case(b" (new)"), remark.eq_ignore_ascii_case(b" (alt)"));
    if is_alternative || alternative {
        label.push(Suffix::Alternative(0));
    }
    label.is_new |= new;
    if new || alternative {
        end += remark.len();
    }
    let end = end + usize::from(bytes.get(end) == Some(&b'.'));
    Some((PrintedLabel { label, misspelt }, end))
}

/// Behind `NEW PP`: a mark, or a blank and a word that opens a paragraph.
fn opens_text(rest: &[u8]) -> bool {
    match rest {
        [b'.' | b':', b' ' | b'*' | b'_', ..] => true,
        [b' ', rest @ ..] => {
            let word = rest.iter().position(|b| !b"*_[~ ".contains(b)).unwrap_or(0);
            let lower = rest.get(word + 1).is_some_and(u8::is_ascii_lowercase);
            lower && rest.get(word).is_some_and(u8::is_ascii_uppercase)
        }
        _ => false,
    }
}

/// The last letter that is taken for one stuck to a number: `l` is a misread `1`.
const LAST: u8 = b'k';

/// Reads what follows a number, `a`, ` bis`, `.bis`, `bis`, ` ALT ter`, into its label; gives the
/// place behind it, or `at` where nothing does.
pub(super) fn read_suffixes(bytes: &[u8], at: usize, label: &mut Label) -> usize {
    let rest = |from: usize| bytes.get(from..).unwrap_or_default();
    let mut end = at;
    if let [letter @ b'a'..=LAST, tail @ ..] = rest(at) {
        let alone = tail.first().is_none_or(|b| !(b.is_ascii_alphanumeric() || *b >= 0x80));
        if alone && label.push(Suffix::Letter(letter - b'a' + 1)) {
            end += 1;
        }
    }
    loop {
        let mut next = end + usize::from(bytes.get(end) == Some(&b'.'));
        next += rest(next).iter().take_while(|b| **b == b' ').count();
        // Two words do not run together.
        if next == end && end > at {
            return end;
        }
        let word = rest(next).iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let word = bytes.get(next..next + word).unwrap_or_default();
        let suffix = std::str::from_utf8(word).ok().and_then(Suffix::read);
        if word.is_empty() || !suffix.is_some_and(|suffix| label.push(suffix)) {
            return end;
        }
        end = next + word.len();
        if suffix == Some(Suffix::Alternative(0)) {
            end += label.number_behind(rest(end));
        }
    }
}
