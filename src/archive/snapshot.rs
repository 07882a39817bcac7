//! The archive at one commit, for reading.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::collector::Count;
use tantivy::directory::MmapDirectory;
use tantivy::query::{Bm25StatisticsProvider, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Value};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyError, Term};
use tantivy_fst::Automaton;

use super::directory::ReadableDirectory;
use super::error::engine;
use super::schema::{ID_HIGH, ID_LOW, KIND, RECORD, STATE};
use super::{
    Aliases, Error, FORMAT, Fields, FileState, Form, Meta, Result, ZoneColumns, checksums,
    generation, labels, lexicon, record,
};
use crate::analysis::{self, Language};
use crate::clipping::{Clipping, Dimension, Id};

/// The value of the field `kind` on documents that stand for files without clippings.
pub(super) const LEDGER: &str = "ledger";

/// Opening is tried this often: a commit in another process can delete files between listing and
/// opening them.
const OPEN_TRIES: usize = 3;

/// The archive as it was at a commit. Nothing that happens later is seen.
pub struct Snapshot {
    dir: PathBuf,
    searcher: Searcher,
    /// Found by their names: an older version may count its fields otherwise.
    kind: Field,
    record: Field,
    meta: Meta,
    ledger_documents: u64,
    zones: Arc<ZoneColumns>,
    /// Which groups of clippings are one.
    pub(super) aliases: Aliases,
}

impl Snapshot {
    /// Opens the archive in `dir` as it is now.
    ///
    /// # Errors
    /// Where there is none, where another version made it, where it cannot be read.
    pub fn open(dir: &Path) -> Result<Self> {
        // A rebuild in another process can put another generation in use between two tries.
        let snapshot = try_often(dir, || {
            let folder =
                generation::current(dir)?.ok_or_else(|| Error::Missing { dir: dir.to_owned() })?;
            Self::try_open(dir, &folder)?.counted()
        })?;
        snapshot.meta.check(dir)?;
        Ok(snapshot)
    }

    /// Opens one generation, whatever version made it.
    pub(super) fn open_generation(dir: &Path, folder: &Path) -> Result<Self> {
        try_often(dir, || Self::try_open(dir, folder)?.counted())
    }

    /// As [`Snapshot::open_generation`], to read records and nothing else. Documents are not
    /// counted: that reads files whose damage does not touch the records.
    pub(super) fn open_for_records(dir: &Path, folder: &Path) -> Result<Self> {
        try_often(dir, || Self::try_open(dir, folder))
    }

    fn try_open(dir: &Path, folder: &Path) -> Result<Self> {
        let damaged = |what: String| Error::Damaged { dir: dir.to_owned(), what };
        let mapped =
            MmapDirectory::open(folder).map_err(|error| engine("open the index")(error.into()))?;
        let index = Index::open(ReadableDirectory(mapped)).map_err(engine("open the index"))?;
        Fields::register(&index);
        let payload = index.load_metas().map_err(engine("read the index"))?.payload;
        let meta = Meta::read(payload.as_deref()).map_err(damaged)?;
        let schema = index.schema();
        let named = |name: &str| {
            schema.get_field(name).map_err(|_| damaged(format!("its index has no field {name}")))
        };
        let (kind, record) = (named(KIND)?, named(RECORD)?);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(engine("open the index"))?;
        let searcher = tantivy::IndexReader::searcher(&reader);
        Ok(Self {
            dir: dir.to_owned(),
            zones: Arc::new(ZoneColumns::new(&searcher)),
            searcher,
            kind,
            record,
            meta,
            ledger_documents: 0,
            aliases: Aliases::default(),
        })
    }

    fn counted(mut self) -> Result<Self> {
        let kind = Term::from_field_text(self.kind, LEDGER);
        let ledger = TermQuery::new(kind, IndexRecordOption::Basic);
        self.ledger_documents = self.searcher.search(&ledger, &Count)? as u64;
        self.aliases = self.read_aliases()?;
        Ok(self)
    }

