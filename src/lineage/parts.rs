//! Which part of one document is which of another, and which paragraph in them.

use hashbrown::HashMap;
use indexmap::{IndexMap, IndexSet};

use super::fill::fill;
use crate::model::{Document, ParagraphId, ParagraphKind, Part, PartId, PieceKind};
use crate::words::{
    AlignOptions, Lexicon, Match, MatchKind, Names, align_words, dice, shared, similarity, sorted,
    unique,
};

/// Parts of a document that are told apart at most: each of the one is held against each of the
/// other.
const PARTS: usize = 16;

/// The share of their words below which two parts are two, and what equal titles add to it: they
/// decide between parts that are about as like, and no more, for an old draft may keep its title.
const LEAST: f64 = 0.3;
const TITLE: f64 = 0.05;

/// The share of their words that paragraphs have of which one is the other in another part.
const MOVED: f64 = 0.5;

/// The share of their words that paragraphs of one name have which nothing else tells apart.
const HALF: f64 = 0.5;

/// The parts of two documents, those that are the same side by side.
#[derive(Debug, Default)]
pub(super) struct Sides {
    /// The old part and the new one that it became.
    pairs: Vec<(PartId, PartId)>,
    /// Old parts that are set aside.
    silent: IndexSet<PartId>,
}

impl Sides {
    /// Those of two documents, by title and by all their words, proposed ones among them. With
    /// `spoken` the old parts in which nobody speaks are set aside, if somebody does in others.
    ///
    /// # Complexity
    ///
    /// O(n) in the words of both.
    pub(super) fn of(old: &Document, new: &Document, spoken: bool, lexicon: &mut Lexicon) -> Self {
        let silent = if spoken { silent(old) } else { IndexSet::new() };
        let (many, few) = (old.parts().len().max(new.parts().len()), old.parts().len());
        let speaks = !old.statements().is_empty() || !new.statements().is_empty();
        if !speaks || few == 0 || !(2..=PARTS).contains(&many) {
            return Sides { pairs: Vec::new(), silent };
        }
        let (olds, news) = (bags(old, lexicon), bags(new, lexicon));
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for (one, (part, words)) in olds.iter().enumerate() {
            for (other, (later, others)) in news.iter().enumerate() {
                let shared = shared(words, others);
                let share = dice(shared, words.len(), others.len());
                if shared > 0 && share >= LEAST {
                    let titles = [part, later].map(|part| lexicon.spoken(part.name()));
                    let title = similarity(&titles[0], &titles[1]);
                    scored.push((share + TITLE * title, one, other));
                }
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut old_of: Vec<Option<usize>> = vec![None; news.len()];
        let mut taken = vec![false; olds.len()];
        // A part that is set aside keeps its place only from those that have another.
        for yields in [false, true] {
            for (_, one, other) in &scored {
                let silent = |at: usize| silent.contains(&olds[at].0.id());
                let free = match old_of[*other] {
                    None => true,
                    Some(holder) => yields && silent(holder) && !silent(*one),
                };
                if free && !taken[*one] {
                    (taken[*one], old_of[*other]) = (true, Some(*one));
                }
            }
        }
        let pairs = old_of.iter().zip(&news).filter_map(|(one, (later, _))| {
            let (part, _) = olds.get((*one)?)?;
            Some((part.id(), later.id()))
        });
        let mut pairs: Vec<(PartId, PartId)> = pairs.collect();
        pairs.sort_unstable();
        Sides { pairs, silent }
    }

    /// Which paragraph is which: first those of parts that are the same, then what is left over.
    pub(super) fn align(
        &self,
        (old, old_draft): (&Document, &Draft),
        (new, new_draft): (&Document, &Draft),
        options: &AlignOptions,
        (lexicon, filled): (&Lexicon, bool),
    ) -> Vec<Match> {
        let part_of = |document: &Document, draft: &Draft, at: usize| {
            draft.ids.get(at).map(|id| document.paragraph(*id).part())
        };
        let mut found: Vec<Match> = Vec::new();
        let mut names: IndexMap<crate::Label, u32> = IndexMap::new();
        let mut named = |document: &Document, draft: &Draft| -> Vec<Option<u32>> {
            let mut name = |id: &ParagraphId| {
                let label = document.paragraph(*id).label();
                label.number()?;
                let next = u32::try_from(names.len()).ok()?;
                Some(*names.entry(label).or_insert(next))
            };
            draft.ids.iter().map(&mut name).collect()
        };
        let (old_names, new_names) = (named(old, old_draft), named(new, new_draft));
        let run = |old_at: &[usize], new_at: &[usize], crossing: bool| {
            let pick = |draft: &Draft, at: &[usize]| -> Vec<Vec<u32>> {
                at.iter().filter_map(|at| draft.keys.get(*at).cloned()).collect()
            };
            let call = |names: &[Option<u32>], at: &[usize]| {
                unique(at.iter().map(|at| names.get(*at).copied().flatten()))
            };
            let (olds, news) = (pick(old_draft, old_at), pick(new_draft, new_at));
            let (one, other) = (call(&old_names, old_at), call(&new_names, new_at));
            let names = Names::new(&one, &other);
            // What left its part is known by its words alone, and needs more of them.
            let options = if crossing { options.least(MOVED) } else { *options };
            let mut all = align_words(&olds, &news, &options, &names, lexicon).matches().to_vec();
            if filled && !crossing {
                fill(&olds, &news, &mut all);
                all.extend(grown((&olds, &one), (&news, &other), &all));
                all.extend(copies(&olds, &news, &all));
            }
            for one in &mut all {
                (one.old, one.new) = (old_at[one.old], new_at[one.new]);
                let parts = (part_of(old, old_draft, one.old), part_of(new, new_draft, one.new));
                one.moved |= crossing && one.primary && !self.are_one(parts);
            }
            all
        };
        let wanted = |at: &usize| {
            part_of(old, old_draft, *at).is_some_and(|part| !self.silent.contains(&part))
        };
        if self.pairs.is_empty() {
            let all: Vec<usize> = (0..old_draft.ids.len()).filter(wanted).collect();
            return run(&all, &(0..new_draft.ids.len()).collect::<Vec<_>>(), false);
        }
        let within = |document: &Document, draft: &Draft, part: PartId| -> Vec<usize> {
            (0..draft.ids.len()).filter(|at| part_of(document, draft, *at) == Some(part)).collect()
        };
        for (one, other) in self.pairs.iter().filter(|(one, _)| !self.silent.contains(one)) {
            let (old_at, new_at) = (within(old, old_draft, *one), within(new, new_draft, *other));
            found.extend(run(&old_at, &new_at, false));
        }
        let (mut old_taken, mut new_taken) =
            (vec![false; old_draft.ids.len()], vec![false; new_draft.ids.len()]);
        for one in &found {
            (old_taken[one.old], new_taken[one.new]) = (true, true);
        }
        // What became of a part that was set aside is no place for paragraphs of another.
        let set_aside = self.pairs.iter().filter(|(one, _)| self.silent.contains(one));
        let set_aside: IndexSet<PartId> = set_aside.map(|(_, other)| *other).collect();
        let open = |at: &usize| {
            let part = part_of(new, new_draft, *at);
            !new_taken[*at] && part.is_some_and(|part| !set_aside.contains(&part))
        };
        let old_left: Vec<usize> =
            (0..old_taken.len()).filter(|at| !old_taken[*at] && wanted(at)).collect();
        let new_left: Vec<usize> = (0..new_taken.len()).filter(open).collect();
        found.extend(run(&old_left, &new_left, true));
        found
    }

    /// The paragraphs that were adopted: those of the later draft that are left over and have the words
    /// of one that the older draft only proposes. By their words alone, which needs more of them.
    pub(super) fn adopted(
        &self,
        old: &Document,
        (proposed, left): (&Draft, &Draft),
        options: &AlignOptions,
        lexicon: &Lexicon,
    ) -> Vec<Match> {
        let part_of = |id: &ParagraphId| old.paragraph(*id).part();
        let wanted = proposed.ids.iter().map(|id| !self.silent.contains(&part_of(id)));
        let at: Vec<usize> =
            wanted.enumerate().filter(|(_, wanted)| *wanted).map(|(at, _)| at).collect();
        let olds: Vec<Vec<u32>> =
            at.iter().filter_map(|at| proposed.keys.get(*at).cloned()).collect();
        let (none, other) = (vec![None; olds.len()], vec![None; left.keys.len()]);
        let names = Names::new(&none, &other);
        let found = align_words(&olds, &left.keys, &options.least(MOVED), &names, lexicon);
        // It was nowhere before, and has not moved from there.
        let own = found.matches().iter().filter(|one| one.primary);
        own.map(|one| Match { old: at[one.old], moved: false, ..*one }).collect()
    }

    /// Whether the parts of two paragraphs are the same, or neither is any other.
    fn are_one(&self, (old, new): (Option<PartId>, Option<PartId>)) -> bool {
        let of = |(one, other): &&(PartId, PartId)| Some(*one) == old || Some(*other) == new;
        let mut own = self.pairs.iter().filter(of).peekable();
        own.peek().is_none() || own.any(|(one, other)| Some(*one) == old && Some(*other) == new)
    }
}

/// Words that say the same of two paragraphs, and not by chance: `Deleted.` stands twice in many a text.
const COPIED: usize = 4;

/// The paragraphs of a draft that have words, and the keys of those.
pub(super) struct Draft {
    pub(super) ids: Vec<ParagraphId>,
    pub(super) keys: Vec<Vec<u32>>,
}

impl Draft {
    /// The paragraphs that are in no match.
    pub(super) fn left_over(&self, matched: impl Iterator<Item = usize>) -> Draft {
        let mut is_left = vec![true; self.ids.len()];
        matched.for_each(|at| is_left[at] = false);
        let left = || is_left.iter().enumerate().filter(|(_, left)| **left).map(|(at, _)| at);
        Draft {
            ids: left().map(|at| self.ids[at]).collect(),
            keys: left().map(|at| self.keys[at].clone()).collect(),
        }
    }
}

/// Paragraphs that are left over and have one name, and of which one has all the words of the
/// other: `We act`, which is too short to be looked for, and `We act at once`. Of old ones that
/// read alike, and which only the name tells apart, half of their words are enough.
fn grown(
    (old, old_names): (&[Vec<u32>], &[Option<u32>]),
    (new, new_names): (&[Vec<u32>], &[Option<u32>]),
    found: &[Match],
) -> Vec<Match> {
    let old_taken: IndexSet<usize> = found.iter().map(|one| one.old).collect();
    let new_taken: IndexSet<usize> = found.iter().map(|one| one.new).collect();
    let left = new_names.iter().enumerate().filter(|(at, _)| !new_taken.contains(at));
    let named: IndexMap<u32, usize> = left.filter_map(|(at, name)| Some(((*name)?, at))).collect();
    let each = old_names.iter().enumerate().filter(|(at, _)| !old_taken.contains(at));
    let mut alike: HashMap<&[u32], usize> = HashMap::new();
    for words in old {
        *alike.entry(words).or_default() += 1;
    }
    let each = each.filter_map(|(at, name)| {
        let has_twin = alike.get(&old[at][..]) > Some(&1);
        let other = *named.get(&(*name)?)?;
        let (one, two) = (sorted(&old[at]), sorted(&new[other]));
        let shared = shared(&one, &two);
        let similarity = dice(shared, one.len(), two.len());
        let whole = shared == one.len().min(two.len());
        let enough = whole || (has_twin && similarity >= HALF);
        (enough && shared > 1).then(|| Match {
            old: at,
            new: other,
            similarity,
            shared: u32::try_from(shared).unwrap_or(u32::MAX),
            how: MatchKind::Reworded,
            primary: true,
            moved: false,
        })
    });
    each.collect()
}

/// Paragraphs that are left over and have the very words of one in the other draft, which has its own:
/// they stand twice in the one draft and once in the other.
fn copies(old: &[Vec<u32>], new: &[Vec<u32>], found: &[Match]) -> Vec<Match> {
    fn first(words: &[Vec<u32>]) -> HashMap<&[u32], usize> {
        let all = words.iter().enumerate().rev();
        all.map(|(at, words)| (&words[..], at)).collect()
    }
    let copy = |(old, new): (usize, usize), words: &[u32]| Match {
        old,
        new,
        similarity: 1.0,
        shared: u32::try_from(words.len()).unwrap_or(u32::MAX),
        how: MatchKind::Same,
        primary: false,
        moved: false,
    };
    let (first_old, first_new) = (first(old), first(new));
    let (mut old_left, mut new_left) = (vec![true; old.len()], vec![true; new.len()]);
    for one in found {
        (old_left[one.old], new_left[one.new]) = (false, false);
    }
    let left = |is_left: &[bool], at: usize, words: &[u32]| is_left[at] && words.len() >= COPIED;
    let olds = old.iter().enumerate().filter(|(at, words)| left(&old_left, *at, words));
    let olds = olds.filter_map(|(at, words)| Some(copy((at, *first_new.get(&words[..])?), words)));
    let news = new.iter().enumerate().filter(|(at, words)| left(&new_left, *at, words));
    let news = news.filter_map(|(at, words)| Some(copy((*first_old.get(&words[..])?, at), words)));
    olds.chain(news).collect()
}

/// The parts of a document in which nobody speaks, if somebody does in others.
fn silent(document: &Document) -> IndexSet<PartId> {
    let spoken: IndexSet<PartId> = document
        .statements()
        .iter()
        .map(|statement| document.paragraph(statement.paragraph()).part())
        .collect();
    let all = document.parts().iter().map(Part::id);
    all.filter(|part| !spoken.is_empty() && !spoken.contains(part)).collect()
}

/// The parts of a document with the words on their pages, proposed ones among them, sorted.
fn bags<'d>(document: &'d Document, lexicon: &mut Lexicon) -> Vec<(&'d Part, Vec<u32>)> {
    let mut bags: Vec<(&Part, Vec<u32>)> =
        document.parts().iter().map(|part| (part, Vec::new())).collect();
    for paragraph in document.paragraphs() {
        if paragraph.kind() == ParagraphKind::Note {
            continue;
        }
        let Some((_, bag)) = bags.get_mut(paragraph.part().index()) else { continue };
        for piece in document.pieces(paragraph.id()).filter(|one| one.kind == PieceKind::Words) {
            bag.extend(lexicon.spoken(document.source().slice(piece.span)));
        }
    }
    for (_, bag) in &mut bags {
        bag.sort_unstable();
    }
    bags
}
