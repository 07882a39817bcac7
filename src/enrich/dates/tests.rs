//! What the date reader reads, form by form.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::{Hints, read, reading};
use crate::clipping::DayMonthOrder;
use crate::clipping::{Moment, Precision, Zone};

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a day")
}

fn hints(language: &str) -> Hints {
    let language = (!language.is_empty()).then(|| language.to_owned());
    Hints { language, order: None, captured: None, now: now() }
}

fn iso(text: &str, language: &str) -> String {
    read(text, &hints(language)).map_or_else(|| "none".to_owned(), |(moment, _)| moment.iso())
}

fn check(rows: &[(&str, &str, &str)]) {
    for (text, language, expect) in rows {
        assert_eq!(iso(text, language), *expect, "{text} ({language})");
    }
}

#[test]
fn english_forms_are_read() {
    check(&[
        ("13-Nov-2019 Newsasia | PortburyPost | 6:02 AM Print This Post", "", "2019-11-13T06:02"),
        ("13-Nov-2019 6:02 AM", "en", "2019-11-13T06:02"),
        ("Nov. 13, 2019", "", "2019-11-13"),
        ("Wednesday, November 13, 2019", "", "2019-11-13"),
        ("13th of November, 2019", "", "2019-11-13"),
        ("1st January 1900", "", "1900-01-01"),
        ("January 11, 2010 Monday", "", "2010-01-11"),
        ("July 1, 2019 Monday 9:20 AM GMT", "", "2019-07-01T09:20+00:00"),
        ("Posted on 13 Nov 2019 at 12:05 a.m. by Ann", "", "2019-11-13T00:05"),
        ("13 November 2019, noon", "", "2019-11-13T12:00"),
        ("6:02 PM, 13 Nov 2019", "", "2019-11-13T18:02"),
        ("Wed Nov 13 06:02:00 KST 2019", "", "2019-11-13T06:02:00+09:00"),
        ("2019 November 13", "", "2019-11-13"),
        ("13 Nov '19", "", "2019-11-13"),
        ("The London Gazette, 5 September 1666", "", "1666-09-05"),
    ]);
}

#[test]
fn machine_forms_are_read() {
    check(&[
        ("2019-11-12T21:02:00Z", "", "2019-11-12T21:02:00+00:00"),
        ("2019-11-12T21:02:00.123+09:00", "", "2019-11-12T21:02:00+09:00"),
        ("20151210T191044Z", "", "2015-12-10T19:10:44+00:00"),
        ("20191113060200", "", "2019-11-13T06:02:00"),
        ("20191113", "", "2019-11-13"),
        ("Wed, 13 Nov 2019 06:02:00 +0900", "", "2019-11-13T06:02:00+09:00"),
        ("Wed, 13 Nov 2019 06:02:00 KST", "", "2019-11-13T06:02:00+09:00"),
        ("26-FEB-1987 15:01:01.79", "", "1987-02-26T15:01:01"),
        (" 1-MAR-1987 01:30:29.50\t\t\tF", "", "1987-03-01T01:30:29"),
        ("1573592520", "", "2019-11-12T21:02:00+00:00"),
        ("2019-11", "", "2019-11"),
        ("1919", "", "1919"),
    ]);
}

#[test]
fn an_hour_that_cannot_be_leaves_the_day() {
    let (moment, notes) = read("18-MAR-1987 605:12:19.12", &hints("")).expect("a day");
    assert_eq!(moment.iso(), "1987-03-18");
    assert_eq!(notes.len(), 1);
}

#[test]
fn asian_forms_are_read() {
    check(&[
        ("2019.11.13 06:02", "ko", "2019-11-13T06:02"),
        ("2019. 11. 13. 오후 6:02", "ko", "2019-11-13T18:02"),
        ("기사입력 2019년11월13일(수) 오전 6시 2분", "ko", "2019-11-13T06:02"),
        ("2019년 11월", "ko", "2019-11"),
        ("2019년 11월 13일", "ko", "2019-11-13"),
        ("2019年11月13日 午後0時5分", "ja", "2019-11-13T12:05"),
        ("令和元年11月13日", "ja", "2019-11-13"),
        ("昭和64年1月7日付 朝刊", "ja", "1989-01-07"),
        ("民國108年11月13日", "zh", "2019-11-13"),
        ("2019 年 11 月 13 日", "zh", "2019-11-13"),
        ("本报讯二〇一九年十一月十三日", "zh", "2019-11-13"),
        ("二零一九年十二月二十三日", "zh", "2019-12-23"),
        ("13 พฤศจิกายน 2562 เวลา 06.02 น.", "th", "2019-11-13T06:02"),
        ("13 พ.ย. 62", "th", "2019-11-13"),
        ("13 नवंबर 2019", "hi", "2019-11-13"),
        ("१३ नवम्बर २०१९", "hi", "2019-11-13"),
        ("Rabu, 13 Agustus 2019 06:02 WIB", "id", "2019-08-13T06:02+07:00"),
    ]);
}

