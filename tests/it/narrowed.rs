//! Proves what the examples of the analyses show of one paragraph or one delegation: what concerns it,
//! all of it and nothing else.

use super::shown::{file, run, shown};

fn json(example: &str, args: &[&str]) -> serde_json::Value {
    let text = shown(example, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON alone")
}

/// Of one paragraph the pairs of delegations differ over what stands in it.
#[test]
fn pairs_of_a_paragraph_are_over_that_paragraph() {
    let draft = file(
        "pairs.md",
        "OP1. We act [now: FRA; oppose: RUS].\n\nOP2. We rest [late: FRA; oppose: RUS].\n\n\
         OP5. We thank the crews. (delete this para: RUS, CHN; retain original: FRA)\n",
    );
    let args = [draft.as_str(), "--paragraph", "OP5"];
    let found = json("conflicts", &args);
    let pairs = found["conflicts"]["delegations"].as_array().expect("a list");
    let differ: Vec<&serde_json::Value> = pairs.iter().map(|pair| &pair["differ"]).collect();
    assert_eq!(differ, [1, 1]);
    let over = pairs.iter().flat_map(|pair| pair["over"].as_array().expect("a list"));
    assert!(over.into_iter().all(|one| one.as_str().is_some_and(|one| one.starts_with("OP5"))));
    let table = shown("conflicts", &args);
    assert!(table.contains("2 pairs of delegations that differ, 2 times in all"), "{table}");
    assert!(!table.contains("OP1") && !table.contains("OP2"), "{table}");
    let behind = table
        .lines()
        .filter(|line| line.starts_with(" RUS / FRA") || line.starts_with(" FRA / RUS"));
    assert_eq!(behind.count(), 2, "{table}");
}

/// A day that there is not is misuse, and a group that is named twice is one.
#[test]
fn days_and_groups_of_coalitions() {
    let draft = file("union.md", "1. We act [now: FRA, DEU; oppose: USA].\n");
    let output = run("coalitions", &[&draft, "--day", "2026-02-31"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("`2026-02-31` as a day, expected one such as"), "{said}");
    let of = |groups: &str| {
        json("coalitions", &[&draft, "--groups", groups])["coalitions"]["consensus"].clone()
    };
    assert_eq!(of("EU,EU"), of("EU"));
    assert_eq!(of("EU,AG,EU"), of("EU,AG"));
}

/// Where the tree was cut is told.
#[test]
fn the_cut_is_a_stated_rule() {
    let draft = file("minds.md", "1. We [act: FRA, DEU] [rest: FRA, DEU] [row: FRA, DEU].\n");
    let table = shown("coalitions", &[&draft]);
    assert!(table.contains("2 delegations in 1 cluster, silhouette –"), "{table}");
    assert!(table.contains("\ncut: "), "{table}");
    let found = json("coalitions", &[&draft]);
    assert!(
        found["coalitions"]["rules"]["cut"]
            .as_str()
            .is_some_and(|rule| rule.contains("silhouette"))
    );
}
