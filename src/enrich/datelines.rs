//! The place line that opens a text: `SEOUL, Nov. 13 (Yonhap) -- South Korea's …`.
//!
//! What is taken for one has three parts: a place, something that shows it is meant as a dateline
//! (a day, an agency, or a place we know in the right spelling), and a separator. Anything less is
//! an ordinary sentence.

mod brackets;
mod stops;

use crate::enrich::agencies;
use crate::enrich::places::{self, fold};
use crate::text::months;

/// The place line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline<'a> {
    /// The place as printed: `SEOUL, South Korea`.
    pub place: &'a str,
    /// Its path, where it is known: `142`, `030`, `KR`, `seoul`.
    pub path: Option<Vec<String>>,
    /// The agency as printed: `Yonhap`, `tca/dpa`.
    pub agency: Option<&'a str>,
    /// Month and day of the month.
    pub day: Option<(u32, u32)>,
    /// The byte of the text at which the story itself begins.
    pub rest: usize,
}

/// The farthest a separator is looked for, in bytes.
const LONGEST_BYTES: usize = 160;

/// What stands between a dateline and its story; the longer forms first.
const SEPARATORS: [&str; 12] =
    [" -- ", " --- ", " - ", " — ", " – ", " _ ", " ― ", "— ", "– ", "-- ", " —", " –"];

/// The place line that opens `first_paragraph`, if one does.
pub fn dateline(first_paragraph: &str) -> Option<Dateline<'_>> {
    let start = first_paragraph.len() - first_paragraph.trim_start().len();
    let text = &first_paragraph[start..];
    let mut found = brackets::bracketed(text)
        .or_else(|| brackets::wired(text))
        .or_else(|| stops::agency_first(text))
        .or_else(|| stops::stopped(text))
        .or_else(|| spelled_out(text))
        .or_else(|| stops::before_colon(text))?;
    let after = &text[found.rest..];
    found.rest += start + after.len() - after.trim_start().len();
    Some(found)
}

/// The path of a place as a dateline prints it: `SEOUL`, `LONDON, Ont.`, `TOKYO/SEOUL` (the first).
pub fn place_path(printed: &str) -> Option<Vec<String>> {
    let (place, within) = match printed.split_once(',') {
        Some((place, within)) => (place, Some(within.trim())),
        None => (printed, None),
    };
    let folded = fold(place.split('/').next().unwrap_or(place));
    let codes = within.map(countries_within).unwrap_or_default();
    if let Some(first) = codes.first() {
        // "TBILISI, Georgia" is no town in the state of that name.
        let city_in = |code: &&str| places::cities(&folded).find(|city| city.country == *code);
        let city = codes.iter().find_map(city_in);
        return Some(city.map_or_else(|| places::path_of_country(first), |city| city.path()));
    }
    let country = places::countries_called(&folded).find(|place| place.is_country());
    let city = places::cities(&folded).next();
    match (city, country) {
        // Singapore is both; Peru is a country before it is a town elsewhere; Salvador is the city
        // in Brazil, although some languages call El Salvador so.
        (Some(city), Some(country))
            if city.country != country.code && fold(country.name) == folded =>
        {
            Some(country.path())
        }
        (Some(city), _) => Some(city.path()),
        (None, Some(country)) => Some(country.path()),
        (None, None) => places::country_of_part(place).map(places::path_of_country),
    }
}

/// The countries that may be meant by what follows the comma: a state, a province, a country.
fn countries_within(within: &str) -> Vec<&'static str> {
    let within = within.rsplit(',').next().unwrap_or(within);
    let folded = fold(within);
    let country = places::countries_called(&folded).find(|place| place.is_country());
    let part = places::country_of_part(within);
    part.into_iter().chain(country.map(|place| place.code)).collect()
}

/// `SEOUL, South Korea, Nov. 13 (AP) — `
fn spelled_out(text: &str) -> Option<Dateline<'_>> {
    let (head_end, rest) = separator(text)?;
    let head = text[..head_end].trim_end();
    let (head, mut agency) = credit(head);
    let mut place = head.trim_end_matches([',', ' ']);
    let mut day = None;
    while let Some((before, last)) = place.rsplit_once(',') {
        match month_and_day(last) {
            Some(read) => day = Some(read),
            None if is_year(last) => {}
            // "TOKYO, Nov. 13, Kyodo - ": no bracket is around the agency.
            None if agency.is_none() && day.is_none() && agencies::is_known_in(last) => {
                agency = Some(last.trim());
            }
            None => break,
        }
        place = before.trim_end();
    }
    let mut found = Dateline { place, path: place_path(place), agency, day, rest };
    if found.agency.is_none()
        && let Some((name, end)) = credit_after(&text[rest..])
    {
        agency = Some(name);
        found = Dateline { agency, rest: rest + end, ..found };
    }
    is_meant(&found, &text[found.rest..]).then_some(found)
}

