//! Place lines that full stops, strokes or a colon part from the story, and those that the agency
//! opens.

use super::{
    Dateline, is_place_shaped, is_shouted, is_upper, month_and_day, place_path, separator,
    spelled_out,
};
use crate::enrich::agencies;

/// The farthest a colon is looked for, in bytes: "NEW DELHI:" is short.
const FARTHEST_COLON: usize = 40;

/// `(ANSA) - ROMA, 13 NOV - Il traghetto`: the agency comes first.
pub(super) fn agency_first(text: &str) -> Option<Dateline<'_>> {
    let (agency, after) = text.strip_prefix('(')?.split_once(')')?;
    let after = after.trim_start_matches([' ', '-', '–', '—']);
    if !agencies::is_known_in(agency) {
        return None;
    }
    let found = spelled_out(after)?;
    let rest = text.len() - after.len() + found.rest;
    (found.path.is_some()).then_some(Dateline { agency: Some(agency), rest, ..found })
}

/// `МОСКВА, 13 ноября. /ТАСС/. Паром`, `Москва. 13 ноября. INTERFAX.RU - Паром`.
pub(super) fn stopped(text: &str) -> Option<Dateline<'_>> {
    stroked(text).or_else(|| in_sentences(text))
}

fn stroked(text: &str) -> Option<Dateline<'_>> {
    let line = text.lines().next()?;
    let (head, after) = line.split_once(". /")?;
    let (agency, after) = after.split_once("/.")?;
    let (place, printed) = head.split_once(", ").unwrap_or((head, ""));
    let sure = agencies::is_known_in(agency) && is_place_shaped(place);
    let rest = line.len() - after.len();
    let day = month_and_day(printed);
    sure.then(|| Dateline { place, path: place_path(place), agency: Some(agency), day, rest })
}

fn in_sentences(text: &str) -> Option<Dateline<'_>> {
    let (end, rest) = separator(text)?;
    let mut parts = text[..end].splitn(3, ". ");
    let (place, printed, agency) = (parts.next()?, parts.next()?, parts.next()?.trim());
    let day = month_and_day(printed)?;
    let path = place_path(place)?;
    let sure = agencies::is_known_in(agency);
    sure.then_some(Dateline { place, path: Some(path), agency: Some(agency), day: Some(day), rest })
}

/// `NEW DELHI: The ferry`: a city in capitals before a colon; a country there is a heading.
pub(super) fn before_colon(text: &str) -> Option<Dateline<'_>> {
    let (place, after) = text.split_once(": ")?;
    if place.len() > FARTHEST_COLON || !is_place_shaped(place) || !is_upper(place) {
        return None;
    }
    let path = place_path(place).filter(|path| path.len() > COUNTRY_DEPTH)?;
    let goes_on = after.starts_with(char::is_uppercase) && !is_shouted(after);
    let rest = text.len() - after.len();
    goes_on.then_some(Dateline { place, path: Some(path), agency: None, day: None, rest })
}

/// How many steps lead to a country: continent, area, itself.
const COUNTRY_DEPTH: usize = 3;
