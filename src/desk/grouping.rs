//! The stories of an archive checked against themselves: every clipping stands in one story and one
//! thread, a story lies in one thread, and the index finds for every story one lead.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::archive::{DocAddress, Level, Result, Snapshot};
use crate::clipping::{Clipping, Id};
use crate::enrich::Fingerprint;
use crate::query::parse;
use crate::search::Searcher;

/// What was found of stories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// Stories, those of one clipping among them.
    pub stories: u64,
    /// Threads, those of one story among them.
    pub threads: u64,
    /// What does not agree, one sentence each.
    pub wrong: Vec<String>,
}

/// Checks where every clipping stands.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn grouping(
    snapshot: &Snapshot,
    searcher: &mut Searcher<'_>,
    today: NaiveDate,
) -> Result<Grouping> {
    let mut found = Grouping::default();
    let mut threads: HashMap<Id, Id> = HashMap::new();
    let mut stories: BTreeSet<Id> = BTreeSet::new();
    for address in snapshot.documents() {
        let Some(id) = snapshot.id_at(address)? else { continue };
        for level in [Level::Copies, Level::Versions] {
            let written = snapshot.groups_written_at(level, address)?;
            if written > 1 {
                found.wrong.push(format!("{id} is written with {written} {}", name(level)));
            }
        }
        let Some(standing) = snapshot.standing_at(address)? else {
            found.wrong.push(format!("{id} stands in no story"));
            continue;
        };
        stories.insert(standing.story);
        if *threads.entry(standing.story).or_insert(standing.thread) != standing.thread {
            found.wrong.push(format!("the story {} lies in several threads", standing.story));
        }
    }
    found.stories = stories.len() as u64;
    found.threads = threads.into_values().collect::<BTreeSet<Id>>().len() as u64;
    leads(snapshot, searcher, today, &mut stories, &mut found)?;
    Ok(found)
}

/// Compares what the index finds as leads and as copies with the stories.
fn leads(
    snapshot: &Snapshot,
    searcher: &mut Searcher<'_>,
    today: NaiveDate,
    without: &mut BTreeSet<Id>,
    found: &mut Grouping,
) -> Result<()> {
    let mut asked = |text: &str| {
        let reading = searcher.prepare(&parse(text, today).query)?.reading;
        searcher.addresses(&reading)
    };
    let (leads, copies) = (asked("is:lead")?, asked("is:copy")?);
    for address in &leads {
        let Some(standing) = snapshot.standing_at(*address)? else { continue };
        if !without.remove(&standing.story) {
            found.wrong.push(format!("the story {} has several leads", standing.story));
        }
    }
    found.wrong.extend(without.iter().map(|story| format!("the story {story} has no lead")));
    let (leads, copies) = (leads.len() as u64, copies.len() as u64);
    if leads + copies != snapshot.clippings() {
        found.wrong.push(format!(
            "{leads} leads and {copies} copies for {} clippings",
            snapshot.clippings()
        ));
    }
    Ok(())
}

/// What is wrong with how a clipping is looked up as a copy: it is found under all bands of its
/// words, or, where people said that it is nobody's copy, under none.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn bands(
    snapshot: &Snapshot,
    address: DocAddress,
    clipping: &Clipping,
) -> Result<Option<String>> {
    let bands = Fingerprint::of(clipping).bands();
    let mut held = 0;
    for band in &bands {
        held += usize::from(snapshot.is_under_band(*band, address)?);
    }
    let is_wrong = held != 0 && held != bands.len();
    let told = format!("{} is found under {held} of its {} bands", clipping.id, bands.len());
    Ok(is_wrong.then_some(told))
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Copies => "stories",
        Level::Versions => "threads",
    }
}
