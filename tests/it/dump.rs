//! Proves the reading of attribution-first texts on page dumps made up with known answers: every
//! party that speaks, where, on which side, and who stands beside whom.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use travaux::model::{Dialect, Target, sides};
use travaux::{Document, Polarity};

/// Two letters as the pages print them, and the code that they mean.
const PARTIES: [(&str, &str); 12] = [
    ("AU", "AUS"),
    ("BN", "BRN"),
    ("CA", "CAN"),
    ("CL", "CHL"),
    ("IS", "ISL"),
    ("KR", "KOR"),
    ("MX", "MEX"),
    ("NO", "NOR"),
    ("NZ", "NZL"),
    ("PE", "PER"),
    ("SG", "SGP"),
    ("US", "USA"),
];

const WORDS: [&str; 40] = [
    "each",
    "Party",
    "shall",
    "keep",
    "its",
    "lanterns",
    "lit",
    "between",
    "dusk",
    "and",
    "dawn",
    "unless",
    "the",
    "harbour",
    "master",
    "decides",
    "that",
    "a",
    "vessel",
    "in",
    "distress",
    "needs",
    "darkness",
    "pilots",
    "may",
    "ask",
    "for",
    "help",
    "of",
    "any",
    "buoy",
    "tender",
    "where",
    "fog",
    "lasts",
    "longer",
    "than",
    "three",
    "days",
    "thereafter",
];

const LINE: usize = 84;
const PAGE: usize = 44;

/// A fixed generator of numbers: the same dump for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn chance(&mut self, of: usize) -> bool {
        self.roll(of) == 0
    }
}

/// What a code in the dump says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    party: usize,
    polarity: Polarity,
    /// The bracket it heads.
    bracket: usize,
}

/// A piece of a line that no line break cuts.
#[derive(Clone, Debug)]
struct Atom {
    text: String,
    /// A blank, or a line's end, may stand before it.
    spaced: bool,
    said: Option<Said>,
}

/// Which defects a dump has.
#[derive(Clone, Copy, Debug)]
struct Defects {
    footnotes: bool,
    lost_brackets: bool,
    slips: bool,
}

struct Maker {
    dice: Dice,
    defects: Defects,
    atoms: Vec<Atom>,
    brackets: usize,
    notes: u16,
    /// Atoms of the footnotes, by the atom that they hang on.
    footnotes: Vec<(usize, Vec<Atom>)>,
}

impl Maker {
    fn push(&mut self, text: impl Into<String>, spaced: bool) {
        self.atoms.push(Atom { text: text.into(), spaced, said: None });
    }

    fn glue(&mut self, text: &str) {
        match self.atoms.last_mut() {
            Some(last) => last.text.push_str(text),
            None => self.push(text, true),
        }
    }

    fn line(&mut self) {
        self.push("\n", false);
    }

    fn words(&mut self, count: usize) {
        for _ in 0..count {
            let word = WORDS[self.dice.roll(WORDS.len())];
            self.push(word, true);
        }
    }

    /// Some parties, each once, in any order.
    fn some(&mut self, taken: &mut BTreeSet<usize>, most: usize) -> Vec<usize> {
        let count = 1 + self.dice.roll(most);
        let mut found = Vec::new();
        for _ in 0..count {
            let party = self.dice.roll(PARTIES.len());
            if taken.insert(party) {
                found.push(party);
            }
        }
        found
    }

    fn list(&mut self, parties: &[usize], polarity: Polarity, verb: &str, bracket: usize) {
        for (nth, &party) in parties.iter().enumerate() {
            let said = Some(Said { party, polarity, bracket });
            // Codes stand next to the bracket or the `/`; at times a blank has crept in, even
            // between the letters of a code.
            let spaced = nth > 0 && self.dice.chance(9);
            let mut text = PARTIES[party].0.to_owned();
            if self.defects.slips && parties.len() > 1 && self.dice.chance(40) {
                text.insert(1, ' ');
            }
            self.atoms.push(Atom { text, spaced, said });
            if self.defects.footnotes && self.dice.chance(25) {
                self.footnote(Some(parties[nth]));
            }
            if nth + 1 < parties.len() {
                let mark = if self.dice.chance(30) { ", " } else { "/" };
                if self.dice.chance(12) {
                    self.push("/", true);
                } else {
                    self.glue(mark.trim_end());
                }
            }
        }
        let mut verb = match self.dice.roll(6) {
            0 => verb.to_uppercase(),
            1 => verb[..1].to_uppercase() + &verb[1..],
            2 if polarity != Polarity::Reserve => format!("{verb}s"),
            _ => verb.to_owned(),
        };
        if self.defects.slips && self.dice.chance(20) && polarity != Polarity::Reserve {
            verb.remove(2);
        }
        if self.defects.slips && self.dice.chance(40) && verb.starts_with(char::is_lowercase) {
            self.glue(&verb);
        } else {
            self.push(verb, true);
        }
        if self.defects.footnotes && self.dice.chance(30) {
            self.footnote(None);
        }
    }

