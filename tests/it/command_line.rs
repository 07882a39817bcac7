//! The command line as people type it: what it prints where, and how it ends, on the sample
//! clippings.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use morgue::archive::Snapshot;
use morgue::desk::drawn_classes;
use tempfile::TempDir;

use crate::support::Shelf;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// An archive of the sample clippings that no test writes to.
static ARCHIVE: LazyLock<TempDir> = LazyLock::new(|| {
    let index = tempfile::tempdir().expect("a folder for the archive");
    assert_eq!(run(index.path(), &["ingest", "corpus"]).code, 0);
    index
});

/// What a run left behind.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn run(index: &Path, arguments: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
        .current_dir(ROOT)
        .env("MORGUE_INDEX", index)
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Ended {
        code: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn morgue(arguments: &[&str]) -> Ended {
    run(ARCHIVE.path(), arguments)
}

/// The number that `count` prints.
fn count(query: &str) -> u64 {
    let ended = morgue(&["count", "--", query]);
    ended.out.trim().parse().unwrap_or_else(|_| panic!("{query}: {}{}", ended.out, ended.err))
}

#[test]
fn every_facet_value_that_is_printed_can_be_asked_for() {
    let table = morgue(&["facets", "--by", "region,language,category,outlet", "-n", "1000"]).out;
    assert!(table.lines().count() > 60, "{table}");
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [dimension, path, name, clippings] = cells[..] else { panic!("{line}") };
        assert_eq!(count(&format!("{dimension}:\"{path}\"")).to_string(), clippings, "{line}");
        // A name is all a person sees: it finds what it names, and perhaps namesakes.
        assert!(count(&format!("{dimension}:\"{name}\"")) > 0, "{line}");
    }
}

#[test]
fn clippings_without_a_value_can_be_asked_for() {
    // A story can have a clipping with a value and one without.
    let count = |query: &str| -> u64 {
        let printed = morgue(&["count", "--copies", "--", query]).out;
        printed.trim().parse().expect("a number")
    };
    for dimension in ["via", "region", "outlet", "tag", "category"] {
        let without = count(&format!("{dimension}:unknown"));
        assert_eq!(count(&format!("{dimension}:none")), without, "{dimension}");
        assert_eq!(count(&format!("-{dimension}:unknown")), count("*") - without, "{dimension}");
        assert!(without > 0, "{dimension}");
    }
    // The filter holds for clippings with only most of the words too.
    let told = |via: &str| morgue(&["search", "Seoul winter snow forecast", "--via", via]).err;
    let unknown = told("unknown");
    assert!(unknown.contains("1 clipping with most of the words"), "{unknown}");
    assert!(!told("Harborwire").contains("with most of the words"));
}

#[test]
fn words_in_order_are_spoken_of_only_where_some_clipping_has_them() {
    let ended = morgue(&["search", "Tokyo Seoul"]);
    assert!(!ended.err.contains("in this order"), "{}", ended.err);
    let ended = morgue(&["search", "export curbs"]);
    let in_order = count("\"export curbs\"");
    assert!(in_order > 0 && in_order < count("export curbs"));
    let hint = format!("{in_order} of them in this order: ask for '\"export curbs\"'");
    assert!(ended.err.contains(&hint), "{}", ended.err);
}

#[test]
fn clippings_with_most_of_the_words_are_counted_whatever_the_page_holds() {
    let query = "Seoul Tokyo GSOMIA Bangkok lapse";
    let note = |limit: &str| {
        let err = morgue(&["search", query, "-n", limit]).err;
        let line = err.lines().find(|line| line.contains("most of the words"));
        line.expect("there are some").to_owned()
    };
    assert_eq!(note("8"), note("30"));
    let page = morgue(&["search", query, "--layout", "page", "-n", "8"]).out;
    let all = note("8").split(' ').next().map(str::to_owned).expect("a count");
    assert!(page.contains(&format!("— 7 of {all} clippings with most of the words —")), "{page}");
}

#[test]
fn a_query_that_begins_with_a_dash_is_told_how_to_be_typed() {
    for arguments in [&["count", "-has:date"][..], &["search", "-opinion"], &["-opinion"]] {
        let ended = morgue(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.err.contains("or 'NOT "), "{}", ended.err);
    }
    let ended = morgue(&["search", "--", "-opinion", "--limit", "2"]);
    assert!(ended.err.contains("--limit too"), "{}", ended.err);
}

