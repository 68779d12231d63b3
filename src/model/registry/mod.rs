//! Which code means which delegation.

mod aliases;
mod members;
mod states;

pub(super) use members::{MEMBERS, POPULATION_2016, POPULATION_2025};

use super::delegation::{Delegation, DelegationCode, DelegationKind};

/// What a written code can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resolution<'a> {
    /// One delegation.
    Known(&'a Delegation),
    /// A state among states, and a group elsewhere: `NAM`.
    Ambiguous {
        /// The state.
        state: &'a Delegation,
        /// The group.
        group: &'a Delegation,
    },
    /// A word that is known to be no delegation: `UN`.
    Word,
    /// Nothing the registry knows.
    Unknown,
}

/// What the registry holds for one spelling, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Known(u32),
    Ambiguous { state: u32, group: u32 },
    Word,
}

/// Codes, their other spellings, and whom they mean: ISO 3166-1, the groups and observers of the
/// United Nations, and the spellings that negotiators use beside them. Open to the caller's own.
///
/// # Examples
///
/// ```
/// use travaux::model::{Delegation, DelegationKind, Registry, Resolution};
/// let mut registry = Registry::standard();
/// let Resolution::Known(state) = registry.resolve("UK") else { panic!("known") };
/// assert_eq!(state.code().as_str(), "GBR");
///
/// let lagoon = Delegation::new("LAGOON".parse()?, DelegationKind::Group, "Lagoon States");
/// registry.insert(lagoon, &["LGN".parse()?]);
/// assert!(matches!(registry.resolve("LGN"), Resolution::Known(_)));
/// # Ok::<(), travaux::model::CodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Registry {
    delegations: Vec<Delegation>,
    /// Sorted by packed spelling.
    spellings: Vec<(u64, Entry)>,
    /// For each word of three letters, one more than its place among the spellings; 0 is none.
    /// Nearly all codes have three, and a long text asks for a million of them.
    triples: Vec<u16>,
    /// Two-letter codes of states, sorted; they count only beside codes that are beyond doubt.
    alpha2: Vec<Option<u32>>,
    /// What the caller added, so that a document can be written down and read back.
    added: Vec<(Delegation, Vec<DelegationCode>)>,
}

impl Default for Registry {
    fn default() -> Self {
        Registry::standard()
    }
}

impl Registry {
    /// The delegations of the United Nations and the spellings of its rooms.
    pub fn standard() -> Self {
        let mut registry = Registry {
            delegations: Vec::new(),
            spellings: Vec::new(),
            triples: Vec::new(),
            alpha2: vec![None; 26 * 26],
            added: Vec::new(),
        };
        let mut spell = Vec::with_capacity(600);
        let code = |text: &str| DelegationCode::from_bytes(text.as_bytes());
        for &word in aliases::NOT_DELEGATIONS {
            spell.extend(code(word).map(|code| (code.packed(), Entry::Word)));
        }
        for &(alpha3, alpha2, name) in states::STATES {
            // The Holy See and Palestine speak as observers.
            if aliases::OBSERVERS.iter().any(|(observer, _, _)| *observer == alpha3) {
                continue;
            }
            let Some(state) = code(alpha3) else { continue };
            let at = registry.push(Delegation::new(state, DelegationKind::State, name));
            spell.push((state.packed(), Entry::Known(at)));
            let slot = code(alpha2).and_then(|short| pair(short.packed()));
            if let Some(slot) = slot.and_then(|slot| registry.alpha2.get_mut(slot)) {
                *slot = Some(at);
            }
        }
        let others = [
            (DelegationKind::Group, aliases::GROUPS),
            (DelegationKind::Observer, aliases::OBSERVERS),
        ];
        for (kind, table) in others {
            for &(canonical, name, spellings) in table {
                let Some(main) = code(canonical) else { continue };
                let at = registry.push(Delegation::new(main, kind, name));
                for key in spellings.iter().filter_map(|s| code(s)).chain([main]) {
                    let state = spell.iter().find_map(|&(known, entry)| match entry {
                        Entry::Known(state) if known == key.packed() => Some(state),
                        _ => None,
                    });
                    let entry = match state {
                        Some(state) => Entry::Ambiguous { state, group: at },
                        None => Entry::Known(at),
                    };
                    spell.retain(|(known, _)| *known != key.packed());
                    spell.push((key.packed(), entry));
                }
            }
        }
        for &(alias, alpha3) in aliases::ALIASES {
            let target = code(alpha3).map(DelegationCode::packed);
            let target =
                spell.iter().find(|(known, _)| Some(*known) == target).map(|found| found.1);
            if let (Some(alias), Some(entry)) = (code(alias), target) {
                spell.retain(|(known, _)| *known != alias.packed());
                spell.push((alias.packed(), entry));
            }
        }
        spell.sort_by_key(|(key, _)| *key);
        registry.spellings = spell;
        registry.index();
        registry
    }