    /// Sticks a footnote's number to what came last.
    fn footnote(&mut self, party: Option<usize>) {
        self.notes += 1;
        let number = self.notes;
        let at = self.atoms.len() - 1;
        self.glue(&number.to_string());
        let bracket = self.brackets + 1;
        self.brackets += 1;
        let atom = |text: &str, said| Atom { text: text.to_owned(), spaced: true, said };
        let mut note = vec![atom(&number.to_string(), None)];
        match party {
            Some(party) => {
                note.extend(["Negotiators'", "Note:"].map(|text| atom(text, None)));
                let said = Said { party, polarity: Polarity::For, bracket };
                note.push(atom(PARTIES[party].0, Some(said)));
                note.extend(
                    "supports this subject to a review of its ports."
                        .split(' ')
                        .map(|text| atom(text, None)),
                );
            }
            None => note.extend(
                "For greater certainty, a lantern is a lamp that hangs on a mast."
                    .split(' ')
                    .map(|text| atom(text, None)),
            ),
        }
        self.footnotes.push((at, note));
    }

    /// A bracket with its lists and its text, which may hold others.
    fn bracket(&mut self, depth: usize) {
        self.brackets += 1;
        let bracket = self.brackets;
        let mut taken = BTreeSet::new();
        let proposes = !self.dice.chance(3);
        let lost = self.defects.lost_brackets && depth == 0 && self.dice.chance(40);
        self.push(if lost { "" } else { "[" }, true);
        if proposes {
            let who = self.some(&mut taken, 4);
            self.list(&who, Polarity::For, "propose", bracket);
        }
        if !proposes || self.dice.chance(2) {
            let who = self.some(&mut taken, 9);
            if !who.is_empty() {
                if proposes {
                    self.glue(";");
                }
                let polarity = if proposes { Polarity::Against } else { Polarity::For };
                self.push("", true);
                self.list(&who, polarity, "oppose", bracket);
            }
        }
        if self.dice.chance(8) {
            let who = self.some(&mut taken, 3);
            if !who.is_empty() {
                self.glue(";");
                self.push("", true);
                self.list(&who, Polarity::Reserve, "considering", bracket);
            }
        }
        if self.dice.chance(15) {
            self.glue(";");
            self.push("others", true);
            self.push("oppose", true);
        }
        if self.dice.chance(20) {
            self.push("as an alternative", true);
        }
        let colon = if self.dice.chance(9) { " :" } else { ":" };
        self.glue(colon);
        if self.dice.chance(20) {
            self.push("ALT 1", true);
        }
        for _ in 0..=self.dice.roll(3) {
            let count = 1 + self.dice.roll(12);
            self.words(count);
            if depth < 3 && self.dice.chance(4) {
                self.bracket(depth + 1);
            }
        }
        let unclosed = self.defects.lost_brackets && self.dice.chance(40);
        if !unclosed {
            self.glue("]");
        }
    }