#[test]
fn help_and_slips_of_verbs_are_understood() {
    let help = morgue(&["help", "search"]);
    assert_eq!((help.code, help.out), (0, morgue(&["search", "--help"]).out));
    let slip = morgue(&["ingets", "corpus"]);
    assert!(slip.err.contains("is `morgue ingest corpus` meant?"), "{}", slip.err);
}

#[test]
fn without_words_every_clipping_is_listed() {
    let all = morgue(&["search", "--sort", "newest", "-n", "3"]);
    assert_eq!((all.code, all.out.lines().count()), (0, 3), "{}", all.err);
    let counts = morgue(&["search", "-n", "0"]);
    assert_eq!((counts.code, counts.out.as_str()), (0, ""));
    assert!(counts.err.contains(" clippings (4 copies folded) · "), "{}", counts.err);
}

#[test]
fn a_list_of_facets_says_what_it_leaves_out() {
    let rows = |limit: &str| morgue(&["facets", "--by", "category", "-n", limit]);
    let all = rows("0").out.lines().count();
    let cut = rows("3");
    assert_eq!(cut.out.lines().count(), 3);
    assert!(cut.err.contains(&format!("category: {} more", all - 3)), "{}", cut.err);
}

#[test]
fn matches_in_context_come_in_the_order_of_the_text() {
    let ended = morgue(&["search", "Seoul OR Tokyo OR pact OR photo", "--kwic", "-n", "300"]);
    let places: Vec<(&str, u64)> = ended
        .out
        .lines()
        .map(|line| {
            let mut cells = line.split('\t');
            let id = cells.next().expect("an id");
            (id, cells.nth(2).and_then(|cell| cell.parse().ok()).expect("a paragraph"))
        })
        .collect();
    assert!(places.len() > 300);
    let back = places.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].1 > pair[1].1);
    assert_eq!(back, None);
}

#[test]
fn dates_are_as_precise_as_they_are_known() {
    let shelf = Shelf::new();
    shelf.write("harvest.txt", "Harvest\nDate: 1968\n\nThe wheat of the year.\n");
    shelf.write("sowing.txt", "Sowing\nDate: 4 March 1969\n\nThe wheat of the spring.\n");
    shelf.ingest();
    let told = |query: &str| run(&shelf.index(), &["search", query]).err;
    assert!(told("wheat").contains("· 1968 – 4 Mar 1969 ·"), "{}", told("wheat"));
    assert!(told("harvest").contains("· 1968 ·"), "{}", told("harvest"));
}

#[test]
fn queries_by_category_and_date_are_drawn_so_that_they_find_something() {
    let snapshot = Snapshot::open(ARCHIVE.path()).expect("the archive opens");
    let classes = drawn_classes(&snapshot).expect("classes");
    let class = classes.iter().find(|class| class.name == "category and date").expect("a class");
    for query in &class.queries {
        let (_, filters) = query.split_once(' ').expect("a word, then filters");
        assert!(count(filters) > 0, "{query}");
    }
}

/// One byte in the middle of each file of an index turned, verb after verb.
#[test]
fn a_damaged_archive_never_makes_a_verb_panic() {
    let shelf = Shelf::new();
    for number in 0..40 {
        let text = format!("Ferry {number} stays\n\nThe ferry of pier {number} stays in port.\n");
        shelf.write(&format!("{number}.txt"), text);
    }
    shelf.ingest();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_morgue"))
            .args(["--index".as_ref(), shelf.index().as_os_str()])
            .args(arguments)
            .output()
            .expect("the program starts")
    };
    let generation = shelf.index().join("0001");
    let files = std::fs::read_dir(&generation).expect("a generation");
    for path in files.map(|entry| entry.expect("an entry").path()) {
        let whole = std::fs::read(&path).expect("a file");
        let is_checked =
            path.extension().is_some_and(|ending| ending != "json" && ending != "lock");
        for at in [0, whole.len() / 3, whole.len() / 2] {
            let mut damaged = whole.clone();
            for byte in damaged.iter_mut().skip(at).take(8) {
                *byte ^= 0xff;
            }
            std::fs::write(&path, damaged).expect("a file is written");
            for verb in [&["search", "ferry"][..], &["stats"], &["ledger"], &["verify"]] {
                let output = run(verb);
                let said = String::from_utf8_lossy(&output.stderr);
                let code = output.status.code();
                assert!(
                    matches!(code, Some(0..=3)) && !said.contains("panicked"),
                    "{verb:?} with {} damaged ends with {code:?}: {said}",
                    path.display()
                );
                if verb == ["verify"] && is_checked {
                    let told = String::from_utf8_lossy(&output.stdout);
                    assert!(told.starts_with("checksums  1 damaged file\n"), "{told}");
                    assert!(said.contains("morgue rebuild"), "{said}");
                }
            }
        }
        std::fs::write(&path, whole).expect("a file is written");
    }
}

