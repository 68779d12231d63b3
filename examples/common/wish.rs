//! Wishes and codes as the examples write them, each in one way everywhere.

use travaux::model::{Extent, ProposalId};
use travaux::{DelegationCode, Document};

use super::{Stop, resolve};

/// A proposal in a few words, with a `?` where it was guessed how far its words reach: in every
/// table.
pub(crate) fn wish(document: &Document, id: ProposalId) -> String {
    let (proposal, wording) = (document.proposal(id), document.wording(id));
    let guessed = if proposal.extent() == Extent::Inferred { "?" } else { "" };
    let kind = proposal.kind();
    if wording.is_empty() { kind.to_string() } else { format!("{kind}: {wording}{guessed}") }
}

/// What the tables say below themselves of that mark.
pub(crate) const GUESSED: &str = "A `?` marks an extent that was guessed.";

/// One thing of a kind, or several.
pub(crate) fn count(many: usize, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}

/// A code that somebody is known by: nothing in a text tells whose copy it is, so a slip of the pen
/// would show nowhere.
pub(crate) fn known(written: &str) -> Result<DelegationCode, Stop> {
    use travaux::model::{Registry, Resolution};
    let upper = written.to_ascii_uppercase();
    let registry = Registry::standard();
    match registry.resolve(&upper) {
        Resolution::Known(_) | Resolution::Ambiguous { .. } => resolve(&upper),
        _ => {
            let near = registry.nearest(&upper);
            let near = near.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let near = match near.as_str() {
                "" => "no known code is near".to_owned(),
                near => format!("near: {near}"),
            };
            Err(Stop::Misuse(format!(
                "`{written}` is nobody's code, expected one such as FRA, EU or UK; {near}"
            )))
        }
    }
}
