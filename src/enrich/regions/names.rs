//! Names of places in running text: one automaton over the table of names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Evidence;
use super::context::Seen;
use crate::enrich::places::{self, NameKind};

/// A name found in a text that context lets stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    pub(super) code: &'static str,
    pub(super) kind: NameKind,
    pub(super) words: String,
    pub(super) weight: f32,
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
    pub(super) tongues: u8,
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
        let entry =
            Entry { text: name.text, code: name.code, kind: name.kind, open: name.open, tongues };
        let slot = chosen.entry(name.text).or_insert(entry);
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

/// English wins over other languages, names over demonyms.
fn strength(entry: Entry) -> u8 {
    let kind = match entry.kind {
        NameKind::Country => 3,
        NameKind::City => 2,
        _ => 1,
    };
    kind + if entry.tongues & ENGLISH != 0 { 10 } else { 0 }
}

const ENGLISH: u8 = 1;
/// Languages written in Latin letters, one bit each; words of another one are not read.
const TONGUES: [&str; 8] = ["en", "fr", "de", "es", "it", "pt", "tr", "vi"];
const ANY: u8 = u8::MAX;

fn tongues(languages: &str) -> u8 {
    let bit =
        |language: &str| TONGUES.iter().position(|one| *one == language).map_or(ANY, |at| 1 << at);
    languages.split(',').map(bit).fold(0, |all, one| all | one)
}

/// Which Latin-written language a clipping is in, by its commonest small words.
pub(super) fn tongue(evidence: &Evidence<'_>) -> u8 {
    const SMALL: [&[&str]; 8] = [
        &["the", "of", "and", "to", "in", "is", "for", "that", "on"],
        &["le", "la", "les", "des", "et", "du", "une", "dans", "est", "aux"],
        &["der", "die", "das", "und", "den", "von", "mit", "ist", "im", "für"],
        &["el", "la", "los", "las", "del", "que", "en", "y", "una", "con"],
        &["il", "di", "che", "della", "per", "del", "una", "non", "le", "con"],
        &["o", "os", "do", "da", "que", "em", "uma", "não", "dos", "com"],
        &["ve", "bir", "bu", "için", "ile", "da", "de", "olarak"],
        &["của", "và", "là", "trong", "các", "với", "những", "được", "cho", "không"],
    ];
    let mut counts = [0u32; 8];
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
    pub(super) tongue: u8,
    pub(super) outlet: &'a str,
    pub(super) headline: bool,
}

/// Calls `found` for every name in a text that context lets stand.
pub(super) fn scan(page: Page<'_>, mut each: impl FnMut(Found)) {
    let finder = &*FINDER;
    let text = page.text;
    let mut city_before: Option<(usize, Mention)> = None;
    for hit in finder.automaton.find_iter(text) {
        let entry = finder.entries[hit.pattern().as_usize()];
        let Page { headline, .. } = page;
        let seen = Seen { text, start: hit.start(), end: hit.end(), headline };
        let counts = entry.kind != NameKind::Nothing && seen.is_name(&entry, page.tongue);
        if seen.names_a_person(&entry) {
            each(Found::Person(entry.text));
        }
        if !counts || seen.is_within(page.outlet) {
            continue;
        }
        let mut mention = Mention {
            code: entry.code,
            kind: entry.kind,
            words: text[hit.start()..hit.end()].to_owned(),
            weight: 1.0,
        };
        if let Some((end, mut city)) = city_before.take() {
            let parted = &text[end..hit.start()];
            let explained =
                parted == ", " && matches!(entry.kind, NameKind::Part | NameKind::Country);
            if !explained {
                each(Found::Place(city));
            } else if city.code == mention.code {
                // "Bangkok, Thailand" is one venue, not two mentions.
                city.weight = 0.0;
                mention.weight = VENUE;
                each(Found::Place(city));
            }
        }
        mention.weight *= seen.weight(&entry);
        if entry.kind == NameKind::City {
            if let Some(code) = seen.part_after(entry.code) {
                mention.code = code;
                mention.kind = NameKind::Part;
                each(Found::Place(mention));
            } else {
                city_before = Some((hit.end(), mention));
            }
        } else {
            each(Found::Place(mention));
        }
    }
    if let Some((_, city)) = city_before {
        each(Found::Place(city));
    }
}

/// What a country counts when it only explains the city before it.
const VENUE: f32 = 0.8;
