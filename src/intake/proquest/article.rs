//! One document of ProQuest: its headline, and what stands behind its labels.

use super::fields::{self, Field};
use crate::clipping::{Draft, Kind, Label, LabelName, Paragraph};
use crate::intake::paragraphs;
use crate::intake::tidy::one_line;
use crate::text::fold;

/// A line of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The label it opens with.
    pub(super) label: Option<String>,
    /// Its words behind the label.
    pub(super) text: String,
    /// Whether it begins a block.
    pub(super) apart: bool,
    /// Where its first link leads.
    pub(super) link: Option<String>,
}

/// What the place of a picture says.
const PICTURE: &[&str] = &["Enlarge this image.", "Enlarge this image", "View Image -"];

/// The document in `rows`. `is_wrapped` says that a line may end where a page was full.
pub(super) fn read(rows: &[Row], is_wrapped: bool) -> Draft {
    let mut found = Found::default();
    let mut open: Option<(&str, Field)> = None;
    // Every label gathers the lines up to the next one.
    let mut lines: Vec<&Row> = Vec::new();
    let mut is_below = false;
    for row in rows {
        if let Some(link) = &row.link {
            found.link(link);
        }
        let label = row.label.as_deref();
        let known = label.map(|label| fields::named(label).unwrap_or(Field::One(LabelName::Other)));
        match (label, known) {
            (Some(label), Some(field)) => {
                found.field(open, &std::mem::take(&mut lines), is_wrapped);
                open = Some((label, field));
                is_below |= field == Field::Number;
                lines.push(row);
            }
            // Below the last labels stands the foot of the export.
            _ if is_below && row.apart => {}
            _ if row.text.starts_with("ProQuest document link") => {}
            // What one line says ends with its block.
            _ if row.apart
                && open.is_some_and(|(_, field)| is_short(field))
                && is_filled(&lines) =>
            {
                found.field(open, &std::mem::take(&mut lines), is_wrapped);
                open = Some(("beside", Field::One(LabelName::Other)));
                if row.link.is_none() {
                    lines.push(row);
                }
            }
            _ => lines.push(row),
        }
    }
    found.field(open, &lines, is_wrapped);
    found.finish()
}

/// Whether a field is said in one block.
fn is_short(field: Field) -> bool {
    !matches!(field, Field::Abstract | Field::Text | Field::Caption)
}

fn is_filled(rows: &[&Row]) -> bool {
    rows.is_empty() || rows.iter().any(|row| !row.text.is_empty())
}

#[derive(Default)]
struct Found {
    draft: Draft,
    text: Vec<Paragraph>,
    summary: Vec<String>,
    captions: Vec<String>,
    link: Option<String>,
}

impl Found {
    fn field(&mut self, open: Option<(&str, Field)>, rows: &[&Row], is_wrapped: bool) {
        let Some((label, field)) = open else {
            self.head(rows);
            return;
        };
        let value =
            one_line(&rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(" "));
        match field {
            Field::Title if self.draft.title.is_none() => {
                self.draft.title = Some(value).filter(|title| !title.is_empty());
            }
            Field::Title => self.push(LabelName::Other, &value, label),
            Field::Abstract => self.summary = texts(rows, is_wrapped),
            Field::Text => {
                let paragraphs = texts(rows, is_wrapped).into_iter().map(|text| {
                    if PICTURE.contains(&text.as_str()) {
                        Paragraph::stated(Kind::Furniture, text)
                    } else {
                        Paragraph::text(text)
                    }
                });
                self.text.extend(paragraphs);
            }
            Field::Caption => self.captions.extend(texts(rows, is_wrapped)),
            Field::Number => self.number(&value),
            Field::Date => self.push(LabelName::Published, &value, label),
            Field::Outlet => {
                // What follows is the edition and the town.
                let at = value.find([';', ',']).unwrap_or(value.len());
                let (outlet, rest) = value.split_at(at);
                self.push(LabelName::Outlet, outlet, label);
                self.push(LabelName::Other, rest.trim_start_matches([';', ',', ' ']), label);
            }
            // Some databases write the moment of its arrival there.
            Field::Dateline if value.contains('@') => self.push(LabelName::Other, &value, label),
            Field::Dateline => self.push(LabelName::Dateline, &value, label),
            Field::One(name) => self.push(name, &value, label),
            Field::Many(name) => {
                for entry in value.split(';').map(str::trim) {
                    let entry = entry.strip_prefix("Subject: ").unwrap_or(entry);
                    self.push(name, entry, label);
                }
            }
            Field::Places => {
                // `United States--US`: a name and its code.
                for place in value.split(';') {
                    self.push(LabelName::Place, place.split("--").next().unwrap_or(place), label);
                }
            }
            Field::Companies => {
                for name in fields::companies(&value) {
                    self.push(LabelName::Company, name, label);
                }
            }
        }
    }

