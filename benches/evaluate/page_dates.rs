//! Days of publication of saved pages: how many are found, and how many are right.
//!
//! The measure is that of htmldate (Barbaresi 2020): a page counts as right where the very day is
//! given; accuracy is the share of pages that are right.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use morgue::clipping::Precision;

use crate::options::Options;
use crate::{Done, measure, pages};

/// The lists of pages with their days.
const LISTS: [&str; 2] = ["eval_default.json", "eval_mediacloud_2020.json"];
/// Names a Python that has htmldate.
const PEER: &str = "MORGUE_HTMLDATE";
/// What that Python runs.
const DRIVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/page_dates.py");

/// A page in memory and its day.
struct Page {
    file: String,
    wanted: String,
    bytes: Vec<u8>,
}

/// What became of the pages of one list.
#[derive(Debug, Default)]
struct Counts {
    pages: u32,
    right: u32,
    wrong: u32,
    /// Of the processor.
    seconds: f64,
}

/// Prints the table, htmldate's below it where there is one and, where `--losses` asks, the pages
/// that are not right.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    println!("pages of | pages | right | wrong | none | accuracy | ms a page");
    let mut all = Counts::default();
    let mut left = options.losses;
    for list in LISTS {
        let mut counts = Counts::default();
        let held = held(folder, list)?;
        let begun = measure::cpu_seconds()?;
        let found: Vec<Option<String>> = held.iter().map(|page| day(&page.bytes)).collect();
        counts.seconds = measure::cpu_seconds()? - begun;
        for (page, found) in held.iter().zip(found) {
            if found.as_deref() != Some(&page.wanted) && left > 0 {
                left -= 1;
                let found = found.as_deref().unwrap_or("none");
                println!("{}: {}, found {found}", page.file, page.wanted);
            }
            counts.add(found.map(|day| day == page.wanted));
        }
        counts.print(list);
        all.pages += counts.pages;
        all.right += counts.right;
        all.wrong += counts.wrong;
        all.seconds += counts.seconds;
    }
    all.print("both");
    beside_htmldate(&all)
}

/// The pages of a list that are there.
fn held(folder: &Path, list: &str) -> Done<Vec<Page>> {
    let text = std::fs::read_to_string(folder.join(list))?;
    let entries: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text)?;
    let mut held = Vec::new();
    for entry in entries.values() {
        let (Some(file), Some(wanted)) = (entry["file"].as_str(), entry["date"].as_str()) else {
            continue;
        };
        let path = folder.join("pages").join(file);
        if path.is_file() {
            let (file, wanted) = (file.to_owned(), wanted.to_owned());
            held.push(Page { file, wanted, bytes: pages::bytes(&path)? });
        }
    }
    Ok(held)
}

/// Runs htmldate over the same pages and compares the time it takes.
fn beside_htmldate(all: &Counts) -> Done {
    let Some(python) = std::env::var_os(PEER) else {
        println!("htmldate is skipped: {PEER} names no python that has it");
        return Ok(());
    };
    let (printed, _) = measure::timed(Command::new(python).arg("-B").arg(DRIVER))?;
    let printed = String::from_utf8(printed)?;
    println!("htmldate, extensive, on the same pages:\n{}", printed.trim_end());
    let last = printed.lines().last().and_then(|line| line.rsplit_once(" | "));
    let theirs: f64 = last.ok_or("htmldate told no time")?.1.trim().parse()?;
    println!("time against htmldate: {:.2}", all.ms_a_page() / theirs);
    Ok(())
}

/// The day of a page as its clipping has it.
fn day(bytes: &[u8]) -> Option<String> {
    let (draft, _) = pages::draft(bytes);
    let published = draft.and_then(|draft| pages::clipping(draft).published);
    let day = published.filter(|known| known.value.precision >= Precision::Day);
    day.map(|known| known.value.local.date().to_string())
}

impl Counts {
    fn add(&mut self, right: Option<bool>) {
        self.pages += 1;
        self.right += u32::from(right == Some(true));
        self.wrong += u32::from(right == Some(false));
    }

    fn print(&self, told: &str) {
        let pages = f64::from(self.pages.max(1));
        let ms = self.ms_a_page();
        println!(
            "{told} | {} | {} | {} | {} | {:.4} | {ms:.2}",
            self.pages,
            self.right,
            self.wrong,
            self.pages - self.right - self.wrong,
            f64::from(self.right) / pages,
        );
    }

    /// Milliseconds of the processor.
    fn ms_a_page(&self) -> f64 {
        self.seconds * 1000.0 / f64::from(self.pages.max(1))
    }
}
