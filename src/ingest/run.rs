//! An ingest from walk to tally, and a rebuild from records.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crossbeam_channel::{Receiver, bounded};

use super::apart::Apart;
use super::beside::Besides;
use super::corrections;
use super::files::{KnownFile, Versions};
use super::learn;
use super::names;
use super::reconcile::{Came, OpenFile, Reconciler};
use super::stories::{self, Newcomer, Stories};
use super::walk::{self, FoundFile, Walk, WalkedRoot};
use super::work::{self, Message, Piece, Work};
use super::{Error, Event, Options, Tally, VANISHED_FILES};
use crate::analysis::Analyser;
use crate::archive::{self, FileState, Record, Root, Snapshot, Writer, WriterOptions};
use crate::clipping::Id;
use crate::enrich::{self, Fingerprint, Trace};
use crate::intake::{self, Isolated, Mapping, Sidecars};

/// Files worked on ahead of the one being written.
const AHEAD: usize = 64;

/// Messages a worker may be ahead with one file.
const MESSAGES_AHEAD: usize = 2;

/// Brings files and folders into the archive in `dir`, only what changed.
///
/// # Errors
/// Where a path is not there, a glob is none, or the archive cannot be written. What was committed
/// before stays.
pub fn ingest(
    dir: &Path,
    paths: &[PathBuf],
    options: &Options,
    report: &(dyn Fn(Event) + Sync),
) -> Result<Tally, Error> {
    let (paths, gone) = part(dir, paths, options.prune)?;
    let walk =
        walk::walk(&paths, &options.exclude, dir, &|found| report(Event::Walking { found }))?;
    report(Event::Walked { files: walk.files.len() as u64 });
    let (writer, snapshot) = open(dir, options.dry_run)?;
    let hand = options;
    let options = &learn::with_learned(hand, snapshot.as_ref().map(Snapshot::meta));
    let known = Known::of(snapshot.as_ref())?;
    let apart: Arc<dyn Isolated> =
        Arc::new(Apart::new(options.program.clone(), options.pdftotext.clone()));
    let sidecars = sidecars(&walk, snapshot.as_ref(), &options.sidecars)?;
    let keys = keys(&walk, snapshot.as_ref(), &options.map, &sidecars, &apart);
    let mut run = Run {
        reconciler: Reconciler::new(writer, snapshot, options),
        known,
        walk: &walk,
        gone: &gone,
        keys: &keys,
        sidecars: &sidecars,
        options,
        report,
        tally: Tally::default(),
        done: 0,
    };
    run.tally.files.found = walk.files.len() as u64;
    run.tally.files.hidden = walk.hidden;
    run.tally.files.linked = walk.linked;
    let passed_over = |path: &String| format!("{path} is an archive and was passed over");
    run.tally.notes.extend(walk.archives.iter().map(passed_over));
    run.remember_roots();
    run.files()?;
    run.vanished()?;
    run.roots_gone()?;
    run.finish(hand)
}

/// Parts the paths that are there from the roots that are not: to take those out, the person has to
/// say so. Any other path that is not there is for the walk to refuse.
fn part(dir: &Path, paths: &[PathBuf], prune: bool) -> Result<(Vec<PathBuf>, Vec<String>), Error> {
    let is_missing = |path: &&PathBuf| {
        path.canonicalize().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    };
    let (missing, mut present): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_missing);
    let mut gone = Vec::new();
    if !missing.is_empty() {
        let roots = match Snapshot::open(dir) {
            Ok(snapshot) => snapshot.meta().roots.clone(),
            Err(archive::Error::Missing { .. }) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        for path in missing {
            let places = once_at(path);
            match roots.iter().find(|root| places.contains(&root.path)) {
                Some(root) if prune => gone.push(root.path.clone()),
                Some(_) => return Err(Error::Gone { path: path.clone() }),
                None => present.push(path),
            }
        }
    }
    Ok((present.into_iter().cloned().collect(), gone))
}

/// What the canonical path of something that is not there may have been.
fn once_at(path: &Path) -> Vec<String> {
    let Ok(absolute) = std::path::absolute(path) else { return Vec::new() };
    let name = absolute.file_name().map(PathBuf::from);
    let parent = absolute.parent().and_then(|parent| parent.canonicalize().ok());
    let through_links = parent.zip(name).map(|(parent, name)| parent.join(name));
    let places = through_links.into_iter().chain([absolute]);
    places.map(|place| names::written(&place)).collect()
}

