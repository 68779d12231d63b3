//! Proves the laws of bringing two drafts of one base together, and holds them against git.

use std::process::Command;

use proptest::prelude::*;
use proptest::sample::select;
use travaux::merge::merge_drafts;

const WORDS: &[&str] = &[
    "tide", "harbour", "lantern", "river", "stones", "boats", "garden", "winter", "bread", "nets",
    "quietly", "bright", "along", "our", "moths", "dawn",
];

/// A paragraph whose words tell it from others.
fn line(at: usize, words: &[&str]) -> String {
    format!("{at}. In matters of number{at} we hold that {} number{at};", words.join(" "))
}

#[derive(Clone, Debug)]
enum Edit {
    Replace(usize, usize, &'static str),
    Insert(usize, usize, &'static str),
    Strike(usize, usize),
    Drop(usize),
    Rotate(usize),
}

type Lines = Vec<Vec<&'static str>>;

fn lines() -> impl Strategy<Value = Lines> {
    prop::collection::vec(prop::collection::vec(select(WORDS), 5..9), 2..7)
}

fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    let word = || select(&["oars", "ropes", "masts", "keels"][..]);
    let edit = prop_oneof![
        3 => (0..9usize, 0..9usize, word()).prop_map(|(p, w, new)| Edit::Replace(p, w, new)),
        3 => (0..9usize, 0..9usize, word()).prop_map(|(p, w, new)| Edit::Insert(p, w, new)),
        2 => (0..9usize, 0..9usize).prop_map(|(p, w)| Edit::Strike(p, w)),
        1 => (0..9usize).prop_map(Edit::Drop),
        1 => (0..9usize).prop_map(Edit::Rotate),
    ];
    prop::collection::vec(edit, 0..most)
}

/// The lines after some edits; `order` says whether paragraphs may be dropped and moved.
fn edited(lines: &Lines, edits: &[Edit], order: bool) -> Vec<String> {
    let mut out: Vec<(usize, Vec<&str>)> = lines.iter().cloned().enumerate().collect();
    for edit in edits {
        let count = out.len();
        match edit {
            Edit::Replace(p, w, new) => {
                let words = &mut out[p % count].1;
                let at = w % words.len().max(1);
                if let Some(word) = words.get_mut(at) {
                    *word = new;
                }
            }
            Edit::Insert(p, w, new) => {
                let words = &mut out[p % count].1;
                let at = w % (words.len() + 1);
                words.insert(at, new);
            }
            Edit::Strike(p, w) => {
                let words = &mut out[p % count].1;
                if words.len() > 2 {
                    words.remove(w % words.len());
                }
            }
            Edit::Drop(p) if order && count > 1 => {
                out.remove(p % count);
            }
            Edit::Rotate(p) if order => {
                let line = out.remove(p % count);
                out.push(line);
            }
            Edit::Drop(_) | Edit::Rotate(_) => {}
        }
    }
    out.iter().map(|(at, words)| line(*at, words)).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn page(lines: &[String]) -> String {
    lines.join("\n\n") + "\n"
}

/// The same words in other lines.
fn wrapped(lines: &[String], width: usize) -> String {
    let wrap = |line: &String| {
        let mut out = String::new();
        let mut column = 0;
        for word in line.split(' ') {
            if column > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
            }
            out.push_str(word);
            column += word.len() + 1;
        }
        out
    };
    lines.iter().map(wrap).collect::<Vec<_>>().join("\n\n") + "\n"
}

proptest! {
    #[test]
    fn one_draft_alone_is_taken(base in lines(), edits in edits(6)) {
        let draft = page(&edited(&base, &edits, true));
        let base = page(&edited(&base, &[], true));
        for (ours, theirs) in [(&draft, &base), (&base, &draft), (&draft, &draft)] {
            let merged = merge_drafts(&base, ours, theirs);
            prop_assert_eq!(merged.conflicts(), 0);
            prop_assert_eq!(merged.to_string(), draft.clone());
        }
    }

    #[test]
    fn conflicts_do_not_depend_on_who_is_first(
        base in lines(), one in edits(5), other in edits(5)
    ) {
        let one = page(&edited(&base, &one, false));
        let other = page(&edited(&base, &other, false));
        let base = page(&edited(&base, &[], false));
        let (here, there) = (merge_drafts(&base, &one, &other), merge_drafts(&base, &other, &one));
        prop_assert_eq!(here.conflicts(), there.conflicts());
        if here.conflicts() == 0 {
            prop_assert_eq!(here, there);
        }
    }

    #[test]
    fn lines_tell_nothing(base in lines(), one in edits(4), other in edits(4), width in 12..60usize) {
        let (one, other) = (edited(&base, &one, false), edited(&base, &other, false));
        let base = page(&edited(&base, &[], false));
        let plain = merge_drafts(&base, &page(&one), &page(&other));
        let other_lines = merge_drafts(&base, &wrapped(&one, width), &wrapped(&other, 70 - width));
        prop_assert_eq!(plain, other_lines);
    }
}

/// The words of git's merge; none where it has conflicts.
fn git(folder: &std::path::Path, texts: [&str; 3]) -> Option<Vec<String>> {
    let names = ["ours", "base", "theirs"];
    for (name, text) in names.iter().zip(texts) {
        std::fs::write(folder.join(name), text).expect("a scratch file");
    }
    let out = Command::new("git")
        .args(["merge-file", "-p", "ours", "base", "theirs"])
        .current_dir(folder)
        .output()
        .expect("git runs");
    out.status.success().then(|| words(&String::from_utf8(out.stdout).expect("UTF-8")))
}

#[test]
#[ignore = "needs git"]
fn where_git_merges_we_merge_alike() {
    let folder = std::env::temp_dir().join(format!("travaux-merge-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    let both = std::cell::Cell::new(0);
    let alone = std::cell::Cell::new(0);
    let mut config = ProptestConfig::with_cases(200);
    config.failure_persistence = None;
    proptest!(config, |(base in lines(), one in edits(4), other in edits(4), width in 20..60usize)| {
        let (one, other) = (edited(&base, &one, false), edited(&base, &other, false));
        let base = edited(&base, &[], false);
        let ours = merge_drafts(&page(&base), &page(&one), &page(&other));
        if let Some(git) = git(&folder, [&page(&one), &page(&base), &page(&other)]) {
            both.set(both.get() + 1);
            prop_assert_eq!(words(&ours.to_string()), git);
            prop_assert_eq!(ours.conflicts(), 0);
            // Wrapped otherwise, git sees changed lines.
            let wrapped = wrapped(&other, width);
            let refuses = self::git(&folder, [&page(&one), &page(&base), &wrapped]).is_none();
            alone.set(alone.get() + usize::from(refuses));
            let again = merge_drafts(&page(&base), &page(&one), &wrapped);
            prop_assert_eq!(again, ours);
        }
    });
    std::fs::remove_dir_all(&folder).expect("the scratch folder");
    let (both, alone) = (both.get(), alone.get());
    assert!(
        both > 20 && alone > 20,
        "{both} merged by both, {alone} of them by us alone when wrapped"
    );
}
