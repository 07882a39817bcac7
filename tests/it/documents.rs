//! Documents of word processors, books and printed pages are read as the clippings they are.

use std::ffi::OsString;
use std::process::{Command, Stdio};

use morgue::archive::{FileOutcome, Snapshot};
use morgue::clipping::{Clipping, Kind, LabelName};
use morgue::ingest::PDFTOTEXT;

use crate::packed::{pdf, tar, zip};
use crate::support::{Dice, Shelf, clippings, options, titled};

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
    let mut parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ];
    let clipping = one(&zip(&parts));
    // Zipped anew by another program: no part stands first and bare any more.
    parts.rotate_left(1);
    assert_eq!(one(&zip(&parts)).id, clipping.id);
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

/// Ingests with this program at hand, which reads PDF files apart.
fn ingested_apart(shelf: &Shelf) -> morgue::ingest::Tally {
    ingested_with(shelf, None)
}

/// Ingests with this program at hand, and that `pdftotext` before it.
fn ingested_with(shelf: &Shelf, pdftotext: Option<OsString>) -> morgue::ingest::Tally {
    let program = Some(env!("CARGO_BIN_EXE_morgue").into());
    let options = morgue::ingest::Options { program, pdftotext, ..options() };
    shelf.ingest_with(&[&shelf.folder("clippings")], &options)
}

/// The `pdftotext` of this machine, where it has one.
fn installed() -> Option<OsString> {
    let found = Command::new(PDFTOTEXT).arg("-v").stderr(Stdio::null()).status();
    found.is_ok().then(|| PDFTOTEXT.into())
}

/// A clipping of two pages.
fn two_pages() -> Vec<u8> {
    pdf(&[
        &[
            "Ferry stays after vote",
            "",
            "13-Nov-2019 Clipdesk | Harborwire | 6:02 AM",
            "",
            "The council of the town voted on Monday to keep the ferry that links the two ban-",
            "ks of the river, and nobody in the town hall spoke against it for the first time.",
            "",
            "1/2",
        ],
        &[
            "The harbour board will sit again in spring to hear what the repairs have cost it.",
            "",
            "2/2",
        ],
    ])
}

#[test]
fn printed_pages_are_one_clipping_without_what_every_page_repeats() {
    // The reader that is built in always, the other where it is installed: with one result.
    for pdftotext in std::iter::once(None).chain(installed().map(Some)) {
        let shelf = Shelf::new();
        shelf.write("clip.pdf", two_pages());
        let tally = ingested_with(&shelf, pdftotext);
        assert_eq!(tally.clippings.new, 1, "{}", notes(&shelf));
        let clipping = titled(&shelf, "Ferry stays after vote");
        assert_eq!(clipping.outlet.as_ref().expect("an outlet").value, "Harborwire");
        assert_eq!(clipping.published.as_ref().expect("a date").value.iso(), "2019-11-13T06:02");
        let text = of(&clipping, Kind::Text).join(" ");
        assert!(text.contains("the two banks of the river, and nobody"), "{text}");
        assert!(text.ends_with("what the repairs have cost it."), "{text}");
        assert!(!text.contains("2/2"), "{text}");
        let told: Vec<_> = clipping.notes.iter().map(|note| note.message.as_str()).collect();
        assert!(told.contains(&"text repaired: words cut at line ends were joined"), "{told:?}");
    }
}

/// A program that stands for `pdftotext`.
#[cfg(unix)]
fn script(shelf: &Shelf, name: &str, lines: &str) -> OsString {
    use std::os::unix::fs::PermissionsExt;
    let path = shelf.folder("").join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("the script is written");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&path, mode).expect("the script can be run");
    path.into()
}

#[test]
#[cfg(unix)]
fn what_pdftotext_lays_out_is_read() {
    let line = |words: &str| {
        let words = words.split(' ').map(|word| format!("<word xMin=\"1\">{word}</word>"));
        format!("<line>{}</line>", words.collect::<String>())
    };
    let block = |lines: &[&str]| {
        format!("<block>{}</block>", lines.iter().map(|words| line(words)).collect::<String>())
    };
    let blocks = [
        block(&["Pier opens in spring"]),
        block(&["13-Nov-2019 Clipdesk | Harborwire | 6:02 AM"]),
        block(&[
            "The council of the town voted on Monday to keep the well-known fer-",
            "ry that links the banks.",
        ]),
    ];
    let layout = format!(
        "<html><body><doc><page><flow>{}</flow></page></doc></body></html>",
        blocks.concat()
    );
    let shelf = Shelf::new();
    shelf.write("clip.pdf", two_pages());
    let lines = format!("cat > /dev/null\necho babble >&2\ncat <<'END'\n{layout}\nEND");
    ingested_with(&shelf, Some(script(&shelf, "lays-out", &lines)));
    let pier = titled(&shelf, "Pier opens in spring");
    assert_eq!(pier.outlet.as_ref().expect("an outlet").value, "Harborwire");
    assert_eq!(
        of(&pier, Kind::Text),
        [
            "The council of the town voted on Monday to keep the well-known ferry that links the banks."
        ]
    );
}

