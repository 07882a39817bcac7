//! The one way into an archive. A commit is the only moment at which a snapshot can change.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Facet as EngineFacet, IndexRecordOption, TantivyDocument};
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::error::engine;
use super::schema::ALIAS;
use super::snapshot::LEDGER;
use super::{
    Alias, Error, Fields, FileState, Meta, Records, Result, SmallLines, Snapshot, Standing,
    generation, labels, lines, record, zones,
};
use crate::analysis::{Analysed, Analyser, Zone};
use crate::clipping::{Clipping, Dating, Dimension, Facet, Fact, Id};
use crate::text::fold;

/// Share of deleted documents at which a segment is merged away.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// The share of deleted documents that a segment may keep when the writing ends. Until they are
/// merged away they stay in the vocabulary and in the statistics, so that counts there are too high
/// by no more than this; each document written costs at most twenty copied.
const DELETED_AT_REST: f64 = 0.05;

/// A segment of so many documents keeps no deleted one: to copy it takes less than a second.
const COPIED_AT_ONCE: u32 = 2_000;

/// Segments of a kind that are merged into one.
const SEGMENTS_TO_MERGE: usize = 6;

/// The least memory the engine opens a writer with: one that only deletes old files needs no more.
const SWEEPER_BYTES: usize = 15_000_000;

/// How a writer works.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Threads that build segments.
    pub threads: usize,
    /// Memory for all of them together, in bytes, before segments go to disk.
    pub memory_bytes: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { threads: 1, memory_bytes: 96 << 20 }
    }
}

/// Writes clippings. Holds the archive's lock; what was put since the last commit is gone when it
/// is dropped.
pub struct Writer {
    dir: PathBuf,
    folder: PathBuf,
    index: Index,
    writer: Option<IndexWriter>,
    fields: &'static Fields,
    meta: Meta,
    /// Whether it has ended well.
    is_ended: bool,
    /// Whether what it writes is in use only when it has ended well.
    is_next: bool,
    lock: File,
}

/// What a writer that failed leaves would fill a full disk until the next one ends well.
impl Drop for Writer {
    fn drop(&mut self) {
        if self.is_ended || std::thread::panicking() {
            return;
        }
        drop(self.writer.take());
        if self.is_next {
            let _ = fs::remove_dir_all(&self.folder);
        } else if let Ok(sweeper) = sweeper(&self.index) {
            let _ = sweeper.garbage_collect_files().wait();
        }
    }
}

impl Writer {
    /// Opens the archive in `dir` for writing, making it where there is none.
    ///
    /// # Errors
    /// [`Error::Busy`] where another process writes; [`Error::TooOld`] where it has to be rebuilt
    /// first.
    pub fn open(dir: &Path, options: WriterOptions) -> Result<Self> {
        fs::create_dir_all(dir).map_err(|error| Error::disk("create", dir, error))?;
        let lock = lock(dir)?;
        let folder = match generation::current(dir)? {
            Some(folder) => {
                generation::switch(dir, &folder)?;
                folder
            }
            None => {
                let folder = generation::next(dir)?;
                create(&folder)?;
                generation::switch(dir, &folder)?;
                folder
            }
        };
        let writer = Self::open_generation(dir, folder, lock, options)
            .map_err(|error| error.in_archive(dir))?;
        writer.meta.check(dir)?;
        Ok(writer)
    }

    /// Starts the next generation beside the one in use, and opens that one for its records;
    /// [`Writer::finish_rebuild`] puts the new one in use.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is none in use; [`Error::Busy`] where another process writes.
    pub fn open_next(dir: &Path, options: WriterOptions) -> Result<(Self, Records)> {
        let missing = || Error::Missing { dir: dir.to_owned() };
        generation::current(dir)?.ok_or_else(missing)?;
        let lock = lock(dir)?;
        // Only under the lock does the generation in use stay the same.
        let in_use = generation::current(dir)?.ok_or_else(missing)?;
        generation::drop_broken_list(&in_use)?;
        let records = Records::open(dir)?;
        generation::sweep(dir, &in_use)?;
        let folder = generation::next(dir)?;
        create(&folder)?;
        let mut writer = Self::open_generation(dir, folder, lock, options)?;
        writer.is_next = true;
        Ok((writer, records))
    }

