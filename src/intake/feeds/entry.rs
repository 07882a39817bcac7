//! One entry of a feed in XML: what each vocabulary calls its parts.

use std::collections::HashSet;

use mail_parser::decoders::base64::base64_decode;

use super::super::numbers::number;
use super::super::tidy::{one_category, one_line};
use super::super::xml::{Element, Space, Tags, with_references};
use super::web;
use crate::clipping::{Draft, Kind, Label, LabelName, Paragraph};
use crate::text::sections;

/// Words at the end of a feed's title that speak of the feed and not of its house, folded.
const FEED_WORDS: &[&str] =
    &["rss feed", "rss feeds", "rss", "atom feed", "atom", "feed", "newsfeed"];

/// What a feed says of all its entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    /// What it is called.
    pub(super) title: Option<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// Who writes it, where entries name nobody.
    author: Option<String>,
    /// What its addresses are counted from.
    base: Option<String>,
}

impl Channel {
    /// What the frame of a feed says.
    pub(super) fn of(frame: &Element) -> Self {
        let Some(root) = frame.elements().next() else { return Self::default() };
        let channel = ["channel", "CHANNEL"].iter().find_map(|name| root.child(name));
        let channel = channel.unwrap_or(root);
        let title = own(channel, &["title", "TITLE"]).or_else(|| dublin(channel, "title"));
        let language = own(channel, &["language"]).or_else(|| dublin(channel, "language"));
        let language = language.and_then(Element::line).or_else(|| {
            [channel, root].iter().find_map(|e| e.attribute("xml:lang")).map(str::to_owned)
        });
        let atom = root.name.eq_ignore_ascii_case("feed");
        let base = root.attribute("xml:base").or(channel.attribute("xml:base"));
        Self {
            title: title.and_then(|title| plain(title, atom)).map(|title| of_house(&title)),
            language,
            author: authors(channel).filter(|_| atom),
            base: base.map(str::to_owned).or_else(|| link(channel)),
        }
    }
}

/// The title of a feed without the words that say that it is one.
fn of_house(title: &str) -> String {
    let lower = title.to_lowercase();
    let ends = FEED_WORDS.iter().find(|words| {
        lower.len() == title.len()
            && lower
                .strip_suffix(*words)
                .is_some_and(|rest| rest.ends_with([' ', '-', '|', ':', '»']))
    });
    let house = ends.map_or(title, |words| &title[..title.len() - words.len()]);
    let house = house.trim_end_matches([' ', '-', '–', '|', ':', '»', '(']);
    if house.is_empty() { title.to_owned() } else { house.to_owned() }
}

/// The draft of an entry; nothing where it has neither a headline nor words.
pub(super) fn draft(entry: &Element, channel: &Channel) -> Option<Draft> {
    let atom = entry.name == "entry";
    let title = own(entry, &["title", "TITLE"])
        .or_else(|| dublin(entry, "title"))
        .and_then(|title| plain(title, atom));
    let (mut paragraphs, summaries) = words(entry, atom);
    paragraphs.extend(captions(entry));
    if title.is_none() && paragraphs.is_empty() {
        return None;
    }
    let id = own(entry, &["guid", "id"]).and_then(Element::line);
    let native = id.as_ref().map(|id| number("feed", id));
    let labels = labels(entry, channel, id.as_deref(), summaries);
    Some(Draft { native, title, paragraphs, labels })
}

/// The first element of the document's own vocabulary with one of these names.
fn own<'a>(element: &'a Element, names: &[&str]) -> Option<&'a Element> {
    names.iter().find_map(|name| {
        element.elements().find(|e| e.name == *name && matches!(e.space, Space::Own))
    })
}

fn dublin<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    let of_dublin = |e: &&Element| matches!(e.space, Space::DublinCore | Space::DublinTerms);
    element.elements().filter(of_dublin).find(|e| e.name == name)
}

/// How the words of an element are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Text,
    Markup,
}

/// How the words of an element are written: as it says itself, else as its kind of feed has it.
fn written(element: &Element, atom: bool, words: &str) -> Written {
    let kind = element.attribute("type").unwrap_or("").to_ascii_lowercase();
    let escaped = element.attribute("mode").is_some_and(|mode| mode == "escaped");
    match kind.as_str() {
        kind if kind.contains("html") || kind.contains("xml") => Written::Markup,
        "text" | "text/plain" if !escaped => Written::Text,
        "" if atom && !escaped => Written::Text,
        _ if is_marked_up(words) => Written::Markup,
        _ => Written::Text,
    }
}

