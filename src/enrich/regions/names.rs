//! Names of places in running text: one automaton over the table of names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Evidence;
use super::context::Seen;
use super::own_names::OwnNames;
use crate::enrich::places::{self, NameKind};

/// A name found in a text that context lets stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    pub(super) code: &'static str,
    pub(super) kind: NameKind,
    pub(super) words: String,
    pub(super) weight: f32,
    /// Its path, where a person said what the name stands for.
    pub(super) own: Option<Vec<String>>,
    /// Whether it says where something took place: "in Bangkok, Thailand".
    pub(super) is_venue: bool,
    /// Whether it tells of money: "Canadian dollars", "yen".
    pub(super) is_money: bool,
}

/// What a name in a text stands for.
pub(super) enum Found {
    /// A place.
    Place(Mention),
    /// Someone called so: "DeAndre Jordan", "Chad le Clos".
    Person(&'static str),
}

/// One pattern of the automaton.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) text: &'static str,
    pub(super) code: &'static str,
    pub(super) kind: NameKind,
    pub(super) open: bool,
    pub(super) tongues: u16,
}

struct Finder {
    automaton: AhoCorasick,
    entries: Vec<Entry>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let mut chosen: BTreeMap<&'static str, Entry> = BTreeMap::new();
    let silent = [NameKind::Area, NameKind::Typed, NameKind::Abbreviation];
    for name in places::names().filter(|name| !silent.contains(&name.kind)) {
        let tongues = tongues(name.languages);
        let text = without_article(name.text, name.kind);
        let entry = Entry { text, code: name.code, kind: name.kind, open: name.open, tongues };
        let slot = chosen.entry(text).or_insert(entry);
        if name.kind == NameKind::Nothing || strength(entry) > strength(*slot) {
            *slot = entry;
        } else if name.code == slot.code {
            slot.tongues |= tongues;
        }
    }
    let entries: Vec<_> = chosen.into_values().collect();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(entries.iter().map(|entry| entry.text))
        .expect("the names are far fewer than an automaton can hold");
    Finder { automaton, entries }
});

