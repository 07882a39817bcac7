//! A query as the archive is asked it: words taken apart by the analysis that took the clippings
//! apart.

use std::collections::HashSet;

use super::spans::Expr;
use super::{Filter, Node, NodeKind, Problem, Query, Scope, Severity};
use crate::analysis::Analysed;
use crate::analysis::{Analyser, Class, Language, Token, Zone, is_stop_word, without_particle};
use crate::text::{Span, fold};

/// A query read for an archive.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What must hold; nothing where the query asks for nothing.
    pub root: Option<Step>,
    /// What the leaves of its expressions stand for.
    pub leaves: Vec<Leaf>,
    /// What was found doubtful on the way.
    pub problems: Vec<Problem>,
}

/// A part of a reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Every clipping.
    Everything,
    /// All of them.
    And(Vec<Step>),
    /// Any of them.
    Or(Vec<Step>),
    /// What it does not hold for.
    Not(Box<Step>),
    /// Words that must stand somewhere.
    Text(TextUnit),
    /// A condition on what is known of a clipping.
    Filter(Filter),
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
    /// What it adds to the score: groups of equivalent normal forms.
    pub ranked: Vec<Vec<String>>,
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

/// What a leaf of an expression stands for: a set of exact forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Leaf {
    /// This form.
    Exact(String),
    /// Every form with one of these normal forms; `exact` is the form typed.
    Normal {
        /// The normal forms in the archive's languages, sorted.
        forms: Vec<String>,
        /// The form typed.
        exact: String,
    },
    /// Every form that begins so, Latin marks aside.
    Prefix(String),
    /// A character of a run, whatever follows it.
    Character(String),
}

impl Leaf {
    /// Whether a token of a record is one of its forms.
    pub fn takes(&self, analysed: &Analysed, token: &Token) -> bool {
        if token.class == Class::Stem {
            return false;
        }
        let exact = analysed.exact(token);
        match self {
            Self::Exact(form) => exact == form,
            Self::Normal { forms, .. } => forms.iter().any(|form| form == analysed.normal(token)),
            Self::Prefix(prefix) => is_word(token) && begins(exact, prefix),
            Self::Character(character) => !is_word(token) && exact.starts_with(character.as_str()),
        }
    }

    /// Whether a form of the vocabulary that is no character run belongs to it.
    pub fn begins(form: &str, prefix: &str) -> bool {
        begins(form, prefix)
    }
}

fn begins(exact: &str, prefix: &str) -> bool {
    exact.starts_with(prefix)
        || fold::without_latin_marks(exact).starts_with(&*fold::without_latin_marks(prefix))
}

fn is_word(token: &Token) -> bool {
    matches!(token.class, Class::Word | Class::JoinedFirst | Class::JoinedLast)
}

/// Reads a query for an archive whose clippings are written in `languages`.
pub fn read(query: &Query, analyser: &mut Analyser, languages: &[Language]) -> Reading {
    let (leaves, lines, problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = Reader { analyser, languages, leaves, lines, line: Line::Words, problems };
    let root = query.root.as_ref().and_then(|node| reader.step(node));
    Reading { root, leaves: reader.leaves, problems: reader.problems }
}

struct Reader<'a> {
    analyser: &'a mut Analyser,
    languages: &'a [Language],
    leaves: Vec<Leaf>,
    /// The line each leaf is looked for on: every line has a vocabulary of its own.
    lines: Vec<Line>,
    /// The line of the unit being read.
    line: Line,
    problems: Vec<Problem>,
}

