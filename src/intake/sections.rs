//! Where in a paper a piece stood: its section, as against the page, the column and the part of the
//! paper that are printed behind it (`SECTION A; Column 1; Business Desk; Pg. 6`).
//!
//! Whatever a reader took for a category is looked at once more here, so that no page is a category
//! in one format and none in another.

use crate::clipping::{Label, LabelName};

/// What parts the entries of a section line.
const PARTING: [char; 3] = [';', '|', '｜'];
/// What a page stands behind too, without parting sections: `News, Sport` and `World/Asia` are one.
const JOINING: [char; 4] = [',', '，', '、', '/'];

/// Words in front of the number of a page, in small letters.
const PAGES: &[&str] = &[
    "pg.",
    "pg",
    "pgs.",
    "page",
    "pages",
    "p.",
    "pp.",
    "p",
    "s.",
    "seite",
    "seiten",
    "blz.",
    "blz",
    "bladzijde",
    "pagina",
    "pag.",
    "pagg.",
    "página",
    "páginas",
    "pág.",
    "págs.",
    "side",
    "sida",
    "strona",
    "str.",
    "стр.",
    "стр",
    "страница",
    "с.",
    "trang",
    "頁",
    "页",
];
/// Words in front of the number of a column, in small letters.
const COLUMNS: &[&str] =
    &["column", "col.", "col", "spalte", "sp.", "colonne", "columna", "colonna", "kolom"];
/// What stands behind the number of a page.
const BEHIND: [char; 5] = ['面', '版', '頁', '页', '면'];
/// What stands before such a number.
const BEFORE: [char; 2] = ['第', '제'];
/// The most characters of the number of a page: `A12-A14`.
const CODE_LENGTH: usize = 12;
/// The most letters in it.
const CODE_LETTERS: usize = 4;

/// `labels` whose categories are sections, each by itself; what says where it was printed is kept
/// as it is.
pub(super) fn told_apart(labels: Vec<Label>) -> Vec<Label> {
    if labels.iter().all(|label| !says_where(label)) {
        return labels;
    }
    let mut apart = Vec::with_capacity(labels.len() + 2);
    for label in labels {
        if label.name == LabelName::Category && has_page(&label.value) {
            apart.extend(entries(&label));
        } else {
            apart.push(label);
        }
    }
    // `Section A` says something where nothing else does.
    let is_named =
        |label: &Label| label.name == LabelName::Category && !is_part_of_paper(&label.value);
    if apart.iter().any(is_named) {
        let letters = apart
            .iter_mut()
            .filter(|label| label.name == LabelName::Category && is_part_of_paper(&label.value));
        letters.for_each(|label| label.name = LabelName::Other);
    }
    apart
}

fn says_where(label: &Label) -> bool {
    label.name == LabelName::Category && (has_page(&label.value) || is_part_of_paper(&label.value))
}

fn has_page(value: &str) -> bool {
    value.contains(is_digit) && pieces(value).any(|(_, piece)| is_place(piece))
}

/// The pieces of a section line, each with the sign in front of it.
fn pieces(value: &str) -> impl Iterator<Item = (Option<char>, &str)> {
    let mut sign = None;
    value.split_inclusive(|c| PARTING.contains(&c) || JOINING.contains(&c)).map(move |piece| {
        let before = sign;
        let bare = piece.strip_suffix(|c| PARTING.contains(&c) || JOINING.contains(&c));
        sign = bare.and_then(|_| piece.chars().next_back());
        (before, bare.unwrap_or(piece).trim())
    })
}

/// The sections of a label, and the places in the paper that stand among them.
fn entries(label: &Label) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let like = |name: LabelName, value: &str| Label::new(name, value, label.place.clone());
    let mut after_page = false;
    for (sign, piece) in pieces(&label.value).filter(|(_, piece)| !piece.is_empty()) {
        let joined = sign.filter(|sign| JOINING.contains(sign));
        let goes_on = after_page && joined.is_some() && is_code(piece);
        let name = if goes_on || is_place(piece) { LabelName::Other } else { LabelName::Category };
        match (found.last_mut(), joined) {
            (Some(last), Some(sign)) if last.name == name => {
                last.value.push(sign);
                if sign != '/' {
                    last.value.push(' ');
                }
                last.value.push_str(piece);
            }
            _ => found.push(like(name, piece)),
        }
        after_page = name == LabelName::Other;
    }
    found
}

