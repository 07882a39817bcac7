//! When a clipping was published: the strongest date it states, with the others beside it.

use chrono::NaiveDateTime;

use super::dates::{self, Hints};
use super::{labels, page_dates, place_lines::PlaceLine};
use crate::clipping::{ClueKind, Draft, Known, Label, LabelName, Moment, Note, Precision};

/// What speaks of dates.
pub(super) struct Evidence<'a> {
    /// The draft with its labels.
    pub(super) draft: &'a Draft,
    /// The address of the original.
    pub(super) url: Option<&'a Known<String>>,
    /// The place line.
    pub(super) place_line: Option<&'a PlaceLine>,
    /// The path of the file.
    pub(super) path: &'a str,
    /// The code of its language.
    pub(super) language: Option<&'a str>,
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

/// How every note about dates begins.
const OPENING: &str = "date ";
/// How far a stated date and one in the address may lie apart before it is told, in seconds.
const TOLERATED_SECONDS: i64 = 31 * 86_400;
/// The most bytes of a date's words in a note.
const SHOWN_BYTES: usize = 60;

/// Whether a note was written here.
pub(super) fn wrote(note: &Note) -> bool {
    note.message.starts_with(OPENING)
}

/// The date of publication and the others: what is stated, then the address, the place line and the
/// file's name.
///
/// Of the latter three a more precise one that lies within a less precise one before it is taken in
/// its place. What is stated yields to none of them. A place line without a year says nothing. When
/// it was changed last is asked where nothing else says a day, and the clue then tells.
pub(super) fn published(evidence: &Evidence) -> Published {
    let mut found = Published::default();
    let hints = hints(evidence);
    let mut stated = stated(evidence.draft, LabelName::Published, &hints, &mut found.notes);
    page_dates::put_local_first(&mut stated);
    let mut inferred = inferred(evidence, &hints);
    inferred.extend(page_dates::elsewhere(evidence.draft, &hints));
    note_conflict(&stated, &inferred, &mut found.notes);
    found.published = if stated.is_empty() {
        take_most_precise(&mut inferred)
    } else {
        take_most_precise(&mut stated)
    };
    let mut updated = named(LabelName::Updated, evidence.draft, &hints, &mut found.notes);
    if found.published.is_none() {
        found.published = take_most_precise(&mut updated);
    }
    found.other_dates = stated;
    found.other_dates.append(&mut inferred);
    found.other_dates.append(&mut updated);
    found.other_dates.extend(named(LabelName::Saved, evidence.draft, &hints, &mut found.notes));
    found
}

/// The dates that labels other than those of publication state, their name before the words of the
/// clue.
fn named(
    name: LabelName,
    draft: &Draft,
    hints: &Hints,
    notes: &mut Vec<Note>,
) -> Vec<Known<Moment>> {
    let mut dates = stated(draft, name, hints, notes);
    for date in &mut dates {
        date.clue.words = format!("{}: {}", name.name(), date.clue.words);
    }
    dates
}

fn hints(evidence: &Evidence) -> Hints {
    let mut hints = Hints {
        language: evidence.language.map(str::to_owned),
        day_first: None,
        captured: None,
        now: evidence.now,
    };
    let mut saved = labels(&evidence.draft.labels, LabelName::Saved);
    hints.captured = saved.find_map(|label| Some(dates::read(&label.value, &hints)?.0));
    hints
}

/// The dates that labels state.
fn stated(
    draft: &Draft,
    name: LabelName,
    hints: &Hints,
    notes: &mut Vec<Note>,
) -> Vec<Known<Moment>> {
    let stated = labels(&draft.labels, name).filter(|label| !page_dates::is_elsewhere(label));
    stated.filter_map(|label| read(label, hints, notes)).collect()
}

fn read(label: &Label, hints: &Hints, notes: &mut Vec<Note>) -> Option<Known<Moment>> {
    if page_dates::is_visible(label) {
        return page_dates::read(label, hints);
    }
    let (moment, odd) = dates::reading(&label.value, hints);
    let words = &label.value[..label.value.floor_char_boundary(SHOWN_BYTES)];
    if moment.is_none() && odd.is_empty() {
        notes.push(Note::new(format!(
            "{OPENING}“{words}” states no day with a year and was left out"
        )));
    }
    notes.extend(
        odd.into_iter().map(|note| Note::new(format!("{OPENING}“{words}”: {}", note.message))),
    );
    moment.map(|moment| Known::new(moment, ClueKind::Stated, label.value.as_str()))
}

/// The dates of the address, the place line and the file's name, in this order.
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
    let past =
        |known: &Known<Moment>| known.value.local <= evidence.now + chrono::Duration::days(2);
    [url, place_line, file].into_iter().flatten().filter(past).collect()
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
    if let (Some(stated), Some(url)) = (stated.first(), url) {
        let (a, b) = (&stated.value, &url.value);
        let gap = (a.from_seconds() - b.to_seconds()).max(b.from_seconds() - a.to_seconds());
        if gap > TOLERATED_SECONDS {
            let message = format!(
                "{OPENING}{} is stated, the address says {}; what is stated was kept",
                a.iso(),
                b.iso()
            );
            notes.push(Note::new(message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Paragraph;
    use chrono::NaiveDate;

    fn of(labels: &[(LabelName, &str)], url: &str, text: &str, path: &str) -> Published {
        let draft = Draft {
            labels: labels.iter().map(|(name, value)| Label::new(*name, *value, "test")).collect(),
            paragraphs: vec![Paragraph::text(text)],
            ..Draft::default()
        };
        let url = (!url.is_empty()).then(|| Known::new(url, ClueKind::Stated, url));
        published(&Evidence {
            draft: &draft,
            url: url
                .map(|url: Known<&str>| Known::new(url.value.to_owned(), ClueKind::Stated, ""))
                .as_ref(),
            place_line: PlaceLine::of(&draft).as_ref(),
            path,
            language: Some("en"),
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
}
