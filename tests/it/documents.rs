//! Documents of word processors, books and printed pages are read as the clippings they are.

use morgue::archive::FileOutcome;
use morgue::clipping::{Clipping, Kind, LabelName};

use crate::packed::{tar, zip};
use crate::support::{Shelf, titled};

const CONTENT_TYPES: &[u8] =
    b"<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";

/// A Word document with that body; styles in the language of a German Word.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    let document =
        format!("<?xml version='1.0'?><w:document {space}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        "<w:styles {space}><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
         <w:style w:styleId='Beschriftung'><w:name w:val='caption'/></w:style></w:styles>"
    );
    let footnotes = format!(
        "<w:footnotes {space}><w:footnote w:id='2'><w:p><w:r><w:t>The harbour board sits in Portbury.</w:t></w:r></w:p>\
         </w:footnote></w:footnotes>"
    );
    let core = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:title>clip 7</dc:title>\
                <dc:creator>Ben Archivist</dc:creator><cp:keywords>sea, ships</cp:keywords>\
                <dcterms:created>2021-05-06T07:08:09Z</dcterms:created></cp:coreProperties>";
    zip(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/footnotes.xml", footnotes.as_bytes()),
        ("word/header1.xml", b"<w:hdr><w:p><w:r><w:t>Page 1 of 2</w:t></w:r></w:p></w:hdr>"),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

pub(crate) fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn of(clipping: &Clipping, kind: Kind) -> Vec<&str> {
    let found = clipping.paragraphs.iter().filter(|paragraph| paragraph.kind == kind);
    found.map(|paragraph| paragraph.text.as_str()).collect()
}

fn label(clipping: &Clipping, name: LabelName) -> Vec<&str> {
    let found = clipping.labels.iter().filter(|label| label.name == name);
    found.map(|label| label.value.as_str()).collect()
}

fn notes(shelf: &Shelf) -> String {
    let states = shelf.states();
    let told = states.values().map(|state| match &state.outcome {
        FileOutcome::Read { reader, notes, .. } => format!("{reader}: {}", notes.join("; ")),
        FileOutcome::Skipped { reason } => format!("skipped: {reason}"),
    });
    told.collect::<Vec<_>>().join("\n")
}

/// The one clipping of a file whatever it is called.
fn one(bytes: &[u8]) -> Clipping {
    let shelf = Shelf::new();
    shelf.write("clip", bytes);
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.clippings.new), (1, 1), "{}", notes(&shelf));
    shelf.clippings().into_values().next().expect("one")
}

const FIRST: &str =
    "The council of the town voted on Monday to keep the ferry that links the banks.";
const SECOND: &str = "It was the second vote within a year, and nobody spoke against it this time.";

#[test]
fn a_word_document_is_a_clipping_with_its_header_line_captions_and_footnotes() {
    let body = [
        styled("berschrift1", "Ferry stays after vote"),
        paragraph("13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post"),
        format!(
            "<w:p><w:r><w:t>{}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
             <w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
            FIRST
        ),
        styled("Beschriftung", "The ferry at the quay in spring"),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><mc:AlternateContent><mc:Choice>{}</mc:Choice>\
             <mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            paragraph(SECOND),
            paragraph("A box beside the text &amp; more says so."),
            paragraph("A box beside the text &amp; more says so.")
        ),
    ];
    let clipping = one(&docx(&body.concat()));
    assert_eq!(clipping.headline.value, "Ferry stays after vote");
    assert_eq!(clipping.outlet.as_ref().expect("an outlet").value, "Harborwire");
    assert_eq!(clipping.published.as_ref().expect("a date").value.iso(), "2019-11-13T06:02");
    assert_eq!(
        of(&clipping, Kind::Text),
        [
            FIRST,
            SECOND,
            "A box beside the text & more says so.",
            "The harbour board sits in Portbury."
        ]
    );
    assert_eq!(of(&clipping, Kind::Caption), ["The ferry at the quay in spring"]);
    assert_eq!(label(&clipping, LabelName::Saved), ["2021-05-06T07:08:09Z"]);
    assert_eq!(label(&clipping, LabelName::Tag), ["sea", "ships"]);
    // Who made the file did not write the piece.
    assert!(clipping.byline.is_none());
    assert!(label(&clipping, LabelName::Other).contains(&"Ben Archivist"));
}

