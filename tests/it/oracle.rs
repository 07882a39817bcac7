//! Hits, totals, marks, facet counts, timelines and pages equal a plain scan, for random queries
//! over random archives.
//!
//! `MORGUE_ORACLE_QUERIES` sets how many queries are asked, `MORGUE_ORACLE_SEED` takes the archive
//! of one seed alone.

mod archives;
mod examples;
mod fold;
mod plain;
mod queries;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use morgue::analysis::Analyser;
use morgue::archive::{Level, Snapshot};
use morgue::clipping::{Clipping, Dimension, Id};
use morgue::query::{Query, judge, parse};
use morgue::search::{Fold, Lead, Page, Request, Searcher, Show, Sort, View, refuses};

use crate::support::{Dice, Shelf, clippings, options, today};
use archives::{Groups, sample};
use plain::{Document, Plain, Spans, counts, without_filters_on};
use queries::{Asker, facet_filters};

/// Queries asked of one archive.
const QUERIES_PER_ARCHIVE: usize = 120;

const SORTS: [Sort; 6] =
    [Sort::Default, Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Outlet, Sort::Words];

/// An archive, the clippings it must hold, and the scan.
struct Oracle<'a> {
    searcher: Searcher<'a>,
    documents: Vec<Document>,
    views: BTreeMap<Id, View>,
    groups: Groups,
    plain: Plain,
    dice: Dice,
    name: String,
}

impl<'a> Oracle<'a> {
    fn new(
        name: String,
        snapshot: &'a Snapshot,
        clippings: Vec<Clipping>,
        groups: Groups,
        seed: u64,
    ) -> Self {
        let mut analyser = Analyser::new();
        let views = clippings.iter().map(|clipping| {
            let address = snapshot.find(clipping.id).expect("ids are looked up");
            let address = address.expect("every clipping is there");
            let read = snapshot.clipping(address).expect("every record is read");
            assert_eq!(&read, clipping, "{name}: the record says what was put");
            (read.id, View::new(read, &mut Analyser::new()))
        });
        let views: BTreeMap<Id, View> = views.collect();
        assert_eq!(snapshot.clippings(), clippings.len() as u64, "{name}: clippings");
        let documents =
            clippings.into_iter().map(|clipping| Document::new(clipping, &mut analyser));
        let mut documents: Vec<Document> = documents.collect();
        let roles = fold::roles(&documents, &groups);
        let mut views = views;
        for document in &mut documents {
            let id = document.clipping.id;
            document.roles = roles[&id];
            views.get_mut(&id).expect("every clipping is viewed").roles = roles[&id];
        }
        Self {
            groups,
            searcher: Searcher::new(snapshot).expect("the archive is searched"),
            documents,
            views,
            plain: Plain::new(snapshot.languages().expect("languages are read")),
            dice: Dice::new(seed ^ 0x0bac1e),
            name,
        }
    }

    /// The clippings a query takes, with the places of its words.
    fn scan(&mut self, query: &Query) -> BTreeMap<Id, Spans> {
        let documents = self.documents.iter();
        documents
            .filter_map(|document| {
                Some((document.clipping.id, self.plain.answer(query, document)?))
            })
            .collect()
    }

    fn documents_of(&self, hits: &BTreeMap<Id, Spans>) -> Vec<&Document> {
        let hit = |document: &&Document| hits.contains_key(&document.clipping.id);
        self.documents.iter().filter(hit).collect()
    }