#[test]
#[cfg(unix)]
fn where_pdftotext_fails_this_program_reads_the_file() {
    let failing = [
        ("fails", "exit 1"),
        ("has-no-such-option", "cat > /dev/null; echo usage >&2; exit 99"),
        ("is-killed", "kill -KILL $$"),
        ("breaks-off", "echo '<doc><page><line><word>Pier</word>'"),
        ("is-no-layout", "echo Pier"),
        ("babbles", "i=0; while [ $i -lt 9999 ]; do echo x >&2; i=$((i+1)); done; exit 3"),
    ];
    for (name, lines) in failing {
        let shelf = Shelf::new();
        shelf.write("clip.pdf", two_pages());
        ingested_with(&shelf, Some(script(&shelf, name, lines)));
        titled(&shelf, "Ferry stays after vote");
    }
    let shelf = Shelf::new();
    shelf.write("clip.pdf", two_pages());
    ingested_with(&shelf, Some("/no/such/pdftotext".into()));
    titled(&shelf, "Ferry stays after vote");
}

#[test]
#[cfg(unix)]
fn a_person_chooses_who_reads_pdf_files() {
    let shelf = Shelf::new();
    shelf.write("clip.pdf", two_pages());
    let layout = "<doc><page><line><word>Pier</word><word>opens</word></line></page></doc>";
    let chosen = script(&shelf, "lays-out", &format!("cat > /dev/null\necho '{layout}'"));
    let ingested = |flags: &[&str], variable: Option<&std::ffi::OsStr>| {
        let index = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
        command
            .env_remove("MORGUE_PDFTOTEXT")
            .envs(variable.map(|path| ("MORGUE_PDFTOTEXT", path)));
        command.arg("--index").arg(index.path()).arg("ingest").args(flags);
        let ended = command.arg(shelf.folder("clippings")).output().expect("it runs");
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        let snapshot = ended.status.success().then(|| Snapshot::open(index.path()));
        let found = snapshot.map(|opened| clippings(&opened.expect("an archive")));
        (found.into_iter().flatten().map(|(_, one)| one.headline.value).collect::<Vec<_>>(), told)
    };
    assert_eq!(ingested(&[], Some(&chosen)).0, ["Pier opens"]);
    assert_eq!(ingested(&["--pdftotext", ""], Some(&chosen)).0, ["Ferry stays after vote"]);
    assert_eq!(ingested(&[], Some("".as_ref())).0, ["Ferry stays after vote"]);
    let (none, told) = ingested(&["--pdftotext", "no/such/program"], None);
    assert!(none.is_empty() && told.contains("there is no program at no/such/program"), "{told}");
}

#[test]
fn damaged_pdfs_are_each_accounted_for() {
    let whole = two_pages();
    let mut dice = Dice::new(7);
    let shelf = Shelf::new();
    for number in 0..24 {
        let mut bytes = whole.clone();
        match number % 3 {
            0 => bytes.truncate(dice.within(9, whole.len())),
            1 => (0..9).for_each(|_| {
                let at = dice.within(9, whole.len() - 1);
                bytes[at] ^= 1 << dice.place(8);
            }),
            _ => {
                let from = dice.within(9, whole.len() - 1);
                let to = dice.within(from, whole.len());
                drop(bytes.drain(from..to));
            }
        }
        shelf.write(&format!("{number}.pdf"), bytes);
    }
    let tally = ingested_apart(&shelf);
    assert_eq!((tally.files.found, tally.files.read), (24, 24), "{}", notes(&shelf));
    assert!(tally.clippings.read + tally.clippings.left_out >= 24, "{}", notes(&shelf));
}

