//! Files inside a file: what a container gives, and what became of each of them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use super::reading::{Came, File, Form, Reading};
use super::sidecar::{Beside, Sidecar};
use super::stream::{Content, Meter};
use super::{Options, Skip, decode};
use crate::clipping::{Draft, Label, Note};

/// How deep files may lie in files in files; a packing such as gzip counts as one.
pub(super) const MAX_NESTING: u32 = 8;
/// The most members that are looked into, over all that is inside one file.
pub(super) const MAX_MEMBERS: u64 = 10_000_000;
/// The longest path of a member, in bytes; a longer one loses its beginning.
const MAX_MEMBER_PATH_BYTES: usize = 1024;
/// The most reasons why members are skipped that are counted apart.
const MAX_REASONS: usize = 100;

/// The balance of the files inside a file: found = read + sidecars + skipped + failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// Members met, folders not among them.
    pub found: u64,
    /// Members that were read; containers inside a container are among them.
    pub read: u64,
    /// Members that state something about another, beside which they lie.
    pub sidecars: u64,
    /// Members that hold nothing to be read, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Members that could not be read.
    pub failed: u64,
}

impl Members {
    /// Members skipped for whatever reason.
    pub fn skipped_in_all(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Whether the balance holds.
    pub fn adds_up(&self) -> bool {
        self.found == self.read + self.sidecars + self.skipped_in_all() + self.failed
    }

    /// Adds another balance to this one.
    pub fn add(&mut self, other: &Self) {
        self.found += other.found;
        self.read += other.read;
        self.sidecars += other.sidecars;
        self.failed += other.failed;
        for (reason, count) in &other.skipped {
            self.skip(reason, *count);
        }
    }

    fn skip(&mut self, reason: &str, count: u64) {
        let known = self.skipped.len() < MAX_REASONS || self.skipped.contains_key(reason);
        let reason = if known { reason } else { "for other reasons" };
        *self.skipped.entry(reason.to_owned()).or_default() += count;
    }

    /// `12 members: 9 read, 2 skipped (an image (PNG): not a format of articles), 1 failed`.
    pub(super) fn told(&self) -> String {
        let noun = if self.found == 1 { "member" } else { "members" };
        let mut told = format!("{} {noun}: {} read", self.found, self.read);
        if self.sidecars > 0 {
            let noun = if self.sidecars == 1 { "sidecar" } else { "sidecars" };
            told.push_str(&format!(", {} {noun}", self.sidecars));
        }
        let mut by_count: Vec<_> = self.skipped.iter().collect();
        by_count.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), reason.as_str()));
        for (reason, count) in by_count {
            told.push_str(&format!(", {count} skipped ({reason})"));
        }
        if self.failed > 0 {
            told.push_str(&format!(", {} failed", self.failed));
        }
        told
    }
}

/// One format of files in a file.
pub(super) trait Container: Sync {
    /// What people call it; it is kept with every file that was read.
    fn name(&self) -> &'static str;

    /// Raised whenever the same bytes give other members.
    fn version(&self) -> u32;

    /// Whether a file that begins so is one; never where its first bytes alone do not tell.
    fn accepts(&self, head: &[u8]) -> bool;

    /// Whether it reads a stream as it comes, however long it is, though it is told in memory.
    fn is_streamed(&self) -> bool {
        false
    }

    /// Gives every member to `inside`, one after the other; what ends it early is returned.
    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String>;
}

/// A member, as its container gives it.
pub(super) struct Member<'a> {
    /// Its path in the container, with `/`.
    pub(super) path: &'a str,
    /// What its container says it is.
    pub(super) form: Form,
    /// What its container says of it; added to the labels of each of its articles.
    pub(super) labels: Vec<Label>,
    /// The encoding its container says it is in.
    pub(super) charset: Option<&'a str>,
    /// Its bytes.
    pub(super) content: Content<'a>,
    /// What members beside it state of it.
    pub(super) beside: Vec<Sidecar>,
}

