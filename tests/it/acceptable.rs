//! Proves that the text everyone could live with has whole alternatives or none of them.

use travaux::Document;
use travaux::analysis::{AcceptableOptions, AcceptableText, Worth, acceptable_text_with};
use travaux::project::project;

use crate::check;

fn best(text: &str) -> (Document, AcceptableText) {
    let document = check::read(text);
    let options = AcceptableOptions::default().worth(Worth::Support);
    let found = acceptable_text_with(&document, &options);
    assert!(found.is_proven());
    (document, found)
}

fn labels(document: &Document, found: &AcceptableText) -> Vec<String> {
    let label = |id: &_| document.paragraph(document.proposal(*id).paragraph()).label().to_string();
    found.accepted.iter().map(label).collect()
}

/// An alternative of several paragraphs is in the text with all of them, and worth all of them.
#[test]
fn an_alternative_of_several_paragraphs_stands_whole() {
    let (document, found) = best(
        "1. We sail.\n\n2. We rest.\n\nOP2 ALT We rest at home. [FRA]\n\n\
         OP2 ALT bis We rest well. [FRA]\n\n3. We eat.\n",
    );
    assert_eq!(labels(&document, &found), ["OP2 ALT", "OP2 ALT bis"]);
    assert_eq!((found.value, found.left_out.len()), (2, 0));
    let text = project(&document, &found.choice());
    assert!(text.findings().is_empty());
    assert_eq!(text.accepted(), found.accepted);
}

/// One paragraph of it that somebody opposes takes the others down, which are told of.
#[test]
fn an_alternative_of_which_a_part_is_opposed_falls_whole() {
    let (document, found) = best(
        "1. We sail.\n\n2. We rest.\n\nOP2 ALT We rest at home. [FRA]\n\n\
         OP2 ALT bis We rest well. [FRA] Oppose [USA]\n\n3. We eat.\n",
    );
    assert_eq!(labels(&document, &found), Vec::<String>::new());
    let left: Vec<String> = found.left_out.iter().map(|id| document.wording(*id)).collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

/// Of rival alternatives one stands, with all of its paragraphs, even where a single paragraph of
/// the other has more support than any of its own.
#[test]
fn of_rival_alternatives_one_stands_whole() {
    let (document, found) = best(
        "1. We sail.\n\n2. We rest.\n\nOP2 ALT1 We rest at home. [FRA,DEU]\n\n\
         OP2 ALT1 bis We rest well. [FRA,DEU]\n\nOP2 ALT2 We row. [KEN,USA,IND]\n\n3. We eat.\n",
    );
    assert_eq!(labels(&document, &found), ["OP2 ALT1", "OP2 ALT1 bis"]);
    let next = found.next_best.expect("the other");
    assert_eq!((found.value, next.value), (4, 3));
    assert_eq!((next.takes.len(), next.gives_up.len()), (1, 2));
}
