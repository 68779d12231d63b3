//! Proves that hostile input is read, kept to the byte, and neither panics nor overflows a stack.

use travaux::{Source, SourceErrorKind};

use crate::check;

/// Bytes of each text.
const SIZE: usize = 100_000;

/// Small enough that recursion into 10,000 brackets would overflow it.
const STACK: usize = 256 * 1024;

/// Reads a text on a small stack and holds everything that must hold of any reading.
fn survives(name: &'static str, text: String) {
    let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    let verdict = thread.spawn(move || check::everything(&text)).expect("a thread").join();
    match verdict {
        Ok(Ok(())) => {}
        Ok(Err(why)) => panic!("{name}: {why}"),
        Err(cause) => panic!("{name}: the reader panicked: {cause:?}"),
    }
}

fn repeated(unit: &str) -> String {
    unit.repeat(SIZE / unit.len() + 1)
}

/// A generator of the test's own: the same text on every machine.
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).expect("31 bits")
    }
}

#[test]
fn one_mark_over_and_over() {
    for unit in ["[", "]", "(", ")", "~~", "~", "*", ",", ";", ":", "/", "\"", "“", "#", "-", " "]
    {
        survives("one mark", repeated(unit));
    }
}

#[test]
fn marks_that_cross() {
    for unit in
        ["[~~(", "~~[", "[~~", "(]", "[)~~", "](", "~~)~~[", "[[a:FRA / ", "[a [FRA", ": [", "[/"]
    {
        survives("marks that cross", repeated(unit));
        survives("marks that cross, in a paragraph", format!("1. We sail {}", repeated(unit)));
    }
}

#[test]
fn deep_nesting() {
    let depth = 50_000;
    let square = format!("1. We {}sail{}", "[".repeat(depth), "]".repeat(depth));
    survives("square brackets", square);
    let round = format!("1. We {}sail{}", "(".repeat(depth), ")".repeat(depth));
    survives("parentheses", round);
    // Each of these makes a row, and a row gives kilobytes of what is nested in it.
    let depth = 10_000;
    let signed = format!("1. We {}sail{}", "[a ".repeat(depth), " b: FRA]".repeat(depth));
    survives("signed brackets", signed);
    let options = format!("1. We {}sail{}", "[a:FRA / ".repeat(depth), ":DEU]".repeat(depth));
    survives("nested alternatives", options);
    let wordless = format!("1. We {}sail{}", "[".repeat(depth), ": FRA]".repeat(depth));
    survives("signed brackets without words", wordless);
    let authors =
        format!("{}{}", " (".repeat(depth), "oppose the proposal of FRA: ) ".repeat(depth));
    survives("authors behind brackets", authors);
}

#[test]
fn endless_lines_and_lists() {
    survives("one endless line", format!("1. {}", repeated("We sail at dawn and return ")));
    survives("one endless word", repeated("a"));
    survives("one endless word, signed", format!("1. We sail {}[FRA].", repeated("willboth")));
    survives("one endless code", repeated("A"));
    survives("one endless number", repeated("1"));
    survives(
        "ten thousand codes",
        format!("1. We sail [at dawn: {}].", vec!["FRA"; 10_000].join(",")),
    );
    survives(
        "an original asked for by every option",
        format!(
            "1. {}[a: FRA{}] end;",
            "word ".repeat(60_000),
            " / retain original: RUS".repeat(10_000)
        ),
    );
    survives("ten thousand strangers", format!("1. We sail [at dawn: {}].", strangers(10_000)));
    survives(
        "ten thousand notes",
        format!("1. We sail.\n{}", "(retain original: FRA)\n".repeat(10_000)),
    );
    survives(
        "ten thousand options",
        format!("1. We [{}delete:DEU] sail.", "row:FRA / ".repeat(10_000)),
    );
    survives("ten thousand ends", format!("1. We {}", "sail (stop here: FRA) ".repeat(10_000)));
    survives("ten thousand wishes", format!("1. We {}", "sail [at dawn: FRA] ".repeat(10_000)));
    survives("ends without a rest", format!("1. We {}", "[FRA](stop here: FRA)".repeat(10_000)));
    survives(
        "ten thousand replacements",
        format!("1. We {}", "~~sail~~ row [FRA] ".repeat(10_000)),
    );
}

