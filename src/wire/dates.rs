//! The dates of an archive and of its clippings, audited.

use serde::Serialize;

use super::{Date, KnownValue, Problem};
use crate::clipping::{self, Known, Moment};
use crate::enrich::{DateAudit, DateCount, JudgedDates};

/// What `dates --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dates {
    /// The query as typed.
    pub query: String,
    /// The query as read.
    pub read_as: String,
    /// How many clippings match.
    pub total: u64,
    /// What was doubtful about the query.
    pub problems: Vec<Problem>,
    /// The rows of the audit; a clipping counts in several.
    pub rows: Vec<DateRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateRow {
    /// `clue`, `precision`, `certainty`, `conflict` or `odd`.
    pub group: &'static str,
    /// Its name, as `--list` takes it.
    pub kind: String,
    /// What it counts.
    pub about: &'static str,
    /// Clippings in it.
    pub clippings: u64,
    /// Ids of some of them; of conflicts the gravest.
    pub examples: Vec<String>,
}

/// A line of `dates --jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DatedClipping {
    /// The whole id.
    pub id: String,
    /// The headline.
    pub headline: String,
    /// When it was published.
    pub date: Option<KnownValue<Date>>,
    /// `sure`, `likely` or `weak`.
    pub certainty: Option<&'static str>,
    /// Other dates that were read.
    pub other_dates: Vec<KnownValue<Date>>,
    /// How many days the farthest of them lies away, where they disagree.
    pub conflict_days: Option<u64>,
    /// The rows it counts in.
    pub kinds: Vec<String>,
    /// What was odd about stated dates.
    pub oddities: Vec<Oddity>,
}

/// Something odd about a stated date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Oddity {
    /// The row it counts in.
    pub kind: &'static str,
    /// One sentence.
    pub message: String,
    /// The words as found.
    pub words: String,
}

impl DateRow {
    /// The count of a row.
    pub fn new(count: &DateCount) -> Self {
        Self {
            group: count.row.group().name(),
            kind: count.row.name(),
            about: count.row.about(),
            clippings: count.clippings,
            examples: count.examples.iter().map(|example| example.id.to_string()).collect(),
        }
    }

    /// The rows of an audit.
    pub fn all(audit: &DateAudit) -> Vec<Self> {
        audit.rows.iter().map(Self::new).collect()
    }
}

impl DatedClipping {
    /// A clipping whose dates were judged.
    pub fn new(clipping: &clipping::Clipping, judged: &JudgedDates<'_>) -> Self {
        let labels = judged.labels.iter();
        let oddities = labels.flat_map(|label| label.oddities.iter().map(move |odd| (label, odd)));
        Self {
            id: clipping.id.to_string(),
            headline: clipping.headline.value.clone(),
            date: clipping.published.as_ref().map(dated),
            certainty: clipping.date_certainty().map(clipping::Certainty::name),
            other_dates: clipping.other_dates.iter().map(dated).collect(),
            conflict_days: clipping.date_conflict().map(|conflict| conflict.days),
            kinds: judged.rows.iter().map(|row| row.name()).collect(),
            oddities: oddities
                .map(|(label, odd)| Oddity {
                    kind: odd.kind().name(),
                    message: odd.message(),
                    words: label.label.value.clone(),
                })
                .collect(),
        }
    }
}

fn dated(known: &Known<Moment>) -> KnownValue<Date> {
    KnownValue {
        value: Date::new(&known.value),
        clue: known.clue.kind.name(),
        words: known.clue.words.clone(),
    }
}
