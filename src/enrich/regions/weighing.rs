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
    /// Words of money and company law that hint at it.
    pub(super) traces: Words,
    /// How many mentions say more than where something took place.
    pub(super) beyond_venue: u32,
    /// Whether the outlet is at home there.
    pub(super) is_home: bool,
    /// Whether a person said what one of the names stands for.
    pub(super) is_own: bool,
}

/// Words and how often each was counted, in the order first seen.
pub(super) type Words = Vec<(String, u32)>;

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
            + stands(self.is_home && !self.text_words.is_empty(), HOME)
    }

    /// Whether more than the place line and a passing "in Bangkok, Thailand" speaks for it.
    pub(super) fn is_subject(&self) -> bool {
        self.beyond_venue > 0
            || self.category.is_some()
            || self.section.is_some()
            || !self.traces.is_empty()
    }

    /// Whether it is more than mentioned beside the strongest country.
    pub(super) fn is_salient(&self, strongest: f32) -> bool {
        self.dateline.is_some()
            || self.category.is_some()
            || !self.traces.is_empty()
            || self.headline.iter().sum::<f32>() >= WHOLE_MENTION
            || self.salience() >= LEAST_SHARE * strongest
    }

    /// How sure it is that the clipping is about the country: a logistic curve over
    /// [`Counts::features`].
    pub(super) fn score(&self, strongest: f32, total: f32) -> f32 {
        if !self.traces.is_empty() {
            return TRACED;
        }
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
            if self.section.is_some() { 1.0 } else { headline.min(1.0) },
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

    /// What says so, in words; `others` are subjects beside it.
    pub(super) fn clue(&self, others: Others) -> Clue {
        let mut parts = self.evidence();
        let kind = match self.is_own {
            true => ClueKind::Vocabulary,
            false => parts.first().map_or(ClueKind::Text, |(kind, _)| *kind),
        };
        if !self.is_subject() {
            let named = !self.text_words.is_empty();
            let told = match (others, named) {
                (Others::Some, _) => "venue, not the subject",
                (Others::None, false) => "dateline only",
                (Others::None, true) => "venue",
            };
            parts.push((kind, told.to_owned()));
        }
        let words: Vec<_> = parts.into_iter().map(|(_, words)| words).collect();
        Clue { kind, words: words.join("; ") }
    }

    fn evidence(&self) -> Vec<(ClueKind, String)> {
        let listed = |told: &str, words: &Words| {
            (!words.is_empty()).then(|| format!("{told} {}", listed(words)))
        };
        let told = [
            (ClueKind::Dateline, self.dateline.as_ref().map(|place| format!("dateline {place}"))),
            (ClueKind::Headline, listed("headline", &self.headline_words)),
            (ClueKind::Url, self.section.as_ref().map(|section| format!("url /{section}/"))),
            (ClueKind::Category, self.category.as_ref().map(|name| format!("category {name}"))),
            (ClueKind::Text, listed("text", &self.text_words)),
            (ClueKind::Text, listed("no place named, text", &self.traces)),
        ];
        told.into_iter().filter_map(|(kind, words)| Some((kind, words?))).collect()
    }
}

/// How sure it is that a clipping is about a country at which only words of money and company law
/// hint. Where they were alone in files 000 to 011 of Reuters-21578, nine in ten were right.
const TRACED: f32 = 0.5;

/// Whether a clipping has subjects beside a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Some other country is one.
    Some,
    /// No other country is.
    None,
}

/// What a mention in the headline counts at least where more than money is named.
const WHOLE_MENTION: f32 = 0.5;

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

/// The same where the outlet is at home in a country that the text names. Chosen by hand:
/// Reuters-21578 has one outlet.
const HOME: f32 = 0.5;

/// Weights of [`Counts::features`], fitted on files 000 to 011 of Reuters-21578, half with and half
/// without their datelines. The fourth, the category, is chosen by hand: Reuters states no place
/// categories.
const LOGISTIC: [f32; FEATURES] =
    [-2.69, 2.61, 0.5, 3.0, 0.51, 2.22, 0.37, 0.23, -0.21, 1.33, 0.64, 1.02];
