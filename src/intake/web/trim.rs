//! Markup made small before it is parsed: what holds no words goes, and whatever grows is bounded.
//!
//! One pass over the bytes, no recursion. Scripts, styles, drawings and comments are dropped, of
//! attributes only those that anything here asks for are kept, embedded files (`data:`) never. Open
//! elements are counted as they come, so that neither the parser nor the extractor behind it, whose
//! time grows with the square of the depth, ever sees a deep tree. What comes once there are too many
//! tags or bytes to parse is not lost: its words go to [`Rest`], its scripts are looked into.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::xml::with_references;
use super::body::is_block;
use super::rest::Rest;

/// The most elements that may be open at once; tags beyond are left out and their words stay.
pub(super) const MAX_DEPTH: usize = 120;
/// The most elements of formatting (`<b>`, `<a>`) that may be open at once: a parser opens them
/// again in every block.
pub(super) const MAX_FORMATTING: usize = 24;
/// The most tags of a page that are parsed; of the rest the words are read. Signs that must be escaped
/// (`<`, `&`) count as tags, and so does formatting that is open where a block begins, since a parser
/// may open it again. Character references count for nothing: they are resolved here.
pub(super) const MAX_TAGS: usize = 120_000;
/// The most bytes of a page after trimming that are parsed; of the rest the words are read.
pub(super) const MAX_MARKUP_BYTES: usize = 8 << 20;
/// The longest attribute that is kept, in bytes; a longer one is dropped as a whole.
const MAX_ATTRIBUTE_BYTES: usize = 2 * 1024;
/// The longest `content` of a `<meta>` element, in bytes.
const MAX_CONTENT_BYTES: usize = 16 * 1024;
/// The most attributes of one tag that are kept.
const MAX_ATTRIBUTES: usize = 24;
/// The most scripts and comments that are handed on.
const MAX_KEPT: usize = 64;
/// The longest script or comment that is handed on, in bytes.
const MAX_KEPT_BYTES: usize = 2 << 20;

/// What becomes of markup that stands in a script, which a program would show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Templates {
    /// It goes with its script.
    #[default]
    Dropped,
    /// It is part of the page, where there is any.
    Shown,
}

/// A page without what holds no words.
#[derive(Debug, Default)]
pub(super) struct Trimmed<'a> {
    /// The markup that is left.
    pub(super) markup: String,
    /// The scripts that hold JSON-LD.
    pub(super) linked: Vec<&'a str>,
    /// Times of publication that other scripts state.
    pub(super) scripted: Vec<&'a str>,
    /// The comments that tell where and when the page was saved.
    pub(super) comments: Vec<&'a str>,
    /// Shown where the page has templates and they were asked for, or has none.
    pub(super) templates: Templates,
    /// Whether tags were left out because too many elements were open.
    pub(super) flattened: bool,
    /// What the page has too much of to be parsed as a whole, and its words beyond that.
    pub(super) beyond: Option<(Limit, Rest)>,
}

/// A limit to what is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// [`MAX_TAGS`].
    Tags,
    /// [`MAX_MARKUP_BYTES`].
    Bytes,
}

impl Limit {
    /// What a page has too much of, in words.
    pub(super) fn told(self) -> String {
        match self {
            Self::Tags => format!("more than {MAX_TAGS} tags"),
            Self::Bytes => format!("more than {} MiB of markup", MAX_MARKUP_BYTES >> 20),
        }
    }
}

/// Attributes that are kept.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-modal",
    "charset",
    "class",
    "colspan",
    "content",
    "data-date",
    "data-datetime",
    "data-published",
    "data-scrapbook-create",
    "data-scrapbook-source",
    "data-time",
    "data-timestamp",
    "datetime",
    "dir",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "src",
    "style",
    "summary",
    "title",
    "type",
    "xml:lang",
];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
];

/// Elements that the next of their kind ends: they do not nest without another one between.
const ENDED: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements that a parser opens again in the next block.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is no markup and goes with them to the end of the page if need be.
const RAW: &[&str] = &["script", "style"];

/// Elements that go with all they hold, where their end is found.
const DROPPED: &[&str] =
    &["iframe", "noembed", "noframes", "noscript", "select", "svg", "template", "textarea", "xmp"];

/// Trims `text`.
pub(super) fn trim(text: &str, templates: Templates) -> Trimmed<'_> {
    let mut trimmer = Trimmer { text, templates, ..Trimmer::default() };
    trimmer.run();
    if templates == Templates::Shown || !trimmer.met_template {
        trimmer.out.templates = Templates::Shown;
    }
    trimmer.out
}

