//! How far delegations agree, two by two.

use petgraph::graph::UnGraph;

use super::consensus::Silence;
use super::measure::{float, ratio};
use super::positions::{Position, Positions, positions};
use crate::model::{DelegationId, Document, ProposalId};

/// How [`agreement_with`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct AgreementOptions {
    pub(super) silence: Silence,
    pub(super) agreed: bool,
    delegations: usize,
}

impl Default for AgreementOptions {
    fn default() -> Self {
        AgreementOptions { silence: Silence::Missing, agreed: false, delegations: 512 }
    }
}

impl AgreementOptions {
    /// How silence counts. As missing, unless said: only what both speak of is compared.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.silence = silence;
        self
    }

    /// Whether each paragraph that the page says is agreed counts as one more thing that everybody
    /// wants; not unless said. Without them delegations look further apart than they are: F. Häge
    /// and S. Hug, *Consensus Voting and Similarity Measures*, International Interactions 42, 2016.
    #[must_use]
    pub fn agreed(mut self, agreed: bool) -> Self {
        self.agreed = agreed;
        self
    }

    /// At most this many delegations, in the order of first words, are compared: pairs grow with
    /// the square. 512 unless said.
    #[must_use]
    pub fn delegations(mut self, most: usize) -> Self {
        self.delegations = most;
        self
    }
}

/// Two delegations and how often they take which positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PairAgreement {
    /// The two, the one who speaks first in the document first.
    pub between: (DelegationId, DelegationId),
    /// Items by the position of the first (row) and the second (column), each in the order of
    /// [`Position`]: against, neither, for.
    pub table: [[usize; 3]; 3],
}

impl PairAgreement {
    /// Items on which both have a position. Below 5 no measure says much.
    pub fn n(&self) -> usize {
        self.table.iter().flatten().sum()
    }

    /// Items on which both have the same position.
    pub fn same(&self) -> usize {
        (0..3).map(|at| self.table[at][at]).sum()
    }

    /// Items that one wants and the other is against.
    pub fn opposite(&self) -> usize {
        self.table[0][2] + self.table[2][0]
    }

    /// Items that both want, or both are against, less those on which they are opposed.
    pub fn weight(&self) -> i64 {
        let with = self.table[0][0] + self.table[2][2];
        i64::try_from(with).unwrap_or(i64::MAX) - i64::try_from(self.opposite()).unwrap_or(i64::MAX)
    }

    /// Lijphart's index of agreement: the share of the same positions, half counted where one of
    /// the two is on neither side. A. Lijphart, *The Analysis of Bloc Voting in the General
    /// Assembly*, American Political Science Review 57, 1963.
    pub fn lijphart(&self) -> Option<f64> {
        let half = self.n() - self.same() - self.opposite();
        ratio(float(self.same()) + float(half) / 2.0, float(self.n()))
    }

    /// From −1 for opposed throughout to 1 for the same throughout: the share of the same positions
    /// less that of opposed ones.
    pub fn signed(&self) -> Option<f64> {
        ratio(float(self.same()) - float(self.opposite()), float(self.n()))
    }

    /// Cohen's kappa: agreement beyond what chance gives at each one's own habits. None where both
    /// always take one and the same position.
    pub fn kappa(&self) -> Option<f64> {
        self.beyond_chance(|row, column, n| row * column / (n * n))
    }

    /// Scott's pi: the same at the habits of the two taken together.
    pub fn pi(&self) -> Option<f64> {
        self.beyond_chance(|row, column, n| ((row + column) / (2.0 * n)).powi(2))
    }

    fn beyond_chance(&self, chance: impl Fn(f64, f64, f64) -> f64) -> Option<f64> {
        let n = float(self.n());
        let seen = ratio(float(self.same()), n)?;
        let by_chance: f64 = (0..3)
            .map(|at| {
                let row: usize = self.table[at].iter().sum();
                let column: usize = self.table.iter().map(|row| row[at]).sum();
                chance(float(row), float(column), n)
            })
            .sum();
        ratio(seen - by_chance, 1.0 - by_chance)
    }
}

