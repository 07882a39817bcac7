//! Which files there are: in a stable order, without loops, everything passed over said.

use std::collections::HashSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::Error;
use super::files::Signs;
use super::names::{written, written_below};
use crate::archive;

/// A file met on the walk.
#[derive(Debug)]
pub(super) struct FoundFile {
    /// Its place in `Walk::roots`.
    pub root: usize,
    /// Its path below the root as it is written, with `/`.
    pub path: Box<str>,
    /// Where it is, where its path is not written as it is.
    odd: Option<Box<PathBuf>>,
    /// What the system says of it, or why it says nothing.
    pub signs: Result<Signs, Box<str>>,
}

impl FoundFile {
    /// Where it is.
    pub(super) fn absolute(&self, walk: &Walk) -> PathBuf {
        match &self.odd {
            Some(odd) => odd.to_path_buf(),
            None => {
                let root = &walk.roots[self.root];
                if root.is_file { root.place.clone() } else { root.place.join(&*self.path) }
            }
        }
    }
}

/// A root and what could not be looked into.
#[derive(Debug)]
pub(super) struct WalkedRoot {
    /// Its canonical path as it is written.
    pub path: String,
    /// Its canonical path.
    place: PathBuf,
    /// Whether it is a file itself.
    is_file: bool,
    /// Folders below it that could not be read: what they held counts as present.
    pub unreadable: Vec<String>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The roots, canonical, each once.
    pub roots: Vec<WalkedRoot>,
    /// The files, root by root, sorted by path.
    pub files: Vec<FoundFile>,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// Links to folders passed over.
    pub linked: u64,
    /// Folders that hold another archive, as they are written: passed over.
    pub archives: Vec<String>,
    globs: GlobSet,
}

impl Walk {
    /// Whether a path below a root, or a folder on the way to it, is passed over.
    pub(super) fn excludes(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        folders.chain([path]).any(|step| self.globs.is_match(step))
    }
}

/// Walks all paths. `index` is passed over, and so are other archives: what lies in them are no
/// clippings.
pub(super) fn walk(
    paths: &[PathBuf],
    exclude: &[String],
    index: &Path,
    tell: &dyn Fn(u64),
) -> Result<Walk, Error> {
    let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
    let mut walk = Walk { globs: globs(exclude)?, ..Walk::default() };
    let mut seen = HashSet::new();
    for given in paths {
        let canonical =
            given.canonicalize().map_err(|source| Error::Path { path: given.clone(), source })?;
        if canonical.starts_with(&index) || archive::is_archive(&canonical) {
            return Err(Error::IsArchive { path: given.clone() });
        }
        let path = written(&canonical);
        if !seen.insert(path.clone()) {
            continue;
        }
        can_be_walked(&canonical).map_err(|source| Error::Path { path: given.clone(), source })?;
        let (is_file, unreadable) = (canonical.is_file(), Vec::new());
        walk.roots.push(WalkedRoot { path, place: canonical.clone(), is_file, unreadable });
        walk_root(&canonical, &index, &mut walk, tell);
    }
    Ok(walk)
}

/// Refuses folders that cannot be read, and what is neither folder nor file: a pipe, a device.
fn can_be_walked(root: &Path) -> std::io::Result<()> {
    let metadata = std::fs::metadata(root)?;
    match metadata.is_dir() {
        true => root.read_dir().map(drop),
        false if metadata.is_file() => Ok(()),
        false => Err(std::io::Error::other("neither a folder nor a file")),
    }
}

fn walk_root(root: &Path, index: &Path, walk: &mut Walk, tell: &dyn Fn(u64)) {
    let globs = walk.globs.clone();
    let (mut hidden, mut archives) = (0, Vec::new());
    let place = walk.roots.len() - 1;
    let is_file = walk.roots[place].is_file;
    let wanted = |entry: &DirEntry| {
        if entry.depth() == 0 {
            return true;
        }
        hidden += u64::from(is_hidden(entry));
        let is_wanted = !is_hidden(entry)
            && entry.path() != index
            && !globs.is_match(written_below(root, entry.path()));
        let is_archive =
            is_wanted && entry.file_type().is_dir() && archive::is_archive(entry.path());
        archives.extend(is_archive.then(|| written(entry.path())));
        is_wanted && !is_archive
    };
    let entries = WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(wanted) {
        match entry {
            Ok(entry) => {
                let Some(metadata) = file_metadata(&entry) else {
                    walk.linked += u64::from(entry.file_type().is_symlink());
                    continue;
                };
                let path = match is_file {
                    true => written(Path::new(entry.file_name())),
                    false => written_below(root, entry.path()),
                };
                let is_odd = !is_file && root.join(&path) != entry.path();
                let odd = is_odd.then(|| Box::new(entry.into_path()));
                let signs = match metadata {
                    Ok(metadata) => Ok(Signs::of(&metadata)),
                    Err(why) => Err(why.into_boxed_str()),
                };
                walk.files.push(FoundFile { root: place, path: path.into_boxed_str(), odd, signs });
                if walk.files.len().is_multiple_of(1_000) {
                    tell(walk.files.len() as u64);
                }
            }
            Err(error) => {
                let at = error.path().map_or_else(String::new, |path| written_below(root, path));
                walk.roots[place].unreadable.push(at);
            }
        }
    }
    walk.hidden += hidden;
    walk.archives.extend(archives);
}

/// The metadata of what an entry leads to; nothing for folders, and for links to folders.
fn file_metadata(entry: &DirEntry) -> Option<Result<Metadata, String>> {
    if entry.file_type().is_dir() {
        return None;
    }
    let is_link = entry.file_type().is_symlink();
    match std::fs::metadata(entry.path()) {
        Ok(metadata) if metadata.is_dir() => None,
        // Files of `/proc` have no size, and some of them never end.
        Ok(metadata) if metadata.is_file() && is_link && metadata.len() == 0 => {
            Some(Err("a link to an empty file".to_owned()))
        }
        Ok(metadata) if metadata.is_file() => Some(Ok(metadata)),
        Ok(_) => Some(Err("not a regular file".to_owned())),
        Err(_) if is_link => Some(Err("a link that leads nowhere".to_owned())),
        Err(error) => Some(Err(unreadable(&error))),
    }
}

/// Why a file could not be read, without the number the system adds.
pub(super) fn unreadable(error: &std::io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or(&text).to_lowercase();
    format!("cannot be read: {plain}")
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn globs(patterns: &[String]) -> Result<GlobSet, Error> {
    let bad = |pattern: &String, error: globset::Error| Error::Glob {
        pattern: pattern.clone(),
        what: error.kind().to_string(),
    };
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        builder.add(Glob::new(pattern).map_err(|error| bad(pattern, error))?);
        // `drafts` means the folder with all that is in it, wherever it lies.
        if !pattern.contains('/')
            && let Ok(anywhere) = Glob::new(&format!("**/{pattern}"))
        {
            builder.add(anywhere);
        }
    }
    builder.build().map_err(|error| bad(&patterns.join(" "), error))
}
