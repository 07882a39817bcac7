//! What can be odd about a date: told to the person, and counted by whoever audits an archive.

use chrono::NaiveDate;

use crate::clipping::Note;

/// Something odd about a date that was read or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Day and month can be read in two ways; only the year is kept.
    OpenOrder {
        /// The numbers as printed.
        printed: String,
        /// What they say where the day stands first.
        day_first: NaiveDate,
        /// What they say where the month stands first.
        month_first: NaiveDate,
    },
    /// It is open which of the numbers is the year; nothing is kept.
    OpenYear {
        /// The numbers as printed.
        printed: String,
    },
    /// The month has one meaning in one language and another one elsewhere; only the year is kept.
    DisputedMonth {
        /// Its name as printed.
        printed: String,
    },
    /// There is no such day, and nothing tells which number is wrong.
    NoSuchDay {
        /// The day as printed.
        printed: String,
    },
    /// The month has no such day; only the month is kept, because it is spelled out.
    NoDayInMonth {
        /// The number as printed.
        day: u32,
    },
    /// The day is broken in two, or several days are named; only what they share is kept.
    SeveralDays,
    /// It lies beyond the present, and was refused.
    Future {
        /// What it says.
        iso: String,
    },
    /// It is where machines begin to count, and was refused.
    Epoch,
    /// The date was another day of the week.
    OtherWeekday {
        /// The date.
        day: NaiveDate,
        /// The day of the week as printed.
        printed: String,
    },
    /// The order of day and month was told by the day of the week.
    ByWeekday {
        /// The numbers as printed.
        printed: String,
    },
    /// The order of day and month was told by another date of the clipping.
    ByOtherDate {
        /// The numbers as printed.
        printed: String,
    },
    /// The year has two digits.
    ShortYear {
        /// The year it was read as.
        year: i32,
    },
    /// The time of day cannot be, or cannot be told.
    Clock,
    /// It counts back from a time that is not known.
    NoAnchor {
        /// The words.
        printed: String,
    },
    /// It was counted back.
    CountedBack {
        /// From when.
        anchor: String,
    },
    /// A season; only the year is kept.
    Season,
    /// It is in another calendar.
    Calendar(Calendar),
}

/// Another calendar than the common one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// The solar one of Iran and Afghanistan.
    Persian,
    /// The lunar one of Islam, known to a few days.
    Hijri,
    /// The one of Thailand, where the beginning of its year is in doubt.
    Thai,
}

/// The sorts of oddities that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OddityKind {
    /// Order of day and month, or the year's place, or the month's meaning is open.
    Ambiguous,
    /// There is no such day.
    Impossible,
    /// Beyond the present.
    Future,
    /// Where machines begin to count.
    Epoch,
    /// Another day of the week is printed beside it.
    Weekday,
    /// The year has two digits.
    ShortYear,
    /// Counted back from when it was saved, or would be.
    Relative,
    /// Less was kept than was printed.
    Coarse,
    /// Another calendar.
    Calendar,
    /// The time of day was left out.
    Clock,
    /// Day and month were told apart by other evidence.
    Settled,
}

impl OddityKind {
    /// All of them, gravest first.
    pub const ALL: [Self; 11] = [
        Self::Ambiguous,
        Self::Impossible,
        Self::Future,
        Self::Epoch,
        Self::Weekday,
        Self::Relative,
        Self::Coarse,
        Self::Settled,
        Self::ShortYear,
        Self::Calendar,
        Self::Clock,
    ];

    /// The name people see and type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ambiguous => "ambiguous",
            Self::Impossible => "impossible",
            Self::Future => "future",
            Self::Epoch => "epoch",
            Self::Weekday => "weekday",
            Self::ShortYear => "short-year",
            Self::Relative => "relative",
            Self::Coarse => "coarse",
            Self::Calendar => "calendar",
            Self::Clock => "clock",
            Self::Settled => "settled",
        }
    }

    /// What it means, for a table.
    pub fn about(self) -> &'static str {
        match self {
            Self::Ambiguous => "day or month? 03/04/2019",
            Self::Impossible => "no such day: 31/02/2019",
            Self::Future => "after today: refused",
            Self::Epoch => "1970-01-01: refused",
            Self::Weekday => "another weekday beside it",
            Self::ShortYear => "the year has two digits",
            Self::Relative => "yesterday, 3 hours ago",
            Self::Coarse => "a season, several days",
            Self::Calendar => "another calendar",
            Self::Clock => "no such time of day",
            Self::Settled => "told by weekday or other date",
        }
    }
}

impl Oddity {
    /// Of which sort it is.
    pub fn kind(&self) -> OddityKind {
        match self {
            Self::OpenOrder { .. } | Self::OpenYear { .. } | Self::DisputedMonth { .. } => {
                OddityKind::Ambiguous
            }
            Self::NoSuchDay { .. } | Self::NoDayInMonth { .. } => OddityKind::Impossible,
            Self::SeveralDays | Self::Season => OddityKind::Coarse,
            Self::Future { .. } => OddityKind::Future,
            Self::Epoch => OddityKind::Epoch,
            Self::OtherWeekday { .. } => OddityKind::Weekday,
            Self::ByWeekday { .. } | Self::ByOtherDate { .. } => OddityKind::Settled,
            Self::ShortYear { .. } => OddityKind::ShortYear,
            Self::Clock => OddityKind::Clock,
            Self::NoAnchor { .. } | Self::CountedBack { .. } => OddityKind::Relative,
            Self::Calendar(_) => OddityKind::Calendar,
        }
    }

    /// One sentence without a full stop.
    pub fn message(&self) -> String {
        match self {
            Self::OpenOrder { printed, day_first, month_first } => {
                format!("{printed} can be {day_first} or {month_first}: only the year is kept")
            }
            Self::OpenYear { printed } => {
                format!("it is open which number of {printed} is the year")
            }
            Self::DisputedMonth { printed } => format!(
                "{printed} is one month in one language and another month elsewhere: only the year \
                 is kept"
            ),
            Self::NoSuchDay { printed } => format!("there is no day {printed}"),
            Self::NoDayInMonth { day } => {
                format!("there is no day {day} in that month: only the month is kept")
            }
            Self::SeveralDays => {
                "it names no single day: only what several share is kept".to_owned()
            }
            Self::Future { iso } => format!("{iso} lies in the future and was refused"),
            Self::Epoch => {
                "1970-01-01 is what machines write for no date and was refused".to_owned()
            }
            Self::OtherWeekday { day, printed } => {
                format!("{day} was not the day printed beside it, {printed}")
            }
            Self::ByWeekday { printed } => {
                format!("which number of {printed} is the day was told by the day of the week")
            }
            Self::ByOtherDate { printed } => {
                format!("which number of {printed} is the day was told by another date")
            }
            Self::ShortYear { year } => {
                format!("the year has two digits and was read as {year}")
            }
            Self::Clock => "the time of day cannot be told and was left out".to_owned(),
            Self::NoAnchor { printed } => {
                format!("it is not known from when \"{printed}\" counts")
            }
            Self::CountedBack { anchor } => format!("counted back from {anchor}"),
            Self::Season => "a season: only the year is kept".to_owned(),
            Self::Calendar(Calendar::Persian) => "read in the calendar of Iran".to_owned(),
            Self::Calendar(Calendar::Hijri) => {
                "a day of the Muslim calendar, known to a few days".to_owned()
            }
            Self::Calendar(Calendar::Thai) => {
                "until 1941 the Thai year began in April: the year is not sure".to_owned()
            }
        }
    }

    /// The note that tells it.
    pub fn note(&self) -> Note {
        Note::new(self.message())
    }
}