/// Whether what was read is a dateline and not the beginning of a sentence or a headline.
fn is_meant(found: &Dateline<'_>, rest: &str) -> bool {
    let known_agency = found.agency.is_some_and(agencies::is_known_in);
    let marked = found.day.is_some() || known_agency;
    let first = found.place.split(',').next().unwrap_or("");
    if !is_place_shaped(found.place) {
        return false;
    }
    if marked {
        return is_upper(first) || found.path.is_some();
    }
    let continues =
        rest.trim_start().chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    found.path.is_some()
        && continues
        && !MONTHS.contains(&fold(first).as_str())
        && !is_shouted(rest)
        && !opens_with_place(rest)
}

/// Months that are towns as well.
const MONTHS: [&str; 3] = ["march", "may", "august"];

/// Few words, begun by a letter, with no sentence and no day in them.
fn is_place_shaped(place: &str) -> bool {
    let words = place.split_whitespace().count();
    (1..=7).contains(&words)
        && place.chars().next().is_some_and(char::is_alphabetic)
        && !place.contains([':', ';', '?', '!', '"', '“', '”', '(', ')'])
        && !place.contains(|c: char| c.is_ascii_digit())
        && place.matches(',').count() <= 2
}

/// Whether every letter with two cases is upper-case.
fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether a text goes on in capitals, as headlines do.
fn is_shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).take(24).peekable();
    letters.peek().is_some_and(|c| c.is_uppercase()) && letters.all(|c| c.is_uppercase())
}

/// `London - Paris flights were cancelled` names a route.
fn opens_with_place(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    word.is_some_and(|word| {
        places::cities(&fold(word)).next().is_some_and(|city| !city.name.is_empty())
    }) && text.split_whitespace().nth(1).is_some_and(|next| next.starts_with(char::is_lowercase))
        && !text.contains(" said")
}

/// Where the head ends and the story begins, at the first separator.
fn separator(text: &str) -> Option<(usize, usize)> {
    let line = text.lines().next().unwrap_or("");
    let mut limit = line.len().min(LONGEST_BYTES);
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = &line[..limit];
    // "SYDNEY (Dow Jones)--Australian", "Madrid (EFE).- El": the credit's bracket touches the dash.
    let touching = [")--", ").-", ")-"]
        .into_iter()
        .find_map(|mark| window.find(mark).map(|at| (at + 1, at + mark.len())));
    let earliest = SEPARATORS
        .iter()
        .filter_map(|mark| window.find(mark).map(|at| (at, at + mark.len())))
        .chain(touching)
        .min_by_key(|(at, end)| (*at, usize::MAX - *end));
    earliest.or_else(|| window.strip_suffix(" -").map(|head| (head.len(), window.len())))
}

/// Splits `LONDON (Reuters)` into the place and the agency.
fn credit(head: &str) -> (&str, Option<&str>) {
    let split = head.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    match split {
        Some((before, agency)) if is_credit_shaped(agency) => (before, Some(agency.trim())),
        _ => (head, None),
    }
}

fn is_credit_shaped(agency: &str) -> bool {
    !agency.trim().is_empty() && agency.chars().count() <= 40
}

/// An agency named after the separator: `РИА Новости. Министр …`, `Reuters - The …`.
fn credit_after(rest: &str) -> Option<(&str, usize)> {
    let end =
        rest.find([':', '.']).into_iter().chain(rest.find(" - ")).chain(rest.find(" — ")).min()?;
    let name = rest[..end].trim();
    let mark = rest[end..].chars().next().map_or(1, char::len_utf8);
    let after = rest[end..].trim_start_matches([' ', '-', '—']);
    let end =
        if mark == 1 && !rest[end..].starts_with(' ') { end + 1 } else { rest.len() - after.len() };
    agencies::is_known_in(name).then_some((name, end))
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn valid_day(month: u32, day: u32) -> Option<(u32, u32)> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// `Nov. 13`, `13 Nov`, `13 ноя`, `13. November`, `Nov. 13, 2019` without its year.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let mut month = None;
    let mut day = None;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(['.', ',', 'º']);
        if let Ok(number) = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>()
        {
            if number < 1000 && day.replace(number).is_some() {
                return None;
            }
        } else if bare == "de" {
            continue;
        } else if month.replace(months::number(bare)?).is_some() {
            return None;
        }
    }
    valid_day(month?, day?)
}

#[cfg(test)]
mod tests;
