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