    /// Compares everything; gives how many clippings were hit, or nothing where the query was
    /// refused.
    fn check(&mut self, text: &str) -> Option<usize> {
        let parsed = parse(text, today());
        if refuses(&parsed.problems) || parsed.query.root.is_none() {
            return None;
        }
        let query = parsed.query;
        let prepared = self.searcher.prepare(&query).expect("the query is read");
        if refuses(&prepared.reading.problems) {
            return None;
        }
        let read = prepared.query;
        let about = format!("{}, query {text}\nread as {read}", self.name);
        let expected = self.scan(&read);
        let ids: Vec<Id> = expected.keys().copied().collect();
        let found = self.searcher.ids(&query).expect("ids are found");
        assert_eq!(found, ids, "{about}\nhits: left is the index, right is the scan");
        let count = self.searcher.count(&query).expect("hits are counted");
        assert_eq!(count, ids.len() as u64, "{about}\ncount");
        for (id, view) in &self.views {
            let verdict = judge(&prepared.reading, &view.record());
            let spans = expected.get(id).cloned();
            let judged: Option<Spans> = verdict
                .hit
                .then(|| verdict.matches.iter().map(|found| (found.first, found.last)).collect());
            assert_eq!(judged, spans, "{about}\nmarks in {id}: left is judged, right is the scan");
        }
        if !ids.is_empty() || self.dice.chance(10) {
            self.check_page(&query, &read, &expected, &about);
        }
        if self.dice.chance(12) && !ids.is_empty() {
            self.check_pages(&query, &expected, &about);
        }
        if self.dice.chance(30) && !ids.is_empty() {
            self.check_folded(&query, &read, &expected, &about);
        }
        Some(ids.len())
    }

    /// `read` is the query with the names by which the archive calls its words.
    fn check_page(
        &mut self,
        query: &Query,
        read: &Query,
        expected: &BTreeMap<Id, Spans>,
        about: &str,
    ) {
        let facets: Vec<Dimension> =
            Dimension::ALL.into_iter().filter(|_| self.dice.chance(35)).collect();
        let show = if self.dice.chance(20) { Show::EveryMatch } else { Show::Nothing };
        let request = Request { facets, timeline: true, show, ..everything(query) };
        let page = self.searcher.page(&request).expect("a page");
        assert_eq!(page.total, expected.len() as u64, "{about}\ntotal");
        for table in &page.facets {
            let wider = self.scan(&without_filters_on(read, table.dimension));
            let (counts, without) = counts(&self.documents_of(&wider), table.dimension);
            let values = table.values.iter().map(|value| (value.path.clone(), value.clippings));
            let counted: BTreeMap<Vec<String>, u64> = values.collect();
            assert_eq!(counted, counts, "{about}\nfacet {}", table.dimension.name());
            assert_eq!(table.values.len(), counts.len(), "{about}\neach value once");
            assert_eq!(table.without, without, "{about}\nwithout {}", table.dimension.name());
        }
        self.check_timeline(&page, expected, about);
        if show == Show::EveryMatch {
            for hit in &page.hits {
                let spans = &expected[&hit.clipping.id];
                assert_eq!(hit.matches, spans.len(), "{about}\nmatches of {}", hit.clipping.id);
            }
        }
    }

    fn check_timeline(&self, page: &Page, expected: &BTreeMap<Id, Spans>, about: &str) {
        let mut days: BTreeMap<NaiveDate, u64> = BTreeMap::new();
        let mut undated = 0;
        for document in self.documents_of(expected) {
            match &document.clipping.published {
                Some(date) => *days.entry(date.value.local.date()).or_default() += 1,
                None => undated += 1,
            }
        }
        let timeline = page.timeline.as_ref().expect("a timeline was asked for");
        assert_eq!(timeline.days, days.into_iter().collect::<Vec<_>>(), "{about}\ntimeline");
        assert_eq!(timeline.undated, undated, "{about}\nundated");
    }

