//! The networks of discourse network analysis, by statement.

use indexmap::IndexMap;
use petgraph::graph::UnGraph;

use super::super::measure::float;
use crate::model::{
    DelegationId, Document, Leaning, Polarity, ProposalId, Rivalry, Stance, StatementId, Target,
    sides_and_rivalry,
};

/// Whether what a delegation says twice counts twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Duplicates {
    /// Once: one statement of a delegation, a concept and a side.
    #[default]
    Once,
    /// As often as it is said.
    Keep,
}

/// What ties are divided by, so that who speaks much does not stand out for that alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Normalisation {
    /// Nothing.
    #[default]
    None,
    /// The mean of the two numbers of statements.
    Average,
    /// The statements that only one of the two makes, and the products of those that both make.
    Jaccard,
    /// The product of the two numbers of statements, which is called cosine.
    Cosine,
}

/// How [`discourse_with`] counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DiscourseOptions {
    duplicates: Duplicates,
    normalisation: Normalisation,
}

impl DiscourseOptions {
    /// Whether what is said twice counts twice; not unless said.
    #[must_use]
    pub fn duplicates(mut self, duplicates: Duplicates) -> Self {
        self.duplicates = duplicates;
        self
    }

    /// What ties are divided by; nothing unless said.
    #[must_use]
    pub fn normalisation(mut self, normalisation: Normalisation) -> Self {
        self.normalisation = normalisation;
        self
    }
}

/// A tie of two delegations.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct NetworkTie {
    /// The two, the one who speaks first in the document first.
    pub between: (DelegationId, DelegationId),
    /// Over concepts, the products of their statements on one side.
    pub congruence: f64,
    /// Over concepts, the products of the statements of the one on the one side and of the other on
    /// the other.
    pub conflict: f64,
}

impl NetworkTie {
    /// Congruence less conflict.
    pub fn subtract(&self) -> f64 {
        self.congruence - self.conflict
    }

    /// That both speak of the same, whatever they say.
    pub fn ignore(&self) -> f64 {
        self.congruence + self.conflict
    }
}

/// What is said of one concept: against, for.
type Counts = [usize; 2];

/// The networks; see [`discourse`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Discourse {
    /// How it was counted.
    pub options: DiscourseOptions,
    /// Every two delegations that speak of one concept, in the order of the delegations.
    pub ties: Vec<NetworkTie>,
    of: Vec<Vec<(Target, Counts)>>,
    /// Of each proposal who wants an alternative instead, in the order of the delegations.
    rivals: Vec<Vec<DelegationId>>,
    /// Who wants one of several texts for words inside that one, by wish.
    leanings: Vec<Leaning>,
}

impl Discourse {
    /// The rule in words.
    pub fn rule(&self) -> String {
        let twice = match self.options.duplicates {
            Duplicates::Once => "once",
            Duplicates::Keep => "twice",
        };
        let by = match self.options.normalisation {
            Normalisation::None => "not divided",
            Normalisation::Average => "divided by the mean number of statements",
            Normalisation::Jaccard => {
                "divided by the statements of both, those of one side once (Jaccard)"
            }
            Normalisation::Cosine => "divided by the product of the numbers of statements",
        };
        format!(
            "a concept is a proposal, or a paragraph that some want as it was; who wants another \
             of several texts, or words inside it, contradicts who wants one, once for each set of \
             them; what is said twice counts {twice}; {by}; reservations and comments are no side; \
             silence counts as missing"
        )
    }

