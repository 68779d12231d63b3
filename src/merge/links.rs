//! Which paragraph of a base became which of a draft.

use indexmap::IndexMap;

use crate::words::{align, changes, similarity};

/// A paragraph of the base and one of a draft that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) old: usize,
    pub(super) new: usize,
    /// The two are each other's own.
    pub(super) primary: bool,
    /// It changed its place among the others.
    pub(super) moved: bool,
}

/// All links between a base and a draft, by the paragraphs of the draft.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    links: Vec<Link>,
}

/// Two paragraphs in one place are each other's own if they share so much of their words.
const OWN: f64 = 0.5;

impl Links {
    /// Where all paragraphs that changed stand between the same neighbours as before, they are
    /// compared in place, which is what most drafts do; else all are aligned by their words.
    pub(super) fn between(old: &[&[u32]], new: &[&[u32]]) -> Links {
        if let Some(links) = in_place(old, new) {
            return Links { links };
        }
        let found = align(old, new);
        let link = |one: &crate::words::Match| Link {
            old: one.old,
            new: one.new,
            primary: one.primary,
            moved: one.moved,
        };
        Links { links: found.matches().iter().map(link).collect() }
    }

    pub(super) fn all(&self) -> &[Link] {
        &self.links
    }

    /// What a paragraph of the draft was made of.
    pub(super) fn of_new(&self, new: usize) -> &[Link] {
        let start = self.links.partition_point(|link| link.new < new);
        let rest = self.links.get(start..).unwrap_or_default();
        let count = rest.partition_point(|link| link.new == new);
        rest.get(..count).unwrap_or_default()
    }
}

fn in_place<'a>(old: &[&'a [u32]], new: &[&'a [u32]]) -> Option<Vec<Link>> {
    if old.len() != new.len() {
        return None;
    }
    let mut known: IndexMap<&'a [u32], u32> = IndexMap::new();
    let mut tokens = |paragraphs: &[&'a [u32]]| -> Vec<u32> {
        let mut token = |keys: &&'a [u32]| {
            let next = super::copy::narrow(known.len());
            *known.entry(*keys).or_insert(next)
        };
        paragraphs.iter().map(&mut token).collect()
    };
    let (before, after) = (tokens(old), tokens(new));
    let mut links: Vec<Link> = Vec::with_capacity(old.len());
    let mut link = |old: usize, new: usize| {
        links.push(Link { old, new, primary: true, moved: false });
    };
    let mut at = (0, 0);
    for change in changes(&before, &after) {
        if change.old.len() != change.new.len() {
            return None;
        }
        (at.0..change.old.start).zip(at.1..change.new.start).for_each(|(old, new)| link(old, new));
        for (was, is) in change.old.clone().zip(change.new.clone()) {
            if similarity(old.get(was)?, new.get(is)?) < OWN {
                return None;
            }
            link(was, is);
        }
        at = (change.old.end, change.new.end);
    }
    (at.0..old.len()).zip(at.1..new.len()).for_each(|(old, new)| link(old, new));
    Some(links)
}