fn open(dir: &Path, dry_run: bool) -> Result<(Option<Writer>, Option<Snapshot>), Error> {
    if dry_run {
        return match Snapshot::open(dir) {
            Ok(snapshot) => Ok((None, Some(snapshot))),
            Err(archive::Error::Missing { .. }) => Ok((None, None)),
            Err(error) => Err(error.into()),
        };
    }
    let writer = Writer::open(dir, WriterOptions::default())?;
    let snapshot = writer.snapshot()?;
    Ok((Some(writer), Some(snapshot)))
}

/// What keys stand for below each root of a walk: as given, or as remembered of the root.
fn keys(
    walk: &Walk,
    snapshot: Option<&Snapshot>,
    given: &[Mapping],
    sidecars: &[Sidecars],
    apart: &Arc<dyn Isolated>,
) -> Vec<intake::Options> {
    let roots = snapshot.map_or(&[][..], |snapshot| &snapshot.meta().roots);
    let roots: HashMap<&str, &Root> = roots.iter().map(|root| (&*root.path, root)).collect();
    let remembered = |path: &str| -> Vec<Mapping> {
        let map = roots.get(path).map_or(&[][..], |root| &root.map);
        // A program that knew more names may have written what is no mapping here.
        map.iter().filter_map(|text| text.parse().ok()).collect()
    };
    let of_root = |path: &str| if given.is_empty() { remembered(path) } else { given.to_vec() };
    let of_root = |(root, sidecars): (&WalkedRoot, &Sidecars)| intake::Options {
        map: of_root(&root.path),
        sidecars: sidecars.clone(),
        isolated: Some(Arc::clone(apart)),
    };
    walk.roots.iter().zip(sidecars).map(of_root).collect()
}

/// How sidecars are called below each root of a walk: as given, or as remembered of the root.
fn sidecars(
    walk: &Walk,
    snapshot: Option<&Snapshot>,
    given: &[String],
) -> Result<Vec<Sidecars>, Error> {
    let named =
        |patterns: &[String]| Sidecars::of(patterns).map_err(|what| Error::Sidecar { what });
    if !given.is_empty() {
        return Ok(vec![named(given)?; walk.roots.len()]);
    }
    let roots = snapshot.map_or(&[][..], |snapshot| &snapshot.meta().roots);
    let of_root = |path: &str| {
        let root = roots.iter().find(|root| root.path == path);
        // A program that knew other patterns may have written what is none here.
        root.and_then(|root| Sidecars::of(&root.sidecars).ok()).unwrap_or_default()
    };
    Ok(walk.roots.iter().map(|root| of_root(&root.path)).collect())
}

fn written(keys: &intake::Options) -> Vec<String> {
    keys.map.iter().map(Mapping::to_string).collect()
}

/// What is known of the files of an archive.
#[derive(Default)]
struct Known {
    /// Each root's place.
    roots: HashMap<String, u32>,
    files: HashMap<u64, KnownFile>,
}

impl Known {
    fn of(snapshot: Option<&Snapshot>) -> Result<Self, Error> {
        let mut known = Self::default();
        let Some(snapshot) = snapshot else { return Ok(known) };
        snapshot.each_file_state(&mut |state| {
            let next = known.roots.len() as u32;
            let place = *known.roots.entry(state.root.clone()).or_insert(next);
            known.files.insert(state.key(), KnownFile::new(state, place));
        })?;
        Ok(known)
    }

    /// The files known under each root, by their keys, in the order of `paths`.
    fn by_root<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Vec<Vec<(u64, &KnownFile)>> {
        let mut of_place: HashMap<u32, Vec<(u64, &KnownFile)>> = HashMap::new();
        for (key, file) in &self.files {
            of_place.entry(file.root).or_default().push((*key, file));
        }
        let of_root = |path| {
            let place = self.roots.get(path);
            let mut files = place.and_then(|place| of_place.remove(place)).unwrap_or_default();
            files.sort_unstable_by_key(|(key, _)| *key);
            files
        };
        paths.map(of_root).collect()
    }
}