#[derive(Default)]
struct Trimmer<'a> {
    text: &'a str,
    templates: Templates,
    met_template: bool,
    at: usize,
    out: Trimmed<'a>,
    tags: usize,
    /// Open elements that nest, by name.
    open: Vec<&'a str>,
    /// How many open tags beyond the bound were left out and wait for their ends.
    left_out: usize,
    /// Open elements of formatting: which, and in how many tables.
    formatting: Vec<(usize, usize)>,
    formatting_left_out: usize,
    /// Names of dropped elements that have no end from here on.
    endless: HashSet<&'static str>,
}

/// One tag's name and where its attributes lie.
struct Tag<'a> {
    name: &'a str,
    inside: &'a str,
}

impl<'a> Trimmer<'a> {
    fn run(&mut self) {
        while let Some(length) = self.text[self.at..].find('<') {
            let words = &self.text[self.at..self.at + length];
            self.words(words);
            self.at += length;
            self.markup();
        }
        self.words(&self.text[self.at..]);
    }

    /// Takes words over, their references resolved, as far as there is room for them.
    fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if self.out.beyond.is_none() && self.out.markup.len() + words.len() > MAX_MARKUP_BYTES {
            self.out.beyond = Some((Limit::Bytes, Rest::default()));
        }
        match &mut self.out.beyond {
            Some((_, rest)) => rest.words(words),
            None => {
                let words = escaped(words, &mut self.tags);
                self.out.markup.push_str(&words);
                self.measure();
            }
        }
    }

    /// Notices when there is more than is parsed.
    fn measure(&mut self) {
        if self.out.beyond.is_none() {
            let limit = match (self.tags > MAX_TAGS, self.out.markup.len() > MAX_MARKUP_BYTES) {
                (true, _) => Limit::Tags,
                (_, true) => Limit::Bytes,
                _ => return,
            };
            self.out.beyond = Some((limit, Rest::default()));
        }
    }

    /// Goes on after what begins with `<`.
    fn markup(&mut self) {
        let rest = &self.text[self.at..];
        match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => self.comment(),
            Some(b'!') if starts_with(rest, "<!doctype") => {
                let end = rest.find('>').map_or(rest.len(), |end| end + 1);
                self.out.markup.push_str(super::super::start_of(&rest[..end], MAX_ATTRIBUTE_BYTES));
                self.at += end;
            }
            Some(b'!') if rest.starts_with("<![CDATA[") => self.at += "<![CDATA[".len(),
            Some(b'!' | b'?') => self.at += rest.find('>').map_or(rest.len(), |end| end + 1),
            Some(b'/') if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => self.end(),
            Some(letter) if letter.is_ascii_alphabetic() => self.start(),
            _ => {
                self.tags += 1;
                match &mut self.out.beyond {
                    Some((_, rest)) => rest.words("<"),
                    None => self.out.markup.push_str("&lt;"),
                }
                self.at += 1;
            }
        }
        self.measure();
    }

    fn comment(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest[2..].find("-->").map_or(rest.len(), |end| end + 2 + "-->".len());
        let comment = &rest[..end];
        let told = super::saved::tells(comment);
        if told && comment.len() <= MAX_KEPT_BYTES && self.out.comments.len() < MAX_KEPT {
            self.out.comments.push(comment);
        }
        self.at += end;
    }

    fn end(&mut self) {
        let tag = self.tag(2);
        self.tags += 1;
        if let Some((_, rest)) = &mut self.out.beyond {
            return rest.end(&tag.name.to_ascii_lowercase());
        }
        let Some(name) = known(tag.name) else { return self.end_nesting(tag.name) };
        if let Some(at) = FORMATTING.iter().position(|formatting| *formatting == name) {
            if self.formatting_left_out > 0 {
                self.formatting_left_out -= 1;
                return;
            }
            // A cell of a table hides what was opened outside it from its own ends.
            let tables = self.tables();
            if let Some(open) = self.formatting.iter().rposition(|open| *open == (at, tables)) {
                self.formatting.remove(open);
            }
        }
        self.push_end(name);
    }

    fn end_nesting(&mut self, name: &str) {
        match self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            Some(at) => self.open.truncate(at),
            None if self.left_out > 0 => {
                self.left_out -= 1;
                return;
            }
            None => {}
        }
        self.push_end(name);
    }

    fn push_end(&mut self, name: &str) {
        self.out.markup.push_str("</");
        self.out.markup.push_str(name);
        self.out.markup.push('>');
    }

    fn start(&mut self) {
        let tag = self.tag(1);
        self.tags += 1;
        let lower = tag.name.to_ascii_lowercase();
        let raw = RAW.iter().find(|raw| **raw == lower);
        let template = raw.is_some() && contains(tag.inside, "text/template");
        self.met_template |= template;
        if let Some(raw) = raw.filter(|_| !template || self.templates == Templates::Dropped) {
            return self.raw(raw, tag.inside);
        }
        if raw.is_some() {
            // A template in a script is markup that the page would show.
            return self.blank();
        }
        if let Some(dropped) = DROPPED.iter().find(|dropped| **dropped == lower) {
            return self.dropped(dropped);
        }
        if let Some((_, rest)) = &mut self.out.beyond {
            let linked = Attributes(tag.inside).any(|(name, _)| name.eq_ignore_ascii_case("href"));
            return rest.start(&lower, linked);
        }
        if lower == "plaintext" || !self.may_open(&tag, &lower) {
            return self.blank();
        }
        self.push_start(&lower, tag.inside);
    }

    /// Words on both sides of a tag that goes are two words.
    fn blank(&mut self) {
        match &mut self.out.beyond {
            Some((_, rest)) => rest.words(" "),
            None => self.out.markup.push(' '),
        }
    }

    /// How many tables are open.
    fn tables(&self) -> usize {
        self.open.iter().filter(|name| name.eq_ignore_ascii_case("table")).count()
    }

    /// Counts an element that opens; whether it may.
    fn may_open(&mut self, tag: &Tag<'a>, lower: &str) -> bool {
        if let Some(at) = FORMATTING.iter().position(|formatting| *formatting == lower) {
            if self.formatting.len() >= MAX_FORMATTING {
                self.formatting_left_out += 1;
                self.out.flattened = true;
                return false;
            }
            self.formatting.push((at, self.tables()));
            return true;
        }
        if VOID.contains(&lower) || ENDED.contains(&lower) {
            return true;
        }
        if self.open.len() >= MAX_DEPTH {
            self.left_out += 1;
            self.out.flattened = true;
            return false;
        }
        self.open.push(tag.name);
        true
    }

    /// The tag at hand, whose name begins `skip` bytes on; goes on after it.
    fn tag(&mut self, skip: usize) -> Tag<'a> {
        let rest = &self.text[self.at + skip..];
        let name_end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(rest.len());
        let end = end_of_tag(rest, name_end);
        self.at += skip + (end + 1).min(rest.len());
        Tag {
            name: &rest[..rest.floor_char_boundary(name_end.min(MAX_ATTRIBUTE_BYTES))],
            inside: &rest[name_end..end],
        }
    }

    /// Passes over a script or a style; JSON-LD is kept.
    fn raw(&mut self, name: &'static str, inside: &str) {
        let rest = &self.text[self.at..];
        let end = find_end(rest, name).unwrap_or(rest.len());
        let content = &rest[..end];
        let linked = name == "script" && contains(inside, "ld+json");
        if name == "script" && !linked && self.out.scripted.len() < MAX_SCRIPTED {
            self.out.scripted.extend(published_in(content));
        }
        if linked && content.len() <= MAX_KEPT_BYTES && self.out.linked.len() < MAX_KEPT {
            self.out.linked.push(content);
        }
        self.at += rest[end..].find('>').map_or(rest.len(), |close| end + close + 1);
    }

    /// Passes over an element and what it holds; over its tag alone where it has no end.
    fn dropped(&mut self, name: &'static str) {
        if self.endless.contains(name) {
            return;
        }
        let rest = &self.text[self.at..];
        match find_end(rest, name) {
            Some(end) => {
                self.at += rest[end..].find('>').map_or(rest.len(), |close| end + close + 1);
                self.blank();
            }
            None => {
                self.endless.insert(name);
            }
        }
    }

    fn push_start(&mut self, name: &str, inside: &str) {
        if is_block(name) {
            self.tags += self.formatting.len();
        }
        let markup = &mut self.out.markup;
        markup.push('<');
        markup.push_str(name);
        let mut seen: [bool; ATTRIBUTES.len()] = [false; ATTRIBUTES.len()];
        for (attribute, value) in Attributes(inside).take(MAX_ATTRIBUTES * 4) {
            let Some(at) = ATTRIBUTES.iter().position(|k| k.eq_ignore_ascii_case(attribute)) else {
                continue;
            };
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            push_attribute(markup, ATTRIBUTES[at], value);
        }
        markup.push('>');
    }
}

