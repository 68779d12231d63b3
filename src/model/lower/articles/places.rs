//! Articles, numbered paragraphs, points, headings: which paragraph a line opens.

use super::super::super::dialect::Attribution;
use super::super::super::id::ParagraphId;
use super::super::super::paragraph::ParagraphKind;
use super::super::super::piece::PieceKind;
use super::super::draft::narrow;
use super::super::lines::is_recital;
use super::flow::{Kind, Tok};
use super::treaty::Treaty;
use crate::syntax::{LabelSeries, Point, Suffix};
use crate::{Label, Span, syntax};

/// How far a paragraph's number may jump where nothing but its look tells it from the text.
const JUMP: u16 = 6;

/// Bytes of a paragraph that are looked at to tell a recital.
const GLANCE: u32 = 4000;

/// Bytes of a line that are looked at to tell what it opens: titles are shorter.
const LINE: u32 = 400;

/// Where in the treaty the reader is.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    article: Option<Label>,
    /// Points from the numbered paragraph down, each with the indent of its line.
    pub(super) points: Vec<(Point, u32)>,
    pub(super) heading: Option<ParagraphId>,
    pub(super) option: u8,
    /// The start of the line whose label was read last.
    pub(super) labelled: u32,
    /// The number of the last paragraph, if no full stop stands behind it.
    bare: Option<u16>,
    preamble: bool,
    recitals: u32,
    prose: u32,
    /// The present line is a heading.
    pub(super) in_heading: bool,
    /// A brace has opened in it: it goes on to the closing one.
    pub(super) in_brace: bool,
}

impl Place {
    /// The label of the place.
    pub(super) fn label(&self) -> Label {
        let mut points = self.points.iter().map(|(point, _)| *point);
        let mut label = match self.article {
            Some(article) => article,
            None => match points.next() {
                Some(Point::Number(number)) => {
                    Label::new(LabelSeries::Operative, u32::from(number))
                }
                Some(Point::Inserted(number, suffix)) => {
                    Label::new(LabelSeries::Operative, u32::from(number)).inserted(suffix)
                }
                Some(other) => Label::new(LabelSeries::Prose, self.prose).below(other),
                None => Label::new(LabelSeries::Prose, self.prose),
            },
        };
        for point in points {
            label = label.below(point);
        }
        label.with_option(self.option)
    }

    /// The label of its article; outside articles that of the place.
    pub(super) fn whole(&self) -> Label {
        self.article.unwrap_or_else(|| self.label())
    }

    pub(super) fn number(&self) -> Option<u16> {
        match self.points.first() {
            Some((Point::Number(number) | Point::Inserted(number, _), _)) => Some(*number),
            _ => None,
        }
    }
}

