//! Words of alphabetic scripts: possessives, initials, numbers, compounds.

use super::script::Script;
use super::{Analysed, Case, MAX_WORD_BYTES};
use crate::text::{Span, fold};

/// The most parts a compound is joined from: what has more is a web address or a list.
const MAX_COMPOUND_PARTS: usize = 6;

/// One word inside what the segmenter gave as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub span: Span,
    pub shape: Shape,
}

/// How a word's form is made from its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The letters as they stand.
    Plain,
    /// Single letters with points between: `U.S` is `us`.
    Initials,
    /// Digits: commas between them fall, points stay.
    Number,
}

/// Takes apart what the segmenter leaves together: `l'accord`, `Banquo's`, `koreatimes.co.kr`.
pub(super) fn split(segment: Span, text: &str) -> Vec<Word> {
    let printed = segment.of(text);
    if printed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return vec![Word { span: segment, shape: Shape::Plain }];
    }
    if is_initials(printed) {
        return vec![Word { span: segment, shape: Shape::Initials }];
    }
    if is_number(printed) {
        return vec![Word { span: segment, shape: Shape::Number }];
    }
    split_at_punctuation(segment, printed)
}

fn split_at_punctuation(segment: Span, printed: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before_last = ' ';
    for (at, c) in printed.char_indices().chain([(printed.len(), '\'')]) {
        if is_word_character(c) || stands_in_cyrillic(printed, at, c) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let span = Span::new(segment.start + from, segment.start + at);
            if !is_possessive(&printed[from..at], before_last, at == printed.len(), found.len()) {
                found.push(Word { span, shape: Shape::Plain });
            }
            before_last = c;
        } else {
            before_last = c;
        }
    }
    found
}

fn is_possessive(part: &str, before: char, last: bool, parts_before: usize) -> bool {
    last && parts_before > 0
        && fold::straight_quote(before) == '\''
        && part.eq_ignore_ascii_case("s")
}

fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || fold::joins_previous(c) || fold::is_invisible(c)
}

/// Whether it is the apostrophe of `п'ять`, which Ukrainian and Belarusian count as a letter.
fn stands_in_cyrillic(printed: &str, at: usize, c: char) -> bool {
    let is_cyrillic = |c: char| Script::of(c) == Script::Cyrillic;
    fold::straight_quote(c) == '\''
        && printed.get(..at).is_some_and(|before| before.ends_with(is_cyrillic))
        && printed.get(at + c.len_utf8()..).is_some_and(|after| after.starts_with(is_cyrillic))
}

fn is_initials(printed: &str) -> bool {
    let mut letters = 0;
    let alternates = printed.chars().enumerate().all(|(place, c)| {
        letters += usize::from(place % 2 == 0);
        if place % 2 == 0 { c.is_alphabetic() } else { c == '.' }
    });
    alternates && letters >= 2
}

fn is_number(printed: &str) -> bool {
    printed.starts_with(|c: char| c.is_ascii_digit())
        && printed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

/// The folded form of a word, cut at [`MAX_WORD_BYTES`].
pub(super) fn exact_form(word: Word, printed: &str) -> String {
    let mut form = match word.shape {
        Shape::Plain => fold::exact(printed).into_owned(),
        Shape::Initials => fold::exact(printed).replace('.', ""),
        Shape::Number => printed.replace(',', ""),
    };
    form.retain(|c| !c.is_control() && !c.is_whitespace() && !is_apostrophe(c));
    if form.len() > MAX_WORD_BYTES {
        let cut = (0..=MAX_WORD_BYTES).rev().find(|at| form.is_char_boundary(*at)).unwrap_or(0);
        form.truncate(cut);
    }
    form
}

/// Apostrophes that stand inside a word: those of Ukrainian, Hawaiian and Uzbek, which people type
/// in many ways or leave out.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{2bb}' | '\u{2bc}')
}

/// How a word is printed.
pub(super) fn case_of(printed: &str) -> Case {
    let (mut capitals, mut letters) = (0, 0);
    for c in printed.chars() {
        if c.is_uppercase() {
            capitals += 1;
            letters += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        }
    }
    match (capitals, letters) {
        (0, _) => Case::Lower,
        (2.., _) if capitals == letters => Case::AllCapitals,
        _ => Case::Capital,
    }
}

/// The parts of a compound gathered so far.
#[derive(Default)]
pub(super) struct Compound {
    parts: Vec<usize>,
    end: usize,
    after_initials: bool,
    joined: String,
}

impl Compound {
    /// Whether a word that starts at `start` goes on with the compound: one joining character lies
    /// between.
    pub(super) fn continues_to(&self, text: &str, start: usize) -> bool {
        let Some(gap) = text.get(self.end..start) else { return false };
        let gap = if self.after_initials { gap.strip_prefix('.').unwrap_or(gap) } else { gap };
        let mut characters = gap.chars();
        let joins = matches!(
            characters.next(),
            Some('-' | '\u{2010}' | '\u{2011}' | '/' | '&' | '@' | '_' | '\'' | '’' | '+' | '·')
        );
        !self.parts.is_empty() && joins && characters.next().is_none()
    }

    /// Adds the word whose token is `token`.
    pub(super) fn push(&mut self, token: usize, word: Word, analysed: &Analysed) {
        self.joined.push_str(analysed.exact(&analysed.tokens[token]));
        self.parts.push(token);
        self.end = word.span.end;
        self.after_initials = word.shape == Shape::Initials;
    }

    /// Its first token, its last, and the joined form; nothing where it is a single word or far too
    /// long.
    pub(super) fn take(&mut self) -> Option<(usize, usize, String)> {
        let compound = std::mem::take(self);
        let (first, last) = (*compound.parts.first()?, *compound.parts.last()?);
        let fits =
            compound.parts.len() <= MAX_COMPOUND_PARTS && compound.joined.len() <= MAX_WORD_BYTES;
        (first != last && fits).then_some((first, last, compound.joined))
    }
}
