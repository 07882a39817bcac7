//! One file read, or one file inside it: what it is, who reads it, and what came of it.

use std::rc::Rc;

use super::decode::{self, Decoded};
use super::formats::Reads;
use super::members::{Container, Inside, MAX_NESTING, Members};
use super::packing::{self, Packing};
use super::stream::{Content, Meter};
use super::{
    Account, Article, BytesReader, MAX_ARTICLE_BYTES, MAX_FILE_BYTES, MAX_MEMBER_BYTES, MAX_PARTS,
    Options, Outcome, Reader, Skip, Source, bounds, bytes_readers, containers, foreign, mail,
    plain, readers, repair, start_of, tidy, web, zips,
};
use crate::clipping::{Draft, Label, Note};

/// The text a reader may look at to decide whether a file is in its format.
const OPENING_BYTES: usize = 16 * 1024;

/// What a container says a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A file like any other.
    AnyFile,
    /// A page of the web.
    Page,
    /// Plain text.
    Text,
}

/// A file, or a member, that is to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'a> {
    /// Its path, by which its format may be known where its content does not tell.
    pub(super) name: &'a str,
    /// Its path inside the file that is read; nothing for that file itself.
    pub(super) member: Option<&'a str>,
    /// What its container says it is.
    pub(super) form: Form,
    /// What its container says of it.
    pub(super) labels: &'a [Label],
    /// The encoding its container says it is in.
    pub(super) charset: Option<&'a str>,
    /// How deep it lies.
    pub(super) depth: u32,
}

impl<'a> File<'a> {
    /// The file that is read, not one inside it.
    fn whole(source: &Source<'a>) -> Self {
        Self {
            name: source.path,
            member: None,
            form: Form::AnyFile,
            labels: &[],
            charset: None,
            depth: 0,
        }
    }
}

/// What became of a file or a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It was read.
    Read {
        /// By whom.
        reader: &'static str,
    },
    /// It was not read.
    Skipped(Skip),
}

/// A file being read, with all that is inside it.
pub(super) struct Reading<'a> {
    pub(super) options: &'a Options,
    each: &'a mut dyn FnMut(Article),
    /// What was odd, and how many articles gave no draft.
    account: Account,
    pub(super) members: Members,
    /// Whether there are more members than are looked into.
    pub(super) beyond_members: bool,
    pub(super) meter: Rc<Meter>,
    drafts: u32,
    beyond: u32,
    too_long: u32,
}

/// Reads a file and gives each of its articles to `each`.
pub(super) fn read(
    source: &Source<'_>,
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    let mut reading = Reading::new(source, options, each);
    let came = reading.file(&File::whole(source), Content::Whole(source.bytes));
    reading.outcome(came)
}

/// As [`read`], with the reader that is given.
pub(super) fn read_as(
    reads: Reads,
    source: &Source<'_>,
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    let mut reading = Reading::new(source, options, each);
    let came = reading.given(reads, source);
    reading.outcome(came)
}