/// How the words of a unit are matched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Normal,
    Exact,
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
            NodeKind::Not(inner) => Some(Step::Not(Box::new(self.step(inner)?))),
            NodeKind::Filter(filter) => Some(Step::Filter(filter.clone())),
            NodeKind::Word { text, exact, scope } => {
                let form = if *exact { Form::Exact } else { Form::Normal };
                self.text(text, form, *scope, node.span)
            }
            NodeKind::Phrase { text, scope } => self.text(text, Form::Exact, *scope, node.span),
            NodeKind::Prefix { text, scope } => self.prefix(text, *scope, node.span),
        }
    }

    fn text(&mut self, text: &str, form: Form, scope: Scope, span: Span) -> Option<Step> {
        let typed = match form {
            Form::Normal => without_particle(text).unwrap_or_else(|| text.to_owned()),
            Form::Exact => text.to_owned(),
        };
        let analysed = self.analyser.analyse_typed(&typed);
        if analysed.tokens.is_empty() {
            let message = format!("there is nothing to search for in {text:?}");
            self.problems.push(
                Problem::new(Severity::Refused, span, message).hint("search for letters or digits"),
            );
            return None;
        }
        let unit = |reader: &mut Self, line| reader.unit(&analysed, form, scope, line, span, text);
        match scope {
            Scope::Raw => Some(Step::Or(vec![unit(self, Line::Words), unit(self, Line::Raw)])),
            _ => Some(unit(self, line_of(scope))),
        }
    }

    fn unit(
        &mut self,
        analysed: &Analysed,
        form: Form,
        scope: Scope,
        line: Line,
        span: Span,
        typed: &str,
    ) -> Step {
        // Normal forms are made from words in the clipping's language; the small lines keep exact
        // forms only.
        let form = if line == Line::Words { form } else { Form::Exact };
        self.line = line;
        let expr = self.expr(analysed, form);
        let single = analysed.positions == 1 && is_word(&analysed.tokens[0]);
        let bare = match (form, scope) {
            (Form::Normal, Scope::Anywhere | Scope::Raw) if single => Some(Bare::Anywhere),
            (Form::Normal, Scope::Headline) if single => Some(Bare::Headline),
            _ => None,
        };
        let ranked = if line == Line::Words { self.ranked(analysed) } else { Vec::new() };
        let expr = in_zones(scope, expr);
        Step::Text(TextUnit { line, expr, span, typed: typed.to_owned(), bare, ranked })
    }

    /// The parts at their places, or the joined form of the whole where it is one compound.
    fn expr(&mut self, analysed: &Analysed, form: Form) -> Expr {
        let tokens = &analysed.tokens;
        let parts: Vec<(u32, usize)> = asked(analysed)
            .map(|token| (token.position, self.leaf_of(analysed, token, form)))
            .collect();
        let sequence = match parts.as_slice() {
            [(0, leaf)] if analysed.positions == 1 => Expr::Leaf(*leaf),
            _ => Expr::Sequence { parts, length: analysed.positions },
        };
        let joined =
            tokens.iter().filter(|token| token.class == Class::JoinedFirst).collect::<Vec<_>>();
        match joined.as_slice() {
            [one] if spans_all(analysed, one) => {
                let exact = analysed.exact(one).to_owned();
                let leaf = match form {
                    Form::Exact => Leaf::Exact(exact),
                    Form::Normal => self.normal_leaf(exact),
                };
                let leaf = self.leaf(leaf);
                Expr::Or(vec![sequence, Expr::Leaf(leaf)])
            }
            _ => sequence,
        }
    }

    fn leaf_of(&mut self, analysed: &Analysed, token: &Token, form: Form) -> usize {
        let exact = analysed.exact(token).to_owned();
        let leaf = match (token.class, form) {
            (Class::LastGram, _) => Leaf::Character(exact),
            (Class::Word, Form::Normal) => self.normal_leaf(exact),
            _ => Leaf::Exact(exact),
        };
        self.leaf(leaf)
    }

    fn normal_leaf(&mut self, exact: String) -> Leaf {
        Leaf::Normal { forms: self.analyser.normals(&exact, self.languages), exact }
    }

    fn leaf(&mut self, leaf: Leaf) -> usize {
        let line = self.line;
        let mut known = self.leaves.iter().zip(&self.lines);
        if let Some(place) = known.position(|(other, on)| *other == leaf && *on == line) {
            return place;
        }
        self.leaves.push(leaf);
        self.lines.push(line);
        self.leaves.len() - 1
    }

    /// The groups a unit is scored by: its words and pairs of characters, without closed-class
    /// words beside others.
    fn ranked(&mut self, analysed: &Analysed) -> Vec<Vec<String>> {
        let scored = |token: &&Token| {
            matches!(token.class, Class::Word | Class::Gram | Class::JoinedFirst)
                || token.class == Class::LastGram && analysed.positions == 1
        };
        let tokens: Vec<&Token> = analysed.tokens.iter().filter(scored).collect();
        let mut seen = HashSet::new();
        let mut groups = Vec::new();
        for token in &tokens {
            let exact = analysed.exact(token);
            let group = match token.class {
                Class::Gram | Class::LastGram => vec![exact.to_owned()],
                _ => self.analyser.normals(exact, self.languages),
            };
            if seen.insert(group.clone()) {
                groups.push(group);
            }
        }
        groups
    }

    fn prefix(&mut self, text: &str, scope: Scope, span: Span) -> Option<Step> {
        let analysed = self.analyser.analyse_typed(text);
        let Some(last) = analysed
            .tokens
            .iter()
            .rfind(|token| matches!(token.class, Class::Word | Class::Gram | Class::LastGram))
        else {
            let message = format!("there is nothing to search for in {text:?}");
            self.problems.push(Problem::new(Severity::Refused, span, message));
            return None;
        };
        if !is_word(last) {
            // A run of characters already finds every longer run that begins with it.
            return self.text(text, Form::Exact, scope, span);
        }
        let unit = |reader: &mut Self, line| reader.prefix_unit(&analysed, scope, line, span, text);
        match scope {
            Scope::Raw => Some(Step::Or(vec![unit(self, Line::Words), unit(self, Line::Raw)])),
            _ => Some(unit(self, line_of(scope))),
        }
    }

    fn prefix_unit(
        &mut self,
        analysed: &Analysed,
        scope: Scope,
        line: Line,
        span: Span,
        typed: &str,
    ) -> Step {
        self.line = line;
        let words: Vec<&Token> = asked(analysed).collect();
        let last = words.len() - 1;
        let parts: Vec<(u32, usize)> = words
            .iter()
            .enumerate()
            .map(|(place, token)| {
                let exact = analysed.exact(token).to_owned();
                let leaf = if place == last { Leaf::Prefix(exact) } else { Leaf::Exact(exact) };
                (token.position, self.leaf(leaf))
            })
            .collect();
        let expr = match parts.as_slice() {
            [(_, leaf)] => Expr::Leaf(*leaf),
            _ => Expr::Sequence { parts, length: analysed.positions },
        };
        let expr = in_zones(scope, expr);
        let typed = format!("{typed}*");
        Step::Text(TextUnit { line, expr, span, typed, bare: None, ranked: Vec::new() })
    }
}

