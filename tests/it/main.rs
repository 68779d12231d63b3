//! Proves the laws of reading, the notation tables, the corpus, hostile input and the architecture.

mod architecture;
mod check;
mod corpus;
mod laws {
    //! One property test a law, named as the law.
    mod drafts;
    mod lineage;
    mod merge;
    mod reading;
}
mod lineage;
mod merge;
mod notation;
mod robust;
mod sample;
mod strategies;
mod worlds;
