//! What there is to say of the dates of one clipping, in the rows of an audit.

use chrono::NaiveDateTime;

use super::Lore;
use super::dates::OddityKind;
use super::published::{DatedLabel, dated_labels};
use crate::clipping::{Certainty, Clipping, ClueKind, Known, Moment, Precision};

/// A row of the audit of an archive's dates. A clipping is in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateRow {
    /// The date was read from there.
    From(ClueKind),
    /// The date is that of an update, because nothing else says a day.
    Updated,
    /// There is no date.
    Undated,
    /// The date is so precise.
    Precision(Precision),
    /// The date is so sure.
    Certainty(Certainty),
    /// Dates of the clipping disagree by so much.
    Conflict(Gap),
    /// A stated date was odd in this way.
    Odd(OddityKind),
    /// Words that should be a date are none that can be read.
    Unread,
}

/// How far two dates lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Any that is a conflict.
    Any,
    /// At most a week.
    Week,
    /// At most a month.
    Month,
    /// At most a year.
    Year,
    /// More than a year.
    More,
}

impl Gap {
    fn of(days: u64) -> Self {
        match days {
            0..=7 => Self::Week,
            8..=31 => Self::Month,
            32..=366 => Self::Year,
            _ => Self::More,
        }
    }
}

/// The groups that rows stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateGroup {
    /// Where dates were read.
    Clue,
    /// How precise they are.
    Precision,
    /// How sure they are.
    Certainty,
    /// Where dates of a clipping disagree.
    Conflict,
    /// What is odd about them.
    Odd,
}

impl DateGroup {
    /// The name in output for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clue => "clue",
            Self::Precision => "precision",
            Self::Certainty => "certainty",
            Self::Conflict => "conflict",
            Self::Odd => "odd",
        }
    }

    /// The heading above its rows.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Clue => "Read from",
            Self::Precision => "Precise to",
            Self::Certainty => "Certainty",
            Self::Conflict => "Dates that disagree",
            Self::Odd => "Odd",
        }
    }
}

impl DateRow {
    /// All rows, in the order people see them.
    pub fn all() -> Vec<Self> {
        let clues = [
            ClueKind::ByHand,
            ClueKind::Stated,
            ClueKind::Url,
            ClueKind::Dateline,
            ClueKind::FileName,
        ];
        let gaps = [Gap::Any, Gap::Week, Gap::Month, Gap::Year, Gap::More];
        let mut all: Vec<Self> = clues.map(Self::From).to_vec();
        all.extend([Self::Updated, Self::Undated]);
        all.extend(Precision::ALL.into_iter().rev().map(Self::Precision));
        all.extend(Certainty::ALL.map(Self::Certainty));
        all.extend(gaps.map(Self::Conflict));
        all.extend(OddityKind::ALL.map(Self::Odd));
        all.push(Self::Unread);
        all
    }

    /// The name people type and programs read, of one word.
    pub fn name(self) -> String {
        match self {
            Self::From(kind) => kind.name().replace(' ', "-"),
            Self::Updated => "updated".to_owned(),
            Self::Undated => "undated".to_owned(),
            Self::Precision(precision) => precision.name().to_owned(),
            Self::Certainty(certainty) => certainty.name().to_owned(),
            Self::Conflict(Gap::Any) => "conflict".to_owned(),
            Self::Conflict(Gap::Week) => "days-apart".to_owned(),
            Self::Conflict(Gap::Month) => "weeks-apart".to_owned(),
            Self::Conflict(Gap::Year) => "months-apart".to_owned(),
            Self::Conflict(Gap::More) => "years-apart".to_owned(),
            Self::Odd(kind) => kind.name().to_owned(),
            Self::Unread => "unread".to_owned(),
        }
    }

