//! Benches of the engine over invented clippings: ingest, classes of queries, pages, marks.
//!
//! `cargo bench --bench engine`; `MORGUE_BENCH_LARGE=1` adds a third size. One iteration asks all
//! queries of a class, so that times are of the class and not of a lucky word.

mod generator;
mod windows;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use criterion::{BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput};
use generator::Generator;
use morgue::archive::Snapshot;
use morgue::clipping::{Dimension, Draft, LabelName};
use morgue::ingest;
use morgue::query;
use morgue::search::{Fold, Request, Searcher, Show, Sort, View, mark_clipping};
use tempfile::TempDir;

/// The seed of all clippings.
const SEED: u64 = 19_691_123;

/// Sizes in clippings.
const SIZES: [usize; 2] = [2_000, 20_000];

/// The size that `MORGUE_BENCH_LARGE=1` adds.
const LARGE: usize = 200_000;

/// Clippings of a file of JSON Lines.
const CLIPPINGS_A_FILE: usize = 1_000;

/// Queries of a class.
const QUERIES: usize = 16;

/// Hits of a page.
const HITS: usize = 10;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let large = std::env::var_os("MORGUE_BENCH_LARGE").is_some_and(|value| value != "0");
    for size in SIZES.into_iter().chain(large.then_some(LARGE)) {
        let bench = Bench::new(size);
        ingest_whole(&mut criterion, &bench);
        query_classes(&mut criterion, &bench);
        pages(&mut criterion, &bench);
        marks(&mut criterion, &bench);
        windows::windows(&mut criterion, size, &bench.snapshot(), &bench.words);
    }
    criterion.final_summary();
}

/// The clippings of one size, as files and as an archive, and what to ask of it.
struct Bench {
    size: usize,
    temp: TempDir,
    words: Vocabulary,
}

impl Bench {
    fn new(size: usize) -> Self {
        let temp = tempfile::tempdir().expect("a bench needs a folder for temporary files");
        let words = write_files(&temp.path().join("files"), size);
        let bench = Self { size, temp, words };
        ingest_into(&bench.archive(), &bench.files());
        bench
    }

    fn files(&self) -> PathBuf {
        self.temp.path().join("files")
    }

    fn archive(&self) -> PathBuf {
        self.temp.path().join("archive")
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::open(&self.archive()).expect("the archive was just made")
    }
}

/// Writes the clippings and counts their words.
fn write_files(folder: &Path, size: usize) -> Vocabulary {
    std::fs::create_dir_all(folder).expect("the temporary folder is ours");
    let mut counts = HashMap::new();
    let mut pair = Vec::new();
    let mut generator = Generator::new(SEED);
    for file in 0..size.div_ceil(CLIPPINGS_A_FILE) {
        let path = folder.join(format!("clippings-{file:03}.jsonl"));
        let mut out = BufWriter::new(File::create(path).expect("the temporary folder is ours"));
        for draft in generator.by_ref().take(CLIPPINGS_A_FILE.min(size)) {
            let line = json_line(&draft);
            out.write_all(line.as_bytes()).expect("there is room for temporary files");
            let text = &draft.paragraphs[0].text;
            if pair.len() < QUERIES {
                pair.extend(two_words(text));
            }
            count(
                &draft.paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(),
                &mut counts,
            );
        }
    }
    Vocabulary::of(&counts, size, pair)
}

/// A clipping as a line of JSON Lines, as `morgue ingest` reads it.
fn json_line(draft: &Draft) -> String {
    let labels = |name| {
        let values = draft.labels.iter().filter(move |label| label.name == name);
        values.map(|label| label.value.as_str()).collect::<Vec<_>>()
    };
    let paragraphs: Vec<&str> =
        draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let line = serde_json::json!({
        "id": draft.native,
        "title": draft.title,
        "text": paragraphs.join("\n\n"),
        "date": labels(LabelName::Published).first(),
        "outlet": labels(LabelName::Outlet).first(),
        "category": labels(LabelName::Category).first(),
        "tags": labels(LabelName::Tag),
        "places": labels(LabelName::Place),
    });
    format!("{line}\n")
}

