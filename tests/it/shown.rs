//! Proves what the examples print: run as a reader runs them, on files of their own.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A draft as a file, in a folder of the build.
fn file(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shown");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn run(example: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["run", "--quiet", "--offline", "--example", example, "--"]).args(args);
    command.output().expect("cargo runs")
}

/// What an example prints, if it succeeds.
fn shown(example: &str, args: &[&str]) -> String {
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
