//! Tokens to a tree, by recursive descent. Whatever is missing is supplied, and said.

use chrono::NaiveDate;

use super::fields::{self, Field};
use super::lexer::{self, Operators, Token, TokenKind};
use super::{
    Attribute, Filter, Looseness, MANY_WORDS, MAX_CLAUSES, MAX_DEPTH, MAX_QUERY_BYTES, Node,
    NodeKind, Overlap, Parsed, Problem, Query, Scope, Severity, dates,
};
use crate::clipping::Dimension;
use crate::text::{Span, fold};

/// Reads a query. `today` is what relative dates are counted from. Never fails: what could not be
/// read as meant is among the problems; one of [`Severity::Refused`] means that the query is not to
/// be run.
pub fn parse(text: &str, today: NaiveDate) -> Parsed {
    if text.len() > MAX_QUERY_BYTES {
        return refused(
            Span::new(0, 0),
            format!("a query is at most {MAX_QUERY_BYTES} bytes long"),
        );
    }
    let operators = operators_in(text);
    let tokens = lexer::lex(text, operators, |name| fields::look_up(name).is_some());
    let mut parser = Parser {
        tokens,
        at: 0,
        today,
        problems: Vec::new(),
        depth: 0,
        clauses: 0,
        operators: 0,
        mixed: None,
    };
    if operators == Operators::AreWords && text.split_whitespace().any(is_operator) {
        parser.say(Span::new(0, text.len()), "all in capitals: AND, OR and NOT are read as words");
    }
    let root = parser.whole();
    parser.finish(root)
}

fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

/// A query of more than four words all in capitals is a pasted headline.
fn operators_in(text: &str) -> Operators {
    let words: Vec<&str> = text.split_whitespace().filter(|word| !is_operator(word)).collect();
    let letters = |word: &&str| word.chars().any(char::is_alphabetic);
    let capital = |word: &&str| !word.chars().any(char::is_lowercase);
    let cased = words.iter().any(|word| word.chars().any(char::is_uppercase));
    let pasted = words.iter().filter(|word| letters(word)).count() > 4
        && cased
        && words.iter().all(capital)
        && !text.contains(['(', '"', ':']);
    if pasted { Operators::AreWords } else { Operators::Read }
}