/// Who reads a file in memory.
enum Chosen<'a> {
    Bytes(&'static dyn BytesReader),
    Container(&'static dyn Container),
    Text(&'static dyn Reader, Decoded<'a>),
}

impl<'a> Reading<'a> {
    fn new(source: &Source<'_>, options: &'a Options, each: &'a mut dyn FnMut(Article)) -> Self {
        Self {
            options,
            each,
            account: Account::default(),
            members: Members::default(),
            beyond_members: false,
            meter: Meter::of(source.bytes.len() as u64),
            drafts: 0,
            beyond: 0,
            too_long: 0,
        }
    }

    /// Reads the file itself with the reader that is given.
    fn given(&mut self, reads: Reads, source: &Source<'_>) -> Came {
        if source.bytes.is_empty() {
            return Came::Skipped(Skip::Empty);
        }
        let file = File::whole(source);
        let content = Content::Whole(source.bytes);
        match reads {
            Reads::Bytes(reader) => self.bytes(reader, &file, source),
            Reads::Members(container) => self.container(container, &file, content),
            Reads::Packed(packing) => self.packed(packing, &file, content),
            Reads::Text(reader) => match decode::decode_as_stated(source.bytes, None) {
                Some(decoded) => self.text(reader, &file, source, decoded),
                None => Came::Skipped(Skip::Binary),
            },
        }
    }

    /// Reads a file or a member.
    pub(super) fn file(&mut self, file: &File<'_>, content: Content<'_>) -> Came {
        if let Content::Whole(bytes) = &content {
            if bytes.is_empty() {
                return Came::Skipped(Skip::Empty);
            }
            if bytes.len() as u64 > MAX_FILE_BYTES {
                return Came::Skipped(Skip::TooLarge { limit_bytes: MAX_FILE_BYTES });
            }
        }
        if file.form == Form::AnyFile
            && let Some(what) = told_of_folder(file.name)
        {
            return Came::Skipped(Skip::NotAnArticleFormat(what));
        }
        let (head, content) = content.peek();
        if file.depth > MAX_NESTING {
            return Came::Skipped(Skip::TooDeep { limit: MAX_NESTING });
        }
        if let Some(packing) = Packing::of(&head) {
            return self.packed(packing, file, content);
        }
        if let Some(container) = containers().iter().find(|known| known.accepts(&head)) {
            return self.container(*container, file, content);
        }
        self.in_memory(file, content)
    }

    /// Reads what is packed as a whole: what is inside stands for it.
    fn packed(&mut self, packing: Packing, file: &File<'_>, content: Content<'_>) -> Came {
        let name = packing::bare_name(file.name);
        let inside = packing.unpacked(content, &Rc::clone(&self.meter));
        let file = File { name: &name, depth: file.depth + 1, ..*file };
        match self.file(&file, inside) {
            Came::Skipped(Skip::Damaged(why)) => {
                Came::Skipped(Skip::Damaged(format!("{why} ({})", packing.name())))
            }
            came => came,
        }
    }

    fn container(
        &mut self,
        container: &'static dyn Container,
        file: &File<'_>,
        content: Content<'_>,
    ) -> Came {
        let found = self.members.found;
        let mut inside = Inside::new(self, file.member, file.depth + 1);
        let opened = container.open(content, &mut inside);
        if let Err(why) = opened {
            if self.members.found == found {
                return Came::Skipped(Skip::Damaged(why));
            }
            // What came before the damage was read.
            let so_far = self.members.found - found;
            self.leave_out(file.member, Note::new(format!("{why}, after {so_far} members")));
        }
        Came::Read { reader: container.name() }
    }

    /// Reads what has to be in memory as a whole.
    fn in_memory(&mut self, file: &File<'_>, content: Content<'_>) -> Came {
        let limit_bytes = if file.depth == 0 { MAX_FILE_BYTES } else { MAX_MEMBER_BYTES };
        let drained = content.drain(limit_bytes);
        if drained.too_large {
            return Came::Skipped(Skip::TooLarge { limit_bytes });
        }
        if let Some(error) = &drained.broken {
            if drained.bytes.is_empty() || self.meter.is_spent() {
                return Came::Skipped(Skip::Damaged(told(error)));
            }
        } else if drained.bytes.is_empty() {
            return Came::Skipped(Skip::Empty);
        }
        let source = Source { path: file.name, bytes: &drained.bytes };
        let came = match choose(&source, file) {
            Ok(Chosen::Bytes(reader)) => self.bytes(reader, file, &source),
            Ok(Chosen::Container(container)) => {
                return self.container(container, file, Content::Whole(&drained.bytes));
            }
            Ok(Chosen::Text(reader, decoded)) => self.text(reader, file, &source, decoded),
            Err(reason) => Came::Skipped(reason),
        };
        if let (Came::Read { .. }, Some(error)) = (&came, &drained.broken) {
            let message = format!("it ends early ({}): what is there was read", told(error));
            self.leave_out(file.member, Note::new(message));
        }
        came
    }

    fn bytes(
        &mut self,
        reader: &'static dyn BytesReader,
        file: &File<'_>,
        source: &Source<'_>,
    ) -> Came {
        let options = self.options;
        let account = reader.read(source, options, &mut |draft, notes| {
            self.article(file, Some(0), draft, notes);
        });
        self.take_account(file, Some(0), account);
        Came::Read { reader: reader.name() }
    }

    fn text(
        &mut self,
        reader: &'static dyn Reader,
        file: &File<'_>,
        source: &Source<'_>,
        decoded: Decoded<'_>,
    ) -> Came {
        let options = self.options;
        for note in decoded.notes {
            self.note(file.member, Some(0), note);
        }
        let mut softened = Vec::new();
        repair::tell_soft_hyphens(&decoded.text, &mut softened);
        let account = reader.read(source, &decoded.text, options, &mut |draft, mut notes| {
            notes.extend_from_slice(&softened);
            self.article(file, decoded.base, draft, notes);
        });
        self.take_account(file, decoded.base, account);
        Came::Read { reader: reader.name() }
    }

    /// Gives one article on. `base` is where in the file the text begins by whose bytes notes count.
    pub(super) fn article(
        &mut self,
        file: &File<'_>,
        base: Option<u64>,
        draft: Draft,
        notes: Vec<Note>,
    ) {
        if self.drafts >= MAX_PARTS {
            self.beyond += 1;
            return;
        }
        let placed = |note| bounds::short(placed(file.member.is_some(), base, note));
        let mut notes: Vec<Note> = notes.into_iter().map(placed).collect();
        self.too_long += u32::from(bounds::is_too_long(&draft));
        let mut draft = draft;
        draft.labels.extend_from_slice(file.labels);
        let draft = bounds::hold(repair::repaired(draft, &mut notes), &mut notes);
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            return self.leave_out(file.member, Note::new("an article without words was left out"));
        }
        let member = file.member.map(str::to_owned);
        (self.each)(Article { part: self.drafts, member, draft, notes });
        self.drafts += 1;
    }

    fn take_account(&mut self, file: &File<'_>, base: Option<u64>, account: Account) {
        for note in account.notes {
            self.note(file.member, base, note);
        }
        self.account.untold = self.account.untold.saturating_add(account.untold);
        self.account.left_out = self.account.left_out.saturating_add(account.left_out);
    }

    /// Tells of something odd about the file or one of its members.
    pub(super) fn note(&mut self, member: Option<&str>, base: Option<u64>, note: Note) {
        let note = placed(member.is_some(), base, note);
        let message = match member {
            Some(member) => format!("{member}: {}", note.message),
            None => note.message,
        };
        self.account.note(Note { message, ..note });
    }

    /// Tells why a member gave nothing.
    pub(super) fn note_member(&mut self, path: &str, why: &str) {
        self.account.note(Note::new(format!("{path}: {why}")));
    }

    /// Tells of something in the place of an article.
    pub(super) fn leave_out(&mut self, member: Option<&str>, note: Note) {
        self.note(member, None, note);
        self.account.left_out = self.account.left_out.saturating_add(1);
    }

    /// What became of the whole file.
    fn outcome(self, came: Came) -> Outcome {
        let reader = match came {
            Came::Read { reader } => reader,
            // What was read before it proved damaged was given on.
            Came::Skipped(reason) => return Outcome::Skipped { reason },
        };
        let mut notes = Vec::new();
        if self.members.found > 0 {
            notes.push(Note::new(self.members.told()));
        }
        if self.meter.is_spent() {
            notes.push(Note::new(self.meter.told()));
        }
        if self.beyond_members {
            notes.push(Note::new("it has more members than are looked into"));
        }
        notes.extend(self.account.notes);
        if self.account.untold > 0 {
            notes.push(Note::new(format!("and {} more notes", self.account.untold)));
        }
        if self.too_long > 0 {
            let (count, limit) = (self.too_long, MAX_ARTICLE_BYTES >> 20);
            let message = format!("of {count} articles only the first {limit} MiB were kept");
            notes.push(Note::new(message));
        }
        if self.beyond > 0 {
            let count = self.beyond;
            let message = format!("{count} articles after the first {MAX_PARTS} were left out");
            notes.push(Note::new(message));
        }
        let left_out = self.account.left_out.saturating_add(self.beyond);
        Outcome::Read { reader, drafts: self.drafts, notes, left_out, members: self.members }
    }
}

