//! The archive checked against itself: balances, stories, and random queries answered once by the
//! index and once by judging record after record.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::drawing::{Dice, Stock};
use super::grouping::{self, Grouping};
use crate::archive::{FileOutcome, Result, Snapshot, file_key};
use crate::clipping::Id;
use crate::query::{Reading, judge, parse};
use crate::search::{Searcher, View, refuses};

/// The most clippings judged again in one run.
pub const MAX_SAMPLE: usize = 100_000;

/// The most queries asked in one run: what they find among the clippings judged is held at once.
pub const MAX_QUERIES: usize = 1_000;

/// How much is checked.
#[derive(Clone, Copy, Debug)]
pub struct VerifyOptions {
    /// How many clippings are judged again, [`MAX_SAMPLE`] at most.
    pub sample: usize,
    /// How many queries are asked, [`MAX_QUERIES`] at most.
    pub queries: usize,
    /// What is drawn.
    pub seed: u64,
    /// The day relative dates are counted from.
    pub today: NaiveDate,
}

/// How far the judging is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Clippings judged.
    pub done: usize,
    /// Clippings to be judged.
    pub of: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Clippings in the archive.
    pub clippings: u64,
    /// Files in the ledger.
    pub files: u64,
    /// Sums that do not agree, one sentence each.
    pub unbalanced: Vec<String>,
    /// What was found of stories.
    pub grouping: Grouping,
    /// Clippings judged again.
    pub judged: usize,
    /// Queries asked.
    pub queries: usize,
    /// Hits of these queries among the clippings judged.
    pub hits: u64,
    /// Where index and record disagree.
    pub differences: Vec<Difference>,
}

/// A clipping on which the index and its record disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The query.
    pub query: String,
    /// The clipping.
    pub id: Id,
    /// Whether the index finds it; its record says the opposite.
    pub in_index: bool,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.unbalanced.is_empty() && self.grouping.wrong.is_empty() && self.differences.is_empty()
    }
}

/// Checks an archive whose files are as they were written
/// ([`damaged_files`](crate::archive::damaged_files)).
///
/// # Errors
/// Where the index or a record cannot be read.
pub fn verify(
    snapshot: &Snapshot,
    options: &VerifyOptions,
    report: &dyn Fn(Progress),
) -> Result<VerifyReport> {
    let mut found = VerifyReport { clippings: snapshot.clippings(), ..VerifyReport::default() };
    let files = balances(snapshot, &mut found)?;
    let mut dice = Dice::new(options.seed);
    let stock = Stock::new(snapshot, &mut dice)?;
    let texts = draw(&stock, options.queries.min(MAX_QUERIES), &mut dice);
    let all: Vec<_> = snapshot.documents().collect();
    let sample = dice.some(&all, options.sample.min(MAX_SAMPLE));
    let judged = sample.iter().map(|address| (address.segment_ord, address.doc_id)).collect();
    let mut searcher = Searcher::new(snapshot)?;
    found.grouping = grouping::grouping(snapshot, &mut searcher, options.today)?;
    let mut questions = Vec::new();
    for text in texts {
        questions.extend(Question::ask(text, &mut searcher, &judged, options.today)?);
    }
    found.queries = questions.len();
    for (done, address) in sample.iter().enumerate() {
        report(Progress { done, of: sample.len() });
        let Some(id) = snapshot.id_at(*address)? else { continue };
        let clipping = snapshot.clipping(*address)?;
        if clipping.id != id {
            found.unbalanced.push(format!("the record of {id} is that of {}", clipping.id));
        }
        if snapshot.find(id)? != Some(*address) {
            found.unbalanced.push(format!("{id} is not found by its id"));
        }
        for origin in &clipping.origins {
            if !files.contains(&file_key(&origin.root, &origin.path)) {
                found
                    .unbalanced
                    .push(format!("{id} comes from {}, which is in no ledger", origin.path));
            }
        }
        found.grouping.wrong.extend(grouping::bands(snapshot, *address, &clipping)?);
        found.judged += 1;
        let view = View::new(clipping, searcher.analyser());
        for question in &questions {
            let in_index = question.found.contains(&(address.segment_ord, address.doc_id));
            let in_record = judge(&question.reading, &view.record()).hit;
            found.hits += u64::from(in_index);
            if in_index != in_record {
                found.differences.push(Difference { query: question.text.clone(), id, in_index });
            }
        }
    }
    Ok(found)
}

