//! Lines that say who wrote a piece.

use super::super::tidy::one_line;
use crate::clipping::{Label, LabelName};

/// Words that say what an author is; they are no outlet.
const ROLES: &[&str] = &[
    "writer",
    "reporter",
    "correspondent",
    "editor",
    "staff",
    "columnist",
    "contributor",
    "bureau",
    "chief",
    "journalist",
    "photographer",
    "analyst",
    "producer",
    "special",
    "desk",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "and", "of", "de", "du", "da", "dos", "la", "le", "van", "von", "der", "den", "al", "el",
    "bin", "ibn", "bint", "y", "und", "et", "di", "del", "in", "for", "the", "with",
];

/// Longer lines are sentences.
const MOST_WORDS: usize = 12;

/// The labels of a line that says who wrote the piece.
pub(super) fn labels(line: &str) -> Option<Vec<Label>> {
    if let Some(author) = by(line) {
        return Some(parted(&author));
    }
    reporter(line).map(|name| vec![Label::new(LabelName::Byline, name, "byline")])
}

/// The labels of `First Last, The Outlet`: only right below a headline, where nothing else looks
/// so.
pub(super) fn loose(line: &str) -> Option<Vec<Label>> {
    let (name, outlet) = line.split_once(", ")?;
    let proper = |text: &str| {
        let words = text.split_whitespace();
        words.clone().count() <= 5
            && words.into_iter().all(|w| w.starts_with(char::is_uppercase) || is_particle(w))
    };
    (is_person(name) && proper(outlet) && !line.ends_with(['.', '!', '?', ':', ',']))
        .then(|| parted(line))
}

/// The labels of `First Last Transport correspondent`: only right below a headline, where nothing
/// else looks so.
pub(super) fn with_office(line: &str) -> Option<Vec<Label>> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let office = |word: &str| ROLES.contains(&word.to_lowercase().as_str());
    let proper = |word: &str| word.starts_with(char::is_uppercase);
    if !(3..=7).contains(&words.len()) || !office(words.last()?) {
        return None;
    }
    // What is written small is no name; a name in front of it has two words, since `Transport
    // correspondent` begins large.
    let small = words.iter().position(|word| !proper(word)).unwrap_or(words.len());
    let opens = |word: &str| matches!(word, "senior" | "staff" | "chief" | "special" | "deputy");
    let length = if words.get(small).is_some_and(|word| opens(word)) { small } else { 2 };
    let (name, rest) = (words.get(..length)?.join(" "), words.get(length..)?.join(" "));
    let named = small >= length && is_person(&name) && !words[..length].iter().any(|w| office(w));
    named.then(|| {
        vec![
            Label::new(LabelName::Byline, name, "byline"),
            Label::new(LabelName::Other, rest, "byline"),
        ]
    })
}

/// Who follows `By`, `Von`, `Par`, `Por`.
pub(super) fn by(line: &str) -> Option<String> {
    let (first, rest) = line.split_once(' ')?;
    let first = first.trim_end_matches(':').to_lowercase();
    if !matches!(first.as_str(), "by" | "von" | "par" | "por" | "bởi" | "oleh") {
        return None;
    }
    let rest = one_line(rest);
    let words = || rest.split([' ', ',']).filter(|word| !word.is_empty());
    let named = words().all(|word| is_name(word) || is_particle(word));
    let fits =
        words().count() <= MOST_WORDS && rest.starts_with(|c: char| c.is_uppercase() || c == '@');
    let admin = rest == "admin" || rest == "staff" || rest == "editor";
    (fits && named && !ends_in_a_stop(&rest) || admin).then_some(rest)
}

/// Whether `text` is two to four words with capitals.
pub(super) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && !text.contains(|c: char| c.is_numeric())
        && words[0] != "The"
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || is_particle(word))
}

/// The author and, after a comma or bar, the outlet unless it is the author's role.
fn parted(author: &str) -> Vec<Label> {
    let at = author.find([',', '|']);
    let (name, rest) = at.map_or((author, ""), |at| (&author[..at], author[at + 1..].trim()));
    let many = rest.contains(" and ")
        || rest.is_empty()
        || is_person(rest) && author.matches(',').count() > 1;
    if many {
        return vec![Label::new(LabelName::Byline, author.trim(), "byline")];
    }
    let lower = rest.to_lowercase();
    let role = lower.split_whitespace().any(|word| ROLES.contains(&word));
    let label = if role { LabelName::Other } else { LabelName::Outlet };
    vec![Label::new(LabelName::Byline, name.trim(), "byline"), Label::new(label, rest, "byline")]
}

/// A Korean or Chinese reporter's line: `홍길동 기자 hong@example.kr`, `记者 张三`.
fn reporter(line: &str) -> Option<String> {
    if line.chars().count() > 40 {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().filter(|word| !word.contains('@')).collect();
    let is_hangul = |word: &str| {
        (2..=4).contains(&word.chars().count()) && word.chars().all(|c| matches!(c, '가'..='힣'))
    };
    match words.as_slice() {
        [name, "기자" | "특파원" | "선임기자" | "논설위원" | "객원기자"] if is_hangul(name) => {
            Some((*name).to_owned())
        }
        ["记者" | "記者" | "文", name] if name.chars().count() <= 4 => {
            Some((*name).to_owned())
        }
        [one] => one.strip_suffix("기자").filter(|name| is_hangul(name)).map(str::to_owned),
        _ => None,
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || matches!(c, '&' | '|' | '(' | '@' | '\'' | '’'))
        || word.contains('@')
        || word.contains("'") && word.len() > 3
        || word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        || ROLES.contains(&word)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

fn ends_in_a_stop(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    text.ends_with(['!', '?', ':']) || text.ends_with('.') && !matches!(last, "Jr." | "Sr.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[(LabelName, &str)]) {
        let labels = labels(line).unwrap_or_default();
        let found: Vec<_> = labels.iter().map(|label| (label.name, label.value.as_str())).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn an_author_may_come_with_a_role_or_an_outlet() {
        use LabelName::{Byline, Other, Outlet};
        check("By Ann Example", &[(Byline, "Ann Example")]);
        check("BY ANN EXAMPLE", &[(Byline, "ANN EXAMPLE")]);
        check("By Ann Example, Staff Writer", &[(Byline, "Ann Example"), (Other, "Staff Writer")]);
        check(
            "By Ann Example, Portbury Post",
            &[(Byline, "Ann Example"), (Outlet, "Portbury Post")],
        );
        check("By Ann Example and Bo van Dyke", &[(Byline, "Ann Example and Bo van Dyke")]);
        check("Von Jörg Beispiel", &[(Byline, "Jörg Beispiel")]);
        check("홍길동 기자 hong@example.kr", &[(Byline, "홍길동")]);
    }

    #[test]
    fn sentences_are_no_bylines() {
        check("By Monday the ferry was back in port.", &[]);
        check("By then it was late", &[]);
        check("Von der Leyen sprach gestern.", &[]);
    }

    #[test]
    fn a_name_and_an_outlet_stand_loose_below_a_headline() {
        assert!(loose("Ann Example, The Portbury Post").is_some());
        assert!(loose("Storm closes port, ferry stays").is_none());
    }
}
