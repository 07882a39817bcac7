//! A reading becomes queries of the engine: one that matches, and the words that score.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Facet as EngineFacet, Field, IndexRecordOption};

use super::MAX_FORMS;
use super::columns::InColumn;
use super::positional::{LeafForms, Positional, SegmentSource};
use crate::analysis::{
    Analyser, Beginnings, EnglishForms, Language, beginnings, british_beginnings,
};
use crate::archive::{Form, Result, Snapshot};
use crate::clipping::Dimension;
use crate::query::{
    Attribute, Bare, DateRange, Expr, Filter, Leaf, Line, Overlap, Reading, Step, TextUnit,
};
use crate::text::fold;

/// Up to this many terms are joined one by one; more are looked up as a set.
const TERMS_JOINED: usize = 16;

/// A reading planned for one snapshot.
pub struct Plan<'a> {
    snapshot: &'a Snapshot,
    reading: &'a Reading,
    languages: Vec<Language>,
    /// The forms of each leaf, where it was looked up.
    forms: Vec<Option<LeafForms>>,
    /// What had to be cut, told to the person.
    pub cuts: Vec<String>,
}

impl<'a> Plan<'a> {
    /// Plans a reading: looks the forms of its leaves up where positions need them.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(
        snapshot: &'a Snapshot,
        reading: &'a Reading,
        languages: &[Language],
        analyser: &mut Analyser,
    ) -> Result<Self> {
        let mut plan = Self {
            snapshot,
            reading,
            languages: languages.to_vec(),
            forms: vec![None; reading.leaves.len()],
            cuts: Vec::new(),
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
        for leaf in leaves_of(&unit.expr) {
            if self.forms[leaf].is_none() {
                let forms = self.leaf_forms(leaf, field, analyser)?;
                self.forms[leaf] = Some(forms);
            }
        }
        Ok(())
    }

    fn leaf_forms(
        &mut self,
        leaf: usize,
        field: Field,
        analyser: &mut Analyser,
    ) -> Result<LeafForms> {
        let found = match &self.reading.leaves[leaf] {
            Leaf::Exact(form) => return Ok(LeafForms::one(form.clone())),
            Leaf::Normal { forms, exact } => {
                return self.normal_forms(forms, exact, field, analyser);
            }
            Leaf::Prefix(prefix) => {
                let ranges = ranges(prefix, Beginnings::Same);
                self.snapshot.forms(field, &ranges, |form| {
                    !form.starts_with(fold::is_cjk) && Leaf::begins(form, prefix)
                })?
            }
            Leaf::Character(character) => {
                self.snapshot.forms(field, std::slice::from_ref(character), |_| true)?
            }
        };
        let kept = self.cut(found, leaf);
        Ok(LeafForms::all_languages(kept.into_iter().map(|form| form.form)))
    }

    /// The exact forms of a word, each with the languages in which it has one of the normal forms.
    fn normal_forms(
        &mut self,
        normals: &[String],
        exact: &str,
        field: Field,
        analyser: &mut Analyser,
    ) -> Result<LeafForms> {
        let mut prefixes: Vec<String> = ranges(exact, Beginnings::Same);
        for language in &self.languages {
            for normal in normals {
                prefixes.extend(ranges(normal, beginnings(*language)));
            }
        }
        prefixes.extend(normals.iter().flat_map(|normal| british_beginnings(normal, 2)));
        let prefixes = without_covered(prefixes);
        let languages = self.languages.clone();
        let english: Vec<EnglishForms> =
            normals.iter().map(|normal| EnglishForms::of(normal)).collect();
        let mut masks = Vec::new();
        self.snapshot.forms(field, &prefixes, |form| {
            if form.starts_with(fold::is_cjk) {
                return false;
            }
            let mask = languages.iter().enumerate().fold(0_u64, |mask, (place, language)| {
                if !english.iter().any(|forms| forms.can_be(form, *language)) {
                    return mask;
                }
                let normal = analyser.normal(form, *language);
                mask | u64::from(normals.binary_search(&normal).is_ok()) << place.min(63)
            });
            if mask != 0 {
                masks.push((form.to_owned(), mask));
            }
            mask != 0
        })?;
        masks.sort_unstable();
        masks.dedup();
        let everywhere = all_languages(languages.len());
        Ok(LeafForms::with_languages(masks, everywhere))
    }

    fn cut(&mut self, mut found: Vec<Form>, leaf: usize) -> Vec<Form> {
        if found.len() > MAX_FORMS {
            let shown = match &self.reading.leaves[leaf] {
                Leaf::Prefix(prefix) => format!("{prefix}*"),
                Leaf::Character(character) => character.clone(),
                Leaf::Exact(form) | Leaf::Normal { exact: form, .. } => form.clone(),
            };
            self.cuts.push(format!(
                "{shown} stands for {} forms: the {MAX_FORMS} most frequent ones are searched",
                found.len()
            ));
            found.sort_by(|a, b| b.clippings.cmp(&a.clippings).then_with(|| a.form.cmp(&b.form)));
            found.truncate(MAX_FORMS);
        }
        found
    }

    /// The forms a leaf was found to stand for; nothing where it needed no look-up.
    pub fn forms_of(&self, leaf: usize) -> Option<Vec<&str>> {
        self.forms[leaf].as_ref().map(LeafForms::list)
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
        let forms = unit.ranked.iter().flatten();
        let mut terms: Vec<Term> = forms.map(|form| Term::from_field_text(ranked, form)).collect();
        if terms.len() > 1 {
            terms.retain(|term| self.snapshot.searcher().doc_freq(term).unwrap_or(0) > 0);
        }
        Ok(any_of(terms))
    }

    fn positional(&self, unit: &TextUnit) -> Result<Box<dyn Query>> {
        let field = field_of(self.snapshot, unit.line);
        if let Expr::Leaf(leaf) = unit.expr
            && let Some(forms) = self.forms[leaf].as_ref().filter(|forms| forms.in_every_language())
        {
            let terms =
                forms.list().into_iter().map(|form| Term::from_field_text(field, form)).collect();
            return Ok(any_of(terms));
        }
        let leaves = self.forms.iter().map(|forms| forms.clone().unwrap_or_default()).collect();
        Ok(Box::new(Positional::new(
            field,
            unit.expr.clone(),
            leaves,
            self.languages.iter().map(|language| language.code().to_owned()).collect(),
        )))
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
            Filter::Has(attribute) => {
                basic(Term::from_field_text(fields.kind, attribute_term(*attribute)))
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
    pub fn scoring(&self) -> Vec<Vec<Term>> {
        let mut units = Vec::new();
        if let Some(root) = &self.reading.root {
            positive_units(root, &mut units);
        }
        let weighty: Vec<&TextUnit> =
            units.iter().copied().filter(|unit| !unit.is_stop_word(&self.languages)).collect();
        let units = if weighty.is_empty() { units } else { weighty };
        let field = self.snapshot.fields().rank;
        let mut groups: Vec<Vec<Term>> = Vec::new();
        for unit in units {
            for group in self.score_groups(unit) {
                let mut terms: Vec<Term> =
                    group.iter().map(|form| Term::from_field_text(field, form)).collect();
                terms.retain(|term| self.snapshot.searcher().doc_freq(term).unwrap_or(0) > 0);
                if !terms.is_empty() && !groups.contains(&terms) {
                    groups.push(terms);
                }
            }
        }
        groups
    }

    fn score_groups(&self, unit: &TextUnit) -> Vec<Vec<String>> {
        if !unit.ranked.is_empty() || unit.line != Line::Words {
            return unit.ranked.clone();
        }
        Vec::new()
    }

    /// Looks up the forms of bare words too: closeness asks where they stand.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn look_up_close_units(&mut self, analyser: &mut Analyser) -> Result<()> {
        let units: Vec<TextUnit> = self.close_units().into_iter().cloned().collect();
        if units.len() < 2 {
            return Ok(());
        }
        units.iter().try_for_each(|unit| self.look_up_leaves(unit, analyser))
    }

    /// The units whose closeness counts: words on the main line, in the order of the query.
    pub(super) fn close_units(&self) -> Vec<&'a TextUnit> {
        let mut units = Vec::new();
        if let Some(root) = &self.reading.root {
            positive_units(root, &mut units);
        }
        units.retain(|unit| unit.line == Line::Words && !unit.is_stop_word(&self.languages));
        units
    }

    /// The positions of the reading's leaves in one segment.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn source(&self, segment: u32) -> Result<SegmentSource> {
        let reader = self.snapshot.searcher().segment_reader(segment);
        let leaves = self.forms.iter().map(|forms| forms.clone().unwrap_or_default()).collect();
        let languages = self.languages.iter().map(|language| language.code().to_owned()).collect();
        Ok(SegmentSource::of_leaves(reader, self.snapshot.fields().words, leaves, languages)?)
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

fn attribute_term(attribute: Attribute) -> &'static str {
    attribute.name()
}

