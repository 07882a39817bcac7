//! Known-item search: an article is looked for by words of it, and the place it is found at counts.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use morgue::analysis::{Language, is_stop_word};
use morgue::archive::Snapshot;
use morgue::{query, search};
use tantivy::query::Occur;

use crate::generator::Random;
use crate::options::Options;
use crate::plain::{self, Plain, Words};
use crate::reuters::{self, Record};
use crate::{Done, archive};

/// Articles looked for.
const ITEMS: usize = 300;

/// Articles looked for in a quick run.
const QUICK_ITEMS: usize = 30;

/// An item's body has at least this many words.
const BODY_WORDS: usize = 60;

/// An item's headline has at least this many words.
const HEADLINE_WORDS: usize = 6;

/// Words of the headline in a query.
const FROM_HEADLINE: usize = 5;

/// Words of the body in a query.
const FROM_BODY: usize = 3;

/// Hits looked at.
const DEPTH: usize = 10;

/// How a query was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Headline,
    Body,
    Transposed,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Headline, Self::Body, Self::Transposed];

    fn told(self) -> &'static str {
        match self {
            Self::Headline => "five words of the headline",
            Self::Body => "three distinctive words of the body",
            Self::Transposed => "five of the headline, one transposed",
        }
    }
}

/// What an engine found for one query: the place of the item, from 1; nothing below the tenth.
type Place = Option<usize>;

/// Prints the table.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let records = reuters::records(folder, options.quick)?;
    let twins = twins(&records);
    let temp = tempfile::tempdir()?;
    let (ours, theirs) = (temp.path().join("morgue"), temp.path().join("plain"));
    archive::ingest(&ours, &archive::paths(folder, options.quick))?;
    plain::index(&theirs, &records, Words::Stemmed)?;
    let snapshot = Snapshot::open(&ours)?;
    let mut engines = Engines {
        morgue: search::Searcher::new(&snapshot)?,
        plain: Plain::open(&theirs, Words::Stemmed)?,
        twins: &twins,
    };
    println!("{} articles, seed {}, draws {}", records.len(), options.seed, options.draws);
    let mut rows: [Vec<Row>; Kind::ALL.len()] = Default::default();
    for draw in 0..options.draws {
        let seed = options.seed + draw as u64;
        let items = items(&records, options.quick, seed);
        let queries = Queries::of(&records, &items, seed);
        for (kind, rows) in Kind::ALL.into_iter().zip(&mut rows) {
            for (item, query) in items.iter().zip(queries.of_kind(kind)) {
                let places = engines.places(records[*item].id, query)?;
                rows.push(Row { item: *item, query: query.clone(), places });
            }
        }
    }
    println!("MRR@{DEPTH} | items | morgue | plain, any word | plain, all words | found | first");
    for (kind, rows) in Kind::ALL.into_iter().zip(&rows) {
        print_row(kind, rows);
        print_losses(options.losses, rows, &records);
    }
    Ok(())
}

/// Articles with the same headline and body are the same item: whichever comes first is found.
fn twins(records: &[Record]) -> HashMap<u64, usize> {
    let mut groups: HashMap<(&str, &str), usize> = HashMap::new();
    let mut group_of = HashMap::new();
    for record in records {
        let next = groups.len();
        let group = *groups.entry((&record.title, &record.body)).or_insert(next);
        group_of.insert(record.id, group);
    }
    group_of
}

/// The articles looked for, chosen by the seed among those long enough.
fn items(records: &[Record], quick: bool, seed: u64) -> Vec<usize> {
    let wanted = if quick { QUICK_ITEMS } else { ITEMS };
    let is_long = |record: &Record| {
        record.body.split_whitespace().count() >= BODY_WORDS
            && record.title.split_whitespace().count() >= HEADLINE_WORDS
            && content_words(&record.title).len() >= FROM_HEADLINE
    };
    let mut long: Vec<usize> = (0..records.len()).filter(|at| is_long(&records[*at])).collect();
    Random::new(seed).shuffle(&mut long);
    long.truncate(wanted);
    long
}

