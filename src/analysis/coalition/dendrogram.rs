//! Clusters of delegations by how often they take the same position, and the tree they form.

use super::super::agreement::{Agreement, AgreementOptions, agreement_of};
use super::super::consensus::Silence;
use super::super::measure::float;
use super::super::positions::{Positions, positions};
use crate::model::{DelegationId, Document, ProposalId};

/// How far two clusters are apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Linkage {
    /// As far as their members on average.
    #[default]
    Average,
    /// As far as the two members that are furthest apart.
    Complete,
    /// As far as the two members that are nearest.
    Single,
}

impl std::fmt::Display for Linkage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Average => "average",
            Self::Complete => "complete",
            Self::Single => "single",
        })
    }
}

/// How [`dendrogram_with`] grows the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct DendrogramOptions {
    linkage: Linkage,
    least: usize,
    agreement: AgreementOptions,
}

impl Default for DendrogramOptions {
    fn default() -> Self {
        DendrogramOptions {
            linkage: Linkage::default(),
            least: 3,
            agreement: AgreementOptions::default(),
        }
    }
}

impl DendrogramOptions {
    /// How far two clusters are apart: as far as their members on average, unless said.
    #[must_use]
    pub fn linkage(mut self, linkage: Linkage) -> Self {
        self.linkage = linkage;
        self
    }

    /// Positions that a delegation needs to be placed, those that it takes only by wanting an
    /// alternative left out; 3 unless said, 1 at least.
    #[must_use]
    pub fn least(mut self, least: usize) -> Self {
        self.least = least.max(1);
        self
    }

    /// At most this many delegations, in the order of first words, are placed; 512 unless said.
    #[must_use]
    pub fn delegations(mut self, most: usize) -> Self {
        self.agreement = self.agreement.delegations(most);
        self
    }

    /// How silence counts between two; as missing unless said. Who is placed is asked of what they
    /// say in any case.
    #[must_use]
    pub fn silence(mut self, silence: Silence) -> Self {
        self.agreement = self.agreement.silence(silence);
        self
    }

    /// Whether each paragraph that the page says is agreed counts as one more thing that everybody
    /// wants; not unless said.
    #[must_use]
    pub fn agreed(mut self, agreed: bool) -> Self {
        self.agreement = self.agreement.agreed(agreed);
        self
    }
}

/// Two clusters that become one.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Join {
    /// The one: a leaf by its place below the number of leaves, or else the join of that place
    /// less the number of leaves.
    pub one: usize,
    /// The other, numbered alike.
    pub other: usize,
    /// How far apart they were, from 0 to 1.
    pub height: f64,
    /// Delegations in what they become.
    pub size: usize,
}

/// The tree of clusters; see [`dendrogram`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Dendrogram {
    /// How far two are apart, who was placed, and how silence counts, in words.
    pub rule: String,
    /// The delegations, in an order that their positions decide.
    pub leaves: Vec<DelegationId>,
    /// The joins, from the nearest to the furthest.
    pub joins: Vec<Join>,
    /// Delegations that take too few positions to be placed, in the order of first words.
    pub left_out: Vec<DelegationId>,
    distances: Vec<f64>,
}

/// Delegations in clusters.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Clusters {
    /// Each cluster in the order of first words, the largest first, then that of the first to
    /// speak.
    pub clusters: Vec<Vec<DelegationId>>,
    /// The mean silhouette: how much nearer each is to its own cluster than to the next, from −1 to
    /// 1; 0 for one that is alone. None for fewer than two clusters.
    pub silhouette: Option<f64>,
}

