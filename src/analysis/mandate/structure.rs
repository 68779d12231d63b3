//! Which paragraphs a wish would move, join, divide, replace or strike, wherever it is noted.

use indexmap::IndexMap;

use super::Point;
use super::assess::MandateOptions;
use super::pattern::lower_words;
use crate::lineage::{Lineage, Node, Spot, lineage};
use crate::model::{Document, ParagraphId, ParagraphKind, PartId, ProposalKind, Subject};
use crate::project::Projection;
use crate::{Label, Paragraph, Proposal};

/// Words of a note in which it says which section it is about.
const NOTE: usize = 8;

/// What a wish does something to.
#[derive(Clone, Copy, Debug)]
enum Reached {
    /// A run of paragraphs, by their places, from the first to past the last.
    Paragraphs(usize, usize),
    /// What no paragraph carries, or several do.
    Label(PartId, Label),
}

/// For each proposal, what it would move, join, divide, replace or strike.
pub(super) struct Reach {
    of: Vec<Vec<Reached>>,
}

impl Reach {
    /// `text` is the document without any proposal.
    ///
    /// # Complexity
    ///
    /// That of [`lineage`], and O(n) in the words of the text.
    pub(super) fn new(document: &Document, text: &Projection) -> Self {
        let mut of: Vec<Vec<Reached>> = Vec::new();
        of.resize_with(document.proposals().len(), Vec::new);
        let graph = lineage(document);
        for wish in graph.wishes().iter().filter(|wish| wish.kind.is_structural()) {
            let Some(list) = of.get_mut(wish.proposal.index()) else { continue };
            list.extend(wish.subjects.iter().filter_map(|at| reached(&graph, *at)));
            // What a paragraph is joined with is joined too, and what replaces others is moved to
            // where they stood. Where one moves to, the others stay.
            if matches!(wish.kind, ProposalKind::Merge | ProposalKind::ReplaceParagraph) {
                list.extend(wish.targets.iter().filter_map(|(_, at)| reached(&graph, *at)));
            }
            if list.is_empty() {
                let own = wish.paragraph.index();
                list.push(Reached::Paragraphs(own, own + 1));
            }
        }
        let stretches = Stretches::new(document, text);
        let sections = Sections::new(document);
        for (proposal, list) in document.proposals().iter().zip(&mut of) {
            if proposal.kind() != ProposalKind::Delete {
                continue;
            }
            let run = match proposal.subject() {
                Subject::Remark(words) => sections.named(
                    document.paragraph(proposal.paragraph()),
                    document.source().slice(*words),
                ),
                _ => stretches.whole(document, proposal),
            };
            list.extend(run.map(|(from, to)| Reached::Paragraphs(from, to)));
        }
        Reach { of }
    }

    /// The proposals that do something to a paragraph that the point looks at, in source order.
    pub(super) fn threats<'r>(
        &'r self,
        document: &'r Document,
        point: &'r Point,
        options: &'r MandateOptions,
    ) -> impl Iterator<Item = &'r Proposal> {
        // How many of the paragraphs before each place are looked at: a wish may reach many.
        let mut before = Vec::with_capacity(document.paragraphs().len() + 1);
        let mut sum = 0usize;
        before.push(sum);
        for paragraph in document.paragraphs() {
            let looks = options.looks_in(paragraph.part()) && point.looks_at(paragraph.label());
            sum += usize::from(looks);
            before.push(sum);
        }
        let hits = move |reached: &Reached| match *reached {
            Reached::Paragraphs(from, to) => {
                before.get(to).unwrap_or(&sum) > before.get(from).unwrap_or(&sum)
            }
            Reached::Label(part, label) => options.looks_in(part) && point.looks_at(label),
        };
        let each = document.proposals().iter().zip(&self.of);
        each.filter(move |(proposal, reached)| {
            point.looks_for(proposal.kind()) && reached.iter().any(&hits)
        })
        .map(|(proposal, _)| proposal)
    }
}

