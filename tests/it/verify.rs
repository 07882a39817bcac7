//! What `verify` notices.

use morgue::analysis::Analyser;
use morgue::archive::{Entry, Found, Standing, Writer, WriterOptions, language_of, passages};
use morgue::clipping::{Clipping, Id};
use morgue::desk::{VerifyOptions, VerifyReport, verify};
use morgue::enrich::{Fingerprint, facts};

use crate::support::{Shelf, today};

/// The document of a clipping, as an ingest makes it.
fn entry(clipping: &Clipping) -> Entry {
    let mut analyser = Analyser::new();
    let (list, _) = passages(clipping);
    let analysed = analyser.analyse(&list, language_of(clipping));
    let found = Found { analysed: &analysed, facts: &facts(clipping), states: &[] };
    Entry::new(clipping, &found, &mut analyser)
}

fn put(shelf: &Shelf, entry: Entry) {
    let mut writer = Writer::open(&shelf.index(), WriterOptions::default()).expect("a writer");
    writer.put(entry).expect("it is put");
    writer.commit(0).expect("it is committed");
    writer.close().expect("it is closed");
}

fn verified(shelf: &Shelf) -> VerifyReport {
    let all = VerifyOptions { sample: 10, queries: 0, seed: 1, today: today() };
    verify(&shelf.snapshot(), &all, &|_| {}).expect("the archive is read")
}

#[test]
fn a_clipping_that_is_there_twice_is_noticed() {
    let shelf = Shelf::new();
    shelf.write("a.txt", "Ferry stays\n\nThe council voted to keep the ferry.\n");
    shelf.ingest();
    let clipping = shelf.clippings().into_values().next().expect("it is there");
    let mut again = entry(&clipping);
    // The writer puts it in the place of this one, which is nowhere.
    again.id = Id(7);
    put(&shelf, again);
    let told = verified(&shelf);
    let noticed = format!("{} is not found by its id", clipping.id);
    assert!(told.unbalanced.contains(&noticed), "{told:?}");
}

#[test]
fn the_smallest_archive_is_asked_too() {
    let shelf = Shelf::new();
    shelf.write("a.txt", "Ferry stays\n\nThe council voted to keep the ferry.\n");
    shelf.ingest();
    let some = VerifyOptions { sample: 10, queries: 20, seed: 1, today: today() };
    let told = verify(&shelf.snapshot(), &some, &|_| {}).expect("the archive is read");
    assert!(told.queries > 0 && told.hits > 0 && told.is_clean(), "{told:?}");
}

const FERRY: &str = "The council of Portbury voted to keep the ferry across the sound after two \
    years of quarrel about its price. Its members said that the islanders would otherwise be cut off \
    in winter, when the bridge at Holm is closed by ice.";

/// Three copies of a piece.
fn copies() -> (Shelf, Vec<Clipping>) {
    let shelf = Shelf::new();
    for (name, headline) in [("a", "Ferry stays"), ("b", "Boat kept"), ("c", "Islanders glad")] {
        shelf.write(&format!("{name}.txt"), format!("{headline}\n\n{FERRY}\n"));
    }
    shelf.ingest();
    let told = verified(&shelf);
    assert!(told.is_clean(), "{told:?}");
    assert_eq!((told.grouping.stories, told.grouping.threads), (1, 1));
    let clippings = shelf.clippings().into_values().collect();
    (shelf, clippings)
}

#[test]
fn a_story_that_lies_in_two_threads_is_noticed() {
    let (shelf, clippings) = copies();
    let snapshot = shelf.snapshot();
    let first = snapshot.documents().find_map(|at| snapshot.standing_at(at).expect("columns"));
    let story = first.expect("it stands somewhere").story;
    let other = clippings.iter().find(|clipping| clipping.id != story).expect("there are three");
    let mut damaged = entry(other);
    damaged.stand(Standing { story, thread: Id(7) }, &Fingerprint::of(other).bands());
    put(&shelf, damaged);
    let told = verified(&shelf).grouping.wrong;
    assert!(told.iter().any(|line| line.ends_with("lies in several threads")), "{told:?}");
}

#[test]
fn a_clipping_in_two_stories_is_noticed() {
    let (shelf, clippings) = copies();
    let mut damaged = entry(&clippings[1]);
    let bands = Fingerprint::of(&clippings[1]).bands();
    damaged.stand(Standing::first(clippings[0].id), &bands);
    damaged.stand(Standing::first(clippings[2].id), &bands);
    put(&shelf, damaged);
    let told = verified(&shelf).grouping.wrong;
    let noticed = format!("{} is written with 2 stories", clippings[1].id);
    assert!(told.contains(&noticed), "{told:?}");
}

#[test]
fn a_clipping_that_is_not_found_as_a_copy_is_noticed() {
    let (shelf, clippings) = copies();
    let mut damaged = entry(&clippings[1]);
    let bands = Fingerprint::of(&clippings[1]).bands();
    damaged.stand(Standing::first(clippings[0].id), &bands[..5]);
    put(&shelf, damaged);
    let told = verified(&shelf).grouping.wrong;
    let noticed = format!("{} is found under 5 of its 16 bands", clippings[1].id);
    assert!(told.contains(&noticed), "{told:?}");
}