impl<'a> Member<'a> {
    /// A file like any other.
    pub(super) fn file(path: &'a str, content: Content<'a>) -> Self {
        let (labels, beside) = (Vec::new(), Vec::new());
        Self { path, form: Form::AnyFile, labels, charset: None, content, beside }
    }
}

/// Where a container puts its members.
pub(super) struct Inside<'r, 'a> {
    reading: &'r mut Reading<'a>,
    /// The path of the container, where it is a member itself.
    prefix: Option<&'r str>,
    /// How deep its members lie.
    depth: u32,
}

/// What became of the container itself is known to the one who opened it; this only tells a
/// container to stop.
pub(super) type Goes = ControlFlow<()>;

impl<'r, 'a> Inside<'r, 'a> {
    /// The members of the container at `prefix`.
    pub(super) fn new(reading: &'r mut Reading<'a>, prefix: Option<&'r str>, depth: u32) -> Self {
        Self { reading, prefix, depth }
    }

    /// What counts the bytes that are unpacked.
    pub(super) fn meter(&self) -> Rc<Meter> {
        Rc::clone(&self.reading.meter)
    }

    /// Reads one member. The container is to stop where that is answered.
    pub(super) fn member(&mut self, member: Member<'_>) -> Goes {
        self.met()?;
        let path = self.path(member.path);
        let file = File {
            name: &path,
            member: Some(&path),
            form: member.form,
            labels: &member.labels,
            charset: member.charset,
            depth: self.depth,
        };
        let outer = self.reading.begin(member.beside);
        let came = catch_unwind(AssertUnwindSafe(|| {
            let came = self.reading.file(&file, member.content);
            self.reading.end(outer);
            came
        }));
        if came.is_err() {
            // What came before it failed is given all the same.
            self.reading.end(outer);
        }
        match came {
            Ok(Came::Read { .. }) => self.reading.members.read += 1,
            Ok(Came::Skipped(Skip::Damaged(why))) => self.failed(&path, &why),
            Ok(Came::Skipped(reason)) => self.skipped(&path, &reason.told()),
            Err(_) => self.failed(&path, "the reader failed on it: please report this file"),
        }
        self.goes_on()
    }

    /// Gives an article that the container holds itself, beside its members.
    pub(super) fn article(&mut self, draft: Draft, notes: Vec<Note>) {
        let file = File {
            name: self.prefix.unwrap_or(""),
            member: self.prefix,
            form: Form::AnyFile,
            labels: &[],
            charset: None,
            depth: self.depth,
        };
        self.reading.article(&file, None, draft, notes);
    }

    /// Counts a member that states something of another.
    pub(super) fn sidecar(&mut self, path: &str, beside: &Beside) -> Goes {
        self.met()?;
        self.reading.members.sidecars += 1;
        if let Beside::Broken(why) = beside {
            self.note_member(path, why);
        }
        self.goes_on()
    }

    /// Tells of something odd about a member.
    pub(super) fn note_member(&mut self, path: &str, what: &str) {
        let path = self.path(path);
        self.reading.note_member(&path, what);
    }

