//! Proves what the examples of the analyses show of one paragraph or one delegation: what concerns it,
//! all of it and nothing else.

use super::shown::{file, run, shown};

fn json(example: &str, args: &[&str]) -> serde_json::Value {
    let text = shown(example, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON alone")
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