/// The most times of publication taken from scripts.
const MAX_SCRIPTED: usize = 4;
/// The most places of a script that are looked at for one.
const MAX_LOOKS: usize = 64;
/// How far behind its key a value begins at most, in bytes.
const KEY_BYTES: usize = 24;
/// The longest time, in bytes.
const TIME_BYTES: usize = 40;

/// The first time that a script holds under a key for publication: `"publishedDate": "2019-…"`.
fn published_in(script: &str) -> Option<&str> {
    script.match_indices("ublish").take(MAX_LOOKS).find_map(|(at, word)| {
        let after = &script[at + word.len()..];
        let key = super::super::start_of(after, KEY_BYTES);
        let named = ["Date", "date", "Time", "time", "edAt", "ed_at", "ed\""]
            .iter()
            .any(|k| key.contains(k));
        let (_, value) = after.split_at(key.find(':')? + 1);
        let value = value.trim_ascii_start().strip_prefix('"')?;
        let value = super::super::start_of(value, TIME_BYTES).split_once('"')?.0;
        (named && value.starts_with(|c: char| c.is_ascii_digit())).then_some(value)
    })
}

/// `words` with their references resolved and what could be read as markup escaped again; each sign
/// that is counts as a tag in `tags`.
fn escaped<'a>(words: &'a str, tags: &mut usize) -> Cow<'a, str> {
    let resolved = with_references(words);
    if !resolved.contains(['&', '<']) {
        return resolved;
    }
    let mut out = String::with_capacity(resolved.len());
    for piece in resolved.split_inclusive(['&', '<']) {
        let (plain, sign) = match piece.as_bytes().last() {
            Some(b'&') => (&piece[..piece.len() - 1], "&amp;"),
            Some(b'<') => (&piece[..piece.len() - 1], "&lt;"),
            _ => (piece, ""),
        };
        out.push_str(plain);
        out.push_str(sign);
        *tags += usize::from(!sign.is_empty());
    }
    Cow::Owned(out)
}

