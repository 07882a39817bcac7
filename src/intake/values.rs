//! JSON cut into the values that follow one another in it, so that one that cannot be read takes no
//! other with it; and what JSON allows and its reader does not, put in words it reads.

use std::borrow::Cow;
use std::ops::Range;

use crate::clipping::Note;

/// The values of an array from behind its bracket on, or of a text, each as a range of bytes.
///
/// Brackets and strings alone are looked at. A string ends with its line at the latest; an object
/// that lost its end stops where another begins in the place of a key.
pub(super) struct Values<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Values<'a> {
    /// Those of `text` from byte `at` on.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// What follows the last value.
    pub(super) fn rest(&self) -> Range<usize> {
        self.at..self.text.len()
    }
}

impl Iterator for Values<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        // Record separators (RFC 7464) may precede each value.
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | 0x1e | 0);
        self.at += bytes[self.at..].iter().take_while(|byte| is_between(byte)).count();
        let start = self.at;
        if bytes.get(start).is_none_or(|byte| *byte == b']') {
            return None;
        }
        self.at += length(&bytes[start..]);
        Some(start..self.at)
    }
}

/// The length of the value that `bytes` begins with, at least one byte.
fn length(bytes: &[u8]) -> usize {
    let mut open = Vec::new();
    let mut last = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at += string_length(&bytes[at..]) - 1,
            b'{' if at > 0 && open.is_empty() => return at,
            b'{' if open.last() == Some(&b'{') && last != b':' => return at,
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => match open.pop() {
                None => return at.max(1),
                Some(_) if open.is_empty() => return at + 1,
                Some(_) => {}
            },
            b',' | b'\n' if open.is_empty() => return at,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
        at += 1;
    }
    at
}

/// The length of the string that `bytes` begins with, its quotation marks included.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// `text` with halves of characters (`\ud800`) replaced and numbers beyond all bounds (`1e999`) made
/// `null`; all other bytes stay where they were.
pub(super) fn readable(text: &str) -> (Cow<'_, str>, Vec<Note>) {
    let bytes = text.as_bytes();
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    let (mut halves, mut numbers) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            b'"' => {
                let string = at..at + string_length(&bytes[at..]);
                halves.extend(lone_halves(&text[string.clone()]).map(|half| at + half));
                string.len()
            }
            b'-' | b'0'..=b'9' => {
                let length = number_length(&bytes[at..]);
                if text[at..at + length].parse::<f64>().is_ok_and(f64::is_infinite) {
                    numbers.push(at..at + length);
                }
                length
            }
            _ => 1,
        };
        at += length;
    }
    let notes = notes(&halves, &numbers);
    changes.extend(halves.into_iter().map(|half| (half..half + 6, "\\ufffd")));
    changes.extend(numbers.into_iter().map(|number| (number, "null")));
    changes.sort_unstable_by_key(|(range, _)| range.start);
    (changed(text, &changes), notes)
}

fn notes(halves: &[usize], numbers: &[Range<usize>]) -> Vec<Note> {
    let half = halves.first().map(|at| {
        let message = format!("{} halves of characters were replaced", halves.len());
        Note::at(message, *at as u64)
    });
    let number = numbers.first().map(|range| {
        let message = format!("{} numbers beyond all bounds were left out", numbers.len());
        Note::at(message, range.start as u64)
    });
    half.into_iter().chain(number).collect()
}

/// `text` with something no longer in the place of each range, filled up with blanks.
fn changed<'a>(text: &'a str, changes: &[(Range<usize>, &str)]) -> Cow<'a, str> {
    if changes.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (range, instead) in changes {
        out.push_str(&text[out.len()..range.start]);
        out.push_str(instead);
        out.push_str(&" ".repeat(range.len() - instead.len()));
    }
    out.push_str(&text[out.len()..]);
    Cow::Owned(out)
}

/// Where in a string half of a surrogate pair is written without the other.
fn lone_halves(string: &str) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = string[at..].find('\\') {
            let here = at + found;
            let unit = |at: usize| {
                let digits = string.get(at..)?.strip_prefix("\\u")?.get(..4)?;
                u16::from_str_radix(digits, 16).ok()
            };
            let (high, low) = (0xd800..0xdc00, 0xdc00..0xe000);
            at = here + 1 + string[here + 1..].chars().next().map_or(0, char::len_utf8);
            match unit(here) {
                Some(first) if high.contains(&first) => match unit(here + 6) {
                    Some(second) if low.contains(&second) => at = here + 12,
                    _ => return Some(here),
                },
                Some(first) if low.contains(&first) => return Some(here),
                _ => {}
            }
        }
        None
    })
}

fn number_length(bytes: &[u8]) -> usize {
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    bytes.iter().take_while(is_part).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, from: usize, expect: &[&str]) {
        let values: Vec<&str> =
            Values::new(text, from).map(|range| text[range].trim_end()).collect();
        assert_eq!(values, expect, "{text}");
    }

    #[test]
    fn values_are_told_apart_by_their_brackets() {
        check(r#"[{"a": "}"}, 5, [1, {}] ] {}"#, 1, &[r#"{"a": "}"}"#, "5", "[1, {}]"]);
        check("{\n \"a\": {\"b\": [{}, {}]}\n}\n{}", 0, &["{\n \"a\": {\"b\": [{}, {}]}\n}", "{}"]);
        check(r#"{"a\"": 1}{"b": 2}"#, 0, &[r#"{"a\"": 1}"#, r#"{"b": 2}"#]);
        check("oops {} }", 0, &["oops", "{}", "}"]);
    }

    #[test]
    fn an_object_without_an_end_takes_no_other_with_it() {
        check("{\n \"a\": 1,\n{\n \"a\": 2\n}", 0, &["{\n \"a\": 1,", "{\n \"a\": 2\n}"]);
        check("{\"a\": \"1\n{\"a\": 2}\n", 0, &["{\"a\": \"1", "{\"a\": 2}"]);
    }

    #[test]
    fn what_json_allows_is_read() {
        let text = r#"{"a": "x\ud800y \ud83d\ude00 \\ud800", "n": 1e999, "m": 5e3}"#;
        let (readable, notes) = readable(text);
        assert_eq!(readable, r#"{"a": "x\ufffdy \ud83d\ude00 \\ud800", "n": null , "m": 5e3}"#);
        assert_eq!(notes.len(), 2);
        assert_eq!(notes[1].at_byte, text.find("1e999").map(|at| at as u64));
    }
}