/// A tree of all delegations with at least three positions, by average linkage.
///
/// Two delegations are as far apart as the share, of the proposals on which one of them takes a
/// position, on which they do not take the same; what one is against only by wanting an alternative
/// counts where the other takes a position on it otherwise. Where silence counts, each takes a
/// position on everything. The order in which delegations speak decides nothing, but between twins.
///
/// # Complexity
///
/// That of [`agreement`](super::super::agreement()), and O(d² × a / 64) for d delegations and a
/// alternatives, one at least; the tree takes O(d²), by chains of nearest
/// neighbours (F. Murtagh, *A Survey of Recent Advances in Hierarchical Clustering Algorithms*, The
/// Computer Journal 26, 1983).
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::dendrogram};
/// let document = Document::read(
///     "1. We act [now: FRA, DEU; oppose: USA, CAN] and rest [late: FRA, DEU; oppose: USA, CAN], \
///      in peace [and quiet: FRA, DEU, CAN; oppose: USA].",
/// )?;
/// let tree = dendrogram(&document);
/// assert_eq!(tree.joins.len(), 3);
/// assert_eq!((tree.joins[0].height, tree.joins[0].size), (0.0, 2));
/// assert_eq!(tree.cut(2).clusters.len(), 2);
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn dendrogram(document: &Document) -> Dendrogram {
    dendrogram_with(document, &DendrogramOptions::default())
}

/// [`dendrogram`] with another linkage, of the delegations with at least so many positions.
#[must_use]
pub fn dendrogram_with(document: &Document, options: &DendrogramOptions) -> Dendrogram {
    let positions = positions(document);
    let agreement = agreement_of(&positions, &options.agreement);
    grow(&positions, &agreement, options.linkage, options.least)
}

fn grow(
    positions: &Positions,
    agreement: &Agreement,
    linkage: Linkage,
    least: usize,
) -> Dendrogram {
    let compared = positions.delegations() - agreement.left_out;
    let mut own: Vec<usize> = (0..positions.delegations())
        .map(|at| positions.of(DelegationId::from_index(at)).len())
        .collect();
    for nth in 0..positions.proposals() {
        for rival in positions.rivals(ProposalId::from_index(nth)) {
            own[rival.index()] -= 1;
        }
    }
    let enters = |id: &DelegationId| id.index() < compared && own[id.index()] >= least;
    let order = positions.canonical();
    let leaves: Vec<DelegationId> = order.iter().copied().filter(|id| enters(id)).collect();
    let mut left_out: Vec<DelegationId> = order.iter().copied().filter(|id| !enters(id)).collect();
    left_out.sort_unstable();
    let count = leaves.len();
    let (silence, agreed) = (agreement.options.silence, agreement.options.agreed);
    let agreed = if agreed { positions.agreed() } else { 0 };
    let sets = Sets::of(positions, &leaves);
    let mut distances = vec![0.0; count * count];
    for (row, a) in leaves.iter().enumerate() {
        for (column, b) in leaves.iter().enumerate().skip(row + 1) {
            let (same, both) = agreement.of(*a, *b).map_or((0, 0), |pair| (pair.same(), pair.n()));
            let either = match silence {
                Silence::Missing => {
                    let both = both - sets.one_as_a_rival(row, column);
                    own[a.index()] + own[b.index()] + 2 * agreed - both
                }
                // Each has a position on everything.
                Silence::Assent | Silence::Abstain => both,
            };
            let apart = 1.0 - float(same) / float(either.max(1));
            distances[row * count + column] = apart;
            distances[column * count + row] = apart;
        }
    }
    let joins = chain(distances.clone(), count, linkage);
    let rule = format!(
        "apart is the share, of the proposals on which one of two takes a position, on which they \
         do not take the same; who wants an alternative is against where the other takes a \
         position; {linkage} linkage; at least {least} positions in words; agreed paragraphs are{} \
         counted; silence counts as {silence}",
        if agreement.options.agreed { "" } else { " not" }
    );
    Dendrogram { rule, leaves, joins, left_out, distances }
}

/// Which of the proposals that have rivals each leaf takes a position on, a bit each: as a rival,
/// or otherwise. To ask of every pair proposal by proposal would take as long as there are
/// alternatives.
struct Sets {
    rival: Vec<Vec<u64>>,
    other: Vec<Vec<u64>>,
}

