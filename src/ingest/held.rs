//! A clipping as the archive holds it while files are read: where it is printed, and what came to
//! and went from that since it was concluded.
//!
//! A text may be printed in ten thousand files. So each of them changes a few entries here, and
//! what follows for the clipping is concluded once, when it is written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDateTime;

use crate::archive::{FileState, file_key};
use crate::clipping::{Clipping, Id, Origin, Printing};
use crate::enrich::{self, Lore, Wording};

/// What is reckoned for one more origin of a clipping beside the names in it, in bytes: its place,
/// and the state of its file.
const ORIGIN_BYTES: usize = 512;

/// What is reckoned for a clipping beside its text, in bytes.
const CLIPPING_BYTES: usize = 512;

/// A clipping as the archive holds it, with the states of the files it carries.
pub(super) struct Held {
    pub id: Id,
    places: BTreeSet<Place>,
    states: BTreeMap<u64, FileState>,
    /// Nothing once a dry run has counted it.
    clipping: Option<Box<Clipping>>,
    /// Files whose printings are no longer those of the clipping.
    gone: HashSet<u64>,
    /// What came since, by its file.
    fresh: BTreeMap<u64, Vec<(u128, Origin)>>,
    /// What its printings say, once that was asked: a number may have thousands of them, and each
    /// that comes is compared with all. A dry run keeps nothing else of them.
    wordings: Option<Vec<Wording>>,
    /// What is printed there, by its hash.
    drafts: HashMap<u128, Printing>,
    /// Whether it is among what was put since the last commit.
    pub is_pending: bool,
    /// Whether it differs from what was written of it.
    pub waits: bool,
}

/// An origin, and a hash of what it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    file: u64,
    part: u32,
    /// A hash of the path inside the file; 0 where there is none.
    member: u64,
    content: u128,
}

impl Place {
    /// The least of a file.
    fn first_of(file: u64) -> Self {
        Self { file, part: 0, member: 0, content: 0 }
    }

    /// The greatest of a file.
    fn last_of(file: u64) -> Self {
        Self { file, part: u32::MAX, member: u64::MAX, content: u128::MAX }
    }
}

/// How a file prints a clipping that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Print {
    /// In the place of what was known from the file.
    Anew,
    /// Once more: the file printed it before.
    Again,
}

impl Held {
    pub(super) fn new(clipping: Clipping, states: Vec<FileState>) -> Self {
        Self {
            id: clipping.id,
            places: places(&clipping),
            states: states.into_iter().map(|state| (state.key(), state)).collect(),
            clipping: Some(Box::new(clipping)),
            gone: HashSet::new(),
            fresh: BTreeMap::new(),
            drafts: HashMap::new(),
            wordings: None,
            is_pending: false,
            waits: false,
        }
    }

