//! Small files of every format that is read, all of them made up: what tests of any bytes begin
//! with. A new format joins with one line in [`all`]; a test wants one for each.

mod exports;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use morgue::intake::{self, Options, Outcome, Source};
use zip::ZipArchive;

use crate::documents::{docx, epub, odt, paragraph};
use crate::packed::{gzip, tar, warc_page, zip, zstd};
use crate::{fuzz, targets};

/// Bytes for a target, good ones.
pub(crate) struct Seed {
    /// The name of the target (`targets`).
    pub(crate) target: String,
    /// What they are, or were made of, in a word.
    pub(crate) name: String,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

const TEXT: &str = "Ferry stays after vote\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\n\
    The council of the town voted on Monday to keep the ferry that links the banks, and the harb-\nour board said \
    that caf\u{c3}\u{a9} owners welcomed it: &amp;quot;at last&amp;quot;.\n\nhttps://harborwire.example/2019/11/13/ferry\n\n\
    Tags: sea, ports\nCategory: Korea/Politics\nPrint This Post\n";
const KOREAN: &str = "항구 다시 열려\n기사입력 2019.11.13 06:02 | 수정 2019.11.13 오전 7:10\n홍길동 기자\n\n\
    항구가 열렸다. 회의는 오늘 끝났다.\n\n令和元年11月13日 二〇一九年\n";
const FRONT_MATTER: &str = "---\ntitle: Ferry\ntags:\n  - sea\nauthor: \"[[A B]]\"\n---\n# Ferry\n\nThe ferry stays, the council said on Monday.\n";
const LINES: &str = "{\"title\": \"Ferry\", \"text\": \"One.\\n\\nTwo \\u00e2\\u20ac\\u2122s.\", \"date\": 1573624920, \"tags\": [\"x\", {\"name\": \"y\"}]}\n\
    {\"headline\": \"Pier\", \"body\": [\"A\", \"B\"], \"source\": {\"name\": \"Harborwire\"}}\n";
const ARRAY: &str = "{\n \"articles\": [\n  {\"title\": \"A\", \"text\": \"B\", \"deep\": [[[1, 2.5e3]]]},\n  7\n ]\n}\n";
const REUTERS: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" NEWID=\"1\"><DATE>26-FEB-1987 15:01:01.79</DATE>\
    <TOPICS><D>sea</D></TOPICS><PLACES><D>uk</D></PLACES><TEXT>&#2;\n<TITLE>FERRY &amp; PIER</TITLE><DATELINE>    PORTBURY, Feb 26 -\
    </DATELINE><BODY>The ferry stays.\n    The pier went, a govern-\nment said.\n Reuter\n&#3;</BODY></TEXT></REUTERS>\n";
const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><meta property=og:title content='Ferry'><title>Ferry | Harborwire</title>\
    <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2019-11-13T06:02:00Z\",\"author\":[{\"name\":\"A B\"}]}</script>\
    </head><body><h1>Ferry stays</h1><time datetime=2019-11-13>13 Nov</time><p>The council of the town voted on Monday to keep the ferry that \
    links the banks, and nobody spoke against it.<p>The harbour board said that it was glad of it, and so were those who live there.\
    <figure><img src=a.jpg><figcaption>The ferry</figcaption></figure><table><tr><td>1<td>2</table></body></html>";
const MHTML: &str = "From: <Saved>\r\nMIME-Version: 1.0\r\nSnapshot-Content-Location: https://harborwire.example/a\r\nSubject: =?utf-8?Q?Ferry?=\r\n\
    Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: \
    quoted-printable\r\n\r\n<h1>Ferry</h1><p>The council voted=20on Monday to keep the ferry that links the banks.\r\n--b--\r\n";
const ARC: &str = "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Port\n\nhttp://a.example/ 10.0.0.1 20140216050221 \
    text/html 41\nHTTP/1.0 200 OK\nContent-Type: text/plain\n\nOne two three four.\n";
const RTF: &str = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\info{\\author A}{\\creatim\\yr2021\\mo5\\dy6}}\\b Ferry stays\\b0\\par\n\
    The council of the town voted\\'85 on Monday \\u54620?\\bin3 abc\\par}";

