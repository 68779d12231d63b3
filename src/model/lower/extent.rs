//! Where an addition starts whose end alone is written.
//!
//! The page says `words [A]` and leaves open how far back *words* reach. What can be told without
//! the earlier draft: the text reads with the addition and without it, so the word before the
//! addition and its last word are both followed by what resumes, and are often of one kind
//! (*victims* and *survivors* of crime); a word that qualifies the next one (*socially*
//! rehabilitate) stands alone; a phrase (*in order to*, *including*) starts with the word that
//! heads it; and a comma is a likelier start than the middle of a clause. All that is a guess, and
//! the statement says so ([`Extent::Inferred`](super::super::statement::Extent)).

use super::words::{Word, words};

/// Bytes before the end that are looked at: an addition that is longer and has no mark at its
/// start is rarer than the time it would take to look for it.
const REACH: usize = 600;

/// Words behind a comma that still make one addition.
const CLAUSE: usize = 14;

/// Likewise where the comma's word heads a phrase.
const PHRASE: usize = 24;

/// Words of a clause that are looked at.
const WORDS: usize = 64;

/// Words that join: `and`, `or`.
const JOINING: u8 = 1;
/// Words that link what follows to what precedes.
const LINKING: u8 = 2;
/// Words that point at what follows.
const POINTING: u8 = 4;
/// Words that head a phrase which can be left out.
const HEADING: u8 = 8;
/// Words that say how others hang together.
const FUNCTION: u8 = JOINING | LINKING | POINTING;

/// Letters of the longest word that [`class`] knows.
const LONGEST: usize = 9;

/// Which of these a word is, letter case aside.
fn class(word: &str) -> u8 {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"and" | b"or" => JOINING,
        b"against" | b"as" | b"between" | b"during" | b"into" | b"of" | b"to" | b"towards"
        | b"upon" | b"via" => LINKING,
        b"at" | b"by" | b"for" | b"from" | b"in" | b"including" | b"on" | b"through" | b"under"
        | b"with" | b"within" | b"without" => LINKING | HEADING,
        b"a" | b"all" | b"an" | b"any" | b"are" | b"be" | b"both" | b"each" | b"her" | b"his"
        | b"is" | b"it" | b"its" | b"not" | b"other" | b"our" | b"the" | b"their" | b"them"
        | b"these" | b"they" | b"this" | b"those" | b"we" | b"when" | b"who" => POINTING,
        b"such" | b"that" | b"where" | b"which" | b"while" => POINTING | HEADING,
        _ => 0,
    }
}

/// Where the addition at the end of `region` starts, in bytes from the start of the region.
///
/// `resumes` is what follows the signature: the original text goes on there.
pub(super) fn start(region: &str, resumes: &str) -> usize {
    let end = region.trim_end().len();
    let mut from = end.saturating_sub(REACH);
    while !region.is_char_boundary(from) {
        from += 1;
    }
    let text = region.get(from..end).unwrap_or_default();
    let body = text.trim_end_matches(['.', ',', ';', ' ', '-', '—', '–']);
    let bytes = body.as_bytes();
    let ends = |at: &usize| bytes[*at] == b']' || bytes.get(at + 1) == Some(&b' ');
    let base = memchr::memrchr3_iter(b']', b';', b'.', bytes).find(ends);
    let base = base.map_or(0, |at| at + 1);
    let mut window = [Word { at: 0, text: "" }; WORDS];
    let mut count = 0;
    for word in words(body.get(base..).unwrap_or_default()) {
        if count == WORDS {
            // Only the last words matter; the first of the clause is kept for how it opens.
            window.copy_within(2.., 1);
            count -= 1;
        }
        window[count] = Word { at: base + word.at, text: word.text };
        count += 1;
    }
    let found = window.get(..count).unwrap_or_default();
    let Some(first) = found.first() else { return region.len() - region.trim_start().len() };
    let stop = text.ends_with('.');
    let clause = Clause { body, words: found, resumes: Resumption::of(resumes, stop), stop };
    let at = clause.start();
    from + found.get(at).unwrap_or(first).at
}

/// What the original text resumes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resumption {
    /// Nothing, or a semicolon: the clause is at its end.
    End,
    /// A comma, a bracket, another mark.
    Mark,
    /// A new sentence.
    Sentence,
    /// A word that links.
    Linking,
    /// Any other word.
    Word,
}

impl Resumption {
    fn of(resumes: &str, stop: bool) -> Self {
        let rest = resumes.trim_start_matches(|c: char| c.is_whitespace() || "~*".contains(c));
        let Some(head) = rest.chars().next() else {
            return if stop { Resumption::Sentence } else { Resumption::End };
        };
        if stop && head.is_uppercase() {
            return Resumption::Sentence;
        }
        if matches!(head, ';' | '.') {
            return Resumption::End;
        }
        // A full stop before a small letter stands for a comma.
        if stop || !head.is_alphanumeric() {
            return Resumption::Mark;
        }
        match words(rest).next() {
            Some(word) if is(FUNCTION, word.text) => Resumption::Linking,
            _ => Resumption::Word,
        }
    }
}

struct Clause<'a> {
    body: &'a str,
    words: &'a [Word<'a>],
    resumes: Resumption,
    /// A full stop ends it.
    stop: bool,
}