impl TextUnit {
    /// Whether it is a word that weighs nothing in ranking beside others.
    pub fn is_stop_word(&self, languages: &[Language]) -> bool {
        let exact = fold::exact(&self.typed);
        self.bare == Some(Bare::Anywhere)
            && languages.iter().any(|language| is_stop_word(&exact, *language))
    }
}

/// The tokens of typed words that are looked for one after the other.
fn asked(analysed: &Analysed) -> impl Iterator<Item = &Token> {
    analysed
        .tokens
        .iter()
        .filter(|token| matches!(token.class, Class::Word | Class::Gram | Class::LastGram))
        .filter(|token| !covered_by_gram(analysed, token))
}

/// The last character of a run is already in the pair before it.
fn covered_by_gram(analysed: &Analysed, token: &Token) -> bool {
    token.class == Class::LastGram
        && analysed.tokens.iter().any(|other| {
            other.class == Class::Gram
                && other.position + 1 == token.position
                && other.span.end == token.span.start
        })
}

/// Whether a compound is all there is: its joined form stands at the first and at the last
/// position.
fn spans_all(analysed: &Analysed, first: &Token) -> bool {
    let ends = |token: &Token| {
        token.class == Class::JoinedLast && token.position + 1 == analysed.positions
    };
    first.position == 0 && analysed.tokens.iter().any(ends)
}

fn line_of(scope: Scope) -> Line {
    match scope {
        Scope::Anywhere
        | Scope::Headline
        | Scope::Lead
        | Scope::HeadlineOrLead
        | Scope::Body
        | Scope::Caption => Line::Words,
        Scope::Raw => Line::Raw,
        Scope::Byline => Line::Byline,
        Scope::Dateline => Line::Dateline,
        Scope::Url => Line::Url,
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
