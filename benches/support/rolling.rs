//! The text that is read: a real one over and over, or generated paragraphs of that kind.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use super::{MB, Xorshift};

/// The corpus if `TRAVAUX_CORPUS` names its folder, else a megabyte of generated paragraphs.
pub(crate) fn seed_text() -> Result<(String, String), Box<dyn Error>> {
    const FILE: &str = "kyoto-6227-20.md";
    match std::env::var_os("TRAVAUX_CORPUS") {
        Some(folder) => {
            let text = std::fs::read_to_string(Path::new(&folder).join(FILE))?;
            Ok((FILE.to_owned(), text))
        }
        None => Ok(("generated".to_owned(), generated(MB)?)),
    }
}

/// A text over and over, cut at a line's end at or before `length`.
pub(crate) fn repeated(text: &str, length: usize) -> String {
    let mut whole = String::with_capacity(length + text.len() + 1);
    while whole.len() < length {
        whole.push_str(text);
        whole.push('\n');
    }
    let cut = whole.as_bytes()[..length].iter().rposition(|byte| *byte == b'\n');
    whole.truncate(cut.map_or(0, |at| at + 1));
    whole
}

const CODES: [&str; 24] = [
    "FRA", "DEU", "RUS", "USA", "CHN", "EGY", "NGA", "IRN", "BRA", "SGP", "ALG", "UK", "EU", "CAN",
    "AUS", "NOR", "MEX", "JPN", "THA", "VAT", "CHE", "SWE", "FIN", "GTM",
];

const WORDS: [&str; 40] = [
    "crime",
    "prevention",
    "and",
    "criminal",
    "justice",
    "the",
    "rule",
    "of",
    "law",
    "strategies",
    "at",
    "all",
    "levels",
    "in",
    "accordance",
    "with",
    "domestic",
    "legislation",
    "develop",
    "strengthen",
    "partnerships",
    "including",
    "victims",
    "witnesses",
    "access",
    "to",
    "legal",
    "aid",
    "promote",
    "culture",
    "lawfulness",
    "technical",
    "assistance",
    "capacity",
    "building",
    "for",
    "youth",
    "community",
    "based",
    "approaches",
];

/// Paragraphs of a rolling text: mostly agreed words, with the marks of `src/model` strewn in as
/// densely as in a real third draft (one mark every twenty bytes or so).
fn generated(length: usize) -> Result<String, std::fmt::Error> {
    let mut writer = Writer { chance: Xorshift::new(6227), out: String::with_capacity(length) };
    let mut number = 0;
    writer.out.push_str("**Draft declaration**\n\n");
    while writer.out.len() < length {
        number += 1;
        if number > 120 {
            number = 1;
        }
        writer.paragraph(number)?;
    }
    Ok(writer.out)
}

struct Writer {
    chance: Xorshift,
    out: String,
}

impl Writer {
    fn paragraph(&mut self, number: usize) -> std::fmt::Result {
        match self.chance.below(12) {
            0 => {
                self.out.push_str("#### **[");
                self.words(4);
                self.out.push_str("]**\n\n");
                write!(self.out, "{number}. ")?;
            }
            1 => write!(self.out, "OP{number} ALT. ")?,
            2 => write!(self.out, "OP{number} bis. ")?,
            3 => write!(self.out, "PP{number}. ")?,
            4 => write!(self.out, "~~{number}-~~{}. ", number + 1)?,
            _ => write!(self.out, "{number}. ")?,
        }
        for _ in 0..3 + self.chance.below(8) {
            let plain = 4 + self.chance.below(20);
            self.words(plain);
            self.mark()?;
        }
        self.words(3);
        self.out.push_str(".\n");
        if self.chance.below(3) == 0 {
            self.note(number)?;
        }
        if self.chance.below(40) == 0 {
            write!(self.out, "\n{number}\n\n6227/20\n")?;
        }
        self.out.push('\n');
        Ok(())
    }

    /// Something that a delegation wants, in the midst of a sentence.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "its callers chain it with the parts that can fail"
    )]
    fn mark(&mut self) -> std::fmt::Result {
        let few = 1 + self.chance.below(3);
        match self.chance.below(9) {
            0 => {
                self.out.push('[');
                self.words(few);
                self.signed(": ", 4);
                self.out.push_str(" / ");
                self.words(few);
                self.signed(":", 2);
                self.out.push_str("] ");
            }
            1 => {
                self.out.push_str("~~");
                self.words(few);
                self.out.push_str("old~~ ");
                self.words(few);
                self.signed("[", 3);
                self.signed("; oppose: ", 2);
                self.out.push_str("] ");
            }
            2 => {
                self.out.push_str("~~");
                self.words(few);
                self.out.push_str("old~~ ");
                self.signed("[", 2);
                self.out.push_str("], ");
            }
            3 => {
                self.out.push_str(", ");
                self.words(few);
                self.signed("[", 5);
                self.signed("; delete: ", 3);
                self.signed("; retain original: ", 2);
                self.out.push_str("] ");
            }
            4 => {
                self.out.push_str(", ");
                self.words(few);
                self.signed("[", 2);
                self.signed("; reservation:", 1);
                self.out.push_str("], ");
            }
            5 => {
                self.out.push('[');
                self.words(few);
                self.out.push_str("[“");
                self.words(few);
                self.signed("”: ", 1);
                self.out.push_str("] ");
                self.words(few);
                self.signed(": ", 3);
                self.out.push_str("] ");
            }
            6 => {
                self.signed("(stop here: ", 2);
                self.out.push_str(") ");
            }
            7 => self.out.push_str("; "),
            _ => {
                self.words(few);
                self.signed("[", 6);
                self.out.push_str("] ");
            }
        }
        Ok(())
    }

    /// What delegations say of a whole paragraph, on a line of its own.
    fn note(&mut self, number: usize) -> std::fmt::Result {
        match self.chance.below(4) {
            0 => self.signed("(support the original text: ", 8),
            1 => self.signed("(delete this para: ", 2),
            2 => {
                write!(self.out, "(move this before OP{}", number + 2)?;
                self.signed(": ", 2);
            }
            _ => {
                write!(self.out, "(merge idea with OP{}", number + 5)?;
                self.signed(": ", 3);
                self.signed("; oppose: ", 2);
            }
        }
        self.out.push_str(")\n");
        Ok(())
    }

    fn words(&mut self, count: usize) {
        for _ in 0..count {
            self.out.push_str(WORDS[self.chance.below(WORDS.len())]);
            self.out.push(' ');
        }
    }

    /// `lead` and up to `most` codes.
    fn signed(&mut self, lead: &str, most: usize) {
        self.out.push_str(lead);
        for nth in 0..=self.chance.below(most) {
            if nth > 0 {
                self.out.push(',');
            }
            self.out.push_str(CODES[self.chance.below(CODES.len())]);
        }
    }
}
