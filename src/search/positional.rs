//! The query of our own: the algebra of spans over postings. Candidates come from the postings
//! alone; positions are read only for them, and boundary terms only for those of them that match.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Score, SegmentReader, TantivyError, Term};
use tantivy::{DocSet, TERMINATED};

use super::MAX_QUERY_SECONDS;
use super::doc_languages::DocLanguages;
use super::two_terms::{Opened, TwoTerms};
use crate::analysis::{Language, LanguageSet};
use crate::archive::{
    CASE_ALL, CASE_SOME, COMPOUND_END, PARAGRAPH_START, SENTENCE_START, ZoneColumns, ZoneStarts,
};
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

    /// Its only term, where it stands at one in every language and nowhere else but at the ends of
    /// compounds.
    pub(super) fn only_term(&self) -> Option<OnlyTerm> {
        match (self.forms.as_slice(), self.printed) {
            ([(form, LanguageSet::EVERY)], Printed::Anyhow | Printed::AllCapitals) => {
                Some(OnlyTerm { term: self.terms(form).pop()?, end: self.end_term(form) })
            }
            _ => None,
        }
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

    /// The term at the last part of a compound that is this form when joined.
    fn end_term(&self, form: &str) -> Option<String> {
        match self.printed {
            Printed::Anyhow | Printed::WithoutCapitals => Some(format!("{COMPOUND_END}{form}")),
            Printed::AllCapitals | Printed::WithCapitals => None,
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

/// A leaf that stands at one term.
pub(super) struct OnlyTerm {
    /// The term.
    pub term: String,
    /// The term at the ends of the compounds that are the word when joined, where it can have such.
    pub end: Option<String>,
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
    /// The forms of each leaf of the reading, where they were looked up.
    pub leaves: Vec<Option<Arc<LeafForms>>>,
    /// The archive's languages, in the order the leaves speak of.
    pub languages: Arc<[Language]>,
    /// Where zones begin.
    pub zones: Arc<ZoneColumns>,
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
        match TwoTerms::open(&self.0, reader, boost)? {
            Opened::Both(scorer) => return Ok(scorer),
            Opened::Nowhere => return Ok(Box::new(EmptyScorer)),
            Opened::Otherwise => {}
        }
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
            if is_time_to_look(self.looked_at) && self.asked.limits.is_over() {
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
    /// For each leaf that several parts of the expression look at, its positions as read last.
    kept: Vec<Option<Kept>>,
    boundaries: Boundaries,
    languages: Option<DocLanguages>,
    doc: DocId,
    scratch: Vec<u32>,
}

/// Positions that were read.
#[derive(Default)]
struct Kept {
    doc: Option<DocId>,
    positions: Vec<u32>,
}

/// Where a leaf stands.
#[derive(Clone)]
enum LeafPostings {
    /// Nowhere, or nobody looks at it.
    Absent,
    /// At one term, in any language: nearly every leaf, and the quick way.
    One(Box<SegmentPostings>),
    /// At several terms, or not everywhere.
    Several(SeveralPostings),
}

#[derive(Clone, Default)]
struct SeveralPostings {
    /// The terms, with the languages in which each counts.
    postings: Vec<(SegmentPostings, LanguageSet)>,
    /// Where the compounds end that are one of its forms when joined, with the place of that form's
    /// postings.
    ends: Vec<(SegmentPostings, usize)>,
    /// Where one of its forms stands otherwise than asked.
    other: Vec<SegmentPostings>,
    doc: DocId,
}

/// The boundaries an expression can ask for.
struct Boundaries {
    zones: Option<Arc<ZoneStarts>>,
    /// The zones of the document, once they were asked for.
    here: Option<[Option<u32>; 4]>,
    sentences: Option<Box<SegmentPostings>>,
    paragraphs: Option<Box<SegmentPostings>>,
}

impl SegmentSource {
    /// The positions of leaves in one segment, for documents asked about in ascending order.
    pub(super) fn open(asked: &Asked, reader: &SegmentReader) -> tantivy::Result<Self> {
        let index = reader.inverted_index(asked.field)?;
        let terms = Terms { index: &index, field: asked.field };
        let mut leaves = vec![LeafPostings::Absent; asked.leaves.len()];
        let mut kept: Vec<Option<Kept>> = leaves.iter().map(|_| None).collect();
        let mut is_masked = false;
        for leaf in asked.expr.leaves() {
            match (&leaves[leaf], &asked.leaves[leaf]) {
                (LeafPostings::Absent, Some(forms)) => {
                    leaves[leaf] = terms.leaf(forms)?;
                    is_masked |= !forms.every_language;
                }
                (LeafPostings::Absent, None) => {}
                (LeafPostings::One(_) | LeafPostings::Several(_), _) => {
                    kept[leaf].get_or_insert_default();
                }
            }
        }
        let languages =
            if is_masked { Some(DocLanguages::open(reader, &asked.languages)?) } else { None };
        let wanted =
            |reach: Reach, term: &str| match asked.expr.has_window(&|window| window == reach) {
                true => Ok(terms.open(term)?.map(Box::new)),
                false => tantivy::Result::Ok(None),
            };
        let boundaries = Boundaries {
            zones: if asked.is_zoned { Some(asked.zones.of(reader)?) } else { None },
            here: None,
            sentences: wanted(Reach::Sentence, SENTENCE_START)?,
            paragraphs: wanted(Reach::Paragraph, PARAGRAPH_START)?,
        };
        Ok(Self { leaves, kept, boundaries, languages, doc: 0, scratch: Vec::new() })
    }

    /// Moves to a document; never back.
    pub(super) fn at(&mut self, doc: DocId) {
        self.doc = doc;
        self.boundaries.here = None;
    }

    /// Appends the positions of a leaf to `out`.
    #[inline]
    fn read(&mut self, leaf: usize, out: &mut Vec<u32>) {
        let doc = self.doc;
        let leaf = &mut self.leaves[leaf];
        if leaf.seek(doc) != doc {
            return;
        }
        match leaf {
            LeafPostings::Absent => {}
            LeafPostings::One(postings) => postings.positions(out),
            LeafPostings::Several(several) => {
                let languages = self.languages.as_ref();
                let language = languages.map_or(LanguageSet::EVERY, |languages| languages.of(doc));
                several.positions(language, &mut self.scratch, out);
            }
        }
    }
}

/// Whether the clock is to be looked at, with so many candidates behind.
pub(super) fn is_time_to_look(looked_at: u32) -> bool {
    looked_at.is_multiple_of(LOOKS_BETWEEN_CLOCKS)
}

/// The terms of a field in one segment.
pub(super) struct Terms<'a> {
    pub(super) index: &'a InvertedIndexReader,
    pub(super) field: Field,
}

impl Terms<'_> {
    fn open(&self, term: &str) -> tantivy::Result<Option<SegmentPostings>> {
        self.find(term)?.map(|info| self.postings(&info)).transpose()
    }

    /// Where the postings of a term are kept.
    pub(super) fn find(&self, term: &str) -> tantivy::Result<Option<TermInfo>> {
        Ok(self.index.get_term_info(&Term::from_field_text(self.field, term))?)
    }

    /// Whether there is such a term; not where none is asked for.
    pub(super) fn is_there(&self, term: Option<&str>) -> tantivy::Result<bool> {
        Ok(term.map(|term| self.find(term)).transpose()?.flatten().is_some())
    }

    /// The postings of a term that was found, with positions.
    pub(super) fn postings(&self, found: &TermInfo) -> tantivy::Result<SegmentPostings> {
        let all = IndexRecordOption::WithFreqsAndPositions;
        Ok(self.index.read_postings_from_terminfo(found, all)?)
    }

    fn leaf(&self, forms: &LeafForms) -> tantivy::Result<LeafPostings> {
        let mut several = SeveralPostings::default();
        for (form, languages) in &forms.forms {
            let place = several.postings.len();
            for term in forms.terms(form) {
                several.postings.extend(self.open(&term)?.map(|found| (found, *languages)));
            }
            if let Some(term) = forms.end_term(form).filter(|_| several.postings.len() > place) {
                several.ends.extend(self.open(&term)?.map(|found| (found, place)));
            }
            for term in forms.other_terms(form) {
                several.other.extend(self.open(&term)?);
            }
        }
        Ok(several.into_leaf())
    }
}

impl LeafPostings {
    /// Moves to the first document at or after `target` in which the leaf can stand.
    #[inline]
    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Absent => TERMINATED,
            Self::One(postings) => forward(postings, target),
            Self::Several(several) => several.seek(target),
        }
    }

    /// About how many documents it stands in.
    fn size(&self) -> u32 {
        match self {
            Self::Absent => 0,
            Self::One(postings) => postings.doc_freq(),
            Self::Several(several) => {
                several.postings.iter().map(|(postings, _)| postings.doc_freq()).sum()
            }
        }
    }
}

