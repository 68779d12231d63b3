//! An outcome written as a rolling text: every delegation's wish in its place again.

use std::fmt::Write as _;

use indexmap::{IndexMap, IndexSet};

use super::copy::{AnnotatedCopy, CopyParagraph, Wish, narrow};
use super::outcome::{Merged, MergedStatement};
use crate::model::{ParagraphKind, Polarity, StatementKind};
use crate::syntax::LabelSeries;
use crate::words::words;
use crate::{Document, Error};

/// An outcome as a text in the notation that puts attribution last.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
#[must_use]
pub struct RollingText {
    /// The text.
    pub text: String,
    /// The statements that whoever reads the text does not find in it as they are, by their places
    /// in [`Merged::statements`]: strike-throughs that cross each other, and what nobody wants but
    /// somebody is against, have no notation.
    pub unwritten: Vec<u32>,
}

/// Deeper nesting than this is not written.
const DEEPEST: usize = 24;

impl Merged {
    /// The outcome as one rolling text, with every extent marked. The text is read back to see what
    /// of it cannot be written.
    ///
    /// # Errors
    ///
    /// The text is longer than [`Source::LIMIT`](crate::Source::LIMIT).
    ///
    /// # Complexity
    ///
    /// O(n log n) in the bytes and statements, and that of reading the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, merge::{AnnotatedCopy, Merged}};
    /// let text = "4. Keep the harbour and its lights [FRA] open ~~always~~ daily [KEN, DEU].";
    /// let merged = Merged::from(AnnotatedCopy::of(&Document::read(text)?));
    /// let written = merged.to_rolling_text()?;
    /// assert_eq!(written.text, "4. Keep the harbour [and its lights: FRA] open [~~always~~ daily: DEU, KEN].\n");
    /// assert!(written.unwritten.is_empty());
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn to_rolling_text(&self) -> Result<RollingText, Error> {
        let text = Writer::new(self).write();
        let document = Document::read(text.as_str())?;
        let back = Merged::from(AnnotatedCopy::of(&document));
        let mut found: IndexMap<Reading<'_>, ()> = IndexMap::new();
        for statement in &back.statements {
            found.insert(Reading::of(&back, statement), ());
        }
        let missing = self
            .statements
            .iter()
            .enumerate()
            .filter(|(_, statement)| !found.contains_key(&Reading::of(self, statement)));
        let unwritten = missing.map(|(at, _)| narrow(at)).collect();
        Ok(RollingText { text, unwritten })
    }
}

/// A statement as a reader of any text would give it.
#[derive(PartialEq, Eq, Hash)]
struct Reading<'a> {
    paragraph: Option<(&'a str, String)>,
    within: Option<&'a str>,
    place: (u32, u32, StatementKind),
    said: &'a str,
    who: (&'a str, Polarity, &'a str),
}

impl<'a> Reading<'a> {
    fn of(merged: &'a Merged, statement: &'a MergedStatement) -> Self {
        let wish = merged.wishes.get(statement.wish as usize);
        let anchor = wish.map(|wish| wish.anchor).unwrap_or_default();
        let paragraph = anchor.paragraph.and_then(|at| merged.paragraphs.get(at as usize));
        let within = anchor.within.and_then(|outer| merged.wishes.get(outer as usize));
        let kind = wish.map_or(StatementKind::Comment, |wish| wish.kind);
        Reading {
            paragraph: paragraph.map(|paragraph| (paragraph.text(), paragraph.label.to_string())),
            within: within.map(|outer| &*outer.text),
            place: (anchor.start, anchor.end, kind),
            said: wish.map_or("", |wish| &wish.text),
            who: (statement.delegation.as_str(), statement.polarity, &statement.condition),
        }
    }
}

struct Writer<'m> {
    merged: &'m Merged,
    /// What hangs in each paragraph itself, and in each wish.
    on: IndexMap<Option<u32>, Vec<u32>>,
    inside: IndexMap<u32, Vec<u32>>,
    out: String,
}

/// What stands at one place: options of which at most one can stand.
type Options = Vec<u32>;

