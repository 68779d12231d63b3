//! Which paragraphs a wish would move, join, divide, replace or strike, wherever it is noted.

use indexmap::IndexMap;

use super::Point;
use super::assess::MandateOptions;
use super::pattern::lower_words;
use crate::lineage::{Applied, Fate, Lineage, Node, Spot, lineage};
use crate::model::{
    Document, ParagraphId, ParagraphKind, PartId, ProposalId, ProposalKind, Replaced, Subject,
};
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
    takes: Vec<Taken>,
}

/// What a wish takes out of the text as whole paragraphs, and what it puts there.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    /// Runs of paragraphs, by their places, from the first to past the last.
    pub(super) runs: Vec<(usize, usize)>,
    /// Paragraphs that stand in their place.
    pub(super) by: Vec<ParagraphId>,
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
        let mut takes = vec![Taken::default(); document.proposals().len()];
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
            let Some(taken) = takes.get_mut(wish.proposal.index()) else { continue };
            let run = |at| match reached(&graph, at) {
                Some(Reached::Paragraphs(from, to)) => Some((from, to)),
                Some(Reached::Label(..)) | None => None,
            };
            if matches!(wish.kind, ProposalKind::DeleteParagraph | ProposalKind::ReplaceParagraph) {
                taken.runs.extend(wish.subjects.iter().filter_map(|at| run(*at)));
            }
            if wish.kind == ProposalKind::ReplaceParagraph {
                let all = document.paragraphs();
                let by = wish.targets.iter().filter_map(|(_, at)| run(*at));
                taken.by.extend(by.filter_map(|(at, _)| Some(all.get(at)?.id())));
            }
        }
        let replaced = Replaced::new(document);
        for proposal in document.proposals().iter().filter(|one| one.kind() == ProposalKind::New) {
            // A whole alternative takes the place of what it is called after.
            let own = document.paragraph(proposal.paragraph());
            let Some(base) = replaced.of(own).map(ParagraphId::index) else { continue };
            let at = proposal.id().index();
            if let Some(list) = of.get_mut(at) {
                list.push(Reached::Paragraphs(base, base + 1));
            }
            if let Some(taken) = takes.get_mut(at) {
                taken.runs.push((base, base + 1));
            }
        }
        let stretches = Stretches::new(document, text);
        let sections = Sections::new(document);
        let lists = of.iter_mut().zip(&mut takes);
        for (proposal, (list, taken)) in document.proposals().iter().zip(lists) {
            if proposal.kind() != ProposalKind::Delete {
                continue;
            }
            let run = if let Subject::Remark(words) = proposal.subject() {
                let own = document.paragraph(proposal.paragraph());
                let run = sections.named(own, document.source().slice(*words));
                taken.runs.extend(run);
                run
            } else {
                stretches.whole(document, proposal)
            };
            list.extend(run.map(|(from, to)| Reached::Paragraphs(from, to)));
        }
        Reach { of, takes }
    }

    /// What a proposal takes out as whole paragraphs. The words of a bracket are its own.
    pub(super) fn taken(&self, proposal: ProposalId) -> Option<&Taken> {
        self.takes.get(proposal.index())
    }

    /// The proposals that do something to a paragraph that the point looks at, in source order.
    pub(super) fn threats<'r>(
        &'r self,
        document: &'r Document,
        point: &'r Point,
        options: &'r MandateOptions,
    ) -> impl Iterator<Item = &'r Proposal> {
        let looks = |part, label| options.looks_in(part) && point.looks_at(label);
        let all = document.paragraphs().iter();
        let looked_at = Marked::of(all.map(|one| looks(one.part(), one.label())));
        let hits = move |reached: &Reached| match *reached {
            Reached::Paragraphs(from, to) => looked_at.any((from, to)),
            Reached::Label(part, label) => looks(part, label),
        };
        let each = document.proposals().iter().zip(&self.of);
        each.filter(move |(proposal, reached)| {
            point.looks_for(proposal.kind()) && reached.iter().any(&hits)
        })
        .map(|(proposal, _)| proposal)
    }
}

/// How many of the paragraphs before each place are marked: a wish may reach many.
pub(super) struct Marked(Vec<usize>);

impl Marked {
    pub(super) fn of(marks: impl Iterator<Item = bool>) -> Self {
        let mut sum = 0;
        let sums = marks.map(|marked| {
            sum += usize::from(marked);
            sum
        });
        Marked(std::iter::once(0).chain(sums).collect())
    }

    /// Whether any of a run is, from the first to past the last.
    pub(super) fn any(&self, (from, to): (usize, usize)) -> bool {
        self.0.get(to) > self.0.get(from)
    }
}

/// What stands in the place of others once all is done, each with those.
///
/// # Complexity
///
/// O(n) in the paragraphs and proposals; that of [`lineage`] where a note has put one in the place
/// of another.
pub(super) fn in_place_of(
    document: &Document,
    applied: &Applied,
) -> IndexMap<ParagraphId, Vec<ParagraphId>> {
    let mut found: IndexMap<ParagraphId, Vec<ParagraphId>> = IndexMap::new();
    let gone = |id: &ParagraphId| match applied.fates.get(id) {
        Some(Fate::Gone(by)) => Some(document.proposal(*by)),
        _ => None,
    };
    let kind = |id: &ParagraphId| gone(id).map(Proposal::kind);
    let replaced = Replaced::new(document);
    for paragraph in document.paragraphs() {
        let base = replaced.of(paragraph).filter(|base| kind(base) == Some(ProposalKind::New));
        if let Some(base) = base {
            found.entry(paragraph.id()).or_default().push(base);
        }
    }
    let ids = || document.paragraphs().iter().map(Paragraph::id);
    let moved = |id: &ParagraphId| kind(id) == Some(ProposalKind::ReplaceParagraph);
    if !ids().any(|id| moved(&id)) {
        return found;
    }
    let graph = lineage(document);
    let wishes = graph.wishes().iter().filter(|wish| wish.kind == ProposalKind::ReplaceParagraph);
    let by: IndexMap<ProposalId, usize> = wishes
        .filter_map(|wish| match reached(&graph, wish.targets.first()?.1)? {
            Reached::Paragraphs(at, _) => Some((wish.proposal, at)),
            Reached::Label(..) => None,
        })
        .collect();
    for id in ids().filter(moved) {
        let by = gone(&id).and_then(|proposal| by.get(&proposal.id()));
        if let Some(by) = by.and_then(|at| document.paragraphs().get(*at)) {
            found.entry(by.id()).or_default().push(id);
        }
    }
    found
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

    /// The section that a note wants gone: its own, `delete this entire section`, or the one that
    /// it names, `delete section II`.
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
