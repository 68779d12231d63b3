//! One rolling text at one moment.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::base::{Base, Kept, Settled};
use super::delegation::{Delegation, DelegationCode};
use super::dialect::Dialect;
use super::id::{DelegationId, ParagraphId, PartId, ProposalId, StatementId};
use super::lower::{Facts, Terms, lower};
use super::paragraph::{Paragraph, Part};
use super::proposal::Proposal;
use super::registry::Registry;
use super::statement::{Mention, Polarity, Stance, Statement, StatementKind, Target};
use crate::diagnostic::Severity;
use crate::{Diagnostic, Error, Label, Source, Span, threads};

/// How a text is to be read; see [`Document::read_with`].
///
/// # Examples
///
/// ```
/// use travaux::model::{Dialect, Document, ReadOptions, Registry};
/// use travaux::Source;
/// let options =
///     ReadOptions::default().dialect(Dialect::attribution_last()).registry(Registry::standard());
/// let document = Document::read_with(Source::new("draft", "1. We act [FRA].")?, &options);
/// assert_eq!(document.delegations().len(), 1);
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    dialect: Option<&'static Dialect>,
    registry: Arc<Registry>,
    party: Option<DelegationCode>,
    threads: Option<NonZeroUsize>,
    pub(super) without: Option<Span>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        static STANDARD: OnceLock<Arc<Registry>> = OnceLock::new();
        let registry = STANDARD.get_or_init(|| Arc::new(Registry::standard()));
        let registry = Arc::clone(registry);
        ReadOptions { dialect: None, registry, party: None, threads: None, without: None }
    }
}

impl ReadOptions {
    /// Reads the whole text under this house of notation. Unnamed, it is recognised from the text,
    /// part by part; see [`Dialect::detect`].
    #[must_use]
    pub fn dialect(mut self, dialect: &'static Dialect) -> Self {
        self.dialect = Some(dialect);
        self
    }

    /// Names the party whose copy the text, or a part of it, is: tracked changes and reviewers'
    /// remarks in it (`[added](#)`, `~~struck~~`, `Commented [A1]: …`) are then statements of that
    /// party. Unnamed, the changes are proposals without a sponsor, and the remarks are left out.
    ///
    /// ```
    /// use travaux::model::{Document, ReadOptions};
    /// use travaux::Source;
    /// let text = "4. Keep the harbour [and its lights](#) open to ~~all~~ boats;";
    /// let options = ReadOptions::default().party("EU".parse()?);
    /// let document = Document::read_with(Source::new("copy", text)?, &options);
    /// let rows = document.rows().map(|row| format!("{} {}", row.delegation, row.subject));
    /// let rows: Vec<_> = rows.collect();
    /// assert_eq!(rows, ["EU and its lights", "EU ~all~"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn party(mut self, party: DelegationCode) -> Self {
        self.party = Some(party);
        self
    }

    /// Reads on at most so many threads at once; 0 for as many as the machine has cores, which is
    /// what is done unasked. Only texts of half a megabyte and more are cut; the outcome is the
    /// same.
    #[must_use]
    pub fn threads(mut self, most: usize) -> Self {
        self.threads = NonZeroUsize::new(most);
        self
    }

    fn terms(&self) -> Terms<'_> {
        let ReadOptions { dialect, party, threads, without, .. } = *self;
        Terms { dialect, registry: &self.registry, party, threads, without }
    }

    /// Reads with these codes.
    #[must_use]
    pub fn registry(mut self, registry: impl Into<Arc<Registry>>) -> Self {
        self.registry = registry.into();
        self
    }
}

