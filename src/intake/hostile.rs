//! No bytes make reading panic, whatever they are.

use std::io::Write;

use proptest::prelude::*;

use super::{Options, Outcome, Source, read};

/// Files of every format, to be damaged.
const SAMPLES: &[&str] = &[
    "Ferry stays\n\n13-Nov-2019 Newsasia | PortburyPost | 6:02 AM Print This Post\n\nThe council voted.\n\nTags: a, b\n",
    "항구 다시 열려\n기사입력 2019.11.13 06:02 | 수정 2019.11.13 오전 7:10\n홍길동 기자\n\n항구가 열렸다.\n令和元年11月13日\n二〇一九年十一月十三日",
    "---\ntitle: A\ntags:\n  - b\n---\nText. Thứ Tư, 13/11/2019, 06:02 (GMT+7)\nStand: 13.11.2019, 06:02 Uhr",
    "<REUTERS TOPICS=\"YES\" NEWID=\"1\"><DATE>26-FEB-1987</DATE><TOPICS><D>x</D></TOPICS><TEXT>&#2;<TITLE>A &amp; B</TITLE>\
     <BODY>One\n    two &#3;</BODY></TEXT></REUTERS>",
    "{\"title\": \"A\", \"text\": \"B\\n\\nC\", \"tags\": [\"x\", {\"name\": \"y\"}]}\n{\"title\": 1}\n",
    "[{\"title\": \"A\", \"body\": [\"B\"]}, 7]",
    "<!DOCTYPE html><html lang=en><head><meta property=og:title content='A'><title>A | B</title>\
     <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"#a\"}}</script></head><body><h1>A</h1>\
     <time datetime=2019-11-13>13 Nov</time><p>One, two <b>three<p>four</body>",
    "MIME-Version: 1.0\r\nSnapshot-Content-Location: https://post.example/a\r\nSubject: =?utf-8?Q?A?=\r\n\
     Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>One=20two\r\n--b--\r\n",
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\nContent-Length: 110\r\n\r\n\
     HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n\r\n\
     4\r\n<p>x\r\n0\r\n\r\nWARC/1.1\r\n",
    "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Port\n\nhttp://a.example/ 10.0.0.1 20140216050221 \
     text/html 41\nHTTP/1.0 200 OK\nContent-Type: text/plain\n\nOne",
    "{\\rtf1\\ansi\\ansicpg949{\\fonttbl{\\f0\\fcharset129 A;}}{\\info{\\title B}{\\creatim\\yr2019}}\\uc1 \\u54637?\\'c7\\'d7\\par \
     {\\*\\x y}{\\footnote n}\\bin3 abc\\par}",
    "Download Request: Selected Items: 1-2\n\n     1 of 2 DOCUMENTS\n\n    Post\n\n   May 1, 2010 Monday\n   Edition 1\n\n\
     Ferry\n\nBYLINE: A B\n\nLENGTH: 9 words\n\nIt stays.\n\nGRAPHIC: One\n\nSUBJECT: SEA (9%); X\n\n  2 of 2 DOCUMENTS\n\nX",
    "Documents (1)\n\nFerry\nPost\nMay 1, 2010 Monday\n\nCopyright 2010 Post\nSection:\u{A0}N\nLength: 9 words\nBody\n\nIt.\n\
     Graphic\n\nX\nClassification\nLoad-Date: May 2, 2010\nEnd of Document\n",
    "HD\tFerry\nBY\tBy A\nWC\t9 words\nPD\t9 May 2010\nSN\tPost\nTD\tIt stays.\nNS\tg : A/B | x\nAN\tDocument \
     POST000020100509e659\n\nFerry\nBy A\n9 words\n9 May 2010\n08:20\nPost\n(c) X\n\nIt.\n\nDocument POST000020100509e660\n",
    "<html><title>Factiva</title><div class=\"article enArticle\"><td class=index><b>HD</b></td><td>Ferry<tr><td><b>AN</b><td>Document \
     POST000020100509e659<p class=\"articleParagraph\">It<div class=\"article x\"><div>9 words</div><div>9 May 2010",
    "<?xml version='1.0'?><ppsArticleResponse><ppsarticleResultSet count='2'><article><accessionNo>A</accessionNo><headline>\
     <paragraph><hlt>A</hlt>&amp;</paragraph></headline><leadParagraph>B</leadParagraph><region code='x'><name>Y</name></region></article>",
    "____________________\nDocument 1 of 2\n\nFerry\n\nAuthor: A; B\n\nFull text: It\nstays.\n\nCompany / organization: Name: X; \
     NAICS: 1\n\nPublication info: P\n\nProQuest document ID: 12345\n____________________\nX",
    "<a name=\"DocID_1\"></a><p>Ferry<p><strong>Full text: </strong><p>It<p><strong>ProQuest document ID: </strong>12345\
     <a href=\"x/docview/12345\">y</a><a name=\"DocID_2\">",
    "From: a@proquest.example\nSubject: x\nContent-Type: text/html\n\n<a name=\"DocID_1\"></a><p>Ferry<p><strong>Author: </strong>A",
    "title,url,text,date\n\"Ferry, \"\"x\"\"\",https://p.example/a,\"It\n\nstays\",2019\n,,,\na,b\n",
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<H3>All</H3><DT><A HREF=\"https://p.example\" ADD_DATE=\"1\" TAGS=\"a,b\">Ferry</A>\n<DD>It",
    "TY  - NEWS\nTI  - Ferry\nDA  - 2019/11/13/\nAB  - It\nstays\nER  - \nTY  - NEWS\n",
    "@misc{a, title = {{F}erry \\& \"x\"}, author = \"A and B\", year = 2019, abstract={It}}\n@string{x = \"y\"}\n",
    "---\ntitle: \"Ferry: x\"\nauthor:\n  - \"[[A]]\"\ntags: [a, 'b']\nsummary: >\n  It\n---\n# Ferry\n\n![x](y)\n\n- [a](b) **c**\n> d\n",
    "+++\ntitle = 'Ferry'\ntags = [\n'a']\nx = \"\"\"\ny\"\"\"\n+++\nIt `stays`.\n",
    "{\"collections\": [{\"name\": \"A\", \"links\": [{\"name\": \"B\", \"url\": \"https://p.example\"}]}], \"x\": {\"content\": {\"url\": 1}}}",
    "<!DOCTYPE nitf [<!ENTITY a '&b;'>]><nitf><head><docdata management-status='embargoed'><date.issue norm='20191113T060200Z'/></docdata></head><body>\
     <body.head><hedline><hl1>A &amp; B</hl1></hedline><byline>By A<byttl>B</byttl></byline></body.head><body.content><p>&a; One<p>two</body.content></body></nitf>",
    "<NewsML><NewsItem><NewsManagement><Status FormalName='Canceled'/></NewsManagement><NewsComponent><NewsLines><HeadLine>A</HeadLine></NewsLines><ContentItem>\
     <DataContent><![CDATA[<p>One</p>]]></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem guid='a'><itemMeta><embargoed>2019-11-13</embargoed></itemMeta><contentMeta>\
     <headline>A</headline></contentMeta><contentSet><inlineXML><html><body><p>One</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>",
    "{\"uri\": \"urn:a\", \"versioncreated\": \"2019-11-13T06:02:00Z\", \"headline\": \"A\", \"body_html\": \"<p>One\", \"subject\": [{\"code\": \"15000000\"}],\
     \"associations\": {\"p\": {\"uri\": \"b\", \"headlines\": [{\"value\": \"B\"}]}}}",
    "\x16\x16\x01W2870\x1fasian\nu i\x13\x11 BC-A 11-13 0049\n\x02^BC-A, KILL<\n^A\n^By B=\n\t  One\n\x03HW-WF-11-13-13 1509GMT<\n\x04",
    "\x01exa062 4 pl 211   hwa 061\n\nA/\n\x02B =\n\nOne\n# hwa NOTE\n\x03131137 GMT Nov 13\n\x04",
    "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>H</title><item><title>A &lt;b&gt;</title><pubDate>Wed, 13 Nov 2019\
     </pubDate><dc:creator>B</dc:creator><description><![CDATA[<p>One]]></description><wp:status>draft</wp:status></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'><entry><title type='html'>A</title><link href='b'/><content type='xhtml'><div>One</div>\
     </content></entry></feed>",
    "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": 1, \"content_html\": \"<p>One\"}]}",
    "<en-export><note><title>A</title><content><![CDATA[<en-note>One</en-note>]]></content><resource><data>aa</data></resource></note></en-export>",
    "Message-ID: <1@x>\nFrom: A <a@x.example>\nList-Id: b\nSubject: =?utf-8?Q?A?=\nDate: Wed, 13 Nov 2019 06:02:00 +0100\nMIME-Version: 1.0\n\
     Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=euc-kr\n\n<p>One\n--b\nContent-Type: message/rfc822\n\nSubject: B\n\nTwo\n--b\n\
     Content-Type: text/plain; name=c.txt\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nVHdv\n--b--\n",
    "From a@x Wed Nov 13 06:02:00 2019\nSubject: A\n\n1. One\n\nTwo\n\n>From b\n\nFrom a@x Wed Nov 13 06:02:00 2019\nSubject: B\n\n-----\nThree\n\n-----\n",
];

