//! Texts to read: any text, a soup of marks, and rolling texts whose table is known beforehand.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What rolling texts are made of.
const MARKS: &[&str] = &[
    "[",
    "]",
    "(",
    ")",
    "~~",
    "~",
    "*",
    "**",
    ",",
    ";",
    ":",
    "/",
    ".",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    " ",
    "  ",
    "\t",
    "FRA",
    "DEU",
    "EU",
    "VAT",
    "NAM",
    "XQZ",
    "FR",
    "UN",
    "OP6",
    "PP2",
    "OP1 ALT",
    "OP6 bis",
    "OPI",
    "NEW PP5",
    "1. ",
    "\n\n2. ",
    "~~8-9.~~ ",
    "8-9. ",
    "4.4. ",
    "12",
    "words",
    "shall",
    "will",
    "not",
    "We, the Ministers,\n\n",
    "*Recalling* ",
    "Declare the following:\n\n",
    "oppose: ",
    "delete: ",
    "retain original: ",
    "reservation: ",
    "support: ",
    "supported by ",
    "stop here: ",
    "delete until here: ",
    "delete this para: ",
    "keep this para: ",
    "flexible",
    "move to OP1: ",
    "merge with OP6: ",
    "keep paras separate: ",
    "Replace OP6 with this: ",
    "After OP6 insert:\n\n",
    "Oppose ",
    "agreed",
    "reformulate: ",
    "not clear: ",
    "add ",
    "“",
    "”",
    "é",
    "Ω",
    "\u{301}",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "\u{2028}",
    "😀",
    "#",
    "## ",
    "- ",
    "---",
    "](#)",
    "<sup>",
    "ANNEX I",
    "6227/20",
    "Draft declaration text prepared by the Chair",
    "Proposals from RUS on OP1",
    "[[~~3~~ 4.] ",
    "\"",
    "’s proposal",
    "(with the words above)",
];

/// Marks that open, close, strike and list, so that they cross each other often.
const BRACKETS: &[&str] = &["[", "]", "(", ")", "~~", "a ", "FRA", ": ", ",", "/", ";", "\n\n"];

/// Any text at all, marks and words in any order, or marks and little else.
pub(crate) fn odd_text() -> impl Strategy<Value = String> {
    let soup = |marks: &'static [&'static str], most: usize| {
        prop::collection::vec(select(marks), 0..most).prop_map(|parts| parts.concat())
    };
    prop_oneof![1 => any::<String>(), 3 => soup(MARKS, 60), 1 => soup(BRACKETS, 40)]
}

/// Words of no direction, no remark and no label.
const WORDS: &[&str] = &[
    "tide", "harbour", "lantern", "river", "stones", "boats", "garden", "winter", "bread", "nets",
    "of", "with", "along", "the", "our", "quietly", "bright", "café", "straße", "co-owned",
];

/// Delegations, the canonical code behind the written one.
const CODES: &[(&str, &str)] = &[
    ("FRA", "FRA"),
    ("DEU", "DEU"),
    ("ESP", "ESP"),
    ("KEN", "KEN"),
    ("BRA", "BRA"),
    ("JPN", "JPN"),
    ("UK", "GBR"),
    ("NDL", "NLD"),
    ("ALG", "DZA"),
    ("NZ", "NZL"),
    ("EU", "EU"),
    ("AG", "AG"),
    ("VAT", "VAT"),
    ("G77", "G77"),
    ("CHE", "CHE"),
    ("IND", "IND"),
];

/// What can follow the sponsors of a wish, and the polarity it has towards an addition, towards a
/// strike-through and towards a replacement (`""`: not said of such).
const CLAUSES: &[(&str, [&str; 3])] = &[
    ("oppose:", ["against", "against", "against"]),
    ("delete:", ["against", "", ""]),
    ("retain:", ["", "against", "against"]),
    ("retain original:", ["against", "against", "against"]),
    ("reservation:", ["reserve", "reserve", "reserve"]),
    ("support:", ["for", "for", "for"]),
    ("supported by", ["for", "for", "for"]),
];

/// Notes behind a paragraph: direction, kind, polarity, subject with `#` for the paragraph.
const NOTES: &[Note] = &[
    ("delete this para", "delete-paragraph", "for", ""),
    ("delete entire para", "delete-paragraph", "for", ""),
    ("keep this para", "delete-paragraph", "against", ""),
    ("retain original", "retain", "against", ""),
    ("support the original text", "retain", "against", ""),
    ("reformulate", "redraft", "for", "reformulate"),
    ("not clear", "comment", "comment", "not clear"),
    ("move this before OP90", "move", "for", "# -> before OP90"),
    ("merge idea with OP90", "merge", "for", "# + OP90"),
    ("consider with OP90", "merge", "for", "# + OP90"),
    ("integrate the idea with OP90", "merge", "for", "# + OP90"),
];