#[test]
fn a_pdf_that_cannot_be_read_is_told_and_costs_no_other() {
    let shelf = Shelf::new();
    let whole = pdf(&[&["Pier opens in spring", "", FIRST, "", SECOND]]);
    shelf.write("broken.pdf", b"%PDF-1.4\nand then nothing of a PDF");
    shelf.write("cut.pdf", &whole[..whole.len() / 3]);
    shelf.write("pictures.pdf", pdf(&[&[], &[]]));
    shelf.write("in.zip", zip(&[("broken.pdf", b"%PDF-1.7\n"), ("whole.pdf", &whole)]));
    let tally = ingested_apart(&shelf);
    let notes = notes(&shelf);
    assert_eq!(tally.in_archive, 1, "{notes}");
    assert_eq!(tally.clippings.left_out, 4, "{notes}");
    assert!(notes.contains("pictures of pages and no words"), "{notes}");
    assert!(notes.contains("broken.pdf: "), "{notes}");
    let pier = titled(&shelf, "Pier opens in spring");
    assert_eq!(pier.place(), "in.zip/whole.pdf");
}

/// A book of two articles, one of which goes over two pages; one page is missing.
pub(crate) fn epub() -> Vec<u8> {
    let chapter = |inside: &str| {
        format!(
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{inside}</body></html>"
        )
    };
    let ferry = chapter(&format!("<h2>Ferry stays after vote</h2><p>{FIRST}</p>"));
    let more = chapter(&format!("<p>{SECOND}</p><figcaption>The ferry at the quay</figcaption>"));
    let pier = chapter(
        "<h2>Pier opens in spring</h2><p>The pier will open in spring, said the harbour board on Monday.</p>",
    );
    let cover = chapter("<p>The Portbury Post</p>");
    let opf = "<?xml version='1.0'?><package xmlns='o' xmlns:dc='d'><metadata><dc:title>The Post of 13 November</dc:title>\
               <dc:publisher>Harborwire</dc:publisher><dc:date>2019-11-13</dc:date><dc:language>en</dc:language></metadata>\
               <manifest><item id='c' href='cover.xhtml'/><item id='n' href='nav.xhtml' properties='nav'/>\
               <item id='1' href='text/one%20a.xhtml'/><item id='2' href='text/two.xhtml'/><item id='3' href='text/three.xhtml'/>\
               <item id='4' href='text/gone.xhtml'/></manifest><spine><itemref idref='c'/><itemref idref='n'/>\
               <itemref idref='1'/><itemref idref='2'/><itemref idref='3'/><itemref idref='4'/></spine></package>";
    let nav = chapter("<h1>Contents</h1><p>Ferry stays after vote</p>");
    zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path='OEBPS/a.opf'/></rootfiles></container>",
        ),
        ("OEBPS/a.opf", opf.as_bytes()),
        ("OEBPS/cover.xhtml", cover.as_bytes()),
        ("OEBPS/nav.xhtml", nav.as_bytes()),
        ("OEBPS/text/one a.xhtml", ferry.as_bytes()),
        ("OEBPS/text/two.xhtml", more.as_bytes()),
        ("OEBPS/text/three.xhtml", pier.as_bytes()),
    ])
}

#[test]
fn a_paper_published_as_a_book_is_an_article_for_each_heading() {
    let shelf = Shelf::new();
    shelf.write("post.epub", epub());
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.left_out), (2, 1), "{}", notes(&shelf));
    assert!(notes(&shelf).contains("gone.xhtml cannot be read"), "{}", notes(&shelf));
    let ferry = titled(&shelf, "Ferry stays after vote");
    assert_eq!(of(&ferry, Kind::Text), [FIRST, SECOND]);
    assert_eq!(of(&ferry, Kind::Caption), ["The ferry at the quay"]);
    assert_eq!(ferry.outlet.as_ref().expect("an outlet").value, "Harborwire");
    assert_eq!(ferry.published.as_ref().expect("a date").value.iso(), "2019-11-13");
    assert_eq!(of(&titled(&shelf, "Pier opens in spring"), Kind::Text).len(), 1);
}

