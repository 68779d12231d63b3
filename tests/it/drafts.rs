//! Proves that an earlier draft, a letter or an annex in the same file is not taken for the text
//! that is followed, and that labels tell paragraphs apart which read alike.

use travaux::analysis::{Survived, outcome, survival};
use travaux::lineage::lineage_between;

use crate::check;

const BASE: &str = "# Draft declaration\n\n1. We keep the harbour at all hours.\n\n\
                    2. We clean the quay with brooms.\n\n3. We mend nets on the shore.\n\n";

const ROLLING: &str = "# Revised draft declaration\n\n\
    1. We keep the harbour [open: FRA] at all hours [of day and of night: KEN].\n\n\
    2. We clean the quay with brooms [and with water: DEU; oppose: USA].\n\n\
    3. We mend nets on the shore [by hand: JPN].\n";

const ADOPTED: &str = "# Declaration\n\n\
    1. We keep the harbour open at all hours of day and of night.\n\n\
    2. We clean the quay with brooms.\n\n3. We mend nets on the shore by hand.\n";

#[test]
fn an_earlier_draft_in_the_file_is_not_what_became_of_the_text() {
    let full = [Survived::Fully, Survived::Fully, Survived::Not, Survived::Fully];
    let letter = "# Letter of transmittal\n\n1. The Chair transmits the declaration.\n\n";
    let annex = BASE.replace("# Draft declaration", "# Annex");
    for draft in [ROLLING.to_owned(), format!("{BASE}{ROLLING}")] {
        for adopted in [
            ADOPTED.to_owned(),
            format!("{letter}{ADOPTED}"),
            format!("{ADOPTED}\n{annex}"),
            format!("{letter}{ADOPTED}\n{annex}"),
        ] {
            let found = outcome(&check::read(&draft), &check::read(&adopted));
            let survived: Vec<Survived> = found.proposals.iter().map(|one| one.survived).collect();
            assert_eq!(survived, full, "{draft}\n{adopted}");
            assert_eq!(found.gone(), 0, "{draft}\n{adopted}");
        }
    }
}

#[test]
fn changes_are_followed_into_the_part_that_has_them() {
    let (alone, both) = (check::read(ROLLING), check::read(&format!("{BASE}{ROLLING}")));
    for texts in [[&alone, &both], [&both, &alone], [&both, &both]] {
        let step = survival(&texts).steps[0];
        assert_eq!((step.kept, step.closed, step.opened), (4, 0, 0));
    }
    // The lineage of the whole has each part in its own.
    let lineage = lineage_between(&both, &both);
    assert!(lineage.steps().all(|step| step.old == step.new));
    assert_eq!(lineage.steps().filter(|step| step.evidence.primary).count(), 6);
}

#[test]
fn labels_decide_between_paragraphs_that_read_alike() {
    let draft = check::read(
        "1. We act [now and fast: FRA; oppose: USA].\n\n2. We act [at once: FRA].\n\n\
         3. We go to sea [in summer: GHA].\n\n4. We go to sea [with all our nets and hooks: KEN].",
    );
    let adopted = check::read(
        "1. We act.\n\n2. We act at once.\n\n3. We go to sea in summer.\n\n4. We go to sea.",
    );
    let found = outcome(&draft, &adopted);
    let rows: Vec<(String, Survived)> = found
        .proposals
        .iter()
        .map(|one| {
            let looked = one.looked_in.iter().map(|id| adopted.paragraph(*id).label().to_string());
            (looked.collect::<Vec<_>>().join(" "), one.survived)
        })
        .collect();
    let want = [
        ("OP1", Survived::Not),
        ("OP2", Survived::Fully),
        ("OP3", Survived::Fully),
        ("OP4", Survived::Not),
    ];
    assert_eq!(rows, want.map(|(label, survived)| (label.to_owned(), survived)));
}
