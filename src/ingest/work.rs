//! What workers do, each file by itself: read, enrich, analyse. Nothing here knows the archive.

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use crossbeam_channel::Sender;

use super::Options;
use super::files::{Signs, Versions};
use super::walk::{FoundFile, unreadable};
use crate::analysis::Analyser;
use crate::archive::{Entry, FileOutcome, FileState, Found, language_of, passages};
use crate::clipping::{Clipping, Note, Origin};
use crate::enrich::{self, Fingerprint};
use crate::intake;

/// Clippings sent on at once, at most.
const PIECES_AT_ONCE: usize = 128;
/// So much running text is sent on at once, in bytes: what is made of it for the index is several
/// times as large.
const TEXT_BYTES_AT_ONCE: usize = 1 << 20;

/// A file to be worked on, and where what comes of it goes.
pub(super) struct Work<'a> {
    pub file: &'a FoundFile,
    pub root: &'a str,
    /// What keys stand for below the root.
    pub keys: &'a intake::Options,
    pub absolute: PathBuf,
    /// The versions of the readers below the root.
    pub versions: Versions,
    /// The hash the file had when it was read last by these readers, its sidecars' with it.
    pub known_hash: Option<String>,
    /// Files that may be sidecars of this one, and where they are.
    pub beside: Vec<(&'a FoundFile, PathBuf)>,
    /// Whether this one may be a sidecar.
    pub is_beside: bool,
    /// Whether it was one when it was read last.
    pub was_sidecar: bool,
    pub out: Sender<Message>,
}

/// What comes of a file, piece by piece.
pub(super) enum Message {
    /// Some of its clippings, in their order.
    Pieces(Vec<Piece>),
    /// It is read to its end.
    Done {
        /// What is remembered of it.
        state: Box<FileState>,
        /// Articles in it that gave no clipping.
        left_out: u32,
        /// Whether some of it could not be looked at.
        is_partial: bool,
        /// What became of the files inside it.
        members: intake::Members,
    },
    /// It states something about another file.
    Sidecar(Box<FileState>),
    /// Its bytes are what they were.
    Unchanged,
    /// It gave nothing.
    Skipped(Box<FileState>),
    /// It could not be read: what is known of it stays.
    Unreadable(String),
}

/// A clipping with the document made for it, as if it were new and had this one origin.
pub(super) struct Piece {
    pub clipping: Clipping,
    pub entry: Option<Entry>,
    /// What its words are recognised by.
    pub fingerprint: Option<Fingerprint>,
}

/// Works on one file.
pub(super) fn work(work: &Work<'_>, options: &Options, analyser: &mut Analyser) {
    let signs: Signs = match &work.file.signs {
        Ok(signs) => *signs,
        Err(why) => return send(work, Message::Unreadable(why.to_string())),
    };
    let versions = work.versions;
    let state = |hash: String, outcome: FileOutcome| {
        let readers = versions.of_outcome(&outcome);
        let state = signs.state(work.root, &work.file.path, hash, options.now_seconds, outcome);
        Box::new(FileState { readers, ..state })
    };
    if signs.size_bytes > intake::MAX_FILE_BYTES {
        return large(work, signs.size_bytes, &state, options, analyser);
    }
    let bytes = match bytes_of(&work.absolute, &signs) {
        Ok(bytes) => bytes,
        Err(error) => return send(work, Message::Unreadable(unreadable(&error))),
    };
    let sidecars = Sidecars::of(work);
    let hash = sidecars.hash_with(hash_of(&bytes));
    let is_known = work.known_hash.as_ref() == Some(&hash);
    if is_known && (work.was_sidecar || !work.is_beside) {
        return send(work, Message::Unchanged);
    }
    if work.is_beside {
        let source = intake::Source { path: &work.file.path, bytes: &bytes };
        let notes = match intake::beside(&source, work.keys) {
            intake::Beside::Sidecar(_) => Some(Vec::new()),
            intake::Beside::Broken(why) => Some(vec![why]),
            intake::Beside::Other => None,
        };
        if let Some(notes) = notes {
            let outcome =
                FileOutcome::Read { reader: intake::SIDECAR.to_owned(), clippings: 0, notes };
            return send(work, Message::Sidecar(state(hash, outcome)));
        }
        if is_known {
            return send(work, Message::Unchanged);
        }
    }
    let source = intake::Source { path: &work.file.path, bytes: &bytes };
    let came = Bench { work, sidecars: &sidecars, options, analyser }
        .read(&mut |each| intake::read_beside(&source, &sidecars.stated, work.keys, each));
    finish(work, came, &|outcome| state(hash.clone(), outcome));
}

