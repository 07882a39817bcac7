//! The tests of feedparser (Python, BSD): files that each say in a comment what is to be read from
//! them, `Expect: not bozo and entries[0]['title'] == 'Example title'`.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use morgue::clipping::{Draft, LabelName};

use crate::Done;
use crate::options::Options;
use crate::wire::{Rate, files, read, same, seconds, values};

/// What feedparser calls the parts of an entry, and what they are here.
const FIELDS: &[(&str, &str)] = &[
    ("['title']", "title"),
    (".title", "title"),
    ("['title_detail']['value']", "title"),
    ("['link']", "link"),
    (".link", "link"),
    ("['author']", "author"),
    ("['author_detail']['name']", "author"),
    ("['authors'][0]['name']", "author"),
    ("['published']", "date"),
    ("['updated']", "date"),
    ("['created']", "date"),
    ("['published_parsed']", "date"),
    ("['updated_parsed']", "date"),
    ("['created_parsed']", "date"),
    ("['id']", "id"),
    ("['guid']", "id"),
    ("['description']", "words"),
    ("['summary']", "words"),
    ("['summary_detail']['value']", "words"),
    ("['content'][0]['value']", "words"),
];

/// Prints the shares.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let mut rates: BTreeMap<&str, Rate> = BTreeMap::new();
    let (mut without, mut losses) = (0, options.losses);
    for file in files(folder) {
        let bytes = std::fs::read(&file)?;
        let text = String::from_utf8_lossy(&bytes);
        // What a server says of a file is not in the file; addresses of the test's own server are
        // counted from where it lay there.
        if text.contains("Header:") || text.contains("127.0.0.1") {
            continue;
        }
        let Some(line) = text.lines().find_map(|line| line.trim().strip_prefix("Expect:")) else {
            continue;
        };
        let shown = file.display().to_string();
        for (place, field, wanted) in expectations(line) {
            let drafts = drafts(&shown, &bytes, field);
            let Some(draft) = drafts.get(place) else {
                without += 1;
                continue;
            };
            if field == "words" && plain(&wanted).is_empty() {
                continue;
            }
            let right = holds(draft, field, &wanted);
            rates.entry(field).or_default().count(right);
            if !right && losses > 0 {
                losses -= 1;
                println!("    {field} of {shown}: wanted {wanted:?}, {:?}", draft);
            }
        }
    }
    println!("\nfeedparser | right | share");
    for (field, rate) in &rates {
        println!("{field} | {}", rate.told());
    }
    println!("entries that have no words and are not asked for any: {without}");
    Ok(())
}

/// The articles of a feed. Where a field is asked for that stands alone in its entry, it gets a
/// description.
fn drafts(shown: &str, bytes: &[u8], field: &str) -> Vec<Draft> {
    let found = read(shown, bytes);
    if field == "words" || field == "title" || found.left_out == 0 {
        return found.drafts;
    }
    let text = String::from_utf8_lossy(bytes);
    let mut filled = String::new();
    let mut rest = text.as_ref();
    while let Some(at) = ["<item", "<entry", ":entry", ":item", "<ITEM"]
        .iter()
        .filter_map(|tag| rest.find(tag))
        .min()
    {
        let Some(end) = rest[at..].find('>') else { break };
        let (tag, after) = rest.split_at(at + end + 1);
        let (tag, close) = match tag.strip_suffix("/>") {
            Some(open) => (format!("{open}>"), "</ITEM>"),
            None => (tag.to_owned(), ""),
        };
        filled.push_str(&tag);
        let closing = tag.contains("</");
        let start = tag.rfind('<').unwrap_or(0);
        let prefix = tag[start + 1..].split_once(':').map_or("", |(prefix, _)| prefix);
        let prefix = if prefix.bytes().all(|b| b.is_ascii_alphanumeric()) && !prefix.is_empty() {
            format!("{prefix}:")
        } else {
            String::new()
        };
        if !(closing && tag[start..].starts_with("</")) {
            let name = if tag[start..].contains("ITEM") { "ABSTRACT" } else { "summary" };
            filled.push_str(&format!("<{prefix}{name}>Words.</{prefix}{name}>{close}"));
        }
        rest = after;
    }
    filled.push_str(rest);
    read(shown, filled.as_bytes()).drafts
}

