//! The vocabulary of an archive: exact forms with the number of clippings that hold them.

use std::collections::BTreeMap;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// An exact form and how many clippings hold it. In a large archive up to one in twenty of them may
/// be deleted: they count until their segment is merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The folded form as printed.
    pub form: String,
    /// How many clippings hold it.
    pub clippings: u64,
}

/// The forms of `field` that begin with one of `prefixes` and that `accept` takes, each once,
/// sorted by form.
pub(super) fn forms(
    searcher: &Searcher,
    field: Field,
    prefixes: &[String],
    mut accept: impl FnMut(&str) -> bool,
) -> tantivy::Result<Vec<Form>> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        for prefix in prefixes {
            let mut range = index.terms().range().ge(prefix.as_bytes());
            if let Some(end) = after(prefix) {
                range = range.lt(&end);
            }
            let mut stream = range.into_stream()?;
            while stream.advance() {
                let Ok(form) = std::str::from_utf8(stream.key()) else { continue };
                if !form.starts_with(char::is_control) && accept(form) {
                    *found.entry(form.to_owned()).or_default() +=
                        u64::from(stream.value().doc_freq);
                }
            }
        }
    }
    Ok(found.into_iter().map(|(form, clippings)| Form { form, clippings }).collect())
}

/// The forms of `field` that an automaton takes and `accept` too, each once, sorted by form. Only
/// those parts of the vocabulary are read that the automaton can take.
pub(super) fn forms_taken<A>(
    searcher: &Searcher,
    field: Field,
    automaton: &A,
    mut accept: impl FnMut(&str) -> bool,
) -> tantivy::Result<Vec<Form>>
where
    A: Automaton,
    A::State: Clone,
{
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().search(automaton).into_stream()?;
        while stream.advance() {
            let Ok(form) = std::str::from_utf8(stream.key()) else { continue };
            if !form.starts_with(char::is_control) && accept(form) {
                *found.entry(form.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    Ok(found.into_iter().map(|(form, clippings)| Form { form, clippings }).collect())
}

/// The first string after every string that begins with `prefix`.
pub(super) fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}
