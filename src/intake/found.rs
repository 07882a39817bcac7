//! What keys and their values make of an article, whatever they stood in: an object of JSON, a row
//! of a table, the labels above a text.

use super::flat;
use super::json::{Object, Value};
use super::keys::{self, Ours};
use super::numbers::number;
use super::paragraphs;
use super::tidy::{category_path, one_line, tidy};
use crate::clipping::{Draft, Kind, Label, LabelName, Paragraph};

/// Keys of an object that stands for its name: `{"name": "The Example"}`.
const NAMES: &[&str] = &["name", "title", "label", "value", "text", "#text", "@value"];

/// The status of an article of which no more than its headline or its address is known.
pub(super) const STUB: &str = "stub";

/// What was found of one article so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) draft: Draft,
    /// What the namespace of its native number is.
    namespace: &'static str,
    name: Option<String>,
    text: Vec<Paragraph>,
    captions: Vec<Paragraph>,
    summary: Option<(String, Value)>,
}

impl Found {
    /// Nothing found yet in a source whose numbers have the namespace `namespace`.
    pub(super) fn of(namespace: &'static str) -> Self {
        Self { namespace, ..Self::default() }
    }

    /// Takes the value of a key that stands for `ours`.
    pub(super) fn take(&mut self, key: &str, value: Value, ours: Ours) {
        match ours {
            Ours::Nothing => {}
            Ours::Title => match words(&value) {
                Some(title) if self.draft.title.is_none() => {
                    self.draft.title = Some(one_line(&title)).filter(|title| !title.is_empty());
                }
                _ => self.label(LabelName::Other, key, &value),
            },
            Ours::Name if self.name.is_none() => self.name = words(&value),
            Ours::Name => self.label(LabelName::Other, key, &value),
            // Reading lists keep what a page was in an object of its own.
            Ours::Text if value.is_object() && words(&value).is_none() => self.take_inside(value),
            Ours::Text if self.text.is_empty() => {
                self.text = texts(&value).into_iter().map(Paragraph::text).collect();
            }
            Ours::Text => self.label_unless_said(key, &value),
            Ours::Summary if self.summary.is_none() => self.summary = Some((key.to_owned(), value)),
            Ours::Summary => self.label(LabelName::Other, key, &value),
            Ours::Caption => {
                let captions = texts(&value).into_iter();
                self.captions.extend(captions.map(|text| Paragraph::stated(Kind::Caption, text)));
            }
            Ours::Id => match words(&value) {
                Some(id) if self.draft.native.is_none() && !id.trim().is_empty() => {
                    self.draft.native = Some(number(self.namespace, &one_line(&id)));
                }
                _ => self.label(LabelName::Other, key, &value),
            },
            Ours::Label(name) => self.label(name, key, &value),
        }
    }

    /// Takes the keys of an object that are known.
    fn take_inside(&mut self, value: Value) {
        let Value::Object(Object(pairs)) = value else { return };
        for (key, value) in pairs {
            match keys::of_object(&key, &value) {
                Some(ours) if !value.is_object() => self.take(&key, value, ours),
                _ => self.label(LabelName::Other, &key, &value),
            }
        }
    }

    /// Takes paragraphs that were told from each other already.
    pub(super) fn push_text(&mut self, paragraphs: Vec<Paragraph>) {
        self.text.extend(paragraphs);
    }

    /// A second text is kept as a label unless the first one has the same words.
    fn label_unless_said(&mut self, key: &str, value: &Value) {
        let again = texts(value);
        if !again.iter().eq(self.text.iter().map(|paragraph| &paragraph.text)) {
            self.label(LabelName::Other, key, value);
        }
    }

