//! How fast an archive answers: queries of a person, or classes of queries drawn from the archive
//! itself.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use hdrhistogram::Histogram;

use super::drawing::{Dice, Stock};
use crate::archive::{Result, Snapshot};
use crate::clipping::Dimension;
use crate::query::parse;
use crate::search::{Fold, Request, Searcher, Show, Sort, refuses};

/// Different queries of a class that is drawn.
const QUERIES: usize = 64;

/// A query that takes longer is counted as taking this long.
const LONGEST_NS: u64 = 600_000_000_000;

/// Hits on a page.
const PAGE_HITS: usize = 10;

/// How long is measured, and from which day relative dates are counted.
#[derive(Clone, Copy, Debug)]
pub struct BenchOptions {
    /// How long each class is measured.
    pub each: Duration,
    /// The day relative dates are counted from.
    pub today: NaiveDate,
}

/// A class of queries to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Its queries.
    pub queries: Vec<String>,
    /// Whether each answer is a whole page: facets, timeline, snippets.
    pub whole_page: bool,
}

/// What a class took.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassReport {
    /// Its name.
    pub name: String,
    /// Different queries.
    pub queries: usize,
    /// Times a query was asked.
    pub runs: u64,
    /// Half of the runs took less.
    pub p50: Duration,
    /// 95 of 100 took less.
    pub p95: Duration,
    /// 99 of 100 took less.
    pub p99: Duration,
    /// The longest.
    pub max: Duration,
    /// Queries answered per second, one after the other.
    pub per_second: f64,
    /// Clippings found by a query on average.
    pub mean_total: f64,
}

/// The lines of a query file as one class; empty lines and those that begin with `#` are left out.
pub fn query_file(text: &str) -> Vec<Class> {
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let queries: Vec<String> = lines.map(str::to_owned).collect();
    let class = |name: &str, whole_page| Class {
        name: name.to_owned(),
        queries: queries.clone(),
        whole_page,
    };
    vec![class("ten hits", false), class("whole page", true)]
}

/// Classes drawn from an archive; the same for the same archive.
///
/// # Errors
/// Where the index cannot be read.
pub fn drawn_classes(snapshot: &Snapshot) -> Result<Vec<Class>> {
    let mut dice = Dice::new(1);
    let stock = Stock::new(snapshot, &mut dice)?;
    let mut classes = Vec::new();
    for (name, whole_page, make) in KINDS {
        // A kind that this archive has nothing for is left out.
        let queries: Vec<String> = (0..QUERIES).filter_map(|_| make(&stock, &mut dice)).collect();
        if !queries.is_empty() {
            classes.push(Class { name: (*name).to_owned(), queries, whole_page: *whole_page });
        }
    }
    Ok(classes)
}

/// Makes a query of one kind.
type Make = fn(&Stock, &mut Dice) -> Option<String>;

const KINDS: &[(&str, bool, Make)] = &[
    ("frequent word", false, |stock, dice| dice.one(&stock.high).cloned()),
    ("middling word", false, |stock, dice| dice.one(&stock.middle).cloned()),
    ("rare word", false, |stock, dice| dice.one(&stock.low).cloned()),
    ("AND", false, |stock, dice| {
        Some(format!("{} AND {}", dice.one(&stock.high)?, dice.one(&stock.high)?))
    }),
    ("OR", false, |stock, dice| {
        Some(format!("{} OR {}", dice.one(&stock.high)?, dice.one(&stock.middle)?))
    }),
    ("phrase", false, |stock, dice| Some(format!("\"{}\"", dice.one(&stock.phrases)?))),
    ("window", false, |stock, dice| {
        Some(format!("{} W/5 {}", dice.one(&stock.high)?, dice.one(&stock.middle)?))
    }),
    ("window of groups", false, |stock, dice| {
        let (a, b) = (dice.one(&stock.high)?, dice.one(&stock.middle)?);
        let beginning: String = dice.one(&stock.middle)?.chars().take(4).collect();
        Some(format!("({a} OR {b}) PRE/10 ({} OR {beginning}*)", dice.one(&stock.high)?))
    }),
    ("one sentence", false, |stock, dice| {
        Some(format!("{} W/S {}", dice.one(&stock.high)?, dice.one(&stock.middle)?))
    }),
    ("one paragraph", false, |stock, dice| {
        Some(format!("{} W/P {}", dice.one(&stock.high)?, dice.one(&stock.middle)?))
    }),
    ("three times", false, |stock, dice| Some(format!("ATLEAST/3({})", dice.one(&stock.high)?))),
    ("prefix", false, |stock, dice| {
        let word = dice.one(&stock.middle)?;
        Some(format!("{}*", word.chars().take(4).collect::<String>()))
    }),
    ("category and date", false, |stock, dice| {
        // Of one clipping: few pairs of the two have any in common.
        let (word, (category, year)) = (dice.one(&stock.high)?, dice.one(&stock.filings)?);
        Some(format!("{word} category:\"{category}\" date:{year}"))
    }),
    ("whole page", true, |stock, dice| {
        Some(format!("{} OR {}", dice.one(&stock.high)?, dice.one(&stock.middle)?))
    }),
];

/// Measures a class, warm: every query was asked once before. Nothing where none of its queries can
/// be run.
///
/// # Errors
/// Where the index cannot be read.
pub fn bench(
    searcher: &mut Searcher<'_>,
    class: &Class,
    options: &BenchOptions,
) -> Result<Option<ClassReport>> {
    let requests: Vec<Request> = class
        .queries
        .iter()
        .filter_map(|text| request(text, class.whole_page, options.today))
        .collect();
    if requests.is_empty() {
        return Ok(None);
    }
    let mut found = 0;
    for request in &requests {
        found += searcher.page(request)?.total;
    }
    let mut times = Histogram::<u64>::new_with_bounds(1, LONGEST_NS, 3)
        .expect("the bounds are constants it takes");
    let started = Instant::now();
    let mut runs = 0;
    for request in requests.iter().cycle() {
        let asked = Instant::now();
        searcher.page(request)?;
        times.saturating_record(asked.elapsed().as_nanos() as u64);
        runs += 1;
        if started.elapsed() >= options.each && runs >= requests.len() as u64 {
            break;
        }
    }
    let whole = started.elapsed().as_secs_f64();
    let quantile = |share| Duration::from_nanos(times.value_at_quantile(share));
    Ok(Some(ClassReport {
        name: class.name.clone(),
        queries: requests.len(),
        runs,
        p50: quantile(0.5),
        p95: quantile(0.95),
        p99: quantile(0.99),
        max: Duration::from_nanos(times.max()),
        per_second: runs as f64 / whole,
        mean_total: found as f64 / requests.len() as f64,
    }))
}

fn request(text: &str, whole_page: bool, today: NaiveDate) -> Option<Request> {
    let parsed = parse(text, today);
    if refuses(&parsed.problems) || parsed.query.root.is_none() {
        return None;
    }
    Some(Request {
        query: parsed.query,
        sort: Sort::Default,
        limit: PAGE_HITS,
        after: None,
        facets: match whole_page {
            true => vec![Dimension::Outlet, Dimension::Region, Dimension::Category],
            false => Vec::new(),
        },
        timeline: whole_page,
        show: if whole_page { Show::Snippet } else { Show::Nothing },
        fold: Fold::COPIES,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_file_holds_a_query_a_line() {
        let classes = query_file("# mine\nGSOMIA\n\n \"defense chiefs\" \n");
        assert_eq!(classes[0].queries, ["GSOMIA", "\"defense chiefs\""]);
        assert!(classes[1].whole_page);
    }
}
