//! Codes behind a dash, in the bracket of the words: `[words - A, B; C delete]`.

use super::Strength::Full;
use super::Verb::{Add, Delete, Flexible, Oppose, Reserve, Retain, Support};
use super::{Attribution, Dialect, Evidence, Phrase, Reader, Strength, Verb, evidence};

pub(super) static DIALECT: Dialect = Dialect {
    name: "dash",
    attribution: Attribution::Dash,
    phrases: PHRASES,
    remark_words: &[],
    evidence: Evidence::House(evidence::dashed),
    reader: Reader::Treaty,
};

const fn phrase(first: &'static str, rest: &'static str, verb: Verb, strength: Strength) -> Phrase {
    Phrase { first, rest, verb, strength }
}

/// Sorted by first word without its `*`.
static PHRASES: &[Phrase] = &[
    phrase("add*", "", Add, Full),
    phrase("agree*", "", Support, Full),
    phrase("consider*", "", Reserve, Full),
    phrase("delet*", "", Delete, Full),
    phrase("flexib*", "", Flexible, Full),
    phrase("keep*", "", Retain, Full),
    phrase("object*", "", Oppose, Full),
    phrase("oppos*", "", Oppose, Full),
    phrase("propos*", "", Add, Full),
    phrase("reserv*", "", Reserve, Full),
    phrase("retain*", "", Retain, Full),
    phrase("support*", "", Support, Full),
];