impl SeveralPostings {
    fn into_leaf(mut self) -> LeafPostings {
        let is_plain = self.ends.is_empty() && self.other.is_empty();
        match self.postings.as_slice() {
            [] => return LeafPostings::Absent,
            [(_, LanguageSet::EVERY)] if is_plain => {
                if let Some((only, _)) = self.postings.pop() {
                    return LeafPostings::One(Box::new(only));
                }
            }
            _ => {}
        }
        self.settle();
        LeafPostings::Several(self)
    }

    fn settle(&mut self) {
        let docs = self.postings.iter().map(|(postings, _)| postings.doc());
        self.doc = docs.min().unwrap_or(TERMINATED);
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            for (postings, _) in &mut self.postings {
                forward(postings, target);
            }
            self.settle();
        }
        self.doc
    }

    /// The spans of its words in the document it stands at, read in a language.
    fn words(&mut self, language: LanguageSet, scratch: &mut Vec<u32>, out: &mut Vec<Match>) {
        let (mut lasts, mut others) = (Vec::new(), Vec::new());
        for postings in &mut self.other {
            if positions_at(postings, self.doc, scratch) {
                others.extend_from_slice(scratch);
            }
        }
        for (place, (postings, languages)) in self.postings.iter_mut().enumerate() {
            if postings.doc() != self.doc || !languages.meets(language) {
                continue;
            }
            lasts.clear();
            if let Some((ends, _)) = self.ends.iter_mut().find(|(_, form)| *form == place) {
                positions_at(ends, self.doc, &mut lasts);
            }
            postings.positions(scratch);
            to_their_ends(scratch, &lasts, out);
        }
        out.retain(|word| word.first < word.last || !others.contains(&word.first));
        out.sort_unstable();
        out.dedup();
    }

    /// The positions in the document it stands at, read in a language.
    fn positions(&mut self, language: LanguageSet, scratch: &mut Vec<u32>, out: &mut Vec<u32>) {
        for (postings, languages) in &mut self.postings {
            if postings.doc() == self.doc && languages.meets(language) {
                postings.append_positions_with_offset(0, out);
            }
        }
        out.sort_unstable();
        out.dedup();
        for postings in &mut self.other {
            if positions_at(postings, self.doc, scratch) {
                let mut others = scratch.iter().peekable();
                out.retain(|position| {
                    while others.next_if(|other| *other < position).is_some() {}
                    others.peek() != Some(&position)
                });
            }
        }
    }
}

