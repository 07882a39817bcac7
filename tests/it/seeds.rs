//! A small file of every format that is read, all of them made up: what tests of any bytes begin
//! with. A new format joins with one line in [`all`].
//!
//! Each article says a word that no other file says: `quayzz1` as it is written here is `quayab1`
//! in the file that is made of it.

mod exports;

use crate::documents::{docx, paragraph};
use crate::packed::{gzip, pdf, tar, warc_page, warc_record, zip, zstd};

/// A file, and how its bytes are packed once they are as they shall be.
pub(crate) struct Seed {
    /// What is shown of it.
    pub(crate) name: &'static str,
    /// Its path.
    pub(crate) path: &'static str,
    /// The name of its reader, as the ledger says it.
    pub(crate) reader: &'static str,
    /// Its bytes, or those inside it.
    pub(crate) bytes: Vec<u8>,
    /// Makes the file of them.
    pub(crate) pack: fn(&[u8]) -> Vec<u8>,
    /// A word of each of its articles.
    pub(crate) words: Vec<String>,
}

impl Seed {
    /// The file.
    pub(crate) fn file(&self) -> Vec<u8> {
        (self.pack)(&self.bytes)
    }
}

pub(crate) const TEXT: &str = "Ferry stays after vote\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\n\
    The council of the town voted on Monday to keep the quayzz1 ferry that links the banks, and the harb-\nour board said \
    that caf\u{c3}\u{a9} owners welcomed it: &amp;quot;at last&amp;quot;.\n\nhttps://harborwire.example/2019/11/13/ferry\n\n\
    Tags: sea, ports\nCategory: Korea/Politics\nPrint This Post\n";
const KOREAN: &str = "항구 다시 열려\n기사입력 2019.11.13 06:02 | 수정 2019.11.13 오전 7:10\n홍길동 기자\n\n\
    quayzz1 항구가 열렸다. 회의는 오늘 끝났다.\n\n令和元年11月13日 二〇一九年\n";
const FRONT_MATTER: &str = "---\ntitle: Ferry\ntags:\n  - sea\nauthor: \"[[A B]]\"\n---\n# Ferry\n\nThe quayzz1 ferry stays, the council said on Monday.\n";
pub(crate) const LINES: &str = "{\"title\": \"Ferry\", \"text\": \"One quayzz1.\\n\\nTwo \\u00e2\\u20ac\\u2122s.\", \"date\": 1573624920, \"tags\": [\"x\", {\"name\": \"y\"}]}\n\
    {\"headline\": \"Pier\", \"body\": [\"A quayzz2\", \"B\"], \"source\": {\"name\": \"Harborwire\"}}\n";
const ARRAY: &str = "{\n \"articles\": [\n  {\"title\": \"A\", \"text\": \"B quayzz1\", \"deep\": [[[1, 2.5e3]]]},\n  7\n ]\n}\n";
const REUTERS: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" NEWID=\"1\"><DATE>26-FEB-1987 15:01:01.79</DATE>\
    <TOPICS><D>sea</D></TOPICS><PLACES><D>uk</D></PLACES><TEXT>&#2;\n<TITLE>FERRY &amp; PIER</TITLE><DATELINE>    PORTBURY, Feb 26 -\
    </DATELINE><BODY>The quayzz1 ferry stays.\n    The pier went, a govern-\nment said.\n Reuter\n&#3;</BODY></TEXT></REUTERS>\n";
const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><meta property=og:title content='Ferry'><title>Ferry | Harborwire</title>\
    <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2019-11-13T06:02:00Z\",\"author\":[{\"name\":\"A B\"}]}</script>\
    </head><body><h1>Ferry stays</h1><time datetime=2019-11-13>13 Nov</time><p>The council of the town voted on Monday to keep the quayzz1 ferry that \
    links the banks, and nobody spoke against it.<p>The harbour board said that it was glad of it, and so were those who live there.\
    <figure><img src=a.jpg><figcaption>The ferry</figcaption></figure><table><tr><td>1<td>2</table></body></html>";
const MHTML: &str = "From: <Saved>\r\nMIME-Version: 1.0\r\nSnapshot-Content-Location: https://harborwire.example/a\r\nSubject: =?utf-8?Q?Ferry?=\r\n\
    Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: \
    quoted-printable\r\n\r\n<h1>Ferry</h1><p>The council voted=20on Monday to keep the quayzz1 ferry that links the banks.\r\n--b--\r\n";
