//! Queries of other houses on the command line: `translate`, and `--dialect` on every verb that
//! takes a query.

use std::path::Path;
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn morgue(index: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_morgue"))
        .current_dir(ROOT)
        .env("MORGUE_INDEX", index)
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("the program prints UTF-8")
}

/// What it prints to stdout and stderr, and how it ends.
fn printed(arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = morgue(Path::new("no archive is needed"), arguments);
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn a_translation_goes_to_stdout_and_what_was_lost_to_stderr() {
    let query = "hlead(gsomia) and terms(trade) and not opinion";
    let (ours, told, code) = printed(&["translate", "--from", "nexis", query]);
    assert_eq!(ours, "hlead:gsomia -opinion\n");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            query,
            "^^^^^^^^^^^^^",
            "note: Nexis finds a word with its plural and possessive, here with all forms of its stem",
            "  hint: =gsomia finds this form only",
            "                  ^^^^^^^^^^^^",
            "repaired: SmartIndexing is not carried over: left out",
            "  hint: what the term stands for: tag:trade, company:Samsung, or plain words",
        ]
    );
    assert_eq!(code, Some(0));
}

#[test]
fn nothing_is_said_where_nothing_was_lost() {
    let (ours, told, code) =
        printed(&["translate", "--from", "factiva", "trade war", "near5 jap*"]);
    assert_eq!((&*ours, &*told, code), ("\"trade war\" W/5 jap*\n", "", Some(0)));
}

#[test]
fn a_query_of_which_nothing_is_left_ends_with_2() {
    let (ours, told, code) = printed(&["translate", "--from", "gdelt", "theme:TERROR"]);
    assert_eq!(ours, "");
    assert!(told.contains("refused: nothing of this query can be carried over"), "{told}");
    assert_eq!(code, Some(2));
    let (json, _, code) = printed(&["translate", "--json", "--from", "gdelt", "theme:TERROR"]);
    assert!(json.contains(r#""translation":null"#), "{json}");
    assert_eq!(code, Some(2));
    assert_eq!(printed(&["translate", "--from", "gdelt", " "]).2, Some(2));
}

#[test]
fn every_verb_that_takes_a_query_takes_a_dialect() {
    let index = tempfile::tempdir().expect("a folder for the archive");
    morgue(index.path(), &["ingest", "corpus"]);
    let theirs = ["--dialect", "nexis", "hlead(gsomia) and seoul or tokyo and length>100"];
    let ours = ["hlead:gsomia (seoul OR tokyo) words:>100"];
    let said = |arguments: &[&[&str]]| text(morgue(index.path(), &arguments.concat()).stdout);
    for verb in [&["search", "-n", "40"][..], &["count"], &["facets"], &["timeline"]] {
        let found = said(&[verb, &ours]);
        assert!(found.len() > 1, "{verb:?}");
        assert_eq!(said(&[verb, &theirs]), found, "{verb:?}");
    }
    let explained = said(&[&["explain"], &theirs]);
    assert!(explained.contains("headline or lead") || explained.contains("hlead"), "{explained}");
    let hits = said(&[&["search", "-n", "1"], &ours]);
    let id = hits.split('\t').next().expect("a hit begins with its id");
    let marked = said(&[&["show", id, "--match"], &theirs[2..], &theirs[..2]]);
    assert!(marked.contains("[GSOMIA]"), "{marked}");
}
