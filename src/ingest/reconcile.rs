//! What a file says now against what the archive holds: new, changed, the same, gone.

use std::collections::{HashMap, HashSet};

use super::files::Signs;
use super::held::{Held, Print, bytes_of_printing};
use super::stories::{Newcomer, Stories};
use super::work::{self, Piece};
use super::{Error, Options, Tally};
use crate::analysis::Analyser;
use crate::archive::{DocAddress, Entry, FileOutcome, FileState, Snapshot, Writer, file_key};
use crate::clipping::{Clipping, Id};
use crate::enrich::{self, Fingerprint};

/// What the ledger says of a file while clippings of it are committed that are not all of it.
const INTERRUPTED: &str = "it was not read to its end: ingest it again";

/// The archive as it will be after the next commit: what is committed, and what was put since.
pub(super) struct Reconciler<'a> {
    /// Nothing on a dry run.
    writer: Option<Writer>,
    /// Nothing where there is no archive yet.
    snapshot: Option<Snapshot>,
    options: &'a Options,
    analyser: Analyser,
    /// What was put since the last commit; nothing for what was taken out. A dry run never commits
    /// and keeps no text here.
    pending: HashMap<Id, Option<Held>>,
    /// What was put last, held back: if it ends its file it is to carry the file's state, and is
    /// written once.
    held_back: Option<(Held, Made)>,
    /// What differs from what was written of it, in the order it came to: it is written once, with
    /// the next commit.
    waiting: Vec<Id>,
    /// The clipping that was looked at last for the states it carries, and whose they are.
    carriers: Option<(DocAddress, HashSet<u64>)>,
    stories: Stories,
    pending_bytes: usize,
    dirty: bool,
    /// Hashes of the files read in this run.
    read: HashSet<String>,
}

/// What workers made of a clipping, where it is still what they saw.
#[derive(Default)]
struct Made {
    /// Its document, for exactly this clipping and these states.
    entry: Option<Entry>,
    /// What its words are recognised by.
    fingerprint: Option<Fingerprint>,
}

/// A clipping as a file prints it.
struct Printed {
    clipping: Clipping,
    content: u128,
    how: Print,
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
    /// The clipping that carries the file's state.
    carrier: Option<Id>,
    /// Whether the ledger holds a note of it.
    noted: bool,
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

impl<'a> Reconciler<'a> {
    pub(super) fn new(
        writer: Option<Writer>,
        snapshot: Option<Snapshot>,
        options: &'a Options,
    ) -> Self {
        Self {
            stories: Stories::of(snapshot.as_ref()),
            writer,
            snapshot,
            options,
            analyser: Analyser::new(),
            pending: HashMap::new(),
            held_back: None,
            waiting: Vec::new(),
            carriers: None,
            pending_bytes: 0,
            dirty: false,
            read: HashSet::new(),
        }
    }

    /// Begins a file: looks up what the archive holds from it.
    pub(super) fn open(&mut self, root: &str, path: &str) -> Result<OpenFile, Error> {
        self.open_key(file_key(root, path), root, path)
    }

    /// Reads columns only. What was put since the last commit matters not: a file is opened once in
    /// a run, so nothing of it is among that.
    fn open_key(&mut self, key: u64, root: &str, path: &str) -> Result<OpenFile, Error> {
        let mut file = OpenFile {
            root: root.to_owned(),
            path: path.to_owned(),
            key,
            before: HashSet::new(),
            met: HashSet::new(),
            last: None,
            carrier: None,
            noted: false,
        };
        let Some(snapshot) = &self.snapshot else { return Ok(file) };
        for address in snapshot.clippings_of_file(key)? {
            let Some(id) = snapshot.id_at(address)? else {
                file.noted = true;
                continue;
            };
            file.before.insert(id);
            if carries(&mut self.carriers, snapshot, address, key)? {
                file.carrier = Some(id);
            }
        }
        Ok(file)
    }

