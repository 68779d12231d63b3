//! What threatens a mandate in a text, what serves it, and what no text contains yet.

use indexmap::IndexSet;

use super::findings::{MandateFinding, findings};
use super::pattern::{BREAK, edged_words, lower_words, placed_words};
use super::structure::{Marked, Reach};
use super::{Aim, Mandate, Pattern, Point};
use crate::model::{
    DelegationId, Document, ParagraphId, ParagraphKind, PartId, ProposalId, ProposalKind, Sides,
    sides,
};
use crate::project::{Choice, ProjectedParagraph, project};

/// So many places where missing language would fit are named.
const PLACES: usize = 3;

/// Where [`assess_with`] looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MandateOptions {
    parts: Vec<PartId>,
}

impl MandateOptions {
    /// Only in these parts of the document; in all unless said.
    #[must_use]
    pub fn parts(mut self, parts: Vec<PartId>) -> Self {
        self.parts = parts;
        self
    }

    pub(super) fn looks_in(&self, part: PartId) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }
}

/// A proposal that bears on a point, and who is where on it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Relevant {
    /// The proposal.
    pub proposal: ProposalId,
    /// Who wants it.
    pub wanting: Vec<DelegationId>,
    /// Who is against it.
    pub against: Vec<DelegationId>,
}

/// How a text stands to one point of a mandate.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PointStanding {
    /// Which, by its place in [`Mandate::points`], from 0.
    pub point: usize,
    /// Paragraphs whose base text has the words already: what is to be kept, what need not be
    /// brought in any more, or what should not be there.
    pub stands_in: Vec<ParagraphId>,
    /// Proposals that go against the point, in source order.
    pub threats: Vec<Relevant>,
    /// Proposals that serve it, in source order.
    pub serves: Vec<Relevant>,
    /// Whether the words are to be there and are in no text and no proposal.
    pub is_missing: bool,
    /// Where they would fit, if they are to come in and no base text has them: the paragraphs that
    /// share most words with them, with that share, the best first.
    pub fits: Vec<(ParagraphId, f64)>,
}

/// How a text stands to a mandate; see [`assess`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Assessment {
    /// What threatens and what serves, and how silence counts, in words.
    pub rule: String,
    /// Point by point, in the order of the mandate.
    pub points: Vec<PointStanding>,
    /// What of the mandate means nothing in this document.
    pub findings: Vec<MandateFinding>,
}

/// What threatens a mandate in a document, what serves it, and what no text contains yet.
///
/// * To *defend* against words: a proposal that adds them is a threat, one that strikes them
///   serves.
/// * To *keep* words: a proposal that strikes them, or their paragraph, or puts another in its
///   place, is a threat; one that adds them serves. So is a whole alternative that has not the
///   words of what it is called after, and a note about another paragraph or section than its own.
/// * To *include* words: a proposal that adds them serves, one that strikes them is a threat.
/// * To keep the *structure*: a wish that would move, merge, split, replace or strike a paragraph
///   is a threat, wherever it is noted: the paragraphs are those that the wish names, as
///   [`lineage`](crate::lineage::lineage) resolves them, the ones that others are joined with, or
///   replaced by, among them. So is a whole alternative to it, a deletion that leaves nothing of a
///   paragraph, and a note that wants its own section gone, or one that it names
///   (`delete section II`).
///
/// Words are added or struck where a match of the pattern comes or goes: among the words of the
/// proposal itself, or of those and the ones that stand around them in the base text (`new` in
/// front of `legal instruments`). What was there before is no threat; `about` looks at the whole
/// paragraph. A proposal that takes such words away and brings them back, in other company, is
/// neither.
///
/// # Complexity
///
/// O(m × (n + p × r)) for m patterns, n words of the document, p proposals and the r words that the
/// longest pattern can run over; and that of [`lineage`](crate::lineage::lineage).
///
/// # Examples
///
/// ```
/// use travaux::{Document, analysis::{Aim, Mandate, Point, assess}};
/// let document = Document::read(
///     "1. Keep the harbour open [, for a toll: CRI,PAN; oppose: FRA].\n\n\
///      2. ~~Feed the gulls~~ [DEU].",
/// )?;
/// let mut toll = Point::new("No toll", Aim::Defend);
/// toll.words.push("toll*".parse()?);
/// let mut gulls = Point::new("The gulls", Aim::Keep);
/// gulls.words.push("gull*".parse()?);
/// let mandate = Mandate { points: vec![toll, gulls], ..Mandate::default() };
/// let found = assess(&document, &mandate);
/// let threat = &found.points[0].threats[0];
/// assert_eq!((threat.wanting.len(), threat.against.len()), (2, 1));
/// assert_eq!((found.points[1].threats.len(), found.points[1].stands_in.len()), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn assess(document: &Document, mandate: &Mandate) -> Assessment {
    assess_with(document, mandate, &MandateOptions::default())
}

