//! `batch` answers every query of a file as `search` answers it alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Queries of most kinds, some that find nothing.
const QUERIES: [&str; 12] = [
    "GSOMIA",
    "intelligence pact",
    "\"export curbs\"",
    "Seoul OR Tokyo",
    "GSOMIA -opinion",
    "Seoul W/5 Tokyo",
    "extend*",
    "지소미아",
    "headline:pact lead:(Seoul OR Tokyo)",
    "date:unknown",
    "region:Japan",
    "zzzqq",
];

/// The sample clippings in an archive of their own.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the archive");
    let done = morgue(folder.path(), &["ingest", "corpus"]);
    assert_eq!(done.status.code(), Some(0));
    folder
}

fn morgue(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_morgue"))
        .current_dir(ROOT)
        .env("MORGUE_INDEX", folder.join("index"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the program prints UTF-8")
}

/// Writes a file beside the archive; gives its path.
fn file(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, content).expect("a file is written");
    path.to_str().expect("a path of letters").to_owned()
}

/// What `search` says of one query, with the best three hits.
fn alone(folder: &Path, query: &str, flags: &[&str]) -> Value {
    let arguments = [&["search", "--json", "--limit", "3", query], flags].concat();
    serde_json::from_slice(&morgue(folder, &arguments).stdout).expect("a page of JSON")
}

/// A row of columns against the page of a single search.
fn compare(row: &[&str], page: &Value, about: &str) {
    let shown = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let timeline = &page["timeline"];
    assert_eq!(row[1], shown(&page["read_as"]), "{about}");
    assert_eq!(row[2], page["total"].to_string(), "{about}");
    assert_eq!(row[3], page["stories"].to_string(), "{about}");
    assert_eq!(row[4], timeline["undated"].to_string(), "{about}");
    assert_eq!(row[5], shown(&timeline["first"]), "{about}");
    assert_eq!(row[6], shown(&timeline["last"]), "{about}");
    let hits = page["hits"].as_array().expect("hits");
    for (place, cells) in row[7..].chunks(4).enumerate() {
        let expect = hits.get(place).map_or_else(Default::default, |hit| {
            let date = shown(&hit["date"]["iso"]);
            [shown(&hit["short_id"]), date, shown(&hit["outlet"]), shown(&hit["headline"])]
        });
        assert_eq!(cells, expect, "{about}");
    }
}

#[test]
fn a_row_says_what_a_single_search_says() {
    let folder = archive();
    let list = file(folder.path(), "list.txt", &QUERIES.join("\n"));
    for flags in [&[][..], &["--region", "Korea", "--since", "2019-11"]] {
        let arguments = [&["batch", &list], flags].concat();
        let done = morgue(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(0));
        let rows: Vec<Vec<&str>> =
            text(&done.stdout).lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(rows.len(), QUERIES.len() + 1);
        let heads = ["name", "read_as", "total", "stories", "undated", "first", "last", "id_1"];
        assert_eq!(rows[0][..8], heads);
        for (query, row) in QUERIES.iter().zip(&rows[1..]) {
            assert_eq!((row[0], row.len()), (*query, 19));
            compare(row, &alone(folder.path(), query, flags), query);
        }
    }
}

#[test]
fn a_line_of_json_holds_the_hits_of_a_single_search() {
    let folder = archive();
    let list = file(folder.path(), "list.txt", &QUERIES.join("\n"));
    let done = morgue(folder.path(), &["batch", &list, "--jsonl"]);
    let lines: Vec<Value> = text(&done.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(lines.len(), QUERIES.len());
    for ((place, query), row) in QUERIES.iter().enumerate().zip(&lines) {
        let page = alone(folder.path(), query, &[]);
        for key in ["query", "read_as", "problems", "cuts", "total", "hits"] {
            assert_eq!(row[key], page[key], "{key} of {query}");
        }
        assert_eq!(row["line"], place + 1);
    }
}

#[test]
fn the_columns_of_a_table_narrow_as_flags_do() {
    let folder = archive();
    let table = "\u{feff}Name;Query;Region;Since;#mine\n\
                 one;GSOMIA;Korea | Japan;2019-11;x\n\
                 two;\"\"\"export curbs\"\"\";;;\n\
                 three;;Japan;;\n";
    let table = file(folder.path(), "table.csv", table);
    let done = morgue(folder.path(), &["batch", &table, "--csv"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let mut reader = csv::Reader::from_reader(&done.stdout[..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let both: &[&str] = &["--region", "Korea", "--region", "Japan", "--since", "2019-11"];
    for (row, (name, query, flags)) in rows.iter().zip([
        ("one", "GSOMIA", both),
        ("two", "\"export curbs\"", &[]),
        ("three", "", &["--region", "Japan"]),
    ]) {
        let row: Vec<&str> = row.iter().collect();
        assert_eq!(row[0], name);
        compare(&row, &alone(folder.path(), query, flags), name);
    }
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_refused_query_is_told_with_its_place_and_the_others_run() {
    let folder = archive();
    let list = "# mine\nGSOMIA\nbad\theadline:/[/ pact\nGSOMIA )\n";
    let list = file(folder.path(), "list.txt", list);
    let done = morgue(folder.path(), &["batch", &list]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(text(&done.stdout).lines().count(), 3, "a heading and two rows");
    let told = text(&done.stderr);
    assert!(told.contains("list.txt:3:5: refused: "), "{told}");
    assert!(told.contains("list.txt:4:8: repaired: "), "{told}");
    assert!(told.ends_with("3 queries: 2 found something, 1 refused\n"), "{told}");
    let checked = morgue(folder.path(), &["batch", &list, "--check"]);
    assert_eq!(checked.status.code(), Some(2));
    assert_eq!(text(&checked.stdout), "");
}

#[test]
fn for_reading_a_caret_stands_below_the_place() {
    let folder = archive();
    let table = "name,query,since\na,\"GSOMIA )\",\nb,GSOMIA,2019-13\n";
    let table = file(folder.path(), "table.csv", table);
    let done = morgue(folder.path(), &["batch", &table, "--check", "--layout", "page"]);
    let told = text(&done.stderr);
    assert!(told.contains("table.csv:2:11\nGSOMIA )\n       ^\nrepaired: "), "{told}");
    let refused =
        "table.csv:3:10\nb,GSOMIA,2019-13\n         ^\nrefused: 2019-13 is no time\n  hint: ";
    assert!(told.contains(refused), "{told}");
}

#[test]
fn how_it_ends_is_told_by_the_exit_code() {
    let folder = archive();
    for (content, flags, code) in [
        ("zzzqq\nyyyqq\n", &[][..], 1),
        ("zzzqq\n", &["--check"], 0),
        ("zzzqq\nGSOMIA\n", &[], 0),
        ("# nothing\n", &[], 2),
        ("GSOMIA\n", &["--top", "1001"], 2),
        ("GSOMIA\n", &["--since", "2019-13"], 2),
    ] {
        let list = file(folder.path(), "list.txt", content);
        let arguments = [&["batch", &list], flags].concat();
        assert_eq!(morgue(folder.path(), &arguments).status.code(), Some(code), "{content}");
    }
    let list = file(folder.path(), "list.txt", "GSOMIA\n");
    let elsewhere = morgue(&folder.path().join("none"), &["batch", &list]);
    assert_eq!(elsewhere.status.code(), Some(3));
}
