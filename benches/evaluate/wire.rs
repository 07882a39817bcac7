//! Wires, feeds, mail and notes: whether every article of a file is accounted for, and whether what
//! is read of feeds and mail is what the collections say.
//!
//! A file's own count is that of its elements or control codes, counted as text; articles read and
//! articles left out with a note must add up to it. Of feedparser's tests those are asked that expect
//! headline, date, author, link or words of an entry; where an entry has nothing but the field in
//! question, a description is put into it, since an entry without words is no clipping.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use morgue::clipping::{Draft, LabelName};
use morgue::enrich::dates::{self, Hints};
use morgue::intake::{self, Outcome, Source};

use crate::options::Options;
use crate::{Done, feed_tests, pages};

/// The collections whose articles are counted, with the ends of names of their files.
const COUNTED: &[(&str, &str, &[&str])] = &[
    ("superdesk", "superdesk/tests/io/fixtures", &[""]),
    ("NewsML-G2", "newsml-g2/examples", &["xml"]),
    ("ninjs", "ninjs", &["json", "xml"]),
    ("feedparser", "feedparser/tests", &["xml", "json"]),
    ("enex", "enex/test/data", &["enex"]),
    ("mail-parser", "mail-parser/resources", &["eml", "", "2,RDF,", "2,FP", "2,TDR", "2,STln"]),
];

/// What reading a file came to.
pub(crate) struct Read {
    /// By whom it was read; why not, otherwise.
    pub(crate) by: String,
    /// Its articles.
    pub(crate) drafts: Vec<Draft>,
    /// How many gave none.
    pub(crate) left_out: u32,
    /// What was odd.
    pub(crate) notes: Vec<String>,
}

/// Reads a file as an ingest does.
pub(crate) fn read(path: &str, bytes: &[u8]) -> Read {
    let mut drafts = Vec::new();
    let source = Source { path, bytes };
    let options = intake::Options::default();
    let outcome = intake::read(&source, &options, &mut |article| drafts.push(article.draft));
    match outcome {
        Outcome::Read { reader, left_out, notes, .. } => {
            let notes = notes.into_iter().map(|note| note.message).collect();
            Read { by: reader.to_owned(), drafts, left_out, notes }
        }
        Outcome::Skipped { reason } => {
            Read { by: reason.told(), drafts, left_out: 0, notes: Vec::new() }
        }
    }
}

/// What counting gave for one format.
#[derive(Debug, Default)]
struct Counts {
    files: u32,
    articles: usize,
    left_out: u32,
    counted: usize,
    off: Vec<String>,
}

/// Prints the tables.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    counts(options, folder)?;
    feed_tests::run(options, &folder.join("feedparser/tests"))?;
    mail(options, &folder.join("mail-parser/resources/eml"))
}

fn counts(options: &Options, folder: &Path) -> Done {
    println!(
        "collection | read as | files | clippings | left out | counted in the files | files off"
    );
    for (name, path, ends) in COUNTED {
        let mut by_reader: BTreeMap<String, Counts> = BTreeMap::new();
        for file in files(&folder.join(path)) {
            let end =
                file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let end = end.rsplit_once('.').map_or("", |(_, end)| end).to_owned();
            let wanted = ends.contains(&"") || ends.iter().any(|known| end.ends_with(known));
            if !wanted || end == "md" || name == &"mail-parser" && end == "json" {
                continue;
            }
            let bytes = std::fs::read(&file)?;
            let shown = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
            let read = read(&shown, &bytes);
            let counts = by_reader.entry(read.by.clone()).or_default();
            counts.files += 1;
            counts.articles += read.drafts.len();
            counts.left_out += read.left_out;
            if let Some(counted) = counted(&read.by, &bytes) {
                counts.counted += counted;
                if counted != read.drafts.len() + read.left_out as usize {
                    let told = read.notes.join("; ");
                    let drafts = read.drafts.len();
                    counts.off.push(format!("{shown}: {drafts} of {counted} ({told})"));
                }
            }
        }
        for (reader, counts) in &by_reader {
            let Counts { files, articles, left_out, counted, off } = counts;
            println!(
                "{name} | {reader} | {files} | {articles} | {left_out} | {counted} | {}",
                off.len()
            );
            off.iter().take(options.losses).for_each(|off| println!("    {off}"));
        }
    }
    Ok(())
}

/// How many articles a file has by a count of its own; nothing where there is none.
fn counted(reader: &str, bytes: &[u8]) -> Option<usize> {
    let text = text_of(bytes);
    let elements = |names: &[&str]| names.iter().map(|name| openings(&text, name)).sum();
    Some(match reader {
        "NITF" => 1,
        "NewsML" => elements(&["NewsItem"]),
        "NewsML-G2" => elements(&["newsItem"]),
        "feed" => elements(&["item", "entry", "ITEM"]),
        // Pictures are items there.
        "WordPress export" => {
            let pictures = ["post_type>attachment", "post_type><![CDATA[attachment"];
            let pictures: usize = pictures.iter().map(|mark| text.matches(mark).count()).sum();
            elements(&["item"]) - pictures
        }
        "Evernote export" => elements(&["note"]),
        "ANPA 1312" | "IPTC 7901" => bytes.iter().filter(|byte| **byte == 1).count(),
        _ => return None,
    })
}