    fn index(&mut self) {
        self.triples = vec![0; 26 * 26 * 26];
        for (at, (key, _)) in self.spellings.iter().enumerate() {
            let slot = triple(*key).and_then(|at| self.triples.get_mut(at));
            if let (Some(slot), Ok(place)) = (slot, u16::try_from(at + 1)) {
                *slot = place;
            }
        }
    }

    fn push(&mut self, delegation: Delegation) -> u32 {
        self.delegations.push(delegation);
        u32::try_from(self.delegations.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a delegation of the caller's own, with the spellings that mean it beside its code.
    /// What the spellings meant before they mean no more.
    pub fn insert(&mut self, delegation: Delegation, spellings: &[DelegationCode]) -> &mut Self {
        let code = delegation.code();
        self.added.push((delegation.clone(), spellings.to_vec()));
        let at = self.push(delegation);
        for key in spellings.iter().copied().chain([code]).map(DelegationCode::packed) {
            match self.spellings.binary_search_by_key(&key, |(known, _)| *known) {
                Ok(found) => self.spellings[found].1 = Entry::Known(at),
                Err(place) => self.spellings.insert(place, (key, Entry::Known(at))),
            }
        }
        self.index();
        self
    }

    /// What a written code means.
    ///
    /// # Complexity
    ///
    /// O(log n) in the number of spellings.
    pub fn resolve(&self, written: &str) -> Resolution<'_> {
        let entry =
            DelegationCode::from_bytes(written.as_bytes()).and_then(|code| self.entry(code));
        match entry {
            Some(Entry::Known(at)) => match self.delegations.get(at as usize) {
                Some(delegation) => Resolution::Known(delegation),
                None => Resolution::Unknown,
            },
            Some(Entry::Ambiguous { state, group }) => {
                match (self.delegations.get(state as usize), self.delegations.get(group as usize)) {
                    (Some(state), Some(group)) => Resolution::Ambiguous { state, group },
                    _ => Resolution::Unknown,
                }
            }
            Some(Entry::Word) => Resolution::Word,
            None => Resolution::Unknown,
        }
    }

    /// The delegation of a name, letter case aside: `France`, not a part of a name nor another
    /// language's.
    ///
    /// # Complexity
    ///
    /// O(n) in the number of delegations.
    pub fn by_name(&self, name: &str) -> Option<&Delegation> {
        self.delegations.get(self.number_of(name)? as usize)
    }

    /// The state of an alpha-2 code, as trade texts write them. Elsewhere letters such as `IT` and
    /// `AU` are words and groups, so [`resolve`](Registry::resolve) knows none of these.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::model::{Delegation, Registry};
    /// let registry = Registry::standard();
    /// assert_eq!(registry.by_alpha2("JP").map(Delegation::name), Some("Japan"));
    /// assert!(registry.by_alpha2("QQ").is_none());
    /// ```
    pub fn by_alpha2(&self, written: &str) -> Option<&Delegation> {
        let code = DelegationCode::from_bytes(written.as_bytes())?;
        self.delegations.get(self.state_by_alpha2(code)? as usize)
    }

    /// The number of the delegation of a name.
    pub(crate) fn number_of(&self, name: &str) -> Option<u32> {
        let named = |known: &Delegation| known.name().eq_ignore_ascii_case(name);
        self.delegations.iter().position(named).and_then(|at| u32::try_from(at).ok())
    }

    /// Known codes that one slip of the pen parts from `written` (a letter changed, left out, put
    /// in, or two swapped), swaps first, then in the order of the code. Never a resolution: by
    /// distance alone `UK` would be Ukraine.
    ///
    /// # Complexity
    ///
    /// O(n) in the number of spellings.
    pub fn nearest(&self, written: &str) -> Vec<DelegationCode> {
        let mut found: Vec<(u8, DelegationCode)> = Vec::new();
        for &(key, entry) in &self.spellings {
            let at = match entry {
                Entry::Known(at) | Entry::Ambiguous { state: at, .. } => at,
                Entry::Word => continue,
            };
            let key = key.to_be_bytes();
            let len = key.iter().position(|b| *b == 0).unwrap_or(8);
            let near = one_slip(written.as_bytes(), key.get(..len).unwrap_or_default());
            if let (Some(rank), Some(delegation)) = (near, self.delegations.get(at as usize)) {
                if !found.iter().any(|(_, code)| *code == delegation.code()) {
                    found.push((rank, delegation.code()));
                }
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, code)| code).collect()
    }

    /// Every delegation, in the order of the tables, the caller's own last.
    pub fn delegations(&self) -> &[Delegation] {
        &self.delegations
    }

    pub(crate) fn entry(&self, code: DelegationCode) -> Option<Entry> {
        let key = code.packed();
        if let Some(at) = triple(key).filter(|_| self.spellings.len() < 0xFFFF) {
            let place = usize::from(*self.triples.get(at)?).checked_sub(1)?;
            return self.spellings.get(place).map(|(_, entry)| *entry);
        }
        let found = self.spellings.binary_search_by_key(&key, |(known, _)| *known).ok()?;
        self.spellings.get(found).map(|(_, entry)| *entry)
    }

    /// A state by its alpha-2 code; only to be asked where other codes of the list are known.
    pub(crate) fn state_by_alpha2(&self, code: DelegationCode) -> Option<u32> {
        self.alpha2.get(pair(code.packed())?).copied().flatten()
    }

    #[cfg(feature = "serde")]
    pub(crate) fn added(&self) -> &[(Delegation, Vec<DelegationCode>)] {
        &self.added
    }
}

/// The place of a word of exactly two letters.
fn pair(key: u64) -> Option<usize> {
    let [first, second, 0, ..] = key.to_be_bytes() else { return None };
    let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    Some(letter(first)? * 26 + letter(second)?)
}

/// The place of a word of exactly three letters.
fn triple(key: u64) -> Option<usize> {
    let [first, second, third, 0, ..] = key.to_be_bytes() else { return None };
    let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    Some((letter(first)? * 26 + letter(second)?) * 26 + letter(third)?)
}

/// 0 for two neighbours swapped, 1 for one letter changed, left out or put in.
pub(crate) fn one_slip(a: &[u8], b: &[u8]) -> Option<u8> {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(prefix..)?, b.get(prefix..)?);
    match (a, b) {
        ([_, _, rest @ ..], [_, _, tail @ ..])
            if a.first() == b.get(1) && a.get(1) == b.first() && rest == tail =>
        {
            Some(0)
        }
        ([_, rest @ ..], [_, tail @ ..]) if rest == tail => Some(1),
        ([_, rest @ ..], other) if rest == other => Some(1),
        (other, [_, tail @ ..]) if tail == other => Some(1),
        _ => None,
    }
}
