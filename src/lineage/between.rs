//! The lineage between two revisions: which paragraph became which.

use indexmap::{IndexMap, IndexSet};
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::{EdgeRef, IntoEdgeReferences};

use super::build::Builder;
use super::kept::{OptionFate, Worded, all_gone, follow, look_up, options, settle_silence};
use super::parts::{Draft, Sides};
use super::{Edge, Ground, Lineage, Relation, Side};
use crate::Span;
use crate::model::{Document, Paragraph, ParagraphId, ParagraphKind, PartId, PieceKind, Seams};
use crate::words::{AlignOptions, Case, Lexicon, Match, MatchKind};

/// How [`lineage_between_with`] compares.
///
/// # Examples
///
/// ```
/// use travaux::{Document, lineage::{BetweenOptions, lineage_between_with}};
/// let both = Document::read("1. We sail at dawn, boys.\n\nANNEX I\n\n2. We sail at dawn, boys.\n")?;
/// let [old, new] = both.parts() else { return Ok(()) };
/// let options = BetweenOptions::default().old_part(old.id()).new_part(new.id());
/// let lineage = lineage_between_with(&both, &both, &options);
/// assert_eq!(lineage.steps().count(), 1);
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BetweenOptions {
    align: AlignOptions,
    old_part: Option<PartId>,
    new_part: Option<PartId>,
    spoken: bool,
}

impl Default for BetweenOptions {
    fn default() -> Self {
        // Marks are left out, which any two paragraphs share: less is asked of the words.
        let align = AlignOptions::default().least(0.33);
        BetweenOptions { align, old_part: None, new_part: None, spoken: false }
    }
}

impl BetweenOptions {
    /// Compares words by these measures; of words without marks 0.33 are asked in common unless said.
    #[must_use]
    pub fn align(mut self, align: AlignOptions) -> Self {
        self.align = align;
        self
    }

    /// Takes the older draft from the parts of its document in which somebody speaks, if there are
    /// such: not from an earlier draft or a letter in the same file, and not into what became of those.
    #[must_use]
    pub fn spoken(mut self) -> Self {
        self.spoken = true;
        self
    }

    /// Takes the older draft from this part of its document alone.
    #[must_use]
    pub fn old_part(mut self, part: PartId) -> Self {
        self.old_part = Some(part);
        self
    }

    /// Takes the later draft from this part of its document alone.
    #[must_use]
    pub fn new_part(mut self, part: PartId) -> Self {
        self.new_part = Some(part);
        self
    }
}

/// Why a paragraph is taken for what another became, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Evidence {
    /// The share of words that both have, from 0.0 to 1.0; see [`similarity`](crate::words::similarity).
    pub similarity: f64,
    /// How many words that is, marks of punctuation left out.
    pub shared: u32,
    /// Whether their words are the same, reworded, or those of the one part of the other's.
    pub how: MatchKind,
    /// Whether they are each other's own, as each has at most one.
    pub primary: bool,
    /// Whether the paragraph changed its place among the others.
    pub moved: bool,
    /// Brackets of the older paragraph that nobody signed, and options; each is followed in
    /// [`Lineage::options`]. The words are then counted without those that are not kept.
    #[cfg_attr(feature = "serde", serde(default))]
    pub options: u32,
    /// How many of them are kept.
    #[cfg_attr(feature = "serde", serde(default))]
    pub kept: u32,
}

impl Evidence {
    fn of(found: &Match) -> Evidence {
        let Match { similarity, shared, how, primary, moved, .. } = *found;
        Evidence { similarity, shared, how, primary, moved, options: 0, kept: 0 }
    }
}

/// In words: `87 % of the words shared (52), in its place`.
impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.how {
            MatchKind::Same => write!(f, "the same {} words", self.shared)?,
            MatchKind::Reworded => {
                write!(
                    f,
                    "{:.0} % of the words shared ({})",
                    self.similarity * 100.0,
                    self.shared
                )?;
            }
            MatchKind::PartOf => write!(f, "{} of its words stand in the old one", self.shared)?,
            MatchKind::Contains => write!(f, "holds {} words of the old one", self.shared)?,
        }
        f.write_str(match (self.primary, self.moved) {
            (true, true) => ", out of its old place",
            (true, false) => ", in its place",
            (false, _) => ", beside another",
        })?;
        match (self.options, self.kept) {
            (0, _) => Ok(()),
            (1, 1) => f.write_str(", its option kept"),
            (1, _) => f.write_str(", its option dropped"),
            (options, kept) => write!(f, ", {kept} of {options} options kept"),
        }
    }
}

