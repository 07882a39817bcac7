//! Lucene's classic query parser: terms that must, may or must not be there.

use super::leaves::{Piece, letters};
use super::reader::{Field, Fields, Frame, House, Operator, Reader, all, any, not};
use super::times;
use super::tokens::{Signs, TokenKind};
use crate::query::{
    Attribute, Filter, MAX_BOOST, MAX_DISTANCE, MAX_WINDOW, Node, NodeKind, Order, Scope, WordForm,
    fields,
};
use crate::text::Span;

/// The classic query parser, with OR between words.
pub(super) struct Lucene;

/// Fields that people name in their own indexes and that are not among ours.
const OTHER_NAMES: [(&str, Scope); 4] = [
    ("content", Scope::Body),
    ("contents", Scope::Body),
    ("fulltext", Scope::Body),
    ("domain", Scope::Url),
];

/// Whether a term has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Occurs {
    May,
    Must,
    MustNot,
}

impl House for Lucene {
    fn name(&self) -> &'static str {
        "Lucene"
    }

    fn fields(&self) -> Fields {
        &[]
    }

    fn word_forms(&self) -> &'static str {
        "which forms of a word Lucene finds depends on its index"
    }

    fn signs(&self) -> Signs {
        Signs::Lucene
    }

    fn operator(&self, _: &Reader<'_>) -> Option<(Operator, usize)> {
        None
    }

    fn beside(&self, _: &Reader<'_>) -> Operator {
        Operator::Or
    }

    fn rank(&self, _: Operator) -> u32 {
        0
    }

    fn group(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        let mut clauses: Vec<(Occurs, Node)> = Vec::new();
        let (mut and, mut or) = (false, false);
        let start = reader.at;
        while !reader.ends_here() {
            let joins = conjunction(reader.word(0).unwrap_or_default());
            let sign = reader.span();
            if let Some(joins) = joins {
                reader.at += 1;
                and |= joins == Operator::And;
                or |= joins == Operator::Or;
                if reader.at == start + 1 || reader.ends_here() {
                    reader.repair(sign, "an operator with nothing on one side was left out");
                }
            }
            if joins == Some(Operator::And)
                && let Some((occurs @ Occurs::May, _)) = clauses.last_mut()
            {
                *occurs = Occurs::Must;
            }
            let occurs = match (occurs(reader), joins) {
                (Some(occurs), _) => occurs,
                (None, Some(Operator::And)) => Occurs::Must,
                (None, _) => Occurs::May,
            };
            if reader.ends_here() {
                break;
            }
            let at = reader.at;
            let clause = self.unit(reader, frame);
            reader.at = reader.at.max(at + 1);
            clauses.extend(clause.map(|node| (occurs, node)));
        }
        let optional = match and && or {
            true => "beside an AND it need not be there and only raises the rank: OR * says so",
            false => "need not be there and only raises the rank: OR * says so",
        };
        combined(reader, clauses, optional)
    }

    fn unit(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        reader.small_operator();
        let word = reader.word(0).unwrap_or_default().to_owned();
        let name = word.strip_suffix(':').filter(|_| is_field(reader, &word));
        let Some(name) = name else { return modified(reader, frame) };
        let sign = reader.span();
        reader.at += 1;
        if name == "_exists_" {
            return exists(reader, sign);
        }
        let Some(field) = field_of(name) else {
            let message = format!("there is no field {name}: its words are read anywhere");
            reader.repair(sign, message);
            return modified(reader, frame);
        };
        match field {
            Field::Date | Field::Added | Field::Words => compared(reader, field, sign),
            _ => reader.fielded(sign, field, frame, modified),
        }
    }

    fn pieces(&self, word: &str) -> Vec<Piece> {
        pieces(word)
    }

    fn quoted_pieces(&self, word: &str) -> Vec<Piece> {
        letters(&word.replace('\\', ""))
    }
}

fn conjunction(word: &str) -> Option<Operator> {
    match word {
        "AND" | "&&" => Some(Operator::And),
        "OR" | "||" => Some(Operator::Or),
        _ => None,
    }
}