#[test]
fn vietnamese_forms_are_read() {
    check(&[
        ("Thứ Tư, 13/11/2019, 06:02 (GMT+7)", "vi", "2019-11-13T06:02+07:00"),
        ("ngày 13 tháng 11 năm 2019", "vi", "2019-11-13"),
        ("06:02 - 13/11/2019", "vi", "2019-11-13T06:02"),
        ("3/4/2019", "vi", "2019-04-03"),
        ("tháng 11/2019", "vi", "2019-11"),
        ("13 tháng Mười Một, 2019", "vi", "2019-11-13"),
    ]);
}

#[test]
fn european_forms_are_read() {
    check(&[
        ("13.11.2019, 06:02 Uhr", "de", "2019-11-13T06:02"),
        ("13.11.2019, 6.02 Uhr", "de", "2019-11-13T06:02"),
        ("8. Maerz 2001", "de", "2001-03-08"),
        ("Mittwoch, 13. November 2019", "de", "2019-11-13"),
        ("4 juillet 2018 mercredi", "fr", "2018-07-04"),
        ("Publié le 1er août 2019 à 06h02", "fr", "2019-08-01T06:02"),
        ("22 novembre 2019 à 20 h 15", "fr", "2019-11-22T20:15"),
        ("13 de noviembre de 2019", "es", "2019-11-13"),
        ("13 novembre 2019", "it", "2019-11-13"),
        ("3 Julho 2018 Terça-feira 10:27 AM GMT", "pt", "2018-07-03T10:27+00:00"),
        ("13 ноября 2019 г., 06:02", "ru", "2019-11-13T06:02"),
        ("13 листопада 2019", "uk", "2019-11-13"),
        ("13 listopada 2019", "pl", "2019-11-13"),
        ("13. listopada 2019.", "hr", "2019-10-13"),
        ("13 Kasım 2019 Çarşamba 06:02", "tr", "2019-11-13T06:02"),
    ]);
}

#[test]
fn arabic_and_persian_forms_are_read() {
    check(&[
        ("13 تشرين الثاني 2019", "ar", "2019-11-13"),
        ("13 نوفمبر/تشرين الثاني 2019", "ar", "2019-11-13"),
        ("١٣ نوفمبر ٢٠١٩", "ar", "2019-11-13"),
        ("۲۲ آبان ۱۳۹۸", "fa", "2019-11-13"),
        ("۱۳۹۸/۰۸/۲۲", "fa", "2019-11-13"),
    ]);
}

#[test]
fn the_order_of_numbers_is_known_forced_or_open() {
    check(&[
        ("03/04/2019", "", "2019"),
        ("03/04/2019", "en", "2019"),
        ("03/04/2019", "en-GB", "2019-04-03"),
        ("3/4/87", "en-US", "1987-03-04"),
        ("04/13/2019", "", "2019-04-13"),
        ("13/04/2019", "en-US", "2019-04-13"),
        ("05/05/2019", "", "2019-05-05"),
        ("03.04.2019", "", "2019-04-03"),
    ]);
    let (_, notes) = read("03/04/2019", &hints("")).expect("a year");
    assert!(notes[0].message().contains("2019-04-03 or 2019-03-04"));
    let learned = Hints { order: Some(DayMonthOrder::MonthFirst), ..hints("en-GB") };
    assert_eq!(
        read("03/04/2019", &learned).map(|found| found.0.iso()).as_deref(),
        Some("2019-03-04")
    );
}

#[test]
fn what_was_published_wins_over_what_was_updated() {
    check(&[
        ("Published: 13 Nov 2019 | Updated: 14 Nov 2019", "", "2019-11-13"),
        ("Updated: 14 Nov 2019 | Published: 13 Nov 2019", "", "2019-11-13"),
        ("Updated: 14 Nov 2019 07:00", "", "2019-11-14T07:00"),
    ]);
}

#[test]
fn coarse_dates_stay_coarse() {
    check(&[
        ("March 1919", "", "1919-03"),
        ("Feb 29, 2019", "", "2019-02"),
        ("Autumn 2019", "", "2019"),
        ("2019年秋", "ja", "2019"),
    ]);
    for text in ["Feb 29, 2019", "Autumn 2019"] {
        assert_eq!(read(text, &hints("")).expect("a date").1.len(), 1, "{text}");
    }
}

