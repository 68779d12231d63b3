//! Which matches keep their order.

/// Of matches in the order of the new paragraphs, each with its old paragraph and a weight, marks
/// the ascending ones that weigh the most together; of two such rows the first.
///
/// A tree of prefix maxima (Fenwick 1994) over the old paragraphs holds, for those before a place,
/// the weight of the heaviest row that ends there, and its last match.
pub(super) fn heaviest_row(old: usize, matches: &[(usize, u64)]) -> Vec<bool> {
    let mut tree: Vec<Row> = vec![Row::default(); old + 1];
    let mut before = vec![None; matches.len()];
    let mut heaviest = Row::default();
    for (at, (old, weight)) in matches.iter().enumerate() {
        let mut best = Row::default();
        let mut node = *old;
        while node > 0 {
            best = best.or(tree[node]);
            node &= node - 1;
        }
        before[at] = best.last;
        let row = Row { weight: best.weight + weight, last: Some(at) };
        heaviest = heaviest.or(row);
        let mut node = old + 1;
        while node < tree.len() {
            tree[node] = tree[node].or(row);
            node += node & node.wrapping_neg();
        }
    }
    let mut kept = vec![false; matches.len()];
    let mut next = heaviest.last;
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    kept
}

#[derive(Clone, Copy, Default)]
struct Row {
    weight: u64,
    last: Option<usize>,
}

impl Row {
    fn or(self, other: Row) -> Row {
        if other.weight > self.weight { other } else { self }
    }
}
