//! Wishes about whole paragraphs: which labels, and where to.

use super::super::statement::{Beside, Meant, Place, Structure, Subject};
use super::beside;
use super::draft::narrow;
use super::words::{Word, words};
use crate::model::dialect::Verb;
use crate::model::statement::Bound;
use crate::syntax::{LabelSeries, read_label};
use crate::{Label, Span};

/// Labels that a direction names at most; a longer list is cut.
const LABELS: usize = 64;

/// Wishes that a direction names at most.
const CLAUSES: usize = 16;

/// Words of a direction in which labels are looked for.
const WORDS: usize = 200;

/// What the words of a structural direction name.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing about the words")]
pub(super) struct Named {
    /// Before `to`, `with`, `before`, `by`.
    pub(super) subjects: Vec<Meant<Label>>,
    /// Behind it.
    pub(super) places: Vec<Meant<Place>>,
    /// `here`.
    pub(super) here: bool,
    /// `this`: the paragraph that the note stands under.
    this: bool,
    /// `into this`: that paragraph is where to, with what or by what.
    to_this: bool,
    /// `after this para`
    beside_this: Option<Side>,
    /// `the original`: the paragraph that the note's own would replace.
    original: bool,
    /// `this new PP5`: the paragraph that the note follows replaces the others.
    pub(super) this_new: bool,
    /// Nothing but labels, and what joins them: `paras OP3 and OP4`.
    pub(super) only_labels: bool,
}

/// Reads the labels of a direction; `offset` is where `text` stands in the source.
pub(super) fn named(verb: Verb, text: &str, offset: u32) -> Named {
    named_behind(verb, text, offset, None)
}

/// As [`named`], where the word that says on which side stands before the text.
pub(super) fn named_behind(verb: Verb, text: &str, offset: u32, side: Option<Side>) -> Named {
    let mut named = Named::of(text);
    let mut side = side;
    let mut skip_to = 0;
    let mut between = false;
    let mut previous: Option<Word<'_>> = None;
    // The part that is named before a label, and whether it has named one.
    let (mut part, mut is_used) = (None, false);
    // The subjects that a part named behind the last of them is of as well.
    let mut listed = 0;
    for word in words(text).take(WORDS) {
        if word.at < skip_to {
            continue;
        }
        if let Some((labels, end)) = labels_of(text, word.at, verb == Verb::Delete) {
            let said = beside::behind(text, end);
            skip_to = said.end;
            let former = said.former || previous.is_some_and(|p| beside::is_former(&p));
            let behind = said.part.is_some();
            is_used |= part.is_some();
            let of = said.part.or_else(|| part.clone());
            let beside = (of.is_some() || former).then_some(Beside { part: of, former });
            named.only_labels &= beside.is_none();
            if behind && side.is_none() && matches!(verb, Verb::Move | Verb::ReplaceParagraph) {
                let before = named.subjects.get_mut(listed..).unwrap_or_default();
                for (_, known) in before.iter_mut().filter(|(_, known)| known.is_none()) {
                    known.clone_from(&beside);
                }
            }
            // What is moved goes to one place: where a range begins.
            let joined = side.is_none() || matches!(verb, Verb::Merge | Verb::KeepSeparate);
            let most = if joined { LABELS } else { 1 };
            for label in labels.into_iter().take(most) {
                if between && !named.places.is_empty() {
                    // `between OP5 and OP6` is behind the first of the two.
                    break;
                }
                match side.map(|side| side.of(label)) {
                    Some(place) if named.places.len() < LABELS => {
                        named.places.push((place, beside.clone()));
                    }
                    None if named.subjects.len() < LABELS => {
                        named.subjects.push((label, beside.clone()));
                    }
                    _ => {}
                }
            }
            if behind {
                listed = named.subjects.len();
            }
            previous = Some(word);
            continue;
        }
        if let Some((name, end)) = beside::annex(text, &word) {
            // `Annex I, OP2`
            (part, is_used, skip_to, previous) = (Some(name), false, end, Some(word));
            named.only_labels = false;
            continue;
        }
        named.only_labels &= ["and", "para", "paras", "paragraph", "paragraphs", "the"]
            .iter()
            .any(|filler| word.is(filler));
        if word.is("this") {
            named.says_this(side, beside::is_paragraph(text, word.end()));
        }
        let as_label = verb == Verb::Move && beside::is_as_label(text, &word);
        let told = if as_label { Some(Side::As) } else { side_of(&word) };
        if let Some(told) = told {
            part = part.filter(|_| !is_used);
            between |= word.is("between");
            // `to after OP8` is after it; `after OP8 to …` is so as well.
            side = if told == Side::To { side.or(Some(told)) } else { Some(told) };
        } else if let Some(end) =
            bound_at(text, &word).filter(|_| named.places.is_empty()).filter(|_| side.is_some())
        {
            let span = Span::new(offset + narrow(word.at), offset + narrow(end));
            named.places.push((Place::Words(span), None));
            skip_to = end;
        } else if word.is("here") {
            named.here = true;
        } else if word.is("new") && previous.is_some_and(|p| p.is("this")) {
            named.this_new = true;
        } else if is_series(&word) && side.is_some() && named.places.is_empty() {
            let (start, end) = (offset + narrow(word.at), offset + narrow(word.end()));
            named.places.push((Place::Words(Span::new(start, end)), None));
        }
        previous = Some(word);
    }
    if named.places.is_empty() {
        // `to the overarching message`, `the AG proposal`: a place without a label.
        if let Some(at) = place_words(verb, text) {
            let end =
                text.trim_end_matches(|c: char| c.is_whitespace() || ":;,.".contains(c)).len();
            let start = offset + narrow(at);
            let span = Span::new(start, offset + narrow(end));
            if !span.is_empty() && !named.here && !named.to_this {
                named.places.push((Place::Words(span), None));
            }
        }
    }
    named
}