    /// The signed graph of the delegations, by statement: each tie weighs its congruence less its
    /// conflict ([`NetworkTie::subtract`]). Ties of weight 0 have no edge.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::{Document, analysis::discourse};
    /// let document = Document::read("1. We act [now: FRA, DEU; oppose: USA].")?;
    /// let graph = discourse(&document).as_graph();
    /// let mut weights: Vec<f64> = graph.edge_weights().copied().collect();
    /// weights.sort_by(f64::total_cmp);
    /// assert_eq!(weights, [-1.0, -1.0, 1.0]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn as_graph(&self) -> UnGraph<DelegationId, f64> {
        let mut graph = UnGraph::default();
        let nodes: Vec<_> =
            (0..self.of.len()).map(|at| graph.add_node(DelegationId::from_index(at))).collect();
        for tie in self.ties.iter().filter(|tie| tie.subtract() != 0.0) {
            let (a, b) = tie.between;
            if let (Some(a), Some(b)) = (nodes.get(a.index()), nodes.get(b.index())) {
                graph.add_edge(*a, *b, tie.subtract());
            }
        }
        graph
    }

    /// The network of delegations and concepts: on what a delegation speaks, how often against and
    /// how often for, in the order of the concepts.
    pub fn of(&self, delegation: DelegationId) -> &[(Target, [usize; 2])] {
        self.of.get(delegation.index()).map_or(&[], Vec::as_slice)
    }

    /// The statements behind a tie, in source order: of both, on what both speak of, or what the
    /// one wants and the other wants an alternative of.
    pub fn statements(
        &self,
        document: &Document,
        between: (DelegationId, DelegationId),
    ) -> Vec<StatementId> {
        let is_rival = |id: DelegationId, target: Target| match target {
            Target::Proposal(on) => {
                let rivals = self.rivals.get(on.index()).map_or(&[][..], Vec::as_slice);
                rivals.binary_search(&id).is_ok()
            }
            Target::Paragraph(_) | Target::Deletion(_) => false,
        };
        let speaks_of = |id: DelegationId, target: Target| {
            self.of(id).binary_search_by_key(&target, |(known, _)| *known).is_ok()
                || is_rival(id, target)
        };
        let (a, b) = between;
        // Words that need a text which the other wants another instead of.
        let leans = |stance: &Stance| {
            let Target::Proposal(wish) = stance.target else { return false };
            let other = if stance.delegation == a { b } else { a };
            let own = (wish, stance.delegation);
            let from = self.leanings.partition_point(|one| (one.wish, one.who) < own);
            let all = self.leanings.get(from..).unwrap_or_default().iter();
            stance.polarity == Polarity::For
                && all
                    .take_while(|one| (one.wish, one.who) == own)
                    .any(|one| is_rival(other, Target::Proposal(one.within)))
        };
        let mut found: Vec<StatementId> = document
            .stances()
            .filter(|stance| side(stance.polarity).is_some())
            .filter(|stance| stance.delegation == a || stance.delegation == b)
            .filter(|stance| {
                (speaks_of(a, stance.target) && speaks_of(b, stance.target)) || leans(stance)
            })
            .map(|stance| stance.statement)
            .collect();
        found.dedup();
        found
    }
}

fn side(polarity: Polarity) -> Option<usize> {
    match polarity {
        Polarity::Against => Some(0),
        Polarity::For => Some(1),
        Polarity::Reserve | Polarity::Flexible | Polarity::Comment => None,
    }
}

/// Who says the same and who the contrary, statement by statement: the congruence and conflict
/// networks of discourse network analysis. A concept is a proposal, or a paragraph that some want
/// as it was; a side is for or against it. Who wants one of several texts, or words inside one,
/// contradicts whoever wants another: once for each set of texts, for each has said one thing of
/// its one place, and so no tie outgrows what is said. That two are so against a third is no
/// congruence, for it is not what they said.
///
/// P. Leifeld, *Discourse Network Analysis*, The Oxford Handbook of Political Networks, 2017.
///
/// # Complexity
///
/// O(s + c × k²) for s stances and c concepts with at most k delegations on one, or on its set of
/// alternatives.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{DiscourseOptions, Duplicates, discourse_with}};
/// let text =
///     "1. We act [now: FRA, FRA, DEU; oppose: DEU] and rest [late: oppose: FRA, DEU, DEU].";
/// let text = text.replace("late: oppose", "late: KEN; oppose");
/// let document = Document::read(text)?;
/// let options = DiscourseOptions::default().duplicates(Duplicates::Keep);
/// let tie = discourse_with(&document, &options).ties[0];
/// assert_eq!((tie.congruence, tie.conflict), (4.0, 2.0));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn discourse(document: &Document) -> Discourse {
    discourse_with(document, &DiscourseOptions::default())
}