impl<'m> Writer<'m> {
    fn new(merged: &'m Merged) -> Self {
        let mut on: IndexMap<Option<u32>, Vec<u32>> = IndexMap::new();
        let mut inside: IndexMap<u32, Vec<u32>> = IndexMap::new();
        for (at, wish) in merged.wishes.iter().enumerate() {
            match wish.anchor.within {
                Some(outer) => inside.entry(outer).or_default().push(narrow(at)),
                None => on.entry(wish.anchor.paragraph).or_default().push(narrow(at)),
            }
        }
        Writer { merged, on, inside, out: String::new() }
    }

    fn write(mut self) -> String {
        let merged = self.merged;
        let mut part = "";
        for (at, paragraph) in merged.paragraphs.iter().enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            if paragraph.part() != part {
                part = paragraph.part();
                self.out.push_str(part);
                self.out.push_str("\n\n");
            }
            let before = at.checked_sub(1).and_then(|at| merged.paragraphs.get(at));
            self.paragraph(narrow(at), paragraph, before);
        }
        for at in self.on.get(&None).cloned().unwrap_or_default() {
            if let Some(note) = self.note(at) {
                self.out.push('\n');
                self.out.push_str(&note);
            }
        }
        self.out
    }

    fn wish(&self, at: u32) -> Option<&'m Wish> {
        self.merged.wishes.get(at as usize)
    }

    fn paragraph(&mut self, at: u32, paragraph: &CopyParagraph, before: Option<&CopyParagraph>) {
        let label = paragraph.label;
        let closing = if paragraph.kind == ParagraphKind::Heading {
            // A heading that is known by its bracket or its place alone needs a mark once its wishes
            // stand in brackets of their own.
            let known = paragraph.lead.starts_with('#') || paragraph.lead.starts_with("**");
            let lead = if known { &*paragraph.lead } else { "#" };
            self.out.push_str(lead);
            if lead.starts_with('#') {
                self.out.push(' ');
                ""
            } else {
                lead
            }
        } else {
            match (label.series(), label.number()) {
                (LabelSeries::Operative, Some(number)) if !label.is_proposed() => {
                    _ = write!(self.out, "{number}. ");
                }
                (LabelSeries::Operative | LabelSeries::Preambular, None) if label.is_proposed() => {
                    if let Some(before) = before {
                        _ = write!(self.out, "After {} insert:\n\n", before.label);
                    }
                }
                (LabelSeries::Operative | LabelSeries::Preambular, _) if label.is_proposed() => {
                    _ = write!(self.out, "{label} ");
                }
                _ => {}
            }
            ""
        };
        let own = self.on.get(&Some(at)).cloned().unwrap_or_default();
        let text = self.host(&paragraph.text, &own, 0);
        self.out.push_str(&text);
        self.out.push_str(closing);
        for at in &own {
            let whole = self.wish(*at).is_some_and(|wish| wish.kind == StatementKind::New);
            if let Some(signs) = self.signs(*at, Polarity::For).filter(|_| whole) {
                _ = write!(self.out, " [{signs}]");
            }
        }
        self.out.push('\n');
        let end = narrow(words(&paragraph.text).count());
        for at in own {
            let behind = self.wish(at).is_some_and(|wish| match wish.kind {
                StatementKind::Comment | StatementKind::Redraft => wish.anchor.start >= end,
                StatementKind::Delete | StatementKind::Replace => {
                    wish.anchor.start == wish.anchor.end
                }
                kind => !is_inline(kind),
            });
            if let Some(note) = self.note(at).filter(|_| behind) {
                self.out.push_str(&note);
                self.out.push('\n');
            }
        }
    }

    /// Words with what hangs in them.
    fn host(&self, text: &str, own: &[u32], depth: usize) -> String {
        let spans: Vec<(usize, usize)> = words(text)
            .map(|word| (word.span.start() as usize, word.span.end() as usize))
            .collect();
        let count = narrow(spans.len());
        let mut gaps: IndexMap<u32, Vec<u32>> = IndexMap::new();
        let mut strikes: IndexMap<(u32, u32), Options> = IndexMap::new();
        for at in own {
            let Some(wish) = self.wish(*at) else { continue };
            let (start, end) = (wish.anchor.start, wish.anchor.end);
            let removal = matches!(wish.kind, StatementKind::Delete | StatementKind::Replace);
            let remark = matches!(wish.kind, StatementKind::Comment | StatementKind::Redraft);
            if removal && start < end && end <= count {
                if self.is_wanted(*at) {
                    strikes.entry((start, end)).or_default().push(*at);
                }
            } else if is_inline(wish.kind) || (remark && start < count) {
                gaps.entry(start.min(count)).or_default().push(*at);
            }
        }
        // Of strike-throughs that cross each other only the first can be drawn.
        strikes.sort_by(|one, _, other, _| (one.0, other.1).cmp(&(other.0, one.1)));
        let mut free = 0;
        strikes.retain(|(start, end), _| {
            let stands = *start >= free;
            free = if stands { *end } else { free };
            stands
        });
        let mut lines = Line { text, spans: &spans, out: String::new(), end: 0 };
        let mut next = 0;
        for ((start, end), options) in &strikes {
            for gap in next..=*start {
                self.gap(&mut lines, gap, gaps.get(&gap), depth);
                if gap < *start {
                    lines.word(gap);
                }
            }
            lines.open(*start);
            let mut inner = Line { text, spans: &spans, out: String::new(), end: lines.at(*start) };
            for word in *start..*end {
                if word > *start {
                    self.gap(&mut inner, word, gaps.get(&word), depth);
                }
                inner.word(word);
            }
            self.strike(&mut lines.out, inner.out.trim(), options, depth);
            lines.end = spans.get(*end as usize - 1).map_or(lines.end, |span| span.1);
            next = *end;
        }
        for gap in next..=count {
            self.gap(&mut lines, gap, gaps.get(&gap), depth);
            if gap < count {
                lines.word(gap);
            }
        }
        let tail = text.get(lines.end..).unwrap_or_default();
        lines.out.push_str(tail);
        lines.out
    }

    /// Struck words, and what is to stand for them. Beside those who want other words there, who
    /// wants none has no notation.
    fn strike(&self, out: &mut String, old: &str, options: &[u32], depth: usize) {
        let replaces = |at: &&u32| self.wish(**at).is_some_and(|wish| !wish.text.is_empty());
        let others: Vec<u32> = options.iter().filter(replaces).copied().collect();
        match (others.as_slice(), options) {
            ([], [one, ..]) => {
                let signs = self.signs(*one, Polarity::For).unwrap_or_default();
                _ = write!(out, "[~~{old}~~: {signs}]");
            }
            ([one], _) => {
                let signs = self.signs(*one, Polarity::For).unwrap_or_default();
                _ = write!(out, "[~~{old}~~ {}: {signs}]", self.added(*one, depth));
            }
            (several, _) => {
                let new = self.insertion(several, depth).unwrap_or_default();
                _ = write!(out, "~~{old}~~ {new}");
            }
        }
    }

    fn added(&self, at: u32, depth: usize) -> String {
        let Some(wish) = self.wish(at) else { return String::new() };
        match self.inside.get(&at).filter(|_| depth < DEEPEST) {
            Some(own) => self.host(&wish.text, own, depth + 1),
            None => wish.text.to_string(),
        }
    }

    /// What stands between two words.
    fn gap(&self, line: &mut Line<'_>, gap: u32, own: Option<&Vec<u32>>, depth: usize) {
        let Some(own) = own else { return };
        let mut done: IndexSet<u32> = IndexSet::new();
        for at in own {
            let Some(wish) = self.wish(*at) else { continue };
            if !done.insert(*at) {
                continue;
            }
            let written = match wish.kind {
                StatementKind::End => {
                    self.signs(*at, Polarity::For).map(|s| format!("(stop here: {s})"))
                }
                StatementKind::Comment | StatementKind::Redraft => self.note(*at),
                _ => {
                    let mut options: Options = vec![*at];
                    if wish.alternatives.is_some() && depth == 0 {
                        let others = own.iter().filter(|other| {
                            let other = self.wish(**other);
                            other.is_some_and(|other| {
                                other.alternatives == wish.alternatives
                                    && other.kind == StatementKind::Insert
                            })
                        });
                        options.extend(others.filter(|other| !done.contains(*other)));
                    }
                    done.extend(&options);
                    options.retain(|option| self.is_wanted(*option));
                    if options.is_empty() {
                        continue;
                    }
                    self.insertion(&options, depth)
                }
            };
            if let Some(written) = written {
                line.note(gap, &written);
            }
        }
    }

    fn insertion(&self, options: &[u32], depth: usize) -> Option<String> {
        let mut out = String::from("[");
        for (nth, option) in options.iter().enumerate() {
            if nth > 0 {
                out.push_str(" / ");
            }
            let signs = self.signs(*option, Polarity::For)?;
            _ = write!(out, "{}: {signs}", self.added(*option, depth));
        }
        out.push(']');
        Some(out)
    }

    fn is_wanted(&self, at: u32) -> bool {
        self.merged.statements_on(at).iter().any(|said| said.polarity == Polarity::For)
    }

    /// Those who say a thing first, and the others in clauses behind them.
    fn signs(&self, at: u32, first: Polarity) -> Option<String> {
        let said = self.merged.statements_on(at).iter();
        let own: Vec<String> = said.filter(|said| said.polarity == first).map(sign).collect();
        if own.is_empty() {
            return None;
        }
        let mut out = own.join(", ");
        if let Some(clauses) = self.clauses(at, first) {
            _ = write!(out, "; {clauses}");
        }
        Some(out)
    }

    fn clauses(&self, at: u32, first: Polarity) -> Option<String> {
        let mut clauses = Vec::new();
        for (polarity, verb) in [
            (Polarity::Against, "oppose"),
            (Polarity::Reserve, "reservation"),
            (Polarity::Flexible, "support"),
        ] {
            let said =
                self.merged.statements_on(at).iter().filter(|said| said.polarity == polarity);
            let who: Vec<String> = said.map(sign).collect();
            if !who.is_empty() && polarity != first {
                clauses.push(format!("{verb}: {}", who.join(", ")));
            }
        }
        (!clauses.is_empty()).then(|| clauses.join("; "))
    }

    /// A note in brackets of its own.
    fn note(&self, at: u32) -> Option<String> {
        let wish = self.wish(at)?;
        let text = &*wish.text;
        let behind = |mark: &str| text.split_once(mark).map_or(text, |(_, behind)| behind.trim());
        let what = match wish.kind {
            StatementKind::Retain => "retain original".to_owned(),
            StatementKind::DeleteParagraph => "delete this para".to_owned(),
            StatementKind::Split => "divide the paragraph".to_owned(),
            StatementKind::Merge => format!("merge with {}", behind("+")),
            StatementKind::Move => {
                let place = behind("->");
                let beside = place.starts_with("before ") || place.starts_with("after ");
                format!("move this {}{place}", if beside { "" } else { "to " })
            }
            StatementKind::ReplaceParagraph => {
                let (old, new) = text.split_once("=>")?;
                format!(
                    "replace {} with this new {}",
                    old.trim().replace(", ", " and "),
                    new.trim()
                )
            }
            StatementKind::New => return None,
            _ => text.to_owned(),
        };
        let first = match wish.kind {
            StatementKind::Retain => Polarity::Against,
            StatementKind::Comment => Polarity::Comment,
            _ => Polarity::For,
        };
        Some(format!("({what}: {})", self.signs(at, first)?))
    }
}

