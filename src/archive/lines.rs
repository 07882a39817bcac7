//! Tokens on their way into the engine: one line a token, which a trivial tokenizer splits again.
//!
//! A line is `+` (one position further) or `=` (the same position), then the term, then a line
//! feed. Terms hold no control characters but the first byte of the marks below, so nothing a
//! clipping says can be taken for a line.

use tantivy::tokenizer::{Token as EngineToken, TokenStream, Tokenizer};

use crate::analysis::{
    Analysed, Analyser, Case, Class, Language, Opens, Part, Passage, Token, Zone,
};
use crate::clipping::{Clipping, Kind, Known};

/// The term at the first word of every sentence.
pub const SENTENCE_START: &str = "\u{1}s";
/// The term at the first word of every paragraph.
pub const PARAGRAPH_START: &str = "\u{1}p";
/// Before a word printed all in capitals, at its position.
pub const CASE_ALL: char = '\u{2}';
/// Before a word printed with some capitals, at its position.
pub const CASE_SOME: char = '\u{3}';
/// Before the joined form of a compound, at its last part; the form itself stands at the first.
pub const COMPOUND_END: char = '\u{4}';

/// The passages of a clipping in the order of its positions, and for each the paragraph it is; no
/// paragraph for the headline.
pub fn passages(clipping: &Clipping) -> (Vec<Passage<'_>>, Vec<Option<usize>>) {
    let headline = (Passage { part: Part::Headline, text: &clipping.headline.value }, None);
    let of_kind = |kind: Kind, part: Part| {
        let paragraphs = clipping.paragraphs.iter().enumerate();
        paragraphs
            .filter(move |(_, paragraph)| paragraph.kind == kind)
            .map(move |(index, paragraph)| (Passage { part, text: &paragraph.text }, Some(index)))
    };
    std::iter::once(headline)
        .chain(of_kind(Kind::Text, Part::Text))
        .chain(of_kind(Kind::Caption, Part::Caption))
        .unzip()
}

/// The language a clipping is analysed in.
pub fn language_of(clipping: &Clipping) -> Language {
    let language = clipping.language.as_ref();
    language.map_or(Language::UNKNOWN, |language| Language::from_code(&language.value))
}

/// What of a clipping is searched by field alone, analysed.
pub struct SmallLines {
    /// Furniture and repeated captions.
    pub raw: Analysed,
    /// The byline.
    pub byline: Analysed,
    /// The place line.
    pub dateline: Analysed,
    /// The address of the original.
    pub url: Analysed,
}

impl SmallLines {
    /// Analyses them, in no language: their words have no stems.
    pub fn of(clipping: &Clipping, analyser: &mut Analyser) -> Self {
        let mut analyse = |texts: &mut dyn Iterator<Item = &str>| {
            let passages: Vec<_> = texts.map(|text| Passage { part: Part::Text, text }).collect();
            analyser.analyse(&passages, Language::UNKNOWN)
        };
        let furniture = clipping.paragraphs.iter().filter(|paragraph| match paragraph.kind {
            Kind::Furniture | Kind::RepeatedCaption => true,
            Kind::Text | Kind::Caption => false,
        });
        let raw = analyse(&mut furniture.map(|paragraph| paragraph.text.as_str()));
        let mut known = |known: &Option<Known<String>>| {
            analyse(&mut known.iter().map(|known| known.value.as_str()))
        };
        Self {
            raw,
            byline: known(&clipping.byline),
            dateline: known(&clipping.dateline),
            url: known(&clipping.url),
        }
    }
}

/// The lines of the field `words`: exact forms, boundaries, capitals.
pub(super) fn words(analysed: &Analysed) -> String {
    let mut lines = Lines::default();
    for token in &analysed.tokens {
        if token.class == Class::Stem {
            continue;
        }
        lines.put(token.position, end_mark(token), analysed.exact(token));
        if token.opens >= Opens::Sentence {
            lines.put(token.position, None, SENTENCE_START);
        }
        if token.opens == Opens::Paragraph {
            lines.put(token.position, None, PARAGRAPH_START);
        }
        match token.case {
            Case::Lower => {}
            Case::Capital => lines.put(token.position, Some(CASE_SOME), analysed.exact(token)),
            Case::AllCapitals => lines.put(token.position, Some(CASE_ALL), analysed.exact(token)),
        }
    }
    lines.text
}

