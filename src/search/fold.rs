//! Folding: of the clippings of one story that match, one is shown and the others are counted.
//!
//! Folding happens before anything is ranked or counted: what is left is one clipping for each
//! story, its lead among those that match, so pages, cursors and timelines are those of a smaller
//! set and stay exact.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::columnar::Column;
use tantivy::fastfield::FacetReader;
use tantivy::schema::Facet as EngineFacet;
use tantivy::{DocAddress, DocId, SegmentReader};

use super::bits::Bits;
use crate::archive::{Aliases, Level, Result, Snapshot, Standings};
use crate::clipping::{Dimension, Id};
use crate::query::{Role, Roles};

/// What of the matching clippings is folded, and what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fold {
    /// Which groups; nothing where every clipping is a hit of its own.
    pub level: Option<Level>,
    /// Which clipping of a group is left.
    pub lead: Lead,
}

impl Fold {
    /// Every clipping is a hit of its own.
    pub const NOTHING: Self = Self { level: None, lead: Lead::Earliest };

    /// Copies are folded under the earliest of them.
    pub const COPIES: Self = Self { level: Some(Level::Copies), lead: Lead::Earliest };

    /// Its name: `copies`, `versions`, `nothing`.
    pub fn name(self) -> &'static str {
        match self.level {
            None => "nothing",
            Some(Level::Copies) => "copies",
            Some(Level::Versions) => "versions",
        }
    }
}

/// Which clipping of a story stands for it. Where several could, the earliest does, then the one
/// with the least id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    /// The one published first; those without a date come last.
    Earliest,
    /// The one with most words.
    Longest,
    /// That of the outlet that wrote it: one that is the agency credited, else one that credits
    /// none, else one that came through no aggregator.
    Outlet,
}

/// The documents of the groups that have more than one match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// The members of each, its lead first.
    pub members: Vec<Vec<DocAddress>>,
    places: HashMap<DocAddress, u32>,
}

impl Groups {
    /// The place of the group that a document is in, where it has more members.
    pub(super) fn of(&self, address: DocAddress) -> Option<u32> {
        self.places.get(&address).copied()
    }

    /// How many others match beside a document in its group.
    pub(super) fn others(&self, address: DocAddress) -> u64 {
        self.of(address).map_or(0, |place| self.members[place as usize].len() as u64 - 1)
    }
}

/// Matching clippings after folding.
pub(super) struct Folded {
    /// Those that are left, one of each group.
    pub bits: Vec<Bits>,
    /// The groups that had more.
    pub groups: Groups,
}

/// Folds the matching clippings.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn fold(snapshot: &Snapshot, matching: &[Bits], fold: Fold) -> Result<Folded> {
    let Some(level) = fold.level else {
        return Ok(Folded { bits: matching.to_vec(), groups: Groups::default() });
    };
    let mut members = groups(snapshot, matching, level)?;
    if members.is_empty() {
        return Ok(Folded { bits: matching.to_vec(), groups: Groups::default() });
    }
    let leads = Leads::open(snapshot, fold.lead)?;
    let (mut bits, mut places) = (matching.to_vec(), HashMap::new());
    for (place, group) in members.iter_mut().enumerate() {
        leads.sort(group)?;
        for address in &group[1..] {
            bits[address.segment_ord as usize].remove(address.doc_id);
        }
        places.extend(group.iter().map(|address| (*address, place as u32)));
    }
    Ok(Folded { bits, groups: Groups { members, places } })
}

/// What matches `looser` and is in no group with what matches `strict`, folded.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn without(
    snapshot: &Snapshot,
    looser: &[Bits],
    strict: &[Bits],
    how: Fold,
) -> Result<Vec<Bits>> {
    let holds = |bits: &[Bits], address: &DocAddress| {
        bits[address.segment_ord as usize].holds(address.doc_id)
    };
    let Folded { bits, groups } = fold(snapshot, looser, how)?;
    let mut rest: Vec<Bits> =
        bits.iter().zip(strict).map(|(bits, strict)| bits.without(strict)).collect();
    for group in groups.members.iter().filter(|group| group.iter().any(|one| holds(strict, one))) {
        rest[group[0].segment_ord as usize].remove(group[0].doc_id);
    }
    Ok(rest)
}