impl Clause<'_> {
    fn start(&self) -> usize {
        let count = self.words.len();
        let sentence = self.stop && count > 4 && self.word(0).starts_with(char::is_uppercase);
        if self.resumes == Resumption::Sentence || sentence {
            return 0;
        }
        let Some(last) = self.words.last() else { return 0 };
        let comma = self.last_comma();
        if is(JOINING, last.text) {
            // `children and [A] youth`: one word and its `and`; longer stretches are whole.
            return usize::from(count == 3 && comma.is_none());
        }
        if last.is("including") {
            return count - 1;
        }
        if is(LINKING, last.text) || last.is("the") {
            return self.repeated(count).unwrap_or(if count <= 8 { 0 } else { comma.unwrap_or(0) });
        }
        if let Some(at) = self.joined(comma) {
            return at;
        }
        if let Some(at) = self.qualifier(comma) {
            return at;
        }
        let opens = self.word(0);
        // `, including by …`: a phrase that can be left out.
        let phrase = comma.filter(|at| is(HEADING, self.word(*at)) && count - at <= PHRASE);
        if is(JOINING, opens) && count <= 40 && phrase.is_none() {
            return 0;
        }
        if let Some(at) = phrase.or(comma.filter(|at| count - at <= CLAUSE)) {
            return at;
        }
        if count <= 6 && is(FUNCTION, opens) {
            return 0;
        }
        self.phrase(comma.unwrap_or(0))
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text)
    }

    /// The word behind the last comma.
    fn last_comma(&self) -> Option<usize> {
        (1..self.words.len()).rev().find(|&at| {
            let (before, word) = (&self.words[at - 1], &self.words[at]);
            self.body.get(before.end()..word.at).is_some_and(|gap| gap.contains(','))
        })
    }

    /// `with the collaboration with`: what stands between a word and its repetition.
    fn repeated(&self, count: usize) -> Option<usize> {
        let last = self.word(count - 1);
        if count >= 3 && self.word(count - 2).eq_ignore_ascii_case("well") {
            return Some(count - 3);
        }
        (0..count - 1).rev().find(|&at| self.word(at).eq_ignore_ascii_case(last)).map(|at| at + 1)
    }

    /// `victims and survivors`: from the `and`, where the words on both sides are of one kind.
    fn joined(&self, comma: Option<usize>) -> Option<usize> {
        let count = self.words.len();
        let at = (0..count).rev().find(|&at| is(JOINING, self.word(at)))?;
        if at == 0 || comma.is_some_and(|comma| comma >= at) || count - at > 4 {
            return None;
        }
        if is(JOINING, self.word(at - 1)) {
            // `develop and or update`
            return Some(at);
        }
        let kind = Ending::of(self.word(at - 1));
        let alike = kind.is_some() && kind == Ending::of(self.word(count - 1));
        (alike && self.resumes != Resumption::End).then_some(at)
    }

    /// `as well as to socially [A] rehabilitate`: a word that qualifies what resumes.
    fn qualifier(&self, comma: Option<usize>) -> Option<usize> {
        let count = self.words.len();
        if self.resumes != Resumption::Word
            || Ending::of(self.word(count - 1)) == Some(Ending::Plural)
        {
            return None;
        }
        let floor = comma.unwrap_or(0);
        let at = (count.saturating_sub(2)..count)
            .rev()
            .find(|&at| at > 0 && at > floor && is(FUNCTION, self.word(at - 1)))?;
        Some(if at == 1 { 0 } else { at })
    }

    /// The nearest word that heads a phrase, behind `from`.
    fn phrase(&self, from: usize) -> usize {
        let count = self.words.len();
        for at in (from..count.saturating_sub(1)).rev() {
            let word = self.word(at);
            let before = at.checked_sub(1).map_or("", |at| self.word(at));
            let participle = at > from
                && Ending::of(word) == Some(Ending::Ing)
                && Ending::of(before) == Some(Ending::Plural);
            if is(HEADING | JOINING, word) || participle {
                let relative = word.eq_ignore_ascii_case("which") && is(LINKING, before);
                return if relative { at - 1 } else { at };
            }
        }
        from
    }
}

/// The kind of a word as its ending shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Adverb,
    Ing,
    Adjective,
    Tion,
    Ment,
    Ity,
    Past,
    Plural,
}

impl Ending {
    fn of(word: &str) -> Option<Ending> {
        const ENDINGS: &[(&str, Ending)] = &[
            ("ly", Ending::Adverb),
            ("ing", Ending::Ing),
            ("al", Ending::Adjective),
            ("ic", Ending::Adjective),
            ("ive", Ending::Adjective),
            ("ous", Ending::Adjective),
            ("tion", Ending::Tion),
            ("ment", Ending::Ment),
            ("ity", Ending::Ity),
            ("ed", Ending::Past),
        ];
        if ["children", "men", "people", "women"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
        {
            return Some(Ending::Plural);
        }
        let ends = |tail: &str| word.len() > tail.len() + 1 && word.ends_with(tail);
        if let Some((_, ending)) = ENDINGS.iter().find(|(tail, _)| ends(tail)) {
            return Some(*ending);
        }
        let plural = ends("s") && !["ss", "us", "is"].iter().any(|tail| word.ends_with(tail));
        plural.then_some(Ending::Plural)
    }
}

fn is(wanted: u8, word: &str) -> bool {
    class(word) & wanted != 0
}

/// Whether a word joins what stands behind it to what stands before.
pub(super) fn joins(word: &str) -> bool {
    is(JOINING, word)
}
