//! NewsML-G2: news items, alone or several in a message (<https://iptc.org/standards/newsml-g2/>).

use std::collections::HashMap;

use super::super::numbers::number;
use super::super::xml::{self, Element, Nesting, Tags, Wanted};
use super::super::{Account, Options, Reader, Source};
use super::newsml::in_nitf;
use super::web;
use super::{Stated, draft};
use crate::clipping::{Draft, Kind, LabelName, Note, Paragraph};

/// The reader of NewsML-G2.
pub(in super::super) struct NewsMlG2;

/// The elements that stand for an item, of which only news items hold words to read.
const ITEMS: Wanted<'static> = Wanted {
    names: &[
        "newsItem",
        "packageItem",
        "conceptItem",
        "knowledgeItem",
        "planningItem",
        "catalogItem",
    ],
    nesting: Nesting::EndOfTheOther,
    dropped: &[],
};

impl Reader for NewsMlG2 {
    fn name(&self) -> &'static str {
        "NewsML-G2"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let marks = ["iptc.org/std/nar", "NewsML-G2", "itemMeta>", "<itemSet"];
        xml::root_name(opening)
            .is_some_and(|name| name == "newsMessage" || ITEMS.names.contains(&name))
            && marks.iter().any(|mark| opening.contains(mark))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let frame = xml::walk(text, &ITEMS, &mut |_| {}).frame;
        let sender = frame.first("header").and_then(|h| h.child("sender")).and_then(Element::line);
        let mut account = Account::default();
        let mut others = [0_u32; ITEMS.names.len()];
        let walked = xml::walk(text, &ITEMS, &mut |item| {
            if item.name != "newsItem" {
                let kind = ITEMS.names.iter().position(|name| *name == item.name).unwrap_or(0);
                others[kind] += 1;
                return;
            }
            match story(&item, sender.as_deref()) {
                Some((draft, notes)) => each(draft, notes),
                None => {
                    let message = "an item has neither a headline nor words";
                    account.leave_out(Note::at(message, item.at as u64));
                }
            }
        });
        account.note_first(walked.notes);
        for (name, count) in ITEMS.names.iter().zip(others).filter(|(_, count)| *count > 0) {
            account.note(Note::new(format!(
                "{name}, which has no news of its own, passed over: {count}"
            )));
        }
        account
    }
}

/// The words of an item, with what was odd about it.
fn story(item: &Element, sender: Option<&str>) -> Option<(Draft, Vec<Note>)> {
    let mut stated = Stated::default();
    let mut title = None;
    let none = Element::default();
    let meta = item.child("itemMeta").unwrap_or(&none);
    let content = item.child("contentMeta").unwrap_or(&none);
    of_item(item, meta, &mut stated);
    of_content(item, content, &mut title, &mut stated);
    of_provider(meta, content, sender, &mut stated);
    let class = meta.child("itemClass").and_then(code).unwrap_or("").to_owned();
    let is_text = class.is_empty() || class.ends_with("text") || class.ends_with("composite");
    if !is_text {
        stated.add(LabelName::Other, &class, "<itemClass>");
    }
    let (mut paragraphs, remote) = body(item, &mut title, &mut stated);
    if let Some(name) = meta.child("title").and_then(Element::line) {
        match &title {
            None => title = Some(name),
            Some(title) if *title != name => stated.add(LabelName::Other, &name, "<title>"),
            Some(_) => {}
        }
    }
    for description in content.children("description") {
        let Some(words) = description.line() else { continue };
        let caption = description.attribute("role").is_some_and(|role| role.ends_with("caption"));
        if !paragraphs.is_empty() && is_text {
            stated.add(LabelName::Other, &words, "<description>");
        } else if caption || !is_text {
            paragraphs.push(Paragraph::stated(Kind::Caption, words));
        } else {
            paragraphs.push(Paragraph::text(words));
        }
    }
    let mut notes = Vec::new();
    if remote > 0 && is_text {
        notes.push(Note::new(format!("parts that lie elsewhere and were not read: {remote}")));
    }
    let native = item.attribute("guid").map(|guid| number("newsml", guid));
    Some((draft(native, title, paragraphs, stated)?, notes))
}

/// The code of an element, from whichever attribute states it.
fn code(element: &Element) -> Option<&str> {
    element.attribute("qcode").or(element.attribute("uri")).or(element.attribute("literal"))
}

/// What an element calls itself: its English name, else its first.
fn name(element: &Element) -> Option<String> {
    let mut names = element.children("name");
    let english = names.clone().find(|n| n.attribute("lang").is_some_and(|l| l.starts_with("en")));
    english.and_then(Element::line).or_else(|| names.find_map(Element::line))
}

/// The name of a party: its own, its literal, or what its code says behind the colon.
fn party(element: &Element) -> Option<String> {
    name(element).or_else(|| element.attribute("literal").map(str::to_owned)).or_else(|| {
        let code = element.attribute("qcode")?;
        Some(code.rsplit(':').next().unwrap_or(code).to_owned())
    })
}