    fn article(&mut self, section: char, number: usize) {
        self.line();
        self.line();
        self.push(format!("Article LL.{section}.{number}:"), false);
        self.push("{Lanterns and", true);
        self.push("Buoys}", true);
        self.line();
        let paragraphs = 1 + self.dice.roll(5);
        for paragraph in 1..=paragraphs {
            self.line();
            self.push(format!("{paragraph}."), false);
            for _ in 0..=self.dice.roll(3) {
                let count = 3 + self.dice.roll(20);
                self.words(count);
                self.bracket(0);
            }
            self.words(2);
            self.glue(".");
            self.line();
            if self.dice.chance(3) {
                for point in ["(a)", "(b)"] {
                    self.line();
                    self.push(point, false);
                    self.words(6);
                    self.bracket(1);
                    self.glue(";");
                    self.line();
                }
            }
        }
        if self.dice.chance(4) {
            self.line();
            self.brackets += 1;
            let bracket = self.brackets;
            let party = self.dice.roll(PARTIES.len());
            self.push("[Negotiators'", false);
            self.push("Note:", true);
            let said = Some(Said { party, polarity: Polarity::Reserve, bracket });
            self.atoms.push(Atom { text: PARTIES[party].0.into(), spaced: true, said });
            for word in ["is", "still", "considering", "this", "Article.]"] {
                self.push(word, true);
            }
            self.line();
        }
    }
}

/// A dump and its answers: for each offset who speaks there and how.
struct Dump {
    text: String,
    said: BTreeMap<usize, Said>,
}

/// Lays the atoms out on pages.
fn lay_out(atoms: &[Atom], footnotes: &[(usize, Vec<Atom>)]) -> Dump {
    let mut dump = Dump { text: String::new(), said: BTreeMap::new() };
    let (mut column, mut line, mut page) = (0, 0, 1);
    let mut due: Vec<&[Atom]> = Vec::new();
    let mut notes = footnotes.iter().peekable();
    head(&mut dump.text, page);
    for (at, atom) in atoms.iter().enumerate() {
        let long = column + atom.text.len() > LINE && atom.spaced;
        if atom.text == "\n" || long {
            dump.text.push('\n');
            (column, line) = (0, line + 1);
            if line + 2 * due.len() >= PAGE {
                for note in due.drain(..) {
                    set(&mut dump, note);
                }
                writeln!(dump.text, "\n{page:>44}").expect("a string");
                (line, page) = (0, page + 1);
                head(&mut dump.text, page);
            }
        } else if atom.spaced && column > 0 {
            dump.text.push(' ');
            column += 1;
        }
        if atom.text != "\n" {
            if let Some(said) = atom.said {
                dump.said.insert(dump.text.len(), said);
            }
            dump.text.push_str(&atom.text);
            column += atom.text.len();
        }
        while let Some((_, note)) = notes.next_if(|(on, _)| *on <= at) {
            due.push(note);
        }
    }
    dump.text.push('\n');
    for note in due {
        set(&mut dump, note);
    }
    writeln!(dump.text, "\n{page:>44}").expect("a string");
    dump
}

fn set(dump: &mut Dump, note: &[Atom]) {
    dump.text.push('\n');
    for (nth, atom) in note.iter().enumerate() {
        if nth > 0 {
            dump.text.push(' ');
        }
        if let Some(said) = atom.said {
            dump.said.insert(dump.text.len(), said);
        }
        dump.text.push_str(&atom.text);
    }
    dump.text.push('\n');
}

fn head(text: &mut String, page: usize) {
    if page > 1 {
        text.push('\u{c}');
    }
    text.push_str("Lantern Talks - For Delegations Only\nDraft Chapter on Lights, 3 March\n\n");
}

fn make(seed: u64, articles: usize, defects: Defects) -> Dump {
    let mut maker = Maker {
        dice: Dice(seed),
        defects,
        atoms: Vec::new(),
        brackets: 0,
        notes: 0,
        footnotes: Vec::new(),
    };
    for number in 1..=articles {
        let section = char::from(b'A' + u8::try_from(number / 8 % 26).expect("a letter"));
        maker.article(section, number);
    }
    lay_out(&maker.atoms, &maker.footnotes)
}

/// Recall and precision of the mentions by offset and party, share of right polarities.
fn score(dump: &Dump, document: &Document) -> (f64, f64, f64) {
    let rows: BTreeMap<usize, (String, Polarity)> = document
        .rows()
        .map(|row| (row.offset as usize, (row.delegation.to_string(), row.polarity)))
        .collect();
    let found = |(at, said): &(&usize, &Said)| {
        rows.get(*at).is_some_and(|(code, _)| code == PARTIES[said.party].1)
    };
    let hits: Vec<_> = dump.said.iter().filter(found).collect();
    let right = hits.iter().filter(|(at, said)| rows[*at].1 == said.polarity).count();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand mentions")]
    let share = |some: usize, all: usize| some as f64 / all.max(1) as f64;
    (share(hits.len(), dump.said.len()), share(hits.len(), rows.len()), share(right, hits.len()))
}