    /// With copies or versions folded: totals, hits, facets, timeline and pages.
    fn check_folded(
        &mut self,
        query: &Query,
        read: &Query,
        expected: &BTreeMap<Id, Spans>,
        about: &str,
    ) {
        let level = if self.dice.chance(70) { Level::Copies } else { Level::Versions };
        let lead = [Lead::Earliest, Lead::Longest, Lead::Outlet][self.dice.place(3)];
        let how = Fold { level: Some(level), lead };
        let about = format!("{about}\nfolded by {how:?}");
        let facets: Vec<Dimension> =
            Dimension::ALL.into_iter().filter(|_| self.dice.chance(35)).collect();
        let request = Request { facets, timeline: true, fold: how, ..everything(query) };
        let page = self.searcher.page(&request).expect("a page");
        let groups = fold::groups(&self.documents_of(expected), &self.groups, level, lead);
        let leads: BTreeMap<Id, Spans> = groups
            .iter()
            .map(|group| (group[0].clipping.id, expected[&group[0].clipping.id].clone()))
            .collect();
        assert_eq!(page.total, expected.len() as u64, "{about}\ntotal");
        assert_eq!(page.stories, groups.len() as u64, "{about}\nstories");
        let hits = page.hits.iter().map(|hit| (hit.clipping.id, hit.folded));
        let counted = groups.iter().map(|group| (group[0].clipping.id, group.len() as u64 - 1));
        assert_eq!(
            hits.collect::<BTreeMap<_, _>>(),
            counted.collect::<BTreeMap<_, _>>(),
            "{about}\nleads and what is folded under them"
        );
        self.check_timeline(&page, &leads, &about);
        for table in &page.facets {
            let wider = self.scan(&without_filters_on(read, table.dimension));
            let wider = fold::groups(&self.documents_of(&wider), &self.groups, level, lead);
            let (counts, without) = fold::counts(&wider, table.dimension);
            let values = table.values.iter().map(|value| (value.path.clone(), value.clippings));
            assert_eq!(
                values.collect::<BTreeMap<_, _>>(),
                counts,
                "{about}\nfacet {}",
                table.dimension.name()
            );
            assert_eq!(table.without, without, "{about}\nwithout {}", table.dimension.name());
        }
        let prepared = self.searcher.prepare(query).expect("the query is read");
        let counted = self.searcher.count_stories(&prepared.reading, how).expect("a count");
        assert_eq!(counted.stories, page.stories, "{about}\ncount");
        self.check_pages_of(query, &leads, how, &about);
    }

    /// Pages of three, one after the other, are the one big page, and that holds every hit in its
    /// order.
    fn check_pages(&mut self, query: &Query, expected: &BTreeMap<Id, Spans>, about: &str) {
        self.check_pages_of(query, expected, Fold::NOTHING, about);
    }

    fn check_pages_of(
        &mut self,
        query: &Query,
        expected: &BTreeMap<Id, Spans>,
        fold: Fold,
        about: &str,
    ) {
        for sort in SORTS {
            let about = format!("{about}\nsorted by {sort:?}");
            let whole = Request { sort, fold, ..everything(query) };
            let page = self.searcher.page(&whole).expect("a page");
            let ids: Vec<Id> = page.hits.iter().map(|hit| hit.clipping.id).collect();
            let (all, each): (BTreeSet<Id>, BTreeSet<Id>) =
                (ids.iter().copied().collect(), expected.keys().copied().collect());
            assert_eq!(all, each, "{about}\nthe page holds every hit");
            assert_eq!(ids.len(), each.len(), "{about}\nthe page holds every hit once");
            self.check_order(&page, &about);
            let mut pieces = Vec::new();
            let mut after = None;
            loop {
                let request = Request { limit: 3, after, ..whole.clone() };
                let page = self.searcher.page(&request).expect("a page");
                assert!(!page.archive_changed && page.stories == each.len() as u64, "{about}");
                pieces.extend(page.hits.iter().map(|hit| hit.clipping.id));
                after = page.next;
                if after.is_none() || pieces.len() > ids.len() {
                    break;
                }
            }
            assert_eq!(pieces, ids, "{about}\npages of three");
        }
    }

    /// Whatever the order is by, ties go by date, newest first, undated last, then by id.
    fn check_order(&self, page: &Page, about: &str) {
        let key = |place: usize| {
            let (hit, clipping) = (&page.hits[place], &page.hits[place].clipping);
            let from = clipping.published.as_ref().map(|date| date.value.from_seconds());
            let outlet = clipping.outlet.as_ref().map(|known| known.value.to_lowercase());
            let first = match page.sort {
                Sort::Default | Sort::Relevance => Order::Number(hit.score.to_bits() as i64),
                Sort::Newest => Order::Nothing,
                Sort::Oldest => Order::Number(from.map_or(i64::MIN, |from| -from)),
                Sort::Outlet => Order::Name(outlet.is_none(), outlet.unwrap_or_default()),
                Sort::Words => Order::Number(clipping.word_count as i64),
            };
            (first, std::cmp::Reverse(from), clipping.id)
        };
        for place in 1..page.hits.len() {
            let (before, after) = (key(place - 1), key(place));
            assert!(before < after, "{about}\norder at {place}: {before:?} before {after:?}");
        }
    }
}

