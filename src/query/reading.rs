//! A query as the archive is asked it: words taken apart by the analysis that took the clippings
//! apart, windows spread over what stands in them.

use std::collections::HashSet;

use super::spans::Expr;
use super::taking::{Asked, Taken};
use super::{
    Filter, MAX_CLAUSES, Node, NodeKind, Pattern, Printed, Problem, Query, Scope, Severity, Window,
    WordForm,
};
use crate::analysis::{
    Analysed, Analyser, Case, Class, Language, LanguageSet, NormalForm, Token, Zone, is_initialism,
    is_stop_word,
};
use crate::text::{Span, fold};

/// A query read for an archive.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What must hold; nothing where the query asks for nothing.
    pub root: Option<Step>,
    /// What the leaves of its expressions stand for.
    pub leaves: Vec<Leaf>,
    /// The archive's languages, the most frequent one first.
    pub languages: Vec<Language>,
    /// What was found doubtful on the way.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Whether it asks what clippings are among their copies and versions.
    pub fn asks_for_roles(&self) -> bool {
        self.root.as_ref().is_some_and(Step::asks_for_roles)
    }
}

/// A part of a reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Every clipping.
    Everything,
    /// All of them.
    And(Vec<Step>),
    /// Any of them; of none, no clipping.
    Or(Vec<Step>),
    /// What it does not hold for.
    Not(Box<Step>),
    /// Words that must stand somewhere.
    Text(TextUnit),
    /// A condition on what is known of a clipping.
    Filter(Filter),
}

impl Step {
    fn asks_for_roles(&self) -> bool {
        match self {
            Self::Filter(Filter::Is(_)) => true,
            Self::And(steps) | Self::Or(steps) => steps.iter().any(Self::asks_for_roles),
            Self::Not(inner) => inner.asks_for_roles(),
            Self::Everything | Self::Text(_) | Self::Filter(_) => false,
        }
    }
}

/// Words that must stand somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct TextUnit {
    /// The line they stand on.
    pub line: Line,
    /// What must be found on it.
    pub expr: Expr,
    /// Where it comes from in the query's text.
    pub span: Span,
    /// As typed, for messages.
    pub typed: String,
    /// The one bare word it is, by its normal forms, where it is one: then the ranked fields can
    /// answer.
    pub bare: Option<Bare>,
    /// What it adds to the score.
    pub scored: Vec<Scored>,
    /// The parts whose closeness counts in ranking: the words of a window, else the whole.
    pub close: Vec<Expr>,
}

/// Words that score as one: their frequencies are summed.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Which.
    pub words: ScoredWords,
    /// What their score is multiplied by.
    pub weight: f32,
}

/// Which words score as one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ScoredWords {
    /// Those with one of these normal forms in a clipping of one of its languages.
    Normal(Vec<NormalForm>),
    /// Those with the normal form of a form that this leaf stands for.
    Leaf(usize),
    /// Names of one thing: where any of them stands counts once.
    Together {
        /// Where each of them stands.
        exprs: Vec<Expr>,
        /// As typed and as the archive calls it, in the same order.
        names: Vec<String>,
    },
}

/// A bare word and where it is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// Anywhere: the field of normal forms answers.
    Anywhere,
    /// In the headline: the field of headline forms answers.
    Headline,
}

/// A line of positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Headline, text and captions.
    Words,
    /// Furniture.
    Raw,
    /// The byline.
    Byline,
    /// The dateline.
    Dateline,
    /// The address.
    Url,
}

/// What a leaf of an expression stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// The exact forms.
    pub forms: Forms,
    /// How they must be printed; runs of characters without capitals are printed in any way.
    pub printed: Printed,
}

/// A set of exact forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Forms {
    /// This form.
    Exact(String),
    /// Every form with one of these normal forms in a clipping of one of its languages.
    Normal {
        /// The normal forms in the archive's languages, sorted.
        normals: Vec<NormalForm>,
        /// The form typed.
        exact: String,
    },
    /// Every form that begins so, Latin marks aside.
    Prefix(String),
    /// Every form that fits a pattern.
    Pattern(Pattern),
    /// Every form that differs from this one by so many letters at most.
    Fuzzy {
        /// The form typed.
        exact: String,
        /// How many letters; two swapped neighbours count once (optimal string alignment).
        distance: u8,
    },
    /// A character of a run, whatever follows it.
    Character(String),
}

