//! Categories that several outlets state in several ways, and what a person wants them to be.

use std::collections::BTreeMap;

use super::{one_line, vocabulary};
use crate::clipping::Note;
use crate::text::{fold, sections};

/// The name of the file in the folder of the archive.
pub const CATEGORIES_FILE: &str = "categories.txt";

/// What a person writes for a category that is none.
const NO_CATEGORY: &str = "-";

/// The category that stands for all topics that are suggested: `suggested topics = -` wants none.
const SUGGESTED_TOPICS: &str = "suggested topics";

/// What people said of categories: by the folded steps of the category as stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnCategories(BTreeMap<Vec<String>, Option<Vec<String>>>);

/// What a category is to be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Normal {
    /// As it is stated.
    AsStated,
    /// So, a path.
    Path(Vec<String>),
    /// It is no category.
    Nothing,
}

impl OwnCategories {
    /// What the text of [`CATEGORIES_FILE`] says, and the lines that say nothing.
    ///
    /// A category as stated stands before the equals sign, commas and all: `korea, south = Korea`.
    pub fn read(text: &str) -> (Self, Vec<Note>) {
        let mut own = Self::default();
        let notes = vocabulary::read_lines(CATEGORIES_FILE, text, |saying| {
            let key = keys(&steps(&saying.name.replace('"', "")));
            if key.is_empty() {
                return Err("no category stands before the equals sign".to_owned());
            }
            let path = steps(&saying.value);
            if path.is_empty() {
                return Err("no category stands after the equals sign".to_owned());
            }
            own.0.insert(key, (saying.value != NO_CATEGORY).then_some(path));
            Ok(())
        });
        (own, notes)
    }

    /// What is said, in order: the folded category, and its path; nothing for one that is none.
    pub fn iter(&self) -> impl Iterator<Item = (&[String], Option<&[String]>)> {
        self.0.iter().map(|(key, path)| (key.as_slice(), path.as_deref()))
    }

    /// What the category with those steps is to be called. What a person said of it, or of the
    /// longest part it begins with, beats what is known of sections.
    pub(super) fn normal(&self, path: &[String]) -> Normal {
        let key = keys(path);
        for depth in (1..=path.len()).rev() {
            match self.0.get(&key[..depth]) {
                Some(Some(own)) => return Normal::Path([own, &path[depth..]].concat()),
                Some(None) => return Normal::Nothing,
                None => {}
            }
        }
        match known_path(path) {
            known if known == path => Normal::AsStated,
            known => Normal::Path(known),
        }
    }

    /// What a person said that a category as typed is called; nothing where nothing is said of it.
    pub fn called(&self, typed: &[String]) -> Option<&[String]> {
        self.0.get(&keys(typed))?.as_deref()
    }

    /// Whether topics may be suggested for clippings that state no category.
    pub(super) fn wants_topics(&self) -> bool {
        self.0.get(&[SUGGESTED_TOPICS.to_owned()][..]) != Some(&None)
    }

    /// Whether a category is known by those words, a comma within them.
    pub(super) fn knows(&self, words: &str) -> bool {
        let key = keys(&steps(words));
        self.0.contains_key(&key) || (key.len() == 1 && sections::named(&key[0]).is_some())
    }
}

/// A category under the names that are built in: `Politik` is `Politics`.
pub fn known_path(path: &[String]) -> Vec<String> {
    let known = |step: &String| match sections::named(step) {
        Some(name) if fold::key(name) != fold::key(step) => name.to_owned(),
        _ => step.clone(),
    };
    path.iter().map(known).collect()
}

fn steps(words: &str) -> Vec<String> {
    words.split('/').map(one_line).filter(|step| !step.is_empty()).collect()
}

fn keys(path: &[String]) -> Vec<String> {
    path.iter().map(|step| fold::key(step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(own: &OwnCategories, stated: &str) -> String {
        match own.normal(&steps(stated)) {
            Normal::AsStated => stated.to_owned(),
            Normal::Path(path) => path.join("/"),
            Normal::Nothing => "-".to_owned(),
        }
    }

    #[test]
    fn a_section_has_one_name_in_many_languages() {
        let own = OwnCategories::default();
        for (stated, name) in [
            ("Korea, South", "Korea"),
            ("SOUTH KOREA", "Korea"),
            ("korea", "korea"),
            ("Korea/Politik", "Korea/Politics"),
            ("정치", "Politics"),
            ("Sports", "Sport"),
            ("Inland", "Inland"),
            ("North Korea", "North Korea"),
        ] {
            assert_eq!(called(&own, stated), name, "{stated}");
        }
    }

    #[test]
    fn what_a_person_says_of_a_category_beats_what_is_built_in() {
        let (own, notes) = OwnCategories::read(
            "korea, south = Asia/Korea\nPolitik = Politik\nprint edition = -\nA/B = C\n\"x, y\" = Z\n",
        );
        assert_eq!(notes, []);
        for (stated, name) in [
            ("Korea, South", "Asia/Korea"),
            ("Korea, South/Trade", "Asia/Korea/Trade"),
            ("Politik", "Politik"),
            ("Print Edition", "-"),
            ("a/b/c", "C/c"),
            ("a", "a"),
            ("X, Y", "Z"),
        ] {
            assert_eq!(called(&own, stated), name, "{stated}");
        }
        assert!(own.knows("x, y") && own.knows("Korea, North") && !own.knows("x"));
    }

    #[test]
    fn a_line_without_a_category_is_told() {
        let (own, notes) = OwnCategories::read("korea\n/ = Korea\nkorea = /\n");
        assert_eq!(own, OwnCategories::default());
        let told: Vec<&str> = notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "line 1 of categories.txt was left out: it has no equals sign: NAME = VALUE",
                "line 2 of categories.txt was left out: no category stands before the equals sign",
                "line 3 of categories.txt was left out: no category stands after the equals sign",
            ]
        );
    }
}
