//! In which of the archive's languages each document of a segment is written.

use tantivy::fastfield::FacetReader;
use tantivy::{DocId, SegmentReader};

use crate::analysis::{Language, LanguageSet};
use crate::clipping::Dimension;

/// The languages of a segment's documents.
pub(super) struct DocLanguages {
    facets: FacetReader,
    of_ordinal: Vec<LanguageSet>,
    unknown: LanguageSet,
}

impl DocLanguages {
    /// Those of a segment; `list` are the archive's.
    ///
    /// # Errors
    /// Where the column cannot be read.
    pub(super) fn open(reader: &SegmentReader, list: &[Language]) -> tantivy::Result<Self> {
        let facets = reader.facet_reader(Dimension::Language.name())?;
        let mut of_ordinal = Vec::with_capacity(facets.num_facets());
        let mut facet = tantivy::schema::Facet::root();
        for ordinal in 0..facets.num_facets() as u64 {
            facets.facet_from_ord(ordinal, &mut facet)?;
            let language = Language::from_code(facet.encoded_str());
            of_ordinal.push(LanguageSet::of(language, list));
        }
        let unknown = LanguageSet::of(Language::UNKNOWN, list);
        Ok(Self { facets, of_ordinal, unknown })
    }

    /// The language of a document.
    pub(super) fn of(&self, document: DocId) -> LanguageSet {
        let mut ordinals = self.facets.facet_ords(document);
        ordinals.next().map_or(self.unknown, |ordinal| self.of_ordinal[ordinal as usize])
    }
}
