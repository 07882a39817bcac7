//! The language a clipping is analysed in.

use frostem::Algorithm;

/// An ISO 639-1 code, or no language known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

/// Some of an archive's languages, by their places in its list. Languages beyond the 63rd share a
/// place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageSet(u64);

impl LanguageSet {
    /// All of them.
    pub const EVERY: Self = Self(u64::MAX);

    /// None of them.
    pub const NONE: Self = Self(0);

    /// The language at a place of the list.
    pub fn at(place: usize) -> Self {
        Self(1 << place.min(63))
    }

    /// A language of the list; every one where it is not there.
    pub fn of(language: Language, list: &[Language]) -> Self {
        list.iter().position(|known| *known == language).map_or(Self::EVERY, Self::at)
    }

    /// All languages of a list of that length.
    fn all(length: usize) -> Self {
        if length > 63 { Self::EVERY } else { Self((1 << length) - 1) }
    }

    /// Those of either.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they share a language.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// [`LanguageSet::EVERY`] where these are all languages of a list of that length.
    pub fn widened(self, length: usize) -> Self {
        if self == Self::all(length) { Self::EVERY } else { self }
    }
}

/// A normal form, and in which of an archive's languages a word has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NormalForm {
    /// The form.
    pub form: String,
    /// The languages.
    pub languages: LanguageSet,
}

impl Language {
    /// No language known: Latin words are stemmed as English, Cyrillic ones as Russian, and so on.
    pub const UNKNOWN: Self = Self(*b"--");

    /// The language with that two-letter code; anything else is [`Language::UNKNOWN`].
    pub fn from_code(code: &str) -> Self {
        match code.as_bytes() {
            [a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Self([*a, *b]),
            _ => Self::UNKNOWN,
        }
    }

    /// The code; `--` for [`Language::UNKNOWN`].
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("--")
    }

    /// The stemmer for words in the script the language is written in. (Snowball's for Serbian is
    /// left out: it writes Cyrillic words in Latin letters.)
    pub(super) fn algorithm(self) -> Option<Algorithm> {
        Some(match &self.0 {
            b"ar" => Algorithm::Arabic,
            b"hy" => Algorithm::Armenian,
            b"eu" => Algorithm::Basque,
            b"ca" => Algorithm::Catalan,
            b"cs" => Algorithm::Czech,
            b"da" => Algorithm::Danish,
            b"nl" => Algorithm::Dutch,
            b"en" => Algorithm::English,
            b"et" => Algorithm::Estonian,
            b"fa" => Algorithm::Persian,
            b"fi" => Algorithm::Finnish,
            b"fr" => Algorithm::French,
            b"de" => Algorithm::German,
            b"el" => Algorithm::Greek,
            b"hi" => Algorithm::Hindi,
            b"hu" => Algorithm::Hungarian,
            b"id" => Algorithm::Indonesian,
            b"it" => Algorithm::Italian,
            b"lt" => Algorithm::Lithuanian,
            b"ne" => Algorithm::Nepali,
            b"no" | b"nb" | b"nn" => Algorithm::Norwegian,
            b"pt" => Algorithm::Portuguese,
            b"ro" => Algorithm::Romanian,
            b"ru" => Algorithm::Russian,
            b"pl" => Algorithm::Polish,
            b"es" => Algorithm::Spanish,
            b"sv" => Algorithm::Swedish,
            b"ta" => Algorithm::Tamil,
            b"tr" => Algorithm::Turkish,
            b"uk" => Algorithm::Ukrainian,
            _ => return None,
        })
    }

    /// Whether the language is written in Latin letters. Of languages that are not listed nothing is
    /// known: Latin words in them are stemmed as English, as in clippings of no known language.
    pub(super) fn writes_latin(self) -> bool {
        matches!(
            &self.0,
            b"af"
                | b"az"
                | b"ca"
                | b"cs"
                | b"cy"
                | b"da"
                | b"de"
                | b"en"
                | b"eo"
                | b"es"
                | b"et"
                | b"eu"
                | b"fi"
                | b"fr"
                | b"ga"
                | b"gl"
                | b"hr"
                | b"hu"
                | b"id"
                | b"is"
                | b"it"
                | b"la"
                | b"lt"
                | b"lv"
                | b"ms"
                | b"mt"
                | b"nb"
                | b"nl"
                | b"nn"
                | b"no"
                | b"pl"
                | b"pt"
                | b"ro"
                | b"sk"
                | b"sl"
                | b"sq"
                | b"sv"
                | b"sw"
                | b"tl"
                | b"tr"
                | b"uz"
                | b"vi"
                | b"zu"
        )
    }
}