#[test]
fn an_opendocument_text_is_read_the_same() {
    let content = format!(
        "<?xml version='1.0'?><office:document-content><office:automatic-styles>\
         <style:style style:name='P1' style:parent-style-name='Caption'/></office:automatic-styles><office:body><office:text>\
         <text:tracked-changes><text:p>Deleted words of old</text:p></text:tracked-changes>\
         <text:h text:outline-level='1'>Ferry stays after vote</text:h>\
         <text:p>13-Nov-2019<text:s/>Clipdesk | Harborwire | 6:02 AM Print This Post</text:p>\
         <text:p>{FIRST}<text:note><text:note-citation>1</text:note-citation><text:note-body>\
         <text:p>The harbour board sits in Portbury.</text:p></text:note-body></text:note></text:p>\
         <text:p text:style-name='P1'>The ferry at the quay in spring</text:p>\
         <text:p>{SECOND}</text:p></office:text></office:body></office:document-content>"
    );
    let meta = "<office:document-meta><office:meta><meta:initial-creator>Ben Archivist</meta:initial-creator>\
                <meta:creation-date>2021-05-06T07:08:09</meta:creation-date><meta:keyword>sea</meta:keyword>\
                </office:meta></office:document-meta>";
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ]);
    let clipping = one(&odt);
    assert_eq!(clipping.headline.value, "Ferry stays after vote");
    assert_eq!(clipping.outlet.as_ref().expect("an outlet").value, "Harborwire");
    assert_eq!(of(&clipping, Kind::Text), [FIRST, SECOND, "The harbour board sits in Portbury."]);
    assert_eq!(of(&clipping, Kind::Caption), ["The ferry at the quay in spring"]);
    assert_eq!(label(&clipping, LabelName::Saved), ["2021-05-06T07:08:09"]);
}

#[test]
fn a_rich_text_file_is_read_the_same() {
    let rtf = format!(
        "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}}{{\\info{{\\author Ben Archivist}}\
         {{\\creatim\\yr2021\\mo5\\dy6}}}}\\b Ferry stays after vote\\b0\\par\n\
         13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\\par\n{FIRST}\\par\n{SECOND}\\par\n\
         Caf\\'e9 owners welcomed it, and so did the harbour board of the town.\\par}}"
    );
    let clipping = one(rtf.as_bytes());
    assert_eq!(clipping.headline.value, "Ferry stays after vote");
    assert_eq!(clipping.outlet.as_ref().expect("an outlet").value, "Harborwire");
    assert_eq!(clipping.published.as_ref().expect("a date").value.iso(), "2019-11-13T06:02");
    assert_eq!(of(&clipping, Kind::Text).len(), 3);
    assert!(of(&clipping, Kind::Text)[2].starts_with("Café owners"));
    assert_eq!(label(&clipping, LabelName::Saved), ["2021-05-06T00:00"]);
}

#[test]
fn damaged_documents_are_told_and_cost_no_other() {
    let whole = docx(&paragraph(FIRST));
    let shelf = Shelf::new();
    shelf.write("cut.docx", &whole[..whole.len() - 200]);
    shelf.write("broken.docx", docx(&format!("{}<w:p a='", paragraph(FIRST))));
    shelf.write("empty.docx", docx(""));
    let deep = "<w:p><w:r>".repeat(200_000);
    shelf.write("deep.docx", docx(&format!("{deep}<w:t>{SECOND}</w:t>")));
    shelf.write("in.tar", tar(&[("cut.docx", &whole[..300]), ("whole.docx", &whole)]));
    let tally = shelf.ingest();
    let notes = notes(&shelf);
    assert!(notes.contains("DOCX: the document is damaged"), "{notes}");
    assert!(notes.contains("its XML breaks off"), "{notes}");
    assert!(tally.members.adds_up() && tally.members.found == 2);
    assert_eq!(tally.in_archive, 3, "{notes}");
    titled(
        &shelf,
        "The council of the town voted on Monday to keep the ferry that links the banks.",
    );
}
