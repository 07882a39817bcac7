//! What the evaluations of saved pages share: their bytes, and what each reader makes of them.

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use dom_smoothie::{Article, Config, Readability, TextMode};
use morgue::clipping::{Clipping, Draft, Kind, Origin};
use morgue::enrich::{self, Lore};
use morgue::intake::{self, Options, Source};

use crate::Done;

/// The bytes of a page, unpacked where its name ends in `gz`.
pub(crate) fn bytes(path: &Path) -> Done<Vec<u8>> {
    let packed = std::fs::read(path)?;
    if path.extension().is_none_or(|ending| ending != "gz") {
        return Ok(packed);
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The present of all evaluations, after every page was published.
pub(crate) fn present() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default().and_time(chrono::NaiveTime::MIN)
}

/// The draft of a page, where it has an article, and what reading it took.
pub(crate) fn draft(bytes: &[u8]) -> (Option<Draft>, Duration) {
    let begun = Instant::now();
    let mut found = None;
    let source = Source { path: "page.html", bytes };
    intake::read(&source, &Options::default(), &mut |article| {
        found.get_or_insert(article.draft);
    });
    (found, begun.elapsed())
}

/// The clipping that a draft is.
pub(crate) fn clipping(draft: Draft) -> Clipping {
    let origin =
        Origin { root: "/pages".to_owned(), path: "page.html".to_owned(), part: 0, member: None };
    enrich::enrich(draft, origin, &Lore::default(), present())
}

/// The running text of a clipping.
pub(crate) fn text(clipping: &Clipping) -> String {
    of_kinds(clipping, &[Kind::Text])
}

/// The running text of a clipping, the lines under its pictures where they stand.
pub(crate) fn text_and_captions(clipping: &Clipping) -> String {
    of_kinds(clipping, &[Kind::Text, Kind::Caption, Kind::RepeatedCaption])
}

fn of_kinds(clipping: &Clipping, kinds: &[Kind]) -> String {
    let text = clipping.paragraphs.iter().filter(|paragraph| kinds.contains(&paragraph.kind));
    text.map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// What plain dom_smoothie makes of a page, and what that took.
pub(crate) fn plain(bytes: &[u8]) -> (Option<Article>, Duration) {
    let begun = Instant::now();
    let html = String::from_utf8_lossy(bytes).into_owned();
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    (article.ok(), begun.elapsed())
}
