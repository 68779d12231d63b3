//! Outcomes written down and read back: the facts are the copies, the rest is for whoever reads the
//! JSON with other tools, and has to agree with them.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::agreed::MergedAgreement;
use super::copy::{AnnotatedCopy, CopyParagraph, Wish};
use super::outcome::{Divergence, Merged, MergedStatement, Oddity};
use super::rounds::{Life, Negotiation, Round};
use crate::model::{SCHEMA_VERSION, known_schema};

#[derive(Serialize, Deserialize)]
struct Written<'a> {
    schema: u32,
    copies: Cow<'a, [Arc<AnnotatedCopy>]>,
    paragraphs: Cow<'a, [CopyParagraph]>,
    wishes: Cow<'a, [Wish]>,
    statements: Cow<'a, [MergedStatement]>,
    agreements: Cow<'a, [MergedAgreement]>,
    divergences: Cow<'a, [Divergence]>,
    oddities: Cow<'a, [Oddity]>,
}

impl Serialize for Merged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            schema: SCHEMA_VERSION,
            copies: Cow::Borrowed(&self.copies),
            paragraphs: Cow::Borrowed(self.paragraphs()),
            wishes: Cow::Borrowed(self.wishes()),
            statements: Cow::Borrowed(self.statements()),
            agreements: Cow::Borrowed(self.agreements()),
            divergences: Cow::Borrowed(self.divergences()),
            oddities: Cow::Borrowed(self.oddities()),
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Merged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        known_schema(written.schema)?;
        for copy in written.copies.iter() {
            copy.check().map_err(D::Error::custom)?;
        }
        let merged = Merged::of(written.copies.into_owned()).map_err(D::Error::custom)?;
        let agrees = [
            ("paragraphs", *written.paragraphs == *merged.paragraphs()),
            ("wishes", *written.wishes == *merged.wishes()),
            ("statements", *written.statements == *merged.statements()),
            ("agreements", *written.agreements == *merged.agreements()),
            ("divergences", *written.divergences == *merged.divergences()),
            ("oddities", *written.oddities == *merged.oddities()),
        ];
        match agrees.iter().find(|(_, same)| !same) {
            Some((what, _)) => Err(D::Error::custom(format_args!(
                "{what} that the copies do not give, expected what merging them gives"
            ))),
            None => Ok(merged),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct WrittenRounds<'a> {
    schema: u32,
    rounds: Cow<'a, [Round]>,
    lives: Cow<'a, [Life]>,
}

impl Serialize for Negotiation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = WrittenRounds {
            schema: SCHEMA_VERSION,
            rounds: Cow::Borrowed(self.rounds()),
            lives: Cow::Borrowed(self.lives()),
        };
        written.serialize(serializer)
    }
}

/// The facts are the rounds; the lives have to agree with them.
impl<'de> Deserialize<'de> for Negotiation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = WrittenRounds::deserialize(deserializer)?;
        known_schema(written.schema)?;
        let mut negotiation = Negotiation::default();
        for round in written.rounds.into_owned() {
            if round.state.copies().count() != 1 {
                return Err(D::Error::custom("a round of several copies, expected one a round"));
            }
            negotiation.enter(round);
        }
        if *written.lives == *negotiation.lives() {
            return Ok(negotiation);
        }
        Err(D::Error::custom(
            "lives that the rounds do not give, expected what following them gives",
        ))
    }
}