impl Sets {
    fn of(positions: &Positions, leaves: &[DelegationId]) -> Sets {
        let mut row = vec![None; positions.delegations()];
        for (at, id) in leaves.iter().enumerate() {
            row[id.index()] = Some(at);
        }
        let all = (0..positions.proposals()).map(ProposalId::from_index);
        let contested: Vec<ProposalId> =
            all.filter(|id| !positions.rivals(*id).is_empty()).collect();
        let empty = vec![vec![0u64; contested.len().div_ceil(64)]; leaves.len()];
        let mut sets = Sets { rival: empty.clone(), other: empty };
        for (nth, proposal) in contested.iter().enumerate() {
            let rivals = positions.rivals(*proposal);
            for (id, _) in positions.on(*proposal) {
                let Some(row) = row[id.index()] else { continue };
                let is_rival = rivals.binary_search(id).is_ok();
                let side = if is_rival { &mut sets.rival } else { &mut sets.other };
                side[row][nth / 64] |= 1 << (nth % 64);
            }
        }
        sets
    }

    /// On how many proposals one of two takes a position as a rival, and the other otherwise.
    fn one_as_a_rival(&self, a: usize, b: usize) -> usize {
        let common = |one: &[u64], other: &[u64]| -> usize {
            one.iter().zip(other).map(|(one, other)| (one & other).count_ones() as usize).sum()
        };
        common(&self.rival[a], &self.other[b]) + common(&self.other[a], &self.rival[b])
    }
}

/// Follows nearest neighbours until two are each other's, and joins those.
fn chain(mut apart: Vec<f64>, count: usize, linkage: Linkage) -> Vec<Join> {
    let mut size = vec![1usize; count];
    let mut stands = vec![true; count];
    let mut joined: Vec<(usize, usize, f64)> = Vec::new();
    let mut path: Vec<usize> = Vec::new();
    for _ in 1..count {
        if path.is_empty() {
            path.extend((0..count).find(|at| stands[*at]));
        }
        let (one, other, height) = loop {
            let Some(&at) = path.last() else { return Vec::new() };
            // On a tie the one before it in the path is the nearest, or the path would run in a
            // circle.
            let before = path.len().checked_sub(2).map(|place| path[place]);
            let mut nearest = before;
            for other in (0..count).filter(|other| stands[*other] && *other != at) {
                let nearer = |known: usize| apart[at * count + other] < apart[at * count + known];
                if nearest.is_none_or(nearer) {
                    nearest = Some(other);
                }
            }
            let Some(nearest) = nearest else { return Vec::new() };
            if before == Some(nearest) {
                path.truncate(path.len() - 2);
                break (at.min(nearest), at.max(nearest), apart[at * count + nearest]);
            }
            path.push(nearest);
        };
        for third in (0..count).filter(|at| stands[*at] && *at != one && *at != other) {
            let (a, b) = (apart[one * count + third], apart[other * count + third]);
            let (na, nb) = (float(size[one]), float(size[other]));
            let new = match linkage {
                Linkage::Average => (na * a + nb * b) / (na + nb),
                Linkage::Complete => a.max(b),
                Linkage::Single => a.min(b),
            };
            apart[one * count + third] = new;
            apart[third * count + one] = new;
        }
        size[one] += size[other];
        stands[other] = false;
        joined.push((one, other, height));
    }
    joined.sort_by(|a, b| a.2.total_cmp(&b.2));
    number(&joined, count)
}

/// Names each side of a join by the leaf or the join that it is.
fn number(joined: &[(usize, usize, f64)], count: usize) -> Vec<Join> {
    let mut root: Vec<usize> = (0..count).collect();
    let mut name: Vec<usize> = (0..count).collect();
    let mut size = vec![1usize; count];
    let find = |root: &mut Vec<usize>, mut at: usize| {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    };
    let mut joins = Vec::with_capacity(joined.len());
    for (nth, (one, other, height)) in joined.iter().enumerate() {
        let (a, b) = (find(&mut root, *one), find(&mut root, *other));
        let (low, high) = (name[a].min(name[b]), name[a].max(name[b]));
        root[b] = a;
        size[a] += size[b];
        name[a] = count + nth;
        joins.push(Join { one: low, other: high, height: *height, size: size[a] });
    }
    joins
}

impl Dendrogram {
    /// The tree cut into so many clusters, or as many as there are delegations.
    pub fn cut(&self, clusters: usize) -> Clusters {
        let joins = self.leaves.len().saturating_sub(clusters.max(1));
        self.after(joins)
    }