/// The spans of one form: each end belongs to the place of the form right before it.
fn to_their_ends(firsts: &[u32], ends: &[u32], out: &mut Vec<Match>) {
    let mut ends = ends.iter().copied().peekable();
    for (place, first) in firsts.iter().copied().enumerate() {
        let next = firsts.get(place + 1).copied().unwrap_or(u32::MAX);
        while ends.next_if(|end| *end <= first).is_some() {}
        let last = ends.next_if(|end| *end < next).unwrap_or(first);
        out.push(Match { first, last });
    }
}

/// Moves to the first document at or after `target`; postings may be asked to stay.
#[inline]
pub(super) fn forward(postings: &mut SegmentPostings, target: DocId) -> DocId {
    match postings.doc() {
        doc if doc < target => postings.seek(target),
        doc => doc,
    }
}

impl Positions for SegmentSource {
    #[inline]
    fn of(&mut self, leaf: usize, out: &mut Vec<u32>) {
        let Some(mut kept) = self.kept[leaf].take() else { return self.read(leaf, out) };
        if kept.doc != Some(self.doc) {
            kept.doc = Some(self.doc);
            kept.positions.clear();
            self.read(leaf, &mut kept.positions);
        }
        out.extend_from_slice(&kept.positions);
        self.kept[leaf] = Some(kept);
    }

    #[inline]
    fn has_compounds(&mut self, leaf: usize) -> bool {
        let doc = self.doc;
        match &mut self.leaves[leaf] {
            LeafPostings::Absent | LeafPostings::One(_) => false,
            LeafPostings::Several(several) => {
                several.ends.iter_mut().any(|(ends, _)| forward(ends, doc) == doc)
            }
        }
    }

