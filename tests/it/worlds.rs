//! Small worlds of paragraphs and structural wishes, and a slow, plain idea of when the wishes come
//! true: the laws of lineage and the exhaustive tests share it.

use std::fmt::Write as _;

use travaux::Document;
use travaux::lineage::Applied;
use travaux::model::{ParagraphId, ProposalId, ProposalKind};

use crate::check;

/// A wish about operative paragraphs, by their places from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    Before(usize, usize),
    After(usize, usize),
    Merge(usize, usize),
    /// The second stands in the place of the first.
    Replace(usize, usize),
    /// One of two other texts for it, each a paragraph of its own.
    Alternative(usize, usize),
    Preamble(usize),
    Delete(usize),
    Split(usize),
}

impl Want {
    pub(crate) fn subject(self) -> usize {
        match self {
            Want::Before(p, _)
            | Want::After(p, _)
            | Want::Merge(p, _)
            | Want::Replace(p, _)
            | Want::Alternative(p, _)
            | Want::Preamble(p)
            | Want::Delete(p)
            | Want::Split(p) => p,
        }
    }

    /// Whether all it names stands among the first `count` paragraphs.
    pub(crate) fn is_within(self, count: usize) -> bool {
        match self {
            Want::Before(p, q) | Want::After(p, q) | Want::Merge(p, q) | Want::Replace(p, q) => {
                p.max(q) < count
            }
            other => other.subject() < count,
        }
    }

    fn moves(self) -> bool {
        matches!(self, Want::Before(..) | Want::After(..) | Want::Preamble(_))
    }

    fn note(self) -> String {
        match self {
            Want::Before(_, q) => format!("move this before OP{}", q + 1),
            Want::After(_, q) => format!("move this after OP{}", q + 1),
            Want::Merge(_, q) => format!("merge with OP{}", q + 1),
            Want::Replace(p, q) => format!("replace OP{} with OP{}", p + 1, q + 1),
            Want::Alternative(p, _) => unreachable!("a paragraph for OP{}, and no note", p + 1),
            Want::Preamble(_) => "move to PP".to_owned(),
            Want::Delete(_) => "delete this para".to_owned(),
            Want::Split(_) => "divide the paragraph into two".to_owned(),
        }
    }
}

/// A text and the wishes in it, the proposal of each.
pub(crate) struct World {
    pub(crate) document: Document,
    pub(crate) wants: Vec<Want>,
    pub(crate) proposals: Vec<ProposalId>,
    /// The operative paragraphs.
    pub(crate) paragraphs: Vec<ParagraphId>,
    /// The alternatives, with the paragraph and the number of each.
    alternatives: Vec<(ParagraphId, (usize, usize))>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.wants).finish()
    }
}

/// A preamble of two and `count` operative paragraphs, with `wants` noted behind them and `edit`
/// written into each.
pub(crate) fn world(count: usize, wants: &[Want], edit: &str) -> World {
    let mut text = "We, the Ministers,\n\n*Recalling* the moon,\n\n*Noting* the sun,\n\n\
                    Declare the following:\n\n"
        .to_owned();
    let mut sorted = Vec::new();
    for at in 0..count {
        writeln!(text, "{}. We row number{at}{edit} home.", at + 1).expect("a string");
        let of = |alternative: bool| {
            let kind = move |want: &&Want| matches!(want, Want::Alternative(..)) == alternative;
            wants.iter().filter(move |want| want.subject() == at).filter(kind)
        };
        for want in of(false) {
            if !sorted.contains(want) {
                sorted.push(*want);
                writeln!(text, "({}: FRA)", want.note()).expect("a string");
            }
        }
        text.push('\n');
        for want in of(true) {
            let Want::Alternative(_, nth) = *want else { continue };
            if !sorted.contains(want) {
                sorted.push(*want);
                let (op, alt) = (at + 1, nth + 1);
                writeln!(text, "OP{op} ALT{alt} We drift number{at}x{nth} away. [FRA]\n")
                    .expect("a string");
            }
        }
    }
    let document = check::read(&text);
    let structural = document
        .proposals()
        .iter()
        .filter(|p| p.kind().is_structural() || p.kind() == ProposalKind::New);
    let proposals: Vec<ProposalId> = structural.map(travaux::Proposal::id).collect();
    assert_eq!(proposals.len(), sorted.len(), "a proposal a wish in\n{text}");
    let paragraph = |label: String| {
        let label = label.parse().expect("a label");
        document.labelled(label).next().expect("a paragraph").id()
    };
    let paragraphs = (1..=count).map(|n| paragraph(format!("OP{n}"))).collect();
    let alternatives = sorted
        .iter()
        .filter_map(|want| match *want {
            Want::Alternative(p, nth) => {
                Some((paragraph(format!("OP{} ALT{}", p + 1, nth + 1)), (p, nth)))
            }
            _ => None,
        })
        .collect();
    World { paragraphs, alternatives, proposals, wants: sorted, document }
}

