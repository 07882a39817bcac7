//! People, organisations and companies are filed as the source states them, and only so.

use morgue::query::parse;
use morgue::search::Searcher;

use crate::support::{Shelf, today};

const REUTERS: &str = r#"<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="1" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS></TOPICS><PLACES></PLACES><PEOPLE><D>harbour-master</D></PEOPLE>
<ORGS><D>port-board</D></ORGS><EXCHANGES></EXCHANGES><COMPANIES><D>ferry-lines</D></COMPANIES>
<TEXT>
<TITLE>FERRY STAYS</TITLE>
<BODY>The council said the ferry stays.
Reuter
</BODY></TEXT>
</REUTERS>
"#;
const JSON: &str = r#"{"title": "Bridge opens", "text": "The bridge was opened by Harbour Lines Inc, said Ada Quay.", "people": ["Ada Quay"], "orgs": "Port Board", "companies": ["Harbour Lines Inc", "Ferry Lines"], "tickers": ["HLI.L"]}
"#;
const PLAIN: &str = "Ice closes the harbour

Company: Ferry Lines; Northline Plc

The harbour stayed closed on Monday, said Ada Quay of Harbour Lines Inc.
";

#[test]
fn stated_names_are_facets_and_names_of_the_text_are_not() {
    let shelf = Shelf::new();
    shelf.write("a.sgm", REUTERS);
    shelf.write("b.jsonl", JSON);
    shelf.write("c.txt", PLAIN);
    assert_eq!(shelf.ingest().in_archive, 3);
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive is searched");
    for (query, expect) in [
        ("person:harbour-master", 1),
        ("person:\"Ada Quay\"", 1),
        ("organisation:\"Port Board\"", 1),
        ("organisation:port-board", 1),
        ("company:ferry-lines", 1),
        ("company:\"Ferry Lines\"", 2),
        ("company:HLI.L", 1),
        ("co:\"northline plc\"", 1),
        ("company:\"Harbour Lines Inc\"", 1),
        ("has:company", 3),
    ] {
        let count = searcher.count(&parse(query, today()).query).expect("a count");
        assert_eq!(count, expect, "{query}");
    }
}
