//! How a query was read, planned and scored.

use tantivy::query::EnableScoring;
use tantivy::{DocAddress, Term};

use super::page::{Prepared, Searcher};
use super::plan::{Plan, field_of, positive_units};
use super::{closeness, group};
use crate::archive::{Result, Snapshot};
use crate::query::{Bare, Filter, Query, Scored, ScoredWords, Step, TextUnit};

/// How a query is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The tree as it was read, one line a node, indented by depth.
    pub tree: Vec<String>,
    /// The words looked up.
    pub terms: Vec<TermLine>,
    /// What had to be cut.
    pub cuts: Vec<String>,
    /// How many clippings match.
    pub total: u64,
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
    let total = searcher.count_reading(&prepared.reading)?;
    let mut tree = Vec::new();
    if let Some(root) = &prepared.reading.root {
        draw(root, 0, &mut tree);
    }
    let snapshot = searcher.snapshot();
    let plan = searcher.plan(&prepared.reading)?;
    let mut units = Vec::new();
    if let Some(root) = &prepared.reading.root {
        positive_units(root, &mut units);
    }
    let mut terms = Vec::new();
    for unit in units {
        terms.push(looked_up(unit, &plan, snapshot)?);
    }
    Ok(Explanation { tree, terms, cuts: plan.cuts(), total })
}

/// The forms that are looked up for a unit, the most frequent ones first.
fn looked_up(unit: &TextUnit, plan: &Plan<'_>, snapshot: &Snapshot) -> Result<TermLine> {
    let (field, answered) = match unit.bare {
        Some(Bare::Anywhere) => (snapshot.fields().rank, "by stem"),
        Some(Bare::Headline) => (snapshot.fields().headline, "by stem"),
        None => (field_of(snapshot, unit.line), "by position"),
    };
    let normal = |scored: &Scored| match &scored.words {
        ScoredWords::Normal(forms) => forms.clone(),
        ScoredWords::Leaf(_) => Vec::new(),
    };
    let mut forms: Vec<String> = match unit.bare {
        Some(_) => unit.scored.iter().flat_map(normal).collect(),
        None => {
            let leaves = unit.expr.leaves().into_iter();
            let forms = leaves.flat_map(|leaf| plan.forms_of(leaf).unwrap_or_default());
            forms.map(str::to_owned).collect()
        }
    };
    forms.sort_unstable();
    forms.dedup();
    let mut counted = Vec::with_capacity(forms.len());
    for form in forms {
        let term = Term::from_field_text(field, &form);
        let clippings = snapshot.searcher().doc_freq(&term)?;
        counted.push((form, clippings));
    }
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(TermLine { typed: unit.typed.clone(), forms: counted, answered })
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
        for term in &group.terms {
            clippings += snapshot.searcher().doc_freq(term)?;
        }
        let text = |term: &Term| term.value().as_str().unwrap_or_default().to_owned();
        let forms = group.terms.iter().map(text).collect();
        parts.push(ScorePart { forms, clippings, weight: group.weight, score });
    }
    let share = closeness::shares(&plan, &[address])?.first().copied().unwrap_or(0.0);
    let sum: f64 = parts.iter().map(|part| part.score).sum();
    Ok(HitScore { parts, closeness: sum * closeness::MOST * share })
}

fn draw(step: &Step, depth: usize, out: &mut Vec<String>) {
    let mut line = |text: &str| out.push(format!("{}{text}", "  ".repeat(depth)));
    match step {
        Step::Everything => line("every clipping"),
        Step::And(steps) => {
            line("all of");
            steps.iter().for_each(|step| draw(step, depth + 1, out));
        }
        Step::Or(steps) => {
            line("any of");
            steps.iter().for_each(|step| draw(step, depth + 1, out));
        }
        Step::Not(inner) => {
            line("not");
            draw(inner, depth + 1, out);
        }
        Step::Text(unit) => {
            let how = if unit.bare.is_some() { "stem" } else { "words at their places" };
            line(&format!("{} ({how})", unit.typed));
        }
        Step::Filter(filter @ Filter::Facet { paths, .. }) => {
            let paths: Vec<String> = paths.iter().map(|path| path.join("/")).collect();
            line(&format!("{filter} (filed under {})", paths.join(" | ")));
        }
        Step::Filter(filter) => line(&filter.to_string()),
    }
}
