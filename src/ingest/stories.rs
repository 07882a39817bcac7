//! Which story a clipping joins when it enters the archive.
//!
//! Candidates are looked up by bands, in the index and in what was put since the last commit, and
//! are compared word by word. A newcomer is compared with every candidate but those of a story it
//! has joined already, so the groups are those of all pairs that are near each other, whatever order
//! they come in.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Error, Tally};
use crate::archive::{Alias, Aliases, Entry, Level, Snapshot, Standing, Writer};
use crate::clipping::{Clipping, Id};
use crate::enrich::{Correction, Fingerprint, Lore, Nearness, version_id};

/// Of the clippings under one band so many are looked at: a story is known by any of them.
const MOST_OF_BAND: usize = 128;

/// Clippings that a newcomer is compared with, those first with which it shares most bands.
const MOST_COMPARED: usize = 64;

/// Fingerprints of committed clippings that are kept, so that a series is not read again for each of
/// its pieces.
const MOST_KEPT: usize = 512;

/// The groups of an archive while clippings enter it.
#[derive(Default)]
pub(super) struct Stories {
    aliases: Aliases,
    /// What was put since the last commit.
    fresh: HashMap<Id, Fresh>,
    bands: Bands,
    /// Ids that clippings of others were put under.
    named: HashSet<Id>,
    /// What was taken out since the last commit.
    gone: HashSet<Id>,
    /// Fingerprints of committed clippings.
    kept: HashMap<Id, Fingerprint>,
    /// By how many stories there are fewer than clippings, by what was placed.
    in_stories: u64,
    /// The same of threads.
    in_threads: u64,
    /// Clippings of which not every candidate was looked at, and that joined no story.
    crowded: u64,
}

/// What was put under each band. Most bands hold one clipping, and a list for each would take more
/// room than the fingerprints.
#[derive(Default)]
struct Bands {
    first: HashMap<u64, Id>,
    more: HashMap<u64, Vec<Id>>,
}

impl Bands {
    fn clear(&mut self) {
        self.first.clear();
        self.more.clear();
    }

    /// The clippings under a band, each once; one more than are looked at says that there are more.
    fn under(&self, band: u64) -> impl Iterator<Item = Id> {
        let more = self.more.get(&band).map_or(&[][..], Vec::as_slice);
        self.first.get(&band).into_iter().chain(more).copied()
    }

    fn put(&mut self, band: u64, id: Id) {
        if *self.first.entry(band).or_insert(id) == id {
            return;
        }
        let more = self.more.entry(band).or_default();
        if more.len() < MOST_OF_BAND && !more.contains(&id) {
            more.push(id);
        }
    }
}

struct Fresh {
    standing: Standing,
    fingerprint: Fingerprint,
}

/// A clipping on its way in.
pub(super) struct Newcomer<'a> {
    pub clipping: &'a Clipping,
    pub fingerprint: Fingerprint,
    /// The story it stood in before a rebuild: its name is kept where it begins one again.
    pub before: Option<Standing>,
}

/// Where a newcomer stands, and what was found out by it.
pub(super) struct Placed {
    pub standing: Standing,
    pub bands: Vec<u64>,
    pub aliases: Vec<Alias>,
}

impl Placed {
    /// Writes it down: where the clipping stands goes with its document.
    pub(super) fn put(self, entry: &mut Entry, writer: &mut Writer) -> Result<(), Error> {
        entry.stand(self.standing, &self.bands);
        Ok(self.aliases.into_iter().try_for_each(|alias| writer.put_alias(alias))?)
    }
}

/// What people say of a clipping's story.
enum Ruling {
    Nothing,
    /// It is nobody's copy.
    Alone,
    /// It belongs to the story of that clipping.
    With(Id),
}

/// What a newcomer has joined so far.
#[derive(Default)]
struct Joined {
    story: Option<Id>,
    thread: Option<Id>,
    aliases: Vec<Alias>,
}

impl Stories {
    /// Those of an archive.
    pub(super) fn of(snapshot: Option<&Snapshot>) -> Self {
        let aliases = snapshot.map(|snapshot| snapshot.aliases().clone()).unwrap_or_default();
        Self { aliases, ..Self::default() }
    }