fn count(texts: &[&str], counts: &mut HashMap<String, usize>) {
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    for word in words.filter(|word| word.len() > 3).collect::<HashSet<_>>() {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
}

/// Two words that stand side by side in a text, for a phrase that is found.
fn two_words(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').skip(6).collect();
    words
        .windows(2)
        .find(|pair| {
            pair.iter().all(|word| word.len() > 4 && word.chars().all(char::is_alphabetic))
        })
        .map(|pair| (pair[0].to_lowercase(), pair[1].to_lowercase()))
}

/// Words of the archive by how many clippings hold them.
struct Vocabulary {
    high: Vec<String>,
    mid: Vec<String>,
    low: Vec<String>,
    pairs: Vec<(String, String)>,
}

impl Vocabulary {
    fn of(counts: &HashMap<String, usize>, size: usize, pairs: Vec<(String, String)>) -> Self {
        let mut sorted: Vec<(&String, usize)> = counts.iter().map(|(w, n)| (w, *n)).collect();
        sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let band = |from: f64, to: f64| {
            let (least, most) = (size as f64 * from, size as f64 * to);
            let inside = sorted.iter().filter(|(_, n)| (least..most).contains(&(*n as f64)));
            spread(inside.map(|(word, _)| (*word).clone()).collect())
        };
        Self { high: band(0.04, 0.5), mid: band(0.005, 0.02), low: band(0.0005, 0.002), pairs }
    }
}

/// As many as are asked, evenly out of a list.
fn spread(list: Vec<String>) -> Vec<String> {
    let step = (list.len() / QUERIES).max(1);
    list.into_iter().step_by(step).take(QUERIES).collect()
}

/// The classes of queries with their texts.
fn classes(words: &Vocabulary) -> Vec<(&'static str, Vec<String>)> {
    let two = |a: &[String], b: &[String], between: &str| -> Vec<String> {
        a.iter().zip(b.iter().rev()).map(|(a, b)| format!("{a}{between}{b}")).collect()
    };
    let each = |list: &[String], form: &dyn Fn(&str) -> String| -> Vec<String> {
        list.iter().map(|word| form(word)).collect()
    };
    vec![
        ("term high", words.high.clone()),
        ("term mid", words.mid.clone()),
        ("term low", words.low.clone()),
        ("or", two(&words.high, &words.mid, " OR ")),
        ("and", two(&words.high, &words.mid, " ")),
        ("phrase", words.pairs.iter().map(|(a, b)| format!("\"{a} {b}\"")).collect()),
        ("prefix", each(&words.mid, &|word| format!("{}*", &word[..word.len().min(4)]))),
        ("filtered", each(&words.high, &|word| format!("{word} region:Korea date:2015..2020"))),
    ]
}

fn request(text: &str, facets: &[Dimension], timeline: bool, show: Show) -> Request {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar");
    let parsed = query::parse(text, today);
    assert!(parsed.problems.is_empty(), "{text}: {:?}", parsed.problems);
    let facets = facets.to_vec();
    let sort = Sort::Default;
    Request {
        query: parsed.query,
        sort,
        limit: HITS,
        after: None,
        facets,
        timeline,
        show,
        fold: Fold::COPIES,
    }
}

fn options() -> ingest::Options {
    let now = chrono::DateTime::from_timestamp(1_795_392_000, 0).expect("a moment of 2026");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    ingest::Options { threads, ..ingest::Options::new(now.naive_utc(), now.timestamp()) }
}

fn ingest_into(archive: &Path, files: &Path) -> ingest::Tally {
    ingest::ingest(archive, &[files.to_owned()], &options(), &|_| {})
        .expect("generated clippings can be ingested")
}

/// Files to a fresh archive, from walk to last merge.
fn ingest_whole(criterion: &mut Criterion, bench: &Bench) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(bench.size as u64));
    group.bench_function(BenchmarkId::from_parameter(bench.size), |bencher| {
        let fresh = || tempfile::tempdir().expect("a bench needs a folder for temporary files");
        bencher.iter_batched(
            fresh,
            |temp| {
                let tally = ingest_into(&temp.path().join("archive"), &bench.files());
                assert_eq!(tally.in_archive as usize, bench.size);
                temp
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// Ten hits of each query, nothing shown and nothing counted but the total.
fn query_classes(criterion: &mut Criterion, bench: &Bench) {
    let snapshot = bench.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive can be searched");
    let mut group = criterion.benchmark_group("query");
    for (class, texts) in classes(&bench.words) {
        let requests: Vec<Request> =
            texts.iter().map(|text| request(text, &[], false, Show::Nothing)).collect();
        group.throughput(Throughput::Elements(requests.len() as u64));
        group.bench_with_input(BenchmarkId::new(class, bench.size), &requests, |bencher, all| {
            bencher.iter(|| {
                for request in all {
                    black_box(searcher.page(request).expect("a query is answered"));
                }
            });
        });
    }
    group.finish();
}

/// What the program prints: facets, timeline, snippets.
fn pages(criterion: &mut Criterion, bench: &Bench) {
    let snapshot = bench.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive can be searched");
    let facets = [Dimension::Region, Dimension::Category, Dimension::Outlet, Dimension::Language];
    let mut group = criterion.benchmark_group("page");
    let kinds: [(&str, &[Dimension], bool, Show); 3] = [
        ("with snippets", &[], false, Show::Snippet),
        ("faceted", &facets, true, Show::Nothing),
        ("whole", &facets, true, Show::Snippet),
    ];
    for (kind, facets, timeline, show) in kinds {
        let requests: Vec<Request> =
            bench.words.high.iter().map(|text| request(text, facets, timeline, show)).collect();
        group.throughput(Throughput::Elements(requests.len() as u64));
        group.bench_with_input(BenchmarkId::new(kind, bench.size), &requests, |bencher, all| {
            bencher.iter(|| {
                for request in all {
                    black_box(searcher.page(request).expect("a query is answered"));
                }
            });
        });
    }
    group.finish();
}

/// One clipping analysed again, and its words marked.
fn marks(criterion: &mut Criterion, bench: &Bench) {
    let snapshot = bench.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive can be searched");
    let text = format!("{} OR {}", bench.words.high[0], bench.words.high[1]);
    let asked = request(&text, &[], false, Show::Nothing);
    let page = searcher.page(&asked).expect("a query is answered");
    let clippings: Vec<_> = page.hits.into_iter().map(|hit| hit.clipping).collect();
    let reading = searcher.prepare(&asked.query).expect("a query can be read").reading;
    let mut group = criterion.benchmark_group("mark");
    group.throughput(Throughput::Elements(clippings.len() as u64));
    group.bench_with_input(BenchmarkId::new("hits", bench.size), &clippings, |bencher, all| {
        bencher.iter_batched(
            || all.clone(),
            |clippings| {
                for clipping in clippings {
                    let view = View::new(clipping, searcher.analyser());
                    black_box(mark_clipping(&view, &reading));
                }
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}
