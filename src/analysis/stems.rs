//! Normal forms: stem of the clipping's language, British and American spellings merged, Latin marks dropped.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::{Language, spelling};
use crate::text::fold;

/// Words kept per stemmer before its cache starts anew: a news vocabulary fits, an attack does not.
const MAX_CACHED_WORDS: usize = 200_000;

/// Stemmers with the words they have seen.
#[derive(Default)]
pub(super) struct Stems {
    seen: HashMap<Algorithm, HashMap<Box<str>, Box<str>>>,
}

impl Stems {
    /// Appends the normal form of `exact` to `out`.
    pub(super) fn push_normal(&mut self, exact: &str, language: Language, out: &mut String) {
        match algorithm_for(exact, language) {
            Some(algorithm) => out.push_str(self.stem(exact, algorithm)),
            None => out.push_str(&fold::without_latin_marks(exact)),
        }
    }

    fn stem(&mut self, exact: &str, algorithm: Algorithm) -> &str {
        let seen = self.seen.entry(algorithm).or_default();
        if !seen.contains_key(exact) {
            if seen.len() >= MAX_CACHED_WORDS {
                seen.clear();
            }
            seen.insert(exact.into(), normal(exact, algorithm).into());
        }
        &seen[exact]
    }
}

fn normal(exact: &str, algorithm: Algorithm) -> String {
    let spelled = if algorithm == Algorithm::English { spelling::american(exact) } else { None };
    let word = spelled.as_deref().unwrap_or(exact);
    let stem = Stemmer::new(algorithm).stem(word).into_owned();
    fold::without_latin_marks(if stem.is_empty() { word } else { &stem }).into_owned()
}

/// The stemmer for one word: the clipping's own where the word is in its script, English for Latin words elsewhere.
fn algorithm_for(exact: &str, language: Language) -> Option<Algorithm> {
    let first = exact.chars().next()?;
    if first.is_ascii_digit() || fold::is_cjk(first) {
        return None;
    }
    if !fold::is_latin_letter(first) {
        return language.algorithm().filter(|_| !language.writes_latin());
    }
    if language.writes_latin() { language.algorithm() } else { Some(Algorithm::English) }
}

/// How the forms of a normal form may begin, other than as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginnings {
    /// Only as it does, marks aside.
    Same,
    /// Also with one of these, which the stemmer takes off.
    Also(&'static [&'static str]),
    /// With any letter of its script: the stemmer changes beginnings.
    Script,
}

/// How the forms of a normal form may begin in clippings of that language.
pub fn beginnings(language: Language) -> Beginnings {
    match language.code() {
        "ar" | "el" | "ta" | "hi" | "ne" | "hy" => Beginnings::Script,
        "nl" => Beginnings::Also(&["ge"]),
        "ru" => Beginnings::Also(&["ё"]),
        "id" => {
            Beginnings::Also(&["me", "pe", "di", "ter", "ke", "ber", "bel", "per", "pel", "se"])
        }
        _ => Beginnings::Same,
    }
}