    /// What a person chose.
    pub(super) fn options(&self) -> &'a Options {
        self.reading.options
    }

    /// Counts a member that holds nothing to be read, and names it.
    pub(super) fn skip(&mut self, path: &str, reason: &str) -> Goes {
        self.met()?;
        let path = self.path(path);
        self.skipped(&path, reason);
        self.goes_on()
    }

    /// Counts a member that holds nothing to be read, of a kind of which there are many.
    pub(super) fn pass_over(&mut self, reason: &str) -> Goes {
        self.met()?;
        self.reading.members.skip(reason, 1);
        self.goes_on()
    }

    /// Counts a member that could not be read, and says why.
    pub(super) fn fail(&mut self, path: &str, why: &str) -> Goes {
        self.met()?;
        let path = self.path(path);
        self.failed(&path, why);
        self.goes_on()
    }

    /// Counts members that could not be read, of which nothing more is known, and says why.
    pub(super) fn fail_unseen(&mut self, count: u64, why: &str) {
        let room = MAX_MEMBERS.saturating_sub(self.reading.members.found);
        let count = count.min(room);
        if count > 0 {
            self.reading.members.found += count;
            self.reading.members.failed += count;
            let noun = if count == 1 { "member" } else { "members" };
            self.note(format!("{count} {noun}: {why}"));
        }
    }

    /// Tells that something is missing between two members, nobody knows how much.
    pub(super) fn miss(&mut self, message: String) -> Goes {
        self.reading.miss(self.prefix, Note::new(message));
        self.goes_on()
    }

    /// Tells of an article that the container should hold itself and that gave no draft.
    pub(super) fn lose(&mut self, message: String) -> Goes {
        self.reading.leave_out(self.prefix, Note::new(message));
        self.goes_on()
    }

    /// Tells of something odd about the container.
    pub(super) fn note(&mut self, message: String) {
        self.reading.note(self.prefix, None, Note::new(message));
    }

    fn met(&mut self) -> Goes {
        if self.reading.members.found >= MAX_MEMBERS {
            self.reading.beyond_members = true;
            return Goes::Break(());
        }
        self.reading.members.found += 1;
        Goes::Continue(())
    }

    fn goes_on(&self) -> Goes {
        if self.reading.meter.is_spent() { Goes::Break(()) } else { Goes::Continue(()) }
    }

    fn skipped(&mut self, path: &str, reason: &str) {
        self.reading.members.skip(reason, 1);
        self.reading.note_member(path, reason);
    }

    fn failed(&mut self, path: &str, why: &str) {
        self.reading.members.failed += 1;
        self.reading.note_member(path, why);
    }

    fn path(&self, path: &str) -> String {
        let whole = match self.prefix {
            Some(prefix) => format!("{prefix}/{path}"),
            None => path.to_owned(),
        };
        let beyond = whole.len().saturating_sub(MAX_MEMBER_PATH_BYTES);
        whole[whole.ceil_char_boundary(beyond)..].to_owned()
    }
}

/// The path that a container wrote, in whatever encoding: with `/`, and not from a root.
pub(super) fn written_path(raw: &[u8]) -> String {
    let text = match decode::decode(raw) {
        Some(decoded) => decoded.text.into_owned(),
        None => String::from_utf8_lossy(raw).into_owned(),
    };
    let path = text.replace('\\', "/");
    path.trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// Whether a member is what the walk over folders passes over too, or what a Mac puts beside files.
pub(super) fn is_hidden(path: &str) -> bool {
    path.split('/')
        .any(|step| step.starts_with('.') && !matches!(step, "." | "..") || step == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_told_by_what_became_of_them() {
        let mut members = Members { found: 6, read: 2, failed: 1, ..Members::default() };
        members.skip("the file is empty", 1);
        members.skip("an image", 2);
        assert!(members.adds_up());
        assert_eq!(
            members.told(),
            "6 members: 2 read, 2 skipped (an image), 1 skipped (the file is empty), 1 failed"
        );
    }

    #[test]
    fn reasons_without_end_are_counted_together() {
        let mut members = Members::default();
        (0..5_000).for_each(|number| members.skip(&format!("type {number}"), 1));
        assert_eq!(members.skipped.len(), MAX_REASONS + 1);
        assert_eq!(members.skipped_in_all(), 5_000);
    }

    #[test]
    fn paths_are_read_in_the_encoding_they_were_written_in() {
        assert_eq!(written_path(b".\\2019\\a.txt"), "2019/a.txt");
        assert_eq!(written_path("항구/a.txt".as_bytes()), "항구/a.txt");
        let (korean, _, _) = encoding_rs::EUC_KR.encode("항구가 다시 열렸다.txt");
        assert_eq!(written_path(&korean), "항구가 다시 열렸다.txt");
        assert!(is_hidden("a/.git/b") && is_hidden("__MACOSX/a") && !is_hidden("../a.txt"));
    }
}
