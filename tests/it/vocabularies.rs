//! Words of the person's own beside an archive, topics, and what `morgue vocabulary` says of them.

use std::fs;
use std::process::Command;

use morgue::clipping::{ClueKind, Dimension};

use crate::support::{Shelf, corrected, rebuild, titled};

const FERRY: &str = "Ferry stays\n13 November 2019\nCategory: Korea, South\n\n\
    The council of Kiyv voted to keep the ferry, and Kiyv will pay for it.\n";

const MATCH: &str = "Portbury win the Champions League\n14 November 2019\n\n\
    The goalkeeper saved a penalty, and the striker scored twice in the match.\n";

/// Both pieces in an archive, and what a person wrote beside it.
fn shelf() -> Shelf {
    let shelf = Shelf::new();
    shelf.write("ferry.txt", FERRY);
    shelf.write("match.txt", MATCH);
    shelf
}

#[test]
fn what_a_person_says_of_names_is_used_by_ingest_and_rebuild() {
    let shelf = shelf();
    shelf.ingest();
    let ferry = titled(&shelf, "Ferry stays");
    assert_eq!(ferry.categories[0].value, ["Korea"]);
    assert_eq!(ferry.categories[0].clue.kind, ClueKind::Vocabulary);
    assert_eq!(ferry.categories[0].clue.words, "Korea, South");
    fs::write(shelf.index().join("regions.txt"), "Kiyv = UA/kyiv\n").expect("written");
    fs::write(shelf.index().join("categories.txt"), "korea, south = Asia/Korea\n")
        .expect("written");
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected(&shelf));
    assert_eq!(titled(&shelf, "Ferry stays").categories[0].value, ["Asia", "Korea"]);
    rebuild(&shelf.index(), &corrected(&shelf), &|_| {}).expect("it is rebuilt");
    let rebuilt = titled(&shelf, "Ferry stays");
    assert_eq!(rebuilt.categories[0].value, ["Asia", "Korea"]);
    let kyiv = rebuilt.regions.iter().find(|region| region.value[2] == "UA").expect("Kyiv");
    assert_eq!(kyiv.value, ["150", "151", "UA", "kyiv"]);
    assert_eq!(kyiv.clue.kind, ClueKind::Vocabulary);
    assert_eq!(rebuilt.id, ferry.id);
    shelf.write("bridge.txt", FERRY.replace("Ferry stays", "Bridge opens"));
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected(&shelf));
    assert_eq!(titled(&shelf, "Bridge opens").categories[0].value, ["Asia", "Korea"]);
}

#[test]
fn a_topic_is_a_facet_of_its_own_and_only_where_no_category_is_stated() {
    let shelf = shelf();
    shelf.ingest();
    let found = titled(&shelf, "Portbury win the Champions League");
    assert_eq!(found.topics[0].value, ["15000000", "20001065"]);
    assert!(found.categories.is_empty());
    assert!(titled(&shelf, "Ferry stays").topics.is_empty());
    let values = shelf.snapshot().facet_values(Dimension::Topic).expect("they are read");
    assert_eq!(values.len(), 2, "{values:?}");
}

#[test]
fn topics_are_asked_for_by_name_and_shown_with_their_words() {
    let shelf = shelf();
    shelf.ingest();
    let count = |query: &str| morgue(&shelf, &["count", query]).0;
    for query in ["topic:sport", "topic:Fußball", "topic:15000000", "topic:none category:korea"] {
        assert_eq!(count(query), "1\n", "{query}");
    }
    assert_eq!(count("topic:weather"), "0\n");
    assert_eq!(count("category:\"South Korea\""), "1\n");
    let id = titled(&shelf, "Portbury win the Champions League").id.to_string();
    let (meta, _) = morgue(&shelf, &["show", "--meta", &id]);
    assert!(
        meta.contains("topic\tsport / soccer  15000000/20001065\ttext\tChampions League, "),
        "{meta}"
    );
}

#[test]
fn the_vocabulary_says_what_it_holds_and_what_it_did_not_understand() {
    let shelf = shelf();
    shelf.ingest();
    let (out, err) = morgue(&shelf, &["vocabulary"]);
    assert_eq!((out.as_str(), err.as_str()), ("", ""));
    fs::write(shelf.index().join("regions.txt"), "Kiyv = UA/kyiv\nodd\nPortbury Post = -\n")
        .expect("written");
    let (out, err) = morgue(&shelf, &["vocabulary"]);
    assert_eq!(
        out,
        "regions.txt\tKiyv\tEurope / Eastern Europe / Ukraine / Kyiv\nregions.txt\tPortbury Post\t- (none)\n"
    );
    assert!(err.contains("line 2 of regions.txt was left out: it has no equals sign"), "{err}");
    let (page, _) = morgue(&shelf, &["--layout", "page", "vocabulary"]);
    assert!(page.contains("categories.txt  not there yet"), "{page}");
}

/// What a command prints on stdout and on stderr.
fn morgue(shelf: &Shelf, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
    command.env("MORGUE_INDEX", shelf.index()).args(arguments);
    let output = command.output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn a_status_is_understood_by_another_word_and_shown_with_that_of_its_source() {
    let shelf = Shelf::new();
    shelf.write(
        "a.json",
        r#"{"uri": "urn:hw:4", "type": "text", "versioncreated": "2019-11-13T06:02:00Z", "pubstatus": "canceled", "embargoed": "2019-11-14T00:00:00Z",
            "headline": "Lock is closed", "body_text": "The lock is closed, the council said."}"#,
    );
    shelf.ingest();
    let (count, err) = morgue(&shelf, &["count", "is:cancelled"]);
    assert_eq!(count, "1\n");
    assert!(err.contains("note: cancelled is filed under status:killed"), "{err}");
    assert_eq!(morgue(&shelf, &["count", "is:killed"]), ("1\n".to_owned(), String::new()));
    let (meta, _) =
        morgue(&shelf, &["show", "--meta", &titled(&shelf, "Lock is closed").id.to_string()]);
    assert!(meta.contains("status\tkilled\tstated\tcanceled\n"), "{meta}");
    let told = "embargo\tembargoed until 2019-11-14T00:00:00Z (key embargoed)";
    assert!(meta.contains(told), "{meta}");
}

