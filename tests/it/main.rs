//! Proves the laws of reading, the analyses, the notation tables, the corpus, hostile input and the architecture.

mod analysis;
mod architecture;
mod check;
mod corpus;
mod laws {
    //! One property test a law, named as the law.
    mod analysis;
    mod lineage;
    mod reading;
}
mod lineage;
mod notation;
mod robust;
mod sample;
mod strategies;
mod worlds;
