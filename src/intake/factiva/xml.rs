//! Factiva's XML: `ppsArticleResponse`.

use quick_xml::Reader as Events;
use quick_xml::events::{BytesStart, Event};

use crate::clipping::{Draft, Label, LabelName, Note, Paragraph};
use crate::intake::paragraphs;
use crate::intake::tidy::{one_line, tidy};
use crate::intake::{Account, Options, Reader, Source, counted, flat};

/// The reader of Factiva's XML.
pub(in crate::intake) struct Xml;

/// Elements that hold one thing, and what it is.
const SINGLE: &[(&str, LabelName)] = &[
    ("baseLanguage", LabelName::Language),
    ("copyright", LabelName::Other),
    ("byline", LabelName::Byline),
    ("credit", LabelName::Agency),
    ("sectionName", LabelName::Category),
    ("columnName", LabelName::Other),
    ("edition", LabelName::Other),
    ("sourceName", LabelName::Outlet),
    ("publisherName", LabelName::Other),
    ("sourceCode", LabelName::Other),
    ("pages", LabelName::Other),
    ("notes", LabelName::Other),
    ("contact", LabelName::Other),
    ("artWork", LabelName::Other),
    ("descField", LabelName::Other),
    ("reference", LabelName::Other),
];
/// Elements with a code and a name.
const CODED: &[(&str, LabelName)] = &[
    ("region", LabelName::Place),
    ("newsSubject", LabelName::Tag),
    ("industry", LabelName::Tag),
    ("company", LabelName::Company),
    ("person", LabelName::Person),
];
/// Elements that hold text, a paragraph each or wrapped lines.
const TEXTS: &[&str] = &["leadParagraph", "tailParagraphs", "correction"];

impl Reader for Xml {
    fn name(&self) -> &'static str {
        "Factiva XML"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let start = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        start.starts_with('<')
            && ["<ppsArticleResponse", "<ppsarticleResultSet", "<PPSResponse"]
                .iter()
                .any(|mark| start.contains(mark))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut reading = Reading { each, account: Account::default(), stated: 0, found: 0 };
        let broken = reading.run(text);
        if let Some((why, at)) = broken {
            let message = format!("the XML is broken ({why}): what comes before was read");
            reading.account.leave_out(Note::at(message, at));
        }
        let (stated, found) = (reading.stated, reading.found);
        if stated > 0 {
            counted::check(&mut reading.account, stated, found);
        }
        reading.account
    }
}

struct Reading<'a> {
    each: &'a mut dyn FnMut(Draft, Vec<Note>),
    account: Account,
    stated: u64,
    found: u64,
}

/// An article being read.
#[derive(Default)]
struct Article {
    draft: Draft,
    date: String,
    time: String,
    /// Names of elements that are open inside it.
    open: Vec<String>,
    words: String,
}

impl Reading<'_> {
    /// Reads all articles; why and where reading stopped, where it did before the end.
    fn run(&mut self, text: &str) -> Option<(String, u64)> {
        let mut events = Events::from_str(text);
        events.config_mut().check_end_names = false;
        let mut article: Option<Article> = None;
        loop {
            let at = events.buffer_position();
            match events.read_event() {
                Err(error) => {
                    self.end(article.take());
                    return Some((error.to_string(), at));
                }
                Ok(Event::Eof) => {
                    let cut = article.is_some();
                    self.end(article.take());
                    return cut.then(|| ("it ends in the midst of an article".to_owned(), at));
                }
                Ok(Event::Start(tag)) => {
                    let name = name(&tag);
                    match &mut article {
                        Some(article) => article.opens(name),
                        None if name == "article" => article = Some(Article::default()),
                        None => self.count(&tag),
                    }
                }
                Ok(Event::Empty(tag)) if article.is_none() => self.count(&tag),
                Ok(Event::End(tag)) => {
                    let name = tag.local_name().as_ref().to_owned();
                    if name == "article" {
                        self.end(article.take());
                    } else if let Some(article) = &mut article {
                        article.closes(&name);
                    }
                }
                Ok(Event::Text(words)) => {
                    if let Some(article) = &mut article {
                        article.words.push_str(&words);
                    }
                }
                Ok(Event::CData(words)) => {
                    if let Some(article) = &mut article {
                        article.words.push_str(&words);
                    }
                }
                Ok(Event::GeneralRef(reference)) => {
                    if let Some(article) = &mut article {
                        article.words.push_str(&flat::words(&format!("&{};", &*reference)));
                    }
                }
                Ok(_) => {}
            }
        }
    }

    fn count(&mut self, tag: &BytesStart) {
        let count = tag.try_get_attribute("count").ok().flatten();
        if name(tag) == "ppsarticleResultSet"
            && let Some(count) = count
        {
            self.stated = counted::number(&count.value).unwrap_or(0);
        }
    }

    fn end(&mut self, article: Option<Article>) {
        let Some(article) = article else { return };
        let draft = article.finish();
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = "an article has neither a headline nor text";
            self.account.leave_out(Note::new(message));
        } else {
            self.found += 1;
            (self.each)(draft, Vec::new());
        }
    }
}

