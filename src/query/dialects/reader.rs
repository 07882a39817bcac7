//! Tokens of any house to our tree: operators by how close they bind, groups, fields.

use chrono::NaiveDate;

use super::leaves::{Piece, are_one, one};
use super::times;
use super::tokens::{Signs, Token, TokenKind, tokens};
use crate::clipping::Dimension;
use crate::query::dates::read_range;
use crate::query::filters::{self, NoValue};
use crate::query::{
    DateRange, Filter, MAX_DEPTH, MAX_WINDOW, Node, NodeKind, Order, Printed, Problem, Reach,
    Scope, Severity, Window, WordForm, fields,
};
use crate::text::Span;

/// What a house says between two parts of a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operator {
    And,
    Or,
    AndNot,
    /// A subject and its subheading; AND here.
    Linked,
    /// Nothing: two parts side by side, where that means a phrase.
    Beside,
    /// The window, and the distance as typed.
    Near(Window, u32),
    NotNear(Window, u32),
    /// Among so many first words; stands behind what it speaks of.
    First(u32),
}

impl Operator {
    /// A window of `asked` positions, or the nearest one there is.
    pub(super) fn within(asked: u32, order: Order) -> Self {
        Self::Near(Window { reach: Reach::Within(asked.clamp(1, MAX_WINDOW)), order }, asked)
    }

    /// A window without a number.
    pub(super) fn inside(reach: Reach, order: Order) -> Self {
        Self::Near(Window { reach, order }, 1)
    }

    fn name(self) -> &'static str {
        match self {
            Self::And | Self::Linked | Self::Beside => "AND",
            Self::Or => "OR",
            Self::AndNot => "NOT",
            Self::Near(..) | Self::NotNear(..) => "a window",
            Self::First(_) => "a number of first words",
        }
    }
}

/// What a field of another house is here.
#[derive(Clone, Copy)]
pub(super) enum Field {
    /// A place in the text.
    Text(Scope),
    /// A facet whose values are words; codes that differ from ours stand in the list.
    Facet(Dimension, Codes),
    /// A facet whose values are codes: those that are not in the list mean nothing here.
    Coded(Dimension, Codes),
    /// When it was published.
    Date,
    /// When it entered the archive.
    Added,
    /// How long it is.
    Words,
    /// Nothing.
    Lost(Loss),
}

/// Why a field is lost.
#[derive(Clone, Copy)]
pub(super) struct Loss {
    /// One phrase.
    pub why: &'static str,
    /// What to type instead, where there is anything.
    pub instead: Option<&'static str>,
}

/// A house's codes and our values.
pub(super) type Codes = &'static [(&'static str, &'static str)];

/// The fields of a house by name, in small letters.
pub(super) type Fields = &'static [(&'static str, Field)];

/// What a name stands for in a house, forgiving case.
pub(super) fn look_up(fields: Fields, name: &str) -> Option<Field> {
    fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
}

/// What the parts of a group inherit from what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub field: Field,
    pub printed: Printed,
    /// Stem or exact.
    pub form: WordForm,
}

impl Frame {
    pub(super) const WHOLE: Self = Self {
        field: Field::Text(Scope::Anywhere),
        printed: Printed::Anyhow,
        form: WordForm::Stem,
    };
}

/// What makes a house's language.
pub(super) trait House {
    /// The name for messages.
    fn name(&self) -> &'static str;

    /// Which forms of a word a bare word finds there: the beginning of a sentence.
    fn word_forms(&self) -> &'static str;

    /// Its fields.
    fn fields(&self) -> Fields;

    /// Its signs.
    fn signs(&self) -> Signs {
        Signs::Plain
    }

    /// Takes tokens apart that the house reads as several.
    fn arrange(&self, tokens: Vec<Token>) -> Vec<Token> {
        tokens
    }