/// The words of a text that say something, each once, in the order they stand.
fn content_words(text: &str) -> Vec<String> {
    let english = Language::from_code("en");
    let mut seen = HashSet::new();
    reuters::words(text)
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .filter(|word| !is_stop_word(word, english) && seen.insert(word.clone()))
        .collect()
}

/// The queries for all items, by kind.
struct Queries {
    headline: Vec<String>,
    body: Vec<String>,
    transposed: Vec<String>,
}

impl Queries {
    fn of(records: &[Record], items: &[usize], seed: u64) -> Self {
        let frequencies = frequencies(records);
        let mut random = Random::new(seed ^ 1);
        let mut queries = Self { headline: Vec::new(), body: Vec::new(), transposed: Vec::new() };
        for record in items.iter().map(|item| &records[*item]) {
            let words = some_words(&record.title, &mut random);
            queries.transposed.push(with_slip(&words, &mut random).join(" "));
            queries.headline.push(words.join(" "));
            queries.body.push(distinctive(record, records.len(), &frequencies).join(" "));
        }
        queries
    }

    fn of_kind(&self, kind: Kind) -> &[String] {
        match kind {
            Kind::Headline => &self.headline,
            Kind::Body => &self.body,
            Kind::Transposed => &self.transposed,
        }
    }
}

/// In how many articles each word stands.
fn frequencies(records: &[Record]) -> HashMap<String, u32> {
    let mut frequencies = HashMap::new();
    for record in records {
        for word in reuters::words(&record.body).collect::<HashSet<_>>() {
            *frequencies.entry(word).or_default() += 1;
        }
    }
    frequencies
}

/// Some content words of a headline, in their order.
fn some_words(title: &str, random: &mut Random) -> Vec<String> {
    let words = content_words(title);
    let mut chosen: Vec<usize> = (0..words.len()).collect();
    random.shuffle(&mut chosen);
    chosen.truncate(FROM_HEADLINE);
    chosen.sort_unstable();
    chosen.into_iter().map(|at| words[at].clone()).collect()
}

/// The words of greatest tf·idf that do not stand in the headline.
fn distinctive(record: &Record, all: usize, frequencies: &HashMap<String, u32>) -> Vec<String> {
    let headline: HashSet<String> = reuters::words(&record.title).collect();
    let mut counts: HashMap<String, f64> = HashMap::new();
    for word in reuters::words(&record.body) {
        *counts.entry(word).or_default() += 1.0;
    }
    let weight = |word: &str, count: f64| {
        let articles = f64::from(frequencies.get(word).copied().unwrap_or(1));
        count * (all as f64 / articles).ln()
    };
    let mut weighted: Vec<(f64, String)> = content_words(&record.body)
        .into_iter()
        .filter(|word| !headline.contains(word) && word.chars().all(char::is_alphabetic))
        .map(|word| (weight(&word, counts[&word]), word))
        .collect();
    weighted.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    weighted.into_iter().take(FROM_BODY).map(|(_, word)| word).collect()
}

/// The same words, two neighbouring letters of one of them the other way round.
fn with_slip(words: &[String], random: &mut Random) -> Vec<String> {
    let mut words = words.to_vec();
    let mut slips = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let letters: Vec<char> = word.chars().collect();
        for place in 1..letters.len().saturating_sub(1) {
            if letters.len() >= 4 && letters[place] != letters[place + 1] {
                slips.push((at, place));
            }
        }
    }
    if !slips.is_empty() {
        let (at, place) = slips[random.below(slips.len())];
        let mut letters: Vec<char> = words[at].chars().collect();
        letters.swap(place, place + 1);
        words[at] = letters.into_iter().collect();
    }
    words
}

/// The engines compared.
struct Engines<'a> {
    morgue: search::Searcher<'a>,
    plain: Plain,
    twins: &'a HashMap<u64, usize>,
}

