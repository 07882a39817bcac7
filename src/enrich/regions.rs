//! The regions a clipping is about: countries by the words that name them, with the words as
//! evidence.
//!
//! One pass finds every name in a text, rules of context drop those that are none ("Michael
//! Jordan", "The Korea Times"), and a weighing of what is left keeps the countries the clipping is
//! about. Cities beside capitals count only in the place line.

use std::{collections::BTreeMap, sync::LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::{
    clipping::{Clue, ClueKind},
    enrich::{
        datelines::place_path,
        places::{self, NameKind, fold},
    },
};

/// What is known of a clipping when its regions are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The place line, as printed or cut to its place.
    pub dateline: Option<&'a str>,
    /// Running text and captions, a paragraph each.
    pub texts: &'a [&'a str],
    /// Categories as stated, general first.
    pub categories: &'a [Vec<String>],
    /// Places as the source states them: names, codes, `south-korea`.
    pub stated: &'a [String],
    /// Who printed it; its name in the text is no place.
    pub outlet: Option<&'a str>,
    /// The address of the original; sections named for a country count, its domain does not.
    pub url: Option<&'a str>,
}

/// A region of a clipping and what says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its path in UN M49, general first: `142`, `030`, `KR`, `seoul`.
    pub path: Vec<String>,
    /// How sure it is, up to 1; what is stated has 1.
    pub score: f32,
    /// The strongest sort of evidence, with all the words counted.
    pub clue: Clue,
}

/// The regions of a clipping, strongest first. What the source states is kept whole and nothing is
/// put beside it.
pub fn regions(evidence: &Evidence<'_>) -> Vec<Region> {
    let stated = stated_regions(evidence.stated);
    if stated.is_empty() { inferred_regions(evidence) } else { stated }
}

fn stated_regions(stated: &[String]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for words in stated {
        let Some(path) = places::look_up(words).into_iter().next() else { continue };
        if regions.iter().all(|region| region.path != path) {
            let clue = Clue { kind: ClueKind::Stated, words: words.clone() };
            regions.push(Region { path, score: 1.0, clue });
        }
    }
    regions
}

fn inferred_regions(evidence: &Evidence<'_>) -> Vec<Region> {
    let tally = Tally::of(evidence);
    let strongest = tally.countries.values().map(Counts::salience).fold(0.0, f32::max);
    let total: f32 = tally.countries.values().map(Counts::salience).sum();
    let mut regions: Vec<_> = tally
        .countries
        .iter()
        .map(|(code, counts)| (counts.score(strongest, total), *code, counts))
        .filter(|(score, _, counts)| *score >= LEAST && counts.is_salient(strongest))
        .map(|(score, code, counts)| Region {
            path: counts.path.clone().unwrap_or_else(|| places::path_of_country(code)),
            score,
            clue: counts.clue(),
        })
        .collect();
    regions.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.path.cmp(&b.path)));
    regions
}

/// The score from which a country is a region of the clipping.
const LEAST: f32 = 0.4;

/// The share of the strongest country's salience below which one is a mere mention, unless it opens
/// the clipping.
const LEAST_SHARE: f32 = 0.35;

/// What speaks for one country.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    dateline: Option<String>,
    path: Option<Vec<String>>,
    category: Option<String>,
    section: Option<String>,
    headline: [f32; 4],
    text: [f32; 4],
    lead: f32,
    headline_words: Words,
    text_words: Words,
}

/// Words and how often each was counted, in the order first seen.
type Words = Vec<(String, u32)>;

/// What is counted apart; institutions and pairs of countries count with parts.
const KINDS: [NameKind; 4] = [NameKind::Country, NameKind::Demonym, NameKind::City, NameKind::Part];