const ARC: &str = "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Port\n\nhttp://a.example/ 10.0.0.1 20140216050221 \
    text/plain 67\nHTTP/1.0 200 OK\nContent-Type: text/plain\n\nOne quayzz1, two, three.\n";
const RTF: &str = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\info{\\author A}{\\creatim\\yr2021\\mo5\\dy6}}\\b Ferry stays\\b0\\par\n\
    The council of the town voted\\'85 on quayzz1 Monday \\u54620?\\bin3 abc\\par}";

const SINGLE_FILE: &str = "<!DOCTYPE html><html lang=en><!--\n Page saved with SingleFile \n url: https://harborwire.example/s \n saved date: \
    Wed Nov 13 2019 06:02:00 GMT+0900 (Korean Standard Time)\n--><head><meta charset=utf-8><title>Ferry | Harborwire</title><style>p{}</style></head>\
    <body><h1>Ferry stays</h1><p>The council of the town voted on Monday to keep the quayzz1 ferry that links the banks, and nobody spoke against \
    it.<p>The harbour board said that it was glad of it, and so were those who live there.</body></html>";
const PRINT_PAGE: &str = "<html><head><title>Print this article</title></head><body onload=window.print()><h2>Ferry stays</h2><p>By Ann Example<br>13 \
    November 2019</p><p>The council of the town voted on Monday to keep the quayzz1 ferry that links the banks, and nobody spoke against it.</p>\
    <p>The harbour board said that it was glad of it, and so were those who live there.</p><p>Find this article at: https://harborwire.example/p</p>\
    </body></html>";
const CHAPTER: &str = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Ferry stays</h1><p>The council voted on Monday to keep the quayzz1 ferry, and \
    nobody spoke against it.</p></body></html>";
const LINE: &str = "The council of the town kept the quayzz1 ferry that links the banks.";

/// One file of every format.
pub(crate) fn all() -> Vec<Seed> {
    let mut seeds = Seeds::default();
    seeds.texts();
    seeds.pages();
    seeds.exports();
    seeds.wires();
    seeds.feeds_and_mail();
    seeds.lists();
    seeds.documents();
    seeds.containers();
    seeds.0
}

/// Seeds as they are gathered.
#[derive(Default)]
struct Seeds(Vec<Seed>);

impl Seeds {
    fn texts(&mut self) {
        self.text("text", "a.txt", "text", 1, TEXT);
        self.text("Korean text", "b.txt", "text", 1, KOREAN);
        let utf_16 = self.own_text(TEXT).encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.bytes("UTF-16", "u.txt", "text", 1, utf_16);
        self.text("front matter", "a.md", "Markdown", 1, FRONT_MATTER);
        self.text("JSON Lines", "a.jsonl", "JSON", 2, LINES);
        self.text("JSON", "a.json", "JSON", 1, ARRAY);
        self.text("Reuters", "a.sgm", "Reuters-21578", 1, REUTERS);
    }

    fn pages(&mut self) {
        self.text("page", "a.html", "HTML", 1, PAGE);
        self.text("page for print", "print.html", "HTML", 1, PRINT_PAGE);
        self.text("SingleFile", "a.html", "HTML", 1, SINGLE_FILE);
        self.text("MHTML", "a.mhtml", "MHTML", 1, MHTML);
        self.text("ARC", "a.arc", "ARC", 1, ARC);
        let page = self.own_text(PAGE);
        self.bytes("WARC", "a.warc", "WARC", 1, warc(&page));
        let page = self.own_text(PAGE);
        self.bytes("packed WARC", "a.warc.gz", "WARC", 1, gzip(&warc(&page)));
        let about = "WARC-Target-URI: https://harborwire.example/t\r\nContent-Type: text/plain\r\n";
        let wet = warc_record("conversion", about, self.own_text(TEXT).as_bytes());
        self.bytes("WET", "a.warc.wet", "WARC", 1, wet);
        let data = gzip(&warc(&self.own_text(PAGE)));
        let profile = b"{\"profile\": \"data-package\"}";
        let wacz = zip(&[("datapackage.json", profile), ("archive/data.warc.gz", &data)]);
        self.bytes("WACZ", "a.wacz", "WACZ", 1, wacz);
    }

