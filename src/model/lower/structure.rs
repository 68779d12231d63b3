//! Wishes about whole paragraphs: which labels, and where to.

use super::super::statement::{Place, Structure, Subject};
use super::lead::is_label_word;
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
pub(super) struct Named {
    /// Before `to`, `with`, `before`, `by`.
    pub(super) subjects: Vec<Label>,
    /// Behind it.
    pub(super) places: Vec<Place>,
    /// `here`.
    pub(super) here: bool,
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
    let mut previous: Option<Word<'_>> = None;
    for word in words(text).take(WORDS) {
        if word.at < skip_to {
            continue;
        }
        if is_label_word(word.text) && !(word.text == "OP" || word.text == "PP")
            || follows_number(text, word)
        {
            if let Some((printed, len)) =
                read_label(text.as_bytes().get(word.at..).unwrap_or_default())
            {
                skip_to = word.at + len;
                let place = match side {
                    None => None,
                    Some(Side::Before) => Some(Place::Before(printed.label)),
                    Some(Side::After) => Some(Place::After(printed.label)),
                    Some(Side::To | Side::With) => Some(Place::At(printed.label)),
                };
                match place {
                    Some(place) if named.places.len() < LABELS => named.places.push(place),
                    None if named.subjects.len() < LABELS => named.subjects.push(printed.label),
                    _ => {}
                }
                previous = Some(word);
                continue;
            }
        }
        named.only_labels &= ["and", "para", "paras", "paragraph", "paragraphs", "the"]
            .iter()
            .any(|filler| word.is(filler));
        let lower = word.text;
        if word.is("to") || word.is("into") || word.is("in") {
            side.get_or_insert(Side::To);
        } else if word.is("with") || word.is("by") {
            side = Some(Side::With);
            if previous.is_some_and(|p| p.is("replace")) {
                side = Some(Side::With);
            }
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

/// `OP 7`, written apart.
fn follows_number(text: &str, word: Word<'_>) -> bool {
    (word.text == "OP" || word.text == "PP")
        && text.as_bytes().get(word.end()) == Some(&b' ')
        && text.as_bytes().get(word.end() + 1).is_some_and(u8::is_ascii_digit)
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
        let Named { mut subjects, mut places, here: says_here, .. } = self;
        if says_here && places.is_empty() {
            places.extend(here);
        }
        match verb {
            Verb::Merge | Verb::KeepSeparate => {
                // `merge with OP15` names the other; the paragraph itself comes first.
                let mut both = vec![paragraph];
                let others =
                    subjects.drain(..).chain(places.iter().filter_map(|place| match place {
                        Place::At(label) | Place::Before(label) | Place::After(label) => {
                            Some(*label)
                        }
                        Place::Words(_) => None,
                    }));
                for label in others {
                    if !both.contains(&label) {
                        both.push(label);
                    }
                }
                places.retain(|place| matches!(place, Place::Words(_)));
                subjects = both;
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