/// The lineage of two revisions: every paragraph of both, and an edge from each old one to what
/// became of it, through renumbering, rewording, moving, merging and splitting.
///
/// Parts are matched first, by title and by all their words; then the paragraphs within them; then what
/// is left over, wherever it stands. The base texts are compared, by wording and order together
/// ([`align`](crate::words::align)); between paragraphs of equal wording the label decides:
/// what delegations propose in the older text is no paragraph yet. A paragraph of the later text that
/// has no other ancestor comes from the proposed one whose words it has. Nodes of the older text are of
/// revision 0, those of the later one of revision 1. Each edge carries its [`Evidence`]; what has no
/// counterpart is [`gone`](Lineage::gone) or [`added`](Lineage::added).
///
/// # Complexity
///
/// O(n log n) in the words of both texts.
///
/// # Examples
///
/// ```
/// use travaux::{Document, lineage::{Relation, lineage_between}};
/// let old = "1. We sail at dawn, with bread for all.\n\n2. We row home before night.\n";
/// let new = "1. We row home before night.\n\n2. We sail at dawn, with nets for all.\n";
/// let (old, new) = (Document::read(old)?, Document::read(new)?);
/// let lineage = lineage_between(&old, &new);
/// let table: Vec<String> = lineage
///     .steps()
///     .map(|step| {
///         let old = old.paragraph(step.old).label();
///         format!("{old} {} {}: {}", step.edge.as_str(), new.paragraph(step.new).label(), step.evidence)
///     })
///     .collect();
/// assert_eq!(table, [
///     "OP2 moved to OP1: the same 5 words, out of its old place",
///     "OP1 renumbered OP2: 88 % of the words shared (7), in its place",
/// ]);
/// # Ok::<(), travaux::Error>(())
/// ```
pub fn lineage_between(old: &Document, new: &Document) -> Lineage {
    lineage_between_with(old, new, &BetweenOptions::default())
}

/// [`lineage_between`] with options: other measures, or one part of each document.
pub fn lineage_between_with(old: &Document, new: &Document, how: &BetweenOptions) -> Lineage {
    let mut builder = Builder::default();
    builder.enter(old, 0);
    builder.enter(new, 1);
    let mut lexicon = Lexicon::new(Case::Ignore);
    let sides = if how.old_part.is_none() && how.new_part.is_none() {
        Sides::of(old, new, how.spoken, &mut lexicon)
    } else {
        Sides::default()
    };
    // A heading is no paragraph: its few words would draw whatever speaks of the same.
    let mut matches: Vec<Became> = Vec::new();
    for which in [Which::Paragraphs, Which::Headings] {
        let one = gather(old, how.old_part, which, &mut lexicon);
        let two = gather(new, how.new_part, which, &mut lexicon);
        let filled = which == Which::Paragraphs;
        let found = sides.align((old, &one), (new, &two), &how.align, (&lexicon, filled));
        let relate = |(from, to): (ParagraphId, ParagraphId)| {
            let printed = old.paragraph(from).label() == new.paragraph(to).label();
            if printed { Relation::SameAs } else { Relation::Renumbered }
        };
        let left = two.left_over(found.iter().map(|one| one.new));
        let mut adopted: IndexSet<ParagraphId> = IndexSet::new();
        if filled {
            let proposed = gather(old, how.old_part, Which::Proposed, &mut lexicon);
            for one in sides.adopted(old, (&proposed, &left), &how.align, &lexicon) {
                let (from, to) = (proposed.ids[one.old], left.ids[one.new]);
                matches.push((from, to, relate((from, to)), Evidence::of(&one)));
                adopted.insert(to);
            }
        }
        builder.alone[0].extend(one.left_over(found.iter().map(|one| one.old)).ids);
        builder.alone[1].extend(left.ids.into_iter().filter(|id| !adopted.contains(id)));
        let (old_ids, new_ids) = (one.ids, two.ids);
        let mut parts = vec![0u32; old_ids.len()];
        let mut wholes = vec![0u32; new_ids.len()];
        for one in &found {
            if let (MatchKind::PartOf, Some(count)) = (one.how, parts.get_mut(one.old)) {
                *count += 1;
            }
            if let (MatchKind::Contains, Some(count)) = (one.how, wholes.get_mut(one.new)) {
                *count += 1;
            }
        }
        for one in &found {
            let (Some(from), Some(to)) = (old_ids.get(one.old), new_ids.get(one.new)) else {
                continue;
            };
            let split = parts.get(one.old).is_some_and(|count| *count > 1);
            let merged = wholes.get(one.new).is_some_and(|count| *count > 1);
            let relation = match one.how {
                MatchKind::PartOf if split || !one.primary => Relation::SplitInto,
                MatchKind::Contains if merged || !one.primary => Relation::MergedInto,
                MatchKind::Same if !one.primary => Relation::SameAs,
                _ if one.moved => Relation::MovedTo,
                _ => relate((*from, *to)),
            };
            matches.push((*from, *to, relation, Evidence::of(one)));
        }
    }
    builder.alone.iter_mut().for_each(|ids| ids.sort_unstable());
    // In the order of the later text; the sort is stable, so each one's own match stays first.
    matches.sort_by_key(|(_, to, ..)| *to);
    follow_options(old, new, how.old_part, &mut matches, &mut builder, &mut lexicon);
    for (from, to, relation, evidence) in matches {
        let from = builder.paragraph(old, 0, from);
        let to = builder.paragraph(new, 1, to);
        let ground = Ground::Done(evidence);
        builder.graph.add_edge(from, to, Edge { relation, side: Side::At, ground });
    }
    builder.finish()
}

