//! Proves the reading of real texts, which stay outside the repository: the folder that the
//! environment variable `TRAVAUX_CORPUS` names.
//!
//! Without it these tests are ignored, never passed; `cargo test -- --ignored` runs them.

use std::collections::HashSet;
use std::path::PathBuf;

use travaux::merge::{AnnotatedCopy, Merged, merge, rebase};
use travaux::model::{Base, BaseParagraph, Dialect, ParagraphKind, Part, PieceKind};
use travaux::project::{Choice, project};
use travaux::syntax::{self, BlockKind, FurnitureKind, NodeKind};
use travaux::{
    Diagnostic, DiagnosticKind, Document, Label, Paragraph, Proposal, Span, StatementKind,
};

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

/// The words of a text, marks and case left aside.
fn plain(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Token F1 of two texts: the harmonic mean of the shares of words, counted as often as they stand,
/// that the one has of the other (van Rijsbergen 1979).
fn f1(one: &str, other: &str) -> f64 {
    let (one, other) = (plain(one), plain(other));
    let mut left = other.clone();
    let mut shared = 0u32;
    for word in &one {
        if let Some(at) = left.iter().position(|known| known == word) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    let count = u32::try_from(one.len() + other.len()).expect("short");
    if count == 0 { 1.0 } else { 2.0 * f64::from(shared) / f64::from(count) }
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn base_projection_of_the_first_annex_is_the_third() {
    let document = kyoto();
    let third = document.parts().iter().find(|part| part.name() == "ANNEX III").expect("a part");
    let base = Base::from_part(&document, third.id());
    let settled = document.settled_by(&base);
    // Labels stand twice there; the words tell which is meant.
    let own = |earlier: &BaseParagraph| {
        let mut found = document.labelled(earlier.label());
        let is =
            |p: &&Paragraph| p.part() == third.id() && document.base_text(p.id()) == earlier.text();
        found.find(is).expect("a paragraph of the base")
    };
    let (mut all, mut clean) = (Vec::new(), Vec::new());
    for number in 8..=53 {
        let paragraph = paragraph(&settled, &format!("OP{number}"));
        let text = settled.base_text(paragraph.id());
        let earlier = settled.matched(paragraph.id()).and_then(|at| base.paragraphs().get(at));
        let score = earlier.map_or(0.0, |earlier| f1(&text, earlier.text()));
        all.push(score);
        let changed =
            earlier.is_none_or(|earlier| !document.proposals_in(own(earlier).id()).is_empty());
        if !changed {
            clean.push(score);
        }
    }
    let mean = |scores: &[f64]| {
        scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).expect("few"))
    };
    println!(
        "base projection against the third annex, token F1: {:.4} over the {} of OP8 to OP53 that \
         its party left alone, {:.4} over all {}",
        mean(&clean),
        clean.len(),
        mean(&all),
        all.len()
    );
    assert!(mean(&clean) >= 0.97, "{:.4} where the party changed nothing", mean(&clean));
    assert!(mean(&all) >= 0.93, "{:.4} over all", mean(&all));
}

#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn the_base_text_holds_no_statement() {
    for name in ["kyoto-6227-20.md", "paris-2015-12-09.md", "paris-2015-12-12.md"] {
        let document = Document::open(folder().join(name)).expect("it is in the corpus");
        let codes: HashSet<Span> = document
            .statements()
            .iter()
            .flat_map(|s| document.mentions(s))
            .map(travaux::model::Mention::span)
            .collect();
        let none = project(&document, &Choice::Nothing);
        for paragraph in none.paragraphs() {
            assert!(!paragraph.text().contains("~~"), "{name} {}", paragraph.label());
            for word in paragraph.words() {
                let spoken = codes.iter().find(|code| word.source.overlaps(**code));
                assert_eq!(spoken, None, "{name} {}: a code is left", paragraph.label());
            }
            if document.proposals_in(paragraph.id()).is_empty() {
                continue;
            }
            for mark in ['[', ']'] {
                let left = paragraph.text().contains(mark);
                assert!(!left, "{name} {}: `{mark}` in {}", paragraph.label(), paragraph.text());
            }
        }
    }
}

/// A draft of the climate convention with 222 opening brackets, of which five are links of the
/// page; counted by hand, as the options are.
#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn paris_brackets_and_options_are_all_found() {
    let path = folder().join("paris-2015-12-09.md");
    let document = Document::open(path).expect("the draft of Paris is in the corpus");
    assert_eq!(document.dialect(), Dialect::options());
    let text = document.source().text();
    assert_eq!(text.matches('[').count(), 222);
    // Two open and never close, three close and were never opened; all the others are pairs.
    let odd: Vec<&DiagnosticKind> = document.diagnostics().iter().map(Diagnostic::kind).collect();
    assert_eq!(
        odd,
        [
            &DiagnosticKind::BracketUnopened { count: 3 },
            &DiagnosticKind::BracketUnclosed { count: 2 },
        ]
    );
    assert_eq!(text.matches(']').count() - 3, text.matches('[').count() - 2);
    // Where options stand, and how many.
    let options = [
        ("Article 2(1)(1)", 3),
        ("Article 2bis", 2),
        ("Article 3(1)", 2),
        ("Article 3(3)", 2),
        ("Article 3(5)", 3),
        ("Article 5", 2),
        ("Article 6(2)", 3),
        ("Article 6(4)", 3),
        ("Article 6(7)", 3),
        ("Article 9(1)", 3),
        ("Article 9(7)", 2),
    ];
    let starts = |proposal: &Proposal| {
        let start = proposal.subject().added().expect("words").start() as usize;
        text[..start].trim_end().ends_with(['*', ':'])
    };
    let mut found: Vec<(String, usize)> = Vec::new();
    for proposal in document.proposals().iter().filter(|proposal| starts(proposal)) {
        let label = document.paragraph(proposal.paragraph()).label();
        if label.option().is_none() {
            continue;
        }
        let place = label.with_option(0).to_string();
        match found.last_mut().filter(|(known, _)| *known == place) {
            Some((_, count)) => *count += 1,
            None => found.push((place, 1)),
        }
    }
    let found: Vec<(&str, usize)> = found.iter().map(|(place, n)| (place.as_str(), *n)).collect();
    assert_eq!(found, options);
    let brackets = document.proposals().len() - options.iter().map(|(_, n)| n).sum::<usize>();
    assert_eq!(brackets, 222 - 5);
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

/// What is written out of a real text is read back, but for what has no notation: strike-throughs
/// in strike-throughs, remarks that half a bracket or a verb beside them made what they are, and
/// what is wished of a mark alone.
#[test]
#[ignore = "needs TRAVAUX_CORPUS"]
fn a_real_text_is_written_and_read_back() {
    let merged = Merged::from(AnnotatedCopy::of(&kyoto()));
    let written = merged.to_rolling_text().expect("short");
    let (lost, all) = (written.unwritten.len(), merged.statements().len());
    println!("{lost} of {all} statements of the real text are not read back as they are");
    assert!(lost * 100 <= all, "{lost} of {all}");
}
