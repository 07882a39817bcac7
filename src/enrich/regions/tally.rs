//! What speaks for each country: every name of a clipping counted where it stands.

use std::collections::BTreeMap;

use super::Evidence;
use super::capitals::{is_shouted, title_case};
use super::names::{Found, Mention, Page, scan, tongue};
use super::weighing::{Counts, KINDS};
use crate::enrich::datelines::place_path;
use crate::enrich::places::{self, NameKind, fold};

/// What speaks for each country.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) countries: BTreeMap<&'static str, Counts>,
}

/// Where a name was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    Headline,
    Lead,
    Text,
}

impl Tally {
    /// All the evidence, counted.
    pub(super) fn of(evidence: &Evidence<'_>) -> Self {
        let mut tally = Self::default();
        tally.count_dateline(evidence.dateline);
        tally.count_categories(evidence.categories);
        tally.count_url(evidence.url);
        let (tongue, outlet) = (tongue(evidence), evidence.outlet.unwrap_or(""));
        let (mut mentions, mut people) = (Vec::new(), Vec::new());
        let shouted = is_shouted(evidence.headline);
        let headline = if shouted { title_case(evidence.headline) } else { String::new() };
        let headline = if shouted { &headline } else { evidence.headline };
        let mut read = |text: &str, spot: Spot| {
            let page = Page { text, tongue, outlet, headline: spot == Spot::Headline };
            scan(page, |found| match found {
                Found::Place(mention) => mentions.push((spot, mention)),
                Found::Person(name) => people.push(name),
            });
        };
        read(headline, Spot::Headline);
        for (at, text) in evidence.texts.iter().enumerate() {
            read(text, if at == 0 { Spot::Lead } else { Spot::Text });
        }
        leave_to_people(&mut mentions, &people, &tally);
        settle(&mut mentions, &tally);
        for (spot, mention) in mentions {
            tally.count(spot, mention);
        }
        tally
    }

    fn count_dateline(&mut self, dateline: Option<&str>) {
        let Some(printed) = dateline.map(str::trim).filter(|printed| !printed.is_empty()) else {
            return;
        };
        let path = place_path(printed);
        if let Some(path) = path
            && let mut areas = path.iter().filter_map(|code| places::country(code))
            && let Some(place) = areas.find(|place| place.is_country())
        {
            let counts = self.countries.entry(place.code).or_default();
            counts.dateline = Some(printed.to_owned());
            counts.path = Some(path);
        }
    }

    /// Sections of the address that are named for a country: `/news/vietnam/`.
    fn count_url(&mut self, url: Option<&str>) {
        let address = url.map_or("", |url| url.split_once("://").map_or(url, |(_, rest)| rest));
        let Some((_, path)) = address.split_once('/') else { return };
        let sections = path.split_inclusive('/').filter_map(|section| section.strip_suffix('/'));
        for section in sections.filter(|section| section.len() > 3) {
            let mut named = places::countries_called(&fold(section));
            if let Some(place) = named.find(|place| place.is_country()) {
                self.countries.entry(place.code).or_default().section = Some(section.to_owned());
            }
        }
    }

    fn count_categories(&mut self, categories: &[Vec<String>]) {
        for name in categories.iter().flatten() {
            let named = places::countries_called(&fold(name)).find(|place| place.is_country());
            // Codes of two letters are words in too many category names.
            if let Some(place) = named.filter(|_| name.chars().count() > 2 || !name.is_ascii()) {
                self.countries.entry(place.code).or_default().category = Some(name.clone());
            }
        }
    }

    fn count(&mut self, spot: Spot, mention: Mention) {
        for code in mention.code.split('+') {
            let counts = self.countries.entry(code).or_default();
            let slot = KINDS.iter().position(|kind| *kind == mention.kind).unwrap_or(3);
            let (numbers, words) = match spot {
                Spot::Headline => (&mut counts.headline, &mut counts.headline_words),
                Spot::Lead | Spot::Text => (&mut counts.text, &mut counts.text_words),
            };
            numbers[slot] += mention.weight;
            if spot == Spot::Lead {
                counts.lead += mention.weight;
            }
            match words.iter_mut().find(|(word, _)| *word == mention.words) {
                Some((_, count)) => *count += 1,
                None => words.push((mention.words.clone(), 1)),
            }
        }
    }
}

/// A person named in full once is called by one name after that: where nothing else speaks for the
/// country, the name alone does not either.
fn leave_to_people(mentions: &mut Vec<(Spot, Mention)>, people: &[&str], tally: &Tally) {
    let told: Vec<&str> = people
        .iter()
        .copied()
        .filter(|name| {
            let mut so_called = mentions.iter().filter(|(_, mention)| mention.words == *name);
            so_called.next().is_some_and(|(_, mention)| {
                let code = mention.code;
                let otherwise = |(_, m): &(Spot, Mention)| m.code == code && m.words != *name;
                !tally.countries.contains_key(code) && !mentions.iter().any(otherwise)
            })
        })
        .collect();
    mentions.retain(|(_, mention)| !told.contains(&mention.words.as_str()));
}

/// Decides names that two countries share, by what else the clipping says.
fn settle(mentions: &mut [(Spot, Mention)], tally: &Tally) {
    let named = |code: &str, not: &[&str]| {
        tally.countries.contains_key(code)
            || mentions.iter().any(|(_, m)| m.code == code && !not.contains(&m.words.as_str()))
    };
    let georgias = ["Georgia", "Georgian", "Georgians"];
    let state = named("US", &[]) && !named("GE", &georgias) && !named("RU", &[]);
    let koreas = ["Korea", "Korean", "Koreans"];
    let north = named("KP", &[]) && !named("KR", &koreas);
    let congos = ["Congo", "Congolese"];
    let brazzaville =
        named("CG", &congos) || !(named("CD", &[]) || named("RW", &[]) || named("UG", &[]));
    for (_, mention) in mentions.iter_mut() {
        match mention.code {
            "GE" if state && georgias.contains(&mention.words.as_str()) => {
                mention.code = "US";
                mention.kind = NameKind::Part;
            }
            "KR" if north && koreas.contains(&mention.words.as_str()) => mention.weight = 0.4,
            "CG" if !brazzaville && congos.contains(&mention.words.as_str()) => mention.code = "CD",
            _ => {}
        }
    }
}
