//! ProQuest: words side by side are AND, NOT binds least, fields as `TI(…)`.

use super::leaves::{Piece, stars_and_marks};
use super::reader::{Field, Fields, Frame, House, Loss, Operator, Reader, any, look_up};
use super::times;
use super::tokens::TokenKind;
use crate::clipping::Dimension;
use crate::query::lexer::number;
use crate::query::{Node, Order, Scope, WordForm};
use crate::text::Span;

/// The command line of the ProQuest platform.
pub(super) struct Proquest;

const HOUSEKEEPING: Loss =
    Loss { why: "nothing here corresponds to this field of ProQuest: left out", instead: None };

const FIELDS: Fields = &[
    ("ti", Field::Text(Scope::Headline)),
    ("title", Field::Text(Scope::Headline)),
    ("ab", Field::Text(Scope::Lead)),
    ("abstract", Field::Text(Scope::Lead)),
    ("noft", Field::Text(Scope::HeadlineOrLead)),
    ("ft", Field::Text(Scope::Body)),
    ("fulltext", Field::Text(Scope::Body)),
    ("text", Field::Text(Scope::Body)),
    ("au", Field::Text(Scope::Byline)),
    ("author", Field::Text(Scope::Byline)),
    ("cap", Field::Text(Scope::Caption)),
    ("dln", Field::Text(Scope::Dateline)),
    ("pub", Field::Facet(Dimension::Outlet, &[])),
    ("publication", Field::Facet(Dimension::Outlet, &[])),
    ("sec", Field::Facet(Dimension::Category, &[])),
    ("la", Field::Facet(Dimension::Language, &[])),
    ("language", Field::Facet(Dimension::Language, &[])),
    ("loc", Field::Facet(Dimension::Region, &[])),
    ("location", Field::Facet(Dimension::Region, &[])),
    ("su", Field::Facet(Dimension::Tag, &[])),
    ("subject", Field::Facet(Dimension::Tag, &[])),
    ("mainsubject", Field::Facet(Dimension::Tag, &[])),
    ("per", Field::Facet(Dimension::Person, &[])),
    ("people", Field::Facet(Dimension::Person, &[])),
    ("org", Field::Facet(Dimension::Organisation, &[])),
    ("orgs", Field::Facet(Dimension::Organisation, &[])),
    ("pd", Field::Date),
    ("pubdate", Field::Date),
    ("yr", Field::Date),
    ("year", Field::Date),
    ("pubyear", Field::Date),
    ("an", Field::Lost(HOUSEKEEPING)),
    ("at", Field::Lost(HOUSEKEEPING)),
    ("dtype", Field::Lost(HOUSEKEEPING)),
    ("fdb", Field::Lost(HOUSEKEEPING)),
    ("issn", Field::Lost(HOUSEKEEPING)),
    ("iss", Field::Lost(HOUSEKEEPING)),
    ("naics", Field::Lost(HOUSEKEEPING)),
    ("pg", Field::Lost(HOUSEKEEPING)),
    ("pubid", Field::Lost(HOUSEKEEPING)),
    ("publoc", Field::Lost(HOUSEKEEPING)),
    ("rtype", Field::Lost(HOUSEKEEPING)),
    ("stype", Field::Lost(HOUSEKEEPING)),
    ("ud", Field::Lost(HOUSEKEEPING)),
    ("vo", Field::Lost(HOUSEKEEPING)),
];

/// The distance of NEAR and PRE without a number.
const USUAL_DISTANCE: u32 = 4;

/// `*` stands for this many letters at most; here for any.
const TRUNCATED: &str = "ProQuest stops at 5 letters for a *, here it stands for any number";

const PRE: u32 = 60;
const NEAR: u32 = 50;
const AND: u32 = 40;
const OR: u32 = 30;
const NOT: u32 = 20;

