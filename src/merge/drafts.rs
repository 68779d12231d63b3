//! Two drafts that both come from one base, brought together word by word.

use std::fmt;
use std::ops::Range;

use super::links::Links;
use super::threeway::{Piece, Side, pieces};
use crate::words::{Case, Lexicon, words};

/// A stretch of a merged draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Segment {
    /// Words on which nothing is in doubt.
    Settled(String),
    /// Words that both drafts changed, each in its way: a value, not an end.
    Conflict {
        /// What stood there.
        base: String,
        /// What the first draft has.
        ours: String,
        /// What the second draft has.
        theirs: String,
    },
}

/// A paragraph of a merged draft, or some that a draft joined or divided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DraftParagraph {
    /// Its words in order; a blank line parts paragraphs.
    pub segments: Vec<Segment>,
    /// Both drafts moved it, to different places; it stands where the first put it.
    pub is_contested: bool,
}

/// Two drafts of one base, brought together. [`merge_drafts`] makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[must_use]
pub struct DraftMerge {
    paragraphs: Vec<DraftParagraph>,
}

impl DraftMerge {
    /// The paragraphs in order.
    pub fn paragraphs(&self) -> &[DraftParagraph] {
        &self.paragraphs
    }

    /// How many stretches of words, and how many places of paragraphs, both drafts changed in
    /// different ways.
    pub fn conflicts(&self) -> usize {
        let words = self.paragraphs.iter().flat_map(|paragraph| &paragraph.segments);
        let words = words.filter(|segment| matches!(segment, Segment::Conflict { .. })).count();
        words + self.paragraphs.iter().filter(|paragraph| paragraph.is_contested).count()
    }
}

/// Prints the text: a blank line between paragraphs, and where there is a conflict what each draft
/// has, as options that nobody has signed: `[ours][theirs]`.
impl fmt::Display for DraftMerge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, paragraph) in self.paragraphs.iter().enumerate() {
            if nth > 0 {
                f.write_str("\n\n")?;
            }
            for segment in &paragraph.segments {
                match segment {
                    Segment::Settled(text) => f.write_str(text)?,
                    Segment::Conflict { ours, theirs, .. } => {
                        let blank = ours.starts_with(' ') || theirs.starts_with(' ');
                        let blank = if blank { " " } else { "" };
                        write!(f, "{blank}[{}][{}]", ours.trim(), theirs.trim())?;
                    }
                }
            }
        }
        if self.paragraphs.is_empty() { Ok(()) } else { f.write_str("\n") }
    }
}

/// One of the three texts.
struct Text<'t> {
    written: &'t str,
    /// The words of each paragraph: places in `keys` and `at`.
    paragraphs: Vec<Range<usize>>,
    keys: Vec<u32>,
    at: Vec<(usize, usize)>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str, lexicon: &mut Lexicon) -> Self {
        let mut cut =
            Text { written: text, paragraphs: Vec::new(), keys: Vec::new(), at: Vec::new() };
        let mut end = 0;
        let mut first = 0;
        for word in words(text) {
            let (start, stop) = (word.span.start() as usize, word.span.end() as usize);
            let blank = text.get(end..start).unwrap_or_default();
            if blank.bytes().filter(|byte| *byte == b'\n').count() > 1 && cut.keys.len() > first {
                cut.paragraphs.push(first..cut.keys.len());
                first = cut.keys.len();
            }
            cut.keys.push(lexicon.intern(word.text(text)));
            cut.at.push((start, stop));
            end = stop;
        }
        if cut.keys.len() > first {
            cut.paragraphs.push(first..cut.keys.len());
        }
        cut
    }

    fn paragraph_keys(&self) -> Vec<&[u32]> {
        let keys = |range: &Range<usize>| self.keys.get(range.clone()).unwrap_or_default();
        self.paragraphs.iter().map(keys).collect()
    }
}

/// Words laid end to end, with a key of its own where paragraphs meet.
#[derive(Default)]
struct Laid {
    keys: Vec<u32>,
    /// The word in its text; none for the break between paragraphs.
    from: Vec<Option<usize>>,
}

/// No lexicon gives this key: a text holds fewer words.
const BREAK: u32 = u32::MAX - 1;

impl Laid {
    fn of(text: &Text<'_>, paragraphs: &[usize]) -> Laid {
        let mut laid = Laid::default();
        for at in paragraphs {
            let Some(range) = text.paragraphs.get(*at) else { continue };
            if !laid.keys.is_empty() {
                laid.keys.push(BREAK);
                laid.from.push(None);
            }
            laid.keys.extend(text.keys.get(range.clone()).unwrap_or_default());
            laid.from.extend(range.clone().map(Some));
        }
        laid
    }

