//! Wishes about the order of paragraphs, held against a new draft.

use indexmap::IndexMap;

use super::copy::CopyParagraph;
use crate::Label;
use crate::model::StatementKind;
use crate::syntax::LabelSeries;

/// The paragraphs of a text by their labels, part by part.
struct Places<'t> {
    paragraphs: &'t [CopyParagraph],
    /// The one paragraph of a label; none where several have it.
    of: IndexMap<(&'t str, Label), Option<usize>>,
    /// The paragraph behind each, headings passed over.
    next: Vec<Option<usize>>,
}

impl<'t> Places<'t> {
    fn of(paragraphs: &'t [CopyParagraph]) -> Places<'t> {
        let mut of = IndexMap::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let place = of.entry((paragraph.part(), paragraph.label));
            place.and_modify(|known| *known = None).or_insert(Some(at));
        }
        let mut next = vec![None; paragraphs.len()];
        let mut behind = None;
        for (at, paragraph) in paragraphs.iter().enumerate().rev() {
            if let Some(slot) = next.get_mut(at) {
                *slot = behind;
            }
            if !paragraph.label.is_heading() {
                behind = Some(at);
            }
        }
        Places { paragraphs, of, next }
    }

    fn find(&self, part: &str, label: Label) -> Option<usize> {
        self.of.get(&(part, label)).copied().flatten()
    }

    fn follows(&self, one: usize, other: usize) -> bool {
        self.next.get(one).copied().flatten() == Some(other)
    }

    fn label(&self, at: usize) -> Option<Label> {
        self.paragraphs.get(at).map(|paragraph| paragraph.label)
    }
}

/// What became of the paragraphs that wishes name.
pub(super) struct Shape<'t> {
    old: Places<'t>,
    new: Places<'t>,
    /// The paragraph of the new draft that each old one is.
    is: Vec<Option<usize>>,
    /// Those that each old one has a part in.
    made: Vec<Vec<usize>>,
}