/// Whether it stands among the words.
fn is_inline(kind: StatementKind) -> bool {
    matches!(kind, StatementKind::Insert | StatementKind::End)
}

fn sign(said: &MergedStatement) -> String {
    match &*said.condition {
        "" => said.delegation.to_string(),
        condition => format!("{}({condition})", said.delegation),
    }
}

/// Words that are written one after the other, with the blanks between them as they were.
struct Line<'t> {
    text: &'t str,
    spans: &'t [(usize, usize)],
    out: String,
    /// Where the last word ended.
    end: usize,
}

impl Line<'_> {
    fn at(&self, word: u32) -> usize {
        self.spans.get(word as usize).map_or(self.text.len(), |span| span.0)
    }

    fn word(&mut self, word: u32) {
        let Some((start, end)) = self.spans.get(word as usize) else { return };
        let blank = self.text.get(self.end..*start).unwrap_or_default();
        if !(self.out.ends_with(' ') && blank.starts_with(' ')) {
            self.out.push_str(blank);
        }
        self.out.push_str(self.text.get(*start..*end).unwrap_or_default());
        self.end = *end;
    }

    /// The blank before a word.
    fn open(&mut self, word: u32) {
        let start = self.at(word);
        let blank = self.text.get(self.end..start).unwrap_or_default();
        if !self.out.ends_with(' ') {
            self.out.push_str(blank);
        }
        self.end = start;
    }

    fn note(&mut self, word: u32, note: &str) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        self.out.push_str(note);
        if word == 0 {
            self.out.push(' ');
        }
    }
}
