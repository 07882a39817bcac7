//! Vocabularies that people edit: text files of lines `key = value` or `key, key = value`, in which
//! a line that begins with `#` is a comment.

use super::one_line;
use crate::clipping::Note;

/// One line of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before the sign of equality, as written, at least one.
    pub keys: Vec<String>,
    /// What stands behind it, as written.
    pub value: String,
}

/// The lines of a vocabulary, and every line that could not be read, with its number. `name` says
/// in notes which file it is.
pub fn read_vocabulary(text: &str, name: &str) -> (Vec<Line>, Vec<Note>) {
    let (mut lines, mut notes) = (Vec::new(), Vec::new());
    let mut at_byte = 0;
    for (number, whole) in text.split('\n').enumerate() {
        let line = whole.trim_matches(['\u{feff}', ' ', '\t', '\r']);
        if !line.is_empty() && !line.starts_with('#') {
            match read_line(line) {
                Some(line) => lines.push(line),
                None => {
                    let message = format!(
                        "line {} of {name} was left out: it needs the form: name = value",
                        number + 1
                    );
                    notes.push(Note::at(message, at_byte));
                }
            }
        }
        at_byte += whole.len() as u64 + 1;
    }
    (lines, notes)
}

fn read_line(line: &str) -> Option<Line> {
    let (keys, value) = line.split_once('=')?;
    let keys: Vec<String> = keys.split(',').map(one_line).filter(|key| !key.is_empty()).collect();
    let value = one_line(value);
    (!keys.is_empty() && !value.is_empty()).then_some(Line { keys, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_may_have_one_value() {
        let text = "\u{feff}# mine\r\n\r\nPortburyPost, portbury.example = Portbury Post\r\nno sense\n= x\n";
        let (lines, notes) = read_vocabulary(text, "outlets.txt");
        let keys = ["PortburyPost", "portbury.example"].map(str::to_owned).to_vec();
        assert_eq!(lines, [Line { keys, value: "Portbury Post".to_owned() }]);
        let told: Vec<&str> = notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "line 4 of outlets.txt was left out: it needs the form: name = value",
                "line 5 of outlets.txt was left out: it needs the form: name = value"
            ]
        );
    }
}
