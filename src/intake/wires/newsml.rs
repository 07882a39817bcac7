//! NewsML 1.0 to 1.2: items of an agency in XML, one or many to a file
//! (<https://iptc.org/standards/newsml-1/>).

use std::collections::HashMap;

use super::super::numbers::number;
use super::super::xml::{self, Element, Nesting, Tags, Wanted};
use super::super::{Account, Options, Reader, Source};
use super::web;
use super::{Stated, draft, is_standfirst, nitf};
use crate::clipping::{Draft, Kind, LabelName, Note, Paragraph};

/// The reader of NewsML 1.x.
pub(in super::super) struct NewsMl;

/// The elements that hold an item.
const ITEMS: Wanted<'static> =
    Wanted { names: &["NewsItem"], nesting: Nesting::Inside, dropped: &[] };

/// Parts of an item whose words are none of its text.
const BESIDE_ROLES: &[&str] = &["stylesheet", "script", "thumbnail", "icon"];

impl Reader for NewsMl {
    fn name(&self) -> &'static str {
        "NewsML"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        xml::root_name(opening) == Some("NewsML")
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let frame = xml::walk(text, &ITEMS, &mut |_| {}).frame;
        let envelope = frame.first("NewsEnvelope");
        let mut account = Account::default();
        let walked = xml::walk(text, &ITEMS, &mut |item| match story(&item, envelope) {
            Some(draft) => each(draft, Vec::new()),
            None => {
                let message = "an item has neither a headline nor words";
                account.leave_out(Note::at(message, item.at as u64));
            }
        });
        account.note_first(walked.notes);
        account
    }
}

fn story(item: &Element, envelope: Option<&Element>) -> Option<Draft> {
    let mut stated = Stated::default();
    if let Some(management) = item.child("NewsManagement") {
        of_management(management, &mut stated);
    }
    let identifier = item.down(&["Identification", "NewsIdentifier"]);
    let part = |name: &str| identifier.and_then(|id| id.child(name)).and_then(Element::line);
    stated.maybe(
        LabelName::Other,
        part("RevisionId").map(|v| format!("version {v}")),
        "<RevisionId>",
    );
    let slug = item.down(&["Identification", "NameLabel"]).and_then(Element::line);
    stated.maybe(LabelName::Other, slug, "<NameLabel>");
    let mut title = None;
    let mut paragraphs = Vec::new();
    for lines in item.all("NewsLines") {
        of_lines(lines, &mut title, &mut stated, &mut paragraphs);
    }
    for part in item.all("AdministrativeMetadata") {
        for (name, place) in
            [("Provider", "<Provider>"), ("Creator", "<Creator>"), ("Source", "<Source>")]
        {
            let party = part.child(name).and_then(|of| of.child("Party")).and_then(formal);
            match name {
                "Creator" => stated.maybe(LabelName::Other, party, place),
                _ => stated.provider(party, place),
            }
        }
    }
    let sender = envelope.and_then(|e| e.down(&["SentFrom", "Party"])).and_then(formal);
    if !stated.has(LabelName::Outlet) {
        stated.provider(sender, "<SentFrom>");
    }
    let topics = topics(item);
    for part in item.all("DescriptiveMetadata") {
        of_description(part, &topics, &mut stated);
    }
    stated.maybe(LabelName::Language, item.attribute("xml:lang"), "<NewsItem>");
    if !stated.has(LabelName::Published) {
        stated.maybe(LabelName::Published, part("DateId"), "<DateId>");
    }
    let body = content(item, &mut title, &mut stated);
    paragraphs.extend(body);
    draft(native(&part), title, paragraphs, stated)
}

fn native(part: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    part("PublicIdentifier").map(|id| number("newsml", &id)).or_else(|| {
        let id = part("NewsItemId")?;
        let before = [part("ProviderId"), part("DateId")];
        let path: Vec<String> = before.into_iter().flatten().chain([id]).collect();
        Some(format!("newsml:{}", path.join(":")))
    })
}

fn formal(element: &Element) -> Option<String> {
    element.attribute("FormalName").map(str::to_owned)
}

fn of_management(management: &Element, stated: &mut Stated) {
    let line = |name: &str| management.child(name).and_then(Element::line);
    let (first, this) = (line("FirstCreated"), line("ThisRevisionCreated"));
    stated.maybe(LabelName::Published, first.as_ref().or(this.as_ref()), "<FirstCreated>");
    if first != this {
        stated.maybe(LabelName::Updated, this, "<ThisRevisionCreated>");
    }
    let status = management.child("Status").and_then(formal);
    let change = management.child("StatusWillChange");
    let until = change.and_then(|change| change.child("DateAndTime")).and_then(Element::line);
    stated.status(status, "<Status>");
    if stated.is_embargoed() {
        stated.embargo(until.clone(), "<StatusWillChange>");
    }
    for instruction in management.children("Instruction") {
        stated.status(formal(instruction), "<Instruction>");
    }
    let urgency = management.child("Urgency").and_then(formal);
    stated.maybe(LabelName::Other, urgency.map(|u| format!("urgency {u}")), "<Urgency>");
}