impl<'a> Treaty<'_, 'a> {
    /// The text of the line that a place lies in, from there.
    pub(super) fn rest_of_line(&self, at: u32) -> &'a str {
        let mut end = at.saturating_add(LINE).min(narrow(self.draft.text.len()));
        while !self.draft.text.is_char_boundary(end as usize) {
            end -= 1;
        }
        let rest = self.draft.slice(at, end);
        rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or_default()
    }

    pub(super) fn begin_line(&mut self, at: usize, tok: Tok) {
        let indent = tok.end - tok.start;
        self.fresh = true;
        let heading = self.place.in_heading && !self.place.in_brace;
        if heading {
            self.place.in_heading = false;
            self.must_open = true;
        }
        let Some(first) = self.tok(at + 1) else { return };
        self.line = (first.start, indent);
        let line = self.rest_of_line(first.start);
        self.leave_groups(line, indent);
        let plain = line.trim();
        if line.starts_with('#') {
            self.end_groups(0);
            self.section(first.start, plain.trim_matches(['#', ' ', '*']));
        } else if self.attribution != Attribution::First && is_bold(plain) {
            self.end_groups_deeper(indent);
            self.heading(first.start, self.place.label());
        } else if self.is_section(plain) {
            self.section(first.start, plain);
        } else if self.blank && self.place.article.is_none() && self.place.points.is_empty() {
            self.must_open = true;
        }
    }

    /// `{Section A: …}`, `SECTION B: …`, `Chapter 3`.
    fn is_section(&self, plain: &str) -> bool {
        let plain = plain.trim_start_matches(['{', '[']);
        self.blank
            && plain.len() < 120
            && ["section ", "chapter ", "annex "].iter().any(|word| {
                plain.get(..word.len()).is_some_and(|head| {
                    head.eq_ignore_ascii_case(word) && head.starts_with(|c: char| c.is_uppercase())
                })
            })
            && !plain.ends_with([',', ';', '.'])
    }

    /// A heading that is no article's: what follows stands in no article.
    fn section(&mut self, start: u32, plain: &str) {
        let article = plain.trim_start_matches(['[', '{']);
        if article_name(article).is_some() {
            // The article's own line comes with its first word.
            return;
        }
        self.place.article = None;
        self.place.points.clear();
        self.place.option = 0;
        self.place.preamble = plain.eq_ignore_ascii_case("preamble");
        self.place.prose += 1;
        self.heading(start, Label::new(LabelSeries::Prose, self.place.prose));
    }

    fn heading(&mut self, start: u32, label: Label) {
        self.open_paragraph(ParagraphKind::Heading, label.with_option(0).heading(), start);
        self.place.heading = self.paragraph;
        self.place.in_heading = true;
        self.place.in_brace = false;
    }

    /// Text that no label opens: the article's own, a recital, prose.
    pub(super) fn open_text(&mut self) {
        let start = self.line.0.max(self.seen);
        let outside = self.place.article.is_none() && self.place.points.is_empty();
        if !outside {
            let label = self.place.label();
            return self.open_paragraph(ParagraphKind::Operative, label, start);
        }
        let mut end = start.saturating_add(GLANCE).min(narrow(self.draft.text.len()));
        while !self.draft.text.is_char_boundary(end as usize) {
            end -= 1;
        }
        let ahead = self.draft.slice(start, end);
        let ahead = ahead.split("\n\n").next().unwrap_or_default();
        let plain = ahead.trim().trim_start_matches(['*', '[', '_']).trim_end_matches(['*', '_']);
        if self.place.preamble && is_recital(&plain.replacen('*', "", 2)) {
            self.place.recitals += 1;
            let label = Label::new(LabelSeries::Preambular, self.place.recitals);
            return self.open_paragraph(ParagraphKind::Preambular, label, start);
        }
        self.place.prose += 1;
        let label = self.place.label();
        self.open_paragraph(ParagraphKind::Prose, label, start);
    }

    /// A label at the head of a line: gives the first token behind it.
    pub(super) fn label(&mut self, at: usize) -> Option<usize> {
        let tok = self.tok(at)?;
        match tok.kind {
            Kind::Word => {}
            Kind::ParenOpen => return self.point(at, tok),
            _ => return None,
        }
        if let Some(next) = self.option(at) {
            return Some(next);
        }
        let rest = self.rest_of_line(tok.start);
        if let Some((name, len)) = article_name(rest).filter(|(_, len)| self.heads(tok, rest, *len))
        {
            return self.article(at, &name, tok.start + narrow(len));
        }
        if self.place.in_heading {
            return None;
        }
        let pointed = pointed(rest).filter(|(number, _, _)| {
            // `2 (a)` is a reference as well: only one that goes on the count is a label.
            self.line.0 < tok.start && self.place.number() == Some(number.saturating_sub(1))
        });
        let bare = || self.bare(tok, rest);
        let Some((number, suffix, len)) = number(rest).or(pointed).or_else(bare) else {
            let (inner, len) = lettered(rest)?;
            return self.at_point(at, inner, Span::new(tok.start, tok.start + narrow(len)), true);
        };
        let known = self.place.number().unwrap_or(0);
        let near = number == 1 || number.abs_diff(known) <= JUMP;
        // A line that a page cut can begin with any number; one behind a list or a gap is a label.
        if !(near || self.blank || self.line.0 < tok.start) {
            return None;
        }
        // `3bis.` follows the 3 whose options it stands in.
        let nested = self.attribution != Attribution::First
            && suffix.is_none()
            && self.place.points.first().is_some_and(|(_, indent)| self.line.1 > indent + 2);
        self.place.points.truncate(usize::from(nested));
        let stopped = rest.get(..len).is_some_and(|label| label.contains('.'));
        self.place.bare = Some(number).filter(|_| !stopped);
        let point = suffix.map_or(Point::Number(number), |word| Point::Inserted(number, word));
        self.place.points.push((point, self.line.1));
        Some(self.labelled(at, Span::new(tok.start, tok.start + narrow(len))))
    }

    /// `1 Each Party …`: a number without a full stop at the head of a line, under the heading of its
    /// article or on the count of those that stand so.
    fn bare(&self, tok: Tok, line: &str) -> Option<(u16, Option<Suffix>, usize)> {
        self.place.article.filter(|_| self.line.0 == tok.start && self.signs_first())?;
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let number: u16 = line.get(..digits).filter(|_| digits < 4)?.parse().ok()?;
        let words = line.get(digits..)?.strip_prefix([' ', '\t'])?.trim_start();
        let opens = words.starts_with(|c: char| c.is_uppercase() || "[(“\"‘".contains(c));
        let due = match self.place.number() {
            Some(last) => self.place.bare == Some(last) && number == last.saturating_add(1),
            None => number == 1 && self.place.points.is_empty() && self.must_open,
        };
        (opens && due && !self.stream.is_note()).then_some((number, None, digits))
    }

    fn labelled(&mut self, at: usize, span: Span) -> usize {
        let label = self.place.label();
        self.open_paragraph(ParagraphKind::Operative, label, self.line.0.max(self.seen));
        self.marks.push((span, PieceKind::Aside));
        self.seen = self.seen.max(span.end());
        self.place.labelled = self.line.0;
        self.behind(at, span.end())
    }

    /// The first token at or behind a byte.
    pub(super) fn behind(&self, at: usize, end: u32) -> usize {
        let rest = self.toks.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|tok| tok.start < end).count()
    }

    /// `(a)`, `(iv)`
    fn point(&mut self, at: usize, tok: Tok) -> Option<usize> {
        let line = self.rest_of_line(tok.start);
        let inner = line.get(1..line.find(')').filter(|end| *end <= 7)?)?;
        let after = line.get(inner.len() + 2..)?;
        if !(after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || "[{".contains(c)))
            || self.place.in_heading
        {
            return None;
        }
        let end = tok.start + narrow(inner.len()) + 2;
        self.at_point(at, inner, Span::new(tok.start, end), false)
    }

    /// A point's label at a token; one without parentheses counts only where it goes on a count.
    fn at_point(&mut self, at: usize, inner: &str, span: Span, strict: bool) -> Option<usize> {
        let numbers = usize::from(self.place.number().is_some());
        let last = self.place.points.iter().skip(numbers).map(|(point, _)| *point);
        let before = last.clone().next_back();
        let letter = last.clone().find(|point| matches!(point, Point::Letter(_)));
        let point = Point::read(inner.as_bytes(), before)
            .or_else(|| Point::read(inner.as_bytes(), letter))?;
        let first = matches!(point, Point::Letter(1) | Point::Roman(1));
        let goes_on = match point {
            Point::Letter(at) => letter == Some(Point::Letter(at.saturating_sub(1))),
            Point::Roman(at) => before == Some(Point::Roman(at.saturating_sub(1))),
            _ => false,
        };
        if strict && !first && !goes_on {
            return None;
        }
        let depth = match point {
            Point::Letter(_) => numbers,
            Point::Roman(_) => numbers + usize::from(letter.is_some()),
            _ => return None,
        };
        self.place.points.truncate(depth);
        self.place.points.push((point, self.line.1));
        Some(self.labelled(at, span))
    }

    /// Whether an article's name opens it here: `Article 5 of the Convention` does not.
    fn heads(&self, tok: Tok, rest: &str, len: usize) -> bool {
        let tail = rest.get(len..).unwrap_or_default();
        let next = tail.trim_start().chars().next();
        match next {
            Some('(') => tail.starts_with(' '),
            Some(':' | '{' | '[' | '*' | '–' | '—' | ']') => true,
            None | Some('.' | '\r') => {
                let before = self.draft.slice(0, self.line.0.min(tok.start)).trim_end();
                self.blank || before.is_empty() || before.ends_with(['.', ':', ';', ']', '}'])
            }
            _ => rest.starts_with("ARTICLE") && self.blank,
        }
    }

    fn article(&mut self, at: usize, name: &str, end: u32) -> Option<usize> {
        let label = Label::of_article(name)?;
        self.end_groups(0);
        self.leave_article();
        self.place.article = Some(label);
        self.place.points.clear();
        self.place.option = 0;
        let start = self.line.0.max(self.seen);
        let headed = self.place.in_heading;
        let own = self.paragraph.and_then(|id| self.draft.paragraphs.get(id.index()));
        if headed && own.is_some_and(|own| own.span.start() == start) {
            if let Some(own) =
                self.paragraph.and_then(|id| self.draft.paragraphs.get_mut(id.index()))
            {
                own.label = label.heading();
            }
        } else {
            self.heading(start, label);
        }
        self.fresh = false;
        self.blank = false;
        self.seen = self.seen.max(end);
        Some(self.behind(at, end))
    }

    /// `{title}` in a trade text; elsewhere a drafter's remark, `{placement}`.
    pub(super) fn brace(&mut self, at: usize) -> usize {
        let Some(tok) = self.tok(at) else { return at + 1 };
        if self.place.in_heading {
            self.place.in_brace = tok.kind == Kind::BraceOpen;
        }
        if !self.signs_first() && tok.kind == Kind::BraceOpen {
            if let Some(next) = self.drafters(at) {
                return next;
            }
        }
        self.marks.push((Span::new(tok.start, tok.end), PieceKind::Mark));
        at + 1
    }
}

