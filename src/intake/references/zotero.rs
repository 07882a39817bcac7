//! Zotero's own export (RDF): items with their titles, authors, dates and what they are part of, notes
//! and files beside them. The abstract is the text; without one an item is a stub.

use std::collections::HashMap;

use super::super::found::Found;
use super::super::json::Value;
use super::super::keys::Ours;
use super::super::xml::{self, Element, Nesting, Wanted};
use super::super::{Account, Options, Reader, Source};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of Zotero's RDF.
pub(in crate::intake) struct Zotero;

/// The elements that are items. What they are part of, notes and files lie beside them.
const ITEMS: Wanted<'static> = Wanted {
    names: &[
        "Article",
        "Book",
        "BookSection",
        "Description",
        "Document",
        "Interview",
        "Letter",
        "Manuscript",
        "Recording",
        "Report",
    ],
    nesting: Nesting::Inside,
    dropped: &[],
};
/// The vocabulary that only Zotero has.
const OWN: &str = "zotero.org/namespaces/export";

impl Reader for Zotero {
    fn name(&self) -> &'static str {
        "Zotero RDF"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let is_rdf = xml::root_name(opening).is_some_and(|name| name.eq_ignore_ascii_case("rdf"));
        is_rdf && opening.contains(OWN)
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        // What items refer to may stand behind them: it is looked for first.
        let frame = xml::walk(text, &ITEMS, &mut |_| {}).frame;
        let beside = Beside::of(&frame);
        let mut account = Account::default();
        let walked = xml::walk(text, &ITEMS, &mut |item| {
            let draft = draft(&item, &beside);
            if draft.title.is_none() && draft.paragraphs.is_empty() {
                let message = "an item has neither a headline nor text";
                account.leave_out(Note::at(message, item.at as u64));
            } else {
                each(draft, Vec::new());
            }
        });
        account.note_first(walked.notes);
        account
    }
}

/// What lies beside all items, by the name that they refer to it by.
struct Beside<'a>(HashMap<&'a str, &'a Element>);

impl<'a> Beside<'a> {
    fn of(frame: &'a Element) -> Self {
        let mut named = HashMap::new();
        for element in frame.elements().next().into_iter().flat_map(Element::elements) {
            if let Some(name) = element.attribute("about") {
                named.entry(name).or_insert(element);
            }
        }
        Self(named)
    }

    /// What an element refers to.
    fn referred(&self, element: &Element) -> Option<&'a Element> {
        self.0.get(element.attribute("resource")?).copied()
    }
}

fn draft(item: &Element, beside: &Beside) -> Draft {
    let mut found = Found::of("zotero");
    let mut take = |key: &str, value: Option<String>, ours: Ours| {
        if let Some(value) = value {
            found.take(key, Value::String(value), ours);
        }
    };
    let own = |name: &str| item.child(name).and_then(Element::line);
    take("title", own("title"), Ours::Title);
    take("abstract", item.child("abstract").map(Element::words), Ours::Summary);
    let label = Ours::Label;
    take("isPartOf", whole(item, beside), label(LabelName::Outlet));
    for person in item.child("authors").map(|authors| authors.all("Person")).unwrap_or_default() {
        take("authors", name(person), label(LabelName::Byline));
    }
    take("date", own("date"), label(LabelName::Published));
    take("dateSubmitted", own("dateSubmitted"), label(LabelName::Saved));
    take("language", own("language"), label(LabelName::Language));
    take("section", own("section"), label(LabelName::Category));
    let address = item.children("identifier").find_map(|id| id.down(&["URI", "value"])?.line());
    take("identifier", address, label(LabelName::Url));
    // A call number of a library stands among subjects, in an element of its own.
    for subject in item.children("subject").filter(|subject| subject.child("LCC").is_none()) {
        take("subject", subject.line(), label(LabelName::Tag));
    }
    for name in ["itemType", "publisher", "pages", "rights", "libraryCatalog"] {
        take(name, own(name), label(LabelName::Other));
    }
    for reference in item.children("isReferencedBy") {
        let note = beside.referred(reference).and_then(|memo| memo.child("value")?.line());
        take("note", note, label(LabelName::Other));
    }
    found.draft()
}

/// The name of what an item is part of: a paper, a site. It stands in the item, or beside all of them.
fn whole(item: &Element, beside: &Beside) -> Option<String> {
    item.children("isPartOf").find_map(|part| {
        let whole = part.elements().next().or_else(|| beside.referred(part))?;
        whole.child("title")?.line()
    })
}

fn name(person: &Element) -> Option<String> {
    let part = |names: [&str; 2]| names.iter().find_map(|name| person.child(name)?.line());
    let parts = [part(["givenName", "givenname"]), part(["surname", "surName"])];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::{read, values};

    #[test]
    fn items_are_clippings_with_what_they_are_part_of() {
        let text = r##"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<bib:Article rdf:about="https://post.example/a"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf><bib:Newspaper><dc:title>Portbury Post</dc:title></bib:Newspaper></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Example</foaf:surname><foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dcterms:isReferencedBy rdf:resource="#item_2"/><dc:subject>sea</dc:subject><dc:subject><z:AutomaticTag><rdf:value>port</rdf:value></z:AutomaticTag></dc:subject>
<dc:subject><dcterms:LCC><rdf:value>QA 1</rdf:value></dcterms:LCC></dc:subject><dc:title>Ferry stays</dc:title><dcterms:abstract>The council voted.</dcterms:abstract>
<dc:date>2019-11-13</dc:date><z:language>en</z:language><dcterms:dateSubmitted>2020-01-02 10:11:12</dcterms:dateSubmitted>
<dc:identifier><dcterms:URI><rdf:value>https://post.example/a</rdf:value></dcterms:URI></dc:identifier></bib:Article>
<bib:Document rdf:about="#item_3"><z:itemType>webpage</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/><dc:title>Pier opens</dc:title></bib:Document>
<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;Mine&lt;/p&gt;</rdf:value></bib:Memo><bib:Journal rdf:about="urn:issn:1"><dc:title>Harbour Echo</dc:title></bib:Journal>
<z:Attachment rdf:about="#item_4"><dc:title>Snapshot</dc:title></z:Attachment></rdf:RDF>"##;
        let source = Source { path: "a.rdf", bytes: text.as_bytes() };
        assert!(Zotero.accepts(&source, text));
        let (found, account) = read(&Zotero, "a.rdf", text, &Options::default());
        assert_eq!((found.len(), account), (2, Account::default()));
        let [ferry, pier] = &found[..] else { unreachable!("two") };
        assert_eq!(ferry.title.as_deref(), Some("Ferry stays"));
        assert_eq!(ferry.paragraphs[0].text, "The council voted.");
        for (name, expect) in [
            (LabelName::Outlet, vec!["Portbury Post"]),
            (LabelName::Byline, vec!["Ann Example"]),
            (LabelName::Published, vec!["2019-11-13"]),
            (LabelName::Saved, vec!["2020-01-02 10:11:12"]),
            (LabelName::Tag, vec!["sea", "port"]),
            (LabelName::Url, vec!["https://post.example/a"]),
            (LabelName::Language, vec!["en"]),
        ] {
            assert_eq!(values(ferry, name), expect);
        }
        assert!(values(ferry, LabelName::Other).iter().any(|value| value.contains("Mine")));
        assert_eq!(pier.title.as_deref(), Some("Pier opens"));
        assert_eq!(values(pier, LabelName::Outlet), ["Harbour Echo"]);
        assert_eq!(values(pier, LabelName::Status), ["stub"]);
    }
}