impl Leaf {
    /// The leaf of some forms, printed in any way.
    pub(super) fn of(forms: Forms) -> Self {
        Self { forms, printed: Printed::Anyhow }
    }

    /// Whether a token of a clipping in that language is one of its forms, printed as asked.
    pub fn takes(&self, analysed: &Analysed, token: &Token, language: LanguageSet) -> bool {
        if token.class == Class::Stem {
            return false;
        }
        let exact = analysed.exact(token);
        match &self.forms {
            Forms::Exact(form) => exact == form && self.is_printed(token),
            Forms::Normal { normals, .. } => {
                let normal = analysed.normal(token);
                let fits =
                    |known: &NormalForm| known.form == normal && known.languages.meets(language);
                normals.iter().any(fits) && self.is_printed(token)
            }
            Forms::Character(character) => !is_word(token) && exact.starts_with(character.as_str()),
            Forms::Prefix(_) | Forms::Pattern(_) | Forms::Fuzzy { .. } => {
                is_word(token) && self.forms.take(exact) && self.is_printed(token)
            }
        }
    }

    /// As a person would type it.
    pub fn shown(&self) -> String {
        match self.printed {
            Printed::Anyhow => self.forms.shown(),
            printed => format!("{}({})", printed.operator(), self.forms.shown()),
        }
    }

    fn is_printed(&self, token: &Token) -> bool {
        match self.printed {
            Printed::Anyhow => true,
            Printed::AllCapitals => token.case == Case::AllCapitals,
            Printed::WithCapitals => token.case != Case::Lower,
            Printed::WithoutCapitals => token.case == Case::Lower,
        }
    }
}

impl Forms {
    /// Whether a form of the vocabulary that is no run of characters is among them, as far as the
    /// form itself tells: [`Forms::Normal`] asks for the language too and takes none.
    pub fn take(&self, form: &str) -> bool {
        match self {
            Self::Exact(exact) => form == exact,
            Self::Prefix(prefix) => begins(form, prefix),
            Self::Pattern(pattern) => pattern.fits(form),
            Self::Fuzzy { exact, distance } => {
                let distance = usize::from(*distance);
                form.len().abs_diff(exact.len()) <= distance * 4
                    && strsim::osa_distance(form, exact) <= distance
            }
            Self::Normal { .. } | Self::Character(_) => false,
        }
    }

    /// As a person would type it.
    pub fn shown(&self) -> String {
        match self {
            Self::Exact(form) | Self::Normal { exact: form, .. } | Self::Character(form) => {
                form.clone()
            }
            Self::Prefix(prefix) => format!("{prefix}*"),
            Self::Pattern(pattern) => pattern.source().to_owned(),
            Self::Fuzzy { exact, distance } => format!("{exact}~{distance}"),
        }
    }
}

fn begins(exact: &str, prefix: &str) -> bool {
    exact.starts_with(prefix)
        || fold::without_latin_marks(exact).starts_with(&*fold::without_latin_marks(prefix))
}

pub(super) fn is_word(token: &Token) -> bool {
    matches!(token.class, Class::Word | Class::JoinedFirst)
}

/// Reads a query for an archive whose clippings are written in `languages`.
pub fn read(query: &Query, analyser: &mut Analyser, languages: &[Language]) -> Reading {
    let mut reader = Reader {
        analyser,
        languages,
        leaves: Vec::new(),
        lines: Vec::new(),
        line: Line::Words,
        weight: 1.0,
        joined: 0,
        is_shouted: query.is_shouted(),
        problems: Vec::new(),
    };
    let root = query.root.as_ref().and_then(|node| reader.step(node));
    let (leaves, problems) = (reader.leaves, reader.problems);
    Reading { root, leaves, languages: languages.to_vec(), problems }
}