/// A container of documents and of the samples, to be damaged.
fn packed() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).expect("a member begins");
        writer.write_all(bytes).expect("memory takes it");
    };
    let document =
        b"<w:document><w:body><w:p><w:r><w:t>One &amp; two</w:t></w:r></w:p></w:body></w:document>";
    add("[Content_Types].xml", b"<Types/>");
    add("word/document.xml", document);
    for (number, sample) in SAMPLES.iter().enumerate() {
        add(&format!("{number}.gz"), &super::packing::tests::gzip(sample.as_bytes()));
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn survives(path: &str, bytes: &[u8]) {
    let mut given = 0;
    let options =
        Options { map: vec!["x=title".parse().expect("a mapping")], ..Options::default() };
    let outcome = read(&Source { path, bytes }, &options, &mut |article| {
        assert_eq!(article.part, given);
        given += 1;
    });
    if let Outcome::Read { drafts, members, .. } = outcome {
        assert_eq!(drafts, given);
        assert!(members.adds_up(), "{members:?}");
    }
}

/// Beginnings of exports that are never ended, each with what makes a file one.
const BEGINNINGS: &[(&str, &str)] = &[
    ("LENGTH: 9 words\n", "1 of 2 DOCUMENTS\n"),
    ("1 of 2 DOCUMENTS\n\nPost\n\nMay 1, 2010\n", "Words\n"),
    ("1 of 2 DOCUMENTS\n\nLENGTH: 9\n\nGRAPHIC: x\n", "Words\n\n"),
    ("Length: 9\nSection: x\n", "Body\n"),
    ("Length: 9\nSection: x\nBody\n", "End of Document\n"),
    ("PD\t9 May 2010\n", "HD\tx\n"),
    ("9 words\n9 May 2010\nDocument POST000020100509e659\n", "9 words\n"),
    ("<title>Factiva</title><p class=\"articleParagraph\">", "class=\"article "),
    (
        "<title>Factiva</title><p class=\"articleParagraph\">",
        "<div class=\"article x\"><b>HD</b><p>",
    ),
    ("<ppsArticleResponse><article>", "<headline><paragraph>"),
    ("ProQuest\nTitle: x\nSubject: y\n", "____________________\nTitle: x\n"),
    ("ProQuest\nTitle: x\nFull text: y\n", "Subject: z\n\nProQuest document link\n\n"),
    ("<p>", "<a name=\"DocID_1\">"),
    ("<p>", "name=\"DocID_"),
    ("title,url,text\n", "\"a,\n"),
    ("title,url,text\n", "a\n"),
    ("<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<a href='x'><a "),
    ("TY  - NEWS\n", "TY  - x\nTI  - y\n"),
    ("@misc{a, b={c},", "@misc{a, b={"),
    ("@misc{a, b={c}}", "@misc{a, b, "),
    ("---\ntitle: x\n---\n", "![["),
    ("---\ntitle: x\n---\n", "[a]("),
    ("---\ntitle: x\n", "- ["),
    ("+++\ntitle = 'x'\n", "a = [\n"),
    ("{", "\"a\": [{\"links\": ["),
];

#[test]
fn files_of_beginnings_alone_take_no_time() {
    for (head, piece) in BEGINNINGS {
        survives("a", format!("{head}{}", piece.repeat(40_000)).as_bytes());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400), path in "[a-z./]{0,9}") {
        survives(&path, &bytes);
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,80}(\n\\PC{0,80}){0,6}") {
        survives("a.txt", text.as_bytes());
        survives("a.jsonl", text.as_bytes());
    }

    #[test]
    fn damaged_containers_are_survived(
        as_document in any::<bool>(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = packed();
        if !as_document {
            // Without its first part it is a zip file like any other.
            let name = b"[Content_Types].xml";
            while let Some(at) = bytes.windows(name.len()).position(|window| window == name) {
                bytes[at] = b'x';
            }
        }
        for (place, byte) in damage {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        survives("a", &bytes);
    }

    #[test]
    fn damaged_files_are_survived(
        sample in 0..SAMPLES.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12),
    ) {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for (place, byte, deed) in damage {
            let at = place.index(bytes.len().max(1));
            match deed {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => { bytes.remove(at); }
                2 => bytes.insert(at.min(bytes.len()), byte),
                _ => {}
            }
        }
        survives("a", &bytes);
    }
}
