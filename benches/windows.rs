//! Windows beside what answers the same words: the engine's own phrase query, and a loop that reads
//! the positions of every clipping that holds both.
//!
//! Words are asked for exactly, so that all three read the same postings.

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, Throughput};
use morgue::archive::{SENTENCE_START, Snapshot};
use morgue::query::{Query, Reading, parse};
use morgue::search::Searcher;
use tantivy::collector::Count;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::PhraseQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use super::Vocabulary;

/// Function words: they stand in nearly every clipping.
const FREQUENT: [(&str, &str); 6] =
    [("of", "the"), ("in", "the"), ("to", "the"), ("the", "of"), ("and", "the"), ("for", "the")];

/// Two words.
type Pair = (String, String);

/// Makes a query of two words.
type Form = fn(&Pair) -> String;

/// Measures all classes at one size.
pub(super) fn windows(
    criterion: &mut Criterion,
    size: usize,
    snapshot: &Snapshot,
    words: &Vocabulary,
) {
    // Each with each: a few pairs asked over and over are learnt by heart by the processor's branch
    // predictor, which no archive's questions are.
    let pair = |a: &[String], b: &[String]| -> Vec<Pair> {
        let with_each = |one: &String| -> Vec<Pair> {
            let others = b.iter().filter(|other| *other != one);
            others.map(|other| (one.clone(), other.clone())).collect()
        };
        a.iter().flat_map(with_each).collect()
    };
    let frequent = FREQUENT.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
    for (band, pairs) in [
        ("frequent", frequent),
        ("high", pair(&words.high, &words.high)),
        ("high and mid", pair(&words.high, &words.mid)),
        ("mid", pair(&words.mid, &words.mid)),
        ("low", pair(&words.high, &words.low)),
    ] {
        band_of(criterion, size, snapshot, band, &pairs);
    }
}

fn band_of(
    criterion: &mut Criterion,
    size: usize,
    snapshot: &Snapshot,
    band: &str,
    pairs: &[Pair],
) {
    let mut searcher = Searcher::new(snapshot).expect("the archive can be searched");
    let mut group = criterion.benchmark_group(format!("window/{band}"));
    group.throughput(Throughput::Elements(pairs.len() as u64));
    let forms: [(&str, Form); 7] = [
        ("phrase", |(a, b)| format!("\"{a} {b}\"")),
        ("W5", |(a, b)| format!("={a} W/5 ={b}")),
        ("PRE5", |(a, b)| format!("={a} PRE/5 ={b}")),
        ("WS", |(a, b)| format!("={a} W/S ={b}")),
        ("WP", |(a, b)| format!("={a} W/P ={b}")),
        ("ATLEAST3", |(a, _)| format!("ATLEAST/3(={a})")),
        ("nested", |(a, b)| format!("(={a} W/5 ={b}) W/10 ={a}")),
    ];
    for (name, form) in forms {
        let mut read =
            |pair: &Pair| searcher.prepare(&query(&form(pair))).expect("a query is read").reading;
        let readings: Vec<Reading> = pairs.iter().map(&mut read).collect();
        group.bench_with_input(BenchmarkId::new(name, size), &readings, |bencher, all| {
            bencher.iter(|| {
                for reading in all {
                    black_box(searcher.count_reading(reading).expect("a query is answered"));
                }
            });
        });
    }
    group.bench_with_input(BenchmarkId::new("engine phrase", size), pairs, |bencher, all| {
        bencher.iter(|| all.iter().map(|pair| engine_phrase(snapshot, pair)).sum::<usize>());
    });
    for (name, look) in [("loop W5", Look::Positions), ("loop WS", Look::Sentences)] {
        group.bench_with_input(BenchmarkId::new(name, size), pairs, |bencher, all| {
            bencher.iter(|| all.iter().map(|pair| loop_over(snapshot, pair, look)).sum::<usize>());
        });
    }
    group.finish();
}

fn query(text: &str) -> Query {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day of the calendar");
    let parsed = parse(text, today);
    assert!(parsed.problems.is_empty(), "{text}: {:?}", parsed.problems);
    parsed.query
}

fn terms(snapshot: &Snapshot, (a, b): &Pair) -> [Term; 2] {
    [a, b].map(|word| Term::from_field_text(snapshot.fields().words, word))
}

fn engine_phrase(snapshot: &Snapshot, pair: &Pair) -> usize {
    let phrase = PhraseQuery::new(terms(snapshot, pair).to_vec());
    snapshot.searcher().search(&phrase, &Count).expect("a phrase is counted")
}

/// What the loop reads of a clipping that holds both words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Positions,
    Sentences,
}

/// Clippings that hold both words, every position of both read, and tested for a distance of five or
/// for one sentence.
fn loop_over(snapshot: &Snapshot, pair: &Pair, look: Look) -> usize {
    let [a, b] = terms(snapshot, pair);
    let sentence = Term::from_field_text(snapshot.fields().words, SENTENCE_START);
    let mut found = 0;
    let mut buffers = [Vec::new(), Vec::new(), Vec::new()];
    for segment in snapshot.searcher().segment_readers() {
        let index = segment.inverted_index(snapshot.fields().words).expect("the field is there");
        let open = |term: &Term| {
            index
                .read_postings(term, IndexRecordOption::WithFreqsAndPositions)
                .expect("postings are read")
        };
        let (Some(mut a), Some(mut b)) = (open(&a), open(&b)) else { continue };
        let mut starts = open(&sentence).expect("every clipping has a sentence");
        while let Some(doc) = meet(&mut a, &mut b) {
            a.positions(&mut buffers[0]);
            b.positions(&mut buffers[1]);
            if look == Look::Sentences {
                starts.seek(doc);
                starts.positions(&mut buffers[2]);
            }
            found += usize::from(is_near(&buffers, look));
            a.advance();
        }
    }
    found
}

fn meet(a: &mut SegmentPostings, b: &mut SegmentPostings) -> Option<u32> {
    loop {
        let (at, other) = (a.doc(), b.doc());
        if at == TERMINATED || other == TERMINATED {
            return None;
        }
        match at.cmp(&other) {
            std::cmp::Ordering::Equal => return Some(at),
            std::cmp::Ordering::Less => a.seek(other),
            std::cmp::Ordering::Greater => b.seek(at),
        };
    }
}

fn is_near([a, b, starts]: &[Vec<u32>; 3], look: Look) -> bool {
    let sentence = |position: u32| starts.partition_point(|start| *start <= position);
    a.iter().any(|x| {
        b.iter().any(|y| match look {
            Look::Positions => x != y && x.abs_diff(*y) <= 5,
            Look::Sentences => x != y && sentence(*x) == sentence(*y),
        })
    })
}