struct Run<'a> {
    reconciler: Reconciler<'a>,
    known: Known,
    walk: &'a Walk,
    /// Roots whose folder is gone for good.
    gone: &'a [String],
    /// What keys stand for below each root of the walk.
    keys: &'a [intake::Options],
    /// How sidecars are called below each.
    sidecars: &'a [Sidecars],
    options: &'a Options,
    report: &'a (dyn Fn(Event) + Sync),
    tally: Tally,
    done: u64,
}

/// A file on its way through the workers; without a receiver it is known to be unchanged.
struct Underway<'a> {
    file: &'a FoundFile,
    messages: Option<Receiver<Message>>,
}

impl Run<'_> {
    fn remember_roots(&mut self) {
        let mut fresh = false;
        for (root, keys) in self.walk.roots.iter().zip(self.keys) {
            if !keys.map.is_empty() {
                self.tally.keys.push((root.path.clone(), written(keys)));
            }
        }
        if let Some(writer) = self.reconciler.writer_mut() {
            let roots = &mut writer.meta_mut().roots;
            let places: HashMap<String, usize> =
                roots.iter().enumerate().map(|(place, root)| (root.path.clone(), place)).collect();
            let chosen = self.keys.iter().zip(self.sidecars);
            for (root, (keys, sidecars)) in self.walk.roots.iter().zip(chosen) {
                let path = root.path.clone();
                let root = Root { path, map: written(keys), sidecars: sidecars.written() };
                match places.get(&root.path) {
                    Some(place) if roots[*place] == root => {}
                    Some(place) => {
                        roots[*place] = root;
                        fresh = true;
                    }
                    None => {
                        roots.push(root);
                        fresh = true;
                    }
                }
            }
        }
        if fresh {
            self.reconciler.touch();
        }
    }

    /// Workers read ahead; files are written in the order of the walk, so that results do not
    /// depend on threads.
    fn files(&mut self) -> Result<(), Error> {
        let (walk, keys, options) = (self.walk, self.keys, self.options);
        let chosen = keys.iter().zip(self.sidecars);
        let versions: Vec<Versions> =
            chosen.map(|(keys, sidecars)| Versions::of(keys, sidecars)).collect();
        let besides = Besides::of(walk, self.sidecars);
        let known = std::mem::take(&mut self.known);
        let (to_workers, work_queue) = bounded::<Work<'_>>(AHEAD);
        let (to_writer, write_queue) = bounded::<Underway<'_>>(AHEAD);
        let result = std::thread::scope(|scope| {
            for _ in 0..options.threads.max(1) {
                let work_queue = work_queue.clone();
                scope.spawn(move || {
                    let mut analyser = Analyser::new();
                    for work in work_queue {
                        work::work(&work, options, &mut analyser);
                    }
                });
            }
            drop(work_queue);
            let (known, besides) = (&known, &besides);
            scope.spawn(move || {
                let known_of = |file: &FoundFile| {
                    let root = walk.roots[file.root].path.as_str();
                    known.files.get(&archive::file_key(root, &file.path))
                };
                for (place, file) in walk.files.iter().enumerate() {
                    if options.stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let root = walk.roots[file.root].path.as_str();
                    let known = known_of(file);
                    let partner = besides.partner(place).map(|place| &walk.files[place]);
                    let beside: Vec<&FoundFile> =
                        besides.of_file(place).iter().map(|place| &walk.files[*place]).collect();
                    let neighbours = Neighbours {
                        partner: partner.map(known_of),
                        beside: beside.iter().map(|file| (*file, known_of(file))).collect(),
                    };
                    let versions = versions[file.root];
                    let messages = match question(file, known, &neighbours, versions, options) {
                        Question::Unchanged => None,
                        Question::Look { known_hash } => {
                            let absolute = |file: &FoundFile| file.absolute(walk);
                            let (out, messages) = bounded(MESSAGES_AHEAD);
                            if to_workers
                                .send(Work {
                                    file,
                                    root,
                                    keys: &keys[file.root],
                                    absolute: absolute(file),
                                    versions,
                                    known_hash,
                                    beside: beside
                                        .into_iter()
                                        .map(|file| (file, absolute(file)))
                                        .collect(),
                                    is_beside: partner.is_some(),
                                    was_sidecar: known.is_some_and(|known| known.is_sidecar),
                                    out,
                                })
                                .is_err()
                            {
                                break;
                            }
                            Some(messages)
                        }
                    };
                    if to_writer.send(Underway { file, messages }).is_err() {
                        break;
                    }
                }
            });
            // Taking the receiver out of the loop's hands on failure lets the threads above end.
            let queue = write_queue;
            for underway in &queue {
                self.file(&underway)?;
                if self.reconciler.is_full() {
                    let clippings = self.reconciler.commit()?;
                    (self.report)(Event::Committed { clippings });
                }
            }
            Ok(())
        });
        self.known = known;
        result
    }

    fn file(&mut self, underway: &Underway<'_>) -> Result<(), Error> {
        let root = &self.walk.roots[underway.file.root].path;
        match &underway.messages {
            None => self.tally.files.unchanged += 1,
            Some(messages) => self.messages(root, &underway.file.path, messages)?,
        }
        self.done += 1;
        (self.report)(Event::File {
            done: self.done,
            clippings: self.tally.clippings.read,
            path: underway.file.absolute(self.walk),
        });
        Ok(())
    }

    fn messages(
        &mut self,
        root: &str,
        path: &str,
        messages: &Receiver<Message>,
    ) -> Result<(), Error> {
        let mut messages = messages.iter().peekable();
        // What is held of a file whose bytes are what they were need not be known.
        if let Some(Message::Unchanged) = messages.peek() {
            self.tally.files.unchanged += 1;
            return Ok(());
        }
        let mut forgotten = HashSet::new();
        let mut file = self.reconciler.open(root, path)?;
        for message in messages {
            match message {
                Message::Pieces(pieces) => self.pieces(&mut file, pieces, &mut forgotten)?,
                Message::Done { state, left_out, is_partial, members } => {
                    self.tally.members.add(&members);
                    self.tally.clippings.left_out += u64::from(left_out);
                    self.tally.files.read += 1;
                    self.tally.files.partial += u64::from(is_partial);
                    self.tally.files.bytes += state.size_bytes;
                    self.tell_unmet(root, path, &forgotten);
                    return self.reconciler.close(file, *state, &mut self.tally);
                }
                Message::Sidecar(state) => {
                    self.tally.files.sidecars += 1;
                    return self.reconciler.close(file, *state, &mut self.tally);
                }
                Message::Unchanged => {}
                Message::Skipped(state) => {
                    if let archive::FileOutcome::Skipped { reason } = &state.outcome {
                        *self.tally.files.skipped.entry(reason.clone()).or_default() += 1;
                    }
                    return self.reconciler.skip(file, *state, &mut self.tally);
                }
                Message::Unreadable(reason) => {
                    *self.tally.files.skipped.entry(reason.clone()).or_default() += 1;
                    return self.reconciler.unreadable(file, reason);
                }
            }
        }
        Ok(())
    }

    fn pieces(
        &mut self,
        file: &mut OpenFile,
        pieces: Vec<Piece>,
        forgotten: &mut HashSet<Id>,
    ) -> Result<(), Error> {
        for piece in pieces {
            let came = match self.options.lore.forgets(&piece.clipping) {
                Some(id) => {
                    if id == piece.clipping.id {
                        let traces = enrich::write_traces(&piece.clipping, &self.options.lore);
                        self.tally.traces.push_str(&traces);
                    }
                    forgotten.insert(id);
                    Came::Forgotten
                }
                None => self.reconciler.take(file, piece)?,
            };
            self.count(came);
        }
        if self.reconciler.is_full() {
            let clippings = self.reconciler.commit_within(file)?;
            (self.report)(Event::Committed { clippings });
        }
        Ok(())
    }

    /// Tells of clippings that people want forgotten and that their file no longer holds: what
    /// stands there now is in the archive.
    fn tell_unmet(&mut self, root: &str, path: &str, met: &HashSet<Id>) {
        let lore = &self.options.lore;
        for Trace { id, .. } in lore.traces_in(root, path) {
            if lore.forgotten.contains(id) && !met.contains(id) {
                self.tally.notes.push(format!(
                    "{path} no longer holds the clipping that was forgotten as {id}: what it holds \
                     now was brought in"
                ));
            }
        }
    }

    fn count(&mut self, came: Came) {
        let clippings = &mut self.tally.clippings;
        clippings.read += 1;
        match came {
            Came::New => clippings.new += 1,
            Came::Changed => clippings.changed += 1,
            Came::Unchanged => clippings.unchanged += 1,
            Came::SameAsAnother => clippings.same_as_another += 1,
            Came::Forgotten => clippings.forgotten += 1,
        }
    }

    /// Takes out what came from files that are gone, inside the roots that were walked to their
    /// end.
    fn vanished(&mut self) -> Result<(), Error> {
        if self.left() > 0 {
            return Ok(());
        }
        let known = std::mem::take(&mut self.known);
        let of_roots = known.by_root(self.walk.roots.iter().map(|root| root.path.as_str()));
        let mut present = vec![HashSet::new(); of_roots.len()];
        for file in &self.walk.files {
            present[file.root].insert(&*file.path);
        }
        for ((root, of_root), present) in self.walk.roots.iter().zip(of_roots).zip(present) {
            let hidden =
                |file: &KnownFile| root.unreadable.iter().any(|folder| lies_in(&file.path, folder));
            let (excluded, gone): (Vec<_>, Vec<_>) = of_root
                .iter()
                .filter(|(_, file)| !present.contains(&*file.path) && !hidden(file))
                .partition(|(_, file)| self.walk.excludes(&file.path));
            let key = |(key, _): &(u64, &KnownFile)| *key;
            let excluded: Vec<u64> = excluded.iter().map(key).collect();
            let gone: Vec<(u64, String)> =
                gone.iter().map(|(key, file)| (*key, file.hash.to_string())).collect();
            self.tally.files.excluded += excluded.len() as u64;
            for key in excluded {
                self.reconciler.vanish(key, &mut self.tally)?;
            }
            let (count, all) = (gone.len() as u64, of_root.len() as u64);
            let is_empty = present.is_empty() && count > 0;
            let most_are_gone = count > VANISHED_FILES && count * 2 > all;
            if (is_empty || most_are_gone) && !self.options.prune {
                self.tally.notes.push(format!(
                    "{count} of {all} files of {} are gone: their clippings were kept, \
                     --prune takes them out",
                    root.path
                ));
                continue;
            }
            for (key, hash) in gone {
                match self.was_moved(&hash) {
                    true => self.tally.files.moved += 1,
                    false => self.tally.files.vanished += 1,
                }
                self.reconciler.vanish(key, &mut self.tally)?;
            }
        }
        self.known = known;
        Ok(())
    }

    /// Takes out what came from roots that are gone for good, and the roots.
    fn roots_gone(&mut self) -> Result<(), Error> {
        if self.left() > 0 {
            return Ok(());
        }
        for root in self.gone {
            let of_root = self.known.by_root(std::iter::once(root.as_str()));
            let keys: Vec<u64> = of_root.iter().flatten().map(|(key, _)| *key).collect();
            self.tally.files.vanished += keys.len() as u64;
            for key in keys {
                self.reconciler.vanish(key, &mut self.tally)?;
            }
            if let Some(writer) = self.reconciler.writer_mut() {
                writer.meta_mut().roots.retain(|known| known.path != *root);
            }
            self.reconciler.touch();
            self.tally.notes.push(format!("{root} is gone: its clippings were taken out"));
        }
        Ok(())
    }

    /// Files not dealt with.
    fn left(&self) -> u64 {
        self.tally.files.found - self.done
    }

    /// Whether a file with these bytes was read in this run under another name.
    fn was_moved(&self, hash: &str) -> bool {
        !hash.is_empty() && self.reconciler.has_read(hash)
    }

    /// `hand` are the options without what was learned.
    fn finish(mut self, hand: &Options) -> Result<Tally, Error> {
        let stopped = self.options.stop.load(Ordering::Relaxed);
        self.tally.stopped = stopped;
        self.tally.files.left = self.left();
        for root in &self.walk.roots {
            for folder in &root.unreadable {
                self.tally.notes.push(format!("the folder {}/{folder} cannot be read", root.path));
            }
        }
        self.tally.in_archive = self.reconciler.commit()?;
        if let Some(writer) = self.reconciler.writer_mut() {
            settle(writer, self.options)?;
        }
        if let Some(snapshot) = self.reconciler.snapshot() {
            self.tally.unapplied = corrections::unapplied(snapshot, &self.options.lore)?;
        }
        self.reconciler.tell_stories(&mut self.tally);
        if let Some(writer) = self.reconciler.writer_mut().filter(|_| !stopped) {
            self.tally.clippings.taught = learn::settle(writer, hand, self.report)?;
            if self.tally.clippings.taught > 0 {
                let settled = writer.snapshot()?;
                stories::tell_regrouped(self.reconciler.snapshot(), &settled, &mut self.tally)?;
            }
        }
        (self.report)(Event::Merging);
        self.reconciler.finish()?;
        Ok(self.tally)
    }
}