fn strangers(count: u32) -> String {
    let mut seed = Seed(7);
    let mut letter = || char::from(b'A' + u8::try_from(seed.next() % 26).expect("under 26"));
    (0..count)
        .map(|_| [letter(), letter(), letter(), letter(), ','].iter().collect::<String>())
        .collect()
}

#[test]
fn many_paragraphs() {
    survives(
        "many numbers",
        (1..10_000).fold(String::new(), |text, n| text + &n.to_string() + ". We sail;\n"),
    );
    survives("one number", "1. We sail;\n\n".repeat(10_000));
    survives("alternatives", "OP1 ALT We sail; [FRA]\n\n".repeat(5_000));
    survives("headings", "**[Boats: FRA]**\n\n".repeat(5_000));
    survives("hinges", "Declare the following:\n\n".repeat(5_000));
    survives("chapeaux", "We, the Ministers,\n\n".repeat(5_000));
    survives("annexes", "ANNEX I\n\n".repeat(10_000));
    survives("page numbers", "We sail\n\n12\n\n".repeat(10_000));
    survives("places", "After OP1 insert:\n\n".repeat(5_000));
    survives("moves", "Move OP6 to OP1: FRA\n\n".repeat(5_000));
}

#[test]
fn any_characters() {
    let mut seed = Seed(2027);
    let mut text = String::new();
    while text.len() < SIZE {
        // Every plane of Unicode, and marks every fourth time so that something is read.
        let next = match seed.next() % 4 {
            0 => char::from(b"[]()~*,;:/ \n\rFRADEU12."[seed.next() as usize % 22]),
            1 => char::from_u32(seed.next() % 0x80).unwrap_or('a'),
            _ => char::from_u32(seed.next() % 0x11_0000).unwrap_or('é'),
        };
        text.push(next);
    }
    survives("any characters", text);
}

#[test]
fn odd_characters() {
    survives("empty", String::new());
    survives("NUL", repeated("\0"));
    survives(
        "NULs in a paragraph",
        format!("1. We\0 sail [at\0 dawn: FRA\0].{}", "\0".repeat(100)),
    );
    survives("a byte order mark", "\u{feff}1. We sail [at dawn: FRA].".to_owned());
    survives("byte order marks", repeated("\u{feff}"));
    survives("carriage returns", repeated("\r"));
    survives("lone carriage returns", repeated("1. We sail [at dawn: FRA].\r\r"));
    survives("carriage returns and line feeds", repeated("1. We sail [at dawn: FRA].\r\n\r\n"));
    survives("combining marks", format!("1. We sail [at{}: FRA]", "\u{301}".repeat(SIZE / 2)));
    survives("odd blanks", repeated("\u{a0}\u{2028}\u{2003}[\u{a0}: FRA]"));
    survives("letters beyond ASCII", repeated("[é: ÉTA] ~~ß~~ Ω [DEU] "));
}

#[test]
fn line_ends_do_not_change_the_table() {
    let text = "1. We sail [at dawn: FRA; oppose: DEU];\n(retain original: ESP)\n\n2. We row.\n";
    let table = |text: &str| -> Vec<String> {
        let rows = check::read(text);
        let rows = rows.rows();
        rows.map(|row| format!("{} {} {} {}", row.written, row.kind, row.subject, row.paragraph))
            .collect()
    };
    assert_eq!(table(&text.replace('\n', "\r\n")), table(text));
    assert_eq!(table(&text.replace('\n', "\r")), table(text));
    assert_eq!(table(&format!("\u{feff}{text}")), table(text));
    assert_eq!(table(text.trim_end()), table(text));
}

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_offset() {
    let bad: [(&[u8], usize); 5] = [
        (b"\xff", 0),
        (b"We sail\xc3", 7),
        (b"We sail \xe2\x82 at dawn", 8),
        ("é\u{0}".as_bytes().split_at(1).0, 0),
        (b"\xf0\x9f\x98\x80\x80", 4),
    ];
    for (bytes, at) in bad {
        let error = Source::from_bytes("draft", bytes.to_vec()).expect_err("no UTF-8");
        let SourceErrorKind::NotUtf8 { offset } = error.kind() else {
            panic!("{error}, expected the offset")
        };
        assert_eq!(*offset, at, "{bytes:x?}");
        assert!(error.to_string().starts_with("draft: "), "{error}");
    }
}
