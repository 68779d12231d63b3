//! What the marks mean, house by house.

mod attribution_first;
mod attribution_last;
mod dash;
mod detect;
mod evidence;
mod options;

use std::fmt;

pub use detect::Detection;
pub(crate) use evidence::Marks;

use super::lower::Minutes;

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
    /// Two paragraphs to stand in each other's place.
    Swap,
    /// The paragraph to be joined with another.
    Merge,
    /// The paragraphs not to be joined.
    KeepSeparate,
    /// The paragraph not to stand elsewhere.
    KeepPlace,
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
    /// Where a place or a label follows, wherever it stands: `put before OP3`, and not
    /// `put an end to`.
    Placed,
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
    /// Before them: `[A/B propose; C oppose: words]`.
    First,
    /// Behind a dash in the same bracket: `[words - A, B; C delete]`.
    Dash,
    /// Nowhere: `[words]`, `Option 1: words`.
    Nobody,
    /// As the dialect's own reader finds them.
    Own,
}

/// Who turns a text into what it says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reader {
    /// Paragraphs of a resolution, with the attribution behind the words.
    Resolution,
    /// Articles of a treaty, with brackets over lines, paragraphs and pages.
    Treaty,
    /// A function of the caller's.
    Own(fn(&mut Minutes<'_, '_>)),
}

/// A house of notation: what its marks and phrases mean.
///
/// The tree knows brackets and lists; a dialect knows that `retain` in front of a list is a stance
/// against a change. It is data and small functions: phrases, how to recognise its texts, and how
/// to read them. Those of this crate are named below; another committee's is a `static` of the
/// caller's, made by [`Dialect::new`] from two functions.
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
    /// How many marks of this house a text has; [`detect`](Dialect::detect) weighs them.
    evidence: Evidence,
    reader: Reader,
}

/// How the marks of a house are counted.
#[derive(Clone, Copy, Debug)]
enum Evidence {
    /// Among those that are counted for all houses of this crate at once.
    House(fn(&Marks) -> u32),
    /// By the caller.
    Own(fn(&str) -> u32),
}