/// The signs before a term; the last one counts.
fn occurs(reader: &mut Reader<'_>) -> Option<Occurs> {
    let mut found = None;
    loop {
        found = Some(match reader.word(0) {
            Some("+") => Occurs::Must,
            Some("-" | "!" | "NOT") => Occurs::MustNot,
            _ => return found,
        });
        reader.at += 1;
    }
}

/// A name before a colon; what it speaks of stands right behind, or nothing does.
fn is_field(reader: &Reader<'_>, word: &str) -> bool {
    word.len() > 1 && word.ends_with(':') && !word.ends_with("\\:") && reader.word(0).is_some()
}

fn field_of(name: &str) -> Option<Field> {
    let other = OTHER_NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    if let Some((_, scope)) = other {
        return Some(Field::Text(*scope));
    }
    Some(match fields::look_up(name)? {
        fields::Field::Text(scope) => Field::Text(scope),
        fields::Field::Facet(dimension) => Field::Facet(dimension, &[]),
        fields::Field::Date => Field::Date,
        fields::Field::Added => Field::Added,
        fields::Field::Words => Field::Words,
        fields::Field::Before
        | fields::Field::After
        | fields::Field::Dated
        | fields::Field::Id
        | fields::Field::Path
        | fields::Field::Is
        | fields::Field::Has => return None,
    })
}

/// What must, may and must not be there, as one tree. What only may be there where something must
/// keeps its weight in the ranking beside a `*` that every clipping satisfies.
fn combined(reader: &mut Reader<'_>, clauses: Vec<(Occurs, Node)>, optional: &str) -> Option<Node> {
    let of = |wanted: Occurs| {
        let chosen = clauses.iter().filter(move |(occurs, _)| *occurs == wanted);
        chosen.map(|(_, node)| node.clone()).collect::<Vec<Node>>()
    };
    let (must, may, must_not) = (of(Occurs::Must), of(Occurs::May), of(Occurs::MustNot));
    if must.is_empty() {
        if let (true, Some(first)) = (may.is_empty(), must_not.first()) {
            let message = "Lucene finds nothing by a NOT alone, here it finds all the others";
            reader.say(first.span, message);
        }
        let base = (!may.is_empty()).then(|| any(may));
        let denied = must_not.into_iter().map(|node| not(node.span, node));
        let parts: Vec<Node> = base.into_iter().chain(denied).collect();
        return (!parts.is_empty()).then(|| all(parts));
    }
    let denied = must_not.into_iter().map(|node| not(node.span, node));
    let raises = may.iter().map(|node| node.span).reduce(Span::hull).map(|span| {
        reader.say(span, optional);
        any(may.into_iter().chain([Node { kind: NodeKind::Everything, span }]))
    });
    Some(all(must.into_iter().chain(raises).chain(denied)))
}

/// A term with what stands right behind it: `~2`, `^4`.
fn modified(reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
    let span = reader.span();
    let (node, modifiers) = match reader.peek()?.clone() {
        TokenKind::Word(word) => {
            reader.at += 1;
            let length = without_modifiers(&word);
            (term(reader, &word, length, span, frame), word[length..].to_owned())
        }
        TokenKind::Quoted { text, .. } => {
            let behind = reader.tokens.get(reader.at + 1);
            let slop = behind
                .filter(|token| token.span.start == span.end)
                .and_then(|token| match &token.kind {
                    TokenKind::Word(word) => slop(word),
                    _ => None,
                })
                .unwrap_or(0);
            let node = match slop {
                0 => reader.plain(frame),
                slop => {
                    reader.at += 1;
                    sloppy(reader, &text, slop, span, frame)
                }
            };
            (node, modifiers_behind(reader))
        }
        TokenKind::Range(_) => {
            reader.at += 1;
            reader.repair(span, "ranges are for dates and numbers of words: left out");
            (None, modifiers_behind(reader))
        }
        TokenKind::Regex(text) => {
            reader.at += 1;
            (regex(reader, text, span, frame), modifiers_behind(reader))
        }
        TokenKind::Open => (reader.group(frame), modifiers_behind(reader)),
        TokenKind::Close => return None,
    };
    weighed(reader, node?, &modifiers, span.hull(reader.span_before()))
}

