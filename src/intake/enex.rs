//! Evernote's export (ENEX): notes in XML, each with its text in a page of its own (ENML) inside
//! CDATA, and the files in it as base64.

use super::xml::{self, Element, Nesting, Wanted};
use super::{Account, Options, Reader, Source, web};
use crate::clipping::{Draft, Label, LabelName, Note};

/// The reader of Evernote's export.
pub(super) struct Enex;

/// The notes, without the bytes of the files in them.
const NOTES: Wanted<'static> =
    Wanted { names: &["note"], nesting: Nesting::EndOfTheOther, dropped: &["data", "recognition"] };

impl Reader for Enex {
    fn name(&self) -> &'static str {
        "Evernote export"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        xml::root_name(opening) == Some("en-export")
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let (mut files, mut account) = (0_usize, Account::default());
        let walked = xml::walk(text, &NOTES, &mut |note| {
            files += note.children("resource").count();
            match draft(&note) {
                Some((draft, notes)) => each(draft, notes),
                None => {
                    let message = "a note has neither a headline nor words";
                    account.leave_out(Note::at(message, note.at as u64));
                }
            }
        });
        account.note_first(walked.notes);
        if files > 0 {
            let message = format!("pictures and other files in notes that were not read: {files}");
            account.note_first(vec![Note::new(message)]);
        }
        account
    }
}

fn draft(note: &Element) -> Option<(Draft, Vec<Note>)> {
    let line = |name: &str| note.child(name).and_then(Element::line);
    let content = note.child("content").map(Element::words).unwrap_or_default();
    let paragraphs = web::passage(body(&content));
    let title = line("title").filter(|title| !title.eq_ignore_ascii_case("untitled"));
    if title.is_none() && paragraphs.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    if content.contains("<en-crypt") {
        notes.push(Note::new("a part of the note is encrypted and was not read"));
    }
    let of = |name: &str| note.child("note-attributes")?.child(name)?.line();
    let address = of("source-url").filter(|url| url.starts_with("http"));
    // When a note was made is when the piece was clipped, not when it was printed.
    let stated = [
        (LabelName::Published, of("subject-date"), "<subject-date>"),
        (LabelName::Saved, line("created"), "<created>"),
        (LabelName::Byline, of("author"), "<author>"),
        (LabelName::Url, address, "<source-url>"),
        (LabelName::Place, of("place-name"), "<place-name>"),
        (LabelName::Other, of("source"), "<source>"),
        (LabelName::Other, line("updated"), "<updated>"),
    ];
    let stated =
        stated.into_iter().filter_map(|(name, value, place)| Some(Label::new(name, value?, place)));
    let tags = note.children("tag").filter_map(Element::line);
    let labels = stated.chain(tags.map(|tag| Label::new(LabelName::Tag, tag, "<tag>"))).collect();
    let mut draft = Draft { native: None, title, paragraphs, labels };
    web::take_site(&mut draft);
    Some((draft, notes))
}

/// What stands in the element `en-note`.
fn body(content: &str) -> &str {
    let open = content.find("<en-note").and_then(|at| Some(at + content[at..].find('>')? + 1));
    let inside = &content[open.unwrap_or(0)..];
    inside.rfind("</en-note").map_or(inside, |end| &inside[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_clippings() {
        let text = r#"<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "x"><en-export><note><title>Ferry stays</title><content><![CDATA[<?xml version="1.0"?>
<!DOCTYPE en-note SYSTEM "x"><en-note><div>The council voted.</div><div>Nobody&nbsp;spoke.</div><en-media type="image/png"/></en-note>]]></content>
<created>20191113T060200Z</created><tag>ferry</tag><tag>council</tag><note-attributes><subject-date>20191112T000000Z</subject-date><author>Ann Example</author>
<source-url>https://hw.example/ferry</source-url></note-attributes><resource><data encoding="base64">iVBORw0KGgo=</data><mime>image/png</mime></resource></note>
<note><title>Pier</title><content><![CDATA[<en-note>Soon.<en-crypt>xx</en-crypt></en-note>]]></content></note><note><content></content></note></en-export>"#;
        let source = Source { path: "a.enex", bytes: text.as_bytes() };
        assert!(Enex.accepts(&source, text));
        let mut found = Vec::new();
        let account = Enex.read(&source, text, &Options::default(), &mut |draft, notes| {
            found.push((draft, notes))
        });
        assert_eq!((found.len(), account.left_out), (2, 1));
        assert_eq!(
            account.notes[0].message,
            "pictures and other files in notes that were not read: 1"
        );
        let (draft, _) = &found[0];
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["The council voted.", "Nobody spoke."]);
        let labels: Vec<_> = draft.labels.iter().map(|l| (l.name, l.value.as_str())).collect();
        let expect = [
            (LabelName::Published, "20191112T000000Z"),
            (LabelName::Saved, "20191113T060200Z"),
            (LabelName::Byline, "Ann Example"),
            (LabelName::Url, "https://hw.example/ferry"),
            (LabelName::Tag, "ferry"),
            (LabelName::Tag, "council"),
        ];
        assert_eq!(labels, expect);
        assert_eq!(found[1].1.len(), 1);
    }

    #[test]
    fn the_site_is_no_part_of_a_headline() {
        let text = "<?xml version=\"1.0\"?><en-export><note><title>Pier opens soon | Harbor Wire</title>\
            <content><![CDATA[<en-note>Soon.</en-note>]]></content><note-attributes>\
            <source-url>https://www.harborwire.example/pier</source-url></note-attributes></note></en-export>";
        let source = Source { path: "a.enex", bytes: text.as_bytes() };
        let mut found = Vec::new();
        Enex.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        assert_eq!(found[0].title.as_deref(), Some("Pier opens soon"));
        let outlet = found[0].labels.iter().find(|label| label.name == LabelName::Outlet);
        assert_eq!(outlet.map(|label| label.value.as_str()), Some("Harbor Wire"));
    }
}
