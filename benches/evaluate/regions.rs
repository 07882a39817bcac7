//! Regions of Reuters-21578: PLACES is withheld and compared with what is inferred without it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;

use morgue::clipping::{Draft, LabelName, Origin};
use morgue::enrich::{self, Lore, places};
use morgue::intake::{self, Source};

use crate::Done;
use crate::options::Options;

/// Files that no weight was fitted on.
const KEPT_ASIDE: RangeInclusive<u32> = 12..=16;

/// Macro F1 is over the countries that are right this often at least.
const OFTEN: f64 = 10.0;

/// One article without its PLACES, and the countries they name.
struct Article {
    draft: Draft,
    gold: BTreeSet<&'static str>,
    /// Whether it has headline and body, as against a brief or a raw text.
    is_whole: bool,
}

/// What is right, what is wrong and what is missed, of one country or of all.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn precision(&self) -> f64 {
        self.right / (self.right + self.wrong).max(1.0)
    }

    fn recall(&self) -> f64 {
        self.right / (self.right + self.missed).max(1.0)
    }

    fn f1(&self) -> f64 {
        2.0 * self.right / (2.0 * self.right + self.wrong + self.missed).max(1.0)
    }
}

/// Prints the table.
pub(crate) fn run(options: &Options, folder: &Path) -> Done {
    let files = if options.quick { 16..=16 } else { KEPT_ASIDE };
    let articles = articles(folder, files)?;
    println!(
        "articles | dateline | count | precision | recall | F1 | F1 without US | macro F1 | first right"
    );
    for (told, whole_only) in [("whole", true), ("of all types", false)] {
        let chosen: Vec<&Article> =
            articles.iter().filter(|article| article.is_whole || !whole_only).collect();
        for with_dateline in [true, false] {
            let dateline = if with_dateline { "with" } else { "without" };
            println!("{told} | {dateline} | {}", scores(&chosen, with_dateline));
        }
    }
    let whole: Vec<&Article> = articles.iter().filter(|article| article.is_whole).collect();
    print_misses(&whole, options);
    Ok(())
}

/// Prints as many countries missed or wrongly found, with datelines, as `--losses` asks for.
fn print_misses(articles: &[&Article], options: &Options) {
    let mut misses = Vec::new();
    for article in articles {
        let found = inferred(article, true);
        let told = |kind: &str, code: &str| {
            let gold: Vec<&str> = article.gold.iter().copied().collect();
            let title = article.draft.title.as_deref().unwrap_or("");
            format!("{kind} {code} | of {} | found {} | {title}", gold.join(" "), found.join(" "))
        };
        let missed = article.gold.iter().filter(|code| !found.iter().any(|one| one == *code));
        misses.extend(missed.map(|code| told("missed", code)));
        let wrong = found.iter().filter(|code| !article.gold.contains(code.as_str()));
        misses.extend(wrong.map(|code| told("wrong", code)));
    }
    let all = misses.len();
    let step = (all / options.losses.max(1)).max(1);
    for miss in misses.iter().step_by(step).take(options.losses) {
        println!("{miss}");
    }
}

/// The articles of some files that state places.
fn articles(folder: &Path, files: RangeInclusive<u32>) -> Done<Vec<Article>> {
    let mut articles = Vec::new();
    for file in files {
        let path = format!("reut2-{file:03}.sgm");
        let bytes = std::fs::read(folder.join(&path))?;
        let source = Source { path: &path, bytes: &bytes };
        intake::read(&source, &intake::Options::default(), &mut |found| {
            articles.extend(article(found.draft));
        });
    }
    Ok(articles)
}

fn article(mut draft: Draft) -> Option<Article> {
    let stated = draft.labels.iter().filter(|label| label.name == LabelName::Place);
    let gold: BTreeSet<_> = stated.filter_map(|label| country(&label.value)).collect();
    let is_whole = draft.labels.iter().all(|label| label.place != "<TEXT TYPE>");
    draft.labels.retain(|label| label.name != LabelName::Place);
    (!gold.is_empty()).then_some(Article { draft, gold, is_whole })
}

fn country(place: &str) -> Option<&'static str> {
    let path = places::look_up(place).into_iter().next()?;
    places::country(path.get(2)?).map(|place| place.code)
}

/// The countries inferred for an article, strongest first.
fn inferred(article: &Article, with_dateline: bool) -> Vec<String> {
    let mut draft = article.draft.clone();
    if !with_dateline {
        draft.labels.retain(|label| label.name != LabelName::Dateline);
    }
    let origin = Origin { root: String::new(), path: String::new(), part: 0, member: None };
    let now = chrono::NaiveDateTime::default();
    let clipping = enrich::enrich(draft, origin, &Lore::default(), now);
    let mut countries = Vec::new();
    for region in clipping.regions {
        let country = region.value.get(2).cloned();
        countries.extend(country.filter(|country| !countries.contains(country)));
    }
    countries
}

/// The figures of one row.
fn scores(articles: &[&Article], with_dateline: bool) -> String {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut first_right, mut answered) = (0.0, 0.0_f64);
    for article in articles {
        let found = inferred(article, with_dateline);
        if let Some(first) = found.first() {
            answered += 1.0;
            first_right += f64::from(u8::from(article.gold.contains(first.as_str())));
        }
        for code in &found {
            let counts = counts.entry(code.clone()).or_default();
            let is_right = article.gold.contains(code.as_str());
            *(if is_right { &mut counts.right } else { &mut counts.wrong }) += 1.0;
        }
        for code in article.gold.iter().filter(|code| !found.iter().any(|one| one == *code)) {
            counts.entry((*code).to_owned()).or_default().missed += 1.0;
        }
    }
    let often: Vec<f64> =
        counts.values().filter(|each| each.right + each.missed >= OFTEN).map(Counts::f1).collect();
    let macro_f1 = often.iter().sum::<f64>() / (often.len() as f64).max(1.0);
    let (mut all, mut without_us) = (Counts::default(), Counts::default());
    for (code, each) in &counts {
        all.add(each);
        if code != "US" {
            without_us.add(each);
        }
    }
    format!(
        "{} | {:.3} | {:.3} | {:.3} | {:.3} | {macro_f1:.3} | {:.3}",
        articles.len(),
        all.precision(),
        all.recall(),
        all.f1(),
        without_us.f1(),
        first_right / answered.max(1.0)
    )
}
