//! Facet counts over the matching clippings or stories: exact, a general value once for each of them
//! below it.

use std::collections::HashMap;

use tantivy::DocAddress;

use super::bits::Bits;
use super::fold::Groups;
use crate::archive::Snapshot;
use crate::clipping::Dimension;

/// The values of one dimension among the hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetTable {
    /// The dimension.
    pub dimension: Dimension,
    /// The values, general ones included, most frequent first, then by path.
    pub values: Vec<FacetValue>,
    /// How many values were cut off the list.
    pub left_out: u64,
    /// Hits without any value of the dimension.
    pub without: u64,
}

impl FacetTable {
    /// Cuts the list to its first values.
    pub fn cut(&mut self, most: usize) {
        self.left_out += self.values.len().saturating_sub(most) as u64;
        self.values.truncate(most);
    }
}

/// A value and how many hits have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The path of codes or keys.
    pub path: Vec<String>,
    /// As people read it: the last step of the path by its name.
    pub shown: String,
    /// How many hits are filed under it or below it.
    pub clippings: u64,
}

/// What is counted: the matching clippings, before folding, and the groups they fold to.
#[derive(Clone, Copy)]
pub(super) struct Matching<'a> {
    pub bits: &'a [Bits],
    pub groups: &'a Groups,
}

/// Counts a dimension over the matching clippings, or over the stories they fold to; names are left
/// empty.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn count(
    snapshot: &Snapshot,
    matching: Matching<'_>,
    dimension: Dimension,
) -> tantivy::Result<FacetTable> {
    let Matching { bits, groups } = matching;
    let mut nodes = Nodes::default();
    let mut without = 0;
    // A story has the values of all its matching clippings, and counts once for each.
    let mut of_groups: Vec<(u32, u32)> = Vec::new();
    let mut filed = vec![false; groups.members.len()];
    for (segment, reader) in snapshot.searcher().segment_readers().iter().enumerate() {
        let facets = reader.facet_reader(dimension.name())?;
        let mut chains: Vec<Vec<u32>> = Vec::with_capacity(facets.num_facets());
        let mut values = facets.facet_dict().stream()?;
        while values.advance() {
            let path = std::str::from_utf8(values.key()).unwrap_or_default();
            chains.push(nodes.chain(&path.split('\0').collect::<Vec<_>>()));
        }
        nodes.stamps.iter_mut().for_each(|stamp| *stamp = u32::MAX);
        for document in bits[segment].ascending() {
            let group = groups.of(DocAddress::new(segment as u32, document));
            let mut any = false;
            for ordinal in facets.facet_ords(document) {
                any = true;
                let chain = &chains[ordinal as usize];
                match group {
                    Some(group) => of_groups.extend(chain.iter().map(|node| (*node, group))),
                    None => nodes.count(chain, document),
                }
            }
            match group {
                Some(group) => filed[group as usize] |= any,
                None => without += u64::from(!any),
            }
        }
    }
    of_groups.sort_unstable();
    of_groups.dedup();
    of_groups.iter().for_each(|(node, _)| nodes.counts[*node as usize] += 1);
    without += filed.iter().filter(|any| !**any).count() as u64;
    Ok(FacetTable { dimension, values: nodes.values(), left_out: 0, without })
}

/// Every value seen, with its count.
#[derive(Default)]
struct Nodes {
    places: HashMap<Vec<String>, u32>,
    counts: Vec<u64>,
    /// The document that counted last, so that a clipping counts once for a general value.
    stamps: Vec<u32>,
}

impl Nodes {
    /// The nodes of a path and of all paths above it.
    fn chain(&mut self, path: &[&str]) -> Vec<u32> {
        (1..=path.len())
            .map(|depth| {
                let key: Vec<String> = path[..depth].iter().map(|&step| step.to_owned()).collect();
                let next = self.counts.len() as u32;
                let place = *self.places.entry(key).or_insert(next);
                if place == next {
                    self.counts.push(0);
                    self.stamps.push(u32::MAX);
                }
                place
            })
            .collect()
    }

    fn count(&mut self, chain: &[u32], document: u32) {
        for node in chain {
            let node = *node as usize;
            if self.stamps[node] != document {
                self.stamps[node] = document;
                self.counts[node] += 1;
            }
        }
    }

    fn values(self) -> Vec<FacetValue> {
        let mut values: Vec<FacetValue> = self
            .places
            .into_iter()
            .map(|(path, place)| FacetValue {
                path,
                shown: String::new(),
                clippings: self.counts[place as usize],
            })
            .filter(|value| value.clippings > 0)
            .collect();
        values.sort_by(|a, b| b.clippings.cmp(&a.clippings).then_with(|| a.path.cmp(&b.path)));
        values
    }
}
