//! What a file says now against what the archive holds: new, changed, the same, gone.

use std::collections::{HashMap, HashSet};

use super::work::{self, Piece};
use super::{BATCH_BYTES, BATCH_CLIPPINGS, Error, Tally};
use crate::analysis::Analyser;
use crate::archive::{Entry, FileOutcome, FileState, Snapshot, Writer};
use crate::clipping::{Clipping, Id, Origin};
use crate::enrich;

/// The archive as it will be after the next commit: what is committed, and what was put since.
pub(super) struct Reconciler {
    /// Nothing on a dry run.
    writer: Option<Writer>,
    /// Nothing where there is no archive yet.
    snapshot: Option<Snapshot>,
    analyser: Analyser,
    /// What was put since the last commit; nothing for what was taken out.
    pending: HashMap<Id, Option<Held>>,
    /// What was put last, held back: if it ends its file it is to carry the file's state, and is
    /// written once.
    held_back: Option<(Held, Option<Entry>)>,
    /// The ids among them by the files they come from.
    pending_of_file: HashMap<u64, HashSet<Id>>,
    pending_bytes: usize,
    dirty: bool,
    /// Hashes of the files read in this run.
    read: HashSet<String>,
    now: i64,
}

/// A clipping as the archive holds it, with the states of the files it carries.
#[derive(Clone)]
struct Held {
    clipping: Clipping,
    states: Vec<FileState>,
}

/// One file being reconciled.
pub(super) struct OpenFile {
    root: String,
    path: String,
    key: u64,
    /// What the archive holds from this file and has not been met in it yet.
    before: HashSet<Id>,
    /// What has been met in it.
    met: HashSet<Id>,
    /// The last clipping met: it will carry the file's state.
    last: Option<Id>,
    /// The clipping that carried the file's state before.
    carrier: Option<Id>,
}

/// What came of one clipping of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    New,
    Changed,
    Unchanged,
    SameAsAnother,
    Forgotten,
}

impl Reconciler {
    pub(super) fn new(writer: Option<Writer>, snapshot: Option<Snapshot>, now: i64) -> Self {
        Self {
            writer,
            snapshot,
            analyser: Analyser::new(),
            pending: HashMap::new(),
            held_back: None,
            pending_of_file: HashMap::new(),
            pending_bytes: 0,
            dirty: false,
            read: HashSet::new(),
            now,
        }
    }

    /// Begins a file: looks up what the archive holds from it.
    pub(super) fn open(&self, root: &str, path: &str) -> Result<OpenFile, Error> {
        let key = crate::archive::file_key(root, path);
        let mut file = OpenFile {
            root: root.to_owned(),
            path: path.to_owned(),
            key,
            before: HashSet::new(),
            met: HashSet::new(),
            last: None,
            carrier: None,
        };
        let held = self.held_of_file(key)?;
        for held in held {
            if held.states.iter().any(|state| state.key() == key) {
                file.carrier = Some(held.clipping.id);
            }
            file.before.insert(held.clipping.id);
        }
        Ok(file)
    }

    /// Everything the archive holds from a file, committed or put since.
    fn held_of_file(&self, key: u64) -> Result<Vec<Held>, Error> {
        let mut held = Vec::new();
        if let Some(snapshot) = &self.snapshot {
            for address in snapshot.clippings_of_file(key)? {
                if let Some(id) = snapshot.id_at(address)?
                    && !self.pending.contains_key(&id)
                {
                    let states = snapshot.states_at(address)?;
                    held.push(Held { clipping: snapshot.clipping(address)?, states });
                }
            }
        }
        let put = self.pending_of_file.get(&key).into_iter().flatten();
        held.extend(put.filter_map(|id| self.pending.get(id)?.clone()));
        if let Some((last, _)) = &self.held_back {
            held.retain(|other| other.clipping.id != last.clipping.id);
            if last.clipping.origins.iter().any(|origin| origin_key(origin) == key) {
                held.push(last.clone());
            }
        }
        Ok(held)
    }

    /// Takes in one clipping of a file.
    pub(super) fn take(&mut self, file: &mut OpenFile, piece: Piece) -> Result<Came, Error> {
        let Piece { mut clipping, mut entry } = piece;
        let mut held = self.held(clipping.id)?;
        if let Some(other) = &held
            && self.is_version(file, other, &clipping)
        {
            clipping.id = work::version_of(&clipping);
            held = self.held(clipping.id)?;
            entry = None;
        }
        let id = clipping.id;
        let repeated = !file.met.insert(id);
        file.before.remove(&id);
        file.last = Some(id);
        let Some(held) = held else {
            let held = Held { clipping, states: Vec::new() };
            self.put(held, entry)?;
            return Ok(Came::New);
        };
        self.merge(file, held, clipping, repeated)
    }

