//! One clipping of the archive, analysed again to be judged and marked.

use crate::analysis::{Analysed, Analyser, Language, Part, Passage};
use crate::archive::{facets, passages};
use crate::clipping::{Clipping, Facet, Kind};
use crate::query::RecordView;

/// A clipping and its analysis.
pub struct View {
    /// The clipping.
    pub clipping: Clipping,
    /// Headline, text and captions as tokens.
    pub words: Analysed,
    /// The paragraph of each passage the tokens speak of; none for the headline.
    pub paragraph_of: Vec<Option<usize>>,
    raw: Analysed,
    byline: Analysed,
    dateline: Analysed,
    url: Analysed,
    facets: Vec<Facet>,
}

impl View {
    /// Analyses a clipping as it was analysed when it entered the archive.
    pub fn new(clipping: Clipping, analyser: &mut Analyser) -> Self {
        let language = language_of(&clipping);
        let (list, paragraph_of) = passages(&clipping);
        let words = analyser.analyse(&list, language);
        let mut small = |texts: &[&str]| {
            let passages: Vec<Passage<'_>> =
                texts.iter().map(|text| Passage { part: Part::Text, text }).collect();
            analyser.analyse(&passages, Language::UNKNOWN)
        };
        let furniture: Vec<&str> = clipping
            .paragraphs
            .iter()
            .filter(|paragraph| matches!(paragraph.kind, Kind::Furniture | Kind::RepeatedCaption))
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        let raw = small(&furniture);
        let mut known = |value: &Option<crate::clipping::Known<String>>| {
            small(&value.iter().map(|known| known.value.as_str()).collect::<Vec<_>>())
        };
        let byline = known(&clipping.byline);
        let dateline = known(&clipping.dateline);
        let url = known(&clipping.url);
        let facets = facets(&clipping);
        Self { words, paragraph_of, raw, byline, dateline, url, facets, clipping }
    }

    /// What a reading is judged on.
    pub fn record(&self) -> RecordView<'_> {
        RecordView {
            clipping: &self.clipping,
            words: &self.words,
            raw: &self.raw,
            byline: &self.byline,
            dateline: &self.dateline,
            url: &self.url,
            facets: &self.facets,
        }
    }

    /// The text of a passage.
    pub fn passage(&self, passage: usize) -> &str {
        match self.paragraph_of.get(passage) {
            Some(Some(paragraph)) => &self.clipping.paragraphs[*paragraph].text,
            _ => &self.clipping.headline.value,
        }
    }
}

/// The language a clipping was analysed in.
pub(super) fn language_of(clipping: &Clipping) -> Language {
    clipping
        .language
        .as_ref()
        .map_or(Language::UNKNOWN, |language| Language::from_code(&language.value))
}
