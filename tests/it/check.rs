//! What every reading of every text must satisfy; laws, corpus and hostile input share it.

use travaux::model::{Extent, Place, Subject, Target};
use travaux::syntax::{self, NodeId, Step};
use travaux::{Document, Source, Span, StatementRow};

/// Why a text is read wrongly, in one line.
pub(crate) type Verdict = Result<(), String>;

macro_rules! hold {
    ($holds:expr, $($why:tt)*) => {
        if !$holds {
            return Err(format!($($why)*));
        }
    };
}

/// Proposals of one text whose wording is put together: each can be as long as the text, so a text
/// of thousands nested in each other has more wording than can be gone through.
const WORDINGS: usize = 300;

/// All of them, on one text.
pub(crate) fn everything(text: &str) -> Verdict {
    let source = Source::new("text", text).map_err(|error| error.to_string())?;
    lossless(&source)?;
    spans_nest(&source)?;
    let document = read(text);
    sane(&document)?;
    pieces_tile(&document)?;
    rows_agree(&document)
}

pub(crate) fn read(text: &str) -> Document {
    Document::read(text).expect("a text under 4 GiB")
}

/// Tokens tile the source.
pub(crate) fn lossless(source: &Source) -> Verdict {
    let parsed = syntax::parse(source);
    let mut at = 0;
    for token in parsed.tree().tokens() {
        let span = token.span;
        hold!(span.start() == at, "{:?} at {span}, expected it to start at {at}", token.kind);
        hold!(!span.is_empty(), "an empty token at {span}");
        let inside = source.text().get(span.range());
        hold!(inside.is_some(), "{:?} at {span} cuts a character", token.kind);
        at = span.end();
    }
    hold!(at as usize == source.text().len(), "tokens end at {at}, not at the end");
    hold!(print(source) == source.text(), "the printed text differs");
    Ok(())
}

/// The text put together from its tokens.
pub(crate) fn print(source: &Source) -> String {
    syntax::parse(source).tree().tokens().map(|token| source.slice(token.span)).collect()
}

/// Nodes lie in their parents, siblings in order and apart; a walk gives each byte once.
pub(crate) fn spans_nest(source: &Source) -> Verdict {
    let parsed = syntax::parse(source);
    let tree = parsed.tree();
    let mut seen = 1;
    for (id, node) in tree.nodes() {
        let mut end = node.span().start();
        for (child, inner) in tree.children(id) {
            let span = inner.span();
            hold!(node.span().covers(span), "{:?} {span} leaves {}", inner.kind(), node.span());
            hold!(end <= span.start(), "{:?} {span} begins before {end}", inner.kind());
            hold!(child > id, "a child opens before its parent");
            end = span.end();
            seen += 1;
        }
    }
    hold!(seen == tree.nodes().len(), "{seen} nodes hang in the tree of {}", tree.nodes().len());
    let mut open: Vec<(NodeId, Span)> = Vec::new();
    let mut at = 0;
    for step in tree.walk(NodeId::ROOT) {
        match step {
            Step::Enter(id, kind, span) => {
                hold!(span.start() == at, "{kind:?} {span} is entered at {at}");
                open.push((id, span));
            }
            Step::Token(kind, span) => {
                hold!(span.start() == at, "{kind:?} {span} is given at {at}");
                hold!(!span.is_empty(), "an empty {kind:?} is given at {at}");
                at = span.end();
            }
            Step::Leave(id, kind, span) => {
                hold!(span.end() == at, "{kind:?} {span} is left at {at}");
                hold!(open.pop() == Some((id, span)), "{kind:?} {span} is left but not open");
            }
        }
    }
    hold!(open.is_empty(), "{} nodes are never left", open.len());
    hold!(at as usize == source.text().len(), "the walk ends at {at}");
    skips_agree(source)
}

/// A walk that skips every node inside a block goes on behind it.
fn skips_agree(source: &Source) -> Verdict {
    let parsed = syntax::parse(source);
    for (id, node) in parsed.tree().blocks() {
        let mut walk = parsed.tree().walk(id);
        walk.next();
        let mut at = node.span().start();
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(_, kind, span) => {
                    hold!(span.start() == at, "{kind:?} {span} is entered at {at}, skipping");
                    walk.skip_node();
                    at = span.end();
                }
                Step::Token(kind, span) => {
                    hold!(span.start() == at, "{kind:?} {span} is given at {at}, skipping");
                    at = span.end();
                }
                Step::Leave(_, kind, span) => {
                    hold!(span.end() == at, "{kind:?} {span} is left at {at}, skipping");
                }
            }
        }
    }
    Ok(())
}

