//! Which house of notation a text is written in, and how sure that is.

use super::{Dialect, Marks};

/// Marks of another house that a text needs before it is not taken for attribution-last: a bracket
/// or two that nobody signs stand in every text.
const MARKS: u32 = 3;

/// A dialect recognised from a text.
///
/// With feature `serde` it is written with the dialect's name, and not taken back: a dialect is
/// functions.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[must_use]
pub struct Detection {
    #[cfg_attr(feature = "serde", serde(serialize_with = "by_name"))]
    dialect: &'static Dialect,
    confidence: f64,
    marks: u32,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn by_name<S: serde::Serializer>(dialect: &&'static Dialect, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(dialect.name())
}

impl Detection {
    /// What the marks of a text say, counted already.
    pub(crate) fn weigh(counted: &Marks, text: &str, dialects: &[&'static Dialect]) -> Detection {
        let first = dialects.first().copied().unwrap_or(Dialect::attribution_last());
        let mut best = (first, first.weigh(counted, text));
        let mut total = best.1;
        for dialect in dialects.iter().copied().skip(1) {
            let marks = dialect.weigh(counted, text);
            total = total.saturating_add(marks);
            let enough = marks >= MARKS || !Dialect::all().contains(&dialect);
            if marks > best.1 && enough {
                best = (dialect, marks);
            }
        }
        let (dialect, marks) = best;
        let confidence = f64::from(marks) / (f64::from(total) + 1.0);
        Detection { dialect, confidence, marks }
    }

    /// The dialect.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// How sure that is, from 0 to 1: the share of its marks among those of all dialects asked
    /// for, one more mark counted against it, so that few marks never make sure.
    pub fn confidence(&self) -> f64 {
        self.confidence
    }

    /// How many of its marks the text has.
    pub fn marks(&self) -> u32 {
        self.marks
    }
}

impl Dialect {
    /// The dialect of this crate that a text is written in.
    ///
    /// # Complexity
    ///
    /// O(n) in the bytes of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::model::Dialect;
    /// let text =
    ///     "1. [NZ/CL propose; JP oppose: [JP propose: small] boats] [VN/PE oppose: and rafts].";
    /// let found = Dialect::detect(text);
    /// assert_eq!(found.dialect(), Dialect::attribution_first());
    /// assert!(found.confidence() > 0.7);
    /// ```
    pub fn detect(text: &str) -> Detection {
        Dialect::detect_among(text, &Dialect::all())
    }

    /// The one of these dialects that a text is written in; of two with as many marks the first,
    /// and the first too where no other has three.
    ///
    /// [`Dialect::new`] shows one of the caller's own.
    pub fn detect_among(text: &str, dialects: &[&'static Dialect]) -> Detection {
        Detection::weigh(&Marks::of(text), text, dialects)
    }
}
