//! What a delegation is called where several have one code.

use super::{DelegationId, Document};

impl Document {
    /// What to call a delegation where it stands among others: its code, and what it is where
    /// another that speaks here has the same code: `NAM (state)` is Namibia, `NAM (group)` the
    /// Non-Aligned Movement.
    ///
    /// # Complexity
    ///
    /// O(d) for d delegations of the document.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::Document;
    /// let document = Document::read("1. We act [now: NAM, FRA, ZAF], and rest [late: NAM].")?;
    /// let names: Vec<String> =
    ///     document.stances().map(|stance| document.designation(stance.delegation)).collect();
    /// assert_eq!(names, ["NAM (state)", "FRA", "ZAF", "NAM (group)"]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If the delegation is of another document and has no counterpart here.
    pub fn designation(&self, id: DelegationId) -> String {
        let own = self.delegation(id);
        let same = self.delegations().iter().filter(|one| one.code == own.code).count();
        if same > 1 { format!("{} ({})", own.code, own.kind) } else { own.code.to_string() }
    }
}
