//! Factiva: words side by side are a phrase, operators in any case, fields as `hd=`.

use chrono::{Days, NaiveDate};

use super::leaves::Piece;
use super::reader::{Codes, Field, Fields, Frame, House, Loss, Operator, Reader, look_up};
use super::times;
use super::tokens::{Signs, Token, TokenKind};
use crate::clipping::Dimension;
use crate::query::lexer::number;
use crate::query::{Node, Order, Reach, Scope, Window};
use crate::text::Span;

/// Free text search in the language that Dow Jones calls traditional.
pub(super) struct Factiva;

const CODES: Loss = Loss {
    why: "codes of Factiva's indexing are not carried over: left out",
    instead: Some(r#"what the code stands for: tag:diplomacy, company:"Samsung", or plain words"#),
};
const HOUSEKEEPING: Loss =
    Loss { why: "nothing here corresponds to this field of Factiva: left out", instead: None };

const FIELDS: Fields = &[
    ("hd", Field::Text(Scope::Headline)),
    ("hl", Field::Text(Scope::Headline)),
    ("lp", Field::Text(Scope::Lead)),
    ("hlp", Field::Text(Scope::HeadlineOrLead)),
    ("td", Field::Text(Scope::Body)),
    ("by", Field::Text(Scope::Byline)),
    ("art", Field::Text(Scope::Caption)),
    ("sn", Field::Facet(Dimension::Outlet, &[])),
    ("sc", Field::Coded(Dimension::Outlet, SOURCES)),
    ("rst", Field::Coded(Dimension::Outlet, SOURCES)),
    ("cr", Field::Facet(Dimension::Agency, &[])),
    ("se", Field::Facet(Dimension::Category, &[])),
    ("clm", Field::Facet(Dimension::Category, &[])),
    ("la", Field::Facet(Dimension::Language, &[])),
    ("re", Field::Facet(Dimension::Region, REGIONS)),
    ("pd", Field::Date),
    ("wc", Field::Words),
    ("ns", Field::Lost(CODES)),
    ("in", Field::Lost(CODES)),
    ("co", Field::Lost(CODES)),
    ("fds", Field::Lost(CODES)),
    ("de", Field::Lost(CODES)),
    ("ric", Field::Lost(CODES)),
    ("ipc", Field::Lost(CODES)),
    ("ipd", Field::Lost(CODES)),
    ("an", Field::Lost(HOUSEKEEPING)),
    ("ct", Field::Lost(HOUSEKEEPING)),
    ("cx", Field::Lost(HOUSEKEEPING)),
    ("ed", Field::Lost(HOUSEKEEPING)),
    ("pg", Field::Lost(HOUSEKEEPING)),
    ("pub", Field::Lost(HOUSEKEEPING)),
    ("rf", Field::Lost(HOUSEKEEPING)),
    ("vol", Field::Lost(HOUSEKEEPING)),
];

/// Sources whose codes people type from memory; others are told by name with `sn=`.
const SOURCES: Codes = &[
    ("afpr", "Agence France-Presse"),
    ("aprs", "Associated Press"),
    ("econ", "The Economist"),
    ("ftft", "Financial Times"),
    ("grdn", "The Guardian"),
    ("j", "The Wall Street Journal"),
    ("lba", "Reuters"),
    ("nytf", "The New York Times"),
    ("scmp", "South China Morning Post"),
    ("wp", "The Washington Post"),
];

/// Region codes that are no names.
const REGIONS: Codes = &[
    ("africaz", "Africa"),
    ("asiaz", "Asia"),
    ("austr", "Australia"),
    ("braz", "Brazil"),
    ("cana", "Canada"),
    ("eurz", "Europe"),
    ("fra", "France"),
    ("gfr", "Germany"),
    ("hkong", "Hong Kong"),
    ("indon", "Indonesia"),
    ("ital", "Italy"),
    ("jap", "Japan"),
    ("malay", "Malaysia"),
    ("mex", "Mexico"),
    ("nkorea", "North Korea"),
    ("phlns", "Philippines"),
    ("russ", "Russia"),
    ("singp", "Singapore"),
    ("skorea", "South Korea"),
    ("thail", "Thailand"),
    ("turk", "Turkey"),
    ("uk", "United Kingdom"),
    ("ukrn", "Ukraine"),
    ("usa", "United States"),
    ("vietn", "Vietnam"),
];

const PHRASE: u32 = 70;
const WINDOW: u32 = 60;
const NOT: u32 = 40;
const AND: u32 = 30;
const OR: u32 = 20;

impl House for Factiva {
    fn name(&self) -> &'static str {
        "Factiva"
    }

    fn fields(&self) -> Fields {
        FIELDS
    }

    fn word_forms(&self) -> &'static str {
        "Factiva finds a word as it is typed"
    }

    fn signs(&self) -> Signs {
        Signs::Brackets
    }

    fn arrange(&self, tokens: Vec<Token>) -> Vec<Token> {
        tokens.into_iter().flat_map(without_slashed).collect()
    }

    fn operator(&self, reader: &Reader<'_>) -> Option<(Operator, usize)> {
        let word = reader.lower(0);
        let operator = match &*word {
            "and" => Operator::And,
            "or" => Operator::Or,
            "not" => Operator::AndNot,
            "same" => Operator::inside(Reach::Paragraph, Order::Either),
            "adj" => Operator::within(1, Order::AsNamed),
            "%" => {
                let terms = (0..).take_while(|ahead| reader.word(*ahead) == Some("%")).count();
                let reach = Reach::Exactly(terms as u32 + 1);
                return Some((Operator::Near(Window { reach, order: Order::AsNamed }, 1), terms));
            }
            _ => counted(&word)?,
        };
        Some((operator, 1))
    }

    fn beside(&self, reader: &Reader<'_>) -> Operator {
        let word = reader.word(0).unwrap_or_default();
        if field_of(word).is_some() || is_date(reader) { Operator::And } else { Operator::Beside }
    }

    fn rank(&self, operator: Operator) -> u32 {
        match operator {
            Operator::Beside => PHRASE,
            Operator::Near(..) | Operator::NotNear(..) | Operator::First(_) => WINDOW,
            Operator::AndNot => NOT,
            Operator::And | Operator::Linked => AND,
            Operator::Or => OR,
        }
    }

    fn unit(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        let Some(word) = reader.word(0).map(str::to_owned) else { return reader.plain(frame) };
        if let Some(times) = word.to_lowercase().strip_prefix("atleast").and_then(number) {
            let sign = reader.bite(word.len());
            return reader.at_least(times, sign, |reader| reader.expression(WINDOW, frame));
        }
        if is_date(reader) {
            return date(reader);
        }
        match field_of(&word) {
            Some((name, Field::Date)) => {
                let sign = reader.bite(name.len() + 1);
                let typed = value(reader);
                dated(reader, "", &typed, sign)
            }
            Some((name, Field::Words)) => {
                let sign = reader.span();
                reader.at += 1;
                let value = word[name.len()..].trim_start_matches('=').to_owned();
                reader.condition(Field::Words, &[value], sign)
            }
            Some((name, field)) => {
                let sign = reader.bite(name.len() + 1);
                reader.fielded(sign, field, frame, |reader, frame| reader.expression(WINDOW, frame))
            }
            None => reader.plain(frame),
        }
    }

    fn pieces(&self, word: &str) -> Vec<Piece> {
        pieces(word)
    }
}