/// Whether words hold tags or references of HTML.
fn is_marked_up(words: &str) -> bool {
    let tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    words.match_indices('<').any(|(at, _)| tag(&words[at + 1..]) && words[at..].contains('>'))
        || matches!(with_references(words), std::borrow::Cow::Owned(read) if read != words)
}

/// The words of an element, unpacked where they are packed, and how they are written.
fn raw(element: &Element, atom: bool) -> (String, Written) {
    let words = element.words();
    let Some(bytes) = is_packed(element).then(|| base64_decode(words.trim().as_bytes())).flatten()
    else {
        let written = written(element, atom, &words);
        return (words, written);
    };
    let words = String::from_utf8_lossy(&bytes).into_owned();
    let written = if is_marked_up(&words) { Written::Markup } else { Written::Text };
    (words, written)
}

/// Whether an element holds base64: old Atom says so, new Atom means it by any type that is no text
/// (RFC 4287, 4.1.3.3).
fn is_packed(element: &Element) -> bool {
    let kind = element.attribute("type").unwrap_or("").to_ascii_lowercase();
    let is_text = !kind.contains('/')
        || kind.starts_with("text/")
        || kind.ends_with("xml")
        || kind.contains("html");
    match element.attribute("mode") {
        Some(mode) => mode == "base64",
        None => !is_text,
    }
}

/// An element as words on one line.
pub(super) fn plain(element: &Element, atom: bool) -> Option<String> {
    let line = one_line(&joined(&paragraphs(element, atom)));
    Some(line).filter(|line| !line.is_empty())
}

/// An element as paragraphs.
fn paragraphs(element: &Element, atom: bool) -> Vec<Paragraph> {
    if element.elements().next().is_some() {
        return web::passage(&element.html(&Tags::XHTML));
    }
    match raw(element, atom) {
        (words, Written::Markup) => web::passage(&words),
        (words, Written::Text) => {
            let split = super::super::paragraphs::split(&super::super::tidy::tidy(&words));
            split.into_iter().map(Paragraph::text).collect()
        }
    }
}

/// The text of an entry, and what else it says of itself: the summary of one that has both.
fn words(entry: &Element, atom: bool) -> (Vec<Paragraph>, Vec<String>) {
    let is_full = |e: &&Element| match e.space {
        Space::Content => e.name == "encoded",
        Space::Own => e.name == "content",
        Space::Xhtml => matches!(e.name.as_str(), "body" | "div"),
        _ => false,
    };
    let is_short = |e: &&Element| match e.space {
        Space::Own => matches!(e.name.as_str(), "description" | "summary" | "ABSTRACT"),
        Space::DublinCore | Space::DublinTerms => e.name == "description",
        Space::Itunes => e.name == "summary",
        _ => false,
    };
    let full = entry.elements().filter(is_full);
    let short = entry.elements().filter(is_short);
    let mut found: Vec<Vec<Paragraph>> = full
        .chain(short)
        .map(|element| paragraphs(element, atom))
        .filter(|paragraphs| !paragraphs.is_empty())
        .collect();
    // The first of the longest: what is meant as the text is seldom shorter than its summary.
    let Some(longest) = found.iter().map(|found| length(found)).max() else {
        return (Vec::new(), Vec::new());
    };
    let place = found.iter().position(|found| length(found) == longest).unwrap_or(0);
    let text = found.remove(place);
    let whole = joined(&text);
    let mut known = HashSet::from([whole]);
    let rest = found.iter().map(|found| joined(found));
    let rest = rest.filter(|other| known.insert(other.clone())).collect();
    (text, rest)
}

fn length(paragraphs: &[Paragraph]) -> usize {
    paragraphs.iter().map(|paragraph| paragraph.text.len()).sum()
}

