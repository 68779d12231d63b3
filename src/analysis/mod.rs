//! Questions to a document, one file each: plain data out, with the rule it was found by.
//!
//! * [`consensus`]: how every proposal and every paragraph stands.
//! * [`conflicts`]: which proposals cannot stand together, and who stands against whom.
//!
//! Each has a twin that takes options ([`consensus_with`], [`conflicts_with`]), and each figure
//! can name the statements behind it: [`Document::statements_on`](crate::Document::statements_on)
//! for the proposals it lists.

mod acceptable;
mod conflict;
mod consensus;
mod decision;
mod grounds;

pub use crate::model::{Sides, sides};
pub use acceptable::{
    AcceptableOptions, AcceptableText, NextBest, Worth, acceptable_text, acceptable_text_with,
};
pub use conflict::{
    Conflict, ConflictKind, ConflictOptions, Conflicts, Opposition, conflicts, conflicts_with,
};
pub use consensus::{
    Alone, Consensus, ConsensusOptions, ParagraphStanding, ProposalStanding, Silence, Standing,
    Totals, consensus, consensus_with,
};
pub use decision::{
    AgendaItem, Decision, DecisionOptions, Decisions, Variants, decisions, decisions_with,
};
pub use grounds::grounds;