    /// The row with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|row| row.name().eq_ignore_ascii_case(name))
    }

    /// What it counts, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::From(ClueKind::ByHand) => "a correction",
            Self::From(ClueKind::Stated) => "the source says so",
            Self::From(ClueKind::Url) => "the address",
            Self::From(ClueKind::Dateline) => "the place line",
            Self::From(ClueKind::FileName) => "the name of the file",
            Self::From(_) => "elsewhere",
            Self::Updated => "an update, for want of better",
            Self::Undated => "nothing: no date",
            Self::Precision(_) | Self::Certainty(_) => "",
            Self::Conflict(Gap::Any) => "two days or more",
            Self::Conflict(Gap::Week) => "at most a week",
            Self::Conflict(Gap::Month) => "8 to 31 days",
            Self::Conflict(Gap::Year) => "32 to 366 days",
            Self::Conflict(Gap::More) => "more than a year",
            Self::Odd(kind) => kind.about(),
            Self::Unread => "words that say no date",
        }
    }

    /// The group it stands in.
    pub fn group(self) -> DateGroup {
        match self {
            Self::From(_) | Self::Updated | Self::Undated => DateGroup::Clue,
            Self::Precision(_) => DateGroup::Precision,
            Self::Certainty(_) => DateGroup::Certainty,
            Self::Conflict(_) => DateGroup::Conflict,
            Self::Odd(_) | Self::Unread => DateGroup::Odd,
        }
    }
}

/// The dates of a clipping, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedDates<'a> {
    /// The rows it counts in, each once.
    pub rows: Vec<DateRow>,
    /// The labels that state dates; none where a person wrote the date.
    pub labels: Vec<DatedLabel<'a>>,
}

/// Judges the dates of a clipping; `now` is the present, beyond which nothing has been published.
pub fn judged_dates<'a>(
    clipping: &'a Clipping,
    lore: &Lore,
    now: NaiveDateTime,
) -> JudgedDates<'a> {
    let by_hand = |date: &Known<Moment>| date.clue.kind == ClueKind::ByHand;
    let labels = match clipping.published.as_ref().is_some_and(by_hand) {
        true => Vec::new(),
        false => dated_labels(clipping, lore, now),
    };
    let mut rows = Vec::new();
    match &clipping.published {
        None => rows.push(DateRow::Undated),
        Some(date) if !date.is_of_publication() => rows.push(DateRow::Updated),
        Some(date) => rows.push(DateRow::From(date.clue.kind)),
    }
    rows.extend(clipping.published.iter().map(|date| DateRow::Precision(date.value.precision)));
    rows.extend(clipping.date_certainty().map(DateRow::Certainty));
    if let Some(conflict) = clipping.date_conflict() {
        let gaps = [Gap::Any, Gap::of(conflict.days)];
        rows.extend(gaps.map(DateRow::Conflict));
    }
    let odd = labels.iter().flat_map(|label| &label.oddities);
    rows.extend(odd.map(|oddity| DateRow::Odd(oddity.kind())));
    let unread = |label: &DatedLabel<'_>| label.moment.is_none() && label.oddities.is_empty();
    rows.extend(labels.iter().any(unread).then_some(DateRow::Unread));
    rows.sort_unstable();
    rows.dedup();
    JudgedDates { rows, labels }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Draft, Label, LabelName, Origin};
    use crate::enrich::enrich;
    use chrono::NaiveDate;

    fn rows(name: LabelName, value: &str, path: &str) -> String {
        let now = NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0));
        let now = now.expect("a time");
        let labels = vec![Label::new(name, value, "header line")];
        let origin =
            Origin { root: "/clippings".to_owned(), path: path.to_owned(), part: 0, member: None };
        let draft = Draft { labels, ..Draft::default() };
        let clipping = enrich(draft, origin, &Lore::default(), now);
        let judged = judged_dates(&clipping, &Lore::default(), now);
        judged.rows.iter().map(|row| row.name()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_clipping_stands_in_the_rows_of_its_dates() {
        for (value, path, expect) in [
            ("13 Nov 2019", "a.txt", "stated day sure"),
            ("13 Nov 2019", "2019-11-12.txt", "stated day sure"),
            ("13 Nov 2019", "2019-11-20.txt", "stated day likely conflict days-apart"),
            ("13 Nov 2019", "2017-11-13.txt", "stated day likely conflict years-apart"),
            ("03/04/2019", "a.txt", "stated year sure ambiguous"),
            ("03/04/2019", "2019-04-03.txt", "stated day sure settled"),
            ("31/02/2019", "a.txt", "undated impossible"),
            ("13 Nov 2091", "2019-11-13.txt", "file-name day weak future"),
            ("last Whitsun", "a.txt", "undated unread"),
        ] {
            assert_eq!(rows(LabelName::Published, value, path), expect, "{value} {path}");
        }
        assert_eq!(rows(LabelName::Updated, "13 Nov 2019", "a.txt"), "updated day weak");
    }

    #[test]
    fn every_row_is_called_by_a_name_of_its_own() {
        for row in DateRow::all() {
            assert_eq!(DateRow::from_name(&row.name()), Some(row));
        }
    }
}
