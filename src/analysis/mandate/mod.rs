//! A party's mandate as data, and how a text stands to it.

mod assess;
mod findings;
mod outcome;
mod pattern;
mod structure;

pub use assess::{Assessment, MandateOptions, PointStanding, Relevant, assess, assess_with};
pub use findings::MandateFinding;
pub use outcome::{MandateOutcome, PointOutcome, mandate_outcome, mandate_outcomes};
pub use pattern::{Pattern, PatternError, PatternErrorKind};

use crate::{DelegationCode, Label, ProposalKind};

/// What a party's negotiators are told: a list of points, each an aim and the words it is about.
///
/// With the feature `serde` it is read from whatever form serde reads, such as TOML or JSON; the
/// names of fields and aims are written with hyphens. What is wrong in such a file is told with its
/// line and column by the form's own reader.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use travaux::analysis::{Aim, Mandate};
/// let text = r#"{
///     "title": "For the lagoon",
///     "party": "FRA",
///     "points": [{ "name": "No toll", "aim": "defend", "words": ["toll*"], "red-line": true }]
/// }"#;
/// let mandate: Mandate = serde_json::from_str(text)?;
/// assert_eq!(mandate.points[0].aim, Aim::Defend);
/// let wrong = serde_json::from_str::<Mandate>(&text.replace("toll*", "*toll"));
/// assert!(wrong.is_err_and(|error| error.line() == 4));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub struct Mandate {
    /// What it is called.
    #[cfg_attr(feature = "serde", serde(default))]
    pub title: String,
    /// Whose it is.
    #[cfg_attr(feature = "serde", serde(default))]
    pub party: Option<DelegationCode>,
    /// What it asks for, in the order of the file.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "worded"))]
    pub points: Vec<Point>,
}

/// One point of a mandate.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub struct Point {
    /// What it is called.
    pub name: String,
    /// What is to be done.
    pub aim: Aim,
    /// The words: one of these patterns is enough. Not needed to keep the structure; a file in
    /// which another point has none is refused.
    #[cfg_attr(feature = "serde", serde(default))]
    pub words: Vec<Pattern>,
    /// Only where the paragraph, or what is proposed in it, has one of these as well; anywhere if
    /// none is given.
    #[cfg_attr(feature = "serde", serde(default))]
    pub about: Vec<Pattern>,
    /// Only in these paragraphs; in any if none is given.
    #[cfg_attr(feature = "serde", serde(default))]
    pub paragraphs: Vec<Label>,
    /// Only proposals of these kinds bear on it; of any if none is given.
    #[cfg_attr(feature = "serde", serde(default))]
    pub kinds: Vec<ProposalKind>,
    /// Wording to be included, to find where it would fit; the words of the patterns if none is
    /// given.
    #[cfg_attr(feature = "serde", serde(default))]
    pub text: Option<String>,
    /// How much it weighs; 1 unless said.
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub weight: u32,
    /// Whether no outcome without it is acceptable.
    #[cfg_attr(feature = "serde", serde(default))]
    pub red_line: bool,
}

/// Reads points, of which those about words have some: without, nothing would meet them, or break
/// them.
#[cfg(feature = "serde")]
fn worded<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Point>, D::Error> {
    use serde::Deserialize;

    struct Worded(Point);

    impl<'de> Deserialize<'de> for Worded {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let point = Point::deserialize(from)?;
            if point.aim == Aim::Structure || !point.words.is_empty() {
                return Ok(Worded(point));
            }
            let fits =
                if point.text.is_some() { "; `text` tells only where they would fit" } else { "" };
            Err(serde::de::Error::custom(format_args!(
                "the point `{}` has no words, expected a pattern at least in `words`{fits}",
                point.name
            )))
        }
    }

    let points = Vec::<Worded>::deserialize(from)?;
    Ok(points.into_iter().map(|Worded(point)| point).collect())
}

#[cfg(feature = "serde")]
fn one() -> u32 {
    1
}

impl Point {
    /// A point about no words yet, of weight 1.
    pub fn new(name: impl Into<String>, aim: Aim) -> Self {
        Point {
            name: name.into(),
            aim,
            words: Vec::new(),
            about: Vec::new(),
            paragraphs: Vec::new(),
            kinds: Vec::new(),
            text: None,
            weight: 1,
            red_line: false,
        }
    }

    fn is_about(&self, words: &[impl AsRef<str>]) -> bool {
        self.about.is_empty() || self.about.iter().any(|pattern| pattern.is_among(words))
    }

    fn has(&self, words: &[impl AsRef<str>]) -> bool {
        self.words.iter().any(|pattern| pattern.is_among(words))
    }

    /// Where its words stand, from the first to past the last of each match; the shortest run that
    /// ends first, and what stands behind it.
    fn matches(&self, words: &[impl AsRef<str>]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(rest) = words.get(from..) {
            let runs = self.words.iter().filter_map(|pattern| pattern.find(rest));
            let Some((start, end)) = runs.min_by_key(|(start, end)| (*end, usize::MAX - start))
            else {
                break;
            };
            found.push((from + start, from + end));
            from += end;
        }
        found
    }

    fn looks_for(&self, kind: ProposalKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether a paragraph is looked at: an alternative is, with what it would stand in the place
    /// of.
    fn looks_at(&self, label: Label) -> bool {
        self.paragraphs.is_empty()
            || self.paragraphs.contains(&label)
            || label.replaced().is_some_and(|base| self.paragraphs.contains(&base))
    }
}

/// What a point of a mandate asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Aim {
    /// The words are to stay out.
    Defend,
    /// The words are to stay in.
    Keep,
    /// The words are to come in.
    Include,
    /// The paragraphs are to stay what and where they are.
    Structure,
}

impl Aim {
    /// The name that tables print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Defend => "defend against",
            Self::Keep => "keep",
            Self::Include => "include",
            Self::Structure => "keep the structure",
        }
    }
}

impl std::fmt::Display for Aim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