/// One rolling text at one moment: its source, its paragraphs in order, who speaks, what they say.
///
/// Everything but the source is computed from it. Cloning copies the model and shares the text.
///
/// # Examples
///
/// ```
/// use travaux::{Document, Polarity};
/// let document = Document::read("6. We ~~will~~ shall [FRA, DEU; oppose: RUS] act.")?;
/// let proposal = &document.proposals()[0];
/// assert_eq!(document.wording(proposal.id()), "~will~ shall");
/// let against: Vec<_> = document
///     .stances_on(proposal.id())
///     .filter(|stance| stance.polarity == Polarity::Against)
///     .map(|stance| document.delegation(stance.delegation).code().to_string())
///     .collect();
/// assert_eq!(against, ["RUS"]);
/// # Ok::<(), travaux::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) source: Source,
    pub(super) dialect: Option<&'static Dialect>,
    pub(super) registry: Arc<Registry>,
    pub(super) party: Option<DelegationCode>,
    threads: Option<NonZeroUsize>,
    pub(super) without: Option<Span>,
    pub(super) facts: Facts,
    pub(super) settled: Option<Arc<Settled>>,
    /// Statements on each proposal.
    on: Index<StatementId>,
    /// Proposals in each paragraph.
    inside: Index<ProposalId>,
    /// Proposals of earlier paragraphs whose words reach into each.
    reaching: Index<ProposalId>,
}

/// Two documents are equal that have one text and of which the same was read; what the source is
/// called does not count.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.source.text() == other.source.text()
            && self.party == other.party
            && self.facts == other.facts
            && self.base().map(Base::paragraphs) == other.base().map(Base::paragraphs)
    }
}

impl Document {
    /// Reads a text. Any text is read; what is odd about it is in
    /// [`diagnostics`](Document::diagnostics).
    ///
    /// # Errors
    ///
    /// Only that the text is longer than [`Source::LIMIT`].
    ///
    /// # Complexity
    ///
    /// O(n) in the bytes of the text, time and memory.
    pub fn read(text: impl Into<Arc<str>>) -> Result<Document, Error> {
        let source = Source::new("text", text)?;
        Ok(Document::read_with(source, &ReadOptions::default()))
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What [`Source::open`] gives: the file cannot be read, is not UTF-8, or is too long.
    pub fn open(path: impl AsRef<Path>) -> Result<Document, Error> {
        Ok(Document::read_with(Source::open(path)?, &ReadOptions::default()))
    }

    /// Reads a source under a dialect and with a registry of the caller's choice.
    pub fn read_with(source: Source, options: &ReadOptions) -> Document {
        let none = Kept::default();
        let facts = lower(&source, options.terms(), &none);
        Document::assemble(source, options, facts, None)
    }

    /// Reads the same text again with an earlier draft as a help: the words that differ settle
    /// where unmarked additions start, what was struck where the marks were lost, and which struck
    /// words were never in the earlier draft. What was settled so says
    /// [`Extent::Settled`](super::Extent::Settled).
    ///
    /// Paragraphs are matched by their words, whatever their numbers; a paragraph without a match
    /// is read as it was. An empty base changes nothing.
    ///
    /// # Complexity
    ///
    /// That of reading, and of [`words::align`](crate::words::align) and
    /// [`words::changes`](crate::words::changes) over the words of both.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::Document;
    /// use travaux::model::{Base, Extent};
    /// let base = Base::from_text("chair's draft", "4. Keep the harbour open to all boats;")?;
    /// let text =
    ///     "4. Keep the harbour and its lights [FRA] open to all boats of the lagoon [DEU];";
    /// let document = Document::read(text)?.settled_by(&base);
    /// let [lights, lagoon] = document.proposals() else { panic!("two wishes") };
    /// assert_eq!(document.wording(lagoon.id()), "of the lagoon");
    /// assert_eq!(lagoon.extent(), Extent::Settled);
    /// # assert!(document.wording(lights.id()).starts_with("and its lights"));
    /// # Ok::<(), travaux::Error>(())
    /// ```
    #[must_use]
    pub fn settled_by(&self, base: &Base) -> Document {
        let settled = Settled::new(self, base);
        let options = self.options();
        let mut facts = lower(&self.source, options.terms(), settled.kept());
        facts.diagnostics.splice(0..0, settled.diagnostics());
        Document::assemble(self.source.clone(), &options, facts, Some(settled))
    }

    /// How it was read.
    pub(super) fn options(&self) -> ReadOptions {
        let (dialect, party, threads) = (self.dialect, self.party, self.threads);
        let registry = Arc::clone(&self.registry);
        ReadOptions { dialect, registry, party, threads, without: self.without }
    }

    /// How many threads may work on it at once.
    pub(crate) fn workers(&self) -> usize {
        threads::workers(self.source.text().len(), self.threads)
    }

    /// The party whose copy the parts with tracked changes are, if it was named.
    pub fn party(&self) -> Option<DelegationCode> {
        self.party
    }

    /// The earlier draft that helped to read, if one did.
    pub fn base(&self) -> Option<&Base> {
        self.settled.as_deref().map(Settled::base)
    }

    /// Which paragraph of the earlier draft a paragraph was matched with: its place in
    /// [`Base::paragraphs`], from 0.
    pub fn matched(&self, paragraph: ParagraphId) -> Option<usize> {
        self.settled.as_deref()?.matched(paragraph)
    }

    pub(super) fn assemble(
        source: Source,
        options: &ReadOptions,
        facts: Facts,
        settled: Option<Settled>,
    ) -> Document {
        let ReadOptions { dialect, registry, party, threads, without } = options.clone();
        let targets = &facts.targets;
        let said = facts.statements.iter().enumerate().flat_map(|(at, statement)| {
            let (from, to) = statement.targets;
            let ids = targets.get(from as usize..to as usize).unwrap_or_default();
            ids.iter().map(move |id| (id.index(), StatementId::from_index(at)))
        });
        let on = Index::new(facts.proposals.len(), said);
        let stand = facts.proposals.iter().map(|p| (p.paragraph.index(), p.id));
        let inside = Index::new(facts.paragraphs.len(), stand);
        let reach = super::reach::reaching(&facts.paragraphs, &facts.proposals);
        let reaching = Index::new(facts.paragraphs.len(), reach.iter().copied());
        let settled = settled.map(Arc::new);
        Document {
            source,
            dialect,
            registry,
            party,
            threads,
            without,
            facts,
            settled,
            on,
            inside,
            reaching,
        }
    }

    /// The text as received.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The house of notation it was read under: the one given, or of those recognised the one of
    /// the longest stretch.
    pub fn dialect(&self) -> &'static Dialect {
        let end = u32::try_from(self.source.text().len()).unwrap_or(u32::MAX);
        let starts = self.facts.dialects.iter().skip(1).map(|(start, _)| *start).chain([end]);
        let stretches = self.facts.dialects.iter().zip(starts);
        // Of two as long the first.
        let longest =
            stretches.reduce(
                |known, next| if next.1 - next.0.0 > known.1 - known.0.0 { next } else { known },
            );
        longest.map_or(Dialect::attribution_last(), |((_, dialect), _)| dialect)
    }