pub(super) struct Reader<'a> {
    pub(super) analyser: &'a mut Analyser,
    pub(super) languages: &'a [Language],
    leaves: Vec<Leaf>,
    /// The line each leaf is looked for on: every line has a vocabulary of its own.
    lines: Vec<Line>,
    /// The line of the unit being read.
    pub(super) line: Line,
    /// What the words being read weigh.
    weight: f32,
    /// How many units were made by joining others.
    joined: usize,
    /// Whether the query is typed in capitals throughout: then capitals mean nothing.
    is_shouted: bool,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn step(&mut self, node: &Node) -> Option<Step> {
        match &node.kind {
            NodeKind::Everything => Some(Step::Everything),
            NodeKind::And(terms) => {
                let steps: Vec<Step> = terms.iter().filter_map(|term| self.step(term)).collect();
                one_or(steps, Step::And)
            }
            NodeKind::Or(branches) => {
                let steps: Vec<Step> = branches.iter().filter_map(|term| self.step(term)).collect();
                one_or(steps, Step::Or)
            }
            NodeKind::Equivalent(names) => self.equivalent(names, node),
            NodeKind::Not(inner) => Some(Step::Not(Box::new(self.step(inner)?))),
            NodeKind::Filter(filter) => Some(Step::Filter(filter.clone())),
            NodeKind::Word { text, form, printed, scope } => {
                let (form, printed) = self.as_capitals_mean(text, *form, *printed, node.span);
                let asked = Asked { text, form, printed, slack: 0 };
                self.text(asked, *scope, node)
            }
            NodeKind::Phrase { text, slack, printed, scope } => {
                let (form, printed, slack) = (WordForm::Exact, *printed, *slack);
                self.text(Asked { text, form, printed, slack }, *scope, node)
            }
            NodeKind::Near { left, window, right } => match (self.step(left), self.step(right)) {
                (Some(left), Some(right)) => Some(self.near(left, *window, right, node.span)),
                (one, other) => one.or(other),
            },
            NodeKind::NotNear { left, window, right } => {
                match (self.step(left), self.step(right)) {
                    (Some(left), Some(right)) => {
                        Some(self.not_near(left, *window, right, node.span))
                    }
                    (one, _) => one,
                }
            }
            NodeKind::AtLeast { times, inner } => {
                let inner = self.step(inner)?;
                let times = *times;
                Some(self.spread(inner, node.span, &mut |reader, unit| {
                    let wrap = |inner| Expr::AtLeast { times, inner };
                    reader.wrapped(unit, node, wrap, &format!("ATLEAST/{times}"))
                }))
            }
            NodeKind::First { words, inner } => {
                let inner = self.step(inner)?;
                let words = *words;
                Some(self.spread(inner, node.span, &mut |reader, unit| {
                    let wrap = |inner| Expr::First { words, inner };
                    reader.wrapped(unit, node, wrap, &format!("^{words}"))
                }))
            }
            NodeKind::Boost { factor, inner } => {
                let before = self.weight;
                self.weight *= factor;
                let step = self.step(inner);
                self.weight = before;
                step
            }
        }
    }

    /// Names of one thing: any of them, scored as one word.
    fn equivalent(&mut self, names: &[Node], node: &Node) -> Option<Step> {
        let steps: Vec<Step> = names.iter().filter_map(|name| self.step(name)).collect();
        let units: Option<Vec<TextUnit>> = steps.iter().map(as_unit).collect();
        let units = units.filter(|units| units.len() > 1).unwrap_or_default();
        let exprs = units.iter().map(|unit| unit.expr.clone()).collect();
        let typed = units.iter().map(|unit| unit.typed.clone()).collect();
        let Some(unit) = any_of(units).filter(|unit| unit.line == Line::Words) else {
            return one_or(steps, Step::Or);
        };
        let words = ScoredWords::Together { exprs, names: typed };
        let scored = vec![Scored { words, weight: self.weight }];
        Some(Step::Text(TextUnit { span: node.span, typed: node.to_string(), scored, ..unit }))
    }

    /// A word like `US` typed in capitals is meant as printed: not the pronoun.
    fn as_capitals_mean(
        &mut self,
        text: &str,
        form: WordForm,
        printed: Printed,
        span: Span,
    ) -> (WordForm, Printed) {
        let bare = form == WordForm::Stem && printed == Printed::Anyhow && !self.is_shouted;
        let capitals = !text.chars().any(char::is_lowercase);
        let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        if !bare || !capitals || !is_initialism(&fold::exact(&letters)) {
            return (form, printed);
        }
        let lower = text.to_lowercase();
        let message = format!("{text} in capitals is looked for as printed so, not {lower}");
        self.say(Severity::Said, span, message, Some(format!("{lower} finds both")));
        (WordForm::Exact, Printed::AllCapitals)
    }

    pub(super) fn say(
        &mut self,
        severity: Severity,
        span: Span,
        message: String,
        hint: Option<String>,
    ) {
        let problem = Problem { span, message, hint, severity };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn text(&mut self, asked: Asked<'_>, scope: Scope, node: &Node) -> Option<Step> {
        let lines: &[Line] = match scope {
            Scope::Raw => &[Line::Words, Line::Raw],
            _ => std::slice::from_ref(line_of(scope)),
        };
        let mut units = Vec::new();
        for line in lines {
            self.line = *line;
            let taken = self.take(asked, node.span)?;
            units.push(Step::Text(self.unit(taken, asked, scope, node)));
        }
        one_or(units, Step::Or)
    }

    fn unit(&mut self, taken: Taken, asked: Asked<'_>, scope: Scope, node: &Node) -> TextUnit {
        let bare = match (asked.form, asked.printed, scope) {
            _ if self.line != Line::Words || !taken.is_one_word => None,
            (WordForm::Stem, Printed::Anyhow, Scope::Anywhere | Scope::Raw) => Some(Bare::Anywhere),
            (WordForm::Stem, Printed::Anyhow, Scope::Headline) => Some(Bare::Headline),
            _ => None,
        };
        let mut seen = HashSet::new();
        let scored = taken.scored.into_iter().filter(|words| seen.insert(words.clone()));
        let scored = match self.line {
            Line::Words => scored.map(|words| Scored { words, weight: self.weight }).collect(),
            Line::Raw | Line::Byline | Line::Dateline | Line::Url => Vec::new(),
        };
        let expr = in_zones(scope, taken.expr);
        TextUnit {
            line: self.line,
            span: node.span,
            typed: asked.shown(),
            bare,
            scored,
            close: vec![expr.clone()],
            expr,
        }
    }

    pub(super) fn leaf(&mut self, leaf: Leaf) -> usize {
        let line = self.line;
        let mut known = self.leaves.iter().zip(&self.lines);
        if let Some(place) = known.position(|(other, on)| *other == leaf && *on == line) {
            return place;
        }
        self.leaves.push(leaf);
        self.lines.push(line);
        self.leaves.len() - 1
    }

    /// A window over two steps: over each pair of units in them.
    fn near(&mut self, left: Step, window: Window, right: Step, span: Span) -> Step {
        if let Some(step) = self.without_filters(&left, &right, span) {
            return step;
        }
        self.spread(left, span, &mut |reader, left| {
            reader.spread(right.clone(), span, &mut |reader, right| {
                reader.pair(left.clone(), window, right, span)
            })
        })
    }

    /// A filter holds for a whole clipping: beside a window it is one more condition.
    fn without_filters(&mut self, left: &Step, right: &Step, span: Span) -> Option<Step> {
        let whole = |step: &Step| matches!(step, Step::Filter(_) | Step::Everything);
        if !whole(left) && !whole(right) {
            return None;
        }
        self.say_whole(span);
        Some(Step::And(vec![left.clone(), right.clone()]))
    }

    fn say_whole(&mut self, span: Span) {
        let message = "a filter holds for a whole clipping: windows and counts do not narrow it";
        self.say(Severity::Said, span, message.to_owned(), None);
    }

    fn pair(&mut self, left: TextUnit, window: Window, right: TextUnit, span: Span) -> Step {
        if left.line != right.line {
            let message = format!(
                "{} and {} stand in different fields: never near each other",
                left.typed, right.typed
            );
            self.say(Severity::Said, span, message, None);
            let (expr, scored, close) = (Expr::Or(Vec::new()), Vec::new(), Vec::new());
            return Step::Text(TextUnit { expr, scored, close, bare: None, ..left });
        }
        let typed = format!("{} {window} {}", left.typed, right.typed);
        let (left_expr, right_expr) = (Box::new(left.expr), Box::new(right.expr));
        let mut scored = left.scored;
        for one in right.scored {
            if !scored.contains(&one) {
                scored.push(one);
            }
        }
        let mut close = left.close;
        close.extend(right.close);
        let expr = Expr::Near { left: left_expr, window, right: right_expr };
        Step::Text(TextUnit { line: left.line, expr, span, typed, bare: None, scored, close })
    }

    /// What must not be near is any of the words named there.
    fn not_near(&mut self, left: Step, window: Window, right: Step, span: Span) -> Step {
        let mut forbidden = Vec::new();
        self.collect_units(&right, span, &mut forbidden);
        if matches!(left, Step::Filter(_) | Step::Everything) {
            return self.without_filters(&left, &Step::Not(Box::new(right)), span).unwrap_or(left);
        }
        self.spread(left, span, &mut |_, left| {
            let near: Vec<&TextUnit> =
                forbidden.iter().filter(|unit| unit.line == left.line).collect();
            let typed: Vec<&str> = near.iter().map(|unit| unit.typed.as_str()).collect();
            let typed = format!("{} NOT {window} {}", left.typed, typed.join(" | "));
            let mut exprs: Vec<Expr> = near.iter().map(|unit| unit.expr.clone()).collect();
            let right = match exprs.len() {
                0 => return Step::Text(left),
                1 => exprs.remove(0),
                _ => Expr::Or(exprs),
            };
            let expr = Expr::NotNear { left: Box::new(left.expr), window, right: Box::new(right) };
            Step::Text(TextUnit { expr, span, typed, bare: None, ..left })
        })
    }

    fn collect_units(&mut self, step: &Step, span: Span, out: &mut Vec<TextUnit>) {
        match step {
            Step::Text(unit) => out.push(unit.clone()),
            Step::And(steps) | Step::Or(steps) => {
                steps.iter().for_each(|step| self.collect_units(step, span, out));
            }
            Step::Not(_) | Step::Filter(_) | Step::Everything => {
                let message = "what must not be near are words: NOT and filters there are left out";
                self.say(Severity::Repaired, span, message.to_owned(), None);
            }
        }
    }

    fn wrapped(
        &mut self,
        unit: TextUnit,
        node: &Node,
        wrap: impl FnOnce(Box<Expr>) -> Expr,
        name: &str,
    ) -> Step {
        let typed = format!("{name}({})", unit.typed);
        let expr = wrap(Box::new(unit.expr));
        Step::Text(TextUnit { expr, span: node.span, typed, bare: None, ..unit })
    }

    /// Does `each` with the units of a step: AND and NOT stand outside of what is done, OR inside
    /// where all its branches are words on one line.
    fn spread(
        &mut self,
        step: Step,
        span: Span,
        each: &mut dyn FnMut(&mut Self, TextUnit) -> Step,
    ) -> Step {
        self.joined += 1;
        if self.joined > MAX_CLAUSES {
            let message =
                format!("windows over AND make more than {MAX_CLAUSES} parts of this query");
            let hint = "fewer words inside each window".to_owned();
            self.say(Severity::Refused, Span::new(0, 0), message, Some(hint));
            return Step::Or(Vec::new());
        }
        if let Some(unit) = as_unit(&step) {
            return each(self, unit);
        }
        let mut all = |reader: &mut Self, steps: Vec<Step>| -> Vec<Step> {
            steps.into_iter().map(|step| reader.spread(step, span, each)).collect()
        };
        match step {
            Step::And(steps) => Step::And(flattened(all(self, steps))),
            Step::Or(steps) => Step::Or(all(self, steps)),
            Step::Not(inner) => {
                let mut one = all(self, vec![*inner]);
                Step::Not(Box::new(one.remove(0)))
            }
            Step::Everything | Step::Filter(_) | Step::Text(_) => {
                self.say_whole(span);
                step
            }
        }
    }
}