    fn exports(&mut self) {
        self.text("Nexis", "a.txt", "Nexis", 2, exports::NEXIS);
        self.text("newer Nexis", "a.txt", "Nexis", 1, exports::NEXIS_UNI);
        self.text("Nexis HTML", "a.html", "Nexis HTML", 2, exports::NEXIS_PAGE);
        let lines = self.own_text(exports::NEXIS);
        let body: String = lines.lines().map(|line| paragraph(line.trim())).collect();
        self.bytes("Nexis DOCX", "a.docx", "DOCX", 2, docx(&body));
        self.text("Factiva", "a.txt", "Factiva", 1, exports::FACTIVA);
        self.text("Factiva HTML", "a.html", "Factiva HTML", 1, exports::FACTIVA_PAGE);
        self.text("Factiva XML", "a.xml", "Factiva XML", 1, exports::FACTIVA_XML);
        let rtf = format!("{{\\rtf1\\ansi {}\\par}}", exports::FACTIVA_LINES.join("\\par\n"));
        self.text("Factiva RTF", "a.rtf", "RTF", 1, &rtf);
        self.text("ProQuest", "a.txt", "ProQuest", 1, exports::PROQUEST);
        self.text("ProQuest HTML", "a.html", "ProQuest HTML", 2, exports::PROQUEST_PAGE);
        // An article of one number is one clipping, however often it is exported.
        let other = exports::PROQUEST_PAGE.replace("25143997", "25143998");
        let mail = [exports::PROQUEST_HEAD, &other].concat();
        self.text("ProQuest mail", "a.eml", "ProQuest mail", 2, &mail);
    }

    fn wires(&mut self) {
        self.text("NITF", "a.xml", "NITF", 1, exports::NITF);
        self.text("NewsML", "a.xml", "NewsML", 1, exports::NEWSML);
        self.text("NewsML-G2", "a.xml", "NewsML-G2", 1, exports::G2);
        self.text("ninjs 1", "a.json", "ninjs", 1, exports::NINJS);
        self.text("ninjs 2", "a.json", "ninjs", 1, exports::NINJS_SECOND);
        self.text("ninjs 3", "a.json", "ninjs", 1, exports::NINJS_THIRD);
        let anpa = self.own(exports::ANPA);
        self.bytes("ANPA", "a.tst", "ANPA 1312", 1, anpa);
        let iptc = self.own(exports::IPTC7901);
        self.bytes("IPTC 7901", "a.txt", "IPTC 7901", 1, iptc);
    }

    fn feeds_and_mail(&mut self) {
        self.text("RSS", "a.xml", "feed", 1, exports::RSS);
        self.text("Atom", "a.xml", "feed", 1, exports::ATOM);
        self.text("RDF", "a.rdf", "feed", 1, exports::RDF);
        self.text("WordPress", "a.xml", "WordPress export", 1, exports::WXR);
        self.text("JSON Feed", "a.json", "JSON Feed", 1, exports::JSON_FEED);
        self.text("mail", "a.eml", "e-mail", 3, exports::MAIL);
        let maildir = "cur/1276528487.M364837P9451.x,S=900";
        self.text("maildir", maildir, "e-mail", 3, exports::MAIL);
        self.text("digest", "a.eml", "e-mail", 2, exports::DIGEST);
        self.text("mbox", "a.mbox", "mbox", 3, exports::MBOX);
    }

    fn lists(&mut self) {
        self.text("CSV", "a.csv", "table", 2, exports::CSV);
        self.text("TSV", "a.tsv", "table", 2, exports::TSV);
        self.text("ENEX", "a.enex", "Evernote export", 1, exports::ENEX);
        self.text("RIS", "a.ris", "RIS", 2, exports::RIS);
        self.text("BibTeX", "a.bib", "BibTeX", 2, exports::BIBTEX);
        self.text("Zotero", "a.rdf", "Zotero RDF", 1, exports::ZOTERO);
        self.text("rows", "a.html", "table in a page", 2, exports::ROWS);
        self.text("bookmarks", "a.html", "bookmarks", 1, exports::BOOKMARKS);
        self.text("Chrome", "Bookmarks", "bookmarks of a browser", 1, exports::CHROME);
        self.text("Pocket", "ril_export.html", "bookmarks", 1, exports::POCKET);
        self.text("Instapaper", "instapaper.csv", "table", 1, exports::INSTAPAPER);
        self.text("wallabag", "all.json", "JSON", 1, exports::WALLABAG);
        self.text("Karakeep", "karakeep.json", "JSON", 1, exports::KARAKEEP);
        self.text("Omnivore", "metadata_0_to_1.json", "JSON", 1, exports::OMNIVORE);
    }