    fn open_generation(
        dir: &Path,
        folder: PathBuf,
        lock: File,
        options: WriterOptions,
    ) -> Result<Self> {
        let index = Index::open_in_dir(&folder).map_err(engine("open the index"))?;
        Fields::register(&index);
        let payload = index.load_metas().map_err(engine("read the index"))?.payload;
        let meta = Meta::read(payload.as_deref())
            .map_err(|what| Error::Damaged { dir: dir.to_owned(), what })?;
        let writer: IndexWriter = index
            .writer_with_num_threads(options.threads, options.memory_bytes)
            .map_err(|error| match error {
                TantivyError::LockFailure(..) => {
                    Error::Busy { dir: dir.to_owned(), holder: "another process".to_owned() }
                }
                other => engine("open the index for writing")(other),
            })?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(SEGMENTS_TO_MERGE);
        policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        writer.set_merge_policy(Box::new(policy));
        // What a writer left that was killed.
        writer.garbage_collect_files().wait().map_err(engine("delete old files"))?;
        let (_, fields) = Fields::schema();
        Ok(Self {
            dir: dir.to_owned(),
            folder,
            index,
            writer: Some(writer),
            fields,
            meta,
            is_ended: false,
            is_next: false,
            lock,
        })
    }

    /// What the archive knows of itself; changes are kept with the next commit.
    pub fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }

    /// The archive as committed last.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot> {
        Snapshot::open_generation(&self.dir, &self.folder)
    }

    /// Puts a clipping in the place of the one with its id, or as a new one.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn put(&mut self, entry: Entry) -> Result<()> {
        self.meta.is_settled = false;
        let id = Term::from_field_text(self.fields.id, &entry.id.to_string());
        let operations = [UserOperation::Delete(id), UserOperation::Add(entry.document)];
        let put = self.writer().run(operations);
        put.map(drop).map_err(|error| self.failed("write a clipping", error))
    }

    /// Notes a file that yields no clipping.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn put_ledger(&mut self, state: &FileState) -> Result<()> {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.kind, LEDGER);
        zones::put(&mut document, self.fields.zones, None);
        document.add_u64(self.fields.file, state.key());
        document.add_bytes(self.fields.state, &state.write());
        let put = self.writer().add_document(document);
        put.map(drop).map_err(|error| self.failed("write to the ledger", error))
    }

    /// Writes down that two groups of clippings are one.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn put_alias(&mut self, alias: Alias) -> Result<()> {
        let mut document = TantivyDocument::new();
        // To whoever counts, it is no clipping.
        document.add_text(self.fields.kind, LEDGER);
        document.add_text(self.fields.kind, ALIAS);
        document.add_bytes(self.fields.alias, &alias.write());
        let put = self.writer().add_document(document);
        put.map(drop).map_err(|error| self.failed("write which stories are one", error))
    }

    /// Takes a clipping out.
    pub fn remove(&mut self, id: Id) {
        self.meta.is_settled = false;
        let term = Term::from_field_text(self.fields.id, &id.to_string());
        self.writer().delete_term(term);
    }

    /// Takes the ledger's note of a file out.
    ///
    /// # Errors
    /// Where the engine refuses.
    pub fn remove_ledger(&mut self, key: u64) -> Result<()> {
        let term =
            |term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        let query = BooleanQuery::new(vec![
            (Occur::Must, term(Term::from_field_u64(self.fields.file, key))),
            (Occur::Must, term(Term::from_field_text(self.fields.kind, LEDGER))),
        ]);
        let put = self.writer().delete_query(Box::new(query));
        put.map(drop).map_err(|error| self.failed("write to the ledger", error))
    }

    /// Makes everything since the last commit lasting and visible.
    ///
    /// # Errors
    /// Where disk or engine refuse; the archive is then as it was before.
    pub fn commit(&mut self, now: i64) -> Result<()> {
        self.meta.committed = now;
        let payload = self.meta.write();
        let commit = |writer: &mut IndexWriter| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()
        };
        commit(self.writer()).map_err(|error| self.failed("commit", error))?;
        self.settle()
    }

    /// Why the engine refused. Of a thread of its that ended it says only that it did; why is told
    /// to whoever waits for it.
    fn failed(&mut self, deed: &'static str, error: TantivyError) -> Error {
        let error = match error {
            TantivyError::ErrorInThread(_) => self.writer().prepare_commit().err().unwrap_or(error),
            other => other,
        };
        engine(deed)(error).in_archive(&self.dir)
    }

    /// Waits for merges and ends the writing.
    ///
    /// # Errors
    /// Where disk or engine refuse.
    pub fn close(mut self) -> Result<()> {
        self.finish().map_err(|error| error.in_archive(&self.dir))?;
        self.is_ended = true;
        Ok(())
    }

    /// Waits for merges and drops deleted documents; then deletes what merges left: the engine keeps
    /// the store a sorted merge writes first.
    fn finish(&mut self) -> Result<()> {
        if let Some(writer) = self.writer.take() {
            writer.wait_merging_threads().map_err(engine("merge"))?;
        }
        match sweeper(&self.index) {
            Ok(mut sweeper) => {
                self.drop_deleted(&mut sweeper)?;
                sweeper.garbage_collect_files().wait().map_err(engine("delete old files"))?;
                sweeper.wait_merging_threads().map_err(engine("merge"))?;
            }
            // A process started meanwhile holds the lock until it becomes itself: the next writer
            // sweeps.
            Err(TantivyError::LockFailure(..)) => {}
            Err(error) => return Err(engine("open the index for writing")(error)),
        }
        self.settle()
    }

    /// Copies segments without their deleted documents, where these are too many to rest.
    fn drop_deleted(&self, writer: &mut IndexWriter) -> Result<()> {
        let segments = self.index.searchable_segment_metas().map_err(engine("read the index"))?;
        for segment in segments {
            let deleted = segment.num_deleted_docs();
            let share = f64::from(deleted) / f64::from(segment.max_doc().max(1));
            let small = segment.max_doc() <= COPIED_AT_ONCE;
            if deleted > 0 && (small || share > DELETED_AT_REST) {
                writer.merge(&[segment.id()]).wait().map_err(engine("merge"))?;
            }
        }
        Ok(())
    }

    /// Puts a rebuilt generation in use and deletes the old one.
    ///
    /// # Errors
    /// Where the new generation does not read back whole; the old one then stays in use.
    pub fn finish_rebuild(mut self, expected: u64) -> Result<()> {
        self.finish().map_err(|error| error.in_archive(&self.dir))?;
        let fresh = self.snapshot()?;
        let damaged = |what: String| Err(Error::Damaged { dir: self.folder.clone(), what });
        let files = fresh.damaged_files()?;
        if !files.is_empty() {
            return damaged(format!(
                "the rebuilt index reads back otherwise: {}",
                files.join(", ")
            ));
        }
        let clippings = fresh.clippings();
        if clippings != expected {
            return damaged(format!(
                "the rebuilt index holds {clippings} clippings where {expected} were put"
            ));
        }
        self.is_ended = true;
        generation::switch(&self.dir, &self.folder)
    }

    fn writer(&mut self) -> &mut IndexWriter {
        self.writer.as_mut().expect("the writer is there until close, which takes self")
    }

    /// The engine neither syncs the folder after its last rename nor lets others read its two small
    /// files, who may read all the rest.
    fn settle(&self) -> Result<()> {
        use tantivy::Directory;
        self.index
            .directory()
            .sync_directory()
            .map_err(|error| Error::disk("sync", &self.folder, error))?;
        let mode = self.mode().map_err(|error| Error::disk("read", &self.folder, error))?;
        for name in ["meta.json", ".managed.json"] {
            let path = self.folder.join(name);
            fs::set_permissions(&path, mode.clone())
                .map_err(|error| Error::disk("set the mode of", &path, error))?;
        }
        Ok(())
    }

    /// Who may read the archive: those who may read a segment of it, or else its lock.
    fn mode(&self) -> std::io::Result<fs::Permissions> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|ending| ending == "store") {
                return Ok(entry.metadata()?.permissions());
            }
        }
        Ok(self.lock.metadata()?.permissions())
    }
}

