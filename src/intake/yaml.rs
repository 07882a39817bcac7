//! YAML as the JSON it stands for. Words stay as they are printed: a date is no other thing than the
//! words of it. Aliases are refused, so that no document grows.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::json::{Object, Value};

/// Mappings and lists lie in each other at most so deep.
const MAX_DEPTH: usize = 32;

/// What is being read: a list, or a mapping with the key whose value comes next.
enum Open {
    List(Vec<Value>),
    Mapping(Vec<(String, Value)>, Option<String>),
}

/// The first document of `text`; nothing where it has none.
///
/// # Errors
/// One phrase that says what is wrong, and in which line.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            format!("not YAML ({}, line {})", error.info(), error.marker().line())
        })?;
        let value = match event {
            Event::Scalar(words, style, _, _) => scalar(&words, style),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= MAX_DEPTH => {
                return Err(format!("YAML more than {MAX_DEPTH} deep"));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Mapping(Vec::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(values)) => Value::Array(values),
                Some(Open::Mapping(pairs, _)) => Value::Object(Object(pairs)),
                None => continue,
            },
            Event::Alias(_) => {
                return Err(format!("YAML with aliases (line {})", span.start.line()));
            }
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {
                continue;
            }
        };
        match open.last_mut() {
            None => return Ok(value),
            Some(Open::List(values)) => values.push(value),
            Some(Open::Mapping(pairs, key)) => match key.take() {
                Some(key) => pairs.push((key, value)),
                None => *key = Some(name(value)),
            },
        }
    }
    Ok(Value::Null)
}

/// What a key is called; one that is no scalar has no name.
fn name(value: Value) -> String {
    match value {
        Value::String(name) => name,
        Value::Bool(_) | Value::Number(_) | Value::Null | Value::Array(_) | Value::Object(_) => {
            String::new()
        }
    }
}

fn scalar(words: &str, style: ScalarStyle) -> Value {
    match words {
        "" | "~" | "null" | "Null" | "NULL" if style == ScalarStyle::Plain => Value::Null,
        words => Value::String(words.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_an_object_whose_words_stay() {
        let text = "---\ntitle: 'Ferry: sold'\ndate: 2019-11-13\ntags: [sea, port]\nauthors:\n  - A B\n  - C D\n\
                    empty:\nfolded: >\n  one\n  two\n...\n";
        let Ok(Value::Object(object)) = read(text) else { panic!("{:?}", read(text)) };
        let string = |text: &str| Value::String(text.to_owned());
        assert_eq!(object.get("title"), Some(&string("Ferry: sold")));
        assert_eq!(object.get("date"), Some(&string("2019-11-13")));
        let list = |a, b| Value::Array(vec![string(a), string(b)]);
        assert_eq!(object.get("tags"), Some(&list("sea", "port")));
        assert_eq!(object.get("authors"), Some(&list("A B", "C D")));
        assert_eq!(object.get("empty"), Some(&Value::Null));
        assert_eq!(object.get("folded"), Some(&string("one two\n")));
    }

    #[test]
    fn what_is_broken_or_grows_is_refused() {
        assert!(read("a: [1\nb: 2").expect_err("no end").starts_with("not YAML ("));
        assert!(read("a: &x [1]\nb: *x").expect_err("an alias").starts_with("YAML with aliases"));
        assert!(read(&"- ".repeat(100)).expect_err("deep").starts_with("YAML more than 32 deep"));
        assert_eq!(read(""), Ok(Value::Null));
    }
}
