//! What is known beside a draft: names of outlets and what people corrected.

use std::collections::{BTreeMap, BTreeSet};

use super::Likeness;
use super::regions::OwnNames;
use super::sections::OwnCategories;
use crate::clipping::{Clipping, DayMonthOrder, Id, Moment, Origin};

/// Learned facts and corrections by hand, handed to whoever enriches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lore {
    /// Names shown for outlets and aggregators, by their key as [`crate::text::fold::key`] makes it
    /// or by the host of their address without `www.`.
    pub outlets: BTreeMap<String, String>,
    /// Names that the archive itself spells best, by the key that glued and spaced spellings share:
    /// [`super::name_key`].
    pub spellings: BTreeMap<String, String>,
    /// Who prints at a host without `www.`, as clippings state that come from there.
    pub sites: BTreeMap<String, String>,
    /// Hashes of the paragraphs that a source prints again and again, by the key of the source.
    pub boilerplate: BTreeMap<String, BTreeSet<u64>>,
    /// Whether a source prints the day before the month, by the key of the source.
    pub day_month_orders: BTreeMap<String, DayMonthOrder>,
    /// What people corrected, in the order written.
    pub corrections: BTreeMap<Id, Vec<Correction>>,
    /// Clippings that people want out of the archive.
    pub forgotten: BTreeSet<Id>,
    /// Where the clippings that people spoke of lay then, by [`Origin::holder`]: an id made from
    /// words changes with them. Of members of containers old lines name the article alone.
    pub traces: BTreeMap<Origin, Vec<Trace>>,
    /// What people said that names of places stand for.
    pub regions: OwnNames,
    /// What people said that categories are to be called.
    pub categories: OwnCategories,
}

/// Who lay at a place when a person spoke of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The id it had.
    pub id: Id,
    /// What its words were like.
    pub likeness: Likeness,
    /// Which article of the file it was then.
    pub part: u32,
}

impl Trace {
    /// Whether what lies at `origin` now is what lay there then. Members shift: what is another
    /// article of the same member has to be liker.
    fn is_of(&self, origin: &Origin, likeness: Likeness) -> bool {
        match self.part == origin.part {
            true => self.likeness.is_near(likeness),
            false => self.likeness.is_nearly(likeness),
        }
    }
}

impl Lore {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The ids under which people may have spoken of `clipping`: those it had in the same place of
    /// the same file while most of its words were what they are now, then its own.
    pub fn ids_of(&self, clipping: &Clipping) -> Vec<Id> {
        let traced: Vec<(&Origin, Trace)> = clipping
            .origins
            .iter()
            .flat_map(|origin| {
                let article = origin.member.is_some().then(|| origin.article());
                let places = [Some(origin.holder()), article].into_iter().flatten();
                let traces = places.filter_map(|place| self.traces.get(&place)).flatten();
                traces.map(move |trace| (origin, *trace))
            })
            .filter(|(_, trace)| trace.id != clipping.id)
            .collect();
        let mut ids = Vec::new();
        if !traced.is_empty() {
            let likeness = Likeness::of(clipping);
            let near = traced.iter().filter(|(origin, trace)| trace.is_of(origin, likeness));
            ids.extend(near.map(|(_, trace)| trace.id));
        }
        ids.push(clipping.id);
        ids
    }

    /// The id under which people want `clipping` out of the archive.
    pub fn forgets(&self, clipping: &Clipping) -> Option<Id> {
        if self.forgotten.is_empty() {
            return None;
        }
        self.ids_of(clipping).into_iter().find(|id| self.forgotten.contains(id))
    }

    /// Who lay in a file when people spoke of it.
    pub fn traces_in<'a>(
        &'a self,
        root: &'a str,
        path: &'a str,
    ) -> impl Iterator<Item = &'a Trace> {
        let place =
            |part| Origin { root: root.to_owned(), path: path.to_owned(), part, member: None };
        self.traces.range(place(0)..=place(u32::MAX)).flat_map(|(_, traces)| traces)
    }
}

/// One thing that a person says of a clipping.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// It was published then.
    Date(Moment),
    /// Nobody knows when it was published.
    NoDate,
    /// It is about that region, a path of codes. Several may be given; derived ones go.
    Region(Vec<String>),
    /// It is about no region.
    NoRegion,
    /// It is in that category, a path. Several may be given; derived ones go.
    Category(Vec<String>),
    /// It is in no category.
    NoCategory,
    /// That is its topic, a path of codes. Several may be given; suggested ones go.
    Topic(Vec<String>),
    /// It has no topic.
    NoTopic,
    /// That one printed it.
    Outlet(String),
    /// Nobody knows who printed it.
    NoOutlet,
    /// That is its headline.
    Headline(String),
    /// It is in that language, an ISO 639-1 code.
    Language(String),
    /// Nobody knows in which language it is.
    NoLanguage,
    /// It belongs to the story of that clipping.
    Story(Id),
    /// It is nobody's copy and has none.
    NoStory,
}

impl Correction {
    /// What it says of a clipping's story: whose it belongs to, or that it is nobody's; nothing where
    /// it speaks of something else.
    pub fn story(&self) -> Option<Option<Id>> {
        match self {
            Self::Story(other) => Some(Some(*other)),
            Self::NoStory => Some(None),
            Self::Date(_)
            | Self::NoDate
            | Self::Topic(_)
            | Self::NoTopic
            | Self::Region(_)
            | Self::NoRegion
            | Self::Category(_)
            | Self::NoCategory
            | Self::Outlet(_)
            | Self::NoOutlet
            | Self::Headline(_)
            | Self::Language(_)
            | Self::NoLanguage => None,
        }
    }
}