impl Counts {
    /// How much is said of the country, before anything is compared.
    pub(crate) fn salience(&self) -> f32 {
        let sum = |counts: &[f32; 4]| counts.iter().zip(WEIGHTS).map(|(n, w)| n * w).sum::<f32>();
        let stands = |there: bool, weight: f32| if there { weight } else { 0.0 };
        sum(&self.text)
            + HEADLINE * sum(&self.headline)
            + stands(self.dateline.is_some(), DATELINE)
            + stands(self.category.is_some(), CATEGORY)
            + stands(self.section.is_some(), SECTION)
    }

    /// Whether it is more than mentioned beside the strongest country.
    fn is_salient(&self, strongest: f32) -> bool {
        self.dateline.is_some()
            || self.category.is_some()
            || !self.headline_words.is_empty()
            || self.salience() >= LEAST_SHARE * strongest
    }

    /// How sure it is that the clipping is about the country: a logistic curve over
    /// [`Counts::features`].
    fn score(&self, strongest: f32, total: f32) -> f32 {
        let features = self.features(strongest, total);
        let sum: f32 = features.iter().zip(LOGISTIC).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// What the curve is over; the first is the constant.
    pub(crate) fn features(&self, strongest: f32, total: f32) -> [f32; FEATURES] {
        let some = |n: f32| if n > 0.0 { 1.0 } else { 0.0 };
        let own = self.salience();
        let headline: f32 = self.headline.iter().sum();
        [
            1.0,
            if self.dateline.is_some() { 1.0 } else { 0.0 },
            if headline > 0.0 || self.section.is_some() { 1.0 } else { 0.0 },
            if self.category.is_some() { 1.0 } else { 0.0 },
            own / strongest.max(0.01),
            own / total.max(0.01),
            (self.text[0]).ln_1p(),
            (self.text[1]).ln_1p(),
            (self.text[2]).ln_1p(),
            (self.text[3]).ln_1p(),
            some(self.lead),
            own.ln_1p(),
        ]
    }

    fn clue(&self) -> Clue {
        let mut parts = Vec::new();
        if let Some(place) = &self.dateline {
            parts.push((ClueKind::Dateline, format!("dateline {place}")));
        }
        if !self.headline_words.is_empty() {
            parts.push((ClueKind::Headline, format!("headline {}", listed(&self.headline_words))));
        }
        if let Some(section) = &self.section {
            parts.push((ClueKind::Url, format!("url /{section}/")));
        }
        if let Some(category) = &self.category {
            parts.push((ClueKind::Category, format!("category {category}")));
        }
        if !self.text_words.is_empty() {
            parts.push((ClueKind::Text, format!("text {}", listed(&self.text_words))));
        }
        let kind = parts.first().map_or(ClueKind::Text, |(kind, _)| *kind);
        let words: Vec<_> = parts.into_iter().map(|(_, words)| words).collect();
        Clue { kind, words: words.join("; ") }
    }
}

/// The most words told of one place of evidence.
const MOST_WORDS: usize = 5;

/// `South Korea ×5, Seoul ×3`, the most frequent first.
fn listed(words: &Words) -> String {
    let mut words = words.clone();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut shown: Vec<_> =
        words.iter().take(MOST_WORDS).map(|(word, count)| format!("{word} ×{count}")).collect();
    if words.len() > MOST_WORDS {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

const FEATURES: usize = 12;

/// What one mention adds to the salience of a country, by kind as in [`KINDS`].
const WEIGHTS: [f32; 4] = [1.0, 0.8, 0.7, 0.6];

/// How many mentions in the text one in the headline, the dateline or a stated category is worth.
const HEADLINE: f32 = 3.0;
const DATELINE: f32 = 3.0;
const CATEGORY: f32 = 4.0;

/// The same for a section of the address.
const SECTION: f32 = 2.0;

/// Weights of [`Counts::features`], fitted on files 000 to 011 of Reuters-21578, half with and half
/// without their datelines. The fourth, the category, is chosen by hand: Reuters states no place
/// categories.
const LOGISTIC: [f32; FEATURES] =
    [-2.69, 2.61, 0.5, 3.0, 0.51, 2.22, 0.37, 0.23, -0.21, 1.33, 0.64, 1.02];

/// What speaks for each country.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) countries: BTreeMap<&'static str, Counts>,
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
    pub(crate) fn of(evidence: &Evidence<'_>) -> Self {
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

/// A name found in a text that context lets stand.
#[derive(Clone, Debug, PartialEq)]
struct Mention {
    code: &'static str,
    kind: NameKind,
    words: String,
    weight: f32,
}

/// What a name in a text stands for.
enum Found {
    /// A place.
    Place(Mention),
    /// Someone called so: "DeAndre Jordan", "Chad le Clos".
    Person(&'static str),
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

// ---- finding names ----

/// One pattern of the automaton.
#[derive(Clone, Copy, Debug)]
struct Entry {
    text: &'static str,
    code: &'static str,
    kind: NameKind,
    open: bool,
    tongues: u8,
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
fn tongue(evidence: &Evidence<'_>) -> u8 {
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
struct Page<'a> {
    text: &'a str,
    tongue: u8,
    outlet: &'a str,
    headline: bool,
}

/// Calls `found` for every name in a text that context lets stand.
fn scan(page: Page<'_>, mut each: impl FnMut(Found)) {
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

/// A stretch of text that spells a name.
struct Seen<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    headline: bool,
}

impl<'a> Seen<'a> {
    fn is_name(&self, entry: &Entry, tongue: u8) -> bool {
        let first = entry.text.chars().next().unwrap_or(' ');
        if is_hangul(first) {
            return self.is_korean_word(entry);
        }
        if is_kana(first) {
            return self.is_kana_run(entry);
        }
        if is_han(first) {
            return true;
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
    fn is_within(&self, outlet: &str) -> bool {
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
    fn names_a_person(&self, entry: &Entry) -> bool {
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
    fn part_after(&self, own: &str) -> Option<&'static str> {
        let after = self.after().strip_prefix(", ")?;
        let end = after.find([',', ';', ' ', '\n', ')']).unwrap_or(after.len());
        let word = &after[..end];
        let abbreviated = word.contains('.') || word.len() > 3;
        let state = word.starts_with(|c: char| c.is_ascii_uppercase()) && abbreviated;
        let country = places::countries_called(&fold(word)).any(|place| place.code == own);
        if state && !country { places::country_of_part(word) } else { None }
    }

    /// How much the mention counts for: "Canadian dollars" tell of money.
    fn weight(&self, _entry: &Entry) -> f32 {
        let next = self.word_after();
        if CURRENCIES.contains(&next) { MONEY } else { 1.0 }
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

/// What money counts for.
const MONEY: f32 = 0.1;

/// Words after a country's name that make it the name of a paper, a carrier or a house.
const NAMESAKES_AFTER: [&str; 34] = [
    "Times",
    "Herald",
    "Post",
    "Daily",
    "News",
    "Today",
    "Tribune",
    "Journal",
    "Chronicle",
    "Gazette",
    "Telegraph",
    "Observer",
    "Press",
    "Star",
    "Mail",
    "Express",
    "Globe",
    "Standard",
    "Mirror",
    "Review",
    "Weekly",
    "Magazine",
    "Radio",
    "Television",
    "Airlines",
    "Airline",
    "Airways",
    "Air",
    "Bank",
    "Insider",
    "Broadcasting",
    "Instruments",
    "Inc",
    "Corp",
];

const CURRENCIES: [&str; 22] = [
    "dlr", "dlrs", "dollar", "dollars", "franc", "francs", "pound", "pounds", "yen", "crown",
    "crowns", "mark", "marks", "lira", "lire", "peso", "pesos", "guilders", "krona", "kronor",
    "rupees", "won",
];

const GIVEN_NAMES: [&str; 24] = [
    "Michael", "Jim", "James", "John", "David", "Robert", "William", "Vernon", "Hamilton",
    "Barbara", "Kathy", "Kim", "Montell", "Neil", "Louis", "Steve", "Paul", "Peter", "Thomas",
    "Charles", "George", "Richard", "DeAndre", "Eason",
];

/// Small words between a first name and a surname.
const SMALL_IN_NAMES: [&str; 10] = ["le", "la", "de", "du", "da", "di", "van", "von", "der", "bin"];

/// Words beside a name that make a stretch of land or water of it.
const OF_LANDSCAPES: [&str; 20] = [
    "Lake", "River", "Basin", "Valley", "Mount", "Desert", "Bank", "Rift", "North", "South",
    "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower",
    "Greater",
];

const NO_GIVEN_NAMES: [&str; 34] = [
    "In",
    "From",
    "The",
    "And",
    "With",
    "King",
    "Of",
    "To",
    "For",
    "At",
    "On",
    "But",
    "As",
    "While",
    "Syria",
    "Israel",
    "Egypt",
    "Iraq",
    "Lebanon",
    "Neighbouring",
    "Neighboring",
    "Both",
    "Like",
    "When",
    "That",
    "If",
    "Since",
    "Meanwhile",
    "Visiting",
    "Against",
    "By",
    "Into",
    "Niger",
    "Nigeria",
];

const NO_SURNAMES: [&str; 40] = [
    "King",
    "Queen",
    "Prince",
    "Princess",
    "President",
    "Prime",
    "Foreign",
    "Minister",
    "Ministry",
    "Government",
    "Parliament",
    "Army",
    "Air",
    "Valley",
    "And",
    "Is",
    "Was",
    "Has",
    "Will",
    "To",
    "In",
    "On",
    "Information",
    "Interior",
    "Finance",
    "Defence",
    "Defense",
    "Central",
    "Defence",
    "Ambassador",
    "Embassy",
    "Premier",
    "Rejects",
    "Says",
    "Supreme",
    "Aircraft",
    "Chemical",
    "Chemicals",
    "Discount",
    "Electric",
];

/// Korean names that are also other words or parts of them.
const KOREAN_TRAPS: [&str; 16] = [
    "이란",
    "인도",
    "오만",
    "가나",
    "말리",
    "차드",
    "통가",
    "수단",
    "모나코",
    "미국령",
    "파리",
    "로마",
    "대구",
    "광주",
    "이북",
    "상해",
];

const KOREAN_PARTICLES: [&str; 26] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
    "으로",
    "에서",
    "에게",
    "측",
    "인",
    "산",
    "까지",
    "부터",
    "정부",
    "대통령",
    "총리",
    "군",
    "에는",
    "에서는",
];

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6FF}')
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Whether a headline is wholly in capitals.
fn is_shouted(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() > 3
        && letters().all(|c| !c.is_lowercase())
        && letters().any(char::is_uppercase)
}

/// A headline in capitals as it would be written with small letters: `SOUTH KOREA` → `South Korea`.
/// "US" may be the pronoun there and is left out by that; what has points or cannot be a word
/// stays.
fn title_case(text: &str) -> String {
    let cased = |word: &str| {
        if word.contains('.')
            || ["USA", "UK", "UAE", "USSR", "DPRK", "ROK", "NASA", "FBI"].contains(&word)
        {
            return word.to_owned();
        }
        let mut opens = true;
        let lower = |c: char| {
            let kept = opens;
            opens = !c.is_alphabetic() && c != '\'' && c != '’';
            if kept { c } else { c.to_lowercase().next().unwrap_or(c) }
        };
        word.chars().map(lower).collect()
    };
    text.split(' ').map(cased).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(headline: &str, texts: &[&str]) -> Vec<String> {
        let evidence = Evidence { headline, texts, ..Evidence::default() };
        codes(&regions(&evidence))
    }

    fn codes(regions: &[Region]) -> Vec<String> {
        regions.iter().filter_map(|region| region.path.get(2).cloned()).collect()
    }

    /// The countries counted in a text, strong or weak.
    fn counted(text: &str) -> Vec<&'static str> {
        Tally::of(&Evidence { texts: &[text], ..Evidence::default() })
            .countries
            .into_keys()
            .collect()
    }

    #[test]
    fn a_dateline_gives_the_country_and_its_city() {
        let texts = ["South Korea said on Wednesday that the pact would end."];
        let evidence = Evidence { dateline: Some("SEOUL"), texts: &texts, ..Evidence::default() };
        let regions = regions(&evidence);
        assert_eq!(regions[0].path, ["142", "030", "KR", "seoul"]);
        assert_eq!(regions[0].clue.kind, ClueKind::Dateline);
        assert_eq!(regions[0].clue.words, "dateline SEOUL; text South Korea ×1");
    }

    #[test]
    fn what_the_source_states_stands_alone() {
        let stated = ["south-korea", "west-germany", "usa", "uk"].map(str::to_owned);
        let evidence = Evidence { headline: "Japan", stated: &stated, ..Evidence::default() };
        let regions = regions(&evidence);
        assert_eq!(codes(&regions), ["KR", "DE", "US", "GB"]);
        assert!(regions.iter().all(|region| region.clue.kind == ClueKind::Stated));
    }

    #[test]
    fn a_place_category_speaks_for_its_country() {
        let categories = [vec!["News".to_owned(), "Korea".to_owned()]];
        let texts = ["The committee will meet again next week to discuss the budget."];
        let evidence = Evidence { categories: &categories, texts: &texts, ..Evidence::default() };
        assert_eq!(codes(&regions(&evidence)), ["KR"]);
        let texts = ["North Korea said Pyongyang would test again. North Korean media agreed."];
        let evidence = Evidence { texts: &texts, ..evidence };
        let mut both = codes(&regions(&evidence));
        both.sort();
        assert_eq!(both, ["KP", "KR"]);
    }

    #[test]
    fn a_section_of_the_address_speaks_for_its_country() {
        let texts = ["The committee will meet again next week to discuss the budget."];
        let url = Some("https://www.example.jp/news/vietnam/budget.html");
        let evidence = Evidence { url, texts: &texts, ..Evidence::default() };
        let regions = regions(&evidence);
        assert_eq!(codes(&regions), ["VN"]);
        assert_eq!(regions[0].clue, Clue { kind: ClueKind::Url, words: "url /vietnam/".into() });
    }

    #[test]
    fn the_outlet_is_no_place() {
        let texts = ["The Korea JoongAng Daily was told of the plan on Monday."];
        let evidence = Evidence { texts: &texts, ..Evidence::default() };
        assert_eq!(codes(&regions(&evidence)), ["KR"]);
        let evidence = Evidence { outlet: Some("Korea JoongAng Daily"), ..evidence };
        assert_eq!(regions(&evidence), []);
    }

    #[test]
    fn a_surname_is_not_a_country() {
        assert_eq!(counted("The game was won by Michael Jordan in the end."), [""; 0]);
        assert_eq!(counted("A book by Jordan Peterson was sold."), [""; 0]);
        assert_eq!(counted("The visit of King Hussein of Jordan ended in the capital."), ["JO"]);
        assert_eq!(counted("Actor Chad Smith said so."), [""; 0]);
    }

    #[test]
    fn a_person_named_in_full_once_bears_the_name_alone_too() {
        let texts = [
            "The Nets of New York won. Kevin Durant and DeAndre Jordan let it be known.",
            "Jordan, a centre, is a friend. \"Jordan I like,\" a fan in New York said.",
        ];
        assert_eq!(found("Durant, Irving and Jordan choose Brooklyn", &texts), ["US"]);
        let texts = [
            "Seto of Japan was second and Chad le Clos of South Africa third.",
            "Chad, who had won in London, had led at the half.",
        ];
        let codes = found("Record falls in Gwangju, bronze for Chad", &texts);
        assert!(!codes.contains(&"TD".to_owned()), "{codes:?}");
    }

    #[test]
    fn a_country_that_more_speaks_for_is_none_the_less_one() {
        let texts = [
            "The player DeAndre Jordan came to see the Jordanian king in Amman.",
            "Jordan was glad, and Jordan said so.",
        ];
        assert_eq!(found("Player visits Jordan", &texts)[0], "JO");
        let texts = ["Herders of Lake Chad met. Chad and Niger will close the border, Chad said."];
        assert!(found("Chad and Niger meet", &texts).contains(&"TD".to_owned()));
    }

    #[test]
    fn the_name_of_a_paper_or_a_bank_is_no_place() {
        assert_eq!(counted("He told The Korea Times and the Washington Post."), [""; 0]);
        assert_eq!(counted("Shares of British Airways and Bank of China fell."), [""; 0]);
        assert_eq!(counted("Ships in the South China Sea and the Indian Ocean."), [""; 0]);
        assert_eq!(counted("He lives in New Mexico."), ["US"]);
    }

    #[test]
    fn a_town_in_a_state_is_not_the_capital_of_that_name() {
        assert_eq!(counted("They met in Moscow, Idaho, and in Paris, Texas."), ["US"]);
        assert_eq!(counted("They met in Athens, Ga., on Monday."), ["US"]);
        assert_eq!(counted("The mayor of Atlanta, Georgia, said so."), ["US"]);
        assert_eq!(counted("They met in Tbilisi, Georgia."), ["GE"]);
        assert_eq!(counted("Tbilisi, the capital of Georgia, is quiet."), ["GE"]);
    }

    #[test]
    fn small_letters_name_no_country() {
        assert_eq!(counted("They told us that turkey and china were on the table."), [""; 0]);
        assert_eq!(counted("The US and the U.S. and the UK are named."), ["GB", "US"]);
        assert_eq!(found("TOLD US WHY IT ENDED", &[]), [""; 0]);
    }

    #[test]
    fn pairs_in_headlines_name_both_countries() {
        for (headline, pair) in [
            ("한일 국방장관 회담", ["JP", "KR"]),
            ("日韓防衛相が会談へ", ["JP", "KR"]),
            ("中美贸易谈判", ["CN", "US"]),
            ("한·미 연합훈련", ["KR", "US"]),
        ] {
            let mut codes = found(headline, &[]);
            codes.sort();
            assert_eq!(codes, pair, "{headline}");
        }
    }

    #[test]
    fn short_names_in_other_scripts_need_their_bounds() {
        assert_eq!(counted("평화이란 무엇인가"), [""; 0]);
        assert_eq!(counted("이란은 핵 협상을 거부했다"), ["IR"]);
        assert_eq!(counted("범인을 인도했다"), [""; 0]);
        assert_eq!(counted("新しいタイトルを発表"), [""; 0]);
        assert_eq!(counted("タイの首相が訪日"), ["TH"]);
        assert_eq!(counted("한국 정부는 일본과 협의했다"), ["JP", "KR"]);
    }

    #[test]
    fn a_foreign_name_counts_in_its_own_language_only() {
        assert_eq!(counted("Maurice and Anh were in the room with the dog."), [""; 0]);
        assert_eq!(
            counted("Les ministres de la Corée du Sud et du Japon dans la ville"),
            ["JP", "KR"]
        );
        assert_eq!(counted("Hàn Quốc và Nhật Bản là những nước trong khu vực"), ["JP", "KR"]);
        assert_eq!(counted("Die Regierung in Südkorea und der Kanzler"), ["KR"]);
        assert_eq!(counted("Переговоры с Южной Кореей в Токио"), ["JP", "KR"]);
    }

    #[test]
    fn a_venue_beside_the_matter_is_dropped() {
        let texts = [
            "South Korea and Japanese defense chiefs plan to meet in Bangkok, Thailand, as Seoul and Tokyo differ.",
            "South Korea and Japan signed the pact; Seoul and Tokyo may end it. Japan regrets what South Korea said.",
        ];
        let mut codes = found("Seoul, Tokyo defense chiefs to meet", &texts);
        codes.sort();
        assert_eq!(codes, ["JP", "KR"]);
    }
}