/// A writer that only deletes what nothing needs.
fn sweeper(index: &Index) -> tantivy::Result<IndexWriter> {
    index.writer_with_num_threads(1, SWEEPER_BYTES)
}

fn create(folder: &Path) -> Result<()> {
    let (schema, _) = Fields::schema();
    let directory =
        MmapDirectory::open(folder).map_err(|error| engine("create the index")(error.into()))?;
    Index::builder()
        .schema(schema.clone())
        .settings(Fields::settings())
        .open_or_create(directory)
        .map_err(engine("create the index"))?;
    Ok(())
}

/// Takes the archive's lock and writes down who holds it. The system drops the lock with the
/// process.
fn lock(dir: &Path) -> Result<File> {
    let path = dir.join("lock");
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|error| Error::disk("write", &path, error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = file.read_to_string(&mut holder);
            let holder = match holder.trim() {
                "" => "another process".to_owned(),
                pid => format!("process {pid}"),
            };
            return Err(Error::Busy { dir: dir.to_owned(), holder });
        }
        Err(fs::TryLockError::Error(error)) => return Err(Error::disk("lock", &path, error)),
    }
    let write = |file: &mut File| -> std::io::Result<()> {
        file.set_len(0)?;
        file.rewind()?;
        write!(file, "{}", std::process::id())
    };
    write(&mut file).map_err(|error| Error::disk("write", &path, error))?;
    Ok(file)
}

