//! NITF 2.x and 3.x: one story of an agency in XML (<https://iptc.org/standards/nitf/>).

use super::super::xml::{self, Element, Nesting, Tags, Wanted};
use super::super::{Account, Options, Reader, Source};
use super::web;
use super::{Stated, draft, is_standfirst};
use crate::clipping::{Draft, LabelName, Note, Paragraph};

/// The reader of NITF.
pub(in super::super) struct Nitf;

/// What NITF's elements are called in HTML.
const TAGS: Tags = Tags {
    renamed: &[
        ("block", "div"),
        ("body.content", "div"),
        ("hl1", "h2"),
        ("hl2", "h3"),
        ("hedline", "div"),
        ("bq", "blockquote"),
        ("nitf-table", "table"),
        ("media", "figure"),
        ("media-caption", "figcaption"),
        ("media-producer", "figcaption"),
        ("credit", "div"),
        ("fn", "p"),
        ("note", "div"),
        // Names that mean something else in HTML.
        ("object.title", "i"),
        ("person", "span"),
        ("org", "span"),
        ("location", "span"),
    ],
    dropped: &[
        "media-reference",
        "media-object",
        "media-metadata",
        "nitf-table-metadata",
        "alt-code",
        "postaddr",
        "script",
        "style",
    ],
};

impl Reader for Nitf {
    fn name(&self) -> &'static str {
        "NITF"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        xml::root_name(opening).is_some_and(|name| name.eq_ignore_ascii_case("nitf"))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let wanted =
            Wanted { names: &["nitf", "NITF"], nesting: Nesting::EndOfTheOther, dropped: &[] };
        let mut account = Account::default();
        let walked = xml::walk(text, &wanted, &mut |nitf| match story(&nitf) {
            Some(draft) => each(draft, Vec::new()),
            None => {
                let message = "a story has neither a headline nor words";
                account.leave_out(Note::at(message, nitf.at as u64));
            }
        });
        account.note_first(walked.notes);
        account
    }
}

/// The story in an element `nitf`.
pub(super) fn story(nitf: &Element) -> Option<Draft> {
    let mut stated = Stated::default();
    if let Some(head) = nitf.child("head") {
        of_head(head, &mut stated);
    }
    let body = nitf.child("body");
    let language = nitf.attribute("xml:lang").or(nitf.attribute("baselang"));
    stated.maybe(LabelName::Language, language, "<nitf>");
    let top = body.and_then(|body| body.child("body.head"));
    let title = top.and_then(headline).or_else(|| nitf.down(&["head", "title"])?.line());
    let mut paragraphs = Vec::new();
    if let Some(top) = top {
        of_top(top, title.as_deref(), &mut stated, &mut paragraphs);
    }
    let native = native(nitf);
    paragraphs.extend(body.map(body_of).unwrap_or_default());
    draft(native, title, paragraphs, stated)
}

/// The paragraphs of an element `body` without its head.
pub(super) fn body_of(body: &Element) -> Vec<Paragraph> {
    let parts = |name: &'static str| {
        body.children(name).flat_map(|part| web::passage(&markup(part))).collect::<Vec<_>>()
    };
    let mut found = parts("body.content");
    if found.is_empty() {
        let heads: Vec<Element> =
            body.elements().filter(|part| part.name != "body.head").cloned().collect();
        for part in heads.iter().filter(|part| part.name != "body.end") {
            found.extend(web::passage(&markup(part)));
        }
    }
    found.extend(parts("body.end"));
    found
}

/// An element as HTML. Attributes of NITF that HTML knows in another sense go with it.
fn markup(part: &Element) -> String {
    part.html(&TAGS)
}

fn headline(top: &Element) -> Option<String> {
    let hedline = top.child("hedline")?;
    hedline.child("hl1").and_then(Element::line).or_else(|| hedline.line())
}

fn native(nitf: &Element) -> Option<String> {
    let id = nitf.down(&["head", "docdata", "doc-id"])?;
    let string = id.attribute("id-string")?;
    Some(match id.attribute("regsrc") {
        Some(source) => format!("nitf:{source}:{string}"),
        None => format!("nitf:{string}"),
    })
}

