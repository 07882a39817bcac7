//! Days of publication of saved pages: how many are found, and how many are right.
//!
//! The measure is that of htmldate (Barbaresi 2020): a page counts as right where the very day is
//! given; accuracy is the share of pages that are right.

use std::collections::BTreeMap;
use std::path::Path;

use morgue::clipping::Precision;

use crate::options::Options;
use crate::{Done, pages};

/// The lists of pages with their days.
const LISTS: [&str; 2] = ["eval_default.json", "eval_mediacloud_2020.json"];

/// What became of the pages of one list.
#[derive(Debug, Default)]
struct Counts {
    pages: u32,
    right: u32,
    wrong: u32,
    seconds: f64,
}

/// Prints the table and, where `--losses` asks, the pages that are not right.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    println!("pages of | pages | right | wrong | none | accuracy | ms a page");
    let mut all = Counts::default();
    let mut left = options.losses;
    for list in LISTS {
        let text = std::fs::read_to_string(folder.join(list))?;
        let entries: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text)?;
        let mut counts = Counts::default();
        for entry in entries.values() {
            let (Some(file), Some(wanted)) = (entry["file"].as_str(), entry["date"].as_str())
            else {
                continue;
            };
            let path = folder.join("pages").join(file);
            if !path.is_file() {
                continue;
            }
            let found = day(&path, &mut counts)?;
            if found.as_deref() != Some(wanted) && left > 0 {
                left -= 1;
                println!("{file}: {wanted}, found {}", found.as_deref().unwrap_or("none"));
            }
            counts.add(found.map(|day| day == wanted));
        }
        counts.print(list);
        all.pages += counts.pages;
        all.right += counts.right;
        all.wrong += counts.wrong;
        all.seconds += counts.seconds;
    }
    all.print("both");
    Ok(())
}

/// The day of a page as its clipping has it.
fn day(path: &Path, counts: &mut Counts) -> Done<Option<String>> {
    let bytes = pages::bytes(path)?;
    let begun = std::time::Instant::now();
    let (draft, _) = pages::draft(&bytes);
    let published = draft.and_then(|draft| pages::clipping(draft).published);
    counts.seconds += begun.elapsed().as_secs_f64();
    let day = published.filter(|known| known.value.precision >= Precision::Day);
    Ok(day.map(|known| known.value.local.date().to_string()))
}

impl Counts {
    fn add(&mut self, right: Option<bool>) {
        self.pages += 1;
        self.right += u32::from(right == Some(true));
        self.wrong += u32::from(right == Some(false));
    }

    fn print(&self, told: &str) {
        let pages = f64::from(self.pages.max(1));
        println!(
            "{told} | {} | {} | {} | {} | {:.4} | {:.2}",
            self.pages,
            self.right,
            self.wrong,
            self.pages - self.right - self.wrong,
            f64::from(self.right) / pages,
            self.seconds * 1000.0 / pages
        );
    }
}
