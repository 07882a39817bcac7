//! Members of a container that lie beside one another: a text and what states something about it, as
//! files of a folder do.
//!
//! Members come one after the other, and either of the two may come first. So they wait here, as
//! many bytes of them as [`MAX_WAITING_BYTES`] says, before they are read in the order they came in;
//! a sidecar further from its text than that is a file like any other, and that is told.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io::{Cursor, Read};

use super::members::{Goes, Inside, Member};
use super::sidecar::{self, Beside, MAX_SIDECAR_BYTES, Sidecar};
use super::stream::{Broken, Content};
use super::{Options, Source};

/// The most bytes of members that wait for their neighbours, over all that wait.
const MAX_WAITING_BYTES: usize = 64 << 20;
/// The largest member that waits, in bytes; a larger one is read with what came before it.
const MAX_WAITING_MEMBER_BYTES: usize = 8 << 20;
/// What is reckoned for a member beside its bytes and its path: where its sidecars may lie, mostly.
const MEMBER_BYTES: usize = 1024;
/// The most places of a kind that are remembered of members that were read already.
const MAX_REMEMBERED: usize = 1 << 20;

/// The members of one container on their way to their readers.
pub(super) struct Neighbours<'o> {
    options: &'o Options,
    most_bytes: usize,
    waiting: VecDeque<Waiting>,
    bytes: usize,
    /// The number of the one that waits longest.
    first: u64,
    /// The numbers of those waiting that may be sidecars, by path.
    candidates: HashMap<String, u64>,
    /// Places where sidecars of those waiting may lie, and of how many.
    asked_for: HashMap<String, u32>,
    /// Sidecars that were counted before all they speak of were read.
    stated: HashMap<String, Beside>,
    /// Whether anything was read before all had come.
    is_beyond: bool,
    /// Where sidecars of those read already may have lain.
    missed: HashSet<u64>,
    /// What would have been a sidecar and was read as a file.
    passed: HashSet<u64>,
    too_far: u64,
}

/// Something that waits, and what was made of it.
struct Waiting {
    path: String,
    what: What,
    /// What it states, once somebody asked.
    beside: Option<Beside>,
}

enum What {
    File(Vec<u8>, Option<std::io::Error>),
    Skipped(&'static str),
    Failed(String),
}

impl Waiting {
    fn bytes(&self) -> usize {
        let content = match &self.what {
            What::File(bytes, _) => bytes.len(),
            What::Skipped(_) | What::Failed(_) => 0,
        };
        content + self.path.len() + MEMBER_BYTES
    }