/// [`discourse`] with duplicates kept, or ties divided.
#[must_use]
pub fn discourse_with(document: &Document, options: &DiscourseOptions) -> Discourse {
    let mut on: IndexMap<Target, IndexMap<DelegationId, Counts>> = IndexMap::new();
    for stance in document.stances() {
        if let Some(side) = side(stance.polarity) {
            let counts = on.entry(stance.target).or_default().entry(stance.delegation).or_default();
            counts[side] += 1;
            if options.duplicates == Duplicates::Once {
                counts[side] = 1;
            }
        }
    }
    on.sort_keys();
    let (sides, rivalry) = sides_and_rivalry(document);
    let mut rivals = rivalry.rivals(document, &sides);
    for list in &mut rivals {
        list.sort_unstable();
    }
    let mut of = vec![Vec::new(); document.delegations().len()];
    let mut all = vec![0usize; of.len()];
    // Congruence, conflict, and how many statements of each are on a side the other has, too.
    let mut pairs: IndexMap<(DelegationId, DelegationId), [usize; 5]> = IndexMap::new();
    for (target, speakers) in &mut on {
        speakers.sort_keys();
        for (at, (a, mine)) in speakers.iter().enumerate() {
            of[a.index()].push((*target, *mine));
            all[a.index()] += mine.iter().sum::<usize>();
            for (b, other) in speakers.iter().skip(at + 1) {
                let sums = pairs.entry((*a, *b)).or_default();
                sums[0] += mine[0] * other[0] + mine[1] * other[1];
                sums[1] += mine[0] * other[1] + mine[1] * other[0];
                for side in 0..2 {
                    if mine[side] > 0 && other[side] > 0 {
                        sums[2] += mine[side];
                        sums[3] += other[side];
                        sums[4] += mine[side] * other[side];
                    }
                }
            }
        }
    }
    for between in contradictions(document, (&rivalry, &rivals), &on) {
        pairs.entry(between).or_default()[1] += 1;
    }
    pairs.sort_keys();
    let tie = |((a, b), sums): (&(DelegationId, DelegationId), &[usize; 5])| {
        let (na, nb) = (all[a.index()], all[b.index()]);
        let divisor = match options.normalisation {
            Normalisation::None => 1.0,
            Normalisation::Average => float(na + nb) / 2.0,
            Normalisation::Jaccard => float(na - sums[2] + (nb - sums[3]) + sums[4]),
            Normalisation::Cosine => float(na * nb),
        };
        let divided = |sum: usize| if divisor == 0.0 { 0.0 } else { float(sum) / divisor };
        NetworkTie { between: (*a, *b), congruence: divided(sums[0]), conflict: divided(sums[1]) }
    };
    let ties = pairs.iter().map(tie).collect();
    let mut leanings = rivalry.leanings().to_vec();
    leanings.sort_unstable();
    Discourse { options: *options, ties, of, rivals, leanings }
}

/// Each two of whom the one wants one of several texts and the other another, once for each set of
/// texts.
fn contradictions(
    document: &Document,
    (rivalry, rivals): (&Rivalry, &[Vec<DelegationId>]),
    on: &IndexMap<Target, IndexMap<DelegationId, Counts>>,
) -> Vec<(DelegationId, DelegationId)> {
    // One set behind the other, so that a pair need only know the last that it differs over.
    let mut order: Vec<(usize, ProposalId)> = rivalry
        .sets()
        .zip(document.proposals())
        .filter_map(|(set, proposal)| Some((set?, proposal.id())))
        .collect();
    order.sort_unstable();
    let mut last: IndexMap<(DelegationId, DelegationId), usize> = IndexMap::new();
    let mut found = Vec::new();
    for (set, id) in order {
        let speakers = on.get(&Target::Proposal(id)).into_iter().flatten();
        let wanting = speakers.filter(|(_, counts)| counts[1] > 0).map(|(one, _)| one);
        let inside = rivalry.inside(id).iter().map(|one| &one.who);
        for a in wanting.chain(inside) {
            for b in rivals.get(id.index()).into_iter().flatten() {
                let between = ((*a).min(*b), (*a).max(*b));
                if last.insert(between, set) != Some(set) {
                    found.push(between);
                }
            }
        }
    }
    found
}
