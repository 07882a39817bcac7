//! How a query was read, planned and scored.

use tantivy::query::EnableScoring;
use tantivy::schema::Field;
use tantivy::{DocAddress, Term};

use super::page::{Prepared, Searcher};
use super::plan::{Plan, field_of, positive_units};
use super::{View, closeness, group};
use crate::analysis::LanguageSet;
use crate::archive::{Result, Snapshot};
use crate::query::{Bare, Filter, Query, Reading, Scored, ScoredWords, Step, TextUnit, judge};

/// By the field of normal forms.
const BY_STEM: &str = "by stem";

/// By where exact forms stand.
const BY_POSITION: &str = "by position";

/// How a query is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The tree as it was read and is answered, from the root down.
    pub tree: Vec<TreeLine>,
    /// The words looked up, in the order of the query.
    pub terms: Vec<TermLine>,
    /// What had to be cut.
    pub cuts: Vec<String>,
    /// How many clippings match.
    pub total: u64,
}

/// A part of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeLine {
    /// How many parts it lies inside of.
    pub depth: usize,
    /// What it is.
    pub text: String,
    /// How it is answered; empty where its parts say so.
    pub answered: &'static str,
    /// How many clippings match it alone.
    pub clippings: u64,
}

/// Where one part of the query stands in a clipping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPlaces {
    /// The part, as typed.
    pub typed: String,
    /// Whether the clipping satisfies it.
    pub holds: bool,
    /// Whether the query asks for its absence.
    pub is_negated: bool,
    /// How many places take part.
    pub matches: usize,
    /// The paragraphs they stand in, from 1 in the order of the text; 0 for the headline.
    pub paragraphs: Vec<usize>,
}

/// A word of the query and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermLine {
    /// As typed.
    pub typed: String,
    /// The normal or exact forms that are looked up, each with the number of clippings that hold
    /// it.
    pub forms: Vec<(String, u64)>,
    /// How it is answered: `by stem`, `by position`.
    pub answered: &'static str,
}

/// What one group of words adds to the score of one clipping.
#[derive(Clone, Debug, PartialEq)]
pub struct ScorePart {
    /// The normal forms of the group.
    pub forms: Vec<String>,
    /// Clippings that hold one of them.
    pub clippings: u64,
    /// What the query multiplies its score by.
    pub weight: f32,
    /// What it adds: BM25 with k1 = 1.2, b = 0.75 on headline, text and captions, times the weight.
    pub score: f64,
}

/// The score of one clipping.
#[derive(Clone, Debug, PartialEq)]
pub struct HitScore {
    /// What each group of words adds.
    pub parts: Vec<ScorePart>,
    /// What words close together add among the first [`CLOSENESS_WINDOW`] hits.
    ///
    /// [`CLOSENESS_WINDOW`]: super::CLOSENESS_WINDOW
    pub closeness: f64,
}

impl HitScore {
    /// The whole.
    pub fn sum(&self) -> f64 {
        self.parts.iter().map(|part| part.score).sum::<f64>() + self.closeness
    }
}

/// Explains a query.
///
/// # Errors
/// Where the index cannot be read.
pub fn explain(searcher: &mut Searcher<'_>, query: &Query) -> Result<Explanation> {
    let prepared = searcher.prepare(query)?;
    let reading = &prepared.reading;
    let total = searcher.count_reading(reading)?;
    let mut tree = Vec::new();
    let mut units = Vec::new();
    if let Some(root) = &reading.root {
        draw(root, 0, reading, searcher, &mut tree)?;
        positive_units(root, &mut units);
    }
    let snapshot = searcher.snapshot();
    let plan = searcher.plan(reading)?;
    let mut terms: Vec<TermLine> = Vec::new();
    for unit in units {
        for line in looked_up(unit, reading, &plan, snapshot)? {
            if !terms.contains(&line) {
                terms.push(line);
            }
        }
    }
    Ok(Explanation { tree, terms, cuts: plan.cuts(), total })
}

/// What is looked up for a unit: one line for a bare word, one for each leaf of others.
fn looked_up(
    unit: &TextUnit,
    reading: &Reading,
    plan: &Plan<'_>,
    snapshot: &Snapshot,
) -> Result<Vec<TermLine>> {
    let ranked = match unit.bare {
        Some(Bare::Anywhere) => Some(snapshot.fields().rank),
        Some(Bare::Headline) => Some(snapshot.fields().headline),
        None => None,
    };
    if let Some(field) = ranked {
        let normal = |scored: &Scored| match &scored.words {
            ScoredWords::Normal(normals) => {
                normals.iter().map(|normal| normal.form.clone()).collect()
            }
            ScoredWords::Leaf(_) | ScoredWords::Together { .. } => Vec::new(),
        };
        let forms = unit.scored.iter().flat_map(normal).collect();
        let forms = counted(forms, field, snapshot)?;
        return Ok(vec![TermLine { typed: unit.typed.clone(), forms, answered: BY_STEM }]);
    }
    let field = field_of(snapshot, unit.line);
    if let [Scored { words: ScoredWords::Together { names, exprs }, .. }] = &unit.scored[..] {
        let mut forms = Vec::with_capacity(names.len());
        for (name, expr) in names.iter().zip(exprs) {
            forms.push((name.clone(), plan.holding(expr)?));
        }
        return Ok(vec![TermLine { typed: names[0].clone(), forms, answered: BY_POSITION }]);
    }
    let mut lines = Vec::new();
    for leaf in unit.expr.leaves() {
        let forms = plan.forms_of(leaf).unwrap_or_default();
        let forms = forms.into_iter().map(str::to_owned).collect();
        let forms = counted(forms, field, snapshot)?;
        let typed = reading.leaves[leaf].shown();
        lines.push(TermLine { typed, forms, answered: BY_POSITION });
    }
    Ok(lines)
}

