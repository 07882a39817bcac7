//! The matches of a clipping one by one: `show --match` opened at one of them, `search --kwic` with
//! a line for each.

use std::process::Command;

use crate::support::Shelf;

const CLIPPING: &str = "\
Seoul keeps the pact

The pact was signed in 2016. Nobody in Seoul or in Tokyo wanted it to end, officials said.

Nothing is said here.

Nor here.

Nor in this one.

The last word on the pact: \"military information pact\".
";

fn shelf() -> Shelf {
    let shelf = Shelf::new();
    shelf.write("pact.txt", CLIPPING);
    assert_eq!(shelf.ingest().in_archive, 1);
    shelf
}

/// What is printed to stdout, to stderr, and the exit code.
fn morgue(shelf: &Shelf, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
        .env("MORGUE_INDEX", shelf.index())
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// The paragraphs and gaps `show` prints below its head.
fn paragraphs(shelf: &Shelf, flags: &[&str]) -> Vec<String> {
    let id = shelf.clippings().keys().next().expect("a clipping").to_string();
    let (printed, told, code) = morgue(shelf, &[&["show", &id], flags].concat());
    assert_eq!(code, Some(0), "{told}");
    printed.trim_end().split("\n\n").skip(1).map(|one| one.replace('\n', " ")).collect()
}

#[test]
fn a_clipping_is_opened_at_a_match() {
    let shelf = shelf();
    let id = shelf.clippings().keys().next().expect("a clipping").to_string();
    let show =
        |flags: &[&str]| morgue(&shelf, &[&["show", &id, "--match", "pact"], flags].concat());
    let (printed, _, _) = show(&["--nth", "3"]);
    assert!(printed.contains("\nmatch 3 of 4, ¶5\n"), "{printed}");
    let (printed, _, _) = show(&["--nth", "1"]);
    assert!(printed.starts_with("Seoul keeps the [1:pact]\n"), "{printed}");
    assert!(printed.contains("\nmatch 1 of 4, headline\n"), "{printed}");
    for nth in ["0", "5"] {
        let (printed, told, code) = show(&["--nth", nth]);
        assert_eq!((printed.as_str(), code), ("", Some(2)));
        assert!(told.contains("there are 4"), "{told}");
    }
    let (_, told, _) = morgue(&shelf, &["show", &id, "--match", "zzz", "--nth", "1"]);
    assert!(told.contains("there is none"), "{told}");
}

#[test]
fn a_few_paragraphs_stand_around_the_match() {
    let shelf = shelf();
    let last = "The last word on the [3:pact]: \"military information [pact]\".";
    assert_eq!(
        paragraphs(&shelf, &["--match", "pact", "--nth", "3", "--around", "1"]),
        ["… 3 paragraphs …", "Nor in this one.", last]
    );
    let of_two = paragraphs(&shelf, &["--match", "pact", "--nth", "3"]);
    assert_eq!(of_two, ["… 2 paragraphs …", "Nor here.", "Nor in this one.", last]);
    let of_all = paragraphs(&shelf, &["--match", "pact", "--around", "0", "--number"]);
    assert_eq!(of_all.len(), 3);
    assert!(of_all[0].starts_with("The [2:pact] was signed"));
    assert_eq!(of_all[1], "… 3 paragraphs …");
    assert_eq!(of_all[2], "The last word on the [3:pact]: \"military information [4:pact]\".");
}

#[test]
fn without_these_flags_the_whole_clipping_is_printed() {
    let shelf = shelf();
    let whole = paragraphs(&shelf, &["--match", "pact"]);
    assert_eq!(whole.len(), 5);
    assert!(whole[4].starts_with("The last word on the [pact]"));
    let id = shelf.clippings().keys().next().expect("a clipping").to_string();
    for flags in [&["--nth", "1"][..], &["--around", "2"], &["--number"]] {
        let (_, told, code) = morgue(&shelf, &[&["show", &id], flags].concat());
        assert_eq!(code, Some(2));
        let hint = format!("hint: morgue show {id} --match 'pact' {}", flags.join(" "));
        assert!(told.contains("there is none") && told.contains(&hint), "{told}");
    }
}

/// Paragraph, match and number of each line of `--kwic`.
fn kwic(shelf: &Shelf, query: &str) -> Vec<String> {
    let (printed, _, _) = morgue(shelf, &["search", query, "--kwic"]);
    let cells = printed.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    cells.map(|cells| format!("{} {}, {}", cells[3], cells[5], cells[7])).collect()
}

#[test]
fn every_match_stands_on_a_line_with_its_number() {
    let shelf = shelf();
    let expect = ["0 pact, 1 of 4", "1 pact, 2 of 4", "5 pact, 3 of 4", "5 pact, 4 of 4"];
    assert_eq!(kwic(&shelf, "pact"), expect);
    assert_eq!(kwic(&shelf, "\"information pact\""), ["5 information pact, 1 of 1"]);
}

#[test]
fn the_words_of_a_window_stand_on_one_line() {
    let shelf = shelf();
    assert_eq!(kwic(&shelf, "Seoul W/4 Tokyo"), ["1 [Seoul] or in [Tokyo], 1 of 1"]);
    assert_eq!(
        kwic(&shelf, "(Seoul W/4 Tokyo) AND pact"),
        [
            "0 pact, 1 of 5",
            "1 pact, 2 of 5",
            "1 [Seoul] or in [Tokyo], 3 of 5",
            "5 pact, 4 of 5",
            "5 pact, 5 of 5"
        ]
    );
}

#[test]
fn words_that_no_window_joins_keep_lines_of_their_own() {
    let shelf = shelf();
    assert_eq!(
        kwic(&shelf, "Seoul Tokyo"),
        ["0 Seoul, 1 of 3", "1 Seoul, 2 of 3", "1 Tokyo, 3 of 3"]
    );
}

#[test]
fn the_words_of_a_window_too_far_apart_for_a_line_have_one_each() {
    let shelf = Shelf::new();
    let between = "and then the committee adjourned ".repeat(4);
    shelf.write("far.txt", format!("A headline\n\nThe pact {between}until Tokyo spoke.\n"));
    assert_eq!(shelf.ingest().in_archive, 1);
    assert_eq!(kwic(&shelf, "pact W/40 Tokyo"), ["1 pact, 1 of 2", "1 Tokyo, 2 of 2"]);
}
