//! One file read, or one file inside it: what it is, who reads it, and what came of it.

use std::io::{Cursor, Read};
use std::rc::Rc;

use super::decode::{self, Decoded};
use super::formats::ReadBy;
use super::members::{Container, Inside, MAX_MEMBERS, MAX_NESTING, Members};
use super::packing::{self, Packing};
use super::sidecar::Sidecar;
use super::stream::{Broken, Content, Meter, Seekable};
use super::{
    Account, Article, BytesReader, MAX_ARTICLE_BYTES, MAX_FILE_BYTES, MAX_MEMBER_BYTES, MAX_PARTS,
    Options, Outcome, Reader, Skip, Source, bounds, bytes_readers, containers, cuts, factiva,
    foreign, mail, nexis, plain, proquest, readers, repair, sections, start_of, tidy, web, zips,
};
use crate::clipping::{Draft, Label, Note};

/// The text a reader may look at to decide whether a file is in its format.
const OPENING_BYTES: usize = 16 * 1024;
/// How much of a file that is too large to be held tells what it is.
const START_BYTES: u64 = 1 << 20;

/// The most notes of what could not be looked at that come before all others.
const MAX_MISSED: usize = 3;

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
    /// What is stated beside the files being read, from the outermost to the innermost.
    scopes: Vec<Scope>,
    /// What was odd, and how many articles gave no draft.
    account: Account,
    /// The first notes of what could not be looked at: they come before all others.
    missed: Vec<Note>,
    pub(super) members: Members,
    /// Whether there are more members than are looked into.
    pub(super) beyond_members: bool,
    pub(super) meter: Rc<Meter>,
    /// Articles that were met, and those that were given on.
    articles: u64,
    drafts: u32,
    beyond: u32,
    too_long: u32,
}

/// What is stated beside a file that is being read.
struct Scope {
    sidecars: Vec<Sidecar>,
    /// The first article of the file: whether it is the only one is known when the second comes.
    first: Option<Article>,
    is_begun: bool,
}

impl Scope {
    /// Adds what is stated to an article; where several state one thing, the first holds.
    fn merged(&self, article: Article, is_alone: bool) -> Article {
        let Article { mut draft, mut notes, part, member } = article;
        for sidecar in self.sidecars.iter().rev() {
            sidecar.merge(&mut draft, is_alone, &mut notes);
        }
        Article { draft: bounds::hold(draft, &mut notes), notes, part, member }
    }
}

/// Reads a file with what sidecars state of it, and gives each of its articles to `each`.
pub(super) fn read(
    source: &Source<'_>,
    sidecars: &[Sidecar],
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    let meter = Meter::of(source.bytes.len() as u64);
    let mut reading = Reading::new(meter, options, each);
    let outer = reading.begin(sidecars.to_vec());
    let came = reading.file(&File::called(source.path), Content::Whole(source.bytes));
    reading.end(outer);
    reading.outcome(came)
}

/// As [`read`], for a file by path and size that is too large to be held.
pub(super) fn read_large(
    (path, size_bytes): (&str, u64),
    content: &mut dyn Seekable,
    sidecars: &[Sidecar],
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    let mut reading = Reading::new(Meter::of(size_bytes), options, each);
    let outer = reading.begin(sidecars.to_vec());
    let came = reading.file(&File::called(path), Content::Large(Box::new(content)));
    reading.end(outer);
    reading.outcome(came)
}

/// As [`read`], with the reader that is given.
pub(super) fn read_as(
    read_by: ReadBy,
    source: &Source<'_>,
    options: &Options,
    each: &mut dyn FnMut(Article),
) -> Outcome {
    let meter = Meter::of(source.bytes.len() as u64);
    let mut reading = Reading::new(meter, options, each);
    let came = reading.given(read_by, source);
    reading.outcome(came)
}