/// On which side of what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    To,
    /// `as PP4`
    As,
    With,
    Before,
    After,
}

impl Side {
    /// The place on that side of a label; `as PP1 bis` is behind PP1.
    fn of(self, label: Label) -> Place {
        match self {
            Side::Before => Place::Before(label),
            Side::After => Place::After(label),
            Side::As => label.follows().map_or(Place::At(label), Place::After),
            Side::To | Side::With => Place::At(label),
        }
    }
}

/// The side that a word says.
pub(super) fn side_of(word: &Word<'_>) -> Option<Side> {
    let is = |names: &[&str]| names.iter().any(|name| word.is(name));
    if is(&["to", "into", "in", "at"]) {
        Some(Side::To)
    } else if is(&["with", "by"]) {
        Some(Side::With)
    } else if is(&["before"]) {
        Some(Side::Before)
    } else if is(&["after", "behind", "between"]) {
        Some(Side::After)
    } else {
        None
    }
}

/// `end`, `beginning of the preamble`: where the name of a bound ends that begins with a word. The end
/// of a paragraph is none.
fn bound_at(text: &str, word: &Word<'_>) -> Option<usize> {
    const OF: [&str; 14] = [
        "PP",
        "PPs",
        "OP",
        "OPs",
        "preamble",
        "preambular",
        "operative",
        "part",
        "section",
        "paragraphs",
        "text",
        "document",
        "draft",
        "resolution",
    ];
    Bound::read(word.text)?;
    let (mut end, mut of) = (word.end(), false);
    let behind = words(text.get(end..)?);
    for next in behind.take(5) {
        let at = word.end() + next.at;
        if labels_at(text, at).is_some() {
            return None;
        }
        if OF.iter().any(|name| next.is(name)) {
            end = word.end() + next.end();
        } else if next.is("of") {
            of = true;
        } else if !next.is("the") {
            // `the beginning of the original`
            return (!of || end > word.end()).then_some(end);
        }
    }
    Some(end)
}

/// One of several wishes that a direction names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// First and one past the last byte of its words.
    pub(super) span: (usize, usize),
    /// The word for its side stands in the clause before.
    pub(super) side: Option<Side>,
    /// It is wished instead of the one before.
    pub(super) instead: bool,
}

/// The wishes of a direction: `OP2 after OP5, OP3 after OP6` are two, and so are `with OP3 or OP4`, of
/// which one is wished.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let mut found = vec![Clause { span: (0, text.len()), side: None, instead: false }];
    let (mut side, mut placed, mut skip_to) = (None, false, 0);
    let mut previous: Option<Word<'_>> = None;
    for word in words(text).take(WORDS) {
        if word.at < skip_to {
            continue;
        }
        let joint = previous.map_or("", |p| text.get(p.end()..word.at).unwrap_or_default());
        let and = joint.contains(',') || previous.is_some_and(|p| p.is("and"));
        let or = previous.is_some_and(|p| p.is("or"));
        let labels = labels_at(text, word.at).map(|(_, end)| end);
        let next = |end: usize| words(text.get(end..).unwrap_or_default()).next();
        let starts = placed && found.len() < CLAUSES;
        let other = starts && and && labels.and_then(next).is_some_and(|w| side_of(&w).is_some());
        let named = |at: usize, word: &Word<'_>| {
            labels_at(text, at).is_some() || bound_at(text, word).is_some() || is_series(word)
        };
        // `or with OP4`, `or OP4`, `or to the end`
        let behind = |word: &Word<'_>| {
            let mut ahead = words(text.get(word.end()..).unwrap_or_default()).take(2);
            let mut next = ahead.next()?;
            next = if next.is("the") { ahead.next()? } else { next };
            Some(named(word.end() + next.at, &next))
        };
        let own = side_of(&word);
        let instead = starts
            && or
            && if own.is_some() { behind(&word) == Some(true) } else { named(word.at, &word) };
        if other || instead {
            if let Some(last) = found.last_mut() {
                last.span.1 = previous.map_or(word.at, |p| if or { p.at } else { p.end() });
            }
            let side = if instead && own.is_none() { side } else { None };
            found.push(Clause { span: (word.at, text.len()), side, instead });
            placed = side.is_some();
        }
        if let Some(end) = labels {
            (placed, skip_to) = (placed || side.is_some(), end);
        } else if let Some(own) = own {
            side = if own == Side::To { side.or(Some(own)) } else { Some(own) };
            if other || instead {
                side = Some(own);
            }
        } else if is_series(&word) || bound_at(text, &word).is_some() {
            placed |= side.is_some();
        }
        previous = Some(word);
    }
    found
}