/// A row of the table, as far as the text alone decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) offset: usize,
    pub(crate) delegation: String,
    pub(crate) kind: String,
    pub(crate) polarity: String,
    pub(crate) subject: String,
    pub(crate) paragraph: String,
    pub(crate) condition: String,
}

/// A rolling text and what every reader must find in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rolling {
    pub(crate) text: String,
    pub(crate) rows: Vec<Row>,
    /// The words of each numbered paragraph before any proposal.
    pub(crate) base: Vec<(String, String)>,
}

type Words = Vec<&'static str>;

/// A row of [`NOTES`].
type Note = (&'static str, &'static str, &'static str, &'static str);

#[derive(Clone, Debug)]
struct Speaker {
    written: &'static str,
    code: &'static str,
    condition: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Signed {
    sponsors: Vec<Speaker>,
    others: Vec<(Index, Vec<Speaker>)>,
}

#[derive(Clone, Debug)]
enum Wish {
    Insert(Words, Signed),
    Delete(Words, Signed),
    Replace(Words, Words, Signed),
    Options(Vec<(Words, Vec<Speaker>)>, Vec<Speaker>),
    Nested(Words, Words, Vec<Speaker>, Signed),
}

#[derive(Clone, Debug)]
struct Paragraph {
    body: Vec<(Words, Wish)>,
    tail: Words,
    /// What is said behind it, by whom, and who opposes that.
    notes: Vec<(Note, Vec<Speaker>, Vec<Speaker>)>,
    /// A new paragraph behind it: its words and who wants it.
    insertion: Option<(Words, Signed)>,
    /// What stands between it and the next: a page break says nothing.
    page: bool,
}

fn words(least: usize) -> impl Strategy<Value = Words> {
    prop::collection::vec(select(WORDS), least..5)
}

fn speakers(least: usize) -> impl Strategy<Value = Vec<Speaker>> {
    let condition =
        prop_oneof![9 => Just(None), 1 => select(vec![Some("with care"), Some("on Sundays")])];
    let speaker = (select(CODES), condition).prop_map(|((written, code), condition)| Speaker {
        written,
        code,
        condition,
    });
    prop::collection::vec(speaker, least..4)
}

fn signed() -> impl Strategy<Value = Signed> {
    (speakers(1), prop::collection::vec((any::<Index>(), speakers(1)), 0..3))
        .prop_map(|(sponsors, others)| Signed { sponsors, others })
}

fn wish() -> impl Strategy<Value = Wish> {
    let option = (words(1), speakers(1));
    prop_oneof![
        (words(1), signed()).prop_map(|(new, by)| Wish::Insert(new, by)),
        (words(1), signed()).prop_map(|(old, by)| Wish::Delete(old, by)),
        (words(1), words(1), signed()).prop_map(|(old, new, by)| Wish::Replace(old, new, by)),
        (prop::collection::vec(option, 2..4), speakers(0))
            .prop_map(|(all, no)| Wish::Options(all, no)),
        (words(1), words(1), speakers(1), signed())
            .prop_map(|(outer, inner, by, all)| Wish::Nested(outer, inner, by, all)),
    ]
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let note = (select(NOTES), speakers(1), speakers(0));
    (
        prop::collection::vec((words(2), wish()), 0..4),
        words(1),
        prop::collection::vec(note, 0..3),
        prop::option::weighted(0.2, (words(2), signed())),
        any::<bool>(),
    )
        .prop_map(|(body, tail, notes, insertion, page)| Paragraph {
            body,
            tail,
            notes,
            insertion,
            page,
        })
}

/// Rolling texts without a doubt in them.
pub(crate) fn rolling() -> impl Strategy<Value = Rolling> {
    prop::collection::vec(paragraph(), 1..6).prop_map(|paragraphs| {
        let mut out = Rolling::default();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            Printer { out: &mut out, label: format!("OP{}", at + 1), base: Vec::new() }
                .paragraph(at + 1, paragraph);
        }
        out
    })
}

struct Printer<'o> {
    out: &'o mut Rolling,
    label: String,
    base: Words,
}

