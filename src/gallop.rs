//! A partition point looked for from a guess.

/// The partition point of `items`, looked for from `guess` in both directions in growing steps.
///
/// O(log n) in how far the guess lies off.
pub(crate) fn gallop<T>(items: &[T], guess: usize, before: impl Fn(&T) -> bool) -> usize {
    let guess = guess.min(items.len());
    let (mut low, mut high) = (guess, guess);
    let mut step = 1;
    while items.get(high).is_some_and(&before) {
        low = high + 1;
        high = low.saturating_add(step).min(items.len());
        step *= 2;
    }
    if low == guess {
        // Nothing at the guess or behind it: the point lies before.
        while low > 0 && !items.get(low - 1).is_some_and(&before) {
            high = low - 1;
            low = high.saturating_sub(step);
            step *= 2;
        }
    }
    let between = items.get(low..high).unwrap_or_default();
    low + between.partition_point(before)
}

#[cfg(test)]
mod tests {
    use super::gallop;

    #[test]
    fn from_every_guess_the_point_is_the_same() {
        for len in 0..20_usize {
            for point in 0..=len {
                let items: Vec<bool> = (0..len).map(|at| at < point).collect();
                for guess in 0..len + 3 {
                    assert_eq!(gallop(&items, guess, |item| *item), point, "{len} {guess}");
                }
            }
        }
    }
}
