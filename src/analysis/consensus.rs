//! How the text stands: agreed, open, or blocked, and by whom.

use std::fmt;

use indexmap::{IndexMap, IndexSet};

use super::agreed::is_agreed;
use super::stake::{in_total, words_at_stake};
use crate::model::{
    DelegationId, Document, ParagraphId, ParagraphKind, ProposalId, ProposalKind, StatementId,
};
use crate::model::{Sides, sides_and_rivalry};

/// How a delegation that says nothing on a proposal is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Silence {
    /// Not at all: nothing is known of it.
    #[default]
    Missing,
    /// As for it: who is silent consents.
    Assent,
    /// As present and neither for nor against.
    Abstain,
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Silence::Missing => "missing",
            Silence::Assent => "assent",
            Silence::Abstain => "abstain",
        })
    }
}

/// How [`consensus_with`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ConsensusOptions {
    few: usize,
    silence: Silence,
}

impl Default for ConsensusOptions {
    fn default() -> Self {
        ConsensusOptions { few: 3, silence: Silence::Missing }
    }
}

impl ConsensusOptions {
    /// At most this many delegations against are `few`; 3 unless said.
    #[must_use]
    pub fn few(mut self, few: usize) -> Self {
        self.few = few;
        self
    }

    /// How silence is counted; as missing unless said.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.silence = silence;
        self
    }
}

/// How a proposal or a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Standing {
    /// The page says that it is agreed, nobody is against what stands in it, and nobody wants it
    /// gone, elsewhere or joined with another.
    Agreed,
    /// Nothing is proposed and nothing is said of agreement.
    Untouched,
    /// Something is proposed, and nobody is against.
    Unopposed,
    /// One or few are against.
    FewAgainst,
    /// More than few are against.
    Contested,
    /// More delegations want the paragraph gone than want it in any form.
    ToBeDeleted,
    /// More delegations want the paragraph elsewhere, or joined with another, than are against.
    ToBeMoved,
}

impl Standing {
    /// Its one name, in tables and in every exchange form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Untouched => "untouched",
            Self::Unopposed => "unopposed",
            Self::FewAgainst => "few-against",
            Self::Contested => "contested",
            Self::ToBeDeleted => "to-be-deleted",
            Self::ToBeMoved => "to-be-moved",
        }
    }

    /// Every standing, from settled to least settled.
    pub const ALL: [Standing; 7] = [
        Self::Agreed,
        Self::Untouched,
        Self::Unopposed,
        Self::FewAgainst,
        Self::Contested,
        Self::ToBeDeleted,
        Self::ToBeMoved,
    ];
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A delegation that has nobody beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Alone {
    /// It wants the change, others are against, nobody else wants it.
    For(DelegationId),
    /// It is against, two or more want the change, nobody else is against.
    Against(DelegationId),
}

impl Alone {
    /// Who.
    pub fn delegation(self) -> DelegationId {
        match self {
            Self::For(delegation) | Self::Against(delegation) => delegation,
        }
    }
}

/// How one proposal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ProposalStanding {
    /// Which.
    pub proposal: ProposalId,
    /// How it stands.
    pub standing: Standing,
    /// Who is where.
    pub sides: Sides,
    /// Who wants an alternative of it instead, and is not among its objectors.
    pub rivals: Vec<DelegationId>,
    /// Delegations of the document that say nothing on it, and want no alternative of it.
    pub silent: usize,
    /// Delegations counted as for it: the supporters, and the silent where silence is assent
    /// ([`silent_on`](ProposalStanding::silent_on) says who).
    pub count_for: usize,
    /// How many of these are counted by silence.
    pub by_silence: usize,
    /// Delegations counted as against it: objectors and rivals.
    pub count_against: usize,
    /// Words that it would add or strike, what is nested in it included: of a whole new paragraph
    /// all of its words, of a deletion those of the paragraph before any proposal.
    pub words: usize,
    /// Who has nobody beside it.
    pub alone: Option<Alone>,
}

