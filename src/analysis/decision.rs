//! What passes under a rule, who blocks the rest, and what is nearest to passing.

use indexmap::{IndexMap, IndexSet};

use super::consensus::Silence;
use super::stake::words_at_stake;
use crate::model::{
    Day, DelegationCode, DelegationId, Document, Groups, Original, ParagraphId, ProposalId,
    ProposalKind, Replaced, Rivalry, Sides, sides_and_rivalry,
};
use crate::project::{Ballot, Blocking, DecisionRule, Verdict};

/// How [`decisions_with`] counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecisionOptions {
    rule: DecisionRule,
    silence: Silence,
    strict: bool,
    rivals: bool,
    groups: Option<(Groups, Option<Day>)>,
}

impl Default for DecisionOptions {
    fn default() -> Self {
        DecisionOptions {
            rule: DecisionRule::NoObjection,
            silence: Silence::Missing,
            strict: false,
            rivals: true,
            groups: None,
        }
    }
}

impl DecisionOptions {
    /// The rule; no objection unless said.
    #[must_use]
    pub fn rule(mut self, rule: DecisionRule) -> Self {
        self.rule = rule;
        self
    }

    /// How silence counts: as missing unless said. As assent the silent are in favour. As
    /// abstention they, and those who reserve their position, stand in the way of a rule that asks
    /// for so many in favour.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.silence = silence;
        self
    }

    /// Whether who reserves its position is against; not unless said.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Whether who wants an alternative is against, as [`consensus`](super::consensus()) has it; so
    /// unless said otherwise. If not it is on neither side, and not silent.
    #[must_use]
    pub fn rivals(mut self, rivals: bool) -> Self {
        self.rivals = rivals;
        self
    }

    /// Counts each group as its members of that day, or today's; see [`Ballot::by_member`]. A group
    /// counts as one unless said.
    #[must_use]
    pub fn by_member(mut self, groups: Groups, day: Option<Day>) -> Self {
        self.groups = Some((groups, day));
        self
    }

    /// The rule and the policies in words.
    pub fn describe(&self) -> String {
        let against = match (self.strict, self.rivals) {
            (true, true) => "objectors, rivals and reservations are against",
            (true, false) => "objectors and reservations are against, rivals on neither side",
            (false, true) => "objectors and rivals are against",
            (false, false) => "objectors are against, rivals on neither side",
        };
        let counts = if self.rule.counts_in_favour() {
            ", which is to say that they are not in favour: only who is in favour counts"
        } else {
            ""
        };
        let groups = if self.groups.is_some() { "; a group is its members" } else { "" };
        format!("{}; {against}{counts}; silence counts as {}{groups}", self.rule, self.silence)
    }

    /// The ballot as these options have it.
    pub(super) fn ballot(
        &self,
        document: &Document,
        sides: &Sides,
        rivals: &[DelegationId],
    ) -> Ballot {
        self.counted(document, sides, rivals).0
    }

    /// The same, and how many of those in favour are so by silence.
    fn counted(
        &self,
        document: &Document,
        sides: &Sides,
        rivals: &[DelegationId],
    ) -> (Ballot, usize) {
        let mut sides = sides.clone();
        // Whoever wants another text has spoken: where that is not to be against this one, it is no
        // consent either.
        if self.rivals {
            sides.objectors.extend_from_slice(rivals);
        } else {
            sides.flexible.extend_from_slice(rivals);
        }
        if self.strict {
            sides.objectors.append(&mut sides.reserved);
        }
        let ballot = Ballot::new(document, &sides);
        let mut ballot = match &self.groups {
            Some((groups, day)) => ballot.by_member(groups, *day),
            None => ballot,
        };
        let mut by_silence = 0;
        if self.silence == Silence::Assent {
            let silent = std::mem::take(&mut ballot.silent);
            by_silence = silent.len();
            ballot.wanting.extend(silent);
        }
        (ballot, by_silence)
    }

    pub(super) fn blocking(&self, ballot: &Ballot) -> Blocking {
        if self.silence == Silence::Abstain && self.rule.counts_in_favour() {
            let mut firm = ballot.clone();
            let (mut neither, mut silent) =
                (std::mem::take(&mut firm.neither), std::mem::take(&mut firm.silent));
            firm.against.append(&mut neither);
            firm.against.append(&mut silent);
            return self.rule.blocking(&firm);
        }
        self.rule.blocking(ballot)
    }
}