/// The paragraphs of an export of Nexis with a cover and two articles.
const NEXIS: [&str; 26] = [
    "Date and Time: Friday, 5. July 2019 09:31:00",
    "Documents (2)",
    "1. Ferry stays for another year",
    "Search Terms: ferry",
    "2. Pier opens late",
    "Ferry stays for another year",
    "Portbury Post",
    "July 1, 2019 Monday 9:20 AM GMT",
    "Copyright 2019 Portbury Press All Rights Reserved",
    "Section: NEWS; Version:28",
    "Length: 355 words",
    "Byline: Ann Example",
    "Body",
    FIRST,
    SECOND,
    "Load-Date: July 2, 2019",
    "End of Document",
    "Pier opens late",
    "Harbour Echo",
    "July 2, 2019 Tuesday",
    "Copyright 2019 Harbour Echo",
    "Length: 12 words",
    "Body",
    "The pier opened at noon, and the band of the harbour board played until the evening.",
    "Load-Date: July 3, 2019",
    "End of Document",
];

fn rtf(paragraphs: &[&str]) -> Vec<u8> {
    format!("{{\\rtf1\\ansi {}\\par}}", paragraphs.join("\\par\n")).into_bytes()
}

/// An OpenDocument text of those paragraphs.
pub(crate) fn odt(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|words| format!("<text:p>{words}</text:p>")).collect();
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn exports_of_press_databases_in_documents_are_an_article_each() {
    // In Word, what is empty parts the articles; the footnote of `docx` is no part of one.
    let body: String = NEXIS.iter().map(|words| paragraph(words) + &paragraph("")).collect();
    for bytes in [docx(&body), odt(&NEXIS), rtf(&NEXIS)] {
        let shelf = Shelf::new();
        shelf.write("export", bytes);
        let tally = shelf.ingest();
        let notes = notes(&shelf);
        assert_eq!((tally.clippings.new, tally.clippings.left_out), (2, 0), "{notes}");
        let ferry = titled(&shelf, "Ferry stays for another year");
        assert_eq!(ferry.outlet.as_ref().expect("an outlet").value, "Portbury Post");
        assert_eq!(ferry.published.as_ref().expect("a date").value.iso(), "2019-07-01T09:20+00:00");
        assert_eq!(of(&ferry, Kind::Text), [FIRST, SECOND]);
        let pier = titled(&shelf, "Pier opens late");
        assert_eq!(pier.outlet.as_ref().expect("an outlet").value, "Harbour Echo");
        assert_eq!(of(&pier, Kind::Text)[0], NEXIS[23]);
    }
}

#[test]
fn codes_stand_before_a_tab_or_in_a_cell() {
    let codes = [
        ("HD", "Ferry stays for another year"),
        ("BY", "By Ann Example"),
        ("WC", "355 words"),
        ("PD", "9 January 2012"),
        ("SN", "Portbury Post"),
        ("LP", FIRST),
        ("TD", SECOND),
        ("AN", "Document PORTPO0020120109e81900001"),
    ];
    let tabs: String = codes
        .iter()
        .map(|(code, words)| {
            format!("<w:p><w:r><w:t>{code}</w:t><w:tab/><w:t>{words}</w:t></w:r></w:p>")
        })
        .collect();
    let row = |(code, words): &(&str, &str)| {
        let cells = [paragraph(code), paragraph(words)].map(|cell| format!("<w:tc>{cell}</w:tc>"));
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let table = format!("<w:tbl>{}</w:tbl>", codes.iter().map(row).collect::<String>());
    for body in [tabs, table] {
        let ferry = one(&docx(&body));
        assert_eq!(ferry.headline.value, "Ferry stays for another year");
        assert_eq!(ferry.outlet.as_ref().expect("an outlet").value, "Portbury Post");
        assert_eq!(ferry.published.as_ref().expect("a date").value.iso(), "2012-01-09");
        assert_eq!(of(&ferry, Kind::Text)[..2], [FIRST, SECOND]);
    }
}

#[test]
fn a_book_that_names_one_page_without_end_is_read_once() {
    let again = "<itemref idref='1'/>".repeat(100_000);
    let opf = format!(
        "<package><manifest><item id='1' href='a.xhtml'/></manifest><spine>{again}</spine></package>"
    );
    let page = format!("<html><body><h2>Ferry stays after vote</h2><p>{FIRST}</p></body></html>");
    let epub = zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
        ),
        ("a.opf", opf.as_bytes()),
        ("a.xhtml", page.as_bytes()),
    ]);
    let shelf = Shelf::new();
    shelf.write("post.epub", epub);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.new), (1, 1), "{}", notes(&shelf));
    assert!(notes(&shelf).contains("99999 pages stand in the order again"), "{}", notes(&shelf));
    assert_eq!(of(&titled(&shelf, "Ferry stays after vote"), Kind::Text), [FIRST]);
}
