//! JSON: one article a line, one object, or an array of objects, with the keys that crawlers and
//! databases use. Where no key is known as text, the values of the first articles tell which is.

mod article;
mod held;
mod meanings;
#[cfg(test)]
mod tests;
mod waiting;

pub(super) use article::stated;

use std::ops::Range;

use super::json::{self, Object, Value};
use super::keys::Mapping;
use super::values::{self, Values};
use super::{Account, Cut, Options, Reader, Source};
use crate::clipping::{Draft, Note};
use article::Article;
use held::{Held, unwrapped};
use meanings::Meanings;
use waiting::Waiting;

/// The reader of JSON Lines and JSON.
pub(super) struct JsonLines;

/// The longest line that is read as one article, in bytes.
pub const MAX_LINE_BYTES: usize = 64 << 20;
/// How deep articles are looked for in arrays of objects that hold arrays.
const MAX_WRAPPED: u32 = 4;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn version(&self) -> u32 {
        6
    }

    fn takes_keys(&self) -> bool {
        true
    }

    fn cut(&self, opening: &str) -> Option<Cut> {
        let start = opening.trim_start();
        (!start.starts_with('[') && is_one_a_line(start)).then_some(Cut::Lines)
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        let mut start = opening.chars().filter(|character| !character.is_whitespace());
        match (start.next(), start.next()) {
            (Some('{'), Some('"' | '}')) | (Some('['), Some('{')) => true,
            _ => matches!(source.extension().as_str(), "jsonl" | "ndjson" | "json"),
        }
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let (text, notes) = values::readable(text);
        let mut reading = Reading::new(&options.map, each, Account::from(notes));
        let start = text.trim_start();
        if let Some(elements) = start.strip_prefix('[') {
            reading.array(&text, text.len() - elements.len());
        } else if is_one_a_line(start) {
            reading.lines(&text);
        } else {
            reading.objects(&text);
        }
        reading.end()
    }
}

/// A file being read.
struct Reading<'a> {
    each: &'a mut dyn FnMut(Draft, Vec<Note>),
    account: Account,
    meanings: Meanings<'a>,
    /// The first articles, until it is known what their keys stand for.
    waiting: Option<Waiting>,
}

impl<'a> Reading<'a> {
    fn new(
        map: &'a [Mapping],
        each: &'a mut dyn FnMut(Draft, Vec<Note>),
        account: Account,
    ) -> Self {
        let waiting = Some(Waiting::default());
        Self { each, account, meanings: Meanings::new(map), waiting }
    }

    /// One object a line. A line that is none is told and passed over.
    fn lines(&mut self, text: &str) {
        let mut at = 0;
        for (number, line) in text.split('\n').enumerate() {
            let begins = at as u64;
            at += line.len() + 1;
            // Record separators (RFC 7464) may precede each object.
            let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{1E}' || c == '\0');
            if line.is_empty() {
                continue;
            }
            if line.len() > MAX_LINE_BYTES {
                let limit = MAX_LINE_BYTES >> 20;
                let message = format!("line {} is over {limit} MiB and was left out", number + 1);
                self.account.leave_out(Note::at(message, begins));
                continue;
            }
            match json::object(line) {
                Ok(object) => {
                    self.wrapped_or_article(object, format!("line {}", number + 1), begins)
                }
                Err(error) => {
                    let why = reason(&error);
                    let message = format!("line {} was left out: {why}", number + 1);
                    let column = error.column().saturating_sub(1) as u64;
                    self.account.leave_out(Note::at(message, begins + column));
                }
            }
        }
    }

    /// Objects that run over several lines.
    fn objects(&mut self, text: &str) {
        for (place, range) in Values::new(text, 0).enumerate() {
            let begins = range.start as u64;
            let name = format!("object {}", place + 1);
            if let Some(object) = self.object(text, range, &name) {
                self.wrapped_or_article(object, name, begins);
            }
        }
    }

    /// An array of objects, read one by one.
    fn array(&mut self, text: &str, from: usize) {
        let mut values = Values::new(text, from);
        for (place, range) in values.by_ref().enumerate() {
            let name = format!("element {}", place + 1);
            if let Some(object) = self.object(text, range, &name) {
                self.element(Value::Object(object), name, None, 1);
            }
        }
        let rest = values.rest();
        if text[rest.clone()].trim_start_matches(']').contains(|c: char| !c.is_whitespace()) {
            let message = "what follows the array was left out";
            self.account.leave_out(Note::at(message, rest.start as u64));
        }
    }

