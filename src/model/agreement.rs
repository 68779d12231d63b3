//! Notes that say how far a text is settled.

use super::paragraph::AgreementLevel;
use super::registry::{Registry, Resolution};
use crate::DelegationCode;

/// The longest such note, in bytes: room for every state to be waited for. Without a bound brackets
/// in brackets would each be gone over.
const LONGEST: usize = 2048;

/// What a note without its brackets says is settled, and who has yet to agree: `agreed`, `agreed ad
/// ref`, `pending A`, `agreed in informals, pending A and B`.
///
/// Where one is waited for and no level is named, the text is agreed in informals.
pub(super) fn agreed(
    note: &str,
    registry: &Registry,
) -> Option<(AgreementLevel, Vec<DelegationCode>)> {
    let is_mark = |c: char| c.is_whitespace() || ",;:-–".contains(c);
    let head = note.trim_start_matches(is_mark);
    let opens = |word: &str| head.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word));
    if note.len() > LONGEST || !["agree", "pending", "adopted"].into_iter().any(opens) {
        return None;
    }
    let lower = note.to_ascii_lowercase();
    let (head, pending) = match lower.split_once("pending ") {
        Some((head, _)) => {
            (head, outstanding(note.get(head.len() + "pending ".len()..)?, registry)?)
        }
        None => (lower.as_str(), Vec::new()),
    };
    let head = head.trim_matches(is_mark);
    let level = match head.strip_prefix("agreed").or_else(|| head.strip_prefix("agree")) {
        Some(how) => match how.trim() {
            "" if pending.is_empty() => AgreementLevel::Committee,
            "" | "in informal" | "in informals" | "in informal consultations" => {
                AgreementLevel::Informals
            }
            "ad ref" | "ad ref." | "ad referendum" => AgreementLevel::AdReferendum,
            "in committee" | "in the committee" => AgreementLevel::Committee,
            "in plenary" | "in the plenary" => AgreementLevel::Plenary,
            _ => return None,
        },
        None if head == "adopted" => AgreementLevel::Adopted,
        None if head.is_empty() && !pending.is_empty() => AgreementLevel::Informals,
        None => return None,
    };
    Some((level, pending))
}

/// Delegations and nothing else.
fn outstanding(list: &str, registry: &Registry) -> Option<Vec<DelegationCode>> {
    let parted = list.split(|c: char| c.is_whitespace() || ",;/&".contains(c));
    let written = parted.filter(|word| !word.is_empty() && *word != "and");
    let code = |word| match registry.resolve(word) {
        Resolution::Known(delegation) => Some(delegation.code()),
        Resolution::Ambiguous { state, .. } => Some(state.code()),
        Resolution::Word | Resolution::Unknown => None,
    };
    let codes: Vec<DelegationCode> = written.map(code).collect::<Option<_>>()?;
    (!codes.is_empty()).then_some(codes)
}
