//! Copies of different texts are not merged.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use super::copy::{AnnotatedCopy, narrow};
use super::outcome::Oddity;
use super::same::United;
use crate::words::{Case, Lexicon, align};

/// Copies of different texts: there is no one base that their statements could hang on.
///
/// # Examples
///
/// ```
/// use travaux::{Document, merge::{AnnotatedCopy, merge}};
/// let one = Document::read("1. Keep the harbour open to all boats at night.")?;
/// let other = Document::read("1. Count the moths in every orchard of the valley.")?;
/// let copies = [AnnotatedCopy::of(&one).named("a"), AnnotatedCopy::of(&other).named("b")];
/// let refused = merge(copies).unwrap_err();
/// assert_eq!((refused.shared(), refused.of()), (0, 1));
/// assert_eq!(refused.first_difference(), "OP1");
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeError {
    one: Arc<str>,
    other: Arc<str>,
    shared: u32,
    of: u32,
    first: Box<str>,
}

impl std::error::Error for MergeError {}

impl MergeError {
    /// A copy of the one text.
    pub fn one(&self) -> &str {
        &self.one
    }

    /// A copy of the other text.
    pub fn other(&self) -> &str {
        &self.other
    }

    /// How many paragraphs of the second have a counterpart in the first.
    pub fn shared(&self) -> u32 {
        self.shared
    }

    /// How many paragraphs the second has.
    pub fn of(&self) -> u32 {
        self.of
    }

    /// The label of the second's first paragraph that the first has not.
    pub fn first_difference(&self) -> &str {
        &self.first
    }
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MergeError { one, other, shared, of, first } = self;
        write!(
            f,
            "`{other}` shares {shared} of its {of} paragraphs with `{one}` and parts from it at \
             {first}, expected copies of one text"
        )
    }
}

/// A paragraph of so many bytes stands in two texts by chance no more.
const TELLING: usize = 24;

/// Of how many paragraphs that tell one has to be shared: else two texts are different.
const REFUSED: usize = 3;

/// And of how many one for nobody to wonder.
const WONDERED: usize = 2;

/// What each copy has that tells its text from others.
struct Telling<'c> {
    copies: &'c [Arc<AnnotatedCopy>],
    /// The texts of each copy that are long enough, by number, each once; of a copy of short lines
    /// only all of them.
    texts: Vec<Vec<u32>>,
    /// The copies that have each text.
    holders: Vec<Vec<u32>>,
}

impl<'c> Telling<'c> {
    fn of(copies: &'c [Arc<AnnotatedCopy>], united: &United<'_>) -> Telling<'c> {
        let mut known: IndexMap<&str, ()> = IndexMap::new();
        let mut numbers: Vec<u32> = Vec::with_capacity(united.paragraphs.len());
        for paragraph in &united.paragraphs {
            numbers.push(narrow(known.insert_full(&*paragraph.text, ()).0));
        }
        let tells = |number: &u32| {
            known.get_index(*number as usize).is_some_and(|(text, ())| text.len() >= TELLING)
        };
        let texts = united.rows.iter().map(|row| {
            let row = row.iter().filter_map(|id| numbers.get(*id as usize)).copied();
            let mut all: Vec<u32> = row.collect();
            all.sort_unstable();
            all.dedup();
            if all.iter().any(tells) {
                all.retain(tells);
            }
            all
        });
        let texts: Vec<Vec<u32>> = texts.collect();
        let mut holders = vec![Vec::new(); known.len()];
        for (copy, texts) in texts.iter().enumerate() {
            for text in texts {
                holders.get_mut(*text as usize).into_iter().for_each(|own| own.push(narrow(copy)));
            }
        }
        Telling { copies, texts, holders }
    }

    fn count(&self, copy: u32) -> usize {
        self.texts.get(copy as usize).map_or(0, Vec::len)
    }
}

