//! The query of our own: the algebra of spans over postings. Candidates come from the postings
//! alone; positions are read only for them, and boundary terms only for those of them that match.

use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError, Term};
use tantivy::{DocSet, TERMINATED};

use crate::archive::ZONE_START;
use crate::clipping::Dimension;
use crate::query::{Expr, Match, Positions, evaluate};

/// The exact forms a leaf stands for, each with the languages in which it does.
#[derive(Clone, Debug, Default)]
pub(super) struct LeafForms {
    /// Each form with a bit for each of the archive's languages.
    forms: Vec<(String, u64)>,
    every_language: bool,
}

impl LeafForms {
    /// One form, in any language.
    pub(super) fn one(form: String) -> Self {
        Self { forms: vec![(form, u64::MAX)], every_language: true }
    }

    /// Forms, in any language.
    pub(super) fn all_languages(forms: impl Iterator<Item = String>) -> Self {
        Self { forms: forms.map(|form| (form, u64::MAX)).collect(), every_language: true }
    }

    /// Forms with their languages; `everywhere` is the mask of all.
    pub(super) fn with_languages(forms: Vec<(String, u64)>, everywhere: u64) -> Self {
        let every_language = forms.iter().all(|(_, mask)| *mask == everywhere);
        Self { forms, every_language }
    }

    /// Whether the language of a clipping makes no difference.
    pub(super) fn in_every_language(&self) -> bool {
        self.every_language
    }

    /// The forms.
    pub(super) fn list(&self) -> Vec<&str> {
        self.forms.iter().map(|(form, _)| form.as_str()).collect()
    }
}

/// Clippings in which an expression has a span.
#[derive(Clone, Debug)]
pub(super) struct Positional(Arc<Asked>);

#[derive(Debug)]
struct Asked {
    field: Field,
    expr: Expr,
    leaves: Vec<LeafForms>,
    languages: Vec<String>,
}

impl Positional {
    /// The clippings in which `expr` has a span on the line `field`. `languages` are the archive's,
    /// in the order of the bits of the leaves' masks.
    pub(super) fn new(
        field: Field,
        expr: Expr,
        leaves: Vec<LeafForms>,
        languages: Vec<String>,
    ) -> Self {
        Self(Arc::new(Asked { field, expr, leaves, languages }))
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
        let source = SegmentSource::open(&self.0, reader)?;
        let Some(mut candidates) = Candidates::new(&self.0.expr, &source) else {
            return Ok(Box::new(EmptyScorer));
        };
        candidates.seek(0);
        let mut scorer = PositionalScorer {
            asked: self.0.clone(),
            source,
            candidates,
            found: Vec::new(),
            boost,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument("the clipping does not match".to_owned()));
        }
        Ok(Explanation::new("words at their places", 1.0))
    }
}

struct PositionalScorer {
    asked: Arc<Asked>,
    source: SegmentSource,
    candidates: Candidates,
    found: Vec<Match>,
    boost: Score,
}

impl PositionalScorer {
    /// Moves on until the candidate has a span.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.candidates.doc();
            if doc == TERMINATED {
                return TERMINATED;
            }
            self.source.at(doc);
            self.found.clear();
            evaluate(&self.asked.expr, &mut self.source, &mut self.found);
            if !self.found.is_empty() {
                return doc;
            }
            self.candidates.seek(doc + 1);
        }
    }
}

impl DocSet for PositionalScorer {
    fn advance(&mut self) -> DocId {
        let doc = self.candidates.doc();
        if doc == TERMINATED {
            return TERMINATED;
        }
        self.candidates.seek(doc + 1);
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let doc = self.candidates.doc();
        if doc >= target {
            return doc;
        }
        self.candidates.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size()
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
    leaves: Vec<LeafPostings>,
    zones: Vec<Option<SegmentPostings>>,
    languages: Option<DocLanguages>,
    doc: DocId,
    buffer: Vec<u32>,
    scratch: Vec<u32>,
}

#[derive(Clone, Default)]
struct LeafPostings {
    postings: Vec<(SegmentPostings, u64)>,
    doc: DocId,
}

impl SegmentSource {
    /// The positions of leaves in one segment, for documents asked about in ascending order.
    pub(super) fn of_leaves(
        reader: &SegmentReader,
        field: Field,
        leaves: Vec<LeafForms>,
        languages: Vec<String>,
    ) -> tantivy::Result<Self> {
        Self::open(&Asked { field, expr: Expr::Or(Vec::new()), leaves, languages }, reader)
    }

    fn open(asked: &Asked, reader: &SegmentReader) -> tantivy::Result<Self> {
        let index = reader.inverted_index(asked.field)?;
        let open = |form: &str| {
            let term = Term::from_field_text(asked.field, form);
            index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
        };
        let mut leaves = Vec::with_capacity(asked.leaves.len());
        for leaf in &asked.leaves {
            let mut postings = Vec::new();
            for (form, mask) in &leaf.forms {
                if let Some(found) = open(form)? {
                    postings.push((found, *mask));
                }
            }
            let mut leaf = LeafPostings { postings, doc: 0 };
            leaf.settle();
            leaves.push(leaf);
        }
        let zones = ZONE_START.iter().map(|term| open(term)).collect::<Result<_, _>>()?;
        let masked = asked.leaves.iter().any(|leaf| !leaf.every_language);
        let languages =
            if masked { Some(DocLanguages::open(reader, &asked.languages)?) } else { None };
        Ok(Self { leaves, zones, languages, doc: 0, buffer: Vec::new(), scratch: Vec::new() })
    }

