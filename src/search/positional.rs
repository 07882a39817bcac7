//! The query of our own: the algebra of spans over postings. Candidates come from the postings
//! alone; positions are read only for them, and boundary terms only for those of them that match.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError, Term};
use tantivy::{DocSet, TERMINATED};

use super::MAX_QUERY_SECONDS;
use super::doc_languages::DocLanguages;
use crate::analysis::{Language, LanguageSet};
use crate::archive::{CASE_ALL, CASE_SOME, PARAGRAPH_START, SENTENCE_START, ZoneStarts};
use crate::query::{Evaluator, Expr, Match, Positions, Printed, Reach};

/// The clock is looked at once in so many candidates.
const LOOKS_BETWEEN_CLOCKS: u32 = 256;

/// The exact forms a leaf stands for, each with the languages in which it does.
#[derive(Clone, Debug)]
pub(super) struct LeafForms {
    /// Each form with those of the archive's languages in which it is meant.
    forms: Vec<(String, LanguageSet)>,
    every_language: bool,
    printed: Printed,
}

impl LeafForms {
    /// Forms, in any language.
    pub(super) fn all_languages(forms: impl Iterator<Item = String>) -> Self {
        let forms = forms.map(|form| (form, LanguageSet::EVERY)).collect();
        Self { forms, every_language: true, printed: Printed::Anyhow }
    }

    /// Forms with their languages.
    pub(super) fn with_languages(forms: Vec<(String, LanguageSet)>) -> Self {
        let every_language = forms.iter().all(|(_, languages)| *languages == LanguageSet::EVERY);
        Self { forms, every_language, printed: Printed::Anyhow }
    }

    /// The same, printed so.
    pub(super) fn printed(self, printed: Printed) -> Self {
        Self { printed, ..self }
    }

    /// The terms whose positions are all that is asked for, where there are such.
    pub(super) fn plain_terms(&self) -> Option<Vec<String>> {
        let plain = self.every_language && self.printed != Printed::WithoutCapitals;
        plain.then(|| self.forms.iter().flat_map(|(form, _)| self.terms(form)).collect())
    }

    /// The forms.
    pub(super) fn list(&self) -> Vec<&str> {
        self.forms.iter().map(|(form, _)| form.as_str()).collect()
    }

    /// The terms at which a form stands as asked.
    fn terms(&self, form: &str) -> Vec<String> {
        match self.printed {
            Printed::Anyhow | Printed::WithoutCapitals => vec![form.to_owned()],
            Printed::AllCapitals => vec![format!("{CASE_ALL}{form}")],
            Printed::WithCapitals => capitals(form).into(),
        }
    }

    /// The terms at which it stands otherwise.
    fn other_terms(&self, form: &str) -> Vec<String> {
        match self.printed {
            Printed::WithoutCapitals => capitals(form).into(),
            Printed::Anyhow | Printed::AllCapitals | Printed::WithCapitals => Vec::new(),
        }
    }
}

fn capitals(form: &str) -> [String; 2] {
    [format!("{CASE_ALL}{form}"), format!("{CASE_SOME}{form}")]
}

/// Clippings in which an expression has a span.
#[derive(Clone, Debug)]
pub(super) struct Positional(Arc<Asked>);

/// What is asked of positions.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The line.
    pub field: Field,
    /// Whether the line has zones.
    pub is_zoned: bool,
    /// What must have a span on it.
    pub expr: Expr,
    /// The forms of each leaf of the reading; nothing for those that are not looked at.
    pub leaves: Vec<Option<LeafForms>>,
    /// The archive's languages, in the order the leaves speak of.
    pub languages: Vec<Language>,
    /// The bounds of the whole query.
    pub limits: Arc<Limits>,
}

/// What a query may take, and whether it took more.
#[derive(Debug)]
pub(super) struct Limits {
    until: Instant,
    was_cut: AtomicBool,
    is_over: AtomicBool,
}

impl Limits {
    /// The bounds of a query that begins now.
    pub(super) fn starting_now() -> Self {
        let until = Instant::now() + Duration::from_secs(MAX_QUERY_SECONDS);
        Self { until, was_cut: AtomicBool::new(false), is_over: AtomicBool::new(false) }
    }

    /// Whether a bound cut spans off.
    pub(super) fn was_cut(&self) -> bool {
        self.was_cut.load(Ordering::Relaxed)
    }

