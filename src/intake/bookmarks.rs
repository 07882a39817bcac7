//! Lists of addresses as pages: what Pocket and Instapaper export, and the bookmarks that browsers
//! and their like write (`NETSCAPE-Bookmark-file-1`). Each link is a stub: a headline, an address,
//! when it was saved, and the words below it where there are some.

mod trees;

pub(super) use trees::Trees;

use super::tidy::one_line;
use super::{Account, Options, Reader, Source, flat, found};
use crate::clipping::{Draft, Label, LabelName, Note, Paragraph};

/// The reader of such lists.
pub(super) struct Bookmarks;

/// What such a page opens with, in small letters.
const MARKS: &[&str] =
    &["<!doctype netscape-bookmark-file", "<title>pocket export", "<title>instapaper: export"];
/// How far a page is searched for them, in bytes.
const HEAD_BYTES: usize = 2048;
/// The most folders inside each other that are named.
const MAX_DEPTH: usize = 32;
/// Attributes that say when a link was saved, in seconds since 1970.
const SAVED: &[&str] = &["time_added", "add_date"];

impl Reader for Bookmarks {
    fn name(&self) -> &'static str {
        "bookmarks"
    }

    fn version(&self) -> u32 {
        3
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let head = super::start_of(opening, HEAD_BYTES).to_ascii_lowercase();
        head.trim_start_matches('\u{FEFF}').trim_start().starts_with('<')
            && MARKS.iter().any(|mark| head.contains(mark))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        let is_netscape = super::start_of(text, HEAD_BYTES).to_ascii_lowercase().contains(MARKS[0]);
        // A heading names the list behind it, and lists may stand in lists.
        let (mut heading, mut folders): (String, Vec<String>) = (String::new(), Vec::new());
        for tag in Tags::new(text) {
            match tag.name.as_str() {
                // The first heading of bookmarks is that of the file.
                "h1" if is_netscape => {}
                "h1" | "h3" => heading = one_line(&flat::words(tag.words)),
                "dl" => {
                    folders.push(std::mem::take(&mut heading));
                    folders.truncate(MAX_DEPTH);
                }
                "" if name_of_end(tag.inside) == "dl" => drop(folders.pop()),
                "a" => match address(tag.inside) {
                    Some(url) if is_query(&url) => {}
                    Some(url) if has_script(&url) => {
                        account.leave_out(Note::at(SCRIPT_LEFT_OUT, tag.at as u64));
                    }
                    Some(url) => each(stub(&tag, url, &folder(&folders, &heading)), Vec::new()),
                    None => {
                        let message = "a link without an address was left out";
                        account.leave_out(Note::at(message, tag.at as u64));
                    }
                },
                _ => {}
            }
        }
        account
    }
}

/// The folder that a link stands in, with those around it, or the heading above it.
fn folder(folders: &[String], heading: &str) -> String {
    let names = folders.iter().map(String::as_str).chain([heading]);
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/")
}

/// What is told of a bookmark that [`has_script`].
const SCRIPT_LEFT_OUT: &str = "a bookmark that is a script was left out";

/// Whether an address is a program for the browser, and no page.
fn has_script(url: &str) -> bool {
    has_scheme(url, "javascript:")
}

/// Whether an address is a question that Firefox puts to its own list, as its folders of recent
/// bookmarks do: what it finds stands in the list itself.
fn is_query(url: &str) -> bool {
    has_scheme(url, "place:")
}

fn has_scheme(url: &str, scheme: &str) -> bool {
    url.trim_start().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

fn address(inside: &str) -> Option<String> {
    flat::attribute(inside, "href").filter(|url| !url.trim().is_empty())
}

fn stub(tag: &Tag, url: String, folder: &str) -> Draft {
    let title = Some(one_line(&flat::words(tag.words))).filter(|title| !title.is_empty());
    let mut draft = Draft { title, ..Draft::default() };
    draft.labels.push(Label::new(LabelName::Url, url, "href"));
    for name in SAVED {
        let value = flat::attribute(tag.inside, name).filter(|value| !value.is_empty());
        draft.labels.extend(value.map(|value| Label::new(LabelName::Saved, value, *name)));
    }
    let tags = flat::attribute(tag.inside, "tags").unwrap_or_default();
    for entry in tags.split(',').map(one_line).filter(|entry| !entry.is_empty()) {
        draft.labels.push(Label::new(LabelName::Tag, entry, "tags"));
    }
    if !folder.is_empty() {
        draft.labels.push(Label::new(LabelName::Other, folder, "folder"));
    }
    let below = one_line(&flat::words(tag.below));
    draft.paragraphs.extend((!below.is_empty()).then(|| Paragraph::text(below)));
    found::mark_stub(&mut draft);
    draft
}

/// A tag that opens, and the words up to the next one.
struct Tag<'a> {
    at: usize,
    name: String,
    inside: &'a str,
    words: &'a str,
    /// The words of a description right behind a link.
    below: &'a str,
}

