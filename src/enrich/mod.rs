//! Drafts to clippings: what is concluded from what a reader found, each value with its clue.
//!
//! Pure: one draft, the learned facts and the present go in, one clipping comes out. Nothing here
//! sees another clipping, a disk, a clock or a thread. How many words a clipping has and when it
//! was added is for others to say.

pub mod acronyms;
mod addresses;
mod agencies;
mod audit;
mod boilerplate;
mod bylines;
mod categories;
mod corrections;
mod date_counts;
pub mod datelines;
pub mod dates;
mod facts;
mod fingerprint;
mod furniture;
mod headline;
mod identity;
mod languages;
mod likeness;
mod lore;
mod nearness;
mod outlets;
mod page_dates;
mod paragraphs;
mod place_lines;
pub mod places;
mod printings;
mod published;
pub mod regions;
mod sections;
mod series;
mod sites;
mod statuses;
mod titles;
pub mod topics;
mod vocabulary;

use chrono::NaiveDateTime;

use crate::clipping::{Clipping, Draft, Kind, Known, Label, LabelName, Note, Origin, Paragraph};
use place_lines::PlaceLine;
use published::Published;
use regions::Evidence;

pub use audit::{DateGroup, DateRow, Gap, JudgedDates, judged_dates};
pub use corrections::{read_corrections, read_outlets, write_line, write_traces};
pub use date_counts::{DateAudit, DateCount, DateExample};
pub use facts::{facts, order_of};
pub use fingerprint::{BANDS, Fingerprint};
pub use identity::{Wording, content_hash, draft_hash, version_id};
pub use likeness::Likeness;
pub use lore::{Correction, Lore, Trace};
pub use nearness::Nearness;
pub use outlets::name_key;
pub use printings::{printings, reprinted};
pub use published::{DatedLabel, dated_labels};
pub use regions::{OwnNames, REGIONS_FILE};
pub use sections::{CATEGORIES_FILE, OwnCategories, known_path};
pub use vocabulary::{Line as VocabularyLine, read_vocabulary};

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
/// Its id, origins, other printings, time of entry and word count stay, and so do the notes of
/// whoever read it.
pub fn re_enrich(clipping: Clipping, lore: &Lore, now: NaiveDateTime) -> Clipping {
    let draft = draft_of(&clipping);
    let mut again = conclude(draft, clipping.origins, lore, now);
    again.id = clipping.id;
    again.added = clipping.added;
    again.word_count = clipping.word_count;
    again.others = clipping.others;
    let wrote = |note: &Note| published::wrote(note) || categories::wrote(note);
    again.notes.extend(clipping.notes.into_iter().filter(|note| !wrote(note)));
    corrections::apply(&mut again, lore);
    again
}

/// The draft that `clipping` was made from.
pub fn draft_of(clipping: &Clipping) -> Draft {
    Draft {
        native: clipping.native.clone(),
        title: headline::title(&clipping.headline),
        paragraphs: clipping.paragraphs.iter().map(Paragraph::as_found).collect(),
        labels: clipping.labels.clone(),
    }
}

