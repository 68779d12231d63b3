//! Proves that a rolling text is read at the speed of a plain Markdown reader or better, within a
//! few bytes of memory a byte of text, and in time that grows with the text and no faster.
//!
//! Every figure is a ratio to pulldown-cmark's event stream over the same bytes, taken in turn with
//! it in one process, so that a slow machine slows both. See `README.md` beside this file.

mod support;

use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use peak_alloc::PeakAlloc;
use pulldown_cmark::{Options, Parser};
use support::{MB, Xorshift, assert_tiles, float, is_test, timed};
use travaux::model::{Document, ReadOptions};
use travaux::{Source, syntax};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How long the text is on which the readers race.
const LENGTH: usize = 50 * MB;
/// Rounds of the race. Each round runs every reader once.
const ROUNDS: usize = 9;
/// The lengths over which growth is measured, and the rounds for each.
const GROWTH: [(usize, usize); 3] = [(MB, 21), (10 * MB, 9), (100 * MB, 3)];

fn main() -> Result<(), Box<dyn Error>> {
    let (name, seed) = seed_text()?;
    if is_test() {
        let source = Source::new(name, repeated(&seed, MB / 10))?;
        race(&source, 1)?;
        memory(&source);
        return check(source);
    }
    let text: Arc<str> = repeated(&seed, LENGTH).into();
    println!("text: {name}, {} bytes repeated to {} MB", seed.len(), text.len() / MB);
    let source = Source::new(name.as_str(), text)?;

    println!("\nspeed, medians of {ROUNDS} rounds; the ratio is the median of each round's");
    println!("{:<24}{:>10}{:>12}", "", "MB/s", "x anchor");
    let speeds = race(&source, ROUNDS)?;
    for (reader, speed) in READERS.iter().zip(&speeds) {
        println!("{reader:<24}{:>10.1}{:>12.2}", speed.rate, speed.ratio);
    }

    println!("\nmemory, bytes a byte of source");
    println!("{:<24}{:>10}{:>12}{:>10}", "", "peak", "+ source", "kept");
    let length = float(source.text().len());
    for (reader, used) in READERS[1..].iter().zip(memory(&source)) {
        let (peak, kept) = (float(used.peak) / length, float(used.kept) / length);
        println!("{reader:<24}{peak:>10.2}{:>12.2}{kept:>10.2}", peak + 1.0);
    }
    drop(source);

    println!("\ngrowth, MB/s and its ratio to the first line");
    println!("{:<8}{:>16}{:>24}{:>24}", "MB", READERS[0], READERS[1], READERS[2]);
    let mut base: Option<[f64; 3]> = None;
    for (length, rounds) in GROWTH {
        let source = Source::new(name.as_str(), repeated(&seed, length))?;
        let rates = race(&source, rounds)?.map(|speed| speed.rate);
        let base = base.get_or_insert(rates);
        let cell = |at: usize| format!("{:.1} ({:.2})", rates[at], rates[at] / base[at]);
        println!("{:<8}{:>16}{:>24}{:>24}", length / MB, cell(0), cell(1), cell(2));
    }
    Ok(())
}

const READERS: [&str; 3] = ["pulldown-cmark", "syntax::parse", "Document::read_with"];

/// How fast one reader is.
#[derive(Clone, Copy)]
struct Speed {
    rate: f64,
    /// To the anchor of the same round.
    ratio: f64,
}

/// Runs the readers in turn, round after round, and gives each one's medians.
fn race(source: &Source, rounds: usize) -> Result<[Speed; 3], Box<dyn Error>> {
    let options = ReadOptions::default();
    let text: Arc<str> = source.text().into();
    let mut rates: [Vec<f64>; 3] = Default::default();
    let mut ratios: [Vec<f64>; 3] = Default::default();
    for _ in 0..rounds {
        // A source remembers its lines, so each reader gets one that nobody has read yet.
        let fresh = Source::new(source.name(), Arc::clone(&text))?;
        let (events, anchor) = timed(|| anchor(&text));
        let (parsed, tree) = timed(|| syntax::parse(&fresh));
        let (document, model) = timed(|| Document::read_with(fresh, &options));
        assert!(events > 0 && parsed.tree().token_count() > 0 && !document.paragraphs().is_empty());
        for (at, time) in [anchor, tree, model].into_iter().enumerate() {
            rates[at].push(float(text.len()) / float(MB) / time.as_secs_f64());
            ratios[at].push(anchor.as_secs_f64() / time.as_secs_f64());
        }
    }
    let mut ratios = ratios.map(median).into_iter();
    Ok(rates.map(|rates| Speed { rate: median(rates), ratio: ratios.next().unwrap_or(0.0) }))
}

/// The middle of the values; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// The anchor: every event of the text as Markdown, with its place.
fn anchor(text: &str) -> usize {
    Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH)
        .into_offset_iter()
        .map(|event| black_box(event).1.len().min(1))
        .sum()
}

/// What a call took, in bytes above what was taken before it.
struct Used {
    peak: usize,
    kept: usize,
}

/// The memory of the tree and of the model.
///
/// The allocator that counts grows a vector by copying it, so both copies are in the peak.
fn memory(source: &Source) -> [Used; 2] {
    let options = ReadOptions::default();
    let fresh = source.clone();
    [
        used(|| syntax::parse(source)), //
        used(|| Document::read_with(fresh, &options)),
    ]
}

fn used<T>(work: impl FnOnce() -> T) -> Used {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let made = black_box(work());
    let peak = MEMORY.peak_usage().saturating_sub(before);
    let kept = MEMORY.current_usage().saturating_sub(before);
    drop(made);
    Used { peak, kept }
}

/// The answers without which no time means anything.
fn check(source: Source) -> Result<(), Box<dyn Error>> {
    let parsed = syntax::parse(&source);
    assert_tiles(source.name(), &source, parsed.tree());
    let document = Document::read_with(source, &ReadOptions::default());
    let rows = document.rows().count();
    assert!(rows > 0, "no statement found");
    let by_str = Document::read(document.source().text())?;
    assert_eq!(by_str.rows().count(), rows, "the two doors disagree");
    println!("read: {rows} rows, tokens tile the source");
    Ok(())
}

/// The corpus if `TRAVAUX_CORPUS` names its folder, else a megabyte of generated paragraphs.
fn seed_text() -> Result<(String, String), Box<dyn Error>> {
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
fn repeated(text: &str, length: usize) -> String {
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
