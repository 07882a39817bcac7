//! A small bonus for words that stand close together, among the best hits.
//!
//! The best [`WINDOW`] hits by BM25 are ordered anew: each gets a share of its own score, at most
//! [`MOST`], by how near neighbouring words of the query stand to each other. Below the window BM25
//! alone decides. The bonus only adds, so no hit falls behind one that was outside the window.

use tantivy::DocAddress;

use super::plan::Plan;
use super::top::Ranked;
use crate::archive::Result;
use crate::query::{Evaluator, Match};

/// So many hits are ordered anew.
pub const WINDOW: usize = 50;

/// The largest share of a score that closeness adds: all neighbouring words of the query side by
/// side.
pub(super) const MOST: f64 = 0.08;

/// Adds the bonus to hits sorted by score, and sorts those of the window anew.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn reorder(plan: &Plan<'_>, ranked: &mut [Ranked]) -> Result<()> {
    let window = ranked.len().min(WINDOW);
    let window = &mut ranked[..window];
    if window.len() < 2 {
        return Ok(());
    }
    let mut places: Vec<usize> = (0..window.len()).collect();
    places.sort_unstable_by_key(|place| window[*place].address);
    let addresses: Vec<DocAddress> = places.iter().map(|place| window[*place].address).collect();
    for (place, share) in places.into_iter().zip(shares(plan, &addresses)?) {
        window[place].key *= 1.0 + MOST * share;
    }
    window.sort_unstable();
    Ok(())
}

/// For each clipping, in the order of addresses, how close the query's words stand: from 0 to 1.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn shares(plan: &Plan<'_>, addresses: &[DocAddress]) -> Result<Vec<f64>> {
    let parts = plan.close_parts();
    if parts.len() < 2 {
        return Ok(vec![0.0; addresses.len()]);
    }
    let mut shares = Vec::with_capacity(addresses.len());
    let mut source = None;
    let mut evaluator = Evaluator::default();
    for address in addresses {
        if source.as_ref().is_none_or(|(segment, _)| *segment != address.segment_ord) {
            source = Some((address.segment_ord, plan.source(address.segment_ord)?));
        }
        let Some((_, source)) = &mut source else { continue };
        source.at(address.doc_id);
        let spans: Vec<Vec<Match>> = parts
            .iter()
            .map(|part| {
                let mut found = Vec::new();
                evaluator.spans(part, source, &mut found);
                found
            })
            .collect();
        let near: f64 = spans.windows(2).map(|pair| nearness(&pair[0], &pair[1])).sum();
        shares.push(near / (parts.len() - 1) as f64);
    }
    Ok(shares)
}

/// One over the smallest distance between the nearest edges of two spans; 0 where one of them is
/// missing.
fn nearness(a: &[Match], b: &[Match]) -> f64 {
    let (mut i, mut j) = (0, 0);
    let mut smallest: Option<u32> = None;
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let distance = if x.last < y.first {
            y.first - x.last
        } else if y.last < x.first {
            x.first - y.last
        } else {
            1
        };
        smallest = Some(smallest.map_or(distance, |known| known.min(distance)));
        if x.first < y.first { i += 1 } else { j += 1 }
    }
    smallest.map_or(0.0, |distance| 1.0 / f64::from(distance.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(u32, u32)]) -> Vec<Match> {
        list.iter().map(|(first, last)| Match { first: *first, last: *last }).collect()
    }

    #[test]
    fn nearness_is_of_the_nearest_pair() {
        assert_eq!(nearness(&spans(&[(0, 0), (10, 10)]), &spans(&[(4, 4), (12, 12)])), 0.5);
        assert_eq!(nearness(&spans(&[(5, 6)]), &spans(&[(7, 7)])), 1.0);
        assert_eq!(nearness(&spans(&[(7, 7)]), &spans(&[(5, 6)])), 1.0);
        assert_eq!(nearness(&spans(&[]), &spans(&[(5, 6)])), 0.0);
    }
}
