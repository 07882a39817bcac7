//! How sure the date of a clipping is, and where its dates disagree.

use super::{Clipping, ClueKind, Known, LabelName, Moment, Precision};

/// How sure a date is, whatever its precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Concluded from the name of the file, or from an update, where nothing better says it.
    Weak,
    /// Concluded from the address or the place line, or stated and contradicted by one of them.
    Likely,
    /// Stated by the source in a place made for it, or by hand.
    Sure,
}

impl Certainty {
    /// All of them, surest first.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Likely, Self::Weak];

    /// The name people see and type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Weak => "weak",
        }
    }

    fn of(kind: ClueKind) -> Self {
        match kind {
            ClueKind::ByHand | ClueKind::Stated => Self::Sure,
            ClueKind::Vocabulary | ClueKind::Dateline | ClueKind::Url => Self::Likely,
            ClueKind::Headline
            | ClueKind::Category
            | ClueKind::Text
            | ClueKind::FileName
            | ClueKind::FirstWords => Self::Weak,
        }
    }
}

/// What a query can ask of the way in which a date is known: `dated:day`, `dated:stated`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dating {
    /// It is at least so precise.
    Precise(Precision),
    /// It is at least so sure.
    AtLeast(Certainty),
    /// It was read from there.
    From(ClueKind),
    /// Another date of the clipping disagrees.
    Conflict,
}

impl Dating {
    /// All that can be asked.
    pub const ALL: [Self; 15] = [
        Self::Precise(Precision::Year),
        Self::Precise(Precision::Month),
        Self::Precise(Precision::Day),
        Self::Precise(Precision::Hour),
        Self::Precise(Precision::Minute),
        Self::Precise(Precision::Second),
        Self::AtLeast(Certainty::Sure),
        Self::AtLeast(Certainty::Likely),
        Self::AtLeast(Certainty::Weak),
        Self::From(ClueKind::ByHand),
        Self::From(ClueKind::Stated),
        Self::From(ClueKind::Dateline),
        Self::From(ClueKind::Url),
        Self::From(ClueKind::FileName),
        Self::Conflict,
    ];

    /// The name people type, of one word.
    pub fn name(self) -> String {
        match self {
            Self::Precise(precision) => precision.name().to_owned(),
            Self::AtLeast(certainty) => certainty.name().to_owned(),
            Self::From(kind) => kind.name().replace(' ', "-"),
            Self::Conflict => "conflict".to_owned(),
        }
    }

    /// What is called so, forgiving case and `file` for `file-name`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name.to_ascii_lowercase().as_str() {
            "file" | "filename" => "file-name".to_owned(),
            lower => lower.replace([' ', '_'], "-"),
        };
        Self::ALL.into_iter().find(|dating| dating.name() == name)
    }

    /// The one term by which the index knows it.
    pub fn term(self) -> String {
        format!("dated:{}", self.name())
    }

    /// Whether the date of a clipping is known so.
    pub fn holds(self, clipping: &Clipping) -> bool {
        let Some(published) = &clipping.published else { return false };
        match self {
            Self::Precise(precision) => published.value.precision >= precision,
            Self::AtLeast(least) => clipping.date_certainty().is_some_and(|known| known >= least),
            Self::From(kind) => published.clue.kind == kind,
            Self::Conflict => clipping.date_conflict().is_some(),
        }
    }
}

/// Two dates of one clipping that cannot both be its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateConflict<'a> {
    /// The date that lost.
    pub other: &'a Known<Moment>,
    /// Whole days between the two, at least [`CONFLICT_DAYS`].
    pub days: u64,
}

/// From so many days apart two dates disagree: an evening paper is dated tomorrow, and clocks differ
/// by a day around the world.
pub const CONFLICT_DAYS: u64 = 2;

const SECONDS_A_DAY: i64 = 86_400;

impl Known<Moment> {
    /// How sure this date is by itself.
    pub fn certainty(&self) -> Certainty {
        match self.is_of_publication() {
            true => Certainty::of(self.clue.kind),
            false => Certainty::Weak,
        }
    }

    /// Whether this is stated or concluded as the date of publication, and not as that of an update
    /// or of saving.
    pub fn is_of_publication(&self) -> bool {
        let opens_with = |name: LabelName| {
            let rest = self.clue.words.strip_prefix(name.name());
            rest.is_some_and(|rest| rest.starts_with(':'))
        };
        self.clue.kind != ClueKind::Stated
            || !(opens_with(LabelName::Updated) || opens_with(LabelName::Saved))
    }
}

impl Clipping {
    /// How sure its date is; nothing where it has none.
    pub fn date_certainty(&self) -> Option<Certainty> {
        let certainty = self.published.as_ref()?.certainty();
        Some(match self.date_conflict() {
            Some(_) => certainty.min(Certainty::Likely),
            None => certainty,
        })
    }

    /// The date that is farthest from the one it was published at, where they disagree. What a
    /// person wrote by hand is contradicted by nothing.
    pub fn date_conflict(&self) -> Option<DateConflict<'_>> {
        let published = self.published.as_ref()?;
        if published.clue.kind == ClueKind::ByHand || !published.is_of_publication() {
            return None;
        }
        let others = self.other_dates.iter().filter(|other| other.is_of_publication());
        let apart = others
            .map(|other| DateConflict { other, days: published.value.days_from(&other.value) });
        let apart = apart.filter(|conflict| conflict.days >= CONFLICT_DAYS);
        apart.reduce(|far, next| if next.days > far.days { next } else { far })
    }
}

impl Moment {
    /// Whole days from the last day of the earlier of two times to the first day of the later one; 0
    /// where they share a day.
    pub fn days_from(&self, other: &Self) -> u64 {
        let day = |seconds: i64| seconds.div_euclid(SECONDS_A_DAY);
        let after = day(self.from_seconds()) - day(other.to_seconds());
        let before = day(other.from_seconds()) - day(self.to_seconds());
        u64::try_from(after.max(before)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> Moment {
        Moment::day(NaiveDate::from_ymd_opt(year, month, day).expect("a day"))
    }

    #[test]
    fn days_are_counted_between_what_was_printed() {
        let november = Moment { precision: Precision::Month, ..day(2019, 11, 1) };
        for (other, expect) in [
            (day(2019, 11, 13), 0),
            (day(2019, 12, 1), 1),
            (day(2019, 10, 30), 2),
            (day(2020, 11, 30), 366),
        ] {
            assert_eq!(november.days_from(&other), expect, "{}", other.iso());
            assert_eq!(other.days_from(&november), expect, "{}", other.iso());
        }
    }

    #[test]
    fn every_dating_is_called_by_its_name() {
        for dating in Dating::ALL {
            assert_eq!(Dating::from_name(&dating.name()), Some(dating));
        }
        assert_eq!(Dating::from_name("File"), Some(Dating::From(ClueKind::FileName)));
        assert_eq!(Dating::from_name("certain"), None);
    }

    #[test]
    fn an_update_is_no_date_of_publication() {
        let known = |kind, words: &str| Known::new(day(2019, 11, 13), kind, words);
        assert!(known(ClueKind::Stated, "13 Nov 2019").is_of_publication());
        assert!(!known(ClueKind::Stated, "updated: 13 Nov 2019").is_of_publication());
        assert!(!known(ClueKind::Stated, "saved: 2019-11-13").is_of_publication());
        assert!(known(ClueKind::FileName, "updated: 2019-11-13.txt").is_of_publication());
        let certainty = known(ClueKind::Stated, "updated: 13 Nov 2019").certainty();
        assert_eq!(certainty, Certainty::Weak);
    }
}
