//! When a clipping was published: the strongest date it states, with the others beside it.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::dates::{self, Hints, Oddity};
use super::{Lore, labels, outlets, page_dates, place_lines::PlaceLine};
use crate::clipping::{
    Clipping, ClueKind, DayMonthOrder, Known, Label, LabelName, Moment, Note, Precision,
};

/// What speaks of dates.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    /// The labels of the draft.
    pub(super) labels: &'a [Label],
    /// The address of the original.
    pub(super) url: Option<&'a Known<String>>,
    /// The place line.
    pub(super) place_line: Option<&'a PlaceLine>,
    /// The path of the file.
    pub(super) path: &'a str,
    /// The code of its language.
    pub(super) language: Option<&'a str>,
    /// What its outlet prints first, day or month, where that was learned.
    pub(super) order: Option<DayMonthOrder>,
    /// The present.
    pub(super) now: NaiveDateTime,
}

/// What they say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Published {
    /// When the clipping was published.
    pub(super) published: Option<Known<Moment>>,
    /// Every other date that was read.
    pub(super) other_dates: Vec<Known<Moment>>,
    /// What was odd about them.
    pub(super) notes: Vec<Note>,
}

/// A label that states a date, and what is odd about it.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedLabel<'a> {
    /// The label.
    pub label: &'a Label,
    /// What it says; nothing where it says no date.
    pub moment: Option<Moment>,
    /// What was odd about it.
    pub oddities: Vec<Oddity>,
}

/// How every note about dates begins.
const OPENING: &str = "date ";
/// How far a stated date and one in the address may lie apart before it is told, in days.
const TOLERATED_DAYS: u64 = 31;
/// How far the day of a place line may lie from the date its year is taken from, in days.
const NEAREST_DAYS: u64 = 31;
/// How many days a piece may be printed after the day of its place line.
const PRINTED_AFTER_DAYS: i64 = 3;
/// The most bytes of a date's words in a note.
const SHOWN_BYTES: usize = 60;

/// Whether a note was written here.
pub(super) fn wrote(note: &Note) -> bool {
    note.message.starts_with(OPENING)
}

/// The date of publication and the others: what is stated in the piece, then in what was written
/// about it for machines, then the address, the place line and the file's name.
///
/// Of the latter three a more precise one that lies within a less precise one before it is taken in
/// its place. What is stated yields to none of them. A place line without a year gets it from
/// another date or says nothing. When it was changed last is asked where nothing else says a day,
/// and the clue then tells.
pub(super) fn published(evidence: &Evidence) -> Published {
    let mut found = Published::default();
    let hints = hints(evidence);
    let mut inferred = inferred(evidence, &hints);
    let mut stated = named(LabelName::Published, evidence, &hints, &inferred, &mut found.notes);
    page_dates::put_local_first(&mut stated);
    inferred.extend(page_dates::elsewhere(evidence.labels, &hints));
    note_conflict(&stated, &inferred, &mut found.notes);
    let anchor = stated.first().or(inferred.first()).cloned();
    let day = anchor.and_then(|anchor| day_of_place_line(evidence, &anchor));
    let has_year = inferred.iter().any(|date| date.clue.kind == ClueKind::Dateline);
    if let Some(day) = day.filter(|_| !has_year) {
        let after_address = inferred.iter().take_while(|date| date.clue.kind == ClueKind::Url);
        inferred.insert(after_address.count(), day);
    }
    found.published = if stated.is_empty() {
        take_most_precise(&mut inferred)
    } else {
        take_most_precise(&mut stated)
    };
    let mut updated = named(LabelName::Updated, evidence, &hints, &[], &mut found.notes);
    if found.published.is_none() {
        found.published = take_most_precise(&mut updated);
    }
    found.other_dates = stated;
    found.other_dates.append(&mut inferred);
    found.other_dates.append(&mut updated);
    found.other_dates.extend(named(LabelName::Saved, evidence, &hints, &[], &mut found.notes));
    found
}