    /// The object at a place in the text; one that cannot be read is told and passed over.
    fn object(&mut self, text: &str, range: Range<usize>, name: &str) -> Option<Object> {
        let begins = range.start;
        let value = &text[range];
        let (why, at) = if value.len() > MAX_LINE_BYTES {
            (format!("over {} MiB", MAX_LINE_BYTES >> 20), begins as u64)
        } else if !value.starts_with('{') {
            ("not an object".to_owned(), begins as u64)
        } else {
            match json::object(value) {
                Ok(object) => return Some(object),
                Err(error) => {
                    let at = byte_of(value, error.line(), error.column());
                    (reason(&error), begins as u64 + at)
                }
            }
        };
        self.account.leave_out(Note::at(format!("{name} was left out: {why}"), at));
        None
    }

    /// An object that holds articles, or is one itself.
    fn wrapped_or_article(&mut self, object: Object, name: String, begins: u64) {
        match unwrapped(object, &self.meanings) {
            Ok(held) => self.elements(held, &name, 1),
            Err(object) => {
                self.article(Article { object, name, at_byte: Some(begins), key: None });
            }
        }
    }

    fn elements(&mut self, held: Held, name: &str, depth: u32) {
        match held {
            Held::Listed(key, list) => {
                for (place, value) in list.into_iter().enumerate() {
                    self.element(value, format!("{key} {} of {name}", place + 1), None, depth);
                }
            }
            Held::Keyed(pairs) => {
                for (place, (key, value)) in pairs.into_iter().enumerate() {
                    let name = format!("value {} of {name}", place + 1);
                    self.element(value, name, Some(key), depth);
                }
            }
        }
    }

    /// An element of an array of articles, or what stands under a key of its own.
    fn element(&mut self, value: Value, name: String, key: Option<String>, depth: u32) {
        let held = match value {
            Value::Object(object) if depth < MAX_WRAPPED => unwrapped(object, &self.meanings),
            Value::Object(object) => Err(object),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => {
                let message = format!("{name} was left out: not an object");
                self.account.leave_out(Note::new(message));
                return;
            }
        };
        match held {
            Ok(held) => self.elements(held, &name, depth + 1),
            Err(object) => self.article(Article { object, name, at_byte: None, key }),
        }
    }

    /// Gives an article, or lets it wait with the first ones until their keys are told.
    fn article(&mut self, article: Article) {
        let Some(waiting) = &mut self.waiting else { return self.give(article) };
        waiting.push(article);
        if waiting.is_enough(&self.meanings) {
            self.tell_keys();
        }
    }

    /// Tells what the keys of the articles that wait stand for, and gives those.
    fn tell_keys(&mut self) {
        let Some(waiting) = self.waiting.take() else { return };
        let notes = waiting.tell(&mut self.meanings);
        notes.into_iter().for_each(|note| self.account.note(Note::new(note)));
        waiting.into_articles().into_iter().for_each(|article| self.give(article));
    }

    fn give(&mut self, article: Article) {
        let (name, at_byte) = (article.name.clone(), article.at_byte);
        let draft = article.draft(&self.meanings);
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = format!("{name} was left out: it has neither a headline nor text");
            self.account.leave_out(Note { message, at_byte });
            return;
        }
        (self.each)(draft, Vec::new());
    }

    fn end(mut self) -> Account {
        self.tell_keys();
        self.account
    }
}

/// Whether the first value ends with its line, so that the others do too.
fn is_one_a_line(text: &str) -> bool {
    let first = Values::new(text, 0).next().map_or("", |range| &text[range]);
    !first.trim_end().contains('\n')
}

/// What serde_json says, without its own line and column: those count from the start of one line.
fn reason(error: &serde_json::Error) -> String {
    let told = json::told(error);
    match told.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what})"),
        None => told,
    }
}

fn byte_of(text: &str, line: usize, column: usize) -> u64 {
    let before: usize = text.split('\n').take(line.saturating_sub(1)).map(|l| l.len() + 1).sum();
    (before + column.saturating_sub(1)).min(text.len()) as u64
}
