//! How far copies say that paragraphs are settled.

use indexmap::IndexMap;

use super::copy::{AnnotatedCopy, narrow};
use crate::DelegationCode;
use crate::model::{AgreementLevel, Document};

/// How far one copy says that a paragraph is settled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Agreement {
    /// The paragraph, by its place in the list.
    pub paragraph: u32,
    /// How far; a copy that says nothing has none here.
    pub level: AgreementLevel,
    /// Who has yet to agree.
    pub pending: Vec<DelegationCode>,
}

/// How far some copies say that a paragraph is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MergedAgreement {
    /// The paragraph, by its place in [`Merged::paragraphs`](super::Merged::paragraphs).
    pub paragraph: u32,
    /// How far.
    pub level: AgreementLevel,
    /// Who has yet to agree.
    pub pending: Vec<DelegationCode>,
    /// The copies that say so, by their places in [`Merged::copies`](super::Merged::copies).
    pub copies: Vec<u32>,
}

impl MergedAgreement {
    /// The note that says so, without its brackets.
    pub(super) fn note(&self) -> String {
        let level = match self.level {
            AgreementLevel::Open | AgreementLevel::Informals => "agreed in informals",
            AgreementLevel::AdReferendum => "agreed ad ref",
            AgreementLevel::Committee => "agreed in committee",
            AgreementLevel::Plenary => "agreed in plenary",
            AgreementLevel::Adopted => "adopted",
        };
        let pending: Vec<&str> = self.pending.iter().map(DelegationCode::as_str).collect();
        let who = if pending.is_empty() { "" } else { ", pending " };
        format!("{level}{who}{}", pending.join(", "))
    }
}

/// What a document says of its paragraphs.
pub(super) fn of_document(document: &Document) -> Vec<Agreement> {
    let said = document.paragraphs().iter().enumerate();
    let said = said.filter(|(_, paragraph)| paragraph.level() > AgreementLevel::Open);
    said.map(|(at, paragraph)| Agreement {
        paragraph: narrow(at),
        level: paragraph.level(),
        pending: paragraph.pending().to_vec(),
    })
    .collect()
}

/// What all copies say, by paragraph, the least settled first; `rows` are the paragraphs of each
/// copy.
pub(super) fn unite<'c>(
    copies: impl Iterator<Item = &'c AnnotatedCopy>,
    rows: &[Vec<u32>],
) -> Vec<MergedAgreement> {
    let mut found: IndexMap<Agreement, Vec<u32>> = IndexMap::new();
    for (at, (copy, row)) in copies.zip(rows).enumerate() {
        for said in &copy.agreements {
            let Some(paragraph) = row.get(said.paragraph as usize) else { continue };
            let key = Agreement { paragraph: *paragraph, ..said.clone() };
            let copies = found.entry(key).or_default();
            if copies.last() != Some(&narrow(at)) {
                copies.push(narrow(at));
            }
        }
    }
    found.sort_unstable_keys();
    let merged = |(said, copies): (Agreement, Vec<u32>)| {
        let Agreement { paragraph, level, pending } = said;
        MergedAgreement { paragraph, level, pending, copies }
    };
    found.into_iter().map(merged).collect()
}
