//! The language of texts whose language is known, told by nothing but the texts themselves.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use morgue::clipping::{Draft, Origin, Paragraph};
use morgue::enrich::{self, Lore};
use serde_json::Value;

use crate::Done;
use crate::measure::timed;
use crate::options::Options;
use crate::reuters;

/// A quick run looks at one text of so many.
const QUICK_STEP: usize = 20;

/// One text of a known language.
struct Sample {
    language: String,
    title: Option<String>,
    text: String,
}

/// Samples of one collection that are printed as one row for each language.
struct Set {
    told: &'static str,
    samples: Vec<Sample>,
}

/// Of the samples of one language: how many there are, and how many were told and told rightly.
#[derive(Default)]
struct Counts {
    all: usize,
    right: usize,
    wrong: BTreeMap<String, usize>,
}

/// Prints the table; with `--losses N` the texts told wrongly and as many of those not told.
pub(crate) fn run(options: &Options, data: &Path) -> Done {
    println!("texts | language | count | told | right of those told | wrong of all | wrong as");
    let (mut all, mut told, mut wrong) = (0, 0, 0);
    for mut set in sets(data)? {
        if options.quick {
            set.samples = set.samples.into_iter().step_by(QUICK_STEP).collect();
        }
        let mut losses = Vec::new();
        for (language, counts) in counted(&set, &mut losses) {
            let wrong_here: usize = counts.wrong.values().sum();
            print_row(set.told, &language, &counts);
            all += counts.all;
            told += counts.right + wrong_here;
            wrong += wrong_here;
        }
        for loss in losses.iter().take(options.losses) {
            println!("  {loss}");
        }
    }
    println!("all | | {all} | {} | {} |", percent(told, all), percent(told - wrong, told));
    println!("wrong though told: {wrong}, {} of all", percent(wrong, all));
    Ok(())
}

fn counted(set: &Set, losses: &mut Vec<String>) -> BTreeMap<String, Counts> {
    let mut languages: BTreeMap<String, Counts> = BTreeMap::new();
    for sample in &set.samples {
        let counts = languages.entry(sample.language.clone()).or_default();
        counts.all += 1;
        let found = language(sample);
        let is_right = found.as_ref() == Some(&sample.language);
        if !is_right {
            let title = sample.title.as_deref().unwrap_or("");
            let line = sample.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let begin: String = line.chars().take(160).collect();
            let found = found.as_deref().unwrap_or("not told");
            losses.push(format!("{} as {found}: {title} | {begin}", sample.language));
        }
        match found {
            Some(_) if is_right => counts.right += 1,
            Some(found) => *counts.wrong.entry(found).or_default() += 1,
            None => {}
        }
    }
    losses.sort_by_key(|loss| loss.contains(" as not told: "));
    languages
}

fn language(sample: &Sample) -> Option<String> {
    let paragraphs = sample.text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let draft = Draft {
        title: sample.title.clone(),
        paragraphs: paragraphs.map(Paragraph::text).collect(),
        ..Draft::default()
    };
    let origin = Origin { root: String::new(), path: String::new(), part: 0, member: None };
    let now = chrono::NaiveDateTime::default();
    enrich::enrich(draft, origin, &Lore::default(), now).language.map(|known| known.value)
}

fn print_row(set: &str, language: &str, counts: &Counts) {
    let wrong: usize = counts.wrong.values().sum();
    let told = counts.right + wrong;
    let as_what: Vec<String> =
        counts.wrong.iter().map(|(code, count)| format!("{code} {count}")).collect();
    println!(
        "{set} | {language} | {} | {} | {} | {} | {}",
        counts.all,
        percent(told, counts.all),
        percent(counts.right, told),
        percent(wrong, counts.all),
        as_what.join(", ")
    );
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.2} %", part as f64 * 100.0 / whole.max(1) as f64)
}

/// All collections that are there.
fn sets(data: &Path) -> Done<Vec<Set>> {
    let mut sets = Vec::new();
    let mut add = |told, samples: Done<Vec<Sample>>| match samples {
        Ok(samples) => sets.push(Set { told, samples }),
        Err(problem) => println!("{told} | left out: {problem}"),
    };
    let german = german(&data.join("10kgnad/test.csv"));
    add(
        "10kgnad, first sentence",
        german.as_ref().map(|s| first_sentences(s)).map_err(|e| e.to_string().into()),
    );
    add("10kgnad, articles", german);
    for (year, told) in [("2019", "wikinews 2019"), ("2020", "wikinews 2020")] {
        let path = data.join(format!("wikinews_en/wikinews_{year}.csv"));
        add(told, table(&path, &Columns { language: Err("en"), title: 2, text: 3 }));
    }
    let english = table(
        &data.join("wikinews_en/wikinews_2020.csv"),
        &Columns { language: Err("en"), title: 2, text: 3 },
    );
    add("wikinews 2020, headlines", english.map(|samples| headlines(&samples)));
    let japanese = japanese(&data.join("wikinews_ja/origin.tsv.gz"));
    add(
        "wikinews ja, headlines",
        japanese.as_ref().map(|s| headlines(s)).map_err(|e| e.to_string().into()),
    );
    add("wikinews ja, articles", japanese);
    let przha = data.join("multilingual_news_przha/Dataset.csv");
    let columns = Columns { language: Ok(5), title: 1, text: 2 };
    add("przha, headlines", table(&przha, &columns).map(|s| filed_rightly(headlines(&s))));
    add("przha, articles", table(&przha, &columns).map(filed_rightly));
    let agnews = data.join("agnews/test.csv");
    let columns = Columns { language: Err("en"), title: 1, text: 2 };
    add("agnews, headlines", headed(&agnews, &columns, false).map(|samples| headlines(&samples)));
    add("agnews, with summary", headed(&agnews, &columns, false));
    let reuters = reuters(&data.join(crate::REUTERS));
    add(
        "reuters, headlines",
        reuters.as_ref().map(|s| headlines(s)).map_err(|e| e.to_string().into()),
    );
    add("reuters, articles", reuters);
    add("klue, sentences", korean(&data.join("klue_ner_wikitree/sentences.jsonl")));
    Ok(sets)
}