/// How far delegations agree, two by two; see [`agreement`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Agreement {
    /// How it was counted.
    pub options: AgreementOptions,
    /// Every pair with something to compare, in the order of the delegations.
    pub pairs: Vec<PairAgreement>,
    /// Delegations left out, past the option's bound.
    pub left_out: usize,
    delegations: usize,
}

impl Agreement {
    /// The rule in words.
    pub fn rule(&self) -> String {
        let agreed = if self.options.agreed { "" } else { " not" };
        format!(
            "items are proposals on which both take a position; who wants an alternative is \
             against, and what both are against so alone is no item unless silence counts; agreed \
             paragraphs are{agreed} counted; fewer than 5 items say little; silence counts as {}",
            self.options.silence
        )
    }

    /// Whom each delegation is tied to, and how strongly, both by their places in `order`: the
    /// pairs of the weights that count.
    pub(super) fn ties(
        &self,
        order: &[DelegationId],
        counts: impl Fn(i64) -> bool,
    ) -> Vec<Vec<(usize, i64)>> {
        let mut place = vec![0; order.len()];
        for (at, id) in order.iter().enumerate() {
            place[id.index()] = at;
        }
        let mut ties = vec![Vec::new(); order.len()];
        for pair in self.pairs.iter().filter(|pair| counts(pair.weight())) {
            let (a, b) = (place[pair.between.0.index()], place[pair.between.1.index()]);
            ties[a].push((b, pair.weight()));
            ties[b].push((a, pair.weight()));
        }
        for list in &mut ties {
            list.sort_unstable();
        }
        ties
    }

    /// One pair, in either order; none where there is nothing to compare.
    pub fn of(&self, one: DelegationId, other: DelegationId) -> Option<&PairAgreement> {
        let between = (one.min(other), one.max(other));
        let at = self.pairs.binary_search_by_key(&between, |pair| pair.between).ok()?;
        self.pairs.get(at)
    }

    /// The proposals on which both take a position, with both positions: what a pair's table
    /// counts, but for silence and agreed paragraphs.
    pub fn over(
        positions: &Positions,
        one: DelegationId,
        other: DelegationId,
    ) -> Vec<(ProposalId, Position, Position)> {
        let own = positions.of(one).iter();
        own.filter(|(id, _)| !positions.are_rivals(*id, [one, other]))
            .filter_map(|(id, mine)| Some((*id, *mine, positions.get(other, *id)?)))
            .collect()
    }

    /// The delegations as petgraph's own graph, its edges weighed by [`PairAgreement::weight`]:
    /// above 0 they stand together more often than apart. Pairs of weight 0 have no edge.
    pub fn as_graph(&self) -> UnGraph<DelegationId, i64> {
        let mut graph = UnGraph::default();
        let nodes: Vec<_> =
            (0..self.delegations).map(|at| graph.add_node(DelegationId::from_index(at))).collect();
        for pair in self.pairs.iter().filter(|pair| pair.weight() != 0) {
            let (a, b) = pair.between;
            if let (Some(a), Some(b)) = (nodes.get(a.index()), nodes.get(b.index())) {
                graph.add_edge(*a, *b, pair.weight());
            }
        }
        graph
    }
}

/// How far delegations agree, two by two, over the proposals on which both take a position.
///
/// Who wants one of several alternatives is against the others, so two who want different ones are
/// opposed on both. That two are against a third is not counted: it follows from what they want,
/// and the more alternatives there are the more would those who want different ones seem to agree.
/// Only where silence counts, so that all have a position on everything, is that an item, too.
///
/// # Complexity
///
/// O(s + p × k²) for s stances, p proposals and k delegations on one; O(d²) more for d delegations.
/// Of sets of alternatives it is O(w × k) for w wishes for one of them, unless silence counts.
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::agreement};
/// let text = "1. We act [now: FRA, DEU; oppose: USA] and rest [late: FRA, USA].";
/// let document = Document::read(text)?;
/// let found = agreement(&document);
/// let of = |a: &str, b: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let id = |code: &str| -> Result<_, Box<dyn std::error::Error>> {
///         Ok(document.speaker(code.parse()?).ok_or("silent")?)
///     };
///     Ok(found.of(id(a)?, id(b)?).and_then(|pair| pair.lijphart()))
/// };
/// assert_eq!((of("FRA", "DEU")?, of("FRA", "USA")?), (Some(1.0), Some(0.5)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn agreement(document: &Document) -> Agreement {
    agreement_with(document, &AgreementOptions::default())
}