#[test]
fn a_verification_beyond_all_bounds_is_cut_and_says_so() {
    let run = run(ARCHIVE.path(), &["verify", "--queries", "99999999999", "--sample", "3"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("note: one run takes 1,000 queries at most"), "{}", run.err);
}

#[test]
fn corrections_that_cannot_be_read_are_told_in_a_few_lines() {
    let shelf = Shelf::new();
    shelf.write("a.txt", "Ferry stays\n\nIt stays for good.\n");
    shelf.ingest();
    std::fs::write(shelf.index().join("corrections.txt"), "garbage here\n".repeat(745))
        .expect("a file is written");
    let folder = shelf.folder("clippings").display().to_string();
    let run = run(&shelf.index(), &["ingest", &folder]);
    assert_eq!((run.code, run.err.matches("note: ").count()), (0, 11), "{}", run.err);
    assert!(run.err.contains("note: and 735 more"), "{}", run.err);
}

/// The lines of a text that a screen of 80 columns does not hold.
fn too_wide(text: &str) -> Vec<&str> {
    text.lines().filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 80).collect()
}

#[test]
fn help_of_every_verb_fits_a_screen() {
    let whole = morgue(&["--help"]).out;
    let verbs = whole.lines().skip_while(|line| *line != "Commands:").skip(1);
    let verbs = verbs.take_while(|line| !line.is_empty());
    let verbs: Vec<&str> = verbs.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(verbs.len() > 20, "{whole}");
    for verb in std::iter::once("").chain(verbs) {
        for flag in ["--help", "-h"] {
            let arguments: Vec<&str> =
                [verb, flag].into_iter().filter(|part| !part.is_empty()).collect();
            let help = morgue(&arguments);
            assert_eq!((help.code, too_wide(&help.out)), (0, vec![]), "{arguments:?}");
        }
    }
    for arguments in [&["syntax"][..], &["syntax", "--full"]] {
        let page = morgue(arguments);
        assert_eq!((page.code, too_wide(&page.out)), (0, vec![]), "{arguments:?}");
    }
}

#[test]
fn what_is_told_for_reading_fits_a_screen() {
    let shelf = Shelf::new();
    shelf.write(
        "queries.txt",
        "GSOMIA AND (Seoul OR Tokyo OR Washington OR \"the security pact of the three\") date:2019\n\
         date:soon and a query that is refused for reasons that take a good many words to tell\n",
    );
    let queries = shelf.file("queries.txt").display().to_string();
    for arguments in [
        vec!["batch", &queries, "--layout", "page"],
        vec!["batch", &queries, "--layout", "page", "--top", "3"],
        vec!["facets", "pact", "--by", "nothing", "--layout", "page"],
        vec!["--index", "no/such/archive", "search", "pact", "--layout", "page"],
        vec!["search", "date:soon", "--layout", "page"],
    ] {
        let told = morgue(&arguments);
        assert_eq!(too_wide(&told.out), Vec::<&str>::new(), "{arguments:?}");
        assert_eq!(too_wide(&told.err), Vec::<&str>::new(), "{arguments:?}");
        assert!(!told.out.is_empty() || !told.err.is_empty(), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_is_lost_is_a_failure() {
    for arguments in [&["--help"][..], &["help", "search"], &["syntax"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a full device");
        let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
        let output = command.args(arguments).stdout(full).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
        assert!(said.contains("cannot write the output"), "{said}");
    }
}

#[test]
fn a_cursor_is_that_of_its_own_query_and_order() {
    let page = morgue(&["search", "pact", "-n", "3"]);
    let cursor = page.err.split("--after ").nth(1).expect("there is a next page").trim();
    let next = morgue(&["search", "pact", "-n", "3", "--after", cursor]);
    assert_eq!((next.code, next.out.lines().count()), (0, 3), "{}", next.err);
    for arguments in [
        vec!["search", "treaty", "--after", cursor],
        vec!["search", "pact", "--sort", "oldest", "--after", cursor],
        vec!["search", "pact", "--region", "Japan", "--after", cursor],
    ] {
        let ended = morgue(&arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(ended.err.contains("another query or another order"), "{}", ended.err);
    }
}
