//! A reading becomes queries of the engine: one that matches, and the words that score.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Facet as EngineFacet, Field, IndexRecordOption};

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bits::{self, Bits};
use super::columns::{InBits, InColumn};
use super::group;
use super::positional::{Asked, LeafForms, Limits, Positional, SegmentSource};
use super::together::Together;
use super::vocabulary::Vocabulary;
use super::{MAX_FORMS, MAX_FORMS_OF_QUERY, MAX_QUERY_SECONDS, fold as folding};
use crate::analysis::{Analyser, Language, LanguageSet, NormalForm};
use crate::archive::{Error, Result, Snapshot};
use crate::clipping::Dimension;
use crate::query::{
    Attribute, Bare, DateRange, Expr, Filter, Line, MAX_CLAUSES, MAX_SPANS, Overlap, Reading,
    ScoredWords, Step, TextUnit,
};
use crate::text::fold;

/// What stands for many words is scored by this many forms of them, the most frequent ones.
const MAX_SCORED_FORMS: usize = 64;

/// Equivalent terms that score as one word.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreGroup {
    /// Terms of the field of normal forms, each with the languages in which it counts.
    pub terms: Vec<(Term, LanguageSet)>,
    /// The archive's languages.
    pub languages: Arc<[Language]>,
    /// What their score is multiplied by.
    pub weight: f32,
    /// Names that score by where they stand; then there are no terms.
    pub together: Option<Together>,
}

/// Up to this many terms are joined one by one; more are looked up as a set.
const TERMS_JOINED: usize = 16;

/// A reading planned for one snapshot.
pub struct Plan<'a> {
    snapshot: &'a Snapshot,
    reading: &'a Reading,
    languages: Arc<[Language]>,
    /// The forms of each leaf, where it was looked up.
    forms: Vec<Option<Arc<LeafForms>>>,
    cuts: Vec<String>,
    limits: Arc<Limits>,
    /// How many forms patterns and beginnings stand for so far.
    expanded: usize,
}