/// Every handle and every span of the model is of this document.
pub(crate) fn sane(document: &Document) -> Verdict {
    let text = document.source().text();
    let inside = |what: &str, span: Span| -> Verdict {
        hold!(text.get(span.range()).is_some(), "{what} {span} is no place in the text");
        Ok(())
    };
    for part in document.parts() {
        inside("a part", part.span())?;
        part.title().map_or(Ok(()), |title| inside("a title", title))?;
    }
    for paragraph in document.paragraphs() {
        inside("a paragraph", paragraph.span())?;
        inside("a paragraph's text", paragraph.text())?;
        hold!(
            document.part(paragraph.part()).span().covers(paragraph.span()),
            "{} leaves its part",
            paragraph.label()
        );
        let _ = document.base_text(paragraph.id());
    }
    for diagnostic in document.diagnostics() {
        inside("a diagnostic", diagnostic.span())?;
        diagnostic.auxiliary_span().map_or(Ok(()), |span| inside("a second place", span))?;
    }
    for statement in document.statements() {
        inside("a statement", statement.span())?;
        statement.condition().map_or(Ok(()), |span| inside("a condition", span))?;
        subject(document, statement.subject(), &inside)?;
        hold!(statement.paragraph().index() < document.paragraphs().len(), "no such paragraph");
        for target in document.targets(statement) {
            hold!(target.index() < document.proposals().len(), "{target:?} is no proposal");
        }
        for mention in document.mentions(statement) {
            inside("a mention", mention.span())?;
            mention.condition().map_or(Ok(()), |span| inside("a condition", span))?;
            let speaker = document.delegations().get(mention.delegation().index());
            hold!(speaker.is_some(), "{:?} is no delegation", mention.delegation());
        }
    }
    proposals(document, &inside)
}

fn proposals(document: &Document, inside: &impl Fn(&str, Span) -> Verdict) -> Verdict {
    let every = document.proposals().len().div_ceil(WORDINGS).max(1);
    for proposal in document.proposals().iter().step_by(every) {
        let _ = document.wording(proposal.id());
    }
    for (at, proposal) in document.proposals().iter().enumerate() {
        hold!(proposal.id().index() == at, "proposal {at} has the handle {:?}", proposal.id());
        hold!(proposal.paragraph().index() < document.paragraphs().len(), "no such paragraph");
        subject(document, proposal.subject(), inside)?;
        let needs = proposal.needs().map_or(at.wrapping_add(1), travaux::model::ProposalId::index);
        hold!(needs < document.proposals().len() || proposal.needs().is_none(), "needs nothing");
        hold!(needs != at, "a proposal needs itself");
        let _ = document.sponsors(proposal.id());
        for id in document.statements_on(proposal.id()) {
            let targets = document.targets(document.statement(*id));
            hold!(targets.contains(&proposal.id()), "{id:?} does not speak of proposal {at}");
        }
    }
    for stance in document.stances() {
        let known = match stance.target {
            Target::Proposal(id) => id.index() < document.proposals().len(),
            Target::Paragraph(id) => id.index() < document.paragraphs().len(),
            _ => true,
        };
        hold!(known, "a stance on {:?}", stance.target);
    }
    Ok(())
}

fn subject(
    document: &Document,
    subject: &Subject,
    inside: &impl Fn(&str, Span) -> Verdict,
) -> Verdict {
    match subject {
        Subject::Words { struck, added } => {
            hold!(struck.is_some() || added.is_some(), "words at stake, but none");
            for span in [struck, added].into_iter().flatten() {
                inside("a subject", *span)?;
            }
        }
        Subject::Rest(from) => {
            inside("a rest", Span::new(*from, *from))?;
        }
        Subject::Structure(structure) => {
            for place in structure.places() {
                if let Place::Words(span) = place {
                    inside("a place", *span)?;
                }
            }
        }
        Subject::Remark(span) => inside("a remark", *span)?,
        _ => {}
    }
    let _ = document;
    Ok(())
}

/// The pieces of a paragraph tile its text.
pub(crate) fn pieces_tile(document: &Document) -> Verdict {
    for paragraph in document.paragraphs() {
        let mut at = paragraph.text().start();
        for piece in document.pieces(paragraph.id()) {
            let label = paragraph.label();
            hold!(
                piece.span.start() == at,
                "{label}: {:?} {} begins not at {at}",
                piece.kind,
                piece.span
            );
            let whole = document.source().text().get(piece.span.range());
            hold!(whole.is_some(), "{label}: {:?} {} cuts a character", piece.kind, piece.span);
            at = piece.span.end();
        }
        hold!(at == paragraph.text().end(), "{}: the pieces end at {at}", paragraph.label());
    }
    Ok(())
}

/// A row says what its statement says, and stands in order.
pub(crate) fn rows_agree(document: &Document) -> Verdict {
    let rows: Vec<StatementRow> = document.rows().collect();
    let mentions = document.statements().iter().map(|s| document.mentions(s).len()).sum::<usize>();
    hold!(rows.len() == mentions, "{} rows of {mentions} mentions", rows.len());
    for row in &rows {
        let span = Span::new(row.offset, row.offset + u32::try_from(row.written.len()).unwrap());
        hold!(document.source().slice(span) == row.written, "`{}` is not at {span}", row.written);
        hold!(!row.written.is_empty(), "a mention of nobody at {}", row.offset);
        hold!(matches!(row.extent, Extent::Written | Extent::Inferred), "no extent");
        hold!(
            document.speaker(row.delegation).is_some(),
            "{} speaks but is no speaker",
            row.delegation
        );
    }
    Ok(())
}
