//! Proves that the difference between two drafts costs little more than the bare difference of
//! imara-diff over the same words, and that time grows with the drafts and no faster.
//!
//! Every figure is a ratio to imara-diff's own way, taken in turn with it in one process: the words
//! of this crate, interned by imara-diff, its histogram difference and its clean-up.

mod support;

use std::hint::black_box;

use imara_diff::{Algorithm, InternedInput};
use support::{MB, Xorshift, float, is_test, timed};
use travaux::words::{Case, HunkKind, Lexicon, align, changes, diff, words};

/// Words of the drafts that race.
const LENGTH: usize = 100_000;
/// How many words in a hundred change.
const SHARES: [usize; 2] = [5, 30];
/// Rounds of the race. Each round runs both ways once.
const ROUNDS: usize = 21;
/// The words over which growth is measured, and the rounds for each.
const GROWTH: [(usize, usize); 3] = [(10_000, 51), (100_000, 21), (1_000_000, 5)];
/// The words of a paragraph, where drafts are aligned.
const PARAGRAPH: usize = 60;

fn main() {
    if is_test() {
        let (old, new) = drafts(2_000, 30);
        check(&old, &new);
        race(&old, &new, 1);
        odd(2_000);
        return;
    }

    println!("words, medians of {ROUNDS} rounds");
    let (old, _) = drafts(10 * LENGTH, 5);
    let rate = median((0..ROUNDS).map(|_| {
        let (count, time) = timed(|| words(&old).count());
        assert!(count >= 10 * LENGTH);
        float(old.len()) / float(MB) / time.as_secs_f64()
    }));
    println!("cut: {rate:.0} MB/s of {} MB", old.len() / MB);
    let rate = median((0..ROUNDS).map(|_| {
        let (keys, time) = timed(|| Lexicon::new(Case::Keep).keys(&old));
        assert!(keys.len() >= 10 * LENGTH);
        float(old.len()) / float(MB) / time.as_secs_f64()
    }));
    println!("cut and keyed: {rate:.0} MB/s");

    println!("\ndiff of two drafts, medians of {ROUNDS} rounds, the ratio that of each round's");
    println!("{:<10}{:>10}{:>12}{:>12}{:>12}", "words", "changed", "imara ms", "diff ms", "ratio");
    for share in SHARES {
        let (old, new) = drafts(LENGTH, share);
        check(&old, &new);
        let found = race(&old, &new, ROUNDS);
        print_race(LENGTH, share, &found);
    }

    println!("\ngrowth, with the time a word");
    println!("{:<10}{:>10}{:>12}{:>12}{:>12}", "words", "changed", "imara ms", "diff ms", "ratio");
    for share in SHARES {
        for (length, rounds) in GROWTH {
            let (old, new) = drafts(length, share);
            let found = race(&old, &new, rounds);
            print_race(length, share, &found);
            println!("{:>44.1} ns a word", found.ours * 1e6 / float(length));
        }
    }

    println!("\nalign, paragraphs of {PARAGRAPH} words in another order, 30 % changed");
    for (length, rounds) in GROWTH {
        let (old, new) = drafts(length, 30);
        let mut lexicon = Lexicon::new(Case::Ignore);
        let [old, mut new] = [&old, &new].map(|text| {
            lexicon.keys(text).chunks(PARAGRAPH).map(<[u32]>::to_vec).collect::<Vec<_>>()
        });
        let half = new.len() / 2;
        new.rotate_left(half);
        let time = median((0..rounds.min(11)).map(|_| {
            let (found, time) = timed(|| align(&old, &new));
            assert!(found.matches().len() > new.len() / 2);
            time.as_secs_f64() * 1e3
        }));
        println!("{length:<10}{time:>12.2} ms{:>12.1} ns a word", time * 1e6 / float(length));
    }

    println!("\nodd drafts of 1,000,000 words, changes alone");
    odd(1_000_000);
}

struct Race {
    anchor: f64,
    ours: f64,
    ratio: f64,
}

fn print_race(length: usize, share: usize, race: &Race) {
    let Race { anchor, ours, ratio } = race;
    println!("{length:<10}{share:>8} %{anchor:>12.2}{ours:>12.2}{ratio:>12.2}");
}

/// Runs both ways in turn; milliseconds.
fn race(old: &str, new: &str, rounds: usize) -> Race {
    let (mut anchors, mut times, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (hunks, theirs) = timed(|| anchor(old, new));
        let (found, ours) = timed(|| diff(old, new));
        assert!(hunks > 0 && !found.is_same());
        anchors.push(theirs.as_secs_f64() * 1e3);
        times.push(ours.as_secs_f64() * 1e3);
        ratios.push(ours.as_secs_f64() / theirs.as_secs_f64());
    }
    Race { anchor: median(anchors), ours: median(times), ratio: median(ratios) }
}

/// The anchor: the same words by imara-diff's own interner, difference and clean-up.
fn anchor(old: &str, new: &str) -> usize {
    let mut input = InternedInput::default();
    input.reserve(guess(old), guess(new));
    input.update_before(words(old).map(|word| word.text(old)));
    input.update_after(words(new).map(|word| word.text(new)));
    let mut diff = imara_diff::Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    diff.hunks().map(|hunk| black_box(hunk).before.len().min(1) + 1).sum()
}

fn guess(text: &str) -> u32 {
    u32::try_from(text.len() / 5).unwrap_or(u32::MAX)
}

