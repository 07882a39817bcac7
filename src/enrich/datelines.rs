//! The place line that opens a text: `SEOUL, Nov. 13 (Yonhap) -- South Korea's …`.
//!
//! What is taken for one has three parts: a place, something that shows it is meant as a dateline
//! (a day, an agency, or a place we know in the right spelling), and a separator. Anything less is
//! an ordinary sentence.

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
    let mut found = bracketed(text).or_else(|| wired(text)).or_else(|| spelled_out(text))?;
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
    if let Some(code) = within.and_then(country_within) {
        let city = places::cities(&folded).find(|city| city.country == code);
        return Some(city.map_or_else(|| places::path_of_country(code), |city| city.path()));
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

/// The country meant by what follows the comma: a state, a province, a country.
fn country_within(within: &str) -> Option<&'static str> {
    let within = within.rsplit(',').next().unwrap_or(within);
    if let Some(code) = places::country_of_part(within) {
        return Some(code);
    }
    places::countries_called(&fold(within)).find(|place| place.is_country()).map(|place| place.code)
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
    found.path.is_some() && continues && !is_shouted(rest) && !opens_with_place(rest)
}

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
    // "SYDNEY (Dow Jones)--Australian": the credit's bracket touches the dashes.
    let touching = window.find(")--").map(|at| (at + 1, at + 3));
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

/// `【ワシントン時事】`, `[서울=뉴시스]`, `(서울=연합뉴스)`.
fn bracketed(text: &str) -> Option<Dateline<'_>> {
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
    let (place, agency) = match inside.split_once('=') {
        Some((place, agency)) => (place.trim(), Some(agency.trim())),
        None if open == '【' => known_head(inside)?,
        None => return None,
    };
    let path = place_path(place);
    let marked = path.is_some() || agency.is_some_and(agencies::is_known_in);
    marked.then_some(Dateline { place, path, agency, day: None, rest })
}

/// The longest known place that begins a text written without spaces, and what follows it.
fn known_head(text: &str) -> Option<(&str, Option<&str>)> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let end = ends.into_iter().find(|end| place_path(&text[..*end]).is_some())?;
    let agency =
        text[end..].split(['＝', '=']).next().map(str::trim).filter(|name| !name.is_empty());
    Some((&text[..end], agency))
}

/// `新华社北京11月13日电`, also between brackets and with a reporter's name before 电.
fn wired(text: &str) -> Option<Dateline<'_>> {
    let bare = text.trim_start_matches(['（', '(']);
    let opened = text.len() - bare.len();
    let agency = ["新华社", "新華社", "中新社", "中新网", "中央社"]
        .into_iter()
        .find(|name| bare.starts_with(name))?;
    let after = &bare[agency.len()..];
    let digit = after.find(|c: char| c.is_ascii_digit()).filter(|at| *at <= 40)?;
    let (month, tail) = after[digit..].split_once('月')?;
    let (day, _) = tail.split_once('日')?;
    let ends = after.find(['电', '電']).filter(|at| *at <= LONGEST_BYTES)?;
    let place = &after[..digit];
    let mut rest = opened + agency.len() + ends + '电'.len_utf8();
    if opened > 0 {
        rest +=
            text[rest..].chars().next().filter(|c| ")）".contains(*c)).map_or(0, char::len_utf8);
    }
    let day = valid_day(month.parse().ok()?, day.parse().ok()?);
    Some(Dateline {
        place,
        path: place_path(place),
        agency: Some(&bare[..agency.len()]),
        day,
        rest,
    })
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
mod tests {
    use super::*;

    fn check(text: &str, place: &str, country: &str, rest: &str) {
        let found = dateline(text).unwrap_or_else(|| panic!("a dateline opens {text}"));
        assert_eq!(found.place, place, "{text}");
        let code = found.path.as_ref().and_then(|path| path.get(2)).map_or("", String::as_str);
        assert_eq!(code, country, "{text}");
        assert_eq!(&text[found.rest..], rest, "{text}");
    }

    fn credited(text: &str) -> (Option<&str>, Option<(u32, u32)>) {
        let found = dateline(text).unwrap_or_else(|| panic!("a dateline opens {text}"));
        (found.agency, found.day)
    }

