//! JSON-LD: what a page tells machines about its article (schema.org).
//!
//! Pages hold several scripts, arrays, graphs with references, and other pages' articles beside
//! their own. What is broken in harmless ways is repaired; the rest is passed over.

use serde_json::{Map, Value};

use super::super::tidy::one_line;

/// The most objects of a page that are looked at.
const MAX_OBJECTS: usize = 4_096;
/// The most names, tags or sections of an article that are taken.
const MAX_VALUES: usize = 64;
/// How far a reference of an author or publisher is followed.
const MAX_REFERENCES: usize = 3;

/// An article as JSON-LD states it; fields that are not stated are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) sections: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) body: Option<String>,
    /// Whether it is called an article, not only a page.
    pub(super) is_article: bool,
}

/// Keys under which other pages' articles stand.
const ELSEWHERE: &[&str] = &[
    "itemListElement",
    "hasPart",
    "isPartOf",
    "mentions",
    "citation",
    "relatedLink",
    "comment",
    "review",
    "reviews",
    "isBasedOn",
    "workExample",
];

/// Kinds that are no articles and may state when their page was published.
const PAGES: &[&str] = &["WebPage", "VideoObject", "Recipe", "CreativeWork"];

/// The most memory that the values of a page's scripts are given, in bytes, their text not counted.
const MAX_HELD_BYTES: usize = 192 << 20;
/// What an object takes with its first few keys, in bytes.
const OBJECT_BYTES: usize = 640;
/// What any other value takes, in bytes.
const VALUE_BYTES: usize = 64;

/// All objects in `scripts` that may be the page's article, in the order found; and how many
/// scripts could not be read.
pub(super) fn articles(scripts: &[&str]) -> (Vec<Article>, usize) {
    let mut broken = 0;
    let mut values = Vec::new();
    let mut left = MAX_HELD_BYTES;
    for script in scripts {
        let held = held_bytes(script);
        match (held <= left).then(|| parsed(script)).flatten() {
            Some(value) => {
                left -= held;
                values.push(value);
            }
            None => broken += usize::from(!script.trim().is_empty()),
        }
    }
    let objects = objects(&values);
    let found = objects.iter().filter_map(|object| article(object, &objects)).collect();
    (found, broken)
}

/// What the values of a script take in memory, about: tiny ones take many times their text.
fn held_bytes(script: &str) -> usize {
    let of_byte = |byte| match byte {
        b'{' => OBJECT_BYTES,
        b'[' | b',' => VALUE_BYTES,
        _ => 0,
    };
    script.bytes().map(of_byte).sum()
}

/// `script` as JSON, repaired where it is not.
fn parsed(script: &str) -> Option<Value> {
    let text = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//").trim_start_matches("<![CDATA[");
    let text = text.trim().trim_end_matches("]]>").trim_end_matches("//").trim();
    let text = text.trim_end_matches([';', ',']);
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&repaired(text)).ok())
}

/// `text` with its strings on one line, escapes that JSON does not know as what they escape, and no
/// comma before a closing bracket.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut in_string = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match (in_string, c) {
            (true, '\\') => match characters.next() {
                Some(next) if "\"\\/bfnrtu".contains(next) => out.extend(['\\', next]),
                Some(next) if !next.is_control() => out.push(next),
                _ => {}
            },
            (true, c) if c.is_control() => out.push(' '),
            (false, ']' | '}') => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(c);
            }
            (_, '"') => {
                in_string = !in_string;
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Every object that is not said to be another page's, the outer before the inner.
fn objects(values: &[Value]) -> Vec<&Map<String, Value>> {
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(entries) => waiting.extend(entries.iter().rev()),
            Value::Object(object) if found.len() < MAX_OBJECTS => {
                found.push(object);
                let inner = object.iter().filter(|(key, _)| !ELSEWHERE.contains(&key.as_str()));
                let inner: Vec<&Value> = inner
                    .map(|(_, value)| value)
                    .filter(|v| v.is_object() || v.is_array())
                    .collect();
                waiting.extend(inner.into_iter().rev());
            }
            _ => {}
        }
    }
    found
}

fn article(object: &Map<String, Value>, all: &[&Map<String, Value>]) -> Option<Article> {
    let types = object.get("@type").map(|kind| names(kind, all)).unwrap_or_default();
    let is_article = types.iter().any(|kind| is_article(kind));
    let is_page = types.iter().any(|kind| PAGES.iter().any(|page| kind.ends_with(page)));
    if !is_article && !is_page {
        return None;
    }
    let one = |keys: &[&str]| first(object, keys);
    let many = |keys: &[&str]| {
        let values = keys.iter().filter_map(|key| object.get(*key));
        values.flat_map(|value| names(value, all)).take(MAX_VALUES).collect::<Vec<_>>()
    };
    Some(Article {
        headline: one(if is_article { &["headline", "name"] } else { &["headline"] }),
        published: one(&["datePublished", "dateCreated", "uploadDate"]),
        modified: one(&["dateModified"]),
        authors: many(&["author"]).into_iter().filter(|name| !name.contains("://")).collect(),
        publisher: many(&["publisher"])
            .into_iter()
            .chain(many(&["sourceOrganization"]))
            .find(|name| !name.contains("://")),
        sections: many(&["articleSection"]),
        tags: split(many(&["keywords"])),
        url: one(&["url"]).or_else(|| identifier(object.get("mainEntityOfPage")?)),
        language: one(&["inLanguage"]),
        dateline: one(&["dateline"]),
        body: one(&["articleBody"]),
        is_article,
    })
}