fn reached(graph: &Lineage, at: petgraph::stable_graph::NodeIndex) -> Option<Reached> {
    let Node { part, spot, .. } = *graph.node(at)?;
    match spot {
        Spot::Paragraph(id) | Spot::Parts(id) => {
            Some(Reached::Paragraphs(id.index(), id.index() + 1))
        }
        Spot::Unknown(label) | Spot::Next(label) => Some(Reached::Label(part, label)),
        Spot::Series(_)
        | Spot::Beginning(_)
        | Spot::End(_)
        | Spot::Words(_)
        | Spot::Former(_)
        | Spot::Unsaid => None,
    }
}

/// Where the base words of each paragraph that has some stand in the source.
struct Stretches(Vec<(ParagraphId, u32, u32)>);

impl Stretches {
    fn new(document: &Document, text: &Projection) -> Self {
        let known = text.paragraphs().iter().filter_map(|paragraph| {
            let first = paragraph.words().first()?.source.start();
            let end = paragraph.words().last()?.source.end();
            let kind = document.paragraph(paragraph.id()).kind();
            (kind != ParagraphKind::Note).then_some((paragraph.id(), first, end))
        });
        Stretches(known.collect())
    }

    /// The paragraphs of which nothing would be left: brackets of treaties run over several.
    fn whole(&self, document: &Document, proposal: &Proposal) -> Option<(usize, usize)> {
        let span = document.removal(proposal)?.span;
        let from = self.0.partition_point(|(_, first, _)| *first < span.start());
        let to = self.0.partition_point(|(_, _, end)| *end <= span.end());
        let (first, last) = (self.0.get(from)?, self.0.get(to.checked_sub(1)?)?);
        (from < to).then_some((first.0.index(), last.0.index() + 1))
    }
}

/// The sections of a text: what stands below a heading, or below several that follow each other, to
/// the next one or the end of the part.
struct Sections {
    /// For each paragraph, the places of the first of its section and past the last.
    of: Vec<(usize, usize)>,
    /// By part and the first two words of the heading, `section ii`.
    headed: IndexMap<(PartId, [String; 2]), usize>,
}

impl Sections {
    fn new(document: &Document) -> Self {
        let mut of: Vec<(usize, usize)> = Vec::with_capacity(document.paragraphs().len());
        let mut headed = IndexMap::new();
        let mut from = 0;
        let mut before: Option<(PartId, bool)> = None;
        for (at, paragraph) in document.paragraphs().iter().enumerate() {
            let here = (paragraph.part(), paragraph.kind() == ParagraphKind::Heading);
            let begins = before.is_some_and(|(part, headed)| part != here.0 || (here.1 && !headed));
            if begins {
                of.resize(at, (from, at));
                from = at;
            }
            before = Some(here);
            if here.1 {
                let mut words = lower_words(&document.base_text(paragraph.id())).into_iter();
                if let (Some(one), Some(two)) = (words.next(), words.next()) {
                    headed.entry((here.0, [one, two])).or_insert(at);
                }
            }
        }
        let all = document.paragraphs().len();
        of.resize(all, (from, all));
        Sections { of, headed }
    }

    /// The section that a note wants gone: its own, `delete this entire section`, or the one that it
    /// names, `delete section II`.
    fn named(&self, own: &Paragraph, note: &str) -> Option<(usize, usize)> {
        let words = lower_words(note);
        let at = words.iter().take(NOTE).position(|word| word == "section" || word == "chapter")?;
        let is = |word: &String| matches!(word.as_str(), "this" | "the" | "entire" | "whole");
        if !words.get(1..at)?.iter().all(is) {
            return None;
        }
        match words.get(at..)? {
            [_] if at > 1 => self.of.get(own.id().index()).copied(),
            [what, which] => {
                let headed = self.headed.get(&(own.part(), [what.clone(), which.clone()]))?;
                self.of.get(*headed).copied()
            }
            _ => None,
        }
    }
}