/// The word right behind a group or phrase where it holds modifiers.
fn modifiers_behind(reader: &mut Reader<'_>) -> String {
    let here = reader.word(0).filter(|word| word.starts_with(['~', '^'])).map(str::to_owned);
    match here.filter(|_| reader.is_glued()) {
        Some(word) => {
            reader.at += 1;
            word
        }
        None => String::new(),
    }
}

/// The distance of `~5` behind a phrase.
fn slop(modifiers: &str) -> Option<u32> {
    number_before(modifiers.strip_prefix('~')?, '^')?.parse::<f32>().ok().map(|slop| slop as u32)
}

fn number_before(text: &str, sign: char) -> Option<&str> {
    let digits = text.split(sign).next()?;
    digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.').then_some(digits)
}

/// How long a word is without `~2` and `^4`.
fn without_modifiers(word: &str) -> usize {
    let mut length = word.len();
    while let Some(at) = word[..length].rfind(['~', '^']) {
        let counts = number_before(&word[at + 1..length], '^').is_some();
        if !counts || at == 0 || word[..at].ends_with('\\') {
            break;
        }
        length = at;
    }
    length
}

/// A word, fuzzy where `~` stands behind its first `length` bytes.
fn term(
    reader: &mut Reader<'_>,
    word: &str,
    length: usize,
    span: Span,
    frame: Frame,
) -> Option<Node> {
    let text = if word == "*:*" { "*" } else { &word[..length] };
    let asked = word[length..].strip_prefix('~').and_then(|rest| number_before(rest, '^'));
    let Some(asked) = asked else { return reader.leaf(text, span, frame) };
    let plain = unescaped(text);
    let distance = edits(asked, plain.chars().count());
    let Field::Text(scope) = frame.field else {
        reader.repair(span, "~ is for words of the text: left out");
        return reader.leaf(text, span, frame);
    };
    let form = WordForm::Fuzzy(distance);
    let kind = NodeKind::Word { text: plain, form, printed: frame.printed, scope };
    if distance > 0 && reader.reads_the_same(&kind) {
        return Some(Node { kind, span });
    }
    let message = match distance {
        0 => "at this likeness no letter may differ: read as the word",
        _ => "~ needs a word of three letters or more: left out",
    };
    reader.repair(span, message);
    reader.leaf(text, span, frame)
}

/// The letters that `~` lets differ: a number of them, or once a likeness from 0 to 1.
fn edits(asked: &str, letters: usize) -> u8 {
    let most = f32::from(MAX_DISTANCE);
    let distance = match asked.parse::<f32>() {
        Ok(likeness) if likeness < 1.0 => (1.0 - likeness) * letters as f32,
        Ok(edits) => edits,
        Err(_) => most,
    };
    distance.min(most) as u8
}

/// `"a b"~5`: a budget of moves. Two words are a window; more keep their order.
fn sloppy(
    reader: &mut Reader<'_>,
    text: &str,
    slop: u32,
    span: Span,
    frame: Frame,
) -> Option<Node> {
    let plain = unescaped(text);
    let Field::Text(scope) = frame.field else { return reader.phrase(&plain, span, frame) };
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.len() == 2 {
        let distance = slop.saturating_add(1);
        let message = format!(
            "a budget of {slop} moves, in which swapped words cost two, is read as a window: \
             W/{distance} in either order"
        );
        reader.say(span, message);
        let frame = Frame { form: WordForm::Exact, ..frame };
        return reader.in_a_row(&plain, Operator::within(distance, Order::Either), span, frame);
    }
    let message = format!("read as up to {slop} words between, in this order only");
    reader.say(span, message);
    reader.phrase_of(&plain, slop.min(MAX_WINDOW), span, scope, frame.printed)
}

fn regex(reader: &mut Reader<'_>, text: String, span: Span, frame: Frame) -> Option<Node> {
    let Field::Text(scope) = frame.field else {
        reader.repair(span, "expressions are for words of the text: left out");
        return None;
    };
    let form = WordForm::Regex;
    reader.faithful(NodeKind::Word { text, form, printed: frame.printed, scope }, span)
}