fn of_item(item: &Element, meta: &Element, stated: &mut Stated) {
    let line = |name: &str| meta.child(name).and_then(Element::line);
    let (first, this) = (line("firstCreated"), line("versionCreated"));
    stated.maybe(LabelName::Published, first.as_ref().or(this.as_ref()), "<firstCreated>");
    if first.is_some() && first != this {
        stated.maybe(LabelName::Updated, this, "<versionCreated>");
    }
    stated.embargo(line("embargoed"), "<embargoed>");
    stated.status(meta.child("pubStatus").and_then(code), "<pubStatus>");
    for signal in meta.children("signal") {
        stated.status(code(signal), "<signal>");
    }
    for note in meta.children("edNote") {
        stated.maybe(LabelName::Other, note.line(), "<edNote>");
    }
    for group in meta.children("memberOf") {
        stated.maybe(LabelName::Tag, name(group), "<memberOf>");
    }
    let version = item.attribute("version").map(|version| format!("version {version}"));
    stated.maybe(LabelName::Other, version, "<newsItem version>");
    let holder = item.down(&["rightsInfo", "copyrightHolder"]).and_then(party);
    stated.maybe(LabelName::Other, holder, "<copyrightHolder>");
}

fn of_content(item: &Element, content: &Element, title: &mut Option<String>, stated: &mut Stated) {
    let asserted = asserted(item);
    for element in content.elements() {
        let place = format!("<{}>", element.name);
        let line = element.line();
        match element.name.as_str() {
            "headline" => match (&title, line) {
                (None, Some(line)) => *title = Some(line),
                (Some(title), Some(line)) if *title != line => {
                    stated.add(LabelName::Other, &line, &place);
                }
                _ => {}
            },
            "by" => stated.maybe(LabelName::Byline, line, &place),
            "creditline" => stated.maybe(LabelName::Agency, line, &place),
            // Some write the time in the place of the place line.
            "dateline"
                if line.as_ref().is_some_and(|l| l.starts_with(|c: char| c.is_numeric())) =>
            {
                stated.maybe(LabelName::Other, line, &place);
            }
            "dateline" => stated.maybe(LabelName::Dateline, line, &place),
            "keyword" => stated.maybe(LabelName::Tag, line, &place),
            "language" => stated.maybe(LabelName::Language, element.attribute("tag"), &place),
            "urgency" => {
                stated.maybe(LabelName::Other, line.map(|u| format!("urgency {u}")), &place);
            }
            "slugline" => stated.maybe(LabelName::Other, line, &place),
            "contentCreated" if !stated.has(LabelName::Published) => {
                stated.maybe(LabelName::Published, line, &place);
            }
            "contentCreated" => stated.maybe(LabelName::Other, line, &place),
            "creator" => stated.maybe(LabelName::Other, party(element), &place),
            "genre" => stated.maybe(LabelName::Other, name(element), &place),
            "located" => {
                stated.maybe(LabelName::Place, party(element), &place);
                for broader in element.children("broader") {
                    stated.maybe(LabelName::Place, name(broader), &place);
                }
            }
            "subject" => of_subject(&asserted, element, stated),
            _ => {}
        }
    }
    let language = item.attribute("xml:lang");
    if !stated.has(LabelName::Language) {
        stated.maybe(LabelName::Language, language, "<newsItem>");
    }
}

/// What an item says elsewhere of the concepts it names by their codes.
fn asserted(item: &Element) -> HashMap<&str, String> {
    let assertions = item.children("assert");
    assertions.filter_map(|concept| Some((concept.attribute("qcode")?, name(concept)?))).collect()
}

fn of_subject(asserted: &HashMap<&str, String>, subject: &Element, stated: &mut Stated) {
    const PLACE: &str = "<subject>";
    let code = code(subject);
    let named = name(subject).or_else(|| asserted.get(code?).cloned());
    let kind = subject.attribute("type").unwrap_or("");
    let what = kind.rsplit(':').next().unwrap_or(kind).to_ascii_lowercase();
    let label = match what.as_str() {
        "geoarea" | "poi" | "country" => LabelName::Place,
        "person" => LabelName::Person,
        "organisation" | "organization" | "company" => LabelName::Organisation,
        _ => LabelName::Category,
    };
    match (label, named) {
        (LabelName::Category, named) => stated.subject(named.as_deref(), code, PLACE),
        (label, Some(named)) => stated.add(label, &named, PLACE),
        (_, None) => stated.maybe(LabelName::Other, code, PLACE),
    }
}

/// Who provided an item: a name before an address or a code.
fn of_provider(meta: &Element, content: &Element, sender: Option<&str>, stated: &mut Stated) {
    let provider = meta.child("provider");
    stated.provider(provider.and_then(name), "<provider>");
    for source in content.children("infoSource") {
        stated.provider(party(source), "<infoSource>");
    }
    if !stated.has(LabelName::Outlet) {
        stated.provider(provider.and_then(party), "<provider>");
    }
    if !stated.has(LabelName::Outlet) {
        stated.provider(sender, "<sender>");
    }
}

