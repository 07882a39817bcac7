//! Files of words that a person writes: `name = value`, or `name, name = value`, one a line.
//!
//! What follows `#` at the start of a line, or between two blanks, is a comment. Quotation marks
//! hold commas: `"Moscow, Idaho" = US`.

use super::one_line;
use crate::clipping::Note;

/// The most bytes of one line: more is no line that a person wrote.
const MAX_LINE_BYTES: usize = 4_096;

/// The most lines of one file.
pub(super) const MAX_LINES: usize = 100_000;

/// What one line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saying {
    /// What stands before the equals sign, on one line.
    pub(super) name: String,
    /// What stands after it, on one line.
    pub(super) value: String,
}

impl Saying {
    /// The names before the equals sign, parted by commas that stand in no quotation marks.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = vec![String::new()];
        let mut quoted = false;
        for c in self.name.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => names.push(String::new()),
                _ => {
                    if let Some(last) = names.last_mut() {
                        last.push(c);
                    }
                }
            }
        }
        names.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect()
    }
}

/// A line with all its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before the equals sign, as written, at least one.
    pub keys: Vec<String>,
    /// What stands after it, as written.
    pub value: String,
}

/// The lines of the text of `file`, and a note for each that could not be read.
pub fn read_vocabulary(text: &str, file: &str) -> (Vec<Line>, Vec<Note>) {
    let mut lines = Vec::new();
    let notes = read_lines(file, text, |saying| {
        let keys = saying.names();
        if keys.is_empty() {
            return Err("it names nothing before the equals sign".to_owned());
        }
        lines.push(Line { keys, value: saying.value });
        Ok(())
    });
    (lines, notes)
}

/// Hands every saying of the text of `file` to `take`; gives a note for each line that is none, and
/// for each that `take` refuses with a reason of one phrase.
pub(super) fn read_lines(
    file: &str,
    text: &str,
    mut take: impl FnMut(Saying) -> Result<(), String>,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut at_byte = 0;
    for (number, whole) in (1..).zip(text.split('\n')) {
        if number > MAX_LINES {
            let message = format!("lines of {file} after the first {MAX_LINES} were left out");
            notes.push(Note::at(message, at_byte));
            break;
        }
        let line = without_comment(whole.trim_matches(['\u{feff}', ' ', '\t', '\r']));
        if !line.is_empty()
            && let Err(why) = saying(line).and_then(&mut take)
        {
            let message = format!("line {number} of {file} was left out: {why}");
            notes.push(Note::at(message, at_byte));
        }
        at_byte += whole.len() as u64 + 1;
    }
    notes
}

fn without_comment(line: &str) -> &str {
    if line.starts_with('#') {
        return "";
    }
    let ends = line.match_indices(" #").find(|(at, mark)| {
        let after = &line[at + mark.len()..];
        after.is_empty() || after.starts_with(char::is_whitespace)
    });
    ends.map_or(line, |(at, _)| line[..at].trim_end())
}

fn saying(line: &str) -> Result<Saying, String> {
    if line.len() > MAX_LINE_BYTES {
        return Err(format!("it is longer than {MAX_LINE_BYTES} bytes"));
    }
    let (name, value) = line.split_once('=').ok_or("it has no equals sign: NAME = VALUE")?;
    let (name, value) = (one_line(name), one_line(value));
    if name.is_empty() || value.is_empty() {
        return Err("one side of the equals sign is empty".to_owned());
    }
    Ok(Saying { name, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(Vec<String>, String)>, Vec<String>) {
        let mut found = Vec::new();
        let notes = read_lines("words.txt", text, |saying| {
            found.push((saying.names(), saying.value));
            Ok(())
        });
        (found, notes.into_iter().map(|note| note.message).collect())
    }

    fn check(line: &str, names: &[&str], value: &str) {
        let names = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(read(line), (vec![(names, value.to_owned())], Vec::new()), "{line}");
    }

    #[test]
    fn a_line_names_things_and_says_what_they_are() {
        check("Kiyv = UA/kyiv", &["Kiyv"], "UA/kyiv");
        check("\u{feff}Kiyv , Kyjiw=UA/kyiv\r", &["Kiyv", "Kyjiw"], "UA/kyiv");
        check("\"Moscow, Idaho\", Potlatch = US", &["Moscow, Idaho", "Potlatch"], "US");
        check("Portbury Post = -  # a paper", &["Portbury Post"], "-");
        check("route = C#7", &["route"], "C#7");
        check("sum = a = b", &["sum"], "a = b");
    }

    #[test]
    fn comments_and_empty_lines_say_nothing() {
        assert_eq!(read("# mine\n\n   \n  # Kiyv = UA\n"), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_line_that_says_nothing_is_told_with_its_number() {
        let (found, notes) = read("# mine\nKiyv\nOdesa = UA\n= UA\nLwow =\n");
        assert_eq!(found.len(), 1);
        assert_eq!(
            notes,
            [
                "line 2 of words.txt was left out: it has no equals sign: NAME = VALUE",
                "line 4 of words.txt was left out: one side of the equals sign is empty",
                "line 5 of words.txt was left out: one side of the equals sign is empty",
            ]
        );
    }

    #[test]
    fn lines_and_their_length_are_bounded() {
        let (_, notes) = read(&format!("{} = UA", "k".repeat(MAX_LINE_BYTES)));
        assert_eq!(notes, ["line 1 of words.txt was left out: it is longer than 4096 bytes"]);
        let (found, notes) = read(&"a = b\n".repeat(MAX_LINES + 5));
        assert_eq!((found.len(), notes.len()), (MAX_LINES, 1));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[a-z=#\", \n\u{feff}한]{0,60}") {
            let (found, notes) = read(&text);
            proptest::prop_assert!(found.len() + notes.len() <= text.split('\n').count());
        }
    }
}
