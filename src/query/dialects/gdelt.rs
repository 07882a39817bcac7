//! GDELT DOC 2.0: words side by side are AND, OR stands in parentheses, operators as `near20:"…"`.

use super::leaves::{Piece, letters};
use super::reader::{Codes, Field, Fields, Frame, House, Loss, Operator, Reader, look_up, not};
use super::tokens::TokenKind;
use crate::clipping::Dimension;
use crate::query::lexer::number;
use crate::query::{Node, Order, Scope};
use crate::text::Span;

/// The query of GDELT's DOC 2.0 API.
pub(super) struct Gdelt;

const IMAGES: Loss = Loss { why: "morgue does not look into images: left out", instead: None };
const TONE: Loss = Loss { why: "morgue does not know tones: left out", instead: None };
const THEMES: Loss = Loss {
    why: "morgue has no themes of GDELT's: left out",
    instead: Some("category:, tag: or plain words"),
};
const COUNTRIES: Loss = Loss {
    why: "morgue knows what country a clipping is about, not where its outlet is: left out",
    instead: Some(r#"region:Korea asks what it is about, outlet:"…" and url: who printed it"#),
};

const FIELDS: Fields = &[
    ("domain", Field::Text(Scope::Url)),
    ("domainis", Field::Text(Scope::Url)),
    ("sourcelang", Field::Facet(Dimension::Language, LANGUAGES)),
    ("sourcecountry", Field::Lost(COUNTRIES)),
    ("theme", Field::Lost(THEMES)),
    ("tone", Field::Lost(TONE)),
    ("toneabs", Field::Lost(TONE)),
    ("imagefacetone", Field::Lost(IMAGES)),
    ("imagenumfaces", Field::Lost(IMAGES)),
    ("imageocrmeta", Field::Lost(IMAGES)),
    ("imagetag", Field::Lost(IMAGES)),
    ("imagewebcount", Field::Lost(IMAGES)),
    ("imagewebtag", Field::Lost(IMAGES)),
];

/// Languages by three letters; names are as ours.
const LANGUAGES: Codes = &[
    ("ara", "ar"),
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("vie", "vi"),
    ("zho", "zh"),
];

const AND: u32 = 30;
const OR: u32 = 20;

impl House for Gdelt {
    fn name(&self) -> &'static str {
        "GDELT"
    }

    fn fields(&self) -> Fields {
        FIELDS
    }

    fn word_forms(&self) -> &'static str {
        "GDELT finds a word as it is typed"
    }

    fn operator(&self, reader: &Reader<'_>) -> Option<(Operator, usize)> {
        match reader.word(0)? {
            "OR" => Some((Operator::Or, 1)),
            "AND" => Some((Operator::And, 1)),
            _ => None,
        }
    }

    fn beside(&self, _: &Reader<'_>) -> Operator {
        Operator::And
    }

    fn rank(&self, operator: Operator) -> u32 {
        match operator {
            Operator::Or => OR,
            _ => AND,
        }
    }

    fn group(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        let span = reader.span_before();
        match reader.groups {
            0 => {
                if let Some(span) = loose_or(reader) {
                    let message = "GDELT takes OR inside parentheses only: read without them";
                    reader.say(span, message);
                }
            }
            1 => {}
            _ => reader.say_once(span, "GDELT takes one level of parentheses: read as they stand"),
        }
        reader.expression(0, frame)
    }

    fn unit(&self, reader: &mut Reader<'_>, frame: Frame) -> Option<Node> {
        let Some(word) = reader.word(0).map(str::to_owned) else { return reader.plain(frame) };
        reader.small_operator();
        if word.starts_with('-') {
            let sign = reader.bite(1);
            return match reader.is_glued() && !reader.ends_here() {
                true => reader.expression(AND + 1, frame).map(|node| not(sign, node)),
                false => reader.negated(sign, frame),
            };
        }
        if word.contains('*') {
            reader.repair(reader.span(), "GDELT has no wildcards: the * was left out");
        }
        let Some(at) = word.find([':', '<', '>', '=']) else { return reader.plain(frame) };
        let name = word[..at].to_lowercase();
        let counted = |prefix: &str| name.strip_prefix(prefix).and_then(number);
        if let Some(distance) = counted("near") {
            let sign = reader.bite(at + 1);
            return near(reader, distance, sign, frame);
        }
        if let Some(times) = counted("repeat") {
            let sign = reader.bite(at + 1);
            return reader.at_least(times, sign, |reader| reader.plain(frame));
        }
        match look_up(FIELDS, &name) {
            Some(field) => {
                let sign = reader.bite(at + 1);
                if name == "domainis" {
                    reader.say(sign, "read as a part of the address");
                }
                reader.fielded(sign, field, frame, |reader, frame| reader.plain(frame))
            }
            None => reader.plain(frame),
        }
    }

    fn pieces(&self, word: &str) -> Vec<Piece> {
        letters(word)
    }
}

/// Where an OR stands in no parentheses.
fn loose_or(reader: &Reader<'_>) -> Option<Span> {
    let mut depth = 0_i32;
    for token in &reader.tokens[reader.at..] {
        match &token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth -= 1,
            TokenKind::Word(word) if depth <= 0 && word == "OR" => return Some(token.span),
            _ => {}
        }
    }
    None
}

/// `near20:"trump putin"`: all of the words, in any order.
fn near(reader: &mut Reader<'_>, distance: u32, sign: Span, frame: Frame) -> Option<Node> {
    let Some(TokenKind::Quoted { text, .. }) = reader.peek().cloned() else {
        reader.repair(sign, "near takes words in quotation marks: left out");
        return None;
    };
    let span = sign.hull(reader.span());
    reader.at += 1;
    if text.split_whitespace().count() > 2 {
        let message = format!(
            "GDELT wants all of the words within {distance}, here each is that near to those \
             before it"
        );
        reader.say(span, message);
    }
    reader.in_a_row(&text, Operator::within(distance, Order::Either), span, frame)
}
