//! Proves what the examples of the analyses make of what they are asked: run as a reader runs them,
//! on files of their own.

use super::shown::{file, run, shown};

fn csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(ToOwned::to_owned).collect()).collect()
}

/// The cells of a column below its head.
fn column(rows: &[Vec<String>], head: &str) -> Vec<String> {
    let at = rows[0].iter().position(|cell| cell == head).unwrap_or_else(|| panic!("no {head}"));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

/// What an example says on standard error when it is misused.
fn misuse(example: &str, args: &[&str]) -> String {
    let output = run(example, args);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{example} {args:?}: {said}");
    assert!(output.stdout.is_empty(), "{example} {args:?}");
    said
}

const TOGETHER: &str = "1. We act [now: FRA, DEU, KEN; oppose: ITA, USA], and rest [late: FRA; oppose: ITA], \
                        at sea [alone: ITA, USA; oppose: FRA, DEU] or [not: KEN; oppose: FRA].\n";

/// A count of silence reaches each measure, or is refused by name.
#[test]
fn silence_reaches_all_coalitions_or_is_refused() {
    let draft = file("together.md", TOGETHER);
    let [missing, assent] = ["missing", "assent"].map(|silence| {
        let text = shown("coalitions", &[&draft, "--silence", silence, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON alone");
        json["coalitions"].clone()
    });
    for measure in
        ["agreement", "clusters", "traits", "camps", "communities", "groups", "consensus"]
    {
        for (found, silence) in [(&missing, "missing"), (&assent, "assent")] {
            let rule = found["rules"][measure].as_str().expect(measure);
            assert!(rule.contains(&format!("silence counts as {silence}")), "{measure}: {rule}");
        }
    }
    // A bloc is of those who speak, and says so.
    assert_eq!(missing["rules"]["blocs"], assent["rules"]["blocs"]);
    assert!(assent["rules"]["blocs"].as_str().is_some_and(|rule| rule.contains("those who speak")));
    for figure in ["clusters", "camps", "consensus", "pairs"] {
        assert_ne!(missing[figure], assent[figure], "{figure}");
    }
    let trees = ["missing", "assent"].map(|silence| {
        shown("coalitions", &[&draft, "--tree", "--least", "1", "--silence", silence])
    });
    assert_ne!(trees[0], trees[1]);
    for mode in [&["--networks"][..], &["--delegation", "FRA", "--with", "DEU"]] {
        for option in [&["--silence", "assent"][..], &["--agreed"]] {
            let args = [&[draft.as_str()], mode, option].concat();
            let said = misuse("coalitions", &args);
            let named = if mode.len() == 1 { "networks" } else { "--with" };
            assert!(said.contains(named) && said.contains(option[0]), "{said}");
        }
        let args = [&[draft.as_str()], mode, &["--silence", "missing"][..]].concat();
        shown("coalitions", &args);
    }
}

/// Those who are for a proposal by silence are told from those who say so, in every form.
#[test]
fn assent_by_silence_is_told_apart() {
    let draft =
        file("silent.md", "1. We act [now: FRA, DEU; oppose: ITA].\n\n2. We rest [late: ITA].\n");
    let args = [draft.as_str(), "--silence", "assent"];
    let table = shown("consensus", &args);
    assert!(table.contains("  1 + 2 silent  "), "{table}");
    let detail = shown("consensus", &[&args[..], &["--paragraph", "OP2"]].concat());
    assert!(detail.contains("3 ITA; 2 by silence: FRA DEU"), "{detail}");
    let rows = csv(&shown("consensus", &[&args[..], &["--format", "csv"]].concat()));
    assert_eq!(column(&rows, "for"), ["2", "3"]);
    assert_eq!(column(&rows, "for_by_silence"), ["0", "2"]);
    assert_eq!(column(&rows, "by_silence"), ["", "FRA DEU"]);
    assert_eq!(column(&rows, "supporters"), ["FRA DEU", "ITA"]);
    let json = shown("consensus", &[&args[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON alone");
    assert_eq!(json["consensus"]["paragraphs"][1]["for"], 3);
    assert_eq!(json["consensus"]["paragraphs"][1]["for_by_silence"], 2);
    let ruled = shown("consensus", &[&args[..], &["--rule", "at-least-3-for"]].concat());
    assert!(ruled.contains("1 + 2 silent"), "{ruled}");
    // As missing, or as abstention, nobody is.
    for silence in ["missing", "abstain"] {
        let args = [draft.as_str(), "--silence", silence, "--format", "csv"];
        assert_eq!(column(&csv(&shown("consensus", &args)), "for"), ["2", "1"]);
    }
}

/// Of a bad file of weights the place and what was expected are told.
#[test]
fn weights_that_mean_nothing_are_misuse() {
    let draft = file("weighed.md", "1. We act [now: FRA, DEU, ZZQ; oppose: ITA].\n");
    let said = |weights: &str| {
        let path = file("weights.csv", weights);
        let args = [&draft, "--rule", "weighted-quota-3", "--weights", path.as_str()];
        misuse("consensus", &args)
    };
    for (weights, place, word) in [
        ("", ":1:1:", "no weights"),
        ("\n \n", ":1:1:", "no weights"),
        ("FRA,2\n DEU , -1\n", ":2:8:", "`-1`, expected a weight"),
        ("FRA,2\nDEU,NaN\n", ":2:5:", "`NaN`, expected a weight"),
        ("FRA,1.5\n", ":1:5:", "`1.5`, expected a weight"),
        ("FRA 2\n", ":1:1:", "`FRA 2`, expected a line"),
        ("FRA,2\n\nFRB,3\n", ":3:1:", "`FRB` is nobody's code; near: "),
        ("FRA,2\nfrance,3\n", ":2:1:", "`france`"),
        ("UK,2\nGBR,3\n", ":2:1:", "each code once; line 1"),
    ] {
        let said = said(weights);
        assert!(said.contains(place) && said.contains(word), "{weights:?}: {said}");
    }
    // A code that speaks in the text is somebody's, whether or not the registry knows it.
    let path = file("good.csv", "FRA,2\nZZQ,1\nEU,0\n");
    let args = [draft.as_str(), "--rule", "weighted-quota-3", "--weights", path.as_str()];
    assert!(shown("consensus", &args).contains("1 pass"));
}

/// Of a mandate an unknown party is misuse; what means nothing in this text is told, with its
/// place.
#[test]
fn mandates_that_mean_nothing_are_told() {
    let draft =
        file("harbour.md", "1. Keep the harbour open [, for a toll: CRI].\n\n2. Feed the gulls.\n");
    let point = "[[points]]\nname = \"No toll\"\naim = \"defend\"\nwords = [\"toll*\"]\n";
    let bad = file("party.toml", &format!("title = \"x\"\nparty = \"ZZZ\"\n{point}"));
    let said = misuse("mandate", &[&draft, "--mandate", &bad]);
    assert!(said.contains("party.toml:2:9: `ZZZ` as the party is nobody's code"), "{said}");
    let odd =
        file("odd.toml", &format!("party = \"FRA\"\n{point}paragraphs = [\"OP1\", \"OP77\"]\n"));
    let output = run("mandate", &[&draft, "--mandate", &odd, "--format", "json"]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON alone");
    let found = json["mandate"]["findings"].as_array().expect("a list");
    assert_eq!(found.len(), 2);
    assert!(said.contains("odd.toml:1:9: FRA, the party, does not speak in the text"), "{said}");
    assert!(
        said.contains(
            "odd.toml:6:22: no paragraph is called OP77, which point 1 names; near: OP2, OP1"
        ),
        "{said}"
    );
}

/// Two that have one code are told apart wherever they are named, and `written` is what was
/// written.
#[test]
fn delegations_of_one_code_are_told_apart() {
    let draft = file(
        "nam.md",
        "1. We act [now: NAM, FRA, ZAF; oppose: ITA], and rest [late: NAM; oppose: FRA, ITA / soon: ZAF].\n\n\
         2. We sail [far: NAM, FRA, ZAF; oppose: DEU].\n",
    );
    let rows = csv(&shown("statements", &[&draft, "--format", "csv"]));
    let json: serde_json::Value =
        serde_json::from_str(&shown("statements", &[&draft, "--format", "json"])).expect("JSON");
    let told = json["rows"].as_array().expect("rows").iter();
    let kinds: Vec<(String, String)> = told
        .map(|row| (&row["delegation"], &row["delegation_kind"]))
        .map(|(who, kind)| (who.as_str().unwrap_or("").into(), kind.as_str().unwrap_or("").into()))
        .collect();
    assert_eq!(column(&rows, "written"), column(&rows, "delegation"));
    for kind in ["state", "group"] {
        assert!(kinds.contains(&("NAM".to_owned(), kind.to_owned())), "{kinds:?}");
    }
    for (example, args) in [
        ("statements", &[][..]),
        ("consensus", &["--paragraph", "OP1"]),
        ("consensus", &["--format", "csv"]),
        ("conflicts", &[]),
        ("conflicts", &["--format", "json"]),
        ("coalitions", &["--format", "csv"]),
        ("coalitions", &["--tree", "--least", "1"]),
    ] {
        let text = shown(example, &[&[draft.as_str()], args].concat());
        for name in ["NAM (state)", "NAM (group)"] {
            assert!(text.contains(name), "{example} {args:?}: {text}");
        }
    }
    let plain = file("plain.md", "1. We act [now: NAM, FRA, ZAF].\n");
    assert!(!shown("statements", &[&plain]).contains("NAM ("));
}

/// Paragraphs of two parts with one label are told apart; of a text with one part nothing is said.
#[test]
fn parts_are_told_where_there_are_several() {
    let one = "# ANNEX I\n\n1. We act [now: FRA; oppose: DEU].\n\n2. We rest.\n";
    let two = format!("{one}\n# ANNEX II\n\n1. We sail [far: ITA; oppose: FRA].\n\n2. We row.\n");
    let (one, two) = (file("one-part.md", one), file("two-parts.md", &two));
    for rule in [&[][..], &["--rule", "majority"], &["--text", "--rule", "at-most-1-against"]] {
        let of = |path: &str, form: &str| {
            shown("consensus", &[&[path, "--format", form], rule].concat())
        };
        let rows = csv(&of(&two, "csv"));
        assert_eq!(column(&rows, "part"), ["ANNEX I", "ANNEX II"], "{rule:?}");
        assert_eq!(column(&rows, "paragraph"), ["OP1", "OP1"]);
        let table = of(&two, "table");
        assert!(table.starts_with(" part") && table.contains(" ANNEX II "), "{table}");
        assert!(of(&two, "json").contains("\"part\": \"ANNEX II\""));
        assert!(!csv(&of(&one, "csv"))[0].contains(&"part".to_owned()));
        assert!(of(&one, "table").starts_with(" paragraph"));
    }
    for (example, args) in [
        ("consensus", &["--paragraph", "OP1"][..]),
        ("progress", &[]),
        ("coalitions", &["--delegation", "FRA", "--with", "ITA"]),
    ] {
        let text = shown(example, &[&[two.as_str()], args].concat());
        assert!(text.contains("OP1 of ANNEX I"), "{example}: {text}");
    }
}

/// A delegation may be asked for as the text writes it, and as the registry knows it.
#[test]
fn any_spelling_of_a_delegation_is_understood() {
    let trade = file(
        "spelt-trade.txt",
        "Article QQ.A.1: {Seals}\n\n1. Seals [JP/AU propose; US/MX oppose: of wax] are [JP/US propose; AU \
         oppose: small].\n",
    );
    let resolution = file("spelt.md", "OP1. We rest [now: JPN, AUS, GBR; oppose: FRA].\n");
    let of = |draft: &str, code: &str| shown("statements", &[draft, "--delegation", code]);
    for (short, long) in [("JP", "JPN"), ("au", "AUS")] {
        assert_eq!(of(&trade, short), of(&trade, long));
        assert_eq!(of(&resolution, short), of(&resolution, long));
        let with = |code: &str| {
            shown("coalitions", &[&trade, "--delegation", "US", "--with", code, "--format", "csv"])
        };
        assert_eq!(with(short), with(long));
        let under = |code: &str| shown("project", &[&trade, "--as", code]);
        assert_eq!(under(short), under(long));
    }
    assert_eq!(of(&resolution, "UK"), of(&resolution, "GBR"));
    let output = run("statements", &[&trade, "--delegation", "UK"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.starts_with("GBR does not speak in "), "{said}");
}
