//! Tokens, and a clipping as a line of them.

use crate::text::Span;

/// Where in a clipping a word stands. The zones follow one another in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Zone {
    /// The headline.
    #[default]
    Headline,
    /// The first paragraph of text, or the first two where the first is short.
    Lead,
    /// The rest of the text.
    Body,
    /// The words under photos, each once.
    Caption,
}

impl Zone {
    /// All of them, in the order in which they follow one another.
    pub const ALL: [Self; 4] = [Self::Headline, Self::Lead, Self::Body, Self::Caption];

    /// Its place in that order.
    pub fn ordinal(self) -> usize {
        self as usize
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Class {
    /// A word, or one part of a compound.
    #[default]
    Word,
    /// The joined form of a compound, at its first part: the word it is begins there.
    JoinedFirst,
    /// The joined form of a compound, at its last part: the word it is ends there.
    JoinedLast,
    /// A character of a Han, kana or Hangul run with the one after it.
    Gram,
    /// The last character of such a run.
    LastGram,
    /// A Korean word without its particle: for ranking only, it has no exact form.
    Stem,
}

/// How a word is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Case {
    /// Without a capital, or in a script that has none.
    #[default]
    Lower,
    /// With a capital, but not all.
    Capital,
    /// All in capitals, two letters or more.
    AllCapitals,
}

/// What begins with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Opens {
    /// Nothing.
    #[default]
    Nothing,
    /// A sentence.
    Sentence,
    /// A paragraph, and so a sentence.
    Paragraph,
}

/// One token. Its forms are read through [`Analysed`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Its place on the clipping's one line of positions.
    pub position: u32,
    /// The passage it stands in, counted from 0 in the order given to the analyser.
    pub passage: u32,
    /// Where in that passage.
    pub span: Span,
    /// The zone of the passage.
    pub zone: Zone,
    /// What it is.
    pub class: Class,
    /// How it is printed.
    pub case: Case,
    /// What begins with it.
    pub opens: Opens,
    pub(super) exact: (u32, u32),
    pub(super) normal: (u32, u32),
}

/// A clipping as a line of tokens, sorted by position.
#[derive(Clone, Debug, Default)]
pub struct Analysed {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// How many positions there are.
    pub positions: u32,
    /// How many words a person would count: a Korean word is one, a Chinese or Japanese character
    /// is one.
    pub word_count: u32,
    forms: String,
}

impl Analysed {
    /// The folded form of a token as printed; empty for [`Class::Stem`].
    pub fn exact(&self, token: &Token) -> &str {
        &self.forms[token.exact.0 as usize..token.exact.1 as usize]
    }

    /// The normal form of a token; empty on the last character of a longer run, which the pair
    /// before it holds.
    pub fn normal(&self, token: &Token) -> &str {
        &self.forms[token.normal.0 as usize..token.normal.1 as usize]
    }

    /// The last position of the word whose token stands at `place` among the tokens: a compound's
    /// joined form reaches to its last part.
    pub fn last_position(&self, place: usize) -> u32 {
        let token = &self.tokens[place];
        if token.class != Class::JoinedFirst {
            return token.position;
        }
        let last = self.tokens[place..].iter().find(|other| other.class == Class::JoinedLast);
        last.map_or(token.position, |last| last.position)
    }

    /// The first position of each zone, by [`Zone::ordinal`].
    pub fn zone_starts(&self) -> [Option<u32>; 4] {
        let mut starts = [None; 4];
        for token in &self.tokens {
            starts[token.zone.ordinal()].get_or_insert(token.position);
        }
        starts
    }

    pub(super) fn push(&mut self, token: Token, exact: &str) -> usize {
        let exact = self.write(exact);
        self.tokens.push(Token { exact, normal: (0, 0), ..token });
        self.tokens.len() - 1
    }

    pub(super) fn insert(&mut self, at: usize, token: Token, exact: &str, normal: &str) {
        let exact = self.write(exact);
        let normal = self.write(normal);
        self.tokens.insert(at, Token { exact, normal, ..token });
    }

    pub(super) fn set_normal(&mut self, index: usize, write: impl FnOnce(&mut String)) {
        let start = self.forms.len() as u32;
        write(&mut self.forms);
        self.tokens[index].normal = (start, self.forms.len() as u32);
    }

    fn write(&mut self, form: &str) -> (u32, u32) {
        let start = self.forms.len() as u32;
        self.forms.push_str(form);
        (start, self.forms.len() as u32)
    }
}
