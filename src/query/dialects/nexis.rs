//! Nexis: terms and connectors. OR binds closer than everything else, AND NOT least.

use super::leaves::Piece;
use super::reader::{Field, Fields, Frame, House, Loss, Operator, Reader, look_up};
use super::times;
use super::tokens::TokenKind;
use crate::clipping::Dimension;
use crate::query::lexer::number;
use crate::query::{MAX_WINDOW, Node, Order, Printed, Reach, Scope, WordForm};
use crate::text::Span;

/// Terms and connectors as on nexis.com and Lexis.
pub(super) struct Nexis;

const INDEXING: Loss = Loss {
    why: "SmartIndexing is not carried over: left out",
    instead: Some("what the term stands for: tag:trade, company:Samsung, or plain words"),
};
const HOUSEKEEPING: Loss =
    Loss { why: "nothing here corresponds to this section of Nexis: left out", instead: None };

const SECTIONS: Fields = &[
    ("headline", Field::Text(Scope::Headline)),
    ("title", Field::Text(Scope::Headline)),
    ("lead", Field::Text(Scope::Lead)),
    ("hlead", Field::Text(Scope::HeadlineOrLead)),
    ("body", Field::Text(Scope::Body)),
    ("text", Field::Text(Scope::Body)),
    ("byline", Field::Text(Scope::Byline)),
    ("author", Field::Text(Scope::Byline)),
    ("dateline", Field::Text(Scope::Dateline)),
    ("caption", Field::Text(Scope::Caption)),
    ("graphic", Field::Text(Scope::Caption)),
    ("publication", Field::Facet(Dimension::Outlet, &[])),
    ("pub", Field::Facet(Dimension::Outlet, &[])),
    ("source", Field::Facet(Dimension::Outlet, &[])),
    ("section", Field::Facet(Dimension::Category, &[])),
    ("language", Field::Facet(Dimension::Language, &[])),
    ("country", Field::Facet(Dimension::Region, &[])),
    ("geographic", Field::Facet(Dimension::Region, &[])),
    ("city", Field::Facet(Dimension::Region, &[])),
    ("state", Field::Facet(Dimension::Region, &[])),
    ("person", Field::Facet(Dimension::Person, &[])),
    ("company", Field::Facet(Dimension::Company, &[])),
    ("organization", Field::Facet(Dimension::Organisation, &[])),
    ("subject", Field::Facet(Dimension::Tag, &[])),
    ("date", Field::Date),
    ("load-date", Field::Added),
    ("length", Field::Words),
    ("terms", Field::Lost(INDEXING)),
    ("industry", Field::Lost(INDEXING)),
    ("ticker", Field::Lost(INDEXING)),
    ("cite", Field::Lost(HOUSEKEEPING)),
    ("correction-date", Field::Lost(HOUSEKEEPING)),
    ("copyright", Field::Lost(HOUSEKEEPING)),
    ("distribution", Field::Lost(HOUSEKEEPING)),
    ("highlight", Field::Lost(HOUSEKEEPING)),
    ("publication-type", Field::Lost(HOUSEKEEPING)),
    ("series", Field::Lost(HOUSEKEEPING)),
    ("type", Field::Lost(HOUSEKEEPING)),
];

const PHRASE: u32 = 20_000;
const OR: u32 = 10_000;
/// The smallest number binds closest: this less the number.
const WINDOW: u32 = 5_000;
const SENTENCE: u32 = 3_000;
const PARAGRAPH: u32 = 2_000;
const SEGMENT: u32 = 1_500;
const AND: u32 = 100;
const AND_NOT: u32 = 50;