#[test]
fn a_category_is_asked_for_by_the_name_a_person_gave_it() {
    let shelf = shelf();
    shelf.ingest();
    let (count, err) = morgue(&shelf, &["count", "category:Halbinsel"]);
    assert_eq!(count, "0\n");
    assert!(err.contains("nothing in the archive is filed under category:Halbinsel"), "{err}");
    fs::write(shelf.index().join("categories.txt"), "Halbinsel = Korea\n").expect("written");
    assert_eq!(morgue(&shelf, &["count", "category:Halbinsel"]).0, "1\n");
}

#[test]
fn a_line_wants_no_topics_and_without_it_they_are_back() {
    let shelf = shelf();
    let file = shelf.index().join("categories.txt");
    shelf.ingest();
    fs::write(&file, "suggested topics = -\n").expect("written");
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected(&shelf));
    assert!(titled(&shelf, "Portbury win the Champions League").topics.is_empty());
    assert_eq!(titled(&shelf, "Ferry stays").categories[0].value, ["Korea"]);
    fs::remove_file(&file).expect("it is there");
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected(&shelf));
    assert_eq!(titled(&shelf, "Portbury win the Champions League").topics.len(), 1);
}

#[test]
fn dates_and_topics_can_be_taken_away_by_hand() {
    let shelf = shelf();
    shelf.ingest();
    let id = titled(&shelf, "Portbury win the Champions League").id.to_string();
    for (arguments, now) in [
        (["correct", &id, "date", "none"], "date is now: no date"),
        (["correct", &id, "topic", "none"], "topic is now: none"),
        (["correct", &id, "lang", "ko"], "language is now: Korean"),
    ] {
        let (_, err) = morgue(&shelf, &arguments);
        assert!(err.contains(now), "{err}");
    }
    let piece = titled(&shelf, "Portbury win the Champions League");
    assert_eq!((piece.published, piece.topics.len()), (None, 0));
    assert_eq!(morgue(&shelf, &["count", "is:undated"]).0, "1\n");
    let (_, err) = morgue(&shelf, &["correct", &id, "topic", "election"]);
    assert!(err.contains("topic is now: politics / election"), "{err}");
    let (_, err) = morgue(&shelf, &["correct", &id, "topic", "nonsense"]);
    assert!(err.contains("no topic is known as nonsense"), "{err}");
}

#[test]
fn a_dimension_that_the_query_filters_says_so_above_its_counts() {
    let shelf = shelf();
    shelf.ingest();
    let told = "(Categories: counted without your filter on it)";
    let (_, err) = morgue(&shelf, &["facets", "--category", "Korea", "--by", "category"]);
    assert!(err.contains(told), "{err}");
    let (page, _) = morgue(
        &shelf,
        &["--layout", "page", "search", "category:Korea", "--facets", "category,outlet"],
    );
    assert!(page.contains(told), "{page}");
    let (_, err) = morgue(&shelf, &["facets", "ferry", "--by", "category"]);
    assert!(!err.contains("counted without"), "{err}");
}

#[test]
fn what_lies_beside_the_archive_is_printed_as_json_too() {
    let shelf = shelf();
    shelf.write("pact.txt", "Pact\n\nThe Harbour Operators Safety Treaty (HOST) stays.\n");
    shelf.write("empty.txt", "");
    shelf.ingest();
    fs::write(shelf.index().join("regions.txt"), "Kiyv = UA/kyiv\nodd\n").expect("written");
    fs::write(shelf.index().join("acronyms.txt"), "EU = -\nFTA = Free Trade Area\nodd\n")
        .expect("written");
    let json = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&morgue(&shelf, arguments).0).expect("it is JSON")
    };
    let words = json(&["vocabulary", "--json"]);
    assert_eq!(words["files"][0]["names"][0]["name"], "Kiyv");
    assert_eq!(words["files"][0]["notes"].as_array().map(Vec::len), Some(1));
    assert_eq!(words["files"][1]["exists"], false);
    let ledger = json(&["ledger", "--json"]);
    assert_eq!((&ledger["known"], &ledger["skipped"]), (&4.into(), &1.into()));
    assert_eq!(ledger["files"][0]["path"], "empty.txt");
    let acronyms = json(&["acronyms", "--json"]);
    assert_eq!((&acronyms["total"], &acronyms["notes"][0].is_string()), (&1.into(), &true));
    assert_eq!(acronyms["short_forms"][0]["standing"], "widened");
    assert_eq!(acronyms["by_hand"][1]["meaning"], "Free Trade Area");
    let host = json(&["acronyms", "HOST", "--json"]);
    let pact = titled(&shelf, "Pact").id.to_string();
    assert_eq!(host["short_forms"][0]["meanings"][0]["sources"][0], pact);
    assert_eq!(host["by_hand"].as_array().map(Vec::len), Some(0));
    // Lines that name nothing learned are listed with what was learned.
    let (rows, _) = morgue(&shelf, &["acronyms"]);
    assert_eq!(
        rows,
        "EU\t-\t\t\tby hand\nFTA\tFree Trade Area\t\t\tby hand\n\
         HOST\tHarbour Operators Safety Treaty\t1\t1\twidened\n"
    );
}
