//! Query text to tokens with spans. Nothing is an error here.

use super::{MAX_WINDOW, Order, Printed, Reach, Window};
use crate::text::{Span, fold};

/// A token of query text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` before something.
    Minus,
    /// `W/5`, `PRE/3`, `W/S` between two parts; the window as typed may have been out of bounds.
    Window {
        window: Window,
        asked: u32,
    },
    /// `ATLEAST/3` before something.
    AtLeast(u32),
    /// `^25` before an opening parenthesis.
    First(u32),
    /// `ALLCAPS` and its sisters before an opening parenthesis.
    Printed(Printed),
    /// `name:` or `name=` before something; the name as typed.
    Field {
        name: String,
        exact: bool,
    },
    /// `=` before a word.
    Exact,
    /// Words between quotation marks.
    Quoted {
        text: String,
        closed: bool,
    },
    /// A regular expression between slashes.
    Regex(String),
    /// `~` or `~2` behind a word or a phrase.
    Tilde(Option<u32>),
    /// `^2` behind something.
    Boost(f32),
    /// Anything else up to a blank or parenthesis.
    Word(String),
    /// A word behind `\`: whatever it looks like, it is only a word.
    Literal(String),
}

/// How upper-case operators are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operators {
    Read,
    /// The query is a pasted headline all in capitals: AND is the word `and`.
    AreWords,
}

/// The tokens of `text`. `known_field` tells which names before a colon are fields.
pub(super) fn lex(
    text: &str,
    operators: Operators,
    known_field: impl Fn(&str) -> bool,
) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    while let Some(c) = lexer.peek() {
        lexer.step(c, operators, &known_field);
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn after(&self, c: char) -> Option<char> {
        self.text[self.at + c.len_utf8()..].chars().next()
    }

    fn push(&mut self, kind: TokenKind, end: usize) {
        self.tokens.push(Token { kind, span: Span::new(self.at, end) });
        self.at = end;
    }

    fn step(&mut self, c: char, operators: Operators, known_field: &impl Fn(&str) -> bool) {
        let one = self.at + c.len_utf8();
        let before_something =
            self.after(c).is_some_and(|next| !next.is_whitespace() && next != ')');
        match c {
            c if c.is_whitespace() || fold::is_invisible(c) || c.is_control() => self.at = one,
            '~' | '^' if self.modifies() => self.modifiers(),
            '^' if self.first_words() => {}
            '(' => self.push(TokenKind::Open, one),
            ')' => self.push(TokenKind::Close, one),
            '|' => {
                let doubled = self.after(c) == Some('|');
                self.push(TokenKind::Or, one + usize::from(doubled));
            }
            '-' | '−' | '–' if before_something && self.starts_word() => {
                self.push(TokenKind::Minus, one);
            }
            '\\' if self.literal() => {}
            '=' if before_something => self.push(TokenKind::Exact, one),
            '/' if before_something && self.regex() => {}
            c if closing_quote(c).is_some() => self.quoted(c),
            _ => self.word(operators, known_field),
        }
    }

    /// Whether what was read last ended with a blank or an opening parenthesis.
    fn starts_word(&self) -> bool {
        self.text[..self.at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "(:=|".contains(c))
    }

    /// Whether the sign here stands right behind something it can modify.
    fn modifies(&self) -> bool {
        let behind = self.tokens.last().is_some_and(|last| {
            last.span.end == self.at
                && matches!(
                    last.kind,
                    TokenKind::Close
                        | TokenKind::Quoted { closed: true, .. }
                        | TokenKind::Regex(_)
                        | TokenKind::Tilde(_)
                )
        });
        behind && modifier(self.rest()).is_some()
    }

    /// Reads all the modifiers that stand here, one behind the other.
    fn modifiers(&mut self) {
        while let Some((kind, length)) = modifier(self.rest()) {
            self.push(kind, self.at + length);
        }
    }

    /// `^25(`: reads it and tells whether it stood here.
    fn first_words(&mut self) -> bool {
        let number = digits(&self.rest()[1..]);
        let counted = self.rest()[1 + number.len()..].starts_with('(');
        let words = number.parse().unwrap_or(u32::MAX);
        if !number.is_empty() && counted {
            self.push(TokenKind::First(words), self.at + 1 + number.len());
            return true;
        }
        false
    }

    /// `/pact(s|ed)?/`: reads it and tells whether it stood here.
    fn regex(&mut self) -> bool {
        let behind_sign = self
            .tokens
            .last()
            .is_some_and(|last| last.span.end == self.at && matches!(last.kind, TokenKind::Minus));
        if !self.starts_word() && !behind_sign {
            return false;
        }
        let inside = &self.rest()[1..];
        let mut escaped = false;
        for (at, c) in inside.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '/' => {
                    let after = &inside[at + 1..];
                    let ends = after.chars().next().is_none_or(|next| {
                        next.is_whitespace() || next == ')' || modifier(after).is_some()
                    });
                    if !ends || inside[..at].trim().is_empty() {
                        return false;
                    }
                    let text = inside[..at].replace("\\/", "/");
                    let end = self.at + 1 + at + 1;
                    self.push(TokenKind::Regex(text), end);
                    return true;
                }
                c if c.is_whitespace() => return false,
                _ => {}
            }
        }
        false
    }

    /// `\AND`: reads it and tells whether it stood here. Inside, `\` stands before a `~`, `^` or `\` that
    /// is part of the word.
    fn literal(&mut self) -> bool {
        let inside = &self.rest()[1..];
        let mut text = String::new();
        let mut length = 0;
        while let Some(c) = inside[length..].chars().next().filter(|c| !ends_a_word(*c)) {
            let rest = &inside[length..];
            if modifier(rest).is_some() {
                break;
            }
            let escaped = rest[c.len_utf8()..].chars().next().filter(|_| c == ESCAPE);
            let meant = escaped.filter(|escaped| is_escaped_inside(*escaped));
            length += c.len_utf8() + meant.map_or(0, char::len_utf8);
            text.push(meant.unwrap_or(c));
        }
        if text.is_empty() {
            return false;
        }
        self.push(TokenKind::Literal(text), self.at + 1 + length);
        self.modifiers();
        true
    }

    fn quoted(&mut self, open: char) {
        let inside = self.at + open.len_utf8();
        let closes = closing_quote(open).unwrap_or("\"");
        let rest = &self.text[inside..];
        let (length, closed) = match rest.find(|c| closes.contains(c)) {
            Some(length) => (length, true),
            None => (rest.len(), false),
        };
        let end = inside + length;
        let mark = self.text[end..].chars().next().map_or(0, char::len_utf8);
        let text = self.text[inside..end].to_owned();
        self.push(TokenKind::Quoted { text, closed }, end + mark);
    }

    fn word(&mut self, operators: Operators, known_field: &impl Fn(&str) -> bool) {
        let rest = self.rest();
        let length = rest
            .find(ends_a_word)
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(1, char::len_utf8));
        let word = &rest[..length];
        if let Some((name, exact)) = field_name(word).filter(|(name, _)| known_field(name)) {
            let end = self.at + name.len() + 1;
            let name = name.to_owned();
            return self.push(TokenKind::Field { name, exact }, end);
        }
        if let Some((window, asked, behind)) = around(word, &rest[length..]) {
            return self.push(TokenKind::Window { window, asked }, self.at + length + behind);
        }
        let opens = rest[length..].starts_with('(');
        if opens && known_field(word) {
            // `headline(pact)`, as Nexis has it, and `headline:(pact)` are the same.
            let name = word.to_owned();
            return self.push(TokenKind::Field { name, exact: false }, self.at + length);
        }
        match (operator(word, opens), operators) {
            (Some(kind), Operators::Read) => return self.push(kind, self.at + length),
            (Some(_), Operators::AreWords) if operator(&word.to_lowercase(), opens).is_none() => {
                // In small letters it is a word wherever it stands.
                return self.push(TokenKind::Word(word.to_lowercase()), self.at + length);
            }
            _ => {}
        }
        let kept = without_modifiers(word);
        // Behind a parenthesis a hyphen joins nothing, and in front of a word it would deny it.
        let bare = word[..kept].trim_start_matches(['-', '−', '–']);
        let text = if bare.is_empty() { &word[..kept] } else { bare };
        self.push(TokenKind::Word(text.to_owned()), self.at + kept);
        self.modifiers();
    }
}

