//! Proves how texts are cut into words, which words are one, what changed between two texts, and
//! which paragraph is which, by tables; and that hostile lists are compared in time that can be
//! waited for, on a small stack.

use travaux::words::{
    AlignOptions, Alignment, Case, DiffOptions, HunkKind, Lexicon, MatchKind, WordKind, align,
    align_with, changes, diff, diff_with, similarity, words,
};
use travaux::words::{Comparison, Fate, compare};

/// The words of a text, parted by `|`.
fn cut(text: &str) -> String {
    words(text).map(|word| word.text(text)).collect::<Vec<_>>().join("|")
}

#[test]
fn words_are_cut_as_a_reader_would() {
    for (text, want) in [
        ("", ""),
        (" \t\r\n\u{a0}\u{3000}", ""),
        ("We sail.", "We|sail|."),
        ("the State’s duty, the states’ duties", "the|State’s|duty|,|the|states|’|duties"),
        ("don't 'quote' it", "don't|'|quote|'|it"),
        (
            "victim-centred victim‑centred victim–centred",
            "victim-centred|victim‑centred|victim–centred",
        ),
        ("well - known, well — known—so", "well|-|known|,|well|—|known|—|so"),
        ("10,000 copies at 1.5 each, 3.", "10,000|copies|at|1.5|each|,|3|."),
        ("pages 8-9 and 2030–2050", "pages|8|-|9|and|2030|–|2050"),
        ("COVID-19, the 5-year plan, OP6 and 15th", "COVID-19|,|the|5-year|plan|,|OP6|and|15th"),
        ("No.5 and a.b, 1.x", "No|.|5|and|a|.|b|,|1|.|x"),
        ("and so on...", "and|so|on|..."),
        ("[[words] ((more)) **bold** ~~old~~", "[|[|words|]|(|(|more|)|)|**|bold|**|~~|old|~~"),
        ("\u{feff}soft\u{ad}ly, a\u{200d}b c\u{ad} d", "soft\u{ad}ly|,|a\u{200d}b|c|d"),
        ("zero\u{200b}width", "zero|width"),
        ("cafe\u{301} na\u{308}ive \u{301}x", "cafe\u{301}|na\u{308}ive|\u{301}x"),
        ("5\u{301} .\u{301}", "5\u{301}|.\u{301}"),
        ("Côte d’Ivoire, Österreich, ΕΛΛΑΣ, Россия", "Côte|d’Ivoire|,|Österreich|,|ΕΛΛΑΣ|,|Россия"),
        ("保护夜空。", "保|护|夜|空|。"),
        ("ท้องฟ้า", "ท้|อ|ง|ฟ้|า"),
        ("밤하늘을 지키다", "밤하늘을|지키다"),
        ("€5 §3 ½ a\u{0}b", "€|5|§|3|½|a|b"),
    ] {
        assert_eq!(cut(text), want, "{text:?}");
    }
}

#[test]
fn kinds_of_words() {
    use WordKind::{Letters, Mark, Number};
    let kinds = |text: &str| words(text).map(|word| word.kind).collect::<Vec<_>>();

    assert_eq!(
        kinds("In 2030, 15th of 1,000 (½)"),
        [Letters, Number, Mark, Letters, Letters, Number, Mark, Number, Mark]
    );
    assert_eq!(kinds("夜 \u{301} …"), [Letters, Letters, Mark]);
}

#[test]
fn combining_marks_stay_with_their_letter() {
    for c in '\u{80}'..=char::MAX {
        let text = format!("a{c}b");
        let count = words(&text).count();
        if unicode_normalization::char::is_combining_mark(c) {
            assert_eq!(count, 1, "{c:?} parts a word");
        } else if !c.is_alphanumeric() && count == 1 {
            let joins = "\u{ad}\u{61c}\u{180e}‘’\u{2010}\u{2011}\u{2012}\u{2013}".contains(c)
                || matches!(u32::from(c), 0x200c..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff);
            assert!(joins, "{c:?} joins words");
        }
    }
}