    /// Tells what clippings joined in this run.
    pub(super) fn tell(&self, tally: &mut Tally) {
        tally.clippings.copies = self.in_stories;
        tally.clippings.versions = self.in_threads.saturating_sub(self.in_stories);
        if self.crowded > 0 {
            tally.notes.push(format!(
                "{} clippings have beginnings in common with more others than are compared: copies \
                 of them may stand apart",
                self.crowded
            ));
        }
    }

    /// Everything put so far is committed.
    pub(super) fn committed(&mut self) {
        self.fresh.clear();
        self.bands.clear();
        self.named.clear();
        self.gone.clear();
        self.kept.clear();
    }

    /// A clipping was taken out. Its story stays with the others in it.
    pub(super) fn gone(&mut self, id: Id) {
        self.fresh.remove(&id);
        self.gone.insert(id);
    }

    /// Places a clipping that is about to be written.
    pub(super) fn place(
        &mut self,
        newcomer: Newcomer<'_>,
        lore: &Lore,
        snapshot: Option<&Snapshot>,
    ) -> Result<Placed, Error> {
        let Newcomer { clipping, fingerprint, before } = newcomer;
        let archive = Archive { snapshot };
        let id = clipping.id;
        let ruling = ruling(clipping, lore);
        let bands = match ruling {
            Ruling::Alone => Vec::new(),
            Ruling::Nothing | Ruling::With(_) => fingerprint.bands(),
        };
        let known = self.known(id, &archive)?;
        let stays = known.as_ref().filter(|(_, known)| *known == fingerprint).map(|known| known.0);
        let (standing, aliases) = match (ruling, stays) {
            (Ruling::Nothing, Some(standing)) => (standing, Vec::new()),
            (ruling, _) => {
                let joined = self.joined(id, &fingerprint, &bands, &ruling, &archive)?;
                self.count(&joined, known.is_none());
                self.settle(id, joined, &fingerprint, before, &archive)?
            }
        };
        self.remember(id, standing, fingerprint, &bands);
        Ok(Placed { standing, bands, aliases })
    }

    /// Counts what a clipping has joined. Where it joined two stories, there is one story less.
    fn count(&mut self, joined: &Joined, is_new: bool) {
        let made_one = |level: Level| {
            joined.aliases.iter().filter(|alias| alias.level == level).count() as u64
        };
        self.in_stories += u64::from(is_new && joined.story.is_some()) + made_one(Level::Copies);
        self.in_threads += u64::from(is_new && joined.thread.is_some()) + made_one(Level::Versions);
    }

    /// What a clipping joins.
    fn joined(
        &mut self,
        id: Id,
        fingerprint: &Fingerprint,
        bands: &[u64],
        ruling: &Ruling,
        archive: &Archive<'_>,
    ) -> Result<Joined, Error> {
        let mut joined = Joined::default();
        let mut is_crowded = false;
        match ruling {
            Ruling::Alone => {}
            Ruling::With(other) => {
                if let Some(standing) = self.standing(*other, archive)? {
                    self.join(&mut joined, Nearness::Copy, standing);
                }
            }
            Ruling::Nothing => {
                let mut compared = 0;
                for candidate in self.candidates(id, bands, &mut is_crowded, archive)? {
                    let Some(standing) = self.standing(candidate, archive)? else { continue };
                    if joined.story == Some(standing.story) {
                        continue;
                    }
                    if compared == MOST_COMPARED {
                        is_crowded = true;
                        break;
                    }
                    compared += 1;
                    let nearness = self.nearness(fingerprint, candidate, archive)?;
                    self.join(&mut joined, nearness, standing);
                }
            }
        }
        self.crowded += u64::from(is_crowded && joined.story.is_none());
        Ok(joined)
    }

    /// Clippings that share a band, those with most bands in common first.
    fn candidates(
        &self,
        id: Id,
        bands: &[u64],
        is_crowded: &mut bool,
        archive: &Archive<'_>,
    ) -> Result<Vec<Id>, Error> {
        let mut shared: BTreeMap<Id, usize> = BTreeMap::new();
        for band in bands {
            *is_crowded |= self.bands.under(*band).count() > MOST_OF_BAND;
            let (committed, more) = archive.under(*band)?;
            *is_crowded |= more;
            let fresh = self.bands.under(*band).take(MOST_OF_BAND);
            for candidate in fresh.chain(committed).filter(|candidate| *candidate != id) {
                *shared.entry(candidate).or_default() += 1;
            }
        }
        let mut candidates: Vec<(Id, usize)> = shared.into_iter().collect();
        candidates.sort_by_key(|(_, bands)| std::cmp::Reverse(*bands));
        Ok(candidates.into_iter().map(|(candidate, _)| candidate).collect())
    }