    /// What stands above all labels: the headline, and the document quoted in one line.
    fn head(&mut self, rows: &[&Row]) {
        let mut rows = rows.iter().filter(|row| !row.text.is_empty());
        self.draft.title = rows.next().map(|row| row.text.clone());
        for row in rows {
            self.push(LabelName::Other, &row.text, "head");
        }
    }

    fn number(&mut self, value: &str) {
        if self.draft.native.is_none() && !value.is_empty() {
            self.draft.native = Some(format!("proquest:{value}"));
        }
    }

    /// Links to the document have its number in them.
    fn link(&mut self, link: &str) {
        if self.link.is_none() && number_in(link).is_some() {
            self.link = Some(link.to_owned());
        }
    }

    fn push(&mut self, name: LabelName, value: &str, label: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.draft.labels.push(Label::new(name, value, format!("label {label}")));
        }
    }

    /// The abstract is the text of a document that has no other. Of one that has it is the first
    /// paragraph where it says anything that the text does not, else a label.
    fn finish(mut self) -> Draft {
        if let Some(link) = self.link.take() {
            if self.draft.native.is_none()
                && let Some(number) = number_in(&link)
            {
                self.number(number);
            }
            if self.draft.labels.iter().all(|label| label.name != LabelName::Url) {
                self.push(LabelName::Url, &link, "link");
            }
        }
        self.summary.retain(|text| !fields::tells_absence(text));
        if self.text.iter().all(|paragraph| fields::tells_absence(&paragraph.text)) {
            for told in std::mem::take(&mut self.text) {
                self.push(LabelName::Other, &told.text, "Full text");
            }
        }
        let summary = std::mem::take(&mut self.summary);
        if self.text.is_empty() || says_more(&summary, &self.text) {
            self.text.splice(0..0, summary.into_iter().map(Paragraph::text));
        } else {
            self.push(LabelName::Other, &summary.join(" "), "Abstract");
        }
        let captions = self.captions.into_iter();
        self.text.extend(captions.map(|text| Paragraph::stated(Kind::Caption, text)));
        self.draft.paragraphs = self.text;
        self.draft
    }
}

/// Whether an abstract has a sentence that the text has not: many are cut from it.
fn says_more(summary: &[String], text: &[Paragraph]) -> bool {
    let text =
        text.iter().map(|paragraph| fold::key(&paragraph.text)).collect::<Vec<_>>().join(" ");
    let sentences = summary.iter().flat_map(|words| words.split(['.', '!', '?', '…', '[', ']']));
    sentences.map(fold::key).any(|sentence| !sentence.is_empty() && !text.contains(&sentence))
}

/// The number in `…/docview/251439970/…`.
fn number_in(link: &str) -> Option<&str> {
    let mut parts = link.split_once("docview/")?.1.split(['/', '?', '#']);
    parts.find(|part| part.len() > 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn texts(rows: &[&Row], is_wrapped: bool) -> Vec<String> {
    let texts: Vec<String> = if is_wrapped {
        let mut text = String::new();
        for row in rows {
            text.push_str(if row.apart && row.label.is_none() { "\n\n" } else { "\n" });
            text.push_str(&row.text);
        }
        paragraphs::split(&text)
    } else {
        rows.iter().map(|row| row.text.clone()).collect()
    };
    texts.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
}