    /// Whether a clipping with a held id is another text under the same number.
    fn is_version(&self, file: &OpenFile, held: &Held, clipping: &Clipping) -> bool {
        let elsewhere = held.clipping.origins.iter().any(|origin| origin_key(origin) != file.key);
        clipping.native.is_some()
            && (elsewhere || file.met.contains(&clipping.id))
            && enrich::content_hash(&held.clipping) != enrich::content_hash(clipping)
    }

    /// The clipping is held already, from this file or another.
    fn merge(
        &mut self,
        file: &OpenFile,
        held: Held,
        clipping: Clipping,
        repeated: bool,
    ) -> Result<Came, Error> {
        let same = enrich::content_hash(&held.clipping) == enrich::content_hash(&clipping);
        let here = |origin: &Origin| origin_key(origin) == file.key;
        let was_here = held.clipping.origins.iter().any(here);
        let only_here = held.clipping.origins.iter().all(here);
        if was_here && only_here && !same && !repeated {
            let changed = Clipping { added: held.clipping.added, ..clipping };
            let states = held.states;
            self.put(Held { clipping: changed, states }, None)?;
            return Ok(Came::Changed);
        }
        let mut merged = held.clipping.clone();
        if was_here && !repeated {
            merged.origins.retain(|origin| !here(origin));
        }
        merged.origins.extend(clipping.origins);
        merged.origins.sort();
        merged.origins.dedup();
        if merged.origins != held.clipping.origins {
            self.put(Held { clipping: merged, states: held.states }, None)?;
        }
        Ok(if was_here && !repeated { Came::Unchanged } else { Came::SameAsAnother })
    }

    /// Ends a file that was read: what it no longer holds leaves, and its last clipping carries its
    /// state.
    pub(super) fn close(
        &mut self,
        file: OpenFile,
        state: FileState,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        self.read.insert(state.hash.clone());
        self.drop_ledger(file.key)?;
        for id in &file.before {
            self.leave(*id, file.key, tally)?;
        }
        if let Some(carrier) = file.carrier.filter(|carrier| Some(*carrier) != file.last) {
            self.drop_state(carrier, file.key)?;
        }
        match file.last {
            Some(last) => self.carry(last, state),
            None => self.put_ledger(&state),
        }
    }

    /// Ends a file that gave nothing and notes why.
    pub(super) fn skip(
        &mut self,
        file: OpenFile,
        state: FileState,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        self.close(OpenFile { last: None, ..file }, state, tally)
    }

    /// Notes a file that could not be read. What is known from it stays.
    pub(super) fn unreadable(&mut self, file: OpenFile, reason: String) -> Result<(), Error> {
        if !file.before.is_empty() || self.is_noted(file.key, &reason)? {
            return Ok(());
        }
        self.drop_ledger(file.key)?;
        let outcome = FileOutcome::Skipped { reason };
        let signs = super::files::Signs { size_bytes: 0, mtime_ns: 0, ctime_ns: 0, inode: 0 };
        self.put_ledger(&signs.state(&file.root, &file.path, String::new(), self.now, outcome))
    }