/// Where a table keeps what; the language stands in a column or is the same in all of it.
struct Columns {
    language: Result<usize, &'static str>,
    title: usize,
    text: usize,
}

fn table(path: &Path, columns: &Columns) -> Done<Vec<Sample>> {
    headed(path, columns, true)
}

fn headed(path: &Path, columns: &Columns, has_head: bool) -> Done<Vec<Sample>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(has_head).from_path(path)?;
    let mut samples = Vec::new();
    for row in reader.records() {
        let row = row?;
        let cell = |at: usize| row.get(at).unwrap_or("").to_owned();
        samples.push(Sample {
            language: columns.language.map_or_else(str::to_owned, cell),
            title: Some(cell(columns.title)),
            text: cell(columns.text),
        });
    }
    Ok(samples)
}

/// The headlines alone, as clippings that consist of one.
fn headlines(samples: &[Sample]) -> Vec<Sample> {
    let alone = samples.iter().filter(|sample| sample.title.is_some()).map(|sample| Sample {
        language: sample.language.clone(),
        title: sample.title.clone(),
        text: String::new(),
    });
    alone.collect()
}

/// The collection files what a Kurdish site prints in Arabic as Kurdish, and articles whose text is
/// a page's English address as either: the first are counted as Arabic (by the letters that
/// Kurdish does not write), the second are left out.
fn filed_rightly(samples: Vec<Sample>) -> Vec<Sample> {
    let count = |text: &str, letters: &str| text.chars().filter(|c| letters.contains(*c)).count();
    let mut kept = Vec::new();
    for mut sample in samples {
        let printed = format!("{} {}", sample.title.as_deref().unwrap_or(""), sample.text);
        if sample.language == "ku" && count(&printed, "ةأإىي") > count(&printed, "ەێۆڕڵی")
        {
            sample.language = "ar".to_owned();
        }
        let latin = printed.chars().filter(char::is_ascii_alphabetic).count();
        let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
        if sample.language == "en" || latin * 2 < letters {
            kept.push(sample);
        }
    }
    kept
}

fn first_sentences(samples: &[Sample]) -> Vec<Sample> {
    let first = |text: &str| text.split_inclusive(". ").next().unwrap_or("").to_owned();
    let alone = samples.iter().map(|sample| Sample {
        language: sample.language.clone(),
        title: None,
        text: first(&sample.text),
    });
    alone.collect()
}

fn german(path: &Path) -> Done<Vec<Sample>> {
    let text = std::fs::read_to_string(path)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(b';')
        .quote(b'\'')
        .from_reader(text.as_bytes());
    let mut samples = Vec::new();
    for row in reader.records() {
        let text = row?.get(1).unwrap_or("").to_owned();
        samples.push(Sample { language: "de".to_owned(), title: None, text });
    }
    Ok(samples)
}

/// The collection parts words with blanks, which Japanese does not.
fn japanese(path: &Path) -> Done<Vec<Sample>> {
    let (bytes, _) = timed(Command::new("gzip").arg("-dc").arg(path))?;
    let text = String::from_utf8_lossy(&bytes);
    let row = |line: &str| {
        let mut cells = line.split('\t').skip(1).map(|cell| cell.replace(' ', ""));
        let (text, title) = (cells.next()?, cells.next());
        Some(Sample { language: "ja".to_owned(), title, text })
    };
    Ok(text.lines().skip(1).filter_map(row).collect())
}

fn reuters(folder: &Path) -> Done<Vec<Sample>> {
    let records = reuters::records(folder, false)?;
    let sample = |record: reuters::Record| Sample {
        language: "en".to_owned(),
        title: Some(record.title),
        text: record.body,
    };
    Ok(records.into_iter().map(sample).collect())
}

fn korean(path: &Path) -> Done<Vec<Sample>> {
    let mut samples = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or("").to_owned();
        samples.push(Sample { language: "ko".to_owned(), title: None, text });
    }
    Ok(samples)
}
