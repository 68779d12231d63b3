//! What the benches need: whether to judge times, seeded chance, the clock, and the check of the
//! tokens.

#![allow(dead_code, reason = "each bench takes what it needs")]

pub(crate) mod rolling;

use std::time::{Duration, Instant};

use travaux::Source;
use travaux::syntax::Tree;

/// A megabyte, in the sense of MB/s.
pub(crate) const MB: usize = 1_000_000;

/// Whether to run everything once on a small text: `--test`, or no `--bench` from `cargo bench`.
pub(crate) fn is_test() -> bool {
    let mut bench = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--test" => return true,
            "--bench" => bench = true,
            _ => {}
        }
    }
    !bench
}

/// Xorshift: the same text on every machine and in every year.
pub(crate) struct Xorshift(u64);

impl Xorshift {
    pub(crate) fn new(seed: u64) -> Self {
        Xorshift(seed.max(1))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from((self.next() >> 11) % bound).unwrap_or(0)
    }
}

/// How long `work` takes. What it made is handed back, so that its end stays outside the timer.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = std::hint::black_box(work());
    (made, start.elapsed())
}

/// Bytes and counts as the tables need them: exact up to 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "no bench holds 2^53 bytes")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

/// Asserts that the tokens, one behind the other, are the text.
#[allow(dead_code, reason = "each bench uses its part")]
pub(crate) fn assert_tiles(name: &str, source: &Source, tree: &Tree) {
    let mut back = String::with_capacity(source.text().len());
    let mut end = 0;
    for token in tree.tokens() {
        assert_eq!(token.span.start(), end, "{name}: a gap or an overlap between tokens");
        assert!(!token.span.is_empty(), "{name}: an empty token at {end}");
        end = token.span.end();
        back.push_str(source.slice(token.span));
    }
    assert!(back == source.text(), "{name}: the tokens do not give the text back");
}
