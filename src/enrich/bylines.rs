//! Who wrote a clipping: the stated name without what stands around it.

use super::{agencies, labels, one_line};
use crate::clipping::{ClueKind, Known, Label, LabelName};
use crate::text::fold;

/// Words before a name, in lower case.
const BEFORE: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "bởi",
    "oleh",
    "written by",
    "reported by",
    "reporting by",
    "text by",
    "story by",
    "記者",
    "记者",
    "文",
];

/// Words behind a name.
const BEHIND: &[&str] =
    &["기자", "특파원", "선임기자", "논설위원", "객원기자", "인턴기자", "記者", "记者"];

/// Words of offices, in lower case; what holds one stands for no person.
const OFFICES: &[&str] = &[
    "writer",
    "reporter",
    "correspondent",
    "editor",
    "staff",
    "columnist",
    "contributor",
    "bureau",
    "journalist",
    "photographer",
    "analyst",
    "desk",
    "chief",
    "times",
    "post",
    "news",
    "herald",
    "daily",
    "wire",
    "press",
    "gazette",
    "tribune",
    "journal",
    "courier",
    "agency",
    "online",
    "newspaper",
];

/// Accounts that programs sign with, in lower case.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "webmaster",
    "root",
    "editor",
    "staff",
    "user",
    "unknown",
    "n/a",
    "none",
];

/// Small words inside names, in lower case.
const SMALL: &[&str] =
    &["and", "of", "the", "in", "van", "von", "der", "den", "de", "da", "del", "bin", "y"];

/// A longer one is no byline.
const LONGEST_BYTES: usize = 200;

/// The byline, where one is stated. A further label gives a further author.
pub(super) fn byline(all: &[Label]) -> Option<Known<String>> {
    let outlets: Vec<String> =
        labels(all, LabelName::Outlet).map(|label| fold::key(&label.value)).collect();
    let mut names: Vec<(String, &str)> = Vec::new();
    for label in labels(all, LabelName::Byline) {
        let Some(name) = name(&label.value, &outlets) else { continue };
        if names.iter().all(|(known, _)| fold::key(known) != fold::key(&name)) {
            names.push((name, &label.value));
        }
    }
    let words: Vec<&str> = names.iter().map(|(_, words)| *words).collect();
    let value: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    (!value.is_empty()).then(|| Known::new(value.join(", "), ClueKind::Stated, words.join(", ")))
}

/// The name in a byline.
fn name(printed: &str, outlets: &[String]) -> Option<String> {
    let line = one_line(printed);
    if line.len() > LONGEST_BYTES {
        return None;
    }
    let bare = without_addresses(without_before(&line));
    let bare = without_company(&bare, outlets);
    let bare = without_behind(bare).trim_matches([' ', ',', ';', '|', '-', '–', '—', '/', ':']);
    let nobody = NOBODY.contains(&bare.to_lowercase().as_str());
    let named = !nobody && bare.contains(char::is_alphabetic);
    named.then(|| if is_shouted(bare) { title_case(bare) } else { bare.to_owned() })
}

fn without_before(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '–', '—', '*', ' ']);
    let lower = line.to_lowercase();
    let longest = BEFORE
        .iter()
        .filter(|words| {
            lower.strip_prefix(**words).is_some_and(|rest| rest.starts_with([' ', ':', '：', '=']))
        })
        .map(|words| words.len())
        .max();
    // The lower form has other lengths in a few scripts, none of which these words are in.
    let rest = longest.and_then(|length| line.get(length..)).unwrap_or(line);
    rest.trim_start_matches([' ', ':', '：', '='])
}

/// `line` without words that are mail addresses or names of accounts.
fn without_addresses(line: &str) -> String {
    let kept: Vec<&str> = line.split(' ').filter(|word| !word.contains('@')).collect();
    kept.join(" ").replace("()", "").trim().to_owned()
}

/// `line` without a last part after a comma, bar or stroke that is the outlet, an agency or an
/// office.
fn without_company<'a>(line: &'a str, outlets: &[String]) -> &'a str {
    let mut line = line;
    while let Some((name, company)) = line.rsplit_once([',', '|', '/']) {
        let key = fold::key(company.trim());
        let squeezed: String = key.split(' ').collect();
        let office = key.split(' ').any(|word| OFFICES.contains(&word));
        let printed = outlets.iter().any(|outlet| *outlet == key || *outlet == squeezed);
        if name.trim().is_empty() || !(office || printed || agencies::is_known(company)) {
            break;
        }
        line = name.trim_end();
    }
    line
}

fn without_behind(line: &str) -> &str {
    let shorter = BEHIND.iter().find_map(|words| line.strip_suffix(words));
    shorter.filter(|name| !name.trim().is_empty()).unwrap_or(line).trim()
}

/// Whether a name of two words or more is all in capitals.
fn is_shouted(name: &str) -> bool {
    name.contains(' ') && name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}

/// `ANN O'HARE-MCPHEE` as `Ann O'Hare-McPhee`.
fn title_case(name: &str) -> String {
    let words = name.split(' ').enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        if at > 0 && SMALL.contains(&lower.as_str()) {
            return lower;
        }
        let mut cased = String::with_capacity(word.len());
        let mut capital = true;
        for c in lower.chars() {
            let after_mac = cased.ends_with("Mc")
                && !cased.trim_end_matches("Mc").ends_with(char::is_alphabetic);
            if capital || after_mac {
                cased.extend(c.to_uppercase());
            } else {
                cased.push(c);
            }
            capital = !c.is_alphanumeric();
        }
        cased
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<String> {
        let labels = [
            Label::new(LabelName::Outlet, "PortburyPost", "x"),
            Label::new(LabelName::Byline, value, "x"),
        ];
        byline(&labels).map(|known| known.value)
    }

    #[test]
    fn a_name_loses_what_stands_around_it() {
        for (printed, name) in [
            ("    By Ann Example, Reuters", "Ann Example"),
            ("by ANN O'HARE MCPHEE", "Ann O'Hare McPhee"),
            ("Von Jörg Beispiel", "Jörg Beispiel"),
            ("Ann Example, Portbury Post", "Ann Example"),
            ("Ann Example, staff reporter, PortburyPost", "Ann Example"),
            ("Ann Example and Bo Muster", "Ann Example and Bo Muster"),
            ("Ann Example, Bo Muster", "Ann Example, Bo Muster"),
            ("홍길동 기자 hong@portbury.example", "홍길동"),
            ("Byron Example", "Byron Example"),
            ("Agencies", "Agencies"),
        ] {
            assert_eq!(of(printed).as_deref(), Some(name), "{printed}");
        }
    }

    #[test]
    fn accounts_are_nobody() {
        for printed in ["admin", "By admin", "N/A", "-", "desk@portbury.example"] {
            assert_eq!(of(printed), None, "{printed}");
        }
    }

    #[test]
    fn two_labels_are_two_authors() {
        let labels = ["By Ann Example", "Ann Example", "Bo Muster"]
            .map(|value| Label::new(LabelName::Byline, value, "key author"));
        assert_eq!(
            byline(&labels).map(|known| known.value).as_deref(),
            Some("Ann Example, Bo Muster")
        );
    }
}
