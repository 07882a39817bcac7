//! Habits of other houses in a query that is typed in our own language: windows that can be read as
//! meant, and signs that show which house is spoken to.

use super::dialects::Dialect;
use super::lexer::{Token, TokenKind, number};
use super::{MAX_WINDOW, Order, Problem, Reach, Severity, Window, fields};
use crate::text::Span;

/// Reads `w10`, `near5`, `w/ 10`, `w /10`, `within 10 words of` between two parts as windows, and
/// says so.
pub(super) fn windows(text: &str, tokens: Vec<Token>) -> (Vec<Token>, Vec<Problem>) {
    let (mut read, mut told) = (Vec::with_capacity(tokens.len()), Vec::new());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let ends = read.last().is_some_and(|before: &Token| ends_a_part(&before.kind));
        let found = spelled(text, &tokens[at..]).filter(|(_, _, length)| {
            ends && tokens.get(at + length).is_some_and(|next| begins_a_part(&next.kind))
        });
        let Some((window, asked, length)) = found else {
            read.push(token.clone());
            at += 1;
            continue;
        };
        let span = token.span.hull(tokens[at + length - 1].span);
        let typed = span.of(text);
        let message = format!("{typed} is read as {window}");
        let hint = format!("\"{typed}\" in quotation marks are words");
        told.push(Problem::new(Severity::Said, span, message).hint(hint));
        read.push(Token { kind: TokenKind::Window { window, asked }, span });
        at += length;
    }
    (read, told)
}

fn ends_a_part(kind: &TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Word(_)
            | TokenKind::Literal(_)
            | TokenKind::Quoted { .. }
            | TokenKind::Regex(_)
            | TokenKind::Close
    )
}

fn begins_a_part(kind: &TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Word(_)
            | TokenKind::Literal(_)
            | TokenKind::Quoted { .. }
            | TokenKind::Regex(_)
            | TokenKind::Open
            | TokenKind::Exact
            | TokenKind::Field { .. }
            | TokenKind::AtLeast(_)
            | TokenKind::First(_)
            | TokenKind::Printed(_)
    )
}

/// Whether the first of the words side by side would be read as a window, with a word behind it.
pub(super) fn spells_a_window_before_more(words: &[&str]) -> bool {
    spelled_by_words(|place| words.get(place).map_or_else(String::new, |word| word.to_lowercase()))
        .is_some_and(|(_, _, length)| length < words.len())
}

/// The window that the first of the tokens spell, its number as typed, and how many they are.
fn spelled(text: &str, tokens: &[Token]) -> Option<(Window, u32, usize)> {
    let word = |place: usize| match tokens.get(place).map(|token| &token.kind) {
        Some(TokenKind::Word(word)) => word.to_lowercase(),
        _ => String::new(),
    };
    let parted = || match (&*word(0), tokens.get(1)?) {
        ("w" | "near" | "pre", Token { kind: TokenKind::Window { window, asked }, span })
            if span.of(text).starts_with('/') =>
        {
            let order = if word(0) == "pre" { Order::AsNamed } else { Order::Either };
            Some((Window { order, ..*window }, *asked, 2))
        }
        _ => None,
    };
    spelled_by_words(word).or_else(parted)
}

/// The same of words in small letters, empty where no word stands.
fn spelled_by_words(word: impl Fn(usize) -> String) -> Option<(Window, u32, usize)> {
    let (first, second) = (word(0), word(1));
    let counted = |order: Order, distance: &str, length: usize| {
        let asked = number(distance)?;
        let reach = Reach::Within(asked.clamp(1, MAX_WINDOW));
        Some((Window { reach, order }, asked, length))
    };
    match &*first {
        "w/" | "near/" => return counted(Order::Either, &second, 2),
        "pre/" | "adj/" => return counted(Order::AsNamed, &second, 2),
        "within" => {
            let length = match (&*word(2), &*word(3)) {
                ("words" | "word", "of") => 4,
                ("words" | "word" | "of", _) => 3,
                _ => return None,
            };
            return counted(Order::Either, &second, length);
        }
        _ => {}
    }
    let glued = |name: &str| first.strip_prefix(name);
    let ordered = glued("adj").or(glued("pre"));
    ordered
        .and_then(|distance| counted(Order::AsNamed, distance, 1))
        .or_else(|| counted(Order::Either, glued("near").or(glued("w"))?, 1))
}