fn of_lines(
    lines: &Element,
    title: &mut Option<String>,
    stated: &mut Stated,
    paragraphs: &mut Vec<Paragraph>,
) {
    for line in lines.elements() {
        let place = format!("<{}>", line.name);
        let Some(words) = line.line() else { continue };
        match line.name.as_str() {
            "HeadLine" if title.is_none() => *title = Some(words),
            "HeadLine" if title.as_deref() == Some(words.as_str()) => {}
            "SubHeadLine" if is_standfirst(&words, title.as_deref()) => {
                paragraphs.push(Paragraph::text(words));
            }
            "ByLine" => stated.add(LabelName::Byline, &words, &place),
            // Some write the day in the place of the place line.
            "DateLine" if !words.starts_with(|c: char| c.is_numeric()) => {
                stated.add(LabelName::Dateline, &words, &place);
            }
            "CreditLine" => stated.add(LabelName::Agency, &words, &place),
            "KeywordLine" => stated.add(LabelName::Tag, &words, &place),
            _ => stated.add(LabelName::Other, &words, &place),
        }
    }
}

fn of_description(part: &Element, topics: &HashMap<String, String>, stated: &mut Stated) {
    for element in part.elements() {
        match element.name.as_str() {
            "Language" => stated.maybe(LabelName::Language, formal(element), "<Language>"),
            "SubjectCode" => {
                for subject in element.elements() {
                    let Some(code) = formal(subject) else { continue };
                    let name = topics.get(&code).map(String::as_str);
                    stated.subject(name, Some(&code), "<SubjectCode>");
                }
            }
            "Location" => {
                for property in element.children("Property") {
                    stated.maybe(LabelName::Place, property.attribute("Value"), "<Location>");
                }
            }
            "Property" => {
                let (key, value) =
                    (formal(element).unwrap_or_default(), element.attribute("Value"));
                let name = match key.as_str() {
                    "Keyword" | "Keywords" => LabelName::Tag,
                    "Country" | "City" | "CountryArea" => LabelName::Place,
                    "Organization" | "Organisation" => LabelName::Organisation,
                    "Person" => LabelName::Person,
                    _ => LabelName::Other,
                };
                stated.maybe(name, value, &format!("<Property {key}>"));
            }
            "Genre" => stated.maybe(LabelName::Other, formal(element), "<Genre>"),
            _ => {}
        }
    }
}

/// What the item itself calls codes: by their English names, else by their first.
fn topics(item: &Element) -> HashMap<String, String> {
    let mut topics = HashMap::new();
    for topic in item.all("Topic") {
        let named = |d: &&Element| d.attribute("Variant").is_none_or(|variant| variant == "Name");
        let mut names = topic.children("Description").filter(named);
        let is_english = |d: &&Element| d.attribute("lang").is_some_and(|l| l.starts_with("en"));
        let english = names.clone().find(is_english);
        let Some(name) = english.or_else(|| names.next()).and_then(Element::line) else { continue };
        for code in topic.children("FormalName").filter_map(Element::line) {
            topics.entry(code).or_insert_with(|| name.clone());
        }
    }
    topics
}

/// The text of an item, and the words under its pictures.
fn content(item: &Element, title: &mut Option<String>, stated: &mut Stated) -> Vec<Paragraph> {
    let mut found = Vec::new();
    components(item, "", &mut |role, content| {
        let media = content.child("MediaType").and_then(formal).unwrap_or_default().to_lowercase();
        let format = ["Format", "MimeType"].map(|name| content.child(name).and_then(formal));
        let format = format.into_iter().flatten().collect::<String>().to_lowercase();
        let beside = BESIDE_ROLES.iter().any(|beside| role.eq_ignore_ascii_case(beside))
            || !matches!(media.as_str(), "" | "text" | "complexdata" | "compositetext")
            || ["css", "script", "image", "jpeg", "binary"].iter().any(|no| format.contains(no));
        if beside {
            return;
        }
        for data in content.children("DataContent") {
            let words = data_words(data, title, stated);
            if role.eq_ignore_ascii_case("caption") {
                let captions = words.into_iter().map(|p| Paragraph::stated(Kind::Caption, p.text));
                found.extend(captions);
            } else {
                found.extend(words);
            }
        }
    });
    found
}

/// Gives every `ContentItem` below an element, with the role of the component it stands in.
fn components(element: &Element, role: &str, each: &mut dyn FnMut(&str, &Element)) {
    let role = element.child("Role").and_then(|role| role.attribute("FormalName")).unwrap_or(role);
    for part in element.elements() {
        match part.name.as_str() {
            "ContentItem" => each(role, part),
            // An item in an item is one of its own.
            "NewsComponent" => components(part, role, each),
            _ => {}
        }
    }
}