/// [`assess`] in some parts of a document alone.
#[must_use]
pub fn assess_with(document: &Document, mandate: &Mandate, options: &MandateOptions) -> Assessment {
    let pages = Pages::new(document, options);
    let points = mandate.points.iter().enumerate();
    let rule = "a proposal bears on a point where it brings words that match, or takes them away, \
                with the words around it, and on the structure where it would move, merge, split, \
                replace or strike a paragraph, wherever it is noted; a group's wish is the group's \
                alone; silence counts as missing"
        .to_owned();
    let points = points.map(|(nth, point)| pages.point(nth, point)).collect();
    Assessment { rule, points, findings: findings(document, mandate, options) }
}

/// A proposal in words: those that would come, and those that would go.
struct Wish {
    id: ProposalId,
    added: Vec<String>,
    struck: Vec<String>,
    /// The words of the base text in whose place the added ones would stand; none where that is not
    /// one stretch.
    place: Option<(usize, usize)>,
}

/// The base text of a paragraph in words, and where in the source each stands.
struct Base {
    paragraph: ParagraphId,
    words: Vec<String>,
    places: Vec<u32>,
}

/// What there is to look at, cut into words once for all points.
struct Pages<'d> {
    document: &'d Document,
    options: &'d MandateOptions,
    reach: Reach,
    sides: Vec<Sides>,
    bases: Vec<Base>,
    wishes: Vec<Wish>,
}

impl<'d> Pages<'d> {
    fn new(document: &'d Document, options: &'d MandateOptions) -> Self {
        let inside = |id: ParagraphId| options.looks_in(document.paragraph(id).part());
        let text = project(document, &Choice::Nothing);
        let bases = text.paragraphs().iter().filter(|paragraph| inside(paragraph.id()));
        let bases: Vec<Base> = bases.map(base).collect();
        let wishes = document.proposals().iter().map(|proposal| {
            let inside = inside(proposal.paragraph());
            let wording = document.wording(proposal.id());
            // What goes as a whole paragraph is told by the reach.
            let (added, struck) = match proposal.kind() {
                _ if !inside => (Vec::new(), Vec::new()),
                ProposalKind::Insert | ProposalKind::Delete | ProposalKind::Replace => {
                    parted(&wording)
                }
                ProposalKind::End => (Vec::new(), parted(&wording).1),
                ProposalKind::New => (new_words(document, proposal.paragraph()), Vec::new()),
                ProposalKind::DeleteParagraph
                | ProposalKind::Move
                | ProposalKind::Merge
                | ProposalKind::Split
                | ProposalKind::ReplaceParagraph
                | ProposalKind::Redraft => (Vec::new(), Vec::new()),
            };
            let whole =
                matches!(proposal.kind(), ProposalKind::New | ProposalKind::DeleteParagraph);
            let stretches = wording.matches('~').count();
            let base = find(&bases, proposal.paragraph()).filter(|_| !whole && stretches <= 2);
            let place = base.and_then(|base| place(document, proposal, base));
            Wish { id: proposal.id(), added, struck, place }
        });
        let wishes = wishes.collect();
        let reach = Reach::new(document, &text);
        Pages { document, options, reach, sides: sides(document), bases, wishes }
    }

    fn base(&self, paragraph: ParagraphId) -> &[String] {
        find(&self.bases, paragraph).map_or(&[], |base| &base.words)
    }

    fn relevant(&self, proposal: ProposalId) -> Relevant {
        let sides = self.sides.get(proposal.index());
        Relevant {
            proposal,
            wanting: sides.map(|sides| sides.supporters.clone()).unwrap_or_default(),
            against: sides.map(|sides| sides.objectors.clone()).unwrap_or_default(),
        }
    }