/// The groups of which more than one clipping matches, in no order.
fn groups(snapshot: &Snapshot, matching: &[Bits], level: Level) -> Result<Vec<Vec<DocAddress>>> {
    // Of a story that was two, both first clippings are written without it.
    let mut members: HashMap<Id, Vec<DocAddress>> =
        snapshot.aliases().wholes(level).map(|group| (group, Vec::new())).collect();
    let readers = snapshot.searcher().segment_readers();
    let standings: Vec<Standings> =
        readers.iter().map(Standings::open).collect::<tantivy::Result<_>>()?;
    for (segment, standings) in standings.iter().enumerate() {
        let bits = &matching[segment];
        standings.each_written(level, &mut |document, group| {
            if bits.holds(document) {
                let group = snapshot.aliases().resolve(level, group);
                members.entry(group).or_default().push(DocAddress::new(segment as u32, document));
            }
        });
    }
    if !members.is_empty() {
        let firsts = Firsts::of(&members, level, snapshot.aliases());
        for (segment, standings) in standings.iter().enumerate() {
            for document in matching[segment].ascending() {
                let Some(id) = standings.id(document).filter(|id| firsts.may_hold(*id)) else {
                    continue;
                };
                if standings.written(level, document).is_none()
                    && let Some(group) = members.get_mut(&snapshot.aliases().resolve(level, id))
                {
                    group.push(DocAddress::new(segment as u32, document));
                }
            }
        }
    }
    Ok(members.into_values().filter(|group| group.len() > 1).collect())
}

/// Which ids may be those of first clippings, told fast for the many that are not.
struct Firsts(Vec<u64>);

impl Firsts {
    const BITS: usize = 1 << 16;

    fn of(members: &HashMap<Id, Vec<DocAddress>>, level: Level, aliases: &Aliases) -> Self {
        let mut firsts = Self(vec![0; Self::BITS / 64]);
        for group in members.keys() {
            for name in aliases.names(level, *group) {
                let place = Self::place(name);
                firsts.0[place / 64] |= 1 << (place % 64);
            }
        }
        firsts
    }

    fn place(id: Id) -> usize {
        id.high() as usize % Self::BITS
    }

