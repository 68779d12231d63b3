//! Proves that imports go one way, that files stay short, and what can be sent between threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use travaux::{Document, Error, Source};

/// The rooms from the ground up; those of one line are neighbours and may see each other.
const ROOMS: &[&[&str]] = &[
    &["span"],
    &["threads", "gallop"],
    &["source"],
    &["diagnostic"],
    &["syntax"],
    &["words"],
    &["model"],
    &["project", "lineage"],
    &["merge"],
    &["analysis"],
    &["render", "exchange"],
];

/// Over the rooms: they may see all, and be seen by all.
const EXEMPT: [&str; 2] = ["lib", "error"];

const LONGEST: usize = 600;

fn source_files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                files.push((path.strip_prefix(&root).expect("in src").to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// `model/lower/draft.rs` is `model::lower::draft`, `model/mod.rs` is `model`.
fn module(file: &Path) -> Vec<String> {
    let path = file.with_extension("");
    let mut names: Vec<String> =
        path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|last| last == "mod") {
        names.pop();
    }
    names
}

/// The text without comments: a link in a doc comment imports nothing.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first names behind a path's head: `A` and `b` of `{A, b::{C, D}}`.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut depth = 0;
    let mut items = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {}
        }
        items.last_mut().expect("one at least").push(c);
    }
    items
        .iter()
        .map(|item| name(item.trim_start_matches(',')))
        .filter(|item| !item.is_empty())
        .collect()
}

/// What a file takes from the crate's root, by its first name.
fn imports(module: &[String], text: &str) -> Vec<String> {
    let text = code(text);
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if !text[..at].ends_with("pub(in ") {
            found.extend(heads(&text[at + "crate::".len()..]));
        }
    }
    // `super` reaches the root only from a room's own file.
    for (at, _) in text.match_indices("super::") {
        let chained = text[..at].ends_with("super::");
        let mut rest = &text[at..];
        let mut up = 0;
        while let Some(next) = rest.strip_prefix("super::") {
            (rest, up) = (next, up + 1);
        }
        if !chained && up == module.len() {
            found.extend(heads(rest));
        }
    }
    found
}

/// The room of each name that `lib.rs` hands on.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let lib = code(lib);
    let mut rooms = BTreeMap::new();
    for (at, _) in lib.match_indices("pub use ") {
        let statement = lib[at + "pub use ".len()..].split(';').next().unwrap_or_default();
        if let Some((room, names)) = statement.split_once("::") {
            let names = names.trim_start_matches(|c: char| c.is_whitespace());
            rooms.extend(heads(names).into_iter().map(|name| (name, room.to_owned())));
        }
    }
    rooms
}

fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn imports_go_one_way() {
    let files = source_files();
    let lib = &files.iter().find(|(path, _)| path == Path::new("lib.rs")).expect("lib.rs").1;
    let exports = exports(lib);
    let mut upward = Vec::new();
    for (path, text) in &files {
        let module = module(path);
        let room = module[0].as_str();
        if EXEMPT.contains(&room) {
            continue;
        }
        let own = floor(room).unwrap_or_else(|| panic!("{room} is no room of the design"));
        for name in imports(&module, text) {
            let from = exports.get(&name).map_or(name.as_str(), String::as_str);
            if EXEMPT.contains(&from) {
                continue;
            }
            match floor(from) {
                Some(other) if other <= own => {}
                Some(_) => upward.push(format!("{} takes {name} from {from}", path.display())),
                None => upward.push(format!("{} takes {name} from nowhere known", path.display())),
            }
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn the_import_reader_sees_what_it_should() {
    let of = |module: &str, text: &str| {
        let module: Vec<String> = module.split("::").map(str::to_owned).collect();
        imports(&module, text)
    };
    assert_eq!(of("model", "use crate::{Span, syntax::{self, Label}};"), ["Span", "syntax"]);
    assert_eq!(of("model::lower::draft", "use super::super::super::analysis::X;"), ["analysis"]);
    assert_eq!(of("model::lower", "use super::document::Document;"), [""; 0]);
    assert_eq!(
        of("syntax", "/// See [`D`](crate::model::D).\nfn f() { crate::merge::g() }"),
        ["merge"]
    );
    assert_eq!(exports("pub use model::{A, B};\npub use span::Span;")["B"], "model");
}

#[test]
fn files_are_short_and_hold_something() {
    let mut odd = Vec::new();
    for (path, text) in source_files() {
        let lines = text.lines().count();
        if lines > LONGEST {
            odd.push(format!("{} has {lines} lines, at most {LONGEST} wanted", path.display()));
        }
        if code(&text).lines().all(|line| line.trim().is_empty() || line.starts_with("#!")) {
            odd.push(format!("{} is empty", path.display()));
        }
        if !text.starts_with("//!") {
            odd.push(format!("{} does not say what it is", path.display()));
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn results_can_be_sent_and_errors_are_small() {
    fn sendable<T: Send + Sync + 'static>() {}
    sendable::<Document>();
    sendable::<Source>();
    sendable::<Error>();
    assert!(size_of::<Error>() <= 64);
}