/// How often two parties stand on one side of a bracket.
type Beside = BTreeMap<(String, String), usize>;

fn pairs(sides: impl Iterator<Item = Vec<String>>) -> Beside {
    let mut found = Beside::new();
    for mut side in sides {
        side.sort();
        side.dedup();
        for (at, one) in side.iter().enumerate() {
            for other in &side[at + 1..] {
                *found.entry((one.clone(), other.clone())).or_default() += 1;
            }
        }
    }
    found
}

fn expected(dump: &Dump) -> Beside {
    let mut brackets: BTreeMap<(usize, Polarity), Vec<String>> = BTreeMap::new();
    for said in dump.said.values() {
        let side = brackets.entry((said.bracket, said.polarity)).or_default();
        side.push(PARTIES[said.party].1.to_owned());
    }
    brackets.retain(|(_, polarity), _| matches!(polarity, Polarity::For | Polarity::Against));
    pairs(brackets.into_values())
}

fn read_sides(document: &Document) -> Beside {
    let code = |id: &_| document.delegation(*id).code().to_string();
    let sides = sides(document);
    let both = sides.iter().flat_map(|sides| [&sides.supporters, &sides.objectors]);
    pairs(both.map(|side| side.iter().map(code).collect()))
}

fn overlap(one: &Beside, other: &Beside) -> (f64, f64) {
    let common: usize = one.iter().map(|(k, n)| (*n).min(other.get(k).copied().unwrap_or(0))).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pairs")]
    let share = |all: &Beside| common as f64 / all.values().sum::<usize>().max(1) as f64;
    (share(one), share(other))
}

const CLEAN: Defects = Defects { footnotes: false, lost_brackets: false, slips: false };
const NOTED: Defects = Defects { footnotes: true, lost_brackets: false, slips: false };
const WORST: Defects = Defects { footnotes: true, lost_brackets: true, slips: true };

#[test]
fn a_clean_dump_is_read_without_fault() {
    for seed in 0..6 {
        let dump = make(seed, 30, CLEAN);
        let document = Document::read(dump.text.as_str()).expect("short");
        assert_eq!(document.dialect(), Dialect::attribution_first());
        assert_eq!(score(&dump, &document), (1.0, 1.0, 1.0), "seed {seed}");
        assert_eq!(read_sides(&document), expected(&dump), "seed {seed}");
        assert!(document.diagnostics().is_empty(), "seed {seed}: {:?}", document.diagnostics());
    }
}

#[test]
fn footnotes_stand_for_themselves() {
    for seed in 0..6 {
        let dump = make(seed, 30, NOTED);
        let document = Document::read(dump.text.as_str()).expect("short");
        let (recall, precision, polarity) = score(&dump, &document);
        assert!(recall > 0.999 && precision > 0.999, "seed {seed}: {recall} {precision}");
        assert!(polarity > 0.97, "seed {seed}: {polarity}");
        let conditions = document.rows().filter(|row| row.condition.contains("subject to")).count();
        let notes = dump.text.matches("supports this subject").count();
        assert!(conditions >= notes, "{conditions} conditions of {notes}");
        let notes = document.paragraphs().iter().filter(|p| p.label().note().is_some()).count();
        assert!(notes > 0 && document.stances().any(|s| matches!(s.target, Target::Proposal(_))));
    }
}

#[test]
fn the_worst_dump_is_read_nearly_without_fault() {
    let dump = make(7, 260, WORST);
    assert!(dump.text.len() > 250_000, "{} bytes", dump.text.len());
    let document = Document::read(dump.text.as_str()).expect("short");
    let (recall, precision, polarity) = score(&dump, &document);
    println!("recall {recall:.4}, precision {precision:.4}, polarity {polarity:.4}");
    assert!(recall >= 0.99 && precision >= 0.99, "recall {recall}, precision {precision}");
    assert!(polarity >= 0.97, "polarity {polarity}");
    let (of_read, of_all) = overlap(&read_sides(&document), &expected(&dump));
    println!("sides {of_read:.4} of those read, {of_all:.4} of all; {} mentions", dump.said.len());
    assert!(of_read >= 0.95 && of_all >= 0.95, "sides {of_read} {of_all}");
}