fn field_of(snapshot: &Snapshot, line: Line) -> Field {
    let fields = snapshot.fields();
    match line {
        Line::Words => fields.words,
        Line::Raw => fields.raw,
        Line::Byline => fields.byline,
        Line::Dateline => fields.dateline,
        Line::Url => fields.url,
    }
}

fn leaves_of(expr: &Expr) -> Vec<usize> {
    match expr {
        Expr::Leaf(leaf) => vec![*leaf],
        Expr::Sequence { parts, .. } => parts.iter().map(|(_, leaf)| *leaf).collect(),
        Expr::Or(branches) => branches.iter().flat_map(leaves_of).collect(),
        Expr::InZones(_, inner) => leaves_of(inner),
    }
}

/// Where in the vocabulary the forms of a word can stand: by its first letters, marks aside.
fn ranges(word: &str, beginnings: Beginnings) -> Vec<String> {
    let plain = fold::without_latin_marks(word);
    let mut letters = plain.chars();
    let Some(first) = letters.next() else { return Vec::new() };
    // Latin words in clippings of such a language are stemmed as English.
    if beginnings == Beginnings::Script && !fold::is_latin_letter(first) {
        return script_of(first);
    }
    let second = letters.next();
    // A stem of three letters or fewer can differ from its form in the second one: dying, die.
    let short = plain.chars().count() <= 3;
    let mut prefixes = Vec::new();
    match second.filter(|_| !short) {
        Some(second) => {
            prefixes.push(format!("{first}{second}"));
            prefixes.extend(
                fold::marked_variants(second).iter().map(|marked| format!("{first}{marked}")),
            );
        }
        None => prefixes.push(first.to_string()),
    }
    if fold::is_latin_letter(first) {
        prefixes.extend(fold::marked_variants(first).iter().map(char::to_string));
        // A Turkish İ folds to an i with a dot of its own, for which there is no one letter.
        prefixes.push(format!("{first}\u{307}"));
    }
    if let Beginnings::Also(also) = beginnings {
        prefixes.extend(also.iter().map(|&beginning| beginning.to_owned()));
    }
    prefixes
}

/// Every letter of a script whose stemmer changes beginnings, as ranges of the vocabulary.
fn script_of(letter: char) -> Vec<String> {
    let block = letter as u32 & !0xff;
    (block..block + 0x100)
        .filter_map(char::from_u32)
        .filter(|c| c.is_alphabetic())
        .map(String::from)
        .collect()
}

fn without_covered(mut prefixes: Vec<String>) -> Vec<String> {
    prefixes.sort_unstable();
    prefixes.dedup();
    let mut kept: Vec<String> = Vec::new();
    for prefix in prefixes {
        if !kept.last().is_some_and(|last| prefix.starts_with(last.as_str())) {
            kept.push(prefix);
        }
    }
    kept
}

fn all_languages(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
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
