//! XML, read as newsrooms and programs really write it: one bounded tree for each article, whatever
//! is wrong around it.
//!
//! A file is walked once and never held as a tree: only the elements that hold an article are, one
//! after the other. No entity that a document defines is expanded, so none can grow; names of HTML's
//! entities and numbers are read, all others stay as they are written. A tag that is not closed, or
//! closed by another's end, costs nothing but its own bounds.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::tidy::one_line;
use crate::clipping::Note;

/// The most elements that may be open at once in one tree; tags beyond are left out and their words
/// stay.
pub(super) const MAX_DEPTH: usize = 100;
/// The most elements and pieces of text of one tree; what follows is left out.
pub(super) const MAX_NODES: usize = 200_000;
/// The most bytes of names, attributes and words of one tree; what follows is left out.
pub(super) const MAX_TREE_BYTES: usize = 64 << 20;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 64;
/// The most places of one file at which reading starts anew behind what is no markup.
const MAX_REPAIRS: usize = 256;
/// The longest reference that is looked at: `&CounterClockwiseContourIntegral;`.
const MAX_REFERENCE_BYTES: usize = 40;

/// Prefixes whose addresses are well known, with what they are called here.
const SPACES: &[(&str, Space)] = &[
    ("http://purl.org/dc/elements/", Space::DublinCore),
    ("http://purl.org/dc/terms/", Space::DublinTerms),
    ("http://purl.org/rss/1.0/modules/content/", Space::Content),
    ("http://purl.org/rss/1.0/modules/", Space::Other),
    ("http://search.yahoo.com/mrss", Space::Media),
    ("http://www.itunes.com/", Space::Itunes),
    ("http://wordpress.org/export/", Space::WordPress),
    ("http://www.w3.org/1999/xhtml", Space::Xhtml),
    ("http://www.w3.org/2005/atom", Space::Own),
    ("http://purl.org/atom/", Space::Own),
    ("http://purl.org/rss/1.0/", Space::Own),
    ("http://my.netscape.com/rdf/simple/", Space::Own),
    ("http://channel.netscape.com/rdf/simple/", Space::Own),
    ("http://backend.userland.com/rss", Space::Own),
    ("http://blogs.law.harvard.edu/tech/rss", Space::Own),
    ("http://iptc.org/", Space::Own),
];

/// Prefixes as they are written where nothing says what they stand for.
const USUAL_PREFIXES: &[(&str, Space)] = &[
    ("dc", Space::DublinCore),
    ("dcterms", Space::DublinTerms),
    ("content", Space::Content),
    ("media", Space::Media),
    ("itunes", Space::Itunes),
    ("wp", Space::WordPress),
    ("xhtml", Space::Xhtml),
    ("atom", Space::Own),
    ("rss", Space::Own),
];

/// The vocabulary a name belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Space {
    /// The document's own, or one that says the same.
    #[default]
    Own,
    /// Dublin Core: `dc:creator`.
    DublinCore,
    /// Its terms: `dcterms:issued`.
    DublinTerms,
    /// `content:encoded`.
    Content,
    /// Media RSS.
    Media,
    /// Podcasts.
    Itunes,
    /// WordPress's export.
    WordPress,
    /// XHTML.
    Xhtml,
    /// Any other.
    Other,
}

/// An element with all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    /// The vocabulary its name belongs to.
    pub(super) space: Space,
    /// Its attributes: names as written, values with their references read.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) nodes: Vec<Node>,
    /// Where it begins in the text.
    pub(super) at: usize,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Words, their references read.
    Words(String),
}