    fn may_hold(&self, id: Id) -> bool {
        let place = Self::place(id);
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

/// What leads are chosen by.
struct Leads {
    segments: Vec<LeadColumns>,
    lead: Lead,
}

struct LeadColumns {
    from: Column<i64>,
    id: Column<u64>,
    words: Column<u64>,
    /// Outlet, agency, aggregator; only where the rule asks for them.
    filed: Option<[FacetReader; 3]>,
}

impl Leads {
    fn open(snapshot: &Snapshot, lead: Lead) -> tantivy::Result<Self> {
        let open = |reader: &SegmentReader| {
            let fast = reader.fast_fields();
            let filed = |dimension: Dimension| reader.facet_reader(dimension.name());
            Ok(LeadColumns {
                filed: match lead {
                    Lead::Earliest | Lead::Longest => None,
                    Lead::Outlet => Some([
                        filed(Dimension::Outlet)?,
                        filed(Dimension::Agency)?,
                        filed(Dimension::Via)?,
                    ]),
                },
                from: fast.i64("from")?,
                id: fast.u64("id_high")?,
                words: fast.u64("word_count")?,
            })
        };
        let segments = snapshot.searcher().segment_readers().iter().map(open);
        Ok(Self { segments: segments.collect::<tantivy::Result<_>>()?, lead })
    }

    /// Puts the lead first.
    fn sort(&self, group: &mut [DocAddress]) -> tantivy::Result<()> {
        let mut keyed = Vec::with_capacity(group.len());
        for address in group.iter() {
            let columns = &self.segments[address.segment_ord as usize];
            keyed.push((columns.key(address.doc_id, self.lead)?, *address));
        }
        keyed.sort_unstable();
        for (place, (_, address)) in group.iter_mut().zip(keyed) {
            *place = address;
        }
        Ok(())
    }
}

/// What a lead is chosen by, the least first: the rule, the date, the id.
type LeadKey = (Reverse<u64>, i64, u64);

impl LeadColumns {
    fn key(&self, document: DocId, lead: Lead) -> tantivy::Result<LeadKey> {
        let rule = match lead {
            Lead::Earliest => 0,
            Lead::Longest => self.words.first(document).unwrap_or(0),
            Lead::Outlet => self.originality(document)?,
        };
        let from = self.from.first(document).unwrap_or(i64::MAX);
        Ok((Reverse(rule), from, self.id.first(document).unwrap_or(0)))
    }

    /// How much speaks for a clipping being that of the outlet that wrote it.
    fn originality(&self, document: DocId) -> tantivy::Result<u64> {
        let Some(filed) = &self.filed else { return Ok(0) };
        let [outlet, agency, via] = filed;
        let via = value(via, document)?;
        Ok(match (value(outlet, document)?, value(agency, document)?) {
            _ if via.is_some() => 0,
            (None, _) => 1,
            (Some(outlet), Some(agency)) if outlet == agency => 4,
            (Some(_), None) => 3,
            (Some(_), Some(_)) => 2,
        })
    }
}

/// The first value that a document is filed under.
fn value(facets: &FacetReader, document: DocId) -> tantivy::Result<Option<EngineFacet>> {
    let Some(ordinal) = facets.facet_ords(document).next() else { return Ok(None) };
    let mut facet = EngineFacet::root();
    facets.facet_from_ord(ordinal, &mut facet)?;
    Ok(Some(facet))
}

/// The clippings that play a role in the archive, whatever a query asks.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn in_role(snapshot: &Snapshot, all: &[Bits], role: Role) -> Result<Vec<Bits>> {
    match role {
        Role::Lead => Ok(fold(snapshot, all, Fold::COPIES)?.bits),
        Role::Copy => {
            let leads = fold(snapshot, all, Fold::COPIES)?.bits;
            Ok(all.iter().zip(&leads).map(|(all, leads)| all.without(leads)).collect())
        }
        Role::Version => {
            let threads =
                fold(snapshot, all, Fold { level: Some(Level::Versions), ..Fold::COPIES })?.groups;
            let mut bits: Vec<Bits> = all.iter().map(Bits::emptied).collect();
            for group in &threads.members {
                let first = snapshot.standing_at(group[0])?.map(|standing| standing.story);
                for address in &group[1..] {
                    let story = snapshot.standing_at(*address)?.map(|standing| standing.story);
                    if story != first {
                        bits[address.segment_ord as usize].insert(address.doc_id);
                    }
                }
            }
            Ok(bits)
        }
    }
}

/// The roles of one clipping.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn roles(snapshot: &Snapshot, address: DocAddress) -> Result<Roles> {
    let Some(standing) = snapshot.standing_at(address)? else { return Ok(Roles::default()) };
    let leads = Leads::open(snapshot, Lead::Earliest)?;
    let mut story = snapshot.group(Level::Copies, standing.story)?;
    leads.sort(&mut story)?;
    let mut thread = snapshot.group(Level::Versions, standing.thread)?;
    leads.sort(&mut thread)?;
    let first = match thread.first() {
        Some(first) => snapshot.standing_at(*first)?,
        None => None,
    };
    Ok(Roles {
        is_copy: story.first().is_some_and(|lead| *lead != address),
        is_version: first.is_some_and(|first| first.story != standing.story),
    })
}

/// The stories of which every one has more than one clipping in the archive and one that matches;
/// each with all its clippings, its lead first.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn whole_groups(
    snapshot: &Snapshot,
    all: &[Bits],
    matching: &[Bits],
    how: Fold,
) -> Result<Vec<Vec<DocAddress>>> {
    let groups = fold(snapshot, all, how)?.groups.members;
    let matches =
        |address: &DocAddress| matching[address.segment_ord as usize].holds(address.doc_id);
    Ok(groups.into_iter().filter(|group| group.iter().any(matches)).collect())
}