const YAML: &str = "title: Ferry stays\nauthor:\n  - Ann Example\n  - name: \"B\"\ndate: 2019-11-13\ntags: [sea, 'ports']\nsummary: >\n  It\n  stays.\n";
const PRINTED: &str = "%PDF-1.4 The Portbury Post\n\nFerry stays after vote\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM\n\n\
    The council of the town voted on Monday to keep the ferry that links the ban-\nks, and the well-known of\u{fb01}ce said so.\n\nPage 1 of 2\n\
    \u{c}The Portbury Post\n\nNobody spoke against it, as well-\nknown men do.\n\nPage 2 of 2\n";

/// Seeds for every target.
pub(crate) fn all() -> Vec<Seed> {
    let mut all = files();
    let whole = all.iter().map(|file| file_of(file.path, &file.seed.bytes)).collect::<Vec<_>>();
    let mut seeds: Vec<Seed> = all.drain(..).map(|file| file.seed).collect();
    seeds.extend(whole);
    seeds.extend(packages().into_iter().flat_map(|(format, bytes)| {
        let in_parts =
            seed(&format!("{format}-parts"), &format!("{format} in parts"), &parts(&bytes));
        [seed(format, format, &bytes), in_parts]
    }));
    seeds.extend([
        seed("sidecar", "JSON beside", LINES.lines().next().unwrap_or("").as_bytes()),
        seed("sidecar", "YAML beside", YAML.as_bytes()),
    ]);
    for (number, query) in fuzz::SEEDS.iter().enumerate() {
        seeds.push(seed("query", &format!("query {number}"), query.as_bytes()));
        let judged = format!("{query}\n{TEXT}");
        seeds.push(seed("judge", &format!("judge {number}"), judged.as_bytes()));
    }
    seeds.extend(samples());
    seeds
}

/// A file with its path.
struct File {
    path: &'static str,
    seed: Seed,
}

/// Small files that are read as they lie.
fn files() -> Vec<File> {
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let named: [(&str, &str, &str, &[u8]); 45] = [
        ("text", "text", "a.txt", TEXT.as_bytes()),
        ("text", "Korean text", "b.txt", KOREAN.as_bytes()),
        ("text", "UTF-16", "u.txt", &utf16),
        ("markdown", "front matter", "a.md", FRONT_MATTER.as_bytes()),
        ("json-lines", "JSON Lines", "a.jsonl", LINES.as_bytes()),
        ("json-lines", "JSON", "a.json", ARRAY.as_bytes()),
        ("reuters-21578", "Reuters", "a.sgm", REUTERS.as_bytes()),
        ("html", "page", "a.html", PAGE.as_bytes()),
        ("mhtml", "MHTML", "a.mhtml", MHTML.as_bytes()),
        ("rtf", "RTF", "a.rtf", RTF.as_bytes()),
        ("pdf", "words of a PDF", "a.pdf", PRINTED.as_bytes()),
        ("nexis", "Nexis", "a.txt", exports::NEXIS.as_bytes()),
        ("nexis", "newer Nexis", "a.txt", exports::NEXIS_UNI.as_bytes()),
        ("nexis-html", "Nexis HTML", "a.html", exports::NEXIS_HTML.as_bytes()),
        ("factiva", "Factiva", "a.txt", exports::FACTIVA.as_bytes()),
        ("factiva-html", "Factiva HTML", "a.html", exports::FACTIVA_HTML.as_bytes()),
        ("factiva-xml", "Factiva XML", "a.xml", exports::FACTIVA_XML.as_bytes()),
        ("proquest", "ProQuest", "a.txt", exports::PROQUEST.as_bytes()),
        ("proquest-html", "ProQuest HTML", "a.html", exports::PROQUEST_HTML.as_bytes()),
        ("proquest-mail", "ProQuest mail", "a.eml", exports::PROQUEST_MAIL.as_bytes()),
        ("nitf", "NITF", "a.xml", exports::NITF.as_bytes()),
        ("newsml", "NewsML", "a.xml", exports::NEWSML.as_bytes()),
        ("newsml-g2", "NewsML-G2", "a.xml", exports::G2.as_bytes()),
        ("ninjs", "ninjs", "a.json", exports::NINJS.as_bytes()),
        ("anpa-1312", "ANPA", "a.tst", exports::ANPA),
        ("iptc-7901", "IPTC 7901", "a.txt", exports::IPTC7901),
        ("feed", "RSS", "a.xml", exports::RSS.as_bytes()),
        ("feed", "Atom", "a.xml", exports::ATOM.as_bytes()),
        ("wordpress-export", "WordPress", "a.xml", exports::WXR.as_bytes()),
        ("json-feed", "JSON Feed", "a.json", exports::JSON_FEED.as_bytes()),
        ("evernote-export", "ENEX", "a.enex", exports::ENEX.as_bytes()),
        ("e-mail", "mail", "a.eml", exports::MAIL.as_bytes()),
        ("mbox", "mbox", "a.mbox", exports::MBOX.as_bytes()),
        ("table", "CSV", "a.csv", exports::CSV.as_bytes()),
        ("ris", "RIS", "a.ris", exports::RIS.as_bytes()),
        ("bibtex", "BibTeX", "a.bib", exports::BIBTEX.as_bytes()),
        ("bookmarks", "bookmarks", "a.html", exports::BOOKMARKS.as_bytes()),
        ("warc", "WARC", "a.warc", &warc()),
        ("warc", "packed WARC", "a.warc.gz", &warc()),
        ("arc", "ARC", "a.arc", ARC.as_bytes()),
        ("tar", "tar", "a.tar", &tar(&members())),
        ("gzip", "packed text", "a.txt.gz", &gzip(TEXT.as_bytes())),
        ("gzip", "packed WARC", "a.warc.gz", &gzip(&warc())),
        ("zstd", "packed page", "a.html.zst", &zstd(PAGE.as_bytes())),
        ("zstd", "packed text", "a.txt.zst", &zstd(KOREAN.as_bytes())),
    ];
    let files = named
        .iter()
        .map(|(target, name, path, bytes)| File { path, seed: seed(target, name, bytes) });
    files.collect()
}

