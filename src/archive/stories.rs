//! Where a clipping stands among its copies and versions: the columns that say so, the bands by
//! which copies are looked up, and the records of stories that turned out to be one.
//!
//! A clipping that joins a story is written with the story's id; nothing else is touched. A clipping
//! without a value in the columns stands in the story of its own id, so stories of one clipping take
//! no room.

use std::collections::{BTreeSet, HashMap, HashSet};

use tantivy::columnar::{Column, ColumnIndex};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, Term};

use super::schema::{ALIAS, ALIASES, ID_HIGH, ID_LOW, KIND, STORY, THREAD};
use super::{Error, Result, Snapshot};
use crate::clipping::Id;

/// How wide a group of clippings is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A story: the copies of one text.
    Copies,
    /// A thread: the stories that are states of one piece.
    Versions,
}

/// Where a clipping stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// Its story: the id of the clipping that was its first.
    pub story: Id,
    /// Its thread: the id of the story that was its first.
    pub thread: Id,
}

impl Standing {
    /// Of the first clipping of a story.
    pub fn first(story: Id) -> Self {
        Self { story, thread: story }
    }

    /// The group of a level.
    pub fn group(self, level: Level) -> Id {
        match level {
            Level::Copies => self.story,
            Level::Versions => self.thread,
        }
    }
}

/// A group that turned out to be another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alias {
    /// Whether it is a story or a thread.
    pub level: Level,
    /// The group that is no longer one of its own.
    pub from: Id,
    /// The group it is part of.
    pub to: Id,
}

impl Alias {
    const BYTES: usize = 33;

    /// As it stands in the index: the level, both ids, highest bytes first.
    pub(super) fn write(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[0] = match self.level {
            Level::Copies => 0,
            Level::Versions => 1,
        };
        bytes[1..17].copy_from_slice(&self.from.0.to_be_bytes());
        bytes[17..].copy_from_slice(&self.to.0.to_be_bytes());
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Self::BYTES] = bytes.try_into().ok()?;
        let level = match bytes[0] {
            0 => Level::Copies,
            1 => Level::Versions,
            _ => return None,
        };
        let id = |from: usize| {
            Id(bytes[from..from + 16].iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte)))
        };
        Some(Self { level, from: id(1), to: id(17) })
    }
}

/// Which groups are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    copies: OfLevel,
    versions: OfLevel,
}

/// Which groups of one level are part of which, and which have parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OfLevel {
    whole: HashMap<Id, Id>,
    parts: HashMap<Id, Vec<Id>>,
}

impl Aliases {
    fn of(&self, level: Level) -> &OfLevel {
        match level {
            Level::Copies => &self.copies,
            Level::Versions => &self.versions,
        }
    }

    /// The group that a group is part of: itself where nothing else is known.
    pub fn resolve(&self, level: Level, group: Id) -> Id {
        let whole = &self.of(level).whole;
        let mut group = group;
        // Every alias leads to a lesser id, so this ends.
        while let Some(other) = whole.get(&group).filter(|other| **other < group) {
            group = *other;
        }
        group
    }

    /// A standing by the groups that its groups are part of.
    pub fn resolved(&self, standing: Standing) -> Standing {
        Standing {
            story: self.resolve(Level::Copies, standing.story),
            thread: self.resolve(Level::Versions, standing.thread),
        }
    }

    /// Makes two groups one; gives the alias that says so where they were not one already. The
    /// lesser id stays, in whatever order groups are found to be one.
    pub fn join(&mut self, level: Level, one: Id, other: Id) -> Option<Alias> {
        let (one, other) = (self.resolve(level, one), self.resolve(level, other));
        let alias = Alias { level, from: one.max(other), to: one.min(other) };
        if one == other {
            return None;
        }
        self.add(alias);
        Some(alias)
    }

