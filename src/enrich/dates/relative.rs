//! Times counted from when a page was saved: `Yesterday, 6:02 AM`, `3시간 전`. Without that anchor
//! they say nothing.

use chrono::{Duration, NaiveTime};

use super::clock::{self, Clock};
use super::tokens::Tokens;
use super::words::Folded;
use super::{Hints, set_clock};
use crate::clipping::{Moment, Note, Precision};

/// How far back, in which steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    Days(i64),
    Hours(i64),
    Minutes(i64),
}

/// The moment that `tokens` state relative to the anchor.
pub(super) fn read(tokens: &Tokens, hints: &Hints, notes: &mut Vec<Note>) -> Option<Moment> {
    let (back, end) = (0..tokens.len()).find_map(|at| back_at(tokens, at))?;
    let Some(anchor) = hints.captured.as_ref().filter(|a| a.precision >= Precision::Day) else {
        let words = tokens.printed(0, end);
        notes.push(Note::new(format!("it is not known from when \"{words}\" counts")));
        return None;
    };
    let mut moment = counted(anchor, back)?;
    if moment.precision == Precision::Day
        && let Some(Clock { time, precision, zone }) = clock::find(tokens, end..tokens.len(), notes)
    {
        set_clock(&mut moment, Clock { time, precision, zone });
    }
    notes.push(Note::new(format!("counted back from {}", anchor.iso())));
    Some(moment)
}

/// An anchor that is only a day cannot tell hours.
fn counted(anchor: &Moment, back: Back) -> Option<Moment> {
    let (span, precision) = match back {
        Back::Days(days) => (Duration::try_days(days)?, Precision::Day),
        Back::Hours(hours) => (Duration::try_hours(hours)?, Precision::Hour),
        Back::Minutes(minutes) => (Duration::try_minutes(minutes)?, Precision::Minute),
    };
    if precision > anchor.precision {
        return None;
    }
    let local = anchor.local.checked_sub_signed(span)?;
    Some(match back {
        Back::Days(_) => {
            Moment { local: local.date().and_time(NaiveTime::MIN), precision, zone: None }
        }
        _ => {
            Moment { local: hour_or_minute(local, precision), precision, zone: anchor.zone.clone() }
        }
    })
}

fn hour_or_minute(local: chrono::NaiveDateTime, precision: Precision) -> chrono::NaiveDateTime {
    use chrono::Timelike;
    let minute = if precision == Precision::Hour { 0 } else { local.minute() };
    let time = NaiveTime::from_hms_opt(local.hour(), minute, 0).unwrap_or(NaiveTime::MIN);
    local.date().and_time(time)
}

fn back_at(tokens: &Tokens, at: usize) -> Option<(Back, usize)> {
    if tokens.is_word(at) {
        let word = Folded::new(tokens.word(at));
        return match word.as_str() {
            "yesterday" | "어제" | "昨日" | "昨天" | "hier" | "gestern" | "ayer" | "ieri"
            | "ontem" | "вчера" => Some((Back::Days(1), at + 1)),
            "today" | "오늘" | "今日" | "今天" | "heute" | "hoy" | "oggi" | "hoje" | "сегодня" => {
                Some((Back::Days(0), at + 1))
            }
            _ => None,
        };
    }
    let count = i64::from(tokens.number(at, 1..=3)?);
    english(tokens, at, count).or_else(|| asian(tokens, at, count))
}

/// `3 hours ago`, `2 days ago`.
fn english(tokens: &Tokens, at: usize, count: i64) -> Option<(Back, usize)> {
    if !tokens.word(at + 2).eq_ignore_ascii_case("ago") {
        return None;
    }
    let unit = Folded::new(tokens.word(at + 1));
    let back = match unit.as_str() {
        "min" | "mins" | "minute" | "minutes" | "m" => Back::Minutes(count),
        "hour" | "hours" | "hr" | "hrs" | "h" => Back::Hours(count),
        "day" | "days" | "d" => Back::Days(count),
        "week" | "weeks" => Back::Days(7 * count),
        _ => return None,
    };
    Some((back, at + 3))
}

/// `3시간 전`, `5분 전`, `2일 전`, `3時間前`, `2日前`, `3小时前`, `5分钟前`.
fn asian(tokens: &Tokens, at: usize, count: i64) -> Option<(Back, usize)> {
    let first = tokens.unit(at + 1);
    let rest = at + 1 + usize::from(first.is_some());
    let (word, next) = (tokens.word(rest), tokens.word(rest + 1));
    let whole = match (word, next) {
        ("간", "전") | ("間", "前") => rest + 2,
        ("전" | "前" | "間前" | "间前" | "钟前" | "鐘前" | "小时前" | "小時前" | "天前", _) => {
            rest + 1
        }
        _ => return None,
    };
    let back = match first {
        Some('시' | '時' | '时') => Back::Hours(count),
        Some('분' | '分') => Back::Minutes(count),
        Some('일' | '日') => Back::Days(count),
        None if word.starts_with("小") => Back::Hours(count),
        None if word.starts_with('天') => Back::Days(count),
        _ => return None,
    };
    Some((back, whole))
}