    /// Whether it is printed nowhere.
    pub(super) fn is_nowhere(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether a file prints it.
    pub(super) fn is_in(&self, file: u64) -> bool {
        self.of_file(file).next().is_some()
    }

    /// Whether another file prints it.
    pub(super) fn is_elsewhere(&self, file: u64) -> bool {
        let ends = [self.places.first(), self.places.last()];
        ends.into_iter().flatten().any(|place| place.file != file)
    }

    /// Whether a file prints it with that content.
    pub(super) fn is_known_in(&self, file: u64, content: u128) -> bool {
        self.of_file(file).any(|place| place.content == content)
    }

    /// Whether anything prints it with that content.
    pub(super) fn is_printed(&self, content: u128) -> bool {
        self.places.iter().any(|place| place.content == content)
    }

    /// Whether a printing under its number is of this piece.
    pub(super) fn is_piece(&mut self, printing: &Wording) -> bool {
        self.said().iter().any(|said| said.is_of_piece(printing))
    }

    /// What its printings say.
    fn said(&mut self) -> &mut Vec<Wording> {
        let (clipping, drafts) = (&self.clipping, &self.drafts);
        self.wordings.get_or_insert_with(|| {
            let Some(clipping) = clipping else { return Vec::new() };
            let printings = clipping.others.iter().chain(drafts.values());
            let said = printings.map(|printing| Wording::of(&printing.draft));
            std::iter::once(Wording::of_clipping(clipping)).chain(said).collect()
        })
    }

    fn of_file(&self, file: u64) -> impl Iterator<Item = &Place> {
        self.places.range(Place::first_of(file)..=Place::last_of(file))
    }

    /// Notes that a file prints it; whether that changes anything. `came` is what was read there.
    pub(super) fn print(&mut self, file: u64, came: &Clipping, how: Print) -> bool {
        let places = places(came);
        let is_same = match how {
            Print::Anew => places.iter().eq(self.of_file(file)),
            Print::Again => places.is_subset(&self.places),
        };
        if is_same {
            return false;
        }
        if how == Print::Anew {
            self.forget(file);
        }
        self.places.extend(places);
        if self.clipping.is_some() {
            enrich::printings(came).into_iter().for_each(|printing| self.add(file, printing));
        } else if came.native.is_some() {
            self.said().push(Wording::of_clipping(came));
        }
        true
    }

    fn add(&mut self, file: u64, printing: Printing) {
        let content = enrich::draft_hash(&printing.draft);
        let origins = printing.origins.iter().map(|origin| (content, origin.clone()));
        self.fresh.entry(file).or_default().extend(origins);
        // What was odd about a printing is told of its first origin, whichever comes first.
        match self.drafts.get_mut(&content) {
            Some(known) if known.origins <= printing.origins => {}
            Some(known) => *known = printing,
            None => {
                if let Some(said) = &mut self.wordings {
                    said.push(Wording::of(&printing.draft));
                }
                self.drafts.insert(content, printing);
            }
        }
    }

    /// Takes out what a file prints.
    fn forget(&mut self, file: u64) {
        let known: Vec<Place> = self.of_file(file).copied().collect();
        for place in &known {
            self.places.remove(place);
        }
        self.fresh.remove(&file);
        if !known.is_empty() {
            self.gone.insert(file);
        }
    }

    /// A file prints it no longer, and its state is carried no more.
    pub(super) fn leave(&mut self, file: u64) {
        self.forget(file);
        self.states.remove(&file);
    }

    /// Carries the state of a file.
    pub(super) fn carry(&mut self, state: FileState) {
        self.states.insert(state.key(), state);
    }

    /// Whether it carries the state of a file.
    pub(super) fn carries(&self, file: u64) -> bool {
        self.states.contains_key(&file)
    }

    /// Carries the state of a file no more; whether it did.
    pub(super) fn drop_state(&mut self, file: u64) -> bool {
        self.states.remove(&file).is_some()
    }

    /// Keeps the places only, which is all that a dry run counts by.
    pub(super) fn keep_places(&mut self) {
        if self.clipping.as_ref().is_some_and(|clipping| clipping.native.is_some()) {
            self.said();
        }
        self.states.clear();
        self.fresh.clear();
        self.drafts.clear();
        self.gone.clear();
        self.clipping = None;
    }

    /// The states it carries.
    pub(super) fn states(&self) -> Vec<FileState> {
        self.states.values().cloned().collect()
    }

    /// The clipping as all its printings make it; nothing on a dry run.
    pub(super) fn concluded(&mut self, lore: &Lore, now: NaiveDateTime) -> Option<&mut Clipping> {
        if !self.gone.is_empty() || !self.fresh.is_empty() {
            let old = self.clipping.take()?;
            self.wordings = None;
            let mut printings = enrich::printings(&old);
            let gone = std::mem::take(&mut self.gone);
            if !gone.is_empty() {
                let is_left = |origin: &Origin| !gone.contains(&origin_key(origin));
                printings.iter_mut().for_each(|printing| printing.origins.retain(is_left));
            }
            let mut drafts = std::mem::take(&mut self.drafts);
            drafts.values_mut().for_each(|printing| printing.origins.clear());
            for (content, origin) in std::mem::take(&mut self.fresh).into_values().flatten() {
                if let Some(printing) = drafts.get_mut(&content) {
                    printing.origins.push(origin);
                }
            }
            printings.extend(drafts.into_values());
            self.clipping = Some(Box::new(enrich::reprinted(*old, printings, lore, now)));
        }
        self.clipping.as_deref_mut()
    }

    /// What is reckoned for it, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.clipping.as_deref().map_or(0, bytes_of)
    }
}

/// Where a clipping is printed.
fn places(clipping: &Clipping) -> BTreeSet<Place> {
    let ruling = enrich::content_hash(clipping);
    let mut other: HashMap<&Origin, u128> = HashMap::new();
    for printing in &clipping.others {
        let content = enrich::draft_hash(&printing.draft);
        other.extend(printing.origins.iter().map(|origin| (origin, content)));
    }
    let place = |origin: &Origin| Place {
        file: origin_key(origin),
        part: origin.part,
        member: origin.member.as_deref().map_or(0, |member| file_key("", member)),
        content: other.get(origin).copied().unwrap_or(ruling),
    };
    clipping.origins.iter().map(place).collect()
}

fn origin_key(origin: &Origin) -> u64 {
    file_key(&origin.root, &origin.path)
}

/// What is reckoned for a clipping, in bytes.
fn bytes_of(clipping: &Clipping) -> usize {
    let text = clipping.paragraphs.iter().map(|paragraph| paragraph.text.len()).sum::<usize>();
    let names = |origin: &Origin| origin.root.len() + origin.path.len() + ORIGIN_BYTES;
    let more: usize = clipping.origins.iter().skip(1).map(names).sum();
    text + more + CLIPPING_BYTES
}

/// What is reckoned for one more printing of a clipping that is held, in bytes.
pub(super) fn bytes_of_printing(came: &Clipping, is_known: bool) -> usize {
    if is_known { ORIGIN_BYTES } else { bytes_of(came) + ORIGIN_BYTES }
}