#[test]
fn words_that_a_reader_takes_for_one() {
    let same = |case: Case, one: &str, other: &str| {
        let mut lexicon = Lexicon::new(case);
        lexicon.keys(one) == lexicon.keys(other)
    };
    for (one, other) in [
        ("the State’s “plan”", "the State's \"plan\""),
        ("«plan» ‘so’", "\"plan\" 'so'"),
        ("victim-centred", "victim\u{2011}centred"),
        ("victim-centred", "victim–centred"),
        ("here — there", "here - there"),
        ("and so on...", "and so on…"),
        ("co\u{ad}operation", "cooperation"),
        ("a\u{2060}b", "ab"),
    ] {
        assert!(same(Case::Keep, one, other), "{one:?} and {other:?}");
        assert!(same(Case::Ignore, &one.to_uppercase(), other), "{one:?} and {other:?}");
    }
    for (one, other) in [("night", "nights"), ("co-operation", "cooperation"), ("1.5", "15")] {
        assert!(!same(Case::Ignore, one, other), "{one:?} and {other:?}");
    }
    assert!(same(Case::Ignore, "ÉTAT", "état"));
    assert!(!same(Case::Keep, "État", "état"));
    if cfg!(feature = "unicode") {
        assert!(same(Case::Keep, "caf\u{e9}", "cafe\u{301}"));
        assert!(same(Case::Ignore, "CAF\u{c9}", "cafe\u{ad}\u{301}"));
    }
}

#[test]
fn a_lexicon_counts_from_nought_and_tells_its_words() {
    let mut lexicon = Lexicon::default();
    assert!(lexicon.is_empty());
    assert_eq!(lexicon.keys("the night, the “dark” night"), [0, 1, 2, 0, 3, 4, 3, 1]);
    assert_eq!(lexicon.len(), 5);
    assert_eq!(lexicon.word(3), Some("\""));
    assert_eq!(lexicon.word(5), None);
    assert_eq!(
        (lexicon.key("dark"), lexicon.key("”"), lexicon.key("day")),
        (Some(4), Some(3), None)
    );
    assert!(lexicon.closes(2) && !lexicon.closes(1) && !lexicon.closes(9));
}

