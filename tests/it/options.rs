//! Proves that the options of one draft are followed to the next: which paragraph each became, and
//! which words of it are kept.

use std::collections::BTreeMap;

use proptest::prelude::*;
use travaux::lineage::{Lineage, lineage_between};
use travaux::model::{Dialect, ReadOptions};
use travaux::words::MatchKind;
use travaux::{Document, Source};

fn read(text: &str) -> Document {
    let options = ReadOptions::default().dialect(Dialect::options());
    Document::read_with(Source::new("draft", text).expect("a short text"), &options)
}

const OLD: &str = "# Article 2\n\n\
    1. Each Party counts its stars each winter and writes them down in a book.\n\n\
    Option 1: Each Party [shall][should] dim its harbour lamps before midnight so that the turtles \
    find the sea.\n\n\
    Option 2: Each Party is encouraged to consider moths when it lights its islands, in accordance \
    with its means.\n\n\
    Option 3: (no text)\n\n\
    2. The Conference [shall review][may consider] the books of all Parties [every [second] year].\n\n\
    3. [The secretariat prepares a report on glassblowers.]\n";

/// What became of each paragraph of the older text that is an option or has options.
fn fates(old: &Document, new: &Document, lineage: &Lineage) -> Vec<String> {
    let mut told: BTreeMap<usize, String> = BTreeMap::new();
    for step in lineage.steps() {
        let to = new.paragraph(step.new).label();
        told.insert(step.old.index(), format!("{to}, {}", step.evidence));
    }
    for id in lineage.gone() {
        told.insert(id.index(), "gone".to_owned());
    }
    let name = |at: &usize| old.paragraphs()[*at].label().to_string();
    told.iter().map(|(at, fate)| format!("{}: {fate}", name(at))).collect()
}

fn kept(old: &Document, lineage: &Lineage) -> Vec<(String, bool)> {
    let options = lineage.options().iter();
    options.map(|option| (old.wording(option.proposal), option.is_kept)).collect()
}

#[test]
fn each_option_is_kept_or_gone() {
    let old = read(OLD);
    let new = read(
        "# Article 2\n\n\
         1. Each Party counts its stars each winter and writes them down in a book.\n\n\
         2. Each Party should dim its harbour lamps before midnight so that the turtles find the sea.\n\n\
         3. The Conference may consider the books of all Parties every year.\n",
    );
    let lineage = lineage_between(&old, &new);
    assert_eq!(
        fates(&old, &new, &lineage),
        [
            "heading:Article 2: heading:Article 2, the same 2 words, in its place",
            "Article 2(1): Article 2(1), the same 14 words, in its place",
            "Article 2(1) option 1: Article 2(2), the same 16 words, in its place, 2 of 3 options kept",
            "Article 2(1) option 2: gone",
            "Article 2(2): Article 2(3), the same 11 words, in its place, 2 of 4 options kept",
            "Article 2(3): gone",
        ]
    );
    let outer = "Each Party shall should dim its harbour lamps before midnight so that the turtles \
                 find the sea.";
    let second = "Each Party is encouraged to consider moths when it lights its islands, in \
                  accordance with its means.";
    let report = "The secretariat prepares a report on glassblowers.";
    let known = [
        (outer, true),
        ("shall", false),
        ("should", true),
        (second, false),
        ("(no text)", false),
        ("shall review", false),
        ("may consider", true),
        ("every second year", true),
        ("second", false),
        (report, false),
    ];
    assert!(kept(&old, &lineage).iter().map(|(words, kept)| (words.as_str(), *kept)).eq(known));
}

#[test]
fn silence_is_kept_where_nothing_else_is() {
    let old = read(OLD);
    let new = read(
        "# Article 2\n\n\
         1. Each Party counts its stars each winter and writes them down in a book.\n\n\
         2. The Conference shall review the books of all Parties.\n",
    );
    let lineage = lineage_between(&old, &new);
    let kept: Vec<String> = kept(&old, &lineage)
        .into_iter()
        .filter(|(_, kept)| *kept)
        .map(|(words, _)| words)
        .collect();
    assert_eq!(kept, ["(no text)", "shall review"]);
}

#[test]
fn options_that_are_joined_are_looked_up_in_the_whole() {
    let old = read(
        "1. We mend the copper nets [together] in the garden behind the lighthouse.\n\n\
         2. We bake the bread [slowly][quickly] for the whole island at dawn.\n",
    );
    let new = read(
        "1. We mend the copper nets in the garden behind the lighthouse, and we bake the bread \
         quickly for the whole island at dawn.\n",
    );
    let lineage = lineage_between(&old, &new);
    let known = [("together", false), ("slowly", false), ("quickly", true)];
    assert!(kept(&old, &lineage).iter().map(|(words, kept)| (words.as_str(), *kept)).eq(known));
    let into: Vec<_> = lineage
        .options()
        .iter()
        .map(|option| option.into.map(travaux::model::ParagraphId::index))
        .collect();
    assert_eq!(into, [Some(0); 3]);
    assert!(lineage.steps().all(|step| step.evidence.how == MatchKind::Contains));
}

#[test]
fn a_draft_that_decides_nothing_keeps_all() {
    let old = read(OLD);
    let lineage = lineage_between(&old, &old);
    let dropped: Vec<String> = kept(&old, &lineage)
        .into_iter()
        .filter(|(_, kept)| !kept)
        .map(|(words, _)| words)
        .collect();
    assert_eq!(dropped, ["(no text)"], "which says nothing in either");
    assert!(lineage.gone().is_empty());
}

proptest! {
    /// One of two words is taken in each place: these are kept, the others are not, and the match
    /// is of the same words.
    #[test]
    fn what_is_taken_is_kept(taken in prop::collection::vec(any::<bool>(), 1..7)) {
        let write = |at: usize, open: bool| {
            let (one, other) = (format!("alpha{at}"), format!("omega{at}"));
            let choice = match (open, taken[at]) {
                (true, _) => format!("[{one}][{other}]"),
                (false, true) => one,
                (false, false) => other,
            };
            format!("{}. We carry{at} the lamp{at} {choice} over the hill{at} by night{at}.\n\n", at + 1)
        };
        let draft = |open: bool| read(&(0..taken.len()).map(|at| write(at, open)).collect::<String>());
        let (old, new) = (draft(true), draft(false));
        let lineage = lineage_between(&old, &new);
        prop_assert_eq!(lineage.steps().count(), taken.len());
        for step in lineage.steps() {
            prop_assert_eq!(step.evidence.how, MatchKind::Same);
            prop_assert_eq!((step.evidence.options, step.evidence.kept), (2, 1));
        }
        let found: Vec<bool> = lineage.options().iter().map(|option| option.is_kept).collect();
        let known: Vec<bool> = taken.iter().flat_map(|one| [*one, !one]).collect();
        prop_assert_eq!(found, known);
    }
}
