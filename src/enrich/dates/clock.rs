//! Times of day: `6:02 AM`, `06h02`, `오전 6시 2분`, `191044Z`, with the zone behind them.

use std::ops::Range;

use chrono::NaiveTime;

use super::oddities::Oddity;
use super::tokens::{Kind, Tokens};
use super::words::{self, Folded, Half};
use crate::clipping::{Precision, Zone};

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) precision: Precision,
    pub(super) zone: Option<Zone>,
}

/// Hour, minute and second as printed, and the token after them.
#[derive(Clone, Copy, Debug)]
struct Reading {
    hour: u32,
    minute: Option<u32>,
    second: Option<u32>,
    /// Whether something beside the number says that it is an hour.
    marked: bool,
    end: usize,
}

/// The first time of day that begins within `range`. One that cannot be is told.
pub(super) fn find(tokens: &Tokens, range: Range<usize>, odd: &mut Vec<Oddity>) -> Option<Clock> {
    let mut at = range.start;
    while at < range.end {
        match time_at(tokens, at) {
            Some(Ok((clock, _))) => return Some(clock),
            Some(Err(())) => {
                odd.push(Oddity::Clock);
                return None;
            }
            None => at += 1,
        }
    }
    None
}

/// The time in the six or four digits of `value`: hours, minutes, seconds; with the zone from token
/// `end` on.
pub(super) fn compact(tokens: &Tokens, value: u32, digits: u8, end: usize) -> Option<Clock> {
    let (value, precision) = match digits {
        6 => (value, Precision::Second),
        4 => (value * 100, Precision::Minute),
        _ => return None,
    };
    let time = NaiveTime::from_hms_opt(value / 10_000, value / 100 % 100, value % 100)?;
    let zone = zone_at(tokens, end).map(|(zone, _)| zone);
    Some(Clock { time, precision, zone })
}

/// The time that begins at `at`; an error where it is shaped as one and cannot be.
fn time_at(tokens: &Tokens, at: usize) -> Option<Result<(Clock, usize), ()>> {
    if let Some(time) = named_time(tokens, at) {
        let zone = zone_at(tokens, at + 1);
        let end = zone.as_ref().map_or(at + 1, |(_, end)| *end);
        let zone = zone.map(|(zone, _)| zone);
        return Some(Ok((Clock { time, precision: Precision::Minute, zone }, end)));
    }
    let before = half_before(tokens, at);
    let from = at + usize::from(before.is_some());
    if tokens.number(from, 3..=6).is_some() {
        if at > 0
            && tokens.word(at - 1).eq_ignore_ascii_case("T")
            && let (Some(value), Some(token)) = (tokens.number(from, 4..=6), tokens.get(from))
        {
            return Some(
                compact(tokens, value, token.digits, from + 1).map(|c| (c, from + 1)).ok_or(()),
            );
        }
        if let (Some(value), Some(clock)) = (tokens.number(from, 4..=4), military(tokens, from)) {
            let end = clock.1;
            let clock = compact(tokens, value, 4, clock.0);
            return Some(clock.map(|clock| (clock, end)).ok_or(()));
        }
        let timed = tokens.mark(from + 1) == Some(':') && tokens.number(from + 2, 2..=2).is_some();
        return timed.then_some(Err(()));
    }
    let reading = hours(tokens, from)?;
    let after = half_after(tokens, reading.end);
    let end = after.map_or(reading.end, |(_, end)| end);
    if reading.minute.is_none() && !reading.marked && before.is_none() && after.is_none() {
        return None;
    }
    let half = before.or(after.and_then(|(half, _)| half));
    Some(settle(reading, half).map(|(time, precision)| {
        let zone = zone_at(tokens, end);
        let end = zone.as_ref().map_or(end, |(_, end)| *end);
        (Clock { time, precision, zone: zone.map(|(zone, _)| zone) }, end)
    }))
}

/// The token at which a zone may stand behind four digits, and the token after all of it, where a
/// word says that they are a time: `1802 GMT`, `0602 hrs`.
fn military(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let word = tokens.is_word(at + 1).then(|| Folded::new(tokens.word(at + 1)))?;
    if matches!(word.as_str(), "hrs" | "hours" | "uhr") {
        let end = zone_at(tokens, at + 2).map_or(at + 2, |(_, end)| end);
        return Some((at + 2, end));
    }
    zone_at(tokens, at + 1).map(|(_, end)| (at + 1, end))
}

fn settle(reading: Reading, half: Option<Half>) -> Result<(NaiveTime, Precision), ()> {
    let hour = half.map_or(Some(reading.hour), |half| half.hour(reading.hour)).ok_or(())?;
    let precision = match (reading.minute, reading.second) {
        (_, Some(_)) => Precision::Second,
        (Some(_), None) => Precision::Minute,
        (None, None) => Precision::Hour,
    };
    // A leap second is the last one of its minute.
    let second = reading.second.map(|second| if second == 60 { 59 } else { second });
    NaiveTime::from_hms_opt(hour, reading.minute.unwrap_or(0), second.unwrap_or(0))
        .map(|time| (time, precision))
        .ok_or(())
}

