//! Categories as paths, and other lists of stated names.

use std::collections::HashSet;

use super::sections::{Normal, OwnCategories};
use super::{labels, one_line};
use crate::clipping::{ClueKind, Known, Label, LabelName, Note};
use crate::text::fold;

/// The most categories of one clipping.
const MAX_CATEGORIES: usize = 256;

/// The most steps of a category: each of them is filed under all those before it.
pub(super) const MAX_STEPS: usize = 16;

/// What every note about categories begins with.
const NOTED: &str = "categories: ";

/// The categories that labels state, each once: `,` parts them, `/` goes from general to special,
/// and quotation marks hold a comma (`"Korea, South"`).
/// Names of sections that several outlets print alike are one, as `own` or what is built in says.
pub(super) fn categories(
    all: &[Label],
    own: &OwnCategories,
) -> (Vec<Known<Vec<String>>>, Vec<Note>) {
    let mut found: Vec<Known<Vec<String>>> = Vec::new();
    let mut seen = HashSet::new();
    let (mut deep, mut beyond) = (0, 0);
    for part in commas_known(quoted_whole(labels(all, LabelName::Category)), own) {
        let stated = path(&part);
        let (mut path, kind) = match own.normal(&stated) {
            Normal::AsStated => (stated, ClueKind::Stated),
            Normal::Path(path) => (path, ClueKind::Vocabulary),
            Normal::Nothing => continue,
        };
        if path.is_empty() {
            continue;
        }
        if found.len() == MAX_CATEGORIES {
            beyond += 1;
            continue;
        }
        deep += u64::from(path.len() > MAX_STEPS);
        path.truncate(MAX_STEPS);
        if seen.insert(path.iter().map(|step| fold::key(step)).collect::<Vec<_>>()) {
            found.push(Known::new(path, kind, part));
        }
    }
    let notes = [
        (deep, format!("{NOTED}{deep} deeper than {MAX_STEPS} steps were cut")),
        (beyond, format!("{NOTED}{beyond} after the first {MAX_CATEGORIES} were left out")),
    ];
    let notes = notes.into_iter().filter(|(count, _)| *count > 0);
    (found, notes.map(|(_, message)| Note::new(message)).collect())
}

/// Whether a note was written here.
pub(super) fn wrote(note: &Note) -> bool {
    note.message.starts_with(NOTED)
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

/// The values of `labels` with where they stood, those joined again that a comma within quotation
/// marks parted.
fn quoted_whole<'a>(labels: impl Iterator<Item = &'a Label>) -> Vec<(String, &'a str)> {
    let mut whole: Vec<(String, &str)> = Vec::new();
    for label in labels {
        let open = |(words, place): &(String, &str)| {
            words.matches('"').count() % 2 == 1 && *place == label.place
        };
        match whole.last_mut() {
            Some(last) if open(last) && label.value.contains('"') => {
                last.0.push_str(", ");
                last.0.push_str(&label.value);
            }
            _ => whole.push((label.value.clone(), &label.place)),
        }
    }
    whole
}

/// The parts of stated categories between commas, but for a comma within a name that is known:
/// `News, Korea, South` are two.
fn commas_known(whole: Vec<(String, &str)>, own: &OwnCategories) -> Vec<String> {
    let parts = whole
        .iter()
        .flat_map(|(words, place)| parted(words).into_iter().map(move |part| (part, *place)));
    let mut joined: Vec<(String, &str)> = Vec::new();
    for (part, place) in parts {
        match joined.last_mut() {
            Some((before, at)) if *at == place && own.knows(&format!("{before}, {part}")) => {
                *before = format!("{before}, {part}");
            }
            _ => joined.push((part, place)),
        }
    }
    joined.into_iter().map(|(part, _)| part).collect()
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
        categories(&labels, &OwnCategories::default())
            .0
            .into_iter()
            .map(|known| known.value.join(" > "))
            .collect()
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
    fn steps_and_categories_are_counted() {
        let deep = "a/".repeat(8_000);
        let many = (0..2 * MAX_CATEGORIES).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        let labels = [deep, many].map(|value| Label::new(LabelName::Category, value, "label"));
        let (found, notes) = categories(&labels, &OwnCategories::default());
        assert_eq!((found.len(), found[0].value.len()), (MAX_CATEGORIES, MAX_STEPS));
        assert_eq!(notes[0].message, "categories: 1 deeper than 16 steps were cut");
        assert_eq!(notes[1].message, "categories: 257 after the first 256 were left out");
        assert!(notes.iter().all(wrote));
    }

    #[test]
    fn quotation_marks_hold_a_comma() {
        assert_eq!(of(&["\"Ports, South\", Sport"]), ["Ports, South", "Sport"]);
        assert_eq!(of(&["\"Ports", "South\"", "Sport"]), ["Ports, South", "Sport"]);
        assert_eq!(of(&["5\" disks", "Sport"]), ["5 disks", "Sport"]);
    }

    #[test]
    fn one_section_of_several_outlets_is_one_category() {
        assert_eq!(of(&["Korea, South", "South Korea", "korea"]), ["Korea"]);
        assert_eq!(of(&["News, Korea, South, Sports"]), ["News", "Korea", "Sport"]);
        assert_eq!(of(&["Korea", "South"]), ["Korea"]);
        let label = Label::new(LabelName::Category, "Print, Korea, Trade", "label");
        let (own, _) = OwnCategories::read("Print = -\nkorea, trade = Korea/Trade\n");
        let (found, _) = categories(&[label], &own);
        let expect = Known::new(
            vec!["Korea".to_owned(), "Trade".to_owned()],
            ClueKind::Vocabulary,
            "Korea, Trade",
        );
        assert_eq!(found, [expect]);
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
