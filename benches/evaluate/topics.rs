//! Topics suggested for news whose sections are known: AG News in English, 10kGNAD in German.
//!
//! Words and thresholds were chosen on every other article; the other half is what is printed.

use std::collections::BTreeMap;
use std::path::Path;

use morgue::enrich::topics::{self, Reading};

use crate::Done;
use crate::options::Options;

/// An article, and its section.
struct Article {
    section: String,
    headline: String,
    text: String,
}

/// The topics of the first level that are right for a section.
const SECTIONS: [(&str, &[&str]); 13] = [
    ("World", &["02", "03", "11", "16"]),
    ("Sports", &["15"]),
    ("Business", &["04"]),
    ("Sci/Tech", &["13"]),
    ("Web", &["13"]),
    ("Panorama", &["02", "03", "16"]),
    ("International", &["11", "16"]),
    ("Wirtschaft", &["04"]),
    ("Sport", &["15"]),
    ("Inland", &["11"]),
    ("Etat", &["01"]),
    ("Wissenschaft", &["13"]),
    ("Kultur", &["01"]),
];

/// Prints a table for each collection.
pub(crate) fn run(_: &Options, reuters: &Path) -> Done {
    let data = |folder: &str| reuters.with_file_name(folder).join("test.csv");
    for (language, path, read) in [
        ("en", data("agnews"), read_agnews as fn(&str) -> Done<Vec<Article>>),
        ("de", data("10kgnad"), read_10kgnad),
    ] {
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: there is no file {}", path.display());
            continue;
        };
        println!("\n{}\nsection | articles | suggested | right of them", path.display());
        print_table(&read(&text)?, language);
    }
    Ok(())
}

fn print_table(articles: &[Article], language: &str) {
    // Articles, suggestions, right ones.
    let mut counts: BTreeMap<&str, [f64; 3]> = BTreeMap::new();
    let mut all = [0.0; 3];
    for article in articles.iter().skip(1).step_by(2) {
        let texts = [article.text.as_str()];
        let found = topics::topics(&Reading {
            headline: &article.headline,
            texts: &texts,
            language: Some(language),
        });
        let wanted = SECTIONS.iter().find(|(name, _)| *name == article.section);
        let is_right = |code: &str| wanted.is_some_and(|(_, tops)| tops.contains(&&code[..2]));
        let right = found.first().is_some_and(|topic| is_right(&topic.value[0]));
        for counts in [counts.entry(&article.section).or_default(), &mut all] {
            counts[0] += 1.0;
            counts[1] += f64::from(u8::from(!found.is_empty()));
            counts[2] += f64::from(u8::from(right));
        }
    }
    for (section, counts) in counts.into_iter().chain([("all", all)]) {
        println!(
            "{section} | {} | {:.3} | {:.3}",
            counts[0],
            counts[1] / counts[0].max(1.0),
            counts[2] / counts[1].max(1.0)
        );
    }
}

/// `"3","headline","summary"`
fn read_agnews(text: &str) -> Done<Vec<Article>> {
    const NAMES: [&str; 4] = ["World", "Sports", "Business", "Sci/Tech"];
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut articles = Vec::new();
    for record in reader.records() {
        let record = record?;
        let number: usize = record.get(0).unwrap_or("").parse()?;
        articles.push(Article {
            section: NAMES[(number - 1).min(3)].to_owned(),
            headline: record.get(1).unwrap_or("").to_owned(),
            text: record.get(2).unwrap_or("").to_owned(),
        });
    }
    Ok(articles)
}

/// `Wirtschaft;'headline and text'`
fn read_10kgnad(text: &str) -> Done<Vec<Article>> {
    let article = |line: &str| {
        let (section, text) = line.split_once(';')?;
        let text = text.trim().trim_matches('\'').to_owned();
        Some(Article { section: section.to_owned(), headline: String::new(), text })
    };
    Ok(text.lines().filter_map(article).collect())
}
