//! Proves the laws of reading, of words and of the analyses, the notation tables, the corpus,
//! hostile input and the architecture.

mod acceptable;
mod analysis;
mod architecture;
#[cfg(all(feature = "serde", feature = "unicode"))]
mod asked;
mod carried;
mod check;
mod corpus;
mod counted;
mod dashes;
mod laws {
    //! One property test a law, named as the law.
    mod analysis;
    mod dialects;
    mod drafted;
    mod drafts;
    mod lineage;
    mod measures;
    mod merge;
    mod projecting;
    mod reading;
    mod rounds;
    #[cfg(feature = "serde")]
    mod serde;
    mod words;
}
mod drafts;
mod dump;
mod everywhere;
mod lineage;
mod lineage_corpus;
mod lives;
mod mandate;
mod merge;
mod names;
#[cfg(all(feature = "serde", feature = "unicode"))]
mod narrowed;
mod notation;
mod notes;
mod odd;
mod opposed;
mod options;
mod oracle;
mod printed;
mod progress;
mod regressions;
mod robust;
mod sample;
mod settled;
#[cfg(all(feature = "serde", feature = "unicode"))]
mod shown;
mod strategies;
mod together;
mod trade;
mod treaties;
mod words;
mod worlds;
mod written;