/// What makes a word only a word.
const ESCAPE: char = '\\';

/// The word behind the sign that makes it only a word.
pub(super) fn escaped(word: &str) -> String {
    let mut text = String::from(ESCAPE);
    for c in word.chars() {
        text.extend(is_escaped_inside(c).then_some(ESCAPE));
        text.push(c);
    }
    text
}

fn is_escaped_inside(c: char) -> bool {
    matches!(c, '~' | '^' | ESCAPE)
}

fn ends_a_word(c: char) -> bool {
    c.is_whitespace() || "()|".contains(c) || closing_quote(c).is_some()
}

/// What a whole word means as an operator; `opens` tells that a parenthesis follows at once.
fn operator(word: &str, opens: bool) -> Option<TokenKind> {
    Some(match word {
        "AND" | "&&" => TokenKind::And,
        "OR" => TokenKind::Or,
        "NOT" => TokenKind::Not,
        _ if opens && word.eq_ignore_ascii_case("ALLCAPS") => {
            TokenKind::Printed(Printed::AllCapitals)
        }
        _ if opens && word.eq_ignore_ascii_case("CAPS") => {
            TokenKind::Printed(Printed::WithCapitals)
        }
        _ if opens && word.eq_ignore_ascii_case("NOCAPS") => {
            TokenKind::Printed(Printed::WithoutCapitals)
        }
        _ => match at_least(word).or_else(|| abbreviated_at_least(word).filter(|_| opens)) {
            Some(times) => TokenKind::AtLeast(times),
            None => {
                let (window, asked) = window(word)?;
                TokenKind::Window { window, asked }
            }
        },
    })
}

