//! The plain scan with copies folded: groups, leads, counts and roles from the definition.

use std::collections::{BTreeMap, BTreeSet};

use morgue::archive::Level;
use morgue::clipping::{Dimension, Id};
use morgue::query::Roles;
use morgue::search::Lead;
use morgue::text::fold;

use super::archives::Groups;
use super::plain::Document;

/// The documents that belong together, each group with its lead first.
pub(crate) fn groups<'a>(
    documents: &[&'a Document],
    groups: &Groups,
    level: Level,
    lead: Lead,
) -> Vec<Vec<&'a Document>> {
    let mut found: BTreeMap<Id, Vec<&Document>> = BTreeMap::new();
    for document in documents {
        let standing = groups.standings[&document.clipping.id];
        found.entry(groups.of(level, standing)).or_default().push(document);
    }
    let mut found: Vec<Vec<&Document>> = found.into_values().collect();
    for group in &mut found {
        group.sort_by_key(|document| key(document, lead));
    }
    found
}

/// What leads come first by: the rule, the date, the id.
fn key(document: &Document, lead: Lead) -> (i64, i64, Id) {
    let clipping = &document.clipping;
    let key = |value: &Option<morgue::clipping::Known<String>>| {
        value.as_ref().map(|known| fold::key(&known.value))
    };
    let (outlet, agency) = (key(&clipping.outlet), key(&clipping.agency));
    let rule = match lead {
        Lead::Earliest => 0,
        Lead::Longest => -(clipping.word_count as i64),
        Lead::Outlet if clipping.via.is_some() => 4,
        Lead::Outlet if outlet.is_none() => 3,
        Lead::Outlet if outlet == agency => 0,
        Lead::Outlet if agency.is_none() => 1,
        Lead::Outlet => 2,
    };
    (rule, document.interval().map_or(i64::MAX, |(from, _)| from), clipping.id)
}

/// How many groups have each value, and how many have none: a group has those of all its documents.
pub(crate) fn counts(
    groups: &[Vec<&Document>],
    dimension: Dimension,
) -> (BTreeMap<Vec<String>, u64>, u64) {
    let (mut counts, mut without) = (BTreeMap::new(), 0);
    for group in groups {
        let values: BTreeSet<Vec<String>> =
            group.iter().flat_map(|document| document.values(dimension)).collect();
        without += u64::from(values.is_empty());
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    (counts, without)
}

/// The roles of every document.
pub(crate) fn roles(documents: &[Document], of: &Groups) -> BTreeMap<Id, Roles> {
    let all: Vec<&Document> = documents.iter().collect();
    let mut roles: BTreeMap<Id, Roles> = BTreeMap::new();
    for story in groups(&all, of, Level::Copies, Lead::Earliest) {
        for (place, document) in story.iter().enumerate() {
            roles.entry(document.clipping.id).or_default().is_copy = place > 0;
        }
    }
    for thread in groups(&all, of, Level::Versions, Lead::Earliest) {
        let story = |document: &Document| of.of(Level::Copies, of.standings[&document.clipping.id]);
        for document in &thread {
            let is_version = story(document) != story(thread[0]);
            roles.entry(document.clipping.id).or_default().is_version = is_version;
        }
    }
    roles
}