fn refused(span: Span, message: String) -> Parsed {
    Parsed {
        query: Query { root: None, looseness: Looseness::Exact },
        problems: vec![Problem::new(Severity::Refused, span, message)],
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    today: NaiveDate,
    problems: Vec<Problem>,
    depth: usize,
    clauses: usize,
    /// Operators other than fields and quotation marks.
    operators: usize,
    /// Where AND and OR were first mixed without parentheses.
    mixed: Option<Span>,
}

impl Parser {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn span(&self) -> Span {
        self.tokens.get(self.at).map_or_else(
            || self.tokens.last().map_or(Span::default(), |token| token.span),
            |token| token.span,
        )
    }

    fn say(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(Severity::Said, span, message));
    }

    fn repair(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(Severity::Repaired, span, message));
    }

    fn whole(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while self.peek().is_some() {
            parts.extend(self.or(Scope::Anywhere));
            if matches!(self.peek(), Some(TokenKind::Close)) {
                let span = self.span();
                self.repair(span, "a closing parenthesis without an opening one was left out");
                self.at += 1;
            }
        }
        join(parts, NodeKind::And)
    }

    fn or(&mut self, scope: Scope) -> Option<Node> {
        let mut branches = Vec::new();
        let mut ands = 0;
        loop {
            let (branch, explicit) = self.and(scope);
            ands += usize::from(explicit);
            branches.extend(branch);
            if !matches!(self.peek(), Some(TokenKind::Or)) {
                break;
            }
            let span = self.span();
            self.at += 1;
            self.operators += 1;
            if branches.is_empty() || self.ends_here() {
                self.repair(span, "OR with nothing on one side was left out");
            }
        }
        if branches.len() > 1 && ands > 0 && self.mixed.is_none() {
            self.mixed = branches.first().zip(branches.last()).map(|(a, b)| a.span.hull(b.span));
        }
        join(branches, NodeKind::Or)
    }

    fn ends_here(&self) -> bool {
        matches!(self.peek(), None | Some(TokenKind::Close | TokenKind::Or))
    }

    /// Terms side by side; also whether more than one stood there.
    fn and(&mut self, scope: Scope) -> (Option<Node>, bool) {
        let mut terms = Vec::new();
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::Or | TokenKind::Close => break,
                TokenKind::And => {
                    let span = self.span();
                    self.at += 1;
                    self.operators += 1;
                    if terms.is_empty() || self.ends_here() {
                        self.repair(span, "AND with nothing on one side was left out");
                    }
                }
                _ => terms.extend(self.not(scope)),
            }
        }
        let several = terms.len() > 1;
        (join(terms, NodeKind::And), several)
    }

    fn not(&mut self, scope: Scope) -> Option<Node> {
        let span = self.span();
        let negated = matches!(self.peek(), Some(TokenKind::Not | TokenKind::Minus));
        if !negated {
            return self.unit(scope);
        }
        self.at += 1;
        self.operators += 1;
        if !self.descend(span) {
            return None;
        }
        let inner = if self.ends_here() { None } else { self.not(scope) };
        self.depth -= 1;
        match inner {
            Some(node) => {
                let span = span.hull(node.span);
                Some(Node { kind: NodeKind::Not(Box::new(node)), span })
            }
            None => {
                self.repair(span, "NOT with nothing after it was left out");
                None
            }
        }
    }

    /// Goes one level deeper; says so and skips the rest where that is too deep.
    fn descend(&mut self, span: Span) -> bool {
        if self.depth >= MAX_DEPTH {
            self.problems.push(Problem::new(
                Severity::Refused,
                span,
                format!("parentheses and NOT may nest {MAX_DEPTH} deep"),
            ));
            self.at = self.tokens.len();
            return false;
        }
        self.depth += 1;
        true
    }

    fn unit(&mut self, scope: Scope) -> Option<Node> {
        let span = self.span();
        if !self.descend(span) {
            return None;
        }
        let node = self.unit_inside(scope);
        self.depth -= 1;
        node
    }

    fn unit_inside(&mut self, scope: Scope) -> Option<Node> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        if !matches!(token.kind, TokenKind::Open | TokenKind::Field { .. } | TokenKind::Exact) {
            self.clauses += 1;
            if self.clauses == MAX_CLAUSES + 1 {
                let message =
                    format!("a query holds at most {MAX_CLAUSES} words, phrases and filters");
                self.problems.push(Problem::new(Severity::Refused, token.span, message));
            }
        }
        match token.kind {
            TokenKind::Open => self.group(token.span, scope),
            TokenKind::Field { name, exact } => self.field(&name, exact, token.span),
            TokenKind::Exact => self.exact(token.span, scope),
            TokenKind::Quoted { text, closed } => self.quoted(text, closed, token.span, scope),
            TokenKind::Word(text) => self.word(text, token.span, scope),
            TokenKind::And
            | TokenKind::Or
            | TokenKind::Not
            | TokenKind::Minus
            | TokenKind::Close => None,
        }
    }

    fn group(&mut self, open: Span, scope: Scope) -> Option<Node> {
        self.operators += 1;
        let inner = self.or(scope);
        let end = self.span();
        if matches!(self.peek(), Some(TokenKind::Close)) {
            self.at += 1;
        } else {
            self.repair(open, "a parenthesis that is not closed was closed at the end");
        }
        match inner {
            Some(node) => Some(Node { span: open.hull(end), ..node }),
            None => {
                self.repair(open.hull(end), "empty parentheses were left out");
                None
            }
        }
    }

    fn exact(&mut self, sign: Span, scope: Scope) -> Option<Node> {
        self.operators += 1;
        let node = self.unit(scope)?;
        let span = sign.hull(node.span);
        let kind = match node.kind {
            NodeKind::Word { text, scope, .. } => NodeKind::Word { text, exact: true, scope },
            other => other,
        };
        Some(Node { kind, span })
    }

    fn quoted(&mut self, text: String, closed: bool, span: Span, scope: Scope) -> Option<Node> {
        if !closed {
            self.repair(span, "a quotation mark that is not closed was closed at the end");
        }
        if text.trim().is_empty() {
            self.repair(span, "empty quotation marks were left out");
            return None;
        }
        self.operators += 1;
        Some(Node { kind: NodeKind::Phrase { text, scope }, span })
    }

    fn word(&mut self, text: String, span: Span, scope: Scope) -> Option<Node> {
        if text == "*" {
            return Some(Node { kind: NodeKind::Everything, span });
        }
        if let Some(stem) = text.strip_suffix('*') {
            return self.prefix(stem, span, scope);
        }
        if let Some(stem) =
            text.strip_suffix('!').filter(|_| self.operators > 0 || self.tokens.len() > 1)
        {
            if self.next_is_operator() || self.operators > 0 {
                return self.prefix(stem, span, scope);
            }
            self.say(span, "the ! is read as punctuation");
        }
        if is_window(&text) {
            self.say(span, format!("{text} is read as AND: this version has no windows yet"));
            self.operators += 1;
            return None;
        }
        if let Some((name, _)) = text.split_once(':').filter(|(name, _)| is_name(name)) {
            self.say(span, format!("there is no field {name}: it is read as a word"));
        }
        if !text.chars().any(char::is_alphanumeric) {
            self.say(span, "nothing to search for in it: left out");
            return None;
        }
        Some(Node { kind: NodeKind::Word { text, exact: false, scope }, span })
    }

    fn next_is_operator(&self) -> bool {
        matches!(
            self.peek(),
            Some(TokenKind::And | TokenKind::Or | TokenKind::Not | TokenKind::Close)
        )
    }

    fn prefix(&mut self, stem: &str, span: Span, scope: Scope) -> Option<Node> {
        let letters = stem.chars().filter(|c| c.is_alphanumeric()).count();
        let cjk = stem.chars().next_back().is_some_and(fold::is_cjk);
        if letters < 2 && !(cjk && letters == 1) {
            self.repair(span, "a star needs two letters before it: it was left out");
            return self.word(stem.to_owned(), span, scope).filter(|_| letters > 0);
        }
        self.operators += 1;
        Some(Node { kind: NodeKind::Prefix { text: stem.to_owned(), scope }, span })
    }

    fn field(&mut self, name: &str, exact: bool, span: Span) -> Option<Node> {
        let field = fields::look_up(name)?;
        self.operators += usize::from(matches!(field, Field::Text(_)));
        if self.peek().is_none() {
            self.repair(span, format!("{name}: with nothing after it was left out"));
            return None;
        }
        match field {
            Field::Text(scope) if exact => self.exact(span, scope),
            Field::Text(scope) => {
                self.unit(scope).map(|node| Node { span: span.hull(node.span), ..node })
            }
            _ if matches!(self.peek(), Some(TokenKind::Open)) => self.field_group(field),
            _ => self.filter(field, span),
        }
    }

    /// `region:(Korea OR Japan)`.
    fn field_group(&mut self, field: Field) -> Option<Node> {
        self.at += 1;
        let mut branches = Vec::new();
        let mut all = false;
        while !matches!(self.peek(), None | Some(TokenKind::Close)) {
            match self.peek() {
                Some(TokenKind::Or) => self.at += 1,
                Some(TokenKind::And) => {
                    all = true;
                    self.at += 1;
                }
                Some(TokenKind::Minus | TokenKind::Not) => {
                    let here = self.span();
                    self.at += 1;
                    if let Some(node) = self.filter(field, here) {
                        branches.push(Node { span: here, kind: NodeKind::Not(Box::new(node)) });
                        all = true;
                    }
                }
                _ => {
                    let here = self.span();
                    branches.extend(self.filter(field, here));
                }
            }
        }
        self.at += usize::from(self.peek().is_some());
        join(branches, if all { NodeKind::And } else { NodeKind::Or })
    }

    fn filter(&mut self, field: Field, span: Span) -> Option<Node> {
        while let Some(TokenKind::Open | TokenKind::Minus | TokenKind::Exact) = self.peek() {
            let sign = self.span();
            self.at += 1;
            if self.tokens[self.at - 1].kind != TokenKind::Exact {
                self.repair(sign, "it means nothing inside a field and was left out");
            }
        }
        let token = self.tokens.get(self.at)?.clone();
        let value = match token.kind {
            TokenKind::Quoted { text, .. } | TokenKind::Word(text) => text,
            TokenKind::Field { name, exact } => format!("{name}{}", if exact { '=' } else { ':' }),
            TokenKind::And => "AND".to_owned(),
            TokenKind::Or => "OR".to_owned(),
            TokenKind::Not => "NOT".to_owned(),
            TokenKind::Open | TokenKind::Close | TokenKind::Minus | TokenKind::Exact => {
                self.repair(span, "a field with nothing after it was left out");
                return None;
            }
        };
        self.at += 1;
        self.clauses += 1;
        let span = span.hull(token.span);
        if value.trim().is_empty() {
            self.repair(span, "a field with nothing after it was left out");
            return None;
        }
        match self.filter_of(field, &value) {
            Ok(filter) => Some(Node { kind: NodeKind::Filter(filter), span }),
            Err(problem) => {
                let (message, hint) = *problem;
                self.problems.push(Problem::new(Severity::Refused, span, message).hint(hint));
                None
            }
        }
    }

    fn filter_of(&self, field: Field, value: &str) -> Result<Filter, Box<(String, String)>> {
        let range = |value: &str| {
            dates::read_range(value, self.today).ok_or_else(|| {
                let hint = "2019, 2019-11, 2019-11-13, 2019-11..2020-01, 30d, last-month, unknown";
                Box::new((format!("{value:?} is no time"), hint.to_owned()))
            })
        };
        Ok(match field {
            Field::Text(_) => unreachable!("text fields are read by `field`"),
            Field::Facet(dimension) => {
                Filter::Facet { dimension, value: value.to_owned(), paths: Vec::new() }
            }
            Field::Date if matches!(value, "unknown" | "undated" | "none") => Filter::Undated,
            Field::Date => match value.strip_prefix('~') {
                Some(loose) => Filter::Date(range(loose)?, Overlap::Any),
                None => Filter::Date(range(value)?, Overlap::Inside),
            },
            Field::Added => Filter::Added(range(value)?),
            Field::Words => word_range(value).ok_or_else(|| {
                Box::new((
                    format!("{value:?} is no number of words"),
                    ">400, <=100, 100..300".to_owned(),
                ))
            })?,
            Field::Id => Filter::Id(value.to_ascii_lowercase()),
            Field::Path => Filter::Path(value.to_owned()),
            Field::Is if value == "undated" => Filter::Undated,
            Field::Is => Filter::Facet {
                dimension: Dimension::Status,
                value: value.to_owned(),
                paths: Vec::new(),
            },
            Field::Has => Filter::Has(attribute(value)?),
        })
    }

    fn finish(mut self, root: Option<Node>) -> Parsed {
        if let Some(span) = self.mixed {
            let message = "AND binds closer than OR: a AND b OR c is read as (a AND b) OR c";
            self.problems.push(
                Problem::new(Severity::Said, span, message)
                    .hint("use parentheses to say which you mean"),
            );
        }
        let words = root.as_ref().map_or(0, bare_words);
        let looseness = match words {
            _ if self.operators > 0 => Looseness::Exact,
            0 | 1 => Looseness::Exact,
            2..MANY_WORDS => Looseness::AllThenMost,
            _ => {
                let span = root.as_ref().map_or(Span::default(), |node| node.span);
                let message = format!("{words} bare words: read as best match, any of the words");
                self.problems.push(
                    Problem::new(Severity::Said, span, message)
                        .hint("use AND to ask for all of them"),
                );
                Looseness::Any
            }
        };
        self.problems.sort_by_key(|problem| problem.span.start);
        Parsed { query: Query { root, looseness }, problems: self.problems }
    }
}