    fn label(&mut self, name: LabelName, key: &str, value: &Value) {
        let place = format!("key {key}");
        match name {
            LabelName::Byline => {
                let authors = list(value).join(", ");
                self.push(name, &authors, &place);
            }
            LabelName::Category => {
                for entry in list(value).iter().flat_map(|entry| entry.split(';')) {
                    self.push(name, &category_path(entry), &place);
                }
            }
            LabelName::Tag => {
                let entries = list(value);
                for entry in entries
                    .iter()
                    .flat_map(|entry| unlisted(entry).split([',', ';', '|', '、', '，', '；']))
                {
                    let entry = entry.trim().trim_matches(['"', '\'']).trim_start_matches('#');
                    self.push(name, entry, &place);
                }
            }
            LabelName::Url => {
                for entry in list(value) {
                    let name = if has_form_of_address(&entry) { name } else { LabelName::Other };
                    self.push(name, &entry, &place);
                }
            }
            LabelName::Other if value.is_object() => {}
            LabelName::Other if value.is_array() => {
                let scalars: Vec<_> =
                    value.as_array().into_iter().flatten().filter_map(scalar).collect();
                self.push(name, &scalars.join(", "), &place);
            }
            _ => {
                for entry in list(value) {
                    self.push(name, &entry, &place);
                }
            }
        }
    }

    fn push(&mut self, name: LabelName, value: &str, place: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.draft.labels.push(Label::new(name, value, place));
        }
    }

    /// What was found, as an article. The summary is the text of one that has no other, and a label
    /// of one that has. One without text is a stub.
    pub(super) fn draft(mut self) -> Draft {
        if let Some((key, value)) = self.summary.take() {
            if self.text.is_empty() {
                self.text = texts(&value).into_iter().map(Paragraph::text).collect();
            } else {
                self.label(LabelName::Other, &key, &value);
            }
        }
        if let Some(name) = self.name.take() {
            let name = one_line(&name);
            match self.draft.title {
                Some(_) => self.push(LabelName::Other, &name, "key name"),
                None => self.draft.title = Some(name).filter(|name| !name.is_empty()),
            }
        }
        self.draft.paragraphs = self.text;
        self.draft.paragraphs.append(&mut self.captions);
        mark_stub(&mut self.draft);
        self.draft
    }

    /// What was found, where it speaks of an article whose words are elsewhere; nothing where it has
    /// words of its own.
    pub(super) fn aside(mut self) -> Option<Draft> {
        if !self.text.is_empty() {
            return None;
        }
        if let Some((key, value)) = self.summary.take() {
            self.label(LabelName::Other, &key, &value);
        }
        if let Some(name) = self.name.take() {
            self.push(LabelName::Other, &name, "key name");
        }
        self.draft.paragraphs = self.captions;
        Some(self.draft)
    }
}

/// Marks an article that has no text: its address stands for a headline where it has none, and is its
/// number where it has none, since one headline may lead to many pages.
pub(super) fn mark_stub(draft: &mut Draft) {
    if !draft.paragraphs.is_empty() {
        return;
    }
    let url = draft.labels.iter().find(|label| label.name == LabelName::Url);
    if let Some(url) = url.map(|label| label.value.clone()) {
        draft.title.get_or_insert_with(|| url.clone());
        draft.native.get_or_insert_with(|| format!("url:{url}"));
    }
    if draft.title.is_some() {
        draft.labels.push(Label::new(LabelName::Status, STUB, "no text"));
    }
}

/// Whether a value that is called an address has the form of one: a scheme and more (`https:`, `urn:`),
/// a path from the root of a site, or a host, with or without a path. Words about one have not.
fn has_form_of_address(value: &str) -> bool {
    let value = value.trim();
    if value.contains(char::is_whitespace) {
        return false;
    }
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    let has_scheme =
        value.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty());
    let host = value.split(['/', '?', '#']).next().unwrap_or("");
    let is_host = host.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty() && last.chars().count() > 1 && last.chars().all(char::is_alphabetic)
    });
    has_scheme || is_host || value.starts_with('/') && value.len() > 1
}

/// A list as programs print it (`["sea", "port"]`) without its brackets.
fn unlisted(entry: &str) -> &str {
    let inside = entry.trim().strip_prefix('[').and_then(|entry| entry.strip_suffix(']'));
    inside.unwrap_or(entry)
}

