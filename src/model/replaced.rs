//! Which paragraph an alternative would stand in the place of.

use indexmap::IndexMap;

use super::document::Document;
use super::id::{ParagraphId, PartId};
use super::paragraph::Paragraph;
use crate::Label;

/// Which paragraph an alternative would replace.
pub(crate) struct Replaced(IndexMap<(PartId, Label), ParagraphId>);

impl Replaced {
    pub(crate) fn new(document: &Document) -> Self {
        let mut known = IndexMap::with_capacity(document.paragraphs().len());
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
}

/// Parts back in which the paragraph is looked for that an alternative would replace.
const PARTS: usize = 8;
