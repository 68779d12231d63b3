//! Seams: text from which something was left out reads as if nothing had been there.

use super::assemble::PlacedWord;
use super::id::ProposalId;
use crate::Span;

/// Words put together: one blank between words, none before closing punctuation, and no mark that
/// parted words which were left out. Inside a stretch that was not cut, marks stay as written; only
/// a blank before a comma goes.
#[derive(Debug, Default)]
pub(crate) struct Seams {
    text: String,
    words: Vec<PlacedWord>,
    /// A blank stood in the source since the last word.
    blank: bool,
    join: Join,
    /// Words that go on evenly in the source are told of as one.
    runs: bool,
}

/// How the next stretch joins what stands already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Join {
    /// It goes on directly.
    #[default]
    Direct,
    /// A mark stood in between that is no text.
    Marked,
    /// Words were left out in between.
    Cut,
}

/// Bytes of a text a word, blanks included: few texts have more words than this allows.
const WORD: usize = 6;

impl Seams {
    /// With room for the words of a stretch of the source.
    pub(crate) fn of_words(within: Span) -> Self {
        let bytes = within.len() as usize;
        let words = Vec::with_capacity(bytes / WORD);
        Seams { text: String::with_capacity(bytes), words, ..Seams::default() }
    }

    /// Likewise; words that stand in the source as they do here, with one blank between them, are
    /// told of as one. That is all one needs to find each of them.
    pub(crate) fn of_runs(within: Span) -> Self {
        let text = String::with_capacity(within.len() as usize);
        Seams { text, runs: true, ..Seams::default() }
    }

    pub(crate) fn finish(self) -> (String, Vec<PlacedWord>) {
        (self.text, self.words)
    }

    /// The text ends here, where more was to come: no mark that leads on stays at its end.
    pub(crate) fn end(&mut self) {
        while self.text.ends_with([',', ':', '/']) {
            self.take_back();
        }
    }

    /// Words were left out here.
    pub(crate) fn leave_out(&mut self) {
        self.join = Join::Cut;
    }

    /// A mark stands here that is no text; emphasis may stand inside a word.
    pub(crate) fn seam(&mut self, emphasis: bool) {
        if self.join == Join::Direct && !emphasis {
            self.join = Join::Marked;
        }
    }

    /// A stretch of the source that stands.
    pub(crate) fn push(&mut self, stretch: &str, at: u32, proposal: Option<ProposalId>) {
        let mut rest = stretch;
        let mut place = at;
        loop {
            let inner = rest.trim_start();
            if inner.len() < rest.len() {
                self.blank = true;
                place += narrow(rest.len() - inner.len());
            }
            if inner.is_empty() {
                return;
            }
            let goes_on = self.runs && self.join == Join::Direct && !self.text.is_empty();
            let end = if goes_on { even(inner) } else { 0 };
            let end = if end > 0 { end } else { word_end(inner) };
            let (word, tail) = inner.split_at_checked(end).unwrap_or((inner, ""));
            self.word(word, place, proposal);
            place += narrow(word.len());
            rest = tail;
        }
    }

    fn word(&mut self, word: &str, place: u32, proposal: Option<ProposalId>) {
        let source = Span::new(place, place + narrow(word.len()));
        if self.join == Join::Direct && !self.text.is_empty() {
            if self.blank && !word.starts_with([',', ';']) {
                self.text.push(' ');
            }
            return self.append(word, source, proposal, !self.blank);
        }
        let word = if self.join == Join::Cut || self.text.is_empty() {
            self.reconcile(word)
        } else {
            self.undoubled(word)
        };
        if word.is_empty() {
            // A lone mark that parted words which were left out.
            return;
        }
        let closes = word.starts_with([',', ';', '.', ':', ')', ']', '”', '?', '!', '’']);
        let letters = self.text.ends_with(|c: char| c.is_alphanumeric() || ")”’,;:.".contains(c))
            && word.starts_with(|c: char| c.is_alphanumeric() || "(“‘".contains(c));
        let opened = self.text.is_empty() || self.text.ends_with(['(', '[', '“', '‘']);
        let apart = !opened && !closes && (self.blank || letters);
        if apart {
            self.text.push(' ');
        }
        self.append(word, source, proposal, false);
    }