    fn point(&self, nth: usize, point: &Point) -> PointStanding {
        let mut found = PointStanding {
            point: nth,
            stands_in: Vec::new(),
            threats: Vec::new(),
            serves: Vec::new(),
            is_missing: false,
            fits: Vec::new(),
        };
        let label = |id: ParagraphId| self.document.paragraph(id).label();
        if point.aim == Aim::Structure {
            let threats = self.reach.threats(self.document, point, self.options);
            found.threats = threats.map(|proposal| self.relevant(proposal.id())).collect();
            return found;
        }
        for base in self.bases.iter().filter(|base| point.looks_at(label(base.paragraph))) {
            if point.is_about(&base.words) && point.has(&base.words) {
                found.stands_in.push(base.paragraph);
            }
        }
        let says = self.says(point, &found.stands_in);
        for wish in &self.wishes {
            let proposal = self.document.proposal(wish.id);
            let paragraph = proposal.paragraph();
            if !point.looks_for(proposal.kind()) {
                continue;
            }
            let (mut comes, mut goes) = (false, false);
            if point.looks_at(label(paragraph)) {
                let base = self.base(paragraph);
                let about = point.is_about(base)
                    || point.is_about(&wish.added)
                    || point.is_about(&wish.struck);
                if about {
                    (comes, goes) = comes_and_goes(point, wish, base);
                }
            }
            if let Some(taken) = self.reach.taken(wish.id) {
                // What another paragraph says in their place is not lost, and comes if that is new.
                let kept = taken.by.iter().filter(|by| says.now(**by));
                comes |= kept.clone().any(|by| label(*by).is_proposed());
                goes |= taken.runs.iter().any(|run| says.base.any(*run))
                    && (comes || kept.count() == 0);
            }
            let unwanted = point.aim == Aim::Defend;
            if comes != goes {
                let list = if comes == unwanted { &mut found.threats } else { &mut found.serves };
                list.push(self.relevant(wish.id));
            }
        }
        let wanted = matches!(point.aim, Aim::Keep | Aim::Include);
        found.is_missing = wanted && found.stands_in.is_empty() && found.serves.is_empty();
        if point.aim == Aim::Include && found.stands_in.is_empty() {
            found.fits = self.fits(point);
        }
        found
    }

    /// Which paragraphs have the words of a point: in the base text those of `stands_in`.
    fn says(&self, point: &Point, stands_in: &[ParagraphId]) -> Says {
        let mut says = vec![false; self.document.paragraphs().len()];
        for id in stands_in {
            if let Some(slot) = says.get_mut(id.index()) {
                *slot = true;
            }
        }
        let base = Marked::of(says.iter().copied());
        for wish in &self.wishes {
            let proposal = self.document.proposal(wish.id);
            let new = proposal.kind() == ProposalKind::New && point.is_about(&wish.added);
            if let Some(slot) = says.get_mut(proposal.paragraph().index()) {
                *slot |= new && point.has(&wish.added);
            }
        }
        Says { base, says }
    }

    /// The paragraphs that share most words with what is to come in: the share of those words, each
    /// weighed by how few paragraphs have it.
    fn fits(&self, point: &Point) -> Vec<(ParagraphId, f64)> {
        use super::super::measure::float;
        let text = match &point.text {
            Some(text) => text.clone(),
            None => point.words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        };
        let wanted = lower_words(&text).into_iter().filter(|word| word != BREAK);
        let wanted: IndexSet<String> = wanted.collect();
        let sets: Vec<(ParagraphId, IndexSet<&String>)> = self
            .bases
            .iter()
            .filter(|base| {
                let kind = self.document.paragraph(base.paragraph).kind();
                !base.words.is_empty()
                    && matches!(kind, ParagraphKind::Preambular | ParagraphKind::Operative)
            })
            .map(|base| (base.paragraph, base.words.iter().collect()))
            .collect();
        let rarity: Vec<f64> = wanted
            .iter()
            .map(|word| {
                let with = sets.iter().filter(|(_, set)| set.contains(word)).count();
                (float(sets.len() + 1) / float(with + 1)).ln()
            })
            .collect();
        let all: f64 = rarity.iter().sum();
        let mut fits: Vec<(ParagraphId, f64)> = sets
            .iter()
            .map(|(id, set)| {
                let shared = wanted.iter().zip(&rarity).filter(|(word, _)| set.contains(word));
                (*id, shared.map(|(_, rarity)| rarity).sum::<f64>() / all.max(f64::MIN_POSITIVE))
            })
            .filter(|(_, share)| *share > 0.0)
            .collect();
        fits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        fits.truncate(PLACES);
        fits
    }
}

