//! What stands above a text in Markdown: YAML between `---`, or TOML between `+++`.
//!
//! People write it by hand, and a good part of it is no valid YAML (`title: Ferry: a history`). So no
//! parser of the language reads it, but this one, which takes what is plainly meant: keys with words,
//! lists, blocks of text, and one level of keys below a key.

use crate::intake::json::{Object, Value};

/// The most lines of a value or of all keys.
const MAX_LINES: usize = 2000;

/// The keys above a text, and where the text begins; nothing where there are none.
pub(super) fn read(text: &str) -> Option<(Vec<(String, Value)>, usize)> {
    let start = text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    let offset = text.len() - start.len();
    let mut lines = start.split_inclusive('\n');
    let first = lines.next()?;
    let (is_toml, ends): (bool, &[&str]) = match first.trim_end() {
        "---" => (false, &["---", "..."]),
        "+++" => (true, &["+++"]),
        _ => return None,
    };
    let mut at = first.len();
    let mut inside = Vec::new();
    for line in lines.take(MAX_LINES) {
        at += line.len();
        if ends.contains(&line.trim_end()) {
            let pairs = if is_toml { toml(&inside) } else { yaml(&inside) };
            return (!pairs.is_empty()).then_some((pairs, offset + at));
        }
        inside.push(line.trim_end());
    }
    None
}

fn yaml(lines: &[&str]) -> Vec<(String, Value)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let is_indented = line.starts_with([' ', '\t']);
        let Some((key, value)) = pair(line, ':').filter(|_| !is_indented && !is_comment(line))
        else {
            continue;
        };
        let below = lines[at..].iter().take_while(|line| belongs_below(line)).count();
        let below = &lines[at..at + below];
        at += below.len();
        pairs.push((key, yaml_value(value, below)));
    }
    pairs
}

/// Whether a line goes on with the value of the key above it.
fn belongs_below(line: &str) -> bool {
    line.is_empty() || line.starts_with([' ', '\t', ']']) || line == "-" || line.starts_with("- ")
}

fn yaml_value(value: &str, below: &[&str]) -> Value {
    let filled = || below.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    if value.starts_with(['|', '>']) && value.len() <= 3 {
        let between = if value.starts_with('|') { "\n" } else { " " };
        let lines = below.iter().map(|line| line.trim()).collect::<Vec<_>>();
        let blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
        let blocks: Vec<String> = blocks.map(|block| block.join(between)).collect();
        return Value::String(blocks.join("\n\n"));
    }
    if value.starts_with('[') {
        let all = std::iter::once(value).chain(filled()).collect::<Vec<_>>().join(" ");
        return inline(&all);
    }
    if value.is_empty() {
        if filled().any(|line| line == "-" || line.starts_with("- ")) {
            let items = filled().filter_map(|line| line.strip_prefix('-'));
            return Value::Array(items.map(|item| Value::String(scalar(item))).collect());
        }
        let inner: Vec<(String, Value)> = filled()
            .filter_map(|line| pair(line, ':'))
            .map(|(key, value)| (key, Value::String(scalar(value))))
            .collect();
        if !inner.is_empty() {
            return Value::Object(Object(inner));
        }
    }
    let all = std::iter::once(value).chain(filled()).collect::<Vec<_>>().join(" ");
    Value::String(scalar(&all))
}

fn toml(lines: &[&str]) -> Vec<(String, Value)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some((key, value)) = pair(line.trim(), '=').filter(|_| !is_comment(line)) else {
            continue;
        };
        let mut all = value.to_owned();
        let is_open = |all: &str| {
            let quotes = ["\"\"\"", "'''"];
            quotes.iter().any(|mark| all.starts_with(mark) && all.matches(mark).count() < 2)
                || all.starts_with('[') && !all.ends_with(']')
        };
        while is_open(&all) && at < lines.len() && !lines[at].contains(" = ") {
            all.push(if all.starts_with('[') { ' ' } else { '\n' });
            all.push_str(lines[at]);
            at += 1;
        }
        let value = match all.as_str() {
            array if array.starts_with('[') => inline(array),
            text if text.starts_with("\"\"\"") || text.starts_with("'''") => {
                Value::String(text.trim_matches(['"', '\'']).trim().to_owned())
            }
            other => Value::String(scalar(other)),
        };
        pairs.push((key, value));
    }
    pairs
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// A key and what follows it.
fn pair(line: &str, between: char) -> Option<(String, &str)> {
    let (key, value) = line.split_once(between)?;
    let key = key.trim().trim_matches(['"', '\'']);
    let parted = between == '=' || value.is_empty() || value.starts_with([' ', '\t']);
    let is_key = !key.is_empty() && key.len() <= 64 && !key.starts_with(['-', '[', '#', '{']);
    (parted && is_key).then(|| (key.to_owned(), value.trim()))
}