/// The name of an element that is counted otherwise than by nesting.
fn known(name: &str) -> Option<&'static str> {
    [FORMATTING, VOID, ENDED].into_iter().flatten().find(|k| k.eq_ignore_ascii_case(name)).copied()
}

fn push_attribute(markup: &mut String, name: &str, value: &str) {
    let bound = if name == "content" { MAX_CONTENT_BYTES } else { MAX_ATTRIBUTE_BYTES };
    let value = match name {
        // That an image is there counts, not which: embedded ones are megabytes.
        "src" if value.len() > bound || starts_with(value, "data:") => "-",
        "href" if starts_with(value, "data:") => return,
        "style" if !(contains(value, "display") || contains(value, "visibility")) => return,
        "content" => super::super::start_of(value, bound),
        _ if value.len() > bound => return,
        _ => value,
    };
    let quote = if value.contains('"') { '\'' } else { '"' };
    markup.push(' ');
    markup.push_str(name);
    markup.push('=');
    markup.push(quote);
    if quote == '\'' && value.contains('\'') {
        markup.push_str(&value.replace('\'', "&#39;"));
    } else {
        markup.push_str(value);
    }
    markup.push(quote);
}

/// Where the tag ends that has its attributes from byte `from` of `text` on: at its `>`, quoted
/// ones left aside, else at the end of the text.
fn end_of_tag(text: &str, from: usize) -> usize {
    let mut attributes = Attributes(&text[from..]);
    while attributes.next().is_some() {}
    let rest = attributes.0;
    text.len() - rest.len()
}

/// Names and values of attributes; stops before the `>` that ends the tag.
struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        self.0 = rest;
        if rest.is_empty() || rest.starts_with('>') {
            return None;
        }
        // An equals sign that opens a name belongs to it.
        let name_end = rest
            .bytes()
            .skip(1)
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='))
            .map_or(rest.len(), |end| end + 1);
        let (name, after) = rest.split_at(name_end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.0 = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, after) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                value[1..].split_once(char::from(*quote)).unwrap_or((&value[1..], ""))
            }
            _ => value.split_at(
                value
                    .bytes()
                    .position(|b| b.is_ascii_whitespace() || b == b'>')
                    .unwrap_or(value.len()),
            ),
        };
        self.0 = after;
        Some((name, value))
    }
}

/// Where `</name` begins in `text`.
fn find_end(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let after = &text[from + at + 2..];
        let ends = after.as_bytes().get(name.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
        if starts_with(after, name) && ends {
            return Some(from + at);
        }
        from += at + 2;
    }
    None
}

/// Whether `text` begins with `start`, whatever the case of its ASCII letters.
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes()
        .get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// Whether `text` holds `part`, in lower case, whatever the case of its ASCII letters.
