//! Query text to tokens with spans. Nothing is an error here.

use crate::text::{Span, fold};

/// A token of query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` before something.
    Minus,
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
    /// Anything else up to a blank or parenthesis.
    Word(String),
}

/// How upper-case operators are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operators {
    Read,
    /// The query is a pasted headline all in capitals: AND is a word.
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

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
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
            '(' => self.push(TokenKind::Open, one),
            ')' => self.push(TokenKind::Close, one),
            '|' => self.push(TokenKind::Or, one),
            '-' | '−' | '–' if before_something && self.starts_word() => {
                self.push(TokenKind::Minus, one);
            }
            '=' if before_something => self.push(TokenKind::Exact, one),
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
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| c.is_whitespace() || "()|".contains(c) || closing_quote(c).is_some())
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(1, char::len_utf8));
        let word = &rest[..length];
        if let Some((name, exact)) = field_name(word).filter(|(name, _)| known_field(name)) {
            let end = self.at + name.len() + 1;
            let name = name.to_owned();
            return self.push(TokenKind::Field { name, exact }, end);
        }
        let kind = match word {
            "AND" if operators == Operators::Read => TokenKind::And,
            "OR" if operators == Operators::Read => TokenKind::Or,
            "NOT" if operators == Operators::Read => TokenKind::Not,
            _ => TokenKind::Word(word.to_owned()),
        };
        self.push(kind, self.at + length);
    }
}

/// The name before the first `:` or `=` of a word, and whether the sign was `=`.
fn field_name(word: &str) -> Option<(&str, bool)> {
    let at = word.find([':', '='])?;
    let name = &word[..at];
    let letters = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then_some((name, word.as_bytes()[at] == b'='))
}

/// The characters that close what `open` opens.
fn closing_quote(open: char) -> Option<&'static str> {
    Some(match open {
        '"' | '“' | '”' | '„' | '‟' => "\"“”‟",
        '«' => "»",
        '»' => "«",
        '「' => "」",
        '『' => "』",
        _ => return None,
    })
}
