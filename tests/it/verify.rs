//! What `verify` notices.

use morgue::analysis::Analyser;
use morgue::archive::{Entry, Found, Writer, WriterOptions, language_of, passages};
use morgue::clipping::Id;
use morgue::desk::{VerifyOptions, verify};
use morgue::enrich::facts;

use crate::support::{Shelf, today};

#[test]
fn a_clipping_that_is_there_twice_is_noticed() {
    let shelf = Shelf::new();
    shelf.write("a.txt", "Ferry stays\n\nThe council voted to keep the ferry.\n");
    shelf.ingest();
    let clipping = shelf.clippings().into_values().next().expect("it is there");
    let mut analyser = Analyser::new();
    let (list, _) = passages(&clipping);
    let analysed = analyser.analyse(&list, language_of(&clipping));
    let mut again = Entry::new(
        &clipping,
        &Found { analysed: &analysed, facts: &facts(&clipping), states: &[] },
        &mut analyser,
    );
    // The writer puts it in the place of this one, which is nowhere.
    again.id = Id(7);
    let mut writer = Writer::open(&shelf.index(), WriterOptions::default()).expect("a writer");
    writer.put(again).expect("it is put");
    writer.commit(0).expect("it is committed");
    writer.close().expect("it is closed");
    let all = VerifyOptions { sample: 10, queries: 0, seed: 1, today: today() };
    let told = verify(&shelf.snapshot(), &all, &|_| {}).expect("the archive is read");
    let noticed = format!("{} is not found by its id", clipping.id);
    assert!(told.unbalanced.contains(&noticed), "{told:?}");
}