/// Whether a path lies in a folder, or is it: what could not be read may have been either. The root
/// itself is the folder without a name.
fn lies_in(path: &str, folder: &str) -> bool {
    let below = path.strip_prefix(folder);
    folder.is_empty() || below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

/// Whether a file has to be looked into.
enum Question {
    Unchanged,
    Look { known_hash: Option<String> },
}

/// What is known of the files that a file lies beside, or that lie beside it.
struct Neighbours<'a> {
    /// The file it may be a sidecar of.
    partner: Option<Option<&'a KnownFile>>,
    /// The files that may be its sidecars.
    beside: Vec<(&'a FoundFile, Option<&'a KnownFile>)>,
}

impl Neighbours<'_> {
    /// Whether a file is to be understood by them as it was when it was read last.
    fn are_as_they_were(&self, known: &KnownFile, versions: Versions) -> bool {
        if let Some(partner) = self.partner {
            return known.is_sidecar || partner.is_some();
        }
        let settled = self.beside.iter().all(|(file, known)| {
            let signs = file.signs.as_ref();
            signs.is_ok_and(|signs| known.is_some_and(|known| known.trusts(signs, versions)))
        });
        let has_sidecar =
            self.beside.iter().any(|(_, known)| known.is_some_and(|known| known.is_sidecar));
        settled && has_sidecar == known.has_sidecar && !known.is_sidecar
    }
}