/// The labels of a clipping that state dates, with what is odd about each, as they were read when it
/// was enriched with the same lore.
pub fn dated_labels<'a>(
    clipping: &'a Clipping,
    lore: &Lore,
    now: NaiveDateTime,
) -> Vec<DatedLabel<'a>> {
    let path = clipping.place();
    let source = outlets::source(&clipping.labels, clipping.url.as_ref());
    let place_line =
        clipping.dateline.as_ref().and_then(|printed| PlaceLine::stated(&printed.value));
    let evidence = Evidence {
        labels: &clipping.labels,
        url: clipping.url.as_ref(),
        place_line: place_line.as_ref(),
        path: &path,
        language: clipping.language.as_ref().map(|language| language.value.as_str()),
        order: source.and_then(|source| lore.day_month_orders.get(&source).copied()),
        now,
    };
    let hints = hints(&evidence);
    let others = inferred(&evidence, &hints);
    let names = [LabelName::Published, LabelName::Updated, LabelName::Saved];
    let all = names.into_iter().flat_map(|name| labels(&clipping.labels, name));
    let read = |label: &'a Label| {
        let others = if label.name == LabelName::Published { others.as_slice() } else { &[] };
        let (moment, oddities) = reading(label, &hints, others);
        DatedLabel { label, moment, oddities }
    };
    all.map(read).collect()
}

fn hints(evidence: &Evidence) -> Hints {
    let mut hints = Hints {
        language: evidence.language.map(str::to_owned),
        order: evidence.order,
        captured: None,
        now: evidence.now,
    };
    let mut saved = labels(evidence.labels, LabelName::Saved);
    hints.captured = saved.find_map(|label| Some(dates::read(&label.value, &hints)?.0));
    hints
}

/// The dates that the labels of one name state, those for machines last; before the words of the
/// clue stands the name where it is not that of publication.
fn named(
    name: LabelName,
    evidence: &Evidence,
    hints: &Hints,
    others: &[Known<Moment>],
    notes: &mut Vec<Note>,
) -> Vec<Known<Moment>> {
    let stated = labels(evidence.labels, name).filter(|label| !page_dates::is_elsewhere(label));
    let mut found: Vec<&Label> = stated.collect();
    found.sort_by_key(|label| is_for_machines(label));
    let mut dates = Vec::new();
    for label in found {
        if page_dates::is_visible(label) {
            dates.extend(page_dates::read(label, hints));
            continue;
        }
        let (moment, odd) = reading(label, hints, others);
        tell(label, moment.as_ref(), &odd, notes);
        let words = match name {
            LabelName::Published => label.value.clone(),
            _ => format!("{}: {}", name.name(), label.value),
        };
        dates.extend(moment.map(|moment| Known::new(moment, ClueKind::Stated, words)));
    }
    dates
}

/// Whether a label is not printed in the piece but written about it for machines: a key, a tag in
/// the head of a page. What people see on such a page keeps its place among the tags, which are in
/// the order in which they are to be believed.
fn is_for_machines(label: &Label) -> bool {
    let is_tag = ["key ", "<meta", "JSON-LD"].iter().any(|place| label.place.starts_with(place));
    is_tag || page_dates::is_visible(label)
}

/// What a label says. Where day and month can be read in two ways, one of the other dates may tell.
fn reading(
    label: &Label,
    hints: &Hints,
    others: &[Known<Moment>],
) -> (Option<Moment>, Vec<Oddity>) {
    let (moment, odd) = dates::reading(&label.value, hints);
    let open = odd.iter().find_map(|oddity| match oddity {
        Oddity::OpenOrder { printed, day_first, month_first } => {
            Some((printed.clone(), *day_first, *month_first))
        }
        _ => None,
    });
    let Some((printed, day_first, month_first)) = open else { return (moment, odd) };
    let Some(order) = told_by_others(day_first, month_first, others) else { return (moment, odd) };
    let (moment, mut odd) =
        dates::reading(&label.value, &Hints { order: Some(order), ..hints.clone() });
    odd.push(Oddity::ByOtherDate { printed });
    (moment, odd)
}

