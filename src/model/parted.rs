//! A text without one of its parts.

use super::document::Document;
use super::id::PartId;
use super::paragraph::Part;

impl Document {
    /// The first part of a name, in whatever case; or else the only one whose name begins so and
    /// goes on with another word.
    ///
    /// # Examples
    ///
    /// ```
    /// let text = "ANNEX I\n\n1. We sail.\n\nANNEX II\n\n1. We row.\n";
    /// let document = travaux::Document::read(text)?;
    /// assert_eq!(document.part_named("annex ii"), Some(document.parts()[1].id()));
    /// assert_eq!(document.part_named("annex"), None);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn part_named(&self, name: &str) -> Option<PartId> {
        let parts = || self.facts.parts.iter();
        let begins = |part: &&Part| {
            let head = part.name.get(..name.len());
            let rest = part.name.get(name.len()..).unwrap_or_default();
            head.is_some_and(|head| !head.is_empty() && head.eq_ignore_ascii_case(name))
                && !rest.starts_with(char::is_alphanumeric)
        };
        let whole = parts().find(|part| part.name.eq_ignore_ascii_case(name));
        let only = || {
            let mut found = parts().filter(begins);
            found.next().filter(|_| found.next().is_none())
        };
        whole.or_else(only).map(Part::id)
    }

    /// Reads the same text again without one of its parts: the part stays in the source and belongs
    /// to no paragraph. An earlier draft that is printed beside the present one is no part of the
    /// state of play, and is left out once it serves as the [`Base`](super::Base).
    ///
    /// Places in the source stay what they are; handles are dealt out anew. Of two calls the last
    /// one counts.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::Document;
    /// use travaux::model::Base;
    /// let text = "ANNEX I\n\n1. We sail [at dawn: FRA].\n\nANNEX II\n\n1. We sail [soon: DEU].\n";
    /// let document = Document::read(text)?;
    /// let second = document.parts()[1].id();
    /// let base = Base::from_part(&document, second);
    /// let alone = document.without(second).settled_by(&base);
    /// assert_eq!((document.proposals().len(), alone.proposals().len()), (2, 1));
    /// assert_eq!((document.delegations().len(), alone.delegations().len()), (2, 1));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    #[must_use]
    pub fn without(&self, part: PartId) -> Document {
        let span = self.facts.parts.get(part.index()).map(|part| part.span);
        let mut options = self.options();
        options.without = span;
        let document = Document::read_with(self.source.clone(), &options);
        match self.base() {
            Some(base) => document.settled_by(base),
            None => document,
        }
    }
}