    /// The words of a stretch as they are printed, each with the blank before it; `begins` says
    /// whether they begin a paragraph.
    fn print(&self, text: &Text<'_>, range: Range<usize>, begins: bool) -> String {
        let mut out = String::new();
        let mut begins = begins;
        for at in range {
            let Some(Some(word)) = self.from.get(at) else {
                out.push_str("\n\n");
                begins = true;
                continue;
            };
            let Some((start, end)) = text.at.get(*word) else { continue };
            let glued = word.checked_sub(1).and_then(|before| text.at.get(before));
            let glued = glued.is_some_and(|before| before.1 == *start);
            if !begins && !glued {
                out.push(' ');
            }
            out.push_str(text.written.get(*start..*end).unwrap_or_default());
            begins = false;
        }
        out
    }
}

/// Paragraphs of the three texts that belong together.
#[derive(Clone, Debug, Default)]
struct Group {
    base: Vec<usize>,
    ours: Vec<usize>,
    theirs: Vec<usize>,
}

/// Brings two drafts of one base together, word by word.
///
/// Each draft's paragraphs are matched with those of the base by their words
/// ([`align`](crate::words::align)), whatever their order; paragraphs that a draft joined or
/// divided are compared as one. What only one draft changed is taken from it, what both changed
/// alike is taken once, what both changed in different ways is a [`Segment::Conflict`]. A paragraph
/// that one draft moved stands where it moved it. Lines and blanks tell nothing: paragraphs are
/// parted by blank lines, and words by whatever blank there is.
///
/// # Complexity
///
/// O(n log n) in the words of the three texts.
///
/// # Examples
///
/// ```
/// use travaux::merge::merge_drafts;
/// let base = "We sail at dawn with bread.\n\nWe row home before night.";
/// let chair = "We row home before night.\n\nWe sail at dawn with bread and nets.";
/// let facilitator = "We sail at noon\nwith bread.\n\nWe row home before night.";
/// let merged = merge_drafts(base, chair, facilitator);
/// assert_eq!(merged.conflicts(), 0);
/// let both = "We row home before night.\n\nWe sail at noon with bread and nets.\n";
/// assert_eq!(merged.to_string(), both);
/// let rival = "We sail at dusk with bread.\n\nWe row home before night.";
/// let merged = merge_drafts(base, facilitator, rival);
/// assert!(merged.to_string().starts_with("We sail at [noon][dusk] with bread."));
/// ```
pub fn merge_drafts(base: &str, ours: &str, theirs: &str) -> DraftMerge {
    let mut lexicon = Lexicon::new(Case::Keep);
    let base = Text::new(base, &mut lexicon);
    let ours = Text::new(ours, &mut lexicon);
    let theirs = Text::new(theirs, &mut lexicon);
    let to_ours = Links::between(&base.paragraph_keys(), &ours.paragraph_keys());
    let to_theirs = Links::between(&base.paragraph_keys(), &theirs.paragraph_keys());
    let groups = group(
        [base.paragraphs.len(), ours.paragraphs.len(), theirs.paragraphs.len()],
        &to_ours,
        &to_theirs,
        [&ours, &theirs],
    );
    let order = order(&groups, &to_ours, &to_theirs);
    let mut merged = DraftMerge::default();
    for (at, is_contested) in order {
        let Some(group) = groups.get(at) else { continue };
        let laid = [
            Laid::of(&base, &group.base),
            Laid::of(&ours, &group.ours),
            Laid::of(&theirs, &group.theirs),
        ];
        let segments = segments(&laid, [&base, &ours, &theirs]);
        if !segments.is_empty() {
            merged.paragraphs.push(DraftParagraph { segments, is_contested });
        }
    }
    merged
}