/// Follows the options of the older text. Each paragraph is held against one it became, its own if it
/// has one: against all the parts of a long one, it would be gone through for each.
fn follow_options(
    old: &Document,
    new: &Document,
    part: Option<PartId>,
    matches: &mut [Became],
    builder: &mut Builder,
    lexicon: &mut Lexicon,
) {
    let mut best: Vec<Option<usize>> = vec![None; old.paragraphs().len()];
    let mut taken = vec![false; new.paragraphs().len()];
    for primary in [true, false] {
        for (at, (from, to, _, evidence)) in matches.iter().enumerate() {
            let (Some(best), Some(taken)) = (best.get_mut(from.index()), taken.get_mut(to.index()))
            else {
                continue;
            };
            // Many that were joined in one are not each held against the whole of it.
            if evidence.primary == primary && best.is_none() && !*taken {
                (*best, *taken) = (Some(at), true);
            }
        }
    }
    let mut any: IndexMap<ParagraphId, usize> = IndexMap::new();
    for (at, (from, ..)) in matches.iter().enumerate() {
        any.entry(*from).or_insert(at);
    }
    let mut known: IndexMap<ParagraphId, IndexSet<u32>> = IndexMap::new();
    for paragraph in old.paragraphs() {
        let id = paragraph.id();
        let asked = part.is_none_or(|part| paragraph.part() == part);
        if !asked || options(old, id).next().is_none() {
            continue;
        }
        let own = worded(old, paragraph);
        let best = best.get(id.index()).copied().flatten();
        let at = best.or_else(|| any.get(&id).copied());
        let Some((_, to, _, evidence)) = at.and_then(|at| matches.get_mut(at)) else {
            builder.options.extend(all_gone(old, (id, &own)));
            continue;
        };
        let later = || worded(new, new.paragraph(*to)).0;
        builder.options.extend(if best.is_some() {
            follow(old, (id, &own), (*to, &later()), lexicon, evidence)
        } else {
            let words = match known.entry(*to) {
                indexmap::map::Entry::Occupied(words) => words.into_mut(),
                indexmap::map::Entry::Vacant(words) => {
                    words.insert(lexicon.keys(&later()).into_iter().collect())
                }
            };
            look_up(old, (id, &own), (*to, words), lexicon, evidence)
        });
    }
    settle_silence(old, &mut builder.options);
}

/// What became of what, before it is an edge.
type Became = (ParagraphId, ParagraphId, Relation, Evidence);

/// The base text with all that stands in brackets nobody signed, which is the draft's own wording,
/// as yet undecided.
fn worded(document: &Document, paragraph: &Paragraph) -> Worded {
    let additions = document.additions(paragraph.id());
    let own = |id| document.stances_on(id).next().is_none();
    let words = Seams::of_words(paragraph.text());
    document.put_together(words, paragraph.text(), &additions, &[], &own).finish()
}

/// Which paragraphs of a draft are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Paragraphs,
    Headings,
    /// Those that are themselves wishes.
    Proposed,
}