impl Element {
    /// The value of an attribute, by its name with or without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let exact = self.attributes.iter().find(|(key, _)| key == name);
        let found = exact.or_else(|| {
            let local = |key: &str| key.rsplit(':').next() == Some(name);
            self.attributes.iter().find(|(key, _)| local(key))
        });
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> + Clone {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    /// The elements in it with that name.
    pub(super) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> + Clone {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element in it with that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element at the end of a path of names.
    pub(super) fn down(&self, path: &[&str]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.elements().filter(|e| e.name == *first).find_map(|element| element.down(rest))
    }

    /// Every element below it with that name, in the order they stand; none of those inside others
    /// found.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.collect(name, found);
            }
        }
    }

    /// The first element below it with that name.
    pub(super) fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|element| {
            if element.name == name { Some(element) } else { element.first(name) }
        })
    }

    /// All words in it.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.add_words(&mut words);
        words
    }

    fn add_words(&self, words: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Words(text) => words.push_str(text),
                Node::Element(element) => element.add_words(words),
            }
        }
    }

    /// All words in it on one line; nothing where there are none.
    pub(super) fn line(&self) -> Option<String> {
        Some(one_line(&self.words())).filter(|line| !line.is_empty())
    }

    /// What is in it as HTML.
    pub(super) fn html(&self, tags: &Tags) -> String {
        let mut html = String::new();
        self.add_html(tags, &mut html);
        html
    }

    fn add_html(&self, tags: &Tags, html: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Words(words) => html.push_str(&quick_xml::escape::partial_escape(words)),
                Node::Element(element) => {
                    let Some(name) = tags.of(&element.name) else { continue };
                    html.push('<');
                    html.push_str(name);
                    for (key, value) in &element.attributes {
                        if !key.contains(':') && !key.starts_with("xmlns") {
                            let value = quick_xml::escape::escape(value.as_str());
                            html.push_str(&format!(" {key}=\"{value}\""));
                        }
                    }
                    html.push('>');
                    if !is_void(name) {
                        element.add_html(tags, html);
                        html.push_str(&format!("</{name}>"));
                    }
                }
            }
        }
    }
}

/// What elements are called in HTML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tags {
    /// Those with another name there.
    pub(super) renamed: &'static [(&'static str, &'static str)],
    /// Those that go, with all that is in them.
    pub(super) dropped: &'static [&'static str],
}

impl Tags {
    /// XHTML's own.
    pub(super) const XHTML: Self = Self { renamed: &[], dropped: &["script", "style"] };

    fn of<'a>(&self, name: &'a str) -> Option<&'a str> {
        if self.dropped.contains(&name) {
            return None;
        }
        let renamed = self.renamed.iter().find(|(theirs, _)| *theirs == name);
        Some(renamed.map_or(name, |(_, ours)| ours))
    }
}

/// Whether HTML closes an element of that name by itself.
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "col" | "wbr" | "source" | "embed" | "input")
}

/// Which elements of a file hold an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Their names.
    pub(super) names: &'a [&'a str],
    /// Whether one may stand inside another, or ends where the next begins.
    pub(super) nesting: Nesting,
    /// Elements that are left out with all that is in them.
    pub(super) dropped: &'a [&'a str],
}

/// What it means when an element begins inside another of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// It stands in it.
    Inside,
    /// The other has lost its end.
    EndOfTheOther,
}

/// What a walk found beside what was wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Walked {
    /// The rest of the document: a nameless element in which its root stands.
    pub(super) frame: Element,
    /// What was odd.
    pub(super) notes: Vec<Note>,
    /// How many elements were dropped, as was asked.
    pub(super) dropped: u32,
}

/// The whole of a document.
pub(super) fn tree(text: &str) -> Walked {
    let wanted = Wanted { names: &[], nesting: Nesting::Inside, dropped: &[] };
    walk(text, &wanted, &mut |_| {})
}

/// The name of the first element of `text`, without a prefix; nothing where it does not begin as
/// XML does.
pub(super) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    loop {
        rest = rest.strip_prefix('<')?;
        rest = if let Some(comment) = rest.strip_prefix("!--") {
            &comment[comment.find("-->")? + 3..]
        } else if let Some(instruction) = rest.strip_prefix('?') {
            &instruction[instruction.find("?>")? + 2..]
        } else if let Some(doctype) = rest.strip_prefix('!') {
            after_doctype(doctype)?
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            let name = rest[..end].rsplit(':').next().unwrap_or(&rest[..end]);
            return Some(name).filter(|name| name.starts_with(char::is_alphabetic));
        };
        rest = rest.trim_start();
    }
}

/// What follows a document type, whose own part stands in brackets.
fn after_doctype(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    if text[end..].starts_with('>') {
        return Some(&text[end + 1..]);
    }
    let close = end + text[end..].find(']')?;
    Some(&text[close + text[close..].find('>')? + 1..])
}

/// Gives each element of `text` that is wanted to `each`.
pub(super) fn walk(text: &str, wanted: &Wanted<'_>, each: &mut dyn FnMut(Element)) -> Walked {
    let mut walk = Walk {
        text,
        wanted,
        each,
        open: vec![Open::default()],
        beyond: 0,
        dropping: None,
        nodes: 0,
        bytes: 0,
        of_frame: (0, 0),
        told: Told::default(),
        walked: Walked::default(),
    };
    walk.run();
    walk.finish()
}