/// Where everything stands: the words of each place in order, the first those whose place it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrangement {
    pub(crate) blocks: Vec<Vec<usize>>,
    /// How many of the blocks, from the first, stand in the preamble.
    pub(crate) preamble: usize,
    pub(crate) divided: Vec<usize>,
    /// Which stand in the words of an alternative.
    pub(crate) texts: Vec<(usize, usize)>,
}

impl Arrangement {
    /// The operative paragraphs of the world in their new order.
    pub(crate) fn of(world: &World, applied: &Applied) -> Arrangement {
        let mut found = Arrangement::default();
        let other_text = |id: ParagraphId| {
            world.alternatives.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
        };
        for placed in &applied.order {
            let index = |id: ParagraphId| {
                let own = world.paragraphs.iter().position(|known| *known == id);
                own.or(other_text(id).map(|(p, _)| p))
            };
            found.texts.extend(placed.stretches.iter().filter_map(|s| other_text(s.paragraph)));
            let Some(head) = index(placed.paragraph) else { continue };
            let mut block: Vec<usize> =
                placed.stretches.iter().filter_map(|s| index(s.paragraph)).collect();
            block.retain(|at| *at != head);
            block.insert(0, head);
            if placed.label.to_string().starts_with("PP") {
                found.preamble += 1;
            }
            if placed.is_divided {
                found.divided.push(head);
            }
            found.blocks.push(block);
        }
        found
    }

    fn head(&self, p: usize) -> Option<usize> {
        self.blocks.iter().position(|block| block.first() == Some(&p))
    }

    fn stands(&self, p: usize) -> bool {
        self.blocks.iter().any(|block| block.contains(&p))
    }

    /// Whether all wishes have come true and nobody else's paragraph was touched.
    pub(crate) fn grants(&self, count: usize, wants: &[Want]) -> bool {
        let moved = |p: usize| wants.iter().any(|want| want.moves() && want.subject() == p);
        let merged = |p: usize| wants.iter().any(|w| matches!(w, Want::Merge(a, _) if *a == p));
        let replaced = |p: usize| wants.iter().any(|w| matches!(w, Want::Replace(a, _) if *a == p));
        let struck = |p: usize| wants.contains(&Want::Delete(p)) || replaced(p);
        let in_other_words = |p: usize, nth: usize| wants.contains(&Want::Alternative(p, nth));
        let untouched: Vec<usize> =
            (0..count).filter(|p| !moved(*p) && !merged(*p) && !struck(*p)).collect();
        let places: Option<Vec<usize>> = untouched.iter().map(|p| self.head(*p)).collect();
        places.is_some_and(|places| places.is_sorted())
            && self.texts.iter().all(|(p, nth)| in_other_words(*p, *nth))
            && self.preamble <= wants.iter().filter(|want| want.moves()).count()
            && untouched.iter().all(|p| self.head(*p) >= Some(self.preamble))
            && wants.iter().all(|want| self.grants_one(*want, wants, &moved))
    }

