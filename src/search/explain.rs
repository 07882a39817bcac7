//! How a query was read, planned and scored.

use tantivy::query::EnableScoring;
use tantivy::{DocAddress, Term};

use super::page::{Prepared, Searcher};
use super::plan::positive_units;
use super::{closeness, group};
use crate::archive::Result;
use crate::query::{Filter, Query, Step};

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
    /// What it adds: BM25 with k1 = 1.2, b = 0.75 on headline, text and captions.
    pub score: f64,
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
    let fields = snapshot.fields();
    let frequency = |term: &Term| snapshot.searcher().doc_freq(term).unwrap_or(0);
    let mut terms = Vec::new();
    for unit in units {
        let (field, answered) = match unit.bare {
            Some(_) => (fields.rank, "by stem"),
            None => (fields.words, "by position"),
        };
        let forms: Vec<String> = match unit.bare {
            Some(_) => unit.ranked.iter().flatten().cloned().collect(),
            None => (0..prepared.reading.leaves.len())
                .filter_map(|leaf| plan.forms_of(leaf))
                .flatten()
                .map(str::to_owned)
                .collect(),
        };
        let mut forms: Vec<(String, u64)> = forms
            .into_iter()
            .map(|form| {
                let clippings = frequency(&Term::from_field_text(field, &form));
                (form, clippings)
            })
            .collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        terms.push(TermLine { typed: unit.typed.clone(), forms, answered });
    }
    Ok(Explanation { tree, terms, cuts: plan.cuts, total })
}

/// The score of one clipping as a sum.
///
/// # Errors
/// Where the index cannot be read.
pub fn explain_hit(
    searcher: &mut Searcher<'_>,
    prepared: &Prepared,
    address: DocAddress,
) -> Result<Vec<ScorePart>> {
    let snapshot = searcher.snapshot();
    let plan = searcher.close_plan(&prepared.reading)?;
    let enabled = EnableScoring::enabled_from_statistics_provider(snapshot, snapshot.searcher());
    let reader = snapshot.searcher().segment_reader(address.segment_ord);
    let mut parts = Vec::new();
    for terms in plan.scoring() {
        let weight = group::scoring(&terms).weight(enabled)?;
        let mut scorer = weight.scorer(reader, 1.0)?;
        let there = scorer.doc() <= address.doc_id && {
            if scorer.doc() < address.doc_id {
                scorer.seek(address.doc_id);
            }
            scorer.doc() == address.doc_id
        };
        let score = if there { f64::from(scorer.score()) } else { 0.0 };
        let text = |term: &Term| term.value().as_str().unwrap_or_default().to_owned();
        let clippings =
            terms.iter().map(|term| snapshot.searcher().doc_freq(term).unwrap_or(0)).sum();
        parts.push(ScorePart { forms: terms.iter().map(text).collect(), clippings, score });
    }
    let share = closeness::shares(&plan, &[address])?.first().copied().unwrap_or(0.0);
    if share > 0.0 {
        let sum: f64 = parts.iter().map(|part| part.score).sum();
        let forms = vec!["words close together, among the first 50 hits".to_owned()];
        parts.push(ScorePart { forms, clippings: 0, score: sum * closeness::MOST * share });
    }
    Ok(parts)
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
