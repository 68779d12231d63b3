//! Drafts as trees: printed in the notation, and projected slowly and plainly by walking the tree.
//!
//! Every wish has a sponsor of its own and every word stands once, so what a choice gives can be
//! said to the letter without a look at the reader.

use std::collections::BTreeSet;

use proptest::prelude::*;

/// Delegations, one a wish.
const CODES: &str = "FRA DEU ESP KEN BRA JPN CHE IND USA RUS CHN CAN MEX ARG CHL PER COL ECU BOL URY \
    PRY VEN CUB DOM HTI JAM GTM SLV HND NIC CRI PAN ITA GRC TUR EGY MAR DZA TUN LBY SDN ETH UGA TZA \
    ZAF NGA GHA SEN MLI NER TCD CMR GAB AGO MOZ ZMB ZWE BWA MDG MUS AUS NZL FJI IDN MYS THA VNM PHL \
    KOR PAK BGD LKA NPL IRN IRQ SAU YEM OMN KWT QAT";

const HEADS: [&str; 20] = [
    "bra", "clo", "dri", "fle", "gru", "ska", "tre", "vol", "wum", "zin", "pla", "quo", "spe",
    "sto", "tru", "bli", "cro", "dru", "fro", "gle",
];
const TAILS: [&str; 20] = [
    "bel", "cad", "dop", "fin", "gat", "kor", "lum", "mep", "nos", "rit", "vak", "wes", "yol",
    "zub", "hap", "jis", "gom", "tul", "sep", "rad",
];

/// Marks at the ends of words: what stands before them, and behind.
type Edges = (&'static str, &'static str);

/// What is drawn: shapes without words or names.
#[derive(Clone, Debug)]
enum Shape {
    Plain(usize, Edges),
    Insert(Edges, bool),
    Delete(Edges, bool),
    Replace(Edges, bool),
    Options { old: bool, edges: Vec<Edges>, against: bool },
    Nested(Edges, Box<Shape>),
    End,
}

/// A paragraph that is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    shapes: Vec<Shape>,
    /// `(retain original: A)`
    keeper: bool,
    /// `(delete this para: A)`, and whether somebody opposes that.
    delete: Option<bool>,
    /// Alternatives to it: numbers.
    alternatives: usize,
    /// `bis` behind it.
    bis: bool,
}

/// Words, and the marks at their ends.
#[derive(Clone, Debug)]
struct Chunk(String);

/// A piece of the tree; wishes are known by their place among all wishes.
#[derive(Clone, Debug)]
enum Part {
    Plain(Chunk),
    Insert(Chunk, usize),
    Delete(Chunk, usize),
    Replace(Chunk, Chunk, usize),
    Options(Option<Chunk>, Vec<(Chunk, usize)>),
    Nested(Chunk, Box<Part>, Chunk, usize),
    End(usize),
}

#[derive(Clone, Debug)]
struct Paragraph {
    label: String,
    parts: Vec<Part>,
    delete: Option<usize>,
    /// The wish to have it, of a new or alternative one.
    new: Option<usize>,
    /// The paragraph that it would replace.
    replaces: Option<usize>,
}

/// A wish of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) code: &'static str,
    /// Nobody is against it, and nobody wants an option beside it instead.
    pub(crate) unopposed: bool,
}

/// A draft whose text under any choice is known.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) wishes: Vec<Told>,
    paragraphs: Vec<Paragraph>,
    words: usize,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// Marks at both ends of what somebody adds.
fn edges() -> impl Strategy<Value = Edges> {
    use proptest::sample::select;
    (select(vec!["", "", ", ", " , "]), select(vec!["", "", ",", " ,", ", "]))
}

fn inner() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        (edges(), any::<bool>()).prop_map(|(edges, no)| Shape::Insert(edges, no)),
        options(false),
    ];
    leaf.prop_recursive(2, 4, 1, |inner| {
        (edges(), inner).prop_map(|(edges, inner)| Shape::Nested(edges, Box::new(inner)))
    })
}

fn options(may_replace: bool) -> impl Strategy<Value = Shape> {
    (any::<bool>(), prop::collection::vec(edges(), 2..4), any::<bool>()).prop_map(
        move |(old, edges, against)| Shape::Options { old: old && may_replace, edges, against },
    )
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        2 => (edges(), any::<bool>()).prop_map(|(edges, no)| Shape::Insert(edges, no)),
        2 => (edges(), any::<bool>()).prop_map(|(edges, no)| Shape::Delete(edges, no)),
        2 => (edges(), any::<bool>()).prop_map(|(edges, no)| Shape::Replace(edges, no)),
        2 => options(true),
        2 => (edges(), inner()).prop_map(|(edges, inner)| Shape::Nested(edges, Box::new(inner))),
        1 => Just(Shape::End),
    ]
}

