//! What speaks for one country, and how sure that makes it: a logistic curve over counts.

use crate::clipping::{Clue, ClueKind};
use crate::enrich::places::NameKind;

/// The score from which a country is a region of the clipping.
pub(super) const LEAST: f32 = 0.4;

/// The share of the strongest country's salience below which one is a mere mention, unless it opens
/// the clipping.
pub(super) const LEAST_SHARE: f32 = 0.35;

/// What speaks for one country.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) dateline: Option<String>,
    pub(super) path: Option<Vec<String>>,
    pub(super) category: Option<String>,
    pub(super) section: Option<String>,
    pub(super) headline: [f32; 4],
    pub(super) text: [f32; 4],
    pub(super) lead: f32,
    pub(super) headline_words: Words,
    pub(super) text_words: Words,
}

/// Words and how often each was counted, in the order first seen.
type Words = Vec<(String, u32)>;

/// What is counted apart; institutions and pairs of countries count with parts.
pub(super) const KINDS: [NameKind; 4] =
    [NameKind::Country, NameKind::Demonym, NameKind::City, NameKind::Part];

impl Counts {
    /// How much is said of the country, before anything is compared.
    pub(super) fn salience(&self) -> f32 {
        let sum = |counts: &[f32; 4]| counts.iter().zip(WEIGHTS).map(|(n, w)| n * w).sum::<f32>();
        let stands = |there: bool, weight: f32| if there { weight } else { 0.0 };
        sum(&self.text)
            + HEADLINE * sum(&self.headline)
            + stands(self.dateline.is_some(), DATELINE)
            + stands(self.category.is_some(), CATEGORY)
            + stands(self.section.is_some(), SECTION)
    }

    /// Whether it is more than mentioned beside the strongest country.
    pub(super) fn is_salient(&self, strongest: f32) -> bool {
        self.dateline.is_some()
            || self.category.is_some()
            || !self.headline_words.is_empty()
            || self.salience() >= LEAST_SHARE * strongest
    }

    /// How sure it is that the clipping is about the country: a logistic curve over
    /// [`Counts::features`].
    pub(super) fn score(&self, strongest: f32, total: f32) -> f32 {
        let features = self.features(strongest, total);
        let sum: f32 = features.iter().zip(LOGISTIC).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// What the curve is over; the first is the constant.
    pub(super) fn features(&self, strongest: f32, total: f32) -> [f32; FEATURES] {
        let some = |n: f32| if n > 0.0 { 1.0 } else { 0.0 };
        let own = self.salience();
        let headline: f32 = self.headline.iter().sum();
        [
            1.0,
            if self.dateline.is_some() { 1.0 } else { 0.0 },
            if headline > 0.0 || self.section.is_some() { 1.0 } else { 0.0 },
            if self.category.is_some() { 1.0 } else { 0.0 },
            own / strongest.max(0.01),
            own / total.max(0.01),
            (self.text[0]).ln_1p(),
            (self.text[1]).ln_1p(),
            (self.text[2]).ln_1p(),
            (self.text[3]).ln_1p(),
            some(self.lead),
            own.ln_1p(),
        ]
    }

    pub(super) fn clue(&self) -> Clue {
        let mut parts = Vec::new();
        if let Some(place) = &self.dateline {
            parts.push((ClueKind::Dateline, format!("dateline {place}")));
        }
        if !self.headline_words.is_empty() {
            parts.push((ClueKind::Headline, format!("headline {}", listed(&self.headline_words))));
        }
        if let Some(section) = &self.section {
            parts.push((ClueKind::Url, format!("url /{section}/")));
        }
        if let Some(category) = &self.category {
            parts.push((ClueKind::Category, format!("category {category}")));
        }
        if !self.text_words.is_empty() {
            parts.push((ClueKind::Text, format!("text {}", listed(&self.text_words))));
        }
        let kind = parts.first().map_or(ClueKind::Text, |(kind, _)| *kind);
        let words: Vec<_> = parts.into_iter().map(|(_, words)| words).collect();
        Clue { kind, words: words.join("; ") }
    }
}

/// The most words told of one place of evidence.
const MOST_WORDS: usize = 5;

/// `South Korea ×5, Seoul ×3`, the most frequent first.
fn listed(words: &Words) -> String {
    let mut words = words.clone();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut shown: Vec<_> =
        words.iter().take(MOST_WORDS).map(|(word, count)| format!("{word} ×{count}")).collect();
    if words.len() > MOST_WORDS {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

const FEATURES: usize = 12;

/// What one mention adds to the salience of a country, by kind as in [`KINDS`].
const WEIGHTS: [f32; 4] = [1.0, 0.8, 0.7, 0.6];

/// How many mentions in the text one in the headline, the dateline or a stated category is worth.
const HEADLINE: f32 = 3.0;
const DATELINE: f32 = 3.0;
const CATEGORY: f32 = 4.0;

/// The same for a section of the address.
const SECTION: f32 = 2.0;

/// Weights of [`Counts::features`], fitted on files 000 to 011 of Reuters-21578, half with and half
/// without their datelines. The fourth, the category, is chosen by hand: Reuters states no place
/// categories.
const LOGISTIC: [f32; FEATURES] =
    [-2.69, 2.61, 0.5, 3.0, 0.51, 2.22, 0.37, 0.23, -0.21, 1.33, 0.64, 1.02];
