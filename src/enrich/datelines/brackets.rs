//! Place lines between brackets, and those of Chinese agencies.

use super::{Dateline, LONGEST_BYTES, place_path, valid_day};
use crate::enrich::agencies;

/// `【ワシントン時事】`, `[서울=뉴시스]`, `(서울=연합뉴스)`, `［ソウル　１３日　ロイター］ - `.
pub(super) fn bracketed(text: &str) -> Option<Dateline<'_>> {
    let open = text.chars().next()?;
    let close = match open {
        '【' => '】',
        '[' => ']',
        '(' => ')',
        '（' => '）',
        '［' => '］',
        _ => return None,
    };
    let end = text.find(close).filter(|end| *end <= LONGEST_BYTES)?;
    let inside = &text[open.len_utf8()..end];
    let rest = end + close.len_utf8();
    let (place, agency) = match inside.split_once(['=', '＝']) {
        Some((place, agency)) => (place.trim(), Some(agency.trim())),
        None => spaced(inside).or_else(|| joined(open, inside))?,
    };
    let path = place_path(place);
    let marked = path.is_some() || agency.is_some_and(agencies::is_known_in);
    let dash = text[rest..].strip_prefix(" - ").map_or(0, |_| " - ".len());
    marked.then_some(Dateline { place, path, agency, day: None, rest: rest + dash })
}

/// `東京 13日 ロイター`: place, day, agency.
fn spaced(inside: &str) -> Option<(&str, Option<&str>)> {
    let words: Vec<&str> = inside.split_whitespace().collect();
    let [place, day, agency] = words[..] else { return None };
    (day.ends_with('日') && agencies::is_known_in(agency)).then_some((place, Some(agency)))
}

/// `ワシントン時事`: in round brackets the agency has to be known.
fn joined(open: char, inside: &str) -> Option<(&str, Option<&str>)> {
    let (place, agency) = known_head(inside)?;
    let is_sure = match open {
        '【' => true,
        '（' => agency.is_some_and(agencies::is_known_in),
        _ => false,
    };
    is_sure.then_some((place, agency))
}

/// The longest known place that begins a text written without spaces, and what follows it.
fn known_head(text: &str) -> Option<(&str, Option<&str>)> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let end = ends.into_iter().find(|end| place_path(&text[..*end]).is_some())?;
    let agency = Some(text[end..].trim()).filter(|name| !name.is_empty());
    Some((&text[..end], agency))
}

/// `新华社北京11月13日电`, `（中央社首爾13日電）`, also with a reporter's name before 电.
pub(super) fn wired(text: &str) -> Option<Dateline<'_>> {
    let bare = text.trim_start_matches(['（', '(']);
    let opened = text.len() - bare.len();
    let agency = ["新华社", "新華社", "中新社", "中新网", "中央社"]
        .into_iter()
        .find(|name| bare.starts_with(name))?;
    let after = &bare[agency.len()..];
    let digit = after.find(|c: char| c.is_ascii_digit()).filter(|at| *at <= 40)?;
    let (date, tail) = after[digit..].split_once('日')?;
    let day = match date.split_once('月') {
        Some((month, day)) => valid_day(month.parse().ok()?, day.parse().ok()?),
        None if date.bytes().all(|byte| byte.is_ascii_digit()) => None,
        None => return None,
    };
    let wired = tail.find(['电', '電']).filter(|at| *at <= LONGEST_BYTES)?;
    let place = &after[..digit];
    let mut rest = text.len() - tail.len() + wired + '电'.len_utf8();
    if opened > 0 {
        rest +=
            text[rest..].chars().next().filter(|c| ")）".contains(*c)).map_or(0, char::len_utf8);
    }
    let agency = Some(&bare[..agency.len()]);
    Some(Dateline { place, path: place_path(place), agency, day, rest })
}