fn is_bold(plain: &str) -> bool {
    let inner = plain.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    inner.is_some_and(|inner| {
        !inner.is_empty()
            && !inner.contains("**")
            && !inner.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("option "))
    })
}

/// The name of an article at the head of a line, and the length up to its end.
fn article_name(line: &str) -> Option<(String, usize)> {
    let Some(tail) = line.strip_prefix("Article").or_else(|| line.strip_prefix("ARTICLE")) else {
        let len = syntax::bare_article(line)?;
        return Some((line.get(..len)?.to_owned(), len));
    };
    let lead = tail.len() - tail.trim_start_matches(' ').len();
    if lead == 0 {
        return None;
    }
    let body = tail.get(lead..)?;
    let len = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    let name = body.get(..len)?.trim_end_matches('.');
    let numbered = name.bytes().any(|b| b.is_ascii_digit())
        || (name.contains('.') && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'.'))
        || (!name.is_empty() && name.bytes().all(|b| b"IVXL".contains(&b)));
    let mut end = line.len() - body.len() + name.len();
    let mut full = name.to_owned();
    let suffix = line.get(end..)?.strip_prefix(' ');
    let suffix = suffix.and_then(|rest| {
        ["bis", "ter", "quater"].into_iter().find(|word| {
            rest.starts_with(word)
                && !rest.get(word.len()..).is_some_and(|r| r.starts_with(char::is_alphabetic))
        })
    });
    if let Some(suffix) = suffix {
        full.push_str(suffix);
        end += suffix.len() + 1;
    }
    (numbered && full.len() <= 20).then_some((full, end))
}