/// The name of a country without its article, which is small in a sentence: "in the Netherlands".
/// That of a city is a part of it: The Hague.
fn without_article(name: &'static str, kind: NameKind) -> &'static str {
    match kind {
        NameKind::Country => name.strip_prefix("The ").unwrap_or(name),
        _ => name,
    }
}

/// English wins over other languages, names over demonyms.
fn strength(entry: Entry) -> u8 {
    let kind = match entry.kind {
        NameKind::Country => 3,
        NameKind::City => 2,
        NameKind::Trace => 0,
        _ => 1,
    };
    kind + if entry.tongues & ENGLISH != 0 { 10 } else { 0 }
}

const ENGLISH: u16 = 1;
/// Languages written in Latin letters, one bit each; words of another one are not read.
const TONGUES: [&str; 11] = ["en", "fr", "de", "es", "it", "pt", "tr", "vi", "nl", "pl", "id"];
const ANY: u16 = u16::MAX;

fn tongues(languages: &str) -> u16 {
    let bit =
        |language: &str| TONGUES.iter().position(|one| *one == language).map_or(ANY, |at| 1 << at);
    languages.split(',').map(bit).fold(0, |all, one| all | one)
}

/// Which Latin-written language a clipping is in, by its commonest small words.
pub(super) fn tongue(evidence: &Evidence<'_>) -> u16 {
    const SMALL: [&[&str]; 11] = [
        &["the", "of", "and", "to", "in", "is", "for", "that", "on"],
        &["le", "la", "les", "des", "et", "du", "une", "dans", "est", "aux", "de"],
        &["der", "die", "das", "und", "den", "von", "mit", "ist", "im", "für"],
        &["el", "la", "los", "las", "del", "que", "en", "y", "una", "con", "de"],
        &["il", "di", "che", "della", "per", "del", "una", "non", "le", "con"],
        &["o", "os", "do", "da", "que", "em", "uma", "não", "dos", "com", "de"],
        &["ve", "bir", "bu", "için", "ile", "da", "de", "olarak"],
        &["của", "và", "là", "trong", "các", "với", "những", "được", "cho", "không"],
        &["de", "het", "een", "van", "en", "op", "dat", "voor", "met", "niet", "zijn"],
        &["w", "z", "na", "i", "do", "się", "że", "nie", "jest", "przez", "dla"],
        &["yang", "dan", "di", "dari", "untuk", "dengan", "pada", "ini", "itu", "akan"],
    ];
    let mut counts = [0u32; 11];
    let all = std::iter::once(evidence.headline).chain(evidence.texts.iter().copied());
    for word in all.flat_map(|text| text.split(' ')).filter(|word| word.len() <= 10).take(400) {
        for (at, small) in SMALL.iter().enumerate() {
            counts[at] += u32::from(small.contains(&word));
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    match counts.iter().position(|count| *count == most) {
        Some(at) if most > 0 => 1 << at,
        _ => ENGLISH,
    }
}

/// A text to be read.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tongue: u16,
    pub(super) outlet: &'a str,
    pub(super) headline: bool,
    pub(super) own: Option<&'a OwnNames>,
}

/// Calls `each` for every name in a text that context lets stand.
pub(super) fn scan(page: Page<'_>, mut each: impl FnMut(Found)) {
    let finder = &*FINDER;
    let own = own_names(page, &mut each);
    let mut city_before: Option<(usize, Mention)> = None;
    for hit in finder.automaton.find_iter(page.text) {
        if own.iter().any(|taken| taken.start < hit.end() && hit.start() < taken.end) {
            continue;
        }
        let entry = finder.entries[hit.pattern().as_usize()];
        let seen =
            Seen { text: page.text, start: hit.start(), end: hit.end(), headline: page.headline };
        if seen.names_a_person(&entry) {
            each(Found::Person(entry.text));
        }
        let counts = entry.kind != NameKind::Nothing && seen.is_name(&entry, page.tongue);
        if !counts || seen.is_within(page.outlet) {
            continue;
        }
        let mut mention = mention(&entry, &page.text[hit.range()]);
        if let Some((end, city)) = city_before.take() {
            explain(city, &mut mention, &page.text[end..hit.start()], &mut each);
        }
        if seen.is_money() {
            (mention.weight, mention.is_money) = (mention.weight * MONEY, true);
        }
        if entry.kind != NameKind::City {
            each(Found::Place(mention));
        } else if let Some(code) = seen.part_after(entry.code) {
            each(Found::Place(Mention { code, kind: NameKind::Part, ..mention }));
        } else {
            city_before = Some((hit.end(), mention));
        }
    }
    each_city(city_before, &mut each);
}

fn each_city(city: Option<(usize, Mention)>, each: &mut impl FnMut(Found)) {
    if let Some((_, city)) = city {
        each(Found::Place(city));
    }
}

fn mention(entry: &Entry, words: &str) -> Mention {
    Mention {
        code: entry.code,
        kind: entry.kind,
        words: words.to_owned(),
        weight: 1.0,
        own: None,
        is_venue: false,
        // The words of company law are written with a capital.
        is_money: entry.kind == NameKind::Trace && !entry.text.starts_with(char::is_uppercase),
    }
}

/// A city, and what is named after it: a country or a part of one may only say where the city is.
fn explain(mut city: Mention, next: &mut Mention, parted: &str, each: &mut impl FnMut(Found)) {
    let explained = parted == ", " && matches!(next.kind, NameKind::Part | NameKind::Country);
    if !explained {
        each(Found::Place(city));
    } else if city.code == next.code {
        // "Bangkok, Thailand" is one venue, not two mentions.
        (city.weight, city.is_venue) = (0.0, true);
        (next.weight, next.is_venue) = (VENUE, true);
        each(Found::Place(city));
    }
}

/// Counts the names that a person explained; gives where they stand, so that nothing else is read
/// there.
fn own_names(page: Page<'_>, each: &mut impl FnMut(Found)) -> Vec<Range<usize>> {
    let found = page.own.into_iter().flat_map(|own| own.find(page.text));
    let mut taken = Vec::new();
    for (at, path) in found {
        let place = path.and_then(|path| {
            let codes = path.iter().rev();
            Some((codes.clone().find_map(|code| places::country(code))?, path))
        });
        if let Some((place, path)) = place {
            each(Found::Place(Mention {
                code: place.code,
                kind: NameKind::Country,
                words: page.text[at.clone()].to_owned(),
                weight: 1.0,
                own: Some(path.to_vec()),
                is_venue: false,
                is_money: false,
            }));
        }
        taken.push(at);
    }
    taken
}

/// What a country counts whose money is named.
const MONEY: f32 = 0.1;
/// What a country counts when it only explains the city before it.
const VENUE: f32 = 0.8;