/// Compares what the ledger says of files with the clippings that come from them; gives the keys of
/// all files.
fn balances(snapshot: &Snapshot, found: &mut VerifyReport) -> Result<HashSet<u64>> {
    let mut keys = HashSet::new();
    for state in snapshot.file_states()? {
        found.files += 1;
        if !keys.insert(state.key()) {
            found.unbalanced.push(format!("{} is in the ledger twice", state.path));
        }
        let told = match state.outcome {
            FileOutcome::Read { clippings, .. } => clippings as usize,
            FileOutcome::Skipped { .. } => 0,
        };
        let held = snapshot
            .clippings_of_file(state.key())?
            .into_iter()
            .filter_map(|address| snapshot.id_at(address).transpose())
            .collect::<Result<Vec<Id>>>()?
            .len();
        if held > told {
            let path = &state.path;
            found.unbalanced.push(format!("{path} holds {told} clippings, {held} come from it"));
        }
    }
    let documents = snapshot.documents().count() as u64;
    if documents != found.clippings + snapshot.ledger_documents() {
        found.unbalanced.push(format!(
            "{documents} records for {} clippings and {} that are none",
            found.clippings,
            snapshot.ledger_documents()
        ));
    }
    Ok(keys)
}

/// A segment and a number in it.
type Place = (u32, u32);

/// A query and what the index finds for it among the clippings judged.
struct Question {
    text: String,
    reading: Reading,
    found: HashSet<Place>,
}

impl Question {
    /// Asks the index; nothing where the words drawn make no query.
    fn ask(
        text: String,
        searcher: &mut Searcher<'_>,
        judged: &HashSet<Place>,
        today: NaiveDate,
    ) -> Result<Option<Self>> {
        let parsed = parse(&text, today);
        let reading = searcher.prepare(&parsed.query)?.reading;
        if refuses(&parsed.problems) || refuses(&reading.problems) || reading.root.is_none() {
            return Ok(None);
        }
        let hits = searcher.addresses(&reading)?.into_iter();
        let places = hits.map(|address| (address.segment_ord, address.doc_id));
        let found = places.filter(|place| judged.contains(place)).collect();
        Ok(Some(Self { text, reading, found }))
    }
}

/// Queries of every kind in turn.
fn draw(stock: &Stock, count: usize, dice: &mut Dice) -> Vec<String> {
    let mut queries = Vec::new();
    let mut kind = 0;
    // A kind that cannot be drawn from this archive is passed over, so the turns are bounded, not
    // the queries.
    while queries.len() < count && kind < count * 4 {
        queries.extend(draw_one(stock, kind, dice));
        kind += 1;
    }
    queries
}

fn draw_one(stock: &Stock, kind: usize, dice: &mut Dice) -> Option<String> {
    let high = dice.one(&stock.high)?.clone();
    let middle = dice.one(&stock.middle)?.clone();
    let low = dice.one(&stock.low)?.clone();
    Some(match kind % 22 {
        0 => high,
        1 => low,
        2 => format!("{high} AND {middle}"),
        3 => format!("{high} OR {low}"),
        4 => format!("{high} -{middle}"),
        5 | 6 => format!("\"{}\"", dice.one(&stock.phrases)?),
        7 => format!("{}*", middle.chars().take(3).collect::<String>()),
        8 => format!("headline:{high}"),
        9 => format!("lead:{high} OR caption:{middle}"),
        10 => format!("={middle}"),
        11 => format!("{high} category:\"{}\"", dice.one(&stock.categories)?),
        12 => format!("region:{} {high}", dice.one(&stock.regions)?),
        13 => format!("(outlet:\"{}\" OR {low}) -{high}", dice.one(&stock.outlets)?),
        14 => format!("{middle} date:{}", dice.one(&stock.years)?),
        15 => format!("{high} W/{} {middle}", 1 + dice.below(20)),
        16 => format!("{high} PRE/S ({middle} OR {low})"),
        17 => format!("{high} NOT W/5 {middle}"),
        18 => format!("ATLEAST/2({high}) OR ^30({middle})"),
        19 => format!("{middle}~1 W/P {high}"),
        20 => format!("CAPS({middle}) OR NOCAPS({low})"),
        _ => {
            format!("({high} OR \"{}\") words:>{}", dice.one(&stock.phrases)?, 50 * dice.below(20))
        }
    })
}
