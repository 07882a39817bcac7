//! Normal forms: stem of the clipping's language, British and American spellings merged, ways of
//! writing Arabic and Cyrillic letters too, Latin marks dropped.

use std::borrow::Cow;
use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::script::Script;
use super::{Language, arabic, spelling};
use crate::text::{fold, letters};

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
            None => out.push_str(&plain(exact)),
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
    let word = match algorithm {
        Algorithm::English => spelling::american(exact).map_or(Cow::Borrowed(exact), Cow::Owned),
        Algorithm::Arabic => arabic::spelled(exact),
        Algorithm::Persian => letters::persian(exact),
        Algorithm::Russian | Algorithm::Ukrainian => letters::plain(exact),
        _ => Cow::Borrowed(exact),
    };
    let stem = Stemmer::new(algorithm).stem(&word).into_owned();
    plain(if stem.is_empty() { &word } else { &stem }).into_owned()
}

/// Without Latin marks, Arabic and Cyrillic letters in one way of writing.
fn plain(word: &str) -> Cow<'_, str> {
    match word.chars().next().map_or(Script::Other, Script::of) {
        Script::Arabic | Script::Cyrillic => letters::plain(word),
        _ => fold::without_latin_marks(word),
    }
}

/// The stemmer for one word: the clipping's own where the word is in its script, that of the
/// script's foremost language elsewhere.
fn algorithm_for(exact: &str, language: Language) -> Option<Algorithm> {
    let script = Script::of(exact.chars().next()?);
    if script == Script::written_by(language) { language.algorithm() } else { script.foremost() }
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

/// How the forms of the normal form `normal` may begin in clippings of that language.
pub fn beginnings(normal: &str, language: Language) -> Beginnings {
    use Algorithm::{Arabic, Armenian, Dutch, Greek, Hindi, Indonesian, Nepali, Persian, Tamil};
    match algorithm_for(normal, language) {
        Some(Arabic | Armenian | Greek | Hindi | Nepali | Persian | Tamil) => Beginnings::Script,
        Some(Dutch) => Beginnings::Also(&["ge"]),
        Some(Algorithm::Ukrainian) => Beginnings::Also(&["най", "ё"]),
        Some(Indonesian) => {
            Beginnings::Also(&["me", "pe", "di", "ter", "ke", "ber", "bel", "per", "pel", "se"])
        }
        _ => match normal.chars().next().map_or(Script::Other, Script::of) {
            Script::Arabic => Beginnings::Script,
            Script::Cyrillic => Beginnings::Also(&["ё"]),
            _ => Beginnings::Same,
        },
    }
}

/// Which English words can have one normal form, told by how they begin: looking for the forms of a
/// word, this spares stemming most of the vocabulary.
///
/// The English stemmer changes at most the last two letters that it leaves (`biliti` to `ble`), and
/// of three only the last (`skies`, `sky`), but for `dying` and its like (`die`). British spellings
/// can differ earlier.
#[derive(Clone, Debug)]
pub struct EnglishForms {
    beginnings: Vec<String>,
    /// Whether words in `-ying` can have it.
    has_ying: bool,
}

impl EnglishForms {
    /// Of the words with the normal form `normal`.
    pub fn of(normal: &str) -> Self {
        let kept = match normal.len() {
            length if !normal.is_ascii() || length <= 2 => 0,
            length @ 3..=5 => length - 1,
            length => length - 2,
        };
        let mut beginnings = vec![normal[..kept].to_owned()];
        beginnings.extend(spelling::british_beginnings(normal, kept).map(str::to_owned));
        // What a rule writes with a z that the stemmer leaves: bullyisation.
        beginnings.extend(normal[..kept].rfind("iz").map(|at| normal[..=at].to_owned()));
        Self { beginnings, has_ying: normal.len() == 3 }
    }

    /// Whether `form` may be one of them in clippings of that language; only stemming it tells for
    /// sure.
    pub fn can_be(&self, form: &str, language: Language) -> bool {
        !form.is_ascii()
            || self.beginnings.iter().any(|beginning| form.starts_with(beginning))
            || self.has_ying && form.contains("ying")
            || algorithm_for(form, language) != Some(Algorithm::English)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_form(word: &str) -> Result<(), TestCaseError> {
        let language = Language::from_code("en");
        let mut normal = String::new();
        Stems::default().push_normal(word, language, &mut normal);
        prop_assert!(
            EnglishForms::of(&normal).can_be(word, language),
            "{word} has the normal form {normal}"
        );
        Ok(())
    }

    #[test]
    fn british_words_can_be_forms_of_their_american_ones() {
        for (british, _) in spelling::pairs() {
            is_form(british).expect(british);
        }
    }

    #[test]
    fn words_that_begin_otherwise_are_spared() {
        let oil = EnglishForms::of("oil");
        let can_be = |form, language| oil.can_be(form, Language::from_code(language));
        assert!(can_be("oils", "en") && !can_be("orders", "en") && !can_be("orders", "ko"));
        assert!(can_be("ordres", "fr"));
    }

    fn check(words: &[&str], language: &str) {
        let mut stems = Stems::default();
        let mut normal = |word: &str| {
            let mut normal = String::new();
            stems.push_normal(word, Language::from_code(language), &mut normal);
            normal
        };
        for word in &words[1..] {
            assert_eq!(normal(word), normal(words[0]), "{word} in {language}");
        }
    }

    #[test]
    fn ways_of_writing_one_word_have_one_normal_form() {
        for (words, language) in [
            (&["إسرائيل", "اسرائيل"][..], "ar"),
            (&["العراق", "عراق", "والعراق", "بالعراق", "للعراق"], "ar"),
            (&["الحكومة", "الحكومه", "حكومة", "حكومه", "والحكومة", "للحكومة", "الحُكُومة"], "ar"),
            (&["مستشفى", "مستشفي", "المستشفى"], "ar"),
            (&["الاتفاقية", "الإتفاقيه", "اتفـــاقية"], "ar"),
            (&["کوردستان", "كوردستان"], "ku"),
            (&["ایران", "ايران"], "fa"),
            (&["тёплый", "теплый", "теплого"], "ru"),
            (&["тёплый", "теплый"], "bg"),
            (&["країни", "країна"], "uk"),
            (&["dohoda", "dohody", "dohodou"], "cs"),
            (&["défense", "défenses"], "fr"),
        ] {
            check(words, language);
        }
    }

    #[test]
    fn a_word_in_another_script_is_stemmed_as_its_foremost_language() {
        check(&["переговоры", "переговоров"], "en");
        check(&["الحكومة", "حكومة"], "ko");
        check(&["agreement", "agreements"], "ru");
        check(&["agreement", "agreements"], "ar");
        check(&["programme", "programs"], "ja");
    }

    #[test]
    fn irregular_words_can_be_forms_of_their_stems() {
        for word in ["dying", "lying", "tying", "vying", "skies", "skis", "idly", "gently", "only"]
        {
            is_form(word).expect(word);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn every_english_word_can_be_a_form_of_its_normal_form(
            beginning in "[a-z]{1,5}",
            endings in prop::collection::vec(
                prop::sample::select(vec![
                    "s", "es", "ies", "ied", "sses", "ed", "eed", "ing", "ying", "ly", "edly", "ingly", "eedly", "y",
                    "ational", "tional", "ency", "ancy", "ably", "ently", "ization", "izer", "ation", "ator", "alism",
                    "ality", "ally", "fulness", "ously", "ousness", "iveness", "ivity", "bility", "bly", "ogy", "ogi",
                    "fully", "lessly", "alize", "icate", "icity", "ical", "ful", "ness", "ative", "al", "ance", "ence",
                    "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "ity", "ous", "ive", "ize",
                    "ion", "sion", "tion", "e", "ll", "le", "at", "bl", "iz", "'s",
                    "isation", "isational", "ise", "ised", "iser", "ising", "isable", "our", "oured",
                ]),
                0..4,
            ),
        ) {
            is_form(&(beginning + &endings.concat()))?;
        }
    }
}
