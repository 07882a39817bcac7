//! The bookmarks of browsers as they keep them: trees of folders in JSON. Chrome and its kin write a
//! file `Bookmarks` (<https://chromium.googlesource.com/chromium/src/+/main/components/bookmarks/>),
//! Firefox backups of its own. Each link is a stub.

use super::super::json::{self, Object, Value};
use super::super::{Account, Options, Reader, Source, found, start_of};
use super::{SCRIPT_LEFT_OUT, has_script, is_query};
use crate::clipping::{Draft, Label, LabelName, Note};

/// The reader of such trees.
pub(in super::super) struct Trees;

/// What stands in the head of each kind, without blanks.
const MARKS: &[&str] = &["\"roots\":{\"bookmark_bar\":", "\"text/x-moz-place-container\""];
/// How far a file is searched for them, in bytes.
const HEAD_BYTES: usize = 4096;
/// Seconds from 1601, from which Chrome counts, to 1970.
const SECONDS_FROM_1601: i64 = 11_644_473_600;

impl Reader for Trees {
    fn name(&self) -> &'static str {
        "bookmarks of a browser"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let head: String =
            start_of(opening, HEAD_BYTES).chars().filter(|c| !c.is_whitespace()).collect();
        head.trim_start_matches('\u{FEFF}').starts_with('{')
            && MARKS.iter().any(|mark| head.contains(mark))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        match json::value(text.trim_start_matches('\u{FEFF}')) {
            Ok(tree) => walk(&tree, &[], &mut account, each),
            Err(error) => {
                account.leave_out(Note::new(format!("no bookmarks: {}", json::told(&error))))
            }
        }
        account
    }
}

/// Gives the links in and below a value, which lies in `folders`. The reader of JSON bounds how deep
/// they are.
fn walk(
    value: &Value,
    folders: &[&str],
    account: &mut Account,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) {
    let object = match value {
        Value::Array(list) => {
            return list.iter().for_each(|value| walk(value, folders, account, each));
        }
        Value::Object(object) => object,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
    };
    let children = object.get("children").or_else(|| object.get("roots"));
    let name = string(object, "name").or_else(|| string(object, "title")).unwrap_or_default();
    if let Some(children) = children {
        let mut folders = folders.to_vec();
        folders.extend((!name.is_empty()).then_some(name));
        match children {
            Value::Object(roots) => {
                roots.0.iter().for_each(|(_, value)| walk(value, &folders, account, each));
            }
            list => walk(list, &folders, account, each),
        }
    } else if let Some(url) = string(object, "url").or_else(|| string(object, "uri")) {
        if is_query(url) {
            return;
        }
        if has_script(url) {
            account.leave_out(Note::new(SCRIPT_LEFT_OUT));
            return;
        }
        each(stub(object, url, name, folders), Vec::new());
    }
}

fn stub(object: &Object, url: &str, name: &str, folders: &[&str]) -> Draft {
    let title = Some(name.to_owned()).filter(|name| !name.is_empty());
    let mut draft = Draft { title, ..Draft::default() };
    draft.labels.push(Label::new(LabelName::Url, url, "url"));
    let chrome = number(object, "date_added").map(|micros| micros / 1_000_000 - SECONDS_FROM_1601);
    let firefox = number(object, "dateAdded").map(|micros| micros / 1_000_000);
    let saved = chrome.or(firefox).filter(|seconds| *seconds > 0);
    draft.labels.extend(
        saved.map(|seconds| Label::new(LabelName::Saved, seconds.to_string(), "date added")),
    );
    for entry in string(object, "tags").unwrap_or_default().split(',').map(str::trim) {
        draft.labels.extend((!entry.is_empty()).then(|| Label::new(LabelName::Tag, entry, "tags")));
    }
    if !folders.is_empty() {
        draft.labels.push(Label::new(LabelName::Other, folders.join("/"), "folder"));
    }
    found::mark_stub(&mut draft);
    draft
}

fn string<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    match object.get(key) {
        Some(Value::String(text)) => Some(text.trim()),
        _ => None,
    }
}

/// A whole number, which Chrome writes as a string.
fn number(object: &Object, key: &str) -> Option<i64> {
    match object.get(key) {
        Some(Value::Number(number)) => number.as_i64(),
        Some(Value::String(text)) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::{read, values};

    fn run(text: &str) -> (Vec<Draft>, Account) {
        assert!(Trees.accepts(&Source { path: "Bookmarks", bytes: text.as_bytes() }, text));
        read(&Trees, "Bookmarks", text, &Options::default())
    }

    #[test]
    fn chromes_tree() {
        let (drafts, account) = run(r#"{"checksum": "f3", "roots": {"bookmark_bar": {"children": [
 {"date_added": "13118850929335823", "id": "6", "name": "Ferry stays", "type": "url", "url": "https://post.example/a"},
 {"name": "Ports", "type": "folder", "children": [{"name": "", "type": "url", "url": "https://post.example/b"}]},
 {"name": "Clip", "type": "url", "url": "JavaScript:void(0)"}],
 "name": "Bar", "type": "folder"}, "other": {"children": [], "name": "Others"}}, "version": 1}"#);
        assert_eq!((drafts.len(), account.left_out), (2, 1));
        assert_eq!(account.notes[0].message, SCRIPT_LEFT_OUT);
        assert_eq!(drafts[0].title.as_deref(), Some("Ferry stays"));
        // 20 September 2016, 13:15:29 UTC.
        assert_eq!(values(&drafts[0], LabelName::Saved), ["1474377329"]);
        assert_eq!(values(&drafts[0], LabelName::Status), ["stub"]);
        assert_eq!(values(&drafts[1], LabelName::Other), ["Bar/Ports"]);
        assert_eq!(drafts[1].title.as_deref(), Some("https://post.example/b"));
    }

    #[test]
    fn folders_too_deep_in_each_other_are_told() {
        let tree = |depth: usize| {
            let folders = "{\"name\": \"F\", \"children\": [".repeat(depth);
            let link = "{\"name\": \"Ferry stays\", \"url\": \"https://post.example/a\"}";
            format!("{{\"roots\": {{\"bookmark_bar\": {folders}{link}{}}}}}", "]}".repeat(depth))
        };
        let (drafts, account) = run(&tree(60));
        assert_eq!((drafts.len(), account.left_out), (1, 0));
        let (drafts, account) = run(&tree(200));
        assert_eq!((drafts.len(), account.left_out), (0, 1));
        assert!(account.notes[0].message.contains("recursion limit"), "{account:?}");
    }

    #[test]
    fn firefoxs_backup() {
        let (drafts, account) = run(
            r#"{"guid": "root________", "title": "", "type": "text/x-moz-place-container", "children": [
 {"title": "Bar", "type": "text/x-moz-place-container", "children": [
  {"title": "Pier opens", "dateAdded": 1388166091644000, "tags": "sea,port", "type": "text/x-moz-place", "uri": "https://post.example/c"},
  {"title": "Recent tags", "type": "text/x-moz-place", "uri": "place:type=6&sort=14"}]}]}"#,
        );
        assert_eq!((drafts.len(), account), (1, Account::default()), "a query is no bookmark");
        assert_eq!(drafts[0].title.as_deref(), Some("Pier opens"));
        assert_eq!(values(&drafts[0], LabelName::Saved), ["1388166091"]);
        assert_eq!(values(&drafts[0], LabelName::Tag), ["sea", "port"]);
        assert_eq!(values(&drafts[0], LabelName::Url), ["https://post.example/c"]);
    }
}
