//! JSON values with the keys of objects in the order found, each kept even where it occurs twice.
//! What a value takes in memory is bounded: tiny objects take many times their text.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// The most memory that one value is given with all that is inside it, in bytes, its text not
/// counted.
pub(super) const MAX_HELD_BYTES: usize = 192 << 20;
/// What the smallest piece of memory takes.
const LEAST_BYTES: usize = 32;
/// How the error begins of a value beyond the limit.
const TOO_LARGE: &str = "it takes over";

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Self>),
    Object(Object),
}

/// An object's keys and values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Object(pub Vec<(String, Value)>);

impl Value {
    pub(super) fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(values) => Some(values),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) | Self::Object(_) => {
                None
            }
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(super) fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// What it takes in memory beside its own place, in bytes, about.
    fn held_bytes(&self) -> usize {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => 0,
            Self::String(text) => string_bytes(text),
            Self::Array(values) => {
                let inside = values.iter().map(Self::held_bytes).sum::<usize>();
                inside + size_of::<Self>() * values.capacity()
            }
            Self::Object(object) => object.held_bytes(),
        }
    }
}

impl Object {
    /// The first value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// What its pairs take in memory, in bytes, about.
    pub(super) fn held_bytes(&self) -> usize {
        let inside = self.0.iter().map(|(key, value)| string_bytes(key) + value.held_bytes());
        inside.sum::<usize>() + size_of::<(String, Value)>() * self.0.capacity()
    }
}

/// The value that `text` is.
///
/// # Errors
/// Where it is no JSON, or takes over [`MAX_HELD_BYTES`]; [`told`] says it in words.
pub(super) fn value(text: &str) -> Result<Value, serde_json::Error> {
    within(text, MAX_HELD_BYTES)
}

/// The object that `text` is.
///
/// # Errors
/// As [`value`], and where it is another value.
pub(super) fn object(text: &str) -> Result<Object, serde_json::Error> {
    match value(text)? {
        Value::Object(object) => Ok(object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(Error::custom("it is not an object"))
        }
    }
}

/// Why a value was not read, in words for people.
pub(super) fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    match told.starts_with(TOO_LARGE) {
        true => format!("{TOO_LARGE} {} MiB of memory", MAX_HELD_BYTES >> 20),
        false => format!("not JSON ({told})"),
    }
}

fn within(text: &str, bytes: usize) -> Result<Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Within(&Cell::new(bytes)).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// A value that takes no more memory than is left.
#[derive(Clone, Copy)]
struct Within<'b>(&'b Cell<usize>);

impl Within<'_> {
    fn take<E: Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.0.get().checked_sub(bytes).ok_or_else(|| E::custom(TOO_LARGE))?;
        self.0.set(left);
        Ok(())
    }

    fn string<E: Error>(self, text: String) -> Result<String, E> {
        self.take(string_bytes(&text))?;
        Ok(text)
    }
}

impl<'de> DeserializeSeed<'de> for Within<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(self.string(value.to_owned())?))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(self.string(value)?))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = elements.next_element_seed(self)? {
            self.take(slot_bytes::<Value>(values.len()))?;
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key()? {
            let pair = (self.string(key)?, map.next_value_seed(self)?);
            self.take(slot_bytes::<(String, Value)>(pairs.len()))?;
            pairs.push(pair);
        }
        Ok(Value::Object(Object(pairs)))
    }
}

/// What a string takes beside its own place.
fn string_bytes(text: &str) -> usize {
    if text.is_empty() { 0 } else { text.len().max(LEAST_BYTES) }
}

/// What a list that holds `length` elements takes for one more: its first brings room for four.
fn slot_bytes<T>(length: usize) -> usize {
    match length {
        0 => 4 * size_of::<T>() + LEAST_BYTES,
        1..4 => 0,
        _ => size_of::<T>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_in_order_and_twice_where_they_stand_twice() {
        let text = r#"{"z": 1, "a": [{"y": null, "b": -2.5, "y": true}], "z": "é\n"}"#;
        let Object(pairs) = object(text).expect("it is JSON");
        assert_eq!(pairs.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["z", "a", "z"]);
        let inner = pairs[1].1.as_array().map(|list| &list[0]);
        let Some(Value::Object(inner)) = inner else { panic!("{inner:?}") };
        assert_eq!(inner.get("y"), Some(&Value::Null));
        assert_eq!((inner.0.len(), &inner.0[2].1), (3, &Value::Bool(true)));
        assert_eq!(pairs[2].1, Value::String("é\n".to_owned()));
    }

    #[test]
    fn memory_of_values_is_bounded() {
        let lists = |count: usize| format!("[{}0]", "{\"a\":{\"b\":[1]}},".repeat(count));
        let limit = 1 << 20;
        assert!(within(&lists(1000), limit).is_ok());
        let error = within(&lists(4000), limit).expect_err("it takes more");
        assert_eq!(told(&error), "it takes over 192 MiB of memory");
        // Words are their text and little more.
        let words = format!("[\"{}\"]", "ferry ".repeat(150_000));
        assert!(within(&words, limit).is_ok());
        assert!(within(&words, limit / 2).is_err());
        assert!(told(&object("{\"a\"").expect_err("no JSON")).starts_with("not JSON (EOF"));
    }

    #[test]
    fn what_is_counted_is_what_is_held() {
        let text = r#"{"a": [{}, [1, 2, 3, 4, 5], "", "ferry"], "b": {"c": null}, "d": {}, "e": 1, "f": 2}"#;
        let read = value(text).expect("it is JSON");
        let counted = (1..10_000).find(|bytes| within(text, *bytes).is_ok());
        let held = read.held_bytes();
        assert!(counted.is_some_and(|counted| counted.abs_diff(held) < 500), "{counted:?} {held}");
    }
}