/// AND inside AND is the same AND.
fn flattened(steps: Vec<Step>) -> Vec<Step> {
    let inner = |step| match step {
        Step::And(steps) => steps,
        other => vec![other],
    };
    steps.into_iter().flat_map(inner).collect()
}

/// A step as one unit, where it is words on one line joined by OR and nothing else.
fn as_unit(step: &Step) -> Option<TextUnit> {
    match step {
        Step::Text(unit) => Some(unit.clone()),
        Step::Or(steps) => any_of(steps.iter().map(as_unit).collect::<Option<_>>()?),
        Step::Everything | Step::And(_) | Step::Not(_) | Step::Filter(_) => None,
    }
}

fn any_of(units: Vec<TextUnit>) -> Option<TextUnit> {
    let first = units.first()?;
    if units.iter().any(|unit| unit.line != first.line) {
        return None;
    }
    let (line, span) = (first.line, units.iter().fold(first.span, |all, unit| all.hull(unit.span)));
    let typed: Vec<&str> = units.iter().map(|unit| unit.typed.as_str()).collect();
    let typed = format!("({})", typed.join(" OR "));
    let mut scored: Vec<Scored> = Vec::new();
    let mut branches = Vec::new();
    for unit in units {
        branches.push(unit.expr);
        for one in unit.scored {
            if !scored.contains(&one) {
                scored.push(one);
            }
        }
    }
    let expr = Expr::Or(branches);
    Some(TextUnit { line, span, typed, bare: None, scored, close: vec![expr.clone()], expr })
}