fn is_article(kind: &str) -> bool {
    let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

/// The first string under `keys`.
fn first(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let values = keys.iter().filter_map(|key| object.get(*key));
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(entries) => entries.iter().find_map(|v| v.as_str().map(str::to_owned)),
        Value::Object(inner) => inner.get("@value")?.as_str().map(str::to_owned),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) => None,
    };
    values.filter_map(text).find(|text| !text.trim().is_empty())
}

fn identifier(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => first(object, &["@id", "url"]),
        _ => None,
    }
}

/// The names in a value: strings, objects with a name, references, arrays of them.
fn names(value: &Value, all: &[&Map<String, Value>]) -> Vec<String> {
    let mut waiting = vec![(value, 0)];
    let mut found: Vec<String> = Vec::new();
    while let Some((value, depth)) = waiting.pop() {
        if found.len() >= MAX_VALUES {
            break;
        }
        match value {
            Value::String(text) => found.push(unescaped(text)),
            Value::Array(entries) => waiting.extend(entries.iter().rev().map(|v| (v, depth))),
            Value::Object(object) => match object.get("name").or_else(|| object.get("@value")) {
                Some(name) if depth < MAX_REFERENCES => waiting.push((name, depth + 1)),
                Some(_) => {}
                None => {
                    let id = object.get("@id").filter(|_| depth < MAX_REFERENCES);
                    let same = |other: &&&Map<String, Value>| {
                        other.get("@id") == id && other.contains_key("name")
                    };
                    let meant = id.and_then(|_| all.iter().find(same)?.get("name"));
                    waiting.extend(meant.map(|name| (name, depth + 1)));
                }
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// Keywords stand in an array or in one string with commas.
fn split(tags: Vec<String>) -> Vec<String> {
    match tags.as_slice() {
        [all] if all.contains([',', ';']) => {
            let parts = all.split([',', ';']).map(one_line);
            parts.filter(|part| !part.is_empty()).take(MAX_VALUES).collect()
        }
        _ => tags,
    }
}

/// A value on one line; many pages escape it for HTML as well.
pub(super) fn unescaped(text: &str) -> String {
    let text = if text.contains('&') || text.contains('<') {
        super::words_of(text)
    } else {
        text.to_owned()
    };
    one_line(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(script: &str) -> Article {
        let (mut found, broken) = articles(&[script]);
        assert_eq!((found.len(), broken), (1, 0), "{script}");
        found.remove(0)
    }

    #[test]
    fn values_beyond_what_is_held_are_not_read() {
        let article = r#"{"@type": "NewsArticle", "headline": "Ferry sold"}"#;
        let many = format!("[{}0]", "{},".repeat(200_000));
        let (found, broken) = articles(&[article, &many, &many]);
        assert_eq!((found.len(), broken), (1, 1), "the last one is beyond the limit");
    }

    #[test]
    fn a_graph_with_references_is_followed() {
        let article = one(r##"{"@context": "https://schema.org", "@graph": [
                {"@type": ["NewsArticle"], "headline": "Ferry sold", "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Muster"}],
                 "publisher": {"@id": "#post"}, "datePublished": "2019-11-13T06:02:00+09:00", "articleSection": "City", "keywords": "ferry, quay"},
                {"@type": "Person", "@id": "#ann", "name": "Ann Example"},
                {"@type": "Organization", "@id": "#post", "name": "Portbury Post"}]}"##);
        assert_eq!(article.authors, ["Ann Example", "Bo Muster"]);
        assert_eq!(article.publisher.as_deref(), Some("Portbury Post"));
        assert_eq!(article.tags, ["ferry", "quay"]);
    }

    #[test]
    fn broken_scripts_are_repaired_where_that_is_safe() {
        let article = one(
            "//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Two\nlines\", \"author\": \"O\\'Hara\",}\n//]]>",
        );
        assert_eq!(article.authors, ["O'Hara"]);
        assert_eq!(articles(&["{\"@type\": \"NewsArticle\", \"headline\": \"cut"]).1, 1);
    }

    #[test]
    fn articles_of_other_pages_are_passed_over() {
        let (found, _) = articles(&[
            r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}"#,
        ]);
        assert!(found.is_empty());
    }

    #[test]
    fn objects_that_refer_to_themselves_end() {
        let article = one(
            r##"{"@type": "NewsArticle", "@id": "#a", "author": {"@id": "#a"}, "name": {"name": {"name": {"name": {"name": "x"}}}}}"##,
        );
        assert!(article.authors.is_empty());
    }
}