    /// Moves to a document; never back.
    pub(super) fn at(&mut self, doc: DocId) {
        self.doc = doc;
    }
}

impl LeafPostings {
    fn settle(&mut self) {
        self.doc =
            self.postings.iter().map(|(postings, _)| postings.doc()).min().unwrap_or(TERMINATED);
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
    fn of(&mut self, leaf: usize) -> &[u32] {
        let doc = self.doc;
        self.buffer.clear();
        let language = self.languages.as_ref().map_or(u64::MAX, |languages| languages.of(doc));
        let mut sources = 0;
        self.leaves[leaf].seek(doc);
        for (postings, mask) in &mut self.leaves[leaf].postings {
            if postings.doc() == doc && *mask & language != 0 {
                postings.positions(&mut self.scratch);
                self.buffer.extend_from_slice(&self.scratch);
                sources += 1;
            }
        }
        if sources > 1 {
            self.buffer.sort_unstable();
        }
        self.buffer.dedup();
        &self.buffer
    }

    fn zone_starts(&mut self) -> [Option<u32>; 4] {
        let doc = self.doc;
        let mut starts = [None; 4];
        for (start, postings) in starts.iter_mut().zip(&mut self.zones) {
            let Some(postings) = postings else { continue };
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.positions(&mut self.scratch);
                *start = self.scratch.first().copied();
            }
        }
        starts
    }
}

/// The language of each document of a segment, as a bit.
struct DocLanguages {
    facets: tantivy::fastfield::FacetReader,
    bit_of_ordinal: Vec<u64>,
    unknown: u64,
}

impl DocLanguages {
    fn open(reader: &SegmentReader, languages: &[String]) -> tantivy::Result<Self> {
        let facets = reader.facet_reader(Dimension::Language.name())?;
        let bit = |code: &str| {
            languages.iter().position(|known| known == code).map_or(0, |place| 1 << place.min(63))
        };
        let mut bit_of_ordinal = Vec::with_capacity(facets.num_facets());
        let mut facet = tantivy::schema::Facet::root();
        for ordinal in 0..facets.num_facets() as u64 {
            facets.facet_from_ord(ordinal, &mut facet)?;
            bit_of_ordinal.push(bit(facet.encoded_str()));
        }
        Ok(Self { facets, bit_of_ordinal, unknown: bit("--") })
    }

    fn of(&self, doc: DocId) -> u64 {
        let mut ordinals = self.facets.facet_ords(doc);
        ordinals.next().map_or(self.unknown, |ordinal| self.bit_of_ordinal[ordinal as usize])
    }
}

/// Documents that can have a span: every leaf of a sequence is there, any branch of an alternative.
/// Each has cursors of its own, so that one branch never moves another's.
enum Candidates {
    Leaf(LeafPostings),
    /// Rarest first.
    All(Vec<Candidates>),
    Any(Vec<Candidates>),
}

impl Candidates {
    /// Nothing where no document can.
    fn new(expr: &Expr, source: &SegmentSource) -> Option<Self> {
        match expr {
            Expr::Leaf(leaf) => {
                let leaf = source.leaves[*leaf].clone();
                (!leaf.postings.is_empty()).then_some(Self::Leaf(leaf))
            }
            Expr::Sequence { parts, .. } => {
                let mut leaves: Vec<usize> = parts.iter().map(|(_, leaf)| *leaf).collect();
                leaves.sort_unstable();
                leaves.dedup();
                let all: Option<Vec<Self>> =
                    leaves.into_iter().map(|leaf| Self::new(&Expr::Leaf(leaf), source)).collect();
                let mut all = all?;
                all.sort_by_key(Self::size);
                Some(Self::All(all))
            }
            Expr::Or(branches) => {
                let any: Vec<Self> =
                    branches.iter().filter_map(|branch| Self::new(branch, source)).collect();
                (!any.is_empty()).then_some(Self::Any(any))
            }
            Expr::InZones(_, inner) => Self::new(inner, source),
        }
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Leaf(leaf) => leaf.doc,
            Self::All(all) => all.first().map_or(TERMINATED, Self::doc),
            Self::Any(any) => any.iter().map(Self::doc).min().unwrap_or(TERMINATED),
        }
    }

    /// Moves to the first candidate at or after `target`.
    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Leaf(leaf) => leaf.seek(target),
            Self::Any(any) => {
                any.iter_mut().map(|branch| branch.seek(target)).min().unwrap_or(TERMINATED)
            }
            Self::All(all) => meet(all, target),
        }
    }

    fn size(&self) -> u32 {
        match self {
            Self::Leaf(leaf) => leaf.postings.iter().map(|(postings, _)| postings.doc_freq()).sum(),
            Self::All(all) => all.iter().map(Self::size).min().unwrap_or(0),
            Self::Any(any) => any.iter().map(Self::size).sum(),
        }
    }
}

/// The first document at or after `target` at which all meet.
fn meet(all: &mut [Candidates], target: DocId) -> DocId {
    let mut highest = target;
    loop {
        for part in all.iter_mut() {
            highest = part.seek(highest);
            if highest == TERMINATED {
                all.iter_mut().for_each(|part| {
                    part.seek(TERMINATED);
                });
                return TERMINATED;
            }
        }
        if all.iter().all(|part| part.doc() == highest) {
            return highest;
        }
    }
}