    fn documents(&mut self) {
        let body = paragraph(&self.own_text(KOREAN));
        self.bytes("DOCX", "a.docx", "DOCX", 1, docx(&body));
        self.packed("XML of DOCX", "a.docx", "DOCX", &paragraph(TEXT), |bytes| {
            docx(&String::from_utf8_lossy(bytes))
        });
        let text =
            format!("<text:h>Ferry</text:h><text:p>One <text:s text:c='3'/>two. {LINE}</text:p>");
        self.packed("XML of ODT", "a.odt", "ODT", &text, |bytes| {
            odt(&String::from_utf8_lossy(bytes))
        });
        self.text("RTF", "a.rtf", "RTF", 1, RTF);
        self.packed("EPUB", "a.epub", "EPUB", CHAPTER, |bytes| {
            zip(&[
                ("mimetype", b"application/epub+zip"),
                ("META-INF/container.xml", b"<container><rootfile full-path='a.opf'/></container>"),
                ("a.opf", b"<package><item id='1' href='1.xhtml'/><itemref idref='1'/></package>"),
                ("1.xhtml", bytes),
            ])
        });
        let line = self.own_text(LINE);
        self.bytes("PDF", "a.pdf", "PDF", 1, pdf(&[&[&line]]));
    }

    fn containers(&mut self) {
        type Gathers = fn(&[(&str, &[u8])]) -> Vec<u8>;
        let ways: [(&str, &str, Gathers); 2] = [("zip", "a.zip", zip), ("tar", "a.tar", tar)];
        for (name, path, gather) in ways {
            let page = self.own_text(&PAGE.replace("quayzz1", "quayzz2"));
            let text = self.own_text(TEXT);
            let files = gather(&[("a.txt", text.as_bytes()), ("b/c.html", page.as_bytes())]);
            self.bytes(name, path, name, 2, files);
        }
        self.packed("gzip", "a.txt.gz", "text", TEXT, gzip);
        self.packed("zstd", "a.html.zst", "HTML", PAGE, zstd);
    }

    /// Bytes with the words of the next seed in them.
    fn own(&self, bytes: &[u8]) -> Vec<u8> {
        let mut own = bytes.to_vec();
        while let Some(at) = own.windows(6).position(|window| window == b"quayzz") {
            own[at..at + 6].copy_from_slice(self.next_word().as_bytes());
        }
        own
    }

    fn own_text(&self, text: &str) -> String {
        text.replace("quayzz", &self.next_word())
    }

    /// What the words of the next seed begin with.
    fn next_word(&self) -> String {
        let letter = |number: usize| char::from(b'a' + number as u8);
        format!("quay{}{}", letter(self.0.len() / 20), letter(self.0.len() % 20))
    }

    fn text(
        &mut self,
        name: &'static str,
        path: &'static str,
        reader: &'static str,
        articles: usize,
        text: &str,
    ) {
        self.bytes(name, path, reader, articles, self.own(text.as_bytes()));
    }

    fn bytes(
        &mut self,
        name: &'static str,
        path: &'static str,
        reader: &'static str,
        articles: usize,
        bytes: Vec<u8>,
    ) {
        let word = self.next_word();
        let words = (1..=articles).map(|number| format!("{word}{number}")).collect();
        self.0.push(Seed { name, path, reader, bytes, pack: <[u8]>::to_vec, words });
    }

    /// A file of one article that is packed last.
    fn packed(
        &mut self,
        name: &'static str,
        path: &'static str,
        reader: &'static str,
        text: &str,
        pack: fn(&[u8]) -> Vec<u8>,
    ) {
        self.text(name, path, reader, 1, text);
        if let Some(seed) = self.0.last_mut() {
            seed.pack = pack;
        }
    }
}

fn odt(text: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content><office:body><office:text>{text}</office:text></office:body>\
         </office:document-content>"
    );
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

fn warc(page: &str) -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let first = warc_page("https://harborwire.example/a", html, page.as_bytes());
    [first, warc_page("https://harborwire.example/b", html, b"<p>Nothing")].concat()
}
