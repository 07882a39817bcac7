//! Generations: each rebuild of an archive is a folder of its own beside the last, and a file
//! `current` names the one in use. The switch is a rename.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Error, Result};

const CURRENT: &str = "current";

/// The folder of the generation in use; nothing where there is no archive.
pub(super) fn current(dir: &Path) -> Result<Option<PathBuf>> {
    let pointer = dir.join(CURRENT);
    match fs::read_to_string(&pointer) {
        Ok(name) if is_generation(name.trim()) => Ok(Some(dir.join(name.trim()))),
        Ok(name) => Err(Error::Damaged {
            dir: dir.to_owned(),
            what: format!("the file `current` names no generation but {}", name.trim()),
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::disk("read", &pointer, error)),
    }
}

/// Makes the folder of the next generation, empty.
pub(super) fn next(dir: &Path) -> Result<PathBuf> {
    fs::create_dir_all(dir).map_err(|error| Error::disk("create", dir, error))?;
    let highest = generations(dir)?.into_iter().max().unwrap_or(0);
    let folder = dir.join(format!("{:04}", highest + 1));
    fs::create_dir(&folder).map_err(|error| Error::disk("create", &folder, error))?;
    Ok(folder)
}

/// Puts a generation in use and deletes the others.
pub(super) fn switch(dir: &Path, folder: &Path) -> Result<()> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let pointer = dir.join(CURRENT);
    let fresh = dir.join("current.new");
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&fresh)?;
        writeln!(file, "{name}")?;
        file.sync_all()?;
        fs::rename(&fresh, &pointer)?;
        fs::File::open(dir)?.sync_all()
    };
    write().map_err(|error| Error::disk("write", &pointer, error))?;
    sweep(dir, folder)
}

/// Deletes generations that are not in use: what a rebuild left that was stopped half way.
pub(super) fn sweep(dir: &Path, in_use: &Path) -> Result<()> {
    for number in generations(dir)? {
        let folder = dir.join(format!("{number:04}"));
        if folder != in_use {
            fs::remove_dir_all(&folder).map_err(|error| Error::disk("delete", &folder, error))?;
        }
    }
    Ok(())
}

fn generations(dir: &Path) -> Result<Vec<u32>> {
    let entries = fs::read_dir(dir).map_err(|error| Error::disk("read", dir, error))?;
    Ok(entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_generation(name))
        .filter_map(|name| name.parse().ok())
        .collect())
}

fn is_generation(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}
