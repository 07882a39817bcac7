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