    /// Whether the time has run out; looks at the clock.
    pub(super) fn is_over(&self) -> bool {
        if Instant::now() > self.until {
            self.is_over.store(true, Ordering::Relaxed);
        }
        self.is_over.load(Ordering::Relaxed)
    }
}

impl Positional {
    /// The clippings in which what is asked has a span.
    pub(super) fn new(asked: Asked) -> Self {
        Self(Arc::new(asked))
    }
}

impl PositionalScorer {
    /// The clippings of one segment in which what is asked has a span.
    pub(super) fn open(asked: Arc<Asked>, reader: &SegmentReader) -> tantivy::Result<Option<Self>> {
        let mut source = SegmentSource::open(&asked, reader)?;
        let Some(candidates) = source.candidates(&asked.expr) else { return Ok(None) };
        let evaluator = Evaluator::default();
        let mut scorer =
            Self { asked, source, candidates, evaluator, looked_at: 0, doc: 0, boost: 1.0 };
        scorer.settle(0);
        Ok(Some(scorer))
    }

    /// How many spans there are in the document it stands at; `found` is room for them.
    pub(super) fn spans_here(&mut self, found: &mut Vec<Match>) -> u32 {
        found.clear();
        self.evaluator.spans(&self.asked.expr, &mut self.source, found);
        found.len() as u32
    }
}

impl Query for Positional {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PositionalWeight(self.0.clone())))
    }
}

struct PositionalWeight(Arc<Asked>);

impl Weight for PositionalWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match PositionalScorer::open(self.0.clone(), reader)? {
            Some(scorer) => Box::new(PositionalScorer { boost, ..scorer }),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument("the clipping does not match".to_owned()));
        }
        Ok(Explanation::new("words at their places", 1.0))
    }
}

pub(super) struct PositionalScorer {
    asked: Arc<Asked>,
    source: SegmentSource,
    candidates: Candidates,
    evaluator: Evaluator,
    looked_at: u32,
    doc: DocId,
    boost: Score,
}

impl PositionalScorer {
    /// Moves on to the first document from `target` on that has a span; to the end where the time
    /// has run out.
    fn settle(&mut self, target: DocId) -> DocId {
        self.doc = self.candidates.seek(target, &mut self.source.leaves);
        while self.doc != TERMINATED {
            self.looked_at = self.looked_at.wrapping_add(1);
            if self.looked_at.is_multiple_of(LOOKS_BETWEEN_CLOCKS) && self.asked.limits.is_over() {
                self.doc = TERMINATED;
                break;
            }
            self.source.at(self.doc);
            if self.evaluator.holds(&self.asked.expr, &mut self.source) {
                break;
            }
            self.doc = self.candidates.seek(self.doc + 1, &mut self.source.leaves);
        }
        if self.evaluator.was_cut() {
            self.asked.limits.was_cut.store(true, Ordering::Relaxed);
        }
        self.doc
    }
}

impl DocSet for PositionalScorer {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.settle(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target { self.settle(target) } else { self.doc }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size(&self.source.leaves)
    }

    fn cost(&self) -> u64 {
        // Positions are dear: let cheaper conditions lead.
        u64::from(self.size_hint()) * 10
    }
}

impl Scorer for PositionalScorer {
    fn score(&mut self) -> Score {
        self.boost
    }
}

/// The postings of the leaves in one segment, and the positions in the document they stand at.
pub(super) struct SegmentSource {
    /// The leaves by number; then copies for the parts of the expression that share one.
    leaves: Vec<LeafPostings>,
    boundaries: Boundaries,
    languages: Option<DocLanguages>,
    doc: DocId,
    scratch: Vec<u32>,
}

#[derive(Clone, Default)]
struct LeafPostings {
    /// Where the leaf stands, with the languages in which it does.
    postings: Vec<(SegmentPostings, LanguageSet)>,
    /// Where one of its forms stands otherwise than asked.
    other: Vec<SegmentPostings>,
    doc: DocId,
    /// Whether several parts of the expression look at it: then none of them may move it.
    is_shared: bool,
}

/// The boundaries an expression can ask for.
struct Boundaries {
    zones: Option<ZoneStarts>,
    sentences: Option<SegmentPostings>,
    paragraphs: Option<SegmentPostings>,
}