/// `[a, "b, c", [[d]]]`.
fn inline(array: &str) -> Value {
    let inside = array.trim().strip_prefix('[').unwrap_or(array);
    let inside = inside.trim_end().strip_suffix(']').unwrap_or(inside);
    let mut items = vec![String::new()];
    let mut quote = None;
    for c in inside.chars() {
        match (quote, c) {
            (None, ',') => {
                items.push(String::new());
                continue;
            }
            (None, '"' | '\'') if items.last().is_some_and(|item| item.trim().is_empty()) => {
                quote = Some(c);
            }
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    let items = items.iter().map(|item| scalar(item)).filter(|item| !item.is_empty());
    Value::Array(items.map(Value::String).collect())
}

/// A scalar without its quotation marks or the comment behind it.
fn scalar(text: &str) -> String {
    let text = text.trim();
    for quote in ['"', '\''] {
        let Some(inside) = text.strip_prefix(quote) else { continue };
        let escaped = |inside: &str| {
            if quote == '\'' {
                return inside.replace("''", "'");
            }
            inside.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\")
        };
        let end = inside.char_indices().rev().find(|(_, c)| *c == quote).map(|(at, _)| at);
        return escaped(end.map_or(inside, |end| &inside[..end])).trim().to_owned();
    }
    let end = text.find(" #").unwrap_or(text.len());
    match text[..end].trim() {
        "null" | "~" => String::new(),
        bare => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str) -> Value {
        Value::String(text.to_owned())
    }

    fn strings(texts: &[&str]) -> Value {
        Value::Array(texts.iter().map(|text| string(text)).collect())
    }

    fn pairs(text: &str) -> Vec<(String, Value)> {
        read(text).expect("keys").0
    }

    #[test]
    fn what_people_write_is_read() {
        let text = "---\n# note\ntitle: Ferry: a history # of it\nauthor:\n  - \"[[Ann Example]]\"\n- 'O''Hara'\n\
            tags: [sea, \"a, b\",\n  port]\nsummary: >\n  One\n  two.\n\n  Three.\nempty:\nparams:\n  x: 1\n\
            long: one\n  two\n---\nText";
        let found = pairs(text);
        assert_eq!(found[0], ("title".to_owned(), string("Ferry: a history")));
        assert_eq!(found[1].1, strings(&["[[Ann Example]]", "O'Hara"]));
        assert_eq!(found[2].1, strings(&["sea", "a, b", "port"]));
        assert_eq!(found[3].1, string("One two.\n\nThree."));
        assert_eq!(found[4].1, string(""));
        assert_eq!(found[5].1, Value::Object(Object(vec![("x".to_owned(), string("1"))])));
        assert_eq!(found[6].1, string("one two"));
        assert_eq!(&text[read(text).expect("keys").1..], "Text");
    }

    #[test]
    fn toml_is_read() {
        let found = pairs(
            "+++\ntitle = \"Ferry\"\ndate = 2019-11-13T06:02:00Z\ntags = [\n 'sea',\n 'port'\n]\n\
            [params]\nby = 'Ann'\n+++\nText",
        );
        assert_eq!(found[0].1, string("Ferry"));
        assert_eq!(found[1].1, string("2019-11-13T06:02:00Z"));
        assert_eq!(found[2].1, strings(&["sea", "port"]));
        assert_eq!(found[3], ("by".to_owned(), string("Ann")));
    }

    #[test]
    fn what_has_no_end_or_no_key_is_no_front_matter() {
        for text in
            ["---\ntitle: x\n", "---\n\nThe council voted.\n\n---\n", "--- x\ntitle: y\n---\n"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
