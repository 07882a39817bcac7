//! Web archives: WARC, WET, ARC and WACZ, with everything that can be wrong with a record.

use morgue::archive::FileOutcome;
use morgue::clipping::{ClueKind, LabelName};
use morgue::ingest::Tally;

use crate::packed::{gzip, warc_page, warc_record, zip, zstd};
use crate::support::{Shelf, titled};

/// A page with one article.
fn page(headline: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{headline} | Harborwire</title></head><body>\
         <h1>{headline}</h1><p>{body}</p><p>The council said so on Wednesday at the town hall, and nobody spoke \
         against it.</p></body></html>"
    )
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

fn article(headline: &str) -> Vec<u8> {
    let address = format!("https://harborwire.example/{}", headline.replace(' ', "-"));
    warc_page(&address, HTML, page(headline, &format!("{headline} at last this week.")).as_bytes())
}

fn notes(shelf: &Shelf) -> String {
    let states = shelf.states();
    let told = states.values().map(|state| match &state.outcome {
        FileOutcome::Read { notes, .. } => notes.join("\n"),
        FileOutcome::Skipped { reason } => reason.clone(),
    });
    told.collect::<Vec<_>>().join("\n")
}

/// Ingests one file.
fn ingested(name: &str, bytes: &[u8]) -> (Shelf, Tally) {
    let shelf = Shelf::new();
    shelf.write(name, bytes);
    let tally = shelf.ingest();
    assert!(tally.members.adds_up(), "{:?}", tally.members);
    assert_eq!(tally.files.read, 1, "{:?}", tally.files);
    (shelf, tally)
}

#[test]
fn a_capture_is_saved_when_it_was_captured_and_published_when_the_page_says() {
    let head =
        warc_record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: x\r\n");
    let request = warc_record(
        "request",
        "WARC-Target-URI: https://x.example/\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
    );
    let dated =
        page("Ferry stays", "The ferry stays. <time datetime=2019-11-13>13 November 2019</time>");
    let dated = warc_page("https://harborwire.example/ferry", HTML, dated.as_bytes());
    let undated = article("Pier opens");
    let (shelf, tally) = ingested("a.warc", &[head, request, dated, undated].concat());
    assert_eq!((tally.members.found, tally.members.read), (4, 2));
    let ferry = titled(&shelf, "Ferry stays");
    assert_eq!(ferry.published.as_ref().expect("a date").value.iso(), "2019-11-13");
    assert_eq!(ferry.url.as_ref().expect("an address").value, "https://harborwire.example/ferry");
    assert_eq!(ferry.place(), "a.warc/https://harborwire.example/ferry");
    let saved = ferry.labels.iter().find(|label| label.name == LabelName::Saved);
    let saved = saved.expect("it is kept");
    assert_eq!((saved.value.as_str(), saved.place.as_str()), ("2020-02-03T04:05:06Z", "WARC-Date"));
    let pier = titled(&shelf, "Pier opens");
    assert!(pier.published.is_none(), "{:?}", pier.published);
    assert!(pier.other_dates.iter().all(|date| date.clue.kind == ClueKind::Stated));
}