fn bare_words(node: &Node) -> usize {
    match &node.kind {
        NodeKind::And(terms) => terms.iter().map(bare_words).sum(),
        NodeKind::Word { exact: false, scope: Scope::Anywhere, .. } => 1,
        _ => 0,
    }
}

fn join(mut parts: Vec<Node>, several: fn(Vec<Node>) -> NodeKind) -> Option<Node> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => {
            let span = parts[0].span.hull(parts[parts.len() - 1].span);
            Some(Node { kind: several(parts), span })
        }
    }
}

fn is_name(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `W/5`, `near/3`, `PRE/10`, `/5`: operators of the next version of the language.
fn is_window(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some((name, number)) = lower.split_once('/') else { return false };
    let counted = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    matches!(name, "w" | "near" | "pre" | "onear" | "")
        && (counted || matches!(number, "s" | "p" | "f"))
}

fn word_range(value: &str) -> Option<Filter> {
    let number = |text: &str| text.trim().replace(',', "").parse::<u64>().ok();
    let (at_least, at_most) = if let Some((from, to)) = value.split_once("..") {
        let open = |text: &str, end: u64| if text.is_empty() { Some(end) } else { number(text) };
        (open(from, 0)?, open(to, u64::MAX)?)
    } else if let Some(rest) = value.strip_prefix(">=") {
        (number(rest)?, u64::MAX)
    } else if let Some(rest) = value.strip_prefix("<=") {
        (0, number(rest)?)
    } else if let Some(rest) = value.strip_prefix('>') {
        (number(rest)?.saturating_add(1), u64::MAX)
    } else if let Some(rest) = value.strip_prefix('<') {
        (0, number(rest)?.checked_sub(1)?)
    } else {
        (number(value)?, number(value)?)
    };
    Some(Filter::Words { at_least, at_most })
}

fn attribute(value: &str) -> Result<Attribute, Box<(String, String)>> {
    Attribute::ALL
        .into_iter()
        .find(|attribute| attribute.name().eq_ignore_ascii_case(value))
        .ok_or_else(|| {
            let names: Vec<&str> =
                Attribute::ALL.iter().map(|attribute| attribute.name()).collect();
            Box::new((
                format!("has:{value} is not known"),
                format!("has: takes {}", names.join(", ")),
            ))
        })
}

#[cfg(test)]
#[path = "grammar_tests.rs"]
mod tests;