    /// Adds what was written down.
    pub fn add(&mut self, alias: Alias) {
        let of_level = match alias.level {
            Level::Copies => &mut self.copies,
            Level::Versions => &mut self.versions,
        };
        of_level.whole.insert(alias.from, alias.to);
        of_level.parts.entry(alias.to).or_default().push(alias.from);
    }

    /// Whether a group was found to be part of another, or another part of it.
    pub fn mentions(&self, group: Id) -> bool {
        [&self.copies, &self.versions]
            .iter()
            .any(|of| of.whole.contains_key(&group) || of.parts.contains_key(&group))
    }

    /// The groups of a level that others turned out to be part of.
    pub fn wholes(&self, level: Level) -> impl Iterator<Item = Id> {
        let OfLevel { whole, parts } = self.of(level);
        parts.keys().copied().filter(|group| !whole.contains_key(group))
    }

    /// Every id under which a group's clippings may have been written, its own among them, sorted.
    pub fn names(&self, level: Level, group: Id) -> BTreeSet<Id> {
        let mut names = BTreeSet::new();
        let mut left = vec![self.resolve(level, group)];
        while let Some(name) = left.pop() {
            if names.insert(name) {
                left.extend(self.of(level).parts.get(&name).into_iter().flatten());
            }
        }
        names
    }
}

/// The standings of one segment, as they were written.
pub struct Standings {
    id: [Column<u64>; 2],
    story: [Column<u64>; 2],
    thread: [Column<u64>; 2],
}

impl Standings {
    /// Those of a segment.
    ///
    /// # Errors
    /// Where the columns cannot be read.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let both = |names: [&str; 2]| {
            Ok::<_, tantivy::TantivyError>([fast.u64(names[0])?, fast.u64(names[1])?])
        };
        Ok(Self { id: both([ID_HIGH, ID_LOW])?, story: both(STORY)?, thread: both(THREAD)? })
    }

    /// The id of a document; nothing where it is no clipping.
    pub fn id(&self, document: DocId) -> Option<Id> {
        value(&self.id, document)
    }

    /// The group that was written with a document; nothing where none was, which means that of its
    /// id, or in a thread that of its story.
    pub fn written(&self, level: Level, document: DocId) -> Option<Id> {
        match level {
            Level::Copies => value(&self.story, document),
            Level::Versions => {
                value(&self.thread, document).or_else(|| value(&self.story, document))
            }
        }
    }

    /// How many groups of a level were written with a document: one or none, where nothing is wrong.
    fn count_written(&self, level: Level, document: DocId) -> usize {
        let columns = match level {
            Level::Copies => &self.story,
            Level::Versions => &self.thread,
        };
        let values = |column: &Column<u64>| column.values_for_doc(document).count();
        columns.iter().map(values).max().unwrap_or(0)
    }

    /// Gives `each` the documents that a group was written with, in their order, deleted ones
    /// among them.
    pub fn each_written(&self, level: Level, each: &mut dyn FnMut(DocId, Id)) {
        // A thread is written where it is not that of the story, so both columns tell of threads.
        let mut given = |columns: &[Column<u64>; 2], passed: Option<&[Column<u64>; 2]>| {
            with_value(&columns[0], &mut |document| {
                let is_passed = passed.is_some_and(|passed| passed[0].first(document).is_some());
                if let Some(group) = value(columns, document).filter(|_| !is_passed) {
                    each(document, group);
                }
            });
        };
        match level {
            Level::Copies => given(&self.story, None),
            Level::Versions => {
                given(&self.thread, None);
                given(&self.story, Some(&self.thread));
            }
        }
    }

    /// Where a document stands; nothing where it is no clipping.
    pub fn of(&self, document: DocId) -> Option<Standing> {
        let id = self.id(document)?;
        let story = self.written(Level::Copies, document).unwrap_or(id);
        Some(Standing { story, thread: self.written(Level::Versions, document).unwrap_or(id) })
    }
}

