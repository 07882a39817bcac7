//! What the names of months, days, seasons, half days and zones mean, looked up in folded form.

use std::sync::LazyLock;

use super::names;

/// Which calendar a month's name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    /// The common one.
    Gregorian,
    /// The solar one of Iran and Afghanistan.
    Persian,
    /// The lunar one of Islam.
    Hijri,
}

/// What a month's name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    /// That month of that calendar.
    Known(u32, Calendar),
    /// One month in one language and another month in another, and the language is not known.
    Disputed,
}

/// A part of the day as a word beside an hour names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon, where twelve is midnight.
    Before,
    /// After noon, where twelve is noon.
    After,
    /// After noon, where papers disagree on twelve.
    Afternoon,
    /// The morning.
    Morning,
    /// About noon.
    Midday,
    /// The evening.
    Evening,
    /// The night, which has two ends.
    Night,
}

impl Half {
    /// The hour of the day, 0 to 23 where it can be told, that the hour printed beside this is.
    pub(super) fn hour(self, printed: u32) -> Option<u32> {
        if printed > 12 {
            return Some(printed);
        }
        match (self, printed) {
            (Self::Before, 12) => Some(0),
            (Self::After | Self::Midday, 12) | (Self::Afternoon, 0) => Some(12),
            (Self::Morning | Self::Afternoon | Self::Evening | Self::Night, 12) => None,
            (Self::Before | Self::Morning, hour) => Some(hour),
            (Self::After | Self::Afternoon, hour) => Some(hour + 12),
            (Self::Midday, 10 | 11) | (Self::Night, 0..=5) => Some(printed),
            (Self::Midday, 1..=6) | (Self::Evening, 4..=11) | (Self::Night, _) => {
                Some(printed + 12)
            }
            (Self::Midday | Self::Evening, _) => None,
        }
    }
}

/// A word in the form that tables hold: lower case, Latin letters without marks, Arabic letters
/// without variants.
pub(super) struct Folded {
    bytes: [u8; LONGEST_BYTES],
    length: usize,
}

const LONGEST_BYTES: usize = 48;

static MONTHS: LazyLock<Vec<(&str, u32, Calendar)>> = LazyLock::new(|| {
    let of = |rows: &[&'static str; 12], calendar| -> Vec<(&'static str, u32, Calendar)> {
        let named = |(names, month): (&&'static str, u32)| {
            names.split_whitespace().map(move |name| (name, month, calendar)).collect::<Vec<_>>()
        };
        rows.iter().zip(1..).flat_map(named).collect()
    };
    let hijri = names::HIJRI.iter().map(|(name, month)| (*name, *month, Calendar::Hijri));
    let mut all = of(&names::MONTHS, Calendar::Gregorian);
    all.extend(of(&names::PERSIAN, Calendar::Persian));
    all.extend(hijri);
    all.sort_unstable_by_key(|(name, _, _)| *name);
    all
});

static ZONES: LazyLock<Vec<(&str, i32)>> = LazyLock::new(|| {
    let parted = names::ZONES.split_whitespace().filter_map(|zone| zone.split_once('='));
    parted.filter_map(|(name, minutes)| Some((name, minutes.parse().ok()?))).collect()
});

impl Folded {
    /// The folded form of `word`; of a very long one only the beginning.
    pub(super) fn new(word: &str) -> Self {
        let mut folded = Self { bytes: [0; LONGEST_BYTES], length: 0 };
        for character in word.chars() {
            if character.is_ascii() {
                folded.push(character.to_ascii_lowercase());
            } else {
                character
                    .to_lowercase()
                    .filter_map(fold)
                    .for_each(|character| folded.push(character));
            }
        }
        folded
    }

    /// The folded word.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("")
    }

    fn push(&mut self, character: char) {
        let mut space = [0; 4];
        let encoded = character.encode_utf8(&mut space).as_bytes();
        if let Some(room) = self.bytes.get_mut(self.length..self.length + encoded.len()) {
            room.copy_from_slice(encoded);
            self.length += encoded.len();
        }
    }
}

