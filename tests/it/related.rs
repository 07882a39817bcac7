//! Related clippings share words that tell them from others and are no copies; the words that mark a
//! result are more frequent in it than elsewhere.

use std::path::Path;

use morgue::clipping::Clipping;
use morgue::query::parse;
use morgue::search::{MAX_RELATED, Related, Searcher, Significant};

use crate::support::{Shelf, today};

fn corpus() -> Shelf {
    let shelf = Shelf::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    shelf.ingest_with(&[&corpus], &crate::support::options());
    shelf
}

fn by_path(shelf: &Shelf, path: &str) -> Clipping {
    let is_it = |clipping: &Clipping| clipping.origins.iter().any(|it| it.path.ends_with(path));
    shelf.clippings().into_values().find(is_it).expect("the corpus has it")
}

fn related(shelf: &Shelf, path: &str, limit: usize) -> Related {
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive is searched");
    searcher.related(&by_path(shelf, path), limit).expect("related clippings")
}

fn significant(shelf: &Shelf, query: &str) -> Significant {
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive is searched");
    let prepared = searcher.prepare(&parse(query, today()).query).expect("a reading");
    searcher.significant(&prepared.reading).expect("significant words")
}

#[test]
fn related_clippings_share_words_and_are_no_copies() {
    let shelf = corpus();
    let found = related(&shelf, "korea/003-wire-pact-suspended.txt", 10);
    assert_eq!(found.hits.len(), 10);
    assert!(found.copies >= 2, "{} copies", found.copies);
    for one in &found.hits {
        assert!(one.shared.len() >= 2, "{:?}", one.shared);
        assert!(one.shared.iter().all(|word| found.words.contains(word)));
        let path = &one.hit.clipping.origins[0].path;
        assert!(!path.contains("wire-pact-suspended"), "{path}");
        let text = format!("{:?}", one.hit.clipping).to_lowercase();
        // Without its ending: what is shared is a stem.
        let word = &one.shared[0];
        assert!(text.contains(&word[..word.len() / 2].to_lowercase()), "{word}");
    }
    assert!(found.hits.is_sorted_by(|a, b| a.hit.score >= b.hit.score));
}

#[test]
fn copies_of_another_piece_are_shown_once() {
    let shelf = corpus();
    let found = related(&shelf, "korea/001-defence-chiefs-bangkok.txt", MAX_RELATED + 1);
    assert!(found.hits.len() <= MAX_RELATED);
    let wires = found
        .hits
        .iter()
        .filter(|one| one.hit.clipping.origins[0].path.contains("wire-pact-suspended"));
    assert_eq!(wires.count(), 1);
}

#[test]
fn a_clipping_in_another_language_is_related_by_the_names_they_share() {
    let shelf = corpus();
    let found = related(&shelf, "languages/ko-01-jisomia-suspended.txt", 20);
    assert!(found.hits.iter().any(|one| {
        one.hit.clipping.language.as_ref().is_some_and(|language| language.value != "ko")
    }));
}

#[test]
fn a_lone_clipping_has_nothing_related() {
    let shelf = Shelf::new();
    shelf.write("one.txt", "Ferry stays\n\nThe council voted to keep the old ferry in the port.\n");
    shelf.ingest();
    let found = related(&shelf, "one.txt", 10);
    assert_eq!((found.hits.len(), found.words.len(), found.copies), (0, 0, 0));
}

#[test]
fn significant_words_are_more_frequent_in_the_result_than_elsewhere() {
    let shelf = corpus();
    let found = significant(&shelf, "GSOMIA");
    let words: Vec<&str> = found.words.iter().map(|word| word.word.as_str()).collect();
    assert!(words[..10].contains(&"pact"), "{words:?}");
    assert!(!words.contains(&"GSOMIA") && !words.contains(&"the"), "{words:?}");
    for word in &found.words {
        let here = word.in_sample as f64 / found.sampled as f64;
        assert!(here > word.in_archive as f64 / found.archive as f64, "{word:?}");
    }
}

#[test]
fn everything_and_nothing_have_no_significant_words() {
    let shelf = corpus();
    for query in ["*", "nowherefound"] {
        let found = significant(&shelf, query);
        assert_eq!(found.words, [], "{query}");
        assert_eq!(found.sampled, found.total, "{query}");
    }
}