/// The paragraphs of an item and how many of its parts lie elsewhere.
fn body(
    item: &Element,
    title: &mut Option<String>,
    stated: &mut Stated,
) -> (Vec<Paragraph>, usize) {
    let mut found = Vec::new();
    let mut remote = 0;
    let set = item.child("contentSet");
    for part in set.into_iter().flat_map(Element::elements) {
        // Renditions of one text follow one another; the first one with words is read.
        match part.name.as_str() {
            "remoteContent" => remote += 1,
            "inlineXML" if found.is_empty() => {
                found = match part.first("nitf") {
                    Some(nitf) => in_nitf(nitf, title, stated),
                    None => {
                        let body = part.first("body").unwrap_or(part);
                        web::passage(&body.html(&Tags::XHTML))
                    }
                };
            }
            "inlineData" if found.is_empty() => found = web::passage(&part.words()),
            _ => {}
        }
    }
    (found, remote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    const MESSAGE: &str = r#"<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>2019-11-13T06:05:00Z</sent><sender>harborwire.example</sender></header><itemSet>
<packageItem guid="p"><groupSet/></packageItem>
<newsItem guid="urn:newsml:harborwire.example:77" version="3" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:HW"><name>Harborwire</name></provider>
<versionCreated>2019-11-13T07:02:00Z</versionCreated><firstCreated>2019-11-13T06:02:00Z</firstCreated>
<embargoed>2019-11-14T00:00:00Z</embargoed><pubStatus qcode="stat:canceled"/><signal qcode="sig:correction"/><edNote>Kill this.</edNote></itemMeta>
<contentMeta><urgency>4</urgency><located qcode="city:Portbury"><name>Portbury</name></located><by>Ann Example</by>
<dateline>PORTBURY, Wednesday (Harborwire)</dateline><subject type="cpnat:abstract" qcode="medtop:15000000"/>
<subject type="cpnat:person" qcode="p:1"/><subject type="cpnat:geoArea" qcode="g:1"><name xml:lang="de">Althafen</name><name xml:lang="en">Oldport</name></subject>
<headline>Ferry stays</headline><slugline>FERRY/</slugline></contentMeta><assert qcode="p:1"><name>Ben Sample</name></assert>
<contentSet><inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title></h:head>
<h:body><h:p>The council voted.</h:p><h:p>Nobody spoke.</h:p></h:body></h:html></inlineXML><inlineData>The council voted.</inlineData></contentSet></newsItem>
<newsItem guid="pic"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><headline>Quay</headline>
<description role="drol:caption">The quay at dawn.</description></contentMeta><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
<newsItem guid="n"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentSet><inlineXML><nitf><body><body.head><hedline><hl1>Pier opens</hl1></hedline></body.head>
<body.content><p>At last.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
<newsItem guid="empty"><itemMeta/></newsItem></itemSet></newsMessage>"#;

    #[test]
    fn items_of_a_message() {
        let mut found = Vec::new();
        let source = Source { path: "a.xml", bytes: MESSAGE.as_bytes() };
        assert!(NewsMlG2.accepts(&source, MESSAGE));
        let options = Options::default();
        let account = NewsMlG2.read(&source, MESSAGE, &options, &mut |draft, _| found.push(draft));
        assert_eq!((found.len(), account.left_out), (3, 1));
        assert_eq!(
            account.notes[1].message,
            "packageItem, which has no news of its own, passed over: 1"
        );
        let draft = &found[0];
        assert_eq!(draft.native.as_deref(), Some("urn:newsml:harborwire.example:77"));
        assert_eq!(draft.title.as_deref(), Some("Ferry stays"));
        for (name, expect) in [
            (LabelName::Published, vec!["2019-11-13T06:02:00Z"]),
            (LabelName::Updated, vec!["2019-11-13T07:02:00Z"]),
            (LabelName::Status, vec!["embargoed", "canceled", "correction"]),
            (LabelName::Outlet, vec!["Harborwire"]),
            (LabelName::Byline, vec!["Ann Example"]),
            (LabelName::Dateline, vec!["PORTBURY, Wednesday (Harborwire)"]),
            (LabelName::Category, vec!["sport"]),
            (LabelName::Place, vec!["Portbury", "Oldport"]),
            (LabelName::Person, vec!["Ben Sample"]),
            (LabelName::Language, vec!["en-GB"]),
        ] {
            assert_eq!(values(draft, name), expect, "{name:?}");
        }
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["The council voted.", "Nobody spoke."]);
        assert_eq!(found[1].paragraphs[0].kind, Kind::Caption);
        assert_eq!(values(&found[1], LabelName::Outlet), ["harborwire.example"]);
        assert_eq!(found[2].title.as_deref(), Some("Pier opens"));
        assert_eq!(found[2].paragraphs[0].text, "At last.");
    }
}