impl Dialect {
    /// A dialect of the caller's own: `evidence` counts the marks of this house in a text, for
    /// [`detect_among`](Dialect::detect_among); `read` tells the [`Minutes`] what the text says.
    ///
    /// With feature `serde` a document that was read so is written with the dialect's name, but no
    /// JSON holds the functions: reading it back is an error that names the dialect. Read the
    /// `text` that stands beside the name again, under the dialect.
    ///
    /// # Examples
    ///
    /// The conferences of the ITU put a verb on the line above each provision: `ADD` a new one,
    /// `MOD` its text, `SUP` for suppress, `NOC` for no change, and behind it who proposes that.
    ///
    /// ```
    /// use travaux::model::{Dialect, Document, Minutes, ParagraphKind, ReadOptions, Subject};
    /// use travaux::{Label, Polarity, Source, StatementKind};
    ///
    /// const VERBS: [(&str, StatementKind, Polarity); 4] = [
    ///     ("ADD ", StatementKind::New, Polarity::For),
    ///     ("MOD ", StatementKind::Redraft, Polarity::For),
    ///     ("SUP ", StatementKind::DeleteParagraph, Polarity::For),
    ///     ("NOC ", StatementKind::Retain, Polarity::Against),
    /// ];
    ///
    /// fn evidence(text: &str) -> u32 {
    ///     let marks = |line: &&str| VERBS.iter().any(|(verb, ..)| line.starts_with(verb));
    ///     u32::try_from(text.lines().filter(marks).count()).unwrap_or(u32::MAX)
    /// }
    ///
    /// fn read(minutes: &mut Minutes<'_, '_>) {
    ///     let lines = minutes.lines();
    ///     for pair in lines.windows(2) {
    ///         let (head, body) = (minutes.slice(pair[0]), minutes.slice(pair[1]));
    ///         let Some((verb, kind, polarity)) = VERBS.iter().find(|v| head.starts_with(v.0))
    ///         else { continue };
    ///         // `ADD AUS/45/1`: the codes stand before the number of the document.
    ///         let codes: Vec<_> = minutes.words(pair[0]).skip(1).take(1).collect();
    ///         let number = body.split(' ').next().unwrap_or_default();
    ///         let Some(label) = Label::of_article(number) else { continue };
    ///         let paragraph = minutes.paragraph(ParagraphKind::Operative, label, pair[1]);
    ///         minutes.aside(minutes.first(pair[1], number.len()));
    ///         let subject = match kind {
    ///             StatementKind::Redraft => Subject::Remark(pair[1]),
    ///             _ => Subject::Whole,
    ///         };
    ///         minutes.state(paragraph, *kind, *polarity, subject, &codes);
    ///     }
    /// }
    ///
    /// static CONFERENCE: Dialect = Dialect::new("itu-conference", evidence, read);
    ///
    /// let text = "ADD AUS/45/1\n4.1bis Stations shall be dark by night.\n\n\
    ///             SUP B/9/2\n4.2 Lamps may blink.\n";
    /// let detected = Dialect::detect_among(text, &[Dialect::attribution_last(), &CONFERENCE]);
    /// assert_eq!(detected.dialect().name(), "itu-conference");
    ///
    /// let options = ReadOptions::default().dialect(&CONFERENCE);
    /// let document = Document::read_with(Source::new("proposals", text)?, &options);
    /// let rows: Vec<String> = document
    ///     .rows()
    ///     .map(|row| {
    ///         format!("{} {} {} {}", row.delegation, row.polarity, row.kind, row.paragraph)
    ///     })
    ///     .collect();
    /// assert_eq!(rows, ["AUS for new Article 4.1bis", "B for delete-paragraph Article 4.2"]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub const fn new(
        name: &'static str,
        evidence: fn(&str) -> u32,
        read: fn(&mut Minutes<'_, '_>),
    ) -> Dialect {
        Dialect {
            name,
            attribution: Attribution::Own,
            phrases: &[],
            remark_words: &[],
            evidence: Evidence::Own(evidence),
            reader: Reader::Own(read),
        }
    }

    /// Codes in brackets behind the words they sign, as the committees of Vienna write.
    pub fn attribution_last() -> &'static Dialect {
        &attribution_last::DIALECT
    }

    /// Codes and a verb before the words, as trade negotiators write: `[A/B propose: words]`.
    ///
    /// A bracket that only opposes marks words that stand in the text. Lists run over lines and
    /// pages, brackets over paragraphs; footnotes speak in paragraphs of their own, and what they
    /// say of a stance is its condition.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::Document;
    /// let text = "\
    /// Article LL.A.2: {Beacons}
    ///
    /// 1. Each Party shall [CL/NZ propose; JP1/
    /// KR oppose: promptly] light [PE/ VN oppose: all] its beacons.
    /// 1 Negotiators' Note: JP opposes this pending a review of its ports.
    ///                                  3
    /// ";
    /// let document = Document::read(text)?;
    /// let rows: Vec<String> = document
    ///     .rows()
    ///     .map(|row| {
    ///         format!("{} {} {} {}", row.paragraph, row.delegation, row.polarity, row.subject)
    ///     })
    ///     .collect();
    /// assert_eq!(
    ///     rows,
    ///     [
    ///         "Article LL.A.2(1) CHL for promptly",
    ///         "Article LL.A.2(1) NZL for promptly",
    ///         "Article LL.A.2(1) JPN against promptly",
    ///         "Article LL.A.2(1) KOR against promptly",
    ///         "Article LL.A.2(1) PER for ~all~",
    ///         "Article LL.A.2(1) VNM for ~all~",
    ///         "Article LL.A.2 note 1 JPN against promptly",
    ///     ]
    /// );
    /// let japan = document.rows().nth(2).ok_or(()).map(|row| row.condition);
    /// let note = "Negotiators' Note: JP opposes this pending a review of its ports.";
    /// assert_eq!(japan.as_deref(), Ok(note));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn attribution_first() -> &'static Dialect {
        &attribution_first::DIALECT
    }

    /// Codes behind a dash, in the bracket of the words: `[words - A, B; C delete]`. Articles are
    /// read as those of a treaty; all else is read as a resolution is, directions and labels
    /// included.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::model::{AgreementLevel, Dialect, Document, ReadOptions};
    /// use travaux::Source;
    /// let text = "1. Each Party [shall - NOR, ISL; FJI delete] report \
    ///             [yearly - WSM / monthly - TON].\n\n\
    ///             2. Reports are short. [Agreed ad ref]\n";
    /// let options = ReadOptions::default().dialect(Dialect::dash());
    /// let document = Document::read_with(Source::new("draft", text)?, &options);
    /// let rows: Vec<String> = document
    ///     .rows()
    ///     .map(|row| format!("{} {} {}", row.delegation, row.polarity, row.subject))
    ///     .collect();
    /// assert_eq!(rows[..3], ["NOR for shall", "ISL for shall", "FJI against shall"]);
    /// assert_eq!(rows[3..], ["WSM for yearly", "TON for monthly"]);
    /// let [_, yearly, monthly] = document.proposals() else { panic!("three wishes") };
    /// assert!(yearly.excludes(monthly));
    /// assert_eq!(document.paragraphs()[1].level(), AgreementLevel::AdReferendum);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn dash() -> &'static Dialect {
        &dash::DIALECT
    }

    /// Brackets and options that nobody signs, as the climate convention writes: proposals without
    /// sponsors. Those side by side are alternatives, and so are the options of one place; a
    /// bracket in a bracket needs the outer one. A projection chooses among them.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::model::{Dialect, Document, ReadOptions};
    /// use travaux::project::{Choice, project};
    /// use travaux::Source;
    /// let text = "1. Lamps shall\n\n    **Option 1:** burn [all][half] the night.\n\n\
    ///             \x20   **Option 2:** (no text)\n";
    /// let options = ReadOptions::default().dialect(Dialect::options());
    /// let document = Document::read_with(Source::new("draft", text)?, &options);
    /// let [first, all, half, second] = document.proposals() else { panic!("four") };
    /// assert!(first.excludes(second) && all.excludes(half));
    /// assert_eq!(half.needs(), Some(first.id()));
    /// let chosen = project(&document, &Choice::Set(vec![first.id(), half.id()]));
    /// assert_eq!(chosen.paragraphs()[1].text(), "burn half the night.");
    /// assert_eq!(chosen.paragraphs()[1].label().option(), Some(1));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn options() -> &'static Dialect {
        &options::DIALECT
    }

    /// The dialects of this crate; [`detect`](Dialect::detect) chooses among them.
    pub fn all() -> [&'static Dialect; 4] {
        [Self::attribution_last(), Self::attribution_first(), Self::options(), Self::dash()]
    }

    /// The dialect of this crate of that name.
    pub fn by_name(name: &str) -> Option<&'static Dialect> {
        Self::all().into_iter().find(|dialect| dialect.name == name)
    }

    /// The same with other phrases: a list that is sorted by first word (without its `*`), of one
    /// first word the longer phrase first.
    ///
    /// # Examples
    ///
    /// A committee that writes as trade negotiators do, in French:
    ///
    /// ```
    /// use travaux::model::{Dialect, Document, Phrase, ReadOptions, Strength, Verb};
    /// use travaux::{Polarity, Source};
    /// const VERBS: &[Phrase] = &[
    ///     Phrase { first: "propos*", rest: "", verb: Verb::Add, strength: Strength::Full },
    ///     Phrase { first: "refus*", rest: "", verb: Verb::Oppose, strength: Strength::Full },
    /// ];
    /// let french = Dialect::attribution_first().with_phrases("french", VERBS);
    /// let french = Box::leak(Box::new(french));
    /// let options = ReadOptions::default().dialect(french);
    /// let text = "1. Le phare [FR/BE proposent; CH refuse: doit] luire.";
    /// let source = Source::new("projet", text)?;
    /// let document = Document::read_with(source, &options);
    /// let against = document.rows().find(|row| row.polarity == Polarity::Against);
    /// assert_eq!(against.map(|row| row.written), Some("CH".to_owned()));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    #[must_use]
    pub const fn with_phrases(mut self, name: &'static str, phrases: &'static [Phrase]) -> Dialect {
        self.name = name;
        self.phrases = phrases;
        self
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

    /// How many marks of this house a text has; those of this crate look at its first 256 brackets.
    pub fn evidence(&self, text: &str) -> u32 {
        self.weigh(&Marks::of(text), text)
    }

    /// The same where the marks of the text are counted already.
    pub(crate) fn weigh(&self, marks: &Marks, text: &str) -> u32 {
        match self.evidence {
            Evidence::House(count) => count(marks),
            Evidence::Own(count) => count(text),
        }
    }

    /// Who reads a stretch of a text: where the attribution stands behind a dash, treaties and
    /// resolutions are written alike, and articles tell them apart.
    pub(crate) fn reader(&self, stretch: &str) -> Reader {
        let articles = || {
            let mut lines = stretch.lines();
            lines.any(|line| {
                line.trim_start_matches([' ', '\t', '#', '*', '_', '[']).starts_with("Article ")
            })
        };
        match self.attribution {
            Attribution::Dash if !articles() => Reader::Resolution,
            _ => self.reader,
        }
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