fn data_words(data: &Element, title: &mut Option<String>, stated: &mut Stated) -> Vec<Paragraph> {
    if let Some(nitf) = data.child("nitf") {
        return in_nitf(nitf, title, stated);
    }
    if data.elements().next().is_some() {
        return web::passage(&data.html(&Tags::XHTML));
    }
    web::passage(&data.words())
}

/// The text of a story in NITF inside another format; what it states of itself goes to the rest.
pub(super) fn in_nitf(
    nitf: &Element,
    title: &mut Option<String>,
    stated: &mut Stated,
) -> Vec<Paragraph> {
    let Some(story) = nitf::story(nitf) else { return Vec::new() };
    if title.is_none() {
        *title = story.title;
    }
    for label in story.labels {
        // Who, when and whether are said by what holds the story, where it says it.
        let once = matches!(
            label.name,
            LabelName::Published | LabelName::Outlet | LabelName::Byline | LabelName::Dateline
        );
        if !(once && stated.has(label.name)) {
            stated.add(label.name, &label.value, &label.place);
        }
    }
    story.paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    const ITEM: &str = r#"<?xml version="1.0"?><NewsML Version="1.2">
<NewsEnvelope><SentFrom><Party FormalName="Sender"/></SentFrom><DateAndTime>20191113T060500Z</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>harborwire.example</ProviderId><DateId>20191113</DateId>
<NewsItemId>77</NewsItemId><RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:harborwire.example:20191113:77:2</PublicIdentifier>
</NewsIdentifier></Identification><NewsManagement><FirstCreated>20191113T060200+0000</FirstCreated>
<ThisRevisionCreated>20191113T070200+0000</ThisRevisionCreated><Status FormalName="Embargoed"/>
<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20191114T000000+0000</DateAndTime></StatusWillChange>
<Instruction FormalName="Correction"/><Urgency FormalName="4"/></NewsManagement>
<NewsComponent><TopicSet><Topic><FormalName>15054000</FormalName><Description xml:lang="fr" Variant="Name">Aviron</Description>
<Description xml:lang="en" Variant="Name">Rowing</Description></Topic></TopicSet>
<NewsLines><HeadLine>Ferry stays</HeadLine><ByLine>Ann Example</ByLine><DateLine>PORTBURY, Nov 13 (Harborwire) -</DateLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Harborwire"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="15054000"/><Subject FormalName="11000000"/></SubjectCode>
<Location HowPresent="Origin"><Property FormalName="City" Value="Portbury"/></Location><Property FormalName="Keyword" Value="ferry"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content>
<p>The council voted.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Caption"/><ContentItem><MediaType FormalName="Text"/><DataContent>The quay.</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="StyleSheet"/><ContentItem><DataContent>p {}</DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem>
<NewsItem><NewsComponent><NewsLines><HeadLine><![CDATA[Pier opens]]></HeadLine></NewsLines><ContentItem><DataContent><![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></DataContent></ContentItem></NewsComponent></NewsItem>
</NewsML>"#;

    fn read(text: &str) -> (Vec<Draft>, Account) {
        let mut found = Vec::new();
        let source = Source { path: "a.xml", bytes: text.as_bytes() };
        assert!(NewsMl.accepts(&source, text));
        let account =
            NewsMl.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        (found, account)
    }

    #[test]
    fn items_with_everything() {
        let (found, account) = read(ITEM);
        assert_eq!((found.len(), account), (2, Account::default()));
        let draft = &found[0];
        let native = draft.native.as_deref();
        assert_eq!(native, Some("urn:newsml:harborwire.example:20191113:77:2"));
        assert_eq!(draft.title.as_deref(), Some("Ferry stays"));
        for (name, expect) in [
            (LabelName::Published, vec!["20191113T060200+0000"]),
            (LabelName::Updated, vec!["20191113T070200+0000"]),
            (LabelName::Status, vec!["Embargoed", "Correction"]),
            (LabelName::Outlet, vec!["Harborwire"]),
            (LabelName::Agency, vec!["Harborwire"]),
            (LabelName::Byline, vec!["Ann Example"]),
            (LabelName::Dateline, vec!["PORTBURY, Nov 13 (Harborwire) -"]),
            (LabelName::Category, vec!["Rowing", "politics"]),
            (LabelName::Place, vec!["Portbury"]),
            (LabelName::Tag, vec!["ferry"]),
            (LabelName::Language, vec!["en"]),
            (
                LabelName::Other,
                vec!["embargoed until 20191114T000000+0000", "urgency 4", "version 2"],
            ),
        ] {
            assert_eq!(values(draft, name), expect, "{name:?}");
        }
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(texts, [(Kind::Text, "The council voted."), (Kind::Caption, "The quay.")]);
        assert_eq!(values(&found[1], LabelName::Outlet), ["Sender"]);
        assert_eq!(found[1].paragraphs[1].text, "Two & three.");
    }

    #[test]
    fn an_item_without_words_is_left_out_and_told() {
        let (found, account) = read("<NewsML><NewsItem><NewsComponent/></NewsItem></NewsML>");
        assert_eq!((found.len(), account.left_out), (0, 1));
    }
}
