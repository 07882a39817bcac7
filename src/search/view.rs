//! One clipping of the archive, analysed again to be judged and marked.

use crate::analysis::{Analysed, Analyser};
use crate::archive::{SmallLines, facets, language_of, passages};
use crate::clipping::{Clipping, Facet, Kind};
use crate::query::{RecordView, Roles};

/// A clipping and its analysis.
pub struct View {
    /// The clipping.
    pub clipping: Clipping,
    /// Headline, text and captions as tokens.
    pub words: Analysed,
    /// The paragraph of each passage the tokens speak of; none for the headline.
    pub paragraph_of: Vec<Option<usize>>,
    /// Its roles among its copies and versions; those of a clipping without any unless somebody
    /// who asked the archive said otherwise.
    pub roles: Roles,
    small: SmallLines,
    facets: Vec<Facet>,
}

impl View {
    /// Analyses a clipping as it was analysed when it entered the archive.
    pub fn new(clipping: Clipping, analyser: &mut Analyser) -> Self {
        let language = language_of(&clipping);
        let (list, paragraph_of) = passages(&clipping);
        let words = analyser.analyse(&list, language);
        let small = SmallLines::of(&clipping, analyser);
        let facets = facets(&clipping);
        Self { words, paragraph_of, roles: Roles::default(), small, facets, clipping }
    }

    /// What a reading is judged on.
    pub fn record(&self) -> RecordView<'_> {
        RecordView {
            clipping: &self.clipping,
            words: &self.words,
            raw: &self.small.raw,
            byline: &self.small.byline,
            dateline: &self.small.dateline,
            url: &self.small.url,
            facets: &self.facets,
            roles: self.roles,
        }
    }

    /// The paragraph a position of the main line lies in, counted from 1 among text and captions in
    /// the order of the clipping; 0 for the headline.
    pub fn paragraph_at(&self, position: u32) -> Option<usize> {
        let at = self.words.tokens.partition_point(|token| token.position < position);
        let passage = self.words.tokens.get(at)?.passage as usize;
        let Some(paragraph) = self.paragraph_of[passage] else { return Some(0) };
        let shown = |kind: Kind| matches!(kind, Kind::Text | Kind::Caption);
        let before = &self.clipping.paragraphs[..paragraph];
        Some(before.iter().filter(|paragraph| shown(paragraph.kind)).count() + 1)
    }

    /// The text of a passage.
    pub fn passage(&self, passage: usize) -> &str {
        match self.paragraph_of.get(passage) {
            Some(Some(paragraph)) => &self.clipping.paragraphs[*paragraph].text,
            _ => &self.clipping.headline.value,
        }
    }
}