/// Gives `each` the documents that have a value in a column.
fn with_value(column: &Column<u64>, each: &mut dyn FnMut(DocId)) {
    match &column.index {
        ColumnIndex::Empty { .. } => {}
        ColumnIndex::Full => (0..column.num_docs()).for_each(each),
        ColumnIndex::Optional(index) => index.iter_non_null_docs().for_each(each),
        ColumnIndex::Multivalued(_) => {
            (0..column.num_docs()).filter(|at| column.index.has_value(*at)).for_each(each);
        }
    }
}

fn value(columns: &[Column<u64>; 2], document: DocId) -> Option<Id> {
    Some(Id::from_halves(columns[0].first(document)?, columns[1].first(document)?))
}

/// Documents under one band.
pub struct UnderBand {
    /// The first of them.
    pub addresses: Vec<DocAddress>,
    /// Whether there are more.
    pub is_crowded: bool,
}

impl Snapshot {
    /// Which groups are one.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// Where a clipping stands; nothing where the document is none, or where an older version wrote
    /// it, which knew no stories.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn standing_at(&self, address: DocAddress) -> Result<Option<Standing>> {
        let reader = self.searcher().segment_reader(address.segment_ord);
        if self.searcher().schema().get_field(STORY[0]).is_err() {
            return Ok(None);
        }
        let standing = Standings::open(reader)?.of(address.doc_id);
        Ok(standing.map(|standing| self.aliases.resolved(standing)))
    }

    /// The clippings of a group, in the order of the index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn group(&self, level: Level, group: Id) -> Result<Vec<DocAddress>> {
        let fields = self.fields();
        let mut found = BTreeSet::new();
        for name in self.aliases.names(level, group) {
            let mut near: Vec<DocAddress> = self.find(name)?.into_iter().collect();
            for field in [fields.story_high, fields.thread_high] {
                near.extend(self.addresses(&Term::from_field_u64(field, name.high()))?);
            }
            for address in near {
                let standing = self.standing_at(address)?;
                if standing
                    .is_some_and(|one| one.group(level) == self.aliases.resolve(level, group))
                {
                    found.insert(address);
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// How many groups there are of a level, those of one clipping among them.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn groups(&self, level: Level) -> Result<u64> {
        // Most clippings are alone in a group of their own id, which needs no entry.
        let (mut several, mut alone) = (HashSet::new(), 0);
        let wholes: HashSet<Id> = self.aliases.wholes(level).collect();
        let segments = self.searcher().segment_readers();
        let standings: Vec<Standings> =
            segments.iter().map(Standings::open).collect::<tantivy::Result<_>>()?;
        for (segment, standings) in segments.iter().zip(&standings) {
            let written = segment.doc_ids_alive().filter_map(|at| standings.written(level, at));
            several.extend(written.map(|group| self.aliases.resolve(level, group)));
        }
        for (segment, standings) in segments.iter().zip(&standings) {
            let is_first = |at: &DocId| standings.written(level, *at).is_none();
            for id in segment.doc_ids_alive().filter(is_first).filter_map(|at| standings.id(at)) {
                let group = self.aliases.resolve(level, id);
                if group != id || wholes.contains(&group) {
                    several.insert(group);
                } else if !several.contains(&group) {
                    alone += 1;
                }
            }
        }
        Ok(alone + several.len() as u64)
    }

    /// How many groups of a level were written with a clipping: one or none, where nothing is wrong.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn groups_written_at(&self, level: Level, address: DocAddress) -> Result<usize> {
        let reader = self.searcher().segment_reader(address.segment_ord);
        Ok(Standings::open(reader)?.count_written(level, address.doc_id))
    }

    /// Whether a clipping is looked up under a band.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn is_under_band(&self, band: u64, address: DocAddress) -> Result<bool> {
        self.is_under(&Term::from_field_u64(self.fields().band, band), address)
    }

    /// Whether a document holds a term. Only the postings around it are read.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn is_under(&self, term: &Term, address: DocAddress) -> Result<bool> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        let postings = segment
            .inverted_index(term.field())?
            .read_postings(term, IndexRecordOption::Basic)
            .map_err(|error| Error::from(tantivy::TantivyError::from(error)))?;
        let Some(mut postings) = postings else { return Ok(false) };
        let at = postings.doc();
        let at = if at < address.doc_id { postings.seek(address.doc_id) } else { at };
        Ok(at == address.doc_id)
    }

    /// Whether a clipping other than `own` is written with a story or thread of that id.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn names_group(&self, group: Id, own: Id) -> Result<bool> {
        let fields = self.fields();
        for field in [fields.story_high, fields.thread_high] {
            for address in self.addresses(&Term::from_field_u64(field, group.high()))? {
                if self.id_at(address)? != Some(own) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The clippings under a band, at most so many of them.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn under_band(&self, band: u64, most: usize) -> Result<UnderBand> {
        let term = Term::from_field_u64(self.fields().band, band);
        let mut under = UnderBand { addresses: Vec::new(), is_crowded: false };
        for (ordinal, segment) in self.searcher().segment_readers().iter().enumerate() {
            let index = segment.inverted_index(term.field())?;
            let postings = index
                .read_postings(&term, IndexRecordOption::Basic)
                .map_err(|error| Error::from(tantivy::TantivyError::from(error)))?;
            let Some(mut postings) = postings else { continue };
            while postings.doc() != tantivy::TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    if under.addresses.len() == most {
                        under.is_crowded = true;
                        return Ok(under);
                    }
                    under.addresses.push(DocAddress::new(ordinal as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(under)
    }

    /// Reads which groups are one.
    pub(super) fn read_aliases(&self) -> Result<Aliases> {
        let mut aliases = Aliases::default();
        let Ok(kind) = self.searcher().schema().get_field(KIND) else { return Ok(aliases) };
        let mut bytes = Vec::new();
        for address in self.addresses(&Term::from_field_text(kind, ALIAS))? {
            let segment = self.searcher().segment_reader(address.segment_ord);
            let Some(column) = segment.fast_fields().bytes(ALIASES)? else { continue };
            for ordinal in column.term_ords(address.doc_id) {
                bytes.clear();
                column.ord_to_bytes(ordinal, &mut bytes).map_err(tantivy::TantivyError::from)?;
                Alias::read(&bytes).into_iter().for_each(|alias| aliases.add(alias));
            }
        }
        Ok(aliases)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_read_as_written() {
        for level in [Level::Copies, Level::Versions] {
            let alias = Alias { level, from: Id(u128::MAX - 5), to: Id(7) };
            assert_eq!(Alias::read(&alias.write()), Some(alias));
        }
        assert_eq!(Alias::read(&[2; Alias::BYTES]), None);
        assert_eq!(Alias::read(&[0; 4]), None);
    }

    #[test]
    fn groups_that_are_one_have_one_name_in_whatever_order_that_is_found() {
        let pairs = [(9, 5), (7, 9), (3, 4), (4, 7)];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
            let mut aliases = Aliases::default();
            for place in order {
                let (one, other) = pairs[place];
                assert!(aliases.join(Level::Copies, Id(one), Id(other)).is_some());
            }
            for id in [3, 4, 5, 7, 9] {
                assert_eq!(aliases.resolve(Level::Copies, Id(id)), Id(3));
                assert_eq!(aliases.resolve(Level::Versions, Id(id)), Id(id));
            }
            assert_eq!(aliases.join(Level::Copies, Id(9), Id(3)), None);
            assert_eq!(aliases.names(Level::Copies, Id(9)).len(), 5);
        }
    }

    #[test]
    fn a_circle_of_aliases_that_were_damaged_ends() {
        let mut aliases = Aliases::default();
        aliases.add(Alias { level: Level::Copies, from: Id(1), to: Id(2) });
        aliases.add(Alias { level: Level::Copies, from: Id(2), to: Id(1) });
        assert_eq!(aliases.resolve(Level::Copies, Id(2)), Id(1));
    }
}