impl<'a> Plan<'a> {
    /// Plans a reading: looks the forms of its leaves up where positions need them.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(
        snapshot: &'a Snapshot,
        reading: &'a Reading,
        languages: &Arc<[Language]>,
        analyser: &mut Analyser,
    ) -> Result<Self> {
        let mut plan = Self {
            snapshot,
            reading,
            languages: languages.clone(),
            forms: vec![None; reading.leaves.len()],
            cuts: Vec::new(),
            limits: Arc::new(Limits::starting_now()),
            expanded: 0,
        };
        if let Some(root) = &reading.root {
            plan.look_up(root, analyser)?;
        }
        Ok(plan)
    }

    fn look_up(&mut self, step: &Step, analyser: &mut Analyser) -> Result<()> {
        match step {
            Step::And(steps) | Step::Or(steps) => {
                steps.iter().try_for_each(|step| self.look_up(step, analyser))
            }
            Step::Not(inner) => self.look_up(inner, analyser),
            Step::Text(unit) if unit.bare.is_none() => self.look_up_leaves(unit, analyser),
            Step::Everything | Step::Filter(_) | Step::Text(_) => Ok(()),
        }
    }

    fn look_up_leaves(&mut self, unit: &TextUnit, analyser: &mut Analyser) -> Result<()> {
        let field = field_of(self.snapshot, unit.line);
        let vocabulary = Vocabulary { snapshot: self.snapshot, field, languages: &self.languages };
        for leaf in unit.expr.leaves() {
            if self.forms[leaf].is_none() {
                let room = (MAX_FORMS_OF_QUERY.saturating_sub(self.expanded))
                    .clamp(MAX_FORMS_OF_QUERY / MAX_CLAUSES, MAX_FORMS);
                let found = vocabulary.forms_of(&self.reading.leaves[leaf], room, analyser)?;
                self.expanded += found.expanded;
                self.cuts.extend(found.cut);
                self.forms[leaf] = Some(Arc::new(found.forms));
                self.in_time()?;
            }
        }
        Ok(())
    }

    /// The clippings that the reading matches.
    ///
    /// # Errors
    /// Where the index cannot be read; [`Error::Overtime`] where the time for it ran out.
    pub(super) fn matching_bits(&self) -> Result<Vec<Bits>> {
        self.bits(&*self.matching()?)
    }

    /// The clippings that a query of this plan matches.
    ///
    /// # Errors
    /// As [`Plan::matching_bits`].
    pub(super) fn bits(&self, query: &dyn Query) -> Result<Vec<Bits>> {
        let bits = bits::matching(self.snapshot.searcher(), query)?;
        self.in_time()?;
        Ok(bits)
    }

    fn in_time(&self) -> Result<()> {
        match self.limits.is_over() {
            true => Err(Error::Overtime { seconds: MAX_QUERY_SECONDS }),
            false => Ok(()),
        }
    }

    /// What had to be cut so far, told to the person.
    pub fn cuts(&self) -> Vec<String> {
        let mut cuts = self.cuts.clone();
        if self.limits.was_cut() {
            cuts.push(format!(
                "in some clippings only the first {MAX_SPANS} places of a window were looked at"
            ));
        }
        cuts
    }

    /// The forms a leaf was found to stand for; nothing where it needed no look-up.
    pub fn forms_of(&self, leaf: usize) -> Option<Vec<&str>> {
        self.forms[leaf].as_deref().map(LeafForms::list)
    }

    /// The query that matches what the reading asks for; it gives no scores.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn matching(&self) -> Result<Box<dyn Query>> {
        match &self.reading.root {
            Some(root) => self.step(root),
            None => Ok(Box::new(EmptyQuery)),
        }
    }

    /// The query that matches what one step asks for.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn step(&self, step: &Step) -> Result<Box<dyn Query>> {
        Ok(match step {
            Step::Everything => self.everything(),
            Step::Text(unit) => self.text(unit)?,
            Step::Filter(filter) => self.filter(filter)?,
            Step::Not(inner) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, self.everything()),
                (Occur::MustNot, self.step(inner)?),
            ])),
            Step::Or(steps) => {
                let branches: Result<Vec<_>> =
                    steps.iter().map(|step| Ok((Occur::Should, self.step(step)?))).collect();
                Box::new(BooleanQuery::new(branches?))
            }
            Step::And(steps) => {
                let mut clauses = Vec::new();
                for step in steps {
                    clauses.push(match step {
                        Step::Not(inner) => (Occur::MustNot, self.step(inner)?),
                        _ => (Occur::Must, self.step(step)?),
                    });
                }
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, self.everything()));
                }
                Box::new(BooleanQuery::new(clauses))
            }
        })
    }

    /// All clippings: documents that stand for files without any are left out.
    pub fn everything(&self) -> Box<dyn Query> {
        if self.snapshot.ledger_documents() == 0 {
            return Box::new(AllQuery);
        }
        let ledger = Term::from_field_text(self.snapshot.fields().kind, "ledger");
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, Box::new(AllQuery)),
            (Occur::MustNot, basic(ledger)),
        ]))
    }

    fn text(&self, unit: &TextUnit) -> Result<Box<dyn Query>> {
        let fields = self.snapshot.fields();
        let ranked = match unit.bare {
            Some(Bare::Anywhere) => fields.rank,
            Some(Bare::Headline) => fields.headline,
            None => return self.positional(unit),
        };
        let forms: Vec<&NormalForm> = unit
            .scored
            .iter()
            .flat_map(|scored| match &scored.words {
                ScoredWords::Normal(forms) => forms.as_slice(),
                ScoredWords::Leaf(_) | ScoredWords::Together { .. } => &[],
            })
            .collect();
        if forms.iter().all(|normal| normal.languages == LanguageSet::EVERY) {
            let terms = forms.iter().map(|normal| Term::from_field_text(ranked, &normal.form));
            return Ok(any_of(terms.collect()));
        }
        let term =
            |normal: &&NormalForm| (Term::from_field_text(ranked, &normal.form), normal.languages);
        Ok(group::matching(forms.iter().map(term).collect(), &self.languages))
    }

    fn positional(&self, unit: &TextUnit) -> Result<Box<dyn Query>> {
        let field = field_of(self.snapshot, unit.line);
        if let Expr::Leaf(leaf) = unit.expr
            && let Some(terms) = self.forms[leaf].as_deref().and_then(LeafForms::plain_terms)
        {
            let terms = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
            return Ok(any_of(terms));
        }
        Ok(Box::new(Positional::new(self.asked(field, unit.expr.clone()))))
    }

    /// What is asked of positions for an expression on a line.
    fn asked(&self, field: Field, expr: Expr) -> Asked {
        Asked {
            field,
            is_zoned: field == self.snapshot.fields().words,
            leaves: self.forms.clone(),
            expr,
            languages: self.languages.clone(),
            zones: self.snapshot.zones().clone(),
            limits: self.limits.clone(),
        }
    }

    fn filter(&self, filter: &Filter) -> Result<Box<dyn Query>> {
        let fields = self.snapshot.fields();
        Ok(match filter {
            Filter::Facet { dimension, paths, .. } => {
                let field = fields.facet(*dimension);
                any_of(
                    paths
                        .iter()
                        .map(|path| Term::from_facet(field, &EngineFacet::from_path(path)))
                        .collect(),
                )
            }
            Filter::Undated => {
                let field = fields.facet(Dimension::Date);
                basic(Term::from_facet(field, &EngineFacet::from_path(["undated"])))
            }
            Filter::Date(range, Overlap::Inside) => {
                both(bounded("from", range.from, None), bounded("to", None, range.to))
            }
            Filter::Date(range, Overlap::Any) => {
                both(bounded("to", range.from, None), bounded("from", None, range.to))
            }
            Filter::Added(DateRange { from, to }) => bounded("added", *from, *to),
            Filter::Words { at_least, at_most } => {
                Box::new(InColumn::Unsigned("word_count", *at_least..=*at_most))
            }
            Filter::Id(prefix) => {
                self.forms_with(fields.id, std::slice::from_ref(prefix), |_| true)?
            }
            Filter::Path(text) => {
                let wanted = fold::key(text);
                self.forms_with(fields.path, &[String::new()], |path| path.contains(&wanted))?
            }
            Filter::Has(Attribute::Filed(dimension)) => {
                basic(Term::from_facet(fields.facet(*dimension), &EngineFacet::root()))
            }
            Filter::Dated(dating) => basic(Term::from_field_text(fields.kind, &dating.term())),
            Filter::Has(attribute) => basic(Term::from_field_text(fields.kind, attribute.name())),
            Filter::Is(role) => {
                let all = self.bits(&*self.everything())?;
                Box::new(InBits::new(self.snapshot, folding::in_role(self.snapshot, &all, *role)?))
            }
        })
    }

    fn forms_with(
        &self,
        field: Field,
        prefixes: &[String],
        accept: impl FnMut(&str) -> bool,
    ) -> Result<Box<dyn Query>> {
        let forms = self.snapshot.forms(field, prefixes, accept)?;
        Ok(any_of(forms.iter().map(|form| Term::from_field_text(field, &form.form)).collect()))
    }

    /// The groups of equivalent terms that score, each once, in the order of the query. Words under
    /// NOT, and closed-class words beside others, are left out.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn scoring(&self, analyser: &mut Analyser) -> Result<Vec<ScoreGroup>> {
        let mut units = Vec::new();
        if let Some(root) = &self.reading.root {
            positive_units(root, &mut units);
        }
        let weighty: Vec<&TextUnit> =
            units.iter().copied().filter(|unit| !unit.is_stop_word(&self.languages)).collect();
        let units = if weighty.is_empty() { units } else { weighty };
        let mut groups: Vec<ScoreGroup> = Vec::new();
        for scored in units.iter().flat_map(|unit| &unit.scored) {
            let terms = match &scored.words {
                ScoredWords::Together { exprs, names } => {
                    let expr = Expr::Or(exprs.clone());
                    self.score_together(expr, names, scored.weight, &mut groups)?;
                    continue;
                }
                ScoredWords::Normal(forms) => self.terms_there(forms)?,
                ScoredWords::Leaf(leaf) => self.terms_there(&self.normals_of(*leaf, analyser)?)?,
            };
            let alike = |group: &&mut ScoreGroup| group.together.is_none() && group.terms == terms;
            let known = groups.iter_mut().find(alike);
            match known {
                Some(group) => group.weight = group.weight.max(scored.weight),
                None if terms.is_empty() => {}
                None => {
                    let languages = self.languages.clone();
                    let weight = scored.weight;
                    groups.push(ScoreGroup { terms, languages, weight, together: None });
                }
            }
        }
        Ok(groups)
    }

    /// How many clippings hold an expression on the main line.
    ///
    /// # Errors
    /// As [`Plan::matching_bits`].
    pub(super) fn holding(&self, expr: &Expr) -> Result<u64> {
        let asked = self.asked(self.snapshot.fields().words, expr.clone());
        Ok(bits::total(&self.bits(&Positional::new(asked))?))
    }

    /// Adds a group for names of one thing, where any clipping holds one of them.
    fn score_together(
        &self,
        expr: Expr,
        names: &[String],
        weight: f32,
        groups: &mut Vec<ScoreGroup>,
    ) -> Result<()> {
        let fields = self.snapshot.fields();
        let asked = self.asked(fields.words, expr);
        let clippings = bits::total(&self.bits(&Positional::new(asked.clone()))?);
        let together = Together::new(asked, names.to_vec(), clippings, fields.rank);
        let known = groups.iter_mut().find(|group| group.together.as_ref() == Some(&together));
        match known {
            Some(group) => group.weight = group.weight.max(weight),
            None if clippings == 0 => {}
            None => groups.push(ScoreGroup {
                terms: Vec::new(),
                languages: Vec::new().into(),
                weight,
                together: Some(together),
            }),
        }
        Ok(())
    }

    /// The terms of normal forms that stand anywhere.
    fn terms_there(&self, normals: &[NormalForm]) -> Result<Vec<(Term, LanguageSet)>> {
        let field = self.snapshot.fields().rank;
        let mut terms = Vec::new();
        for normal in normals {
            let term = Term::from_field_text(field, &normal.form);
            if self.snapshot.searcher().doc_freq(&term)? > 0 {
                terms.push((term, normal.languages));
            }
        }
        Ok(terms)
    }

    /// The normal forms of the most frequent forms of a leaf.
    fn normals_of(&self, leaf: usize, analyser: &mut Analyser) -> Result<Vec<NormalForm>> {
        let field = self.snapshot.fields().words;
        let mut forms: Vec<(u64, &str)> = Vec::new();
        for form in self.forms[leaf].iter().flat_map(|forms| forms.list()) {
            let term = Term::from_field_text(field, form);
            forms.push((self.snapshot.searcher().doc_freq(&term)?, form));
        }
        forms.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        forms.truncate(MAX_SCORED_FORMS);
        let mut normals: BTreeMap<String, LanguageSet> = BTreeMap::new();
        for (_, form) in forms {
            for normal in analyser.normals(form, &self.languages) {
                let languages = normals.entry(normal.form).or_insert(LanguageSet::NONE);
                *languages = languages.with(normal.languages);
            }
        }
        let length = self.languages.len();
        let widened = |(form, languages): (String, LanguageSet)| NormalForm {
            form,
            languages: languages.widened(length),
        };
        Ok(normals.into_iter().map(widened).collect())
    }

    /// Looks up the forms of bare words too: closeness asks where they stand.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn look_up_close_units(&mut self, analyser: &mut Analyser) -> Result<()> {
        let mut units = Vec::new();
        if let Some(root) = &self.reading.root {
            positive_units(root, &mut units);
        }
        if self.close_parts().len() < 2 {
            return Ok(());
        }
        units.iter().try_for_each(|unit| self.look_up_leaves(unit, analyser))
    }

    /// The parts whose closeness counts: words on the main line, in the order of the query.
    pub(super) fn close_parts(&self) -> Vec<&'a Expr> {
        let mut units = Vec::new();
        if let Some(root) = &self.reading.root {
            positive_units(root, &mut units);
        }
        units.retain(|unit| unit.line == Line::Words && !unit.is_stop_word(&self.languages));
        units.iter().flat_map(|unit| &unit.close).collect()
    }

    /// Where the words of [`Plan::close_parts`] stand in one segment.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn source(&self, segment: u32) -> Result<SegmentSource> {
        let parts = self.close_parts().into_iter().cloned().collect();
        let asked = self.asked(self.snapshot.fields().words, Expr::Or(parts));
        Ok(SegmentSource::open(&asked, self.snapshot.searcher().segment_reader(segment))?)
    }

    /// Whether the reading is nothing but bare words that must all stand there.
    pub fn is_bare_and(&self) -> bool {
        let bare = |step: &Step| {
            matches!(step, Step::Text(unit) if unit.bare == Some(Bare::Anywhere)
                && !unit.is_stop_word(&self.languages))
        };
        match &self.reading.root {
            Some(Step::And(steps)) => steps.iter().all(bare),
            Some(step) => bare(step),
            None => false,
        }
    }
}

