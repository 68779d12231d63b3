//! Brackets and options that nobody signs: the notation of the climate convention.

use super::{Attribution, Dialect, Evidence, Reader, evidence};

pub(super) static DIALECT: Dialect = Dialect {
    name: "options",
    attribution: Attribution::Nobody,
    phrases: &[],
    remark_words: &[],
    evidence: Evidence::House(evidence::unsigned),
    reader: Reader::Treaty,
};
