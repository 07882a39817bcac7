//! Text of any house to tokens with spans: parentheses, quotation marks, words. Nothing is an
//! error.

use crate::query::lexer::closing_quote;
use crate::text::{Span, fold};

/// A token of some house's text.
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
    /// Words between quotation marks.
    Quoted {
        text: String,
        closed: bool,
    },
    /// `[a TO b]`, brackets included.
    Range(String),
    /// `/expression/`, without the slashes.
    Regex(String),
    /// Anything else up to a blank, parenthesis or quotation mark.
    Word(String),
}

/// Which signs a house gives a meaning of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// Parentheses and quotation marks.
    Plain,
    /// Brackets are parentheses too.
    Brackets,
    /// Lucene's: ranges, expressions, signs before a term, `\` before any of them.
    Lucene,
}

/// The tokens of `text`.
pub(super) fn tokens(text: &str, signs: Signs) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || c.is_control() || fold::is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = first(&text[at..], c, signs);
        tokens.push(Token { kind, span: Span::new(at, at + length) });
        at += length;
    }
    tokens
}

/// The token that `rest` begins with, and how long it is.
fn first(rest: &str, c: char, signs: Signs) -> (TokenKind, usize) {
    let special = match (signs, c) {
        (_, '(') | (Signs::Brackets, '[') => Some((TokenKind::Open, 1)),
        (_, ')') | (Signs::Brackets, ']') => Some((TokenKind::Close, 1)),
        (Signs::Lucene, '[' | '{') => range(rest),
        (Signs::Lucene, '/') => regex(rest),
        (Signs::Lucene, '+' | '-' | '!') => sign(rest),
        _ => closing_quote(c).map(|closes| quoted(rest, c, closes, signs)),
    };
    special.unwrap_or_else(|| {
        let length = word_length(rest, signs);
        (TokenKind::Word(rest[..length].to_owned()), length)
    })
}

fn quoted(rest: &str, open: char, closes: &str, signs: Signs) -> (TokenKind, usize) {
    let inside = &rest[open.len_utf8()..];
    let end = find(inside, signs, |c| closes.contains(c));
    let text = inside[..end.unwrap_or(inside.len())].to_owned();
    let mark = end.and_then(|at| inside[at..].chars().next()).map_or(0, char::len_utf8);
    let length = open.len_utf8() + text.len() + mark;
    (TokenKind::Quoted { text, closed: end.is_some() }, length)
}

/// `[20191101 TO 20191231]`, `{a TO b}`, in any mixture of brackets.
fn range(rest: &str) -> Option<(TokenKind, usize)> {
    let end = rest.find([']', '}'])? + 1;
    let inside = &rest[1..end - 1];
    inside.contains(" TO ").then(|| (TokenKind::Range(rest[..end].to_owned()), end))
}

fn regex(rest: &str) -> Option<(TokenKind, usize)> {
    let inside = &rest[1..];
    let end = find(inside, Signs::Lucene, |c| c == '/').filter(|end| *end > 0)?;
    Some((TokenKind::Regex(inside[..end].replace("\\/", "/")), end + 2))
}

/// `+`, `-`, `!` right before a term.
fn sign(rest: &str) -> Option<(TokenKind, usize)> {
    let next = rest[1..].chars().next().filter(|next| !next.is_whitespace() && *next != ')')?;
    let alone = !matches!(next, '+' | '-' | '!');
    alone.then(|| (TokenKind::Word(rest[..1].to_owned()), 1))
}

fn word_length(rest: &str, signs: Signs) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '(' | ')')
            || closing_quote(c).is_some()
            || signs == Signs::Brackets && matches!(c, '[' | ']')
            || signs == Signs::Lucene && matches!(c, '[' | '{')
    };
    let whole = find(rest, signs, ends).unwrap_or(rest.len());
    let length = match signs {
        Signs::Lucene => field_length(&rest[..whole]).unwrap_or(whole),
        Signs::Plain | Signs::Brackets => whole,
    };
    length.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// How long `title:` is at the beginning of a word; an address has no field.
fn field_length(word: &str) -> Option<usize> {
    let at = word.find(':')?;
    let name = &word[..at];
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
    (named && !word[at..].starts_with("://")).then_some(at + 1)
}

/// The first place that fits; with Lucene's signs not behind `\`.
fn find(text: &str, signs: Signs, fits: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if signs == Signs::Lucene && c == '\\' {
            escaped = true;
        } else if fits(c) {
            return Some(at);
        }
    }
    None
}