impl ProposalStanding {
    /// The statements that the figures come from.
    pub fn statements<'a>(&self, document: &'a Document) -> &'a [StatementId] {
        document.statements_on(self.proposal)
    }

    /// Who says nothing on it and wants no alternative of it, in the order of first words: whom
    /// [`silent`](ProposalStanding::silent) counts, and who is for it where silence is assent.
    ///
    /// # Complexity
    ///
    /// O(d) for d delegations of the document.
    pub fn silent_on(&self, document: &Document) -> Vec<DelegationId> {
        let mut spoke = vec![false; document.delegations().len()];
        for id in self.speaking() {
            if let Some(slot) = spoke.get_mut(id.index()) {
                *slot = true;
            }
        }
        let silent = spoke.iter().enumerate().filter(|(_, spoke)| !**spoke);
        silent.map(|(at, _)| DelegationId::from_index(at)).collect()
    }

    /// Who speaks of it, or wants an alternative of it; some may come twice.
    fn speaking(&self) -> impl Iterator<Item = &DelegationId> {
        let Sides { supporters, objectors, reserved, flexible, .. } = &self.sides;
        supporters.iter().chain(objectors).chain(reserved).chain(flexible).chain(&self.rivals)
    }
}

/// How one paragraph stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ParagraphStanding {
    /// Which.
    pub paragraph: ParagraphId,
    /// How it stands.
    pub standing: Standing,
    /// What is proposed in it, in source order.
    pub proposals: Vec<ProposalStanding>,
    /// Who is for something in it, each once, by what it says.
    pub wanting: Vec<DelegationId>,
    /// How many more are for something in it by silence alone, where silence is assent.
    pub by_silence: usize,
    /// Who is against something in it, each once.
    pub objecting: Vec<DelegationId>,
    /// Words at stake in it, each once: of a wish inside another one the words are not counted
    /// again.
    pub words: usize,
}

/// What the table's last line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Totals {
    /// Paragraphs, by standing, in the order of [`Standing::ALL`].
    pub paragraphs: Vec<(Standing, usize)>,
    /// Proposals.
    pub proposals: usize,
    /// Proposals that nobody is against.
    pub unopposed: usize,
    /// Delegations that speak.
    pub delegations: usize,
    /// Words at stake, each once.
    pub words: usize,
    /// How often each delegation is alone, most often first, then in the order of first words.
    pub alone: Vec<(DelegationId, usize)>,
}

/// The state of play; see [`consensus()`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Consensus {
    /// The rule it was found by.
    pub options: ConsensusOptions,
    /// The paragraphs in source order. Prose without a proposal is left out.
    pub paragraphs: Vec<ParagraphStanding>,
    /// Over all of them.
    pub totals: Totals,
}

impl Consensus {
    /// The rule in words.
    pub fn rule(&self) -> String {
        format!(
            "no objection; up to {} against is few; who wants an alternative, or the paragraph as \
             it was, is against; silence counts as {}",
            self.options.few, self.options.silence
        )
    }
}

/// The state of play: how every proposal and every paragraph stands.
///
/// The rule: consensus is that nobody is against. Against a proposal is who says so, who wants the
/// paragraph as it was (unless it supports this change by name), and who wants an alternative of
/// it. Silence counts as missing. See [`consensus_with`] to say otherwise, and [`Standing`] for
/// what each standing means.
///
/// # Complexity
///
/// O(s + p × d) for s stances, p proposals and at most d delegations on one.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Standing, consensus}};
/// let document = Document::read("1. We act [promptly: FRA].\n2. We ~~wait~~ go [A: DEU].\n")?;
/// let state = consensus(&document);
/// assert_eq!(state.paragraphs[0].standing, Standing::Unopposed);
/// assert_eq!(state.totals.proposals, 2);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn consensus(document: &Document) -> Consensus {
    consensus_with(document, &ConsensusOptions::default())
}

