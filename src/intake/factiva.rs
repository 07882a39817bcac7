//! Exports of Factiva: many articles a file, as text, as pages, as XML.
//!
//! With indexing, fields stand behind codes of two letters; without, the lines above an article are
//! told by their order around the count of its words. Either ends with the accession number, which
//! stays the same in every export.

mod article;
mod codes;
mod xml;

use super::paragraphs::{self, Line};
use super::tidy::tidy;
use super::{Account, Options, Reader, Source, counted, flat};
use crate::clipping::{Draft, Note};
use article::{Role, Row};
use codes::Field;

pub(super) use xml::Xml;

/// The reader of exports that are text.
pub(super) struct Text;

/// The reader of exports that are pages.
pub(super) struct Page;

/// Where an article of a page begins.
const ARTICLE: &str = "class=\"article ";
/// How far in front of its class a tag is looked for, in bytes.
const TAG_BYTES: usize = 256;
/// The class of a paragraph of an article.
const PARAGRAPH: &str = "articleParagraph";

impl Reader for Text {
    fn name(&self) -> &'static str {
        "Factiva"
    }

    fn version(&self) -> u32 {
        1
    }

    fn reads_documents(&self) -> bool {
        true
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        !opening.trim_start().starts_with('<')
            && codes::may_be_in(opening)
            && is_export(&rows_of_text(opening), source)
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        read(&rows_of_text(text), each)
    }
}

impl Reader for Page {
    fn name(&self) -> &'static str {
        "Factiva HTML"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        // The style sheet of such a page is longer than what is looked at.
        let is_page = opening.trim_start().starts_with('<');
        is_page && opening.contains("Factiva") && holds(source.bytes, PARAGRAPH.as_bytes())
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let starts: Vec<usize> = text
            .match_indices(ARTICLE)
            .filter_map(|(at, _)| {
                let near = text.ceil_char_boundary(at.saturating_sub(TAG_BYTES));
                Some(near + text[near..at].rfind('<')?)
            })
            .chain([text.len()])
            .collect();
        let mut account = Account::default();
        let mut number = 0;
        for range in starts.windows(2) {
            let rows = rows_of_page(&text[range[0]..range[1]]);
            for article in parts(&rows) {
                number += 1;
                give(article, number, &mut account, each);
            }
        }
        if number == 0 {
            account.leave_out(Note::new("a page of Factiva without an article"));
        }
        account
    }
}

/// Whether rows, the first of a file, are those of an export; `source` is searched for what stands
/// farther below.
fn is_export(rows: &[Row], source: &Source) -> bool {
    let has = |wanted: Field| {
        rows.iter()
            .any(|row| matches!(codes::coded(&row.text), Some((_, field, _)) if field == wanted))
    };
    if has(Field::Headline) && (has(Field::Date) || has(Field::Number)) {
        return true;
    }
    let mut counts = rows.windows(2).map(|pair| (&pair[0].text, &pair[1].text));
    let counted =
        counts.any(|(count, day)| codes::counts_words(count) && super::plain::states_a_day(day));
    let numbered = || {
        let near = rows.iter().any(|row| codes::accession(&row.text).is_some());
        let mut lines = source.bytes.split(|byte| *byte == b'\n');
        near || lines.any(|line| {
            line.len() < 96
                && str::from_utf8(line).is_ok_and(|line| codes::accession(line).is_some())
        })
    };
    counted && numbered()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn rows_of_text(text: &str) -> Vec<Row> {
    let text = tidy(text);
    let mut apart = true;
    let mut rows = Vec::new();
    for Line { text, .. } in paragraphs::lines(&text) {
        if text.is_empty() {
            apart = true;
            continue;
        }
        rows.push(Row { text: text.to_owned(), apart, role: Role::Unsaid });
        apart = false;
    }
    rows
}

/// The rows of one article of a page: cells with a code stand before a tab.
fn rows_of_page(markup: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in flat::lines(markup) {
        let is_code = codes::field(&line.text).is_some() && line.bold == line.text.len();
        let role = match line.class.to_ascii_lowercase() {
            class if class.contains("headline") => Role::Headline,
            class if class.contains("author") => Role::Author,
            class if class.contains("articleparagraph") => Role::Paragraph,
            _ => Role::Unsaid,
        };
        // Elsewhere two capitals in a line of their own are no code.
        let text = if is_code || codes::coded(&line.text).is_none() {
            line.text
        } else {
            format!(" {}", line.text)
        };
        rows.push(Row { text, apart: line.apart, role });
    }
    rows
}

/// Rows cut into articles: each ends with its accession number, or where the next headline stands.
fn parts(rows: &[Row]) -> Vec<&[Row]> {
    let mut parts = Vec::new();
    let (mut from, mut headed, mut numbered, mut section) = (0, false, false, None);
    for (at, row) in rows.iter().enumerate() {
        match codes::coded(&row.text) {
            Some((_, Field::Headline, _)) if headed => {
                let begin = section.take().unwrap_or(at);
                parts.push(&rows[from..begin]);
                (from, numbered) = (begin, false);
            }
            Some((_, Field::Headline, _)) => headed = true,
            Some(("SE", ..)) if headed => section = Some(at),
            Some((_, Field::Number, value)) => numbered = value.is_empty(),
            _ => {}
        }
        let closes = codes::accession(&row.text).is_some() && (!headed || numbered)
            || matches!(codes::coded(&row.text), Some((_, Field::Number, value)) if !value.is_empty());
        if closes {
            parts.push(&rows[from..=at]);
            (from, headed, numbered, section) = (at + 1, false, false, None);
        }
    }
    // What follows the last article is the foot of the page, unless an article was cut off.
    let rest = &rows[from..];
    if headed || rest.iter().any(|row| codes::counts_words(&row.text)) {
        parts.push(rest);
    }
    parts
}

fn read(rows: &[Row], each: &mut dyn FnMut(Draft, Vec<Note>)) -> Account {
    let mut account = Account::default();
    let parts = parts(rows);
    for (place, article) in parts.iter().enumerate() {
        give(article, place as u64 + 1, &mut account, each);
    }
    if let Some(stated) = rows.iter().find_map(|row| stated(&row.text)) {
        counted::check(&mut account, stated, parts.len() as u64);
    }
    account
}

/// How many articles a line says the file holds: `Total documents: 20`, `Document 1 of 20`.
fn stated(line: &str) -> Option<u64> {
    let lower = line.to_lowercase();
    if let Some(total) = lower.strip_prefix("total documents") {
        return counted::number(total.trim_start_matches([':', ' ']));
    }
    let place = lower.strip_prefix("document ").or_else(|| lower.strip_prefix("dokument "))?;
    counted::place(place, &["of", "von", "de"]).map(|(_, total)| total)
}

fn give(rows: &[Row], number: u64, account: &mut Account, each: &mut dyn FnMut(Draft, Vec<Note>)) {
    let draft = article::read(rows);
    if draft.title.is_none() && draft.paragraphs.is_empty() {
        let message = format!("document {number} has neither a headline nor text");
        account.leave_out(Note::new(message));
        return;
    }
    let mut notes = Vec::new();
    if draft.native.is_none() {
        notes.push(Note::new("it has no accession number: it may have been cut off"));
    }
    each(draft, notes);
}

#[cfg(test)]
mod tests;