/// What stands above the text: byline, place line, standfirst.
fn of_top(
    top: &Element,
    title: Option<&str>,
    stated: &mut Stated,
    paragraphs: &mut Vec<Paragraph>,
) {
    for second in top.down(&["hedline"]).into_iter().flat_map(|lines| lines.children("hl2")) {
        match second.line() {
            Some(line) if is_standfirst(&line, title) => paragraphs.push(Paragraph::text(line)),
            Some(line) if Some(line.as_str()) != title => {
                stated.add(LabelName::Other, &line, "<hl2>")
            }
            _ => {}
        }
    }
    for byline in top.children("byline") {
        let mut bare = byline.clone();
        bare.nodes.retain(|node| !matches!(node, xml::Node::Element(e) if e.name == "byttl"));
        let title = byline.first("byttl").and_then(Element::line);
        match bare.line() {
            Some(name) => {
                stated.add(LabelName::Byline, &name, "<byline>");
                stated.maybe(LabelName::Other, title, "<byttl>");
            }
            None => stated.maybe(LabelName::Byline, title, "<byttl>"),
        }
    }
    stated.provider(top.child("distributor").and_then(Element::line), "<distributor>");
    let owner = top.down(&["rights", "rights.owner"]).and_then(Element::line);
    stated.maybe(LabelName::Other, owner, "<rights.owner>");
    if let Some(line) = top.child("dateline") {
        let date = line.first("story.date");
        let norm = date.and_then(|date| date.attribute("norm"));
        let mut bare = line.clone();
        // A date in ISO's form is for machines; a printed one belongs to the line.
        if norm.is_some() && date.and_then(Element::line).as_deref() == norm {
            bare.nodes.retain(|n| !matches!(n, xml::Node::Element(e) if e.name == "story.date"));
        }
        stated.maybe(LabelName::Dateline, bare.line(), "<dateline>");
        if !stated.has(LabelName::Published) {
            stated.maybe(LabelName::Published, norm, "<story.date>");
        }
    }
    for part in top.children("abstract") {
        paragraphs.extend(web::passage(&markup(part)));
    }
    stated.maybe(LabelName::Other, top.child("note").and_then(Element::line), "<note>");
    stated.maybe(LabelName::Other, top.child("series").and_then(Element::line), "<series>");
}

fn of_head(head: &Element, stated: &mut Stated) {
    if let Some(data) = head.child("docdata") {
        of_docdata(data, stated);
    }
    for data in head.children("pubdata") {
        stated.maybe(LabelName::Published, data.attribute("date.publication"), "<pubdata>");
        let name = data.attribute("name");
        stated.maybe(LabelName::Outlet, name, "<pubdata>");
        for key in ["edition.name", "edition.area", "position.section", "position.sequence"] {
            let name =
                if key == "position.section" { LabelName::Category } else { LabelName::Other };
            stated.maybe(name, data.attribute(key), "<pubdata>");
        }
    }
    for subject in head.all("tobject.subject") {
        let parts = ["type", "matter", "detail"];
        let parts = parts.map(|part| subject.attribute(&format!("tobject.subject.{part}")));
        let path: Vec<String> =
            parts.into_iter().flatten().map(|part| part.replace('/', " ")).collect();
        let path = Some(path.join("/")).filter(|path| !path.is_empty());
        let code = subject.attribute("tobject.subject.refnum");
        stated.subject(path.as_deref(), code, "<tobject.subject>");
    }
    for meta in head.children("meta") {
        let (name, content) = (meta.attribute("name"), meta.attribute("content"));
        if let (Some(name), Some(content)) = (name, content) {
            stated.add(LabelName::Other, content, &format!("<meta {name}>"));
        }
    }
}