/// [`consensus()`] with another count of silence, or another idea of few.
#[must_use]
pub fn consensus_with(document: &Document, options: &ConsensusOptions) -> Consensus {
    let (sides, rivalry) = sides_and_rivalry(document);
    let rivals = rivalry.rivals(document, &sides);
    let agreed: Vec<bool> = document
        .paragraphs()
        .iter()
        .map(|paragraph| is_agreed(document, paragraph.id(), &sides))
        .collect();
    let mut of_paragraph: Vec<Vec<ProposalStanding>> = Vec::new();
    of_paragraph.resize_with(document.paragraphs().len(), Vec::new);
    for (proposal, (sides, rivals)) in
        document.proposals().iter().zip(sides.into_iter().zip(rivals))
    {
        let spoke = sides.supporters.len()
            + sides.objectors.len()
            + sides.reserved.len()
            + sides.flexible.len();
        let waiting =
            |id: &&DelegationId| !(sides.reserved.contains(*id) || sides.flexible.contains(*id));
        let spoke = spoke + rivals.iter().filter(waiting).count();
        let silent = document.delegations().len().saturating_sub(spoke);
        let count_against = sides.against();
        let assenting = if options.silence == Silence::Assent { silent } else { 0 };
        let standing = match count_against {
            0 => Standing::Unopposed,
            few if few <= options.few => Standing::FewAgainst,
            _ => Standing::Contested,
        };
        let alone = match (&*sides.supporters, &*sides.objectors) {
            ([one], [_, ..]) => Some(Alone::For(*one)),
            ([_, _, ..], [one]) => Some(Alone::Against(*one)),
            _ => None,
        };
        let standing = ProposalStanding {
            proposal: proposal.id(),
            standing,
            count_for: sides.supporters.len() + assenting,
            by_silence: assenting,
            count_against,
            silent,
            words: words_at_stake(document, proposal.id()),
            alone,
            sides,
            rivals,
        };
        if let Some(list) = of_paragraph.get_mut(proposal.paragraph().index()) {
            list.push(standing);
        }
    }
    let mut words = vec![0; document.proposals().len()];
    for standing in of_paragraph.iter().flatten() {
        if let Some(slot) = words.get_mut(standing.proposal.index()) {
            *slot = standing.words;
        }
    }
    let words = in_total(document, &words);
    let keepers = crate::model::keepers(document);
    let paragraphs: Vec<ParagraphStanding> = document
        .paragraphs()
        .iter()
        .zip(of_paragraph)
        .filter(|(paragraph, proposals)| {
            let silent = matches!(
                paragraph.kind(),
                ParagraphKind::Prose
                    | ParagraphKind::Heading
                    | ParagraphKind::Chapeau
                    | ParagraphKind::Note
            );
            !silent || !proposals.is_empty()
        })
        .map(|(paragraph, proposals)| {
            let keeping = keepers.get(&paragraph.id()).map_or(&[][..], Vec::as_slice);
            let agreed = agreed.get(paragraph.id().index()) == Some(&true);
            stand(document, (paragraph.id(), agreed), proposals, keeping, (options, &words))
        })
        .collect();
    let totals = totals(document, &paragraphs);
    Consensus { options: *options, paragraphs, totals }
}