fn hours(tokens: &Tokens, at: usize) -> Option<Reading> {
    let hour = tokens.number(at, 1..=2)?;
    let marked = is_announced(tokens, at);
    let reading = Reading { hour, minute: None, second: None, marked, end: at + 1 };
    match tokens.get(at + 1).map(|token| token.kind) {
        Some(Kind::Mark(':' | '：')) => with_colons(tokens, at, reading),
        Some(Kind::Unit('시' | '時' | '时' | '点' | '點')) => {
            Some(with_units(tokens, at, reading))
        }
        Some(Kind::Mark('.')) => with_stop(tokens, at, reading),
        Some(Kind::Word) => Some(with_letter(tokens, at, reading)),
        _ => Some(reading),
    }
}

/// Whether a word before the number at `at` says that an hour follows: `ore 18.02`, `Saat: 18.02`.
fn is_announced(tokens: &Tokens, at: usize) -> bool {
    let past_mark = |at: usize| matches!(tokens.mark(at), Some('.' | ':'));
    let word = at
        .checked_sub(1)
        .map(|before| if past_mark(before) { before.saturating_sub(1) } else { before });
    word.is_some_and(|word| {
        tokens.is_word(word) && words::is_hour(Folded::new(tokens.word(word)).as_str())
    })
}

/// `6:02`, `06:02:11`, `06:02:11.79`.
fn with_colons(tokens: &Tokens, at: usize, reading: Reading) -> Option<Reading> {
    let minute = tokens.number(at + 2, 2..=2)?;
    let mut reading = Reading { minute: Some(minute), end: at + 3, ..reading };
    if tokens.mark(at + 3).is_some_and(|mark| mark == ':' || mark == '：')
        && let Some(second) = tokens.number(at + 4, 2..=2)
    {
        reading = Reading { second: Some(second), end: at + 5, ..reading };
        let fraction = matches!(tokens.mark(at + 5), Some('.' | ','));
        if fraction && tokens.touches_next(at + 5) && tokens.number(at + 6, 1..=9).is_some() {
            reading.end = at + 7;
        }
    }
    Some(reading)
}

/// `6시 2분`, `6時2分`, `6点`.
fn with_units(tokens: &Tokens, at: usize, reading: Reading) -> Reading {
    // `3시간 전` is a span of hours.
    let is_span =
        tokens.word(at + 2).starts_with(['간', '間', '间']) && tokens.touches_next(at + 1);
    if is_span {
        return reading;
    }
    let minute =
        tokens.number(at + 2, 1..=2).filter(|_| matches!(tokens.unit(at + 3), Some('분' | '分')));
    match minute {
        Some(_) => Reading { minute, marked: true, end: at + 4, ..reading },
        None => Reading { marked: true, end: at + 2, ..reading },
    }
}

/// `6.02 am`, `06.02 Uhr`, `06.02 น.`, `22.41 GMT`: only where a word says that it is a time.
fn with_stop(tokens: &Tokens, at: usize, reading: Reading) -> Option<Reading> {
    let minute = tokens.number(at + 2, 2..=2)?;
    let zoned = || tokens.is_word(at + 3) && zone_at(tokens, at + 3).is_some();
    let told = reading.marked || half_after(tokens, at + 3).is_some() || zoned();
    told.then_some(Reading { minute: Some(minute), marked: true, end: at + 3, ..reading })
}

/// `06h02`, `6h`, `6 giờ 02`.
fn with_letter(tokens: &Tokens, at: usize, reading: Reading) -> Reading {
    let word = Folded::new(tokens.word(at + 1));
    if !matches!(word.as_str(), "h" | "gio" | "ч" | "นาฬิกา" | "heures" | "heure" | "uhr")
    {
        return reading;
    }
    match tokens
        .number(at + 2, 2..=2)
        .filter(|_| tokens.touches_next(at + 1) || !tokens.touches_next(at))
    {
        Some(minute) => Reading { minute: Some(minute), marked: true, end: at + 3, ..reading },
        None if tokens.touches_next(at) => Reading { marked: true, end: at + 2, ..reading },
        None => reading,
    }
}

/// The part of the day that stands before an hour, and how many tokens it takes: `오전 6시`, `शाम 6 बजे`.
fn half_before(tokens: &Tokens, at: usize) -> Option<Half> {
    // `6:02 PM 7 comments`: what is in Latin letters stands behind its hour.
    let word = tokens.is_word(at).then(|| tokens.word(at))?;
    let is_latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends_another = at > 0 && tokens.number(at - 1, 1..=2).is_some();
    // In German `am` stands before days.
    let is_half = matches!(word, "AM" | "PM")
        || matches!(word, "am" | "pm") && words::is_language(tokens.language, "hi");
    (!is_latin || is_half && !ends_another)
        .then(|| words::half(Folded::new(word).as_str(), tokens.language))?
}

/// The most tokens between an hour and the part of its day: `6 heures du soir`, `6 de la tarde`.
const FARTHEST_HALF: usize = 4;