/// The order by which a date lies within the first of the others that excludes the other order.
fn told_by_others(
    day_first: NaiveDate,
    month_first: NaiveDate,
    others: &[Known<Moment>],
) -> Option<DayMonthOrder> {
    others.iter().find_map(|other| {
        let fits = |day| lies_within(&Moment::day(day), &other.value);
        match (fits(day_first), fits(month_first)) {
            (true, false) => Some(DayMonthOrder::DayFirst),
            (false, true) => Some(DayMonthOrder::MonthFirst),
            _ => None,
        }
    })
}

fn tell(label: &Label, moment: Option<&Moment>, odd: &[Oddity], notes: &mut Vec<Note>) {
    let words = &label.value[..label.value.floor_char_boundary(SHOWN_BYTES)];
    if moment.is_none() && odd.is_empty() {
        notes.push(Note::new(format!(
            "{OPENING}“{words}” states no day with a year and was left out"
        )));
    }
    let told = odd.iter().map(|odd| format!("{OPENING}“{words}”: {}", odd.message()));
    notes.extend(told.map(Note::new));
}

/// The dates of the address, a place line with a year and the file's name, in this order.
fn inferred(evidence: &Evidence, hints: &Hints) -> Vec<Known<Moment>> {
    let url = evidence.url.and_then(|url| {
        Some(Known::new(dates::from_url(&url.value)?, ClueKind::Url, url.value.as_str()))
    });
    let place_line = evidence.place_line.and_then(|line| {
        let printed = line.printed.as_str();
        if !printed.contains(|c: char| c.is_numeric()) {
            return None;
        }
        let (moment, _) = dates::read(printed, hints)?;
        (moment.precision >= Precision::Day)
            .then(|| Known::new(moment, ClueKind::Dateline, printed))
    });
    let name = evidence.path.rsplit('/').next().unwrap_or(evidence.path);
    let file = dates::from_file_name(name).map(|day| Known::new(day, ClueKind::FileName, name));
    let all = [url, place_line, file].into_iter().flatten();
    all.filter(|known| is_past(&known.value, evidence.now)).collect()
}

fn is_past(moment: &Moment, now: NaiveDateTime) -> bool {
    moment.local <= now + chrono::Duration::days(dates::TOLERATED_DAYS)
}

/// The day of a place line without a year, in the year that `anchor` leaves no doubt of.
fn day_of_place_line(evidence: &Evidence, anchor: &Known<Moment>) -> Option<Known<Moment>> {
    let line = evidence.place_line?;
    let (month, day) = line.day?;
    let year = anchor.value.local.year();
    let years = match anchor.value.precision {
        Precision::Year => year - 1..=year,
        _ => year - 1..=year + 1,
    };
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let mut near = days.map(Moment::day).filter(|day| is_near(day, &anchor.value));
    let only = near.next().filter(|day| near.next().is_none() && is_past(day, evidence.now))?;
    let words = format!("{}, the year that of {}", line.printed, anchor.value.iso());
    Some(Known::new(only, ClueKind::Dateline, words))
}

/// Whether a place line may name `day` in a piece published at `anchor`: a few days before a year or
/// month, and not far from a day.
fn is_near(day: &Moment, anchor: &Moment) -> bool {
    let before = chrono::Duration::days(PRINTED_AFTER_DAYS).num_seconds();
    match anchor.precision {
        Precision::Year | Precision::Month => {
            day.from_seconds() >= anchor.from_seconds() - before
                && day.to_seconds() <= anchor.to_seconds()
        }
        Precision::Day | Precision::Hour | Precision::Minute | Precision::Second => {
            day.days_from(anchor) <= NEAREST_DAYS
        }
    }
}

/// Takes the first of `dates`, or a later one that says the same more precisely.
fn take_most_precise(dates: &mut Vec<Known<Moment>>) -> Option<Known<Moment>> {
    let first = dates.first()?;
    let finer = |date: &Known<Moment>| {
        date.value.precision > first.value.precision && lies_within(&date.value, &first.value)
    };
    let at = (1..dates.len())
        .filter(|at| finer(&dates[*at]))
        .max_by_key(|at| (dates[*at].value.precision, std::cmp::Reverse(*at)));
    Some(dates.remove(at.unwrap_or(0)))
}