fn segments(laid: &[Laid; 3], texts: [&Text<'_>; 3]) -> Vec<Segment> {
    let [base, ours, theirs] = laid;
    let mut found: Vec<Segment> = Vec::new();
    let mut begins = true;
    for piece in pieces(&base.keys, &ours.keys, &theirs.keys) {
        match piece {
            Piece::Settled(side, range) => {
                let text = match side {
                    Side::Base => base.print(texts[0], range, begins),
                    Side::Ours => ours.print(texts[1], range, begins),
                    Side::Theirs => theirs.print(texts[2], range, begins),
                };
                begins = text.ends_with('\n');
                match found.last_mut() {
                    Some(Segment::Settled(before)) => before.push_str(&text),
                    _ => found.push(Segment::Settled(text)),
                }
            }
            Piece::Conflict { base: was, ours: one, theirs: other } => {
                found.push(Segment::Conflict {
                    base: base.print(texts[0], was, begins),
                    ours: ours.print(texts[1], one, begins),
                    theirs: theirs.print(texts[2], other, begins),
                });
                begins = false;
            }
        }
    }
    found
}

/// Which paragraphs belong together, in the order of the base; new ones behind.
fn group(
    [base, ours, theirs]: [usize; 3],
    to_ours: &Links,
    to_theirs: &Links,
    texts: [&Text<'_>; 2],
) -> Vec<Group> {
    use super::copy::narrow;
    use super::outcome::{join, root};
    let mut roots: Vec<u32> = (0..narrow(base + ours + theirs)).collect();
    for (links, offset) in [(to_ours, base), (to_theirs, base + ours)] {
        for found in links.all() {
            join(&mut roots, narrow(found.old), narrow(offset + found.new));
        }
    }
    // Both drafts can have brought the same new paragraph.
    let mut fresh: indexmap::IndexMap<&[u32], usize> = indexmap::IndexMap::new();
    let keys = texts.map(Text::paragraph_keys);
    for (at, keys) in keys[0].iter().enumerate().filter(|(at, _)| to_ours.of_new(*at).is_empty()) {
        fresh.entry(keys).or_insert(at);
    }
    for (at, keys) in keys[1].iter().enumerate().filter(|(at, _)| to_theirs.of_new(*at).is_empty())
    {
        if let Some(same) = fresh.shift_remove(keys) {
            join(&mut roots, narrow(base + same), narrow(base + ours + at));
        }
    }
    let mut groups: indexmap::IndexMap<u32, Group> = indexmap::IndexMap::new();
    for at in 0..base + ours + theirs {
        let group = groups.entry(root(&mut roots, narrow(at))).or_default();
        if at < base {
            group.base.push(at);
        } else if at < base + ours {
            group.ours.push(at - base);
        } else {
            group.theirs.push(at - base - ours);
        }
    }
    groups.into_values().collect()
}

/// The groups in their merged order, and whether both drafts moved them to different places.
fn order(groups: &[Group], to_ours: &Links, to_theirs: &Links) -> Vec<(usize, bool)> {
    let row = |side: &dyn Fn(&Group) -> Option<usize>| -> Vec<usize> {
        let mut row: Vec<(usize, usize)> = groups
            .iter()
            .enumerate()
            .filter_map(|(at, group)| side(group).map(|first| (first, at)))
            .collect();
        row.sort_unstable();
        row.into_iter().map(|(_, at)| at).collect()
    };
    let own = row(&|group| group.ours.first().copied());
    let others = row(&|group| group.theirs.first().copied());
    let moved = |links: &Links, group: &Group, side: &[usize]| {
        let mut own = side.iter().flat_map(|new| links.of_new(*new));
        !group.base.is_empty() && own.any(|found| found.primary && found.moved)
    };
    let moved_by_us: Vec<bool> =
        groups.iter().map(|group| moved(to_ours, group, &group.ours)).collect();
    let moved_by_them: Vec<bool> =
        groups.iter().map(|group| moved(to_theirs, group, &group.theirs)).collect();
    let before = |row: &[usize]| -> Vec<Option<usize>> {
        let mut before = vec![None; groups.len()];
        for pair in row.windows(2) {
            if let [one, next] = pair {
                before.get_mut(*next).into_iter().for_each(|slot| *slot = Some(*one));
            }
        }
        before
    };
    let (before_us, before_them) = (before(&own), before(&others));
    let us = |at: &usize| moved_by_us.get(*at) == Some(&true);
    let them = |at: &usize| moved_by_them.get(*at) == Some(&true);
    // Their order stands, but for what we moved and they have not, and what both moved; those go
    // behind the paragraph that they follow with us.
    let stays: Vec<usize> = others.iter().filter(|at| !us(at)).copied().collect();
    let rows = [stays, own];
    let mut placed = vec![false; groups.len()];
    let mut next: Vec<Option<usize>> = vec![None; groups.len() + 1];
    let head = groups.len();
    for row in &rows {
        let mut behind = head;
        for at in row {
            if placed.get(*at) == Some(&false) {
                let after = next.get(behind).copied().flatten();
                if let Some(slot) = next.get_mut(*at) {
                    *slot = after;
                }
                if let Some(slot) = next.get_mut(behind) {
                    *slot = Some(*at);
                }
                if let Some(slot) = placed.get_mut(*at) {
                    *slot = true;
                }
            }
            behind = *at;
        }
    }
    let mut order = Vec::with_capacity(groups.len());
    let mut at = next.get(head).copied().flatten();
    while let Some(here) = at {
        let contested = us(&here) && them(&here) && before_us.get(here) != before_them.get(here);
        order.push((here, contested));
        at = next.get(here).copied().flatten();
    }
    order
}
