//! Reuters-21578 read without morgue, by a few lines of its own: what a plain program would index,
//! and the JSON Lines that sizes are compared with.

use std::path::{Path, PathBuf};

use crate::Done;

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its `NEWID`.
    pub(crate) id: u64,
    /// Its headline; the first words where it has none.
    pub(crate) title: String,
    /// Year, month, day: `1987-02-26`.
    pub(crate) date: String,
    /// Its PLACES.
    pub(crate) places: Vec<String>,
    /// Its TOPICS.
    pub(crate) topics: Vec<String>,
    /// Its paragraphs, an empty line between two.
    pub(crate) body: String,
}

/// The SGML files of a folder, sorted; two of them where it is to be quick.
pub(crate) fn files(folder: &Path, quick: bool) -> Done<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sgm") {
            files.push(path);
        }
    }
    files.sort();
    files.truncate(if quick { 2 } else { usize::MAX });
    Ok(files)
}

/// The articles of a folder in their order.
pub(crate) fn records(folder: &Path, quick: bool) -> Done<Vec<Record>> {
    let mut records = Vec::new();
    for file in files(folder, quick)? {
        let text: String = std::fs::read(file)?.into_iter().map(char::from).collect();
        records.extend(text.split("<REUTERS ").skip(1).map(record));
    }
    Ok(records)
}

fn record(sgml: &str) -> Record {
    let id = sgml.split("NEWID=\"").nth(1).and_then(|rest| rest.split('"').next());
    let text = element(sgml, "TEXT");
    let body = match element(text, "BODY") {
        "" => paragraphs(&clean(&without_elements(text))),
        body => paragraphs(&clean(body)),
    };
    let body = without_signature(&body).to_owned();
    let mut title = on_one_line(&clean(element(text, "TITLE")));
    if title.is_empty() {
        title = body.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
    }
    Record {
        id: id.and_then(|id| id.parse().ok()).unwrap_or(0),
        title,
        date: date(element(sgml, "DATE")),
        places: entries(element(sgml, "PLACES")),
        topics: entries(element(sgml, "TOPICS")),
        body,
    }
}

/// What stands in the first element of that name; nothing where there is none.
fn element<'a>(sgml: &'a str, name: &str) -> &'a str {
    let find = || {
        let rest = sgml.split_once(&format!("<{name}"))?.1;
        let inside = rest.split_once('>')?.1;
        Some(inside.split_once(&format!("</{name}>"))?.0)
    };
    find().unwrap_or("")
}

fn entries(list: &str) -> Vec<String> {
    let entries = list.split("<D>").skip(1);
    entries.filter_map(|entry| Some(entry.split_once("</D>")?.0.to_owned())).collect()
}

/// Without title, author and tags: what a raw text has instead of a body.
fn without_elements(text: &str) -> String {
    let mut left = text.to_owned();
    for name in ["TITLE", "AUTHOR"] {
        if let (Some(from), Some(to)) =
            (left.find(&format!("<{name}>")), left.find(&format!("</{name}>")))
        {
            left.replace_range(from..to + name.len() + 3, " ");
        }
    }
    let mut plain = String::new();
    for (index, part) in left.split('<').enumerate() {
        if index == 0 {
            plain.push_str(part);
        } else {
            plain.push(' ');
            plain.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
        }
    }
    plain
}

/// With character references resolved; those to control codes become blanks.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        let digits = rest[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
        let is_reference = digits > 0 && rest[at + 2 + digits..].starts_with(';');
        let end = if is_reference { at + 3 + digits } else { at + 2 };
        out.push_str(if is_reference { &rest[..at] } else { &rest[..end] });
        out.push_str(if is_reference { " " } else { "" });
        rest = &rest[end..];
    }
    out.push_str(rest);
    let resolved = out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let is_blanked = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n');
    resolved.chars().map(|c| if is_blanked(c) { ' ' } else { c }).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines are wrapped, and the first of a paragraph is indented by four blanks.
fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        if !out.is_empty() {
            out.push_str(if line.starts_with("    ") { "\n\n" } else { "\n" });
        }
        out.push_str(line.trim());
    }
    out
}

/// Without the agency's name under it.
fn without_signature(body: &str) -> &str {
    let end = body.trim_end();
    let from = end.len().saturating_sub("reuter".len());
    match end.get(from..) {
        Some(last) if last.eq_ignore_ascii_case("reuter") => end[..from].trim_end(),
        _ => body,
    }
}

/// `26-FEB-1987 15:01:01.79` as `1987-02-26`.
fn date(printed: &str) -> String {
    const MONTHS: &str = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";
    let mut parts = printed.split_whitespace().next().unwrap_or("").split('-');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.find(month)).map_or(0, |at| at / 4 + 1);
    let day: u32 = day.and_then(|day| day.parse().ok()).unwrap_or(0);
    format!("{}-{month:02}-{day:02}", year.unwrap_or("0000"))
}

/// The bytes of a record as a line of JSON, as Python's `json.dumps` writes it, line feed included.
pub(crate) fn json_bytes(record: &Record) -> Done<usize> {
    let string = |text: &str| serde_json::to_string(text).map(|json| json.len());
    let list = |texts: &[String]| -> Done<usize> {
        let mut bytes = "[]".len() + ", ".len() * texts.len().saturating_sub(1);
        for text in texts {
            bytes += string(text)?;
        }
        Ok(bytes)
    };
    let frame = r#"{"id": , "title": , "date": , "places": , "topics": , "body": }"#.len();
    let texts = string(&record.title)? + string(&record.date)? + string(&record.body)?;
    let lists = list(&record.places)? + list(&record.topics)?;
    Ok(frame + record.id.to_string().len() + texts + lists + 1)
}

/// The words of a text: letters and digits, in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