fn of_docdata(data: &Element, stated: &mut Stated) {
    stated.status(data.attribute("management-status"), "<docdata>");
    let date = |name: &str| data.child(name).and_then(|element| element.attribute("norm"));
    let (issue, release) = (date("date.issue"), date("date.release"));
    stated.maybe(LabelName::Published, issue, "<date.issue>");
    // What is under embargo is released when that ends.
    if stated.is_embargoed() {
        stated.embargo(release, "<date.release>");
    }
    match issue {
        None => stated.maybe(LabelName::Published, release, "<date.release>"),
        Some(_) if stated.is_embargoed() => {}
        Some(_) => stated.maybe(LabelName::Other, release, "<date.release>"),
    }
    stated.maybe(LabelName::Other, date("date.expire"), "<date.expire>");
    for message in data.children("ed-msg") {
        let info = message.attribute("info");
        stated.maybe(LabelName::Other, info, "<ed-msg>");
        let kind = message.attribute("msg-type");
        stated.status(kind, "<ed-msg>");
    }
    for (name, key) in
        [("urgency", "ed-urg"), ("fixture", "fix-id"), ("du-key", "key"), ("from-src", "src-name")]
    {
        let element = data.child(name);
        let value = element.and_then(|element| element.attribute(key));
        let place = format!("<{name}>");
        let value =
            value.map(|v| if name == "urgency" { format!("urgency {v}") } else { v.to_owned() });
        stated.maybe(LabelName::Other, value, &place);
    }
    let version = data.child("du-key").and_then(|key| key.attribute("version"));
    stated.maybe(LabelName::Other, version.map(|v| format!("version {v}")), "<du-key>");
    for place in data.children("evloc") {
        for key in ["city", "county-dist", "state-prov", "iso-cc"] {
            stated.maybe(LabelName::Place, place.attribute(key), "<evloc>");
        }
    }
    for key in data.all("keyword") {
        stated.maybe(LabelName::Tag, key.attribute("key"), "<keyword>");
    }
    let holder = data.child("doc.copyright").and_then(|c| c.attribute("holder"));
    stated.maybe(LabelName::Other, holder, "<doc.copyright>");
    for content in data.children("identified-content") {
        for element in content.elements() {
            let value = element.attribute("value").map(str::to_owned).or_else(|| element.line());
            let name = match element.name.as_str() {
                "person" | "function" => LabelName::Person,
                "org" => LabelName::Organisation,
                "location" => LabelName::Place,
                _ => LabelName::Other,
            };
            stated.maybe(name, value, &format!("<{}>", element.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Kind;
    use crate::intake::testing::values;

    const STORY: &str = r#"<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd">
<nitf baselang="en-GB"><head><title>Slug</title><meta name="desk" content="home"/>
<tobject><tobject.subject tobject.subject.refnum="15054000" tobject.subject.type="Sport" tobject.subject.matter="Rowing"/>
<tobject.subject tobject.subject.refnum="11000000"/></tobject>
<docdata management-status="embargoed"><doc-id regsrc="HW" id-string="77"/><urgency ed-urg="4"/>
<date.issue norm="20191113T060200Z"/><evloc city="Portbury" iso-cc="GBR"/><key-list><keyword key="ferry"/></key-list>
<identified-content><person>Ann Example</person><org value="Ferry Board"/><location>Oldport</location></identified-content>
</docdata></head><body><body.head><hedline><hl1>Ferry stays &amp; sails</hl1><hl2>Council votes for another year</hl2></hedline>
<byline>By Ann Example<byttl>Harbour writer</byttl></byline><distributor>Harborwire</distributor>
<dateline><location>PORTBURY</location><story.date norm="20191113">20191113</story.date></dateline></body.head>
<body.content><block><p>The <org>council</org> voted.</p><p>Nobody spoke.</p>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>The quay.</media-caption></media></block></body.content>
<body.end><tagline>More to come</tagline></body.end></body></nitf>"#;

    fn read(text: &str) -> (Vec<Draft>, Account) {
        let mut found = Vec::new();
        let source = Source { path: "a.xml", bytes: text.as_bytes() };
        assert!(Nitf.accepts(&source, text));
        let account =
            Nitf.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        (found, account)
    }

    #[test]
    fn a_story_with_everything() {
        let (found, account) = read(STORY);
        assert_eq!(account, Account::default());
        let draft = &found[0];
        assert_eq!(draft.native.as_deref(), Some("nitf:HW:77"));
        assert_eq!(draft.title.as_deref(), Some("Ferry stays & sails"));
        for (name, expect) in [
            (LabelName::Byline, vec!["By Ann Example"]),
            (LabelName::Outlet, vec!["Harborwire"]),
            (LabelName::Agency, vec!["Harborwire"]),
            (LabelName::Dateline, vec!["PORTBURY"]),
            (LabelName::Published, vec!["20191113T060200Z"]),
            (LabelName::Category, vec!["Sport/Rowing", "politics"]),
            (LabelName::Tag, vec!["ferry"]),
            (LabelName::Place, vec!["Portbury", "GBR", "Oldport"]),
            (LabelName::Person, vec!["Ann Example"]),
            (LabelName::Organisation, vec!["Ferry Board"]),
            (LabelName::Status, vec!["embargoed"]),
            (LabelName::Language, vec!["en-GB"]),
            (LabelName::Other, vec!["urgency 4", "home", "Harbour writer"]),
        ] {
            assert_eq!(values(draft, name), expect, "{name:?}");
        }
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect();
        let expect = [
            (Kind::Text, "Council votes for another year"),
            (Kind::Text, "The council voted."),
            (Kind::Text, "Nobody spoke."),
            (Kind::Caption, "The quay."),
            (Kind::Text, "More to come"),
        ];
        assert_eq!(texts, expect);
    }

    #[test]
    fn a_story_that_is_cut_off_is_read_as_far_as_it_goes() {
        let (found, account) =
            read("<nitf><body><body.content><p>The council voted.</p><p>Nobody sp");
        assert_eq!(found[0].paragraphs.len(), 2);
        assert_eq!(account.notes.len(), 1);
        let (found, account) = read("<nitf><head/></nitf>");
        assert!(found.is_empty());
        assert_eq!(account.left_out, 1);
    }
}
