//! The new order written down: stretches of text, numbers, and what became of each paragraph.

use indexmap::IndexMap;

use super::apply::{Applied, ApplyOptions, Fate, Placed, Stretch};
use super::ground::is_original;
use super::order::Region;
use super::plan::Plan;
use crate::model::{ParagraphId, PartId};
use crate::syntax::LabelSeries;
use crate::{Label, Paragraph, Span};

/// The numbers of the page, dealt out in each part and series.
struct Numbers {
    printed: IndexMap<Region, std::vec::IntoIter<u32>>,
    last: IndexMap<Region, u32>,
}

impl Numbers {
    fn of(plan: &Plan<'_, '_>) -> Self {
        let mut printed: IndexMap<Region, Vec<u32>> = IndexMap::new();
        // An alternative that stands has the number of what it replaces, gone from the page or not.
        let replaces = |paragraph: &Paragraph| {
            let id = paragraph.id();
            let stands = plan.text.get(id.index()) == Some(&Some(id));
            stands && paragraph.label().is_alternative() && plan.ground.text(id) == id
        };
        let all = plan.ground.document.paragraphs().iter();
        for paragraph in all.filter(|paragraph| is_original(paragraph) || replaces(paragraph)) {
            let label = paragraph.label();
            let region = (paragraph.part(), label.series());
            printed.entry(region).or_default().extend(label.number());
        }
        let rising = |(region, mut all): (Region, Vec<u32>)| {
            // A number that the page has twice, or out of turn, numbers one paragraph of the new
            // order.
            all.sort_unstable();
            all.dedup();
            (region, all.into_iter())
        };
        Numbers { printed: printed.into_iter().map(rising).collect(), last: IndexMap::new() }
    }

    fn next(&mut self, region: Region) -> Label {
        let last = self.last.entry(region).or_default();
        let printed = self.printed.get_mut(&region).and_then(Iterator::next);
        *last = printed.unwrap_or_else(|| last.saturating_add(1));
        Label::new(region.1, *last)
    }
}

impl Plan<'_, '_> {
    /// Writes the items down in their order.
    pub(super) fn write(&self, sequence: &[(usize, Region)], options: &ApplyOptions) -> Applied {
        let mut numbers = Numbers::of(self);
        let anchors = self.anchors();
        let mut joined: IndexMap<usize, Vec<usize>> = IndexMap::new();
        for (slot, anchor) in anchors.iter().enumerate() {
            if let Some(anchor) = anchor.filter(|anchor| *anchor != slot) {
                joined.entry(anchor).or_default().push(slot);
            }
        }
        let taken = self.taken(sequence);
        let mut order: Vec<Placed> = Vec::with_capacity(sequence.len());
        let mut labels: IndexMap<usize, Vec<Label>> = IndexMap::new();
        for (at, region) in sequence {
            if let Some((paragraph, span)) = self.part(*at) {
                let stretches = vec![Stretch { paragraph, span }];
                let label = numbers.next(*region);
                let part = region.0;
                order.push(Placed { paragraph, part, label, stretches, is_divided: false });
                continue;
            }
            let content = self.content(*at);
            let merged = anchors.get(*at).copied().flatten().is_some_and(|anchor| anchor != *at);
            let Some(paragraph) = content.filter(|_| !merged) else { continue };
            let mut stretches = self.stretches(paragraph, &taken);
            for slot in joined.get(at).into_iter().flatten() {
                let more = self.content(*slot).map(|id| self.stretches(id, &taken));
                stretches.extend(more.into_iter().flatten());
            }
            let printed = self.ground.document.paragraph(paragraph).label();
            let cuts =
                options.cuts.get(&paragraph).filter(|_| self.divided.get(*at) == Some(&true));
            let pieces = self.divide(stretches, cuts.map_or(&[], Vec::as_slice));
            let is_divided = self.divided.get(*at) == Some(&true) && pieces.len() < 2;
            for stretches in pieces {
                let counts = printed.is_heading()
                    || matches!(
                        printed.series(),
                        LabelSeries::Prose | LabelSeries::Chapeau | LabelSeries::Article
                    );
                let label = if counts { printed } else { numbers.next(*region) };
                labels.entry(*at).or_default().push(label);
                order.push(Placed { paragraph, part: region.0, label, stretches, is_divided });
            }
        }
        name_headings(&mut order, &mut labels);
        let fates = self.fates(&anchors, &labels);
        let struck = fates
            .iter()
            .filter(|(id, fate)| matches!(fate, Fate::Gone(_)) && !self.ground.is_proposed(**id))
            .flat_map(|(id, _)| self.stretches(*id, &taken))
            .collect();
        Applied { order, struck, fates, held: Vec::new(), findings: Vec::new() }
    }

    /// Words that leave their paragraph.
    fn part(&self, item: usize) -> Option<(ParagraphId, Span)> {
        let at = item.checked_sub(self.text.len())?;
        self.parts.get(at).copied()
    }

    /// Whose words stand in a slot, unless they are struck.
    fn content(&self, slot: usize) -> Option<ParagraphId> {
        let id = self.text.get(slot).copied().flatten()?;
        let struck = self.gone.get(id.index()).copied().flatten().is_some();
        (!struck).then_some(id)
    }

