//! One order of paragraphs out of the orders of several copies.

/// Brings `count` paragraphs into one order: that of the longest row (of several the first), with
/// those of the others set behind the paragraph that they follow there.
///
/// The rows come in an order that depends on nothing but what they are, so does the outcome. Where
/// rows contradict each other the earlier set paragraph keeps its place; who asks can see it.
///
/// O(n log n) in the rows' lengths together.
pub(super) fn united_order(rows: &[Vec<u32>], count: usize) -> Vec<u32> {
    let mut by_length: Vec<&Vec<u32>> = rows.iter().collect();
    by_length.sort_by_key(|row| std::cmp::Reverse(row.len()));
    // A linked list: the paragraph behind each, and at the end the one that stands first.
    let head = count;
    let mut next: Vec<Option<u32>> = vec![None; count + 1];
    let mut placed = vec![false; count];
    for row in by_length {
        let mut behind = head;
        for at in row {
            let here = *at as usize;
            if placed.get(here) == Some(&false) {
                let after = next.get(behind).copied().flatten();
                if let Some(slot) = next.get_mut(here) {
                    *slot = after;
                }
                if let Some(slot) = next.get_mut(behind) {
                    *slot = Some(*at);
                }
                if let Some(slot) = placed.get_mut(here) {
                    *slot = true;
                }
            }
            behind = here;
        }
    }
    let mut order = Vec::with_capacity(count);
    let mut at = next.get(head).copied().flatten();
    while let Some(here) = at {
        order.push(here);
        at = next.get(here as usize).copied().flatten();
    }
    order
}