/// An element whose end has not come.
#[derive(Default)]
struct Open<'a> {
    element: Element,
    /// Its name as written.
    written: &'a str,
    /// Whether it is one of those wanted, and stands in no other.
    wanted: bool,
    /// The prefixes that it says the meaning of.
    spaces: Vec<(String, Space)>,
}

/// What is told once.
#[derive(Default)]
struct Told {
    deep: bool,
    large: bool,
    unclosed: u32,
    entities: u32,
    first_entity: String,
    stopped: Option<(usize, &'static str)>,
}

struct Walk<'a, 'w> {
    text: &'a str,
    wanted: &'w Wanted<'w>,
    each: &'w mut dyn FnMut(Element),
    open: Vec<Open<'a>>,
    /// How many elements are open beyond [`MAX_DEPTH`].
    beyond: usize,
    /// How many elements are open in one that is dropped.
    dropping: Option<usize>,
    /// Nodes and bytes of the tree that is being built.
    nodes: usize,
    bytes: usize,
    /// The same of the frame, while an article is being built.
    of_frame: (usize, usize),
    told: Told,
    walked: Walked,
}

impl<'a> Walk<'a, '_> {
    fn run(&mut self) {
        let (mut from, mut repairs) = (self.anew(0), 0);
        while from < self.text.len() {
            match self.stretch(from, repairs < MAX_REPAIRS) {
                Some(next) if next > from => (from, repairs) = (self.anew(next), repairs + 1),
                _ => return,
            }
        }
    }

    /// Where to start at or behind byte `at`: between two characters, and behind marks of byte order,
    /// which the parser takes away from a start and does not count.
    fn anew(&self, at: usize) -> usize {
        let at = self.text.ceil_char_boundary(at);
        let rest = &self.text[at..];
        at + rest.len() - rest.trim_start_matches('\u{feff}').len()
    }

