//! Who speaks: states, groups and observers, by code.

use std::fmt;

/// A delegation's canonical code: one to eight ASCII capitals or digits.
///
/// Codes are stable between documents; a [`DelegationId`](super::DelegationId) is not.
///
/// # Examples
///
/// ```
/// use travaux::DelegationCode;
/// let code: DelegationCode = "GBR".parse()?;
/// assert_eq!(code.as_str(), "GBR");
/// assert!("Great Britain".parse::<DelegationCode>().is_err());
/// # Ok::<(), travaux::model::CodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "String", into = "String"))]
pub struct DelegationCode([u8; 8]);

/// A word that cannot be a delegation's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{written}` as a code, expected 1 to 8 ASCII capitals or digits")]
pub struct CodeError {
    written: Box<str>,
}

impl DelegationCode {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if !(1..=8).contains(&bytes.len()) {
            return None;
        }
        let mut code = [0; 8];
        for (place, byte) in code.iter_mut().zip(bytes) {
            if !(byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
                return None;
            }
            *place = *byte;
        }
        Some(DelegationCode(code))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|b| *b == 0).unwrap_or(8);
        self.0.get(..len).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// All eight bytes as a number that sorts as the text does.
    pub(crate) const fn packed(self) -> u64 {
        u64::from_be_bytes(self.0)
    }
}

impl std::str::FromStr for DelegationCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::from_bytes(text.as_bytes()).ok_or_else(|| CodeError { written: text.into() })
    }
}

impl TryFrom<String> for DelegationCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl From<DelegationCode> for String {
    fn from(code: DelegationCode) -> String {
        code.as_str().to_owned()
    }
}

impl fmt::Display for DelegationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DelegationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What kind of delegation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DelegationKind {
    /// A state.
    State,
    /// A group that speaks for its members.
    Group,
    /// An observer.
    Observer,
    /// A code that stands where a delegation stands, and that the registry does not know.
    Unknown,
}

impl fmt::Display for DelegationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::State => "state",
            Self::Group => "group",
            Self::Observer => "observer",
            Self::Unknown => "unknown",
        })
    }
}

/// A delegation: a state, a group that speaks for its members, or an observer.
///
/// [`Document::delegations`](super::Document::delegations) lists those that speak in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Delegation {
    pub(crate) code: DelegationCode,
    pub(crate) kind: DelegationKind,
    pub(crate) name: Box<str>,
}

impl Delegation {
    /// A delegation that a [`Registry`](super::Registry) can hold.
    pub fn new(code: DelegationCode, kind: DelegationKind, name: impl Into<Box<str>>) -> Self {
        Delegation { code, kind, name: name.into() }
    }

    /// The canonical code: alpha-3 for a state, the field's abbreviation for the others.
    pub fn code(&self) -> DelegationCode {
        self.code
    }

    /// State, group or observer.
    pub fn kind(&self) -> DelegationKind {
        self.kind
    }

    /// The English short name; the code itself where none is known.
    pub fn name(&self) -> &str {
        &self.name
    }
}