/// The tags of a page in their order.
struct Tags<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The tag from byte `at` on, from behind its `<` up to its `>`, and where the words behind it
    /// begin and end.
    fn tag(&self, at: usize) -> Option<(usize, &'a str, &'a str, usize)> {
        let begin = at + self.text[at..].find('<')?;
        let inside = &self.text[begin + 1..];
        let inside = &inside[..inside.find('>')?];
        let behind = begin + 1 + inside.len() + 1;
        let rest = &self.text[behind..];
        let words = &rest[..rest.find('<').unwrap_or(rest.len())];
        Some((begin, inside, words, behind + words.len()))
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let (at, inside, words, next) = self.tag(self.at)?;
        self.at = next;
        let name = name(inside);
        let mut below = "";
        if name == "a" {
            // `</a>`, perhaps line ends, `<DD>` and its words.
            let closed = self.tag(next).filter(|(_, inside, ..)| name_of_end(inside) == "a");
            let described = closed.and_then(|(_, _, _, behind)| self.tag(behind));
            if let Some((_, inside, words, _)) = described
                && self::name(inside) == "dd"
            {
                below = words;
            }
        }
        Some(Tag { at, name, inside, words, below })
    }
}

fn name(inside: &str) -> String {
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    inside[..end].to_ascii_lowercase()
}

fn name_of_end(inside: &str) -> String {
    inside.strip_prefix('/').map(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::{read, values};

    fn run(text: &str) -> (Vec<Draft>, Account) {
        assert!(Bookmarks.accepts(&Source { path: "a.html", bytes: text.as_bytes() }, text));
        read(&Bookmarks, "a.html", text, &Options::default())
    }

    #[test]
    fn pocket_gives_stubs() {
        let text = "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body>\
            <h1>Unread</h1><ul><li><a href=\"https://post.example/a?x=1&amp;y=2\" \
            time_added=\"1688628695\" tags=\"sea,port\">Ferry &amp; pier</a></li>\
            <li><a href=''>none</a></li></ul><h1>Read Archive</h1></body></html>";
        let (found, account) = run(text);
        assert_eq!((found.len(), account.left_out), (1, 1));
        assert_eq!(found[0].title.as_deref(), Some("Ferry & pier"));
        assert_eq!(values(&found[0], LabelName::Url), ["https://post.example/a?x=1&y=2"]);
        assert_eq!(values(&found[0], LabelName::Saved), ["1688628695"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["sea", "port"]);
        assert_eq!(values(&found[0], LabelName::Status), ["stub"]);
    }

    #[test]
    fn bookmarks_may_have_words_below() {
        let text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><H1>All</H1>\n<DL><p>\n\
            <DT><A HREF=\"https://post.example/a\" ADD_DATE=\"1\">Ferry</A>\n<DD>It stays.\n\
            <DT><A HREF=\"https://post.example/b\">Pier</A>\n</DL>";
        let (found, account) = run(text);
        assert_eq!((found.len(), account), (2, Account::default()));
        assert_eq!(found[0].paragraphs[0].text, "It stays.");
        assert!(values(&found[0], LabelName::Status).is_empty());
        assert_eq!(values(&found[1], LabelName::Status), ["stub"]);
    }

    #[test]
    fn folders_of_a_browser_end_where_their_lists_do_and_scripts_are_no_pages() {
        let text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>\n<DL><p>\n\
            <DT><H3>Bar</H3>\n<DL><p>\n<DT><H3>Ferries</H3>\n<DL><p>\n\
            <DT><A HREF=\"https://post.example/a\">Ferry</A>\n</DL><p>\n\
            <DT><A HREF=\"https://post.example/b\">Pier</A>\n\
            <DT><A HREF=\" JavaScript:alert(1)\">Clip this</A>\n\
            <DT><A HREF=\"place:sort=8\">Recent</A>\n</DL><p>\n\
            <DT><A HREF=\"https://post.example/c\">Quay</A>\n</DL>";
        let (found, account) = run(text);
        let folders: Vec<_> =
            found.iter().map(|draft| values(draft, LabelName::Other).join(" ")).collect();
        assert_eq!(folders, ["Bar/Ferries", "Bar", ""]);
        assert_eq!(account.left_out, 1);
        assert_eq!(account.notes[0].message, SCRIPT_LEFT_OUT);
    }
}