/// [`agreement`] with another count of silence, or with what is agreed counted.
#[must_use]
pub fn agreement_with(document: &Document, options: &AgreementOptions) -> Agreement {
    agreement_of(&positions(document), options)
}

/// [`agreement_with`] over positions that are at hand already.
#[must_use]
pub fn agreement_of(positions: &Positions, options: &AgreementOptions) -> Agreement {
    let delegations = positions.delegations();
    let count = delegations.min(options.delegations);
    let mut tables = vec![[[0usize; 3]; 3]; count * count.saturating_sub(1) / 2];
    // The pairs (0, 1), (0, 2), …, (1, 2), … one behind the other.
    let place = |a: usize, b: usize| a * count - a * (a + 1) / 2 + b - a - 1;
    let mut own = vec![[0usize; 3]; count];
    for nth in 0..positions.proposals() {
        let proposal = ProposalId::from_index(nth);
        let row = positions.on(proposal);
        let inside = row.partition_point(|(id, _)| id.index() < count);
        let row = row.get(..inside).unwrap_or_default();
        let rivals = match options.silence {
            Silence::Missing => positions.rivals(proposal),
            Silence::Assent | Silence::Abstain => &[],
        };
        let is_rival = |one: &DelegationId| rivals.binary_search(one).is_ok();
        let named: Vec<_> = row.iter().filter(|(one, _)| !is_rival(one)).copied().collect();
        for (at, (a, mine)) in row.iter().enumerate() {
            own[a.index()][mine.index()] += 1;
            let behind = if is_rival(a) {
                named.get(named.partition_point(|(one, _)| one < a)..)
            } else {
                row.get(at + 1..)
            };
            for (b, other) in behind.unwrap_or_default() {
                tables[place(a.index(), b.index())][mine.index()][other.index()] += 1;
            }
        }
    }
    let silent = match options.silence {
        Silence::Missing => None,
        Silence::Assent => Some(Position::For.index()),
        Silence::Abstain => Some(Position::Neither.index()),
    };
    let mut pairs = Vec::new();
    for a in 0..count {
        for b in a + 1..count {
            let mut table = tables[place(a, b)];
            if let Some(silent) = silent {
                fill(&mut table, (own[a], own[b]), positions.proposals(), silent);
            }
            if options.agreed {
                table[Position::For.index()][Position::For.index()] += positions.agreed();
            }
            let between = (DelegationId::from_index(a), DelegationId::from_index(b));
            let pair = PairAgreement { between, table };
            if pair.n() > 0 {
                pairs.push(pair);
            }
        }
    }
    Agreement { options: *options, pairs, left_out: delegations - count, delegations }
}

/// Counts what only one of the two, or neither, speaks of, with silence as a position.
fn fill(
    table: &mut [[usize; 3]; 3],
    (mine, other): ([usize; 3], [usize; 3]),
    proposals: usize,
    silent: usize,
) {
    let both = *table;
    let mut spoken: usize = both.iter().flatten().sum();
    for position in Position::ALL.map(Position::index) {
        let alone = mine[position] - both[position].iter().sum::<usize>();
        let other_alone = other[position] - both.iter().map(|row| row[position]).sum::<usize>();
        table[position][silent] += alone;
        table[silent][position] += other_alone;
        spoken += alone + other_alone;
    }
    table[silent][silent] += proposals - spoken;
}