#[test]
fn what_is_no_page_is_counted_by_its_type() {
    let records = [
        article("Ferry stays"),
        warc_page("https://a.example/1.png", "Content-Type: image/png\r\n", b"\x89PNG\r\n"),
        warc_page("https://a.example/2.png", "content-type: Image/PNG\r\n", b"\x89PNG\r\n"),
        warc_page("https://a.example/x.css", "Content-Type: text/css\r\n", b"p { color: red }"),
        warc_record(
            "revisit",
            "WARC-Target-URI: https://a.example/\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
        warc_record(
            "response",
            "WARC-Target-URI: https://a.example/gone\r\n",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html><p>Gone</html>",
        ),
        warc_record(
            "conversion",
            "WARC-Target-URI: https://a.example/words\r\nContent-Type: text/plain\r\n",
            b"Bridge is built\n\nThe bridge over the river was opened by the mayor on Monday.\n",
        ),
        warc_record(
            "resource",
            "WARC-Target-URI: https://a.example/res\r\nContent-Type: text/html\r\n",
            page("Harbour freezes", "The harbour froze over.").as_bytes(),
        ),
    ];
    let (shelf, tally) = ingested("a.warc", &records.concat());
    assert_eq!((tally.members.found, tally.members.read), (8, 3));
    assert_eq!(tally.clippings.new, 3);
    let skipped: Vec<(&str, u64)> =
        tally.members.skipped.iter().map(|(reason, count)| (reason.as_str(), *count)).collect();
    assert_eq!(
        skipped,
        [
            ("a body of type image/png", 2),
            ("a body of type text/css", 1),
            ("a response of status 404", 1),
            ("a revisit, which has no body of its own", 1),
        ]
    );
    assert!(!notes(&shelf).contains("2.png"), "no line for each of them");
    assert_eq!(
        titled(&shelf, "Bridge is built").url.expect("an address").value,
        "https://a.example/words"
    );
}

#[test]
fn bodies_are_read_however_the_server_packed_them() {
    let text = |headline: &str| page(headline, "It is so.").into_bytes();
    let chunked = |bytes: &[u8]| {
        let chunks = bytes
            .chunks(100)
            .map(|chunk| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
        [chunks.collect::<Vec<_>>().concat(), b"0\r\n\r\n".to_vec()].concat()
    };
    let page = |name: &str, fields: &str, body: &[u8]| {
        warc_page(&format!("https://a.example/{name}"), &format!("{HTML}{fields}"), body)
    };
    let (korean, _, _) = encoding_rs::EUC_KR.encode(
        "<html><body><h1>항구 다시 열려</h1><p>항구가 수요일 다시 열렸다. 관계자는 배가 내일부터 다닌다고 말했다. \
         시장은 다리가 내년에 완공될 것이라고 덧붙였다. 주민들은 환영했다.</p></body></html>",
    );
    let records = [
        page("1", "Content-Encoding: gzip\r\n", &gzip(&text("One came"))),
        page("2", "Transfer-Encoding: chunked\r\n", &chunked(&text("Two came"))),
        page(
            "3",
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            &chunked(&gzip(&text("Three came"))),
        ),
        page("4", "Content-Encoding: gzip\r\n", &text("Four came")),
        page("5", "Content-Encoding: zstd\r\n", &zstd(&text("Five came"))),
        warc_page("https://a.example/6", "Content-Type: text/html; charset=EUC-KR\r\n", &korean),
    ];
    let (shelf, tally) = ingested("a.warc.gz", &records.map(|record| gzip(&record)).concat());
    assert_eq!((tally.members.read, tally.clippings.new), (6, 6), "{}", notes(&shelf));
    for headline in
        ["One came", "Two came", "Three came", "Four came", "Five came", "항구 다시 열려"]
    {
        titled(&shelf, headline);
    }
}

#[test]
fn a_damaged_record_costs_no_other() {
    let mut torn = gzip(&article("Pier opens"));
    let middle = torn.len() / 2;
    torn[middle..middle + 8].copy_from_slice(&[0xFF; 8]);
    let packed = [gzip(&article("Ferry stays")), torn, gzip(&article("Bridge is built"))].concat();
    let (shelf, tally) = ingested("a.warc.gz", &packed);
    titled(&shelf, "Ferry stays");
    titled(&shelf, "Bridge is built");
    assert_eq!(tally.members.failed, 1, "{}", notes(&shelf));
    // Cut off within its last record.
    let plain = [article("Ferry stays"), article("Pier opens")].concat();
    let (shelf, tally) = ingested("b.warc", &plain[..plain.len() - 60]);
    titled(&shelf, "Ferry stays");
    assert!(notes(&shelf).contains("it ends early"), "{}", notes(&shelf));
    assert_eq!((tally.members.found, tally.files.partial, tally.clippings.left_out), (2, 1, 0));
    // A head without a length.
    let bad = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>lost</p>\r\n\r\n"
        .to_vec();
    let (shelf, tally) =
        ingested("c.warc", &[article("Ferry stays"), bad, article("Pier opens")].concat());
    assert_eq!((tally.members.found, tally.members.read, tally.members.failed), (3, 2, 1));
    assert!(notes(&shelf).contains("record 2: the record does not say how long it is"));
}

#[test]
fn what_ends_early_in_a_packed_file_is_counted_once() {
    // Many words, so that the packed stream ends in the midst of the third record.
    let articles: Vec<u8> = ["Ferry stays", "Pier opens", "Bridge is built"]
        .iter()
        .flat_map(|headline| article(headline))
        .collect();
    let zip = zip(&[("a.txt", b"Nothing"), ("a.warc", &articles)]);
    let cut = zip.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a directory");
    let (shelf, tally) = ingested("a.zip", &zip[..cut * 2 / 3]);
    assert!(tally.clippings.left_out < 6, "{}", notes(&shelf));
    assert!(!notes(&shelf).contains("more notes"), "{}", notes(&shelf));
}

#[test]
fn arc_files_are_read_with_their_dates() {
    let answer = format!("HTTP/1.0 200 OK\r\n{HTML}\r\n{}", page("Ferry stays", "It is so."));
    let arc = format!(
        "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Port\n\n\
         https://a.example/a 10.0.0.1 20140216050221 text/html {}\n{answer}\n",
        answer.len()
    );
    let (shelf, tally) = ingested("a.arc.gz", &gzip(arc.as_bytes()));
    assert_eq!((tally.members.found, tally.members.read), (2, 1));
    let ferry = titled(&shelf, "Ferry stays");
    let saved = ferry.labels.iter().find(|label| label.name == LabelName::Saved);
    assert_eq!(saved.expect("it is kept").value, "2014-02-16T05:02:21Z");
    assert!(ferry.published.is_none());
}

#[test]
fn of_a_wacz_file_only_its_web_archives_are_read() {
    let warc = gzip(&article("Ferry stays"));
    let pages = b"{\"title\": \"Ferry stays\", \"text\": \"The ferry stays.\", \"url\": \"https://a.example/\"}\n";
    let wacz = zip(&[
        ("datapackage.json", b"{\"profile\": \"data-package\"}"),
        ("archive/data.warc.gz", &warc),
        ("pages/pages.jsonl", pages),
    ]);
    let (shelf, tally) = ingested("a.wacz", &wacz);
    assert_eq!(tally.clippings.read, 1);
    // The web archive is a member, and its one record.
    assert_eq!((tally.members.found, tally.members.read), (4, 2));
    let place = "a.wacz/archive/data.warc.gz/https://harborwire.example/Ferry-stays";
    assert_eq!(titled(&shelf, "Ferry stays").place(), place);
    assert!(notes(&shelf).contains("what a WACZ file says of its web archives"));
}
