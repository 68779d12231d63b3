//! Proves the reading of real texts, which stay outside the repository: the folder that the
//! environment variable `TRAVAUX_CORPUS` names.
//!
//! Without it these tests are ignored, never passed; `cargo test -- --ignored` runs them.

use std::path::PathBuf;

use travaux::merge::{AnnotatedCopy, Merged, merge, rebase};
use travaux::model::{ParagraphKind, Part, PieceKind};
use travaux::syntax::{self, BlockKind, FurnitureKind, NodeKind};
use travaux::{Document, Label, Paragraph, StatementKind};

use crate::check;

fn folder() -> PathBuf {
    let folder = std::env::var_os("TRAVAUX_CORPUS");
    folder.expect("TRAVAUX_CORPUS is not set, expected the folder of the real texts").into()
}

fn kyoto() -> Document {
    Document::open(folder().join("kyoto-6227-20.md")).expect("the text of Kyoto is in the corpus")
}

/// The part that opens with a chapeau.
fn draft(document: &Document) -> &Part {
    let mut paragraphs = document.paragraphs().iter();
    let chapeau = paragraphs.find(|paragraph| paragraph.kind() == ParagraphKind::Chapeau);
    document.part(chapeau.expect("a chapeau").part())
}

/// The paragraph of that label in the draft itself.
fn paragraph<'d>(document: &'d Document, label: &str) -> &'d Paragraph {
    let part = draft(document).id();
    let label: Label = label.parse().expect("a label");
    let found = document.labelled(label).find(|paragraph| paragraph.part() == part);
    found.unwrap_or_else(|| panic!("{label} is missing from the draft"))
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn every_text_is_kept_and_sane() {
    let mut texts = 0;
    for entry in std::fs::read_dir(folder()).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            check::everything(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            texts += 1;
        }
    }
    assert!(texts > 0, "no *.md in {}", folder().display());
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn kyoto_has_its_parts() {
    let document = kyoto();
    let names: Vec<&str> = document.parts().iter().map(Part::name).collect();
    assert!(names.len() >= 3, "{names:?}");
    assert_eq!(
        draft(&document).name(),
        "Revised Draft of the Political Declaration prepared by the Chair"
    );
    for title in ["New paragraphs for the Kyoto Declaration proposed by delegations", "ANNEX III"] {
        assert!(names.contains(&title), "{title} is missing from {names:?}");
    }
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn kyoto_has_every_operative_paragraph_once() {
    let document = kyoto();
    let part = draft(&document).id();
    for number in 1..=53 {
        let label: Label = format!("OP{number}").parse().expect("a label");
        let found = document.labelled(label).filter(|paragraph| paragraph.part() == part).count();
        assert_eq!(found, 1, "{label}");
    }
    for number in 1..=4 {
        paragraph(&document, &format!("PP{number}"));
    }
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn kyoto_furniture_is_no_text() {
    let document = kyoto();
    let parsed = syntax::parse(document.source());
    let furniture: Vec<_> = parsed
        .tree()
        .nodes()
        .filter_map(|(_, node)| match node.kind() {
            NodeKind::Block(BlockKind::Furniture(kind)) => Some((kind, node.span())),
            _ => None,
        })
        .collect();
    let pages = furniture.iter().filter(|(kind, _)| *kind == FurnitureKind::PageNumber).count();
    assert!(pages >= 15, "{pages} page numbers");
    for paragraph in document.paragraphs() {
        for piece in document.pieces(paragraph.id()) {
            let words = document.source().slice(piece.span);
            let page = furniture.iter().find(|(_, span)| span.overlaps(piece.span));
            let text = piece.kind == PieceKind::Words && !words.trim().is_empty();
            assert!(!(text && page.is_some()), "{}: {words:?} holds {page:?}", paragraph.label());
        }
    }
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn kyoto_paragraphs_are_joined_across_pages() {
    let document = kyoto();
    // The page break stands between `stop` and `here:URY.GTM.CHN`.
    let cut = paragraph(&document, "OP12");
    let ends: Vec<String> = document
        .rows()
        .filter(|row| row.kind == StatementKind::End && cut.span().contains(row.offset))
        .map(|row| format!("{} {}", row.written, row.paragraph))
        .collect();
    for want in ["URY OP12", "GTM OP12", "CHN OP12"] {
        assert!(ends.iter().any(|end| end == want), "{want} is missing from {ends:?}");
    }
    let halves = [
        ("OP1", "in the international legal framework pertaining to combatting crime, including"),
        ("OP41", "demonstrate strong commitment to ensuring the return"),
    ];
    for (label, words) in halves {
        let span = paragraph(&document, label).text();
        let text = document.source().slice(span);
        let text: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 2).collect();
        let words = words.split_whitespace().rfind(|word| word.len() > 2);
        assert!(words.is_some_and(|word| text.contains(&word)), "{label} was cut");
    }
}

/// Copies of a real text: each lacks some of its paragraphs.
fn cuttings(text: &str) -> Vec<AnnotatedCopy> {
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let cut = |nth: usize| {
        let kept =
            blocks.iter().enumerate().filter(|(at, _)| at % 7 != nth).map(|(_, block)| *block);
        let page = kept.collect::<Vec<_>>().join("\n\n");
        AnnotatedCopy::of(&Document::read(page).expect("short")).named(format!("cutting {nth}"))
    };
    (0..4).map(cut).collect()
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn cuttings_of_a_real_text_merge_in_any_order() {
    let document = kyoto();
    let copies = cuttings(document.source().text());
    let [a, b, c, d] = copies.as_slice() else { panic!("four cuttings") };
    let all = merge(copies.clone()).expect("one text");
    let pair = |one: &AnnotatedCopy, other: &AnnotatedCopy| {
        merge([one.clone(), other.clone()]).expect("one text")
    };
    assert_eq!(pair(d, a).and(&pair(c, b)).expect("one text"), all);
    assert_eq!(all.and(&all).expect("one text"), all);
    let found: usize = all.statements().iter().map(|said| said.found_at.len()).sum();
    let said: usize = copies.iter().map(|copy| copy.annotations().len()).sum();
    // One code can say one thing of one wish twice, and is then one finding.
    assert!(found <= said && found * 100 >= said * 99, "{found} of {said}");
    let whole = AnnotatedCopy::of(&document);
    let carried = rebase(&Merged::from(whole.clone()), &whole);
    assert_eq!(carried.surviving.len(), carried.merged.statements().len());
    assert!(
        carried.shrunk.is_empty() && carried.satisfied.is_empty() && carried.orphaned.is_empty()
    );
}
