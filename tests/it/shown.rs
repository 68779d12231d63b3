//! Proves what the examples print: run as a reader runs them, on files of their own.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A draft as a file, in a folder of the build.
pub(crate) fn file(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shown");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

pub(crate) fn run(example: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    // In the profile of the tests, in which all that the examples need is built already.
    command.args(["run", "--quiet", "--offline", "--profile", "test", "--example", example, "--"]);
    command.args(args);
    command.output().expect("cargo runs")
}

/// What an example prints, if it succeeds.
pub(crate) fn shown(example: &str, args: &[&str]) -> String {
    let output = run(example, args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{example} {args:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn lines_end_with_their_last_word() {
    let draft = file("short.md", "1. We sail.\n(move after OP2: FRA)\n\n2. We row.\n");
    let table = shown("lineage", &[&draft]);
    let trailing: Vec<&str> = table.lines().filter(|line| line.ends_with(' ')).collect();
    assert!(trailing.is_empty(), "{trailing:?}");
}

const OLD: &str = "1. We mend the copper nets together in the garden.\n\n\
                   2. We bake the bread for the whole island at dawn.\n\n\
                   3. We thank the lighthouse keeper of the northern cape.\n";
const NEW: &str = "1. We mend the copper nets together in the garden.\n\n\
                   2. We thank the lighthouse keeper of the northern cape.\n\n\
                   3. Nobody flies over harbours.\n";

/// The first cells of a table's rows.
fn cells(table: &str, columns: std::ops::Range<usize>) -> Vec<Vec<&str>> {
    let lines = table.lines().take_while(|line| !line.is_empty());
    let cells = lines.map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()));
    cells.map(|cells| cells.take(columns.end).skip(columns.start).collect()).collect()
}

#[test]
fn a_lineage_of_two_drafts_has_a_row_for_each_paragraph_of_both() {
    let (old, new) = (file("old.md", OLD), file("new.md", NEW));
    let table = shown("lineage", &[&old, &new]);
    assert_eq!(
        cells(&table, 0..3)[1..],
        [
            vec!["OP1", "same as", "OP1"],
            vec!["OP2", "gone", "no paragraph of the later text has its words"],
            vec!["OP3", "renumbered", "OP2"],
            vec!["new", "OP3", "no paragraph of the older text has its words"],
        ]
    );
    assert!(table.ends_with("4 rows: 1 same as, 1 gone, 1 renumbered, 1 new\n"), "{table}");
    let csv = shown("lineage", &[&old, &new, "--format", "csv"]);
    let heads: Vec<&str> = csv.lines().map(|line| line.split(",\"").next().unwrap_or("")).collect();
    assert!(heads[2].starts_with("OP2,gone,,,,") && heads[4].starts_with(",new,OP3,,,"), "{csv}");
    let json = shown("lineage", &[&old, &new, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON alone");
    assert_eq!(json["lineage"]["totals"]["gone"], 1);
    assert_eq!(json["lineage"]["steps"][3]["relation"], "new");
    assert_eq!(json["lineage"]["steps"][3]["old"], serde_json::Value::Null);
    // A label that only one of the two has can be asked for.
    for (old, new) in [(&old, &new), (&new, &old)] {
        assert!(shown("lineage", &[old, new, "--paragraph", "OP3"]).contains("OP3"));
    }
}

#[test]
fn contested_wishes_are_marked_in_every_form() {
    let draft = file(
        "contested.md",
        "1. We sail.\n(move before OP3: FRA)\n(merge with OP2: DEU)\n\n2. We row.\n\
         (move after OP3: ESP)\n\n3. We rest.\n(merge with OP44: KEN)\n",
    );
    let table = shown("lineage", &[&draft]);
    let marked: Vec<&str> = table.lines().filter(|line| line.starts_with(" !")).collect();
    assert_eq!(marked.len(), 2, "{table}");
    assert!(marked.iter().all(|line| line.contains("OP1")), "{table}");
    assert!(
        table.contains("4 wishes to move, join, divide, replace or insert, 2 of them contested")
    );
    let csv = shown("lineage", &[&draft, "--format", "csv"]);
    assert_eq!(csv.matches(",true,").count(), 2, "{csv}");
    let dot = shown("lineage", &[&draft, "--format", "dot"]);
    assert_eq!(dot.matches("color=red3, fontcolor=red3").count(), 2, "{dot}");
    let empty = file("empty.md", "1. We sail.\n");
    let dot = shown("lineage", &[&empty, "--format", "dot"]);
    assert!(dot.contains("nobody wishes a paragraph elsewhere"), "{dot}");
}

#[test]
fn each_wish_of_a_lineage_names_its_statements() {
    let draft = file(
        "behind.md",
        "1. We sail.\n(merge with OP2: FRA; oppose: DEU)\n\n2. We row.\n(merge with OP1: ESP)\n\n\
         3. We rest.\n(move to the end: KEN)\n",
    );
    let table = shown("lineage", &[&draft, "--explain"]);
    assert!(table.contains("2 wishes to move"), "{table}");
    assert!(table.contains("the end of the operative part"), "{table}");
    for place in ["2:18", "2:31", "5:18", "8:19"] {
        assert!(table.contains(place), "{place}: {table}");
    }
    assert!(table.ends_with("4 statements behind these wishes\n"), "{table}");
    let asked = shown("lineage", &[&draft, "--paragraph", "OP3"]);
    assert!(asked.ends_with("1 statement behind these wishes\n"), "{asked}");
    let json = shown("lineage", &[&draft, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON alone");
    assert_eq!(json["lineage"]["edges"][0]["offsets"], "29 42 76");
    assert_eq!(json["lineage"]["edges"][1]["to"], "the end of the operative part");
    assert!(!run("lineage", &[&draft, &draft, "--explain"]).status.success());
}

#[test]
fn help_lists_the_forms_and_misuse_says_what_to_do() {
    let help = shown("lineage", &["--help"]);
    for part in ["--format table|json|csv|dot", "--old-part NAME", "--new-part NAME"] {
        assert!(help.contains(part), "{part}: {help}");
    }
    let draft = file("old.md", OLD);
    for args in [
        &["--format", "xml"][..],
        &[&draft, "--old-part", "x"],
        &[&draft, &draft, "--delegation", "FRA"],
        &[&draft, &draft, &draft],
        &["--colour"],
    ] {
        let output = run("lineage", args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("expected") || said.contains("there is no"), "{said}");
        assert!(said.ends_with("try --help\n"), "{said}");
    }
}

#[test]
fn options_of_two_drafts_are_told() {
    let old =
        file("options.md", "1. Lamps [shall][should] burn low before midnight on all islands.\n");
    let new = file("decided.md", "1. Lamps should burn low before midnight on all islands.\n");
    let args = [&*old, &new, "--dialect", "options"];
    let table = shown("lineage", &args);
    assert!(table.contains("the same 9 words, in its place, 1 of 2"), "{table}");
    assert!(table.ends_with("2 options in brackets or numbered: 1 kept, 1 dropped\n"), "{table}");
    let json = shown("lineage", &[&args[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON alone");
    let became = |at: usize| json["lineage"]["options"][at]["became"].as_str();
    assert_eq!([became(0), became(1)], [Some("dropped"), Some("kept")]);
}

#[test]
fn unchanged_drafts_are_drawn_too() {
    let (old, new) = (file("old.md", OLD), file("new.md", NEW));
    let same = shown("lineage", &[&old, &old, "--format", "dot"]);
    assert_eq!(same.matches("same as").count(), 3, "{same}");
    let changed = shown("lineage", &[&old, &new, "--format", "dot"]);
    assert_eq!(changed.matches("same as").count(), 0, "{changed}");
    for part in ["1 that stay in their places are not drawn", "xlabel=gone", "xlabel=new"] {
        assert!(changed.contains(part), "{part}: {changed}");
    }
}

/// What an example says when it is asked for what it cannot do.
fn refused(example: &str, args: &[&str]) -> String {
    let output = run(example, args);
    assert_eq!(output.status.code(), Some(2), "{example} {args:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("UTF-8")
}

const CHOICE: &str = "OP1. We share [free: IND / open: BRA,KEN] data.\n\n\
                      OP2. We ~~should~~ shall [FRA; oppose: USA] report. (retain original: CHN)\n";

#[test]
fn each_statement_behind_is_listed_once() {
    let draft = file("choice.md", CHOICE);
    let listed = |table: &str| -> Vec<String> {
        let from = table.find("line:column").expect("the statements");
        let rows = table[from..].lines().skip(1).take_while(|line| !line.is_empty());
        rows.map(|row| row.split("  ").next().unwrap_or_default().trim().to_owned()).collect()
    };
    let table = shown("progress", &[&draft, "--paragraph", "OP1"]);
    assert!(table.contains("\n3 statements behind the live changes"), "{table}");
    let wanted = "OP1 insert: open; as a rival against OP1 insert: free";
    assert_eq!(
        listed(&table),
        ["OP1 insert: free; as a rival against OP1 insert: open", wanted, wanted]
    );
    let table = shown("outcome", &[&draft, "--delegation", "KEN"]);
    assert!(table.contains("\n3 statements behind them"), "{table}");
    assert_eq!(listed(&table)[1..], [wanted, wanted]);
}

#[test]
fn who_wants_the_original_is_behind_a_pair() {
    let draft = file("choice.md", CHOICE);
    let table = shown("conflicts", &[&draft, "--delegation", "CHN"]);
    let pair: Vec<&str> = table.lines().filter(|line| line.starts_with(" FRA / CHN ")).collect();
    assert_eq!(pair.len(), 2, "{table}");
    assert!(pair.iter().any(|line| line.contains("CHN  against")), "{table}");
}

#[test]
fn filters_that_would_be_ignored_are_refused() {
    let draft = file("choice.md", CHOICE);
    let mandate =
        file("choice.toml", "[[points]]\nname = \"Data\"\naim = \"keep\"\nwords = [\"data\"]\n");
    let later = refused("progress", &[&draft, "--then", &draft, "--paragraph", "OP1"]);
    assert!(later.contains("--format csv"), "{later}");
    for (option, value) in [("--delegation", "IND"), ("--paragraph", "OP1")] {
        let said = refused("mandate", &[&draft, "--mandate", &mandate, option, value]);
        assert!(said.contains("--point N"), "{said}");
    }
    for with in [&["--rule", "majority"][..], &["--text"]] {
        let args = [&[&*draft, "--few", "1"][..], with].concat();
        assert!(refused("consensus", &args).contains("--few"));
    }
}

#[test]
fn an_adopted_text_without_a_paragraph_is_told() {
    let (draft, empty) = (file("choice.md", CHOICE), file("empty.md", "\n"));
    let output = run("outcome", &[&draft, &empty]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("has no paragraph"), "{said}");
}
