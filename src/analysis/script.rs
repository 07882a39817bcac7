//! Scripts that stemmers know, and the language a word in one of them is stemmed as elsewhere.

use frostem::Algorithm;

use super::Language;
use crate::text::fold;

/// The script of a word, told by its first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Greek,
    Armenian,
    Devanagari,
    Tamil,
    /// Any other: nothing stems it.
    Other,
}

impl Script {
    /// That of a letter.
    pub(super) fn of(letter: char) -> Self {
        match letter {
            _ if fold::is_latin_letter(letter) => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{531}'..='\u{587}' => Self::Armenian,
            '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6ef}' | '\u{750}'..='\u{77f}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{b80}'..='\u{bff}' => Self::Tamil,
            _ => Self::Other,
        }
    }

    /// The script a language is written in; [`Script::Other`] where it is another one, or not known.
    pub(super) fn written_by(language: Language) -> Self {
        match language.code() {
            "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "sr" | "tg" | "uk" => Self::Cyrillic,
            "ar" | "fa" | "ku" | "ps" | "sd" | "ug" | "ur" => Self::Arabic,
            "el" => Self::Greek,
            "hy" => Self::Armenian,
            "hi" | "mr" | "ne" | "sa" => Self::Devanagari,
            "ta" => Self::Tamil,
            _ if language.writes_latin() => Self::Latin,
            _ => Self::Other,
        }
    }

    /// The stemmer for its words in clippings of languages that are written otherwise: that of the
    /// language news quotes most in it.
    pub(super) fn foremost(self) -> Option<Algorithm> {
        Some(match self {
            Self::Latin => Algorithm::English,
            Self::Cyrillic => Algorithm::Russian,
            Self::Arabic => Algorithm::Arabic,
            Self::Greek => Algorithm::Greek,
            Self::Armenian => Algorithm::Armenian,
            Self::Devanagari => Algorithm::Hindi,
            Self::Tamil => Algorithm::Tamil,
            Self::Other => return None,
        })
    }
}
