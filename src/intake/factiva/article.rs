//! One article of an export of Factiva, from lines with codes or without.

use super::codes::{self, Field};
use crate::clipping::{Draft, Kind, Label, LabelName, Paragraph};
use crate::intake::paragraphs::{self, ends_a_sentence};
use crate::intake::plain;
use crate::intake::tidy::one_line;
use crate::text::{fold, sections};

/// A line of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its words; the code of a field stands before a tab.
    pub(super) text: String,
    /// Whether it begins a block.
    pub(super) apart: bool,
    /// What its page says it is.
    pub(super) role: Role,
}

/// What a page says a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Unsaid,
    Headline,
    Author,
    Paragraph,
}

/// Names of languages as pages in several languages write them, by how they begin in small letters.
const LANGUAGES: &[&str] = &[
    "english",
    "englisch",
    "anglais",
    "inglés",
    "inglese",
    "英",
    "german",
    "deutsch",
    "allemand",
    "alemán",
    "tedesco",
    "德",
    "ドイツ",
    "french",
    "französisch",
    "français",
    "francés",
    "francese",
    "法",
    "フランス",
    "spanish",
    "spanisch",
    "espagnol",
    "español",
    "spagnolo",
    "西班牙",
    "スペイン",
    "italian",
    "italienisch",
    "italien",
    "italiano",
    "意大利",
    "chinese",
    "chinesisch",
    "chinois",
    "chino",
    "cinese",
    "中",
    "简体",
    "繁體",
    "traditional chinese",
    "simplified chinese",
    "korean",
    "koreanisch",
    "coréen",
    "coreano",
    "韩",
    "韓",
    "japanese",
    "japanisch",
    "japonais",
    "japonés",
    "日",
    "russian",
    "russisch",
    "russe",
    "ruso",
    "俄",
    "portuguese",
    "portugiesisch",
    "portugais",
    "portugués",
    "葡萄牙",
    "dutch",
    "niederländisch",
    "néerlandais",
    "holandés",
    "荷兰",
    "polish",
    "polnisch",
    "polonais",
    "polaco",
    "波兰",
    "arabic",
    "arabisch",
    "arabe",
    "árabe",
    "阿拉伯",
];
/// The most words of a byline without its `By`.
const BYLINE_WORDS: usize = 12;
/// The most lines between the count of words and the text.
const HEAD_LINES: usize = 10;

/// The most words of the name of a publisher.
const PUBLISHER_WORDS: usize = 8;
/// Words that end the name of a company, in small letters.
const COMPANIES: &[&str] = &[
    "ag",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holdings",
    "inc",
    "kg",
    "limited",
    "llc",
    "ltd",
    "plc",
    "publishers",
    "sa",
    "sarl",
    "spa",
    "srl",
    "verlag",
];

/// The article in `rows`; its accession number is its native number.
pub(super) fn read(rows: &[Row]) -> Draft {
    let mut found = Found::default();
    if is_coded(rows) {
        found.coded(rows);
    } else {
        found.uncoded(rows);
    }
    found.finish()
}

/// Whether an article is printed with the codes of its fields.
pub(super) fn is_coded(rows: &[Row]) -> bool {
    rows.iter().any(|row| matches!(codes::coded(&row.text), Some((_, Field::Headline, _))))
}

#[derive(Default)]
struct Found {
    draft: Draft,
    date: Option<String>,
    time: Option<String>,
    text: Vec<Row>,
    captions: Vec<String>,
    correction: Vec<String>,
}

impl Found {
    fn coded(&mut self, rows: &[Row]) {
        let mut open: Option<(&str, Field)> = None;
        for row in rows {
            match codes::coded(&row.text) {
                Some((code, field, value)) => {
                    open = Some((code, field));
                    if !value.is_empty() {
                        self.field(code, field, value, row.apart);
                    }
                }
                // What stands before all codes are the page's own lines.
                None => {
                    if let Some((code, field)) = open {
                        self.field(code, field, &row.text, row.apart);
                    }
                }
            }
        }
    }

