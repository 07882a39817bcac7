//! Years and days of other calendars in the common one.

use chrono::NaiveDate;

/// Japanese eras with the year before their first, and the years of the Republic of China.
const ERAS: [(&str, i32); 8] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("民國", 1911),
    ("民国", 1911),
    ("中華民國", 1911),
];

/// The common year of the year `year` of the era whose name `word` ends with.
pub(super) fn era_year(word: &str, year: u32) -> Option<i32> {
    let (_, before) = ERAS.iter().find(|(name, _)| word.ends_with(name))?;
    i32::try_from(year).ok().filter(|year| (1..=150).contains(year)).map(|year| before + year)
}

/// The common year of a year of the Buddhist calendar, where it is plainly one.
pub(super) fn buddhist_year(year: i32) -> Option<i32> {
    (2400..=2650).contains(&year).then_some(year - 543)
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
        assert_eq!(era_year("西暦", 3), None);
    }

    #[test]
    fn persian_days_are_common_days() {
        assert_eq!(persian_day(1398, 8, 22), day(2019, 11, 13));
        assert_eq!(persian_day(1399, 12, 30), day(2021, 3, 20));
        assert_eq!(persian_day(1398, 12, 30), None);
        assert_eq!(persian_day(1357, 11, 22), day(1979, 2, 11));
        assert_eq!(persian_day(1403, 1, 1), day(2024, 3, 20));
    }
}
