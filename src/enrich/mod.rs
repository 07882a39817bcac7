//! Drafts to clippings: what is concluded from what a reader found, each value with its clue.
//!
//! Pure: one draft, the learned facts and the present go in, one clipping comes out. Nothing here
//! sees another clipping, a disk, a clock or a thread. How many words a clipping has and when it
//! was added is for others to say.

mod addresses;
mod agencies;
mod bylines;
mod categories;
mod corrections;
pub mod datelines;
pub mod dates;
mod furniture;
mod headline;
mod identity;
mod languages;
mod lore;
mod outlets;
mod paragraphs;
mod place_lines;
pub mod places;
mod published;
pub mod regions;
mod statuses;
mod tongues;

use chrono::NaiveDateTime;

use crate::clipping::{Clipping, Draft, Kind, Known, Label, LabelName, Note, Origin, Paragraph};
use place_lines::PlaceLine;
use published::Published;
use regions::Evidence;

pub use corrections::{read_corrections, write_line};
pub use identity::{content_hash, version_id};
pub use lore::{Correction, Lore};

/// The clipping that `draft`, found at `origin`, is; its word count and time of entry are 0.
///
/// Corrections in `lore` are looked up under its id and are applied last.
pub fn enrich(draft: Draft, origin: Origin, lore: &Lore, now: NaiveDateTime) -> Clipping {
    let mut clipping = conclude(draft, vec![origin], lore, now);
    corrections::apply(&mut clipping, lore);
    clipping
}

/// `clipping` concluded anew from its own draft, after a change of the program, the lore or the
/// calendar.
///
/// Its id, origins, time of entry and word count stay, and so do the notes of whoever read it.
pub fn re_enrich(clipping: Clipping, lore: &Lore, now: NaiveDateTime) -> Clipping {
    let draft = draft_of(&clipping);
    let mut again = conclude(draft, clipping.origins, lore, now);
    again.id = clipping.id;
    again.added = clipping.added;
    again.word_count = clipping.word_count;
    let mut notes: Vec<Note> = clipping.notes;
    notes.retain(|note| !published::wrote(note));
    notes.append(&mut again.notes);
    again.notes = notes;
    corrections::apply(&mut again, lore);
    again
}

/// The draft that `clipping` was made from.
pub fn draft_of(clipping: &Clipping) -> Draft {
    let paragraphs = clipping.paragraphs.iter().map(|paragraph| {
        let kind = if paragraph.stated { paragraph.kind } else { Kind::Text };
        Paragraph { kind, ..paragraph.clone() }
    });
    Draft {
        native: clipping.native.clone(),
        title: headline::title(&clipping.headline),
        paragraphs: paragraphs.collect(),
        labels: clipping.labels.clone(),
    }
}

/// Everything that can be concluded without corrections.
fn conclude(mut draft: Draft, origins: Vec<Origin>, lore: &Lore, now: NaiveDateTime) -> Clipping {
    let place_line = PlaceLine::of(&draft);
    let agency = agencies::above(&draft, place_line.as_ref());
    paragraphs::judge(&mut draft.paragraphs, agency.as_ref().map(|agency| agency.value.as_str()));
    let agency = agency.or_else(|| agencies::at_foot(&draft));
    let headline = headline::headline(&draft);
    let language = languages::language(&draft);
    let url = addresses::address(&draft);
    let path = origins.first().map_or("", |origin| origin.path.as_str());
    let Published { published, other_dates, notes } = published::published(&published::Evidence {
        draft: &draft,
        url: url.as_ref(),
        place_line: place_line.as_ref(),
        path,
        language: language.as_ref().map(|language| language.value.as_str()),
        now,
    });
    let outlet = outlets::outlet(&draft, url.as_ref(), lore);
    let categories = categories::categories(&draft.labels);
    let regions = regions_of(
        &draft,
        &Found { place_line: &place_line, categories: &categories, outlet: &outlet, url: &url },
    );
    Clipping {
        id: identity::id(&draft, published.as_ref()),
        headline,
        published,
        other_dates,
        via: outlets::via(&draft, lore),
        outlet,
        agency,
        byline: bylines::byline(&draft.labels),
        dateline: place_line.map(PlaceLine::known),
        url,
        language,
        categories,
        tags: categories::stated(&draft.labels, LabelName::Tag),
        regions,
        people: categories::stated(&draft.labels, LabelName::Person),
        organisations: categories::stated(&draft.labels, LabelName::Organisation),
        statuses: statuses::statuses(&draft),
        native: draft.native,
        paragraphs: draft.paragraphs,
        labels: draft.labels,
        word_count: 0,
        origins,
        added: 0,
        notes,
    }
}

/// What was concluded before regions are asked for.
struct Found<'a> {
    place_line: &'a Option<PlaceLine>,
    categories: &'a [Known<Vec<String>>],
    outlet: &'a Option<Known<String>>,
    url: &'a Option<Known<String>>,
}

fn regions_of(draft: &Draft, found: &Found) -> Vec<Known<Vec<String>>> {
    let read = |paragraph: &&Paragraph| matches!(paragraph.kind, Kind::Text | Kind::Caption);
    let texts: Vec<&str> =
        draft.paragraphs.iter().filter(read).map(|paragraph| paragraph.text.as_str()).collect();
    let categories: Vec<Vec<String>> =
        found.categories.iter().map(|category| category.value.clone()).collect();
    let stated: Vec<String> =
        labels(&draft.labels, LabelName::Place).map(|label| label.value.clone()).collect();
    let found = regions::regions(&Evidence {
        headline: draft.title.as_deref().unwrap_or(""),
        dateline: found.place_line.as_ref().map(|line| line.place.as_str()),
        texts: &texts,
        categories: &categories,
        stated: &stated,
        outlet: found.outlet.as_ref().map(|outlet| outlet.value.as_str()),
        url: found.url.as_ref().map(|url| url.value.as_str()),
    });
    found.into_iter().map(|region| Known { value: region.path, clue: region.clue }).collect()
}

/// The labels with that name, in the order found.
fn labels(labels: &[Label], name: LabelName) -> impl Iterator<Item = &Label> {
    labels.iter().filter(move |label| label.name == name && !label.value.trim().is_empty())
}

/// The running text of a draft whose paragraphs were judged.
fn texts(draft: &Draft) -> impl DoubleEndedIterator<Item = &str> {
    let text = |paragraph: &&Paragraph| paragraph.kind == Kind::Text;
    draft.paragraphs.iter().filter(text).map(|paragraph| paragraph.text.as_str())
}

/// `text` on one line, without control characters and marks that turn the direction of writing.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let mut visible = word.chars().filter(|c| !is_dropped(*c)).peekable();
        if visible.peek().is_some() && !line.is_empty() {
            line.push(' ');
        }
        line.extend(visible);
    }
    line
}

/// Invisible characters but for the two joiners, which some scripts spell with.
fn is_dropped(c: char) -> bool {
    crate::text::fold::is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}')
}
