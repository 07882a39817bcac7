//! The formats of news agencies: NITF, NewsML 1.x, NewsML-G2, ninjs, ANPA 1312, IPTC 7901.
//!
//! What they state alike is collected alike: who provided a piece, whether it may be printed, what
//! it is about.

mod anpa;
mod codes;
mod g2;
mod iptc7901;
mod newsml;
mod ninjs;
mod nitf;
mod subjects;

use super::MAX_LABELS;
use super::tidy::{one_category, one_line};
use super::web;
use crate::clipping::{Draft, EMBARGOED_UNTIL, Label, LabelName, Paragraph};
use crate::text::statuses;

pub(super) use anpa::Anpa;
pub(super) use g2::NewsMlG2;
pub(super) use iptc7901::Iptc7901;
pub(super) use newsml::NewsMl;
pub(super) use ninjs::Ninjs;
pub(super) use nitf::Nitf;

/// Words that say nothing out of the ordinary.
const USABLE: &[&str] = &["usable", "", "published", "new", "original"];

/// What is stated of one piece, in the order found, each once.
#[derive(Debug, Default)]
struct Stated {
    labels: Vec<Label>,
}

impl Stated {
    /// Takes what stands at `place`, if there is anything.
    fn add(&mut self, name: LabelName, value: &str, place: &str) {
        let value = one_line(value);
        let known = |label: &Label| label.name == name && label.value == value;
        // Beyond the most labels that are kept, which is told, it does not matter which come twice.
        let twice = self.labels.len() <= MAX_LABELS && self.labels.iter().any(known);
        if !value.is_empty() && !twice {
            self.labels.push(Label::new(name, value, place));
        }
    }

    /// Takes what stands at `place`, where something does.
    fn maybe(&mut self, name: LabelName, value: Option<impl AsRef<str>>, place: &str) {
        if let Some(value) = value {
            self.add(name, value.as_ref(), place);
        }
    }

    fn has(&self, name: LabelName) -> bool {
        self.labels.iter().any(|label| label.name == name)
    }

    /// Whoever provided the piece: the agency, which is its outlet as well where none is stated.
    fn provider(&mut self, value: Option<impl AsRef<str>>, place: &str) {
        let Some(value) = value else { return };
        let value = value.as_ref();
        if !self.has(LabelName::Outlet) {
            self.add(LabelName::Outlet, value, place);
        }
        self.add(LabelName::Agency, value, place);
    }

    /// Takes a word for whether a piece may be printed, and for what it is, as the source has it;
    /// one that is not known says nothing of it.
    fn status(&mut self, value: Option<impl AsRef<str>>, place: &str) {
        let Some(value) = value else { return };
        let value = value.as_ref();
        // `stat:usable`, `sig:correction`: the part before the colon names the list of words.
        let word = value.rsplit(':').next().unwrap_or(value);
        let key: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let key = key.to_lowercase();
        if USABLE.contains(&key.as_str()) {
            return;
        }
        match statuses::named(word) {
            Some(_) => self.add(LabelName::Status, word, place),
            None => self.add(LabelName::Other, value, place),
        }
    }

    /// Takes the time at which an embargo ends, and the embargo unless a word has said it.
    fn embargo(&mut self, until: Option<impl AsRef<str>>, place: &str) {
        if let Some(until) = until.filter(|until| !until.as_ref().trim().is_empty()) {
            if !self.is_embargoed() {
                self.add(LabelName::Status, "embargoed", place);
            }
            let told = format!("{EMBARGOED_UNTIL}{}", until.as_ref());
            self.add(LabelName::Other, &told, place);
        }
    }

    /// Whether a word has said that it is under embargo.
    fn is_embargoed(&self) -> bool {
        let says = |label: &Label| {
            label.name == LabelName::Status && statuses::named(&label.value) == Some("embargoed")
        };
        self.labels.iter().any(says)
    }

    /// Takes a subject: by its name, or by its code where that has a name of its own.
    fn subject(&mut self, name: Option<&str>, code: Option<&str>, place: &str) {
        // A lone letter is a code in the place of a name.
        let is_name = |name: &&str| name.trim().chars().count() > 1;
        let known = name.filter(is_name).or_else(|| subjects::name(code?));
        match known {
            Some(known) => self.add(LabelName::Category, &one_category(known), place),
            None => self.maybe(LabelName::Other, name.or(code), place),
        }
    }
}

/// A draft of what is stated and what was written; nothing where neither headline nor words are
/// there.
fn draft(
    native: Option<String>,
    title: Option<String>,
    paragraphs: Vec<Paragraph>,
    stated: Stated,
) -> Option<Draft> {
    let title = title.map(|title| one_line(&title)).filter(|title| !title.is_empty());
    (title.is_some() || !paragraphs.is_empty()).then_some(Draft {
        native,
        title,
        paragraphs,
        labels: stated.labels,
    })
}

/// Whether a standfirst says more than the headline and is not a slug in capitals.
fn is_standfirst(line: &str, title: Option<&str>) -> bool {
    title != Some(line) && line.contains(char::is_lowercase) && line.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_category() {
        let mut stated = Stated::default();
        stated.subject(Some("economy, business and finance"), None, "here");
        stated.subject(None, Some("subj:02000000"), "here");
        stated.subject(Some("s"), Some("apcat:s"), "here");
        stated.subject(None, Some("N2:OILG"), "here");
        let found: Vec<_> = stated.labels.iter().map(|l| (l.name, l.value.as_str())).collect();
        let expect = [
            (LabelName::Category, "\"economy, business and finance\""),
            (LabelName::Category, "\"crime, law and justice\""),
            (LabelName::Other, "s"),
            (LabelName::Other, "N2:OILG"),
        ];
        assert_eq!(found, expect);
    }

    #[test]
    fn words_of_the_agencies_are_statuses() {
        let mut stated = Stated::default();
        for word in ["stat:canceled", "Usable", "sig:correction", "Embargoed", "edStat:U"] {
            stated.status(Some(word), "here");
        }
        stated.embargo(Some("2019-11-13T06:00:00Z"), "there");
        let found: Vec<_> = stated.labels.iter().map(|l| (l.name, l.value.as_str())).collect();
        let expect = [
            (LabelName::Status, "canceled"),
            (LabelName::Status, "correction"),
            (LabelName::Status, "Embargoed"),
            (LabelName::Other, "edStat:U"),
            (LabelName::Other, "embargoed until 2019-11-13T06:00:00Z"),
        ];
        assert_eq!(found, expect);
    }
}
