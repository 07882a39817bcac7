//! Which objects another one holds as its articles: in an array under a key, or each under a key of its
//! own.

use super::meanings::Meanings;
use crate::clipping::LabelName;
use crate::intake::json::{Object, Value};
use crate::intake::keys::{Ours, folded};

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

/// The objects that another holds.
pub(super) enum Held {
    /// In an array under a key.
    Listed(String, Vec<Value>),
    /// Each under a key of its own.
    Keyed(Vec<(String, Value)>),
}

/// The articles that an object holds; the object itself where it is one.
pub(super) fn unwrapped(mut object: Object, meanings: &Meanings) -> Result<Held, Object> {
    // A word for text may be one for articles too (`기사`).
    let has_title = |object: &Object| {
        object.0.iter().any(|(key, value)| meanings.of(key, value) == Some(Ours::Title))
    };
    let speaks =
        |(key, value): &(String, Value)| meanings.is_words(key, value) && !lists(value, &has_title);
    if object.0.iter().any(speaks) {
        return Err(object);
    }
    match named(&object).or_else(|| told(&object, meanings)).map(|at| object.0.swap_remove(at)) {
        Some((key, Value::Array(list))) => Ok(Held::Listed(key, list)),
        _ if is_keyed(&object, meanings) => Ok(Held::Keyed(object.0)),
        _ => Err(object),
    }
}

/// Whether an object lists articles under a key whose name says so.
pub(super) fn lists_articles(object: &Object, meanings: &Meanings) -> bool {
    let has_words = |object: &Object| meanings.has_words(object);
    object.0.iter().any(|(key, value)| is_wrapper(key) && lists(value, &has_words))
}

/// Where an object has an array whose name says that it holds articles.
fn named(object: &Object) -> Option<usize> {
    object.0.iter().position(|(key, value)| is_wrapper(key) && lists(value, &|_| true))
}

/// Where an object has an array, under any other name, that plainly holds articles. An article whose
/// headline has another name would have a day or an address as well, so it holds none.
fn told(object: &Object, meanings: &Meanings) -> Option<usize> {
    let is_scalar = |value: &Value| !value.is_array() && !value.is_object();
    let is_article = || {
        object.0.iter().any(|(key, value)| is_scalar(value) && is_stated(meanings.of(key, value)))
    };
    let has_words = |object: &Object| meanings.has_words(object);
    let mut pairs = object.0.iter();
    pairs.position(|(_, value)| lists(value, &has_words)).filter(|_| !is_article())
}

/// Whether an object is nothing but objects under keys of their own, most of them articles.
fn is_keyed(object: &Object, meanings: &Meanings) -> bool {
    let articles = object.0.iter().filter_map(|(_, value)| value.as_object());
    articles.filter(|inner| meanings.has_words(inner)).count() * 2 > object.0.len()
        && object.0.iter().all(|(_, value)| value.is_object())
}

fn is_wrapper(key: &str) -> bool {
    WRAPPERS.contains(&folded(key).as_str())
}

/// Whether a value is an array with an object that is as wanted.
fn lists(value: &Value, wanted: &dyn Fn(&Object) -> bool) -> bool {
    value.as_array().into_iter().flatten().filter_map(Value::as_object).any(wanted)
}

/// Whether a key states when, where or by whom an article was published.
fn is_stated(ours: Option<Ours>) -> bool {
    matches!(ours, Some(Ours::Label(LabelName::Url | LabelName::Published | LabelName::Byline)))
}