impl House for Nexis {
    fn name(&self) -> &'static str {
        "Nexis"
    }

    fn fields(&self) -> Fields {
        SECTIONS
    }

    fn word_forms(&self) -> &'static str {
        "Nexis finds a word with its plural and possessive"
    }

    fn operator(&self, reader: &Reader<'_>) -> Option<(Operator, usize)> {
        let (word, next) = (reader.lower(0), reader.lower(1));
        match (&*word, &*next) {
            // `and not w/10` is `not w/10`: leaving the window out would deny the word everywhere.
            ("and" | "but", "not") => {
                return Some(match window(&reader.lower(2)) {
                    Some(Operator::Near(window, asked)) => (Operator::NotNear(window, asked), 3),
                    _ => (Operator::AndNot, 2),
                });
            }
            ("not", _) => {
                return Some(match window(&next) {
                    Some(Operator::Near(window, asked)) => (Operator::NotNear(window, asked), 2),
                    _ => (Operator::AndNot, 1),
                });
            }
            _ => {}
        }
        let operator = match &*word {
            "and" | "&" => Operator::And,
            "or" => Operator::Or,
            word => window(word)?,
        };
        Some((operator, 1))
    }

    fn beside(&self, reader: &Reader<'_>) -> Operator {
        match section_of(reader) {
            Some(_) => Operator::And,
            None => Operator::Beside,
        }
    }

    fn rank(&self, operator: Operator) -> u32 {
        match operator {
            Operator::Beside | Operator::First(_) => PHRASE,
            Operator::Or => OR,
            Operator::Near(window, asked) | Operator::NotNear(window, asked) => {
                match window.reach {
                    Reach::Within(_) | Reach::Exactly(_) => WINDOW - asked.min(MAX_WINDOW),
                    Reach::Sentence => SENTENCE,
                    Reach::Paragraph => PARAGRAPH,
                    Reach::Zone => SEGMENT,
                }
            }
            Operator::And | Operator::Linked => AND,
            Operator::AndNot => AND_NOT,
        }
    }

    fn group(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        if let Some(span) = mixed(reader) {
            reader.say(span, "Nexis reads OR first: a AND b OR c is read as a AND (b OR c)");
        }
        reader.expression(0, frame)
    }

    fn unit(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        let Some(word) = reader.word(0).map(str::to_lowercase) else {
            return reader.plain(frame);
        };
        if reader.opens_next()
            && let Some(times) =
                word.strip_prefix("atleast").or(word.strip_prefix("atl")).and_then(number)
        {
            let sign = reader.bite(word.len());
            return reader.at_least(times, sign, |reader| reader.group(frame));
        }
        if let Some(frame) = told_of_words(&word, frame).filter(|_| reader.opens_next()) {
            if matches!(&*word, "plural" | "singular") {
                let message = format!("{word}() is read as: in exactly this form");
                reader.say(reader.span(), message);
            }
            reader.at += 1;
            return reader.group(frame);
        }
        match section_of(reader) {
            Some((_, Field::Date)) => compared(reader, Field::Date),
            Some((_, Field::Added)) => compared(reader, Field::Added),
            Some((_, Field::Words)) => compared(reader, Field::Words),
            Some((_, field)) => {
                let sign = reader.span();
                reader.at += 1;
                reader.fielded(sign, field, frame, |reader, frame| reader.group(frame))
            }
            None => {
                if reader.opens_next() && word.len() > 1 && word.chars().all(char::is_alphabetic) {
                    let message = format!("there is no section {word} here: it is read as a word");
                    reader.say(reader.span(), message);
                }
                reader.plain(frame)
            }
        }
    }

    fn pieces(&self, word: &str) -> Vec<Piece> {
        pieces(word)
    }
}

/// `w/5`, `/5`, `near/5`, `pre/5`, `+5`, `onear/5`, `w/s`, `/p`, `w/para`, `w/seg`.
fn window(word: &str) -> Option<Operator> {
    let (order, reach) = match word.split_once('/') {
        Some(("w" | "near" | "", reach)) => (Order::Either, reach),
        Some(("pre" | "onear", reach)) => (Order::AsNamed, reach),
        Some(_) => return None,
        None => (Order::AsNamed, word.strip_prefix('+')?),
    };
    Some(match reach {
        "s" | "sent" => Operator::inside(Reach::Sentence, order),
        "p" | "para" => Operator::inside(Reach::Paragraph, order),
        "seg" => Operator::inside(Reach::Zone, order),
        _ => Operator::within(number(reach)?, order),
    })
}

/// `allcaps(…)` and its sisters.
fn told_of_words(word: &str, frame: Frame) -> Option<Frame> {
    Some(match word {
        "allcaps" => Frame { printed: Printed::AllCapitals, ..frame },
        "caps" => Frame { printed: Printed::WithCapitals, ..frame },
        "nocaps" => Frame { printed: Printed::WithoutCapitals, ..frame },
        "plural" | "singular" => Frame { form: WordForm::Exact, ..frame },
        _ => return None,
    })
}

/// The section that stands here: a name before a parenthesis, `date` and `length` also before a
/// comparison.
fn section_of(reader: &Reader<'_>) -> Option<(String, Field)> {
    let word = reader.lower(0);
    let name = word.split(['=', '>', '<']).next().unwrap_or_default();
    let field = look_up(SECTIONS, name)?;
    let compares = match field {
        Field::Date | Field::Added | Field::Words => {
            name.len() < word.len()
                || comparison(&reader.lower(1)).is_some()
                || !matches!(field, Field::Words) && stretch_length(reader, 1).is_some()
        }
        _ => false,
    };
    (compares || name.len() == word.len() && reader.opens_next()).then(|| (name.to_owned(), field))
}

/// The comparison that a word begins with, in our signs, and how long it is.
fn comparison(word: &str) -> Option<(&'static str, usize)> {
    let named = match word {
        "geq" => Some(">="),
        "leq" => Some("<="),
        "aft" | "after" | "gtr" => Some(">"),
        "bef" | "before" | "lss" => Some("<"),
        "is" => Some(""),
        _ => None,
    };
    let signed = || {
        [(">=", ">="), ("=>", ">="), ("<=", "<="), ("=<", "<="), (">", ">"), ("<", "<"), ("=", "")]
            .into_iter()
            .find(|(sign, _)| word.starts_with(sign))
            .map(|(sign, ours)| (ours, sign.len()))
    };
    named.map(|ours| (ours, word.len())).or_else(signed)
}

