//! Dates in addresses and in names of files: only where they stand out, since both are full of
//! other numbers.

use chrono::NaiveDate;

use super::words::{self, Calendar, Folded, Month};
use crate::clipping::{Moment, Precision};

/// Years that addresses and compact names can speak of; other numbers of four digits are numbers.
const WEB_YEARS: std::ops::RangeInclusive<i32> = 1985..=2099;
/// Years that a name with separators can speak of.
const NAMED_YEARS: std::ops::RangeInclusive<i32> = 1500..=2100;

/// A run of digits or letters in a name.
#[derive(Clone, Copy, Debug)]
struct Run<'a> {
    text: &'a str,
    is_number: bool,
    /// The character before it.
    before: Option<char>,
    /// The character after it.
    after: Option<char>,
}

/// The day or month that the path of an address states: `/2019/11/13/`, `/2019/11/`, `/20191113…`.
pub fn from_url(url: &str) -> Option<Moment> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split('#').next().unwrap_or(path);
    let runs = runs(path);
    day_in(&runs, WEB_YEARS, |mark| matches!(mark, '/' | '-' | '_' | '.'))
        .or_else(|| runs.iter().find_map(compact_prefix))
        .or_else(|| month_in(&runs, WEB_YEARS, |mark| mark == '/'))
}

/// The day or month that a file's name states: `2019-11-13-ferry.txt`, `20191113_1.txt`,
/// `13Nov2019.txt`, `2019-11.txt`. What programs add when they save or export (`Factiva-20230110-1204`,
/// `Ferry (3_9_2023 10_15_22 AM).html`) is when they did, and no day of publication.
pub fn from_file_name(name: &str) -> Option<Moment> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let runs = runs(name);
    if is_given_by_a_program(name) || has_seconds(&runs) {
        return None;
    }
    day_in(&runs, NAMED_YEARS, |mark| matches!(mark, '-' | '_' | '.' | ' '))
        .or_else(|| day_with_a_name(&runs))
        .or_else(|| runs.iter().find_map(compact_alone))
        .or_else(|| month_in(&runs, WEB_YEARS, |mark| matches!(mark, '-' | '_')))
}

/// How names open that programs give to what they save or export, in small letters.
const PROGRAMS: &[&str] = &[
    "factiva",
    "proquest",
    "nexis",
    "lexisnexis",
    "screenshot",
    "screen shot",
    "bildschirmfoto",
    "capture d",
    "captura",
    "스크린샷",
    "スクリーンショット",
    "export",
    "bookmarks",
    "backup",
    "download",
    "takeout",
    "pocket",
    "instapaper",
    "wallabag",
    "omnivore",
    "karakeep",
    "linkwarden",
    "readwise",
];

fn is_given_by_a_program(name: &str) -> bool {
    let name = name.to_lowercase();
    PROGRAMS.iter().any(|program| name.starts_with(program))
}

/// Whether a time with its seconds stands behind a day: only clocks of computers give them.
fn has_seconds(runs: &[Run]) -> bool {
    let is_short = |run: &Run| run.is_number && run.text.len() <= 2;
    runs.windows(4).any(|four| {
        let [before, hour, minute, second] = four else { return false };
        let is_behind = before.is_number || matches!(before.text, "T" | "at" | "um" | "à");
        let parted = hour.after == minute.after && hour.after.is_some_and(|c| "-_.:".contains(c));
        is_behind
            && is_short(hour)
            && minute.text.len() == 2
            && second.text.len() == 2
            && [minute, second].into_iter().all(|run| is_short(run) && run.text < "60")
            && parted
            && hour.before != hour.after
    })
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let is_number = first.is_ascii_digit();
        let same = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphabetic() };
        if !is_number && !first.is_alphabetic() {
            start += first.len_utf8();
            continue;
        }
        let length = text[start..].find(|c| !same(c)).unwrap_or(text.len() - start);
        let end = start + length;
        runs.push(Run {
            text: &text[start..end],
            is_number,
            before: text[..start].chars().next_back(),
            after: text[end..].chars().next(),
        });
        start = end;
    }
    runs
}

/// Three numbers with one separator between them, the year first, or last after a day that is no
/// month.
fn day_in(
    runs: &[Run],
    years: std::ops::RangeInclusive<i32>,
    is_separator: impl Fn(char) -> bool,
) -> Option<Moment> {
    runs.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        let parted = first.after.is_some_and(&is_separator)
            && second.after.is_some_and(&is_separator)
            && first.after == second.after
            && first.after == second.before
            && second.after == third.before;
        if !parted || !first.is_number || !third.is_number {
            return None;
        }
        let lengths = [first.text.len(), second.text.len(), third.text.len()];
        let month = month_number(second)?;
        let (year, day) = match lengths {
            [4, _, 1..=2] => (first, third),
            [2, _, 4] if !second.is_number || number(first)? > 12 => (third, first),
            _ => return None,
        };
        let year = i32::try_from(number(year)?).ok().filter(|year| years.contains(year))?;
        NaiveDate::from_ymd_opt(year, month, number(day)?).map(Moment::day)
    })
}

