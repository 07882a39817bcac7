//! A story: the copies of one text, wherever they were printed.

use serde::Serialize;

use super::Date;
use crate::archive::{Level, Result, Snapshot};
use crate::clipping::{Clipping, Id};

/// At most this many other clippings of a story stand with a hit.
const MAX_OTHERS: usize = 20;

/// The story of a clipping.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Story {
    /// The id of the clipping that was its first.
    pub id: String,
    /// How many clippings of it are in the archive.
    pub clippings: u64,
    /// The others, at most 20 of them.
    pub others: Vec<Member>,
}

/// A clipping of a story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// The whole id.
    pub id: String,
    /// The headline.
    pub headline: String,
    /// When it was published.
    pub date: Option<Date>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The aggregator it came through.
    pub via: Option<String>,
    /// The agency credited.
    pub agency: Option<String>,
    /// The address of the original.
    pub url: Option<String>,
    /// Words in headline, text and captions.
    pub words: u64,
    /// The file it was found in first, below its root.
    pub path: String,
}

/// What `dups --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dups {
    /// The query as typed.
    pub query: String,
    /// What belongs together: `copies`, `versions`.
    pub fold: &'static str,
    /// How many stories have more than one clipping, and one that matches.
    pub total: u64,
    /// The stories, the one with the newest lead first.
    pub stories: Vec<Group>,
}

/// A story with all its clippings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The id of the clipping that was its first.
    pub id: String,
    /// Its clippings, the lead first.
    pub members: Vec<Member>,
}

/// What `diff --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// What was printed first.
    pub old: Member,
    /// What was compared with it.
    pub new: Member,
    /// Of the words of both so much stands in both, from 0 to 1.
    pub same: f64,
    /// Whether more differs than is compared: what is told as dropped and added may have been
    /// changed.
    pub coarse: bool,
    /// The headline, then the paragraphs.
    pub paragraphs: Vec<DiffPart>,
}

/// A paragraph of either or both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffPart {
    /// `same`, `moved`, `changed`, `added`, `dropped`.
    pub change: &'static str,
    /// Its number in the first clipping; 0 for the headline.
    pub old: Option<usize>,
    /// Its number in the second one.
    pub new: Option<usize>,
    /// Its words.
    pub runs: Vec<DiffRun>,
}

/// Words that stand in both, or in one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffRun {
    /// `same`, `added`, `dropped`.
    pub change: &'static str,
    /// The words.
    pub text: String,
}

impl Story {
    /// The story of a clipping of the archive; nothing where an older version wrote it.
    ///
    /// # Errors
    /// Where the index or a record cannot be read.
    pub fn of(snapshot: &Snapshot, id: Id) -> Result<Option<Self>> {
        let Some(address) = snapshot.find(id)? else { return Ok(None) };
        let Some(standing) = snapshot.standing_at(address)? else { return Ok(None) };
        let mut group = snapshot.group(Level::Copies, standing.story)?;
        let clippings = group.len() as u64;
        group.retain(|other| *other != address);
        let others = group.iter().take(MAX_OTHERS);
        let others = others.map(|other| Ok(Member::from(&snapshot.clipping(*other)?)));
        let others = others.collect::<Result<_>>()?;
        Ok(Some(Self { id: standing.story.to_string(), clippings, others }))
    }
}

impl From<&Clipping> for Member {
    fn from(clipping: &Clipping) -> Self {
        let value = |known: &Option<crate::clipping::Known<String>>| {
            known.as_ref().map(|known| known.value.clone())
        };
        Self {
            id: clipping.id.to_string(),
            headline: clipping.headline.value.clone(),
            date: clipping.published.as_ref().map(|published| Date::new(&published.value)),
            outlet: value(&clipping.outlet),
            via: value(&clipping.via),
            agency: value(&clipping.agency),
            url: value(&clipping.url),
            words: clipping.word_count,
            path: clipping.place().into_owned(),
        }
    }
}
