//! Copies of different texts are not merged.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use super::copy::{AnnotatedCopy, narrow};
use super::outcome::{join, root};
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

/// Finds copies that no chain of shared paragraphs joins to the others.
///
/// O(n) in the bytes of the copies; where some are left over, that of aligning them with the rest.
pub(super) fn refuse_strangers(copies: &[Arc<AnnotatedCopy>]) -> Result<(), MergeError> {
    let mut roots: Vec<u32> = (0..narrow(copies.len())).collect();
    let mut first: IndexMap<&str, u32> = IndexMap::new();
    let telling = |text: &str| text.len() >= TELLING;
    for (at, copy) in copies.iter().enumerate() {
        // A text of short lines only is known by any of them.
        let short = !copy.paragraphs.iter().any(|paragraph| telling(&paragraph.text));
        for paragraph in &copy.paragraphs {
            let known = *first.entry(&paragraph.text).or_insert(narrow(at));
            if short || telling(&paragraph.text) {
                join(&mut roots, known, narrow(at));
            }
        }
    }
    let heads: Vec<u32> = (0..narrow(copies.len())).map(|at| root(&mut roots, at)).collect();
    let stands =
        |at: &u32| copies.get(*at as usize).is_some_and(|copy| !copy.paragraphs.is_empty());
    let mut groups: Vec<u32> = heads.into_iter().filter(stands).collect();
    groups.sort_unstable();
    groups.dedup();
    let Some((one, rest)) = groups.split_first() else { return Ok(()) };
    for other in rest {
        if let (Some(one), Some(other)) = (copies.get(*one as usize), copies.get(*other as usize)) {
            compare(one, other)?;
        }
    }
    Ok(())
}

/// A base that was edited by hand is still the same text where a third of it can be recognised.
fn compare(one: &AnnotatedCopy, other: &AnnotatedCopy) -> Result<(), MergeError> {
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
    let least = old.len().min(new.len());
    if shared > 0 && shared * 3 >= least {
        return Ok(());
    }
    let first = known.iter().position(|known| !known).and_then(|at| other.paragraphs.get(at));
    Err(MergeError {
        one: Arc::clone(&one.name),
        other: Arc::clone(&other.name),
        shared: narrow(shared),
        of: narrow(new.len()),
        first: first.map_or(String::new(), |paragraph| paragraph.label.to_string()).into(),
    })
}
