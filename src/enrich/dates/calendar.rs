//! Years and days of other calendars in the common one.

use chrono::NaiveDate;

/// A count of years that begins anew with a reign or a state.
struct Era {
    names: &'static [&'static str],
    /// The letter that Japanese forms write before the year.
    letter: Option<char>,
    /// The common year before its first.
    before: i32,
    /// Its last year that anything is dated by. Papers go on counting a reign ahead of its end.
    last: u32,
}

/// Japanese eras, and the Republic of China.
const ERAS: [Era; 6] = [
    Era { names: &["令和"], letter: Some('R'), before: 2018, last: 99 },
    Era { names: &["平成"], letter: Some('H'), before: 1988, last: 45 },
    Era { names: &["昭和"], letter: Some('S'), before: 1925, last: 64 },
    Era { names: &["大正"], letter: Some('T'), before: 1911, last: 15 },
    Era { names: &["明治"], letter: Some('M'), before: 1867, last: 45 },
    Era { names: &["民國", "民国"], letter: None, before: 1911, last: 150 },
];

/// The common year of the year `year` of the era whose name `word` ends with.
pub(super) fn era_year(word: &str, year: u32) -> Option<i32> {
    year_of(|era| era.names.iter().any(|name| word.ends_with(name)), year)
}

/// The common year of the year `year` of the era that `letter` abbreviates.
pub(super) fn lettered_era_year(letter: char, year: u32) -> Option<i32> {
    year_of(|era| era.letter == Some(letter), year)
}

fn year_of(is_meant: impl Fn(&Era) -> bool, year: u32) -> Option<i32> {
    let era = ERAS.iter().find(|era| is_meant(era))?;
    (1..=era.last).contains(&year).then_some(era.before + i32::try_from(year).ok()?)
}

/// How many days a day of the Muslim calendar may lie to either side of the arithmetic one: the month
/// begins when the moon is seen, and the tables of Saudi Arabia differ by two days from the
/// arithmetic calendar.
const SIGHTING_DAYS: i64 = 3;

/// The first and the last common day that a day of the Muslim calendar can be, for the years 1300 to
/// 1500.
///
/// Arithmetic calendar of thirty-year cycles, civil epoch (Reingold and Dershowitz, Calendrical
/// Calculations, chapter 7).
pub(super) fn hijri_days(year: i32, month: u32, day: u32) -> Option<(NaiveDate, NaiveDate)> {
    if !(1300..=1500).contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let (years, months) = (i64::from(year) - 1, i64::from(month) - 1);
    let days = years * 354 + (3 + 11 * i64::from(year)).div_euclid(30) + (59 * months + 1) / 2;
    // 1 Muharram 1 was 19 July 622 of the Gregorian calendar counted backwards.
    let epoch = NaiveDate::from_ymd_opt(622, 7, 19)?;
    let about = epoch.checked_add_signed(chrono::Duration::days(days + i64::from(day) - 1))?;
    let around = chrono::Duration::days(SIGHTING_DAYS);
    Some((about.checked_sub_signed(around)?, about.checked_add_signed(around)?))
}

/// The first and the last common day of a month of the solar calendar of Iran.
pub(super) fn persian_month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let last = (29..=31).rev().find_map(|day| persian_day(year, month, day))?;
    Some((persian_day(year, month, 1)?, last))
}

/// The common year of a year of the Buddhist calendar, where it is plainly one.
pub(super) fn buddhist_year(year: i32) -> Option<i32> {
    (2400..=2650).contains(&year).then_some(year - 543)
}

/// Whether a month of a year, the common one that stands for a Buddhist one, may belong to the year
/// after: until 1941 the Thai year began in April.
pub(super) fn is_thai_new_year_doubtful(year: i32, month: u32) -> bool {
    year < 1941 && month < 4
}

/// The common day of a day in the solar calendar of Iran, for the years 1200 to 1500.
///
/// The year begins with the March equinox. Within these years its leap years follow a cycle of 33:
/// those whose number leaves 1, 5, 9, 13, 17, 22, 26 or 30.
pub(super) fn persian_day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let longest = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 if is_persian_leap_year(year) => 30,
        12 => 29,
        _ => return None,
    };
    if !(1200..=1500).contains(&year) || !(1..=longest).contains(&day) {
        return None;
    }
    // 1 Farvardin 1400 was 21 March 2021.
    let anchor = NaiveDate::from_ymd_opt(2021, 3, 21)?;
    let years: i64 = if year >= 1400 {
        (1400..year).map(persian_year_days).sum()
    } else {
        -(year..1400).map(persian_year_days).sum::<i64>()
    };
    let months = (1..month).map(|month| if month <= 6 { 31 } else { 30 }).sum::<i64>();
    anchor.checked_add_signed(chrono::Duration::days(years + months + i64::from(day) - 1))
}

fn persian_year_days(year: i32) -> i64 {
    365 + i64::from(is_persian_leap_year(year))
}

fn is_persian_leap_year(year: i32) -> bool {
    matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn eras_begin_with_year_one() {
        assert_eq!(era_year("令和", 1), Some(2019));
        assert_eq!(era_year("昭和", 64), Some(1989));
        assert_eq!(era_year("民國", 108), Some(2019));
        assert_eq!(era_year("中華民國", 108), Some(2019));
        assert_eq!(lettered_era_year('H', 31), Some(2019));
        assert_eq!(era_year("西暦", 3), None);
        assert_eq!(era_year("昭和", 65), None);
    }

    #[test]
    fn persian_days_are_common_days() {
        assert_eq!(persian_day(1398, 8, 22), day(2019, 11, 13));
        assert_eq!(persian_day(1399, 12, 30), day(2021, 3, 20));
        assert_eq!(persian_day(1398, 12, 30), None);
        assert_eq!(persian_day(1357, 11, 22), day(1979, 2, 11));
        assert_eq!(persian_day(1403, 1, 1), day(2024, 3, 20));
    }

    #[test]
    fn a_day_of_the_muslim_calendar_lies_within_its_bounds() {
        // The common days are those of the calendar of Umm al-Qura.
        for (hijri, common) in [
            ((1441, 3, 16), (2019, 11, 13)),
            ((1441, 1, 1), (2019, 8, 31)),
            ((1440, 9, 15), (2019, 5, 20)),
            ((1400, 1, 1), (1979, 11, 20)),
        ] {
            let (first, last) = hijri_days(hijri.0, hijri.1, hijri.2).expect("a day");
            let common = day(common.0, common.1, common.2).expect("a day");
            assert!(first < common && common < last, "{first} {common} {last}");
        }
        assert_eq!(hijri_days(1441, 13, 1), None);
        assert_eq!(hijri_days(2019, 11, 13), None);
    }

    #[test]
    fn a_persian_month_ends_with_its_last_day() {
        assert_eq!(persian_month(1399, 12), day(2021, 2, 19).zip(day(2021, 3, 20)));
        assert_eq!(persian_month(1398, 8), day(2019, 10, 23).zip(day(2019, 11, 21)));
    }
}