/// How one proposal fares under the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Decision {
    /// Which.
    pub proposal: ProposalId,
    /// How many count as in favour.
    pub wanting: usize,
    /// How many of these say nothing on it, and assent by that.
    pub by_silence: usize,
    /// Who counts as against.
    pub against: Vec<DelegationCode>,
    /// How many are on neither side, the silent left out.
    pub neither: usize,
    /// Whether it passes, who is pivotal, who would have to give way.
    pub blocking: Blocking,
    /// Words that it would add or strike.
    pub words: usize,
}

/// Of several texts for one place, the one that the fewest are against.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Variants {
    /// The paragraph; where the text has none but alternatives to it, the first of them.
    pub paragraph: ParagraphId,
    /// Each text with how many are against it, the fewest first, then in source order. None is the
    /// text as it was, against which is who wants one of the others, words inside one, or a change
    /// in the paragraph.
    pub against: Vec<(Option<ProposalId>, usize)>,
}

/// A paragraph to discuss, and how little is missing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AgendaItem {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// The proposal in it that is nearest to passing, and does not pass yet.
    pub nearest: ProposalId,
    /// All that is missing for that one: those who have to drop their objection, and those still
    /// needed in favour. Who has to do the one and then the other is counted for each.
    pub missing: usize,
    /// How many have to drop their objection.
    pub to_drop: usize,
    /// How many more it needs in favour then, at least, be they of those who gave way or others.
    pub in_favour: usize,
    /// Who would have to move for one or another of its proposals, each once.
    pub movers: Vec<DelegationCode>,
    /// How many of its proposals do not pass.
    pub open: usize,
}

/// What passes, what is blocked, and what to discuss next; see [`decisions`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Decisions {
    /// The rule and the policies in words.
    pub rule: String,
    /// Every proposal, in source order.
    pub proposals: Vec<Decision>,
    /// Places for which there are several texts, in source order.
    pub variants: Vec<Variants>,
    /// The paragraphs with proposals that do not pass, those with the least missing first; of
    /// those, the one whose nearest proposal has more in favour; then in source order. A paragraph
    /// in which nothing can ever pass is left out.
    pub agenda: Vec<AgendaItem>,
}

impl Decisions {
    /// How many proposals have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.proposals.iter().filter(|one| one.blocking.verdict == verdict).count()
    }
}

/// What passes under no objection, who blocks the rest, and what to discuss next.
///
/// # Complexity
///
/// O(s + p × d log d) for s stances, p proposals and d delegations.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::decisions, project::Verdict};
/// let document = Document::read("1. We act [now: FRA]. 2. We rest [late: DEU; oppose: USA].")?;
/// let found = decisions(&document);
/// assert_eq!((found.count(Verdict::Passes), found.count(Verdict::Blocked)), (1, 1));
/// assert_eq!(found.agenda[0].movers, ["USA".parse()?]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn decisions(document: &Document) -> Decisions {
    decisions_with(document, &DecisionOptions::default())
}

/// [`decisions`] under another rule, or with another count of silence.
#[must_use]
pub fn decisions_with(document: &Document, options: &DecisionOptions) -> Decisions {
    let (sides, rivalry) = sides_and_rivalry(document);
    let rivals = rivalry.rivals(document, &sides);
    let mut proposals = Vec::with_capacity(sides.len());
    for (proposal, (sides, rivals)) in document.proposals().iter().zip(sides.iter().zip(&rivals)) {
        let (ballot, by_silence) = options.counted(document, sides, rivals);
        let blocking = options.blocking(&ballot);
        proposals.push(Decision {
            proposal: proposal.id(),
            wanting: ballot.wanting.len(),
            by_silence,
            against: ballot.against,
            neither: ballot.neither.len(),
            blocking,
            words: words_at_stake(document, proposal.id()),
        });
    }
    let variants = variants(document, (&sides, &rivalry), &proposals);
    let agenda = agenda(document, &proposals);
    Decisions { rule: options.describe(), proposals, variants, agenda }
}