    /// The operator that stands here, and how many tokens it takes.
    fn operator(&self, reader: &Reader<'_>) -> Option<(Operator, usize)>;

    /// What it means that a part stands right behind another; the second one stands here.
    fn beside(&self, reader: &Reader<'_>) -> Operator;

    /// How close an operator binds: the greater the closer.
    fn rank(&self, operator: Operator) -> u32;

    /// All up to a closing parenthesis or the end.
    fn group(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        reader.expression(0, frame)
    }

    /// One part; it takes a token at least.
    fn unit(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node>;

    /// A word with its wildcards taken apart.
    fn pieces(&self, word: &str) -> Vec<Piece>;

    /// A word between quotation marks with its wildcards taken apart.
    fn quoted_pieces(&self, word: &str) -> Vec<Piece> {
        self.pieces(word)
    }
}

/// Reads a house's query.
pub(super) struct Reader<'a> {
    pub house: &'a dyn House,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub at: usize,
    pub today: NaiveDate,
    pub problems: Vec<Problem>,
    /// Parentheses around what is read.
    pub groups: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(house: &'a dyn House, text: &'a str, today: NaiveDate) -> Self {
        let tokens = house.arrange(tokens(text, house.signs()));
        Self { house, text, tokens, at: 0, today, problems: Vec::new(), groups: 0, depth: 0 }
    }

    /// The tree, and what was doubtful.
    pub(super) fn read(mut self) -> (Option<Node>, Vec<Problem>) {
        let mut root = None;
        while self.peek().is_some() {
            let part = self.house.group(&mut self, Frame::WHOLE);
            root = join(Operator::And, root, part);
            if matches!(self.peek(), Some(TokenKind::Close)) {
                let span = self.span();
                self.repair(span, "a closing parenthesis without an opening one was left out");
                self.at += 1;
            }
        }
        (root, self.problems)
    }

    pub(super) fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// The word that stands `ahead` tokens from here.
    pub(super) fn word(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.at + ahead).map(|token| &token.kind) {
            Some(TokenKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The same in small letters; empty where no word stands there.
    pub(super) fn lower(&self, ahead: usize) -> String {
        self.word(ahead).map_or_else(String::new, str::to_lowercase)
    }

    pub(super) fn span(&self) -> Span {
        let here = self.tokens.get(self.at).or(self.tokens.last());
        here.map_or(Span::default(), |token| token.span)
    }

    /// The token that was read last.
    pub(super) fn span_before(&self) -> Span {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.map_or(Span::default(), |token| token.span)
    }

    /// Whether a token stands here, right behind the one before.
    pub(super) fn is_glued(&self) -> bool {
        self.peek().is_some() && self.span().start == self.span_before().end
    }

    /// Whether a group opens behind the token here, after a blank perhaps.
    pub(super) fn opens_next(&self) -> bool {
        self.tokens.get(self.at + 1).is_some_and(|next| next.kind == TokenKind::Open)
    }

    /// Whether a group opens right behind the token here.
    pub(super) fn opens_behind(&self) -> bool {
        self.opens_next() && self.tokens[self.at + 1].span.start == self.span().end
    }

    /// Says of `and`, `or`, `not` in small letters that they are words, where a house wants
    /// operators in capitals.
    pub(super) fn small_operator(&mut self) {
        if matches!(self.word(0), Some("and" | "or" | "not")) {
            let message = format!(
                "{} has operators in capitals: in small letters it is a word",
                self.house.name()
            );
            self.say_once(self.span(), message);
        }
    }

    /// Takes the first bytes of the word that stands here off it; all of it takes the token.
    pub(super) fn bite(&mut self, bytes: usize) -> Span {
        let Some(Token { kind: TokenKind::Word(word), span }) = self.tokens.get_mut(self.at) else {
            return self.span();
        };
        let bitten = Span::new(span.start, span.start + bytes);
        if bytes >= word.len() {
            self.at += 1;
        } else {
            word.drain(..bytes);
            span.start += bytes;
        }
        bitten
    }

    pub(super) fn ends_here(&self) -> bool {
        matches!(self.peek(), None | Some(TokenKind::Close))
    }

    /// Something is read differently here.
    pub(super) fn say(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(Severity::Said, span, message));
    }

    /// The same, at its first place only.
    pub(super) fn say_once(&mut self, span: Span, message: impl Into<String>) {
        let message = message.into();
        if !self.problems.iter().any(|told| told.message == message) {
            self.say(span, message);
        }
    }

    /// Something was mended or could not be carried over.
    pub(super) fn repair(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(Severity::Repaired, span, message));
    }

    /// The same with what to type instead.
    pub(super) fn repair_with(&mut self, span: Span, message: impl Into<String>, hint: &str) {
        self.problems.push(Problem::new(Severity::Repaired, span, message).hint(hint));
    }

    fn too_deep(&mut self, span: Span) {
        let message = format!("parentheses, NOT and windows may nest {MAX_DEPTH} deep");
        self.problems.push(Problem::new(Severity::Refused, span, message));
        self.at = self.tokens.len();
    }

    /// Parts joined by operators that bind as close as `floor` or closer.
    pub(super) fn expression(&mut self, floor: u32, frame: Frame) -> Option<Node> {
        if self.depth >= 2 * MAX_DEPTH {
            self.too_deep(self.span());
            return None;
        }
        self.depth += 1;
        let mut left = self.first(frame);
        let mut nested = 0;
        while let Some((operator, taken)) = self.next_operator() {
            let rank = self.house.rank(operator);
            if rank < floor {
                break;
            }
            let sign = self.span();
            self.at += taken;
            left = match operator {
                Operator::First(words) => self.first_words(left, words, sign),
                _ if taken > 0 && self.ends_here() => {
                    self.one_sided(operator, sign);
                    left
                }
                _ => {
                    let right = self.expression(rank + 1, frame);
                    self.joined(operator, left, right, sign)
                }
            };
            nested += usize::from(left.as_ref().is_some_and(is_window));
            if nested > MAX_DEPTH {
                self.too_deep(sign);
            }
        }
        self.depth -= 1;
        left
    }

    fn next_operator(&self) -> Option<(Operator, usize)> {
        if self.ends_here() {
            return None;
        }
        self.house.operator(self).or_else(|| Some((self.house.beside(self), 0)))
    }

    /// The part that an expression begins with; an operator that has nothing before it is left out,
    /// NOT aside.
    fn first(&mut self, frame: Frame) -> Option<Node> {
        while let Some((operator, taken)) = self.house.operator(self) {
            let sign = self.span();
            self.at += taken;
            if operator == Operator::AndNot {
                return self.negated(sign, frame);
            }
            self.one_sided(operator, sign);
        }
        if self.ends_here() {
            return None;
        }
        let at = self.at;
        let node = self.house.unit(self, frame);
        self.at = self.at.max(at + 1);
        node
    }

    /// What stands behind a NOT that has been read.
    pub(super) fn negated(&mut self, sign: Span, frame: Frame) -> Option<Node> {
        if self.ends_here() {
            self.repair(sign, "NOT with nothing after it was left out");
            return None;
        }
        let floor = self.house.rank(Operator::AndNot) + 1;
        self.expression(floor, frame).map(|node| not(sign, node))
    }

    fn one_sided(&mut self, operator: Operator, sign: Span) {
        let message = format!("{} with nothing on one side was left out", operator.name());
        self.repair(sign, message);
    }

    fn first_words(&mut self, left: Option<Node>, words: u32, sign: Span) -> Option<Node> {
        let node = left?;
        let message = format!(
            "{} counts from the beginning of the article, ^{words} from that of headline, lead, \
             body and caption",
            self.house.name()
        );
        self.say_once(sign, message);
        let span = node.span.hull(sign);
        let kind = NodeKind::First { words: words.max(1), inner: Box::new(node) };
        Some(Node { kind, span })
    }

    fn joined(
        &mut self,
        operator: Operator,
        left: Option<Node>,
        right: Option<Node>,
        sign: Span,
    ) -> Option<Node> {
        match operator {
            Operator::Near(_, asked) | Operator::NotNear(_, asked)
                if asked == 0 || asked > MAX_WINDOW =>
            {
                let message =
                    format!("distances are from 1 to {MAX_WINDOW}: the nearest one is taken");
                self.repair(sign, message);
            }
            Operator::Linked => {
                self.say(sign, "a subject and its subheading are joined by AND");
            }
            Operator::Beside => {
                let parts = left.as_ref().zip(right.as_ref());
                if parts.is_some_and(|(left, right)| filter_beside(left, right)) {
                    self.say_once(sign, "a field beside words is joined to them by AND");
                }
            }
            _ => {}
        }
        join(operator, left, right)
    }

    /// A group; its opening parenthesis stands here.
    pub(super) fn group(&mut self, frame: Frame) -> Option<Node> {
        let open = self.span();
        if self.groups >= MAX_DEPTH {
            self.too_deep(open);
            return None;
        }
        self.at += 1;
        self.groups += 1;
        let empty = self.ends_here();
        let inner = self.house.group(self, frame);
        self.groups -= 1;
        let end = self.span();
        if matches!(self.peek(), Some(TokenKind::Close)) {
            self.at += 1;
        } else {
            self.repair(open, "a parenthesis that is not closed was closed at the end");
        }
        if empty {
            self.repair(open.hull(end), "empty parentheses were left out");
        }
        inner.map(|node| Node { span: open.hull(end), ..node })
    }

    /// A group, a phrase or a word: what a house reads when it is nothing special.
    pub(super) fn plain(&mut self, frame: Frame) -> Option<Node> {
        let Token { kind, span } = self.tokens.get(self.at)?.clone();
        match kind {
            TokenKind::Open => return self.group(frame),
            TokenKind::Close => return None,
            _ => self.at += 1,
        }
        match kind {
            TokenKind::Quoted { text, closed } => {
                if !closed {
                    let message = "a quotation mark that is not closed was closed at the end";
                    self.repair(span, message);
                }
                self.phrase(&text, span, frame)
            }
            TokenKind::Word(text) | TokenKind::Range(text) | TokenKind::Regex(text) => {
                self.leaf(&text, span, frame)
            }
            TokenKind::Open | TokenKind::Close => None,
        }
    }

    /// What a field speaks of, read by `operand`; `name` is the field as typed.
    pub(super) fn fielded(
        &mut self,
        name: Span,
        field: Field,
        frame: Frame,
        operand: impl FnOnce(&mut Self, Frame) -> Option<Node>,
    ) -> Option<Node> {
        let told = self.problems.len();
        if self.ends_here() {
            let message = format!("{} with nothing after it was left out", name.of(self.text));
            self.repair(name, message);
            return None;
        }
        let node = operand(self, Frame { field, ..frame });
        if let Field::Lost(loss) = field {
            let inside = self.problems.split_off(told);
            let refused = |problem: &Problem| problem.severity == Severity::Refused;
            self.problems.extend(inside.into_iter().filter(refused));
            let span = name.hull(self.span_before());
            match loss.instead {
                Some(instead) => self.repair_with(span, loss.why, instead),
                None => self.repair(span, loss.why),
            }
            return None;
        }
        node.map(|node| Node { span: name.hull(node.span), ..node })
    }

    /// A counted operator, `atleast3` and the like, with what it speaks of.
    pub(super) fn at_least(
        &mut self,
        times: u32,
        sign: Span,
        operand: impl FnOnce(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        let node = operand(self)?;
        let span = sign.hull(node.span);
        let kind = NodeKind::AtLeast { times: times.max(1), inner: Box::new(node) };
        Some(Node { kind, span })
    }

    /// The condition that a field of ours makes of values in our words, all of which must hold.
    pub(super) fn condition(
        &mut self,
        field: Field,
        values: &[String],
        span: Span,
    ) -> Option<Node> {
        let ours = match field {
            Field::Date => fields::Field::Date,
            Field::Added => fields::Field::Added,
            _ => fields::Field::Words,
        };
        let mut met: Option<Filter> = None;
        for value in values {
            match filters::read(ours, value, self.today) {
                Ok(filter) => {
                    met = Some(met.map_or(filter.clone(), |met| meeting(met, filter)));
                }
                Err(NoValue { message, hint }) => {
                    self.repair_with(span, format!("{message}: left out"), &hint);
                }
            }
        }
        self.faithful(NodeKind::Filter(met?), span)
    }

    /// Says in which order days and months of a date were read, and what a time seen from today is.
    pub(super) fn told_of_times(&mut self, typed: &str, span: Span) {
        if let Some(message) = times::order_told(typed) {
            self.say(span, message);
        }
        let ours = times::in_our_words(typed, times::DayOrder::of(typed), self.today);
        if times::is_relative(typed)
            && let Some(range) = read_range(&ours, self.today)
        {
            let shown = range.shown();
            self.say(span, format!("{typed} is {shown}, counted from today"));
        }
    }

    /// The words from here to the parenthesis that closes the one that opens here, as typed, and
    /// their place.
    pub(super) fn inside_parentheses(&mut self) -> (String, Span) {
        let open = self.span();
        let mut depth = 0;
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        let whole = open.hull(self.span_before());
        let inside = whole.of(self.text);
        let inside = inside.strip_prefix(['(', '[']).unwrap_or(inside);
        (inside.strip_suffix([')', ']']).unwrap_or(inside).trim().to_owned(), whole)
    }
}

/// Two conditions on the same as one.
fn meeting(one: Filter, other: Filter) -> Filter {
    let within = |a: DateRange, b: DateRange| DateRange {
        from: a.from.max(b.from),
        to: a.to.into_iter().chain(b.to).min(),
    };
    match (one, other) {
        (Filter::Date(a, overlap), Filter::Date(b, _)) => Filter::Date(within(a, b), overlap),
        (Filter::Added(a), Filter::Added(b)) => Filter::Added(within(a, b)),
        (Filter::Words { at_least, at_most }, Filter::Words { at_least: least, at_most: most }) => {
            Filter::Words { at_least: at_least.max(least), at_most: at_most.min(most) }
        }
        (one, _) => one,
    }
}

/// `node` under a NOT that stands at `sign`.
pub(super) fn not(sign: Span, node: Node) -> Node {
    let span = sign.hull(node.span);
    Node { kind: NodeKind::Not(Box::new(node)), span }
}

/// Whether one of two parts side by side is a condition that makes no phrase with the other.
fn filter_beside(left: &Node, right: &Node) -> bool {
    let filter = |node: &Node| matches!(node.kind, NodeKind::Filter(_));
    (filter(left) || filter(right)) && !are_one(left, right)
}

fn is_window(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Near { .. } | NodeKind::NotNear { .. } | NodeKind::First { .. })
}

/// Two parts joined; where one is missing, the other.
pub(super) fn join(operator: Operator, left: Option<Node>, right: Option<Node>) -> Option<Node> {
    let (left, right) = match (left, right) {
        (Some(left), Some(right)) => (left, right),
        (None, Some(right)) if operator == Operator::AndNot => {
            return Some(not(right.span, right));
        }
        (left, None) => return left,
        (None, right) => return right,
    };
    let span = left.span.hull(right.span);
    let kind = match operator {
        Operator::And | Operator::Linked => return Some(all([left, right])),
        Operator::AndNot => {
            let right = not(right.span, right);
            return Some(all([left, right]));
        }
        Operator::Or => return Some(any([left, right])),
        Operator::Beside if are_one(&left, &right) => one(left.kind, &right.kind),
        Operator::Beside if filter_beside(&left, &right) => return Some(all([left, right])),
        Operator::Beside => {
            near(left, Window { reach: Reach::Within(1), order: Order::AsNamed }, right)
        }
        Operator::Near(window, _) => near(left, window, right),
        Operator::NotNear(window, _) => {
            NodeKind::NotNear { left: Box::new(left), window, right: Box::new(right) }
        }
        Operator::First(_) => return Some(left),
    };
    Some(Node { kind, span })
}

fn near(left: Node, window: Window, right: Node) -> NodeKind {
    NodeKind::Near { left: Box::new(left), window, right: Box::new(right) }
}

/// All of several parts, in one AND; what is one already is taken apart.
pub(super) fn all(parts: impl IntoIterator<Item = Node>) -> Node {
    gathered(parts, NodeKind::And, |node| match node.kind {
        NodeKind::And(inner) => Ok(inner),
        _ => Err(node),
    })
}

/// Any of several parts, in one OR.
pub(super) fn any(parts: impl IntoIterator<Item = Node>) -> Node {
    gathered(parts, NodeKind::Or, |node| match node.kind {
        NodeKind::Or(inner) => Ok(inner),
        _ => Err(node),
    })
}

fn gathered(
    parts: impl IntoIterator<Item = Node>,
    several: fn(Vec<Node>) -> NodeKind,
    taken_apart: impl Fn(Node) -> Result<Vec<Node>, Node>,
) -> Node {
    let mut span: Option<Span> = None;
    let mut gathered: Vec<Node> = Vec::new();
    for part in parts {
        span = Some(span.map_or(part.span, |span| span.hull(part.span)));
        match taken_apart(part) {
            Ok(inner) if gathered.is_empty() => gathered = inner,
            Ok(inner) => gathered.extend(inner),
            Err(one) => gathered.push(one),
        }
    }
    match gathered.len() {
        1 => gathered.swap_remove(0),
        _ => Node { kind: several(gathered), span: span.unwrap_or_default() },
    }
}