/// UTF-16 and UTF-32 with their zeros left out, so that their tags can be counted.
fn text_of(bytes: &[u8]) -> String {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// How often an element begins, outside CDATA and comments.
fn openings(text: &str, name: &str) -> usize {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(at) = [rest.find("<!--"), rest.find("<![CDATA[")].into_iter().flatten().min() {
        bare.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<!--") { "-->" } else { "]]>" };
        rest = rest[at..].find(end).map_or("", |close| &rest[at + close + end.len()..]);
    }
    bare.push_str(rest);
    bare.match_indices(name)
        .filter(|(at, _)| {
            let before = bare[..*at].rsplit('<').next().unwrap_or("");
            let prefix = before.is_empty()
                || before.ends_with(':')
                    && before[..before.len() - 1].bytes().all(|b| b.is_ascii_alphanumeric());
            let opened = bare[..*at].len() > before.len();
            let after = &bare[at + name.len()..];
            prefix && opened && after.starts_with([' ', '>', '/', '\n', '\r', '\t'])
        })
        .count()
}

/// Every file below a folder, in the order of their paths.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A share of tests that came out right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rate {
    /// Tests that came out right.
    pub(crate) right: u32,
    /// Tests that were asked.
    pub(crate) asked: u32,
}

impl Rate {
    /// Counts one test.
    pub(crate) fn count(&mut self, right: bool) {
        self.asked += 1;
        self.right += u32::from(right);
    }

    /// `12 of 13 | 0.923`.
    pub(crate) fn told(self) -> String {
        let share = f64::from(self.right) / f64::from(self.asked.max(1));
        format!("{} of {} | {share:.3}", self.right, self.asked)
    }
}

/// The values of a draft's labels.
pub(crate) fn values(draft: &Draft, name: LabelName) -> Vec<&str> {
    draft.labels.iter().filter(|l| l.name == name).map(|l| l.value.as_str()).collect()
}

/// Seconds from 1970 of a date as printed, in UTC where it says its zone.
pub(crate) fn seconds(printed: &str) -> Option<i64> {
    let hints = Hints { language: None, order: None, captured: None, now: pages::present() };
    let (moment, _) = dates::read(printed, &hints)?;
    let east = moment.zone.as_ref().and_then(|zone| zone.offset_minutes).unwrap_or(0);
    Some(moment.from_seconds() - i64::from(east) * 60)
}

/// Mail against what mail-parser's tests expect of it.
fn mail(options: &Options, folder: &Path) -> Done {
    let (mut subject, mut sender, mut date) = (Rate::default(), Rate::default(), Rate::default());
    let mut words = Rate::default();
    let mut losses = options.losses;
    for file in files(folder) {
        let expected = file.with_extension("json");
        if file.extension().is_none_or(|end| end != "eml") || !expected.is_file() {
            continue;
        }
        let shown = file.display().to_string();
        let read = read(&shown, &std::fs::read(&file)?);
        let expected: serde_json::Value = serde_json::from_slice(&std::fs::read(&expected)?)?;
        let has_body = ["html_body", "text_body"]
            .iter()
            .any(|key| expected[key].as_array().is_some_and(|list| !list.is_empty()));
        if has_body {
            words.count(!read.drafts.is_empty());
            if read.drafts.is_empty() && losses > 0 {
                println!(
                    "    no words in {shown}, read as {} ({})",
                    read.by,
                    read.notes.join("; ")
                );
            }
        }
        let Some(draft) = read.drafts.first() else { continue };
        let empty = Vec::new();
        let headers = expected["parts"][0]["headers"].as_array().unwrap_or(&empty);
        let header =
            |name: &str| headers.iter().rev().find(|h| h["name"] == name).map(|h| &h["value"]);
        let mut told = |what: &str, right: bool| {
            if !right && losses > 0 {
                losses -= 1;
                println!("    {what} of {shown}: {:?} {:?}", draft.title, draft.labels);
            }
            right
        };
        if let Some(text) = header("subject").and_then(|value| value["Text"].as_str())
            && !text.trim().is_empty()
        {
            let title = draft.title.as_deref().unwrap_or("");
            subject.count(told("subject", same(title, text)));
        }
        let from = header("from").map(|value| &value["Address"]["List"][0]);
        if let Some(name) = from.and_then(|from| from["name"].as_str()) {
            let all = [LabelName::Byline, LabelName::Outlet].map(|label| values(draft, label));
            sender.count(told("sender", all.concat().iter().any(|value| same(value, name))));
        }
        if let Some(wanted) = header("date").and_then(|value| day(&value["DateTime"])) {
            let printed = values(draft, LabelName::Published);
            let found = printed.first().and_then(|printed| {
                let hints =
                    Hints { language: None, order: None, captured: None, now: pages::present() };
                Some(dates::read(printed, &hints)?.0.local.date())
            });
            date.count(told("date", found == Some(wanted)));
        }
    }
    println!("\nmail-parser | right | share");
    for (name, rate) in [
        ("messages with words", words),
        ("subject", subject),
        ("sender", sender),
        ("day sent", date),
    ] {
        println!("{name} | {}", rate.told());
    }
    Ok(())
}

fn day(date: &serde_json::Value) -> Option<NaiveDate> {
    let part = |key: &str| date[key].as_u64().and_then(|number| u32::try_from(number).ok());
    NaiveDate::from_ymd_opt(i32::try_from(part("year")?).ok()?, part("month")?, part("day")?)
}

/// Whether two texts have the same words.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