/// `boeing/N30/airbus`, `toyota/F50/`: operators that need no blanks.
fn without_slashed(token: Token) -> Vec<Token> {
    let TokenKind::Word(word) = &token.kind else { return vec![token] };
    let mut parts = Vec::new();
    let mut from = 0;
    let mut push = |from: usize, to: usize| {
        if from < to {
            let kind = TokenKind::Word(word[from..to].to_owned());
            let start = token.span.start;
            parts.push(Token { kind, span: Span::new(start + from, start + to) });
        }
    };
    for (at, _) in word.match_indices('/') {
        if at >= from
            && let Some(length) = slashed(&word[at..])
        {
            push(from, at);
            push(at, at + length);
            from = at + length;
        }
    }
    push(from, word.len());
    parts
}

/// How long `/N30/` or `/F50/` is at the beginning of `text`.
fn slashed(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("/")?.split('/').next()?;
    let digits = inside.strip_prefix(['n', 'N', 'f', 'F'])?;
    let length = inside.len() + 2;
    (number(digits).is_some() && text.len() >= length).then_some(length)
}

/// `w/5`, `w5`, `near5`, `adj5`, `/n30/`, `/f50/`.
fn counted(word: &str) -> Option<Operator> {
    if let Some(inside) = word.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        let (kind, digits) = inside.split_at_checked(1)?;
        let asked = number(digits)?;
        return match kind {
            "n" => Some(Operator::within(asked, Order::Either)),
            "f" => Some(Operator::First(asked)),
            _ => None,
        };
    }
    let counts = |name: &str| word.strip_prefix(name).and_then(number);
    let ordered = counts("adj").or_else(|| counts("w/")).or_else(|| counts("w"));
    let either = counts("near").or_else(|| counts("near/"));
    ordered
        .map(|asked| Operator::within(asked, Order::AsNamed))
        .or_else(|| either.map(|asked| Operator::within(asked, Order::Either)))
}