/// Which paragraphs have the words of a point.
struct Says {
    /// Those that have them in the base text.
    base: Marked,
    /// For each paragraph, whether it has them in the base text or as a whole new one.
    says: Vec<bool>,
}

impl Says {
    fn now(&self, id: ParagraphId) -> bool {
        self.says.get(id.index()) == Some(&true)
    }
}

/// Whether a match of the point comes, and whether one goes, with a wish.
fn comes_and_goes(point: &Point, wish: &Wish, base: &[String]) -> (bool, bool) {
    let (mut comes, mut goes) = (point.has(&wish.added), point.has(&wish.struck));
    if let Some((from, to)) = wish.place {
        let reach = point.words.iter().map(Pattern::reach).max().unwrap_or(0);
        let left = base.get(from.saturating_sub(reach)..from).unwrap_or_default();
        let right = base.get(to..base.len().min(to + reach)).unwrap_or_default();
        let gone = base.get(from..to).unwrap_or_default();
        let with = |middle: &[String]| {
            let all: Vec<&str> =
                left.iter().chain(middle).chain(right).map(String::as_str).collect();
            point.has(&all)
        };
        let (before, after) = (with(gone), with(&wish.added));
        comes |= after && !before;
        goes |= before && !after;
    }
    (comes, goes)
}

fn base(paragraph: &ProjectedParagraph) -> Base {
    let mut known = paragraph.words().iter().peekable();
    let (mut words, mut places) = (Vec::new(), Vec::new());
    for (word, at) in placed_words(paragraph.text()) {
        while known.next_if(|known| known.span.end() <= at).is_some() {}
        let place = known.peek().map_or(u32::MAX, |known| {
            let inside = at.saturating_sub(known.span.start());
            known.source.end().min(known.source.start() + inside)
        });
        words.push(word);
        places.push(place);
    }
    Base { paragraph: paragraph.id(), words, places }
}

fn find(bases: &[Base], paragraph: ParagraphId) -> Option<&Base> {
    let at = bases.binary_search_by_key(&paragraph, |base| base.paragraph).ok()?;
    bases.get(at)
}

/// The words of the base text, from the first to past the last, in whose place a proposal's would
/// stand.
fn place(document: &Document, proposal: &crate::Proposal, base: &Base) -> Option<(usize, usize)> {
    let at = |place: u32| base.places.partition_point(|known| *known < place);
    let struck = document.removal(proposal).map(|removal| removal.span);
    let added = proposal.subject().added().map(|span| at(span.start()));
    match (struck.map(|span| (at(span.start()), at(span.end()))), added) {
        // Added words may stand before the struck ones, or behind them with nothing between.
        (Some((from, to)), Some(added)) if added >= from && added <= to => Some((from, to)),
        (Some(struck), None) => Some(struck),
        (None, Some(added)) => Some((added, added)),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

/// The words to come and the words to go of a wording such as `~old~ new`.
fn parted(wording: &str) -> (Vec<String>, Vec<String>) {
    let (mut added, mut struck) = (Vec::new(), Vec::new());
    for (nth, piece) in wording.split('~').enumerate() {
        let list = if nth % 2 == 0 { &mut added } else { &mut struck };
        // What is struck in two places never stood together; what is added there does.
        if nth % 2 == 1 && !list.is_empty() {
            list.push(BREAK.to_owned());
        }
        list.extend(edged_words(piece));
    }
    (added, struck)
}

/// The words of a whole new paragraph as its first proposal has it: all that is added in it, and
/// nothing that is struck.
fn new_words(document: &Document, paragraph: ParagraphId) -> Vec<String> {
    use crate::project::{ProjectOptions, project_with};
    let new = document.proposals_in(paragraph).iter().copied();
    let new = new.filter(|id| document.proposal(*id).kind() == ProposalKind::New).collect();
    let found =
        project_with(document, &Choice::Set(new), &ProjectOptions::default().paragraph(paragraph));
    found.paragraph(paragraph).map(|one| lower_words(one.text())).unwrap_or_default()
}
