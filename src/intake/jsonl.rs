//! JSON: one article a line, one object, or an array of objects, with the keys that crawlers and
//! databases use. Where no key is known as text, the values of the first articles tell which is.

use std::collections::HashSet;
use std::ops::Range;

use super::found::Found;
use super::guessed;
use super::json::{Object, Value};
use super::keys::{Mapping, Ours, column, folded};
use super::values::{self, Values};
use super::{Account, Cut, Options, Reader, Source};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of JSON Lines and JSON.
pub(super) struct JsonLines;

/// The longest line that is read as one article, in bytes.
pub const MAX_LINE_BYTES: usize = 64 << 20;

/// Keys under which an object keeps its articles.
const WRAPPERS: &[&str] = &[
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "entries",
    "value",
    "bookmarks",
    "collections",
    "links",
];
/// Keys, folded, of what reading lists keep: there, an update is one of the list and not of the piece.
const LISTED: &[&str] = &[
    "savedat",
    "isarchived",
    "readingprogress",
    "readingtime",
    "timeadded",
    "dateadded",
    "toread",
    "private",
    "isprivate",
    "textcontent",
];
/// What Pinboard means by its keys, folded: `description` is the headline there.
const PINBOARD: &[(&str, Ours)] = &[
    ("description", Ours::Title),
    ("extended", Ours::Summary),
    ("time", Ours::Label(LabelName::Saved)),
];
/// Keys of articles that are so long and have a digit may be their numbers, in bytes.
const NUMBER_BYTES: std::ops::RangeInclusive<usize> = 8..=256;
/// The most bytes of articles that wait until their keys are told by their values.
const MAX_WAITING_BYTES: usize = 4 << 20;
/// The most keys that are looked at to tell what they stand for.
const MAX_KEYS: usize = 512;
/// How deep articles are looked for in arrays of objects that hold arrays.
const MAX_WRAPPED: u32 = 4;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn version(&self) -> u32 {
        5
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
        reading.tell_keys();
        reading.account
    }
}

/// A file being read.
struct Reading<'a> {
    map: &'a [Mapping],
    each: &'a mut dyn FnMut(Draft, Vec<Note>),
    account: Account,
    /// The first articles, until it is known what their keys stand for.
    waiting: Option<Waiting>,
    /// What keys stand for whose values tell it.
    guessed: Vec<(String, Ours)>,
}

/// Articles that wait until it is known what their keys stand for.
#[derive(Default)]
struct Waiting {
    articles: Vec<Article>,
    bytes: usize,
}

/// An object that is an article.
struct Article {
    object: Object,
    /// Which of the file it is, for notes.
    name: String,
    at_byte: Option<u64>,
    /// The key that it stands under, where that may be its number or its address.
    key: Option<String>,
}

/// The objects that another holds.
enum Held {
    /// In an array under a key.
    Listed(String, Vec<Value>),
    /// Each under a key of its own.
    Keyed(Vec<(String, Value)>),
}

