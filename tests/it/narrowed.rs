//! Proves what the examples of the analyses show of one paragraph or one delegation: what concerns
//! it, all of it and nothing else.

use super::shown::{file, run, shown};

fn json(example: &str, args: &[&str]) -> serde_json::Value {
    let text = shown(example, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON alone")
}

fn paragraphs(list: &serde_json::Value) -> Vec<&str> {
    let list = list.as_array().expect("a list").iter();
    list.map(|one| one["paragraph"].as_str().expect("a label")).collect()
}

const HARBOUR: &str = "OP1. We keep it [open: FRA, DEU / closed: RUS, CHN, IRN] at all hours [and lit: KEN; \
                       oppose: RUS].\n\nOP2. We shall [, at dawn,: FRA; oppose: RUS] clean the quay.\n\n\
                       OP3. We row [far: ITA / near: ESP].\n\nOP4. We sleep [late: NOR; oppose: ISL].\n";

/// What a delegation wants or is against, and does not pass, is on its agenda, whoever has to move.
#[test]
fn the_agenda_of_a_delegation_is_what_concerns_it() {
    let draft = file("harbour-agenda.md", HARBOUR);
    let of = |code: &str, rule: &str| {
        json("consensus", &[&draft, "--delegation", code, "--rule", rule])["decisions"].clone()
    };
    assert_eq!(paragraphs(&of("KEN", "no-objection")["agenda"]), ["OP1"]);
    assert_eq!(paragraphs(&of("FRA", "majority")["agenda"]), ["OP1", "OP2"]);
    assert_eq!(paragraphs(&of("NOR", "no-objection")["agenda"]), ["OP4"]);
    assert_eq!(paragraphs(&of("NOR", "no-objection")["variants"]), [""; 0]);
    assert_eq!(paragraphs(&of("ITA", "no-objection")["variants"]), ["OP3"]);
    assert_eq!(paragraphs(&of("IRN", "no-objection")["variants"]), ["OP1"]);
}

/// Both what must be dropped and what must be won are in the table.
#[test]
fn the_agenda_tells_who_must_drop_from_who_must_come_in_favour() {
    let draft = file(
        "eight.md",
        "1. We act [now: FRA; oppose: USA].\n\n2. We rest [late: CAN, MEX, BRA, ARG, CHL, PER].\n",
    );
    let args = [draft.as_str(), "--rule", "at-least-8-for"];
    let table = shown("consensus", &args);
    let from = table.find(" discuss").expect("an agenda");
    let rows: Vec<Vec<&str>> = table[from..]
        .lines()
        .skip(1)
        .take(2)
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(rows, [vec!["OP2", "2", "0", "2", "1"], vec!["OP1", "8", "1", "7", "USA", "1"]]);
    assert!(table.contains(" USA, then 7 more for"), "{table}");
    let found = json("consensus", &args);
    let first = &found["decisions"]["agenda"][1];
    assert_eq!((&first["to_drop"], &first["in_favour"]), (&1.into(), &7.into()));
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
