//! Exports of press databases, reading lists, tables: many articles a file, each held against what
//! the file says of itself, and the same ones again when it is exported again.

use morgue::archive::FileOutcome;
use morgue::clipping::Clipping;

use morgue::ingest::Options;

use crate::support::{Shelf, options, titled};

const NEXIS: &str = "
Download Request: Selected Items: 1-3

                               1 of 3 DOCUMENTS

                                 Portbury Post

                            January 11, 2010 Monday

Ferry stays for another year

LENGTH: 9 words

The council voted to keep the old ferry.

LOAD-DATE: March 5, 2012

                               2 of 3 DOCUMENTS

                                 Harbour Echo

LENGTH: 5 words

HEADLINE: Pier opens late

BODY:
The pier opened at noon.

LOAD-DATE: March 6, 2012
";

fn factiva(articles: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (number, headline) in articles {
        text.push_str(&format!(
            "HD\t{headline}\nWC\t9 words\nPD\t9 January 2012\nSN\tPortbury Post\nLA\tEnglish\n\
             TD\t{headline}, the council said, and nobody spoke against it.\n\
             RE\tkor : South Korea | eastasiaz : Eastern Asia\nAN\tDocument {number}\n\n"
        ));
    }
    text
}

/// What the ledger says of a file.
fn told(shelf: &Shelf, path: &str) -> (String, Vec<String>) {
    let states = shelf.states();
    let state = states.values().find(|state| state.path == path).expect("the file is known");
    match &state.outcome {
        FileOutcome::Read { reader, notes, .. } => (reader.clone(), notes.clone()),
        FileOutcome::Skipped { reason } => ("skipped".to_owned(), vec![reason.clone()]),
    }
}

fn day(clipping: &Clipping) -> Option<String> {
    clipping.published.as_ref().map(|known| known.value.iso())
}

#[test]
fn an_export_that_lacks_what_it_says_it_holds_is_told_in_tally_and_ledger() {
    let shelf = Shelf::new();
    shelf.write("nexis.txt", NEXIS);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.left_out), (2, 1));
    let (reader, notes) = told(&shelf, "nexis.txt");
    assert_eq!(reader, "Nexis");
    assert!(
        notes[0].starts_with("the file says that it holds 3 articles, 2 were found"),
        "{notes:?}"
    );
    assert_eq!(day(&titled(&shelf, "Ferry stays for another year")).as_deref(), Some("2010-01-11"));
}

#[test]
fn the_day_a_database_loaded_an_article_is_no_day_of_publication() {
    let shelf = Shelf::new();
    shelf.write("nexis.txt", NEXIS);
    shelf.ingest();
    assert_eq!(day(&titled(&shelf, "Pier opens late")), None);
}

#[test]
fn what_is_exported_again_is_not_doubled() {
    let shelf = Shelf::new();
    let (ferry, pier, bridge) = (
        ("PORTPO0020120109e81900001", "Ferry stays"),
        ("PORTPO0020120109e81900002", "Pier opens"),
        ("PORTPO0020120109e81900003", "Bridge is built"),
    );
    shelf.write("one.txt", factiva(&[ferry, pier]));
    shelf.write("two.txt", factiva(&[pier, bridge, ferry]));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.read, tally.clippings.left_out), (5, 0));
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (3, 2));
    let found = titled(&shelf, "Pier opens");
    assert_eq!(found.native.as_deref(), Some("factiva:PORTPO0020120109e81900002"));
    assert_eq!((found.origins.len(), day(&found).as_deref()), (2, Some("2012-01-09")));
    assert!(
        found.regions.iter().any(|region| region.value.contains(&"KR".to_owned())),
        "{:?}",
        found.regions
    );
    shelf.write("one.txt", factiva(&[pier, ferry]));
    shelf.ingest();
    assert_eq!(shelf.clippings().len(), 3);
}

const NUMBER: &str = "PORTPO0020120109e81900001";