/// The lines of the field `rank`: normal forms. Headline words weigh as others do:
/// `docs/evaluation.md` says why.
pub(super) fn rank(analysed: &Analysed) -> String {
    let mut lines = Lines::default();
    for token in ranked(analysed) {
        lines.put(0, None, analysed.normal(token));
    }
    lines.text
}

/// The lines of the field `headline`: normal forms of the headline.
pub(super) fn headline(analysed: &Analysed) -> String {
    let mut lines = Lines::default();
    for token in ranked(analysed).take_while(|token| token.zone == Zone::Headline) {
        lines.put(0, None, analysed.normal(token));
    }
    lines.text
}

/// The tokens that weigh: a compound's joined form once.
fn ranked(analysed: &Analysed) -> impl Iterator<Item = &Token> {
    analysed.tokens.iter().filter(|token| token.class != Class::JoinedLast)
}

fn end_mark(token: &Token) -> Option<char> {
    (token.class == Class::JoinedLast).then_some(COMPOUND_END)
}

/// The lines of a small field: exact forms with positions, and where compounds end.
pub(super) fn plain(analysed: &Analysed) -> String {
    let mut lines = Lines::default();
    for token in analysed.tokens.iter().filter(|token| token.class != Class::Stem) {
        lines.put(token.position, end_mark(token), analysed.exact(token));
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    position: u32,
}

impl Lines {
    /// Adds a term; positions never decrease, and every position holds a term.
    fn put(&mut self, position: u32, mark: Option<char>, term: &str) {
        if term.is_empty() {
            return;
        }
        debug_assert!(position == self.position || position == self.position + 1);
        self.text.push(if position > self.position { '+' } else { '=' });
        self.text.extend(mark);
        self.text.push_str(term);
        self.text.push('\n');
        self.position = position;
    }
}

/// Splits lines back into tokens.
#[derive(Clone, Default)]
pub(super) struct LineTokenizer {
    token: EngineToken,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        self.token.reset();
        self.token.position = 0;
        LineStream { rest: text, token: &mut self.token }
    }
}

/// The tokens of some lines.
pub(super) struct LineStream<'a> {
    rest: &'a str,
    token: &'a mut EngineToken,
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((line, rest)) = self.rest.split_once('\n') else { return false };
        self.rest = rest;
        self.token.position += usize::from(line.starts_with('+'));
        self.token.text.clear();
        self.token.text.push_str(line.get(1..).unwrap_or(""));
        true
    }

    fn token(&self) -> &EngineToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut EngineToken {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lines: &str) -> Vec<String> {
        let mut tokenizer = LineTokenizer::default();
        let mut stream = tokenizer.token_stream(lines);
        let mut found = Vec::new();
        while stream.advance() {
            let token = stream.token();
            found.push(format!("{}:{}", token.position, token.text.escape_debug()));
        }
        found
    }

    fn analysed(headline: &str, text: &str) -> Analysed {
        let passages =
            [Passage { part: Part::Headline, text: headline }, Passage { part: Part::Text, text }];
        Analyser::new().analyse(&passages, Language::from_code("en"))
    }

    #[test]
    fn lines_carry_positions_boundaries_and_capitals() {
        let analysed = analysed("US pact", "It ends. F-16");
        assert_eq!(
            tokens(&words(&analysed)),
            [
                "0:us",
                "0:\\u{1}s",
                "0:\\u{1}p",
                "0:\\u{2}us",
                "1:pact",
                "2:it",
                "2:\\u{1}s",
                "2:\\u{1}p",
                "2:\\u{3}it",
                "3:ends",
                "4:f",
                "4:\\u{1}s",
                "4:\\u{3}f",
                "4:f16",
                "5:16",
                "5:\\u{4}f16"
            ]
        );
    }

    #[test]
    fn a_word_ranks_by_its_normal_form() {
        let analysed = analysed("Pact", "pacts end");
        assert_eq!(tokens(&rank(&analysed)), ["0:pact", "0:pact", "0:end"]);
        assert_eq!(tokens(&headline(&analysed)), ["0:pact"]);
    }

    #[test]
    fn nothing_a_clipping_says_is_taken_for_a_line() {
        let analysed = analysed("a\n+b", "=c\u{1}s\u{2}d");
        let found = tokens(&words(&analysed));
        assert!(found.contains(&"0:a".to_owned()) && found.contains(&"1:b".to_owned()));
        assert_eq!(found.iter().filter(|token| token.ends_with("\\u{1}s")).count(), 2);
    }
}
