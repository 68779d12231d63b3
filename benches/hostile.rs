//! Proves that no text, however mean, makes reading slower than its length: each input is read at
//! 1 and 10 MB, and the time should grow tenfold.
//!
//! Each input is also read back from its tokens. See `README.md` beside this file.

mod support;

use std::error::Error;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use support::{MB, Xorshift, assert_tiles, float, is_test, timed};
use travaux::model::{Document, ReadOptions};
use travaux::{Source, syntax};

/// The lengths, in ratio to the first. The last two make the table.
const STEPS: [usize; 4] = [1, 10, 100, 1000];

/// Rounds at each of them, of which the fastest counts.
const ROUNDS: [usize; 4] = [3, 3, 5, 2];

/// An input that would take longer than this at its next length is left at the one before.
const PATIENCE: Duration = Duration::from_secs(40);

fn main() -> Result<(), Box<dyn Error>> {
    if is_test() {
        for (name, write) in INPUTS {
            run(name, &write(MB / 10), 1)?;
        }
        println!("hostile: {} inputs read and given back", INPUTS.len());
        return Ok(());
    }
    // Behind the options: words that an input's name must hold.
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let wanted = wanted.unwrap_or_default();
    println!("{:<30}|{:^34}|{:^34}", "", "syntax::parse", "Document::read_with");
    let head = format!("{:>9}{:>10}{:>7}{:>8}", "ms, 1 MB", "10 MB", "x", "MB/s");
    println!("{:<30}|{head}|{head}", "");
    let mut slow = Vec::new();
    for (name, write) in INPUTS.iter().filter(|(name, _)| name.contains(&wanted)) {
        print!("{name:<30}");
        std::io::stdout().flush()?;
        let mut runs: Vec<(usize, Times)> = Vec::new();
        for (step, rounds) in STEPS.into_iter().zip(ROUNDS) {
            if expected(&runs) > PATIENCE {
                break;
            }
            let text = write(MB / 100 * step);
            runs.push((text.len(), run(name, &text, rounds)?));
        }
        let [.., (_, short), (length, long)] = runs.as_slice() else { continue };
        for (short, long) in [(short.tree, long.tree), (short.model, long.model)] {
            print!(
                "|{:>9.1}{:>10.1}{:>7.1}{:>8.1}",
                short.as_secs_f64() * 1e3,
                long.as_secs_f64() * 1e3,
                long.as_secs_f64() / short.as_secs_f64(),
                float(*length) / float(MB) / long.as_secs_f64(),
            );
        }
        if runs.len() < STEPS.len() {
            print!("| at {} and {} kB", length / 10_000, length / 1000);
            slow.push(*name);
        }
        println!();
    }
    if !slow.is_empty() {
        println!("\nnot read at 10 MB within {PATIENCE:?}: {}", slow.join("; "));
    }
    Ok(())
}

/// How long the next length would take, if time goes on growing as it has.
fn expected(runs: &[(usize, Times)]) -> Duration {
    match runs {
        [.., (_, before), (_, last)] => {
            let (before, last) = (before.tree + before.model, last.tree + last.model);
            last.mul_f64((last.as_secs_f64() / before.as_secs_f64()).clamp(10.0, 1000.0))
        }
        _ => Duration::ZERO,
    }
}

struct Times {
    tree: Duration,
    model: Duration,
}

/// The fastest of some rounds, after the text has been checked once.
fn run(name: &str, text: &str, rounds: usize) -> Result<Times, Box<dyn Error>> {
    let text: Arc<str> = text.into();
    let options = ReadOptions::default();
    let mut best = Times { tree: Duration::MAX, model: Duration::MAX };
    for round in 0..rounds {
        // A source remembers its lines, so each round gets one that nobody has read yet.
        let source = Source::new(name, Arc::clone(&text))?;
        let (parsed, tree) = timed(|| syntax::parse(&source));
        if round == 0 {
            assert_tiles(name, &source, parsed.tree());
        }
        drop(parsed);
        let (document, model) = timed(|| Document::read_with(source, &options));
        assert_eq!(document.source().text().len(), text.len(), "{name}: the text was changed");
        best = Times { tree: best.tree.min(tree), model: best.model.min(model) };
        if tree + model > PATIENCE / 20 {
            break;
        }
    }
    Ok(best)
}