fn name(tag: &BytesStart) -> String {
    tag.local_name().as_ref().to_owned()
}

impl Article {
    fn opens(&mut self, name: String) {
        if matches!(name.as_str(), "hlt" | "eLink" | "ELink" | "en" | "fn") {
            return;
        }
        let words = std::mem::take(&mut self.words);
        if TEXTS.contains(&self.around()) {
            self.texts(&words);
        }
        if self.open.len() < MAX_OPEN {
            self.open.push(name);
        }
    }

    /// The element that is open.
    fn around(&self) -> &str {
        self.open.last().map_or("", String::as_str)
    }

    fn closes(&mut self, name: &str) {
        if self.around() != name {
            return;
        }
        self.open.pop();
        let words = std::mem::take(&mut self.words);
        let around = self.around().to_owned();
        let line = one_line(&words);
        if name == "paragraph" {
            if around == "headline" {
                self.title(&line);
            } else {
                self.texts(&words);
            }
        } else if name == "headline" {
            self.title(&line);
        } else if TEXTS.contains(&name) {
            self.texts(&words);
        } else if around == "publicationDate" || around == "publicationTime" {
            match name {
                "time" => self.time = line,
                _ => self.date = line,
            }
        } else if name == "publicationTime" {
            self.time = line;
        } else if name == "name" {
            if let Some((_, label)) = CODED.iter().find(|(known, _)| *known == around) {
                self.push(*label, line, &around);
            }
        } else if name == "accessionNo" && !line.is_empty() {
            self.draft.native = Some(format!("factiva:{line}"));
        } else if name == "wordCount" {
            self.push(LabelName::Other, line, name);
        } else if let Some((_, label)) = SINGLE.iter().find(|(known, _)| *known == name) {
            self.push(*label, line, name);
        }
    }

    fn title(&mut self, line: &str) {
        if line.is_empty() {
            return;
        }
        let title = self.draft.title.get_or_insert_default();
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(line);
    }

    fn texts(&mut self, words: &str) {
        let texts = paragraphs::split(&tidy(words)).into_iter().map(|text| one_line(&text));
        let texts = texts.filter(|text| !text.is_empty()).map(Paragraph::text);
        self.draft.paragraphs.extend(texts);
    }

    fn push(&mut self, label: LabelName, value: String, element: &str) {
        if !value.is_empty() {
            self.draft.labels.push(Label::new(label, value, format!("<{element}>")));
        }
    }

    fn finish(mut self) -> Draft {
        let words = std::mem::take(&mut self.words);
        self.texts(&words);
        if !self.date.is_empty() {
            let date = if self.time.is_empty() {
                self.date.clone()
            } else {
                format!("{} {}", self.date, self.time)
            };
            self.push(LabelName::Published, date, "publicationDate");
        }
        self.draft
    }
}

/// The most elements inside each other that are looked at.
const MAX_OPEN: usize = 64;