/// `4 (a)`: a paragraph's number and that of its first point, without a full stop between them.
fn pointed(line: &str) -> Option<(u16, Option<Suffix>, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits)?.parse().ok()?;
    let tail = line.get(digits..)?.trim_start_matches(' ');
    let first = tail.starts_with("(a) ") || tail.starts_with("(i) ");
    first.then_some((number, None, digits))
}

/// `a.`, `b)`, `iv.`: a point's letters, and their length with the mark behind them.
fn lettered(line: &str) -> Option<(&str, usize)> {
    let len = line.bytes().take_while(u8::is_ascii_lowercase).count();
    let tail = line.get(len..)?;
    let text = tail.strip_prefix(['.', ')'])?;
    ((1..=4).contains(&len) && text.starts_with(char::is_whitespace))
        .then_some((line.get(..len)?, len + 1))
}

/// `2.`, `3bis.`, `12. `: a paragraph's number, what puts it between two, and the length of both
/// with the full stop.
pub(super) fn number(line: &str) -> Option<(u16, Option<Suffix>, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let number: u16 = line.get(..digits)?.parse().ok()?;
    let tail = line.get(digits..)?;
    let word = tail.trim_start_matches(' ');
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let suffix = Suffix::between(word.get(..letters)?);
    let behind = if suffix.is_some() { word.get(letters..)? } else { tail };
    let stop = behind.strip_prefix('.')?;
    let opens =
        stop.is_empty() || stop.starts_with(|c: char| c.is_whitespace() || "[]{".contains(c));
    (opens && number > 0).then_some((number, suffix, line.len() - stop.len()))
}
