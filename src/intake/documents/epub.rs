//! EPUB: books, and papers that are published as such. A file of the reading order that has a heading
//! is an article; one without goes on with the article before it.

use std::collections::{HashMap, HashSet};

use super::package::{Kind, Package};
use super::xml::{self, Step, attribute};
use super::{Block, Shape, Words};
use crate::clipping::{Draft, Label, LabelName, Note};
use crate::intake::{Account, BytesReader, Options, Source, repair, web};

/// The reader of EPUB files.
pub(in super::super) struct Epub;

/// The fewest letters of an article without a heading, such as a preface; fewer are a cover or a
/// title page.
const LEAST_LETTERS: usize = 400;
/// The most pages of a book that are read: one of a thousand chapters has a fifth of it.
const MAX_SPINE: usize = 5_000;

impl BytesReader for Epub {
    fn name(&self) -> &'static str {
        "EPUB"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source) -> bool {
        Kind::of(source.bytes) == Some(Kind::Epub)
    }

    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        let opened = Package::open(source.bytes)
            .and_then(|mut package| Ok((Book::of(&mut package)?, package)));
        let (book, mut package) = match opened {
            Ok(opened) => opened,
            Err(why) => {
                account.leave_out(Note::new(why));
                return account;
            }
        };
        let mut article = Words::default();
        let mut beside = 0;
        for name in &book.order {
            let page = match package.part(name) {
                Ok(page) => page,
                Err(why) => {
                    account.leave_out(Note::new(why));
                    continue;
                }
            };
            let blocks = blocks(&page);
            let mut softened = Vec::new();
            repair::tell_soft_hyphens(&page, &mut softened);
            if blocks.iter().any(|block| block.shape == Shape::Heading) {
                beside += finish(&mut article, &book, source, options, each, &mut account);
            }
            article.blocks.extend(blocks);
            article.repairs.extend(softened);
        }
        beside += finish(&mut article, &book, source, options, each, &mut account);
        book.notes.into_iter().for_each(|note| account.note(note));
        if book.beyond > 0 {
            let beyond = book.beyond;
            let message =
                format!("{beyond} pages beyond the first {MAX_SPINE}, the limit, were not read");
            account.left_out = account.left_out.saturating_add(beyond);
            account.note(Note::new(message));
        }
        account.unpacked_bytes = package.unpacked_bytes();
        package.broken.into_iter().for_each(|note| account.miss(note));
        if beside > 0 {
            account.note(Note::new(format!("{beside} pages without an article: covers, titles")));
        }
        account
    }
}

/// Gives the article that was read so far, and begins another; 1 where there was none but a page
/// beside the articles.
fn finish(
    article: &mut Words,
    book: &Book,
    source: &Source<'_>,
    options: &Options,
    each: &mut dyn FnMut(Draft, Vec<Note>),
    account: &mut Account,
) -> u32 {
    let mut article = std::mem::take(article);
    let text = article.blocks.iter().filter(|block| block.shape != Shape::Heading);
    let letters: usize = text.map(|block| block.text.chars().count()).sum();
    let is_headed = article.blocks.iter().any(|block| block.shape == Shape::Heading);
    if letters == 0 || !is_headed && letters < LEAST_LETTERS {
        return u32::from(!article.blocks.is_empty());
    }
    article.labels.clone_from(&book.labels);
    let of_article = article.give(source, options, each);
    of_article.notes.into_iter().for_each(|note| account.note(note));
    account.left_out = account.left_out.saturating_add(of_article.left_out);
    0
}

fn blocks(page: &str) -> Vec<Block> {
    web::passages(page).into_iter().map(|(shape, text)| Block { shape, text }).collect()
}

/// What a book says of itself.
struct Book {
    /// The names of its parts in the order they are read.
    order: Vec<String>,
    /// How many more pages there are than are read.
    beyond: u32,
    labels: Vec<Label>,
    /// What is odd about the order.
    notes: Vec<Note>,
}

impl Book {
    fn of(package: &mut Package<'_>) -> Result<Self, String> {
        let container = package.part("META-INF/container.xml")?;
        let mut root = None;
        let _ = xml::walk(&container, &mut |step| {
            if let Step::Open("rootfile", element) = step {
                root = root.take().or_else(|| attribute(element, "full-path"));
            }
        });
        let root = root.ok_or("the book does not say what is in it")?;
        let described = package.part(&root)?;
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        Ok(Self::described(&described, folder))
    }
}