    /// Reads from byte `from` on; gives where to start anew where something is no markup.
    fn stretch(&mut self, from: usize, repair: bool) -> Option<usize> {
        let mut reader = Reader::from_str(&self.text[from..]);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let at = from + usize::try_from(reader.buffer_position()).unwrap_or(0);
            match reader.read_event() {
                Ok(Event::Eof) => return None,
                Ok(Event::Start(start)) if is_name(start.name().0) => self.start(&start, at),
                Ok(Event::Empty(start)) if is_name(start.name().0) => {
                    self.start(&start, at);
                    self.end(start.name().0);
                }
                Ok(Event::Start(_) | Event::Empty(_)) if repair => {
                    self.words("<");
                    return Some(at + 1);
                }
                Ok(Event::Start(start) | Event::Empty(start)) => self.words(&start),
                Ok(Event::End(end)) => self.end(end.name().0.trim()),
                Ok(Event::Text(words)) => self.words(&words),
                Ok(Event::CData(words)) => self.words(&words),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Err(error) => {
                    let at = from + usize::try_from(reader.error_position()).unwrap_or(0);
                    return self.after(&error, at).filter(|_| repair);
                }
            }
        }
    }

    /// Where to go on behind what could not be read at byte `at`.
    fn after(&mut self, error: &Error, at: usize) -> Option<usize> {
        let at = self.text.floor_char_boundary(at);
        let rest = &self.text[at..];
        match error {
            Error::Syntax(SyntaxError::UnclosedCData) => {
                self.words(rest.strip_prefix("<![CDATA[").unwrap_or(rest));
                self.told.stopped = Some((at, "it ends inside a CDATA section"));
                None
            }
            Error::Syntax(
                SyntaxError::UnclosedSingleQuotedAttributeValue
                | SyntaxError::UnclosedDoubleQuotedAttributeValue,
            ) if rest.contains('>') => Some(at + rest.find('>')? + 1),
            Error::Syntax(
                SyntaxError::UnclosedTag
                | SyntaxError::UnclosedSingleQuotedAttributeValue
                | SyntaxError::UnclosedDoubleQuotedAttributeValue,
            ) => {
                // A stray `<` with no tag behind it is a word; the start of a tag is a cut.
                let opens =
                    |behind: &str| behind.starts_with(|c: char| c.is_alphabetic() || c == '/');
                if rest.strip_prefix('<').is_some_and(opens) {
                    self.told.stopped = Some((at, "it ends inside a tag"));
                    return None;
                }
                self.words("<");
                Some(at + 1)
            }
            Error::Syntax(_) => {
                self.told.stopped.get_or_insert((at, "it ends inside markup that is not closed"));
                rest.find('>').map(|end| at + end + 1)
            }
            _ => rest.char_indices().nth(1).map(|(next, _)| at + next),
        }
    }

    fn start(&mut self, start: &BytesStart<'a>, at: usize) {
        // The name lies in the text itself, behind its `<`.
        let length = start.name().0.len();
        let written = self.text.get(at + 1..at + 1 + length).unwrap_or("");
        let local = local_name(written);
        if let Some(depth) = self.dropping {
            self.dropping = Some(depth + 1);
            return;
        }
        if self.wanted.dropped.contains(&local) {
            self.walked.dropped += 1;
            self.dropping = Some(1);
            return;
        }
        let wanted = self.wanted.names.contains(&local);
        if wanted && self.wanted.nesting == Nesting::EndOfTheOther {
            self.end_other(local);
        }
        let inside = self.open.iter().any(|open| open.wanted);
        let begins = wanted && (!inside || self.wanted.nesting == Nesting::Inside);
        if begins && !inside {
            self.of_frame = (self.nodes, self.bytes);
            (self.nodes, self.bytes, self.beyond) = (0, 0, 0);
        }
        self.nodes += 1;
        self.bytes += start.len();
        let deep = self.open.len() > MAX_DEPTH;
        self.told.deep |= deep;
        if deep || self.is_full() {
            self.beyond += 1;
            return;
        }
        let element = self.element(start);
        let spaces = declared(&element);
        self.open.push(Open { element, written, wanted: begins, spaces });
        let space = self.space(written);
        if let Some(open) = self.open.last_mut() {
            open.element.name = local.to_owned();
            open.element.space = space;
            open.element.at = at;
        }
    }

    fn element(&self, start: &BytesStart<'_>) -> Element {
        let mut element = Element::default();
        let mut attributes = start.html_attributes();
        let attributes = attributes.with_checks(false).flatten().take(MAX_ATTRIBUTES);
        for attribute in attributes {
            let value = with_references(&attribute.value).into_owned();
            element.attributes.push((attribute.key.0.to_owned(), value));
        }
        element
    }

    /// What the prefix of a name stands for.
    fn space(&self, written: &str) -> Space {
        let prefix = written.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        let mut declared = self.open.iter().rev().flat_map(|open| open.spaces.iter().rev());
        if let Some((_, space)) = declared.find(|(known, _)| known == prefix) {
            return *space;
        }
        let usual = USUAL_PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix));
        match usual {
            Some((_, space)) => *space,
            None if prefix.is_empty() => Space::Own,
            None => Space::Other,
        }
    }

    /// Ends the article that is open when the next one begins.
    fn end_other(&mut self, local: &str) {
        let other = self.open.iter().rposition(|open| open.wanted && open.element.name == local);
        if let Some(depth) = other {
            self.told.unclosed += 1;
            self.close_down_to(depth);
        }
    }

    fn end(&mut self, written: &str) {
        match self.dropping {
            Some(1) => {
                self.dropping = None;
                return;
            }
            Some(depth) => {
                self.dropping = Some(depth - 1);
                return;
            }
            None => {}
        }
        let of_article = self.open.iter().rposition(|open| open.wanted && open.written == written);
        if self.beyond > 0 && of_article.is_none() {
            self.beyond -= 1;
            return;
        }
        let depth = of_article
            .filter(|_| self.beyond > 0)
            .or_else(|| self.open.iter().rposition(|open| open.written == written));
        if let Some(depth) = depth.filter(|depth| *depth > 0) {
            self.close_down_to(depth);
        }
    }

    /// Closes the elements from the innermost one down to that at `depth`.
    fn close_down_to(&mut self, depth: usize) {
        self.beyond = 0;
        while self.open.len() > depth.max(1) {
            let Some(Open { element, wanted, .. }) = self.open.pop() else { return };
            if wanted {
                if self.open.iter().all(|open| !open.wanted) {
                    (self.nodes, self.bytes) = self.of_frame;
                }
                (self.each)(element);
            } else if let Some(above) = self.open.last_mut() {
                above.element.nodes.push(Node::Element(element));
            }
        }
    }

    fn words(&mut self, words: &str) {
        if self.dropping.is_some() || words.is_empty() {
            return;
        }
        self.bytes += words.len();
        if self.is_full() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        match open.element.nodes.last_mut() {
            Some(Node::Words(before)) => before.push_str(words),
            Some(Node::Element(_)) | None => {
                self.nodes += 1;
                open.element.nodes.push(Node::Words(words.to_owned()));
            }
        }
    }

    fn reference(&mut self, name: &str) {
        match referred(name) {
            Some(words) => self.words(&words),
            None => {
                if self.told.entities == 0 {
                    self.told.first_entity = super::start_of(name, MAX_REFERENCE_BYTES).to_owned();
                }
                self.told.entities += 1;
                self.words(&format!("&{name};"));
            }
        }
    }

    /// Whether the tree may not grow any more; that is told.
    fn is_full(&mut self) -> bool {
        let full = self.nodes > MAX_NODES || self.bytes > MAX_TREE_BYTES;
        self.told.large |= full;
        full
    }

    /// Closes whatever is open still, and tells what was odd.
    fn finish(mut self) -> Walked {
        let unended = self.open.iter().filter(|open| open.wanted).count();
        self.told.unclosed += u32::try_from(unended).unwrap_or(0);
        self.close_down_to(1);
        self.walked.frame = self.open.pop().map(|open| open.element).unwrap_or_default();
        let told = &self.told;
        let notes = &mut self.walked.notes;
        if let Some((at, why)) = told.stopped {
            notes.push(Note::at(format!("{why}: what is there was read"), at as u64));
        }
        if told.unclosed > 0 {
            let count = told.unclosed;
            let message =
                format!("articles that have no end and were read up to where they stop: {count}");
            notes.push(Note::new(message));
        }
        if told.deep {
            notes.push(Note::new(format!(
                "elements deeper than {MAX_DEPTH} were read without nesting"
            )));
        }
        if told.large {
            let message = format!(
                "an article of more than {MAX_NODES} elements or {} MiB was cut",
                MAX_TREE_BYTES >> 20
            );
            notes.push(Note::new(message));
        }
        if told.entities > 0 {
            let (count, first) = (told.entities, &told.first_entity);
            notes.push(Note::new(format!(
                "entities that stay as they are written (&{first};): {count}"
            )));
        }
        self.walked
    }
}