    /// The folder of the archive.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The engine's searcher.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The handles of the fields.
    pub fn fields(&self) -> &'static Fields {
        &Fields::schema().1
    }

    /// Where the zones of its clippings begin.
    pub fn zones(&self) -> &Arc<ZoneColumns> {
        &self.zones
    }

    /// What the archive knows of itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// How many clippings there are.
    pub fn clippings(&self) -> u64 {
        self.searcher.num_docs() - self.ledger_documents
    }

    /// How many documents are no clippings: those for files without any, and those that say which
    /// groups of clippings are one.
    pub fn ledger_documents(&self) -> u64 {
        self.ledger_documents
    }

    /// A number that changes with every commit: cursors carry it.
    pub fn commit_mark(&self) -> u64 {
        let mut hasher = blake3::Hasher::new();
        for (segment, deletes) in self.searcher.generation().segments() {
            hasher.update(segment.uuid_string().as_bytes());
            hasher.update(&deletes.unwrap_or(0).to_le_bytes());
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }

    /// The clipping at an address.
    ///
    /// # Errors
    /// Where its record cannot be read.
    pub fn clipping(&self, address: DocAddress) -> Result<Clipping> {
        self.record_at(address)?.ok_or_else(|| Error::Damaged {
            dir: self.dir.clone(),
            what: "a clipping has no record".to_owned(),
        })
    }

    /// The clipping at an address; nothing where the document is no clipping. Only records are
    /// read for it.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub fn record_at(&self, address: DocAddress) -> Result<Option<Clipping>> {
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(engine("read a record"))?;
        let bytes = document.get_first(self.record).and_then(|value| value.as_bytes());
        let damaged = |what: String| Error::Damaged { dir: self.dir.clone(), what };
        bytes.map(record::read).transpose().map_err(damaged)
    }

    /// The address of the clipping with that id.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn find(&self, id: Id) -> Result<Option<DocAddress>> {
        Ok(self.addresses(&Term::from_field_text(self.fields().id, &id.to_string()))?.pop())
    }

    /// The ids that begin with `prefix`, at most `limit` of them, sorted.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn ids_with_prefix(&self, prefix: &str, limit: usize) -> Result<Vec<Id>> {
        let lower = prefix.to_ascii_lowercase();
        let mut ids = Vec::new();
        let forms =
            lexicon::forms(&self.searcher, self.fields().id, std::slice::from_ref(&lower), |_| {
                true
            })?;
        for form in forms {
            if let Ok(id) = form.form.parse::<Id>()
                && ids.len() < limit
                && self.find(id)?.is_some()
            {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The shortest beginning of an id, of at least [`Id::SHORTEST`] characters, that names it
    /// alone.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn short_id(&self, id: Id) -> Result<String> {
        let whole = id.to_string();
        let shared = |other: &str| {
            whole.bytes().zip(other.bytes()).take_while(|(mine, theirs)| mine == theirs).count()
        };
        let prefix = id.prefix(Id::SHORTEST);
        let neighbours = lexicon::forms(&self.searcher, self.fields().id, &[prefix], |_| true)?;
        let longest = neighbours
            .iter()
            .filter(|form| form.form != whole)
            .map(|form| shared(&form.form) + 1)
            .max();
        Ok(id.prefix(longest.unwrap_or(Id::SHORTEST)))
    }

    /// The addresses of the live documents that hold a term.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn addresses(&self, term: &Term) -> Result<Vec<DocAddress>> {
        use tantivy::DocSet;
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(term.field())?;
            let postings = index
                .read_postings(term, IndexRecordOption::Basic)
                .map_err(|error| engine("read the index")(error.into()))?;
            let Some(mut postings) = postings else { continue };
            while postings.doc() != tantivy::TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    found.push(DocAddress::new(ordinal as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(found)
    }

    /// The addresses of the clippings that came from a file.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn clippings_of_file(&self, key: u64) -> Result<Vec<DocAddress>> {
        self.addresses(&Term::from_field_u64(self.fields().file, key))
    }

    /// The states of all files the archive knows.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn file_states(&self) -> Result<Vec<FileState>> {
        let mut states = Vec::new();
        self.each_file_state(&mut |state| states.push(state))?;
        Ok(states)
    }

    /// Gives the states of all files the archive knows to `each`, one at a time.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn each_file_state(&self, each: &mut dyn FnMut(FileState)) -> Result<()> {
        for segment in self.searcher.segment_readers() {
            let Some(column) = segment.fast_fields().bytes(STATE)? else { continue };
            let mut ordinals: Vec<u64> =
                segment.doc_ids_alive().flat_map(|doc| column.term_ords(doc)).collect();
            ordinals.sort_unstable();
            ordinals.dedup();
            let mut stream = column.dictionary().stream().map_err(TantivyError::from)?;
            let mut wanted = ordinals.into_iter().peekable();
            while let Some(ordinal) = wanted.peek()
                && stream.advance()
            {
                if stream.term_ord() == *ordinal {
                    if let Some(state) = FileState::read(stream.key()) {
                        each(state);
                    }
                    wanted.next();
                }
            }
        }
        Ok(())
    }

    /// Every live document, clippings and others, in the order of the index.
    pub fn documents(&self) -> impl Iterator<Item = DocAddress> + '_ {
        self.searcher.segment_readers().iter().enumerate().flat_map(|(ordinal, segment)| {
            segment.doc_ids_alive().map(move |document| DocAddress::new(ordinal as u32, document))
        })
    }

    /// The id of the clipping at an address; nothing where the document is no clipping.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn id_at(&self, address: DocAddress) -> Result<Option<Id>> {
        let (high, low) = (self.column(address, ID_HIGH)?, self.column(address, ID_LOW)?);
        Ok(high.zip(low).map(|(high, low)| Id::from_halves(high, low)))
    }

    fn column(&self, address: DocAddress, name: &str) -> Result<Option<u64>> {
        let segment = self.searcher.segment_reader(address.segment_ord);
        Ok(segment.fast_fields().u64(name)?.first(address.doc_id))
    }

    /// The states of the files whose last clipping stands at an address.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn states_at(&self, address: DocAddress) -> Result<Vec<FileState>> {
        Ok(self.states_and_unreadable_at(address)?.0)
    }

    /// As [`Snapshot::states_at`], with how many states stand there that cannot be read.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn states_and_unreadable_at(&self, address: DocAddress) -> Result<(Vec<FileState>, u64)> {
        let segment = self.searcher.segment_reader(address.segment_ord);
        let Some(column) = segment.fast_fields().bytes(STATE)? else {
            return Ok((Vec::new(), 0));
        };
        let (mut states, mut unreadable) = (Vec::new(), 0);
        let mut bytes = Vec::new();
        for ordinal in column.term_ords(address.doc_id) {
            bytes.clear();
            column.ord_to_bytes(ordinal, &mut bytes).map_err(TantivyError::from)?;
            match FileState::read(&bytes) {
                Some(state) => states.push(state),
                None => unreadable += 1,
            }
        }
        Ok((states, unreadable))
    }

    /// The languages of its clippings; clippings of unknown language are always among them.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn languages(&self) -> Result<Vec<Language>> {
        let mut values = self.facet_values(Dimension::Language)?;
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let codes = values.iter().filter_map(|(path, _)| path.first());
        let mut languages: Vec<Language> = Vec::new();
        for language in codes.map(|code| Language::from_code(code)).chain([Language::UNKNOWN]) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        Ok(languages)
    }

    /// Every value of a dimension with the number of clippings under it, general values included,
    /// sorted by path. Clippings deleted since the last merge still count.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn facet_values(&self, dimension: Dimension) -> Result<Vec<(Vec<String>, u64)>> {
        let field = self.fields().facet(dimension);
        let mut values = std::collections::BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().stream().map_err(TantivyError::from)?;
            while stream.advance() {
                let Ok(key) = std::str::from_utf8(stream.key()) else { continue };
                if !key.is_empty() {
                    let path: Vec<String> = key.split('\0').map(str::to_owned).collect();
                    *values.entry(path).or_insert(0) += u64::from(stream.value().doc_freq);
                }
            }
        }
        Ok(values.into_iter().collect())
    }

    /// A label as most of the clippings under it spell it, the first in the alphabet where as many
    /// spell it otherwise; nothing where none is filed under it. Clippings deleted since the last
    /// merge still count.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn label(&self, dimension: Dimension, path: &[String]) -> Result<Option<String>> {
        let beginning = labels::beginning(dimension, path);
        let spellings = self.forms(self.fields().label, &[beginning], |_| true)?;
        let most = spellings
            .iter()
            .max_by(|a, b| a.clippings.cmp(&b.clippings).then_with(|| b.form.cmp(&a.form)));
        Ok(most.and_then(|form| labels::spelling(&form.form)).map(str::to_owned))
    }

    /// The forms in the vocabulary that begin with one of `prefixes` and that `accept` takes.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn forms(
        &self,
        field: Field,
        prefixes: &[String],
        accept: impl FnMut(&str) -> bool,
    ) -> Result<Vec<Form>> {
        lexicon::forms(&self.searcher, field, prefixes, accept)
            .map_err(engine("read the vocabulary"))
    }

    /// How many clippings hold a term of the vocabulary; deleted ones count as in [`Form`].
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn frequency_of(&self, field: Field, term: &str) -> Result<u64> {
        let term = Term::from_field_text(field, term);
        self.searcher.doc_freq(&term).map_err(engine("read the vocabulary"))
    }

    /// The forms in the vocabulary that an automaton takes and `accept` too.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn forms_taken<A>(
        &self,
        field: Field,
        automaton: &A,
        accept: impl FnMut(&str) -> bool,
    ) -> Result<Vec<Form>>
    where
        A: Automaton,
        A::State: Clone,
    {
        lexicon::forms_taken(&self.searcher, field, automaton, accept)
            .map_err(engine("read the vocabulary"))
    }

    /// What people wrote in a file beside the generations; nothing where there is none.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub fn hand_file(&self, name: &str) -> Result<Option<String>> {
        let path = self.dir.join(name);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::disk("read", &path, error)),
        }
    }

    /// Compares the checksums of all files with what was written; gives the names of those that
    /// differ.
    ///
    /// # Errors
    /// Where the files cannot be read.
    pub fn damaged_files(&self) -> Result<Vec<String>> {
        checksums::of_index(self.searcher.index())
    }
}

/// Tries again where another process can have deleted what was about to be opened.
fn try_often(dir: &Path, open: impl Fn() -> Result<Snapshot>) -> Result<Snapshot> {
    let mut tries = 0;
    loop {
        tries += 1;
        match open() {
            Err(Error::Engine { .. } | Error::Damaged { .. }) if tries < OPEN_TRIES => {}
            other => return other.map_err(|error| error.in_archive(dir)),
        }
    }
}

impl Meta {
    /// Whether this program can search an archive that says so of itself.
    pub(super) fn check(&self, dir: &Path) -> Result<()> {
        let dir = dir.to_owned();
        if self.format > FORMAT {
            return Err(Error::TooNew { dir, found: self.format, known: FORMAT });
        }
        if self.format < FORMAT || self.analysis != analysis::VERSION {
            return Err(Error::TooOld { dir });
        }
        Ok(())
    }
}

/// Statistics for ranking that leave out what is no clipping.
impl Bm25StatisticsProvider for Snapshot {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(Bm25StatisticsProvider::total_num_docs(&self.searcher)? - self.ledger_documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}