/// A scalar as words.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A scalar, or the name of an object that stands for its name.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => NAMES.iter().find_map(|name| map.get(name).and_then(scalar)),
        other => scalar(other),
    }
}

/// All words of a value or of an array of them.
fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(words).collect(),
        other => words(other).into_iter().collect(),
    }
}

/// The paragraphs of a text: each string of an array, each paragraph of a string.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(_) => {
            list(value).iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
        }
        other => words(other).map(|text| paragraphs_of(&text)).unwrap_or_default(),
    }
}

/// The paragraphs of a text that may be markup.
fn paragraphs_of(text: &str) -> Vec<String> {
    const TAGS: &[&str] = &["</p>", "<br", "</div>", "</h1>", "</h2>", "</li>", "</span>", "</a>"];
    if TAGS.iter().any(|tag| text.contains(tag)) {
        return flat::lines(text).into_iter().map(|line| line.text).collect();
    }
    paragraphs::split(&tidy(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    fn found(pairs: &[(&str, &str)]) -> Draft {
        let mut found = Found::of("json");
        for (key, value) in pairs {
            let value = Value::String((*value).to_owned());
            let ours = keys::of_object(key, &value).unwrap_or(Ours::Label(LabelName::Other));
            found.take(key, value, ours);
        }
        found.draft()
    }

    fn statuses(draft: &Draft) -> usize {
        draft.labels.iter().filter(|label| label.value == STUB).count()
    }

    #[test]
    fn what_has_no_text_is_a_stub() {
        let bare = found(&[("url", "https://post.example/a"), ("time_added", "1600322788")]);
        assert_eq!(bare.title.as_deref(), Some("https://post.example/a"));
        assert_eq!(bare.native.as_deref(), Some("url:https://post.example/a"));
        assert_eq!(statuses(&bare), 1);
        assert_eq!(statuses(&found(&[("title", "Ferry stays")])), 1);
        assert_eq!(statuses(&found(&[("title", "Ferry"), ("text", "It stays.")])), 0);
        assert_eq!(found(&[("views", "3")]).title, None);
    }

    #[test]
    fn what_is_called_an_address_has_the_form_of_one() {
        for address in [
            "https://post.example/a",
            "urn:x:1",
            "www.post.example",
            "post.example/a?b",
            "//x.example/",
            "/2019/a.html",
        ] {
            assert_eq!(values(&found(&[("url", address)]), LabelName::Url), [address]);
        }
        for words in ["S.7", "3.5", "n/a", "12:30", "ca.", "see post.example", "/", "Foto:"] {
            let draft = found(&[("title", "F"), ("url", words)]);
            assert!(values(&draft, LabelName::Url).is_empty(), "{words}");
            assert!(values(&draft, LabelName::Other).contains(&words), "{words}");
        }
    }

    #[test]
    fn markup_is_read_as_words() {
        let draft =
            found(&[("title", "F"), ("content", "<h2>One</h2><p>Two &amp; <b>three</b></p>")]);
        let texts: Vec<_> = draft.paragraphs.iter().map(|paragraph| &paragraph.text).collect();
        assert_eq!(texts, ["One", "Two & three"]);
    }

    #[test]
    fn tags_may_be_a_list_that_a_program_printed() {
        for (tags, expect) in [
            (r#"["sea", "port"]"#, vec!["sea", "port"]),
            ("['sea']", vec!["sea"]),
            ("[]", vec![]),
            ("船、港", vec!["船", "港"]),
        ] {
            let draft = found(&[("title", "F"), ("tags", tags), ("text", "One.")]);
            let tags = draft.labels.iter().filter(|label| label.name == LabelName::Tag);
            assert_eq!(tags.map(|tag| tag.value.as_str()).collect::<Vec<_>>(), expect);
        }
    }

    #[test]
    fn a_name_is_a_headline_where_nothing_else_is() {
        assert_eq!(found(&[("name", "Ferry")]).title.as_deref(), Some("Ferry"));
        assert_eq!(found(&[("name", "Post"), ("title", "Ferry")]).title.as_deref(), Some("Ferry"));
    }
}
