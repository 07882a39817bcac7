//! Tokens to a tree, by recursive descent. Whatever is missing is supplied, and said.

use chrono::NaiveDate;

use super::fields::{self, Field};
use super::filters::{self, NoValue};
use super::lexer::{self, Operators, Token, TokenKind};
use super::looseness::{self, bare_words, is_only_filters};
use super::{
    Looseness, MANY_WORDS, MAX_BOOST, MAX_CLAUSES, MAX_DEPTH, MAX_DISTANCE, MAX_QUERY_BYTES,
    MAX_WINDOW, Node, NodeKind, Parsed, Printed, Problem, Query, Scope, Severity, Window, WordForm,
};
use super::{habits, print, problem};
use crate::text::{Span, fold};

/// A word as short as this has no near spellings: nearly every other would be one.
const TOO_SHORT_TO_DIFFER: usize = 2;

/// From this many letters on, `~` without a number takes two letters' difference.
const LONG_ENOUGH_FOR_TWO: usize = 6;

/// Signs, parentheses and NOT may stand inside each other this deep in a text. A tree of
/// [`MAX_DEPTH`] can be typed within: every level of it takes a sign and a parenthesis, a word its
/// field, `=`, capitals and their parentheses.
const MAX_TEXT_DEPTH: usize = 2 * MAX_DEPTH + 8;

/// What is printed of a text as short as this is no longer than a query may be: a word or filter
/// grows by forty bytes at most.
const SURELY_SHORT: usize = MAX_QUERY_BYTES - 40 * MAX_CLAUSES;

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
    let tokens = lex(text, operators);
    let house = habits::house_told(text, &tokens);
    let (tokens, told) = match operators {
        Operators::Read => habits::windows(text, tokens),
        Operators::AreWords => (tokens, Vec::new()),
    };
    let read_as_operators = tokens.iter().any(|token| marks_a_query(&token.kind));
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        today,
        problems: told,
        depth: 0,
        clauses: 0,
        operators: 0,
        mixed: None,
        read_as_operators,
        is_headline: operators == Operators::AreWords,
    };
    if parser.is_headline && text.split_whitespace().any(is_operator) {
        parser.say(Span::new(0, text.len()), "all in capitals: AND, OR and NOT are read as words");
    }
    let root = parser.whole();
    if let Some(house) = house {
        // What the house means by it leads: no field of ours of nearly that name.
        let same = |told: &Problem| told.severity == Severity::Said && told.span == house.span;
        parser.problems.retain(|told| !same(told));
        parser.problems.push(house);
    }
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
        && !text.contains(['(', '"', ':'])
        && !words.iter().any(|word| word.contains('/') && lexer::window(word).is_some());
    if pasted { Operators::AreWords } else { Operators::Read }
}

/// Whether a token shows that a person writes a query and not a sentence: then `!` and `?` at the
/// end of a word are no punctuation.
fn marks_a_query(kind: &TokenKind) -> bool {
    match kind {
        TokenKind::Open
        | TokenKind::And
        | TokenKind::Or
        | TokenKind::Not
        | TokenKind::Minus
        | TokenKind::Window { .. }
        | TokenKind::AtLeast(_)
        | TokenKind::First(_)
        | TokenKind::Printed(_)
        | TokenKind::Field { .. } => true,
        TokenKind::Close
        | TokenKind::Exact
        | TokenKind::Quoted { .. }
        | TokenKind::Regex(_)
        | TokenKind::Tilde(_)
        | TokenKind::Boost(_)
        | TokenKind::Word(_)
        | TokenKind::Literal(_) => false,
    }
}

/// Whether signs and operators in a text would be read as those of a sentence or of a headline: then
/// parentheses around it show that they are meant.
pub(super) fn is_taken_for_text(text: &str) -> bool {
    let tokens = lex(text, Operators::Read);
    let headline =
        operators_in(text) == Operators::AreWords && lex(text, Operators::AreWords) != tokens;
    let ends = |token: &Token| matches!(&token.kind, TokenKind::Word(word) if is_ended(word));
    let sentence = !tokens.iter().any(|token| marks_a_query(&token.kind));
    headline || sentence && tokens.iter().any(ends)
}