/// What stands behind a time: the part of the day, or a word that only says that it was a time.
fn half_after(tokens: &Tokens, at: usize) -> Option<(Option<Half>, usize)> {
    let mut told = None;
    for at in at..at + FARTHEST_HALF {
        if let Some((half, end)) = half_at(tokens, at) {
            return Some((Some(half), end));
        }
        let word = Folded::new(tokens.word(at));
        let stop = tokens.mark(at) == Some('.') && told == Some(at);
        let link = match tokens.mark(at) {
            Some(mark) => matches!(mark, '’' | '\''),
            None => tokens.is_word(at) && words::is_hour_link(word.as_str()),
        };
        if tokens.is_word(at) && words::is_hour(word.as_str()) {
            told = Some(at + 1);
        } else if !stop && !link {
            break;
        }
    }
    told.map(|end| (None, end))
}

/// The part of the day that the words at `at` name, and the token after them.
fn half_at(tokens: &Tokens, at: usize) -> Option<(Half, usize)> {
    let printed = tokens.is_word(at).then(|| tokens.word(at))?;
    let word = Folded::new(printed);
    let second = Folded::new(tokens.word(at + 2));
    let dotted = (tokens.mark(at + 1) == Some('.'))
        .then(|| words::dotted_half(word.as_str(), second.as_str()))
        .flatten();
    if let Some(half) = dotted {
        return Some((half, at + 3 + usize::from(tokens.mark(at + 3) == Some('.'))));
    }
    match printed {
        // Vietnamese clocks say sáng and chiều in two letters.
        "SA" => return Some((Half::Before, at + 1)),
        "CH" => return Some((Half::After, at + 1)),
        _ => {}
    }
    words::half(word.as_str(), tokens.language).map(|half| (half, at + 1))
}

fn named_time(tokens: &Tokens, at: usize) -> Option<NaiveTime> {
    if !tokens.is_word(at) {
        return None;
    }
    let word = Folded::new(tokens.word(at));
    match word.as_str() {
        "noon" | "midday" | "정오" | "正午" => NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" | "자정" => Some(NaiveTime::MIN),
        _ => None,
    }
}

/// The zone that begins at `at`, perhaps in brackets, and the token after it.
fn zone_at(tokens: &Tokens, at: usize) -> Option<(Zone, usize)> {
    let from = at + usize::from(matches!(tokens.mark(at), Some('(' | '[')));
    if let Some((minutes, end)) = offset_at(tokens, from) {
        return Some((zone(tokens.printed(from, end), Some(minutes)), end));
    }
    let name = tokens.is_word(from).then(|| tokens.word(from))?;
    let offset = words::zone(name, tokens.language)?;
    if matches!(name, "GMT" | "UTC")
        && let Some((minutes, end)) = short_offset_at(tokens, from + 1)
    {
        return Some((zone(tokens.printed(from, end), Some(minutes)), end));
    }
    Some((zone(name, offset), from + 1))
}

fn zone(printed: &str, offset_minutes: Option<i32>) -> Zone {
    Zone { printed: printed.to_owned(), offset_minutes }
}

/// `+0900`, `+09:00`, `-05`: with the sign at the number, so that a dash before a date is no zone.
fn offset_at(tokens: &Tokens, at: usize) -> Option<(i32, usize)> {
    let sign = sign(tokens.mark(at)?)?;
    if !tokens.touches_next(at) {
        return None;
    }
    if let Some(value) = tokens.number(at + 1, 4..=4) {
        return minutes(sign, value / 100, value % 100).map(|offset| (offset, at + 2));
    }
    let hours = tokens.number(at + 1, 2..=2)?;
    if tokens.mark(at + 2) == Some(':')
        && let Some(more) = tokens.number(at + 3, 2..=2)
    {
        return minutes(sign, hours, more).map(|offset| (offset, at + 4));
    }
    let close = at > 0 && tokens.touches_next(at - 1);
    let dated = matches!(tokens.mark(at + 2), Some('-' | '/' | '.'));
    if close && !dated { minutes(sign, hours, 0).map(|offset| (offset, at + 2)) } else { None }
}

/// `+7` behind `GMT`.
fn short_offset_at(tokens: &Tokens, at: usize) -> Option<(i32, usize)> {
    if let Some(found) = offset_at(tokens, at) {
        return Some(found);
    }
    let sign = sign(tokens.mark(at)?)?;
    let hours = tokens.number(at + 1, 1..=2)?;
    let more = tokens.number(at + 3, 2..=2).filter(|_| tokens.mark(at + 2) == Some(':'));
    let end = if more.is_some() { at + 4 } else { at + 2 };
    minutes(sign, hours, more.unwrap_or(0)).map(|offset| (offset, end))
}

fn sign(mark: char) -> Option<i32> {
    match mark {
        '+' => Some(1),
        '-' | '−' => Some(-1),
        _ => None,
    }
}

/// No clock on land is more than fourteen hours from Greenwich.
fn minutes(sign: i32, hours: u32, more: u32) -> Option<i32> {
    let total = i32::try_from(hours * 60 + more).ok()?;
    (total <= 14 * 60 && more < 60).then_some(sign * total)
}