fn drawn() -> impl Strategy<Value = Drawn> {
    use proptest::sample::select;
    // A comma of the base text stands before or behind its words, as written.
    let plain = (1usize..4, select(vec![("", ""), ("", ","), (", ", "")]))
        .prop_map(|(count, edges)| Shape::Plain(count, edges));
    (
        prop::collection::vec((plain, shape()), 0..4),
        prop::bool::weighted(0.2),
        prop::option::weighted(0.2, any::<bool>()),
        prop_oneof![6 => Just(0usize), 1 => Just(1), 1 => Just(2)],
        prop::bool::weighted(0.1),
    )
        .prop_map(|(body, keeper, delete, alternatives, bis)| Drawn {
            shapes: body.into_iter().flat_map(|(plain, shape)| [plain, shape]).collect(),
            keeper,
            delete,
            alternatives,
            bis,
        })
}

/// Drafts of all forms of words that a projection knows.
pub(crate) fn drafts() -> impl Strategy<Value = Draft> {
    prop::collection::vec(drawn(), 1..4).prop_map(|drawn| {
        let mut draft = Draft::default();
        for (at, drawn) in drawn.iter().enumerate() {
            draft.paragraph(at + 1, drawn);
        }
        draft
    })
}

impl Draft {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn code(at: usize) -> &'static str {
        CODES.split_whitespace().nth(at).expect("fewer wishes than delegations")
    }

    /// A delegation that is only against: it signs no wish.
    const OPPONENT: &'static str = "SGP";

    fn wish(&mut self, unopposed: bool) -> usize {
        let at = self.wishes.len();
        self.wishes.push(Told { code: Self::code(at), unopposed });
        at
    }

    fn chunk(&mut self, count: usize, (head, tail): Edges) -> Chunk {
        let mut words = Vec::new();
        for _ in 0..count {
            let at = self.words;
            self.words += 1;
            words.push(format!("{}{}", HEADS[at % 20], TAILS[(at / 20 + at) % 20]));
        }
        Chunk(format!("{head}{}{tail}", words.join(" ")))
    }

    fn paragraph(&mut self, number: usize, drawn: &Drawn) {
        self.put(&format!("{number}. "));
        let mut parts = Vec::new();
        for (at, shape) in drawn.shapes.iter().enumerate() {
            // A text does not begin with a comma.
            let shape = match shape {
                Shape::Plain(count, (_, tail)) if at == 0 => Shape::Plain(*count, ("", *tail)),
                shape => shape.clone(),
            };
            if at > 0 && !matches!(&shape, Shape::Plain(_, (", ", _))) {
                self.put(" ");
            }
            parts.push(self.part(&shape, drawn.keeper));
        }
        self.put(" ");
        let last = self.chunk(2, ("", ";"));
        self.put(&last.0);
        parts.push(Part::Plain(last));
        self.put("\n");
        if drawn.keeper {
            self.put(&format!("(retain original: {})\n", Self::OPPONENT));
        }
        let delete = drawn.delete.map(|opposed| {
            let wish = self.wish(!opposed && !drawn.keeper);
            let code = Self::code(wish);
            let no = if opposed { "; oppose: SGP" } else { "" };
            self.put(&format!("(delete this para: {code}{no})\n"));
            wish
        });
        self.put("\n");
        let base = self.paragraphs.len();
        let label = format!("OP{number}");
        let [new, replaces] = [None, None];
        self.paragraphs.push(Paragraph { label: label.clone(), parts, delete, new, replaces });
        let names: &[&str] = match drawn.alternatives {
            0 => &[],
            1 => &[" ALT"],
            _ => &[" ALT1", " ALT2"],
        };
        for name in names {
            // Who wants one of two is against the other.
            let unopposed = !drawn.keeper && names.len() < 2;
            self.whole(format!("{label}{name}"), Some(base), unopposed);
        }
        if drawn.bis {
            self.whole(format!("{label} bis"), None, true);
        }
    }

    /// A new or alternative paragraph.
    fn whole(&mut self, label: String, replaces: Option<usize>, unopposed: bool) {
        let words = Chunk(format!("We {}", self.chunk(3, ("", ";")).0));
        let wish = self.wish(unopposed);
        let code = Self::code(wish);
        self.put(&format!("{label} {} [{code}]\n\n", words.0));
        let parts = vec![Part::Plain(words)];
        self.paragraphs.push(Paragraph { label, parts, delete: None, new: Some(wish), replaces });
    }

    fn part(&mut self, shape: &Shape, kept: bool) -> Part {
        let no = |opposed: bool| if opposed { "; oppose: SGP" } else { "" };
        match shape {
            Shape::Plain(count, edges) => {
                let words = self.chunk(*count, *edges);
                self.put(&words.0);
                Part::Plain(words)
            }
            Shape::Insert(edges, opposed) => {
                let (words, wish) = (self.chunk(2, *edges), self.wish(!opposed && !kept));
                self.put(&format!("[{}: {}{}]", words.0, Self::code(wish), no(*opposed)));
                Part::Insert(words, wish)
            }
            Shape::Delete(edges, opposed) => {
                // A strike-through begins and ends at its words.
                let edges = (edges.0.trim_start(), edges.1.trim_end());
                let (words, wish) = (self.chunk(2, edges), self.wish(!opposed && !kept));
                self.put(&format!("[~~{}~~: {}{}]", words.0, Self::code(wish), no(*opposed)));
                Part::Delete(words, wish)
            }
            Shape::Replace((_, tail), opposed) => {
                let (old, new) = (self.chunk(2, ("", "")), self.chunk(2, ("", *tail)));
                let wish = self.wish(!opposed && !kept);
                let (code, no) = (Self::code(wish), no(*opposed));
                self.put(&format!("~~{}~~ {} [{code}{no}]", old.0, new.0));
                Part::Replace(old, new, wish)
            }
            Shape::Options { old, edges, against } => {
                let old = old.then(|| self.chunk(2, ("", "")));
                if let Some(old) = &old {
                    self.put(&format!("~~{}~~ ", old.0));
                }
                let mut options = Vec::new();
                for (nth, edges) in edges.iter().enumerate() {
                    self.put(if nth == 0 { "[" } else { " / " });
                    let words = self.chunk(2, *edges);
                    let wish = self.wish(false);
                    self.put(&format!("{}: {}", words.0, Self::code(wish)));
                    options.push((words, wish));
                }
                let last = if old.is_some() { "retain original" } else { "delete" };
                self.put(&if *against { format!(" / {last}: SGP]") } else { "]".to_owned() });
                Part::Options(old, options)
            }
            Shape::Nested((head, tail), inner) => {
                let before = self.chunk(1, (head, ""));
                self.put(&format!("[{} ", before.0));
                let inner = self.part(inner, kept);
                let (after, wish) = (self.chunk(1, ("", tail)), self.wish(!kept));
                self.put(&format!(" {}: {}]", after.0, Self::code(wish)));
                Part::Nested(before, Box::new(inner), after, wish)
            }
            Shape::End => {
                let wish = self.wish(!kept);
                self.put(&format!("(stop here: {})", Self::code(wish)));
                Part::End(wish)
            }
        }
    }
}

