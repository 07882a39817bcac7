//! An object as an article, or as what is stated about one.

use std::collections::HashSet;

use super::held::lists_articles;
use super::meanings::Meanings;
use crate::clipping::{Draft, LabelName};
use crate::intake::found::Found;
use crate::intake::json::{Object, Value};
use crate::intake::keys::{Mapping, Ours, houses::Houses};

/// Keys of articles that are so long and have a digit may be their numbers, in bytes.
const NUMBER_BYTES: std::ops::RangeInclusive<usize> = 8..=256;

/// An object that is an article.
pub(super) struct Article {
    pub(super) object: Object,
    /// Which of the file it is, for notes.
    pub(super) name: String,
    pub(super) at_byte: Option<u64>,
    /// The key that it stands under, where that may be its number or its address.
    pub(super) key: Option<String>,
}

impl Article {
    /// What its keys and values make.
    pub(super) fn draft(self, meanings: &Meanings) -> Draft {
        let Self { object, key: above, .. } = self;
        let mut found = Found::of("json");
        let houses = Houses::of(object.0.iter().map(|(key, _)| key.as_str()));
        let copies = copies(&object);
        let pairs = object.0.into_iter().zip(copies).filter(|(_, is_copy)| !is_copy);
        for ((key, mut value), _) in pairs {
            let mut ours = meanings.of(&key, &value);
            if !meanings.is_mapped(&key) {
                ours = houses.meant(&key, ours);
                value = houses.parted(ours, value);
            }
            found.take(&key, value, ours.unwrap_or(Ours::Label(LabelName::Other)));
        }
        if let Some(key) = above {
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
pub(in crate::intake) fn stated(object: Object, map: &[Mapping]) -> Option<Draft> {
    let meanings = Meanings::new(map);
    let states = |(key, value): &(String, Value)| {
        let nothing = [Ours::Nothing, Ours::Name, Ours::Label(LabelName::Other)];
        meanings.of(key, value).is_some_and(|ours| !nothing.contains(&ours))
    };
    if lists_articles(&object, &meanings) || !object.0.iter().any(states) {
        return None;
    }
    let mut found = Found::of("json");
    for (key, value) in object.0 {
        let ours = meanings.of(&key, &value).unwrap_or(Ours::Label(LabelName::Other));
        found.take(&key, value, ours);
    }
    found.aside()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_once_more_what_names_say_among_any_number_of_keys() {
        let pairs = (0..50_000).map(|n| (n.to_string(), Value::String(format!("{n}"))));
        let names = (0..50_000).map(|n| (format!("key {n}"), Value::String(format!("{}", n * 2))));
        let all = copies(&Object(pairs.chain(names).collect()));
        assert_eq!(all.iter().filter(|is_copy| **is_copy).count(), 25_000);
        assert!(all[2] && !all[3] && !all[50_000]);
    }
}