impl Book {
    /// A book by what is said of it.
    fn described(described: &str, folder: &str) -> Self {
        let all = order(described, folder);
        let count = all.len();
        let mut seen = HashSet::new();
        let mut order: Vec<String> = Vec::new();
        order.extend(all.into_iter().filter(|part| seen.insert(part.clone())));
        let mut notes = Vec::new();
        if order.len() < count {
            let again = count - order.len();
            let message = format!("{again} pages stand in the order again: each was read once");
            notes.push(Note::new(message));
        }
        let beyond = u32::try_from(order.len().saturating_sub(MAX_SPINE)).unwrap_or(u32::MAX);
        order.truncate(MAX_SPINE);
        Self { order, beyond, labels: labels(described), notes }
    }
}

/// The parts that hold the text; tables of contents and covers are not among them.
fn order(described: &str, folder: &str) -> Vec<String> {
    let mut places: HashMap<String, String> = HashMap::new();
    let (mut order, mut beside) = (Vec::new(), HashSet::new());
    // What is read before the XML breaks off is still true.
    let _ = xml::walk(described, &mut |step| {
        let Step::Open(name, element) = step else { return };
        match name.rsplit(':').next().unwrap_or(name) {
            "item" => {
                let is_nav = attribute(element, "properties")
                    .is_some_and(|all| all.split_whitespace().any(|one| one == "nav"));
                let id = attribute(element, "id").filter(|_| !is_nav);
                places.extend(id.zip(attribute(element, "href")));
            }
            "itemref" if attribute(element, "linear").as_deref() != Some("no") => {
                order.extend(attribute(element, "idref"));
            }
            "reference" => {
                let kind = attribute(element, "type").unwrap_or_default();
                if matches!(kind.as_str(), "toc" | "cover" | "title-page" | "index") {
                    beside.extend(attribute(element, "href").map(|href| resolved(folder, &href)));
                }
            }
            _ => {}
        }
    });
    let parts = order.iter().filter_map(|id| Some(resolved(folder, places.get(id)?)));
    parts.filter(|part| !beside.contains(part)).collect()
}

/// The name of a part by a reference to it from a folder.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or(href);
    let mut steps: Vec<String> = folder.split('/').map(str::to_owned).collect();
    for step in unescaped(href).split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step.to_owned()),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// `%20` as the blank it stands for.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let [byte, behind @ ..] = rest {
        let code = (*byte == b'%').then(|| behind.get(..2)).flatten();
        let code = code.and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is stated about a book holds for each of its articles. Its date is by the specification that
/// of its publication; the name of the program that made it is no publisher's.
fn labels(described: &str) -> Vec<Label> {
    let mut words = Words::default();
    for (name, value) in xml::values(described) {
        let label = match name.as_str() {
            "dc:publisher" => LabelName::Outlet,
            "dc:creator" => LabelName::Byline,
            "dc:date" => LabelName::Published,
            "dc:language" => LabelName::Language,
            "dc:subject" => LabelName::Tag,
            "dc:title" | "dc:identifier" => LabelName::Other,
            _ => continue,
        };
        if !value.to_ascii_lowercase().contains("calibre") {
            words.state(label, &value, &name);
        }
    }
    words.labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book_of(pages: usize, references: impl Iterator<Item = usize>) -> Book {
        let mut described = "<package><manifest>".to_owned();
        (0..pages).for_each(|n| described += &format!("<item id='{n}' href='{n}.xhtml'/>"));
        references.for_each(|n| described += &format!("<itemref idref='{n}'/>"));
        Book::described(&described, "")
    }

    #[test]
    fn a_page_is_read_once_and_pages_have_a_limit() {
        let book = book_of(2, [1].into_iter().chain((0..100_000).map(|_| 0)));
        assert_eq!((book.order, book.beyond), (vec!["1.xhtml".into(), "0.xhtml".into()], 0));
        assert!(book.notes[0].message.starts_with("99999 pages stand in the order again"));
        let book = book_of(MAX_SPINE + 3, 0..MAX_SPINE + 3);
        assert_eq!((book.order.len(), book.beyond, book.notes.len()), (MAX_SPINE, 3, 0));
    }

    #[test]
    fn references_are_resolved_from_the_folder_they_stand_in() {
        for (folder, href, part) in [
            ("OEBPS", "text/a%20b.xhtml#top", "OEBPS/text/a b.xhtml"),
            ("", "a.xhtml", "a.xhtml"),
            ("a/b", "../c.xhtml", "a/c.xhtml"),
            ("a", "../../../c%zz.xhtml", "c%zz.xhtml"),
        ] {
            assert_eq!(resolved(folder, href), part);
        }
    }
}