    fn words_of(&mut self, leaf: usize, out: &mut Vec<Match>) {
        let doc = self.doc;
        let languages = self.languages.as_ref();
        let language = languages.map_or(LanguageSet::EVERY, |languages| languages.of(doc));
        match &mut self.leaves[leaf] {
            LeafPostings::Absent => {}
            LeafPostings::One(postings) => {
                if positions_at(postings, doc, &mut self.scratch) {
                    out.extend(self.scratch.iter().map(|at| Match { first: *at, last: *at }));
                }
            }
            LeafPostings::Several(several) => {
                if several.seek(doc) == doc {
                    several.words(language, &mut self.scratch, out);
                }
            }
        }
    }

    fn count(&mut self, leaf: usize) -> u32 {
        let doc = self.doc;
        let leaf = &mut self.leaves[leaf];
        if leaf.seek(doc) != doc {
            return 0;
        }
        match leaf {
            LeafPostings::Absent => 0,
            LeafPostings::One(postings) => postings.term_freq(),
            LeafPostings::Several(several) => {
                let here = several.postings.iter().filter(|(postings, _)| postings.doc() == doc);
                here.map(|(postings, _)| postings.term_freq()).sum()
            }
        }
    }

    fn zone_starts(&mut self) -> [Option<u32>; 4] {
        let Boundaries { zones, here, .. } = &mut self.boundaries;
        let read = || zones.as_ref().map_or([None; 4], |zones| zones.of(self.doc));
        *here.get_or_insert_with(read)
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
    let there = forward(postings, doc) == doc;
    if there {
        postings.positions(out);
    }
    there
}

/// Documents that can have a span: every leaf of a sequence is there, any branch of an alternative.
/// The leaves are numbers of postings. Where there are alternatives no two parts share one: one
/// branch never moves another's.
enum Candidates {
    Leaf(usize),
    /// Leaves that each stand at one term, rarest first: the quick way.
    Terms(Vec<usize>),
    /// Rarest first.
    All(Vec<Candidates>),
    Any(Vec<Candidates>),
}

impl SegmentSource {
    /// The candidates of an expression; nothing where no document can be one.
    fn candidates(&mut self, expr: &Expr) -> Option<Candidates> {
        let mut leaves = Vec::new();
        match collect_conjunction(expr, &mut leaves) {
            Conjunction::Of => {
                leaves.sort_unstable();
                leaves.dedup();
                let all = leaves.into_iter().map(|leaf| self.if_anywhere(leaf));
                self.all_of(all.collect::<Option<_>>()?)
            }
            Conjunction::Not => {
                let looked_at = expr.leaves();
                self.branching(expr, &|leaf| looked_at.iter().filter(|at| **at == leaf).count() > 1)
            }
        }
    }

    /// As [`SegmentSource::candidates`], where there are alternatives.
    fn branching(&mut self, expr: &Expr, is_shared: &impl Fn(usize) -> bool) -> Option<Candidates> {
        match expr {
            Expr::Leaf(leaf) => self.leading(*leaf, is_shared),
            Expr::Sequence { parts, .. } => {
                let mut leaves: Vec<usize> = parts.iter().map(|(_, leaf)| *leaf).collect();
                leaves.sort_unstable();
                leaves.dedup();
                let all = leaves.into_iter().map(|leaf| self.leading(leaf, is_shared));
                let all = all.collect::<Option<_>>()?;
                self.all_of(all)
            }
            Expr::Chain { links, .. } => {
                let all = links.iter().map(|link| self.branching(link, is_shared));
                let all = all.collect::<Option<_>>()?;
                self.all_of(all)
            }
            Expr::Near { left, right, .. } => {
                let all = [self.branching(left, is_shared)?, self.branching(right, is_shared)?];
                self.all_of(all.into())
            }
            Expr::Or(branches) => {
                let any = branches.iter().filter_map(|branch| self.branching(branch, is_shared));
                any_of(any.collect())
            }
            Expr::Compound { parts, joined } => {
                let any = [self.branching(parts, is_shared), self.leading(*joined, is_shared)];
                any_of(any.into_iter().flatten().collect())
            }
            Expr::InZones(_, inner)
            | Expr::AtLeast { inner, .. }
            | Expr::First { inner, .. }
            | Expr::NotNear { left: inner, .. } => self.branching(inner, is_shared),
        }
    }