fn joined(paragraphs: &[Paragraph]) -> String {
    paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The words under pictures and films.
fn captions(entry: &Element) -> Vec<Paragraph> {
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    let of_media = |e: &&&Element| e.space == Space::Media;
    for caption in entry.all("description").iter().filter(of_media) {
        let line = plain(caption, false).filter(|line| known.insert(line.clone()));
        found.extend(line.map(|line| Paragraph::stated(Kind::Caption, line)));
    }
    found
}

fn labels(
    entry: &Element,
    channel: &Channel,
    id: Option<&str>,
    summaries: Vec<String>,
) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut add = |name: LabelName, value: Option<String>, place: &str| {
        let value = value.map(|value| one_line(&value)).filter(|value| !value.is_empty());
        labels.extend(value.map(|value| Label::new(name, value, place)));
    };
    let source = own(entry, &["source"]);
    let source = source.and_then(|s| own(s, &["title"]).or(Some(s))).and_then(|s| plain(s, false));
    match source.filter(|source| Some(source) != channel.title.as_ref()) {
        Some(source) => {
            add(LabelName::Outlet, Some(source), "<source>");
            add(LabelName::Via, channel.title.clone(), "title of the feed");
        }
        None => add(LabelName::Outlet, channel.title.clone(), "title of the feed"),
    }
    for (name, element) in dates(entry) {
        add(name, element.line(), &format!("<{}>", element.name));
    }
    add(LabelName::Updated, entry.attribute("LASTMOD").map(str::to_owned), "LASTMOD");
    let author = authors(entry).or_else(|| channel.author.clone());
    add(LabelName::Byline, author, "<author>");
    let base = entry.attribute("xml:base").map(|base| absolute(base, channel.base.as_deref()));
    let base = base.as_deref().or(channel.base.as_deref());
    let address = link(entry).or_else(|| permanent(entry, id));
    let address = address.map(|address| absolute(&address, base));
    add(LabelName::Url, address, "<link>");
    for category in entry.elements() {
        let value = match (category.space, category.name.as_str()) {
            (Space::Own, "category") => {
                let label = category.attribute("label").or(category.attribute("term"));
                label.map(str::to_owned).or_else(|| plain(category, false))
            }
            (Space::DublinCore | Space::DublinTerms, "subject") => category.line(),
            _ => None,
        };
        let place = format!("<{}>", category.name);
        let scheme = category.attribute("domain").or(category.attribute("scheme"));
        let of_sections = scheme.is_some_and(|scheme| scheme.to_lowercase().contains("section"));
        let section = value.as_ref().filter(|name| of_sections || sections::is_one(name));
        add(LabelName::Category, section.map(|name| one_category(name)), &place);
        add(LabelName::Tag, value, &place);
    }
    for keywords in entry.elements().filter(|e| e.name == "keywords") {
        for word in keywords.words().split(',') {
            add(LabelName::Tag, Some(word.to_owned()), "<keywords>");
        }
    }
    let language = entry.attribute("xml:lang").map(str::to_owned);
    let language = language.or_else(|| dublin(entry, "language")?.line());
    add(LabelName::Language, language.or_else(|| channel.language.clone()), "<language>");
    add(LabelName::Place, entry.first("featurename").and_then(Element::line), "<featurename>");
    for summary in summaries {
        add(LabelName::Other, Some(summary), "<summary>");
    }
    let rights = own(entry, &["rights", "copyright"]).or_else(|| dublin(entry, "rights"));
    add(LabelName::Other, rights.and_then(Element::line), "<rights>");
    add(LabelName::Other, dublin(entry, "publisher").and_then(Element::line), "<publisher>");
    for enclosure in entry.children("enclosure") {
        add(LabelName::Other, enclosure.attribute("url").map(str::to_owned), "<enclosure>");
    }
    labels
}

/// The dates of an entry as printed, those of publication from strongest to weakest.
fn dates(entry: &Element) -> Vec<(LabelName, &Element)> {
    let published: [(&'static [Space], &'static str); 7] = [
        (&[Space::Own], "pubDate"),
        (&[Space::Own], "published"),
        (&[Space::Own], "issued"),
        (&[Space::DublinTerms], "issued"),
        (&[Space::DublinCore, Space::DublinTerms], "date"),
        (&[Space::DublinTerms], "created"),
        (&[Space::Own], "created"),
    ];
    let updated: [(&'static [Space], &'static str); 4] = [
        (&[Space::Own], "updated"),
        (&[Space::Own], "modified"),
        (&[Space::DublinTerms], "modified"),
        (&[Space::Own], "lastBuildDate"),
    ];
    let all = |(spaces, name): (&'static [Space], &'static str)| {
        entry.elements().filter(move |e| {
            spaces.contains(&e.space) && e.name.eq_ignore_ascii_case(name) && e.line().is_some()
        })
    };
    let published = published.into_iter().flat_map(all).map(|e| (LabelName::Published, e));
    let updated = updated.into_iter().flat_map(all).map(|e| (LabelName::Updated, e));
    published.chain(updated).collect()
}

/// Who wrote an entry.
fn authors(entry: &Element) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    let spaces = [
        (Space::Own, "author"),
        (Space::DublinCore, "creator"),
        (Space::DublinTerms, "creator"),
        (Space::DublinCore, "author"),
        (Space::Itunes, "author"),
    ];
    for (space, name) in spaces {
        for author in entry.elements().filter(|e| e.space == space && e.name == name) {
            let part = ["name", "email"].iter().find_map(|part| author.child(part)?.line());
            found.extend(part.or_else(|| author.line().map(|line| person(&line))));
        }
        if !found.is_empty() {
            break;
        }
    }
    found.dedup();
    Some(found.join(", ")).filter(|names| !names.is_empty())
}

