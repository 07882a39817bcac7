//! Files that state something about the file they lie beside.

use morgue::archive::FileOutcome;
use morgue::clipping::{Clipping, LabelName};
use morgue::ingest::{Options, Tally};

use crate::packed::{gzip, tar, zip};
use crate::support::{Shelf, options};

const TEXT: &str = "Ferry stays\n\n12-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\n\
    The council of the town voted on Monday to keep the ferry that links the banks.\n\nTags: sea\n";
const STATED: &str = "{\"date\": \"2019-11-13\", \"source\": \"Portbury Post\", \"tags\": [\"ports\"], \"mood\": \"calm\"}";

fn only(shelf: &Shelf) -> Clipping {
    let mut clippings = shelf.clippings().into_values();
    let first = clippings.next().expect("a clipping");
    assert!(clippings.next().is_none(), "only one");
    first
}

fn outlet(shelf: &Shelf) -> String {
    only(shelf).outlet.expect("an outlet").value
}

fn ledger(shelf: &Shelf, path: &str) -> (String, Vec<String>) {
    let states = shelf.states();
    let state = states.values().find(|state| state.path == path).expect("the file is known");
    match &state.outcome {
        FileOutcome::Read { reader, notes, .. } => (reader.clone(), notes.clone()),
        FileOutcome::Skipped { reason } => (String::new(), vec![reason.clone()]),
    }
}

fn counts(tally: &Tally) -> [u64; 4] {
    let files = &tally.files;
    [files.read, files.sidecars, files.unchanged, files.skipped_in_all()]
}

#[test]
fn a_sidecar_wins_over_the_text_and_nothing_is_lost() {
    for (name, content) in [
        ("a.json", STATED),
        ("a.txt.json", STATED),
        ("a.yaml", "date: 2019-11-13\nsource: Portbury Post\ntags: [ports]\nmood: calm\n"),
        ("a.yml", "---\ndate: 2019-11-13\nsource: Portbury Post\ntags:\n  - ports\nmood: calm\n"),
    ] {
        let shelf = Shelf::new();
        shelf.write("a.txt", TEXT);
        shelf.write(name, content);
        assert_eq!(counts(&shelf.ingest()), [1, 1, 0, 0], "{name}");
        let clipping = only(&shelf);
        assert_eq!(clipping.outlet.as_ref().expect("an outlet").value, "Portbury Post");
        assert_eq!(clipping.published.as_ref().expect("a date").value.iso(), "2019-11-13");
        let mut tags: Vec<&str> = clipping.tags.iter().map(|tag| tag.value.as_str()).collect();
        tags.sort_unstable();
        assert_eq!(tags, ["ports", "sea"]);
        let others: Vec<&str> = clipping
            .labels
            .iter()
            .filter(|label| label.name == LabelName::Other)
            .map(|label| label.value.as_str())
            .collect();
        assert!(others.contains(&"Harborwire") && others.contains(&"calm"), "{others:?}");
        assert_eq!(ledger(&shelf, "a.txt").0, "text with a sidecar");
        assert_eq!(ledger(&shelf, name), ("sidecar".to_owned(), Vec::new()));
        assert_eq!(counts(&shelf.ingest()), [0, 0, 2, 0], "nothing changed");
    }
}

#[test]
fn a_sidecar_that_changes_comes_or_goes_is_noticed() {
    let shelf = Shelf::new();
    shelf.write("a.txt", TEXT);
    assert_eq!(counts(&shelf.ingest()), [1, 0, 0, 0]);
    assert_eq!(outlet(&shelf), "Harborwire");
    shelf.write("a.json", STATED);
    assert_eq!(counts(&shelf.ingest()), [1, 1, 0, 0], "it came");
    assert_eq!(outlet(&shelf), "Portbury Post");
    shelf.write("a.json", STATED.replace("Portbury Post", "The Quayside Mail"));
    assert_eq!(counts(&shelf.ingest()), [1, 1, 0, 0], "it changed");
    assert_eq!(outlet(&shelf), "The Quayside Mail");
    shelf.delete("a.json");
    let tally = shelf.ingest();
    assert_eq!((counts(&tally), tally.files.vanished), ([1, 0, 0, 0], 1), "it went");
    assert_eq!(outlet(&shelf), "Harborwire");
    assert_eq!(counts(&shelf.ingest()), [0, 0, 1, 0]);
}