/// The middle of the values; 0 of none.
fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// The answers without which no time means anything.
fn check(old: &str, new: &str) {
    let found = diff(old, new);
    let changed = |side: fn(&travaux::words::Hunk) -> usize| -> usize {
        found.hunks().iter().filter(|hunk| hunk.kind != HunkKind::Same).map(side).sum()
    };
    let (gone, come) = (changed(|hunk| hunk.old.len()), changed(|hunk| hunk.new.len()));
    let mut input = InternedInput::default();
    input.update_before(words(old).map(|word| word.text(old)));
    input.update_after(words(new).map(|word| word.text(new)));
    let mut theirs = imara_diff::Diff::compute(Algorithm::Histogram, &input);
    theirs.postprocess_no_heuristic(&input);
    let (their_gone, their_come) = (theirs.count_removals(), theirs.count_additions());
    let hunks = found.hunks().iter().filter(|hunk| hunk.kind != HunkKind::Same).count();
    println!(
        "{} words: deleted {gone} (imara {their_gone}), added {come} (imara {their_come}), in \
         {hunks} hunks (imara {})",
        found.old_words().len(),
        theirs.hunks().count(),
    );
    assert!(gone <= their_gone as usize * 11 / 10 && come <= their_come as usize * 11 / 10);
    let same = |side: fn(&travaux::words::Hunk) -> usize| -> usize {
        found.hunks().iter().map(side).sum()
    };
    assert_eq!(same(|hunk| hunk.old.len()), found.old_words().len());
    assert_eq!(same(|hunk| hunk.new.len()), found.new_words().len());
}

/// Lists of keys that lead other differences to the product of their lengths.
fn odd(length: usize) {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let keys = |key: &dyn Fn(usize) -> usize| -> Vec<u32> {
        (0..length).map(|at| narrow(key(at))).collect()
    };
    let mut chance = Xorshift::new(7);
    let few: [Vec<u32>; 2] =
        [(); 2].map(|()| (0..length).map(|_| narrow(chance.below(4))).collect());
    let many: [Vec<u32>; 2] =
        [(); 2].map(|()| (0..length).map(|_| narrow(chance.below(length / 20))).collect());
    // One word in two thousand, with others between.
    let scattered = keys(&|at| if at % 2_000 == 0 { at } else { length + at });
    let gathered = keys(&|at| if at % 2 == 0 { at * 1_000 } else { 3 * length + at })
        [..length / 1_000]
        .to_vec();
    let lists: [(&str, Vec<u32>, Vec<u32>); 9] = [
        ("few far apart", gathered, scattered),
        ("one word, one fewer", keys(&|_| 0), keys(&|_| 0)[1..].to_vec()),
        ("nothing in common", keys(&|at| at), keys(&|at| length + at)),
        (
            "every other word",
            keys(&|at| at),
            keys(&|at| if at % 2 == 0 { at } else { length + at }),
        ),
        ("turned round", keys(&|at| at), keys(&|at| length - at)),
        ("two words against one", keys(&|at| at % 2), keys(&|at| at % 3 / 2)),
        ("halves swapped", keys(&|at| at), keys(&|at| (at + length / 2) % length)),
        ("four words by chance", few[0].clone(), few[1].clone()),
        ("each word twenty times", many[0].clone(), many[1].clone()),
    ];
    for (name, old, new) in &lists {
        let (found, time) = timed(|| changes(old, new));
        let changed: usize = found.iter().map(|change| change.old.len()).sum();
        println!("{name:<26}{:>10.1} ms{changed:>10} changed", time.as_secs_f64() * 1e3);
    }
}

const SYLLABLES: [&str; 24] = [
    "pro", "tect", "com", "mit", "ment", "de", "vel", "op", "in", "ter", "na", "tion", "al", "sta",
    "res", "pon", "si", "ble", "un", "der", "con", "ven", "gov", "ern",
];

const SMALL: [&str; 12] =
    ["the", "of", "and", "to", "in", "for", "that", "with", "on", "by", "as", "all"];

/// Two drafts: words by chance, small ones often and others as seldom as words are, with commas and
/// full stops; in the second, `share` words in a hundred are struck, added or replaced in runs of
/// one to six.
fn drafts(length: usize, share: usize) -> (String, String) {
    let mut writer = Writer { chance: Xorshift::new(6227), vocabulary: Vec::new() };
    writer.vocabulary = (0..4_000).map(|_| writer.coined()).collect();
    let old: Vec<String> = (0..length).map(|_| writer.word()).collect();
    let mut new = Vec::with_capacity(length);
    let mut at = 0;
    while at < length {
        // A run has three and a half words on average, and two in three strike words.
        if writer.chance.below(700) < 3 * share {
            let run = 1 + writer.chance.below(6);
            let kind = writer.chance.below(3);
            if kind != 0 {
                new.extend((0..run).map(|_| writer.word()));
            }
            if kind != 1 {
                at += run;
            }
        }
        if let Some(word) = old.get(at) {
            new.push(word.clone());
        }
        at += 1;
    }
    (old.join(" "), new.join(" "))
}

struct Writer {
    chance: Xorshift,
    vocabulary: Vec<String>,
}

impl Writer {
    fn coined(&mut self) -> String {
        let count = 2 + self.chance.below(3);
        (0..count).map(|_| SYLLABLES[self.chance.below(SYLLABLES.len())]).collect()
    }

    fn word(&mut self) -> String {
        match self.chance.below(20) {
            0 => ",".to_owned(),
            1 => ".".to_owned(),
            2..8 => SMALL[self.chance.below(SMALL.len())].to_owned(),
            _ => {
                // The product of two chances: the first words of the list are the frequent ones.
                let size = self.vocabulary.len();
                let at = self.chance.below(size) * self.chance.below(size) / size;
                self.vocabulary[at].clone()
            }
        }
    }
}