/// The name in `desk@paper.example (Ann Example)` and in `Ann Example <desk@paper.example>`.
fn person(line: &str) -> String {
    let line = line.strip_prefix("mailto:").unwrap_or(line).trim();
    let Some(at) = line.find('@') else { return line.to_owned() };
    if let Some((before, rest)) = line.split_once('(') {
        let inside = rest.trim_end().trim_end_matches(')').trim();
        let (address, name) =
            if before.contains('@') { (before, inside) } else { (inside, before) };
        let name = name.trim();
        return if name.is_empty() { address.trim().to_owned() } else { name.to_owned() };
    }
    let start = line[..at].rfind([' ', '<']).map_or(0, |start| start + 1);
    let end = line[at..].find([' ', '>']).map_or(line.len(), |end| at + end);
    let name = format!("{} {}", &line[..start], &line[end..]);
    let name = one_line(&name.replace(['<', '>', '"'], " "));
    let name = name.trim_matches([',', '-', ' ']).to_owned();
    if name.is_empty() { line.to_owned() } else { name }
}

/// The address of an entry or a feed.
fn link(element: &Element) -> Option<String> {
    let original = element.elements().find(|e| e.name.eq_ignore_ascii_case("origLink"));
    if let Some(address) = original.and_then(Element::line) {
        return Some(address);
    }
    let links = || element.elements().filter(|e| e.name == "link" && e.space == Space::Own);
    let alternate = |e: &&Element| e.attribute("rel").is_none_or(|rel| rel.ends_with("alternate"));
    let stated = links()
        .filter(alternate)
        .find_map(|link| link.line().or_else(|| link.attribute("href").map(str::to_owned)));
    stated.or_else(|| element.attribute("HREF").or(element.attribute("href")).map(str::to_owned))
}

/// The address that an id is: a permanent link, or what RDF says an entry is about.
fn permanent(entry: &Element, id: Option<&str>) -> Option<String> {
    let guid = own(entry, &["guid"]);
    let link = guid.is_some_and(|guid| guid.attribute("isPermaLink") != Some("false"));
    let about = entry.attribute("rdf:about").map(str::to_owned);
    let id = id.filter(|id| link && is_address(id)).map(str::to_owned);
    id.or(about.filter(|about| is_address(about)))
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// An address counted from `base`, as far as that goes without reading it in full (RFC 3986).
fn absolute(address: &str, base: Option<&str>) -> String {
    let scheme = address.find(':').is_some_and(|at| {
        address[..at].chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    let Some(base) = base.filter(|base| !scheme && is_address(base)) else {
        return address.to_owned();
    };
    let host_at = base.find("//").map_or(0, |at| at + 2);
    let path_at = base[host_at..].find('/').map_or(base.len(), |at| host_at + at);
    if let Some(rest) = address.strip_prefix("//") {
        return format!("{}{rest}", &base[..host_at]);
    }
    if address.starts_with('/') {
        return format!("{}{address}", &base[..path_at]);
    }
    let folder = base.rfind('/').filter(|at| *at >= path_at).map_or(base.len(), |at| at);
    format!("{}/{address}", &base[..folder])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_named_and_not_addressed() {
        for (line, expect) in [
            ("desk@paper.example (Ann Example)", "Ann Example"),
            ("Ann Example (desk@paper.example)", "Ann Example"),
            ("Ann Example <desk@paper.example>", "Ann Example"),
            ("desk@paper.example Ann Example", "Ann Example"),
            ("desk@paper.example", "desk@paper.example"),
            ("Ann Example", "Ann Example"),
        ] {
            assert_eq!(person(line), expect);
        }
    }

    #[test]
    fn addresses_are_counted_from_their_base() {
        let base = Some("https://hw.example/x/y");
        for (address, expect) in [
            ("1", "https://hw.example/x/1"),
            ("/1", "https://hw.example/1"),
            ("//b.example/1", "https://b.example/1"),
            ("http://b.example", "http://b.example"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ] {
            assert_eq!(absolute(address, base), expect);
        }
        assert_eq!(absolute("a", Some("https://hw.example")), "https://hw.example/a");
        assert_eq!(absolute("a", None), "a");
    }

    #[test]
    fn a_feed_is_called_like_its_house() {
        for (title, expect) in [
            ("Harborwire RSS Feed", "Harborwire"),
            ("Harborwire - RSS", "Harborwire"),
            ("RSS", "RSS"),
            ("Port Feeds", "Port Feeds"),
        ] {
            assert_eq!(of_house(title), expect);
        }
    }
}
