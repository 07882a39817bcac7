//! Whether a stretch of text that spells a name stands for the place.

use super::names::Entry;
use super::scripts::{is_arabic, is_han, is_hangul, is_hebrew, is_kana, is_latin, is_thai};
use super::words::{
    CURRENCIES, GIVEN_NAMES, KOREAN_PARTICLES, KOREAN_TRAPS, NAMESAKES_AFTER, NO_GIVEN_NAMES,
    NO_SURNAMES, OF_LANDSCAPES, SMALL_IN_NAMES,
};
use crate::enrich::places::{self, NameKind, fold};

/// A stretch of text that spells a name.
pub(super) struct Seen<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) headline: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn is_name(&self, entry: &Entry, tongue: u16) -> bool {
        let first = entry.text.chars().next().unwrap_or(' ');
        if is_hangul(first) {
            // Sums stand right before the word for money.
            return entry.kind == NameKind::Trace || self.is_korean_word(entry);
        }
        if is_kana(first) {
            return self.is_kana_run(entry);
        }
        if is_han(first) || is_thai(first) {
            return true;
        }
        if is_hebrew(first) {
            return self.is_hebrew_word(entry.open);
        }
        if is_arabic(first) {
            return self.is_arabic_word();
        }
        self.is_word(entry.open)
            && (!is_latin(first) || entry.tongues & tongue != 0)
            && self.is_spelled_as(entry.text)
            && self.is_no_other_thing(entry)
    }

    /// Whether it opens the name of the outlet, which is longer: "Korea" in "Korea JoongAng Daily".
    pub(super) fn is_within(&self, outlet: &str) -> bool {
        outlet.len() > self.end - self.start && self.text[self.start..].starts_with(outlet)
    }

    fn before(&self) -> &'a str {
        &self.text[..self.start]
    }

    fn after(&self) -> &'a str {
        &self.text[self.end..]
    }

    /// No letters or digits touch it; endings may follow where the name is open.
    fn is_word(&self, open: bool) -> bool {
        let bounded = !self.before().ends_with(char::is_alphanumeric);
        let mut ending = self.after().chars().take_while(|c| c.is_alphanumeric());
        bounded && if open { ending.count() <= LONGEST_ENDING } else { ending.next().is_none() }
    }

    /// Capital letters stand where the name has them; "turkey" and "us" are no countries.
    fn is_spelled_as(&self, name: &str) -> bool {
        let found = &self.text.as_bytes()[self.start..self.end];
        let acronym = name.len() <= 5 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
        let mut opens = true;
        name.bytes().zip(found).all(|(wanted, got)| {
            let fits = !(opens || acronym) || !wanted.is_ascii_uppercase() || *got == wanted;
            opens = wanted == b' ';
            fits
        })
    }

    fn is_no_other_thing(&self, entry: &Entry) -> bool {
        let next = self.word_after();
        if NAMESAKES_AFTER.contains(&next) && !matches!(entry.kind, NameKind::Institution) {
            return false;
        }
        let before = self.before();
        if before.ends_with("Times of ") || before.ends_with("Voice of ") {
            return false;
        }
        match entry.text {
            "Jordan" | "Chad" => !self.is_in_a_persons_name(),
            "Israel" | "Sydney" | "Lebanon" => !self.is_a_first_name(),
            _ => true,
        }
    }

    /// "Michael Jordan" and "Chad Smith", but "King Hussein of Jordan" and "Jordan Foreign
    /// Minister".
    fn is_in_a_persons_name(&self) -> bool {
        let word = self.word_before();
        let named = GIVEN_NAMES.contains(&word)
            || (!self.headline
                && word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.chars().skip(1).all(char::is_lowercase)
                && !NO_GIVEN_NAMES.contains(&word));
        named || self.is_a_first_name()
    }

    /// Whether it is surely part of a person's name, so that the same word elsewhere is too. A word
    /// that opens a sentence is large whatever it is.
    pub(super) fn names_a_person(&self, entry: &Entry) -> bool {
        if !matches!(entry.text, "Jordan" | "Chad" | "Israel" | "Sydney" | "Lebanon")
            || self.headline
            || !self.is_word(false)
            || !self.is_spelled_as(entry.text)
        {
            return false;
        }
        let (before, after) = (self.word_before(), self.word_after());
        if OF_LANDSCAPES.contains(&before) || OF_LANDSCAPES.contains(&after) {
            return false;
        }
        let sentence = self.before().trim_end().strip_suffix(before).unwrap_or("").trim_end();
        let within = !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', ':', '"', '”']);
        self.is_a_first_name()
            || matches!(entry.text, "Jordan" | "Chad")
                && self.is_in_a_persons_name()
                && (within || GIVEN_NAMES.contains(&before))
    }

    fn is_a_first_name(&self) -> bool {
        let next = self.word_after();
        if SMALL_IN_NAMES.contains(&next) {
            let rest = self.after().get(next.len() + 2..).unwrap_or("");
            return !self.headline && rest.starts_with(|c: char| c.is_ascii_uppercase());
        }
        !self.headline
            && next.len() > 1
            && next.starts_with(|c: char| c.is_ascii_uppercase())
            && next.chars().skip(1).all(char::is_lowercase)
            && !NO_SURNAMES.contains(&next)
    }

    /// The word that follows after one space; empty where none does.
    fn word_after(&self) -> &'a str {
        let after = self.after().strip_prefix(' ').unwrap_or("");
        &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())]
    }

    /// The word before it, after which one space stands; empty where none does.
    fn word_before(&self) -> &'a str {
        let before = self.before().strip_suffix(' ').unwrap_or("");
        &before[before
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + next_len(before, at))..]
    }

    /// The country of the state named after a comma: "Moscow, Idaho", "Athens, Ga." "Tbilisi,
    /// Georgia" stays where it is.
    pub(super) fn part_after(&self, own: &str) -> Option<&'static str> {
        let after = self.after().strip_prefix(", ")?;
        let end = after.find([',', ';', ' ', '\n', ')']).unwrap_or(after.len());
        let word = &after[..end];
        let abbreviated = word.contains('.') || word.len() > 3;
        let state = word.starts_with(|c: char| c.is_ascii_uppercase()) && abbreviated;
        let country = places::countries_called(&fold(word)).any(|place| place.code == own);
        if state && !country { places::country_of_part(word) } else { None }
    }

    /// Whether money is named and not the country: "Canadian dollars".
    pub(super) fn is_money(&self) -> bool {
        let next = self.word_after();
        CURRENCIES.iter().any(|money| money.eq_ignore_ascii_case(next))
    }

    /// A Korean noun opens its word, and a particle may follow; short names need a known one.
    fn is_korean_word(&self, entry: &Entry) -> bool {
        if self.before().ends_with(|c: char| is_hangul(c) || c.is_alphanumeric()) {
            return false;
        }
        if !KOREAN_TRAPS.contains(&entry.text) {
            return true;
        }
        let after = self.after();
        let particle = KOREAN_PARTICLES.iter().any(|particle| {
            after.strip_prefix(particle).is_some_and(|rest| !rest.starts_with(is_hangul))
        });
        let quoted = self.before().ends_with(['\'', '"', '’', '”', '」', '》', ')']);
        !quoted && (particle || !after.starts_with(is_hangul))
    }

    /// A name in katakana is a whole run of them: "タイ" is not in "タイトル".
    fn is_kana_run(&self, entry: &Entry) -> bool {
        let last = entry.text.chars().next_back().unwrap_or(' ');
        let runs_on = is_kana(last) && self.after().starts_with(is_kana);
        !runs_on && !self.before().ends_with(is_kana)
    }

    /// Prepositions, the article and "and" are written onto Hebrew names.
    fn is_hebrew_word(&self, open: bool) -> bool {
        let joined: Vec<char> =
            self.before().chars().rev().take_while(|c| is_hebrew(*c)).take(3).collect();
        let endings = self.after().chars().take_while(|c| is_hebrew(*c)).count();
        joined.len() < 3
            && joined.iter().all(|c| "והבכלמש".contains(*c))
            && endings <= if open { LONGEST_ENDING } else { 0 }
    }

    /// Prepositions and the article are written onto Arabic names.
    fn is_arabic_word(&self) -> bool {
        let mut before = self.before().chars().rev().take_while(|c| is_arabic(*c));
        let joined: Vec<char> = before.by_ref().take(4).collect();
        let endings = self.after().chars().take_while(|c| is_arabic(*c)).count();
        joined.len() < 4 && joined.iter().all(|c| "والبفكل".contains(*c)) && endings <= 3
    }
}

fn next_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

const LONGEST_ENDING: usize = 5;
