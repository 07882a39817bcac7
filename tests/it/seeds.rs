//! A small file of every format that is read, all of them made up: what tests of any bytes begin
//! with. A new format joins with one line in [`all`].

mod exports;

use crate::documents::{docx, paragraph};
use crate::packed::{gzip, tar, warc_page, zip, zstd};

/// A file, and how its bytes are packed once they are as they shall be.
pub(crate) struct Seed {
    /// What is shown of it.
    pub(crate) name: &'static str,
    /// Its path.
    pub(crate) path: &'static str,
    /// Its bytes, or those inside it.
    pub(crate) bytes: Vec<u8>,
    /// Makes the file of them.
    pub(crate) pack: fn(&[u8]) -> Vec<u8>,
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

/// One file of every format.
pub(crate) fn all() -> Vec<Seed> {
    vec![
        text("text", "a.txt", TEXT),
        text("Korean text", "b.txt", KOREAN),
        text("front matter", "a.md", FRONT_MATTER),
        text("JSON", "a.jsonl", LINES),
        text("JSON", "a.json", ARRAY),
        text("Reuters", "a.sgm", REUTERS),
        text("page", "a.html", PAGE),
        text("MHTML", "a.mhtml", MHTML),
        text("ARC", "a.arc", ARC),
        text("RTF", "a.rtf", RTF),
        text("Nexis", "a.txt", exports::NEXIS),
        text("Factiva", "a.txt", exports::FACTIVA),
        text("ProQuest", "a.txt", exports::PROQUEST),
        text("NITF", "a.xml", exports::NITF),
        text("NewsML", "a.xml", exports::NEWSML),
        text("NewsML-G2", "a.xml", exports::G2),
        text("ninjs", "a.json", exports::NINJS),
        bytes("ANPA", "a.tst", exports::ANPA.to_vec()),
        bytes("IPTC 7901", "a.txt", exports::IPTC7901.to_vec()),
        text("RSS", "a.xml", exports::RSS),
        text("Atom", "a.xml", exports::ATOM),
        text("WordPress", "a.xml", exports::WXR),
        text("JSON Feed", "a.json", exports::JSON_FEED),
        text("ENEX", "a.enex", exports::ENEX),
        text("mail", "a.eml", exports::MAIL),
        text("mbox", "a.mbox", exports::MBOX),
        text("CSV", "a.csv", exports::CSV),
        text("RIS", "a.ris", exports::RIS),
        text("BibTeX", "a.bib", exports::BIBTEX),
        text("bookmarks", "a.html", exports::BOOKMARKS),
        bytes("UTF-16", "u.txt", TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        bytes("WARC", "a.warc", warc()),
        bytes("DOCX", "a.docx", docx(&paragraph(KOREAN))),
        bytes("zip", "a.zip", zip(&[("a.txt", TEXT.as_bytes()), ("b/c.html", PAGE.as_bytes())])),
        bytes("tar", "a.tar", tar(&[("a.txt", TEXT.as_bytes()), ("b/c.html", PAGE.as_bytes())])),
        packed("XML of DOCX", "a.docx", &paragraph(TEXT), |bytes| {
            docx(&String::from_utf8_lossy(bytes))
        }),
        packed(
            "XML of ODT",
            "a.odt",
            "<text:h>Ferry</text:h><text:p>One <text:s text:c='3'/>two.</text:p>",
            |bytes| odt(&String::from_utf8_lossy(bytes)),
        ),
        packed("gzip", "a.txt.gz", TEXT, gzip),
        packed("zstd", "a.html.zst", PAGE, zstd),
    ]
}

fn text(name: &'static str, path: &'static str, text: &str) -> Seed {
    bytes(name, path, text.as_bytes().to_vec())
}

fn bytes(name: &'static str, path: &'static str, bytes: Vec<u8>) -> Seed {
    Seed { name, path, bytes, pack: <[u8]>::to_vec }
}

fn packed(name: &'static str, path: &'static str, text: &str, pack: fn(&[u8]) -> Vec<u8>) -> Seed {
    Seed { pack, ..self::text(name, path, text) }
}

fn odt(text: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content><office:body><office:text>{text}</office:text></office:body>\
         </office:document-content>"
    );
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

fn warc() -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let page = warc_page("https://harborwire.example/a", html, PAGE.as_bytes());
    [page, warc_page("https://harborwire.example/b", html, b"<p>Nothing")].concat()
}