/// Finds copies that share too little with the others, beginning with the longest: refuses them, or
/// gives those to be wondered at.
///
/// O(n) in the paragraphs of the copies; for those that share less than a third word for word, that
/// of aligning them with the longest.
pub(super) fn refuse_strangers(
    copies: &[Arc<AnnotatedCopy>],
    united: &United<'_>,
) -> Result<Vec<Oddity>, MergeError> {
    let telling = Telling::of(copies, united);
    let all = 0..narrow(copies.len());
    // Of copies of one length the first, in their own order.
    let Some(longest) = all.clone().rev().max_by_key(|at| telling.count(*at)) else {
        return Ok(Vec::new());
    };
    let mut joined = vec![false; copies.len()];
    let mut known = vec![false; telling.holders.len()];
    let mut shared = vec![0usize; copies.len()];
    // Those that share a third or more with what is known so far, one after the other, for each
    // makes more known; then one that was edited by hand, and so on.
    let mut queue = vec![longest];
    let mut strange = vec![false; copies.len()];
    let mut rest = all.clone().filter(|at| *at != longest && telling.count(*at) > 0);
    loop {
        while let Some(copy) = queue.pop() {
            if std::mem::replace(joined.get_mut(copy as usize).unwrap_or(&mut true), true) {
                continue;
            }
            for text in telling.texts.get(copy as usize).into_iter().flatten() {
                let slot = known.get_mut(*text as usize);
                if slot.is_none_or(|slot| std::mem::replace(slot, true)) {
                    continue;
                }
                for holder in telling.holders.get(*text as usize).into_iter().flatten() {
                    let Some(count) = shared.get_mut(*holder as usize) else { continue };
                    *count += 1;
                    if *count * REFUSED >= telling.count(*holder) {
                        queue.push(*holder);
                    }
                }
            }
        }
        let Some(next) = rest.find(|at| joined.get(*at as usize) == Some(&false)) else { break };
        strange.get_mut(next as usize).into_iter().for_each(|slot| *slot = true);
        queue.push(next);
    }
    let mut oddities = Vec::new();
    for copy in all.filter(|at| telling.count(*at) > 0 && copies.len() > 1) {
        let of = telling.count(copy);
        let texts = telling.texts.get(copy as usize).into_iter().flatten();
        let others = texts.filter(|text| {
            telling.holders.get(**text as usize).is_some_and(|holders| holders.len() > 1)
        });
        let same = others.count();
        let alone = strange.get(copy as usize) == Some(&true);
        if !alone && same * WONDERED >= of {
            continue;
        }
        let one = if copy == longest { other_than(longest, &telling) } else { longest };
        let (Some(one), Some(other)) = (copies.get(one as usize), copies.get(copy as usize)) else {
            continue;
        };
        let found = Compared::of(one, other);
        if alone && found.shared * REFUSED < found.least() {
            return Err(found.refused(one, other));
        }
        if found.shared.max(same) * WONDERED < found.least() {
            let (shared, of) = (narrow(found.shared.max(same)), narrow(found.known.len()));
            oddities.push(Oddity::LittleInCommon { copy, shared, of });
        }
    }
    Ok(oddities)
}

/// The copy that shares most with the longest.
fn other_than(longest: u32, telling: &Telling<'_>) -> u32 {
    let mut shared = vec![0usize; telling.copies.len()];
    for text in telling.texts.get(longest as usize).into_iter().flatten() {
        for holder in telling.holders.get(*text as usize).into_iter().flatten() {
            shared.get_mut(*holder as usize).into_iter().for_each(|count| *count += 1);
        }
    }
    let all = (0..narrow(shared.len())).filter(|at| *at != longest && telling.count(*at) > 0);
    all.rev().max_by_key(|at| shared.get(*at as usize).copied()).unwrap_or(longest)
}

/// Two copies side by side.
struct Compared {
    /// Whether each paragraph of the second has a counterpart in the first.
    known: Vec<bool>,
    shared: usize,
    others: usize,
}

impl Compared {
    fn of(one: &AnnotatedCopy, other: &AnnotatedCopy) -> Compared {
        let mut lexicon = Lexicon::new(Case::Ignore);
        let mut keys = |copy: &AnnotatedCopy| -> Vec<Vec<u32>> {
            copy.paragraphs.iter().map(|paragraph| lexicon.keys(&paragraph.text)).collect()
        };
        let (old, new) = (keys(one), keys(other));
        let found = align(&old, &new);
        let mut known = vec![false; new.len()];
        for matched in found.matches().iter().filter(|matched| matched.primary) {
            if let Some(slot) = known.get_mut(matched.new) {
                *slot = true;
            }
        }
        let shared = known.iter().filter(|known| **known).count();
        Compared { known, shared, others: old.len() }
    }

    /// A cutting shares what it has.
    fn least(&self) -> usize {
        self.known.len().min(self.others).max(1)
    }

    fn refused(&self, one: &AnnotatedCopy, other: &AnnotatedCopy) -> MergeError {
        let first = self.known.iter().position(|known| !known);
        let first = first.and_then(|at| other.paragraphs.get(at));
        MergeError {
            one: Arc::clone(&one.name),
            other: Arc::clone(&other.name),
            shared: narrow(self.shared),
            of: narrow(self.known.len()),
            first: first.map_or(String::new(), |paragraph| paragraph.label.to_string()).into(),
        }
    }
}