/// Says which house a query speaks to, at the first sign of one.
pub(super) fn house_told(text: &str, tokens: &[Token]) -> Option<Problem> {
    let (dialect, span) = (0..tokens.len()).find_map(|place| house_at(&tokens[place..]))?;
    let (house, name) = (dialect.house_name(), dialect.name());
    let message = format!("{} is the language of {house}", span.of(text));
    let hint = format!("--dialect {name} reads a query as {house} does");
    Some(Problem::new(Severity::Said, span, message).hint(hint))
}

/// The house that the first of the tokens belong to, and their place.
fn house_at(tokens: &[Token]) -> Option<(Dialect, Span)> {
    let first = tokens.first()?;
    let second = tokens.get(1);
    let opens = second
        .is_some_and(|next| next.kind == TokenKind::Open && next.span.start == first.span.end);
    let value = || second.map_or(first.span, |next| first.span.hull(next.span));
    match &first.kind {
        TokenKind::Word(word) if opens => {
            called(&word.to_lowercase()).map(|dialect| (dialect, first.span))
        }
        TokenKind::Word(word) if matches!(&*word.to_lowercase(), "date" | "pd") => {
            dated(&tokens[1..]).map(|dialect| (dialect, value()))
        }
        TokenKind::Word(word) => named(&word.to_lowercase()).map(|dialect| (dialect, first.span)),
        TokenKind::Field { name, .. } if name.eq_ignore_ascii_case("date") => {
            match (&second?.kind, tokens.get(2).map(|token| &token.kind)) {
                (TokenKind::Word(range), _) if range.starts_with(['[', '{']) => {
                    Some((Dialect::Lucene, value()))
                }
                (TokenKind::Open, Some(TokenKind::Word(sign))) if is_comparison(sign) => {
                    Some((Dialect::Nexis, first.span))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The house in which this name stands before a parenthesis.
fn called(name: &str) -> Option<Dialect> {
    if matches!(name, "plural" | "singular") || Dialect::Nexis.has_field(name) {
        return Some(Dialect::Nexis);
    }
    let whole = |name: &str| {
        let name = name.strip_suffix(".exact").or(name.strip_suffix(".x")).unwrap_or(name);
        matches!(name, "x" | "exact") || Dialect::Proquest.has_field(name)
    };
    name.split(',').all(whole).then_some(Dialect::Proquest)
}

/// The house in which a word begins with a field: `rst=nytf`, `wc>400`, `near10:`, `sourcelang:x`.
fn named(word: &str) -> Option<Dialect> {
    let at = word.find([':', '=', '>', '<'])?;
    let (name, sign) = (&word[..at], &word[at..=at]);
    if fields::look_up(name).is_some() && !matches!(sign, ">" | "<") {
        return None;
    }
    let counted = |prefix: &str| name.strip_prefix(prefix).and_then(number).is_some();
    match sign {
        ":" if name == "_exists_" => Some(Dialect::Lucene),
        ":" => (Dialect::Gdelt.has_field(name) || counted("near") || counted("repeat"))
            .then_some(Dialect::Gdelt),
        "=" => Dialect::Factiva.has_field(name).then_some(Dialect::Factiva),
        _ if name == "wc" => Some(Dialect::Factiva),
        _ => matches!(name, "length" | "date").then_some(Dialect::Nexis),
    }
}

/// The house in whose words a date is compared by the tokens behind `date`.
fn dated(behind: &[Token]) -> Option<Dialect> {
    let TokenKind::Word(sign) = &behind.first()?.kind else { return None };
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let value = match &behind.get(1)?.kind {
        TokenKind::Word(value) => value,
        TokenKind::Open => return is_comparison(sign).then_some(Dialect::Nexis),
        _ => return None,
    };
    match &*sign.to_lowercase() {
        "from" if digits(value) => Some(Dialect::Factiva),
        "after" | "before" if value.len() == 8 && number(value).is_some() => Some(Dialect::Factiva),
        sign if is_comparison(sign) && digits(value) => Some(Dialect::Nexis),
        _ => None,
    }
}

fn is_comparison(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        &*word,
        "geq" | "leq" | "aft" | "bef" | "after" | "before" | "gtr" | "lss" | "is" | "between"
    ) || word.starts_with(['>', '<', '='])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::query::parse;

    fn read(text: &str) -> (String, Vec<Problem>) {
        let parsed = parse(text, NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day"));
        (parsed.query.to_string(), parsed.problems)
    }

    /// Read as the other, which is said at these words.
    fn check_window(text: &str, expect: &str, at: &str) {
        let (printed, problems) = read(text);
        assert_eq!(printed, expect, "{text}");
        assert_eq!(problems[0].span.of(text), at, "{text}");
        assert!(problems[0].message.contains(" is read as "), "{text}: {problems:?}");
    }

    #[test]
    fn windows_spelled_otherwise_are_read_as_meant() {
        check_window("seoul w10 pact", "seoul W/10 pact", "w10");
        check_window("seoul w/ 10 pact", "seoul W/10 pact", "w/ 10");
        check_window("seoul w /10 pact", "seoul W/10 pact", "w /10");
        check_window("seoul near5 pact", "seoul W/5 pact", "near5");
        check_window("seoul adj3 (pact OR treaty)", "seoul PRE/3 (pact OR treaty)", "adj3");
        check_window("seoul within 10 words of pact", "seoul W/10 pact", "within 10 words of");
        check_window("(a OR b) within 3 of \"c d\"", "(a OR b) W/3 \"c d\"", "within 3 of");
    }

    #[test]
    fn what_spells_no_window_between_two_parts_is_words() {
        for text in ["w10", "seoul w10", "w10 pact", "seoul within 10 days", "seoul w pact"] {
            let (printed, problems) = read(text);
            assert_eq!((printed.as_str(), problems.len()), (text, 0), "{problems:?}");
        }
    }

    fn check_house(text: &str, dialect: Dialect, at: &str) {
        let hint = format!("--dialect {} ", dialect.name());
        let told = |problem: &Problem| {
            problem.span.of(text) == at
                && problem.hint.as_ref().is_some_and(|said| said.starts_with(&hint))
        };
        let problems = read(text).1;
        assert!(problems.iter().any(told), "{text}: {problems:?}");
    }

    #[test]
    fn the_house_that_is_spoken_to_is_told() {
        check_house("publication(korea times) and pact", Dialect::Nexis, "publication");
        check_house("pact and date geq 11/1/2019", Dialect::Nexis, "date geq");
        check_house("pact and date(bef 11/1/2019)", Dialect::Nexis, "date");
        check_house("length>400 and pact", Dialect::Nexis, "length>400");
        check_house("ti(pact) and seoul", Dialect::Proquest, "ti");
        check_house("TI,AB(pact)", Dialect::Proquest, "TI,AB");
        check_house("SU.EXACT(\"trade\")", Dialect::Proquest, "SU.EXACT");
        check_house("sourcelang:korean pact", Dialect::Gdelt, "sourcelang:korean");
        check_house("near10:\"seoul pact\"", Dialect::Gdelt, "near10:");
        check_house("rst=nytf and pact", Dialect::Factiva, "rst=nytf");
        check_house("wc>400 and pact", Dialect::Factiva, "wc>400");
        check_house("pact date from 20191101 to 20191231", Dialect::Factiva, "date from");
        check_house("date:[2019 TO 2020] pact", Dialect::Lucene, "date:[2019");
        check_house("_exists_:byline", Dialect::Lucene, "_exists_:byline");
    }

    #[test]
    fn our_own_language_and_prose_speak_to_no_house() {
        for text in [
            "headline(pact) hd=(pact) words:>400",
            "the date is set",
            "date after tomorrow",
            "Analysis: pact (updated)",
            "pact=seoul a>b",
            "12:30 tone",
        ] {
            let problems = read(text).1;
            assert!(
                problems.iter().all(|told| !told.message.contains("the language of")),
                "{text}"
            );
        }
    }
}