    /// Puts a word behind what stands; a piece of a word that goes on joins it, if one proposal
    /// wants both.
    fn append(&mut self, word: &str, source: Span, proposal: Option<ProposalId>, goes_on: bool) {
        let start = narrow(self.text.len());
        self.text.push_str(word);
        let end = narrow(self.text.len());
        self.blank = false;
        self.join = Join::Direct;
        if goes_on {
            if let Some(last) = self.words.last_mut() {
                if last.proposal == proposal && last.source.end() == source.start() {
                    last.span = Span::new(last.span.start(), end);
                    last.source = Span::new(last.source.start(), source.end());
                    return;
                }
            }
        }
        self.words.push(PlacedWord { span: Span::new(start, end), source, proposal });
    }

    /// Words that end in a comma before a mark of the text: two stretches that both stand part
    /// once.
    fn undoubled<'w>(&mut self, word: &'w str) -> &'w str {
        let parts = |mark: char| matches!(mark, ',' | ';' | ':');
        let ends = (self.text.chars().next_back(), word.chars().next());
        let (Some(earlier), Some(later)) = ends else { return word };
        if !(parts(earlier) && parts(later)) {
            return word;
        }
        if strength(later) > strength(earlier) {
            self.take_back();
            return word;
        }
        word.get(1..).unwrap_or_default()
    }

    /// Where two marks meet because what they parted is gone, one of them goes: the weaker, or the
    /// later of two alike.
    fn reconcile<'w>(&mut self, word: &'w str) -> &'w str {
        let mut word = word;
        loop {
            word = self.without_strokes(word);
            let Some(later) = word.chars().next() else { return word };
            let Some(earlier) = self.text.chars().next_back() else {
                // A text does not begin with a comma.
                if matches!(later, ',' | ';' | ':') {
                    word = word.get(1..).unwrap_or_default();
                    continue;
                }
                return word;
            };
            let (strong, weak) = (strength(later), strength(earlier));
            match (earlier, later) {
                ('(', ')') | ('“', '”') => {
                    self.take_back();
                    word = word.get(later.len_utf8()..).unwrap_or_default();
                }
                _ if strong == 0 || weak == 0 => return word,
                _ if strong > weak => self.take_back(),
                _ => word = word.get(1..).unwrap_or_default(),
            }
        }
    }

    /// A stroke that parted options, or a dash that a strike-through left, parts nothing any more.
    fn without_strokes<'w>(&mut self, word: &'w str) -> &'w str {
        while self.text.ends_with('/') {
            self.take_back();
        }
        let mut before = self.text.chars().rev();
        let dash = before.next().is_some_and(|c| matches!(c, '-' | '–' | '—'));
        if dash && before.next().is_some_and(char::is_alphanumeric) {
            self.take_back();
        }
        let word = word.trim_start_matches('/');
        match word.strip_prefix(['-', '–', '—']) {
            Some(rest) if rest.starts_with(char::is_alphanumeric) => rest,
            _ => word,
        }
    }

    /// Takes the last character back, and the blanks before it.
    fn take_back(&mut self) {
        self.text.pop();
        let kept = self.text.trim_end_matches(' ').len();
        self.blank |= kept < self.text.len();
        self.text.truncate(kept);
        let end = narrow(kept);
        while self.words.last().is_some_and(|last| last.span.start() >= end) {
            self.words.pop();
        }
        if let Some(last) = self.words.last_mut() {
            last.span = Span::new(last.span.start(), last.span.end().min(end));
        }
    }
}

/// How strongly a mark parts; 0 is no such mark.
fn strength(mark: char) -> u8 {
    match mark {
        ',' => 1,
        ':' => 2,
        '.' => 3,
        ';' => 4,
        _ => 0,
    }
}

/// How far a text goes on in whole words of ASCII with one space between them, none of which takes
/// the blank before it away.
fn even(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii_graphic() {
            continue;
        }
        if byte.is_ascii() {
            words = at;
        }
        let next = bytes.get(at + 1);
        let parts = next.is_some_and(|next| next.is_ascii_graphic() && !b",;".contains(next));
        if *byte != b' ' || !parts {
            return words;
        }
    }
    bytes.len()
}

/// Where the word at the start of a text ends: at the first blank.
fn word_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let found = rest.iter().position(|b| b.is_ascii_whitespace() || *b >= 0x80);
        let Some(at) = found.map(|at| from + at) else { return bytes.len() };
        match text.get(at..).and_then(|tail| tail.chars().next()) {
            Some(c) if c.is_whitespace() => return at,
            Some(c) => from = at + c.len_utf8(),
            None => return bytes.len(),
        }
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