/// Whether a word that stands for itself in a scope, typed as it is, is read so in any query.
pub(super) fn reads_as_itself(word: &str, scope: Scope) -> bool {
    let means_others = is_wild(word) || is_ended(word);
    let is_address = scope == Scope::Anywhere && is_address(word);
    is_one_token(word) && !means_others && !is_address && word.chars().any(char::is_alphanumeric)
}

fn lex(text: &str, operators: Operators) -> Vec<Token> {
    lexer::lex(text, operators, |name| fields::look_up(name).is_some())
}

/// Whether a text is nothing but a word for the lexer.
pub(super) fn is_one_token(text: &str) -> bool {
    let tokens = lex(text, Operators::Read);
    matches!(&*tokens, [Token { kind: TokenKind::Word(word), .. }] if word == text)
}

/// Whether a word ends with a mark that is punctuation in a sentence and a wildcard in a query.
fn is_ended(word: &str) -> bool {
    word.strip_suffix(['!', '?']).is_some_and(|stem| stem.ends_with(char::is_alphanumeric))
}

fn refused(span: Span, message: String) -> Parsed {
    Parsed {
        query: Query { root: None, looseness: Looseness::Exact },
        problems: vec![Problem::new(Severity::Refused, span, message)],
    }
}

/// What the parts of a group inherit from what stands around it.
#[derive(Clone, Copy)]
struct Frame {
    scope: Scope,
    printed: Printed,
    /// What a word without signs stands for: its stem, or itself.
    form: WordForm,
    /// The field whose values stand there instead of words.
    filter: Option<Field>,
}

impl Frame {
    const WHOLE: Self = Self {
        scope: Scope::Anywhere,
        printed: Printed::Anyhow,
        form: WordForm::Stem,
        filter: None,
    };
}

struct Parser<'a> {
    text: &'a str,
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
    /// Whether `!` and `?` at the end of a word are wildcards.
    read_as_operators: bool,
    /// Whether it is a pasted headline all in capitals.
    is_headline: bool,
}