/// The prefixes that an element says the meaning of.
fn declared(element: &Element) -> Vec<(String, Space)> {
    let names = element.attributes.iter().filter_map(|(key, address)| {
        let prefix = match key.strip_prefix("xmlns")? {
            "" => "",
            rest => rest.strip_prefix(':')?,
        };
        Some((prefix.to_owned(), meant(prefix, address)))
    });
    names.collect()
}

/// What the address of a vocabulary means.
fn meant(prefix: &str, address: &str) -> Space {
    let address = address.trim().to_ascii_lowercase();
    let known = SPACES.iter().find(|(known, _)| address.starts_with(known));
    match known {
        Some((_, space)) => *space,
        None if prefix.is_empty() => Space::Own,
        None => Space::Other,
    }
}

fn local_name(written: &str) -> &str {
    written.rsplit(':').next().unwrap_or(written)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// `text` with the references in it read.
pub(super) fn with_references(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let head = super::start_of(piece, MAX_REFERENCE_BYTES);
        match head.find(';').and_then(|end| Some((referred(&piece[..end])?, end))) {
            Some((words, end)) => {
                out.push_str(&words);
                out.push_str(&piece[end + 1..]);
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    Cow::Owned(out)
}

/// What a reference stands for: a number, or a name of HTML's.
fn referred(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Numbers of control codes are meant as Windows-1252 counts, as in HTML.
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        let bytes = [byte];
        let (words, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return Some(Cow::Owned(words.into_owned()));
    }
    let character = char::from_u32(code)?;
    let kept = !character.is_control() || matches!(character, '\t' | '\n' | '\r');
    Some(Cow::Owned(if kept { character.to_string() } else { String::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: Wanted<'static> =
        Wanted { names: &["item"], nesting: Nesting::EndOfTheOther, dropped: &["data"] };

    fn items(text: &str) -> (Vec<Element>, Walked) {
        let mut found = Vec::new();
        let walked = walk(text, &ITEMS, &mut |element| found.push(element));
        (found, walked)
    }

    fn told(walked: &Walked) -> String {
        walked.notes.iter().map(|note| note.message.as_str()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn articles_come_one_by_one_and_the_rest_is_their_frame() {
        let (found, walked) = items(
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x xmlns:c='http://purl.org/dc/elements/1.1/'>\
             <title>F &amp; G</title><item n='1 &lt; 2'><c:creator>Ann</c:creator> said &#8220;no&rdquo;<data>xx<y/></data></item>\
             <item/></x>",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].attribute("n"), Some("1 < 2"));
        let creator = found[0].child("creator").expect("it has one");
        assert_eq!((creator.space, creator.line().as_deref()), (Space::DublinCore, Some("Ann")));
        assert_eq!(found[0].words(), "Ann said “no”");
        assert_eq!(
            walked.frame.down(&["x", "title"]).and_then(Element::line).as_deref(),
            Some("F & G")
        );
        assert_eq!((walked.dropped, told(&walked)), (1, String::new()));
    }

    #[test]
    fn what_is_no_markup_is_words() {
        let (found, walked) =
            items("<x><item>AT&T 3 < 4 & <b>5</b> <= 6</item><item>1 <2> 3</item></x>");
        let words: Vec<_> = found.iter().map(Element::words).collect();
        assert_eq!(words, ["AT&T 3 < 4 & 5 <= 6", "1 <2> 3"]);
        assert_eq!(told(&walked), "");
    }

    #[test]
    fn ends_that_are_missing_cost_no_other_article() {
        let (found, walked) = items(
            "<x><item><p>One<br>two</item><item><p>Three<item>Four</p></q></item><item>Five <i",
        );
        let words: Vec<_> = found.iter().map(Element::words).collect();
        assert_eq!(words, ["Onetwo", "Three", "Four", "Five "]);
        assert_eq!(
            told(&walked),
            "it ends inside a tag: what is there was read; articles that have no end and were read up to where they stop: 2"
        );
        let (found, walked) = items("<x><item><![CDATA[One <b>two");
        assert_eq!(found[0].words(), "One <b>two");
        assert!(told(&walked).starts_with("it ends inside a CDATA section"));
        let (found, _) = items("<x><item a=\"b>One</item><item>Two</item></x>");
        assert!(found.iter().any(|item| item.words() == "Two"), "{found:?}");
    }

    #[test]
    fn a_documents_own_entities_are_never_expanded() {
        let bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><x><item>&b;&b;</item></x>";
        let (found, walked) = items(bomb);
        assert_eq!(found[0].words(), "&b;&b;");
        assert_eq!(told(&walked), "entities that stay as they are written (&b;): 2");
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = format!(
            "<x><item>{}end{}</item><item>next</item></x>",
            "<d>".repeat(9000),
            "</d>".repeat(9000)
        );
        let (found, walked) = items(&deep);
        assert_eq!(found.iter().map(Element::words).collect::<Vec<_>>(), ["end", "next"]);
        assert!(told(&walked).contains("deeper than 100"));
        let (found, _) =
            items(&format!("<x><item>{}end</item><item>next</item></x>", "<d>".repeat(9000)));
        assert_eq!(found.iter().map(Element::words).collect::<Vec<_>>(), ["end", "next"]);
        let (found, walked) =
            items(&format!("<x><item>{}</item><item>next</item></x>", "<d/>w".repeat(MAX_NODES)));
        assert!((MAX_NODES / 2..=MAX_NODES).contains(&found[0].nodes.len()));
        assert_eq!(found[1].words(), "next");
        assert!(told(&walked).contains("was cut"));
        let (found, _) = items(&format!("<x><item>{}", "< ".repeat(20_000)));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn the_root_is_known_whatever_stands_before_it() {
        for (text, expect) in [
            (
                "\u{FEFF}<?xml version='1.0'?>\n<!-- <a> --><!DOCTYPE n:b [<!ENTITY c '>'>]>\n<n:b x='1'>",
                Some("b"),
            ),
            ("<rss>", Some("rss")),
            ("<서울=통신> 항구", Some("서울=통신")),
            ("words <rss>", None),
            ("<!-- no end", None),
        ] {
            assert_eq!(root_name(text), expect, "{text}");
        }
    }

    #[test]
    fn marks_of_byte_order_between_tags_move_nothing() {
        let marks = "\u{feff}".repeat(5);
        let text = format!("<x><{marks}<{marks}<item>Ferry \u{feff}<{marks}stays</item></x>");
        let (found, _) = items(&text);
        assert_eq!(found.len(), 1);
        assert!(found[0].words().contains("stays"), "{}", found[0].words());
    }

    #[test]
    fn elements_are_html_again() {
        let walked = tree("<a><p c='\"'>1 &lt; 2<x>3</x><br/><drop>4</drop></p></a>");
        let tags = Tags { renamed: &[("x", "b")], dropped: &["drop"] };
        let root = walked.frame.child("a").expect("a root");
        assert_eq!(root.html(&tags), "<p c=\"&quot;\">1 &lt; 2<b>3</b><br></p>");
    }
}
