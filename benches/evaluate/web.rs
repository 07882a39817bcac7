//! Bodies of saved pages: shingles of four words found, against plain dom_smoothie on the same
//! pages.
//!
//! The measure is that of the article extraction benchmark (Scrapinghub 2020): words are runs of
//! letters, digits and underscores; precision and recall over four-word shingles with their counts
//! are averaged over pages; F1 is the harmonic mean of the two averages.

use std::collections::HashMap;
use std::path::Path;

use crate::options::Options;
use crate::{Done, pages};

/// Words of a shingle.
const SHINGLE: usize = 4;
/// A page whose F1 falls by so much is named.
const FALLEN: f64 = 0.01;

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

/// Prints the table and the pages on which ours is worse.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let truth = std::fs::read_to_string(folder.join("ground-truth.json"))?;
    let truth: HashMap<String, serde_json::Value> = serde_json::from_str(&truth)?;
    let mut names: Vec<&String> = truth.keys().collect();
    names.sort_unstable();
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    let (mut our_time, mut plain_time) = (0.0, 0.0);
    for name in &names {
        let bytes = pages::bytes(&folder.join("html").join(format!("{name}.html.gz")))?;
        let wanted = truth[*name]["articleBody"].as_str().unwrap_or("");
        // Whoever comes second finds the page in the processor's memory.
        pages::plain(&bytes);
        let (draft, took) = pages::draft(&bytes);
        our_time += took.as_secs_f64();
        let (article, took) = pages::plain(&bytes);
        plain_time += took.as_secs_f64();
        let text = draft.map(|draft| pages::text(&pages::clipping(draft))).unwrap_or_default();
        ours.push(score(wanted, &text));
        let text = article.map(|article| article.text_content.to_string()).unwrap_or_default();
        plain.push(score(wanted, &text));
    }
    let pages = names.len().max(1) as f64;
    println!("system | P | R | F1 | mean F1 of a page | ms a page");
    for (told, scores, seconds) in
        [("morgue", &ours, our_time), ("dom_smoothie", &plain, plain_time)]
    {
        let (all, mean) = totals(scores);
        let ms = seconds * 1000.0 / pages;
        println!(
            "{told} | {:.4} | {:.4} | {:.4} | {mean:.4} | {ms:.2}",
            all.precision,
            all.recall,
            all.f1()
        );
    }
    let gains: Vec<f64> = ours.iter().zip(&plain).map(|(a, b)| a.f1() - b.f1()).collect();
    let mean = gains.iter().sum::<f64>() / pages;
    let spread = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / (pages - 1.0);
    println!("paired gain of a page {mean:+.4} ± {:.4} (standard error)", (spread / pages).sqrt());
    for ((name, gain), score) in names.iter().zip(&gains).zip(&ours) {
        if *gain < -FALLEN || options.losses > 0 && score.f1() < 0.9 {
            println!("{} {gain:+.4} to {:.4}", &name[..8.min(name.len())], score.f1());
        }
    }
    Ok(())
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