impl Parser<'_> {
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
            match self.or(Frame::WHOLE) {
                // What stands on both sides of a parenthesis that is left out is side by side.
                Some(Node { kind: NodeKind::And(terms), .. }) => parts.extend(terms),
                part => parts.extend(part),
            }
            if matches!(self.peek(), Some(TokenKind::Close)) {
                let span = self.span();
                self.repair(span, "a closing parenthesis without an opening one was left out");
                self.at += 1;
            }
        }
        join(parts, NodeKind::And)
    }

    fn or(&mut self, frame: Frame) -> Option<Node> {
        let mut branches = Vec::new();
        let mut ands = 0;
        loop {
            let (branch, explicit) = self.and(frame);
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
        let denied = |branch: &&Node| matches!(branch.kind, NodeKind::Not(_));
        if let Some(branch) = branches.iter().find(denied).filter(|_| branches.len() > 1) {
            let message = format!("OR {branch} adds every clipping that {branch} leaves");
            let problem = Problem::new(Severity::Said, branch.span, message);
            self.problems.push(problem.hint("without OR it takes clippings away"));
        }
        join(branches, NodeKind::Or)
    }

    fn ends_here(&self) -> bool {
        matches!(self.peek(), None | Some(TokenKind::Close | TokenKind::Or))
    }

    /// Terms side by side; also whether more than one stood there.
    fn and(&mut self, frame: Frame) -> (Option<Node>, bool) {
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
                _ => terms.extend(self.not(frame)),
            }
        }
        let several = terms.len() > 1;
        (join(terms, NodeKind::And), several)
    }

    fn not(&mut self, frame: Frame) -> Option<Node> {
        let span = self.span();
        let negated = matches!(self.peek(), Some(TokenKind::Not | TokenKind::Minus));
        if !negated {
            return self.near(frame);
        }
        self.at += 1;
        self.operators += 1;
        if !self.descend(span) {
            return None;
        }
        let inner = if self.ends_here() { None } else { self.not(frame) };
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
        if self.depth >= MAX_TEXT_DEPTH {
            self.too_deep(span);
            return false;
        }
        self.depth += 1;
        true
    }

    /// Parts joined by windows, from left to right.
    fn near(&mut self, frame: Frame) -> Option<Node> {
        let mut left = if self.window_ahead() { None } else { self.unit(frame) };
        while self.window_ahead() {
            let start = self.span();
            let (window, negated) = self.window();
            let right = self.operand(frame);
            let missing = left.is_none() || right.is_none();
            if missing {
                self.repair(start, "a window with nothing on one side was left out");
            }
            left = match (left, right) {
                (Some(left), Some(right)) => Some(nearby(left, window, negated, right)),
                (one, other) => one.or(other),
            };
            if left.as_ref().is_some_and(|left| left.depth() > MAX_DEPTH) {
                self.too_deep(start);
                break;
            }
        }
        left
    }

    /// Whether a window stands here, `NOT` before it or not.
    fn window_ahead(&self) -> bool {
        let at = match self.peek() {
            Some(TokenKind::Not) => self.at + 1,
            _ => self.at,
        };
        let kind = self.tokens.get(at).map(|token| &token.kind);
        matches!(kind, Some(TokenKind::Window { .. }))
    }

    /// Reads the window that stands here; also whether it must not hold.
    fn window(&mut self) -> (Window, bool) {
        let mut negated = matches!(self.peek(), Some(TokenKind::Not));
        self.at += usize::from(negated);
        self.operators += 1;
        let span = self.span();
        let Some(&TokenKind::Window { window, asked }) = self.peek() else {
            unreachable!("`window_ahead` saw it");
        };
        self.at += 1;
        if matches!(span.of(self.text), "NEAR" | "ADJ") {
            let message = format!("{} without a number means side by side", span.of(self.text));
            let problem = Problem::new(Severity::Said, span, message);
            self.problems.push(problem.hint("W/10 finds words at most ten apart"));
        }
        if asked == 0 || asked > MAX_WINDOW {
            let message = format!("distances are from 1 to {MAX_WINDOW}: the nearest one is taken");
            self.repair(span, message);
        }
        if matches!(self.peek(), Some(TokenKind::Not | TokenKind::Minus)) {
            let sign = self.span();
            self.at += 1;
            negated = true;
            self.say(sign, "NOT behind a window is read as if it stood before it");
        }
        (window, negated)
    }

    /// Counts a word, phrase or filter; says once where there are too many.
    fn count_clause(&mut self, span: Span) {
        self.clauses += 1;
        if self.clauses == MAX_CLAUSES + 1 {
            let message = format!("a query holds at most {MAX_CLAUSES} words, phrases and filters");
            self.problems.push(Problem::new(Severity::Refused, span, message));
        }
    }

    fn too_deep(&mut self, span: Span) {
        self.problems.push(Problem::new(
            Severity::Refused,
            span,
            format!("parentheses, NOT and windows may nest {MAX_DEPTH} deep"),
        ));
        self.at = self.tokens.len();
    }

    fn unit(&mut self, frame: Frame) -> Option<Node> {
        let span = self.span();
        if !self.descend(span) {
            return None;
        }
        let mut node = self.unit_inside(frame);
        while let Some(TokenKind::Tilde(_) | TokenKind::Boost(_)) = self.peek() {
            node = self.modified(node);
        }
        self.depth -= 1;
        node
    }

    fn unit_inside(&mut self, frame: Frame) -> Option<Node> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        let is_leaf = matches!(
            token.kind,
            TokenKind::Quoted { .. }
                | TokenKind::Regex(_)
                | TokenKind::Word(_)
                | TokenKind::Literal(_)
        );
        if is_leaf {
            self.count_clause(token.span);
        }
        if let Some(field) = frame.filter.filter(|_| is_leaf) {
            return self.filter(field, &token);
        }
        match token.kind {
            TokenKind::Open => self.group(token.span, frame),
            TokenKind::Field { name, exact } => self.field(&name, exact, token.span, frame),
            TokenKind::Exact => {
                self.operators += 1;
                let node = self.operand(Frame { form: WordForm::Exact, ..frame })?;
                Some(Node { span: token.span.hull(node.span), ..node })
            }
            TokenKind::Quoted { text, closed } => self.quoted(text, closed, token.span, frame),
            TokenKind::Regex(text) => {
                self.operators += 1;
                Some(word(text, WordForm::Regex, token.span, frame))
            }
            TokenKind::Word(text) => self.word(text, token.span, frame),
            TokenKind::Literal(text) => self.literal(text, token.span, frame),
            TokenKind::AtLeast(times) => self.counted(token.span, frame, "ATLEAST", |inner| {
                NodeKind::AtLeast { times: times.max(1), inner }
            }),
            TokenKind::First(words) => self.counted(token.span, frame, "^", |inner| {
                NodeKind::First { words: words.max(1), inner }
            }),
            TokenKind::Printed(printed) => {
                self.operators += 1;
                let node = self.unit(Frame { printed, ..frame })?;
                Some(Node { span: token.span.hull(node.span), ..node })
            }
            TokenKind::Tilde(_) | TokenKind::Boost(_) => {
                self.at -= 1;
                self.modified(None)
            }
            TokenKind::And
            | TokenKind::Or
            | TokenKind::Not
            | TokenKind::Minus
            | TokenKind::Window { .. }
            | TokenKind::Close => None,
        }
    }

    /// `ATLEAST/3(…)`, `^25(…)`: a number and what it speaks of.
    fn counted(
        &mut self,
        sign: Span,
        frame: Frame,
        name: &str,
        kind: impl FnOnce(Box<Node>) -> NodeKind,
    ) -> Option<Node> {
        self.operators += 1;
        match self.operand(frame) {
            Some(node) => {
                let span = sign.hull(node.span);
                Some(Node { kind: kind(Box::new(node)), span })
            }
            None => {
                self.repair(sign, format!("{name} with nothing after it was left out"));
                None
            }
        }
    }

    /// The unit an operator speaks of; nothing where another operator stands here.
    fn operand(&mut self, frame: Frame) -> Option<Node> {
        let operator = matches!(
            self.peek(),
            Some(TokenKind::And | TokenKind::Not | TokenKind::Minus | TokenKind::Window { .. })
        );
        if operator || self.ends_here() { None } else { self.unit(frame) }
    }

    /// `node` with the modifier that stands here.
    fn modified(&mut self, node: Option<Node>) -> Option<Node> {
        let span = self.span();
        let kind = self.peek()?.clone();
        self.at += 1;
        let Some(node) = node else {
            self.repair(span, "~ and ^ stand behind a word or a phrase: left out");
            return None;
        };
        Some(match kind {
            TokenKind::Tilde(count) => self.loosened(node, count, span),
            TokenKind::Boost(factor) => self.boosted(node, factor, span),
            _ => node,
        })
    }

    /// A word with its near spellings, a phrase with words between.
    fn loosened(&mut self, node: Node, count: Option<u32>, sign: Span) -> Node {
        self.operators += 1;
        let span = node.span.hull(sign);
        match node.kind {
            NodeKind::Word {
                text,
                form: form @ (WordForm::Stem | WordForm::Exact),
                printed,
                scope,
            } => {
                let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                let alphabetic = !text.chars().any(fold::is_cjk);
                if letters <= TOO_SHORT_TO_DIFFER || !alphabetic {
                    self.repair(sign, "~ needs a word of three letters or more: left out");
                    return Node { kind: NodeKind::Word { text, form, printed, scope }, span };
                }
                let usual = if letters < LONG_ENOUGH_FOR_TWO { 1 } else { 2 };
                let asked = count.unwrap_or(usual);
                if asked == 0 || asked > u32::from(MAX_DISTANCE) {
                    let message = format!("~ takes 1 to {MAX_DISTANCE}: the nearest one is taken");
                    self.repair(sign, message);
                }
                let form = WordForm::Fuzzy(asked.clamp(1, MAX_DISTANCE.into()) as u8);
                Node { kind: NodeKind::Word { text, form, printed, scope }, span }
            }
            NodeKind::Phrase { text, printed, scope, .. } => {
                let asked = count.unwrap_or(1);
                if asked > MAX_WINDOW {
                    let message = format!("a phrase takes ~ up to {MAX_WINDOW}: that is taken");
                    self.repair(sign, message);
                }
                let slack = asked.min(MAX_WINDOW);
                Node { kind: NodeKind::Phrase { text, slack, printed, scope }, span }
            }
            NodeKind::Equivalent(mut names) if names.len() == 1 => {
                self.loosened(names.remove(0), count, sign)
            }
            kind => {
                self.repair(sign, "~ stands behind a word or a phrase: left out");
                Node { kind, span }
            }
        }
    }

    fn boosted(&mut self, node: Node, factor: f32, sign: Span) -> Node {
        let span = node.span.hull(sign);
        if matches!(node.kind, NodeKind::Filter(_) | NodeKind::Everything) {
            self.repair(sign, "only words weigh in the ranking: left out");
            return Node { span, ..node };
        }
        if !(0.0..=MAX_BOOST).contains(&factor) {
            self.repair(sign, format!("weights are from 0 to {MAX_BOOST}: {MAX_BOOST} is taken"));
        }
        let factor = factor.clamp(0.0, MAX_BOOST);
        let inner = match node.kind {
            NodeKind::Boost { inner, .. } => {
                self.repair(sign, "the last of several weights is taken");
                inner
            }
            _ => Box::new(node),
        };
        Node { kind: NodeKind::Boost { factor, inner }, span }
    }

    fn group(&mut self, open: Span, frame: Frame) -> Option<Node> {
        let before = self.operators;
        self.operators += 1;
        let inner = self.or(frame);
        let denied = |node: &Node| matches!(node.kind, NodeKind::Not(_));
        if inner.as_ref().is_none_or(|node| is_only_filters(node) && !denied(node)) {
            // Filters as in `field`: they could have been typed as `category:(Korea -China)`.
            self.operators = before;
        }
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

    fn quoted(&mut self, text: String, closed: bool, span: Span, frame: Frame) -> Option<Node> {
        if !closed {
            self.repair(span, "a quotation mark that is not closed was closed at the end");
        }
        if text.trim().is_empty() {
            self.repair(span, "empty quotation marks were left out");
            return None;
        }
        self.operators += 1;
        let Frame { scope, printed, .. } = frame;
        let phrase = Node { kind: NodeKind::Phrase { text, slack: 0, printed, scope }, span };
        Some(match frame.form {
            WordForm::Exact => Node { kind: NodeKind::Equivalent(vec![phrase]), span },
            _ => phrase,
        })
    }

    fn word(&mut self, text: String, span: Span, frame: Frame) -> Option<Node> {
        if text == "*" {
            return Some(Node { kind: NodeKind::Everything, span });
        }
        if is_address(&text) && frame.scope == Scope::Anywhere {
            self.say(span, "an address: looked for as url:");
            self.operators += 1;
            let (scope, printed) = (Scope::Url, frame.printed);
            return Some(Node { kind: NodeKind::Phrase { text, slack: 0, printed, scope }, span });
        }
        let typed = text.len();
        let text = self.without_punctuation(text, span);
        if text.len() < typed && !is_one_word(&text) {
            return self.quoted(text, true, span, frame);
        }
        if is_wild(&text) {
            return self.wild(text, span, frame);
        }
        let is_bare = frame.form == WordForm::Stem
            && !self.is_headline
            && (self.read_as_operators || self.tokens.len() < MANY_WORDS);
        if is_bare && matches!(&*text, "and" | "or" | "not" | "near") {
            let message = format!("{text} in small letters is a word like any other");
            let hint = match &*text {
                "near" => "W/10 in its place finds words near each other".to_owned(),
                text => format!("{} in capitals joins", text.to_uppercase()),
            };
            self.problems.push(Problem::new(Severity::Said, span, message).hint(hint));
        }
        if let Some((name, _)) = text.split_once(':').filter(|(name, _)| is_name(name)) {
            let message = format!("there is no field {name}: it is read as a word");
            let near = fields::nearest(name).map(|near| format!("{near}: is one"));
            let problem = Problem::new(Severity::Said, span, message);
            self.problems.push(Problem { hint: near, ..problem });
        }
        if is_bare && has_signs(&text) {
            let letters = text.trim_matches(|c: char| !c.is_alphanumeric());
            self.say(
                span,
                format!("{text} is looked for as {letters}: signs are no part of words"),
            );
        }
        self.literal(text, span, frame)
    }

    /// A word that stands for itself, or for its stem.
    fn literal(&mut self, text: String, span: Span, frame: Frame) -> Option<Node> {
        if !text.chars().any(char::is_alphanumeric) {
            self.say(span, "nothing to search for in it: left out");
            return None;
        }
        let form = match frame.printed {
            Printed::Anyhow => frame.form,
            _ => WordForm::Exact,
        };
        Some(word(text, form, span, frame))
    }

    /// `extend!` is a beginning where the query has operators, else an exclamation; so with
    /// `extend?`, which then stands for one letter more.
    fn without_punctuation(&mut self, text: String, span: Span) -> String {
        if !is_ended(&text) {
            return text;
        }
        let stem = &text[..text.len() - 1];
        if !self.read_as_operators {
            let sign = &text[stem.len()..];
            self.say(span, format!("the {sign} is read as punctuation"));
            return stem.to_owned();
        }
        if text.ends_with('!') {
            return format!("{stem}*");
        }
        // What no letter can stand for is a mark here as well: `50%?`.
        if one_letter_wildcards(&text) { text } else { stem.to_owned() }
    }

    /// A word with wildcards.
    fn wild(&mut self, text: String, span: Span, frame: Frame) -> Option<Node> {
        let plain = || text.replace(['*', '?'], "");
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let beginning: &str = text.split('*').next().unwrap_or(&text);
        let before_star = beginning.chars().filter(|c| c.is_alphanumeric()).count();
        let inside = text.trim_end_matches('*');
        let of_run = inside.chars().any(fold::is_cjk);
        if of_run && is_wild(inside) {
            let hint = "한 PRE/5 협정 asks for characters near each other";
            let message = "* and ? stand for letters of alphabets: they were left out";
            self.problems.push(Problem::new(Severity::Repaired, span, message).hint(hint));
            return self.without_stars(plain(), span, frame);
        }
        let enough = if of_run { before_star >= 1 } else { before_star >= 2 };
        if !enough {
            let sign = if text.contains('*') { "*" } else { "?" };
            self.repair(span, format!("{sign} needs two letters before it: it was left out"));
            return if letters > 0 { self.without_stars(plain(), span, frame) } else { None };
        }
        if !is_one_token(&text) {
            // Behind a parenthesis or a mark: `(pact)/trea*/`.
            return self.quoted(text, true, span, frame);
        }
        self.operators += 1;
        Some(word(text, WordForm::Wild, span, frame))
    }

    /// What is left of a word whose wildcards were left out; in quotation marks where it would be read
    /// as something else: `*date:2019`.
    fn without_stars(&mut self, text: String, span: Span, frame: Frame) -> Option<Node> {
        match is_one_word(&text) {
            true => self.word(text, span, frame),
            false => self.quoted(text, true, span, frame),
        }
    }

    fn field(&mut self, name: &str, exact: bool, span: Span, frame: Frame) -> Option<Node> {
        let field = fields::look_up(name)?;
        let before = self.operators;
        let node = match field {
            Field::Text(scope) if exact => {
                self.operand(Frame { scope, form: WordForm::Exact, ..frame })
            }
            Field::Text(scope) => self.operand_or_not(Frame { scope, ..frame }),
            _ => {
                // What filters are joined by does not make the words beside them exact.
                let node = self.operand_or_not(Frame { filter: Some(field), ..frame });
                let denied = |node: &Node| matches!(node.kind, NodeKind::Not(_));
                if !node.as_ref().is_some_and(denied) {
                    self.operators = before;
                }
                node
            }
        };
        self.operators += usize::from(matches!(field, Field::Text(_)) && node.is_some());
        match node {
            Some(node) => Some(Node { span: span.hull(node.span), ..node }),
            None => {
                if !self.is_refused() {
                    self.repair(span, format!("{name}: with nothing after it was left out"));
                }
                None
            }
        }
    }

    /// What a field speaks of: `headline:-pact` is NOT headline:pact.
    fn operand_or_not(&mut self, frame: Frame) -> Option<Node> {
        match self.peek() {
            Some(TokenKind::Not | TokenKind::Minus) => self.not(frame),
            _ => self.operand(frame),
        }
    }

    fn is_refused(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Refused)
    }

    /// The filter of a field with the value that stands in a token.
    fn filter(&mut self, field: Field, token: &Token) -> Option<Node> {
        let value = match &token.kind {
            TokenKind::Quoted { text, .. } | TokenKind::Literal(text) => print::quotable(text),
            _ => print::quotable(token.span.of(self.text)),
        };
        if value.trim().is_empty() {
            return None;
        }
        match filters::read(field, &value, self.today) {
            Ok(filter) => Some(Node { kind: NodeKind::Filter(filter), span: token.span }),
            Err(NoValue { message, hint }) => {
                let problem = Problem::new(Severity::Refused, token.span, message);
                self.problems.push(problem.hint(hint));
                None
            }
        }
    }

    fn finish(mut self, root: Option<Node>) -> Parsed {
        if let Some(span) = self.mixed {
            let message = "AND binds closer than OR: a AND b OR c is read as (a AND b) OR c";
            self.problems.push(
                Problem::new(Severity::Said, span, message)
                    .hint("use parentheses to say which you mean"),
            );
        }
        let looseness = match (&root, self.operators) {
            (Some(root), 0) => looseness::of(root),
            _ => Looseness::Exact,
        };
        let span = root.as_ref().map_or(Span::default(), |node| node.span);
        if looseness == Looseness::Any {
            let words = root.as_ref().map_or(0, bare_words);
            let message = format!("{words} bare words: read as best match, any of the words");
            self.problems.push(
                Problem::new(Severity::Said, span, message).hint("use AND to ask for all of them"),
            );
        }
        if !self.is_refused() && root.as_ref().is_some_and(|root| root.depth() > MAX_DEPTH) {
            self.too_deep(span);
        }
        let query = Query { root, looseness };
        if self.text.len() > SURELY_SHORT && query.to_string().len() > MAX_QUERY_BYTES {
            let message =
                format!("as it is read, the query is longer than {MAX_QUERY_BYTES} bytes");
            self.problems.push(Problem::new(Severity::Refused, span, message));
        }
        Parsed { query, problems: problem::in_order(self.problems) }
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

/// Whether a word is the address of a page.
fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.or_else(|| text.strip_prefix("www.")).is_some_and(|rest| rest.contains('.'))
}

