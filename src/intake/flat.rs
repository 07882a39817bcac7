//! Markup laid flat: the lines that a page of an export shows, with the little of its markup that
//! tells labels from words. Exports are far larger than pages of the web, so no tree is made of
//! them: one pass, whatever the markup is.

use mail_parser::decoders::html::add_html_token;

use super::tidy::one_line;

/// A line as a page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its words, tidied.
    pub(super) text: String,
    /// How many of its bytes from its start on are set in bold.
    pub(super) bold: usize,
    /// The class of the innermost element around its start that has one.
    pub(super) class: String,
    /// Where its first link leads.
    pub(super) link: Option<String>,
    /// Whether it begins a block of its own, as against a line break within one.
    pub(super) apart: bool,
}

/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements whose content is not shown.
const HIDDEN: &[&str] = &["script", "style", "title", "noscript", "select", "textarea"];
/// How many bytes of a tag are searched for attributes.
const TAG_BYTES: usize = 4096;
/// The longest reference to a character, in bytes.
const REFERENCE_BYTES: usize = 32;

/// The lines of `markup`, none of them empty.
pub(super) fn lines(markup: &str) -> Vec<Shown> {
    let mut page = Page { apart: true, all_bold: true, ..Page::default() };
    page.read(markup);
    page.lines
}

/// The value of an attribute of a tag, which is given from behind its `<` up to its `>`.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = super::start_of(tag, TAG_BYTES);
    let lower = tag.to_ascii_lowercase();
    let found = lower.match_indices(name).find_map(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        before.is_some_and(char::is_whitespace).then_some(rest)
    })?;
    let value = match found.chars().next()? {
        quote @ ('"' | '\'') => found[1..].split(quote).next().unwrap_or(""),
        _ => found.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or(""),
    };
    Some(one_line(&words(value)))
}

/// `text` with its references to characters resolved.
pub(super) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let end = super::start_of(piece, REFERENCE_BYTES).find(';');
        let name = end.map(|end| &piece[..end]).filter(|name| is_reference(name));
        match name {
            Some(name) => {
                add_html_token(&mut out, format!("&{name};").as_bytes(), false);
                out.push_str(&piece[name.len() + 1..]);
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    out
}

fn is_reference(name: &str) -> bool {
    !name.is_empty() && name.trim_start_matches('#').bytes().all(|b| b.is_ascii_alphanumeric())
}

/// A page being laid flat.
#[derive(Default)]
struct Page {
    lines: Vec<Shown>,
    text: String,
    bold_text: String,
    all_bold: bool,
    bold: u32,
    class: String,
    link: Option<String>,
    apart: bool,
    preformatted: bool,
}

impl Page {
    fn read(&mut self, markup: &str) {
        let mut rest = markup;
        // What was sought to the end in vain is not sought again.
        let (mut ends, mut comments_end) = (true, true);
        let mut endless: Vec<&str> = Vec::new();
        while let Some(at) = rest.find('<') {
            self.words(&rest[..at]);
            rest = &rest[at + 1..];
            if comments_end && rest.starts_with("!--") {
                match rest.find("-->") {
                    Some(end) => rest = &rest[end + 3..],
                    None => comments_end = false,
                }
                continue;
            }
            let opens = rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
            let end = if ends && opens { rest.find('>') } else { None };
            let Some(end) = end else {
                ends &= !opens;
                self.words("<");
                continue;
            };
            let tag = &rest[..end];
            rest = &rest[end + 1..];
            if let Some(hidden) = self.tag(tag).filter(|hidden| !endless.contains(hidden)) {
                match end_of(rest, hidden) {
                    Some(end) => rest = &rest[end..],
                    None => endless.push(hidden),
                }
            }
        }
        self.words(rest);
        self.flush(true);
    }

    /// Takes a tag; the name of its element where that is hidden.
    fn tag(&mut self, tag: &str) -> Option<&'static str> {
        let (closes, inside) = tag.strip_prefix('/').map_or((false, tag), |inside| (true, inside));
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let name = inside[..end].to_ascii_lowercase();
        match name.as_str() {
            "br" => self.flush(false),
            "b" | "strong" if closes => self.bold = self.bold.saturating_sub(1),
            "b" | "strong" => self.bold += 1,
            "pre" => {
                self.flush(true);
                self.preformatted = !closes;
            }
            name if BLOCKS.contains(&name) => self.flush(true),
            _ => {}
        }
        if closes {
            return None;
        }
        if let Some(class) = attribute(tag, "class").filter(|_| self.text.trim().is_empty()) {
            self.class = class;
        }
        if name == "a" && self.link.is_none() {
            self.link = attribute(tag, "href").filter(|link| !link.is_empty());
        }
        HIDDEN.iter().find(|hidden| **hidden == name).copied()
    }

    fn words(&mut self, text: &str) {
        if self.preformatted {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.flush(line.trim().is_empty());
                }
                self.piece(line);
            }
        } else {
            self.piece(text);
        }
    }

    fn piece(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let words = words(text);
        self.all_bold &= self.bold > 0 || words.trim().is_empty();
        if self.all_bold {
            self.bold_text.push_str(&words);
        }
        self.text.push_str(&words);
    }

    /// Ends a line, and the block it stands in where `apart` says so.
    fn flush(&mut self, apart: bool) {
        let text = one_line(&std::mem::take(&mut self.text));
        let bold = one_line(&std::mem::take(&mut self.bold_text));
        self.all_bold = true;
        if text.is_empty() {
            self.apart |= apart;
            return;
        }
        let bold = if text.starts_with(&bold) { bold.len() } else { 0 };
        let (class, link) = (std::mem::take(&mut self.class), self.link.take());
        self.lines.push(Shown { text, bold, class, link, apart: self.apart });
        self.apart = apart;
    }
}

/// Where the element `name` ends.
fn end_of(rest: &str, name: &str) -> Option<usize> {
    let ends = |at: usize| {
        let found = rest.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").map(|(at, _)| at).find(|at| ends(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markup: &str) -> Vec<String> {
        lines(markup).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn blocks_are_lines_and_breaks_part_them() {
        let markup = "<head><title>x</title><style>p {}</style></head><!-- <p>no -->\
                      <P CLASS=c1>One &amp; <B>two</B><BR>three&nbsp;&euro;</P>\n4 < 5<p>six";
        let found = lines(markup);
        assert_eq!(texts(markup), ["One & two", "three €", "4 < 5", "six"]);
        assert_eq!(
            found.iter().map(|line| line.apart).collect::<Vec<_>>(),
            [true, false, true, true]
        );
        assert_eq!(found[0].class, "c1");
    }

    #[test]
    fn bold_beginnings_and_links_are_known() {
        let found = lines("<p><strong>Author: </strong>A. Example<p><a href='/x?a&amp;b'>more</a>");
        assert_eq!(
            (&found[0].text[..found[0].bold], found[1].link.as_deref()),
            ("Author:", Some("/x?a&b"))
        );
    }

    #[test]
    fn preformatted_lines_are_kept() {
        assert_eq!(
            texts("<pre>one\ntwo\n\nthree</pre>four\nfive"),
            ["one", "two", "three", "four five"]
        );
    }

    #[test]
    fn markup_without_end_takes_no_time_and_loses_no_word() {
        for piece in ["<", "<p ", "<!--", "</", "<a href=\"", "&", "<script>", "<b>"] {
            let found = texts(&format!("{}ferry", piece.repeat(200_000)));
            assert!(found.iter().any(|line| line.ends_with("ferry")), "{piece}");
        }
    }
}