#[test]
fn without_a_partner_it_is_the_article_it_is() {
    let shelf = Shelf::new();
    shelf.write("a.json", "{\"title\": \"Pier opens\", \"source\": \"Portbury Post\"}");
    assert_eq!(counts(&shelf.ingest()), [1, 0, 0, 0]);
    assert_eq!(only(&shelf).headline.value, "Pier opens");
    shelf.write("a.txt", TEXT);
    let tally = shelf.ingest();
    assert_eq!((counts(&tally), tally.in_archive), ([1, 1, 0, 0], 1), "it has a partner");
    assert_eq!(only(&shelf).headline.value, "Pier opens");
    shelf.delete("a.txt");
    shelf.write("b.txt", TEXT);
    let tally = shelf.ingest();
    assert_eq!((counts(&tally), tally.in_archive), ([2, 0, 0, 0], 2), "and has none again");
}

#[test]
fn a_broken_one_is_told_and_costs_nothing_else() {
    let shelf = Shelf::new();
    shelf.write("a.txt", TEXT);
    shelf.write("a.json", "{\"date\": \"2019");
    assert_eq!(counts(&shelf.ingest()), [1, 1, 0, 0]);
    assert_eq!(outlet(&shelf), "Harborwire");
    assert!(ledger(&shelf, "a.json").1[0].starts_with("not JSON"));
    assert!(ledger(&shelf, "a.txt").1[0].starts_with("its sidecar a.json was left out: not JSON"));
    assert_eq!(counts(&shelf.ingest()), [0, 0, 2, 0]);
    shelf.write("a.json", STATED);
    assert_eq!(counts(&shelf.ingest()), [1, 1, 0, 0], "it was put right");
    assert_eq!(outlet(&shelf), "Portbury Post");
}

#[test]
fn what_holds_articles_or_states_nothing_is_no_sidecar() {
    let shelf = Shelf::new();
    shelf.write("a.txt", TEXT);
    shelf.write(
        "a.json",
        "{\"title\": \"Pier\", \"text\": \"The pier opens on Friday, the town says.\"}",
    );
    shelf.write("b.txt", TEXT.replace("Ferry", "Boat"));
    shelf.write("b.json", "[{\"title\": \"A\"}, {\"title\": \"B\"}]");
    let tally = shelf.ingest();
    assert_eq!((counts(&tally), tally.in_archive), ([4, 0, 0, 0], 5));
    assert_eq!(counts(&shelf.ingest()), [0, 0, 4, 0]);
}

#[test]
fn a_person_names_them_and_that_is_remembered() {
    let shelf = Shelf::new();
    shelf.write("a.txt", TEXT);
    shelf.write("a.json", "{\"title\": \"Pier opens\"}");
    shelf.write("meta/a.info.json", STATED);
    let folder = shelf.folder("clippings");
    let with = |sidecars: &[&str]| {
        let sidecars = sidecars.iter().map(|&one| one.to_owned()).collect();
        shelf.ingest_with(&[&folder], &Options { sidecars, ..options() })
    };
    let tally = with(&["meta/{stem}.info.json"]);
    assert_eq!((counts(&tally), tally.in_archive), ([2, 1, 0, 0], 2));
    assert_eq!(counts(&shelf.ingest()), [0, 0, 3, 0], "remembered");
    assert_eq!(with(&["none"]).files.sidecars, 0);
    assert_eq!(counts(&shelf.ingest()), [0, 0, 3, 0]);
    assert_eq!(counts(&with(&["default"])), [2, 1, 0, 0]);
}

#[test]
fn mapped_keys_hold_in_sidecars() {
    let shelf = Shelf::new();
    shelf.write("a.txt", TEXT);
    shelf.write("a.json", "{\"gazette\": \"Portbury Post\", \"date\": \"2019-11-13\"}");
    shelf.ingest();
    assert_eq!(outlet(&shelf), "Harborwire");
    let map = vec!["gazette=outlet".parse().expect("a mapping")];
    let tally = shelf.ingest_with(&[&shelf.folder("clippings")], &Options { map, ..options() });
    assert_eq!(counts(&tally), [1, 1, 0, 0]);
    assert_eq!(outlet(&shelf), "Portbury Post");
}