/// The month that `folded` names, where `language` decides what languages share.
pub(super) fn month(folded: &str, language: Option<&str>) -> Option<Month> {
    let disputed = names::DISPUTED_MONTHS.iter().find(|(name, _)| *name == folded);
    if let Some((_, by_language)) = disputed {
        let known = by_language.iter().find(|(code, _)| is_language(language, code));
        return Some(
            known.map_or(Month::Disputed, |(_, month)| Month::Known(*month, Calendar::Gregorian)),
        );
    }
    // Hebrew joins its word for "in" to the month.
    let bare = folded.strip_prefix('ב').unwrap_or(folded);
    let at = [folded, bare]
        .into_iter()
        .find_map(|name| MONTHS.binary_search_by_key(&name, |(known, _, _)| known).ok())?;
    let (_, month, calendar) = MONTHS[at];
    Some(Month::Known(month, calendar))
}

/// Whether two words begin the name of a month of two words, and which month that is.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<(u32, Calendar)> {
    let known = names::MONTHS_OF_TWO_WORDS.iter().find(|(a, b, _, _)| (*a, *b) == (first, second));
    known.map(|(_, _, month, calendar)| (*month, *calendar))
}

/// The month that a Roman numeral in capitals names, as Poles, Russians and Hungarians print it.
pub(super) fn roman_month(printed: &str) -> Option<u32> {
    const ROMAN: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    ROMAN.iter().zip(1..).find(|(roman, _)| **roman == printed).map(|(_, month)| month)
}

/// The number of a Vietnamese month's name and how many words it takes.
pub(super) fn vietnamese_month(first: &str, second: &str) -> Option<(u32, usize)> {
    let at = |word| names::VIETNAMESE.iter().zip(1..).find(|(name, _)| **name == word);
    match (at(first)?.1, at(second).map(|(_, more)| more)) {
        (10, Some(more @ (1 | 2))) => Some((10 + more, 2)),
        (month, _) => Some((month, 1)),
    }
}

/// The day of the week that `folded` names, 0 for Monday.
pub(super) fn weekday(folded: &str) -> Option<u32> {
    // Thai joins "on the" to the day.
    let bare = folded.strip_suffix("ที่").unwrap_or(folded);
    names::WEEKDAYS.iter().zip(0..).find(|(names, _)| holds(names, bare)).map(|(_, day)| day)
}

/// Whether `folded` names a season.
pub(super) fn is_season(folded: &str) -> bool {
    holds(names::SEASONS, folded)
}

/// Whether `folded` announces a later time than that of publication.
pub(super) fn is_updated(folded: &str) -> bool {
    holds(names::UPDATED, folded)
}

/// The part of the day that `folded` names beside an hour.
pub(super) fn half(folded: &str, language: Option<&str>) -> Option<Half> {
    let fits = |languages: &[&str]| {
        languages.is_empty() || languages.iter().any(|code| is_language(language, code))
    };
    let rows = names::HALVES.iter();
    let mut known = rows.filter(|(_, names, languages)| holds(names, folded) && fits(languages));
    known.next().map(|(half, _, _)| *half)
}

/// The half of the day that two letters abbreviate.
pub(super) fn dotted_half(first: &str, second: &str) -> Option<Half> {
    let mut known = names::DOTTED_HALVES.iter().filter(|(a, b, _)| (*a, *b) == (first, second));
    known.next().map(|(_, _, half)| *half)
}

/// Whether `folded` says of the number before it that it is an hour.
pub(super) fn is_hour(folded: &str) -> bool {
    holds(names::HOURS, folded)
}

/// Whether `folded` may stand between an hour and its part of the day.
pub(super) fn is_hour_link(folded: &str) -> bool {
    holds(names::HOUR_LINKS, folded)
}

/// Minutes east of Greenwich of a zone as printed; the inner value is missing where the name does
/// not tell.
pub(super) fn zone(printed: &str, language: Option<&str>) -> Option<Option<i32>> {
    if let Some((_, offset)) = ZONES.iter().find(|(name, _)| *name == printed) {
        return Some(Some(*offset));
    }
    let disputed = names::DISPUTED_ZONES.iter().find(|zone| zone.name == printed);
    if let Some(zone) = disputed {
        if language.is_none() || is_language(language, "en") {
            return Some(Some(zone.in_english));
        }
        let meant = zone.elsewhere.iter().find(|(code, _)| is_language(language, code));
        return Some(meant.map(|(_, offset)| *offset));
    }
    names::LOOSE_ZONES.contains(&printed).then_some(None)
}