/// The wishes of a part to change words, the outer ones last.
fn amendments(part: &Part, found: &mut Vec<usize>) {
    match part {
        Part::Plain(_) | Part::End(_) => {}
        Part::Insert(_, wish) | Part::Delete(_, wish) | Part::Replace(_, _, wish) => {
            found.push(*wish);
        }
        Part::Options(_, options) => found.extend(options.iter().map(|(_, wish)| *wish)),
        Part::Nested(_, inner, _, wish) => {
            amendments(inner, found);
            found.push(*wish);
        }
    }
}

/// The sets of options of a part.
fn choices<'p>(part: &'p Part, found: &mut Vec<&'p [(Chunk, usize)]>) {
    match part {
        Part::Options(_, options) => found.push(options),
        Part::Nested(_, inner, _, _) => choices(inner, found),
        _ => {}
    }
}

impl Draft {
    /// What is left of a choice when all that cannot stand is out, on both sides.
    pub(crate) fn standing(&self, chosen: &BTreeSet<usize>) -> BTreeSet<usize> {
        // What has nothing to stand in takes nothing else down with it.
        let mut chosen = chosen.clone();
        for part in self.paragraphs.iter().flat_map(|p| &p.parts) {
            hold_in(part, true, &mut chosen);
        }
        let mut out: BTreeSet<usize> = BTreeSet::new();
        for paragraph in &self.paragraphs {
            let mut all = Vec::new();
            for (at, part) in paragraph.parts.iter().enumerate() {
                amendments(part, &mut all);
                let mut sets = Vec::new();
                choices(part, &mut sets);
                for set in sets {
                    let wanted: Vec<usize> =
                        set.iter().map(|(_, wish)| *wish).filter(|w| chosen.contains(w)).collect();
                    if wanted.len() > 1 {
                        out.extend(wanted);
                    }
                }
                if let Part::End(end) = part {
                    let mut behind = Vec::new();
                    for later in &paragraph.parts[at..] {
                        amendments(later, &mut behind);
                    }
                    behind.retain(|wish| chosen.contains(wish));
                    if chosen.contains(end) && !behind.is_empty() {
                        out.insert(*end);
                        out.extend(behind);
                    }
                }
            }
            all.retain(|wish| chosen.contains(wish));
            if let Some(delete) = paragraph.delete.filter(|wish| chosen.contains(wish)) {
                if !all.is_empty() {
                    out.insert(delete);
                    out.extend(all);
                }
            }
        }
        for (base, paragraph) in self.paragraphs.iter().enumerate() {
            let alternatives = self.paragraphs.iter().filter(|p| p.replaces == Some(base));
            let wanted: Vec<usize> =
                alternatives.filter_map(|p| p.new).filter(|w| chosen.contains(w)).collect();
            if wanted.len() > 1 {
                out.extend(wanted.iter().copied());
            }
            let mut amended = Vec::new();
            for part in &paragraph.parts {
                amendments(part, &mut amended);
                if let Part::End(end) = part {
                    amended.push(*end);
                }
            }
            amended.retain(|wish| chosen.contains(wish));
            if let Some(first) = wanted.first().filter(|_| !amended.is_empty()) {
                out.insert(*first);
                out.extend(amended);
            }
        }
        let mut standing: BTreeSet<usize> = chosen.difference(&out).copied().collect();
        for part in self.paragraphs.iter().flat_map(|p| &p.parts) {
            hold_in(part, true, &mut standing);
        }
        standing
    }

