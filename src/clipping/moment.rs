//! A point in time as a newspaper prints it: local, more or less precise, rarely with a zone.

use chrono::{Datelike, Duration, Months, NaiveDate, NaiveDateTime};

/// A printed time. The local reading is never shifted; a zone, where printed, is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The first second of the time meant, in local time as printed.
    pub local: NaiveDateTime,
    /// How much of `local` was printed.
    pub precision: Precision,
    /// The zone, where one was printed.
    pub zone: Option<Zone>,
}

/// How much of a time was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// The minute.
    Minute,
    /// The second.
    Second,
}

impl Precision {
    /// All of them, coarsest first.
    pub const ALL: [Self; 6] =
        [Self::Year, Self::Month, Self::Day, Self::Hour, Self::Minute, Self::Second];

    /// The name people see and records store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

/// A time zone as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// As printed: `KST`, `+09:00`, `Z`.
    pub printed: String,
    /// Minutes east of Greenwich, where the printed zone tells.
    pub offset_minutes: Option<i32>,
}

impl Moment {
    /// A day, with no zone.
    pub fn day(date: NaiveDate) -> Self {
        Self { local: date.and_time(chrono::NaiveTime::MIN), precision: Precision::Day, zone: None }
    }

    /// Seconds from 1970 to its first second, both local.
    pub fn from_seconds(&self) -> i64 {
        self.local.and_utc().timestamp()
    }

    /// Seconds from 1970 to its last second, both local: a month ends with its last day.
    pub fn to_seconds(&self) -> i64 {
        let next = match self.precision {
            Precision::Year => self.local.checked_add_months(Months::new(12)),
            Precision::Month => self.local.checked_add_months(Months::new(1)),
            Precision::Day => self.local.checked_add_signed(Duration::days(1)),
            Precision::Hour => self.local.checked_add_signed(Duration::hours(1)),
            Precision::Minute => self.local.checked_add_signed(Duration::minutes(1)),
            Precision::Second => self.local.checked_add_signed(Duration::seconds(1)),
        };
        next.unwrap_or(self.local).and_utc().timestamp() - 1
    }

    /// Its facet path, as far as it is precise: `2019`, `11`, `13`.
    pub fn path(&self) -> Vec<String> {
        let mut path = vec![format!("{:04}", self.local.year())];
        if self.precision >= Precision::Month {
            path.push(format!("{:02}", self.local.month()));
        }
        if self.precision >= Precision::Day {
            path.push(format!("{:02}", self.local.day()));
        }
        path
    }

    /// ISO 8601, as far as it is precise, with the zone's offset where known: `2019-11`,
    /// `2019-11-13T06:02+09:00`.
    pub fn iso(&self) -> String {
        let form = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
            Precision::Hour => "%Y-%m-%dT%H",
            Precision::Minute => "%Y-%m-%dT%H:%M",
            Precision::Second => "%Y-%m-%dT%H:%M:%S",
        };
        let mut text = self.local.format(form).to_string();
        if let Some(offset) = self.zone.as_ref().and_then(|zone| zone.offset_minutes)
            && self.precision >= Precision::Hour
        {
            let sign = if offset < 0 { '-' } else { '+' };
            text.push_str(&format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60));
        }
        text
    }

    /// As news houses print it, the day first: `13 Nov 2019`, `Nov 2019`, `2019`.
    pub fn shown(&self) -> String {
        let form = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%b %Y",
            _ => "%-d %b %Y",
        };
        self.local.format(form).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i32, month: u32) -> Moment {
        let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a month has a first day");
        Moment { precision: Precision::Month, ..Moment::day(first) }
    }

    #[test]
    fn a_month_spans_its_month() {
        let february = month(2020, 2);
        assert_eq!(february.to_seconds() - february.from_seconds() + 1, 29 * 86_400);
        assert_eq!(february.path(), ["2020", "02"]);
        assert_eq!(february.shown(), "Feb 2020");
    }

    #[test]
    fn the_years_before_the_epoch_are_times_like_any_other() {
        let march = month(1919, 3);
        assert!(march.from_seconds() < 0);
        assert!(march.to_seconds() > march.from_seconds());
        assert_eq!(march.iso(), "1919-03");
    }
}
