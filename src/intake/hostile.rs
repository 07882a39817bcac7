//! No bytes make reading panic, whatever they are.

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

fn survives(path: &str, bytes: &[u8]) {
    let mut given = 0;
    let options = Options { map: vec!["x=title".parse().expect("a mapping")] };
    let outcome = read(&Source { path, bytes }, &options, &mut |article| {
        assert_eq!(article.part, given);
        given += 1;
    });
    if let Outcome::Read { drafts, .. } = outcome {
        assert_eq!(drafts, given);
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
