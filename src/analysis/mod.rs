//! Questions to a document, one file each: plain data out, with the rule it was found by.
//!
//! * [`consensus()`]: how every proposal and every paragraph stands.
//! * [`conflicts()`]: which proposals cannot stand together, and who stands against whom.
//! * [`decisions()`]: what passes under a rule, who blocks the rest, and what to discuss next.
//! * [`acceptable_text`]: the text everyone could live with.
//! * [`positions()`], [`agreement()`], [`discourse()`]: who takes which position, and who agrees
//!   with whom.
//! * [`camps()`], [`dendrogram()`], [`communities()`], [`blocs()`]: who acts together;
//!   [`characteristics`] and [`group_consensus`]: what sets such coalitions apart, and what all of
//!   them want.
//! * [`group_standings`]: how far the members of declared groups stand together.
//! * [`assess`] and [`mandate_outcomes`]: how a text, and what may come out of it, stands to a
//!   [`Mandate`].
//! * [`progress()`] and [`survival`]: how far a text has come, and how long its changes live.
//! * [`outcome()`]: which proposals the adopted text has, and how well their standing foretold it.
//!
//! Each has a twin that takes options ([`consensus_with`], [`decisions_with`]), or takes them
//! itself ([`mandate_outcomes`]), and says in its result by which rule it was found and how silence
//! counts: in a field `rule`, or in its options, which a method `rule` puts into words.
//! [`positions()`] is the table that the comparisons count, and has nothing to choose; [`cohesion`]
//! is one row of figures over it. Each figure can name the statements behind it: [`grounds()`] for
//! the proposals it lists ([`Grounds`] for many of them). The formulas are in [`measure`].
//!
//! # Silence
//!
//! How a delegation that says nothing of a proposal counts is [`Silence`]: missing unless said. As
//! assent or abstention it counts in [`consensus_with`], in every decision ([`DecisionOptions`]),
//! in [`agreement_with`] and what is built on it ([`camps_with`], [`communities_with`],
//! [`dendrogram_with`]), in [`cohesion_with`], [`characteristics_with`], [`group_consensus_with`]
//! and the figures of [`group_standings_with`]. It is missing in any case where what is counted is
//! what was said: in [`blocs()`], [`discourse()`] and departures from a group, in who is placed in
//! a tree, in [`conflicts()`], [`progress()`], [`outcome()`] and mandates.
//!
//! # Both for and against
//!
//! A delegation that says two things of one proposal is counted once, by what weighs most: an
//! objection more than a reservation, that more than support ([`sides()`](crate::model::sides())).
//! Every analysis counts sides so; only [`discourse()`], whose unit is the statement, has both. The
//! reader tells of it with both places
//! ([`DiagnosticKind::SidesBoth`](crate::DiagnosticKind::SidesBoth)).

mod acceptable;
mod adopted;
mod agreed;
mod agreement;
mod camps;
mod coalition;
mod conflict;
mod consensus;
mod decision;
mod grounds;
mod group;
mod mandate;
pub mod measure;
mod outcome;
mod positions;
mod progress;
mod stake;

pub use crate::model::{Sides, sides};
pub use acceptable::{
    AcceptableOptions, AcceptableText, NextBest, Worth, acceptable_text, acceptable_text_with,
};
pub use agreement::{
    Agreement, AgreementOptions, PairAgreement, agreement, agreement_of, agreement_with,
};
pub use camps::{Camps, Split, camps, camps_of, camps_with};
pub use coalition::{
    Bloc, BlocOptions, Blocs, Characteristic, CharacteristicOptions, Characteristics, Clusters,
    Communities, Dendrogram, DendrogramOptions, Discourse, DiscourseOptions, Duplicates,
    GroupConsensus, GroupConsensusOptions, GroupsConsensus, Join, Linkage, NetworkTie,
    Normalisation, blocs, blocs_of, blocs_with, characteristics, characteristics_with, communities,
    communities_of, communities_with, dendrogram, dendrogram_with, discourse, discourse_with,
    group_consensus, group_consensus_with,
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
pub use grounds::{Grounds, grounds};
pub use group::{
    Cohesion, Departure, GroupCohesion, GroupOptions, GroupStandings, cohesion, cohesion_with,
    group_standings, group_standings_with,
};
pub use mandate::{
    Aim, Assessment, Mandate, MandateFinding, MandateOptions, MandateOutcome, Pattern,
    PatternError, PatternErrorKind, Point, PointOutcome, PointStanding, Relevant, assess,
    assess_with, mandate_outcome, mandate_outcomes,
};
pub use outcome::{
    Calibration, Outcome, OutcomeOptions, Survived, Survivor, outcome, outcome_with,
};
pub use positions::{Position, Positions, positions};
pub use progress::{
    ParagraphProgress, Progress, ProgressOptions, Survival, SurvivalOptions, Turnover, progress,
    progress_with, survival, survival_with,
};