fn is_series(word: &Word<'_>) -> bool {
    word.text == "PP" || word.text == "PPs" || word.is("preamble")
}

/// The labels that begin at a place: `OP2`, `OP 2 bis`, `OP2-OP4`, `OPs 2-4, 6 and 8`, `para 5`;
/// and where they end.
pub(super) fn labels_at(text: &str, at: usize) -> Option<(Vec<Label>, usize)> {
    labels_of(text, at, false)
}

/// As [`labels_at`]; `run` if `OP1 to OP3` can only be a range, for nothing is moved.
fn labels_of(text: &str, at: usize, run: bool) -> Option<(Vec<Label>, usize)> {
    let bytes = text.as_bytes();
    let plural = (bytes.get(at + 2..at + 4) == Some(b"s ")).then_some(at + 4);
    let (series, numbers) = match bytes.get(at..at + 2)? {
        b"OP" => (LabelSeries::Operative, plural),
        b"PP" => (LabelSeries::Preambular, plural),
        _ => (LabelSeries::Operative, Some(numbered_word(text, at)?)),
    };
    let (mut label, mut end) = if let Some(numbers) = numbers {
        let (number, end) = number_at(bytes, numbers)?;
        (Label::new(series, number), end)
    } else {
        let (printed, len) = read_label(bytes.get(at..)?)?;
        (printed.label, at + len)
    };
    let mut labels = vec![label];
    while labels.len() < LABELS {
        if let Some((last, behind)) = range_end(text, end, series, run) {
            let first = label.number().filter(|_| !label.is_proposed()).unwrap_or(last);
            if first < last {
                labels.extend((first + 1..=last).map(|n| Label::new(series, n)).take(LABELS));
            } else {
                labels.push(Label::new(series, last));
            }
            end = behind;
        }
        let joined = [",", " and ", ", and ", " & "].iter().rev().find_map(|joint| {
            let rest = text.get(end..)?.strip_prefix(joint)?;
            number_at(bytes, text.len() - rest.trim_start().len())
        });
        let Some((number, behind)) = joined.filter(|_| numbers.is_some()) else { break };
        (label, end) = (Label::new(series, number), behind);
        labels.push(label);
    }
    Some((labels, end))
}

/// Where the number begins behind a word that is no label and has one: `para 5`, `paragraphs 5-7`,
/// `op5`. It counts operative paragraphs, as preambular ones have no numbers.
fn numbered_word(text: &str, at: usize) -> Option<usize> {
    const WORDS: [&str; 5] = ["paragraphs ", "paragraph ", "paras ", "para ", "op"];
    let rest = text.get(at..)?;
    let is =
        |word: &&&str| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let word = WORDS.iter().find(is)?;
    let number = rest.get(word.len()..)?.trim_start();
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| text.len() - number.len())
}

/// `-4`, ` – OP4` behind a label: the number of the last of a range.
fn range_end(text: &str, at: usize, series: LabelSeries, run: bool) -> Option<(u32, usize)> {
    let rest = text.get(at..)?.trim_start();
    let through = ["through ", "to "].iter().find_map(|word| rest.strip_prefix(word));
    let spelt = rest.starts_with("to ");
    let rest = rest.strip_prefix(['-', '–']).or(through)?.trim_start();
    let name = if series == LabelSeries::Operative { "OP" } else { "PP" };
    let rest = rest.strip_prefix(name).unwrap_or(rest).trim_start();
    let found = number_at(text.as_bytes(), text.len() - rest.len())?;
    // `OP3 to OP5` is a range only where another word says where to: `OP3 to OP5 after OP8`.
    let next = || words(text.get(found.1..).unwrap_or_default()).next();
    (!spelt || run || next().is_some_and(|word| side_of(&word).is_some())).then_some(found)
}