    fn field(&mut self, code: &str, field: Field, value: &str, apart: bool) {
        let place = format!("field {code}");
        match field {
            Field::Headline => {
                let title = self.draft.title.get_or_insert_default();
                if !title.is_empty() {
                    title.push(' ');
                }
                title.push_str(value);
            }
            Field::Text => {
                self.text.push(Row { text: value.to_owned(), apart, role: Role::Unsaid });
            }
            Field::Caption => self.captions.push(value.to_owned()),
            Field::Date => self.date = Some(value.to_owned()),
            Field::Time => self.time = Some(value.to_owned()),
            Field::Number => self.number(value),
            Field::One(name) => self.push(name, value, &place),
            Field::Coded(name) => {
                for entry in codes::names(value) {
                    self.push(name, entry, &place);
                }
            }
            Field::Correction => self.correction.push(value.to_owned()),
        }
    }

    fn number(&mut self, value: &str) {
        let number = codes::accession(value).or_else(|| codes::is_number(value).then_some(value));
        match number {
            Some(number) if self.draft.native.is_none() => {
                self.draft.native = Some(format!("factiva:{number}"));
            }
            _ => self.push(LabelName::Other, value, "field AN"),
        }
    }

    /// An article without codes: headline, author, count of words, day, time, outlet, code,
    /// language, right, text, number.
    fn uncoded(&mut self, rows: &[Row]) {
        let rows = match rows.split_last() {
            Some((last, others)) if codes::accession(&last.text).is_some() => {
                self.number(&last.text);
                others
            }
            _ => rows,
        };
        let Some(count) = rows.iter().position(|row| codes::counts_words(&row.text)) else {
            self.text = rows.to_vec();
            return;
        };
        self.push(LabelName::Other, &rows[count].text, "head");
        self.above(&rows[..count]);
        let below = &rows[count + 1..];
        let head = head_length(below);
        self.head(&below[..head]);
        self.text.extend_from_slice(&below[head..]);
        self.publisher();
    }

    /// The line of the publisher below the text, where the last line is one: it is called like the
    /// outlet or the holder of the right, or is a company by its last word.
    fn publisher(&mut self) {
        let Some(row) = self.text.last().filter(|row| row.apart && self.text.len() > 1) else {
            return;
        };
        let short = row.text.split_whitespace().count() <= PUBLISHER_WORDS;
        let proper = row.text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let key = fold::key(&row.text);
        let named = self.draft.labels.iter().any(|label| {
            let other = fold::key(&label.value);
            match label.name {
                LabelName::Outlet => key.contains(&other) || other.contains(&key),
                LabelName::Other => is_right(&label.value) && other.contains(&key),
                _ => false,
            }
        });
        let company = key.rsplit(' ').next().is_some_and(|word| COMPANIES.contains(&word));
        if short && proper && (named || company && !ends_a_sentence(&row.text)) {
            let text = self.text.pop().map(|row| row.text).unwrap_or_default();
            self.push(LabelName::Other, &text, "publisher");
        }
    }

    /// What stands above the count of words: a section, the headline, who wrote it.
    fn above(&mut self, rows: &[Row]) {
        let mut blocks: Vec<(String, Role)> = Vec::new();
        for row in rows {
            // A section may stand right above the headline.
            let headed = blocks.len() == 1 && is_section(&blocks[0].0);
            match blocks.last_mut() {
                Some((text, role)) if !row.apart && *role == row.role && !headed => {
                    text.push(' ');
                    text.push_str(&row.text);
                }
                _ => blocks.push((row.text.clone(), row.role)),
            }
        }
        let stated = blocks.iter().position(|(_, role)| *role == Role::Headline);
        let is_by = |block: &(String, Role)| block.1 == Role::Author || opens_with_by(&block.0);
        let by = blocks.iter().rposition(is_by);
        let first = usize::from(blocks.len() > 1 && is_section(&blocks[0].0));
        let title = stated.or_else(|| Some(by?.saturating_sub(1))).unwrap_or(first);
        for (at, (text, _)) in blocks.iter().enumerate() {
            let wordy = text.split_whitespace().count() > BYLINE_WORDS;
            if at == title {
                self.draft.title = Some(text.clone());
            } else if at < title {
                self.push(LabelName::Category, text, "head");
            } else if wordy && Some(at) != by {
                self.text.push(Row { text: text.clone(), apart: true, role: Role::Unsaid });
            } else {
                self.push(LabelName::Byline, text, "head");
            }
        }
    }