    /// The postings of a leaf as candidates: its own, or new ones where several parts look at it.
    fn leading(&mut self, leaf: usize, is_shared: &impl Fn(usize) -> bool) -> Option<Candidates> {
        let found = self.if_anywhere(leaf)?;
        if !is_shared(leaf) {
            return Some(found);
        }
        self.leaves.push(self.leaves[leaf].clone());
        Some(Candidates::Leaf(self.leaves.len() - 1))
    }

    fn if_anywhere(&self, leaf: usize) -> Option<Candidates> {
        match self.leaves[leaf] {
            LeafPostings::Absent => None,
            LeafPostings::One(_) | LeafPostings::Several(_) => Some(Candidates::Leaf(leaf)),
        }
    }

    fn all_of(&self, mut all: Vec<Candidates>) -> Option<Candidates> {
        if all.len() < 2 {
            return all.pop();
        }
        all.sort_by_cached_key(|part| part.size(&self.leaves));
        let term = |part: &Candidates| match part {
            Candidates::Leaf(leaf) => match self.leaves[*leaf] {
                LeafPostings::One(_) => Some(*leaf),
                LeafPostings::Absent | LeafPostings::Several(_) => None,
            },
            Candidates::Terms(_) | Candidates::All(_) | Candidates::Any(_) => None,
        };
        let terms: Option<Vec<usize>> = all.iter().map(term).collect();
        Some(terms.map_or(Candidates::All(all), Candidates::Terms))
    }
}

/// Whether an expression's candidates are simply the documents that hold some leaves.
enum Conjunction {
    Of,
    Not,
}

/// Collects the leaves that must all be there.
fn collect_conjunction(expr: &Expr, leaves: &mut Vec<usize>) -> Conjunction {
    match expr {
        Expr::Leaf(leaf) => leaves.push(*leaf),
        Expr::Sequence { parts, .. } => leaves.extend(parts.iter().map(|(_, leaf)| *leaf)),
        Expr::Near { left, right, .. } => {
            return match collect_conjunction(left, leaves) {
                Conjunction::Of => collect_conjunction(right, leaves),
                Conjunction::Not => Conjunction::Not,
            };
        }
        Expr::InZones(_, inner)
        | Expr::AtLeast { inner, .. }
        | Expr::First { inner, .. }
        | Expr::NotNear { left: inner, .. } => return collect_conjunction(inner, leaves),
        Expr::Chain { .. } | Expr::Or(_) | Expr::Compound { .. } => return Conjunction::Not,
    }
    Conjunction::Of
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
            Self::Terms(terms) => meet_terms(terms, target, leaves),
            Self::Any(any) => {
                any.iter_mut().map(|branch| branch.seek(target, leaves)).min().unwrap_or(TERMINATED)
            }
            Self::All(all) => meet(all, target, leaves),
        }
    }

    fn size(&self, leaves: &[LeafPostings]) -> u32 {
        match self {
            Self::Leaf(leaf) => leaves[*leaf].size(),
            Self::Terms(terms) => terms.iter().map(|leaf| leaves[*leaf].size()).min().unwrap_or(0),
            Self::All(all) => all.iter().map(|part| part.size(leaves)).min().unwrap_or(0),
            Self::Any(any) => any.iter().map(|part| part.size(leaves)).sum(),
        }
    }
}

/// The first document at or after `target` at which all terms meet. The two rarest are moved in a
/// loop of their own, which touches nothing but their postings.
fn meet_terms(terms: &[usize], target: DocId, leaves: &mut [LeafPostings]) -> DocId {
    let mut target = target;
    loop {
        let doc = match leaves.get_disjoint_mut([terms[0], terms[1]]) {
            Ok([LeafPostings::One(rarest), LeafPostings::One(other)]) => {
                meet_two(rarest, other, target)
            }
            _ => TERMINATED,
        };
        if doc == TERMINATED {
            return doc;
        }
        let beyond = terms[2..].iter().map(|leaf| leaves[*leaf].seek(doc)).find(|at| *at > doc);
        match beyond {
            None => return doc,
            Some(at) => target = at,
        }
    }
}

/// The first document at or after `target` in which both stand.
#[inline]
pub(super) fn meet_two(
    rarest: &mut SegmentPostings,
    other: &mut SegmentPostings,
    target: DocId,
) -> DocId {
    // From here on neither is beyond what it is moved to.
    let mut target = target.max(rarest.doc()).max(other.doc());
    loop {
        let doc = rarest.seek(target);
        target = other.seek(doc);
        if target == doc {
            return doc;
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
