//! What became of options: of words that stood in brackets nobody signed, one text beside another.

use indexmap::{IndexMap, IndexSet};

use super::between::Evidence;
use crate::model::{Document, ParagraphId, PlacedWord, ProposalId};
use crate::words::{HunkKind, Lexicon, MatchKind, diff, similarity};

/// What became of an option of the older of two revisions: of words in brackets that nobody signed,
/// or of one of `Option 1 … Option n`. [`Lineage::options`](super::Lineage::options) lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OptionFate {
    /// The proposal that it is in the older text.
    pub proposal: ProposalId,
    /// The paragraph of the older text that it stands in, or is.
    pub paragraph: ParagraphId,
    /// The paragraph of the later text that this became; none where it is gone.
    pub into: Option<ParagraphId>,
    /// Its own words, without those of options within it.
    pub words: u32,
    /// How many of them the later paragraph has, in their order.
    pub kept: u32,
    /// Whether the later text has it: more than half of its words; or, where it says nothing
    /// itself, an option within it; or, of `(no text)`, none of those it is an alternative to.
    pub is_kept: bool,
}

/// The text of a paragraph with all its options, and the words of it.
pub(super) type Worded = (String, Vec<PlacedWord>);

/// The options of a paragraph: proposals to add words that nobody signed.
pub(super) fn options(
    document: &Document,
    paragraph: ParagraphId,
) -> impl Iterator<Item = ProposalId> {
    let unsigned = |id: &ProposalId| document.stances_on(*id).next().is_none();
    document
        .proposals_in(paragraph)
        .iter()
        .copied()
        .filter(unsigned)
        .filter(|id| document.proposal(*id).subject().added().is_some())
}

/// Follows the options of a paragraph to what it became, and says anew what the two share: of the
/// old wording only the options that are kept.
pub(super) fn follow(
    document: &Document,
    old: (ParagraphId, &Worded),
    new: (ParagraphId, &str),
    lexicon: &mut Lexicon,
    evidence: &mut Evidence,
) -> Vec<OptionFate> {
    let (paragraph, (text, words)) = old;
    let mut fates = all(document, (paragraph, old.1));
    let found = diff(text, new.1);
    let mut same = found
        .hunks()
        .iter()
        .filter(|hunk| matches!(hunk.kind, HunkKind::Same | HunkKind::MovedFrom { .. }));
    let mut hunk = same.next();
    for word in words {
        while hunk.is_some_and(|hunk| hunk.old_span.end() <= word.span.start()) {
            hunk = same.next();
        }
        if let Some(fate) = word.proposal.and_then(|id| fates.get_mut(&id)) {
            let kept = hunk.is_some_and(|hunk| hunk.old_span.start() <= word.span.start());
            fate.kept += u32::from(kept);
        }
    }
    settle(document, &mut fates, new.0);
    let left = |word: &&PlacedWord| {
        let fate = word.proposal.and_then(|id| fates.get(&id));
        fate.is_none_or(|fate| fate.is_kept)
    };
    let mut chosen = String::new();
    for word in words.iter().filter(left) {
        chosen.push_str(text.get(word.span.range()).unwrap_or_default());
        chosen.push(' ');
    }
    count(&fates, evidence);
    if matches!(evidence.how, MatchKind::Same | MatchKind::Reworded) {
        let keys = [lexicon.spoken(&chosen), lexicon.spoken(new.1)];
        evidence.similarity = similarity(&keys[0], &keys[1]);
        evidence.shared = shared(&keys);
        evidence.how = if keys[0] == keys[1] { MatchKind::Same } else { MatchKind::Reworded };
    }
    fates.into_values().collect()
}