impl House for Proquest {
    fn name(&self) -> &'static str {
        "ProQuest"
    }

    fn fields(&self) -> Fields {
        FIELDS
    }

    fn word_forms(&self) -> &'static str {
        "ProQuest finds a word with its plural and its other spellings"
    }

    fn operator(&self, reader: &Reader<'_>) -> Option<(Operator, usize)> {
        let word = reader.lower(0);
        if reader.opens_behind() && look_up(FIELDS, &word).is_some() {
            return None;
        }
        let operator = match &*word {
            "and" if reader.lower(1) == "not" => return Some((Operator::AndNot, 2)),
            "and" => Operator::And,
            "or" => Operator::Or,
            "not" => Operator::AndNot,
            "lnk" | "--" => Operator::Linked,
            "near" => Operator::within(USUAL_DISTANCE, Order::Either),
            "pre" => Operator::within(USUAL_DISTANCE, Order::AsNamed),
            word => {
                let (name, distance) = word.split_once('/')?;
                let order = match name {
                    "near" | "n" | "w" => Order::Either,
                    "pre" | "p" => Order::AsNamed,
                    _ => return None,
                };
                Operator::within(number(distance)?, order)
            }
        };
        Some((operator, 1))
    }

    fn beside(&self, _: &Reader<'_>) -> Operator {
        Operator::And
    }

    fn rank(&self, operator: Operator) -> u32 {
        match operator {
            Operator::Near(window, _) | Operator::NotNear(window, _) => match window.order {
                Order::AsNamed => PRE,
                Order::Either => NEAR,
            },
            Operator::Beside | Operator::First(_) => PRE,
            Operator::And | Operator::Linked => AND,
            Operator::Or => OR,
            Operator::AndNot => NOT,
        }
    }

    fn unit(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        let braced = match reader.peek() {
            Some(TokenKind::Quoted { text, .. }) => {
                text.trim().strip_prefix('{').and_then(|text| text.strip_suffix('}'))
            }
            _ => None,
        };
        if let Some(words) = braced.map(str::to_owned) {
            let span = reader.span();
            reader.at += 1;
            return with_variants(reader, &words, span, frame);
        }
        if !reader.opens_behind() {
            if let Some(word) = reader.word(0).filter(|word| word.contains('*')) {
                let bounded = word.contains("[*");
                let span = reader.span();
                if !bounded {
                    reader.say_once(span, TRUNCATED);
                }
            }
            return reader.plain(frame);
        }
        let (name, sign) = (reader.lower(0), reader.span());
        let (names, exact) = match name.strip_suffix(".exact").or(name.strip_suffix(".x")) {
            Some(names) => (names, true),
            None => (&*name, false),
        };
        if matches!(names, "x" | "exact") {
            reader.at += 1;
            return exactly(reader, sign, frame);
        }
        let fields: Option<Vec<Field>> =
            names.split(',').map(|name| look_up(FIELDS, name.trim())).collect();
        match fields.as_deref() {
            None => reader.plain(frame),
            Some([Field::Date, ..]) => {
                reader.at += 1;
                date(reader, sign)
            }
            Some(fields) => {
                reader.at += 1;
                let frame = match exact {
                    true => Frame { form: WordForm::Exact, ..frame },
                    false => frame,
                };
                several(reader, fields, sign, frame)
            }
        }
    }

    fn pieces(&self, word: &str) -> Vec<Piece> {
        pieces(word)
    }
}

/// `TI,AB(pact)`: in any of the fields. What stands in the group is read once for each.
fn several(reader: &mut Reader<'_>, fields: &[Field], sign: Span, frame: Frame) -> Option<Node> {
    let headline_and_lead = matches!(
        fields,
        [Field::Text(Scope::Headline), Field::Text(Scope::Lead)]
            | [Field::Text(Scope::Lead), Field::Text(Scope::Headline)]
    );
    let holds =
        |wanted| fields.iter().any(|field| matches!(field, Field::Text(scope) if *scope == wanted));
    if holds(Scope::Lead) {
        reader.say_once(sign, "an abstract is read as the lead");
    }
    if holds(Scope::HeadlineOrLead) {
        reader.say_once(sign, "all but the full text is read as headline and lead");
    }
    let joined = [Field::Text(Scope::HeadlineOrLead)];
    let fields = if headline_and_lead { &joined } else { fields };
    let start = reader.at;
    let mut branches = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        let told = reader.problems.len();
        reader.at = start;
        branches.extend(reader.fielded(sign, *field, frame, |reader, frame| reader.group(frame)));
        if place > 0 {
            reader.problems.truncate(told);
        }
    }
    (!branches.is_empty()).then(|| any(branches))
}

/// `X("…")`, `EXACT("…")`: the whole of a field.
fn exactly(reader: &mut Reader<'_>, sign: Span, frame: Frame) -> Option<Node> {
    reader.say_once(sign, "exact: read as these words, wherever in the field they stand");
    reader.group(Frame { form: WordForm::Exact, ..frame })
}

/// `"{advertising campaign}"`: a phrase whose words may vary.
fn with_variants(reader: &mut Reader<'_>, words: &str, span: Span, frame: Frame) -> Option<Node> {
    let window = Operator::within(1, Order::AsNamed);
    reader.in_a_row(words, window, span, frame)
}

/// `PD(20191101-20191231)`, `PD(>20191101)`, `YR(2010-2012)`.
fn date(reader: &mut Reader<'_>, sign: Span) -> Option<Node> {
    let (inside, span) = reader.inside_parentheses();
    let span = sign.hull(span);
    let signs = [(">=", ">="), ("<=", "<="), (">", ">"), ("<", "<"), ("=", "")];
    let (compared, rest) = signs
        .into_iter()
        .find_map(|(typed, ours)| inside.strip_prefix(typed).map(|rest| (ours, rest)))
        .unwrap_or(("", &*inside));
    let ours = times::in_our_words(rest, times::DayOrder::of(rest), reader.today);
    reader.told_of_times(rest, span);
    reader.condition(Field::Date, &[format!("{compared}{ours}")], span)
}

/// `*` any letters, `[*5]` so many, `?` one.
fn pieces(word: &str) -> Vec<Piece> {
    const MOST: u32 = 20;
    let mut pieces = Vec::new();
    let mut rest = word;
    while let Some(at) = rest.find("[*") {
        let Some((digits, behind)) = rest[at + 2..].split_once(']') else { break };
        let Some(most) = number(digits) else { break };
        pieces.extend(stars_and_marks(&rest[..at]));
        pieces.push(Piece::UpTo(most.min(MOST)));
        rest = behind;
    }
    pieces.extend(stars_and_marks(rest));
    pieces
}
