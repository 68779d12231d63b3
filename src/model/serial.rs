//! Documents written down and read back.
//!
//! The facts are the text, the dialect and the caller's own codes; the rest is written for whoever
//! reads the JSON with other tools. Reading back goes through the reader again, and what was
//! written beside the facts has to agree with what it finds: a file in which somebody changed a
//! stance by hand is an error, not a document.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::base::Base;
use super::delegation::{Delegation, DelegationCode};
use super::dialect::Dialect;
use super::document::{Document, ReadOptions};
use super::id::ProposalId;
use super::paragraph::{Paragraph, Part};
use super::proposal::Proposal;
use super::registry::Registry;
use super::statement::{Mention, Statement};
use crate::{Diagnostic, Source, Span};

/// The version of the form that a [`Document`] is serialised in.
pub const SCHEMA_VERSION: u32 = 1;

/// The release that read the text: another release may read it better.
const READER: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize, Deserialize)]
struct Written<'a> {
    schema: u32,
    reader: Cow<'a, str>,
    name: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dialect: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    codes: Cow<'a, [(Delegation, Vec<DelegationCode>)]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<DelegationCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Cow<'a, Base>>,
    /// The part that was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    without: Option<Span>,
    text: Cow<'a, str>,
    #[serde(default)]
    model: Option<Model<'a>>,
}

/// Refuses what was written in another form.
pub(crate) fn known_schema<E: serde::de::Error>(found: u32) -> Result<(), E> {
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    Err(E::custom(format_args!("schema version {found}, expected {SCHEMA_VERSION}")))
}

#[derive(Serialize, Deserialize)]
struct Model<'a> {
    parts: Cow<'a, [Part]>,
    paragraphs: Cow<'a, [Paragraph]>,
    delegations: Cow<'a, [Delegation]>,
    statements: Cow<'a, [Statement]>,
    mentions: Cow<'a, [Mention]>,
    targets: Cow<'a, [ProposalId]>,
    proposals: Cow<'a, [Proposal]>,
    diagnostics: Cow<'a, [Diagnostic]>,
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = &self.facts;
        let written = Written {
            schema: SCHEMA_VERSION,
            reader: READER.into(),
            name: self.source.name().into(),
            dialect: self.dialect.map(|dialect| dialect.name().into()),
            codes: Cow::Borrowed(self.registry.added()),
            party: self.party,
            base: self.base().map(Cow::Borrowed),
            without: self.without,
            text: self.source.text().into(),
            model: Some(Model {
                parts: Cow::Borrowed(&facts.parts),
                paragraphs: Cow::Borrowed(&facts.paragraphs),
                delegations: Cow::Borrowed(&facts.delegations),
                statements: Cow::Borrowed(&facts.statements),
                mentions: Cow::Borrowed(&facts.mentions),
                targets: Cow::Borrowed(&facts.targets),
                proposals: Cow::Borrowed(&facts.proposals),
                diagnostics: Cow::Borrowed(&facts.diagnostics),
            }),
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        known_schema(written.schema)?;
        let mut options = ReadOptions::default();
        if let Some(name) = &written.dialect {
            let dialect = Dialect::by_name(name).ok_or_else(|| {
                D::Error::custom(format_args!("`{name}`, expected a known dialect"))
            })?;
            options = options.dialect(dialect);
        }
        if !written.codes.is_empty() {
            let mut registry = Registry::standard();
            for (delegation, spellings) in written.codes.iter() {
                registry.insert(delegation.clone(), spellings);
            }
            options = options.registry(Arc::new(registry));
        }
        let source = Source::new(&*written.name, &*written.text).map_err(D::Error::custom)?;
        if let Some(party) = written.party {
            options = options.party(party);
        }
        options.without = written.without;
        let document = Document::read_with(source, &options);
        let document = match &written.base {
            Some(base) => document.settled_by(base),
            None => document,
        };
        // Another release may read the same text otherwise; this one must agree with itself.
        if let Some(model) = written.model.filter(|_| written.reader == READER) {
            let facts = &document.facts;
            let agrees = [
                ("parts", *model.parts == *facts.parts),
                ("paragraphs", *model.paragraphs == *facts.paragraphs),
                ("delegations", *model.delegations == *facts.delegations),
                ("statements", *model.statements == *facts.statements),
                ("mentions", *model.mentions == *facts.mentions),
                ("targets", *model.targets == *facts.targets),
                ("proposals", *model.proposals == *facts.proposals),
                ("diagnostics", *model.diagnostics == *facts.diagnostics),
            ];
            if let Some((what, _)) = agrees.iter().find(|(_, same)| !same) {
                return Err(D::Error::custom(format_args!(
                    "{what} that the text does not give, expected what reading the text gives"
                )));
            }
        }
        Ok(document)
    }
}