    fn grants_one(&self, want: Want, all: &[Want], moved: &dyn Fn(usize) -> bool) -> bool {
        // Directly beside it, in the same series, but for others that are moved as well.
        let beside = |first: Option<usize>, second: Option<usize>| {
            let (Some(first), Some(second)) = (first, second) else { return false };
            let together = (first < self.preamble) == (second < self.preamble);
            together
                && first < second
                && self.blocks[first + 1..second].iter().all(|block| moved(block[0]))
        };
        match want {
            Want::Before(p, q) => beside(self.head(p), self.head(q)),
            Want::After(p, q) => beside(self.head(q), self.head(p)),
            Want::Preamble(p) => self.head(p).is_some_and(|at| at < self.preamble),
            Want::Delete(p) => !self.stands(p),
            // One paragraph has one place, in which no two others stand.
            Want::Replace(p, q) => {
                let same = |want: &Want| !matches!(want, Want::Replace(a, b) if *a == p && *b != q);
                !self.stands(p) && self.head(q).is_some() && all.iter().all(same)
            }
            Want::Alternative(p, nth) => {
                let texts: Vec<usize> =
                    self.texts.iter().filter(|(of, _)| *of == p).map(|(_, nth)| *nth).collect();
                self.stands(p) && texts == [nth]
            }
            Want::Split(p) => self.divided.contains(&p) && self.head(p).is_some(),
            // Those that are merged into each other in a ring have no head of their own.
            Want::Merge(p, q) => self.blocks.iter().any(|block| {
                block.contains(&p) && block.contains(&q) && (block[0] != p || leads(all, q, p))
            }),
        }
    }

    /// Every way in which some paragraphs could stand.
    pub(crate) fn every(count: usize) -> Vec<Arrangement> {
        let mut all = vec![Arrangement::default()];
        for p in 0..count {
            let mut more = Vec::new();
            for before in &all {
                // It is gone, or stands on its own anywhere, or joins any block as head or behind.
                more.push(before.clone());
                for at in 0..=before.blocks.len() {
                    let mut alone = before.clone();
                    alone.blocks.insert(at, vec![p]);
                    let mut divided = alone.clone();
                    divided.divided.push(p);
                    more.extend([alone, divided]);
                }
                for at in 0..before.blocks.len() {
                    for place in [0, before.blocks[at].len()] {
                        let mut joined = before.clone();
                        joined.blocks[at].insert(place, p);
                        if place == 0 {
                            let mut divided = joined.clone();
                            divided.divided.push(p);
                            more.push(divided);
                        }
                        more.push(joined);
                    }
                }
            }
            all = more;
        }
        let preambles = |one: Arrangement| {
            (0..=one.blocks.len()).map(move |preamble| Arrangement { preamble, ..one.clone() })
        };
        all.into_iter().flat_map(preambles).collect()
    }
}

/// Whether merges lead from one paragraph to another.
fn leads(wants: &[Want], from: usize, to: usize) -> bool {
    let mut reached = vec![from];
    for _ in wants {
        let next = wants.iter().filter_map(|want| match want {
            Want::Merge(p, q) if reached.contains(p) => Some(*q),
            _ => None,
        });
        let next: Vec<usize> = next.collect();
        reached.extend(next);
        reached.sort_unstable();
        reached.dedup();
    }
    reached.contains(&to)
}

/// Whether any arrangement at all grants some wishes, whatever words each paragraph stands in.
pub(crate) fn can_come_true(count: usize, wants: &[Want], every: &[Arrangement]) -> bool {
    let mut texts: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for p in 0..count {
        let own = texts.clone();
        for nth in 0..ALTERNATIVES {
            if wants.contains(&Want::Alternative(p, nth)) {
                texts.extend(own.iter().map(|known| [&**known, &[(p, nth)]].concat()));
            }
        }
    }
    every.iter().any(|arrangement| {
        texts.iter().any(|texts| {
            let worded = Arrangement { texts: texts.clone(), ..arrangement.clone() };
            worded.grants(count, wants)
        })
    })
}

/// Other texts for each paragraph.
const ALTERNATIVES: usize = 2;

/// Every wish over some paragraphs.
pub(crate) fn every_want(count: usize) -> Vec<Want> {
    let mut wants = Vec::new();
    for p in 0..count {
        wants.extend([Want::Delete(p), Want::Split(p), Want::Preamble(p)]);
        for q in (0..count).filter(|q| *q != p) {
            wants.extend([
                Want::Before(p, q),
                Want::After(p, q),
                Want::Merge(p, q),
                Want::Replace(p, q),
            ]);
        }
        wants.extend((0..ALTERNATIVES).map(|nth| Want::Alternative(p, nth)));
    }
    wants
}