/// What was found of a clipping on its way to the index.
pub struct Found<'a> {
    /// Its analysis.
    pub analysed: &'a Analysed,
    /// What it proves by itself.
    pub facts: &'a [Fact],
    /// The states of the files whose last clipping it is.
    pub states: &'a [FileState],
}

/// A clipping made ready for the index: everything costly is done before the one writer sees it.
pub struct Entry {
    /// Its id.
    pub id: Id,
    document: TantivyDocument,
}

impl Entry {
    /// Makes a clipping ready.
    pub fn new(clipping: &Clipping, found: &Found<'_>, analyser: &mut Analyser) -> Self {
        let Found { analysed, facts, states } = found;
        let (_, fields) = Fields::schema();
        let mut document = TantivyDocument::new();
        document.add_text(fields.id, clipping.id.to_string());
        document.add_u64(fields.id_high, clipping.id.high());
        document.add_u64(fields.id_low, clipping.id.low());
        document.add_text(fields.words, lines::words(analysed));
        document.add_text(fields.rank, lines::rank(analysed));
        document.add_text(fields.headline, lines::headline(analysed));
        document.add_u64(fields.word_count, clipping.word_count);
        zones::put(&mut document, fields.zones, Some(analysed));
        document.add_i64(fields.added, clipping.added);
        if let Some(published) = &clipping.published {
            document.add_i64(fields.from, published.value.from_seconds());
            document.add_i64(fields.to, published.value.to_seconds());
        }
        add_small_fields(&mut document, fields, clipping, analyser);
        for (name, known) in [
            ("byline", clipping.byline.is_some()),
            ("dateline", clipping.dateline.is_some()),
            ("url", clipping.url.is_some()),
            ("date", clipping.published.is_some()),
            ("caption", analysed.zone_starts()[Zone::Caption.ordinal()].is_some()),
        ] {
            if known {
                document.add_text(fields.kind, name);
            }
        }
        for dating in Dating::ALL.into_iter().filter(|dating| dating.holds(clipping)) {
            document.add_text(fields.kind, dating.term());
        }
        for origin in &clipping.origins {
            document.add_u64(fields.file, super::file_key(&origin.root, &origin.path));
            document.add_text(fields.path, fold::key(&origin.place()));
        }
        for state in *states {
            document.add_bytes(fields.state, &state.write());
        }
        for term in facts.iter().flat_map(Fact::terms) {
            document.add_text(fields.fact, term);
        }
        for facet in facets(clipping) {
            let field = fields.facet(facet.dimension);
            document.add_facet(field, EngineFacet::from_path(&facet.path));
        }
        for label in labels::terms(clipping) {
            document.add_text(fields.label, label);
        }
        document.add_bytes(fields.record, &record::write(clipping));
        Self { id: clipping.id, document }
    }
}