    #[test]
    fn a_place_an_agency_and_a_dash_open_a_wire_story() {
        check("SEOUL (Reuters) - South Korea said", "SEOUL", "KR", "South Korea said");
        check("SEOUL, South Korea (AP) — South", "SEOUL, South Korea", "KR", "South");
        check("SEOUL, Nov. 13 (Yonhap) -- South Korea's", "SEOUL", "KR", "South Korea's");
        check("BUENOS AIRES, Argentina (AP) _ For", "BUENOS AIRES, Argentina", "AR", "For");
        check("San Diego (tca/dpa) - History says", "San Diego", "US", "History says");
        check("    SALVADOR, Feb 26 - ", "SALVADOR", "BR", "");
        check("SYDNEY (Dow Jones)--Australian", "SYDNEY", "AU", "Australian");
        check("TOKYO/SEOUL (Reuters) - Japan", "TOKYO/SEOUL", "JP", "Japan");
        assert_eq!(credited("SEOUL, Nov. 13 (Yonhap) -- South"), (Some("Yonhap"), Some((11, 13))));
        assert_eq!(credited("San Diego (tca/dpa) - History"), (Some("tca/dpa"), None));
        assert_eq!(credited("BONN, Jan. 3, 1987 - The"), (None, Some((1, 3))));
    }

    #[test]
    fn a_place_line_in_another_script_is_one_too() {
        check("HÀ NỘI — Việt Nam and", "HÀ NỘI", "VN", "Việt Nam and");
        check("【ワシントン時事】米国防総省は", "ワシントン", "US", "米国防総省は");
        check("МОСКВА, 13 ноя - РИА Новости. Министр", "МОСКВА", "RU", "Министр");
        check("(서울=연합뉴스) 홍길동 기자", "서울", "KR", "홍길동 기자");
        check("[서울=뉴시스] 정부는", "서울", "KR", "정부는");
        check("新华社北京11月13日电 国防部", "北京", "CN", "国防部");
    }

    #[test]
    fn an_agency_is_read_in_any_script() {
        let moscow = credited("МОСКВА, 13 ноя - РИА Новости. Министр");
        assert_eq!(moscow, (Some("РИА Новости"), Some((11, 13))));
        assert_eq!(credited("【ワシントン時事】米国防総省は"), (Some("時事"), None));
        assert_eq!(credited("(서울=연합뉴스) 홍길동 기자"), (Some("연합뉴스"), None));
        assert_eq!(credited("新华社北京11月13日电 国防部"), (Some("新华社"), Some((11, 13))));
    }

    #[test]
    fn a_state_or_country_after_the_comma_decides() {
        check("LONDON, Ont., March 3 - ", "LONDON, Ont.", "CA", "");
        check("ARMONK, N.Y., March 2 - IBM said", "ARMONK, N.Y.", "US", "IBM said");
        check("PARIS, Texas (AP) - A", "PARIS, Texas", "US", "A");
        assert_eq!(place_path("London").map(|path| path[2].clone()).as_deref(), Some("GB"));
    }

    #[test]
    fn a_place_on_no_map_has_no_path() {
        check("UNITED NATIONS, Nov 13 (Reuters) - The", "UNITED NATIONS", "", "The");
        check("ABOARD THE USS RONALD REAGAN (AP) — The", "ABOARD THE USS RONALD REAGAN", "", "The");
    }

    #[test]
    fn an_ordinary_sentence_has_no_dateline() {
        for text in [
            "WASHINGTON — which is not a dateline when the sentence merely starts so",
            "London - Paris flights were cancelled",
            "APPLE (AAPL) - Shares of the company rose",
            "BREAKING NEWS - The president has resigned",
            "CHINA - A NEW ERA BEGINS FOR THE PARTY OF MAO",
            "BAHIA COCOA REVIEW",
            "OCTOBER 14, 2004 (REUTERS) - Sun Microsystems",
            "South Korea and Japanese defense chiefs plan to meet next week - in Bangkok",
            "On Nov. 13 - a Wednesday - the ministers met",
            "The pact (GSOMIA) - signed in 2016 - ends",
            "- a list item - with dashes",
            "(Reuters) and nothing more",
            "",
            "   ",
            "—",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