    /// Takes in one clipping of a file.
    pub(super) fn take(&mut self, file: &mut OpenFile, piece: Piece) -> Result<Came, Error> {
        let Piece { mut clipping, mut entry, fingerprint } = piece;
        let content = enrich::content_hash(&clipping);
        let mut held = self.pull(clipping.id)?;
        if let Some(other) = held.take_if(|other| is_version(file, other, &clipping, content)) {
            self.refile(other);
            clipping.id = enrich::version_id(clipping.id, content);
            held = self.pull(clipping.id)?;
            entry = None;
        }
        let id = clipping.id;
        let how = if file.met.insert(id) { Print::Anew } else { Print::Again };
        file.before.remove(&id);
        file.last = Some(id);
        match held {
            Some(held) => Ok(self.merge(file, held, &Printed { clipping, content, how })),
            None => {
                self.put(Held::new(clipping, Vec::new()), Made { entry, fingerprint })?;
                Ok(Came::New)
            }
        }
    }

    /// The clipping is held already, from this file or another.
    fn merge(&mut self, file: &OpenFile, mut held: Held, printed: &Printed) -> Came {
        let Printed { clipping, content, how } = printed;
        let (content, how) = (*content, *how);
        let came = match how {
            Print::Anew if held.is_known_in(file.key, content) => Came::Unchanged,
            Print::Anew if held.is_in(file.key) => Came::Changed,
            Print::Anew | Print::Again => Came::SameAsAnother,
        };
        let bytes = bytes_of_printing(clipping, held.is_printed(content));
        if held.print(file.key, clipping, how) {
            self.pending_bytes += bytes;
            self.change(held);
        } else {
            self.refile(held);
        }
        came
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
        self.drop_ledger(&file)?;
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

    /// Ends a file that gave nothing and notes why. What it gave before its reader failed leaves
    /// with the rest.
    pub(super) fn skip(
        &mut self,
        mut file: OpenFile,
        state: FileState,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        file.before.extend(file.met.drain());
        self.close(OpenFile { last: None, ..file }, state, tally)
    }

    /// Notes a file that could not be read. What is known from it stays.
    pub(super) fn unreadable(&mut self, file: OpenFile, reason: String) -> Result<(), Error> {
        if !file.before.is_empty() || self.is_noted(file.key, &reason)? {
            return Ok(());
        }
        self.drop_ledger(&file)?;
        self.put_ledger(&self.state_without_bytes(&file, FileOutcome::Skipped { reason }))
    }

    /// What is remembered of a file that has to be read again.
    fn state_without_bytes(&self, file: &OpenFile, outcome: FileOutcome) -> FileState {
        let signs = Signs { size_bytes: 0, mtime_ns: 0, ctime_ns: 0, inode: 0 };
        let now = self.options.now_seconds;
        signs.state(&file.root, &file.path, String::new(), now, outcome)
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
        let file = self.open_key(key, "", "")?;
        for id in &file.before {
            self.leave(*id, key, tally)?;
        }
        self.dirty = true;
        self.drop_ledger(&file)
    }

    fn leave(&mut self, id: Id, key: u64, tally: &mut Tally) -> Result<(), Error> {
        let Some(mut held) = self.pull(id)? else { return Ok(()) };
        held.leave(key);
        if held.is_nowhere() {
            tally.clippings.removed += 1;
            self.dirty = true;
            if let Some(writer) = &mut self.writer {
                writer.remove(id);
            }
            self.stories.gone(id);
            self.pending.insert(id, None);
        } else {
            self.change(held);
        }
        Ok(())
    }

    fn carry(&mut self, id: Id, state: FileState) -> Result<(), Error> {
        if let Some((held, made)) = &mut self.held_back
            && held.id == id
            && !held.carries(state.key())
        {
            if let Some(entry) = &mut made.entry {
                entry.carry(&state);
            }
            held.carry(state);
            return self.write_held_back();
        }
        if let Some(mut held) = self.pull(id)? {
            held.carry(state);
            self.change(held);
        }
        Ok(())
    }

    fn drop_state(&mut self, id: Id, key: u64) -> Result<(), Error> {
        let Some(mut held) = self.pull(id)? else { return Ok(()) };
        if held.drop_state(key) {
            self.change(held);
        } else {
            self.refile(held);
        }
        Ok(())
    }

    /// Takes a clipping to hand: what is pulled is refiled, changed or taken out.
    fn pull(&mut self, id: Id) -> Result<Option<Held>, Error> {
        if self.held_back.as_ref().is_some_and(|(last, _)| last.id == id) {
            self.write_held_back()?;
        }
        if let Some(pending) = self.pending.get_mut(&id) {
            return Ok(pending.take());
        }
        let Some(snapshot) = &self.snapshot else { return Ok(None) };
        let Some(address) = snapshot.find(id)? else { return Ok(None) };
        let states = snapshot.states_at(address)?;
        Ok(Some(Held::new(snapshot.clipping(address)?, states)))
    }

    /// Puts a clipping back that was pulled and has not changed.
    fn refile(&mut self, held: Held) {
        if held.is_pending {
            self.pending.insert(held.id, Some(held));
        }
    }

    /// Puts a clipping back that was pulled and has changed. A text that is printed in many files
    /// changes with each of them, so it waits for the commit.
    fn change(&mut self, mut held: Held) {
        self.dirty = true;
        if self.writer.is_none() {
            held.keep_places();
        } else if !held.waits {
            held.waits = true;
            self.waiting.push(held.id);
            if !held.is_pending {
                self.pending_bytes += held.bytes();
            }
        }
        held.is_pending = true;
        self.pending.insert(held.id, Some(held));
    }

    /// Puts a clipping that is new.
    fn put(&mut self, held: Held, made: Made) -> Result<(), Error> {
        self.dirty = true;
        self.write_held_back()?;
        self.held_back = Some((held, made));
        Ok(())
    }

    fn write_held_back(&mut self) -> Result<(), Error> {
        match self.held_back.take() {
            Some((held, made)) => self.write(held, made),
            None => Ok(()),
        }
    }

    /// Writes what waits for the commit.
    fn write_waiting(&mut self) -> Result<(), Error> {
        for id in std::mem::take(&mut self.waiting) {
            let waits = |held: &mut Held| held.waits;
            if let Some(held) = self.pending.get_mut(&id).and_then(|held| held.take_if(waits)) {
                self.write(held, Made::default())?;
            }
        }
        Ok(())
    }

    fn write(&mut self, mut held: Held, made: Made) -> Result<(), Error> {
        let (lore, now) = (&self.options.lore, self.options.now);
        let states = if made.entry.is_some() { Vec::new() } else { held.states() };
        if let Some(writer) = &mut self.writer {
            if let Some(clipping) = held.concluded(lore, now) {
                let mut entry = made
                    .entry
                    .unwrap_or_else(|| work::entry(clipping, &states, &mut self.analyser));
                let fingerprint = made.fingerprint.unwrap_or_else(|| Fingerprint::of(clipping));
                let newcomer = Newcomer { clipping, fingerprint, before: None };
                self.stories
                    .place(newcomer, lore, self.snapshot.as_ref())?
                    .put(&mut entry, writer)?;
                writer.put(entry)?;
                if !held.is_pending {
                    self.pending_bytes += held.bytes();
                }
            }
        } else {
            held.keep_places();
        }
        (held.is_pending, held.waits) = (true, false);
        self.pending.insert(held.id, Some(held));
        Ok(())
    }

    fn put_ledger(&mut self, state: &FileState) -> Result<(), Error> {
        self.dirty = true;
        match &mut self.writer {
            Some(writer) => Ok(writer.put_ledger(state)?),
            None => Ok(()),
        }
    }

    fn drop_ledger(&mut self, file: &OpenFile) -> Result<(), Error> {
        match &mut self.writer {
            Some(writer) if file.noted => Ok(writer.remove_ledger(file.key)?),
            _ => Ok(()),
        }
    }

    /// Whether as much was put as is to be put between commits.
    pub(super) fn is_full(&self) -> bool {
        let batch = &self.options.batch;
        let is_full = self.pending.len() >= batch.clippings || self.pending_bytes >= batch.bytes;
        self.writer.is_some() && is_full
    }

    /// Commits what was put in the midst of a file. The ledger then says that it has to be read
    /// again: without that, its clippings would stay for ever where the file is gone before it is.
    pub(super) fn commit_within(&mut self, file: &mut OpenFile) -> Result<u64, Error> {
        if let Some(carrier) = file.carrier.take() {
            self.drop_state(carrier, file.key)?;
        }
        self.drop_ledger(file)?;
        file.noted = true;
        let outcome = FileOutcome::Read {
            reader: String::new(),
            clippings: (file.before.len() + file.met.len()) as u32,
            notes: vec![INTERRUPTED.to_owned()],
        };
        self.put_ledger(&self.state_without_bytes(file, outcome))?;
        self.commit()
    }

    /// Commits what was put, if anything was; gives the clippings in the archive.
    pub(super) fn commit(&mut self) -> Result<u64, Error> {
        self.write_held_back()?;
        self.write_waiting()?;
        if let Some(writer) = &mut self.writer
            && self.dirty
        {
            writer.commit(self.options.now_seconds)?;
            self.snapshot = Some(writer.snapshot()?);
            self.carriers = None;
            self.stories.committed();
            self.pending.clear();
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

    /// Tells what became of stories.
    pub(super) fn tell_stories(&self, tally: &mut Tally) {
        self.stories.tell(tally);
    }

    /// Ends the writing.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        match self.writer.take() {
            Some(writer) => Ok(writer.close()?),
            None => Ok(()),
        }
    }
}

/// Whether a clipping with a held id is another text under the same number.
fn is_version(file: &OpenFile, held: &mut Held, clipping: &Clipping, content: u128) -> bool {
    clipping.native.is_some()
        && (held.is_elsewhere(file.key) || file.met.contains(&clipping.id))
        && !held.is_printed(content)
        && !held.is_piece(&enrich::Wording::of_clipping(clipping))
}

/// Whether a clipping carries the state of a file. One that is printed in many files is asked for
/// each of them, so what it carries is kept until another one is asked.
fn carries(
    known: &mut Option<(DocAddress, HashSet<u64>)>,
    snapshot: &Snapshot,
    address: DocAddress,
    file: u64,
) -> Result<bool, Error> {
    if known.as_ref().is_none_or(|(of, _)| *of != address) {
        let states = snapshot.states_at(address)?;
        *known = Some((address, states.iter().map(FileState::key).collect()));
    }
    Ok(known.as_ref().is_some_and(|(_, files)| files.contains(&file)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::archive::WriterOptions;
    use crate::clipping::{Draft, Origin, Paragraph};

    #[test]
    fn what_came_of_a_file_before_its_reader_failed_does_not_stay() {
        let dir = tempfile::tempdir().expect("a folder");
        let now = NaiveDate::from_ymd_opt(2019, 11, 20).and_then(|day| day.and_hms_opt(12, 0, 0));
        let options = Options::new(now.expect("noon"), 1_574_251_200);
        let writer = Writer::open(dir.path(), WriterOptions::default()).expect("a writer");
        let snapshot = writer.snapshot().expect("a snapshot");
        let mut reconciler = Reconciler::new(Some(writer), Some(snapshot), &options);
        let mut file = reconciler.open("/r", "a.txt").expect("nothing is held");
        let origin =
            Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
        let paragraphs = vec![Paragraph::text("The ferry stays.")];
        let draft = Draft { paragraphs, ..Draft::default() };
        let clipping = enrich::enrich(draft, origin, &options.lore, options.now);
        let came = reconciler.take(&mut file, Piece { clipping, entry: None, fingerprint: None });
        assert_eq!(came.expect("it is taken"), Came::New);
        let outcome = FileOutcome::Skipped { reason: "the reader failed".to_owned() };
        let state = reconciler.state_without_bytes(&file, outcome);
        reconciler.skip(file, state, &mut Tally::default()).expect("it is skipped");
        assert_eq!(reconciler.commit().expect("it is committed"), 0);
        let snapshot = reconciler.snapshot().expect("it is there");
        assert_eq!(snapshot.ledger_documents(), 1);
    }
}