    /// The clusters whose members were joined at this height or below.
    pub fn cut_at(&self, height: f64) -> Clusters {
        self.after(self.joins.iter().take_while(|join| join.height <= height).count())
    }

    /// Of the cuts into 2 to `most` clusters the one with the best mean silhouette, the fewest
    /// clusters on a tie. A silhouette says nothing where all are as far apart, or each is alone:
    /// where none is above 0, the last join is undone if it is above ½, where those whom it joins
    /// differ more often than they agree, and all are one cluster otherwise. Joins of height 0, of
    /// those who are of one mind, are undone by no cut.
    ///
    /// # Complexity
    ///
    /// O(d² × m) for d delegations and at most m clusters.
    pub fn best(&self, most: usize) -> Clusters {
        let apart = self.joins.iter().filter(|join| join.height > 0.0).count();
        let mut best: Option<(f64, Clusters)> = None;
        for clusters in 2..=most.min(apart + 1) {
            let next = self.cut(clusters);
            // Sums of fractions are not exact.
            let least = best.as_ref().map_or(1e-9, |(silhouette, _)| *silhouette);
            if let Some(silhouette) = next.silhouette.filter(|found| *found > least) {
                best = Some((silhouette, next));
            }
        }
        let parted = most > 1 && self.joins.last().is_some_and(|join| join.height > 0.5);
        best.map_or_else(|| self.cut(if parted { 2 } else { 1 }), |(_, clusters)| clusters)
    }

    /// Where [`best`](Dendrogram::best) cuts, in words.
    pub fn rule_of_best(most: usize) -> String {
        format!(
            "into the 2 to {most} clusters of the best mean silhouette, the fewest on a tie; if \
             none is above 0, in two where the last join is above 0.5, and else not at all; never \
             between those who are nowhere apart"
        )
    }

    fn after(&self, joins: usize) -> Clusters {
        let count = self.leaves.len();
        let mut label: Vec<usize> = (0..count + joins).collect();
        // From the last join down: each side belongs to what it became.
        for (nth, join) in self.joins.iter().take(joins).enumerate().rev() {
            let of_whole = label[count + nth];
            label[join.one] = of_whole;
            label[join.other] = of_whole;
        }
        label.truncate(count);
        let mut lists: indexmap::IndexMap<usize, Vec<DelegationId>> = indexmap::IndexMap::new();
        for (id, label) in self.leaves.iter().zip(&label) {
            lists.entry(*label).or_default().push(*id);
        }
        let mut clusters: Vec<Vec<DelegationId>> = lists.into_values().collect();
        for list in &mut clusters {
            list.sort_unstable();
        }
        clusters.sort_by_key(|list| (std::cmp::Reverse(list.len()), list.first().copied()));
        Clusters { clusters, silhouette: self.silhouette(&label) }
    }

    fn silhouette(&self, label: &[usize]) -> Option<f64> {
        let count = label.len();
        let names: indexmap::IndexSet<usize> = label.iter().copied().collect();
        if names.len() < 2 {
            return None;
        }
        let place: Vec<usize> =
            label.iter().map(|name| names.get_index_of(name).unwrap_or(0)).collect();
        let mut size = vec![0usize; names.len()];
        for at in &place {
            size[*at] += 1;
        }
        let mut sum = 0.0;
        let mut to = vec![0.0; names.len()];
        for (at, own) in place.iter().enumerate() {
            to.fill(0.0);
            for (other, cluster) in place.iter().enumerate() {
                to[*cluster] += self.distances[at * count + other];
            }
            if size[*own] < 2 {
                continue;
            }
            let inside = to[*own] / float(size[*own] - 1);
            let others = (0..names.len()).filter(|cluster| cluster != own);
            let outside =
                others.map(|other| to[other] / float(size[other])).fold(f64::INFINITY, f64::min);
            let largest = inside.max(outside);
            if largest > 0.0 {
                sum += (outside - inside) / largest;
            }
        }
        Some(sum / float(count))
    }
}