/// Whether `language` is that of `code`, whatever its region.
pub(super) fn is_language(language: Option<&str>, code: &str) -> bool {
    language.is_some_and(|language| {
        language.split(['-', '_']).next().is_some_and(|base| base.eq_ignore_ascii_case(code))
    })
}

fn holds(names: &str, folded: &str) -> bool {
    names.split_whitespace().any(|name| name == folded)
}

/// A lower-case character as tables hold it; nothing for one that is left out.
fn fold(character: char) -> Option<char> {
    Some(match character {
        '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{655}' | '\u{640}' | '\u{93C}' => return None,
        '\u{95E}' => 'फ',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ'..='ặ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ě' | 'ę' | 'ė' | 'ẹ'..='ệ' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ı' | 'ī' | 'ỉ' | 'ị' | 'ĩ' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ů' | 'ű' | 'ū' | 'ư' | 'ũ' | 'ụ'..='ự' => 'u',
        'ý' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'й' => 'и',
        'ё' => 'е',
        'ї' => 'і',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' => 'υ',
        'ώ' => 'ω',
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ی' | 'ى' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_tables_is_folded_already() {
        let months = MONTHS.iter().map(|(name, _, _)| *name);
        let disputed = names::DISPUTED_MONTHS.iter().map(|(name, _)| *name);
        let pairs = names::MONTHS_OF_TWO_WORDS.iter().flat_map(|(a, b, _, _)| [*a, *b]);
        let lists = names::WEEKDAYS.iter().copied().chain([names::SEASONS, names::UPDATED]);
        let lists = lists.chain([names::HOURS, names::HOUR_LINKS]);
        let halves = names::HALVES.iter().map(|(_, names, _)| *names);
        let words = lists.chain(halves).flat_map(str::split_whitespace);
        for name in months.chain(disputed).chain(pairs).chain(words) {
            assert_eq!(Folded::new(name).as_str(), name);
        }
    }

    #[test]
    fn no_name_is_two_months() {
        for pair in MONTHS.windows(2) {
            assert!(pair[0].0 != pair[1].0, "{} is there twice", pair[0].0);
        }
        for (name, _) in names::DISPUTED_MONTHS {
            assert!(MONTHS.iter().all(|(known, _, _)| *known != name), "{name}");
        }
    }

    #[test]
    fn no_name_is_two_days_of_the_week() {
        let days = names::WEEKDAYS.iter().flat_map(|names| names.split_whitespace());
        let mut days: Vec<&str> = days.collect();
        days.sort_unstable();
        assert!(days.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn every_zone_is_a_number_of_minutes() {
        assert_eq!(ZONES.len(), names::ZONES.split_whitespace().count());
    }

    #[test]
    fn marks_and_case_do_not_matter() {
        for (name, number) in
            [("FÉVRIER", 2), ("Août", 8), ("Kasım", 11), ("März", 3), ("ŞUBAT", 2), ("إبريل", 4)]
        {
            let expect = Some(Month::Known(number, Calendar::Gregorian));
            assert_eq!(month(Folded::new(name).as_str(), None), expect, "{name}");
        }
    }

    #[test]
    fn an_hour_counts_from_the_part_of_its_day() {
        for (half, printed, expect) in [
            (Half::Before, 12, Some(0)),
            (Half::After, 12, Some(12)),
            (Half::Afternoon, 12, None),
            (Half::Afternoon, 0, Some(12)),
            (Half::Morning, 12, None),
            (Half::Midday, 11, Some(11)),
            (Half::Midday, 3, Some(15)),
            (Half::Midday, 8, None),
            (Half::Evening, 8, Some(20)),
            (Half::Night, 2, Some(2)),
            (Half::Night, 11, Some(23)),
            (Half::Night, 12, None),
            (Half::Evening, 19, Some(19)),
        ] {
            assert_eq!(half.hour(printed), expect, "{half:?} {printed}");
        }
    }
}