    /// The house of notation that a part was read under.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::Document;
    /// use travaux::model::Dialect;
    /// let text = "1. We sail [at dawn: FRA].\n\nANNEX I\n\nArticle 2: Sails\n\n\
    ///     1. [NZ/CL propose; JP oppose: White] [JP: Red] sails [PE/VN oppose: of linen].\n";
    /// let document = Document::read(text)?;
    /// let dialects: Vec<&str> =
    ///     document.parts().iter().map(|part| document.dialect_of(part.id()).name()).collect();
    /// assert_eq!(dialects, ["attribution-last", "attribution-first"]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn dialect_of(&self, part: PartId) -> &'static Dialect {
        let start = self.facts.parts.get(part.index()).map_or(0, |part| part.span.start());
        let next = self.facts.dialects.partition_point(|(from, _)| *from <= start);
        let found = next.checked_sub(1).and_then(|at| self.facts.dialects.get(at));
        found.map_or(Dialect::attribution_last(), |(_, dialect)| dialect)
    }

    /// The codes it was read with.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The parts, in source order: a cover note, annexes, further drafts.
    pub fn parts(&self) -> &[Part] {
        &self.facts.parts
    }

    /// The paragraphs of all parts, headings among them, in source order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.facts.paragraphs
    }

    /// The paragraphs that carry this label, in source order: two rivals can.
    pub fn labelled(&self, label: Label) -> impl Iterator<Item = &Paragraph> {
        self.facts.paragraphs.iter().filter(move |paragraph| paragraph.label == label)
    }

    /// Who speaks, in the order of their first words.
    pub fn delegations(&self) -> &[Delegation] {
        &self.facts.delegations
    }

    /// The delegation of this code, if it speaks here.
    pub fn speaker(&self, code: DelegationCode) -> Option<DelegationId> {
        let at = self.facts.delegations.iter().position(|delegation| delegation.code == code)?;
        Some(DelegationId::from_index(at))
    }

    /// Everything that is wanted, in source order.
    pub fn proposals(&self) -> &[Proposal] {
        &self.facts.proposals
    }

    /// Everything that is said, in source order.
    pub fn statements(&self) -> &[Statement] {
        &self.facts.statements
    }

    /// What is odd about the text, in source order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.facts.diagnostics
    }

    /// A part.
    ///
    /// # Panics
    ///
    /// If the handle is of another document and has no counterpart here.
    pub fn part(&self, id: PartId) -> &Part {
        &self.facts.parts[id.index()]
    }

    /// A paragraph.
    ///
    /// # Panics
    ///
    /// If the handle is of another document and has no counterpart here.
    pub fn paragraph(&self, id: ParagraphId) -> &Paragraph {
        &self.facts.paragraphs[id.index()]
    }

    /// A delegation.
    ///
    /// # Panics
    ///
    /// If the handle is of another document and has no counterpart here.
    pub fn delegation(&self, id: DelegationId) -> &Delegation {
        &self.facts.delegations[id.index()]
    }

    /// A proposal.
    ///
    /// # Panics
    ///
    /// If the handle is of another document and has no counterpart here.
    pub fn proposal(&self, id: ProposalId) -> &Proposal {
        &self.facts.proposals[id.index()]
    }

    /// A statement.
    ///
    /// # Panics
    ///
    /// If the handle is of another document and has no counterpart here.
    pub fn statement(&self, id: StatementId) -> &Statement {
        &self.facts.statements[id.index()]
    }

    /// The codes of a statement's run, in source order.
    pub fn mentions(&self, statement: &Statement) -> &[Mention] {
        let (from, to) = statement.mentions;
        self.facts.mentions.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The proposals that a statement speaks of: none for a remark, several where it is against
    /// each of some alternatives.
    pub fn targets(&self, statement: &Statement) -> &[ProposalId] {
        let (from, to) = statement.targets;
        self.facts.targets.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The statements that speak of a proposal, in source order.
    pub fn statements_on(&self, proposal: ProposalId) -> &[StatementId] {
        self.on.of(proposal.index())
    }

    /// The proposals of a paragraph, in source order.
    pub fn proposals_in(&self, paragraph: ParagraphId) -> &[ProposalId] {
        self.inside.of(paragraph.index())
    }

    /// Proposals of earlier paragraphs whose words reach into this one, outermost first: brackets
    /// run over paragraphs and pages in treaty texts.
    ///
    /// # Examples
    ///
    /// ```
    /// use travaux::model::{Dialect, Document, ReadOptions};
    /// use travaux::Source;
    /// let text = "1. We sail [at dawn.\n\n2. We rest] at noon.";
    /// let options = ReadOptions::default().dialect(Dialect::options());
    /// let document = Document::read_with(Source::new("draft", text)?, &options);
    /// let second = document.paragraphs()[1].id();
    /// assert_eq!(document.proposals_reaching(second), [document.proposals()[0].id()]);
    /// assert_eq!(document.base_text(second), "at noon.");
    /// # Ok::<(), travaux::Error>(())
    /// ```
    pub fn proposals_reaching(&self, paragraph: ParagraphId) -> &[ProposalId] {
        self.reaching.of(paragraph.index())
    }

    /// Whether a statement speaks of the whole document rather than of a paragraph.
    pub fn is_general(&self, statement: StatementId) -> bool {
        self.facts.everywhere.binary_search(&statement).is_ok()
    }

    /// The stances of one statement, one for each of its codes and targets.
    pub fn stances_of(&self, id: StatementId) -> impl Iterator<Item = Stance> + '_ {
        let found = self.facts.statements.get(id.index());
        found.into_iter().flat_map(move |statement| {
            let paragraph = match statement.kind {
                StatementKind::Retain => Some(Target::Paragraph(statement.paragraph)),
                StatementKind::DeleteParagraph => Some(Target::Deletion(statement.paragraph)),
                _ => None,
            };
            // To keep the original among alternatives is a stance on each of them; on its own it
            // is one on the paragraph. So is to keep a paragraph that nobody has asked to strike.
            let targets = self.targets(statement);
            let whole = paragraph.filter(|_| targets.is_empty());
            self.mentions(statement).iter().flat_map(move |mention| {
                targets.iter().map(|id| Target::Proposal(*id)).chain(whole).map(move |target| {
                    let polarity =
                        if mention.flexible { Polarity::Flexible } else { statement.polarity };
                    Stance {
                        delegation: mention.delegation,
                        target,
                        polarity,
                        condition: mention.condition.or(statement.condition),
                        span: mention.span,
                        statement: id,
                    }
                })
            })
        })
    }

    /// Every stance, in source order.
    pub fn stances(&self) -> impl Iterator<Item = Stance> + '_ {
        (0..self.facts.statements.len()).flat_map(|at| self.stances_of(StatementId::from_index(at)))
    }

    /// The stances on one proposal, in source order.
    pub fn stances_on(&self, proposal: ProposalId) -> impl Iterator<Item = Stance> + '_ {
        self.statements_on(proposal)
            .iter()
            .flat_map(|id| self.stances_of(*id))
            .filter(move |stance| stance.target == Target::Proposal(proposal))
    }

    /// Who wants a proposal, each once, in the order in which they say so.
    pub fn sponsors(&self, proposal: ProposalId) -> Vec<DelegationId> {
        let mut sponsors: indexmap::IndexSet<DelegationId> = indexmap::IndexSet::new();
        let wants = self.stances_on(proposal).filter(|stance| stance.polarity == Polarity::For);
        sponsors.extend(wants.map(|stance| stance.delegation));
        sponsors.into_iter().collect()
    }
}