/// The equations of a line that speak of a part of an entry: which entry, which part, what value.
fn expectations(line: &str) -> Vec<(usize, &'static str, String)> {
    let mut found = Vec::new();
    for equation in line.split(" and ") {
        let Some((left, right)) = equation.split_once("==") else { continue };
        let left = left.trim().trim_start_matches(['(', ' ']);
        let Some(rest) = left.strip_prefix("entries[") else { continue };
        let Some((place, rest)) = rest.split_once(']') else { continue };
        let field = FIELDS.iter().find(|(theirs, _)| *theirs == rest.trim());
        if let (Ok(place), Some((_, field))) = (place.parse(), field) {
            found.extend(value(right.trim()).map(|value| (place, *field, value)));
        }
    }
    found
}

/// A Python string or a tuple of a date, as text.
fn value(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['u', 'b']);
    let quote = text.chars().next()?;
    if quote == '(' {
        return Some(text.trim_end_matches("-->").trim().to_owned());
    }
    if !matches!(quote, '\'' | '"') {
        return None;
    }
    let mut out = String::new();
    let mut rest = text[1..].chars();
    while let Some(character) = rest.next() {
        match character {
            c if c == quote => return Some(out),
            '\\' => {
                let kind = rest.next()?;
                let digits = match kind {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    'n' => {
                        out.push('\n');
                        continue;
                    }
                    't' => {
                        out.push('\t');
                        continue;
                    }
                    other => {
                        out.push(other);
                        continue;
                    }
                };
                let code: String = rest.by_ref().take(digits).collect();
                out.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32)?);
            }
            other => out.push(other),
        }
    }
    None
}

fn holds(draft: &Draft, field: &str, wanted: &str) -> bool {
    let any = |name: LabelName, matches: &dyn Fn(&str) -> bool| {
        values(draft, name).into_iter().any(matches)
    };
    match field {
        // What is stated to be plain text may hold what looks like a tag.
        "title" => {
            let title = draft.title.as_deref().unwrap_or("");
            same(title, &plain(wanted)) || same(title, wanted)
        }
        "link" => any(LabelName::Url, &|url| url == wanted),
        // feedparser keeps the address beside the name.
        "author" => any(LabelName::Byline, &|name| wanted.contains(name) || name.contains(wanted)),
        "date" => {
            let seconds_wanted = tuple(wanted).or_else(|| seconds(wanted));
            let right = |printed: &str| {
                printed == wanted || seconds(printed) == seconds_wanted && seconds_wanted.is_some()
            };
            any(LabelName::Published, &right) || any(LabelName::Updated, &right)
        }
        "id" => draft.native.as_deref().is_some_and(|id| same(id, &format!("feed:{wanted}"))),
        _ => {
            let texts = draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
            let texts: String = texts.collect::<Vec<_>>().join(" ");
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let (found, raw) = (squeezed(&texts), squeezed(wanted));
            let wanted = squeezed(&plain(wanted));
            found.contains(&wanted)
                || found == raw
                || any(LabelName::Other, &|other| squeezed(other) == wanted)
        }
    }
}

/// Seconds from 1970 of a Python time tuple in UTC.
fn tuple(text: &str) -> Option<i64> {
    let inside = text.strip_prefix('(')?.split(')').next()?;
    let parts: Vec<i64> = inside.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    let [year, month, day, hour, minute, second, ..] = parts[..] else { return None };
    let part = |number: i64| u32::try_from(number).ok();
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(month)?, part(day)?)?;
    Some(date.and_hms_opt(part(hour)?, part(minute)?, part(second)?)?.and_utc().timestamp())
}

/// The words of a piece of HTML.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let is_tag =
            rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match rest[at..].find('>').filter(|_| is_tag) {
            Some(end) => rest = &rest[at + end + 1..],
            None => {
                out.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    let mut words = String::new();
    let mut pieces = out.split('&');
    words.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        match piece.split_once(';').and_then(|(name, rest)| Some((reference(name)?, rest))) {
            Some((character, rest)) => {
                words.push(character);
                words.push_str(rest);
            }
            None => {
                words.push('&');
                words.push_str(piece);
            }
        }
    }
    words
}

fn reference(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => match name {
            "lt" => 60,
            "gt" => 62,
            "quot" => 34,
            "apos" => 39,
            "amp" => 38,
            "nbsp" => 32,
            _ => return None,
        },
    };
    char::from_u32(code)
}
