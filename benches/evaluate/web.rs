//! Bodies of saved pages: shingles of four words found, against plain dom_smoothie on the same
//! pages.
//!
//! The measure is that of the article extraction benchmark (Scrapinghub 2020): words are runs of
//! letters, digits and underscores; precision and recall over four-word shingles with their counts
//! are averaged over pages; F1 is the harmonic mean of the two averages. The filter was written while
//! looking at the pages of that benchmark; the two other collections show what it does elsewhere.

use std::collections::HashMap;
use std::path::Path;

use crate::bodies::{self, Captions, Collection};
use crate::options::Options;
use crate::{Done, pages};

/// Words of a shingle.
const SHINGLE: usize = 4;
/// A page loses whose F1 falls by more than this, which is rounding to four places.
const ROUNDING: f64 = 0.000_05;

/// Precision and recall of one page.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    precision: f64,
    recall: f64,
}

impl Score {
    fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// What both make of the pages of a collection, page by page, in seconds on the whole.
#[derive(Debug, Default)]
struct Compared {
    ours: Vec<Score>,
    plain: Vec<Score>,
    our_seconds: f64,
    plain_seconds: f64,
}

/// Prints a table for each collection, and the pages on which ours is worse.
pub(crate) fn run(options: &Options, formats: &Path) -> Done {
    let collections =
        [bodies::benchmark as fn(&Path) -> Done<Collection>, bodies::readability, bodies::defuddle];
    for collection in collections {
        let collection = collection(formats)?;
        let compared = compare(&collection);
        println!("{}: {} pages", collection.name, collection.pages.len());
        print_totals(&compared);
        print_losses(&collection, &compared, options);
    }
    Ok(())
}

fn compare(collection: &Collection) -> Compared {
    let mut compared = Compared::default();
    for page in &collection.pages {
        // Whoever comes second finds the page in the processor's memory.
        pages::plain(&page.bytes);
        let (draft, took) = pages::draft(&page.bytes);
        compared.our_seconds += took.as_secs_f64();
        let (article, took) = pages::plain(&page.bytes);
        compared.plain_seconds += took.as_secs_f64();
        let text = match collection.captions {
            Captions::Aside => pages::text,
            Captions::Counted => pages::text_and_captions,
        };
        let text = draft.map(|draft| text(&pages::clipping(draft))).unwrap_or_default();
        compared.ours.push(score(&page.wanted, &text));
        let text = article.map(|article| article.text_content.to_string()).unwrap_or_default();
        compared.plain.push(score(&page.wanted, &text));
    }
    compared
}

fn print_totals(compared: &Compared) {
    let pages = compared.ours.len().max(1) as f64;
    println!("system | P | R | F1 | mean F1 of a page | ms a page");
    for (told, scores, seconds) in [
        ("morgue", &compared.ours, compared.our_seconds),
        ("dom_smoothie", &compared.plain, compared.plain_seconds),
    ] {
        let (all, mean) = totals(scores);
        let ms = seconds * 1000.0 / pages;
        println!(
            "{told} | {:.4} | {:.4} | {:.4} | {mean:.4} | {ms:.2}",
            all.precision,
            all.recall,
            all.f1()
        );
    }
    let (ours, plain) = (totals(&compared.ours).0, totals(&compared.plain).0);
    println!("gain in F1 {:+.4}", ours.f1() - plain.f1());
    let gains = compared.gains();
    let mean = gains.iter().sum::<f64>() / pages;
    let spread = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / (pages - 1.0);
    println!("paired gain of a page {mean:+.4} ± {:.4} (standard error)", (spread / pages).sqrt());
    println!("time against plain: {:.2}", compared.our_seconds / compared.plain_seconds);
}

/// Names the pages that lose, the worst first; with `--losses` those below .9 too.
fn print_losses(collection: &Collection, compared: &Compared, options: &Options) {
    let gains = compared.gains();
    let mut worst: Vec<usize> = (0..gains.len()).collect();
    worst.sort_by(|a, b| gains[*a].total_cmp(&gains[*b]));
    println!("pages that lose: {}", gains.iter().filter(|gain| **gain < -ROUNDING).count());
    for at in worst {
        let (name, f1) = (&collection.pages[at].name, compared.ours[at].f1());
        if gains[at] < -ROUNDING || options.losses > 0 && f1 < 0.9 {
            println!("{} {:+.4} to {f1:.4}", name.get(..40).unwrap_or(name), gains[at]);
        }
    }
}

impl Compared {
    /// How much better ours is, page by page.
    fn gains(&self) -> Vec<f64> {
        self.ours.iter().zip(&self.plain).map(|(a, b)| a.f1() - b.f1()).collect()
    }
}

fn totals(scores: &[Score]) -> (Score, f64) {
    let pages = scores.len().max(1) as f64;
    let mean = |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / pages;
    let all = Score { precision: mean(|s| s.precision), recall: mean(|s| s.recall) };
    (all, mean(|score| score.f1()))
}

fn score(wanted: &str, found: &str) -> Score {
    let (wanted, found) = (shingles(wanted), shingles(found));
    let both: usize = wanted
        .iter()
        .map(|(shingle, count)| found.get(shingle).map_or(0, |other| *other.min(count)))
        .sum();
    let share = |of: &HashMap<Vec<String>, usize>| {
        let all: usize = of.values().sum();
        if all == 0 {
            f64::from(u8::from(wanted.is_empty() && found.is_empty()))
        } else {
            both as f64 / all as f64
        }
    };
    Score { precision: share(&found), recall: share(&wanted) }
}

fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let words =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    let mut counts = HashMap::new();
    let shingles = words.windows(SHINGLE.min(words.len()).max(1));
    for shingle in shingles {
        *counts.entry(shingle.to_vec()).or_default() += 1;
    }
    counts
}