/// `13Nov2019`, `13-Nov-2019`, `Nov 13 2019`.
fn day_with_a_name(runs: &[Run]) -> Option<Moment> {
    runs.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        let (day, month) = if first.is_number { (first, second) } else { (second, first) };
        if month.is_number || !(1..=2).contains(&day.text.len()) || third.text.len() != 4 {
            return None;
        }
        let month = named_month(month.text)?;
        let year = i32::try_from(number(third)?).ok().filter(|year| NAMED_YEARS.contains(year))?;
        NaiveDate::from_ymd_opt(year, month, number(day)?).map(Moment::day)
    })
}

/// A year and a month, and no more.
fn month_in(
    runs: &[Run],
    years: std::ops::RangeInclusive<i32>,
    is_separator: impl Fn(char) -> bool,
) -> Option<Moment> {
    runs.windows(2).find_map(|two| {
        let [first, second] = two else { return None };
        let parted = first.after.is_some_and(&is_separator) && first.after == second.before;
        // `2019-20` and `2019-11-x` are told apart by what can be a month and is written with two
        // digits.
        let alone = second.after.is_none_or(|mark| !mark.is_alphanumeric()) && starts_alone(first);
        if !parted || !alone || !first.is_number || first.text.len() != 4 || second.text.len() < 2 {
            return None;
        }
        let year = i32::try_from(number(first)?).ok().filter(|year| years.contains(year))?;
        let local = NaiveDate::from_ymd_opt(year, month_number(second)?, 1)?;
        Some(Moment { precision: Precision::Month, ..Moment::day(local) })
    })
}

/// Eight digits, or the first eight of twelve and more: agencies number their pieces by day.
fn compact_prefix(run: &Run) -> Option<Moment> {
    let fits = run.text.len() == 8 || run.text.len() >= 12;
    if !run.is_number || !fits { None } else { compact(run.text, WEB_YEARS) }
}

/// Eight digits between other characters than letters; the time may follow a `T`.
fn compact_alone(run: &Run) -> Option<Moment> {
    let after = run.after.is_none_or(|mark| !mark.is_alphanumeric() || mark == 'T');
    let stamped = run.text.len() == 14;
    (run.is_number && (run.text.len() == 8 || stamped) && after && starts_alone(run))
        .then(|| compact(run.text, 1800..=2099))?
}

fn compact(digits: &str, years: std::ops::RangeInclusive<i32>) -> Option<Moment> {
    let year = digits.get(..4)?.parse().ok().filter(|year| years.contains(year))?;
    let (month, day) = (digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, day).map(Moment::day)
}

fn starts_alone(run: &Run) -> bool {
    run.before.is_none_or(|mark| !mark.is_alphanumeric())
}

fn month_number(run: &Run) -> Option<u32> {
    if run.is_number {
        return number(run).filter(|month| run.text.len() <= 2 && (1..=12).contains(month));
    }
    // Addresses use English names: /2019/nov/13/.
    named_month(run.text)
}

fn named_month(name: &str) -> Option<u32> {
    match words::month(Folded::new(name).as_str(), None)? {
        Month::Known(month, Calendar::Gregorian) => Some(month),
        Month::Known(_, Calendar::Persian | Calendar::Hijri) | Month::Disputed => None,
    }
}

fn number(run: &Run) -> Option<u32> {
    run.text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(moment: Option<Moment>) -> String {
        moment.map_or_else(|| "none".to_owned(), |moment| moment.iso())
    }

    #[test]
    fn addresses_state_days_and_months() {
        for (url, expect) in [
            ("https://www.example.org/news/2019/11/13/ferry-sold", "2019-11-13"),
            ("https://example.org/2019/nov/13/ferry", "2019-11-13"),
            ("https://example.org/nation/2019/11/120_278610.html", "2019-11"),
            ("https://example.org/view/AKR20191113001100073", "2019-11-13"),
            ("https://example.org/ferry-2019-11-13.html", "2019-11-13"),
            ("https://example.org/?id=20191113", "2019-11-13"),
            ("https://example.org/a/12345678", "none"),
            ("https://example.org/2019/20/season", "none"),
            ("https://2019.example.org/", "none"),
        ] {
            assert_eq!(iso(from_url(url)), expect, "{url}");
        }
    }

    #[test]
    fn names_of_files_state_days_and_months() {
        for (name, expect) in [
            ("2019-11-13-ferry-sold.md", "2019-11-13"),
            ("a/b/20191113_ferry.txt", "2019-11-13"),
            ("20191113T0602.txt", "2019-11-13"),
            ("ferry 13Nov2019.txt", "2019-11-13"),
            ("ferry_13-11-2019.txt", "2019-11-13"),
            ("ferry_03-04-2019.txt", "none"),
            ("1919_03_01.txt", "1919-03-01"),
            ("2019-11.txt", "2019-11"),
            ("000_2934c9eab00f4631.txt", "none"),
            ("reut-20191.txt", "none"),
            // When a program saved or exported something.
            ("Ferry (3_9_2023 10_15_22 AM).html", "none"),
            ("Story (12_31_2022 4_05_01 PM).html", "none"),
            ("Ferry (2023-03-09 10_15_22).html", "none"),
            ("Screenshot 2023-03-09 at 10.15.22.txt", "none"),
            ("Factiva-20230110-1204.txt", "none"),
            ("ProQuestDocuments-2021-02-03.txt", "none"),
            ("wire-2019-11-13-06-02-05.txt", "2019-11-13"),
        ] {
            assert_eq!(iso(from_file_name(name)), expect, "{name}");
        }
    }
}