impl<'t> Shape<'t> {
    pub(super) fn new(
        old: &'t [CopyParagraph],
        new: &'t [CopyParagraph],
        is: Vec<Option<usize>>,
        made: Vec<Vec<usize>>,
    ) -> Shape<'t> {
        Shape { old: Places::of(old), new: Places::of(new), is, made }
    }

    /// Whether the new draft does what a wish under this paragraph asks for, and the old one did
    /// not.
    pub(super) fn came_true(&self, kind: StatementKind, under: usize, text: &str) -> bool {
        let part = self.old.paragraphs.get(under).map_or("", CopyParagraph::part);
        let find = |name: &str| name.trim().parse().ok().and_then(|l| self.old.find(part, l));
        let all = |names: &str, by: &str| -> Option<Vec<usize>> {
            names
                .split(by)
                .map(find)
                .collect::<Option<_>>()
                .filter(|all: &Vec<usize>| !all.is_empty())
        };
        let done = match kind {
            StatementKind::Move => text
                .split_once("->")
                .and_then(|(what, place)| self.moved(&all(what, ",")?, part, place.trim())),
            StatementKind::Merge => all(text, "+").map(|all| self.merged(&all)),
            StatementKind::Split => find(text).map(|at| self.made_of(at).len() > 1),
            StatementKind::ReplaceParagraph => text.split_once("=>").and_then(|(what, by)| {
                let by = self.now(find(by)?)?;
                let gone = |old: &usize| self.now(*old).is_none_or(|now| now == by);
                Some(all(what, ",")?.iter().all(gone))
            }),
            _ => None,
        };
        done == Some(true)
    }

    fn now(&self, old: usize) -> Option<usize> {
        self.is.get(old).copied().flatten()
    }

    fn made_of(&self, old: usize) -> &[usize] {
        self.made.get(old).map_or(&[], Vec::as_slice)
    }

    /// Whether some paragraphs stand in one row at a place, and did not before.
    fn moved(&self, what: &[usize], part: &str, place: &str) -> Option<bool> {
        let now: Vec<usize> = what.iter().map(|old| self.now(*old)).collect::<Option<_>>()?;
        let row = |places: &Places<'_>, all: &[usize]| {
            all.windows(2).all(|pair| matches!(pair, [one, next] if places.follows(*one, *next)))
        };
        let (first, last) = (*what.first()?, *what.last()?);
        let (is_first, is_last) = (*now.first()?, *now.last()?);
        let beside = |label: &str| label.parse().ok().and_then(|label| self.old.find(part, label));
        let (was, is) = if let Some(label) = place.strip_prefix("before ") {
            let old = beside(label)?;
            (self.old.follows(last, old), self.new.follows(is_last, self.now(old)?))
        } else if let Some(label) = place.strip_prefix("after ") {
            let old = beside(label)?;
            (self.old.follows(old, first), self.new.follows(self.now(old)?, is_first))
        } else if let Ok(label) = place.parse::<Label>() {
            let own = |places: &Places<'_>, at| places.label(at) == Some(label);
            let numbered = own(&self.new, is_first);
            let there = self.old.find(part, label);
            let there = there.and_then(|there| Some((there, self.now(there)?)));
            let is = there.map_or(numbered, |(was, is)| {
                // Where others before it went it has the number, and has not moved; where others
                // came before it, it stands there under another number.
                let (forward, behind) = (first < was, is < is_first);
                let beside = if forward {
                    self.new.follows(is, is_first)
                } else {
                    self.new.follows(is_last, is)
                };
                forward == behind && (numbered || beside || self.stands_before_same(is_last, was))
            });
            (own(&self.old, first), is)
        } else {
            let series = match place {
                "PP" | "preamble" | "preambular part" => LabelSeries::Preambular,
                "OP" | "operative part" => LabelSeries::Operative,
                _ => return None,
            };
            let own = |places: &Places<'_>, all: &[usize]| {
                all.iter().all(|at| places.label(*at).is_some_and(|own| own.series() == series))
            };
            return Some(!own(&self.old, what) && own(&self.new, &now));
        };
        Some(is && row(&self.new, &now) && !(was && row(&self.old, what)))
    }

    /// Whether what stood behind an old paragraph now stands behind a new one.
    fn stands_before_same(&self, new: usize, old: usize) -> bool {
        let next = |places: &Places<'_>, at: usize| places.next.get(at).copied().flatten();
        match next(&self.old, old) {
            Some(behind) => self.now(behind).is_some_and(|behind| self.new.follows(new, behind)),
            None => next(&self.new, new).is_none(),
        }
    }

    /// Whether one paragraph holds them all.
    fn merged(&self, all: &[usize]) -> bool {
        let Some((first, rest)) = all.split_first() else { return false };
        let holds =
            |new: &usize| rest.iter().all(|old| old == first || self.made_of(*old).contains(new));
        rest.iter().any(|old| old != first) && self.made_of(*first).iter().any(holds)
    }

    /// A structural wish with the labels that its paragraphs have now.
    pub(super) fn renamed(&self, under: usize, text: &str) -> Box<str> {
        let part = self.old.paragraphs.get(under).map_or("", CopyParagraph::part);
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let mark = [" -> ", " => ", " + ", ", ", "before ", "after "];
            if let Some(mark) = mark.into_iter().find(|mark| rest.starts_with(mark)) {
                out.push_str(mark);
                rest = rest.get(mark.len()..).unwrap_or_default();
                continue;
            }
            let parts = |at: &usize| {
                let rest = rest.get(*at..).unwrap_or_default();
                [" -> ", " => ", " + ", ", "].into_iter().any(|mark| rest.starts_with(mark))
            };
            let end = (0..rest.len()).find(parts).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            let now = name.parse().ok().and_then(|label| self.old.find(part, label));
            let now = now.and_then(|old| self.now(old)).and_then(|new| self.new.label(new));
            match now {
                Some(label) => out.push_str(&label.to_string()),
                None => out.push_str(name),
            }
            rest = behind;
        }
        out.into()
    }
}