/// Files that are zip files, with the name of the target.
fn packages() -> [(&'static str, Vec<u8>); 5] {
    let page = warc();
    [
        ("docx", docx(&[paragraph(TEXT), paragraph(KOREAN)].concat())),
        ("odt", odt(&TEXT.split("\n\n").collect::<Vec<_>>())),
        ("epub", epub()),
        ("zip", zip(&members())),
        ("wacz", zip(&[("datapackage.json", b"{}"), ("archive/a.warc", &page)])),
    ]
}

fn members() -> [(&'static str, &'static [u8]); 2] {
    [("a.txt", TEXT.as_bytes()), ("b/c.html", PAGE.as_bytes())]
}

/// The sample clippings of the project, each for the target that reads it.
fn samples() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut folders = vec![root];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the samples are there") {
            let path = entry.expect("a folder gives its entries").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name of ours");
            let bytes = fs::read(&path).expect("a sample is read");
            let source = Source { path: name, bytes: &bytes };
            if let Outcome::Read { reader, .. } =
                intake::read(&source, &Options::default(), &mut |_| {})
            {
                found.push(seed(&targets::named(reader), name, &bytes));
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

fn seed(target: &str, name: &str, bytes: &[u8]) -> Seed {
    Seed { target: target.to_owned(), name: name.to_owned(), bytes: bytes.to_vec() }
}

/// The same bytes as a file whose content tells what it is.
fn file_of(path: &str, bytes: &[u8]) -> Seed {
    seed("file", path, &[path.as_bytes(), b"\n", bytes].concat())
}

/// The parts of a zip file, each behind a line `== its/path`.
fn parts(zip: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).expect("it was just made");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("it was just made");
        let name = part.name().expect("it was just written").into_owned();
        parts.extend_from_slice(format!("== {name}\n").as_bytes());
        part.read_to_end(&mut parts).expect("it was just made");
        parts.push(b'\n');
    }
    parts
}

fn warc() -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let page = warc_page("https://harborwire.example/a", html, PAGE.as_bytes());
    [page, warc_page("https://harborwire.example/b", html, b"<p>Nothing")].concat()
}
