//! The statement table: one row a delegation a statement.

use super::document::Document;
use super::id::StatementId;
use super::statement::{Mention, Polarity, Statement, StatementRow};
use super::wording::Cached;

/// The most bytes of a subject that a row gives; a longer one ends in `…`.
///
/// A wish to end a paragraph names all the words behind it, so without a bound the table of a text
/// with many such wishes would be as long as the square of the text.
pub const SUBJECT_LIMIT: usize = 4 * 1024;

impl Document {
    /// The statement table, in source order: one row a delegation a statement.
    ///
    /// # Complexity
    ///
    /// O(rows × [`SUBJECT_LIMIT`]) at most; about O(n) on real texts.
    ///
    /// # Examples
    ///
    /// ```
    /// let document = travaux::Document::read("3. We act [promptly: FRA, DEU].")?;
    /// let rows: Vec<_> = document.rows().collect();
    /// assert_eq!(rows.len(), 2);
    /// assert_eq!((rows[1].delegation.as_str(), rows[1].subject.as_str()), ("DEU", "promptly"));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = StatementRow> + '_ {
        let mut additions = Cached::default();
        self.facts.statements.iter().enumerate().flat_map(move |(at, statement)| {
            let subject = self.limited(statement, &mut additions);
            let paragraph = if self.is_general(StatementId::from_index(at)) {
                "*".to_owned()
            } else {
                self.paragraph(statement.paragraph).label().to_string()
            };
            self.mentions(statement)
                .iter()
                .map(move |mention| self.row(statement, mention, &paragraph, &subject))
        })
    }

    fn limited(&self, statement: &Statement, additions: &mut Cached) -> String {
        let mut subject = self.subject_text(statement, SUBJECT_LIMIT, additions);
        if subject.len() > SUBJECT_LIMIT {
            let mut end = SUBJECT_LIMIT;
            while !subject.is_char_boundary(end) {
                end -= 1;
            }
            subject.truncate(end);
            subject.push('…');
        }
        subject
    }

    fn row(
        &self,
        statement: &Statement,
        mention: &Mention,
        paragraph: &str,
        subject: &str,
    ) -> StatementRow {
        let part = self.paragraph(statement.paragraph).part();
        let condition = mention.condition.or(statement.condition);
        StatementRow {
            part: self.part(part).name().to_owned(),
            statement: statement.run,
            offset: mention.span.start(),
            written: self.source.slice(mention.span).to_owned(),
            delegation: self.delegation(mention.delegation).code(),
            paragraph: paragraph.to_owned(),
            kind: statement.kind,
            polarity: if mention.flexible { Polarity::Flexible } else { statement.polarity },
            subject: subject.to_owned(),
            extent: statement.extent,
            condition: condition
                .map(|span| self.source.slice(span).trim().to_owned())
                .unwrap_or_default(),
        }
    }
}
