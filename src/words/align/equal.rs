//! Paragraphs with the same words.

use hashbrown::HashMap;
use indexmap::IndexMap;

use super::names::Names;
use super::places::Partners;

/// The places of the paragraphs that read alike.
#[derive(Debug, Default)]
struct Alike {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// Joins the paragraphs that have the same words in the same order.
///
/// Of several alike those under one name are the same, if the names leave no doubt.
pub(super) fn match_equal(
    old: &[&[u32]],
    new: &[&[u32]],
    names: &Names<'_>,
    partners: &mut Partners,
) {
    let mut groups: IndexMap<&[u32], Alike> = IndexMap::new();
    for (at, words) in old.iter().enumerate() {
        groups.entry(words).or_default().old.push(at);
    }
    for (at, words) in new.iter().enumerate() {
        if let Some(alike) = groups.get_mut(words) {
            alike.new.push(at);
        }
    }
    for alike in groups.values_mut().filter(|alike| alike.old.len() != alike.new.len()) {
        let named: HashMap<u32, usize> =
            alike.old.iter().filter_map(|at| Some((names.old(*at)?, *at))).collect();
        alike.new.retain(|new| {
            let old = names.new_of(*new).and_then(|name| named.get(&name));
            old.inspect(|old| partners.join(**old, *new)).is_none()
        });
        alike.old.retain(|old| partners.of_old[*old].is_none());
    }
    // First those that leave no choice: they say where the others belong.
    for alike in groups.values().filter(|alike| alike.old.len() == alike.new.len()) {
        for (old, new) in alike.old.iter().zip(&alike.new) {
            partners.join(*old, *new);
        }
    }
    let places = partners.places(new);
    for alike in groups.values().filter(|alike| alike.old.len() != alike.new.len()) {
        let away = |old: usize, new: usize| places[new].away(old);
        if alike.old.len() < alike.new.len() {
            nearest(&alike.old, &alike.new, away, |old, new| {
                partners.join(old, new);
            });
        } else {
            nearest(
                &alike.new,
                &alike.old,
                |new, old| away(old, new),
                |new, old| {
                    partners.join(old, new);
                },
            );
        }
    }
}

/// Gives each of `few` the one of `many` that is nearest, in order, leaving enough for the rest.
fn nearest(
    few: &[usize],
    many: &[usize],
    away: impl Fn(usize, usize) -> usize,
    mut join: impl FnMut(usize, usize),
) {
    let mut at = 0;
    for (nth, one) in few.iter().enumerate() {
        // Those behind this one need as many.
        let last = many.len() - (few.len() - nth);
        while at < last && away(*one, many[at + 1]) < away(*one, many[at]) {
            at += 1;
        }
        join(*one, many[at]);
        at += 1;
    }
}