fn question(
    file: &FoundFile,
    known: Option<&KnownFile>,
    neighbours: &Neighbours<'_>,
    versions: Versions,
    options: &Options,
) -> Question {
    let Some(known) = known else { return Question::Look { known_hash: None } };
    if known.is_sidecar && neighbours.partner.is_none() {
        return Question::Look { known_hash: None };
    }
    let trusted = file.signs.as_ref().is_ok_and(|signs| known.trusts(signs, versions))
        && neighbours.are_as_they_were(known, versions);
    if trusted && !options.checksum {
        return Question::Unchanged;
    }
    Question::Look { known_hash: known.is_current(versions).then(|| known.hash.to_string()) }
}

/// What a rebuild made, and what it met in the archive it read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Clippings in the new archive.
    pub clippings: u64,
    /// Files of the old one that were not as they were written: what was read from them may be
    /// wrong, and the next ingest reads every file of people's again.
    pub damaged: Vec<String>,
    /// Clippings that could not be read.
    pub unreadable: u64,
    /// Files that are not known any more: the next ingest reads them again.
    pub unknown_files: u64,
}

/// Makes the archive anew from its own records, beside the one in use, and puts it in use when it
/// is whole.
///
/// # Errors
/// Where the archive cannot be read or written; the one in use then stays.
pub fn rebuild(
    dir: &Path,
    options: &Options,
    report: &(dyn Fn(Event) + Sync),
) -> Result<Rebuilt, Error> {
    let damage = |error: archive::Error| error.as_damage(dir);
    let (mut writer, old) = Writer::open_next(dir, WriterOptions::default()).map_err(damage)?;
    writer.meta_mut().roots.clone_from(&old.meta().roots);
    writer.meta_mut().learned.clone_from(&old.meta().learned);
    writer.meta_mut().unsettled.clone_from(&old.meta().unsettled);
    let hand = options;
    let options = &learn::with_learned(hand, Some(old.meta()));
    let mut rebuilt = Rebuilt { damaged: old.damaged().to_vec(), ..Rebuilt::default() };
    let mut analyser = Analyser::new();
    let mut put = HashSet::new();
    let mut stories = Stories::default();
    let mut fresh = None;
    for (record, unreadable) in old.iter() {
        rebuilt.unknown_files += unreadable;
        let (clipping, mut states, before) = match record {
            Record::Clipping(clipping, states, before) => (Some(*clipping), states, before),
            Record::Ledger(states) => (None, states, None),
            Record::Unreadable(files) => {
                rebuilt.unreadable += 1;
                rebuilt.unknown_files += files;
                continue;
            }
        };
        if !rebuilt.damaged.is_empty() {
            states.iter_mut().for_each(FileState::forget_content);
        }
        let Some(clipping) = clipping else {
            states.iter().try_for_each(|state| writer.put_ledger(state))?;
            continue;
        };
        if options.lore.forgets(&clipping).is_some() {
            states.iter().try_for_each(|state| writer.put_ledger(state))?;
            continue;
        }
        let mut clipping = enrich::re_enrich(clipping, &options.lore, options.now);
        put.insert(clipping.id);
        let mut entry = work::entry(&mut clipping, &states, &mut analyser);
        let fingerprint = Fingerprint::of(&clipping);
        let newcomer = Newcomer { clipping: &clipping, fingerprint, before };
        stories.place(newcomer, &options.lore, fresh.as_ref())?.put(&mut entry, &mut writer)?;
        writer.put(entry)?;
        rebuilt.clippings = put.len() as u64;
        if put.len().is_multiple_of(options.batch.clippings.max(1)) {
            writer.commit(options.now_seconds)?;
            stories.committed();
            fresh = Some(writer.snapshot()?);
            report(Event::Committed { clippings: rebuilt.clippings });
        }
    }
    writer.commit(options.now_seconds)?;
    drop(fresh);
    settle(&mut writer, options)?;
    learn::settle(&mut writer, hand, report)?;
    report(Event::Merging);
    drop(old);
    writer.finish_rebuild(rebuilt.clippings)?;
    Ok(rebuilt)
}

