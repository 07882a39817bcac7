//! How fast an archive answers.

use serde::Serialize;

/// What `bench --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bench {
    /// Clippings in the archive.
    pub clippings: u64,
    /// Parts the index is made of.
    pub segments: usize,
    /// The version of the program.
    pub program: String,
    /// The classes of queries.
    pub classes: Vec<BenchClass>,
}

/// One class of queries.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BenchClass {
    /// Its name.
    pub name: String,
    /// Different queries.
    pub queries: usize,
    /// Times a query was asked.
    pub runs: u64,
    /// Half of the runs took less, in microseconds.
    pub p50_us: u64,
    /// 95 of 100 took less.
    pub p95_us: u64,
    /// 99 of 100 took less.
    pub p99_us: u64,
    /// The longest.
    pub max_us: u64,
    /// Queries answered per second, one after the other.
    pub per_second: f64,
    /// Clippings found by a query on average.
    pub mean_total: f64,
}