/// The units of a step that can take part in a hit.
pub(super) fn positive_units<'a>(step: &'a Step, out: &mut Vec<&'a TextUnit>) {
    match step {
        Step::And(steps) | Step::Or(steps) => {
            steps.iter().for_each(|step| positive_units(step, out));
        }
        Step::Text(unit) => out.push(unit),
        Step::Everything | Step::Filter(_) | Step::Not(_) => {}
    }
}

/// The field of a line.
pub(super) fn field_of(snapshot: &Snapshot, line: Line) -> Field {
    let fields = snapshot.fields();
    match line {
        Line::Words => fields.words,
        Line::Raw => fields.raw,
        Line::Byline => fields.byline,
        Line::Dateline => fields.dateline,
        Line::Url => fields.url,
    }
}

fn basic(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn any_of(mut terms: Vec<Term>) -> Box<dyn Query> {
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => basic(terms.remove(0)),
        2..=TERMS_JOINED => Box::new(BooleanQuery::new(
            terms.into_iter().map(|term| (Occur::Should, basic(term))).collect(),
        )),
        _ => Box::new(TermSetQuery::new(terms)),
    }
}

fn both(a: Box<dyn Query>, b: Box<dyn Query>) -> Box<dyn Query> {
    let clause =
        |query| (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0)) as Box<dyn Query>);
    Box::new(BooleanQuery::new(vec![clause(a), clause(b)]))
}

/// Dated clippings whose column lies between the ends; an open end still asks for a date.
fn bounded(column: &'static str, from: Option<i64>, to: Option<i64>) -> Box<dyn Query> {
    Box::new(InColumn::Signed(column, from.unwrap_or(i64::MIN)..=to.unwrap_or(i64::MAX)))
}