    fn nearness(
        &mut self,
        fingerprint: &Fingerprint,
        candidate: Id,
        archive: &Archive<'_>,
    ) -> Result<Nearness, Error> {
        if let Some(fresh) = self.fresh.get(&candidate) {
            return Ok(fingerprint.nearness(&fresh.fingerprint));
        }
        if !self.kept.contains_key(&candidate) {
            let Some(of_candidate) = archive.fingerprint(candidate)? else {
                return Ok(Nearness::Apart);
            };
            if self.kept.len() == MOST_KEPT {
                self.kept.clear();
            }
            self.kept.insert(candidate, of_candidate);
        }
        let kept = self.kept.get(&candidate);
        Ok(kept.map_or(Nearness::Apart, |kept| fingerprint.nearness(kept)))
    }

    fn join(&mut self, joined: &mut Joined, nearness: Nearness, standing: Standing) {
        if nearness == Nearness::Copy {
            let story = *joined.story.get_or_insert(standing.story);
            joined.aliases.extend(self.aliases.join(Level::Copies, story, standing.story));
            joined.story = Some(self.aliases.resolve(Level::Copies, story));
        }
        if nearness >= Nearness::Version {
            let thread = *joined.thread.get_or_insert(standing.thread);
            joined.aliases.extend(self.aliases.join(Level::Versions, thread, standing.thread));
            joined.thread = Some(self.aliases.resolve(Level::Versions, thread));
        }
    }

    /// The standing of a clipping that has joined what it joins: what it joined nothing of, it
    /// begins.
    fn settle(
        &mut self,
        id: Id,
        joined: Joined,
        fingerprint: &Fingerprint,
        before: Option<Standing>,
        archive: &Archive<'_>,
    ) -> Result<(Standing, Vec<Alias>), Error> {
        let story = match joined.story {
            Some(story) => story,
            None => {
                let named_so = before.map(|before| before.story).filter(|story| *story != id);
                let unlike_any = version_id(id, u128::from(fingerprint.mark()));
                let mut names = named_so.into_iter().chain([id]);
                let mut free = None;
                while let (None, Some(name)) = (free, names.next()) {
                    free = (!self.is_taken(name, id, archive)?).then_some(name);
                }
                free.unwrap_or(unlike_any)
            }
        };
        let thread = joined.thread.unwrap_or(story);
        Ok((Standing { story, thread }, joined.aliases))
    }

    /// Whether others stand under that name. A clipping whose words were changed leaves its story,
    /// and the name of it, to its copies.
    fn is_taken(&self, name: Id, id: Id, archive: &Archive<'_>) -> Result<bool, Error> {
        if self.named.contains(&name) || self.aliases.mentions(name) {
            return Ok(true);
        }
        if name != id && (self.fresh.contains_key(&name) || archive.holds(name)?) {
            return Ok(true);
        }
        archive.names_group(name, id)
    }

    fn remember(&mut self, id: Id, standing: Standing, fingerprint: Fingerprint, bands: &[u64]) {
        for band in bands {
            self.bands.put(*band, id);
        }
        self.named.extend([standing.story, standing.thread].into_iter().filter(|name| *name != id));
        self.gone.remove(&id);
        self.fresh.insert(id, Fresh { standing, fingerprint });
    }

    /// What is known of a clipping that was there before.
    fn known(
        &self,
        id: Id,
        archive: &Archive<'_>,
    ) -> Result<Option<(Standing, Fingerprint)>, Error> {
        if let Some(fresh) = self.fresh.get(&id) {
            return Ok(Some((self.aliases.resolved(fresh.standing), fresh.fingerprint.clone())));
        }
        let Some(standing) = self.standing(id, archive)? else { return Ok(None) };
        Ok(archive.fingerprint(id)?.map(|fingerprint| (standing, fingerprint)))
    }

