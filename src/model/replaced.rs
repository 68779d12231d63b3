//! Which paragraph an alternative would stand in the place of.

use indexmap::{IndexMap, IndexSet};

use super::document::Document;
use super::id::{ParagraphId, PartId, ProposalId};
use super::paragraph::Paragraph;
use super::proposal::ProposalKind;
use crate::Label;
use crate::syntax::Suffix;

/// What an alternative would stand in the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Original {
    /// This paragraph.
    Here(ParagraphId),
    /// One that the text has no more: only alternatives to it are left.
    Missing(PartId, Label),
}

impl Original {
    pub(crate) fn here(self) -> Option<ParagraphId> {
        match self {
            Original::Here(paragraph) => Some(paragraph),
            Original::Missing(..) => None,
        }
    }
}

/// Which paragraph an alternative would replace.
#[derive(Debug)]
pub(crate) struct Replaced(Labels);

type Labels = IndexMap<(PartId, Label), ParagraphId, hashbrown::DefaultHashBuilder>;

impl Replaced {
    pub(crate) fn new(document: &Document) -> Self {
        let mut known = Labels::default();
        known.reserve(document.paragraphs().len());
        for paragraph in document.paragraphs() {
            known.entry((paragraph.part(), paragraph.label())).or_insert(paragraph.id());
        }
        Replaced(known)
    }

    /// The paragraph in whose place an alternative would stand: of its own part, or else of the
    /// nearest part before it that has one.
    pub(crate) fn of(&self, paragraph: &Paragraph) -> Option<ParagraphId> {
        let base = paragraph.label().replaced()?;
        let parts = (0..=paragraph.part().index()).rev().take(PARTS);
        parts.map(PartId::from_index).find_map(|part| self.0.get(&(part, base)).copied())
    }

    /// What an alternative would stand in the place of, whether or not the text still has it; none
    /// of what is no alternative.
    pub(crate) fn original(&self, paragraph: &Paragraph) -> Option<Original> {
        let base = paragraph.label().replaced()?;
        let missing = Original::Missing(paragraph.part(), base);
        Some(self.of(paragraph).map_or(missing, Original::Here))
    }
}

/// Parts back in which the paragraph is looked for that an alternative would replace.
const PARTS: usize = 8;

/// The wishes for whole paragraphs in the place of one.
#[derive(Debug, Default)]
pub(crate) struct WholeAlternatives {
    pub(crate) ids: Vec<ProposalId>,
    /// Which of the alternatives each belongs to: `OP2 ALT`, `OP2 ALT bis` and `OP2 ALT ter` are
    /// one in several paragraphs; another number, or the same label once more, is a rival.
    pub(crate) texts: Vec<usize>,
    known: IndexSet<(Option<Suffix>, u32)>,
    labels: IndexMap<Label, u32>,
}

impl WholeAlternatives {
    /// Whether they cannot all stand together.
    pub(crate) fn are_rivals(&self) -> bool {
        self.known.len() > 1
    }
}

/// The whole alternatives that are asked for, by what they would replace.
pub(crate) fn whole_alternatives(
    document: &Document,
    asked_for: impl Fn(ProposalId) -> bool,
) -> IndexMap<Original, WholeAlternatives> {
    let replaced = Replaced::new(document);
    let mut found: IndexMap<Original, WholeAlternatives> = IndexMap::new();
    for proposal in document.proposals() {
        if proposal.kind() != ProposalKind::New || !asked_for(proposal.id()) {
            continue;
        }
        let paragraph = document.paragraph(proposal.paragraph());
        let Some(base) = replaced.original(paragraph) else { continue };
        let of = found.entry(base).or_default();
        let label = paragraph.label();
        let number = label.suffixes().find(|suffix| matches!(suffix, Suffix::Alternative(_)));
        let times = of.labels.entry(label).or_default();
        let (text, _) = of.known.insert_full((number, *times));
        *times += 1;
        of.ids.push(proposal.id());
        of.texts.push(text);
    }
    found
}