    /// What it states of others.
    fn beside(&mut self, options: &Options) -> &Beside {
        let (path, what) = (&self.path, &self.what);
        self.beside.get_or_insert_with(|| match what {
            What::File(bytes, None) => sidecar::beside(&Source { path, bytes }, options),
            _ => Beside::Other,
        })
    }
}

impl<'o> Neighbours<'o> {
    /// Nobody yet.
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            options,
            most_bytes: MAX_WAITING_BYTES,
            waiting: VecDeque::new(),
            bytes: 0,
            first: 0,
            candidates: HashMap::new(),
            asked_for: HashMap::new(),
            stated: HashMap::new(),
            is_beyond: false,
            missed: HashSet::new(),
            passed: HashSet::new(),
            too_far: 0,
        }
    }

    /// A member comes.
    pub(super) fn file(
        &mut self,
        path: String,
        content: Content<'_>,
        inside: &mut Inside<'_, '_>,
    ) -> Goes {
        let mut stream = content.reader();
        let mut bytes = Vec::new();
        let most = MAX_WAITING_MEMBER_BYTES as u64 + 1;
        let broken = stream.by_ref().take(most).read_to_end(&mut bytes).err();
        if broken.is_none() && bytes.len() > MAX_WAITING_MEMBER_BYTES {
            let content = Content::Stream(Box::new(Cursor::new(bytes).chain(stream)));
            self.is_beyond = true;
            return self.read(path, content, inside);
        }
        self.wait(Waiting { path, what: What::File(bytes, broken), beside: None }, inside)
    }

    /// A member comes that holds nothing to be read.
    pub(super) fn skip(
        &mut self,
        path: String,
        reason: &'static str,
        inside: &mut Inside<'_, '_>,
    ) -> Goes {
        self.wait(Waiting { path, what: What::Skipped(reason), beside: None }, inside)
    }

    /// A member comes that cannot be read.
    pub(super) fn fail(&mut self, path: String, why: String, inside: &mut Inside<'_, '_>) -> Goes {
        self.wait(Waiting { path, what: What::Failed(why), beside: None }, inside)
    }

    /// No more come: all that wait are read.
    pub(super) fn end(mut self, inside: &mut Inside<'_, '_>) {
        while let Some(next) = self.next() {
            // Those in memory are read whatever became of the others.
            let _ = self.release(next, inside);
        }
        if self.too_far > 0 {
            let (count, limit) = (self.too_far, MAX_WAITING_BYTES >> 20);
            let came = if count == 1 { "1 sidecar was" } else { &format!("{count} sidecars were") };
            inside.note(format!(
                "{came} too far from the text to be heard and read as a file: members wait for one \
                 another for {limit} MiB"
            ));
        }
    }

    fn wait(&mut self, coming: Waiting, inside: &mut Inside<'_, '_>) -> Goes {
        self.bytes += coming.bytes();
        if let What::File(bytes, _) = &coming.what {
            if !self.options.sidecars.may_be(&coming.path) {
                self.ask(&coming.path);
            } else if bytes.len() as u64 <= MAX_SIDECAR_BYTES {
                let number = self.first + self.waiting.len() as u64;
                self.candidates.insert(coming.path.clone(), number);
            }
        }
        self.waiting.push_back(coming);
        while self.bytes > self.most_bytes
            && let Some(next) = self.next()
        {
            self.is_beyond = true;
            self.release(next, inside)?;
        }
        Goes::Continue(())
    }

    /// Where sidecars of a member may lie.
    fn places(&self, path: &str) -> Vec<String> {
        match self.options.sidecars.speaks_of(path) {
            true => self.options.sidecars.of_file(path),
            false => Vec::new(),
        }
    }

    fn ask(&mut self, path: &str) {
        for place in self.places(path) {
            *self.asked_for.entry(place).or_default() += 1;
        }
    }

    /// The one that waits longest waits no more.
    fn next(&mut self) -> Option<(u64, Waiting)> {
        let next = self.waiting.pop_front()?;
        let number = self.first;
        self.first += 1;
        self.bytes -= next.bytes();
        Some((number, next))
    }

    fn release(&mut self, (number, mut next): (u64, Waiting), inside: &mut Inside<'_, '_>) -> Goes {
        if self.candidates.get(&next.path) == Some(&number) {
            self.candidates.remove(&next.path);
            if let Some(goes) = self.count_sidecar(&mut next, inside) {
                return goes;
            }
        }
        let Waiting { path, what, .. } = next;
        let (bytes, broken) = match what {
            What::File(bytes, broken) => (bytes, broken),
            What::Skipped(reason) => return inside.skip(&path, reason),
            What::Failed(why) => return inside.fail(&path, &why),
        };
        let content = Content::Stream(Box::new(Cursor::new(bytes).chain(Broken(broken))));
        let places = self.places(&path);
        let goes = self.read(path, content, inside);
        places.iter().for_each(|place| self.forget(place));
        goes
    }

    /// Counts a member that states something of another; nothing where it does not.
    fn count_sidecar(&mut self, next: &mut Waiting, inside: &mut Inside<'_, '_>) -> Option<Goes> {
        let is_asked_for = self.asked_for.contains_key(&next.path);
        if next.beside.is_none() && !is_asked_for {
            if self.is_beyond && *next.beside(self.options) != Beside::Other {
                self.too_far += u64::from(self.missed.contains(&key(&next.path)));
                remember(&mut self.passed, &next.path);
            }
            return None;
        }
        if *next.beside(self.options) == Beside::Other {
            return None;
        }
        let beside = next.beside.take()?;
        let goes = inside.sidecar(&next.path, &beside);
        if is_asked_for {
            self.stated.insert(next.path.clone(), beside);
        }
        Some(goes)
    }

    /// One fewer of those waiting asks for a place.
    fn forget(&mut self, place: &str) {
        if let Some(count) = self.asked_for.get_mut(place) {
            *count -= 1;
            if *count == 0 {
                self.asked_for.remove(place);
                self.stated.remove(place);
            }
        }
    }

    /// Reads a member with what lies beside it.
    fn read(&mut self, path: String, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Goes {
        let (mut beside, mut broken): (Vec<Sidecar>, Vec<String>) = (Vec::new(), Vec::new());
        for place in self.places(&path) {
            match self.stating(&place) {
                Some(Beside::Sidecar(stated)) => beside.push(*stated),
                Some(Beside::Broken(why)) => broken.push(sidecar::sidecar_left_out(&place, &why)),
                Some(Beside::Other) => {}
                None if self.is_beyond => {
                    self.too_far += u64::from(self.passed.contains(&key(&place)));
                    remember(&mut self.missed, &place);
                }
                None => {}
            }
        }
        let member = Member { beside, ..Member::file(&path, content) };
        let goes = inside.member(member);
        broken.into_iter().for_each(|why| inside.note_member(&path, &why));
        goes
    }

    /// What a member at that place states.
    fn stating(&mut self, place: &str) -> Option<Beside> {
        if let Some(number) = self.candidates.get(place) {
            let at = usize::try_from(number - self.first).ok()?;
            return Some(self.waiting.get_mut(at)?.beside(self.options).clone());
        }
        self.stated.get(place).cloned()
    }
}