    /// Label and text of each paragraph that stands.
    pub(crate) fn projected(&self, chosen: &BTreeSet<usize>) -> Vec<(String, String)> {
        let standing = self.standing(chosen);
        let in_text = |wish: &usize| standing.contains(wish);
        let mut texts = Vec::new();
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            let replaced = self.paragraphs.iter().filter(|p| p.replaces == Some(at));
            let gone = replaced.filter_map(|p| p.new).any(|wish| in_text(&wish))
                || paragraph.delete.is_some_and(|wish| in_text(&wish))
                || paragraph.new.is_some_and(|wish| !in_text(&wish));
            if gone {
                continue;
            }
            let mut text = String::new();
            let mut ended = false;
            for part in &paragraph.parts {
                if let Part::End(wish) = part {
                    ended |= in_text(wish);
                }
                if !ended {
                    say(part, &in_text, &mut text);
                }
            }
            if ended {
                // The mark that closes every paragraph stays.
                text.push(';');
            }
            texts.push((paragraph.label.clone(), tidy(&text)));
        }
        texts
    }
}

/// An inner wish stands with the outer one or not at all.
fn hold_in(part: &Part, outer: bool, standing: &mut BTreeSet<usize>) {
    if let Part::Nested(_, inner, _, wish) = part {
        let stands = outer && standing.contains(wish);
        if !stands {
            standing.remove(wish);
        }
        let mut inside = Vec::new();
        amendments(inner, &mut inside);
        if !stands {
            for wish in &inside {
                standing.remove(wish);
            }
        }
        hold_in(inner, stands, standing);
    }
}

fn say(part: &Part, in_text: &dyn Fn(&usize) -> bool, text: &mut String) {
    let mut put = |chunk: &Chunk| {
        text.push(' ');
        text.push_str(&chunk.0);
    };
    match part {
        Part::Plain(words) => put(words),
        Part::Insert(words, wish) if in_text(wish) => put(words),
        Part::Delete(words, wish) if !in_text(wish) => put(words),
        Part::Replace(old, new, wish) => put(if in_text(wish) { new } else { old }),
        Part::Options(old, options) => {
            let one = options.iter().find(|(_, wish)| in_text(wish)).map(|(words, _)| words);
            if let Some(words) = one.or(old.as_ref()) {
                put(words);
            }
        }
        Part::Nested(before, inner, after, wish) if in_text(wish) => {
            put(before);
            say(inner, in_text, text);
            text.push(' ');
            text.push_str(&after.0);
        }
        _ => {}
    }
}

/// One blank between words, none before a comma, one comma where two meet, none at the beginning.
fn tidy(text: &str) -> String {
    let mut out = String::new();
    for piece in text.replace(',', " , ").replace(';', " ; ").split_whitespace() {
        match piece {
            "," if out.is_empty() || out.ends_with(',') => {}
            "," => out.push(','),
            ";" => {
                out.truncate(out.trim_end_matches(',').len());
                out.push(';');
            }
            word => {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
    }
    out
}
