//! A hit.

use serde::Serialize;

use super::Story;
use super::clipping::Origin;
use crate::archive::{Result, Snapshot};
use crate::clipping::{self, Dimension, Known};
use crate::search::{self, shown_path};
use crate::text::Span;

/// A clipping that matches: a line of `search --jsonl`, an item of `hits`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The whole id.
    pub id: String,
    /// The shortest beginning of the id that names it alone today.
    pub short_id: String,
    /// The headline.
    pub headline: String,
    /// Marks in the headline: bytes from, to.
    pub headline_marks: Vec<[usize; 2]>,
    /// When it was published.
    pub date: Option<Date>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The aggregator it came through.
    pub via: Option<String>,
    /// The agency credited.
    pub agency: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The place line of the text.
    pub dateline: Option<String>,
    /// Regions, strongest first.
    pub regions: Vec<Region>,
    /// Categories as stated, `Korea/Politics`.
    pub categories: Vec<String>,
    /// IPTC Media Topics suggested from its words, `15000000/20001065`.
    pub topics: Vec<String>,
    /// Tags as stated.
    pub tags: Vec<String>,
    /// `correction`, `brief` and the like.
    pub statuses: Vec<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Words in headline, text and captions.
    pub words: u64,
    /// The address of the original.
    pub url: Option<String>,
    /// The file it was found in first, below its root.
    pub path: String,
    /// Every place it was found in.
    pub origins: Vec<Origin>,
    /// Its story, with the others of it in the archive.
    pub story: Option<Story>,
    /// How many matching clippings are folded under it.
    pub folded: u64,
    /// The score; 0 where the order is not by relevance.
    pub score: f64,
    /// How many times the query's words stand in it.
    pub matches: usize,
    /// The best passage, or with `--kwic` every match.
    pub snippets: Vec<Snippet>,
}

/// A date of publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Date {
    /// ISO 8601 as far as printed: `2019-11`, `2019-11-13T06:02+09:00`.
    pub iso: String,
    /// `year`, `month`, `day`, `hour`, `minute`, `second`.
    pub precision: &'static str,
    /// As news houses print it.
    pub shown: String,
    /// The zone as printed, where one was.
    pub zone: Option<String>,
}

/// A region.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Region {
    /// UN M49 area, sub-area, country, city: `142/030/KR/seoul`.
    pub path: String,
    /// `Asia / Eastern Asia / South Korea / Seoul`.
    pub name: String,
}

/// Text around matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Snippet {
    /// The text, without markup.
    pub text: String,
    /// Marks in it: bytes from, to.
    pub marks: Vec<[usize; 2]>,
    /// The paragraph it is from, counted from 1; 0 for the headline.
    pub paragraph: usize,
    /// How many paragraphs there are.
    pub paragraphs: usize,
    /// Whether its paragraph begins before it.
    pub cut_before: bool,
    /// Whether its paragraph goes on after it.
    pub cut_after: bool,
}

impl Hit {
    /// A hit with its regions named.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(snapshot: &Snapshot, hit: &search::Hit) -> Result<Self> {
        let clipping = &hit.clipping;
        let regions = clipping.regions.iter().map(|region| region_of(snapshot, &region.value));
        Ok(Self {
            id: clipping.id.to_string(),
            short_id: hit.short_id.clone(),
            headline: clipping.headline.value.clone(),
            headline_marks: pairs(&hit.headline_marks),
            date: clipping.published.as_ref().map(|published| Date::new(&published.value)),
            outlet: value(&clipping.outlet),
            via: value(&clipping.via),
            agency: value(&clipping.agency),
            byline: value(&clipping.byline),
            dateline: value(&clipping.dateline),
            regions: regions.collect::<Result<_>>()?,
            categories: clipping.categories.iter().map(|known| known.value.join("/")).collect(),
            topics: clipping.topics.iter().map(|known| known.value.join("/")).collect(),
            tags: values(&clipping.tags),
            statuses: values(&clipping.statuses),
            language: value(&clipping.language),
            words: clipping.word_count,
            url: value(&clipping.url),
            path: clipping.place().into_owned(),
            origins: clipping.origins.iter().map(Origin::from).collect(),
            story: Story::of(snapshot, clipping.id)?,
            folded: hit.folded,
            score: hit.score,
            matches: hit.matches,
            snippets: hit.snippets.iter().map(Snippet::from).collect(),
        })
    }
}

impl Date {
    /// A date of publication.
    pub fn new(moment: &clipping::Moment) -> Self {
        Self {
            iso: moment.iso(),
            precision: moment.precision.name(),
            shown: moment.shown(),
            zone: moment.zone.as_ref().map(|zone| zone.printed.clone()),
        }
    }
}

impl From<&search::Snippet> for Snippet {
    fn from(snippet: &search::Snippet) -> Self {
        Self {
            text: snippet.text.clone(),
            marks: pairs(&snippet.marks),
            paragraph: snippet.paragraph,
            paragraphs: snippet.paragraphs,
            cut_before: snippet.cut_before,
            cut_after: snippet.cut_after,
        }
    }
}

fn region_of(snapshot: &Snapshot, path: &[String]) -> Result<Region> {
    Ok(Region { path: path.join("/"), name: shown_path(snapshot, Dimension::Region, path)? })
}

pub(super) fn pairs(marks: &[Span]) -> Vec<[usize; 2]> {
    marks.iter().map(|mark| [mark.start, mark.end]).collect()
}

fn value(known: &Option<Known<String>>) -> Option<String> {
    known.as_ref().map(|known| known.value.clone())
}

fn values(list: &[Known<String>]) -> Vec<String> {
    list.iter().map(|known| known.value.clone()).collect()
}