/// Hunks on one line: `~struck~`, `[added]`, `~old~[new]`, `{2< moved here}`, `{moved away >4}`.
fn shown(old: &str, new: &str, options: &DiffOptions) -> String {
    let found = diff_with(old, new, options);
    let show = |hunk: &travaux::words::Hunk| {
        let (gone, come) = (&old[hunk.old_span.range()], &new[hunk.new_span.range()]);
        match hunk.kind {
            HunkKind::Same => come.to_owned(),
            HunkKind::Deleted => format!("~{gone}~"),
            HunkKind::Added => format!("[{come}]"),
            HunkKind::Replaced => format!("~{gone}~[{come}]"),
            HunkKind::MovedFrom { to } => format!("{{{gone} >{to}}}"),
            HunkKind::MovedTo { from } => format!("{{{from}< {come}}}"),
            _ => panic!("a kind that this table does not know"),
        }
    };
    found.hunks().iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_changed() {
    for (old, new, want) in [
        ("", "", ""),
        ("", "We sail", "[We sail]"),
        ("We sail", "", "~We sail~"),
        ("We sail", "They row", "~We sail~[They row]"),
        ("We  sail\nat dawn", "We sail at dawn", "We sail at dawn"),
        ("the State’s plan", "the State's plan", "the State's plan"),
        (
            "We will protect the night.",
            "We shall protect the night.",
            "We ~will~[shall] protect the night.",
        ),
        // A phrase begins with its small word.
        ("protect the night", "protect the day and the night", "protect [the day and] the night"),
        // A sentence ends with its own full stop, and a member of a list with its own comma.
        ("We sail. We row.", "We sail. We swim. We row.", "We sail. [We swim.] We row."),
        ("We sail. We row.", "We sail. We row. We swim.", "We sail. We row. [We swim.]"),
        ("law, order, justice", "law, peace, order, justice", "law, [peace,] order, justice"),
        // Lone small words between replacements belong to them, others do not.
        ("the one of two mice", "the three of four mice", "the ~one of two~[three of four] mice"),
        ("saw Ann in Bonn", "saw Bob at Bath", "saw ~Ann in Bonn~[Bob at Bath]"),
        ("old harbour wall", "new harbour gate", "~old~[new] harbour ~wall~[gate]"),
        ("we row and swim", "we all row and we swim", "we [all] row and [we] swim"),
    ] {
        assert_eq!(shown(old, new, &DiffOptions::default()), want, "{old:?} to {new:?}");
    }
}

#[test]
fn what_moved() {
    let options = DiffOptions::default().moved(4);
    for (old, new, want) in [
        (
            "One two three four five six. Red green blue pink.",
            "Red green blue pink. One two three four five six.",
            "{2< Red green blue pink.} One two three four five six. {Red green blue pink. >0}",
        ),
        (
            "Lamps are dimmed at night. Stars are counted by everyone who can count to ten.",
            "Stars are seen by everyone who can count to ten. Lamps, too, are dimmed at night.",
            "~Lamps~ {are dimmed at night. >6} Stars are ~counted~[seen] by everyone who can count \
             to ten. [Lamps, too,] {1< are dimmed at night.}",
        ),
    ] {
        assert_eq!(shown(old, new, &options), want, "{old:?} to {new:?}");
    }
    // What stands twice has moved nowhere in particular.
    let twice = shown(
        "red green blue pink; one two three four five six seven",
        "one two three four five six seven; red green blue pink; red green blue pink;",
        &options,
    );
    assert!(!twice.contains(['{', '}']), "{twice}");
    // What is too short is struck and added.
    let short = shown("red green; one two three", "one two three; red green", &options);
    assert!(!short.contains(['{', '}']), "{short}");
    let off = shown(
        "red green blue pink one two three four five six",
        "one two three four five six red green blue pink",
        &DiffOptions::default().moved(0),
    );
    assert_eq!(off, "~red green blue pink~ one two three four five six [red green blue pink]");
}

#[test]
fn options_of_the_difference() {
    let old = "the one of two";
    assert_eq!(
        shown(old, "the three of four", &DiffOptions::default().islands(0)),
        "the ~one~[three] of ~two~[four]"
    );
    assert_eq!(shown(old, "The One of two", &DiffOptions::default()), "~the one~[The One] of two");
    assert!(diff_with(old, "The One of two", &DiffOptions::default().case(Case::Ignore)).is_same());
}

#[test]
fn how_similar() {
    for (old, new, want) in [
        (&[][..], &[][..], 1.0),
        (&[1], &[], 0.0),
        (&[1, 2, 3], &[3, 2, 1], 1.0),
        (&[1, 1, 2], &[1, 2, 2], 2.0 / 3.0),
        (&[1, 2], &[3, 4], 0.0),
    ] {
        assert!((similarity(old, new) - want).abs() < 1e-12, "{old:?} {new:?}");
    }
}

/// Matches as `new<old` with the kind's letter: `=` same, `~` reworded, `(` part of, `)` contains;
/// `'` for one that is not primary and `^` for one that moved.
fn aligned(old: &[&str], new: &[&str], options: &AlignOptions) -> String {
    let mut lexicon = Lexicon::new(Case::Ignore);
    let [old, new] =
        [old, new].map(|side| side.iter().map(|text| lexicon.keys(text)).collect::<Vec<_>>());
    table(&align_with(&old, &new, options))
}

fn table(found: &Alignment) -> String {
    let shown = found.matches().iter().map(|found| {
        let how = match found.how {
            MatchKind::Same => '=',
            MatchKind::Reworded => '~',
            MatchKind::PartOf => '(',
            MatchKind::Contains => ')',
            _ => '?',
        };
        let second = if found.primary { "" } else { "'" };
        let moved = if found.moved { "^" } else { "" };
        format!("{}{how}{}{second}{moved}", found.new, found.old)
    });
    shown.collect::<Vec<_>>().join(" ")
}

const LAMPS: &str = "Invites all cities to dim their street lamps after midnight";
const STARS: &str = "Requests each school to count the stars in the first week of spring";
const MOTHS: &str = "Decides to protect the moths that pollinate the gardens of the old harbour";
const OWLS: &str = "Encourages farmers to leave nesting boxes for owls in every second barn";

#[test]
fn which_paragraph_is_which() {
    let reworded = "Urges all towns to dim their street lamps well before midnight";
    let both = format!("{LAMPS}, and also {}", STARS.to_lowercase());
    let both = both.as_str();
    for (old, new, want) in [
        (&[][..], &[][..], ""),
        (&[LAMPS], &[], ""),
        (&[], &[LAMPS], ""),
        (&[LAMPS, STARS, MOTHS], &[LAMPS, STARS, MOTHS], "0=0 1=1 2=2"),
        (&[LAMPS, STARS, MOTHS], &[LAMPS, OWLS, STARS, MOTHS], "0=0 2=1 3=2"),
        (&[LAMPS, STARS, MOTHS], &[STARS, MOTHS, LAMPS], "0=1 1=2 2=0^"),
        (&[LAMPS, STARS], &[reworded, STARS], "0~0 1=1"),
        (&[LAMPS, STARS, MOTHS], &[STARS, MOTHS, reworded], "0=1 1=2 2~0^"),
        // Merged into one, and split again.
        (&[LAMPS, STARS, MOTHS], &[both, MOTHS], "0)1 0)0' 1=2"),
        (&[both, MOTHS], &[LAMPS, STARS, MOTHS], "0(0' 1(0 2=1"),
        // An alternative beside its paragraph is new: it was not split from it.
        (&[LAMPS, STARS], &[LAMPS, reworded, STARS], "0=0 2=1"),
        // Short paragraphs are the same or not.
        (&["Noting,", "Annex", LAMPS], &["Annex I", "Noting,", LAMPS], "1=0 2=2"),
        (&["", "*"], &["*", ""], "0=1 1=0^"),
        // Of several alike, those nearest to their neighbours.
        (&["* * *", LAMPS, "* * *", STARS, "* * *"], &[LAMPS, "* * *", STARS], "0=1 1=2 2=3"),
        (&[LAMPS, "* * *", STARS], &["* * *", LAMPS, "* * *", STARS], "1=0 2=1 3=2"),
    ] {
        assert_eq!(aligned(old, new, &AlignOptions::default()), want, "{old:?}\n{new:?}");
    }
}

#[test]
fn options_of_the_alignment() {
    let other = "Urges all towns to dim their street lamps well before midnight";
    let strict = AlignOptions::default().least(0.9).part(1.1);
    assert_eq!(aligned(&[LAMPS], &[other], &strict), "");
    let part = "dim their street lamps after midnight, please, all of you, each night";
    assert_eq!(aligned(&[LAMPS, part], &[LAMPS], &AlignOptions::default()), "0=0");
    let long = format!("{LAMPS}. {STARS}. {MOTHS}. {OWLS}.");
    assert_eq!(aligned(&[&long], &[LAMPS], &AlignOptions::default()), "0(0");
    assert_eq!(aligned(&[&long], &[LAMPS], &AlignOptions::default().run(12)), "");
}

#[test]
fn what_the_alignment_tells() {
    let mut lexicon = Lexicon::new(Case::Ignore);
    let old = [LAMPS, MOTHS, STARS].map(|text| lexicon.keys(text));
    let new = [OWLS, STARS].map(|text| lexicon.keys(text));
    let found = align(&old, &new);
    assert_eq!(found.gone().collect::<Vec<_>>(), [0, 1]);
    assert_eq!(found.fresh().collect::<Vec<_>>(), [0]);
    assert_eq!(found.of_new(1).len(), 1);
    assert_eq!(found.of_old(2).count(), 1);
    let only = found.matches()[0];
    assert_eq!((only.shared, only.moved), (13, false));
    assert!((only.similarity - 1.0).abs() < 1e-12);
}

/// Small enough that recursion into the lists would overflow it.
const STACK: usize = 256 * 1024;

/// Compares two lists on a small stack: the changes, in order, between words that are the same.
fn survives(name: &'static str, old: Vec<u32>, new: Vec<u32>) -> usize {
    let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    let work = move || {
        let found = changes(&old, &new);
        let (mut old_at, mut new_at) = (0, 0);
        for change in &found {
            assert_eq!(old[old_at..change.old.start], new[new_at..change.new.start], "{name}");
            (old_at, new_at) = (change.old.end, change.new.end);
        }
        assert_eq!(old[old_at..], new[new_at..], "{name}");
        found.iter().map(|change| change.old.len() + change.new.len()).sum()
    };
    thread.spawn(work).expect("a thread").join().expect("no panic")
}

#[test]
fn hostile_lists() {
    // Where time grew with the product of the lengths, each of these would take minutes.
    const LENGTH: u32 = 200_000;
    let keys = |key: &dyn Fn(u32) -> u32| (0..LENGTH).map(key).collect::<Vec<u32>>();
    assert_eq!(survives("equal words", vec![0; 1_000_000], vec![0; 999_999]), 1);
    let nothing = survives("nothing in common", keys(&|at| at), keys(&|at| LENGTH + at));
    assert_eq!(nothing, 2 * LENGTH as usize);
    let every = keys(&|at| if at % 2 == 0 { at } else { LENGTH + at });
    assert_eq!(survives("every other word", keys(&|at| at), every), LENGTH as usize);
    let halves = survives("halves swapped", keys(&|at| at), keys(&|at| (at + LENGTH / 2) % LENGTH));
    assert_eq!(halves, LENGTH as usize);
    survives("turned round", keys(&|at| at), keys(&|at| LENGTH - at));
    survives("two words against one", keys(&|at| at % 2), keys(&|at| at % 3 / 2));
    survives("ever rarer", keys(&|at| at % (1 + at % 1_000)), keys(&|at| at % (1 + at % 997)));
    survives(
        "ever longer",
        keys(&|at| at),
        keys(&|at| if is_triangular(at) { LENGTH } else { at }),
    );
    survives("huge keys", keys(&|at| u32::MAX - at), keys(&|at| u32::MAX - at / 2));
}

/// Whether runs of one word, two words, three words and so on end at `at`.
fn is_triangular(at: u32) -> bool {
    let root = (8 * u64::from(at) + 1).isqrt();
    root * root == 8 * u64::from(at) + 1
}

#[test]
fn hostile_texts() {
    let long = "a".repeat(1_000_000);
    assert!(diff(&long, &long).is_same());
    assert_eq!(diff(&long, &long[1..]).hunks().len(), 1);
    let accents = format!("e{}", "\u{301}\u{323}".repeat(100_000));
    assert_eq!(words(&accents).count(), 1);
    let mut lexicon = Lexicon::new(Case::Ignore);
    assert_eq!(lexicon.keys(&accents), [0]);
    assert_eq!(words(&"\u{ad}".repeat(500_000)).count(), 0);
    assert_eq!(words(&"a\u{ad}".repeat(300_000)).count(), 1);
    assert_eq!(words(&"-".repeat(500_000)).count(), 1);
    assert_eq!(words(&"a-".repeat(300_000)).count(), 2);
    let many = "to be or not to be, ".repeat(20_000);
    let found = diff(&many, &many[6..]);
    assert_eq!(found.hunks().iter().filter(|hunk| hunk.kind != HunkKind::Same).count(), 1);
}

#[test]
fn hostile_paragraphs() {
    let same = vec![vec![1, 2, 3, 4]; 50_000];
    let found = align(&same, &same[1..]);
    assert_eq!(found.matches().len(), 49_999);
    // One long paragraph that shares something with each of many short ones.
    let long: Vec<u32> = (0..100_000).collect();
    let short: Vec<Vec<u32>> = long.chunks(4).map(<[u32]>::to_vec).collect();
    let whole = std::slice::from_ref(&long);
    let split = align(whole, &short);
    assert_eq!(split.matches().iter().filter(|found| found.primary).count(), 0);
    align(&short, whole).matches().iter().for_each(|found| assert!(found.primary));
    // Stock phrases alone.
    let stock: Vec<Vec<u32>> = (0..5_000u32).map(|at| vec![1, 2, 3, 4, 5, 6, 7, 10 + at]).collect();
    let turned: Vec<Vec<u32>> = stock.iter().rev().cloned().collect();
    assert_eq!(align(&stock, &turned).matches().len(), 5_000);
}

#[cfg(feature = "serde")]
#[test]
fn results_serialise() {
    fn back<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
        let text = serde_json::to_string(value).expect("it serialises");
        serde_json::from_str(&text).expect("it reads back")
    }
    let found = diff("We will protect the night.", "We shall protect the dark night.");
    assert_eq!(back(&found), found);
    let mut lexicon = Lexicon::new(Case::Ignore);
    let old = [LAMPS, STARS].map(|text| lexicon.keys(text));
    let new = [STARS, OWLS].map(|text| lexicon.keys(text));
    let found = align(&old, &new);
    assert_eq!(back(&found), found);
}

