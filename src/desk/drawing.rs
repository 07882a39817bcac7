//! Queries drawn from an archive itself: its own words by frequency, runs of its own words, its own
//! facets.

use crate::archive::{Result, Snapshot};
use crate::clipping::{Clipping, Dimension, Kind};
use crate::text::fold;

/// Records looked into for phrases and filings.
const RECORDS: usize = 200;

/// Pseudo-random numbers that are the same on every machine (SplitMix64: Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice that always fall alike for the same seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 where `bound` is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.next() % bound as u64) as usize }
    }

    /// One of `items`.
    pub(super) fn one<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// `count` of `items`, in their order; all where there are not more.
    pub(super) fn some<T: Copy>(&mut self, items: &[T], count: usize) -> Vec<T> {
        let (mut left, mut wanted) = (items.len(), count.min(items.len()));
        let mut chosen = Vec::with_capacity(wanted);
        for item in items {
            if self.below(left) < wanted {
                chosen.push(*item);
                wanted -= 1;
            }
            left -= 1;
        }
        chosen
    }
}

/// What queries are put together from.
#[derive(Clone, Debug, Default)]
pub(super) struct Stock {
    /// Words in one clipping of 50 or more, but not in every second one.
    pub high: Vec<String>,
    /// Words in one clipping of 1,000 to one of 50.
    pub middle: Vec<String>,
    /// Rarer words.
    pub low: Vec<String>,
    /// Two or three words as they follow one another in a clipping.
    pub phrases: Vec<String>,
    /// Years with clippings.
    pub years: Vec<String>,
    /// Categories, `korea/politics`.
    pub categories: Vec<String>,
    /// Regions, `142/030/KR`.
    pub regions: Vec<String>,
    /// Outlets.
    pub outlets: Vec<String>,
    /// A category and a year that one clipping has.
    pub filings: Vec<(String, String)>,
}

impl Stock {
    /// Looks through an archive.
    pub(super) fn new(snapshot: &Snapshot, dice: &mut Dice) -> Result<Self> {
        let mut stock = Self::default();
        stock.words(snapshot)?;
        stock.records(snapshot, dice)?;
        let values = |dimension| -> Result<Vec<String>> {
            let values = snapshot.facet_values(dimension)?.into_iter();
            let plain = values.map(|(path, _)| path.join("/")).filter(|value| !value.contains('"'));
            Ok(plain.collect())
        };
        let is_year = |value: &String| value.len() == 4 && value.parse::<u16>().is_ok();
        stock.years = values(Dimension::Date)?.into_iter().filter(is_year).collect();
        stock.categories = values(Dimension::Category)?;
        stock.regions = values(Dimension::Region)?;
        stock.outlets = values(Dimension::Outlet)?;
        Ok(stock)
    }

    fn words(&mut self, snapshot: &Snapshot) -> Result<()> {
        let clippings = snapshot.clippings().max(1);
        let is_word =
            |form: &str| form.chars().count() > 1 && form.chars().all(char::is_alphabetic);
        let mut common = Vec::new();
        for form in snapshot.forms(snapshot.fields().words, &[String::new()], is_word)? {
            let band = match form.clippings {
                count if count * 2 > clippings => &mut common,
                count if count * 50 >= clippings => &mut self.high,
                count if count * 1_000 >= clippings => &mut self.middle,
                _ => &mut self.low,
            };
            band.push(form.form);
        }
        // In a small archive no word is rare: the bands it lacks are filled from their neighbours, and
        // in the smallest from words that are everywhere.
        if [&self.high, &self.middle, &self.low].iter().all(|band| band.is_empty()) {
            self.high = common;
        }
        if self.middle.is_empty() {
            self.middle.clone_from(if self.high.is_empty() { &self.low } else { &self.high });
        }
        if self.high.is_empty() {
            self.high.clone_from(&self.middle);
        }
        if self.low.is_empty() {
            self.low.clone_from(&self.middle);
        }
        Ok(())
    }

    fn records(&mut self, snapshot: &Snapshot, dice: &mut Dice) -> Result<()> {
        let all: Vec<_> = snapshot.documents().collect();
        for address in dice.some(&all, RECORDS) {
            if snapshot.id_at(address)?.is_some() {
                let clipping = snapshot.clipping(address)?;
                self.phrases.extend(phrase_of(&clipping, dice));
                self.filings.extend(filing_of(&clipping));
            }
        }
        Ok(())
    }
}

fn filing_of(clipping: &Clipping) -> Option<(String, String)> {
    let category = clipping.categories.first()?.value.join("/");
    let year = clipping.published.as_ref()?.value.path().into_iter().next()?;
    (!category.contains('"')).then_some((category, year))
}

fn phrase_of(clipping: &Clipping, dice: &mut Dice) -> Option<String> {
    let texts: Vec<&str> = clipping
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind == Kind::Text)
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let words: Vec<&str> = dice.one(&texts)?.split_whitespace().collect();
    let length = 2 + dice.below(2);
    let start = dice.below(words.len().checked_sub(length)? + 1);
    let phrase = words[start..start + length].join(" ");
    let quoted: String = phrase.chars().map(fold::straight_quote).filter(|c| *c != '"').collect();
    let has_word = quoted.split(' ').any(|word| word.chars().any(char::is_alphanumeric));
    has_word.then_some(quoted).filter(|phrase| !phrase.contains(['「', '」', '『', '』']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_fall_alike_for_the_same_seed() {
        let items: Vec<usize> = (0..100).collect();
        let draw = |seed| Dice::new(seed).some(&items, 7);
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_eq!(draw(1).len(), 7);
        assert_eq!(Dice::new(1).some(&items[..3], 7), [0, 1, 2]);
    }
}