/// Applies hand corrections in `options.lore` to clippings already in the archive; gives how many
/// were changed.
///
/// # Errors
/// Where the archive cannot be written, or an id is in it no more.
pub fn apply_corrections(dir: &Path, ids: &[Id], options: &Options) -> Result<u64, Error> {
    let mut writer = Writer::open(dir, WriterOptions::default())?;
    let changed = correct(&mut writer, ids, options)?;
    writer.commit(options.now_seconds)?;
    writer.close()?;
    Ok(changed)
}

/// Writes clippings anew whose story people named before the archive held it.
pub(super) fn settle(writer: &mut Writer, options: &Options) -> Result<(), Error> {
    let unsettled = stories::unsettled(&writer.snapshot()?, &options.lore)?;
    if unsettled.is_empty() {
        return Ok(());
    }
    correct(writer, &unsettled, options)?;
    Ok(writer.commit(options.now_seconds)?)
}

fn correct(writer: &mut Writer, ids: &[Id], options: &Options) -> Result<u64, Error> {
    let snapshot = writer.snapshot()?;
    let options = &learn::with_learned(options, Some(snapshot.meta()));
    let mut stories = Stories::of(Some(&snapshot));
    let mut analyser = Analyser::new();
    let mut changed = 0;
    for id in ids {
        let address =
            snapshot.find(*id)?.ok_or_else(|| Error::NoSuchClipping { id: id.to_string() })?;
        let (clipping, states) = (snapshot.clipping(address)?, snapshot.states_at(address)?);
        if options.lore.forgets(&clipping).is_some() {
            // The files it came from are still known.
            states.iter().try_for_each(|state| writer.put_ledger(state))?;
            writer.remove(*id);
        } else {
            let mut clipping = enrich::re_enrich(clipping, &options.lore, options.now);
            let mut entry = work::entry(&mut clipping, &states, &mut analyser);
            let fingerprint = Fingerprint::of(&clipping);
            let newcomer = Newcomer { clipping: &clipping, fingerprint, before: None };
            stories.place(newcomer, &options.lore, Some(&snapshot))?.put(&mut entry, writer)?;
            writer.put(entry)?;
        }
        changed += 1;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_hides_what_lies_in_it_and_no_neighbour() {
        let hides = |folder| ["a", "a/b.txt", "ab/c.txt", "b"].map(|path| lies_in(path, folder));
        assert_eq!(hides("a"), [true, true, false, false]);
        assert_eq!(hides(""), [true; 4]);
    }
}