fn variants(
    document: &Document,
    (sides, rivalry): (&[Sides], &Rivalry),
    decisions: &[Decision],
) -> Vec<Variants> {
    let mut sets: IndexMap<u32, Vec<ProposalId>> = IndexMap::new();
    let mut whole: IndexMap<Original, Vec<ProposalId>> = IndexMap::new();
    let replaced = Replaced::new(document);
    for proposal in document.proposals() {
        if let Some(set) = proposal.alternatives() {
            sets.entry(set).or_default().push(proposal.id());
        }
        if proposal.kind() == ProposalKind::New {
            let paragraph = document.paragraph(proposal.paragraph());
            if let Some(original) = replaced.original(paragraph) {
                whole.entry(original).or_default().push(proposal.id());
            }
        }
    }
    let wanting = |ids: &mut dyn Iterator<Item = ProposalId>| {
        let mut all: IndexSet<DelegationId> = IndexSet::new();
        for id in ids {
            all.extend(sides.get(id.index()).into_iter().flat_map(|sides| &sides.supporters));
            // Who wants words inside one of the texts wants that text.
            all.extend(rivalry.inside(id).iter().map(|one| one.who));
        }
        all.len()
    };
    let against = |id: &ProposalId| {
        (Some(*id), decisions.get(id.index()).map_or(0, |decision| decision.against.len()))
    };
    let mut found = Vec::new();
    for ids in sets.values() {
        let Some(first) = ids.first() else { continue };
        let paragraph = document.proposal(*first).paragraph();
        let mut texts = vec![(None, wanting(&mut ids.iter().copied()))];
        texts.extend(ids.iter().map(against));
        found.push(Variants { paragraph, against: texts });
    }
    for (original, ids) in &whole {
        let Some(first) = ids.first() else { continue };
        let base = original.here();
        let own = base.map_or(&[][..], |base| document.proposals_in(base));
        let changes = own.iter().filter(|id| {
            let kind = document.proposal(**id).kind();
            kind.is_amendment() || kind == ProposalKind::DeleteParagraph
        });
        // Without an original nobody can want it to stay.
        let as_it_was = (None, wanting(&mut ids.iter().chain(changes).copied()));
        let mut texts: Vec<_> = base.map(|_| as_it_was).into_iter().collect();
        texts.extend(ids.iter().map(against));
        let paragraph = base.unwrap_or_else(|| document.proposal(*first).paragraph());
        found.push(Variants { paragraph, against: texts });
    }
    for one in &mut found {
        one.against.sort_by_key(|(id, against)| (*against, *id));
    }
    found.sort_by_key(|one| one.paragraph);
    found
}

fn agenda(document: &Document, decisions: &[Decision]) -> Vec<AgendaItem> {
    let mut items = Vec::new();
    for paragraph in document.paragraphs() {
        let own = document.proposals_in(paragraph.id()).iter();
        let open: Vec<&Decision> = own
            .filter_map(|id| decisions.get(id.index()))
            .filter(|decision| decision.blocking.verdict != Verdict::Passes)
            .collect();
        let missing = |decision: &&Decision| {
            let to_drop = decision.blocking.flip.as_ref()?.len();
            let missing = to_drop + decision.blocking.short?;
            Some((missing, std::cmp::Reverse(decision.wanting), decision.proposal, to_drop))
        };
        let Some((missing, wanting, nearest, to_drop)) = open.iter().filter_map(missing).min()
        else {
            continue;
        };
        let mut movers: IndexSet<DelegationCode> = IndexSet::new();
        for decision in &open {
            movers.extend(decision.blocking.flip.iter().flatten().copied());
        }
        let movers = movers.into_iter().collect();
        let item = AgendaItem {
            paragraph: paragraph.id(),
            nearest,
            missing,
            to_drop,
            in_favour: missing - to_drop,
            movers,
            open: open.len(),
        };
        items.push((missing, wanting, item));
    }
    items.sort_by_key(|(missing, wanting, item)| (*missing, *wanting, item.paragraph));
    items.into_iter().map(|(_, _, item)| item).collect()
}
