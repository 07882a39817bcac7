//! Damaged text put right: every row of `hard-cases/textfix.jsonl`.
//!
//! Each row is read as the file it would come in: plain text, hard-wrapped text for a word cut at a
//! line end, a document for an escape of RTF.

use std::path::Path;

use morgue::clipping::{Draft, Kind, Origin};
use morgue::enrich::{self, Lore};
use morgue::intake::{self, Source};

use crate::Done;
use crate::options::Options;

/// Prints how many rows come out as they must, and the others.
pub(crate) fn run(_: &Options, folder: &Path) -> Done {
    let rows = std::fs::read_to_string(folder.join("textfix.jsonl"))?;
    let (mut right, mut all) = (0, 0);
    for row in rows.lines().filter(|row| !row.is_empty()) {
        let row: serde_json::Value = serde_json::from_str(row)?;
        let field = |name: &str| row[name].as_str().unwrap_or("");
        let (input, expected) = (field("input"), field("expected"));
        let (passes, read) = judged(input, expected);
        all += 1;
        right += usize::from(passes);
        println!(
            "  {} | {} | read {read:?}",
            if passes { "right" } else { "WRONG" },
            field("case")
        );
    }
    println!("{right} of {all} rows passed");
    Ok(())
}

/// Whether a row comes out as it must, and what came out.
fn judged(input: &str, expected: &str) -> (bool, String) {
    const AROUND: &str = "The council of the town heard on Monday that the";
    const BELOW: &str =
        "of the harbour board had been right about the old ferry and that\nnobody else had.";
    let about = |text: &str| drafts("a.txt", format!("Ferry stays\n\n{text}\n").as_bytes());
    if let Some((first, second)) = input.split_once(" / b: ") {
        let captions = [first.trim_start_matches("a: "), second];
        let text = format!(
            "Ferry stays\n\n{}\n\nIt rains.\n\n{}\n\nIt rained again.\n",
            captions[0], captions[1]
        );
        let kinds = kinds(drafts("a.txt", text.as_bytes()));
        let repeated = kinds.iter().filter(|kind| **kind == Kind::RepeatedCaption).count();
        return (repeated == 1, format!("{kinds:?}"));
    }
    if input.starts_with('\\') {
        let read = words(&drafts("a.rtf", format!("{{\\rtf1\\ansi {input}\\par}}").as_bytes()));
        return (read.trim() == expected, read);
    }
    if input.starts_with(char::is_control) && expected.starts_with("strip") {
        let read = words(&about(input));
        return (
            !read.contains(|c: char| c.is_control() && c != '\n') && read.contains(&input[1..9]),
            read,
        );
    }
    if input.contains("-\n") {
        let read = words(&about(&format!("{AROUND} {input} {BELOW}")));
        let joined = expected.split(' ').next().unwrap_or(expected);
        return (read.contains(&format!(" {joined} ")), read);
    }
    let read = words(&about(&format!("It says {input} here, the council of the town heard.")));
    (read.contains(&format!("It says {expected} here,")), read)
}

fn drafts(path: &str, bytes: &[u8]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let source = Source { path, bytes };
    intake::read(&source, &intake::Options::default(), &mut |article| drafts.push(article.draft));
    drafts
}

fn words(drafts: &[Draft]) -> String {
    let of = |draft: &Draft| {
        let title = draft.title.iter().map(String::as_str);
        let texts = draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        title.chain(texts).collect::<Vec<_>>().join("\n")
    };
    drafts.iter().map(of).collect::<Vec<_>>().join("\n")
}

fn kinds(drafts: Vec<Draft>) -> Vec<Kind> {
    let origin =
        || Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
    let (lore, now) = (Lore::default(), chrono::DateTime::UNIX_EPOCH.naive_utc());
    let clippings = drafts.into_iter().map(|draft| enrich::enrich(draft, origin(), &lore, now));
    clippings.flat_map(|clipping| clipping.paragraphs).map(|paragraph| paragraph.kind).collect()
}