fn stand(
    document: &Document,
    (id, agreed): (ParagraphId, bool),
    proposals: Vec<ProposalStanding>,
    keeping: &[DelegationId],
    (options, words): (&ConsensusOptions, &[usize]),
) -> ParagraphStanding {
    let mut wanting: Vec<DelegationId> = Vec::new();
    let mut objecting: Vec<DelegationId> = Vec::new();
    // Who wants the paragraph in some form: its amenders, and who wants it as it was.
    let mut having: Vec<DelegationId> = keeping.to_vec();
    let add = |list: &mut Vec<DelegationId>, some: &[DelegationId]| {
        for delegation in some {
            if !list.contains(delegation) {
                list.push(*delegation);
            }
        }
    };
    let mut gone: Vec<DelegationId> = Vec::new();
    let mut moved = false;
    for standing in &proposals {
        add(&mut wanting, &standing.sides.supporters);
        add(&mut objecting, &standing.sides.objectors);
        add(&mut objecting, &standing.rivals);
        match document.proposal(standing.proposal).kind() {
            ProposalKind::DeleteParagraph | ProposalKind::ReplaceParagraph => {
                add(&mut gone, &standing.sides.supporters);
                add(&mut having, &standing.sides.objectors);
            }
            ProposalKind::Move | ProposalKind::Merge => {
                moved |= standing.sides.supporters.len() > standing.sides.objectors.len();
            }
            ProposalKind::Split => {}
            ProposalKind::Insert
            | ProposalKind::Delete
            | ProposalKind::Replace
            | ProposalKind::End
            | ProposalKind::New
            | ProposalKind::Redraft => add(&mut having, &standing.sides.supporters),
        }
    }
    let having = having.iter().filter(|delegation| !gone.contains(delegation)).count();
    let standing = if gone.len() > having {
        Standing::ToBeDeleted
    } else if moved {
        Standing::ToBeMoved
    } else if objecting.is_empty() {
        match (agreed, proposals.is_empty()) {
            (true, _) => Standing::Agreed,
            (false, true) => Standing::Untouched,
            (false, false) => Standing::Unopposed,
        }
    } else if objecting.len() <= options.few {
        Standing::FewAgainst
    } else {
        Standing::Contested
    };
    let words = proposals.iter().filter_map(|standing| words.get(standing.proposal.index())).sum();
    let by_silence = match options.silence {
        Silence::Assent => by_silence(document, &proposals, &wanting),
        Silence::Missing | Silence::Abstain => 0,
    };
    ParagraphStanding { paragraph: id, standing, proposals, wanting, by_silence, objecting, words }
}

/// How many say nothing on one of these proposals at least, and are not among those who want one.
fn by_silence(
    document: &Document,
    proposals: &[ProposalStanding],
    wanting: &[DelegationId],
) -> usize {
    let mut spoken: IndexMap<DelegationId, usize> = IndexMap::new();
    for standing in proposals {
        let each: IndexSet<DelegationId> = standing.speaking().copied().collect();
        for id in each {
            *spoken.entry(id).or_default() += 1;
        }
    }
    if proposals.is_empty() {
        return 0;
    }
    let of_all = spoken.iter().filter(|(_, count)| **count == proposals.len());
    let not_silent: IndexSet<DelegationId> =
        of_all.map(|(id, _)| *id).chain(wanting.iter().copied()).collect();
    document.delegations().len() - not_silent.len()
}

fn totals(document: &Document, paragraphs: &[ParagraphStanding]) -> Totals {
    let count = |standing: Standing| paragraphs.iter().filter(|p| p.standing == standing).count();
    let proposals = || paragraphs.iter().flat_map(|paragraph| &paragraph.proposals);
    let mut alone: IndexMap<DelegationId, usize> = IndexMap::new();
    for one in proposals().filter_map(|standing| standing.alone) {
        *alone.entry(one.delegation()).or_default() += 1;
    }
    let mut alone: Vec<(DelegationId, usize)> = alone.into_iter().collect();
    alone.sort_by_key(|(delegation, times)| (std::cmp::Reverse(*times), *delegation));
    Totals {
        paragraphs: Standing::ALL.into_iter().map(|standing| (standing, count(standing))).collect(),
        proposals: proposals().count(),
        unopposed: proposals().filter(|standing| standing.count_against == 0).count(),
        delegations: document.delegations().len(),
        words: paragraphs.iter().map(|paragraph| paragraph.words).sum(),
        alone,
    }
}