    /// What stands below the count of words.
    fn head(&mut self, rows: &[Row]) {
        let mut lines: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        if lines.first().is_some_and(|line| plain::states_a_day(line)) {
            self.date = Some(lines.remove(0).to_owned());
            if lines.first().is_some_and(|line| is_time(line)) {
                self.time = Some(lines.remove(0).to_owned());
            }
        }
        let language = lines.iter().rposition(|line| is_language(line)).filter(|at| *at > 0);
        for (at, line) in lines.iter().enumerate() {
            let name = match at {
                0 => LabelName::Outlet,
                at if Some(at) == language => LabelName::Language,
                _ => LabelName::Other,
            };
            self.push(name, line, "head");
        }
    }

    fn push(&mut self, name: LabelName, value: &str, place: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.draft.labels.push(Label::new(name, value, place));
        }
    }

    fn finish(mut self) -> Draft {
        if let Some(date) = self.date.take() {
            let date = match self.time.take() {
                Some(time) => format!("{date} {time}"),
                None => date,
            };
            self.push(LabelName::Published, &date, "PD");
        }
        if !self.correction.is_empty() {
            self.push(LabelName::Status, "correction", "field CX");
        }
        self.draft.title = self.draft.title.map(|title| one_line(&title)).filter(|t| !t.is_empty());
        let mut draft = self.draft;
        draft.paragraphs = self.correction.into_iter().map(Paragraph::text).collect();
        draft.paragraphs.extend(texts(&self.text).into_iter().map(Paragraph::text));
        let captions = self.captions.into_iter();
        draft.paragraphs.extend(captions.map(|text| Paragraph::stated(Kind::Caption, text)));
        draft
    }
}

/// The paragraphs of a text: those of a page as they are, lines as they look.
fn texts(rows: &[Row]) -> Vec<String> {
    if rows.iter().any(|row| row.role == Role::Paragraph) {
        return rows.iter().map(|row| row.text.clone()).collect();
    }
    let mut text = String::new();
    for row in rows {
        text.push_str(if row.apart { "\n\n" } else { "\n" });
        text.push_str(&row.text);
    }
    let texts = paragraphs::split(&text);
    texts.into_iter().map(|text| one_line(&text)).filter(|text| !text.is_empty()).collect()
}

/// How many lines below the count of words stand above the text: up to the notice of the right.
fn head_length(rows: &[Row]) -> usize {
    let near = &rows[..rows.len().min(HEAD_LINES)];
    if let Some(at) = near.iter().position(|row| row.role == Role::Paragraph) {
        return at;
    }
    if let Some(at) = near.iter().position(|row| is_right(&row.text)) {
        let more = near[at + 1..].iter().take_while(|row| !row.apart && is_right(&row.text));
        return at + 1 + more.count();
    }
    let language = near.iter().position(|row| is_language(&row.text));
    let ends = |row: &Row| ends_a_sentence(&row.text);
    language.map_or_else(|| near.iter().position(ends).unwrap_or(near.len()), |at| at + 1)
}

/// Whether a line names sections and nothing else: `Business`, `NEWS; World`.
fn is_section(line: &str) -> bool {
    line.split([';', '/', '|']).all(sections::is_one)
}

fn opens_with_by(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").trim_end_matches(':').to_lowercase();
    matches!(
        first.as_str(),
        "by" | "von" | "par" | "por" | "di" | "door" | "作者" | "记者" | "記者" | "문"
    )
}

fn is_right(line: &str) -> bool {
    ["copyright", "(c)", "©", "版权", "版權", "著作権", "저작권", "all rights reserved"]
        .iter()
        .any(|start| line.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)))
}

fn is_language(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.split_whitespace().count() <= 4 && LANGUAGES.iter().any(|name| lower.starts_with(name))
}

/// `09:20`, `9:20 AM`, `09:20 GMT`.
fn is_time(line: &str) -> bool {
    let mut tokens = line.split_whitespace();
    let clock = tokens.next().unwrap_or("");
    let parts: Vec<&str> = clock.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        && tokens.count() <= 2
}
