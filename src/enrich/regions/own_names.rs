//! Names that a person said what they stand for: they beat the table of names.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::scripts::{is_han, is_kana};
use crate::clipping::Note;
use crate::enrich::places::{self, fold};
use crate::enrich::vocabulary;

/// The name of the file in the folder of the archive.
pub const REGIONS_FILE: &str = "regions.txt";

/// What a person writes for a name that is no place.
const NO_PLACE: &str = "-";

/// The names in [`REGIONS_FILE`], as written, each with the path it stands for; nothing where it is
/// no place.
#[derive(Clone, Debug, Default)]
pub struct OwnNames {
    names: BTreeMap<String, Option<Vec<String>>>,
    by_fold: BTreeMap<String, Option<Vec<String>>>,
    finder: Option<AhoCorasick>,
}

impl PartialEq for OwnNames {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl OwnNames {
    /// What the text of [`REGIONS_FILE`] says, and the lines that say nothing:
    /// `Kiyv, Kyjiw = UA/kyiv`, `Springfield Times = -`.
    pub fn read(text: &str) -> (Self, Vec<Note>) {
        let mut own = Self::default();
        let notes = vocabulary::read_lines(REGIONS_FILE, text, |saying| {
            let path = match saying.value.as_str() {
                NO_PLACE => None,
                value => Some(
                    places::look_up(value)
                        .into_iter()
                        .next()
                        .ok_or_else(|| format!("no region is known as {value}"))?,
                ),
            };
            for name in saying.names() {
                own.by_fold.insert(fold(&name), path.clone());
                own.names.insert(name, path.clone());
            }
            Ok(())
        });
        own.finder = (!own.names.is_empty())
            .then(|| {
                let mut builder = AhoCorasick::builder();
                builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
                builder.build(own.names.keys()).ok()
            })
            .flatten();
        (own, notes)
    }

    /// What is said, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&[String]>)> {
        self.names.iter().map(|(name, path)| (name.as_str(), path.as_deref()))
    }

    /// What is said of that very name, whatever its case and marks; nothing where nothing is said.
    pub(super) fn of(&self, name: &str) -> Option<Option<&[String]>> {
        if self.by_fold.is_empty() {
            return None;
        }
        self.by_fold.get(&fold(name)).map(Option::as_deref)
    }

    /// Every stretch of `text` that is one of the names and bounded as a word is, in order.
    pub(super) fn find<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, Option<&'a [String]>)> {
        let names: Vec<_> = self.names.iter().collect();
        let hits = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        hits.filter_map(move |hit| {
            let (name, path) = names[hit.pattern().as_usize()];
            is_bounded(text, hit.range(), name).then_some((hit.range(), path.as_deref()))
        })
    }
}

/// Whether a name in letters that make words is no part of a longer one, and opens with a large
/// letter where the person wrote one.
fn is_bounded(text: &str, found: Range<usize>, name: &str) -> bool {
    let runs_on = |c: char| c.is_alphanumeric() && !is_han(c) && !is_kana(c);
    let particles = name.ends_with(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    let before = text[..found.start].chars().next_back();
    let after = text[found.end..].chars().next();
    let large = name.starts_with(char::is_uppercase);
    let opens_so = !large || text[found.clone()].starts_with(char::is_uppercase);
    let is_han_name = name.chars().all(|c| is_han(c) || is_kana(c));
    opens_so
        && (is_han_name
            || !before.is_some_and(runs_on) && (particles || !after.is_some_and(runs_on)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &str, text: &str) -> Vec<(String, String)> {
        let (own, notes) = OwnNames::read(lines);
        assert_eq!(notes, []);
        own.find(text)
            .map(|(at, path)| (text[at].to_owned(), path.map_or("-".into(), |path| path.join("/"))))
            .collect()
    }

    #[test]
    fn a_name_is_found_as_a_word_and_in_its_case() {
        let lines = "Kiyv = UA/kyiv\nSpringfield Times = -\n한밭 = KR\n漢陽 = KR/seoul\n";
        let kyiv = ("Kiyv".to_owned(), "150/151/UA/kyiv".to_owned());
        assert_eq!(found(lines, "They met in Kiyv. Kiyvan and kiyv are others."), [kyiv]);
        assert_eq!(found(lines, "the SPRINGFIELD TIMES said").len(), 1);
        assert_eq!(found(lines, "한밭에서 만났다, 그한밭은 아니다").len(), 1);
        assert_eq!(found(lines, "在漢陽舉行").len(), 1);
    }

    #[test]
    fn a_region_that_is_none_is_told() {
        let (own, notes) = OwnNames::read("Kiyv = Nowhereland\nOdesa = UA\n");
        assert_eq!(own.iter().count(), 1);
        assert_eq!(
            notes[0].message,
            "line 1 of regions.txt was left out: no region is known as Nowhereland"
        );
        assert_eq!(own.of("ODESA").map(|path| path.is_some()), Some(true));
        assert_eq!(own.of("Kiyv"), None);
    }
}