    /// The words that have left each paragraph: only of items that found a place.
    fn taken(&self, sequence: &[(usize, Region)]) -> IndexMap<ParagraphId, Vec<Span>> {
        let mut taken: IndexMap<ParagraphId, Vec<Span>> = IndexMap::new();
        for (id, span) in sequence.iter().filter_map(|(at, _)| self.part(*at)) {
            taken.entry(id).or_default().push(span);
        }
        for spans in taken.values_mut() {
            spans.sort_unstable();
        }
        taken
    }

    /// The text of a paragraph without the words that have left it.
    fn stretches(&self, id: ParagraphId, taken: &IndexMap<ParagraphId, Vec<Span>>) -> Vec<Stretch> {
        let text = self.ground.document.paragraph(id).text();
        let mut from = text.start();
        let mut stretches = Vec::new();
        let end = Span::new(text.end(), text.end());
        for span in taken.get(&id).into_iter().flatten().chain([&end]) {
            let span = Span::new(from, span.start().max(from));
            if !span.is_empty() {
                stretches.push(Stretch { paragraph: id, span });
            }
            from = from.max(span.end());
        }
        if stretches.is_empty() && text.is_empty() {
            // A paragraph without words still stands.
            stretches.push(Stretch { paragraph: id, span: text });
        }
        stretches
    }

    /// Cuts stretches at bytes of the source that lie inside them.
    fn divide(&self, stretches: Vec<Stretch>, cuts: &[u32]) -> Vec<Vec<Stretch>> {
        let text = self.ground.document.source().text();
        let mut cuts: Vec<u32> =
            cuts.iter().copied().filter(|at| text.is_char_boundary(*at as usize)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut pieces: Vec<Vec<Stretch>> = vec![Vec::new()];
        for Stretch { paragraph, span } in stretches {
            let mut from = span.start();
            let inside = cuts.iter().filter(|at| span.start() < **at && **at < span.end());
            for at in inside {
                if let Some(piece) = pieces.last_mut() {
                    piece.push(Stretch { paragraph, span: Span::new(from, *at) });
                }
                pieces.push(Vec::new());
                from = *at;
            }
            if let Some(piece) = pieces.last_mut() {
                piece.push(Stretch { paragraph, span: Span::new(from, span.end()) });
            }
        }
        pieces
    }

    /// The slot at which each joined one stands: the end of its chain, or the first on the page of
    /// those that are merged into each other.
    fn anchors(&self) -> Vec<Option<usize>> {
        let mut anchors: Vec<Option<usize>> = vec![None; self.text.len()];
        let mut round = vec![usize::MAX; self.text.len()];
        for start in self.into.keys().copied() {
            let mut path = Vec::new();
            let mut at = start;
            let anchor = loop {
                if let Some(known) = anchors.get(at).copied().flatten() {
                    break known;
                }
                if round.get(at) == Some(&start) {
                    let entry = path.iter().position(|known| *known == at).unwrap_or(0);
                    let ring = path.get(entry..).unwrap_or_default();
                    break ring.iter().copied().min().unwrap_or(at);
                }
                if let Some(round) = round.get_mut(at) {
                    *round = start;
                }
                path.push(at);
                match self.into.get(&at) {
                    Some(next) => at = *next,
                    None => break at,
                }
            };
            for at in path {
                if let Some(slot) = anchors.get_mut(at) {
                    *slot = Some(anchor);
                }
            }
        }
        anchors
    }

    fn fates(
        &self,
        anchors: &[Option<usize>],
        labels: &IndexMap<usize, Vec<Label>>,
    ) -> IndexMap<ParagraphId, Fate> {
        let paragraphs = self.ground.document.paragraphs().iter();
        let fate = |id: ParagraphId| {
            let slot = self.ground.slot(id).index();
            if let Some(by) = self.gone.get(id.index()).copied().flatten() {
                return Fate::Gone(by);
            }
            let text = self.text.get(slot).copied().flatten();
            if text != Some(id) {
                let by = text.and_then(|text| self.opened_by.get(&text)).copied();
                let stood = !self.ground.is_proposed(id);
                return by.filter(|_| stood).map_or(Fate::Open, Fate::Gone);
            }
            let at = anchors.get(slot).copied().flatten().unwrap_or(slot);
            match labels.get(&at).map(Vec::as_slice) {
                Some([label]) if at == slot => Fate::Stands(*label),
                Some([label, ..]) if at != slot => Fate::Merged(*label),
                Some(labels) if !labels.is_empty() => Fate::Divided(labels.to_vec()),
                _ => Fate::Open,
            }
        };
        paragraphs.map(|paragraph| (paragraph.id(), fate(paragraph.id()))).collect()
    }
}

/// Headings are named after the paragraph they now stand before.
fn name_headings(order: &mut [Placed], labels: &mut IndexMap<usize, Vec<Label>>) {
    let mut next: Option<(PartId, Label)> = None;
    for placed in order.iter_mut().rev() {
        if placed.label.series() == LabelSeries::Chapeau {
            // A title above the chapeau is named after the first paragraph behind it.
        } else if !placed.label.is_heading() {
            next = Some((placed.part, placed.label));
        } else if let Some((_, label)) = next.filter(|(part, _)| *part == placed.part) {
            placed.label = label.heading();
            labels.insert(placed.paragraph.index(), vec![placed.label]);
        }
    }
}