/// A number of at most four digits, and where it ends.
fn number_at(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = bytes.get(at..)?;
    let len = rest.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let number = rest.get(..len)?.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    let ends = rest.get(len).is_none_or(|b| !b.is_ascii_alphanumeric());
    ((1..=4).contains(&len) && ends).then_some((number, at + len))
}

/// Where the words of a place begin: behind `to the`, `with the`, `by the`, or at once.
fn place_words(verb: Verb, text: &str) -> Option<usize> {
    let mut all = words(text).peekable();
    if verb == Verb::ReplaceParagraph {
        let mut start = None;
        while let Some(word) = all.next() {
            if word.is("with") {
                start = all.peek().map(|next| next.at);
                break;
            }
            if (word.is("new") || word.is("proposal")) && start.is_none() {
                start = Some(word.at);
                break;
            }
        }
        let mut at = start?;
        while let Some(word) = words(text.get(at..)?).next() {
            if word.is("the") || word.is("this") || word.is("a") {
                at += word.end() + 1;
            } else {
                return Some(at + word.at);
            }
        }
        return None;
    }
    let wanted: &[&str] =
        if verb == Verb::Merge { &["with", "into", "to"] } else { &["to", "into", "in"] };
    while let Some(word) = all.next() {
        if wanted.iter().any(|w| word.is(w)) {
            let mut next = all.next()?;
            if next.is("the") {
                next = all.next()?;
            }
            return Some(next.at);
        }
    }
    None
}

impl Named {
    fn of(text: &str) -> Named {
        let original = words(text).take(WORDS).any(|word| word.is("original"));
        Named { only_labels: true, original, ..Named::default() }
    }

    /// `this`, on some side; `whole` if it is the paragraph of the note.
    fn says_this(&mut self, side: Option<Side>, whole: bool) {
        match side {
            None => self.this = true,
            Some(Side::To | Side::With | Side::As) => self.to_this |= whole,
            Some(side) if whole => self.beside_this = Some(side),
            Some(_) => {}
        }
    }

    /// The subject of a structural statement about `paragraph`.
    pub(super) fn into_subject(self, paragraph: Label, verb: Verb) -> Subject {
        let Named { mut subjects, mut places, here: says_here, this, to_this, original, .. } = self;
        if let Some(side) = self.beside_this.filter(|_| places.is_empty()) {
            places.push((side.of(paragraph), None));
        }
        let joins = matches!(verb, Verb::Merge | Verb::KeepSeparate);
        if joins && original && subjects.is_empty() && places.is_empty() {
            subjects.extend(paragraph.replaced().map(|label| (label, None)));
        }
        if says_here && places.is_empty() && !joins {
            places.push((here(paragraph, &subjects), None));
        }
        let mut into_first = false;
        match verb {
            Verb::Merge | Verb::KeepSeparate => {
                into_first = (says_here || to_this) && !subjects.is_empty();
                for (place, _) in &mut places {
                    if let Place::Before(label) | Place::After(label) = *place {
                        *place = Place::At(label);
                    }
                }
                // `merge with OP15`, `merge OP15` name the other; the paragraph itself comes
                // first. `merge OP3 with OP15` names all.
                let other = subjects.len() == 1 && places.is_empty();
                if subjects.is_empty() || other || says_here || this || to_this {
                    let mut both = vec![(paragraph, None)];
                    let with = places.iter().filter_map(|place| match place {
                        (Place::At(label), beside) => Some((*label, beside.clone())),
                        _ => None,
                    });
                    for label in subjects.drain(..).chain(with) {
                        // Another part's paragraph may have the same number.
                        if !both.contains(&label) {
                            both.push(label);
                        }
                    }
                    places.retain(|(place, _)| matches!(place, Place::Words(_)));
                    subjects = both;
                }
            }
            _ => {
                if subjects.is_empty() {
                    subjects.push((paragraph, None));
                }
                if to_this && places.is_empty() && verb == Verb::ReplaceParagraph {
                    places.push((Place::At(paragraph), None));
                }
            }
        }
        let structure = Structure { into_first, ..Structure::new(subjects, places) };
        Subject::Structure(Box::new(structure))
    }
}

/// Where `here` is: behind the paragraph of the note. Behind an alternative it is the number that a
/// paragraph put there would get, unless what is moved has that number now: a place is not its own.
fn here(paragraph: Label, moved: &[Meant<Label>]) -> Place {
    let number = paragraph.number().filter(|_| paragraph.is_alternative());
    let next = number.map(|number| Label::new(paragraph.series(), number + 1));
    let next = next.filter(|next| !moved.contains(&(*next, None)));
    next.map_or(Place::After(paragraph), Place::At)
}
