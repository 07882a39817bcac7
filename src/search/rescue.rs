//! When nothing was found: which part emptied the result, and what would have found something.

use super::page::Searcher;
use crate::archive::Result;
use crate::query::{Line, Reading, Step, TextUnit};
use crate::text::fold;

/// Offers made at most.
const MAX_OFFERS: usize = 6;

/// Corrected spellings looked at for each word at most.
const MAX_SPELLINGS: usize = 3;

/// What emptied a result and what to try.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Parts of the query that find nothing by themselves, as typed.
    pub empty_parts: Vec<String>,
    /// What would have found something, most promising first.
    pub offers: Vec<Offer>,
}

/// Something to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is different, one phrase.
    pub change: String,
    /// What to type instead, where it is a change of a word.
    pub instead: Option<(String, String)>,
    /// How many clippings that finds.
    pub clippings: u64,
}

/// Looks for what emptied a reading.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn rescue(searcher: &mut Searcher<'_>, reading: &Reading) -> Result<Rescue> {
    let Some(root) = &reading.root else { return Ok(Rescue::default()) };
    let parts: Vec<Step> = match root {
        Step::And(steps) => steps.clone(),
        other => vec![other.clone()],
    };
    let mut rescue = Rescue::default();
    for part in &parts {
        let alone = Reading { root: Some(part.clone()), ..reading.clone() };
        if searcher.count_reading(&alone)? == 0 {
            rescue.empty_parts.push(describe(part));
            if let Step::Text(unit) = part {
                spellings(searcher, unit, &mut rescue)?;
            }
        }
    }
    if parts.len() > 1 {
        one_part_fewer(searcher, reading, &parts, &mut rescue)?;
    }
    rescue.offers.truncate(MAX_OFFERS);
    Ok(rescue)
}

/// The query with one word spelled as the archive spells it.
fn spellings(searcher: &mut Searcher<'_>, unit: &TextUnit, rescue: &mut Rescue) -> Result<()> {
    if unit.line != Line::Words {
        return Ok(());
    }
    for spelling in near_spellings(searcher, &unit.typed)? {
        let query = crate::query::parse(&spelling, chrono::NaiveDate::MIN).query;
        let languages = searcher.languages().to_vec();
        let fresh = crate::query::read(&query, searcher.analyser(), &languages);
        let Some(word) = fresh.root else { continue };
        let alone = Reading { root: Some(word), leaves: fresh.leaves, problems: Vec::new() };
        let clippings = searcher.count_reading(&alone)?;
        if clippings > 0 {
            rescue.offers.push(Offer {
                change: format!("{spelling} instead of {}", unit.typed),
                instead: Some((unit.typed.clone(), spelling)),
                clippings,
            });
        }
    }
    Ok(())
}

/// Words of the archive that differ by one or two letters, two swapped ones counting once; most
/// frequent first.
pub(super) fn near_spellings(searcher: &mut Searcher<'_>, typed: &str) -> Result<Vec<String>> {
    let word = fold::exact(typed).into_owned();
    let length = word.chars().count();
    if length < 3 || word.contains(char::is_whitespace) {
        return Ok(Vec::new());
    }
    let most = if length < 6 { 1 } else { 2 };
    let field = searcher.snapshot().fields().words;
    let plain = fold::without_latin_marks(&word).into_owned();
    let near = |form: &str| {
        form != word
            && form.chars().count().abs_diff(length) <= most
            && strsim::osa_distance(&fold::without_latin_marks(form), &plain) <= most
    };
    let mut prefixes: Vec<String> = plain.chars().take(2).map(String::from).collect();
    prefixes.dedup();
    let mut found = searcher.snapshot().forms(field, &prefixes, near)?;
    found.sort_by_key(|form| {
        let distance = strsim::osa_distance(&form.form, &word);
        (distance, std::cmp::Reverse(form.clippings), form.form.clone())
    });
    // Where one letter is enough, two letters away is another word.
    if let Some(nearest) = found.first().map(|form| strsim::osa_distance(&form.form, &word)) {
        found.retain(|form| strsim::osa_distance(&form.form, &word) == nearest);
    }
    found.truncate(MAX_SPELLINGS);
    Ok(found.into_iter().map(|form| form.form).collect())
}

/// The query without one of its parts.
fn one_part_fewer(
    searcher: &mut Searcher<'_>,
    reading: &Reading,
    parts: &[Step],
    rescue: &mut Rescue,
) -> Result<()> {
    let mut offers = Vec::new();
    for place in 0..parts.len() {
        let mut rest = parts.to_vec();
        let left_out = rest.remove(place);
        if rest.iter().all(|step| matches!(step, Step::Not(_))) {
            continue;
        }
        let fewer = Reading { root: Some(Step::And(rest)), ..reading.clone() };
        let clippings = searcher.count_reading(&fewer)?;
        if clippings > 0 {
            let change = format!("without {}", describe(&left_out));
            offers.push(Offer { change, instead: None, clippings });
        }
    }
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.clippings));
    rescue.offers.extend(offers);
    Ok(())
}

/// A part as a person would name it.
fn describe(step: &Step) -> String {
    match step {
        Step::Everything => "everything".to_owned(),
        Step::Text(unit) => unit.typed.clone(),
        Step::Filter(filter) => filter.to_string(),
        Step::Not(inner) => format!("NOT {}", describe(inner)),
        Step::And(steps) => steps.iter().map(describe).collect::<Vec<_>>().join(" "),
        Step::Or(steps) => steps.iter().map(describe).collect::<Vec<_>>().join(" OR "),
    }
}
