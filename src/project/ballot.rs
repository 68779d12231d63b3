//! Who is where on one proposal, by code: what a decision rule counts.

use indexmap::{IndexMap, IndexSet};

use crate::model::{Day, DelegationCode, DelegationId, Document, Groups, Sides};

/// The delegations on each side of one proposal, by code, each once and on one side only.
///
/// # Examples
///
/// ```
/// use travaux::{Document, model::sides, project::Ballot};
/// let document = Document::read("1. We act [now: FRA, DEU; oppose: USA; reservation: JPN].")?;
/// let ballot = Ballot::new(&document, &sides(&document)[0]);
/// assert_eq!((ballot.wanting.len(), ballot.against.len(), ballot.neither.len()), (2, 1, 1));
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ballot {
    /// Who wants it.
    pub wanting: Vec<DelegationCode>,
    /// Who is against it.
    pub against: Vec<DelegationCode>,
    /// Who reserves its position, or can go either way.
    pub neither: Vec<DelegationCode>,
    /// Who speaks in the document, and not of this.
    pub silent: Vec<DelegationCode>,
}

impl Ballot {
    /// The sides of a proposal, and who is silent on it. Against are those who say so; who wants an
    /// alternative instead can be added to them, as [`decisions`](crate::analysis::decisions) does.
    pub fn new(document: &Document, sides: &Sides) -> Self {
        let mut spoke = vec![false; document.delegations().len()];
        let mut codes = |ids: &[DelegationId]| -> Vec<DelegationCode> {
            let mut list = Vec::with_capacity(ids.len());
            for id in ids {
                let slot = spoke.get_mut(id.index());
                if slot.is_some_and(|slot| !std::mem::replace(slot, true)) {
                    list.push(document.delegation(*id).code());
                }
            }
            list
        };
        let against = codes(&sides.objectors);
        let wanting = codes(&sides.supporters);
        let mut neither = codes(&sides.reserved);
        neither.extend(codes(&sides.flexible));
        let silent = document.delegations().iter().zip(&spoke);
        let silent = silent.filter(|(_, spoke)| !**spoke).map(|(one, _)| one.code()).collect();
        Ballot { wanting, against, neither, silent }
    }

    /// Each group replaced by its members of a day.
    ///
    /// A member that speaks for itself keeps what it said, and is counted once however many of its
    /// groups speak. One whose groups disagree, and that says nothing itself, is on neither side.
    /// A group of which no member is known stays as it is.
    ///
    /// ```
    /// use travaux::{Document, model::{Groups, sides}, project::Ballot};
    /// let document = Document::read("1. We act [now: EU; oppose: FRA].")?;
    /// let ballot = Ballot::new(&document, &sides(&document)[0]);
    /// let each = ballot.by_member(&Groups::standard(), None);
    /// assert_eq!((each.wanting.len(), each.against.len()), (26, 1));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    #[must_use]
    pub fn by_member(&self, groups: &Groups, day: Option<Day>) -> Self {
        let lists = [&self.against, &self.wanting, &self.neither, &self.silent];
        let mut own: IndexMap<DelegationCode, usize> = IndexMap::new();
        let mut of_group: IndexMap<DelegationCode, IndexSet<usize>> = IndexMap::new();
        for (side, list) in lists.iter().enumerate() {
            for code in *list {
                let members = groups.members(*code, day);
                if members.is_empty() {
                    own.entry(*code).or_insert(side);
                }
                for member in members {
                    of_group.entry(member).or_default().insert(side);
                }
            }
        }
        for (member, sides) in of_group {
            // Silence of one group does not weigh against the word of another.
            let mut spoken = sides.iter().copied().filter(|side| *side != SILENT);
            let side = match (spoken.next(), spoken.next()) {
                (Some(one), None) => one,
                (Some(_), Some(_)) => NEITHER,
                (None, _) => SILENT,
            };
            // A member that speaks elsewhere and not of this is bound by its group, too.
            match own.get_mut(&member) {
                Some(known) if *known == SILENT => *known = side,
                Some(_) => {}
                None => {
                    own.insert(member, side);
                }
            }
        }
        let on = |side: usize| own.iter().filter(|(_, s)| **s == side).map(|(c, _)| *c).collect();
        Ballot { against: on(0), wanting: on(1), neither: on(NEITHER), silent: on(SILENT) }
    }

    /// How many delegations there are.
    pub fn len(&self) -> usize {
        self.wanting.len() + self.against.len() + self.neither.len() + self.silent.len()
    }

    /// Whether nobody speaks in the document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

const NEITHER: usize = 2;
const SILENT: usize = 3;