/// The field that a word begins with, and its name: `hd=europe`, `wc>1000`.
fn field_of(word: &str) -> Option<(&str, Field)> {
    let at = word.find(['=', '>', '<'])?;
    let field = look_up(FIELDS, &word[..at])?;
    let counts = matches!(field, Field::Words);
    (counts || word[at..].starts_with('=')).then_some((&word[..at], field))
}

/// Whether a date stands here: `date after 20191101`, `pd from …`, `date -7`, `date last week`.
fn is_date(reader: &Reader<'_>) -> bool {
    let next = reader.lower(1);
    let told = match &*next {
        "from" | "after" | "before" | "last" | "to" | "on" => reader.word(2).is_some(),
        "today" | "yesterday" => true,
        day => day.strip_prefix('-').unwrap_or(day).starts_with(|c: char| c.is_ascii_digit()),
    };
    told && matches!(&*reader.lower(0), "date" | "pd")
}

/// Reads the date that [`is_date`] saw.
fn date(reader: &mut Reader<'_>) -> Option<Node> {
    let start = reader.span();
    reader.at += 1;
    let word = reader.lower(0);
    let sign = match &*word {
        "after" => ">",
        "before" => "<",
        "from" => ">=",
        "to" => "<=",
        _ => "",
    };
    reader.at += usize::from(!sign.is_empty() || word == "on");
    let typed = value(reader);
    if matches!(sign, ">=" | "") && reader.lower(0) == "to" && reader.word(1).is_some() {
        reader.at += 1;
        let last = value(reader);
        return dated(reader, "", &format!("{typed} to {last}"), start);
    }
    dated(reader, sign, &typed, start)
}

/// The date that stands here, as typed: a word, or `last week`, `last 3 months`.
fn value(reader: &mut Reader<'_>) -> String {
    let text = |words: usize| (0..words).map(|ahead| reader.lower(ahead)).collect::<Vec<_>>();
    let relative = [2, 3].into_iter().find(|words| times::is_relative(&text(*words).join(" ")));
    let words = relative.unwrap_or(1);
    let typed = text(words).join(" ");
    reader.at += words;
    typed
}

/// The date that has been read; `start` is where it begins.
fn dated(reader: &mut Reader<'_>, sign: &str, typed: &str, start: Span) -> Option<Node> {
    let span = start.hull(reader.span_before());
    if let Some(told) = times::order_told(typed) {
        reader.say(span, format!("{told}; Factiva asks your profile"));
    }
    let value = format!("{sign}{}", in_our_words(typed, reader.today));
    reader.condition(Field::Date, &[value], span)
}

/// A date in our words; `-7` is the day seven days ago.
fn in_our_words(typed: &str, today: NaiveDate) -> String {
    let order = times::DayOrder::of(typed);
    let one = |typed: &str| {
        let days = typed.strip_prefix('-').and_then(number).map(|days| Days::new(days.into()));
        match days.and_then(|days| today.checked_sub_days(days)) {
            Some(day) => day.to_string(),
            None => times::in_our_words(typed, order, today),
        }
    };
    match typed.split_once(" to ") {
        Some((first, last)) => format!("{}..{}", one(first), one(last)),
        None => one(typed),
    }
}

/// `*` at the end any letters, `*3` and `$3` so many, `$` nine, `?` one.
fn pieces(word: &str) -> Vec<Piece> {
    const WITHOUT_NUMBER: u32 = 9;
    let (stem, sign, most) = match word.rfind(['*', '$']) {
        Some(at) if number(&word[at + 1..]).is_some() || at + 1 == word.len() => {
            (&word[..at], &word[at..=at], number(&word[at + 1..]))
        }
        _ => (word, "", None),
    };
    let mut pieces = Vec::new();
    for c in stem.chars() {
        match c {
            '?' => pieces.push(Piece::One),
            '*' | '$' => {}
            c => Piece::push(&mut pieces, c),
        }
    }
    match (sign, most) {
        ("", _) => {}
        ("*", None) => pieces.push(Piece::Any),
        (_, most) => pieces.push(Piece::UpTo(most.unwrap_or(WITHOUT_NUMBER).min(WITHOUT_NUMBER))),
    }
    pieces
}