/// An article of Factiva as text with its fields, and as a page.
fn in_two_formats(text: &str, page: &str) -> [(&'static str, String); 2] {
    let coded = format!(
        "HD\tFerry stays\nWC\t9 words\nPD\t9 January 2012\nSN\tPortbury Post\nLA\tEnglish\n\
         TD\t{text}\nAN\tDocument {NUMBER}\n"
    );
    let page = format!(
        "<html><head><title>Factiva</title></head><body><div class=\"article enArticle\"><div><span \
         class=\"enHeadline\">Ferry stays</span></div><div>9 words</div><div>9 January 2012</div>\
         <div>Portbury Post</div><div>PORTPO</div><div>English</div><div>Copyright 2012 Portbury \
         Post</div><p class=\"articleParagraph\">{page}</p><p>Document {NUMBER}</p></div></body></html>"
    );
    [("b.txt", coded), ("c.html", page)]
}

const LEAD: &str = "The council voted on Monday to keep the old ferry.";
const WHOLE: &str =
    "The council voted on Monday to keep the old ferry. Nobody spoke against it, the clerk said.";

#[test]
fn an_article_with_a_number_is_one_clipping_whatever_format_it_comes_in() {
    let shelf = Shelf::new();
    for (path, text) in in_two_formats(WHOLE, WHOLE) {
        shelf.write(path, text);
    }
    let dry = Options { dry_run: true, ..options() };
    let told = shelf.ingest_with(&[&shelf.folder("clippings")], &dry);
    let tally = shelf.ingest();
    assert_eq!(told.clippings, tally.clippings);
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
    let found = titled(&shelf, "Ferry stays");
    assert_eq!((found.origins.len(), found.notes.len()), (2, 0), "{:?}", found.notes);
    assert_eq!(shelf.ingest().files.unchanged, 2);
}

#[test]
fn of_one_number_with_two_texts_the_longer_one_is_shown_and_the_other_told() {
    for (text, page, told) in [(LEAD, WHOLE, "b.txt"), (WHOLE, LEAD, "c.html")] {
        let shelf = Shelf::new();
        for (path, text) in in_two_formats(text, page) {
            shelf.write(path, text);
        }
        let tally = shelf.ingest();
        assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
        let found = titled(&shelf, "Ferry stays");
        assert_eq!(found.paragraphs[0].text, WHOLE);
        let notes: Vec<&str> = found.notes.iter().map(|note| note.message.as_str()).collect();
        let expect =
            format!("other words under the same number in {told}: the longer text is shown");
        assert_eq!(notes, [expect.as_str()]);
        let id = found.id;
        // The longer one goes: the other one is shown, under the same id.
        shelf.delete(if told == "b.txt" { "c.html" } else { "b.txt" });
        shelf.ingest();
        let left = titled(&shelf, "Ferry stays");
        assert_eq!((left.id, left.paragraphs[0].text.as_str()), (id, LEAD));
        assert!(left.notes.is_empty(), "{:?}", left.notes);
    }
}

#[test]
fn one_number_for_two_pieces_is_two_clippings() {
    let shelf = Shelf::new();
    let [(path, text), _] = in_two_formats(WHOLE, WHOLE);
    let other =
        text.replace("Ferry stays", "Harbour frozen").replace(WHOLE, "Ice closed it again.");
    shelf.write(path, text);
    shelf.write("d.txt", other);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.in_archive), (2, 2));
}

#[test]
fn a_number_for_everybody_is_one_in_every_format_of_wires() {
    let shelf = Shelf::new();
    let words = "The council of Portbury voted on Monday to keep the old ferry running for a year.";
    shelf.write(
        "a.json",
        format!(
            r#"{{"uri": "urn:newsml:hw.example:77", "versioncreated": "2019-11-13T06:02:00Z", "headline": "Ferry stays", "body_text": "{words}"}}"#
        ),
    );
    shelf.write(
        "b.xml",
        format!(
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harborwire</title>\
             <entry><id>urn:newsml:hw.example:77</id><title>Ferry stays</title><updated>2019-11-13T06:02:00Z\
             </updated><content>{words}</content></entry></feed>"
        ),
    );
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, 1));
    let found = titled(&shelf, "Ferry stays");
    assert_eq!(found.native.as_deref(), Some("urn:newsml:hw.example:77"));
}