/// Sends on what came of a file, as `state` remembers it.
fn finish(
    work: &Work<'_>,
    came: Result<Came, String>,
    state: &dyn Fn(FileOutcome) -> Box<FileState>,
) {
    match came {
        Ok(Came { outcome, left_out, is_partial, members }) => {
            let state = state(outcome);
            send(work, Message::Done { state, left_out, is_partial, members });
        }
        Err(reason) => send(work, Message::Skipped(state(FileOutcome::Skipped { reason }))),
    }
}

/// Works on a file that is too large to be held. It is gone through once more for its hash, but for
/// one of which nothing is read.
fn large(
    work: &Work<'_>,
    size_bytes: u64,
    state: &dyn Fn(String, FileOutcome) -> Box<FileState>,
    options: &Options,
    analyser: &mut Analyser,
) {
    let sidecars = Sidecars::of(work);
    let hash = || {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(&work.absolute)?)?;
        Ok::<_, std::io::Error>(sidecars.hash_with(hash_in_short(&hasher.finalize())))
    };
    if let Some(known) = &work.known_hash {
        match hash() {
            Ok(hash) if hash == *known => return send(work, Message::Unchanged),
            Ok(_) => {}
            Err(error) => return send(work, Message::Unreadable(unreadable(&error))),
        }
    }
    let mut file = match File::open(&work.absolute) {
        Ok(file) => file,
        Err(error) => return send(work, Message::Unreadable(unreadable(&error))),
    };
    let came = Bench { work, sidecars: &sidecars, options, analyser }.read(&mut |each| {
        let (path, stated) = (&*work.file.path, &sidecars.stated);
        intake::read_large(path, size_bytes, &mut file, stated, work.keys, each)
    });
    // Without its hash it is read again next time.
    let hash = if came.is_ok() { hash().unwrap_or_default() } else { String::new() };
    finish(work, came, &|outcome| state(hash.clone(), outcome));
}

/// The bytes of a file. One of no size is not opened: files of `/proc` have none, and some of them
/// never end.
fn bytes_of(path: &Path, signs: &Signs) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if signs.size_bytes > 0 {
        let mut file = File::open(path)?.take(intake::MAX_FILE_BYTES + 1);
        file.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// What the sidecars of a file state.
#[derive(Default)]
struct Sidecars {
    stated: Vec<intake::Sidecar>,
    /// The hashes of their bytes.
    hashes: Vec<String>,
    /// What is wrong with some of them.
    notes: Vec<String>,
}

impl Sidecars {
    /// Reads what lies beside a file. One that cannot be read costs nothing else.
    fn of(work: &Work<'_>) -> Self {
        let mut sidecars = Self::default();
        for (file, absolute) in &work.beside {
            let Ok(signs) = &file.signs else { continue };
            if signs.size_bytes > intake::MAX_SIDECAR_BYTES {
                continue;
            }
            let Ok(bytes) = bytes_of(absolute, signs) else { continue };
            let source = intake::Source { path: &file.path, bytes: &bytes };
            match intake::beside(&source, work.keys) {
                intake::Beside::Sidecar(stated) => sidecars.stated.push(*stated),
                intake::Beside::Broken(why) => {
                    sidecars.notes.push(intake::sidecar_left_out(&file.path, &why));
                }
                intake::Beside::Other => continue,
            }
            sidecars.hashes.push(hash_of(&bytes));
        }
        sidecars
    }

    /// The hash of a file with all of them: it changes where one of them does, comes or goes.
    fn hash_with(&self, hash: String) -> String {
        match self.hashes.is_empty() {
            true => hash,
            false => hash_of([&[hash], &self.hashes[..]].concat().join(" ").as_bytes()),
        }
    }
}

/// What came of a file that was read.
struct Came {
    outcome: FileOutcome,
    /// Articles in it that gave no clipping.
    left_out: u32,
    is_partial: bool,
    members: intake::Members,
}

/// What gives the articles of a file.
type Articles<'a> = &'a mut dyn FnMut(&mut dyn FnMut(intake::Article)) -> intake::Outcome;

/// Where one file is worked on, with all that is needed for it.
struct Bench<'b> {
    work: &'b Work<'b>,
    sidecars: &'b Sidecars,
    options: &'b Options,
    analyser: &'b mut Analyser,
}

