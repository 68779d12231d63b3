//! What a text that was written says when it is read again, statement by statement.

use indexmap::{IndexMap, IndexSet};

use super::copy::narrow;
use super::outcome::{Merged, MergedStatement, stretch};
use crate::model::{Polarity, StatementKind};
use crate::words::{WordKind, words};

/// The statements of an outcome that another one has not, by their places.
///
/// O(n) in the bytes of both and their statements.
pub(super) fn missing(merged: &Merged, back: &Merged) -> Vec<u32> {
    let (own, others) = (Hosts::of(merged), Hosts::of(back));
    let found: IndexSet<Reading<'_>> =
        back.statements.iter().map(|statement| others.reading(statement)).collect();
    let all = merged.statements.iter().enumerate();
    let lost = all.filter(|(_, statement)| !found.contains(&own.reading(statement)));
    lost.map(|(at, _)| narrow(at)).collect()
}

/// A statement as a reader of any text would give it. Marks tell nothing: where a bracket meets a
/// comma one of two commas goes, and what a delegation wants stays the same.
#[derive(PartialEq, Eq, Hash)]
struct Reading<'a> {
    paragraph: Option<(&'a str, &'a str, String)>,
    within: Option<&'a str>,
    place: (u32, u32, StatementKind),
    struck: &'a str,
    said: String,
    who: (&'a str, Polarity, &'a str),
}

/// A text in which wishes hang.
#[derive(Default)]
struct Host {
    /// Its words without the marks, a blank between.
    bare: String,
    /// How many of them stand before each word, marks counted as [`words`] does.
    before: Vec<u32>,
}

impl Host {
    fn of(text: &str) -> Host {
        let mut host = Host::default();
        let mut count = 0;
        for word in words(text) {
            host.before.push(count);
            if word.kind != WordKind::Mark {
                host.bare.push_str(if count > 0 { " " } else { "" });
                host.bare.push_str(word.text(text));
                count += 1;
            }
        }
        host.before.push(count);
        host
    }

    fn before(&self, word: u32) -> u32 {
        self.before.get(word as usize).or(self.before.last()).copied().unwrap_or(0)
    }
}

struct Hosts<'m> {
    merged: &'m Merged,
    paragraphs: Vec<Host>,
    /// Those of the wishes in whose words others hang.
    wishes: IndexMap<u32, Host>,
}

impl<'m> Hosts<'m> {
    fn of(merged: &'m Merged) -> Hosts<'m> {
        let paragraphs = merged.paragraphs.iter().map(|own| Host::of(&own.text)).collect();
        let mut wishes = IndexMap::new();
        for outer in merged.wishes.iter().filter_map(|wish| wish.anchor.within) {
            let text = merged.wishes.get(outer as usize).map_or("", |outer| &outer.text);
            wishes.entry(outer).or_insert_with(|| Host::of(text));
        }
        Hosts { merged, paragraphs, wishes }
    }

    fn reading<'s>(&'s self, statement: &'s MergedStatement) -> Reading<'s> {
        let merged = self.merged;
        let wish = merged.wishes.get(statement.wish as usize);
        let anchor = wish.map(|wish| wish.anchor).unwrap_or_default();
        let on = anchor.paragraph.map(|at| at as usize);
        let paragraph = on.and_then(|at| merged.paragraphs.get(at));
        let own = on.and_then(|at| self.paragraphs.get(at));
        let outer = anchor.within.and_then(|outer| self.wishes.get(&outer));
        let host = outer.or(own);
        let count = |word: u32| host.map_or(word, |host| host.before(word));
        let place = (count(anchor.start), count(anchor.end));
        let kind = wish.map_or(StatementKind::Comment, |wish| wish.kind);
        let said = wish.map_or("", |wish| &*wish.text);
        let bare = Host::of(said).bare;
        // Who is about marks alone says nothing without them.
        let marks = place.0 == place.1 && anchor.start < anchor.end;
        let text = anchor.within.and_then(|outer| merged.wishes.get(outer as usize));
        let text = text.map(|outer| &*outer.text).or(paragraph.map(|own| &*own.text));
        Reading {
            paragraph: paragraph.zip(own).map(|(paragraph, own)| {
                (paragraph.part(), own.bare.as_str(), paragraph.label.to_string())
            }),
            within: outer.map(|outer| outer.bare.as_str()),
            place: (place.0, place.1, kind),
            struck: if marks {
                stretch(text.unwrap_or_default(), anchor.start, anchor.end)
            } else {
                ""
            },
            said: if bare.is_empty() { said.to_owned() } else { bare },
            who: (statement.delegation.as_str(), statement.polarity, &statement.condition),
        }
    }
}