/// What belongs to each of some things: lists laid end to end.
#[derive(Clone, Debug)]
struct Index<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Index<T> {
    /// Gathers `(thing, item)` pairs; the items of a thing keep their order.
    fn new(things: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0u32; things + 1];
        let mut total = 0usize;
        for (thing, _) in pairs.clone() {
            if let Some(count) = starts.get_mut(thing + 1) {
                *count += 1;
            }
            total += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut items: Vec<T> = Vec::new();
        if let Some((_, any)) = pairs.clone().next() {
            items.resize(total, any);
        }
        for (thing, item) in pairs {
            if let Some(place) = next.get_mut(thing) {
                if let Some(slot) = items.get_mut(*place as usize) {
                    *slot = item;
                }
                *place += 1;
            }
        }
        Index { starts, items }
    }

    fn of(&self, thing: usize) -> &[T] {
        match (self.starts.get(thing), self.starts.get(thing + 1)) {
            (Some(&from), Some(&to)) => {
                self.items.get(from as usize..to as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }
}

/// The strict door: a text whose marks contradict each other is refused.
///
/// ```
/// use travaux::Document;
/// assert!("1. We act [FRA].".parse::<Document>().is_ok());
/// assert!("1. We act [FRA.".parse::<Document>().is_err());
/// ```
impl std::str::FromStr for Document {
    type Err = Error;

    fn from_str(text: &str) -> Result<Document, Error> {
        let document = Document::read(text)?;
        let refused =
            document.diagnostics().iter().find(|found| found.severity() == Severity::Error);
        match refused {
            Some(found) => Err(Error::contradictory(found, document.source())),
            None => Ok(document),
        }
    }
}
