//! Categories as paths, and other lists of stated names.

use std::collections::HashSet;

use super::{labels, one_line};
use crate::clipping::{ClueKind, Known, Label, LabelName};
use crate::text::fold;

/// The categories that labels state, each once: `,` parts them, `/` goes from general to special,
/// and quotation marks hold a comma (`"Korea, South"`).
pub(super) fn categories(all: &[Label]) -> Vec<Known<Vec<String>>> {
    let mut found: Vec<Known<Vec<String>>> = Vec::new();
    let mut seen = HashSet::new();
    for words in quoted_whole(labels(all, LabelName::Category)) {
        for part in parted(&words) {
            let path = path(&part);
            let key: Vec<String> = path.iter().map(|step| fold::key(step)).collect();
            if !path.is_empty() && seen.insert(key) {
                found.push(Known::new(path, ClueKind::Stated, part));
            }
        }
    }
    found
}

/// The values of labels with that name, each once whatever its case.
pub(super) fn stated(all: &[Label], name: LabelName) -> Vec<Known<String>> {
    let mut found: Vec<Known<String>> = Vec::new();
    let mut seen = HashSet::new();
    for label in labels(all, name) {
        let value = one_line(&label.value);
        if !value.is_empty() && seen.insert(fold::key(&value)) {
            found.push(Known::new(value, ClueKind::Stated, label.value.as_str()));
        }
    }
    found
}

/// The values of `labels`, with those joined again that a comma within quotation marks parted.
fn quoted_whole<'a>(labels: impl Iterator<Item = &'a Label>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let mut place = "";
    for label in labels {
        let open = whole.last().is_some_and(|last| last.matches('"').count() % 2 == 1);
        match whole.last_mut() {
            Some(last) if open && place == label.place && label.value.contains('"') => {
                last.push_str(", ");
                last.push_str(&label.value);
            }
            _ => whole.push(label.value.clone()),
        }
        place = &label.place;
    }
    whole
}

/// The parts of `words` between commas that stand in no quotation marks.
fn parted(words: &str) -> Vec<String> {
    let paired = words.matches('"').count().is_multiple_of(2);
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in words.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | '、' | '，' if !(quoted && paired) => parts.push(String::new()),
            _ => {
                if let Some(last) = parts.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    parts.into_iter().map(|part| one_line(&part)).filter(|part| !part.is_empty()).collect()
}

fn path(words: &str) -> Vec<String> {
    words.split('/').map(one_line).filter(|step| !step.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[&str]) -> Vec<String> {
        let labels: Vec<_> =
            values.iter().map(|v| Label::new(LabelName::Category, *v, "label")).collect();
        categories(&labels).into_iter().map(|known| known.value.join(" > ")).collect()
    }

    #[test]
    fn categories_are_paths_each_once() {
        assert_eq!(
            of(&["Korea, World", "korea", " Trade / Ports /"]),
            ["Korea", "World", "Trade > Ports"]
        );
        assert_eq!(of(&["", " , "]), Vec::<String>::new());
    }

    #[test]
    fn quotation_marks_hold_a_comma() {
        assert_eq!(of(&["\"Korea, South\", Sport"]), ["Korea, South", "Sport"]);
        assert_eq!(of(&["\"Korea", "South\"", "Sport"]), ["Korea, South", "Sport"]);
        assert_eq!(of(&["5\" disks", "Sport"]), ["5 disks", "Sport"]);
    }

    #[test]
    fn stated_names_come_once_whatever_their_case() {
        let labels =
            ["Ferry", "ferry", "Port"].map(|value| Label::new(LabelName::Tag, value, "label Tags"));
        let values: Vec<_> =
            stated(&labels, LabelName::Tag).into_iter().map(|known| known.value).collect();
        assert_eq!(values, ["Ferry", "Port"]);
    }
}