/// The paragraphs of a real text, a line each.
fn paragraphs(name: &str, lexicon: &mut Lexicon) -> (String, Vec<Vec<u32>>) {
    let folder = std::env::var_os("TRAVAUX_CORPUS");
    let folder = folder.expect("TRAVAUX_CORPUS is not set, expected the folder of the real texts");
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join(name)).expect(name);
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let keys = lines.map(|line| lexicon.keys(line)).collect();
    (text, keys)
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn paris_finds_its_paragraphs() {
    let mut lexicon = Lexicon::new(Case::Ignore);
    let (draft, old) = paragraphs("paris-2015-12-09.md", &mut lexicon);
    let (adopted, new) = paragraphs("paris-2015-12-12.md", &mut lexicon);
    let found = align(&old, &new);
    let own = found.matches().iter().filter(|found| found.primary).count();
    let rest = found.matches().len() - own;
    // The matches were looked through when these bounds were set: they guard what was found then.
    assert!((170..200).contains(&own) && (10..25).contains(&rest), "{own} and {rest}");
    let back = align(&new, &old);
    let back = back.matches().iter().filter(|found| found.primary).count();
    assert!(own.abs_diff(back) <= own / 20, "{own} one way, {back} the other");
    let hunks = diff(&draft, &adopted);
    let same = hunks.hunks().iter().filter(|hunk| hunk.kind == HunkKind::Same);
    let same: usize = same.map(|hunk| hunk.new.len()).sum();
    assert!(2 * same > hunks.new_words().len(), "{same} words kept");
}