/// What hits are sorted by first; greater numbers come first, names from A to Z.
#[derive(Debug, PartialEq, Eq)]
enum Order {
    Nothing,
    Number(i64),
    Name(bool, String),
}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(match (self, other) {
            (Self::Number(mine), Self::Number(theirs)) => theirs.cmp(mine),
            (Self::Name(none, name), Self::Name(no, other)) => (none, name).cmp(&(no, other)),
            _ => std::cmp::Ordering::Equal,
        })
    }
}

fn everything(query: &Query) -> Request {
    Request {
        query: query.clone(),
        sort: Sort::Default,
        limit: 1_000,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::Nothing,
        fold: Fold::NOTHING,
    }
}

fn number_from(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

/// How many queries are asked of random archives; of the corpus a twentieth of that.
fn wanted() -> usize {
    number_from("MORGUE_ORACLE_QUERIES").unwrap_or(2_040)
}

/// Asks so many queries of one archive; gives how many ran and how many of them found something.
fn ask(oracle: &mut Oracle<'_>, seed: u64, count: usize) -> (usize, usize) {
    let clippings: Vec<Clipping> =
        oracle.documents.iter().map(|document| document.clipping.clone()).collect();
    let filters = facet_filters(oracle.searcher.snapshot());
    let mut asker = Asker::new(seed, clippings.iter().collect(), &filters);
    let (mut asked, mut fruitful) = (0, 0);
    while asked < count {
        if let Some(hits) = oracle.check(&asker.next()) {
            asked += 1;
            fruitful += usize::from(hits > 0);
        }
    }
    (asked, fruitful)
}

#[test]
fn the_index_finds_what_a_plain_scan_of_random_archives_finds() {
    let one = number_from("MORGUE_ORACLE_SEED").map(|seed| seed as u64);
    let archives = wanted().div_ceil(QUERIES_PER_ARCHIVE) as u64;
    let seeds: Vec<u64> = one.map_or(1..=archives, |seed| seed..=seed).collect();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (asked, fruitful) = std::thread::scope(|scope| {
        let work = || {
            let mut sums = (0, 0);
            while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (asked, fruitful) = ask_archive(*seed);
                sums = (sums.0 + asked, sums.1 + fruitful);
            }
            sums
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let sums = workers.into_iter().map(|worker| worker.join().expect("no archive disagrees"));
        sums.fold((0, 0), |all, sums| (all.0 + sums.0, all.1 + sums.1))
    });
    println!("{asked} queries, {fruitful} of them with hits");
    assert!(
        one.is_some() || fruitful * 3 > asked,
        "too few queries find anything: {fruitful} of {asked}"
    );
}

fn ask_archive(seed: u64) -> (usize, usize) {
    let sample = sample(seed);
    let groups = sample.groups;
    let clippings: Vec<Clipping> = sample.clippings.into_values().collect();
    if clippings.is_empty() {
        // Everything was taken out again: there is nothing to draw queries from.
        return (0, 0);
    }
    let name = format!("archive of seed {seed}");
    let mut oracle = Oracle::new(name, &sample.snapshot, clippings, groups, seed);
    ask(&mut oracle, seed, QUERIES_PER_ARCHIVE)
}

/// Queries in which something special happens, each asked of several archives.
const SPECIAL: [&str; 63] = [
    "is:lead",
    "is:copy pact",
    "is:version OR trade",
    "-is:copy -is:version",
    "pact OR is:copy",
    "body:istanbul",
    "ista*",
    "body:hemorrhage",
    "raw:pri*",
    "raw:shar* OR shar*",
    "raw:年",
    "raw:한",
    "raw:\"post print\"",
    "raw:\"This Post Tags\"",
    "raw:\"pact Category Korea\"",
    "raw:\"pact Share\"",
    "kim* OR byline:kim*",
    "byline:kim* OR kim*",
    "byline:김 OR 김",
    "url:pact*",
    "url:pact-ends",
    "url:strasse",
    "body:airplane",
    "body:aeroplane",
    "body:tire",
    "lead:tyre",
    "body:pediatric",
    "caption:gray",
    "body:die",
    "body:dying",
    "body:елка",
    "body:werken",
    "body:beli",
    "body:tulis",
    "body:συμφωνία",
    "body:كتاب",
    "pact OR category:korea",
    "the OR pact",
    "=the OR raw:print",
    "pac* OR words:>1",
    "pact OR -trade",
    "intelligencesharing",
    "intelligence-sharing",
    "body:f16",
    "ATLEAST/2(body:f16)",
    "ATLEAST/2(f16 OR fighter)",
    "f16 W/1 pact OR f16 W/1 trade OR f16 PRE/2 the",
    "\"f16 pact\" OR \"the f16\" OR \"us f16 trade\"",
    "cooperate W/3 pact",
    "reexport PRE=2 pact OR rereexport W/2 the",
    "ATLEAST/3(f*) OR ATLEAST/2(f16*)",
    "NOCAPS(att) OR NOCAPS(f16)",
    "CAPS(f16) OR ALLCAPS(att)",
    "f* NOT W/1 16",
    "^3(f16) OR ^2(cooperate)",
    "\"att f16\"~4 OR \"f16 att\"~6",
    "raw:f16 OR byline:f16",
    "intelligencesharing PRE/1 pact OR intelligencesharing W/2 f16~1",
    "\"F16\" OR \"F-16 fighter\"",
    "-date:2019 -pact",
    "NOT (pact date:2019)",
    "-(words:>20 has:url) -lang:en",
    "date:~2019 -(date:2019-11 trade)",
];

/// Queries of words that the corpus calls by several names.
const CALLED_OTHERWISE: [&str; 14] = [
    "GSOMIA",
    "gsomia",
    "=GSOMIA",
    "지소미아",
    "\"general security of military information agreement\"",
    "=\"general security of military information agreement\"",
    "headline:GSOMIA",
    "GSOMIA W/5 Japan",
    "GSOMIA NOT W/3 pact",
    "ATLEAST/2(GSOMIA) -category:korea",
    "^30(GSOMIA) OR WTO",
    "GSOMIA PRE/20 midnight",
    "WTO category:trade",
    "-GSOMIA \"General Security of Military Information Agreement\"~1",
];

#[test]
fn special_queries_find_what_the_scan_finds() {
    for seed in 1..=3 {
        let sample = sample(seed);
        let (groups, clippings) = (sample.groups, sample.clippings.into_values().collect());
        let name = format!("archive of seed {seed}");
        let mut oracle = Oracle::new(name, &sample.snapshot, clippings, groups, seed);
        for query in SPECIAL {
            oracle.check(query);
        }
    }
}

#[test]
fn the_index_finds_what_a_plain_scan_of_the_corpus_finds() {
    let shelf = Shelf::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let tally = shelf.ingest_with(&[&corpus], &options());
    assert!(tally.in_archive >= 150, "{tally:?}");
    let snapshot = shelf.snapshot();
    let clippings = clippings(&snapshot).into_values().collect();
    let standings = snapshot.documents().filter_map(|address| {
        let id = snapshot.id_at(address).expect("the column is read")?;
        Some((id, snapshot.standing_at(address).expect("the columns are read")?))
    });
    let groups = Groups { standings: standings.collect(), aliases: Vec::new() };
    let mut oracle = Oracle::new("the corpus".to_owned(), &snapshot, clippings, groups, 1);
    for query in CALLED_OTHERWISE {
        oracle.check(query);
    }
    let (asked, fruitful) = ask(&mut oracle, 1, wanted() / 20);
    println!("{asked} queries of the corpus, {fruitful} of them with hits");
}