fn contains(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(page: &str, expect: &str) {
        assert_eq!(trim(page, Templates::Dropped).markup, expect, "{page}");
    }

    #[test]
    fn what_holds_no_words_goes() {
        check(
            "<p onclick='x()' class=a>Hi<script>if (a<b) {}</script> you<!-- no -->",
            "<p class=\"a\">Hi you",
        );
        check("<style>p > a {}</style><svg><path d='M0'/></svg>x", " x");
        check("<img src=\"data:image/png;base64,AAAA\" alt=x>", "<img src=\"-\">");
        check("<p style='color:red'>a<p style='display:none'>b", "<p>a<p style=\"display:none\">b");
    }

    #[test]
    fn a_name_of_a_tag_may_be_long_in_any_script() {
        for shift in 0..4 {
            let page = format!("<{}{}>One two", "a".repeat(shift), "\u{FEFF}港".repeat(2_000));
            assert!(trim(&page, Templates::Dropped).markup.ends_with("One two"));
        }
    }

    #[test]
    fn a_sign_that_opens_no_tag_is_a_word() {
        check("3 < 4 <3", "3 &lt; 4 &lt;3");
    }

    #[test]
    fn quotes_inside_attributes_do_not_end_tags() {
        check("<a href='x>y' title=\"a>'b\">t</a>", "<a href=\"x>y\" title=\"a>'b\">t</a>");
        check("<a title='\"'>t", "<a title='\"'>t");
    }

    #[test]
    fn json_in_scripts_is_kept_aside() {
        let page = "<script type='application/LD+JSON'>{\"a\": 1}</script><p>x";
        assert_eq!(trim(page, Templates::Dropped).linked, ["{\"a\": 1}"]);
    }

    #[test]
    fn deep_elements_are_flattened_and_keep_their_words() {
        let page = format!("{}deep{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
        let trimmed = trim(&page, Templates::Dropped);
        assert!(trimmed.flattened && trimmed.markup.contains("deep"));
        assert_eq!(trimmed.markup.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(trimmed.markup.matches("</div>").count(), MAX_DEPTH);
        let bold = trim(&"<b><p>".repeat(5_000), Templates::Dropped).markup;
        assert_eq!(bold.matches("<b>").count(), MAX_FORMATTING);
    }

    #[test]
    fn an_element_without_an_end_swallows_nothing() {
        check("<select><option>a<p>The ferry stays.", "<option>a<p>The ferry stays.");
    }

    #[test]
    fn what_is_beyond_the_tags_that_are_parsed_is_read_without_them() {
        let page = format!(
            "{}<p>Fish &amp; fog.<script type='application/ld+json'>{{}}</script><style>x</style><p>3 < 4",
            "<br>".repeat(2 * MAX_TAGS)
        );
        let trimmed = trim(&page, Templates::Dropped);
        assert_eq!(trimmed.linked, ["{}"]);
        let (limit, rest) = trimmed.beyond.expect("it has too many tags");
        assert_eq!(limit, Limit::Tags);
        let texts: Vec<String> = rest.blocks().into_iter().map(|block| block.text).collect();
        assert_eq!(texts, ["Fish & fog.", "3 < 4"]);
    }

    #[test]
    fn markup_without_end_is_read_without_tags_from_some_point_on() {
        let page = format!("<p>{}</p><p>The end.", "a word ".repeat(MAX_MARKUP_BYTES / 7 + 1));
        let (limit, rest) = trim(&page, Templates::Dropped).beyond.expect("it is too long");
        assert_eq!(limit, Limit::Bytes);
        assert_eq!(rest.blocks().last().map(|block| block.text.as_str()), Some("The end."));
    }

    #[test]
    fn references_are_resolved_and_count_for_nothing() {
        check(
            "a &#1055;&eacute;&nbsp;b &amp;lt; &lt;p> R&D",
            "a Пé\u{A0}b &amp;lt; &lt;p> R&amp;D",
        );
        let page = "&#1055;".repeat(3 * MAX_TAGS);
        assert!(trim(&page, Templates::Dropped).beyond.is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_trimmed(page in "(<[a-z/!?-]{0,9}|[ >\"'=/é]|\\PC{0,9}){0,60}") {
            trim(&page, Templates::Dropped);
        }

        #[test]
        fn words_outside_tags_stay(words in "[a-z é<.]{0,40}") {
            let trimmed = trim(&format!("<p>{words} .</p>"), Templates::Dropped).markup;
            let first = words.split('<').next().unwrap_or("");
            prop_assert!(trimmed.contains(first));
        }
    }
}