impl Bench<'_> {
    /// Sends the clippings on that are read in the file; gives what came of it, or why it gave
    /// nothing.
    fn read(mut self, articles: Articles<'_>) -> Result<Came, String> {
        let failed = "the reader failed on it: please report this file";
        catch_unwind(AssertUnwindSafe(|| self.read_on(articles)))
            .unwrap_or_else(|_| Err(failed.to_owned()))
    }

    fn read_on(&mut self, articles: Articles<'_>) -> Result<Came, String> {
        let (mut pieces, mut text_bytes) = (Vec::new(), 0);
        let outcome = articles(&mut |article| {
            let texts = article.draft.paragraphs.iter().map(|paragraph| paragraph.text.len());
            text_bytes += texts.sum::<usize>();
            pieces.push(self.piece(article));
            if pieces.len() >= PIECES_AT_ONCE || text_bytes >= TEXT_BYTES_AT_ONCE {
                text_bytes = 0;
                send(self.work, Message::Pieces(std::mem::take(&mut pieces)));
            }
        });
        match outcome {
            intake::Outcome::Read { reader, drafts, notes, left_out, is_partial, members } => {
                send(self.work, Message::Pieces(pieces));
                let sidecars = self.sidecars;
                let told = sidecars.notes.iter().cloned().chain(notes.iter().map(told)).collect();
                let with = if sidecars.hashes.is_empty() { "" } else { intake::WITH_SIDECAR };
                let reader = format!("{reader}{with}");
                let outcome = FileOutcome::Read { reader, clippings: drafts, notes: told };
                Ok(Came { outcome, left_out, is_partial, members })
            }
            intake::Outcome::Skipped { reason } => Err(reason.told()),
        }
    }

    /// Enriches and analyses one article. Where that fails within a container, only the member is
    /// lost: the analyser must not remember it.
    fn piece(&mut self, article: intake::Article) -> Piece {
        let made = catch_unwind(AssertUnwindSafe(|| self.made(article)));
        made.unwrap_or_else(|panic| {
            *self.analyser = Analyser::new();
            resume_unwind(panic)
        })
    }

    fn made(&mut self, article: intake::Article) -> Piece {
        let (work, options) = (self.work, self.options);
        let intake::Article { part, member, draft, notes } = article;
        let (root, path) = (work.root.to_owned(), work.file.path.to_string());
        let origin = Origin { root, path, part, member };
        let mut clipping = enrich::enrich(draft, origin, &options.lore, options.now);
        clipping.notes.extend(notes);
        clipping.added = options.now_seconds;
        if options.dry_run || options.lore.forgets(&clipping).is_some() {
            return Piece { clipping, entry: None, fingerprint: None };
        }
        let entry = Some(entry(&mut clipping, &[], self.analyser));
        let fingerprint = Some(Fingerprint::of(&clipping));
        Piece { clipping, entry, fingerprint }
    }
}

/// Makes a clipping ready for the index, and counts its words.
pub(super) fn entry(
    clipping: &mut Clipping,
    states: &[FileState],
    analyser: &mut Analyser,
) -> Entry {
    let (list, _) = passages(clipping);
    let analysed = analyser.analyse(&list, language_of(clipping));
    clipping.word_count = u64::from(analysed.word_count);
    let found = Found { analysed: &analysed, facts: &enrich::facts(clipping), states };
    Entry::new(clipping, &found, analyser)
}

fn hash_of(bytes: &[u8]) -> String {
    hash_in_short(&blake3::hash(bytes))
}

fn hash_in_short(hash: &blake3::Hash) -> String {
    hash.to_hex()[..32].to_owned()
}

fn told(note: &Note) -> String {
    match note.at_byte {
        Some(byte) => format!("{} (byte {byte})", note.message),
        None => note.message.clone(),
    }
}

/// The receiver hangs up only when the ingest has failed; then nothing sent matters.
fn send(work: &Work<'_>, message: Message) {
    let _ = work.out.send(message);
}
