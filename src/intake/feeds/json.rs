//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use super::super::json::{self, Object, Value};
use super::super::numbers::number;
use super::super::{Account, Options, Reader, Source, paragraphs, tidy, values};
use super::web;
use crate::clipping::{Draft, Label, LabelName, Note, Paragraph};

/// The reader of JSON Feed.
pub(in super::super) struct JsonFeed;

impl Reader for JsonFeed {
    fn name(&self) -> &'static str {
        "JSON Feed"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let escaped = opening.contains("jsonfeed.org\\/version");
        opening.trim_start().starts_with('{')
            && (escaped || opening.contains("jsonfeed.org/version"))
            && opening.contains("\"version\"")
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let (text, notes) = values::readable(text);
        let mut account = Account::from(notes);
        let feed: Object = match json::object(&text) {
            Ok(feed) => feed,
            Err(error) => {
                account
                    .leave_out(Note::new(format!("the feed is damaged: {}", json::told(&error))));
                damaged(&text, each);
                return account;
            }
        };
        let items = feed.get("items").and_then(Value::as_array).unwrap_or_default();
        if items.is_empty() {
            account.note(Note::new("the feed has no entries"));
        }
        for (place, item) in items.iter().enumerate() {
            match item {
                Value::Object(item) if has_words(item) => each(draft(item, &feed), Vec::new()),
                _ => {
                    let message = format!("entry {} has neither a headline nor words", place + 1);
                    account.leave_out(Note::new(message));
                }
            }
        }
        account
    }
}

/// Reads what can be read of a feed that is no JSON as a whole: entry by entry.
fn damaged(text: &str, each: &mut dyn FnMut(Draft, Vec<Note>)) {
    let Some(at) = text.find("\"items\"") else { return };
    let Some(open) = text[at..].find('[') else { return };
    let head = format!("{}}}", text[..at].trim_end().trim_end_matches(','));
    let feed: Object = json::object(&head).unwrap_or_default();
    for range in values::Values::new(text, at + open + 1) {
        match json::object(&text[range]) {
            Ok(item) if has_words(&item) => each(draft(&item, &feed), Vec::new()),
            _ => {}
        }
    }
}

fn has_words(item: &Object) -> bool {
    ["title", "content_html", "content_text", "summary"].iter().any(|key| word(item, key).is_some())
}

fn word(object: &Object, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The names of whoever wrote an entry or the feed.
fn authors(object: &Object) -> Option<String> {
    let one = object.get("author").into_iter();
    let several = object.get("authors").and_then(Value::as_array).unwrap_or_default();
    let name = |author: &Value| match author {
        Value::Object(author) => word(author, "name"),
        _ => None,
    };
    let names: Vec<String> = one.chain(several).filter_map(name).collect();
    let mut unlike = names;
    unlike.dedup();
    Some(unlike.join(", ")).filter(|names| !names.is_empty())
}

fn draft(item: &Object, feed: &Object) -> Draft {
    let html = word(item, "content_html").map(|html| web::passage(&html));
    let text = |key: &str| {
        let split = paragraphs::split(&tidy::tidy(&word(item, key)?));
        Some(split.into_iter().map(Paragraph::text).collect::<Vec<_>>())
    };
    let full = html.filter(|found| !found.is_empty()).or_else(|| text("content_text"));
    let mut labels = Vec::new();
    let mut add = |name: LabelName, value: Option<String>, key: &str| {
        let value = value.map(|value| tidy::one_line(&value)).filter(|value| !value.is_empty());
        labels.extend(value.map(|value| Label::new(name, value, format!("key {key}"))));
    };
    add(LabelName::Outlet, word(feed, "title"), "title of the feed");
    add(LabelName::Published, word(item, "date_published"), "date_published");
    add(LabelName::Updated, word(item, "date_modified"), "date_modified");
    add(LabelName::Byline, authors(item).or_else(|| authors(feed)), "authors");
    let address = word(item, "url").or_else(|| word(item, "external_url"));
    add(LabelName::Url, address, "url");
    for tag in item.get("tags").and_then(Value::as_array).unwrap_or_default() {
        if let Value::String(tag) = tag {
            add(LabelName::Tag, Some(tag.clone()), "tags");
        }
    }
    let language = word(item, "language").or_else(|| word(feed, "language"));
    add(LabelName::Language, language, "language");
    if full.is_some() {
        add(LabelName::Other, word(item, "summary"), "summary");
    }
    Draft {
        native: word(item, "id").map(|id| number("feed", &tidy::one_line(&id))),
        title: word(item, "title").map(|title| tidy::one_line(&title)),
        paragraphs: full.or_else(|| text("summary")).unwrap_or_default(),
        labels,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_clippings() {
        let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harborwire", "authors": [{"name": "Desk"}], "language": "en",
            "items": [{"id": 7, "url": "https://hw.example/7", "title": "Ferry stays", "content_html": "<p>One.</p><p>Two.</p>", "summary": "A vote.",
            "date_published": "2019-11-13T06:02:00Z", "tags": ["ferry"], "author": {"name": "Ann Example"}},
            {"id": "8", "content_text": "One.\n\nTwo."}, {"id": "9"}]}"#;
        let source = Source { path: "a.json", bytes: text.as_bytes() };
        assert!(JsonFeed.accepts(&source, text));
        let mut found = Vec::new();
        let account = JsonFeed.read(&source, text, &Options::default(), &mut |d, _| found.push(d));
        assert_eq!((found.len(), account.left_out), (2, 1));
        let labels: Vec<_> = found[0].labels.iter().map(|l| (l.name, l.value.as_str())).collect();
        let expect = [
            (LabelName::Outlet, "Harborwire"),
            (LabelName::Published, "2019-11-13T06:02:00Z"),
            (LabelName::Byline, "Ann Example"),
            (LabelName::Url, "https://hw.example/7"),
            (LabelName::Tag, "ferry"),
            (LabelName::Language, "en"),
            (LabelName::Other, "A vote."),
        ];
        assert_eq!(labels, expect);
        assert_eq!(found[0].native.as_deref(), Some("feed:7"));
        assert_eq!((found[0].paragraphs.len(), found[1].paragraphs.len()), (2, 2));
        assert!(found[1].labels.iter().any(|l| l.value == "Desk"));
        found.clear();
        let cut = &text[..text.find("{\"id\": \"9\"").expect("it is there") + 5];
        let account = JsonFeed.read(&source, cut, &Options::default(), &mut |d, _| found.push(d));
        assert_eq!((found.len(), account.left_out), (2, 1));
        assert!(found[1].labels.iter().any(|l| l.value == "Harborwire"));
    }
}