#[test]
fn of_a_file_with_several_articles_headlines_stay_their_own() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", "{\"title\": \"A\", \"text\": \"The ferry stays.\"}\n{\"title\": \"B\", \"text\": \"The pier goes.\"}\n");
    shelf.write("a.json", "{\"title\": \"All of 2019\", \"source\": \"Portbury Post\"}");
    assert_eq!(counts(&shelf.ingest()), [1, 1, 0, 0]);
    let clippings: Vec<Clipping> = shelf.clippings().into_values().collect();
    let mut headlines: Vec<&str> =
        clippings.iter().map(|clipping| clipping.headline.value.as_str()).collect();
    headlines.sort_unstable();
    assert_eq!(headlines, ["A", "B"]);
    let outlets =
        clippings.iter().map(|one| one.outlet.as_ref().expect("an outlet").value.as_str());
    assert!(outlets.into_iter().all(|outlet| outlet == "Portbury Post"));
}

#[test]
fn members_of_containers_have_sidecars_as_files_do() {
    let text = ("2019/a.txt", TEXT.as_bytes());
    let stated = ("2019/a.json", STATED.as_bytes());
    let lost = ("2019/b.json", b"{\"title\": \"Pier opens\"}".as_slice());
    for (name, bytes) in [
        ("x.zip", zip(&[text, stated, lost])),
        ("x.tar", tar(&[stated, lost, text])),
        ("x.tar.gz", gzip(&tar(&[text, lost, stated]))),
        ("x.gz", gzip(&zip(&[("inner.tar", &tar(&[text, stated, lost]))]))),
    ] {
        let shelf = Shelf::new();
        shelf.write(name, bytes);
        let tally = shelf.ingest();
        assert!(tally.members.adds_up());
        assert_eq!((tally.members.sidecars, tally.clippings.read), (1, 2), "{name}");
        let clippings: Vec<Clipping> = shelf.clippings().into_values().collect();
        let ferry = clippings.iter().find(|one| one.headline.value == "Ferry stays");
        let outlet = ferry.and_then(|one| one.outlet.as_ref()).expect("an outlet");
        assert_eq!(outlet.value, "Portbury Post", "{name}");
        assert!(clippings.iter().any(|one| one.headline.value == "Pier opens"), "{name}");
    }
}

#[test]
fn a_broken_one_in_a_container_is_told_and_costs_nothing_else() {
    let shelf = Shelf::new();
    let files = [("a.txt", TEXT.as_bytes()), ("a.json", b"{\"date\": \"2019".as_slice())];
    shelf.write("x.zip", zip(&files));
    let tally = shelf.ingest();
    assert_eq!((tally.members.sidecars, tally.members.read), (1, 1));
    let notes = ledger(&shelf, "x.zip").1.join("\n");
    assert!(notes.contains("2 members: 1 read, 1 sidecar"), "{notes}");
    assert!(notes.contains("a.txt: its sidecar a.json was left out: not JSON"), "{notes}");
    assert!(notes.contains("a.json: not JSON"), "{notes}");
}

#[test]
fn what_a_person_names_holds_in_containers_and_mapped_keys_do() {
    let shelf = Shelf::new();
    let stated = b"{\"paper\": \"Portbury Post\", \"date\": \"2019-11-13\"}";
    shelf.write("x.zip", zip(&[("a.txt", TEXT.as_bytes()), ("meta/a.info.json", stated)]));
    let with = |sidecars: &[&str]| {
        let sidecars = sidecars.iter().map(|&one| one.to_owned()).collect();
        let map = vec!["paper=outlet".parse().expect("a mapping")];
        let options = Options { sidecars, map, ..options() };
        shelf.ingest_with(&[&shelf.folder("clippings")], &options)
    };
    assert_eq!(with(&["meta/{stem}.info.json"]).members.sidecars, 1);
    assert_eq!(outlet(&shelf), "Portbury Post");
    assert_eq!(with(&["none"]).members.sidecars, 0);
}
