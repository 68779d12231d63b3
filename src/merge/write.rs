//! An outcome written as a rolling text: every delegation's wish in its place again.

use std::fmt::Write as _;

use indexmap::{IndexMap, IndexSet};

use super::copy::{AnnotatedCopy, CopyParagraph, Wish, narrow};
use super::line::{Line, balanced, told, unparted};
use super::outcome::{Merged, MergedStatement};
use super::readback::missing;
use crate::model::{ParagraphKind, Polarity, StatementKind};
use crate::syntax::{LabelSeries, Point};
use crate::words::words;
use crate::{Document, Error, Label};

/// An outcome as a text in the notation that puts attribution last.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
#[must_use]
pub struct RollingText {
    /// The text.
    pub text: String,
    /// The statements that whoever reads the text does not find in it as they are, by their places
    /// in [`Merged::statements`]: their paragraph, place, kind, words, delegation, side and
    /// condition, marks aside. What has no notation is
    ///
    /// * a strike-through that crosses another, or stands in another;
    /// * a strike-through or a replacement that nobody wants but somebody is against;
    /// * a replacement of words among which another addition stands;
    /// * an addition of marks alone, and a remark whose kind its own words do not tell;
    /// * what nobody signs, in a text where others sign; the signatures of texts that put
    ///   attribution first, where they hang in articles.
    ///
    /// Of copies that say that a paragraph is settled to different degrees the text has the least.
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
    /// let both = "4. Keep the harbour [and its lights: FRA] open [~~always~~ daily: DEU, KEN].\n";
    /// assert_eq!(written.text, both);
    /// assert!(written.unwritten.is_empty());
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn to_rolling_text(&self) -> Result<RollingText, Error> {
        let text = Writer::new(self).write();
        let document = Document::read(text.as_str())?;
        let back = Merged::from(AnnotatedCopy::of(&document));
        let unwritten = missing(self, &back);
        Ok(RollingText { text, unwritten })
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
            // A heading that is known by its bracket or its place alone needs a mark once its
            // wishes stand in brackets of their own.
            let known = paragraph.lead.starts_with('#') || paragraph.lead.starts_with("**");
            let lead = if known { &*paragraph.lead } else { "#" };
            // Some houses count the marks among a heading's words.
            let lead = if paragraph.text.starts_with('#') { "" } else { lead };
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
                    let beside = before.filter(|before| before.label.series() == label.series());
                    let own = if label.series() == LabelSeries::Preambular { "PP1" } else { "OP1" };
                    _ = match beside {
                        Some(before) => write!(self.out, "After {} insert:\n\n", before.label),
                        None => write!(self.out, "Before {own} insert:\n\n"),
                    };
                }
                (LabelSeries::Operative | LabelSeries::Preambular, _) if label.is_proposed() => {
                    _ = write!(self.out, "{label} ");
                }
                (LabelSeries::Article, _) => {
                    let options = |before: &CopyParagraph| {
                        before.label.option().is_some() && before.label.points().eq(label.points())
                    };
                    let mut points = label.points();
                    if let Some(option) = label.option() {
                        // The number stands before the first option.
                        if let Some(number) = points.next().filter(|_| !before.is_some_and(options))
                        {
                            _ = write!(self.out, "{number}. ");
                        }
                        _ = write!(self.out, "Option {option}: ");
                    }
                    let mut points = label.points().filter(|_| label.option().is_none());
                    _ = match (points.next(), points.last()) {
                        (Some(Point::Number(number)), None) => write!(self.out, "{number}. "),
                        (_, Some(point)) | (Some(point), None) => write!(self.out, "({point}) "),
                        (None, None) => Ok(()),
                    };
                }
                _ => {}
            }
            ""
        };
        let own = self.on.get(&Some(at)).cloned().unwrap_or_default();
        let signs: Vec<String> = own
            .iter()
            .filter(|at| self.is_new(**at))
            .filter_map(|at| self.signs(*at, Polarity::For))
            .collect();
        let end = narrow(words(&paragraph.text).count());
        // A signature behind a note would sign no more than the note leaves of the paragraph.
        let stops = |at: &u32| {
            let wish = self.wish(*at).filter(|wish| wish.kind == StatementKind::End);
            !signs.is_empty() && wish.is_some_and(|wish| wish.anchor.start >= end)
        };
        let (stops, among): (Vec<u32>, Vec<u32>) = own.iter().copied().partition(stops);
        let text = match *among.as_slice() {
            // An option over a paragraph is marked by its head, and has no brackets.
            [only] if label.option().is_some() && paragraph.text.is_empty() => {
                self.unsigned(only, 0)
            }
            _ => None,
        };
        let text = text.unwrap_or_else(|| self.host(&paragraph.text, &among, 0));
        self.out.push_str(&text);
        self.out.push_str(closing);
        for signs in signs {
            _ = write!(self.out, " [{signs}]");
        }
        for at in stops {
            if let Some(signs) = self.signs(at, Polarity::For) {
                _ = write!(self.out, " (stop here: {signs})");
            }
        }
        self.out.push('\n');
        // On a line of its own: behind a signature it would be read as a condition of that.
        if let Some(agreed) = self.merged.agreements_on(at).first() {
            _ = writeln!(self.out, "({})", agreed.note());
        }
        for at in own {
            let behind = self.wish(at).is_some_and(|wish| match wish.kind {
                StatementKind::Comment | StatementKind::Redraft => wish.anchor.start >= end,
                StatementKind::Delete | StatementKind::Replace => {
                    is_told(wish) && wish.anchor.start >= end
                }
                kind => !is_inline(kind),
            });
            if let Some(note) = self.note(at).filter(|_| behind) {
                self.out.push_str(&note);
                self.out.push('\n');
            }
        }
    }

    fn is_new(&self, at: u32) -> bool {
        self.wish(at).is_some_and(|wish| wish.kind == StatementKind::New)
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
            } else if is_inline(wish.kind) || ((remark || is_told(wish)) && start < count) {
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
        let is_added = depth > 0;
        let mut lines = Line { text, spans: &spans, out: String::new(), end: 0, is_added };
        let mut next = 0;
        for ((start, end), options) in &strikes {
            for gap in next..=*start {
                self.gap(&mut lines, gap, gaps.get(&gap), depth);
                if gap < *start {
                    lines.word(gap);
                }
            }
            lines.open(*start);
            let first = lines.at(*start);
            let mut inner = Line { text, spans: &spans, out: String::new(), end: first, is_added };
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

    /// Struck words, and what is to stand for them: who wants them gone and nothing in their place
    /// first, then the others as options.
    fn strike(&self, out: &mut String, old: &str, options: &[u32], depth: usize) {
        let replaces = |at: &&u32| self.wish(**at).is_some_and(|wish| !wish.text.is_empty());
        let others: Vec<u32> = options.iter().filter(replaces).copied().collect();
        let bare = options.iter().find(|at| !replaces(at));
        let bare = bare.and_then(|one| self.signs(*one, Polarity::For));
        match (bare, others.as_slice()) {
            (Some(signs), []) => _ = write!(out, "[~~{old}~~: {signs}]"),
            // Among the words of an addition this form would strike words of the paragraph.
            (None, [one]) if depth == 0 => {
                let signs = self.signs(*one, Polarity::For).unwrap_or_default();
                _ = write!(out, "[~~{old}~~ {}: {signs}]", self.added(*one, depth));
            }
            (bare, several) => {
                let mut options: Vec<String> =
                    several.iter().filter_map(|at| self.option(*at, depth)).collect();
                options.extend(bare.map(|signs| format!(": {signs}")));
                let gone = usize::from(options.len() > several.len());
                options.rotate_right(gone);
                _ = write!(out, "~~{old}~~ [{}]", options.join(" / "));
            }
        }
    }

    fn added(&self, at: u32, depth: usize) -> String {
        let Some(wish) = self.wish(at) else { return String::new() };
        match self.inside.get(&at).filter(|_| depth < DEEPEST) {
            Some(own) => self.host(&wish.text, own, depth + 1),
            None => unparted(&balanced(&wish.text)),
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
                _ if is_told(wish) => self.note(*at),
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
                    // What nobody wants is no option beside others: it stands in a bracket alone.
                    let (wanted, others): (Options, Options) =
                        options.into_iter().partition(|option| self.is_wanted(*option));
                    let wanted =
                        if wanted.is_empty() { None } else { self.insertion(&wanted, depth) };
                    let others = others.iter().filter_map(|at| {
                        let unsigned =
                            || self.unsigned(*at, depth).map(|words| format!("[{words}]"));
                        self.insertion(&[*at], depth).or_else(unsigned)
                    });
                    let all: Vec<String> = wanted.into_iter().chain(others).collect();
                    (!all.is_empty()).then(|| all.join(" "))
                }
            };
            if let Some(written) = written {
                line.note(gap, &written);
            }
        }
    }

    fn insertion(&self, options: &[u32], depth: usize) -> Option<String> {
        let options: Option<Vec<String>> =
            options.iter().map(|option| self.option(*option, depth)).collect();
        options.map(|options| format!("[{}]", options.join(" / ")))
    }

    /// Words to add, and who speaks of them; what nobody wants has only those who are against.
    fn option(&self, at: u32, depth: usize) -> Option<String> {
        let added = self.added(at, depth);
        if added.trim().is_empty() {
            return None;
        }
        match self.signs(at, Polarity::For) {
            Some(signs) => Some(format!("{added}: {signs}")),
            None => self.clauses(at, Polarity::For).map(|clauses| format!("{added}; {clauses}")),
        }
    }

    /// The words that nobody signs, in a text in which nobody signs anything.
    fn unsigned(&self, at: u32, depth: usize) -> Option<String> {
        let added = self.added(at, depth);
        (self.merged.statements.is_empty() && !added.trim().is_empty()).then_some(added)
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
        let own = self.merged.label_of(at);
        let behind = |mark: &str| text.split_once(mark).map_or(text, |(_, behind)| behind.trim());
        let what = match wish.kind {
            StatementKind::Retain => "retain original".to_owned(),
            StatementKind::DeleteParagraph if !self.is_wanted(at) => "keep this para".to_owned(),
            StatementKind::DeleteParagraph => "delete this para".to_owned(),
            StatementKind::Split => "divide the paragraph".to_owned(),
            StatementKind::Merge => match text.rsplit_once(" + ") {
                Some((what, with)) if what != own => {
                    format!("merge {} with {with}", what.replace(" + ", " and "))
                }
                _ => format!("merge with {}", behind("+")),
            },
            StatementKind::Move => {
                let place = behind("->");
                let beside = place.starts_with("before ") || place.starts_with("after ");
                let what = text.split_once("->").map_or("", |(what, _)| what.trim());
                let what = if what == own { "this".into() } else { what.replace(", ", " and ") };
                format!("move {what} {}{place}", if beside { "" } else { "to " })
            }
            StatementKind::ReplaceParagraph => {
                let (old, new) = text.split_once("=>")?;
                let (old, new) = (old.trim().replace(", ", " and "), new.trim());
                let this = if new.parse::<Label>().is_ok() { "this new " } else { "" };
                format!("replace {old} with {this}{new}")
            }
            StatementKind::Delete | StatementKind::Replace => told(text),
            StatementKind::New => return None,
            _ => balanced(text),
        };
        let first = match wish.kind {
            StatementKind::Retain => Polarity::Against,
            StatementKind::DeleteParagraph if !self.is_wanted(at) => Polarity::Against,
            StatementKind::Comment => Polarity::Comment,
            _ => Polarity::For,
        };
        let signs = self.signs(at, first)?;
        (!what.is_empty()).then(|| format!("({what}: {signs})"))
    }
}

/// Whether it speaks of words that do not stand in its place: those of another wish, or of none.
fn is_told(wish: &Wish) -> bool {
    let removal = matches!(wish.kind, StatementKind::Delete | StatementKind::Replace);
    removal && wish.anchor.start == wish.anchor.end && !wish.text.is_empty()
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
