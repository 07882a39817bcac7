//! The facts of an archive: a walk over the terms of one field, each with the clippings that hold
//! it. Nothing is stored for it beside the index, so deletions and the order of ingest leave no
//! trace.

use std::cmp::Ordering;

use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocAddress, DocSet, InvertedIndexReader, TERMINATED, Term};

use super::error::engine;
use super::{Result, Snapshot};

/// A term and how many clippings hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The term.
    pub term: String,
    /// How many clippings.
    pub clippings: u64,
}

impl Snapshot {
    /// Gives every fact that begins so to `each`, once, in the order of the terms. Counts are of
    /// clippings that are there, or more where segments keep deleted ones: [`Snapshot::holding`]
    /// tells. Memory does not grow with the archive.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn each_fact(&self, beginning: &str, each: &mut dyn FnMut(&str, u64)) -> Result<()> {
        self.walk(beginning, each).map_err(engine("read the facts"))
    }

    fn walk(&self, beginning: &str, each: &mut dyn FnMut(&str, u64)) -> tantivy::Result<()> {
        let readers = self.searcher().segment_readers().iter();
        let field = self.fields().fact;
        let indexes: Vec<_> =
            readers.map(|reader| reader.inverted_index(field)).collect::<tantivy::Result<_>>()?;
        let mut streams: Vec<TermStreamer<'_>> = Vec::new();
        for index in &indexes {
            let mut stream = stream(index, beginning)?;
            if stream.advance() {
                streams.push(stream);
            }
        }
        let mut term = Vec::new();
        while let Some(least) = streams.iter().map(|stream| stream.key()).min() {
            term.clear();
            term.extend_from_slice(least);
            let mut clippings = 0;
            streams.retain_mut(|stream| match stream.key().cmp(&term) {
                Ordering::Equal => {
                    clippings += u64::from(stream.value().doc_freq);
                    stream.advance()
                }
                Ordering::Less | Ordering::Greater => true,
            });
            if let Ok(term) = std::str::from_utf8(&term) {
                each(term, clippings);
            }
        }
        Ok(())
    }

    /// The facts that begin so, each with how many clippings hold it now, at most `most` of them, in
    /// the order of the terms. What no clipping holds any more is left out.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn facts(&self, beginning: &str, most: usize) -> Result<Vec<Counted>> {
        let mut found = Vec::new();
        self.each_fact(beginning, &mut |term, clippings| {
            if found.len() < most {
                found.push(Counted { term: term.to_owned(), clippings });
            }
        })?;
        for fact in &mut found {
            fact.clippings = self.holding(&fact.term)?;
        }
        found.retain(|fact| fact.clippings > 0);
        Ok(found)
    }

    /// How many clippings hold a fact now.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn holding(&self, fact: &str) -> Result<u64> {
        let term = Term::from_field_text(self.fields().fact, fact);
        let count = || -> tantivy::Result<u64> {
            let mut clippings = 0;
            for segment in self.searcher().segment_readers() {
                let index = segment.inverted_index(term.field())?;
                if segment.num_deleted_docs() == 0 {
                    clippings += u64::from(index.doc_freq(&term)?);
                } else if let Some(mut postings) =
                    index.read_postings(&term, IndexRecordOption::Basic)?
                {
                    while postings.doc() != TERMINATED {
                        clippings += u64::from(!segment.is_deleted(postings.doc()));
                        postings.advance();
                    }
                }
            }
            Ok(clippings)
        };
        count().map_err(engine("read the facts"))
    }

    /// The clippings that hold a fact, in the order of the index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn clippings_with(&self, fact: &str) -> Result<Vec<DocAddress>> {
        self.addresses(&Term::from_field_text(self.fields().fact, fact))
    }
}

fn stream<'a>(
    index: &'a InvertedIndexReader,
    beginning: &str,
) -> tantivy::Result<TermStreamer<'a>> {
    let mut range = index.terms().range().ge(beginning.as_bytes());
    if let Some(end) = super::lexicon::after(beginning) {
        range = range.lt(&end);
    }
    Ok(range.into_stream()?)
}