/// Everything that can be concluded without corrections.
fn conclude(mut draft: Draft, origins: Vec<Origin>, lore: &Lore, now: NaiveDateTime) -> Clipping {
    let place_line = PlaceLine::of(&draft);
    let agency = agencies::above(&draft, place_line.as_ref());
    paragraphs::judge(&mut draft.paragraphs, agency.as_ref().map(|agency| agency.value.as_str()));
    let agency = agency.or_else(|| agencies::at_foot(&draft));
    let url = addresses::address(&draft);
    let source = outlets::source(&draft.labels, url.as_ref());
    let path = origins.first().map(Origin::place).unwrap_or_default().into_owned();
    let evidence = published::Evidence {
        labels: &draft.labels,
        url: url.as_ref(),
        place_line: place_line.as_ref(),
        path: &path,
        language: None,
        order: None,
        now,
    };
    // What was learned may change what is known of a clipping, never who it is.
    let id = identity::id(&draft, || {
        let language = languages::language(&draft);
        let language = language.as_ref().map(|language| language.value.as_str());
        published::published(&published::Evidence { language, ..evidence }).published
    });
    boilerplate::apply(&mut draft.paragraphs, source.as_deref(), lore);
    let headline = headline::headline(&draft);
    let language = languages::language(&draft);
    let order = source.as_ref().and_then(|source| lore.day_month_orders.get(source)).copied();
    let Published { published, other_dates, mut notes } =
        published::published(&published::Evidence {
            labels: &draft.labels,
            language: language.as_ref().map(|language| language.value.as_str()),
            order,
            url: url.as_ref(),
            place_line: place_line.as_ref(),
            path: &path,
            now,
        });
    let outlet = outlets::outlet(&draft.labels, url.as_ref(), lore);
    let (categories, noted) = categories::categories(&draft.labels, &lore.categories);
    notes.extend(noted);
    let regions = regions_of(
        &draft,
        &Found {
            place_line: &place_line,
            categories: &categories,
            outlet: &outlet,
            url: &url,
            lore,
        },
    );
    let topics = match lore.categories.wants_topics() {
        true => topics_of(&draft, &categories, language.as_ref()),
        false => Vec::new(),
    };
    Clipping {
        id,
        headline,
        published,
        other_dates,
        via: outlets::via(&draft.labels, lore),
        outlet,
        agency,
        byline: bylines::byline(&draft.labels),
        dateline: place_line.map(PlaceLine::known),
        url,
        language,
        topics,
        categories,
        tags: categories::stated(&draft.labels, LabelName::Tag),
        regions,
        people: categories::stated(&draft.labels, LabelName::Person),
        organisations: categories::stated(&draft.labels, LabelName::Organisation),
        companies: categories::stated(&draft.labels, LabelName::Company),
        statuses: statuses::statuses(&draft),
        native: draft.native,
        paragraphs: draft.paragraphs,
        labels: draft.labels,
        word_count: 0,
        origins,
        others: Vec::new(),
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
    lore: &'a Lore,
}

fn regions_of(draft: &Draft, found: &Found) -> Vec<Known<Vec<String>>> {
    let read = |paragraph: &&Paragraph| matches!(paragraph.kind, Kind::Text | Kind::Caption);
    // The place line is evidence of its own; in the text it would count twice.
    let line = found.place_line.as_ref().map_or("", |line| line.printed.as_str());
    let story = |text: &'_ str| text.trim_start().strip_prefix(line).map(str::len);
    let texts: Vec<&str> = draft
        .paragraphs
        .iter()
        .filter(read)
        .map(|paragraph| paragraph.text.as_str())
        .map(|text| &text[text.len() - story(text).unwrap_or(text.len())..])
        .collect();
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
        own: Some(&found.lore.regions),
    });
    found.into_iter().map(|region| Known { value: region.path, clue: region.clue }).collect()
}

