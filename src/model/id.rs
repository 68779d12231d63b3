//! Handles inside one document. They mean nothing in another.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(transparent))]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn from_index(index: usize) -> Self {
                // A document has fewer items of a kind than its source has bytes.
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Its place, from 0, in the document's list of its kind.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A [`Part`](super::Part) of one document.
    PartId
    /// A [`Paragraph`](super::Paragraph) of one document.
    ParagraphId
    /// A [`Proposal`](super::Proposal) of one document.
    ProposalId
    /// A [`Delegation`](super::Delegation) that speaks in one document.
    DelegationId
    /// A [`Statement`](super::Statement) of one document.
    StatementId
}