/// `ATLEAST/3`, `ATLEAST3`, `atleast3`.
fn at_least(word: &str) -> Option<u32> {
    let head = word.get(..7).filter(|head| head.eq_ignore_ascii_case("atleast"))?;
    number(word[head.len()..].strip_prefix('/').unwrap_or(&word[head.len()..]))
}

/// `atl5`, as Lexis and Westlaw take it too; a word like any other where no parenthesis follows.
fn abbreviated_at_least(word: &str) -> Option<u32> {
    let head = word.get(..3).filter(|head| head.eq_ignore_ascii_case("atl"))?;
    number(&word[head.len()..])
}

/// A window as people write it, and the number as typed; where that is out of bounds, the window
/// has the nearest one within.
///
/// With a slash it is an operator in any case (`w/5`, the habit of Nexis); without one in capitals
/// only (`NEAR5`, `SAME`).
pub(super) fn window(word: &str) -> Option<(Window, u32)> {
    let in_order = |reach| Window { reach, order: Order::AsNamed };
    let either = |reach| Window { reach, order: Order::Either };
    let counted = |asked: u32| asked.clamp(1, MAX_WINDOW);
    if let Some((name, reach)) = word.split_once('/') {
        let name = name.to_ascii_lowercase();
        let ordered = matches!(&*name, "pre" | "onear" | "adj" | "p");
        if !ordered && !matches!(&*name, "w" | "near" | "n" | "") {
            return None;
        }
        let with = |reach| if ordered { in_order(reach) } else { either(reach) };
        return Some(match &*reach.to_ascii_lowercase() {
            "s" | "sent" => (with(Reach::Sentence), 1),
            "p" | "para" => (with(Reach::Paragraph), 1),
            "f" | "seg" => (with(Reach::Zone), 1),
            reach => {
                let asked = number(reach)?;
                (with(Reach::Within(counted(asked))), asked)
            }
        });
    }
    if word == "SAME" {
        return Some((either(Reach::Paragraph), 1));
    }
    if let Some(exact) = word.strip_prefix("PRE=") {
        let asked = number(exact)?;
        return Some((in_order(Reach::Exactly(counted(asked))), asked));
    }
    let (distance, ordered) = match (word.strip_prefix("NEAR"), word.strip_prefix("ADJ")) {
        (Some(distance), _) => (distance, false),
        (_, Some(distance)) => (distance, true),
        _ => return None,
    };
    let asked = if distance.is_empty() { 1 } else { number(distance)? };
    let reach = Reach::Within(counted(asked));
    Some((if ordered { in_order(reach) } else { either(reach) }, asked))
}

/// `AROUND(5)`, as web search engines have it: the window, the number, and how long the parentheses
/// are.
fn around(word: &str, behind: &str) -> Option<(Window, u32, usize)> {
    if word != "AROUND" {
        return None;
    }
    let inside = behind.strip_prefix('(')?;
    let distance = digits(inside);
    let asked = number(distance).filter(|_| inside[distance.len()..].starts_with(')'))?;
    let reach = Reach::Within(asked.clamp(1, MAX_WINDOW));
    Some((Window { reach, order: Order::Either }, asked, distance.len() + 2))
}

/// How long a word is without the modifiers at its end.
fn without_modifiers(word: &str) -> usize {
    let mut kept = word.len();
    while let Some(at) = word[..kept].rfind(['~', '^']) {
        let sign = &word[at..kept];
        let whole = modifier(sign).is_some_and(|(_, length)| length == sign.len());
        if !whole || !word[..at].chars().any(char::is_alphanumeric) {
            break;
        }
        kept = at;
    }
    kept
}

/// `~`, `~2`, `^1.5` at the beginning of `text`, and how long it is.
fn modifier(text: &str) -> Option<(TokenKind, usize)> {
    if let Some(rest) = text.strip_prefix('~') {
        let digits = digits(rest);
        let count = (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX));
        return Some((TokenKind::Tilde(count), 1 + digits.len()));
    }
    let rest = text.strip_prefix('^')?;
    let whole = digits(rest);
    let fraction = rest[whole.len()..].strip_prefix('.').map_or("", digits);
    let length = if fraction.is_empty() { whole.len() } else { whole.len() + 1 + fraction.len() };
    let factor: f32 = rest[..length].parse().ok()?;
    Some((TokenKind::Boost(factor), 1 + length))
}

fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

/// A whole number; one too large to hold is the largest.
pub(super) fn number(text: &str) -> Option<u32> {
    let counted = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    counted.then(|| text.parse().unwrap_or(u32::MAX))
}

/// The name before the first `:` or `=` of a word, and whether the sign was `=`.
fn field_name(word: &str) -> Option<(&str, bool)> {
    let at = word.find([':', '='])?;
    let name = &word[..at];
    let letters = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then_some((name, word.as_bytes()[at] == b'='))
}

/// The characters that close what `open` opens.
pub(super) fn closing_quote(open: char) -> Option<&'static str> {
    Some(match open {
        '"' | '“' | '”' | '„' | '‟' => "\"“”‟",
        '«' => "»",
        '»' => "«",
        '「' => "」",
        '『' => "』",
        _ => return None,
    })
}
