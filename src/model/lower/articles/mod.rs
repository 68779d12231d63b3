//! Treaty texts: articles, numbered paragraphs, points; brackets over lines, paragraphs and pages.
//!
//! Three houses write so, and one reader serves them; the dialect says where the codes stand. The
//! page's lines are sorted first ([`syntax::lines`](crate::syntax)), [`flow`] makes one stream of
//! marks and words out of them, [`treaty`] goes through it once: [`places`] finds articles,
//! paragraphs and points, [`brackets`] keeps the open brackets and what they propose, [`lists`]
//! reads codes and verbs, [`directions`] what they ask for in words, [`choices`] the options,
//! [`remarks`] what notes say.

mod brackets;
mod choices;
mod directions;
mod flow;
mod headers;
mod lists;
mod places;
mod remarks;
mod speech;
mod treaty;

pub(super) use treaty::{open_part, read, tile};
