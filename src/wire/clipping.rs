//! A whole clipping, every derived value with its clue.

use serde::Serialize;

use super::hit::pairs;
use super::{Date, Story};
use crate::clipping::{self, Known};
use crate::search::MarkedParagraph;
use crate::text::Span;

/// What `show --json` gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clipping {
    /// The whole id.
    pub id: String,
    /// The number its source gave it.
    pub native: Option<String>,
    /// The headline.
    pub headline: KnownValue<String>,
    /// Marks in the headline, with `--match`.
    pub headline_marks: Vec<[usize; 2]>,
    /// When it was published.
    pub date: Option<KnownValue<Date>>,
    /// Other dates that were read.
    pub other_dates: Vec<KnownValue<Date>>,
    /// Who printed it.
    pub outlet: Option<KnownValue<String>>,
    /// The aggregator it came through.
    pub via: Option<KnownValue<String>>,
    /// The agency credited.
    pub agency: Option<KnownValue<String>>,
    /// Who wrote it.
    pub byline: Option<KnownValue<String>>,
    /// The place line of the text.
    pub dateline: Option<KnownValue<String>>,
    /// The address of the original.
    pub url: Option<KnownValue<String>>,
    /// ISO 639-1 code.
    pub language: Option<KnownValue<String>>,
    /// Regions as UN M49 paths, `142/030/KR/seoul`.
    pub regions: Vec<KnownValue<String>>,
    /// Categories as stated, `Korea/Politics`.
    pub categories: Vec<KnownValue<String>>,
    /// IPTC Media Topics suggested from its words, `15000000/20001065`.
    pub topics: Vec<KnownValue<String>>,
    /// Tags as stated.
    pub tags: Vec<KnownValue<String>>,
    /// People as stated.
    pub people: Vec<KnownValue<String>>,
    /// Organisations as stated.
    pub organisations: Vec<KnownValue<String>>,
    /// Companies as stated.
    pub companies: Vec<KnownValue<String>>,
    /// `correction`, `brief` and the like.
    pub statuses: Vec<KnownValue<String>>,
    /// Words in headline, text and captions.
    pub words: u64,
    /// Seconds since 1970 when it entered the archive.
    pub added: i64,
    /// Every place it was found in.
    pub origins: Vec<Origin>,
    /// Its story, with the others of it in the archive.
    pub story: Option<Story>,
    /// Every paragraph in the order found.
    pub paragraphs: Vec<Paragraph>,
    /// What the source states, in the order found.
    pub labels: Vec<Label>,
    /// What was odd about it.
    pub notes: Vec<String>,
}

/// A value and the clue it was read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KnownValue<T> {
    /// The value.
    pub value: T,
    /// `by hand`, `stated`, `vocabulary`, `dateline`, `headline`, `url`, `category`, `text`, `file
    /// name`, `first words`.
    pub clue: &'static str,
    /// The words it was read from.
    pub words: String,
}

/// A place a clipping was found in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// What was given to `ingest`.
    pub root: String,
    /// The file below it.
    pub path: String,
    /// Which article of the file, from 0.
    pub part: u32,
    /// The file inside it that the article was read from, where it holds files.
    pub member: Option<String>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paragraph {
    /// `text`, `caption`, `repeated caption`, `furniture`.
    pub kind: &'static str,
    /// Its text.
    pub text: String,
    /// Marks in it, with `--match`: bytes from, to.
    pub marks: Vec<[usize; 2]>,
}

/// Something the source states.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// What it speaks of.
    pub name: &'static str,
    /// The words as found.
    pub value: String,
    /// Where it stood.
    pub place: String,
}

impl Clipping {
    /// A clipping with the marks of a query, where there is one.
    pub fn new(
        clipping: &clipping::Clipping,
        story: Option<Story>,
        headline_marks: &[Span],
        paragraphs: &[MarkedParagraph],
    ) -> Self {
        let text = |known: &Option<Known<String>>| known.as_ref().map(string);
        let texts = |list: &[Known<String>]| list.iter().map(string).collect();
        let paths = |list: &[Known<Vec<String>>]| -> Vec<KnownValue<String>> {
            list.iter().map(|known| with(known, known.value.join("/"))).collect()
        };
        let date = |known: &Known<clipping::Moment>| with(known, Date::new(&known.value));
        Self {
            id: clipping.id.to_string(),
            native: clipping.native.clone(),
            headline: string(&clipping.headline),
            headline_marks: pairs(headline_marks),
            date: clipping.published.as_ref().map(date),
            other_dates: clipping.other_dates.iter().map(date).collect(),
            outlet: text(&clipping.outlet),
            via: text(&clipping.via),
            agency: text(&clipping.agency),
            byline: text(&clipping.byline),
            dateline: text(&clipping.dateline),
            url: text(&clipping.url),
            language: text(&clipping.language),
            regions: paths(&clipping.regions),
            categories: paths(&clipping.categories),
            topics: paths(&clipping.topics),
            tags: texts(&clipping.tags),
            people: texts(&clipping.people),
            organisations: texts(&clipping.organisations),
            companies: texts(&clipping.companies),
            statuses: texts(&clipping.statuses),
            words: clipping.word_count,
            added: clipping.added,
            origins: clipping.origins.iter().map(Origin::from).collect(),
            story,
            paragraphs: paragraphs
                .iter()
                .map(|paragraph| Paragraph {
                    kind: paragraph.kind.name(),
                    text: paragraph.text.clone(),
                    marks: pairs(&paragraph.marks),
                })
                .collect(),
            labels: clipping
                .labels
                .iter()
                .map(|label| Label {
                    name: label.name.name(),
                    value: label.value.clone(),
                    place: label.place.clone(),
                })
                .collect(),
            notes: clipping.notes.iter().map(|note| note.message.clone()).collect(),
        }
    }
}

impl From<&clipping::Origin> for Origin {
    fn from(origin: &clipping::Origin) -> Self {
        Self {
            root: origin.root.clone(),
            path: origin.path.clone(),
            part: origin.part,
            member: origin.member.clone(),
        }
    }
}

fn string(known: &Known<String>) -> KnownValue<String> {
    with(known, known.value.clone())
}

fn with<T, U>(known: &Known<T>, value: U) -> KnownValue<U> {
    KnownValue { value, clue: known.clue.kind.name(), words: known.clue.words.clone() }
}