/// The paragraphs of a draft that have words, and the keys of their words.
///
/// A text without attributions has paragraphs in brackets on lines of their own, which stand behind
/// a number or a heading as a note would. Their words count for what they stand behind.
fn gather(document: &Document, part: Option<PartId>, which: Which, lexicon: &mut Lexicon) -> Draft {
    let paragraphs = document.paragraphs();
    let end = |at: usize| match paragraphs.get(at + 1) {
        Some(next) if next.part() == paragraphs[at].part() => next.span().start(),
        _ => document.part(paragraphs[at].part()).span().end(),
    };
    let mut found = Draft { ids: Vec::new(), keys: Vec::new() };
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if part.is_some_and(|part| paragraph.part() != part) {
            continue;
        }
        let is_heading = paragraph.kind() == ParagraphKind::Heading;
        let mut text = String::new();
        let is_proposed = paragraph.label().is_proposed();
        let is_asked = match which {
            Which::Paragraphs => !is_heading && !is_proposed,
            Which::Headings => is_heading && !is_proposed,
            Which::Proposed => !is_heading && is_proposed,
        };
        if is_asked {
            text = worded(document, paragraph).0;
        }
        if which == Which::Paragraphs && !is_proposed {
            let behind = Span::new(paragraph.span().end(), end(at));
            for piece in document.pieces_in(behind).filter(|p| p.kind == PieceKind::Words) {
                text.push(' ');
                text.push_str(document.source().slice(piece.span));
            }
        }
        // Every paragraph has its commas and its full stop: that it shares them says nothing.
        let keys = lexicon.spoken(&text);
        if !keys.is_empty() {
            found.ids.push(paragraph.id());
            found.keys.push(keys);
        }
    }
    found
}

/// One step between two revisions; [`Lineage::steps`] lists them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DoneStep {
    /// The paragraph of the older text.
    pub old: ParagraphId,
    /// What it became in the later text, or part of it.
    pub new: ParagraphId,
    /// The edge that says so.
    pub edge: Edge,
    /// Why.
    pub evidence: Evidence,
}

impl Lineage {
    /// What became of what between two revisions, by the paragraphs of the later one; of several
    /// ancestors the paragraph's own first. See [`lineage_between`] for an example.
    pub fn steps(&self) -> impl Iterator<Item = DoneStep> + '_ {
        let paragraph = |node: NodeIndex| self.graph.node_weight(node)?.paragraph();
        self.graph.edge_references().filter_map(move |edge| {
            let Ground::Done(evidence) = edge.weight().ground else { return None };
            let (old, new) = (paragraph(edge.source())?, paragraph(edge.target())?);
            Some(DoneStep { old, new, edge: *edge.weight(), evidence })
        })
    }

    /// The paragraphs of the older of two revisions whose words no paragraph of the later one has,
    /// in source order.
    ///
    /// Counted are those that [`lineage_between`] compares: paragraphs and headings that have words
    /// before any proposal, of the parts it was told to compare.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, lineage::lineage_between};
    /// let old = Document::read("1. We sail at dawn, with bread.\n\n2. We row home before night.\n")?;
    /// let new = Document::read("1. We row home before night.\n\n2. Nobody swims here.\n")?;
    /// let lineage = lineage_between(&old, &new);
    /// let labels = |text: &Document, ids: &[_]| -> Vec<String> {
    ///     ids.iter().map(|id| text.paragraph(*id).label().to_string()).collect()
    /// };
    /// assert_eq!(labels(&old, lineage.gone()), ["OP1"]);
    /// assert_eq!(labels(&new, lineage.added()), ["OP2"]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn gone(&self) -> &[ParagraphId] {
        &self.alone[0]
    }

    /// What became of each option of the older of two revisions, in source order: of words in
    /// brackets that nobody signed, and of `Option 1 … Option n`.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, Source, lineage::lineage_between, model::{Dialect, ReadOptions}};
    /// let read = |text: &str| -> Result<Document, travaux::Error> {
    ///     let options = ReadOptions::default().dialect(Dialect::options());
    ///     Ok(Document::read_with(Source::new("draft", text)?, &options))
    /// };
    /// let old = read("1. Lamps [shall][should] burn low before midnight [on all islands].\n")?;
    /// let new = read("1. Lamps should burn low before midnight.\n")?;
    /// let lineage = lineage_between(&old, &new);
    /// let kept: Vec<(String, bool)> = lineage
    ///     .options()
    ///     .iter()
    ///     .map(|option| (old.wording(option.proposal), option.is_kept))
    ///     .collect();
    /// let known = [("shall", false), ("should", true), ("on all islands", false)];
    /// assert!(kept.iter().map(|(words, kept)| (words.as_str(), *kept)).eq(known));
    /// let evidence = lineage.steps().next().map(|step| step.evidence.to_string());
    /// assert_eq!(evidence.as_deref(), Some("the same 6 words, in its place, 1 of 3 options kept"));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn options(&self) -> &[OptionFate] {
        &self.options
    }

    /// The paragraphs of the later of two revisions that have the words of no paragraph of the older
    /// one; see [`gone`](Lineage::gone).
    pub fn added(&self) -> &[ParagraphId] {
        &self.alone[1]
    }
}