/// `node` with the weight among its modifiers.
fn weighed(reader: &mut Reader<'_>, node: Node, modifiers: &str, span: Span) -> Option<Node> {
    let Some((_, weight)) = modifiers.split_once('^') else { return Some(node) };
    let factor = weight.parse::<f32>().unwrap_or(1.0);
    if matches!(node.kind, NodeKind::Filter(_) | NodeKind::Everything | NodeKind::Not(_)) {
        reader.repair(span, "only words weigh in the ranking: the weight was left out");
        return Some(node);
    }
    let held = factor.clamp(0.0, MAX_BOOST);
    if held != factor {
        reader.repair(span, format!("weights are from 0 to {MAX_BOOST}: the nearest is taken"));
    }
    let kind = match node.kind {
        NodeKind::Boost { inner, .. } => NodeKind::Boost { factor: held, inner },
        kind => NodeKind::Boost { factor: held, inner: Box::new(Node { kind, span: node.span }) },
    };
    Some(Node { kind, span })
}

/// `_exists_:byline`.
fn exists(reader: &mut Reader<'_>, sign: Span) -> Option<Node> {
    let (span, name) = (sign.hull(reader.span()), reader.lower(0));
    reader.at += usize::from(reader.word(0).is_some());
    let known = Attribute::ALL.into_iter().find(|attribute| attribute.name() == name);
    match known {
        Some(attribute) => reader.faithful(NodeKind::Filter(Filter::Has(attribute)), span),
        None => {
            reader.repair(span, "whether this field is known cannot be asked: left out");
            None
        }
    }
}

/// `date:[20191101 TO 20191231}`, `date:2019-11-13`, `words:>400`, `date:(…)`.
fn compared(reader: &mut Reader<'_>, field: Field, sign: Span) -> Option<Node> {
    let span = sign.hull(reader.span());
    let token = reader.peek().cloned();
    reader.at += usize::from(token.is_some());
    match token {
        Some(TokenKind::Range(text)) => ranged(reader, field, &text, span),
        Some(TokenKind::Word(text)) => {
            let text = unescaped(&text);
            let value = text.trim_start_matches(['>', '<', '=']);
            let ours =
                format!("{}{}", &text[..text.len() - value.len()], worded(reader, field, value));
            reader.condition(field, &[ours], span)
        }
        Some(TokenKind::Quoted { text, .. }) => {
            let value = worded(reader, field, &text);
            reader.condition(field, &[value], span)
        }
        Some(TokenKind::Open) => {
            reader.at -= 1;
            let (inside, whole) = reader.inside_parentheses();
            let value = worded(reader, field, &inside);
            reader.condition(field, &[value], sign.hull(whole))
        }
        _ => {
            reader.repair(sign, "a field with nothing after it was left out");
            None
        }
    }
}

fn worded(reader: &Reader<'_>, field: Field, value: &str) -> String {
    match field {
        Field::Words => value.trim().to_owned(),
        _ => times::in_our_words(value, times::DayOrder::of(value), reader.today),
    }
}

/// Both ends of a range, each with or without itself; `*` is an open end.
fn ranged(reader: &mut Reader<'_>, field: Field, text: &str, span: Span) -> Option<Node> {
    let inside = &text[1..text.len() - 1];
    let (first, last) = inside.split_once(" TO ")?;
    let end = |value: &str, sign: &str| {
        let value = value.trim();
        (value != "*").then(|| format!("{sign}{}", worded(reader, field, value)))
    };
    let from = end(first, if text.starts_with('{') { ">" } else { ">=" });
    let to = end(last, if text.ends_with('}') { "<" } else { "<=" });
    let bounds: Vec<String> = [from, to].into_iter().flatten().collect();
    if bounds.is_empty() {
        reader.repair(span, "a range without ends was left out");
    }
    reader.condition(field, &bounds, span)
}

fn unescaped(word: &str) -> String {
    let mut plain = String::new();
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

/// `*` any letters, `?` one; none of them behind `\`.
fn pieces(word: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                if let Some(next) = chars.next().filter(|next| !"*?".contains(*next)) {
                    Piece::push(&mut pieces, next);
                }
            }
            '*' if pieces.last() == Some(&Piece::Any) => {}
            '*' => pieces.push(Piece::Any),
            '?' => pieces.push(Piece::One),
            c => Piece::push(&mut pieces, c),
        }
    }
    pieces
}