/// As [`follow`], for a paragraph that is one of several that were joined: its words are looked up
/// among those of the whole, wherever they stand.
pub(super) fn look_up(
    document: &Document,
    old: (ParagraphId, &Worded),
    (into, known): (ParagraphId, &IndexSet<u32>),
    lexicon: &mut Lexicon,
    evidence: &mut Evidence,
) -> Vec<OptionFate> {
    let (_, (text, words)) = old;
    let mut fates = all(document, old);
    for word in words {
        let Some(fate) = word.proposal.and_then(|id| fates.get_mut(&id)) else { continue };
        let keys = lexicon.keys(text.get(word.span.range()).unwrap_or_default());
        fate.kept += u32::from(keys.iter().all(|key| known.contains(key)));
    }
    settle(document, &mut fates, into);
    count(&fates, evidence);
    fates.into_values().collect()
}

/// The options of a paragraph that is gone.
pub(super) fn all_gone(document: &Document, old: (ParagraphId, &Worded)) -> Vec<OptionFate> {
    all(document, old).into_values().collect()
}

/// Every option of a paragraph with its words, and nothing kept.
fn all(
    document: &Document,
    (paragraph, (_, words)): (ParagraphId, &Worded),
) -> IndexMap<ProposalId, OptionFate> {
    let gone = |proposal| OptionFate {
        proposal,
        paragraph,
        into: None,
        words: 0,
        kept: 0,
        is_kept: false,
    };
    let mut fates: IndexMap<ProposalId, OptionFate> =
        options(document, paragraph).map(|proposal| (proposal, gone(proposal))).collect();
    for word in words {
        if let Some(fate) = word.proposal.and_then(|id| fates.get_mut(&id)) {
            fate.words += 1;
        }
    }
    fates
}

/// Which are kept, once their words are counted.
fn settle(document: &Document, fates: &mut IndexMap<ProposalId, OptionFate>, into: ParagraphId) {
    let mut within: IndexMap<ProposalId, bool> = IndexMap::new();
    // What stands in another comes behind it.
    for (id, fate) in fates.iter_mut().rev() {
        fate.into = Some(into);
        let inner = within.get(id).copied().unwrap_or(false);
        fate.is_kept = 2 * fate.kept > fate.words || (fate.words == 0 && inner);
        if let Some(outer) = document.proposal(*id).needs() {
            *within.entry(outer).or_default() |= fate.is_kept;
        }
    }
}

fn count(fates: &IndexMap<ProposalId, OptionFate>, evidence: &mut Evidence) {
    let told = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    evidence.options = told(fates.len());
    evidence.kept = told(fates.values().filter(|fate| fate.is_kept).count());
}

/// To say nothing is kept where nothing that could have been said instead is.
pub(super) fn settle_silence(document: &Document, fates: &mut [OptionFate]) {
    let set = |fate: &OptionFate| document.proposal(fate.proposal).alternatives();
    let mut said: IndexMap<u32, bool> = IndexMap::new();
    for fate in fates.iter() {
        if let Some(set) = set(fate) {
            *said.entry(set).or_default() |= fate.is_kept;
        }
    }
    for fate in fates {
        if fate.words == 0 && fate.into.is_none() && says_nothing(document, fate.proposal) {
            fate.is_kept = set(fate).is_some_and(|set| said.get(&set) == Some(&false));
        }
    }
}

/// `Option 3: (no text)`, `(no provision)`
fn says_nothing(document: &Document, option: ProposalId) -> bool {
    let words = document.proposal(option).subject().added();
    let words = words.map(|span| document.source().slice(span)).unwrap_or_default();
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    ["no text", "no provision"].iter().any(|silence| bare.eq_ignore_ascii_case(silence))
}

/// Words that two texts have in common, one that stands twice in both twice.
fn shared([one, other]: &[Vec<u32>; 2]) -> u32 {
    let mut counts: IndexMap<u32, u32> = IndexMap::new();
    for key in one {
        *counts.entry(*key).or_default() += 1;
    }
    let mut shared = 0;
    for key in other {
        if let Some(count) = counts.get_mut(key).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}