impl<'a> Reading<'a> {
    fn new(
        map: &'a [Mapping],
        each: &'a mut dyn FnMut(Draft, Vec<Note>),
        account: Account,
    ) -> Self {
        Self { map, each, account, waiting: Some(Waiting::default()), guessed: Vec::new() }
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
            match serde_json::from_str::<Object>(line) {
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
            match serde_json::from_str(value) {
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
        match self.unwrapped(object) {
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

    /// The articles that an object holds; the object itself where it is one.
    fn unwrapped(&self, mut object: Object) -> Result<Held, Object> {
        let holds = |value: &Value, wanted: &dyn Fn(&Object) -> bool| {
            let objects = value.as_array().into_iter().flatten();
            objects.filter_map(Value::as_object).any(wanted)
        };
        // A word for text may be one for articles too (`기사`).
        let has_title =
            |object: &Object| object.0.iter().any(|(key, _)| self.ours(key) == Some(Ours::Title));
        let says = |(key, value): &(String, Value)| self.is_said(key) && !holds(value, &has_title);
        if object.0.iter().any(says) {
            return Err(object);
        }
        let named = object.0.iter().position(|(key, value)| {
            WRAPPERS.contains(&folded(key).as_str()) && holds(value, &|_| true)
        });
        // Under any other name, only what is plainly articles.
        let has_said = |object: &Object| object.0.iter().any(|(key, _)| self.is_said(key));
        // An article whose headline has another name would have a day or an address as well.
        let is_article = || {
            let is_scalar = |value: &Value| !value.is_array() && !value.is_object();
            object.0.iter().any(|(key, value)| is_scalar(value) && self.is_stated(key))
        };
        let told = || {
            let mut pairs = object.0.iter();
            pairs.position(|(_, value)| holds(value, &has_said)).filter(|_| !is_article())
        };
        match named.or_else(told).map(|place| object.0.swap_remove(place)) {
            Some((key, Value::Array(list))) => Ok(Held::Listed(key, list)),
            _ if self.is_keyed(&object) => Ok(Held::Keyed(object.0)),
            _ => Err(object),
        }
    }

    /// Whether an object is nothing but objects under keys of their own, most of them articles.
    fn is_keyed(&self, object: &Object) -> bool {
        let said = object.0.iter().filter(|(_, value)| {
            let inside = value.as_object().into_iter().flat_map(|object| &object.0);
            inside.into_iter().any(|(key, _)| self.is_said(key))
        });
        said.count() * 2 > object.0.len() && object.0.iter().all(|(_, value)| value.is_object())
    }

    /// Whether a key stands for a headline or text.
    fn is_said(&self, key: &str) -> bool {
        matches!(self.ours(key), Some(Ours::Title | Ours::Text))
    }

    /// Whether a key states when, where or by whom an article was published.
    fn is_stated(&self, key: &str) -> bool {
        matches!(
            self.ours(key),
            Some(Ours::Label(LabelName::Url | LabelName::Published | LabelName::Byline))
        )
    }

    /// An element of an array of articles, or what stands under a key of its own.
    fn element(&mut self, value: Value, name: String, key: Option<String>, depth: u32) {
        let held = match value {
            Value::Object(object) if depth < MAX_WRAPPED => self.unwrapped(object),
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
        waiting.bytes += article.object.strings().map(|(_, text)| text.len()).sum::<usize>();
        waiting.articles.push(article);
        let is_full =
            waiting.articles.len() >= guessed::ROWS_LOOKED_AT || waiting.bytes > MAX_WAITING_BYTES;
        // A second one shows that the file holds several, whose keys are told to the person.
        if is_full || (waiting.articles.len() > 1 && self.has_text()) {
            self.tell_keys();
        }
    }

    /// Whether a key of an article that waits is known as text.
    fn has_text(&self) -> bool {
        let waiting = self.waiting.iter().flat_map(|waiting| &waiting.articles);
        let mut keys = waiting.flat_map(|article| &article.object.0);
        keys.any(|(key, _)| ours(self.map, key).is_some_and(guessed::is_text))
    }

    /// Tells what the keys of the articles that wait stand for, and gives those.
    fn tell_keys(&mut self) {
        let Some(Waiting { articles, .. }) = self.waiting.take() else { return };
        let mut seen = HashSet::new();
        let strings = articles.iter().flat_map(|article| article.object.strings());
        let names: Vec<&str> =
            strings.map(|(key, _)| key).filter(|key| seen.insert(*key)).take(MAX_KEYS).collect();
        let named: Vec<Option<Ours>> = names.iter().map(|name| ours(self.map, name)).collect();
        let mut told = named.clone();
        let is_fixed = |place: usize| self.map.iter().any(|one| one.theirs == names[place]);
        guessed::by_values(&mut told, is_fixed, |place| {
            let strings = articles.iter().flat_map(|article| article.object.strings());
            strings.filter(|(key, _)| *key == names[place]).map(|(_, text)| text).collect()
        });
        if articles.len() > 1 || told != named {
            if told.iter().flatten().any(|ours| guessed::is_words(*ours)) {
                self.account.note(Note::new(guessed::told("keys", &names, &told)));
                let doubt = guessed::doubt("keys", &names, &told);
                doubt.into_iter().for_each(|doubt| self.account.note(Note::new(doubt)));
            } else if !names.is_empty() {
                self.account.note(Note::new(guessed::nothing_known("key", &names)));
            }
        }
        let pairs = names.iter().zip(&named).zip(&told).filter(|((_, named), told)| named != told);
        self.guessed =
            pairs.filter_map(|((name, _), told)| Some(((*name).to_owned(), (*told)?))).collect();
        articles.into_iter().for_each(|article| self.give(article));
    }

    fn give(&mut self, Article { object, name, at_byte, key }: Article) {
        let draft = self.draft(object, key);
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = format!("{name} was left out: it has neither a headline nor text");
            self.account.leave_out(Note { message, at_byte });
            return;
        }
        (self.each)(draft, Vec::new());
    }

    fn ours(&self, key: &str) -> Option<Ours> {
        let guessed = self.guessed.iter().find(|(name, _)| name == key).map(|(_, ours)| *ours);
        guessed.or_else(|| ours(self.map, key))
    }

    fn draft(&self, object: Object, under: Option<String>) -> Draft {
        let mut found = Found::of("json");
        let copies = copies(&object);
        let is_listed = object.0.iter().any(|(key, _)| LISTED.contains(&folded(key).as_str()));
        let has = |name: &str| object.0.iter().any(|(key, _)| folded(key) == name);
        let is_pinboard = has("href") && has("extended");
        let pairs = object.0.into_iter().zip(copies).filter(|(_, is_copy)| !is_copy);
        for ((key, mut value), _) in pairs {
            let mut ours = self.ours(&key).unwrap_or(Ours::Label(LabelName::Other));
            let is_said = self.map.iter().any(|mapping| mapping.theirs == key);
            if is_pinboard && !is_said {
                let meant = PINBOARD.iter().find(|(name, _)| *name == folded(&key));
                ours = meant.map_or(ours, |(_, ours)| *ours);
                // Blanks part its tags.
                if let (Value::String(tags), Ours::Label(LabelName::Tag)) = (&value, ours) {
                    let tags = tags.split_whitespace().map(|tag| Value::String(tag.to_owned()));
                    value = Value::Array(tags.collect());
                }
            }
            if is_listed && !is_said && ours == Ours::Label(LabelName::Updated) {
                ours = Ours::Label(LabelName::Other);
            }
            found.take(&key, value, ours);
        }
        if let Some(key) = under {
            let is_number = NUMBER_BYTES.contains(&key.len())
                && key.bytes().any(|byte| byte.is_ascii_digit())
                && !key.contains(char::is_whitespace);
            if key.starts_with("http") {
                found.take("address above", Value::String(key), Ours::Label(LabelName::Url));
            } else if is_number {
                found.take("key above", Value::String(key), Ours::Id);
            }
        }
        found.draft()
    }
}

/// What an object states about an article whose words are elsewhere; nothing where it holds running
/// text or articles, or states nothing by a key that is known or mapped.
pub(super) fn stated(object: Object, map: &[Mapping]) -> Option<Draft> {
    let holds_articles = object.0.iter().any(|(key, value)| {
        let objects = value.as_array().into_iter().flatten().filter_map(Value::as_object);
        let is_said =
            |(key, _): &(String, Value)| matches!(ours(map, key), Some(Ours::Title | Ours::Text));
        WRAPPERS.contains(&folded(key).as_str())
            && objects.into_iter().any(|object| object.0.iter().any(is_said))
    });
    let states = |key: &str| {
        let nothing = [Ours::Nothing, Ours::Name, Ours::Label(LabelName::Other)];
        ours(map, key).is_some_and(|ours| !nothing.contains(&ours))
    };
    if holds_articles || !object.0.iter().any(|(key, _)| states(key)) {
        return None;
    }
    let mut found = Found::of("json");
    for (key, value) in object.0 {
        let ours = ours(map, &key).unwrap_or(Ours::Label(LabelName::Other));
        found.take(&key, value, ours);
    }
    found.aside()
}

/// What a key stands for: as a person says, or as it is known.
fn ours(map: &[Mapping], key: &str) -> Option<Ours> {
    let chosen = map.iter().find(|mapping| mapping.theirs == key);
    chosen.map(|mapping| mapping.ours).or_else(|| column(key))
}

/// Which pairs say once more, behind a number, what a key with a name says: old exports of wallabag
/// do.
fn copies(object: &Object) -> Vec<bool> {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    if !object.0.iter().any(|(key, _)| is_number(key)) {
        return vec![false; object.0.len()];
    }
    let named: HashSet<&Value> =
        object.0.iter().filter(|(key, _)| !is_number(key)).map(|(_, value)| value).collect();
    object.0.iter().map(|(key, value)| is_number(key) && named.contains(value)).collect()
}

/// Whether the first value ends with its line, so that the others do too.
fn is_one_a_line(text: &str) -> bool {
    let first = Values::new(text, 0).next().map_or("", |range| &text[range]);
    !first.trim_end().contains('\n')
}

/// What serde_json says, without its own line and column: those count from the start of one line.
fn reason(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(what, _)| what);
    format!("not JSON ({told})")
}

fn byte_of(text: &str, line: usize, column: usize) -> u64 {
    let before: usize = text.split('\n').take(line.saturating_sub(1)).map(|l| l.len() + 1).sum();
    (before + column.saturating_sub(1)).min(text.len()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Kind;
    use crate::intake::MAX_NOTES;
    use crate::intake::testing::values;

    fn read_with(text: &str, options: &Options) -> (Vec<Draft>, Vec<Note>) {
        let mut drafts = Vec::new();
        let source = Source { path: "a.jsonl", bytes: text.as_bytes() };
        let account = JsonLines.read(&source, text, options, &mut |draft, _| drafts.push(draft));
        let (told, left_out): (Vec<_>, Vec<_>) = account.notes.into_iter().partition(|note| {
            note.message.starts_with("keys read: ") || note.message.starts_with("no key ")
        });
        assert_eq!((account.left_out as usize, told.len() < 2), (left_out.len(), true));
        (drafts, left_out)
    }

    fn read(text: &str) -> (Vec<Draft>, Vec<Note>) {
        read_with(text, &Options::default())
    }

    #[test]
    fn numbers_say_once_more_what_names_say_among_any_number_of_keys() {
        let pairs = (0..50_000).map(|n| (n.to_string(), Value::String(format!("{n}"))));
        let names = (0..50_000).map(|n| (format!("key {n}"), Value::String(format!("{}", n * 2))));
        let all = copies(&Object(pairs.chain(names).collect()));
        assert_eq!(all.iter().filter(|is_copy| **is_copy).count(), 25_000);
        assert!(all[2] && !all[3] && !all[50_000]);
    }

    fn words(draft: &Draft) -> Vec<&str> {
        draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
    }

    #[test]
    fn a_line_is_an_article() {
        let line = r#"{"id": 7, "title": "Ferry  sold", "date": "1987-02-26", "places": ["usa"]}"#;
        let (drafts, notes) = read(line);
        assert!(notes.is_empty());
        assert_eq!(drafts[0].native.as_deref(), Some("json:7"));
        assert_eq!(drafts[0].title.as_deref(), Some("Ferry sold"));
        assert_eq!(values(&drafts[0], LabelName::Place), ["usa"]);
        assert_eq!(values(&drafts[0], LabelName::Published), ["1987-02-26"]);
    }

    #[test]
    fn a_bad_line_is_told_with_its_place_and_the_rest_is_read() {
        let text = "{\"title\": \"A\"}\n\n{\"title\": oops}\n{\"x\": 1}\n{\"title\": \"B\"}\n";
        let (drafts, notes) = read(text);
        assert_eq!(drafts.len(), 2);
        assert_eq!(notes.len(), 2);
        assert!(notes[0].message.starts_with("line 3 was left out: not JSON"), "{notes:?}");
        assert!(text[notes[0].at_byte.expect("a byte") as usize..].starts_with("oops"));
        assert_eq!(notes[1].message, "line 4 was left out: it has neither a headline nor text");
    }

    #[test]
    fn text_comes_in_many_shapes() {
        let (drafts, _) = read(
            r#"{"text": "One.\n\nTwo."}
{"body": ["One.", " ", "Two."]}
{"maintext": "One.\nTwo."}
{"description": "One."}
{"headline": "H", "description": "One.", "articleBody": "Two.", "captions": ["A pier"]}"#,
        );
        assert_eq!(words(&drafts[0]), ["One.", "Two."]);
        assert_eq!(words(&drafts[1]), ["One.", "Two."]);
        assert_eq!(words(&drafts[2]), ["One.", "Two."]);
        assert_eq!(words(&drafts[3]), ["One."]);
        assert_eq!(words(&drafts[4]), ["Two.", "A pier"]);
        assert_eq!(drafts[4].paragraphs[1].kind, Kind::Caption);
        assert_eq!(values(&drafts[4], LabelName::Other), ["One."]);
    }

    #[test]
    fn names_may_be_objects_and_authors_may_be_many() {
        let (drafts, _) = read(
            r#"{"title":"T","source":{"id":null,"name":"The Example"},"author":[{"name":"A B"},"C D"],"tags":"sea, #port","category":"World > Asia; Sport","views":12,"image":{"w":1}}"#,
        );
        assert_eq!(values(&drafts[0], LabelName::Outlet), ["The Example"]);
        assert_eq!(values(&drafts[0], LabelName::Byline), ["A B, C D"]);
        assert_eq!(values(&drafts[0], LabelName::Tag), ["sea", "port"]);
        assert_eq!(values(&drafts[0], LabelName::Category), ["World/Asia", "Sport"]);
        assert_eq!(values(&drafts[0], LabelName::Other), ["12"]);
    }

    #[test]
    fn arrays_and_wrapped_arrays_are_read_element_by_element() {
        assert_eq!(read("[{\"title\": \"A\"}, {\"title\": \"B\"}]").0.len(), 2);
        let wrapped = "{\n \"status\": \"ok\",\n \"articles\": [{\"title\": \"A\"}]\n}";
        assert_eq!(read(wrapped).0.len(), 1);
        let (drafts, notes) = read("[{\"title\": \"A\"}, 5, {\"title\": ");
        assert_eq!((drafts.len(), notes.len()), (1, 2));
    }

    #[test]
    fn what_cannot_be_read_takes_no_other_article_with_it() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        let array = format!("[{{\"title\": \"A\", \"x\": {deep}}}, {{\"title\": \"B\"}}]");
        let (drafts, notes) = read(&array);
        assert_eq!((drafts.len(), notes.len()), (1, 1), "{notes:?}");
        assert!(notes[0].message.starts_with("element 1 was left out: not JSON"), "{notes:?}");
        let pretty = "{\n \"title\": \"A\"\n}\n{\n \"title\": oops\n}\n{\n \"title\": \"C\"\n}\n";
        for text in [pretty.to_owned(), pretty.replacen("\"A\"", "oops", 1)] {
            let (drafts, notes) = read(&text);
            assert_eq!(drafts.len() + notes.len(), 3, "{notes:?}");
            assert_eq!(drafts.last().and_then(|draft| draft.title.as_deref()), Some("C"));
        }
    }

    #[test]
    fn halves_of_characters_and_endless_numbers_lose_no_article() {
        let digits = "9".repeat(100_000);
        let text = format!("{{\"title\": \"A\\ud800B\", \"n\": 1e999, \"m\": {digits}}}\n");
        let source = Source { path: "a.jsonl", bytes: text.as_bytes() };
        let mut drafts = Vec::new();
        let mut each = |draft, _| drafts.push(draft);
        let account = JsonLines.read(&source, &text, &Options::default(), &mut each);
        assert_eq!((account.left_out, account.notes.len()), (0, 2));
        assert_eq!(drafts[0].title.as_deref(), Some("A\u{fffd}B"));
    }

    #[test]
    fn wrapped_articles_on_one_line_are_articles() {
        let line = r#"{"status":"ok","articles":[{"title":"A","z":"1","b":"2"},7,{"x":1}]}"#;
        let (drafts, notes) = read(&format!("{line}\n{line}\n"));
        assert_eq!(drafts.len(), 2);
        assert_eq!(values(&drafts[0], LabelName::Other), ["1", "2"], "in the order found");
        assert_eq!(notes[0].message, "articles 2 of line 1 was left out: not an object");
        assert_eq!(notes.len(), 4);
        let options =
            Options { map: vec!["story=text".parse().expect("a mapping")], ..Options::default() };
        let text = r#"{"story": "The ferry stays.", "data": [{"title": "A"}]}"#;
        assert_eq!(read_with(text, &options).0.len(), 1);
    }

    #[test]
    fn a_million_bad_lines_are_counted_and_few_are_told() {
        let text = "{\n".repeat(1_000_000);
        let source = Source { path: "a.jsonl", bytes: text.as_bytes() };
        let account = JsonLines.read(&source, &text, &Options::default(), &mut |_, _| {});
        assert_eq!((account.left_out, account.notes.len()), (1_000_000, MAX_NOTES));
        assert_eq!(account.untold as usize, 1_000_000 - MAX_NOTES);
    }

    #[test]
    fn pinboard_calls_the_headline_a_description() {
        let text = r#"[{"href":"https://post.example/a","description":"Ferry stays","extended":"The council voted.","time":"2023-05-02T10:11:12Z","shared":"no","toread":"yes","tags":"sea port"}]"#;
        let (drafts, _) = read_with(text, &Options::default());
        assert_eq!(drafts[0].title.as_deref(), Some("Ferry stays"));
        assert_eq!(drafts[0].paragraphs[0].text, "The council voted.");
        assert_eq!(values(&drafts[0], LabelName::Saved), ["2023-05-02T10:11:12Z"]);
        assert_eq!(values(&drafts[0], LabelName::Tag), ["sea", "port"]);
    }

    #[test]
    fn keys_in_other_scripts_are_known() {
        let text = r#"{"기사":[{"제목":"배가 다시 다닌다","날짜":"2019-11-13","언론사":"항구신문","본문":"회의는 오늘 끝났다."}]}"#;
        let (drafts, _) = read_with(text, &Options::default());
        assert_eq!(drafts[0].title.as_deref(), Some("배가 다시 다닌다"));
        assert_eq!(values(&drafts[0], LabelName::Outlet), ["항구신문"]);
        assert_eq!(drafts[0].paragraphs[0].text, "회의는 오늘 끝났다.");
    }

    #[test]
    fn reading_lists_are_read() {
        let (drafts, _) = read(
            r#"[{"is_archived":false,"title":"Ferry","url":"https://post.example/a","content":"<p>One</p><p>Two</p>","created_at":"2020-01-02","updated_at":"2020-01-03","domain_name":"post.example"}]"#,
        );
        assert_eq!(words(&drafts[0]), ["One", "Two"]);
        assert_eq!(values(&drafts[0], LabelName::Saved), ["2020-01-02"]);
        assert!(values(&drafts[0], LabelName::Updated).is_empty());
        let (drafts, _) = read(
            r#"{"bookmarks":[{"createdAt":1600322788,"title":null,"tags":["sea"],"content":{"type":"link","url":"https://post.example/a"}}]}"#,
        );
        assert_eq!(drafts[0].title.as_deref(), Some("https://post.example/a"));
        assert_eq!(values(&drafts[0], LabelName::Status), ["stub"]);
        let (drafts, _) = read(
            r#"{"collections":[{"name":"Ports","links":[{"name":"Ferry","url":"https://post.example/a"},{"name":"Pier","url":"https://post.example/b"}]}]}"#,
        );
        let titles: Vec<_> = drafts.iter().filter_map(|draft| draft.title.as_deref()).collect();
        assert_eq!(titles, ["Ferry", "Pier"]);
    }

    #[test]
    fn old_exports_say_all_twice() {
        let (drafts, _) = read(r#"[{"0":"7","1":"Ferry","title":"Ferry","views":"7","2":"x"}]"#);
        assert_eq!(values(&drafts[0], LabelName::Other), ["7", "x"]);
    }

    #[test]
    fn articles_may_stand_under_any_key() {
        assert_eq!(read(r#"{"total": 1, "Meldungen": [{"title": "A", "text": "B"}]}"#).0.len(), 1);
        let titled = r#"{"ttl": "A", "date": "2019", "related": [{"title": "B"}]}"#;
        assert!(read(titled).0.is_empty(), "what is related is no article of its own");
        let (drafts, notes) = read(r#"{"total": 1, "sizes": [{"w": 1}]}"#);
        assert_eq!((drafts.len(), notes.len()), (0, 1));
    }

    /// What a file says of the keys it was read by.
    fn keys_told(text: &str, map: &[&str]) -> (Vec<Draft>, Vec<String>) {
        let mut drafts = Vec::new();
        let map = map.iter().map(|mapping| mapping.parse().expect("a mapping")).collect();
        let source = Source { path: "a.jsonl", bytes: text.as_bytes() };
        let options = Options { map, ..Options::default() };
        let account = JsonLines.read(&source, text, &options, &mut |draft, _| drafts.push(draft));
        (drafts, account.notes.into_iter().map(|note| note.message).collect())
    }

    #[test]
    fn keys_without_a_known_name_are_told_by_their_values() {
        let body = "The council voted on Monday that the ferry stays, with one voice against. ";
        let long = body.repeat(3);
        let line = |n: u32| {
            format!(
                r#"{{"a": "2019-11-1{n}", "b": "The ferry stays for year {n}", "c": "{body}", "d": "{long}", "e": "https://post.example/{n}"}}"#
            )
        };
        let (drafts, told) = keys_told(&format!("{}\n{}\n", line(1), line(2)), &[]);
        assert_eq!(
            told,
            ["keys read: a=published, b=title, d=text, e=url; 1 more kept as they are"]
        );
        assert_eq!(drafts.len(), 2);
        assert_eq!(drafts[1].title.as_deref(), Some("The ferry stays for year 2"));
        assert_eq!(words(&drafts[1]), [long.trim()]);
        assert_eq!(values(&drafts[1], LabelName::Published), ["2019-11-12"]);
        assert_eq!(values(&drafts[1], LabelName::Other), [body.trim()]);
        let (drafts, _) = keys_told(&line(1), &["c=text"]);
        assert_eq!(words(&drafts[0]), [body.trim()], "a person's word goes before");
        let (drafts, told) = keys_told("{\"w\": \"1\"}\n{\"w\": \"2\"}\n", &[]);
        assert!(
            drafts.is_empty() && told[0].ends_with("say which is, of w, with --map"),
            "{told:?}"
        );
    }

    #[test]
    fn keys_may_be_named_in_other_languages() {
        let text = r#"{"제목": "연락선은 남는다", "본문": "의회가 결정했다.", "날짜": "2019-11-13", "언론사": "포트신문"}
{"Überschrift": "Die Fähre bleibt", "Inhalt": "Der Rat stimmte ab.", "Datum": "13.11.2019", "Quelle": "Hafenblatt"}"#;
        let (drafts, told) = keys_told(text, &[]);
        assert_eq!(drafts[0].title.as_deref(), Some("연락선은 남는다"));
        assert_eq!(values(&drafts[0], LabelName::Outlet), ["포트신문"]);
        assert_eq!(drafts[1].title.as_deref(), Some("Die Fähre bleibt"));
        assert_eq!(words(&drafts[1]), ["Der Rat stimmte ab."]);
        assert!(told[0].contains("Datum=published, Quelle=outlet"), "{told:?}");
    }

    #[test]
    fn articles_may_stand_each_under_a_key_of_its_own() {
        let (drafts, notes) = read(
            r#"{"06ee193de4bd": {"headline": "Ferry stays", "text": "The council voted."},
 "https://post.example/b": {"text": "The pier opened."}, "c": {"title": "Quay"}, "d": {"w": 1}}"#,
        );
        assert_eq!(drafts.len(), 3);
        assert_eq!(
            notes[0].message,
            "value 4 of object 1 was left out: it has neither a headline nor text"
        );
        assert_eq!(drafts[0].native.as_deref(), Some("json:06ee193de4bd"));
        assert_eq!(values(&drafts[1], LabelName::Url), ["https://post.example/b"]);
        assert_eq!(drafts[2].native, None, "many files may have a key c");
    }

    #[test]
    fn a_map_overrides_what_keys_mean() {
        let map = ["titel=title", "date=saved"].map(|text| text.parse().expect(text)).to_vec();
        let text = r#"{"titel": "Fähre verkauft", "date": "2019-11-13"}"#;
        let (drafts, _) = read_with(text, &Options { map, ..Options::default() });
        assert_eq!(drafts[0].title.as_deref(), Some("Fähre verkauft"));
        assert_eq!(values(&drafts[0], LabelName::Saved), ["2019-11-13"]);
    }
}
