//! Pairs the strike-through marks of a block whose blanks do not tell which opens and which closes.
//!
//! Where every `~~` has its blanks on the outer side they pair as they look. Where one has not, all
//! marks of the block are paired anew: in their order, so that the fewest contradict their blanks
//! and the fewest are left alone.

/// What a mark without a partner costs, and one that opens inside another: more than one with a
/// blank on its wrong side, less than two.
const ALONE: u32 = 3;

/// How deep marks may nest.
const DEPTHS: usize = 3;

/// A `~~` and the bytes beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) before: Option<u8>,
    pub(super) after: Option<u8>,
}

impl Mark {
    fn blanks(self) -> (bool, bool) {
        let blank = |byte: Option<u8>| byte.is_none_or(|b| b.is_ascii_whitespace());
        (blank(self.before), blank(self.after))
    }

    /// What speaks against its opening.
    fn to_open(self) -> u32 {
        match self.blanks() {
            (_, false) => 0,
            (true, true) => 1,
            (false, true) => 2,
        }
    }

    /// What speaks against its closing; a signature or a comma behind it speaks for that.
    fn to_close(self) -> u32 {
        let ends = self.after.is_some_and(|b| b"[,;.:)]".contains(&b));
        match self.blanks() {
            (false, _) => 0,
            (true, false) if !ends => 2,
            (true, _) => 1,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Alone,
}

/// The pairs among some marks, by their numbers, and how many marks of them have a blank on the
/// inner side.
///
/// O(n) in the marks.
pub(super) fn pairs(marks: &[Mark]) -> (Vec<(usize, usize)>, u32) {
    const FAR: u32 = u32::MAX / 2;
    // The least cost up to each mark with so many open behind it, and the mark's role in that.
    let mut costs = [0, FAR, FAR];
    let mut roles: Vec<[Role; DEPTHS]> = Vec::with_capacity(marks.len());
    for mark in marks {
        let mut next = [FAR; DEPTHS];
        let mut chosen = [Role::Alone; DEPTHS];
        for depth in 0..DEPTHS {
            let nested = if depth > 1 { ALONE } else { 0 };
            // Of two ways that cost the same the one that pairs neighbours.
            let outer = depth.checked_sub(1).map(|outer| costs[outer]);
            let ways = [
                (outer.map(|cost| cost + mark.to_open() + nested), Role::Opens),
                (Some(costs[depth] + ALONE), Role::Alone),
                (costs.get(depth + 1).map(|cost| cost + mark.to_close()), Role::Closes),
            ];
            for (cost, role) in ways {
                if let Some(cost) = cost.filter(|cost| *cost < next[depth]) {
                    (next[depth], chosen[depth]) = (cost, role);
                }
            }
        }
        // Only differences matter, and a text may hold more marks than a sum of costs has room.
        let least = next.iter().copied().min().unwrap_or(0);
        costs = next.map(|cost| (cost - least).min(FAR));
        roles.push(chosen);
    }
    let open = |depth: &usize| costs[*depth] + ALONE * u32::try_from(*depth).unwrap_or(0);
    let mut depth = (0..DEPTHS).min_by_key(open).unwrap_or(0);
    let mut found = Vec::new();
    let mut odd = 0;
    // Back from the end, so closing marks come first; those left open have none to come.
    let mut closing: Vec<usize> = Vec::new();
    for (at, (mark, chosen)) in marks.iter().zip(&roles).enumerate().rev() {
        match chosen[depth] {
            Role::Closes => {
                closing.push(at);
                depth += 1;
            }
            Role::Opens => {
                depth -= 1;
                if let Some(close) = closing.pop() {
                    let costs = [mark.to_open(), marks[close].to_close()];
                    odd += u32::try_from(costs.iter().filter(|c| **c > 0).count()).unwrap_or(0);
                    found.push((at, close));
                }
            }
            Role::Alone => {}
        }
    }
    found.reverse();
    (found, odd)
}