impl TextUnit {
    /// Whether it is a word that weighs nothing in ranking beside others: a closed-class word of the
    /// archive's first language, or of two of its languages. One German clipping does not make `war`
    /// weightless.
    pub fn is_stop_word(&self, languages: &[Language]) -> bool {
        if self.bare != Some(Bare::Anywhere) {
            return false;
        }
        let exact = fold::exact(&self.typed);
        let mut closing = languages.iter().map(|language| is_stop_word(&exact, *language));
        closing.next() == Some(true) || closing.filter(|closes| *closes).count() > 1
    }
}

fn line_of(scope: Scope) -> &'static Line {
    match scope {
        Scope::Anywhere
        | Scope::Headline
        | Scope::Lead
        | Scope::HeadlineOrLead
        | Scope::Body
        | Scope::Caption => &Line::Words,
        Scope::Raw => &Line::Raw,
        Scope::Byline => &Line::Byline,
        Scope::Dateline => &Line::Dateline,
        Scope::Url => &Line::Url,
    }
}

fn in_zones(scope: Scope, expr: Expr) -> Expr {
    let wanted: &[Zone] = match scope {
        Scope::Headline => &[Zone::Headline],
        Scope::Lead => &[Zone::Lead],
        Scope::HeadlineOrLead => &[Zone::Headline, Zone::Lead],
        Scope::Body => &[Zone::Lead, Zone::Body],
        Scope::Caption => &[Zone::Caption],
        Scope::Anywhere | Scope::Byline | Scope::Dateline | Scope::Url | Scope::Raw => return expr,
    };
    let mut zones = [false; 4];
    for zone in wanted {
        zones[zone.ordinal()] = true;
    }
    Expr::InZones(zones, Box::new(expr))
}

fn one_or(mut steps: Vec<Step>, several: fn(Vec<Step>) -> Step) -> Option<Step> {
    match steps.len() {
        0 => None,
        1 => steps.pop(),
        _ => Some(several(steps)),
    }
}