/// The places one item was found at: by morgue, by the plain index with any word, with all words.
struct Places {
    morgue: Place,
    any: Place,
    all: Place,
}

impl Engines<'_> {
    fn places(&mut self, id: u64, text: &str) -> Done<Places> {
        let ours = self.morgue_list(text)?;
        let any = self.plain.list(text, Occur::Should, DEPTH)?;
        let all = self.plain.list(text, Occur::Must, DEPTH)?;
        let ids = |list: Vec<(u64, String)>| list.into_iter().map(|(id, _)| id).collect();
        let place = |list: Vec<u64>| {
            let wanted = self.twins.get(&id);
            list.iter().position(|other| self.twins.get(other) == wanted).map(|at| at + 1)
        };
        Ok(Places { morgue: place(ours), any: place(ids(any)), all: place(ids(all)) })
    }

    /// Hits and partial hits as one list, as they stand on the page.
    fn morgue_list(&mut self, text: &str) -> Done<Vec<u64>> {
        let parsed = query::parse(text, chrono::NaiveDate::default());
        let page = self.morgue.page(&search::Request {
            query: parsed.query,
            sort: search::Sort::Default,
            limit: DEPTH,
            after: None,
            facets: Vec::new(),
            timeline: false,
            show: search::Show::Nothing,
            fold: search::Fold::NOTHING,
        })?;
        let hits = page.hits.iter().chain(&page.partial).take(DEPTH);
        let native = hits.filter_map(|hit| hit.clipping.native.as_deref()?.rsplit(':').next());
        Ok(native.filter_map(|number| number.parse().ok()).collect())
    }
}

/// One query and what came of it.
struct Row {
    item: usize,
    query: String,
    places: Places,
}

impl Row {
    fn gain(&self) -> f64 {
        reciprocal(self.places.morgue) - reciprocal(self.places.any)
    }
}

fn reciprocal(place: Place) -> f64 {
    place.map_or(0.0, |place| 1.0 / place as f64)
}

fn print_row(kind: Kind, rows: &[Row]) {
    let mean = |of: &dyn Fn(&Places) -> Place| {
        rows.iter().map(|row| reciprocal(of(&row.places))).sum::<f64>() / rows.len().max(1) as f64
    };
    let (ours, any, all) =
        (mean(&|places| places.morgue), mean(&|places| places.any), mean(&|places| places.all));
    let found = rows.iter().filter(|row| row.places.morgue.is_some()).count();
    let first = rows.iter().filter(|row| row.places.morgue == Some(1)).count();
    let items = rows.len();
    println!("{} | {items} | {ours:.4} | {any:.4} | {all:.4} | {found} | {first}", kind.told());
    let won = rows.iter().filter(|row| row.gain() > 0.0).count();
    let lost = rows.iter().filter(|row| row.gain() < 0.0).count();
    let error = standard_error(&rows.iter().map(Row::gain).collect::<Vec<_>>());
    println!("  against any word: {:+.4} ± {error:.4}, {won} better, {lost} worse", ours - any);
}

/// The standard error of a mean: a difference smaller than it says nothing.
fn standard_error(numbers: &[f64]) -> f64 {
    let count = numbers.len().max(2) as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    let spread: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    (spread / (count - 1.0) / count).sqrt()
}

/// Prints the queries that the plain index answers better, the worst first.
fn print_losses(most: usize, rows: &[Row], records: &[Record]) {
    let mut losses: Vec<&Row> = rows.iter().filter(|row| row.gain() < 0.0).collect();
    losses.sort_by(|a, b| a.gain().total_cmp(&b.gain()).then(a.item.cmp(&b.item)));
    for row in losses.into_iter().take(most) {
        let (record, places) = (&records[row.item], &row.places);
        let (ours, theirs) = (told(places.morgue), told(places.any));
        println!("  {ours} after {theirs}: {} | {} | {}", row.query, record.title, record.id);
    }
}

fn told(place: Place) -> String {
    place.map_or_else(|| "below".to_owned(), |place| place.to_string())
}
