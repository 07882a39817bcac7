//! Exports of ProQuest: many documents a file, as text, as pages, by mail.

mod article;
mod fields;
mod mail;

use super::paragraphs::{self, Line};
use super::tidy::{is_rule, tidy};
use super::{Account, Options, Reader, Source, counted, flat};
use crate::clipping::{Draft, Note};
use article::Row;

pub(super) use mail::Mail;

/// The reader of exports that are text.
pub(super) struct Text;

/// The reader of exports that are pages.
pub(super) struct Page;

/// What stands in front of each document of a page.
const ANCHOR: &str = "name=\"DocID_";
/// How far in front of that its element is looked for, in bytes.
const TAG_BYTES: usize = 256;
/// The shortest rule between two documents of a text, in characters.
const RULE: usize = 20;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "ProQuest"
    }

    fn version(&self) -> u32 {
        2
    }

    fn reads_documents(&self) -> bool {
        true
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        !opening.trim_start().starts_with('<') && is_text(opening)
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        read(text, each)
    }
}

impl Reader for Page {
    fn name(&self) -> &'static str {
        "ProQuest HTML"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        opening.trim_start().starts_with('<') && is_page(opening)
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        let mut starts: Vec<usize> = text
            .match_indices(ANCHOR)
            .filter_map(|(at, _)| {
                let near = text.ceil_char_boundary(at.saturating_sub(TAG_BYTES));
                Some(near + text[near..at].rfind('<')?)
            })
            .collect();
        if starts.is_empty() {
            starts.push(0);
        }
        starts.push(text.len());
        for (place, range) in starts.windows(2).enumerate() {
            let rows = rows_of_page(&text[range[0]..range[1]]);
            give(&rows, false, place as u64 + 1, &mut account, each);
        }
        account
    }
}

/// Reads a text document by document.
fn read(text: &str, each: &mut dyn FnMut(Draft, Vec<Note>)) -> Account {
    let text = tidy(text);
    let mut account = Account::default();
    let (mut found, mut stated) = (0, None);
    for document in paragraphs::lines(&text).split(|line| is_rule(line.text, &['_'], RULE)) {
        // What stands above the count of a document is a cover.
        let first = document.iter().position(|line| place(line.text).is_some()).unwrap_or(0);
        let (cover, document) = document.split_at(first);
        if has_prose(&rows_of_text(cover)) {
            account.note(Note::new("words above a document were left out"));
        }
        stated = stated.or_else(|| document.iter().find_map(|line| place(line.text)));
        let rows = rows_of_text(document);
        if is_document(&rows) {
            found += 1;
            give(&rows, true, found, &mut account, each);
        } else if has_prose(&rows) {
            account.leave_out(Note::new("words that stand in no document were left out"));
        }
    }
    counted::check(&mut account, stated.unwrap_or(found), found);
    account
}

/// Whether words stand above the first document of a page.
fn is_introduced(page: &str) -> bool {
    let first = page.find(ANCHOR).and_then(|at| page[..at].rfind('<'));
    first.is_some_and(|at| has_prose(&rows_of_page(&page[..at])))
}

/// Whether a text is an export.
fn is_text(opening: &str) -> bool {
    let sure = opening.lines().any(|line| fields::is_sure(line.trim()));
    if !opening.contains("ProQuest") && !sure {
        return false;
    }
    let labels = opening.lines().filter_map(|line| line.trim().split_once(':'));
    let known = labels.filter(|(name, _)| fields::named(name.trim()).is_some()).count();
    known > 1 && (sure || opening.contains("ProQuest"))
}

/// Whether a page is an export.
fn is_page(opening: &str) -> bool {
    opening.contains(ANCHOR)
        || opening.contains("ProQuest document")
            && ["Publication info:", "Publication title:", "Full text:", "Abstract:"]
                .iter()
                .any(|label| opening.contains(label))
}

/// `Document 3 of 20`: how many there are.
fn place(line: &str) -> Option<u64> {
    counted::place(line.strip_prefix("Document ")?, &["of"]).map(|(_, total)| total)
}

fn rows_of_text(lines: &[Line]) -> Vec<Row> {
    let mut apart = true;
    let mut rows = Vec::new();
    for line in lines {
        if line.text.is_empty() || place(line.text).is_some() {
            apart = true;
            continue;
        }
        let labelled = line.text.split_once(':').filter(|(name, _)| fields::named(name).is_some());
        let link = line.text.starts_with("http").then(|| line.text.to_owned());
        rows.push(match labelled.filter(|_| apart || link.is_none()) {
            Some((name, value)) => {
                let (label, text) = (Some(name.to_owned()), value.trim().to_owned());
                Row { label, text, apart, link }
            }
            None => Row { label: None, text: line.text.to_owned(), apart, link },
        });
        apart = false;
    }
    rows
}

fn rows_of_page(markup: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in flat::lines(markup) {
        let bold = line.text[..line.bold].trim_end();
        let label = bold.strip_suffix(':').map(str::trim_end);
        // In the article, bold words that end so are words.
        let known = label.filter(|label| fields::named(label).is_some());
        let text = match known {
            Some(_) => line.text[bold.len()..].trim().to_owned(),
            None => line.text.clone(),
        };
        let label = known.map(str::to_owned);
        rows.push(Row { label, text, apart: line.apart, link: line.link });
    }
    rows
}

/// Whether rows are a document, as against a cover, a table of contents or a foot.
fn is_document(rows: &[Row]) -> bool {
    rows.iter().filter(|row| row.label.is_some()).count() > 1
}

/// Whether rows that are no document hold running text.
fn has_prose(rows: &[Row]) -> bool {
    const PROSE_WORDS: usize = 40;
    rows.iter().any(|row| row.text.split_whitespace().count() > PROSE_WORDS)
}

fn give(
    rows: &[Row],
    is_wrapped: bool,
    number: u64,
    account: &mut Account,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) {
    let draft = article::read(rows, is_wrapped);
    if draft.title.is_none() && draft.paragraphs.is_empty() {
        let message = format!("document {number} has neither a headline nor text");
        account.leave_out(Note::new(message));
    } else {
        each(draft, Vec::new());
    }
}

#[cfg(test)]
mod tests;
