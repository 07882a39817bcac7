//! Titles, bylines, outlets and days of saved pages, as readability.js and Defuddle expect them.
//!
//! A field counts where the expectation states it; it is right where it is the same after blanks
//! are made one and `By` before a name is dropped. Sections are expected by neither collection, so
//! only how many pages get one is told.

use std::path::{Path, PathBuf};

use morgue::clipping::{Clipping, ClueKind};

use crate::bodies::{self, sorted};
use crate::options::Options;
use crate::{Done, pages};

/// The fields compared.
const FIELDS: [&str; 4] = ["title", "byline", "outlet", "day"];

/// A page with what is expected of it, in the order of [`FIELDS`].
struct Expected {
    page: PathBuf,
    fields: [Option<String>; 4],
}

/// Prints a table for each collection.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    for (name, expected) in [("readability", readability(folder)?), ("defuddle", defuddle(folder)?)]
    {
        println!("{name}: {} pages", expected.len());
        compare(&expected, options)?;
    }
    Ok(())
}

fn compare(all: &[Expected], options: &Options) -> Done {
    let (mut ours, mut plain, mut stated) = ([0_u32; 4], [0_u32; 4], [0_u32; 4]);
    let (mut unread, mut sections, mut left) = (0, 0, options.losses);
    for expected in all {
        let bytes = pages::bytes(&expected.page)?;
        let clipping = pages::draft(&bytes).0.map(pages::clipping);
        unread += u32::from(clipping.is_none());
        sections += u32::from(clipping.as_ref().is_some_and(|found| !found.categories.is_empty()));
        let found = clipping.as_ref().map(fields).unwrap_or_default();
        let theirs =
            pages::plain(&bytes).0.map(|article| plain_fields(&article)).unwrap_or_default();
        for (at, wanted) in expected.fields.iter().enumerate() {
            let Some(wanted) = wanted else { continue };
            stated[at] += 1;
            plain[at] += u32::from(is_same(&theirs[at], wanted));
            let right = is_same(&found[at], wanted);
            ours[at] += u32::from(right);
            if !right && left > 0 {
                left -= 1;
                let page = expected.page.display();
                println!("{page}: {} “{wanted}”, found {:?}", FIELDS[at], found[at]);
            }
        }
    }
    println!("field | stated | morgue | dom_smoothie");
    for (at, field) in FIELDS.iter().enumerate() {
        let share = |right: u32| f64::from(right) / f64::from(stated[at].max(1));
        println!("{field} | {} | {:.3} | {:.3}", stated[at], share(ours[at]), share(plain[at]));
    }
    println!("pages without an article: {unread}; with a section: {sections}");
    Ok(())
}

fn fields(clipping: &Clipping) -> [Option<String>; 4] {
    let headline = Some(&clipping.headline).filter(|known| known.clue.kind != ClueKind::FirstWords);
    let value =
        |known: &Option<morgue::clipping::Known<String>>| known.as_ref().map(|k| k.value.clone());
    [
        headline.map(|known| known.value.clone()),
        value(&clipping.byline),
        value(&clipping.outlet),
        clipping.published.as_ref().map(|known| known.value.local.date().to_string()),
    ]
}

fn plain_fields(article: &dom_smoothie::Article) -> [Option<String>; 4] {
    let day = article.published_time.as_ref().map(|time| time.chars().take(10).collect());
    [Some(article.title.clone()), article.byline.clone(), article.site_name.clone(), day]
}

fn is_same(found: &Option<String>, wanted: &str) -> bool {
    found.as_deref().is_some_and(|found| key(found) == key(wanted))
}

fn key(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['’', '‘'], "'");
    let bare =
        line.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map(|_| line[3..].trim());
    bare.map(str::to_owned).unwrap_or(line)
}

fn readability(folder: &Path) -> Done<Vec<Expected>> {
    let mut all = Vec::new();
    for page in sorted(&folder.join("readability/test/test-pages"))? {
        let Ok(text) = std::fs::read_to_string(page.join("expected-metadata.json")) else {
            continue;
        };
        let value: serde_json::Value = serde_json::from_str(&text)?;
        let keys = ["title", "byline", "siteName", "publishedTime"];
        all.push(Expected {
            page: page.join("source.html"),
            fields: keys.map(|key| of(&value, key)),
        });
    }
    Ok(all)
}

/// Defuddle's expectations open with a block of JSON.
fn defuddle(folder: &Path) -> Done<Vec<Expected>> {
    let mut all = Vec::new();
    for page in sorted(&folder.join("defuddle/tests/fixtures"))? {
        let Ok(text) = bodies::defuddle_told(folder, &page) else { continue };
        let block = text.split("```").nth(1).and_then(|block| block.strip_prefix("json"));
        let Some(value) = block.and_then(|b| serde_json::from_str::<serde_json::Value>(b).ok())
        else {
            continue;
        };
        let keys = ["title", "author", "site", "published"];
        all.push(Expected { page, fields: keys.map(|key| of(&value, key)) });
    }
    Ok(all)
}

/// A field where it is stated; of a time the day.
fn of(value: &serde_json::Value, key: &str) -> Option<String> {
    let text = value[key].as_str().filter(|text| !text.trim().is_empty())?;
    let day = key.starts_with("publi") && text.len() >= 10;
    Some(if day { text.chars().take(10).collect() } else { text.to_owned() })
}