/// Who reads a file in memory.
enum Chosen<'a> {
    Bytes(&'static dyn BytesReader),
    Container(&'static dyn Container),
    Text(&'static dyn Reader, Decoded<'a>),
}

impl<'a> File<'a> {
    /// A file that lies in no other.
    fn called(name: &'a str) -> Self {
        let (form, labels) = (Form::AnyFile, &[]);
        Self { name, member: None, form, labels, charset: None, depth: 0 }
    }
}

impl<'a> Reading<'a> {
    fn new(meter: Rc<Meter>, options: &'a Options, each: &'a mut dyn FnMut(Article)) -> Self {
        Self {
            options,
            each,
            scopes: Vec::new(),
            account: Account::default(),
            missed: Vec::new(),
            members: Members::default(),
            beyond_members: false,
            meter,
            articles: 0,
            drafts: 0,
            beyond: 0,
            too_long: 0,
        }
    }

    /// Reads the file itself with the reader that is given.
    fn given(&mut self, read_by: ReadBy, source: &Source<'_>) -> Came {
        if source.bytes.is_empty() {
            return Came::Skipped(Skip::Empty);
        }
        let file = File::called(source.path);
        let content = Content::Whole(source.bytes);
        match read_by {
            ReadBy::Bytes(reader) => self.bytes(reader, &file, source),
            ReadBy::Members(container) => self.container(container, &file, content),
            ReadBy::Packed(packing) => self.packed(packing, &file, content),
            ReadBy::Text(reader) => match decode::decode_as_stated(source.bytes, None) {
                Some(decoded) => self.text(reader, &file, source, decoded, None),
                None => Came::Skipped(Skip::Binary),
            },
        }
    }

    /// Reads a file or a member.
    pub(super) fn file(&mut self, file: &File<'_>, content: Content<'_>) -> Came {
        if let Content::Whole([]) = &content {
            return Came::Skipped(Skip::Empty);
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
        match content {
            Content::Large(mut large) if zips::may_be(&head) => match zips::of_large(&mut *large) {
                Some(container) => self.container(container, file, Content::Large(large)),
                None => Came::Skipped(Skip::TooLarge { limit_bytes: MAX_FILE_BYTES }),
            },
            Content::Large(large) => self.in_parts(file, Content::Large(large), MAX_FILE_BYTES),
            content => self.in_memory(file, content),
        }
    }

    /// Reads what is too large to be held, where its format may be cut.
    fn in_parts(&mut self, file: &File<'_>, content: Content<'_>, limit_bytes: u64) -> Came {
        let mut stream = content.reader();
        let mut start = Vec::new();
        // What cannot be read is met again.
        let broken = stream.by_ref().take(START_BYTES).read_to_end(&mut start).err();
        // A line that is cut would be taken for a damaged one.
        let end = start.iter().rposition(|byte| *byte == b'\n').map_or(start.len(), |at| at + 1);
        let source = Source { path: file.name, bytes: &start[..end] };
        let chosen = match choose(&source, file) {
            Ok(Chosen::Container(container)) if container.is_streamed() => Ok(container),
            Ok(Chosen::Text(reader, decoded)) => {
                let opening = start_of(&decoded.text, OPENING_BYTES);
                let cut = reader.cut(opening).zip(decoded.base);
                Err(cut.map(|(cut, base)| (reader, cut.behind(base))))
            }
            _ => Err(None),
        };
        let whole = Cursor::new(start.clone()).chain(Broken(broken)).chain(stream);
        match chosen {
            Ok(container) => self.container(container, file, Content::Stream(Box::new(whole))),
            Err(Some((reader, cut))) => {
                let cut = (cut, limit_bytes);
                cuts::read(reader, cut, file, Box::new(whole), self)
            }
            Err(None) => Came::Skipped(Skip::TooLarge { limit_bytes }),
        }
    }

    /// Reads what is packed as a whole: what is inside stands for it.
    fn packed(&mut self, packing: Packing, file: &File<'_>, content: Content<'_>) -> Came {
        let name = packing::bare_name(file.name);
        let behind = Rc::default();
        let inside = packing.unpacked(content, &Rc::clone(&self.meter), &behind);
        let file = File { name: &name, depth: file.depth + 1, ..*file };
        let came = self.file(&file, inside);
        if behind.get() && matches!(came, Came::Read { .. }) {
            let message = format!("what follows the packed file is no {}", packing.name());
            self.miss(file.member, Note::new(format!("{message} and was not read")));
        }
        match came {
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
        let (found, articles) = (self.members.found, self.articles);
        let mut inside = Inside::new(self, file.member, file.depth + 1);
        let opened = container.open(content, &mut inside);
        if let Err(why) = opened {
            if self.members.found == found && self.articles == articles {
                return Came::Skipped(Skip::Damaged(why));
            }
            // What came before the damage was read.
            let message = format!("{why}; whatever follows there was not looked at");
            self.miss(file.member, Note::new(message));
        }
        Came::Read { reader: container.name() }
    }

    /// Reads what has to be in memory as a whole.
    fn in_memory(&mut self, file: &File<'_>, content: Content<'_>) -> Came {
        let limit_bytes = if file.depth == 0 { MAX_FILE_BYTES } else { MAX_MEMBER_BYTES };
        let drained = content.drain(limit_bytes);
        if let Some(rest) = drained.rest {
            let whole = Cursor::new(drained.bytes).chain(rest);
            return self.in_parts(file, Content::Stream(Box::new(whole)), limit_bytes);
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
                self.container(container, file, Content::Whole(&drained.bytes))
            }
            Ok(Chosen::Text(reader, decoded)) => self.text(reader, file, &source, decoded, None),
            Err(reason) => Came::Skipped(reason),
        };
        if let (Came::Read { .. }, Some(error)) = (&came, &drained.broken) {
            let message = format!("it ends early ({}): what is there was read", told(error));
            self.miss(file.member, Note::new(message));
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
        // A document has limits of its own, and what gathers many has its.
        if file.depth > 0 {
            self.meter.count(account.unpacked_bytes);
        }
        self.take_account(file, Some(0), account);
        Came::Read { reader: reader.name() }
    }

    /// Reads a text, or a part of one that is too large to be held: `later` is where that begins, but
    /// for the first. What is told of a later part says so in place of a byte of its own.
    pub(super) fn text(
        &mut self,
        reader: &'static dyn Reader,
        file: &File<'_>,
        source: &Source<'_>,
        decoded: Decoded<'_>,
        later: Option<u64>,
    ) -> Came {
        let told = |note: Note| match later {
            Some(at) => Note::new(format!("in the part from byte {at} on: {}", note.message)),
            None => note,
        };
        let options = self.options;
        for note in decoded.notes {
            self.note(file.member, Some(0), told(note));
        }
        let mut softened = Vec::new();
        repair::tell_soft_hyphens(&decoded.text, &mut softened);
        let mut account = reader.read(source, &decoded.text, options, &mut |draft, notes| {
            let mut notes: Vec<Note> = notes.into_iter().map(told).collect();
            notes.extend_from_slice(&softened);
            self.article(file, decoded.base, draft, notes);
        });
        account.notes = account.notes.into_iter().map(told).collect();
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
        self.articles += 1;
        let placed = |note| bounds::short(placed(file.member.is_some(), base, note));
        let mut notes: Vec<Note> = notes.into_iter().map(placed).collect();
        self.too_long += u32::from(bounds::is_too_long(&draft));
        let mut draft = draft;
        draft.labels = sections::told_apart(draft.labels);
        draft.labels.extend_from_slice(file.labels);
        let draft = bounds::hold(repair::repaired(draft, &mut notes), &mut notes);
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            return self.leave_out(file.member, Note::new("an article without words was left out"));
        }
        let member = file.member.map(str::to_owned);
        self.give(Article { part: 0, member, draft, notes }, self.scopes.len());
    }

    /// Begins a file of which that is stated; gives what [`Self::end`] wants to know.
    pub(super) fn begin(&mut self, sidecars: Vec<Sidecar>) -> usize {
        let outer = self.scopes.len();
        if !sidecars.is_empty() {
            self.scopes.push(Scope { sidecars, first: None, is_begun: false });
        }
        outer
    }

    /// Ends a file, and whatever was begun in it.
    pub(super) fn end(&mut self, outer: usize) {
        while self.scopes.len() > outer
            && let Some(mut scope) = self.scopes.pop()
        {
            if let Some(only) = scope.first.take() {
                self.give(scope.merged(only, true), self.scopes.len());
            }
        }
    }

    /// Gives an article on through so many scopes.
    fn give(&mut self, article: Article, level: usize) {
        let Some(inner) = level.checked_sub(1) else { return self.give_out(article) };
        let scope = &mut self.scopes[inner];
        if !std::mem::replace(&mut scope.is_begun, true) {
            scope.first = Some(article);
            return;
        }
        let first = scope.first.take().map(|first| scope.merged(first, false));
        let article = scope.merged(article, false);
        first.into_iter().chain([article]).for_each(|article| self.give(article, inner));
    }

    fn give_out(&mut self, article: Article) {
        if self.drafts >= MAX_PARTS {
            self.beyond += 1;
            return;
        }
        (self.each)(Article { part: self.drafts, ..article });
        self.drafts += 1;
    }

    pub(super) fn take_account(&mut self, file: &File<'_>, base: Option<u64>, account: Account) {
        for note in account.notes {
            self.note(file.member, base, note);
        }
        self.account.untold = self.account.untold.saturating_add(account.untold);
        self.account.left_out = self.account.left_out.saturating_add(account.left_out);
        self.account.is_partial |= account.is_partial;
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

    /// Tells why some of the file or one of its members could not be looked at.
    pub(super) fn miss(&mut self, member: Option<&str>, note: Note) {
        self.account.is_partial = true;
        if self.missed.len() < MAX_MISSED {
            let message = match member {
                Some(member) => format!("{member}: {}", note.message),
                None => note.message,
            };
            self.missed.push(bounds::short(Note { message, ..note }));
        } else {
            self.note(member, None, note);
        }
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
            let message = format!("members after the first {MAX_MEMBERS} were not looked at");
            notes.push(Note::new(message));
        }
        notes.extend(self.missed);
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
        let is_partial = self.account.is_partial
            || self.meter.is_spent()
            || self.beyond_members
            || self.beyond + self.too_long > 0;
        let (drafts, members) = (self.drafts, self.members);
        Outcome::Read { reader, drafts, notes, left_out, is_partial, members }
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
    if file.form == Form::AnyFile
        && let Some(container) = zips::behind_a_program(source.bytes)
    {
        return Ok(Chosen::Container(container));
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
        Form::Page => Some(page_reader(source, opening)),
        Form::Text => Some(&plain::Plain),
        Form::AnyFile => readers().iter().find(|reader| reader.accepts(source, opening)).copied(),
    };
    match reader {
        Some(reader) => Ok(Chosen::Text(reader, decoded)),
        None => Err(foreign::by_text(source, opening).unwrap_or(Skip::LooksLikeAList)),
    }
}

/// The reader for a page: of an export of a press database, or of the web.
fn page_reader(source: &Source<'_>, opening: &str) -> &'static dyn Reader {
    const EXPORTS: [&dyn Reader; 3] = [&nexis::Page, &factiva::Page, &proquest::Page];
    let found = EXPORTS.into_iter().find(|reader| reader.accepts(source, opening));
    found.unwrap_or(&web::Html)
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
        "Unknown frame descriptor" => "what follows is not packed as its beginning is".to_owned(),
        words
            if ["failed to read entire block", "unexpected EOF"]
                .iter()
                .any(|start| words.starts_with(start)) =>
        {
            cut_off()
        }
        words
            if ["archive header checksum mismatch", "numeric field", "failed to iterate"]
                .iter()
                .any(|start| words.starts_with(start)) =>
        {
            "where a member should begin there is none".to_owned()
        }
        words if words.contains("compression method not supported") => {
            let method: String = words.chars().filter(char::is_ascii_digit).collect();
            format!("it is packed in a way that is not read here (method {method} of zip files)")
        }
        _ if error.kind() == std::io::ErrorKind::UnexpectedEof => cut_off(),
        _ => words,
    }
}

fn cut_off() -> String {
    "it is cut off: its end is missing".to_owned()
}