impl Printer<'_> {
    fn put(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    fn paragraph(mut self, number: usize, paragraph: &Paragraph) {
        self.put(&format!("{number}. "));
        for (plain, wish) in &paragraph.body {
            self.base.extend(plain);
            self.put(&format!("{} ", plain.join(" ")));
            self.wish(wish);
            self.put(" ");
        }
        self.base.extend(&paragraph.tail);
        self.put(&format!("{};\n", paragraph.tail.join(" ")));
        for (note, sponsors, opponents) in &paragraph.notes {
            self.note(note, sponsors, opponents);
        }
        self.out.base.push((self.label.clone(), self.base.join(" ")));
        self.put(if paragraph.page { "\n12\n\n" } else { "\n" });
        if let Some((new, by)) = &paragraph.insertion {
            self.label += " bis";
            self.put(&format!("{} We shall {}; [", self.label, new.join(" ")));
            self.signed("new", "", by, None);
            self.put("]\n\n");
        }
    }

    fn note(
        &mut self,
        (direction, kind, polarity, subject): &Note,
        sponsors: &[Speaker],
        opponents: &[Speaker],
    ) {
        let subject = subject.replace('#', &self.label);
        self.put(&format!("({direction}: "));
        self.list(sponsors, kind, polarity, &subject);
        if *polarity == "for" && *kind != "redraft" && !opponents.is_empty() {
            self.put("; oppose: ");
            self.list(opponents, kind, "against", &subject);
        }
        self.put(")\n");
    }

    fn wish(&mut self, wish: &Wish) {
        match wish {
            Wish::Insert(new, by) => {
                let new = new.join(" ");
                self.put(&format!("[{new}: "));
                self.signed("insert", &new, by, Some(0));
            }
            Wish::Delete(old, by) => {
                self.base.extend(old);
                let old = old.join(" ");
                self.put(&format!("[~~{old}~~: "));
                self.signed("delete", &format!("~{old}~"), by, Some(1));
            }
            Wish::Replace(old, new, by) => {
                self.base.extend(old);
                let (old, new) = (old.join(" "), new.join(" "));
                self.put(&format!("~~{old}~~ {new} ["));
                self.signed("replace", &format!("~{old}~ {new}"), by, Some(2));
            }
            Wish::Options(options, against) => self.options(options, against),
            Wish::Nested(outer, inner, by, all) => {
                let (outer, inner) = (outer.join(" "), inner.join(" "));
                self.put(&format!("[{outer} [{inner}: "));
                self.list(by, "insert", "for", &inner);
                self.put(&format!("] {outer}: "));
                self.signed("insert", &format!("{outer} {inner} {outer}"), all, Some(0));
            }
        }
        self.put("]");
    }

    fn options(&mut self, options: &[(Words, Vec<Speaker>)], against: &[Speaker]) {
        self.put("[");
        let mut subjects: Vec<String> = Vec::new();
        for (at, (words, by)) in options.iter().enumerate() {
            let words = words.join(" ");
            self.put(if at > 0 { " / " } else { "" });
            self.put(&format!("{words}: "));
            self.list(by, "insert", "for", &words);
            // Identical wishes are one proposal.
            if !subjects.contains(&words) {
                subjects.push(words);
            }
        }
        if !against.is_empty() {
            self.put(" / delete: ");
            self.list(against, "insert", "against", &subjects.join(" / "));
        }
    }

    /// The sponsors of a wish and the clauses that may follow; `column` is that of [`CLAUSES`].
    fn signed(&mut self, kind: &str, subject: &str, by: &Signed, column: Option<usize>) {
        self.list(&by.sponsors, kind, "for", subject);
        for (index, speakers) in &by.others {
            let fitting: Vec<_> = CLAUSES
                .iter()
                .map(|(direction, polarities)| (*direction, polarities[column.unwrap_or(0)]))
                .filter(|(direction, polarity)| {
                    !polarity.is_empty() && (column.is_some() || !direction.contains("retain"))
                })
                .filter(|(direction, _)| column.is_some() || !direction.contains("delete"))
                .collect();
            let (direction, polarity) = index.get(&fitting);
            self.put(&format!("; {direction} "));
            self.list(speakers, kind, polarity, subject);
        }
    }

    fn list(&mut self, speakers: &[Speaker], kind: &str, polarity: &str, subject: &str) {
        for (at, speaker) in speakers.iter().enumerate() {
            self.put(if at > 0 { "," } else { "" });
            self.out.rows.push(Row {
                offset: self.out.text.len(),
                delegation: speaker.code.to_owned(),
                kind: kind.to_owned(),
                polarity: polarity.to_owned(),
                subject: subject.to_owned(),
                paragraph: self.label.clone(),
                condition: speaker.condition.unwrap_or_default().to_owned(),
            });
            self.put(speaker.written);
            if let Some(condition) = speaker.condition {
                self.put(&format!("({condition})"));
            }
        }
    }
}
