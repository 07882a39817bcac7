//! Dates that stand on a page without being marked as such: by the headline, or anywhere else.
//!
//! Readers hand over words that may state one, strongest first. Most pages have many such places,
//! so one that states none is no oddity.

use super::dates::{self, Hints};
use super::labels;
use crate::clipping::{ClueKind, Known, Label, LabelName, Moment, Precision};

/// How readers call the places of words by the headline.
const HEADER: &str = "page header";
/// How readers call the places of words anywhere else on a page.
const ELSEWHERE: &str = "page text";

/// Whether a label holds words as people see them on a page, not a field made for dates.
pub(super) fn is_visible(label: &Label) -> bool {
    label.place.starts_with(HEADER) || is_elsewhere(label)
}

/// Whether a label holds words from anywhere on a page: they say less than the address does.
pub(super) fn is_elsewhere(label: &Label) -> bool {
    label.place.starts_with(ELSEWHERE)
}

/// The day that visible words state.
pub(super) fn read(label: &Label, hints: &Hints) -> Option<Known<Moment>> {
    let (moment, _) = dates::read(&label.value, hints)?;
    let kind = if is_elsewhere(label) { ClueKind::Text } else { ClueKind::Stated };
    (moment.precision >= Precision::Day).then(|| Known::new(moment, kind, label.value.as_str()))
}

/// The days that words anywhere on the page state.
pub(super) fn elsewhere(all: &[Label], hints: &Hints) -> Vec<Known<Moment>> {
    let found = labels(all, LabelName::Published).filter(|label| is_elsewhere(label));
    found.filter_map(|label| read(label, hints)).collect()
}

/// Puts the reading of the house's own clock first where the first one is that of Greenwich.
///
/// Systems state `2019-11-12T21:02Z` where the page prints 13 November, 6:02: the day is that of
/// the print.
pub(super) fn put_local_first(stated: &mut [Known<Moment>]) {
    let Some(first) = stated.first().map(|known| known.value.clone()) else { return };
    if offset(&first) != Some(0) || first.precision < Precision::Hour {
        return;
    }
    let day = first.local.date();
    let agrees =
        |known: &Known<Moment>| offset(&known.value).is_none() && known.value.local.date() == day;
    // A day without a time is beside the other by chance where a third agrees with that.
    let least = if stated.iter().any(agrees) { Precision::Hour } else { Precision::Day };
    let local = |known: &Known<Moment>| {
        known.value.precision >= least && is_same_elsewhere(&first, &known.value)
    };
    if let Some(at) = stated.iter().position(local) {
        stated[..=at].rotate_right(1);
    }
}

fn offset(moment: &Moment) -> Option<i32> {
    moment.zone.as_ref().and_then(|zone| zone.offset_minutes)
}

/// Whether `local` can be the time `universal` of Greenwich on another clock, on another day.
fn is_same_elsewhere(universal: &Moment, local: &Moment) -> bool {
    let between = local.local - universal.local;
    let days = (local.local.date() - universal.local.date()).num_days();
    if days.abs() != 1 || local.precision < Precision::Day {
        return false;
    }
    match offset(local) {
        _ if local.precision == Precision::Day => true,
        Some(0) => false,
        Some(minutes) => (between.num_minutes() - i64::from(minutes)).abs() <= 1,
        None => between.num_minutes().abs() <= FARTHEST_MINUTES,
    }
}

/// How far the clocks of the Earth lie from Greenwich, in minutes.
const FARTHEST_MINUTES: i64 = 14 * 60;

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn of(place: &str, words: &str) -> Option<(String, ClueKind)> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0));
        let hints = Hints { language: None, order: None, captured: None, now: day.expect("a day") };
        let label = Label::new(LabelName::Published, words, place);
        read(&label, &hints).map(|known| (known.value.iso(), known.clue.kind))
    }

    #[test]
    fn only_a_day_counts_on_a_page() {
        let day = |kind| Some(("2019-11-13".to_owned(), kind));
        assert_eq!(of("page header", "Wednesday 13 November 2019"), day(ClueKind::Stated));
        assert_eq!(of("page text", "Wednesday 13 November 2019"), day(ClueKind::Text));
        assert_eq!(of("page text", "© 2019 Portbury Post"), None);
    }
}