/// `date(geq (11/1/2019) and leq (12/31/2019))`, `date aft 2018`, `length>400`, `length(>400)`.
fn compared(reader: &mut Reader<'_>, field: Field) -> Option<Node> {
    let start = reader.span();
    let (inside, span) = if reader.opens_next() {
        reader.at += 1;
        reader.inside_parentheses()
    } else {
        let word = reader.word(0).unwrap_or_default().to_owned();
        reader.bite(word.find(['=', '>', '<']).unwrap_or(word.len()));
        loose_comparison(reader)
    };
    let span = start.hull(span);
    let (order, today) = (times::DayOrder::of(&inside), reader.today);
    let in_our_words = |part: &String| {
        let (sign, value) = taken_apart(part);
        match field {
            Field::Words => format!("{sign}{value}"),
            _ => format!("{sign}{}", times::in_our_words(value, order, today)),
        }
    };
    let values: Vec<String> = parts_of(&inside).iter().map(in_our_words).collect();
    if !matches!(field, Field::Words) {
        reader.told_of_times(&inside, span);
    }
    reader.condition(field, &values, span)
}

/// How many words from `ahead` on make a stretch of time: `between 1/1/2019 and 3/3/2019`,
/// `last month`, `previous 30 days`.
fn stretch_length(reader: &Reader<'_>, ahead: usize) -> Option<usize> {
    let word = |behind: usize| reader.lower(ahead + behind);
    match (&*word(0), &*word(2)) {
        ("between", "and") | ("from", "to") => return reader.word(ahead + 3).map(|_| 4),
        _ => {}
    }
    let text = |words: usize| (0..words).map(word).collect::<Vec<_>>().join(" ");
    [2, 3].into_iter().find(|words| times::is_relative(&text(*words)))
}

/// A comparison that stands in no parentheses: its sign and one value, which may be in some.
fn loose_comparison(reader: &mut Reader<'_>) -> (String, Span) {
    let start = reader.span();
    if let Some(words) = stretch_length(reader, 0) {
        let text: Vec<String> = (0..words).map(|ahead| reader.lower(ahead)).collect();
        reader.at += words;
        return (text.join(" "), start.hull(reader.span_before()));
    }
    let mut text = reader.lower(0);
    reader.at += usize::from(reader.word(0).is_some());
    if comparison(&text).is_some_and(|(_, length)| length == text.len()) {
        let (value, _) = match reader.peek() {
            Some(TokenKind::Open) => reader.inside_parentheses(),
            _ => {
                let value = reader.lower(0);
                reader.at += usize::from(reader.word(0).is_some());
                (value, Span::default())
            }
        };
        text = format!("{text} {value}");
    }
    (text, start.hull(reader.span_before()))
}

/// The comparisons joined by `and`.
fn parts_of(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['(', ')'], " ");
    if plain.trim_start().starts_with("between ") {
        return vec![plain.split_whitespace().collect::<Vec<_>>().join(" ")];
    }
    let mut parts = vec![Vec::new()];
    for word in plain.split_whitespace() {
        match word {
            "and" | "&" => parts.push(Vec::new()),
            _ => parts.last_mut().expect("there is always one").push(word),
        }
    }
    parts.into_iter().map(|words: Vec<&str>| words.join(" ")).collect()
}

fn taken_apart(text: &str) -> (&'static str, &str) {
    let first = text.split(' ').next().unwrap_or_default();
    let (sign, length) = comparison(first).unwrap_or(("", 0));
    (sign, text[length..].trim())
}

/// Where AND and OR stand beside each other in the group that begins here.
fn mixed(reader: &Reader<'_>) -> Option<Span> {
    let (mut depth, mut and, mut or) = (0_u32, None, None);
    for (place, token) in reader.tokens[reader.at..].iter().enumerate() {
        match &token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close if depth == 0 => break,
            TokenKind::Close => depth -= 1,
            TokenKind::Word(_) if depth == 0 => match &*reader.lower(place) {
                "and" => and = Some(token.span),
                "or" => or = Some(token.span),
                _ => {}
            },
            _ => {}
        }
    }
    and.zip(or).map(|(and, or)| and.hull(or))
}

/// `!` at the end any letters; `*` and `?` one letter, at the end one or none.
fn pieces(word: &str) -> Vec<Piece> {
    let stem = word.trim_end_matches('!');
    let body = stem.trim_end_matches('*');
    let mut pieces = Vec::new();
    for c in body.chars() {
        match c {
            '*' | '?' => pieces.push(Piece::One),
            '!' => {}
            c => Piece::push(&mut pieces, c),
        }
    }
    if stem.len() < word.len() {
        pieces.push(Piece::Any);
    } else if body.len() < stem.len() {
        pieces.push(Piece::UpTo(((stem.len() - body.len()) as u32).min(MAX_WINDOW)));
    }
    pieces
}
