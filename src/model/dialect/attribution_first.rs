//! Codes and a verb before the words, in the bracket that holds them: the notation of trade
//! negotiators.

use super::Strength::Full;
use super::Verb::{Add, Comment, Delete, Flexible, Oppose, Redraft, Reserve, Retain, Support};
use super::{Attribution, Dialect, Evidence, Phrase, Reader, Strength, Verb, evidence};

pub(super) static DIALECT: Dialect = Dialect {
    name: "attribution-first",
    attribution: Attribution::First,
    phrases: PHRASES,
    remark_words: &[],
    evidence: Evidence::House(evidence::signed_first),
    reader: Reader::Treaty,
};

const fn phrase(first: &'static str, rest: &'static str, verb: Verb, strength: Strength) -> Phrase {
    Phrase { first, rest, verb, strength }
}

/// Sorted by first word without its `*`; of one first word the longer phrase first.
static PHRASES: &[Phrase] = &[
    phrase("accept*", "", Support, Full),
    phrase("add*", "", Add, Full),
    phrase("agree*", "", Support, Full),
    phrase("alternative*", "", Add, Full),
    phrase("check*", "", Comment, Full),
    phrase("clarif*", "", Comment, Full),
    phrase("comment*", "", Comment, Full),
    phrase("concern*", "", Reserve, Full),
    phrase("confirm*", "", Comment, Full),
    phrase("consider*", "", Reserve, Full),
    phrase("consult*", "", Comment, Full),
    phrase("counter*", "", Add, Full),
    phrase("delet*", "", Delete, Full),
    phrase("disagree*", "", Oppose, Full),
    phrase("favor*", "", Support, Full),
    phrase("favour*", "", Support, Full),
    phrase("flexib*", "", Flexible, Full),
    phrase("go", "along", Support, Full),
    phrase("insert*", "", Add, Full),
    phrase("join", "", Support, Full),
    phrase("joins", "", Support, Full),
    phrase("live", "with", Support, Full),
    phrase("maintain*", "", Retain, Full),
    phrase("object*", "", Oppose, Full),
    phrase("oppos*", "deletion", Retain, Full),
    phrase("oppos*", "the deletion", Retain, Full),
    phrase("oppos*", "", Oppose, Full),
    phrase("prefer*", "to delete", Delete, Full),
    phrase("prefer*", "deletion", Delete, Full),
    phrase("prefer*", "", Support, Full),
    phrase("propos*", "alternative", Add, Full),
    phrase("propos*", "the deletion of", Delete, Full),
    phrase("propos*", "deletion of", Delete, Full),
    phrase("propos*", "to delete", Delete, Full),
    phrase("propos*", "deleting", Delete, Full),
    phrase("propos*", "deletion", Delete, Full),
    phrase("propos*", "", Add, Full),
    phrase("provide", "", Comment, Full),
    phrase("question*", "", Comment, Full),
    phrase("redraft*", "", Redraft, Full),
    phrase("reflect*", "", Comment, Full),
    phrase("reject*", "", Oppose, Full),
    phrase("remov*", "", Delete, Full),
    phrase("request*", "deletion", Delete, Full),
    phrase("request*", "", Comment, Full),
    phrase("reserv*", "", Reserve, Full),
    phrase("retain*", "", Retain, Full),
    phrase("revert*", "", Comment, Full),
    phrase("review*", "", Reserve, Full),
    phrase("seek*", "deletion of", Delete, Full),
    phrase("seek*", "to delete", Delete, Full),
    phrase("seek*", "deletion", Delete, Full),
    phrase("seek*", "", Comment, Full),
    phrase("stud*", "", Reserve, Full),
    phrase("suggest*", "deletion of", Delete, Full),
    phrase("suggest*", "to delete", Delete, Full),
    phrase("suggest*", "deleting", Delete, Full),
    phrase("suggest*", "deletion", Delete, Full),
    phrase("suggest*", "", Add, Full),
    phrase("support*", "deletion of", Delete, Full),
    phrase("support*", "deletion", Delete, Full),
    phrase("support*", "", Support, Full),
    phrase("undecided", "", Reserve, Full),
];