/// Forms with the number of clippings that hold each, the most frequent ones first.
fn counted(
    mut forms: Vec<String>,
    field: Field,
    snapshot: &Snapshot,
) -> Result<Vec<(String, u64)>> {
    forms.sort_unstable();
    forms.dedup();
    let mut counted = Vec::with_capacity(forms.len());
    for form in forms {
        let clippings = snapshot.searcher().doc_freq(&Term::from_field_text(field, &form))?;
        counted.push((form, clippings));
    }
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counted)
}

/// Where each part of a reading stands in one clipping, in the order of the query.
pub fn explain_places(reading: &Reading, view: &View) -> Vec<UnitPlaces> {
    let mut units = Vec::new();
    if let Some(root) = &reading.root {
        all_units(root, false, &mut units);
    }
    let places = |(unit, is_negated): (&TextUnit, bool)| {
        let alone = Reading { root: Some(Step::Text(unit.clone())), ..reading.clone() };
        let verdict = judge(&alone, &view.record());
        let mut paragraphs: Vec<usize> =
            verdict.matches.iter().filter_map(|found| view.paragraph_at(found.first)).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        UnitPlaces {
            typed: unit.typed.clone(),
            holds: verdict.hit,
            is_negated,
            matches: verdict.matches.len(),
            paragraphs,
        }
    };
    units.into_iter().map(places).collect()
}

fn all_units<'a>(step: &'a Step, is_negated: bool, out: &mut Vec<(&'a TextUnit, bool)>) {
    match step {
        Step::And(steps) | Step::Or(steps) => {
            steps.iter().for_each(|step| all_units(step, is_negated, out));
        }
        Step::Not(inner) => all_units(inner, !is_negated, out),
        Step::Text(unit) => out.push((unit, is_negated)),
        Step::Everything | Step::Filter(_) => {}
    }
}

/// The score of one clipping as a sum.
///
/// # Errors
/// Where the index cannot be read.
pub fn explain_hit(
    searcher: &mut Searcher<'_>,
    prepared: &Prepared,
    address: DocAddress,
) -> Result<HitScore> {
    let snapshot = searcher.snapshot();
    let plan = searcher.close_plan(&prepared.reading)?;
    let enabled = EnableScoring::enabled_from_statistics_provider(snapshot, snapshot.searcher());
    let reader = snapshot.searcher().segment_reader(address.segment_ord);
    let mut parts = Vec::new();
    for group in plan.scoring(searcher.analyser())? {
        let weight = group::scoring(&group).weight(enabled)?;
        let mut scorer = weight.scorer(reader, 1.0)?;
        if scorer.doc() < address.doc_id {
            scorer.seek(address.doc_id);
        }
        let there = scorer.doc() == address.doc_id;
        let score = if there { f64::from(scorer.score()) } else { 0.0 };
        let mut clippings = 0;
        for (term, _) in &group.terms {
            clippings += snapshot.searcher().doc_freq(term)?;
        }
        let text =
            |(term, _): &(Term, LanguageSet)| term.value().as_str().unwrap_or_default().to_owned();
        let forms = match &group.together {
            Some(together) => {
                clippings = together.clippings();
                together.names().to_vec()
            }
            None => group.terms.iter().map(text).collect(),
        };
        parts.push(ScorePart { forms, clippings, weight: group.weight, score });
    }
    let share = closeness::shares(&plan, &[address])?.first().copied().unwrap_or(0.0);
    let sum: f64 = parts.iter().map(|part| part.score).sum();
    Ok(HitScore { parts, closeness: sum * closeness::MOST * share })
}

fn draw(
    step: &Step,
    depth: usize,
    reading: &Reading,
    searcher: &mut Searcher<'_>,
    out: &mut Vec<TreeLine>,
) -> Result<()> {
    let alone = Reading { root: Some(step.clone()), ..reading.clone() };
    let clippings = searcher.count_reading(&alone)?;
    let (text, answered) = match step {
        Step::Everything => ("every clipping".to_owned(), ""),
        Step::And(_) => ("all of".to_owned(), ""),
        Step::Or(steps) if steps.is_empty() => ("nothing".to_owned(), ""),
        Step::Or(_) => ("any of".to_owned(), ""),
        Step::Not(_) => ("not".to_owned(), ""),
        Step::Text(unit) if unit.bare.is_some() => (unit.typed.clone(), BY_STEM),
        Step::Text(unit) => (unit.typed.clone(), BY_POSITION),
        Step::Filter(filter @ Filter::Facet { paths, .. }) => {
            let paths: Vec<String> = paths.iter().map(|path| path.join("/")).collect();
            (format!("{filter} (filed under {})", paths.join(" | ")), "")
        }
        Step::Filter(filter) => (filter.to_string(), ""),
    };
    out.push(TreeLine { depth, text, answered, clippings });
    match step {
        Step::And(steps) | Step::Or(steps) => {
            steps.iter().try_for_each(|step| draw(step, depth + 1, reading, searcher, out))
        }
        Step::Not(inner) => draw(inner, depth + 1, reading, searcher, out),
        Step::Everything | Step::Text(_) | Step::Filter(_) => Ok(()),
    }
}