/// A note with its place: in the file, or said in words where it is in a member.
fn placed(in_member: bool, base: Option<u64>, note: Note) -> Note {
    let at_byte = note.at_byte.and_then(|at| Some(at + base?));
    match at_byte.filter(|_| in_member) {
        Some(at) => Note::new(format!("{} (byte {at} of it)", note.message)),
        None => Note { at_byte, ..note },
    }
}

/// The reader for `source`, or why there is none.
fn choose<'a>(source: &Source<'a>, file: &File<'_>) -> Result<Chosen<'a>, Skip> {
    if file.form == Form::AnyFile
        && let Some(reader) = bytes_readers().iter().find(|reader| reader.accepts(source))
    {
        return Ok(Chosen::Bytes(*reader));
    }
    if let Some(skip) = foreign::by_first_bytes(source.bytes) {
        return Err(skip);
    }
    // Only now: a zip file may be a document.
    if file.form == Form::AnyFile
        && let Some(container) = zips::container(source.bytes).or_else(|| mail::container(source))
    {
        return Ok(Chosen::Container(container));
    }
    let decoded = decode::decode_as_stated(source.bytes, file.charset).ok_or(Skip::Binary)?;
    if decoded.text.chars().all(tidy::is_blank) {
        return Err(Skip::NoText);
    }
    let opening = start_of(&decoded.text, OPENING_BYTES);
    let reader: Option<&'static dyn Reader> = match file.form {
        Form::Page => Some(&web::Html),
        Form::Text => Some(&plain::Plain),
        Form::AnyFile => readers().iter().find(|reader| reader.accepts(source, opening)).copied(),
    };
    match reader {
        Some(reader) => Ok(Chosen::Text(reader, decoded)),
        None => Err(foreign::by_text(source, opening).unwrap_or(Skip::LooksLikeAList)),
    }
}

