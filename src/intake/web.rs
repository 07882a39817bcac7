//! Saved pages of the web: as a browser stores them, for print, by SingleFile, as MHTML.

mod body;
mod dated;
mod lines;
mod linked;
mod mhtml;
mod page;
mod passage;
mod rest;
mod said;
mod saved;
mod sift;
mod states;
mod title;
mod trim;

use std::borrow::Cow;

use dom_query::Document;

use super::documents::Shape as Passage;
use super::paragraphs::running_characters;
use super::{Account, Options, Reader, Source};
use trim::Templates;

use crate::clipping::{Draft, Label, LabelName, Note, Paragraph};

pub(super) use lines::{Line, lines};
pub(super) use mhtml::Mhtml;
pub(super) use passage::{message, passage};

/// Takes the name of the site off the headline of a page that was clipped, where the outlet or the
/// address agrees with it; it is the outlet where none is stated.
pub(super) fn take_site(draft: &mut Draft) {
    let title = draft.title.as_deref().unwrap_or("");
    let Some((headline, site)) = title::site_apart(title, &draft.labels) else { return };
    draft.title = Some(headline);
    if draft.labels.iter().all(|label| label.name != LabelName::Outlet) {
        draft.labels.push(Label::new(LabelName::Outlet, site, "title"));
    }
}

/// The reader of saved pages.
pub(super) struct Html;

/// The fewest letters of an article; a page with fewer has none.
const LEAST_LETTERS: usize = 60;
/// The article that the page's own JSON-LD holds is taken where the extractor found less than one
/// in so many of its letters.
const TOO_LITTLE: usize = 2;

/// What is known of a page beside its markup.
#[derive(Clone, Debug, Default)]
struct Beside {
    /// Labels of whatever held the page.
    labels: Vec<Label>,
    /// The title there.
    title: Option<String>,
}

impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        let named = matches!(source.extension().as_str(), "html" | "htm" | "xhtml");
        is_html(opening) || named && opening.contains("</")
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        read_page(text, Beside::default(), Templates::Dropped, each)
    }
}

/// Whether a text opens as a page does.
fn is_html(opening: &str) -> bool {
    let start = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if !start.starts_with('<') {
        return false;
    }
    let lower = start.to_ascii_lowercase();
    let feed = ["<rss", "<feed", "<rdf:rdf", "<!element", "<nitf", "<newsml", "<newsitem", "<svg"];
    if feed.iter().any(|other| lower.contains(other)) && !lower.contains("<html") {
        return false;
    }
    let marks = [
        "<!doctype html",
        "<html",
        "<body",
        "<head>",
        "<div",
        "<article",
        "<p>",
        "<p ",
        "<h1",
        "<title>",
    ];
    marks.iter().any(|mark| lower.contains(mark))
}

/// Reads one page.
fn read_page(
    text: &str,
    beside: Beside,
    templates: Templates,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) -> Account {
    let mut account = Account::default();
    let trimmed = trim::trim(text, templates);
    let mut notes = Vec::new();
    if trimmed.flattened {
        let most = trim::MAX_DEPTH;
        notes.push(Note::new(format!("elements deeper than {most} were read without nesting")));
    }
    let document = Document::from(trimmed.markup.as_str());
    let page = page::look(&document);
    let (articles, broken) = linked::articles(&trimmed.linked);
    if broken > 0 {
        notes.push(Note::new(format!("{broken} JSON-LD scripts could not be read")));
    }
    let stated = states::stated(&states::Evidence {
        page: &page,
        articles: &articles,
        comments: &trimmed.comments,
        scripted: &trimmed.scripted,
        beside: &beside,
    });
    let read = body::read(document, trimmed.beyond);
    notes.extend(
        read.whole.map(|reason| {
            Note::new(format!("{reason}: read whole, without looking for its article"))
        }),
    );
    let blocks = read.blocks;
    let address = stated.labels.iter().find(|label| label.name == LabelName::Url);
    let known = sift::Known {
        title: stated.title.as_deref().unwrap_or(""),
        authors: &stated.authors,
        address: address.map_or("", |label| &label.value),
    };
    let mut paragraphs = sift::paragraphs(&blocks, &known);
    if let Some(whole) = &stated.body
        && running_characters(&paragraphs) * TOO_LITTLE < whole.chars().count()
    {
        paragraphs = whole_body(whole);
    }
    if running_characters(&paragraphs) < LEAST_LETTERS && trimmed.templates == Templates::Dropped {
        // What a script would show is read where nothing else is there.
        return read_page(text, beside, Templates::Shown, each);
    }
    if running_characters(&paragraphs) < LEAST_LETTERS {
        account.leave_out(Note::new("no article on the page: it has headlines and links at most"));
        // What was not looked at may have held one.
        notes.into_iter().for_each(|note| account.note(note));
        return account;
    }
    let title = stated.title;
    each(Draft { native: None, title, paragraphs, labels: stated.labels }, notes);
    account
}

/// The paragraphs of an article given as one string.
fn whole_body(body: &str) -> Vec<Paragraph> {
    let body: Cow<'_, str> =
        if body.contains("</") || body.contains('&') { words_of(body).into() } else { body.into() };
    let lines = body.lines().map(super::tidy::one_line).filter(|line| !line.is_empty());
    lines.map(Paragraph::text).collect()
}

/// The passages of a page that holds nothing but its text, such as a chapter of a book.
pub(super) fn passages(markup: &str) -> Vec<(Passage, String)> {
    let trimmed = trim::trim(markup, Templates::Dropped);
    let document = Document::from(trimmed.markup.as_str());
    let blocks = body::with_rest(body::whole(&document), trimmed.beyond);
    let passage = |block: body::Block| {
        let shape = match block.shape {
            body::Shape::Heading => Passage::Heading,
            body::Shape::Caption => Passage::Caption,
            _ => Passage::Text,
        };
        (shape, block.text)
    };
    blocks.into_iter().map(passage).collect()
}

/// The words of a piece of markup, its references resolved.
fn words_of(markup: &str) -> String {
    let trimmed = trim::trim(markup, Templates::Dropped);
    let mut words = Document::fragment(trimmed.markup.as_str()).formatted_text().to_string();
    for block in body::with_rest(Vec::new(), trimmed.beyond) {
        words.push('\n');
        words.push_str(&block.text);
    }
    words
}

#[cfg(test)]
mod tests;