fn lies_within(inner: &Moment, outer: &Moment) -> bool {
    inner.from_seconds() >= outer.from_seconds() && inner.to_seconds() <= outer.to_seconds()
}

fn note_conflict(stated: &[Known<Moment>], inferred: &[Known<Moment>], notes: &mut Vec<Note>) {
    let url = inferred.iter().find(|date| date.clue.kind == ClueKind::Url);
    if let (Some(stated), Some(url)) = (stated.first(), url)
        && stated.value.days_from(&url.value) > TOLERATED_DAYS
    {
        let message = format!(
            "{OPENING}{} is stated, the address says {}; what is stated was kept",
            stated.value.iso(),
            url.value.iso()
        );
        notes.push(Note::new(message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Draft, Paragraph};
    use chrono::NaiveDate;

    fn of(labels: &[(LabelName, &str)], url: &str, text: &str, path: &str) -> Published {
        let draft = Draft {
            labels: labels.iter().map(|(name, value)| Label::new(*name, *value, "test")).collect(),
            paragraphs: vec![Paragraph::text(text)],
            ..Draft::default()
        };
        let url = (!url.is_empty()).then(|| Known::new(url, ClueKind::Stated, url));
        published(&Evidence {
            labels: &draft.labels,
            url: url
                .map(|url: Known<&str>| Known::new(url.value.to_owned(), ClueKind::Stated, ""))
                .as_ref(),
            place_line: PlaceLine::of(&draft).as_ref(),
            path,
            language: Some("en"),
            order: None,
            now: NaiveDate::from_ymd_opt(2026, 11, 23)
                .and_then(|d| d.and_hms_opt(9, 0, 0))
                .expect("a day"),
        })
    }

    fn told(found: &Published) -> (String, Option<ClueKind>) {
        let known = found.published.as_ref();
        (known.map_or_else(|| "none".to_owned(), |k| k.value.iso()), known.map(|k| k.clue.kind))
    }

    const ADDRESS: &str = "https://www.portburypost.example/nation/2019/11/120_1.html";

    #[test]
    fn a_stated_day_beats_the_month_of_an_address() {
        let found = of(&[(LabelName::Published, "13-Nov-2019 6:02 AM")], ADDRESS, "", "a.txt");
        assert_eq!(told(&found), ("2019-11-13T06:02".to_owned(), Some(ClueKind::Stated)));
        assert_eq!(found.other_dates.len(), 1);
        assert!(found.notes.is_empty());
    }

    #[test]
    fn an_address_is_asked_before_a_file_name_and_yields_to_a_finer_one() {
        let found = of(&[], ADDRESS, "", "x/2019-11-13-ferry.txt");
        assert_eq!(told(&found), ("2019-11-13".to_owned(), Some(ClueKind::FileName)));
        let found = of(&[], ADDRESS, "", "x/2018-11-13-ferry.txt");
        assert_eq!(told(&found), ("2019-11".to_owned(), Some(ClueKind::Url)));
    }

    #[test]
    fn a_place_line_without_a_year_is_no_date() {
        assert_eq!(told(&of(&[], "", "SEOUL, Nov. 13 (AP) -- The", "a.txt")).0, "none");
        let found = of(&[], "", "SEOUL, Nov. 13, 1987 (AP) -- The", "a.txt");
        assert_eq!(told(&found), ("1987-11-13".to_owned(), Some(ClueKind::Dateline)));
    }

    #[test]
    fn an_update_is_the_last_to_be_asked_and_a_saving_never() {
        let dates = [(LabelName::Updated, "14 Nov 2019"), (LabelName::Saved, "15 Nov 2019")];
        let found = of(&dates, "", "", "a.txt");
        assert_eq!(told(&found), ("2019-11-14".to_owned(), Some(ClueKind::Stated)));
        let words = found.published.map(|known| known.clue.words);
        assert_eq!(words.as_deref(), Some("updated: 14 Nov 2019"));
        let found = of(&dates, ADDRESS, "", "2018-11-13-ferry.txt");
        assert_eq!(told(&found), ("2019-11".to_owned(), Some(ClueKind::Url)));
        assert_eq!(found.other_dates[1].clue.words, "updated: 14 Nov 2019");
        assert_eq!(of(&dates[1..], "", "", "a.txt").published, None);
    }

    #[test]
    fn a_conflict_is_told_and_what_is_stated_stays() {
        let found = of(&[(LabelName::Published, "13 Nov 2017")], ADDRESS, "", "a.txt");
        assert_eq!(told(&found).0, "2017-11-13");
        assert_eq!(found.notes.len(), 1);
        assert!(wrote(&found.notes[0]));
    }

    #[test]
    fn a_date_that_cannot_be_read_is_told() {
        let found = of(&[(LabelName::Published, "last Whitsun")], "", "", "a.txt");
        assert_eq!(found.published, None);
        assert!(found.notes[0].message.contains("last Whitsun"), "{:?}", found.notes);
    }

    #[test]
    fn a_place_line_takes_its_year_from_another_date() {
        let line = "SEOUL, Nov. 13 (Meridian) -- The";
        let found = of(&[], ADDRESS, line, "a.txt");
        assert_eq!(told(&found), ("2019-11-13".to_owned(), Some(ClueKind::Dateline)));
        assert_eq!(found.other_dates[0].value.iso(), "2019-11");
        let found = of(&[], "", line, "x/2019-11-15-ferry.txt");
        assert_eq!(told(&found), ("2019-11-13".to_owned(), Some(ClueKind::Dateline)));
    }

    #[test]
    fn a_place_line_may_belong_to_the_year_before() {
        let stated = [(LabelName::Published, "1 Jan 2020")];
        let found = of(&stated, "", "SEOUL, Dec. 31 (Meridian) -- The", "a.txt");
        assert_eq!(told(&found).0, "2020-01-01");
        assert_eq!(found.other_dates[0].value.iso(), "2019-12-31");
        let year = [(LabelName::Published, "2020")];
        let found = of(&year, "", "SEOUL, Dec. 31 (Meridian) -- The", "a.txt");
        assert!(found.other_dates.is_empty(), "31 December of which year?");
        let found = of(&year, "", "SEOUL, Nov. 13 (Meridian) -- The", "a.txt");
        assert_eq!(told(&found).0, "2020");
        assert_eq!(found.other_dates[0].value.iso(), "2020-11-13");
    }

    #[test]
    fn a_place_line_far_from_the_date_is_no_evidence() {
        let found = of(&[], ADDRESS, "SEOUL, March 3 (Meridian) -- The", "a.txt");
        assert_eq!(told(&found).0, "2019-11");
        assert!(found.other_dates.is_empty());
    }

    #[test]
    fn another_date_tells_day_and_month_apart() {
        let stated = [(LabelName::Published, "03/04/2019 6:02 AM")];
        let april = "https://www.portburypost.example/2019/04/120_1.html";
        let found = of(&stated, april, "", "a.txt");
        assert_eq!(told(&found), ("2019-04-03T06:02".to_owned(), Some(ClueKind::Stated)));
        assert!(found.notes[0].message.contains("another date"), "{:?}", found.notes);
        let found = of(&stated, "", "", "2019-03-04-ferry.txt");
        assert_eq!(told(&found).0, "2019-03-04T06:02");
        assert_eq!(told(&of(&stated, ADDRESS, "", "a.txt")).0, "2019");
    }

    #[test]
    fn what_is_printed_is_asked_before_what_machines_were_told() {
        let draft = [
            Label::new(LabelName::Published, "2019-11-14", "key date"),
            Label::new(LabelName::Published, "13 Nov 2019", "header line"),
        ];
        let found = published(&Evidence {
            labels: &draft,
            url: None,
            place_line: None,
            path: "a.txt",
            language: None,
            order: None,
            now: NaiveDate::from_ymd_opt(2026, 11, 23)
                .expect("a day")
                .and_time(chrono::NaiveTime::MIN),
        });
        assert_eq!(told(&found).0, "2019-11-13");
        assert_eq!(found.other_dates.len(), 1);
    }
}