    /// Where a clipping stands; nothing where it is not there, or not any more.
    fn standing(&self, id: Id, archive: &Archive<'_>) -> Result<Option<Standing>, Error> {
        if let Some(fresh) = self.fresh.get(&id) {
            return Ok(Some(self.aliases.resolved(fresh.standing)));
        }
        if self.gone.contains(&id) {
            return Ok(None);
        }
        let standing = archive.standing(id)?;
        Ok(standing.map(|standing| self.aliases.resolved(standing)))
    }
}

/// The archive as committed last; nothing where there is none yet.
struct Archive<'a> {
    snapshot: Option<&'a Snapshot>,
}

impl Archive<'_> {
    fn under(&self, band: u64) -> Result<(Vec<Id>, bool), Error> {
        let Some(snapshot) = self.snapshot else { return Ok((Vec::new(), false)) };
        let under = snapshot.under_band(band, MOST_OF_BAND)?;
        let mut ids = Vec::with_capacity(under.addresses.len());
        for address in under.addresses {
            ids.extend(snapshot.id_at(address)?);
        }
        Ok((ids, under.is_crowded))
    }

    fn standing(&self, id: Id) -> Result<Option<Standing>, Error> {
        let Some(snapshot) = self.snapshot else { return Ok(None) };
        match snapshot.find(id)? {
            Some(address) => Ok(snapshot.standing_at(address)?),
            None => Ok(None),
        }
    }

    fn fingerprint(&self, id: Id) -> Result<Option<Fingerprint>, Error> {
        let Some(snapshot) = self.snapshot else { return Ok(None) };
        match snapshot.find(id)? {
            Some(address) => Ok(Some(Fingerprint::of(&snapshot.clipping(address)?))),
            None => Ok(None),
        }
    }

    fn holds(&self, id: Id) -> Result<bool, Error> {
        match self.snapshot {
            Some(snapshot) => Ok(snapshot.find(id)?.is_some()),
            None => Ok(false),
        }
    }

    /// Whether a clipping other than `own` is written with a story or thread of that name.
    fn names_group(&self, name: Id, own: Id) -> Result<bool, Error> {
        match self.snapshot {
            Some(snapshot) => Ok(snapshot.names_group(name, own)?),
            None => Ok(false),
        }
    }
}

/// Clippings that people put into the story of another, and that stand elsewhere though both are
/// there: the other one came later, or joined a story since.
pub(super) fn unsettled(snapshot: &Snapshot, lore: &Lore) -> Result<Vec<Id>, Error> {
    let archive = Archive { snapshot: Some(snapshot) };
    let mut unsettled = Vec::new();
    for (id, corrections) in &lore.corrections {
        let said = corrections.iter().rev().find_map(Correction::story);
        let Some(Some(other)) = said else { continue };
        if let (Some(mine), Some(theirs)) = (archive.standing(*id)?, archive.standing(other)?)
            && mine.story != theirs.story
        {
            unsettled.push(*id);
        }
    }
    Ok(unsettled)
}

/// Tells what became of copies and versions by what the archive learned: clippings without their
/// boilerplate may be those of others, or no longer.
pub(super) fn tell_regrouped(
    before: Option<&Snapshot>,
    after: &Snapshot,
    tally: &mut Tally,
) -> Result<(), Error> {
    let Some(before) = before else { return Ok(()) };
    let clippings = &mut tally.clippings;
    let fewer = |snapshot: &Snapshot| -> Result<[u64; 2], Error> {
        let (stories, threads) =
            (snapshot.groups(Level::Copies)?, snapshot.groups(Level::Versions)?);
        Ok([snapshot.clippings().saturating_sub(stories), stories.saturating_sub(threads)])
    };
    let (was, is) = (fewer(before)?, fewer(after)?);
    clippings.copies = (clippings.copies + is[0]).saturating_sub(was[0]);
    clippings.versions = (clippings.versions + is[1]).saturating_sub(was[1]);
    Ok(())
}

/// The last thing that people say of a clipping's story.
fn ruling(clipping: &Clipping, lore: &Lore) -> Ruling {
    if lore.corrections.is_empty() {
        return Ruling::Nothing;
    }
    let ids = lore.ids_of(clipping);
    let said = ids.iter().filter_map(|id| lore.corrections.get(id)).flatten();
    match said.rev().find_map(Correction::story) {
        None => Ruling::Nothing,
        Some(None) => Ruling::Alone,
        Some(Some(other)) => Ruling::With(other),
    }
}