fn remember(places: &mut HashSet<u64>, place: &str) {
    if places.len() < MAX_REMEMBERED {
        places.insert(key(place));
    }
}

fn key(path: &str) -> u64 {
    let hash = blake3::hash(path.as_bytes());
    hash.as_bytes()[..8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Outcome, read};
    use super::*;
    use crate::clipping::LabelName;

    const STATED: &[u8] = b"{\"source\": \"Portbury Post\"}";
    const TEXT: &[u8] = b"Ferry stays\n\nThe ferry stays, the council said on Wednesday.\n";

    fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, bytes) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            builder.append_data(&mut header, name, *bytes).expect("memory takes it");
        }
        builder.into_inner().expect("memory takes it")
    }

    /// The outlets that articles state, sidecars counted, and the notes.
    fn of(files: &[(&str, &[u8])]) -> (Vec<String>, u64, String) {
        let mut outlets = Vec::new();
        let mut each = |article: Article| {
            let labels = article.draft.labels.into_iter();
            outlets.extend(labels.filter(|l| l.name == LabelName::Outlet).map(|l| l.value));
        };
        let source = Source { path: "a.tar", bytes: &tar(files) };
        match read(&source, &Options::default(), &mut each) {
            Outcome::Read { members, notes, .. } => {
                assert!(members.adds_up());
                let notes: Vec<String> = notes.into_iter().map(|note| note.message).collect();
                (outlets, members.sidecars, notes.join("\n"))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_sidecar_may_come_first_or_last_and_speak_of_several() {
        for files in [
            vec![("x/a.json", STATED), ("x/a.txt", TEXT)],
            vec![("x/a.txt", TEXT), ("x/a.json", STATED)],
            vec![("x/a.txt", TEXT), ("x/b.txt", TEXT), ("x/a.json", STATED)],
        ] {
            let (outlets, sidecars, notes) = of(&files);
            assert_eq!((outlets, sidecars), (vec!["Portbury Post".to_owned()], 1), "{notes}");
        }
        let two = [("a.htm.txt", TEXT), ("a.htm.json", STATED), ("a.htm.md", TEXT)];
        assert_eq!((of(&two).0.len(), of(&two).1), (2, 1));
        // Another folder is no neighbour, and what speaks of nothing is a file.
        let (outlets, sidecars, _) = of(&[("x/a.txt", TEXT), ("y/a.json", STATED)]);
        assert_eq!((outlets.len(), sidecars), (0, 0));
    }

    #[test]
    fn one_too_far_away_is_a_file_of_its_own_and_that_is_told() {
        let filler = vec![b' '; MAX_WAITING_MEMBER_BYTES - 1];
        let between: Vec<(&str, &[u8])> = vec![("c.txt", &filler); 10];
        for (first, last) in
            [(("a.txt", TEXT), ("a.json", STATED)), (("a.json", STATED), ("a.txt", TEXT))]
        {
            let files = [&[first][..], &between, &[last]].concat();
            let (_, sidecars, notes) = of(&files);
            assert_eq!(sidecars, 0);
            assert!(notes.contains("1 sidecar was too far from the text"), "{notes}");
        }
    }

    #[test]
    fn a_large_text_is_read_with_what_came_before_it() {
        let large = [TEXT, &b"The ferry stays.\n".repeat(600_000)].concat();
        let (outlets, sidecars, _) = of(&[("a.json", STATED), ("a.txt", &large)]);
        assert_eq!((outlets.len(), sidecars), (1, 1));
        let (outlets, sidecars, notes) = of(&[("a.txt", &large), ("a.json", STATED)]);
        assert_eq!((outlets.len(), sidecars), (0, 0), "{notes}");
        assert!(notes.contains("1 sidecar was too far"), "{notes}");
    }
}
