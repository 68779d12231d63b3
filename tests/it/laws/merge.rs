//! Proves the laws of merging on generated copies, against a merge of their statement tables.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::strategies::{odd_text, rolling};
use proptest::prelude::*;
use proptest::sample::select;
use travaux::merge::{
    AnnotatedCopy, CopyParagraph, Fate, Merged, MergedStatement, ResolveRule, apply, merge,
    merge_drafts, rebase, resolve,
};
use travaux::model::AgreementLevel;
use travaux::project::{Choice, project};
use travaux::{Document, Polarity, StatementKind, StatementRow};

const WORDS: &[&str] = &[
    "tide", "harbour", "lantern", "river", "stones", "boats", "garden", "winter", "bread", "nets",
    "quietly", "bright", "along", "our", "moths", "café",
];

/// Words that only delegations use, so that none of them can be taken for a word of the base.
const NEW: &[&str] = &["sails", "oars", "ropes", "anchors", "masts", "hulls", "décor", "keels"];

/// Written, so that copies can differ in spelling.
const CODES: &[&str] = &["FRA", "UK", "GBR", "NDL", "NLD", "KEN", "EU", "VAT"];

/// What can follow the sponsors.
const CLAUSES: &[&str] = &["", "; oppose: ", "; reservation: ", "; support: "];

const NOTES: &[&str] =
    &["retain original", "delete this para", "not clear", "reformulate", "move this before OP90"];

const AGREED: &[&str] = &[
    "",
    "(agreed)",
    "(agreed ad ref)",
    "(agreed ad ref, pending KEN)",
    "(pending UK and FRA)",
    "(agreed in plenary)",
    "(adopted)",
];

#[derive(Clone, Debug)]
struct Signed {
    sponsors: Vec<&'static str>,
    clause: &'static str,
    others: Vec<&'static str>,
    condition: bool,
}