/// Topics suggested for a draft that states no category, in its language.
fn topics_of(
    draft: &Draft,
    categories: &[Known<Vec<String>>],
    language: Option<&Known<String>>,
) -> Vec<Known<Vec<String>>> {
    if !categories.is_empty() {
        return Vec::new();
    }
    let texts: Vec<&str> = texts(draft).collect();
    topics::topics(&topics::Reading {
        headline: draft.title.as_deref().unwrap_or(""),
        texts: &texts,
        language: language.map(|known| known.value.as_str()),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{ClueKind, DayMonthOrder, Note};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn now() -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0));
        day.expect("a day")
    }

    fn origin() -> Origin {
        Origin {
            root: "/clippings".to_owned(),
            path: "ferry.txt".to_owned(),
            part: 0,
            member: None,
        }
    }

    fn draft() -> Draft {
        let caption = "Passengers in Portbury hold a sign: \"No way.(AP)";
        let label = |name, value: &str| Label::new(name, value, "header line");
        Draft {
            native: None,
            title: Some("Seoul, Tokyo agree on ferry".to_owned()),
            paragraphs: vec![
                Paragraph::stated(Kind::Furniture, "13-Nov-2019 Newsasia | PortburyPost | 6:02 AM"),
                Paragraph::text(
                    "SEOUL, Nov. 12 (Meridian) -- South Korea and Japan \
                     said that the ferry of Busan will stay.",
                ),
                Paragraph::text(caption),
                Paragraph::text(caption.replace('"', "“")),
                Paragraph::text(
                    "The two countries had talked of it for a year, and Japan will pay for \
                     the pier.",
                ),
            ],
            labels: vec![
                label(LabelName::Published, "13-Nov-2019 6:02 AM"),
                label(LabelName::Via, "Newsasia"),
                label(LabelName::Outlet, "PortburyPost"),
                label(LabelName::Url, "https://www.portburypost.example/2019/11/120.html"),
                label(LabelName::Category, "Korea/Ferries"),
            ],
        }
    }

    #[test]
    fn every_value_is_known_by_a_clue() {
        let found = enrich(draft(), origin(), &Lore::default(), now());
        let told =
            |known: &Option<Known<String>>| known.as_ref().map(|k| (k.value.clone(), k.clue.kind));
        let stated = |value: &str| Some((value.to_owned(), ClueKind::Stated));
        assert_eq!(told(&found.outlet), stated("Portbury Post"));
        assert_eq!(told(&found.via), stated("Newsasia"));
        assert_eq!(told(&found.agency), Some(("Meridian".to_owned(), ClueKind::Dateline)));
        assert_eq!(told(&found.language), Some(("en".to_owned(), ClueKind::Text)));
        assert_eq!(told(&found.byline), None);
        let published = found.published.as_ref().map(|known| known.value.iso());
        assert_eq!(published.as_deref(), Some("2019-11-13T06:02"));
        assert_eq!(found.regions[0].value, ["142", "030", "KR", "seoul"]);
        assert_eq!(found.categories[0].value, ["Korea", "Ferries"]);
        let kinds: Vec<_> = found.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
        let expect =
            [Kind::Furniture, Kind::Text, Kind::Caption, Kind::RepeatedCaption, Kind::Text];
        assert_eq!(kinds, expect);
    }

    fn dated(date: &str) -> Draft {
        let mut draft = draft();
        draft.labels.retain(|label| !matches!(label.name, LabelName::Published | LabelName::Url));
        draft.labels.push(Label::new(LabelName::Published, date, "header line"));
        draft
    }

    #[test]
    fn day_and_month_stand_as_the_outlet_is_known_to_print_them() {
        let outlet = name_key("Portbury Post");
        for (order, expect) in [
            (None, "2019"),
            (Some(DayMonthOrder::DayFirst), "2019-04-03"),
            (Some(DayMonthOrder::MonthFirst), "2019-03-04"),
        ] {
            let orders = order.map(|order| (outlet.clone(), order)).into_iter().collect();
            let lore = Lore { day_month_orders: orders, ..Lore::default() };
            let found = enrich(dated("03/04/2019"), origin(), &lore, now());
            let published = found.published.map(|known| known.value.iso());
            assert_eq!(published.as_deref(), Some(expect));
            let impossible = enrich(dated("25/04/2019"), origin(), &lore, now());
            let published = impossible.published.map(|known| known.value.iso());
            assert_eq!(published.as_deref(), Some("2019-04-25"), "{order:?}");
        }
    }

    #[test]
    fn enriching_again_keeps_what_is_not_concluded() {
        let mut clipping = enrich(draft(), origin(), &Lore::default(), now());
        clipping.id = version_id(clipping.id, content_hash(&clipping));
        clipping.added = 7;
        clipping.word_count = 40;
        clipping.notes.push(Note::at("a byte was no letter", 3));
        clipping.origins.push(Origin { part: 1, ..origin() });
        let again = re_enrich(clipping.clone(), &Lore::default(), now());
        assert_eq!(again, clipping);
    }

    fn any_draft() -> impl Strategy<Value = Draft> {
        let kind = proptest::sample::select(Kind::ALL.to_vec());
        let words = "[a-zA-Z0-9 :/().,\"“”’\\-|@한国の\u{202e}\n]{0,80}";
        let paragraph = (kind, any::<bool>(), words).prop_map(|(kind, stated, text)| {
            if stated { Paragraph::stated(kind, text) } else { Paragraph::text(text) }
        });
        let name = proptest::sample::select(LabelName::ALL.to_vec());
        let label = (name, words).prop_map(|(name, value)| Label::new(name, value, "test"));
        let paragraphs = proptest::collection::vec(paragraph, 0..6);
        let labels = proptest::collection::vec(label, 0..6);
        (proptest::option::of(words), paragraphs, labels).prop_map(|(title, paragraphs, labels)| {
            Draft { native: None, title, paragraphs, labels }
        })
    }

    proptest! {
        #[test]
        fn a_draft_comes_back_whole_and_enriches_alike(draft in any_draft()) {
            let clipping = enrich(draft.clone(), origin(), &Lore::default(), now());
            let back = draft_of(&clipping);
            let shown = |title: &String| !one_line(title).is_empty();
            let titled = |draft: &Draft| draft.title.clone().filter(shown);
            prop_assert_eq!(titled(&back), titled(&draft));
            let stated = |draft: &Draft| {
                // A caption that the source marks twice is one that is printed twice.
                let kind = |kind| if kind == Kind::RepeatedCaption { Kind::Caption } else { kind };
                let kinds =
                    draft.paragraphs.iter().map(|p| (p.stated, p.stated.then_some(kind(p.kind))));
                kinds.collect::<Vec<_>>()
            };
            prop_assert_eq!(back.labels.clone(), draft.labels.clone());
            prop_assert_eq!(back.paragraphs.len(), draft.paragraphs.len());
            prop_assert_eq!(stated(&back), stated(&draft));
            let again = re_enrich(clipping.clone(), &Lore::default(), now());
            prop_assert_eq!(again, clipping);
        }
    }
}
