//! What speaks for each country: every name of a clipping counted where it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::Evidence;
use super::capitals::{is_shouted, title_case};
use super::names::{Found, Mention, Page, scan, tongue};
use super::weighing::{Counts, KINDS, Words};
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
        tally.count_dateline(evidence);
        tally.count_categories(evidence);
        tally.count_url(evidence.url);
        let (mut mentions, people) = read(evidence);
        leave_to_people(&mut mentions, &people, &tally);
        settle(&mut mentions, &tally);
        let (traces, named): (Vec<_>, Vec<_>) =
            mentions.into_iter().partition(|(_, mention)| mention.kind == NameKind::Trace);
        for (spot, mention) in named {
            tally.count(spot, mention);
        }
        if tally.countries.is_empty() {
            tally.trace(traces);
        }
        if let Some(counts) = home(evidence).and_then(|code| tally.countries.get_mut(code)) {
            counts.is_home = true;
        }
        tally
    }

    fn count_dateline(&mut self, evidence: &Evidence<'_>) {
        let printed = evidence.dateline.unwrap_or("").trim();
        if printed.is_empty() {
            return;
        }
        let own = evidence.own.and_then(|own| {
            let bare = printed.split(['/', ',']).next().unwrap_or(printed);
            own.of(printed).or_else(|| own.of(bare))
        });
        let path = match own {
            Some(path) => path.map(<[String]>::to_vec),
            None => place_path(printed),
        };
        let place = path.as_ref().and_then(|path| {
            path.iter().filter_map(|code| places::country(code)).find(|place| place.is_country())
        });
        if let Some(place) = place {
            let counts = self.countries.entry(place.code).or_default();
            counts.dateline = Some(printed.to_owned());
            counts.path = path;
            counts.is_own |= own.is_some();
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

    fn count_categories(&mut self, evidence: &Evidence<'_>) {
        for name in evidence.categories.iter().flatten() {
            let own = evidence.own.and_then(|own| own.of(name));
            let place = match own {
                Some(path) => {
                    path.and_then(|path| path.iter().rev().find_map(|code| places::country(code)))
                }
                // Codes of two letters are words in too many category names.
                None if name.chars().count() <= 2 && name.is_ascii() => None,
                None => places::countries_called(&fold(name)).find(|place| place.is_country()),
            };
            if let Some(place) = place {
                let counts = self.countries.entry(place.code).or_default();
                counts.category = Some(name.clone());
                counts.is_own |= own.is_some();
            }
        }
    }

    /// Where no place is named, words of money and company law hint at the country that most of
    /// them are of. Dollars alone hint at none: too many countries have them.
    fn trace(&mut self, traces: Vec<(Spot, Mention)>) {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (_, mention) in &traces {
            *counts.entry(mention.code).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or(0);
        let mut first = counts.iter().filter(|(_, count)| **count == most);
        if let (Some((code, _)), None) = (first.next(), first.next()) {
            let of_country = |mention: &Mention| mention.code == *code;
            let is_money = |mention: &Mention| mention.words.to_lowercase().starts_with("dlr");
            if traces.iter().all(|(_, mention)| !of_country(mention) || is_money(mention)) {
                return;
            }
            let traced = self.countries.entry(code).or_default();
            for (_, mention) in traces.iter().filter(|(_, mention)| mention.code == *code) {
                tell(&mut traced.traces, &mention.words);
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
            if let Some(path) = &mention.own {
                counts.is_own = true;
                counts.path.get_or_insert_with(|| path.clone());
            }
            counts.beyond_venue += u32::from(!mention.is_venue);
            if spot == Spot::Lead {
                counts.lead += mention.weight;
            }
            tell(words, &mention.words);
        }
    }
}

/// The names in headline and text, words of money and company law left out.
pub(super) fn named(evidence: &Evidence<'_>) -> Vec<(String, &'static str)> {
    let (mut mentions, people) = read(evidence);
    let nothing = Tally::default();
    leave_to_people(&mut mentions, &people, &nothing);
    settle(&mut mentions, &nothing);
    let places = mentions.into_iter().filter(|(_, mention)| mention.kind != NameKind::Trace);
    places.map(|(_, mention)| (mention.words, mention.code)).collect()
}

fn tell(words: &mut Words, found: &str) {
    match words.iter_mut().find(|(word, _)| word == found) {
        Some((_, count)) => *count += 1,
        None => words.push((found.to_owned(), 1)),
    }
}

/// Every name in headline and text, with where it stands, and the people called like places.
fn read(evidence: &Evidence<'_>) -> (Vec<(Spot, Mention)>, Vec<&'static str>) {
    let (mut mentions, mut people) = (Vec::new(), Vec::new());
    let mut rows: Vec<usize> = Vec::new();
    let (tongue, outlet) = (tongue(evidence), evidence.outlet.unwrap_or(""));
    let mut read = |text: &str, spot: Spot| {
        let headline = spot == Spot::Headline;
        let page = Page { text, tongue, outlet, headline, own: evidence.own };
        let from = mentions.len();
        let is_row = !headline && text.split_whitespace().nth(ROW_WORDS).is_none();
        scan(page, |found| match found {
            Found::Place(mention) => mentions.push((spot, mention)),
            Found::Person(name) => people.push(name),
        });
        let found = from..mentions.len();
        match is_row {
            true => rows.extend(found),
            false => leave_out_rates(&mut mentions, &Vec::from_iter(found)),
        }
    };
    match is_shouted(evidence.headline) {
        true => read(&title_case(evidence.headline), Spot::Headline),
        false => read(evidence.headline, Spot::Headline),
    }
    for (at, text) in evidence.texts.iter().enumerate() {
        read(text, if at == 0 { Spot::Lead } else { Spot::Text });
    }
    leave_out_rates(&mut mentions, &rows);
    (mentions, people)
}

/// A text that names the money of so many countries gives rates of exchange, and so do texts that
/// are its rows.
const MONEYS: usize = 3;
/// A text of so many words at most may be a row of such a table.
const ROW_WORDS: usize = 6;

/// Takes the money out of the mentions at these places, where they are a table of rates.
fn leave_out_rates(mentions: &mut Vec<(Spot, Mention)>, places: &[usize]) {
    let money: Vec<usize> =
        places.iter().copied().filter(|place| mentions[*place].1.is_money).collect();
    let countries: BTreeSet<&str> = money.iter().map(|place| mentions[*place].1.code).collect();
    if countries.len() >= MONEYS {
        let mut place = 0..;
        mentions.retain(|_| place.next().is_none_or(|place| money.binary_search(&place).is_err()));
    }
}

/// Codes of countries under which hosts all over the world are registered.
const SOLD_DOMAINS: [&str; 12] =
    ["AI", "AM", "CC", "CO", "FM", "IO", "LA", "LY", "ME", "TO", "TV", "WS"];

/// Where the outlet is at home: the place in its name, or the country of its host.
fn home(evidence: &Evidence<'_>) -> Option<&'static str> {
    let outlet = evidence.outlet.unwrap_or("");
    let words: Vec<&str> = outlet.split(' ').filter(|word| *word != "The").collect();
    let named = [2, 1].into_iter().find_map(|count| {
        let name = fold(&words.get(..count)?.join(" "));
        let country = places::countries_called(&name).find(|place| place.is_country());
        let city = || places::cities(&name).find(|city| !city.name.is_empty());
        country.map(|place| place.code).or_else(|| city().map(|city| city.country))
    });
    named.or_else(|| {
        let address = evidence.url?.split_once("://").map(|(_, rest)| rest)?;
        let host = address.split(['/', ':', '?']).next()?;
        let code = host.rsplit_once('.')?.1.to_ascii_uppercase();
        let code = if code == "UK" { "GB" } else { code.as_str() };
        let place = places::country(code).filter(|place| place.is_country())?;
        (!SOLD_DOMAINS.contains(&place.code)).then_some(place.code)
    })
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
    let only = |code: &str, other: &str| named(code, &congos) && !named(other, &congos);
    let (brazzaville, kinshasa) = (only("CG", "CD"), only("CD", "CG"));
    let neighbours = kinshasa || named("RW", &[]) || named("UG", &[]);
    let america = named("US", &[]);
    for (_, mention) in mentions.iter_mut() {
        match mention.code {
            "GE" if state && georgias.contains(&mention.words.as_str()) => {
                mention.code = "US";
                mention.kind = NameKind::Part;
            }
            "KR" if north && koreas.contains(&mention.words.as_str()) => mention.weight = 0.4,
            "CD" if brazzaville && congos.contains(&mention.words.as_str()) => mention.code = "CG",
            "CG" if !brazzaville && neighbours && congos.contains(&mention.words.as_str()) => {
                mention.code = "CD";
            }
            "JE" if america && mention.words == "Jersey" => {
                mention.code = "US";
                mention.kind = NameKind::Part;
            }
            _ => {}
        }
    }
}
