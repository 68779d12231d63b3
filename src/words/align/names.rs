//! What paragraphs are called, where that decides between such as read alike.

use hashbrown::HashMap;

/// The names of the paragraphs of both drafts; none where several of a draft have one, which
/// numbers that begin anew do.
#[derive(Debug, Default)]
pub(crate) struct Names<'n> {
    old: &'n [Option<u32>],
    new: &'n [Option<u32>],
}

impl<'n> Names<'n> {
    /// Names as [`unique`] gives them.
    pub(crate) fn new(old: &'n [Option<u32>], new: &'n [Option<u32>]) -> Self {
        Names { old, new }
    }

    pub(super) fn old(&self, at: usize) -> Option<u32> {
        self.old.get(at).copied().flatten()
    }

    pub(super) fn new_of(&self, at: usize) -> Option<u32> {
        self.new.get(at).copied().flatten()
    }

    /// Whether an old paragraph and a new one have one name.
    pub(super) fn agree(&self, old: usize, new: usize) -> bool {
        self.old(old).is_some_and(|name| self.new_of(new) == Some(name))
    }
}

/// The names that no other paragraph has.
pub(crate) fn unique(names: impl Iterator<Item = Option<u32>> + Clone) -> Vec<Option<u32>> {
    let mut count: HashMap<u32, usize> = HashMap::new();
    for name in names.clone().flatten() {
        *count.entry(name).or_default() += 1;
    }
    names.map(|name| name.filter(|name| count.get(name) == Some(&1))).collect()
}
