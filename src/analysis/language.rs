//! The language a clipping is analysed in.

use frostem::Algorithm;

/// An ISO 639-1 code, or no language known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

impl Language {
    /// No language known: Latin words are stemmed as English, others not at all.
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

    /// The stemmer for words in the script the language is written in.
    pub(super) fn algorithm(self) -> Option<Algorithm> {
        Some(match &self.0 {
            b"ar" => Algorithm::Arabic,
            b"hy" => Algorithm::Armenian,
            b"eu" => Algorithm::Basque,
            b"ca" => Algorithm::Catalan,
            b"da" => Algorithm::Danish,
            b"nl" => Algorithm::Dutch,
            b"en" => Algorithm::English,
            b"et" => Algorithm::Estonian,
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
            _ => return None,
        })
    }

    /// Whether the language is written in Latin letters, as far as its stemmer goes.
    pub(super) fn writes_latin(self) -> bool {
        !matches!(
            &self.0,
            b"--"
                | b"ar"
                | b"hy"
                | b"el"
                | b"hi"
                | b"ne"
                | b"ru"
                | b"sr"
                | b"ta"
                | b"ko"
                | b"ja"
                | b"zh"
                | b"th"
                | b"km"
                | b"lo"
                | b"my"
                | b"fa"
                | b"he"
                | b"uk"
                | b"bg"
                | b"ur"
                | b"bn"
                | b"ka"
                | b"am"
                | b"ku"
        )
    }
}
