//! What the marks mean, house by house.

mod attribution_last;

use std::fmt;

/// What a direction asks for: the verb of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verb {
    /// Against the change.
    Oppose,
    /// For the change.
    Support,
    /// Position reserved.
    Reserve,
    /// Either way.
    Flexible,
    /// Words to go, or, after an addition, against it.
    Delete,
    /// The original to stay.
    Retain,
    /// The paragraph to end here.
    End,
    /// Everything up to here to go.
    DeleteUntilHere,
    /// The paragraph to go.
    DeleteParagraph,
    /// The paragraph not to go.
    KeepParagraph,
    /// The paragraph to stand elsewhere.
    Move,
    /// The paragraph to be joined with another.
    Merge,
    /// The paragraphs not to be joined.
    KeepSeparate,
    /// The paragraph to be divided.
    Split,
    /// Something else in the place of the paragraph.
    ReplaceParagraph,
    /// Words given in quotation marks to come.
    Add,
    /// Another text for the one before: `ALT:`.
    Alternative,
    /// Other words, without giving any.
    Redraft,
    /// A remark.
    Comment,
    /// A heading of proposals by their author: `Proposals from RUS on OP1`.
    Author,
}

/// How far a phrase alone makes a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strength {
    /// Wherever it opens a note: `delete this para`.
    Full,
    /// Where it is all there is, or speaks of the text (`delete the reference`), or stands where
    /// only a direction can stand; in `[support victims: A]` it is a word of the text.
    Bare,
}

/// A phrase that opens a direction: lower case, words parted by one blank; `*` at the end of a
/// word takes any ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its first word, by which phrases are found.
    pub first: &'static str,
    /// The words after it.
    pub rest: &'static str,
    /// What it asks for.
    pub verb: Verb,
    /// How far it stands for itself.
    pub strength: Strength,
}

/// Where the codes stand, seen from the words that they sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Attribution {
    /// Behind them: `words [A, B; oppose: C]`.
    Last,
}

/// A house of notation: what its marks and phrases mean.
///
/// The tree knows brackets and lists; a dialect knows that `retain` in front of a list is a stance
/// against a change. It is data, chosen by name when a document is read.
///
/// # Examples
///
/// ```
/// use travaux::model::Dialect;
/// let dialect = Dialect::attribution_last();
/// assert_eq!(dialect.name(), "attribution-last");
/// assert_eq!(Dialect::by_name("attribution-last"), Some(dialect));
/// ```
#[derive(Clone, Copy)]
pub struct Dialect {
    name: &'static str,
    attribution: Attribution,
    /// Sorted by first word; of one first word the longer phrase comes first.
    phrases: &'static [Phrase],
    /// Words that speak of the text rather than in it; sorted.
    remark_words: &'static [&'static str],
}

impl Dialect {
    /// Codes in brackets behind the words they sign, as the committees of Vienna write.
    pub fn attribution_last() -> &'static Dialect {
        &attribution_last::DIALECT
    }

    /// The dialect of that name.
    pub fn by_name(name: &str) -> Option<&'static Dialect> {
        [Self::attribution_last()].into_iter().find(|dialect| dialect.name == name)
    }

    /// Its name, stable between releases.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Where codes stand.
    pub fn attribution(&self) -> Attribution {
        self.attribution
    }

    /// The phrases that open a direction, sorted by their first word.
    pub fn phrases(&self) -> &'static [Phrase] {
        self.phrases
    }

    /// Whether a word, in lower case, speaks of the text: `para`, `wording`, `placement`.
    pub fn is_remark_word(&self, word: &str) -> bool {
        self.remark_words.binary_search(&word).is_ok()
    }
}

impl PartialEq for Dialect {
    fn eq(&self, other: &Dialect) -> bool {
        self.name == other.name
    }
}

impl Eq for Dialect {}

impl fmt::Debug for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialect").field("name", &self.name).finish_non_exhaustive()
    }
}
