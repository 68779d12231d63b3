//! Wishes about whole paragraphs: which labels, and where to.

use super::super::statement::{Place, Structure, Subject};
use super::words::{Word, words};
use crate::model::dialect::Verb;
use crate::syntax::{LabelSeries, read_label};
use crate::{Label, Span};

/// Labels that a direction names at most; a longer list is cut.
const LABELS: usize = 64;

/// Words of a direction in which labels are looked for.
const WORDS: usize = 200;

/// What the words of a structural direction name.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing about the words")]
pub(super) struct Named {
    /// Before `to`, `with`, `before`, `by`.
    pub(super) subjects: Vec<Label>,
    /// Behind it.
    pub(super) places: Vec<Place>,
    /// `here`.
    pub(super) here: bool,
    /// `OP2 of ANNEX II`: a label is of another part.
    outside: bool,
    /// `this`: the paragraph that the note stands under.
    this: bool,
    /// `this new PP5`: the paragraph that the note follows replaces the others.
    pub(super) this_new: bool,
    /// Nothing but labels, and what joins them: `paras OP3 and OP4`.
    pub(super) only_labels: bool,
}

/// Reads the labels of a direction; `offset` is where `text` stands in the source.
pub(super) fn named(verb: Verb, text: &str, offset: u32) -> Named {
    let mut named = Named { only_labels: true, ..Named::default() };
    let mut side: Option<Side> = None;
    let mut skip_to = 0;
    let mut between = false;
    let mut previous: Option<Word<'_>> = None;
    for word in words(text).take(WORDS) {
        if word.at < skip_to {
            continue;
        }
        if let Some((labels, end)) = labels_at(text, word.at) {
            skip_to = end;
            let behind = text.get(end..).unwrap_or_default();
            named.outside |= [" of ", " in ", " from "].iter().any(|turn| behind.starts_with(turn));
            // What is moved goes to one place: where a range begins.
            let joined = side.is_none() || matches!(verb, Verb::Merge | Verb::KeepSeparate);
            let most = if joined { LABELS } else { 1 };
            for label in labels.into_iter().take(most) {
                if between && !named.places.is_empty() {
                    // `between OP5 and OP6` is behind the first of the two.
                    break;
                }
                let place = match side {
                    None => None,
                    Some(Side::Before) => Some(Place::Before(label)),
                    Some(Side::After) => Some(Place::After(label)),
                    Some(Side::To | Side::With) => Some(Place::At(label)),
                };
                match place {
                    Some(place) if named.places.len() < LABELS => named.places.push(place),
                    None if named.subjects.len() < LABELS => named.subjects.push(label),
                    _ => {}
                }
            }
            previous = Some(word);
            continue;
        }
        named.only_labels &= ["and", "para", "paras", "paragraph", "paragraphs", "the"]
            .iter()
            .any(|filler| word.is(filler));
        let lower = word.text;
        named.this |= word.is("this");
        if word.is("to") || word.is("into") || word.is("in") {
            side.get_or_insert(Side::To);
        } else if word.is("with") || word.is("by") {
            side = Some(Side::With);
            if previous.is_some_and(|p| p.is("replace")) {
                side = Some(Side::With);
            }
        } else if word.is("between") {
            (side, between) = (Some(Side::After), true);
        } else if word.is("before") {
            side = Some(Side::Before);
        } else if word.is("after") {
            side = Some(Side::After);
        } else if word.is("here") {
            named.here = true;
        } else if word.is("new") && previous.is_some_and(|p| p.is("this")) {
            named.this_new = true;
        } else if (lower == "PP" || word.is("preamble") || lower == "PPs")
            && side.is_some()
            && named.places.is_empty()
        {
            let start = offset + u32::try_from(word.at).unwrap_or(0);
            let end = offset + u32::try_from(word.end()).unwrap_or(0);
            named.places.push(Place::Words(Span::new(start, end)));
        }
        previous = Some(word);
    }
    if named.places.is_empty() {
        // `to the overarching message`, `the AG proposal`: a place without a label.
        if let Some(at) = place_words(verb, text) {
            let end =
                text.trim_end_matches(|c: char| c.is_whitespace() || ":;,.".contains(c)).len();
            let start = offset + u32::try_from(at).unwrap_or(0);
            let span = Span::new(start, offset + u32::try_from(end).unwrap_or(0));
            if !span.is_empty() && !named.here {
                named.places.push(Place::Words(span));
            }
        }
    }
    named
}

#[derive(Clone, Copy)]
enum Side {
    To,
    With,
    Before,
    After,
}

/// The labels that begin at a place: `OP2`, `OP 2 bis`, `OP2-OP4`, `OPs 2-4, 6 and 8`, `para 5`;
/// and where they end.
fn labels_at(text: &str, at: usize) -> Option<(Vec<Label>, usize)> {
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
        if let Some((last, behind)) = range_end(text, end, series) {
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
fn range_end(text: &str, at: usize, series: LabelSeries) -> Option<(u32, usize)> {
    let rest = text.get(at..)?.trim_start();
    let rest = rest.strip_prefix(['-', '–'])?.trim_start();
    let name = if series == LabelSeries::Operative { "OP" } else { "PP" };
    let rest = rest.strip_prefix(name).unwrap_or(rest).trim_start();
    number_at(text.as_bytes(), text.len() - rest.len())
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
    /// The subject of a structural statement about `paragraph`.
    pub(super) fn into_subject(self, paragraph: Label, verb: Verb, here: Option<Place>) -> Subject {
        let Named { mut subjects, mut places, here: says_here, this, outside, .. } = self;
        if says_here && places.is_empty() {
            places.extend(here);
        }
        match verb {
            Verb::Merge | Verb::KeepSeparate => {
                for place in &mut places {
                    if let Place::Before(label) | Place::After(label) = *place {
                        *place = Place::At(label);
                    }
                }
                // `merge with OP15`, `merge OP15` name the other; the paragraph itself comes
                // first. `merge OP3 with OP15` names all.
                let other = subjects.len() == 1 && places.is_empty();
                if subjects.is_empty() || other || says_here || this {
                    let mut both = vec![paragraph];
                    let with = places.iter().filter_map(|place| match place {
                        Place::At(label) => Some(*label),
                        _ => None,
                    });
                    for label in subjects.drain(..).chain(with) {
                        // Another part's paragraph may have the same number.
                        if outside || !both.contains(&label) {
                            both.push(label);
                        }
                    }
                    places.retain(|place| matches!(place, Place::Words(_)));
                    subjects = both;
                }
            }
            _ if subjects.is_empty() => subjects.push(paragraph),
            _ => {}
        }
        Subject::Structure(Box::new(Structure { paragraphs: subjects, places }))
    }
}

/// Where `here` is: the number that a paragraph put behind this one would get.
pub(super) fn here(paragraph: Label) -> Place {
    match (paragraph.series(), paragraph.number()) {
        (series @ (LabelSeries::Preambular | LabelSeries::Operative), Some(number))
            if !paragraph.is_heading() =>
        {
            Place::At(Label::new(series, number + 1))
        }
        _ => Place::After(paragraph),
    }
}