#[test]
fn merged_words_are_compared_with_all_the_paragraphs_they_come_from() {
    let old = [
        "We keep every harbour open to all small boats of the coast.",
        "We teach the young the names of the winds and of the stars above the bay.",
        "We rest.",
    ];
    let new = [
        "We keep every harbour open to all small boats of the coast. We teach the young the names of \
         the winds and of the stars above the quiet bay.",
        "We rest.",
    ];
    let rows = compare(&old, &new);
    assert_eq!((rows[0].fate, rows[0].old.len()), (Fate::Merged, 2));
    let before = rows[0].old_text(&old);
    let diff = rows[0].diff.as_ref().expect("one word is new");
    let fresh: Vec<&str> = diff
        .hunks()
        .iter()
        .filter(|hunk| hunk.kind != HunkKind::Same)
        .map(|hunk| &new[0][hunk.new_span.range()])
        .collect();
    assert_eq!(fresh, ["quiet"], "held against {before}");
    assert_eq!(rows[1].old_text(&old), "We rest.");
}

#[test]
fn each_part_of_a_divided_paragraph_is_compared_with_its_share() {
    let old =
        ["We keep every harbour open to all the small boats of the long coast, and we teach the \
                young the names of the winds and of the stars above the bay."];
    let new = [
        "We keep every harbour open to all the small boats of the long coast.",
        "We teach the young the names of the winds and of the bright stars above the bay.",
    ];
    let rows = compare(&old, &new);
    assert_eq!([rows[0].fate, rows[1].fate], [Fate::Split; 2]);
    assert_eq!(rows[0].old_text(&old) + &*rows[1].old_text(&old), old[0]);
    let changed = |row: &Comparison| -> usize {
        let hunks = row.diff.iter().flat_map(travaux::words::Diff::hunks);
        let changed = hunks.filter(|hunk| hunk.kind != HunkKind::Same);
        changed.map(|hunk| hunk.old.len() + hunk.new.len()).sum()
    };
    // `, and we` to a full stop; `We` and `bright`.
    assert_eq!((changed(&rows[0]), changed(&rows[1])), (4, 2));
}
