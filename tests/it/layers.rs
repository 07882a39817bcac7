//! The rows of ARCHITECTURE.md hold: a module knows only what lies above it, and every file says
//! what it is.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules by row, the lowest knowledge first. Siblings of one row do not know each other.
const ROWS: [&[&str]; 6] = [
    &["text"],
    &["clipping", "analysis"],
    &["query", "intake", "enrich", "archive"],
    &["ingest", "search"],
    &["wire", "desk"],
    &["cli", "web", "mcp"],
];

/// What a row would allow and the two arms forbid: they share only the archive and what lies above
/// it. That `search` asks the gazetteer of `enrich` what a typed region means is allowed: nothing
/// is enriched by that.
const FORBIDDEN: [(&str, &str); 2] = [("ingest", "query"), ("search", "intake")];

/// Modules that see no disk, clock, environment or thread.
const PURE: [&str; 6] = ["text", "clipping", "analysis", "query", "intake", "enrich"];

/// How disk, clock, environment, threads, other processes and what is typed are reached.
const IMPURE: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::thread",
    "std::process",
    "std::io::stdin",
    "SystemTime",
    "Instant::now",
    "Local::now",
    "Utc::now",
];

/// The only modules that speak to the search engine.
const ENGINE: [&str; 2] = ["archive", "search"];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder was just listed") {
            let path = entry.expect("a folder gives its entries").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                let below = path.strip_prefix(&root).expect("it lies below src").to_owned();
                found.push((below, text));
            }
        }
    }
    found.sort();
    found
}

/// The module a file belongs to; nothing for `lib.rs` and `main.rs`, which join all of them.
fn module_of(path: &Path) -> Option<&'static str> {
    let first = path.iter().next()?.to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    ROWS.iter().copied().flatten().copied().find(|known| *known == name)
}

fn row_of(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// Code without comments that fill their line.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The names that follow `crate::`, those inside braces included; in a file right inside a module, those
/// that follow `super::super::` too, which deeper down is no way out of it.
fn named(path: &Path, code: &str) -> Vec<String> {
    let starts = ["crate::", "super::super::"];
    let leaves = if path.iter().count() > 2 { 1 } else { 2 };
    let mut names = Vec::new();
    for start in starts.into_iter().take(leaves) {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(group) => names.extend(firsts(group)),
                None => names.push(identifier(rest)),
            }
        }
    }
    names
}

/// The first name of every path in a group whose opening brace has been read.
fn firsts(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut fresh) = (1, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                names.push(identifier(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_module_uses_only_rows_above_its_own() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let Some(module) = module_of(&path) else { continue };
        for name in named(&path, &code(&text)) {
            let Some(row) = row_of(&name).filter(|_| name != module) else { continue };
            let below = Some(row) >= row_of(module);
            if below || FORBIDDEN.contains(&(module, name.as_str())) {
                broken.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn what_is_pure_reaches_no_disk_clock_environment_or_thread() {
    for (path, text) in sources() {
        let Some(module) = module_of(&path) else { continue };
        let code = code(&text);
        for reach in IMPURE.iter().filter(|_| PURE.contains(&module)) {
            assert!(!code.contains(reach), "{} reaches {reach}", path.display());
        }
        let engine = code.contains("tantivy::") && !ENGINE.contains(&module);
        assert!(!engine, "{} speaks to tantivy", path.display());
    }
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} does not open with //!", path.display());
    }
}

#[test]
fn every_module_has_a_row() {
    for (path, _) in sources() {
        let joins = path == Path::new("lib.rs") || path == Path::new("main.rs");
        assert!(joins || module_of(&path).is_some(), "{} has no row", path.display());
    }
}

#[test]
fn names_in_groups_are_seen() {
    let code = "use crate::{text::{Span, fold}, query}; crate::intake::read(super::super::cli::x)";
    let named = |path: &str| named(Path::new(path), code);
    assert_eq!(named("desk/bench.rs"), ["text", "query", "intake", "cli"]);
    assert_eq!(named("intake/feeds/entry.rs"), ["text", "query", "intake"]);
}
