//! Place lines that are hard to read: every row of `hard-cases/datelines.tsv`.

use std::path::Path;

use morgue::enrich::datelines::{Dateline, dateline};

use crate::Done;
use crate::options::Options;

/// Prints how many rows are read as expected, and the others.
pub(crate) fn run(_: &Options, reuters: &Path) -> Done {
    let path = reuters.with_file_name("formats").join("hard-cases/datelines.tsv");
    let Ok(rows) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no file {}", path.display());
        return Ok(());
    };
    let (mut right, mut all) = (0, 0);
    for row in rows.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [text, expected @ ..] = fields.as_slice() else { continue };
        let found = dateline(text);
        all += 1;
        if is_as_expected(found.as_ref(), text, expected) {
            right += 1;
        } else {
            println!("{row}\n  read as {found:?}");
        }
    }
    println!("{right} of {all} rows are read as expected");
    Ok(())
}

/// `expected` is place, country, agency, `--11-13`, rest; a row without a place is no place line.
fn is_as_expected(found: Option<&Dateline<'_>>, text: &str, expected: &[&str]) -> bool {
    let field = |at: usize| expected.get(at).copied().unwrap_or("");
    let Some(found) = found else { return field(0).is_empty() };
    let country = found.path.as_ref().and_then(|path| path.get(2)).map_or("", String::as_str);
    let day = found.day.map_or(String::new(), |(month, day)| format!("--{month:02}-{day:02}"));
    found.place == field(0)
        && country == field(1)
        && found.agency.unwrap_or("") == field(2)
        && day == field(3)
        && text[found.rest..].trim() == field(4).trim()
}