/// Whether a text of which something was left out would still be read as the word it is.
fn is_one_word(text: &str) -> bool {
    is_one_token(text) && !habits::spells_a_window_before_more(&[text, "word"])
}

/// Whether signs at the ends of a word make another word of it for people: `C++`, `C#`, `.NET`.
fn has_signs(text: &str) -> bool {
    text.ends_with(['+', '#'])
        || text.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

fn is_wild(text: &str) -> bool {
    text.contains('*') || one_letter_wildcards(text)
}

/// Whether a `?` stands for a letter: between letters or, where it was kept, at the end; not in an
/// address.
fn one_letter_wildcards(text: &str) -> bool {
    let address = is_address(text);
    let letters = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "?*-'’".contains(c));
    !address && text.contains('?') && letters(text)
}

fn word(text: String, form: WordForm, span: Span, frame: Frame) -> Node {
    let Frame { scope, printed, .. } = frame;
    Node { kind: NodeKind::Word { text, form, printed, scope }, span }
}

fn nearby(left: Node, window: Window, negated: bool, right: Node) -> Node {
    let span = left.span.hull(right.span);
    let (left, right) = (Box::new(left), Box::new(right));
    let kind = match negated {
        false => NodeKind::Near { left, window, right },
        true => NodeKind::NotNear { left, window, right },
    };
    Node { kind, span }
}

#[cfg(test)]
#[path = "grammar_tests.rs"]
mod tests;