/// What a file is that tells about the folder it lies in and is no clipping: `README`, `ReadMe.txt`,
/// `LICENSE.md`, `LICENSE-MIT`, `COPYING`, `CHANGELOG.md`.
fn told_of_folder(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    if stem.eq_ignore_ascii_case("readme") {
        return Some("a read-me file");
    }
    // `license.html` may be a page about one.
    let is_plain = ["", "md", "txt", "rst"].iter().any(|one| one.eq_ignore_ascii_case(ending));
    let is_called = |names: &[&str]| names.iter().any(|one| stem.eq_ignore_ascii_case(one));
    let is_licence = is_called(&["license", "licence", "licenses", "licences", "copying"])
        || ["LICENSE-", "LICENCE-", "COPYING-"].iter().any(|start| stem.starts_with(start));
    match is_plain {
        true if is_licence => Some("a licence"),
        true if is_called(&["changelog"]) => Some("a list of changes"),
        _ => None,
    }
}

/// Why bytes could not be unpacked, in words for people: what libraries say is for programmers.
pub(super) fn told(error: &std::io::Error) -> String {
    let words = error.to_string();
    match words.as_str() {
        "Invalid checksum" | "corrupt gzip stream does not have a matching checksum" => {
            "it is damaged: its checksum is wrong".to_owned()
        }
        "corrupt deflate stream" => "it is damaged".to_owned(),
        _ if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            "it is cut off: its end is missing".to_owned()
        }
        _ => words,
    }
}