    /// Whether the ledger says already that a file was skipped for that reason.
    fn is_noted(&self, key: u64, reason: &str) -> Result<bool, Error> {
        let Some(snapshot) = &self.snapshot else { return Ok(false) };
        for address in snapshot.clippings_of_file(key)? {
            let noted = |state: &FileState| {
                let same = matches!(&state.outcome, FileOutcome::Skipped { reason: known } if known == reason);
                same && state.key() == key
            };
            if snapshot.states_at(address)?.iter().any(noted) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A file is gone: its clippings lose an origin, and leave with their last.
    pub(super) fn vanish(&mut self, key: u64, tally: &mut Tally) -> Result<(), Error> {
        for held in self.held_of_file(key)? {
            self.leave(held.clipping.id, key, tally)?;
        }
        self.dirty = true;
        self.drop_ledger(key)
    }

    fn leave(&mut self, id: Id, key: u64, tally: &mut Tally) -> Result<(), Error> {
        let Some(mut held) = self.held(id)? else { return Ok(()) };
        held.clipping.origins.retain(|origin| origin_key(origin) != key);
        held.states.retain(|state| state.key() != key);
        if held.clipping.origins.is_empty() {
            tally.clippings.removed += 1;
            self.dirty = true;
            if self.held_back.as_ref().is_some_and(|(last, _)| last.clipping.id == id) {
                self.held_back = None;
            }
            if let Some(writer) = &mut self.writer {
                writer.remove(id);
            }
            self.pending.insert(id, None);
            return Ok(());
        }
        self.put(held, None)
    }

    fn carry(&mut self, id: Id, state: FileState) -> Result<(), Error> {
        if let Some((held, entry)) = &mut self.held_back
            && held.clipping.id == id
            && held.states.iter().all(|other| other.key() != state.key())
        {
            if let Some(entry) = entry {
                entry.carry(&state);
            }
            held.states.push(state);
            return self.write_held_back();
        }
        let Some(mut held) = self.held(id)? else { return Ok(()) };
        held.states.retain(|other| other.key() != state.key());
        held.states.push(state);
        self.put(held, None)
    }

    fn drop_state(&mut self, id: Id, key: u64) -> Result<(), Error> {
        let Some(mut held) = self.held(id)? else { return Ok(()) };
        let before = held.states.len();
        held.states.retain(|state| state.key() != key);
        if held.states.len() < before { self.put(held, None) } else { Ok(()) }
    }

    fn held(&self, id: Id) -> Result<Option<Held>, Error> {
        if let Some((held, _)) = &self.held_back
            && held.clipping.id == id
        {
            return Ok(Some(held.clone()));
        }
        if let Some(pending) = self.pending.get(&id) {
            return Ok(pending.clone());
        }
        let Some(snapshot) = &self.snapshot else { return Ok(None) };
        let Some(address) = snapshot.find(id)? else { return Ok(None) };
        let states = snapshot.states_at(address)?;
        Ok(Some(Held { clipping: snapshot.clipping(address)?, states }))
    }

    /// Puts a clipping; `entry` is its document where one was made for exactly this clipping and
    /// these states.
    fn put(&mut self, held: Held, entry: Option<Entry>) -> Result<(), Error> {
        self.dirty = true;
        if self.held_back.as_ref().is_some_and(|(last, _)| last.clipping.id == held.clipping.id) {
            self.held_back = None;
        }
        self.write_held_back()?;
        self.held_back = Some((held, entry));
        Ok(())
    }

    fn write_held_back(&mut self) -> Result<(), Error> {
        let Some((mut held, entry)) = self.held_back.take() else { return Ok(()) };
        if let Some(writer) = &mut self.writer {
            let entry = entry.unwrap_or_else(|| {
                work::entry(&mut held.clipping, &held.states, &mut self.analyser)
            });
            writer.put(entry)?;
        }
        self.pending_bytes += bytes_of(&held.clipping);
        for origin in &held.clipping.origins {
            self.pending_of_file.entry(origin_key(origin)).or_default().insert(held.clipping.id);
        }
        self.pending.insert(held.clipping.id, Some(held));
        Ok(())
    }

    fn put_ledger(&mut self, state: &FileState) -> Result<(), Error> {
        self.dirty = true;
        match &mut self.writer {
            Some(writer) => Ok(writer.put_ledger(state)?),
            None => Ok(()),
        }
    }

    fn drop_ledger(&mut self, key: u64) -> Result<(), Error> {
        match &mut self.writer {
            Some(writer) => Ok(writer.remove_ledger(key)?),
            None => Ok(()),
        }
    }

    /// Whether as much was put as is to be put between commits.
    pub(super) fn is_full(&self) -> bool {
        self.pending.len() >= BATCH_CLIPPINGS || self.pending_bytes >= BATCH_BYTES
    }

    /// Commits what was put, if anything was; gives the clippings in the archive.
    pub(super) fn commit(&mut self) -> Result<u64, Error> {
        self.write_held_back()?;
        if let Some(writer) = &mut self.writer
            && self.dirty
        {
            writer.commit(self.now)?;
            self.snapshot = Some(writer.snapshot()?);
            self.pending.clear();
            self.pending_of_file.clear();
            self.pending_bytes = 0;
            self.dirty = false;
        }
        Ok(self.snapshot.as_ref().map_or(0, Snapshot::clippings))
    }

    /// Whether a file with that hash was read in this run.
    pub(super) fn has_read(&self, hash: &str) -> bool {
        self.read.contains(hash)
    }

    /// The archive as committed last; nothing where there is none yet.
    pub(super) fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref()
    }

    /// The writer, for what only it can do.
    pub(super) fn writer_mut(&mut self) -> Option<&mut Writer> {
        self.writer.as_mut()
    }

    /// Makes the next commit happen though no clipping was put.
    pub(super) fn touch(&mut self) {
        self.dirty = true;
    }

    /// Ends the writing.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        match self.writer.take() {
            Some(writer) => Ok(writer.close()?),
            None => Ok(()),
        }
    }
}

fn origin_key(origin: &Origin) -> u64 {
    crate::archive::file_key(&origin.root, &origin.path)
}

fn bytes_of(clipping: &Clipping) -> usize {
    clipping.paragraphs.iter().map(|paragraph| paragraph.text.len()).sum::<usize>() + 512
}
