//! Proves the laws of words: nothing that can be seen is lost, what is the same differs in
//! nothing, a difference leads from one text to the other, and paragraphs find themselves.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use travaux::Span;
use travaux::words::{
    Alignment, Case, Change, Diff, HunkKind, Lexicon, MatchKind, Word, align, changes,
    changes_with, diff, similarity, words,
};

use crate::strategies::odd_text;

/// Words of a draft, and what is hard about words.
const WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "night",
    "lamps",
    "moths",
    "States",
    "State’s",
    "states'",
    "shall",
    "will",
    "protect",
    "victim-centred",
    "victim–centred",
    "co\u{ad}operation",
    "10,000",
    "1.5",
    "2030-2050",
    "OP6",
    ",",
    ".",
    ";",
    "(",
    ")",
    "[",
    "]",
    "...",
    "…",
    "“",
    "”",
    "\"",
    "—",
    "-",
    "cafe\u{301}",
    "caf\u{e9}",
    "夜空",
    "ท้องฟ้า",
    "밤하늘",
    "\u{301}",
    "\u{feff}",
    "½",
    "🦉",
];

fn word() -> impl Strategy<Value = &'static str> {
    select(WORDS)
}

/// A text of words with blanks of several kinds, or none.
fn text() -> impl Strategy<Value = String> {
    let blank = select(&[" ", " ", " ", "", "\n", "  ", "\u{a0}", "\u{200b}"][..]);
    vec((word(), blank), 0..60)
        .prop_map(|words| words.into_iter().flat_map(|(word, blank)| [word, blank]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![text(), odd_text(), any::<String>()]
}

/// One edit of a list of words: where, how many go, what comes, and where to those that went.
type Edit = (usize, usize, Vec<&'static str>, Option<usize>);

/// A draft and the next one, by edits that strike, add, replace and move.
fn two_texts() -> impl Strategy<Value = (String, String)> {
    let edit = (0..100usize, 0..14usize, vec(word(), 0..6), proptest::option::of(0..100usize));
    (vec(word(), 0..100), vec(edit, 0..6)).prop_map(|(old, edits)| {
        let new = edits.into_iter().fold(old.clone(), edited);
        (old.join(" "), new.join(" "))
    })
}

fn edited(mut words: Vec<&'static str>, (at, count, come, to): Edit) -> Vec<&'static str> {
    let start = at.min(words.len());
    let end = (start + count).min(words.len());
    let gone: Vec<&str> = words.splice(start..end, come).collect();
    if let Some(to) = to {
        let to = to.min(words.len());
        words.splice(to..to, gone);
    }
    words
}

/// A list of keys and what edits made of it, long enough for more than one way to compare.
fn long_lists() -> impl Strategy<Value = (Vec<u32>, Vec<u32>)> {
    let keys = prop_oneof![Just(2u64), Just(30), Just(100_000)];
    (any::<u64>(), 600..3_000usize, keys, 0..40u64).prop_map(|(seed, length, keys, share)| {
        let mut state = seed;
        let mut below = |bound: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound.max(1)
        };
        let mut key = |bound| u32::try_from(below(bound)).expect("31 bits");
        let old: Vec<u32> = (0..length).map(|_| key(keys)).collect();
        let mut new = Vec::new();
        for word in &old {
            match key(100) {
                at if u64::from(at) >= share => new.push(*word),
                at if at % 3 == 0 => {}
                at if at % 3 == 1 => new.extend([*word, key(keys)]),
                _ => new.push(key(keys)),
            }
        }
        (old, new)
    })
}

/// Whether a character leaves a trace on the page.
fn is_seen(c: char) -> bool {
    let hidden = matches!(
        u32::from(c),
        0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff
    );
    !c.is_whitespace() && !c.is_control() && !hidden
}

fn keys(text: &str, lexicon: &mut Lexicon) -> Vec<u32> {
    words(text).map(|word| lexicon.intern(word.text(text))).collect()
}

/// Changes in order and apart, with the same words between them.
fn lead_from(old: &[u32], new: &[u32], found: &[Change]) -> Result<(), TestCaseError> {
    let (mut old_at, mut new_at) = (0, 0);
    for (nth, change) in found.iter().enumerate() {
        prop_assert!(!(change.old.is_empty() && change.new.is_empty()), "an empty change");
        prop_assert!(
            nth == 0 || change.old.start > old_at && change.new.start > new_at,
            "two touch"
        );
        prop_assert_eq!(&old[old_at..change.old.start], &new[new_at..change.new.start]);
        (old_at, new_at) = (change.old.end, change.new.end);
    }
    prop_assert_eq!(&old[old_at..], &new[new_at..]);
    Ok(())
}

/// Hunks that tile both texts, each of the kind it says.
fn tile(old: &str, new: &str, found: &Diff) -> Result<(), TestCaseError> {
    let mut lexicon = Lexicon::new(Case::Keep);
    let (old_keys, new_keys) = (keys(old, &mut lexicon), keys(new, &mut lexicon));
    let (mut old_at, mut new_at) = (0, 0);
    let mut patched = Vec::new();
    for hunk in found.hunks() {
        prop_assert_eq!((hunk.old.start, hunk.new.start), (old_at, new_at), "a gap");
        (old_at, new_at) = (hunk.old.end, hunk.new.end);
        let (gone, come) = (&old_keys[hunk.old.clone()], &new_keys[hunk.new.clone()]);
        match hunk.kind {
            HunkKind::Same => prop_assert!(!gone.is_empty() && gone == come),
            HunkKind::Replaced => prop_assert!(!gone.is_empty() && !come.is_empty()),
            HunkKind::Deleted | HunkKind::MovedFrom { .. } => {
                prop_assert!(!gone.is_empty() && come.is_empty());
            }
            HunkKind::Added | HunkKind::MovedTo { .. } => {
                prop_assert!(gone.is_empty() && !come.is_empty());
            }
            _ => prop_assert!(false, "a kind that this law does not know"),
        }
        patched.extend_from_slice(if hunk.kind == HunkKind::Same { gone } else { come });
        for (span, range, words) in [
            (hunk.old_span, &hunk.old, found.old_words()),
            (hunk.new_span, &hunk.new, found.new_words()),
        ] {
            let bytes = words[range.clone()].iter().map(|word| word.span);
            let ends = (bytes.clone().map(Span::start).min(), bytes.map(Span::end).max());
            match ends {
                (Some(start), Some(end)) => {
                    prop_assert_eq!((span.start(), span.end()), (start, end));
                }

                _ => prop_assert!(span.is_empty()),
            }
        }
    }
    prop_assert_eq!((old_at, new_at), (old_keys.len(), new_keys.len()));
    prop_assert_eq!(patched, new_keys);
    Ok(())
}

/// Matches that say of both paragraphs what is so.
fn holds(old: &[Vec<u32>], new: &[Vec<u32>], found: &Alignment) -> Result<(), TestCaseError> {
    let mut own = [vec![0; old.len()], vec![0; new.len()]];
    let mut last = None;
    for found in found.matches() {
        let (before, after) = (&old[found.old], &new[found.new]);
        prop_assert!((found.similarity - similarity(before, after)).abs() < 1e-9);
        prop_assert!(found.shared as usize <= before.len().min(after.len()));
        prop_assert_eq!(found.how == MatchKind::Same, before == after && found.primary);
        prop_assert!(found.primary || !found.moved);
        if found.primary {
            own[0][found.old] += 1;
            own[1][found.new] += 1;
            if !found.moved {
                prop_assert!(last.is_none_or(|last| last < found.old), "out of order");
                last = Some(found.old);
            }
        }
    }
    prop_assert!(own.iter().flatten().all(|count| *count <= 1), "two own matches");
    prop_assert_eq!(
        found.gone().collect::<Vec<_>>(),
        (0..old.len()).filter(|at| found.of_old(*at).next().is_none()).collect::<Vec<_>>()
    );
    Ok(())
}

fn paragraph() -> impl Strategy<Value = Vec<u32>> {
    prop_oneof![vec(0..6u32, 0..5), vec(0..40u32, 0..40), vec(0..4_000u32, 10..40)]
}

/// Paragraphs and the same in another order, each unlike the others.
fn shuffled() -> impl Strategy<Value = (Vec<Vec<u32>>, Vec<Vec<u32>>)> {
    vec(paragraph(), 0..20).prop_flat_map(|mut paragraphs| {
        paragraphs.sort();
        paragraphs.dedup();
        (Just(paragraphs.clone()).prop_shuffle(), Just(paragraphs).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn words_cover(text in any_text()) {
        let mut end = 0;
        for Word { span, .. } in words(&text) {
            let span = span.range();
            prop_assert!(end <= span.start && span.start < span.end, "spans ascend");
            let between = &text[end..span.start];
            prop_assert!(!between.chars().any(is_seen), "{between:?} is in no word");
            prop_assert!(text[span.clone()].starts_with(is_seen) && text[span.clone()].ends_with(is_seen));
            end = span.end;
        }
        prop_assert!(!text[end..].chars().any(is_seen));
    }

    #[test]
    fn words_alone_are_words(text in any_text()) {
        for word in words(&text) {
            let alone = word.text(&text);
            let again: Vec<Word> = words(alone).collect();
            prop_assert_eq!(again.len(), 1, "{:?}", alone);
            prop_assert_eq!((again[0].kind, again[0].text(alone)), (word.kind, alone));
        }
    }

    #[test]
    fn keys_are_stable(text in any_text()) {
        for case in [Case::Keep, Case::Ignore] {
            let mut lexicon = Lexicon::new(case);
            let first = lexicon.keys(&text);
            let known = lexicon.len();
            prop_assert_eq!(&lexicon.keys(&text), &first);
            for (word, key) in words(&text).zip(&first) {
                prop_assert_eq!(lexicon.key(word.text(&text)), Some(*key));
                let plain = lexicon.word(*key).map(str::to_owned);
                prop_assert_eq!(plain.map(|word| lexicon.intern(&word)), Some(*key));
            }
            prop_assert_eq!(lexicon.len(), known);
        }
    }

    #[test]
    fn patch((old, new) in two_texts()) {
        tile(&old, &new, &diff(&old, &new))?;
    }

    #[test]
    fn patch_of_strangers(old in any_text(), new in any_text()) {
        tile(&old, &new, &diff(&old, &new))?;
    }

    #[test]
    fn patch_of_keys(old in vec(0..4u32, 0..40), new in vec(0..4u32, 0..40)) {
        lead_from(&old, &new, &changes(&old, &new))?;
        lead_from(&old, &new, &changes_with(&old, &new, |key| key == 0))?;
    }

    #[test]
    fn patch_of_long_lists((old, new) in long_lists()) {
        lead_from(&old, &new, &changes(&old, &new))?;
        lead_from(&old, &new, &changes_with(&old, &new, |key| key % 7 == 0))?;
    }

    #[test]
    fn diff_same_is_same(text in any_text()) {
        let other = text.replace(' ', " \n ");
        for other in [&text, &other] {
            let found = diff(&text, other);
            prop_assert!(found.is_same());
            prop_assert!(found.hunks().len() <= 1);
        }
    }

    #[test]
    fn symmetric_changes((old, new) in long_lists()) {
        // The histogram need not choose the same words from the other side, but both choices lead
        // from one list to the other, and what goes less what comes is the same.
        let (there, back) = (changes(&old, &new), changes(&new, &old));
        lead_from(&new, &old, &back)?;
        prop_assert_eq!(there.is_empty(), back.is_empty());
        let gone = |found: &[Change]| found.iter().map(|change| change.old.len()).sum::<usize>();
        let come = |found: &[Change]| found.iter().map(|change| change.new.len()).sum::<usize>();
        prop_assert_eq!(gone(&there) + gone(&back), come(&there) + come(&back));
    }

    #[test]
    fn moved_pairs((old, new) in two_texts()) {
        let found = diff(&old, &new);
        let mut lexicon = Lexicon::new(Case::Keep);
        let (old_keys, new_keys) = (keys(&old, &mut lexicon), keys(&new, &mut lexicon));
        for (at, hunk) in found.hunks().iter().enumerate() {
            match hunk.kind {
                HunkKind::MovedFrom { to } => {
                    let other = &found.hunks()[to];
                    prop_assert_eq!(other.kind, HunkKind::MovedTo { from: at });
                    prop_assert!(hunk.old.len() >= 6);
                    prop_assert_eq!(&old_keys[hunk.old.clone()], &new_keys[other.new.clone()]);
                }
                HunkKind::MovedTo { from } => {
                    prop_assert_eq!(found.hunks()[from].kind, HunkKind::MovedFrom { to: at });
                }
                _ => {}
            }
        }
    }

    #[test]
    fn similarity_is_symmetric(old in paragraph(), new in paragraph()) {
        let there = similarity(&old, &new);
        prop_assert!((0.0..=1.0).contains(&there));
        prop_assert!((there - similarity(&new, &old)).abs() < 1e-12);
        prop_assert!((similarity(&old, &old) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn align_identity(paragraphs in vec(paragraph(), 0..20)) {
        let found = align(&paragraphs, &paragraphs);
        holds(&paragraphs, &paragraphs, &found)?;
        let own: Vec<_> = found.matches().iter().filter(|found| found.primary).collect();
        prop_assert_eq!(own.len(), paragraphs.len());
        for (at, found) in own.into_iter().enumerate() {
            prop_assert_eq!((found.old, found.new, found.how, found.moved), (at, at, MatchKind::Same, false));
        }
    }

    #[test]
    fn align_permutation((old, new) in shuffled()) {
        let found = align(&old, &new);
        holds(&old, &new, &found)?;
        prop_assert_eq!(found.matches().iter().filter(|found| found.primary).count(), new.len());
        for found in found.matches().iter().filter(|found| found.primary) {
            prop_assert_eq!(&old[found.old], &new[found.new]);
        }
    }

    #[test]
    fn align_holds(old in vec(paragraph(), 0..20), new in vec(paragraph(), 0..20)) {
        holds(&old, &new, &align(&old, &new))?;
    }

    #[test]
    fn align_deterministic(old in vec(paragraph(), 0..20), new in vec(paragraph(), 0..20)) {
        let other = (old.clone(), new.clone());
        let other = std::thread::spawn(move || align(&other.0, &other.1)).join().expect("no panic");
        prop_assert_eq!(align(&old, &new), other);
    }
}