impl SegmentSource {
    /// The positions of leaves in one segment, for documents asked about in ascending order.
    pub(super) fn open(asked: &Asked, reader: &SegmentReader) -> tantivy::Result<Self> {
        let index = reader.inverted_index(asked.field)?;
        let open = |term: &str| {
            let term = Term::from_field_text(asked.field, term);
            index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
        };
        let mut leaves = Vec::with_capacity(asked.leaves.len());
        let mut masked = false;
        let looked_at = asked.expr.leaves();
        for (number, forms) in asked.leaves.iter().enumerate() {
            let parts = looked_at.iter().filter(|leaf| **leaf == number).count();
            let mut leaf = LeafPostings { is_shared: parts > 1, ..LeafPostings::default() };
            for (form, mask) in forms.iter().flat_map(|forms| &forms.forms) {
                let forms = forms.as_ref().expect("it has this form");
                masked |= !forms.every_language;
                for term in forms.terms(form) {
                    leaf.postings.extend(open(&term)?.map(|found| (found, *mask)));
                }
                for term in forms.other_terms(form) {
                    leaf.other.extend(open(&term)?);
                }
            }
            leaf.settle();
            leaves.push(leaf);
        }
        let languages =
            if masked { Some(DocLanguages::open(reader, &asked.languages)?) } else { None };
        let reaches = asked.expr.reaches();
        let wanted = |reach: Reach, term: &str| match reaches.contains(&reach) {
            true => open(term),
            false => Ok(None),
        };
        let boundaries = Boundaries {
            zones: if asked.is_zoned { Some(ZoneStarts::open(reader)?) } else { None },
            sentences: wanted(Reach::Sentence, SENTENCE_START)?,
            paragraphs: wanted(Reach::Paragraph, PARAGRAPH_START)?,
        };
        Ok(Self { leaves, boundaries, languages, doc: 0, scratch: Vec::new() })
    }

    /// Moves to a document; never back.
    pub(super) fn at(&mut self, doc: DocId) {
        self.doc = doc;
    }
}

impl LeafPostings {
    fn settle(&mut self) {
        self.doc = match self.postings.as_slice() {
            [(one, _)] => one.doc(),
            all => all.iter().map(|(postings, _)| postings.doc()).min().unwrap_or(TERMINATED),
        };
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            for (postings, _) in &mut self.postings {
                if postings.doc() < target {
                    postings.seek(target);
                }
            }
            self.settle();
        }
        self.doc
    }
}

impl Positions for SegmentSource {
    fn of(&mut self, leaf: usize, out: &mut Vec<u32>) {
        let doc = self.doc;
        let leaf = &mut self.leaves[leaf];
        if leaf.seek(doc) != doc {
            return;
        }
        if let ([(only, LanguageSet::EVERY)], true) =
            (leaf.postings.as_mut_slice(), leaf.other.is_empty())
        {
            return only.positions(out);
        }
        let language =
            self.languages.as_ref().map_or(LanguageSet::EVERY, |languages| languages.of(doc));
        for (postings, languages) in &mut leaf.postings {
            if postings.doc() == doc && languages.meets(language) {
                postings.positions(&mut self.scratch);
                out.extend_from_slice(&self.scratch);
            }
        }
        out.sort_unstable();
        out.dedup();
        for postings in &mut leaf.other {
            if positions_at(postings, doc, &mut self.scratch) {
                let mut others = self.scratch.iter().peekable();
                out.retain(|position| {
                    while others.next_if(|other| *other < position).is_some() {}
                    others.peek() != Some(&position)
                });
            }
        }
    }

    fn count(&mut self, leaf: usize) -> u32 {
        let doc = self.doc;
        let leaf = &mut self.leaves[leaf];
        if leaf.seek(doc) != doc {
            return 0;
        }
        leaf.postings
            .iter()
            .filter(|(postings, _)| postings.doc() == doc)
            .map(|(postings, _)| postings.term_freq())
            .sum()
    }

    fn zone_starts(&mut self) -> [Option<u32>; 4] {
        self.boundaries.zones.as_ref().map_or([None; 4], |zones| zones.of(self.doc))
    }

    fn sentence_starts(&mut self, out: &mut Vec<u32>) {
        if let Some(postings) = &mut self.boundaries.sentences {
            positions_at(postings, self.doc, out);
        }
    }

    fn paragraph_starts(&mut self, out: &mut Vec<u32>) {
        if let Some(postings) = &mut self.boundaries.paragraphs {
            positions_at(postings, self.doc, out);
        }
    }
}

