//! The nouns both arms speak of: drafts as found, clippings as understood.

mod clue;
mod dating;
mod draft;
mod facet;
mod fact;
mod id;
mod moment;
mod note;
mod origin;
mod printing;

use std::borrow::Cow;

pub use clue::{Clue, ClueKind, Known};
pub use dating::{CONFLICT_DAYS, Certainty, DateConflict, Dating};
pub use draft::{Draft, EMBARGOED_UNTIL, Kind, Label, LabelName, Paragraph};
pub use facet::{Dimension, Facet};
pub use fact::{
    DayMonthOrder, Fact, FactKind, Named, PART, order_name, parts as fact_parts, shown_hash,
};
pub use id::Id;
pub use moment::{Moment, Precision, Zone};
pub use note::Note;
pub use origin::Origin;
pub use printing::Printing;

/// One piece of news as the archive knows it.
///
/// Everything that was not printed as such is [`Known`] by some [`Clue`]. What is not known is
/// absent: nothing is invented.
#[derive(Clone, Debug, PartialEq)]
pub struct Clipping {
    /// Who it is, across files and runs.
    pub id: Id,
    /// The number its source gave it, with a namespace (`reuters21578:123`).
    pub native: Option<String>,
    /// The headline; its clue says when it was made from the first words.
    pub headline: Known<String>,
    /// Every paragraph in the order found, furniture and repeated captions included.
    pub paragraphs: Vec<Paragraph>,
    /// Labels as the source stated them, in the order found.
    pub labels: Vec<Label>,
    /// When it was published, as printed.
    pub published: Option<Known<Moment>>,
    /// Other dates that were read and lost against `published`.
    pub other_dates: Vec<Known<Moment>>,
    /// Who printed it, as shown (`Korea Times`).
    pub outlet: Option<Known<String>>,
    /// The aggregator it came through.
    pub via: Option<Known<String>>,
    /// The agency credited.
    pub agency: Option<Known<String>>,
    /// Who wrote it.
    pub byline: Option<Known<String>>,
    /// The place line of the text, as printed.
    pub dateline: Option<Known<String>>,
    /// The address of the original.
    pub url: Option<Known<String>>,
    /// ISO 639-1 code of its language.
    pub language: Option<Known<String>>,
    /// Categories as stated, each a path from general to special.
    pub categories: Vec<Known<Vec<String>>>,
    /// IPTC Media Topics suggested from its words, likeliest first; only where no category is
    /// stated.
    pub topics: Vec<Known<Vec<String>>>,
    /// Tags as stated.
    pub tags: Vec<Known<String>>,
    /// Regions as UN M49 paths (`142/030/KR/seoul`), strongest first.
    pub regions: Vec<Known<Vec<String>>>,
    /// People as the source stated them.
    pub people: Vec<Known<String>>,
    /// Organisations as the source stated them.
    pub organisations: Vec<Known<String>>,
    /// Companies as the source stated them.
    pub companies: Vec<Known<String>>,
    /// What it is besides an ordinary piece: `correction`, `brief`, `embargoed`.
    pub statuses: Vec<Known<String>>,
    /// Words in headline, text and captions, each caption once.
    pub word_count: u64,
    /// Where it was found, sorted; never empty in an archive.
    pub origins: Vec<Origin>,
    /// What some of its files print otherwise than the first one, sorted by origins.
    pub others: Vec<Printing>,
    /// Seconds since 1970 when it first entered the archive; 0 before it has.
    pub added: i64,
    /// What was odd about it.
    pub notes: Vec<Note>,
}

impl Clipping {
    /// The path people see of the first place it was found in.
    pub fn place(&self) -> Cow<'_, str> {
        self.origins.first().map(Origin::place).unwrap_or_default()
    }
}