#[test]
fn what_is_only_an_address_is_a_stub_that_is_found() {
    let shelf = Shelf::new();
    shelf.write(
        "pocket.csv",
        "title,url,time_added,tags,status\nFerry stays,https://post.example/a,1600322788,sea|port,unread\n\
         Ferry stays,https://echo.example/b,1600322789,,archive\n",
    );
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.left_out), (2, 0));
    let stub = titled(&shelf, "Ferry stays");
    assert_eq!(
        stub.statuses.iter().map(|known| known.value.as_str()).collect::<Vec<_>>(),
        ["stub"]
    );
    assert_eq!(day(&stub), None);
    let (reader, notes) = told(&shelf, "pocket.csv");
    assert_eq!(reader, "table");
    assert!(notes[0].contains("title=title, url=url, time_added=saved, tags=tag"), "{notes:?}");
}

#[test]
fn a_table_of_figures_is_told_and_left_out() {
    let shelf = Shelf::new();
    shelf.write("figures.csv", "year,tons\n1987,12\n1988,13\n");
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.clippings.read, tally.clippings.left_out), (1, 0, 1));
}

/// One piece as reading lists and reference managers export it; what is behind each is what has to be
/// known of it: when it was published and saved, its outlet, its tags, and whether it is a stub.
const LISTS: &[(&str, &str, &str)] = &[
    (
        "omnivore.json",
        r#"[{"id":"8f5a","slug":"ferry","title":"Ferry stays","description":"The council voted.","author":"Ann Example","url":"https://post.example/a","state":"Archived","labels":["sea"],"savedAt":"2019-11-15T10:11:12.000Z","updatedAt":"2019-11-16T10:11:12.000Z","publishedAt":"2019-11-13T06:02:00.000Z","siteName":"Portbury Post"}]"#,
        "2019-11-13 2019-11-15 Portbury Post sea",
    ),
    (
        "karakeep.json",
        r#"{"bookmarks":[{"createdAt":1573812672,"title":"Ferry stays","tags":["sea"],"content":{"type":"link","url":"https://post.example/a"},"note":null,"archived":true}]}"#,
        "- 2019-11-15 post.example sea stub",
    ),
    (
        "linkwarden.json",
        r#"{"name":"Ann","collections":[{"id":3,"name":"Ferries","links":[{"id":7,"name":"Ferry stays","type":"url","description":"","url":"https://post.example/a","textContent":"The council voted.","createdAt":"2019-11-15T10:11:12.000Z","updatedAt":"2019-11-16T10:11:12.000Z","tags":[{"id":1,"name":"sea"}]}]}]}"#,
        "- 2019-11-15 post.example sea",
    ),
    (
        "pinboard.json",
        r#"[{"href":"https://post.example/a","description":"Ferry stays","extended":"","meta":"92","hash":"e2","time":"2019-11-15T10:11:12Z","shared":"no","toread":"yes","tags":"sea port"}]"#,
        "- 2019-11-15 post.example sea,port stub",
    ),
    (
        "delicious.json",
        r#"[{"url":"https://post.example/a","title":"Ferry stays","description":"The council voted.","created":"2019-11-15T10:11:12Z","updated":"2019-11-16T10:11:12Z","tags":"sea,port","private":0}]"#,
        "- 2019-11-15 post.example sea,port",
    ),
    (
        "wallabag2.json",
        r#"[{"is_archived":1,"tags":["sea"],"id":12,"title":"Ferry stays","url":"https://post.example/a","content":"<p>The council voted.</p>","created_at":"2019-11-15T10:11:12+00:00","updated_at":"2019-11-16T10:11:12+00:00","published_at":"2019-11-13T06:02:00+00:00","published_by":["Ann Example"],"language":"en","domain_name":"post.example"}]"#,
        "2019-11-13 2019-11-15 post.example sea",
    ),
    (
        "wallabag1.json",
        r#"[{"0":"1","1":"Ferry stays","id":"1","title":"Ferry stays","url":"https://post.example/a","is_read":"0","content":"<p>The council voted.</p>","tags":"sea,port"}]"#,
        "- - post.example sea,port",
    ),
    (
        "newsplease.json",
        r#"{"authors":["Ann Example"],"date_download":"2019-11-15 08:00:00","date_modify":"2019-11-14 09:00:00","date_publish":"2019-11-13 06:02:00","description":null,"language":"en","maintext":"The council voted.","source_domain":"post.example","title":"Ferry stays","url":"https://post.example/a"}"#,
        "2019-11-13 2019-11-15 post.example -",
    ),
    (
        "shaarli.html",
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>All</TITLE>\n<H1>Export of all bookmarks</H1>\n<DT><A \
         HREF=\"https://post.example/a\" ADD_DATE=\"1573812672\" PRIVATE=\"0\" TAGS=\"sea,port\">Ferry \
         stays</A>\n<DD>The council voted.\n",
        "- 2019-11-15 post.example sea,port",
    ),
    (
        "instapaper.csv",
        "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://post.example/a,Ferry stays,,Unread,1573812672,\"[\"\"sea\"\"]\"\n",
        "- 2019-11-15 post.example sea stub",
    ),
    (
        "readwise.csv",
        "Highlight,Book Title,Book Author,Note,Tags,Location Type,Location,Highlighted at\nThe council \
         voted.,Ferry stays,Ann Example,,sea,offset,12,2019-11-15 10:11:12+00:00\n",
        "- 2019-11-15 - sea",
    ),
    (
        "zotero.ris",
        "TY  - NEWS\nTI  - Ferry stays\nAU  - Example, Ann\nT2  - Portbury Post\nDA  - 2019/11/13/\n\
         KW  - sea\nUR  - https://post.example/a\nY2  - 2019/11/15/10:11:12\nER  - \n",
        "2019-11-13 2019-11-15 Portbury Post sea stub",
    ),
    (
        "zotero.bib",
        "@article{ferry,\n title = {Ferry stays},\n url = {https://post.example/a},\n urldate = {2019-11-15},\n \
         journal = {Portbury Post},\n date = {2019-11-13},\n keywords = {sea},\n}\n",
        "2019-11-13 2019-11-15 Portbury Post sea stub",
    ),
    (
        "zotero.rdf",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:z=\"http://www.zotero.org/namespaces/export#\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:bib=\"http://purl.org/net/biblio#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <bib:Article rdf:about=\"https://post.example/a\"><dcterms:isPartOf><bib:Newspaper><dc:title>Portbury Post</dc:title>\
         </bib:Newspaper></dcterms:isPartOf><dc:subject>sea</dc:subject><dc:title>Ferry stays</dc:title><dc:date>2019-11-13</dc:date>\
         <dcterms:dateSubmitted>2019-11-15 10:11:12</dcterms:dateSubmitted></bib:Article></rdf:RDF>",
        "2019-11-13 2019-11-15 Portbury Post sea stub",
    ),
    (
        "kikuzo.html",
        "<html><body><h1>検索結果 1件</h1><table><tr><th>番号</th><th>発行日</th><th>面名</th><th>見出し</th><th>キーワード</th>\
         <th>紙名</th><th>取得日</th></tr><tr><td>1</td><td>2019年11月13日 朝刊</td><td>社会</td><td>Ferry stays</td><td>船、港</td>\
         <td>港新聞</td><td>2019年11月15日</td></tr></table></body></html>",
        "2019-11-13 2019-11-15 港新聞 船,港 stub",
    ),
];

#[test]
fn lists_and_references_say_when_a_piece_was_published_and_when_it_was_saved() {
    for (path, text, expect) in LISTS {
        let shelf = Shelf::new();
        shelf.write(path, text);
        let tally = shelf.ingest();
        assert_eq!((tally.clippings.new, tally.clippings.left_out), (1, 0), "{path}");
        let found = titled(&shelf, "Ferry stays");
        let saved = found.other_dates.iter().find(|other| other.clue.words.starts_with("saved:"));
        let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let tags: Vec<&str> = found.tags.iter().map(|tag| tag.value.as_str()).collect();
        let mut told = format!(
            "{} {} {} {}",
            or_none(day(&found).map(|day| day.chars().take(10).collect())),
            or_none(saved.map(|other| other.value.iso().chars().take(10).collect())),
            or_none(found.outlet.as_ref().map(|outlet| outlet.value.clone())),
            or_none(Some(tags.join(",")).filter(|tags| !tags.is_empty())),
        );
        for status in &found.statuses {
            told.push(' ');
            told.push_str(&status.value);
        }
        assert_eq!(told, *expect, "{path}");
    }
}