/// Puts the positions of a term in a document into `out`; tells whether it stands there.
fn positions_at(postings: &mut SegmentPostings, doc: DocId, out: &mut Vec<u32>) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    let there = postings.doc() == doc;
    if there {
        postings.positions(out);
    }
    there
}

/// Documents that can have a span: every leaf of a sequence is there, any branch of an alternative.
/// The leaves are numbers of postings, which no two parts share: one branch never moves another's.
enum Candidates {
    Leaf(usize),
    /// Rarest first.
    All(Vec<Candidates>),
    Any(Vec<Candidates>),
}

impl SegmentSource {
    /// The candidates of an expression; nothing where no document can be one.
    fn candidates(&mut self, expr: &Expr) -> Option<Candidates> {
        match expr {
            Expr::Leaf(leaf) => self.leading(*leaf),
            Expr::Sequence { parts, .. } => {
                let mut leaves: Vec<usize> = parts.iter().map(|(_, leaf)| *leaf).collect();
                leaves.sort_unstable();
                leaves.dedup();
                let all: Option<Vec<Candidates>> =
                    leaves.into_iter().map(|leaf| self.leading(leaf)).collect();
                self.all_of(all?)
            }
            Expr::Chain { links, .. } => {
                let all: Option<Vec<Candidates>> =
                    links.iter().map(|link| self.candidates(link)).collect();
                self.all_of(all?)
            }
            Expr::Near { left, right, .. } => {
                let all = vec![self.candidates(left)?, self.candidates(right)?];
                self.all_of(all)
            }
            Expr::Or(branches) => {
                let any = branches.iter().filter_map(|branch| self.candidates(branch)).collect();
                any_of(any)
            }
            Expr::Compound { parts, joined } => {
                let any = [self.candidates(parts), self.leading(*joined)];
                any_of(any.into_iter().flatten().collect())
            }
            Expr::InZones(_, inner)
            | Expr::AtLeast { inner, .. }
            | Expr::First { inner, .. }
            | Expr::NotNear { left: inner, .. } => self.candidates(inner),
        }
    }

    /// The postings of a leaf as candidates: its own, or new ones where several parts look at it.
    fn leading(&mut self, leaf: usize) -> Option<Candidates> {
        if self.leaves[leaf].postings.is_empty() {
            return None;
        }
        if !self.leaves[leaf].is_shared {
            return Some(Candidates::Leaf(leaf));
        }
        self.leaves.push(self.leaves[leaf].clone());
        Some(Candidates::Leaf(self.leaves.len() - 1))
    }

    fn all_of(&self, mut all: Vec<Candidates>) -> Option<Candidates> {
        all.sort_by_key(|part| part.size(&self.leaves));
        match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Candidates::All(all)),
        }
    }
}

fn any_of(mut any: Vec<Candidates>) -> Option<Candidates> {
    match any.len() {
        0 => None,
        1 => any.pop(),
        _ => Some(Candidates::Any(any)),
    }
}

impl Candidates {
    /// Moves to the first candidate at or after `target`.
    fn seek(&mut self, target: DocId, leaves: &mut [LeafPostings]) -> DocId {
        match self {
            Self::Leaf(leaf) => leaves[*leaf].seek(target),
            Self::Any(any) => {
                any.iter_mut().map(|branch| branch.seek(target, leaves)).min().unwrap_or(TERMINATED)
            }
            Self::All(all) => meet(all, target, leaves),
        }
    }

    fn size(&self, leaves: &[LeafPostings]) -> u32 {
        match self {
            Self::Leaf(leaf) => {
                leaves[*leaf].postings.iter().map(|(postings, _)| postings.doc_freq()).sum()
            }
            Self::All(all) => all.iter().map(|part| part.size(leaves)).min().unwrap_or(0),
            Self::Any(any) => any.iter().map(|part| part.size(leaves)).sum(),
        }
    }
}

/// The first document at or after `target` at which all meet.
fn meet(all: &mut [Candidates], target: DocId, leaves: &mut [LeafPostings]) -> DocId {
    let mut highest = target;
    loop {
        let before = highest;
        for part in all.iter_mut() {
            highest = part.seek(highest, leaves);
            if highest == TERMINATED {
                return TERMINATED;
            }
        }
        if highest == before {
            return highest;
        }
    }
}
