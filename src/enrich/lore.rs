//! What is known beside a draft: names of outlets and what people corrected.

use std::collections::{BTreeMap, BTreeSet};

use crate::clipping::{Id, Moment};

/// Learned facts and corrections by hand, handed to whoever enriches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lore {
    /// Names shown for outlets and aggregators, by their key as [`crate::text::fold::key`] makes it
    /// or by the host of their address without `www.`.
    pub outlets: BTreeMap<String, String>,
    /// What people corrected, in the order written.
    pub corrections: BTreeMap<Id, Vec<Correction>>,
    /// Clippings that people want out of the archive.
    pub forgotten: BTreeSet<Id>,
}

impl Lore {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.outlets.is_empty() && self.corrections.is_empty() && self.forgotten.is_empty()
    }
}

/// One thing that a person says of a clipping.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// It was published then.
    Date(Moment),
    /// It is about that region, a path of codes. Several may be given; derived ones go.
    Region(Vec<String>),
    /// It is about no region.
    NoRegion,
    /// It is in that category, a path. Several may be given; derived ones go.
    Category(Vec<String>),
    /// That one printed it.
    Outlet(String),
    /// That is its headline.
    Headline(String),
    /// It is in that language, an ISO 639-1 code.
    Language(String),
}