/// Whether a piece is the number of a page or of a column.
fn is_place(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let numbered = |words: &[&str]| {
        words.iter().any(|word| {
            let Some(rest) = lower.strip_prefix(word) else { return false };
            // `Pg. 3` and `Pg3`, but not `sp` of `sport 3`.
            is_code(rest.trim_start())
                && (rest.starts_with([' ', '.']) || begins_with_digit(rest) || word.ends_with('.'))
        })
    };
    let behind = || {
        let rest = lower.strip_suffix(BEHIND).map(|rest| rest.trim_start_matches(BEFORE));
        rest.is_some_and(is_code)
    };
    numbered(PAGES) || numbered(COLUMNS) || behind()
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(is_digit)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// `3`, `A1`, `12-14`, `3A`.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    text.contains(is_digit)
        && text.chars().count() <= CODE_LENGTH
        && text.chars().all(|c| is_digit(c) || c.is_ascii_alphabetic() || " -–.&+".contains(c))
        && text.chars().filter(char::is_ascii_alphabetic).count() <= CODE_LETTERS
}

/// `SECTION A`, `A Section`, `Part 2`: a part of the paper by its letter or number.
fn is_part_of_paper(value: &str) -> bool {
    let mut words = value.split_whitespace();
    let (Some(one), Some(other), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let is_noun =
        |word: &str| ["section", "part", "teil"].iter().any(|noun| word.eq_ignore_ascii_case(noun));
    let is_letter = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase() || is_digit(c))
            && letters.next().is_none()
    };
    is_noun(one) && is_letter(other) || is_noun(other) && is_letter(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, sections: &[&str], others: &[&str]) {
        let label = Label::new(LabelName::Category, value, "label SECTION");
        let found = told_apart(vec![label]);
        let of = |name: LabelName| -> Vec<&str> {
            found.iter().filter(|label| label.name == name).map(|l| l.value.as_str()).collect()
        };
        assert_eq!(
            (of(LabelName::Category).as_slice(), of(LabelName::Other).as_slice()),
            (sections, others),
            "{value}"
        );
    }

    #[test]
    fn a_page_is_no_section() {
        check("BUSINESS; Pg. B1", &["BUSINESS"], &["Pg. B1"]);
        check("NEWS; Pg. 3A", &["NEWS"], &["Pg. 3A"]);
        check("Sport, S. 12", &["Sport"], &["S. 12"]);
        check("Deportes, página 4", &["Deportes"], &["página 4"]);
        check("p. A1", &[], &["p. A1"]);
        check("News; pp. 3, 5", &["News"], &["pp. 3, 5"]);
        check("Pg. A1/B2", &[], &["Pg. A1/B2"]);
        check("社会; 第３面", &["社会"], &["第３面"]);
        check("경제 | A12면", &["경제"], &["A12면"]);
        check("Home Pages, Pg. 1", &["Home Pages"], &["Pg. 1"]);
        check("Города; стр. 4", &["Города"], &["стр. 4"]);
    }

    #[test]
    fn a_part_of_the_paper_gives_way_to_a_section() {
        check(
            "SECTION A; Column 1; Business Desk; Pg. 6",
            &["Business Desk"],
            &["SECTION A", "Column 1", "Pg. 6"],
        );
        check("SECTION A; Pg. 6", &["SECTION A"], &["Pg. 6"]);
        let parts = ["Section A", "World", "p. 3"];
        let labels = parts.map(|part| Label::new(LabelName::Category, part, "key section"));
        let found = told_apart(labels.to_vec());
        let names: Vec<_> = found.iter().map(|label| label.name).collect();
        assert_eq!(names, [LabelName::Other, LabelName::Category, LabelName::Other]);
    }

    #[test]
    fn sections_with_numbers_stay() {
        for section in [
            "Formula 1",
            "G20",
            "Arts, Books",
            "World/Asia",
            "Sport 2",
            "Page One",
            "S Bahn 21 Stuttgart",
            "\"Crime, law 2\"",
            "Column",
            "Paris 2024",
            "3社会",
            "Top 10, Charts",
            "P2P lending",
        ] {
            check(section, &[section], &[]);
        }
    }

    #[test]
    fn other_labels_are_left_alone() {
        let labels = vec![
            Label::new(LabelName::Tag, "Pg. 3", "x"),
            Label::new(LabelName::Other, "p. 3", "x"),
        ];
        assert_eq!(told_apart(labels.clone()), labels);
    }
}