impl Entry {
    /// Lets it carry the state of one more file.
    pub fn carry(&mut self, state: &FileState) {
        self.document.add_bytes(Fields::schema().1.state, &state.write());
    }

    /// Lets it stand in a story and a thread, and be looked up under bands.
    pub fn stand(&mut self, standing: Standing, bands: &[u64]) {
        let (_, fields) = Fields::schema();
        let document = &mut self.document;
        if standing.story != self.id {
            document.add_u64(fields.story_high, standing.story.high());
            document.add_u64(fields.story_low, standing.story.low());
        }
        if standing.thread != standing.story {
            document.add_u64(fields.thread_high, standing.thread.high());
            document.add_u64(fields.thread_low, standing.thread.low());
        }
        for band in bands {
            document.add_u64(fields.band, *band);
        }
    }
}

fn add_small_fields(
    document: &mut TantivyDocument,
    fields: &Fields,
    clipping: &Clipping,
    analyser: &mut Analyser,
) {
    let small = SmallLines::of(clipping, analyser);
    for (field, analysed) in [
        (fields.byline, &small.byline),
        (fields.dateline, &small.dateline),
        (fields.url, &small.url),
        (fields.raw, &small.raw),
    ] {
        let lines = lines::plain(analysed);
        if !lines.is_empty() {
            document.add_text(field, lines);
        }
    }
}

/// What a clipping is filed under: codes and folded keys.
pub fn facets(clipping: &Clipping) -> Vec<Facet> {
    let mut facets = Vec::new();
    let mut add = |dimension: Dimension, path: Vec<String>| {
        let facet = Facet { dimension, path };
        if !facet.path.is_empty()
            && facet.path.iter().all(|step| !step.is_empty())
            && !facets.contains(&facet)
        {
            facets.push(facet);
        }
    };
    let date = clipping.published.as_ref().map(|published| published.value.path());
    add(Dimension::Date, date.unwrap_or_else(|| vec!["undated".to_owned()]));
    for region in &clipping.regions {
        add(Dimension::Region, region.value.clone());
    }
    for category in &clipping.categories {
        add(Dimension::Category, category.value.iter().map(|step| fold::key(step)).collect());
    }
    for topic in &clipping.topics {
        add(Dimension::Topic, topic.value.clone());
    }
    let single = [
        (Dimension::Outlet, &clipping.outlet),
        (Dimension::Via, &clipping.via),
        (Dimension::Agency, &clipping.agency),
        (Dimension::Language, &clipping.language),
    ];
    for (dimension, value) in single {
        if let Some(known) = value {
            add(dimension, vec![fold::key(&known.value)]);
        }
    }
    let lists = [
        (Dimension::Tag, &clipping.tags),
        (Dimension::Person, &clipping.people),
        (Dimension::Organisation, &clipping.organisations),
        (Dimension::Company, &clipping.companies),
        (Dimension::Status, &clipping.statuses),
    ];
    for (dimension, list) in lists {
        for known in list {
            add(dimension, vec![fold::key(&known.value)]);
        }
    }
    facets
}
