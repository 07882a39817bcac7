//! The clock, read once, and times as people read them.

use std::time::Duration;

use chrono::{Datelike, Local, NaiveDate, NaiveDateTime};

use crate::clipping::Moment;

/// The moment the program was started.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    /// Local time.
    pub local: NaiveDateTime,
    /// Seconds since 1970.
    pub seconds: i64,
}

impl Now {
    /// Reads the clock.
    pub(super) fn read() -> Self {
        let now = Local::now();
        Self { local: now.naive_local(), seconds: now.timestamp() }
    }

    /// The day that relative dates are counted from.
    pub(super) fn today(&self) -> NaiveDate {
        self.local.date()
    }
}

/// `4 Nov – 29 Nov 2019`: years are told once where they are the same. A date known by its year or
/// month is told by it.
pub(super) fn span(first: &Moment, last: &Moment) -> String {
    let (start, end) = (first.shown(), last.shown());
    let year = format!(" {}", first.local.year());
    if start == end {
        end
    } else if first.local.year() == last.local.year() {
        format!("{} – {end}", start.strip_suffix(&year).unwrap_or(&start))
    } else {
        format!("{start} – {end}")
    }
}

/// `850 µs`, `1.8 ms`, `42 ms`, `3.1 s`.
pub(super) fn elapsed(time: Duration) -> String {
    let micros = time.as_micros();
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..10_000 => format!("{:.1} ms", micros as f64 / 1e3),
        10_000..1_000_000 => format!("{} ms", micros / 1_000),
        _ => format!("{:.1} s", micros as f64 / 1e6),
    }
}

/// Seconds since 1970 as local day and minute.
pub(super) fn instant(seconds: i64) -> String {
    match chrono::DateTime::from_timestamp(seconds, 0) {
        Some(at) => at.with_timezone(&Local).format("%-d %b %Y %H:%M").to_string(),
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Precision;

    fn date(text: &str) -> Moment {
        let day = format!("{text}-01-01")[..10].parse().expect("a day");
        let precision = match text.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            _ => Precision::Day,
        };
        Moment { precision, ..Moment::day(day) }
    }

    #[test]
    fn a_span_says_each_thing_once() {
        for (first, last, shown) in [
            ("2019-11-04", "2019-11-29", "4 Nov – 29 Nov 2019"),
            ("2018-11-04", "2019-11-29", "4 Nov 2018 – 29 Nov 2019"),
            ("2019-11-13", "2019-11-13", "13 Nov 2019"),
            ("1968", "2019-11", "1968 – Nov 2019"),
            ("2019-11", "2019-12-03", "Nov – 3 Dec 2019"),
            ("2019", "2019-12-03", "2019 – 3 Dec 2019"),
        ] {
            assert_eq!(span(&date(first), &date(last)), shown);
        }
    }

    #[test]
    fn times_have_two_digits_that_matter() {
        for (micros, shown) in
            [(850, "850 µs"), (1_840, "1.8 ms"), (42_900, "42 ms"), (3_140_000, "3.1 s")]
        {
            assert_eq!(elapsed(Duration::from_micros(micros)), shown);
        }
    }
}