/// An input by name, and what writes about so many bytes of it.
type Input = (&'static str, fn(usize) -> String);

const INPUTS: &[Input] = &[
    ("only [", |length| fill(length, "", "[", "")),
    ("only ]", |length| fill(length, "", "]", "")),
    ("only ~~", |length| fill(length, "", "~~", "")),
    ("[~~( repeated", |length| fill(length, "", "[~~(", "")),
    ("one line without an end", |length| fill(length, "1. ", "words of the committee ", "")),
    ("a list of codes", |length| fill(length, "1. We act [", "FRA,DEU,", "USA].")),
    ("a list unclosed", |length| fill(length, "1. We act [", "FRA,DEU,", "")),
    ("one-line paragraphs", |length| fill(length, "", "1. a\n\n", "")),
    ("signed paragraphs", |length| fill(length, "", "1. x [FRA]\n\n", "")),
    ("nested [x [x : FRA] : FRA]", |length| nested(length, "1. ", "[x ", " : FRA]")),
    ("nested [[ : FRA] : FRA]", |length| nested(length, "1. We act ", "[", ": FRA]")),
    ("( over and over, authors", |length| nested(length, "", " (", "oppose words of FRA: x ) ")),
    ("nested (agreed", |length| nested(length, "1. We act ", "(agreed ", ")")),
    ("nested, opened only", |length| fill(length, "1. ", "[x: FRA ", "")),
    ("nested ((: FRA) : FRA)", |length| nested(length, "1. We act ", "(oppose ", ": FRA)")),
    ("(stop here: FRA)", |length| fill(length, "1. We ", "act (stop here: FRA) ", ".")),
    ("(stop here: FRA) sentences", |length| fill(length, "1. We ", "act (stop here: FRA). ", "")),
    ("*delete until here: FRA*", |length| fill(length, "1. ", "act *delete until here: FRA* ", "")),
    ("alternatives, the same two", |length| fill(length, "1. We [", "a:FRA/b:DEU/", "c:USA]")),
    ("alternatives, each another", |length| {
        numbered(length, "1. We [", |nth| format!("a{nth}:FRA/"), "c:USA; delete: RUS] act.")
    }),
    ("alternatives, each deleted", |length| {
        numbered(length, "1. We [", |nth| format!("a{nth}:FRA; delete: RUS/"), "c:USA] act.")
    }),
    ("alternatives, then retains", |length| {
        let mut text = numbered(length / 2, "1. We [", |nth| format!("a{nth}:FRA/"), "");
        text.push_str(&fill(length / 2, "", "retain original: RUS/", "c:USA]"));
        text
    }),
    ("alternatives, then opposes", |length| {
        let mut text = numbered(length / 2, "1. We [", |nth| format!("a{nth}:FRA/"), "x:DEU");
        text.push_str(&fill(length / 2, "", "; oppose: RUS", "]"));
        text
    }),
    ("inner brackets, then opposes", |length| {
        let mut text = fill(length / 2, "1. We [", "[a: FRA] ", "");
        text.push_str(&fill(length / 2, "", "; oppose: RUS", "]"));
        text
    }),
    ("wishes, then more codes", |length| {
        let mut text = fill(length / 2, "1. We [", "x: FRA; ", "y: FRA");
        text.push_str(&fill(length / 2, "", " (z) DEU", "]"));
        text
    }),
    ("support of own additions", |length| {
        // Twelve to a paragraph: as many notes as could double their targets without harm.
        let notes = "(support the additions of FRA: FRA)\n".repeat(12);
        fill(length, "", &format!("1. We act [FRA].\n{notes}\n"), "")
    }),
    ("oppose all additions", |length| {
        let mut text = fill(length / 2, "1. ", "act [FRA], ", ".\n");
        text.push_str(&fill(length / 2, "", "(oppose all additions: RUS)\n", ""));
        text
    }),
    ("stop at “words elsewhere”", |length| {
        numbered(length, "1. We act ", |nth| format!("(stop here “a{nth}”: FRA) "), ".")
    }),
    ("one heading of many lists", |length| fill(length, "**Heading ", "act [FRA] ", "**")),
    ("marks, then words of codes", |length| {
        let mut text = fill(length / 2, "1. ", ",", "");
        text.push_str(&fill(length / 2, "", "FRA x ", ""));
        text
    }),
    ("blanks in a note of lists", |length| {
        let mut text = fill(length / 2, "1. We act.\n(", " ", "");
        text.push_str(&fill(length / 2, "", "oppose: FRA; ", ")"));
        text
    }),
    ("blanks, then [] behind a list", |length| {
        let mut text = fill(length / 2, "1. We [act: FRA", " ", "");
        text.push_str(&fill(length / 2, "", "[]", "]"));
        text
    }),
    ("blanks, then [] in an ALT", |length| {
        let mut text = fill(length / 2, "OP6 ALT We act (delete)", " ", "");
        text.push_str(&fill(length / 2, "", "[FRA]", ""));
        text
    }),
    ("strikes, then lists in ()", |length| {
        let mut text = fill(length / 2, "1. ", "~~a~~ ", "");
        text.push_str(&fill(length / 2, "", "(see [FRA: x]) [delete] ", ""));
        text
    }),
    ("strangers in brackets", |length| fill(length, "1. ", "[XQZ] ", "")),
    ("words [FRA] in one", |length| fill(length, "1. ", "words [FRA] ", "")),
    ("words [FRA], then retain", |length| {
        let mut text = fill(length, "1. ", "words [FRA], ", "end.\n");
        for _ in 0..length / 1000 {
            text.push_str("(retain original: RUS)\n");
        }
        text
    }),
    ("random UTF-8", random),
    ("random notation", notation),
    ("NULs", |length| fill(length, "", "\0", "")),
    ("CRLF lines", |length| fill(length, "", "1. We act [FRA].\r\n", "")),
    ("lone CR lines", |length| fill(length, "", "1. We act [FRA].\r", "")),
    ("only line ends", |length| fill(length, "", "\n", "")),
    ("only blanks", |length| fill(length, "1.", " ", "x [FRA]")),
    ("BOM first", |length| fill(length, "\u{feff}", "1. We act [FRA].\n\n", "")),
    ("only BOMs", |length| fill(length, "", "\u{feff}", "")),
    ("~~a [b~~ c] repeated", |length| fill(length, "1. ", "~~a [b~~ c] ", "")),
    ("nested ~~", |length| nested(length, "1. ", "~~a ", "b~~ ")),
    ("~~ over many brackets", |length| fill(length, "1. ~~a ", "[b: FRA] ", "~~")),
    ("~~ cut by deep [", |length| {
        let mut text = fill(length / 2, "1. ", "[~~a ", "");
        text.push_str(&fill(length / 2, "", "b] ", ""));
        text
    }),
    ("([ mixed with A:", |length| fill(length, "1. ", "(A: [FRA: (x [DEU: ", "")),
    ("([ crossing", |length| fill(length, "1. ", "(x [y: FRA) z: DEU] ", "")),
    ("([ crossing, deep", |length| {
        let mut text = fill(length / 2, "1. ", "([", "");
        text.push_str(&fill(length / 2, "", ")]", ""));
        text
    }),
    ("a long word, then [FRA]", |length| fill(length, "1. ", "internationalisation", "[FRA].")),
    ("two words as one, [FRA]", |length| {
        fill(length, "1. We will both act. We ", "willboth", "[FRA].")
    }),
    ("long words, each [FRA]", |length| {
        let word = "x".repeat(1000);
        fill(length, "1. ", &(word + "[FRA]"), "")
    }),
    ("“ unclosed", |length| fill(length, "1. ", "“a ", "[FRA]")),
    ("“ then (delete “x: FRA)", |length| fill(length, "1. “We act ", "(delete “x: FRA) ", "")),
    ("(delete “x”: FRA)", |length| fill(length, "1. We act ", "(delete “y z”: FRA) ", "")),
    ("[retain “x”: FRA]", |length| fill(length, "1. We act ", "and [retain “y z”: FRA] ", "")),
    ("OP6 bis ALT lines", |length| fill(length, "", "OP6 bis ALT\n", "")),
    ("OP6 bis ALT signed", |length| fill(length, "", "OP6 bis ALT We act [FRA].\n\n", "")),
    ("ALT in mid-line", |length| fill(length, "1. We ", "act [FRA] OP6 ALT. We ", "")),
    ("ALT then Oppose", |length| fill(length, "OP6 ALT We act [FRA]. ", "Oppose [RUS]. ", "")),
    ("distinct labels", |length| {
        let label = |nth| format!("OP{} bis ALT{}. We act [FRA].\n\n", nth % 10_000, nth % 250);
        numbered(length, "", label, "")
    }),
    ("distinct codes", |length| {
        let mut chance = Xorshift::new(3);
        let mut text = String::from("1. We act [");
        while text.len() < length {
            for _ in 0..6 {
                text.push(letter(&mut chance));
            }
            text.push(',');
        }
        text.push_str("FRA].");
        text
    }),
    ("moves to a label", |length| {
        let moves = |nth: usize| {
            let (own, to) = (nth % 10_000, nth * 7 % 10_000);
            format!("{own}. We act.\n(move this before OP{to}: FRA)\n(merge with OP{to}: DEU)\n\n")
        };
        numbered(length, "", moves, "")
    }),
    ("; and : without end", |length| fill(length, "1. We [x", ": FRA; oppose", ": RUS]")),
    ("(oppose: FRA) notes", |length| fill(length, "1. We act.\n", "(oppose: FRA)\n", "")),
    ("FRA: (remark) repeated", |length| fill(length, "1. We act.\n(", "FRA: see above ", ")")),
    ("FRA (x) FRA (x)", |length| fill(length, "1. We [act: ", "FRA (flexible) ", "]")),
    ("/ without end", |length| fill(length, "1. We [FRA", "/", "a: DEU]")),
    (") ; ~~ before /", |length| fill(length, "1. We [FRA", ") ; ~~ ", "/ a: DEU]")),
    ("blank [ blank", |length| fill(length, "1. We [", "[ ] ", "FRA]")),
    ("a title on every line", |length| {
        fill(length, "", "Draft declaration\n\n1. We act [now](#) [soon: FRA].\n\n", "")
    }),
    ("an annex on every line", |length| fill(length, "", "ANNEX I\n\n1. We act [FRA].\n\n", "")),
    ("names for codes", |length| fill(length, "1. ", "[act: Uganda, Wakanda, Peru] ", "")),
    ("~~ unsigned", |length| fill(length, "1. ", "~~a~~ b ", "[FRA]")),
    ("misspelt verbs", |length| fill(length, "1. We [act: FRA; ", "opose: RUS; ", "]")),
    ("B: retain behind A", |length| fill(length, "1. We ~~act~~ [FRA; ", "RUS: retain; ", "]")),
    ("headings", |length| fill(length, "", "#### **[Heading: FRA]**\n\n", "")),
    ("bold openers", |length| fill(length, "", "**a\n", "")),
    ("only *", |length| fill(length, "1. ", "* ", "")),
    ("titles beside page numbers", |length| {
        numbered(
            length,
            "1. We act, and ",
            |nth| format!("\n\n{}\n\nDraft of May\n\nfurther ", nth % 999),
            "",
        )
    }),
    ("page numbers between", |length| fill(length, "1. We act, and ", "\n\n7\n\nfurther ", "")),
    ("page numbers in a bracket", |length| {
        fill(length, "1. We act [", "\n\n7\n\nfurther", ": FRA]")
    }),
    ("lines that go on", |length| fill(length, "1. We ", "act,\nand ", "")),
    ("lines that go on in [", |length| fill(length, "1. We [", "act,\n\nand ", ": FRA]")),
    ("capitals", |length| fill(length, "1. ", "A", "")),
    ("capitals and blanks", |length| fill(length, "1. ", "FRA ", "")),
    ("[US propose: ", |length| fill(length, ARTICLE, "[US propose: ", "")),
    ("[US oppose: ", |length| fill(length, ARTICLE, "[US oppose: ", "")),
    ("nested [US propose: x]", |length| nested(length, ARTICLE, "[US propose: x ", "]")),
    ("[NOTE: [US oppose]", |length| fill(length, ARTICLE, "[NOTE: [US oppose] ", "")),
    ("[US/JP/US/… propose", |length| {
        fill(length, &format!("{ARTICLE}["), "US/JP/", "CA propose: x]")
    }),
    ("[US/JP/US/… without a verb", |length| fill(length, &format!("{ARTICLE}["), "US/JP/", "")),
    ("US and JP and US and …", |length| fill(length, ARTICLE, "US and JP & ", "")),
    ("a footnote that never ends", |length| {
        let head = format!("{ARTICLE}[US1 propose: x]\n\n1 Negotiators' Note: ");
        fill(length, &head, "US supports this subject to fog\nand CA is considering it\n", "")
    }),
    ("footnotes on every word", |length| {
        let unit = |nth| format!("lamp{} ", nth % 999 + 1);
        numbered(length, ARTICLE, unit, "\n\n1 Note\n")
    }),
    ("article after article, open", |length| {
        fill(length, ARTICLE, "[US/JP propose:\nArticle 1.2: {X}\n1. We act.\n", "")
    }),
    ("nested options", |length| nested(length, "1. [a][b] [c][d] We ", "[x ", "]")),
    ("options side by side", |length| fill(length, "1. We ", "[shall][should] ", "act.")),
    ("Option 1: Option 2:", |length| {
        fill(length, "1. [a][b] [c]\n", "Option 1: a\nOption 2: b\n", "")
    }),
];

/// A trade text opens so; three marks make sure that it is read as one.
const ARTICLE: &str = "Article 1.1: {Lamps}\n1. [US propose: a] [JP oppose: b] [US/JP propose: c] ";

/// `unit` over and over between `head` and `tail`, `length` bytes or a little more.
fn fill(length: usize, head: &str, unit: &str, tail: &str) -> String {
    let room = length.saturating_sub(head.len() + tail.len());
    let mut text = String::with_capacity(length + unit.len());
    text.push_str(head);
    text.push_str(&unit.repeat(room / unit.len().max(1)));
    text.push_str(tail);
    text
}

/// What `unit` makes of 1, 2, 3 and so on, between `head` and `tail`.
fn numbered(length: usize, head: &str, unit: fn(usize) -> String, tail: &str) -> String {
    let mut text = String::with_capacity(length + 64);
    text.push_str(head);
    let mut nth = 0;
    while text.len() < length {
        nth += 1;
        text.push_str(&unit(nth));
    }
    text.push_str(tail);
    text
}

/// As many `open`s as `close`s behind them.
fn nested(length: usize, head: &str, open: &str, close: &str) -> String {
    let depth = length / (open.len() + close.len()).max(1);
    format!("{head}{}x{}", open.repeat(depth), close.repeat(depth))
}

/// Characters of all lengths, from all planes.
fn random(length: usize) -> String {
    let mut chance = Xorshift::new(1);
    let mut text = String::with_capacity(length + 4);
    while text.len() < length {
        let bits = u32::try_from(chance.next() >> 40).unwrap_or(0);
        let bound = [0x80, 0x800, 0x1_0000, 0x11_0000][chance.below(4)];
        text.extend(char::from_u32(bits % bound));
    }
    text
}

/// Pieces of the notation in any order.
fn notation(length: usize) -> String {
    const PIECES: [&str; 40] = [
        "[",
        "]",
        "(",
        ")",
        "~~",
        "**",
        "*",
        ",",
        ";",
        ":",
        "/",
        " ",
        "\n",
        "\n\n",
        "“",
        "”",
        ".",
        "FRA",
        "DEU",
        "EU",
        "NAM",
        " words ",
        " of the ",
        "old",
        "1. ",
        "2-3. ",
        "OP6 bis ALT ",
        "PP4 ",
        "oppose: ",
        "delete: ",
        "retain original: ",
        "stop here: ",
        "move this to OP3: ",
        "merge with OP2: ",
        "flexible",
        "support",
        "reservation: ",
        "ALT ",
        "- ",
        "\t",
    ];
    let mut chance = Xorshift::new(2);
    let mut text = String::with_capacity(length + 32);
    while text.len() < length {
        text.push_str(PIECES[chance.below(PIECES.len())]);
    }
    text
}

fn letter(chance: &mut Xorshift) -> char {
    char::from(b'A' + u8::try_from(chance.below(26)).unwrap_or(0))
}
