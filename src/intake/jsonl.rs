//! JSON: one article a line, one object, or an array of objects, with the keys that crawlers and
//! databases use.

use std::collections::HashSet;
use std::ops::Range;

use super::found::Found;
use super::json::{Object, Value};
use super::keys::{Mapping, Ours, folded, known};
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
const LISTED: &[&str] =
    &["savedat", "isarchived", "readingprogress", "readingtime", "timeadded", "dateadded"];
/// How deep articles are looked for in arrays of objects that hold arrays.
const MAX_WRAPPED: u32 = 4;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn version(&self) -> u32 {
        4
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
        let mut reading = Reading { map: &options.map, each, account: Account::from(notes) };
        let start = text.trim_start();
        if let Some(elements) = start.strip_prefix('[') {
            reading.array(&text, text.len() - elements.len());
        } else if is_one_a_line(start) {
            reading.lines(&text);
        } else {
            reading.objects(&text);
        }
        reading.account
    }
}

/// A file being read.
struct Reading<'a> {
    map: &'a [Mapping],
    each: &'a mut dyn FnMut(Draft, Vec<Note>),
    account: Account,
}

impl Reading<'_> {
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
                self.element(Value::Object(object), name, 1);
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

    /// An object that holds articles under one key, or is one itself.
    fn wrapped_or_article(&mut self, object: Object, name: String, begins: u64) {
        let (key, list) = match self.unwrapped(object) {
            Ok(wrapped) => wrapped,
            Err(object) => return self.article(object, name, Some(begins)),
        };
        self.elements(list, &key, &name, 1);
    }

    fn elements(&mut self, list: Vec<Value>, key: &str, name: &str, depth: u32) {
        for (place, value) in list.into_iter().enumerate() {
            self.element(value, format!("{key} {} of {name}", place + 1), depth);
        }
    }

    /// The articles that an object holds, and the key it holds them under; the object itself where
    /// it is one.
    fn unwrapped(&self, mut object: Object) -> Result<(String, Vec<Value>), Object> {
        if object.0.iter().any(|(key, _)| self.is_said(key)) {
            return Err(object);
        }
        let holds = |value: &Value, wanted: &dyn Fn(&Object) -> bool| {
            let objects = value.as_array().into_iter().flatten();
            objects.filter_map(Value::as_object).any(wanted)
        };
        let named = object.0.iter().position(|(key, value)| {
            WRAPPERS.contains(&folded(key).as_str()) && holds(value, &|_| true)
        });
        // Under any other name, only what is plainly articles.
        let has_said = |object: &Object| object.0.iter().any(|(key, _)| self.is_said(key));
        // An article whose headline has another name would have a day or an address as well.
        let is_article = || object.0.iter().any(|(key, _)| self.is_stated(key));
        let told = || {
            let mut pairs = object.0.iter();
            pairs.position(|(_, value)| holds(value, &has_said)).filter(|_| !is_article())
        };
        match named.or_else(told).map(|place| object.0.swap_remove(place)) {
            Some((key, Value::Array(list))) => Ok((key, list)),
            _ => Err(object),
        }
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

    /// An element of an array of articles.
    fn element(&mut self, value: Value, name: String, depth: u32) {
        match value {
            Value::Object(object) if depth < MAX_WRAPPED => match self.unwrapped(object) {
                Ok((key, list)) => self.elements(list, &key, &name, depth + 1),
                Err(object) => self.article(object, name, None),
            },
            Value::Object(object) => self.article(object, name, None),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => {
                let message = format!("{name} was left out: not an object");
                self.account.leave_out(Note::new(message));
            }
        }
    }

    fn article(&mut self, object: Object, name: String, at_byte: Option<u64>) {
        let draft = self.draft(object);
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = format!("{name} was left out: it has neither a headline nor text");
            self.account.leave_out(Note { message, at_byte });
            return;
        }
        (self.each)(draft, Vec::new());
    }

    fn ours(&self, key: &str) -> Option<Ours> {
        ours(self.map, key)
    }

    fn draft(&self, object: Object) -> Draft {
        let mut found = Found::of("json");
        let copies = copies(&object);
        let is_listed = object.0.iter().any(|(key, _)| LISTED.contains(&folded(key).as_str()));
        let pairs = object.0.into_iter().zip(copies).filter(|(_, is_copy)| !is_copy);
        for ((key, value), _) in pairs {
            let mut ours = self.ours(&key).unwrap_or(Ours::Label(LabelName::Other));
            let is_said = self.map.iter().any(|mapping| mapping.theirs == key);
            if is_listed && !is_said && ours == Ours::Label(LabelName::Updated) {
                ours = Ours::Label(LabelName::Other);
            }
            found.take(&key, value, ours);
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
    chosen.map(|mapping| mapping.ours).or_else(|| known(key))
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
        assert_eq!(account.left_out as usize, account.notes.len());
        (drafts, account.notes)
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
        let titled = r#"{"titel": "A", "date": "2019", "related": [{"title": "B"}]}"#;
        assert!(read(titled).0.is_empty(), "what is related is no article of its own");
        let (drafts, notes) = read(r#"{"total": 1, "sizes": [{"w": 1}]}"#);
        assert_eq!((drafts.len(), notes.len()), (0, 1));
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
