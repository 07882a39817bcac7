//! Whether the text of the generator is like news: its counts beside those of Reuters-21578.
//!
//! Counts of words grow with the text they are taken from, so both are read to the same length.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::Done;
use crate::generator::Generator;
use crate::options::Options;
use crate::reuters;

/// Words read of each.
const WORDS: usize = 1_500_000;

/// Words read of each in a quick run.
const QUICK_WORDS: usize = 200_000;

/// Prints the table.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let wanted = if options.quick { QUICK_WORDS } else { WORDS };
    let records = reuters::records(folder, false)?;
    let reuters = Counts::of(records.iter().map(|record| record.body.clone()), wanted);
    let generated = Generator::new(options.seed).map(|draft| {
        let texts: Vec<String> =
            draft.paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
        texts.join("\n\n")
    });
    let generated = Counts::of(generated, wanted);
    println!("count | Reuters-21578 | generator");
    for ((told, theirs), (_, ours)) in reuters.rows().into_iter().zip(generated.rows()) {
        println!("{told} | {theirs:.3} | {ours:.3}");
    }
    Ok(())
}

/// What is counted in some texts.
#[derive(Debug, Default)]
struct Counts {
    texts: usize,
    words: usize,
    letters: usize,
    /// Words that stand in their text once more.
    repeated: usize,
    frequencies: HashMap<String, u64>,
    /// Different words after each tenth of the text.
    growth: Vec<usize>,
}

impl Counts {
    fn of(texts: impl Iterator<Item = String>, wanted: usize) -> Self {
        let mut counts = Self::default();
        for text in texts {
            counts.texts += 1;
            let mut seen = HashSet::new();
            for word in reuters::words(&text) {
                counts.words += 1;
                counts.letters += word.len();
                counts.repeated += usize::from(!seen.insert(word.clone()));
                *counts.frequencies.entry(word).or_default() += 1;
                if counts.words % (wanted / 10) == 0 {
                    counts.growth.push(counts.frequencies.len());
                }
                if counts.words == wanted {
                    return counts;
                }
            }
        }
        counts
    }

    fn rows(&self) -> Vec<(&'static str, f64)> {
        let words = self.words.max(1) as f64;
        let mut sorted: Vec<u64> = self.frequencies.values().copied().collect();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        let share = |most: usize| sorted.iter().take(most).sum::<u64>() as f64 / words;
        let once = sorted.iter().filter(|count| **count == 1).count() as f64;
        let grown = |tenth: usize| self.growth.get(tenth).copied().unwrap_or(0) as f64;
        vec![
            ("words of a text, mean", words / self.texts.max(1) as f64),
            ("letters of a word, mean", self.letters as f64 / words),
            ("words said before in their text, share", self.repeated as f64 / words),
            ("different words in a tenth of it", grown(0)),
            ("different words in half of it", grown(4)),
            ("different words in all of it", grown(9)),
            ("of them once, share", once / sorted.len().max(1) as f64),
            ("share of the 10 most frequent", share(10)),
            ("share of the 100 most frequent", share(100)),
            ("share of the 1,000 most frequent", share(1_000)),
            ("share of the 10,000 most frequent", share(10_000)),
        ]
    }
}