#[derive(Clone, Debug)]
enum Mark {
    Add(Vec<&'static str>, Signed),
    Strike(Signed),
    Replace(&'static str, Signed),
    Options(&'static str, &'static str, Signed),
    Nested(&'static str, &'static str, Signed),
    End(Signed),
    Note(&'static str, Signed),
}

/// A base paragraph: its words, all of them different so that no wish has two places.
type Plain = Vec<&'static str>;

/// Of each paragraph whether a copy has it, and its marks, each at a word.
type Marked = Vec<(bool, Vec<(usize, Mark)>)>;

#[derive(Clone, Debug)]
pub(super) struct Draft {
    base: Vec<Plain>,
    /// For each copy and each paragraph: whether it is there, and the marks at each word.
    copies: Vec<(Marked, &'static str)>,
}

fn signed() -> impl Strategy<Value = Signed> {
    let codes = || prop::collection::vec(select(CODES), 1..3);
    (codes(), select(CLAUSES), codes(), prop::bool::weighted(0.2)).prop_map(
        |(sponsors, clause, others, condition)| Signed { sponsors, clause, others, condition },
    )
}

fn mark() -> impl Strategy<Value = Mark> {
    let word = || select(NEW);
    prop_oneof![
        3 => (prop::collection::vec(word(), 1..3), signed()).prop_map(|(new, by)| Mark::Add(new, by)),
        2 => signed().prop_map(Mark::Strike),
        2 => (word(), signed()).prop_map(|(new, by)| Mark::Replace(new, by)),
        1 => (word(), word(), signed())
            .prop_filter("two options", |(one, other, _)| one != other)
            .prop_map(|(one, other, by)| Mark::Options(one, other, by)),
        1 => (word(), word(), signed()).prop_map(|(outer, inner, by)| Mark::Nested(outer, inner, by)),
        1 => signed().prop_map(Mark::End),
        1 => (select(NOTES), signed()).prop_map(|(note, by)| Mark::Note(note, by)),
    ]
}

pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let plain = prop::sample::subsequence(WORDS.to_vec(), 5..10);
    prop::collection::vec(plain, 1..5).prop_flat_map(|base| {
        let paragraph =
            (prop::bool::weighted(0.85), prop::collection::vec((1..5usize, mark()), 0..3));
        let copy =
            (prop::collection::vec(paragraph, base.len()), select(vec!["Paris", "Bonn", "Rome"]));
        prop::collection::vec(copy, 1..5)
            .prop_map(move |copies| Draft { base: base.clone(), copies })
    })
}

fn print(base: &[Plain], copy: &Marked) -> String {
    let mut text = String::new();
    for (at, (plain, (stands, marks))) in base.iter().zip(copy).enumerate() {
        if !stands {
            continue;
        }
        write!(text, "{}. Here in paragraph number {at}", at + 1).expect("a string");
        let mut notes = String::new();
        for (place, word) in plain.iter().enumerate() {
            let mut mine = marks.iter().filter(|(at, _)| *at == place).map(|(_, mark)| mark);
            match mine.next() {
                Some(Mark::Note(note, by)) => {
                    writeln!(notes, "({note}: {})", by.sponsors.join(", ")).expect("a string");
                    write!(text, " {word}").expect("a string");
                }
                Some(mark) => write_mark(&mut text, word, mark),
                None => write!(text, " {word}").expect("a string"),
            }
        }
        write!(text, ";\n{notes}\n").expect("a string");
    }
    text
}

fn write_mark(text: &mut String, word: &str, mark: &Mark) {
    let sign = |by: &Signed| {
        let condition = if by.condition { "(on Sundays)" } else { "" };
        let others = if by.clause.is_empty() { String::new() } else { by.others.join(",") };
        format!("{}{condition}{}{others}", by.sponsors.join(", "), by.clause)
    };
    match mark {
        Mark::Add(new, by) => write!(text, " [{}: {}] {word}", new.join(" "), sign(by)),
        Mark::Strike(by) => write!(text, " [~~{word}~~: {}]", sign(by)),
        Mark::Replace(new, by) => write!(text, " [~~{word}~~ {new}x: {}]", sign(by)),
        Mark::Options(one, other, by) => {
            write!(text, " [{one}: {} / {other}: KEN] {word}", by.sponsors.join(","))
        }
        Mark::Nested(outer, inner, by) => {
            write!(text, " [{outer} [{inner}: KEN] {outer}: {}] {word}", sign(by))
        }
        Mark::End(by) => write!(text, " (stop here: {}) {word}", by.sponsors.join(",")),
        Mark::Note(..) => Ok(()),
    }
    .expect("a string");
}

pub(super) fn texts(draft: &Draft) -> Vec<(String, &'static str)> {
    draft.copies.iter().map(|(copy, name)| (print(&draft.base, copy), *name)).collect()
}

fn copies(draft: &Draft) -> Vec<AnnotatedCopy> {
    let read = |(text, name): &(String, &'static str)| {
        AnnotatedCopy::of(&Document::read(text.as_str()).expect("short")).named(*name)
    };
    // A cutting that lacks every paragraph that the others have would be another text.
    texts(draft).iter().map(read).collect()
}

fn bytes(merged: &Merged) -> String {
    serde_json::to_string(merged).expect("an outcome serialises")
}

/// All that a copy or an outcome says, without its places.
type Said = BTreeSet<(String, String, String, String, String, String)>;

fn said(merged: &Merged) -> Said {
    let row = |one: &MergedStatement| {
        let wish = &merged.wishes()[one.wish as usize];
        let kind = wish.kind.to_string();
        (
            merged.label_of(one.wish),
            kind,
            merged.wording(one.wish),
            one.delegation.to_string(),
            one.polarity.to_string(),
            one.condition.to_string(),
        )
    };
    merged.statements().iter().map(row).collect()
}

/// The table says of an outer addition the words nested in it too; an outcome gives each its own.
fn outer(subject: &str) -> String {
    let words: Vec<&str> = subject.split(' ').collect();
    match words[..] {
        [first, _, last] if first == last => format!("{first} {last}"),
        _ => subject.to_owned(),
    }
}

/// The naive merge: the union of the statement tables.
fn naive(draft: &Draft) -> Said {
    let mut all = Said::new();
    for (text, _) in texts(draft) {
        let document = Document::read(text).expect("short");
        let row = |row: StatementRow| {
            (
                row.paragraph,
                row.kind.to_string(),
                outer(&row.subject),
                row.delegation.to_string(),
                row.polarity.to_string(),
                row.condition,
            )
        };
        all.extend(document.rows().map(row));
    }
    all
}

/// Kind and words of a wish, who speaks of it, which way, under what condition.
type Says = (String, String, String, Polarity, String);

fn says(merged: &Merged, statements: &[MergedStatement]) -> BTreeSet<Says> {
    let said = statements.iter().map(|said| {
        let wish = &merged.wishes()[said.wish as usize];
        // A paragraph that is to move is named by the number that it has in the draft at hand.
        let own = merged.label_of(said.wish) + " ->";
        (
            wish.kind.to_string(),
            wish.text.replacen(&own, "this ->", 1),
            said.delegation.to_string(),
            said.polarity,
            said.condition.to_string(),
        )
    });
    said.collect()
}

fn merged(copies: &[AnnotatedCopy]) -> Option<Merged> {
    merge(copies.iter().cloned()).ok()
}

proptest! {
    #[test]
    fn identity(draft in draft()) {
        let copy = copies(&draft).swap_remove(0);
        let alone = Merged::from(copy);
        let nothing = Merged::default();
        prop_assert_eq!(bytes(&alone.and(&nothing).expect("nothing is refused")), bytes(&alone));
        prop_assert_eq!(bytes(&nothing.and(&alone).expect("nothing is refused")), bytes(&alone));
    }

    #[test]
    fn idempotent(draft in draft()) {
        let copies = copies(&draft);
        if let Some(all) = merged(&copies) {
            prop_assert_eq!(bytes(&all.and(&all).expect("of one text")), bytes(&all));
            let twice: Vec<_> = copies.iter().chain(&copies).cloned().collect();
            prop_assert_eq!(bytes(&merged(&twice).expect("of one text")), bytes(&all));
        }
    }

    #[test]
    fn commutative(draft in draft(), turn in 0..4usize) {
        let mut copies = copies(&draft);
        let all = merged(&copies);
        copies.reverse();
        let turn = turn % copies.len();
        copies.rotate_left(turn);
        prop_assert_eq!(merged(&copies).as_ref().map(bytes), all.as_ref().map(bytes));
    }

    #[test]
    fn associative(draft in draft(), cut in 0..4usize) {
        let copies = copies(&draft);
        let (left, right) = copies.split_at(cut % copies.len());
        if let (Some(all), Some(left), Some(right)) = (merged(&copies), merged(left), merged(right)) {
            let joined = left.and(&right).expect("of one text, as all together are");
            prop_assert_eq!(bytes(&joined), bytes(&all));
            prop_assert_eq!(joined, all);
        }
    }

    #[test]
    fn nothing_lost_and_nothing_invented(draft in draft()) {
        if let Some(all) = merged(&copies(&draft)) {
            prop_assert_eq!(said(&all), naive(&draft));
            let mut found = BTreeSet::new();
            for statement in all.statements() {
                prop_assert!(!statement.found_at.is_empty());
                for place in &statement.found_at {
                    let name = all.copies().nth(place.copy as usize).expect("a copy").name();
                    found.insert((name.to_owned(), place.offset, statement.delegation));
                }
            }
            let mut expected = BTreeSet::new();
            for (text, name) in texts(&draft) {
                let document = Document::read(text).expect("short");
                expected.extend(document.rows().map(|row| (name.to_owned(), row.offset, row.delegation)));
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn base_untouched(draft in draft()) {
        if let Some(all) = merged(&copies(&draft)) {
            let mut texts: Vec<&str> = all.paragraphs().iter().map(CopyParagraph::text).collect();
            let count = texts.len();
            let base: Vec<String> = draft
                .base
                .iter()
                .enumerate()
                .map(|(at, plain)| format!("Here in paragraph number {at} {};", plain.join(" ")))
                .collect();
            for text in &texts {
                prop_assert!(base.iter().any(|base| base == text), "{text}");
            }
            texts.sort_unstable();
            texts.dedup();
            prop_assert_eq!(texts.len(), count);
        }
    }

    #[test]
    fn divergences_are_both_kept(draft in draft()) {
        if let Some(all) = merged(&copies(&draft)) {
            for divergence in all.divergences() {
                prop_assert!(divergence.reports.len() > 1);
                for report in &divergence.reports {
                    let report = &all.statements()[*report as usize];
                    prop_assert_eq!((report.wish, report.delegation), (divergence.wish, divergence.delegation));
                }
            }
        }
    }

    #[test]
    fn serde_identity(draft in draft()) {
        if let Some(all) = merged(&copies(&draft)) {
            let back: Merged = serde_json::from_str(&bytes(&all)).expect("reads back");
            prop_assert_eq!(back, all);
        }
    }

    #[test]
    fn resolving_twice_is_resolving_once(draft in draft()) {
        let pick = |_: &Merged, divergence: &travaux::merge::Divergence| divergence.reports.last().copied();
        let rules = [
            ResolveRule::Stricter,
            ResolveRule::Source("Bonn"),
            ResolveRule::LaterRound(&["Paris", "Rome", "Bonn"]),
            ResolveRule::Ask(&pick),
        ];
        if let Some(all) = merged(&copies(&draft)) {
            for rule in rules {
                let once = resolve(&all, &rule);
                let twice = resolve(&once.merged, &rule);
                prop_assert_eq!(&twice.merged, &once.merged);
                prop_assert!(twice.decisions.is_empty());
                let (before, after) = (all.divergences().len(), once.merged.divergences().len());
                prop_assert_eq!(after + once.decisions.len(), before);
            }
        }
    }

    #[test]
    fn a_written_outcome_reads_back(draft in draft()) {
        if let Some(all) = merged(&copies(&draft)) {
            let written = all.to_rolling_text().expect("short");
            let unwritten: Vec<_> = written
                .unwritten
                .iter()
                .map(|at| &all.statements()[*at as usize])
                .map(|said| (all.wording(said.wish), said))
                .collect();
            prop_assert!(unwritten.is_empty(), "{}\n{unwritten:#?}", written.text);
            let document = Document::read(written.text.as_str()).expect("short");
            let back = Merged::from(AnnotatedCopy::of(&document));
            let (back_says, all_say) = (said(&back), said(&all));
            prop_assert_eq!(back_says, all_say);
        }
    }

    /// How far each copy says that a paragraph is settled stands in the outcome, whatever their
    /// order, is written, and is read back.
    #[test]
    fn agreements_are_kept_and_written(
        draft in draft(), notes in prop::collection::vec(select(AGREED), 1..5)
    ) {
        let texts = texts(&draft);
        let mut said = BTreeSet::new();
        let copies: Vec<AnnotatedCopy> = texts.iter().map(|(text, name)| {
            let lines = text.split("\n\n").zip(notes.iter().cycle());
            let noted: Vec<String> = lines
                .map(|(line, note)| if line.trim().is_empty() { line.to_owned() } else { format!("{}\n{note}", line.trim_end()) })
                .collect();
            let document = Document::read(noted.join("\n\n")).expect("short");
            for paragraph in document.paragraphs().iter().filter(|p| p.level() > AgreementLevel::Open) {
                let pending = paragraph.pending().to_vec();
                said.insert((paragraph.label().to_string(), paragraph.level(), pending));
            }
            AnnotatedCopy::of(&document).named(*name)
        }).collect();
        if let Some(all) = merged(&copies) {
            let found = |all: &Merged| -> BTreeSet<_> {
                let label = |at: u32| all.paragraphs()[at as usize].label().to_string();
                all.agreements().iter().map(|one| (label(one.paragraph), one.level, one.pending.clone())).collect()
            };
            prop_assert_eq!(found(&all), said);
            let mut back = copies.clone();
            back.reverse();
            prop_assert_eq!(merged(&back).as_ref().map(bytes), Some(bytes(&all)));
            let rebased = rebase(&Merged::from(copies[0].clone()), &copies[0]);
            prop_assert_eq!(bytes(&rebased.merged), bytes(&Merged::from(copies[0].clone())));
            let written = all.to_rolling_text().expect("short");
            let back = Merged::from(AnnotatedCopy::of(&Document::read(written.text.as_str()).expect("short")));
            let least: BTreeSet<_> = (0..all.paragraphs().len())
                .filter_map(|at| all.agreements_on(u32::try_from(at).expect("few")).first())
                .map(|one| (one.level, one.pending.clone(), one.paragraph))
                .collect();
            let read: BTreeSet<_> =
                back.agreements().iter().map(|one| (one.level, one.pending.clone(), one.paragraph)).collect();
            prop_assert_eq!(read, least, "{}", written.text);
        }
    }

    #[test]
    fn rebase_same_is_identity(draft in draft()) {
        let copy = copies(&draft).swap_remove(0);
        let merged = Merged::from(copy.clone());
        let rebased = rebase(&merged, &copy);
        prop_assert!(rebased.fates.iter().all(|fate| *fate == Fate::Surviving), "{:?}", rebased.fates);
        prop_assert_eq!(bytes(&rebased.merged), bytes(&merged));
    }

    #[test]
    fn rebase_conserves(one in draft(), other in draft()) {
        for later in [&copies(&other)[0], &copies(&one)[0]] {
            if let Some(all) = merged(&copies(&one)) {
                let rebased = rebase(&all, later);
                let lists = [&rebased.surviving, &rebased.shrunk, &rebased.satisfied, &rebased.orphaned];
                let mut every: Vec<u32> = lists.into_iter().flatten().copied().collect();
                every.sort_unstable();
                let count = u32::try_from(all.statements().len()).expect("few");
                prop_assert_eq!(every, (0..count).collect::<Vec<_>>());
                // What is carried stands, and nothing else does. Two wishes can come to ask for the
                // same at the same place, where one shrank or the words between them are gone, and
                // a delegation then says one thing where it said two: so sets are compared, not
                // counts.
                let stand = says(&rebased.merged, rebased.merged.statements());
                let who = |said: &Says| (said.2.clone(), said.3, said.4.clone());
                let all_said = |list: &[u32]| {
                    let said: Vec<MergedStatement> =
                        list.iter().map(|at| all.statements()[*at as usize].clone()).collect();
                    says(&all, &said)
                };
                let (surviving, shrunk) = (all_said(&rebased.surviving), all_said(&rebased.shrunk));
                prop_assert!(surviving.is_subset(&stand), "{surviving:#?} in {stand:#?}");
                let shrunk: BTreeSet<_> = shrunk.iter().map(who).collect();
                let rest: BTreeSet<_> = stand.difference(&surviving).map(who).collect();
                prop_assert!(rest.is_subset(&shrunk), "{rest:#?} in {shrunk:#?}");
                let every: BTreeSet<_> = stand.iter().map(who).collect();
                prop_assert!(shrunk.is_subset(&every), "{shrunk:#?} in {every:#?}");
            }
        }
    }

    #[test]
    fn apply_then_rebase(draft in draft()) {
        let (text, _) = texts(&draft).swap_remove(0);
        let document = Document::read(text).expect("short");
        let before = Merged::from(AnnotatedCopy::of(&document));
        let applied = apply(&document, &Choice::Unopposed).expect("short");
        let accepted: BTreeSet<(String, String)> = project(&document, &Choice::Unopposed)
            .accepted()
            .iter()
            .map(|id| document.proposal(*id))
            .map(|proposal| {
                let label = document.paragraph(proposal.paragraph()).label().to_string();
                (label, outer(&document.wording(proposal.id())))
            })
            .collect();
        let key = |at: usize| {
            let at = u32::try_from(at).expect("few");
            (before.label_of(at), before.wording(at))
        };
        let after = said(&applied.rebased.merged);
        for (at, wish) in before.wishes().iter().enumerate() {
            let fate = applied.rebased.fates[at];
            let amends = wish.anchor.within.is_none()
                && matches!(wish.kind, StatementKind::Insert | StatementKind::Delete | StatementKind::Replace);
            let keys = || (0..before.wishes().len()).map(key);
            // Two wishes of the same words cannot be told apart in a list of what was accepted.
            if !amends || keys().filter(|other| *other == key(at)).count() > 1 {
                continue;
            }
            if accepted.contains(&key(at)) {
                prop_assert_eq!(fate, Fate::Satisfied, "{:?} in {}", key(at), &applied.projection);
                continue;
            }
            let near = before.wishes().iter().enumerate().any(|(other, done)| {
                let (one, done) = (wish.anchor, done.anchor);
                let touches = one.start <= done.end && done.start <= one.end;
                accepted.contains(&key(other)) && one.paragraph == done.paragraph && touches
            });
            let ends = before.wishes().iter().enumerate().any(|(other, done)| {
                let whole = matches!(done.kind, StatementKind::End | StatementKind::DeleteParagraph);
                accepted.contains(&key(other)) && done.anchor.paragraph == wish.anchor.paragraph && whole
            });
            if !near && !ends {
                prop_assert_eq!(fate, Fate::Surviving, "{:?} in {}", key(at), &applied.projection);
                let (label, wording) = key(at);
                let kind = wish.kind.to_string();
                prop_assert!(
                    before.statements_on(u32::try_from(at).expect("few")).is_empty()
                        || after.iter().any(|row| (&row.0, &row.1, &row.2) == (&label, &kind, &wording)),
                    "{label} {wording} {after:?}"
                );
            }
        }
    }

    /// Whatever the texts, nothing panics, and the laws hold where they are of one text.
    #[test]
    fn any_texts_merge_or_are_refused(one in odd_text(), other in odd_text(), rolling in rolling()) {
        let read = |text: &str, name: &str| {
            AnnotatedCopy::of(&Document::read(text).expect("short")).named(name)
        };
        let copies = [read(&one, "a"), read(&other, "b"), read(&rolling.text, "c")];
        for copy in &copies {
            let alone = Merged::from(copy.clone());
            prop_assert_eq!(&alone.and(&alone).expect("of one text"), &alone);
            let rebased = rebase(&alone, copy);
            prop_assert_eq!(rebased.surviving.len(), alone.statements().len(), "{:?}", rebased.fates);
            let written = alone.to_rolling_text().expect("short");
            prop_assert!(written.unwritten.len() <= alone.statements().len());
            for later in &copies {
                prop_assert_eq!(rebase(&alone, later).fates.len(), alone.wishes().len());
            }
        }
        let mut back = copies.to_vec();
        back.reverse();
        prop_assert_eq!(merged(&copies), merged(&back));
        prop_assert!(merge_drafts(&one, &other, &rolling.text).conflicts() < usize::MAX);
    }
}