#[test]
fn nothing_is_invented() {
    check(&[
        ("31/02/2019", "", "none"),
        ("13 Nov 2091", "", "none"),
        ("1970-01-01", "", "none"),
        ("1970-01-01T00:00:00Z", "", "none"),
        ("Nov 22", "", "none"),
        ("SEOUL, Nov. 13", "", "none"),
        ("6:02 AM", "", "none"),
        ("Version 2019", "", "none"),
        ("192.168.10.12", "", "none"),
        ("In 2019 there were 13", "", "none"),
        ("Yesterday, 6:02 AM", "", "none"),
        ("", "", "none"),
    ]);
    let (moment, notes) = reading("13 Nov 2091", &hints(""));
    assert_eq!((moment, notes.len()), (None, 1));
}

#[test]
fn a_wrong_day_of_the_week_is_told() {
    let (moment, notes) = read("Tuesday, November 13, 2019", &hints("")).expect("a day");
    assert_eq!(moment.iso(), "2019-11-13");
    assert!(notes[0].message().contains("Tuesday"));
    assert!(read("2019年11月13日(水)", &hints("ja")).expect("a day").1.is_empty());
}

#[test]
fn relative_times_count_from_when_the_page_was_saved() {
    let day = NaiveDate::from_ymd_opt(2019, 11, 14).expect("a day");
    let saved = Hints { captured: Some(Moment::day(day)), ..hints("") };
    let (moment, _) = read("Yesterday, 6:02 AM", &saved).expect("a time");
    assert_eq!(moment.iso(), "2019-11-13T06:02");
    assert!(read("3 hours ago", &saved).is_none());
    let local =
        NaiveDate::from_ymd_opt(2019, 11, 13).and_then(|d| d.and_hms_opt(9, 2, 0)).expect("a time");
    let zone = Some(Zone { printed: "+09:00".to_owned(), offset_minutes: Some(540) });
    let captured = Some(Moment { local, precision: Precision::Minute, zone });
    let saved = Hints { captured, ..hints("ko") };
    for (text, expect) in [
        ("3시간 전", "2019-11-13T06+09:00"),
        ("3 hours ago", "2019-11-13T06+09:00"),
        ("2日前", "2019-11-11"),
        ("5分钟前", "2019-11-13T08:57+09:00"),
    ] {
        assert_eq!(
            read(text, &saved).map(|found| found.0.iso()).as_deref(),
            Some(expect),
            "{text}"
        );
    }
}

#[test]
fn hangul_written_in_parts_is_read() {
    let apart =
        "2019\u{1102}\u{1167}\u{11AB} 11\u{110B}\u{116F}\u{11AF} 13\u{110B}\u{1175}\u{11AF}";
    assert_eq!(iso(apart, "ko"), "2019-11-13");
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}") {
        let _ = reading(&text, &hints("en"));
        let _ = super::from_url(&text);
        let _ = super::from_file_name(&text);
    }

    #[test]
    fn near_dates_are_survived(text in "[0-9]{0,14}[-/. :年月日T]{0,2}[0-9]{0,4}(Nov|월|tháng| AM|\\+)?[0-9:]{0,9}") {
        let _ = reading(&text, &hints("th"));
        let _ = super::from_url(&text);
        let _ = super::from_file_name(&text);
    }

    #[test]
    fn a_day_is_read_back_as_it_was_printed(
        days in 0..150_000_i64,
        form in proptest::sample::select(FORMS.to_vec()),
    ) {
        let day = day_of(days);
        let printed = day.format(form).to_string();
        prop_assert_eq!(iso(&printed, "de"), day.to_string(), "{}", printed);
    }

    #[test]
    fn a_letter_read_for_a_digit_never_makes_another_day(
        days in 0..150_000_i64,
        form in proptest::sample::select(FORMS.to_vec()),
        place in 0..10_usize,
        letter in 0..3_usize,
    ) {
        let day = day_of(days);
        let mut printed: Vec<char> = day.format(form).to_string().chars().collect();
        let digits: Vec<usize> =
            (0..printed.len()).filter(|at| printed[*at].is_ascii_digit()).collect();
        let smudged = &mut printed[digits[place % digits.len()]];
        *smudged = match *smudged {
            '1' => ['l', 'I', 'i'][letter],
            '0' => ['O', 'o', 'O'][letter],
            '5' => ['S', 's', 'S'][letter],
            _ => 'B',
        };
        let printed: String = printed.into_iter().collect();
        let found = iso(&printed, "de");
        // 10.I.2019 is the tenth of January in any case.
        let is_no_other = found == "none" || day.to_string().starts_with(&found);
        prop_assert!(is_no_other, "{printed} is read as {found}");
    }
}

/// Forms of a whole day, in chrono's notation.
const FORMS: [&str; 8] = [
    "%-d %B %Y",
    "%-d-%b-%Y",
    "%B %-d, %Y",
    "%A, %-d. %B %Y",
    "%Y-%m-%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%-d/%-m/%Y",
];

/// The day that many days after the first of 1600.
fn day_of(days: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(1600, 1, 1).expect("a day") + chrono::Duration::days(days)
}
